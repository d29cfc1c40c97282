/**
 * Deploys one image after the other to a host of its own and looks how much of its disk they take: as much after twenty
 * as after as many as are kept. Then everything is pruned that Docker takes for unused, and one can still go back, as
 * often as releases are kept. The control keeps all, and grows.
 * `npm run test:load -- deploy-disk --deploys 20`
 */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { removeImage, tagImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { bench } from "../engine/deploy-support.ts";
import { makeSmallApp, startHosts } from "../engine/hosts-support.ts";

/** Bytes that each image has of its own, and how many releases are kept. */
const BALLAST = 8 << 20;
const KEEP = 2;

/** What a host has after each deploy. */
interface Disk {
  readonly deploys: number;
  readonly images: number;
  readonly containers: number;
  /** Megabytes of all layers, each counted once. */
  readonly megabytes: number;
}

const { values } = parseArgs({ options: { deploys: { type: "string", default: "20" } } });
const engine = await connect({ env: process.env });
const repo = `127.0.0.1:9/quayside-test-disk-${randomBytes(4).toString("hex")}`;
await tagImage(engine, "haproxy:3.0", repo, "proxy");

async function campaign(deploys: number, keep: number) {
  const started = await startHosts(engine, 1);
  const [host] = typeof started === "string" ? [] : started;
  if (!host) throw new Error(`this machine cannot have a host of its own: ${started}`);
  const app = await bench("", {
    publish: "0.0.0.0:8080",
    "drain-timeout": "1s",
    "stop-timeout": "1s",
    "proxy-image": `${repo}:proxy`,
    "keep-releases": String(keep),
    hosts: host.address,
  });
  const disk: Disk[] = [];
  const wrong: string[] = [];
  try {
    for (let number = 1; number <= deploys; number++) {
      const image = `${repo}:v${number}`;
      await makeSmallApp(engine, image, [], BALLAST);
      const { message } = await app.run({ image, env: `VERSION=v${number}` });
      await removeImage(engine, image);
      if (message) throw new Error(message);
      const df = (await host.engine.api.df()) as { LayersSize: number; Images: unknown[]; Containers: unknown[] };
      const megabytes = Math.round(df.LayersSize / (1 << 20));
      disk.push({ deploys: number, images: df.Images.length, containers: df.Containers.length, megabytes });
      console.error(JSON.stringify(disk.at(-1)));
    }
    // As a cron job on the host may: whatever no container is made of.
    await host.engine.api.pruneImages({ filters: { dangling: ["false"] } });
    for (let back = 1; back <= keep && keep < deploys; back++) {
      const { message } = await app.run({ mode: "rollback", image: "" });
      const version = await (await fetch(`http://${host.ip}:8080/`)).text();
      if (message !== "" || version !== `v${deploys - back}`) wrong.push(`back to ${version}: ${message}`);
    }
  } finally {
    await host.stop();
  }
  return { disk, wrong };
}

try {
  const { disk, wrong } = await campaign(Number(values.deploys), KEEP);
  const control = await campaign(6, 50);
  // From the first deploy on after which as many are kept as may be.
  const full = disk[KEEP]?.megabytes ?? Number.NaN;
  const most = Math.max(...disk.slice(KEEP).map(({ megabytes }) => megabytes));
  const grown = (control.disk.at(-1)?.megabytes ?? 0) - (control.disk[KEEP]?.megabytes ?? 0);
  if (wrong.length > 0 || !(most - full <= 1) || grown < 8) process.exitCode = 1;
  console.log(JSON.stringify({ keep: KEEP, full, most, wrong, disk, control: { grown, disk: control.disk } }, null, 2));
} finally {
  await removeImage(engine, `${repo}:proxy`);
}
