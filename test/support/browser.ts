import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** Chromium as distributions call it, on the PATH; undefined where there is none. */
export function findBrowser(path = process.env.PATH ?? ""): string | undefined {
  for (const folder of path.split(delimiter)) {
    for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not this one.
      }
    }
  }
  return undefined;
}

/** Starts the browser without a window. It gets no network of its own to ask: a test decides what it may load. */
export async function startBrowser(executablePath: string): Promise<Browser> {
  // Root has no sandbox of the kernel to use; the pages are ours.
  return await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}
