import { describe, expect, test } from "vitest";
import type { Builder } from "./builder.ts";
import { readBuildInputs } from "./inputs.ts";
import { type BuildFacts, planBuild, shown } from "./plan.ts";
import { recordingRunner } from "./test-world.ts";

const OLD: Builder = { kind: "buildx", command: ["docker-buildx"], driver: "docker", version: "buildx 0.13.1" };
const CONTAINER: Builder = {
  kind: "buildx",
  command: ["docker", "buildx"],
  driver: "docker-container",
  version: "buildx 0.29.0",
};
const CONTAINERD: Builder = { ...OLD, containerd: true };
const ENGINE: Builder = { kind: "engine", command: ["docker", "buildx"], driver: "docker", version: "engine 20.10" };
const UNKNOWN: Builder = { kind: "buildx", command: ["docker", "buildx"], version: "" };

function plan(inputs: Record<string, string>, builder: Builder, facts: Partial<BuildFacts> = {}) {
  return planBuild(readBuildInputs(recordingRunner(inputs)), {
    builder,
    context: "/w",
    dockerfile: "/w/Dockerfile",
    secrets: [],
    metadataFile: "/t/m",
    idFile: "/t/i",
    ...facts,
  });
}

describe("the command", () => {
  const rows: [name: string, inputs: Record<string, string>, builder: Builder, options: string[]][] = [
    ["nothing but defaults, old docker driver", {}, OLD, []],
    ["nothing but defaults, other driver", {}, CONTAINER, ["--provenance", "false"]],
    ["tags by commas and lines, each once", { tags: "a:1,b\na:1" }, OLD, ["--tag", "a:1", "--tag", "b:latest"]],
    ["push with the docker driver is the engine's work", { tags: "a:1", push: "true" }, OLD, ["--tag", "a:1"]],
    [
      "push with another driver is the builder's work",
      { tags: "a:1", push: "true" },
      CONTAINER,
      ["--tag", "a:1", "--provenance", "false", "--push"],
    ],
    ["load with the docker driver goes without saying", { load: "true" }, OLD, []],
    ["load with another driver", { load: "true" }, CONTAINER, ["--provenance", "false", "--load"]],
    [
      "several platforms in one option",
      { platforms: "linux/amd64,linux/arm64" },
      CONTAINER,
      ["--platform", "linux/amd64,linux/arm64", "--provenance", "false"],
    ],
    [
      "build arguments keep commas and spaces",
      { "build-args": "A=1,2\nB=x y\nC" },
      OLD,
      ["--build-arg", "A=1,2", "--build-arg", "B=x y", "--build-arg", "C"],
    ],
    ["a value that looks like an option stays a value", { "build-args": "A=--push" }, OLD, ["--build-arg", "A=--push"]],
    ["labels", { labels: "a=b=c\nd=" }, OLD, ["--label", "a=b=c", "--label", "d="]],
    ["annotations", { annotations: "index:a=b" }, CONTAINER, ["--annotation", "index:a=b", "--provenance", "false"]],
    ["contexts", { "build-contexts": "docs=./docs" }, OLD, ["--build-context", "docs=./docs"]],
    [
      "target, network, shm-size, cgroup-parent",
      { target: "t", network: "host", "shm-size": "64m", "cgroup-parent": "g" },
      OLD,
      ["--target", "t", "--network", "host", "--shm-size", "67108864", "--cgroup-parent", "g"],
    ],
    ["hosts", { "add-hosts": "a:1.2.3.4,b:::1" }, OLD, ["--add-host", "a:1.2.3.4", "--add-host", "b:::1"]],
    [
      "ulimit, allow, ssh",
      { ulimit: "nofile=1:2", allow: "network.host", ssh: "default" },
      OLD,
      ["--ulimit", "nofile=1:2", "--allow", "network.host", "--ssh", "default"],
    ],
    [
      "switches",
      { "no-cache": "true", pull: "true", "no-cache-filters": "a,b" },
      OLD,
      ["--no-cache", "--no-cache-filter", "a", "--no-cache-filter", "b", "--pull"],
    ],
    ["builder", { builder: "mine" }, CONTAINER, ["--builder", "mine", "--provenance", "false"]],
    [
      "a registry cache never fails a build",
      { "cache-from": "type=registry,ref=r/c", "cache-to": "type=registry,ref=r/c,mode=max" },
      CONTAINER,
      [
        "--cache-from",
        "type=registry,ref=r/c",
        "--cache-to",
        "type=registry,ref=r/c,mode=max,ignore-error=true",
        "--provenance",
        "false",
      ],
    ],
    [
      "unless it is told to",
      { "cache-to": "type=gha,ignore-error=false" },
      CONTAINER,
      ["--cache-to", "type=gha,ignore-error=false", "--provenance", "false"],
    ],
    [
      "the short form of a registry cache",
      { "cache-to": "r/c:x" },
      CONTAINER,
      ["--cache-to", "type=registry,ref=r/c:x,ignore-error=true", "--provenance", "false"],
    ],
    ["an inline cache is for every driver", { "cache-to": "type=inline" }, OLD, ["--cache-to", "type=inline"]],
    ["a cache that this driver cannot export is left out", { "cache-to": "type=local,dest=c" }, OLD, []],
    [
      "attestations where they are asked for",
      { provenance: "mode=max", sbom: "true" },
      CONTAINER,
      ["--provenance", "mode=max", "--sbom", "true"],
    ],
    ["attestations with containerd's store", { provenance: "mode=min" }, CONTAINERD, ["--provenance", "mode=min"]],
    ["switched off by word", { provenance: "false", sbom: "false" }, OLD, []],
    [
      "outputs",
      { outputs: "type=oci,dest=out.tar" },
      CONTAINER,
      ["--provenance", "false", "--output", "type=oci,dest=out.tar"],
    ],
    ["attests", { attests: "type=sbom,generator=x" }, CONTAINER, ["--attest", "type=sbom,generator=x"]],
  ];
  test.each(rows)("%s", (_name, inputs, builder, options) => {
    expect(plan(inputs, builder).argv).toEqual([
      ...builder.command,
      "build",
      "--progress",
      "plain",
      ...(options[0] === "--builder" ? options.splice(0, 2) : []),
      "--file",
      "/w/Dockerfile",
      ...options,
      "--metadata-file",
      "/t/m",
      "--iidfile",
      "/t/i",
      "/w",
    ]);
  });

  test.each(["type=local,dest=out", "out", "dest=a.tar,type=tar"])(
    "asks for no id where only files come out: %s",
    (outputs) => {
      expect(plan({ outputs }, CONTAINER).argv).not.toContain("--iidfile");
    },
  );

  test("a dated build carries its date into the layers, where the driver can", () => {
    const push = { tags: "r.example/a:1", push: "true" };
    const dated = { dated: true };
    expect(plan(push, CONTAINER, dated).argv).toContain("type=image,push=true,rewrite-timestamp=true");
    expect(plan({ tags: "a:1", load: "true" }, CONTAINER, dated).argv).toContain("type=docker,rewrite-timestamp=true");
    expect(plan(push, CONTAINERD, dated).argv.join(" ")).not.toContain("rewrite-timestamp");
  });

  test("for a matrix, the image goes without a tag", () => {
    const inputs = { tags: "r.example/a:1,r.example/b:1", push: "true", "digests-dir": "d" };
    const { argv, pushes } = plan(inputs, CONTAINER);
    expect(pushes).toBe("builder");
    expect(argv).toContain(
      'type=image,"name=r.example/a,r.example/b",push-by-digest=true,name-canonical=true,push=true',
    );
    expect(argv).not.toContain("--tag");
    expect(() => plan(inputs, OLD)).toThrow("cannot push without a tag, which digests-dir needs");
  });

  test("has secrets by file and variable only", () => {
    const secrets = [
      { id: "a", file: "/t/a,b" },
      { id: "c", variable: "C" },
    ];
    expect(plan({ secrets: "a=hidden-value" }, OLD, { secrets }).argv.join(" ")).toContain(
      '--secret id=a,"src=/t/a,b" --secret id=c,env=C',
    );
    expect(plan({ secrets: "a=hidden-value" }, OLD, { secrets }).argv.join(" ")).not.toContain("hidden");
  });
});

test("annotations that were worked out are left out where the builder cannot write any", () => {
  const annotations = ["manifest:a=b"];
  expect(plan({}, OLD, { annotations }).argv).not.toContain("--annotation");
  expect(plan({}, CONTAINER, { annotations }).argv.join(" ")).toContain("--annotation manifest:a=b");
});

describe("who loads and who pushes", () => {
  const rows: [inputs: Record<string, string>, builder: Builder, loads: boolean, pushes: string][] = [
    [{}, OLD, true, "none"],
    [{ tags: "a", push: "true" }, OLD, true, "engine"],
    [{ tags: "a", push: "true" }, ENGINE, true, "engine"],
    [{}, CONTAINER, false, "none"],
    [{ load: "true" }, CONTAINER, true, "none"],
    [{ tags: "a", push: "true" }, CONTAINER, false, "builder"],
    [{ tags: "a", push: "true", smoke: "true" }, CONTAINER, true, "engine"],
    [{ tags: "a", push: "true", test: "true" }, CONTAINER, true, "engine"],
    [{ tags: "a", push: "true", platforms: "linux/amd64,linux/arm64" }, CONTAINERD, true, "builder"],
  ];
  test.each(rows)("%j %j", (inputs, builder, loads, pushes) => {
    expect(plan(inputs, builder)).toMatchObject({ loads, pushes });
  });
});

describe("what a builder cannot do", () => {
  const refused: [inputs: Record<string, string>, builder: Builder, why: string][] = [
    [{ provenance: "mode=max" }, OLD, "cannot do provenance"],
    [{ sbom: "true", attests: "type=sbom" }, OLD, "cannot do sbom, attests"],
    [{ annotations: "a=b" }, OLD, "cannot do annotations"],
    [{ platforms: "linux/amd64,linux/arm64" }, OLD, "2 platforms at once"],
    [{ secrets: "a=hidden-value", "secret-files": "b=/x" }, ENGINE, "cannot do secrets (a, b)"],
    [{ ssh: "default", outputs: "out", "build-contexts": "a=b" }, ENGINE, "cannot do ssh, outputs, build-contexts"],
    [{ ulimit: "nofile=1", "cgroup-parent": "g", builder: "b" }, ENGINE, "cannot do ulimit, cgroup-parent, builder"],
  ];
  test.each(refused)("%j is refused by %j", (inputs, builder, why) => {
    expect(() => plan(inputs, builder)).toThrow(why);
    expect(() => plan(inputs, UNKNOWN)).not.toThrow();
  });

  test("a cache that is left out is told", () => {
    expect(plan({ "cache-to": "type=gha" }, OLD).warnings).toEqual([
      expect.stringContaining("cache-to gha is left out"),
    ]);
  });

  test("an image that nobody gets is told", () => {
    expect(plan({}, CONTAINER).warnings).toEqual([expect.stringContaining("load, push or outputs")]);
    expect(plan({}, UNKNOWN).warnings).toEqual([]);
  });
});

test("a shown command can be copied into a shell", () => {
  expect(shown(["docker", "--label", "a=it's $x", "--tag", "a:1"])).toBe("docker --label 'a=it'\\''s $x' --tag a:1");
});
