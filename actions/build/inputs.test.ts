import { describe, expect, test } from "vitest";
import { messageOf } from "../../toolkit/errors.ts";
import { readBuildInputs } from "./inputs.ts";
import { recordingRunner } from "./test-world.ts";

describe("mistakes", () => {
  const rows: [inputs: Record<string, string>, why: RegExp][] = [
    [{ mode: "apply it" }, /mode got "apply it".*apply, plan, push/],
    [{ mode: "push" }, /mode: push needs tags/],
    [{ push: "true" }, /push: true needs tags/],
    [{ push: "yes" }, /push got "yes"/],
    [{ image: "a:1" }, /image only goes with mode: push/],
    [{ load: "true", platforms: "linux/amd64,linux/arm64" }, /load: true and 2 platforms do not go together/],
    [{ platforms: "amd 64" }, /platforms got "amd 64"/],
    [{ secrets: "a=1\n=2" }, /secrets got a secret value \(entry 2/],
    [{ secrets: '"a=1' }, /quote that opens in line 1 is never closed/],
    [{ secrets: "a=1", "secret-envs": "a=B" }, /secret a is given twice/],
    [{ "secret-files": "ca=" }, /secret-files .*says nothing after "ca="/],
    [{ labels: "novalue" }, /labels got "novalue"/],
    [{ "add-hosts": "host" }, /add-hosts got "host"/],
    [{ tags: "Upper:1" }, /upper-case letters.*"upper"/],
    [{ smoke: "true", platforms: "linux/amd64,linux/arm64" }, /smoke and test need the image in the engine/],
    [{ mode: "push", tags: "a", test: "x" }, /smoke and test go with mode: apply/],
    [{ "smoke-env": "A=1" }, /smoke-env goes with smoke: true/],
    [{ tags: "type=sha" }, /"type=sha" is a rule, and rules need images/],
    [{ images: "a", tags: "type=nope" }, /tags got "type=nope".*there are schedule/],
    [{ images: "A b" }, /images got "A b"/],
    [{ images: "a", flavor: "x" }, /flavor got "x"/],
    [{ flavor: "latest=true" }, /flavor goes with images/],
    [{ images: "name=a,enable=false", push: "true" }, /push: true needs tags/],
    [{ "build-timeout": "soon" }, /build-timeout got "soon"/],
    [{ registries: "ghcr.io" }, /registries got a secret value \(line 1 is not HOST USERNAME PASSWORD\)/],
    [{ "shm-size": "big" }, /shm-size got "big"/],
  ];
  test.each(rows)("%j", (inputs, why) => {
    expect(() => readBuildInputs(recordingRunner(inputs))).toThrow(why);
  });

  test("are told all at once, without a secret", () => {
    const runner = recordingRunner({ secrets: "sup3rs3cret", registries: "sup3rs3cret", tags: "A", push: "maybe" });
    let text = "";
    try {
      readBuildInputs(runner);
    } catch (error) {
      text = messageOf(error);
    }
    expect(text).toContain("4 inputs are wrong");
    expect(text).not.toContain("sup3rs3cret");
  });
});

test("hides the secrets, and nothing else of the lines they stand in", () => {
  const runner = recordingRunner({
    registries: "localhost:5000 octocat pass word\nghcr.io me t0ken",
    secrets: 'TOKEN=abc def\n"MULTI=first line\nsecond line"',
  });
  const inputs = readBuildInputs(runner);
  expect(runner.redact("localhost:5000/octocat pass word t0ken TOKEN abc def MULTI first line, second line")).toBe(
    "localhost:5000/octocat *** *** TOKEN *** MULTI ***, ***",
  );
  expect(inputs.secrets).toEqual([
    { id: "TOKEN", value: "abc def" },
    { id: "MULTI", value: "first line\nsecond line" },
  ]);
});

test("has build-push-action's defaults and its own time limits", () => {
  expect(readBuildInputs(recordingRunner({}))).toMatchObject({
    mode: "apply",
    context: ".",
    push: false,
    load: false,
    buildTimeout: 30 * 60_000,
    pushTimeout: 10 * 60_000,
    pushAttempts: 5,
  });
});
