import { join } from "node:path";

/** The names and places of the sample. `sample:down` finds by them what `sample` has made. */
export const SAMPLE = {
  app: "sample-app",
  network: "quayside-sample",
  registry: "quayside-sample-registry",
  database: "quayside-sample-db",
  /** Label of all containers, volumes and networks that the sample makes itself. */
  label: "quayside.sample",
  /** Port of loopback that the load balancer listens on; QUAYSIDE_SAMPLE_PORT is another one. */
  port: 8080,
} as const;

export const root = join(import.meta.dirname, "../..");
/** Where the sample keeps its files: the changed copy of the app, and the report of the last run. */
export const scratch = join(root, ".cache/sample");
