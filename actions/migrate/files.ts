import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { codeOf, UserError } from "../../toolkit/errors.ts";
import type { ParsedText } from "./sql.ts";

/** A migration file as it lies in the repository. */
export interface MigrationFile {
  /** Path from the workspace, for messages and annotations. */
  readonly path: string;
  /** Name of the file. */
  readonly file: string;
  /** Digits of the version as written, separators taken out: `0001`, `20170923182408`. */
  readonly version: string;
  /** What follows the version, without the ending. */
  readonly name: string;
  /** Text with LF line ends and without a byte order mark; what runs and what the checksum is of. */
  readonly text: string;
  /** `sha256:` and the hex digest of `text`. */
  readonly checksum: string;
  /** Parser of its database; PostgreSQL's where none is given. */
  readonly parse?: ParsedText["parse"];
}

/** A file of the folder that cannot be taken, and why. */
export interface FileProblem {
  readonly path: string;
  readonly message: string;
}

/** What a name says; undefined where it has no version. */
export function readName(file: string): { version: string; name: string } | undefined {
  // Digits, and dashes between digits (2017-09-23-182408): an underscore ends the version, since 001_2fa.sql is version 1.
  const match = /^[Vv]?(\d+(?:-\d+)*)(?=[^\d]|$)[._-]*(.*?)(?:\.up)?\.sql$/.exec(file);
  if (!match?.[1]) return undefined;
  // Dotted versions (1.10 after 1.9) have another order than digits have; they are no version here.
  if (/^[Vv]?\d+\.\d/.test(file)) return undefined;
  return { version: match[1].replaceAll("-", ""), name: match[2] ?? "" };
}

/** Text without what editors and checkouts change by themselves: byte order mark and CRLF line ends. */
export function normalise(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}

/** Checksum of a normalised text. */
export function checksumOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** Orders versions as numbers of any length: 9 before 10, and 0001 the same as 1. */
export function compareVersions(a: string, b: string): number {
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * Reads the migrations of a folder, ordered by version. Undo files (`*.down.sql`) and files that do not end in `.sql`
 * are left alone; everything else that cannot be taken is a problem. Throws a UserError where there is no such folder.
 */
export async function readMigrations(
  workspace: string,
  directory: string,
  parse?: ParsedText["parse"],
): Promise<Folder> {
  return readFolder(workspace, directory, (name) => name.endsWith(".sql") && !name.endsWith(DOWN), parse);
}

/** Reads the files that undo migrations, `*.down.sql`, in the same way. */
export async function readDownFiles(
  workspace: string,
  directory: string,
  parse?: ParsedText["parse"],
): Promise<Folder> {
  return readFolder(workspace, directory, (name) => name.endsWith(DOWN), parse);
}

const DOWN = ".down.sql";

/** The files of a folder, ordered by version, and those that cannot be taken. */
export interface Folder {
  files: MigrationFile[];
  problems: FileProblem[];
}

async function readFolder(
  workspace: string,
  directory: string,
  take: (name: string) => boolean,
  parse: ParsedText["parse"],
): Promise<Folder> {
  const folder = join(workspace, directory);
  const names = await readdir(folder).catch((error) => {
    throw new UserError(`The folder of migrations "${directory}" could not be read`, {
      hint:
        codeOf(error) === "ENOENT"
          ? `There is no such folder in ${workspace}: set the input directory, or make sure that a checkout step ran before.`
          : "The input directory takes a folder that holds .sql files.",
      cause: error,
    });
  });
  const files: MigrationFile[] = [];
  const problems: FileProblem[] = [];
  for (const file of names.filter(take).sort()) {
    const path = relative(workspace, join(folder, file));
    const parts = readName(file);
    if (!parts) {
      problems.push({ path, message: "has no version: a name begins with a number, such as 0001_users.sql" });
      continue;
    }
    // Small files by the thousand: waiting for each costs more than reading it.
    const decoded = decode(readFileSync(join(folder, file)));
    if (decoded.problem !== undefined) {
      problems.push({ path, message: decoded.problem });
      continue;
    }
    files.push({ path, file, ...parts, text: decoded.text, checksum: checksumOf(decoded.text), parse });
  }
  files.sort((a, b) => compareVersions(a.version, b.version));
  return { files, problems };
}

function decode(bytes: Buffer): { text: string; problem?: undefined } | { problem: string } {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { problem: "is not UTF-8: save it in that encoding" };
  }
  // The parser takes a NUL for the end of the text, so everything behind it would be left out without a word.
  if (text.includes("\0")) return { problem: "holds a NUL character: save it as UTF-8 (it may be UTF-16)" };
  return { text: normalise(text) };
}
