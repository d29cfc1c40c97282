import { conditionPlace } from "../model/condition-hits.ts";
import { MOST_HITS } from "../model/count-table.ts";
import type { CoverageSink, FileCoverage } from "../model/coverage.ts";
import { LINE_LIMIT } from "../model/line-hits.ts";
import { Rows } from "../model/rows.ts";
import { BrokenReport, type Input } from "../reading/input.ts";
import type { CoverageFormat } from "./format.ts";

/**
 * lcov's tracefile (geninfo(1) of LCOV 2.4), as LCOV, gcov tools, istanbul, c8, Vitest, Node and others write it.
 * Numbers of found and hit items (LF, LH and so on) are not believed but counted. Functions come in the old form
 * (FN, FNDA) or in that of LCOV 2.2 and later (FNL, FNA), where one function may have several names.
 */
export const lcov: CoverageFormat = {
  name: "lcov",
  kind: "coverage",
  detect: ({ text }) => /^(?:(?:#.*|[ \t]*)\r?\n)*(?:TN:|SF:|VER:)/.test(text),
  async read(input: Input, sink: CoverageSink) {
    const reader = new LcovReader(sink);
    // Pieces end anywhere; what follows the last line end waits for the next piece.
    let rest: Buffer = Buffer.alloc(0);
    for await (const piece of input.bytes()) {
      const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
      const start = rest.length === 0 ? 0 : bytes.indexOf(NEWLINE) + 1;
      const end = bytes.lastIndexOf(NEWLINE) + 1;
      if (start > 0) reader.lines(Buffer.concat([rest, bytes.subarray(0, start)]), 0, rest.length + start);
      if (end > start) reader.lines(bytes, start, end);
      rest = Buffer.concat([end > 0 ? Buffer.alloc(0) : rest, bytes.subarray(end)]);
      if (rest.length > LONGEST) throw new BrokenReport(`line ${reader.line + 1} is longer than ${LONGEST} bytes`);
    }
    if (rest.length > 0) reader.lines(Buffer.concat([rest, Buffer.of(NEWLINE)]), 0, rest.length + 1);
    reader.end();
  },
};

const NEWLINE = 10;
/** The longest line of a report, in bytes. */
const LONGEST = 1024 * 1024;
const [A, B, D, F, N, R, COLON, COMMA, ZERO, NINE, CR, MINUS, SPACE] = [
  65, 66, 68, 70, 78, 82, 58, 44, 48, 57, 13, 45, 32,
];
/** Longest numbers that are read digit by digit: V8 takes them for small ones, which are quicker. */
const DIGITS = 9;

/** Names with a number each, as bytes, since as a rule nobody looks at them one by one. */
class Named {
  readonly numbers = new Rows();
  #names = Buffer.alloc(4096);
  #end = 0;

  add(number: number, bytes: Buffer, from: number, to: number): void {
    const length = to - from;
    if (this.#end + length + 1 > this.#names.length) {
      this.#names = Buffer.concat([this.#names.subarray(0, this.#end)], 2 * (this.#end + length + 1));
    }
    // Byte by byte: names are short, and a call of Buffer's own copy takes longer.
    const names = this.#names;
    let end = this.#end;
    for (let at = from; at < to; at++) names[end++] = bytes[at] as number;
    names[end] = NEWLINE;
    this.#end = end + 1;
    this.numbers.push(number);
  }

  /** One a line. */
  get names(): string {
    return this.#names.toString("utf8", 0, Math.max(this.#end - 1, 0));
  }

  /** Whether the other has the same names in the same order. */
  sameNames(other: Named): boolean {
    return this.#names.compare(other.#names, 0, other.#end, 0, this.#end) === 0;
  }

  clear(): void {
    this.numbers.clear();
    this.#end = 0;
  }
}

class LcovReader {
  readonly #sink: CoverageSink;
  /** The file that is read. Its rows wait for its end, since counts may come before or after what they belong to. */
  #file: FileCoverage | undefined;
  readonly #lines = new Rows();
  readonly #branches = new Rows();
  readonly #functions = new Rows();
  /** Line, place and count of each. */
  readonly #conditions = new Rows();
  /** FN, with its line. */
  readonly #starts = new Named();
  /** FNDA, with its count. */
  readonly #counts = new Named();
  /** LCOV 2.2: line of each function by its index, its count and its names. */
  readonly #groups = new Map<string, { line: number; hits: number; names: string[] }>();
  #path = "";
  #files = 0;
  #odd = 0;
  /** Lines read so far. */
  line = 0;

  constructor(sink: CoverageSink) {
    this.#sink = sink;
  }

  /** Reads whole lines, from `from` up to `end`. Nearly all are of three kinds that are read without making a string. */
  lines(bytes: Buffer, from: number, end: number): void {
    let at = from;
    while (at < end) {
      const first = bytes[at];
      if (first === D) {
        const next = this.#quickLines(bytes, at, end);
        if (next > at) {
          at = next;
          continue;
        }
      }
      this.line++;
      const stop = bytes.indexOf(NEWLINE, at);
      const last = stop > at && bytes[stop - 1] === CR ? stop - 1 : stop;
      const quick =
        (first === B && this.#quickBranch(bytes, at, last)) || (first === F && this.#quickFunction(bytes, at, last));
      if (!quick) this.#record(bytes.toString("utf8", at, last).trim());
      at = stop + 1;
    }
  }

  // `DA:line,hits`, as many as follow each other; returns where the first other line begins. It is a function of its own
  // since V8 compiles a short one much sooner, and most of a report is read here.
  #quickLines(bytes: Buffer, from: number, end: number): number {
    const lines = this.#lines;
    let at = from;
    if (!this.#file) return at;
    while (at < end && bytes[at] === D && bytes[at + 1] === A && bytes[at + 2] === COLON) {
      let next = at + 3;
      let line = 0;
      let char = bytes[next] as number;
      while (char >= ZERO && char <= NINE && next < at + 3 + DIGITS) {
        line = line * 10 + char - ZERO;
        char = bytes[++next] as number;
      }
      if (char !== COMMA || line < 1 || line > LINE_LIMIT) break;
      const start = ++next;
      let hits = 0;
      char = bytes[next] as number;
      while (char >= ZERO && char <= NINE && next < start + DIGITS) {
        hits = hits * 10 + char - ZERO;
        char = bytes[++next] as number;
      }
      if (next === start) break;
      if (char !== NEWLINE) {
        // A checksum, or the line end of Windows.
        if (char !== COMMA && char !== CR) break;
        next = bytes.indexOf(NEWLINE, next);
      }
      lines.pair(line, hits);
      this.line++;
      at = next + 1;
    }
    return at;
  }

  // `BRDA:line,block,branch,taken`, of which only the line and the last number are needed.
  #quickBranch(bytes: Buffer, from: number, to: number): boolean {
    if (!this.#file || bytes[from + 1] !== R || bytes[from + 2] !== D || bytes[from + 3] !== A) return false;
    let at = from + 5;
    let line = 0;
    const first = at;
    for (let char = bytes[at] as number; char >= ZERO && char <= NINE; char = bytes[++at] as number) {
      line = line * 10 + char - ZERO;
    }
    if (bytes[at] !== COMMA || at === first || at - first > DIGITS || line === 0) return false;
    let block = at + 1;
    // What is marked ("e", "f", "U") is rare and takes the long way.
    if ((bytes[block] as number) > NINE) return false;
    while (block < to && bytes[block] !== COMMA) block++;
    let comma = to - 1;
    while (comma > block && bytes[comma] !== COMMA) comma--;
    let taken = 0;
    if (comma <= block || to - comma - 1 > DIGITS || to === comma + 1 || bytes[from + 4] !== COLON) return false;
    if (bytes[comma + 1] !== MINUS || to !== comma + 2) {
      for (let next = comma + 1; next < to; next++) {
        const char = bytes[next] as number;
        if (char < ZERO || char > NINE) return false;
        taken = taken * 10 + char - ZERO;
      }
    }
    this.#branches.pair(line, taken);
    return true;
  }

  // `FN:line,name`, `FN:line,end,name` and `FNDA:count,name`.
  #quickFunction(bytes: Buffer, from: number, to: number): boolean {
    if (!this.#file || bytes[from + 1] !== N) return false;
    const counts = bytes[from + 2] === D && bytes[from + 3] === A;
    const start = from + (counts ? 5 : 3);
    if (bytes[start - 1] !== COLON) return false;
    let at = start;
    let number = 0;
    for (let char = bytes[at] as number; char >= ZERO && char <= NINE; char = bytes[++at] as number) {
      number = number * 10 + char - ZERO;
    }
    // Spaces at the end of a line are no part of a name; such a line is rare and takes the long way.
    if (bytes[at] !== COMMA || at === start || at - start > DIGITS || (bytes[to - 1] as number) <= SPACE) return false;
    let name = at + 1;
    if (!counts) {
      // The line where it ends may come second; a name that is a number is rare, and then has another comma.
      let end = name;
      while ((bytes[end] as number) >= ZERO && (bytes[end] as number) <= NINE) end++;
      if (end > name && end - name <= 9 && bytes[end] === COMMA && end + 1 < to) name = end + 1;
    }
    (counts ? this.#counts : this.#starts).add(number, bytes, name, to);
    return true;
  }

  /** Says so where the last file was never finished, or where there was none. */
  end(): void {
    if (this.#file) {
      this.#endFile();
      throw new BrokenReport(
        `it ends inside of the record of "${this.#path}": the program that wrote it died, or the disk was full`,
      );
    }
    if (this.#files === 0) throw new BrokenReport("it names no source file");
    if (this.#odd > 3) this.#sink.remark(`${this.#odd - 3} more lines like these`);
  }

  #record(text: string): void {
    const colon = text.indexOf(":");
    const value = text.slice(colon + 1);
    switch (colon < 0 ? text : text.slice(0, colon)) {
      case "SF":
        if (this.#file)
          throw new BrokenReport(`line ${this.line}: a new file begins and "${this.#path}" has not ended`);
        this.#path = value;
        this.#files++;
        this.#file = this.#sink.file(value);
        return;
      case "end_of_record":
        this.#endFile();
        return;
      case "DA": {
        const [line, hits] = value.split(",");
        if (/^\d{1,9}$/.test(line ?? "")) this.#addLine(Number(line), countOf(hits));
        else this.#oddLine(text);
        return;
      }
      case "BRDA":
        this.#branch(text, value);
        return;
      case "MCDC":
        this.#condition(text, value);
        return;
      case "FN": {
        const [line = "", end = "", ...rest] = value.split(",");
        const number = Number(line || Number.NaN);
        if (!(number >= 0 && number < 1e9) || !value.includes(",")) {
          this.#oddLine(text);
          return;
        }
        const name = /^\d{1,9}$/.test(end) && rest.length > 0 && rest.join(",") !== "" ? rest : [end, ...rest];
        this.#named(this.#starts, Math.floor(number), name.join(","));
        return;
      }
      case "FNDA": {
        const comma = value.indexOf(",");
        this.#named(this.#counts, countOf(value.slice(0, Math.max(comma, 0))), value.slice(comma + 1));
        return;
      }
      case "FNL": {
        const match = /^([^,]+),(\d{1,9})/.exec(value);
        if (match) this.#groups.set(match[1] as string, { line: Number(match[2]), hits: 0, names: [] });
        else this.#oddLine(text);
        return;
      }
      case "FNA": {
        const match = /^([^,]+),([^,]*),(.*)$/.exec(value);
        const group = match && this.#groups.get(match[1] as string);
        if (!group) {
          this.#oddLine(text);
          return;
        }
        group.hits += countOf(match[2]);
        group.names.push(match[3] as string);
        return;
      }
      default:
        // TN, VER, LF, LH, FNF, FNH, BRF, BRH, MCF, MCH, comments: nothing that is counted here.
        if (text !== "" && !text.startsWith("#") && !/^[A-Z]{2,5}$/.test(text.slice(0, Math.max(colon, 0)))) {
          this.#oddLine(text);
        }
    }
  }

  #addLine(line: number, hits: number): void {
    if (!this.#file) throw new BrokenReport(`line ${this.line}: a count without a file (no SF: line before it)`);
    if (line < 1 || line > LINE_LIMIT) {
      this.#oddLine(`DA:${line},${hits}`);
      return;
    }
    this.#lines.pair(line, hits);
  }

  #named(to: Named, number: number, name: string): void {
    const bytes = Buffer.from(name);
    to.add(number, bytes, 0, bytes.length);
  }

  // BRDA:line,[e|f][U]block,branch,taken: the branch may be any text, with commas; "-" is a decision never reached.
  #branch(text: string, value: string): void {
    const match = /^(\d{1,9}),([^,]*),(.*),([^,]*)$/s.exec(value);
    if (!match) {
      this.#oddLine(text);
      return;
    }
    const line = Number(match[1]);
    // Compilers of templates write branches at line 0; they belong to no line of the source.
    if (line === 0) return;
    if (!this.#file) throw new BrokenReport(`line ${this.line}: a branch without a file (no SF: line before it)`);
    // lcov itself leaves out what cannot be reached ("U").
    if (/^[ef]?U/.test(match[2] as string)) return;
    this.#branches.pair(line, match[4] === "-" ? 0 : countOf(match[4]));
  }

  // MCDC:line,[U]size,sense,taken,index,expression: of a decision with so many conditions the one with this index. As
  // lcov has it, each of both senses is one thing to cover, and what cannot be reached ("U") is none.
  #condition(text: string, value: string): void {
    const match = /^(\d{1,9}),(U?)(\d{1,5}),([tf]),(\d{1,15}),(\d{1,5})(?:,|$)/.exec(value);
    const [, line, unreachable, size, sense, taken, index] = match ?? [];
    const place = conditionPlace(Number(size), Number(index), sense === "t");
    if (place === undefined || Number(line) === 0) {
      this.#oddLine(text);
      return;
    }
    if (!this.#file) throw new BrokenReport(`line ${this.line}: a condition without a file (no SF: line before it)`);
    if (unreachable) return;
    for (const number of [Number(line), place, countOf(taken)]) this.#conditions.push(number);
  }

  #endFile(): void {
    const file = this.#file;
    if (!file) {
      this.#oddLine("end_of_record");
      return;
    }
    this.#endFunctions(file);
    if (this.#branches.size > 0) file.branches.addAll(this.#branches.take());
    if (this.#conditions.size > 0) file.mcdc.addAll(this.#conditions.take());
    file.lines.addAll(this.#lines.take());
    this.#file = undefined;
  }

  #endFunctions(file: FileCoverage): void {
    const [starts, counts] = [this.#starts, this.#counts];
    if (starts.numbers.size === 0 && this.#groups.size === 0) {
      counts.clear();
      return;
    }
    if (starts.sameNames(counts)) {
      for (let at = 0; at < starts.numbers.size; at++)
        this.#functions.pair(starts.numbers.at(at), counts.numbers.at(at));
      file.functions.addAll({ pairs: this.#functions.take(), names: starts.names });
    } else {
      const hits = new Map<string, number[]>();
      const all = counts.names.split("\n");
      for (let at = 0; at < counts.numbers.size; at++) {
        const name = all[at] ?? "";
        const own = hits.get(name);
        if (own) own.push(counts.numbers.at(at));
        else hits.set(name, [counts.numbers.at(at)]);
      }
      // The first count is wanted first, and taking from the front would move all others each time.
      for (const own of hits.values()) own.reverse();
      const names = starts.names.split("\n");
      for (let at = 0; at < starts.numbers.size; at++) {
        // Functions without a name share one; their counts come in the order of their starts.
        const own = hits.get(names[at] ?? "") ?? [];
        file.functions.add(names[at] ?? "", starts.numbers.at(at), (own.length > 1 ? own.pop() : own[0]) ?? 0);
      }
    }
    for (const { line, hits, names } of this.#groups.values()) file.functions.add(names[0] ?? "", line, hits);
    starts.clear();
    counts.clear();
    this.#groups.clear();
  }

  #oddLine(text: string): void {
    if (++this.#odd <= 3) this.#sink.remark(`line ${this.line} is not understood: "${text.slice(0, 80)}"`);
  }
}

/** A count; what tools write where there is none (`undefined`, `=====`, `-`, nothing, a negative number) is 0. */
function countOf(text: string | undefined): number {
  const count = Number(text ?? "");
  return Number.isFinite(count) && count > 0 ? Math.min(count, MOST_HITS) : 0;
}
