import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Run } from "../../toolkit/process.ts";
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

test("with images, the rules give tags, labels and metadata-action's outputs, without an API", async () => {
  const { runner, world } = closedWorld({
    mode: "plan",
    images: "ghcr.io/o/app",
    tags: "type=semver,pattern={{version}}\ntype=sha",
    labels: "own=1",
  });
  const event = join(folder, "event.json");
  await writeFile(
    event,
    JSON.stringify({
      repository: { default_branch: "main", description: "An app", name: "app" },
      head_commit: { id: "90dd6032fac8", timestamp: "2026-01-04T10:00:00Z" },
    }),
  );
  const env = {
    GITHUB_EVENT_PATH: event,
    GITHUB_EVENT_NAME: "push",
    GITHUB_REF: "refs/tags/v1.2.3",
    GITHUB_SHA: "90dd6032fac8",
  };
  const git: Run = async (_file, args) => ({
    code: 0,
    stdout: args.includes("tag") ? "v1.2.3\nv2.0.0\n" : "",
    stderr: "",
  });
  await main({ ...world, runner: Object.assign(runner, { env }), run: git });
  expect(runner.outputs).toMatchObject({
    tags: "ghcr.io/o/app:1.2.3\nghcr.io/o/app:sha-90dd603",
    "tag-names": "1.2.3\nsha-90dd603",
    version: "1.2.3",
    labels: expect.stringContaining("org.opencontainers.image.created=2026-01-04T10:00:00.000Z"),
    annotations: expect.stringContaining("manifest:org.opencontainers.image.description=An app"),
  });
  expect(JSON.parse(runner.outputs.json ?? "")).toMatchObject({
    tags: ["ghcr.io/o/app:1.2.3", "ghcr.io/o/app:sha-90dd603"],
    labels: { own: "1" },
  });
  expect(runner.log.join("\n")).toContain("latest stays where it is: 2.0.0 is higher than 1.2.3");
  expect(runner.log.join("\n")).toContain("--label own=1");
});
