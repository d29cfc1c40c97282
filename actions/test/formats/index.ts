import type { CoverageSink } from "../model/coverage.ts";
import type { TestSink } from "../model/test-results.ts";
import type { Format } from "./format.ts";
import { junit } from "./junit.ts";
import { lcov } from "./lcov.ts";

/** Every format of test reports, the most telling first. A new one gets its line here. */
export const TEST_FORMATS: readonly Format<TestSink>[] = [junit];

/** Every format of coverage reports, the most telling first. A new one gets its line here. */
export const COVERAGE_FORMATS: readonly Format<CoverageSink>[] = [lcov];
