import type { ActionSpec } from "../../toolkit/action.ts";
import { lines, text } from "../../toolkit/inputs.ts";

/** What `quayside doctor` takes and gives. */
export const spec = {
  name: "doctor",
  title: "Doctor",
  description: "Checks what the pipeline stands on, and says how to mend what is not right.",
  branding: { icon: "heart", color: "red" },
  inputs: {
    file: text({
      describe: "The pipeline file; registry, database and address are looked up in it where the flags do not say.",
      default: "pipeline.yml",
      example: "deploy/pipeline.yml",
    }),
    environment: text({
      describe: "Which of the file's `environments` is looked at; none where not set.",
      example: "production",
    }),
    registry: lines({ describe: "Registries that images are pushed to.", example: "ghcr.io" }),
    url: text({
      describe: "Address of the database.",
      example: "postgres://app:secret@db.example.com:5432/app",
      secret: true,
    }),
    publish: text({ describe: "Address and port that the load balancer answers on.", example: "0.0.0.0:80" }),
  },
  outputs: {
    outcome: "`healthy`, or `ill` where a check failed.",
    failed: "How many checks failed.",
    warnings: "How many checks have a remark.",
    report: "Each check with its state, what was found, and how to mend it.",
  },
} as const satisfies ActionSpec;
