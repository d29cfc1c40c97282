"use strict";
exports.id = 3223;
exports.ids = [3223];
exports.modules = {

/***/ 62756:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $O: () => (/* binding */ COMPOSE_SERVICE),
/* harmony export */   Ao: () => (/* binding */ makeContainer),
/* harmony export */   cn: () => (/* binding */ FILES)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19643);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21618);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90983);




/** The label by which Compose knows the service of a container. */
const COMPOSE_SERVICE = "com.docker.compose.service";
/** The label of containers that have files on the host. */
const FILES = "quayside.files";
/** Files are put on a host once for all containers of a run. */
const placed = new WeakMap();
/** Creates a container of a release and gives its id, for traffic or for a task, with its files; `own` is what makes it differ. */
async function makeContainer(engine, making, own) {
    const { spec, present, labels } = making;
    const mounts = [...(spec.settings?.mounts ?? []), ...(await filesOf(engine, making))];
    return await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_3__/* .createContainer */ .g$)(engine, {
        image: present,
        env: spec.env,
        network: spec.network,
        ...(spec.memory === undefined ? {} : { memory: spec.memory }),
        ...(spec.cpus === undefined ? {} : { cpus: spec.cpus }),
        ...spec.settings,
        ...(mounts.length > 0 ? { mounts } : {}),
        ...own,
        labels: {
            ...spec.labels,
            ...labels,
            ...own.labels,
            ...(Object.keys(spec.secrets).length > 0 ? { [FILES]: making.store } : {}),
        },
    });
}
async function filesOf(engine, making) {
    const { app, release, spec, files, store, shell } = making;
    const have = (0,_release_js__WEBPACK_IMPORTED_MODULE_1__/* .secretHashes */ .Z4)(files);
    const lacking = Object.entries(spec.secrets).flatMap(([path, hash]) => (have[path] === hash ? [] : [path]));
    if (lacking.length > 0) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`Release ${release} cannot be made again: its secrets are not among the inputs`, {
            hint: `Give secrets as they were for it: ${lacking.join(", ")}.`,
        });
    }
    const wanted = files.filter(({ path }) => spec.secrets[path] !== undefined);
    let mounts = placed.get(making);
    if (!mounts) {
        mounts = (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .placeFiles */ .h)(engine, { app, release, store, image: shell.image }, wanted);
        placed.set(making, mounts);
        // A host that had no room may have some at the next try.
        mounts.catch(() => placed.delete(making));
    }
    return await mounts;
}


/***/ }),

/***/ 5348:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BY: () => (/* binding */ nameLabels),
/* harmony export */   CE: () => (/* binding */ balancerName),
/* harmony export */   PC: () => (/* binding */ labelsOf),
/* harmony export */   QQ: () => (/* binding */ keptName),
/* harmony export */   ak: () => (/* binding */ servingName),
/* harmony export */   hR: () => (/* binding */ instanceOf),
/* harmony export */   yR: () => (/* binding */ keptImage)
/* harmony export */ });
/** Labels that every container of an app carries, with its role. */
function labelsOf(app, role) {
    return { "quayside.app": app, "quayside.role": role };
}
/** Name of the balancer's container and of its volume. */
function balancerName(app) {
    return `${app}-balancer`;
}
const KEPT = "-kept";
/** Name of a container that was put aside for a rollback. */
function keptName(name) {
    return `${name}${KEPT}`;
}
/** The label with the name of an instance whose container has to have another one while it serves. */
const INSTANCE = "quayside.instance";
/** The label with that other name. */
const NAME = "quayside.container-name";
/** The name of an instance, which is mostly that of its container, and whether it was put aside. */
function instanceOf({ name, labels }) {
    const kept = name.endsWith(KEPT);
    return { name: labels[INSTANCE] ?? (kept ? name.slice(0, -KEPT.length) : name), kept };
}
/** The labels of an instance whose container has to have a name of its own. */
function nameLabels(instance, name) {
    return name === undefined ? {} : { [INSTANCE]: instance, [NAME]: name };
}
/** The name that the container of an instance has while it serves. */
function servingName(instance, labels) {
    return labels[NAME] ?? instance;
}
/** A name for the image of a release that is kept, so that no tidying up of unnamed images takes it. */
function keptImage(app, release) {
    return { repo: `quayside-kept/${app}`, tag: release };
}


/***/ }),

/***/ 53223:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   takeDown: () => (/* binding */ takeDown)
/* harmony export */ });
<<<<<<< HEAD
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19643);
/* harmony import */ var _toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1909);
/* harmony import */ var _toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61844);
/* harmony import */ var _toolkit_docker_volumes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(83680);
/* harmony import */ var _docker_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90983);
/* harmony import */ var _docker_make_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(62756);
/* harmony import */ var _docker_names_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5348);
/* harmony import */ var _haproxy_driver_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17129);

=======
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(19643);
/* harmony import */ var _toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1909);
/* harmony import */ var _toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(61844);
/* harmony import */ var _toolkit_docker_volumes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(83680);
/* harmony import */ var _docker_files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90983);
/* harmony import */ var _docker_make_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62756);
/* harmony import */ var _docker_names_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5348);
>>>>>>> test-run







/** Removes all that was made for an app: containers, load balancer, record, and its network where it was made for it. */
async function takeDown(engine, { app, proxy }, stopTimeout) {
    const label = { "quayside.app": app };
<<<<<<< HEAD
    const containers = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_5__/* .listContainers */ .ts)(engine, label);
=======
    const containers = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_3__/* .listContainers */ .ts)(engine, label);
>>>>>>> test-run
    const networks = new Set([app, ...containers.map(({ labels }) => labels["quayside.network"] ?? app)]);
    const isBalancer = ({ labels }) => labels["quayside.role"] === "balancer";
    // The balancer first: it must not go on sending requests to those that are being stopped.
    for (const { id } of containers.filter(isBalancer))
<<<<<<< HEAD
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_5__/* .removeContainer */ .od)(engine, id);
    await Promise.all(containers
        .filter((container) => !isBalancer(container))
        .map(async ({ id }) => {
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_5__/* .stopContainer */ .SI)(engine, id, stopTimeout);
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_5__/* .removeContainer */ .od)(engine, id);
    }));
    if (proxy !== (0,_docker_names_js__WEBPACK_IMPORTED_MODULE_6__/* .balancerName */ .CE)(app))
        await leaveShared(engine, { app, proxy }, networks);
    const image = containers.find(isBalancer)?.image;
    if (image && containers.some(({ labels }) => labels[_docker_make_js__WEBPACK_IMPORTED_MODULE_3__/* .FILES */ .cn]))
        await (0,_docker_files_js__WEBPACK_IMPORTED_MODULE_2__/* .sweepFiles */ .W)(engine, { app, image }, []);
    const volumes = await (0,_toolkit_docker_volumes_js__WEBPACK_IMPORTED_MODULE_7__/* .listVolumes */ .yi)(engine, label);
    for (const volume of volumes)
        await (0,_toolkit_docker_volumes_js__WEBPACK_IMPORTED_MODULE_7__/* .removeVolume */ .L)(engine, volume);
    const { repo } = (0,_docker_names_js__WEBPACK_IMPORTED_MODULE_6__/* .keptImage */ .yR)(app, "");
=======
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_3__/* .removeContainer */ .od)(engine, id);
    await Promise.all(containers
        .filter((container) => !isBalancer(container))
        .map(async ({ id }) => {
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_3__/* .stopContainer */ .SI)(engine, id, stopTimeout);
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_3__/* .removeContainer */ .od)(engine, id);
    }));
    const image = containers.find(isBalancer)?.image;
    if (image && containers.some(({ labels }) => labels[_docker_make_js__WEBPACK_IMPORTED_MODULE_2__/* .FILES */ .cn]))
        await (0,_docker_files_js__WEBPACK_IMPORTED_MODULE_1__/* .sweepFiles */ .W)(engine, { app, image }, []);
    const volumes = await (0,_toolkit_docker_volumes_js__WEBPACK_IMPORTED_MODULE_4__/* .listVolumes */ .yi)(engine, label);
    for (const volume of volumes)
        await (0,_toolkit_docker_volumes_js__WEBPACK_IMPORTED_MODULE_4__/* .removeVolume */ .L)(engine, volume);
    const { repo } = (0,_docker_names_js__WEBPACK_IMPORTED_MODULE_5__/* .keptImage */ .yR)(app, "");
>>>>>>> test-run
    for (const image of await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_0__/* .listImages */ .v8)(engine, repo))
        await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_0__/* .removeImage */ .aH)(engine, image);
    const removed = [...containers.map(({ name }) => name), ...volumes.map((volume) => `volume ${volume}`)];
    for (const name of networks) {
<<<<<<< HEAD
        if ((await (0,_toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_1__/* .findNetwork */ .qC)(engine, name))?.labels["quayside.app"] !== app)
            continue;
        await (0,_toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_1__/* .removeNetwork */ .Zw)(engine, name);
=======
        if ((await (0,_toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_6__/* .findNetwork */ .qC)(engine, name))?.labels["quayside.app"] !== app)
            continue;
        await (0,_toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_6__/* .removeNetwork */ .Zw)(engine, name);
>>>>>>> test-run
        removed.push(`network ${name}`);
    }
    return removed;
}
/** Takes an app out of a load balancer that others share; where it was the last one, that goes too. */
async function leaveShared(engine, { app, proxy }, networks) {
    if (!(await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_5__/* .findContainer */ .FA)(engine, proxy))?.running)
        return;
    const driver = new _haproxy_driver_js__WEBPACK_IMPORTED_MODULE_4__/* .HaproxyDriver */ .S(engine, { container: proxy, app, tls: false, certificates: [] });
    try {
        const containers = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_5__/* .listContainers */ .ts)(engine, { "quayside.proxy": proxy });
        for (const network of networks)
            await (0,_toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_1__/* .disconnectNetwork */ .vg)(engine, network, proxy);
        if (await driver.drop())
            return await driver.reload(containers.flatMap(({ name, running }) => (running ? [name] : [])));
        for (const { id } of containers)
            await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_5__/* .removeContainer */ .od)(engine, id);
        await (0,_toolkit_docker_volumes_js__WEBPACK_IMPORTED_MODULE_7__/* .removeVolume */ .L)(engine, proxy);
        await (0,_toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_1__/* .removeNetwork */ .Zw)(engine, proxy);
    }
    finally {
        driver.close();
    }
}


/***/ }),

/***/ 21618:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bf: () => (/* binding */ releaseId),
/* harmony export */   Z4: () => (/* binding */ secretHashes)
/* harmony export */ });
/* unused harmony export secretHash */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/**
 * Id of a release: twelve hexadecimal digits over all that its containers are made of. The same wishes always give the
 * same id, so that a second run recognises what a first one left behind.
 */
function releaseId(spec) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256")
        .update(JSON.stringify(sorted(spec)))
        .digest("hex")
        .slice(0, 12);
}
/** A hash of a file for the release's id. */
function secretHash({ content, mode, uid, gid }) {
    const who = [mode ?? "", uid ?? "", gid ?? ""].join(" ");
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(`quayside secret\n${who}\n`).update(content).digest("hex");
}
/** The hashes of files by their paths. */
function secretHashes(files) {
    return Object.fromEntries(files.map((file) => [file.path, secretHash(file)]));
}
// JSON keeps the order in which keys were set; the id must not depend on it.
function sorted(value) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
        return value;
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}


/***/ })

};
;