/** What the stages of one app that have run have set, by the name of the stage. */
export type Done = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** The image in the registry, by its digest; undefined where it was not pushed. */
export function pushedImage(done: Done): string | undefined {
  return done.get("push")?.refs?.split("\n")[0] || undefined;
}

/**
 * The image that was built, by its id: a name may move meanwhile. Undefined where the engine does not know it by that id,
 * as where another builder keeps it: a size is only told of an image that the engine was asked about.
 */
export function builtImage(done: Done): string | undefined {
  const built = done.get("build");
  return (built?.size && built.imageid) || undefined;
}

/** The image that the stages so far give to those after them: by its digest once it was pushed, else by its id or name. */
export function imageOf(done: Done): string | undefined {
  return pushedImage(done) || builtImage(done) || done.get("build")?.image || undefined;
}

/** A variable that only has a value once a stage has run. */
export interface LateVariable {
  readonly describe: string;
  /** Stages that give it; a stage that uses it waits for those of them that come before it. */
  readonly from: readonly string[];
  /** Stands for it until then, where inputs are checked. */
  readonly sample: string;
  readonly value: (done: Done) => string | undefined;
}

/** The variables that the pipeline itself gives to `${…}`, beside those of the environment. */
export const LATE_VARIABLES: Readonly<Record<string, LateVariable>> = {
  QUAYSIDE_IMAGE: {
    describe: "The image that was built: by its digest once it was pushed, by its id before.",
    from: ["build", "push"],
    sample: `registry.example/app@sha256:${"0".repeat(64)}`,
    value: imageOf,
  },
  QUAYSIDE_DIGEST: {
    describe: "Digest of the pushed image.",
    from: ["push"],
    sample: `sha256:${"0".repeat(64)}`,
    value: (done) => done.get("push")?.digest,
  },
  QUAYSIDE_URL: {
    describe: "Where the deployed app answers.",
    from: ["deploy"],
    sample: "http://127.0.0.1:8080",
    value: (done) => done.get("deploy")?.url,
  },
};
