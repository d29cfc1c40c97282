import { spec as deploy } from "../../actions/deploy/spec.ts";
import { type InputSchema, type InputSpec, text } from "../../toolkit/inputs.ts";

/** What `status` and `rollback` take: the settings of the deploy, all of them from the pipeline file where there is one. */
export const inputs: InputSchema = {
  file: text({
    describe: "The pipeline file that says which app this is about; its deploy section counts under the flags.",
    default: "pipeline.yml",
    example: "deploy/pipeline.yml",
  }),
  environment: text({
    describe: "Which of the file's `environments` is meant; none where not set.",
    example: "production",
  }),
  ...Object.fromEntries(
    Object.entries(deploy.inputs as InputSchema)
      .filter(([name]) => !["mode", "image"].includes(name))
      // The pipeline file names the app as well.
      .map(([name, spec]): [string, InputSpec<unknown>] => [name, { ...spec, required: false }]),
  ),
};
