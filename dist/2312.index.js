"use strict";
exports.id = 2312;
exports.ids = [2312];
exports.modules = {

/***/ 22312:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ takeLock),
/* harmony export */   K: () => (/* binding */ holderOf),
/* harmony export */   breakLock: () => (/* binding */ breakLock)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _toolkit_docker_api_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50155);
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19643);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_run_url_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35191);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(79117);






const POLL = 500;
/**
 * Rounds that a lock may be seen between its creation and its start, which a busy host takes some seconds for; later the
 * holder has died in between. One that was only slow finds its lock gone before its first change, and makes none.
 */
const STALE_ROUNDS = 30;
/** Milliseconds that one may take to be removed. */
const LEAVING = 10_000;
/**
 * Takes the lock of an app: a container with a fixed name, which the engine gives to one only. It runs `cat` on a
 * standard input that this process holds open, so it ends, and is removed by the engine, as soon as this process is
 * gone, however it went. That works over every kind of connection.
 */
async function takeLock(engine, options, world) {
    const name = lockName(options.app);
    const started = world.clock.elapsed();
    let told = "";
    let rounds = 0;
    let unborn = "";
    for (;;) {
        const taken = await tryLock(engine, name, options, world.clock);
        if (taken)
            return taken;
        const holder = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .findContainer */ .FA)(engine, name);
        const who = holder?.labels["quayside.holder"] ?? "somebody";
        if (world.clock.elapsed() - started > options.timeout + (holder ? 0 : LEAVING)) {
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`Another deploy of ${options.app} still runs after ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(options.timeout)}: ${who}`, { hint: "Look at that run; or give a longer lock-timeout." });
        }
        if (!holder) {
            // It is being removed just now.
            await world.clock.sleep(50, world.signal);
            continue;
        }
        // A lock that never started, or that ended and was not removed, has no holder that could ever free it.
        rounds = unborn === holder.id ? rounds + 1 : 0;
        unborn = holder.running ? "" : holder.id;
        if (rounds >= STALE_ROUNDS) {
            await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .removeContainer */ .od)(engine, holder.id);
            continue;
        }
        if (options.onLock === "fail") {
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`Another deploy of ${options.app} runs: ${who}`, {
                hint: "Let it end and run this again, or set on-lock: wait.",
            });
        }
        options.onWait?.();
        if (told !== who)
            world.runner.info(`Waiting for another deploy of ${options.app}: ${who}`);
        told = who;
        await world.clock.sleep(POLL, world.signal);
    }
}
/**
 * Takes a lock away from whoever holds it, and gives the holder's words for itself; undefined where nobody does. A holder
 * that still runs notices before its next change, and makes none any more.
 */
async function breakLock(engine, app) {
    const found = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .findContainer */ .FA)(engine, lockName(app));
    if (!found)
        return undefined;
    await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .removeContainer */ .od)(engine, found.id);
    return found.labels["quayside.holder"] ?? "somebody";
}
/** Who deploys, for those who find the lock taken. */
function holderOf(env, now) {
    const run = (0,_toolkit_run_url_js__WEBPACK_IMPORTED_MODULE_5__/* .runUrl */ .V)(env) || `${env.USER ?? "somebody"} on ${(0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)()}, process ${process.pid}`;
    return `${run}, since ${new Date(now).toISOString()}`;
}
function lockName(app) {
    return `${app}-deploy-lock`;
}
async function tryLock(engine, name, options, clock) {
    let id;
    try {
        id = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .createContainer */ .g$)(engine, {
            name,
            image: options.image,
            entrypoint: ["cat"],
            command: [],
            network: "none",
            stdin: true,
            autoRemove: true,
            labels: { "quayside.app": options.app, "quayside.role": "lock", "quayside.holder": options.holder },
        });
    }
    catch (error) {
        if ((0,_toolkit_docker_api_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOf */ .c2)(error) === 409)
            return undefined;
        throw error;
    }
    // The name is ours from here on, so there can be looked around while the engine starts it; `check` waits for that.
    const born = start(engine, id);
    born.catch(() => { });
    return {
        async check() {
            await born;
            const mine = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .findContainer */ .FA)(engine, id);
            if (!mine?.running) {
                throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo("The lock of this deploy is gone: somebody removed it, or the connection to the host broke.", {
                    hint: "Nothing more was changed. Run the deploy again; it goes on from what is there.",
                });
            }
        },
        async release() {
            (await born.catch(() => undefined))?.destroy();
            await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .removeContainer */ .od)(engine, id).catch(() => { });
            // The engine may be removing it by itself by now, and the next in line finds its name taken until that is done.
            for (let tries = 0; tries < 40 && (await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .findContainer */ .FA)(engine, id).catch(() => undefined)); tries++) {
                await clock.sleep(50);
            }
        },
    };
}
/** Starts the container of a lock and gives its standard input, whose end is the end of the lock. */
async function start(engine, id) {
    let stdin;
    try {
        stdin = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .attachStdin */ .Sf)(engine, id);
        stdin.on("error", () => { });
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .startContainer */ .YI)(engine, id);
        return stdin;
    }
    catch (error) {
        stdin?.destroy();
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .removeContainer */ .od)(engine, id).catch(() => { });
        throw error;
    }
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


/***/ })

};
;