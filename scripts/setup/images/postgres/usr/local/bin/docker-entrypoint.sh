#!/bin/bash
# The part of the public image's entry that people use: an empty data folder is initialised from POSTGRES_USER,
# POSTGRES_PASSWORD (or POSTGRES_PASSWORD_FILE) and POSTGRES_DB, the files of /docker-entrypoint-initdb.d are run once,
# and the server then takes the place of this script as process 1, as the user postgres.
set -Eeuo pipefail

if [ "${1:0:1}" = - ]; then
	set -- postgres "$@"
fi

is_server=false
if [ "$1" = postgres ]; then
	is_server=true
	for argument; do
		case "$argument" in -'?' | --help | --describe-config | -V | --version) is_server=false ;; esac
	done
fi

if $is_server && [ "$(id -u)" = 0 ]; then
	mkdir -p "$PGDATA" /var/run/postgresql
	chmod 00700 "$PGDATA"
	chmod 03775 /var/run/postgresql
	find "$PGDATA" \! -user postgres -exec chown postgres '{}' +
	find /var/run/postgresql \! -user postgres -exec chown postgres '{}' +
	exec setpriv --reuid=postgres --regid=postgres --init-groups "$BASH_SOURCE" "$@"
fi

run_init_file() {
	case "$1" in
	*.sh)
		if [ -x "$1" ]; then
			echo "$0: running $1"
			"$1"
		else
			echo "$0: sourcing $1"
			. "$1"
		fi
		;;
	*.sql)
		echo "$0: running $1"
		psql_local --dbname "$POSTGRES_DB" --file "$1"
		;;
	*.sql.gz)
		echo "$0: running $1"
		gunzip -c "$1" | psql_local --dbname "$POSTGRES_DB"
		;;
	*) echo "$0: ignoring $1" ;;
	esac
}

psql_local() {
	PGHOST='' PGHOSTADDR='' psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --no-password "$@"
}

initialise() {
	if [ -n "${POSTGRES_PASSWORD_FILE:-}" ]; then
		POSTGRES_PASSWORD="$(<"$POSTGRES_PASSWORD_FILE")"
	fi
	export POSTGRES_PASSWORD="${POSTGRES_PASSWORD:-}"
	export POSTGRES_USER="${POSTGRES_USER:-postgres}"
	export POSTGRES_DB="${POSTGRES_DB:-$POSTGRES_USER}"
	local method="${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}"
	if [ -z "$POSTGRES_PASSWORD" ] && [ "$method" != trust ]; then
		echo >&2 'Error: the database is not initialised and no superuser password is given.'
		echo >&2 '       Set POSTGRES_PASSWORD to a value that is not empty, as in "-e POSTGRES_PASSWORD=password".'
		exit 1
	fi
	# The password goes through a file descriptor: an argument could be read by every process of the host.
	eval 'initdb --username="$POSTGRES_USER" --pwfile=<(printf "%s\n" "$POSTGRES_PASSWORD") '"${POSTGRES_INITDB_ARGS:-}"
	printf '\nhost all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"

	PGUSER="$POSTGRES_USER" pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -p 5432" -w start
	if [ "$POSTGRES_DB" != postgres ]; then
		psql_local --dbname postgres --set db="$POSTGRES_DB" <<<'CREATE DATABASE :"db";'
	fi
	local file
	for file in /docker-entrypoint-initdb.d/*; do
		[ ! -e "$file" ] || run_init_file "$file"
	done
	PGUSER="$POSTGRES_USER" pg_ctl -D "$PGDATA" -m fast -w stop
	unset PGPASSWORD
	echo 'PostgreSQL init process complete; ready for start up.'
}

if $is_server && [ ! -s "$PGDATA/PG_VERSION" ]; then
	initialise
fi

exec "$@"
