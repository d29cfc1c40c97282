import { globSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { run } from "../../../toolkit/process.ts";

const root = join(import.meta.dirname, "../../..");

/** Where the peers' sources come from: addresses or folders that git can clone. */
export interface Peers {
  readonly dorny: string;
  readonly mikepenz: string;
}

/**
 * Puts our reader and the peers' ones into a folder, compiled by the same compiler in the same way, with what they
 * need. Returns the names of the readers that can be run there; a peer that cannot be cloned is replaced by the parser
 * library that it stands on.
 */
export async function preparePeers(folder: string, peers: Peers): Promise<{ readers: string[]; notes: string[] }> {
  const must = async (file: string, args: string[], cwd = folder) => {
    const { code, stderr } = await run(file, args, { cwd, timeout: 300_000 });
    if (code !== 0) throw new Error(`${file} ${args[0]} ended with ${code}: ${stderr.slice(-500)}`);
  };
  const install = (cwd: string, names: string[] = []) =>
    must("npm", ["install", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", ...names], cwd);

  mkdirSync(join(folder, "ours"));
  for (const top of ["actions/test", "toolkit"]) transpile(join(root, top), join(folder, "ours", top));
  symlinkSync(join(root, "node_modules"), join(folder, "ours/node_modules"));
  writeFileSync(join(folder, "ours/package.json"), '{"type":"module"}');
  transpile(import.meta.dirname, folder);
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');

  const notes: string[] = [];
  const readers = ["ours"];
  // glob is what mikepenz imports and only has among its development dependencies.
  const libraries = ["lcov-parse@1.0.0", "glob@13"];
  for (const [name, reader, library] of [
    ["dorny", "dorny/test-reporter", "xml2js@0.6.2"],
    ["mikepenz", "mikepenz/action-junit-report", "xml-js@1.6.11"],
  ] as const) {
    try {
      await must("git", ["clone", "--quiet", "--depth", "1", peers[name], name]);
      transpile(join(folder, name, "src"), join(folder, name, "lib"));
      await install(join(folder, name));
      readers.push(reader);
    } catch (error) {
      notes.push(`${reader} could not be fetched (${(error as Error).message}); its parser library stands for it`);
      libraries.push(library);
      readers.push(library.slice(0, library.lastIndexOf("@")));
    }
  }
  await install(folder, libraries);
  return { readers, notes };
}

function transpile(from: string, to: string): void {
  for (const name of globSync("**/*.ts", { cwd: from })) {
    if (name.endsWith(".test.ts") || name.endsWith(".d.ts")) continue;
    const { outputText } = ts.transpileModule(readFileSync(join(from, name), "utf8"), {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2022,
        rewriteRelativeImportExtensions: true,
      },
    });
    const target = join(to, name.replace(/ts$/, "js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
}
