/**
 * Starts what the sample needs for a workflow: the engine where none answers, the base images, a registry and
 * PostgreSQL. The steps that follow get the variables of sample-app/pipeline.yml by way of GITHUB_ENV and GITHUB_PATH.
 */
import { appendFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { UserError } from "../toolkit/errors.ts";
import { describeFailure } from "./describe-failure.ts";
import { root, SAMPLE } from "./sample/names.ts";
import { setUpForSample } from "./setup/index.ts";

async function main(): Promise<number> {
  const { GITHUB_ENV, GITHUB_PATH, PATH = "" } = process.env;
  if (!GITHUB_ENV || !GITHUB_PATH) {
    throw new UserError("GITHUB_ENV and GITHUB_PATH are not set", {
      hint: "This script is a step of .github/workflows/sample.yml; `npm run sample` is for people.",
    });
  }
  const { env } = await setUpForSample((line) => console.error(line));
  const { PATH: path = "", ...rest } = env;
  const variables = {
    ...rest,
    APP_ADDRESS: `127.0.0.1:${process.env.QUAYSIDE_SAMPLE_PORT || SAMPLE.port}`,
    APP_NETWORK: SAMPLE.network,
  };
  for (const [name, value] of Object.entries(variables)) {
    if (name.endsWith("DATABASE_URL")) console.log(`::add-mask::${value}`);
    appendFileSync(GITHUB_ENV, `${name}=${value}\n`);
  }
  // Each line goes in front of the one before it, so the last one here is the first on PATH.
  const known = new Set(PATH.split(delimiter));
  const tools = path.split(delimiter).filter((folder) => !known.has(folder));
  for (const folder of [...tools.reverse(), join(root, "node_modules/.bin")]) {
    appendFileSync(GITHUB_PATH, `${folder}\n`);
  }
  return 0;
}

process.exit(await main().catch(describeFailure));
