import { FOLDER, FRONT_PORT } from "../balancer.ts";
import { HANDOVER } from "./config.ts";

/** Files by which the action and the containers of one load balancer talk. Everybody in them may write. */
export const RUN = `${FOLDER}/run`;

/**
 * What a balancer's container runs: HAProxy, unless another container in the same network does already. The container
 * that owns the port is never replaced. A newer HAProxy comes as a second container in its network (`SUCCESSOR=1`), is
 * told once to take the listening sockets over, and the first one waits from then on in case the second is gone.
 * A script of ours without any text from outside in it.
 */
export const SUPERVISOR = `
port=$(printf %04X ${FRONT_PORT})
listening() { grep -q ":$port [0-9A-F]*:0000 0A" /proc/net/tcp /proc/net/tcp6 2>/dev/null; }
nap() { sleep 1 & wait $!; }
trap '[ -z "$pid" ] || kill -TERM $pid; exit 0' TERM INT
rm -f /tmp/haproxy.pid
misses=0
while :; do
  take=
  if [ "$SUCCESSOR" = 1 ] && rm ${RUN}/handover 2>/dev/null; then take="-x ${HANDOVER}"
  elif listening; then misses=0; nap; continue
  elif [ "$SUCCESSOR" != 1 ] && [ -e ${RUN}/successor ] && [ $misses -lt 3 ]; then misses=$((misses + 1)); nap; continue
  fi
  haproxy -W -db -f ${FOLDER}/haproxy $take &
  pid=$!
  echo $pid > /tmp/haproxy.pid
  while kill -0 $pid 2>/dev/null; do wait $pid; done
  pid=
  rm -f /tmp/haproxy.pid
  misses=0
  nap
done`;

/** Sends a signal to the HAProxy of one container, where that container runs it. */
export function signalScript(signal: "USR1" | "USR2"): string {
  return `[ ! -e /tmp/haproxy.pid ] || kill -${signal} "$(cat /tmp/haproxy.pid)"`;
}

/** Prints how many processes of HAProxy a container has: a master and a worker, and those that end after a reload. */
export const COUNT = `n=0; for p in /proc/[0-9]*/comm; do [ "$(cat $p 2>/dev/null)" != haproxy ] || n=$((n + 1)); done; echo $n`;
