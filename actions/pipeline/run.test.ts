import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ActionBody } from "../../toolkit/action.ts";
import { UserError } from "../../toolkit/errors.ts";
import { flag, text } from "../../toolkit/inputs.ts";
import { terminalRunner } from "../../toolkit/runner-terminal.ts";
import { realWorld } from "../../toolkit/world.ts";
import type { PipelineConfig, PlannedStage } from "./config/planned.ts";
import { htmlReport } from "./html/html-report.ts";
import { writeReports } from "./html/write-reports.ts";
import { markdownOf } from "./report.ts";
import { type RunOptions, runPipeline } from "./run.ts";
import type { Stage } from "./stages.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "quayside-run-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

const stage = (
  name: string,
  body: ActionBody,
  { needs = [], skip, ...rest }: Partial<Stage> & { needs?: string[]; skip?: string } = {},
): PlannedStage => ({
  id: name,
  stage: { name, inputs: {}, fixed: {}, gives: {}, after: [], lasting: false, load: async () => body, ...rest },
  app: { key: "", name: "shop", folder: "" },
  inputs: (late) => ({ mine: name, empty: "", late: late.QUAYSIDE_IMAGE ?? "" }),
  at: "pipeline.yml:1:1",
  needs,
  ...(skip === undefined ? {} : { skip }),
});

async function play(stages: PlannedStage[], options: Partial<RunOptions> = {}, stop = new AbortController(), env = {}) {
  const log: string[] = [];
  const runner = terminalRunner({}, env, { write: (text: string) => log.push(text) });
  const config: PipelineConfig = { app: "shop", environment: "", apps: [], stages, notes: ["a note"] };
  const run = await runPipeline(config, realWorld(runner, stop.signal, folder), { mode: "apply", ...options });
  return { ...run, log: log.join(""), markdown: markdownOf(run.report, run.sections), redact: runner.redact, run };
}

const outcomes = ({ report }: Awaited<ReturnType<typeof play>>) =>
  Object.fromEntries(report.stages.map(({ stage: name, outcome }) => [name, outcome]));

test("a fresh run builds without a cache and asks for no earlier result", async () => {
  const seen: Record<string, string>[] = [];
  const tell: ActionBody = async ({ runner }) => {
    seen.push({ "no-cache": runner.input("no-cache"), rebuild: runner.input("rebuild") });
  };
  const inputs = { "no-cache": flag({ describe: "x" }), rebuild: text({ describe: "x" }) };
  const push = { ...stage("push", tell, { inputs }), inputs: () => ({ mode: "push" }) };
  const stages = [stage("build", tell, { inputs }), push];
  const find = vi.fn();
  const tests = { ...stage("test", async () => {}), inputs: () => ({ reuse: "true" }) };
  await play([...stages, tests], { fresh: true, reuse: { find }, parallel: 1 });
  expect(seen).toEqual([
    { "no-cache": "true", rebuild: "always" },
    { "no-cache": "", rebuild: "" },
  ]);
  expect(find).not.toHaveBeenCalled();
  await play([tests], { reuse: { find: find.mockResolvedValue({ keep: async () => {} }) } });
  expect(find).toHaveBeenCalledOnce();
});

test("the report says which commit it is of, from where and when, and links to a run of the web alone", async () => {
  const env = { GITHUB_SHA: "0123456789abcdef", GITHUB_REF_NAME: "main", BUILD_URL: "https://ci.example/7" };
  const { report, markdown } = await play([stage("build", async () => {})], {}, undefined, env);
  expect(report).toMatchObject({ commit: env.GITHUB_SHA, ref: "main", run: env.BUILD_URL });
  expect(markdown).toMatch(/Commit 0123456789ab of main, begun \d{4}.* UTC\. Total: /);
  const pages = new Map();
  expect(htmlReport({ report, pages })).toContain('<a href="https://ci.example/7">the run</a>');
  expect(htmlReport({ report: { ...report, run: "javascript:alert(1)" }, pages })).not.toContain('<a href="j');
});

test("what a stage sets flows to the next, and its summary into the one of the run", async () => {
  const { report, markdown, log } = await play([
    stage("build", async ({ runner }) => {
      runner.output("image", "shop:1");
      await runner.summary("built it");
    }),
    stage(
      "deploy",
      async ({ runner }) => {
        runner.output(
          "outcome",
          ["deployed", "image", "empty", "late", "app"].map((name) => runner.input(name) || name).join(" "),
        );
      },
      {
        needs: ["build"],
        gives: {
          image: { from: ["build"], value: (done) => done.get("build")?.image },
          empty: { from: [], value: () => "!" },
          app: { from: [], value: (_, app) => app },
        },
      },
    ),
  ]);
  expect(report).toMatchObject({ version: 1, outcome: "success", app: "shop", notes: ["a note"] });
  expect(report.stages.map(({ did }) => did)).toEqual(["done shop:1", "deployed shop:1 ! shop:1 shop"]);
  expect(markdown).toContain("<summary>build</summary>\n\nbuilt it");
  expect(markdown).toMatch(/```mermaid\n.*\ngantt\n.*section build\n.*section deploy/s);
  expect(log).toContain("✓ build: done shop:1");
});

test("stages that do not wait for each other run at the same time, each with a group of its own", async () => {
  let both = 0;
  const meet: ActionBody = async ({ runner, clock }) => {
    runner.info("one");
    both++;
    for (let turn = 0; both < 2 && turn < 200; turn++) await clock.sleep(5);
    runner.info(`two ${both}`);
  };
  const { log, report } = await play([
    stage("build", meet),
    stage("test", meet),
    stage("push", async () => {}, { needs: ["build", "test"] }),
  ]);
  // The first of the two is shown as it goes; that the other one has ended is told when it has.
  const shown = log.replace(/[✓].*follows below\n/g, "").replace(/\(.*?\)/g, "");
  expect(shown).toMatch(/▸ build\none\ntwo 2\n✓ build: done \n▸ test\none\ntwo 2\n✓ test: done \n▸ push\n/);
  const [build, test, push] = report.stages;
  expect(Math.abs((build?.startedMs ?? 0) - (test?.startedMs ?? 99_999))).toBeLessThan(100);
  expect(push?.startedMs).toBeGreaterThanOrEqual(Math.max(build?.durationMs ?? 0, test?.durationMs ?? 0));
});

test("a stage that fails stops what waits for it, directly or not; the rest goes on, and outputs are kept", async () => {
  const deployed = vi.fn();
  const result = await play([
    stage("build", async () => {}),
    stage("test", async ({ runner }) => {
      runner.output("tests", "3");
      runner.output("failed", "1");
      await runner.summary("one is red");
      throw new UserError("1 test failed\nat x", { exitCode: 7, hint: "look at it" });
    }),
    stage("push", async () => {}, { needs: ["build", "test"] }),
    stage("deploy", async () => deployed(), { needs: ["push"] }),
    stage("verify", async () => {}, { needs: [] }),
  ]);
  expect(outcomes(result)).toEqual({
    build: "success",
    test: "failure",
    push: "not-run",
    deploy: "not-run",
    verify: "success",
  });
  expect(deployed).not.toHaveBeenCalled();
  expect(result.report).toMatchObject({ outcome: "failure", failedStage: "test", error: "1 test failed\nat x" });
  expect(result.report.stages[1]).toMatchObject({ did: "1 test failed", outputs: { tests: "3" } });
  expect(result.report.stages[3]?.did).toBe("not run, since test failed");
  expect(result.log).toContain("⏭ push: not run, since test failed");
  expect(result.failures).toMatchObject([{ stage: "test", error: { exitCode: 7, hint: "look at it" } }]);
  // The stage that failed is open.
  expect(result.markdown).toContain("<details open><summary>test</summary>\n\none is red");
});

test("a stage that is left out says why and holds nobody up", async () => {
  const result = await play([
    stage("test", async () => {}, { skip: "nothing changed in src/**" }),
    stage("push", async () => {}, { needs: ["test"] }),
  ]);
  expect(outcomes(result)).toEqual({ test: "skipped", push: "success" });
  expect(result.report.stages[0]?.did).toBe("left out, since nothing changed in src/**");
  expect(result.log).toContain("test: left out, since nothing changed");
});

test("a bug in a stage stays a bug", async () => {
  const { failures, report } = await play([stage("build", async () => void (null as unknown as { x: number }).x)]);
  expect(failures[0]?.error).toBeInstanceOf(TypeError);
  expect(report.outcome).toBe("failure");
});

test("in plan mode every stage is asked for its plan, and what cannot be known yet is said", async () => {
  const modes: string[] = [];
  const body: ActionBody = async ({ runner }) => void modes.push(runner.input("mode"));
  const gives = { image: { from: ["build"], value: () => undefined } };
  const result = await play(
    [
      stage("build", body),
      stage("test", async () => Promise.reject(new UserError("the file of migrations is broken"))),
      stage("push", body, {
        needs: ["build", "test"],
        plan:
          () =>
          async ({ runner }) =>
            void modes.push(`own ${runner.input("mode")}`),
      }),
      stage("deploy", async () => Promise.reject(new UserError("shop:1 cannot be pulled")), {
        needs: ["build"],
        gives,
      }),
    ],
    { mode: "plan" },
  );
  expect(modes).toEqual(["plan", "own plan"]);
  expect(outcomes(result)).toEqual({ build: "planned", test: "failure", push: "planned", deploy: "planned" });
  expect(result.report.stages[3]?.did).toBe("not known before build has run: shop:1 cannot be pulled");
  expect(result.report.outcome).toBe("failure");
  expect(result.markdown).toContain("Pipeline of");
});

test("a stop ends what runs, and the rest is reported as not run", async () => {
  const stop = new AbortController();
  const result = await play(
    [
      stage("build", async ({ clock, signal }) => {
        stop.abort(new UserError("The run was asked to stop.", { exitCode: 130 }));
        await clock.sleep(60_000, signal);
      }),
      stage("push", async () => {}, { needs: ["build"] }),
    ],
    {},
    stop,
  );
  expect(outcomes(result)).toEqual({ build: "failure", push: "not-run" });
  expect(result.failures[0]).toMatchObject({ error: { exitCode: 130 } });
});

test("a secret of a stage reaches neither outputs nor the report, in no form", async () => {
  const result = await play([
    stage("migrate", async ({ runner }) => {
      runner.mask("s3cr3t-pass");
      runner.output("current", "s3cr3t-pass");
      runner.info("at s3cr3t-pass");
      await runner.summary("s3cr3t-pass");
      throw new UserError("cannot reach postgres://u:s3cr3t-pass@h");
    }),
  ]);
  expect(JSON.stringify([result.report, result.log])).not.toContain("s3cr3t");
  await writeReports(result.run, result.markdown, join(folder, "secret"), result.redact);
  for (const file of ["report.html", "report.json", "summary.md"]) {
    expect(await readFile(join(folder, "secret", file), "utf8")).not.toContain("s3cr3t");
  }
});
