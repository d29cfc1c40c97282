import { BrokenReport, type Input } from "./input.ts";
import { QuickSaxes } from "./quick-saxes.ts";

/** The attributes of an element, by their names as written. */
export type Attributes = Readonly<Record<string, string>>;

/** What a reader of an XML format is told, in the order of the file. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  /** Text between tags, CDATA as well; one stretch may come in several parts. */
  text(text: string): void;
  /** A breach of XML's rules that the reading survived, such as a control character in a message. */
  remark(text: string): void;
}

/** One text, attribute or comment keeps at most this many characters: its beginning and its end. */
const TEXT_LIMIT = 128 * 1024;
const DEPTH_LIMIT = 1000;
const ATTRIBUTE_LIMIT = 5000;
const REMARK_LIMIT = 5;

/** Mistakes after which it is no longer clear what belongs to what: pieces are missing, or two files are mixed. */
const DAMAGE = /^(unexpected close tag|unmatched closing tag|weird empty close tag|unclosed tag|unexpected end)/;

/**
 * Reads XML with memory that does not depend on the size of the file or of any text in it. It takes what real tools
 * write against the rules (control characters, text around the root, several documents) and refuses what is damaged:
 * rejects with a BrokenReport where there is no element, where one is never closed, or where tags do not match.
 * Entities of a document type are never looked up, so nothing is fetched and nothing expands.
 */
export async function readXml(input: Input, handler: XmlHandler): Promise<void> {
  const parser = new QuickSaxes();
  // The library gathers a text until it ends. These fields are private to its types but where it gathers;
  // xml.test.ts fails should another version keep them elsewhere.
  const gathered = parser as unknown as {
    text: string;
    name: string;
    entity: string;
    piTarget: string;
    attribList: unknown[];
  };
  const open: string[] = [];
  let sawElement = false;
  let remarks = 0;
  let damage: string | undefined;
  parser.on("error", ({ message }) => {
    const [, place, mistake] = /^(\d+:\d+): (.*)$/s.exec(message) ?? [undefined, "?", message];
    if (DAMAGE.test(mistake as string)) damage ??= `line ${place?.split(":")[0]}: ${mistake}`;
    else if (++remarks <= REMARK_LIMIT) handler.remark(`line ${place?.split(":")[0]}: ${mistake}`);
  });
  parser.on("opentag", (tag) => {
    sawElement = true;
    if (open.push(tag.name) > DEPTH_LIMIT) throw new BrokenReport(`its elements are nested deeper than ${DEPTH_LIMIT}`);
    handler.open(tag.name, tag.attributes as Attributes);
  });
  parser.on("closetag", (tag) => {
    open.pop();
    // What closes only because another tag did is not whole.
    if (damage === undefined) handler.close(tag.name);
  });
  parser.on("text", (text) => open.length > 0 && handler.text(text));
  parser.on("cdata", (text) => open.length > 0 && handler.text(text));
  for await (const piece of input.text()) {
    parser.write(piece);
    if (damage !== undefined) throw new BrokenReport(`its XML is damaged: ${damage}`);
    if (gathered.text.length > 2 * TEXT_LIMIT) {
      gathered.text = gathered.text.slice(0, TEXT_LIMIT) + gathered.text.slice(-TEXT_LIMIT);
    }
    if (Math.max(gathered.name.length, gathered.entity.length, gathered.piTarget.length) > TEXT_LIMIT) {
      throw new BrokenReport("its XML is damaged: a name without end");
    }
    if (gathered.attribList.length > ATTRIBUTE_LIMIT)
      throw new BrokenReport("an element of it has too many attributes");
  }
  if (!sawElement) throw new BrokenReport("it holds no XML element");
  if (open.length > 0) {
    throw new BrokenReport(`it ends inside of <${open.at(-1)}>: the program that wrote it died, or the disk was full`);
  }
  parser.close();
  if (damage !== undefined) throw new BrokenReport(`its XML is damaged: ${damage}`);
}

/** The name of an element or attribute without its namespace prefix. */
export function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
