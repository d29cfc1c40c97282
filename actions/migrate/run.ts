import { messageOf, UserError } from "../../toolkit/errors.ts";
import type { InputsOf } from "../../toolkit/inputs.ts";
import type { World } from "../../toolkit/world.ts";
import { type AppliedFile, applyAll, type Failure, MigrationError } from "./apply.ts";
import { baseRemarks, readBase } from "./base-branch.ts";
import { checkFiles } from "./check/check.ts";
import type { Finding } from "./check/finding.ts";
import { openSession, type Session } from "./database.ts";
import { type MigrationFile, readMigrations } from "./files.ts";
import { History, type HistoryRow } from "./history.ts";
import { type MigrationLock, refuseTransactionPooler, takeLock } from "./lock.ts";
import { invalidIndexes } from "./outside.ts";
import { makePlan, newest, type Plan } from "./plan.ts";
import { type Outcome, planLines, problemText, type RunResult } from "./report.ts";
import { freshSession, refuseReadOnly, serverFacts, versionText } from "./server.ts";
import type { spec } from "./spec.ts";
import { loadParser } from "./sql.ts";
import { readUrl, secretsOf } from "./url.ts";

/** The inputs as a record. */
export type MigrateInputs = InputsOf<typeof spec.inputs>;

/**
 * Does what `mode` asks for. What was found and done until then is also told when it fails: `result` is complete then,
 * and `error` is what is to be thrown.
 */
export async function migrate(inputs: MigrateInputs, world: World): Promise<{ result: RunResult; error?: unknown }> {
  const { runner, clock, signal } = world;
  const began = clock.elapsed();
  const applied: AppliedFile[] = [];
  let plan = makePlan([], []);
  let rows: readonly HistoryRow[] = [];
  let place = "";
  let server = "";
  let failure: Failure | undefined;
  let findings: readonly Finding[] = [];
  const history = new History(inputs.schema, inputs.historyTable);
  let _adopted = false;
  const finish = (error?: unknown): { result: RunResult; error?: unknown } => {
    const left = plan.operations.length - applied.length;
    const outcome: Outcome =
      error !== undefined ? "failed" : left > 0 ? "pending" : applied.length > 0 ? "applied" : "up-to-date";
    const current = newest([
      ...(plan.current ? [plan.current] : []),
      ...applied.map((file) => file.operation.file.version),
    ]);
    return {
      result: {
        mode: inputs.mode,
        outcome,
        place,
        server,
        historyTable: `${inputs.schema}.${inputs.historyTable}`,
        plan,
        history: rows,
        applied,
        failure,
        findings,
        error: error === undefined ? undefined : runner.redact(messageOf(error)),
        before: plan.current,
        current,
        milliseconds: clock.elapsed() - began,
      },
      ...(error === undefined ? {} : { error }),
    };
  };
  // What plan, check and status have in common: nothing of it changes anything.
  const review = async (
    files: readonly MigrationFile[],
    pending?: (file: MigrationFile) => boolean,
    version = 170_000,
  ) => {
    const { mode, directory, failOn } = inputs;
    if (mode === "status") runner.info(statusText(plan, rows));
    else {
      const base = await readBase(world, directory, inputs.base);
      const remarks = base ? baseRemarks(base, files) : [];
      plan = { ...plan, remarks: [...plan.remarks, ...remarks] };
      const wanted = pending ?? ((file: MigrationFile) => !base?.files.includes(file.path));
      findings = checkFiles(files, { major: Math.floor(version / 10_000), wanted });
      if (mode === "plan") tell(plan, world);
    }
    for (const { path, message } of plan.remarks) runner.annotate("warning", message, { file: path });
    for (const { level, path, line, rule, message, instead } of findings) {
      runner.annotate(mode === "check" ? level : "warning", `${message} ${instead}`, { file: path, line, title: rule });
    }
    refuse(plan);
    if (mode === "check") refuseFindings(findings, failOn);
  };
  const sessions: Session[] = [];
  let lock: MigrationLock | undefined;
  try {
    for (const secret of inputs.url ? secretsOf(inputs.url) : []) runner.mask(secret);
    const { files, problems } = await readMigrations(world.workspace, inputs.directory);
    await loadParser();
    if (!inputs.url) {
      plan = makePlan(files, [], problems, inputs);
      await review(files);
      return finish();
    }
    const url = readUrl(inputs.url);
    place = url.place;
    const open = async () => {
      const session = await openSession(url, {
        name: sessionName(runner.env),
        clock,
        signal,
        timeout: inputs.connectTimeout,
        onRetry: (why) => runner.debug(`No connection to ${url.place} yet: ${why}`),
      });
      sessions.push(session);
      return session;
    };
    const guard = await open();
    const facts = await serverFacts(guard);
    server = `PostgreSQL ${versionText(facts.version)}`;
    runner.info(`Connected to ${url.place}, ${server}`);
    const look = async (session: Session) => {
      rows = (await history.exists(session)) ? await history.read(session) : [];
      plan = makePlan(files, rows, problems, inputs);
    };
    if (inputs.mode !== "apply") {
      await look(guard);
      const pending = new Set(plan.operations.map(({ file }) => file.path));
      await review(files, (file) => pending.has(file.path), facts.version);
      return finish();
    }
    refuseReadOnly(facts);
    const limits = { lockTimeout: inputs.lockTimeout, statementTimeout: inputs.statementTimeout };
    const work = await open();
    await refuseTransactionPooler(guard, work);
    await guard.query(freshSession(facts, { lockTimeout: 5000, statementTimeout: 30_000 }));
    const name = `${inputs.schema}.${inputs.historyTable}`;
    const lockOptions = { clock, signal, wait: inputs.waitForLock, info: runner.info };
    lock = await takeLock(guard, { name, ...lockOptions });
    // A run that was killed gives up its lock at once, but the server goes on with its statement until it notices. That
    // session holds this second lock, so nobody begins beside it.
    const atWork = await takeLock(work, { name: `${name} at work`, ...lockOptions });
    await look(guard);
    for (const { path, message } of plan.remarks) runner.annotate("notice", message, { file: path });
    refuse(plan);
    if (plan.operations.length + plan.baseline.length + plan.rebaseline.length === 0) {
      runner.info("Nothing is pending.");
      return finish();
    }
    if (!(await history.exists(guard))) await history.create(guard);
    tellAdopted(plan, world);
    await history.adopt(guard, plan.baseline, plan.rebaseline, runUrl(runner.env));
    _adopted = true;
    const invalidBefore = await invalidIndexes(guard);
    warnOfInvalid(invalidBefore, world);
    await applyAll(plan.operations, {
      work,
      workPid: atWork.pid,
      guard,
      lock,
      history,
      facts,
      limits,
      retries: inputs.lockRetries,
      run: runUrl(runner.env),
      clock,
      signal,
      info: runner.info,
      onApplied: (file) => applied.push(file),
    });
    warnOfInvalid(
      (await invalidIndexes(guard)).filter((index) => !invalidBefore.includes(index)),
      world,
    );
    return finish();
  } catch (error) {
    if (error instanceof MigrationError) {
      failure = error.failure;
      const { path, line, column } = failure;
      runner.annotate("error", error.message, {
        file: path,
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
      });
    }
    return finish(error);
  } finally {
    await lock?.release();
    await Promise.all(sessions.map((session) => session.close()));
  }
}

function warnOfInvalid(indexes: readonly string[], { runner }: World): void {
  if (indexes.length === 0) return;
  runner.annotate(
    "warning",
    `The database has invalid indexes, which slow down writes and help no query: ${indexes.join(", ")}. Drop them, or REINDEX them CONCURRENTLY.`,
  );
}

function tellAdopted(plan: Plan, { runner }: World): void {
  for (const file of plan.baseline) runner.info(`${file.path}: recorded as applied, not run (baseline)`);
  for (const file of plan.rebaseline) runner.info(`${file.path}: its new checksum is taken (rebaseline)`);
}

function tell(plan: Plan, world: World): void {
  const { runner } = world;
  tellAdopted(plan, world);
  for (const line of planLines(plan.operations)) runner.info(line);
  for (const file of plan.held) runner.info(`${file.path}: left for after the rollout (phase=post)`);
  if (plan.operations.length === 0 && plan.problems.length === 0) runner.info("Nothing is pending.");
}

function refuseFindings(findings: readonly Finding[], failOn: MigrateInputs["failOn"]): void {
  const failing = findings.filter(({ level }) => failOn !== "never" && (failOn === "warning" || level === "error"));
  if (failing.length === 0) return;
  const lines = failing.map(
    ({ path, line, rule, message, instead }) => `  - ${path}:${line} ${rule}: ${message} Instead: ${instead}`,
  );
  throw new UserError(
    `The check has ${failing.length === 1 ? "one finding" : `${failing.length} findings`}:\n${lines.join("\n")}`,
    {
      hint: "Change the statements, or say why one is safe in a line above it: -- quayside-ignore RULE: reason",
    },
  );
}

function refuse(plan: Plan): void {
  if (plan.problems.length === 0) return;
  const count = plan.problems.length === 1 ? "One thing is" : `${plan.problems.length} things are`;
  throw new UserError(
    `${count} in the way of the migrations, and nothing was run:\n${plan.problems.map((problem) => `  - ${problemText(problem)}`).join("\n")}`,
  );
}

function statusText(plan: Plan, rows: readonly HistoryRow[]): string {
  const lines = rows.map((row) => `${row.state.padEnd(8)} ${row.appliedAt} ${row.file}`);
  return [...lines, ...plan.operations.map(({ file }) => `pending  ${" ".repeat(20)} ${file.file}`)].join("\n");
}

/** Address of the run on GitHub; `""` elsewhere. */
export function runUrl(env: World["runner"]["env"]): string {
  const { GITHUB_SERVER_URL: host, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  return host && repository && id ? `${host}/${repository}/actions/runs/${id}` : "";
}

// PostgreSQL keeps 63 bytes, so the number of the run comes first.
function sessionName(env: World["runner"]["env"]): string {
  const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  return id && repository ? `quayside run ${id} of ${repository}` : "quayside migrate";
}
