import { expect, test } from "vitest";
import { digestOf, listedAs, splitHost } from "./registry-host.ts";

test.each([
  ["app", "docker.io", "app"],
  ["org/app:1", "docker.io", "org/app:1"],
  ["docker.io/org/app", "docker.io", "org/app"],
  ["index.docker.io/org/app", "docker.io", "org/app"],
  ["ghcr.io/org/app@sha256:0", "ghcr.io", "org/app@sha256:0"],
  ["localhost/app", "localhost", "app"],
  ["127.0.0.1:5555/app:1", "127.0.0.1:5555", "app:1"],
  ["Registry/app", "Registry", "app"],
])("%s is at %s", (name, host, path) => {
  expect(splitHost(name)).toEqual({ host, path });
});

test.each([
  ["app", "app:latest"],
  ["docker.io/library/app:1", "app:1"],
  ["index.docker.io/org/app", "org/app:latest"],
  ["localhost:5000/app", "localhost:5000/app:latest"],
  ["localhost:5000/org/app:1.2", "localhost:5000/org/app:1.2"],
  ["ghcr.io/org/app:1@sha256:0f", "ghcr.io/org/app@sha256:0f"],
])("%s is listed as %s", (reference, listed) => {
  expect(listedAs(reference)).toBe(listed);
});

test("the digest of an image is that which its name says, else that of the registry of its name", () => {
  const digests = ["mirror:5000/app@sha256:1", "ghcr.io/org/app@sha256:2"];
  expect(digestOf("ghcr.io/org/app:1", digests)).toBe("sha256:2");
  expect(digestOf("ghcr.io/org/app@sha256:3", digests)).toBe("sha256:3");
  expect(digestOf("org/app:1", digests)).toBeUndefined();
});
