import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../toolkit/errors.ts";
import { runUrl } from "../../toolkit/run-url.ts";
import type { World } from "../../toolkit/world.ts";
import { applyAll, MigrationError } from "./apply.ts";
import { runTool } from "./command.ts";
import { type Connection, connect, lockDatabase } from "./connection.ts";
import { identifier } from "./database.ts";
import { compareSchemas, differenceText, refuseFilled, snapshot } from "./drift.ts";
import { type MigrationFile, readDownFiles, readMigrations } from "./files.ts";
import { History } from "./history.ts";
import type { MigrateInputs } from "./inputs.ts";
import { lockOf } from "./locks.ts";
import { invalidIndexes } from "./outside.ts";
import { makePlan, newest, type Operation } from "./plan.ts";
import { Progress } from "./progress.ts";
import type { RunResult } from "./report.ts";
import { refuseProblems, review, tellAdopted } from "./review.ts";
import { newMigration, planRollback } from "./rollback.ts";
import { estimatedRows, versionText } from "./server.ts";
import { loadParser } from "./sql.ts";

/**
 * Does what `mode` asks for. What was found and done until then is also told when it fails: `result` is complete then,
 * and `error` is what is to be thrown.
 */
export async function migrate(inputs: MigrateInputs, world: World): Promise<{ result: RunResult; error?: unknown }> {
  const { runner } = world;
  const progress = new Progress(inputs, world.clock);
  let connection: Connection | undefined;
  try {
    // A tool of the project's own has files of its own.
    const { files, problems } = inputs.command
      ? { files: [], problems: [] }
      : await readMigrations(world.workspace, inputs.directory);
    await loadParser();
    if (inputs.mode === "new") {
      const file = newMigration(files, inputs.name, new Date(world.clock.now()));
      await writeFile(join(world.workspace, inputs.directory, file.file), file.text, { flag: "wx" });
      runner.info(`Wrote ${join(inputs.directory, file.file)}`);
      progress.plan = makePlan([...files, file], [], problems, inputs);
      progress.outcome = "created";
    } else if (!inputs.url) {
      progress.plan = makePlan(files, [], problems, inputs);
      await review(progress, files, inputs, world);
    } else {
      connection = await connect(inputs, world);
      progress.place = connection.url.place;
      progress.server = `PostgreSQL ${versionText(connection.facts.version)}`;
      runner.info(`Connected to ${progress.place}, ${progress.server}`);
      const { guard, facts } = connection;
      const history = new History(inputs.schema, inputs.historyTable);
      const look = async () => {
        progress.rows = (await history.exists(guard)) ? await history.read(guard) : [];
        progress.plan = makePlan(files, progress.rows, problems, inputs);
      };
      if (inputs.command) {
        progress.command = await runTool(connection, inputs, world);
        progress.outcome = progress.command.added.length > 0 ? "applied" : "up-to-date";
      } else if (inputs.mode === "apply") await apply(progress, look, history, connection, inputs, world);
      else if (inputs.mode === "rollback") await rollback(progress, look, history, connection, inputs, world);
      else if (inputs.mode === "drift") {
        await look();
        await drift(progress, files, connection, inputs, world);
      } else {
        await look();
        const statements = progress.plan.operations.flatMap((operation) => operation.statements);
        progress.estimatedRows = await estimatedRows(
          guard,
          statements.map(({ tree }) => lockOf(tree)?.table ?? "").filter((table) => table !== ""),
        );
        await review(progress, files, inputs, world, facts.version);
      }
    }
    return { result: progress.result(runner) };
  } catch (error) {
    if (error instanceof MigrationError) {
      const { path, line, column } = error.failure;
      const at = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
      runner.annotate("error", error.message, { file: path, ...at });
    }
    return { result: progress.result(runner, error), error };
  } finally {
    await connection?.close();
  }
}

async function apply(
  progress: Progress,
  look: () => Promise<void>,
  history: History,
  connection: Connection,
  inputs: MigrateInputs,
  world: World,
): Promise<void> {
  const { runner } = world;
  const { guard } = connection;
  const database = await lockDatabase(connection, inputs, world);
  await look();
  const { plan } = progress;
  for (const { path, message } of plan.remarks) runner.annotate("notice", message, { file: path });
  refuseProblems(plan);
  if (plan.operations.length + plan.baseline.length + plan.rebaseline.length === 0) {
    runner.info("Nothing is pending.");
    return;
  }
  if (!(await history.exists(guard))) await history.create(guard);
  tellAdopted(plan, world);
  await history.adopt(guard, plan.baseline, plan.rebaseline, runUrl(runner.env));
  progress.adopted = plan.baseline.length + plan.rebaseline.length > 0;
  const before = await invalidIndexes(guard);
  warnOfInvalid(before, world);
  await runOperations(plan.operations, progress, history, connection, database, inputs, world);
  const left = await invalidIndexes(guard);
  warnOfInvalid(
    left.filter((index) => !before.includes(index)),
    world,
  );
}

async function rollback(
  progress: Progress,
  look: () => Promise<void>,
  history: History,
  connection: Connection,
  inputs: MigrateInputs,
  world: World,
): Promise<void> {
  const database = await lockDatabase(connection, inputs, world);
  await look();
  const downs = await readDownFiles(world.workspace, inputs.directory);
  const undo = planRollback(progress.rows, downs.files, inputs.to);
  const problems = downs.problems.map(({ path, message }) => ({
    kind: "file" as const,
    path,
    message,
    hint: "Mend the file.",
  }));
  progress.plan = { ...progress.plan, operations: undo.operations, problems: [...problems, ...undo.problems] };
  refuseProblems(progress.plan);
  if (undo.operations.length === 0) world.runner.info("Nothing is there to be undone.");
  try {
    await runOperations(undo.operations, progress, history, connection, database, inputs, world);
  } finally {
    const undone = new Set(progress.applied.map(({ operation }) => operation.file.version));
    progress.outcome = "rolled-back";
    progress.current = newest(progress.rows.map((row) => row.version).filter((version) => !undone.has(version)));
  }
}

// The migrations that the live database has are replayed in an empty one, and the two are compared.
async function drift(
  progress: Progress,
  files: readonly MigrationFile[],
  live: Connection,
  inputs: MigrateInputs,
  world: World,
): Promise<void> {
  const name = `${identifier(inputs.schema)}.${identifier(inputs.historyTable)}`;
  const done = new Set(progress.rows.filter((row) => row.state !== "running").map((row) => BigInt(row.version)));
  const scratch = await connect({ ...inputs, url: inputs.scratchUrl }, world);
  try {
    const history = new History(inputs.schema, inputs.historyTable);
    const replay = new Progress(inputs, world.clock);
    replay.plan = makePlan(
      files.filter((file) => done.has(BigInt(file.version))),
      [],
    );
    refuseProblems(replay.plan);
    const database = await lockDatabase(scratch, inputs, world);
    refuseFilled(await snapshot(scratch.guard, name));
    await history.create(scratch.guard);
    await runOperations(replay.plan.operations, replay, history, scratch, database, inputs, world);
    progress.differences = compareSchemas(await snapshot(live.guard, name), await snapshot(scratch.guard, name));
  } finally {
    await scratch.close();
  }
  const count = progress.differences.length;
  if (count > 0) {
    throw new UserError(
      `The database is not what its migrations make, in ${count === 1 ? "one place" : `${count} places`}:\n${progress.differences.map((one) => `  - ${differenceText(one)}`).join("\n")}`,
      { hint: "Write what was changed by hand as a migration, or undo it." },
    );
  }
  progress.outcome = "in-sync";
}

async function runOperations(
  operations: readonly Operation[],
  progress: Progress,
  history: History,
  { guard, facts }: Connection,
  database: Awaited<ReturnType<typeof lockDatabase>>,
  inputs: MigrateInputs,
  { runner, clock, signal }: World,
): Promise<void> {
  await applyAll(operations, {
    ...database,
    guard,
    history,
    facts,
    limits: { lockTimeout: inputs.lockTimeout, statementTimeout: inputs.statementTimeout },
    retries: inputs.lockRetries,
    run: runUrl(runner.env),
    clock,
    signal,
    info: runner.info,
    onApplied: (file) => progress.applied.push(file),
  });
}

function warnOfInvalid(indexes: readonly string[], { runner }: World): void {
  if (indexes.length === 0) return;
  runner.annotate(
    "warning",
    `The database has invalid indexes, which slow down writes and help no query: ${indexes.join(", ")}. Drop them, or REINDEX them CONCURRENTLY.`,
  );
}
