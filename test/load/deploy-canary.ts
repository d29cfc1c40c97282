/**
 * Counts which part of the traffic a canary gets while it is watched, for several parts and numbers of containers, and
 * whether its containers share evenly afterwards.
 * `npm run test:load -- deploy-canary --requests 10000`
 */
import { parseArgs } from "node:util";
import { listContainers } from "../../toolkit/docker/containers.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { type Bench, bench, type Ended, makeAppImage } from "../engine/deploy-support.ts";

/** What a canary was to have of the traffic and what it got, in percent. */
export interface Share {
  readonly wanted: number;
  readonly got: number;
  readonly requests: number;
  readonly ended: Ended;
}

/** The least and the most that one container gets of so many requests, in percent of what an even share would be. */
export async function evenness(host: Bench, requests: number): Promise<{ least: number; most: number }> {
  const seen = new Map<string, number>();
  const ask = async () => {
    for (let n = 0; n < requests / 20; n++) {
      const name = await (await fetch(`${host.url}/name`)).text();
      seen.set(name, (seen.get(name) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 20 }, ask));
  const containers = await listContainers(host.engine, { "quayside.app": host.app, "quayside.role": "instance" });
  const even = requests / containers.filter(({ running }) => running).length;
  const parts = containers.flatMap(({ id, running }) =>
    running ? [((seen.get(id.slice(0, 12)) ?? 0) * 100) / even] : [],
  );
  return { least: Math.round(Math.min(...parts)), most: Math.round(Math.max(...parts)) };
}

/** Deploys a release by one step of so many percent, and asks so often in that step. */
export async function canaryShare(
  host: Bench,
  version: string,
  wanted: number,
  requests: number,
  more: Record<string, string> = {},
): Promise<Share> {
  let fresh = 0;
  const ask = async () => {
    for (let n = 0; n < requests / 20; n++) {
      if ((await (await fetch(`${host.url}/version`)).text()) === version) fresh++;
    }
  };
  const ended = await host.run(
    { env: `VERSION=${version}\nQUICK=1`, strategy: "canary", "canary-steps": `${wanted}@200ms,100`, ...more },
    {
      before: async (_, { kind }) => {
        if (kind === "watch") await Promise.all(Array.from({ length: 20 }, ask));
      },
    },
  );
  return { wanted, got: (fresh * 100) / requests, requests, ended };
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { requests: { type: "string", default: "10000" } } });
  const engine = await connect({ env: process.env });
  const image = await makeAppImage(engine);
  const results: unknown[] = [];
  try {
    for (const replicas of ["1", "3"]) {
      const host = await bench(image, { replicas, "keep-releases": "0" });
      try {
        const first = await host.run({ env: "VERSION=0\nQUICK=1" });
        if (first.message) throw new Error(first.message);
        for (const wanted of [1, 5, 25, 50]) {
          const { got, requests, ended } = await canaryShare(host, `to-${wanted}`, wanted, Number(values.requests));
          const after = await evenness(host, 600);
          const even = after.least > 95 && after.most < 105;
          if (ended.message !== "" || Math.abs(got - wanted) > 1 || !even) process.exitCode = 1;
          results.push({ replicas, wanted, got, requests, after, message: ended.message });
          console.error(JSON.stringify(results.at(-1)));
        }
      } finally {
        await host.close();
      }
    }
    console.log(JSON.stringify(results, null, 2));
  } finally {
    await removeImage(engine, image);
  }
}
