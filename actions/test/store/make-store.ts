import { resolve } from "node:path";
import { UserError } from "../../../toolkit/errors.ts";
import type { World } from "../../../toolkit/world.ts";
import type { Store, StoreChoice, StoreSettings } from "./store.ts";

/** Makes the store that was chosen. */
export async function makeStore(world: World, choice: StoreChoice, settings: StoreSettings): Promise<Store> {
  if (choice.kind === "file") {
    return (await import("./file-store.ts")).fileStore(resolve(world.workspace, choice.name));
  }
  if (choice.kind === "cache") return (await import("./cache-store.ts")).cacheStore(world, choice.name);
  const github = await world.github(settings.token);
  if (!github) {
    throw new UserError(`the store ${choice.kind} needs a token and a repository on GitHub`, {
      hint: "Set `token: ${{ github.token }}`, or keep the history in a file: `store: .quayside/test-history.json`.",
    });
  }
  if (choice.kind === "branch") return (await import("./branch-store.ts")).branchStore(github, choice.name);
  return (await import("./artifact-store.ts")).artifactStore(github, { ...settings, name: choice.name });
}
