import type { CoverageSink, FileCoverage } from "../model/coverage.ts";
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
      if (rest.length > LINE_LIMIT)
        throw new BrokenReport(`line ${reader.line + 1} is longer than ${LINE_LIMIT} bytes`);
    }
    if (rest.length > 0) reader.lines(Buffer.concat([rest, Buffer.of(NEWLINE)]), 0, rest.length + 1);
    reader.end();
  },
};

const NEWLINE = 10;
const LINE_LIMIT = 1024 * 1024;
/** No source file is longer; such a number is rubbish. */
const LINE_NUMBER_LIMIT = 50_000_000;
const [A, B, D, F, N, R, COLON, COMMA, ZERO, NINE, CR, MINUS, SPACE] = [
  65, 66, 68, 70, 78, 82, 58, 44, 48, 57, 13, 45, 32,
];
/** The highest count; what ran more often is kept as this. */
const MOST = 0xffffffff;
/** Numbers in a block of memory. */
const BLOCK = 256 * 1024;
/** Longest counts that are read digit by digit; a longer one may not be a whole number any more. */
const DIGITS = 15;

/** A number of each of many items in a row; the memory is used again for the next file. */
class Column {
  #numbers = new Uint32Array(1024);
  size = 0;

  push(number: number): void {
    if (this.size === this.#numbers.length) {
      const numbers = this.#numbers;
      this.#numbers = new Uint32Array(2 * numbers.length);
      this.#numbers.set(numbers);
    }
    this.#numbers[this.size++] = Math.min(number, MOST);
  }

  /** What there is, until the next `push`. */
  get numbers(): Uint32Array {
    return this.#numbers.subarray(0, this.size);
  }

  /** Takes it out, into memory that is kept, and begins anew. */
  take(store: Store): Uint32Array {
    const taken = store.place(this.size);
    taken.set(this.numbers);
    this.size = 0;
    return taken;
  }
}

/** Memory in large blocks for many small arrays: each with a block of its own would keep the collector busy. */
class Store {
  #block = new Uint32Array(0);
  #used = 0;

  place(size: number): Uint32Array {
    if (this.#used + size > this.#block.length) {
      this.#block = new Uint32Array(Math.max(BLOCK, size));
      this.#used = 0;
    }
    this.#used += size;
    return this.#block.subarray(this.#used - size, this.#used);
  }
}

/** Names with a number each, as bytes, since as a rule nobody looks at them one by one. */
class Named {
  readonly numbers = new Column();
  #names = Buffer.alloc(4096);
  #end = 0;

  add(number: number, bytes: Buffer, from: number, to: number): void {
    const length = to - from;
    if (this.#end + length + 1 > this.#names.length) {
      this.#names = Buffer.concat([this.#names.subarray(0, this.#end)], 2 * (this.#end + length + 1));
    }
    bytes.copy(this.#names, this.#end, from, to);
    this.#names[this.#end + length] = NEWLINE;
    this.#end += length + 1;
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
    this.numbers.size = 0;
    this.#end = 0;
  }
}

class LcovReader {
  readonly #sink: CoverageSink;
  /** The file that is read. Its columns wait for its end, since counts may come before or after what they belong to. */
  #file: FileCoverage | undefined;
  readonly #store = new Store();
  readonly #lines = new Column();
  readonly #hits = new Column();
  readonly #branchLines = new Column();
  readonly #branchTimes = new Column();
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

  /** Reads whole lines, from `from` up to `end`. Nearly all are `DA` and `BRDA`, so those are read without making a string. */
  lines(bytes: Buffer, from: number, end: number): void {
    let at = from;
    while (at < end) {
      this.line++;
      if (bytes[at] === D && bytes[at + 1] === A && bytes[at + 2] === COLON) {
        let next = at + 3;
        let line = 0;
        let char = bytes[next] as number;
        const first = next;
        while (char >= ZERO && char <= NINE) {
          line = line * 10 + char - ZERO;
          char = bytes[++next] as number;
        }
        if (char === COMMA && next > first && next - first < 10) {
          let hits = 0;
          const start = ++next;
          char = bytes[next] as number;
          while (char >= ZERO && char <= NINE) {
            hits = hits * 10 + char - ZERO;
            char = bytes[++next] as number;
          }
          if (next > start && (char === NEWLINE || char === CR || char === COMMA)) {
            this.#addLine(line, hits);
            at = char === NEWLINE ? next + 1 : bytes.indexOf(NEWLINE, next) + 1;
            continue;
          }
        }
      }
      const stop = bytes.indexOf(NEWLINE, at);
      const last = stop > at && bytes[stop - 1] === CR ? stop - 1 : stop;
      const first = bytes[at];
      const quick =
        (first === B && this.#quickBranch(bytes, at, last)) || (first === F && this.#quickFunction(bytes, at, last));
      if (!quick) this.#record(bytes.toString("utf8", at, last).trim());
      at = stop + 1;
    }
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
    if (bytes[at] !== COMMA || at === first || at - first > 9 || line === 0) return false;
    let block = at + 1;
    while (block < to && bytes[block] !== COMMA) block++;
    let comma = to - 1;
    while (comma > block && bytes[comma] !== COMMA) comma--;
    let taken = 0;
    if (comma <= block || to - comma > DIGITS || to === comma + 1 || bytes[from + 4] !== COLON) return false;
    if (bytes[comma + 1] !== MINUS || to !== comma + 2) {
      for (let next = comma + 1; next < to; next++) {
        const char = bytes[next] as number;
        if (char < ZERO || char > NINE) return false;
        taken = taken * 10 + char - ZERO;
      }
    }
    this.#branchLines.push(line);
    this.#branchTimes.push(taken);
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
    if (bytes[at] !== COMMA || at === start || at - start > 9 || (bytes[to - 1] as number) <= SPACE) return false;
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
        // TN, VER, LF, LH, FNF, FNH, BRF, BRH, MCDC, MCF, MCH, comments: nothing that is counted here.
        if (text !== "" && !text.startsWith("#") && !/^[A-Z]{2,5}$/.test(text.slice(0, Math.max(colon, 0)))) {
          this.#oddLine(text);
        }
    }
  }

  #addLine(line: number, hits: number): void {
    if (!this.#file) throw new BrokenReport(`line ${this.line}: a count without a file (no SF: line before it)`);
    if (line < 1 || line > LINE_NUMBER_LIMIT) {
      this.#oddLine(`DA:${line},${hits}`);
      return;
    }
    this.#lines.push(line);
    this.#hits.push(hits);
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
    this.#branchLines.push(line);
    this.#branchTimes.push(match[4] === "-" ? 0 : countOf(match[4]));
  }

  #endFile(): void {
    const file = this.#file;
    if (!file) {
      this.#oddLine("end_of_record");
      return;
    }
    this.#endFunctions(file);
    const store = this.#store;
    file.addBranches({ lines: this.#branchLines.take(store), times: this.#branchTimes.take(store) });
    file.lines.addAll(this.#lines.take(store), this.#hits.take(store));
    this.#file = undefined;
  }

  #endFunctions(file: FileCoverage): void {
    const [starts, counts] = [this.#starts, this.#counts];
    if (starts.sameNames(counts)) {
      const [lines, hits] = [starts.numbers.take(this.#store), counts.numbers.take(this.#store)];
      file.addFunctions({ lines, hits, names: starts.names });
    } else {
      const hits = new Map<string, number[]>();
      const all = counts.names.split("\n");
      for (const [index, count] of counts.numbers.numbers.entries()) {
        const name = all[index] ?? "";
        const own = hits.get(name);
        if (own) own.push(count);
        else hits.set(name, [count]);
      }
      // The first count is wanted first, and taking from the front would move all others each time.
      for (const own of hits.values()) own.reverse();
      const names = starts.names.split("\n");
      for (const [index, line] of starts.numbers.numbers.entries()) {
        // Functions without a name share one; their counts come in the order of their starts.
        const own = hits.get(names[index] ?? "") ?? [];
        file.addFunction(names[index] ?? "", line, (own.length > 1 ? own.pop() : own[0]) ?? 0);
      }
    }
    for (const { line, hits, names } of this.#groups.values()) file.addFunction(names[0] ?? "", line, hits);
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
  return Number.isFinite(count) && count > 0 ? count : 0;
}
