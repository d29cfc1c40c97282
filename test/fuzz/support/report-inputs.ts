import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Numbers that follow from a seed alone. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to below `limit` (mulberry32). */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, limit);
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }
}

const fixtures = join(import.meta.dirname, "../../../actions/test/formats/fixtures");

/** Every fixture of the readers, as the starting point of the inputs. */
export const SAMPLES: readonly string[] = readdirSync(fixtures, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !/\.(md|sh)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()
  .map((path) => readFileSync(path, "utf8"));

/** What tools write by mistake and people on purpose. */
const HOSTILE = [
  // Half of a character.
  String.fromCharCode(0xd800),
  ..."<>&\"'/=:,;#%{}[]()\n\r\t\0\u001b\u0085\u2028\ufffe\u{1f600}".split(""),
  ...[
    "",
    "-1",
    "0",
    "1e999",
    "NaN",
    "1,234.5",
    "999999999",
    "4294967296",
    "99999999999999999999",
    "0x10",
    "-",
    "undefined",
  ],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "null",
    "true",
    "\\",
    "\\u0000",
    "..",
    "/",
    "C:\\x",
    "../../x",
  ],
  ...[
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x",
    "?>",
    "<!DOCTYPE a [",
    "<!ENTITY a SYSTEM 'file:///etc/passwd'>",
    "&a;",
    "&#0;",
    "&#x110000;",
  ],
  ...[
    "end_of_record\n",
    "SF:\n",
    "DA:",
    "BRDA:1,0,0,1\n",
    "FNL:0,1\n",
    "mode: set\n",
    "1..",
    "ok ",
    "not ok ",
    "    ",
    "Bail out!\n",
    "# Subtest: ",
  ],
  ...[
    "9007199254740993",
    "2099-01-01T00:00:00Z",
    "0001-01-01",
    "a".repeat(3000),
    "(".repeat(500),
    "%s%n",
    "::error::x",
    "@everyone",
  ],
];

const texts = SAMPLES.filter((text) => text.length < 60_000);
const XML = texts.filter((text) => /^\s*</.test(text));
const JSONS = texts.filter((text) => /^\s*[[{]/.test(text) && parses(text)).map((text) => JSON.parse(text) as unknown);
const names = (pattern: RegExp) => [
  ...new Set(XML.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] as string))),
];
const ELEMENTS = names(/<([A-Za-z][\w.:-]*)/g);
const ATTRIBUTES = names(/\s([A-Za-z][\w.:-]*)=/g);
const VALUES = names(/="([^"]{0,40})"/g);
const ROOTS = ELEMENTS.filter((name) =>
  /^(testsuites?|TestRun|test-run|test-results|assembl(y|ies)|coverage|report|CoverageSession)$/.test(name),
);

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The input number `index` of a run: bytes in the pieces in which they are to be read. The same numbers give the same bytes. */
export function inputOf(seed: number, index: number): Uint8Array[] {
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const text = random.of([
    mutated,
    mutated,
    mutated,
    spliced,
    xmlTree,
    jsonTree,
    jsonTree,
    lines,
    ...(random.once(40) ? [large] : []),
  ])(random);
  return inPieces(encoded(text, random), random);
}

function mutated(random: Random): string {
  let text = random.of(texts);
  for (let change = random.below(8); change >= 0; change--) {
    const at = random.below(text.length + 1);
    text = text.slice(0, at) + random.of(HOSTILE) + text.slice(at + random.below(random.of([2, 10, 200])));
  }
  return random.once(3) ? text.slice(0, random.below(text.length)) : text;
}

function spliced(random: Random): string {
  const [a, b] = [random.of(texts), random.of(texts)];
  return a.slice(0, random.below(a.length)) + b.slice(random.below(b.length));
}

/** Elements and attributes of all XML formats in an order that no schema knows. */
function xmlTree(random: Random): string {
  const element = (name: string, depth: number): string => {
    let text = `<${name}`;
    for (let count = random.below(6); count > 0; count--) {
      const value = random.once(3) ? random.of(HOSTILE) : random.of(VALUES);
      text += ` ${random.of(ATTRIBUTES)}="${random.once(20) ? value : value.replace(/[<&"]/g, "")}"`;
    }
    if (random.once(4)) return `${text}/>`;
    text += ">";
    for (let count = depth > 6 ? 0 : random.below(5); count > 0; count--)
      text += element(random.of(ELEMENTS), depth + 1);
    if (random.once(3)) text += random.once(3) ? random.of(HOSTILE) : "text";
    return random.once(100) ? text : `${text}</${name}>`;
  };
  const root = random.of(ROOTS);
  return `${random.once(2) ? '<?xml version="1.0" encoding="UTF-8"?>\n' : ""}${element(root, 0)}`;
}

/** A JSON report some of whose values are of another kind. */
function jsonTree(random: Random): string {
  const odd = [
    null,
    true,
    -1,
    1e308,
    "",
    [],
    {},
    [[]],
    [null],
    { a: null },
    "__proto__",
    0.1,
    "2099-01-01",
    { length: 1e9 },
  ];
  const changed = (value: unknown, depth: number): unknown => {
    if (random.once(25)) return random.once(2) ? random.of(odd) : random.of(HOSTILE);
    if (depth > 30 || typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) {
      const list = value.map((one) => changed(one, depth + 1));
      return random.once(10) ? [...list, ...list] : list;
    }
    return Object.fromEntries(
      Object.entries(value)
        .filter(() => !random.once(30))
        .map(([key, one]) => [random.once(60) ? random.of(HOSTILE) : key, changed(one, depth + 1)]),
    );
  };
  return JSON.stringify(changed(random.of(JSONS), 0), undefined, random.once(3) ? 2 : undefined);
}

/** The lines of a report in another order, some twice, some from another report. */
function lines(random: Random): string {
  const own = random.of(texts).split("\n");
  const other = random.of(texts).split("\n");
  for (let change = random.below(12); change >= 0; change--) {
    const at = random.below(own.length);
    const act = random.below(5);
    if (act === 0) own.splice(at, 1);
    else if (act === 1) own.splice(at, 0, own[random.below(own.length)] ?? "");
    else if (act === 2) own.splice(at, 0, other[random.below(other.length)] ?? "");
    else if (act === 3) own[at] = (own[at] ?? "").replace(/\d+/, () => random.of(HOSTILE));
    else own[at] = `${" ".repeat(random.below(9))}${own[at] ?? ""}`;
  }
  return own.join(random.once(5) ? "\r\n" : "\n");
}

/** One part of a report many times: what takes time or memory that grows faster than the file shows here. */
function large(random: Random): string {
  const text = random.of(texts);
  const at = random.below(text.length);
  const part = text.slice(at, at + 1 + random.below(random.of([20, 300, 3000])));
  const count = Math.ceil((200_000 + random.below(1_500_000)) / part.length);
  let number = 0;
  const parts = random.once(2)
    ? part.repeat(count)
    : Array.from({ length: count }, () => part.replace(/\d+/, () => String(++number))).join("");
  return text.slice(0, at) + parts + text.slice(at);
}

function encoded(text: string, random: Random): Uint8Array {
  const bytes = Buffer.from(text);
  switch (random.below(12)) {
    case 0:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    case 1:
      return Buffer.from(`\ufeff${text}`, "utf16le");
    case 2: {
      const swapped = Buffer.from(text, "utf16le");
      return swapped.swap16();
    }
    case 3: {
      for (let change = random.below(6); change >= 0; change--) bytes[random.below(bytes.length)] = random.below(256);
      return bytes;
    }
    default:
      return bytes;
  }
}

function inPieces(bytes: Uint8Array, random: Random): Uint8Array[] {
  if (random.once(2)) return [bytes];
  const pieces = [];
  const most = bytes.length > 100_000 ? 200_000 : random.of([3, 50, 5000]);
  for (let at = 0; at < bytes.length; ) {
    const size = 1 + random.below(most);
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}
