import { escapeHtml } from "./markdown.ts";

export { escapeHtml };

/** What makes up a page. */
export interface Page {
  /** Plain text, for the browser's tab. */
  title: string;
  /** HTML of the page, part after part; empty ones are left out. */
  parts: readonly string[];
  /** CSS that only this page needs. */
  style?: string;
}

/**
 * A page that needs nothing else: no script, no font, no picture from anywhere; the browser is told to refuse them.
 * It follows the reader's choice of light or dark, fits a telephone, and all that opens and closes is the browser's
 * own, so a keyboard is enough.
 */
export function htmlPage({ title, parts, style = "" }: Page): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title><style>${STYLE}${style}</style></head>
<body><main>
${parts.filter((part) => part !== "").join("\n")}
</main></body></html>
`;
}

const STYLE = `:root{color-scheme:light dark;--line:#d0d7de;--soft:#f6f8fa;--good:#116329;--warn:#7d4e00;--bad:#b3202a;--quiet:#59636e;--fg:#1f2328;--bg:#fff;--miss:#ffebe9;--link:#0550ae}
@media (prefers-color-scheme:dark){:root{--line:#3d444d;--soft:#161b22;--good:#56d364;--warn:#e3b341;--bad:#ff8a84;--quiet:#9198a1;--fg:#e6edf3;--bg:#0d1117;--miss:#5c1a1d;--link:#79c0ff}}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif}main{max-width:72rem;margin:auto;padding:1rem}
a{color:var(--link)}.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}.quiet{color:var(--quiet)}.tiles{display:flex;flex-wrap:wrap;gap:.5rem;padding:0;list-style:none}
.tiles li{border:1px solid var(--line);border-radius:.5rem;padding:.5rem 1rem;min-width:6rem}.tiles b{display:block;font-size:1.5rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}pre{background:var(--soft);padding:.75rem;overflow-x:auto;border-radius:.5rem;white-space:pre-wrap;overflow-wrap:anywhere}
summary{cursor:pointer;overflow-wrap:anywhere}details{border:1px solid var(--line);border-radius:.5rem;padding:.5rem .75rem;margin:.5rem 0}
h1,h2,h3,p,li{overflow-wrap:anywhere}code{overflow-wrap:anywhere}:focus-visible{outline:3px solid var(--link);outline-offset:2px}
@media (max-width:40rem){main{padding:.5rem}.tiles li{flex:1 1 6rem;padding:.5rem}.tiles b{font-size:1.2rem}h1{font-size:1.5rem}}
@media print{details{break-inside:avoid}}
`;

/** The HTML of each item, joined. */
export function each<T>(items: readonly T[], html: (item: T) => string): string {
  return items.map((item) => html(item)).join("");
}

/** A part of the page under a heading. The title is escaped, the body is HTML already. */
export function section(title: string, body: string): string {
  return `<section><h2>${escapeHtml(title)}</h2>${body}</section>`;
}

/** A list of points. The items are HTML already. */
export function list(items: readonly string[], kind = ""): string {
  return `<ul${kind === "" ? "" : ` class="${kind}"`}>${each(items, (item) => `<li>${item}</li>`)}</ul>`;
}

/**
 * A table, which scrolls by itself where it is too wide. Cells are HTML already. `numbers` lists the columns that are
 * set to the right, from 0; all but the first where not given.
 */
export function htmlTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: readonly number[] = head.map((_, column) => column).slice(1),
): string {
  const cell = (tag: string) => (text: string, column: number) =>
    `<${tag}${numbers.includes(column) ? ' class="n"' : ""}${tag === "th" ? ' scope="col"' : ""}>${text}</${tag}>`;
  const body = each(rows, (row) => `<tr>${row.map(cell("td")).join("")}</tr>`);
  return `<div class="wide"><table><thead><tr>${head.map(cell("th")).join("")}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** The numbers of a report, large: what each is called and its text, both escaped here. */
export function tiles(numbers: readonly (readonly [name: string, value: string])[]): string {
  return list(
    numbers.map(([name, value]) => `<b>${escapeHtml(value)}</b>${escapeHtml(name)}`),
    "tiles",
  );
}

/** A part that opens on a click or the Enter key. Both are HTML already. */
export function folded(summary: string, body: string, open = false): string {
  return `<details${open ? " open" : ""}><summary>${summary}</summary>${body}</details>`;
}

/** A part of a page that `htmlPage` made, to be put into another such page. */
export interface Embedded {
  /** CSS that the part needs beside that of every page. */
  style: string;
  body: string;
}

/**
 * The body of a page that `htmlPage` made, for another page: its headings two levels lower, its ids and the links to them
 * with a prefix of their own. Undefined where the text is no such page.
 */
export function embedded(page: string, prefix: string): Embedded | undefined {
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1];
  const body = /<main>\n([\s\S]*)\n<\/main>/.exec(page)?.[1];
  if (style === undefined || body === undefined || !style.startsWith(STYLE)) return undefined;
  return {
    style: style.slice(STYLE.length),
    body: body
      .replace(/<(\/?)h([1-4])(?=[\s>])/g, (_, close: string, level: string) => `<${close}h${Number(level) + 2}`)
      .replace(/(?<=<[^<>]*\s)(id="|href="#)/g, `$1${prefix}`),
  };
}
