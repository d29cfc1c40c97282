import { expect, test } from "vitest";
import { formatDate } from "./dates.ts";
import type { RunEvent } from "./event.ts";
import { metadataOf } from "./metadata.ts";
import { parseFlavor, parseRules } from "./rules.ts";

const EVENT: RunEvent = {
  name: "push",
  ref: "refs/heads/main",
  sha: "90dd6032fac8bda1b6c4436a2e65de27961ed071",
  defaultBranch: "main",
  baseRef: "",
  now: Date.UTC(2026, 5, 1),
  commitDate: Date.UTC(2026, 0, 4, 10),
  gitTags: [],
  repository: { name: "app", description: 'An app\'s "text"', url: "https://github.com/o/app", licence: "MIT" },
};
const request = {
  images: ["a", "ghcr.io/o/a"],
  rules: parseRules("x\ny"),
  flavor: parseFlavor(""),
  labels: [],
  annotations: [],
};

test("gives every image every tag, and the OCI labels of the commit", () => {
  const metadata = metadataOf(
    { ...request, labels: ["z=a=b", "org.opencontainers.image.title=own {{branch}} {{x}}", "broken"] },
    EVENT,
  );
  expect(metadata.references).toEqual(["a:x", "a:y", "ghcr.io/o/a:x", "ghcr.io/o/a:y"]);
  expect(metadata.labels).toEqual([
    "org.opencontainers.image.created=2026-01-04T10:00:00.000Z",
    'org.opencontainers.image.description=An app\'s "text"',
    "org.opencontainers.image.licenses=MIT",
    "org.opencontainers.image.revision=90dd6032fac8bda1b6c4436a2e65de27961ed071",
    "org.opencontainers.image.source=https://github.com/o/app",
    "org.opencontainers.image.title=own {{branch}} {{x}}",
    "org.opencontainers.image.url=https://github.com/o/app",
    "org.opencontainers.image.version=x",
    "z=a=b",
  ]);
  expect(metadata.annotations[0]).toBe("manifest:org.opencontainers.image.created=2026-01-04T10:00:00.000Z");
});

test("fills expressions into labels", () => {
  expect(metadataOf({ ...request, labels: ["l={{branch}}&'{{sha}}'"] }, EVENT).labels).toContain("l=main&'90dd603'");
});

test("says early that no tag results", () => {
  const rules = parseRules("type=semver,pattern={{version}}\ntype=ref,event=pr");
  expect(() => metadataOf({ ...request, rules }, EVENT)).toThrow(
    'No tag results from the rules of tags for this run (event "push", ref "refs/heads/main")',
  );
});

test.each([
  ["YYYY-MM-DDTHH:mm:ss.SSSZ", undefined, "2026-03-09T04:05:06.007+00:00"],
  ["YY M D H m s", undefined, "26 3 9 4 5 6"],
  ["YYYYMMDD-HHmmss", "America/New_York", "20260309-000506"],
  ["Z ZZ", "Asia/Kolkata", "+05:30 +0530"],
  ["dddd ddd MMMM MMM", undefined, "Monday Mon March Mar"],
  ["GGGG[w]WW E DDD DDDD", undefined, "2026w11 1 68 068"],
  ["hh:mm A a h", "Europe/Berlin", "05:05 AM am 5"],
  ["X x", undefined, "1773029106 1773029106007"],
  ["[today is] YYYY", undefined, "today is 2026"],
])("formats %s in %s", (format, zone, expected) => {
  expect(formatDate(Date.UTC(2026, 2, 9, 4, 5, 6, 7), format, zone)).toBe(expected);
});
