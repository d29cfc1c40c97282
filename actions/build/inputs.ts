import { type InputsOf, readInputs } from "../../toolkit/inputs.ts";
import type { Runner } from "../../toolkit/runner.ts";
import { listOf } from "./lists.ts";
import { spec } from "./spec.ts";

/** The inputs of the build action. */
export type BuildInputs = InputsOf<typeof spec.inputs>;

/** Reads the inputs; throws a UserError that lists every mistake, those between inputs too. */
export function readBuildInputs(runner: Pick<Runner, "input" | "mask">): BuildInputs {
  // Both inputs are secret, but only parts of them are: a mask of a whole line such as "localhost:5000" would tear a
  // hole into every reference of the log.
  let current = "";
  const input = (name: string) => {
    current = name;
    return runner.input(name);
  };
  const mask = (raw: string) => {
    const parts = current === "registries" ? passwordsOf(raw) : valuesOf(raw);
    for (const part of parts) if (part !== "") runner.mask(part);
  };
  return readInputs(spec.inputs, { input, mask }, mistakesBetween);
}

function passwordsOf(raw: string): string[] {
  return raw.split(/\r?\n/).map((line) => line.trim().replace(/^\S+\s+\S+\s*/, ""));
}

function valuesOf(raw: string): string[] {
  try {
    return listOf(raw, { commas: false }).map((entry) => entry.replace(/^\s*[\w.-]+=/, ""));
  } catch {
    return raw.split(/\r?\n/).map((line) => line.trim().replace(/^"?[\w.-]+=/, ""));
  }
}

/** What is wrong between inputs, a sentence each, with the way out. */
export function mistakesBetween(inputs: BuildInputs): string[] {
  const mistakes: string[] = [];
  const say = (wrong: boolean, message: string) => wrong && mistakes.push(message);
  const { mode, tags, push, load, platforms, outputs } = inputs;
  say(
    mode === "push" && tags.length === 0,
    "mode: push needs tags: the references to push, for example: ghcr.io/org/app:1.4.2",
  );
  say(
    mode !== "push" && push && tags.length === 0,
    "push: true needs tags: the references to push, for example: ghcr.io/org/app:1.4.2",
  );
  say(mode !== "push" && inputs.image !== "", "image only goes with mode: push; it names the built image to push");
  say(
    load && platforms.length > 1,
    `load: true and ${platforms.length} platforms do not go together: an engine holds one platform of an image; build for one, or push`,
  );
  say(
    load && outputs.length > 0 && push,
    "load, push and outputs together are more than one builder can do; leave outputs out",
  );
  const ids = [...inputs.secrets, ...inputs.secretEnvs, ...inputs.secretFiles].map(({ id }) => id);
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
    mistakes.push(`the secret ${id} is given twice in secrets, secret-envs and secret-files; give each id once`);
  }
  for (const [name, entries] of [
    ["labels", inputs.labels],
    ["annotations", inputs.annotations],
    ["build-contexts", inputs.buildContexts],
  ] as const) {
    for (const entry of entries)
      say(!/^[^=]+=/.test(entry), `${name} got "${entry}", which has no KEY= in front; it takes KEY=VALUE`);
  }
  for (const entry of inputs.addHosts) {
    say(
      !/^[^:=\s]+[:=]\S+$/.test(entry),
      `add-hosts got "${entry}"; it takes HOST:IP, for example: db.internal:10.0.0.5`,
    );
  }
  for (const entry of platforms) {
    say(
      !/^[a-z0-9]+(\/[a-z0-9_]+){0,2}$/.test(entry),
      `platforms got "${entry}"; it takes OS/ARCHITECTURE, for example: linux/arm64`,
    );
  }
  return mistakes;
}
