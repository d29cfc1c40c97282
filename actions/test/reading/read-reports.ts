import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import { messageOf } from "../../../toolkit/errors.ts";
import type { Format } from "../formats/format.ts";
import { COVERAGE_FORMATS, TEST_FORMATS } from "../formats/index.ts";
import { Coverage } from "../model/coverage.ts";
import { TestCollector, type TestResults } from "../model/test-results.ts";

/** What to read, and from where. */
export interface ReadOptions {
  /** Folder that the globs start from. */
  readonly folder: string;
  /** Root of the repository; paths of source files are told from there. */
  readonly workspace: string;
  readonly reports: readonly string[];
  readonly coverageReports: readonly string[];
  /** Milliseconds since the epoch; a file that is older was left by an earlier run and is no report of this one. */
  readonly notBefore?: number;
}

/** What was read. */
export interface Reading {
  /** Undefined where no glob of test reports was given. */
  readonly tests: TestResults | undefined;
  /** Undefined where no glob of coverage reports was given. */
  readonly coverage: Coverage | undefined;
  /** The files that were read, from the root of the repository. */
  readonly files: string[];
  /** What is missing or broken, a sentence each; the rest was read all the same. */
  readonly problems: string[];
  /** What is odd but no problem. */
  readonly remarks: string[];
}

/** Reads all reports. A file that cannot be read is a problem that names it, never a silent zero. */
export async function readReports(options: ReadOptions): Promise<Reading> {
  const reading = { files: [] as string[], problems: [] as string[], remarks: [] as string[] };
  const tests = new TestCollector();
  const coverage = new Coverage();
  for (const path of await matches(options, options.reports, "test report", reading.problems)) {
    await readFile(path, TEST_FORMATS, options, reading, (report) => ({
      add: (run) => tests.add(run, report),
      remark: (text) => reading.remarks.push(`${report}: ${text}`),
    }));
  }
  for (const path of await matches(options, options.coverageReports, "coverage report", reading.problems)) {
    await readFile(path, COVERAGE_FORMATS, options, reading, (report) => ({
      file: (source) => coverage.file(fromRoot(resolve(options.folder, source), options.workspace)),
      remark: (text) => reading.remarks.push(`${report}: ${text}`),
    }));
  }
  return {
    ...reading,
    tests: options.reports.length > 0 ? tests.results() : undefined,
    coverage: options.coverageReports.length > 0 ? coverage : undefined,
  };
}

async function matches(
  options: ReadOptions,
  globs: readonly string[],
  what: string,
  problems: string[],
): Promise<string[]> {
  if (globs.length === 0) return [];
  const { glob } = await import("tinyglobby");
  const found = new Set<string>();
  for (const pattern of globs) {
    const paths = await glob(pattern, {
      cwd: options.folder,
      absolute: true,
      dot: true,
      ignore: ["**/node_modules/**"],
      expandDirectories: false,
    });
    const fresh: string[] = [];
    for (const path of paths) if (await isFresh(path, options.notBefore)) fresh.push(path);
    if (paths.length === 0) problems.push(`no ${what} matches "${pattern}"`);
    else if (fresh.length === 0) {
      problems.push(`every ${what} that matches "${pattern}" is older than this run: the command has not written it`);
    }
    for (const path of fresh.sort()) found.add(path);
  }
  return [...found];
}

// File systems may keep times in coarser steps than the clock has.
async function isFresh(path: string, notBefore: number | undefined): Promise<boolean> {
  return notBefore === undefined || (await stat(path)).mtimeMs >= notBefore - 2000;
}

async function readFile<Sink>(
  path: string,
  formats: readonly Format<Sink>[],
  options: ReadOptions,
  reading: { files: string[]; problems: string[] },
  sink: (report: string) => Sink,
): Promise<void> {
  const report = fromRoot(path, options.workspace);
  try {
    const start = await startOf(path);
    if (start.trim() === "") throw new Error("it is empty: the test run may have died before it wrote");
    const format = formats.find(({ detect }) => detect(start));
    if (!format)
      throw new Error(`it is in no format that is known here (${formats.map(({ name }) => name).join(", ")})`);
    await format.read(textOf(path), sink(report));
    reading.files.push(report);
  } catch (error) {
    reading.problems.push(`${report} cannot be read: ${messageOf(error)}`);
  }
}

async function startOf(path: string): Promise<string> {
  for await (const chunk of createReadStream(path, { encoding: "utf8", end: 4095 }))
    return String(chunk).replace(/^\uFEFF/, "");
  return "";
}

async function* textOf(path: string): AsyncGenerator<string> {
  let first = true;
  for await (const chunk of createReadStream(path, { encoding: "utf8", highWaterMark: 256 * 1024 })) {
    yield first ? String(chunk).replace(/^\uFEFF/, "") : String(chunk);
    first = false;
  }
}

function fromRoot(path: string, root: string): string {
  return relative(root, path).split(sep).join("/");
}
