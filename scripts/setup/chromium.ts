import { messageOf, throwIfAborted } from "../../toolkit/errors.ts";
import { aptInstall } from "./apt.ts";
import { findProgram } from "./find-program.ts";
import type { SetupWorld } from "./world.ts";

/**
 * Sees to a browser for the tests that look at pages: the one on PATH, else, as root on Debian, the package chromium.
 * Where neither works the reason is in the log, and those tests are left out.
 */
export async function ensureChromium(world: SetupWorld): Promise<void> {
  for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
    if ((await findProgram(name, world.env)) !== undefined) return;
  }
  if (process.getuid?.() !== 0 || (await findProgram("apt-get", world.env)) === undefined) {
    return world.log("There is no Chromium on the PATH: pages are not tried in a browser");
  }
  world.log("Installing the package chromium with apt");
  try {
    // Without a font a page has no text to look at.
    await aptInstall(world, ["chromium", "fonts-dejavu-core"]);
  } catch (error) {
    throwIfAborted(world.signal);
    world.log(`Chromium could not be installed, so pages are not tried in a browser: ${messageOf(error)}`);
  }
}
