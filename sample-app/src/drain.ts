import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance } from "fastify";

/** Closes what is left of an app's connections while it closes; see `closeQuietConnections`. */
export type Connections = { closeQuiet: () => void };

/** Follows the connections of `app`'s server, so that those without a request can be closed. Call it before listen. */
export function followConnections(app: FastifyInstance): Connections {
  const sockets = new Set<Socket>();
  app.server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  return {
    closeQuiet: () => {
      app.server.closeIdleConnections();
      // Node counts a connection as busy until its first request; browsers open such connections in advance.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    },
  };
}

/**
 * Stops without losing a request. For `delayMs` the app still takes connections but is not ready, so that a load
 * balancer looks elsewhere, and clients leave their keep-alive connections; then it stops listening, closes quiet
 * connections, answers what is under way and calls `release` (which closes the pool).
 * @returns whether all of it was done within `limitMs`; where not, open connections have been cut.
 */
export async function drain(
  app: FastifyInstance,
  options: {
    state: { draining: boolean };
    connections: Connections;
    release: () => Promise<unknown>;
    delayMs: number;
    limitMs: number;
  },
): Promise<boolean> {
  const { state, connections, release, delayMs, limitMs } = options;
  const over = new AbortController();
  const inTime = async () => {
    state.draining = true;
    await sleep(delayMs);
    // A connection whose last answer was under way when the server closed becomes quiet later.
    const sweep = setInterval(connections.closeQuiet, 50);
    try {
      await app.close();
    } finally {
      clearInterval(sweep);
    }
    await release();
    return true;
  };
  const late = () => sleep(limitMs, false, { signal: over.signal }).catch(() => false);
  const done = await Promise.race([inTime(), late()]);
  over.abort();
  if (!done) app.server.closeAllConnections();
  return done;
}
