import { beforeAll, describe, expect, it } from "vitest";
import { checksumOf, type MigrationFile } from "./files.ts";
import type { HistoryRow } from "./history.ts";
import { makePlan, newest } from "./plan.ts";
import { fingerprintOf, loadParser } from "./sql.ts";

beforeAll(loadParser);

const file = (name: string, text = "SELECT 1;"): MigrationFile => ({
  path: `migrations/${name}.sql`,
  file: `${name}.sql`,
  version: /^\d+/.exec(name)?.[0] ?? "",
  name: name.replace(/^\d+_?/, ""),
  text,
  checksum: checksumOf(text),
});
const row = (of: MigrationFile, changes: Partial<HistoryRow> = {}): HistoryRow => ({
  version: of.version,
  name: of.name,
  file: of.file,
  checksum: of.checksum,
  state: "applied",
  done: [],
  inFlight: null,
  appliedAt: "2026-01-02T03:04:05Z",
  ...changes,
});
const told = (plan: ReturnType<typeof makePlan>) =>
  plan.problems.map(({ kind, path, line, message }) => `${kind} ${path}${line ? `:${line}` : ""} ${message}`);

const [one, two, three] = [file("1_a"), file("2_b"), file("3_c")];

it("runs what is not in the history, in the order of the versions", () => {
  const plan = makePlan([file("10_x"), three, one, two], [row(one), row(two)]);
  expect(plan.operations.map((operation) => operation.file.file)).toEqual(["3_c.sql", "10_x.sql"]);
  expect(plan).toMatchObject({ current: "2", target: "10", problems: [], remarks: [] });
});

it("knows a version by its number, however it is written", () => {
  expect(makePlan([one], [row(one, { version: "0001" })]).operations).toEqual([]);
});

it("tells of everything that is out of order, at once", () => {
  const plan = makePlan(
    [file("1_a", "SELECT 'edited'"), file("2_late"), file("4_d"), file("04_again"), file("5_bad", "SELEC 1;")],
    [row(one), row(three)],
    [{ path: "migrations/x.sql", message: "has no version" }],
  );
  expect(told(plan)).toEqual([
    "file migrations/x.sql has no version",
    "duplicate migrations/04_again.sql has version 04, and so has 4_d.sql",
    "edited migrations/1_a.sql was changed after it was applied at 2026-01-02T03:04:05Z",
    "deleted 3_c.sql was applied at 2026-01-02T03:04:05Z and is not in the folder any more",
    "late migrations/2_late.sql comes late: version 3 has been applied already",
    'syntax migrations/5_bad.sql:1 syntax error at or near "SELEC"',
  ]);
});

describe("ways out", () => {
  const edited = file("1_a", "SELECT 'edited'");
  const late = file("2_late");
  it("are named for each file", () => {
    const plan = makePlan([edited, late, three], [row(one), row(three), row(file("4_gone"))]);
    expect(plan.problems.map(({ hint }) => hint.split(": ").slice(-2).join(": "))).toEqual([
      expect.stringContaining("rebaseline: 1_a.sql"),
      expect.stringContaining("allow-missing: 4_gone.sql"),
      expect.stringContaining("allow-late: 2_late.sql"),
    ]);
  });
  it("let exactly the named files through", () => {
    const allow = { allowLate: ["2_late.sql"], allowMissing: ["4_gone.sql"], rebaseline: ["migrations/1_a.sql"] };
    const plan = makePlan([edited, late, three], [row(one), row(three), row(file("4_gone"))], [], allow);
    expect(plan.problems).toEqual([]);
    expect(plan.rebaseline).toEqual([edited]);
    expect(plan.operations.map((operation) => operation.file)).toEqual([late]);
    expect(
      makePlan([edited, late, three], [row(one), row(three)], [], { allowLate: ["late.sql"] }).problems,
    ).toHaveLength(2);
  });
  it("take a database that was there before", () => {
    const plan = makePlan([one, two, three], [], [], { baseline: "02" });
    expect(plan.baseline).toEqual([one, two]);
    expect(plan.operations.map((operation) => operation.file)).toEqual([three]);
    expect(makePlan([one, three], [], [], { baseline: "2" }).problems).toHaveLength(1);
    expect(makePlan([one, two], [row(one)], [], { baseline: "2" })).toMatchObject({ baseline: [], problems: [] });
    expect(makePlan([one, two], [row(one, { state: "baseline" })]).operations).toHaveLength(1);
  });
});

describe("phases", () => {
  const post = file("2_drop", "-- quayside: phase=post\nSELECT 2;");
  const ran = (phase: "all" | "pre" | "post", history: HistoryRow[] = []) =>
    makePlan([one, post, three], history, [], { phase });
  it("pre leaves what takes away for later, and that is not late then", () => {
    expect(ran("pre")).toMatchObject({ problems: [], held: [post], operations: [{ file: one }, { file: three }] });
    expect(ran("post", [row(one), row(three)])).toMatchObject({ problems: [], held: [], operations: [{ file: post }] });
  });
  it("post refuses to run before pre", () => {
    expect(told(ran("post", [row(one)]))).toEqual([
      "phase migrations/3_c.sql belongs before the rollout and has not been applied",
    ]);
  });
  it("post is planned while pre is pending, as a pipeline does before it changes anything", () => {
    const plan = makePlan([one, post, three], [row(one)], [], { phase: "post", mode: "plan" });
    expect(plan.problems).toEqual([]);
    expect(plan.remarks).toEqual([
      { path: "migrations/3_c.sql", message: "belongs before the rollout and has not been applied yet" },
    ]);
    expect(plan.operations.map((operation) => operation.file)).toEqual([post]);
  });
  it("all runs all in their order", () => {
    expect(ran("all").operations.map((operation) => operation.file)).toEqual([one, post, three]);
  });
});

describe("files that cannot run as they are", () => {
  it.each([
    ["SELECT 1;\nCOMMIT;", ":2 holds COMMIT, which would break the transaction around the file"],
    ["BEGIN;", ":1 holds BEGIN, which would break the transaction around the file"],
    ["COPY t TO stdout;", ":1 holds a COPY from or to the client, for which there is no data here"],
    [
      "CREATE INDEX CONCURRENTLY ON t (a);",
      ":1 builds an index CONCURRENTLY without a name, so that a build that was stopped could not be found again",
    ],
    ["", " is empty"],
    ["\n \n", " is empty"],
    [
      "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;",
      ":3 holds the way back too, which would run right behind the way forth",
    ],
    [
      "-- +goose Up\nSELECT 1;\n-- +goose Down\n",
      ":3 holds the way back too, which would run right behind the way forth",
    ],
    ["-- quayside: transaction=of\nSELECT 1;", ' asks for "transaction=of" in a quayside comment, which is not known'],
  ])("%j", (text, expected) => {
    expect(told(makePlan([file("1_a", text)], []))).toEqual([
      `${text === "x" ? "" : "statement"} migrations/1_a.sql${expected}`,
    ]);
  });

  it.each(["SAVEPOINT a; SELECT 1; ROLLBACK TO a; RELEASE a;", "COPY t FROM '/srv/data.csv';"])(
    "%s may stay",
    (text) => {
      expect(told(makePlan([file("1_a", text)], []))).toEqual([]);
    },
  );
});

it("remarks on a file of comments and applies it", () => {
  const plan = makePlan([file("1_a", "-- left blank\n")], []);
  expect(plan.remarks).toHaveLength(1);
  expect(plan.operations).toHaveLength(1);
  expect(plan.problems).toEqual([]);
});

describe("how a file runs", () => {
  const how = (text: string) => {
    const [operation] = makePlan([file("1_a", text)], []).operations;
    return [operation?.transaction, operation?.why];
  };
  it("in one transaction", () => expect(how("SELECT 1; SELECT 2;")).toEqual([true, ""]));
  it("statement by statement where one cannot", () =>
    expect(how("SELECT 1;\nVACUUM t;")).toEqual([false, "VACUUM in line 2 cannot run in one"]));
  it("statement by statement where it asks for it", () =>
    expect(how("-- quayside: transaction=off\nCALL p();")).toEqual([false, "the file asks for none"]));
});

describe("a file that stopped half-way", () => {
  const text = "VACUUM a;\nVACUUM b;\nVACUUM c;";
  const done = ["VACUUM a", "VACUUM b"].map((sql) => fingerprintOf({ sql }));
  const half = row(file("1_a", text), { state: "running", done });

  it("goes on behind what is done", () => {
    expect(makePlan([file("1_a", text)], [half])).toMatchObject({
      problems: [],
      current: undefined,
      operations: [{ resume: 2 }],
    });
  });
  it("may be mended behind it", () => {
    expect(
      makePlan([file("1_a", "VACUUM a; VACUUM b; VACUUM (ANALYZE) c; SELECT 1")], [half]).operations[0]?.resume,
    ).toBe(2);
  });
  it("is refused where what is done was changed", () => {
    expect(told(makePlan([file("1_a", "VACUUM a;\nVACUUM x;")], [half]))).toEqual([
      "interrupted migrations/1_a.sql:2 stopped half-way in an earlier run, and statement 2, which was done then, has been changed since",
    ]);
  });
});

it("finds the newest version", () => {
  expect(newest([])).toBeUndefined();
  expect(newest(["9", "10", "2"])).toBe("10");
});
