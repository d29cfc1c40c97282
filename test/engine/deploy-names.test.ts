import { randomBytes } from "node:crypto";
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { balancerName } from "../../actions/deploy/docker/names.ts";
import { backendOf } from "../../actions/deploy/haproxy/config.ts";
import { Control } from "../../actions/deploy/haproxy/control.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
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

/** What HAProxy does with each slot that was ever used: state, address, name. */
async function slots({ app }: Bench): Promise<string[]> {
  const control = new Control(engine, balancerName(app));
  try {
    const answer = await control.command(`show servers state ${backendOf(app)}`);
    return [answer];
  } finally {
    control.close();
  }
}

test("x", async () => {
  const shop = await bench(image, { network: "bridge" });
  const own = `qt-net-${randomBytes(4).toString("hex")}`;
  try {
    for (const [version, network] of Object.entries(["bridge", own, own, "bridge", own])) {
      const [ended, seen] = await shop.probed(() => shop.run({ env: `VERSION=${version}`, network }));
      console.log(network, ended.message, ended.outputs.outcome, seen.failures, await slots(shop).then((x) => x[0]?.split("\n").filter(l=> / s[1-9] /.test(l)).join("\n")));
    }
  } finally {
    await shop.close();
  }
}, 120_000);
