import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from "@actions/workflow-parser";
import { parseAction } from "@actions/workflow-parser/actions/action-parser";
import { ErrorPolicy } from "@actions/workflow-parser/model/convert";
import { readYaml } from "../../toolkit/yaml.ts";

/** What a rule says of a file: one sentence for each breach. */
export type Rule = (file: RuledFile) => string[];

/** A workflow or an action.yml as the rules see it. */
export interface RuledFile {
  /** From the root of the repository, with `/`. */
  path: string;
  text: string;
  /** Its plain value; the rules look into it with care, for it may be anything. */
  value: Workflow & Action;
}

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}

interface JobValue {
  uses?: string;
  steps?: Step[];
  environment?: unknown;
  secrets?: unknown;
  "timeout-minutes"?: unknown;
  concurrency?: { "cancel-in-progress"?: unknown };
}

interface Workflow {
  on?: unknown;
  permissions?: unknown;
  concurrency?: unknown;
  jobs?: Record<string, JobValue>;
}

interface Action {
  inputs?: Record<string, Record<string, unknown> | null>;
  runs?: { using?: string; main?: string; post?: string };
}

/** The owner and name of this repository. Our own starters and examples name it by its major tag, see `pinned`. */
const OWN = "quayside/quayside";

/** Reads a file for the rules. */
export function ruled(path: string, text: string): RuledFile {
  const value = readYaml(path, text).value;
  return { path, text, value: (typeof value === "object" && value !== null ? value : {}) as RuledFile["value"] };
}

const jobsOf = (file: RuledFile): [string, JobValue][] => Object.entries(file.value.jobs ?? {});
const stepsOf = (job: JobValue): Step[] => job.steps ?? [];
const linesOf = (file: RuledFile): [line: string, number: number][] =>
  file.text.split("\n").map((line, index) => [line, index + 1]);
/** Lines such as `uses: value # comment` that are no comment themselves. */
const usesOf = (file: RuledFile) =>
  linesOf(file).flatMap(([line, number]) => {
    const match = /^\s*(?:- )?uses:\s*(?:"([^"]*)"|'([^']*)'|([^\s#]+))\s*(#.*)?$/.exec(line);
    return match ? [{ uses: match[1] ?? match[2] ?? match[3] ?? "", comment: match[4] ?? "", number }] : [];
  });
const isOutside = (uses: string) => !/^(\.|\$)\//.test(uses);
/** Starters are copied into other repositories, where a commit that is not made yet cannot be named. */
const isOwnInStarter = (file: RuledFile, uses: string) =>
  file.path.startsWith("workflows/") && new RegExp(`^${OWN}(/[\\w./-]+)?@v\\d+$`).test(uses);

/** The rules for workflows, by name. */
export const workflowRules: Readonly<Record<string, Rule>> = {
  pinned: (file) =>
    usesOf(file)
      .filter(({ uses }) => isOutside(uses) && !isOwnInStarter(file, uses))
      .filter(({ uses }) => !/^([\w.-]+\/){1,}[\w.-]+@[0-9a-f]{40}$/.test(uses) && !/^docker:\/\/.+@sha256:/.test(uses))
      .map(({ uses, number }) => `line ${number}: ${uses} is not pinned to a whole commit`),

  "version comment": (file) =>
    usesOf(file)
      .filter(({ uses, comment }) => /@[0-9a-f]{40}$/.test(uses) && !/^# v\d+\.\d+\.\d+$/.test(comment.trim()))
      .map(({ uses, number }) => `line ${number}: ${uses} has no "# vX.Y.Z" behind it`),

  "self by $/": (file) =>
    usesOf(file)
      .filter(({ uses }) => uses.startsWith("./"))
      .map(({ uses, number }) => `line ${number}: ${uses} needs a checkout and is not pinned; write $/`),

  "no expression in run": (file) =>
    jobsOf(file).flatMap(([name, job]) =>
      stepsOf(job)
        .filter(({ run }) => run?.includes("${{"))
        .map(() => `job ${name}: an expression in run becomes code; hand it over with env`),
    ),

  "top-level permissions": ({ value }) => {
    const none = typeof value.permissions === "object" && Object.keys(value.permissions ?? { x: 1 }).length === 0;
    return none ? [] : ["the top level has to say permissions: {}, so that each job names its own"];
  },

  "permissions of each job": (file) =>
    jobsOf(file)
      .filter(([, job]) => !("permissions" in job))
      .map(([name]) => `job ${name} has no permissions`),

  "reason of each permission": (file) => {
    let indent = -1;
    return linesOf(file).flatMap(([line, number]) => {
      const depth = line.search(/\S/);
      if (/^\s*permissions:\s*$/.test(line)) indent = depth;
      else if (depth >= 0 && depth <= indent) indent = -1;
      else if (indent >= 0 && /^\s*[\w-]+:\s*(read|write|none)\s*$/.test(line)) {
        return [`line ${number}: ${line.trim()} has no reason behind it`];
      }
      return [];
    });
  },

  "no write-all": (file) =>
    linesOf(file)
      .filter(([line]) => /^\s*permissions:\s*(write|read)-all/.test(line))
      .map(([, number]) => `line ${number}: name the permissions one by one`),

  "checkout keeps no token": (file) =>
    jobsOf(file).flatMap(([name, job]) =>
      stepsOf(job)
        .filter((step) => step.uses?.startsWith("actions/checkout@") && step.with?.["persist-credentials"] !== false)
        .map(() => `job ${name}: checkout without persist-credentials: false leaves the token in .git/config`),
    ),

  timeout: (file) =>
    jobsOf(file)
      // A job that calls a workflow may not have one; the called jobs do.
      .filter(([, job]) => job.uses === undefined && job["timeout-minutes"] === undefined)
      .map(([name]) => `job ${name} has no timeout-minutes`),

  "secrets in environments": (file) =>
    jobsOf(file)
      .filter(([, job]) => job.uses === undefined && job.environment === undefined)
      .filter(([, job]) => /\bsecrets\s*[.[](?!\s*GITHUB_TOKEN\b)/.test(JSON.stringify(job)))
      .map(([name]) => `job ${name} uses secrets outside of an environment`),

  "secrets one by one": (file) =>
    jobsOf(file)
      .filter(([, job]) => job.secrets === "inherit" || /toJSON\(\s*secrets/i.test(JSON.stringify(job)))
      .map(([name]) => `job ${name} hands on all secrets`),

  "no cache in a release": (file) => {
    if (!isRelease(file)) return [];
    return jobsOf(file).flatMap(([name, job]) =>
      stepsOf(job)
        .filter((step) => {
          if (step.uses?.startsWith("actions/cache")) return true;
          if (!/^actions\/setup-(node|python|go|java)@/.test(step.uses ?? "")) return false;
          // setup-node caches by itself where package.json names a package manager, unless this is false.
          return step.with?.cache !== undefined || step.with?.["package-manager-cache"] !== false;
        })
        .map((step) => `job ${name}: ${step.uses} may bring in what an earlier run left in the cache`),
    );
  },

  "no dangerous trigger": (file) => {
    const triggers = triggersOf(file).filter((trigger) => /^(pull_request_target|workflow_run)$/.test(trigger));
    const checksOut = jobsOf(file).some(([, job]) =>
      stepsOf(job).some(({ uses }) => uses?.startsWith("actions/checkout@")),
    );
    return checksOut
      ? triggers.map((trigger) => `${trigger} with a checkout runs a stranger's code with our token`)
      : [];
  },

  concurrency: (file) =>
    file.value.concurrency !== undefined
      ? []
      : jobsOf(file)
          .filter(([, job]) => job.uses === undefined && job.concurrency === undefined)
          .map(([name]) => `job ${name} has no concurrency, nor has the workflow`),
};

function triggersOf({ value }: RuledFile): string[] {
  if (typeof value.on === "string") return [value.on];
  return Array.isArray(value.on) ? value.on.map(String) : Object.keys(value.on ?? {});
}

function isRelease(file: RuledFile): boolean {
  return /release/.test(file.path) || triggersOf(file).includes("release") || /^\s+tags:/m.test(file.text);
}

/** The rules for an action.yml, by name. `root` is where its `main` is looked for. */
export const actionRules = (root: string): Readonly<Record<string, Rule>> => ({
  "using node24": ({ value }) =>
    value.runs?.using === "node24" ? [] : [`runs.using is ${value.runs?.using}, not node24`],

  "main is there": ({ path, value }) =>
    [value.runs?.main, value.runs?.post]
      .filter((script) => script !== undefined)
      .filter((script) => !existsSync(join(root, dirname(path), script)))
      .map((script) => `${script} is not there`),

  deprecationMessage: ({ value }) =>
    Object.entries(value.inputs ?? {}).flatMap(([name, input]) =>
      Object.keys(input ?? {})
        .filter((key) => !["description", "required", "default", "deprecationMessage"].includes(key))
        .map((key) => `input ${name}: the runner does not know ${key}; it reads deprecationMessage`),
    ),

  "README tables": ({ path, value }) => {
    const folder = dirname(path) === "." ? "actions/pipeline" : dirname(path);
    const file = join(root, folder, "README.md");
    if (!existsSync(file)) return [`${folder}/README.md is not there`];
    const readme = readFileSync(file, "utf8");
    return [...tableMistakes(readme, "inputs", value.inputs), ...tableMistakes(readme, "outputs", value as never)];
  },
});

/** How the first column of a generated table differs from the keys of a record. */
export function tableMistakes(readme: string, name: "inputs" | "outputs", holder: object | undefined): string[] {
  const record = name === "outputs" ? (holder as { outputs?: object } | undefined)?.outputs : holder;
  const part = new RegExp(`<!-- ${name}:start -->([\\s\\S]*?)<!-- ${name}:end -->`).exec(readme)?.[1];
  if (part === undefined) return [`the README has no markers for ${name}`];
  const listed = [...part.matchAll(/^\| `([^`]+)` *\|/gm)].map((match) => match[1]);
  const declared = Object.keys(record ?? {});
  return listed.join() === declared.join() ? [] : [`${name} of the README: ${listed}; of action.yml: ${declared}`];
}

/** What GitHub's own parser says of a workflow; empty where it takes it. */
export async function workflowErrors(path: string, text: string): Promise<string[]> {
  const trace = new NoOperationTraceWriter();
  const { context, value } = parseWorkflow({ name: path, content: text }, trace);
  if (value) {
    const template = await convertWorkflowTemplate(context, value, undefined, {
      errorPolicy: ErrorPolicy.TryConversion,
    });
    return [...context.errors.getErrors(), ...(template.errors ?? [])].map(sayError);
  }
  return context.errors.getErrors().map(sayError);
}

/** What GitHub's own parser says of an action.yml. */
export function actionErrors(path: string, text: string): string[] {
  return parseAction({ name: path, content: text }, new NoOperationTraceWriter())
    .context.errors.getErrors()
    .map(sayError);
}

const sayError = (error: { message?: string; Message?: string }): string =>
  error.message ?? error.Message ?? String(error);
