import type { Location } from "../../toolkit/runner.ts";
import type { TestCase } from "./model/test-results.ts";
import type { SourcePath } from "./reading/source-paths.ts";

/** What finds a file of the repository. */
export interface SourceFinder {
  sourcePath: SourcePath;
  /** Whether the repository holds this path. */
  exists: (path: string) => boolean;
}

/** How many places of a trace are looked at; the rest is the inside of libraries. */
const PLACES = 30;

/**
 * Where a test failed: the first place of its trace that lies in the test's own file, else the first that lies in the
 * repository, else the file and line that the report names. Undefined where none of them is a file of the repository.
 */
export function locate(test: TestCase, finder: SourceFinder): Location | undefined {
  const find = (path: string) => {
    const found = finder.sourcePath(path, test.report);
    return finder.exists(found) ? found : undefined;
  };
  // Vitest and Playwright put the path of the file into the class name.
  const named = [test.file, test.className, test.suites[0]].find((path) => path && /\.\w+$/.test(path) && find(path));
  const own = named === undefined ? undefined : find(named);
  const places = test.failures
    .flatMap(({ details, message }) => placesIn(`${details}\n${message}`))
    .slice(0, PLACES)
    .map((place) => ({ ...place, file: find(place.file) }));
  const inOwn = own === undefined ? undefined : places.find(({ file }) => file === own);
  const first = places.find(({ file }) => file !== undefined);
  if (inOwn?.file) return placed(inOwn.file, inOwn);
  if (own !== undefined && test.line !== undefined) return { file: own, line: test.line };
  if (first?.file) return placed(first.file, first);
  return own === undefined ? undefined : { file: own };
}

function placed(file: string, { line, column }: { line: number; column?: number | undefined }): Location {
  return { file, line, ...(column === undefined ? {} : { column }) };
}

/** Every `file:line` and `file:line:column` of a trace, and Python's `File "x", line 3`; none inside node_modules. */
export function placesIn(trace: string): { file: string; line: number; column?: number | undefined }[] {
  const pattern =
    /File "([^"\n]{1,500})", line (\d{1,7})|((?:file:\/\/)?(?:[A-Za-z]:)?[\w./\\@+~-]{1,500}\.[A-Za-z]\w{0,5}):(\d{1,7})(?::(\d{1,7}))?/g;
  const places = [];
  for (const match of trace.matchAll(pattern)) {
    const file = match[1] ?? match[3] ?? "";
    if (/(^|[\\/])node_modules[\\/]|^node:|[\\/]site-packages[\\/]/.test(file)) continue;
    places.push({
      file,
      line: Number(match[2] ?? match[4]),
      column: match[5] === undefined ? undefined : Number(match[5]),
    });
  }
  return places;
}
