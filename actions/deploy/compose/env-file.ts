import { interpolate } from "../../../toolkit/interpolate.ts";

/** Variables by name; undefined for a name without a value, which is then taken from the environment. */
export type Variables = Record<string, string | undefined>;

/**
 * Reads a file of `NAME=value` lines as Compose does (`.env`, `env_file`): `export` in front, comments, quotes; variables
 * are put in unless the value stands in single quotes. `format: raw` takes values as they are.
 * Throws an Error that names the line.
 */
export function parseEnvFile(text: string, values: Variables, raw = false): Variables {
  const found: Variables = {};
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (/^\s*(#|$)/.test(line)) continue;
    const [, name, rest] = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*(?:[=:](.*))?$/.exec(line) ?? [];
    // The line itself may hold a secret, so it is only counted.
    if (name === undefined) throw new Error(`line ${index + 1} is no NAME=value`);
    if (rest === undefined) {
      found[name] = undefined;
      continue;
    }
    let value = raw ? rest : rest.trim();
    const quote = raw ? "" : (/^["']/.exec(value)?.[0] ?? "");
    if (quote !== "") {
      // A quoted value may go on over several lines.
      const first = index;
      while (!closes(value, quote)) {
        if (++index >= lines.length) throw new Error(`line ${first + 1} has a quote that is not closed`);
        value += `\n${lines[index] ?? ""}`;
      }
      value = value.slice(1, closingQuote(value, quote));
      if (quote === '"') value = value.replace(/\\(n|r|t|"|\\)/g, (_, char: string) => ESCAPES[char] ?? char);
    } else if (!raw) value = value.replace(/(^|\s+)#.*$/, "").trim();
    if (!raw && quote !== "'" && value.includes("$")) {
      const result = interpolate(value, { ...found, ...values }, { onBlank: () => {} });
      if (result.mistakes.length > 0) throw new Error(`line ${index + 1}: ${result.mistakes.join("; ")}`);
      value = result.text;
    }
    found[name] = value;
  }
  return found;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

function closingQuote(value: string, quote: string): number {
  for (let at = 1; at < value.length; at++) {
    if (quote === '"' && value[at] === "\\") at++;
    else if (value[at] === quote) return at;
  }
  return -1;
}

function closes(value: string, quote: string): boolean {
  return closingQuote(value, quote) > 0;
}
