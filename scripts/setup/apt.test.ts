import { expect, test } from "vitest";
import { parseSources, transportSettings } from "./apt.ts";
import { mirrorOf, sourcesList } from "./debian-mirror.ts";

test("sources are read as apt prints them", () => {
  expect(parseSources("http://m/debian/ bookworm main\n\nbroken\nhttps://o/x stable contrib\n")).toEqual([
    { uri: "http://m/debian", suite: "bookworm", component: "main" },
    { uri: "https://o/x", suite: "stable", component: "contrib" },
  ]);
});

test("only settings about transport go into another apt, and no paths of this machine", () => {
  const dump = [
    'Acquire "";',
    'Acquire::Check-Valid-Until "false";',
    'Acquire::Languages "none";',
    'Acquire::http "";',
    'Acquire::http::Proxy "http://proxy:3128";',
    'Acquire::https::CAInfo "/etc/ca.pem";',
    'Acquire::http::Proxy-Auto-Detect "/usr/bin/auto-apt-proxy";',
    'APT::Architecture "amd64";',
  ];
  expect(transportSettings(dump.join("\n"))).toBe(
    'Acquire::Check-Valid-Until "false";\nAcquire::http::Proxy "http://proxy:3128";\n',
  );
});

const source = (uri: string, suite: string, component = "main") => ({ uri, suite, component });
test.each([
  ["none", [], "http://deb.debian.org/debian", "http://deb.debian.org/debian-security"],
  [
    "of the machine, a third party's before it",
    [
      source("https://x/apt", "nodistro"),
      source("https://m/debian", "bookworm"),
      source("https://m/sec", "bookworm-security"),
    ],
    "https://m/debian",
    "https://m/sec",
  ],
  ["by the name stable", [source("http://m/d", "stable")], "http://m/d", "http://deb.debian.org/debian-security"],
  [
    "not those of another component or another way",
    [source("http://m/d", "bookworm", "contrib"), source("cdrom:/x", "bookworm")],
    "http://deb.debian.org/debian",
    "http://deb.debian.org/debian-security",
  ],
])("mirror: %s", (_, sources, main, security) => {
  expect(mirrorOf(sources, "bookworm")).toEqual({ main, security });
});

test("the sources of the new Debian are its release, its updates and its security updates", () => {
  expect(sourcesList({ main: "http://m/d", security: "http://m/s" })).toBe(
    "deb http://m/d trixie main\ndeb http://m/d trixie-updates main\ndeb http://m/s trixie-security main\n",
  );
});
