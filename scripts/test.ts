/**
 * Runs the tests. Arguments go to vitest: `npm test -- --project unit`, `npm test -- test/engine/deploy.test.ts`.
 * What the engine and end-to-end tests need is set up first; the unit and contract tests need nothing.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { describeFailure } from "./describe-failure.ts";
import { setUpForTests } from "./setup/index.ts";

const root = join(import.meta.dirname, "..");

async function main(args: readonly string[]): Promise<number> {
  const projects = args.flatMap((arg, index) => (args[index - 1] === "--project" ? [arg] : []));
  const light = projects.length > 0 && projects.every((project) => ["unit", "contract"].includes(project));
  const env = light ? process.env : { ...process.env, ...(await setUpForTests((line) => console.error(`· ${line}`))) };
  const vitest = spawn(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", ...args], {
    cwd: root,
    env,
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => vitest.kill(signal));
  return await new Promise((done) => vitest.on("close", (code) => done(code ?? 1)));
}

process.exitCode = await main(process.argv.slice(2)).catch(describeFailure);
