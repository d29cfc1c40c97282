import { expect, test } from "vitest";
import { parseAddress } from "./addresses.ts";

test.each([
  ["unix:///var/run/docker.sock", { kind: "socket", path: "/var/run/docker.sock" }],
  ["npipe:////./pipe/docker_engine", { kind: "socket", path: "//./pipe/docker_engine" }],
  ["tcp://10.0.0.5:2376", { kind: "tcp", host: "10.0.0.5", port: 2376, secure: false }],
  ["tcp://[::1]:80", { kind: "tcp", host: "::1", port: 80, secure: false }],
  ["https://docker.example", { kind: "tcp", host: "docker.example", port: undefined, secure: true }],
  [
    "ssh://deploy@host.example:2222",
    { kind: "ssh", user: "deploy", host: "host.example", port: 2222, socket: "/var/run/docker.sock" },
  ],
  [
    "ssh://host/run/user/1000/docker.sock",
    { kind: "ssh", user: undefined, host: "host", port: undefined, socket: "/run/user/1000/docker.sock" },
  ],
])("%s", (address, parts) => {
  expect(parseAddress(address)).toEqual(parts);
});

test.each([
  ["10.0.0.5", "does not begin with"],
  ["unix://", "path of the socket is missing"],
  ["ssh://", "no host name"],
  ["ssh://-oProxyCommand=evil", "no host name"],
  ["ssh://host%0a", "no host name"],
  ["ssh://user:secret@host", "password may not"],
  ["ssh://us%0aer@host", "no user name"],
  ['ssh://host/run/"x', "odd characters"],
  ["tcp://user@host", "only ssh:// takes a user"],
])("%s is refused", (address, why) => {
  expect(() => parseAddress(address)).toThrow(why);
});
