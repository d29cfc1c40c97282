import { getFile, putFiles } from "../../../toolkit/docker/archives.ts";
import { execIn } from "../../../toolkit/docker/exec.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { FOLDER } from "../balancer.ts";
import type { DeployRecord } from "../target.ts";
import { balancerName } from "./names.ts";

const RECORDS = `${FOLDER}/deploys.jsonl`;

/** The record of an app as its host keeps it, oldest first; empty where there is none. */
export async function readRecords(engine: Engine, app: string): Promise<DeployRecord[]> {
  const text = (await getFile(engine, balancerName(app), RECORDS).catch(() => undefined))?.toString("utf8") ?? "";
  return text.split("\n").flatMap((line) => {
    try {
      const record = JSON.parse(line) as DeployRecord;
      return record.version === 1 ? [record] : [];
    } catch {
      // A host that lost power may have half a line; the others are still worth reading.
      return [];
    }
  });
}

/** Adds a line to the record. The balancer has to run. */
export async function appendRecord(engine: Engine, app: string, record: DeployRecord): Promise<void> {
  const name = balancerName(app);
  await putFiles(engine, name, FOLDER, [{ name: "deploy.new", content: `${JSON.stringify(record)}\n` }]);
  await asRoot(engine, name, `cat ${FOLDER}/deploy.new >> ${RECORDS} && rm -f ${FOLDER}/deploy.new`);
}

/** Runs a script of ours as root in a balancer's container; throws where it fails. */
export async function asRoot(engine: Engine, container: string, script: string): Promise<void> {
  const { code, stderr } = await execIn(engine, container, ["sh", "-c", script], { user: "0" });
  if (code !== 0) throw new Error(`a command in the load balancer's container failed: ${stderr.trim()}`);
}
