/** Longer than any test runs; larger values are nanoseconds or rubbish. */
const YEAR = 365 * 24 * 3600 * 1000;

/**
 * Milliseconds of a duration in seconds as test runners write it: `1.5`, `1,234.56` (thousands), `0,5` (a decimal
 * comma), `1e-05`. Undefined where it is none, negative, or longer than a year.
 */
export function millisecondsOf(seconds: string | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  const plain = plainDecimal(seconds);
  if (plain !== undefined) return plain * 1000;
  let text = seconds.trim();
  // A comma groups thousands where a dot follows it or three digits do; else it stands for the dot.
  if (text.includes(",")) {
    text =
      text.includes(".") || /^[1-9]\d{0,2}(,\d{3})+$/.test(text) ? text.replaceAll(",", "") : text.replace(",", ".");
  }
  if (!/^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined;
  return possible(Number(text) * 1000);
}

/** A duration in milliseconds; undefined where it is no number, negative, or longer than a year. */
export function possible(milliseconds: unknown): number | undefined {
  return typeof milliseconds === "number" && milliseconds >= 0 && milliseconds <= YEAR ? milliseconds : undefined;
}

// `12.345`, as nearly all are written; there may be millions of them, and this takes a third of the time of the rest.
function plainDecimal(text: string): number | undefined {
  if (text.length === 0 || text.length > 12) return undefined;
  let digits = 0;
  let divisor = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text.charCodeAt(index);
    if (char >= 48 && char <= 57) {
      digits = digits * 10 + char - 48;
      divisor *= 10;
    } else if (char === 46 && divisor === 0 && index > 0 && index <= 7) divisor = 1;
    else return undefined;
  }
  return divisor === 0 ? (text.length <= 7 ? digits : undefined) : divisor === 1 ? undefined : digits / divisor;
}

/** A line number from 1, or undefined where the text is none. */
export function lineOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,9}$/.test(text)) return undefined;
  return Number(text) || undefined;
}
