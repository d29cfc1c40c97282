import { UserError } from "../../../toolkit/errors.ts";
import type { YamlNode } from "../../../toolkit/yaml.ts";

/** Everything that is wrong with the files of a project, each with its place, so that it can all be told at once. */
export class Mistakes {
  readonly #told = new Map<string, number>();
  /** What works and is not what one may expect, one sentence each. */
  readonly notes = new Set<string>();

  /** `path` is the key in words: `services.app.ports[0]`. */
  add(node: Pick<YamlNode, "at">, path: string, message: string): void {
    this.#told.set(`${node.at}: ${path === "" ? "" : `${path} `}${message}`, this.#told.size);
  }

  /** Throws a UserError with all of them, in the order of the files; nothing happens where there are none. */
  throwAny(): void {
    if (this.#told.size === 0) return;
    const lines = [...this.#told.keys()].sort((a, b) => order(a, b));
    const count = lines.length === 1 ? "One thing is" : `${lines.length} things are`;
    throw new UserError(`${count} wrong in the compose file:\n${lines.map((line) => `  ${line}`).join("\n")}`, {
      hint: "docker compose config shows how Compose reads it. Nothing was changed.",
    });
  }
}

function order(a: string, b: string): number {
  const [, fileA = "", lineA = "", columnA = ""] = /^(.*?):(\d+):(\d+): /.exec(a) ?? [];
  const [, fileB = "", lineB = "", columnB = ""] = /^(.*?):(\d+):(\d+): /.exec(b) ?? [];
  if (fileA !== fileB) return fileA < fileB ? -1 : 1;
  return Number(lineA) - Number(lineB) || Number(columnA) - Number(columnB) || (a < b ? -1 : 1);
}
