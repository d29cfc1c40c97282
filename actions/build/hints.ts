import type { Instruction } from "./dockerfile.ts";

/** A remark on a line of the Dockerfile. */
export interface Hint {
  readonly line: number;
  readonly message: string;
}

/** What the remarks need to know besides the Dockerfile. */
export interface HintFacts {
  readonly hasDockerignore: boolean;
  /** The user that the built image runs as; undefined where the image could not be looked at. */
  readonly user?: string;
}

const WHOLE_CONTEXT = /^(?:--(?!from=)\S+\s+)*\.\/?\s+\S+$/;
const INSTALLS =
  /\b(npm (ci|i|install)|yarn install|pnpm (i|install)|bun install|pip3? install -r|poetry install|uv sync|bundle install|composer install|go mod download|cargo fetch|mvn \S*dependency)\b/;

/** What costs size, cache or safety: base images that move, root, a context without .dockerignore, COPY before an install, package lists left in a layer. */
export function hintsOf(instructions: readonly Instruction[], facts: HintFacts): Hint[] {
  const hints: Hint[] = [];
  const stages = new Set<string>();
  let copied: Instruction | undefined;
  let last: Instruction | undefined;
  for (const instruction of instructions) {
    const { keyword, text, line } = instruction;
    if (keyword === "FROM") {
      const [, image = "", alias] = /^(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(text) ?? [];
      const tag = image.slice(image.lastIndexOf("/") + 1).split(":")[1];
      const moves = !image.includes("@") && !image.includes("$") && (tag === undefined || tag === "latest");
      if (moves && image !== "scratch" && !stages.has(image.toLowerCase())) {
        hints.push({
          line,
          message: `${image} names whatever is newest: the same commit gives another image tomorrow. Name a version.`,
        });
      }
      if (alias) stages.add(alias.toLowerCase());
      copied = undefined;
      last = instruction;
    } else if (keyword === "USER") last = instruction;
    else if ((keyword === "COPY" || keyword === "ADD") && WHOLE_CONTEXT.test(text)) {
      copied ??= instruction;
      if (!facts.hasDockerignore) {
        hints.push({
          line,
          message:
            "There is no .dockerignore, so this copies .git, local settings and build results too, and changes with each of them.",
        });
      }
    } else if (keyword === "RUN") {
      if (copied && INSTALLS.test(text)) {
        hints.push({
          line: copied.line,
          message: `Each change of any file runs the installation in line ${line} again. Copy the lock file first, install, then copy the rest.`,
        });
        copied = undefined;
      }
      if (
        /\bapt(-get)? install\b/.test(text) &&
        !/--mount=\S*\/var\/(lib|cache)\/apt|rm -rf? \S*\/var\/lib\/apt/.test(text)
      ) {
        hints.push({
          line,
          message:
            "The package lists stay in this layer: end it with rm -rf /var/lib/apt/lists/*, or mount them as a cache.",
        });
      }
    }
  }
  if (last && facts.user !== undefined && /^(|root|0)(:.*)?$/.test(facts.user)) {
    hints.push({
      line: last.line,
      message: "The image runs as root. Add USER with a user of its own after the last RUN that needs root.",
    });
  }
  return hints;
}
