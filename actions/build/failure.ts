import { lastLines } from "../../toolkit/log-text.ts";
import { type Instruction, instructionOf } from "./dockerfile.ts";
import type { Progress } from "./progress.ts";

/** Why a build failed, for people. */
export interface BuildFailure {
  readonly message: string;
  /** The last words only, for a place where there is room for a line. */
  readonly cause: string;
  readonly hint: string;
  /** Line of the Dockerfile, from 1. */
  readonly line?: number;
  readonly endLine?: number;
}

// The usual causes, the particular before the general; first match wins.
const HINTS: readonly [pattern: RegExp, hint: string][] = [
  [
    /no space left on device|disk quota exceeded/i,
    "The disk of the builder is full: docker system df shows what is on it, docker builder prune and docker image prune free it.",
  ],
  [
    /exit code: 127|command not found/i,
    "The command is not in the image at this point: install it in an earlier instruction, or correct its name.",
  ],
  [
    /failed to compute cache key|failed to calculate checksum|not found: not found|file not found in build context|COPY failed/i,
    "The file is not in the context that was sent: look at the path (it counts from the context, not from the Dockerfile), and whether .dockerignore leaves it out.",
  ],
  [
    /pull access denied|insufficient_scope|authorization failed|403 Forbidden/i,
    "The registry refuses the base image: check its name, and log in with `registries` where it is private.",
  ],
  [/toomanyrequests|429 Too Many Requests/i, "The registry limits pulls: log in with `registries`, or wait."],
  [
    /manifest unknown|failed to resolve source metadata|: not found$/im,
    "There is no such base image: check its name and tag.",
  ],
  [
    /self[- ]signed certificate|unable to get local issuer certificate|certificate verify failed|x509: certificate signed by unknown authority|SELF_SIGNED_CERT/i,
    "A proxy or server uses a certificate authority that the build does not know: hand its bundle in with `secret-files` and mount it in that RUN instruction.",
  ],
  [
    /Could not resolve host|EAI_AGAIN|Temporary failure (in name )?resol|ENOTFOUND|dial tcp: lookup/i,
    "A name could not be resolved during the build: check the network of the builder, its proxy and DNS; `network: host` uses the machine's own.",
  ],
  [
    /exit code: 137|signal: killed|Out of memory|heap out of memory/i,
    "It ran out of memory: give the builder more, or build less at once.",
  ],
  [
    /exec format error/i,
    "The instruction ran a program for another processor: set `platforms`, or install QEMU (docker/setup-qemu-action).",
  ],
  [
    /target stage .* could not be found|failed to reach build target/i,
    "There is no such stage: `target` takes a name after AS in the Dockerfile.",
  ],
  [
    /dockerfile parse error|unknown instruction|failed to create LLB definition/i,
    "The Dockerfile does not parse at this line.",
  ],
  [
    /secret .*not found|not found: secret|failed to .*secret/i,
    "The instruction needs a secret that was not handed in: give it with secrets, secret-envs or secret-files.",
  ],
  [
    /Cannot connect to the Docker daemon|error reading from server|connection (reset|refused)|closed transport|rpc error: code = Unavailable|socket hang up|ECONNRESET/i,
    "The builder went away in mid-build: look at the engine's own log, then run this again.",
  ],
];

/** The hint for the first usual cause that a text shows; "" where it shows none. */
export function hintFor(text: string): string {
  return HINTS.find(([pattern]) => pattern.test(text))?.[1] ?? "";
}

/** Explains a failed build from its progress, the Dockerfile, and whatever else was written. */
export function explainFailure(
  progress: Progress,
  dockerfile: { name: string; instructions: readonly Instruction[] },
  rest: string,
): BuildFailure {
  const step = progress.failed;
  const said = step?.error || progress.errors.at(-1) || lastLines(rest, 3).join("\n") || "no reason was given";
  const instruction = step && instructionOf(dockerfile.instructions, step.name);
  const parseLine = /(?:dockerfile parse error (?:on )?line|Dockerfile:)\s*(\d+)/i.exec(
    [said, ...progress.errors].join("\n"),
  )?.[1];
  const line = instruction?.line ?? progress.place?.line ?? (parseLine ? Number(parseLine) : undefined);
  const where = line === undefined ? "" : ` at ${dockerfile.name}:${line}`;
  const what = step ? `: ${step.name.replace(/^\[[^\]]*\]\s*/, "")}` : "";
  const output = lastLines((step?.output ?? []).join("\n"), 15);
  const cause = shorten(said);
  return {
    message: [`The build failed${where}${what}`, ...output.map((one) => `  ${one}`), `  ${cause}`].join("\n"),
    cause,
    hint: hintFor([...output, said, ...progress.errors].join("\n")),
    ...(line === undefined ? {} : { line }),
    ...(instruction ? { endLine: instruction.endLine } : {}),
  };
}

function shorten(said: string): string {
  const code = /exit code:? (\d+)/.exec(said)?.[1];
  if (code && /executor failed running|did not complete successfully/.test(said)) return `exit code ${code}`;
  return said.length > 1000 ? `${said.slice(0, 999)}…` : said;
}
