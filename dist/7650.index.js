"use strict";
exports.id = 7650;
exports.ids = [7650,6421];
exports.modules = {

/***/ 97650:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   contentOfTags: () => (/* binding */ contentOfTags),
/* harmony export */   findKept: () => (/* binding */ findKept),
/* harmony export */   keepBuilt: () => (/* binding */ keepBuilt)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1909);
/* harmony import */ var _toolkit_docker_pull_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21124);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_registry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68159);
/* harmony import */ var _auth_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(72508);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2032);
/* harmony import */ var _unchanged_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6421);







/** How many contents of a name an engine keeps; the ones used longest ago lose their tag. */
const KEPT = 5;
/** The name that the content tags of an image lie under in the engine. */
const homeOf = ([first]) => (first ? (0,_references_js__WEBPACK_IMPORTED_MODULE_6__/* .parseReference */ .F)(first).name : "quayside-built");
/**
 * Gives the image of this content that the engine holds, or that the registry of the first tag has and the engine fetches,
 * the tags asked for. Its id, or undefined where there is none or it could not be told: then it is built.
 */
async function findKept(world, inputs, hash) {
    const reference = `${homeOf(inputs.tags)}:${(0,_unchanged_js__WEBPACK_IMPORTED_MODULE_5__.contentTag)(hash)}`;
    try {
        const engine = await world.engine();
        const here = await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_0__.inspectImage)(engine, reference);
        const found = here ?? (await fetchKept(world, engine, inputs, reference));
        if (!found)
            return undefined;
        // Its content tag too: the engine then knows that it was of use again.
        await tagAll(engine, found.id, [reference, ...inputs.tags]);
        return { id: found.id, from: here ? "engine" : "registry" };
    }
    catch (error) {
        (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .throwIfAborted */ .Te)(world.signal);
        world.runner.info(`Whether the image is there already could not be found out (${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}), so it is built.`);
        return undefined;
    }
}
async function fetchKept(world, engine, inputs, reference) {
    const { host, name, tag } = (0,_references_js__WEBPACK_IMPORTED_MODULE_6__/* .parseReference */ .F)(reference);
    // A bare name is one of this machine, hardly one of Docker Hub's own images.
    if (host === "docker.io" && !name.includes("/"))
        return undefined;
    const auth = await (0,_auth_js__WEBPACK_IMPORTED_MODULE_4__/* .authFinder */ .$)(world, inputs.registries)(host);
    const signal = AbortSignal.any([world.signal, AbortSignal.timeout(10_000)]);
    const client = (0,_toolkit_registry_js__WEBPACK_IMPORTED_MODULE_3__/* .registryClient */ .Rk)(host, { fetch: world.fetch, signal, ...(auth ? { auth } : {}) });
    if (!(await client.digest((0,_toolkit_registry_js__WEBPACK_IMPORTED_MODULE_3__/* .repositoryPath */ .SH)(host, name), tag)))
        return undefined;
    world.runner.info(`Fetching ${reference}, an image of this content`);
    await (0,_toolkit_docker_pull_js__WEBPACK_IMPORTED_MODULE_1__/* .pullImage */ .Z)(engine, reference, { firstAnswer: 30_000, stall: 120_000 }, world.signal, auth);
    const image = await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_0__.inspectImage)(engine, reference);
    const platform = image && `${image.os}/${image.architecture}`;
    // Of an image for several platforms the engine takes its own.
    const asked = inputs.platforms[0] ?? platform;
    return platform !== undefined && `${asked}/`.startsWith(`${platform}/`) ? image : undefined;
}
/** Leaves a built image in the engine under its content tag, so that the next run finds it. A failure costs speed only and is a line of the log. */
async function keepBuilt(world, inputs, id, hash) {
    const home = homeOf(inputs.tags);
    try {
        const engine = await world.engine();
        await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_0__/* .tagImage */ .E$)(engine, id, home, (0,_unchanged_js__WEBPACK_IMPORTED_MODULE_5__.contentTag)(hash));
        const all = (await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_0__/* .listImages */ .v8)(engine, home)).filter(isContentTag);
        if (all.length <= KEPT)
            return;
        const aged = await Promise.all(all.map(async (reference) => ({ reference, used: await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_0__/* .lastTagged */ .bx)(engine, reference) })));
        aged.sort((a, b) => b.used - a.used);
        // One that a container runs by this name stays.
        for (const { reference } of aged.slice(KEPT))
            await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_0__/* .removeImage */ .aH)(engine, reference).catch(() => { });
    }
    catch (error) {
        (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .throwIfAborted */ .Te)(world.signal);
        world.runner.info(`The image could not be kept for the next run: ${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`);
    }
}
/** The part of a content's hash that an image's tags in the engine tell; undefined where it was not kept by its content. */
function contentOfTags(tags) {
    return tags.map((tag) => CONTENT_TAG.exec(tag)?.[1]).find((hash) => hash !== undefined);
}
const CONTENT_TAG = /:content-([0-9a-f]{32})$/;
const isContentTag = (reference) => CONTENT_TAG.test(reference);
async function tagAll(engine, id, references) {
    for (const reference of references) {
        const { name, tag } = (0,_references_js__WEBPACK_IMPORTED_MODULE_6__/* .parseReference */ .F)(reference);
        await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_0__/* .tagImage */ .E$)(engine, id, name, tag);
    }
}


/***/ }),

/***/ 6421:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  contentOf: () => (/* binding */ contentOf),
  contentTag: () => (/* binding */ contentTag),
  remember: () => (/* binding */ remember),
  reuse: () => (/* binding */ reuse)
});

// EXTERNAL MODULE: ./toolkit/docker/images.js
var docker_images = __webpack_require__(1909);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/registry.js
var registry = __webpack_require__(68159);
// EXTERNAL MODULE: ./actions/build/auth.js
var auth = __webpack_require__(72508);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./actions/build/dockerignore.js
/**
 * Tells what a .dockerignore leaves out, by the rules of moby/patternmatcher: patterns count from the context's root, a
 * match of a folder is a match of all in it, `!` takes back, and the last line that matches decides.
 */
function ignored(text) {
    const patterns = text
        .replace(/^\uFEFF/, "")
        .split(/\r?\n/)
        .filter((line) => !line.startsWith("#"))
        .map((line) => line.trim())
        .filter((line) => line !== "" && line !== "!")
        .map((line) => {
        const negated = line.startsWith("!");
        return { negated, expression: toExpression(clean(negated ? line.slice(1).trim() : line)) };
    });
    const test = (path) => {
        if (patterns.length === 0)
            return false;
        const ways = path.split("/").map((_, index, parts) => parts.slice(0, index + 1).join("/"));
        let result = false;
        for (const { negated, expression } of patterns) {
            if (result === negated && ways.some((way) => expression.test(way)))
                result = !negated;
        }
        return result;
    };
    return { test, takesBack: patterns.some(({ negated }) => negated) };
}
function clean(pattern) {
    const parts = [];
    for (const part of pattern.split("/")) {
        if (part === "..")
            parts.pop();
        else if (part !== "" && part !== ".")
            parts.push(part);
    }
    return parts.join("/");
}
function toExpression(pattern) {
    let source = "";
    for (let at = 0; at < pattern.length; at++) {
        const char = pattern[at] ?? "";
        if (pattern.startsWith("**/", at)) {
            source += "(?:.*/)?";
            at += 2;
        }
        else if (pattern.startsWith("**", at)) {
            source += ".*";
            at += 1;
        }
        else if (char === "*")
            source += "[^/]*";
        else if (char === "?")
            source += "[^/]";
        else if (char === "\\" && at + 1 < pattern.length)
            source += literal(pattern[++at] ?? "");
        else if (char === "[" && pattern.indexOf("]", at + 2) > 0) {
            const end = pattern.indexOf("]", at + 2);
            source += pattern.slice(at, end + 1);
            at = end;
        }
        else
            source += literal(char);
    }
    try {
        return new RegExp(`^${source}$`);
    }
    catch {
        return /^(?!)/;
    }
}
function literal(char) {
    return char.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

;// CONCATENATED MODULE: ./actions/build/content.js






/** Bytes that are read at once. */
const CHUNK = 256 * 1024;
/**
 * A hash of everything that the context sends: paths, contents, links and executable bits, without what .dockerignore
 * leaves out (`<Dockerfile>.dockerignore` counts before it) and without times, which differ between two checkouts.
 */
async function hashContext(context, dockerfile) {
    const own = await (0,promises_.readFile)(`${dockerfile}.dockerignore`, "utf8").catch(() => undefined);
    const rules = ignored(own ?? (await (0,promises_.readFile)((0,external_node_path_.join)(context, ".dockerignore"), "utf8").catch(() => "")));
    const buffer = Buffer.allocUnsafe(CHUNK);
    const whole = (0,external_node_crypto_.createHash)("sha256");
    let files = 0;
    // Hashed as it is found, folder by folder, so that no list of all files has to be kept.
    const walk = async (folder) => {
        const entries = (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(context, folder), { withFileTypes: true });
        for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
            const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
            const out = rules.test(path);
            if (entry.isDirectory()) {
                if (!out || rules.takesBack)
                    await walk(path);
            }
            else if (!out) {
                const full = `${context}/${path}`;
                whole.update(entry.isSymbolicLink() ? `link ${path}\0${(0,external_node_fs_.readlinkSync)(full)}` : `${hashFile(full, buffer)} ${path}`);
                whole.update("\0\n");
                // Calls that wait are several times faster here than promises; in between, signals and timers get their turn.
                if (++files % 256 === 0)
                    await (0,external_node_timers_promises_.setImmediate)();
            }
        }
    };
    await walk("");
    return whole.digest("hex");
}
// In pieces, so that no file has to fit into memory; one that fits into a piece needs no object of its own, which for
// ten thousand of them is what the memory goes to.
function hashFile(path, buffer) {
    const file = (0,external_node_fs_.openSync)(path, "r");
    try {
        const { mode, size } = (0,external_node_fs_.fstatSync)(file);
        const executable = mode & 0o100 ? "x" : "-";
        let read = (0,external_node_fs_.readSync)(file, buffer);
        if (read === size)
            return `${executable} ${(0,external_node_crypto_.hash)("sha256", buffer.subarray(0, read))}`;
        const hash = (0,external_node_crypto_.createHash)("sha256");
        for (; read > 0; read = (0,external_node_fs_.readSync)(file, buffer))
            hash.update(buffer.subarray(0, read));
        return `${executable} ${hash.digest("hex")}`;
    }
    finally {
        (0,external_node_fs_.closeSync)(file);
    }
}
/**
 * The images that a Dockerfile takes things from: FROM, COPY --from, RUN --mount=from. Undefined where that cannot be
 * told before the build, or where it fetches what may change (ADD with an address).
 */
function basesOf(instructions, buildArgs) {
    const given = new Map(buildArgs.map((arg) => [arg.replace(/=.*$/s, ""), arg.includes("=") ? arg.replace(/^[^=]*=/, "") : undefined]));
    const values = new Map();
    const stages = new Set();
    const bases = new Set();
    let began = false;
    let stageCount = 0;
    for (const { keyword, text } of instructions) {
        if (keyword === "ARG" && !began) {
            for (const [, name = "", value = ""] of text.matchAll(/(\w+)(?:=("[^"]*"|'[^']*'|\S*))?/g)) {
                values.set(name, given.get(name) ?? value.replace(/^(["'])(.*)\1$/, "$2"));
            }
        }
        const images = [];
        if (keyword === "FROM") {
            began = true;
            const [, image = "", alias] = /^(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i.exec(text) ?? [];
            images.push(image);
            bases.delete("");
            collect(images, stages, stageCount, values, bases);
            if (alias)
                stages.add(alias.toLowerCase());
            stageCount++;
            continue;
        }
        if (keyword === "ADD" && /(^|[\s"])(https?|git|ssh):|git@/.test(text))
            return undefined;
        for (const [, image = ""] of text.matchAll(/(?:--from=|--mount=\S*\bfrom=)([^\s,]+)/g))
            images.push(image);
        collect(images, stages, stageCount, values, bases);
    }
    return [...bases].some((base) => base.includes("$")) ? undefined : [...bases];
}
function collect(images, stages, stageCount, values, bases) {
    for (const image of images) {
        const name = image.replace(/\$\{(\w+)(?::-([^}]*))?\}|\$(\w+)/g, (whole, braced, fallback, plain) => values.get(braced ?? plain) || fallback || whole);
        const isStage = stages.has(name.toLowerCase()) || (/^\d+$/.test(name) && Number(name) < stageCount);
        if (!isStage && name !== "scratch")
            bases.add(name);
    }
}
/**
 * The hash of all that decides what the image holds. Labels that were worked out from the commit are left out, since they
 * differ each time; those that were given count. Secrets count by their names, never by their values.
 */
async function contentHash(inputs, source, baseDigests, env) {
    const { labels, annotations } = inputs.metadata ?? inputs;
    const facts = {
        version: 3,
        context: await hashContext(source.context, source.dockerfile),
        dockerfile: (0,external_node_crypto_.createHash)("sha256")
            .update(await (0,promises_.readFile)(source.dockerfile))
            .digest("hex"),
        bases: [...baseDigests].sort(([a], [b]) => (a < b ? -1 : 1)),
        buildArgs: inputs.buildArgs.map((arg) => (arg.includes("=") ? arg : `${arg}=${env[arg] ?? ""}`)).sort(),
        labels: [...labels].sort(),
        annotations: [...annotations].sort(),
        target: inputs.target,
        // A builder that is told no platform builds for its own, and a registry serves runners of several.
        platforms: inputs.platforms.length > 0 ? [...inputs.platforms].sort() : [process.arch],
        secrets: [...inputs.secrets, ...inputs.secretEnvs, ...inputs.secretFiles].map(({ id }) => id).sort(),
        attestations: [inputs.provenance, inputs.sbom, ...inputs.attests],
        network: inputs.network,
        hosts: [...inputs.addHosts].sort(),
    };
    return (0,external_node_crypto_.createHash)("sha256").update(JSON.stringify(facts)).digest("hex");
}

// EXTERNAL MODULE: ./actions/build/references.js
var build_references = __webpack_require__(2032);
;// CONCATENATED MODULE: ./actions/build/unchanged.js






/** The tag under which an image of this content is found again. */
const contentTag = (hash) => `content-${hash.slice(0, 32)}`;
/** The hash of what would be built; a sentence that says why there is none where that cannot be told. */
async function contentOf(world, inputs, source, builder) {
    if (!source.local || !source.dockerfile)
        return { why: "the context is not a folder" };
    if (inputs.buildContexts.length > 0)
        return { why: "build-contexts may hold anything" };
    if (inputs.noCache || inputs.noCacheFilters.length > 0)
        return { why: "no-cache asks for it" };
    if (inputs.outputs.length > 0)
        return { why: "outputs asks for more than the image" };
    const bases = basesOf(source.instructions, inputs.buildArgs);
    if (!bases)
        return { why: "the Dockerfile takes things from addresses or images that only the build itself works out" };
    const authFor = (0,auth/* authFinder */.$)(world, inputs.registries);
    const digests = new Map();
    for (const base of bases) {
        const digest = await baseDigest(world, base, builder.driver === "docker" && !inputs.pull, authFor);
        if (!digest)
            return { why: `the digest of ${base} cannot be told` };
        digests.set(base, digest);
    }
    const dockerfile = source.dockerfile;
    return { hash: await contentHash(inputs, { ...source, dockerfile }, digests, world.runner.env) };
}
async function baseDigest(world, base, localFirst, authFor) {
    const pinned = /@(sha256:[0-9a-f]{64})$/.exec(base)?.[1];
    if (pinned)
        return pinned;
    // The docker driver takes what the engine has before it asks a registry.
    const local = localFirst ? await (0,docker_images.inspectImage)(await world.engine(), base) : undefined;
    if (local)
        return local.id;
    try {
        const { host, name, tag } = (0,build_references/* parseReference */.F)(base);
        const auth = await authFor(host);
        const client = (0,registry/* registryClient */.Rk)(host, { fetch: world.fetch, signal: world.signal, ...(auth ? { auth } : {}) });
        return await client.digest((0,registry/* repositoryPath */.SH)(host, name), tag);
    }
    catch {
        (0,errors/* throwIfAborted */.Te)(world.signal);
        return undefined;
    }
}
function targetsOf(references) {
    const targets = new Map();
    for (const { host, name, tag } of references.map(build_references/* parseReference */.F)) {
        const target = targets.get(name) ?? { name, host, tags: [] };
        target.tags.push(tag);
        targets.set(name, target);
    }
    return [...targets.values()];
}
/**
 * Gives the image of this content that every one of the registries has the tags asked for; only manifests move. Returns
 * the digest of each name, or undefined where one does not have it, or could not be asked: then it is built.
 */
async function reuse(world, inputs, hash) {
    const authFor = (0,auth/* authFinder */.$)(world, inputs.registries);
    const found = [];
    try {
        for (const target of targetsOf(inputs.tags)) {
            const auth = await authFor(target.host);
            const client = (0,registry/* registryClient */.Rk)(target.host, {
                fetch: world.fetch,
                signal: world.signal,
                ...(auth ? { auth } : {}),
            });
            const manifest = await client.manifest((0,registry/* repositoryPath */.SH)(target.host, target.name), contentTag(hash));
            if (!manifest)
                return undefined;
            found.push({ target, manifest, client });
        }
        for (const { target, manifest, client } of found) {
            for (const tag of target.tags)
                await client.put((0,registry/* repositoryPath */.SH)(target.host, target.name), tag, manifest);
        }
    }
    catch (error) {
        (0,errors/* throwIfAborted */.Te)(world.signal);
        world.runner.info(`Whether the image is there already could not be found out (${(0,errors/* messageOf */.bD)(error)}), so it is built.`);
        return undefined;
    }
    return new Map(found.map(({ target, manifest }) => [target.name, manifest.digest]));
}
/** Leaves the pushed image under its content tag too, so that the next run finds it. A failure costs speed only and is a line of the log. */
async function remember(world, inputs, refs, hash) {
    const authFor = (0,auth/* authFinder */.$)(world, inputs.registries);
    for (const ref of refs) {
        const [name = "", digest = ""] = ref.split("@");
        try {
            const { host } = (0,build_references/* parseReference */.F)(name);
            const auth = await authFor(host);
            const client = (0,registry/* registryClient */.Rk)(host, { fetch: world.fetch, signal: world.signal, ...(auth ? { auth } : {}) });
            const manifest = await client.manifest((0,registry/* repositoryPath */.SH)(host, name), digest);
            if (manifest)
                await client.put((0,registry/* repositoryPath */.SH)(host, name), contentTag(hash), manifest);
        }
        catch (error) {
            (0,errors/* throwIfAborted */.Te)(world.signal);
            world.runner.info(`${ref} could not be tagged for the next run: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
}


/***/ }),

/***/ 21124:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ pullImage)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _stream_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61623);


/**
 * Pulls one image, with credentials for its registry where they are given. Throws an Error where no registry answers in time, or refuses: the engine's own
 * words; and the signal's reason where it was aborted.
 */
async function pullImage(engine, reference, limits, signal, auth) {
    (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(signal);
    const late = new AbortController();
    const wait = (milliseconds) => setTimeout(() => late.abort(new Error(`the registry of ${reference} gave no answer in time`)), milliseconds);
    const either = AbortSignal.any([signal, late.signal]);
    let timer = wait(limits.firstAnswer);
    try {
        const stream = await engine.api.pull(reference, { abortSignal: either, ...(auth ? { authconfig: auth } : {}) });
        await (0,_stream_js__WEBPACK_IMPORTED_MODULE_1__/* .readStream */ .b)(stream, () => {
            clearTimeout(timer);
            timer = wait(limits.stall);
        }, either);
    }
    catch (error) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(either);
        throw error;
    }
    finally {
        clearTimeout(timer);
    }
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