/** Whether a value of a YAML or JSON file is a map. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether it is a text, a number or a switch. */
export function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** Whether a text is `KEY=VALUE`. */
export function isPair(text: string): boolean {
  return text.indexOf("=") > 0;
}
