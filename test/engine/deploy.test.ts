import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readRecords } from "../../actions/deploy/docker/records.ts";
import type { Moment, Operation } from "../../actions/deploy/target.ts";
import { listContainers } from "../../toolkit/docker/containers.ts";
import { execIn } from "../../toolkit/docker/exec.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { findNetwork } from "../../toolkit/docker/networks.ts";
import { listVolumes } from "../../toolkit/docker/volumes.ts";
import { connect } from "../../toolkit/docker.ts";
import { type Bench, bench, makeAppImage } from "./deploy-support.ts";

let image: string;
let checked: string;
let exposing: string;
let host: Bench;
const env = (values: Record<string, string | number>) =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n");

beforeAll(async () => {
  const engine = await connect({ env: process.env });
  image = await makeAppImage(engine);
  // Docker would run it after half a minute for the first time.
  checked = await makeAppImage(
    engine,
    `HEALTHCHECK --interval=30s CMD ["node", "-e", "fetch('http://127.0.0.1:8000/readyz').then(a => process.exit(a.ok ? 0 : 1))"]`,
  );
  exposing = await makeAppImage(engine, "EXPOSE 3000", "EXPOSE 53/udp", "ENV LISTEN=3000");
  host = await bench(image, { "drain-timeout": "5s" });
});

afterAll(async () => {
  await host.close();
  for (const name of [image, checked, exposing]) await removeImage(host.engine, name);
});

const instances = async () =>
  (await listContainers(host.engine, { "quayside.app": host.app, "quayside.role": "instance" }))
    .map(({ name }) => name)
    .filter((name) => !name.endsWith("-kept"));

test("plan says what the first deploy does and changes nothing; deploy does exactly that", async () => {
  const planned = await host.run({ mode: "plan", replicas: "2" });
  expect(planned.message).toBe("");
  expect(planned.outputs.outcome).toBe("planned");
  expect(await listContainers(host.engine, { "quayside.app": host.app })).toEqual([]);

  const { message, outputs, report } = await host.run({ replicas: "2" });
  expect(message).toBe("");
  expect(outputs).toMatchObject({ outcome: "deployed", url: host.url, "previous-release": "", "failed-requests": "0" });
  expect(report.operations).toEqual(planned.report.operations);
  expect(await host.version()).toBe("1");
  expect(await instances()).toHaveLength(2);
});

test("the same again is no operation and takes less than a second", async () => {
  const times: number[] = [];
  // The best of some, since other things run on the machine of the tests, too.
  for (let n = 0; n < 5 && (times.at(-1) ?? 1000) >= 1000; n++) {
    const { outputs, report } = await host.run({ replicas: "2" });
    expect(outputs.outcome).toBe("unchanged");
    expect(report.operations).toEqual([]);
    times.push(Number(outputs["duration-ms"]));
  }
  expect(Math.min(...times)).toBeLessThan(1000);
});

test.each(["rolling", "blue-green"])(
  "%s: deploys under a probe lose no request, though the app dies at once on SIGTERM",
  async (strategy) => {
    const [ended, seen] = await host.probed(async () => {
      const runs = [];
      for (const version of ["2", "3"]) {
        const inputs = { replicas: "2", strategy, env: env({ VERSION: `${strategy}-${version}` }) };
        const planned = await host.run({ ...inputs, mode: "plan" });
        runs.push(await host.run(inputs));
        expect(runs.at(-1)?.report.operations).toEqual(planned.report.operations);
      }
      return runs;
    });
    expect(ended.map(({ message }) => message)).toEqual(["", ""]);
    expect(ended.map(({ outputs }) => outputs.outcome)).toEqual(["deployed", "deployed"]);
    expect(seen).toMatchObject({ failures: 0, reasons: {} });
    expect(seen.requests).toBeGreaterThan(100);
    expect(ended.map(({ outputs }) => outputs["failed-requests"])).toEqual(["0", "0"]);
    expect(Number(ended[0]?.outputs.requests)).toBeGreaterThan(20);
    // The picture shows those before from the beginning, and what became of them.
    const moments: readonly Moment[] = ended[1]?.report.moments ?? [];
    const standing = moments.filter(({ at }) => at === 0);
    expect(standing.map(({ what }) => what)).toEqual(["in traffic", "in traffic"]);
    for (const { instance } of standing) {
      const states = moments.filter((moment) => moment.instance === instance).map(({ what }) => what);
      expect(states).toEqual(["in traffic", "draining", "empty", "stopped"]);
    }
    expect(await host.version()).toBe(`${strategy}-3`);
    expect(await instances()).toHaveLength(2);
  },
);

test("control: the old ones stopped before they are empty, and requests are lost", async () => {
  const stopFirst = (operations: readonly Operation[]) => operations.filter(({ kind }) => kind !== "drain");
  // Some are in the middle for certain, however busy the machine is; nobody may send a POST twice.
  const open = Array.from({ length: 8 }, () => fetch(`${host.url}/?wait=20000`, { method: "POST" }));
  const before = Array.from({ length: 8 }, () => fetch(host.url));
  await Promise.all(before);
  const { message, outputs } = await host.run(
    { replicas: "2", env: env({ VERSION: "control" }) },
    { arrange: stopFirst },
  );
  expect(message).toBe("");
  const statuses = await Promise.all(
    open.map((one) =>
      one.then(
        ({ status }) => status,
        () => 0,
      ),
    ),
  );
  expect(statuses.filter((status) => status !== 200).length).toBeGreaterThan(0);
  // The load balancer has seen it too.
  expect(Number(outputs["failed-requests"])).toBeGreaterThan(0);
});

test.each([
  ["is cut, counted and told; a shorter one survives", "3s", "200"],
  ["control: with no time to drain, the shorter one is cut as well", "0s", "cut"],
])("a request that takes longer than the drain timeout %s", async (_, timeout, end) => {
  const slow = (wait: number) =>
    fetch(`${host.url}/?wait=${wait}`, { method: "POST" }).then(
      (answer) => (answer.ok ? "200" : "cut"),
      () => "cut",
    );
  const version = env({ VERSION: `drained-${timeout}` });
  let open: Promise<string>[] = [];
  // They begin just before the switch, however long the machine takes to get there.
  const before = async (__: number, { kind }: Operation) => {
    if (kind !== "switch") return;
    open = [slow(1500), slow(60_000)];
    await new Promise((done) => setTimeout(done, 200));
  };
  const { log, message, outputs } = await host.run(
    { replicas: "1", "drain-timeout": timeout, env: version },
    { before },
  );
  expect(message).toBe("");
  expect(await Promise.all(open)).toEqual([end, "cut"]);
  expect(log).toMatch(/\d requests? (?:was|were) still open after/);
  expect(Number(outputs["failed-requests"])).toBe(end === "cut" ? 2 : 1);
});

test.each([
  ["exits", { EXIT_AFTER_MS: 100 }, {}, "ended with exit code 3", "this is the end: no database"],
  ["is never ready", { HEALTH: 503 }, { "health-timeout": "2s" }, "it answered 503", "version 2 starts"],
  [
    "listens elsewhere",
    { LISTEN: 9000 },
    { "health-timeout": "2s" },
    "nothing listens on the port",
    "version 2 starts",
  ],
])(
  "a release that %s gets no request, the job fails with its log, and the old one goes on",
  async (_, knobs, more, reason, line) => {
    const before = await host.version();
    const release = (await instances()).sort();
    const [{ message, outputs, summary }, seen] = await host.probed(() =>
      host.run({ env: env({ VERSION: 2, ...knobs }), ...(more as Record<string, string>) }),
    );
    expect(message).toContain(reason);
    expect(message).toContain(line);
    expect(message).toContain("It never got traffic; what ran before goes on.");
    expect(outputs.outcome).toBe("failed-before-switch");
    expect(summary).toContain(line);
    expect(seen).toMatchObject({ failures: 0 });
    expect(await host.version()).toBe(before);
    expect((await instances()).sort()).toEqual(release);
  },
);

test.each([
  ["before its routes are saved", "save-routes"],
  ["and is started again by the engine, just before the switch", "switch"],
])("a release that was healthy and dies %s gets no request", async (_, at) => {
  const before = await host.version();
  const release = (await instances()).sort();
  const [{ message, outputs }, seen] = await host.probed(() =>
    host.run(
      // Once more it would take its time to listen.
      { env: env({ VERSION: "short", BOOT_MS: 1000 }) },
      {
        before: async (__, { kind }) => {
          if (kind !== at) return;
          for (const name of await instances()) {
            if (!release.includes(name)) await execIn(host.engine, name, ["sh", "-c", "kill 1"]);
          }
          await new Promise((done) => setTimeout(done, 500));
        },
      },
    ),
  );
  expect(message).toContain("did not stay up");
  expect(message).toContain("version short starts");
  expect(outputs.outcome).toBe("failed-before-switch");
  expect(seen).toMatchObject({ failures: 0 });
  expect(await host.version()).toBe(before);
  expect((await instances()).sort()).toEqual(release);
});

test("an image that cannot be had fails before anything is changed", async () => {
  const { message, outputs } = await host.run({ image: "127.0.0.1:9/no/such:image" });
  expect(message).toContain("127.0.0.1:9/no/such:image is not on the host and cannot be pulled");
  expect(outputs.outcome).toBe("failed-before-switch");
});

test("control: with nobody asking whether it is well, a release that listens elsewhere gets requests", async () => {
  const before = await host.version();
  const [{ outputs }, seen] = await host.probed(() =>
    host.run(
      { env: env({ VERSION: "deaf", LISTEN: 9000 }) },
      { arrange: (operations) => operations.filter(({ kind }) => kind !== "await-healthy") },
    ),
  );
  expect(outputs.outcome).toBe("deployed");
  expect(seen.failures).toBeGreaterThan(0);
  expect((await host.run({ mode: "rollback" })).outputs.outcome).toBe("deployed");
  expect(await host.version()).toBe(before);
});

describe("a release that ends again and again", () => {
  const dies = { "max-restarts": "1", env: env({ VERSION: "dies", EXIT_AFTER_MS: 2000 }) };

  test("is taken back while it is watched; only what reached it as it died fails", async () => {
    const before = await host.version();
    const [{ message, outputs }, seen] = await host.probed(() => host.run({ ...dies, "monitor-seconds": "30s" }));
    expect(message).toContain("was started again 2 times in traffic; max-restarts is 1");
    expect(outputs.outcome).toBe("rolled-back");
    // A POST that was on it when it died cannot be sent anywhere else, and a few waited longer for it than they may.
    expect(Object.keys(seen.reasons).filter((text) => !/^status 50[23]$/.test(text))).toEqual([]);
    expect(seen.failures).toBeLessThanOrEqual(Number(outputs["failed-requests"]));
    expect(await host.version()).toBe(before);
  });

  test("control: stays with nobody watching", async () => {
    const before = await host.version();
    expect((await host.run({ ...dies, "monitor-seconds": "0" })).outputs.outcome).toBe("deployed");
    const restarts = async () => {
      const running = await listContainers(host.engine, { "quayside.app": host.app, "quayside.role": "instance" });
      return Math.max(...running.map((one) => one.restarts));
    };
    await expect.poll(restarts, { timeout: 30_000 }).toBeGreaterThan(1);
    expect((await host.run({ mode: "rollback" })).outputs.outcome).toBe("deployed");
    expect(await host.version()).toBe(before);
  });
});

test("without a port the app is asked at the only one that its image exposes", async () => {
  const { message } = await host.run({ image: exposing, env: env({ VERSION: "exposed" }) });
  expect(message).toBe("");
  expect(await host.version()).toBe("exposed");
});

test("the image's own health check is asked without waiting for Docker's first turn; secrets are files and nowhere else", async () => {
  const secret = "correct-horse-battery";
  const { message, outputs, log, summary } = await host.run({ image: checked, secrets: `TOKEN=${secret}` });
  expect(message).toBe("");
  expect(Number(outputs["duration-ms"])).toBeLessThan(15_000);
  expect(await (await fetch(`${host.url}/secret`)).text()).toBe(secret);
  const [name = ""] = await instances();
  const inspected = JSON.stringify(await host.engine.api.getContainer(name).inspect());
  expect(inspected + log + summary + JSON.stringify(outputs)).not.toContain(secret);
});

test("changed settings of the load balancer are taken over under load without a lost request", async () => {
  const [{ message, report }, seen] = await host.probed(() =>
    host.run({ image: checked, secrets: "TOKEN=correct-horse-battery", "lb-algorithm": "leastconn" }),
  );
  expect(message).toBe("");
  expect(report.operations).toContain("reload the load balancer with its changed settings");
  expect(seen).toMatchObject({ failures: 0 });
});

test("the host keeps a record of what was deployed and what failed, and status shows it", async () => {
  const records = await readRecords(host.engine, host.app);
  expect(new Set(records.map(({ outcome }) => outcome))).toEqual(
    new Set(["deployed", "failed-before-switch", "rolled-back"]),
  );
  const { log, outputs } = await host.run({ mode: "status" });
  expect(outputs.outcome).toBe("shown");
  expect(log).toContain("rolled-back");
});

test("one deploy waits for the other, or fails at once and names its holder", async () => {
  const [first, second, third] = await Promise.all([
    host.run({ env: env({ VERSION: "a", BOOT_MS: 1500 }) }),
    new Promise((done) => setTimeout(done, 700)).then(() => host.run({ env: env({ VERSION: "b" }) })),
    new Promise((done) => setTimeout(done, 700)).then(() =>
      host.run({ env: env({ VERSION: "c" }), "on-lock": "fail" }),
    ),
  ]);
  expect([first.outputs.outcome, second.outputs.outcome]).toEqual(["deployed", "deployed"]);
  expect(second.log).toContain("Waiting for another deploy");
  expect(third.message).toMatch(/Another deploy of .* runs: .*process/);
  expect(await host.version()).toBe("b");
});

test("down leaves nothing behind", async () => {
  expect((await host.run({ mode: "down" })).outputs.outcome).toBe("removed");
  const label = { "quayside.app": host.app };
  expect(await listContainers(host.engine, label)).toEqual([]);
  expect(await listVolumes(host.engine, label)).toEqual([]);
  expect(await findNetwork(host.engine, host.app)).toBeUndefined();
});
