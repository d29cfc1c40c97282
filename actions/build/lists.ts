/** How the entries of a list input are told apart. */
export interface ListOptions {
  /** Whether a comma separates entries as a line end does; else it is a part of the entry. */
  readonly commas: boolean;
  /** Whether a line that starts with `#` is left out, as metadata-action does it. */
  readonly comments?: boolean;
}

/**
 * The entries of a list input, as docker/build-push-action reads them: lines of CSV (RFC 4180), so an entry with a line
 * end in it stands in double quotes, in which `""` is a quote. Quotes inside of an unquoted field are text. Entries are
 * trimmed, empty ones dropped. Throws an Error for a quote that is never closed; the text of the entry is not in it.
 */
export function listOf(raw: string, options: ListOptions): string[] {
  const records = csvRecords(raw, { comments: options.comments ?? false, whole: !options.commas });
  const entries = records.flatMap((fields) =>
    options.commas ? fields.flatMap((field) => field.split(",")) : [fields.join(",")],
  );
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== "");
}

/**
 * The records of a CSV text and their fields, without empty lines. With `whole`, a quote only counts at the start of a
 * record: what stands inside of it, as in JSON or in `type=local,"src=a,b"`, is handed on as it is.
 */
export function csvRecords(raw: string, options: { comments: boolean; whole: boolean }): string[][] {
  const records: string[][] = [];
  let fields: string[] = [];
  let field = "";
  let quoted: number | undefined;
  let line = 1;
  const endField = () => {
    fields.push(field);
    field = "";
  };
  const endRecord = () => {
    endField();
    if (fields.length > 1 || fields[0]?.trim() !== "") records.push(fields);
    fields = [];
  };
  const text = raw.replace(/\r\n?/g, "\n");
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === "\n") line++;
    if (quoted !== undefined) {
      if (char !== '"') field += char;
      else if (text[at + 1] === '"') {
        field += '"';
        at++;
      } else quoted = undefined;
    } else if (char === '"' && field.trim() === "" && !(options.whole && fields.length > 0)) {
      field = "";
      quoted = line;
    } else if (char === ",") endField();
    else if (char === "\n") endRecord();
    else if (char === "#" && options.comments && fields.length === 0 && field.trim() === "") {
      while (at + 1 < text.length && text[at + 1] !== "\n") at++;
    } else field += char;
  }
  if (quoted !== undefined) throw new Error(`the quote that opens in line ${quoted} is never closed`);
  endRecord();
  return records;
}

/** One CSV record of fields; a field is quoted where it has to be. The form of buildx's `key=value,…` options. */
export function csvRecord(fields: readonly string[]): string {
  return fields.map((field) => (/[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(",");
}

/** `KEY=VALUE` cut at the first equals sign; throws an Error that names the entry by its number only. */
export function keyValue(entry: string, index: number): [key: string, value: string] {
  const at = entry.indexOf("=");
  if (at < 1) throw new Error(`entry ${index + 1} has no KEY= in front`);
  return [entry.slice(0, at).trim(), entry.slice(at + 1)];
}
