import { expect, test } from "vitest";
import type { ReleaseSpec } from "./release.ts";
import { mannerBack } from "./wish.ts";

const spec: ReleaseSpec = { image: "sha256:0", port: 8000, env: {}, secrets: {}, network: "shop" };
const alone = { ...spec, ports: [{ port: 8000, hostIp: "", hostPort: 8081, protocol: "tcp" as const }] };
const said = { parallelism: 2, delay: 3000, monitor: 5000, order: "stop-first" } as const;
const plain = { parallelism: 1, delay: 0, monitor: 0, order: "start-first" };

test.each([
  ["nobody says anything", { spec }, { spec }, {}, plain],
  ["nobody knows what is left", { spec }, undefined, { delay: 100 }, { ...plain, delay: 100 }],
  ["the release that is left says it", { spec }, { spec, rollback: said }, {}, said],
  [
    "the run says other things",
    { spec },
    { spec, rollback: said },
    { delay: 0, order: "start-first" },
    { ...said, delay: 0, order: "start-first" },
  ],
  [
    "what comes back was deployed stop-first",
    { spec, order: "stop-first" },
    { spec },
    {},
    { ...plain, order: "stop-first" },
  ],
  ["what is left was", { spec }, { spec, order: "stop-first" }, {}, { ...plain, order: "stop-first" }],
  [
    "what is left was, and says that one goes back otherwise",
    { spec },
    { spec, order: "stop-first", rollback: { order: "start-first" } },
    {},
    plain,
  ],
  [
    "a port of the host forbids what is said",
    { spec: alone },
    { spec, rollback: { order: "start-first" } },
    { order: "start-first" },
    { ...plain, order: "stop-first" },
  ],
  [
    "so does a name",
    { spec },
    { spec: { ...spec, containerName: "shop" } },
    { order: "start-first" },
    { ...plain, order: "stop-first" },
  ],
] as const)("how one goes back where %s", (_, to, from, run, manner) => {
  expect(mannerBack(to, from, run)).toEqual(manner);
});
