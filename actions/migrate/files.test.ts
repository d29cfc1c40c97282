import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checksumOf, compareVersions, normalise, readMigrations, readName } from "./files.ts";

describe("readName", () => {
  it.each([
    ["0001_users.sql", "0001", "users"],
    ["1-users.sql", "1", "users"],
    ["001_2fa_table.sql", "001", "2fa_table"],
    ["V7__add_index.sql", "7", "add_index"],
    ["20240102030405_x.up.sql", "20240102030405", "x"],
    ["2017-09-23-182408_crates.sql", "20170923182408", "crates"],
    ["12.sql", "12", ""],
    ["003.do.orders.sql", "003", "do.orders"],
  ])("%s", (file, version, name) => {
    expect(readName(file)).toEqual({ version, name });
  });

  it.each(["users.sql", "R__view.sql", "U1__undo.sql", "1.10_x.sql", "V1.2__x.sql", ".sql", "x1_y.sql", "1abc"])(
    "%s has none",
    (file) => {
      expect(readName(file)).toBeUndefined();
    },
  );
});

it("orders versions as numbers", () => {
  expect(["10", "9", "20240101000000", "002"].sort(compareVersions)).toEqual(["002", "9", "10", "20240101000000"]);
  expect(compareVersions("0001", "1")).toBe(0);
});

it("takes what a checkout changes out of the checksum, and nothing else", () => {
  const plain = "SELECT 1;\n-- é\n";
  expect(checksumOf(normalise("\uFEFFSELECT 1;\r\n-- é\r\n"))).toBe(checksumOf(plain));
  expect(checksumOf(normalise("SELECT 1; \n-- é\n"))).not.toBe(checksumOf(plain));
  // The digest that sha256sum prints for the same bytes.
  expect(checksumOf("a\n")).toBe("sha256:87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7");
});

describe("readMigrations", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "migrations-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("reads, orders and leaves alone", async () => {
    writeFileSync(join(folder, "10_b.sql"), "SELECT 2");
    writeFileSync(join(folder, "9_a.sql"), "\uFEFFSELECT 1\r\n");
    writeFileSync(join(folder, "9_a.down.sql"), "SELECT 0");
    writeFileSync(join(folder, "README.md"), "");
    const { files, problems } = await readMigrations(folder, ".");
    expect(problems).toEqual([]);
    expect(files.map(({ path, version, text }) => [path, version, text])).toEqual([
      ["9_a.sql", "9", "SELECT 1\n"],
      ["10_b.sql", "10", "SELECT 2"],
    ]);
  });

  it("tells of each file that cannot be taken", async () => {
    writeFileSync(join(folder, "users.sql"), "");
    writeFileSync(join(folder, "1_latin.sql"), Buffer.from("SELECT '\xe9'", "latin1"));
    writeFileSync(join(folder, "2_utf16.sql"), Buffer.from("SELECT 1", "utf16le"));
    const { files, problems } = await readMigrations(folder, ".");
    expect(files).toEqual([]);
    expect(problems.map(({ path, message }) => `${path} ${message}`)).toEqual([
      "1_latin.sql is not UTF-8: save it in that encoding",
      "2_utf16.sql holds a NUL character: save it as UTF-8 (it may be UTF-16)",
      "users.sql has no version: a name begins with a number, such as 0001_users.sql",
    ]);
  });

  it("says where it looked for the folder", async () => {
    await expect(readMigrations(folder, "nowhere")).rejects.toThrow('folder of migrations "nowhere" could not be read');
  });
});
