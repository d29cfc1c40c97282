import { FOLDER } from "../balancer.ts";
import { supervisor } from "../docker/supervisor.ts";
import { HANDOVER } from "./config.ts";

const PID = "/tmp/haproxy.pid";

/** What HAProxy's containers run. A newer one is given the listening sockets themselves. */
export const SUPERVISOR = supervisor({
  start: `haproxy -W -db -f ${FOLDER}/haproxy $take & echo $! > ${PID}`,
  take: `-x ${HANDOVER}`,
  pidFile: PID,
});

/** Sends a signal to the HAProxy of one container, where that container runs it. */
export function signalScript(signal: "USR1" | "USR2"): string {
  return `[ ! -e ${PID} ] || kill -${signal} "$(cat ${PID})"`;
}

/** Prints how many processes of HAProxy a container has: a master and a worker, and those that end after a reload. */
export const COUNT = `n=0; for p in /proc/[0-9]*/comm; do [ "$(cat $p 2>/dev/null)" != haproxy ] || n=$((n + 1)); done; echo $n`;
