import { spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../clock.ts";
import { codeOf, throwIfAborted, UserError } from "../errors.ts";
import type { EngineAddress } from "./addresses.ts";

/** What proves to the host who we are, and to us that it is the host. */
export interface SshOptions {
  /** Text of a private key without a passphrase; where it is not given, the user's agent and own keys are asked. */
  readonly key?: string;
  /** Lines of a known_hosts file; where it is not given, the user's own files count. Unknown hosts are always refused. */
  readonly knownHosts?: string;
}

/** A socket on this machine behind which the engine of another one answers. */
export interface Tunnel {
  readonly socket: string;
  /** What ssh has said since the login: why it could not open a channel, or why the connection ended. */
  said(): string;
  close(): Promise<void>;
}

type SshAddress = Extract<EngineAddress, { kind: "ssh" }>;

/**
 * Keeps ssh no longer than its standard input is open, and that ends with this process, however it goes: also by
 * SIGKILL nothing is left behind. Text from outside is never part of it. $1: the folder, which is removed.
 */
const KEEPER = `
folder=$1; shift; exec 3<&0
"$@" </dev/null 3<&- & child=$!
{ cat >/dev/null; kill "$child" 2>/dev/null; } <&3 &
exec 3<&-
wait "$child"; code=$?
rm -rf -- "$folder"
exit "$code"`;

const PREFIX = "quayside-ssh-";
/** Longest path of a socket, with room for what ssh puts behind it while it binds. */
const PATH_LIMIT = 80;

/**
 * Opens ONE ssh connection and forwards the engine's socket over it: each request is a channel of that connection, where
 * the docker command and docker-modem log in again for each (and run into sshd's MaxStartups).
 * The key lies in a file of mode 0600 only until ssh has logged in. Throws a UserError that says what ssh was told.
 */
export async function openTunnel(
  address: SshAddress,
  options: SshOptions,
  limits: { readonly temp?: string; readonly timeout: number; readonly signal?: AbortSignal | undefined },
): Promise<Tunnel> {
  const name = `${address.user ? `${address.user}@` : ""}${address.host}`;
  const temp = limits.temp && limits.temp.length < PATH_LIMIT - 40 ? limits.temp : tmpdir();
  await sweep(temp);
  // Only its owner may enter a folder that mkdtemp makes.
  const folder = await mkdtemp(join(temp, `${PREFIX}${process.pid}-`));
  const file = (part: string) => join(folder, part);
  const socket = file("engine.sock");
  try {
    if (options.key !== undefined) await writeFile(file("key"), `${options.key.trim()}\n`, { mode: 0o600 });
    if (options.knownHosts !== undefined) await writeFile(file("known_hosts"), `${options.knownHosts.trim()}\n`);
    await writeFile(file("config"), configText(address, options, file));
    const child = spawn("sh", ["-c", KEEPER, "sh", folder, "ssh", "-F", file("config"), "--", address.host], {
      stdio: ["pipe", "ignore", "pipe"],
      // Ctrl-C goes to the whole group of a terminal, and taking a deploy back still needs the connection.
      detached: true,
    });
    let said = "";
    let ended: string | undefined;
    child.stdin.on("error", () => {});
    child.stderr.on("data", (text) => {
      said = (said + text).slice(-4000);
    });
    const end = new Promise<void>((done) => {
      child.once("error", (error) => {
        ended ??= codeOf(error) === "ENOENT" ? "there is no sh on the PATH" : error.message;
        done();
      });
      child.once("close", (code) => {
        ended ??= said.trim() || `ssh ended with code ${code}`;
        done();
      });
    });
    const close = async () => {
      child.stdin.end();
      await Promise.race([end, systemClock.sleep(2000)]);
      if (ended === undefined && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      await rm(folder, { recursive: true, force: true });
    };
    try {
      await listening(socket, limits, () => ended);
    } catch (error) {
      await close();
      throwIfAborted(limits.signal);
      throw explain(name, address, options, error instanceof Error ? error.message : String(error));
    }
    rmSync(file("key"), { force: true });
    said = "";
    child.unref();
    (child.stdin as unknown as { unref(): void }).unref();
    (child.stderr as unknown as { unref(): void }).unref();
    return {
      socket,
      said: () => said.trim(),
      close,
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** ssh makes the local socket once it has logged in. */
async function listening(
  socket: string,
  limits: { readonly timeout: number; readonly signal?: AbortSignal | undefined },
  ended: () => string | undefined,
): Promise<void> {
  const deadline = performance.now() + limits.timeout;
  while (!existsSync(socket)) {
    const why = ended();
    if (why !== undefined) throw new Error(why);
    if (performance.now() > deadline) throw new Error(`no login within ${limits.timeout / 1000} s`);
    await systemClock.sleep(20, limits.signal);
  }
}

/** All settings are in a file: nothing of them is in the arguments, which everybody on the machine can read. */
function configText(address: SshAddress, options: SshOptions, file: (part: string) => string): string {
  const quoted = (path: string) => `"${path}"`;
  return `${[
    // The first value that is found counts, so ours come before the user's own, which may name a jump host.
    `Host ${address.host}`,
    ...(address.user ? [`  User ${address.user}`] : []),
    ...(address.port ? [`  Port ${address.port}`] : []),
    `  LocalForward ${quoted(file("engine.sock"))} ${quoted(address.socket)}`,
    "  ExitOnForwardFailure yes",
    "  StreamLocalBindMask 0177",
    "  SessionType none",
    "  RequestTTY no",
    "  ControlMaster no",
    "  ControlPath none",
    "Host *",
    ...(options.key === undefined ? [] : [`  IdentityFile ${quoted(file("key"))}`, "  IdentitiesOnly yes"]),
    ...(options.knownHosts === undefined
      ? []
      : [`  UserKnownHostsFile ${quoted(file("known_hosts"))}`, "  GlobalKnownHostsFile /dev/null"]),
    "  StrictHostKeyChecking yes",
    "  UpdateHostKeys no",
    "  VerifyHostKeyDNS no",
    "  BatchMode yes",
    "  ForwardAgent no",
    "  ForwardX11 no",
    "  PermitLocalCommand no",
    "  ConnectTimeout 15",
    "  ServerAliveInterval 15",
    "  ServerAliveCountMax 3",
    "  LogLevel ERROR",
    "  Include ~/.ssh/config",
  ].join("\n")}\n`;
}

/** Removes what a process that was killed in the second before its login has left; its number is in the name. */
async function sweep(temp: string): Promise<void> {
  for (const name of await readdir(temp).catch(() => [])) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (!pid) continue;
    try {
      process.kill(pid, 0);
    } catch (error) {
      if (codeOf(error) !== "ESRCH") continue;
      const path = join(temp, name);
      const mine = (await stat(path).catch(() => undefined))?.uid === process.getuid?.();
      if (mine) await rm(path, { recursive: true, force: true }).catch(() => {});
    }
  }
}

function explain(name: string, address: SshAddress, options: SshOptions, said: string): UserError {
  const port = address.port ?? 22;
  const place = port === 22 ? name : `${name}, port ${port}`;
  const text = said.replace(/\r/g, "").trim();
  const keys = `ssh-keyscan -p ${port} ${address.host} prints the keys that answer there; compare them with those on the host itself (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub) before you trust them.`;
  const told = (message: string, hint: string) =>
    new UserError(`No SSH connection to ${place}: ${message}`, { hint, cause: new Error(text) });
  if (/host key is known|Host key verification failed|HOST IDENTIFICATION|host key .*(mismatch|changed)/i.test(text)) {
    return /HAS CHANGED|mismatch|changed/i.test(text)
      ? told("its host key is not the one in known-hosts, so somebody else may be answering", keys)
      : told("its host key is not in known-hosts", `Put it there: ${keys}`);
  }
  if (/Permission denied|Too many authentication/i.test(text)) {
    return told(
      "it does not take the login",
      `${options.key === undefined ? "Give a key with ssh-key. " : ""}The public half of the key belongs into ~/.ssh/authorized_keys of that user.`,
    );
  }
  if (/passphrase|invalid format|error in libcrypto|bad permissions|Load key/i.test(text)) {
    return told(
      "the key of ssh-key cannot be read",
      "It takes a private key as ssh-keygen writes it, without passphrase.",
    );
  }
  if (/ssh: not found|ssh: command not found|\bexec\b.*not found/i.test(text)) {
    return told("there is no ssh on the PATH", "Install the OpenSSH client.");
  }
  return told(
    text.split("\n").at(-1) ?? text,
    "Check the name and port of the host, and that this machine reaches it: ssh -v shows each step.",
  );
}
