import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Wish } from "./deploy-steps.ts";

/** Name of the compose project of an app. */
export function projectOf(app: string): string {
  return `${app}p`;
}

/** Writes the compose file of a wish with all that it names; gives its path. */
export function writeProject(
  folder: string,
  wish: Wish,
  {
    app,
    image,
    ports,
  }: { readonly app: string; readonly image: string; readonly ports: Readonly<Record<string, string>> },
): string {
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  put(".env", `APP_VERSION=${wish.version}\nAPP_IMAGE=${image}\n`);
  put("app.env", `# what the service is told\nFLAVOUR=${wish["env-file"]}\n`);
  put("token.txt", wish["file-secret"] ?? "");
  const file = join(folder, "compose.yaml");
  put("compose.yaml", `${composeLines(wish, app, ports).join("\n")}\n`);
  return file;
}

function composeLines(wish: Wish, app: string, ports: Readonly<Record<string, string>>): string[] {
  const address = ports.s?.replace(/^0\.0\.0\.0:/, "");
  const web = [
    "image: ${APP_IMAGE:?}",
    `environment: { VERSION: "\${APP_VERSION:-none}", LISTEN: "${wish.listen}" }`,
    "profiles: [live]",
    wish["service-port"] && `ports: ["${address}:${wish.listen}"]`,
    wish["container-name"] && `container_name: ${app}-named`,
    wish.volume && "volumes: [data:/data]",
    wish["env-file"] && "env_file: [app.env]",
    wish["file-secret"] && "secrets: [{ source: token, target: TOKEN }]",
    wish.config && "configs: [{ source: shape, target: /etc/shape }]",
    wish.healthcheck && "healthcheck: { test: [CMD, test, -f, /app.js], interval: 300ms, timeout: 5s, retries: 5 }",
    wish.dependency && "depends_on: { db: { condition: service_healthy } }",
    wish.written && wish["stop-timeout"] && `stop_grace_period: ${wish["stop-timeout"]}`,
    ...deployLines(wish),
  ];
  const db = [
    "image: ${APP_IMAGE:?}",
    `entrypoint: [node, -e, "require('fs').writeFileSync('/tmp/up','');setInterval(()=>{},1e3)"]`,
    "healthcheck: { test: [CMD, test, -f, /tmp/up], interval: 200ms, retries: 50 }",
    "stop_grace_period: 0s",
  ];
  const service = (name: string, lines: readonly (string | undefined)[]) => [
    `  ${name}:`,
    ...lines.filter(Boolean).map((line) => `    ${line}`),
  ];
  return [
    `name: ${app}p`,
    "services:",
    ...service("web", web),
    ...service("db", db),
    // Nobody needs it, and nobody may start it.
    ...service("spare", [...db, "profiles: [never]"]),
    "volumes: { data: {} }",
    "secrets: { token: { file: ./token.txt } }",
    `configs: { shape: { content: "${wish.config}" } }`,
  ];
}

function deployLines(wish: Wish): string[] {
  const of = (pairs: readonly (readonly [key: string, value: string | undefined])[]) =>
    `{ ${pairs.flatMap(([key, value]) => (value ? [`${key}: ${value}`] : [])).join(", ")} }`;
  const seconds = wish["monitor-seconds"] && `${wish["monitor-seconds"]}s`;
  const written = [
    `replicas: ${wish.replicas}`,
    `update_config: ${of([
      ["parallelism", wish.parallelism],
      ["delay", wish.delay],
      ["monitor", seconds],
      ["order", wish.order === "auto" ? "" : wish.order],
    ])}`,
    `resources: { limits: ${of([
      ["memory", wish.memory],
      ["cpus", wish.cpus && `"${wish.cpus}"`],
    ])} }`,
  ];
  const back = wish["rollback-at-once"];
  const all = [...(wish.written ? written : []), ...(back ? [`rollback_config: { parallelism: ${back} }`] : [])];
  return all.length > 0 ? ["deploy:", ...all.map((line) => `  ${line}`)] : [];
}
