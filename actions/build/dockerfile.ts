/** An instruction of a Dockerfile. */
export interface Instruction {
  /** From 1; where it begins and ends. */
  readonly line: number;
  readonly endLine: number;
  /** In upper case. */
  readonly keyword: string;
  /** The rest, with its continued lines joined by single spaces; here-documents are not a part of it. */
  readonly text: string;
}

/** The instructions of a Dockerfile, by the rules of BuildKit's parser: continuation, comments, `escape`, here-documents. */
export function parseDockerfile(text: string): Instruction[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const escaper = /^\s*#\s*escape\s*=\s*`/im.test(lines.slice(0, 5).join("\n")) ? "`" : "\\";
  const instructions: Instruction[] = [];
  for (let at = 0; at < lines.length; at++) {
    const start = at;
    let whole = "";
    for (; at < lines.length; at++) {
      const line = (lines[at] ?? "").trim();
      // Comments and empty lines within a continued instruction are passed over.
      if (line === "" || line.startsWith("#")) {
        if (whole === "") break;
        continue;
      }
      const goesOn = line.endsWith(escaper);
      whole += ` ${goesOn ? line.slice(0, -1) : line}`;
      if (!goesOn) break;
    }
    const match = /^\s*([A-Za-z]+)\s*([\s\S]*)$/.exec(whole);
    if (!match) continue;
    const keyword = (match[1] ?? "").toUpperCase();
    const rest = (match[2] ?? "").replace(/\s+/g, " ").trim();
    if (["RUN", "COPY", "ADD"].includes(keyword)) {
      for (const [, dash, , word] of rest.matchAll(/<<(-?)(["']?)(\w+)\2/g)) {
        while (++at < lines.length) {
          const line = lines[at] ?? "";
          if ((dash ? line.replace(/^\t+/, "") : line) === word) break;
        }
      }
    }
    instructions.push({ line: start + 1, endLine: Math.min(at, lines.length - 1) + 1, keyword, text: rest });
  }
  return instructions;
}

/**
 * The instruction behind a step of BuildKit's progress, such as `[build 3/5] RUN npm ci`; undefined where none fits.
 * The stage's name and the number within it decide, since variables are already filled in in the step's text.
 */
export function instructionOf(instructions: readonly Instruction[], step: string): Instruction | undefined {
  const match = /^\[(?:([^\]]*?)\s+)?(\d+)\/(\d+)\]\s+(\w+)/.exec(step);
  if (!match) return undefined;
  const [, label = "", number, count, keyword = ""] = match;
  const stages: Instruction[][] = [];
  for (const instruction of instructions) {
    if (instruction.keyword === "FROM") stages.push([]);
    // Only these make steps of their own.
    if (["FROM", "RUN", "COPY", "ADD", "WORKDIR"].includes(instruction.keyword)) stages.at(-1)?.push(instruction);
  }
  // With several platforms the label is "linux/amd64 build".
  const name = label.split(" ").at(-1) ?? "";
  const named = stages.filter(
    (stage, index) =>
      /\sAS\s+(\S+)/i.exec(stage[0]?.text ?? "")?.[1]?.toLowerCase() === name.toLowerCase() ||
      name === `stage-${index}`,
  );
  const candidates = named.length > 0 ? named : stages.filter((stage) => stage.length === Number(count));
  const found = candidates.map((stage) => stage[Number(number) - 1]).filter((one) => one?.keyword === keyword);
  return found.length === 1 ? found[0] : undefined;
}
