import { expect, test } from "vitest";
import { splitHost } from "./registry-host.ts";

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
