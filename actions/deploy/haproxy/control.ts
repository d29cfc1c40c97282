import { type ExecSession, openExec } from "../../../toolkit/docker/exec.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { UserError } from "../../../toolkit/errors.ts";
import { ADMIN_PORT } from "./config.ts";

/**
 * Connects standard input and output to the runtime API with what is in the image: Debian's HAProxy images have bash,
 * Alpine's have nc. A shell command of ours, without any text from outside in it. It ends when either side does.
 */
const BRIDGE = `
if command -v bash >/dev/null; then
  exec bash -c 'exec 3<>/dev/tcp/127.0.0.1/${ADMIN_PORT} 4<&0 || exit 7; { cat <&4; echo quit; } >&3 & cat <&3; kill $!'
elif command -v nc >/dev/null; then exec nc 127.0.0.1 ${ADMIN_PORT}
else echo 'there is neither bash nor nc in the image' >&2; exit 9; fi`;

const PROMPT = "\n> ";
/** Milliseconds until an answer; a busy machine takes long to start the command that connects us. */
const LIMIT = 30_000;
/** Milliseconds that a HAProxy has to come up. */
const START = 3000;

/**
 * The runtime API of the HAProxy in one container. One connection serves the whole deploy, since starting a command in
 * a container takes longer than all that is asked over it. It is opened when it is first needed, and again when it broke.
 */
export class Control {
  readonly #engine: Engine;
  readonly #container: string;
  #session: ExecSession | undefined;
  #output = "";
  #complaint = "";
  #wake: (() => void) | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(engine: Engine, container: string) {
    this.#engine = engine;
    this.#container = container;
  }

  /** Sends one command and gives its answer. */
  async command(command: string): Promise<string> {
    const [answer = ""] = await this.commands([command]);
    return answer;
  }

  /** Sends commands in one go, so that no time passes between them, and gives their answers. */
  async commands(commands: readonly string[]): Promise<string[]> {
    const turn = this.#queue.then(() => this.#send(commands));
    this.#queue = turn.catch(() => {});
    return await turn;
  }

  /** Sends commands that answer nothing, or tell of the change; anything else is an error. */
  async change(commands: readonly string[]): Promise<void> {
    if (commands.length === 0) return;
    const complaints = (await this.commands(commands))
      .flatMap((answer) => answer.split("\n"))
      .map((line) => line.trim())
      .filter((line) => line !== "" && !/changed (?:its FQDN )?from|^no need to change|^nothing changed/.test(line));
    if (complaints.length > 0) throw new Error(`HAProxy did not take a command: ${complaints.join("; ")}`);
  }

  close(): void {
    this.#session?.close();
    this.#session = undefined;
  }

  async #send(commands: readonly string[]): Promise<string[]> {
    if (this.#session && !this.#session.closed) {
      const session = this.#session;
      try {
        return await this.#exchange(commands);
      } catch (error) {
        // HAProxy ends one that nothing was said over for a while; whatever was sent can be sent again.
        if (!session.closed) throw error;
      }
    }
    await this.#openSoon();
    return await this.#exchange(commands);
  }

  /** Opens the connection; a HAProxy that was started a moment ago does not listen yet. */
  async #openSoon(): Promise<void> {
    const deadline = performance.now() + START;
    for (;;) {
      try {
        return await this.#open();
      } catch (error) {
        if (performance.now() > deadline || !/refused|no such file/i.test(this.#complaint)) throw error;
        await new Promise((done) => setTimeout(done, 100));
      }
    }
  }

  async #exchange(commands: readonly string[]): Promise<string[]> {
    this.#session?.write(commands.map((command) => `${command}\n`).join(""));
    const answers: string[] = [];
    for (const _ of commands) answers.push(await this.#answer());
    return answers;
  }

  async #open(): Promise<void> {
    this.#output = "";
    this.#complaint = "";
    this.#session = await openExec(this.#engine, this.#container, ["sh", "-c", BRIDGE], {
      output: (text, stream) => {
        if (stream === "stdout") this.#output += text;
        else this.#complaint += text;
        this.#wake?.();
      },
      end: () => this.#wake?.(),
    });
    this.#session.write("prompt\n");
    await this.#answer();
  }

  async #answer(): Promise<string> {
    const deadline = performance.now() + LIMIT;
    for (;;) {
      const end = this.#output.indexOf(PROMPT);
      if (end >= 0) {
        const answer = this.#output.slice(0, end);
        this.#output = this.#output.slice(end + PROMPT.length);
        return answer;
      }
      const left = deadline - performance.now();
      if (this.#session?.closed || left <= 0) {
        const why = this.#complaint.trim() || (left <= 0 ? "no answer in time" : "the connection ended");
        this.close();
        throw new UserError(`HAProxy's runtime API does not answer: ${why}`, {
          hint: "proxy-image takes an image of HAProxy 2.6 or newer with bash or nc in it, such as haproxy:3.0 or haproxy:3.0-alpine.",
        });
      }
      await new Promise<void>((done) => {
        const timer = setTimeout(done, left);
        this.#wake = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
  }
}
