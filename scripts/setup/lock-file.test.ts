import { expect, test } from "vitest";
import { whyStale } from "./lock-file.mjs";

const lock = (packages: Record<string, object>) => JSON.stringify({ lockfileVersion: 3, packages });
const a = { version: "1.0.0", integrity: "sha512-a" };
const wanted = lock({ "": { name: "x" }, "node_modules/a": a });

test.each([
  ["nothing installed", wanted, undefined, "nothing is installed yet"],
  ["the same", wanted, lock({ "node_modules/a": a }), undefined],
  ["a list that was cut", wanted, '{"packages":', "the list of what is installed cannot be read"],
  ["one missing", wanted, lock({}), "a is not installed"],
  ["another version", wanted, lock({ "node_modules/a": { ...a, version: "0.9.0" } }), "a is 0.9.0 instead of 1.0.0"],
  [
    "other content under the same version",
    wanted,
    lock({ "node_modules/a": { ...a, integrity: "sha512-b" } }),
    "a has other content than the lock file says",
  ],
  [
    "one too many, inside of another",
    wanted,
    lock({ "node_modules/a": a, "node_modules/a/node_modules/@s/b": a }),
    "@s/b is installed and no longer wanted",
  ],
  [
    "an optional package for another system",
    lock({ "node_modules/a": a, "node_modules/a-win32": { ...a, optional: true, os: ["win32"] } }),
    lock({ "node_modules/a": a }),
    undefined,
  ],
  [
    "an optional package of another version",
    lock({ "node_modules/a": { ...a, optional: true } }),
    lock({ "node_modules/a": { ...a, version: "2.0.0" } }),
    "a is 2.0.0 instead of 1.0.0",
  ],
])("%s", (_, want, installed, expected) => {
  expect(whyStale(want, installed)).toBe(expected);
});
