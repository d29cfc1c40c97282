import type { Input } from "./input.ts";

/** The beginning of a file, which formats are told apart by. */
export interface Head {
  /** The first characters, without a byte order mark and leading white space. `""` where the file is empty. */
  text: string;
  /** Name of the first XML element without its prefix, and the text of its attributes; undefined where it is no XML. */
  root: { name: string; attributes: string } | undefined;
}

/** How many characters formats may look at. */
const LENGTH = 16 * 1024;

/** Reads the beginning of a file. */
export async function headOf(input: Input): Promise<Head> {
  let text = "";
  for await (const piece of input.text()) {
    text += piece;
    if (text.length >= LENGTH) break;
  }
  return headOfText(text);
}

/** The beginning of a text. */
export function headOfText(whole: string): Head {
  const text = whole.slice(0, LENGTH).replace(/^[\uFEFF\s]+/, "");
  return { text, root: rootOf(text) };
}

function rootOf(text: string): Head["root"] {
  // Some producers print a line of their own in front of the XML, so the first markup counts, not the first character.
  let at = text.startsWith("<") ? 0 : text.search(/<\?xml\s/);
  while (at >= 0 && at < text.length) {
    const rest = text.slice(at);
    if (rest.startsWith("<?")) at = after(text, "?>", at);
    else if (rest.startsWith("<!--")) at = after(text, "-->", at);
    else if (rest.startsWith("<!")) at = afterDoctype(text, at);
    else if (rest.startsWith("<")) {
      const match = /^<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)([^>]*)/.exec(rest);
      return match ? { name: match[1] as string, attributes: match[2] as string } : undefined;
    } else at = text.indexOf("<", at);
  }
  return undefined;
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? -1 : at + end.length;
}

function afterDoctype(text: string, from: number): number {
  const bracket = text.indexOf("[", from);
  const close = text.indexOf(">", from);
  if (bracket < 0 || bracket > close) return after(text, ">", from);
  const end = text.indexOf("]", bracket);
  // Without an end the search would begin at the front again, and never stop.
  return end < 0 ? -1 : after(text, ">", end);
}
