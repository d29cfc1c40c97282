import { afterAll, beforeAll, expect, test } from "vitest";
import { listContainers } from "../../toolkit/docker/containers.ts";
import { connect, type Engine } from "../../toolkit/docker.ts";
import { overTls, startHosts, type TestHost } from "../engine/hosts-support.ts";
import { type Place, place, removeImages, SMALL_FILES } from "../support/small-app.ts";
import { type ActRepository, actRepository, whyNoAct } from "./act.ts";

/** The caller names host and CA by inputs; the certificate is a variable of the environment, and its key a secret. */
const CALLER = `on: push
jobs:
  call:
    permissions:
      contents: read
      packages: write
    uses: ./.github/workflows/pipeline.yml
    with:
      environment: production
      hosts: \${{ vars.HOST }}
      tls-ca: \${{ vars.CA }}
    secrets:
      DATABASE_URL: \${{ secrets.DATABASE_URL }}
      QUAYSIDE_TLS_KEY: \${{ secrets.QUAYSIDE_TLS_KEY }}
`;

/** The small app made of the load balancer's image, so that a host that has one of them has most of the other. */
const APP = {
  "small/Dockerfile": 'FROM haproxy:3.0\nCOPY app.cfg /\nENTRYPOINT ["haproxy", "-f", "/app.cfg"]\n',
  "small/app.cfg": `defaults
  mode http
  timeout client 60s
frontend app
  bind :3000
  http-request return status 200 content-type text/plain string "small 1"
`,
};

let why = await whyNoAct();
let engine: Engine | undefined;
let host: TestHost | undefined;
let at: Place;
let repository: ActRepository;
beforeAll(async () => {
  if (why) return;
  engine = await connect({ env: process.env });
  const hosts = await startHosts(engine, 1, overTls);
  if (typeof hosts === "string") why = `this machine cannot have a second engine: ${hosts.slice(0, 300)}`;
  else [host] = hosts;
  at = await place();
  repository = await actRepository({ ...SMALL_FILES, ...APP, ".github/workflows/caller.yml": CALLER });
});
afterAll(async () => {
  await host?.stop();
  await at?.remove();
  await removeImages();
  repository?.remove();
  await engine?.close();
});

test("the reusable workflow deploys to a host over TLS with a client certificate, and not without its key", async (context) => {
  if (!host?.tls) return context.skip(`The reusable workflow is not run with a host of tcp://: ${why}`);
  const { DATABASE_URL = "", ...env } = at.env;
  const { ca, client, address } = host.tls;
  const run = (keys: Record<string, string>) =>
    repository.act(".github/workflows/caller.yml", {
      env: { ...env, APP_ADDRESS: "0.0.0.0:8080" },
      vars: { HOST: address, CA: ca, QUAYSIDE_TLS_CERT: client.cert },
      secrets: { DATABASE_URL, ...keys },
    });
  const control = await run({});
  expect(control.code).not.toBe(0);
  expect(control.stdout).toContain("tls-ca, tls-cert and tls-key go together; some are not set");
  expect(control.stdout).not.toContain("tests passed");

  const { code, stdout } = await run({ QUAYSIDE_TLS_KEY: client.key });
  expect(code, stdout).toBe(0);
  for (const line of client.key.trim().split("\n").slice(1, -1)) expect(stdout).not.toContain(line);
  expect(await (await fetch(`http://${host.ip}:8080/version`)).text()).toBe("small 1");
  expect(stdout).toContain(`http://${host.ip}:8080/version answers 200`);
  expect(stdout).toMatch(/kept as pipeline-report-[a-z]+: .*report\.html/);
  // On that host and no other.
  const labels = { "quayside.app": at.app };
  expect((await listContainers(host.engine, labels)).length).toBeGreaterThan(1);
  expect(await listContainers(engine as Engine, labels)).toEqual([]);
});
