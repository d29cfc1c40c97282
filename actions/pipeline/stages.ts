import type { ActionBody } from "../../toolkit/action.ts";
import { flag, type InputSchema } from "../../toolkit/inputs.ts";
import type { Runner } from "../../toolkit/runner.ts";
import type { World } from "../../toolkit/world.ts";
import { spec as build } from "../build/spec.ts";
import { spec as deploy } from "../deploy/spec.ts";
import { spec as migrate } from "../migrate/spec.ts";
import { spec as test } from "../test/spec.ts";
import { builtImage, type Done, imageOf } from "./values.ts";
import { spec as verify } from "./verify-spec.ts";

/** An input that the pipeline gives where the file does not. */
export interface Given {
  /** Stages that its value comes from; the stage then waits for those of them that there are. */
  readonly from: readonly string[];
  readonly value: (done: Done, app: string) => string | undefined;
  /** Stands for it where the inputs are checked before anything runs; nothing where not given. */
  readonly sample?: string;
  /** Whether the stage cannot run without it. */
  readonly needed?: boolean;
}

/** A stage of the pipeline: an action, and how it is tied to the others. */
export interface Stage {
  readonly name: string;
  /** The section of the file that it takes its inputs from; one of its own name where not given. */
  readonly section?: string;
  /** Inputs that the section may set. */
  readonly inputs: InputSchema;
  /** What the section may set besides, for the pipeline itself. */
  readonly extra?: InputSchema;
  /** What the user may not set, since the pipeline does. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly gives: Readonly<Record<string, Given>>;
  /** The stages that it waits for where its section says nothing of `needs`. */
  readonly after: readonly string[];
  /** Whether what it does stays: such a stage never runs before the tests are green. */
  readonly lasting: boolean;
  /** A stage without which this one has no purpose: where `when` leaves that out, this one is left out too. */
  readonly only?: string;
  /**
   * Further fixed inputs by what the section sets and what other sections there are; undefined where the stage does not
   * exist then. It exists wherever there is its section, where this is not given.
   */
  readonly shape?: (
    set: (input: string) => string,
    sections: ReadonlySet<string>,
  ) => Record<string, string> | undefined;
  /** Variables that give an input where the file does not: what differs from place to place, and keys that stand in no file. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Inputs that it cannot do without when it is to change something; nobody but the file gives them. */
  readonly asks?: (set: (input: string) => string) => readonly string[];
  /** Whether there is nothing to do for it, so that it is not even shown. */
  readonly idle?: (inputs: Readonly<Record<string, string>>, folder: string) => Promise<boolean>;
  /** Inputs that name what no two runs may work on at once: the deploy's containers, the migrations' history. */
  readonly lock?: { readonly what: string; readonly inputs: readonly string[] };
  /** Reads the inputs as the action does; throws a UserError with a list where some of them do not go together. */
  readonly check?: (runner: Pick<Runner, "input" | "mask" | "env">) => Promise<unknown>;
  /** Tries to reach what is elsewhere and needed; rejects where it cannot be. Changes nothing. */
  readonly reach?: (world: World) => Promise<unknown>;
  readonly load: () => Promise<ActionBody>;
  /** What the stage does in plan mode, where that is not the plan of its action; undefined to take that. */
  readonly plan?: (inputs: Readonly<Record<string, string>>, done: Done) => ActionBody | undefined;
  /** The section of another stage whose settings count here too, under this stage's own. */
  readonly extends?: string;
}

const loadBuild = async () => (await import("../build/main.ts")).main;
const checkBuild: Stage["check"] = async (runner) => (await import("../build/inputs.ts")).readBuildInputs(runner);
const checkMigrate: Stage["check"] = async (runner) => (await import("../migrate/inputs.ts")).readMigrateInputs(runner);
const loadMigrate = async () => (await import("../migrate/main.ts")).main;

const severalPlatforms = (set: (input: string) => string): boolean => /[,\n]/.test(set("platforms").trim());

/** What is there already by its content is not built again, unless the file says otherwise. */
const reusing = (set: (input: string) => string): Record<string, string> =>
  set("rebuild") === "" ? { rebuild: "auto" } : {};

/** A plan that only says one sentence. */
const saying =
  (sentence: (input: (name: string) => string) => string): ActionBody =>
  async ({ runner }) => {
    const said = sentence(runner.input);
    runner.info(said);
    runner.output("outcome", "planned");
    runner.output("plan", said);
  };

const planTool: Stage["plan"] = ({ command }) =>
  command ? saying((input) => `Would run ${input("command")} under the lock of the database.`) : undefined;

/** The files that a run of migrate left for the phase after the deploy; undefined where its report does not say. */
function heldFiles(report: string | undefined): readonly string[] | undefined {
  try {
    const { held } = JSON.parse(report ?? "{}") as { held?: readonly string[] };
    return Array.isArray(held) ? held : undefined;
  } catch {
    return undefined;
  }
}

/** Every stage, in the order in which they are shown. A new action gets its place in the pipeline here. */
export const STAGES: readonly Stage[] = [
  {
    name: "build",
    inputs: build.inputs,
    // What is built is tested first; the push stage sends that very image.
    fixed: { push: "false" },
    // A builder of another driver keeps the image to itself unless told; an engine takes only one platform.
    shape: (set): Record<string, string> => ({
      ...(set("load") === "" && !severalPlatforms(set) ? { load: "true" } : {}),
      ...reusing(set),
    }),
    gives: {},
    after: [],
    lasting: false,
    check: checkBuild,
    load: loadBuild,
  },
  {
    name: "test",
    inputs: test.inputs,
    extra: {
      reuse: flag({
        describe:
          "Whether a green result of the same content counts again: all files of the repository, these settings, the platform and PATH. Set it only where the tests depend on nothing else.",
      }),
    },
    fixed: {},
    gives: {},
    after: [],
    lasting: false,
    // The comment is the pipeline's; the tests' own, and a check run, take a token in this section.
    shape: (set): Record<string, string> =>
      set("show") === "" && set("token") === "" ? { show: "summary, annotations" } : {},
    check: async (runner) => (await import("../test/inputs.ts")).readTestInputs(runner),
    load: async () => (await import("../test/main.ts")).main,
  },
  {
    name: "push",
    inputs: build.inputs,
    fixed: { mode: "push" },
    // An image for several platforms lies in the cache of the builder, which makes and sends it from there.
    shape: (set): Record<string, string> => ({
      ...(severalPlatforms(set) ? { mode: "apply", push: "true" } : {}),
      ...reusing(set),
    }),
    gives: {
      tags: {
        from: ["build"],
        value: (done) => done.get("build")?.tags,
        sample: "registry.example/app:1",
        needed: true,
      },
      image: { from: ["build"], value: builtImage },
    },
    after: ["build", "test"],
    lasting: true,
    check: checkBuild,
    load: loadBuild,
    plan: () => saying((input) => `Would push ${input("tags").split("\n").join(", ")}.`),
    extends: "build",
  },
  {
    name: "migrate",
    inputs: migrate.inputs,
    fixed: {},
    gives: {},
    after: ["build", "test", "push"],
    lasting: true,
    only: "deploy",
    lock: { what: "migrate one database with one history table", inputs: ["url", "schema", "history-table"] },
    shape: (set, sections): Record<string, string> | undefined => {
      const phase = set("phase");
      if (phase === "post" && sections.has("deploy")) return undefined;
      return phase === "" && sections.has("deploy") && set("command") === "" ? { phase: "pre" } : {};
    },
    asks: (set) => (["plan", "check", "new"].includes(set("mode")) ? [] : ["url"]),
    check: checkMigrate,
    load: loadMigrate,
    plan: planTool,
  },
  {
    name: "deploy",
    inputs: deploy.inputs,
    fixed: {},
    gives: {
      app: { from: [], value: (_, app) => app, sample: "app" },
      image: { from: ["push", "build"], value: imageOf, sample: "registry.example/app:1", needed: true },
    },
    after: ["build", "test", "push", "migrate"],
    lasting: true,
    lock: { what: "deploy under one name", inputs: ["app", "host", "hosts", "target"] },
    variables: {
      hosts: "QUAYSIDE_HOSTS",
      "known-hosts": "QUAYSIDE_KNOWN_HOSTS",
      "ssh-key": "QUAYSIDE_SSH_KEY",
      "tls-ca": "QUAYSIDE_TLS_CA",
      "tls-cert": "QUAYSIDE_TLS_CERT",
      "tls-key": "QUAYSIDE_TLS_KEY",
    },
    check: async (runner) => (await import("../deploy/inputs.ts")).readDeployInputs(runner),
    reach: async (world) => {
      if (world.runner.input("hosts") === "") return;
      const [{ readDeployInputs }, { reachHosts }] = await Promise.all([
        import("../deploy/inputs.ts"),
        import("../deploy/hosts/connect.ts"),
      ]);
      await reachHosts(world, readDeployInputs(world.runner));
    },
    load: async () => (await import("../deploy/main.ts")).main,
  },
  {
    // The files of phase post take away what the old release needs, so they run once the new one was kept.
    name: "migrate-post",
    section: "migrate",
    inputs: migrate.inputs,
    fixed: {},
    gives: {},
    after: ["deploy"],
    lasting: true,
    only: "deploy",
    shape: (set, sections): Record<string, string> | undefined => {
      const phase = set("phase");
      if (!sections.has("deploy") || set("command") !== "") return undefined;
      return phase === "post" ? {} : phase === "" ? { phase: "post" } : undefined;
    },
    idle: async ({ directory, phase }, folder) => {
      const [{ readMigrations }, { isContract }] = await Promise.all([
        import("../migrate/files.ts"),
        import("../migrate/plan.ts"),
      ]);
      const found = await readMigrations(folder, directory || migrate.inputs.directory.default || "").catch(
        () => undefined,
      );
      // A folder that cannot be read is told of by the migrate stage, which comes first.
      return phase === "post" && !found?.files.some(isContract);
    },
    asks: (set) => (["plan", "check", "new"].includes(set("mode")) ? [] : ["url"]),
    check: checkMigrate,
    load: loadMigrate,
    // The plan of the phase before it says which files it leaves for later.
    plan: (_, done) => {
      const held = heldFiles(done.get("migrate")?.report);
      if (held === undefined) return undefined;
      return held.length === 0
        ? saying(() => "Nothing is pending for after the deploy.")
        : saying(() => `Would run ${held.join(", ")} once the new release is kept.`);
    },
  },
  {
    name: "verify",
    inputs: verify.inputs,
    fixed: {},
    gives: {
      url: {
        from: ["deploy"],
        value: (done) => done.get("deploy")?.url,
        sample: "https://app.example",
        needed: true,
      },
    },
    after: ["deploy", "migrate-post"],
    lasting: false,
    check: async (runner) => (await import("./verify.ts")).readVerifyInputs(runner),
    load: async () => (await import("./verify.ts")).main,
  },
];

/** The section of a stage. */
export const sectionOf = ({ name, section }: Stage): string => section ?? name;
