import { beforeAll, expect, it } from "vitest";
import { checksumOf, type MigrationFile } from "./files.ts";
import { newMigration } from "./rollback.ts";
import { loadParser } from "./sql.ts";

beforeAll(loadParser);

const file = (version: string): MigrationFile => ({
  path: `${version}_x.sql`,
  file: `${version}_x.sql`,
  version,
  name: "x",
  text: "SELECT 1",
  checksum: checksumOf("SELECT 1"),
});
const NOW = new Date(Date.UTC(2026, 10, 25, 8, 30));

it.each([
  [[], "0001_add_users.sql"],
  [["0009"], "0010_add_users.sql"],
  [["7"], "8_add_users.sql"],
  [["20250101000000"], "20261125083000_add_users.sql"],
  // The clock of this machine, or of the one that made the last file, is wrong.
  [["20990101000000"], "20990101000001_add_users.sql"],
])("behind %j comes %s", (versions, expected) => {
  expect(newMigration(versions.map(file), "Add users!", NOW).file).toBe(expected);
});
