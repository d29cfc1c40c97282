import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { messageOf, UserError } from "../../../toolkit/errors.ts";
import type { Store } from "./store.ts";

/** A file of this machine, as on a laptop or an agent that keeps its disk. */
export function fileStore(path: string): Store {
  const load = async () => {
    try {
      return [await readFile(path, "utf8")];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw new UserError(`${path} cannot be read: ${messageOf(error)}`, { cause: error });
    }
  };
  return {
    name: `the file ${path}`,
    load,
    async update(make) {
      const { text } = make(await load());
      try {
        await mkdir(dirname(path), { recursive: true });
        // Whoever reads it meanwhile finds the old one or the new one, never a half.
        const next = `${path}.${process.pid}.new`;
        await writeFile(next, text);
        await rename(next, path);
      } catch (error) {
        throw new UserError(`${path} cannot be written: ${messageOf(error)}`, { cause: error });
      }
    },
  };
}
