import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { World } from "../../toolkit/world.ts";
import type { TestRecorder } from "./history/recorder.ts";
import { htmlReport } from "./html/html-report.ts";
import { type DataFacts, writeRunData } from "./legs/run-data.ts";
import type { TestResults } from "./model/test-results.ts";
import { readSource } from "./repository.ts";
import type { SummaryFacts } from "./summary.ts";

/** What the files in report-dir are made from. */
export interface FileFacts extends SummaryFacts {
  readonly summary: string;
  readonly badge: string;
  /** What another run that merges legs reads; undefined where no commit is known. */
  readonly data: string | undefined;
}

/** Writes the files into the folder, and returns their paths as outputs of the step. No secret is in them. */
export async function writeReportFiles(
  world: World,
  folder: string,
  { report, tests, coverage, summary, badge, data }: FileFacts,
): Promise<Partial<Record<"data-path" | "badge-path" | "summary-path" | "report-path", string>>> {
  const { runner, workspace } = world;
  await mkdir(folder, { recursive: true });
  const write = async (name: string, text: string) => {
    await writeFile(join(folder, name), runner.redact(text));
    return join(folder, name);
  };
  // What the checked-out files are is not known to be what a fork's run was about.
  const foreign = runner.env.GITHUB_EVENT_NAME === "workflow_run";
  const source = (path: string) => (foreign ? undefined : readSource(workspace, path));
  await write("report.json", JSON.stringify(report, undefined, 2));
  return {
    ...(data ? { "data-path": await write("data.json", data) } : {}),
    "badge-path": await write("badge.svg", badge),
    "summary-path": await write("summary.md", summary),
    "report-path": await write("report.html", htmlReport({ report, tests, coverage, source })),
  };
}

/** What this run hands to the one that merges legs. */
export function legData(
  facts: Omit<DataFacts, "tests" | "details" | "properties" | "missing"> & {
    readonly results: TestResults | undefined;
    readonly recorder: TestRecorder;
  },
): string {
  const { results, recorder, ...rest } = facts;
  return writeRunData({
    ...rest,
    tests: results && recorder.tests(),
    properties: (results?.suites ?? []).flatMap(({ name, properties = [] }) =>
      properties.map((property) => [name, property] as const),
    ),
    details: results ? [...results.failed, ...results.flaky, ...results.skipped] : [],
    missing: results ? recorder.missing(results.counts) : 0,
  });
}
