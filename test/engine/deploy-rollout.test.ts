import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestService } from "../../scripts/setup/test-services.ts";
import { listContainers } from "../../toolkit/docker/containers.ts";
import { inspectImage, listImages, removeImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { canaryShare } from "../load/deploy-canary.ts";
import { forgetTheImage, goBack, pushedApps } from "../load/deploy-rollback.ts";
import { type Bench, bench } from "./deploy-support.ts";

let images: [string, string];
let registry: TestService;
let host: Bench;
const env = (values: Record<string, string | number>) =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n");
/** A task that asks the app that is in traffic. */
const ask = (path: string) =>
  JSON.stringify([
    "node",
    "-e",
    `fetch("http://${host.app}-balancer:8080${path}").then((a) => process.exit(a.ok ? 0 : 1))`,
  ]);
const get = async (path: string) => await (await fetch(host.url + path)).text();
const all = async () =>
  (await listContainers(host.engine, { "quayside.app": host.app })).map(({ name }) => name).sort();

beforeAll(async () => {
  ({ images, registry } = await pushedApps(await connect({ env: process.env })));
  host = await bench(images[0], { "drain-timeout": "5s" });
  expect((await host.run({ env: env({ VERSION: "first" }) })).message).toBe("");
});

afterAll(async () => {
  await registry.stop();
  await host.close();
  for (const name of images) await removeImage(host.engine, name);
});

test("a migration that fails: no candidate is started, nothing is left, and its last lines are told", async () => {
  const before = await all();
  const { message, outputs, report } = await host.run({
    env: env({ VERSION: "never" }),
    "pre-deploy": "echo column already there; exit 4",
  });
  expect(message).toContain("-pre-deploy ended with exit code 4");
  expect(message).toContain("column already there");
  expect(outputs.outcome).toBe("failed-before-switch");
  expect(report.operations.join()).not.toContain("start ");
  expect(await all()).toEqual(before);
  expect((await host.run({ mode: "rollback" })).message).toContain("There is no release of");
});

test("an image that cannot be started never migrates", async () => {
  const asked = await get("/counted");
  const { message, outputs } = await host.run({
    env: env({ VERSION: "never" }),
    preflight: '["/no/such/program"]',
    "pre-deploy": ask("/count"),
  });
  expect(message).toMatch(/preflight could not be started.*no such file/s);
  expect(outputs.outcome).toBe("failed-before-switch");
  expect(await get("/counted")).toBe(asked);
});

test("a migration runs once for three replicas and for two jobs at once; smoke and post-deploy have their turn", async () => {
  const wanted = {
    replicas: "3",
    env: env({ VERSION: "migrated" }),
    "pre-deploy": ask("/count"),
    "post-deploy": ask("/count"),
    smoke: "/version",
  };
  // The release in traffic counts: it is the one that pre-deploy asks, and the new one is asked by post-deploy.
  const before = Number(await get("/counted"));
  const counts: number[] = [];
  const [one, other] = await Promise.all([
    host.run(wanted, {
      before: async () => void counts.push(Number(await get("/counted"))),
    }),
    host.run(wanted),
  ]);
  expect([one.message, other.message]).toEqual(["", ""]);
  expect([one.outputs.outcome, other.outputs.outcome].sort()).toEqual(["deployed", "unchanged"]);
  if (one.outputs.outcome === "deployed") expect(Math.max(...counts)).toBe(before + 1);
  expect(await host.version()).toBe("migrated");
  const sums = await Promise.all(Array.from({ length: 3 }, () => get("/counted")));
  expect(sums.map(Number).reduce((sum, count) => sum + count, 0)).toBe(1);
});

test.each([
  ["path", "/version", /failed its smoke test: GET \/version: it answered 500/],
  [
    "command",
    '["node", "-e", "fetch(process.env.CANDIDATE_URL + \'/version\').then((a) => { console.log(\'said \' + a.status); process.exit(a.ok ? 0 : 9); })"]',
    /ended with exit code 9[\s\S]*said 500/,
  ],
])("a candidate that fails its smoke test by %s gets no request", async (_, smoke, reason) => {
  const [{ message, outputs }, seen] = await host.probed(() => host.run({ env: env({ VERSION: "odd" }), smoke }));
  expect(message).toMatch(reason);
  expect(outputs.outcome).toBe("failed-before-switch");
  expect(seen).toMatchObject({ failures: 0 });
});

test("a candidate that needs more memory than it may have gets no request", async () => {
  const [{ message, outputs }, seen] = await host.probed(() =>
    host.run({ env: env({ VERSION: "greedy", EAT_MB: 1, BOOT_MS: 20000 }), memory: "64m" }),
  );
  // Some engines hear nothing of that from their kernel, and say only that it was killed.
  expect(message).toMatch(/did not stay up: it .*ran out of memory/);
  expect(outputs.outcome).toBe("failed-before-switch");
  expect(seen).toMatchObject({ failures: 0 });
});

test.each([
  [
    "errors",
    { ERRORS_AFTER_MS: 1500, ERROR_PART: 0.3 },
    { "max-error-rate": "5%" },
    /answers of the new release \d+ failed/,
  ],
  ["slowness", { SLOW_AFTER_MS: 1500 }, { "max-p99-ms": "700" }, /answers in \d+ ms \(p99 of \d+\)/],
  // The load balancer is reloaded after the switch, too: it counts from zero, however many came before.
  [
    "slowness at once, of one that is asked at another path,",
    { SLOW_AFTER_MS: 1, BOOT_MS: 3000 },
    { "max-p99-ms": "700", "health-path": "/version", "monitor-seconds": "6s" },
    /answers in \d+ ms \(p99 of \d+\)/,
  ],
])("%s after the switch take the deploy back inside of the monitor window", async (_, knobs, limits, reason) => {
  const before = await host.version();
  const [{ message, outputs, summary, report }, seen] = await host.probed(() =>
    host.run({
      env: env({ VERSION: "worse", ...knobs }),
      "monitor-seconds": "20s",
      ...(limits as unknown as Record<string, string>),
    }),
  );
  expect(message).toMatch(reason);
  expect(outputs.outcome).toBe("rolled-back");
  expect(Number(outputs["duration-ms"])).toBeLessThan(20_000);
  // Nobody but the bad release itself answered badly.
  expect(Object.keys(seen.reasons).filter((text) => text !== "status 500")).toEqual([]);
  expect(summary).toContain("section requests");
  // However often the load balancer begins anew, nothing is counted twice.
  const counts: number[] = report.samples.map(({ requests }: { requests: number }) => requests);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  expect(report.requests).toBeLessThanOrEqual(seen.requests);
  expect(await host.version()).toBe(before);
});

test("control: with nobody watching, the errors stay", async () => {
  const { outputs } = await host.run({ env: env({ VERSION: "worse", ERRORS_AFTER_MS: 0 }), "max-error-rate": "5%" });
  expect(outputs.outcome).toBe("deployed");
  expect((await fetch(host.url)).status).toBe(500);
  expect((await host.run({ mode: "rollback" })).outputs.outcome).toBe("deployed");
});

test("as many releases are kept as are wanted, with their images; what is older goes, with an image that was fetched for it", async () => {
  expect((await host.run({ image: images[1], env: env({ VERSION: "k0" }) })).message).toBe("");
  for (const version of ["k1", "k2"]) {
    expect((await host.run({ env: env({ VERSION: version }), "keep-releases": "1" })).message).toBe("");
  }
  const kept = (await all()).filter((name) => name.endsWith("-kept"));
  const named = await listImages(host.engine, `quayside-kept/${host.app}`);
  expect(kept).toHaveLength(1);
  expect(named).toHaveLength(1);
  expect(await inspectImage(host.engine, images[1])).toBeUndefined();
  for (const name of named) expect(await inspectImage(host.engine, name)).toBeDefined();
});

test("a canary gets its part of the traffic to the point, is watched, and then all of it", async () => {
  const [{ got, ended }, seen] = await host.probed(() => canaryShare(host, "canary", 5, 1000), {
    rate: 40,
  });
  expect([ended.message, ended.outputs.outcome]).toEqual(["", "deployed"]);
  expect(ended.report.operations.join()).toContain("give 5 % of the traffic to");
  expect(seen).toMatchObject({ failures: 0 });
  expect(Math.abs(got - 5)).toBeLessThan(1);
  expect(await host.version()).toBe("canary");
});

test("a canary of which each answer is an error costs no more than its part of the traffic", async () => {
  const before = await host.version();
  const [{ outputs }, seen] = await host.probed(
    () =>
      host.run({
        env: env({ VERSION: "worse", ERRORS_AFTER_MS: 0 }),
        strategy: "canary",
        "canary-steps": "5@20s,100",
        "max-error-rate": "5%",
      }),
    { rate: 300 },
  );
  expect(outputs.outcome).toBe("rolled-back");
  expect(seen.failures).toBeGreaterThan(0);
  expect(seen.failures).toBeLessThanOrEqual(seen.requests * 0.05);
  expect(await host.version()).toBe(before);
});

test("a run whose lock was taken away changes nothing any more", async () => {
  let unlocked: Promise<unknown> | undefined;
  const before = await host.version();
  const { message, report } = await host.run(
    { env: env({ VERSION: "unlocked" }) },
    {
      before: async (number) => {
        if (number === 1) unlocked = host.run({ mode: "unlock" });
        await unlocked;
      },
    },
  );
  expect(message).toContain("The lock of this deploy is gone");
  expect(report.operations).toHaveLength(1);
  expect(await host.version()).toBe(before);
  expect((await host.run({ mode: "unlock" })).log).toContain("There was no lock.");
  expect((await host.run({ env: env({ VERSION: "after" }) })).message).toBe("");
});

test("rollback by hand needs no argument, no inputs of the release, and no registry; twice goes further back", async () => {
  expect((await host.run({ image: images[1], env: env({ VERSION: "bad" }) })).message).toBe("");
  await registry.stop();
  const warm = await goBack(host, "warm");
  expect(warm).toMatchObject({ message: "", failed: 0, version: "after" });
  // The containers are tidied away as well, and the image has no name left but ours.
  const cold = await goBack(host, "cold");
  expect(cold).toMatchObject({ message: "", failed: 0, version: "canary" });
  console.log(`went back in ${warm.ms} ms from containers, in ${cold.ms} ms from the image alone`);
});

test("control: where nothing was kept, there is nothing to go back to without the registry, and what runs goes on", async () => {
  expect((await host.run({ image: images[1], env: env({ VERSION: "later" }) })).message).toBe("");
  await forgetTheImage(host);
  const { message, failed, version } = await goBack(host, "cold");
  expect(message).toMatch(/is not on the host and cannot be pulled/);
  expect([failed, version]).toEqual([0, "later"]);
});
