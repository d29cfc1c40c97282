/** A workflow command that the runner took from a line of the log. */
export interface Command {
  name: string;
  properties: Map<string, string>;
  data: string;
}

/** What an annotation looks like once the runner has checked it; lines and columns as it sends them on. */
export interface Annotation {
  level: "error" | "warning" | "notice";
  message: string;
  title?: string;
  file?: string;
  line?: number;
  endLine?: number;
  column?: number;
  endColumn?: number;
}

/** The commands that GitHub's runner knows by name; any other `::name::` is a line of the log like all the rest. */
const KNOWN = new Set([
  ...["error", "warning", "notice", "debug", "group", "endgroup", "echo", "add-mask", "add-matcher", "remove-matcher"],
  ...["set-env", "set-output", "save-state", "add-path", "internal-set-repo-path", "stop-commands"],
]);

// What .NET's TrimStart takes for white space; JavaScript's own set lacks U+0085 and has U+FEFF.
const LEADING_SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/**
 * The workflow command of a line (ActionCommand.cs of runner 2.336), or undefined where it is none: `::name key=value,…::data`
 * at its start, or the older `##[name key=value;…]data` anywhere in it. `extra` is the token that ends `stop-commands`.
 */
export function parseCommand(line: string, extra?: string): Command | undefined {
  return (
    parse(/^::(.*?)::(.*)$/s.exec(line.replace(LEADING_SPACE, "")), ",", unescapeProperty, unescapeData, extra) ??
    parse(/##\[(.*?)\](.*)$/s.exec(line), ";", unescapeOld, unescapeOld, extra)
  );
}

type Unescape = (text: string) => string;

function parse(
  match: RegExpExecArray | null,
  separator: string,
  property: Unescape,
  data: Unescape,
  extra?: string,
): Command | undefined {
  if (!match) return undefined;
  const [, info = "", rest = ""] = match;
  const space = info.indexOf(" ");
  const name = space < 0 ? info : info.slice(0, space);
  if (!KNOWN.has(name.toLowerCase()) && name !== extra) return undefined;
  const properties = new Map<string, string>();
  for (const part of space < 0 ? [] : info.slice(space + 1).split(separator)) {
    const equals = part.indexOf("=");
    if (equals > 0 && equals < part.length - 1) {
      properties.set(part.slice(0, equals).trim().toLowerCase(), property(part.slice(equals + 1)));
    }
  }
  return { name: name === extra ? name : name.toLowerCase(), properties, data: data(rest) };
}

const unescapeData: Unescape = (text) => text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
const unescapeProperty: Unescape = (text) =>
  text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
const unescapeOld: Unescape = (text) =>
  text
    .replaceAll("%3B", ";")
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%5D", "]")
    .replaceAll("%25", "%");

/** The runner cuts an annotation's message here. */
export const MESSAGE_LIMIT = 4096;

/** The annotation of an `error`, `warning` or `notice` command after the runner's checks of lines and columns. */
export function annotationOf(command: Command, mask: (text: string) => string): Annotation {
  const number = (name: string) => {
    const text = command.properties.get(name)?.trim() ?? "";
    return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
  };
  let line = number("line");
  let endLine = number("endline");
  let column = number("col");
  let endColumn = number("endcolumn");
  const hadColumn = column !== undefined || endColumn !== undefined;
  if (endLine !== undefined && line === undefined) line = endLine;
  if (endColumn !== undefined && column === undefined) column = endColumn;
  const reversed = column !== undefined && endColumn !== undefined && endColumn < column;
  if ((line === undefined && hadColumn) || (endLine !== undefined && line !== endLine && hadColumn) || reversed) {
    column = undefined;
    endColumn = undefined;
  }
  if (line !== undefined && endLine !== undefined && endLine < line) {
    line = undefined;
    endLine = undefined;
  }
  const found: Annotation = {
    level: command.name as Annotation["level"],
    message: mask(command.data).slice(0, MESSAGE_LIMIT),
  };
  const title = command.properties.get("title");
  const file = command.properties.get("file");
  if (title !== undefined) found.title = title;
  if (file !== undefined) found.file = file;
  return Object.assign(found, defined({ line, endLine, column, endColumn }));
}

function defined(values: Record<string, number | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
}
