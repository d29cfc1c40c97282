import { expect, test } from "vitest";
import { memoryInput } from "./input.ts";
import { readJsonParts } from "./json-parts.ts";

const TEXT = JSON.stringify({
  'a "name" \\': 1,
  start: 1.5e3,
  skipped: { deep: [{ list: ["]}", '\\"{['] }], no: null },
  list: [1, 'two \\ " \u2028 ü', [3, { four: [] }], null, {}],
  empty: [],
  inner: { things: { one: { a: [1] }, "tw.o": "2" }, other: [] },
});

/** The text in pieces of so many bytes, read at all places there are. */
async function read(text: string, size: number) {
  const bytes = Buffer.from(text);
  const pieces = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  const seen: [string, string, unknown][] = [];
  const take = (place: string) => (value: unknown, name: string) => void seen.push([place, name, value]);
  const places = ["start", "list.*", "empty.*", "inner.things.*", "absent.*"];
  const arrays = await readJsonParts(
    memoryInput(...pieces),
    Object.fromEntries(places.map((place) => [place, take(place)])),
  );
  return { seen, arrays: [...arrays] };
}

test.each([
  [1, TEXT],
  [3, TEXT],
  [7, JSON.stringify(JSON.parse(TEXT), undefined, "\t").replaceAll("\n", "\r\n")],
  [100_000, `\uFEFF ${TEXT} \n`],
])("in pieces of %i bytes the values are those of JSON.parse", async (size, text) => {
  const whole = JSON.parse(TEXT);
  expect(await read(text, size)).toEqual({
    seen: [
      ["start", "start", 1500],
      ...whole.list.map((value: unknown, index: number) => ["list.*", String(index), value]),
      ["inner.things.*", "one", { a: [1] }],
      ["inner.things.*", "tw.o", "2"],
    ],
    arrays: ["list", "empty"],
  });
});

test("wherever the file is cut, it is not whole", async () => {
  for (let length = 0; length < TEXT.length; length++) {
    await expect(read(TEXT.slice(0, length), 5), `${length}`).rejects.toThrow("it is no whole JSON");
  }
});

test.each([
  '{"list":[1,]}',
  '{"list":[,1]}',
  '{"list":[1 2]}',
  '{"list":[1}',
  '{"list":[tru]}',
  '{"list":{"a" 1}}',
  '{"list":1,}',
  '{"other":}',
  '{"list":[]}}',
  '{"list":[]} {}',
  "{list:[]}",
  '{"list":[{"a":[}]]}',
])("%s is refused", async (text) => {
  for (const size of [1, 100]) await expect(read(text, size)).rejects.toThrow("it is no whole JSON");
});

test("one value without end, and one that is too deep, are refused before they fill the memory", async () => {
  async function* bytes(start: string, piece: string) {
    yield Buffer.from(start);
    for (const more = Buffer.from(piece); ; ) yield more;
  }
  const input = (start: string, piece: string) => ({
    bytes: () => bytes(start, piece),
    async *text() {
      for await (const part of bytes(start, piece)) yield part.toString();
    },
  });
  const takes = { "list.*": () => {} };
  await expect(readJsonParts(input('{"list":["', "x".repeat(65_536)), takes)).rejects.toThrow("larger than 32 MiB");
  await expect(readJsonParts(input('{"list":[', "["), takes)).rejects.toThrow("nested deeper than 1000");
  await expect(readJsonParts(input('{"other":', "["), takes)).rejects.toThrow("nested deeper than 1000");
});
