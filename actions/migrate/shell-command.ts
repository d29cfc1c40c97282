import { UserError } from "../../toolkit/errors.ts";
import { lastLines } from "../../toolkit/log-text.ts";
import type { World } from "../../toolkit/world.ts";
import type { MigrateInputs } from "./inputs.ts";

/** Runs a line of the project's own by sh, with the address and the limits in its environment. Throws where it fails. */
export async function runCommand(
  command: string,
  inputs: MigrateInputs,
  world: World,
  hint = "See its output above.",
): Promise<{ stdout: string }> {
  const { runner } = world;
  const limits = `-c lock_timeout=${inputs.lockTimeout} -c statement_timeout=${inputs.statementTimeout}`;
  const { code, stdout, stderr } = await world.run("sh", ["-c", command], {
    cwd: world.workspace,
    env: {
      ...runner.env,
      ...(inputs.url ? { DATABASE_URL: inputs.url } : {}),
      // libpq and pg honour it; clients that do not are limited by the settings of their own address.
      PGOPTIONS: [runner.env.PGOPTIONS, limits].filter(Boolean).join(" "),
      PGAPPNAME: "quayside command",
    },
    timeout: inputs.commandTimeout,
    signal: world.signal,
    onLine: (line) => runner.info(line),
  });
  if (code === 0) return { stdout };
  const last = lastLines(`${stdout}\n${stderr}`, 12).map((line) => runner.redact(line));
  throw new UserError(
    `The command ended with ${code}${last.length > 0 ? `:\n${last.join("\n")}` : " and said nothing"}`,
    { exitCode: code, hint },
  );
}
