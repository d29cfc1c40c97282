import type { Engine } from "../docker.ts";
import { orMissing } from "./api-errors.ts";
import { firstFileOf, type TarFile, tarOf } from "./tar.ts";

/** Puts small files into a folder of a container, which may stand still. The folder has to be there. */
export async function putFiles(engine: Engine, id: string, folder: string, files: readonly TarFile[]): Promise<void> {
  await engine.api.getContainer(id).putArchive(tarOf(files), { path: folder });
}

/** The content of a file of a container, which may stand still; undefined where there is no such file. */
export async function getFile(engine: Engine, id: string, path: string): Promise<Buffer | undefined> {
  const stream = await orMissing(engine.api.getContainer(id).getArchive({ path }));
  if (!stream) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return firstFileOf(Buffer.concat(chunks));
}
