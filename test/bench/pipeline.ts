/**
 * Times the sample pipeline against a shell script that calls the same tools by hand (support/by-hand.sh), in turns in one
 * run, and prints the times and ratios as JSON: `npm run bench -- pipeline --repeat 3`, or `--only "by hand"` for one of
 * them. Cold: a change that no cache knows, an empty database, nothing deployed. Again: the same without a change.
 * `--write` also puts it into docs/bench/pipeline.json, from which the table of actions/pipeline/README.md is made.
 */
import { randomBytes } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { startPostgres } from "../../scripts/setup/test-services.ts";
import { listImages, removeImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { run } from "../../toolkit/process.ts";
import { spread } from "../support/figures.ts";
import { freePort } from "../support/free-port.ts";

const { values } = parseArgs({
  options: {
    repeat: { type: "string" },
    dist: { type: "string" },
    only: { type: "string" },
    write: { type: "boolean" },
  },
});
const OURS = "quayside";
const IN_TURN = "quayside, one stage after the other";
const HAND = "by hand";
const root = join(import.meta.dirname, "../..");
const dist = values.dist ?? join(root, "dist");
const registry = process.env.QUAYSIDE_TEST_REGISTRY ?? "";
const engine = await connect({ env: process.env });
const scratch = mkdtempSync(join(tmpdir(), "pipeline-bench-"));
const times: Record<string, number[]> = {};
const loads: number[] = [];

/** A copy of the sample app with a change in the first thing that its Dockerfile copies, so that no layer is known. */
function copy(name: string): string {
  const folder = join(scratch, name);
  const left = new Set(["node_modules", "dist", "reports", "coverage"]);
  const source = join(root, "sample-app");
  cpSync(source, folder, { recursive: true, filter: (path) => !left.has(basename(path)) });
  symlinkSync(join(source, "node_modules"), join(folder, "node_modules"));
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as object;
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, description: name }));
  const file = readFileSync(join(folder, "pipeline.yml"), "utf8");
  writeFileSync(
    join(folder, "pipeline.yml"),
    // Names of this run's own, and tests that are not run again for the same content.
    file.replaceAll("sample-app", name).replace(/^test:\n/m, "test:\n  reuse: true\n"),
  );
  return folder;
}

async function must(
  name: string,
  file: string,
  args: string[],
  cwd: string,
  env: Record<string, string>,
): Promise<number> {
  const began = performance.now();
  const { code, stdout, stderr } = await run(file, args, { cwd, env: { ...process.env, ...env }, timeout: 600_000 });
  if (code !== 0) throw new Error(`${name} ended with ${code}:\n${(stdout + stderr).slice(-3000)}`);
  return performance.now() - began;
}

/** One way to run the pipeline. */
interface Contender {
  readonly name: string;
  readonly run: (folder: string, env: Record<string, string>) => Promise<number>;
  readonly remove: (app: string, env: Record<string, string>) => Promise<unknown>;
}

const ours = (name: string, parallel: string): Contender => ({
  name,
  run: (folder, env) =>
    must(name, process.execPath, [join(dist, "pipeline.js")], folder, {
      ...env,
      GITHUB_WORKSPACE: folder,
      "INPUT_MAX-PARALLEL": parallel,
    }),
  remove: (app, env) =>
    must(name, process.execPath, [join(dist, "deploy.js")], scratch, { ...env, INPUT_MODE: "down", INPUT_APP: app }),
});
const contenders: Contender[] = [
  ours(OURS, "4"),
  ours(IN_TURN, "1"),
  {
    name: HAND,
    run: (folder, env) => must(HAND, "bash", [join(import.meta.dirname, "support/by-hand.sh")], folder, env),
    remove: (app) => run("docker", ["rm", "--force", `${app}-1`, `${app}-2`, `${app}-lb`]),
  },
];
const chosen = contenders.filter(({ name }) => values.only === undefined || name === values.only);
const note = (name: string, milliseconds: number) => {
  console.error(`  ${name}: ${(milliseconds / 1000).toFixed(1)} s`);
  times[name] = [...(times[name] ?? []), milliseconds];
};

async function turn({ name, run: start, remove }: Contender): Promise<void> {
  const app = `bench-${randomBytes(4).toString("hex")}`;
  const folder = copy(app);
  const settings = join(scratch, `${app}-settings`);
  mkdirSync(settings);
  for (const args of [
    ["init", "--quiet"],
    ["add", "."],
    ["-c", "user.name=b", "-c", "user.email=b@b", "commit", "--quiet", "--message=bench"],
  ]) {
    await must("git", "git", args, folder, {});
  }
  // A server of its own for each: the first query of a fresh one is slow, and that must hit both alike.
  const database = await startPostgres(engine, { area: "bench" });
  const env = {
    APP: app,
    FOLDER: folder,
    SETTINGS: settings,
    IMAGE: `${registry}/${app}:${app}`,
    REGISTRY: registry,
    VERSION: app,
    GIT_SHA: app,
    DATABASE_URL: database.url,
    APP_DATABASE_URL: database.internalUrl,
    APP_NETWORK: database.network,
    APP_ADDRESS: `127.0.0.1:${await freePort()}`,
    CA_BUNDLE: process.env.CA_BUNDLE ?? "/dev/null",
    XDG_CACHE_HOME: join(scratch, `${app}-cache`),
    HOME: process.env.HOME ?? scratch,
  };
  try {
    note(`${name}: cold`, await start(folder, env));
    note(`${name}: again`, await start(folder, env));
  } finally {
    // A run that failed must leave nothing behind either.
    await Promise.resolve(remove(app, env)).catch((error: unknown) => console.error(error));
    await database.stop();
    for (const image of await listImages(engine, `*/${app}`)) await removeImage(engine, image);
  }
}

try {
  const repeat = Number(values.repeat ?? 3);
  for (let round = 0; round < repeat; round++) {
    loads.push(loadavg()[0] ?? 0);
    console.error(`round ${round + 1} of ${repeat}, load ${loads.at(-1)?.toFixed(1)}`);
    // Each round begins with another one, so that what else the machine does meets all of them alike.
    for (let index = 0; index < chosen.length; index++) {
      await turn(chosen[(index + round) % chosen.length] as Contender);
    }
  }
  // Each round's own ratio: what else the machine does in a round meets all of its contenders.
  const ratio = (a: string, b: string) =>
    spread(
      (times[a] ?? []).map((time, round) => time / (times[b]?.[round] ?? Number.NaN)),
      2,
    );
  const seen = Object.fromEntries(
    chosen.map(({ name }) => [
      name,
      { cold: spread(times[`${name}: cold`] ?? []), again: spread(times[`${name}: again`] ?? []) },
    ]),
  );
  const result = {
    cores: cpus().length,
    rounds: repeat,
    // Ratios say little, and tests with time limits of their own fail, where this is far above the cores.
    load: spread(loads, 1),
    // Milliseconds.
    measured: seen,
    ...(chosen.length === contenders.length
      ? {
          // To the shell script.
          ratio: {
            [OURS]: { cold: ratio(`${OURS}: cold`, `${HAND}: cold`), again: ratio(`${OURS}: again`, `${HAND}: again`) },
            [IN_TURN]: {
              cold: ratio(`${IN_TURN}: cold`, `${HAND}: cold`),
              again: ratio(`${IN_TURN}: again`, `${HAND}: again`),
            },
          },
        }
      : {}),
    target: { [OURS]: { cold: 1.0, again: 5000 }, [IN_TURN]: { cold: 1.05, again: 5000 } },
  };
  const text = `${JSON.stringify(result, null, 2)}\n`;
  process.stdout.write(text);
  if (values.write) {
    if (chosen.length < contenders.length)
      throw new Error("--write keeps the figures of all contenders, not with --only.");
    writeFileSync(join(root, "docs/bench/pipeline.json"), text);
    console.error(
      "Kept in docs/bench/pipeline.json; `npm run generate` makes the table of actions/pipeline/README.md.",
    );
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
