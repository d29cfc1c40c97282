import { cpSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ActionSpec } from "../../toolkit/action.ts";
import { UserError } from "../../toolkit/errors.ts";

const root = join(import.meta.dirname, "../..");

/** An action as users get it. */
export interface ShippedAction {
  readonly name: string;
  /** Path of its action.yml in the copy. */
  readonly manifest: string;
  readonly spec: ActionSpec;
}

/** A copy of what a runner downloads and needs, in an otherwise empty folder: action.yml files and dist/, no node_modules. */
export interface Shipped {
  readonly folder: string;
  readonly actions: readonly ShippedAction[];
  action(name: string): ShippedAction;
  remove(): void;
}

/** Copies the actions out of this repository. Throws where dist/ has not been built. */
export async function shipped(): Promise<Shipped> {
  if (!existsSync(join(root, "dist/index.js"))) {
    throw new UserError("dist/ is not there", { hint: "Run `npm run dist` first." });
  }
  const folder = mkdtempSync(join(tmpdir(), "shipped-"));
  cpSync(join(root, "dist"), join(folder, "dist"), { recursive: true });
  const actions: ShippedAction[] = [];
  for (const path of globSync(["action.yml", "actions/*/action.yml"], { cwd: root }).sort()) {
    cpSync(join(root, path), join(folder, path));
    const source = path === "action.yml" ? "actions/pipeline" : dirname(path);
    const { spec } = (await import(pathToFileURL(join(root, source, "spec.ts")).href)) as { spec: ActionSpec };
    actions.push({ name: spec.name, manifest: join(folder, path), spec });
  }
  return {
    folder,
    actions,
    action(name) {
      const found = actions.find((one) => one.name === name);
      if (!found) throw new Error(`there is no action ${name}`);
      return found;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
