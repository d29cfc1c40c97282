/**
 * Takes over what `docker compose up` has started: with its port or without one, several containers, behind HAProxy and
 * behind nginx; then goes back to it and on again under a probe, and lets `docker compose up` look whether there is
 * anything left for it to do. `npm run test:load -- deploy-adopt`
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ensureCompose } from "../../scripts/setup/buildx.ts";
import { cacheDirOf } from "../../scripts/setup/world.ts";
import { listContainers } from "../../toolkit/docker/containers.ts";
import { removeImage } from "../../toolkit/docker/images.ts";
import { connect } from "../../toolkit/docker.ts";
import { run } from "../../toolkit/process.ts";
import { bench, makeAppImage, makeNginxImage } from "../engine/deploy-support.ts";

const { env } = process;
const { signal } = new AbortController();
const log = (line: string) => console.error(`· ${line}`);
const compose = await ensureCompose({ log, env, cacheDir: cacheDirOf(env), signal });
if (!compose) throw new Error("docker compose cannot be had here");
// Where the action looks for it.
env.PATH = `${dirname(compose.path)}:${env.PATH}`;
const engine = await connect({ env });
const image = await makeAppImage(engine);
const folder = mkdtempSync(join(tmpdir(), "quayside-adopt-"));

async function adopt(product: "haproxy" | "nginx", replicas: number, movePort: boolean) {
  const nginx: Record<string, string> =
    product === "nginx" ? { "load-balancer": product, "proxy-image": await makeNginxImage(engine) } : {};
  const host = await bench("", { ...nginx, "move-port": String(movePort) });
  const project = `${host.app}p`;
  const file = join(folder, "compose.yaml");
  const write = (version: string) =>
    writeFileSync(
      file,
      `name: ${project}
services:
  web:
    image: ${image}
    environment: { VERSION: ${version} }
    ${movePort ? `ports: ["${host.url.replace("http://", "")}:8000"]` : "expose: [8000]"}
    deploy: { replicas: ${replicas} }
    stop_grace_period: 1s
    labels: { quayside.test: edges }
`,
    );
  const docker = async (...args: string[]) => {
    const { code, stderr } = await run(compose?.path ?? "", ["-f", file, ...args], { timeout: 120_000 });
    if (code !== 0) throw new Error(`docker compose ${args.join(" ")}: ${stderr}`);
  };
  const deploy = (inputs: Record<string, string> = {}) => host.run({ "compose-file": file, service: "web", ...inputs });
  const running = async () =>
    (await listContainers(engine, { "com.docker.compose.project": project, "com.docker.compose.oneoff": "False" }))
      .filter((one) => one.running)
      .map(({ id }) => id)
      .sort()
      .join();
  const wrong: string[] = [];
  const check = (what: string, is: unknown, wanted: unknown) => {
    if (is !== wanted) wrong.push(`${what}: ${is}, not ${wanted}`);
  };
  try {
    write("zero");
    await docker("up", "-d");
    write("one");
    check("the first deploy", (await deploy()).message, "");
    check("after it", await host.version(), "one");
    const [back, seen] = await host.probed(() => deploy({ mode: "rollback" }));
    check("going back", back.message, "");
    check("after that", await host.version(), "zero");
    const [again, more] = await host.probed(() => deploy());
    check("the second deploy", again.message, "");
    check("after all", await host.version(), "one");
    check("failed", seen.failures + more.failures, 0);
    check("once more", (await deploy()).outputs.outcome, "unchanged");
    const before = await running();
    check("containers", before.split(",").length, replicas);
    await docker("up", "-d");
    check("after docker compose up", await running(), before);
    return { product, replicas, movePort, requests: seen.requests + more.requests, wrong };
  } finally {
    await host.close();
    await docker("down", "--volumes", "--remove-orphans", "--timeout", "1");
  }
}

try {
  const results = [await adopt("haproxy", 1, true), await adopt("haproxy", 3, false)];
  results.push(await adopt("nginx", 1, true), await adopt("nginx", 2, false));
  if (results.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
  console.log(JSON.stringify(results, null, 2));
} finally {
  await removeImage(engine, image);
  rmSync(folder, { recursive: true });
}
