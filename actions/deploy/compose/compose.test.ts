import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { systemClock } from "../../../toolkit/clock.ts";
import { messageOf, UserError } from "../../../toolkit/errors.ts";
import { terminalRunner } from "../../../toolkit/runner-terminal.ts";
import { realWorld } from "../../../toolkit/world.ts";
import { type Inputs, readDeployInputs } from "../inputs.ts";
import { resolveInputs } from "../resolve-inputs.ts";
import { parseEnvFile } from "./env-file.ts";
import { splitWords } from "./reader.ts";

const root = mkdtempSync(join(tmpdir(), "quayside-compose-"));
afterAll(() => rmSync(root, { recursive: true }));
let count = 0;

/** Reads a project whose files are given, as the action would. */
async function read(
  files: Record<string, string>,
  inputs: Record<string, string> = {},
  env: Record<string, string> = {},
  write: (text: string) => void = () => {},
): Promise<Inputs> {
  const workspace = join(root, String(++count));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true });
    writeFileSync(join(workspace, name), text);
  }
  const given = { app: "shop", "compose-file": Object.keys(files)[0] ?? "", ...inputs };
  const runner = terminalRunner(given, env, { write });
  const world = { ...realWorld(runner, new AbortController().signal, workspace), clock: systemClock };
  return await resolveInputs(world, readDeployInputs(runner));
}

const wrong = async (...args: Parameters<typeof read>): Promise<string> =>
  await read(...args).then(
    () => "nothing is wrong",
    (error) => (error instanceof UserError ? messageOf(error) : `not a UserError: ${error}`),
  );
const web = (service: string, rest = "") => ({
  "compose.yaml": `name: acme\nservices:\n  web:\n    image: shop:1\n${service.replace(/^/gm, "    ")}\n${rest}`,
});

test("a service becomes what plain inputs would be, and more", async () => {
  const inputs = await read(
    {
      "compose.yaml": `
name: acme
services:
  web:
    image: shop:\${TAG:-1}
    command: node server.js --name "a b"
    entrypoint: ["/entry"]
    environment: { A: 1, B: "\${NAME:?}", C: , D: true }
    env_file: [web.env]
    user: "1000"
    working_dir: /srv
    read_only: true
    init: true
    tmpfs: [/tmp, "/run:size=1m"]
    cap_add: [NET_ADMIN]
    cap_drop: [ALL]
    extra_hosts: ["db.internal:10.0.0.9"]
    ulimits: { nofile: { soft: 10, hard: 20 }, nproc: 5 }
    logging: { driver: json-file, options: { max-size: 10m } }
    labels: { team: x }
    stop_grace_period: 1m30s
    stop_signal: SIGQUIT
    healthcheck: { test: curl -f localhost, interval: 2s, timeout: 1s, retries: 5, start_period: 90s }
    networks: { back: { aliases: [api] }, front: }
    volumes: ["./conf:/conf:ro", "data:/data:ro"]
    expose: ["3000"]
    restart: on-failure:3
    deploy:
      replicas: 3
      resources: { limits: { cpus: "0.5", memory: 64M, pids: 100 }, reservations: { memory: 32M } }
      update_config: { parallelism: 0, monitor: 7s, order: start-first }
      restart_policy: { condition: any }
networks: { back: { name: backbone }, front: }
volumes: { data: }
`,
      "web.env": "A=from the file\nE='$NOT'\n",
    },
    {},
    { NAME: "quay", C: "from outside" },
  );
  expect(inputs).toMatchObject({
    image: "shop:1",
    port: 3000,
    replicas: 3,
    parallelism: 0,
    order: "start-first",
    network: "backbone",
    aliases: ["web", "api"],
    stopTimeout: 90_000,
    monitorSeconds: 7000,
    healthTimeout: 105_000,
    memory: 64 * 1024 * 1024,
    cpus: 0.5,
    ports: [],
    labels: { team: "x" },
    restart: { name: "unless-stopped" },
    settings: {
      command: ["node", "server.js", "--name", "a b"],
      entrypoint: ["/entry"],
      user: "1000",
      workingDir: "/srv",
      readOnly: true,
      init: true,
      tmpfs: { "/tmp": "", "/run": "size=1m" },
      capAdd: ["NET_ADMIN"],
      capDrop: ["ALL"],
      extraHosts: ["db.internal:10.0.0.9"],
      ulimits: [
        { name: "nofile", soft: 10, hard: 20 },
        { name: "nproc", soft: 5, hard: 5 },
      ],
      logging: { driver: "json-file", options: { "max-size": "10m" } },
      stopSignal: "SIGQUIT",
      healthcheck: { test: ["CMD-SHELL", "curl -f localhost"], interval: 2000, retries: 5, startPeriod: 90_000 },
      pidsLimit: 100,
      memoryReservation: 32 * 1024 * 1024,
      mounts: [
        { type: "bind", target: "/conf", readOnly: true },
        { type: "volume", source: "acme_data", target: "/data", readOnly: true },
      ],
      networks: [{ name: "acme_front", aliases: ["web"] }],
    },
    origin: {
      instance: { "com.docker.compose.project": "acme", "com.docker.compose.service": "web" },
      balancer: { "com.docker.compose.container-number": "1000" },
    },
  });
  expect(Object.fromEntries(inputs.env)).toEqual({ A: "1", B: "quay", C: "from outside", D: "true", E: "$NOT" });
});

test("an input wins over what the file says", async () => {
  const inputs = await read(web("environment: { A: 1 }\ndeploy: { replicas: 3 }\nexpose: [3000]"), {
    image: "shop@sha256:1",
    replicas: "2",
    port: "80",
    env: "A=2",
    "stop-timeout": "3s",
  });
  expect(inputs).toMatchObject({ image: "shop@sha256:1", replicas: 2, port: 80, stopTimeout: 3000 });
  expect(inputs.env.get("A")).toBe("2");
});

test("secrets and configs become files with their owners and modes; secrets are masked", async () => {
  const files = {
    "compose.yaml": `
services:
  web:
    image: shop:1
    secrets: [token, { source: key, target: /etc/key, uid: "5", gid: "6", mode: 0440 }]
    configs: [{ source: conf, target: /etc/app.conf, mode: "0444" }]
secrets: { token: { environment: TOKEN }, key: { file: ./key.pem } }
configs: { conf: { content: "port = \${PORT:-80}" } }
`,
    "key.pem": "the key",
  };
  const inputs = await read(files, { secrets: "EXTRA=more" }, { TOKEN: "hush-hush" });
  expect(inputs.files.map(({ content, ...rest }) => ({ ...rest, content: content.toString() }))).toEqual([
    { path: "/run/secrets/token", content: "hush-hush", secret: true },
    { path: "/etc/key", content: "the key", secret: true, uid: 5, gid: 6, mode: 0o440 },
    { path: "/etc/app.conf", content: "port = 80", secret: false, mode: 0o444 },
    { path: "/run/secrets/EXTRA", content: "more" },
  ]);
  expect(await wrong({ "compose.yaml": files["compose.yaml"] })).toMatch(
    /compose\.yaml:\d+:\d+: secrets\.token\.environment names the variable TOKEN, which is not set\n.*key\.pem: there is no such file/,
  );
});

test("files override each other by the rules of the specification", async () => {
  const inputs = await read(
    {
      "a.yaml": `
services:
  web: { image: "shop:1", command: [a, b], environment: [A=1, B=2], expose: ["1"], cap_add: [X], dns: ["1.1.1.1"], labels: { l: "1" }, volumes: ["one:/data", "two:/more"] }
volumes: { one: , two: , three: }
`,
      "b.yaml": `
services:
  web:
    command: [c]
    environment: { B: 3, A: !reset null }
    expose: !override ["2"]
    cap_add: [Y, X]
    dns: ["8.8.8.8"]
    labels: [l=2]
    volumes: ["three:/data"]
`,
    },
    { "compose-file": "a.yaml\nb.yaml", order: "start-first" },
  );
  expect(inputs.settings).toMatchObject({
    command: ["c"],
    capAdd: ["X", "Y"],
    dns: ["1.1.1.1", "8.8.8.8"],
  });
  expect(inputs.settings?.mounts?.map(({ source, target }) => `${source?.replace(/^\d+_/, "")}:${target}`)).toEqual([
    "three:/data",
    "two:/more",
  ]);
  expect(Object.fromEntries(inputs.env)).toEqual({ B: "3" });
  expect(inputs).toMatchObject({ port: 2, labels: { l: "2" } });
});

test("extends, include, merge keys, profiles and .env", async () => {
  const inputs = await read(
    {
      "deploy/compose.yaml": `
name: acme
include: [../db/compose.yaml]
x-common: &common { user: "7", init: true }
services:
  base: { image: "\${IMAGE}", working_dir: /base, env_file: ./base.env }
  web:
    <<: *common
    extends: { service: parent, file: ../lib/parent.yaml }
    image: \${IMAGE}
    profiles: [prod]
    depends_on: { db: { condition: service_healthy } }
  tools: { extends: base, profiles: [dev] }
`,
      "deploy/.env": "IMAGE=shop:9\n",
      "lib/parent.yaml":
        'services:\n  parent: { extends: grand, env_file: ./p.env }\n  grand: { stop_signal: SIGINT, user: "1" }\n',
      "lib/p.env": "FROM=lib\n",
      "db/compose.yaml": "services:\n  db: { image: postgres:17, healthcheck: { test: [CMD, pg_isready] } }\n",
    },
    { service: "web" },
  );
  expect(inputs).toMatchObject({ image: "shop:9", settings: { user: "7", init: true, stopSignal: "SIGINT" } });
  expect(inputs.env.get("FROM")).toBe("lib");
});

test("every mistake is told at once, with file, line, column and key; nothing is passed over", async () => {
  const text = await wrong({
    "compose.yaml": `
services:
  web:
    image: shop:1
    portz: ["80"]
    network_mode: host
    healthcheck: { tset: [CMD, x], retries: many }
    ports: ["80:x"]
    volumes: ["nodata:/data"]
    networks: [nowhere]
    depends_on: [nobody]
    stop_grace_period: soon
    environment: [1]
    secrets: [gone]
    deploy: { replicas: x, resources: { limits: { cpu: 1 } } }
    restart: sometimes
    env_file: gone.env
volume: {}
`,
  });
  expect(text.split("\n")[0]).toBe("15 things are wrong in the compose file:");
  for (const line of [
    "compose.yaml:5:5: services.web.portz is not supported; did you mean ports?",
    "compose.yaml:6:5: services.web.network_mode is not supported: the load balancer has to reach",
    "compose.yaml:7:20: services.web.healthcheck.tset is not supported; did you mean test?",
    'compose.yaml:7:36: services.web.healthcheck.retries takes a number from 0; got "many"',
    'compose.yaml:8:13: services.web.ports[0] takes [address:][port of the host:]port, as in "127.0.0.1:8080:80"; got "80:x"',
    "compose.yaml:9:15: services.web.volumes[0] names the volume nodata, which is not under volumes",
    "compose.yaml:10:16: services.web.networks[0] names the network nowhere, which is not under networks",
    "compose.yaml:11:18: services.web.depends_on[0] names the service nobody, which is not under services",
    'compose.yaml:12:5: services.web.stop_grace_period takes a duration such as 10s or 1m30s; got "soon"',
    "compose.yaml:14:15: services.web.secrets[0] names gone, which is not under secrets",
    'compose.yaml:15:15: services.web.deploy.replicas takes a number from 0 to 32; got "x"',
    "compose.yaml:15:51: services.web.deploy.resources.limits.cpu is not supported; did you mean cpus?",
    'compose.yaml:16:5: services.web.restart takes no, always, unless-stopped, on-failure or on-failure:N; got "sometimes"',
    "compose.yaml:17:5: services.web.env_file names gone.env, and there is no such file",
    "compose.yaml:18:1: volume is not supported; did you mean volumes?",
  ]) {
    expect(text).toContain(line);
  }
});

test.each([
  ["a broken file", { "compose.yaml": "services:\n  web: [\n" }, /compose\.yaml:\d+:\d+: /],
  ["no file", {}, /compose\.yaml cannot be read: there is no such file/],
  ["a list", { "compose.yaml": "- a\n" }, /begins with keys such as services/],
  ["no such service", web("", "  db: { image: x }\n"), /has no such service/],
  [
    "no image",
    { "compose.yaml": "services:\n  web: { build: . }\n" },
    /services\.web\.build makes an image that has no name here/,
  ],
  [
    "a variable that has to be set",
    web("user: ${USER_ID:?give it}"),
    /services\.web\.user USER_ID is not set: give it/,
  ],
  ["a circle", web("depends_on: [db]", "  db: { image: x, depends_on: [web] }\n"), /goes in a circle: web → db → web/],
  ["an extends circle", web("extends: web"), /extends itself/],
  [
    "a name of Windows",
    { "compose.yaml": "name: Acme Shop\nservices: { web: { image: x } }\n" },
    /^[^\n]*\n {2}compose\.yaml:1:1: name takes lower-case/,
  ],
])("%s is told", async (what, files, message) => {
  expect(
    await wrong(files as Record<string, string>, {
      "compose-file": "compose.yaml",
      ...(what === "no such service" ? { service: "nope" } : { service: "web" }),
    }),
  ).toMatch(message);
});

test.each([
  ["a port of the host", 'ports: ["8081:3000"]', {}, "stop-first", /publishes port 8081 of the host/],
  ["the same, moved", 'ports: ["127.0.0.1:8081:3000"]', { "move-port": "true" }, "start-first", undefined],
  ["any port of the host", "ports: [3000]", {}, "start-first", undefined],
  ["a name of its own", "container_name: shop", {}, "stop-first", /has container_name: shop/],
  ["a volume", "volumes: [data:/data]", {}, "stop-first", /writes to the volume data/],
  ["a volume that is only read", "volumes: [data:/data:ro]", {}, "start-first", undefined],
  ["a volume that two share anyway", "volumes: [data:/data]\ndeploy: { replicas: 2 }", {}, "start-first", undefined],
  ["a volume, and somebody who knows", "volumes: [data:/data]", { order: "start-first" }, "start-first", undefined],
  [
    "a volume, and an update_config",
    "volumes: [data:/data]\ndeploy: { update_config: { order: start-first } }",
    {},
    "start-first",
    undefined,
  ],
  [
    "an update_config that stops first",
    "deploy: { update_config: { order: stop-first } }",
    {},
    "stop-first",
    undefined,
  ],
])("two at once: %s", async (_, service, inputs, order, note) => {
  const read1 = await read(web(service, "volumes: { data: }\n"), inputs);
  expect(read1.order).toBe(order);
  if (note) expect(read1.notes.join("\n")).toMatch(note);
  else expect(read1.notes.join("\n")).not.toMatch(/Stop first/);
  if ("move-port" in inputs)
    expect(read1).toMatchObject({ port: 3000, ports: [], publish: { hostIp: "127.0.0.1", hostPort: 8081 } });
});

test.each([
  ['ports: ["8080:3000"]', /ports wants port 8080 of the host, and so does the load balancer/],
  ['ports: ["81:3000"]\ndeploy: { replicas: 2 }', /ports allows one container only, and 2 replicas are wanted/],
  ["container_name: x\nscale: 2", /container_name allows one container only/],
])("what cannot be is refused: %s", async (service, message) => {
  expect(await wrong(web(service))).toMatch(message);
});

test.each([
  ["update_config: { delay: 5s, max_failure_ratio: 0.2 }", /^(?!.*delay).*max_failure_ratio is not heeded/s],
  [
    "rollback_config: { failure_action: pause }",
    /rollback_config.failure_action: pause is not heeded: a rollback that/,
  ],
  [
    "rollback_config: { max_failure_ratio: 0.2 }",
    /rollback_config.max_failure_ratio is not heeded: one .* the rollback/,
  ],
  ["rollback_config: { parallelism: 1, order: stop-first }", /^(?!.*not heeded)/s],
  ["update_config: { parallelism: 1, order: start-first }", /^(?!.*not heeded)/s],
])("what a deploy does not heed is said: %s", async (settings, note) => {
  expect((await read(web(`deploy: { ${settings} }`))).notes.join("\n")).toMatch(note);
});

test("rollback_config goes with the release; a rollback that is given the file heeds it, and inputs before it", async () => {
  const file = web(
    "deploy: { update_config: { parallelism: 4, delay: 9s }, rollback_config: { parallelism: 2, delay: 3s, monitor: 5s, order: stop-first, failure_action: pause } }",
  );
  const said = { parallelism: 2, delay: 3000, monitor: 5000, order: "stop-first" };
  expect(await read(file)).toMatchObject({ parallelism: 4, delay: 9000, order: "start-first", rollback: said });
  // What a deploy is told of itself is nothing that a rollback has to know.
  expect((await read(file, { delay: "1s", order: "start-first" })).rollback).toEqual(said);
  const back = { mode: "rollback", delay: "1s", order: "start-first", "monitor-seconds": "0" };
  expect((await read(file, back)).rollback).toEqual({ parallelism: 2, delay: 1000, monitor: 0, order: "start-first" });
  expect((await read(web(""), back)).rollback).toEqual({ delay: 1000, monitor: 0, order: "start-first" });
  expect((await read(web(""))).rollback).toEqual({});
  expect(await wrong(web("deploy: { rollback_config: { order: sideways, delay: soon, pace: 3 } }"))).toMatch(
    /rollback_config\.order takes .*rollback_config\.delay takes .*rollback_config\.pace is not supported/s,
  );
});

test("without any health check it is said how to have one", async () => {
  expect((await read(web(""))).notes.join()).toMatch(/has no healthcheck .* health-path such as \/readyz/);
  expect((await read(web(""), { "health-path": "/readyz" })).notes.join()).not.toMatch(/healthcheck/);
});

test.each([
  ["a b  c", ["a", "b", "c"]],
  [`sh -c 'a "b"' "c d\\" e" f\\ g`, ["sh", "-c", 'a "b"', 'c d" e', "f g"]],
  ['""', [""]],
  ["'open", undefined],
])("the words of %s", (text, words) => {
  expect(splitWords(text)).toEqual(words);
});

test("env files", () => {
  const text = '# c\nexport A=1 # c\nB=\'x # $A\'\nC="l1\\nl2 ${A}"\nD=\nE\nF=a#b\nG="two\nlines"\n\nH: yaml\n';
  expect(parseEnvFile(text, {})).toEqual({
    A: "1",
    B: "x # $A",
    C: "l1\nl2 1",
    D: "",
    E: undefined,
    F: "a#b",
    G: "two\nlines",
    H: "yaml",
  });
  expect(parseEnvFile("A='x' # $y", {}, true)).toEqual({ A: "'x' # $y" });
  expect(() => parseEnvFile("A=1\n-secret-\n", {})).toThrow("line 2 is no NAME=value");
});

test("a folder of the repository cannot be mounted on another machine; all of them are told, with the way out", async () => {
  const remote = { hosts: "ssh://deploy@10.0.0.5", "known-hosts": "10.0.0.5 ssh-ed25519 AAAA" };
  const service = web(
    "volumes: [./conf:/conf:ro, ./data:/data, /srv/files:/files, cache:/cache]",
    "volumes: { cache: }\n",
  );
  const text = await wrong(service, remote);
  expect(text).toMatch(/compose\.yaml:\d+:\d+: services\.web\.volumes mounts \S+\/conf of this machine/);
  expect(text).toMatch(
    /\/data of this machine, which ssh:\/\/deploy@10\.0\.0\.5 does not have; copy it into the image/,
  );
  expect(text).not.toContain("/srv/files");
  expect(await wrong(service)).toBe("nothing is wrong");
});

test("a later file says what it says and leaves the rest, as Compose has it", async () => {
  const rest = "networks: { back: , front: }\nvolumes: { data: }\n  ".trimEnd();
  const base = web(
    "networks: { front: { priority: 9, aliases: [f] }, back: }\ntmpfs: [/tmp, '/run:size=1m']\ndns: 1.1.1.1\nlogging: { driver: local, options: { a: b } }\nenvironment: { V: 1.10, O: 010, Q: '1.10' }",
    `${rest}\n`,
  );
  const over =
    "services:\n  web:\n    networks: { back: { aliases: [b] }, front: }\n    tmpfs: /tmp\n    dns: [1.1.1.1, 8.8.8.8]\n    logging: { driver: none }\n";
  const inputs = await read({ ...base, "over.yaml": over }, { "compose-file": "compose.yaml\nover.yaml" });
  expect(inputs.network).toBe("acme_front");
  expect(inputs.aliases).toEqual(["web", "f"]);
  expect(inputs.settings).toMatchObject({
    tmpfs: { "/tmp": "", "/run": "size=1m" },
    dns: ["1.1.1.1", "8.8.8.8"],
    logging: { driver: "none", options: {} },
  });
  expect(Object.fromEntries(inputs.env)).toEqual({ V: "1.1", O: "8", Q: "1.10" });
});

test("several hosts that would each start a database of their own: the user is warned", async () => {
  const files = web(
    "depends_on: [db, cache]",
    "  db: { image: x, volumes: ['data:/data'] }\n  cache: { image: y }\nvolumes: { data: }\n",
  );
  const warnings = async (inputs: Record<string, string>) => {
    let log = "";
    await read(files, { service: "web", ...inputs }, {}, (text) => {
      log += text;
    });
    return log;
  };
  const hosts = "unix:///one.sock\nunix:///two.sock";
  expect(await warnings({ hosts })).toMatch(
    /Each of the 2 hosts starts its own db \(volume data\): they share no data/,
  );
  expect(await warnings({ hosts: "unix:///one.sock" })).not.toContain("share no data");
  expect(await warnings({ hosts, mode: "status" })).not.toContain("share no data");
});

test("a service that is not there is told with the one that was meant", async () => {
  const files = { "compose.yaml": "services:\n  web: { image: x }\n  worker: { image: x }\n" };
  const error = await read(files, { service: "wokrer" }).catch((problem) => problem);
  expect(error.hint).toBe("Did you mean worker? It has web, worker.");
});
