import { open } from "node:fs/promises";
import { throwIfAborted, UserError } from "../../../toolkit/errors.ts";

/** A report that is damaged or not whole. The message completes "the file cannot be read: …". */
export class BrokenReport extends UserError {
  constructor(message: string) {
    super(message);
    this.name = "BrokenReport";
  }
}

/** A file, piece by piece, so that its size does not decide how much memory is needed. */
export interface Input {
  /** Its bytes. A piece is only valid until the next one is asked for. */
  bytes(): AsyncIterable<Uint8Array>;
  /** Its text: UTF-8, or UTF-16 or another encoding where a byte order mark or an XML declaration says so. */
  text(): AsyncIterable<string>;
}

/** How many bytes are read from the disk at once. */
const READ = 512 * 1024;

/** How many bytes become one text: few, since what is alive when memory is collected makes the heap grow. */
const PIECE = 16 * 1024;

/** A file on disk as an input. */
export function fileInput(path: string, signal?: AbortSignal): Input {
  return inputOf(async function* () {
    const file = await open(path);
    let coming: ReturnType<typeof file.read<Buffer>> | undefined;
    try {
      // The same memory for all pieces: a stream would take new memory for each, and leave it until much later. One
      // buffer is read into while the other one is handed over.
      const buffers = [Buffer.allocUnsafeSlow(READ), Buffer.allocUnsafeSlow(READ)] as const;
      const read = (turn: number) => file.read(buffers[turn & 1] as Buffer, 0, READ, null);
      coming = read(0);
      for (let turn = 1; ; turn++) {
        throwIfAborted(signal);
        const { bytesRead, buffer } = await coming;
        if (bytesRead === 0) return;
        coming = read(turn);
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await coming?.catch(() => {});
      await file.close();
    }
  });
}

/** Pieces in memory as an input; a text is taken as UTF-8. */
export function memoryInput(...pieces: (string | Uint8Array)[]): Input {
  return inputOf(async function* () {
    for (const piece of pieces) yield typeof piece === "string" ? Buffer.from(piece) : piece;
  });
}

function inputOf(bytes: () => AsyncIterable<Uint8Array>): Input {
  return {
    bytes,
    async *text() {
      let decoder: InstanceType<typeof TextDecoder> | undefined;
      for await (const piece of bytes()) {
        // A byte order mark or a declaration that is cut by the first piece would be read as UTF-8; pieces are larger.
        decoder ??= new TextDecoder(encodingOf(piece));
        for (let at = 0; at < piece.length; at += PIECE) {
          const text = decoder.decode(piece.subarray(at, at + PIECE), { stream: true });
          if (text !== "") yield text;
        }
      }
      const rest = decoder?.decode() ?? "";
      if (rest !== "") yield rest;
    },
  };
}

/** The name of the encoding that the first bytes of a text tell of. */
export function encodingOf(start: Uint8Array): string {
  const [a, b] = start;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (b === 0 && a !== undefined && a !== 0) return "utf-16le";
  if (a === 0 && b !== undefined && b !== 0) return "utf-16be";
  const declared = /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(
    Buffer.from(start.subarray(0, 300)).toString("latin1"),
  )?.[1];
  // What is read byte by byte cannot be UTF-16, whatever the declaration says (.NET writes it into UTF-8 files).
  if (declared === undefined || /^utf-?(8|16)/i.test(declared)) return "utf-8";
  try {
    return new TextDecoder(declared).encoding;
  } catch {
    return "utf-8";
  }
}
