/** The hash of the first texts of a key, so that keys that begin alike need not be gone through again. */
export interface KeyStart {
  readonly high: number;
  readonly low: number;
}

/** What is known of a key. */
export interface KeyEntry {
  /** Tells the key apart from all others, and stays the same for good. */
  readonly id: number;
  /** What `set` was told last; 0 and 0 where the key is new. */
  readonly value: number;
  readonly mark: number;
  readonly fresh: boolean;
}

/** The largest numbers that are kept for a key. */
export const KEY_LIMITS = { value: 6, mark: 8191 } as const;

/** Slots of a part, and how many of them are taken before it is split. */
const SLOTS = 3072;
const FULL = 0.9 * SLOTS;

/**
 * A set of text keys with two small numbers each, in 11 to 22 bytes a key however long the texts are: it keeps 64 bits
 * of a hash instead of the text. Among ten million tests the chance that any two are taken for one is below one in
 * 300,000. The hash is seeded anew in each process, so that no file can be made to collide on purpose.
 *
 * It is an extendible hash table: parts of a fixed size, found by the last bits of the hash, of which a full one is
 * split in two. So it grows without leaving what it was before to the garbage collector, which would let the heap grow
 * by several times the size of the table.
 */
export class KeyTable {
  readonly #start: KeyStart;
  /** A part for each end of the hash; where it has fewer bits than the table, the same part several times. */
  #parts: Part[] = [new Part(0)];
  /** Where the key that was found last is. */
  #part: Part | undefined;
  #slot = 0;
  size = 0;

  constructor() {
    // No file knows them; more than that is not asked of them, and node:crypto takes long to load.
    this.#start = { high: Math.floor(Math.random() * 0x100000000), low: Math.floor(Math.random() * 0x100000000) };
  }

  /** The hash of texts that keys begin with. */
  start(texts: readonly string[]): KeyStart {
    return texts.reduce(hashed, this.#start);
  }

  /** The entry of the key that begins with the texts of `start` and ends with `text`; it is made where it is new. */
  find(start: KeyStart, text: string): KeyEntry {
    let { high, low } = hashed(start, text);
    high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
    low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
    high >>>= 0;
    low >>>= 0;
    let part = this.#partOf(high);
    let slot = part.slotOf(high, low);
    let numbers = part.numbers[slot] as number;
    const fresh = numbers === 0;
    if (fresh) {
      while (part.size >= FULL) {
        this.#split(part);
        part = this.#partOf(high);
        slot = part.slotOf(high, low);
      }
      part.put(slot, high, low, 1);
      numbers = 1;
      this.size++;
    }
    this.#part = part;
    this.#slot = slot;
    return { id: high * 0x200000 + (low >>> 11), value: (numbers & 7) - 1, mark: numbers >>> 3, fresh };
  }

  /** Sets the numbers of the key that was found last, up to `KEY_LIMITS`. */
  set(value: number, mark: number): void {
    if (this.#part) this.#part.numbers[this.#slot] = (mark << 3) | (value + 1);
  }

  #partOf(high: number): Part {
    return this.#parts[high & (this.#parts.length - 1)] as Part;
  }

  #split(part: Part): void {
    const bit = 1 << part.bits++;
    if (bit === this.#parts.length) this.#parts = [...this.#parts, ...this.#parts];
    const other = new Part(part.bits);
    this.#parts = this.#parts.map((one, end) => (one === part && (end & bit) !== 0 ? other : one));
    before.hashes.set(part.hashes);
    before.numbers.set(part.numbers);
    part.numbers.fill(0);
    part.size = 0;
    for (let slot = 0; slot < SLOTS; slot++) {
      const numbers = before.numbers[slot] as number;
      if (numbers === 0) continue;
      const high = before.hashes[2 * slot] as number;
      const low = before.hashes[2 * slot + 1] as number;
      const target = (high & bit) === 0 ? part : other;
      target.put(target.slotOf(high, low), high, low, numbers);
    }
  }
}

class Part {
  size = 0;
  /** How many bits of the hash its keys share. */
  bits: number;
  /** The upper and the lower half of each hash. */
  readonly hashes = new Uint32Array(2 * SLOTS);
  /** The numbers of each key: the mark, then three bits for the value and one; 0 is a free slot. */
  readonly numbers = new Uint16Array(SLOTS);

  constructor(bits: number) {
    this.bits = bits;
  }

  /** The slot that holds the key, or the free one where it belongs. */
  slotOf(high: number, low: number): number {
    const { hashes, numbers } = this;
    let slot = low % SLOTS;
    while (numbers[slot] !== 0 && (hashes[2 * slot + 1] !== low || hashes[2 * slot] !== high)) {
      if (++slot === SLOTS) slot = 0;
    }
    return slot;
  }

  put(slot: number, high: number, low: number, numbers: number): void {
    this.size++;
    this.hashes[2 * slot] = high;
    this.hashes[2 * slot + 1] = low;
    this.numbers[slot] = numbers;
  }
}

/** What a part held before it is split; one for all, so that splitting takes no memory. */
const before = new Part(0);

// The length is part of it, so that the same letters cut in another place are another key.
function hashed({ high, low }: KeyStart, text: string): KeyStart {
  const length = text.length;
  high ^= length;
  let index = 0;
  // Two characters at a time, which fill 32 bits.
  while (index < length) {
    const pair = text.charCodeAt(index++) | (index < length ? text.charCodeAt(index++) << 16 : 0);
    high = Math.imul(high ^ pair, 0x9e3779b1);
    low = (Math.imul(low ^ pair, 0x5f356495) + (high >>> 15)) | 0;
  }
  return { high: high | 0, low: (Math.imul(low, 0x9e3779b1) + length) | 0 };
}
