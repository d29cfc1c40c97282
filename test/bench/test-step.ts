/**
 * Times the whole test step, as the runner starts it, over the reports of the sample app: Node's start, reading, gates,
 * history of 30 runs, summary and every file of report-dir. Prints milliseconds as JSON and fails above the bound:
 * `npm run bench -- test-step --repeat 20 --bound 300`. A bare start of Node is measured beside it in the same run.
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { run } from "../../toolkit/process.ts";
import { spread } from "../support/figures.ts";

const { values } = parseArgs({
  options: { repeat: { type: "string" }, bound: { type: "string" }, dist: { type: "string" } },
});
const repeat = Number(values.repeat ?? 15);
const bound = Number(values.bound ?? 300);
const root = join(import.meta.dirname, "../..");
const dist = values.dist ?? join(root, "dist");
const app = join(root, "sample-app");

async function must(cwd: string, file: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  const began = performance.now();
  const { code, stdout, stderr } = await run(file, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    timeout: 300_000,
  });
  if (code !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${code}:\n${(stdout + stderr).slice(-2000)}`);
  return performance.now() - began;
}

const folder = mkdtempSync(join(tmpdir(), "test-step-"));
try {
  if (!existsSync(join(app, "node_modules"))) await must(app, "npm", ["ci", "--no-audit", "--no-fund"]);
  const produced = ["reports/junit.xml", "coverage/lcov.info"];
  if (!produced.every((path) => existsSync(join(app, path)))) {
    // Without a database: fewer tests run, and the reports are as long.
    await must(app, process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--coverage"], {
      SKIP_INTEGRATION: "1",
    });
  }
  for (const path of [...produced, "src", "test"]) cpSync(join(app, path), join(folder, path), { recursive: true });
  const step = (n: number) =>
    must(folder, process.execPath, [join(dist, "test.js")], {
      GITHUB_WORKSPACE: folder,
      GITHUB_OUTPUT: join(folder, "outputs"),
      GITHUB_STEP_SUMMARY: join(folder, "summary"),
      GITHUB_SHA: n.toString(16).padStart(40, "0"),
      INPUT_REPORTS: "reports/junit.xml",
      "INPUT_COVERAGE-REPORTS": "coverage/lcov.info",
      INPUT_THRESHOLDS: "lines=50, src/routes:lines=50, drop=1",
      INPUT_STORE: "./history.json",
      "INPUT_REPORT-DIR": "report",
    });
  // The history is full before anything is measured.
  for (let n = 0; n < 30; n++) await step(n);
  const ours: number[] = [];
  const bare: number[] = [];
  for (let n = 0; n < repeat; n++) {
    ours.push(await step(100 + n));
    bare.push(await must(folder, process.execPath, ["-e", "0"]));
  }
  const whole = spread(ours);
  console.log(
    JSON.stringify(
      { runs: repeat, milliseconds: { "whole step": whole, "bare node": spread(bare) }, bound, load: loadavg()[0] },
      null,
      2,
    ),
  );
  // The best of them: what else the machine does can only add to it.
  if (whole.min > bound) throw new Error(`the step takes ${whole.min} ms at best, more than ${bound}`);
} finally {
  rmSync(folder, { recursive: true });
}
