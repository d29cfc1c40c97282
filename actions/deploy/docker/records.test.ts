import { expect, test } from "vitest";
import type { Engine } from "../../../toolkit/docker.ts";
import { HaproxyDriver } from "../haproxy/driver.ts";
import { NginxDriver } from "../nginx/driver.ts";
import { readRecords } from "./records.ts";

/** An engine that answers with this status whatever file is asked for. */
const answering = (statusCode: number) =>
  ({
    api: {
      getContainer: () => ({
        getArchive: async () => {
          throw Object.assign(new Error(`(HTTP code ${statusCode}) no`), { statusCode });
        },
      }),
    },
  }) as unknown as Engine;

// A deploy that took an engine's fault for an empty record would find nothing worth keeping for a rollback.
test.each([
  ["the record", (engine: Engine) => readRecords(engine, "shop"), []],
  [
    "the state of HAProxy",
    (engine: Engine) => new HaproxyDriver(engine, { container: "b", app: "shop", tls: false, certificates: [] }).load(),
    undefined,
  ],
  [
    "the state of nginx",
    (engine: Engine) =>
      new NginxDriver(engine, { container: "b", containers: () => [], app: "shop", certificates: [] }).load(),
    undefined,
  ],
])("%s may not be there yet; an engine that cannot tell is an error", async (_, read, nothing) => {
  expect(await read(answering(404))).toEqual(nothing);
  await expect(read(answering(500))).rejects.toThrow("HTTP code 500");
});
