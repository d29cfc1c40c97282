import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ensureBaseImages } from "../../scripts/setup/base-images.ts";
import { ensureDockerTools } from "../../scripts/setup/buildx.ts";
import { ensureEngine } from "../../scripts/setup/engine.ts";
import { startRegistry, type TestService } from "../../scripts/setup/test-services.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { systemClock } from "../../toolkit/clock.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { run as runProcess } from "../../toolkit/process.ts";
import { registryClient } from "../../toolkit/registry.ts";
import { startBuildkit, whyNoBuildkit } from "./build-remote.ts";
import { commandLines, type Fault, type Front, runBuild, startAction, startFront } from "./build-support.ts";

const SECRET = `hidden-${randomBytes(8).toString("hex")}`;
const PASSWORD = `pass-${randomBytes(8).toString("hex")}`;
const run = randomBytes(4).toString("hex");
const why = await whyNoBuildkit();

let engine: Engine;
let registry: TestService;
let front: Front;
let folder: string;
let workspace: string;
let temp: string;
let command: string[];

beforeAll(async () => {
  const setup = {
    log: console.log,
    env: process.env,
    cacheDir: cacheDirOf(process.env),
    signal: new AbortController().signal,
  };
  engine = await ensureEngine(setup);
  await ensureBaseImages(setup, engine, ["node", "registry"]);
  const { buildx } = await ensureDockerTools(setup);
  if (!buildx)
    throw new Error("buildx cannot be had on this machine, so its half of the build action cannot be tested.");
  if (buildx.ours) process.env.PATH = `${dirname(buildx.path)}${delimiter}${process.env.PATH}`;
  command = /docker-buildx$/.test(buildx.path) ? ["docker-buildx"] : ["docker", "buildx"];
  registry = await startRegistry(engine, { area: "build" });
  front = await startFront(registry.address);
  folder = await mkdtemp(join(tmpdir(), "quayside-test-fault-"));
  workspace = join(folder, "workspace");
  await mkdir(join(workspace, "app"), { recursive: true });
});

afterAll(async () => {
  await front?.stop();
  await registry?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
  for (const image of (await engine?.api.listImages({ filters: { label: [`run=${run}`] } })) ?? []) {
    const tags = (image.RepoTags ?? []).filter((tag) => !tag.startsWith("<none>"));
    for (const tag of tags.length > 0 ? tags : [image.Id]) await removeImage(engine, tag);
  }
});

beforeEach(async () => {
  temp = await mkdtemp(join(folder, "temp-"));
  front.fault = () => undefined;
  front.login = undefined;
  front.asked.length = 0;
});

/** A context whose one layer nobody has yet, of so many bytes that do not pack. */
async function freshContext(bytes: number): Promise<void> {
  await writeFile(
    join(workspace, "app/Dockerfile"),
    `FROM scratch\nLABEL quayside.test=build run=${run}\nCOPY file.bin /\n`,
  );
  await writeFile(join(workspace, "app/file.bin"), randomBytes(bytes));
}

const digestOf = (name: string) => registryClient(registry.address, { fetch }).digest(name, "1");
const push = (name: string, more: Record<string, string> = {}, env: Record<string, string> = {}) =>
  runBuild({ context: "app", tags: `${front.host}/${name}:1`, push: "true", ...more }, { workspace, temp, env });

/** Fails the first request that fits. */
function once(fits: (method: string, path: string) => boolean, fault: Fault): () => number {
  let times = 0;
  front.fault = (method, path) => (times === 0 && fits(method, path) && ++times ? fault : undefined);
  return () => times;
}

const isBlob = (method: string, path: string) => /^(PATCH|PUT)$/.test(method) && path.includes("/blobs/uploads/");

describe("a push goes on", () => {
  test.each<[name: string, fault: Fault]>([
    ["a cut in the middle of a layer", { cutAfter: 100_000 }],
    ["429 for a layer", 429],
    ["500 for a layer", 500],
    ["a registry that answers late", { hold: 3000 }],
  ])("after %s", async (name, fault) => {
    await freshContext(1_000_000);
    const failed = once(isBlob, fault);
    const slug = name.replaceAll(" ", "-");
    const ran = await push(slug);
    expect(ran.error).toBeUndefined();
    expect(failed()).toBe(1);
    expect(ran.outputs.digest).toBe(await digestOf(slug));
  });

  test("and sends a layer once for all tags of a name", async () => {
    await freshContext(1000);
    const ran = await push("twice", { tags: `${front.host}/twice:1,${front.host}/twice:2,${front.host}/twice:3` });
    expect(ran.error).toBeUndefined();
    // Two uploads: the layer and the configuration.
    expect(front.asked.filter((line) => /^POST .*\/blobs\/uploads\/$/.test(line))).toHaveLength(2);
    expect(front.asked.filter((line) => line.startsWith("PUT /v2/twice/manifests/"))).toHaveLength(3);
  });
});

test("SIGTERM in the middle of a push ends it, with nothing left and nothing told", async () => {
  await freshContext(1_000_000);
  front.login = `someone:${PASSWORD}`;
  front.fault = (method, path) => (isBlob(method, path) ? { hold: 30_000 } : undefined);
  const { child, ended } = await startAction(
    {
      context: "app",
      tags: `${front.host}/stopped:1`,
      push: "true",
      registries: `${front.host} someone ${PASSWORD}`,
      secrets: `a=${SECRET}`,
    },
    { workspace, temp, files: join(folder, "stopped") },
  );
  const deadline = performance.now() + 60_000;
  while (!front.asked.some((line) => isBlob(...(line.split(" ") as [string, string])))) {
    if (performance.now() > deadline) throw new Error("the push did not begin");
    await systemClock.sleep(50);
  }
  const seen = (await commandLines()).join("\n");
  const stopped = performance.now();
  child.kill("SIGTERM");
  const { code, outputs, everything } = await ended;
  expect(performance.now() - stopped).toBeLessThan(7500);
  expect(code).toBe(143);
  expect(outputs).toMatch(/^outcome<<(\S+)\nfailed\n/m);
  expect(everything).toContain("asked to stop (SIGTERM)");
  expect(await readdir(temp)).toEqual([]);
  expect(await digestOf("stopped")).toBeUndefined();
  const logins = [PASSWORD, Buffer.from(front.login).toString("base64")];
  for (const secret of [SECRET, ...logins]) expect(`${seen}\n${unmasked(everything)}`).not.toContain(secret);
});

test("secrets are in no log, state, command line, output, summary, history or layer", async () => {
  await writeFile(join(workspace, "app/file.txt"), "public");
  await writeFile(
    join(workspace, "app/Dockerfile"),
    `FROM node:24-bookworm-slim AS secret
RUN --mount=type=secret,id=a --mount=type=secret,id=b echo ${run} && cat /run/secrets/a /run/secrets/b && sleep 1
FROM scratch
LABEL quayside.test=build run=${run}
COPY file.txt /
COPY --from=secret /etc/debian_version /
`,
  );
  front.login = `someone:${PASSWORD}`;
  const argvs: string[] = [];
  const watch = setInterval(() => void commandLines().then((lines) => argvs.push(...lines)), 50);
  const tags = `${front.host}/secret:1`;
  const { ended } = await startAction(
    {
      context: "app",
      tags,
      push: "true",
      registries: `${front.host} someone ${PASSWORD}`,
      secrets: `a=${SECRET}`,
      "secret-envs": "b=FAULT_TEST_TOKEN",
    },
    { workspace, temp, files: join(folder, "secret"), env: { FAULT_TEST_TOKEN: `env-${SECRET}` } },
  );
  const { code, everything, outputs } = await ended;
  clearInterval(watch);
  expect(code, everything).toBe(0);
  expect(outputs).toMatch(/^outcome<<(\S+)\npushed\n/m);
  const image = engine.api.getImage(tags);
  const layers: Buffer[] = [];
  for await (const chunk of await image.get()) layers.push(Buffer.from(chunk as Uint8Array));
  const bytes = Buffer.concat(layers);
  expect(bytes.includes("public")).toBe(true);
  expect(argvs.join("\n")).toContain("buildx");
  const told = [unmasked(everything), ...argvs, JSON.stringify([await image.history(), await image.inspect()])].join(
    "\n",
  );
  const base64 = Buffer.from(SECRET).toString("base64");
  for (const secret of [SECRET, base64, PASSWORD, Buffer.from(front.login).toString("base64")]) {
    expect(told).not.toContain(secret);
    expect(bytes.includes(secret)).toBe(false);
  }
  expect(await readdir(temp)).toEqual([]);
});

describe.skipIf(why)("a builder", () => {
  const builds = (buildkit: Awaited<ReturnType<typeof startBuildkit>>, more: Record<string, string> = {}) =>
    runBuild(
      { context: "app", builder: buildkit.builder, tags: `${front.host}/remote:1`, push: "true", ...more },
      { workspace, temp, env: buildkit.env },
    );

  test("that pushes goes on after a failure, and tells a denial at once", async () => {
    const buildkit = await startBuildkit(command);
    try {
      await freshContext(500_000);
      const failed = once(isBlob, { cutAfter: 100_000 });
      const ran = await builds(buildkit);
      expect(ran.error).toBeUndefined();
      expect(failed()).toBe(1);
      expect(await digestOf("remote")).toBe(ran.outputs.digest);
      let left = 12;
      front.fault = (method, path) =>
        method === "PUT" && path.includes("/manifests/") && left-- > 0 ? 503 : undefined;
      expect((await builds(buildkit, { tags: `${front.host}/busy:1` })).error).toBeUndefined();
      front.fault = (method) => (method === "POST" ? 403 : undefined);
      front.asked.length = 0;
      const denied = await builds(buildkit, { tags: `${front.host}/denied:1` });
      expect(denied.error).toContain("permissions: packages: write");
      expect(denied.runner.log.join("\n")).not.toContain("Try 1 of the push failed");
      front.login = `someone:${PASSWORD}`;
      front.fault = () => undefined;
      const login = { registries: `${front.host} someone ${PASSWORD}` };
      expect((await builds(buildkit, { tags: `${front.host}/login:1`, ...login })).error).toBeUndefined();
      front.fault = (method, path) => (isBlob(method, path) ? { hold: 30_000 } : undefined);
      await freshContext(1000);
      const slow = await builds(buildkit, { tags: `${front.host}/login:3`, ...login, "push-timeout": "2s" });
      expect(slow.error).toContain("The push did not end within 2 s");
      front.fault = () => undefined;
      const wrong = await builds(buildkit, { tags: `${front.host}/login:2` });
      expect(wrong.error).toContain(`registries takes a line "${front.host} USERNAME PASSWORD"`);
    } finally {
      await buildkit.stop();
    }
  });

  test("that goes away in the middle of a build is told as that", async () => {
    const buildkit = await startBuildkit(command);
    try {
      await freshContext(20_000_000);
      front.fault = (method, path) => (isBlob(method, path) ? { hold: 20_000 } : undefined);
      const running = builds(buildkit, { tags: `${front.host}/gone:1` });
      while (!front.asked.some((line) => isBlob(...(line.split(" ") as [string, string])))) await systemClock.sleep(50);
      await buildkit.kill();
      const ran = await running;
      expect(ran.error).toContain("The builder went away");
      expect(ran.outputs.outcome).toBe("failed");
      expect(await readdir(temp)).toEqual([]);
    } finally {
      await buildkit.stop();
    }
  });

  test("with a full disk is told as that", async () => {
    const disk = await mkdtemp(join(folder, "disk-"));
    const mounted = await runProcess("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", disk]);
    if (mounted.code !== 0) throw new Error(`no small disk can be made: ${mounted.stderr}`);
    try {
      const buildkit = await startBuildkit(command, join(disk, "state"));
      try {
        await freshContext(40_000_000);
        const ran = await builds(buildkit);
        expect(ran.error).toContain("The disk of the builder is full");
      } finally {
        await buildkit.stop();
      }
    } finally {
      await runProcess("umount", ["--lazy", disk]);
    }
  });
});

/** What the runner tells is read by the runner alone, which takes these lines out before anybody sees them. */
const unmasked = (text: string) => text.replace(/^::add-mask::.*$/gm, "");
