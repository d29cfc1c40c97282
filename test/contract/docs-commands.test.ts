/**
 * Every command of the documentation is run: here, or by the test that is named beside it. A command that no line of this
 * table knows fails, and so does a line of it that no page has any more.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "../../toolkit/process.ts";

const root = join(import.meta.dirname, "../..");
const pages = (await run("git", ["ls-files", "*.md"], { cwd: root })).stdout.trim().split("\n");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Who runs a command. */
type Runner =
  /** This test, in this repository; where `as` is given, as that. */
  | { readonly here: true; readonly as?: string }
  /** Another test, whose file has that text. */
  | { readonly by: string; readonly text: string }
  /** Nobody, and why. */
  | { readonly nobody: string };

const here: Runner = { here: true };
const by = (file: string, text: string): Runner => ({ by: file, text });
const nobody = (reason: string): Runner => ({ nobody: reason });
/** Programs of campaigns that pages name, by the script that runs them. */
const campaigns = new Map<string, string[]>();
/** A campaign takes minutes to hours, so it is only asked whether it has its programs: all those of a script at once. */
const campaign = (kind: string, name?: string): Runner => {
  campaigns.set(kind, [...(campaigns.get(kind) ?? []), ...(name ? [name] : [])]);
  return { by: "package.json", text: `"${kind}": "node scripts/bootstrap.mjs campaign` };
};
const placeholders = nobody("its image or secret is the reader's; test/contract/cli.test.ts reads its flags");
const named = nobody("a tool is named, nothing is to be typed");

const COMMANDS: Readonly<Record<string, Runner>> = {
  "npm run sample": by("test/e2e/sample.test.ts", 'test("npm run sample builds'),
  "npm run sample -- --json": by("test/e2e/sample.test.ts", '"--json"'),
  "npm run sample -- --change": by("test/e2e/sample.test.ts", 'sample(["--change"])'),
  "npm run sample:down": by("test/e2e/sample.test.ts", 'npm("sample:down")'),
  "npm test": by(".ci/run", "npm test"),
  "npm run test:unit": nobody("it is a part of npm test, whose every run is one of it"),
  "npm run check": by("test/contract/house.test.ts", "npm run check"),
  // It would change the files of whoever runs the tests; the check holds them to the same rules.
  "npm run format": by("test/contract/house.test.ts", "npm run check"),
  "npm run generate": by("test/contract/house.test.ts", "npm run generate"),
  "npm run dist": by("test/contract/house.test.ts", "npm run dist"),
  "npm run bench": campaign("bench"),
  "npm run bench -- migrate": campaign("bench", "migrate"),
  "npm run bench -- scaling": campaign("bench", "scaling"),
  "npm run bench -- pipeline": campaign("bench", "pipeline"),
  "npm run bench -- test-reading": campaign("bench", "test-reading"),
  "npm run bench -- deploy": campaign("bench", "deploy"),
  "npm run bench -- deploy --peers FOLDER": campaign("bench", "deploy"),
  "npm run test:fault": campaign("test:fault"),
  "npm run test:fault -- deploy-engine": campaign("test:fault", "deploy-engine"),
  "npm run test:fault -- deploy-hosts": campaign("test:fault", "deploy-hosts"),
  "npm run test:fault -- deploy-kill --random 30": campaign("test:fault", "deploy-kill"),
  "npm run test:fault -- deploy-parallel": campaign("test:fault", "deploy-parallel"),
  "npm run test:fault -- deploy-replica": campaign("test:fault", "deploy-replica"),
  "npm run test:fault -- deploy-signal": campaign("test:fault", "deploy-signal"),
  "npm run test:fault -- deploy-upgrade": campaign("test:fault", "deploy-upgrade"),
  "npm run test:load": campaign("test:load"),
  "npm run test:load -- deploy": campaign("test:load", "deploy"),
  "npm run test:load -- deploy-adopt": campaign("test:load", "deploy-adopt"),
  "npm run test:load -- deploy-canary": campaign("test:load", "deploy-canary"),
  "npm run test:load -- deploy-disk": campaign("test:load", "deploy-disk"),
  "npm run test:load -- deploy-rollback": campaign("test:load", "deploy-rollback"),
  "npm run test:load -- deploy-upgrade": campaign("test:load", "deploy-upgrade"),
  "npm run test:fuzz": campaign("test:fuzz"),
  "npm run test:fuzz -- deploy-compose": campaign("test:fuzz", "deploy-compose"),
  "npm run test:fuzz -- deploy-sequences": campaign("test:fuzz", "deploy-sequences"),
  "npm run test:fuzz -- readers": campaign("test:fuzz", "readers"),
  "npm test -- --project engine test/engine/deploy.test.ts": by(".ci/run", "npm test"),
  "npm test -- --project engine test/engine/deploy.test.ts test/engine/deploy-rollout.test.ts": by(
    ".ci/run",
    "npm test",
  ),
  "npm test -- --project unit actions/deploy/deployment": here,
  "npm test -- --project unit actions/deploy/hosts/preflight": here,
  "npx quayside init": by("test/e2e/cli.test.ts", 'npx("init")'),
  "npx quayside pipeline": by("test/e2e/cli.test.ts", 'npx("pipeline", "--json")'),
  "npx quayside doctor": by("test/e2e/cli.test.ts", 'npx("doctor"'),
  "npx quayside plan": by("test/e2e/fastapi.test.ts", 'quayside("plan"'),
  "npx quayside init --ci github,jenkins,travis": by(
    "test/e2e/fastapi.test.ts",
    'quayside("init", "--ci", "github,jenkins,travis"',
  ),
  "export DATABASE_URL=postgres://books:books@127.0.0.1:5432/books": by("test/e2e/fastapi.test.ts", "DATABASE_URL"),
  "quayside init": by("test/e2e/cli.test.ts", 'npx("init")'),
  "quayside doctor": by("test/e2e/cli.test.ts", 'npx("doctor"'),
  'quayside init --test "make test"': by("test/contract/cli.test.ts", '"init", "--test", "make test"'),
  "quayside COMMAND --help": by("test/contract/cli.test.ts", 'quayside([name, "--help"])'),
  "quayside completion fish \\| source": by("test/contract/cli-completion.test.ts", "completionFor(shell)"),
  "quayside build --tags ghcr.io/acme/shop:1.4.2 --tags ghcr.io/acme/shop:latest --push": placeholders,
  "quayside migrate --mode plan --url-file /run/secrets/database-url": placeholders,
  "quayside deploy --app shop --image ghcr.io/acme/shop:1.4.2 --replicas 2 --env LOG_LEVEL=info --env REGION=eu":
    placeholders,
  "docker compose up --build --wait": by("test/e2e/sample-compose.test.ts", "up --build --wait"),
  "docker compose up -d --wait db": by("test/e2e/sample-compose.test.ts", "up -d --wait db"),
  "docker compose down --volumes": by("test/e2e/sample-compose.test.ts", "down --volumes"),
  "INPUT_URL=postgres://app:sample@127.0.0.1:54320/app node ../dist/migrate.js": by(
    "test/e2e/sample-compose.test.ts",
    "dist/migrate.js",
  ),
  "DATABASE_URL=postgres://app:sample@127.0.0.1:54320/app npm run dev": by(
    "test/e2e/sample-compose.test.ts",
    "npm run dev",
  ),
  "TEST_DATABASE_URL=postgres://app:sample@127.0.0.1:54320/app npm test": by(
    "test/e2e/sample-compose.test.ts",
    "npm test",
  ),
  "pip install -r requirements.txt": by("test/e2e/infrastructure.test.ts", "pip install --quiet -r requirements.txt"),
  'ssh-keygen -t ed25519 -N "" -C quayside -f deploy-key': by("test/e2e/infrastructure.test.ts", '"deploy-key"'),
  "ansible-playbook -i inventory.ini hosts.yml": by("test/e2e/infrastructure.test.ts", '"inventory.ini", "hosts.yml"'),
  "set -a; . ./quayside.env; QUAYSIDE_SSH_KEY=$(cat deploy-key); set +a": by(
    "test/e2e/infrastructure.test.ts",
    "set -a; . ./quayside.env; QUAYSIDE_SSH_KEY=$(cat deploy-key); set +a",
  ),
  "gh variable set --env production --env-file quayside.env": nobody("it asks GitHub for a repository of the reader"),
  "gh secret set --env production QUAYSIDE_SSH_KEY < deploy-key": nobody(
    "it asks GitHub for a repository of the reader",
  ),
  "docker compose up -d": by("test/engine/deploy-adopt.test.ts", 'docker("up", "-d")'),
  "docker compose up -d --wait": by("test/engine/deploy-adopt.test.ts", 'docker("up", "-d"'),
  "docker compose ps": by("test/engine/deploy-compose.test.ts", '"ps"'),
  "docker buildx create --driver docker-container --use": nobody("it pulls BuildKit's image from Docker Hub"),
  "gh attestation verify dist/index.js --repo quayside/quayside": nobody(
    "it asks GitHub for a release of this repository",
  ),
  "docker rollout SERVICE": nobody("it is what a reader comes from"),
  "ssh-keyscan HOST": nobody("it asks a host of the reader"),
  "ssh-keyscan 10.0.0.5": nobody("it asks a host of the reader"),
  "docker image rm NAME:content-…": by("test/engine/build.test.ts", "remove({ force: true })"),
  "npm publish --access public": by("test/contract/other-ci.test.ts", "published.tarball"),
  "docker system df": nobody("it is Docker's own, and changes nothing"),
  "docker image prune": nobody(
    "it would take images of whoever runs the tests; test:load -- deploy-disk prunes by the API",
  ),
  "docker image prune --all": nobody(
    "it would take images of whoever runs the tests; test:load -- deploy-disk prunes by the API",
  ),
  "docker compose config": by("test/fuzz/support/compose-config.ts", '"config"'),
  "node --test --test-reporter=junit": by(
    "actions/test/formats/fixtures/remake.sh",
    "node --test --test-reporter=$reporter",
  ),
  "docker buildx": named,
  "docker buildx bake": named,
  "docker compose": named,
  "docker compose run": named,
  "docker compose up": named,
  "docker stack deploy": named,
  "sh -c": named,
};

/** The commands of a page: of its shell blocks, of its indented blocks, and between backquotes in its text. */
function commandsOf(markdown: string): string[] {
  const commands: string[] = [];
  const text = markdown.replace(/^```(\w*)\n([\s\S]*?)^```/gm, (_, language: string, block: string) => {
    if (/^(sh|bash|console|shell)$/.test(language)) commands.push(...block.split("\n"));
    return "";
  });
  const program = "(?:npm|npx|quayside|docker|node|git|sh|bash|pip|curl|gh|ssh-keyscan|act)";
  const indented = new RegExp(`^ {4}((?:[A-Z_]+=\\S+ )*${program} .*)$`, "gm");
  const quoted = new RegExp(`\`(${program} [^\`\\n]+)\``, "g");
  for (const pattern of [indented, quoted]) commands.push(...[...text.matchAll(pattern)].map(([, one = ""]) => one));
  return commands.map((line) => line.replace(/\s+# .*/, "").trim()).filter((line) => line !== "");
}

const found = new Set(pages.flatMap((page) => commandsOf(read(page))));

test("the pages are read: a command in a block, in an indented one and in the text", () => {
  const page = "```sh\nnpm run a   # why\n```\n\n    X=1 node b.js\n\nSay `docker c d`, not `cat`.\n";
  expect(commandsOf(page)).toEqual(["npm run a", "X=1 node b.js", "docker c d"]);
});

test("each command of a page is in the table, and each line of the table is in a page", () => {
  expect([...found].filter((command) => !(command in COMMANDS))).toEqual([]);
  expect(Object.keys(COMMANDS).filter((command) => !found.has(command))).toEqual([]);
});

test("those that another test runs are run there", () => {
  const missing = Object.entries(COMMANDS).flatMap(([command, runner]) =>
    "by" in runner && !read(runner.by).includes(runner.text) ? [`${command}: ${runner.by} has no ${runner.text}`] : [],
  );
  expect(missing).toEqual([]);
  for (const [command, runner] of Object.entries(COMMANDS)) {
    if ("nobody" in runner && runner !== named) console.log(`Not run: ${command} (${runner.nobody})`);
  }
});

const own = new Set([
  ...Object.entries(COMMANDS).flatMap(([command, one]) => ("here" in one ? [one.as ?? command] : [])),
  ...[...campaigns].map(([kind, names]) => `npm run ${kind} -- ${[...new Set(names)].join(" ")} --list`),
]);

test.each([...own])("%s", { timeout: 120_000 }, async (command) => {
  const { VITEST, ...env } = process.env;
  const { code, stdout, stderr } = await run("sh", ["-ec", command], { cwd: root, env, timeout: 110_000 });
  expect(code, `${stdout}\n${stderr}`).toBe(0);
});
