/**
 * A pattern for names and paths as a regular expression for the whole of them: `*` is any run of characters but "/",
 * `**` any run at all (`**` + "/" also none), `?` one character but "/", `[a-z]` one of a set. The form is that of the filters of
 * GitHub's workflows, but for `?` and `+`, which mean there what they mean in regular expressions.
 */
export function globPattern(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*\*|\*|\?|\[!?[^\]/]+\]|[^*?[]+|\[/g, (part) => {
    if (part === "**/") return "(?:.*/)?";
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    if (part === "?") return "[^/]";
    if (part.length > 2 && part.startsWith("[") && part.endsWith("]")) {
      const negated = part.startsWith("[!");
      return `[${negated ? "^" : ""}${part.slice(negated ? 2 : 1, -1).replace(/[\\^[]/g, "\\$&")}]`;
    }
    return part.replace(/[.+^${}()|\\[\]]/g, "\\$&");
  });
  return new RegExp(`^${source}$`, "s");
}

/**
 * Whether a list of patterns takes a name: the last one that matches decides, one with "!" in front takes it away. A list
 * of such alone takes everything else.
 */
export function globsTake(globs: readonly string[], name: string): boolean {
  let taken = globs.every((glob) => glob.startsWith("!"));
  for (const glob of globs) {
    const negative = glob.startsWith("!");
    if (globPattern(negative ? glob.slice(1) : glob).test(name)) taken = !negative;
  }
  return taken;
}
