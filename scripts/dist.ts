/**
 * Builds dist/: the sources are compiled by tsc, joined by ncc into one bundle with a chunk for each action, and
 * started by a stub for each step, and one for the command line. `--check` builds beside it and fails where dist/ is not byte for byte the same.
 * `--out DIR` builds into another folder.
 */
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { ActionSpec } from "../toolkit/action.ts";
import { run } from "../toolkit/process.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Builds, and puts the result in place of `out`. The same sources always give the same bytes. */
export async function buildDist(target: string): Promise<void> {
  const bin = (name: string) => join(root, "node_modules/.bin", name);
  // Below the root, for the modules are looked up from there; a folder of its own, so that two builds do not meet.
  const build = join(root, "build", String(process.pid));
  const out = join(build, "dist");
  // ncc cannot compile sources that name each other with their `.ts` endings, so tsc goes first.
  await must(bin("tsc"), ["-p", join(root, "tsconfig.dist.json"), "--outDir", build]);
  // The numbers of the chunks follow from paths as seen from the working folder.
  await must(
    bin("ncc"),
    [
      "build",
      "actions/entry.js",
      "-o",
      out,
      "--minify",
      "--no-cache",
      "--no-source-map-register",
      "--license",
      "LICENSES.txt",
    ],
    build,
  );
  // ncc emits files of dockerode's gRPC transport, which the bundle leaves out.
  for (const file of readdirSync(out)) if (file.endsWith(".proto")) rmSync(join(out, file));
  // The parser reads its WebAssembly from beside the file that it is in; ncc does not see that.
  cpSync(join(root, "node_modules/libpg-query/wasm/libpg-query.wasm"), join(out, "libpg-query.wasm"));
  for (const step of await steps()) {
    writeFileSync(join(out, `${step}.js`), `require("./index.js").start(${JSON.stringify(step)});\n`);
  }
  const cli = join(out, "cli.js");
  writeFileSync(
    cli,
    `#!/usr/bin/env node\nrequire("./index.js").cli(process.argv.slice(2), require("node:path").join(__dirname, ".."));\n`,
  );
  chmodSync(cli, 0o755);
  // Only now, so that a build that fails leaves what was there.
  rmSync(target, { recursive: true, force: true });
  cpSync(out, target, { recursive: true });
  rmSync(build, { recursive: true, force: true });
}

async function steps(): Promise<string[]> {
  const found: string[] = [];
  for (const action of readdirSync(join(root, "actions"))) {
    const source = join(root, "actions", action, "spec.ts");
    if (!existsSync(source)) continue;
    const { spec } = (await import(pathToFileURL(source).href)) as { spec: ActionSpec };
    found.push(spec.name, ...(spec.post ? [`${spec.name}-post`] : []));
  }
  return found;
}

/** The files by which two folders differ; empty where they hold the same bytes. */
export function differences(a: string, b: string): string[] {
  const list = (folder: string) => (existsSync(folder) ? readdirSync(folder) : []);
  return [...new Set([...list(a), ...list(b)])].sort().filter((file) => {
    const [left, right] = [join(a, file), join(b, file)];
    return !existsSync(left) || !existsSync(right) || !readFileSync(left).equals(readFileSync(right));
  });
}

async function must(file: string, args: string[], cwd = root): Promise<void> {
  const { code, stdout, stderr } = await run(file, args, { cwd, timeout: 180_000 });
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${stdout}${stderr}`);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { check: { type: "boolean" }, out: { type: "string" } } });
  const target = resolve(values.out ?? join(root, "dist"));
  if (values.check) {
    const fresh = mkdtempSync(join(tmpdir(), "quayside-dist-"));
    await buildDist(fresh);
    const files = differences(target, fresh);
    rmSync(fresh, { recursive: true, force: true });
    if (files.length > 0) {
      console.error(`dist/ is stale: ${files.join(", ")}\nRun \`npm run dist\` and commit what it writes.`);
      process.exitCode = 1;
    }
  } else {
    await buildDist(target);
  }
}
