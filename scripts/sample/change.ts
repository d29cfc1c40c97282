import { cp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

const COLOURS = ["#c92a2a", "#2b8a3e", "#5f3dc4", "#e67700", "#0b7285"];

/** A visible change: another greeting and another colour, different every second. */
export function changed(source: string, now: Date): string {
  const time = now.toISOString().slice(0, 19).replace("T", " ");
  const colour = COLOURS[now.getUTCSeconds() % COLOURS.length];
  const text = source
    .replace(/text: "[^"]*"/, `text: "Changed at ${time} UTC"`)
    .replace(/color: "[^"]*"/, `color: "${colour}"`);
  if (text === source) throw new Error("src/greeting.ts of the sample app has another form than this script knows");
  return text;
}

/** Copies the sample app to `target` with a visible change in it; the dependencies are shared with the original. */
export async function copyWithChange(source: string, target: string, now: Date): Promise<void> {
  const left = new Set(["node_modules", "dist", "reports", "coverage"]);
  await rm(target, { recursive: true, force: true });
  await cp(source, target, { recursive: true, filter: (path) => !left.has(basename(path)) });
  await symlink(join(source, "node_modules"), join(target, "node_modules"));
  const greeting = join(target, "src/greeting.ts");
  await writeFile(greeting, changed(await readFile(greeting, "utf8"), now));
}
