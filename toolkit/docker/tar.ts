/** A file for a container. Its name has at most 99 bytes, which is all that the oldest tar header takes. */
export interface TarFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Permission bits; 0644 where not given. */
  readonly mode?: number;
  /** Owner; root where not given. */
  readonly uid?: number;
  readonly gid?: number;
}

/** A tar archive (ustar) of a few small files, owned by root where nothing else is said. A name that ends with `/` is a folder. */
export function tarOf(files: readonly TarFile[]): Buffer {
  const blocks: Buffer[] = [];
  for (const { name, content, mode, uid = 0, gid = 0 } of files) {
    const folder = name.endsWith("/");
    const body = folder ? Buffer.alloc(0) : Buffer.from(content);
    const header = Buffer.alloc(512);
    if (Buffer.byteLength(name) > 99) throw new Error(`the name of a file in an archive is too long: ${name}`);
    header.write(name, 0);
    header.write(`${octal(mode ?? (folder ? 0o755 : 0o644), 7)}\0${octal(uid, 7)}\0${octal(gid, 7)}\0`, 100);
    header.write(`${octal(body.length, 11)}\0${octal(0, 11)}\0`, 124);
    // The checksum is computed over a header in which it is eight spaces.
    header.write("        ", 148);
    header.write(folder ? "5" : "0", 156);
    header.write("ustar\0", 257);
    header.write("00", 263);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${octal(sum, 6)}\0 `, 148);
    blocks.push(header, body, Buffer.alloc((512 - (body.length % 512)) % 512));
  }
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** The first plain file of a tar archive; undefined where it holds none. */
export function firstFileOf(tar: Buffer): Buffer | undefined {
  for (let at = 0; at + 512 <= tar.length; ) {
    const size = Number.parseInt(tar.toString("latin1", at + 124, at + 135), 8) || 0;
    const kind = tar.toString("latin1", at + 156, at + 157);
    if ((kind === "0" || kind === "\0") && tar[at] !== 0) return tar.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return undefined;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, "0");
}
