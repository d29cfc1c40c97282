import { expect, test } from "vitest";
import type { TestCase } from "../model/test-results.ts";
import { readQuarantine, sortByQuarantine } from "./quarantine.ts";

const LIST = `
- test: "cart › adds *"
  reason: waits for the clock
  owner: "@acme/shop"
  expires: 2026-12-31
- test: "cart › is (slow) [1]"
  reason: network
  owner: ann
  expires: 2026-01-01
- test: idle
  reason: r
  owner: o
  expires: 2027-01-01
`;

const failed = (name: string): TestCase => ({
  suites: ["cart"],
  className: "",
  name,
  state: "failed",
  failures: [],
  report: "r.xml",
});

test("a failed test on the list is held until the day is over; an expired one fails again; what did not fail is told", () => {
  const entries = readQuarantine("q.yml", LIST);
  const tests = ["adds one", "is (slow) [1]", "breaks"].map(failed);
  const names = (list: readonly { test: TestCase }[]) => list.map((one) => one.test.name);
  const on = (today: string) => sortByQuarantine(entries, tests, today);
  expect(names(on("2026-12-31").held)).toEqual(["adds one"]);
  expect(names(on("2026-12-31").expired)).toEqual(["is (slow) [1]"]);
  expect(on("2026-12-31").idle.map(({ test: title }) => title)).toEqual(["idle"]);
  expect(names(on("2027-01-01").held)).toEqual([]);
  expect(names(on("2025-01-01").held)).toEqual(["adds one", "is (slow) [1]"]);
});

test("all mistakes of the list are told at once, each with its place", () => {
  const broken = `- test: a\n  reason: r\n  expires: 2026-02-30\n- reason: r\n  owner: o\n  expires: soon\n  expire: 2026-01-01\n`;
  let message = "";
  try {
    readQuarantine("q.yml", broken);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.split("\n")).toEqual([
    expect.stringMatching(/^q\.yml:1:\d+: entry 1 has no owner/),
    expect.stringMatching(/^q\.yml:3:\d+: there is no day 2026-02-30/),
    expect.stringMatching(/^q\.yml:4:\d+: entry 2 has no test/),
    expect.stringMatching(/^q\.yml:6:\d+: entry 2 has no expires/),
    expect.stringMatching(/^q\.yml:7:\d+: expire is not known here/),
  ]);
});

test.each([
  ["", 0],
  ["[]", 0],
])("%j is an empty list", (text, length) => {
  expect(readQuarantine("q.yml", text)).toHaveLength(length);
});

test("what is no list says what one looks like", () => {
  expect(() => readQuarantine("q.yml", "test: a\n")).toThrow(/q\.yml:1:1: is no list of tests/);
});
