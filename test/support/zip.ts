import { crc32, deflateRawSync } from "node:zlib";

/** A ZIP archive of a few texts, for tests. `raw` stands for the bytes of each file, and says what size is told. */
export function zipOf(
  files: Readonly<Record<string, string>>,
  { deflate = true, raw }: { deflate?: boolean; raw?: { packed: Buffer; size: number } } = {},
): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(files)) {
    const plain = Buffer.from(text);
    const packed = raw?.packed ?? (deflate ? deflateRawSync(plain) : plain);
    const name = Buffer.from(path);
    // From the version to the lengths both headers are alike (APPNOTE 4.3.7, 4.3.12).
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(deflate ? 8 : 0, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(raw?.size ?? plain.length, 18);
    common.writeUInt16LE(name.length, 22);
    bodies.push(Buffer.from("PK\u0003\u0004"), common, name, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\u0001\u0002"), Buffer.from([20, 3]), common, tail, name);
    offset += 30 + name.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  for (const at of [4, 6]) end.writeUInt16LE(Object.keys(files).length, at);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, list, Buffer.from("PK\u0005\u0006"), end]);
}
