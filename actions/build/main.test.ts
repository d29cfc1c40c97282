import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { realWorld } from "../../toolkit/world.ts";
import { main } from "./main.ts";
import { recordingRunner } from "./test-world.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quayside-build-main-"));
  await writeFile(join(folder, "Dockerfile"), "FROM scratch\nCOPY . /\n");
});
afterEach(() => rm(folder, { recursive: true }));

/** A world in which every way to the outside fails. */
function closedWorld(inputs: Record<string, string>) {
  const runner = recordingRunner(inputs);
  const closed = async () => {
    throw new Error("mode: plan went outside");
  };
  const world = {
    ...realWorld(runner, new AbortController().signal, folder),
    run: closed,
    fetch: closed,
    engine: closed,
  };
  return { runner, world };
}

test("mode: plan sets outputs and prints the command, and touches nothing", async () => {
  const { runner, world } = closedWorld({ mode: "plan", tags: "a:1\nb:2", push: "true", secrets: "t=hidden-value" });
  await main(world);
  expect(runner.outputs).toMatchObject({ outcome: "planned", image: "a:1", tags: "a:1\nb:2" });
  expect(runner.log.join("\n")).toContain("--tag a:1 --tag b:2 --secret 'id=t,src=<temporary file of t>'");
  expect(runner.log.join("\n")).toContain("Then push: a:1, b:2");
  expect(JSON.parse(runner.outputs.report ?? "")).toMatchObject({ version: 1, mode: "plan", outcome: "planned" });
  expect(runner.summaries).toEqual([expect.stringContaining("Plan for <code>a:1</code>")]);
  expect(JSON.stringify(runner)).not.toContain("hidden-value");
});

test("outputs and summary are there for wrong inputs too", async () => {
  const { runner, world } = closedWorld({ push: "perhaps" });
  await expect(main(world)).rejects.toThrow('push got "perhaps"');
  expect(runner.outputs).toMatchObject({ outcome: "failed", "duration-ms": expect.any(String) });
  expect(runner.summaries).toEqual([expect.stringContaining("push got")]);
});
