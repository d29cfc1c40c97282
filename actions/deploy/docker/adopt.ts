import { createHash } from "node:crypto";
import { type Container, listContainers } from "../../../toolkit/docker/containers.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import type { Making } from "./making.ts";
import { labelsOf, nameLabels } from "./names.ts";

/** Labels by which Compose knows whose a container is. */
export const COMPOSE_PROJECT = "com.docker.compose.project";
export const COMPOSE_SERVICE = "com.docker.compose.service";
/** `True` on containers that Compose counts as none of a service's: `up` and `start` pass over them. */
export const COMPOSE_ONEOFF = "com.docker.compose.oneoff";

/** The label of containers that were not made here. */
export const ADOPTED = "quayside.adopted";

/** Containers of the service that `docker compose` itself has made; none where no compose file is given. */
export async function foreignContainers(
  engine: Engine,
  origin: Pick<Making["origin"], "instance">,
): Promise<Container[]> {
  const { [COMPOSE_PROJECT]: project, [COMPOSE_SERVICE]: service } = origin.instance;
  if (!project || !service) return [];
  const labels = { [COMPOSE_PROJECT]: project, [COMPOSE_SERVICE]: service, [COMPOSE_ONEOFF]: "False" };
  return (await listContainers(engine, labels)).filter((one) => one.labels["quayside.app"] === undefined);
}

/** A container as one of ours: one that Compose has made gets the labels that ours have, which it keeps when it is put aside. */
export function adopt(container: Container, { app, spec }: Pick<Making, "app" | "spec">): Container {
  if (container.labels["quayside.app"] !== undefined) return container;
  const hash = container.labels["com.docker.compose.config-hash"] ?? container.id;
  const release = createHash("sha256").update(`${container.image} ${hash}`).digest("hex").slice(0, 12);
  const number = container.labels["com.docker.compose.container-number"] ?? "1";
  return {
    ...container,
    labels: {
      ...container.labels,
      ...labelsOf(app, "instance"),
      ...nameLabels(`${app}-${release}-${number}`, container.name),
      [ADOPTED]: "compose",
      "quayside.release": release,
      "quayside.number": number,
      "quayside.image": container.imageName,
      "quayside.network": spec.network,
      "quayside.port": String(spec.port),
    },
  };
}
