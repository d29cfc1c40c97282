import { UserError } from "../../toolkit/errors.ts";
import { counted } from "../../toolkit/units.ts";
import type { World } from "../../toolkit/world.ts";
import { baseRemarks, readBase } from "./base-branch.ts";
import { checkFiles } from "./check/check.ts";
import type { Finding } from "./check/finding.ts";
import type { Dialect } from "./engine.ts";
import type { MigrationFile } from "./files.ts";
import type { HistoryRow } from "./history.ts";
import type { MigrateInputs } from "./inputs.ts";
import type { Plan } from "./plan.ts";
import type { Progress } from "./progress.ts";
import { planLines, problemText } from "./report.ts";

/** What a check goes by where no server is asked. */
const NEWEST_SERVER = 18;

/** What plan, check and status have in common: it tells, and changes nothing. `major` is the version of the server; undefined without a database. */
export async function review(
  progress: Progress,
  files: readonly MigrationFile[],
  inputs: MigrateInputs,
  world: World,
  dialect: Dialect,
  major?: number,
): Promise<void> {
  const { runner } = world;
  const { mode, directory, failOn } = inputs;
  if (mode === "status") runner.info(statusText(progress.plan, progress.rows));
  else {
    const base = await readBase(world, directory, inputs.base);
    const remarks = base ? baseRemarks(base, files) : [];
    progress.plan = { ...progress.plan, remarks: [...progress.plan.remarks, ...remarks] };
    const pending = new Set(progress.plan.operations.map(({ file }) => file.path));
    const wanted = (file: MigrationFile) =>
      major === undefined ? !base?.files.includes(file.path) : pending.has(file.path);
    progress.looked = files.filter(wanted).length;
    if (dialect.checked) {
      progress.findings = checkFiles(files, { major: major ?? NEWEST_SERVER, wanted });
    } else if (mode === "check") {
      runner.annotate(
        "notice",
        `The rules of the check are PostgreSQL's: the files for ${dialect.name} were parsed and put in order only.`,
      );
    }
    if (mode === "plan") tellPlan(progress.plan, progress.estimatedRows, dialect, world);
  }
  for (const { path, message } of progress.plan.remarks) runner.annotate("warning", message, { file: path });
  for (const { level, path, line, rule, message, instead } of progress.findings) {
    runner.annotate(mode === "check" ? level : "warning", `${message} ${instead}`, { file: path, line, title: rule });
  }
  refuseProblems(progress.plan);
  if (mode === "check" && progress.findings.length === 0) runner.info("The check has no findings.");
  if (mode === "check") refuseFindings(progress.findings, failOn);
}

/** Throws a UserError with everything that has to be mended before files can run. */
export function refuseProblems({ problems }: Pick<Plan, "problems">): void {
  if (problems.length === 0) return;
  const count = problems.length === 1 ? "One thing is" : `${problems.length} things are`;
  throw new UserError(
    `${count} in the way of the migrations, and nothing was run:\n${problems.map((problem) => `  - ${problemText(problem)}`).join("\n")}`,
  );
}

/** Says which files are recorded without being run. */
export function tellAdopted(plan: Plan, { runner }: World): void {
  for (const file of plan.baseline) runner.info(`${file.path}: recorded as applied, not run (baseline)`);
  for (const file of plan.rebaseline) runner.info(`${file.path}: its new checksum is taken (rebaseline)`);
}

function tellPlan(plan: Plan, rows: ReadonlyMap<string, number>, dialect: Dialect, world: World): void {
  const { runner } = world;
  for (const promise of dialect.promises) runner.info(`${dialect.name}: ${promise}`);
  tellAdopted(plan, world);
  for (const line of planLines(plan.operations, rows)) runner.info(line);
  for (const file of plan.held) runner.info(`${file.path}: left for after the rollout (phase=post)`);
  if (plan.operations.length === 0 && plan.problems.length === 0) runner.info("Nothing is pending.");
}

function refuseFindings(findings: readonly Finding[], failOn: MigrateInputs["failOn"]): void {
  const failing = findings.filter(({ level }) => failOn !== "never" && (failOn === "warning" || level === "error"));
  if (failing.length === 0) return;
  const lines = failing.map(
    ({ path, line, rule, message, instead }) => `  - ${path}:${line} ${rule}: ${message} Instead: ${instead}`,
  );
  throw new UserError(`The check has ${counted(failing.length, "finding")}:\n${lines.join("\n")}`, {
    hint: "Change the statements, or say why one is safe in a line above it: -- quayside-ignore RULE: reason",
  });
}

function statusText(plan: Plan, rows: readonly HistoryRow[]): string {
  const lines = rows.map((row) => `${row.state.padEnd(8)} ${row.appliedAt} ${row.file}`);
  return [...lines, ...plan.operations.map(({ file }) => `pending  ${" ".repeat(20)} ${file.file}`)].join("\n");
}
