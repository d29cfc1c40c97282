/**
 * Plays GitHub's runner for JavaScript actions: what a step gets, what is read from it, and how it is cancelled.
 * The rules are those of actions/runner 2.336. Started by hand it runs one step and prints its record:
 *
 *     node scripts/play-runner.ts actions/build/action.yml mode=plan tags=app:1
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { signalTree } from "../toolkit/process-tree.ts";
import { readYaml } from "../toolkit/yaml.ts";
import { parsePairs } from "./play-runner/file-commands.ts";
import { LogReader } from "./play-runner/log-reader.ts";
import { Masks } from "./play-runner/masks.ts";
import type { Annotation } from "./play-runner/workflow-commands.ts";

export type { Annotation } from "./play-runner/workflow-commands.ts";

/** One step: an action and what its `with:` and `env:` say. */
export interface Step {
  /** Path of the action.yml. */
  action: string;
  with?: Readonly<Record<string, string>>;
  env?: Readonly<Record<string, string>>;
  /** Cancels the job once it is aborted. */
  cancel?: AbortSignal;
  /** Told each line that the step prints, as it comes and before anything is taken out of it. */
  onLine?: (line: string) => void;
}

/** What all steps of a job share. */
export interface Job {
  /** The checked-out repository; an empty folder that is removed at the end where not given. */
  workspace?: string;
  /** The payload of the event; `{}` where not given. */
  event?: object;
  /** The `github` context: `repository`, `ref`, `sha`, `event_name`, `token`, `api_url` and so on; also `GITHUB_*` of the steps, but for the token. */
  github?: Readonly<Record<string, string>>;
  /** Values that are secrets of the job, and so hidden from the start. */
  secrets?: readonly string[];
  /** Milliseconds that a step may take before everything of it is killed and the call rejects; 120,000 where not given. */
  timeout?: number;
  /** The program that runs the actions; this Node where not given. */
  node?: string;
}

/** How a main or post step went. */
export interface StepRecord {
  /** Exit code of the process; 128 + n where signal n ended it. */
  exitCode: number;
  conclusion: "success" | "failure" | "cancelled";
  outputs: Record<string, string>;
  /** Outputs that a job could not hand on, since a secret is in them. */
  droppedOutputs: string[];
  env: Record<string, string>;
  path: string[];
  state: Record<string, string>;
  /** At most ten of each level, as GitHub shows them. */
  annotations: Annotation[];
  /** All of them, also those that are above the limit and not shown. */
  allAnnotations: Annotation[];
  groups: string[];
  debug: string[];
  /** Values of `add-mask`. */
  masks: string[];
  /** Problem matchers that were added and not removed again, by their files or owners. */
  matchers: string[];
  /** The job summary of this step, masked; `""` where it was refused. */
  summary: string;
  /** The log as people see it: masked, commands taken out. */
  log: string;
  /** Every byte that the process printed, both streams. */
  rawLog: string;
  milliseconds: number;
}

/** A job that was played: the main steps in their order, the post steps in theirs. */
export interface JobRecord {
  conclusion: "success" | "failure" | "cancelled";
  steps: StepRecord[];
  /** By the index of the step they belong to; steps without one, or whose `post-if` was false, have none. */
  posts: Map<number, StepRecord>;
}

/** The runner refuses a summary that is larger. */
const SUMMARY_LIMIT = 1024 * 1024;
const ISSUES_PER_LEVEL = 10;
/** Milliseconds between SIGINT and SIGTERM, and between SIGTERM and the end of the whole process tree. */
const CANCEL = { sigint: 7500, sigterm: 2500 };

/** Plays a single step; its post step, if it has one, is run too and is in `post`. */
export async function playStep(step: Step, job: Job = {}): Promise<StepRecord & { post?: StepRecord }> {
  const record = await playJob([step], job);
  const [main] = record.steps;
  if (!main) throw new Error("the step did not run");
  const post = record.posts.get(0);
  return post ? { ...main, post } : main;
}

/** Plays the steps of a job: mains in order until one fails, then the posts in reverse order as their `post-if` says. */
export async function playJob(steps: readonly Step[], job: Job = {}): Promise<JobRecord> {
  const home = mkdtempSync(join(tmpdir(), "play-runner-"));
  try {
    const player = new Player(home, job);
    const record: JobRecord = { conclusion: "success", steps: [], posts: new Map() };
    for (const step of steps) {
      if (record.conclusion !== "success") break;
      const result = await player.run(step, manifestOf(step.action), "main", {});
      record.steps.push(result);
      record.conclusion = result.conclusion;
    }
    for (let index = record.steps.length - 1; index >= 0; index--) {
      const [step, main] = [steps[index] as Step, record.steps[index] as StepRecord];
      const manifest = manifestOf(step.action);
      if (!manifest.post || !condition(manifest.postIf, record.conclusion)) continue;
      const { cancel: _done, onLine: _told, ...again } = step;
      const result = await player.run(again, manifest, "post", main.state);
      record.posts.set(index, result);
      if (result.conclusion === "failure" && record.conclusion === "success") record.conclusion = "failure";
    }
    return record;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

interface Manifest {
  main: string;
  post: string | undefined;
  postIf: string;
  /** Defaults by input; `""` where there is none. */
  inputs: Map<string, string>;
}

function manifestOf(path: string): Manifest {
  const value = readYaml(path, readFileSync(path, "utf8")).value as {
    inputs?: Record<string, { default?: unknown } | null>;
    runs: { using: string; main: string; post?: string; "post-if"?: string };
  };
  if (!/^node\d+$/.test(value.runs.using)) throw new Error(`${path} is no JavaScript action`);
  const folder = dirname(resolve(path));
  return {
    main: join(folder, value.runs.main),
    post: value.runs.post === undefined ? undefined : join(folder, value.runs.post),
    postIf: value.runs["post-if"] ?? "always()",
    inputs: new Map(Object.entries(value.inputs ?? {}).map(([name, input]) => [name, String(input?.default ?? "")])),
  };
}

/** A `post-if` of the four status functions with `!`, `&&`, `||`; throws for any other. */
function condition(expression: string, status: JobRecord["conclusion"]): boolean {
  const values: Record<string, boolean> = {
    always: true,
    success: status === "success",
    failure: status === "failure",
    cancelled: status === "cancelled",
  };
  return expression.split("||").some((either) =>
    either.split("&&").every((part) => {
      const match = /^(!?)(always|success|failure|cancelled)\(\)$/.exec(part.replaceAll(/\s/g, ""));
      if (!match) throw new Error(`post-if "${expression}" is more than this player understands`);
      return (values[match[2] as string] as boolean) !== (match[1] === "!");
    }),
  );
}

/** Paths of the file commands of one step. */
type CommandFiles = Record<"output" | "env" | "state" | "path" | "summary", string>;

class Player {
  readonly #home: string;
  readonly #job: Job;
  readonly #masks = new Masks();
  readonly #env: Record<string, string> = {};
  readonly #path: string[] = [];
  readonly #github: Record<string, string>;
  readonly #workspace: string;
  #count = 0;

  constructor(home: string, job: Job) {
    this.#home = home;
    this.#job = job;
    this.#workspace = job.workspace ?? join(home, "workspace");
    for (const folder of [this.#workspace, join(home, "temp"), join(home, "tools")]) {
      mkdirSync(folder, { recursive: true });
    }
    writeFileSync(join(home, "event.json"), JSON.stringify(job.event ?? {}));
    this.#github = {
      repository: "acme/shop",
      repository_owner: "acme",
      ref: "refs/heads/main",
      ref_name: "main",
      ref_type: "branch",
      sha: "0123456789abcdef0123456789abcdef01234567",
      head_ref: "",
      base_ref: "",
      event_name: "push",
      run_id: "1",
      run_attempt: "1",
      run_number: "1",
      server_url: "https://github.com",
      // Nothing that is played may reach the real API by accident: port 9 is the discard service.
      api_url: "http://127.0.0.1:9",
      graphql_url: "http://127.0.0.1:9/graphql",
      actor: "octocat",
      job: "job",
      workflow: "workflow",
      ...job.github,
    };
    for (const secret of [...(job.secrets ?? []), this.#github.token ?? ""]) if (secret) this.#masks.add(secret);
  }

  async run(
    step: Step,
    manifest: Manifest,
    phase: "main" | "post",
    state: Readonly<Record<string, string>>,
  ): Promise<StepRecord> {
    const files = this.#files();
    const reader = new LogReader(this.#masks, step.onLine);
    const unexpected = Object.keys(step.with ?? {}).filter((name) => !manifest.inputs.has(name.toLowerCase()));
    if (unexpected.length > 0) {
      const valid = [...manifest.inputs.keys()].join("', '");
      reader.issue("warning", `Unexpected input(s) '${unexpected.join("', '")}', valid inputs are ['${valid}']`);
    }
    const script = phase === "main" ? manifest.main : (manifest.post as string);
    if (!existsSync(script)) throw new Error(`File not found: '${script}'`);
    const begin = performance.now();
    const ended = await this.#spawn(script, this.#environment(step, manifest, files, state), reader, step.cancel);
    const milliseconds = performance.now() - begin;
    const record: StepRecord = {
      exitCode: ended.code,
      conclusion: ended.cancelled ? "cancelled" : ended.code === 0 ? "success" : "failure",
      outputs: {},
      droppedOutputs: [],
      env: {},
      path: [],
      state: { ...state, ...reader.state },
      annotations: [],
      allAnnotations: reader.annotations,
      groups: reader.groups,
      debug: reader.debug,
      masks: reader.masks,
      matchers: [...reader.matchers],
      summary: "",
      log: "",
      rawLog: reader.raw,
      milliseconds,
    };
    this.#readFiles(files, reader, record);
    if (reader.failed && record.conclusion === "success") record.conclusion = "failure";
    record.log = reader.lines.map((line) => `${this.#masks.apply(line)}\n`).join("");
    const shown = { error: 0, warning: 0, notice: 0 };
    record.annotations = reader.annotations.filter(({ level }) => ++shown[level] <= ISSUES_PER_LEVEL);
    record.droppedOutputs = Object.keys(record.outputs).filter((name) => {
      const value = record.outputs[name] ?? "";
      return this.#masks.apply(value) !== value;
    });
    return record;
  }

  #files(): CommandFiles {
    const folder = join(this.#home, "commands");
    mkdirSync(folder, { recursive: true });
    const id = ++this.#count;
    const fresh = (name: string) => {
      const path = join(folder, `${name}_${id}`);
      writeFileSync(path, "");
      return path;
    };
    return {
      output: fresh("set_output"),
      env: fresh("set_env"),
      state: fresh("save_state"),
      path: fresh("add_path"),
      summary: fresh("step_summary"),
    };
  }

  #environment(
    step: Step,
    manifest: Manifest,
    files: CommandFiles,
    state: Readonly<Record<string, string>>,
  ): Record<string, string> {
    const env: Record<string, string> = {};
    // The machine's own environment, without what a test runner or an outer CI run left in it.
    for (const [name, value] of Object.entries(process.env)) {
      const foreign =
        /^(GITHUB_|RUNNER_|INPUT_|STATE_|ACTIONS_|VITEST|NODE_OPTIONS$|NODE_ENV$|NODE_V8_COVERAGE$|TEST$)/;
      if (value !== undefined && !foreign.test(name)) env[name] = value;
    }
    for (const [name, value] of Object.entries(this.#github)) {
      if (name !== "token") env[`GITHUB_${name.toUpperCase()}`] = value;
    }
    Object.assign(env, {
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: this.#workspace,
      GITHUB_EVENT_PATH: join(this.#home, "event.json"),
      GITHUB_OUTPUT: files.output,
      GITHUB_ENV: files.env,
      GITHUB_STATE: files.state,
      GITHUB_PATH: files.path,
      GITHUB_STEP_SUMMARY: files.summary,
      RUNNER_OS: "Linux",
      RUNNER_ARCH: "X64",
      RUNNER_NAME: "played",
      RUNNER_ENVIRONMENT: "self-hosted",
      RUNNER_TEMP: join(this.#home, "temp"),
      RUNNER_TOOL_CACHE: join(this.#home, "tools"),
      ...this.#env,
      ...step.env,
    });
    if (this.#path.length > 0)
      env.PATH = [...this.#path]
        .reverse()
        .join(":")
        .concat(`:${env.PATH ?? ""}`);
    const given = new Map(Object.entries(step.with ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
    for (const [name, fallback] of [...manifest.inputs, ...[...given].filter(([name]) => !manifest.inputs.has(name))]) {
      env[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] = given.get(name) ?? this.#evaluate(fallback);
    }
    for (const [name, value] of Object.entries(state)) env[`STATE_${name}`] = value;
    return env;
  }

  /** Puts values of the `github` context into a default; throws for any other expression. */
  #evaluate(text: string): string {
    return text.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
      const name = /^github\.([a-z_]+)$/.exec(expression)?.[1];
      if (name === undefined) throw new Error(`the default "${text}" is more than this player understands`);
      return name === "workspace" ? this.#workspace : (this.#github[name] ?? "");
    });
  }

  async #spawn(
    script: string,
    env: Record<string, string>,
    reader: LogReader,
    cancel: AbortSignal | undefined,
  ): Promise<{ code: number; cancelled: boolean }> {
    const child = spawn(this.#job.node ?? process.execPath, [script], {
      cwd: this.#workspace,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const timers: NodeJS.Timeout[] = [];
    const after = (milliseconds: number, body: () => void) => timers.push(setTimeout(body, milliseconds));
    const kill = () => child.pid !== undefined && signalTree(child.pid, "SIGKILL");
    let cancelled = false;
    const onCancel = () => {
      cancelled = true;
      child.kill("SIGINT");
      after(CANCEL.sigint, () => child.kill("SIGTERM"));
      after(CANCEL.sigint + CANCEL.sigterm, kill);
    };
    let late = false;
    after(this.#job.timeout ?? 120_000, () => {
      late = true;
      kill();
    });
    child.stdout.setEncoding("utf8").on("data", reader.stream());
    child.stderr.setEncoding("utf8").on("data", reader.stream());
    if (cancel?.aborted) onCancel();
    cancel?.addEventListener("abort", onCancel, { once: true });
    try {
      const code = await new Promise<number>((done, reject) => {
        child.once("error", reject);
        child.once("close", (code, signal) => {
          const number = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal as string] ?? 1;
          done(code ?? 128 + number);
        });
      });
      reader.flush();
      if (late) throw new Error(`${script} did not end in time; its log so far:\n${reader.raw}`);
      return { code, cancelled };
    } finally {
      for (const timer of timers) clearTimeout(timer);
      cancel?.removeEventListener("abort", onCancel);
    }
  }

  #readFiles(files: CommandFiles, reader: LogReader, record: StepRecord): void {
    const attempt = (name: string, body: () => void) => {
      try {
        body();
      } catch (error) {
        reader.issue("error", `Unable to process file command '${name}' successfully.`);
        reader.issue("error", error instanceof Error ? error.message : String(error));
        reader.failed = true;
      }
    };
    const pairs = (path: string) => parsePairs(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
    attempt("env", () => {
      for (const [name, value] of pairs(files.env)) {
        if (name.toUpperCase() === "NODE_OPTIONS") {
          reader.issue("error", "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.");
        } else {
          record.env[name] = value;
          this.#env[name] = value;
        }
      }
    });
    attempt("output", () => {
      for (const [name, value] of pairs(files.output)) record.outputs[name] = value;
    });
    attempt("state", () => {
      for (const [name, value] of pairs(files.state)) record.state[name] = value;
    });
    attempt("path", () => {
      const lines = readFileSync(files.path, "utf8").split(/\r?\n/);
      record.path = lines.filter((line) => line !== "");
      this.#path.push(...record.path);
    });
    const { size } = statSync(files.summary);
    if (size > SUMMARY_LIMIT) {
      reader.issue(
        "error",
        `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${SUMMARY_LIMIT / 1024}k, got ${Math.floor(size / 1024)}k.`,
      );
    } else {
      record.summary = this.#masks.apply(readFileSync(files.summary, "utf8"));
    }
  }
}

if (import.meta.main) {
  const [action, ...pairs] = process.argv.slice(2);
  if (!action) {
    console.error("usage: node scripts/play-runner.ts ACTION.YML [INPUT=VALUE…]");
    process.exit(2);
  }
  const inputs = pairs.map((pair) => {
    const at = pair.indexOf("=");
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  const { rawLog: _raw, ...record } = await playStep(
    { action, with: Object.fromEntries(inputs) },
    { workspace: process.cwd() },
  );
  console.log(JSON.stringify(record, null, 2));
  process.exitCode = record.exitCode;
}
