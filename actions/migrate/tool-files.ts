import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";
import type { Engine } from "./engine.ts";
import { checksumOf, type MigrationFile, normalise } from "./files.ts";
import type { HistoryRow } from "./history.ts";
import type { MigrateInputs } from "./inputs.ts";
import { runCommand } from "./shell-command.ts";
import type { ParsedText } from "./sql.ts";
import { recognise, type Tool, type ToolFile } from "./tools.ts";

/** The SQL of the project's own tool, as files that the plan and the check can look at. */
export interface ToolSql {
  readonly files: readonly MigrationFile[];
  /** What of it the tool has applied already, in the form of a history of ours. */
  readonly applied: readonly HistoryRow[];
}

/**
 * Gets the SQL of the tool that a command runs: from its files, or printed by itself. Nothing is run in the database.
 * Throws a UserError where the SQL of that tool cannot be had.
 */
export async function toolSql(
  inputs: MigrateInputs,
  world: World,
  parse: ParsedText["parse"],
  engine: Engine | undefined,
): Promise<ToolSql> {
  const { command } = inputs;
  const tool = recognise(command);
  if (!tool?.sql) {
    throw new UserError(`The SQL of ${tool?.name ?? "this command"} cannot be had without running it`, {
      hint: "mode: plan and check look at the SQL of alembic, django, prisma, drizzle-kit, dbmate, goose, golang-migrate and flyway. For another tool run it against a scratch database, and mode: drift compares.",
    });
  }
  const recorded = (await engine?.recorded(tool.history)) ?? [];
  const found =
    "print" in tool.sql
      ? await tool.sql.print(command, recorded, (line) => print(line, inputs, world))
      : await read(tool.sql, command, inputs, world, tool);
  const files = found.map(({ path, key, text }, index): MigrationFile => {
    const plain = normalise(text);
    return { path, file: key, version: String(index + 1), name: key, text: plain, checksum: checksumOf(plain), parse };
  });
  const { sql } = tool;
  const done = files.filter((file) => "applied" in sql && sql.applied(recorded, file.name, file.text));
  return {
    files,
    applied: done.map(({ version, name, file, checksum }) => {
      return { version, name, file, checksum, state: "applied", done: [], inFlight: null, appliedAt: "" };
    }),
  };
}

async function print(line: string, inputs: MigrateInputs, world: World): Promise<string> {
  const quiet = { ...world, runner: { ...world.runner, info: world.runner.debug } };
  return (await runCommand(line, inputs, quiet)).stdout;
}

async function read(
  { folders, pick, forth }: Extract<NonNullable<Tool["sql"]>, { pick: unknown }>,
  command: string,
  inputs: MigrateInputs,
  world: World,
  tool: Tool,
): Promise<ToolFile[]> {
  const candidates = [...folders(command), inputs.directory];
  for (const folder of candidates) {
    const entries = await readdir(join(world.workspace, folder), { recursive: true }).catch(() => []);
    const files = entries.flatMap((entry) => {
      const key = pick(entry);
      return key === undefined ? [] : [{ path: join(folder, entry), key }];
    });
    if (files.length === 0) continue;
    // In the order in which the tool runs them: by number, else by name.
    files.sort((a, b) => a.key.localeCompare(b.key, "en", { numeric: true }));
    return Promise.all(
      files.map(async (file) => ({ ...file, text: forth(await readFile(join(world.workspace, file.path), "utf8")) })),
    );
  }
  throw new UserError(`No migration of ${tool.name} was found in ${candidates.join(", ")}`, {
    hint: "Give their folder in the input directory.",
  });
}
