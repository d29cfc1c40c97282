import type { Coverage, Ratio } from "../model/coverage.ts";
import type { ChangedLines, Stretch } from "./changed-lines.ts";

/** How much of a change is covered. */
export interface PatchCoverage {
  /** Of the changed lines that have code. */
  lines: Ratio;
  /** Files with changed lines that did not run: those lines, neighbours joined. */
  uncovered: { path: string; stretches: Stretch[] }[];
}

/** The coverage of changed lines; lines that no report tells of (comments, other files) do not count. */
export function patchCoverage(changed: ChangedLines, coverage: Coverage): PatchCoverage {
  const lines = { covered: 0, total: 0 };
  const uncovered: PatchCoverage["uncovered"] = [];
  for (const [path, stretches] of changed) {
    const file = coverage.files.get(path);
    if (!file) continue;
    const missed: [number, number][] = [];
    let at = 0;
    for (const [line, hits] of file.lines.entries()) {
      while (at < stretches.length && (stretches[at] as Stretch)[1] < line) at++;
      const stretch = stretches[at];
      if (!stretch) break;
      if (line < stretch[0]) continue;
      lines.total++;
      if (hits > 0) lines.covered++;
      else {
        const last = missed.at(-1);
        if (last && last[1] >= stretch[0] && !covers(file.lines, last[1] + 1, line - 1)) last[1] = line;
        else missed.push([line, line]);
      }
    }
    if (missed.length > 0) uncovered.push({ path, stretches: missed });
  }
  return { lines, uncovered };
}

function covers(lines: { get(line: number): number | undefined }, from: number, to: number): boolean {
  for (let line = from; line <= to; line++) if ((lines.get(line) ?? 0) > 0) return true;
  return false;
}
