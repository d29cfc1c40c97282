import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect as dial } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "../../toolkit/docker.ts";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import { certificates } from "./certificates.ts";
import { startSshd, type TestSshd } from "./ssh-support.ts";

const temp = mkdtempSync(join(tmpdir(), "qsct-"));
let sshd: TestSshd | undefined;

beforeAll(async () => {
  // One login at a time: a client that logs in for each request is dropped by this server.
  sshd = await startSshd(["MaxStartups 1"]);
});

afterAll(() => {
  sshd?.stop();
  rmSync(temp, { recursive: true, force: true });
});

const failure = async (attempt: Promise<unknown>) => {
  const error = await attempt.then(
    () => new Error("it went well"),
    (thrown) => thrown,
  );
  return `${messageOf(error)}\n${error instanceof UserError ? error.hint : "not a UserError"}`;
};

const needsSshd = (context: { skip: (why?: string) => void }): TestSshd => {
  if (!sshd) context.skip("there is no sshd, see the log");
  return sshd as TestSshd;
};

test("SSH: many requests at once go over one connection, and nothing of it is left behind", async (context) => {
  const { address, key, knownHosts, connections } = needsSshd(context);
  const before = connections();
  const engine = await connect({ host: address, env: process.env, ssh: { key, knownHosts }, temp });
  // The key is on the disk only until ssh has logged in, and never among the arguments.
  const [folder = ""] = readdirSync(temp);
  expect(readdirSync(join(temp, folder)).sort()).toEqual(["config", "engine.sock", "known_hosts"]);
  const commandLines = readdirSync("/proc").flatMap((pid) => {
    try {
      return /^\d+$/.test(pid) ? [readFileSync(`/proc/${pid}/cmdline`, "latin1")] : [];
    } catch {
      return [];
    }
  });
  expect(commandLines.filter((line) => line.includes(folder))).not.toEqual([]);
  expect(commandLines.filter((line) => line.includes(key.slice(60, 100)))).toEqual([]);
  await Promise.all(Array.from({ length: 40 }, () => engine.api.version()));
  await engine.close();
  expect(readdirSync(temp)).toEqual([]);
  const { made, loggedIn } = connections();
  expect([made - before.made, loggedIn - before.loggedIn]).toEqual([1, 1]);
});

test("control: two connections are counted as two", async (context) => {
  const { address, key, knownHosts, connections } = needsSshd(context);
  const { made } = connections();
  for (const _ of [1, 2]) await (await connect({ host: address, env: process.env, ssh: { key, knownHosts } })).close();
  expect(connections().made - made).toBe(2);
});

test("SSH ends with the process that opened it, also when that is killed", async (context) => {
  const { address, key, knownHosts } = needsSshd(context);
  const script = join(temp, "child.ts");
  const docker = join(import.meta.dirname, "../../toolkit/docker.ts");
  writeFileSync(
    script,
    `import { connect } from ${JSON.stringify(docker)};
     await connect({ host: process.argv[2], env: process.env, temp: process.argv[3], ssh: { key: process.env.KEY, knownHosts: process.env.KNOWN } });
     console.log("connected");
     setInterval(() => {}, 1000);`,
  );
  const child = spawn(process.execPath, [script, address, temp], {
    env: { ...process.env, KEY: key, KNOWN: knownHosts },
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((done) => child.stdout.once("data", done));
  expect(readdirSync(temp).filter((name) => name !== "child.ts")).toHaveLength(1);
  child.kill("SIGKILL");
  await expect.poll(() => readdirSync(temp), { timeout: 5000 }).toEqual(["child.ts"]);
});

test("SSH: an unknown or another host key is refused, whatever the user's own settings are", async (context) => {
  const { address, key, knownHosts, connections } = needsSshd(context);
  const other = `${knownHosts.slice(0, -12)}${"A".repeat(12)}`;
  const before = connections().loggedIn;
  const unknown = await failure(
    connect({ host: address, env: process.env, ssh: { key, knownHosts: "example.org ssh-ed25519 AAAA" }, temp }),
  );
  expect(unknown).toMatch(/its host key is not in known-hosts[\s\S]*ssh-keyscan/);
  const wrong = await failure(connect({ host: address, env: process.env, ssh: { key, knownHosts: other }, temp }));
  expect(wrong).toMatch(/somebody else may be answering|not in known-hosts/);
  expect(connections().loggedIn).toBe(before);
  expect(readdirSync(temp).filter((name) => name !== "child.ts")).toEqual([]);
});

test("SSH: a key that the host does not take, one that is none, and an engine that is not there are told apart", async (context) => {
  const { address, key, knownHosts } = needsSshd(context);
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(temp, "other")]);
  const other = readFileSync(join(temp, "other"), "utf8");
  rmSync(join(temp, "other"));
  rmSync(join(temp, "other.pub"));
  const ssh = { key, knownHosts };
  const [refused, broken, absent, nobody] = await Promise.all([
    failure(connect({ host: address, env: process.env, ssh: { ...ssh, key: other }, temp })),
    failure(connect({ host: address, env: process.env, ssh: { ...ssh, key: "no key" }, temp })),
    failure(connect({ host: `${address}/run/no-docker.sock`, env: process.env, ssh, temp })),
    failure(connect({ host: "ssh://nobody@127.0.0.1:9", env: process.env, ssh, temp })),
  ]);
  expect(refused).toMatch(/does not take the login[\s\S]*authorized_keys/);
  expect(broken).toMatch(/does not take the login|cannot be read/);
  expect(absent).toMatch(/No Docker Engine answers[\s\S]*\/run\/no-docker\.sock/);
  expect(nobody).toMatch(/Connection refused/);
});

test("TLS with client certificates of an own CA; each mistake in them is told by name", async () => {
  const [mine, theirs] = [certificates("mine", "127.0.0.1"), certificates("theirs", "127.0.0.1")];
  const server = createServer(
    { ...mine.server, ca: mine.ca, requestCert: true, rejectUnauthorized: true },
    (socket) => {
      const engine = dial("/var/run/docker.sock");
      socket.pipe(engine).pipe(socket);
      for (const end of [socket, engine]) end.on("error", () => [socket, engine].forEach((one) => void one.destroy()));
    },
  ).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const host = `tcp://127.0.0.1:${(server.address() as { port: number }).port}`;
  const tls = { ca: mine.ca, ...mine.client };
  try {
    // Neither an engine of the environment nor its lax settings may count where a host is given.
    const env = { ...process.env, DOCKER_HOST: "tcp://127.0.0.1:1", NODE_TLS_REJECT_UNAUTHORIZED: "0" };
    const engine = await connect({ host, env, tls });
    expect(engine.version).toMatch(/^\d+\./);
    expect(await failure(connect({ host, env, tls: { ...tls, ca: theirs.ca } }))).toContain("not from the CA");
    expect(await failure(connect({ host, env, tls: { ca: mine.ca, ...theirs.client } }))).toContain(
      "does not take our certificate",
    );
    expect(await failure(connect({ host: host.replace("127.0.0.1", "localhost"), env, tls }))).toContain(
      "for another name",
    );
    expect(await failure(connect({ host, env, tls: { ...tls, key: "no key" } }))).toContain("PEM text");
  } finally {
    server.close();
  }
});
