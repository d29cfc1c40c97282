/**
 * What the documentation shows is what there is: links lead somewhere, YAML is taken by those who read it, inputs and
 * scripts exist. A page that promises what the sources do not have fails here.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { ActionSpec } from "../../toolkit/action.ts";
import { run } from "../../toolkit/process.ts";
import { readYaml } from "../../toolkit/yaml.ts";
import { workflowErrors } from "./workflow-rules.ts";

const root = join(import.meta.dirname, "../..");
const pages = (await run("git", ["ls-files", "*.md"], { cwd: root })).stdout.trim().split("\n");
const read = (page: string) => readFileSync(join(root, page), "utf8");

const specs = new Map<string, ActionSpec>();
for (const name of ["build", "test", "migrate", "deploy", "pipeline"]) {
  const { spec } = (await import(pathToFileURL(join(root, "actions", name, "spec.ts")).href)) as { spec: ActionSpec };
  specs.set(name, spec);
}

interface Block {
  language: string;
  text: string;
  line: number;
}

/** The fenced blocks of a page. */
function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  for (const [index, line] of markdown.split("\n").entries()) {
    const fence = /^\s*```(\w*)/.exec(line);
    if (!fence) {
      if (open) open.text += `${line}\n`;
    } else if (open) {
      blocks.push(open);
      open = undefined;
    } else open = { language: fence[1] ?? "", text: "", line: index + 2 };
  }
  return blocks;
}

/** The heading's anchor as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

function linkMistakes(page: string, markdown: string): string[] {
  const prose = markdown.replace(/^\s*```[\s\S]*?^\s*```/gm, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) => {
    if (/^(https?:|mailto:)/.test(link)) return [];
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? page : join(dirname(page), decodeURIComponent(path));
    if (!existsSync(join(root, target))) return [`${page}: ${link} leads nowhere`];
    if (anchor === undefined || !target.endsWith(".md")) return [];
    const headings = [...read(target).matchAll(/^#+ (.*)$/gm)].map((match) => anchorOf(match[1] ?? ""));
    return headings.includes(anchor) ? [] : [`${page}: ${link} names no heading`];
  });
}

interface Step {
  uses?: string;
  with?: Record<string, unknown>;
}

/** The inputs that the steps of our own actions set and that these do not have. */
function stepMistakes(steps: readonly Step[]): string[] {
  return steps.flatMap(({ uses = "", with: inputs = {} }) => {
    const own = /^(?:quayside\/quayside|\$)(?:\/actions\/([\w-]+))?(?:@.*)?$/.exec(uses);
    if (!own) return [];
    const spec = specs.get(own[1] ?? "pipeline");
    if (!spec) return [`there is no action ${uses}`];
    return Object.keys(inputs)
      .filter((name) => !(name in spec.inputs))
      .map((name) => `${spec.name} has no input ${name}`);
  });
}

async function yamlMistakes(text: string): Promise<string[]> {
  let value: unknown;
  try {
    value = readYaml("block", text).value;
  } catch (error) {
    return [(error as Error).message];
  }
  if (Array.isArray(value) && value.every((item) => typeof item === "object" && ("uses" in item || "run" in item))) {
    const steps = text.replace(/^/gm, "      ");
    return [
      ...stepMistakes(value),
      ...(await workflowErrors("w.yml", `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n${steps}`)),
    ];
  }
  if (typeof value === "object" && value !== null && "jobs" in value) {
    const jobs = Object.values((value as { jobs: Record<string, { steps?: Step[] }> }).jobs);
    return [
      ...jobs.flatMap(({ steps = [] }) => stepMistakes(steps)),
      ...(await workflowErrors("w.yml", "on" in value ? text : `on: push\n${text}`)),
    ];
  }
  // Pipeline files are held to their schema beside it; a compose file or a part of one is only held to YAML.
  return [];
}

/** In a table whose second column is `here`, each code is an input, a value of the input before it, or `name=…`. */
function tableMistakes(page: string, markdown: string): string[] {
  const used = /uses: quayside\/quayside\/actions\/([\w-]+)@/.exec(markdown)?.[1];
  const spec = used === undefined ? undefined : specs.get(used);
  return markdown.split("\n").flatMap((line, index, all) => {
    const cells = line.split("|").map((cell) => cell.trim());
    if (cells.length < 4 || cells[2] === "here" || /^-+$/.test(cells[2] ?? "")) return [];
    let head = index;
    while (head > 0 && all[head - 1]?.startsWith("|")) head--;
    if (all[head]?.split("|")[2]?.trim() !== "here") return [];
    let input = "";
    return [...(cells[2] ?? "").matchAll(/`([^`]+)`/g)].flatMap(([, code = ""]) => {
      if (spec && code in spec.inputs) {
        input = code;
        return [];
      }
      const known = spec?.inputs[input];
      if (known && (code.includes("=") || known.takes.includes(code))) return [];
      return [`${page}:${index + 1}: ${used} has no input ${code}`];
    });
  });
}

/** The npm scripts that a text names and that package.json does not have. */
function scriptMistakes(page: string, text: string): string[] {
  // Examples in a folder of their own speak of the scripts of that folder.
  const home = [dirname(page), "."].find((folder) => existsSync(join(root, folder, "package.json"))) ?? ".";
  const { scripts } = JSON.parse(readFileSync(join(root, home, "package.json"), "utf8"));
  const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts;
  // What a YAML example runs is a script of its reader.
  return [...text.replace(/^```yaml[\s\S]*?^```/gm, "").matchAll(/npm run ([\w:-]+)/g)]
    .map((match) => match[1] ?? "")
    .filter((name) => !(name in scripts) && !(name in own))
    .map((name) => `${page}: there is no script ${name}`);
}

test("there are pages to check, and each kind of mistake is told", async () => {
  expect(pages.length).toBeGreaterThan(10);
  expect(linkMistakes("README.md", "[a](docs/nowhere.md) [b](#no-such) [c](README.md#quayside)")).toHaveLength(2);
  expect(await yamlMistakes("- uses: quayside/quayside/actions/build@v1\n  with: { tgas: x }\n")).toEqual([
    "build has no input tgas",
  ]);
  expect(await yamlMistakes("jobs: { a: { runs-on: x, stesp: [] } }\n")).not.toEqual([]);
  expect(await yamlMistakes("a: [\n")).not.toEqual([]);
  const table = "uses: quayside/quayside/actions/build@v1\n| x | here |\n|---|---|\n| a | `mode` `plan`, `gone` |\n";
  expect(tableMistakes("x.md", table)).toEqual(["x.md:4: build has no input gone"]);
  expect(scriptMistakes("README.md", "npm run nosuch")).toHaveLength(1);
});

test.each(pages)("%s: its links lead somewhere", (page) => {
  expect(linkMistakes(page, read(page))).toEqual([]);
});

test.each(pages)("%s: its YAML is taken, and names inputs that there are", async (page) => {
  const mistakes: string[] = [];
  for (const { language, text, line } of blocksOf(read(page))) {
    if (language !== "yaml") continue;
    for (const mistake of await yamlMistakes(text)) mistakes.push(`${page}:${line}: ${mistake}`);
  }
  expect(mistakes).toEqual([]);
});

test.each(pages)("%s: its tables and scripts name what there is", (page) => {
  expect([...tableMistakes(page, read(page)), ...scriptMistakes(page, read(page))]).toEqual([]);
});
