"use strict";
exports.id = 223;
exports.ids = [223];
exports.modules = {

/***/ 3223:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   takeDown: () => (/* binding */ takeDown)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9643);
/* harmony import */ var _toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1844);
/* harmony import */ var _toolkit_docker_volumes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3680);



/** Removes all that was made for an app: containers, load balancer, record, and its network where it was made for it. */
async function takeDown(engine, app, stopTimeout) {
    const label = { "quayside.app": app };
    const containers = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .listContainers */ .ts)(engine, label);
    const networks = new Set([app, ...containers.map(({ labels }) => labels["quayside.network"] ?? app)]);
    const isBalancer = ({ labels }) => labels["quayside.role"] === "balancer";
    // The balancer first: it must not go on sending requests to those that are being stopped.
    for (const { id } of containers.filter(isBalancer))
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .removeContainer */ .od)(engine, id);
    await Promise.all(containers
        .filter((container) => !isBalancer(container))
        .map(async ({ id }) => {
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .stopContainer */ .SI)(engine, id, stopTimeout);
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .removeContainer */ .od)(engine, id);
    }));
    const volumes = await (0,_toolkit_docker_volumes_js__WEBPACK_IMPORTED_MODULE_1__/* .listVolumes */ .yi)(engine, label);
    for (const volume of volumes)
        await (0,_toolkit_docker_volumes_js__WEBPACK_IMPORTED_MODULE_1__/* .removeVolume */ .L)(engine, volume);
    const removed = [...containers.map(({ name }) => name), ...volumes.map((volume) => `volume ${volume}`)];
    for (const name of networks) {
        if ((await (0,_toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_2__/* .findNetwork */ .qC)(engine, name))?.labels["quayside.app"] !== app)
            continue;
        await (0,_toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_2__/* .removeNetwork */ .Zw)(engine, name);
        removed.push(`network ${name}`);
    }
    return removed;
}


/***/ }),

/***/ 155:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mr: () => (/* binding */ orMissing),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   sv: () => (/* binding */ unlessSettled),
/* harmony export */   xM: () => (/* binding */ isPortTaken)
/* harmony export */ });
/** The HTTP status of an engine's answer that was an error; undefined for every other error. */
function statusOf(error) {
    const status = error?.statusCode;
    return typeof status === "number" ? status : undefined;
}
/** What an engine call answers, or undefined where the engine says that there is no such object. */
async function orMissing(call) {
    try {
        return await call;
    }
    catch (error) {
        if (statusOf(error) === 404)
            return undefined;
        throw error;
    }
}
/** Ends a call quietly where the object is in the wanted state already (304), on its way there (409) or gone (404). */
async function unlessSettled(call) {
    try {
        await call;
    }
    catch (error) {
        if (![304, 404, 409].includes(statusOf(error) ?? 0))
            throw error;
    }
}
/** Whether a container did not start because another program has its port. */
function isPortTaken(error) {
    return error instanceof Error && /port is already allocated|address already in use/.test(error.message);
}


/***/ }),

/***/ 9643:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AU: () => (/* binding */ setRestart),
/* harmony export */   FA: () => (/* binding */ findContainer),
/* harmony export */   Hw: () => (/* binding */ logsOf),
/* harmony export */   SI: () => (/* binding */ stopContainer),
/* harmony export */   Sf: () => (/* binding */ attachStdin),
/* harmony export */   YI: () => (/* binding */ startContainer),
/* harmony export */   g$: () => (/* binding */ createContainer),
/* harmony export */   ob: () => (/* binding */ signalContainer),
/* harmony export */   od: () => (/* binding */ removeContainer),
/* harmony export */   ts: () => (/* binding */ listContainers)
/* harmony export */ });
/* unused harmony export waitForContainer */
/* harmony import */ var _api_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(155);
/* harmony import */ var _frames_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9061);


/** Creates a container and does not start it; returns its id. Name conflicts throw an error with status 409. */
async function createContainer(engine, spec) {
    const ports = spec.publish ?? [];
    const container = await engine.api.createContainer({
        name: spec.name,
        Image: spec.image,
        Labels: { ...spec.labels },
        Env: Object.entries(spec.env ?? {}).map(([name, value]) => `${name}=${value}`),
        ...(spec.entrypoint ? { Entrypoint: [...spec.entrypoint] } : {}),
        ...(spec.command ? { Cmd: [...spec.command] } : {}),
        ...(spec.user ? { User: spec.user } : {}),
        ...(spec.stdin ? { OpenStdin: true, StdinOnce: true, AttachStdin: true } : {}),
        ExposedPorts: Object.fromEntries(ports.map(({ port }) => [`${port}/tcp`, {}])),
        HostConfig: {
            NetworkMode: spec.network,
            PortBindings: Object.fromEntries(ports.map(({ port, hostIp, hostPort }) => [`${port}/tcp`, [{ HostIp: hostIp, HostPort: String(hostPort) }]])),
            RestartPolicy: { Name: spec.restart ?? "no" },
            ...(spec.volumes
                ? { Mounts: spec.volumes.map(({ name, target }) => ({ Type: "volume", Source: name, Target: target })) }
                : {}),
            ...(spec.memory ? { Memory: spec.memory, MemorySwap: spec.memory } : {}),
            ...(spec.cpus ? { NanoCpus: Math.round(spec.cpus * 1e9) } : {}),
            ...(spec.autoRemove ? { AutoRemove: true } : {}),
        },
        ...(spec.aliases
            ? { NetworkingConfig: { EndpointsConfig: { [spec.network]: { Aliases: [...spec.aliases] } } } }
            : {}),
    });
    return container.id;
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
/** Sends a signal to the first process of a container. */
async function signalContainer(engine, id, signal) {
    await engine.api.getContainer(id).kill({ signal });
}
/** Says what the engine does when the container ends by itself. */
async function setRestart(engine, id, restart) {
    await engine.api.getContainer(id).update({ RestartPolicy: { Name: restart } });
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
        status: State.Status,
        running: State.Running && !State.Restarting,
        exitCode: State.ExitCode,
        oomKilled: State.OOMKilled,
        error: State.Error,
        restarts: found.RestartCount,
        startedAt: Date.parse(State.StartedAt),
        ...(health
            ? {
                health: {
                    status: health.Status,
                    last: (health.Log ?? []).at(-1)?.Output?.trim() ?? "",
                },
            }
            : {}),
        ...(test?.[0]?.startsWith("CMD") ? { healthTest: test } : {}),
        addresses: Object.fromEntries(Object.entries(NetworkSettings.Networks ?? {}).flatMap(([name, { IPAddress }]) => IPAddress ? [[name, IPAddress]] : [])),
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

/***/ 9061:
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
/** The text of both streams in the order in which they were written. */
function unframed(framed) {
    const pieces = [];
    new Frames((piece) => pieces.push(piece)).push(framed);
    return Buffer.concat(pieces).toString("utf8");
}


/***/ }),

/***/ 1844:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zw: () => (/* binding */ removeNetwork),
/* harmony export */   qC: () => (/* binding */ findNetwork),
/* harmony export */   zA: () => (/* binding */ makeNetwork)
/* harmony export */ });
/* harmony import */ var _api_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(155);

/** Whether there is a network of that name, and its labels. */
async function findNetwork(engine, name) {
    const found = await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orMissing */ .Mr)(engine.api.getNetwork(name).inspect());
    return found && { id: found.Id, labels: (found.Labels ?? {}) };
}
/** Makes a bridge network; nothing happens where one of that name is there. */
async function makeNetwork(engine, name, labels) {
    try {
        await engine.api.createNetwork({ Name: name, CheckDuplicate: true, Labels: { ...labels } });
    }
    catch (error) {
        if ((0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .statusOf */ .c2)(error) !== 409)
            throw error;
    }
}
/** Removes a network; nothing happens where there is none. */
async function removeNetwork(engine, name) {
    await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unlessSettled */ .sv)(engine.api.getNetwork(name).remove());
}


/***/ }),

/***/ 3680:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ makeVolume),
/* harmony export */   L: () => (/* binding */ removeVolume),
/* harmony export */   yi: () => (/* binding */ listVolumes)
/* harmony export */ });
/* harmony import */ var _api_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(155);

/** Makes a volume; nothing happens where one of that name is there. */
async function makeVolume(engine, name, labels) {
    await engine.api.createVolume({ Name: name, Labels: { ...labels } });
}
/** Removes a volume with all that is in it; nothing happens where there is none. */
async function removeVolume(engine, name) {
    await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unlessSettled */ .sv)(engine.api.getVolume(name).remove());
}
/** The names of all volumes that carry these labels; an empty value stands for any. */
async function listVolumes(engine, labels) {
    const label = Object.entries(labels).map(([name, value]) => (value === "" ? name : `${name}=${value}`));
    const { Volumes } = await engine.api.listVolumes({ filters: { label } });
    return (Volumes ?? []).map((volume) => volume.Name);
}


/***/ })

};
;