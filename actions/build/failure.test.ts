import { describe, expect, test } from "vitest";
import { parseDockerfile } from "./dockerfile.ts";
import { explainFailure, hintFor } from "./failure.ts";
import { Progress } from "./progress.ts";

const OLD_BUILDKIT = `#1 [internal] load build definition from Dockerfile
#1 DONE 0.1s

#4 [1/3] FROM docker.io/library/node
#4 CACHED

#5 [2/3] RUN echo hello
#5 CACHED

#6 [3/3] RUN make
#6 0.201 building
#6 1.310 make: *** no rule
#6 ERROR: executor failed running [/bin/sh -c make]: exit code: 2
------
 > [3/3] RUN make:
0.201 building
------
ERROR: failed to solve: executor failed running [/bin/sh -c make]: exit code: 2`;

function read(text: string): Progress {
  const progress = new Progress();
  for (const line of text.split("\n")) progress.line(line);
  return progress;
}

test("reads steps, cache hits and times from plain progress", () => {
  const progress = read(OLD_BUILDKIT);
  expect(progress.steps[0]).toEqual({
    name: "[internal] load build definition from Dockerfile",
    cached: false,
    duration: 100,
    output: [],
  });
  expect(progress.cacheHits).toBe(0.5);
  expect(progress.failed?.output).toEqual(["building", "make: *** no rule"]);
});

test("says the line of the Dockerfile, the last lines, and the exit code", () => {
  const dockerfile = { name: "app/Dockerfile", instructions: parseDockerfile("FROM node\nRUN echo hello\n\nRUN make") };
  expect(explainFailure(read(OLD_BUILDKIT), dockerfile, "")).toMatchObject({
    message: "The build failed at app/Dockerfile:4: RUN make\n  building\n  make: *** no rule\n  exit code 2",
    line: 4,
    endLine: 4,
  });
});

test("takes the line that newer BuildKits name", () => {
  const progress = read(
    `#7 [2/2] RUN $CMD\n#7 ERROR: process "/bin/sh -c $CMD" did not complete successfully: exit code: 127\n------\nDockerfile:9\n--------------------`,
  );
  expect(explainFailure(progress, { name: "Dockerfile", instructions: [] }, "")).toMatchObject({
    line: 9,
    hint: expect.stringContaining("not in the image"),
  });
});

test("takes the line of a parse error", () => {
  const progress = read("ERROR: failed to solve: dockerfile parse error on line 3: unknown instruction: RUNN");
  expect(explainFailure(progress, { name: "Dockerfile", instructions: [] }, "")).toMatchObject({
    line: 3,
    hint: expect.stringContaining("does not parse"),
  });
});

test("falls back on what was written last", () => {
  expect(
    explainFailure(read(""), { name: "Dockerfile", instructions: [] }, "a\nunknown flag: --x\n").message,
  ).toContain("unknown flag: --x");
});

describe("hints", () => {
  test.each([
    ["write /x: no space left on device", "disk"],
    ['failed to compute cache key: "/nope": not found', ".dockerignore"],
    ["pull access denied for x, repository does not exist", "refuses the base image"],
    ["toomanyrequests: You have reached your pull rate limit", "limits pulls"],
    ["docker.io/library/nope:1: not found", "no such base image"],
    ["self-signed certificate in certificate chain", "secret-files"],
    ["getaddrinfo EAI_AGAIN registry.npmjs.org", "DNS"],
    ["exit code: 137", "memory"],
    ["exec format error", "QEMU"],
    ["sh: 1: foo: not found\nexit code: 127", "not in the image"],
    ["Cannot connect to the Docker daemon at unix:///x", "went away"],
  ])("%s", (text, hint) => {
    expect(hintFor(text)).toContain(hint);
  });
  test("none where nothing is known", () => expect(hintFor("something else")).toBe(""));
});
