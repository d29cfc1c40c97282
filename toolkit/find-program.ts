import { access, constants, stat } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** The path of a program in the folders of a PATH; undefined where none of them has one that we may execute. */
export async function findOnPath(name: string, path: string | undefined): Promise<string | undefined> {
  for (const folder of (path ?? "").split(delimiter)) {
    const found = join(folder, name);
    if (folder !== "" && (await isProgram(found))) return found;
  }
  return undefined;
}

/** Whether this path is a file that we may execute. */
export async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
