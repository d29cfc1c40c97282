import { closest, distance } from "fastest-levenshtein";

/** The known word that was probably meant; undefined where none is near enough. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const near = closest(word, known);
  return distance(word, near) <= Math.max(2, word.length / 3) ? near : undefined;
}

/** A sentence about a word that is not known: what it is none of, and which one was meant or which there are. */
export function unknownWord(word: string, known: readonly string[], what: string): string {
  const near = nearest(word, known);
  return `"${word}" is no ${what}; ${near ? `did you mean "${near}"?` : `known are: ${known.join(", ") || "none"}`}`;
}
