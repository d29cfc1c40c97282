import { spawn } from "node:child_process";
import { findProgram } from "../../scripts/setup/find-program.ts";

/** Somebody in front of a terminal: a real one of the kernel, made by util-linux' `script`. */
export interface Terminal {
  /** All that was shown so far, control sequences and all. */
  readonly text: string;
  /** Presses keys: `\t` is Tab, `\u0003` is Ctrl-C. */
  type(keys: string): void;
  /** Waits until what is shown since the last `until` has this, and gives what was shown until then. */
  until(pattern: RegExp, seconds?: number): Promise<string>;
  /** The exit code of the command. */
  readonly ended: Promise<number>;
  /** Takes the terminal away from it. */
  close(): Promise<void>;
}

/** Why there can be no terminal here, or undefined. */
export async function whyNoTerminal(): Promise<string | undefined> {
  if (process.platform !== "linux") return "the `script` of this system takes other flags";
  return (await findProgram("script", process.env)) === undefined ? "there is no `script` on the PATH" : undefined;
}

/** Starts a line of sh in a terminal so many characters wide. */
export function terminal(
  command: string,
  options: { columns?: number; cwd: string; env: NodeJS.ProcessEnv },
): Terminal {
  const { columns = 80, cwd, env } = options;
  const child = spawn("script", ["-qec", `stty cols ${columns} rows 24; ${command}`, "/dev/null"], {
    cwd,
    env: { TERM: "xterm", SHELL: "/bin/sh", ...env },
  });
  let text = "";
  let read = 0;
  let wake = () => {};
  child.stdout.setEncoding("utf8").on("data", (more: string) => {
    text += more;
    wake();
  });
  // Keys for a program that has ended are nobody's fault.
  child.stdin.on("error", () => {});
  const ended = new Promise<number>((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => done(code ?? -1));
  });
  return {
    get text() {
      return text;
    },
    type: (keys) => void child.stdin.write(keys),
    async until(pattern, seconds = 30) {
      const end = Date.now() + seconds * 1000;
      for (;;) {
        const rest = text.slice(read);
        const found = pattern.exec(rest);
        if (found) {
          const until = found.index + found[0].length;
          read += until;
          return rest.slice(0, until);
        }
        if (Date.now() > end) throw new Error(`${pattern} was not shown within ${seconds} s, but:\n${rest}`);
        await new Promise<void>((done) => {
          wake = done;
          setTimeout(done, 200);
        });
      }
    },
    ended,
    async close() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
