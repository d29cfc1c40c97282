/**
 * Goes back without an argument while somebody asks, with the registry stopped that the image came from: warm, from the
 * containers that were put aside, and cold, from the image alone. The control has neither, and nothing to go back with.
 * `npm run test:load -- deploy-rollback --rounds 5`
 */
import { parseArgs } from "node:util";
import { keptImage } from "../../actions/deploy/docker/names.ts";
import type { Moment } from "../../actions/deploy/target.ts";
import { startRegistry, type TestService } from "../../scripts/setup/test-services.ts";
import { listContainers, removeContainer } from "../../toolkit/docker/containers.ts";
import { listImages, pushImage, removeImage, tagImage } from "../../toolkit/docker/images.ts";
import { connect, type Engine } from "../../toolkit/docker.ts";
import { type Bench, bench, makeAppImage } from "../engine/deploy-support.ts";
import { spread } from "../support/figures.ts";

/** Milliseconds until the release before has the traffic: from containers, and from the image alone. */
export const AIMS = { warm: 2000, cold: 10_000 } as const;

/** How one went back. */
export interface WentBack {
  readonly kind: "warm" | "cold";
  /** Why it did not; `""` where it did. */
  readonly message: string;
  /** Milliseconds until the release before had the traffic. */
  readonly backMs: number;
  /** Milliseconds of the whole run, with the other one drained and stopped. */
  readonly ms: number;
  readonly requests: number;
  readonly failed: number;
  readonly version: string;
}

/** Two images of the tests' app in a registry of their own, and nowhere on the host. */
export async function pushedApps(engine: Engine): Promise<{ images: [string, string]; registry: TestService }> {
  const registry = await startRegistry(engine, { area: "deploy" });
  const name = `${registry.address}/app`;
  for (const tag of ["1", "2"]) {
    const local = await makeAppImage(engine);
    await tagImage(engine, local, name, tag);
    await pushImage(engine, name, tag);
    for (const one of [local, `${name}:${tag}`]) await removeImage(engine, one);
  }
  return { images: [`${name}:1`, `${name}:2`], registry };
}

/** Takes what was put aside of the app away, and every name of its image but the one that keeps it. */
async function leaveOnlyTheImage(host: Bench): Promise<void> {
  const containers = await listContainers(host.engine, { "quayside.app": host.app });
  for (const { id, name } of containers) if (name.endsWith("-kept")) await removeContainer(host.engine, id);
  await removeImage(host.engine, host.inputs.image ?? "");
}

/** Takes our names of its images away, so that those that nobody runs are gone. */
export async function forgetTheImage(host: Bench): Promise<void> {
  await leaveOnlyTheImage(host);
  for (const repo of [keptImage(host.app, "").repo, `quayside-fetched/${host.app}`]) {
    for (const name of await listImages(host.engine, repo)) await removeImage(host.engine, name);
  }
}

/** Goes back under a probe, with nothing said but the name of the app. */
export async function goBack(host: Bench, kind: WentBack["kind"]): Promise<WentBack> {
  if (kind === "cold") await leaveOnlyTheImage(host);
  const only = { mode: "rollback", image: "", publish: "", "health-path": "", "health-timeout": "" };
  const [{ message, outputs, report }, seen] = await host.probed(() => host.run(only));
  const moments: readonly Moment[] = report?.moments ?? [];
  const back = moments.findLast(({ at, what }) => at > 0 && what === "in traffic");
  return {
    kind,
    message,
    backMs: back?.at ?? Number.NaN,
    ms: Number(outputs["duration-ms"]),
    requests: seen.requests,
    failed: seen.failures,
    version: await host.version(),
  };
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });
  const engine = await connect({ env: process.env });
  const { images, registry } = await pushedApps(engine);
  const host = await bench(images[0]);
  const results: WentBack[] = [];
  const deploy = async (version: string, image: string) => {
    const { message } = await host.run({ image, env: `VERSION=${version}` });
    if (message) throw new Error(message);
  };
  try {
    await deploy("old", images[0]);
    await deploy("new", images[1]);
    await registry.stop();
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const kind of ["warm", "cold"] as const) {
        results.push(await goBack(host, kind));
        console.error(JSON.stringify(results.at(-1)));
        await deploy("new", images[1]);
      }
    }
    await forgetTheImage(host);
    const control = await goBack(host, "cold");
    const spreadOf = (kind: WentBack["kind"], part: "backMs" | "ms") =>
      spread(results.flatMap((one) => (one.kind === kind ? [one[part]] : [])));
    const back = { warm: spreadOf("warm", "backMs"), cold: spreadOf("cold", "backMs") };
    const whole = { warm: spreadOf("warm", "ms"), cold: spreadOf("cold", "ms") };
    const wrong = results.filter(({ message, failed, version }) => message !== "" || failed > 0 || version !== "old");
    if (wrong.length > 0 || control.message === "") process.exitCode = 1;
    if (back.warm.median > AIMS.warm || back.cold.median > AIMS.cold) process.exitCode = 1;
    console.log(JSON.stringify({ back, aims: AIMS, whole, results, control }, null, 2));
  } finally {
    await registry.stop();
    await host.close();
    for (const name of images) await removeImage(engine, name);
  }
}
