"use strict";
exports.id = 6637;
exports.ids = [6637];
exports.modules = {

/***/ 86637:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cacheStore: () => (/* binding */ cacheStore)
});

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
;// CONCATENATED MODULE: ./toolkit/actions-cache.js


/** Milliseconds that one request may take. */
const REQUEST_LIMIT = 30_000;
/** What is stored has to be of one kind with what is asked for; ours is not mixed up with that of actions/cache. */
const VERSION = (0,external_node_crypto_.createHash)("sha256").update("quayside: one gzipped file").digest("hex");
/**
 * The cache service of the runner (version 2, `github.actions.results.api.v1.CacheService`), spoken to directly: three
 * calls, where @actions/cache with its Azure client adds more to dist/ than all the rest of it has. Undefined outside
 * of GitHub's runner. A step's own processes have no such token, and what we start must not get it either.
 */
function actionsCache({ runner, fetch, signal, }) {
    const { ACTIONS_RESULTS_URL: address, ACTIONS_RUNTIME_TOKEN: token } = runner.env;
    if (!address || !token)
        return undefined;
    runner.mask(token);
    const ask = async (what, url, init) => {
        try {
            const limit = AbortSignal.timeout(REQUEST_LIMIT);
            const response = await fetch(url, { ...init, signal: AbortSignal.any([signal, limit]) });
            if (response.ok)
                return response;
            throw new Error(`it answers ${response.status} ${(await response.text()).slice(0, 300)}`);
        }
        catch (error) {
            (0,errors/* throwIfAborted */.Te)(signal);
            // Addresses are signed, which makes them secrets: only the message is told.
            throw new errors/* UserError */.yo(`the cache service did not ${what}: ${(0,errors/* messageOf */.bD)(error).replace(/https?:\/\/\S+/g, "…")}`);
        }
    };
    const call = async (what, method, body) => {
        const url = `${address.replace(/\/+$/, "")}/twirp/github.actions.results.api.v1.CacheService/${method}`;
        const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
        const response = await ask(what, url, {
            method: "POST",
            headers,
            body: JSON.stringify({ ...body, version: VERSION }),
        });
        return (await response.json());
    };
    return {
        async restore(key, prefixes, largest) {
            const found = await call("look up the cache", "GetCacheEntryDownloadURL", { key, restore_keys: prefixes });
            if (found.ok !== true || typeof found.signed_download_url !== "string")
                return undefined;
            const response = await ask("give the cache", found.signed_download_url, {});
            if (Number(response.headers.get("content-length") ?? 0) > largest)
                throw new errors/* UserError */.yo("the cache is too large");
            return new Uint8Array(await response.arrayBuffer());
        },
        async save(key, bytes) {
            const made = await call("reserve the cache", "CreateCacheEntry", { key });
            if (made.ok !== true || typeof made.signed_upload_url !== "string") {
                throw new errors/* UserError */.yo(`the cache service did not take the key ${key}: it may be taken, or the token can only read`);
            }
            const headers = { "x-ms-blob-type": "BlockBlob", "content-type": "application/octet-stream" };
            await ask("take the cache", made.signed_upload_url, { method: "PUT", headers, body: bytes });
            const done = await call("close the cache", "FinalizeCacheEntryUpload", { key, size_bytes: String(bytes.length) });
            if (done.ok !== true)
                throw new errors/* UserError */.yo("the cache service did not close the cache");
        },
    };
}

;// CONCATENATED MODULE: ./actions/test/store/cache-store.js



/** A history is a few megabytes at most; more is none. */
const LARGEST = 64 * 1024 * 1024;
/** GitHub's cache: it needs no permission, and a pull request, from a fork too, sees what its target branch stored. */
function cacheStore(world, name) {
    const { env } = world.runner;
    const cache = actionsCache(world);
    if (!cache) {
        throw new errors/* UserError */.yo("the store cache needs the cache service of GitHub's runner, which is not here", {
            hint: "Keep the history in a file: `store: .quayside/test-history.json`.",
        });
    }
    // A cache is never changed, so each run makes one of its own and the newest with this beginning is read.
    const prefix = `quayside-${name}-`;
    const read = async () => {
        const bytes = await cache.restore(`${prefix}${env.GITHUB_RUN_ID ?? ""}`, [prefix], LARGEST);
        if (!bytes)
            return [];
        try {
            return [(0,external_node_zlib_.gunzipSync)(bytes, { maxOutputLength: LARGEST }).toString("utf8")];
        }
        catch (error) {
            throw new errors/* UserError */.yo(`the cache ${name} cannot be read: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
        }
    };
    let loaded;
    const load = () => (loaded ??= read());
    return {
        name: `the cache ${name}`,
        load,
        async update(make) {
            const { text } = make(await load());
            const { GITHUB_RUN_ID: run = "0", GITHUB_RUN_ATTEMPT: attempt = "1", GITHUB_JOB: job = "" } = env;
            await cache.save(`${prefix}${run}-${attempt}-${job}`, (0,external_node_zlib_.gzipSync)(text));
        },
    };
}


/***/ })

};
;