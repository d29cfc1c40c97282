import { readFileSync } from "node:fs";
import { messageOf } from "../../toolkit/errors.ts";
import { type InputsOf, readInputs } from "../../toolkit/inputs.ts";
import type { Runner } from "../../toolkit/runner.ts";
import { spec } from "./spec.ts";
import { secretsOf } from "./url.ts";

/** The inputs as a record. */
export type MigrateInputs = InputsOf<typeof spec.inputs>;

/** Modes that do without a database. */
const WITHOUT_DATABASE = new Set(["plan", "check", "new"]);

/**
 * Reads the inputs, and hides every part of the address that is secret before anything can print it. The address is the
 * input url, else what the file of url-file holds, else the variable DATABASE_URL.
 */
export function readMigrateInputs(runner: Pick<Runner, "input" | "mask" | "env">): MigrateInputs {
  const hide = (address: string) => {
    for (const secret of secretsOf(address)) runner.mask(secret);
    return address;
  };
  let url = "";
  const inputs = readInputs(spec.inputs, runner, (given) => {
    const { mode, name, command, scratchUrl } = given;
    const mistakes: string[] = [];
    if (given.url !== "" && given.urlFile !== "") mistakes.push("url and url-file are both set; give one of them");
    try {
      url = hide(given.url || (given.urlFile && readFileSync(given.urlFile, "utf8").trim()));
    } catch (error) {
      mistakes.push(`url-file got "${given.urlFile}" (${messageOf(error)}); it takes a file that holds the address`);
    }
    url ||= mode === "new" ? "" : hide(runner.env.DATABASE_URL ?? "");
    if (url === "" && mistakes.length === 0 && !WITHOUT_DATABASE.has(mode)) {
      mistakes.push(`url is not set; mode ${mode} needs it, for example: ${spec.inputs.url.example}`);
    }
    if (mode === "new" && name === "") mistakes.push("name is not set; mode new needs it, for example: add_users");
    if (command !== "" && !/^(apply|plan|check)$/.test(mode))
      mistakes.push(`command is set, and mode ${mode} does not know it; it takes apply, plan or check`);
    if ((mode === "drift" || mode === "trace") && scratchUrl === "") {
      mistakes.push(
        `scratch-url is not set; mode ${mode} needs it, for example: ${spec.inputs["scratch-url"].example}`,
      );
    }
    return mistakes;
  });
  hide(inputs.scratchUrl);
  return Object.freeze({ ...inputs, url });
}
