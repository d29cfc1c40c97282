"use strict";
exports.id = 1097;
exports.ids = [1097];
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

/***/ 87798:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EB: () => (/* binding */ appendRecord),
/* harmony export */   Hg: () => (/* binding */ recordAdopted),
/* harmony export */   T3: () => (/* binding */ readRecords),
/* harmony export */   i0: () => (/* binding */ recordedOf),
/* harmony export */   iJ: () => (/* binding */ readRelease),
/* harmony export */   tE: () => (/* binding */ asRoot)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68276);
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19643);
/* harmony import */ var _toolkit_docker_exec_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49282);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66715);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(45740);
/* harmony import */ var _adopt_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41730);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5348);







const RECORDS = "deploys.jsonl";
/** The record of an app as its host keeps it, oldest first; empty where there is none. */
async function readRecords(engine, app, proxy = (0,_names_js__WEBPACK_IMPORTED_MODULE_6__/* .balancerName */ .CE)(app)) {
    const file = await (0,_toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_0__/* .getFile */ .l)(engine, proxy, `${(0,_names_js__WEBPACK_IMPORTED_MODULE_6__/* .appFolder */ .mc)(app)}/${RECORDS}`);
    const text = file?.toString("utf8") ?? "";
    return text.split("\n").flatMap((line) => {
        try {
            return line === "" ? [] : [(0,_format_js__WEBPACK_IMPORTED_MODULE_4__/* .readKept */ .D)(line, `the record of ${app}`)];
        }
        catch (error) {
            if (error instanceof _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo)
                throw error;
            // A host that lost power may have half a line; the others are still worth reading.
            return [];
        }
    });
}
/** That part of a release's file. */
function recordedOf({ order, rollback }) {
    return { ...(order ? { order } : {}), ...(rollback ? { rollback } : {}) };
}
/** Adds a line to the record, and keeps what the release was made of. The balancer has to run. */
async function appendRecord(engine, { app, proxy }, record, release) {
    // The name is ours: twelve hexadecimal digits.
    const file = release && `release-${release.release}.json`;
    await (0,_toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_0__/* .putFiles */ .p)(engine, proxy, (0,_names_js__WEBPACK_IMPORTED_MODULE_6__/* .appFolder */ .mc)(app), [
        { name: "deploy.new", content: `${JSON.stringify(record)}\n` },
        ...(file ? [{ name: `${file}.new`, content: JSON.stringify(release) }] : []),
    ]);
    await asRoot(engine, proxy, `cd ${(0,_names_js__WEBPACK_IMPORTED_MODULE_6__/* .appFolder */ .mc)(app)}; ${file ? `mv -f ${file}.new ${file} && ` : ""}cat deploy.new >> ${RECORDS} && rm -f deploy.new`);
}
/** Writes down what Compose had in traffic before the first deploy, so that one can go back to it. */
async function recordAdopted(engine, where, by) {
    const containers = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .listContainers */ .ts)(engine, { ...(0,_names_js__WEBPACK_IMPORTED_MODULE_6__/* .labelsOf */ .PC)(where.app, "instance"), [_adopt_js__WEBPACK_IMPORTED_MODULE_5__/* .ADOPTED */ .Wu]: "" });
    const [first] = containers;
    const release = first?.labels["quayside.release"];
    if (!first || !release)
        return;
    if ((await readRecords(engine, where.app, where.proxy)).some((record) => record.release === release))
        return;
    const { imageName: image, labels } = first;
    const port = Number(labels["quayside.port"]);
    const network = labels["quayside.network"] ?? "";
    const replicas = containers.filter((one) => one.labels["quayside.release"] === release).length;
    const spec = { image: first.image, port, env: {}, secrets: {}, network, adopted: true };
    const record = {
        version: 1,
        at: new Date(first.startedAt).toISOString(),
        release,
        previous: "",
        image,
        digest: first.image,
        outcome: "deployed",
        mode: "adopted",
        replicas,
        durationMs: 0,
        requests: 0,
        failedRequests: 0,
        by: "docker compose",
        commit: "",
        run: by.run,
    };
    await appendRecord(engine, where, record, { version: 1, release, image, spec, replicas, healthPath: "" });
}
/** What a release was made of; undefined where the host does not know it. */
async function readRelease(engine, { app, proxy }, release) {
    const file = await (0,_toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_0__/* .getFile */ .l)(engine, proxy, `${(0,_names_js__WEBPACK_IMPORTED_MODULE_6__/* .appFolder */ .mc)(app)}/release-${release}.json`);
    return file && (0,_format_js__WEBPACK_IMPORTED_MODULE_4__/* .readKept */ .D)(file.toString("utf8"), `release ${release} of ${app}`);
}
/** Runs a script of ours as root in a balancer's container; throws where it fails. */
async function asRoot(engine, container, script) {
    const { code, stderr } = await (0,_toolkit_docker_exec_js__WEBPACK_IMPORTED_MODULE_2__/* .execIn */ .X)(engine, container, ["sh", "-c", script], { user: "0" });
    if (code !== 0)
        throw new Error(`a command in the load balancer's container failed: ${stderr.trim()}`);
}


/***/ }),

/***/ 45740:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ readKept)
/* harmony export */ });
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

/** The version of what is kept on a host: records, releases, the state of the load balancer. */
const FORMAT = 1;
/**
 * Reads JSON that was kept on a host. What has no version is of before there were any, and is read as the first one; a
 * newer Quayside may mean other things by it, so that is refused, before anything is changed. Throws a SyntaxError where
 * it is no JSON.
 */
function readKept(text, what) {
    const value = JSON.parse(text);
    const { version = FORMAT } = value;
    if (version === FORMAT)
        return { ...value, version };
    throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`A newer Quayside has written ${what}: its format is ${version}, and this one knows ${FORMAT}`, {
        hint: "Use the version of the action that deployed last, or a newer one. Nothing was changed.",
    });
}


/***/ }),

/***/ 11097:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   statusOf: () => (/* binding */ statusOf)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19643);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79117);
/* harmony import */ var _docker_adopt_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41730);
/* harmony import */ var _docker_records_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87798);




/** Says what runs of an app, and what its host has recorded of the last deploys; changes nothing. */
async function statusOf(engine, { app, proxy }, report, info) {
    const [containers, records] = await Promise.all([
        (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .listContainers */ .ts)(engine, { "quayside.app": app }),
        (0,_docker_records_js__WEBPACK_IMPORTED_MODULE_3__/* .readRecords */ .T3)(engine, app, proxy),
    ]);
    const foreign = await strangers(engine, containers);
    for (const { name, status } of foreign) {
        report.operations.push(`${name}: ${status}, made by docker compose and not in traffic; the next deploy takes its place`);
    }
    for (const { name, status, health, labels } of containers) {
        report.operations.push(`${name}: ${status}${health ? ` (${health.status})` : ""}, ${labels["quayside.image"] ?? labels["quayside.role"] ?? ""}`);
    }
    report.history = records.slice(-10).reverse();
    const last = records.findLast(({ outcome }) => outcome === "deployed");
    Object.assign(report, {
        outcome: "shown",
        release: last?.release ?? "",
        previous: last?.previous ?? "",
        image: last?.image ?? "",
        digest: last?.digest ?? "",
    });
    for (const line of report.operations)
        info(line);
    for (const record of report.history) {
        const requests = `${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(record.requests, "request")}, ${record.failedRequests} failed`;
        const mode = record.mode === "rollback" ? " (rollback)" : "";
        info(`${record.at} ${record.outcome}${mode} ${record.release} (${record.image}), ${requests}${record.by ? `, by ${record.by}` : ""}${record.commit ? `, commit ${record.commit.slice(0, 12)}` : ""}`);
    }
    if (report.operations.length === 0 && records.length === 0)
        info(`Nothing of ${app} is on this host.`);
}
/** What Compose has made beside ours, of the service that ours are of. */
async function strangers(engine, ours) {
    const labels = ours.find((one) => one.labels[_docker_adopt_js__WEBPACK_IMPORTED_MODULE_2__/* .COMPOSE_PROJECT */ .tm])?.labels;
    const { [_docker_adopt_js__WEBPACK_IMPORTED_MODULE_2__/* .COMPOSE_PROJECT */ .tm]: project = "", [_docker_adopt_js__WEBPACK_IMPORTED_MODULE_2__/* .COMPOSE_SERVICE */ .$O]: service = "" } = labels ?? {};
    return await (0,_docker_adopt_js__WEBPACK_IMPORTED_MODULE_2__/* .foreignContainers */ .lx)(engine, { instance: { [_docker_adopt_js__WEBPACK_IMPORTED_MODULE_2__/* .COMPOSE_PROJECT */ .tm]: project, [_docker_adopt_js__WEBPACK_IMPORTED_MODULE_2__/* .COMPOSE_SERVICE */ .$O]: service } });
}


/***/ }),

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

/***/ 49282:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ openExec),
/* harmony export */   X: () => (/* binding */ execIn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _frames_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19061);


/**
 * Runs a command in a running container to its end. A code other than 0 is a result, not an error.
 * `user` is root where it is `0`; the container's own where it is not given.
 */
async function execIn(engine, id, argv, options = {}) {
    (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(options.signal);
    const exec = await engine.api.getContainer(id).exec({
        Cmd: [...argv],
        AttachStdout: true,
        AttachStderr: true,
        ...(options.user ? { User: options.user } : {}),
    });
    const stream = (await exec.start({ hijack: true, stdin: false }));
    const output = { stdout: [], stderr: [] };
    const frames = new _frames_js__WEBPACK_IMPORTED_MODULE_1__/* .Frames */ .H((piece, which) => output[which].push(piece));
    const onAbort = () => stream.destroy(options.signal?.reason);
    options.signal?.addEventListener("abort", onAbort, { once: true });
    try {
        await new Promise((done, fail) => {
            stream.on("data", (chunk) => frames.push(chunk));
            stream.once("error", fail);
            stream.once("close", done);
            stream.once("end", done);
            // It may have been aborted while the command was being started.
            if (options.signal?.aborted)
                onAbort();
        });
    }
    finally {
        options.signal?.removeEventListener("abort", onAbort);
    }
    (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(options.signal);
    const text = (pieces) => Buffer.concat(pieces).toString("utf8");
    // The stream may end a moment before the engine has noted the exit code.
    let state = await exec.inspect();
    for (let tries = 0; state.Running && tries < 100; tries++) {
        await new Promise((done) => setTimeout(done, 10));
        state = await exec.inspect();
    }
    return { code: state.ExitCode ?? 1, stdout: text(output.stdout), stderr: text(output.stderr) };
}
/** Starts a command in a running container and stays connected to its standard streams. */
async function openExec(engine, id, argv, on) {
    const exec = await engine.api
        .getContainer(id)
        .exec({ Cmd: [...argv], AttachStdin: true, AttachStdout: true, AttachStderr: true });
    const stream = (await exec.start({ hijack: true, stdin: true }));
    let closed = false;
    const end = (error) => {
        if (closed)
            return;
        closed = true;
        on.end(error);
    };
    const frames = new _frames_js__WEBPACK_IMPORTED_MODULE_1__/* .Frames */ .H((piece, which) => on.output(piece.toString("utf8"), which));
    stream.on("data", (chunk) => frames.push(chunk));
    stream.once("error", end);
    stream.once("end", () => end());
    stream.once("close", () => end());
    return {
        write: (text) => void stream.write(text),
        close: () => {
            stream.end();
            stream.destroy();
        },
        get closed() {
            return closed;
        },
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