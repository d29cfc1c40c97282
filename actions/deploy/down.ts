import { type Container, listContainers, removeContainer, stopContainer } from "../../toolkit/docker/containers.ts";
import { listImages, removeImage } from "../../toolkit/docker/images.ts";
import { findNetwork, removeNetwork } from "../../toolkit/docker/networks.ts";
import { listVolumes, removeVolume } from "../../toolkit/docker/volumes.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { sweepFiles } from "./docker/files.ts";
import { FILES } from "./docker/make.ts";
import { keptImage } from "./docker/names.ts";

/** Removes all that was made for an app: containers, load balancer, record, and its network where it was made for it. */
export async function takeDown(engine: Engine, app: string, stopTimeout: number): Promise<string[]> {
  const label = { "quayside.app": app };
  const containers = await listContainers(engine, label);
  const networks = new Set([app, ...containers.map(({ labels }) => labels["quayside.network"] ?? app)]);
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
  const image = containers.find(isBalancer)?.image;
  if (image && containers.some(({ labels }) => labels[FILES])) await sweepFiles(engine, { app, image }, []);
  const volumes = await listVolumes(engine, label);
  for (const volume of volumes) await removeVolume(engine, volume);
  const { repo } = keptImage(app, "");
  for (const image of await listImages(engine, repo)) await removeImage(engine, image);
  const removed = [...containers.map(({ name }) => name), ...volumes.map((volume) => `volume ${volume}`)];
  for (const name of networks) {
    if ((await findNetwork(engine, name))?.labels["quayside.app"] !== app) continue;
    await removeNetwork(engine, name);
    removed.push(`network ${name}`);
  }
  return removed;
}
