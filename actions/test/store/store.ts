/**
 * Where the history of the tests is kept between runs. What it holds is one text; what is in it is no matter here.
 * Each of these throws a UserError where it cannot do what it is asked for.
 */
export interface Store {
  /** For messages: `the branch "test-history"`. */
  readonly name: string;
  /** What is stored; several texts where runs wrote beside each other, none where nothing was stored yet. */
  load(): Promise<string[]>;
  /**
   * Stores what `make` gives; it gets what is stored by then, and may be asked again where another run was faster.
   * The picture lies beside the text where the place shows files to people.
   */
  update(make: (stored: readonly string[]) => Stored): Promise<void>;
}

/** What is stored. */
export interface Stored {
  readonly text: string;
  readonly badge: string;
}

/** Kind of a store and its name or path, as the input `store` says it. */
export interface StoreChoice {
  kind: "artifact" | "cache" | "branch" | "file";
  name: string;
}

/** Name of what is stored, where the user gives none. */
const NAME = "test-history";

/** Reads the input `store`: `artifact`, `cache`, `branch`, each with `:NAME` where wanted, or the path of a file. */
export function parseStore(raw: string): StoreChoice | undefined {
  if (raw === "") return undefined;
  const [, kind, name = NAME] = /^(artifact|cache|branch)(?::(.*))?$/.exec(raw) ?? [];
  if (kind === undefined) {
    if (!/[./\\]/.test(raw)) throw new Error(`"${raw}" is no kind of store, and no path with a "/" or "." in it`);
    return { kind: "file", name: raw.replace(/^file:/, "") };
  }
  if (!/^[A-Za-z0-9][\w./-]{0,99}$/.test(name) || name.includes("..")) throw new Error(`"${name}" is no name for it`);
  return { kind: kind as StoreChoice["kind"], name };
}

/** What the stores need to know of the run. */
export interface StoreSettings {
  readonly token: string;
  /** The branch whose runs are remembered. */
  readonly branch: string;
  /** Folder that a following step uploads from; absolute. */
  readonly reportDir: string;
}
