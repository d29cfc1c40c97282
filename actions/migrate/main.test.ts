import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { GitHub } from "../../toolkit/github.ts";
import { terminalRunner } from "../../toolkit/runner-terminal.ts";
import { realWorld } from "../../toolkit/world.ts";
import { main } from "./main.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "migrate-main-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function start(inputs: Record<string, string>, pullRequest: number | null = 7) {
  const comments: unknown[][] = [];
  const outputs: Record<string, string> = {};
  let summary = "";
  const runner = terminalRunner({ directory: ".", ...inputs }, {}, { write: () => {} });
  const world = {
    ...realWorld(
      {
        ...runner,
        output(name: string, value: string) {
          outputs[name] = value;
        },
        async summary(markdown: string) {
          summary += markdown;
        },
      },
      new AbortController().signal,
      folder,
    ),
    github: async () =>
      ({
        pullRequest: async () => pullRequest ?? undefined,
        comment: async (...given: unknown[]) => {
          comments.push(given);
          return { id: 1, url: "https://github.example/c/1", updated: false };
        },
      }) as unknown as GitHub,
  };
  const error = await main(world).then(
    () => undefined,
    (caught: Error) => caught,
  );
  return { message: error?.message ?? "", outputs, summary, comments };
}

describe("without a database", () => {
  it("plan takes the database for empty", async () => {
    writeFileSync(join(folder, "1_a.sql"), "CREATE TABLE a ();");
    const { message, outputs, summary } = await start({ mode: "plan" });
    expect(message).toBe("");
    expect(outputs).toMatchObject({
      outcome: "pending",
      pending: "1",
      applied: "0",
      current: "",
      target: "1",
      findings: "0",
    });
    expect(summary).toContain("1 file pending");
  });

  it("check renews the comment, with findings and without, before it fails", async () => {
    writeFileSync(join(folder, "1_a.sql"), "DROP TABLE a;");
    const bad = await start({ mode: "check", token: "t0ken" });
    expect(bad.message).toMatch(/1 finding/);
    expect(bad.comments).toEqual([[7, "migrate", expect.stringContaining("1 finding in the check"), false]]);
    expect(bad.outputs).toMatchObject({
      outcome: "failed",
      findings: "1",
      "comment-url": "https://github.example/c/1",
    });
    writeFileSync(join(folder, "1_a.sql"), "CREATE TABLE a ();");
    const good = await start({ mode: "check", token: "t0ken" });
    expect(good.comments).toEqual([[7, "migrate", expect.stringContaining("no findings in the check"), false]]);
  });

  it("only renews a comment where there is nothing to tell", async () => {
    writeFileSync(join(folder, "README.md"), "no migration");
    const { comments } = await start({ mode: "check", token: "t0ken" });
    expect(comments).toEqual([[7, "migrate", expect.stringContaining("no findings"), true]]);
  });

  it("writes no comment without a token or a pull request", async () => {
    writeFileSync(join(folder, "1_a.sql"), "SELECT 1;");
    expect((await start({ mode: "check" })).comments).toEqual([]);
    expect((await start({ mode: "check", token: "t0ken" }, null)).comments).toEqual([]);
  });

  it("escapes what the files say", async () => {
    writeFileSync(join(folder, "1_a.sql"), "SELECT '<img src=x> @team | `x`';");
    const { summary } = await start({ mode: "plan" });
    // A fenced block shows what it holds; everywhere else it is escaped.
    const [, fenced] = /^(`{3,})sql\n[\s\S]*?\n\1$/m.exec(summary) ?? [];
    expect(fenced).toBe("```");
    const outside = summary.replace(/^(`{3,})sql\n[\s\S]*?\n\1$/m, "");
    expect(outside).not.toContain("<img");
    expect(outside).not.toMatch(/@team/);
  });

  it("leaves the statements out of a report that would be too long for an output", async () => {
    writeFileSync(join(folder, "1_a.sql"), "INSERT INTO a VALUES (1, 'some text that takes room');\n".repeat(4000));
    const { outputs } = await start({ mode: "plan" });
    const report = JSON.parse(outputs.report ?? "{}");
    expect(report).toMatchObject({ shortened: true, pending: [{ file: "1_a.sql", statements: [] }] });
    expect((outputs.report ?? "").length).toBeLessThan(300_000);
  });

  it.each([
    [{ mode: "apply" }, /url is not set; mode apply needs it/],
    [{ mode: "new" }, /name is not set/],
    [{ mode: "drift", url: "x", command: "x" }, /command is set, and mode drift does not know it/],
    [{ mode: "aply" }, /mode got "aply"/],
    [{ mode: "plan", baseline: "one" }, /baseline got "one"/],
    [{ mode: "plan", directory: "nowhere" }, /folder of migrations "nowhere"/],
  ])("%o is refused", async (inputs, message) => {
    expect((await start(inputs as Record<string, string>)).message).toMatch(message);
  });
});
