/**
 * The first step of every npm script. Runs on Node 20 with nothing installed: installs what the lock files ask for,
 * then runs scripts/<name>.ts under the Node 24 that came with it. `node scripts/bootstrap.mjs sample --change` runs
 * scripts/sample.ts with `--change`. Standard streams, signals and the exit code pass through.
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { whyStale } from "./setup/lock-file.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const bin = join(root, "node_modules/.bin");

class Failure extends Error {}

/** @param {string[]} args */
async function main([name, ...args]) {
  const [major = 0] = process.versions.node.split(".").map(Number);
  if (major < 20) {
    throw new Failure(
      `Node ${process.versions.node} is too old: Quayside needs Node 20 or newer (https://nodejs.org).`,
    );
  }
  const script = scriptOf(name);
  await install();
  const node = [join(bin, "node"), ...(major >= 24 ? [process.execPath] : [])].find((path) => existsSync(path));
  if (node === undefined) {
    throw new Failure(
      `node_modules/.bin/node is missing: npm was told not to run the install script of the package "node".\nUse Node 24 or newer, or run: npm rebuild node --ignore-scripts=false --foreground-scripts`,
    );
  }
  // The sources are ES modules and package.json does not say so, because the bundler needs it that way.
  const child = spawn(node, ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", script, ...args], {
    stdio: "inherit",
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` },
  });
  return await passThrough(child);
}

/** @param {string | undefined} name */
function scriptOf(name) {
  const path = join(root, "scripts", `${name}.ts`);
  if (name !== undefined && /^[a-z][a-z0-9-]*$/.test(name) && existsSync(path)) return path;
  const known = readdirSync(join(root, "scripts")).filter((file) => /^[a-z-]+\.ts$/.test(file));
  throw new Failure(
    `${name === undefined ? "No script is named" : `There is no script "${name}"`}. Scripts: ${known.map((file) => basename(file, ".ts")).join(", ")}.`,
  );
}

/** Runs `npm ci` wherever what is installed is not what the lock file asks for. */
async function install() {
  const stale = ["", "sample-app"].filter((folder) => {
    const lock = join(root, folder, "package-lock.json");
    if (!existsSync(lock)) return false;
    const installed = join(root, folder, "node_modules/.package-lock.json");
    return whyStale(readFileSync(lock, "utf8"), existsSync(installed) ? readFileSync(installed, "utf8") : undefined);
  });
  if (stale.length === 0) return;
  const what = stale.map((folder) => folder || "Quayside").join(" and ");
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(0)} s`;
  const tell = (/** @type {string} */ text) => process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${text}` : "");
  if (!process.stderr.isTTY) process.stderr.write(`Installing dependencies of ${what} (npm ci)\n`);
  const timer = setInterval(() => tell(`Installing dependencies of ${what} (npm ci) ${seconds()}`), 500);
  try {
    await Promise.all(stale.map(npmCi));
  } finally {
    clearInterval(timer);
    tell("");
  }
  process.stderr.write(`Installed dependencies of ${what} in ${seconds()}\n`);
}

/** @param {string} folder */
async function npmCi(folder) {
  // Under `npm run`, npm says where it is; that also spares a search on PATH.
  const own = process.env.npm_execpath;
  const [file, before] = own && /npm-cli\.c?js$/.test(own) && existsSync(own) ? [process.execPath, [own]] : ["npm", []];
  const args = [...before, "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const child = spawn(file, args, { cwd: join(root, folder), stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output = (output + text).slice(-20_000);
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.once("error", (error) =>
      reject(
        /** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT"
          ? new Failure(
              "npm was not found on the PATH. It comes with Node (https://nodejs.org); some systems have it as a package of its own, npm.",
            )
          : error,
      ),
    );
    child.once("close", resolve);
  });
  if (code !== 0) {
    throw new Failure(
      `npm ci failed in ${join(root, folder)}:\n${output.trim()}\nIf it cannot reach its registry, see npm config get registry, proxy and cafile; then run this again.`,
    );
  }
}

/** @param {import("node:child_process").ChildProcess} child */
async function passThrough(child) {
  // A terminal sends Ctrl-C to the child as well, and to hear it twice would mean "at once" to it.
  const fromTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  for (const signal of /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => {
      if (signal !== "SIGINT" || !fromTerminal) child.kill(signal);
    });
  }
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Failure ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
