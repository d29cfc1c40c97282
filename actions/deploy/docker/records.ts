import { getFile, putFiles } from "../../../toolkit/docker/archives.ts";
import { listContainers } from "../../../toolkit/docker/containers.ts";
import { execIn } from "../../../toolkit/docker/exec.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { UserError } from "../../../toolkit/errors.ts";
import { readKept } from "../format.ts";
import type { Manner, ReleaseSpec } from "../release.ts";
import type { DeployRecord } from "../target.ts";
import { ADOPTED } from "./adopt.ts";
import { appFolder, balancerName, labelsOf } from "./names.ts";

const RECORDS = "deploys.jsonl";

/** The record of an app as its host keeps it, oldest first; empty where there is none. */
export async function readRecords(engine: Engine, app: string, proxy = balancerName(app)): Promise<DeployRecord[]> {
  const file = await getFile(engine, proxy, `${appFolder(app)}/${RECORDS}`);
  const text = file?.toString("utf8") ?? "";
  return text.split("\n").flatMap((line) => {
    try {
      return line === "" ? [] : [readKept<DeployRecord>(line, `the record of ${app}`)];
    } catch (error) {
      if (error instanceof UserError) throw error;
      // A host that lost power may have half a line; the others are still worth reading.
      return [];
    }
  });
}

/** What a rollback to a release or from it has to know, and what is no part of its containers. */
export interface Recorded {
  /** Two of its containers cannot be there at once, not even for a moment. */
  readonly order?: "stop-first";
  /** How one goes back from it, as far as its compose file says so. */
  readonly rollback?: Manner;
}

/** What it takes to have a release back: all that its containers are made of, but for the values of secrets. */
export interface ReleaseFile extends Recorded {
  readonly version: 1;
  readonly release: string;
  /** The image as it was named. */
  readonly image: string;
  readonly spec: ReleaseSpec;
  readonly replicas: number;
  readonly healthPath: string;
}

/** That part of a release's file. */
export function recordedOf({ order, rollback }: Recorded): Recorded {
  return { ...(order ? { order } : {}), ...(rollback ? { rollback } : {}) };
}

/** Adds a line to the record, and keeps what the release was made of. The balancer has to run. */
export async function appendRecord(
  engine: Engine,
  { app, proxy }: { readonly app: string; readonly proxy: string },
  record: DeployRecord,
  release?: ReleaseFile,
): Promise<void> {
  // The name is ours: twelve hexadecimal digits.
  const file = release && `release-${release.release}.json`;
  await putFiles(engine, proxy, appFolder(app), [
    { name: "deploy.new", content: `${JSON.stringify(record)}\n` },
    ...(file ? [{ name: `${file}.new`, content: JSON.stringify(release) }] : []),
  ]);
  await asRoot(
    engine,
    proxy,
    `cd ${appFolder(app)}; ${file ? `mv -f ${file}.new ${file} && ` : ""}cat deploy.new >> ${RECORDS} && rm -f deploy.new`,
  );
}

/** Writes down what Compose had in traffic before the first deploy, so that one can go back to it. */
export async function recordAdopted(
  engine: Engine,
  where: { readonly app: string; readonly proxy: string },
  by: DeployRecord,
): Promise<void> {
  const containers = await listContainers(engine, { ...labelsOf(where.app, "instance"), [ADOPTED]: "" });
  const [first] = containers;
  const release = first?.labels["quayside.release"];
  if (!first || !release) return;
  if ((await readRecords(engine, where.app, where.proxy)).some((record) => record.release === release)) return;
  const { imageName: image, labels } = first;
  const port = Number(labels["quayside.port"]);
  const network = labels["quayside.network"] ?? "";
  const replicas = containers.filter((one) => one.labels["quayside.release"] === release).length;
  const spec: ReleaseSpec = { image: first.image, port, env: {}, secrets: {}, network, adopted: true };
  const record: DeployRecord = {
    version: 1,
    at: new Date(first.startedAt).toISOString(),
    release,
    previous: "",
    image,
    digest: first.image,
    outcome: "deployed",
    mode: "adopted",
    replicas,
    durationMs: 0,
    requests: 0,
    failedRequests: 0,
    by: "docker compose",
    commit: "",
    run: by.run,
  };
  await appendRecord(engine, where, record, { version: 1, release, image, spec, replicas, healthPath: "" });
}

/** What a release was made of; undefined where the host does not know it. */
export async function readRelease(
  engine: Engine,
  { app, proxy }: { readonly app: string; readonly proxy: string },
  release: string,
): Promise<ReleaseFile | undefined> {
  const file = await getFile(engine, proxy, `${appFolder(app)}/release-${release}.json`);
  return file && readKept<ReleaseFile>(file.toString("utf8"), `release ${release} of ${app}`);
}

/** Runs a script of ours as root in a balancer's container; throws where it fails. */
export async function asRoot(engine: Engine, container: string, script: string): Promise<void> {
  const { code, stderr } = await execIn(engine, container, ["sh", "-c", script], { user: "0" });
  if (code !== 0) throw new Error(`a command in the load balancer's container failed: ${stderr.trim()}`);
}
