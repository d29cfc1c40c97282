import { statusOf } from "../../toolkit/docker/api-errors.ts";
import {
  type Container,
  findContainer,
  listContainers,
  removeContainer,
  stopContainer,
} from "../../toolkit/docker/containers.ts";
import { listImages, removeImage } from "../../toolkit/docker/images.ts";
import { disconnectNetwork, listNetworks, removeNetwork } from "../../toolkit/docker/networks.ts";
import { listVolumes, removeVolume } from "../../toolkit/docker/volumes.ts";
import type { Engine } from "../../toolkit/docker.ts";
import type { World } from "../../toolkit/world.ts";
import { removeFetched } from "./docker/fetched.ts";
import { sweepFiles } from "./docker/files.ts";
import { FILES } from "./docker/make.ts";
import { BEHIND, homeNetwork, keptImage, proxyOf } from "./docker/names.ts";
import { HaproxyDriver } from "./haproxy/driver.ts";
import type { Inputs } from "./inputs.ts";
import { holderOf, takeLock } from "./lock.ts";

/**
 * Removes all that was made for an app: containers, load balancer, record, and its network where it was made for it. A
 * deploy that runs, of the app or of another one behind the same load balancer, is waited for as `on-lock` says.
 */
export async function takeDown(
  world: World,
  engine: Engine,
  inputs: Pick<Inputs, "app" | "proxy" | "stopTimeout" | "onLock" | "lockTimeout">,
): Promise<string[]> {
  const front = await findContainer(engine, proxyOf(inputs));
  // Where nothing stands in front, there is no image for a lock, and nobody who needs one.
  if (!front) return await removeAll(engine, inputs, undefined);
  const { image } = front;
  const { onLock, lockTimeout: timeout } = inputs;
  const holder = holderOf(world.runner.env, world.clock.now());
  const lock = await takeLock(engine, { app: inputs.proxy || inputs.app, image, onLock, timeout, holder }, world);
  try {
    await lock.check();
    return await removeAll(engine, inputs, image);
  } finally {
    await lock.release();
  }
}

/** `image` is that of the load balancer; undefined where there is none, and then nobody holds a lock either. */
async function removeAll(
  engine: Engine,
  { app, proxy, stopTimeout }: Pick<Inputs, "app" | "proxy" | "stopTimeout">,
  image: string | undefined,
): Promise<string[]> {
  const label = { "quayside.app": app };
  const all = await listContainers(engine, label);
  const containers = all.filter(({ labels }) => image === undefined || labels["quayside.role"] !== "lock");
  // Those that it was in before, too.
  const own = await listNetworks(engine, label);
  const networks = new Set([...own, ...containers.map(({ labels }) => labels["quayside.network"] ?? app)]);
  const isBalancer = ({ labels }: Container) => labels["quayside.role"] === "balancer";
  // The balancer first: it must not go on sending requests to those that are being stopped.
  for (const { id } of containers.filter(isBalancer)) await removeContainer(engine, id);
  await Promise.all(
    containers
      .filter((container) => !isBalancer(container))
      .map(async ({ id }) => {
        await stopContainer(engine, id, stopTimeout);
        await removeContainer(engine, id);
      }),
  );
  if (proxy !== "") await leaveShared(engine, { app, proxy }, networks);
  if (image && containers.some(({ labels }) => labels[FILES])) await sweepFiles(engine, { app, image }, []);
  const volumes = await listVolumes(engine, label);
  for (const volume of volumes) await removeVolume(engine, volume);
  const { repo } = keptImage(app, "");
  for (const image of await listImages(engine, repo)) await removeImage(engine, image);
  const images = await removeFetched(engine, app, () => true);
  const removed = [
    ...containers.map(({ name }) => name),
    ...volumes.map((volume) => `volume ${volume}`),
    ...images.map((image) => `image ${image}`),
  ];
  for (const name of own) {
    try {
      await removeNetwork(engine, name);
    } catch (error) {
      // Others are in it by now, and it is theirs.
      if (statusOf(error) === 403) continue;
      throw error;
    }
    removed.push(`network ${name}`);
  }
  return removed;
}

/** Takes an app out of a load balancer that others share; where it was the last one, that goes too. */
async function leaveShared(
  engine: Engine,
  { app, proxy }: { readonly app: string; readonly proxy: string },
  networks: Iterable<string>,
): Promise<void> {
  const driver = new HaproxyDriver(engine, { container: proxy, app, tls: false, certificates: [] });
  try {
    const [containers, behind] = await Promise.all([
      listContainers(engine, { "quayside.proxy": proxy }),
      listContainers(engine, { [BEHIND]: proxy }),
    ]);
    const running = containers.filter((one) => one.running).map(({ name }) => name);
    if (running.includes(proxy)) {
      // Two apps may be in the same network, and the one that stays is to be reached there.
      const others = new Set(behind.map(({ labels }) => labels["quayside.network"]));
      for (const network of networks) if (!others.has(network)) await disconnectNetwork(engine, network, proxy);
      if (await driver.drop()) return await driver.reload(running);
    } else if (behind.length > 0) {
      // Nobody can be asked whose routes it has, but there are others.
      return;
    }
    for (const { id } of containers) await removeContainer(engine, id);
    await removeVolume(engine, proxy);
    await removeNetwork(engine, homeNetwork(proxy));
  } finally {
    driver.close();
  }
}
