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
      const bytes =
        rest.length === 0 ? Buffer.from(piece.buffer, piece.byteOffset, piece.length) : Buffer.concat([rest, piece]);
      const end = bytes.lastIndexOf(NEWLINE) + 1;
      reader.lines(bytes, end);
      rest = Buffer.from(bytes.subarray(end));
      if (rest.length > LINE_LIMIT)
        throw new BrokenReport(`line ${reader.line + 1} is longer than ${LINE_LIMIT} bytes`);
    }
    if (rest.length > 0) reader.lines(Buffer.concat([rest, Buffer.of(NEWLINE)]), rest.length + 1);
    reader.end();
  },
};

const NEWLINE = 10;
const LINE_LIMIT = 1024 * 1024;
/** No source file is longer; such a number is rubbish. */
const LINE_NUMBER_LIMIT = 50_000_000;
const [A, B, D, R, COLON, COMMA, ZERO, NINE, CR, MINUS] = [65, 66, 68, 82, 58, 44, 48, 57, 13, 45];
/** Longest counts that are read digit by digit; a longer one may not be a whole number any more. */
const DIGITS = 15;

/** Functions of one file, gathered until it ends since counts may come before or after what they belong to. */
interface Functions {
  starts: { name: string; line: number }[];
  counts: Map<string, number | number[]>;
  /** LCOV 2.2: line of each function by its index, its count and its names. */
  groups: Map<string, { line: number; hits: number; names: string[] }>;
}

class LcovReader {
  readonly #sink: CoverageSink;
  #file: FileCoverage | undefined;
  #branches: ReturnType<FileCoverage["branchesInOrder"]> | undefined;
  #functions: Functions = noFunctions();
  /** Lines and hits of the file that is read; the memory is used again for the next one. */
  #lines = new Uint32Array(1024);
  #hits = new Uint32Array(1024);
  #count = 0;
  #path = "";
  #files = 0;
  #odd = 0;
  /** Lines read so far. */
  line = 0;

  constructor(sink: CoverageSink) {
    this.#sink = sink;
  }

  /** Reads whole lines, up to `end`. Nearly all are `DA` and `BRDA`, so those are read without making a string. */
  lines(bytes: Buffer, end: number): void {
    let at = 0;
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
      if (bytes[at] !== B || !this.#quickBranch(bytes, at, last)) {
        this.#record(bytes.toString("utf8", at, last).trim());
      }
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
    this.#branches?.add(line, taken);
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
        this.#branches = this.#file.branchesInOrder();
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
        const comma = value.indexOf(",");
        const line = Number(value.slice(0, Math.max(comma, 0)) || Number.NaN);
        if (!(line >= 0 && line < 1e9)) {
          this.#oddLine(text);
          return;
        }
        // The line where it ends may come second; a name that is a number is rare, and then has another comma.
        const name = value.slice(comma + 1);
        const first = name.charCodeAt(0);
        const [, rest] = first >= ZERO && first <= NINE ? (/^\d{1,9},(.+)$/.exec(name) ?? []) : [];
        this.#functions.starts.push({ name: rest ?? name, line: Math.floor(line) });
        return;
      }
      case "FNDA": {
        const comma = value.indexOf(",");
        const name = value.slice(comma + 1);
        const { counts } = this.#functions;
        const count = countOf(value.slice(0, Math.max(comma, 0)));
        const known = counts.get(name);
        if (known === undefined) counts.set(name, count);
        else if (typeof known === "number") counts.set(name, [known, count]);
        else known.push(count);
        return;
      }
      case "FNL": {
        const match = /^([^,]+),(\d{1,9})/.exec(value);
        if (match) this.#functions.groups.set(match[1] as string, { line: Number(match[2]), hits: 0, names: [] });
        else this.#oddLine(text);
        return;
      }
      case "FNA": {
        const match = /^([^,]+),([^,]*),(.*)$/.exec(value);
        const group = match && this.#functions.groups.get(match[1] as string);
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
    if (this.#count === this.#lines.length) {
      const [lines, counts] = [this.#lines, this.#hits];
      this.#lines = new Uint32Array(2 * lines.length);
      this.#hits = new Uint32Array(2 * lines.length);
      this.#lines.set(lines);
      this.#hits.set(counts);
    }
    this.#lines[this.#count] = line;
    this.#hits[this.#count++] = Math.min(hits, 0xffffffff);
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
    this.#branches?.add(line, match[4] === "-" ? 0 : countOf(match[4]));
  }

  #endFile(): void {
    const file = this.#file;
    if (!file) {
      this.#oddLine("end_of_record");
      return;
    }
    const { starts, counts, groups } = this.#functions;
    for (const { name, line } of starts) {
      // Functions without a name share one; their counts come in the order of their starts.
      const own = counts.get(name);
      const hits = typeof own === "object" ? (own.length > 1 ? own.shift() : own[0]) : own;
      file.addFunction(name, line, hits ?? 0);
    }
    for (const { line, hits, names } of groups.values()) file.addFunction(names[0] ?? "", line, hits);
    file.lines.addAll(this.#lines.subarray(0, this.#count), this.#hits.subarray(0, this.#count));
    this.#count = 0;
    this.#functions = noFunctions();
    this.#file = undefined;
  }

  #oddLine(text: string): void {
    if (++this.#odd <= 3) this.#sink.remark(`line ${this.line} is not understood: "${text.slice(0, 80)}"`);
  }
}

function noFunctions(): Functions {
  return { starts: [], counts: new Map(), groups: new Map() };
}

/** A count; what tools write where there is none (`undefined`, `=====`, `-`, nothing, a negative number) is 0. */
function countOf(text: string | undefined): number {
  const count = Number(text ?? "");
  return Number.isFinite(count) && count > 0 ? count : 0;
}
