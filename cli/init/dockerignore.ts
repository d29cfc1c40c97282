import type { Findings } from "./detect.ts";
import type { Repository } from "./repository.ts";

/** Where the version of a package comes from git, its build needs the folder of git. */
const ASKS_GIT =
  /\bgit (describe|rev-parse|log|show)\b|setuptools[_-]scm|hatch-vcs|versioneer|versioningit|dynamic-versioning/;
const BUILDS = /(^|\/)(Dockerfile|Containerfile|Makefile|pyproject\.toml|setup\.(py|cfg)|package\.json)$/;

/**
 * The .dockerignore of a repository that has none, so that an image changes with its own content alone: without git's
 * folder, the files that `init` writes, and what tests and installations leave behind and git does not keep. Undefined
 * where there is one, or nothing to build.
 */
export function dockerignoreOf(
  { files, tracked }: Pick<Repository, "files" | "tracked">,
  found: Pick<Findings, "dockerfile" | "stack">,
  written: readonly string[],
): string | undefined {
  const dockerfile = found.dockerfile?.value;
  if (!dockerfile || files.has(".dockerignore") || files.has(`${dockerfile}.dockerignore`)) return undefined;
  const asksGit = [...files].some(([path, text]) => BUILDS.test(path) && ASKS_GIT.test(text));
  const python = found.stack?.value.startsWith("Python") ?? false;
  const left = [
    ...["reports", "coverage", "quayside-report"],
    ...(files.has("package.json") ? ["node_modules"] : []),
    ...(python ? [".venv", ".coverage", "*.egg-info", "**/.pytest_cache", "**/__pycache__"] : []),
  ];
  const named = files.get(dockerfile) ?? "";
  // What the Dockerfile names it may need, whatever it looks like.
  const lines = [
    ...(asksGit ? [] : [".git"]),
    ...new Set(written.map((path) => path.replace(/^\.github\/.*/, ".github"))),
    ...left.filter((path) => !tracked.has(path)),
  ].filter((path) => !named.includes(path.replace(/^\*\*?\/?/, "")));
  return `# What is none of the image's content, so that it changes with nothing else. Written by \`quayside init\`.\n${lines.join("\n")}\n`;
}
