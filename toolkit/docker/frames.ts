/** Takes the engine's framing of two streams apart: eight bytes (stream, three zeros, length) before each piece. */
export class Frames {
  #rest: Buffer = Buffer.alloc(0);
  readonly #onPiece: (piece: Buffer, stream: "stdout" | "stderr") => void;

  constructor(onPiece: (piece: Buffer, stream: "stdout" | "stderr") => void) {
    this.#onPiece = onPiece;
  }

  push(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (this.#rest.length >= 8) {
      const length = this.#rest.readUInt32BE(4);
      if (this.#rest.length < 8 + length) return;
      this.#onPiece(this.#rest.subarray(8, 8 + length), this.#rest[0] === 2 ? "stderr" : "stdout");
      this.#rest = this.#rest.subarray(8 + length);
    }
  }
}

/** The text of both streams in the order in which they were written, also of a container with a terminal, which has no frames. */
export function unframed(framed: Buffer): string {
  if (!isFramed(framed)) return framed.toString("utf8").replaceAll("\r\n", "\n");
  const pieces: Buffer[] = [];
  new Frames((piece) => pieces.push(piece)).push(framed);
  return Buffer.concat(pieces).toString("utf8");
}

/** Whether it begins as a frame does: with a number of a stream and three zeros, which no text has. */
function isFramed(text: Buffer): boolean {
  return text.length === 0 || ((text[0] ?? 0) <= 2 && text[1] === 0 && text[2] === 0 && text[3] === 0);
}
