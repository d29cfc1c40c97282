import { FOLDER } from "../balancer.ts";
import { supervisor } from "../docker/supervisor.ts";
import { ADMIN_PORT, FAILED, FAILED_BEFORE } from "./config.ts";

/** Written by nginx itself, once it hears signals. */
const PID = "/tmp/nginx.pid";
/** Kilobytes. An app that is down for a day would fill the disk. */
const FAILED_LIMIT = 1000;

/**
 * Since the last start, containers may have got other addresses, so each is looked up by its name; those that cannot be
 * found in eight seconds are left out. Meanwhile another container may have begun to serve, or a deploy may have written
 * another configuration: then it looks again. A reload ends idle
 * connections of clients, and a request that is on its way on one of them is lost: from 1.27.4 on nginx waits for it, and
 * before that no connection is kept open.
 */
const PREPARE = `
  conf=${FOLDER}/nginx.conf
  cp $conf /tmp/found.conf
  cp $conf /tmp/nginx.conf
  end=\${end:-$(($(date +%s) + 8))}
  for host in $(sed -n 's/^  server .*; # \\([0-9a-f]\\{12\\}\\)$/\\1/p' $conf); do
    while :; do
      ip=$(timeout 1 getent hosts $host | sed 's/ .*//; q')
      [ -z "$ip" ] && [ "$(date +%s)" -lt $end ] || break
      sleep 0.2
    done
    if [ -n "$ip" ]; then sed -i "s/^  server [0-9.]*:\\(.*; # $host\\)$/  server $ip:\\1/" /tmp/nginx.conf
    else sed -i "s/^\\(  server .*\\); # $host$/\\1 down; # $host/" /tmp/nginx.conf; fi
  done
  if [ -z "$take" ]; then
    if listening || ! cmp -s $conf /tmp/found.conf; then continue; fi
    rm -f ${FAILED} ${FAILED_BEFORE}
  fi
  cat /tmp/nginx.conf > $conf.start$SUCCESSOR && mv -f $conf.start$SUCCESSOR $conf
  version=$(nginx -v 2>&1 | sed 's#.*nginx/##; s# .*##')
  newer=$(printf '%s\\n1.27.4\\n' "$version" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)
  end=
  if [ "$newer" = 1.27.4 ]; then echo 'keepalive_timeout 75s; keepalive_min_timeout 5s;'
  else echo 'keepalive_timeout 0;'; fi > /tmp/keepalive.conf`;

/**
 * What nginx' containers run. A newer one listens beside the one before (`reuseport`). Meanwhile a loop keeps the log of
 * failures small: USR1 lets nginx write into a new one and nothing else.
 */
export const SUPERVISOR = supervisor({
  start: `nginx -c ${FOLDER}/nginx.conf -g 'daemon off;' &`,
  take: "beside",
  pidFile: PID,
  prepare: PREPARE,
  beside: `while sleep 5; do
  [ ! -e ${PID} ] || [ -z "$(find ${FAILED} -size +${FAILED_LIMIT}k 2>/dev/null)" ] ||
    { mv -f ${FAILED} ${FAILED_BEFORE} && kill -USR1 "$(cat ${PID})"; }
done &`,
});

/** Makes `each`, which evaluates a text for each worker that is `serving` or `ending`, with its folder of /proc in `$p`. */
export const WORKERS = `each() { for p in /proc/[0-9]*; do
  case "$(tr "\\0" " " < $p/cmdline 2>/dev/null)" in
    "nginx: worker"*"shutting down"*) [ "$1" != ending ] || eval "$2";;
    "nginx: worker"*) [ "$1" != serving ] || eval "$2";;
  esac
done; }
`;

/** Prints the workers of a container that serve. */
export const SERVES = `${WORKERS}each serving 'echo $p'`;

/** Prints how many workers of before a container still has. */
export const ENDING = `${WORKERS}n=0; each ending 'n=$((n + 1))'; echo $n`;

/** Ends them, with all that they still have. */
export const CUT = `${WORKERS}each ending 'kill -TERM \${p#/proc/}'`;

/**
 * Sends a signal to the nginx of one container, where that container runs it, and waits until no worker of before takes
 * connections any more: a reload tells them a tenth of a second after the new ones have begun to, and until then nobody
 * would know them for old ones.
 */
export function signalScript(signal: "HUP" | "QUIT"): string {
  return `[ -e ${PID} ] || exit 0
${WORKERS}before=$(each serving 'echo $p')
kill -${signal} "$(cat ${PID})"
n=0; while [ $n -lt 50 ] && each serving 'echo $p' | grep -qxF "$before"; do n=$((n + 1)); sleep 0.1; done`;
}

/** Asks whatever nginx serves in this network for its count of requests; its mark is in the head of the answer. */
export const ASK = `ask() {
  if command -v bash >/dev/null; then
    timeout 3 bash -c 'exec 3<>/dev/tcp/127.0.0.1/${ADMIN_PORT} && printf "GET /requests HTTP/1.0\\r\\n\\r\\n" >&3 && cat <&3'
  else printf 'GET /requests HTTP/1.0\\r\\n\\r\\n' | timeout 3 nc 127.0.0.1 ${ADMIN_PORT}; fi
}
`;

/**
 * Lets the nginx of one container end once its requests have, and prints its last count: while two serve, either of them
 * may be the one that is asked. \`$0\` is the mark of the one that stays.
 */
export const RETIRE = `[ -e ${PID} ] || exit 0
${ASK}n=0; page=
while [ $n -lt 40 ]; do
  page=$(ask 2>/dev/null)
  case "$page" in *"$0"*) n=$((n + 1)); page=;; *) break;; esac
done
${signalScript("QUIT")}
printf '%s' "$page"`;
