import { expect, test } from "vitest";
import { EngineStreamError, readStream } from "./stream.ts";

async function* chunks(...parts: (string | Buffer)[]) {
  for (const part of parts) yield Buffer.from(part);
}

test("reads messages across chunks, in the middle of a character too", async () => {
  const bytes = Buffer.from(
    '{"status":"grün"}\r\n{"id":"a","progressDetail":{"current":1,"total":2}}\n\n{"stream":"last"}',
  );
  for (let cut = 0; cut < bytes.length; cut++) {
    const messages: unknown[] = [];
    await readStream(chunks(bytes.subarray(0, cut), bytes.subarray(cut)), (message) => messages.push(message));
    expect(messages).toEqual([
      { status: "grün" },
      { id: "a", progressDetail: { current: 1, total: 2 } },
      { stream: "last" },
    ]);
  }
});

test.each([
  ['{"errorDetail":{"message":"denied"},"error":"old form"}', "denied"],
  ['{"error":"old form"}', "old form"],
  ['{"status":"x"}\n{"error":"first"}\n{"error":"second"}\n{"status":"y"}', "first"],
  ['{"status":"cut in the mid', "ended in the middle"],
  ["<html>502</html>", "ended in the middle"],
])("raises %s", async (text, message) => {
  await expect(readStream(chunks(text), () => {})).rejects.toThrow(message);
  await expect(readStream(chunks(text), () => {})).rejects.toThrow(EngineStreamError);
});

test("ends with the reason of an abort", async () => {
  const stop = new AbortController();
  const reading = readStream(
    chunks('{"a":1}\n', '{"a":2}\n'),
    () => stop.abort(new Error("asked to stop")),
    stop.signal,
  );
  await expect(reading).rejects.toThrow("asked to stop");
});
