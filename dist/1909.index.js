"use strict";
exports.id = 1909;
exports.ids = [1909];
exports.modules = {

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


/***/ })

};
;