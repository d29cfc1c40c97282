import { expect, test } from "vitest";
import { isTransient, pushHint } from "./push.ts";

test.each<[text: string, transient: boolean]>([
  ["received unexpected HTTP status: 429 Too Many Requests", true],
  ["toomanyrequests: retry later", true],
  ["received unexpected HTTP status: 500 Internal Server Error", true],
  ["received unexpected HTTP status: 502 Bad Gateway", true],
  ["received unexpected HTTP status: 503 Service Unavailable", true],
  ['Head "http://127.0.0.1:5000/v2/": EOF', true],
  ["read tcp 127.0.0.1:1->127.0.0.1:2: read: connection reset by peer", true],
  ["write: broken pipe", true],
  ["dial tcp 10.0.0.5:443: i/o timeout", true],
  ["net/http: TLS handshake timeout", true],
  ["context deadline exceeded", true],
  ["dial tcp 127.0.0.1:5000: connect: connection refused", true],
  ["socket hang up", true],
  ["unauthorized: authentication required", false],
  ["received unexpected HTTP status: 401 Unauthorized", false],
  ["denied: requested access to the resource is denied", false],
  ["received unexpected HTTP status: 403 Forbidden", false],
  ["manifest invalid: manifest invalid", false],
  ["http: server gave HTTP response to HTTPS client", false],
  ["tls: failed to verify certificate: x509: certificate signed by unknown authority", false],
  ["An image does not exist locally with the tag: a", false],
  ['Get "http://127.0.0.1:5000/v2/": unauthorized: authentication required', false],
  ["blob sha256:5003429aaf is odd", false],
  ["something else at 10.0.0.1:500", false],
])("%s: transient %s", (text, transient) => {
  expect(isTransient(new Error(text))).toBe(transient);
});

test.each([
  ["unauthorized: authentication required", true, "does not take this login"],
  ["no basic auth credentials", false, 'Log in: registries takes a line "r.example USERNAME PASSWORD"'],
  ["denied: no", true, "packages: write"],
  ["server gave HTTP response to HTTPS client", true, "insecure-registries"],
  ["x509: unknown authority", true, "/etc/docker/certs.d/r.example/ca.crt"],
  ["dial tcp: lookup r.example: no such host", true, "Nothing answers"],
  ["write: no space left on device", true, "disk is full"],
  ["EOF", true, "safe to repeat"],
])("a hint for %s", (text, hadLogin, hint) => {
  expect(pushHint(text, "r.example", hadLogin)).toContain(hint);
});
