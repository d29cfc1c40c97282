import { once } from "node:events";
import { createServer } from "node:net";

/** Below those that Linux gives to outgoing connections, and that Docker publishes at where it is left to choose. */
const [FIRST, LAST] = [20_000, 32_000];

/**
 * A port of 127.0.0.1 that nobody listens on at this moment. The one that port 0 leads to would do at this moment, too,
 * but may be a connection's a moment later: a load generator takes thousands of them.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    const server = createServer().listen(port, "127.0.0.1");
    const free = await once(server, "listening").then(
      () => true,
      () => false,
    );
    if (!free) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}
