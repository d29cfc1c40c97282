import { afterAll, beforeAll, expect, test } from "vitest";
import { balancerName } from "../../actions/deploy/docker/names.ts";
import { findContainer } from "../../toolkit/docker/containers.ts";
import { execIn } from "../../toolkit/docker/exec.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { killCampaign, startDeploy } from "../fault/deploy-kill.ts";
import { type Bench, bench, makeAppImage } from "./deploy-support.ts";

let image: string;
let host: Bench;

beforeAll(async () => {
  image = await makeAppImage(await connect({ env: process.env }));
  host = await bench(image);
});
afterAll(async () => {
  await host.close();
  await removeImage(host.engine, image);
});

// A taste of test/fault/deploy-kill.ts, which kills before every operation and at random moments.
test("killed between two switches and before the old ones are stopped: nothing is lost, the next run converges", async () => {
  const { wrong, probe } = await killCampaign(host, [{ operation: 4 }, { operation: 6 }]);
  expect(wrong).toEqual([]);
  expect(probe).toMatchObject({ failures: 0, reasons: {} });
}, 400_000);

test("cancelled as GitHub cancels a job, it is back where it was well inside of 7.5 seconds, and the lock is free", async () => {
  const before = await host.version();
  const [{ end, log }, probe] = await host.probed(async () => {
    // It waits for its health until the signal comes.
    const inputs = { ...host.inputs, replicas: "2", env: "VERSION=slow\nBOOT_MS=60000" };
    const run = await startDeploy(inputs, { text: "wait until healthy", delay: 300 }, "SIGINT");
    expect(run.ms).toBeLessThan(7500);
    return run;
  });
  expect(end).toBe(130);
  expect(log).toContain("asked to stop");
  expect(log).toContain("It never got traffic; what ran before goes on.");
  expect(probe).toMatchObject({ failures: 0 });
  expect(await host.version()).toBe(before);
  expect(await findContainer(host.engine, `${host.app}-deploy-lock`)).toBeUndefined();
});

test("a load balancer that was killed comes back with the routes of the last deploy", async () => {
  const before = await host.version();
  const process = async () => (await execIn(host.engine, name, ["cat", "/tmp/haproxy.pid"])).stdout;
  const name = balancerName(host.app);
  const first = await process();
  await execIn(host.engine, name, ["sh", "-c", "kill -9 -1"], { user: "0" });
  await expect.poll(process, { timeout: 15_000 }).not.toBe(first);
  await expect.poll(() => host.version().catch(() => ""), { timeout: 15_000 }).toBe(before);
});
