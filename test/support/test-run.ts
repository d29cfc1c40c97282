import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { main } from "../../actions/test/main.ts";
import { connectGitHub } from "../../toolkit/github.ts";
import type { Runner } from "../../toolkit/runner.ts";
import { terminalRunner } from "../../toolkit/runner-terminal.ts";
import { realWorld, type World } from "../../toolkit/world.ts";
import type { FakeGitHub } from "./github-api.ts";

/** What one run of the test action did. */
export interface Played {
  outputs: Record<string, string>;
  annotations: Parameters<Runner["annotate"]>[];
  log: string;
  summary: string;
  error: { message: string; exitCode: number } | undefined;
}

/** What a run is played with beside its inputs. */
export interface Around {
  env?: Record<string, string>;
  world?: Partial<World>;
  /** Answers as GitHub's API. */
  github?: FakeGitHub;
}

/** The test action in a folder of its own for each test, within this process. */
export function testRun() {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "quayside-test-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: (name: string) => join(folder, name),
    async put(name: string, text: string) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    },
    async play(inputs: Record<string, string>, { env = {}, world = {}, github }: Around = {}): Promise<Played> {
      const played: Played = { outputs: {}, annotations: [], log: "", summary: "", error: undefined };
      const terminal = terminalRunner(
        inputs,
        { PATH: process.env.PATH, ...env },
        { write: (text: string) => (played.log += text) },
      );
      const runner: Runner = {
        ...terminal,
        output: (name, value) => void Object.assign(played.outputs, { [name]: value }),
        annotate: (...annotation) => void played.annotations.push(annotation),
        summary: async (text) => {
          played.summary += text;
        },
      };
      const connect = async (token: string) =>
        github && connectGitHub(token, { runner, fetch: github.fetch, random: () => 0 });
      const real = realWorld(runner, new AbortController().signal, folder);
      await main({ ...real, ...(github ? { github: connect } : {}), ...world }).catch((thrown) => {
        played.error = thrown;
      });
      return played;
    },
  };
}
