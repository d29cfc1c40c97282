"use strict";
exports.id = 2909;
exports.ids = [2909,1909];
exports.modules = {

/***/ 15581:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WN: () => (/* binding */ unfetch),
/* harmony export */   Zm: () => (/* binding */ markFetched),
/* harmony export */   fp: () => (/* binding */ holdImage),
/* harmony export */   wC: () => (/* binding */ removeFetched)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _toolkit_docker_api_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50155);
/* harmony import */ var _toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1909);
/* harmony import */ var _toolkit_docker_registry_host_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6479);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5348);





/**
 * A name that says that an image was fetched for an app, and by which of its names: a hash of that, and one of its
 * repository. The engine keeps it, so it is there however the run ends that has fetched the image.
 */
function markOf(app, name, id) {
    return { repo: repoOf(app), tag: [short(name), short((0,_toolkit_docker_registry_host_js__WEBPACK_IMPORTED_MODULE_4__/* .repositoryOf */ ._M)(name)), id.slice(7, 19)].join("-") };
}
function repoOf(app) {
    return `quayside-fetched/${app}`;
}
function short(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(text).digest("hex").slice(0, 12);
}
/** Marks an image that the host did not have before as fetched for an app. */
async function markFetched(engine, app, reference, id) {
    const { repo, tag } = markOf(app, (0,_toolkit_docker_registry_host_js__WEBPACK_IMPORTED_MODULE_4__/* .listedAs */ .WC)(reference), id);
    await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_2__/* .tagImage */ .E$)(engine, id, repo, tag);
}
/**
 * Gives an image a name for as long as a run needs it, so that it stays when another one takes it away: a plan that has
 * fetched it, or a deploy whose release it was. Gives the function that ends that; undefined where the image is gone by
 * now. Where the run is killed, the name goes as those of fetched images do.
 */
async function holdImage(engine, app, id) {
    const tag = ["held", id.slice(7, 19), (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString("hex")].join("-");
    try {
        await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_2__/* .tagImage */ .E$)(engine, id, repoOf(app), tag);
    }
    catch (error) {
        if ((0,_toolkit_docker_api_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOf */ .c2)(error) !== 404)
            throw error;
        return undefined;
    }
    return async () => await removeMark(engine, `${repoOf(app)}:${tag}`);
}
/**
 * Removes those images that were fetched for an app, that are `unwanted`, that no container is made of, and that are
 * kept for no release. Gives the names that they were fetched by.
 */
async function removeFetched(engine, app, unwanted) {
    const removed = [];
    for (const [mark, image] of await marked(engine, app)) {
        if (image.tags.some((name) => name.startsWith(_names_js__WEBPACK_IMPORTED_MODULE_3__/* .KEPT_IMAGES */ .IB)) || !(await unwanted(image)))
            continue;
        if (!(await isUsed(engine, image.id)))
            removed.push(...(await unname(engine, app, mark, image)));
    }
    return removed;
}
/** Takes back that an image was fetched for an app just now, whoever else wants it. */
async function unfetch(engine, app, reference, id) {
    const { repo, tag } = markOf(app, (0,_toolkit_docker_registry_host_js__WEBPACK_IMPORTED_MODULE_4__/* .listedAs */ .WC)(reference), id);
    for (const [mark, image] of await marked(engine, app)) {
        if (mark === `${repo}:${tag}`)
            await unname(engine, app, mark, image);
    }
}
/** The marks of an app with their images. */
async function marked(engine, app) {
    const marks = (await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_2__/* .listImages */ .v8)(engine, repoOf(app))).filter((name) => name.startsWith(`${repoOf(app)}:`));
    const images = await Promise.all(marks.map((mark) => (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_2__.inspectImage)(engine, mark)));
    return marks.flatMap((mark, index) => {
        const image = images[index];
        return image ? [[mark, image]] : [];
    });
}
async function unname(engine, app, mark, { id, tags, digests }) {
    const fetched = tags.filter((name) => mark.endsWith(`:${markOf(app, name, id).tag}`));
    const ofRepository = (name) => mark.includes(`-${short((0,_toolkit_docker_registry_host_js__WEBPACK_IMPORTED_MODULE_4__/* .repositoryOf */ ._M)(name))}-`);
    // A name by digest goes with the last tag of its repository; where that has moved on, or never was, it is left.
    const left = tags.some((name) => ofRepository(name) && !fetched.includes(name));
    const names = [...fetched, ...(left ? [] : digests.filter(ofRepository))];
    for (const name of names)
        await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_2__/* .removeImage */ .aH)(engine, name);
    // Last, so that whoever is killed in between leaves it to the next one.
    await removeMark(engine, mark);
    return fetched.length > 0 ? fetched : names;
}
async function removeMark(engine, mark) {
    try {
        await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_2__/* .removeImage */ .aH)(engine, mark);
    }
    catch (error) {
        // It is the last name of an image that a container is made of: it goes with the release.
        if ((0,_toolkit_docker_api_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOf */ .c2)(error) !== 409)
            throw error;
    }
}
/** Whether a container is made of an image. */
async function isUsed(engine, id) {
    return (await engine.api.listContainers({ all: true, filters: { ancestor: [id] } })).length > 0;
}


/***/ }),

/***/ 90983:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ sweepFiles),
/* harmony export */   h: () => (/* binding */ placeFiles)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68276);
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19643);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66715);



/** /dev/shm is in memory on every Linux (shm_overview(7)); /run is not always. */
const FOLDERS = { tmpfs: "/dev/shm", disk: "/var/lib" };
const INSIDE = "/host";
/**
 * Puts the files of a release on the host and gives the mounts that bring them into its containers. They go over the
 * engine's own connection, as an archive: in no argument, label, environment, layer or volume. On the host only root gets
 * through the folder above them; in the container they are read-only. A restart of the container, of the engine, and
 * another container of the same release find them again.
 */
async function placeFiles(engine, where, files) {
    if (files.length === 0)
        return [];
    const { app, release, store, image } = where;
    const folder = `quayside/${app}/${release}`;
    const helper = { app, image, entrypoint: ["true"], mounts: [mountOf(store, INSIDE)] };
    await withHelper(engine, helper, async (id) => {
        await (0,_toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_0__/* .putFiles */ .p)(engine, id, INSIDE, [
            { name: "quayside/", content: "", mode: 0o700 },
            { name: `quayside/${app}/`, content: "", mode: 0o700 },
            { name: `${folder}/`, content: "", mode: 0o755 },
            ...files.map(({ content, mode = 0o444, uid = 0, gid = 0 }, index) => ({
                name: `${folder}/${index}`,
                content,
                mode,
                uid,
                gid,
            })),
        ]);
    }).catch((error) => {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`The secrets of ${app} could not be put into ${FOLDERS[store]} of the host`, {
            hint: store === "tmpfs" ? "secret-store: disk takes another place." : "Its disk may be full or read-only.",
            cause: error,
        });
    });
    return files.map(({ path }, index) => ({
        type: "bind",
        source: `${FOLDERS[store]}/${folder}/${index}`,
        target: path,
        readOnly: true,
    }));
}
/** Removes the files of all releases of an app but these. */
async function sweepFiles(engine, where, releases) {
    const { app, image } = where;
    const stores = ["tmpfs", "disk"];
    const folders = stores.map((store) => `${INSIDE}/${store}/quayside/${app}`);
    // Words of ours and hashes: nothing here is for a shell.
    const spare = releases.flatMap((release) => ["!", "-name", release]);
    const some = ["find", ...folders, "-mindepth", "1", "-maxdepth", "1", ...spare, "-exec", "rm", "-rf", "{}", "+"];
    const entrypoint = releases.length > 0 ? some : ["rm", "-rf", ...folders];
    const mounts = stores.map((store) => mountOf(store, `${INSIDE}/${store}`));
    await withHelper(engine, { app, image, entrypoint, mounts }, async (id) => {
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .startContainer */ .YI)(engine, id);
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .waitForContainer */ .s6)(engine, id, AbortSignal.timeout(20_000));
    });
}
function mountOf(store, target) {
    return { type: "bind", source: FOLDERS[store], target };
}
/** A container that sees the folders, and is never started where only files are put into it. */
async function withHelper(engine, helper, body) {
    const { app, ...rest } = helper;
    const name = `${app}-files`;
    // One that a killed run has left would keep its name.
    await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .removeContainer */ .od)(engine, name);
    const labels = { "quayside.app": app, "quayside.role": "files" };
    const id = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .createContainer */ .g$)(engine, { name, labels, command: [], user: "0", network: "none", ...rest });
    try {
        await body(id);
    }
    finally {
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .removeContainer */ .od)(engine, id);
    }
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

/***/ 61844:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xx: () => (/* binding */ connectNetwork),
/* harmony export */   Zw: () => (/* binding */ removeNetwork),
/* harmony export */   og: () => (/* binding */ listNetworks),
/* harmony export */   qC: () => (/* binding */ findNetwork),
/* harmony export */   vg: () => (/* binding */ disconnectNetwork),
/* harmony export */   zA: () => (/* binding */ makeNetwork)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _api_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50155);


/** Whether there is a network of that name, and its labels. */
async function findNetwork(engine, name) {
    const found = await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orMissing */ .Mr)(engine.api.getNetwork(name).inspect());
    return found && { id: found.Id, labels: (found.Labels ?? {}) };
}
/** Names of all networks that carry these labels. */
async function listNetworks(engine, labels) {
    const label = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
    return (await engine.api.listNetworks({ filters: { label } })).map(({ Name }) => Name);
}
/** Makes a network, a bridge where no driver is given; nothing happens where one of that name is there. */
async function makeNetwork(engine, name, labels, options = {}) {
    const { driver, driverOptions, internal, attachable, ipv6, ipam } = options;
    const body = {
        Name: name,
        CheckDuplicate: true,
        Labels: { ...labels },
        ...(driver ? { Driver: driver } : {}),
        ...(driverOptions ? { Options: { ...driverOptions } } : {}),
        ...(internal ? { Internal: true } : {}),
        ...(attachable ? { Attachable: true } : {}),
        ...(ipv6 ? { EnableIPv6: true } : {}),
        ...(ipam
            ? {
                IPAM: {
                    Driver: ipam.driver ?? "default",
                    Config: ipam.pools.map(({ subnet, gateway, range }) => ({
                        ...(subnet ? { Subnet: subnet } : {}),
                        ...(gateway ? { Gateway: gateway } : {}),
                        ...(range ? { IPRange: range } : {}),
                    })),
                },
            }
            : {}),
    };
    try {
        await engine.api.createNetwork({ _query: {}, _body: body });
    }
    catch (error) {
        if ((0,_api_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOf */ .c2)(error) !== 409)
            throw error;
    }
}
/** Removes a network; nothing happens where there is none. */
async function removeNetwork(engine, name) {
    await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .unlessSettled */ .sv)(engine.api.getNetwork(name).remove());
}
/** Connects a container to a network; nothing happens where it is connected. */
async function connectNetwork(engine, network, container) {
    try {
        await engine.api.getNetwork(network).connect({ Container: container });
    }
    catch (error) {
        // Before API 1.44 the engine answers with 403 where it is connected already.
        if (!/already exists in network/.test((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)))
            throw error;
    }
}
/** Takes a container out of a network; nothing happens where it is not in it. */
async function disconnectNetwork(engine, network, container) {
    try {
        await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .orMissing */ .Mr)(engine.api.getNetwork(network).disconnect({ Container: container, Force: true }));
    }
    catch (error) {
        if (!/is not connected/.test((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)))
            throw error;
    }
}


/***/ }),

/***/ 6479:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ve: () => (/* binding */ splitHost),
/* harmony export */   WC: () => (/* binding */ listedAs),
/* harmony export */   _M: () => (/* binding */ repositoryOf),
/* harmony export */   ol: () => (/* binding */ digestOf)
/* harmony export */ });
/**
 * The registry of an image's name or reference, and what stands behind it. Docker's own rule: the first part is a host
 * where it has a dot or a port, is localhost, or has upper-case letters; else the image is on Docker Hub (`docker.io`).
 */
function splitHost(name) {
    const slash = name.indexOf("/");
    const first = name.slice(0, Math.max(0, slash));
    const named = slash > 0 && (/[.:[]/.test(first) || first === "localhost" || first !== first.toLowerCase());
    if (!named)
        return { host: "docker.io", path: name };
    return { host: first === "index.docker.io" ? "docker.io" : first, path: name.slice(slash + 1) };
}
/**
 * A reference as the engine lists it: without the host of Docker Hub, with `latest` where it names no tag, and with its
 * digest alone where it has one.
 */
function listedAs(reference) {
    const { host, path } = splitHost(reference);
    const { repo, rest } = splitEnd(host === "docker.io" ? path.replace(/^library\//, "") : `${host}/${path}`);
    return repo + rest;
}
/** A reference without its tag and digest, as the engine lists it. */
function repositoryOf(reference) {
    return splitEnd(listedAs(reference)).repo;
}
/** The digest that a reference names, or that an image of these `name@sha256:…` has under its name; undefined where none has it. */
function digestOf(reference, digests) {
    const start = `${repositoryOf(reference)}@`;
    return [listedAs(reference), ...digests].find((one) => one.startsWith(start))?.slice(start.length);
}
function splitEnd(name) {
    const [, repo = name, tag = ":latest", digest] = /^(.+?)(:[\w.-]+)?(@.+)?$/.exec(name) ?? [];
    return { repo, rest: digest ?? tag };
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

/***/ 83680:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ makeVolume),
/* harmony export */   L: () => (/* binding */ removeVolume),
/* harmony export */   t2: () => (/* binding */ hasVolume),
/* harmony export */   yi: () => (/* binding */ listVolumes)
/* harmony export */ });
/* harmony import */ var _api_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50155);

/** Makes a volume; nothing happens where one of that name is there. */
async function makeVolume(engine, name, labels, options = {}) {
    const { driver, driverOptions } = options;
    const body = {
        Name: name,
        Labels: { ...labels },
        ...(driver ? { Driver: driver } : {}),
        ...(driverOptions ? { DriverOpts: { ...driverOptions } } : {}),
    };
    // Options of a driver may hold a password, and dockerode would put them into the address too.
    await engine.api.createVolume({ _query: {}, _body: body });
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
/** Whether there is a volume of that name. */
async function hasVolume(engine, name) {
    return (await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orMissing */ .Mr)(engine.api.getVolume(name).inspect())) !== undefined;
}


/***/ })

};
;