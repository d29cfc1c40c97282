import { UserError } from "../../toolkit/errors.ts";
import { counted } from "../../toolkit/units.ts";
import type { World } from "../../toolkit/world.ts";
import type { Engine } from "./engine.ts";
import type { MigrateInputs } from "./inputs.ts";
import { runCommand } from "./shell-command.ts";
import { toolSql } from "./tool-files.ts";
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
      ? `Recognised ${tool.name}; ${counted(before.length, "migration")} recorded`
      : "The tool is not a known one: its history is not read",
  );
  await execute(inputs.command, tool, inputs, world);
  await engine.checkLock();
  const after = await recorded(engine, tool);
  const lost = before.filter((version) => !after.includes(version));
  if (lost.length > 0 && !tool?.newestOnly) {
    throw new UserError(`The history of ${tool?.name} has lost ${lost.join(", ")}`, {
      hint: "The command has undone migrations, or works on another database than the input url.",
    });
  }
  const checked = await nothingPending(tool, engine, inputs, world);
  return {
    tool: tool?.name ?? "",
    added: after.filter((version) => !before.includes(version)),
    recorded: tool ? after.length : undefined,
    checked,
  };
}

// By the tool's own word where it has one, else by its files and its history. Gives whether that could be known.
async function nothingPending(
  tool: Tool | undefined,
  engine: Engine,
  inputs: MigrateInputs,
  world: World,
): Promise<boolean> {
  const hint = "The tool has skipped some, a late one for example, or works on another database than the input url.";
  const command = inputs.pendingCommand || tool?.pending?.(inputs.command) || "";
  if (command !== "") {
    await execute(command, undefined, inputs, world).catch((error) => {
      throw new UserError(`The command succeeded, and migrations are pending all the same (${command})`, {
        hint,
        cause: error,
      });
    });
    return true;
  }
  if (tool?.sql && "pick" in tool.sql) {
    const { files, applied } = await toolSql(inputs, world, undefined, engine);
    const left = files.filter(({ version }) => !applied.some((row) => row.version === version));
    if (left.length === 0) return true;
    throw new UserError(
      `The command succeeded, and migrations are pending all the same: ${left.map(({ path }) => path).join(", ")}`,
      { hint },
    );
  }
  world.runner.annotate(
    "notice",
    "Whether anything is pending now was not checked: give the input pending-command, which ends with 0 where nothing is.",
  );
  return false;
}

async function execute(command: string, tool: Tool | undefined, inputs: MigrateInputs, world: World): Promise<void> {
  await runCommand(command, inputs, world, tool?.trap);
}

async function recorded(engine: Engine, tool: Tool | undefined): Promise<string[]> {
  return tool ? await engine.recorded(tool.history) : [];
}
