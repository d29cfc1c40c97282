/** Tab, pressed in the shells themselves: what they then run is what was completed. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findProgram } from "../scripts/setup/find-program.ts";
import { terminal, whyNoTerminal } from "../test/support/terminal.ts";
import { run } from "../toolkit/process.ts";
import { completionFor, SHELLS } from "./completion.ts";

/** How each is started without anybody's settings, so that its prompt is `READY>`. */
const START = {
  bash: `PS1='READY>' bash --norc --noprofile -i`,
  zsh: `PS1='READY>' zsh -f -i`,
  fish: `fish --no-config --interactive --init-command 'function fish_prompt; echo -n "READY>"; end'`,
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "completion-"));
  for (const shell of SHELLS) writeFileSync(join(folder, shell), completionFor(shell));
  writeFileSync(join(folder, "a file.txt"), "");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const noTerminal = await whyNoTerminal();
const missing = Object.fromEntries(
  await Promise.all(
    SHELLS.map(async (shell) => {
      const found = await findProgram(shell, process.env);
      const why = noTerminal ?? (found === undefined ? `there is no ${shell} on the PATH` : undefined);
      if (why) console.log(`The completion of ${shell} is not tried in ${shell}: ${why}.`);
      return [shell, why];
    }),
  ),
);

/** Types lines into the shell; gives the arguments with which `quayside` was then run, line by line. */
async function typed(shell: (typeof SHELLS)[number], lines: readonly string[]): Promise<string[]> {
  const said = join(folder, `${shell}-said`);
  // The program itself: it writes down what it was asked for.
  writeFileSync(
    join(folder, "quayside"),
    '#!/bin/sh\nfor one; do printf "[%s]" "$one"; done >> "$SAID"\necho >> "$SAID"\n',
    {
      mode: 0o755,
    },
  );
  const env = { PATH: `${folder}:${process.env.PATH}`, HOME: folder, SAID: said, LC_ALL: "C.UTF-8" };
  const screen = terminal(START[shell], { cwd: folder, env, columns: 200 });
  try {
    await screen.until(/READY>/);
    screen.type(`source ./${shell}; echo LOAD''ED\r`);
    await screen.until(/LOADED[\s\S]*READY>/);
    for (const [index, line] of lines.entries()) {
      screen.type(`${line}\r`);
      await expect
        .poll(() => linesIn(said).length, {
          timeout: 20_000,
          message: `after ${JSON.stringify(line)}:\n${screen.text}`,
        })
        .toBe(index + 1);
    }
    screen.type("exit\r");
    return linesIn(said);
  } finally {
    await screen.close();
  }
}

function linesIn(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n").slice(0, -1);
  } catch {
    return [];
  }
}

test.each(SHELLS)(
  "%s: Tab completes commands, flags, the words of a flag, and files",
  async (shell) => {
    if (missing[shell]) return;
    expect(
      await typed(shell, [
        "quayside dep\t",
        "quayside deploy --repl\t2",
        "quayside deploy --strategy bl\t",
        "quayside completion z\t",
        "quayside migrate --url-file a\t",
      ]),
    ).toEqual([
      "[deploy]",
      "[deploy][--replicas][2]",
      "[deploy][--strategy][blue-green]",
      "[completion][zsh]",
      "[migrate][--url-file][a file.txt]",
    ]);
  },
  90_000,
);

test.skipIf(missing.zsh)(
  "zsh shows what each command does",
  async () => {
    const screen = terminal(START.zsh, { cwd: folder, env: { PATH: process.env.PATH, HOME: folder }, columns: 120 });
    try {
      await screen.until(/READY>/);
      screen.type("source ./zsh; echo LOAD''ED\r");
      await screen.until(/LOADED[\s\S]*READY>/);
      screen.type("quayside \t");
      await screen.until(/rollback +-- Brings the release before back into traffic/);
    } finally {
      await screen.close();
    }
  },
  60_000,
);

test.skipIf(missing.fish)("fish gives each candidate with a sentence on it", async () => {
  const complete = async (line: string) => {
    const script = `source fish; complete -C ${JSON.stringify(line)}`;
    const { stdout } = await run("fish", ["--no-config", "-c", script], { cwd: folder, timeout: 30_000 });
    return stdout
      .trim()
      .split("\n")
      .map((one) => one.split("\t"));
  };
  expect(await complete("quayside roll")).toEqual([["rollback", expect.stringMatching(/^Brings the release before/)]]);
  expect(await complete("quayside deploy --strategy ")).toEqual(
    expect.arrayContaining([[expect.stringMatching(/^rolling$/), expect.anything()]]),
  );
  expect(await complete("quayside deploy --js")).toEqual([["--json", expect.stringMatching(/outputs as JSON/)]]);
});
