import { randomBytes } from "node:crypto";
import { deploy } from "../../actions/deploy/main.ts";
import type { Faults } from "../../actions/deploy/rollout.ts";
import { putFiles } from "../../toolkit/docker/archives.ts";
import {
  createContainer,
  logsOf,
  removeContainer,
  startContainer,
  waitForContainer,
} from "../../toolkit/docker/containers.ts";
import { inspectImage } from "../../toolkit/docker/images.ts";
import { connect, type Engine } from "../../toolkit/docker.ts";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import { type ProbeResult, probe } from "../../toolkit/probe.ts";
import { terminalRunner } from "../../toolkit/runner-terminal.ts";
import { realWorld } from "../../toolkit/world.ts";
import { freePort } from "../support/free-port.ts";

/**
 * The app of these tests. It dies at once on SIGTERM, in the middle of whatever it does, as a careless one would; three
 * requests in ten take 300 ms, so there is always one in the middle.
 */
const APP = `
const http = require("node:http");
const { BOOT_MS = 0, EXIT_AFTER_MS, HEALTH = "200", VERSION = "1", LISTEN = "8000", ERRORS_AFTER_MS, ERROR_PART = "1", SLOW_AFTER_MS, EAT_MB, QUICK, SLOW_EVERY } = process.env;
process.on("SIGTERM", () => process.exit(143));
let lag = 0;
process.on("SIGUSR2", () => { lag = 300; });
console.log("version " + VERSION + " starts");
const born = Date.now();
if (EXIT_AFTER_MS) setTimeout(() => { console.error("this is the end: no database"); process.exit(3); }, Number(EXIT_AFTER_MS));
if (EAT_MB) { const eaten = []; setInterval(() => eaten.push(Buffer.alloc(8 << 20, 1)), 20); }
let asked = 0;
let counted = 0;
const past = (ms) => ms && Date.now() - born > Number(ms);
const server = http.createServer((request, response) => {
  request.resume();
  const ready = require("node:fs").existsSync("/tmp/drain") ? "503" : HEALTH;
  if (request.url === "/readyz") return void response.writeHead(Number(ready)).end(ready);
  if (request.url === "/secret") return void response.end(require("node:fs").readFileSync("/run/secrets/TOKEN"));
  if (request.url === "/asked") return void response.end(String(asked));
  if (request.url === "/name") return void setTimeout(() => response.end(require("node:os").hostname()), lag || 5);
  if (request.url === "/count") return void response.end(String(++counted));
  if (request.url === "/counted") return void response.end(String(counted));
  if (request.url === "/version") return void response.writeHead(VERSION === "odd" ? 500 : 200).end(VERSION);
  asked++;
  if (past(ERRORS_AFTER_MS) && asked % 100 < Number(ERROR_PART) * 100) return void response.writeHead(500).end("broken");
  const wait = Number(new URL(request.url, "http://app").searchParams.get("wait") ?? (past(SLOW_AFTER_MS) ? 900 : !QUICK && asked % 10 < 3 ? 300 : SLOW_EVERY && asked % Number(SLOW_EVERY) === 0 ? 200 : 0));
  const end = () => response.writeHead(200, { "x-version": VERSION }).end(VERSION);
  if (wait > 0) setTimeout(end, wait);
  else end();
});
server.on("upgrade", (request, socket) => {
  const proof = require("node:crypto").createHash("sha1");
  proof.update(request.headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
  const head = ["HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: websocket"];
  socket.write([...head, "Sec-WebSocket-Accept: " + proof.digest("base64"), "", ""].join("\\r\\n"));
  socket.on("data", (data) => socket.write(data)).on("error", () => {});
});
setTimeout(() => server.listen(Number(LISTEN)), Number(BOOT_MS));
`;

/** Makes the image of the tests' app, with further instructions of a Dockerfile such as `HEALTHCHECK …`. */
export async function makeAppImage(engine: Engine, ...instructions: string[]): Promise<string> {
  const tag = randomBytes(4).toString("hex");
  const name = `quayside-test-deploy-image-${tag}`;
  const labels = { "quayside.test": "deploy" };
  const id = await createContainer(engine, { name, image: "node:24-bookworm-slim", labels, network: "none" });
  try {
    await putFiles(engine, id, "/", [{ name: "app.js", content: APP }]);
    const changes = ['ENTRYPOINT ["node", "/app.js"]', ...instructions];
    const query = { container: id, repo: "quayside-test-deploy", tag, changes };
    await engine.api.getContainer(id).commit({ _query: query, _body: {} });
  } finally {
    await removeContainer(engine, id);
  }
  return `quayside-test-deploy:${tag}`;
}

/** Makes an image of Debian's nginx, which is kept for the next run: it takes a while. */
export async function makeNginxImage(engine: Engine): Promise<string> {
  const name = "quayside-test-nginx:debian";
  if (await inspectImage(engine, name)) return name;
  const script =
    "apt-get -q update && DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install nginx && nginx -v";
  const id = await createContainer(engine, {
    name: `quayside-test-nginx-${randomBytes(4).toString("hex")}`,
    // Any image of Debian does; this one is there.
    image: "haproxy:3.0",
    labels: { "quayside.test": "deploy" },
    entrypoint: ["sh", "-ec", script],
    user: "0",
    network: "host",
  });
  try {
    await startContainer(engine, id);
    const code = await waitForContainer(engine, id);
    if (code !== 0) throw new Error(`nginx could not be installed:\n${await logsOf(engine, id, 15)}`);
    const query = { container: id, repo: "quayside-test-nginx", tag: "debian", changes: ["USER root"] };
    await engine.api.getContainer(id).commit({ _query: query, _body: {} });
    return name;
  } finally {
    await removeContainer(engine, id);
  }
}

/** How a run of the action ended, and all that it wrote. */
export interface Ended {
  /** Message and hint; `""` where it went well. */
  readonly message: string;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: the tests read the report as a user's script would.
  readonly report: any;
}

/** An app of its own on the host, which the tests deploy to. */
export interface Bench {
  readonly engine: Engine;
  readonly app: string;
  readonly url: string;
  /** The inputs that every run of this bench has. */
  readonly inputs: Readonly<Record<string, string>>;
  run(inputs?: Record<string, string>, options?: Faults & { signal?: AbortSignal; now?: () => number }): Promise<Ended>;
  /** Asks all the while, half of it by POST, and gives what was seen besides what `body` gives. */
  probed<T>(
    body: () => Promise<T>,
    options?: { rate?: number; host?: string; url?: string; fresh?: boolean },
  ): Promise<[T, ProbeResult]>;
  /** The version that answers now. */
  version(): Promise<string>;
  close(): Promise<void>;
}

/** Makes a bench. */
export async function bench(image: string, more: Record<string, string> = {}): Promise<Bench> {
  const engine = await connect({ env: process.env });
  const app = `qt-${randomBytes(4).toString("hex")}`;
  const publish = more.publish ?? `127.0.0.1:${await freePort()}`;
  const url = `http://${publish}`;
  const inputs = { app, image, publish, "health-path": "/readyz", "health-timeout": "20s", ...more };
  const made: Bench = {
    engine,
    app,
    url,
    inputs,
    async run(given = {}, { signal = new AbortController().signal, now, ...faults } = {}) {
      let log = "";
      let summary = "";
      const outputs: Record<string, string> = {};
      const runner = terminalRunner(
        { ...inputs, ...given },
        { PATH: process.env.PATH },
        { write: (text) => (log += text) },
      );
      const world = realWorld(
        {
          ...runner,
          output(name, value) {
            outputs[name] = runner.redact(value);
          },
          async summary(markdown) {
            summary += runner.redact(markdown);
          },
        },
        signal,
      );
      let message = "";
      try {
        const clock = now ? { ...world.clock, now } : world.clock;
        await deploy({ ...world, clock, engine: async () => engine }, faults);
      } catch (error) {
        message = `${messageOf(error)}\n${error instanceof UserError ? error.hint : "not a UserError"}`;
      }
      return { message, log, summary, outputs, report: JSON.parse(outputs.report ?? "null") };
    },
    async probed(body, { rate = 150, host, url: asked = url, fresh = false } = {}) {
      const stop = new AbortController();
      const asking = probe(asked, {
        rate,
        connections: 30,
        fresh,
        post: `${asked}/post`,
        signal: stop.signal,
        ...(host ? { host } : {}),
      });
      try {
        // The connections are there before anything changes, and for a while afterwards.
        await new Promise((done) => setTimeout(done, 400));
        const result = await body();
        await new Promise((done) => setTimeout(done, 400));
        stop.abort();
        return [result, await asking];
      } finally {
        stop.abort();
        await asking;
      }
    },
    version: async () => (await (await fetch(url)).text()).trim(),
    async close() {
      const { message } = await made.run({ mode: "down" });
      if (message !== "") throw new Error(message);
    },
  };
  return made;
}
