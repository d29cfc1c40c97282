import { deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { zipOf } from "../test/support/zip.ts";
import { unzip } from "./zip.ts";

const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString("utf8");

test.each([true, false])("files come out as they went in (deflated: %s)", async (deflate) => {
  const files = await unzip(zipOf({ "a.json": "é{}", "folder/b.txt": "x".repeat(5000) }, { deflate }), {
    largest: 10_000,
  });
  expect([...files.keys()]).toEqual(["a.json", "folder/b.txt"]);
  expect(text(files.get("a.json"))).toBe("é{}");
  expect(text(files.get("folder/b.txt"))).toHaveLength(5000);
});

test("an archive that Info-ZIP or Python made is read", async () => {
  // python3 -c "import zipfile; z = zipfile.ZipFile('a.zip', 'w', 8); z.writestr('a.txt', 'hello ' * 9)"
  const made =
    "UEsDBBQAAAAIAG8+eV3VgGSYCwAAADYAAAAFAAAAYS50eHTLSM3JyVfIIJEEAFBLAQIUAxQAAAAIAG8+eV3VgGSYCwAAADYAAAAFAAAAAAAAAAAAAACAAQAAAABhLnR4dFBLBQYAAAAAAQABADMAAAAuAAAAAAA=";
  const files = await unzip(Buffer.from(made, "base64"), { largest: 1000 });
  expect(text(files.get("a.txt"))).toBe("hello ".repeat(9));
});

const whole = zipOf({ "a.txt": "hello hello hello hello" });
test.each([
  ["empty", new Uint8Array()],
  ["no archive", Buffer.from("hello")],
  ["cut in front", whole.subarray(10)],
  ["larger than allowed", zipOf({ "a.txt": "x".repeat(2000) })],
  ["a size that is a lie", lie()],
])("%s is refused", async (_, bytes) => {
  await expect(unzip(bytes, { largest: 1000 })).rejects.toThrow(/ZIP archive cannot be read/);
});

// A bomb: the directory says 10 bytes, and a million come out.
function lie(): Buffer {
  const packed = deflateRawSync(Buffer.alloc(1_000_000));
  return zipOf({ "a.txt": "" }, { raw: { packed, size: 10 } });
}

test("no broken byte makes it hang or crash", async () => {
  for (let at = 0; at < whole.length; at++) {
    const broken = Buffer.from(whole);
    broken[at] = (broken[at] as number) ^ 0xff;
    await unzip(broken, { largest: 1000 }).catch((error: Error) => expect(error.message).toMatch(/ZIP archive/));
  }
});
