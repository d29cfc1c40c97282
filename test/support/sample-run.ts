import type { PipelineReport, StageReport } from "../../actions/pipeline/report.ts";
import { htmlReport as testPage } from "../../actions/test/html/html-report.ts";
import { Coverage } from "../../actions/test/model/coverage.ts";
import { TestCollector } from "../../actions/test/model/test-results.ts";

/** Text that would be markup, a command or a link if it were not escaped. */
const EVIL = `<img src=x onerror=alert(1)>"'&`;

/** A run with everything in it that the page can show, for looking at it in a browser. */
export function sampleRun(outcome: "success" | "failure" = "success"): {
  report: PipelineReport;
  pages: Map<string, string>;
} {
  const stage = (
    name: string,
    startedMs: number,
    durationMs: number,
    did: string,
    outputs: Record<string, string>,
    needs: string[] = [],
  ): StageReport => ({
    stage: name,
    outcome: "success",
    did,
    needs,
    startedMs,
    durationMs,
    outputs,
  });
  const build = {
    size: 312_400_000,
    cacheHitRatio: 0.75,
    buildMs: 9200,
    imageid: `sha256:${"ab".repeat(32)}`,
    steps: [
      { name: "[dependencies 2/2] RUN npm ci", durationMs: 6100, cached: false },
      { name: `[production 4/4] COPY --from=build ${EVIL}`, durationMs: 90, cached: true },
    ],
    layers: [
      { createdBy: "COPY /app/node_modules ./node_modules", size: 84_000_000 },
      { createdBy: `RUN ${EVIL} ${"x".repeat(200)}`, size: 12_000 },
    ],
    hints: [
      { file: "Dockerfile", line: 3, message: "Copy the lock file before the sources, so that the layer is kept." },
    ],
  };
  const migrate = {
    database: "db.example.com:5432/shop",
    before: "0041",
    current: "0042",
    applied: [
      {
        file: "migrations/0042_orders.sql",
        durationMs: 84,
        statements: [{ line: 1, sql: `CREATE TABLE orders (id bigint PRIMARY KEY) -- ${EVIL}`, durationMs: 31 }],
      },
    ],
    pending: [],
    findings: [
      {
        level: "warning",
        path: "migrations/0042_orders.sql",
        line: 1,
        message: "Locks the table.",
        instead: "CREATE INDEX CONCURRENTLY",
      },
    ],
  };
  const deploy = {
    outcome: "deployed",
    requests: 1840,
    failedRequests: 0,
    switchMs: 240,
    url: "http://127.0.0.1:8080",
    operations: ["Start shop-2 of release 9c1f", "Move traffic to shop-2", "Stop shop-1"],
    moments: [
      { at: 0, instance: "shop-2", what: "starting" },
      { at: 1800, instance: "shop-2", what: "healthy" },
      { at: 2100, instance: "shop-2", what: "in traffic" },
      { at: 0, instance: "shop-1", what: "in traffic" },
      { at: 2300, instance: "shop-1", what: "draining" },
      { at: 2900, instance: "shop-1", what: "empty" },
      { at: 3400, instance: "shop-1", what: "stopped" },
    ],
    samples: [
      { at: 2100, requests: 0, failed: 0 },
      { at: 2600, requests: 900, failed: 0 },
      { at: 3400, requests: 1840, failed: 0 },
    ],
  };
  const stages = [
    stage("build", 0, 9600, "built registry.example/shop:1, 312.4 MB", {
      image: "registry.example/shop:1",
      size: "312400000",
      report: JSON.stringify(build),
    }),
    stage("test", 0, 14_200, "41 of 42 tests passed, 92.4 % of lines covered", {
      tests: "42",
      passed: "41",
      failed: "0",
      skipped: "1",
      coverage: "92.4",
      "report-path": "x",
    }),
    stage(
      "push",
      14_200,
      2100,
      `pushed sha256:${"cd".repeat(32)}`,
      {
        digest: `sha256:${"cd".repeat(32)}`,
        report: JSON.stringify({
          refs: [`registry.example/shop@sha256:${"cd".repeat(32)}`],
          pushed: ["registry.example/shop:1"],
          pushMs: 2000,
        }),
      },
      ["build", "test"],
    ),
    stage(
      "migrate",
      16_300,
      400,
      "1 migration applied, schema at 0042",
      { applied: "1", report: JSON.stringify(migrate) },
      ["push"],
    ),
    stage(
      "deploy",
      16_700,
      3600,
      "deployed release 9c1f, 1840 requests, 0 failed",
      { "failed-requests": "0", report: JSON.stringify(deploy) },
      ["migrate"],
    ),
    stage(
      "verify",
      20_300,
      120,
      "http://127.0.0.1:8080/version answers 200",
      { status: "200", address: "http://127.0.0.1:8080/version" },
      ["deploy"],
    ),
  ];
  if (outcome === "failure") {
    Object.assign(stages[4] ?? {}, { outcome: "failure", did: `the new release never got healthy ${EVIL}` });
    Object.assign(stages[5] ?? {}, { outcome: "not-run", did: "not run, since deploy failed", durationMs: 0 });
  }
  return {
    report: {
      version: 1,
      started: "2026-03-04T05:06:07.000Z",
      commit: "5c2ab3c9d2f1e0a4b6c8d0e2f4a6b8c0d2e4f6a8",
      ref: "main",
      outcome,
      app: "shop",
      environment: "staging",
      durationMs: 20_420,
      stages,
      notes: [`deploy does not wait for test, since its \`needs\` says so. ${EVIL}`],
      ...(outcome === "failure"
        ? {
            failedStage: "deploy",
            error: `the new release never got healthy ${EVIL}\nlast lines: cannot find my settings`,
          }
        : {}),
    },
    pages: new Map([["test", testReport()]]),
  };
}

function testReport(): string {
  const tests = new TestCollector();
  for (let n = 0; n < 42; n++) {
    tests.add(
      {
        suites: ["users", n % 2 ? "routes" : "cache"],
        className: "",
        name: `case ${n} ${n === 7 ? EVIL : ""}`,
        state: n === 3 ? "skipped" : "passed",
        duration: n * 7,
        failures: [],
        output: "",
      },
      "users",
    );
  }
  const coverage = new Coverage();
  for (const [path, lines] of [
    ["src/app.ts", 120],
    ["src/users/cached-users.ts", 80],
    ["src/drain.ts", 40],
  ] as const) {
    for (let line = 1; line <= lines; line++) coverage.file(path).lines.add(line, line % 13 === 0 ? 0 : 1);
  }
  const results = tests.results();
  const report = {
    version: 1 as const,
    outcome: "passed" as const,
    reasons: [],
    missing: [],
    counts: results.counts,
    coverage: coverage.totals(),
    files: ["reports/junit.xml"],
    remarks: [],
    durationMs: 14_200,
  };
  return testPage({
    report,
    tests: results,
    coverage,
    source: () => Array.from({ length: 120 }, (_, line) => `const line${line} = ${line}; // ${EVIL}`).join("\n"),
  });
}
