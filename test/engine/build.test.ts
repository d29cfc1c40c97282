import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ensureBaseImages } from "../../scripts/setup/base-images.ts";
import { ensureDockerTools } from "../../scripts/setup/buildx.ts";
import { ensureEngine } from "../../scripts/setup/engine.ts";
import { startRegistry, type TestService } from "../../scripts/setup/test-services.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { inspectImage, listImages, removeImage } from "../../toolkit/docker/images.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { run as runProcess } from "../../toolkit/process.ts";
import { commandLines, type Front, runBuild, startFront, withoutBuildx } from "./build-support.ts";

const SECRET = `hidden-${randomBytes(8).toString("hex")}`;
const PASSWORD = `pass-${randomBytes(8).toString("hex")}`;
const run = randomBytes(4).toString("hex");

let engine: Engine;
let registry: TestService;
let front: Front;
let folder: string;
let workspace: string;
let temp: string;
let here: { workspace: string; temp: string };

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
  registry = await startRegistry(engine, { area: "build" });
  front = await startFront(registry.address);
  folder = await mkdtemp(join(tmpdir(), "quayside-test-build-"));
  workspace = join(folder, "workspace");
  await mkdir(join(workspace, "app", "sub"), { recursive: true });
  await mkdir(join(folder, "outside"));
  // A base of its own keeps every test away from what other builds have in the cache.
  await write("app/Dockerfile", `FROM scratch\nLABEL quayside.test=build run=${run}\nCOPY file.txt sub /\n`);
  await write("app/file.txt", `file of ${run}`);
  await write("app/sub/kept.txt", "kept");
  await write("app/sub/ignored.log", "ignored");
  await write("app/.dockerignore", "**/*.log\n");
});

afterAll(async () => {
  await front?.stop();
  await registry?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
  const images = (await engine?.api.listImages({ filters: { label: [`run=${run}`] } })) ?? [];
  for (const image of images) {
    const tags = (image.RepoTags ?? []).filter((tag) => !tag.startsWith("<none>"));
    for (const tag of tags.length > 0 ? tags : [image.Id]) await removeImage(engine, tag);
  }
});

beforeEach(async () => {
  temp = await mkdtemp(join(folder, "temp-"));
  here = { workspace, temp };
  front.fault = () => undefined;
  front.login = undefined;
  front.asked.length = 0;
});

const write = (path: string, text: string) => writeFile(join(workspace, path), text);

/** What was written to a registry, or tried to be. */
const sentTo = ({ asked }: Front) => asked.filter((line) => !/^(GET|HEAD) /.test(line));

/** The digest under which the registry has a tag; undefined where it has none. */
async function digestInRegistry(name: string, tag: string): Promise<string | undefined> {
  const answer = await fetch(`http://${registry.address}/v2/${name}/manifests/${tag}`, {
    method: "HEAD",
    headers: { accept: "application/vnd.docker.distribution.manifest.v2+json" },
  });
  return answer.status === 200 ? (answer.headers.get("docker-content-digest") ?? undefined) : undefined;
}

const tagsInRegistry = async (name: string) =>
  ((await (await fetch(`http://${registry.address}/v2/${name}/tags/list`)).json()) as { tags?: string[] }).tags ?? [];

describe.each([
  ["buildx", undefined],
  ["the Engine API", withoutBuildx],
])("with %s", (builder, process) => {
  const slug = builder === "buildx" ? "bx" : "api";
  const world = () => ({ ...here, ...(process ? { run: process } : {}) });

  test("builds, pushes exactly the tags asked for, and tells the registry's digest", async () => {
    const name = `${front.host}/${slug}-a`;
    const other = await runBuild({ context: "app", tags: `${name}:other` }, world());
    expect(other.error).toBeUndefined();
    expect(other.outputs).toMatchObject({ outcome: "built" });
    const { outputs, error } = await runBuild({ context: "app", tags: `${name}:1, ${name}:2`, push: "true" }, world());
    expect(error).toBeUndefined();
    const digest = await digestInRegistry(`${slug}-a`, "1");
    expect(outputs).toMatchObject({
      outcome: "pushed",
      image: `${name}:1`,
      tags: `${name}:1\n${name}:2`,
      digest,
      refs: `${name}@${digest}`,
      imageid: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
    expect(Number(outputs.size)).toBeGreaterThan(0);
    expect((await tagsInRegistry(`${slug}-a`)).sort()).toEqual(["1", "2"]);
    expect(JSON.parse(outputs.report ?? "")).toMatchObject({
      version: 1,
      outcome: "pushed",
      pushed: [`${name}:1`, `${name}:2`],
    });
    expect(await readdir(temp)).toEqual([]);
  });

  test("tells the line of the Dockerfile, the last output and the exit code of a failed build", async () => {
    await write(
      "app/broken.Dockerfile",
      `FROM node:24-bookworm-slim\nLABEL run=${run}\n\nRUN echo ${run} && \\\n  echo "the last words" && exit 7\n`,
    );
    const ran = await runBuild({ context: "app", file: "app/broken.Dockerfile", tags: "x:1", push: "true" }, world());
    expect(ran.error).toContain("The build failed at app/broken.Dockerfile:4: RUN echo");
    expect(ran.error).toContain("the last words\n  exit code 7");
    expect(ran.outputs).toMatchObject({ outcome: "failed", tags: "x:1" });
    expect(ran.runner.annotations[0]?.at).toMatchObject({ file: "app/broken.Dockerfile", line: 4, endLine: 5 });
    expect(ran.runner.summaries).toHaveLength(1);
    expect(await readdir(temp)).toEqual([]);
  });

  test("gives hints on lines of the Dockerfile, also from what it built", async () => {
    await write("app/hints.Dockerfile", `FROM node:24-bookworm-slim\nLABEL run=${run}\nCOPY . /all\nCMD run me\n`);
    const ran = await runBuild({ context: "app", file: "app/hints.Dockerfile" }, world());
    expect(ran.runner.annotations).toEqual([
      {
        level: "warning",
        message: expect.stringContaining("JSONArgsRecommended"),
        at: { file: "app/hints.Dockerfile", line: 4, title: "Dockerfile" },
      },
      {
        level: "notice",
        message: expect.stringContaining("runs as root"),
        at: { file: "app/hints.Dockerfile", line: 1, title: "Dockerfile" },
      },
    ]);
    expect(
      (await runBuild({ context: "app", file: "app/hints.Dockerfile", hints: "false" }, world())).runner.annotations,
    ).toEqual([]);
  });

  test("leaves out what .dockerignore names", async () => {
    await write(
      "app/list.Dockerfile",
      `FROM node:24-bookworm-slim\nLABEL run=${run}\nCOPY . /all\nRUN test -f /all/sub/kept.txt && ! test -e /all/sub/ignored.log\n`,
    );
    expect((await runBuild({ context: "app", file: "app/list.Dockerfile" }, world())).error).toBeUndefined();
  });

  test("ends a build that is aborted, and leaves nothing behind", async () => {
    await write(
      "app/slow.Dockerfile",
      `FROM node:24-bookworm-slim\nLABEL run=${run}\nRUN echo ${slug}-${run} && sleep 300\n`,
    );
    const stop = new AbortController();
    const started = performance.now();
    const running = runBuild(
      { context: "app", file: "app/slow.Dockerfile", registries: `a.example u ${PASSWORD}` },
      { ...world(), signal: stop.signal },
    );
    setTimeout(() => stop.abort(new Error("asked to stop")), 1500);
    const ran = await running;
    expect(ran.error).toContain("asked to stop");
    expect(ran.outputs.outcome).toBe("failed");
    expect(performance.now() - started).toBeLessThan(6000);
    expect((await commandLines()).filter((line) => line.includes("slow.Dockerfile"))).toEqual([]);
    expect(await readdir(temp)).toEqual([]);
  });
});

test("hands the time of the commit to BuildKit, unless the user sets one", async () => {
  const repository = join(folder, "repository");
  await mkdir(repository);
  await writeFile(join(repository, "Dockerfile"), `FROM scratch\nLABEL run=${run}\nCOPY Dockerfile /\n`);
  const git = async (...args: string[]) => {
    const env = { ...process.env, GIT_COMMITTER_DATE: "2026-01-04T10:00:00Z" };
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
    expect((await runProcess("git", [...identity, ...args], { cwd: repository, env })).code).toBe(0);
  };
  await git("init", "--quiet");
  await git("add", ".");
  await git("commit", "--quiet", "--message", "First");
  const dates: (string | undefined)[] = [];
  const watched: typeof runProcess = (file, args, options) => {
    if (args.includes("--iidfile")) dates.push(options?.env?.SOURCE_DATE_EPOCH);
    return runProcess(file, args, options);
  };
  for (const env of [{}, { SOURCE_DATE_EPOCH: "5" }] as Record<string, string>[]) {
    const ran = await runBuild({}, { workspace: repository, temp, run: watched, env });
    expect(ran.error).toBeUndefined();
  }
  expect(dates).toEqual([String(Date.UTC(2026, 0, 4, 10) / 1000), "5"]);
});

describe("secrets", () => {
  test("reach the build, and nothing else", async () => {
    await write(
      "app/secret.Dockerfile",
      `FROM node:24-bookworm-slim
LABEL run=${run}
RUN --mount=type=secret,id=a --mount=type=secret,id=b --mount=type=secret,id=c \\
    echo ${run} && test -s /run/secrets/b && test -s /run/secrets/c && echo "leaked $(cat /run/secrets/a)" && sleep 1.5
`,
    );
    const pem = "-----BEGIN CERTIFICATE-----\nMIIBpublic\n-----END CERTIFICATE-----\n";
    await write("ca.pem", pem);
    const argvs: string[] = [];
    const watch = setInterval(() => void commandLines().then((lines) => argvs.push(...lines)), 100);
    const ran = await runBuild(
      {
        context: "app",
        file: "app/secret.Dockerfile",
        tags: `secret-${run}:1`,
        secrets: `a=${SECRET}`,
        "secret-envs": "b=BUILD_TEST_TOKEN",
        "secret-files": "c=ca.pem",
        registries: `r.example someone ${PASSWORD}`,
      },
      { ...here, env: { BUILD_TEST_TOKEN: `env-${SECRET}`, INPUT_SECRETS: `a=${SECRET}` } },
    );
    clearInterval(watch);
    expect(ran.error).toBeUndefined();
    expect(ran.everything).toContain("leaked ***");
    const image = await engine.api.getImage(`secret-${run}:1`);
    const traces = [ran.everything, JSON.stringify([await image.history(), await image.inspect()]), ...argvs].join(
      "\n",
    );
    expect(argvs.join("\n")).toContain("secret.Dockerfile");
    for (const secret of [SECRET, PASSWORD, Buffer.from(`someone:${PASSWORD}`).toString("base64")])
      expect(traces).not.toContain(secret);
    expect(await readdir(temp)).toEqual([]);
  });

  test("are refused in words where only the Engine API is there", async () => {
    const ran = await runBuild({ context: "app", secrets: `a=${SECRET}` }, { ...here, run: withoutBuildx });
    expect(ran.error).toContain("the Engine API alone cannot do secrets (a)");
    expect(ran.error).toContain("Install buildx");
    expect(ran.everything).not.toContain(SECRET);
  });

  test("that are missing are told before anything is built", async () => {
    expect((await runBuild({ context: "app", "secret-files": "c=nope.pem" }, here)).error).toContain(
      "secret-files takes c from nope.pem",
    );
    expect((await runBuild({ context: "app", "secret-envs": "c=NO_SUCH_VARIABLE" }, here)).error).toContain(
      "NO_SUCH_VARIABLE, which is not set",
    );
    expect(await readdir(temp)).toEqual([]);
  });
});

describe("mode: push", () => {
  test("pushes what was built, without a build", async () => {
    const name = `${front.host}/built`;
    const built = await runBuild({ context: "app", tags: `${name}:candidate` }, here);
    const ran = await runBuild(
      { mode: "push", image: `${name}:candidate`, tags: `${name}:1.0.0` },
      { ...here, run: withoutBuildx },
    );
    expect(ran.error).toBeUndefined();
    expect(ran.outputs).toMatchObject({
      outcome: "pushed",
      imageid: built.outputs.imageid,
      digest: await digestInRegistry("built", "1.0.0"),
    });
    expect(await tagsInRegistry("built")).toEqual(["1.0.0"]);
  });

  test("refuses what is not there, and tags that mean different images", async () => {
    expect((await runBuild({ mode: "push", tags: `nothing-${run}:1` }, here)).error).toContain(
      `There is no built image nothing-${run}:1`,
    );
    await write("app/second.Dockerfile", `FROM scratch\nLABEL run=${run} second=yes\nCOPY file.txt /\n`);
    await runBuild({ context: "app", tags: `${front.host}/two:1` }, here);
    await runBuild({ context: "app", file: "app/second.Dockerfile", tags: `${front.host}/two:2` }, here);
    const ran = await runBuild({ mode: "push", tags: `${front.host}/two:1,${front.host}/two:2` }, here);
    expect(ran.error).toContain("names another image");
    expect(sentTo(front)).toEqual([]);
  });
});

describe("checks before a push", () => {
  const image = (name: string, command: string, health = "") =>
    write(
      `app/${name}.Dockerfile`,
      `FROM node:24-bookworm-slim\nLABEL run=${run}\n${health}\nCMD ["bash", "-c", "${command}"]\n`,
    );
  const build = (name: string, more: Record<string, string>) =>
    runBuild(
      { context: "app", file: `app/${name}.Dockerfile`, tags: `${front.host}/${name}:1`, push: "true", ...more },
      here,
    );
  const smokers = async () => await engine.api.listContainers({ all: true, filters: { label: ["quayside.smoke"] } });

  test("push what is healthy and passes", async () => {
    await image(
      "healthy",
      "echo $GREETING > /tmp/up; exec sleep 60",
      "HEALTHCHECK --interval=1s CMD grep hello /tmp/up",
    );
    const command = `echo "testing $IMAGE"`;
    const ran = await build("healthy", {
      smoke: "true",
      "smoke-env": "GREETING=hello",
      test: command,
      "test-inside": "node --version",
    });
    expect(ran.error).toBeUndefined();
    expect(ran.runner.log).toContain(`testing ${front.host}/healthy:1`);
    expect(ran.outputs.digest).toBe(await digestInRegistry("healthy", "1"));
    expect(JSON.parse(ran.outputs.report ?? "")).toMatchObject({ checks: ["smoke", "test", "test-inside"] });
    expect(await smokers()).toEqual([]);
  });

  test.each<[name: string, command: string, health: string, more: Record<string, string>, why: string]>([
    ["dying", "echo last words; exit 3", "", { smoke: "true" }, "ended with exit code 3"],
    [
      "ill",
      "sleep 60",
      "HEALTHCHECK --interval=1s --retries=1 CMD echo feeling bad && false",
      { smoke: "true" },
      "became unhealthy: feeling bad",
    ],
    [
      "slow-start",
      "sleep 60",
      "HEALTHCHECK --interval=30s CMD true",
      { smoke: "true", "check-timeout": "1s" },
      "did not end within 1 s",
    ],
    [
      "red",
      "true",
      "",
      { test: "echo red tests; exit 9" },
      "The test of the image failed with exit code 9, nothing was pushed\n  red tests",
    ],
    [
      "red-inside",
      "true",
      "",
      { "test-inside": "echo red in $HOSTNAME_OF; exit 4", "smoke-env": "HOSTNAME_OF=here", smoke: "false" },
      "The test inside of the image failed with exit code 4, nothing was pushed\n  red in here",
    ],
  ])("push nothing of an image that is %s", async (name, command, health, more, why) => {
    await image(name, command, health);
    const ran = await build(name, more);
    expect(ran.error).toContain(why);
    expect(ran.outputs).toMatchObject({ outcome: "failed", imageid: expect.stringMatching(/^sha256:/) });
    expect(sentTo(front)).toEqual([]);
    expect(await smokers()).toEqual([]);
  });
});

describe("rebuild: auto", () => {
  const build = (name: string, tag: string, more: Record<string, string> = {}, process?: typeof withoutBuildx) =>
    runBuild(
      { context: "same", tags: `${front.host}/${name}:${tag}`, push: "true", rebuild: "auto", ...more },
      { ...here, ...(process ? { run: process } : {}) },
    );

  test.each([
    ["buildx", undefined],
    ["the Engine API", withoutBuildx],
  ])("builds a content once and then only moves tags, with %s", async (builder, process) => {
    const name = builder === "buildx" ? "same-bx" : "same-api";
    await mkdir(join(workspace, "same"), { recursive: true });
    await write(
      "same/Dockerfile",
      `FROM node:24-bookworm-slim AS base\nFROM scratch\nLABEL run=${run}\nCOPY file.txt /\n`,
    );
    await write("same/file.txt", `one of ${name}`);
    const first = await build(name, "1", {}, process);
    expect(first.error).toBeUndefined();
    expect(first.outputs.outcome).toBe("pushed");
    front.asked.length = 0;
    const started = performance.now();
    const second = await build(name, "2", {}, process);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(second.outputs).toMatchObject({
      outcome: "skipped",
      digest: first.outputs.digest,
      refs: first.outputs.refs,
    });
    expect(await digestInRegistry(name, "2")).toBe(first.outputs.digest);
    expect(sentTo(front)).toEqual([`PUT /v2/${name}/manifests/2`]);
    await write("same/file.txt", `two of ${name}`);
    const third = await build(name, "3", {}, process);
    expect(third.outputs.outcome).toBe("pushed");
    expect(third.outputs.digest).not.toBe(first.outputs.digest);
    expect((await build(name, "4", { rebuild: "always" }, process)).outputs.outcome).toBe("pushed");
  });

  test.each([
    ["buildx", undefined],
    ["the Engine API", withoutBuildx],
  ])("without a push, takes the image of the same content that the engine has, with %s", async (builder, process) => {
    const name = `quayside-test-kept-${builder === "buildx" ? "bx" : "api"}-${run}`;
    const built = (tag: string, more: Record<string, string> = {}) =>
      runBuild(
        { context: "kept", tags: `${name}:${tag}`, rebuild: "auto", ...more },
        { ...here, ...(process ? { run: process } : {}) },
      );
    await mkdir(join(workspace, "kept"), { recursive: true });
    await write("kept/Dockerfile", `FROM scratch\nLABEL run=${run}\nCOPY file.txt /\n`);
    await write("kept/file.txt", `one of ${name}`);
    const first = await built("1");
    expect(first.error).toBeUndefined();
    expect(first.outputs.outcome).toBe("built");
    const again = await built("2");
    const { imageid, size } = first.outputs;
    expect(again.outputs).toMatchObject({ outcome: "skipped", image: `${name}:2`, imageid, size });
    expect((await inspectImage(engine, `${name}:2`))?.id).toBe(imageid);
    // Controls: it is the content that counts, and whether the image is still there.
    expect((await built("3", { rebuild: "always" })).outputs.outcome).toBe("built");
    expect((await built("3", { "no-cache": "true" })).outputs.outcome).toBe("built");
    await write("kept/file.txt", `two of ${name}`);
    const changed = await built("4");
    expect(changed.outputs.outcome).toBe("built");
    expect(changed.outputs.imageid).not.toBe(imageid);
    await write("kept/file.txt", `one of ${name}`);
    expect((await built("5")).outputs).toMatchObject({ outcome: "skipped", imageid });
    await engine.api.getImage(imageid ?? "").remove({ force: true });
    expect((await built("6")).outputs.outcome).toBe("built");
    // What is checked may be more than the content.
    const red = await built("7", { test: "exit 3" });
    expect(red.outputs.outcome).toBe("failed");
  });

  test("the engine keeps the five contents of a name that were of use last", async () => {
    const name = `quayside-test-kept-${run}`;
    const contents: string[] = [];
    for (const text of ["a", "b", "c", "d", "e", "a", "f"]) {
      await write("kept/file.txt", `${text} of ${name}`);
      const { outputs } = await runBuild({ context: "kept", tags: `${name}:1`, rebuild: "auto" }, here);
      contents.push(`${text} ${outputs.outcome}`);
    }
    expect(contents).toEqual(["a built", "b built", "c built", "d built", "e built", "a skipped", "f built"]);
    expect((await listImages(engine, name)).filter((tag) => tag.includes(":content-"))).toHaveLength(5);
    await write("kept/file.txt", `a of ${name}`);
    const kept = await runBuild({ context: "kept", tags: `${name}:1`, rebuild: "auto" }, here);
    expect(kept.outputs.outcome).toBe("skipped");
  });

  test("what was built and then pushed is fetched by a machine that has nothing, and not built there", async () => {
    const tags = (tag: string) => `${front.host}/kept:${tag}`;
    await write("kept/file.txt", "from elsewhere");
    const first = await runBuild({ context: "kept", tags: tags("1"), rebuild: "auto" }, here);
    const pushed = await runBuild({ mode: "push", tags: tags("1"), rebuild: "auto" }, here);
    expect(pushed.outputs.outcome).toBe("pushed");
    await engine.api.getImage(first.outputs.imageid ?? "").remove({ force: true });
    const fetched = await runBuild({ context: "kept", tags: tags("2"), rebuild: "auto" }, here);
    expect(fetched.outputs).toMatchObject({ outcome: "skipped", imageid: first.outputs.imageid });
    // Controls: another content is not there, and neither is one that was pushed without this.
    await write("kept/file.txt", "from here");
    const other = await runBuild({ context: "kept", tags: tags("3"), rebuild: "auto" }, here);
    expect(other.outputs.outcome).toBe("built");
    await runBuild({ mode: "push", tags: tags("3") }, here);
    await engine.api.getImage(other.outputs.imageid ?? "").remove({ force: true });
    expect((await runBuild({ context: "kept", tags: tags("4"), rebuild: "auto" }, here)).outputs.outcome).toBe("built");
  });

  test("builds where the registry cannot tell", async () => {
    await write("same/file.txt", "unknown");
    await build("same-unknown", "1");
    front.fault = (method, path) => (method === "GET" && path.includes("/manifests/content-") ? 500 : undefined);
    const ran = await build("same-unknown", "2");
    expect(ran.outputs.outcome).toBe("pushed");
    expect(ran.runner.log.join("\n")).toContain("could not be found out");
  });
});

test("tells how many bytes more the image has than that of the base branch, pushed or not", async () => {
  await mkdir(join(workspace, "delta"), { recursive: true });
  await write("delta/Dockerfile", `FROM scratch\nLABEL run=${run}\nCOPY same.bin /\nCOPY file.bin /\n`);
  await writeFile(join(workspace, "delta/same.bin"), randomBytes(50_000));
  const build = (inputs: Record<string, string>, env = {}) =>
    runBuild({ context: "delta", ...inputs }, { ...here, env: { GITHUB_REF: "", ...env } });
  await writeFile(join(workspace, "delta/file.bin"), randomBytes(100_000));
  const first = await build({ tags: `${front.host}/delta:main`, push: "true" });
  expect(first.outputs["size-delta"]).toBeUndefined();
  expect(first.runner.log.join("\n")).toContain("Empty: size-delta, since the registry has no");
  await writeFile(join(workspace, "delta/file.bin"), randomBytes(300_000));
  const env = { GITHUB_BASE_REF: "main" };
  const built = await build({ tags: `${front.host}/delta:pr` }, env);
  expect(built.error).toBeUndefined();
  // Unpacked: the file alone has grown, but for a little of tar's own.
  expect(Math.abs(Number(built.outputs["size-delta"]) - 200_000)).toBeLessThan(4000);
  expect(built.runner.summaries[0]).toContain(`▲ +`);
  const pushed = await build({ tags: `${front.host}/delta:pr`, push: "true" }, env);
  // Packed: what is random packs to nothing less.
  expect(Math.abs(Number(pushed.outputs["size-delta"]) - 200_000)).toBeLessThan(2000);
  const back = await build({ tags: `${front.host}/delta:x`, "compare-with": `${front.host}/delta:pr` }, env);
  expect(Math.abs(Number(back.outputs["size-delta"]))).toBeLessThan(4000);
});

test("latest stays where the registry has a higher version, although git knows of none", async () => {
  const name = `${front.host}/versions`;
  const build = (ref: string, more: Record<string, string> = {}) =>
    runBuild(
      { context: "app", images: name, tags: "type=semver,pattern={{version}}", push: "true", ...more },
      { ...here, env: { GITHUB_REF: `refs/tags/${ref}`, GITHUB_EVENT_NAME: "push", GITHUB_EVENT_PATH: "" } },
    );
  expect((await build("v2.0.0")).outputs.tags).toBe(`${name}:2.0.0\n${name}:latest`);
  const older = await build("v1.9.1");
  expect(older.error).toBeUndefined();
  expect(older.outputs.tags).toBe(`${name}:1.9.1`);
  expect(older.runner.log.join("\n")).toContain("latest stays where it is: 2.0.0 is higher");
  expect((await build("v1.9.2", { flavor: "latest=true" })).outputs.tags).toBe(`${name}:1.9.2\n${name}:latest`);
  // A registry that does not tell is a line of the log.
  front.fault = (_method, path) => (path.includes("/tags/list") ? 500 : undefined);
  expect((await build("v1.9.3")).runner.log.join("\n")).toContain("could not be found out");
});

test("a run for a fork builds and does not push, and says so", async () => {
  await write("event.json", JSON.stringify({ pull_request: { head: { repo: { full_name: "fork/app" } } } }));
  const env = {
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_REPOSITORY: "org/app",
    GITHUB_EVENT_PATH: join(workspace, "event.json"),
  };
  const tags = `registry.example/fork-${run}:1`;
  const inputs = { tags, registries: "registry.example someone" };
  const built = await runBuild({ ...inputs, context: "app", push: "true" }, { ...here, env });
  const pushed = await runBuild({ ...inputs, mode: "push" }, { ...here, env });
  for (const ran of [built, pushed]) {
    expect(ran.error).toBeUndefined();
    expect(ran.outputs).toMatchObject({ outcome: "built", tags, imageid: expect.stringMatching(/^sha256:/) });
    const message = expect.stringContaining("a pull request from a fork");
    expect(ran.runner.annotations).toContainEqual({ level: "notice", message });
    expect(ran.runner.summaries[0]).toContain("Nothing is pushed");
  }
});

describe("a push", () => {
  const pushTo = (name: string, more: Record<string, string> = {}, env = {}) =>
    runBuild({ context: "app", tags: `${front.host}/${name}:1`, push: "true", ...more }, { ...here, env });

  test.each<[name: string, fault: 429 | 500 | "reset"]>([
    ["429", 429],
    ["500", 500],
    ["a cut connection", "reset"],
  ])("survives %s", async (_name, fault) => {
    let left = 2;
    front.fault = (method, path) =>
      method === "PUT" && path.includes("/manifests/") && left-- > 0 ? fault : undefined;
    const ran = await pushTo(`retry-${fault}`);
    expect(ran.error).toBeUndefined();
    expect(ran.outputs.digest).toBe(await digestInRegistry(`retry-${fault}`, "1"));
    expect(ran.runner.log.filter((line) => /: try \d of 5 failed/.test(line))).toHaveLength(2);
  });

  test("gives up in the end and says what it saw", async () => {
    front.fault = (method, path) => (method === "PUT" && path.includes("/manifests/") ? 503 : undefined);
    const ran = await pushTo("never", { "push-attempts": "3" });
    expect(ran.error).toMatch(/never:1 could not be pushed: .*503/);
    expect(front.asked.filter((line) => line === "PUT /v2/never/manifests/1")).toHaveLength(3);
    expect(ran.outputs).toMatchObject({ outcome: "failed", imageid: expect.stringMatching(/^sha256:/) });
  });

  test("is tried once where the registry denies", async () => {
    front.fault = (method, path) => (method === "PUT" && path.includes("/manifests/") ? 403 : undefined);
    const ran = await pushTo("denied");
    expect(ran.error).toContain("permissions: packages: write");
    expect(front.asked.filter((line) => line === "PUT /v2/denied/manifests/1")).toHaveLength(1);
  });

  test("logs in with `registries`, and tells a wrong password once and without it", async () => {
    front.login = `someone:${PASSWORD}`;
    const right = await pushTo("login", { registries: `${front.host} someone ${PASSWORD}` });
    expect(right.error).toBeUndefined();
    const wrong = await pushTo("login", { registries: `${front.host} someone wrong-${PASSWORD}` });
    expect(wrong.error).toContain(`${front.host} does not take this login`);
    const none = await pushTo("login");
    expect(none.error).toContain(`registries takes a line "${front.host} USERNAME PASSWORD"`);
    for (const ran of [right, wrong, none]) expect(ran.everything).not.toContain(PASSWORD);
  });

  test("takes the login that the user's own configuration has, and does not touch it", async () => {
    front.login = `someone:${PASSWORD}`;
    const config = join(folder, "docker-config");
    await mkdir(config, { recursive: true });
    const text = JSON.stringify({ auths: { [front.host]: { auth: Buffer.from(front.login).toString("base64") } } });
    await writeFile(join(config, "config.json"), text);
    const ran = await pushTo("configured", { registries: "other.example u p-a-s-s" }, { DOCKER_CONFIG: config });
    expect(ran.error).toBeUndefined();
    expect(await readFile(join(config, "config.json"), "utf8")).toBe(text);
  });

  test("names a registry that is down", async () => {
    const gone = await startFront(registry.address);
    await gone.stop();
    const ran = await runBuild(
      { context: "app", tags: `${gone.host}/down:1`, push: "true", "push-attempts": "2" },
      here,
    );
    expect(ran.error).toContain(`Nothing answers at ${gone.host}`);
    expect(ran.outputs.outcome).toBe("failed");
  });

  test("ends at its time limit", async () => {
    front.fault = (_method, path) => (path.includes("/manifests/") ? { hold: 5000 } : undefined);
    const ran = await pushTo("slow", { "push-timeout": "1s" });
    expect(ran.error).toContain("The push did not end within 1 s");
  });
});

describe("bad input", () => {
  const rows: [inputs: Record<string, string>, why: string][] = [
    [{ context: "nowhere" }, 'context "nowhere" is not a folder in the workspace'],
    [{ context: "app/file.txt" }, 'context "app/file.txt" is not a folder'],
    [{ context: "../outside" }, 'context "../outside" lies outside of the workspace'],
    [{ context: "app/sub" }, "There is no Dockerfile at app/sub/Dockerfile"],
    [
      { context: "app", file: "Dockerfile" },
      "file counts from the workspace, not from the context: set it to app/Dockerfile",
    ],
    [{ context: "app", target: "nope" }, "`target` takes a name after AS"],
    [{ context: "app", builder: "no-such-builder" }, 'buildx cannot use the builder "no-such-builder"'],
    [{ context: "app", provenance: "mode=max" }, "cannot do provenance"],
  ];
  test.each(rows)("%j", async (inputs, why) => {
    const ran = await runBuild(inputs, here);
    expect(ran.error).toContain(why);
    expect(ran.outputs.outcome).toBe("failed");
    expect(await readdir(temp)).toEqual([]);
  });

  test("mode: plan asks neither engine nor network", async () => {
    const ran = await runBuild(
      { mode: "plan", context: "app", tags: "a:1", push: "true", secrets: `a=${SECRET}` },
      { ...here, run: withoutBuildx, env: { DOCKER_HOST: "tcp://127.0.0.1:1" } },
    );
    expect(ran.error).toBeUndefined();
    expect(ran.outputs).toMatchObject({ outcome: "planned", tags: "a:1", image: "a:1" });
    expect(ran.everything).not.toContain(SECRET);
  });
});

test("the image of the facts has its layers", async () => {
  const { outputs } = await runBuild({ context: "app", tags: `facts-${run}:1` }, here);
  const facts = await inspectImage(engine, outputs.imageid ?? "");
  expect(facts?.labels).toMatchObject({ "quayside.test": "build", run });
  expect(facts?.layers.at(-1)?.createdBy).toContain("COPY");
  expect(await inspectImage(engine, `no-such-image-${run}`)).toBeUndefined();
});
