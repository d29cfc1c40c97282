import { expect, test } from "vitest";
import { terminalRunner } from "../../toolkit/runner-terminal.ts";
import { realWorld } from "../../toolkit/world.ts";
import { plainInputs, readDeployInputs } from "./inputs.ts";
import { deploy } from "./main.ts";
import { releaseId } from "./release.ts";
import { afterFailure, type DeployReport, summaryOf, timeline } from "./report.ts";
import { resolveInputs } from "./resolve-inputs.ts";

const read = (inputs: Record<string, string>) =>
  plainInputs(readDeployInputs(terminalRunner({ app: "shop", image: "shop:1", ...inputs }, {}, { write: () => {} })));

test("inputs have working defaults", () => {
  expect(read({})).toMatchObject({
    mode: "deploy",
    publish: { hostIp: "127.0.0.1", hostPort: 8080 },
    replicas: 1,
    strategy: "rolling",
    drainTimeout: 30_000,
  });
  expect(read({ publish: "80" }).publish).toEqual({ hostIp: "0.0.0.0", hostPort: 80 });
});

test.each([
  [{ app: "Shop" }, /app got "Shop"/],
  [{ image: "" }, /image is not set/],
  [{ publish: "localhost" }, /publish got "localhost"/],
  [{ publish: "1.2.3.4:99999" }, /publish got/],
  [{ "health-path": "readyz" }, /health-path got "readyz"/],
  [{ "health-path": "/a b" }, /health-path got/],
  [{ "health-path": "/x\n  server evil" }, /health-path got/],
  [{ cpus: "0" }, /cpus got "0"/],
  [{ "canary-steps": "25,5" }, /canary-steps got "25,5"/],
  [{ "canary-steps": "5@soon" }, /canary-steps got/],
  [{ "max-error-rate": "101%" }, /max-error-rate got/],
  [{ "pre-deploy": "[1]" }, /pre-deploy/],
  [{ environment: "production" }, /environment needs a token/],
  [{ network: "host" }, /network got "host"/],
  [{ network: "container:db" }, /network got "container:db"/],
  [{ secrets: "../x=1" }, /secrets has a name/],
])("wrong inputs %o are told", (inputs, message) => {
  expect(() => read(inputs)).toThrow(message);
});

test("without any health check it is said how to have one; whoever goes back is not asked for it", () => {
  expect(read({}).notes).toEqual([expect.stringMatching(/a port that is open.* health-path such as \/readyz/)]);
  expect(read({ "health-path": "/readyz" }).notes).toEqual([]);
  expect(read({ mode: "rollback", image: "" }).notes).toEqual([]);
});

test.each([
  [{ "max-error-rate": "1%" }, ["max-error-rate"]],
  [{ "max-p99-ms": "500", "max-restarts": "1", delay: "5s" }, ["max-p99-ms", "max-restarts"]],
  [{ "max-error-rate": "1%", strategy: "canary", "canary-steps": "5,100" }, ["max-error-rate"]],
  [{ "max-error-rate": "1%", strategy: "canary" }, []],
  [{ "max-error-rate": "1%", "monitor-seconds": "60" }, []],
  [{ "max-error-rate": "1%", replicas: "2", delay: "5s" }, []],
  [{}, []],
])("limits that nobody heeds are told: %o", async (inputs, limits) => {
  const warnings: string[] = [];
  const given = { app: "shop", image: "shop:1", ...inputs } as Record<string, string>;
  const runner = terminalRunner(given, {}, { write: () => {} });
  const annotate = (_: string, text: string) => void warnings.push(text);
  const world = realWorld({ ...runner, annotate }, new AbortController().signal);
  await resolveInputs(world, readDeployInputs(runner));
  expect(warnings).toHaveLength(limits.length > 0 ? 1 : 0);
  for (const limit of limits) expect(warnings[0]).toContain(limit);
});

test("a run whose inputs are wrong has an outcome", async () => {
  const outputs: Record<string, string> = {};
  const runner = terminalRunner({ app: "Shop" }, {}, { write: () => {} });
  const output = (name: string, value: string) => {
    outputs[name] = value;
  };
  await expect(deploy(realWorld({ ...runner, output }, new AbortController().signal))).rejects.toThrow(
    /app got "Shop"/,
  );
  expect(outputs).toEqual({ outcome: "failed-before-switch" });
});

test("each secret is masked by itself", () => {
  const runner = terminalRunner(
    { app: "shop", image: "shop:1", secrets: "A=hush-hush\nB=quiet-now" },
    {},
    { write: () => {} },
  );
  readDeployInputs(runner);
  expect(runner.redact("hush-hush and quiet-now")).toBe("*** and ***");
});

test("a release's id does not depend on the order of its settings, and changes with each of them", () => {
  const spec = { image: "sha256:1", port: 8000, env: { A: "1", B: "2" }, secrets: {}, network: "shop" };
  const id = releaseId(spec);
  expect(id).toMatch(/^[0-9a-f]{12}$/);
  expect(releaseId({ network: "shop", secrets: {}, env: { B: "2", A: "1" }, port: 8000, image: "sha256:1" })).toBe(id);
  const others = [
    { ...spec, image: "sha256:2" },
    { ...spec, port: 1 },
    { ...spec, env: { A: "1" } },
    { ...spec, secrets: { T: "h" } },
    { ...spec, network: "other" },
    { ...spec, memory: 1 },
    { ...spec, cpus: 1 },
  ];
  expect(new Set([id, ...others.map(releaseId)]).size).toBe(8);
});

const report: DeployReport = {
  version: 1,
  outcome: "failed-before-switch",
  app: "shop",
  release: "abc",
  previous: "old",
  image: "shop:1",
  digest: "",
  url: "http://127.0.0.1:8080",
  requests: 10,
  failedRequests: 0,
  switchMs: 0,
  durationMs: 1500,
  operations: ["start shop-abc-1"],
  samples: [],
  moments: [
    { at: 0, instance: "shop-abc-1", what: "starting" },
    { at: 900, instance: "shop-abc-1", what: "failed" },
  ],
};

test.each([
  ["deployed", "old", "old", "abc"],
  ["deployed", "", "–", "abc"],
  ["rolled-back", "old", "old", "old"],
  ["failed-before-switch", "old", "old", "old"],
  ["rolled-back", "", "–", "–"],
  ["rollback-failed", "old", "old", "–"],
])("the summary tells what was in traffic before and is afterwards: %s from %j", (outcome, previous, before, after) => {
  const cell = (text: string) => (text === "–" ? text : `<code>${text}</code>`);
  expect(summaryOf({ ...report, outcome, previous })).toContain(`\n| ${cell(before)} | ${cell(after)} | 10 | 0 |`);
});

test("after a failure it is said who answers, and that nobody does after a first deploy", () => {
  expect(afterFailure({ outcome: "rolled-back", previous: "old" })).toBe("The release before is in traffic again.");
  expect(afterFailure({ outcome: "rolled-back", previous: "" })).toContain("nobody answers");
  expect(afterFailure({ outcome: "failed-before-switch", previous: "" })).toContain("nothing ran before");
  expect(afterFailure({ outcome: "planned", previous: "" })).toBeUndefined();
});

test("the summary shows hostile log lines as they are and never as markup", () => {
  const summary = summaryOf({
    ...report,
    reason: "<b>@everyone</b>",
    logs: { container: "shop-abc-1", lines: "```\n<script>alert(1)</script>\n::error::no" },
  });
  expect(summary).not.toContain("<b>");
  expect(summary).toContain("````\n```\n<script>");
  expect(summary.indexOf("<script>")).toBeGreaterThan(summary.indexOf("````"));
});

test("the timeline has a section for each container and a bar for each state", () => {
  expect(timeline(report.moments).split("\n").slice(-3)).toEqual([
    "  section shop-abc-1",
    "  starting :0, 900",
    "  failed :crit, 900, 901",
  ]);
  expect(timeline([])).toBe("");
});

test("failed requests are on the same axis, in the stretches of time that they were seen in", () => {
  const samples = [
    { at: 0, requests: 0, failed: 0 },
    { at: 500, requests: 40, failed: 0 },
    { at: 1000, requests: 90, failed: 0 },
    { at: 1500, requests: 120, failed: 3 },
    { at: 2000, requests: 150, failed: 3 },
  ];
  expect(timeline(report.moments, samples).split("\n").slice(-4)).toEqual([
    "  section requests",
    "  90 answered :active, 0, 1000",
    "  3 of 30 failed :crit, 1000, 1500",
    "  30 answered :active, 1500, 2000",
  ]);
});
