/** Hides secrets in texts as GitHub's runner does: the values and what it takes for their encoded forms. */
export class Masks {
  readonly values: string[] = [];
  readonly #forms = new Set<string>();

  /** Adds a value and each of its lines. */
  add(value: string): void {
    this.values.push(value);
    for (const part of [value, ...value.split(/[\r\n]+/).map((line) => line.trim())]) {
      if (part === "") continue;
      for (const form of formsOf(part)) this.#forms.add(form);
    }
  }

  /** The text with `***` in place of each secret. */
  apply(text: string): string {
    let result = text;
    for (const form of [...this.#forms].sort((a, b) => b.length - a.length)) result = result.replaceAll(form, "***");
    return result;
  }
}

// The encoders of HostContext.cs that can change what an action of ours prints; those for PowerShell and .NET's own
// command lines are left out. Base64 is looked for at each of the three offsets a value may have in a longer text.
function formsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  const shifted = [0, 1, 2]
    .map((shift) => bytes.subarray(shift))
    .filter((part) => part.length > 0)
    .map((part) => Buffer.from(part).toString("base64").replace(/=+$/, ""));
  const trimmed = value.replace(/^"|"$/g, "");
  const forms = [value, ...shifted, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), trimmed];
  return forms.filter((form) => form !== "" && (form === value || form.length > 3));
}
