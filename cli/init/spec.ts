import type { ActionSpec } from "../../toolkit/action.ts";
import { choice, custom, flag, text } from "../../toolkit/inputs.ts";

/** The CI systems that `init` writes files for. */
export const SYSTEMS = ["github", "jenkins", "travis"] as const;
export type System = (typeof SYSTEMS)[number];

/** What `quayside init` takes and gives. */
export const spec = {
  name: "init",
  title: "Init",
  description: "Looks at this repository and writes its pipeline.yml and the files for its CI system.",
  branding: { icon: "plus-circle", color: "green" },
  inputs: {
    mode: choice(["apply", "plan"], { describe: "Whether to write the files, or only to say what would be written." }),
    ci: custom(`a list of ${SYSTEMS.join(", ")}`, parseSystems, {
      describe: "The CI systems to write files for, separated by commas or line ends.",
      default: "github",
      example: "github,jenkins",
    }),
    app: text({ describe: "Name of the app; that of the repository where not set.", example: "shop" }),
    test: text({
      describe: "Command that runs the tests, where the one that is found is not right.",
      example: "make test",
    }),
    force: flag({ describe: "Whether files that are there already are written anew." }),
  },
  outputs: {
    outcome: "`written`, `planned`, or `unchanged` where all files are there already.",
    files: "The files that were written, one a line.",
    kept: "Files that were there already and are left as they are, one a line.",
    report: "What was found, why each setting is as it is, and the files, as JSON.",
  },
} as const satisfies ActionSpec;

function parseSystems(raw: string): readonly System[] {
  const words = raw
    .split(/[\n,]/)
    .map((word) => word.trim())
    .filter(Boolean);
  const unknown = words.filter((word) => !(SYSTEMS as readonly string[]).includes(word));
  if (unknown.length > 0) throw new Error(`there is no "${unknown[0]}"`);
  return SYSTEMS.filter((system) => words.includes(system));
}
