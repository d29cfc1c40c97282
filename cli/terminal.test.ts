/** The command line in a real terminal: the live line, a narrow window, Ctrl-C. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Terminal, terminal, whyNoTerminal } from "../test/support/terminal.ts";
import { run } from "../toolkit/process.ts";

const root = join(import.meta.dirname, "..");
const why = await whyNoTerminal();
if (why) console.log(`The command line is not tried in a terminal: ${why}.`);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "terminal-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** `quayside test` over a command of sh, from the sources; `before` is sh that the terminal runs first. */
function quaysideTest(command: string, columns: number, before = "true"): Terminal {
  const main = pathToFileURL(join(root, "cli/main.ts")).href;
  const code = `const { main } = await import(${JSON.stringify(main)}); await main(process.argv.slice(1), ${JSON.stringify(root)});`;
  // Node warns of sources that are no package of their own; what is shipped is one file.
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    NODE_NO_WARNINGS: "1",
    NODE: process.execPath,
    CODE: code,
    RUN: command,
  };
  const line = `${before}; "$NODE" --input-type=module -e "$CODE" -- test --run "$RUN"; echo "[ended with $?]"; stty -a | grep -o -e '-*icanon' -e ' -*echo ' | tr -d '\\n'`;
  return terminal(line, { columns, cwd: folder, env });
}

const esc = "\u001b";
/** What a terminal of this width has on its lines in the end, as far as this program writes: text, CR, erase to the end. */
function screenOf(text: string): string[] {
  return text
    .replaceAll(`${esc}[?7l`, "")
    .replaceAll(`${esc}[?7h`, "")
    .split("\n")
    .map((line) => line.split(`\r${esc}[K`).at(-1)?.replace(/\r$/, "") ?? "");
}

test.skipIf(why)(
  "the live line never passes the edge, also after the window became narrower, and is gone at the end",
  async () => {
    const seen = quaysideTest("sleep 1; echo said; sleep 1; echo at the end", 60, "tty");
    try {
      const tty = /\/dev\/\S+/.exec(await seen.until(/\/dev\/\S+\r?\n/))?.[0] ?? "";
      const wide = await seen.until(/⠋ test /);
      expect(wide).toContain(`${esc}[?7l`);
      expect((await run("stty", ["-F", tty, "cols", "6"])).code).toBe(0);
      await seen.until(/\[ended with 0\]/);
      await seen.ended;
      const after = seen.text.slice(seen.text.indexOf("said"));
      const live = after
        .split(`${esc}[?7l`)
        .slice(1)
        .map((part) => part.split(`${esc}[?7h`)[0]?.length ?? 0);
      expect(live.length).toBeGreaterThan(3);
      // One may have been under way while the window changed.
      expect(live.slice(2).every((length) => length < 6)).toBe(true);
      expect(screenOf(seen.text).join("\n")).toMatch(/at the end/);
      expect(screenOf(seen.text).filter((line) => /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/.test(line))).toEqual([]);
    } finally {
      await seen.close();
    }
  },
  60_000,
);

test.skipIf(why)(
  "Ctrl-C ends it with 130, tells why, and leaves the terminal as it was",
  async () => {
    const seen = quaysideTest("echo begun; sleep 60", 80, "trap : INT");
    try {
      await seen.until(/\nbegun|begun\r/);
      await seen.until(/⠋/);
      seen.type("\u0003");
      const end = await seen.until(/\[ended with \d+\]/);
      expect(end).toContain("[ended with 130]");
      await seen.ended;
      expect(seen.text).toMatch(/icanon echo $/);
      expect(screenOf(seen.text).filter((line) => /[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/.test(line))).toEqual([]);
    } finally {
      await seen.close();
    }
  },
  60_000,
);
