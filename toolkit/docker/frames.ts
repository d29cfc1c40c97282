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

/** The text of both streams in the order in which they were written. */
export function unframed(framed: Buffer): string {
  const pieces: Buffer[] = [];
  new Frames((piece) => pieces.push(piece)).push(framed);
  return Buffer.concat(pieces).toString("utf8");
}
