/**
 * Kills deploys with SIGKILL while one load balancer takes the port over from another one, at random moments, and then
 * deploys again, with either image. Meanwhile a probe asks, over connections that stay and over new ones.
 * `npm run test:fault -- deploy-upgrade --random 10`
 */
import { parseArgs } from "node:util";
import { listContainers } from "../../toolkit/docker/containers.ts";
import { execIn } from "../../toolkit/docker/exec.ts";
import { inspectImage, removeImage, tagImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { bench, makeAppImage, makeNginxImage } from "../engine/deploy-support.ts";
import { startDeploy } from "./deploy-kill.ts";

const { values } = parseArgs({
  options: { random: { type: "string", default: "10" }, only: { type: "string", default: "" } },
});
const engine = await connect({ env: process.env });
const image = await makeAppImage(engine);
const other = "quayside-test-upgrade";

/** What differs from one container that owns the port, and at most one beside it, of which one serves. */
async function oddities(app: string, product: string): Promise<string[]> {
  const all = await listContainers(engine, { "quayside.app": app, "quayside.role": "balancer" });
  const serving = await Promise.all(
    all.map(async ({ id }) => (await execIn(engine, id, ["test", "-e", `/tmp/${product}.pid`])).code === 0),
  );
  const found: string[] = [];
  if (all.length > 2 || all.some(({ name }) => name.endsWith("-next"))) {
    found.push(`there are ${all.map(({ name }) => name).join(", ")}`);
  }
  if (serving.filter(Boolean).length !== 1) found.push(`${serving.filter(Boolean).length} of them serve`);
  return found;
}

async function campaign(product: string, name: string) {
  const tag = name.replaceAll(/\W/g, "-");
  await tagImage(engine, name, other, tag);
  const images = [name, `${other}:${tag}`];
  const host = await bench(image, { "load-balancer": product, "drain-timeout": "10s" });
  const wrong: string[] = [];
  const moments: number[] = [];
  let now = 0;
  try {
    const first = await host.run({ "proxy-image": name });
    if (first.message) throw new Error(first.message);
    const kills = async () => {
      for (let turn = 0; turn < Number(values.random); turn++) {
        const delay = Math.round(Math.random() * 4000);
        const next = { ...host.inputs, "proxy-image": images[1 - now] ?? "" };
        const { end } = await startDeploy(next, { text: "hand the port over", delay });
        moments.push(end === "SIGKILL" ? delay : -1);
        // Where it was through before, the next one has another image to hand over to as well.
        if (turn % 2 === 0) now = 1 - now;
        const last = { "proxy-image": images[now] ?? "" };
        const { message } = await host.run(last);
        const what = `${product}, killed after ${delay} ms`;
        if (message) wrong.push(`${what}: the next run failed: ${message}`);
        wrong.push(...(await oddities(host.app, product)).map((oddity) => `${what}: ${oddity}`));
        const { outputs } = await host.run(last);
        if (outputs.outcome !== "unchanged") wrong.push(`${what}: another run is ${outputs.outcome}`);
      }
    };
    const [[, idle], fresh] = await host.probed(() => host.probed(kills, { rate: 60 }), { rate: 60, fresh: true });
    return {
      product,
      moments,
      wrong,
      requests: idle.requests + fresh.requests,
      failed: idle.failures + fresh.failures,
      reasons: [idle.reasons, fresh.reasons],
    };
  } finally {
    await host.close();
    await removeImage(engine, images[1] ?? "");
  }
}

try {
  const nginx = (await inspectImage(engine, "nginx:1.29")) ? "nginx:1.29" : await makeNginxImage(engine);
  const results = [];
  for (const [product, name] of [
    ["nginx", nginx],
    ["haproxy", "haproxy:3.0"],
  ] as const) {
    if (values.only === "" || values.only === product) results.push(await campaign(product, name));
  }
  console.log(JSON.stringify(results, null, 2));
  if (results.some(({ wrong, failed }) => wrong.length > 0 || failed > 0)) process.exitCode = 1;
} finally {
  await removeImage(engine, image);
}
process.exit();
