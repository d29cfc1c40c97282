import { FOLDER, FRONT_PORT } from "../balancer.ts";

/** Files by which the action and the containers of one load balancer talk. Everybody in them may write. */
export const RUN = `${FOLDER}/run`;

/** What the containers of one product run. All of it is text of a shell, ours, without anything from outside in it. */
export interface Supervised {
  /** Starts the product in the background. `$take` is not empty where another one still listens. */
  readonly start: string;
  /** What `$take` is then. */
  readonly take: string;
  /** Where the product's process id is for as long as it runs. */
  readonly pidFile: string;
  /** Comes before each start; `continue` in it looks again whether there is need of one. */
  readonly prepare?: string;
  /** Goes on beside the product. */
  readonly beside?: string;
}

/**
 * What a balancer's container runs: the product, unless another container in the same network does already. The container
 * that owns the port is never replaced. A newer one comes as a second container in its network (`SUCCESSOR` is its own name), is
 * told once to start although the first one listens, and that one waits from then on in case the second is gone. Where the
 * owner is started again it has a new network; whoever is left in the one of before ends, and the engine starts it in the
 * new one.
 */
export function supervisor({ start, take, pidFile, prepare = "", beside = "" }: Supervised): string {
  return `
port=$(printf %04X ${FRONT_PORT})
listening() { grep -q ":$port [0-9A-F]*:0000 0A" /proc/net/tcp /proc/net/tcp6 2>/dev/null; }
nap() { sleep 1 & wait $!; }
trap '[ -z "$pid" ] || kill -TERM $pid; exit 0' TERM INT
rm -f ${pidFile}
[ -z "$SUCCESSOR" ] || while sleep 1; do grep -q 'eth[0-9]' /proc/net/dev || kill -TERM $$; done &
${beside}
misses=0
while :; do
  take=
  if [ -n "$SUCCESSOR" ] && rm ${RUN}/handover-$SUCCESSOR 2>/dev/null; then take="${take}"
  elif listening; then misses=0; nap; continue
  elif [ -z "$SUCCESSOR" ] && [ -e ${RUN}/successor ] && [ $misses -lt 3 ]; then misses=$((misses + 1)); nap; continue
  fi
  ${prepare}
  ${start}
  pid=$!
  while kill -0 $pid 2>/dev/null; do wait $pid; done
  pid=
  rm -f ${pidFile}
  misses=0
  nap
done`;
}
