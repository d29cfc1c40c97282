import { SaxesParser, type SaxesTagPlain } from "saxes";

/**
 * What is used here of saxes' inside, which its types keep to themselves. `xml.test.ts` holds what this parser tells
 * against what saxes tells of the same text, and fails should another version have any of it otherwise.
 */
interface Inside {
  /** The piece that is read, and the place in it. */
  readonly chunk: string;
  i: number;
  prevI: number;
  column: number;
  name: string;
  tag: SaxesTagPlain | null;
  readonly tags: readonly SaxesTagPlain[];
  readonly closedRoot: boolean;
  sawRoot: boolean;
  xmlDeclPossible: boolean;
  text: string;
  line: number;
  positionAtNewLine: number;
  readonly chunkPosition: number;
  readonly attribList: readonly unknown[];
  processAttribs(): void;
  captureToChar(char: number): boolean;
  openTag(): void;
  openSelfClosingTag(): void;
  closeTag(): void;
  sOpenWaka(): void;
}

/** An object that inherits nothing, so that no attribute can be taken for something else. */
class Bare {
  [name: string]: string;
}
Object.setPrototypeOf(Bare.prototype, null);
delete (Bare.prototype as { constructor?: unknown }).constructor;

/** 1 for the letters, digits and signs of nearly all names. */
const NAME = new Uint8Array(128);
for (const char of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789.:-") NAME[char.charCodeAt(0)] = 1;

const [SPACE, QUOTE, AMP, APOSTROPHE, MINUS, SLASH, NINE, LESS, EQUAL, GREATER, CLOSE_BRACKET] = [
  32, 34, 38, 39, 45, 47, 57, 60, 61, 62, 93,
];

/**
 * Of a CDATA section what needs no change and does not end it: no bracket, control character, line end of XML 1.1, half
 * of a character.
 */
const PLAIN = /[\t\n -\\^-~\xa0-\u2027\u2029-\ud7ff]*/y;

/**
 * saxes, with a way of its own for tags as nearly all are: whole in the piece, on one line, names of ASCII, values
 * without an entity. It reads such a tag at once where saxes goes from state to state, and leaves all else to saxes.
 */
export class QuickSaxes extends SaxesParser<{ xmlns: false }> {
  /** The names that were read last, by their place in the tag: the next tag has the same as a rule. */
  readonly #names: string[] = [];
  /** The piece that is read, and where the last `>` in it is. */
  #piece = "";
  #lastEnd = -1;

  constructor() {
    super({ xmlns: false });
    const inside = this as unknown as Inside;
    const states = (this as unknown as { stateTable: (() => void)[] }).stateTable;
    const slow = inside.sOpenWaka;
    states[states.indexOf(slow)] = () => {
      if (!this.#tag(inside)) slow.call(inside);
    };
    const { captureToChar, processAttribs } = inside;
    inside.captureToChar = (char) => {
      if (char === CLOSE_BRACKET) skipPlain(inside);
      return captureToChar.call(inside, char);
    };
    // It makes a new list each time.
    inside.processAttribs = () => {
      if (inside.attribList.length > 0) processAttribs.call(inside);
    };
  }

  /** saxes' own makes a stack for each, which takes seconds where a file is full of mistakes. */
  override makeError(message: string): Error {
    return { name: "Error", message: `${this.line}:${(this as unknown as Inside).column}: ${message}` };
  }

  /** Reads the tag behind `<`. Changes nothing and returns false where it is not of the simple kind. */
  #tag(inside: Inside): boolean {
    const { chunk, i } = inside;
    if (chunk !== this.#piece) {
      this.#piece = chunk;
      this.#lastEnd = chunk.lastIndexOf(">");
    }
    // Not whole. Looking beyond the end would also make V8 give up the fast form of this, again and again.
    if (i > this.#lastEnd) return false;
    if (chunk.charCodeAt(i) === SLASH) return this.#closing(inside);
    let at = this.#nameEnd(chunk, i, 0);
    if (at < 0) return false;
    const name = this.#names[0] as string;
    const attributes = new Bare();
    for (let place = 1; ; place++) {
      let char = chunk.charCodeAt(at);
      if (char === SPACE) char = chunk.charCodeAt(++at);
      else if (char !== GREATER && char !== SLASH) return false;
      if (char === GREATER) return this.#done(inside, name, attributes, at, false);
      if (char === SLASH) {
        return chunk.charCodeAt(at + 1) === GREATER && this.#done(inside, name, attributes, at + 1, true);
      }
      const equal = this.#nameEnd(chunk, at, place);
      if (equal < 0 || chunk.charCodeAt(equal) !== EQUAL) return false;
      const quote = chunk.charCodeAt(equal + 1);
      if (quote !== QUOTE && quote !== APOSTROPHE) return false;
      const end = valueEnd(chunk, equal + 2, quote);
      if (end < 0) return false;
      const key = this.#names[place] as string;
      if (attributes[key] !== undefined) return false;
      attributes[key] = chunk.slice(equal + 2, end);
      at = end + 1;
    }
  }

  #closing(inside: Inside): boolean {
    const { chunk, i } = inside;
    const open = inside.tags.at(-1)?.name;
    const end = i + 1 + (open?.length ?? 0);
    if (open === undefined || chunk.charCodeAt(end) !== GREATER || !chunk.startsWith(open, i + 1)) return false;
    inside.name = open;
    moveTo(inside, end);
    inside.closeTag();
    return true;
  }

  #done(inside: Inside, name: string, attributes: Bare, end: number, empty: boolean): boolean {
    // It is a mistake, and saxes tells of it.
    if (inside.closedRoot) return false;
    moveTo(inside, end);
    inside.tag = { name, attributes } as SaxesTagPlain;
    inside.sawRoot = true;
    inside.xmlDeclPossible = false;
    if (empty) inside.openSelfClosingTag();
    else inside.openTag();
    return true;
  }

  /** Where the name that begins at `at` ends, or -1; the name itself is then `#names[place]`. */
  #nameEnd(chunk: string, at: number, place: number): number {
    const last = this.#names[place];
    if (last !== undefined) {
      const end = at + last.length;
      if (NAME[chunk.charCodeAt(end)] !== 1 && chunk.charCodeAt(end) < 128 && chunk.startsWith(last, at)) return end;
    }
    const first = chunk.charCodeAt(at);
    if (NAME[first] !== 1 || (first >= MINUS && first <= NINE)) return -1;
    let end = at + 1;
    while (NAME[chunk.charCodeAt(end)] === 1) end++;
    if (!(chunk.charCodeAt(end) < 128)) return -1;
    this.#names[place] = chunk.slice(at, end);
    return end;
  }
}

/** Where a value that needs no change ends, or -1. */
function valueEnd(chunk: string, from: number, quote: number): number {
  for (let at = from; at < chunk.length; at++) {
    const char = chunk.charCodeAt(at);
    if (char === quote) return at;
    if (char < SPACE || char === AMP || char === LESS) return -1;
    // Control characters, XML 1.1's line ends, halves of characters, what is none.
    if (char > 126 && (char < 160 || char === 0x2028 || char >= 0xd800)) return -1;
  }
  return -1;
}

/** Takes what is plain into the text, where saxes looks at each character. */
function skipPlain(inside: Inside): void {
  const { chunk, i } = inside;
  PLAIN.lastIndex = i;
  PLAIN.test(chunk);
  const end = PLAIN.lastIndex;
  if (end === i) return;
  inside.text += chunk.slice(i, end);
  inside.column += end - i;
  for (let at = chunk.indexOf("\n", i); at >= 0 && at < end; at = chunk.indexOf("\n", at + 1)) {
    inside.line++;
    inside.column = end - at - 1;
    inside.positionAtNewLine = inside.chunkPosition + at + 1;
  }
  inside.i = end;
}

function moveTo(inside: Inside, last: number): void {
  inside.column += last + 1 - inside.i;
  inside.i = last + 1;
  inside.prevI = last;
}
