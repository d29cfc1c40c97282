import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import { UserError } from "./errors.ts";

const inflate = promisify(inflateRaw);

/**
 * The files of a ZIP archive by name (APPNOTE 6.3: sections 4.3.12 and 4.3.16), stored or deflated; no ZIP64, no
 * encryption. The archive may be hostile: sizes are bounded by `largest` (bytes of all files together), and names are
 * only keys here, nothing is written anywhere. Throws a UserError where it is broken or too large.
 */
export async function unzip(archive: Uint8Array, { largest }: { largest: number }): Promise<Map<string, Uint8Array>> {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const files = new Map<string, Uint8Array>();
  let left = largest;
  try {
    const end = endOf(bytes);
    let at = bytes.readUInt32LE(end + 16);
    for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
      if (bytes.readUInt32LE(at) !== 0x02014b50) throw new Error("its directory is broken");
      const [method, packed, size] = [
        bytes.readUInt16LE(at + 10),
        bytes.readUInt32LE(at + 20),
        bytes.readUInt32LE(at + 24),
      ];
      const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
        number,
        number,
        number,
      ];
      const name = bytes.subarray(at + 46, at + 46 + nameLength).toString("utf8");
      const header = bytes.readUInt32LE(at + 42);
      const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
      const body = bytes.subarray(start, start + packed);
      if (body.length !== packed) throw new Error("it is cut");
      left -= size;
      if (left < 0) throw new Error(`its files are larger than ${largest} bytes`);
      if (method !== 0 && method !== 8) throw new Error(`its method ${method} is not known`);
      // The size that it tells is not believed either.
      if (!name.endsWith("/"))
        files.set(name, method === 0 ? body : await inflate(body, { maxOutputLength: Math.max(1, size) }));
      at += 46 + nameLength + extra + comment;
    }
  } catch (error) {
    throw new UserError("the ZIP archive cannot be read", { cause: error });
  }
  return files;
}

function endOf(bytes: Buffer): number {
  // The end record is followed by a comment of at most 65,535 bytes.
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 65_535); at--) {
    if (bytes.readUInt32LE(at) === 0x06054b50) return at;
  }
  throw new Error("it has no directory");
}
