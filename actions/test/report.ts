import type { Location } from "../../toolkit/runner.ts";
import type { Comparison } from "./history/compare.ts";
import type { Trends } from "./history/trends.ts";
import type { ShardFacts } from "./legs/run-data.ts";
import type { CoverageTotals } from "./model/coverage.ts";
import type { Counts, Property, SuiteCounts, TestCase } from "./model/test-results.ts";
import { titleOf } from "./model/test-results.ts";
import type { PatchCoverage } from "./patch/patch-coverage.ts";
import type { Quarantine } from "./quarantine/quarantine.ts";

/** What the step found; report.json, and shortened the `report` output. */
export interface TestReport {
  version: 1;
  outcome: "passed" | "failed" | "planned";
  /** In plan mode what would be done, a sentence each. */
  plan?: string[];
  /** Why it failed, a sentence each. */
  reasons: string[];
  /** Parts that could not be done, a sentence each: the rest of the report is whole. */
  missing: string[];
  /** The commit, where it is known. */
  sha?: string;
  exitCode?: number;
  /** How often the failed tests were tried again. */
  retries?: number;
  counts?: Counts;
  /** Failed tests, those in quarantine left out; at most 1,000. */
  failures?: FailureReport[];
  flaky?: string[];
  quarantined?: QuarantineReport[];
  slowest?: { title: string; duration: number }[];
  suites?: SuiteCounts[];
  coverage?: CoverageTotals;
  /** Coverage of the parts that have thresholds of their own, by folder, glob or flag. */
  parts?: Record<string, CoverageTotals>;
  /** The changed lines, where a base is known. */
  patch?: PatchCoverage;
  /** Change of line coverage in points, where there is a baseline. */
  coverageDelta?: number;
  comparison?: Comparison;
  trends?: Trends;
  shard?: ShardFacts;
  legs?: { name: string; tests: number; exitCode?: number }[];
  files: string[];
  remarks: string[];
  durationMs: number;
  /** Address of the run, where it has one. */
  url?: string;
}

/** One failed test as the JSON tells of it. */
export interface FailureReport extends Partial<Pick<Location, "file" | "line">> {
  title: string;
  state: string;
  message: string;
  properties?: readonly Property[];
}

/** A failed test that stands on the quarantine list. */
export interface QuarantineReport {
  title: string;
  reason: string;
  owner: string;
  expires: string;
  /** Whether its time is over, so that it fails the step. */
  expired: boolean;
}

/** Failed tests as the JSON tells of them. */
export function failuresOf(
  tests: readonly TestCase[],
  placeOf: (test: TestCase) => Location | undefined,
): FailureReport[] {
  return tests.map((test) => {
    const { file, line } = placeOf(test) ?? {};
    return {
      title: titleOf(test),
      state: test.state,
      message: test.failures[0]?.message ?? "",
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      ...(test.properties ? { properties: test.properties } : {}),
    };
  });
}

/** Tests in quarantine as the JSON tells of them. */
export function quarantineOf({ held, expired }: Quarantine): QuarantineReport[] {
  const tell = (expiredNow: boolean) => (one: Quarantine["held"][number]) => {
    const { reason, owner, expires } = one.entry;
    return { title: titleOf(one.test), reason, owner, expires, expired: expiredNow };
  };
  return [...expired.map(tell(true)), ...held.map(tell(false))];
}

/** All outputs of a job together may take 1 MB. */
const OUTPUT_BYTES = 200_000;

/** The report as an output: the same, lists that are long cut; the whole is in report.json. */
export function bounded(report: TestReport): TestReport {
  for (const length of [100, 20, 5, 0]) {
    const short = shortened(report, length) as TestReport;
    if (Buffer.byteLength(JSON.stringify(short)) <= OUTPUT_BYTES) return short;
  }
  const { version, outcome, counts, durationMs } = report;
  return {
    version,
    outcome,
    reasons: [],
    missing: [],
    ...(counts ? { counts } : {}),
    files: [],
    remarks: [],
    durationMs,
  };
}

function shortened(value: unknown, length: number): unknown {
  if (typeof value === "string") return value.length > 1000 ? `${value.slice(0, 1000)}…` : value;
  if (Array.isArray(value)) return value.slice(0, length).map((one) => shortened(one, length));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shortened(one, length)]));
}
