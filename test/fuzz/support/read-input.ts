import { detect } from "../../../actions/test/formats/index.ts";
import { locate } from "../../../actions/test/locate.ts";
import { Coverage } from "../../../actions/test/model/coverage.ts";
import { TestCollector, titleOf } from "../../../actions/test/model/test-results.ts";
import { headOf } from "../../../actions/test/reading/head.ts";
import { memoryInput } from "../../../actions/test/reading/input.ts";
import { sourcePaths } from "../../../actions/test/reading/source-paths.ts";
import { UserError } from "../../../toolkit/errors.ts";

/** What became of an input: read, refused with a message, or in no known format. */
export type Ending = "read" | "refused" | "unknown";

const PLACES = {
  workspace: "/repo",
  folder: "/repo/app",
  tracked: ["app/src/a.ts", "src/a.ts", "sum/sum.go"],
  exists: () => false,
};

/**
 * Reads an input as the action reads a file, and uses what was read as the report does. Rejects with anything but a
 * message to the user where a reader has a bug; throws where the numbers do not fit each other.
 */
export async function readInput(pieces: readonly Uint8Array[]): Promise<{ ending: Ending; format: string }> {
  const input = memoryInput(...pieces);
  const sourcePath = sourcePaths(PLACES);
  const tests = new TestCollector();
  const coverage = new Coverage();
  const format = detect(await headOf(input));
  if (!format) return { ending: "unknown", format: "" };
  let ending: Ending = "read";
  try {
    if (format.kind === "tests") {
      await format.read(input, { add: (run) => void tests.add(run, "r"), remark: () => {} });
    } else {
      await format.read(input, {
        file: (path, roots) => coverage.file(sourcePath(path, "r", roots)),
        remark: () => {},
      });
    }
  } catch (error) {
    if (!(error instanceof UserError) || error.message === "") throw error;
    ending = "refused";
  }
  const { counts, failed, slowest, suites } = tests.results();
  for (const test of failed.slice(0, 50)) locate(test, { sourcePath, exists: () => true });
  for (const test of failed.slice(0, 50)) if (titleOf(test) === "") throw new Error("a test without a title");
  const { passed, skipped, flaky, runs, duration } = counts;
  if (passed + counts.failed + skipped !== counts.tests || flaky > passed || runs < counts.tests) {
    throw new Error(`counts that do not fit: ${JSON.stringify(counts)}`);
  }
  if (!(duration >= 0) || slowest.length > 20 || suites.length > 5001)
    throw new Error(
      `a duration or list out of bounds: ${duration} ms, ${slowest.length} slowest, ${suites.length} suites`,
    );
  for (const file of coverage.files.values()) {
    for (const { covered, total } of Object.values(file.totals())) {
      if (!(covered >= 0 && covered <= total)) throw new Error(`${covered} of ${total} covered`);
    }
    let last = 0;
    for (const [line, hits] of file.lines.entries()) {
      if (line <= last || !(hits >= 0)) throw new Error(`line ${line} after ${last} with ${hits} hits`);
      last = line;
    }
    file.uncovered();
  }
  return { ending, format: format.name };
}
