import { relative, sep } from "node:path";
import { messageOf, throwIfAborted } from "../../../toolkit/errors.ts";
import { detect, FORMATS } from "../formats/index.ts";
import { Coverage } from "../model/coverage.ts";
import { type CaseRun, type Property, TestCollector, type TestResults } from "../model/test-results.ts";
import { type Fingerprint, findAll } from "./find-reports.ts";
import { headOf } from "./head.ts";
import { fileInput } from "./input.ts";
import { ReportCheck } from "./report-check.ts";
import { type SourcePath, sourcePaths } from "./source-paths.ts";

/** What to read, and from where. */
export interface ReadOptions {
  /** Folder that the globs start from. */
  readonly folder: string;
  /** Root of the repository; paths of source files are told from there. */
  readonly workspace: string;
  readonly reports: readonly string[];
  readonly coverageReports: readonly string[];
  /** What the globs matched before the command ran: a file that is the same now is no report of this run. */
  readonly before: ReadonlyMap<string, Fingerprint>;
  /** Files of the repository as git tells of them; empty where it does not. */
  readonly tracked: readonly string[];
  readonly signal: AbortSignal;
  /** What other runs left, which counts as if it were read here. */
  readonly legs?: readonly Leg[];
  /** Told each run of a test. */
  readonly each?: (run: CaseRun) => void;
}

/** What another run left, checked by whoever read it. */
export interface Leg {
  readonly path: string;
  readonly tests: readonly CaseRun[] | undefined;
  /** Of its suites, with the name of each. */
  readonly properties: readonly (readonly [suite: string, Property])[];
  readonly coverage: ((into: Coverage) => void) | undefined;
}

/** What was read. */
export interface Reading {
  /** Undefined where no report of tests was read. */
  readonly tests: TestResults | undefined;
  /** Undefined where no report of coverage was read. */
  readonly coverage: Coverage | undefined;
  /** The files that were read, from the root of the repository. */
  readonly files: string[];
  /** What is missing or broken, a sentence each; the rest was read all the same. */
  readonly problems: string[];
  /** What is odd but no problem; after it the hints, which begin with the path and "hint:". */
  readonly remarks: string[];
  /** Turns a path that a report names into one of the repository. */
  readonly sourcePath: SourcePath;
}

/** Remarks and hints beyond these are only counted. */
const REMARKS = 100;
const HINTS = 20;

/**
 * Reads all reports. Each file is taken for what its content says, whichever list of globs found it. A file that
 * cannot be read is a problem that names it, never a silent zero; what was read of it until then counts.
 */
export async function readReports(options: ReadOptions): Promise<Reading> {
  const { workspace, folder, signal } = options;
  const files: string[] = [];
  const problems: string[] = [];
  const remarks: string[] = [];
  const hints: string[] = [];
  let remarkCount = 0;
  const remark = (report: string) => (text: string) => {
    if (++remarkCount <= REMARKS) remarks.push(`${report}: ${text}`);
  };
  const tests = new TestCollector();
  const coverage = new Coverage();
  const kinds = new Set<"tests" | "coverage">();
  const sourcePath = sourcePaths({ workspace, folder, tracked: options.tracked });
  const add = (run: CaseRun, report: string) => {
    options.each?.(run);
    return tests.add(run, report);
  };
  for (const leg of options.legs ?? []) {
    if (leg.tests) kinds.add("tests");
    for (const run of leg.tests ?? []) add(run, leg.path);
    for (const [suite, property] of leg.properties) tests.addProperty(suite, property);
    if (leg.coverage) kinds.add("coverage");
    leg.coverage?.(coverage);
  }
  const paths = new Set<string>();
  for (const [what, patterns] of [
    ["test report", options.reports],
    ["coverage report", options.coverageReports],
  ] as const) {
    for (const { pattern, files: found } of await findAll(patterns, folder, signal)) {
      const fresh = [...found].filter(([path, print]) => options.before.get(path) !== print);
      if (found.size === 0) problems.push(`no ${what} matches "${pattern}"`);
      else if (fresh.length === 0) {
        problems.push(`every ${what} that matches "${pattern}" is older than this run: the command has not written it`);
      } else if (fresh.length < found.size) {
        remark(pattern)(`${found.size - fresh.length} of the files that it matches are older than this run; not read`);
      }
      for (const [path] of fresh) paths.add(path);
    }
  }
  for (const path of paths) {
    throwIfAborted(signal);
    const report = fromRoot(path, workspace);
    try {
      const input = fileInput(path, signal);
      const head = await headOf(input);
      if (head.text === "") {
        problems.push(`${report} cannot be read: it is empty; the program that should have written it may have died`);
        continue;
      }
      const format = detect(head);
      if (!format) {
        const names = FORMATS.map(({ name }) => name).join(", ");
        problems.push(`${report} cannot be read: it is in no format that is known here (${names})`);
        continue;
      }
      kinds.add(format.kind);
      const check = new ReportCheck(Date.now());
      const when = (written: unknown) => check.when(written);
      if (format.kind === "tests") {
        await format.read(input, {
          add: (run) => check.test(run, add(run, report)),
          property: (suite, property) => tests.addProperty(suite, property),
          when,
          remark: remark(report),
        });
      } else {
        const file = (written: string, roots?: readonly string[]) => coverage.file(sourcePath(written, report, roots));
        await format.read(input, { file, when, remark: remark(report) });
      }
      check.remarks().forEach(remark(report));
      hints.push(...check.hints(format.kind === "tests" && !format.timeless).map((hint) => `${report}: ${hint}`));
      files.push(report);
    } catch (error) {
      throwIfAborted(signal);
      problems.push(`${report} cannot be read: ${messageOf(error)}`);
    }
  }
  if (remarkCount > REMARKS) remarks.push(`${remarkCount - REMARKS} more remarks`);
  remarks.push(...hints.slice(0, HINTS));
  if (hints.length > HINTS) remarks.push(`${hints.length - HINTS} more hints`);
  return {
    tests: kinds.has("tests") ? tests.results() : undefined,
    coverage: kinds.has("coverage") ? coverage : undefined,
    files,
    problems,
    remarks,
    sourcePath,
  };
}

function fromRoot(path: string, root: string): string {
  return relative(root, path).split(sep).join("/");
}
