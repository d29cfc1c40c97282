import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Faults } from "../../actions/deploy/rollout.ts";
import type { Operation } from "../../actions/deploy/target.ts";
import { ensureCompose } from "../../scripts/setup/buildx.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { listContainers } from "../../toolkit/docker/containers.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { findNetwork } from "../../toolkit/docker/networks.ts";
import { listVolumes } from "../../toolkit/docker/volumes.ts";
import { UserError } from "../../toolkit/errors.ts";
import { run } from "../../toolkit/process.ts";
import { compare, differences } from "../fuzz/deploy-compose.ts";
import { freePort } from "../support/free-port.ts";
import { type Bench, bench, makeAppImage } from "./deploy-support.ts";

let image: string;
let host: Bench;
let compose: string | undefined;
const folder = mkdtempSync(join(tmpdir(), "quayside-compose-"));
const file = join(folder, "compose.yaml");
let project: string;

/** The service, with what a test wants of it; a database beside it that says when it is well. */
const write = (service: string) =>
  writeFileSync(
    file,
    `name: ${project}
services:
  web:
    image: ${image}
${service.replace(/^/gm, "    ")}
    depends_on: { db: { condition: service_healthy } }
    labels: { quayside.test: deploy-what }
    stop_grace_period: 2s
  db:
    image: ${image}
    entrypoint: [node, -e, "require('fs').writeFileSync('/data/up','');setInterval(()=>{},1e3)"]
    healthcheck: { test: [CMD, test, -f, /data/up], interval: 200ms, retries: 50 }
    volumes: [data:/data]
    labels: { quayside.test: deploy-what }
    stop_grace_period: 0s
volumes: { data: { labels: { quayside.test: deploy-what } } }
secrets: { token: { environment: TEST_TOKEN } }
`,
  );

beforeAll(async () => {
  const world = {
    log: console.log,
    env: process.env,
    cacheDir: cacheDirOf(process.env),
    signal: new AbortController().signal,
  };
  compose = (await ensureCompose(world))?.path;
  host = await bench("", {});
  image = await makeAppImage(host.engine);
  project = `${host.app}p`;
});

afterAll(async () => {
  await host.close();
  if (compose) await docker("down", "--volumes", "--remove-orphans", "--timeout", "1");
  for (const { id } of await listContainers(host.engine, { "com.docker.compose.project": project })) {
    await host.engine.api.getContainer(id).remove({ force: true });
  }
  await removeImage(host.engine, image);
  rmSync(folder, { recursive: true });
});

const docker = async (...args: string[]) => {
  const { code, stdout, stderr } = await run(compose ?? "", ["-f", file, ...args], {
    env: { ...process.env, TEST_TOKEN: "x" },
    timeout: 60_000,
  });
  if (code !== 0) throw new Error(`docker compose ${args.join(" ")}: ${stderr}`);
  return stdout + stderr;
};
const deploy = (inputs: Record<string, string> = {}, faults: Faults = {}) =>
  host.run({ "compose-file": file, service: "web", "health-path": "/readyz", image: "", ...inputs }, faults);
const services = async () =>
  (await listContainers(host.engine, { "com.docker.compose.project": project, "com.docker.compose.oneoff": "False" }))
    .filter(({ running, labels }) => running && labels["quayside.role"] !== "balancer")
    .map(({ labels }) => labels["com.docker.compose.service"])
    .sort();

test("a service is deployed from its file: its database first, once; and again without a lost request", async () => {
  write("environment: { VERSION: one }\ndeploy: { replicas: 2 }");
  const planned = await deploy({ mode: "plan" });
  expect(planned.message).toBe("");
  expect(planned.report.operations).toContain("start db and wait until it is healthy");
  expect(await services()).toEqual([]);
  const first = await deploy();
  expect(first.message).toBe("");
  expect(first.report.operations).toEqual(planned.report.operations);
  expect(await services()).toEqual(["db", "web", "web"]);
  expect(await host.version()).toBe("one");
  const [database] = await listContainers(host.engine, {
    "com.docker.compose.project": project,
    "com.docker.compose.service": "db",
  });
  expect((await deploy()).report.operations).toEqual([]);

  write("environment: { VERSION: two }\ndeploy: { replicas: 2 }");
  const [second, seen] = await host.probed(() => deploy());
  expect([second.message, second.outputs.outcome]).toEqual(["", "deployed"]);
  expect(seen).toMatchObject({ failures: 0 });
  expect(seen.requests).toBeGreaterThan(30);
  expect(await host.version()).toBe("two");
  const [same] = await listContainers(host.engine, {
    "com.docker.compose.project": project,
    "com.docker.compose.service": "db",
  });
  expect(same?.startedAt).toBe(database?.startedAt);
  expect(same?.id).toBe(database?.id);
});

test("docker compose ps, logs and down go on working on what was made", async (context) => {
  if (!compose) return context.skip("docker compose cannot be had, see the log");
  const lines = (await docker("ps", "--format", "json")).trim().split("\n");
  const listed = lines.map((line) => JSON.parse(line));
  expect(listed.map(({ Service }) => Service).sort()).toEqual(["db", "web", "web"]);
  // The load balancer and what is kept stand aside, as what `docker compose run` has made does.
  const all = (await docker("ps", "--all", "--format", "json")).trim().split("\n");
  expect(all.map((line) => JSON.parse(line).Name)).toContain(`${host.app}-balancer`);
  expect(await docker("logs", "web")).toContain("version two starts");
  await docker("down", "--volumes", "--remove-orphans", "--timeout", "1");
  const label = { "com.docker.compose.project": project };
  expect(await listContainers(host.engine, label)).toEqual([]);
  expect(await listVolumes(host.engine, label)).toEqual([]);
  expect(await findNetwork(host.engine, `${project}_default`)).toBeUndefined();
  // Whoever deploys after it begins anew.
  const again = await deploy();
  expect([again.message, again.outputs.outcome]).toEqual(["", "deployed"]);
  expect(await host.version()).toBe("two");
});

test("a rollback goes as rollback_config of the release that it leaves says, which the host knows", async () => {
  const before = (await host.run({ mode: "status", image: "" })).outputs["release-id"];
  const service = (config: string) =>
    write(
      `environment: { VERSION: paced }\ndeploy: { replicas: 3, rollback_config: { parallelism: 2, delay: ${config} } }`,
    );
  service("9s");
  const paced = await deploy();
  expect([paced.message, paced.outputs["previous-release"]]).toEqual(["", before]);
  expect(paced.report.operations.join("\n")).not.toContain("watch");
  // It is no part of what containers are made of, and goes to the host all the same.
  service("300ms");
  expect((await deploy()).report.operations).toEqual(["record the deploy"]);
  expect((await deploy()).report.operations).toEqual([]);
  const back = await host.run({ mode: "rollback", image: "", "health-path": "" });
  expect([back.message, await host.version()]).toEqual(["", "two"]);
  const [one, two, three] = [1, 2, 3].map((number) => `${host.app}-${before}-${number}`);
  const moves = back.report.operations.filter((text: string) => /^(bring|watch)/.test(text));
  expect(moves).toEqual([
    expect.stringContaining(`bring ${one}, ${two} into traffic and take`),
    `watch ${one}, ${two} for 0.3 s`,
    expect.stringContaining(`bring ${three} into traffic and take`),
  ]);
});

test("projects are read as docker compose config reads them: a taste of the fuzz, and those in which it had found something", async (context) => {
  if (!compose) return context.skip("docker compose cannot be had, see the log");
  const found = [31, 39, 154, 181, 296, 357, 1005, 1361, 1420];
  for (const number of [...found, 1, 2, 3, 4, 5, 6])
    expect([number, await compare(compose, number)]).toEqual([number, []]);
  const read = (facts: object) => ({ facts: { ...facts } });
  expect(differences(read({ user: "1" }), read({ user: "2" }))).toEqual(['user: "1", and for Compose "2"']);
});

test("what two cannot have at once makes room first, and comes back where the new one fails", async () => {
  const name = `${host.app}-named`;
  const service = (version: string, health = 200) =>
    `container_name: ${name}\nenvironment: { VERSION: ${version}, HEALTH: ${health} }`;
  write(service("three"));
  const first = await deploy();
  expect(first.message).toBe("");
  expect(first.log).toContain("Stop first, with a gap: web has container_name");
  const named = async () =>
    (await listContainers(host.engine, { "com.docker.compose.project": project })).find((one) => one.name === name);
  const before = await named();
  expect(before).toMatchObject({ running: true });
  expect((await deploy()).report.operations).toEqual([]);

  write(service("bad", 503));
  const failed = await deploy({ "health-timeout": "2s" });
  expect(failed.message).toContain("it answered 503");
  expect(failed.outputs.outcome).toBe("rolled-back");
  expect(await host.version()).toBe("three");
  expect((await named())?.id).toBe(before?.id);

  write(service("four"));
  const second = await deploy();
  expect([second.message, second.outputs.outcome]).toEqual(["", "deployed"]);
  expect(await host.version()).toBe("four");
  expect((await named())?.id).not.toBe(before?.id);

  // Whoever goes back says nothing of the file, and two cannot be there at once all the same.
  const back = await host.run({ mode: "rollback", image: "", "health-path": "" });
  expect([back.message, back.outputs.outcome, await host.version()]).toEqual(["", "deployed", "three"]);
  expect(await named()).toMatchObject({ running: true, labels: before?.labels });
});

test("a port that the service had goes to the load balancer when it is allowed, and one can go back from there", async () => {
  const port = await freePort();
  const service = (version: string) => `ports: ["127.0.0.1:${port}:8000"]\nenvironment: { VERSION: ${version} }`;
  const answer = async () => await (await fetch(`http://127.0.0.1:${port}`)).text();
  write(service("own"));
  const first = await deploy();
  expect([first.message, await answer(), await host.version()]).toEqual(["", "own", "own"]);
  expect(first.log).toContain("Without a gap: set move-port: true to give the port to the load balancer.");

  write(`${service("bad")}, HEALTH: 503 }`.replace(" }, ", ", "));
  const failed = await deploy({ "move-port": "true", publish: "", "health-timeout": "2s" });
  expect([failed.outputs.outcome, await answer(), await host.version()]).toEqual([
    "failed-before-switch",
    "own",
    "own",
  ]);
  write(service("moved"));
  const moved = await deploy({ "move-port": "true", publish: "" });
  expect([moved.message, moved.outputs.url, await answer()]).toEqual(["", `http://127.0.0.1:${port}`, "moved"]);
  write(service("later"));
  const [later, seen] = await host.probed(() => deploy({ "move-port": "true", publish: "" }), {
    url: `http://127.0.0.1:${port}`,
  });
  expect([later.message, await answer(), seen.failures]).toEqual(["", "later", 0]);
  for (const version of ["moved", "own"]) {
    const { message } = await host.run({ mode: "rollback", image: "", "health-path": "" });
    expect([message, await answer()]).toEqual(["", version]);
  }

  // The service is to have it again. Whoever fails at that, before or after it has moved, leaves all where it was.
  const at = (kind: Operation["kind"]) => ({
    before: (_: number, operation: Operation) => {
      if (operation.kind === kind) throw new UserError("it is not well");
    },
  });
  write(service("next"));
  const early = await deploy({}, at("await-healthy"));
  expect([early.outputs.outcome, await answer()]).toEqual(["rolled-back", "own"]);
  // The rollback has brought it back behind the load balancer, without its port.
  write(service("own"));
  const given = await deploy();
  expect([given.message, await answer(), await host.version()]).toEqual(["", "own", "own"]);
  write(service("next"));
  const late = await deploy({ "move-port": "true", publish: "", "monitor-seconds": "1" }, at("watch"));
  expect([late.outputs.outcome, await answer(), await host.version()]).toEqual(["rolled-back", "own", "own"]);
  write(service("own"));
  expect((await deploy()).report.operations).toEqual([]);
});
