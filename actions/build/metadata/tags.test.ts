import { describe, expect, test } from "vitest";
import type { RunEvent } from "./event.ts";
import { parseFlavor, parseImages, parseRules } from "./rules.ts";
import { tagsOf, validTag } from "./tags.ts";

const EVENT: RunEvent = {
  name: "push",
  ref: "refs/heads/main",
  sha: "90dd6032fac8bda1b6c4436a2e65de27961ed071",
  defaultBranch: "main",
  baseRef: "",
  now: Date.UTC(2026, 0, 5, 22, 4, 9),
  commitDate: Date.UTC(2026, 0, 4, 10, 0, 0),
  gitTags: [],
  repository: { name: "app", description: "", url: "", licence: "" },
};
const MAIN = {};
const FEATURE = { ref: "refs/heads/feature/a&b" };
const PR = { name: "pull_request", ref: "refs/pull/15/merge", baseRef: "main" };
const SCHEDULE = { name: "schedule" };
const tag = (name: string, gitTags: string[] = []) => ({ ref: `refs/tags/${name}`, gitTags });

function names(rules: string, event: Partial<RunEvent>, flavor = ""): string[] {
  return [...tagsOf(parseRules(rules), parseFlavor(flavor), { ...EVENT, ...event }).names];
}

describe("the rule table", () => {
  const rows: [rules: string, event: Partial<RunEvent>, names: string[], flavor?: string][] = [
    // No rules.
    ["", MAIN, ["main"]],
    ["", FEATURE, ["feature-a-b"]],
    ["", PR, ["pr-15"]],
    ["", tag("v1.2.3"), ["v1.2.3", "latest"]],
    ["", SCHEDULE, ["nightly", "main"]],
    // schedule
    ["type=schedule", MAIN, []],
    ["type=schedule,pattern={{date 'YYYYMMDD'}}", SCHEDULE, ["20260105"]],
    ["type=schedule,pattern={{date 'YYYYMMDD-HHmm' tz='Asia/Tokyo'}}", SCHEDULE, ["20260106-0704"]],
    ["type=schedule,pattern={{commit_date 'YYYYMMDD'}}", SCHEDULE, ["20260104"]],
    ["type=schedule,prefix=x-,suffix=-y", SCHEDULE, ["x-nightly-y"]],
    // semver
    ["type=semver,pattern={{version}}", tag("v1.2.3"), ["1.2.3", "latest"]],
    ["type=semver,pattern={{raw}}", tag("v1.2.3"), ["v1.2.3", "latest"]],
    ["type=semver,pattern={{major}}.{{minor}}", tag("v1.2.3"), ["1.2", "latest"]],
    ["type=semver,pattern=v{{major}}", tag("v1.2.3"), ["v1", "latest"]],
    ["type=semver,pattern={{major}}.{{minor}}.{{patch}}", tag("1.2.3"), ["1.2.3", "latest"]],
    ["type=semver,pattern={{version}}", tag("v2.0.8-beta.67"), ["2.0.8-beta.67"]],
    ["type=semver,pattern={{major}}", tag("v2.0.8-beta.67"), ["2.0.8-beta.67"]],
    ["type=semver,pattern={{raw}}", tag("v2.0.8-beta.67"), ["v2.0.8-beta.67"]],
    ["type=semver,pattern={{version}}", tag("v1.2.3+build.5"), ["1.2.3", "latest"]],
    ["type=semver,pattern={{raw}}", tag("v1.2.3+build.5"), ["v1.2.3-build.5", "latest"]],
    ["type=semver,pattern={{version}}", tag("v1.2"), []],
    ["type=semver,pattern={{version}}", tag("v01.2.3"), []],
    ["type=semver,pattern={{version}}", MAIN, []],
    ["type=semver,pattern={{version}},value=v3.0.0", MAIN, ["3.0.0", "latest"]],
    ["type=semver,pattern={{version}},value={{branch}}", { ref: "refs/heads/v1.0.0" }, ["1.0.0", "latest"]],
    ["type=semver,pattern={{version}},match=app-(.*)", tag("app-v1.0.0"), ["1.0.0", "latest"]],
    ["type=semver,pattern={{version}},match=\\d+\\.\\d+\\.\\d+$", tag("app-v1.0.0"), ["1.0.0", "latest"]],
    ["type=semver,pattern={{version}},match=nothing(.*)", tag("v1.0.0"), ["1.0.0", "latest"]],
    ["type=semver,pattern={{version}},match=nothing(.*)", tag("app-1.0.0"), []],
    // pep440
    ["type=pep440,pattern={{version}}", tag("1.2.3"), ["1.2.3", "latest"]],
    ["type=pep440,pattern={{version}}", tag("v1.2post1"), ["1.2.post1"]],
    ["type=pep440,pattern={{raw}}", tag("1.2rc1"), ["1.2rc1"]],
    ["type=pep440,pattern={{major}}.{{minor}}", tag("2!1.2-alpha.3.dev4"), ["2-1.2a3.dev4"]],
    ["type=pep440,pattern={{major}}.{{minor}}", tag("1.2"), ["1.2", "latest"]],
    ["type=pep440,pattern={{version}}", tag("nope"), []],
    // match
    ["type=match,pattern=\\d{8}", tag("20200110-RC2"), ["20200110", "latest"]],
    ["type=match,pattern=v(\\d+)\\.(\\d+),group=2", tag("v1.7"), ["7", "latest"]],
    ["type=match,pattern=/V(\\d)/i,group=1", tag("v9"), ["9", "latest"]],
    ["type=match,pattern=x(\\d),group=1", tag("v9"), []],
    ["type=match,pattern=v\\d,group=3", tag("v9"), []],
    ["type=match,pattern=(.*)-x,group=1,value=abc-x", MAIN, ["abc", "latest"]],
    ['type=match,"pattern=\\d,\\d"', tag("v1,2"), ["1-2", "latest"]],
    // edge
    ["type=edge", MAIN, ["edge"]],
    ["type=edge", FEATURE, []],
    ["type=edge,branch=dev", { ref: "refs/heads/dev" }, ["edge"]],
    ["type=edge", tag("v1"), []],
    // ref
    ["type=ref,event=branch", MAIN, ["main"]],
    ["type=ref,event=branch", SCHEDULE, ["main"]],
    ["type=ref,event=branch", PR, []],
    ["type=ref,event=tag", tag("v1/x"), ["v1-x", "latest"]],
    ["type=ref,event=tag", { ...tag("v1"), name: "release" }, ["v1", "latest"]],
    ["type=ref,event=pr", PR, ["pr-15"]],
    ["type=ref,event=pr,prefix=", PR, ["15"]],
    ["type=ref,event=pr", MAIN, []],
    // raw
    ["type=raw,value=foo", MAIN, ["foo"]],
    ["type=raw,foo", MAIN, ["foo"]],
    ["foo", MAIN, ["foo"]],
    ["type=raw,value={{branch}}-{{sha}}", FEATURE, ["feature-a-b-90dd603"]],
    ["type=raw,value={{tag}}x{{base_ref}}", PR, ["xmain"]],
    ["type=raw,value=foo,enable={{is_default_branch}}", MAIN, ["foo"]],
    ["type=raw,value=foo,enable={{is_default_branch}}", FEATURE, []],
    ["type=raw,value=foo,enable={{is_not_default_branch}}", FEATURE, ["foo"]],
    ["type=raw,value=foo,enable={{is_default_branch}}", { ...FEATURE, name: "issues" }, ["foo"]],
    ["type=raw,value=foo,enable=false", MAIN, []],
    // sha
    ["type=sha", MAIN, ["sha-90dd603"]],
    ["type=sha,format=long,prefix=", MAIN, ["90dd6032fac8bda1b6c4436a2e65de27961ed071"]],
    ["type=sha,format=short", { shortSha: 10 }, ["sha-90dd6032fa"]],
    ["type=sha", { sha: "" }, []],
    // order, duplicates, comments
    ["type=sha\ntype=raw,a\ntype=ref,event=branch", MAIN, ["main", "a", "sha-90dd603"]],
    ["type=raw,a,priority=50\ntype=sha", MAIN, ["sha-90dd603", "a"]],
    ["a\nb\na\n# c\n\n", MAIN, ["a", "b"]],
    [
      "type=ref,event=tag\ntype=semver,pattern={{version}}\ntype=semver,pattern={{major}}",
      tag("v1.2.3"),
      ["1.2.3", "1", "v1.2.3", "latest"],
    ],
    // who decides on latest: the first that gave a tag
    ["type=raw,value=foo,priority=2000\ntype=semver,pattern={{version}}", tag("v1.0.0"), ["foo", "1.0.0"]],
    ["type=semver,pattern={{version}}\ntype=raw,foo", tag("nope"), ["foo"]],
    // flavor
    ["a", MAIN, ["a", "latest"], "latest=true"],
    ["", tag("v1.2.3"), ["v1.2.3"], "latest=false"],
    ["a\ntype=sha", MAIN, ["p-a-s", "sha-90dd603-s"], "prefix=p-\nsuffix=-s"],
    ["a", MAIN, ["p-a-s", "p-latest"], "latest=true\nprefix=p-,onlatest=true\nsuffix=-s"],
    ["type=raw,value=a,prefix=,suffix=-z", MAIN, ["a-z"], "prefix=p-\nsuffix=-s"],
    ["a", FEATURE, ["feature-a-b-a"], "prefix={{branch}}-"],
    ["latest", MAIN, ["latest"], "latest=true"],
  ];
  test.each(rows)("%s on %j gives %j %s", (rules, event, expected, flavor) => {
    expect(names(rules, event, flavor)).toEqual(expected);
  });
});

describe("tags that move", () => {
  const RULES =
    "type=semver,pattern={{version}}\ntype=semver,pattern={{major}}.{{minor}}\ntype=semver,pattern={{major}}";
  const rows: [name: string, gitTags: string[], names: string[], flavor?: string][] = [
    ["v1.2.3", ["v1.2.2", "v1.2.3", "v1.1.9", "other"], ["1.2.3", "1.2", "1", "latest"]],
    ["v1.2.3", ["v1.2.3", "v2.0.0"], ["1.2.3", "1.2", "1"]],
    ["v1.2.3", ["v1.2.3", "v1.3.0", "v2.0.0"], ["1.2.3", "1.2"]],
    ["v1.2.3", ["v1.2.4"], ["1.2.3"]],
    ["v1.2.10", ["v1.2.9"], ["1.2.10", "1.2", "1", "latest"]],
    ["v1.2.3", ["v2.0.0-rc.1"], ["1.2.3", "1.2", "1", "latest"]],
    ["v1.2.3", ["v2.0.0"], ["1.2.3", "1.2", "1", "latest"], "latest=true"],
  ];
  test.each(rows)("%s beside %j gives %j", (name, gitTags, expected, flavor) => {
    expect(names(RULES, tag(name, gitTags), flavor)).toEqual(expected);
  });

  const inRegistry: [imageTags: string[], names: string[], flavor?: string][] = [
    [
      ["1.2.2", "latest", "sha-90dd603"],
      ["1.2.3", "1.2", "1", "latest"],
    ],
    [
      ["2.0.0", "2.0", "2"],
      ["1.2.3", "1.2", "1"],
    ],
    [["1.3.0"], ["1.2.3", "1.2"]],
    [["1.2.4"], ["1.2.3"]],
    [
      ["2.0.0-rc.1", "20260105", "2.0.0-alpine"],
      ["1.2.3", "1.2", "1", "latest"],
    ],
    [["2.0.0-alpine"], ["1.2.3-alpine", "1.2-alpine", "1-alpine"], "suffix=-alpine"],
    [["2.0.0"], ["1.2.3-alpine", "1.2-alpine", "1-alpine", "latest"], "suffix=-alpine"],
  ];
  test.each(inRegistry)("beside %j in the registry, v1.2.3 gives %j", (imageTags, expected, flavor) => {
    expect(names(RULES, { ...tag("v1.2.3"), imageTags }, flavor)).toEqual(expected);
    const ref = names("type=ref,event=tag", { ...tag("v1.2.3"), imageTags }, flavor);
    expect(ref.includes("latest")).toBe(expected.includes("latest"));
  });

  test("can be forced, and are said where they stay", () => {
    const event = { ...EVENT, ...tag("v1.2.3", ["v1.3.0"]) };
    expect(names("type=semver,pattern={{major}},move=always", event)).toEqual(["1"]);
    const { notes } = tagsOf(parseRules(RULES), parseFlavor(""), event);
    expect(notes.join("\n")).toContain("The tag 1 stays where it is: 1.3.0 is higher than 1.2.3");
    expect(notes.join("\n")).toContain("latest stays where it is");
  });

  test("count for a match and for the tag itself too, each within its own names", () => {
    expect(names("type=ref,event=tag", tag("v1.0.0", ["v1.1.0"]))).toEqual(["v1.0.0"]);
    expect(names("type=match,pattern=v(.*),group=1", tag("v1.0.0", ["v1.1.0"]))).toEqual(["1.0.0"]);
    const rule = "type=semver,pattern={{major}},match=^app-(.*)$";
    expect(names(rule, tag("app-v1.0.0", ["lib-v1.9.0", "v9.0.0", "app-v0.9.0"]))).toEqual(["1", "latest"]);
    expect(names(rule, tag("app-v1.0.0", ["app-v1.1.0"]))).toEqual([]);
  });
});

describe("valid tags", () => {
  test.each([
    ["a b/c", "a-b-c"],
    ["-x", "x"],
    [".x", "x"],
    ["..-x", "x"],
    ["ümlaut", "mlaut"],
    ["///", ""],
    ["A_b.c-D", "A_b.c-D"],
  ])("%s becomes %s", (text, expected) => expect(validTag(text)).toBe(expected));

  test("cuts long ones so that they stay apart", () => {
    const [a, b] = [validTag(`${"x".repeat(200)}a`), validTag(`${"x".repeat(200)}b`)];
    expect(a).toMatch(/^x{119}-[0-9a-f]{8}$/);
    expect(a).not.toBe(b);
    expect(validTag("x".repeat(128))).toBe("x".repeat(128));
  });

  test("reports what falls together, and what leaves nothing", () => {
    const tell = (rules: string) => tagsOf(parseRules(rules), parseFlavor(""), EVENT).warnings;
    expect(tell("a/b\na b")).toEqual(['"a/b" and "a b" both become the tag a-b.']);
    expect(tell("type=raw,value=///\nx")).toEqual([expect.stringContaining("nothing is left")]);
    expect(tell("x\nx")).toEqual([]);
  });
});

describe("mistakes", () => {
  test.each([
    ["type=nope", 'the type "nope"; there are schedule, semver'],
    ["type=semver", "has no pattern="],
    ["type=ref,event=push", "event=push; it takes branch, tag, pr"],
    ["type=sha,format=medium", "format=medium"],
    ["type=raw", "has no value="],
    ["type=match,pattern=a,group=x", "group=x, which is no number"],
    ["type=edge,brunch=main", 'the attribute "brunch"; type=edge takes branch'],
    ["type=raw,value=a,priority=high", "priority=high"],
  ])("%s", (rules, why) => expect(() => parseRules(rules)).toThrow(why));

  test.each([
    ["type=raw,value={{nope}}", "there is no expression {{nope}}"],
    ["type=raw,value=a,enable=maybe", "enable=maybe; it takes true, false"],
    ["type=raw,value={{date 'YYYY' tz='Mars/Base'}}", "no time zone"],
    ["type=match,pattern=(,value=a", "Invalid regular expression"],
  ])("%s", (rules, why) => expect(() => names(rules, MAIN)).toThrow(why));

  test.each([
    ["latest=perhaps", "none of latest=auto|true|false"],
    ["onlatest=true", "none of latest"],
    ["colour=red", "none of latest"],
  ])("flavor %s", (flavor, why) => expect(() => parseFlavor(flavor)).toThrow(why));
});

describe("images", () => {
  test.each<[string, string[]]>([
    ["ghcr.io/Org/App", ["ghcr.io/org/app"]],
    ["a,b", ["a", "b"]],
    ["a\nname=b\n# c\nname=d,enable=false\na", ["a", "b"]],
    ["name=a,enable=true", ["a"]],
    ["", []],
  ])("%s gives %j", (text, expected) => expect(parseImages(text)).toEqual(expected));

  test.each([
    ["name=", "has no name"],
    ["name=a,enable=x", "enable=x"],
    ["name=a,colour=red", '"colour"'],
    ["a b", "is no image name"],
  ])("%s is refused", (text, why) => expect(() => parseImages(text)).toThrow(why));
});
