/**
 * The same service of the same compose file, brought to a new version under the same probe: by `docker compose up -d`
 * and by this action. Prints JSON: for each the wall time and the failed requests of each deploy, with median and spread.
 * `npm run bench -- deploy-compose --repeat 5`
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureCompose } from "../../scripts/setup/buildx.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { probe } from "../../toolkit/probe.ts";
import { run } from "../../toolkit/process.ts";
import { bench, makeAppImage } from "../engine/deploy-support.ts";
import { freePort } from "../engine/free-port.ts";
import { spread } from "./support/figures.ts";

const { values } = parseArgs({ options: { repeat: { type: "string", default: "5" } } });
const folder = mkdtempSync(join(tmpdir(), "quayside-bench-compose-"));
const file = join(folder, "compose.yaml");
const world = {
  log: console.error,
  env: process.env,
  cacheDir: cacheDirOf(process.env),
  signal: new AbortController().signal,
};
const compose = await ensureCompose(world);
if (!compose) throw new Error("docker compose cannot be had here");
const host = await bench("");
const image = await makeAppImage(host.engine);
const port = await freePort();
const project = `qb${randomBytes(4).toString("hex")}`;

/** The ports are Compose's only way to the service; ours goes through the load balancer. */
const write = (version: string, name: string, ports: boolean) =>
  writeFileSync(
    file,
    `name: ${name}
services:
  web:
    image: ${image}
    environment: { VERSION: "${version}" }
    stop_grace_period: 2s
    labels: { quayside.test: deploy-what }
${ports ? `    ports: ["127.0.0.1:${port}:8000"]\n` : ""}`,
  );
const docker = async (...args: string[]) => {
  const { code, stderr } = await run(compose.path, ["-f", file, ...args], { env: process.env, timeout: 120_000 });
  if (code !== 0) throw new Error(stderr);
};

/** Deploys once under load: how long it took, what failed, and for how long nobody answered. */
async function measure(url: string, deploy: () => Promise<void>) {
  const stop = new AbortController();
  const asking = probe(url, { rate: 100, connections: 30, post: `${url}/post`, signal: stop.signal });
  await new Promise((done) => setTimeout(done, 1000));
  const began = performance.now();
  await deploy();
  const milliseconds = performance.now() - began;
  await new Promise((done) => setTimeout(done, 1000));
  stop.abort();
  const { requests, failures } = await asking;
  return { milliseconds, requests, failures };
}

try {
  const seen = {
    compose: [] as Awaited<ReturnType<typeof measure>>[],
    ours: [] as Awaited<ReturnType<typeof measure>>[],
  };
  const ours = async (version: string) => {
    write(version, `${project}-ours`, false);
    const { message } = await host.run({ "compose-file": file, image: "", "health-path": "/readyz" });
    if (message) throw new Error(message);
  };
  const theirs = async (version: string) => {
    write(version, project, true);
    await docker("up", "-d", "--wait");
  };
  await theirs("0");
  await ours("0");
  for (let round = 1; round <= Number(values.repeat); round++) {
    seen.compose.push(await measure(`http://127.0.0.1:${port}`, () => theirs(String(round))));
    seen.ours.push(await measure(host.url, () => ours(String(round))));
  }
  const figures = (all: (typeof seen)["ours"]) => ({
    milliseconds: spread(all.map((one) => one.milliseconds)),
    failures: spread(all.map((one) => one.failures)),
    requests: all.reduce((sum, one) => sum + one.requests, 0),
  });
  console.log(
    JSON.stringify(
      { deploys: Number(values.repeat), compose: figures(seen.compose), ours: figures(seen.ours) },
      null,
      2,
    ),
  );
} finally {
  await host.close();
  write("0", `${project}-ours`, false);
  await docker("down", "--volumes");
  write("0", project, true);
  await docker("down", "--volumes");
  await removeImage(host.engine, image);
  rmSync(folder, { recursive: true });
}
