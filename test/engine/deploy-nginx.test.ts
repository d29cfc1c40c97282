import { afterAll, beforeAll, expect, test } from "vitest";
import { FOLDER } from "../../actions/deploy/balancer.ts";
import { balancerName } from "../../actions/deploy/docker/names.ts";
import type { Operation } from "../../actions/deploy/target.ts";
import { execIn } from "../../toolkit/docker/exec.ts";
import { inspectImage, removeImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { type Bench, bench, makeAppImage, makeNginxImage } from "./deploy-support.ts";

let image: string;
let nginx: string;
let host: Bench;

beforeAll(async () => {
  const engine = await connect({ env: process.env });
  image = await makeAppImage(engine);
  // The public image where it is there or can be had; Debian's nginx else.
  nginx = (await inspectImage(engine, "nginx:1.29")) ? "nginx:1.29" : await makeNginxImage(engine);
  host = await bench(image, { "load-balancer": "nginx", "proxy-image": nginx, "drain-timeout": "20s" });
});

afterAll(async () => {
  await host.close();
  await removeImage(host.engine, image);
});

test("nginx in front: workers of before are waited for, and deploys lose no request", async () => {
  expect((await host.run({ env: "VERSION=1" })).message).toBe("");
  const [ended, seen] = await host.probed(async () => [
    await host.run({ env: "VERSION=2", replicas: "2" }),
    await host.run({ env: "VERSION=3", replicas: "2", strategy: "blue-green" }),
  ]);
  expect(ended.map(({ message }) => message)).toEqual(["", ""]);
  expect(seen).toMatchObject({ failures: 0, reasons: {} });
  expect(seen.requests).toBeGreaterThan(50);
  expect(await host.version()).toBe("3");
  expect((await host.run({ env: "VERSION=3", replicas: "2" })).outputs.outcome).toBe("unchanged");
});

test("control: the old ones stopped at once, and requests are lost", async () => {
  const stopFirst = (operations: readonly Operation[]) => operations.filter(({ kind }) => kind !== "drain");
  const open = Array.from({ length: 8 }, () => fetch(`${host.url}/?wait=20000`, { method: "POST" }));
  await Promise.all(Array.from({ length: 8 }, () => fetch(host.url)));
  const { message } = await host.run(
    { env: "VERSION=4", replicas: "2", strategy: "blue-green" },
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
});

test("the log of failures stays small", async () => {
  const folder = `${FOLDER}/run`;
  const inside = async (script: string) =>
    (await execIn(host.engine, balancerName(host.app), ["sh", "-c", script], { user: "0" })).stdout.trim();
  await inside(`yes '10.0.0.1:8000 502' | head -n 100000 >> ${folder}/failed.log`);
  // The worker writes into the new one.
  await expect.poll(() => inside(`wc -c < ${folder}/failed.log`), { timeout: 15_000 }).toBe("0");
  expect(Number(await inside(`wc -c < ${folder}/failed.log.1`))).toBeGreaterThanOrEqual(1_800_000);
});

test("errors of the new release take it back, and they are counted in the new log", async () => {
  const [ended] = await host.probed(() =>
    host.run({ env: "VERSION=6\nERRORS_AFTER_MS=0", replicas: "1", "max-error-rate": "5%", "monitor-seconds": "30s" }),
  );
  expect(ended.message).toMatch(/answers of the new release \d+ failed/);
  expect(ended.outputs.outcome).toBe("rolled-back");
});
