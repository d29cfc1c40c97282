import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../../toolkit/errors.ts";
import type { GitHub } from "../../../toolkit/github.ts";
import { unzip } from "../../../toolkit/zip.ts";
import type { Store, StoreSettings } from "./store.ts";

const FILE = "history.json";
/** A history is a few megabytes at most; more is none. */
const LARGEST = 64 * 1024 * 1024;
/** Two runs beside each other each wrote theirs; so many of the newest are joined. */
const NEWEST = 3;

/**
 * The artifact that the branch's last runs uploaded. It is read over the public API; it is written by a following step
 * with actions/upload-artifact, since the library that uploads is larger than all of Quayside.
 */
export function artifactStore(github: GitHub, { name, branch, reportDir }: StoreSettings & { name: string }): Store {
  const read = async () => {
    // A pull request may upload what it likes under this name, so only those of the branch itself count.
    const found = await github.artifacts(name, branch, NEWEST);
    if (!found) throw new UserError(`the artifacts ${name} could not be listed`);
    const texts: string[] = [];
    for (const { id, size } of found) {
      if (size > LARGEST) continue;
      const zip = await github.artifact(id);
      const file = zip && (await unzip(zip, { largest: LARGEST })).get(FILE);
      if (file) texts.push(Buffer.from(file).toString("utf8"));
    }
    if (found.length > 0 && texts.length === 0)
      throw new UserError(`no artifact ${name} holds a ${FILE} that can be read`);
    return texts;
  };
  let loaded: Promise<string[]> | undefined;
  const load = () => (loaded ??= read());
  return {
    name: `the artifact ${name}`,
    load,
    async update(make) {
      const { text } = make(await load());
      await mkdir(reportDir, { recursive: true });
      await writeFile(join(reportDir, FILE), text);
    },
  };
}
