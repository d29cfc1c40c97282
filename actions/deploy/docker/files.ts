import { putFiles } from "../../../toolkit/docker/archives.ts";
import {
  createContainer,
  type Mount,
  removeContainer,
  startContainer,
  waitForContainer,
} from "../../../toolkit/docker/containers.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { UserError } from "../../../toolkit/errors.ts";
import type { SecretFile } from "../release.ts";

/** Where the files of a release lie on the host: in its memory, gone with a restart of the host, or on its disk. */
export type FileStore = "tmpfs" | "disk";

/** /dev/shm is in memory on every Linux (shm_overview(7)); /run is not always. */
const FOLDERS: Readonly<Record<FileStore, string>> = { tmpfs: "/dev/shm", disk: "/var/lib" };
const INSIDE = "/host";

/**
 * Puts the files of a release on the host and gives the mounts that bring them into its containers. They go over the
 * engine's own connection, as an archive: in no argument, label, environment, layer or volume. On the host only root gets
 * through the folder above them; in the container they are read-only. A restart of the container, of the engine, and
 * another container of the same release find them again.
 */
export async function placeFiles(
  engine: Engine,
  where: { readonly app: string; readonly release: string; readonly store: FileStore; readonly image: string },
  files: readonly SecretFile[],
): Promise<Mount[]> {
  if (files.length === 0) return [];
  const { app, release, store, image } = where;
  const folder = `quayside/${app}/${release}`;
  const helper = { app, image, entrypoint: ["true"], mounts: [mountOf(store, INSIDE)] };
  await withHelper(engine, helper, async (id) => {
    await putFiles(engine, id, INSIDE, [
      { name: "quayside/", content: "", mode: 0o700 },
      { name: `quayside/${app}/`, content: "", mode: 0o700 },
      { name: `${folder}/`, content: "", mode: 0o755 },
      ...files.map(({ content, mode = 0o444, uid = 0, gid = 0 }, index) => ({
        name: `${folder}/${index}`,
        content,
        mode,
        uid,
        gid,
      })),
    ]);
  }).catch((error) => {
    throw new UserError(`The secrets of ${app} could not be put into ${FOLDERS[store]} of the host`, {
      hint: store === "tmpfs" ? "secret-store: disk takes another place." : "Its disk may be full or read-only.",
      cause: error,
    });
  });
  return files.map(({ path }, index) => ({
    type: "bind",
    source: `${FOLDERS[store]}/${folder}/${index}`,
    target: path,
    readOnly: true,
  }));
}

/** Removes the files of all releases of an app but these. */
export async function sweepFiles(
  engine: Engine,
  where: { readonly app: string; readonly image: string },
  releases: readonly string[],
): Promise<void> {
  const { app, image } = where;
  const stores = ["tmpfs", "disk"] as const;
  const folders = stores.map((store) => `${INSIDE}/${store}/quayside/${app}`);
  // Words of ours and hashes: nothing here is for a shell.
  const spare = releases.flatMap((release) => ["!", "-name", release]);
  const some = ["find", ...folders, "-mindepth", "1", "-maxdepth", "1", ...spare, "-exec", "rm", "-rf", "{}", "+"];
  const entrypoint = releases.length > 0 ? some : ["rm", "-rf", ...folders];
  const mounts = stores.map((store) => mountOf(store, `${INSIDE}/${store}`));
  await withHelper(engine, { app, image, entrypoint, mounts }, async (id) => {
    await startContainer(engine, id);
    await waitForContainer(engine, id, AbortSignal.timeout(20_000));
  });
}

function mountOf(store: FileStore, target: string): Mount {
  return { type: "bind", source: FOLDERS[store], target };
}

/** A container that sees the folders, and is never started where only files are put into it. */
async function withHelper(
  engine: Engine,
  helper: {
    readonly app: string;
    readonly image: string;
    readonly entrypoint: readonly string[];
    readonly mounts: readonly Mount[];
  },
  body: (id: string) => Promise<void>,
): Promise<void> {
  const { app, ...rest } = helper;
  const name = `${app}-files`;
  // One that a killed run has left would keep its name.
  await removeContainer(engine, name);
  const labels = { "quayside.app": app, "quayside.role": "files" };
  const id = await createContainer(engine, { name, labels, command: [], user: "0", network: "none", ...rest });
  try {
    await body(id);
  } finally {
    await removeContainer(engine, id);
  }
}
