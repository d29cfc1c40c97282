import { UserError } from "../../toolkit/errors.ts";
import { lastLines } from "../../toolkit/log-text.ts";
import type { World } from "../../toolkit/world.ts";
import type { Engine } from "./engine.ts";
import type { MigrateInputs } from "./inputs.ts";
import { recognise, type Tool } from "./tools.ts";

/** What a project's own tool has done. */
export interface CommandResult {
  /** `prisma`, `alembic` …; `""` where it is not a known one. */
  readonly tool: string;
  /** What its history has now and had not before. */
  readonly added: readonly string[];
  /** How many entries its history has; undefined where the tool is not known. */
  readonly recorded: number | undefined;
  /** Whether "nothing pending afterwards" was checked. */
  readonly checked: boolean;
}

/**
 * Runs the project's own migration tool under the lock and the limits of this action, and makes sure that it has done
 * what it says. Throws a UserError with its last lines and its exit code where it fails.
 */
export async function runTool(engine: Engine, inputs: MigrateInputs, world: World): Promise<CommandResult> {
  const { runner } = world;
  const tool = recognise(inputs.command);
  await engine.lock();
  const before = await recorded(engine, tool);
  runner.info(
    tool
      ? `Recognised ${tool.name}; ${before.length} migrations recorded`
      : "The tool is not a known one: its history is not read",
  );
  await execute(inputs.command, tool, inputs, world);
  await engine.checkLock();
  const after = await recorded(engine, tool);
  const lost = before.filter((version) => !after.includes(version));
  // alembic keeps the newest version only, so an entry that goes is no loss there.
  if (lost.length > 0 && tool?.name !== "alembic") {
    throw new UserError(`The history of ${tool?.name} has lost ${lost.join(", ")}`, {
      hint: "The command has undone migrations, or works on another database than the input url.",
    });
  }
  const pending = inputs.pendingCommand || tool?.pending?.(inputs.command) || "";
  if (pending === "") {
    runner.annotate(
      "notice",
      "Whether anything is pending now was not checked: give the input pending-command, which ends with 0 where nothing is.",
    );
  } else {
    await execute(pending, undefined, inputs, world).catch((error) => {
      throw new UserError(`The command succeeded, and migrations are pending all the same (${pending})`, {
        hint: "The tool has skipped some, a late one for example, or works on another database than the input url.",
        cause: error,
      });
    });
  }
  return {
    tool: tool?.name ?? "",
    added: after.filter((version) => !before.includes(version)),
    recorded: tool ? after.length : undefined,
    checked: pending !== "",
  };
}

async function execute(command: string, tool: Tool | undefined, inputs: MigrateInputs, world: World): Promise<void> {
  const { runner } = world;
  const limits = `-c lock_timeout=${inputs.lockTimeout} -c statement_timeout=${inputs.statementTimeout}`;
  const { code, stdout, stderr } = await world.run("sh", ["-c", command], {
    cwd: world.workspace,
    env: {
      ...runner.env,
      DATABASE_URL: inputs.url,
      // libpq and pg honour it; clients that do not are limited by the settings of their own address.
      PGOPTIONS: [runner.env.PGOPTIONS, limits].filter(Boolean).join(" "),
      PGAPPNAME: "quayside command",
    },
    timeout: inputs.commandTimeout,
    signal: world.signal,
    onLine: (line) => runner.info(line),
  });
  if (code === 0) return;
  const last = lastLines(`${stdout}\n${stderr}`, 12).map((line) => runner.redact(line));
  throw new UserError(
    `The command ended with ${code}${last.length > 0 ? `:\n${last.join("\n")}` : " and said nothing"}`,
    {
      exitCode: code,
      hint: tool?.trap ?? "See its output above.",
    },
  );
}

async function recorded(engine: Engine, tool: Tool | undefined): Promise<string[]> {
  return tool ? await engine.recorded(tool.history) : [];
}
