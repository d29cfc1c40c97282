import { choice, duration, integer, text } from "../../toolkit/inputs.ts";

/** What the `verify` section of a pipeline file takes. */
export const spec = {
  inputs: {
    mode: choice(["apply", "plan"], { describe: "Whether to ask, or only to say what would be asked." }),
    url: text({
      describe: "Address of the app; the one that the deploy stage gave where not set.",
      example: "https://shop.example",
    }),
    path: text({ describe: "Path that is asked for.", default: "/", example: "/version" }),
    status: integer({ min: 100, max: 599 }, { describe: "Status that the answer must have.", default: "200" }),
    contains: text({ describe: "Text that the answer must hold.", example: "1.4.2" }),
    timeout: duration({ describe: "How long to try.", default: "30s" }),
  },
} as const;
