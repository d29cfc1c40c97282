import { expect, test } from "vitest";
import { parseDockerfile } from "./dockerfile.ts";
import { hintsOf } from "./hints.ts";

const WELL = { hasDockerignore: true, user: "node" };

test.each<[text: string, facts: object, hints: [line: number, part: string][]]>([
  ["FROM node", {}, [[1, "node names whatever is newest"]]],
  ["FROM ghcr.io/o/app:latest", {}, [[1, "whatever is newest"]]],
  ["FROM localhost:5000/app", {}, [[1, "whatever is newest"]]],
  ["FROM node:24", {}, []],
  ["FROM localhost:5000/app:1", {}, []],
  ["FROM node@sha256:abc", {}, []],
  ["ARG B=node:24\nFROM $B", {}, []],
  ["FROM scratch", {}, []],
  ["FROM node:24 AS base\nFROM base", {}, []],
  ["FROM a:1\nCOPY . .", { hasDockerignore: false }, [[2, "no .dockerignore"]]],
  ["FROM a:1\nCOPY --from=b . .", { hasDockerignore: false }, []],
  ["FROM a:1\nCOPY src ./src", { hasDockerignore: false }, []],
  ["FROM a:1\nCOPY --chown=node . /app\nRUN npm ci", {}, [[2, "installation in line 3"]]],
  ["FROM a:1\nCOPY package.json .\nRUN npm ci\nCOPY . .", {}, []],
  ["FROM a:1 AS b\nCOPY . .\nFROM a:1\nRUN npm ci", {}, []],
  ["FROM a:1\nRUN apt-get update && apt-get install -y curl", {}, [[2, "package lists"]]],
  ["FROM a:1\nRUN apt-get install -y curl && rm -rf /var/lib/apt/lists/*", {}, []],
  ["FROM a:1\nRUN --mount=type=cache,target=/var/lib/apt apt-get install curl", {}, []],
  ["FROM a:1\nRUN x", { user: "" }, [[1, "runs as root"]]],
  ["FROM a:1\nUSER root\nRUN x", { user: "root" }, [[2, "runs as root"]]],
  ["FROM a:1", { user: "0:0" }, [[1, "runs as root"]]],
  ["FROM a:1", { user: "1000" }, []],
  ["FROM a:1", { user: undefined }, []],
])("%s with %j", (text, facts, hints) => {
  const found = hintsOf(parseDockerfile(text), { ...WELL, ...facts });
  expect(found.map(({ line }) => line)).toEqual(hints.map(([line]) => line));
  for (const [index, [, part]] of hints.entries()) expect(found[index]?.message).toContain(part);
});
