import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { ensureSshd } from "../../scripts/setup/sshd.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { freePort } from "../support/free-port.ts";

/** An SSH server on loopback that belongs to one test. */
export interface TestSshd {
  /** `ssh://user@127.0.0.1:port`. */
  readonly address: string;
  /** A line of known_hosts with its key. */
  readonly knownHosts: string;
  /** The private key that it takes. */
  readonly key: string;
  /** How many TCP connections it has got, and how many of them logged in. */
  connections(): { readonly made: number; readonly loggedIn: number };
  stop(): void;
}

/** Starts sshd with a configuration and keys of its own; undefined (and a line that says why) where there is none. */
export async function startSshd(settings: readonly string[] = []): Promise<TestSshd | undefined> {
  const program = await ensureSshd({
    log: (line) => console.log(line),
    env: process.env,
    cacheDir: cacheDirOf(process.env),
    signal: new AbortController().signal,
  });
  if (!program) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "quayside-sshd-"));
  const file = (name: string) => join(folder, name);
  for (const name of ["host", "user"]) {
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "quayside-test", "-f", file(name)]);
  }
  copyFileSync(file("user.pub"), file("authorized_keys"));
  const port = await freePort();
  const user = userInfo().username;
  writeFileSync(
    file("config"),
    [
      `Port ${port}`,
      "ListenAddress 127.0.0.1",
      `HostKey ${file("host")}`,
      `AuthorizedKeysFile ${file("authorized_keys")}`,
      `PidFile ${file("pid")}`,
      "StrictModes no",
      "PermitRootLogin prohibit-password",
      "PasswordAuthentication no",
      "KbdInteractiveAuthentication no",
      "UsePAM no",
      "LogLevel VERBOSE",
      ...settings,
    ].join("\n"),
  );
  let log = "";
  const args = ["-D", "-e", "-f", file("config")];
  const root = process.getuid?.() === 0;
  const child: ChildProcess = root
    ? // sshd as root wants a user and a folder that only its package makes; it gets both in a namespace of its own.
      spawn("unshare", ["-m", "sh", "-c", PREPARE, "sh", folder, program.path, ...args], {
        stdio: ["ignore", "ignore", "pipe"],
        env: { ...process.env, ...program.env },
      })
    : spawn(program.path, args, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, ...program.env } });
  child.stderr?.on("data", (text) => {
    log += text;
  });
  for (let tries = 0; !log.includes("Server listening") && tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error(`sshd did not start: ${log}`);
    await new Promise((done) => setTimeout(done, 50));
  }
  const count = (pattern: RegExp) => [...log.matchAll(pattern)].length;
  return {
    address: `ssh://${user}@127.0.0.1:${port}`,
    knownHosts: `[127.0.0.1]:${port} ${readFileSync(file("host.pub"), "utf8").split(" ").slice(0, 2).join(" ")}`,
    key: readFileSync(file("user"), "utf8"),
    connections: () => ({ made: count(/^Connection from /gm), loggedIn: count(/^Accepted publickey /gm) }),
    stop() {
      child.kill("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const PREPARE = `
folder=$1; shift
if ! getent passwd sshd >/dev/null; then
  { cat /etc/passwd; echo 'sshd:x:65533:65534::/run/sshd:/usr/sbin/nologin'; } >"$folder/passwd"
  mount --bind "$folder/passwd" /etc/passwd
fi
mkdir -p "$folder/run"; mkdir -p /run/sshd 2>/dev/null; chmod 755 "$folder/run"
mount --bind "$folder/run" /run/sshd
exec "$@"`;
