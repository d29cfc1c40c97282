import { UserError } from "../../../toolkit/errors.ts";
import type { GitHub } from "../../../toolkit/github.ts";
import type { Store } from "./store.ts";

const FILE = "history.json";

/** A branch of the repository with nothing else on it; its badge can be shown in a README. Needs contents: write. */
export function branchStore(github: GitHub, branch: string): Store {
  return {
    name: `the branch ${branch}`,
    async load() {
      const file = await github.branchFile({ branch, path: FILE });
      if (!file) throw new UserError(`${FILE} of the branch ${branch} could not be read`);
      return file.text === undefined ? [] : [file.text];
    },
    async update(make) {
      const done = await github.changeBranch({
        branch,
        path: FILE,
        message: "Remember the tests of a run\n\n[skip ci]",
        make(stored) {
          const { text, badge } = make(stored === undefined ? [] : [stored]);
          return { [FILE]: text, "badge.svg": badge };
        },
      });
      if (!done) throw new UserError(`the branch ${branch} could not be written`);
    },
  };
}
