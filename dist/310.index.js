"use strict";
exports.id = 310;
exports.ids = [310,1909];
exports.modules = {

/***/ 68276:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ getFile),
  p: () => (/* binding */ putFiles)
});

// EXTERNAL MODULE: ./toolkit/docker/api-errors.js
var api_errors = __webpack_require__(50155);
;// CONCATENATED MODULE: ./toolkit/docker/tar.js
/** A tar archive (ustar) of a few small files, owned by root where nothing else is said. A name that ends with `/` is a folder. */
function tarOf(files) {
    const blocks = [];
    for (const { name, content, mode, uid = 0, gid = 0 } of files) {
        const folder = name.endsWith("/");
        const body = folder ? Buffer.alloc(0) : Buffer.from(content);
        const header = Buffer.alloc(512);
        if (Buffer.byteLength(name) > 99)
            throw new Error(`the name of a file in an archive is too long: ${name}`);
        header.write(name, 0);
        header.write(`${octal(mode ?? (folder ? 0o755 : 0o644), 7)}\0${octal(uid, 7)}\0${octal(gid, 7)}\0`, 100);
        header.write(`${octal(body.length, 11)}\0${octal(0, 11)}\0`, 124);
        // The checksum is computed over a header in which it is eight spaces.
        header.write("        ", 148);
        header.write(folder ? "5" : "0", 156);
        header.write("ustar\0", 257);
        header.write("00", 263);
        const sum = header.reduce((total, byte) => total + byte, 0);
        header.write(`${octal(sum, 6)}\0 `, 148);
        blocks.push(header, body, Buffer.alloc((512 - (body.length % 512)) % 512));
    }
    return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
/** The first plain file of a tar archive; undefined where it holds none. */
function firstFileOf(tar) {
    for (let at = 0; at + 512 <= tar.length;) {
        const size = Number.parseInt(tar.toString("latin1", at + 124, at + 135), 8) || 0;
        const kind = tar.toString("latin1", at + 156, at + 157);
        if ((kind === "0" || kind === "\0") && tar[at] !== 0)
            return tar.subarray(at + 512, at + 512 + size);
        at += 512 + Math.ceil(size / 512) * 512;
    }
    return undefined;
}
function octal(value, digits) {
    return value.toString(8).padStart(digits, "0");
}

;// CONCATENATED MODULE: ./toolkit/docker/archives.js


/** Puts small files into a folder of a container, which may stand still. The folder has to be there. */
async function putFiles(engine, id, folder, files) {
    await engine.api.getContainer(id).putArchive(tarOf(files), { path: folder });
}
/** The content of a file of a container, which may stand still; undefined where there is no such file. */
async function getFile(engine, id, path) {
    const stream = await (0,api_errors/* orMissing */.Mr)(engine.api.getContainer(id).getArchive({ path }));
    if (!stream)
        return undefined;
    const chunks = [];
    for await (const chunk of stream)
        chunks.push(Buffer.from(chunk));
    return firstFileOf(Buffer.concat(chunks));
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
/* harmony export */   ob: () => (/* binding */ signalContainer),
/* harmony export */   od: () => (/* binding */ removeContainer),
/* harmony export */   s6: () => (/* binding */ waitForContainer),
/* harmony export */   ts: () => (/* binding */ listContainers)
/* harmony export */ });
/* harmony import */ var _api_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50155);
/* harmony import */ var _frames_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19061);


/** Creates a container and does not start it; returns its id. Name conflicts throw an error with status 409. */
async function createContainer(engine, spec) {
    const ports = spec.publish ?? [];
    const portKey = ({ port, protocol = "tcp" }) => `${port}/${protocol}`;
    const bindings = {};
    for (const port of ports) {
        const { hostIp, hostPort } = port;
        const binding = { HostIp: hostIp, HostPort: hostPort ? String(hostPort) : "" };
        bindings[portKey(port)] = [...(bindings[portKey(port)] ?? []), binding];
    }
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
        ExposedPorts: Object.fromEntries(ports.map((port) => [portKey(port), {}])),
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
        NetworkingConfig: spec.aliases
            ? { EndpointsConfig: { [spec.network]: { Aliases: [...spec.aliases] } } }
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
/** Sends a signal to the first process of a container. */
async function signalContainer(engine, id, signal) {
    await engine.api.getContainer(id).kill({ signal });
}
/** Says what the engine does when the container ends by itself. */
async function setRestart(engine, id, restart) {
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
/** Ports of the host that running containers have, with their names. */
async function takenPorts(engine) {
    const running = await engine.api.listContainers();
    return running.flatMap(({ Names, Ports }) => (Ports ?? []).flatMap(({ IP, PublicPort, Type }) => PublicPort && Type === "tcp"
        ? [{ container: (Names[0] ?? "").replace(/^\//, ""), hostIp: IP ?? "", hostPort: PublicPort }]
        : []));
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
/** The text of both streams in the order in which they were written. */
function unframed(framed) {
    const pieces = [];
    new Frames((piece) => pieces.push(piece)).push(framed);
    return Buffer.concat(pieces).toString("utf8");
}


/***/ }),

/***/ 1909:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E$: () => (/* binding */ tagImage),
/* harmony export */   GH: () => (/* binding */ pushImage),
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