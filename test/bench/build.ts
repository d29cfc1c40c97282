/**
 * Times the build action and prints JSON: its overhead over the bare `docker buildx build` and `docker push` of the same
 * cached image, the skip of an unchanged image (time and memory), and the start of its shipped entry beside the published
 * entries of docker/build-push-action and docker/metadata-action at the same tasks.
 *
 * `npm run bench -- build --repeat 9 --peers DIR --dist DIR`. DIR of the peers holds `build-push-action/dist/index.cjs` and
 * `metadata-action/dist/index.cjs`; without it they are cloned from GitHub into a temporary folder, and where that cannot
 * be done the JSON says so. Fails where a target of the project is missed.
 */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startRegistry } from "../../scripts/setup/test-services.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { run } from "../../toolkit/process.ts";
import { spread } from "../support/figures.ts";

/** Milliseconds and bytes that the action may take at most. */
const TARGETS = { overhead: 250, skip: 1000, skipMemory: 100_000_000 };

const { values } = parseArgs({
  options: { repeat: { type: "string" }, peers: { type: "string" }, dist: { type: "string" } },
});
const repeat = Number(values.repeat ?? 9);
const dist = values.dist ?? join(import.meta.dirname, "../../dist");
const folder = await mkdtemp(join(tmpdir(), "build-bench-"));
const label = `run=${randomBytes(4).toString("hex")}`;
const engine = await connect({ env: process.env });
const registry = await startRegistry(engine, { area: "build" });
// Tells what a process took at most and which files of its bundle it has loaded; it is loaded before the entry, into ours
// and the peers' alike.
const probe = join(folder, "probe.cjs");
await writeFile(
  probe,
  `const { statSync, writeFileSync } = require("fs");
const { dirname } = require("path");
process.on("exit", () => {
  const files = Object.keys(require.cache).filter((file) => file.startsWith(dirname(process.argv[1])));
  const code = files.reduce((sum, file) => sum + statSync(file).size, 0);
  writeFileSync(process.env.BENCH_PROBE, JSON.stringify({ memory: process.resourceUsage().maxRSS * 1024, code }));
});
`,
);

/** How one process ended. */
interface Timed {
  readonly milliseconds: number;
  /** Milliseconds of processor, of the process and all that it waited for: this hardly depends on what else runs. */
  readonly cpu: number;
  /** Bytes of memory at most; of a Node process only. */
  readonly memory: number;
  /** Bytes of the files of its bundle that it has loaded; of a Node process only. */
  readonly loaded: number;
  readonly code: number;
  readonly output: string;
}

async function timed(file: string, args: readonly string[], env: Record<string, string>, cwd = folder): Promise<Timed> {
  const probed = join(folder, "probed.json");
  await writeFile(probed, '{"memory":0,"code":0}');
  const cpuBefore = await childrenCpu();
  const began = performance.now();
  const { code, stdout, stderr } = await run(file, args, {
    cwd,
    env: { ...env, BENCH_PROBE: probed },
    timeout: 300_000,
  });
  const milliseconds = performance.now() - began;
  const cpu = (await childrenCpu()) - cpuBefore;
  const { memory, code: loaded } = JSON.parse(await readFile(probed, "utf8")) as { memory: number; code: number };
  return { milliseconds, cpu, memory, loaded, code, output: stdout + stderr };
}

/** Milliseconds of processor that our children have taken which have ended (proc(5): cutime and cstime, in 10 ms). */
async function childrenCpu(): Promise<number> {
  const stat = await readFile("/proc/self/stat", "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) * 10;
}

/** Runs an entry as a runner does, with inputs in the environment. */
async function entry(file: string, inputs: Record<string, string>, env: Record<string, string> = {}): Promise<Timed> {
  const files = Object.fromEntries(
    ["GITHUB_OUTPUT", "GITHUB_STATE", "GITHUB_STEP_SUMMARY", "GITHUB_ENV"].map((name) => [name, join(folder, name)]),
  );
  for (const path of Object.values(files)) await writeFile(path, "");
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  return await timed(process.execPath, ["--require", probe, file], {
    ...(process.env as Record<string, string>),
    ...Object.fromEntries(given),
    ...files,
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    ...env,
  });
}

function must(timed: Timed, what: string): Timed {
  if (timed.code !== 0) throw new Error(`${what} ended with ${timed.code}:\n${timed.output.slice(-2000)}`);
  return timed;
}

/** Makes a folder with so many files of so many bytes each, 100 to a folder. */
async function fill(target: string, files: number, bytes: number): Promise<void> {
  for (let n = 0; n < files; n++) {
    const below = join(target, "src", String(Math.floor(n / 100)));
    if (n % 100 === 0) await mkdir(below, { recursive: true });
    await writeFile(join(below, `${n}.bin`), randomBytes(bytes));
  }
}

async function buildxCommand(): Promise<string[]> {
  const plugin = await run("docker", ["buildx", "version"], { env: process.env }).catch(() => ({ code: 1 }));
  return plugin.code === 0 ? ["docker", "buildx"] : ["docker-buildx"];
}

/** The action beside what it runs, both with everything cached and already pushed. */
async function overhead(): Promise<object> {
  await mkdir(join(folder, "small"));
  await writeFile(
    join(folder, "small/Dockerfile"),
    `FROM scratch\nLABEL quayside.test=build ${label}\nCOPY src /src\n`,
  );
  await fill(join(folder, "small"), 100, 1000);
  const tag = `${registry.address}/overhead:1`;
  const [file = "", ...prefix] = await buildxCommand();
  const env = process.env as Record<string, string>;
  const bare = async () => {
    const build = must(
      await timed(file, [...prefix, "build", "--progress", "plain", "--tag", tag, "small"], env),
      "buildx",
    );
    const push = must(await timed("docker", ["push", tag], env), "docker push");
    return { milliseconds: build.milliseconds + push.milliseconds, cpu: build.cpu + push.cpu };
  };
  const ours = async () =>
    must(await entry(join(dist, "build.js"), { context: "small", tags: tag, push: "true" }), "ours");
  const { loaded } = await ours();
  const times = { bare: [] as Pick<Timed, "milliseconds" | "cpu">[], ours: [] as Timed[] };
  // Taken in turns, so that what else the machine does meets both alike.
  for (let turn = 0; turn < repeat; turn++) {
    times.bare.push(await bare());
    times.ours.push(await ours());
  }
  const more = (what: "milliseconds" | "cpu") =>
    spread(times.ours.map((one, turn) => one[what] - (times.bare[turn]?.[what] ?? 0)));
  return {
    "buildx and docker push": spread(times.bare.map(({ milliseconds }) => milliseconds)),
    ours: spread(times.ours.map(({ milliseconds }) => milliseconds)),
    "overhead, turn by turn": more("milliseconds"),
    "overhead in processor time": more("cpu"),
    "bytes of code loaded": loaded,
    target: TARGETS.overhead,
    met: more("milliseconds").median <= TARGETS.overhead,
  };
}

/** `rebuild: auto` of an image that the registry has. */
async function skip(): Promise<object> {
  await mkdir(join(folder, "large"));
  await writeFile(
    join(folder, "large/Dockerfile"),
    `FROM scratch\nLABEL quayside.test=build ${label}\nCOPY src /src\n`,
  );
  await fill(join(folder, "large"), 10_000, 20_000);
  const inputs = (tag: string) => ({
    context: "large",
    tags: `${registry.address}/skip:${tag}`,
    push: "true",
    rebuild: "auto",
  });
  must(await entry(join(dist, "build.js"), inputs("first")), "the first build");
  const times: number[] = [];
  const cpu: number[] = [];
  const memory: number[] = [];
  for (let turn = 0; turn < repeat; turn++) {
    const one = must(await entry(join(dist, "build.js"), inputs(`t${turn}`)), "the skip");
    const outputs = await readFile(join(folder, "GITHUB_OUTPUT"), "utf8");
    if (!/^outcome<<\S+\nskipped\n/m.test(outputs)) throw new Error(`it was not skipped:\n${one.output.slice(-2000)}`);
    times.push(one.milliseconds);
    cpu.push(one.cpu);
    memory.push(one.memory);
  }
  return {
    files: 10_000,
    bytes: 200_000_000,
    milliseconds: spread(times),
    "processor time": spread(cpu),
    memory: spread(memory),
    target: { milliseconds: TARGETS.skip, memory: TARGETS.skipMemory },
    met: spread(times).median <= TARGETS.skip && spread(memory).median <= TARGETS.skipMemory,
  };
}

/** The folders of the peers, or why they are not there. */
async function peers(): Promise<{ folder: string } | { why: string }> {
  const names = ["build-push-action", "metadata-action"];
  const target = values.peers ?? join(folder, "peers");
  const missing = () => names.filter((name) => !existsSync(join(target, name, "dist/index.cjs")));
  if (values.peers === undefined) {
    for (const name of names) {
      const args = ["clone", "--quiet", "--depth", "1", `https://github.com/docker/${name}`, join(target, name)];
      await run("git", args, { env: { ...process.env, GIT_TERMINAL_PROMPT: "0" }, timeout: 60_000 }).catch(
        () => undefined,
      );
    }
  }
  return missing().length === 0
    ? { folder: target }
    : { why: `${missing().join(" and ")} could not be cloned or found; give --peers DIR` };
}

/** Bytes of the code that a runner loads: all scripts of a dist folder, maps and licences excepted. */
async function codeSize(target: string): Promise<number> {
  const files = (await readdir(target)).filter((name) => /\.c?js$/.test(name));
  const sizes = await Promise.all(files.map(async (name) => (await stat(join(target, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The same two tasks, to their end: to find out that there is no Docker, and to work out the tags of a release. */
async function starts(): Promise<object> {
  const found = await peers();
  // The peer asks GitHub for the repository; ours takes it from the event. It answers at once.
  const repository = { name: "app", full_name: "o/app", default_branch: "main", html_url: "https://example.com/o/app" };
  const api = createServer((_ask, answer) => {
    answer.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(repository));
  });
  await new Promise<void>((done) => api.listen(0, "127.0.0.1", done));
  const event = join(folder, "event.json");
  await writeFile(event, JSON.stringify({ repository }));
  const empty = join(folder, "empty");
  await mkdir(empty);
  const env = {
    GITHUB_REPOSITORY: "o/app",
    GITHUB_EVENT_NAME: "push",
    GITHUB_EVENT_PATH: event,
    GITHUB_REF: "refs/tags/v1.2.3",
    GITHUB_SHA: "90dd6032fac8bda1b6c4436a2e65de27961ed071",
    GITHUB_API_URL: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
    GITHUB_SERVER_URL: "https://github.com",
  };
  const nothing = { ...env, PATH: empty, DOCKER_HOST: `unix://${join(empty, "docker.sock")}` };
  const rules = {
    images: "ghcr.io/o/app",
    tags: "type=semver,pattern={{version}}\ntype=semver,pattern={{major}}\ntype=sha",
  };
  const theirs = "folder" in found ? found.folder : undefined;
  const tasks = {
    "no docker: ours": async () => await entry(join(dist, "build.js"), { context: "small" }, nothing),
    "tags: ours": async () =>
      must(await entry(join(dist, "build.js"), { context: "small", mode: "plan", ...rules }, env), "plan"),
    ...(theirs && {
      "no docker: build-push-action": async () =>
        await entry(join(theirs, "build-push-action/dist/index.cjs"), { context: "small" }, nothing),
      "tags: metadata-action": async () => {
        const inputs = { ...rules, context: "workflow", "github-token": "token" };
        return must(await entry(join(theirs, "metadata-action/dist/index.cjs"), inputs, env), "metadata-action");
      },
    }),
  } as Record<string, () => Promise<Timed>>;
  const times: Record<string, Timed[]> = {};
  for (let turn = 0; turn < repeat; turn++) {
    for (const [name, task] of Object.entries(tasks)) times[name] = [...(times[name] ?? []), await task()];
  }
  api.close();
  const of = (what: "milliseconds" | "cpu" | "loaded") =>
    Object.fromEntries(Object.entries(times).map(([name, list]) => [name, spread(list.map((one) => one[what]))]));
  const milliseconds = of("milliseconds");
  const median = (name: string) => milliseconds[name]?.median ?? Number.NaN;
  const loaded = Object.fromEntries(Object.entries(of("loaded")).map(([name, { median }]) => [name, median]));
  return {
    milliseconds,
    "processor time": of("cpu"),
    "bytes of code loaded": loaded,
    "bytes of dist/ with all actions": await codeSize(dist),
    ...("why" in found
      ? { peers: found.why }
      : {
          met:
            median("no docker: ours") <= median("no docker: build-push-action") &&
            median("tags: ours") <= median("tags: metadata-action") &&
            (loaded["no docker: ours"] ?? 0) < (loaded["no docker: build-push-action"] ?? 0) &&
            (loaded["tags: ours"] ?? 0) < (loaded["tags: metadata-action"] ?? 0),
        }),
  };
}

try {
  const result = {
    repeat,
    "load of the machine": loadavg()[0],
    overhead: await overhead(),
    skip: await skip(),
    start: await starts(),
  };
  console.log(JSON.stringify(result, null, 2));
  const missed = [result.overhead, result.skip, result.start].filter((part) => "met" in part && part.met === false);
  if (missed.length > 0) process.exitCode = 1;
} finally {
  await registry.stop();
  await rm(folder, { recursive: true, force: true });
  for (const image of await engine.api.listImages({ filters: { label: [label] } })) {
    for (const tag of image.RepoTags ?? [image.Id]) await removeImage(engine, tag === "<none>:<none>" ? image.Id : tag);
  }
}
