import { writeYaml } from "../../toolkit/yaml.ts";
import type { Findings, Found } from "./detect.ts";

/** Editors complete and check the file by it. */
const SCHEMA = "https://raw.githubusercontent.com/quayside/quayside/v1/docs/schema/pipeline.schema.json";

/** The text of pipeline.yml for what was found, each setting with its reason where that is no matter of course. */
export function pipelineYaml(found: Findings, slug: string | undefined): string {
  const parts = [
    `# yaml-language-server: $schema=${SCHEMA}\n# The pipeline of ${found.app.value}, written by \`quayside init\`. Each section holds the inputs of its stage, which run in this\n# order; \${VAR} comes from the environment. \`quayside plan\` says what it would do.`,
    writeYaml({ app: `\${APP_NAME:-${found.app.value}}` }).trimEnd(),
  ];
  const section = (remarks: readonly (string | undefined)[], name: string, value: Record<string, unknown> | null) => {
    const comment = remarks.filter((one) => one !== undefined).map((one) => `# ${one}\n`);
    // `name:` alone is a stage without settings of its own.
    const text = value === null ? `${name}:` : writeYaml({ [name]: value }).trimEnd();
    parts.push(`${comment.join("")}${text}`);
  };
  if (found.dockerfile) build(found, slug, section);
  if (found.tests) {
    const { run, reports, coverage } = found.tests.value;
    section([since("Run so", found.tests)], "test", {
      run,
      ...(reports ? { reports } : {}),
      ...(coverage ? { "coverage-reports": coverage } : {}),
    });
  }
  if (found.dockerfile) {
    if (slug) section(["The image that was tested, and no other."], "push", null);
    else
      parts.push(
        "# Where there is a registry: put its name in front of the tags above, and take this line in.\n# push:",
      );
  }
  if (found.migrations) {
    section([since("Migrated so", found.migrations)], "migrate", {
      url: "${DATABASE_URL}",
      ...found.migrations.value,
    });
  }
  if (found.dockerfile && found.port) deploy(found, section);
  return `${parts.join("\n\n")}\n`;
}

type Section = (remarks: readonly (string | undefined)[], name: string, value: Record<string, unknown>) => void;

const VERSION = "${VERSION:-${GITHUB_SHA:-dev}}";

function build(found: Findings, slug: string | undefined, section: Section): void {
  const image = slug ? `\${REGISTRY:-ghcr.io}/${slug.toLowerCase()}` : found.app.value;
  const file = found.dockerfile?.value;
  section([], "build", {
    tags: `${image}:${VERSION}`,
    ...(file === "Dockerfile" ? {} : { file }),
    ...(slug
      ? { registries: "${REGISTRY_PASSWORD:+${REGISTRY:-ghcr.io} ${REGISTRY_USERNAME} ${REGISTRY_PASSWORD}}" }
      : {}),
    ...(found.buildArgs.length > 0
      ? { "build-args": Object.fromEntries(found.buildArgs.map(({ value }) => value)) }
      : {}),
    ...(found.buildSecrets.length > 0
      ? {
          // An empty file where the variable is not set, so that a build without the secret goes on.
          "secret-files": Object.fromEntries(
            found.buildSecrets.map(({ value }) => [
              value,
              `\${${value.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}_FILE:-/dev/null}`,
            ]),
          ),
        }
      : {}),
  });
}

function deploy(found: Findings, section: Section): void {
  const { port, healthPath, env, secrets, migrations } = found;
  section(
    [
      "On the Docker host that DOCKER_HOST names, or on this machine.",
      port && since("The port is this", port),
      healthPath && since("A container gets traffic once this path answers", healthPath),
    ],
    "deploy",
    {
      publish: "${APP_ADDRESS:-127.0.0.1:8080}",
      port: port?.value,
      replicas: 2,
      ...(healthPath ? { "health-path": healthPath.value } : {}),
      ...(migrations ? { network: `\${APP_NETWORK:-${found.app.value}}` } : {}),
      ...(env.length > 0 ? { env: Object.fromEntries(env.map(({ value }) => value)) } : {}),
      ...(secrets.length > 0 ? { secrets: Object.fromEntries(secrets.map(({ value }) => value)) } : {}),
    },
  );
  if (healthPath) section([], "verify", { path: healthPath.value });
}

function since(what: string, { why }: Found<unknown>): string {
  return `${what}, since ${why}.`;
}
