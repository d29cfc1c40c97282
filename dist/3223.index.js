"use strict";
exports.id = 3223;
exports.ids = [3223];
exports.modules = {

/***/ 53223:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   takeDown: () => (/* binding */ takeDown)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_api_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50155);
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19643);
/* harmony import */ var _toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1909);
/* harmony import */ var _toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61844);
/* harmony import */ var _toolkit_docker_volumes_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(83680);
/* harmony import */ var _docker_fetched_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(15581);
/* harmony import */ var _docker_files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(90983);
/* harmony import */ var _docker_make_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(62756);
/* harmony import */ var _docker_names_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5348);
/* harmony import */ var _haproxy_driver_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(17129);
/* harmony import */ var _lock_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(22312);











/**
 * Removes all that was made for an app: containers, load balancer, record, and its network where it was made for it. A
 * deploy that runs, of the app or of another one behind the same load balancer, is waited for as `on-lock` says.
 */
async function takeDown(world, engine, inputs) {
    const front = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .findContainer */ .FA)(engine, (0,_docker_names_js__WEBPACK_IMPORTED_MODULE_8__/* .proxyOf */ .Ol)(inputs));
    // Where nothing stands in front, there is no image for a lock, and nobody who needs one.
    if (!front)
        return await removeAll(engine, inputs, undefined);
    const { image } = front;
    const { onLock, lockTimeout: timeout } = inputs;
    const holder = (0,_lock_js__WEBPACK_IMPORTED_MODULE_10__/* .holderOf */ .K)(world.runner.env, world.clock.now());
    const lock = await (0,_lock_js__WEBPACK_IMPORTED_MODULE_10__/* .takeLock */ .H)(engine, { app: inputs.proxy || inputs.app, image, onLock, timeout, holder }, world);
    try {
        await lock.check();
        return await removeAll(engine, inputs, image);
    }
    finally {
        await lock.release();
    }
}
/** `image` is that of the load balancer; undefined where there is none, and then nobody holds a lock either. */
async function removeAll(engine, { app, proxy, stopTimeout }, image) {
    const label = { "quayside.app": app };
    const all = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .listContainers */ .ts)(engine, label);
    const containers = all.filter(({ labels }) => image === undefined || labels["quayside.role"] !== "lock");
    // Those that it was in before, too.
    const own = await (0,_toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_3__/* .listNetworks */ .og)(engine, label);
    const networks = new Set([...own, ...containers.map(({ labels }) => labels["quayside.network"] ?? app)]);
    const isBalancer = ({ labels }) => labels["quayside.role"] === "balancer";
    // The balancer first: it must not go on sending requests to those that are being stopped.
    for (const { id } of containers.filter(isBalancer))
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .removeContainer */ .od)(engine, id);
    await Promise.all(containers
        .filter((container) => !isBalancer(container))
        .map(async ({ id }) => {
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .stopContainer */ .SI)(engine, id, stopTimeout);
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .removeContainer */ .od)(engine, id);
    }));
    if (proxy !== "")
        await leaveShared(engine, { app, proxy }, networks);
    if (image && containers.some(({ labels }) => labels[_docker_make_js__WEBPACK_IMPORTED_MODULE_7__/* .FILES */ .c]))
        await (0,_docker_files_js__WEBPACK_IMPORTED_MODULE_6__/* .sweepFiles */ .W)(engine, { app, image }, []);
    const volumes = await (0,_toolkit_docker_volumes_js__WEBPACK_IMPORTED_MODULE_4__/* .listVolumes */ .yi)(engine, label);
    for (const volume of volumes)
        await (0,_toolkit_docker_volumes_js__WEBPACK_IMPORTED_MODULE_4__/* .removeVolume */ .L)(engine, volume);
    const { repo } = (0,_docker_names_js__WEBPACK_IMPORTED_MODULE_8__/* .keptImage */ .yR)(app, "");
    for (const image of await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_2__/* .listImages */ .v8)(engine, repo))
        await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_2__/* .removeImage */ .aH)(engine, image);
    const images = await (0,_docker_fetched_js__WEBPACK_IMPORTED_MODULE_5__/* .removeFetched */ .wC)(engine, app, () => true);
    const removed = [
        ...containers.map(({ name }) => name),
        ...volumes.map((volume) => `volume ${volume}`),
        ...images.map((image) => `image ${image}`),
    ];
    for (const name of own) {
        try {
            await (0,_toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_3__/* .removeNetwork */ .Zw)(engine, name);
        }
        catch (error) {
            // Others are in it by now, and it is theirs.
            if ((0,_toolkit_docker_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .statusOf */ .c2)(error) === 403)
                continue;
            throw error;
        }
        removed.push(`network ${name}`);
    }
    return removed;
}
/** Takes an app out of a load balancer that others share; where it was the last one, that goes too. */
async function leaveShared(engine, { app, proxy }, networks) {
    const driver = new _haproxy_driver_js__WEBPACK_IMPORTED_MODULE_9__/* .HaproxyDriver */ .S(engine, { container: proxy, app, tls: false, certificates: [] });
    try {
        const [containers, behind] = await Promise.all([
            (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .listContainers */ .ts)(engine, { "quayside.proxy": proxy }),
            (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .listContainers */ .ts)(engine, { [_docker_names_js__WEBPACK_IMPORTED_MODULE_8__/* .BEHIND */ .VY]: proxy }),
        ]);
        const running = containers.filter((one) => one.running).map(({ name }) => name);
        if (running.includes(proxy)) {
            // Two apps may be in the same network, and the one that stays is to be reached there.
            const others = new Set(behind.map(({ labels }) => labels["quayside.network"]));
            for (const network of networks)
                if (!others.has(network))
                    await (0,_toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_3__/* .disconnectNetwork */ .vg)(engine, network, proxy);
            if (await driver.drop())
                return await driver.reload(running);
        }
        else if (behind.length > 0) {
            // Nobody can be asked whose routes it has, but there are others.
            return;
        }
        for (const { id } of containers)
            await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .removeContainer */ .od)(engine, id);
        await (0,_toolkit_docker_volumes_js__WEBPACK_IMPORTED_MODULE_4__/* .removeVolume */ .L)(engine, proxy);
        await (0,_toolkit_docker_networks_js__WEBPACK_IMPORTED_MODULE_3__/* .removeNetwork */ .Zw)(engine, (0,_docker_names_js__WEBPACK_IMPORTED_MODULE_8__/* .homeNetwork */ .g1)(proxy));
    }
    finally {
        driver.close();
    }
}


/***/ })

};
;