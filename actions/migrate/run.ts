import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";
import { runTool } from "./command.ts";
import { dialectFor } from "./dialects.ts";
import { compareSchemas, differenceText, refuseFilled } from "./drift.ts";
import type { Dialect, Engine } from "./engine.ts";
import { MigrationError } from "./failure.ts";
import { type Folder, type MigrationFile, readDownFiles, readMigrations } from "./files.ts";
import type { MigrateInputs } from "./inputs.ts";
import { lockOf } from "./locks.ts";
import { makePlan, newest } from "./plan.ts";
import { PostgresEngine } from "./postgres.ts";
import { Progress } from "./progress.ts";
import type { RunResult } from "./report.ts";
import { refuseProblems, review, tellAdopted } from "./review.ts";
import { newMigration, planRollback } from "./rollback.ts";
import { toolSql } from "./tool-files.ts";
import { trace, traceLines } from "./trace.ts";

/** What the modes have in common. */
interface Run {
  readonly progress: Progress;
  readonly files: readonly MigrationFile[];
  readonly dialect: Dialect;
  readonly inputs: MigrateInputs;
  readonly world: World;
  /** Reads the history of a database and plans by it. */
  look(engine: Engine): Promise<void>;
}

/**
 * Does what `mode` asks for. What was found and done until then is also told when it fails: `result` is complete then,
 * and `error` is what is to be thrown.
 */
export async function migrate(inputs: MigrateInputs, world: World): Promise<{ result: RunResult; error?: unknown }> {
  const { runner } = world;
  const progress = new Progress(inputs, world.clock);
  let engine: Engine | undefined;
  try {
    const dialect = await dialectFor(inputs);
    await dialect.load();
    progress.promises = dialect.promises;
    // A tool of the project's own has files of its own.
    const { files, problems }: Folder = inputs.command
      ? { files: [], problems: [] }
      : await readMigrations(world.workspace, inputs.directory, dialect.parse);
    const run: Run = {
      progress,
      files,
      dialect,
      inputs,
      world,
      async look(database) {
        progress.rows = await database.history();
        progress.plan = makePlan(files, progress.rows, problems, inputs);
      },
    };
    if (inputs.mode === "new") {
      const file = newMigration(files, inputs.name, new Date(world.clock.now()));
      await writeFile(join(world.workspace, inputs.directory, file.file), file.text, { flag: "wx" });
      runner.info(`Wrote ${join(inputs.directory, file.file)}`);
      progress.plan = makePlan([...files, file], [], problems, inputs);
      progress.outcome = "created";
    } else if (inputs.mode === "trace") {
      await traced(run);
    } else if (!inputs.url) {
      await (inputs.command ? lookAtTool(run) : lookAtFiles(run, problems));
    } else {
      engine = await dialect.connect(inputs, world);
      progress.place = engine.place;
      progress.server = engine.server;
      runner.info(`Connected to ${progress.place}, ${progress.server}`);
      await MODES[inputs.mode](run, engine);
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
    await engine?.close();
  }
}

async function lookAtFiles(
  { progress, files, dialect, inputs, world }: Run,
  problems: Folder["problems"],
): Promise<void> {
  progress.plan = makePlan(files, [], problems, inputs);
  await review(progress, files, inputs, world, dialect);
}

// How its files are written and ordered is the tool's own business: they are parsed and checked, and that is all.
async function lookAtTool({ progress, dialect, inputs, world }: Run, engine?: Engine): Promise<void> {
  const { files, applied } = await toolSql(inputs, world, dialect.parse, engine);
  const plan = makePlan(files, applied);
  progress.plan = { ...plan, problems: plan.problems.filter(({ kind }) => kind === "syntax") };
  await review(progress, files, inputs, world, dialect, engine?.major);
}

type Mode = (run: Run, engine: Engine) => Promise<void>;

const look: Mode = async (run, engine) => {
  const { progress, files, dialect, inputs, world } = run;
  if (inputs.command) return lookAtTool(run, engine);
  await run.look(engine);
  const { operations } = progress.plan;
  progress.plan = { ...progress.plan, problems: [...progress.plan.problems, ...(await engine.examine(operations))] };
  const statements = operations.flatMap((operation) => operation.statements);
  const tables = statements.map(({ tree }) => lockOf(tree)?.table ?? "").filter((table) => table !== "");
  progress.estimatedRows = await engine.estimatedRows(tables);
  await review(progress, files, inputs, world, dialect, engine.major);
};

const apply: Mode = async ({ progress, inputs, world, look: lookAt }, engine) => {
  const { runner } = world;
  if (inputs.command) {
    progress.command = await runTool(engine, inputs, world);
    progress.outcome = progress.command.added.length > 0 ? "applied" : "up-to-date";
    return;
  }
  await engine.lock();
  await lookAt(engine);
  const { plan } = progress;
  for (const { path, message } of plan.remarks) runner.annotate("notice", message, { file: path });
  // The server's parser is asked only where ours has nothing to say.
  const more = plan.problems.length === 0 ? await engine.examine(plan.operations) : [];
  progress.plan = { ...plan, problems: [...plan.problems, ...more] };
  refuseProblems(progress.plan);
  if (plan.operations.length + plan.baseline.length + plan.rebaseline.length === 0) {
    runner.info("Nothing is pending.");
    return;
  }
  tellAdopted(plan, world);
  await engine.adopt(plan);
  progress.adopted = plan.baseline.length + plan.rebaseline.length > 0;
  const before = await engine.invalidIndexes();
  warnOfInvalid(before, world);
  await engine.apply(plan.operations, (file) => progress.applied.push(file));
  const left = await engine.invalidIndexes();
  warnOfInvalid(
    left.filter((index) => !before.includes(index)),
    world,
  );
};

const rollback: Mode = async ({ progress, dialect, inputs, world, look: lookAt }, engine) => {
  await engine.lock();
  await lookAt(engine);
  const downs = await readDownFiles(world.workspace, inputs.directory, dialect.parse);
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
    await engine.apply(undo.operations, (file) => progress.applied.push(file));
  } finally {
    const undone = new Set(progress.applied.map(({ operation }) => operation.file.version));
    progress.outcome = "rolled-back";
    progress.current = newest(progress.rows.map((row) => row.version).filter((version) => !undone.has(version)));
  }
};

// The migrations that the live database has are replayed in an empty one, and the two are compared.
const drift: Mode = async ({ progress, files, dialect, inputs, world, look: lookAt }, live) => {
  await lookAt(live);
  const done = new Set(progress.rows.filter((row) => row.state !== "running").map((row) => BigInt(row.version)));
  const scratch = await dialect.connect({ ...inputs, url: inputs.scratchUrl }, world);
  try {
    const replay = makePlan(
      files.filter((file) => done.has(BigInt(file.version))),
      [],
    );
    refuseProblems(replay);
    await scratch.lock();
    refuseFilled(await scratch.snapshot());
    await scratch.adopt(replay);
    await scratch.apply(replay.operations, () => {});
    progress.differences = compareSchemas(await live.snapshot(), await scratch.snapshot());
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
};

const MODES: Readonly<Record<Exclude<MigrateInputs["mode"], "new" | "trace">, Mode>> = {
  plan: look,
  check: look,
  status: look,
  apply,
  rollback,
  drift,
};

// What is applied in the live database is made in the scratch database first; what is pending is watched there.
async function traced({ progress, files, dialect, inputs, world, look: lookAt }: Run): Promise<void> {
  const live = inputs.url ? await dialect.connect(inputs, world) : undefined;
  let done = new Set<bigint>();
  try {
    const rows = (await live?.history()) ?? [];
    done = new Set(rows.filter((row) => row.state !== "running").map((row) => BigInt(row.version)));
  } finally {
    await live?.close();
  }
  const scratch = await dialect.connect({ ...inputs, url: inputs.scratchUrl }, world);
  try {
    if (!(scratch instanceof PostgresEngine)) {
      throw new UserError(`Mode trace knows PostgreSQL only, and the files are for ${dialect.name}`);
    }
    progress.place = scratch.place;
    progress.server = scratch.server;
    await scratch.lock();
    // A copy of a real database is welcome: it has its own history, and rows that take time.
    if ((await scratch.history()).length === 0) {
      refuseFilled(await scratch.snapshot());
      const replay = makePlan(
        files.filter((file) => done.has(BigInt(file.version))),
        [],
      );
      refuseProblems(replay);
      await scratch.adopt(replay);
      await scratch.apply(replay.operations, () => {});
    }
    await lookAt(scratch);
    refuseProblems(progress.plan);
    progress.traces = await trace(progress.plan.operations, scratch, world);
    for (const line of traceLines(progress.traces)) world.runner.info(line);
    progress.outcome = "traced";
  } finally {
    await scratch.close();
  }
}

function warnOfInvalid(indexes: readonly string[], { runner }: World): void {
  if (indexes.length === 0) return;
  runner.annotate(
    "warning",
    `The database has invalid indexes, which slow down writes and help no query: ${indexes.join(", ")}. Drop them, or REINDEX them CONCURRENTLY.`,
  );
}
