import { relative, sep } from "node:path";
import { messageOf, throwIfAborted } from "../../../toolkit/errors.ts";
import { findAll } from "../reading/find-reports.ts";
import { fileInput } from "../reading/input.ts";
import { readJson } from "../reading/json.ts";
import { type RunData, readRunData } from "./run-data.ts";

/** Legs that were read, and what is missing of them. */
export interface Legs {
  readonly legs: readonly RunData[];
  readonly files: readonly string[];
  readonly problems: readonly string[];
  readonly remarks: readonly string[];
  /** Whether all that were asked for are there, whole and of one commit: only then anything is compared. */
  readonly complete: boolean;
}

/** Where there are none. */
export const NO_LEGS: Legs = { legs: [], files: [], problems: [], remarks: [], complete: true };

/** What to read. */
export interface LegOptions {
  readonly globs: readonly string[];
  readonly folder: string;
  readonly workspace: string;
  /** The commit that all of them must be of; undefined where none is known, then that of the newest one. */
  readonly sha: string | undefined;
  /** How many there must be; 0 where it is not said. */
  readonly expect: number;
  readonly signal: AbortSignal;
}

/** Reads the data that other runs left. What cannot be used is named; the rest counts all the same. */
export async function readLegs({ globs, folder, workspace, sha, expect, signal }: LegOptions): Promise<Legs> {
  const problems: string[] = [];
  const remarks: string[] = [];
  const read: { path: string; data: RunData }[] = [];
  const paths = new Set<string>();
  for (const { pattern, files } of await findAll(globs, folder, signal)) {
    if (files.size === 0) problems.push(`no data of another run matches "${pattern}"`);
    for (const path of files.keys()) paths.add(path);
  }
  for (const path of paths) {
    throwIfAborted(signal);
    const shown = relative(workspace, path).split(sep).join("/");
    try {
      read.push({ path: shown, data: readRunData(await readJson(fileInput(path, signal))) });
    } catch (error) {
      throwIfAborted(signal);
      problems.push(`${shown} cannot be read: ${messageOf(error)}`);
    }
  }
  // The newest first, so that of a leg that ran twice the later one counts.
  read.sort((a, b) => b.data.at - a.data.at);
  const commit = sha ?? read[0]?.data.sha;
  const legs = new Map<string, { path: string; data: RunData }>();
  for (const one of read) {
    if (one.data.sha !== commit) {
      problems.push(
        `${one.path} is of commit ${one.data.sha.slice(0, 12)}, not of ${commit?.slice(0, 12)}; not counted`,
      );
      continue;
    }
    const key = one.data.leg === "" ? `\0${one.path}` : one.data.leg;
    if (legs.has(key)) remarks.push(`${one.path} is an earlier run of the leg "${one.data.leg}"; not counted`);
    else legs.set(key, one);
  }
  const found = [...legs.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  problems.push(
    ...missingLegs(
      found.map(({ data }) => data),
      expect,
    ),
  );
  for (const { path, data } of found) {
    const name = data.leg || path;
    for (const problem of data.problems) problems.push(`${name}: ${problem}`);
    for (const remark of data.remarks) remarks.push(`${name}: ${remark}`);
    if (data.missing > 0)
      problems.push(`${name}: ${data.missing} of its tests are not in its data, since there are too many`);
  }
  return {
    legs: found.map(({ data }) => data),
    files: found.map(({ path }) => path),
    problems,
    remarks,
    complete: problems.length === 0,
  };
}

function missingLegs(legs: readonly RunData[], expect: number): string[] {
  const problems: string[] = [];
  const shards = legs.flatMap(({ shard }) => (shard ? [shard] : []));
  const total = Math.max(0, ...shards.map((shard) => shard.total));
  const absent: string[] = [];
  if (total <= 1000) {
    for (let index = 1; index <= total; index++) {
      if (!shards.some((shard) => shard.index === index)) absent.push(`${index}/${total}`);
    }
  }
  if (absent.length > 0) problems.push(`the data of shard ${absent.slice(0, 20).join(", ")} are missing`);
  if (new Set(shards.map(({ digest, total: all }) => `${digest} ${all}`)).size > 1) {
    problems.push("the shards were not cut alike, so a test may have run in none of them: run all shards again");
  }
  if (legs.length < expect)
    problems.push(`${legs.length} of ${expect} expected legs are there, so nothing is compared`);
  return problems;
}
