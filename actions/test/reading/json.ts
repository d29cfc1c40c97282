import { BrokenReport, type Input } from "./input.ts";

/** JSON is read as a whole; the largest file that is. */
const LIMIT = 256 * 1024 * 1024;

/** The value of a JSON file. Rejects with a BrokenReport where it is cut, broken or too large. */
export async function readJson(input: Input): Promise<unknown> {
  const pieces: string[] = [];
  let length = 0;
  for await (const piece of input.text()) {
    length += piece.length;
    if (length > LIMIT)
      throw new BrokenReport(`it is larger than ${LIMIT / 1024 / 1024} MiB, which is too much for JSON`);
    pieces.push(piece);
  }
  try {
    return JSON.parse(pieces.join(""));
  } catch (error) {
    throw new BrokenReport(`it is no whole JSON (${(error as Error).message.slice(0, 200)})`);
  }
}

/** A JSON object's members; none where the value is something else. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A JSON array's members; none where the value is something else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text, or `""` where the value is none. */
export function string(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** A number that is not negative, or undefined. */
export function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}
