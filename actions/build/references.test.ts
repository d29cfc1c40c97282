import { describe, expect, test } from "vitest";
import { parseReference } from "./references.ts";
import { parseRegistries } from "./registries.ts";

describe("parseReference", () => {
  test.each([
    ["app", { host: "docker.io", name: "app", tag: "latest" }],
    ["org/app:1.2", { host: "docker.io", name: "org/app", tag: "1.2" }],
    ["ghcr.io/org/app:v1", { host: "ghcr.io", name: "ghcr.io/org/app", tag: "v1" }],
    ["localhost:5000/app", { host: "localhost:5000", name: "localhost:5000/app", tag: "latest" }],
    ["localhost/app:a_b.c-D", { host: "localhost", name: "localhost/app", tag: "a_b.c-D" }],
    ["index.docker.io/org/app:1", { host: "docker.io", name: "index.docker.io/org/app", tag: "1" }],
    ["[::1]:5000/app:1", { host: "[::1]:5000", name: "[::1]:5000/app", tag: "1" }],
    ["example.com/a/b--c/d__e:x", { host: "example.com", name: "example.com/a/b--c/d__e", tag: "x" }],
  ])("takes %s apart", (text, reference) => {
    expect(parseReference(text)).toEqual(reference);
  });

  test.each([
    ["Org/App:1", "org/app"],
    ["ghcr.io/Org/app:1", "ghcr.io/org/app"],
    ["app:-x", 'the tag "-x"'],
    [`app:${"x".repeat(129)}`, "at most 128"],
    ["app:", 'the tag ""'],
    ["app@sha256:abc", "has a digest"],
    ["a b:1", "is no image name"],
    ["/app:1", "is no image name"],
    ["ghcr.io//app", "is no image name"],
    ["", "is no image name"],
    ["--push", "is no image name"],
  ])("refuses %s", (text, why) => {
    expect(() => parseReference(text)).toThrow(why);
  });
});

describe("parseRegistries", () => {
  test("takes the rest of a line as the password", () => {
    expect(
      parseRegistries("ghcr.io octocat a b#c'd \n\n# x\nlocalhost:5000 u\nhttps://index.docker.io/v1/ me tok=en"),
    ).toEqual([
      { host: "ghcr.io", username: "octocat", password: "a b#c'd" },
      { host: "localhost:5000", username: "u", password: "" },
      { host: "docker.io", username: "me", password: "tok=en" },
    ]);
  });

  test.each(["ghcr.io", "sup3rs3cret user", "ghcr.io u p\nsup3rs3cret"])(
    "does not tell the text of a wrong line",
    (text) => {
      expect(() => parseRegistries(text)).toThrow(/^line \d /);
      expect(() => parseRegistries(text)).not.toThrow(/sup3rs3cret/);
    },
  );
});
