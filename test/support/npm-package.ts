import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../toolkit/process.ts";

const root = join(import.meta.dirname, "../..");

/** The npm package as users get it, and a registry on loopback that has it. */
export interface Published {
  /** Path of what `npm pack` made. */
  readonly tarball: string;
  /** Paths of the files in it. */
  readonly files: readonly string[];
  /** Variables with which `npx quayside@1` finds it, and finds nothing else: it has no dependency to ask for. */
  readonly env: Readonly<Record<string, string>>;
  /** What was asked of the registry, `GET /quayside`. */
  readonly asked: readonly string[];
  remove(): Promise<void>;
}

/** Packs this repository with npm and serves the tarball as version 1.0.0. */
export async function publish(): Promise<Published> {
  const folder = mkdtempSync(join(tmpdir(), "npm-package-"));
  const packed = await run("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: root, timeout: 120_000 });
  if (packed.code !== 0) throw new Error(`npm pack failed: ${packed.stderr}`);
  const name = readdirSync(folder).find((file) => file.endsWith(".tgz")) ?? "";
  const tarball = join(folder, name);
  const listed = await run("tar", ["-tzf", tarball]);
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, unknown>;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (path === "/quayside.tgz") return void response.end(readFileSync(tarball));
    if (path !== "/quayside") return void response.writeHead(404).end("{}");
    const version = { ...manifest, version: "1.0.0", dist: { tarball: `${address()}/quayside.tgz` } };
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({ name: "quayside", "dist-tags": { latest: "1.0.0" }, versions: { "1.0.0": version } }),
    );
  });
  const address = () => `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    tarball,
    files: listed.stdout.trim().split("\n"),
    env: {
      npm_config_registry: address(),
      npm_config_cache: join(folder, "cache"),
      npm_config_update_notifier: "false",
    },
    asked,
    remove: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
