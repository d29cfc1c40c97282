import { type Container, listContainers } from "../../toolkit/docker/containers.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { counted } from "../../toolkit/units.ts";
import { COMPOSE_PROJECT, COMPOSE_SERVICE, foreignContainers } from "./docker/adopt.ts";
import { readRecords } from "./docker/records.ts";
import type { DeployReport } from "./report.ts";

/** Says what runs of an app, and what its host has recorded of the last deploys; changes nothing. */
export async function statusOf(
  engine: Engine,
  { app, proxy }: { readonly app: string; readonly proxy: string },
  report: DeployReport,
  info: (text: string) => void,
): Promise<void> {
  const [containers, records] = await Promise.all([
    listContainers(engine, { "quayside.app": app }),
    readRecords(engine, app, proxy),
  ]);
  const foreign = await strangers(engine, containers);
  for (const { name, status } of foreign) {
    report.operations.push(
      `${name}: ${status}, made by docker compose and not in traffic; the next deploy takes its place`,
    );
  }
  for (const { name, status, health, labels } of containers) {
    report.operations.push(
      `${name}: ${status}${health ? ` (${health.status})` : ""}, ${labels["quayside.image"] ?? labels["quayside.role"] ?? ""}`,
    );
  }
  report.history = records.slice(-10).reverse();
  const last = records.findLast(({ outcome }) => outcome === "deployed");
  Object.assign(report, {
    outcome: "shown",
    release: last?.release ?? "",
    previous: last?.previous ?? "",
    image: last?.image ?? "",
    digest: last?.digest ?? "",
  });
  for (const line of report.operations) info(line);
  for (const record of report.history) {
    const requests = `${counted(record.requests, "request")}, ${record.failedRequests} failed`;
    const mode = record.mode === "rollback" ? " (rollback)" : "";
    info(
      `${record.at} ${record.outcome}${mode} ${record.release} (${record.image}), ${requests}${record.by ? `, by ${record.by}` : ""}${record.commit ? `, commit ${record.commit.slice(0, 12)}` : ""}`,
    );
  }
  if (report.operations.length === 0 && records.length === 0) info(`Nothing of ${app} is on this host.`);
}

/** What Compose has made beside ours, of the service that ours are of. */
async function strangers(engine: Engine, ours: readonly Container[]): Promise<Container[]> {
  const labels = ours.find((one) => one.labels[COMPOSE_PROJECT])?.labels;
  const { [COMPOSE_PROJECT]: project = "", [COMPOSE_SERVICE]: service = "" } = labels ?? {};
  return await foreignContainers(engine, { instance: { [COMPOSE_PROJECT]: project, [COMPOSE_SERVICE]: service } });
}
