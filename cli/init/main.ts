import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type ActionBody, outputsOf } from "../../toolkit/action.ts";
import { codeOf, UserError } from "../../toolkit/errors.ts";
import { readInputs } from "../../toolkit/inputs.ts";
import { packageRoot } from "../package-root.ts";
import { detect, type Findings, type Found } from "./detect.ts";
import { dockerignoreOf } from "./dockerignore.ts";
import { pipelineYaml } from "./pipeline-yaml.ts";
import { readRepository } from "./repository.ts";
import { type System, spec } from "./spec.ts";
import { adapted, STARTERS, variablesOf } from "./starters.ts";

/** Looks at the repository, says what it found and why, and writes the files that are not there yet. */
export const main: ActionBody = async (world) => {
  const { runner, workspace } = world;
  const inputs = readInputs(spec.inputs, runner);
  const repository = await readRepository(world);
  const found = detect(repository, inputs);
  const told = tell(found);
  for (const { what, value, why } of told) runner.info(`${what.padEnd(12)} ${value}  (${why})`);
  if (!found.dockerfile && !found.tests && !found.migrations) {
    throw new UserError("There is nothing here to make a pipeline of: no Dockerfile, no tests, no migrations", {
      hint: 'Add a Dockerfile, or name the command that runs the tests: quayside init --test "make test"',
    });
  }
  const pipeline = pipelineYaml(found, repository.slug);
  const files = new Map([["pipeline.yml", pipeline]]);
  for (const system of inputs.ci) {
    for (const { source, target } of STARTERS[system]) {
      const starter = await readFile(join(packageRoot(), "workflows", source), "utf8");
      files.set(target, adapted(starter, { branch: repository.branch, pipeline }));
    }
  }
  const ignore = dockerignoreOf(repository, found, [...files.keys()]);
  if (ignore !== undefined) files.set(".dockerignore", ignore);
  const written: string[] = [];
  const kept: string[] = [];
  for (const [path, text] of files) {
    const whole = join(workspace, path);
    const there = await readFile(whole, "utf8").catch((error) => {
      if (codeOf(error) === "ENOENT") return undefined;
      throw error;
    });
    if (there === text || (there !== undefined && !inputs.force)) {
      kept.push(path);
      runner.info(
        `kept         ${path}  (${there === text ? "it is the same" : "it is there; --force writes it anew"})`,
      );
      continue;
    }
    written.push(path);
    if (inputs.mode === "plan") {
      runner.info(`would write  ${path}`);
      continue;
    }
    await mkdir(dirname(whole), { recursive: true });
    // "wx": what somebody has written since we looked is not lost.
    await writeFile(whole, text, { flag: there === undefined ? "wx" : "w" });
    runner.info(`written      ${path}`);
  }
  const planned = inputs.mode === "plan";
  outputsOf(
    spec,
    runner,
  )({
    outcome: planned ? "planned" : written.length > 0 ? "written" : "unchanged",
    files: written,
    kept,
    report: { version: 1, found: told, files: Object.fromEntries(files) },
  });
  if (planned) return;
  for (const line of adviceOf(found, pipeline, inputs.ci)) runner.info(line);
  runner.info("Next: quayside doctor, quayside plan, quayside pipeline");
};

/** What has to be set before the pipeline runs, a line each. */
function adviceOf(found: Findings, pipeline: string, systems: readonly System[]): string[] {
  const { asked, further } = variablesOf(pipeline);
  const lines: string[] = [];
  if (found.dockerfile && !found.port) {
    lines.push(
      `Nothing is deployed, since no port was found: write EXPOSE and the port that the app listens on into ${found.dockerfile.value},`,
      "and run quayside init --force.",
    );
  }
  if (asked.length > 0)
    lines.push(`Set ${asked.join(", ")} before it runs: in the environment here, as secrets of the CI system there.`);
  if (systems.includes("jenkins")) {
    const names = ["REGISTRY_USERNAME", "REGISTRY_PASSWORD", "DATABASE_URL", "APP_DATABASE_URL"];
    const wanted = names.filter((name) => new RegExp(`\\$\\{?${name}\\b`).test(pipeline));
    const ids = wanted.map((name) => name.toLowerCase().replaceAll("_", "-"));
    if (ids.length > 0) lines.push(`On Jenkins, add credentials of the kind "secret text": ${ids.join(", ")}.`);
  }
  if (!systems.includes("github")) return lines;
  if (further.length > 0) {
    lines.push(`On GitHub, write ${further.join(", ")} into one secret, QUAYSIDE_VARIABLES: NAME=VALUE, one a line.`);
  }
  if (/^deploy:/m.test(pipeline)) {
    lines.push(
      "On GitHub, name your Docker host by the variables QUAYSIDE_HOSTS (ssh://deploy@10.0.0.5) and QUAYSIDE_KNOWN_HOSTS,",
      "and its key by the secret QUAYSIDE_SSH_KEY; without them the deploy goes to the runner, and ends with it.",
    );
  }
  return lines;
}

interface Told {
  readonly what: string;
  readonly value: string;
  readonly why: string;
}

function tell(found: Findings): Told[] {
  const list: Told[] = [];
  const put = <T>(what: string, one: Found<T> | undefined, value: (found: T) => string = String) => {
    if (one) list.push({ what, value: value(one.value), why: one.why });
  };
  put("app", found.app);
  put("stack", found.stack);
  put("Dockerfile", found.dockerfile);
  for (const one of found.buildArgs) put("build arg", one, ([name, value]) => `${name}=${value}`);
  for (const one of found.buildSecrets) put("build secret", one);
  put("port", found.port);
  put("health path", found.healthPath);
  put("tests", found.tests, ({ run }) => run);
  put("migrations", found.migrations, (value) => ("command" in value ? value.command : value.directory));
  // Values may be passwords that somebody has written into the Compose file; names are enough here.
  for (const one of found.env) put("setting", one, ([name]) => name);
  for (const one of found.secrets) put("secret", one, ([name]) => name);
  return list;
}
