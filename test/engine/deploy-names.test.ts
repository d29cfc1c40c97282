import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { balancerName } from "../../actions/deploy/docker/names.ts";
import { backendOf } from "../../actions/deploy/haproxy/config.ts";
import { Control } from "../../actions/deploy/haproxy/control.ts";
import { listContainers } from "../../toolkit/docker/containers.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { removeNetwork } from "../../toolkit/docker/networks.ts";
import { connect, type Engine } from "../../toolkit/docker.ts";
import { type Bench, bench, makeAppImage } from "./deploy-support.ts";

let engine: Engine;
let image: string;

beforeAll(async () => {
  engine = await connect({ env: process.env });
  image = await makeAppImage(engine);
});

afterAll(async () => {
  await removeImage(engine, image);
});

/** What HAProxy looks up for the slots of an app: for how many each name. */
async function lookedUp({ app }: Bench): Promise<Record<string, number>> {
  const control = new Control(engine, balancerName(app));
  try {
    const state = await control.command(`show servers state ${backendOf(app)}`);
    const lines = state.split("\n").map((line) => line.split(" "));
    const column = (lines.find(([first]) => first === "#") ?? []).indexOf("srv_fqdn") - 1;
    const names = lines.flatMap((cells) => (cells[1] === backendOf(app) ? [cells[column] ?? ""] : []));
    const counts: Record<string, number> = {};
    for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
    return counts;
  } finally {
    control.close();
  }
}

async function hostName({ app }: Bench): Promise<string> {
  const [container] = await listContainers(engine, { "quayside.app": app, "quayside.role": "instance" });
  return container?.id.slice(0, 12) ?? "";
}

// HAProxy takes a server out whose name it has never found, a day after it was named: there the app would be gone.
test("only a container whose network has a DNS is looked up, and none that is gone", async () => {
  const own = `qt-net-${randomBytes(4).toString("hex")}`;
  const shop = await bench(image, { network: "bridge" });
  const balancer = balancerName(shop.app);
  try {
    const deployed = async (version: string, network: string) => {
      const ended = await shop.run({ env: `VERSION=${version}`, network, "keep-releases": "1" });
      expect(ended.message).toBe("");
      expect(await shop.version()).toBe(version);
    };
    await deployed("1", "bridge");
    expect(await lookedUp(shop)).toEqual({ "-": 64 });
    const [, seen] = await shop.probed(async () => {
      await deployed("2", "bridge");
      expect(await lookedUp(shop)).toEqual({ "-": 64 });
      await deployed("3", own);
      expect(await lookedUp(shop)).toEqual({ "-": 63, [await hostName(shop)]: 1 });
      await deployed("4", own);
      expect(await lookedUp(shop)).toEqual({ "-": 62, [await hostName(shop)]: 1, [balancer]: 1 });
      // A slot that has a name would go on with it.
      await deployed("5", "bridge");
      expect(await lookedUp(shop)).toEqual({ "-": 62, [balancer]: 2 });
    });
    expect(seen).toMatchObject({ failures: 0, reasons: {} });
  } finally {
    await shop.close();
    await removeNetwork(engine, own).catch(() => {});
  }
}, 120_000);

test("a container whose name the network's DNS does not tell gets no traffic, and what ran goes on", async () => {
  const shop = await bench(image, { "health-timeout": "6s" });
  try {
    expect((await shop.run({ env: "VERSION=1" })).message).toBe("");
    const inspect = ["inspect", "--format", "{{.State.Pid}}", balancerName(shop.app)];
    const pid = execFileSync("docker", inspect, { encoding: "utf8" }).trim();
    const rule = (change: "-I" | "-D") =>
      execFileSync("nsenter", [
        ...["--target", pid, "--net", "iptables"],
        ...[change, "INPUT", "--protocol", "udp", "--source", "127.0.0.11", "--jump", "DROP"],
      ]);
    rule("-I");
    const [ended, seen] = await shop.probed(() => shop.run({ env: "VERSION=2" }));
    expect(ended.outputs.outcome).toBe("failed-before-switch");
    expect(ended.message).toContain("it answered 200, but its network's DNS does not know its name");
    expect(seen).toMatchObject({ failures: 0, reasons: {} });
    expect(await shop.version()).toBe("1");
    rule("-D");
    expect((await shop.run({ env: "VERSION=2" })).message).toBe("");
    expect(await shop.version()).toBe("2");
  } finally {
    await shop.close();
  }
}, 120_000);
