import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { randomFrom } from "../../support/random.ts";

/** Files of a compose project by their names, those that are given to Compose first, and the environment of the run. */
export interface ComposeCase {
  readonly files: Readonly<Record<string, string>>;
  readonly given: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Ways to write each key of a service, as flow YAML. Two are left out, which we keep as they are written: `2024-01-02`,
 * of which Compose makes a time with a zone, and `1_000`, a number in YAML 1.1 only.
 */
const WAYS: Readonly<Record<string, readonly string[]>> = {
  command: [
    'node server.js --name "a b"',
    '[node, "a b", c]',
    "'sh -c \"echo $$HOME\"'",
    "[]",
    '""',
    "'echo a\\ b '",
    "[1, 2.50, true]",
    "null",
    "$MISSING",
  ],
  entrypoint: ['["/entry", "x"]', "/entry --flag", "[]", '""'],
  environment: [
    '{ A: 1, B: "x$$y", C: , D: true, F: 1.50 }',
    '[A=1, "B=two words", C, "D=", E=a=b]',
    '{ URL: "http://${NAME:-none}:${PORT:?}/", N: null, Z: "", Q: \'it"s\' }',
    '{ A: "${EMPTY-unset}", B: "${EMPTY:-empty}", C: "${NAME:+set}", D: "${NOPE:+set}", E: "${NOPE-${NAME}}" }',
    "{ O: 0o17, X: 0x1F, Y: yes, S: 1e3, M: -5, BIG: 12345678901234567890, T: 12:30:45 }",
    "{ I: 010, G: 0.0001, T: .5, N: ~, P: +7, V: 1.10 }",
    '["A=${NAME}", "${NAME}=key", "B=$$$$"]',
  ],
  env_file: ["a.env", "[a.env, b.env]", "[{ path: a.env }, { path: none.env, required: false }]", '["./b.env"]'],
  labels: ["{ a: b, c: , d: 5 }", '[a=b, c, "d=e=f"]', '{ "x.y/z": "${NAME}", t: true, f: 1.0 }'],
  user: ['"1000"', "1000:1000", "root", "1000"],
  working_dir: ["/srv", '"/a b"'],
  hostname: ["web-1"],
  domainname: ["example.test"],
  read_only: ["true", "false", '"true"', "${FLAG}"],
  init: ["true", "false"],
  tty: ["true"],
  stdin_open: ["true"],
  privileged: ["false", "true"],
  stop_signal: ["SIGQUIT", "SIGUSR1"],
  stop_grace_period: ["1m30s", "10s", "500ms", "1h", "2.5s", "${GRACE:-7s}"],
  healthcheck: [
    "{ test: curl -f localhost, interval: 1m2s, timeout: 500ms, retries: 5, start_period: 90s }",
    '{ test: ["CMD", "wget", "-q", "x"], start_interval: 5s, interval: 10s }',
    "{ disable: true }",
    "{ test: NONE }",
    '{ test: ["NONE"] }',
    '{ test: ["CMD-SHELL", "exit 0 || $$X"], retries: 0 }',
    "{ interval: 3s }",
  ],
  networks: [
    "[back, front]",
    "{ back: { aliases: [api, b] }, front: }",
    "{ front: { priority: 10 }, back: { priority: 5 } }",
    "{ back: , front: { aliases: [f] } }",
    "[default]",
  ],
  volumes: [
    '["./conf:/conf:ro", "data:/data", "/anon"]',
    '["data:/data:ro", "../up:/up", "/abs:/abs:rw,z", "~/h:/h"]',
    "[{ type: volume, source: data, target: /d, volume: { nocopy: true } }, { type: bind, source: ./x, target: /x, read_only: true }]",
    "[{ type: tmpfs, target: /t, tmpfs: { size: 10m, mode: 0755 } }]",
    '["${DIR:-./conf}:/conf", "data:/x:nocopy"]',
    '["./conf:/conf:rshared", "./dir/../other:/o"]',
  ],
  ports: [
    '["8080:80", "127.0.0.1:9000-9001:90-91/udp", "3000"]',
    "[80, 443]",
    '[{ target: 5, published: "6", host_ip: 1.2.3.4, protocol: tcp }, { target: 7 }]',
    '["[::1]:81:82", "5000-5002:6000-6002"]',
    '["${PORT}:80", "53:53/tcp", "53:53/udp"]',
  ],
  expose: ['["3000"]', '[80, "81/tcp"]'],
  tmpfs: ["/tmp", '[/tmp, "/run:size=1m,mode=700"]'],
  cap_add: ["[NET_ADMIN, SYS_TIME]"],
  cap_drop: ["[ALL]"],
  security_opt: ['["no-new-privileges:true"]'],
  group_add: ["[mail, 5]"],
  extra_hosts: ['["db.internal:10.0.0.9", "x=10.0.0.1"]', "{ a.b: 1.2.3.4 }", '["v6:::1"]'],
  dns: ["1.1.1.1", "[1.1.1.1, 8.8.8.8]"],
  dns_search: ["a.test", "[a.test, b.test]"],
  dns_opt: ["[ndots:2]"],
  ulimits: ["{ nofile: { soft: 10, hard: 20 }, nproc: 5 }", "{ core: -1 }"],
  logging: [
    "{ driver: json-file, options: { max-size: 10m, max-file: 3 } }",
    "{ driver: none }",
    "{ options: { max-size: 1m } }",
  ],
  sysctls: ["[net.core.somaxconn=1024]", '{ net.ipv4.ip_forward: 1, a.b: "x" }'],
  devices: ['["/dev/null:/dev/x"]', '["/dev/null:/dev/x:rw", "/dev/zero"]'],
  shm_size: ["64m", "1gb", "1048576", "2k"],
  mem_limit: ["512m", "1g", "1073741824"],
  mem_reservation: ["20m"],
  memswap_limit: ["2g", "-1"],
  cpus: ["0.5", '"1.25"', "2"],
  cpu_shares: ["512"],
  cpuset: ['"0-3"', '"0,1"'],
  pids_limit: ["100", "-1"],
  oom_score_adj: ["-500"],
  restart: ["always", '"no"', "on-failure", "on-failure:3", "unless-stopped"],
  platform: ["linux/amd64"],
  runtime: ["runc"],
  pid: ["host"],
  ipc: ["host", "private", "shareable"],
  userns_mode: ["host"],
  container_name: ["my-web"],
  secrets: [
    "[s1]",
    '[{ source: s1, target: foo, mode: 0440, uid: "5", gid: "6" }]',
    "[{ source: s2, target: /abs/s }]",
  ],
  configs: ["[c1]", "[{ source: c2, target: /etc/c, mode: 0444 }]"],
  depends_on: [
    "[db]",
    "{ db: { condition: service_healthy } }",
    "{ db: { condition: service_completed_successfully, required: false } }",
  ],
  deploy: [
    "{ replicas: 3 }",
    '{ resources: { limits: { cpus: "0.5", memory: 50M, pids: 3 }, reservations: { memory: 20m } } }',
    "{ update_config: { parallelism: 2, delay: 10s, order: start-first, monitor: 1m, failure_action: rollback } }",
    "{ restart_policy: { condition: on-failure, max_attempts: 3 } }",
    "{ replicas: ${COUNT:-2}, update_config: { parallelism: 0, delay: 1m30s } }",
  ],
  pull_policy: ["always", "missing", "never"],
};

/** Keys that Compose does not let stand beside each other. */
const APART: readonly (readonly string[])[] = [
  ["mem_limit", "deploy"],
  ["mem_reservation", "deploy"],
  ["cpus", "deploy"],
  ["pids_limit", "deploy"],
  ["container_name", "deploy"],
  ["restart", "deploy"],
  ["memswap_limit", "deploy"],
];

const REST = `
networks: { back: , front: { name: shared } }
volumes: { data: { labels: { x: y } } }
secrets: { s1: { environment: NAME }, s2: { file: ./a.env } }
configs: { c1: { content: "hello \${NAME}" }, c2: { file: ./b.env } }
`;

const ENV_FILES = {
  "a.env":
    "A=from-a\nexport X=1\n# comment\nQ=\"quo ted\"\nS='si$ngle'\nREF=${NAME}-${A}\nTRAIL=abc # gone\nEMPTY_A=\n",
  "b.env": 'A=from-b\nMULTI="line one\nline two"\nESC="tab\\tnew\\nline"\nHASH=a#b\nSPACE = spaced \nYAML: like\n',
  ".env": "NAME=from-dotenv\nDIR=./from-dotenv\nCOUNT=4\n",
};

/** A compose project by its number: the same number gives the same project. */
export function composeCase(number: number): ComposeCase {
  const random = randomFrom(number);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const service = (count: number): string[] => {
    const keys = new Set<string>();
    while (keys.size < count) {
      const key = pick(Object.keys(WAYS));
      if (!APART.some((pair) => pair.includes(key) && pair.some((one) => one !== key && keys.has(one)))) keys.add(key);
    }
    return [...keys].map((key) => `${key}: ${pick(WAYS[key] ?? [])}`);
  };
  const indent = (lines: readonly string[]) => lines.map((line) => `    ${line}\n`).join("");
  const db = "  db: { image: pg, healthcheck: { test: [CMD, 'true'] } }\n";
  const files: Record<string, string> = { "compose.yaml": "", ...ENV_FILES };
  const given = ["compose.yaml"];
  const kind = pick(["plain", "plain", "over", "extends", "merge", "include"]);
  const lines = service(1 + Math.floor(random() * 7));
  const image = `image: "shop:\${TAG:-1}"`;
  if (kind === "extends") {
    files["base.yaml"] =
      `services:\n  base:\n    image: base:1\n${indent(service(4).filter((line) => !/^(depends_on|networks|volumes|secrets|configs):/.test(line)))}`;
    lines.push("extends: { file: base.yaml, service: base }");
  }
  const anchor = kind === "merge" ? `x-base: &base\n${indent(service(3))}` : "";
  if (kind === "merge") lines.push("<<: *base");
  files["compose.yaml"] =
    `name: acme\n${anchor}services:\n  web:\n${indent([image, ...lines])}${kind === "include" ? "" : db}${REST}`;
  if (kind === "include") {
    files["compose.yaml"] += "include: [sub/db.yaml]\n";
    files["sub/db.yaml"] = "services:\n  db: { image: pg, healthcheck: { test: [CMD, 'true'] } }\n";
  }
  if (kind === "over") {
    given.push("over.yaml");
    const over = [...service(4), ...lines.filter(() => random() < 0.4).map((line) => line.split(":")[0] ?? "")];
    const seen = new Set<string>();
    const keys = over.flatMap((line) => {
      const key = line.split(":")[0] ?? "";
      if (
        seen.has(key) ||
        APART.some(
          (pair) =>
            pair.includes(key) &&
            lines.some((one) => pair.includes(one.split(":")[0] ?? "") && !one.startsWith(`${key}:`)),
        )
      )
        return [];
      seen.add(key);
      return [line.includes(":") ? line : `${key}: ${pick(WAYS[key] ?? [])}`];
    });
    files["over.yaml"] = `services:\n  web:\n${indent([...keys, ...(keys.length > 0 ? [] : ["tty: true"])])}`;
  }
  const env = { PORT: "8123", FLAG: "true", HOME: "/home/me", ...(random() < 0.5 ? { NAME: "from-env" } : {}) };
  return { files, given, env };
}

/** Writes the files of a case into a folder. */
export function writeCase(folder: string, { files }: ComposeCase): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}
