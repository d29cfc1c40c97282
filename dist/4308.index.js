"use strict";
exports.id = 4308;
exports.ids = [4308];
exports.modules = {

/***/ 41730:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $O: () => (/* binding */ COMPOSE_SERVICE),
/* harmony export */   Wu: () => (/* binding */ ADOPTED),
/* harmony export */   bH: () => (/* binding */ COMPOSE_ONEOFF),
/* harmony export */   di: () => (/* binding */ adopt),
/* harmony export */   lx: () => (/* binding */ foreignContainers),
/* harmony export */   tm: () => (/* binding */ COMPOSE_PROJECT)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19643);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5348);



/** Labels by which Compose knows whose a container is. */
const COMPOSE_PROJECT = "com.docker.compose.project";
const COMPOSE_SERVICE = "com.docker.compose.service";
/** `True` on containers that Compose counts as none of a service's: `up` and `start` pass over them. */
const COMPOSE_ONEOFF = "com.docker.compose.oneoff";
/** The label of containers that were not made here. */
const ADOPTED = "quayside.adopted";
/** Containers of the service that `docker compose` itself has made; none where no compose file is given. */
async function foreignContainers(engine, origin) {
    const { [COMPOSE_PROJECT]: project, [COMPOSE_SERVICE]: service } = origin.instance;
    if (!project || !service)
        return [];
    const labels = { [COMPOSE_PROJECT]: project, [COMPOSE_SERVICE]: service, [COMPOSE_ONEOFF]: "False" };
    return (await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .listContainers */ .ts)(engine, labels)).filter((one) => one.labels["quayside.app"] === undefined);
}
/** A container as one of ours: one that Compose has made gets the labels that ours have, which it keeps when it is put aside. */
function adopt(container, { app, spec }) {
    if (container.labels["quayside.app"] !== undefined)
        return container;
    const hash = container.labels["com.docker.compose.config-hash"] ?? container.id;
    const release = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(`${container.image} ${hash}`).digest("hex").slice(0, 12);
    const number = container.labels["com.docker.compose.container-number"] ?? "1";
    return {
        ...container,
        labels: {
            ...container.labels,
            ...(0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .labelsOf */ .PC)(app, "instance"),
            ...(0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .nameLabels */ .BY)(`${app}-${release}-${number}`, container.name),
            [ADOPTED]: "compose",
            "quayside.release": release,
            "quayside.number": number,
            "quayside.image": container.imageName,
            "quayside.network": spec.network,
            "quayside.port": String(spec.port),
        },
    };
}


/***/ }),

/***/ 24308:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   older: () => (/* binding */ older),
/* harmony export */   preflight: () => (/* binding */ preflight)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19643);
/* harmony import */ var _toolkit_docker_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62651);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(79117);
/* harmony import */ var _docker_adopt_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41730);
/* harmony import */ var _docker_names_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5348);
/* harmony import */ var _publish_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(92660);








/** The oldest API that has all that is asked for: Docker Engine 19.03, of 2019. */
const OLDEST_API = "1.40";
/** Milliseconds that two clocks may differ without anybody noticing. */
const SKEW = 60_000;
/**
 * Looks whether a deploy can work at all, before anything is changed: how old the engines are, whose the ports are, what
 * their clocks say. Throws a UserError with all that forbids it, on all hosts at once.
 */
async function preflight(world, hosts, inputs) {
    const found = await Promise.all(hosts.map((host) => problemsOf(world, host, inputs)));
    const problems = found.flatMap((problems, index) => {
        const { address } = hosts[index] ?? { address: "" };
        return problems.map((problem) => ({
            ...problem,
            message: address === "" ? problem.message : `${address}: ${problem.message}`,
        }));
    });
    const [first] = problems;
    if (!first)
        return;
    throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(problems.map(({ message }) => message).join("\n"), {
        hint: `${[...new Set(problems.map(({ hint }) => hint))].join(" ")} Nothing was changed.`,
    });
}
async function problemsOf(world, { engine, address }, inputs) {
    const { version, apiVersion } = engine;
    if (older(apiVersion, OLDEST_API)) {
        return [
            {
                message: `Docker Engine ${version} is too old: it speaks version ${apiVersion} of its API, and ${OLDEST_API} is needed`,
                hint: "Deploys need Docker Engine 19.03 or newer.",
            },
        ];
    }
    const before = world.clock.now();
    const [theirs, ports, foreign] = await Promise.all([
        (0,_toolkit_docker_js__WEBPACK_IMPORTED_MODULE_2__.engineTime)(engine),
        (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .takenPorts */ .Iv)(engine),
        (0,_docker_adopt_js__WEBPACK_IMPORTED_MODULE_5__/* .foreignContainers */ .lx)(engine, inputs.origin),
    ]);
    const skew = theirs === undefined ? 0 : theirs - before;
    if (Math.abs(skew) > SKEW) {
        world.runner.annotate("warning", `The clock of ${address || "the Docker host"} is ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(Math.abs(skew))} ${skew > 0 ? "ahead of" : "behind"} the clock of this machine: times in logs and records will not fit together, and certificates may be refused. Let both be set by NTP.`);
    }
    if (foreign.length > 0 && inputs.mode !== "rollback") {
        const names = foreign.map(({ name }) => name).join(", ");
        world.runner.info(`${address ? `${address}: ` : ""}Found ${names}, made by docker compose: the release before this one.`);
    }
    const local = /^unix:\/\/(\/var)?\/run\//.test(engine.address);
    const problems = [];
    for (const listener of listenersOf(inputs)) {
        const holders = ports.filter((one) => one.hostPort === listener.hostPort && (0,_publish_js__WEBPACK_IMPORTED_MODULE_7__/* .meet */ .A)(one.hostIp, listener.hostIp));
        // What is of the app has the port already, or makes room for who is to have it; so do Compose's containers.
        const makesRoom = (one) => ours(one, inputs) || foreign.some(({ name }) => name === one.container);
        const holder = holders.find((one) => !makesRoom(one));
        const who = holder ? `the container ${holder.container} has that port` : "the port is taken";
        if (!holder && (holders.length > 0 || !local || !(await isTaken(listener))))
            continue;
        problems.push({
            message: `${listener.what} ${listener.hostIp}:${listener.hostPort}: ${who}`,
            hint: holder
                ? `${listener.way}, or stop that container.`
                : `${listener.way}, or free this one: ss -ltnp 'sport = :${listener.hostPort}' shows who has it.`,
        });
    }
    return problems;
}
/** All that is to listen on the host. */
function listenersOf({ mode, publish, publishTls, ports = [] }) {
    // Going back leaves what stands in front as it is, wherever it listens.
    if (mode === "rollback")
        return [];
    const what = "The load balancer cannot listen on";
    return [
        { ...publish, what, way: "Give another address with publish" },
        ...(publishTls ? [{ ...publishTls, what, way: "Give another address with publish-tls" }] : []),
        ...ports.flatMap(({ hostIp, hostPort, protocol }) => hostPort && protocol !== "udp"
            ? [
                {
                    hostIp: hostIp || "0.0.0.0",
                    hostPort,
                    what: "The service cannot have",
                    way: "Give it another port in the compose file",
                },
            ]
            : []),
    ];
}
/** Whether a container is of the app, or in front of it. */
function ours({ container, labels }, inputs) {
    return container === (0,_docker_names_js__WEBPACK_IMPORTED_MODULE_6__/* .proxyOf */ .Ol)(inputs) || labels["quayside.app"] === inputs.app;
}
/** Whether a program of this machine listens there; an engine on a local socket is mostly one of this machine. */
async function isTaken({ hostIp, hostPort }) {
    const server = (0,node_net__WEBPACK_IMPORTED_MODULE_0__.createServer)();
    return await new Promise((done) => {
        server.once("error", (error) => done((0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .codeOf */ .$N)(error) === "EADDRINUSE"));
        server.listen(hostPort, hostIp, () => server.close(() => done(false)));
    });
}
/** Whether one version of the API is older than another. */
function older(version, other) {
    const [a = 0, b = 0] = version.split(".").map(Number);
    const [c = 0, d = 0] = other.split(".").map(Number);
    return a < c || (a === c && b < d);
}


/***/ }),

/***/ 92660:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ meet),
/* harmony export */   r: () => (/* binding */ urlOf)
/* harmony export */ });
/** Whether two addresses of a host are the same to who wants to listen there. */
function meet(one, other) {
    const any = (ip) => ip === "" || ip === "0.0.0.0" || ip === "::";
    return any(one) || any(other) || one === other;
}
/** Where the app answers, as a browser would be told; `address` is that of the engine. */
function urlOf({ shell: { publish, publishTls }, settings, }, address) {
    const { hostIp, hostPort } = publishTls ?? publish;
    const host = settings.hosts?.[0] ?? (hostIp === "0.0.0.0" ? hostNameOf(address) : hostIp);
    const port = hostPort === (publishTls ? 443 : 80) ? "" : `:${hostPort}`;
    return `${publishTls ? "https" : "http"}://${host}${port}${settings.path ?? ""}`;
}
/** The name of a host as its engine's address has it; this machine where it has none. */
function hostNameOf(address) {
    return /^(?:ssh|tcp|https?):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/]+)/.exec(address)?.[1] ?? "127.0.0.1";
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