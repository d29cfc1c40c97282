/**
 * Takes the sample app through the whole pipeline, by the shipped dist/ of the root action.
 * `--change` makes a visible change to a copy of the app first; `--json` prints the result as data.
 */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import type { PipelineReport } from "../actions/pipeline/report.ts";
import { systemClock } from "../toolkit/clock.ts";
import { AbortedError, UserError } from "../toolkit/errors.ts";
import { run } from "../toolkit/process.ts";
import { describeFailure } from "./describe-failure.ts";
import { copyWithChange } from "./sample/change.ts";
import { root, SAMPLE, scratch } from "./sample/names.ts";
import { linesOf, resultOf } from "./sample/result.ts";
import { watch } from "./sample/watch.ts";
import { setUpForSample } from "./setup/index.ts";

const reportFolder = join(scratch, "report");
const log = (line: string) => console.error(line);

async function main(args: string[], signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({ args, options: { change: { type: "boolean" }, json: { type: "boolean" } } });
  const begin = systemClock.elapsed();
  log("▸ setup");
  const machine = await setUpForSample(log, signal);
  const setup = systemClock.elapsed() - begin;

  await mkdir(scratch, { recursive: true });
  const folder = values.change ? join(scratch, "app") : join(root, "sample-app");
  if (values.change) await copyWithChange(join(root, "sample-app"), folder, new Date());

  const revision = await revisionOf(root);
  const version = values.change ? `${revision}-change-${Math.round(Date.now() / 1000)}` : revision;
  const port = Number(process.env.QUAYSIDE_SAMPLE_PORT || SAMPLE.port);
  const watcher = watch(`http://127.0.0.1:${port}`, signal);
  const { code, report } = await pipeline(
    folder,
    {
      ...machine.env,
      APP_ADDRESS: `127.0.0.1:${port}`,
      APP_NETWORK: SAMPLE.network,
      VERSION: version,
      GIT_SHA: revision,
    },
    signal,
  );
  const probe = await watcher.stop();
  if (!report)
    throw new UserError("The pipeline ended without a report; its log above says why.", { exitCode: code || 1 });

  const result = resultOf(
    report,
    { total: systemClock.elapsed() - begin, setup },
    probe,
    join(reportFolder, "report.html"),
  );
  if (values.json) console.log(JSON.stringify(result, null, 2));
  else console.log(`\n${linesOf(result).join("\n")}`);
  return code;
}

/** The commit that is checked out; `dev` where this is no clone, or git is not there. */
async function revisionOf(folder: string): Promise<string> {
  const revision = await run("git", ["rev-parse", "--short=12", "HEAD"], { cwd: folder }).catch(() => undefined);
  return revision?.code === 0 ? revision.stdout.trim() : "dev";
}

/** Runs dist/pipeline.js as a CI system that is not GitHub does: inputs and files by environment variables. */
async function pipeline(
  folder: string,
  variables: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<{ code: number; report: PipelineReport | undefined }> {
  const outputs = join(scratch, "outputs");
  const summary = join(scratch, "summary.md");
  for (const file of [outputs, summary]) await writeFile(file, "");
  const { code } = await run(process.execPath, [join(root, "dist/pipeline.js")], {
    cwd: root,
    env: {
      ...process.env,
      ...variables,
      GITHUB_WORKSPACE: root,
      GITHUB_OUTPUT: outputs,
      GITHUB_STEP_SUMMARY: summary,
      INPUT_FILE: relative(root, join(folder, "pipeline.yml")),
      "INPUT_REPORT-DIR": relative(root, reportFolder),
    },
    onLine: log,
    signal,
    grace: 7500,
  });
  const json = /^report<<(\S+)\n([\s\S]*?)\n\1$/m.exec(await readFile(outputs, "utf8"))?.[2];
  await rm(outputs);
  return { code, report: json ? (JSON.parse(json) as PipelineReport) : undefined };
}

const stop = new AbortController();
for (const [signal, exitCode] of [["SIGINT", 130] as const, ["SIGTERM", 143] as const]) {
  process.on(signal, () => stop.abort(new AbortedError(`Stopped by ${signal}.`, { exitCode })));
}
process.exit(await main(process.argv.slice(2), stop.signal).catch(describeFailure));
