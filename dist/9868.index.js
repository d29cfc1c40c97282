"use strict";
exports.id = 9868;
exports.ids = [9868];
exports.modules = {

/***/ 23702:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $r: () => (/* binding */ platformName),
/* harmony export */   H3: () => (/* binding */ isAttestation),
/* harmony export */   Mc: () => (/* binding */ entriesOf),
/* harmony export */   QF: () => (/* binding */ platformImages)
/* harmony export */ });
/* unused harmony export packedOf */
/** The manifests that an index names; undefined for a single manifest. */
function entriesOf(manifest) {
    const { manifests } = JSON.parse(manifest.text);
    return Array.isArray(manifests) ? manifests : undefined;
}
/** Attestations stand in an index as manifests for no platform. */
function isAttestation({ platform }) {
    return platform?.os === "unknown";
}
/** `os/architecture/variant`. */
function platformName(platform = {}) {
    return [platform.os, platform.architecture, platform.variant].filter(Boolean).join("/");
}
/** The images of all platforms behind a manifest; attestations are none. */
async function platformImages(client, path, manifest) {
    const entries = entriesOf(manifest)?.filter((entry) => !isAttestation(entry));
    if (!entries)
        return [await single(client, path, manifest)];
    return await Promise.all(entries.map(async ({ digest, platform }) => {
        const inner = await client.manifest(path, digest);
        return { platform: platformName(platform), digest, packed: inner ? packedOf(inner) : 0 };
    }));
}
async function single(client, path, manifest) {
    const { config } = JSON.parse(manifest.text);
    const blob = config && (await client.blob(path, config.digest));
    const platform = platformName(blob ? JSON.parse(blob.toString("utf8")) : {});
    return { platform, digest: manifest.digest, packed: packedOf(manifest) };
}
/** Bytes of the layers of a single manifest, packed; a layer that it has twice counts once, as it is pulled once. */
function packedOf(manifest) {
    const { layers = [] } = JSON.parse(manifest.text);
    return [...new Map(layers.map(({ digest, size }) => [digest, size])).values()].reduce((sum, size) => sum + size, 0);
}


/***/ }),

/***/ 9868:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   leaveDigest: () => (/* binding */ leaveDigest),
/* harmony export */   mergeTags: () => (/* binding */ mergeTags)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _toolkit_clock_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(53592);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_registry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(68159);
/* harmony import */ var _auth_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(72508);
/* harmony import */ var _manifests_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(23702);
/* harmony import */ var _push_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(64998);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(2032);









const INDEX = "application/vnd.oci.image.index.v1+json";
const HINT = "Each job of the matrix writes one with push: true and digests-dir; hand them on with actions/upload-artifact (a name for each platform) and actions/download-artifact (pattern and merge-multiple: true).";
/** Leaves the digest of what was pushed without a tag in the folder that `mode: merge` reads. Returns the file's path. */
async function leaveDigest(world, folder, pushed) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(world.workspace, folder), `${pushed.digest.replace("sha256:", "").slice(0, 16)}.json`);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(world.workspace, folder), { recursive: true });
    const file = { version: 1, ...pushed };
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, `${JSON.stringify(file, null, 2)}\n`);
    return path;
}
async function readDigests(world, folder) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(world.workspace, folder)).catch((error) => {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`digests-dir "${folder}" cannot be read`, { hint: HINT, cause: error });
    });
    const files = [];
    for (const name of names.filter((one) => one.endsWith(".json")).sort()) {
        const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(world.workspace, folder), name), "utf8");
        files.push(parseDigest(text, `${folder}/${name}`));
    }
    if (files.length === 0)
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`digests-dir "${folder}" holds no digests`, { hint: HINT });
    return files;
}
function parseDigest(text, name) {
    let value = null;
    try {
        value = JSON.parse(text);
    }
    catch {
        // Told below, together with what has another form.
    }
    const list = (one) => Array.isArray(one) && one.every((part) => typeof part === "string");
    const fits = value?.version === 1 && list(value.platforms) && list(value.names);
    if (!fits || !/^sha256:[0-9a-f]{64}$/.test(String(value?.digest))) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${name} is no digest that the build action has written`, { hint: HINT });
    }
    return value;
}
/**
 * Joins the images of single platforms, which lie in the registry without a tag, and gives the whole the tags: only
 * manifests move. `onPushed` is told each tag as soon as it is there. Failures that may go away are tried again.
 */
async function mergeTags(world, inputs, annotations, onPushed) {
    const files = await readDigests(world, inputs.digestsDir);
    const signal = (0,_toolkit_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .withTimeout */ .w)(world.signal, inputs.pushTimeout, "The push");
    const authFor = (0,_auth_js__WEBPACK_IMPORTED_MODULE_5__/* .authFinder */ .$)(world, inputs.registries);
    const indexes = new Map();
    for (const reference of inputs.tags) {
        const { host, name, tag } = (0,_references_js__WEBPACK_IMPORTED_MODULE_7__/* .parseReference */ .F)(reference);
        const auth = await authFor(host);
        const onRetry = (error) => world.runner.info(`${reference}: ${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}; trying again`);
        const client = (0,_toolkit_registry_js__WEBPACK_IMPORTED_MODULE_4__/* .registryClient */ .Rk)(host, {
            fetch: world.fetch,
            signal,
            patience: { attempts: inputs.pushAttempts, clock: world.clock, onRetry },
            ...(auth ? { auth } : {}),
        });
        const path = (0,_toolkit_registry_js__WEBPACK_IMPORTED_MODULE_4__/* .repositoryPath */ .SH)(host, name);
        try {
            const index = indexes.get(name) ?? (await joined(client, path, name, files, annotations));
            indexes.set(name, index);
            await client.put(path, tag, index);
            world.runner.info(`Pushed ${reference} ${index.digest}`);
            onPushed({ reference, name, digest: index.digest });
        }
        catch (error) {
            (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .throwIfAborted */ .Te)(signal);
            if (error instanceof _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo)
                throw error;
            const text = (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error);
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${reference} could not be pushed: ${text}.`, {
                hint: (0,_push_js__WEBPACK_IMPORTED_MODULE_6__.pushHint)(text, host, auth !== undefined),
                cause: error,
            });
        }
    }
}
async function joined(client, path, name, files, annotations) {
    const entries = new Map();
    const origins = new Map();
    for (const { digest, platforms } of files) {
        const manifest = await client.manifest(path, digest);
        if (!manifest) {
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${name} has no ${digest}, which a job has pushed for ${platforms.join(", ")}`, {
                hint: "Every job of the matrix has to push to all the names that the joined image gets.",
            });
        }
        for (const entry of await partsOf(client, path, manifest, platforms)) {
            const platform = (0,_manifests_js__WEBPACK_IMPORTED_MODULE_8__/* .platformName */ .$r)(entry.platform);
            const other = origins.get(platform);
            if (!(0,_manifests_js__WEBPACK_IMPORTED_MODULE_8__/* .isAttestation */ .H3)(entry) && other !== undefined && other !== digest) {
                throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`Two jobs have pushed an image for ${platform}: ${other} and ${digest}`, {
                    hint: "Give each job of the matrix a platform of its own, and remove what earlier runs have left in digests-dir.",
                });
            }
            origins.set(platform, digest);
            entries.set(entry.digest, entry);
        }
    }
    const own = annotations.flatMap((line) => {
        const [, key, value] = /^index:([^=]+)=(.*)$/s.exec(line) ?? [];
        return key === undefined ? [] : [[key, value]];
    });
    const body = {
        schemaVersion: 2,
        mediaType: INDEX,
        manifests: [...entries.values()],
        ...(own.length > 0 ? { annotations: Object.fromEntries(own) } : {}),
    };
    return (0,_toolkit_registry_js__WEBPACK_IMPORTED_MODULE_4__/* .manifestOf */ .$V)(JSON.stringify(body), INDEX);
}
/** What one job adds: the entries of its index (with its attestations), or its single manifest. */
async function partsOf(client, path, manifest, platforms) {
    const entries = (0,_manifests_js__WEBPACK_IMPORTED_MODULE_8__/* .entriesOf */ .Mc)(manifest);
    if (entries)
        return entries;
    const [image] = await (0,_manifests_js__WEBPACK_IMPORTED_MODULE_8__/* .platformImages */ .QF)(client, path, manifest);
    const [os, architecture, variant] = (image?.platform || platforms[0] || "").split("/");
    const { digest, mediaType, text } = manifest;
    const platform = {
        ...(os ? { os } : {}),
        ...(architecture ? { architecture } : {}),
        ...(variant ? { variant } : {}),
    };
    return [{ mediaType, digest, size: Buffer.byteLength(text), platform }];
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