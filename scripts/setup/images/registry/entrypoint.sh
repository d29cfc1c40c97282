#!/bin/sh
# As in the public image: a configuration file or a subcommand goes to the registry program.
set -e
case "$1" in
*.yaml | *.yml) set -- registry serve "$@" ;;
serve | garbage-collect | help | -*) set -- registry "$@" ;;
esac
exec "$@"
