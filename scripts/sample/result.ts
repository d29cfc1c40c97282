import type { PipelineReport } from "../../actions/pipeline/report.ts";
import { formatDuration, formatSize } from "../../toolkit/units.ts";

/** What the probe saw while the pipeline ran; undefined where the app answered at no time. */
export interface ProbeCount {
  requests: number;
  failures: number;
}

/** The result of `npm run sample`; `--json` prints it. Times are milliseconds, sizes bytes. */
export interface SampleResult {
  version: 1;
  outcome: PipelineReport["outcome"];
  failedStage?: string;
  error?: string;
  durationMs: number;
  setupMs: number;
  stages: { stage: string; outcome: string; did: string; durationMs: number }[];
  image: { name: string; digest: string; size: number } | null;
  tests: { tests: number; passed: number; failed: number; skipped: number; coverage: number } | null;
  migrations: { applied: number; current: string } | null;
  rollout: {
    outcome: string;
    release: string;
    requests: number;
    failedRequests: number;
    probe: ProbeCount | null;
  } | null;
  url: string;
  /** The page of the whole run. */
  page: string;
}

/** The parts of the pipeline's report that people look for, in one flat record. */
export function resultOf(
  report: PipelineReport,
  times: { total: number; setup: number },
  probe: ProbeCount | undefined,
  page: string,
): SampleResult {
  const outputs = (stage: string) => {
    const found = report.stages.find((one) => one.stage === stage);
    return found && found.outcome !== "not-run" ? found.outputs : undefined;
  };
  const [build, test, push, migrate, deploy] = ["build", "test", "push", "migrate", "deploy"].map(outputs);
  return {
    version: 1,
    outcome: report.outcome,
    ...(report.failedStage ? { failedStage: report.failedStage } : {}),
    ...(report.error ? { error: report.error } : {}),
    durationMs: Math.round(times.total),
    setupMs: Math.round(times.setup),
    stages: report.stages.map(({ stage, outcome, did, durationMs }) => ({ stage, outcome, did, durationMs })),
    image: build?.image ? { name: build.image, digest: push?.digest ?? "", size: Number(build.size ?? 0) } : null,
    tests: test?.tests
      ? {
          tests: Number(test.tests),
          passed: Number(test.passed),
          failed: Number(test.failed),
          skipped: Number(test.skipped),
          coverage: Number(test.coverage),
        }
      : null,
    migrations: migrate ? { applied: Number(migrate.applied ?? 0), current: migrate.current ?? "" } : null,
    rollout: deploy?.outcome
      ? {
          outcome: deploy.outcome,
          release: deploy["release-id"] ?? "",
          requests: Number(deploy.requests ?? 0),
          failedRequests: Number(deploy["failed-requests"] ?? 0),
          probe: probe ?? null,
        }
      : null,
    url: deploy?.url ?? "",
    page,
  };
}

/** The result as lines for a terminal: the table of the stages, then one line for each thing that people look for. */
export function linesOf(result: SampleResult): string[] {
  const rows = [
    ["setup", "engine, base images, registry and database are there", formatDuration(result.setupMs)],
    ...result.stages.map(({ stage, outcome, did, durationMs }) => [
      stage,
      outcome === "failure" ? `FAILED: ${did}` : did,
      outcome === "not-run" ? "" : formatDuration(durationMs),
    ]),
  ];
  const lines = [...columns([["stage", "what it did", "time"], ...rows]), ""];
  const fact = (name: string, text: string) => lines.push(`${name.padEnd(10)} ${text}`);
  const { image, tests, migrations, rollout } = result;
  if (image) fact("image", `${image.name}, ${formatSize(image.size)}`);
  if (image?.digest) fact("digest", image.digest);
  if (tests)
    fact(
      "tests",
      `${tests.passed} passed, ${tests.failed} failed, ${tests.skipped} skipped; ${tests.coverage} % of lines covered`,
    );
  if (migrations)
    fact("migrations", `${migrations.applied} applied, schema at ${migrations.current || "the beginning"}`);
  if (rollout) {
    const proxy = `the load balancer counted ${rollout.requests} requests, ${rollout.failedRequests} failed`;
    const probe = rollout.probe ? `; the probe sent ${rollout.probe.requests}, ${rollout.probe.failures} failed` : "";
    fact("rollout", `${rollout.outcome} release ${rollout.release}: ${proxy}${probe}`);
  }
  fact("report", result.page);
  if (result.outcome === "success" && result.url) fact("answers at", result.url);
  return lines;
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const [first, second, third] = [width(0), width(1), width(2)];
  const line = ([a = "", b = "", c = ""]: readonly string[]) =>
    `${a.padEnd(first)}  ${b.padEnd(second)}  ${c.padStart(third)}`;
  const [head = [], ...body] = rows;
  return [line(head), `${"─".repeat(first)}  ${"─".repeat(second)}  ${"─".repeat(third)}`, ...body.map(line)];
}
