"use strict";
exports.id = 6407;
exports.ids = [6407,1909,9135];
exports.modules = {

/***/ 72508:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ authFinder)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_credentials_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15929);
/* harmony import */ var _registries_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99425);


/** The login for each registry: from the inputs, else from the user's own Docker configuration. */
function authFinder(world, registries) {
    const found = new Map();
    return (host) => {
        const given = registries.find((registry) => registry.host === host && registry.password !== "");
        if (given)
            return Promise.resolve((0,_registries_js__WEBPACK_IMPORTED_MODULE_1__/* .authOf */ .g)(given));
        const configured = found.get(host) ??
            (0,_toolkit_docker_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .readDockerConfig */ .TO)(world.runner.env).then((config) => (0,_toolkit_docker_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .configuredAuth */ .n0)(config, host, world.run, { env: world.runner.env, signal: world.signal }));
        found.set(host, configured);
        return configured;
    };
}


/***/ }),

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

/***/ 69135:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   isChecked: () => (/* binding */ isChecked),
/* harmony export */   mistakesBetween: () => (/* binding */ mistakesBetween),
/* harmony export */   readBuildInputs: () => (/* binding */ readBuildInputs)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);
/* harmony import */ var _lists_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(18233);
/* harmony import */ var _metadata_rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87695);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2032);
/* harmony import */ var _spec_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50305);





/** Reads the inputs; throws a UserError that lists every mistake, those between inputs too. */
function readBuildInputs(runner) {
    // Both inputs are secret, but only parts of them are: a mask of a whole line such as "localhost:5000" would tear a
    // hole into every reference of the log.
    let current = "";
    const input = (name) => {
        current = name;
        return runner.input(name);
    };
    const mask = (raw) => {
        const parts = current === "registries" ? passwordsOf(raw) : valuesOf(raw);
        for (const part of parts)
            if (part !== "")
                runner.mask(part);
    };
    // What a line of `tags` is depends on `images`.
    const ruled = runner.input("images") !== "";
    const tags = (raw) => ruled ? { references: [], rules: (0,_metadata_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRules */ .NR)(raw) } : { references: referencesOf(raw), rules: [] };
    const schema = { ..._spec_js__WEBPACK_IMPORTED_MODULE_2__/* .spec */ .I.inputs, tags: { ..._spec_js__WEBPACK_IMPORTED_MODULE_2__/* .spec */ .I.inputs.tags, parse: tags } };
    const convert = ({ images, tags: { references, rules }, flavor, ...rest }) => {
        const { labels, annotations } = rest;
        return ruled
            ? { ...rest, tags: [], metadata: { images, rules, flavor, labels, annotations } }
            : { ...rest, tags: references };
    };
    const check = (raw) => [
        ...(runner.input("flavor") !== "" && !ruled
            ? ["flavor goes with images: it is about tags that are worked out from rules"]
            : []),
        ...mistakesBetween(convert(raw)),
    ];
    return Object.freeze(convert((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .readInputs */ .Ko)(schema, { input, mask }, check)));
}
// Each reference once, always with its tag.
function referencesOf(raw) {
    const references = (0,_lists_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)(raw, { commas: true }).map((entry) => {
        if (/^type=/.test(entry)) {
            throw new Error(`"${entry}" is a rule, and rules need images: the names that get the tags, for example: ghcr.io/org/app`);
        }
        const { name, tag } = (0,_references_js__WEBPACK_IMPORTED_MODULE_4__/* .parseReference */ .F)(entry);
        return `${name}:${tag}`;
    });
    return [...new Set(references)];
}
function passwordsOf(raw) {
    return raw.split(/\r?\n/).map((line) => line.trim().replace(/^\S+\s+\S+\s*/, ""));
}
function valuesOf(raw) {
    try {
        return (0,_lists_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)(raw, { commas: false }).map((entry) => entry.replace(/^\s*[\w.-]+=/, ""));
    }
    catch {
        return raw.split(/\r?\n/).map((line) => line.trim().replace(/^"?[\w.-]+=/, ""));
    }
}
/** Whether the image is checked before it is pushed: it has to be in the engine for that. */
const isChecked = ({ smoke, test, testInside }) => smoke || test !== "" || testInside !== "";
/** What is wrong between inputs, a sentence each, with the way out. */
function mistakesBetween(inputs) {
    const mistakes = [];
    const say = (wrong, message) => wrong && mistakes.push(message);
    const { mode, push, load, platforms, outputs } = inputs;
    const untagged = inputs.metadata ? inputs.metadata.images.length === 0 : inputs.tags.length === 0;
    say(mode === "push" && untagged, "mode: push needs tags: the references to push, for example: ghcr.io/org/app:1.4.2");
    say(mode !== "push" && mode !== "merge" && push && untagged, "push: true needs tags: the references to push, for example: ghcr.io/org/app:1.4.2");
    say(mode === "merge" && untagged, "mode: merge needs tags: the references that the joined image gets");
    say(mode === "merge" && inputs.digestsDir === "", "mode: merge needs digests-dir: the folder with the digests that the jobs before have written");
    say(mode === "apply" && inputs.digestsDir !== "" && !push, "digests-dir goes with push: true (the image of one platform is pushed, its digest is kept there) or with mode: merge");
    say(mode === "apply" && inputs.digestsDir !== "" && (load || isChecked(inputs)), "digests-dir pushes straight from the builder, so load, smoke and test do not go with it; check each platform in a step of its own before");
    say(inputs.cache !== "auto" && inputs.cacheFrom.length + inputs.cacheTo.length > 0, `cache: ${inputs.cache} and cache-from or cache-to are two ways to say the same; give one of them`);
    say(["registry", "inline"].includes(inputs.cache) && untagged, `cache: ${inputs.cache} needs tags: it lies beside the image in its registry`);
    say(mode !== "push" && inputs.image !== "", "image only goes with mode: push; it names the built image to push");
    say(load && platforms.length > 1, `load: true and ${platforms.length} platforms do not go together: an engine holds one platform of an image; build for one, or push`);
    const checked = isChecked(inputs);
    say(checked && platforms.length > 1, `smoke and test need the image in the engine, which holds one platform of it; build for one, not for ${platforms.length}`);
    say((mode === "push" || mode === "merge") && checked, `smoke and test go with mode: apply; mode: ${mode} pushes what was checked before`);
    say(inputs.smokeEnv.size > 0 && !inputs.smoke && inputs.testInside === "", "smoke-env goes with smoke: true or test-inside");
    say(load && outputs.length > 0 && push, "load, push and outputs together are more than one builder can do; leave outputs out");
    const ids = [...inputs.secrets, ...inputs.secretEnvs, ...inputs.secretFiles].map(({ id }) => id);
    for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
        mistakes.push(`the secret ${id} is given twice in secrets, secret-envs and secret-files; give each id once`);
    }
    for (const [name, entries] of [
        ["labels", inputs.labels],
        ["annotations", inputs.annotations],
        ["build-contexts", inputs.buildContexts],
    ]) {
        for (const entry of entries)
            say(!/^[^=]+=/.test(entry), `${name} got "${entry}", which has no KEY= in front; it takes KEY=VALUE`);
    }
    for (const entry of inputs.addHosts) {
        say(!/^[^:=\s]+[:=]\S+$/.test(entry), `add-hosts got "${entry}"; it takes HOST:IP, for example: db.internal:10.0.0.5`);
    }
    for (const entry of platforms) {
        say(!/^[a-z0-9]+(\/[a-z0-9_]+){0,2}$/.test(entry), `platforms got "${entry}"; it takes OS/ARCHITECTURE, for example: linux/arm64`);
    }
    return mistakes;
}


/***/ }),

/***/ 56407:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./toolkit/action.js + 2 modules
var action = __webpack_require__(5210);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
;// CONCATENATED MODULE: ./actions/build/checks.js
// BuildKit's words for names that hold secrets, and for those that do not although they look like it.
const SECRET = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i;
const PUBLIC = /(?:^|_)public(?:_|$)/i;
/**
 * The most useful of BuildKit's own checks, under BuildKit's names, for builders that are too old to make them. Sources:
 * https://docs.docker.com/reference/build-checks/. Only what can be told without working out variables.
 */
function ownChecks(instructions) {
    const checks = [];
    const say = ({ line }, message) => checks.push({ line, message });
    const stages = new Set();
    let once = new Map();
    let shell = false;
    let absolute = false;
    for (const instruction of instructions) {
        const { keyword, text } = instruction;
        switch (keyword) {
            case "FROM": {
                once = new Map();
                shell = false;
                absolute = false;
                const name = /\sAS\s+(\S+)/i.exec(text)?.[1];
                if (name === undefined)
                    break;
                if (name !== name.toLowerCase())
                    say(instruction, `StageNameCasing: Stage name '${name}' should be lowercase`);
                if (/^(scratch|context)$/i.test(name))
                    say(instruction, `ReservedStageName: Stage name should not use the same name as reserved stage "${name}"`);
                if (stages.has(name.toLowerCase()))
                    say(instruction, `DuplicateStageName: Duplicate stage name "${name}", stage names should be unique`);
                stages.add(name.toLowerCase());
                break;
            }
            case "SHELL":
                shell = true;
                break;
            case "MAINTAINER":
                say(instruction, "MaintainerDeprecated: Maintainer instruction is deprecated in favor of using label");
                break;
            case "WORKDIR":
                if (!absolute && !/^["']?(\/|\$|[A-Za-z]:)/.test(text)) {
                    say(instruction, `WorkdirRelativePath: Relative workdir "${text}" can have unexpected results if the base image changes`);
                }
                absolute ||= /^["']?\//.test(text);
                break;
            case "CMD":
            case "ENTRYPOINT":
            case "HEALTHCHECK": {
                const earlier = once.get(keyword);
                if (earlier) {
                    say(earlier, `MultipleInstructionsDisallowed: Multiple ${keyword} instructions should not be used in the same stage because only the last one will be used`);
                }
                once.set(keyword, instruction);
                if (keyword !== "HEALTHCHECK" && !shell && !text.startsWith("[")) {
                    say(instruction, `JSONArgsRecommended: JSON arguments recommended for ${keyword} to prevent unintended behavior related to OS signals`);
                }
                break;
            }
            case "ENV":
            case "ARG": {
                if (keyword === "ENV" && /^\w+\s/.test(text) && !/^\w+=/.test(text)) {
                    say(instruction, 'LegacyKeyValueFormat: "ENV key=value" should be used instead of legacy "ENV key value" format');
                }
                const names = keyword === "ARG" || /^\w+=/.test(text)
                    ? text.matchAll(/(?:^|\s)(\w+)(?==|\s|$)/g)
                    : text.matchAll(/^(\w+)/g);
                for (const [, name = ""] of names) {
                    if (!SECRET.test(name) || PUBLIC.test(name))
                        continue;
                    say(instruction, `SecretsUsedInArgOrEnv: Do not use ARG or ENV instructions for sensitive data (${keyword} "${name}")`);
                }
                break;
            }
        }
    }
    return checks.sort((a, b) => a.line - b.line);
}

// EXTERNAL MODULE: ./actions/build/facts.js
var facts = __webpack_require__(80211);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./actions/build/references.js
var references = __webpack_require__(2032);
;// CONCATENATED MODULE: ./actions/build/fork.js



/**
 * Whether this run gets no secrets and a token that may only read, and why: GitHub runs pull requests from forks and
 * from Dependabot so. Undefined for every other run; `pull_request_target` does get them.
 */
async function restrictedRun(env) {
    if (env.GITHUB_EVENT_NAME !== "pull_request")
        return undefined;
    if (env.GITHUB_ACTOR === "dependabot[bot]")
        return "a pull request of Dependabot";
    let payload;
    try {
        payload = JSON.parse(await (0,promises_.readFile)(env.GITHUB_EVENT_PATH ?? "", "utf8"));
    }
    catch {
        return undefined;
    }
    if (!payload?.pull_request)
        return undefined;
    // The repository of the head is null where the fork was deleted.
    const head = payload.pull_request.head?.repo?.full_name;
    return head === env.GITHUB_REPOSITORY ? undefined : "a pull request from a fork";
}
/**
 * Why nothing is pushed although it was asked for; undefined where the push goes on. Registries on loopback take pushes
 * from every run. Throws a UserError where a password is empty in a run that should have it.
 */
function pushWithheld(inputs, restricted) {
    const hosts = [...new Set(inputs.tags.map((tag) => (0,references/* parseReference */.F)(tag).host))];
    const remote = hosts.filter((host) => !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host));
    if (restricted !== undefined && remote.length > 0) {
        return `Nothing is pushed: this run is for ${restricted}, which gets no credentials for ${remote.join(", ")}.`;
    }
    const empty = inputs.registries.find(({ host, password }) => password === "" && hosts.includes(host));
    if (empty) {
        throw new errors/* UserError */.yo(`registries has no password for ${empty.host}`, {
            hint: "The secret behind it is not set, or is not there for this run: check its name and the environment of the job.",
        });
    }
    return undefined;
}

// EXTERNAL MODULE: ./toolkit/docker/credentials.js
var credentials = __webpack_require__(15929);
;// CONCATENATED MODULE: ./actions/build/hand-over.js




/** Files above this are not hidden line by line: they are bundles and archives, not secrets that a log would show. */
const MASKED_BYTES = 16 * 1024;
/** The secrets of the inputs as `mode: plan` shows them: nothing is read and nothing is written. */
function plannedSecrets(inputs, workspace) {
    return [
        ...inputs.secrets.map(({ id }) => ({ id, file: `<temporary file of ${id}>` })),
        ...inputs.secretEnvs.map(({ id, from }) => ({ id, variable: from })),
        ...inputs.secretFiles.map(({ id, from }) => ({ id, file: (0,external_node_path_.resolve)(workspace, from) })),
    ];
}
/**
 * Makes the secrets ready for buildx. Values go to files of mode 0600 below `scratch` (a folder of mode 0700 that the
 * caller removes), variables and files stay where they are. Values are masked, those of certificates excepted.
 */
async function handOverSecrets(world, inputs, scratch) {
    const sources = [];
    for (const [index, { id, value }] of inputs.secrets.entries()) {
        if (value === "") {
            world.runner.annotate("warning", `The secret ${id} is empty and is not handed to the build. Runs for forks and for Dependabot get no secrets.`);
            continue;
        }
        const file = (0,external_node_path_.join)(scratch, `secret-${index}`);
        await (0,promises_.writeFile)(file, value, { mode: 0o600, flag: "wx" });
        sources.push({ id, file });
    }
    for (const { id, from } of inputs.secretEnvs) {
        const value = world.runner.env[from];
        if (value === undefined) {
            throw new errors/* UserError */.yo(`secret-envs takes ${id} from the variable ${from}, which is not set`, {
                hint: `Set ${from} in the env: of the step.`,
            });
        }
        if (value !== "")
            world.runner.mask(value);
        sources.push({ id, variable: from });
    }
    for (const { id, from } of inputs.secretFiles) {
        const file = (0,external_node_path_.resolve)(world.workspace, from);
        const content = await (0,promises_.readFile)(file).catch((error) => {
            throw new errors/* UserError */.yo(`secret-files takes ${id} from ${from}, which cannot be read`, {
                hint: "The path counts from the workspace.",
                cause: error,
            });
        });
        for (const line of linesToMask(content))
            world.runner.mask(line);
        sources.push({ id, file });
    }
    return sources;
}
/** The lines of a secret file that are worth hiding: certificates are public, short lines are in every log. */
function linesToMask(content) {
    if (content.length > MASKED_BYTES)
        return [];
    const text = content.toString("utf8").replace(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g, "");
    return text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line.length >= 8 && !/^-----/.test(line));
}
/**
 * Docker's config.json with logins added. A helper that is configured for such a registry would be asked first, so it is
 * switched off for it: an empty entry does that (docker/cli, cli/config/configfile).
 */
function withLogins(config, registries, plugins) {
    const auths = { ...config.auths };
    const helpers = { ...config.credHelpers };
    for (const { host, username, password } of registries) {
        for (const key of (0,credentials/* configKeys */.nK)(host)) {
            auths[key] = { auth: Buffer.from(`${username}:${password}`).toString("base64") };
            helpers[key] = "";
        }
    }
    const extra = config.cliPluginsExtraDirs ?? [];
    return {
        ...config,
        auths: auths,
        credHelpers: helpers,
        cliPluginsExtraDirs: [...extra, plugins],
    };
}
/**
 * The environment for the docker command with the logins of this step, in a configuration folder of its own below
 * `scratch`. It is made from the user's: his logins, helpers, contexts, builders and plugins are found as before, and his
 * own files are not touched. Inputs of the action (INPUT_…), which hold the secrets, are not handed on.
 */
async function dockerEnv(env, registries, scratch) {
    const clean = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("INPUT_")));
    if (registries.length === 0)
        return clean;
    const own = (0,credentials/* configFolder */.vg)(env);
    const folder = (0,external_node_path_.join)(scratch, "docker");
    await (0,promises_.mkdir)(folder, { mode: 0o700 });
    const entries = await (0,promises_.readdir)(own).catch(() => []);
    for (const entry of entries) {
        if (entry !== "config.json" && entry !== "buildx")
            await (0,promises_.symlink)((0,external_node_path_.join)(own, entry), (0,external_node_path_.join)(folder, entry));
    }
    const config = withLogins(await (0,credentials/* readDockerConfig */.TO)(env), registries, (0,external_node_path_.join)(own, "cli-plugins"));
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, "config.json"), JSON.stringify(config), { mode: 0o600 });
    return { ...clean, DOCKER_CONFIG: folder, BUILDX_CONFIG: env.BUILDX_CONFIG || (0,external_node_path_.join)(own, "buildx") };
}

;// CONCATENATED MODULE: ./actions/build/hints.js
const WHOLE_CONTEXT = /^(?:--(?!from=)\S+\s+)*\.\/?\s+\S+$/;
const INSTALLS = /\b(npm (ci|i|install)|yarn install|pnpm (i|install)|bun install|pip3? install -r|poetry install|uv sync|bundle install|composer install|go mod download|cargo fetch|mvn \S*dependency)\b/;
/** What costs size, cache or safety: base images that move, root, a context without .dockerignore, COPY before an install, package lists left in a layer. */
function hintsOf(instructions, facts) {
    const hints = [];
    const stages = new Set();
    let copied;
    let last;
    for (const instruction of instructions) {
        const { keyword, text, line } = instruction;
        if (keyword === "FROM") {
            const [, image = "", alias] = /^(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(text) ?? [];
            const tag = image.slice(image.lastIndexOf("/") + 1).split(":")[1];
            const moves = !image.includes("@") && !image.includes("$") && (tag === undefined || tag === "latest");
            if (moves && image !== "scratch" && !stages.has(image.toLowerCase())) {
                hints.push({
                    line,
                    message: `${image} names whatever is newest: the same commit gives another image tomorrow. Name a version.`,
                });
            }
            if (alias)
                stages.add(alias.toLowerCase());
            copied = undefined;
            last = instruction;
        }
        else if (keyword === "USER")
            last = instruction;
        else if ((keyword === "COPY" || keyword === "ADD") && WHOLE_CONTEXT.test(text)) {
            copied ??= instruction;
            if (!facts.hasDockerignore) {
                hints.push({
                    line,
                    message: "There is no .dockerignore, so this copies .git, local settings and build results too, and changes with each of them.",
                });
            }
        }
        else if (keyword === "RUN") {
            if (copied && INSTALLS.test(text)) {
                hints.push({
                    line: copied.line,
                    message: `Each change of any file runs the installation in line ${line} again. Copy the lock file first, install, then copy the rest.`,
                });
                copied = undefined;
            }
            if (/\bapt(-get)? install\b/.test(text) &&
                !/--mount=\S*\/var\/(lib|cache)\/apt|rm -rf? \S*\/var\/lib\/apt/.test(text)) {
                hints.push({
                    line,
                    message: "The package lists stay in this layer: end it with rm -rf /var/lib/apt/lists/*, or mount them as a cache.",
                });
            }
        }
    }
    if (last && facts.user !== undefined && /^(|root|0)(:.*)?$/.test(facts.user)) {
        hints.push({
            line: last.line,
            message: "The image runs as root. Add USER with a user of its own after the last RUN that needs root.",
        });
    }
    return hints;
}

// EXTERNAL MODULE: ./actions/build/inputs.js
var build_inputs = __webpack_require__(69135);
// EXTERNAL MODULE: ./actions/build/lists.js
var lists = __webpack_require__(18233);
;// CONCATENATED MODULE: ./actions/build/builder.js
/** Whether this is the engine's own builder with its old image store, which exports no cache, index or attestation. */
function isPlain(builder) {
    return builder.kind === "engine" || (builder.driver === "docker" && !builder.containerd);
}

;// CONCATENATED MODULE: ./actions/build/plan.js





const WAY_OUT = "Set up a builder with another driver (docker buildx create --driver docker-container --use) and name it with `builder`, or leave the input out.";
/** Whether the engine has the image after a build. */
function loads(inputs, builder) {
    return builder.kind === "engine" || builder.driver === "docker" || inputs.load || (0,build_inputs.isChecked)(inputs);
}
/**
 * Works out the exact command. Pure; throws a UserError for what the builder that was found cannot do, and warns where
 * only speed is lost.
 */
function planBuild(inputs, facts) {
    const { builder } = facts;
    const plain = isPlain(builder);
    const warnings = [];
    if (plain)
        refuseWhatDockerCannot(inputs, builder);
    if (builder.kind === "engine")
        refuseWhatTheApiCannot(inputs);
    const argv = [...builder.command, "build", "--progress", "plain"];
    const add = (name, ...values) => {
        for (const value of values)
            if (value)
                argv.push(`--${name}`, value);
    };
    const set = (name, on) => on && argv.push(`--${name}`);
    add("builder", inputs.builder);
    add("file", facts.dockerfile);
    add("target", inputs.target);
    add("platform", inputs.platforms.join(","));
    const byDigest = inputs.digestsDir !== "";
    if (!byDigest)
        add("tag", ...inputs.tags);
    add("label", ...inputs.labels);
    add("annotation", ...(facts.annotations && !plain ? facts.annotations : inputs.annotations));
    add("build-arg", ...inputs.buildArgs);
    add("build-context", ...inputs.buildContexts);
    add("add-host", ...inputs.addHosts);
    add("network", inputs.network);
    add("shm-size", inputs.shmSize?.toString());
    add("ulimit", ...inputs.ulimit);
    add("cgroup-parent", inputs.cgroupParent);
    add("allow", ...inputs.allow);
    add("secret", ...facts.secrets.map((secret) => secretOption(secret)));
    add("ssh", ...inputs.ssh);
    set("no-cache", inputs.noCache);
    add("no-cache-filter", ...inputs.noCacheFilters);
    set("pull", inputs.pull);
    add("cache-from", ...inputs.cacheFrom, ...(facts.cache?.from ?? []));
    for (const entry of inputs.cacheTo) {
        const type = /(?:^|,)\s*type=([\w-]+)/.exec(entry)?.[1] ?? "registry";
        if (plain && type !== "inline") {
            warnings.push(`cache-to ${type} is left out: ${nameOf(builder)} cannot export a cache. The build itself is not touched by this.`);
        }
        else
            add("cache-to", forgiving(entry, type));
    }
    add("cache-to", ...(facts.cache?.to ?? []));
    // Attestations turn a single image into an index, which some platforms cannot run; so they are only made when asked for.
    if (!plain)
        add("provenance", inputs.provenance || (inputs.attests.length > 0 ? undefined : "false"));
    add("sbom", isOff(inputs.sbom) ? undefined : inputs.sbom);
    add("attest", ...inputs.attests);
    add("output", ...inputs.outputs);
    const docker = builder.kind === "engine" || builder.driver === "docker";
    // What is checked has to be in the engine, and must not be pushed before.
    const checked = (0,build_inputs.isChecked)(inputs);
    const pushes = !inputs.push
        ? "none"
        : (docker || checked) && inputs.platforms.length < 2 && !byDigest
            ? "engine"
            : "builder";
    const inEngine = loads(inputs, builder);
    // Where several run for one image, each pushes without a tag; `mode: merge` gives the tags to all of them together.
    const names = [...new Set(inputs.tags.map((tag) => (0,references/* parseReference */.F)(tag).name))];
    const date = facts.dated && !docker && builder.driver !== undefined ? ["rewrite-timestamp=true"] : [];
    if (pushes === "builder" && byDigest) {
        const fields = [`name=${names.join(",")}`, "push-by-digest=true", "name-canonical=true", "push=true", ...date];
        add("output", (0,lists/* csvRecord */.ef)(["type=image", ...fields]));
    }
    else if (pushes === "builder" && date.length > 0)
        add("output", (0,lists/* csvRecord */.ef)(["type=image", "push=true", ...date]));
    else
        set("push", pushes === "builder");
    if (inEngine && date.length > 0)
        add("output", (0,lists/* csvRecord */.ef)(["type=docker", ...date]));
    else
        set("load", inEngine && !docker);
    if (!inEngine && pushes === "none" && inputs.outputs.length === 0 && builder.driver !== undefined) {
        warnings.push(`The image stays in the cache of the builder: the ${builder.driver} driver hands it to nobody unless load, push or outputs is set.`);
    }
    add("metadata-file", facts.metadataFile);
    // buildx refuses to write an image's id where files are all that comes out.
    const files = inputs.outputs.some((entry) => !/(^|,)\s*type=/.test(entry) || /(^|,)\s*type=(local|tar)\b/.test(entry));
    if (!files)
        add("iidfile", facts.idFile);
    argv.push(facts.context);
    return { argv, loads: inEngine, pushes, warnings };
}
function refuseWhatDockerCannot(inputs, builder) {
    const wanted = [
        ...(isOff(inputs.provenance) ? [] : ["provenance"]),
        ...(isOff(inputs.sbom) ? [] : ["sbom"]),
        ...(inputs.attests.length > 0 ? ["attests"] : []),
        ...(inputs.annotations.length > 0 ? ["annotations"] : []),
    ];
    if (wanted.length > 0) {
        throw new errors/* UserError */.yo(`${nameOf(builder)} cannot do ${wanted.join(", ")}: its image store holds no attestations and no annotations.`, {
            hint: WAY_OUT,
        });
    }
    if (inputs.digestsDir !== "") {
        throw new errors/* UserError */.yo(`${nameOf(builder)} cannot push without a tag, which digests-dir needs.`, { hint: WAY_OUT });
    }
    if (inputs.platforms.length > 1) {
        throw new errors/* UserError */.yo(`${nameOf(builder)} cannot build for ${inputs.platforms.length} platforms at once.`, {
            hint: WAY_OUT,
        });
    }
}
function refuseWhatTheApiCannot(inputs) {
    const secrets = [...inputs.secrets, ...inputs.secretEnvs, ...inputs.secretFiles];
    const wanted = [
        ...(secrets.length > 0 ? [`secrets (${secrets.map(({ id }) => id).join(", ")})`] : []),
        ...(inputs.ssh.length > 0 ? ["ssh"] : []),
        ...(inputs.outputs.length > 0 ? ["outputs"] : []),
        ...(inputs.buildContexts.length > 0 ? ["build-contexts"] : []),
        ...(inputs.noCacheFilters.length > 0 ? ["no-cache-filters"] : []),
        ...(inputs.allow.length > 0 ? ["allow"] : []),
        ...(inputs.ulimit.length > 0 ? ["ulimit"] : []),
        ...(inputs.cgroupParent ? ["cgroup-parent"] : []),
        ...(inputs.builder ? ["builder"] : []),
    ];
    if (wanted.length > 0) {
        throw new errors/* UserError */.yo(`There is no buildx here, and the Engine API alone cannot do ${wanted.join(", ")}.`, {
            hint: "Install buildx: the docker-buildx-plugin package of Docker, the docker-buildx package of Debian and Ubuntu, or docker/setup-buildx-action.",
        });
    }
}
function nameOf(builder) {
    return builder.kind === "engine"
        ? "The Engine API without buildx"
        : `The ${builder.driver} driver of this engine (${builder.version})`;
}
function isOff(value) {
    return value === "" || value === "false";
}
function secretOption(secret) {
    return "file" in secret
        ? (0,lists/* csvRecord */.ef)([`id=${secret.id}`, `src=${secret.file}`])
        : (0,lists/* csvRecord */.ef)([`id=${secret.id}`, `env=${secret.variable}`]);
}
// A cache is there for speed; BuildKit only forgives its failure when told so. An inline cache is a part of the image.
function forgiving(entry, type) {
    if (type === "inline" || /(^|,)\s*ignore-error=/.test(entry))
        return entry;
    return /(^|,)\s*type=/.test(entry) ? `${entry},ignore-error=true` : `type=registry,ref=${entry},ignore-error=true`;
}
/** A command for people to read and copy: what a shell would take apart is quoted. */
function shown(argv) {
    return argv.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");
}

// EXTERNAL MODULE: ./toolkit/log-text.js
var log_text = __webpack_require__(14478);
// EXTERNAL MODULE: ./toolkit/markdown.js
var markdown = __webpack_require__(157);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(79117);
;// CONCATENATED MODULE: ./actions/build/report.js



/** The report that nothing has happened for yet. */
function emptyReport() {
    return {
        version: 1,
        action: "build",
        mode: "apply",
        outcome: "failed",
        image: "",
        tags: [],
        digest: "",
        imageid: "",
        refs: [],
        pushed: [],
        platforms: [],
        steps: [],
        layers: [],
        hints: [],
        checks: [],
        warnings: [],
        durationMs: 0,
    };
}
/** The steps of a build as the report keeps them. */
function stepsOf(steps) {
    return steps.map(({ name, duration, cached }) => ({
        name: (0,log_text/* plainText */.wh)(name),
        cached,
        ...(duration === undefined ? {} : { durationMs: Math.round(duration) }),
    }));
}
const SUMMARY_BYTES = 200_000;
/** The job summary. */
function summaryOf(report) {
    const name = report.image || report.imageid || "image";
    const title = {
        built: `Built ${(0,markdown/* code */.aY)(name)}`,
        pushed: `Pushed ${(0,markdown/* code */.aY)(name)}`,
        skipped: `Unchanged: ${(0,markdown/* code */.aY)(name)}`,
        planned: `Plan for ${(0,markdown/* code */.aY)(name)}`,
        failed: `${report.mode === "push" ? "Push" : "Build"} of ${(0,markdown/* code */.aY)(name)} failed`,
    }[report.outcome];
    const pieces = [{ full: `### ${title}`, short: `### ${title}` }];
    const add = (full, short = "") => pieces.push({ full, short });
    if (report.error)
        add((0,markdown/* fence */.EU)(report.error), (0,markdown/* fence */.EU)(report.error.slice(0, 2000)));
    const facts = [];
    if (report.digest)
        facts.push(["Digest", (0,markdown/* code */.aY)(report.digest)]);
    if (report.imageid)
        facts.push(["Image id", (0,markdown/* code */.aY)(report.imageid)]);
    if (report.size !== undefined)
        facts.push(["Size", sizeOf(report, report.size)]);
    if (report.buildMs !== undefined) {
        const hits = report.cacheHitRatio === undefined ? "" : `, ${percent(report.cacheHitRatio)} of the steps from the cache`;
        facts.push(["Build", `${(0,units/* formatDuration */.a3)(report.buildMs)}${hits}`]);
    }
    if (report.pushMs !== undefined)
        facts.push(["Push", `${(0,units/* formatDuration */.a3)(report.pushMs)}, ${report.pushed.length} of ${report.tags.length} tags`]);
    if (report.checks.length > 0)
        facts.push(["Checked", `${report.checks.join(", ")}, before anything was pushed`]);
    if (report.builder)
        facts.push(["Builder", (0,markdown/* escapeMarkdown */.FV)([report.builder.version, report.builder.driver].filter(Boolean).join(", "))]);
    if (facts.length > 0)
        add((0,markdown/* table */.tp)(["", ""], facts));
    if (report.refs.length > 0) {
        add((0,markdown/* fence */.EU)([...report.tags.map((tag) => `docker pull ${tag}`), ...report.refs.map((ref) => `docker pull ${ref}`)].join("\n"), "sh"));
    }
    else if (report.tags.length > 0)
        add(report.tags.map((tag) => `- ${(0,markdown/* code */.aY)(tag)}`).join("\n"));
    if (report.warnings.length > 0)
        add(report.warnings.map((warning) => `- ⚠ ${(0,markdown/* escapeMarkdown */.FV)(warning)}`).join("\n"));
    if (report.hints.length > 0) {
        add(report.hints
            .map(({ file, line, message }) => `- ${(0,markdown/* code */.aY)(`${file}:${line}`)} ${(0,markdown/* escapeMarkdown */.FV)(message)}`)
            .join("\n"));
    }
    if (report.platforms.length > 1) {
        const rows = report.platforms.map((image) => [
            (0,markdown/* escapeMarkdown */.FV)(image.platform),
            (0,markdown/* code */.aY)(image.digest),
            (0,units/* formatSize */.Xq)(image.packed),
        ]);
        add((0,markdown/* table */.tp)(["Platform", "Digest", "Packed"], rows, [2]));
    }
    const stages = stagesOf(report.steps);
    if (stages.length > 1 || stages.some(({ cached }) => cached > 0)) {
        const rows = stages.map(({ name, steps, cached }) => [(0,markdown/* code */.aY)(name), `${bar(cached / steps)} ${cached} of ${steps}`]);
        add((0,markdown/* table */.tp)(["Stage", "Steps from the cache"], rows));
    }
    const slow = report.steps
        .filter(({ name, durationMs = 0 }) => durationMs >= 100 && !name.startsWith("[internal]"))
        .sort((a, b) => (b.durationMs ?? 0) - (a.durationMs ?? 0))
        .slice(0, 8);
    if (slow.length > 0) {
        add((0,markdown/* details */.zH)("Slowest steps", (0,markdown/* table */.tp)(["Step", "Time"], slow.map((step) => [(0,markdown/* code */.aY)(cut(step.name)), (0,units/* formatDuration */.a3)(step.durationMs ?? 0)]), [1])));
    }
    const layers = report.layers.filter(({ size }) => size > 0);
    if (layers.length > 1)
        add(pictureOf(layers));
    if (layers.length > 0) {
        add((0,markdown/* details */.zH)("Layers", (0,markdown/* table */.tp)(["Size", "Made by"], layers.map((layer) => [(0,units/* formatSize */.Xq)(layer.size), (0,markdown/* code */.aY)(cut(layer.createdBy))]), [0])));
    }
    return (0,markdown/* withinBytes */.XF)(pieces, SUMMARY_BYTES, "_Parts of this report were left out, since it grew too long._");
}
function sizeOf(report, size) {
    const layers = report.layers.filter((layer) => layer.size > 0).length;
    const packed = report.platforms[0]?.packed;
    const parts = [`${(0,units/* formatSize */.Xq)(size)}${layers > 0 ? ` in ${layers} layers` : ""}`];
    if (layers > 0 && packed !== undefined)
        parts.push(`${(0,units/* formatSize */.Xq)(packed)} to pull`);
    if (report.sizeDelta !== undefined) {
        const sign = report.sizeDelta > 0 ? "▲ +" : report.sizeDelta < 0 ? "▼ −" : "± ";
        parts.push(`${sign}${(0,units/* formatSize */.Xq)(Math.abs(report.sizeDelta))} against ${(0,markdown/* code */.aY)(report.comparedWith ?? "")}`);
    }
    return parts.join(", ");
}
/** The stages of the Dockerfile in their order, with how many of their steps came from the cache. */
function stagesOf(steps) {
    const stages = new Map();
    for (const { name, cached } of steps) {
        const match = /^\[(?!internal)(?:([^\]]*?) +)?\d+\/\d+\] (?!FROM )/.exec(name);
        if (!match)
            continue;
        const label = match[1] ?? "";
        const stage = stages.get(label) ?? { name: label || "image", steps: 0, cached: 0 };
        stages.set(label, { ...stage, steps: stage.steps + 1, cached: stage.cached + (cached ? 1 : 0) });
    }
    return [...stages.values()];
}
const percent = (share) => `${Math.round(share * 100)} %`;
const bar = (share) => "█".repeat(Math.round(share * 10)).padEnd(10, "░");
/** The layers as a pie of Mermaid, which GitHub draws: the largest by name, the rest as one. */
function pictureOf(layers) {
    const sorted = [...layers].sort((a, b) => b.size - a.size);
    const named = sorted.slice(0, 7).map(({ createdBy, size }) => [cut(createdBy).slice(0, 60) || "base", size]);
    const rest = sorted.slice(7).reduce((sum, { size }) => sum + size, 0);
    const slices = rest > 0 ? [...named, [`${sorted.length - 7} more`, rest]] : named;
    // A label is a quoted text without escapes; only what can neither end it nor mean anything to Markdown is left in.
    const label = (text) => text.replace(/[^\p{L}\p{N} ./:=_@,-]/gu, "");
    const lines = slices.map(([name, size], index) => `  "${index + 1} ${label(name)}" : ${(size / 1e6).toFixed(2)}`);
    return (0,markdown/* fence */.EU)(["pie showData", "  title Layers in MB", ...lines].join("\n"), "mermaid");
}
function cut(text) {
    const line = (0,log_text/* plainText */.wh)(text)
        .replace(/\s+/g, " ")
        .replace(/^\/bin\/sh -c (#\(nop\) )?/, "");
    return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

// EXTERNAL MODULE: ./toolkit/clock.js
var clock = __webpack_require__(53592);
// EXTERNAL MODULE: ./toolkit/retry.js
var retry = __webpack_require__(59972);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./actions/build/cache.js






/** Reads the facts from the environment of a run. `default` is the default branch of the repository, where it is known. */
function cacheFacts(env, defaultBranch = "") {
    const own = env.GITHUB_HEAD_REF || (env.GITHUB_REF ?? "").replace(/^refs\/(heads\/|tags\/.*|pull\/.*)/, "") || defaultBranch;
    const branches = [own, env.GITHUB_BASE_REF ?? "", defaultBranch].filter((branch) => branch !== "");
    return {
        branches: branches.length > 0 ? [...new Set(branches)] : ["main"],
        gha: Boolean(env.ACTIONS_RUNTIME_TOKEN && (env.ACTIONS_RESULTS_URL || env.ACTIONS_CACHE_URL)),
        fresh: env.RUNNER_ENVIRONMENT === "github-hosted",
        folder: (0,external_node_path_.join)(env.XDG_CACHE_HOME || (0,external_node_path_.join)(env.HOME || "/tmp", ".cache"), "quayside", "build"),
    };
}
/**
 * The caches of a build that names none itself. `auto` is GitHub's cache where it is there and the builder can write to
 * it, else a cache inside of the pushed image where the machine is thrown away; else the builder's own cache is enough.
 * Each has a scope of its own per image, target, platform and branch, so that no two builds overwrite each other's. Pure;
 * throws a UserError for a kind that the builder cannot do.
 */
function planCache(inputs, builder, facts) {
    const { cache, cacheFrom, cacheTo } = inputs;
    if (cache === "off" || inputs.noCache || cacheFrom.length > 0 || cacheTo.length > 0)
        return { from: [], to: [] };
    const plain = isPlain(builder);
    const wanted = cache !== "auto" ? cache : facts.gha && !plain ? "gha" : plain && facts.fresh && inputs.push ? "inline" : "";
    if (wanted === "")
        return { from: [], to: [] };
    if (plain && wanted !== "inline") {
        throw new errors/* UserError */.yo(`cache: ${wanted} needs a builder that can export a cache; the docker driver of this engine cannot.`, {
            hint: "Set up a builder with another driver (docker buildx create --driver docker-container --use), or take cache: inline.",
        });
    }
    const names = inputs.tags.map((tag) => (0,references/* parseReference */.F)(tag).name);
    const scopes = facts.branches.map((branch) => scopeOf(inputs, branch));
    const [own = ""] = scopes;
    switch (wanted) {
        case "gha":
            return {
                from: scopes.map((scope) => `type=gha,scope=${scope}`),
                to: [`type=gha,scope=${own},mode=max,ignore-error=true`],
            };
        case "registry": {
            const ref = (scope) => `type=registry,ref=${names[0]}:${`cache-${scope}`.slice(0, 128)}`;
            return { from: scopes.map(ref), to: [`${ref(own)},mode=max,ignore-error=true`] };
        }
        case "local": {
            const folder = (scope) => (0,external_node_path_.join)(facts.folder, scope);
            return {
                from: scopes.map((scope) => (0,lists/* csvRecord */.ef)(["type=local", `src=${folder(scope)}`])),
                to: [(0,lists/* csvRecord */.ef)(["type=local", `dest=${folder(own)}`, "mode=max", "ignore-error=true"])],
            };
        }
        case "inline": {
            // It is a part of the image itself, so it is found under the image's own tags and those of the branches.
            const branches = facts.branches.map((branch) => `${names[0]}:${clean(branch)}`);
            const refs = [...new Set([...inputs.tags.slice(0, 3), ...branches])];
            return { from: refs.map((ref) => `type=registry,ref=${ref}`), to: ["type=inline"] };
        }
    }
}
function scopeOf(inputs, branch) {
    const name = inputs.tags[0] === undefined ? inputs.context : (0,references/* parseReference */.F)(inputs.tags[0]).name;
    const what = [name, inputs.target, inputs.platforms.join("+"), branch].filter((part) => part !== "").join("-");
    const scope = clean(what);
    // Two names that become the same by cleaning, or by cutting, are told apart by their hash.
    const hash = (0,external_node_crypto_.createHash)("sha256").update([name, inputs.target, inputs.file, inputs.platforms.join(), branch].join("\0"));
    return `${scope.slice(0, 80)}-${hash.digest("hex").slice(0, 8)}`;
}
const clean = (text) => text.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "");

// EXTERNAL MODULE: ./actions/build/dockerfile.js
var build_dockerfile = __webpack_require__(84944);
;// CONCATENATED MODULE: ./actions/build/failure.js


// The usual causes, the particular before the general; first match wins.
const HINTS = [
    [
        /no space left on device|disk quota exceeded/i,
        "The disk of the builder is full: docker system df shows what is on it, docker builder prune and docker image prune free it.",
    ],
    [
        /exit code: 127|command not found/i,
        "The command is not in the image at this point: install it in an earlier instruction, or correct its name.",
    ],
    [
        /failed to compute cache key|failed to calculate checksum|not found: not found|file not found in build context|COPY failed/i,
        "The file is not in the context that was sent: look at the path (it counts from the context, not from the Dockerfile), and whether .dockerignore leaves it out.",
    ],
    [
        /pull access denied|insufficient_scope|authorization failed|403 Forbidden/i,
        "The registry refuses the base image: check its name, and log in with `registries` where it is private.",
    ],
    [/toomanyrequests|429 Too Many Requests/i, "The registry limits pulls: log in with `registries`, or wait."],
    [
        /manifest unknown|failed to resolve source metadata|: not found$/im,
        "There is no such base image: check its name and tag.",
    ],
    [
        /self[- ]signed certificate|unable to get local issuer certificate|certificate verify failed|x509: certificate signed by unknown authority|SELF_SIGNED_CERT/i,
        "A proxy or server uses a certificate authority that the build does not know: hand its bundle in with `secret-files` and mount it in that RUN instruction.",
    ],
    [
        /Could not resolve host|EAI_AGAIN|Temporary failure (in name )?resol|ENOTFOUND|dial tcp: lookup/i,
        "A name could not be resolved during the build: check the network of the builder, its proxy and DNS; `network: host` uses the machine's own.",
    ],
    [
        /exit code: 137|signal: killed|Out of memory|heap out of memory/i,
        "It ran out of memory: give the builder more, or build less at once.",
    ],
    [
        /exec format error/i,
        "The instruction ran a program for another processor: set `platforms`, or install QEMU (docker/setup-qemu-action).",
    ],
    [
        /target stage .* could not be found|failed to reach build target/i,
        "There is no such stage: `target` takes a name after AS in the Dockerfile.",
    ],
    [
        /dockerfile parse error|unknown instruction|failed to create LLB definition/i,
        "The Dockerfile does not parse at this line.",
    ],
    [
        /secret .*not found|not found: secret|failed to .*secret/i,
        "The instruction needs a secret that was not handed in: give it with secrets, secret-envs or secret-files.",
    ],
    [
        /Cannot connect to the Docker daemon|error reading from server|connection (reset|refused)|closed transport|rpc error: code = Unavailable|socket hang up|ECONNRESET/i,
        "The builder went away in mid-build: look at the engine's own log, then run this again.",
    ],
];
/** The hint for the first usual cause that a text shows; "" where it shows none. */
function hintFor(text) {
    return HINTS.find(([pattern]) => pattern.test(text))?.[1] ?? "";
}
/** Explains a failed build from its progress, the Dockerfile, and whatever else was written. */
function explainFailure(progress, dockerfile, rest) {
    const step = progress.failed;
    const said = step?.error || progress.errors.at(-1) || (0,log_text/* lastLines */.w$)(rest, 3).join("\n") || "no reason was given";
    const instruction = step && (0,build_dockerfile/* instructionOf */.u)(dockerfile.instructions, step.name);
    const parseLine = /(?:dockerfile parse error (?:on )?line|Dockerfile:)\s*(\d+)/i.exec([said, ...progress.errors].join("\n"))?.[1];
    const line = instruction?.line ?? progress.place?.line ?? (parseLine ? Number(parseLine) : undefined);
    const where = line === undefined ? "" : ` at ${dockerfile.name}:${line}`;
    const what = step ? `: ${step.name.replace(/^\[[^\]]*\]\s*/, "")}` : "";
    const output = (0,log_text/* lastLines */.w$)((step?.output ?? []).join("\n"), 15);
    const cause = shorten(said);
    return {
        message: [`The build failed${where}${what}`, ...output.map((one) => `  ${one}`), `  ${cause}`].join("\n"),
        cause,
        hint: hintFor([...output, said, ...progress.errors].join("\n")),
        ...(line === undefined ? {} : { line }),
        ...(instruction ? { endLine: instruction.endLine } : {}),
    };
}
function shorten(said) {
    const code = /exit code:? (\d+)/.exec(said)?.[1];
    if (code && /executor failed running|did not complete successfully/.test(said))
        return `exit code ${code}`;
    return said.length > 1000 ? `${said.slice(0, 999)}…` : said;
}

;// CONCATENATED MODULE: ./actions/build/progress.js
const KEPT_LINES = 40;
/** Whether a step only reads or writes a build cache: its failure costs time, not the image. */
const isCacheStep = (name) => /^(importing cache manifest|exporting (to .*\bcache|cache)|preparing build cache)/i.test(name);
/** Reads the lines of `buildx --progress plain`, as they come. */
class Progress {
    #steps = new Map();
    #errors = [];
    #checks = new Map();
    #place;
    /** Takes one line. */
    line(line) {
        const [, number, text = ""] = /^#(\d+) (.*)$/.exec(line) ?? [];
        if (number === undefined) {
            const place = /^(\S[^:]*):(\d+)$/.exec(line);
            if (place?.[1])
                this.#place = { file: place[1], line: Number(place[2]) };
            const error = /^(?:ERROR|error):\s*(.*)$/.exec(line);
            if (error?.[1])
                this.#errors.push(error[1]);
            return;
        }
        const check = /^WARN: (\w+: .*) \(line (\d+)\)$/.exec(text);
        if (check?.[1])
            this.#checks.set(text, { message: check[1], line: Number(check[2]) });
        const step = this.#steps.get(number);
        if (!step) {
            this.#steps.set(number, { name: text, cached: false, output: [] });
            return;
        }
        const done = /^DONE (\d+(?:\.\d+)?)s$/.exec(text);
        if (done)
            step.duration = Number(done[1]) * 1000;
        else if (text === "CACHED") {
            step.cached = true;
            step.duration = 0;
        }
        else if (text.startsWith("ERROR: "))
            step.error = text.slice(7);
        else if (text === "CANCELED")
            step.error ??= "";
        else if (text !== step.name && text !== "...") {
            step.output.push(text.replace(/^\d+\.\d+ /, ""));
            if (step.output.length > KEPT_LINES)
                step.output.shift();
        }
    }
    /** All steps, in the order in which they began. */
    get steps() {
        return [...this.#steps.values()];
    }
    /** The step that failed; one about a cache only where there is no other. */
    get failed() {
        const failed = this.steps.filter((step) => step.error);
        return failed.find(({ name }) => !isCacheStep(name)) ?? failed[0];
    }
    /** What BuildKit's own check says, in the order of the lines. */
    get checks() {
        return [...this.#checks.values()].sort((a, b) => a.line - b.line);
    }
    /** What became of the caches that failed, a sentence each; one that is not there yet is none. */
    get cacheFailures() {
        return this.steps.flatMap(({ name, error }) => error && isCacheStep(name) && !(name.startsWith("importing") && /not found/.test(error))
            ? [`${name}: ${error}`]
            : []);
    }
    /** What was said at the end, outside of any step. */
    get errors() {
        return this.#errors;
    }
    /** The line of the Dockerfile that newer BuildKits name on failure. */
    get place() {
        return this.#place;
    }
    /** Share of the Dockerfile's steps that came from the cache, 0 to 1; undefined where there were none. */
    get cacheHits() {
        const own = this.steps.filter(({ name }) => /^\[(?!internal)[^\]]*\d+\/\d+\]/.test(name) && !/\] FROM /.test(name));
        return own.length === 0 ? undefined : own.filter(({ cached }) => cached).length / own.length;
    }
}

// EXTERNAL MODULE: ./actions/build/push.js
var push = __webpack_require__(64998);
// EXTERNAL MODULE: ./actions/build/registries.js
var registries = __webpack_require__(99425);
;// CONCATENATED MODULE: ./actions/build/run.js
















/**
 * Builds. Everything that is written for it (secrets, logins, buildx's result files) lies in one folder of mode 0700,
 * which is gone when this returns or throws. Fills in the report as facts become known.
 */
async function build(world, inputs, report) {
    const source = await (0,facts/* findSource */.TC)(inputs, world.workspace);
    const scratch = await (0,promises_.mkdtemp)((0,external_node_path_.join)(world.temp, "quayside-build-"));
    try {
        const usable = inputs.registries.filter(({ password }) => password !== "");
        const logins = await dockerEnv(world.runner.env, usable, scratch);
        const [date, found, branch] = await Promise.all([
            sourceDate(world),
            (0,facts/* findBuilder */.Lx)(world, inputs.builder, logins),
            defaultBranch(world),
        ]);
        const env = { ...date, ...logins };
        const content = await contentToReuse(world, inputs, source, found);
        if (content && inputs.push) {
            const reused = await (await __webpack_require__.e(/* import() */ 6421).then(__webpack_require__.bind(__webpack_require__, 6421))).reuse(world, inputs, content);
            if (reused)
                return { source, imageid: "", metadata: {}, checks: [], reused };
        }
        else if (content) {
            const kept = await (await __webpack_require__.e(/* import() */ 7650).then(__webpack_require__.bind(__webpack_require__, 97650))).findKept(world, inputs, content);
            if (kept)
                return { source, imageid: kept.id, metadata: {}, checks: [], kept: kept.from, content };
        }
        const builder = await (0,facts/* withStore */.aH)(world, found);
        report.builder = {
            kind: builder.kind,
            version: builder.version,
            ...(builder.driver ? { driver: builder.driver } : {}),
        };
        const files = { metadataFile: (0,external_node_path_.join)(scratch, "metadata.json"), idFile: (0,external_node_path_.join)(scratch, "image-id") };
        const cache = planCache(inputs, builder, cacheFacts(world.runner.env, branch));
        const planWith = (secrets) => planBuild(inputs, {
            builder,
            secrets,
            context: source.context,
            ...(source.dockerfile ? { dockerfile: source.dockerfile } : {}),
            ...(inputs.workedOut ? { annotations: inputs.workedOut } : {}),
            cache,
            dated: env.SOURCE_DATE_EPOCH !== undefined,
            ...files,
        });
        // What the builder cannot do is found out before any secret is written down.
        planWith([]);
        const plan = planWith(await handOverSecrets(world, inputs, scratch));
        report.command = plan.argv;
        for (const warning of plan.warnings) {
            report.warnings.push(warning);
            world.runner.annotate("warning", warning);
        }
        const started = world.clock.elapsed();
        try {
            const result = await world.runner.group(`Build ${report.image || inputs.context} (${builder.version}, ${builder.driver})`, () => builder.kind === "engine"
                ? buildWithEngine(world, inputs, source, report, cache)
                : buildWithBuildx(world, inputs, source, plan, env, report, files));
            return { plan, source, ...result, ...(content ? { content } : {}) };
        }
        finally {
            report.buildMs = Math.round(world.clock.elapsed() - started);
        }
    }
    finally {
        await (0,promises_.rm)(scratch, { recursive: true, force: true });
    }
}
/**
 * The commit's time as SOURCE_DATE_EPOCH, which buildx hands to BuildKit: images then carry it instead of the moment of
 * the build (https://reproducible-builds.org/specs/source-date-epoch/). One that the user sets wins.
 */
async function sourceDate(world) {
    const args = ["-c", "safe.directory=*", "show", "--no-patch", "--format=%ct", "HEAD"];
    const options = { cwd: world.workspace, env: world.runner.env, signal: world.signal, timeout: 10_000 };
    const result = await world.run("git", args, options).catch(() => undefined);
    (0,errors/* throwIfAborted */.Te)(world.signal);
    const seconds = result?.code === 0 ? result.stdout.trim() : "";
    return /^\d+$/.test(seconds) ? { SOURCE_DATE_EPOCH: seconds } : {};
}
/** The default branch as the event tells it; "" where it does not. */
async function defaultBranch(world) {
    const { readPayload } = await __webpack_require__.e(/* import() */ 1020).then(__webpack_require__.bind(__webpack_require__, 91020));
    return (await readPayload(world.runner.env.GITHUB_EVENT_PATH)).repository?.default_branch ?? "";
}
async function contentToReuse(world, inputs, source, builder) {
    if (inputs.rebuild !== "auto")
        return undefined;
    if (!inputs.push && !loads(inputs, builder)) {
        world.runner.info("rebuild: auto builds, since the image is neither pushed nor loaded into the engine.");
        return undefined;
    }
    const { contentOf } = await __webpack_require__.e(/* import() */ 6421).then(__webpack_require__.bind(__webpack_require__, 6421));
    const content = await contentOf(world, inputs, source, builder);
    if ("hash" in content)
        return content.hash;
    world.runner.info(`rebuild: auto builds, since ${content.why}.`);
    return undefined;
}
async function buildWithBuildx(world, inputs, source, plan, env, report, files) {
    const { runner } = world;
    runner.info(shown(plan.argv));
    const [file = "", ...args] = plan.argv;
    let progress = new Progress();
    // Where the builder pushes, that is a part of the build; its own limit begins with its first line.
    const late = new AbortController();
    let pushing;
    const watchPush = (line) => {
        if (plan.pushes !== "builder" || pushing || !/^#\d+ pushing /.test(line))
            return;
        pushing = (0,clock/* withTimeout */.w)(undefined, inputs.pushTimeout, "The push");
        pushing.addEventListener("abort", () => late.abort(pushing?.reason));
    };
    const signal = AbortSignal.any([(0,clock/* withTimeout */.w)(world.signal, inputs.buildTimeout, "The build"), late.signal]);
    const once = async () => {
        progress = new Progress();
        const result = await world.run(file, args, {
            cwd: world.workspace,
            env,
            signal,
            keep: 256 * 1024,
            onLine: (line) => {
                progress.line(line);
                watchPush(line);
                runner.info(line);
            },
        });
        describe(report, progress);
        if (result.code === 0)
            return;
        const step = progress.failed?.name ?? "";
        if (plan.pushes === "builder" && /^(exporting|pushing)/.test(step))
            throw pushFailed(inputs, result.stderr);
        throw buildFailed(world, source, progress, result.stderr, result.code);
    };
    await (0,retry/* retry */.L)(once, {
        attempts: plan.pushes === "builder" ? inputs.pushAttempts : 1,
        base: 1000,
        cap: 30_000,
        transient: (error) => error instanceof PushError && (0,push.isTransient)(error),
        clock: world.clock,
        signal,
        onRetry: (error, attempt, wait) => runner.info(`Try ${attempt} of the push failed (${(0,errors/* messageOf */.bD)(error)}); next in ${(0,units/* formatDuration */.a3)(wait)}`),
    });
    const metadata = JSON.parse(await (0,promises_.readFile)(files.metadataFile, "utf8").catch(() => "{}"));
    const imageid = (await (0,promises_.readFile)(files.idFile, "utf8").catch(() => "")).trim();
    for (const failure of progress.cacheFailures) {
        const warning = `The image is not touched by this, but the next build may be slower. ${failure}`;
        report.warnings.push(runner.redact(warning));
        runner.annotate("warning", warning, { file: source.name, title: "The build cache failed" });
    }
    return { imageid, metadata, checks: progress.checks };
}
class PushError extends errors/* UserError */.yo {
}
function pushFailed(inputs, stderr) {
    const said = /ERROR: (?!.*\bcontext canceled$)(.*)\s*$/m.exec(stderr)?.[1] ?? "no reason was given";
    const host = inputs.tags.map((tag) => (0,references/* parseReference */.F)(tag).host).find((one) => said.includes(one)) ??
        (0,references/* parseReference */.F)(inputs.tags[0] ?? "").host;
    const hadLogin = inputs.registries.some((registry) => registry.host === host);
    return new PushError(`The push failed: ${said}`, { hint: (0,push.pushHint)(said, host, hadLogin) });
}
async function buildWithEngine(world, inputs, source, report, cache) {
    const { runner } = world;
    if (!source.local || !source.dockerfile || !(0,facts/* isWithin */.UO)(source.context, source.dockerfile)) {
        throw new errors/* UserError */.yo("There is no buildx here, and the Engine API only builds a folder with its Dockerfile inside.", {
            hint: "Install buildx, or use a context that is a folder and holds the Dockerfile.",
        });
    }
    const { buildImage } = await __webpack_require__.e(/* import() */ 1069).then(__webpack_require__.bind(__webpack_require__, 51069));
    const engine = await world.engine();
    const signal = (0,clock/* withTimeout */.w)(world.signal, inputs.buildTimeout, "The build");
    const progress = new Progress();
    const onLine = (line) => {
        progress.line(line);
        runner.info(line);
    };
    const request = {
        context: source.context,
        dockerfile: (0,external_node_path_.relative)(source.context, source.dockerfile),
        tags: inputs.tags,
        args: {
            ...pairsOf(inputs.buildArgs, runner.env),
            // BuildKit's way to ask for a cache inside of the image, where there is no option for it.
            ...([...inputs.cacheTo, ...cache.to].includes("type=inline") ? { BUILDKIT_INLINE_CACHE: "1" } : {}),
        },
        labels: pairsOf(inputs.labels, {}),
        target: inputs.target,
        platform: inputs.platforms.join(","),
        network: inputs.network,
        hosts: inputs.addHosts.map((host) => host.replace("=", ":")),
        cacheFrom: [...inputs.cacheFrom, ...cache.from].map((entry) => /(?:^|,)ref=([^,]+)/.exec(entry)?.[1] ?? entry),
        pull: inputs.pull,
        noCache: inputs.noCache,
        ...(inputs.shmSize === undefined ? {} : { shmSize: inputs.shmSize }),
    };
    runner.info(`Building through the Engine API of ${engine.address}, since there is no buildx on the PATH`);
    try {
        const imageid = await buildImage(engine, request, {
            auth: inputs.registries.filter(({ password }) => password !== "").map(registries/* authOf */.g),
            onLine,
            signal,
        });
        describe(report, progress);
        return { imageid, metadata: {}, checks: progress.checks };
    }
    catch (error) {
        describe(report, progress);
        (0,errors/* throwIfAborted */.Te)(signal);
        throw buildFailed(world, source, progress, (0,errors/* messageOf */.bD)(error), 1);
    }
}
function pairsOf(entries, env) {
    return Object.fromEntries(entries.flatMap((entry) => {
        const at = entry.indexOf("=");
        if (at > 0)
            return [[entry.slice(0, at), entry.slice(at + 1)]];
        const value = env[entry];
        return value === undefined ? [] : [[entry, value]];
    }));
}
function describe(report, progress) {
    report.steps = stepsOf(progress.steps);
    if (progress.cacheHits !== undefined)
        report.cacheHitRatio = progress.cacheHits;
}
function buildFailed(world, source, progress, rest, exitCode) {
    const failure = explainFailure(progress, source, rest);
    const hint = failure.hint || hintFor(rest) || "The lines above are the last that the instruction wrote.";
    if (failure.line !== undefined) {
        world.runner.annotate("error", `${failure.cause}\n${hint}`, {
            file: source.name,
            line: failure.line,
            title: "The build failed here",
            ...(failure.endLine ? { endLine: failure.endLine } : {}),
        });
    }
    return new errors/* UserError */.yo(failure.message, { hint, exitCode });
}

// EXTERNAL MODULE: ./actions/build/spec.js
var spec = __webpack_require__(50305);
;// CONCATENATED MODULE: ./actions/build/main.js
















/** The build action. */
const main = async (world) => {
    const started = world.clock.elapsed();
    const set = (0,action/* outputsOf */.Yz)(spec/* spec */.I, world.runner);
    const report = emptyReport();
    try {
        const read = (0,build_inputs.readBuildInputs)(world.runner);
        report.mode = read.mode;
        const inputs = await withoutWithheldPush(world, await withMetadata(world, read, report, set), report);
        Object.assign(report, { tags: inputs.tags, image: inputs.tags[0] ?? "" });
        set({ image: report.image, tags: report.tags, labels: inputs.labels });
        if (inputs.mode === "plan")
            await plan(world, inputs, report);
        else if (inputs.mode === "push")
            await pushBuilt(world, inputs, report, set);
        else if (inputs.mode === "merge")
            await merge(world, inputs, report, set);
        else
            await apply(world, inputs, report, set);
    }
    catch (error) {
        report.outcome = "failed";
        report.error = world.runner.redact((0,errors/* messageWithHint */.X9)(error));
        throw error;
    }
    finally {
        report.durationMs = Math.round(world.clock.elapsed() - started);
        set({ outcome: report.outcome, "duration-ms": report.durationMs, report: { ...report } });
        await world.runner.summary(summaryOf(report));
    }
};
/** Whether this run is asked to push. */
const pushes = ({ mode, push }) => mode !== "plan" && (push || mode !== "apply");
/** The inputs with the tags and labels that the rules give; as they are where there are no rules. */
async function withMetadata(world, inputs, report, set) {
    if (!inputs.metadata)
        return inputs;
    const [{ readEvent }, { metadataOf }] = await Promise.all([
        __webpack_require__.e(/* import() */ 1020).then(__webpack_require__.bind(__webpack_require__, 91020)),
        __webpack_require__.e(/* import() */ 9719).then(__webpack_require__.bind(__webpack_require__, 49719)),
    ]);
    const here = await readEvent(world);
    const event = pushes(inputs)
        ? await (await __webpack_require__.e(/* import() */ 6713).then(__webpack_require__.bind(__webpack_require__, 56713))).withKnownTags(world, inputs.metadata, inputs.registries, here)
        : here;
    const metadata = metadataOf(inputs.metadata, event);
    for (const note of metadata.notes)
        world.runner.info(note);
    for (const warning of metadata.warnings) {
        report.warnings.push(warning);
        world.runner.annotate("warning", warning);
    }
    const { references, names, version, labels, annotations } = metadata;
    set({
        version,
        "tag-names": names,
        annotations,
        json: {
            tags: references,
            "tag-names": names,
            labels: Object.fromEntries(labels.map((line) => (0,lists/* keyValue */.Hv)(line, 0))),
            annotations,
        },
    });
    return { ...inputs, tags: references, labels: [...labels], workedOut: annotations };
}
/** The inputs without a push that this run cannot do, which is said; as they are where it can, or where none was asked for. */
async function withoutWithheldPush(world, inputs, report) {
    if (!pushes(inputs))
        return inputs;
    const withheld = pushWithheld(inputs, await restrictedRun(world.runner.env));
    if (withheld === undefined)
        return inputs;
    report.warnings.push(withheld);
    world.runner.annotate("notice", withheld);
    return { ...inputs, push: false, withheld: true };
}
async function plan(world, inputs, report) {
    const source = await (0,facts/* findSource */.TC)(inputs, world.workspace);
    const { argv, warnings } = planBuild(inputs, {
        builder: { kind: "buildx", command: ["docker", "buildx"], version: "buildx" },
        context: source.context,
        secrets: plannedSecrets(inputs, world.workspace),
        ...(inputs.workedOut ? { annotations: inputs.workedOut } : {}),
        metadataFile: "",
        idFile: "",
        ...(source.dockerfile ? { dockerfile: source.dockerfile } : {}),
    });
    report.outcome = "planned";
    report.command = argv;
    report.warnings.push(...warnings);
    world.runner.info(shown(argv));
    if (inputs.push)
        world.runner.info(`Then push: ${inputs.tags.join(", ")}`);
}
async function apply(world, inputs, report, set) {
    const { lookUp } = await __webpack_require__.e(/* import() */ 5435).then(__webpack_require__.bind(__webpack_require__, 5435));
    // Begun before the push, which may move the very tag that is compared with.
    const compared = lookUp(world, inputs);
    compared.catch(() => { });
    const built = await build(world, inputs, report);
    if (built.reused) {
        report.outcome = "skipped";
        report.pushed = [...inputs.tags];
        for (const [name, digest] of built.reused)
            addRef(report, name, digest);
        set({ digest: report.digest, refs: report.refs });
        world.runner.info("Nothing was built: the registry has an image of this content, and it has the tags now.");
        return await describeResult(world, inputs, report, set, compared);
    }
    report.outcome = built.kept ? "skipped" : "built";
    report.imageid = built.imageid;
    report.image ||= built.imageid;
    set({ image: report.image, imageid: report.imageid, metadata: { ...built.metadata } });
    if (built.kept) {
        world.runner.info(`Nothing was built: the ${built.kept} has an image of this content, ${built.imageid}.`);
    }
    const loaded = built.kept !== undefined || built.plan?.loads;
    const facts = loaded && built.imageid ? await describeImage(world, report, set) : undefined;
    if (inputs.hints && !built.kept)
        giveHints(world, built, facts?.user, report);
    // What the checks ask of is more than the content, so they are made of an image that is there already too.
    await check(world, inputs, report);
    const told = built.metadata["containerimage.digest"];
    if (built.plan?.pushes === "engine")
        await main_push(world, inputs, report, set);
    else if (built.plan?.pushes === "builder" && typeof told === "string") {
        const names = [...new Set(inputs.tags.map((tag) => (0,references/* parseReference */.F)(tag).name))];
        for (const name of names)
            addRef(report, name, told);
        set({ digest: told, refs: report.refs });
        if (inputs.digestsDir === "")
            report.pushed = [...inputs.tags];
        else {
            const { leaveDigest } = await __webpack_require__.e(/* import() */ 9868).then(__webpack_require__.bind(__webpack_require__, 9868));
            const path = await leaveDigest(world, inputs.digestsDir, { digest: told, names, platforms: inputs.platforms });
            world.runner.info(`Pushed without a tag; mode: merge joins it with the others by ${path}`);
        }
        report.outcome = "pushed";
    }
    else if (typeof told === "string" && told !== built.imageid) {
        report.digest = told;
        set({ digest: told });
    }
    if (built.content && report.outcome === "pushed" && inputs.digestsDir === "") {
        await (await __webpack_require__.e(/* import() */ 6421).then(__webpack_require__.bind(__webpack_require__, 6421))).remember(world, inputs, report.refs, built.content);
    }
    else if (built.content && report.outcome === "built" && facts) {
        await (await __webpack_require__.e(/* import() */ 7650).then(__webpack_require__.bind(__webpack_require__, 97650))).keepBuilt(world, inputs, report.imageid, built.content);
    }
    await describeResult(world, inputs, report, set, compared, facts);
}
/** What the registry says of the image, and how its size has changed. Says why where an output stays empty. */
async function describeResult(world, inputs, report, set, compared, facts) {
    const { difference, pushedImages } = await __webpack_require__.e(/* import() */ 5435).then(__webpack_require__.bind(__webpack_require__, 5435));
    const [ref] = report.refs;
    if (ref !== undefined) {
        try {
            report.platforms = await pushedImages(world, inputs, ref);
        }
        catch (error) {
            (0,errors/* throwIfAborted */.Te)(world.signal);
            world.runner.info(`What the registry has of ${ref} could not be looked at: ${(0,errors/* messageOf */.bD)(error)}`);
        }
        report.size ??= report.platforms[0]?.packed;
        set({
            digests: report.platforms.map(({ platform, digest }) => `${platform}=${digest}`),
            ...(report.size === undefined ? {} : { size: report.size }),
        });
    }
    const other = await compared;
    const change = await difference(world, other, report.platforms, facts);
    if ("bytes" in change && "reference" in other) {
        report.sizeDelta = change.bytes;
        report.comparedWith = other.reference;
        set({ "size-delta": change.bytes });
    }
    if (report.cacheHitRatio !== undefined)
        set({ "cache-hit-ratio": report.cacheHitRatio });
    const empty = (outputs, why) => world.runner.info(`Empty: ${outputs}, since ${why}.`);
    if (report.refs.length === 0)
        empty(report.digest ? "refs, digests" : "digest, refs, digests", "nothing was pushed");
    if (report.size === undefined)
        empty("size", "the builder keeps the image to itself, and nothing was pushed");
    if ("why" in change)
        empty("size-delta", change.why);
    if (report.cacheHitRatio === undefined) {
        empty("cache-hit-ratio", report.steps.length > 0 ? "the Dockerfile has no steps" : "nothing was built");
    }
    if (report.imageid === "")
        empty("imageid", "nothing was built or loaded into the engine");
}
async function merge(world, inputs, report, set) {
    if (inputs.withheld) {
        report.outcome = "built";
        return;
    }
    const [{ mergeTags }, { lookUp }] = await Promise.all([__webpack_require__.e(/* import() */ 9868).then(__webpack_require__.bind(__webpack_require__, 9868)), __webpack_require__.e(/* import() */ 5435).then(__webpack_require__.bind(__webpack_require__, 5435))]);
    const compared = lookUp(world, inputs);
    compared.catch(() => { });
    await timedPush(world, inputs, report, set, (onPushed) => mergeTags(world, inputs, inputs.workedOut ?? inputs.annotations, onPushed));
    await describeResult(world, inputs, report, set, compared);
}
/** GitHub shows the first ten remarks of a step; a few are left for other things. */
const SHOWN_HINTS = 6;
function giveHints(world, built, user, report) {
    const { source } = built;
    if (!source.local || !source.dockerfile)
        return;
    // A builder that is too old for checks makes none; one that is not has found them all.
    const checks = built.checks.length > 0 ? built.checks : ownChecks(source.instructions);
    const hasDockerignore = [(0,external_node_path_.join)(source.context, ".dockerignore"), `${source.dockerfile}.dockerignore`].some(external_node_fs_.existsSync);
    const hints = hintsOf(source.instructions, { hasDockerignore, ...(user === undefined ? {} : { user }) });
    // BuildKit's own checks first: they are about what is wrong, ours are about what could be better.
    report.hints = [...checks, ...hints].map(({ line, message }) => ({ file: source.name, line, message }));
    for (const [index, hint] of report.hints.slice(0, SHOWN_HINTS).entries()) {
        const level = index < checks.length ? "warning" : "notice";
        world.runner.annotate(level, hint.message, { file: source.name, line: hint.line, title: "Dockerfile" });
    }
}
async function check(world, inputs, report) {
    if (!(0,build_inputs.isChecked)(inputs))
        return;
    const checks = await __webpack_require__.e(/* import() */ 8884).then(__webpack_require__.bind(__webpack_require__, 8884));
    if (inputs.smoke) {
        await world.runner.group("Smoke test", () => checks.smoke(world, report.imageid, inputs));
        report.checks.push("smoke");
    }
    if (inputs.test !== "") {
        await world.runner.group("Test of the image", () => checks.test(world, report.image, inputs));
        report.checks.push("test");
    }
    if (inputs.testInside !== "") {
        await world.runner.group("Test inside of the image", () => checks.testInside(world, report.imageid, inputs));
        report.checks.push("test-inside");
    }
}
async function pushBuilt(world, inputs, report, set) {
    const [{ prepareBuilt }, { lookUp }] = await Promise.all([Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 64998)), __webpack_require__.e(/* import() */ 5435).then(__webpack_require__.bind(__webpack_require__, 5435))]);
    const compared = lookUp(world, inputs);
    compared.catch(() => { });
    report.imageid = await prepareBuilt(await world.engine(), inputs);
    set({ imageid: report.imageid });
    const facts = await describeImage(world, report, set);
    if (inputs.withheld)
        report.outcome = "built";
    else {
        await main_push(world, inputs, report, set);
        if (inputs.rebuild === "auto")
            await rememberPushed(world, inputs, report, facts);
    }
    await describeResult(world, inputs, report, set, compared, facts);
}
/** Leaves what was built by its content in the registry under that content too, for the runs of other machines. */
async function rememberPushed(world, inputs, report, facts) {
    const [{ contentOfTags }, { remember }] = await Promise.all([__webpack_require__.e(/* import() */ 7650).then(__webpack_require__.bind(__webpack_require__, 97650)), __webpack_require__.e(/* import() */ 6421).then(__webpack_require__.bind(__webpack_require__, 6421))]);
    const content = contentOfTags(facts?.tags ?? []);
    if (content)
        await remember(world, inputs, report.refs, content);
}
async function main_push(world, inputs, report, set) {
    const { pushTags } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 64998));
    await timedPush(world, inputs, report, set, async (onPushed) => pushTags(world, await world.engine(), inputs, onPushed));
}
async function timedPush(world, inputs, report, set, work) {
    const started = world.clock.elapsed();
    const onPushed = ({ reference, name, digest }) => {
        report.pushed.push(reference);
        addRef(report, name, digest);
        set({ digest: report.digest, refs: report.refs });
    };
    try {
        await world.runner.group(`Push ${inputs.tags.join(", ")}`, () => work(onPushed));
        report.outcome = "pushed";
    }
    finally {
        report.pushMs = Math.round(world.clock.elapsed() - started);
    }
}
function addRef(report, name, digest) {
    report.digest ||= digest;
    const ref = `${name}@${digest}`;
    if (!report.refs.includes(ref))
        report.refs.push(ref);
}
async function describeImage(world, report, set) {
    const { inspectImage } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 1909));
    const facts = await inspectImage(await world.engine(), report.imageid);
    if (!facts)
        return undefined;
    report.size = facts.size;
    report.layers = facts.layers.map(({ createdBy, size }) => ({ createdBy: world.runner.redact(createdBy), size }));
    set({ size: facts.size });
    return facts;
}


/***/ }),

/***/ 64998:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   isTransient: () => (/* binding */ isTransient),
/* harmony export */   prepareBuilt: () => (/* binding */ prepareBuilt),
/* harmony export */   pushHint: () => (/* binding */ pushHint),
/* harmony export */   pushTags: () => (/* binding */ pushTags)
/* harmony export */ });
/* harmony import */ var _toolkit_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53592);
/* harmony import */ var _toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1909);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(59972);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(79117);
/* harmony import */ var _auth_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(72508);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2032);







// First what never goes away by itself, since such a message may also quote a word of the second list.
const PERMANENT = /\b40[0135]\b|unauthorized|denied|forbidden|authentication required|no basic auth|incorrect username|manifest invalid|manifest_invalid|name invalid|invalid reference|server gave HTTP response to HTTPS client|x509|certificate|does not exist|no such image|tag is immutable|quota/i;
const TRANSIENT = /\b(429|5\d\d)\b|too ?many ?requests|internal server error|bad gateway|service unavailable|gateway time-?out|\bEOF\b|ECONNRESET|reset by peer|broken pipe|socket hang up|i\/o timeout|timed? ?out|TLS handshake|deadline exceeded|connection refused|ECONNREFUSED|temporary failure|blob upload unknown|unexpected HTTP status|use of closed network connection|aborted/i;
/** Whether a failed push may succeed when it is tried again: 429, 5xx, resets, EOF, time-outs; not 401, 403, denied, invalid. */
function isTransient(error) {
    // Addresses and digests are full of numbers that are no status.
    const text = (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)
        .replace(/sha256:[0-9a-f]+/g, "")
        .replace(/\d+\.\d+\.\d+\.\d+(:\d+)?|:\d+/g, "");
    return !PERMANENT.test(text) && TRANSIENT.test(text);
}
/** What to do about a push that failed, from the registry's words. */
function pushHint(text, host, hadLogin) {
    if (/no space left|disk quota/i.test(text))
        return `The disk is full, here or at ${host}.`;
    if (/unauthorized|\b401\b|authentication required|no basic auth|incorrect username/i.test(text)) {
        return hadLogin
            ? `${host} does not take this login: check username and password (or the token and its expiry) in registries.`
            : `Log in: registries takes a line "${host} USERNAME PASSWORD".`;
    }
    if (/denied|\b403\b|forbidden/i.test(text)) {
        return `The login may not push there: give it write access (for ghcr.io: permissions: packages: write), and check the name of the image.`;
    }
    if (/server gave HTTP response to HTTPS client/i.test(text)) {
        return `${host} speaks plain HTTP: the engine takes that from loopback, or from hosts in its "insecure-registries".`;
    }
    if (/x509|certificate/i.test(text))
        return `The engine does not trust the certificate of ${host}: put its CA in /etc/docker/certs.d/${host}/ca.crt.`;
    if (/connection refused|no such host|no route|i\/o timeout|lookup/i.test(text))
        return `Nothing answers at ${host}: check the name and the port, and that the registry runs.`;
    return "The push is safe to repeat: layers that have arrived are not sent again.";
}
// The engine tries every layer five times over 50 s before it tells that a login is wrong or missing, so that is found
// out first. Whatever else may be wrong, the push itself will tell.
async function maySucceed(world, engine, host, auth, signal) {
    if (auth)
        return (await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_1__/* .checkLogin */ .wD)(engine, auth, signal)) !== "refused";
    // A registry that takes pushes without a login lets anybody ask for /v2/.
    const scheme = /^(localhost|127\.|\[::1\])/.test(host) ? "http" : "https";
    const address = `${scheme}://${host === "docker.io" ? "registry-1.docker.io" : host}/v2/`;
    try {
        const answer = await world.fetch(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]) });
        await answer.body?.cancel();
        return answer.status !== 401;
    }
    catch {
        (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .throwIfAborted */ .Te)(signal);
        return true;
    }
}
/**
 * Pushes the tags one after the other, so that after the first one of a registry only manifests move. Failures that may
 * go away are tried again, within `push-timeout` for all of it. `onPushed` is told each tag as soon as it is there.
 * Throws a UserError that names the tag, the tags that are there already, and the way out.
 */
async function pushTags(world, engine, inputs, onPushed) {
    const { runner, clock } = world;
    const signal = (0,_toolkit_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withTimeout */ .w)(world.signal, inputs.pushTimeout, "The push");
    const authFor = (0,_auth_js__WEBPACK_IMPORTED_MODULE_5__/* .authFinder */ .$)(world, inputs.registries);
    const there = [];
    const checked = new Set();
    const before = () => (there.length > 0 ? ` Pushed before it: ${there.join(", ")}.` : "");
    for (const reference of inputs.tags) {
        const { host, name, tag } = (0,_references_js__WEBPACK_IMPORTED_MODULE_6__/* .parseReference */ .F)(reference);
        const auth = await authFor(host);
        if (!checked.has(host) && !(await maySucceed(world, engine, host, auth, signal))) {
            const why = auth ? "does not take the login" : "asks for a login, and there is none";
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${reference} could not be pushed: ${host} ${why}.${before()}`, {
                hint: pushHint("unauthorized", host, auth !== undefined),
            });
        }
        checked.add(host);
        const started = clock.elapsed();
        let told = started;
        let pushed;
        try {
            pushed = await (0,_toolkit_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .retry */ .L)(() => (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_1__/* .pushImage */ .GH)(engine, name, tag, {
                signal,
                ...(auth ? { auth } : {}),
                onProgress: ({ done, layers, sent, total }) => {
                    if (clock.elapsed() - told < 5000)
                        return;
                    told = clock.elapsed();
                    runner.info(`${reference}: ${done} of ${layers} layers, ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_4__/* .formatSize */ .Xq)(sent)} of ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_4__/* .formatSize */ .Xq)(total)} under way`);
                },
            }), {
                attempts: inputs.pushAttempts,
                base: 1000,
                cap: 30_000,
                transient: isTransient,
                clock,
                signal,
                onRetry: (error, attempt, wait) => runner.info(`${reference}: try ${attempt} of ${inputs.pushAttempts} failed (${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}); next in ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(wait)}`),
            });
        }
        catch (error) {
            (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .throwIfAborted */ .Te)(world.signal);
            const text = (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error);
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${reference} could not be pushed: ${text}.${before()}`, {
                hint: pushHint(text, host, auth !== undefined),
                cause: error,
            });
        }
        there.push(reference);
        const { layers, existing } = pushed.progress;
        runner.info(`Pushed ${reference} ${pushed.digest} (${layers - existing} of ${layers} layers sent) in ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(clock.elapsed() - started)}`);
        onPushed({ reference, name, digest: pushed.digest });
    }
}
/**
 * Finds the image that `mode: push` pushes and gives it the tags that it lacks. Returns its id.
 * Throws a UserError where it is not there, or where a tag names another image than the first one does.
 */
async function prepareBuilt(engine, inputs) {
    const source = inputs.image || inputs.tags[0] || "";
    const image = await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_1__.inspectImage)(engine, source);
    if (!image) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`There is no built image ${source} in the engine at ${engine.address}`, {
            hint: "Build it in an earlier step of the same job (with load: true where the builder is not the engine itself), or name it with `image`.",
        });
    }
    for (const reference of inputs.tags) {
        const { name, tag } = (0,_references_js__WEBPACK_IMPORTED_MODULE_6__/* .parseReference */ .F)(reference);
        const other = await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_1__.inspectImage)(engine, reference);
        if (other?.id === image.id)
            continue;
        if (other && !inputs.image) {
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${reference} names another image (${other.id}) than ${source} (${image.id}), so it is unclear which one is meant`, {
                hint: "Say with `image` which one to push; the tags are moved to it.",
            });
        }
        await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_1__/* .tagImage */ .E$)(engine, image.id, name, tag);
    }
    return image.id;
}


/***/ }),

/***/ 1909:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E$: () => (/* binding */ tagImage),
/* harmony export */   GH: () => (/* binding */ pushImage),
/* harmony export */   L: () => (/* binding */ imageId),
/* harmony export */   L1: () => (/* binding */ copyImage),
/* harmony export */   aH: () => (/* binding */ removeImage),
/* harmony export */   bx: () => (/* binding */ lastTagged),
/* harmony export */   inspectImage: () => (/* binding */ inspectImage),
/* harmony export */   storesInContainerd: () => (/* binding */ storesInContainerd),
/* harmony export */   v8: () => (/* binding */ listImages),
/* harmony export */   wD: () => (/* binding */ checkLogin)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _api_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50155);
/* harmony import */ var _stream_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61623);



/** The image of that reference or id; undefined where the engine holds none. */
async function inspectImage(engine, reference) {
    const image = engine.api.getImage(reference);
    const facts = await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orMissing */ .Mr)(image.inspect());
    if (!facts)
        return undefined;
    const history = ((await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orMissing */ .Mr)(image.history())) ?? []);
    return {
        id: facts.Id,
        size: facts.Size,
        tags: facts.RepoTags ?? [],
        digests: facts.RepoDigests ?? [],
        layers: history.map((layer) => ({ createdBy: layer.CreatedBy ?? "", size: layer.Size ?? 0 })).reverse(),
        diffIds: facts.RootFS?.Layers ?? [],
        labels: facts.Config?.Labels ?? {},
        user: facts.Config?.User ?? "",
        exposed: Object.keys(facts.Config?.ExposedPorts ?? {})
            .flatMap((port) => /^(\d+)(?:\/tcp)?$/.exec(port)?.[1] ?? [])
            .map(Number),
        os: facts.Os,
        architecture: facts.Architecture,
    };
}
/** The id of the image that a reference names now; undefined where the engine holds none. */
async function imageId(engine, reference) {
    return (await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orMissing */ .Mr)(engine.api.getImage(reference).inspect()))?.Id;
}
/** When the image of a reference was last given a name in this engine, in milliseconds since the epoch; 0 where it does not tell. */
async function lastTagged(engine, reference) {
    const facts = (await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orMissing */ .Mr)(engine.api.getImage(reference).inspect()));
    return Date.parse(facts?.Metadata?.LastTagTime ?? "") || 0;
}
/** Whether the engine keeps images in containerd's store, which holds indexes, attestations and annotations too. */
async function storesInContainerd(engine) {
    const { DriverStatus } = (await engine.api.info());
    return DriverStatus?.some((pair) => pair.includes("io.containerd.snapshotter.v1")) ?? false;
}
/** Gives an image a further name. A name that another image had moves to this one. */
async function tagImage(engine, source, name, tag) {
    await engine.api.getImage(source).tag({ repo: name, tag });
}
/**
 * Copies an image from one engine to another, without a registry between them: what `docker save | docker load` does.
 * Only layers that the other one does not have take room there, but all of them are sent.
 */
async function copyImage(from, to, reference, signal) {
    (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(signal);
    const archive = (await from.api.getImage(reference).get());
    const onAbort = () => archive.destroy();
    signal.addEventListener("abort", onAbort, { once: true });
    try {
        const answer = await to.api.loadImage(archive, { quiet: true });
        await (0,_stream_js__WEBPACK_IMPORTED_MODULE_2__/* .readStream */ .b)(answer, () => { }, signal);
    }
    catch (error) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(signal);
        throw error;
    }
    finally {
        signal.removeEventListener("abort", onAbort);
        archive.destroy();
    }
}
/** Takes one name (or the whole image, by its id) away; no error where it is gone already. */
async function removeImage(engine, reference) {
    await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orMissing */ .Mr)(engine.api.getImage(reference).remove());
}
/** The references (the id where it has none) of all images whose name matches a pattern such as `*\/shop`, of any tag. */
async function listImages(engine, pattern) {
    const images = await engine.api.listImages({ filters: { reference: [pattern] } });
    return images.flatMap(({ Id, RepoTags }) => {
        const tags = (RepoTags ?? []).filter((tag) => tag !== "<none>:<none>");
        return tags.length > 0 ? tags : [Id];
    });
}
/** Whether a registry takes a login, as the engine sees it; `unknown` where the registry could not be asked. */
async function checkLogin(engine, auth, signal) {
    // An identity token is for the token server; a registry cannot be asked about it in this way.
    if (auth.identitytoken)
        return "unknown";
    try {
        await engine.api.checkAuth({ ...auth, ...(signal ? { abortSignal: signal } : {}) });
        return "taken";
    }
    catch (error) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(signal);
        return /401|unauthorized|incorrect username/i.test(String(error)) ? "refused" : "unknown";
    }
}
/**
 * Pushes one tag. `tag` is always sent: without it the engine pushes every local tag of the name (Engine API,
 * ImagePush). Ends the push when `signal` is aborted. Throws what the registry or the engine said.
 */
async function pushImage(engine, name, tag, options = {}) {
    const { signal } = options;
    const layers = new Map();
    let result;
    (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(signal);
    const stream = await engine.api
        .getImage(name)
        // The engine asks for the header even where there is nothing to say in it.
        .push({ tag, authconfig: options.auth ?? {}, ...(signal ? { abortSignal: signal } : {}) })
        .catch((error) => {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(signal);
        throw error;
    });
    await (0,_stream_js__WEBPACK_IMPORTED_MODULE_2__/* .readStream */ .b)(stream, (message) => {
        const aux = message.aux;
        if (aux?.Digest)
            result = { digest: aux.Digest, size: aux.Size ?? 0 };
        // Containerd's store tells the digest in a sentence only.
        const said = /digest: (sha256:[0-9a-f]{64}) size: (\d+)/.exec(message.status ?? "");
        if (said?.[1] && !result)
            result = { digest: said[1], size: Number(said[2]) };
        if (!message.id || !/^[0-9a-f]{12,}$/.test(message.id))
            return;
        const { current = 0, total = 0 } = message.progressDetail ?? {};
        const state = /^(Pushed|Mounted)/.test(message.status ?? "")
            ? "pushed"
            : /already exists/.test(message.status ?? "")
                ? "existing"
                : "sending";
        layers.set(message.id, { state, sent: current, total: Math.max(current, total) });
        options.onProgress?.(progressOf(layers.values()));
    }, signal);
    if (!result)
        throw new Error(`the engine told no digest for ${name}:${tag}`);
    return { ...result, progress: progressOf(layers.values()) };
}
function progressOf(layers) {
    const all = [...layers];
    const sending = all.filter((layer) => layer.state === "sending");
    return {
        layers: all.length,
        done: all.length - sending.length,
        existing: all.filter((layer) => layer.state === "existing").length,
        sent: sending.reduce((sum, layer) => sum + layer.sent, 0),
        total: sending.reduce((sum, layer) => sum + layer.total, 0),
    };
}


/***/ }),

/***/ 61623:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ readStream)
/* harmony export */ });
/* unused harmony export EngineStreamError */
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46193);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_string_decoder__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);


/** An error that the engine told inside an answer of status 200. */
class EngineStreamError extends Error {
    constructor(message) {
        super(message);
        this.name = "EngineStreamError";
    }
}
/**
 * Reads a progress stream of the engine to its end: JSON texts, one a line. Build and push answer with status 200 before
 * the work begins, so a failure arrives as a message of the stream; it is raised here as an `EngineStreamError`, after
 * the rest was read. A line that is not JSON is raised too: the answer was cut or a proxy has put in its own.
 */
async function readStream(stream, onMessage, signal) {
    const decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_0__.StringDecoder("utf8");
    let rest = "";
    let failure;
    const take = (line) => {
        if (line.trim() === "")
            return;
        const message = parse(line);
        if (message.failure === undefined)
            onMessage(message);
        else
            failure ??= new EngineStreamError(message.failure);
    };
    try {
        for await (const chunk of stream) {
            (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .throwIfAborted */ .Te)(signal);
            const lines = (rest + (typeof chunk === "string" ? chunk : decoder.write(chunk))).split("\n");
            rest = lines.pop() ?? "";
            for (const line of lines)
                take(line);
        }
    }
    catch (error) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .throwIfAborted */ .Te)(signal);
        throw failure ?? error;
    }
    take(rest);
    (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .throwIfAborted */ .Te)(signal);
    if (failure)
        throw failure;
}
function parse(line) {
    let value;
    try {
        value = JSON.parse(line);
    }
    catch {
        throw new EngineStreamError(`the engine's answer ended in the middle: ${line.slice(0, 200)}`);
    }
    if (typeof value !== "object" || value === null)
        return {};
    const { error, errorDetail } = value;
    const failure = errorDetail?.message ?? error;
    return failure === undefined ? value : { failure: String(failure) };
}


/***/ }),

/***/ 59972:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

/**
 * Calls `body` until it succeeds, with exponential back-off and jitter: between half of the bound and the whole of it,
 * so that many waiters spread out and none comes back at once.
 */
async function retry(body, options) {
    const random = options.random ?? Math.random;
    for (let attempt = 1;; attempt++) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(options.signal);
        try {
            return await body(attempt);
        }
        catch (error) {
            (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(options.signal);
            if (attempt >= options.attempts || !options.transient(error))
                throw error;
            const bound = Math.min(options.cap, options.base * 2 ** (attempt - 1));
            const wait = options.asks?.(error) ?? Math.round(bound / 2 + (bound / 2) * random());
            options.onRetry?.(error, attempt, wait);
            await options.clock.sleep(wait, options.signal);
        }
    }
}


/***/ })

};
;