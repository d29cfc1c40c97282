import type { Instruction } from "./dockerfile.ts";
import type { Check } from "./progress.ts";

// BuildKit's words for names that hold secrets, and for those that do not although they look like it.
const SECRET = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const PUBLIC = /(?:^|_)public(?:_|$)/i;

/**
 * The most useful of BuildKit's own checks, under BuildKit's names, for builders that are too old to make them. Sources:
 * https://docs.docker.com/reference/build-checks/. Only what can be told without working out variables.
 */
export function ownChecks(instructions: readonly Instruction[]): Check[] {
  const checks: Check[] = [];
  const say = ({ line }: Instruction, message: string) => checks.push({ line, message });
  const stages = new Set<string>();
  let once = new Map<string, Instruction>();
  let shell = false;
  let absolute = false;
  for (const instruction of instructions) {
    const { keyword, text } = instruction;
    switch (keyword) {
      case "FROM": {
        once = new Map();
        shell = false;
        absolute = false;
        const name = /\sAS\s+(\S+)/i.exec(text)?.[1];
        if (name === undefined) break;
        if (name !== name.toLowerCase()) say(instruction, `StageNameCasing: Stage name '${name}' should be lowercase`);
        if (/^(scratch|context)$/i.test(name))
          say(instruction, `ReservedStageName: Stage name should not use the same name as reserved stage "${name}"`);
        if (stages.has(name.toLowerCase()))
          say(instruction, `DuplicateStageName: Duplicate stage name "${name}", stage names should be unique`);
        stages.add(name.toLowerCase());
        break;
      }
      case "SHELL":
        shell = true;
        break;
      case "MAINTAINER":
        say(instruction, "MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label");
        break;
      case "WORKDIR":
        if (!absolute && !/^["']?(\/|\$|[A-Za-z]:)/.test(text)) {
          say(
            instruction,
            `WorkdirRelativePath: Relative workdir "${text}" can have unexpected results if the base image changes`,
          );
        }
        absolute ||= /^["']?\//.test(text);
        break;
      case "CMD":
      case "ENTRYPOINT":
      case "HEALTHCHECK": {
        const earlier = once.get(keyword);
        if (earlier) {
          say(
            earlier,
            `MultipleInstructionsDisallowed: Multiple ${keyword} instructions should not be used in the same stage because only the last one will be used`,
          );
        }
        once.set(keyword, instruction);
        if (keyword !== "HEALTHCHECK" && !shell && !text.startsWith("[")) {
          say(
            instruction,
            `JSONArgsRecommended: JSON arguments recommended for ${keyword} to prevent unintended behavior related to OS signals`,
          );
        }
        break;
      }
      case "ENV":
      case "ARG": {
        if (keyword === "ENV" && /^\w+\s/.test(text) && !/^\w+=/.test(text)) {
          say(
            instruction,
            'LegacyKeyValueFormat: "ENV key=value" should be used instead of legacy "ENV key value" format',
          );
        }
        const names =
          keyword === "ARG" || /^\w+=/.test(text)
            ? text.matchAll(/(?:^|\s)(\w+)(?==|\s|$)/g)
            : text.matchAll(/^(\w+)/g);
        for (const [, name = ""] of names) {
          if (!SECRET.test(name) || PUBLIC.test(name)) continue;
          say(
            instruction,
            `SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (${keyword} "${name}")`,
          );
        }
        break;
      }
    }
  }
  return checks.sort((a, b) => a.line - b.line);
}
