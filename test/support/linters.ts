import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "../../scripts/setup/find-program.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { messageOf } from "../../toolkit/errors.ts";
import { isProgram } from "../../toolkit/find-program.ts";
import { run } from "../../toolkit/process.ts";

/** A linter that other people wrote: its path, or why it cannot be had here. */
export type Linter = { path: string } | { why: string };

/** zizmor looks for weaknesses in workflows. From PyPI, once, where it is not on the PATH. */
export const zizmor = (): Promise<Linter> =>
  linter("zizmor", "1.32.0", ["python3"], (python, version, folder) => ({
    file: python,
    args: ["-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, `zizmor==${version}`],
    path: join(folder, "bin/zizmor"),
    env: { PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_ROOT_USER_ACTION: "ignore" },
  }));

/** actionlint knows the types of expressions and the labels of runners. Compiled once, where it is not on the PATH but Go is. */
export const actionlint = (): Promise<Linter> =>
  linter("actionlint", "1.7.12", ["go", "/usr/local/go/bin/go"], (go, version, folder) => ({
    file: go,
    args: ["install", `github.com/rhysd/actionlint/cmd/actionlint@v${version}`],
    path: join(folder, "actionlint"),
    env: { GOBIN: folder, GOFLAGS: "", CGO_ENABLED: "0" },
  }));

interface Installation {
  file: string;
  args: string[];
  path: string;
  env: Record<string, string>;
}

async function linter(
  name: string,
  version: string,
  installers: readonly string[],
  installation: (installer: string, version: string, folder: string) => Installation,
): Promise<Linter> {
  const onPath = await findProgram(name, process.env);
  if (onPath) return { path: onPath };
  const folder = join(cacheDirOf(process.env), `${name}-${version}`);
  let installer: string | undefined;
  for (const candidate of installers) {
    installer ??= candidate.startsWith("/")
      ? (await isProgram(candidate))
        ? candidate
        : undefined
      : await findProgram(candidate, process.env);
  }
  if (!installer) return { why: `${name} is not on the PATH, and there is no ${installers[0]} to install it with` };
  const { file, args, path, env } = installation(installer, version, folder);
  if (await isProgram(path)) return { path };
  mkdirSync(folder, { recursive: true });
  try {
    const result = await run(file, args, { cwd: folder, env: { ...process.env, ...env }, timeout: 150_000 });
    if (result.code !== 0) throw new Error(result.stderr.trim().split("\n").at(-1));
    return { path };
  } catch (error) {
    return { why: `${name} could not be installed: ${messageOf(error)}` };
  }
}
