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


/***/ }),

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


/***/ })

};
;