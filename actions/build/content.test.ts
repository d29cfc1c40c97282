import { chmod, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { basesOf, contentHash, hashContext } from "./content.ts";
import { parseDockerfile } from "./dockerfile.ts";
import { readBuildInputs } from "./inputs.ts";
import { recordingRunner } from "./test-world.ts";

let folder: string;
const path = (name: string) => join(folder, name);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "quayside-content-"));
  await mkdir(path("sub"));
  await writeFile(path("Dockerfile"), "FROM scratch\nCOPY . /\n");
  await writeFile(path(".dockerignore"), "*.log\n");
  await writeFile(path("a.txt"), "a");
  await writeFile(path("sub/b.txt"), "b".repeat(2 * 1024 * 1024));
  await symlink("a.txt", path("link"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("the hash of a context", () => {
  const hash = () => hashContext(folder, path("Dockerfile"));

  const same: [what: string, change: () => Promise<unknown>][] = [
    ["nothing", async () => {}],
    ["a time", () => utimes(path("a.txt"), 1, 1)],
    ["an ignored file", () => writeFile(path("x.log"), "x")],
    ["a permission that git does not keep", () => chmod(path("a.txt"), 0o640)],
  ];
  test.each(same)("stays with %s", async (_what, change) => {
    const before = await hash();
    await change();
    expect(await hash()).toBe(before);
  });

  const other: [what: string, change: () => Promise<unknown>][] = [
    ["a content", () => writeFile(path("a.txt"), "A")],
    ["a large content", () => writeFile(path("sub/b.txt"), "c".repeat(2 * 1024 * 1024))],
    ["a new file", () => writeFile(path("c.txt"), "")],
    ["a file less", () => rm(path("a.txt"))],
    ["an executable bit", () => chmod(path("a.txt"), 0o755)],
    ["where a link leads", () => rm(path("link")).then(() => symlink("sub", path("link")))],
    ["a name", () => rm(path("a.txt")).then(() => writeFile(path("b.txt"), "a"))],
    ["what is ignored", () => writeFile(path("Dockerfile.dockerignore"), "a.txt")],
  ];
  test.each(other)("changes with %s", async (_what, change) => {
    const before = await hash();
    await change();
    expect(await hash()).not.toBe(before);
  });
});

describe("the hash of a build", () => {
  const hashWith = async (inputs: Record<string, string>, base = "sha256:1", env = {}) => {
    const source = {
      context: folder,
      local: true,
      dockerfile: path("Dockerfile"),
      name: "Dockerfile",
      instructions: [],
    };
    return await contentHash(readBuildInputs(recordingRunner(inputs)), source, new Map([["node:24", base]]), env);
  };

  test.each<[Record<string, string>]>([
    [{ "build-args": "A=2" }],
    [{ "build-args": "A" }],
    [{ target: "t" }],
    [{ platforms: "linux/arm64" }],
    [{ labels: "a=b" }],
    [{ secrets: "a=1" }],
  ])("changes with %j", async (inputs) => {
    expect(await hashWith(inputs)).not.toBe(await hashWith({}));
  });

  test("changes with a base image and with a variable that an argument takes", async () => {
    expect(await hashWith({}, "sha256:2")).not.toBe(await hashWith({}));
    expect(await hashWith({ "build-args": "A" }, "sha256:1", { A: "x" })).not.toBe(
      await hashWith({ "build-args": "A" }),
    );
  });

  test("stays with tags, and with another value of a secret", async () => {
    expect(await hashWith({ tags: "a:1", secrets: "a=1" })).toBe(await hashWith({ tags: "b:2", secrets: "a=2" }));
  });
});

test.each<[text: string, args: string[], bases: string[] | undefined]>([
  ["FROM node:24 AS a\nFROM a\nFROM scratch", [], ["node:24"]],
  ["ARG V=24\nFROM node:${V}", [], ["node:24"]],
  ["ARG V=24\nFROM node:$V", ["V=26"], ["node:26"]],
  ["ARG V\nFROM node:${V:-22}", [], ["node:22"]],
  ["ARG V\nFROM node:${V}", [], undefined],
  [
    "FROM --platform=linux/amd64 node:24 as Build\nFROM debian\nCOPY --from=build a b\nCOPY --from=nginx:1 a b\nCOPY --from=0 a b",
    [],
    ["node:24", "debian", "nginx:1"],
  ],
  ["FROM a:1\nRUN --mount=type=bind,from=b:2,target=/x ls", [], ["a:1", "b:2"]],
  ["FROM a:1\nADD https://example.com/x /x", [], undefined],
  ["FROM a:1\nADD x.tar /x", [], ["a:1"]],
])("%s takes from", (text, args, bases) => {
  expect(basesOf(parseDockerfile(text), args)).toEqual(bases);
});
