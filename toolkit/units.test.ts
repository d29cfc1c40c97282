import { expect, test } from "vitest";
import { formatDuration, formatSize, parseDuration, parseSize } from "./units.ts";

test.each([
  ["0", 0],
  ["30", 30_000],
  ["1.5", 1500],
  ["500ms", 500],
  ["30s", 30_000],
  [" 2M ", 120_000],
  ["1h30m", 5_400_000],
  ["1.5h", 5_400_000],
  ["1d", 86_400_000],
  ["1m500ms", 60_500],
])("duration %s", (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each(["", "-1s", "1 s", "1x", "s", "1s2", "1,5s", "1e3", "∞"])("no duration: %j", (text) => {
  expect(() => parseDuration(text)).toThrow("is not a duration");
});

test.each([
  [-5, "0 ms"],
  [0, "0 ms"],
  [85.4, "85 ms"],
  [999, "999 ms"],
  [999.6, "1.0 s"],
  [1234, "1.2 s"],
  [59_949, "59.9 s"],
  [59_960, "1 m 00 s"],
  [125_000, "2 m 05 s"],
  [3_599_400, "59 m 59 s"],
  [3_599_600, "1 h 00 m"],
  [3_780_000, "1 h 03 m"],
])("%d ms is shown as %s", (milliseconds, expected) => {
  expect(formatDuration(milliseconds)).toBe(expected);
});

test.each([
  ["512", 512],
  ["64k", 65_536],
  ["100MB", 104_857_600],
  ["1.5g", 1_610_612_736],
  ["2GiB", 2_147_483_648],
  ["1 t", 1_099_511_627_776],
  ["7b", 7],
])("size %s", (text, expected) => {
  expect(parseSize(text)).toBe(expected);
});

test.each(["", "-1", "k", "1kk", "1p", "1.k", "0x10"])("no size: %j", (text) => {
  expect(() => parseSize(text)).toThrow("is not a size");
});

test.each([
  [0, "0 B"],
  [812, "812 B"],
  [1000, "1.0 kB"],
  [14_200_000, "14.2 MB"],
  [999_960, "1.0 MB"],
  [5_000_000_000_000_000, "5000.0 TB"],
])("%d bytes are shown as %s", (bytes, expected) => {
  expect(formatSize(bytes)).toBe(expected);
});
