"use strict";
exports.id = 8559;
exports.ids = [8559,4478,2097,9240];
exports.modules = {

/***/ 31097:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iq: () => (/* binding */ FRONT_PORT),
/* harmony export */   L7: () => (/* binding */ FOLDER),
/* harmony export */   NK: () => (/* binding */ weightsFor),
/* harmony export */   aV: () => (/* binding */ parseShell),
/* harmony export */   eW: () => (/* binding */ FULL),
/* harmony export */   o0: () => (/* binding */ shellText)
/* harmony export */ });
/** Where the volume with the configuration and the record is mounted in the balancer's container. */
const FOLDER = "/quayside";
/** Port inside of the balancer's container that the host's address leads to. */
const FRONT_PORT = 8080;
/**
 * Weights by which `count` new instances get so many percent of the traffic that they share with `others`.
 * HAProxy takes whole numbers up to 256, so the pair that comes nearest is looked for; none of them is `FULL`, which
 * tells a canary from the end of one.
 */
function weightsFor(percent, count, others) {
    const wish = (percent / (100 - percent)) * (others / count);
    let best = { fresh: 1, old: 256, miss: Number.POSITIVE_INFINITY };
    for (let large = 256; large > 128; large--) {
        const small = Math.max(1, Math.round(large * Math.min(wish, 1 / wish)));
        const [fresh, old] = wish <= 1 ? [small, large] : [large, small];
        const miss = Math.abs(fresh / old - wish);
        if (small !== FULL && miss < best.miss)
            best = { fresh, old, miss };
    }
    return { fresh: best.fresh, old: best.old };
}
/** A shell as one text, which its container carries as a label. */
function shellText({ image, publish, network }) {
    return `${image} ${publish.hostIp}:${publish.hostPort} ${network}`;
}
/** Reads what `shellText` wrote; undefined for any other text. */
function parseShell(text) {
    const [, image = "", hostIp = "", port, network = ""] = /^(\S+) ([\d.]+):(\d+) (\S+)$/.exec(text) ?? [];
    return port ? { image, publish: { hostIp, hostPort: Number(port) }, network } : undefined;
}
/** The weight of an instance that has its full part of the traffic. */
const FULL = 100;


/***/ }),

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

/***/ 87798:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EB: () => (/* binding */ appendRecord),
/* harmony export */   T3: () => (/* binding */ readRecords),
/* harmony export */   iJ: () => (/* binding */ readRelease),
/* harmony export */   tE: () => (/* binding */ asRoot)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68276);
/* harmony import */ var _toolkit_docker_exec_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(49282);
/* harmony import */ var _balancer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(31097);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5348);




const RECORDS = `${_balancer_js__WEBPACK_IMPORTED_MODULE_1__/* .FOLDER */ .L7}/deploys.jsonl`;
/** The record of an app as its host keeps it, oldest first; empty where there is none. */
async function readRecords(engine, app) {
    const text = (await (0,_toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_2__/* .getFile */ .l)(engine, (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .balancerName */ .CE)(app), RECORDS).catch(() => undefined))?.toString("utf8") ?? "";
    return text.split("\n").flatMap((line) => {
        try {
            const record = JSON.parse(line);
            return record.version === 1 ? [record] : [];
        }
        catch {
            // A host that lost power may have half a line; the others are still worth reading.
            return [];
        }
    });
}
/** Adds a line to the record, and keeps what the release was made of. The balancer has to run. */
async function appendRecord(engine, app, record, release) {
    const name = (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .balancerName */ .CE)(app);
    // The name is ours: twelve hexadecimal digits.
    const file = release && `release-${release.release}.json`;
    await (0,_toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_2__/* .putFiles */ .p)(engine, name, _balancer_js__WEBPACK_IMPORTED_MODULE_1__/* .FOLDER */ .L7, [
        { name: "deploy.new", content: `${JSON.stringify(record)}\n` },
        ...(file ? [{ name: `${file}.new`, content: JSON.stringify(release) }] : []),
    ]);
    await asRoot(engine, name, `cd ${_balancer_js__WEBPACK_IMPORTED_MODULE_1__/* .FOLDER */ .L7}; ${file ? `mv -f ${file}.new ${file} && ` : ""}cat deploy.new >> ${RECORDS} && rm -f deploy.new`);
}
/** What a release was made of; undefined where the host does not know it. */
async function readRelease(engine, app, release) {
    const file = await (0,_toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_2__/* .getFile */ .l)(engine, (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .balancerName */ .CE)(app), `${_balancer_js__WEBPACK_IMPORTED_MODULE_1__/* .FOLDER */ .L7}/release-${release}.json`);
    return file && JSON.parse(file.toString("utf8"));
}
/** Runs a script of ours as root in a balancer's container; throws where it fails. */
async function asRoot(engine, container, script) {
    const { code, stderr } = await (0,_toolkit_docker_exec_js__WEBPACK_IMPORTED_MODULE_0__/* .execIn */ .X)(engine, container, ["sh", "-c", script], { user: "0" });
    if (code !== 0)
        throw new Error(`a command in the load balancer's container failed: ${stderr.trim()}`);
}


/***/ }),

/***/ 75257:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Y: () => (/* binding */ ensureImage)
});

// EXTERNAL MODULE: ./toolkit/docker/credentials.js
var credentials = __webpack_require__(15929);
// EXTERNAL MODULE: ./toolkit/docker/images.js
var docker_images = __webpack_require__(1909);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/docker/stream.js
var docker_stream = __webpack_require__(61623);
;// CONCATENATED MODULE: ./toolkit/docker/pull.js


/**
 * Pulls one image, with credentials for its registry where they are given. Throws an Error where no registry answers in time, or refuses: the engine's own
 * words; and the signal's reason where it was aborted.
 */
async function pullImage(engine, reference, limits, signal, auth) {
    (0,errors/* throwIfAborted */.Te)(signal);
    const late = new AbortController();
    const wait = (milliseconds) => setTimeout(() => late.abort(new Error(`the registry of ${reference} gave no answer in time`)), milliseconds);
    const either = AbortSignal.any([signal, late.signal]);
    let timer = wait(limits.firstAnswer);
    try {
        const stream = await engine.api.pull(reference, { abortSignal: either, ...(auth ? { authconfig: auth } : {}) });
        await (0,docker_stream/* readStream */.b)(stream, () => {
            clearTimeout(timer);
            timer = wait(limits.stall);
        }, either);
    }
    catch (error) {
        (0,errors/* throwIfAborted */.Te)(either);
        throw error;
    }
    finally {
        clearTimeout(timer);
    }
}

// EXTERNAL MODULE: ./toolkit/docker/registry-host.js
var registry_host = __webpack_require__(6479);
// EXTERNAL MODULE: ./toolkit/retry.js
var retry = __webpack_require__(59972);
;// CONCATENATED MODULE: ./actions/deploy/image.js






/**
 * The image as the host holds it, pulled where it is missing (or always) with the login of the user's Docker
 * configuration. Throws a UserError where it can neither be found nor pulled.
 */
async function ensureImage(world, engine, reference, pull) {
    const there = await (0,docker_images.inspectImage)(engine, reference);
    if (there && pull === "missing")
        return there;
    world.runner.info(`Fetching ${reference}`);
    try {
        const auth = await (0,credentials/* configuredAuth */.n0)(await (0,credentials/* readDockerConfig */.TO)(world.runner.env), (0,registry_host/* splitHost */.V)(reference).host, world.run, {
            env: world.runner.env,
            signal: world.signal,
        });
        await (0,retry/* retry */.L)(() => pullImage(engine, reference, { firstAnswer: 30_000, stall: 120_000 }, world.signal, auth), {
            attempts: 3,
            base: 1000,
            cap: 5000,
            transient: (error) => /\b(429|5\d\d)\b|EOF|reset|timeout|timed out|in time/i.test((0,errors/* messageOf */.bD)(error)),
            clock: world.clock,
            signal: world.signal,
            onRetry: (error) => world.runner.info(`Trying again: ${(0,errors/* messageOf */.bD)(error)}`),
        });
    }
    catch (error) {
        (0,errors/* throwIfAborted */.Te)(world.signal);
        throw new errors/* UserError */.yo(`The image ${reference} is not on the host and cannot be pulled: ${(0,errors/* messageOf */.bD)(error)}`, {
            hint: "Check its name and tag, and that this host may pull it: docker login, or a registry that it can reach.",
            cause: error,
        });
    }
    const pulled = await (0,docker_images.inspectImage)(engine, reference);
    if (!pulled)
        throw new Error(`${reference} was pulled and is not there`);
    return pulled;
}


/***/ }),

/***/ 22312:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ takeLock),
/* harmony export */   breakLock: () => (/* binding */ breakLock)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_api_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(50155);
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19643);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79117);




const POLL = 500;
/** Rounds that a lock may be seen between its creation and its start; the holder died in between. */
const STALE_ROUNDS = 20;
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
        if (!holder)
            continue;
        // A lock that never started, or that ended and was not removed, has no holder that could ever free it.
        rounds = unborn === holder.id ? rounds + 1 : 0;
        unborn = holder.running ? "" : holder.id;
        if (rounds >= STALE_ROUNDS) {
            await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .removeContainer */ .od)(engine, holder.id);
            continue;
        }
        const who = holder.labels["quayside.holder"] ?? "somebody";
        if (options.onLock === "fail") {
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`Another deploy of ${options.app} runs: ${who}`, {
                hint: "Let it end and run this again, or set on-lock: wait.",
            });
        }
        if (world.clock.elapsed() - started > options.timeout) {
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`Another deploy of ${options.app} still runs after ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(options.timeout)}: ${who}`, { hint: "Look at that run; or give a longer lock-timeout." });
        }
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
        if ((0,_toolkit_docker_api_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .statusOf */ .c2)(error) === 409)
            return undefined;
        throw error;
    }
    let stdin;
    try {
        stdin = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .attachStdin */ .Sf)(engine, id);
        stdin.on("error", () => { });
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .startContainer */ .YI)(engine, id);
    }
    catch (error) {
        stdin?.destroy();
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .removeContainer */ .od)(engine, id).catch(() => { });
        throw error;
    }
    return {
        async check() {
            const mine = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .findContainer */ .FA)(engine, id);
            if (!mine?.running) {
                throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo("The lock of this deploy is gone: somebody removed it, or the connection to the host broke.", {
                    hint: "Nothing more was changed. Run the deploy again; it goes on from what is there.",
                });
            }
        },
        async release() {
            stdin.destroy();
            await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .removeContainer */ .od)(engine, id).catch(() => { });
            // The engine may be removing it by itself by now, and the next in line finds its name taken until that is done.
            for (let tries = 0; tries < 40 && (await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .findContainer */ .FA)(engine, id).catch(() => undefined)); tries++) {
                await clock.sleep(50);
            }
        },
    };
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


/***/ }),

/***/ 8559:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rollout: () => (/* binding */ rollout)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/run-url.js
var run_url = __webpack_require__(35191);
// EXTERNAL MODULE: ./actions/deploy/balancer.js
var balancer = __webpack_require__(31097);
// EXTERNAL MODULE: ./toolkit/docker/api-errors.js
var api_errors = __webpack_require__(50155);
// EXTERNAL MODULE: ./toolkit/docker/containers.js
var docker_containers = __webpack_require__(19643);
// EXTERNAL MODULE: ./toolkit/docker/images.js
var docker_images = __webpack_require__(1909);
// EXTERNAL MODULE: ./toolkit/docker/networks.js
var networks = __webpack_require__(61844);
// EXTERNAL MODULE: ./toolkit/docker/volumes.js
var volumes = __webpack_require__(83680);
// EXTERNAL MODULE: ./toolkit/log-text.js
var log_text = __webpack_require__(14478);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(79117);
// EXTERNAL MODULE: ./toolkit/docker/archives.js + 1 modules
var archives = __webpack_require__(68276);
// EXTERNAL MODULE: ./actions/deploy/docker/records.js
var docker_records = __webpack_require__(87798);
;// CONCATENATED MODULE: ./actions/deploy/haproxy/config.js

/** Slots of each backend: twice the most replicas, so that a whole new release fits beside the old one. */
const SLOTS = 64;
/** The runtime API, on the container's own loopback. */
const ADMIN_PORT = 9999;
/** Consecutive answers of a new instance until it counts as healthy. */
const RISE = 3;
/** Name of a slot by its index, from 0. */
function slotName(index) {
    return `s${index + 1}`;
}
/** A short text that tells settings apart; the running HAProxy answers with it, so it is known what it runs with. */
function settingsMark(settings) {
    return `quayside ${settings.algorithm} gate=${settings.gatePath} serving=${settings.servingPath}`;
}
/**
 * HAProxy's configuration. Each backend has fixed slots, since changing a slot's address at run time is safe where
 * adding and deleting servers has crashed HAProxy 2.6. The backend `gate` gets no traffic: HAProxy's own checks ask new
 * instances there, from the very network that the traffic will come from.
 */
function configText({ settings, routes }) {
    const check = (path) => path === ""
        ? []
        : [
            "  option httpchk",
            `  http-check send meth GET uri ${path} ver HTTP/1.1 hdr Host localhost hdr Connection close`,
        ];
    const slots = (bySlot) => Array.from({ length: SLOTS }, (_, index) => {
        const route = bySlot.get(slotName(index));
        return `  server ${slotName(index)} ${route ? `${route.address}:${route.port}` : "0.0.0.0:80 disabled"}`;
    });
    return `${[
        "# Written by Quayside before each change of traffic: after a restart HAProxy goes on with what is in here.",
        "global",
        "  log stdout format raw daemon notice",
        `  description ${settingsMark(settings)}`,
        `  stats socket ipv4@127.0.0.1:${ADMIN_PORT} level admin`,
        "  stats timeout 1h",
        // Connections follow from open files. Some engines give a container a billion of them, and HAProxy would reserve
        // memory for that many; others give few, and a fixed maxconn would not start.
        "  fd-hard-limit 40200",
        "  hard-stop-after 5m",
        "",
        "defaults",
        "  mode http",
        "  log global",
        "  timeout connect 2s",
        "  timeout client 75s",
        "  timeout server 75s",
        "  timeout http-keep-alive 75s",
        "  timeout http-request 30s",
        "  timeout queue 10s",
        "  timeout check 5s",
        "  timeout tunnel 1h",
        // A pooled connection that the app closes while a request is on its way costs that request; a POST cannot be retried.
        "  option http-server-close",
        "  option forwardfor",
        // A reload lets idle connections of clients end with their next answer instead of cutting them.
        "  option idle-close-on-response",
        "  option dontlognull",
        "",
        // The last answers with their times, for percentiles; read over the runtime API.
        "ring times",
        "  format raw",
        "  maxlen 100",
        "  size 262144",
        "",
        "frontend web",
        `  bind :${balancer/* FRONT_PORT */.Iq}`,
        "  log ring@times format raw local0 info",
        '  log-format "%b/%s %Ta %rt"',
        "  default_backend app",
        "",
        "backend app",
        `  balance ${settings.algorithm}`,
        // A table of addresses that follows weights and states; the plain one would not take a canary's.
        ...(settings.algorithm === "source" ? ["  hash-type consistent"] : []),
        "  option redispatch 1",
        "  retries 3",
        "  retry-on conn-failure empty-response",
        "  http-request disable-l7-retry unless METH_GET",
        ...check(settings.servingPath),
        "  default-server check inter 1s fastinter 500ms fall 3 rise 2",
        ...slots(new Map(routes.map((route) => [route.slot, route]))),
        "",
        "backend gate",
        ...check(settings.gatePath),
        `  default-server check inter 200ms fall 1 rise ${RISE}`,
        ...slots(new Map()),
    ].join("\n")}\n`;
}

// EXTERNAL MODULE: ./toolkit/docker/exec.js
var exec = __webpack_require__(49282);
;// CONCATENATED MODULE: ./actions/deploy/haproxy/control.js



/**
 * Connects standard input and output to the runtime API with what is in the image: Debian's HAProxy images have bash,
 * Alpine's have nc. A shell command of ours, without any text from outside in it. It ends when either side does.
 */
const BRIDGE = `
if command -v bash >/dev/null; then
  exec bash -c 'exec 3<>/dev/tcp/127.0.0.1/${ADMIN_PORT} 4<&0 || exit 7; { cat <&4; echo quit; } >&3 & cat <&3; kill $!'
elif command -v nc >/dev/null; then exec nc 127.0.0.1 ${ADMIN_PORT}
else echo 'there is neither bash nor nc in the image' >&2; exit 9; fi`;
const PROMPT = "\n> ";
const LIMIT = 10_000;
/**
 * The runtime API of the HAProxy in one container. One connection serves the whole deploy, since starting a command in
 * a container takes longer than all that is asked over it. It is opened when it is first needed, and again when it broke.
 */
class Control {
    #engine;
    #container;
    #session;
    #output = "";
    #complaint = "";
    #wake;
    #queue = Promise.resolve();
    constructor(engine, container) {
        this.#engine = engine;
        this.#container = container;
    }
    /** Sends one command and gives its answer. */
    async command(command) {
        const [answer = ""] = await this.#inTurn([command]);
        return answer;
    }
    /**
     * Sends commands in one go, so that no time passes between them. They answer nothing, or tell of the change; anything
     * else is an error.
     */
    async change(commands) {
        if (commands.length === 0)
            return;
        const complaints = (await this.#inTurn(commands))
            .flatMap((answer) => answer.split("\n"))
            .map((line) => line.trim())
            .filter((line) => line !== "" && !/changed from|^no need to change|^nothing changed/.test(line));
        if (complaints.length > 0)
            throw new Error(`HAProxy did not take a command: ${complaints.join("; ")}`);
    }
    close() {
        this.#session?.close();
        this.#session = undefined;
    }
    async #inTurn(commands) {
        const turn = this.#queue.then(() => this.#send(commands));
        this.#queue = turn.catch(() => { });
        return await turn;
    }
    async #send(commands) {
        if (!this.#session || this.#session.closed)
            await this.#open();
        this.#session?.write(commands.map((command) => `${command}\n`).join(""));
        const answers = [];
        for (const _ of commands)
            answers.push(await this.#answer());
        return answers;
    }
    async #open() {
        this.#output = "";
        this.#complaint = "";
        this.#session = await (0,exec/* openExec */.M)(this.#engine, this.#container, ["sh", "-c", BRIDGE], {
            output: (text, stream) => {
                if (stream === "stdout")
                    this.#output += text;
                else
                    this.#complaint += text;
                this.#wake?.();
            },
            end: () => this.#wake?.(),
        });
        this.#session.write("prompt\n");
        await this.#answer();
    }
    async #answer() {
        const deadline = performance.now() + LIMIT;
        for (;;) {
            const end = this.#output.indexOf(PROMPT);
            if (end >= 0) {
                const answer = this.#output.slice(0, end);
                this.#output = this.#output.slice(end + PROMPT.length);
                return answer;
            }
            const left = deadline - performance.now();
            if (this.#session?.closed || left <= 0) {
                const why = this.#complaint.trim() || (left <= 0 ? "no answer in time" : "the connection ended");
                this.close();
                throw new errors/* UserError */.yo(`HAProxy's runtime API does not answer: ${why}`, {
                    hint: "proxy-image takes an image of HAProxy 2.6 or newer with bash or nc in it, such as haproxy:3.0 or haproxy:3.0-alpine.",
                });
            }
            await new Promise((done) => {
                const timer = setTimeout(done, left);
                this.#wake = () => {
                    clearTimeout(timer);
                    done();
                };
            });
        }
    }
}

;// CONCATENATED MODULE: ./actions/deploy/haproxy/stats.js

/** Reads the answer of `show stat` (HAProxy Management Guide, 9.1): CSV with the names of the columns in its first line. */
function parseStats(answer) {
    const [head = "", ...lines] = answer.split("\n").filter((line) => line.trim() !== "");
    const columns = head.replace(/^# /, "").split(",");
    return lines.map((line) => {
        const cells = cellsOf(line);
        return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""]));
    });
}
/** The slots of one backend. */
function slotsOf(rows, backend) {
    return rows
        .filter((row) => row.pxname === backend && /^s\d+$/.test(row.svname ?? ""))
        .map((row) => ({
        name: row.svname ?? "",
        address: row.addr ?? "",
        traffic: trafficState(row),
        up: /^(UP|no check)/.test(row.status ?? ""),
        open: number(row.scur) + number(row.qcur),
        check: checkText(row),
        answers: number(row.hrsp_2xx) + number(row.hrsp_3xx) + number(row.hrsp_4xx) + number(row.hrsp_5xx),
        failed: number(row.hrsp_5xx) + number(row.srv_abrt),
    }));
}
// One that drains and does not answer its checks shows as DOWN; its weight of 0 still tells.
function trafficState({ status = "", weight }) {
    if (status.startsWith("MAINT"))
        return "out";
    if (status.startsWith("DRAIN") || weight === "0")
        return "draining";
    return weight === String(balancer/* FULL */.eW) || weight === undefined ? "in" : "part";
}
/**
 * Requests of the frontend, and those that failed: answered with a 5xx, by the app or by HAProxy itself, or cut off
 * after the answer had begun.
 */
function trafficOf(rows) {
    const front = rows.find((row) => row.pxname === "web" && row.svname === "FRONTEND");
    const back = rows.find((row) => row.pxname === "app" && row.svname === "BACKEND");
    return { requests: number(front?.req_tot), failed: number(front?.hrsp_5xx) + number(back?.srv_abrt) };
}
/** Reads `show events` of the ring that `configText` sets up: `app/s1 12 4711`, one answer a line. */
function timesOf(answer, backend) {
    return [...answer.matchAll(/^(\S+)\/(s\d+) (\d+) (\d+)$/gm)].flatMap(([, name, slot = "", time, count]) => name === backend ? [{ slot, time: Number(time), count: Number(count) }] : []);
}
const CHECKS = {
    L4OK: "the port is open",
    L4TOUT: "no connection in time",
    L4CON: "nothing listens on the port",
    L6RSP: "no proper answer",
    L6TOUT: "no answer in time",
    L7TOUT: "no HTTP answer in time",
    L7RSP: "the answer was not HTTP",
    L7STS: "it answered",
    L7OK: "it answered",
    SOCKERR: "the connection failed",
};
function checkText(row) {
    const status = (row.check_status ?? "").replace(/^\* /, "");
    if (status === "" || status === "INI")
        return "not asked yet";
    const code = row.check_code && row.check_code !== "0" ? ` ${row.check_code}` : "";
    return `${CHECKS[status] ?? status}${code}`;
}
function number(cell) {
    return Number(cell) || 0;
}
// Cells with commas or quotes are in double quotes, with inner quotes doubled.
function cellsOf(line) {
    return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? "");
}

;// CONCATENATED MODULE: ./actions/deploy/haproxy/driver.js








const CONFIG = `${balancer/* FOLDER */.L7}/haproxy.cfg`;
const STATE = `${balancer/* FOLDER */.L7}/state.json`;
/** HAProxy in a container, driven over its runtime API: fixed slots whose addresses and states change while it runs. */
class HaproxyDriver {
    // The image's own entry is left out: HAProxy itself has to be the process that gets the signals.
    entrypoint = ["haproxy"];
    command = ["-W", "-db", "-f", CONFIG];
    #engine;
    #container;
    #control;
    #saved;
    /** HAProxy's count of requests when the first of this run came into traffic. */
    #timesFrom;
    /** Slots that were given to instances in this run or were found to be theirs. */
    #slots = new Map();
    /** `container` is the name of the one that it runs in. */
    constructor(engine, container) {
        this.#engine = engine;
        this.#container = container;
        this.#control = new Control(engine, container);
    }
    async load() {
        const state = await (0,archives/* getFile */.l)(this.#engine, this.#container, STATE).catch(() => undefined);
        this.#saved = state ? JSON.parse(state.toString("utf8")) : undefined;
        return this.#saved && { settings: this.#saved.settings, endpoints: this.#saved.routes };
    }
    async look(endpoints) {
        const slots = await this.#appSlots();
        const mark = infoOf(await this.#control.command("show info"), "description");
        const routed = new Map(slots.filter(({ traffic }) => traffic !== "out").map((slot) => [slot.address, slot]));
        const traffic = new Map();
        const known = new Set(endpoints.map(({ name }) => name));
        for (const name of this.#slots.keys())
            if (!known.has(name))
                this.#slots.delete(name);
        for (const { name, address, port } of endpoints) {
            const slot = routed.get(`${address}:${port}`);
            if (!slot)
                continue;
            this.#slots.set(name, slot.name);
            traffic.set(name, slot.traffic);
            routed.delete(slot.address);
        }
        const settings = this.#saved?.settings;
        return {
            ...(settings && settingsMark(settings) === mark ? { settings } : {}),
            traffic,
            orphans: [...routed.values()].map(({ name }) => name),
        };
    }
    async install(settings, endpoints) {
        const state = this.#state(settings, endpoints);
        await (0,archives/* putFiles */.p)(this.#engine, this.#container, balancer/* FOLDER */.L7, [
            { name: "haproxy.cfg", content: configText(state) },
            { name: "state.json", content: JSON.stringify(state) },
        ]);
        this.#saved = state;
    }
    async answers(settings, since) {
        // Each try needs a connection of its own: an old process would answer over the one that is open.
        this.#control.close();
        try {
            const info = await this.#control.command("show info");
            const changed = infoOf(info, "description") === settingsMark(settings) && infoOf(info, "pid") !== since;
            return changed || "it still runs with its old settings";
        }
        catch (error) {
            return (0,errors/* messageOf */.bD)(error);
        }
    }
    async save(settings, endpoints) {
        await this.#assignSlots(endpoints.map(({ name }) => name));
        await this.#write(this.#state(settings, endpoints));
    }
    async reload(settings) {
        // What is in traffic at this moment stays there; the saved routes may already be those of the next release.
        const slots = (await this.#appSlots()).filter(({ traffic }) => traffic === "in");
        const routes = slots.flatMap((slot) => {
            const name = [...this.#slots].find(([, assigned]) => assigned === slot.name)?.[0];
            const [address = "", port] = slot.address.split(":");
            return name ? [{ name, slot: slot.name, address, port: Number(port) }] : [];
        });
        await this.#write({ version: 1, settings, routes });
        const old = infoOf(await this.#control.command("show info"), "pid") ?? "";
        await (0,docker_containers/* signalContainer */.ob)(this.#engine, this.#container, "SIGUSR2");
        return old;
    }
    async gate(endpoints) {
        await this.#assignSlots(endpoints.map(({ name }) => name));
        await this.#control.change(endpoints.flatMap(({ name, address, port }) => [
            `set server ${this.#gate(name)} state maint`,
            `set server ${this.#gate(name)} addr ${address} port ${port}`,
            `set server ${this.#gate(name)} state ready`,
            // HAProxy trusts a server that leaves maintenance; this one has to earn it.
            `set server ${this.#gate(name)} health down`,
        ]));
    }
    async asked(names) {
        const slots = new Map(slotsOf(await this.#stats(), "gate").map((slot) => [slot.name, slot]));
        return new Map(names.flatMap((name) => {
            const slot = slots.get(this.#slots.get(name) ?? "");
            return slot ? [[name, { passed: slot.up, text: slot.check }]] : [];
        }));
    }
    async ungate(names) {
        await this.#control.change(names.map((name) => `set server ${this.#gate(name)} state maint`));
    }
    async move(enter, leave) {
        await this.#assignSlots(enter.map(({ name }) => name));
        this.#timesFrom ??= (await this.#times()).at(-1)?.count ?? 0;
        await this.#control.change([
            ...enter.flatMap(({ name, address, port, weight }) => [
                `set server ${this.#app(name)} addr ${address} port ${port}`,
                `set server ${this.#app(name)} weight ${weight}`,
                `set server ${this.#app(name)} state ready`,
            ]),
            ...leave.map((name) => `set server ${this.#app(name)} state drain`),
        ]);
    }
    async open(names) {
        const slots = new Map((await this.#appSlots()).map((slot) => [slot.name, slot]));
        return new Map(names.map((name) => [name, slots.get(this.#slots.get(name) ?? "")?.open ?? 0]));
    }
    async out(names, cut = false) {
        const known = names.filter((name) => this.#slots.has(name));
        if (cut)
            for (const name of known)
                await this.#control.command(`shutdown sessions server ${this.#app(name)}`);
        await this.#control.change(known.map((name) => `set server ${this.#app(name)} state maint`));
        for (const name of known)
            this.#slots.delete(name);
    }
    async clear(routes) {
        await this.#control.change(routes.map((slot) => `set server app/${slot} state maint`));
    }
    async counters(names) {
        const slots = new Map((await this.#appSlots()).map((slot) => [slot.name, slot]));
        return new Map(names.map((name) => {
            const { answers = 0, failed = 0 } = slots.get(this.#slots.get(name) ?? "") ?? {};
            return [name, { answers, failed }];
        }));
    }
    async times(names) {
        const slots = new Set(names.map((name) => this.#slots.get(name)));
        const since = this.#timesFrom ?? 0;
        return (await this.#times()).flatMap(({ slot, time, count }) => (slots.has(slot) && count > since ? [time] : []));
    }
    async traffic() {
        return trafficOf(await this.#stats());
    }
    close() {
        this.#control.close();
    }
    /** What the ring of the configuration holds: the last some thousand answers. */
    async #times() {
        return timesOf(await this.#control.command("show events times"), "app");
    }
    async #stats() {
        return parseStats(await this.#control.command("show stat"));
    }
    async #appSlots() {
        return slotsOf(await this.#stats(), "app");
    }
    #slot(name) {
        const slot = this.#slots.get(name);
        if (!slot)
            throw new Error(`${name} has no slot`);
        return slot;
    }
    #app(name) {
        return `app/${this.#slot(name)}`;
    }
    #gate(name) {
        return `gate/${this.#slot(name)}`;
    }
    /** Those that were saved keep their slots, so that a container made anew leads where it led. */
    #state(settings, endpoints) {
        const saved = new Map(this.#saved?.routes.map(({ name, slot }) => [name, slot]));
        const routes = endpoints.map((endpoint) => {
            const slot = this.#slots.get(endpoint.name) ?? saved.get(endpoint.name) ?? this.#slot(endpoint.name);
            this.#slots.set(endpoint.name, slot);
            return { ...endpoint, slot };
        });
        return { version: 1, settings, routes };
    }
    async #write(state) {
        await (0,archives/* putFiles */.p)(this.#engine, this.#container, balancer/* FOLDER */.L7, [
            { name: "haproxy.cfg.new", content: configText(state) },
            { name: "state.json.new", content: JSON.stringify(state) },
        ]);
        await (0,docker_records/* asRoot */.tE)(this.#engine, this.#container, `mv -f ${CONFIG}.new ${CONFIG} && mv -f ${STATE}.new ${STATE}`);
        this.#saved = state;
    }
    /** Gives each of these a slot that neither leads anywhere nor is spoken for; one that has a slot keeps it. */
    async #assignSlots(names) {
        const without = names.filter((name) => !this.#slots.has(name));
        if (without.length === 0)
            return;
        const busy = (await this.#appSlots()).filter(({ traffic }) => traffic !== "out").map(({ name }) => name);
        const taken = new Set([...this.#slots.values(), ...busy]);
        const free = Array.from({ length: SLOTS }, (_, index) => slotName(index)).filter((slot) => !taken.has(slot));
        for (const name of without) {
            const slot = free.shift();
            if (!slot)
                throw new Error("every slot of the load balancer is taken");
            this.#slots.set(name, slot);
        }
    }
}
/** A field of `show info`; HAProxy writes some of their names with a capital, and not in every version the same ones. */
function infoOf(info, field) {
    const line = info.split("\n").find((one) => one.toLowerCase().startsWith(`${field}:`));
    return line?.slice(field.length + 1).trim();
}

;// CONCATENATED MODULE: ./actions/deploy/docker/ask.js

// Host, port and path come as arguments and are never part of the script. Debian's images have bash, Alpine's have nc.
const ASK = `
request() { printf 'GET %s HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' "$1"; }
if command -v bash >/dev/null; then
  exec timeout 10 bash -c 'exec 3<>"/dev/tcp/$0/$1" || exit 7
    printf "GET %s HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n" "$2" >&3; head -c 4096 <&3' "$1" "$2" "$3"
else request "$3" | timeout 10 nc "$1" "$2" | head -c 4096
fi`;
/** Asks an address from within a container, so from the networks that it is in. */
async function askFrom(engine, container, { address, port }, path, signal) {
    const argv = ["sh", "-c", ASK, "ask", address, String(port), path];
    const { stdout, stderr } = await (0,exec/* execIn */.X)(engine, container, argv, { signal });
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(stdout)?.[1] ?? 0);
    if (status > 0)
        return { status, text: `it answered ${status}` };
    const refused = /refused/i.test(stderr);
    return { status, text: refused ? "nothing listens on the port" : stdout ? "the answer was not HTTP" : "no answer" };
}

// EXTERNAL MODULE: ./actions/deploy/docker/files.js
var files = __webpack_require__(90983);
;// CONCATENATED MODULE: ./actions/deploy/docker/gate.js



const POLL = 50;
/**
 * Waits until each of these is healthy: the balancer has got good answers in a row, and the image's own health check,
 * where it has one, is content. Throws a UserError with the reason for the first that will not be.
 */
async function awaitHealthy(gate, names, signal) {
    const { driver, instances } = gate;
    await Promise.all(names.map((name) => instances.refresh(name)));
    for (const name of names) {
        if (!instances.get(name)?.running)
            throw await dead(gate, name);
    }
    await driver.gate(instances.endpoints(names));
    try {
        await healthy(gate, names, signal);
    }
    finally {
        await driver.ungate(names).catch(() => { });
    }
}
async function healthy(gate, names, signal) {
    const { driver, instances, clock } = gate;
    const deadline = clock.elapsed() + gate.timeout;
    const passed = new Set();
    const pending = new Set(names);
    while (pending.size > 0) {
        const answers = await driver.asked([...pending]);
        const late = clock.elapsed() > deadline;
        await Promise.all([...pending].map(async (name) => {
            const container = await instances.refresh(name);
            if (!container?.running)
                throw await dead(gate, name);
            if (container.health?.status === "unhealthy") {
                gate.onMoment(name, "failed");
                throw new errors/* UserError */.yo(`${name} is unhealthy, its own health check says: ${container.health.last || "nothing"}`);
            }
            const answer = answers.get(name);
            if (answer?.passed && !passed.has(name) && (await ownCheck(gate.engine, container, signal)))
                passed.add(name);
            if (answer?.passed && passed.has(name)) {
                gate.onMoment(name, "healthy");
                pending.delete(name);
            }
            else if (late) {
                gate.onMoment(name, "failed");
                throw new errors/* UserError */.yo(notHealthy(gate, name, container, answer), {
                    hint: "Look at the last log lines; or give a longer health-timeout, or another health-path or port.",
                });
            }
        }));
        if (pending.size > 0)
            await clock.sleep(POLL, signal);
    }
}
/**
 * Whether the image's own health check is content. While Docker still waits for its first turn, which may be half a
 * minute, the same command is run here.
 */
async function ownCheck(engine, container, signal) {
    if (!container.health || container.health.status === "healthy")
        return true;
    const [kind, ...words] = container.healthTest ?? [];
    const argv = kind === "CMD-SHELL" ? ["/bin/sh", "-c", words.join(" ")] : words;
    if (argv.length === 0)
        return true;
    return (await (0,exec/* execIn */.X)(engine, container.id, argv, { signal }).catch(() => undefined))?.code === 0;
}
function notHealthy(gate, name, container, answer) {
    const found = answer?.passed
        ? `its own health check still fails: ${container.health?.last || "it said nothing"}`
        : `asked at ${gate.asked}: ${answer?.text ?? "no answer"}`;
    return `${name} was not healthy within ${(0,units/* formatDuration */.a3)(gate.timeout)}; ${found}`;
}
async function dead({ instances, onMoment }, name) {
    onMoment(name, "failed");
    return await instances.died(name);
}

// EXTERNAL MODULE: ./actions/deploy/docker/make.js
var make = __webpack_require__(62756);
// EXTERNAL MODULE: ./actions/deploy/docker/names.js
var docker_names = __webpack_require__(5348);
;// CONCATENATED MODULE: ./actions/deploy/docker/instances.js






/** The containers of one app on one engine, as they were when they were last looked at. */
class Instances {
    #engine;
    #containers = new Map();
    constructor(engine) {
        this.#engine = engine;
    }
    /** Forgets all and takes these. */
    take(containers) {
        this.#containers = new Map(containers.map((container) => {
            const { name, kept } = (0,docker_names/* instanceOf */.hR)(container);
            return [kept ? container.name : name, container];
        }));
    }
    get(name) {
        return this.#containers.get(name);
    }
    /** Names of all that run. */
    names() {
        return [...this.#containers].flatMap(([name, { running, labels }]) => running && labels["quayside.role"] === "instance" ? [name] : []);
    }
    async refresh(name) {
        const id = this.#containers.get(name)?.id;
        const container = (id && (await (0,docker_containers/* findContainer */.FA)(this.#engine, id))) || (await (0,docker_containers/* findContainer */.FA)(this.#engine, name));
        if (container)
            this.#containers.set(name, container);
        else
            this.#containers.delete(name);
        return container;
    }
    /** Where the balancer finds an instance; undefined while it has no address. */
    endpointOf(name) {
        const container = this.#containers.get(name);
        const address = container?.addresses[container.labels["quayside.network"] ?? ""];
        if (!container || !address)
            return undefined;
        return { name, address, port: Number(container.labels["quayside.port"]) };
    }
    /** Where the balancer finds these; throws where one has no address. */
    endpoints(names) {
        return names.map((name) => {
            const endpoint = this.endpointOf(name);
            if (!endpoint)
                throw new Error(`${name} has no address on its network`);
            return endpoint;
        });
    }
    /** Makes and starts a container, or the one that was put aside; nothing happens where it runs. */
    async start(name, making) {
        const found = await this.refresh(name);
        if (found?.running)
            return;
        if (found)
            await (0,docker_containers/* removeContainer */.od)(this.#engine, found.id);
        const kept = await (0,docker_containers/* findContainer */.FA)(this.#engine, (0,docker_names/* keptName */.QQ)(name));
        try {
            if (kept)
                await (0,docker_containers/* renameContainer */.UQ)(this.#engine, kept.id, (0,docker_names/* servingName */.ak)(name, kept.labels));
            const id = kept?.id ?? (await this.#make(name, making));
            await (0,docker_containers/* startContainer */.YI)(this.#engine, id);
            const started = await (0,docker_containers/* findContainer */.FA)(this.#engine, id);
            if (started)
                this.#containers.set(name, started);
        }
        catch (error) {
            if ((0,api_errors/* statusOf */.c2)(error) === undefined)
                throw error;
            throw new errors/* UserError */.yo(`${name} could not be started: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
        }
    }
    async #make(name, making) {
        const { app, release, spec, image, origin } = making;
        const number = name.split("-").at(-1) ?? "";
        return await (0,make/* makeContainer */.Ao)(this.#engine, making, {
            name: spec.containerName ?? name,
            labels: {
                ...(0,docker_names/* nameLabels */.BY)(name, spec.containerName),
                ...origin.instance,
                ...(origin.instance[make/* COMPOSE_SERVICE */.$O] ? { "com.docker.compose.container-number": number } : {}),
                ...(0,docker_names/* labelsOf */.PC)(app, "instance"),
                "quayside.release": release,
                "quayside.number": number,
                "quayside.image": image,
                "quayside.network": spec.network,
                "quayside.port": String(spec.port),
            },
            ...(spec.aliases ? { aliases: spec.aliases } : {}),
            ...(spec.ports ? { publish: spec.ports } : {}),
            // A new container that dies shall stay dead, with its exit code and its log, until it has been found healthy.
            restart: "no",
        });
    }
    /** Stops a container and puts it aside for a rollback; says whether there was one that ran. */
    async keep(name, app, timeout) {
        const container = await this.refresh(name);
        if (!container)
            return false;
        const { repo, tag } = (0,docker_names/* keptImage */.yR)(app, container.labels["quayside.release"] ?? "");
        await (0,docker_images/* tagImage */.E$)(this.#engine, container.image, repo, tag);
        await (0,docker_containers/* stopContainer */.SI)(this.#engine, container.id, timeout);
        // The engine shall not start it again, whatever becomes of the engine.
        await (0,docker_containers/* setRestart */.AU)(this.#engine, container.id, "no");
        await (0,docker_containers/* removeContainer */.od)(this.#engine, (0,docker_names/* keptName */.QQ)(name));
        await (0,docker_containers/* renameContainer */.UQ)(this.#engine, container.id, (0,docker_names/* keptName */.QQ)(name));
        this.#containers.delete(name);
        return true;
    }
    /** Stops and removes a container; says whether there was one. */
    async stop(name, timeout) {
        const container = await this.refresh(name);
        if (!container)
            return false;
        await (0,docker_containers/* stopContainer */.SI)(this.#engine, container.id, timeout);
        await (0,docker_containers/* removeContainer */.od)(this.#engine, container.id);
        this.#containers.delete(name);
        return true;
    }
    /** Why a container does not run, as an error for the user. */
    async died(name) {
        const container = await this.refresh(name);
        if (!container)
            return new errors/* UserError */.yo(`${name} is gone: somebody removed it`);
        const why = container.oomKilled
            ? "it ran out of memory"
            : container.error || `it ended with exit code ${container.exitCode}`;
        return new errors/* UserError */.yo(`${name} did not stay up: ${why}`, {
            hint: container.oomKilled
                ? "Give it more memory, or find out what it needs it for."
                : "Its last log lines say why.",
        });
    }
}

;// CONCATENATED MODULE: ./actions/deploy/docker/tasks.js





const tasks_POLL = 100;
/** Milliseconds that an image without a command for its preflight has to show that it can be started. */
const FIRST_BREATH = 1000;
/** What a shell and the engine give where the program is not there or cannot be executed on this machine. */
const NO_PROGRAM = [126, 127];
/**
 * Runs a task and leaves its container, so that a run that is killed afterwards does not do it twice; one that runs
 * already, left behind by a killed run, is waited for. Throws a UserError where it fails; the container is left then,
 * too, for its log.
 */
async function runTask(engine, clock, making, task, signal) {
    const { name } = task;
    if (!(await (0,docker_containers/* findContainer */.FA)(engine, name))?.running)
        await begin(engine, making, task);
    const began = clock.elapsed();
    for (;;) {
        const container = await (0,docker_containers/* findContainer */.FA)(engine, name);
        if (!container)
            throw new errors/* UserError */.yo(`${name} is gone: somebody removed it`);
        if (!container.running && container.status !== "created") {
            if (task.command ? container.exitCode === 0 : !NO_PROGRAM.includes(container.exitCode))
                return;
            const why = container.oomKilled ? "ran out of memory" : `ended with exit code ${container.exitCode}`;
            throw new errors/* UserError */.yo(`${name} ${why}`, { hint: "Its last log lines say why." });
        }
        const past = clock.elapsed() - began;
        if (!task.command && past > FIRST_BREATH)
            return;
        try {
            (0,errors/* throwIfAborted */.Te)(signal);
            if (past > task.timeout) {
                throw new errors/* UserError */.yo(`${name} did not end within ${(0,units/* formatDuration */.a3)(task.timeout)}`, {
                    hint: "Give a longer task-timeout, or look at what it waits for.",
                });
            }
            await clock.sleep(tasks_POLL, signal);
        }
        catch (error) {
            await (0,docker_containers/* stopContainer */.SI)(engine, container.id, task.grace());
            throw error;
        }
    }
}
async function begin(engine, making, task) {
    await (0,docker_containers/* removeContainer */.od)(engine, task.name);
    try {
        await (0,make/* makeContainer */.Ao)(engine, making, {
            name: task.name,
            labels: { ...task.labels, "quayside.release": making.release },
            env: { ...making.spec.env, ...task.env },
            ...(task.command ? { entrypoint: task.command.slice(0, 1), command: task.command.slice(1) } : {}),
            // It ends by itself; nobody asks how it is.
            healthcheck: { test: ["NONE"] },
        });
        await (0,docker_containers/* startContainer */.YI)(engine, task.name);
    }
    catch (error) {
        if ((0,api_errors/* statusOf */.c2)(error) === undefined)
            throw error;
        throw new errors/* UserError */.yo(`${task.name} could not be started: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
    }
}
/** The words of a command as an input gives it: a JSON array as it is, any other text by the image's own shell. */
function commandOf(text) {
    return text.startsWith("[") ? JSON.parse(text) : ["/bin/sh", "-c", text];
}

;// CONCATENATED MODULE: ./actions/deploy/docker/watch.js

const watch_POLL = 500;
/** Answers that have to be there before a rate or a percentile says anything. */
const ENOUGH = 20;
/**
 * Watches instances in traffic. Throws a UserError for the first limit that is broken: what the containers do is the
 * engine's word, errors and times are the balancer's own.
 */
async function watch(options, names, milliseconds, signal) {
    const { clock } = options;
    const until = clock.elapsed() + milliseconds;
    for (;;) {
        for (const name of names)
            await lives(options, name);
        await behaves(options, names);
        const left = until - clock.elapsed();
        if (left <= 0)
            return;
        await clock.sleep(Math.min(watch_POLL, left), signal);
    }
}
async function lives({ instances, limits, onMoment }, name) {
    const container = await instances.refresh(name);
    const restarts = container?.restarts ?? 0;
    // One that the engine starts again is down for a moment, which the limit allows.
    const down = !container?.running && !(container?.status === "restarting" && restarts <= limits.restarts);
    if (!down && restarts > limits.restarts) {
        onMoment(name, "failed");
        throw new errors/* UserError */.yo(`${name} was started again ${restarts} times in traffic; max-restarts is ${limits.restarts}`, {
            hint: "Its last log lines say why it ended.",
        });
    }
    if (down) {
        onMoment(name, "failed");
        throw await instances.died(name);
    }
    if (container?.health?.status === "unhealthy") {
        onMoment(name, "failed");
        throw new errors/* UserError */.yo(`${name} turned unhealthy in traffic: ${container.health.last || "its check said nothing"}`);
    }
}
async function behaves({ driver, limits, since }, names) {
    if (limits.errorRate === undefined && limits.p99 === undefined)
        return;
    const now = await driver.counters(names);
    let answers = 0;
    let failed = 0;
    for (const [name, counters] of now) {
        answers += counters.answers - (since.get(name)?.answers ?? 0);
        failed += counters.failed - (since.get(name)?.failed ?? 0);
    }
    if (answers < ENOUGH)
        return;
    if (limits.errorRate !== undefined && failed / answers > limits.errorRate) {
        throw new errors/* UserError */.yo(`Of ${answers} answers of the new release ${failed} failed (${percent(failed / answers)}); max-error-rate is ${percent(limits.errorRate)}`);
    }
    if (limits.p99 === undefined)
        return;
    const times = await driver.times(names);
    if (times.length < ENOUGH)
        return;
    const p99 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
    if (p99 > limits.p99) {
        throw new errors/* UserError */.yo(`The new release answers in ${p99} ms (p99 of ${times.length}); max-p99-ms is ${limits.p99}`);
    }
}
function percent(part) {
    return `${Math.round(part * 1000) / 10} %`;
}

;// CONCATENATED MODULE: ./actions/deploy/docker/target.js



















const target_POLL = 50;
/** What stands in front of an app on an engine; undefined where nothing does. */
async function readBalancer(engine, app) {
    const container = await (0,docker_containers/* findContainer */.FA)(engine, (0,docker_names/* balancerName */.CE)(app));
    const shell = (0,balancer/* parseShell */.aV)(container?.labels["quayside.shell"] ?? "");
    const driver = new HaproxyDriver(engine, (0,docker_names/* balancerName */.CE)(app));
    const saved = container && (await driver.load());
    return shell && saved && { shell, settings: saved.settings };
}
/** One Docker Engine with a load balancer in front of the app's containers. */
class DockerTarget {
    #engine;
    #clock;
    #info;
    #options;
    #driver;
    #instances;
    #saved;
    /** What a balancer that was reloaded since has counted. */
    #counted = { requests: 0, failed: 0 };
    /** The balancer's counters of the moment before each instance came into traffic. */
    #since = new Map();
    /** Releases that had files on the host when it was looked at. */
    #withFiles = new Set();
    #drainTimeout;
    #stopTimeout;
    constructor(engine, world, options) {
        this.#drainTimeout = options.drainTimeout;
        this.#stopTimeout = options.stopTimeout;
        this.#engine = engine;
        this.#clock = world.clock;
        this.#info = world.runner.info;
        this.#options = options;
        this.#instances = new Instances(engine);
        this.#driver = new HaproxyDriver(engine, (0,docker_names/* balancerName */.CE)(options.app));
    }
    close() {
        this.#driver.close();
    }
    hurry() {
        this.#drainTimeout = Math.min(this.#drainTimeout, 1000);
        this.#stopTimeout = Math.min(this.#stopTimeout, 1000);
    }
    async observe() {
        const { app, spec, preparation } = this.#options;
        const images = (0,docker_names/* keptImage */.yR)(app, "").repo;
        const [containers, network, kept, missing] = await Promise.all([
            (0,docker_containers/* listContainers */.ts)(this.#engine, { "quayside.app": app }),
            (0,networks/* findNetwork */.qC)(this.#engine, spec.network),
            (0,docker_images/* listImages */.v8)(this.#engine, images),
            preparation?.missing() ?? [],
        ]);
        this.#instances.take(containers);
        for (const { labels } of containers)
            if (labels[make/* FILES */.cn])
                this.#withFiles.add(labels["quayside.release"] ?? "");
        const balancer = this.#instances.get((0,docker_names/* balancerName */.CE)(app));
        const running = balancer?.running === true;
        const [saved, records] = balancer
            ? await Promise.all([this.#driver.load(), (0,docker_records/* readRecords */.T3)(this.#engine, app)])
            : [undefined, []];
        this.#saved = saved;
        const own = containers.filter(({ labels }) => labels["quayside.role"] === "instance");
        const endpoints = own.flatMap((container) => {
            const { name, kept } = (0,docker_names/* instanceOf */.hR)(container);
            return kept ? [] : (this.#instances.endpointOf(name) ?? []);
        });
        const seen = running ? await this.#driver.look(endpoints) : undefined;
        const settings = running ? seen?.settings : saved?.settings;
        const instances = own.map((container) => ({
            id: container.id,
            ...(0,docker_names/* instanceOf */.hR)(container),
            release: container.labels["quayside.release"] ?? "",
            number: Number(container.labels["quayside.number"]) || 0,
            running: container.running,
            traffic: seen?.traffic.get((0,docker_names/* instanceOf */.hR)(container).name) ?? "out",
        }));
        const releases = new Set([
            ...kept.map((name) => name.slice(images.length + 1)),
            ...instances.flatMap((one) => (one.kept ? [one.release] : [])),
        ]);
        const age = (release) => records.findLastIndex((record) => record.release === release);
        const last = records.findLast(({ outcome }) => outcome === "deployed");
        return {
            networkPresent: network !== undefined,
            missing,
            balancer: {
                state: !balancer ? "absent" : running ? "running" : "stopped",
                ...(balancer?.labels["quayside.shell"] ? { shell: balancer.labels["quayside.shell"] } : {}),
                ...(settings ? { settings } : {}),
                saved: saved?.endpoints.filter((endpoint) => this.#stillAt(endpoint)).map(({ name }) => name) ?? [],
            },
            instances: instances.sort((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1)),
            orphans: seen?.orphans ?? [],
            ...(last ? { last } : {}),
            kept: [...releases].sort((a, b) => age(b) - age(a)),
            done: containers
                .filter(({ labels, status, exitCode }) => labels["quayside.task"] && status === "exited" && exitCode === 0)
                .map(({ labels }) => ({ task: labels["quayside.task"], release: labels["quayside.release"] ?? "" })),
        };
    }
    async apply(operation, signal) {
        (0,errors/* throwIfAborted */.Te)(signal);
        const { app, settings, preparation } = this.#options;
        switch (operation.kind) {
            case "make-network":
                if (preparation)
                    return await preparation.makeNetwork(operation.name);
                return await (0,networks/* makeNetwork */.zA)(this.#engine, operation.name, { "quayside.app": app });
            case "prepare":
                return await preparation?.prepare(operation.key, signal);
            case "start-balancer":
                return await this.#startBalancer(settings, signal);
            case "replace-balancer":
                await this.#keepCount();
                await (0,docker_containers/* removeContainer */.od)(this.#engine, (0,docker_names/* balancerName */.CE)(app));
                return await this.#startBalancer(operation.settings, signal);
            case "reload-balancer": {
                await this.#keepCount();
                const since = await this.#driver.reload(operation.settings);
                return await this.#answers(operation.settings, signal, since);
            }
            case "remove":
            case "stop":
                return void (await Promise.all(operation.names.map((name) => this.#stop(name))));
            case "start":
                return void (await Promise.all(operation.names.map((name) => this.#start(name))));
            case "await-healthy":
                return await this.#awaitHealthy(operation.names, signal);
            case "run-task":
                return await this.#task(operation.task, signal);
            case "smoke":
                return await this.#smoke(operation.names, signal);
            case "weigh":
                return await this.#weigh(operation.names, operation.percent);
            case "keep":
            case "halt":
                return void (await Promise.all(operation.names.map((name) => this.#keep(name))));
            case "forget":
                return await this.#forget(operation.releases);
            case "save-routes":
                await this.#allAlive(operation.names);
                return await this.#driver.save((await this.#driver.load())?.settings ?? settings, this.#instances.endpoints(operation.names));
            case "switch":
                return await this.#switch(operation.enter, operation.leave);
            case "drain":
                return await this.#drain(operation.names, signal);
            case "clear-routes":
                return await this.#driver.clear(operation.routes);
            case "watch": {
                const { limits, onMoment } = this.#options;
                const watched = { driver: this.#driver, instances: this.#instances, clock: this.#clock };
                const options = { ...watched, limits, since: this.#since, onMoment };
                return await watch(options, operation.names, operation.milliseconds, signal);
            }
            case "record":
                await this.#record();
                await this.#sweep();
                // From now on another run knows that they were done.
                return await this.#removeTasks();
        }
    }
    async traffic() {
        const now = this.#running() ? await this.#driver.traffic() : { requests: 0, failed: 0 };
        return { requests: this.#counted.requests + now.requests, failed: this.#counted.failed + now.failed };
    }
    async logs(name) {
        return await (0,docker_containers/* logsOf */.Hw)(this.#engine, this.#instances.get(name)?.id ?? name, 50);
    }
    #running() {
        return this.#instances.get((0,docker_names/* balancerName */.CE)(this.#options.app))?.running === true;
    }
    #stillAt({ name, address, port }) {
        const now = this.#instances.endpointOf(name);
        return now?.address === address && now.port === port;
    }
    // --- the balancer
    async #startBalancer(settings, signal) {
        const { app, shell } = this.#options;
        const { image, publish, network } = shell;
        const name = (0,docker_names/* balancerName */.CE)(app);
        const labels = (0,docker_names/* labelsOf */.PC)(app, "balancer");
        await (0,volumes/* makeVolume */.B)(this.#engine, name, labels);
        // One that stands still is made anew: all that it has to keep is in the volume, and its count of restarts with it.
        await (0,docker_containers/* removeContainer */.od)(this.#engine, name);
        await (0,docker_containers/* createContainer */.g$)(this.#engine, {
            name,
            image,
            labels: { ...this.#options.origin.balancer, ...labels, "quayside.shell": (0,balancer/* shellText */.o0)(shell) },
            entrypoint: this.#driver.entrypoint,
            command: this.#driver.command,
            network,
            publish: [{ port: balancer/* FRONT_PORT */.Iq, ...publish }],
            volumes: [{ name, target: balancer/* FOLDER */.L7 }],
            restart: "unless-stopped",
        });
        // Containers may have come back with other addresses than those that were saved.
        const endpoints = (this.#saved?.endpoints ?? []).flatMap((saved) => this.#instances.endpointOf(saved.name) ?? []);
        await this.#driver.install(settings, endpoints);
        try {
            await (0,docker_containers/* startContainer */.YI)(this.#engine, name);
        }
        catch (error) {
            await (0,docker_containers/* removeContainer */.od)(this.#engine, name).catch(() => { });
            if (!(0,api_errors/* isPortTaken */.xM)(error))
                throw error;
            throw new errors/* UserError */.yo(`The load balancer cannot listen on ${publish.hostIp}:${publish.hostPort}: the port is taken.`, {
                hint: `Give another address with publish, or free this one: ss -ltnp 'sport = :${publish.hostPort}' shows who has it.`,
                cause: error,
            });
        }
        await this.#answers(settings, signal);
    }
    /** Waits until the balancer runs with these settings. `since` is what the driver gave for a reload. */
    async #answers(settings, signal, since) {
        const name = (0,docker_names/* balancerName */.CE)(this.#options.app);
        const deadline = this.#clock.elapsed() + 15_000;
        for (;;) {
            const container = await this.#instances.refresh(name);
            const answer = container?.running ? await this.#driver.answers(settings, since) : "it does not run";
            if (answer === true)
                return;
            if (this.#clock.elapsed() > deadline || (container && container.restarts > 2)) {
                const log = (0,log_text/* lastLines */.w$)(await this.logs(name), 5).join("\n");
                throw new errors/* UserError */.yo(`The load balancer did not come up: ${answer}\n${log}`, {
                    hint: `docker logs ${name} says more.`,
                });
            }
            await this.#clock.sleep(target_POLL, signal);
        }
    }
    async #keepCount() {
        this.#counted = await this.traffic().catch(() => this.#counted);
    }
    // --- instances
    async #start(name) {
        if ((await this.#instances.refresh(name))?.running)
            return;
        this.#options.onMoment(name, "starting");
        try {
            await this.#instances.start(name, this.#options);
        }
        catch (error) {
            this.#options.onMoment(name, "failed");
            throw error;
        }
    }
    async #awaitHealthy(names, signal) {
        const { spec, settings, healthTimeout, onMoment } = this.#options;
        const asked = settings.gatePath === "" ? `port ${spec.port}` : `port ${spec.port}, GET ${settings.gatePath}`;
        const gate = {
            engine: this.#engine,
            driver: this.#driver,
            instances: this.#instances,
            clock: this.#clock,
            timeout: healthTimeout,
            asked,
            onMoment,
        };
        await awaitHealthy(gate, names, signal);
    }
    async #task(task, signal) {
        const { app, commands, taskTimeout } = this.#options;
        const command = commands[task];
        const run = {
            name: `${app}-${this.#options.release}-${task}`,
            ...(command ? { command } : {}),
            labels: { ...(0,docker_names/* labelsOf */.PC)(app, "task"), "quayside.task": task },
            timeout: taskTimeout,
            grace: () => Math.min(this.#stopTimeout, 3000),
        };
        await this.#runTask(run, signal);
        // That it was done is known by its container until the deploy is on record.
        if (task !== "pre-deploy")
            await (0,docker_containers/* removeContainer */.od)(this.#engine, run.name);
    }
    async #runTask(run, signal) {
        this.#options.onMoment(run.name, "starting");
        try {
            await runTask(this.#engine, this.#clock, this.#options, run, signal);
            this.#options.onMoment(run.name, "stopped");
        }
        catch (error) {
            this.#options.onMoment(run.name, "failed");
            throw error;
        }
    }
    async #removeTasks() {
        const tasks = await (0,docker_containers/* listContainers */.ts)(this.#engine, (0,docker_names/* labelsOf */.PC)(this.#options.app, "task"));
        for (const { id } of tasks)
            await (0,docker_containers/* removeContainer */.od)(this.#engine, id);
    }
    /** Tries out each of these; the first that fails is an error. */
    async #smoke(names, signal) {
        const { app, smoke, taskTimeout } = this.#options;
        if (!smoke)
            return;
        for (const endpoint of this.#instances.endpoints(names)) {
            const { name, address, port } = endpoint;
            if ("path" in smoke) {
                const { status, text } = await askFrom(this.#engine, (0,docker_names/* balancerName */.CE)(app), endpoint, smoke.path, signal);
                if (status >= 200 && status < 400)
                    continue;
                this.#options.onMoment(name, "failed");
                throw new errors/* UserError */.yo(`${name} failed its smoke test: GET ${smoke.path}: ${text}`);
            }
            const run = {
                name: `${name}-smoke`,
                command: smoke.command,
                env: { CANDIDATE_URL: `http://${address}:${port}` },
                labels: (0,docker_names/* labelsOf */.PC)(app, "task"),
                timeout: taskTimeout,
                grace: () => 1000,
            };
            await this.#runTask(run, signal);
            await (0,docker_containers/* removeContainer */.od)(this.#engine, run.name);
        }
    }
    /** Throws for the first that does not run, before it could get traffic. */
    async #allAlive(names) {
        for (const name of names) {
            if ((await this.#instances.refresh(name))?.running)
                continue;
            this.#options.onMoment(name, "failed");
            throw await this.#instances.died(name);
        }
    }
    /** What all have that come into traffic: the engine starts them again, and their counters are known. */
    async #admit(names) {
        const restart = this.#options.spec.restart ?? "unless-stopped";
        await this.#allAlive(names);
        await Promise.all(names.map((name) => (0,docker_containers/* setRestart */.AU)(this.#engine, this.#instances.get(name)?.id ?? name, restart)));
        for (const [name, counters] of await this.#driver.counters(names)) {
            if (!this.#since.has(name))
                this.#since.set(name, counters);
        }
    }
    async #weigh(names, percent) {
        await this.#admit(names);
        const { traffic } = await this.#driver.look(this.#allEndpoints());
        const others = [...traffic].flatMap(([name, state]) => (state === "in" || state === "part") && !names.includes(name) ? [name] : []);
        const { fresh, old } = (0,balancer/* weightsFor */.NK)(percent, names.length, others.length);
        const entries = (list, weight) => this.#instances.endpoints(list).map((endpoint) => ({ ...endpoint, weight }));
        await this.#driver.move([...entries(others, old), ...entries(names, fresh)], []);
        for (const name of names)
            this.#options.onMoment(name, "in traffic");
    }
    #allEndpoints() {
        return this.#instances.names().flatMap((name) => this.#instances.endpointOf(name) ?? []);
    }
    async #switch(enter, leave) {
        await this.#admit(enter);
        await this.#driver.move(this.#instances.endpoints(enter).map((endpoint) => ({ ...endpoint, weight: balancer/* FULL */.eW })), leave);
        for (const name of enter)
            this.#options.onMoment(name, "in traffic");
        for (const name of leave)
            this.#options.onMoment(name, "draining");
    }
    async #drain(names, signal) {
        const deadline = this.#clock.elapsed() + this.#drainTimeout;
        const empty = new Map(names.map((name) => [name, false]));
        while (empty.size > 0) {
            const open = await this.#driver.open([...empty.keys()]);
            for (const [name, before] of empty) {
                const count = open.get(name) ?? 0;
                const late = this.#clock.elapsed() > deadline;
                if (count > 0 && !late)
                    empty.set(name, false);
                // Empty twice in a row: a request may have been given to it in the instant before it was taken out.
                else if (count === 0 && !before)
                    empty.set(name, true);
                else {
                    if (count > 0) {
                        this.#info(`${name}: ${count} requests were still open after ${(0,units/* formatDuration */.a3)(this.#drainTimeout)} and are cut off`);
                    }
                    await this.#driver.out([name], count > 0);
                    this.#options.onMoment(name, "empty");
                    empty.delete(name);
                }
            }
            if (empty.size > 0)
                await this.#clock.sleep(target_POLL, signal);
        }
    }
    async #keep(name) {
        if (this.#running())
            await this.#driver.out([name]);
        if (await this.#instances.keep(name, this.#options.app, this.#stopTimeout))
            this.#options.onMoment(name, "stopped");
    }
    async #record() {
        const { app, release, image, spec } = this.#options;
        const record = this.#options.record();
        const { replicas, outcome } = record;
        const healthPath = this.#options.settings.gatePath;
        const file = { version: 1, release, image, spec, replicas, healthPath };
        await (0,docker_records/* appendRecord */.EB)(this.#engine, app, record, outcome === "deployed" ? file : undefined);
    }
    /** Removes the files of releases that have no container any more. */
    async #sweep() {
        const { app, shell } = this.#options;
        if (this.#withFiles.size === 0)
            return;
        const containers = await (0,docker_containers/* listContainers */.ts)(this.#engine, { "quayside.app": app, [make/* FILES */.cn]: "" });
        const releases = new Set(containers.map(({ labels }) => labels["quayside.release"] ?? ""));
        if ([...this.#withFiles].every((release) => releases.has(release)))
            return;
        await (0,files/* sweepFiles */.W)(this.#engine, { app, image: shell.image }, [...releases]);
    }
    async #forget(releases) {
        const { app } = this.#options;
        const containers = await (0,docker_containers/* listContainers */.ts)(this.#engine, { "quayside.app": app, "quayside.role": "instance" });
        for (const container of containers) {
            if ((0,docker_names/* instanceOf */.hR)(container).kept && releases.includes(container.labels["quayside.release"] ?? "")) {
                await (0,docker_containers/* removeContainer */.od)(this.#engine, container.id);
            }
        }
        for (const release of releases) {
            const { repo, tag } = (0,docker_names/* keptImage */.yR)(app, release);
            await (0,docker_images/* removeImage */.aH)(this.#engine, `${repo}:${tag}`);
        }
    }
    async #stop(name) {
        if (this.#running())
            await this.#driver.out([name]);
        if (await this.#instances.stop(name, this.#stopTimeout))
            this.#options.onMoment(name, "stopped");
    }
}

// EXTERNAL MODULE: ./actions/deploy/lock.js
var deploy_lock = __webpack_require__(22312);
;// CONCATENATED MODULE: ./actions/deploy/phases.js
/**
 * The parts of a deploy on one target. Where there are several targets, all of them are prepared before the first one is
 * switched, and nothing of the old release is stopped before the last one was watched: until then all can be taken back.
 */
const PHASES = ["prepare", "switch", "watch", "finish"];
const MOVES = ["weigh", "save-routes", "switch"];
const ENDS = ["keep", "stop", "forget", "record"];
/** Parts the operations of a plan, which stay in their order. */
function inPhases(operations) {
    const first = (kinds) => {
        const found = operations.findIndex(({ kind }) => kinds.includes(kind));
        return found < 0 ? operations.length : found;
    };
    const end = first(ENDS);
    const moves = Math.min(first(MOVES), end);
    // A canary is watched between its steps, too; that is a part of the switch.
    const watch = end > moves && operations[end - 1]?.kind === "watch" ? end - 1 : end;
    return {
        prepare: operations.slice(0, moves),
        switch: operations.slice(moves, watch),
        watch: operations.slice(watch, end),
        finish: operations.slice(end),
    };
}

;// CONCATENATED MODULE: ./actions/deploy/target.js
/** An operation in words, for `mode: plan`, the log and the summary. */
function describe(operation) {
    const list = (names) => names.join(", ");
    switch (operation.kind) {
        case "make-network":
            return `make network ${operation.name}`;
        case "prepare":
            return operation.what;
        case "start-balancer":
            return "start the load balancer";
        case "replace-balancer":
            return "replace the load balancer (its image, address or network changed; it does not answer for a moment)";
        case "reload-balancer":
            return "reload the load balancer with its changed settings";
        case "remove":
            return `remove leftovers ${list(operation.names)}`;
        case "start":
            return `start ${list(operation.names)}`;
        case "await-healthy":
            return `wait until healthy: ${list(operation.names)}`;
        case "run-task":
            return {
                preflight: "see whether the new image starts at all",
                "pre-deploy": "run pre-deploy once, in a container of the new image",
                "post-deploy": "run post-deploy once, in a container of the new image",
            }[operation.task];
        case "smoke":
            return `try out ${list(operation.names)}`;
        case "weigh":
            return `give ${operation.percent} % of the traffic to ${list(operation.names)}`;
        case "save-routes":
            return `save routes for a restart of the load balancer: ${list(operation.names) || "none"}`;
        case "switch": {
            const parts = [
                operation.enter.length > 0 ? `into traffic ${list(operation.enter)}` : "",
                operation.leave.length > 0 ? `out of traffic ${list(operation.leave)}` : "",
            ];
            return parts.filter((part) => part !== "").join("; ");
        }
        case "drain":
            return `wait until no request is left on ${list(operation.names)}`;
        case "clear-routes":
            return `clear routes that lead nowhere: ${list(operation.routes)}`;
        case "watch":
            return `watch ${list(operation.names)} for ${operation.milliseconds / 1000} s`;
        case "stop":
            return `stop and remove ${list(operation.names)}`;
        case "keep":
            return `stop ${list(operation.names)} and keep for a rollback`;
        case "halt":
            return `stop ${list(operation.names)} to make room (nobody answers until the new ones do)`;
        case "forget":
            return `remove what was kept of release ${list(operation.releases)}`;
        case "record":
            return "record the deploy";
    }
}

;// CONCATENATED MODULE: ./actions/deploy/plan.js
/** Name of an instance: the same release always gives the same names, so that a second run finds what a first one left. */
function instanceName(app, release, number) {
    return `${app}-${release}-${number}`;
}
/**
 * What has to be done to get from what is there to what is wanted; nothing where that is the same.
 * Pure: `mode: plan` prints this list and `mode: deploy` applies it.
 */
function plan(desired, observed) {
    const byName = new Map(observed.instances.map((instance) => [instance.name, instance]));
    const wanted = Array.from({ length: desired.replicas }, (_, index) => instanceName(desired.app, desired.release, index + 1));
    const alive = (name) => byName.get(name)?.running === true;
    const serves = (name) => alive(name) && byName.get(name)?.traffic === "in";
    const surplus = observed.instances.filter(({ name, kept }) => !wanted.includes(name) && !kept);
    const enter = wanted.filter((name) => !serves(name));
    // What dies in traffic is no use to anyone, but a route still leads there until it has been taken out.
    const leave = surplus.filter(({ traffic }) => traffic !== "out");
    const dead = wanted.filter((name) => byName.has(name) && !alive(name) && !byName.get(name)?.kept);
    const idle = surplus.filter(({ traffic }) => traffic === "out");
    // A run that was killed while it watched left them warm.
    const warm = idle.filter(({ running, release }) => running && release === observed.last?.release);
    const operations = [];
    const add = (operation, when = true) => {
        if (when)
            operations.push(operation);
    };
    add({ kind: "make-network", name: desired.network }, !observed.networkPresent);
    for (const missing of observed.missing)
        add({ kind: "prepare", ...missing });
    // Those in traffic may not know the new path: they go on being asked for theirs until they are gone.
    const serving = leave.length > 0 ? observed.balancer.settings?.servingPath : undefined;
    const during = { ...desired.settings, servingPath: serving ?? desired.settings.servingPath };
    const { balancer } = observed;
    if (balancer.state === "absent")
        add({ kind: "start-balancer" });
    else if (balancer.shell !== desired.shell)
        add({ kind: "replace-balancer", settings: during });
    else if (balancer.state === "stopped")
        add({ kind: "start-balancer" });
    else
        add({ kind: "reload-balancer", settings: during }, !sameSettings(balancer.settings, during));
    add({ kind: "clear-routes", routes: observed.orphans }, observed.orphans.length > 0);
    const leftovers = [...dead, ...names(idle.filter((one) => !warm.includes(one)))];
    add({ kind: "remove", names: leftovers }, leftovers.length > 0);
    // More of a release that is in traffic is no new release: its tasks were done.
    const isNew = enter.length > 0 && !wanted.some(serves);
    for (const task of ["preflight", "pre-deploy"]) {
        const done = observed.done.some((one) => one.task === task && one.release === desired.release);
        add({ kind: "run-task", task }, isNew && !done && desired.tasks.includes(task));
    }
    const start = wanted.filter((name) => !alive(name));
    // Where two cannot be there at once, the old ones make room first; until the new ones serve, nobody answers.
    const gap = desired.order === "stop-first" && start.length > 0 && leave.some(({ running }) => running);
    if (gap) {
        operations.push({ kind: "switch", enter: [], leave: names(leave) }, { kind: "drain", names: names(leave) });
        operations.push({ kind: "halt", names: names(leave) });
    }
    add({ kind: "start", names: start }, start.length > 0);
    add({ kind: "await-healthy", names: enter }, enter.length > 0);
    add({ kind: "smoke", names: enter }, enter.length > 0 && desired.smoke);
    // A canary shares traffic with somebody. Until it has all of it, a restarted balancer goes on with those before it.
    const shares = desired.strategy === "canary" && isNew && leave.some(inTraffic) && !gap;
    for (const { percent, hold } of shares ? desired.steps.filter((step) => step.percent < 100) : []) {
        add({ kind: "weigh", names: enter, percent });
        add({ kind: "watch", names: enter, milliseconds: hold }, hold > 0);
    }
    add({ kind: "save-routes", names: wanted }, !sameNames(balancer.saved, wanted) || enter.length > 0);
    operations.push(...moves(desired.strategy, enter, gap ? [] : names(leave)));
    if (!sameSettings(during, desired.settings))
        add({ kind: "reload-balancer", settings: desired.settings });
    add({ kind: "watch", names: wanted, milliseconds: desired.monitor }, enter.length > 0 && desired.monitor > 0);
    const { keep, stop, forget } = aside(desired, observed, [...leave, ...warm]);
    add({ kind: "keep", names: keep }, keep.length > 0 && !gap);
    add({ kind: "stop", names: stop }, stop.length > 0 && !gap);
    // Those that made room were put aside; what is not to be kept goes for good.
    const spare = new Set(observed.instances.filter(({ name }) => stop.includes(name)).map(({ release }) => release));
    const gone = gap ? [...forget, ...spare] : forget;
    add({ kind: "forget", releases: gone }, gone.length > 0);
    const recorded = observed.last?.release === desired.release;
    add({ kind: "record" }, operations.length > 0 || !recorded);
    add({ kind: "run-task", task: "post-deploy" }, isNew && desired.tasks.includes("post-deploy"));
    return operations;
}
/** What becomes of those that leave: the newest releases stay at hand, the others go for good. */
function aside(desired, observed, leave) {
    // Only what was found good is worth going back to.
    const leaving = leave.filter(({ release, running }) => running && release === observed.last?.release);
    const order = new Set([...leaving.map(({ release }) => release), ...observed.kept]);
    order.delete(desired.release);
    const stay = new Set([...order].slice(0, desired.keep));
    return {
        keep: names(leaving.filter(({ release }) => stay.has(release))),
        stop: names(leave.filter((one) => !leaving.includes(one) || !stay.has(one.release))),
        forget: [...observed.kept].filter((release) => order.has(release) && !stay.has(release)),
    };
}
/**
 * What takes a failed deploy back: those that were in traffic before it stay or come back, everything newer goes.
 * `before` are the names that were in traffic when it began.
 */
function planBack(before, observed, settings) {
    const old = observed.instances.filter(({ name, running }) => before.includes(name) && running);
    const newer = observed.instances.filter(({ name, kept }) => !before.includes(name) && !kept);
    const halted = names(observed.instances.filter(({ name, kept }) => before.includes(name) && kept));
    if (halted.length > 0)
        return backFromHalt(halted, names(old), newer, observed, settings);
    const operations = [];
    if (observed.balancer.state === "running") {
        const enter = names(old.filter(({ traffic }) => traffic !== "in"));
        const leave = names(newer.filter(inTraffic));
        const routed = names(newer.filter(({ traffic }) => traffic !== "out"));
        if (observed.orphans.length > 0)
            operations.push({ kind: "clear-routes", routes: observed.orphans });
        if (!sameNames(observed.balancer.saved, names(old)))
            operations.push({ kind: "save-routes", names: names(old) });
        if (enter.length + leave.length > 0) {
            operations.push({ kind: "switch", enter, leave });
        }
        if (routed.length > 0)
            operations.push({ kind: "drain", names: routed });
        if (settings && !sameSettings(observed.balancer.settings, settings)) {
            operations.push({ kind: "reload-balancer", settings });
        }
    }
    if (newer.length > 0)
        operations.push({ kind: "stop", names: names(newer) });
    return operations;
}
/** The old ones made room for the new ones: those go first, and then the old ones start again. */
function backFromHalt(halted, running, newer, observed, settings) {
    const operations = [];
    const leave = names(newer.filter(inTraffic));
    if (leave.length > 0)
        operations.push({ kind: "switch", enter: [], leave }, { kind: "drain", names: leave });
    if (newer.length > 0)
        operations.push({ kind: "stop", names: names(newer) });
    if (settings && !sameSettings(observed.balancer.settings, settings)) {
        operations.push({ kind: "reload-balancer", settings });
    }
    const all = [...running, ...halted];
    operations.push({ kind: "start", names: halted }, { kind: "await-healthy", names: halted });
    operations.push({ kind: "save-routes", names: all }, { kind: "switch", enter: all, leave: [] });
    return operations;
}
function moves(strategy, enter, leave) {
    if (enter.length + leave.length === 0)
        return [];
    if (strategy !== "rolling") {
        const all = [{ kind: "switch", enter, leave }];
        return leave.length > 0 ? [...all, { kind: "drain", names: leave }] : all;
    }
    const operations = [];
    const steps = Math.max(enter.length, 1);
    for (let step = 0; step < steps; step++) {
        // Where fewer come than go, the last step takes all the rest.
        const going = leave.slice(step, step === steps - 1 ? undefined : step + 1);
        operations.push({ kind: "switch", enter: enter.slice(step, step + 1), leave: going });
        if (going.length > 0)
            operations.push({ kind: "drain", names: going });
    }
    return operations;
}
/** Whether new requests may go to it. */
function inTraffic({ running, traffic }) {
    return running && (traffic === "in" || traffic === "part");
}
/**
 * Names of the instances that a failed deploy goes back to: those in traffic when it began. Where a deploy was killed
 * while a canary shared the traffic, those before it.
 */
function standing(desired, observed) {
    const all = observed.instances.filter(inTraffic);
    const others = all.filter(({ release }) => release !== desired.release);
    return all.some(({ traffic }) => traffic === "part") && others.length > 0 ? others : all;
}
function names(instances) {
    return instances.map(({ name }) => name);
}
function sameNames(one, other) {
    return [...one].sort().join() === [...other].sort().join();
}
function sameSettings(one, other) {
    return one?.algorithm === other.algorithm && one.gatePath === other.gatePath && one.servingPath === other.servingPath;
}

;// CONCATENATED MODULE: ./actions/deploy/target-rollout.js




/** Taking back starts no container and waits for nobody; a host that cannot do it in this time needs a person. */
const BACK_LIMIT = 60_000;
/** Milliseconds between two looks at the balancer's counters. */
const SAMPLE = 500;
/**
 * A rollout on one target, part by part, so that one who rolls out on several can do each part on all of them before the
 * next one. It holds no opinion on what to do after a failure: `takeBack` is there to be called.
 */
class TargetRollout {
    #target;
    #desired;
    #around;
    #observed;
    #lock;
    #start = { requests: 0, failed: 0 };
    #switched;
    #operations = [];
    #standing = [];
    #settled = false;
    constructor(target, desired, around) {
        this.#target = target;
        this.#desired = desired;
        this.#around = around;
    }
    /** What has to be done; empty where nothing has. */
    get operations() {
        return this.#operations;
    }
    /** The release in traffic before; `""` where there was none. */
    get previous() {
        const other = this.#standing.find(({ release }) => release !== this.#desired.release);
        return other?.release ?? this.#standing[0]?.release ?? "";
    }
    /** Whether traffic has moved. */
    get switched() {
        return this.#switched !== undefined;
    }
    /** Whether old instances were being stopped, so that there is nothing to go back to. */
    get settled() {
        return this.#settled;
    }
    /** Milliseconds from the first change of traffic to the last. */
    get switchMs() {
        return this.#switched ? Math.round(this.#switched.to - this.#switched.from) : 0;
    }
    /**
     * Looks and plans. Where there is something to do, `takeLock` is called and it looks again, since whoever held the lock
     * until then may have changed everything. `arrange` puts operations in another order: for the controls of our tests.
     */
    async begin(takeLock, arrange = (all) => all) {
        await this.#look();
        if (this.#operations.length > 0 && takeLock) {
            this.#lock = await takeLock();
            await this.#look();
        }
        this.#operations = arrange(this.#operations);
        this.#start = await this.#target.traffic();
    }
    /** Does one part of the plan. Throws the first error, with nothing taken back. */
    async run(phase) {
        const { clock, signal, info } = this.#around;
        const operations = inPhases(this.#operations)[phase];
        const done = new AbortController();
        const sampling = phase === "switch" || phase === "watch" ? this.#sample(done.signal) : undefined;
        try {
            for (const operation of operations) {
                await this.#around.before?.(operation);
                // Whoever has lost the lock must not go on: another deploy may be changing the same things.
                await this.#lock?.check();
                const from = clock.elapsed();
                this.#settled ||= phase === "finish";
                info(describe(operation));
                await this.#target.apply(operation, signal);
                if (operation.kind === "switch" || operation.kind === "weigh") {
                    // Before the first release there was nobody who could have answered.
                    if (!this.#switched && this.#standing.length === 0)
                        this.#start = await this.#target.traffic();
                    this.#switched = { from: this.#switched?.from ?? from, to: clock.elapsed() };
                }
                this.#around.after(operation, describe(operation));
            }
        }
        finally {
            done.abort();
            await sampling;
        }
    }
    /** Requests, and those of them that failed, since `begin`. */
    async count() {
        const now = await this.#target.traffic();
        return {
            requests: Math.max(0, now.requests - this.#start.requests),
            failed: Math.max(0, now.failed - this.#start.failed),
        };
    }
    /**
     * Brings those back into traffic that were there before, and removes what is newer. Throws where that cannot be done.
     * A lost lock is such a case: somebody else may be at work.
     */
    async takeBack() {
        const { info } = this.#around;
        if (this.#around.signal.aborted)
            this.#target.hurry();
        // The run may have been asked to stop; what was begun has to be taken back all the same.
        const signal = AbortSignal.timeout(BACK_LIMIT);
        await this.#lock?.check();
        const before = this.#standing.map(({ name }) => name);
        const observed = await this.#target.observe();
        const there = observed.instances.filter(({ name }) => before.includes(name));
        if (before.length > 0 && !there.some(({ running, kept }) => running || kept)) {
            throw new errors/* UserError */.yo("Of the release before no container runs any more, so the new ones were left as they are.");
        }
        for (const operation of planBack(before, observed, this.#observed?.balancer.settings)) {
            await this.#lock?.check();
            info(`taking back: ${describe(operation)}`);
            await this.#target.apply(operation, signal);
            this.#around.after(operation, `taking back: ${describe(operation)}`);
        }
    }
    /** Writes the record of a deploy that failed; best effort. */
    async recordFailure() {
        await this.#target.apply({ kind: "record" }, AbortSignal.timeout(BACK_LIMIT)).catch(() => { });
    }
    async end() {
        this.#target.close();
        await this.#lock?.release();
    }
    async #look() {
        this.#observed = await this.#target.observe();
        this.#operations = plan(this.#desired, this.#observed);
        this.#standing = standing(this.#desired, this.#observed);
    }
    /** Looks at the counters until the signal ends it; a look that fails is no news, since an operation will say so. */
    async #sample(signal) {
        while (!signal.aborted) {
            try {
                this.#around.onSample(await this.count());
                await this.#around.clock.sleep(SAMPLE, signal);
            }
            catch (error) {
                if (!signal.aborted)
                    this.#around.info(`The counters could not be read: ${(0,errors/* messageOf */.bD)(error)}`);
                return;
            }
        }
    }
}

;// CONCATENATED MODULE: ./actions/deploy/history.js
/**
 * The releases that can be gone back to, the newest first; the first is the one in traffic. A rollback takes off what it
 * went back from, so that a second one goes further back and never to what was found bad.
 */
function goodReleases(records) {
    let stack = [];
    for (const { outcome, release, mode } of records) {
        if (outcome !== "deployed")
            continue;
        const at = stack.lastIndexOf(release);
        stack =
            mode === "rollback" && at >= 0 ? stack.slice(0, at + 1) : [...stack.filter((one) => one !== release), release];
    }
    return stack.reverse();
}

// EXTERNAL MODULE: ./actions/deploy/image.js + 1 modules
var deploy_image = __webpack_require__(75257);
// EXTERNAL MODULE: ./actions/deploy/release.js
var release = __webpack_require__(21618);
;// CONCATENATED MODULE: ./actions/deploy/wish.js








/** What the inputs ask for. The image is fetched where the engine does not have it. */
async function wishOf(world, engine, inputs) {
    const { image } = inputs;
    const facts = await (0,deploy_image/* ensureImage */.Y)(world, engine, image, inputs.pull);
    await (0,deploy_image/* ensureImage */.Y)(world, engine, inputs.proxyImage, "missing");
    const spec = {
        image: facts.id,
        port: inputs.port,
        env: Object.fromEntries(inputs.env),
        secrets: (0,release/* secretHashes */.Z4)(inputs.files),
        network: inputs.network || inputs.app,
        ...(inputs.memory === undefined ? {} : { memory: inputs.memory }),
        ...(inputs.cpus === undefined ? {} : { cpus: inputs.cpus }),
        ...(inputs.aliases ? { aliases: inputs.aliases } : {}),
        ...(inputs.ports && inputs.ports.length > 0 ? { ports: inputs.ports } : {}),
        ...(inputs.containerName ? { containerName: inputs.containerName } : {}),
        ...(inputs.settings ? { settings: inputs.settings } : {}),
        ...(inputs.labels ? { labels: inputs.labels } : {}),
        ...(inputs.restart ? { restart: inputs.restart } : {}),
    };
    const preDeploy = inputs.preDeploy !== "";
    return {
        release: (0,release/* releaseId */.Bf)(spec),
        spec,
        image,
        present: image,
        digest: /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1] ?? facts.id,
        replicas: inputs.replicas,
        shell: { image: inputs.proxyImage, publish: inputs.publish, network: spec.network },
        settings: { algorithm: inputs.lbAlgorithm, gatePath: inputs.healthPath, servingPath: inputs.healthPath },
        tasks: [
            // What cannot be started must not change a database.
            ...(preDeploy ? ["preflight", "pre-deploy"] : inputs.preflight ? ["preflight"] : []),
            ...(inputs.postDeploy ? ["post-deploy"] : []),
        ],
    };
}
/**
 * The last release before the one in traffic that was good, by the host's own record. What stands in front of it stays
 * as it is, and no task runs: code of before has to work with the database of now.
 */
async function wishBack(world, engine, inputs) {
    const { app } = inputs;
    const records = await (0,docker_records/* readRecords */.T3)(engine, app);
    const good = goodReleases(records);
    const release = good[1];
    if (!release) {
        throw new errors/* UserError */.yo(`There is no release of ${app} to go back to`, {
            hint: `The record in the volume ${(0,docker_names/* balancerName */.CE)(app)} names ${good.length === 0 ? "no deploy" : "only one good release"}.`,
        });
    }
    const [file, balancer] = await Promise.all([(0,docker_records/* readRelease */.iJ)(engine, app, release), readBalancer(engine, app)]);
    if (!file || !balancer) {
        throw new errors/* UserError */.yo(`The host does not know any more what release ${release} of ${app} was made of`, {
            hint: "Deploy its image again.",
        });
    }
    const kept = (0,docker_names/* keptImage */.yR)(app, release);
    const present = await firstPresent(engine, [`${kept.repo}:${kept.tag}`, file.spec.image]);
    // The registry is only asked where the host has thrown the image away.
    if (!present)
        await (0,deploy_image/* ensureImage */.Y)(world, engine, file.image, "missing");
    const { spec } = file;
    return {
        release,
        spec,
        image: file.image,
        present: present ?? file.image,
        digest: records.findLast((record) => record.release === release)?.digest ?? spec.image,
        replicas: records.findLast((record) => record.release === good[0])?.replicas ?? file.replicas,
        shell: balancer.shell,
        settings: { ...balancer.settings, gatePath: file.healthPath, servingPath: file.healthPath },
        tasks: [],
    };
}
async function firstPresent(engine, references) {
    for (const reference of references)
        if (await (0,docker_images.inspectImage)(engine, reference))
            return reference;
    return undefined;
}

;// CONCATENATED MODULE: ./actions/deploy/rollout.js











/**
 * Brings the release that the inputs ask for into traffic, or only plans it. `report` is filled as things become known.
 * Whatever fails, the releases that were in traffic before are so afterwards; the error is thrown then, with the outcome
 * in the report.
 */
async function rollout(world, engine, inputs, told) {
    const { runner, clock } = world;
    const { report } = told;
    const begin = clock.elapsed();
    const wish = inputs.mode === "rollback" ? await wishBack(world, engine, inputs) : await wishOf(world, engine, inputs);
    const { hostIp, hostPort } = wish.shell.publish;
    Object.assign(report, {
        release: wish.release,
        image: wish.image,
        digest: wish.digest,
        url: `http://${hostIp === "0.0.0.0" ? "127.0.0.1" : hostIp}:${hostPort}`,
    });
    told.changed();
    const moment = () => Math.round(clock.elapsed() - begin);
    const target = new DockerTarget(engine, world, {
        ...wish,
        app: inputs.app,
        files: inputs.files,
        store: inputs.secretStore,
        origin: inputs.origin,
        ...(inputs.preparation ? { preparation: inputs.preparation(world, engine) } : {}),
        healthTimeout: inputs.healthTimeout,
        drainTimeout: inputs.drainTimeout,
        stopTimeout: inputs.stopTimeout,
        limits: { errorRate: inputs.maxErrorRate, p99: inputs.maxP99Ms, restarts: inputs.maxRestarts },
        commands: commandsOf(inputs),
        taskTimeout: inputs.taskTimeout,
        smoke: smokeOf(inputs.smoke),
        labels: {
            "quayside.commit": runner.env.GITHUB_SHA ?? runner.env.GIT_COMMIT ?? "",
            "quayside.run": (0,run_url/* runUrl */.V)(runner.env),
        },
        record: () => recordOf(world, report, inputs.mode, wish.replicas),
        onMoment: (instance, what) => report.moments.push({ at: moment(), instance, what }),
    });
    let number = 0;
    const run = new TargetRollout(target, desiredOf(inputs, wish), {
        clock,
        signal: world.signal,
        info: runner.info,
        before: async (operation) => {
            await told.faults?.before?.(number++, operation);
            if (operation.kind !== "record")
                return;
            await count(run, report);
            report.outcome = "deployed";
            report.switchMs = run.switchMs;
            report.durationMs = moment();
        },
        after: (_, text) => report.operations.push(text),
        onSample: (sample) => report.samples.push({ at: moment(), ...sample }),
    });
    try {
        const lock = () => (0,deploy_lock/* takeLock */.H)(engine, {
            app: inputs.app,
            image: wish.shell.image,
            onLock: inputs.onLock,
            timeout: inputs.lockTimeout,
            holder: holderOf(runner.env, clock.now()),
        }, world);
        // A plan changes nothing, and neither does a deploy of what is there: they need no lock, which is a change itself.
        await run.begin(inputs.mode === "plan" ? undefined : lock, told.faults?.arrange);
        report.previous = run.previous;
        if (inputs.mode === "plan") {
            report.outcome = "planned";
            report.operations = run.operations.map(describe);
            for (const text of report.operations)
                runner.info(`would ${text}`);
            if (run.operations.length === 0)
                runner.info("Nothing to do: this release is in traffic.");
            return;
        }
        if (run.operations.length === 0) {
            report.outcome = "unchanged";
            runner.info(`Release ${wish.release} is in traffic; nothing was changed.`);
            return;
        }
        try {
            for (const phase of PHASES)
                await run.run(phase);
            report.switchMs = run.switchMs;
        }
        catch (error) {
            report.reason = runner.redact((0,errors/* messageOf */.bD)(error));
            report.switchMs = run.switchMs;
            await keepLogs(target, run, report, runner.redact);
            if (run.settled) {
                // There is nothing to go back to any more; the new ones serve, and the next run tidies up.
                report.outcome = "deployed";
                throw failure(error, report);
            }
            await takeBack(run, report, runner.redact);
            throw failure(error, report);
        }
    }
    finally {
        await run.end();
    }
}
function desiredOf(inputs, wish) {
    return {
        app: inputs.app,
        release: wish.release,
        image: wish.image,
        network: wish.spec.network,
        replicas: wish.replicas,
        strategy: inputs.strategy,
        order: inputs.order,
        steps: inputs.canarySteps,
        tasks: wish.tasks,
        smoke: inputs.smoke !== "",
        keep: inputs.keepReleases,
        shell: (0,balancer/* shellText */.o0)(wish.shell),
        settings: wish.settings,
        monitor: inputs.monitorSeconds,
    };
}
function commandsOf(inputs) {
    return {
        ...(inputs.preflight ? { preflight: commandOf(inputs.preflight) } : {}),
        "pre-deploy": commandOf(inputs.preDeploy),
        "post-deploy": commandOf(inputs.postDeploy),
    };
}
function smokeOf(text) {
    if (text === "")
        return undefined;
    return text.startsWith("/") && !text.includes(" ") ? { path: text } : { command: commandOf(text) };
}
async function count(run, report) {
    const { requests, failed } = await run.count();
    report.requests = requests;
    report.failedRequests = failed;
}
async function keepLogs(target, run, report, redact) {
    const started = run.operations.flatMap((operation) => (operation.kind === "start" ? operation.names : []));
    const failed = report.moments.findLast(({ what }) => what === "failed")?.instance ?? started[0];
    if (!failed)
        return;
    const lines = redact(await target.logs(failed).catch(() => "")).trim();
    if (lines !== "")
        report.logs = { container: failed, lines };
}
async function takeBack(run, report, redact) {
    report.outcome = run.switched ? "rolled-back" : "failed-before-switch";
    try {
        await run.takeBack();
    }
    catch (error) {
        report.outcome = "rollback-failed";
        report.reason += `\nTaking it back failed too: ${redact((0,errors/* messageOf */.bD)(error))}`;
    }
    await count(run, report).catch(() => { });
    await run.recordFailure();
}
function failure(error, report) {
    if (!(error instanceof errors/* UserError */.yo))
        return error;
    const logs = report.logs ? `\nLast lines of ${report.logs.container}:\n${indent(report.logs.lines)}` : "";
    const now = {
        deployed: "The new release is in traffic; run this again to finish what is left.",
        "failed-before-switch": "It never got traffic; what ran before goes on.",
        "rolled-back": "The release before is in traffic again.",
        "rollback-failed": "Taking it back failed; look at the host.",
    }[report.outcome];
    return new errors/* UserError */.yo(`${(0,errors/* messageOf */.bD)(error)}${logs}`, {
        exitCode: error.exitCode,
        cause: error.cause,
        hint: [now, error.hint].filter(Boolean).join(" "),
    });
}
function indent(text) {
    return text
        .split("\n")
        .map((line) => `  ${line}`)
        .join("\n");
}
function recordOf(world, report, mode, replicas) {
    const { env } = world.runner;
    return {
        version: 1,
        at: new Date(world.clock.now()).toISOString(),
        release: report.release,
        previous: report.previous,
        image: report.image,
        digest: report.digest,
        outcome: report.outcome,
        mode,
        replicas,
        durationMs: report.durationMs,
        switchMs: report.switchMs,
        requests: report.requests,
        failedRequests: report.failedRequests,
        ...(report.reason ? { reason: report.reason } : {}),
        by: env.GITHUB_ACTOR ?? env.BUILD_USER ?? env.USER ?? "",
        commit: env.GITHUB_SHA ?? env.GIT_COMMIT ?? env.TRAVIS_COMMIT ?? "",
        run: (0,run_url/* runUrl */.V)(env),
    };
}
/** Who deploys, for those who find the lock taken. */
function holderOf(env, now) {
    const run = (0,run_url/* runUrl */.V)(env) || `${env.USER ?? "somebody"} on ${(0,external_node_os_.hostname)()}, process ${process.pid}`;
    return `${run}, since ${new Date(now).toISOString()}`;
}


/***/ }),

/***/ 15929:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TO: () => (/* binding */ readDockerConfig),
/* harmony export */   n0: () => (/* binding */ configuredAuth),
/* harmony export */   nK: () => (/* binding */ configKeys),
/* harmony export */   vg: () => (/* binding */ configFolder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);



/** The folder of the user's Docker configuration, as the docker command finds it. */
function configFolder(env) {
    return env.DOCKER_CONFIG || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(env.HOME || (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), ".docker");
}
/** The user's config.json; empty where there is none, or where it is not JSON. */
async function readDockerConfig(env) {
    try {
        const value = JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(configFolder(env), "config.json"), "utf8"));
        return typeof value === "object" && value !== null ? value : {};
    }
    catch {
        return {};
    }
}
/** The keys under which a registry stands in Docker's configuration; Docker Hub's is an address of its own. */
function configKeys(host) {
    return host === "docker.io" ? ["https://index.docker.io/v1/", "docker.io", "index.docker.io"] : [host];
}
/**
 * The login for a registry that the user's configuration holds: by its credential helper, else from the file.
 * Undefined where there is none; a helper that fails counts as none.
 */
async function configuredAuth(config, host, run, options) {
    const serveraddress = configKeys(host)[0] ?? host;
    for (const key of configKeys(host)) {
        const helper = config.credHelpers?.[key] ?? config.credsStore;
        if (helper && /^[\w.-]+$/.test(helper)) {
            const answer = await run(`docker-credential-${helper}`, ["get"], {
                ...options,
                stdin: key,
                timeout: 30_000,
            }).catch((error) => {
                if (options.signal?.aborted)
                    throw error;
                return undefined;
            });
            if (answer?.code === 0) {
                const { Username = "", Secret = "" } = JSON.parse(answer.stdout);
                return Username === "<token>"
                    ? { serveraddress, identitytoken: Secret }
                    : { serveraddress, username: Username, password: Secret };
            }
        }
        const entry = config.auths?.[key] ?? config.auths?.[`https://${key}`];
        if (entry?.identitytoken)
            return { serveraddress, identitytoken: entry.identitytoken };
        const text = Buffer.from(entry?.auth ?? "", "base64").toString("utf8");
        const colon = text.indexOf(":");
        if (colon > 0) {
            return { serveraddress, username: text.slice(0, colon), password: text.slice(colon + 1).replace(/\0+$/, "") };
        }
    }
    return undefined;
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
    await new Promise((done, fail) => {
        const onAbort = () => stream.destroy(options.signal?.reason);
        options.signal?.addEventListener("abort", onAbort, { once: true });
        stream.on("data", (chunk) => frames.push(chunk));
        stream.once("error", fail);
        stream.once("close", done);
        stream.once("end", done);
    });
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

/***/ 6479:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ splitHost)
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


/***/ }),

/***/ 14478:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VP: () => (/* binding */ defuse),
/* harmony export */   w$: () => (/* binding */ lastLines),
/* harmony export */   wh: () => (/* binding */ plainText)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);

/**
 * Makes text from outside safe to print on a GitHub runner: no line of it can be taken for a workflow command.
 * The runner takes `::name::` at the start of a line (after white space) and the old form `##[name]` anywhere in it
 * (actions/runner, ActionCommand.cs; .NET's white space has U+0085, JavaScript's has not). A zero-width space in front breaks both and is not seen.
 */
function defuse(text) {
    return text.replace(/^([\s\u0085]*)::/gm, "$1\u200b::").replaceAll("##[", "#\u200b#[");
}
/** The text without terminal control sequences and other control characters; tabs and line ends are kept. */
function plainText(text) {
    return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(text).replace(/[^\P{Cc}\t\r\n]/gu, "");
}
/** The last `count` lines of a text that are not blank, in their order. */
function lastLines(text, count) {
    return text
        .split(/\r?\n/)
        .filter((line) => line.trim() !== "")
        .slice(-count);
}


/***/ }),

/***/ 59972:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

/**
 * Calls `body` until it succeeds, with exponential back-off and jitter: between half of the bound and the whole of it,
 * so that many waiters spread out and none comes back at once.
 */
async function retry(body, options) {
    const random = options.random ?? Math.random;
    for (let attempt = 1;; attempt++) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(options.signal);
        try {
            return await body(attempt);
        }
        catch (error) {
            (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(options.signal);
            if (attempt >= options.attempts || !options.transient(error))
                throw error;
            const bound = Math.min(options.cap, options.base * 2 ** (attempt - 1));
            const wait = options.asks?.(error) ?? Math.round(bound / 2 + (bound / 2) * random());
            options.onRetry?.(error, attempt, wait);
            await options.clock.sleep(wait, options.signal);
        }
    }
}


/***/ })

};
;