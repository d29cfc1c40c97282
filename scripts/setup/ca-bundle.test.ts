import { expect, test } from "vitest";
import { caBundle, cafileOf } from "./ca-bundle.ts";

const PEM = "-----BEGIN CERTIFICATE-----\nMII=\n-----END CERTIFICATE-----\n";
const disk = (files: Record<string, string>) => async (path: string) => files[path];

test.each([
  ["nothing set", {}, { "/h/.npmrc": "fund=false" }, undefined],
  ["Node's first", { NODE_EXTRA_CA_CERTS: "/a", SSL_CERT_FILE: "/b" }, { "/a": PEM, "/b": PEM }, "/a"],
  ["a file that is not there is passed over", { NODE_EXTRA_CA_CERTS: "/a", SSL_CERT_FILE: "/b" }, { "/b": PEM }, "/b"],
  ["a file that is not PEM is passed over", { NODE_EXTRA_CA_CERTS: "/a" }, { "/a": "DER" }, undefined],
  ["npm's by environment", { npm_config_cafile: "/n" }, { "/n": PEM }, "/n"],
  ["npm's by file", {}, { "/h/.npmrc": "cafile=/n", "/n": PEM }, "/n"],
  ["npm's by a file elsewhere", { npm_config_userconfig: "/u" }, { "/u": "cafile=/n", "/n": PEM }, "/n"],
] as const)("%s", async (_, env, files, expected) => {
  expect((await caBundle({ HOME: "/h", ...env }, disk(files)))?.path).toBe(expected);
});

test.each([
  ["cafile = /a b.pem ", "/a b.pem"],
  ['cafile=/a\ncafile="/b"', "/b"],
  ["cafile=${HOME}/ca.pem", "/h/ca.pem"],
  ["cafile=${OTHER}/ca.pem", "${OTHER}/ca.pem"],
  ["; cafile=/a\n//host/:cafile=/x\nca=y", undefined],
])("cafile of %j", (text, expected) => {
  expect(cafileOf(text, { HOME: "/h" })).toBe(expected);
});
