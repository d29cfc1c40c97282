import { createHash, hash as hashOf } from "node:crypto";
import { closeSync, fstatSync, openSync, readdirSync, readlinkSync, readSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Instruction } from "./dockerfile.ts";
import { ignored } from "./dockerignore.ts";
import type { Source } from "./facts.ts";
import type { BuildInputs } from "./inputs.ts";

/** Bytes that are read at once. */
const CHUNK = 256 * 1024;

/**
 * A hash of everything that the context sends: paths, contents, links and executable bits, without what .dockerignore
 * leaves out (`<Dockerfile>.dockerignore` counts before it) and without times, which differ between two checkouts.
 */
export async function hashContext(context: string, dockerfile: string): Promise<string> {
  const own = await readFile(`${dockerfile}.dockerignore`, "utf8").catch(() => undefined);
  const rules = ignored(own ?? (await readFile(join(context, ".dockerignore"), "utf8").catch(() => "")));
  const buffer = Buffer.allocUnsafe(CHUNK);
  const whole = createHash("sha256");
  let files = 0;
  // Hashed as it is found, folder by folder, so that no list of all files has to be kept.
  const walk = async (folder: string): Promise<void> => {
    const entries = readdirSync(join(context, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      const out = rules.test(path);
      if (entry.isDirectory()) {
        if (!out || rules.takesBack) await walk(path);
      } else if (!out) {
        const full = `${context}/${path}`;
        whole.update(
          entry.isSymbolicLink() ? `link ${path}\0${readlinkSync(full)}` : `${hashFile(full, buffer)} ${path}`,
        );
        whole.update("\0\n");
        // Calls that wait are several times faster here than promises; in between, signals and timers get their turn.
        if (++files % 256 === 0) await setImmediate();
      }
    }
  };
  await walk("");
  return whole.digest("hex");
}

// In pieces, so that no file has to fit into memory; one that fits into a piece needs no object of its own, which for
// ten thousand of them is what the memory goes to.
function hashFile(path: string, buffer: Buffer): string {
  const file = openSync(path, "r");
  try {
    const { mode, size } = fstatSync(file);
    const executable = mode & 0o100 ? "x" : "-";
    let read = readSync(file, buffer);
    if (read === size) return `${executable} ${hashOf("sha256", buffer.subarray(0, read))}`;
    const hash = createHash("sha256");
    for (; read > 0; read = readSync(file, buffer)) hash.update(buffer.subarray(0, read));
    return `${executable} ${hash.digest("hex")}`;
  } finally {
    closeSync(file);
  }
}

/**
 * The images that a Dockerfile takes things from: FROM, COPY --from, RUN --mount=from. Undefined where that cannot be
 * told before the build, or where it fetches what may change (ADD with an address).
 */
export function basesOf(instructions: readonly Instruction[], buildArgs: readonly string[]): string[] | undefined {
  const given = new Map(
    buildArgs.map((arg) => [arg.replace(/=.*$/s, ""), arg.includes("=") ? arg.replace(/^[^=]*=/, "") : undefined]),
  );
  const values = new Map<string, string>();
  const stages = new Set<string>();
  const bases = new Set<string>();
  let began = false;
  let stageCount = 0;
  for (const { keyword, text } of instructions) {
    if (keyword === "ARG" && !began) {
      for (const [, name = "", value = ""] of text.matchAll(/(\w+)(?:=("[^"]*"|'[^']*'|\S*))?/g)) {
        values.set(name, given.get(name) ?? value.replace(/^(["'])(.*)\1$/, "$2"));
      }
    }
    const images: string[] = [];
    if (keyword === "FROM") {
      began = true;
      const [, image = "", alias] = /^(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(text) ?? [];
      images.push(image);
      bases.delete("");
      collect(images, stages, stageCount, values, bases);
      if (alias) stages.add(alias.toLowerCase());
      stageCount++;
      continue;
    }
    if (keyword === "ADD" && /(^|[\s"])(https?|git|ssh):|git@/.test(text)) return undefined;
    for (const [, image = ""] of text.matchAll(/(?:--from=|--mount=\S*\bfrom=)([^\s,]+)/g)) images.push(image);
    collect(images, stages, stageCount, values, bases);
  }
  return [...bases].some((base) => base.includes("$")) ? undefined : [...bases];
}

function collect(
  images: readonly string[],
  stages: ReadonlySet<string>,
  stageCount: number,
  values: ReadonlyMap<string, string>,
  bases: Set<string>,
): void {
  for (const image of images) {
    const name = image.replace(
      /\$\{(\w+)(?::-([^}]*))?\}|\$(\w+)/g,
      (whole, braced, fallback, plain) => values.get(braced ?? plain) || fallback || whole,
    );
    const isStage = stages.has(name.toLowerCase()) || (/^\d+$/.test(name) && Number(name) < stageCount);
    if (!isStage && name !== "scratch") bases.add(name);
  }
}

/**
 * The hash of all that decides what the image holds. Labels that were worked out from the commit are left out, since they
 * differ each time; those that were given count. Secrets count by their names, never by their values.
 */
export async function contentHash(
  inputs: BuildInputs,
  source: Source & { readonly dockerfile: string },
  baseDigests: ReadonlyMap<string, string>,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const { labels, annotations } = inputs.metadata ?? inputs;
  const facts = {
    version: 3,
    context: await hashContext(source.context, source.dockerfile),
    dockerfile: createHash("sha256")
      .update(await readFile(source.dockerfile))
      .digest("hex"),
    bases: [...baseDigests].sort(([a], [b]) => (a < b ? -1 : 1)),
    buildArgs: inputs.buildArgs.map((arg) => (arg.includes("=") ? arg : `${arg}=${env[arg] ?? ""}`)).sort(),
    labels: [...labels].sort(),
    annotations: [...annotations].sort(),
    target: inputs.target,
    // A builder that is told no platform builds for its own, and a registry serves runners of several.
    platforms: inputs.platforms.length > 0 ? [...inputs.platforms].sort() : [process.arch],
    secrets: [...inputs.secrets, ...inputs.secretEnvs, ...inputs.secretFiles].map(({ id }) => id).sort(),
    attestations: [inputs.provenance, inputs.sbom, ...inputs.attests],
    network: inputs.network,
    hosts: [...inputs.addHosts].sort(),
  };
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
}
