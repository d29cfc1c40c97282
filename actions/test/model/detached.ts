/**
 * The same text in memory of its own. A part of a larger text keeps the larger one alive, and what a reader hands over
 * are parts of the pieces of the file.
 */
export function detached(text: string): string {
  return Buffer.from(text).toString();
}
