import { type Place, placeOf } from "../model/statement-hits.ts";
import { Stretches } from "../model/stretches.ts";
import { BrokenReport } from "../reading/input.ts";
import { linesOf } from "../reading/lines.ts";
import type { CoverageFormat } from "./format.ts";

/**
 * Go's cover profile (golang.org/x/tools/cover): `mode:` and then blocks, `file:from.column,to.column statements count`.
 * The same block may come several times, once a package that was tested; the counts add up, as `go tool cover` does it.
 * Statements are exact; a line ran as often as the block on it that ran most often.
 */
export const goCover: CoverageFormat = {
  name: "Go cover profile",
  kind: "coverage",
  detect: ({ text }) => /^mode: (set|count|atomic)\s/.test(text),
  async read(input, sink) {
    const files = new Map<string, Map<string, { place: Place; statements: number; hits: number }>>();
    let number = 0;
    for await (const line of linesOf(input)) {
      number++;
      // Profiles that were joined with `cat` hold the first line several times.
      if (line.startsWith("mode:") || line.trim() === "") continue;
      const match = /^(.+):(\d{1,7}\.\d{1,7},\d{1,7}\.\d{1,7}) (\d{1,9}) (\d+)$/.exec(line);
      const [, path = "", range = "", statements, hits] = match ?? [];
      const place = placeOf(range);
      if (!place) throw new BrokenReport(`line ${number} is no block of a profile: "${line.slice(0, 80)}"`);
      const blocks = files.get(path) ?? new Map();
      files.set(path, blocks);
      const known = blocks.get(range);
      if (known) known.hits += Number(hits);
      else blocks.set(range, { place, statements: Number(statements), hits: Number(hits) });
    }
    const budget = { lines: REPORT_LINES };
    for (const [path, blocks] of files) {
      const file = sink.file(path);
      const lines = new Stretches(budget, { lines: FILE_LINES });
      for (const { place, statements, hits } of blocks.values()) {
        const [from, , to] = place;
        file.statements.add(place, statements, hits);
        if (statements === 0) continue;
        lines.add(from, Math.min(to, from + BLOCK_LINES), hits);
      }
      lines.addTo(file.lines);
    }
  },
};

/** No block is longer; such a number is rubbish, and would fill the memory. */
const BLOCK_LINES = 10_000;
/** Lines of all blocks of one file and of all files, for the same reason. */
const [FILE_LINES, REPORT_LINES] = [2_000_000, 20_000_000];
