import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readReports } from "./read-reports.ts";
import { ReportCheck } from "./report-check.ts";

const NOW = Date.parse("2026-06-15T12:00:00Z");

test.each([
  ["2026-06-15T11:59:00Z", "", ""],
  ["2026-06-15T12:09:00Z", "", ""],
  ["2026-06-15T12:11:00Z", "has not come yet", ""],
  // Without a zone it may be that of the other end of the world.
  ["2026-06-16T01:00:00", "", ""],
  ["2026-06-17T12:00:00", "has not come yet", ""],
  ["2026-06-13T11:00:00+02:00", "", "more than a day ago"],
  [String(NOW / 1000), "", ""],
  [NOW + 3_600_000, "has not come yet", ""],
  ["nonsense", "", ""],
  [undefined, "", ""],
])("a report of %s", (written, remark, hint) => {
  const check = new ReportCheck(NOW);
  check.when(written);
  expect(check.remarks().join()).toContain(remark);
  expect(check.remarks()).toHaveLength(remark === "" ? 0 : 1);
  expect(check.hints(true).join()).toContain(hint);
  expect(check.hints(true)).toHaveLength(hint === "" ? 0 : 1);
});

test("remarks come first, then hints of times and names; a file that breaks is a problem; what was read counts", async () => {
  const folder = mkdtempSync(join(tmpdir(), "quayside-reading-"));
  try {
    const put = (name: string, text: string | Uint8Array) => writeFileSync(join(folder, name), text);
    put(
      "a.xml",
      '<testsuite name="s" timestamp="2199-01-01T00:00:00Z"><testcase name="a" time="1"/><testcase name="a" time="2"/><testcase name="b"/><testcase name="c"><skipped/></testcase></testsuite>',
    );
    put("b.xml", '<testsuite name="s"><testcase name="a" time="1"><failure message="m"/></testcase><testcase name="d"');
    put("c.xml", "");
    put("d.xml", "Segmentation fault (core dumped)\n");
    put("e.xml", Buffer.from('\ufeff<testsuite name="ü"><testcase name="é" time="1"/></testsuite>', "utf16le"));
    const { tests, problems, remarks } = await readReports({
      folder,
      workspace: folder,
      reports: ["*.xml"],
      coverageReports: ["*.info"],
      before: new Map(),
      tracked: [],
      signal: new AbortController().signal,
    });
    expect(tests?.counts).toMatchObject({ tests: 4, passed: 2, failed: 1, skipped: 1, runs: 6 });
    expect(problems).toEqual([
      expect.stringMatching(/^no coverage report matches "\*\.info"/),
      expect.stringMatching(/^b\.xml cannot be read: it ends inside of <testsuite>/),
      expect.stringMatching(/^c\.xml cannot be read: it is empty/),
      expect.stringMatching(/^d\.xml cannot be read: it is in no format/),
    ]);
    expect(remarks).toEqual([
      "a.xml: it says that it was written at 2199-01-01T00:00:00Z, which has not come yet",
      "a.xml: hint: 1 of 3 tests that ran have no time; shards cannot be weighed by them",
      expect.stringMatching(/^a\.xml: hint: 1 runs have the name of a test before them, such as "a"/),
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
