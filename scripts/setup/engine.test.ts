import { expect, test } from "vitest";
import { UserError } from "../../toolkit/errors.ts";
import { type Machine, whyNotStart } from "./engine.ts";
import { parseOsRelease } from "./os-release.ts";

const debian = parseOsRelease('ID=debian\nPRETTY_NAME="Debian 12"');
const fedora = parseOsRelease('ID=fedora\nPRETTY_NAME="Fedora 43"');
const root: Machine = { platform: "linux", uid: 0, os: debian, dockerHost: undefined };
const failed = (code: string) =>
  new UserError("No Docker Engine answers", {
    hint: `hint of ${code}.`,
    cause: Object.assign(new Error(code), { code }),
  });

test.each<[string, string, Partial<Machine>, RegExp | undefined]>([
  ["root on Debian, no socket", "ENOENT", {}, undefined],
  ["root on Debian, a socket that nobody listens on", "ECONNREFUSED", {}, undefined],
  ["a socket that we may not open", "EACCES", {}, /^hint of EACCES\.$/],
  ["an engine that hangs", "ETIMEDOUT", {}, /^hint of ETIMEDOUT\.$/],
  ["an engine that DOCKER_HOST names", "ECONNREFUSED", { dockerHost: "tcp://x:1" }, /hint of ECONNREFUSED\. Without/],
  ["not root", "ENOENT", { uid: 1000 }, /Install Docker.*this is user 1000 on Debian 12\.$/],
  ["no apt", "ENOENT", { os: fedora }, /Install Docker.*this is user 0 on Fedora 43\.$/],
  ["no Linux", "ENOENT", { platform: "darwin", uid: 501 }, /Docker Desktop/],
])("%s", (_, code, change, expected) => {
  const hint = whyNotStart(failed(code), { ...root, ...change });
  if (expected === undefined) expect(hint).toBeUndefined();
  else expect(hint).toMatch(expected);
});
