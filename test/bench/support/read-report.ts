/**
 * Reads one report with one reader and prints what it took as JSON: `node read-report.js READER FOLDER FILE`.
 * A process of its own for each reading, so that none pays for what another one left in memory. FOLDER holds what
 * `peers.ts` made: our sources and those of the peers, compiled alike.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sourceFile } from "./big-reports.ts";

const [reader = "", folder = "", file = ""] = process.argv.slice(2);
// What a peer logs while it reads is no part of the result.
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

/** Reads the file and returns how many tests or source files it found. */
type Read = () => Promise<number>;

const load = async (path: string) => await import(join(folder, path));
const READERS: Record<string, () => Promise<Read>> = {
  ours: async () => {
    const { readReports } = await load("ours/actions/test/reading/read-reports.js");
    return async () => {
      const result = await readReports({
        folder: join(file, ".."),
        workspace: join(file, ".."),
        reports: [file],
        coverageReports: [],
        before: new Map(),
        // The files that the lcov report tells of are files of the repository, as a rule.
        tracked: Array.from({ length: 6000 }, (_, at) => sourceFile(at)),
        signal: new AbortController().signal,
      });
      if (result.problems.length > 0) throw new Error(result.problems.join("; "));
      return result.tests?.counts.tests ?? result.coverage?.files.size ?? 0;
    };
  },
  "dorny/test-reporter": async () => {
    const { JavaJunitParser } = await load("dorny/lib/parsers/java-junit/java-junit-parser.js");
    return async () => {
      const parser = new JavaJunitParser({ parseErrors: true, trackedFiles: [] });
      return (await parser.parse(file, readFileSync(file, "utf8"))).tests;
    };
  },
  "mikepenz/action-junit-report": async () => {
    const { parseFile } = await load("mikepenz/lib/testParser.js");
    return async () => (await parseFile(file)).totalCount;
  },
  xml2js: async () => {
    const { parseStringPromise } = (await load("node_modules/xml2js/lib/xml2js.js")).default;
    return async () => Object.keys(await parseStringPromise(readFileSync(file, "utf8"))).length;
  },
  "xml-js": async () => {
    const { xml2json } = (await load("node_modules/xml-js/lib/index.js")).default;
    return async () => Object.keys(JSON.parse(xml2json(readFileSync(file, "utf8"), { compact: true }))).length;
  },
  "lcov-parse": async () => {
    const parse = (await load("node_modules/lcov-parse/lib/index.js")).default;
    return () =>
      new Promise((done, fail) => parse(file, (error: unknown, data: []) => (error ? fail(error) : done(data.length))));
  },
};

const read = await READERS[reader]?.();
if (!read) throw new Error(`no reader is called ${reader}`);
// Of the reading alone: what it takes to start Node is the same for all.
const start = performance.now();
const before = process.cpuUsage();
const found = await read();
const seconds = (performance.now() - start) / 1000;
const { user, system } = process.cpuUsage(before);
const megabytes = process.resourceUsage().maxRSS / 1024;
print(JSON.stringify({ found, seconds, cpuSeconds: (user + system) / 1e6, megabytes }));
