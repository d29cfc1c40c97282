import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { main } from "../../actions/migrate/main.ts";
import { terminalRunner } from "../../toolkit/runner-terminal.ts";
import { realWorld } from "../../toolkit/world.ts";
import { testServer } from "./migrate-server.ts";

/** How a run of the action ended, and all that it wrote. */
export interface Ended {
  error: unknown;
  /** `""` where it succeeded. */
  message: string;
  log: string;
  summary: string;
  outputs: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: the tests read the report as a user's script would.
  report: any;
}

/** A database of its own on the test server, and a folder of migrations of its own. */
export interface Bench {
  url: string;
  folder: string;
  /** Replaces or adds files. */
  write(files: Record<string, string | Buffer>): void;
  remove(file: string): void;
  /** Runs the action on the folder; `signal` as the runner's cancel. */
  run(inputs?: Record<string, string>, signal?: AbortSignal): Promise<Ended>;
  /** Asks the database directly. */
  query(sql: string): Promise<Record<string, unknown>[]>;
  /** Another session, which the caller ends. */
  session(): Promise<pg.Client>;
  close(): Promise<void>;
}

/** Makes a bench; the files are the first migrations. */
export async function bench(files: Record<string, string | Buffer> = {}): Promise<Bench> {
  const server = await testServer();
  const database = `t_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client(server);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${database}`);
  const url = server.replace(/\/[^/?]*(\?|$)/, `/${database}$1`);
  const workspace = mkdtempSync(join(tmpdir(), "migrate-"));
  const direct = new pg.Client(url);
  await direct.connect();
  const made: Bench = {
    url,
    folder: workspace,
    write(more) {
      for (const [name, text] of Object.entries(more)) writeFileSync(join(workspace, name), text);
    },
    remove: (file) => rmSync(join(workspace, file)),
    run: (inputs = {}, signal = new AbortController().signal) => runIn(workspace, { url, ...inputs }, signal),
    query: async (sql) => (await direct.query(sql)).rows,
    async session() {
      const client = new pg.Client(url);
      client.on("error", () => {});
      await client.connect();
      return client;
    },
    async close() {
      await direct.end();
      await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
      await admin.end();
      rmSync(workspace, { recursive: true });
    },
  };
  made.write(files);
  return made;
}

/** Runs the action in a folder of migrations. */
export async function runIn(
  workspace: string,
  inputs: Record<string, string>,
  signal = new AbortController().signal,
  env: Record<string, string> = {},
): Promise<Ended> {
  let log = "";
  let summary = "";
  const outputs: Record<string, string> = {};
  const runner = terminalRunner({ directory: ".", ...inputs }, env, { write: (text) => (log += text) });
  const world = realWorld(
    {
      ...runner,
      output(name, value) {
        outputs[name] = runner.redact(value);
      },
      async summary(markdown) {
        summary += runner.redact(markdown);
      },
    },
    signal,
    workspace,
  );
  const error = await main(world).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  const message = error instanceof Error ? error.message : "";
  return { error, message, log, summary, outputs, report: JSON.parse(outputs.report ?? "null") };
}

/** Waits until `condition` holds; fails after 10 seconds. */
export async function until(condition: () => Promise<boolean> | boolean, what: string): Promise<void> {
  for (let tries = 0; !(await condition()); tries++) {
    if (tries > 400) throw new Error(`waited 10 s for: ${what}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}
