/**
 * Tells what a .dockerignore leaves out, by the rules of moby/patternmatcher: patterns count from the context's root, a
 * match of a folder is a match of all in it, `!` takes back, and the last line that matches decides.
 */
export function ignored(text: string): { test: (path: string) => boolean; takesBack: boolean } {
  const patterns = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .filter((line) => !line.startsWith("#"))
    .map((line) => line.trim())
    .filter((line) => line !== "" && line !== "!")
    .map((line) => {
      const negated = line.startsWith("!");
      return { negated, expression: toExpression(clean(negated ? line.slice(1).trim() : line)) };
    });
  const test = (path: string) => {
    if (patterns.length === 0) return false;
    const ways = path.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/"));
    let result = false;
    for (const { negated, expression } of patterns) {
      if (result === negated && ways.some((way) => expression.test(way))) result = !negated;
    }
    return result;
  };
  return { test, takesBack: patterns.some(({ negated }) => negated) };
}

function clean(pattern: string): string {
  const parts: string[] = [];
  for (const part of pattern.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function toExpression(pattern: string): RegExp {
  let source = "";
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] ?? "";
    if (pattern.startsWith("**/", at)) {
      source += "(?:.*/)?";
      at += 2;
    } else if (pattern.startsWith("**", at)) {
      source += ".*";
      at += 1;
    } else if (char === "*") source += "[^/]*";
    else if (char === "?") source += "[^/]";
    else if (char === "\\" && at + 1 < pattern.length) source += literal(pattern[++at] ?? "");
    else if (char === "[" && pattern.indexOf("]", at + 2) > 0) {
      const end = pattern.indexOf("]", at + 2);
      source += pattern.slice(at, end + 1);
      at = end;
    } else source += literal(char);
  }
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return /^(?!)/;
  }
}

function literal(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
