import type { Input } from "./input.ts";

/** A line keeps this many characters; the rest of it is passed over. */
const LINE_LIMIT = 1024 * 1024;

/** The lines of a text, without their ends. A line of any length takes bounded memory. */
export async function* linesOf(input: Input): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of input.text()) {
    const lines = (rest + piece).split("\n");
    rest = (lines.pop() ?? "").slice(0, LINE_LIMIT);
    for (const line of lines) yield line.endsWith("\r") ? line.slice(0, -1) : line;
  }
  if (rest !== "") yield rest.endsWith("\r") ? rest.slice(0, -1) : rest;
}
