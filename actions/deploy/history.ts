import type { DeployRecord } from "./target.ts";

/**
 * The releases that can be gone back to, the newest first; the first is the one in traffic. A rollback takes off what it
 * went back from, so that a second one goes further back and never to what was found bad.
 */
export function goodReleases(records: readonly DeployRecord[]): string[] {
  let stack: string[] = [];
  for (const { outcome, release, mode } of records) {
    if (outcome !== "deployed") continue;
    const at = stack.lastIndexOf(release);
    stack =
      mode === "rollback" && at >= 0 ? stack.slice(0, at + 1) : [...stack.filter((one) => one !== release), release];
  }
  return stack.reverse();
}

/** The commit that a release was deployed from; `""` where nobody has told it. */
export function commitOf(records: readonly DeployRecord[], release: string): string {
  const made = records.findLast(
    (one) => one.release === release && one.outcome === "deployed" && one.mode !== "rollback",
  );
  return made?.commit ?? "";
}
