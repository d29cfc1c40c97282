/** Longer than any test runs; larger values are nanoseconds or rubbish. */
const YEAR = 365 * 24 * 3600 * 1000;

/**
 * Milliseconds of a duration in seconds as test runners write it: `1.5`, `1,234.56` (thousands), `0,5` (a decimal
 * comma), `1e-05`. Undefined where it is none, negative, or longer than a year.
 */
export function millisecondsOf(seconds: string | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  // Nearly all are written this way, and there may be millions of them.
  if (/^\d{1,7}(\.\d{1,9})?$/.test(seconds)) return Number(seconds) * 1000;
  let text = seconds.trim();
  // A comma groups thousands where a dot follows it or three digits do; else it stands for the dot.
  if (text.includes(",")) {
    text =
      text.includes(".") || /^[1-9]\d{0,2}(,\d{3})+$/.test(text) ? text.replaceAll(",", "") : text.replace(",", ".");
  }
  if (!/^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined;
  const milliseconds = Number(text) * 1000;
  return milliseconds <= YEAR ? milliseconds : undefined;
}

/** A line number from 1, or undefined where the text is none. */
export function lineOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,9}$/.test(text)) return undefined;
  return Number(text) || undefined;
}
