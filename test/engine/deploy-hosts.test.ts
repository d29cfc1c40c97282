import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, type TestContext, test } from "vitest";
import { execIn } from "../../toolkit/docker/exec.ts";
import { copyImage, removeImage, tagImage } from "../../toolkit/docker/images.ts";
import { type Bench, bench } from "./deploy-support.ts";
import { makeSmallApp, startHosts, type TestHost } from "./hosts-support.ts";
import { startSshd, type TestSshd } from "./ssh-support.ts";

let host: Bench;
let hosts: TestHost[] = [];
let missing = "";
let sshd: TestSshd | undefined;
// Nobody listens there, so no host can pull them, and each knows it at once.
const name = `127.0.0.1:9/quayside-test-hosts-${randomBytes(4).toString("hex")}`;
const images = ["good", "sick", "frail", "proxy"].map((tag) => `${name}:${tag}`);
const [good = "", sick = "", frail = "", proxy = ""] = images;

beforeAll(async () => {
  host = await bench("", {
    publish: "0.0.0.0:8080",
    "drain-timeout": "2s",
    "stop-timeout": "1s",
    "proxy-image": proxy,
  });
  await tagImage(host.engine, "haproxy:3.0", name, "proxy");
  const [started] = await Promise.all([
    startHosts(host.engine, 3),
    makeSmallApp(host.engine, good),
    makeSmallApp(host.engine, sick, ["ENV HEALTH=503"]),
    makeSmallApp(host.engine, frail, ['ENTRYPOINT ["timeout", "4", "haproxy", "-f", "/app.cfg"]']),
    startSshd(["MaxStartups 1"]).then((made) => {
      sshd = made;
    }),
  ]);
  if (typeof started === "string") missing = started;
  else hosts = started;
});

afterAll(async () => {
  await Promise.all(hosts.map((one) => one.stop()));
  sshd?.stop();
  for (const image of images) await removeImage(host.engine, image);
});

const ready = (context: TestContext) => {
  if (hosts.length === 0) context.skip(`this machine cannot have several hosts: ${missing.slice(0, 300)}`);
};
/** The last host is reached over SSH, where that can be had. */
const addresses = (count = 3) =>
  hosts
    .slice(0, count)
    .map(({ address, socket }, index) => (index === 2 && sshd ? `${sshd.address}${socket}` : address))
    .join("\n");
const deploy = (image: string, version: string, more: Record<string, string> = {}, faults = {}) =>
  host.run(
    {
      image,
      hosts: addresses(),
      ...(sshd ? { "known-hosts": sshd.knownHosts, "ssh-key": sshd.key } : {}),
      env: `VERSION=${version}`,
      ...more,
    },
    faults,
  );
const versions = () => Promise.all(hosts.map(async ({ ip }) => await (await fetch(`http://${ip}:8080/`)).text()));

test("three hosts without a registry get the image from here, and the release all together", async (context) => {
  ready(context);
  const before = sshd?.connections().made ?? 0;
  const { message, log, report } = await deploy(good, "one");
  expect(message).toBe("");
  expect(await versions()).toEqual(["one", "one", "one"]);
  expect(log).toMatch(/cannot pull .*: sending \d+.* from the engine of this machine/);
  // All of it, exec and lock and a stream of 90 MB, over one connection to a server that lets one at a time log in.
  if (sshd) expect(sshd.connections().made - before).toBe(1);
  const first = (kind: RegExp) => report.operations.findIndex((text: string) => kind.test(text));
  const last = (kind: RegExp) => report.operations.findLastIndex((text: string) => kind.test(text));
  expect(last(/wait until healthy/)).toBeLessThan(first(/into traffic/));
  expect(last(/into traffic/)).toBeLessThan(first(/record/));
});

test("one host whose new containers do not get well: none of the three is switched", async (context) => {
  ready(context);
  // The same name is another image on the second host.
  await spread(sick, good, 1);
  const { message, outputs } = await deploy(good, "two", { "health-timeout": "2s" });
  expect(message).toContain(`${hosts[1]?.address}: `);
  expect(message).toContain("was not healthy within 2.0 s");
  expect(outputs.outcome).toBe("failed-before-switch");
  expect(await versions()).toEqual(["one", "one", "one"]);
});

test("one host that fails in traffic: those that were switched before go back", async (context) => {
  ready(context);
  await spread(frail, good, 1);
  const { message, outputs, report } = await deploy(good, "three", { "monitor-seconds": "6s", hosts: addresses(2) });
  expect(message).toContain("did not stay up");
  expect(outputs.outcome).toBe("rolled-back");
  expect(
    report.operations.filter((text: string) => /^unix:.*: bring .* into traffic/.test(text)).length,
  ).toBeGreaterThan(1);
  expect(await versions()).toEqual(["one", "one", "one"]);
});

test("a host that cannot be reached: nothing is changed on the others", async (context) => {
  ready(context);
  const gone = `${hosts[2]?.address}.gone`;
  const { message, outputs, report } = await deploy(good, "four", { hosts: `${hosts[0]?.address}\n${gone}` });
  expect(message).toMatch(/1 of 2 hosts cannot be reached:[\s\S]*\.gone[\s\S]*Nothing was changed on any host/);
  expect(outputs.outcome).toBe("failed-before-switch");
  expect(report.operations).toEqual([]);
  expect(await versions()).toEqual(["one", "one", "one"]);
});

test("control: one host after the other leaves them with different releases", async (context) => {
  ready(context);
  await spread(sick, good, 1);
  await deploy(good, "five", { "health-timeout": "2s", hosts: addresses(2) }, { oneByOne: true });
  expect(await versions()).toEqual(["five", "one", "one"]);
});

test("a secret is a file in the memory of the host, and nowhere where somebody looks", async (context) => {
  ready(context);
  const [one] = hosts;
  if (!one) return;
  const secret = `correct-horse-${randomBytes(8).toString("hex")}`;
  const open = `in-the-open-${randomBytes(8).toString("hex")}`;
  const seen = new Set<string>();
  // Command lines live for moments only.
  const watch = setInterval(() => {
    for (const pid of readdirSync("/proc")) {
      try {
        if (/^\d+$/.test(pid)) seen.add(readFileSync(`/proc/${pid}/cmdline`, "latin1"));
      } catch {
        // It has ended meanwhile.
      }
    }
  }, 20);
  const { message, log, summary, outputs } = await deploy(good, open, {
    hosts: addresses(1),
    secrets: `TOKEN=${secret}`,
  });
  clearInterval(watch);
  expect(message).toBe("");
  const { api } = one.engine;
  const containers = await api.listContainers({ all: true });
  const inspected = JSON.stringify(await Promise.all(containers.map(({ Id }) => api.getContainer(Id).inspect())));
  const daemon = await one.log();
  const urls = (text: string) =>
    text
      .split("\n")
      .filter((line) => line.includes("Calling "))
      .join("\n");
  expect(urls(daemon)).toContain("POST /containers/create");
  for (const text of [daemon, inspected, log, summary, JSON.stringify(outputs), [...seen].join("\n")]) {
    expect(text).not.toContain(secret);
  }
  // It is there, for the app, in memory.
  const app = containers.find(({ Labels }) => Labels["quayside.role"] === "instance");
  const { stdout } = await execIn(one.engine, app?.Id ?? "", [
    "sh",
    "-c",
    "cat /run/secrets/TOKEN; grep /run/secrets/TOKEN /proc/mounts",
  ]);
  expect(stdout).toMatch(new RegExp(`^${secret}\\w+ /run/secrets/TOKEN tmpfs ro,`));
  // The environment is for all who may inspect; but it is in no URL, which proxies and daemons log.
  expect(inspected).toContain(open);
  expect(urls(daemon)).not.toContain(open);
  // Control: dockerode as it is called by default puts the same container into the URL.
  await api.createContainer({ Image: good, name: "control", Env: [`VERSION=${open}`] });
  expect(urls(await one.log())).toContain(open);
});

/** Gives one host another image under a name. */
async function spread(image: string, as: string, index: number): Promise<void> {
  const engine = hosts[index]?.engine as TestHost["engine"];
  await copyImage(host.engine, engine, image, new AbortController().signal);
  const [repo = "", tag = ""] = as.split(/:(?=[^:]*$)/);
  await tagImage(engine, image, repo, tag);
}
