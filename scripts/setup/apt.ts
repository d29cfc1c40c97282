import { UserError } from "../../toolkit/errors.ts";
import { lastLines } from "../../toolkit/log-text.ts";
import { type ProcessResult, run } from "../../toolkit/process.ts";
import { systemPath } from "./find-program.ts";
import type { SetupWorld } from "./world.ts";

/** Minutes-long waits of apt are cut short, and another apt that holds the lock is waited for. */
const OPTIONS = [
  "-q",
  "-y",
  ...["DPkg::Lock::Timeout=300", "Dpkg::Use-Pty=0", "Acquire::Retries=2"].flatMap((option) => ["-o", option]),
  ...["Acquire::http::Timeout=20", "Acquire::https::Timeout=20"].flatMap((option) => ["-o", option]),
];

/** One package source of this machine, as apt itself reads it from all its files. */
export interface AptSource {
  /** The archive's address without a slash at its end, as in `http://deb.debian.org/debian`. */
  readonly uri: string;
  /** The suite as it is written in the source, as in `bookworm` or `stable-security`. */
  readonly suite: string;
  /** `main`, `universe`… */
  readonly component: string;
}

/**
 * Installs packages with what they need to run and nothing that they merely recommend. The package lists are only
 * fetched where the lists at hand do not do: a machine may have none, or old ones.
 *
 * @throws UserError with apt's last lines.
 */
export async function aptInstall(world: SetupWorld, packages: readonly string[]): Promise<void> {
  const install = [...OPTIONS, "--no-install-recommends", "install", ...packages];
  if ((await aptGet(world, install)).code === 0) return;
  // One broken source of a third party fails the whole update, and the packages may be there all the same.
  const update = await aptGet(world, [...OPTIONS, "update"]);
  const second = await aptGet(world, install);
  if (second.code === 0) return;
  const said = `${update.code === 0 ? "" : tailOf(update)}\n${tailOf(second)}`.trim();
  throw new UserError(`apt-get could not install ${packages.join(", ")}:\n${said}`, {
    hint: `Try it by hand: apt-get update && apt-get install ${packages.join(" ")}`,
  });
}

/** Runs apt-get so that it never asks and speaks English; a code other than 0 is a result. It downloads into `cwd`. */
export async function aptGet(world: SetupWorld, args: readonly string[], cwd = "/"): Promise<ProcessResult> {
  return await run("apt-get", args, {
    cwd,
    env: { ...world.env, PATH: systemPath(world.env), DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C.UTF-8" },
    timeout: 5 * 60_000,
    signal: world.signal,
  });
}

/** The last lines that a program said on either stream, for a message. */
export function tailOf(result: Pick<ProcessResult, "stdout" | "stderr">, count = 12): string {
  return lastLines(`${result.stdout}\n${result.stderr}`, count).join("\n");
}

/** The package sources that apt is configured with; an empty list where there is no apt. */
export async function aptSources(world: SetupWorld): Promise<AptSource[]> {
  const result = await run(
    "apt-get",
    ["indextargets", "--format", "$(REPO_URI) $(RELEASE) $(COMPONENT)", "Created-By: Packages"],
    { env: { ...world.env, LC_ALL: "C.UTF-8" }, timeout: 20_000, signal: world.signal },
  );
  return result.code === 0 ? parseSources(result.stdout) : [];
}

/** Reads lines of `URI SUITE COMPONENT`, in apt's order. */
export function parseSources(text: string): AptSource[] {
  return text.split("\n").flatMap((line) => {
    const [uri, suite, component] = line.trim().split(/\s+/);
    if (uri === undefined || suite === undefined || component === undefined) return [];
    return [{ uri: uri.replace(/\/+$/, ""), suite, component }];
  });
}

/**
 * The settings of this machine's apt that decide whether it reaches its sources (proxies, time-outs, checks of dates),
 * as text for another apt.conf: a root in a container or a chroot needs them too. Paths of certificates stay out, since
 * they name files of this machine.
 */
export async function aptTransportSettings(world: SetupWorld): Promise<string> {
  const result = await run("apt-config", ["dump", "Acquire"], {
    env: { ...world.env, LC_ALL: "C.UTF-8" },
    timeout: 20_000,
    signal: world.signal,
  });
  return result.code === 0 ? transportSettings(result.stdout) : "";
}

/** The lines of `apt-config dump` that are about transport; see `aptTransportSettings`. */
export function transportSettings(dump: string): string {
  const wanted = /^Acquire::(https?::|Check-Valid-Until |Check-Date |Retries )/;
  const local = /::(CAInfo|CAPath|SslCert|SslKey|CrlFile|Proxy-Auto-Detect|ProxyAutoDetect) /i;
  const lines = dump.split("\n").filter((line) => wanted.test(line) && !local.test(line) && !/ "";$/.test(line));
  return lines.map((line) => `${line}\n`).join("");
}
