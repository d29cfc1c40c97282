import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { Frames, unframed } from "./frames.ts";
import { firstFileOf, tarOf } from "./tar.ts";

const frame = (stream: number, text: string) => {
  const head = Buffer.alloc(8);
  head[0] = stream;
  head.writeUInt32BE(Buffer.byteLength(text), 4);
  return Buffer.concat([head, Buffer.from(text)]);
};

test("framed streams are taken apart wherever the chunks were cut", () => {
  const whole = Buffer.concat([frame(1, "out "), frame(2, "error "), frame(1, "größer")]);
  expect(unframed(whole)).toBe("out error größer");
  for (let at = 0; at <= whole.length; at++) {
    const pieces: string[] = [];
    const frames = new Frames((piece, stream) => pieces.push(`${stream}:${piece}`));
    frames.push(whole.subarray(0, at));
    frames.push(whole.subarray(at));
    expect(pieces).toEqual(["stdout:out ", "stderr:error ", "stdout:größer"]);
  }
});

test("archives are those that tar reads, and a file comes back as it was", () => {
  const tar = tarOf([
    { name: "run/secrets/", content: "" },
    { name: "run/secrets/a", content: "x".repeat(1000), mode: 0o400 },
    { name: "b", content: "two" },
  ]);
  const listed = execFileSync("tar", ["-tvf", "-"], { input: tar, encoding: "utf8" });
  expect(listed).toMatch(/^drwxr-xr-x .* run\/secrets\/\n-r-------- .* 1000 .* run\/secrets\/a\n-rw-r--r-- .* b\n$/);
  expect(firstFileOf(tar)?.toString()).toBe("x".repeat(1000));
  expect(firstFileOf(tarOf([]))).toBeUndefined();
});

test("what a container with a terminal wrote has no frames", () => {
  expect(unframed(Buffer.from("version 2 starts\r\nno database\r\n"))).toBe("version 2 starts\nno database\n");
  expect(unframed(Buffer.from("short"))).toBe("short");
  expect(unframed(Buffer.alloc(0))).toBe("");
});
