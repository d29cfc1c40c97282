import { connect, createServer, type Socket } from "node:net";

/** An address that leads to an engine until it is cut. */
export interface Cuttable {
  /** `tcp://127.0.0.1:…` */
  readonly address: string;
  /** From now on nothing comes through in either direction, and nobody is told: as where a cable was pulled. */
  cut(): void;
  heal(): void;
  stop(): void;
}

/** Opens a port of this machine that leads to a socket file. */
export async function cuttable(socketPath: string): Promise<Cuttable> {
  let cut = false;
  const pairs = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(socketPath);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      pairs.add(one);
      one.on("error", () => {});
      one.on("close", () => {
        pairs.delete(one);
        if (!cut) other.destroy();
      });
      // What arrives while it is cut is lost; a connection that has lost something never speaks again.
      one.on("data", (data) => {
        if (cut) one.pause();
        else other.write(data);
      });
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  return {
    address: `tcp://127.0.0.1:${port}`,
    cut: () => {
      cut = true;
    },
    heal: () => {
      cut = false;
      for (const socket of pairs) socket.destroy();
    },
    stop: () => {
      for (const socket of pairs) socket.destroy();
      server.close();
    },
  };
}
