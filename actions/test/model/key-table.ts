import { randomBytes } from "node:crypto";

/**
 * A set of text keys with a small number each, in about 20 bytes a key however long the texts are: it keeps 64 bits
 * of a hash instead of the text. Among ten million tests the chance that any two are taken for one is below one in
 * 300,000. The hash is seeded anew in each process, so that no file can be made to collide on purpose.
 */
export class KeyTable {
  #seed = randomBytes(8);
  #capacity = 1024;
  #size = 0;
  #high = new Uint32Array(1024);
  #low = new Uint32Array(1024);
  /** Entry number plus one; 0 is an empty slot. */
  #entry = new Uint32Array(1024);
  #values = new Uint8Array(1024);

  get size(): number {
    return this.#size;
  }

  /** The entry of a key, which stays the same for good; a new one has the value 0. */
  find(key: string): { entry: number; value: number; fresh: boolean } {
    if (this.#size * 2 >= this.#capacity) this.#grow();
    let high = this.#seed.readUInt32LE(0);
    let low = this.#seed.readUInt32LE(4);
    for (let index = 0; index < key.length; index++) {
      const char = key.charCodeAt(index);
      high = Math.imul(high ^ char, 0x9e3779b1);
      low = Math.imul(low ^ char, 0x5f356495) + (high >>> 15);
    }
    high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
    low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
    const slot = this.#slot(high >>> 0, low >>> 0);
    const known = this.#entry[slot] as number;
    if (known !== 0) return { entry: known - 1, value: this.#values[known - 1] as number, fresh: false };
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#entry[slot] = ++this.#size;
    return { entry: this.#size - 1, value: 0, fresh: true };
  }

  /** Sets the number (0 to 255) of an entry. */
  set(entry: number, value: number): void {
    this.#values[entry] = value;
  }

  #slot(high: number, low: number): number {
    let slot = low & (this.#capacity - 1);
    while (this.#entry[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) {
      slot = (slot + 1) & (this.#capacity - 1);
    }
    return slot;
  }

  #grow(): void {
    const [high, low, entry, values] = [this.#high, this.#low, this.#entry, this.#values];
    this.#capacity *= 2;
    this.#high = new Uint32Array(this.#capacity);
    this.#low = new Uint32Array(this.#capacity);
    this.#entry = new Uint32Array(this.#capacity);
    this.#values = new Uint8Array(this.#capacity);
    this.#values.set(values);
    for (let old = 0; old < entry.length; old++) {
      if (entry[old] === 0) continue;
      const slot = this.#slot(high[old] as number, low[old] as number);
      this.#high[slot] = high[old] as number;
      this.#low[slot] = low[old] as number;
      this.#entry[slot] = entry[old] as number;
    }
  }
}
