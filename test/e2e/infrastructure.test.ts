import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aptTransportSettings } from "../../scripts/setup/apt.ts";
import { APT_SETTINGS, ROOT_IMAGE } from "../../scripts/setup/image-recipes.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { putFiles } from "../../toolkit/docker/archives.ts";
import { createContainer, findContainer, removeContainer, startContainer } from "../../toolkit/docker/containers.ts";
import { execIn } from "../../toolkit/docker/exec.ts";
import { inspectImage, removeImage } from "../../toolkit/docker/images.ts";
import { pullImage } from "../../toolkit/docker/pull.ts";
import { connect, type Engine } from "../../toolkit/docker.ts";
import { probe } from "../../toolkit/probe.ts";
import { run } from "../../toolkit/process.ts";
import { makeSmallApp, RUNS_DOCKER } from "../engine/hosts-support.ts";
import { type Repository, repository } from "../support/repository.ts";

const root = join(import.meta.dirname, "../..");
const MACHINE = "quayside-test-machine";
const IMAGE = "quayside-test-infrastructure:app";
const world = {
  log: console.log,
  env: process.env,
  cacheDir: cacheDirOf(process.env),
  signal: AbortSignal.timeout(600_000),
};

/** What a provider gives: an SSH server and Python. This machine's limits do not go as far as Docker's own script wants. */
const BARE = `
apt-get -q update
DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends install openssh-server python3 procps
printf '%s\\n' 'ulimit() { :; }' 'export DOCKER_ALLOW_IPV6_ON_IPV4_INTERFACE=1' > /etc/default/docker
mkdir -p /run/sshd
chown -R root: /root/.ssh
chmod -R go= /root/.ssh`;

let engine: Engine;
let example: Repository;
let address: string;
let why: string | undefined;

beforeAll(async () => {
  engine = await connect({ env: process.env });
  example = await repository("infrastructure", join(root, "examples/infrastructure"));
  for (const name of ["admin", "deploy-key"])
    await run("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", name], { cwd: example.folder });
  const install = "python3 -m venv .venv && .venv/bin/pip install --quiet -r requirements.txt";
  const { code, stderr } = await run("sh", ["-c", install], { cwd: example.folder, timeout: 300_000 });
  if (code === 0) why = await startMachine().then(() => undefined, String);
  else why = stderr.trim().split("\n").at(-1);
  if (why) console.log(`No machine is set up by Ansible here: ${why}`);
});

afterAll(async () => {
  if (engine) {
    await removeContainer(engine, MACHINE);
    await removeImage(engine, IMAGE).catch(() => {});
  }
  example?.remove();
});

/** A bare Debian that answers SSH. */
async function startMachine(): Promise<void> {
  const here = await inspectImage(engine, ROOT_IMAGE);
  const image = here ? ROOT_IMAGE : "debian:trixie-slim";
  if (!here) await pullImage(engine, image, { firstAnswer: 15_000, stall: 60_000 }, world.signal);
  await removeContainer(engine, MACHINE);
  const labels = { "quayside.test": "infrastructure" };
  const command = { entrypoint: ["sleep", "infinity"], command: [], init: true } as const;
  await createContainer(engine, { name: MACHINE, image, labels, network: "bridge", ...command, ...RUNS_DOCKER });
  await putFiles(engine, MACHINE, "/", [
    { name: APT_SETTINGS, content: await aptTransportSettings(world) },
    { name: "root/.ssh/", content: "", mode: 0o700 },
    { name: "root/.ssh/authorized_keys", content: readFileSync(join(example.folder, "admin.pub")) },
  ]);
  await startContainer(engine, MACHINE);
  const { code, stdout, stderr } = await execIn(engine, MACHINE, ["sh", "-euc", `${BARE}\n/usr/sbin/sshd`]);
  if (code !== 0) throw new Error(`the machine could not be made: ${`${stdout}${stderr}`.slice(-500)}`);
  const key = await execIn(engine, MACHINE, ["cat", "/etc/ssh/ssh_host_ed25519_key.pub"]);
  address = (await findContainer(engine, MACHINE))?.addresses.bridge ?? "";
  writeFileSync(join(example.folder, "known_hosts"), `${address} ${key.stdout}`);
  writeFileSync(join(example.folder, "inventory.ini"), `[deploy]\n${address} ansible_user=root\n`);
}

/** Runs the playbook as the README says; gives how many of its tasks have changed something. */
async function playbook(...more: string[]): Promise<number> {
  const ssh = `-o UserKnownHostsFile=${join(example.folder, "known_hosts")}`;
  const args = ["-i", "inventory.ini", "hosts.yml", "--private-key", "admin", "--ssh-common-args", ssh, ...more];
  const { code, stdout, stderr } = await run(".venv/bin/ansible-playbook", args, {
    cwd: example.folder,
    env: { ...process.env, ANSIBLE_NOCOLOR: "1" },
    timeout: 300_000,
  });
  if (code !== 0) throw new Error(`${stdout}${stderr}`);
  return Number(/ changed=(\d+) /.exec(stdout)?.[1]);
}

/** A pipeline with what the playbook wrote, as the README says. */
const PIPELINE = 'set -a; . ./quayside.env; QUAYSIDE_SSH_KEY=$(cat deploy-key); set +a; "$@"';
async function pipeline() {
  const command = [process.execPath, join(root, "dist/cli.js"), "pipeline", "--json"];
  const { code, stdout, stderr } = await run("sh", ["-euc", PIPELINE, "sh", ...command], {
    cwd: example.folder,
    env: { ...process.env, GITHUB_ACTIONS: undefined },
    timeout: 300_000,
  });
  if (code !== 0) throw new Error(`${stdout}${stderr}`);
  return JSON.parse(stdout).outputs;
}

test("a bare Debian becomes a host; the second time nothing is left to do", async ({ skip }) => {
  skip(why !== undefined, why);
  expect(await playbook()).toBeGreaterThan(4);
  expect(await playbook()).toBe(0);
  const written = readFileSync(join(example.folder, "quayside.env"), "utf8");
  expect(written).toContain(`QUAYSIDE_HOSTS='ssh://deploy@${address}:22\n'`);
  expect(written).toMatch(new RegExp(`QUAYSIDE_KNOWN_HOSTS='${address} ssh-ed25519 [A-Za-z0-9+/=]+\n'`));
});

test("a pipeline deploys to it with what was written down, and its key opens no shell", async ({ skip }) => {
  skip(why !== undefined, why);
  await makeSmallApp(engine, IMAGE);
  const deploy = `image: ${IMAGE}, port: 8000, publish: "0.0.0.0:8080", health-path: /readyz, env: VERSION=one`;
  await example.commit({ "pipeline.yml": `app: machine\ndeploy: { ${deploy} }\n` });
  expect(await pipeline()).toMatchObject({ outcome: "success" });
  expect(await (await fetch(`http://${address}:8080/`)).text()).toBe("one");
  const ssh = ["-i", "deploy-key", "-o", "UserKnownHostsFile=known_hosts", "-o", "BatchMode=yes", `deploy@${address}`];
  const shell = await run("ssh", [...ssh, "id"], { cwd: example.folder, timeout: 20_000 });
  expect(shell).toMatchObject({ code: 1, stdout: expect.stringContaining("not available") });
});

test("Docker takes a changed setting over while the app is asked, and no request fails", async ({ skip }) => {
  skip(why !== undefined, why);
  const end = new AbortController();
  const probing = probe(`http://${address}:8080/`, { rate: 50, signal: end.signal });
  const settings = { docker_settings: { "live-restore": true, "log-driver": "local", "max-concurrent-downloads": 2 } };
  const changed = await playbook("--extra-vars", JSON.stringify(settings)).finally(() => end.abort());
  const seen = await probing;
  // The settings, and the two ways in which Docker is told of them.
  expect(changed).toBe(3);
  const { stdout } = await execIn(engine, MACHINE, ["cat", "/var/log/docker.log"]);
  expect(stdout.match(/Daemon has completed initialization/g)?.length).toBeGreaterThan(1);
  expect(seen).toMatchObject({ failures: 0, reasons: {} });
  expect(seen.requests).toBeGreaterThan(100);
});
