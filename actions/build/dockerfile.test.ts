import { expect, test } from "vitest";
import { instructionOf, parseDockerfile } from "./dockerfile.ts";

const TEXT = `# syntax=docker/dockerfile:1
ARG BASE=node:24
FROM \${BASE} AS base
WORKDIR /app

from base as Build
# a comment
COPY package.json \\
     package-lock.json ./
RUN npm ci \\
  # within
  && echo done
RUN <<EOF
FROM nothing
RUN nothing
EOF
FROM base
COPY --from=build /app/dist dist
USER node
RUN echo last
`;

test("finds instructions with their lines", () => {
  expect(parseDockerfile(TEXT)).toEqual([
    { line: 2, endLine: 2, keyword: "ARG", text: "BASE=node:24" },
    { line: 3, endLine: 3, keyword: "FROM", text: "${BASE} AS base" },
    { line: 4, endLine: 4, keyword: "WORKDIR", text: "/app" },
    { line: 6, endLine: 6, keyword: "FROM", text: "base as Build" },
    { line: 8, endLine: 9, keyword: "COPY", text: "package.json package-lock.json ./" },
    { line: 10, endLine: 12, keyword: "RUN", text: "npm ci && echo done" },
    { line: 13, endLine: 16, keyword: "RUN", text: "<<EOF" },
    { line: 17, endLine: 17, keyword: "FROM", text: "base" },
    { line: 18, endLine: 18, keyword: "COPY", text: "--from=build /app/dist dist" },
    { line: 19, endLine: 19, keyword: "USER", text: "node" },
    { line: 20, endLine: 20, keyword: "RUN", text: "echo last" },
  ]);
});

test("takes a back-tick for the escape where the file says so", () => {
  expect(parseDockerfile("# escape=`\nFROM a\nRUN dir c:\\ `\n  && x")).toEqual([
    { line: 2, endLine: 2, keyword: "FROM", text: "a" },
    { line: 3, endLine: 4, keyword: "RUN", text: "dir c:\\ && x" },
  ]);
});

test.each([
  ["[build 3/4] RUN npm ci && echo done", 10],
  ["[build 4/4] RUN <<EOF", 13],
  ["[linux/amd64 base 2/2] WORKDIR /app", 4],
  ["[stage-2 3/3] RUN echo last", 20],
  ["[3/3] RUN echo last", 20],
  ["[build 2/4] RUN nothing like it", undefined],
  ["[other 9/9] RUN x", undefined],
  ["exporting to image", undefined],
])("finds the instruction of the step %s", (step, line) => {
  expect(instructionOf(parseDockerfile(TEXT), step)?.line).toBe(line);
});
