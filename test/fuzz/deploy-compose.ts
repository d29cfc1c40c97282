/**
 * Reads generated compose projects as the action does and as `docker compose config` does, and compares what a deploy
 * uses of them. What only we would not take is told as well.
 * `npm run test:fuzz -- deploy-compose --cases 500 [--seed 1] [--only 4711]`
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { ensureCompose } from "../../scripts/setup/buildx.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { composeCase, writeCase } from "./support/compose-cases.ts";
import { composeReading, ourReading, type Reading } from "./support/compose-config.ts";

/** What differs between two readings of one project, a line each; nothing where both are the same. */
export function differences(ours: Reading, theirs: Reading): string[] {
  if ("refused" in ours || "refused" in theirs) {
    // Compose is stricter here and there; nobody deploys what it would not take.
    return "refused" in theirs || !("refused" in ours) ? [] : [`only we refuse it: ${ours.refused}`];
  }
  const keys = new Set([...Object.keys(ours.facts), ...Object.keys(theirs.facts)]);
  return [...keys].flatMap((key) => {
    const [mine, other] = [ours.facts[key], theirs.facts[key]];
    return isDeepStrictEqual(plain(mine), plain(other))
      ? []
      : [`${key}: ${JSON.stringify(mine)}, and for Compose ${JSON.stringify(other)}`];
  });
}

/** Compares one project. */
export async function compare(compose: string, number: number): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "quayside-config-"));
  try {
    const one = composeCase(number);
    writeCase(folder, one);
    const [ours, theirs] = await Promise.all([ourReading(folder, one), composeReading(compose, folder, one)]);
    return differences(ours, theirs);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const plain = (value: unknown) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      cases: { type: "string", default: "500" },
      seed: { type: "string", default: "1" },
      only: { type: "string" },
    },
  });
  const { signal } = new AbortController();
  const { env } = process;
  const compose = await ensureCompose({
    log: (line) => console.error(`· ${line}`),
    env,
    cacheDir: cacheDirOf(env),
    signal,
  });
  if (!compose) throw new Error("docker compose cannot be had here");
  const first = Number(values.only ?? values.seed);
  const last = values.only ? first : first + Number(values.cases) - 1;
  let wrong = 0;
  for (let number = first; number <= last; number++) {
    const found = await compare(compose.path, number);
    if (found.length > 0) {
      wrong++;
      console.log(`${number}: ${found.join("\n  ")}`);
      if (values.only) console.log(composeCase(number).files);
    }
  }
  console.log(`${last - first + 1} projects, ${wrong} read differently`);
  if (wrong > 0) process.exitCode = 1;
}
