import type { CoverageSink } from "../model/coverage.ts";
import type { TestSink } from "../model/test-results.ts";
import type { Head } from "../reading/head.ts";
import type { Input } from "../reading/input.ts";

interface FormatBase {
  /** Short name, as it stands in reports and messages. */
  readonly name: string;
  /** Whether a file is in this format, judged by its first kilobytes. At most one format says yes. */
  detect(head: Head): boolean;
}

/** A format of test results. */
export interface TestFormat extends FormatBase {
  readonly kind: "tests";
  /** Set where the format has no times of tests that could be missed. */
  readonly timeless?: true;
  /** Writes every test to the sink as it is read. Rejects with a BrokenReport where the file is not whole. */
  read(input: Input, sink: TestSink): Promise<void>;
}

/** A format of coverage. */
export interface CoverageFormat extends FormatBase {
  readonly kind: "coverage";
  /** Writes every file to the sink as it is read. Rejects with a BrokenReport where the file is not whole. */
  read(input: Input, sink: CoverageSink): Promise<void>;
}

/** One file format that this action reads. A new one is a file in this folder and a line in `index.ts`. */
export type Format = TestFormat | CoverageFormat;
