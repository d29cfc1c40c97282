import { generateKeyPairSync, randomBytes } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ensureBaseImages } from "../../scripts/setup/base-images.ts";
import { ensureDockerTools } from "../../scripts/setup/buildx.ts";
import { ensureEngine } from "../../scripts/setup/engine.ts";
import { startRegistry, type TestService } from "../../scripts/setup/test-services.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { registryClient } from "../../toolkit/registry.ts";
import { type Buildkit, startBuildkit, whyNoBuildkit } from "./build-remote.ts";
import { type Front, runBuild, startFront } from "./build-support.ts";

const why = await whyNoBuildkit();
if (why) console.log(`Builds with a BuildKit of their own are not tested here: ${why}.`);
const run = randomBytes(4).toString("hex");

let engine: Engine;
let registry: TestService;
let front: Front;
let buildkit: Buildkit;
let folder: string;
let workspace: string;
let temp: string;

describe.skipIf(why)("a BuildKit behind buildx's remote driver", () => {
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
    if (!buildx) throw new Error("buildx cannot be had on this machine, so its remote driver cannot be tested.");
    if (buildx.ours) process.env.PATH = `${dirname(buildx.path)}${delimiter}${process.env.PATH}`;
    [registry, buildkit] = await Promise.all([
      startRegistry(engine, { area: "build" }),
      startBuildkit(/docker-buildx$/.test(buildx.path) ? ["docker-buildx"] : ["docker", "buildx"]),
    ]);
    front = await startFront(registry.address);
    folder = await mkdtemp(join(tmpdir(), "quayside-test-remote-"));
    workspace = join(folder, "workspace");
    await mkdir(join(workspace, "app"), { recursive: true });
    await write("app/Dockerfile", `FROM scratch\nLABEL quayside.test=build run=${run}\nCOPY file.txt /\n`);
    await write("app/file.txt", `file of ${run}`);
    await pushTinyBase();
  });

  afterAll(async () => {
    await front?.stop();
    await Promise.all([registry?.stop(), buildkit?.stop()]);
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

  const write = (path: string, text: string) => writeFile(join(workspace, path), text);
  const build = (inputs: Record<string, string>, env: Record<string, string> = {}) =>
    runBuild(
      { context: "app", builder: buildkit.builder, ...inputs },
      { workspace, temp, env: { GITHUB_WORKSPACE: workspace, ...buildkit.env, ...env } },
    );
  const client = () => registryClient(registry.address, { fetch });
  const indexOf = async (path: string, reference: string) =>
    JSON.parse((await client().manifest(path, reference))?.text ?? "{}") as {
      manifests?: { digest: string; platform: { os: string; architecture: string } }[];
      layers?: unknown[];
    };

  /** A base with a shell that is small enough to be pushed at once, since BuildKit takes bases from registries only. */
  async function pushTinyBase(): Promise<void> {
    const tools = ["bash", "cat", "grep", "df", "sleep", "head", "touch", "ls", "mkdir", "env"].map(
      (tool) => `/bin/${tool}`,
    );
    await mkdir(join(workspace, "tiny"), { recursive: true });
    await write(
      "tiny/Dockerfile",
      `FROM node:24-bookworm-slim AS all
RUN mkdir -p /out/bin && cd /out && for f in ${tools.join(" ")} /usr/bin/head /usr/bin/env; do \\
  [ -e $f ] && cp --parents $f /out || true; \\
  for l in $(ldd $f 2>/dev/null | grep -o '/[^ )]*'); do cp -L --parents $l /out; done; done; cp /bin/bash /out/bin/sh
FROM scratch
LABEL run=${run}
COPY --from=all /out /
`,
    );
    const ran = await runBuild(
      { context: "tiny", tags: `${front.host}/tiny:1`, push: "true" },
      { workspace, temp: folder },
    );
    if (ran.error) throw new Error(ran.error);
  }

  test("pushes a single manifest, and tells digest, platform and packed size", async () => {
    const { outputs, error } = await build({ tags: `${front.host}/one:1,${front.host}/one:2`, push: "true" });
    expect(error).toBeUndefined();
    expect(outputs).toMatchObject({
      outcome: "pushed",
      digest: await client().digest("one", "1"),
      digests: `linux/amd64=${outputs.digest}`,
      "cache-hit-ratio": expect.stringMatching(/^[01]$/),
    });
    expect(await client().digest("one", "2")).toBe(outputs.digest);
    expect(Number(outputs.size)).toBeGreaterThan(0);
    expect((await indexOf("one", "1")).layers).toHaveLength(1);
  });

  test("the same commit gives the same digest twice, from another checkout and without a cache", async () => {
    await write(
      "app/epoch.Dockerfile",
      `FROM ${front.host}/tiny:1\nCOPY file.txt /\nRUN mkdir /made && touch /made/now\n`,
    );
    const digests: (string | undefined)[] = [];
    for (const [index, checkout] of ["first", "second"].entries()) {
      await cp(join(workspace, "app"), join(workspace, checkout), { recursive: true });
      const time = Date.now() / 1000 - index * 5000;
      await utimes(join(workspace, checkout, "file.txt"), time, time);
      const inputs = {
        context: checkout,
        file: `${checkout}/epoch.Dockerfile`,
        tags: `${front.host}/same:${checkout}`,
      };
      const ran = await build({ ...inputs, push: "true", "no-cache": "true" }, { SOURCE_DATE_EPOCH: "1760000000" });
      expect(ran.error).toBeUndefined();
      digests.push(ran.outputs.digest);
    }
    expect(digests[1]).toBe(digests[0]);
    // The control: without the time of a commit, the moment of the build is in the image.
    const inputs = { file: "app/epoch.Dockerfile", tags: `${front.host}/same:now`, push: "true", "no-cache": "true" };
    expect((await build(inputs)).outputs.digest).not.toBe(digests[0]);
  });

  test("several platforms become one index in one job", async () => {
    const { outputs, error, runner } = await build({
      tags: `${front.host}/many:1`,
      push: "true",
      platforms: "linux/amd64,linux/arm64",
    });
    expect(error).toBeUndefined();
    const { manifests = [] } = await indexOf("many", "1");
    expect(outputs.digests?.split("\n")).toEqual(
      manifests.map(({ platform, digest }) => `${platform.os}/${platform.architecture}=${digest}`),
    );
    expect(manifests).toHaveLength(2);
    expect(runner.summaries[0]).toContain("linux/arm64");
  });

  test("a matrix of jobs pushes without tags, and mode: merge joins them", async () => {
    for (const platforms of ["linux/amd64", "linux/arm64"]) {
      const ran = await build({ tags: `${front.host}/matrix:1`, platforms, push: "true", "digests-dir": "digests" });
      expect(ran.error).toBeUndefined();
    }
    expect(await client().tags("matrix")).toEqual([]);
    expect(await readdir(join(workspace, "digests"))).toHaveLength(2);
    let failures = 2;
    front.fault = (method) => (method === "PUT" && failures-- > 0 ? 503 : undefined);
    const merged = await runBuild(
      {
        mode: "merge",
        tags: `${front.host}/matrix:1,${front.host}/matrix:2`,
        "digests-dir": "digests",
        annotations: "index:a=b",
      },
      { workspace, temp },
    );
    expect(merged.error).toBeUndefined();
    const index = await indexOf("matrix", "2");
    expect(index).toMatchObject({ annotations: { a: "b" } });
    expect(index.manifests?.map(({ platform }) => platform.architecture).sort()).toEqual(["amd64", "arm64"]);
    expect(merged.outputs).toMatchObject({ outcome: "pushed", digest: await client().digest("matrix", "1") });
    expect(merged.outputs.digests?.split("\n")).toHaveLength(2);
    const elsewhere = await runBuild(
      { mode: "merge", tags: `${front.host}/elsewhere:1`, "digests-dir": "digests" },
      { workspace, temp },
    );
    expect(elsewhere.error).toContain("Every job of the matrix has to push to all the names");
    const nothing = await runBuild(
      { mode: "merge", tags: `${front.host}/matrix:1`, "digests-dir": "none" },
      { workspace, temp },
    );
    expect(nothing.error).toContain('digests-dir "none" cannot be read');
  });

  test("hands over what build-push-action's inputs say: hosts, limits, shm, ssh, secrets, contexts, target, outputs", async () => {
    await mkdir(join(workspace, "other"), { recursive: true });
    await write("other/note.txt", "from the other context");
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    await write("key.pem", privateKey.export({ type: "pkcs1", format: "pem" }) as string);
    await write("secret.txt", `file-${run}-secret`);
    await write(
      "app/all.Dockerfile",
      `FROM ${front.host}/tiny:1 AS checked
ARG GIVEN
ARG FROM_ENV
COPY --from=other note.txt /note.txt
RUN grep -q '10.9.8.7.*db.internal' /etc/hosts
RUN bash -c '[ "$(ulimit -n)" = 777 ]'
RUN df -k /dev/shm | grep -q ' 7168 '
RUN --mount=type=ssh bash -c '[ -S "$SSH_AUTH_SOCK" ]'
RUN --mount=type=secret,id=v --mount=type=secret,id=e --mount=type=secret,id=f \\
  bash -c '[ "$(cat /run/secrets/v)" = $'"'"'two\\nlines'"'"' ] && [ "$(cat /run/secrets/e)" = from-env ] && [ "$(cat /run/secrets/f)" = file-${run}-secret ]'
RUN bash -c '[ "$GIVEN" = "a,b c" ] && [ "$FROM_ENV" = yes ]'
FROM scratch AS wanted
COPY --from=checked /note.txt /
FROM scratch AS unwanted
COPY no-such-file /
`,
    );
    const ran = await build(
      {
        file: "app/all.Dockerfile",
        target: "wanted",
        "build-args": "GIVEN=a,b c\nFROM_ENV",
        "build-contexts": "other=other",
        "add-hosts": "db.internal:10.9.8.7",
        ulimit: "nofile=777:777",
        "shm-size": "7m",
        network: "host",
        allow: "network.host",
        ssh: "default=key.pem",
        secrets: '"v=two\nlines"',
        "secret-envs": "e=REMOTE_TEST_TOKEN",
        "secret-files": "f=secret.txt",
        labels: "own.label=1",
        annotations: "manifest:own.annotation=2",
        outputs: "type=local,dest=out",
      },
      { REMOTE_TEST_TOKEN: "from-env", FROM_ENV: "yes" },
    );
    expect(ran.error).toBeUndefined();
    expect(await readFile(join(workspace, "out/note.txt"), "utf8")).toBe("from the other context");
    expect(ran.everything).not.toContain(`file-${run}-secret`);
    const described = { labels: "own.label=1", annotations: "manifest:own.annotation=2" };
    await build({ tags: `${front.host}/described:1`, push: "true", ...described });
    const manifest = JSON.parse((await client().manifest("described", "1"))?.text ?? "");
    expect(manifest.annotations).toMatchObject({ "own.annotation": "2" });
    const config = JSON.parse(String(await client().blob("described", manifest.config.digest)));
    expect(config.config.Labels).toMatchObject({ "own.label": "1" });
  });

  test("provenance makes an index, where it is asked for", async () => {
    const ran = await build({ tags: `${front.host}/proven:1`, push: "true", provenance: "mode=max" });
    expect(ran.error).toBeUndefined();
    const { manifests = [] } = await indexOf("proven", "1");
    expect(manifests.map(({ platform }) => platform.os).sort()).toEqual(["linux", "unknown"]);
    expect(ran.outputs.digests?.split("\n")).toHaveLength(1);
  });

  test("BuildKit's own checks stand on the lines of the Dockerfile", async () => {
    await write("app/checked.Dockerfile", "FROM scratch AS Upper\nCOPY file.txt /\n\nCMD run me\n");
    const ran = await build({ file: "app/checked.Dockerfile" });
    expect(ran.runner.annotations).toContainEqual({
      level: "warning",
      message: expect.stringContaining("JSONArgsRecommended"),
      at: { file: "app/checked.Dockerfile", line: 4, title: "Dockerfile" },
    });
    expect(JSON.parse(ran.outputs.report ?? "").hints[0]).toMatchObject({ line: 1 });
  });

  test("what is tested before the push is loaded into the engine, and that very image is pushed", async () => {
    const command = 'docker image inspect "$IMAGE" >/dev/null && echo "tested $IMAGE"';
    const ran = await build({ tags: `${front.host}/tested:1`, push: "true", test: command });
    expect(ran.error).toBeUndefined();
    expect(ran.runner.log).toContain(`tested ${front.host}/tested:1`);
    expect(ran.outputs.digest).toBe(await client().digest("tested", "1"));
  });

  test.each(["registry", "local"])("cache: %s is written and read, with a scope for each branch", async (cache) => {
    await write("app/cached.Dockerfile", `FROM ${front.host}/tiny:1\nCOPY file.txt /\nRUN echo ${cache}-${run}\n`);
    const env = { XDG_CACHE_HOME: join(folder, "cache"), GITHUB_REF: "refs/heads/feature/x" };
    const inputs = { file: "app/cached.Dockerfile", tags: `${front.host}/cached:1`, cache };
    await prune();
    const first = await build(inputs, env);
    expect(first.error).toBeUndefined();
    expect(first.outputs["cache-hit-ratio"]).toBe("0");
    if (cache === "registry") expect(await client().tags("cached")).toEqual([expect.stringContaining("feature-x")]);
    else expect(await readdir(join(folder, "cache/quayside/build"))).toEqual([expect.stringContaining("feature-x")]);
    await prune();
    expect((await build(inputs, env)).outputs["cache-hit-ratio"]).toBe("1");
  });

  test("a cache that cannot be written is a warning, and the image is there", async () => {
    front.fault = (_method, path) => (path.includes("/denied/") ? 403 : undefined);
    const ran = await build({
      tags: `${front.host}/kept:1`,
      push: "true",
      "cache-to": `type=registry,ref=${front.host}/denied:c`,
    });
    expect(ran.error).toBeUndefined();
    expect(ran.outputs.outcome).toBe("pushed");
    expect(ran.runner.annotations).toContainEqual(
      expect.objectContaining({ level: "warning", message: expect.stringContaining("403") }),
    );
  });

  async function prune(): Promise<void> {
    const { run: exec } = await import("../../toolkit/process.ts");
    const command = ["prune", "--builder", buildkit.builder, "--all", "--force"];
    for (const [file, ...words] of [
      ["docker-buildx", ...command],
      ["docker", "buildx", ...command],
    ] as const) {
      const done = await exec(file, words, { env: { ...process.env, ...buildkit.env } }).catch(() => undefined);
      if (done?.code === 0) return;
    }
    throw new Error("the builder's own cache could not be emptied");
  }
});
