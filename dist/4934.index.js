"use strict";
exports.id = 4934;
exports.ids = [4934,3162];
exports.modules = {

/***/ 84944:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ parseDockerfile),
/* harmony export */   u: () => (/* binding */ instructionOf)
/* harmony export */ });
/** The instructions of a Dockerfile, by the rules of BuildKit's parser: continuation, comments, `escape`, here-documents. */
function parseDockerfile(text) {
    const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
    const escaper = /^\s*#\s*escape\s*=\s*`/im.test(lines.slice(0, 5).join("\n")) ? "`" : "\\";
    const instructions = [];
    for (let at = 0; at < lines.length; at++) {
        const start = at;
        let whole = "";
        for (; at < lines.length; at++) {
            const line = (lines[at] ?? "").trim();
            // Comments and empty lines within a continued instruction are passed over.
            if (line === "" || line.startsWith("#")) {
                if (whole === "")
                    break;
                continue;
            }
            const goesOn = line.endsWith(escaper);
            whole += ` ${goesOn ? line.slice(0, -1) : line}`;
            if (!goesOn)
                break;
        }
        const match = /^\s*([A-Za-z]+)\s*([\s\S]*)$/.exec(whole);
        if (!match)
            continue;
        const keyword = (match[1] ?? "").toUpperCase();
        const rest = (match[2] ?? "").replace(/\s+/g, " ").trim();
        if (["RUN", "COPY", "ADD"].includes(keyword)) {
            for (const [, dash, , word] of rest.matchAll(/<<(-?)(["']?)(\w+)\2/g)) {
                while (++at < lines.length) {
                    const line = lines[at] ?? "";
                    if ((dash ? line.replace(/^\t+/, "") : line) === word)
                        break;
                }
            }
        }
        instructions.push({ line: start + 1, endLine: Math.min(at, lines.length - 1) + 1, keyword, text: rest });
    }
    return instructions;
}
/**
 * The instruction behind a step of BuildKit's progress, such as `[build 3/5] RUN npm ci`; undefined where none fits.
 * The stage's name and the number within it decide, since variables are already filled in in the step's text.
 */
function instructionOf(instructions, step) {
    const match = /^\[(?:([^\]]*?)\s+)?(\d+)\/(\d+)\]\s+(\w+)/.exec(step);
    if (!match)
        return undefined;
    const [, label = "", number, count, keyword = ""] = match;
    const stages = [];
    for (const instruction of instructions) {
        if (instruction.keyword === "FROM")
            stages.push([]);
        // Only these make steps of their own.
        if (["FROM", "RUN", "COPY", "ADD", "WORKDIR"].includes(instruction.keyword))
            stages.at(-1)?.push(instruction);
    }
    // With several platforms the label is "linux/amd64 build".
    const name = label.split(" ").at(-1) ?? "";
    const named = stages.filter((stage, index) => /\sAS\s+(\S+)/i.exec(stage[0]?.text ?? "")?.[1]?.toLowerCase() === name.toLowerCase() ||
        name === `stage-${index}`);
    const candidates = named.length > 0 ? named : stages.filter((stage) => stage.length === Number(count));
    const found = candidates.map((stage) => stage[Number(number) - 1]).filter((one) => one?.keyword === keyword);
    return found.length === 1 ? found[0] : undefined;
}


/***/ }),

/***/ 80211:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lx: () => (/* binding */ findBuilder),
/* harmony export */   TC: () => (/* binding */ findSource),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   aH: () => (/* binding */ withStore)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _toolkit_docker_credentials_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15929);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_log_text_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(14478);
/* harmony import */ var _dockerfile_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(84944);







/** Finds context and Dockerfile; throws a UserError where one is missing or lies outside of the workspace. */
async function findSource(inputs, workspace) {
    if (/^(https?|git|ssh):\/\/|^git@/.test(inputs.context)) {
        return {
            context: inputs.context,
            local: false,
            name: inputs.file || "Dockerfile",
            instructions: [],
            ...(inputs.file ? { dockerfile: inputs.file } : {}),
        };
    }
    const context = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(workspace, inputs.context);
    const root = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(workspace);
    const real = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.realpath)(context).catch(() => undefined);
    if (!real || !(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(real)).isDirectory()) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`context "${inputs.context}" is not a folder in the workspace (${workspace})`, {
            hint: "It takes the path of a folder from the workspace, for example: sample-app. Is the repository checked out (actions/checkout) before this step?",
        });
    }
    if (real !== root && !real.startsWith(root + node_path__WEBPACK_IMPORTED_MODULE_2__.sep)) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`context "${inputs.context}" lies outside of the workspace (${workspace})`, {
            hint: "All that is sent to the build has to be in the checked-out repository; for a further folder use build-contexts.",
        });
    }
    const dockerfile = inputs.file ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(workspace, inputs.file) : (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(context, "Dockerfile");
    const name = isWithin(workspace, dockerfile) ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(workspace, dockerfile) : dockerfile;
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(dockerfile, "utf8").catch(() => undefined);
    if (text === undefined) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`There is no Dockerfile at ${name}`, { hint: whereElse(inputs, workspace, context) });
    }
    const instructions = (0,_dockerfile_js__WEBPACK_IMPORTED_MODULE_6__/* .parseDockerfile */ .A)(text);
    if (!instructions.some(({ keyword }) => keyword === "FROM")) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`${name} has no FROM instruction, so it builds nothing`, {
            hint: "A Dockerfile begins with FROM and a base image, for example: FROM node:24-bookworm-slim",
        });
    }
    return { context, local: true, dockerfile, name, instructions };
}
/** Whether a path is a folder's own or below it. */
function isWithin(folder, path) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(folder, path);
    return way !== ".." && !way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_2__.sep}`) && !(0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(way);
}
function whereElse(inputs, workspace, context) {
    if (inputs.file && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(context, inputs.file))) {
        return `file counts from the workspace, not from the context: set it to ${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(workspace, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(context, inputs.file))}`;
    }
    const folder = inputs.file ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(workspace, inputs.file)) : context;
    const found = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(folder) ? (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(folder).filter((one) => /dockerfile|containerfile/i.test(one)) : [];
    return found[0]
        ? `The folder has ${found.join(", ")}: set file to ${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(workspace, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, found[0]))}`
        : `Set file to the path of the Dockerfile from the workspace, or context to the folder that has one; looked in ${(0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(folder)}.`;
}
/**
 * Finds what builds: `docker buildx`, a `docker-buildx` of its own on the PATH, else the Engine API. Asks buildx which
 * driver it has, since drivers differ in what they can do. Throws a UserError where a named builder is not there.
 */
async function findBuilder(world, name, env) {
    const options = { env, cwd: world.workspace, signal: world.signal, timeout: 60_000 };
    const known = name === "" && !(await hasChosenBuilder(env));
    for (const command of [["docker", "buildx"], ["docker-buildx"]]) {
        const [file = "", ...prefix] = command;
        const ask = (...args) => world.run(file, [...prefix, ...args], options).catch((error) => {
            if (world.signal.aborted || !/not found on the PATH/.test(String(error)))
                throw error;
            return undefined;
        });
        const [version, inspected] = await Promise.all([
            ask("version"),
            known ? undefined : ask("inspect", ...(name ? [name] : [])),
        ]);
        if (version?.code !== 0 || !(known || inspected))
            continue;
        const driver = inspected ? /^Driver:[ \t]*(\S+)/m.exec(inspected.stdout)?.[1] : "docker";
        if (inspected && inspected.code !== 0 && name) {
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`buildx cannot use the builder "${name}": ${(0,_toolkit_log_text_js__WEBPACK_IMPORTED_MODULE_5__/* .lastLines */ .w$)(inspected.stderr, 1).join("")}`, {
                hint: "docker buildx ls lists the builders there are; docker/setup-buildx-action makes one.",
            });
        }
        if (!driver) {
            // Its own message is about the builder; that the engine does not answer is what people have to know.
            await world.engine();
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`buildx tells no driver: ${(0,_toolkit_log_text_js__WEBPACK_IMPORTED_MODULE_5__/* .lastLines */ .w$)(inspected?.stderr ?? "", 2).join(" ")}`, {
                hint: "docker buildx inspect shows what it says by itself.",
            });
        }
        const number = /\bv?(\d+\.\d+\.\d+\S*)/.exec(version.stdout)?.[1] ?? "unknown version";
        return { kind: "buildx", command, driver, version: `buildx ${number}` };
    }
    const engine = await world.engine();
    return { kind: "engine", command: ["docker", "buildx"], driver: "docker", version: `engine ${engine.version}` };
}
/**
 * Whether somebody has chosen a builder: by BUILDX_BUILDER, or by `docker buildx use`, which buildx keeps in `current` of
 * its folder. Where nobody has, it is the engine's own, and buildx need not be asked.
 */
async function hasChosenBuilder(env) {
    if (env.BUILDX_BUILDER)
        return true;
    const folder = env.BUILDX_CONFIG || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_toolkit_docker_credentials_js__WEBPACK_IMPORTED_MODULE_3__/* .configFolder */ .vg)(env), "buildx");
    return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, "current"), "utf8").then((text) => !/"Name"\s*:\s*""/.test(text), () => false);
}
/** The builder, with what only the engine can tell of its docker driver. */
async function withStore(world, builder) {
    if (builder.kind !== "buildx" || builder.driver !== "docker")
        return builder;
    const { storesInContainerd } = await __webpack_require__.e(/* import() */ 1909).then(__webpack_require__.bind(__webpack_require__, 1909));
    return { ...builder, containerd: await storesInContainerd(await world.engine()) };
}


/***/ }),

/***/ 64753:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   connectHosts: () => (/* binding */ connectHosts),
/* harmony export */   reachHosts: () => (/* binding */ reachHosts)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62651);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);


/**
 * Connects to every host, all at once. Where one of them cannot be reached nothing is changed anywhere: throws a
 * UserError that names each of those, with what to do.
 */
async function connectHosts(world, given) {
    if (given.hosts.length === 0) {
        const engine = await world.engine();
        const { lost, unwatch } = engine.address.startsWith("unix:") ? {} : watched(engine);
        return [{ address: "", engine, ...(lost ? { lost } : {}), leave: async () => unwatch?.() }];
    }
    const engines = await connectAll(world, given);
    return engines.map((engine) => {
        const { lost, unwatch } = watched(engine);
        const leave = async () => {
            unwatch();
            await engine.close();
        };
        return { address: engine.address, engine, lost, leave };
    });
}
/** Whether every host can be reached: what each of them is, in words. Throws as `connectHosts` does. */
async function reachHosts(world, given) {
    const engines = await connectAll(world, given);
    await Promise.all(engines.map((engine) => engine.close()));
    return engines.map(({ version, address }) => `Docker Engine ${version} at ${address}`);
}
async function connectAll(world, given) {
    const { hosts, sshKey, knownHosts, tlsCa, tlsCert, tlsKey } = given;
    const options = {
        env: world.runner.env,
        signal: world.signal,
        temp: world.temp,
        ssh: { ...(sshKey ? { key: sshKey } : {}), ...(knownHosts ? { knownHosts } : {}) },
        ...(tlsCa ? { tls: { ca: tlsCa, cert: tlsCert, key: tlsKey } } : {}),
    };
    const tries = await Promise.allSettled(hosts.map((host) => (0,_toolkit_docker_js__WEBPACK_IMPORTED_MODULE_0__.connect)({ host, ...options })));
    const failed = tries.flatMap((one, index) => one.status === "rejected" ? [{ host: hosts[index] ?? "", why: one.reason }] : []);
    const engines = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    if (failed.length === 0)
        return engines;
    await Promise.all(engines.map((engine) => engine.close()));
    (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .throwIfAborted */ .Te)(world.signal);
    const [first] = failed;
    if (hosts.length === 1)
        throw first?.why;
    const lines = failed.map(({ host, why }) => `  ${host}: ${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageWithHint */ .X9)(why, "\n    ")}`);
    throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${failed.length} of ${hosts.length} hosts cannot be reached:\n${lines.join("\n")}`, {
        hint: "Nothing was changed on any host.",
        cause: first?.why,
    });
}
/** Milliseconds between two looks, and that an answer may take. */
const LOOK = 5000;
const ANSWER = 10_000;
/**
 * A host whose network is gone or whose engine hangs answers nothing, not even that it does, and a call to it would wait
 * for a quarter of an hour or for ever. So somebody asks; once it is lost, every call to it fails at once.
 */
function watched(engine) {
    const lost = new AbortController();
    let misses = 0;
    let looking = false;
    const timer = setInterval(async () => {
        if (looking)
            return;
        looking = true;
        await (0,_toolkit_docker_js__WEBPACK_IMPORTED_MODULE_0__.ping)(engine, ANSWER).then(() => (misses = 0), () => misses++);
        looking = false;
        // Once may be chance.
        if (misses < 2)
            return;
        clearInterval(timer);
        lost.abort(new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${engine.address} does not answer any more`, { hint: "Look at the host and its network." }));
        await engine.close();
    }, LOOK);
    timer.unref();
    return { lost: lost.signal, unwatch: () => clearInterval(timer) };
}


/***/ }),

/***/ 53162:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SECRETS: () => (/* binding */ SECRETS),
/* harmony export */   bringsRelease: () => (/* binding */ bringsRelease),
/* harmony export */   plainInputs: () => (/* binding */ plainInputs),
/* harmony export */   readDeployInputs: () => (/* binding */ readDeployInputs),
/* harmony export */   unwatched: () => (/* binding */ unwatched)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);
/* harmony import */ var _spec_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12100);


/** Where the files of `secrets` are in a container. */
const SECRETS = "/run/secrets";
/** Reads the inputs; every mistake of them is told at once. Each secret's value is masked by itself, too. */
function readDeployInputs(runner) {
    return (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .readInputs */ .Ko)(_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs, runner, (inputs) => {
        for (const value of inputs.secrets.values())
            runner.mask(value);
        const mistakes = [];
        const composed = inputs.composeFile.length > 0;
        if (["deploy", "plan"].includes(inputs.mode) && inputs.image === "" && !composed) {
            mistakes.push(`image is not set; mode ${inputs.mode} takes an image, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs.image.example}; or a compose-file`);
        }
        if (inputs.loadBalancer === "nginx") {
            const without = {
                sticky: inputs.sticky,
                proxy: inputs.proxy !== "",
                "max-p99-ms": inputs.maxP99Ms !== undefined,
                domains: inputs.domains.length > 0,
                path: inputs.path !== "/",
                "certificates for more than one name": inputs.certificates.length > 1,
            };
            const named = Object.entries(without).flatMap(([name, set]) => (set ? [name] : []));
            if (named.length > 0)
                mistakes.push(`${named.join(", ")} cannot be had with load-balancer nginx; haproxy has it`);
        }
        const tls = inputs.publishTls !== undefined;
        if (tls !== inputs.certificates.length > 0 && inputs.mode !== "rollback") {
            mistakes.push("publish-tls and certificates go together: give both or neither of them");
        }
        if (inputs.tlsRedirect && !tls)
            mistakes.push("tls-redirect needs publish-tls, or there is nothing to send to");
        if (/^(host|none|container:.*)$/.test(inputs.network)) {
            mistakes.push(`network got "${inputs.network}", where containers have no addresses that the load balancer could send requests to; it takes another one, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs.network.example}`);
        }
        if (!composed && inputs.service !== "")
            mistakes.push("service is set and compose-file is not");
        if (inputs.environment !== "" && inputs.token === "") {
            mistakes.push(`environment needs a token to be shown on GitHub; token takes, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs.token.example}`);
        }
        for (const name of inputs.secrets.keys()) {
            if (!/^[\w.-]{1,80}$/.test(name)) {
                mistakes.push(`secrets has a name that cannot be a file's; it takes letters, digits, ".", "_" and "-"`);
            }
        }
        return [...mistakes, ...connectionMistakes(inputs)];
    });
}
function connectionMistakes(inputs) {
    const mistakes = [];
    const { hosts, knownHosts, tlsCa, tlsCert, tlsKey } = inputs;
    const twice = hosts.find((host, index) => hosts.indexOf(host) < index);
    if (twice !== undefined)
        mistakes.push(`hosts names ${twice} twice`);
    for (const host of hosts) {
        if (!/^(ssh|tcp|https|unix|npipe):\/\/./.test(host)) {
            mistakes.push(`hosts got "${host}"; it takes addresses, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs.hosts.example}`);
        }
    }
    const ssh = hosts.some((host) => host.startsWith("ssh://"));
    if (ssh && knownHosts === "") {
        mistakes.push("known-hosts is not set; ssh:// takes the keys of its hosts, as ssh-keyscan HOST prints them (compare them with those on the host first)");
    }
    const tls = [tlsCa, tlsCert, tlsKey].filter((part) => part !== "").length;
    if (tls > 0 && tls < 3)
        mistakes.push("tls-ca, tls-cert and tls-key go together; some are not set");
    const remote = hosts.find((host) => /^(tcp|https):/.test(host) && !/^\w+:\/\/(127\.|localhost\b|\[::1\])/.test(host));
    if (remote !== undefined && tls === 0) {
        mistakes.push(`tls-ca, tls-cert and tls-key are not set; without them whoever reaches ${remote} is root there, and so is whoever listens in between`);
    }
    return mistakes;
}
/** What the inputs ask for where there is no compose file. */
function plainInputs(given) {
    return {
        ...given,
        publish: given.publish ?? { hostIp: "127.0.0.1", hostPort: 8080 },
        replicas: given.replicas ?? 1,
        parallelism: given.parallelism ?? 1,
        delay: given.delay ?? 0,
        healthTimeout: given.healthTimeout ?? 60_000,
        monitorSeconds: given.monitorSeconds ?? 0,
        stopTimeout: given.stopTimeout ?? 10_000,
        order: given.order === "stop-first" ? "stop-first" : "start-first",
        rollback: given.mode === "rollback" ? mannerOf(given) : {},
        files: [...given.secrets].map(([name, value]) => ({ path: `${SECRETS}/${name}`, content: Buffer.from(value) })),
        origin: { instance: {}, balancer: {} },
        notes: given.healthPath === "" && bringsRelease(given)
            ? [
                "No health-path is given: where the image has no HEALTHCHECK either, a port that is open is taken for healthy. A health-path such as /readyz knows better.",
            ]
            : [],
    };
}
function mannerOf({ parallelism, delay, monitorSeconds, order }) {
    return {
        ...(parallelism === undefined ? {} : { parallelism }),
        ...(delay === undefined ? {} : { delay }),
        ...(monitorSeconds === undefined ? {} : { monitor: monitorSeconds }),
        ...(order === "auto" ? {} : { order }),
    };
}
/** Whether the inputs are about a release that may be new, and not about what is there already. */
function bringsRelease({ mode }) {
    return mode === "deploy" || mode === "plan";
}
/** Names of limits that are given and that nobody heeds, since the release is not watched at any time. */
function unwatched(inputs) {
    const { strategy, canarySteps, replicas, parallelism, delay, monitorSeconds } = inputs;
    const steps = strategy === "canary" && canarySteps.some(({ percent, hold }) => percent < 100 && hold > 0);
    const groups = strategy === "rolling" && delay > 0 && parallelism > 0 && replicas > parallelism;
    if (steps || groups || monitorSeconds > 0 || !bringsRelease(inputs))
        return [];
    const limits = {
        "max-error-rate": inputs.maxErrorRate !== undefined,
        "max-p99-ms": inputs.maxP99Ms !== undefined,
        "max-restarts": inputs.maxRestarts > 0,
    };
    return Object.entries(limits).flatMap(([name, given]) => (given ? [name] : []));
}


/***/ }),

/***/ 24934:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main_main)
});

// EXTERNAL MODULE: ./actions/deploy/spec.js
var spec = __webpack_require__(12100);
// EXTERNAL MODULE: ./toolkit/action.js + 2 modules
var action = __webpack_require__(5210);
// EXTERNAL MODULE: ./toolkit/docker/registry-host.js
var registry_host = __webpack_require__(6479);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/inputs.js
var toolkit_inputs = __webpack_require__(86613);
// EXTERNAL MODULE: ./toolkit/markdown.js
var markdown = __webpack_require__(157);
// EXTERNAL MODULE: ./cli/pipeline-file.js
var pipeline_file = __webpack_require__(9529);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./actions/build/facts.js
var facts = __webpack_require__(80211);
// EXTERNAL MODULE: ./actions/deploy/hosts/connect.js
var connect = __webpack_require__(64753);
// EXTERNAL MODULE: ./actions/deploy/inputs.js
var deploy_inputs = __webpack_require__(53162);
// EXTERNAL MODULE: ./actions/migrate/main.js + 20 modules
var main = __webpack_require__(41698);
// EXTERNAL MODULE: ./toolkit/docker/containers.js
var containers = __webpack_require__(19643);
// EXTERNAL MODULE: ./toolkit/docker/credentials.js
var credentials = __webpack_require__(15929);
// EXTERNAL MODULE: ./toolkit/registry.js
var registry = __webpack_require__(68159);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(79117);
// EXTERNAL MODULE: ./toolkit/yaml.js
var yaml = __webpack_require__(79839);
// EXTERNAL MODULE: ./cli/init/values.js
var values = __webpack_require__(99331);
;// CONCATENATED MODULE: ./cli/doctor/permissions.js


const LEVELS = ["none", "read", "write"];
const OURS = /^quayside\/quayside(\/[^@]*)?@/;
/**
 * What jobs of a workflow lack that call our reusable workflow or our actions. GitHub refuses a called workflow whose
 * caller grants less before any step runs, and tells neither why nor where. A workflow without `permissions` has those
 * of the repository's settings, which are not known here, so nothing is said of it.
 */
function lacksOf(path, text) {
    let workflow;
    try {
        workflow = (0,yaml/* readYaml */.gM)(path, text).value;
    }
    catch {
        return [];
    }
    if (!(0,values/* isMap */.jh)(workflow) || !(0,values/* isMap */.jh)(workflow.jobs))
        return [];
    const above = workflow.permissions;
    return Object.entries(workflow.jobs).flatMap(([name, job]) => {
        if (!(0,values/* isMap */.jh)(job))
            return [];
        const granted = job.permissions ?? above;
        if (granted === undefined)
            return [];
        return wantsOf(job)
            .filter(({ permission, level }) => LEVELS.indexOf(levelOf(granted, permission)) < LEVELS.indexOf(level))
            .map(({ permission, level, why }) => ({
            where: `job ${name} of ${path}`,
            permission: `${permission}: ${level}`,
            why,
        }));
    });
}
function levelOf(granted, permission) {
    if (granted === "write-all")
        return "write";
    if (granted === "read-all")
        return "read";
    const level = (0,values/* isMap */.jh)(granted) ? granted[permission] : undefined;
    return LEVELS.find((one) => one === level) ?? "none";
}
function wantsOf(job) {
    const checkout = { permission: "contents", level: "read", why: "to check the repository out" };
    const called = typeof job.uses === "string" ? OURS.exec(job.uses)?.[1] : undefined;
    if (called === "/.github/workflows/pipeline.yml") {
        return [checkout, { permission: "packages", level: "write", why: "to push the image to ghcr.io" }];
    }
    const steps = Array.isArray(job.steps) ? job.steps.filter(values/* isMap */.jh) : [];
    const own = steps.filter(({ uses }) => typeof uses === "string" && OURS.test(uses));
    if (own.length === 0)
        return [];
    const commented = own.some((step) => (0,values/* isMap */.jh)(step.with) && step.with.token && !/\/deploy@/.test(String(step.uses)));
    return [
        ...(steps.some(({ uses }) => String(uses).startsWith("actions/checkout@")) ? [checkout] : []),
        ...(commented ? [{ permission: "pull-requests", level: "write", why: "for the comment" }] : []),
    ];
}

;// CONCATENATED MODULE: ./cli/doctor/checks.js















/** Below this the build of an image soon fails. */
const LITTLE_SPACE = 2_000_000_000;
const loopback = /^(localhost|127\.|\[::1\])/;
const ok = (found) => ({ state: "ok", found });
const skipped = (found) => ({ state: "skipped", found });
/** The checks, in the order of what needs what. */
const CHECKS = {
    node: async () => {
        const major = Number(process.versions.node.split(".")[0]);
        return major >= 20
            ? ok(`Node ${process.versions.node}`)
            : {
                state: "failed",
                found: `Node ${process.versions.node}`,
                mend: "Install Node 20 or newer: https://nodejs.org",
            };
    },
    git: async (world) => {
        const inside = await world
            .run("git", ["rev-parse", "--short", "HEAD"], { cwd: world.workspace, timeout: 10_000, signal: world.signal })
            .catch((error) => {
            (0,errors/* throwIfAborted */.Te)(world.signal);
            return { code: 127, stdout: "", stderr: (0,errors/* messageOf */.bD)(error) };
        });
        if (inside.code === 0)
            return ok(`commit ${inside.stdout.trim()}`);
        if (/dubious ownership/.test(inside.stderr)) {
            return {
                state: "warning",
                found: "git does not look into a folder that belongs to another user",
                mend: `Trust it: git config --global --add safe.directory ${world.workspace}`,
            };
        }
        return {
            state: "warning",
            found: inside.stderr.trim().split("\n")[0] ?? "no commit",
            mend: "Run this in a clone with a commit, so that images and records name what they were made from.",
        };
    },
    folder: async (world) => {
        for (const folder of [world.workspace, world.temp]) {
            try {
                await (0,promises_.access)(folder, external_node_fs_.constants.R_OK | external_node_fs_.constants.W_OK | external_node_fs_.constants.X_OK);
            }
            catch {
                return {
                    state: "failed",
                    found: `${folder} cannot be written to by this user`,
                    mend: `Give it to this user: sudo chown -R "$(id -un)" ${folder}`,
                };
            }
        }
        const { bavail, bsize } = await (0,promises_.statfs)(world.workspace);
        const free = Number(bavail) * Number(bsize);
        return free < LITTLE_SPACE
            ? { state: "warning", found: `${(0,units/* formatSize */.Xq)(free)} of disk left`, mend: "Free some of it: docker system prune" }
            : ok(`${world.workspace} can be written to, ${(0,units/* formatSize */.Xq)(free)} of disk left`);
    },
    file: async (_, { file }) => file,
    permissions: async (world) => {
        const folder = ".github/workflows";
        const names = await (0,promises_.readdir)((0,external_node_path_.join)(world.workspace, folder)).catch(() => []);
        const texts = await Promise.all(names
            .filter((name) => /\.ya?ml$/.test(name))
            .map(async (name) => [`${folder}/${name}`, await (0,promises_.readFile)((0,external_node_path_.join)(world.workspace, folder, name), "utf8")]));
        const ours = texts.filter(([, text]) => text.includes("quayside/quayside"));
        if (ours.length === 0)
            return skipped("No workflow of GitHub runs the pipeline");
        const lacks = ours.flatMap(([path, text]) => lacksOf(path, text));
        if (lacks.length === 0)
            return ok(`${ours.map(([path]) => path).join(", ")} grant what they need`);
        return {
            state: "failed",
            found: lacks.map(({ where, permission, why }) => `${where} lacks ${permission} (${why})`).join("; "),
            mend: `Add to its permissions: ${[...new Set(lacks.map(({ permission }) => permission))].join(", ")}`,
        };
    },
    engine: async (world) => {
        const engine = await world.engine();
        return ok(`Docker Engine ${engine.version} at ${engine.address}`);
    },
    buildx: async (world) => {
        // Whoever builds with the engine needs it for this question, too, and is told of it above.
        if (!(await world.engine().catch(() => undefined)))
            return skipped("The engine does not answer");
        const { kind, version, driver } = await (0,facts/* findBuilder */.Lx)(world, "", world.runner.env);
        if (kind === "buildx")
            return ok(`${version}, driver ${driver}`);
        return {
            state: "warning",
            found: "There is no buildx: images are built by the engine, without build secrets and caches",
            mend: "Install the package docker-buildx-plugin of Docker, or docker-buildx of Debian and Ubuntu.",
        };
    },
    registry: async (world, { registries, logins }) => {
        if (registries.length === 0)
            return skipped("No registry is named");
        const config = await (0,credentials/* readDockerConfig */.TO)(world.runner.env);
        const told = [];
        for (const name of registries) {
            const { host, path } = (0,registry_host/* splitHost */.Ve)(name.includes("/") ? name : `${name}/quayside-doctor`);
            const login = logins.get(host);
            const auth = login
                ? { serveraddress: host, ...login }
                : await (0,credentials/* configuredAuth */.n0)(config, host, world.run, { env: world.runner.env, signal: world.signal });
            const mend = `Log in: docker login ${host}; or give the pipeline file's build section registries: "${host} \${REGISTRY_USERNAME} \${REGISTRY_PASSWORD}".`;
            try {
                await (0,registry/* registryClient */.Rk)(host, { fetch: world.fetch, signal: world.signal, ...(auth ? { auth } : {}) }).digest(path, "quayside-doctor");
            }
            catch (error) {
                (0,errors/* throwIfAborted */.Te)(world.signal);
                const message = oneLine((0,errors/* messageOf */.bD)(error));
                return /with 40[13]/.test(message)
                    ? { state: "failed", found: `${host} refuses ${auth ? "the login" : "without a login"}: ${message}`, mend }
                    : {
                        state: "failed",
                        found: `${host} cannot be reached: ${message}`,
                        mend: `Check the name, and that this machine reaches it: curl -i ${loopback.test(host) ? "http" : "https"}://${host}/v2/`,
                    };
            }
            if (!auth && !loopback.test(host))
                return { state: "warning", found: `${host} answers, and there is no login for it`, mend };
            told.push(`${host} takes ${auth ? `the login of ${auth.username ?? "a token"}` : "pushes without a login"}`);
        }
        return ok(told.join("; "));
    },
    database: async (world, { database }) => {
        if (!database)
            return skipped("Nothing is migrated");
        if (!database.inputs.url && !database.inputs["url-file"]) {
            return database.needed
                ? {
                    state: "warning",
                    found: "The address is not set",
                    mend: "Set DATABASE_URL (or what migrate.url of the pipeline file names).",
                }
                : skipped("No address is given");
        }
        const outputs = {};
        const inputs = { ...database.inputs, mode: "status", "connect-timeout": "5s" };
        // A tool of the project has files of its own; here it is enough that the server answers.
        const empty = inputs.command ? await (0,promises_.mkdtemp)((0,external_node_path_.join)(world.temp, "quayside-doctor-")) : undefined;
        if (empty)
            Object.assign(inputs, { directory: empty, command: "", "pending-command": "" });
        try {
            await (0,main.main)({
                ...world,
                runner: {
                    ...world.runner,
                    input: (name) => inputs[name] ?? "",
                    output: (name, value) => {
                        outputs[name] = value;
                    },
                    info: () => { },
                    annotate: () => { },
                    group: async (_, body) => body(),
                    summary: async () => { },
                },
            });
        }
        catch (error) {
            (0,errors/* throwIfAborted */.Te)(world.signal);
            const hint = error instanceof errors/* UserError */.yo ? error.hint : undefined;
            return {
                state: "failed",
                found: oneLine((0,errors/* messageOf */.bD)(error)),
                mend: hint ?? "Check address, name and password: psql can try them.",
            };
        }
        finally {
            if (empty)
                await (0,promises_.rm)(empty, { recursive: true, force: true });
        }
        const at = outputs.current ? `schema at ${outputs.current}` : "no migration recorded";
        return ok(`answers; ${at}`);
    },
    hosts: async (world, { app, deploy }) => {
        if (!deploy.hosts)
            return skipped("No other host is named");
        // What is deployed is none of this check.
        const inputs = { app, image: "any", ...deploy };
        const input = (name) => inputs[name] ?? "";
        const told = await (0,connect.reachHosts)(world, (0,deploy_inputs.readDeployInputs)({ input, mask: world.runner.mask }));
        return ok(told.join(", "));
    },
    proxy: async (world, { app, publish, deploy }) => {
        if (publish === "")
            return skipped("Nothing is deployed");
        if (deploy.hosts)
            return skipped(`${publish} is on another machine`);
        const [, ip = "0.0.0.0", port = ""] = /^(?:(.*):)?(\d+)$/.exec(publish) ?? [];
        const engine = await world.engine().catch(() => undefined);
        if (!engine)
            return skipped("The engine does not answer");
        if (!engine.address.startsWith("unix:"))
            return skipped(`${publish} is on another machine`);
        const [balancer] = await (0,containers/* listContainers */.ts)(engine, { "quayside.app": app, "quayside.role": "balancer" });
        if (balancer?.running)
            return ok(`${publish} is held by the load balancer of ${app}`);
        const taken = await tryPort(Number(port), ip);
        if (taken === undefined)
            return ok(`${publish} is free`);
        return taken === "EACCES"
            ? skipped(`${publish} cannot be tried by this user; the engine opens it as root`)
            : {
                state: "failed",
                found: `${publish} cannot be opened: ${taken}`,
                mend: `ss -ltnp 'sport = :${port}' shows which program listens there; end it, or choose another port with publish.`,
            };
    },
};
/** Undefined where a port can be opened, else the code of the error. */
function tryPort(port, host) {
    return new Promise((done) => {
        const server = (0,external_node_net_.createServer)();
        server.once("error", (error) => done((0,errors/* codeOf */.$N)(error) ?? (0,errors/* messageOf */.bD)(error)));
        server.listen({ port, host, exclusive: true }, () => server.close(() => done(undefined)));
    });
}
const oneLine = (text) => text.replace(/\s*\n\s*/g, " ");
/** Runs one check; what it throws is a failure of what it looks at, not of the doctor. */
async function examine(check, world, patient) {
    try {
        return { check, ...(await CHECKS[check](world, patient)) };
    }
    catch (error) {
        (0,errors/* throwIfAborted */.Te)(world.signal);
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        return { check, state: "failed", found: oneLine((0,errors/* messageOf */.bD)(error)), ...(error.hint ? { mend: error.hint } : {}) };
    }
}

// EXTERNAL MODULE: ./cli/doctor/spec.js
var doctor_spec = __webpack_require__(27257);
;// CONCATENATED MODULE: ./cli/doctor/main.js









const MARKS = { ok: "✓", warning: "!", failed: "✗", skipped: "·" };
/** Room for the longest name of a check. */
const WIDTH = Math.max(...Object.keys(CHECKS).map((check) => check.length));
/** Runs every check and tells what it found; ends with 1 where one failed. */
const main_main = async (world) => {
    const { runner } = world;
    const inputs = (0,toolkit_inputs/* readInputs */.Ko)(doctor_spec/* spec */.I.inputs, runner);
    const patient = await patientOf(world, inputs);
    const findings = [];
    for (const check of Object.keys(CHECKS)) {
        const finding = await examine(check, world, patient);
        findings.push(finding);
        // This is what was asked for, so it is told on standard output by `report` and here for people.
        runner.info(`${MARKS[finding.state]} ${check.padEnd(WIDTH)} ${runner.redact(finding.found)}`);
        if (finding.mend)
            runner.info(`  ${" ".repeat(WIDTH)} → ${finding.mend}`);
    }
    const count = (state) => findings.filter((finding) => finding.state === state).length;
    const failed = count("failed");
    (0,action/* outputsOf */.Yz)(doctor_spec/* spec */.I, runner)({
        outcome: failed > 0 ? "ill" : "healthy",
        failed,
        warnings: count("warning"),
        report: { version: 1, findings: findings.map((one) => ({ ...one, found: runner.redact(one.found) })) },
    });
    const rows = findings.map(({ state, check, found, mend }) => [
        `${MARKS[state]} ${(0,markdown/* code */.aY)(check)}`,
        (0,markdown/* escapeMarkdown */.FV)(found),
        (0,markdown/* escapeMarkdown */.FV)(mend ?? ""),
    ]);
    await runner.summary((0,markdown/* table */.tp)(["check", "found", "how to mend it"], rows));
    if (failed > 0) {
        const names = findings.filter(({ state }) => state === "failed").map(({ check }) => check);
        throw new errors/* UserError */.yo(`${failed === 1 ? "One check" : `${failed} checks`} failed: ${names.join(", ")}`, {
            hint: "The lines with an arrow say how to mend each.",
        });
    }
};
/** The stages of the pipeline file, and what is to be said of it: one with mistakes has none, and the other checks go on. */
async function stagesAndFile(world, inputs) {
    try {
        const stages = await (0,pipeline_file/* stagesOfFile */.z)(world, { ...inputs, lenient: true });
        if (!stages) {
            const mend = "quayside init writes one; one of another name is named with --file.";
            return { stages: [], file: { state: "warning", found: `There is no ${inputs.file}`, mend } };
        }
        const names = stages.filter(({ skip }) => skip === undefined).map(({ stage }) => stage);
        return { stages, file: { state: "ok", found: `${inputs.file}: ${names.join(", ") || "no stage for this run"}` } };
    }
    catch (error) {
        (0,errors/* throwIfAborted */.Te)(world.signal);
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        const found = (0,errors/* messageOf */.bD)(error).replace(/\s*\n\s*/g, "; ");
        return { stages: [], file: { state: "failed", found, mend: error.hint ?? `Mend ${inputs.file}.` } };
    }
}
async function patientOf(world, inputs) {
    const { stages, file } = await stagesAndFile(world, inputs);
    const of = (stage) => stages.filter((one) => one.stage === stage && one.skip === undefined);
    const lines = (text = "") => text
        .split(/[\n,]/)
        .map((line) => line.trim())
        .filter(Boolean);
    const logins = new Map();
    for (const line of of("build").flatMap((one) => lines(one.inputs.registries))) {
        const [host = "", username = "", password = ""] = line.split(/\s+/);
        if (password)
            logins.set(host, { username, password });
    }
    // One repository of each registry is enough; the login is for all of them.
    const tags = of("push").flatMap((one) => lines(one.inputs.tags));
    const repositories = new Map(tags.map((tag) => [(0,registry_host/* splitHost */.Ve)(tag).host, tag.replace(/(@[^/]*|:[^/]*)$/, "")]));
    const migrates = of("migrate");
    const ofFile = migrates[0]?.inputs ?? {};
    const [deploying] = of("deploy");
    return {
        file,
        app: deploying?.inputs.app || deploying?.app || "app",
        registries: inputs.registry.length > 0 ? inputs.registry : [...repositories.values()],
        logins,
        database: inputs.url || migrates.length > 0
            ? { inputs: { ...ofFile, ...(inputs.url ? { url: inputs.url } : {}) }, needed: migrates.length > 0 }
            : undefined,
        deploy: deploying?.inputs ?? {},
        publish: inputs.publish || (deploying ? deploying.inputs.publish || spec/* spec */.I.inputs.publish.default || "" : ""),
    };
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

/***/ 9529:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ stagesOfFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _actions_pipeline_config_config_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90302);
/* harmony import */ var _actions_pipeline_facts_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(33997);
/* harmony import */ var _actions_pipeline_stages_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(83371);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_yaml_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(79839);








/**
 * The stages of a pipeline file, so that a command needs no flags beside it; undefined where there is no such file.
 * With `lenient`, variables that are not set are blank: for commands that only look at what is there.
 */
async function stagesOfFile(world, options) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(world.workspace, options.file);
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path);
    let text;
    try {
        text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, "utf8");
    }
    catch (error) {
        if ((0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .codeOf */ .$N)(error) === "ENOENT")
            return undefined;
        throw error;
    }
    const { env, mask } = world.runner;
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(world.workspace, path);
    const config = (0,_actions_pipeline_config_config_js__WEBPACK_IMPORTED_MODULE_3__/* .readConfig */ .X)((0,_toolkit_yaml_js__WEBPACK_IMPORTED_MODULE_7__/* .readYamlTree */ ._d)(name, text), {
        file: name,
        // The command gives the rest by its flags.
        alone: options.only !== undefined || options.lenient,
        known: _actions_pipeline_stages_js__WEBPACK_IMPORTED_MODULE_5__/* .STAGES */ .a,
        only: options.only ?? [],
        environment: options.environment,
        mode: "apply",
        variables: options.lenient ? { ...blanks(text), ...defined(env) } : env,
        facts: await (0,_actions_pipeline_facts_js__WEBPACK_IMPORTED_MODULE_4__/* .runFacts */ .p)({ ...world, workspace: folder }, { base: "", paths: false }),
        folder: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(world.workspace, folder),
        exists: (one) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, one)),
        mask,
    });
    return config.stages.map(({ stage, app, inputs, skip }) => ({
        stage: stage.name,
        key: app.key,
        app: app.name,
        inputs: skip === undefined ? inputs({}) : {},
        skip,
    }));
}
/** A blank for each variable that a text names. */
function blanks(text) {
    return Object.fromEntries([...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => [match[1] ?? "", ""]));
}
function defined(env) {
    return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== undefined));
}


/***/ }),

/***/ 62651:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connect: () => (/* binding */ connect),
  engineTime: () => (/* binding */ engineTime),
  ping: () => (/* binding */ ping)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ../../node_modules/dockerode/lib/docker.js
var docker = __webpack_require__(65292);
var docker_default = /*#__PURE__*/__webpack_require__.n(docker);
// EXTERNAL MODULE: ./toolkit/clock.js
var clock = __webpack_require__(53592);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
;// CONCATENATED MODULE: ./toolkit/docker/addresses.js

/** Where an engine listens unless it is told otherwise. */
const DEFAULT_SOCKET = "/var/run/docker.sock";
const FORMS = "unix:///path/to/docker.sock, tcp://host:2376, ssh://user@host or npipe:////./pipe/docker_engine";
/** Takes an address in the form of DOCKER_HOST apart. Throws a UserError that says what it takes. */
function parseAddress(address) {
    const wrong = (why) => new errors/* UserError */.yo(`"${address}" is not an address of a Docker Engine: ${why}`, { hint: `It takes ${FORMS}.` });
    const [, scheme, rest = ""] = /^(unix|npipe|tcp|http|https|ssh):\/\/(.*)$/.exec(address) ?? [];
    if (scheme === undefined)
        throw wrong("it does not begin with unix://, tcp://, ssh:// or npipe://");
    if (scheme === "unix" || scheme === "npipe") {
        if (rest === "")
            throw wrong("the path of the socket is missing");
        return { kind: "socket", path: rest };
    }
    let url;
    try {
        url = new URL(`http://${rest}`);
    }
    catch {
        throw wrong("it has no host name that can be read");
    }
    const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
    if (url.password !== "")
        throw wrong("a password may not stand in it");
    // Both become words of ssh's configuration, and a name that begins with a hyphen would be an option.
    if (!/^[A-Za-z0-9_:][\w.:%-]*$/.test(host))
        throw wrong("it has no host name that can be read");
    const port = /:(\d+)(?:\/|$)/.exec(rest.replace(/^.*@/, "").replace(/^\[.*\]/, ""))?.[1];
    if (scheme !== "ssh") {
        if (url.username !== "")
            throw wrong("only ssh:// takes a user");
        return { kind: "tcp", host, port: port ? Number(port) : undefined, secure: scheme === "https" };
    }
    const user = decodeURIComponent(url.username);
    if (!/^([A-Za-z0-9_][\w.@-]*)?$/.test(user))
        throw wrong("it has no user name that can be read");
    if (!/^(\/[\w./-]*)?$/.test(url.pathname))
        throw wrong("the path of the socket has odd characters");
    return {
        kind: "ssh",
        user: user || undefined,
        host,
        port: port ? Number(port) : undefined,
        socket: url.pathname === "/" || url.pathname === "" ? DEFAULT_SOCKET : url.pathname,
    };
}

// EXTERNAL MODULE: ./toolkit/retry.js
var retry = __webpack_require__(59972);
;// CONCATENATED MODULE: ./toolkit/docker.js










/**
 * Connects to the engine of DOCKER_HOST, or to the default socket, and asks for its version.
 * TLS as the docker command does it: DOCKER_TLS_VERIFY and DOCKER_CERT_PATH. SSH is one connection of the OpenSSH client.
 * Throws a UserError that says what was looked for, where, and what to do.
 */
async function connect(options) {
    const address = options.host ?? (options.env.DOCKER_HOST || `unix://${DEFAULT_SOCKET}`);
    const parsed = parseAddress(address);
    let tunnel;
    if (parsed.kind === "ssh") {
        const { openTunnel } = await __webpack_require__.e(/* import() */ 9533).then(__webpack_require__.bind(__webpack_require__, 49533));
        const { temp, signal, timeout = 30_000 } = options;
        const limits = { ...(temp ? { temp } : {}), timeout, signal };
        tunnel = await (0,retry/* retry */.L)(() => openTunnel(parsed, options.ssh ?? {}, limits), {
            attempts: 5,
            base: 500,
            cap: 4000,
            // A server that has too many others at its door (MaxStartups) hangs up before it has said its name.
            transient: (error) => /kex_exchange_identification|banner exchange/.test((0,errors/* messageOf */.bD)(error)),
            clock: clock/* systemClock */.m,
            ...(signal ? { signal } : {}),
        });
    }
    const limit = AbortSignal.timeout(options.timeout ?? 10_000);
    try {
        const settings = settingsOf(parsed, tunnel, options);
        // An agent of its own, so that whatever waits for an answer can be ended with the connection.
        const agent = new (settings.protocol === "https" ? external_node_https_.Agent : external_node_http_.Agent)({ keepAlive: parsed.kind !== "socket" });
        const endConnections = endOf(agent, address);
        // docker-modem makes a text of the options of each request, for a log that nobody reads; with an agent in it that
        // has some connections open, this took 20 ms of each.
        Object.assign(agent, { [external_node_util_.inspect.custom]: () => "the engine's connections" });
        const api = new (docker_default())({ ...NOTHING_OF_THE_ENVIRONMENT, ...settings, ...{ agent } });
        const version = await Promise.race([
            api.version(),
            new Promise((_, reject) => {
                limit.addEventListener("abort", () => reject(new Error("no answer in time")), { once: true });
                options.signal?.addEventListener("abort", () => reject(options.signal?.reason), { once: true });
            }),
        ]);
        const close = async () => {
            endConnections();
            await tunnel?.close();
        };
        return { api, address, version: version.Version, apiVersion: version.ApiVersion, close };
    }
    catch (error) {
        const said = tunnel?.said() ?? "";
        await tunnel?.close();
        if (options.signal?.aborted)
            throw options.signal.reason;
        if (error instanceof errors/* UserError */.yo)
            throw error;
        throw new errors/* UserError */.yo(`No Docker Engine answers at ${address}: ${said || (0,errors/* messageOf */.bD)(error)}`, {
            hint: hintFor(error, parsed, said),
            cause: error,
        });
    }
}
/**
 * What ends every connection of an agent, also those that a command's streams have taken over, so that whoever waits for
 * an answer hears of it; and so does whoever asks afterwards.
 */
function endOf(agent, address) {
    const sockets = new Set();
    const create = agent.createConnection.bind(agent);
    let ended = false;
    agent.createConnection = (options, callback) => {
        if (ended)
            throw new errors/* UserError */.yo(`The connection to ${address} was closed`);
        const socket = create(options, callback);
        if (socket)
            sockets.add(socket.once("close", () => sockets.delete(socket)));
        return socket;
    };
    return () => {
        ended = true;
        for (const socket of sockets)
            socket.destroy();
    };
}
/** The engine's own clock, in milliseconds since the epoch; undefined where it does not say it. */
async function engineTime(engine) {
    const { SystemTime } = (await engine.api.info());
    const time = Date.parse(SystemTime ?? "");
    return Number.isNaN(time) ? undefined : time;
}
/** Throws where the engine does not answer within so many milliseconds. */
async function ping(engine, timeout) {
    await engine.api.ping({ abortSignal: AbortSignal.timeout(timeout) });
}
/** docker-modem fills what is not given from DOCKER_HOST and its relatives, also where another host is meant. */
const NOTHING_OF_THE_ENVIRONMENT = {
    host: undefined,
    port: undefined,
    socketPath: undefined,
    ca: undefined,
    cert: undefined,
    key: undefined,
    protocol: "http",
    timeout: undefined,
};
function settingsOf(address, tunnel, options) {
    if (address.kind === "socket")
        return { socketPath: address.path };
    if (address.kind === "ssh")
        return { socketPath: tunnel?.socket ?? "" };
    const { env, tls } = options;
    const secure = address.secure || tls !== undefined || Boolean(env.DOCKER_TLS_VERIFY);
    return {
        host: address.host,
        port: address.port ?? (secure ? 2376 : 2375),
        protocol: secure ? "https" : "http",
        ...(secure ? (tls ?? certificatesOf(env)) : {}),
    };
}
function certificatesOf(env) {
    const folder = env.DOCKER_CERT_PATH ?? (0,external_node_path_.join)(env.HOME ?? "", ".docker");
    const read = (file) => {
        try {
            return (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(folder, file), "utf8");
        }
        catch (error) {
            throw new errors/* UserError */.yo(`The certificates for the Docker Engine cannot be read: ${(0,errors/* messageOf */.bD)(error)}`, {
                hint: "DOCKER_CERT_PATH names the folder with ca.pem, cert.pem and key.pem.",
                cause: error,
            });
        }
    };
    return { ca: read("ca.pem"), cert: read("cert.pem"), key: read("key.pem") };
}
function hintFor(error, address, said) {
    if (address.kind === "ssh") {
        if (/prohibited/i.test(said)) {
            return "The SSH server forbids forwarding: allow it for this user (AllowStreamLocalForwarding, DisableForwarding).";
        }
        return `The login went well. Check that the engine runs there and that this user may open ${address.socket}: it has to be in the docker group, or the path be another one (ssh://user@host/path/of/docker.sock).`;
    }
    const tls = tlsHint(`${(0,errors/* codeOf */.$N)(error) ?? ""} ${(0,errors/* messageOf */.bD)(error)}`);
    if (tls)
        return tls;
    switch ((0,errors/* codeOf */.$N)(error)) {
        case "ENOENT":
            return "There is no such socket: start the Docker Engine, or set DOCKER_HOST to where it listens.";
        case "EACCES":
            return "This user may not open the socket: add it to the docker group, or set DOCKER_HOST.";
        case "ECONNREFUSED":
            return "Nothing listens there: start the Docker Engine, or name where it listens (DOCKER_HOST, or hosts of a deploy).";
        default:
            return "Check that the Docker Engine runs and that DOCKER_HOST, if set, names it.";
    }
}
function tlsHint(text) {
    if (/ALTNAME/.test(text))
        return "Its certificate is for another name: use the name or address that stands in it.";
    if (/HAS_EXPIRED|NOT_YET_VALID/.test(text)) {
        return "Its certificate is not valid at this time: renew it, or set the clock of this machine or of the host.";
    }
    if (/SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)/.test(text)) {
        return "Its certificate is not from the CA that was given (tls-ca, or ca.pem of DOCKER_CERT_PATH).";
    }
    if (/alert|CERTIFICATE_REQUIRED|ECONNRESET|socket hang up/i.test(text)) {
        return "The engine does not take our certificate (tls-cert and tls-key, or cert.pem and key.pem), or wants TLS where none is spoken.";
    }
    if (/PEM|DECODER|asn1|key values mismatch|bad base64/i.test(text)) {
        return "A certificate or the key is not readable: each is a PEM text from its BEGIN line to its END line, and the key belongs to the certificate.";
    }
    if (/wrong version number|Parse Error|HPE_/i.test(text))
        return "The engine there speaks no TLS, or we speak none.";
    return undefined;
}


/***/ }),

/***/ 19643:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AU: () => (/* binding */ setRestart),
/* harmony export */   FA: () => (/* binding */ findContainer),
/* harmony export */   Hw: () => (/* binding */ logsOf),
/* harmony export */   Iv: () => (/* binding */ takenPorts),
/* harmony export */   SI: () => (/* binding */ stopContainer),
/* harmony export */   Sf: () => (/* binding */ attachStdin),
/* harmony export */   UQ: () => (/* binding */ renameContainer),
/* harmony export */   YI: () => (/* binding */ startContainer),
/* harmony export */   g$: () => (/* binding */ createContainer),
/* harmony export */   od: () => (/* binding */ removeContainer),
/* harmony export */   s6: () => (/* binding */ waitForContainer),
/* harmony export */   ts: () => (/* binding */ listContainers),
/* harmony export */   wJ: () => (/* binding */ portBindings)
/* harmony export */ });
/* harmony import */ var _api_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50155);
/* harmony import */ var _frames_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19061);


/** Ports as the engine's API has them: by the port in the container, with all that lead there. */
function portBindings(ports) {
    const bindings = {};
    for (const { port, protocol = "tcp", hostIp, hostPort } of ports) {
        const key = `${port}/${protocol}`;
        bindings[key] = [...(bindings[key] ?? []), { HostIp: hostIp, HostPort: hostPort ? String(hostPort) : "" }];
    }
    return bindings;
}
/** Creates a container and does not start it; returns its id. Name conflicts throw an error with status 409. */
async function createContainer(engine, spec) {
    const bindings = portBindings(spec.publish ?? []);
    const mounts = [
        ...(spec.volumes ?? []).map(({ name, target }) => ({ type: "volume", source: name, target })),
        ...(spec.mounts ?? []),
    ];
    const body = defined({
        Image: spec.image,
        Labels: { ...spec.labels },
        Env: Object.entries(spec.env ?? {}).map(([name, value]) => `${name}=${value}`),
        Entrypoint: spec.entrypoint && [...spec.entrypoint],
        Cmd: spec.command && [...spec.command],
        User: spec.user || undefined,
        WorkingDir: spec.workingDir,
        Hostname: spec.hostname,
        Domainname: spec.domainname,
        Tty: spec.tty,
        StopSignal: spec.stopSignal,
        StopTimeout: spec.stopTimeout === undefined ? undefined : Math.ceil(spec.stopTimeout / 1000),
        Healthcheck: spec.healthcheck && healthcheckOf(spec.healthcheck),
        ...(spec.stdin ? { OpenStdin: true, StdinOnce: true, AttachStdin: true } : { OpenStdin: spec.openStdin }),
        ExposedPorts: Object.fromEntries(Object.keys(bindings).map((key) => [key, {}])),
        HostConfig: defined({
            NetworkMode: spec.network,
            PortBindings: bindings,
            RestartPolicy: restartOf(spec.restart ?? "no"),
            Mounts: mounts.length > 0 ? mounts.map(mountOf) : undefined,
            Tmpfs: spec.tmpfs && { ...spec.tmpfs },
            Memory: spec.memory,
            MemorySwap: spec.memorySwap ?? spec.memory,
            MemoryReservation: spec.memoryReservation,
            NanoCpus: spec.cpus && Math.round(spec.cpus * 1e9),
            CpuShares: spec.cpuShares,
            CpusetCpus: spec.cpuset,
            PidsLimit: spec.pidsLimit,
            OomScoreAdj: spec.oomScoreAdj,
            AutoRemove: spec.autoRemove || undefined,
            ReadonlyRootfs: spec.readOnly,
            Init: spec.init,
            Privileged: spec.privileged,
            CapAdd: spec.capAdd && [...spec.capAdd],
            CapDrop: spec.capDrop && [...spec.capDrop],
            SecurityOpt: spec.securityOpt && [...spec.securityOpt],
            GroupAdd: spec.groupAdd && [...spec.groupAdd],
            ExtraHosts: spec.extraHosts && [...spec.extraHosts],
            Dns: spec.dns && [...spec.dns],
            DnsSearch: spec.dnsSearch && [...spec.dnsSearch],
            DnsOptions: spec.dnsOptions && [...spec.dnsOptions],
            Ulimits: spec.ulimits?.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard })),
            LogConfig: spec.logging && { Type: spec.logging.driver ?? "", Config: { ...spec.logging.options } },
            Sysctls: spec.sysctls && { ...spec.sysctls },
            Devices: spec.devices?.map(deviceOf),
            ShmSize: spec.shmSize,
            Runtime: spec.runtime,
            PidMode: spec.pid,
            IpcMode: spec.ipc,
            UsernsMode: spec.usernsMode,
            CgroupnsMode: spec.cgroupns,
        }),
        NetworkingConfig: spec.aliases || spec.gateway
            ? {
                EndpointsConfig: {
                    [spec.network]: defined({
                        Aliases: spec.aliases && [...spec.aliases],
                        GwPriority: spec.gateway ? 1 : undefined,
                    }),
                },
            }
            : undefined,
    });
    // Only name and platform belong into the address: dockerode would put all of it there, with the environment, where
    // daemons and proxies log it.
    const container = await engine.api.createContainer({
        _query: defined({ name: spec.name, platform: spec.platform }),
        _body: body,
    });
    try {
        // Before API 1.44 a container is created with one network and joins the others.
        for (const { name, aliases } of spec.networks ?? []) {
            await engine.api.getNetwork(name).connect({ Container: container.id, EndpointConfig: { Aliases: [...aliases] } });
        }
    }
    catch (error) {
        await removeContainer(engine, container.id).catch(() => { });
        throw error;
    }
    return container.id;
}
/** The same without what is undefined: an engine takes a null for a wish in some fields. */
function defined(value) {
    return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
}
function restartOf(restart) {
    const { name, max } = typeof restart === "string" ? { name: restart, max: undefined } : restart;
    return { Name: name, ...(max === undefined ? {} : { MaximumRetryCount: max }) };
}
function restartIn(policy) {
    const name = (policy?.Name || "no");
    return { name, ...(policy?.MaximumRetryCount ? { max: policy.MaximumRetryCount } : {}) };
}
function healthcheckOf(check) {
    const nanoseconds = (milliseconds) => milliseconds && Math.round(milliseconds * 1e6);
    return defined({
        Test: [...check.test],
        Interval: nanoseconds(check.interval),
        Timeout: nanoseconds(check.timeout),
        StartPeriod: nanoseconds(check.startPeriod),
        StartInterval: nanoseconds(check.startInterval),
        Retries: check.retries,
    });
}
function mountOf(mount) {
    return defined({
        Type: mount.type,
        Source: mount.source,
        Target: mount.target,
        ReadOnly: mount.readOnly,
        BindOptions: mount.propagation === undefined ? undefined : { Propagation: mount.propagation },
        VolumeOptions: mount.noCopy === undefined && mount.subpath === undefined
            ? undefined
            : defined({ NoCopy: mount.noCopy, Subpath: mount.subpath }),
        TmpfsOptions: mount.type === "tmpfs" && (mount.size !== undefined || mount.mode !== undefined)
            ? defined({ SizeBytes: mount.size, Mode: mount.mode })
            : undefined,
    });
}
function deviceOf(device) {
    const [host = "", inside = host, permissions = "rwm"] = device.split(":");
    return { PathOnHost: host, PathInContainer: inside, CgroupPermissions: permissions };
}
/** Starts a container; nothing happens where it runs. */
async function startContainer(engine, id) {
    await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orMissing */ .Mr)(engine.api.getContainer(id).start().catch(ignoring(304)));
}
/** Asks it to stop (its stop signal) and kills it after so many milliseconds; nothing happens where it stands still. */
async function stopContainer(engine, id, timeout) {
    await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unlessSettled */ .sv)(engine.api.getContainer(id).stop({ t: Math.ceil(timeout / 1000) }));
}
/** Removes a container, also a running one, and its anonymous volumes; nothing happens where there is none. */
async function removeContainer(engine, id) {
    await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unlessSettled */ .sv)(engine.api.getContainer(id).remove({ force: true, v: true }));
}
/**
 * Says what the engine does when the container ends by itself; nothing happens where it does so already: the engine
 * starts two processes for a container that runs.
 */
async function setRestart(engine, { id, restart: now }, restart) {
    if (now.name === restart.name && now.max === restart.max)
        return;
    await engine.api.getContainer(id).update({ RestartPolicy: restartOf(restart) });
}
/** Gives a container another name; throws with status 409 where another one has it. */
async function renameContainer(engine, id, name) {
    await engine.api.getContainer(id).rename({ name });
}
/** A container by its id or name; undefined where there is none. */
async function findContainer(engine, id) {
    const found = await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orMissing */ .Mr)(engine.api.getContainer(id).inspect());
    return found && describe(found);
}
/** All containers, also those that stand still, that carry these labels; an empty value stands for any. */
async function listContainers(engine, labels) {
    const label = Object.entries(labels).map(([name, value]) => (value === "" ? name : `${name}=${value}`));
    const listed = await engine.api.listContainers({ all: true, filters: { label } });
    const found = await Promise.all(listed.map(({ Id }) => findContainer(engine, Id)));
    return found.filter((container) => container !== undefined);
}
/** TCP ports of the host that running containers have. */
async function takenPorts(engine) {
    const running = await engine.api.listContainers();
    return running.flatMap(({ Names, Labels, Ports }) => {
        const container = (Names[0] ?? "").replace(/^\//, "");
        return (Ports ?? []).flatMap(({ IP, PublicPort, Type }) => PublicPort && Type === "tcp" ? [{ container, labels: Labels ?? {}, hostIp: IP ?? "", hostPort: PublicPort }] : []);
    });
}
/** The last lines that a container wrote, both streams as one text; `""` where there is no such container. */
async function logsOf(engine, id, tail) {
    const log = await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orMissing */ .Mr)(engine.api.getContainer(id).logs({ stdout: true, stderr: true, tail, follow: false }));
    return log ? (0,_frames_js__WEBPACK_IMPORTED_MODULE_1__/* .unframed */ .x)(log).trimEnd() : "";
}
/** Attaches to the standard input of a container; it ends there when the stream is closed, or when this process is. */
async function attachStdin(engine, id) {
    const options = { stream: true, stdin: true, stdout: false, stderr: false, hijack: true };
    return (await engine.api.getContainer(id).attach(options));
}
/** Ends when the container has: gives its exit code. */
async function waitForContainer(engine, id, signal) {
    const container = engine.api.getContainer(id);
    const { StatusCode } = (await container.wait(signal ? { abortSignal: signal } : {}));
    return StatusCode;
}
function describe(found) {
    const { State, Config, NetworkSettings } = found;
    const health = State.Health && State.Health.Status !== "none" ? State.Health : undefined;
    const test = Config.Healthcheck?.Test;
    return {
        id: found.Id,
        name: found.Name.replace(/^\//, ""),
        labels: Config.Labels ?? {},
        image: found.Image,
        imageName: Config.Image,
        status: State.Status,
        running: State.Running && !State.Restarting,
        exitCode: State.ExitCode,
        oomKilled: State.OOMKilled,
        error: State.Error,
        restarts: found.RestartCount,
        startedAt: Date.parse(State.StartedAt),
        restart: restartIn(found.HostConfig.RestartPolicy),
        ...(health
            ? {
                health: {
                    status: health.Status,
                    last: (health.Log ?? []).at(-1)?.Output?.trim() ?? "",
                },
            }
            : {}),
        ...(test?.[0]?.startsWith("CMD") ? { healthTest: test } : {}),
        // An engine that was killed still tells those of containers that have stopped since.
        addresses: Object.fromEntries(Object.entries(NetworkSettings.Networks ?? {}).flatMap(([name, { IPAddress }]) => IPAddress && State.Running ? [[name, IPAddress]] : [])),
        // What was asked for, so that it is known of a container that stands still as well.
        published: Object.values((found.HostConfig.PortBindings ?? {}))
            .flat()
            .map(({ HostIp, HostPort }) => `${HostIp}:${HostPort}`),
    };
}
function ignoring(status) {
    return (error) => {
        if (error.statusCode !== status)
            throw error;
    };
}


/***/ }),

/***/ 19061:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ Frames),
/* harmony export */   x: () => (/* binding */ unframed)
/* harmony export */ });
/** Takes the engine's framing of two streams apart: eight bytes (stream, three zeros, length) before each piece. */
class Frames {
    #rest = Buffer.alloc(0);
    #onPiece;
    constructor(onPiece) {
        this.#onPiece = onPiece;
    }
    push(chunk) {
        this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
        while (this.#rest.length >= 8) {
            const length = this.#rest.readUInt32BE(4);
            if (this.#rest.length < 8 + length)
                return;
            this.#onPiece(this.#rest.subarray(8, 8 + length), this.#rest[0] === 2 ? "stderr" : "stdout");
            this.#rest = this.#rest.subarray(8 + length);
        }
    }
}
/** The text of both streams in the order in which they were written, also of a container with a terminal, which has no frames. */
function unframed(framed) {
    if (!isFramed(framed))
        return framed.toString("utf8").replaceAll("\r\n", "\n");
    const pieces = [];
    new Frames((piece) => pieces.push(piece)).push(framed);
    return Buffer.concat(pieces).toString("utf8");
}
/** Whether it begins as a frame does: with a number of a stream and three zeros, which no text has. */
function isFramed(text) {
    return text.length === 0 || ((text[0] ?? 0) <= 2 && text[1] === 0 && text[2] === 0 && text[3] === 0);
}


/***/ }),

/***/ 68159:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $V: () => (/* binding */ manifestOf),
/* harmony export */   Rk: () => (/* binding */ registryClient),
/* harmony export */   SH: () => (/* binding */ repositoryPath)
/* harmony export */ });
/* unused harmony export RegistryError */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59972);



/** An answer of a registry that refuses, or cannot for now. */
class RegistryError extends Error {
    status;
    /** Milliseconds that the registry asks to wait (Retry-After); undefined where it does not. */
    wait;
    constructor(message, status, wait) {
        super(message);
        this.name = "RegistryError";
        this.status = status;
        this.wait = wait;
    }
}
const ACCEPT = [
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");
/** Milliseconds for one request. */
const LIMIT = 20_000;
/** Pages of tags that are read, 1,000 tags each; a registry may give fewer. */
const TAG_PAGES = 10;
/** Bytes of a blob that is read into memory. */
const BLOB_LIMIT = 8 * 1024 * 1024;
/** Milliseconds between two tries at most, whatever a registry asks for. */
const LONGEST_WAIT = 30_000;
/** The path of an image name within its registry: `org/app` of `ghcr.io/org/app`, `library/node` of `node`. */
function repositoryPath(host, name) {
    const path = name.replace(/^(index\.)?docker\.io\//, "").replace(host === "docker.io" ? /^$/ : `${host}/`, "");
    return host === "docker.io" && !path.includes("/") ? `library/${path}` : path;
}
/** The manifest of that text, with the digest that any registry gives it. */
function manifestOf(text, mediaType) {
    return { digest: `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(text).digest("hex")}`, mediaType, text };
}
/**
 * A client of one registry, by the OCI Distribution Specification 1.1: Basic and Bearer logins, plain HTTP on loopback
 * only. Its calls throw a RegistryError with the status where the registry refuses.
 */
function registryClient(host, options) {
    const scheme = /^(localhost|127\.|\[::1\])/.test(host) ? "http" : "https";
    const base = `${scheme}://${host === "docker.io" ? "registry-1.docker.io" : host}/v2`;
    const { username, password } = options.auth ?? {};
    const basic = username && `Basic ${Buffer.from(`${username}:${password ?? ""}`).toString("base64")}`;
    const logins = new Map();
    const send = async (url, init) => {
        const limit = AbortSignal.timeout(LIMIT);
        const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
        try {
            return await options.fetch(url, { ...init, signal });
        }
        catch (error) {
            (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .throwIfAborted */ .Te)(options.signal);
            throw error;
        }
    };
    const login = async (challenge, path) => {
        if (/^basic\b/i.test(challenge))
            return basic || undefined;
        const of = (name) => new RegExp(`\\b${name}="([^"]*)"`).exec(challenge)?.[1];
        const realm = of("realm");
        // A password is only sent to where the registry itself asks for it, and never without TLS to another machine.
        if (!/^bearer\b/i.test(challenge) || !realm || (scheme === "https" && !realm.startsWith("https://")))
            return undefined;
        const url = new URL(realm);
        url.searchParams.set("service", of("service") ?? "");
        url.searchParams.set("scope", of("scope") ?? `repository:${path}:pull`);
        const answer = await send(url.href, { headers: basic ? { authorization: basic } : {} });
        if (!answer.ok) {
            await answer.body?.cancel();
            return undefined;
        }
        const { token, access_token: access } = (await answer.json());
        return `Bearer ${token ?? access ?? ""}`;
    };
    const once = async (method, path, way, init) => {
        const key = `${method === "PUT"} ${path}`;
        const attempt = async () => {
            const authorization = logins.get(key);
            const headers = { ...init.headers, ...(authorization ? { authorization } : {}) };
            return await send(`${base}/${path}/${way}`, { ...init, method, headers });
        };
        let answer = await attempt();
        if (answer.status === 401) {
            const authorization = await login(answer.headers.get("www-authenticate") ?? "", path);
            if (authorization) {
                await answer.body?.cancel();
                logins.set(key, authorization);
                answer = await attempt();
            }
        }
        if (answer.ok || answer.status === 404)
            return answer;
        const text = (await answer.text().catch(() => "")).slice(0, 300);
        const after = Number(answer.headers.get("retry-after"));
        throw new RegistryError(`${host} answers ${path}/${way} with ${answer.status}${text ? `: ${text}` : ""}`, answer.status, after > 0 ? Math.min(after * 1000, LONGEST_WAIT) : undefined);
    };
    const ask = async (method, path, way, init = {}) => {
        const { patience, signal } = options;
        if (!patience)
            return await once(method, path, way, init);
        return await (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retry */ .L)(() => once(method, path, way, init), {
            attempts: patience.attempts,
            base: 1000,
            cap: LONGEST_WAIT,
            // What is no answer at all is a connection that broke or was never there.
            transient: (error) => error instanceof RegistryError ? [408, 429].includes(error.status) || error.status >= 500 : true,
            asks: (error) => (error instanceof RegistryError ? error.wait : undefined),
            clock: patience.clock,
            onRetry: (error) => patience.onRetry?.(error),
            ...(signal ? { signal } : {}),
        });
    };
    /** What is there, or undefined. */
    const get = async (answer, read) => {
        if (answer.status !== 404)
            return await read(answer);
        await answer.body?.cancel();
        return undefined;
    };
    return {
        async manifest(path, reference) {
            const answer = await ask("GET", path, `manifests/${reference}`, { headers: { accept: ACCEPT } });
            return await get(answer, async ({ headers }) => manifestOf(await answer.text(), headers.get("content-type") ?? "application/vnd.oci.image.manifest.v1+json"));
        },
        async digest(path, reference) {
            const answer = await ask("HEAD", path, `manifests/${reference}`, { headers: { accept: ACCEPT } });
            return answer.status === 404 ? undefined : (answer.headers.get("docker-content-digest") ?? undefined);
        },
        async put(path, reference, manifest) {
            const init = { body: manifest.text, headers: { "content-type": manifest.mediaType } };
            const answer = await ask("PUT", path, `manifests/${reference}`, init);
            await answer.body?.cancel();
            if (answer.status === 404)
                throw new RegistryError(`${host} has no repository ${path}`, 404);
        },
        async tags(path) {
            const found = [];
            let way = "tags/list?n=1000";
            for (let page = 0; way !== undefined && page < TAG_PAGES; page++) {
                const answer = await ask("GET", path, way);
                const body = await get(answer, async () => (await answer.json()));
                if (Array.isArray(body?.tags))
                    found.push(...body.tags.filter((tag) => typeof tag === "string"));
                // Only the query counts: the rest of the address is the registry's own idea of itself.
                const next = /<[^>]*\?([^>]+)>\s*;\s*rel="?next/.exec(answer.headers.get("link") ?? "")?.[1];
                way = next && `tags/list?${next}`;
            }
            return found;
        },
        async blob(path, digest) {
            const answer = await ask("GET", path, `blobs/${digest}`);
            return await get(answer, async () => {
                if (Number(answer.headers.get("content-length")) > BLOB_LIMIT) {
                    await answer.body?.cancel();
                    throw new Error(`${path}@${digest} is larger than it may be`);
                }
                return Buffer.from(await answer.arrayBuffer());
            });
        },
        async tail(path, digest, size, bytes) {
            const range = `bytes=${Math.max(0, size - bytes)}-${size - 1}`;
            const answer = await ask("GET", path, `blobs/${digest}`, { headers: { range } });
            if (answer.status === 206)
                return Buffer.from(await answer.arrayBuffer());
            await answer.body?.cancel();
            return undefined;
        },
    };
}


/***/ })

};
;