import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureCompose } from "../../scripts/setup/buildx.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { listContainers } from "../../toolkit/docker/containers.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { listVolumes } from "../../toolkit/docker/volumes.ts";
import { run } from "../../toolkit/process.ts";
import { type Bench, bench, makeAppImage } from "./deploy-support.ts";

// A project that `docker compose` has started, and what it does to ours afterwards: with the real plugin.

let image: string;
let host: Bench;
let compose: string | undefined;
let project: string;
const folder = mkdtempSync(join(tmpdir(), "quayside-adopt-"));
const file = join(folder, "compose.yaml");

const write = (version: string, health = 200) =>
  writeFileSync(
    file,
    `name: ${project}
services:
  web:
    image: ${image}
    environment: { VERSION: ${version}, HEALTH: ${health} }
    ports: ["${host.url.replace("http://", "")}:8000"]
    depends_on: [db]
    stop_grace_period: 1s
    labels: { quayside.test: edges }
  db:
    image: ${image}
    volumes: [data:/data]
    stop_grace_period: 0s
    labels: { quayside.test: edges }
volumes: { data: { labels: { quayside.test: edges } } }
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
  // Where the action looks for it.
  if (compose) process.env.PATH = `${dirname(compose)}:${process.env.PATH}`;
  host = await bench("", {});
  image = await makeAppImage(host.engine);
  project = `${host.app}p`;
});

afterAll(async () => {
  await host.close();
  if (compose) await docker("down", "--volumes", "--remove-orphans", "--timeout", "1");
  await removeImage(host.engine, image);
  rmSync(folder, { recursive: true });
});

const docker = async (...args: string[]) => {
  const { code, stdout, stderr } = await run(compose ?? "", ["-f", file, ...args], { timeout: 60_000 });
  if (code !== 0) throw new Error(`docker compose ${args.join(" ")}: ${stderr}`);
  return stdout + stderr;
};
const deploy = (inputs: Record<string, string> = {}) =>
  host.run({ "compose-file": file, service: "web", "move-port": "true", image: "", ...inputs });
const containers = async (service: string) =>
  await listContainers(host.engine, {
    "com.docker.compose.project": project,
    "com.docker.compose.service": service,
    "com.docker.compose.oneoff": "False",
  });
const running = async (service: string) =>
  (await containers(service)).filter((one) => one.running).map(({ id, name }) => `${name} ${id.slice(0, 12)}`);

test("what docker compose has started is the release before: kept by a deploy that fails, replaced by one that does not", async (context) => {
  if (!compose) return context.skip("docker compose cannot be had, see the log");
  write("zero");
  await docker("up", "-d");
  const database = await running("db");
  await expect.poll(host.version).toBe("zero");

  write("bad", 503);
  const [failed, seen] = await host.probed(() => deploy({ "health-timeout": "2s" }));
  expect(failed.message).toContain("was not healthy");
  expect(failed.outputs.outcome).toBe("failed-before-switch");
  expect(seen).toMatchObject({ failures: 0 });
  expect(await host.version()).toBe("zero");

  write("one");
  const planned = await deploy({ mode: "plan" });
  const first = await deploy();
  expect([first.message, first.outputs.outcome]).toEqual(["", "deployed"]);
  expect(first.log).toContain(`Found ${project}-web-1, made by docker compose`);
  expect(first.report.operations).toEqual(planned.report.operations);
  expect(await host.version()).toBe("one");
  expect(await running("db")).toEqual(database);
  expect(await listVolumes(host.engine, { "com.docker.compose.project": project })).toEqual([`${project}_data`]);
  expect((await deploy()).report.operations).toEqual([]);
});

test("one can go back to what docker compose had started", async (context) => {
  if (!compose) return context.skip("docker compose cannot be had, see the log");
  const [back, seen] = await host.probed(() => deploy({ mode: "rollback" }));
  expect([back.message, back.outputs.outcome]).toEqual(["", "deployed"]);
  expect(seen).toMatchObject({ failures: 0 });
  expect(await host.version()).toBe("zero");
  const [again, lost] = await host.probed(() => deploy());
  expect([again.message, again.outputs.outcome]).toEqual(["", "deployed"]);
  expect(lost).toMatchObject({ failures: 0 });
  expect(await host.version()).toBe("one");
});

test("docker compose counts neither the balancer nor what is kept; what its up has made anew is taken over again", async (context) => {
  if (!compose) return context.skip("docker compose cannot be had, see the log");
  const before = await running("web");
  expect(before).toHaveLength(1);
  await docker("up", "-d", "--no-recreate");
  await docker("start");
  expect(await running("web")).toEqual(before);
  expect(await host.version()).toBe("one");
  await docker("restart", "--timeout", "1", "web");
  await docker("exec", "-T", "web", "true");
  expect(await running("web")).toEqual(before);
  // HAProxy asks it again before it trusts it.
  await expect.poll(host.version, { timeout: 25_000 }).toBe("one");
});

test("docker compose up finds nothing to do after a deploy; what it has changed by itself, the next deploy puts right", async (context) => {
  if (!compose) return context.skip("docker compose cannot be had, see the log");
  const before = [await running("web"), await running("db")];
  await docker("up", "-d");
  expect([await running("web"), await running("db")]).toEqual(before);
  expect(await host.version()).toBe("one");

  // The load balancer has the port: Compose cannot start what it has made.
  write("two");
  await expect(docker("up", "-d")).rejects.toThrow(/port is already allocated/);
  const status = await host.run({ mode: "status", image: "" });
  expect(status.log).toContain("made by docker compose");
  const next = await deploy();
  expect([next.message, next.outputs.outcome]).toEqual(["", "deployed"]);
  expect(await host.version()).toBe("two");
  expect(await running("web")).toHaveLength(1);
  expect(await containers("web")).toHaveLength(1);
  await docker("down", "--remove-orphans", "--timeout", "1");
  expect(await listContainers(host.engine, { "com.docker.compose.project": project })).toEqual([]);
});
