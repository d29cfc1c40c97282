/** One `key=value` or `key<<DELIMITER` entry of a file command. */
export type Pair = readonly [key: string, value: string];

/**
 * Reads the text of GITHUB_OUTPUT, GITHUB_ENV or GITHUB_STATE as GitHub's runner does (FileCommandManager.cs of 2.336).
 * Throws an Error with the runner's own words for a line that it does not take.
 */
export function parsePairs(text: string): Pair[] {
  const pairs: Pair[] = [];
  let index = 0;
  const readLine = (): { line: string; ended: boolean } | undefined => {
    if (index >= text.length) return undefined;
    const start = index;
    const end = text.indexOf("\n", start);
    index = end < 0 ? text.length : end + 1;
    return { line: text.slice(start, end < 0 ? text.length : end), ended: end >= 0 };
  };
  for (let read = readLine(); read !== undefined; read = readLine()) {
    const { line } = read;
    if (line === "") continue;
    const equals = line.indexOf("=");
    const heredoc = line.indexOf("<<");
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      if (equals === 0) throw new Error(`Invalid format '${line}'. Name must not be empty`);
      pairs.push([line.slice(0, equals), line.slice(equals + 1)]);
    } else if (heredoc >= 0) {
      const delimiter = line.slice(heredoc + 2);
      if (heredoc === 0 || delimiter === "") {
        throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`);
      }
      const start = index;
      let end = index;
      for (let value = readLine(); value?.line !== delimiter; value = readLine()) {
        if (value === undefined) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
        if (!value.ended) throw new Error("Invalid value. EOF marker missing new line.");
        end = index - 1;
      }
      pairs.push([line.slice(0, heredoc), end > start ? text.slice(start, end) : ""]);
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return pairs;
}
