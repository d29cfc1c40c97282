import { createReadStream } from "node:fs";
import { withTimeout } from "../clock.ts";
import type { Engine } from "../docker.ts";
import { throwIfAborted } from "../errors.ts";
import { logsOf, removeContainer, waitForContainer } from "./containers.ts";
import { readStream } from "./stream.ts";

/**
 * Imports a tar file as an image of one layer. `changes` are instructions of a Dockerfile, as `docker import` takes them.
 */
export async function importImage(
  engine: Engine,
  tar: string,
  name: { readonly repo: string; readonly tag: string },
  changes: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const abortSignal = withTimeout(signal, 3 * 60_000, `importing ${name.repo}:${name.tag}`);
  const stream = await engine.api.importImage(createReadStream(tar), { ...name, changes: [...changes], abortSignal });
  await readStream(stream as AsyncIterable<Buffer>, () => {}, abortSignal);
}

/** How an image is made from another one. */
export interface ImageRecipe {
  readonly repo: string;
  readonly tag: string;
  /** The image below it. */
  readonly from: string;
  /** Path of a tar file that is unpacked over it before the script runs. */
  readonly tar: string;
  /** What is run in it, by `sh -eu`. */
  readonly script: string;
  /** Instructions of a Dockerfile for the image's settings: CMD, ENV, USER, LABEL… */
  readonly changes: readonly string[];
  /** The image's STOPSIGNAL, which is not among the instructions that an engine takes there. */
  readonly stopSignal: string;
}

/**
 * Makes an image: one container, one script, one layer. That needs no builder, gives the script's last lines where it
 * fails, and works on every engine. The container has the host's network: what the host reaches, the script reaches.
 * Throws an Error with the script's last lines. The container is removed in any case.
 */
export async function makeImage(engine: Engine, recipe: ImageRecipe, signal: AbortSignal): Promise<void> {
  const { repo, tag } = recipe;
  throwIfAborted(signal);
  const abortSignal = withTimeout(signal, 5 * 60_000, `making ${repo}:${tag}`);
  const container = await engine.api.createContainer({
    Image: recipe.from,
    Cmd: ["sh", "-euc", recipe.script],
    StopSignal: recipe.stopSignal,
    HostConfig: { NetworkMode: "host" },
  });
  try {
    await container.putArchive(createReadStream(recipe.tar), { path: "/", abortSignal });
    await container.start({ abortSignal });
    const code = await waitForContainer(engine, container.id, abortSignal);
    if (code !== 0) {
      throw new Error(
        `the script of ${repo}:${tag} ended with code ${code}:\n${await logsOf(engine, container.id, 15)}`,
      );
    }
    // Without `_query` and `_body`, dockerode sends the query's values as the new image's settings as well.
    const query = { container: container.id, repo, tag, pause: false, changes: recipe.changes };
    await container.commit({ _query: query, _body: {}, abortSignal });
  } catch (error) {
    throwIfAborted(abortSignal);
    throw error;
  } finally {
    await removeContainer(engine, container.id);
  }
}
