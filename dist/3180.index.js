"use strict";
exports.id = 3180;
exports.ids = [3180];
exports.modules = {

/***/ 13180:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./toolkit/action.js + 2 modules
var action = __webpack_require__(5210);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/inputs.js
var toolkit_inputs = __webpack_require__(86613);
// EXTERNAL MODULE: ./cli/package-root.js
var package_root = __webpack_require__(13883);
// EXTERNAL MODULE: ./toolkit/yaml.js
var yaml = __webpack_require__(79839);
// EXTERNAL MODULE: ./cli/init/values.js
var values = __webpack_require__(99331);
;// CONCATENATED MODULE: ./cli/init/detect.js


/** Looks for everything, asking nobody. Pure: the same repository always gives the same findings. */
function detect(repository, given) {
    const dockerfile = dockerfileOf(repository);
    const docker = dockerfile ? instructionsOf(repository.files.get(dockerfile.value) ?? "") : [];
    const service = serviceOf(repository);
    const stack = stackOf(repository);
    const migrations = migrationsOf(repository);
    const settings = settingsOf(service, migrations !== undefined);
    return {
        app: appOf(repository, given.app),
        stack,
        dockerfile,
        buildArgs: buildArgsOf(docker),
        buildSecrets: buildSecretsOf(docker),
        port: portOf(docker, service),
        healthPath: healthPathOf(repository, docker, service),
        tests: given.test ? { value: { run: given.test }, why: "--test says so" } : testsOf(repository),
        migrations,
        ...settings,
    };
}
const has = ({ files }, path) => files.has(path);
const detect_text = ({ files }, path) => files.get(path) ?? "";
function appOf({ folder, slug }, given) {
    const name = (raw) => raw
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-+|-+$/g, "")
        .slice(0, 40)
        .replace(/-+$/, "") || "app";
    if (given)
        return { value: given, why: "--app says so" };
    if (slug)
        return { value: name(slug.split("/")[1] ?? ""), why: `the remote origin is ${slug}` };
    return { value: name(folder), why: "the folder is named so" };
}
function dockerfileOf(repository) {
    const path = ["Dockerfile", "Containerfile", "docker/Dockerfile", "build/Dockerfile", "deploy/Dockerfile"].find((one) => has(repository, one));
    return path ? { value: path, why: `${path} is there` } : undefined;
}
/** The instructions of a Dockerfile, with their continued lines joined and comments left out. */
function instructionsOf(dockerfile) {
    const lines = dockerfile
        .split(/\r?\n/)
        .filter((line) => !/^\s*#/.test(line))
        .join("\n")
        .replace(/\\\n/g, " ")
        .split("\n");
    return lines.flatMap((line) => {
        const match = /^\s*([A-Za-z]+)\s+(.*)$/.exec(line);
        return match ? [{ name: (match[1] ?? "").toUpperCase(), text: (match[2] ?? "").trim() }] : [];
    });
}
const COMMIT = "${GITHUB_SHA:-dev}";
const VERSION = "${VERSION:-${GITHUB_SHA:-dev}}";
const KNOWN_ARGS = {
    VERSION: VERSION,
    APP_VERSION: VERSION,
    REVISION: COMMIT,
    GIT_SHA: COMMIT,
    GIT_COMMIT: COMMIT,
    COMMIT: COMMIT,
};
function buildArgsOf(docker) {
    const names = docker.flatMap(({ name, text }) => (name === "ARG" ? [text.split(/[=\s]/)[0] ?? ""] : []));
    return [...new Set(names)].flatMap((name) => {
        const value = KNOWN_ARGS[name];
        return value ? [{ value: [name, value], why: `the Dockerfile has ARG ${name}` }] : [];
    });
}
function buildSecretsOf(docker) {
    const ids = docker.flatMap(({ text }) => [...text.matchAll(/--mount=(\S*type=secret\S*)/g)].flatMap((mount) => /\bid=([\w.-]+)/.exec(mount[1] ?? "")?.[1] ?? []));
    return [...new Set(ids)].map((value) => ({ value, why: `the Dockerfile mounts the secret ${value}` }));
}
/** The service of the Compose file that is built here. */
function serviceOf(repository) {
    const file = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"].find((one) => has(repository, one));
    if (!file)
        return undefined;
    let value;
    try {
        value = (0,yaml/* readYaml */.gM)(file, detect_text(repository, file)).value;
    }
    catch {
        return undefined;
    }
    const services = (0,values/* isMap */.jh)(value) && (0,values/* isMap */.jh)(value.services) ? value.services : {};
    const [name, service] = Object.entries(services).find(([, one]) => (0,values/* isMap */.jh)(one) && "build" in one) ?? [];
    return name && (0,values/* isMap */.jh)(service) ? { name, file, value: service } : undefined;
}
function portOf(docker, service) {
    const exposed = docker.findLast(({ name }) => name === "EXPOSE")?.text.match(/^\d+/)?.[0];
    if (exposed)
        return { value: Number(exposed), why: `the Dockerfile has EXPOSE ${exposed}` };
    const ports = Array.isArray(service?.value.ports) ? service.value.ports : [];
    const first = ports[0];
    const target = (0,values/* isMap */.jh)(first) ? first.target : /(\d+)(?:\/tcp)?$/.exec(String(first ?? ""))?.[1];
    if (target)
        return { value: Number(target), why: `${service?.file} publishes it` };
    const command = docker.findLast(({ name }) => name === "CMD" || name === "ENTRYPOINT")?.text ?? "";
    const flag = /--port[=",\s]+"?(\d+)/.exec(command)?.[1];
    return flag ? { value: Number(flag), why: "the Dockerfile starts the app with it" } : undefined;
}
const HEALTH_PATHS = ["/readyz", "/ready", "/healthz", "/health", "/health/ready", "/livez", "/api/health", "/ping"];
function healthPathOf(repository, docker, service) {
    // What the app itself answers to says most: ready is a better question than alive.
    for (const path of HEALTH_PATHS) {
        const quoted = new RegExp(`["'\`]${path}["'\`]`);
        for (const [file, source] of repository.files) {
            if (/\.(py|ts|js|mjs|cjs|go)$/.test(file) &&
                !/(^|\/)(tests?|spec|__tests__)\/|\.(test|spec)\.|_test\.go$|(^|\/)test_/.test(file) &&
                quoted.test(source)) {
                return { value: path, why: `${file} answers to it` };
            }
        }
    }
    const asked = (source) => /https?:\/\/(?:localhost|127\.0\.0\.1)[^\s"'/]*(\/[\w./-]*)/.exec(source)?.[1];
    const check = docker.findLast(({ name }) => name === "HEALTHCHECK")?.text ?? "";
    const own = asked(check);
    if (own)
        return { value: own, why: "the HEALTHCHECK of the Dockerfile asks for it" };
    const composed = (0,values/* isMap */.jh)(service?.value.healthcheck) ? JSON.stringify(service.value.healthcheck.test ?? "") : "";
    const theirs = asked(composed);
    return theirs ? { value: theirs, why: `the healthcheck of ${service?.file} asks for it` } : undefined;
}
// ---- What it is written in, and how it is tested
function stackOf(repository) {
    const python = pythonFile(repository);
    if (python) {
        const fast = [...repository.files].some(([path, source]) => /\.(txt|toml)$|Pipfile$/.test(path) && /\bfastapi\b/i.test(source));
        return { value: fast ? "Python with FastAPI" : "Python", why: `${python} is there` };
    }
    if (has(repository, "package.json"))
        return { value: "Node", why: "package.json is there" };
    if (has(repository, "go.mod"))
        return { value: "Go", why: "go.mod is there" };
    return undefined;
}
function pythonFile(repository) {
    return ["pyproject.toml", "requirements.txt", "setup.py", "setup.cfg", "Pipfile"].find((one) => has(repository, one));
}
function testsOf(repository) {
    return pythonTests(repository) ?? nodeTests(repository) ?? goTests(repository) ?? makeTests(repository);
}
/** What stands in front of a Python command so that it finds the project's packages. */
function pythonPrefix(repository) {
    if (!pythonFile(repository))
        return undefined;
    if (has(repository, "uv.lock"))
        return { setUp: "", run: "uv run " };
    if (has(repository, "poetry.lock"))
        return { setUp: "poetry install --quiet && ", run: "poetry run " };
    const dev = ["requirements-dev.txt", "requirements/dev.txt", "dev-requirements.txt", "requirements-test.txt"].find((one) => has(repository, one));
    const all = dev ?? (has(repository, "requirements.txt") ? "requirements.txt" : undefined);
    const what = all ? `-r ${all}` : pyprojectExtra(repository);
    // A second run finds the environment and only looks whether it is complete.
    return {
        setUp: `test -d .venv || python3 -m venv .venv && .venv/bin/pip install --quiet ${what} && `,
        run: ".venv/bin/",
    };
}
function pyprojectExtra(repository) {
    const extras = /\[project\.optional-dependencies\]([\s\S]*?)(\n\[|$)/.exec(detect_text(repository, "pyproject.toml"))?.[1] ?? "";
    const extra = ["dev", "test", "tests"].find((one) => new RegExp(`^${one}\\s*=`, "m").test(extras));
    return extra ? `-e ".[${extra}]"` : "-e .";
}
function pythonTests(repository) {
    const prefix = pythonPrefix(repository);
    if (!prefix)
        return undefined;
    const declared = [...repository.files].filter(([path]) => /(^|\/)(pyproject\.toml|[\w-]*requirements[\w/-]*\.txt|setup\.cfg|Pipfile|tox\.ini)$|^requirements\//.test(path));
    const says = (word) => declared.find(([, source]) => word.test(source))?.[0];
    const pytest = says(/\bpytest\b/) ?? (has(repository, "pytest.ini") ? "pytest.ini" : undefined);
    if (!pytest) {
        const test = [...repository.files.keys()].find((path) => /(^|\/)test_\w+\.py$/.test(path));
        return test
            ? { value: { run: "python3 -m unittest discover" }, why: `${test} is there and pytest is not` }
            : undefined;
    }
    const coverage = says(/\bpytest-cov\b/);
    const cov = coverage ? " --cov --cov-report=xml:reports/coverage.xml" : "";
    return {
        value: {
            run: `${prefix.setUp}${prefix.run}pytest --junitxml=reports/junit.xml${cov}`,
            reports: "reports/junit.xml",
            ...(coverage ? { coverage: "reports/coverage.xml" } : {}),
        },
        why: `${pytest} names pytest${coverage ? ` and ${coverage} pytest-cov` : ""}`,
    };
}
function packageOf(repository) {
    try {
        const value = JSON.parse(detect_text(repository, "package.json") || "null");
        return (0,values/* isMap */.jh)(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function nodeTests(repository) {
    const manifest = packageOf(repository);
    const script = manifest?.scripts?.test;
    if (!manifest || !script || /no test specified/.test(script))
        return undefined;
    const all = { ...manifest.dependencies, ...manifest.devDependencies };
    const [install, run] = has(repository, "pnpm-lock.yaml")
        ? ["pnpm install --frozen-lockfile", "pnpm test"]
        : has(repository, "yarn.lock")
            ? ["yarn install --frozen-lockfile", "yarn test"]
            : has(repository, "package-lock.json")
                ? ["npm ci", "npm test"]
                : ["npm install --no-audit --no-fund", "npm test"];
    const setUp = Object.keys(all).length > 0 ? `${install} && ` : "";
    const why = `package.json has the script test (${script})`;
    const extra = (args) => `${setUp}${run} ${run.startsWith("npm") ? "-- " : ""}${args}`;
    // More arguments only reach the runner where it is the last thing that the script starts.
    if (/\bvitest( run)?\s*$/.test(script)) {
        const cov = "@vitest/coverage-v8" in all || "@vitest/coverage-istanbul" in all;
        const more = cov ? " --coverage.enabled --coverage.reporter=lcov" : "";
        return {
            value: {
                run: extra(`--run --reporter=default --reporter=junit --outputFile.junit=reports/junit.xml${more}`),
                reports: "reports/junit.xml",
                ...(cov ? { coverage: "coverage/lcov.info" } : {}),
            },
            why,
        };
    }
    if (/^node --test\b[^&|;]*$/.test(script)) {
        return {
            value: {
                run: `${setUp}mkdir -p reports && NODE_OPTIONS="--test-reporter=junit --test-reporter-destination=reports/junit.xml" ${run}`,
                reports: "reports/junit.xml",
            },
            why,
        };
    }
    if (/\bjest\b[^&|;]*$/.test(script)) {
        return {
            value: {
                run: extra("--json --outputFile=reports/jest.json --coverage --coverageReporters=lcov"),
                reports: "reports/jest.json",
                coverage: "coverage/lcov.info",
            },
            why,
        };
    }
    return { value: { run: `${setUp}${run}` }, why };
}
function goTests(repository) {
    if (!has(repository, "go.mod"))
        return undefined;
    return {
        value: {
            run: "mkdir -p reports && go test -json -coverprofile=reports/cover.out ./... > reports/tests.json",
            reports: "reports/tests.json",
            coverage: "reports/cover.out",
        },
        why: "go.mod is there",
    };
}
function makeTests(repository) {
    if (/^test\s*:/m.test(detect_text(repository, "Makefile")))
        return { value: { run: "make test" }, why: "Makefile has the target test" };
    const script = ["test.sh", "run-tests.sh", "scripts/test.sh", "bin/test"].find((one) => has(repository, one));
    return script ? { value: { run: `sh ${script}` }, why: `${script} is there` } : undefined;
}
// ---- The database
function migrationsOf(repository) {
    const manifest = packageOf(repository);
    const all = { ...manifest?.dependencies, ...manifest?.devDependencies };
    const python = pythonPrefix(repository);
    const tool = (command, why) => ({ value: { command }, why });
    const node = (command) => Object.keys(all).length > 0 ? `npm ci --silent && npx ${command}` : `npx ${command}`;
    if (has(repository, "alembic.ini") && python)
        return {
            value: {
                command: `${python.setUp}${python.run}alembic upgrade head`,
                // The environment is there by then.
                "pending-command": `${python.run}alembic current --check-heads`,
            },
            why: "alembic.ini is there",
        };
    if (has(repository, "manage.py"))
        return tool(`${python?.setUp ?? ""}${python?.run ?? ""}python manage.py migrate --noinput`, "manage.py is there");
    if (has(repository, "prisma/schema.prisma"))
        return tool(node("prisma migrate deploy"), "prisma/schema.prisma is there");
    const file = (pattern) => [...repository.files.keys()].find((path) => pattern.test(path));
    const drizzle = file(/^drizzle\.config\.\w+$/);
    if (drizzle)
        return tool(node("drizzle-kit migrate"), `${drizzle} is there`);
    const knex = file(/^knexfile\.\w+$/);
    if (knex)
        return tool(node("knex migrate:latest"), `${knex} is there`);
    const dbmate = file(/^db\/migrations\/\d{14}_.*\.sql$/);
    if (dbmate)
        return tool("dbmate --no-dump-schema up", `${dbmate} is there`);
    const goose = [...repository.files].find(([path, source]) => path.endsWith(".sql") && /^-- \+goose Up/m.test(source))?.[0];
    if (goose)
        return tool(`goose -dir ${goose.slice(0, goose.lastIndexOf("/"))} postgres "$DATABASE_URL" up`, `${goose} is written for goose`);
    const sql = file(/^([\w-]+\/)*migrations\/\d+[_-][^/]*\.sql$/);
    return sql ? { value: { directory: sql.slice(0, sql.lastIndexOf("/")) }, why: `${sql} is there` } : undefined;
}
/** The app's environment as its Compose file has it; addresses of databases and what sounds secret come from variables. */
function settingsOf(service, migrates) {
    if (!service)
        return { env: [], secrets: [] };
    const { environment, secrets } = service.value;
    const pairs = Array.isArray(environment)
        ? environment
            .map(String)
            .filter(values/* isPair */.tO)
            .map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)])
        : (0,values/* isMap */.jh)(environment)
            ? Object.entries(environment).flatMap(([name, value]) => (0,values/* isScalar */.jn)(value) ? [[name, String(value)]] : [])
            : [];
    const why = `${service.file} has it for ${service.name}`;
    const names = (Array.isArray(secrets) ? secrets : []).map((one) => (0,values/* isMap */.jh)(one) ? String(one.target ?? one.source) : String(one));
    return {
        env: pairs.map(([name, value]) => ({ value: [name, fromOutside(name, migrates) ?? value], why })),
        secrets: names.map((name) => ({
            value: [name, fromOutside(name, migrates) ?? `\${${variable(name)}}`],
            why: `${why} in /run/secrets`,
        })),
    };
}
const variable = (name) => name.toUpperCase().replace(/[^A-Z0-9]+/g, "_");
/** The variable that a setting comes from, where it must not stand in a file: what the app reaches may have another address than what we reach. */
function fromOutside(name, migrates) {
    if (/^database_?url$/i.test(name))
        return migrates ? "${APP_DATABASE_URL:-${DATABASE_URL}}" : "${DATABASE_URL}";
    if (/(secret|password|passwd|token|key|dsn|_url)$/i.test(name))
        return `\${${variable(name)}}`;
    return undefined;
}

;// CONCATENATED MODULE: ./cli/init/dockerignore.js
/** Where the version of a package comes from git, its build needs the folder of git. */
const ASKS_GIT = /\bgit (describe|rev-parse|log|show)\b|setuptools[_-]scm|hatch-vcs|versioneer|versioningit|dynamic-versioning/;
const BUILDS = /(^|\/)(Dockerfile|Containerfile|Makefile|pyproject\.toml|setup\.(py|cfg)|package\.json)$/;
/**
 * The .dockerignore of a repository that has none, so that an image changes with its own content alone: without git's
 * folder, the files that `init` writes, and what tests and installations leave behind and git does not keep. Undefined
 * where there is one, or nothing to build.
 */
function dockerignoreOf({ files, tracked }, found, written) {
    const dockerfile = found.dockerfile?.value;
    if (!dockerfile || files.has(".dockerignore") || files.has(`${dockerfile}.dockerignore`))
        return undefined;
    const asksGit = [...files].some(([path, text]) => BUILDS.test(path) && ASKS_GIT.test(text));
    const python = found.stack?.value.startsWith("Python") ?? false;
    const left = [
        ...["reports", "coverage", "quayside-report"],
        ...(files.has("package.json") ? ["node_modules"] : []),
        ...(python ? [".venv", ".coverage", "*.egg-info", "**/.pytest_cache", "**/__pycache__"] : []),
    ];
    const named = files.get(dockerfile) ?? "";
    // What the Dockerfile names it may need, whatever it looks like.
    const lines = [
        ...(asksGit ? [] : [".git"]),
        ...new Set(written.map((path) => path.replace(/^\.github\/.*/, ".github"))),
        ...left.filter((path) => !tracked.has(path)),
    ].filter((path) => !named.includes(path.replace(/^\*\*?\/?/, "")));
    return `# What is none of the image's content, so that it changes with nothing else. Written by \`quayside init\`.\n${lines.join("\n")}\n`;
}

;// CONCATENATED MODULE: ./cli/init/pipeline-yaml.js

/** Editors complete and check the file by it. */
const SCHEMA = "https://raw.githubusercontent.com/quayside/quayside/v1/docs/schema/pipeline.schema.json";
/** The text of pipeline.yml for what was found, each setting with its reason where that is no matter of course. */
function pipelineYaml(found, slug) {
    const parts = [
        `# yaml-language-server: $schema=${SCHEMA}\n# The pipeline of ${found.app.value}, written by \`quayside init\`. Each section holds the inputs of its stage, which run in this\n# order; \${VAR} comes from the environment. \`quayside plan\` says what it would do.`,
        (0,yaml/* writeYaml */.Vd)({ app: `\${APP_NAME:-${found.app.value}}` }).trimEnd(),
    ];
    const section = (remarks, name, value) => {
        const comment = remarks.filter((one) => one !== undefined).map((one) => `# ${one}\n`);
        // `name:` alone is a stage without settings of its own.
        const text = value === null ? `${name}:` : (0,yaml/* writeYaml */.Vd)({ [name]: value }).trimEnd();
        parts.push(`${comment.join("")}${text}`);
    };
    if (found.dockerfile)
        build(found, slug, section);
    if (found.tests) {
        const { run, reports, coverage } = found.tests.value;
        section([since("Run so", found.tests)], "test", {
            run,
            ...(reports ? { reports } : {}),
            ...(coverage ? { "coverage-reports": coverage } : {}),
        });
    }
    if (found.dockerfile) {
        if (slug)
            section(["The image that was tested, and no other."], "push", null);
        else
            parts.push("# Where there is a registry: put its name in front of the tags above, and take this line in.\n# push:");
    }
    if (found.migrations) {
        section([since("Migrated so", found.migrations)], "migrate", {
            url: "${DATABASE_URL}",
            ...found.migrations.value,
        });
    }
    if (found.dockerfile && found.port)
        deploy(found, section);
    return `${parts.join("\n\n")}\n`;
}
const pipeline_yaml_VERSION = "${VERSION:-${GITHUB_SHA:-dev}}";
function build(found, slug, section) {
    const image = slug ? `\${REGISTRY:-ghcr.io}/${slug.toLowerCase()}` : found.app.value;
    const file = found.dockerfile?.value;
    section([], "build", {
        tags: `${image}:${pipeline_yaml_VERSION}`,
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
                "secret-files": Object.fromEntries(found.buildSecrets.map(({ value }) => [
                    value,
                    `\${${value.toUpperCase().replace(/[^A-Z0-9]+/g, "_")}_FILE:-/dev/null}`,
                ])),
            }
            : {}),
    });
}
function deploy(found, section) {
    const { port, healthPath, env, secrets, migrations } = found;
    section([
        "On the Docker host that DOCKER_HOST names, or on this machine.",
        port && since("The port is this", port),
        healthPath && since("A container gets traffic once this path answers", healthPath),
    ], "deploy", {
        publish: "${APP_ADDRESS:-127.0.0.1:8080}",
        port: port?.value,
        replicas: 2,
        ...(healthPath ? { "health-path": healthPath.value } : {}),
        ...(migrations ? { network: `\${APP_NETWORK:-${found.app.value}}` } : {}),
        ...(env.length > 0 ? { env: Object.fromEntries(env.map(({ value }) => value)) } : {}),
        ...(secrets.length > 0 ? { secrets: Object.fromEntries(secrets.map(({ value }) => value)) } : {}),
    });
    if (healthPath)
        section([], "verify", { path: healthPath.value });
}
function since(what, { why }) {
    return `${what}, since ${why}.`;
}

;// CONCATENATED MODULE: ./cli/init/repository.js



const FILES = 2000;
const BYTES = 200_000;
const DEPTH = 6;
const LEFT_OUT = new Set([
    ".git",
    "node_modules",
    "dist",
    "build",
    "coverage",
    "vendor",
    "__pycache__",
    "venv",
    ".venv",
    "target",
]);
const READ = /\.(json|toml|ya?ml|txt|cfg|ini|py|ts|tsx|js|mjs|cjs|go|sql|mod|prisma|lock)$|(^|\/)(Dockerfile|Containerfile|Makefile|Pipfile)$|\.dockerignore$/;
/** Reads the repository in the workspace. */
async function readRepository(world) {
    const files = new Map();
    const walk = async (folder, depth) => {
        (0,errors/* throwIfAborted */.Te)(world.signal);
        const entries = await (0,promises_.readdir)((0,external_node_path_.join)(world.workspace, folder), { withFileTypes: true }).catch(() => []);
        for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
            const path = folder ? `${folder}/${entry.name}` : entry.name;
            if (files.size >= FILES)
                return;
            if (entry.isDirectory()) {
                if (depth < DEPTH && !LEFT_OUT.has(entry.name))
                    await walk(path, depth + 1);
            }
            else if (entry.isFile() && READ.test(path)) {
                const whole = (0,external_node_path_.join)(world.workspace, path);
                // A lock file only matters by being there.
                const small = (await (0,promises_.stat)(whole)).size <= BYTES && !/lock|lock\.json$/.test((0,external_node_path_.basename)(path));
                files.set(path, small ? await (0,promises_.readFile)(whole, "utf8") : "");
            }
        }
    };
    await walk("", 0);
    const git = async (...args) => {
        const result = await world
            .run("git", args, { cwd: world.workspace, timeout: 10_000, signal: world.signal })
            .catch(() => undefined);
        (0,errors/* throwIfAborted */.Te)(world.signal);
        return result?.code === 0 ? result.stdout.trim() : "";
    };
    const tracked = new Set((await git("ls-files")).split("\n").map((path) => path.replace(/\/.*/, "")));
    const remote = await git("remote", "get-url", "origin");
    const slug = /github\.com[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(remote)?.[1];
    const head = (await git("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD")).replace("refs/remotes/origin/", "");
    const current = await git("symbolic-ref", "--quiet", "--short", "HEAD");
    // A feature branch that somebody works on now is not where releases come from.
    const branch = head || (/^(main|master|trunk|develop)$/.test(current) ? current : "main");
    return { folder: (0,external_node_path_.basename)(world.workspace), files, tracked, slug, branch };
}

// EXTERNAL MODULE: ./cli/init/spec.js
var spec = __webpack_require__(15378);
;// CONCATENATED MODULE: ./cli/init/starters.js
/** The files that each CI system gets. */
const STARTERS = {
    github: [
        { source: "pull-request.yml", target: ".github/workflows/pull-request.yml" },
        { source: "main.yml", target: ".github/workflows/main.yml" },
    ],
    jenkins: [{ source: "Jenkinsfile", target: "Jenkinsfile" }],
    travis: [{ source: ".travis.yml", target: ".travis.yml" }],
};
/** Remarks of starters, each with the lines that it is about. */
const REMARKS = [
    [/^\s*\/\/ Credentials of the kind/, /credentials\(/],
    [/^\s*# Without an address the plan/, /^\s*\w+: ""$/],
    [/^\s*# The Docker host is named/, /^\s*QUAYSIDE_SSH_KEY:/],
    [/^\s*# One of tcp:\/\//, /^\s*QUAYSIDE_TLS_KEY:/],
    [/^\s*# Whatever else the pipeline file asks/, /^\s*QUAYSIDE_VARIABLES:/],
];
/** Variables that the reusable workflow gives by themselves, or by a secret of that name. */
const GIVEN = [
    "VERSION",
    "GIT_SHA",
    "REGISTRY",
    "REGISTRY_USERNAME",
    "REGISTRY_PASSWORD",
    "DATABASE_URL",
    "APP_DATABASE_URL",
];
/** The variables that a pipeline file cannot do without, and of them those that the reusable workflow has no name for. */
function variablesOf(pipeline) {
    const found = [...pipeline.replace(/^#.*/gm, "").matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? "");
    const asked = [...new Set(found)].filter((name) => !/^(REGISTRY|GITHUB)_/.test(name));
    return { asked, further: asked.filter((name) => !GIVEN.includes(name)) };
}
/**
 * A starter for one repository: its default branch is named, and secrets that its pipeline file does not ask for are
 * left out, since Jenkins fails a build whose credentials are not there. A map that is empty then goes too.
 */
function adapted(text, facts) {
    const asks = (name) => {
        if (name === "QUAYSIDE_SSH_KEY" || name === "QUAYSIDE_TLS_KEY")
            return /^deploy:/m.test(facts.pipeline);
        if (name === "QUAYSIDE_VARIABLES")
            return variablesOf(facts.pipeline).further.length > 0;
        return new RegExp(`\\$\\{?${name}\\b`).test(facts.pipeline);
    };
    const lines = text
        .replaceAll("$default-branch", facts.branch)
        .replace("branch 'main'", `branch '${facts.branch}'`)
        .replace("branch = main", `branch = ${facts.branch}`)
        .split("\n")
        .filter((line) => {
        const name = /^\s*(\w+)(?:: (?:\$\{\{ secrets\.\w+ \}\}|"")| = credentials\(.*\))$/.exec(line)?.[1];
        return name === undefined || asks(name);
    });
    const depth = (line = "") => line.search(/\S/);
    const kept = lines.filter((line, index) => {
        const isMap = /^\s*(env|secrets):$/.test(line);
        const next = lines.slice(index + 1).find((one) => one.trim() !== "" && !one.trim().startsWith("#"));
        return !isMap || depth(next) > depth(line);
    });
    // A remark about what is gone.
    return kept
        .filter((line, index) => {
        const about = REMARKS.find(([remark]) => remark.test(line))?.[1];
        return about?.test(kept[index + 1] ?? "") ?? true;
    })
        .join("\n");
}

;// CONCATENATED MODULE: ./cli/init/main.js












/** Looks at the repository, says what it found and why, and writes the files that are not there yet. */
const main = async (world) => {
    const { runner, workspace } = world;
    const inputs = (0,toolkit_inputs/* readInputs */.Ko)(spec/* spec */.I.inputs, runner);
    const repository = await readRepository(world);
    const found = detect(repository, inputs);
    const told = tell(found);
    for (const { what, value, why } of told)
        runner.info(`${what.padEnd(12)} ${value}  (${why})`);
    if (!found.dockerfile && !found.tests && !found.migrations) {
        throw new errors/* UserError */.yo("There is nothing here to make a pipeline of: no Dockerfile, no tests, no migrations", {
            hint: 'Add a Dockerfile, or name the command that runs the tests: quayside init --test "make test"',
        });
    }
    const pipeline = pipelineYaml(found, repository.slug);
    const files = new Map([["pipeline.yml", pipeline]]);
    for (const system of inputs.ci) {
        for (const { source, target } of STARTERS[system]) {
            const starter = await (0,promises_.readFile)((0,external_node_path_.join)((0,package_root/* packageRoot */.Z)(), "workflows", source), "utf8");
            files.set(target, adapted(starter, { branch: repository.branch, pipeline }));
        }
    }
    const ignore = dockerignoreOf(repository, found, [...files.keys()]);
    if (ignore !== undefined)
        files.set(".dockerignore", ignore);
    const written = [];
    const kept = [];
    for (const [path, text] of files) {
        const whole = (0,external_node_path_.join)(workspace, path);
        const there = await (0,promises_.readFile)(whole, "utf8").catch((error) => {
            if ((0,errors/* codeOf */.$N)(error) === "ENOENT")
                return undefined;
            throw error;
        });
        if (there === text || (there !== undefined && !inputs.force)) {
            kept.push(path);
            runner.info(`kept         ${path}  (${there === text ? "it is the same" : "it is there; --force writes it anew"})`);
            continue;
        }
        written.push(path);
        if (inputs.mode === "plan") {
            runner.info(`would write  ${path}`);
            continue;
        }
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(whole), { recursive: true });
        // "wx": what somebody has written since we looked is not lost.
        await (0,promises_.writeFile)(whole, text, { flag: there === undefined ? "wx" : "w" });
        runner.info(`written      ${path}`);
    }
    const planned = inputs.mode === "plan";
    (0,action/* outputsOf */.Yz)(spec/* spec */.I, runner)({
        outcome: planned ? "planned" : written.length > 0 ? "written" : "unchanged",
        files: written,
        kept,
        report: { version: 1, found: told, files: Object.fromEntries(files) },
    });
    if (planned)
        return;
    for (const line of adviceOf(found, pipeline, inputs.ci))
        runner.info(line);
    runner.info("Next: quayside doctor, quayside plan, quayside pipeline");
};
/** What has to be set before the pipeline runs, a line each. */
function adviceOf(found, pipeline, systems) {
    const { asked, further } = variablesOf(pipeline);
    const lines = [];
    if (found.dockerfile && !found.port) {
        lines.push(`Nothing is deployed, since no port was found: write EXPOSE and the port that the app listens on into ${found.dockerfile.value},`, "and run quayside init --force.");
    }
    if (asked.length > 0)
        lines.push(`Set ${asked.join(", ")} before it runs: in the environment here, as secrets of the CI system there.`);
    if (systems.includes("jenkins")) {
        const names = ["REGISTRY_USERNAME", "REGISTRY_PASSWORD", "DATABASE_URL", "APP_DATABASE_URL"];
        const wanted = names.filter((name) => new RegExp(`\\$\\{?${name}\\b`).test(pipeline));
        const ids = wanted.map((name) => name.toLowerCase().replaceAll("_", "-"));
        if (ids.length > 0)
            lines.push(`On Jenkins, add credentials of the kind "secret text": ${ids.join(", ")}.`);
    }
    if (!systems.includes("github"))
        return lines;
    if (further.length > 0) {
        lines.push(`On GitHub, write ${further.join(", ")} into one secret, QUAYSIDE_VARIABLES: NAME=VALUE, one a line.`);
    }
    if (/^deploy:/m.test(pipeline)) {
        lines.push("On GitHub, name your Docker host by the variables QUAYSIDE_HOSTS (ssh://deploy@10.0.0.5) and QUAYSIDE_KNOWN_HOSTS,", "and its key by the secret QUAYSIDE_SSH_KEY; without them the deploy goes to the runner, and ends with it.");
    }
    return lines;
}
function tell(found) {
    const list = [];
    const put = (what, one, value = String) => {
        if (one)
            list.push({ what, value: value(one.value), why: one.why });
    };
    put("app", found.app);
    put("stack", found.stack);
    put("Dockerfile", found.dockerfile);
    for (const one of found.buildArgs)
        put("build arg", one, ([name, value]) => `${name}=${value}`);
    for (const one of found.buildSecrets)
        put("build secret", one);
    put("port", found.port);
    put("health path", found.healthPath);
    put("tests", found.tests, ({ run }) => run);
    put("migrations", found.migrations, (value) => ("command" in value ? value.command : value.directory));
    // Values may be passwords that somebody has written into the Compose file; names are enough here.
    for (const one of found.env)
        put("setting", one, ([name]) => name);
    for (const one of found.secrets)
        put("secret", one, ([name]) => name);
    return list;
}


/***/ }),

/***/ 99331:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jh: () => (/* binding */ isMap),
/* harmony export */   jn: () => (/* binding */ isScalar),
/* harmony export */   tO: () => (/* binding */ isPair)
/* harmony export */ });
/** Whether a value of a YAML or JSON file is a map. */
function isMap(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
/** Whether it is a text, a number or a switch. */
function isScalar(value) {
    return ["string", "number", "boolean"].includes(typeof value);
}
/** Whether a text is `KEY=VALUE`. */
function isPair(text) {
    return text.indexOf("=") > 0;
}


/***/ }),

/***/ 79839:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vd: () => (/* binding */ writeYaml),
/* harmony export */   _d: () => (/* binding */ readYamlTree),
/* harmony export */   gM: () => (/* binding */ readYaml)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33483);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);


/** Syntax mistakes that are told; what comes after so many mostly follows from them. */
const SHOWN = 5;
/**
 * Reads YAML 1.2 text, with the merge key `<<` that Compose files use. The syntax mistakes, duplicate keys among them,
 * are told at once, each with line and column: the first of each line, since one of them makes more of itself.
 * Throws a UserError. Aliases are limited by the library, so a "billion laughs" file fails instead of filling memory.
 */
function readYaml(name, text) {
    const { document, at } = parse(name, text, true);
    let value;
    try {
        value = document.toJS({ maxAliasCount: 100 });
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    const position = (path) => at(offsetOf(document, path));
    return {
        name,
        value,
        position,
        mistake(path, message, hint) {
            const { line, column } = position(path);
            return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${name}:${line}:${column}: ${message}`, hint ? { hint } : {});
        },
    };
}
function parse(name, text, merge = false) {
    const counter = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text.replace(/^\uFEFF/, ""), { lineCounter: counter, prettyErrors: false, merge });
    const at = (offset) => {
        const { line, col } = counter.linePos(offset);
        return { line, column: col };
    };
    if (document.errors.length > 0) {
        const mistakes = new Map();
        for (const error of document.errors) {
            const { line, column } = at(error.pos[0]);
            if (!mistakes.has(line))
                mistakes.set(line, `${name}:${line}:${column}: ${error.message.replace(/\s+/g, " ")}`);
        }
        const shown = [...mistakes.values()].slice(0, SHOWN);
        const more = mistakes.size > SHOWN ? [`and ${mistakes.size - SHOWN} more, which may follow from these`] : [];
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo([...shown, ...more].join("\n"), {
            hint: `Mend the YAML of ${name}; indentation counts, tabs are not allowed.`,
        });
    }
    return { document: document, at };
}
/** More values than any file for people has; aliases of aliases make millions out of a few lines. */
const NODE_LIMIT = 50_000;
/**
 * Reads YAML as a tree of values that know their places. Aliases are followed, and the merge key `<<` of YAML 1.1 is
 * heeded, which Compose files use. Throws a UserError as `readYaml` does.
 */
function readYamlTree(name, text) {
    const { document, at } = parse(name, text);
    let count = 0;
    const place = (offset) => {
        const { line, column } = at(offset ?? 0);
        return `${name}:${line}:${column}`;
    };
    const walk = (node, keyAt) => {
        if (++count > NODE_LIMIT)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${name}: its aliases make too much of it`);
        const here = { at: keyAt ?? place(node?.range?.[0]) };
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node)) {
            const target = node.resolve(document);
            if (target === undefined)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${here.at}: there is no &${node.source} before it`);
            return { ...walk(target, keyAt), at: here.at };
        }
        const tag = node?.tag;
        const own = tag?.startsWith("!") && !tag.startsWith("!!") ? { ...here, tag } : here;
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node)) {
            const entries = new Map();
            const merged = [];
            for (const { key, value } of node.items) {
                const keyText = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) ? String(key.value ?? "") : String(key);
                const child = walk(value, place(key?.range?.[0]));
                if (keyText === "<<" && (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) && key.type === "PLAIN")
                    merged.push(child);
                else
                    entries.set(keyText, child);
            }
            for (const source of merged.flatMap((child) => (child.kind === "list" ? child.items : [child]))) {
                if (source.kind !== "map")
                    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${source.at}: << takes a map or a list of maps`);
                for (const [key, value] of source.entries)
                    if (!entries.has(key))
                        entries.set(key, value);
            }
            return { ...own, kind: "map", entries };
        }
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node))
            return { ...own, kind: "list", items: node.items.map((item) => walk(item, undefined)) };
        const scalar = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) ? node : undefined;
        const value = scalar?.value ?? null;
        const plain = ["string", "number", "boolean"].includes(typeof value)
            ? value
            : value === null
                ? null
                : String(value);
        return { ...own, kind: "scalar", value: plain, text: scalar?.source ?? String(plain ?? "") };
    };
    return walk(document.contents, undefined);
}
function offsetOf(document, path) {
    for (let length = path.length; length > 0; length--) {
        const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
        const key = path[length - 1];
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(parent)) {
            const pair = parent.items.find((item) => (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(item.key) && String(item.key.value) === String(key));
            const start = pair?.key?.range?.[0];
            if (start !== undefined)
                return start;
        }
        const node = document.getIn(path.slice(0, length), true);
        if (node?.range)
            return node.range[0];
    }
    return document.contents?.range?.[0] ?? 0;
}
/** A plain value as YAML text, with long texts folded in blocks; the same value always gives the same text. */
function writeYaml(value) {
    return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .stringify */ .As)(value, { lineWidth: 120 });
}


/***/ })

};
;