import { statusOf } from "../../../toolkit/docker/api-errors.ts";
import { type ContainerSpec, createContainer, type Mount } from "../../../toolkit/docker/containers.ts";
import { imageId } from "../../../toolkit/docker/images.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { UserError } from "../../../toolkit/errors.ts";
import { secretHashes } from "../release.ts";
import { placeFiles } from "./files.ts";
import type { Making } from "./making.ts";

/** The label of containers that have files on the host. */
export const FILES = "quayside.files";

/** Files are put on a host once for all containers of a run. */
const placed = new WeakMap<Making, Promise<Mount[]>>();

/** Creates a container of a release and gives its id, for traffic or for a task, with its files; `own` is what makes it differ. */
export async function makeContainer(
  engine: Engine,
  making: Making,
  own: Partial<ContainerSpec> & Pick<ContainerSpec, "name" | "labels">,
): Promise<string> {
  const { spec, labels } = making;
  if (spec.adopted) {
    throw new UserError(
      `Release ${making.release} cannot be made again: docker compose made it, and its containers are gone`,
      {
        hint: "Deploy its image again.",
      },
    );
  }
  const mounts = [...(spec.settings?.mounts ?? []), ...(await filesOf(engine, making))];
  const image = await namedImage(engine, making);
  const container = {
    image,
    env: spec.env,
    network: spec.network,
    ...(spec.memory === undefined ? {} : { memory: spec.memory }),
    ...(spec.cpus === undefined ? {} : { cpus: spec.cpus }),
    ...spec.settings,
    ...(mounts.length > 0 ? { mounts } : {}),
    ...own,
    labels: {
      ...spec.labels,
      ...labels,
      ...own.labels,
      ...(Object.keys(spec.secrets).length > 0 ? { [FILES]: making.store } : {}),
    },
  };
  return await createContainer(engine, container).catch(async (error) => {
    // Somebody has taken its name away since; the image itself is held.
    if (statusOf(error) !== 404 || image === spec.image) throw error;
    return await createContainer(engine, { ...container, image: spec.image });
  });
}

/** The image by its name, which people know it by, unless that has become another image's since the deploy began. */
async function namedImage(engine: Engine, { present, spec }: Making): Promise<string> {
  if (present.includes("@") || (await imageId(engine, present)) === spec.image) return present;
  return spec.image;
}

async function filesOf(engine: Engine, making: Making): Promise<Mount[]> {
  const { app, release, spec, files, store, shell } = making;
  const have = secretHashes(files);
  const lacking = Object.entries(spec.secrets).flatMap(([path, hash]) => (have[path] === hash ? [] : [path]));
  if (lacking.length > 0) {
    throw new UserError(`Release ${release} cannot be made again: its secrets are not among the inputs`, {
      hint: `Give secrets as they were for it: ${lacking.join(", ")}.`,
    });
  }
  const wanted = files.filter(({ path }) => spec.secrets[path] !== undefined);
  let mounts = placed.get(making);
  if (!mounts) {
    mounts = placeFiles(engine, { app, release, store, image: shell.image }, wanted);
    placed.set(making, mounts);
    // A host that had no room may have some at the next try.
    mounts.catch(() => placed.delete(making));
  }
  return await mounts;
}
