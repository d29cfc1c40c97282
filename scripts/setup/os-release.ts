import { readFile } from "node:fs/promises";

/** What /etc/os-release says about this machine, as far as the set-up decides by it. */
export interface OsRelease {
  /** `debian`, `ubuntu`, `fedora`…; an empty string where the file says nothing. */
  readonly id: string;
  /** `bookworm`, `noble`…; an empty string where there is none. */
  readonly codename: string;
  /** The name for people, as in `Debian GNU/Linux 12 (bookworm)`. */
  readonly name: string;
  /** True where `apt` and the package names of Debian apply: Debian, Ubuntu, and what says it is like them. */
  readonly usesApt: boolean;
}

/**
 * Reads the text of an os-release file: shell assignments, one a line, quoted or not
 * (the os-release(5) manual page). Unknown and malformed lines are passed over.
 */
export function parseOsRelease(text: string): OsRelease {
  const fields = new Map<string, string>();
  for (const line of text.split("\n")) {
    const match = /^\s*([A-Z][A-Z0-9_]*)=(.*?)\s*$/.exec(line);
    if (match?.[1] !== undefined) fields.set(match[1], unquote(match[2] ?? ""));
  }
  const id = (fields.get("ID") ?? "").toLowerCase();
  const like = (fields.get("ID_LIKE") ?? "").toLowerCase().split(/\s+/);
  return {
    id,
    codename: fields.get("VERSION_CODENAME") ?? "",
    name: fields.get("PRETTY_NAME") ?? fields.get("NAME") ?? "an unknown system",
    usesApt: [id, ...like].some((name) => name === "debian" || name === "ubuntu"),
  };
}

function unquote(value: string): string {
  const quote = value[0];
  if ((quote === '"' || quote === "'") && value.length > 1 && value.endsWith(quote)) {
    const inner = value.slice(1, -1);
    return quote === '"' ? inner.replace(/\\(["\\$`])/g, "$1") : inner;
  }
  return value;
}

/** Reads /etc/os-release of this machine; a machine without one (macOS, Windows) gets its platform's name. */
export async function readOsRelease(path = "/etc/os-release"): Promise<OsRelease> {
  try {
    return parseOsRelease(await readFile(path, "utf8"));
  } catch {
    return { id: process.platform, codename: "", name: process.platform, usesApt: false };
  }
}
