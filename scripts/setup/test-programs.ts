import { messageOf, throwIfAborted } from "../../toolkit/errors.ts";
import { aptInstall } from "./apt.ts";
import { findProgram } from "./find-program.ts";
import type { SetupWorld } from "./world.ts";

/** A program that some tests need and that the rest do without. */
interface TestProgram {
  /** Its names; any of them will do. */
  readonly names: readonly string[];
  /** The packages of Debian that have it. */
  readonly packages: readonly string[];
  /** What is not tried where it cannot be had, in words. */
  readonly without: string;
}

const PROGRAMS: readonly TestProgram[] = [
  {
    names: ["chromium", "chromium-browser", "google-chrome"],
    // Without a font a page has no text to look at.
    packages: ["chromium", "fonts-dejavu-core"],
    without: "pages are not tried in a browser",
  },
  { names: ["zsh"], packages: ["zsh"], without: "completion is not tried in zsh" },
  { names: ["fish"], packages: ["fish"], without: "completion is not tried in fish" },
];

/**
 * Sees to the programs that some tests need: those on PATH, else, as root on Debian, their packages. Where neither works
 * the reason is in the log, and those tests are left out.
 */
export async function ensureForTests(world: SetupWorld): Promise<void> {
  const apt = process.getuid?.() === 0 && (await findProgram("apt-get", world.env)) !== undefined;
  for (const { names, packages, without } of PROGRAMS) {
    const found = await Promise.all(names.map((name) => findProgram(name, world.env)));
    if (found.some((path) => path !== undefined)) continue;
    if (!apt) {
      world.log(`There is no ${names[0]} on the PATH: ${without}`);
      continue;
    }
    world.log(`Installing the package ${packages[0]} with apt`);
    try {
      await aptInstall(world, packages);
    } catch (error) {
      throwIfAborted(world.signal);
      world.log(`${names[0]} could not be installed, so ${without}: ${messageOf(error)}`);
    }
  }
}
