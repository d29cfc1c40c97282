/**
 * Runs what takes too long for `npm test`: every program of one folder of test/, one after the other, or the ones that
 * are named. `npm run bench`, `npm run bench -- migrate`, `npm run test:fault -- deploy-kill --random 30`; arguments
 * from the first that begins with a dash go to the programs. Fails where one of them fails. With `--list` it only says
 * which it would run.
 */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describeFailure } from "./describe-failure.ts";
import { setUpForTests } from "./setup/index.ts";

const root = join(import.meta.dirname, "..");

async function main([kind = "", ...args]: readonly string[]): Promise<number> {
  const folder = join(root, "test", kind);
  // Files of programs only; what they share lies in a folder beside them.
  const known = readdirSync(folder)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => basename(name, ".ts"));
  const dash = args.findIndex((arg) => arg.startsWith("-"));
  const named = dash < 0 ? args : args.slice(0, dash);
  const unknown = named.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`test/${kind} has no ${unknown.join(", ")}; it has ${known.join(", ")}.`);
  if (args[dash] === "--list") {
    console.log((named.length > 0 ? named : known).join("\n"));
    return 0;
  }
  const env = { ...process.env, ...(await setUpForTests((line) => console.error(`· ${line}`))) };
  const failed: string[] = [];
  for (const name of named.length > 0 ? named : known) {
    console.error(`▸ ${kind}/${name}`);
    if ((await start(join(folder, `${name}.ts`), dash < 0 ? [] : args.slice(dash), env)) !== 0) failed.push(name);
  }
  if (failed.length > 0) console.error(`Failed: ${failed.join(", ")}`);
  return failed.length > 0 ? 1 : 0;
}

async function start(file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(process.execPath, [...process.execArgv, file, ...args], { cwd: root, env, stdio: "inherit" });
  const forward = (["SIGINT", "SIGTERM"] as const).map((signal) => [signal, () => child.kill(signal)] as const);
  for (const [signal, pass] of forward) process.on(signal, pass);
  try {
    return await new Promise((done, fail) => child.once("error", fail).once("close", (code) => done(code ?? 1)));
  } finally {
    for (const [signal, pass] of forward) process.off(signal, pass);
  }
}

process.exitCode = await main(process.argv.slice(2)).catch(describeFailure);
