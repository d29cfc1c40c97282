import { request } from "node:http";
import { connect } from "node:net";

/** A request that takes long, from before a deploy until after it; gives its status, or why there was none. */
export function longRequest(url: string, milliseconds: number): Promise<string> {
  return new Promise((done) => {
    const asked = request(`${url}/?wait=${milliseconds}`, { method: "POST", agent: false }, (answer) => {
      answer.resume().on("end", () => done(String(answer.statusCode)));
      answer.on("error", (error) => done(error.message));
    });
    asked.on("error", (error) => done(error.message)).end("long");
  });
}

/** A WebSocket that says something now and then, and hears it back. */
export interface Socket {
  /** Closes it from this side; gives how many words came back, and whether it had been cut before. */
  close(): { readonly echoes: number; readonly cut: boolean };
}

/** Opens a WebSocket as far as the load balancer is concerned: the upgrade, and then bytes both ways. */
export async function openSocket(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let echoes = 0;
  let cut = false;
  await new Promise<void>((done, fail) => {
    socket.once("error", fail);
    socket.once("data", (data) => {
      if (String(data).startsWith("HTTP/1.1 101")) done();
      else fail(new Error(`no upgrade: ${String(data).split("\r")[0]}`));
    });
    socket.write(
      `GET /socket HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
  });
  socket.on("data", () => {
    echoes++;
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    cut = true;
  });
  const timer = setInterval(() => socket.write("word"), 200);
  return {
    close() {
      clearInterval(timer);
      const seen = { echoes, cut };
      socket.destroy();
      return seen;
    },
  };
}
