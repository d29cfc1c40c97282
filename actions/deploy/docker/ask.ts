import { execIn } from "../../../toolkit/docker/exec.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import type { Endpoint } from "../balancer.ts";

// Host, port and path come as arguments and are never part of the script. Debian's images have bash, Alpine's have nc.
const ASK = `
request() { printf 'GET %s HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' "$1"; }
if command -v bash >/dev/null; then
  exec timeout 10 bash -c 'exec 3<>"/dev/tcp/$0/$1" || exit 7
    printf "GET %s HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n" "$2" >&3; head -c 4096 <&3' "$1" "$2" "$3"
else request "$3" | timeout 10 nc "$1" "$2" | head -c 4096
fi`;

/** An answer to a GET: its status (0 where there was none) and, in words, what came instead. */
export interface Asked {
  readonly status: number;
  readonly text: string;
}

/** Asks an address from within a container, so from the networks that it is in. */
export async function askFrom(
  engine: Engine,
  container: string,
  { address, port }: Endpoint,
  path: string,
  signal: AbortSignal,
): Promise<Asked> {
  const argv = ["sh", "-c", ASK, "ask", address, String(port), path];
  const { stdout, stderr } = await execIn(engine, container, argv, { signal });
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(stdout)?.[1] ?? 0);
  if (status > 0) return { status, text: `it answered ${status}` };
  const refused = /refused/i.test(stderr);
  return { status, text: refused ? "nothing listens on the port" : stdout ? "the answer was not HTTP" : "no answer" };
}
