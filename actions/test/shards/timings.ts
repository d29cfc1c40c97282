import { durationIn, type Ledger } from "../history/ledger.ts";
import { median } from "../history/trends.ts";

/** Runs that a timing is the median of. */
const RUNS = 5;

/**
 * Milliseconds of each name (a file, or a test of Go) from the last runs that ended before `until`. Shards of one run
 * start at different times, and the history may grow meanwhile: with the time of the commit as the bound they all see
 * the same runs, and so deal alike.
 */
export function timingsOf(
  ledger: Ledger,
  until: number,
  nameOf: (test: { title: string; file: string }) => string | undefined,
): Map<string, number> {
  const runs = ledger.runs.filter(({ at }) => at < until).slice(0, RUNS);
  const samples = new Map<string, number[]>();
  const names = ledger.names.map((name) => {
    const [title = "", file = ""] = name.split("\t");
    return nameOf({ title, file });
  });
  for (const run of runs) {
    const sums = new Map<string, number>();
    for (const [index, name] of names.entries()) {
      const duration = name === undefined ? undefined : durationIn(run, index);
      if (name !== undefined && duration !== undefined) sums.set(name, (sums.get(name) ?? 0) + duration);
    }
    for (const [name, sum] of sums) samples.set(name, [...(samples.get(name) ?? []), sum]);
  }
  return new Map(
    [...samples].flatMap(([name, sums]) => {
      const middle = median(sums);
      return middle === undefined ? [] : [[name, middle] as const];
    }),
  );
}

/**
 * Which of these files a test belongs to: the one that its report names, or the one that its first suite or its class
 * is called after (`test/a.test.ts`, pytest's `tests.test_a.TestB`).
 */
export function fileFinder(files: readonly string[]): (test: { title: string; file: string }) => string | undefined {
  const exact = new Set(files);
  const byEnd = new Map<string, string | undefined>();
  for (const file of files) {
    const parts = file.split("/");
    for (let from = 1; from < parts.length; from++) {
      const end = parts.slice(from).join("/");
      byEnd.set(end, byEnd.has(end) ? undefined : file);
    }
  }
  const dotted = new Map(files.map((file) => [file.replace(/\.\w+$/, "").replaceAll("/", "."), file]));
  const find = (written: string): string | undefined => {
    const path = written.replaceAll("\\", "/").replace(/^\.\//, "");
    if (exact.has(path)) return path;
    if (byEnd.has(path)) return byEnd.get(path);
    // An absolute path, of another machine perhaps.
    const parts = path.split("/");
    for (let from = 1; from < parts.length; from++) {
      const end = parts.slice(from).join("/");
      if (exact.has(end)) return end;
    }
    for (let end = path; end !== ""; end = end.slice(0, Math.max(0, end.lastIndexOf(".")))) {
      const found = dotted.get(end);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return ({ title, file }) => {
    if (file !== "") return find(file);
    for (const part of title.split(" › ")) {
      const found = find(part);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}
