/** Values this short match by chance all over a log; hiding them would tear holes into it and hide nothing. */
const SHORTEST = 4;

/** What a secret may look like once a tool has encoded it: as it is, line by line, URL-encoded, base64, JSON-escaped. */
export function formsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/);
  // GitHub's runner trims each line of a mask, and so hides the trimmed form too.
  const parts = [secret, ...lines, ...lines.map((line) => line.trim())].filter(isLong);
  const forms = new Set(parts);
  for (const form of parts) {
    forms.add(encodeURIComponent(form));
    forms.add(Buffer.from(form).toString("base64"));
    forms.add(Buffer.from(form).toString("base64url"));
    forms.add(JSON.stringify(form).slice(1, -1));
  }
  return [...forms];
}

const isLong = (text: string): boolean => text.trim().length >= SHORTEST;

/** Knows the secrets of a run and takes them out of texts. */
export class Redactor {
  readonly #forms = new Set<string>();
  #ordered: string[] = [];

  /** Adds a secret; returns the forms of it that were not known before. */
  add(secret: string): string[] {
    const fresh = formsOf(secret).filter((form) => !this.#forms.has(form));
    for (const form of fresh) this.#forms.add(form);
    // The longest first: a secret that contains another one must go as a whole.
    this.#ordered = [...this.#forms].sort((a, b) => b.length - a.length);
    return fresh;
  }

  /** The text with `***` in place of each secret. */
  redact(text: string): string {
    let result = text;
    for (const form of this.#ordered) result = result.replaceAll(form, "***");
    return result;
  }
}
