import { describe, expect, test } from "vitest";
import { parseOsRelease } from "./os-release.ts";

describe("parseOsRelease", () => {
  test.each([
    [
      'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\n',
      { id: "debian", codename: "bookworm", name: "Debian GNU/Linux 12 (bookworm)", usesApt: true },
    ],
    [
      "# a comment\nNAME='Linux Mint'\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n",
      { id: "linuxmint", codename: "", name: "Linux Mint", usesApt: true },
    ],
    [
      'ID="fedora"\nNAME="Fedora \\"Linux\\""\r\n',
      { id: "fedora", codename: "", name: 'Fedora "Linux"', usesApt: false },
    ],
    ["ID_LIKE=debianish\nnonsense", { id: "", codename: "", name: "an unknown system", usesApt: false }],
    ['ID="', { id: '"', codename: "", name: "an unknown system", usesApt: false }],
  ])("%j", (text, expected) => {
    expect(parseOsRelease(text)).toEqual(expected);
  });
});
