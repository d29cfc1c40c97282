"use strict";
exports.id = 1601;
exports.ids = [1601];
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

/***/ 31601:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  diskFull: () => (/* binding */ diskFull),
  rollout: () => (/* binding */ rollout)
});

// EXTERNAL MODULE: ./toolkit/docker/api-errors.js
var api_errors = __webpack_require__(50155);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/run-url.js
var run_url = __webpack_require__(35191);
// EXTERNAL MODULE: ./actions/deploy/balancer.js
var balancer = __webpack_require__(31097);
// EXTERNAL MODULE: ./actions/deploy/docker/names.js
var names = __webpack_require__(5348);
// EXTERNAL MODULE: ./actions/deploy/docker/target.js + 8 modules
var docker_target = __webpack_require__(51892);
// EXTERNAL MODULE: ./actions/deploy/docker/tasks.js
var tasks = __webpack_require__(13862);
;// CONCATENATED MODULE: ./actions/deploy/phases.js
/**
 * The parts of a deploy on one target. Where there are several targets, all of them are prepared before the first one is
 * switched, and nothing of the old release is stopped before the last one was watched: until then all can be taken back.
 */
const PHASES = ["prepare", "switch", "watch", "finish"];
const MOVES = ["replace-balancer", "weigh", "save-routes", "switch"];
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

;// CONCATENATED MODULE: ./actions/deploy/hosts/fleet.js


/**
 * A rollout on several targets as one: all of them are prepared before the first one is switched, then one is switched
 * and watched after the other, and only then the old releases are stopped. Until that last part a failure anywhere takes
 * all of them back. Nothing in here knows what kind of targets they are.
 */
class Fleet {
    members;
    /** Those whose rollout was begun, in the order in which it was. */
    #begun = [];
    #oneByOne;
    /** `oneByOne` does all parts on one target before the next one: the control of our tests, and wrong. */
    constructor(members, options = {}) {
        this.members = members;
        this.#oneByOne = options.oneByOne ?? false;
    }
    /** Those with something to do. */
    get busy() {
        return this.members.filter(({ run }) => run.operations.length > 0);
    }
    get switched() {
        return this.members.some(({ run }) => run.switched);
    }
    get settled() {
        return this.members.some(({ run }) => run.settled);
    }
    /** The release in traffic before, on the first target that had one. */
    get previous() {
        return this.members.map(({ run }) => run.previous).find((release) => release !== "") ?? "";
    }
    /** Milliseconds in which traffic was being moved, summed up over the targets. */
    get switchMs() {
        return this.members.reduce((sum, { run }) => sum + run.switchMs, 0);
    }
    /**
     * Looks and plans everywhere. Locks are taken one after the other and always in the same order, whatever the order of
     * the targets is: two runs that each hold what the other one waits for would wait for ever.
     */
    async begin(lockOf, arrange) {
        for (const member of [...this.members].sort((a, b) => (a.name < b.name ? -1 : 1))) {
            await named(member, () => member.run.begin(lockOf && ((onWait) => lockOf(member, onWait)), arrange));
        }
    }
    /** Throws the first error, with nothing taken back. */
    async deploy() {
        const busy = this.busy;
        const run = async (member, phase) => {
            if (!this.#begun.includes(member))
                this.#begun.push(member);
            await named(member, () => member.run.run(phase));
        };
        if (this.#oneByOne) {
            for (const member of busy)
                for (const phase of PHASES)
                    await run(member, phase);
            return;
        }
        // The first one has the tasks of the deploy, a migration above all: the others start once those went well.
        const [first, ...others] = busy;
        if (first)
            await run(first, "prepare");
        await fleet_all(others.map((member) => run(member, "prepare")));
        for (const member of busy) {
            await run(member, "switch");
            await run(member, "watch");
        }
        await fleet_all(busy.map((member) => run(member, "finish")));
    }
    /** Takes back whatever was begun, everywhere at once. Throws with all that could not be taken back. */
    async takeBack() {
        await fleet_all(this.#begun.map((member) => named(member, () => member.run.takeBack())));
    }
    async count() {
        const counts = await Promise.all(this.members.map(({ run }) => run.count()));
        return {
            requests: counts.reduce((sum, { requests }) => sum + requests, 0),
            failed: counts.reduce((sum, { failed }) => sum + failed, 0),
        };
    }
    async recordFailure() {
        await Promise.all(this.#begun.map(({ run }) => run.recordFailure()));
    }
    async end() {
        await Promise.all(this.members.map(({ run }) => run.end()));
    }
}
/** A text with the target that it is about in front, where it has a name. */
function placed(name, text) {
    return name === "" ? text : `${name}: ${text}`;
}
/** Waits for all of them, also where one fails; throws one error with what each of them said. */
async function fleet_all(work) {
    const failures = (await Promise.allSettled(work)).flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    const [first] = failures;
    if (failures.length === 0)
        return;
    if (failures.length === 1)
        throw first;
    const hints = new Set(failures.flatMap((one) => (one instanceof errors/* UserError */.yo && one.hint ? [one.hint] : [])));
    throw new errors/* UserError */.yo(failures.map(errors/* messageOf */.bD).join("\n"), {
        cause: first,
        ...(hints.size > 0 ? { hint: [...hints].join(" ") } : {}),
        ...(first instanceof errors/* UserError */.yo ? { exitCode: first.exitCode } : {}),
    });
}
/** Puts the name of the target in front of what went wrong there. */
async function named(member, body) {
    try {
        await body();
    }
    catch (error) {
        if (member.name === "" || !(error instanceof errors/* UserError */.yo))
            throw error;
        throw new errors/* UserError */.yo(placed(member.name, error.message), {
            cause: error.cause,
            exitCode: error.exitCode,
            ...(error.hint ? { hint: error.hint } : {}),
        });
    }
}

;// CONCATENATED MODULE: ./actions/deploy/hosts/logs.js

/**
 * The last lines of the container that failed, from where it did: the same release has the same names on all hosts. Where
 * none of them has failed, of the first that was started; undefined where that one said nothing.
 */
async function logsOfFailed(places, moments) {
    const told = moments.findLast(({ what }) => what === "failed")?.instance;
    for (const { name, started, logs } of places) {
        const front = placed(name, "");
        const container = told === undefined ? started[0] : told.startsWith(front) ? told.slice(front.length) : undefined;
        if (container === undefined)
            continue;
        const lines = (await logs(container).catch(() => "")).trim();
        if (lines !== "")
            return { container: placed(name, container), lines };
    }
    return undefined;
}

// EXTERNAL MODULE: ./actions/deploy/lock.js
var lock = __webpack_require__(22312);
// EXTERNAL MODULE: ./actions/deploy/publish.js
var publish = __webpack_require__(92660);
// EXTERNAL MODULE: ./actions/deploy/report.js
var deploy_report = __webpack_require__(37857);
;// CONCATENATED MODULE: ./actions/deploy/target.js
const ASIDE = "start the load balancer without its port, which an old container still has";
/** An operation in words that follow "would", for `mode: plan`, the log and the summary. */
function describe(operation) {
    const list = (names) => names.join(", ");
    switch (operation.kind) {
        case "make-network":
            return `make network ${operation.name}`;
        case "prepare":
            return operation.what;
        case "start-balancer":
            return operation.aside ? ASIDE : "start the load balancer";
        case "replace-balancer":
            return operation.moves
                ? "give the port to the load balancer (until it answers, nobody does)"
                : `make the load balancer anew at ${operation.address} (its product or address changed; for a moment nobody answers)`;
        case "restore-balancer":
            return operation.balancer.address ? `let the load balancer listen at ${operation.balancer.address} again` : ASIDE;
        case "upgrade-balancer":
            return `hand the port over to a load balancer of ${operation.image}`;
        case "connect-balancer":
            return `connect the load balancer to network ${operation.network}`;
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
            const { enter, leave } = operation;
            if (enter.length === 0)
                return `take ${list(leave)} out of traffic`;
            return `bring ${list(enter)} into traffic${leave.length > 0 ? ` and take ${list(leave)} out` : ""}`;
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

// EXTERNAL MODULE: ./toolkit/clock.js
var clock = __webpack_require__(53592);
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
    const alive = (name) => byName.get(name)?.running === true && !byName.get(name)?.lacksPort;
    const serves = (name) => alive(name) && byName.get(name)?.traffic === "in";
    // One that lacks a port is made anew, as any other that leaves.
    const surplus = observed.instances.filter(({ name, kept, lacksPort }) => (!wanted.includes(name) || lacksPort) && !kept);
    const enter = wanted.filter((name) => !serves(name));
    // What dies in traffic is no use to anyone, but a route still leads there until it has been taken out.
    const leave = surplus.filter(({ traffic }) => traffic !== "out");
    const dead = observed.instances.filter((one) => wanted.includes(one.name) && !one.running && !one.kept);
    const idle = surplus.filter(({ traffic }) => traffic === "out");
    // A run that was killed while it watched left them warm.
    const warm = idle.filter((one) => one.running && !one.lacksPort && one.release === observed.last?.release);
    const operations = [];
    const add = (operation, when = true) => {
        if (when)
            operations.push(operation);
    };
    add({ kind: "make-network", name: desired.network }, !observed.networkPresent);
    for (const missing of observed.missing)
        add({ kind: "prepare", ...missing });
    // Those in traffic may not know the new path: they go on being asked for theirs until they are gone.
    const before = leave.length > 0 ? observed.balancer.settings : undefined;
    const made = { ...desired.settings, servingPath: before?.servingPath ?? desired.settings.servingPath };
    // So it is with what clients notice, names and certificates above all, unless the balancer itself is made anew.
    const during = before ? { ...before, gatePath: desired.settings.gatePath } : desired.settings;
    const { balancer } = observed;
    // Those before may have the port themselves that the balancer is to have: they go on until the new ones are healthy.
    const blocking = leave.filter(({ running, holdsPort }) => running && holdsPort);
    const { first, anew } = putRight(desired, observed, { made, during }, leave, blocking);
    operations.push(...first);
    add({ kind: "clear-routes", routes: observed.orphans }, observed.orphans.length > 0);
    const leftovers = [...plan_names(dead), ...plan_names(idle.filter((one) => !warm.includes(one)))];
    add({ kind: "remove", names: leftovers }, leftovers.length > 0);
    // More of a release that is in traffic is no new release: its tasks were done.
    const isNew = enter.length > 0 && !wanted.some((name) => byName.get(name)?.traffic === "in" && byName.get(name)?.running);
    for (const task of ["preflight", "pre-deploy"]) {
        const done = observed.done.some((one) => one.task === task && one.release === desired.release);
        add({ kind: "run-task", task }, isNew && !done && desired.tasks.includes(task));
    }
    const start = wanted.filter((name) => !alive(name));
    // Where two cannot be there at once, the old ones make room first; until the new ones serve, nobody answers.
    const gap = desired.order === "stop-first" && start.length > 0 && leave.some(({ running }) => running);
    if (gap) {
        operations.push({ kind: "switch", enter: [], leave: plan_names(leave) }, { kind: "drain", names: plan_names(leave) });
        operations.push({ kind: "halt", names: plan_names(leave) });
    }
    const replace = { kind: "replace-balancer", settings: made, address: desired.address };
    // Those that start may have a port for themselves that it has now; they come after the old ones in any case.
    const early = anew && desired.order === "stop-first";
    add(replace, early);
    add({ kind: "start", names: start }, start.length > 0);
    add({ kind: "await-healthy", names: enter }, enter.length > 0);
    add({ kind: "smoke", names: enter }, enter.length > 0 && desired.smoke);
    // Whatever fails until here leaves the app where it is.
    add(replace, anew && !early);
    // A canary shares traffic with somebody. Until it has all of it, a restarted balancer goes on with those before it.
    const shares = desired.strategy === "canary" && isNew && leave.some((one) => inTraffic(one) && !one.direct) && !gap;
    for (const { percent, hold } of shares ? desired.steps.filter((step) => step.percent < 100) : []) {
        add({ kind: "weigh", names: enter, percent });
        add({ kind: "watch", names: enter, milliseconds: hold }, hold > 0);
    }
    add({ kind: "save-routes", names: wanted }, !sameNames(balancer.saved, wanted) || enter.length > 0);
    const room = gap ? leave : blocking;
    const rest = leave.filter((one) => !room.includes(one));
    // What comes to them through the balancer has ended before they are stopped.
    const led = gap ? [] : plan_names(blocking.filter(({ direct }) => !direct));
    if (led.length > 0)
        operations.push({ kind: "switch", enter, leave: led }, { kind: "drain", names: led });
    if (blocking.length > 0) {
        add({ kind: "halt", names: plan_names(blocking) }, !gap);
        add({ kind: "replace-balancer", settings: made, address: desired.address, moves: true });
    }
    operations.push(...moves(desired, led.length > 0 ? [] : enter, plan_names(rest)));
    const isMade = operations.some(({ kind }) => kind === "start-balancer" || kind === "replace-balancer");
    if (!sameSettings(isMade ? made : during, desired.settings))
        add({ kind: "reload-balancer", settings: desired.settings });
    add({ kind: "watch", names: wanted, milliseconds: desired.monitor }, enter.length > 0 && desired.monitor > 0);
    const { keep, stop, forget } = aside(desired, observed, [...leave, ...warm]);
    const roomed = new Set(plan_names(room));
    const kept = keep.filter((name) => !roomed.has(name));
    const stopped = stop.filter((name) => !roomed.has(name));
    add({ kind: "keep", names: kept }, kept.length > 0);
    add({ kind: "stop", names: stopped }, stopped.length > 0);
    // Those that made room were put aside; what is not to be kept goes for good.
    const spare = observed.instances.filter(({ name }) => stop.includes(name) && roomed.has(name));
    const gone = [...new Set([...forget, ...spare.map(({ release }) => release)])].filter((release) => release !== desired.release);
    add({ kind: "forget", releases: gone }, gone.length > 0);
    const recorded = observed.last?.release === desired.release && !observed.outdated;
    add({ kind: "record" }, operations.length > 0 || !recorded);
    add({ kind: "run-task", task: "post-deploy" }, isNew && desired.tasks.includes("post-deploy"));
    return operations;
}
/**
 * What is done to the load balancer before anybody starts, and whether it has to be made anew once the new ones are
 * healthy: until then the one that is there goes on, so that a deploy that fails leaves the app where it was.
 */
function putRight(desired, { balancer, instances }, { made, during }, leave, blocking) {
    const { state, address, connected } = balancer;
    const connect = connected ? [] : [{ kind: "connect-balancer", network: desired.network }];
    if (blocking.length > 0) {
        // A balancer that leads to them listens elsewhere until then.
        const there = state === "running" && (address === "" || blocking.every(({ direct }) => !direct));
        return { first: there ? connect : [{ kind: "start-balancer", settings: made, aside: true }], anew: false };
    }
    const moved = address !== desired.address || balancer.kind !== desired.balancerKind;
    const routed = plan_names(leave.filter(({ running, direct }) => running && !direct));
    const serves = routed.length > 0 || instances.some(inTraffic);
    // One that was stopped goes on where it was first; one without its port, which a killed run has left, answers nobody.
    const revived = state === "stopped" && address !== "" && moved && routed.length > 0;
    if (!revived && (state !== "running" || address === "" || (moved && !serves))) {
        return { first: [{ kind: "start-balancer", settings: made }], anew: false };
    }
    const first = revived ? [{ kind: "restore-balancer", balancer, names: routed }] : connect;
    const image = desired.balancerImage;
    if ((balancer.image !== image || balancer.midway) && !moved)
        first.push({ kind: "upgrade-balancer", image, settings: during });
    else if (!sameSettings(balancer.settings, during))
        first.push({ kind: "reload-balancer", settings: during });
    return { first, anew: moved };
}
/** What becomes of those that leave: the newest releases stay at hand, the others go for good. */
function aside(desired, observed, leave) {
    // Only what was found good is worth going back to.
    const leaving = leave.filter(({ release, running }) => running && release === observed.last?.release);
    const order = new Set([...leaving.map(({ release }) => release), ...observed.kept]);
    order.delete(desired.release);
    const stay = new Set([...order].slice(0, desired.keep));
    return {
        keep: plan_names(leaving.filter(({ release }) => stay.has(release))),
        stop: plan_names(leave.filter((one) => !leaving.includes(one) || !stay.has(one.release))),
        forget: [...observed.kept].filter((release) => order.has(release) && !stay.has(release)),
    };
}
/**
 * What takes a failed deploy back: those that were in traffic before it stay or come back, everything newer goes.
 * `before` are the names that were in traffic when it began, `earlier` is the balancer of then.
 */
function planBack(before, observed, earlier) {
    const { balancer } = observed;
    const old = observed.instances.filter(({ name, running }) => before.includes(name) && running);
    const newer = observed.instances.filter(({ name, kept }) => !before.includes(name) && !kept);
    const halted = plan_names(observed.instances.filter(({ name, kept }) => before.includes(name) && kept));
    if (halted.length > 0)
        return backFromHalt(halted, plan_names(old), newer, observed, earlier);
    const operations = [];
    if (balancer.state === "running") {
        const enter = plan_names(old.filter(({ traffic }) => traffic !== "in"));
        const leave = plan_names(newer.filter(inTraffic));
        const routed = plan_names(newer.filter(({ traffic }) => traffic !== "out"));
        if (observed.orphans.length > 0)
            operations.push({ kind: "clear-routes", routes: observed.orphans });
        if (!sameNames(balancer.saved, plan_names(old)))
            operations.push({ kind: "save-routes", names: plan_names(old) });
        if (enter.length + leave.length > 0) {
            operations.push({ kind: "switch", enter, leave });
        }
        if (routed.length > 0)
            operations.push({ kind: "drain", names: routed });
    }
    operations.push(...asBefore(balancer, earlier, plan_names(old)));
    if (newer.length > 0)
        operations.push({ kind: "stop", names: plan_names(newer) });
    return operations;
}
/** Makes of a balancer what it was: at its address, of its product, and with its settings. */
function asBefore(now, earlier, serving) {
    if (earlier?.state !== "running")
        return [];
    if (now.state !== "running" || now.address !== earlier.address || now.kind !== earlier.kind) {
        return [{ kind: "restore-balancer", balancer: earlier, names: serving }];
    }
    const { settings } = earlier;
    return settings && !sameSettings(now.settings, settings) ? [{ kind: "reload-balancer", settings }] : [];
}
/** The old ones made room for the new ones: those go first, and then the old ones start again. */
function backFromHalt(halted, running, newer, observed, earlier) {
    const operations = [];
    const leave = plan_names(newer.filter(inTraffic));
    if (leave.length > 0)
        operations.push({ kind: "switch", enter: [], leave }, { kind: "drain", names: leave });
    if (newer.length > 0)
        operations.push({ kind: "stop", names: plan_names(newer) });
    operations.push(...asBefore(observed.balancer, earlier, running));
    const all = [...running, ...halted];
    // Where there was none before, it has taken their port.
    const holds = observed.instances.some(({ name, holdsPort }) => halted.includes(name) && holdsPort);
    if (holds && earlier?.state !== "running" && observed.balancer.address !== "") {
        operations.push({ kind: "start-balancer", aside: true });
    }
    operations.push({ kind: "start", names: halted }, { kind: "await-healthy", names: halted });
    operations.push({ kind: "save-routes", names: all }, { kind: "switch", enter: all, leave: [] });
    return operations;
}
/**
 * How traffic moves. The old ones run on until the end, so nothing waits for them to be empty before the last has left:
 * a connection that stays open for long holds a deploy up once, and not once for each container.
 */
function moves(desired, enter, leave) {
    if (enter.length + leave.length === 0)
        return [];
    const rolling = desired.strategy === "rolling" && desired.parallelism > 0;
    const size = rolling ? desired.parallelism : Math.max(enter.length, 1);
    const operations = [];
    for (let from = 0; from === 0 || from < enter.length; from += size) {
        const last = from + size >= enter.length;
        // Where fewer come than go, the last step takes all the rest.
        const going = leave.slice(from, last ? undefined : from + size);
        operations.push({ kind: "switch", enter: enter.slice(from, from + size), leave: going });
        if (!last && desired.delay > 0) {
            operations.push({ kind: "watch", names: enter.slice(0, from + size), milliseconds: desired.delay });
        }
    }
    if (leave.length > 0)
        operations.push({ kind: "drain", names: leave });
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
function plan_names(instances) {
    return instances.map(({ name }) => name);
}
function sameNames(one, other) {
    return [...one].sort().join() === [...other].sort().join();
}
function sameSettings(one, other) {
    const text = (settings) => JSON.stringify(Object.entries(settings ?? {})
        .filter(([, value]) => value !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1)));
    return text(one) === text(other);
}

;// CONCATENATED MODULE: ./actions/deploy/target-rollout.js





/** A host that cannot do one operation of taking back in this time needs a person. */
const BACK_LIMIT = 60_000;
/** Operations that wait for others, as long as those may take; the target ends them by itself. */
const WAITING = ["drain", "await-healthy"];
/** How often taking back is tried: what failed may be a busy machine, and each of its operations can be repeated. */
const BACK_TRIES = 3;
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
    /** Names of those that have the traffic before the first operation. */
    get standing() {
        return this.#standing.map(({ name }) => name);
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
            // Whoever waits in line shall not hold one of the few connections that the balancer takes commands over.
            const lock = await takeLock(() => this.#target.close());
            this.#lock = lock;
            await Promise.all([this.#look(), lock.check()]);
        }
        this.#operations = arrange(this.#operations);
        this.#start = await this.#target.traffic();
    }
    /** Does one part of the plan. Throws the first error, with nothing taken back. */
    async run(phase) {
        const { clock, signal, info } = this.#around;
        const operations = inPhases(this.#operations)[phase];
        const done = new AbortController();
        const hurry = () => this.#target.hurry();
        signal.addEventListener("abort", hurry, { once: true });
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
        catch (error) {
            // What fails then fails for that reason.
            throw this.#around.lost?.aborted ? this.#around.lost.reason : error;
        }
        finally {
            signal.removeEventListener("abort", hurry);
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
        const { info, clock, lost } = this.#around;
        if (lost?.aborted) {
            if (this.switched)
                throw new errors/* UserError */.yo("What was switched there cannot be taken back before it answers again.");
            info("Nothing was switched there; the next deploy removes what was begun.");
            return;
        }
        if (this.#around.signal.aborted)
            this.#target.hurry();
        const begin = clock.elapsed();
        for (let tries = 1;; tries++) {
            await this.#lock?.check();
            try {
                return await this.#goBack();
            }
            catch (error) {
                if (tries === BACK_TRIES || clock.elapsed() - begin > BACK_LIMIT)
                    throw error;
                info(`taking back failed and is tried again: ${(0,errors/* messageOf */.bD)(error)}`);
                await clock.sleep(1000);
            }
        }
    }
    async #goBack() {
        const { info } = this.#around;
        const before = this.standing;
        const observed = await this.#target.observe();
        const there = observed.instances.filter(({ name }) => before.includes(name));
        if (before.length > 0 && !there.some(({ running, kept }) => running || kept)) {
            throw new errors/* UserError */.yo("Of the release before no container runs any more, so the new ones were left as they are.");
        }
        for (const operation of planBack(before, observed, this.#observed?.balancer)) {
            await this.#lock?.check();
            info(`taking back: ${describe(operation)}`);
            // The run may have been asked to stop; what was begun has to be taken back all the same.
            const signal = WAITING.includes(operation.kind)
                ? new AbortController().signal
                : (0,clock/* withTimeout */.w)(undefined, BACK_LIMIT, describe(operation));
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

// EXTERNAL MODULE: ./actions/deploy/wish.js + 1 modules
var wish = __webpack_require__(54980);
;// CONCATENATED MODULE: ./actions/deploy/rollout.js















/**
 * Brings the release that the inputs ask for into traffic on every host, or only plans it. `report` is filled as things
 * become known. Whatever fails, the releases that were in traffic before are so afterwards, on all hosts; the error is
 * thrown then, with the outcome in the report.
 */
async function rollout(world, hosts, inputs, told) {
    const { runner, clock } = world;
    const { report } = told;
    const begin = clock.elapsed();
    const around = { told, moment: () => Math.round(clock.elapsed() - begin), number: 0 };
    const wishes = await wishesOf(world, hosts, inputs);
    const [wish] = wishes;
    const [first] = hosts;
    if (!wish || !first)
        throw new Error("there is no host to deploy to");
    Object.assign(report, {
        release: wish.release,
        image: wish.image,
        digest: wish.digest,
        url: (0,publish/* urlOf */.r)(wish, first.engine.address),
    });
    told.changed();
    const targets = new Map();
    for (const [index, host] of hosts.entries()) {
        const own = wishes[index] ?? wish;
        const name = hosts.length > 1 ? host.address : "";
        const { target, run } = rolloutOn(world, host, name, inputs, own, around, () => fleet);
        targets.set({ name, run }, { host, target, wish: own });
    }
    const fleet = new Fleet([...targets.keys()], { oneByOne: told.faults?.oneByOne ?? false });
    const letGo = [];
    const lockOf = async (member, onWait) => {
        const { host, wish: own } = targets.get(member) ?? { host: first, wish };
        // Those before it in line may take away what they need no more.
        letGo.push(await own.keep());
        const holder = (0,lock/* holderOf */.K)(runner.env, clock.now());
        const { onLock, lockTimeout: timeout } = inputs;
        // Apps that share a load balancer take turns: a reload for one of them is one for all.
        return await (0,lock/* takeLock */.H)(host.engine, { app: inputs.proxy || inputs.app, image: own.shell.image, onLock, timeout, holder, onWait }, world);
    };
    try {
        // A plan changes nothing, and neither does a deploy of what is there: they need no lock, which is a change itself.
        await fleet.begin(inputs.mode === "plan" ? undefined : lockOf, told.faults?.arrange);
        report.previous = fleet.previous;
        if (inputs.mode === "plan") {
            report.outcome = "planned";
            for (const { name, run } of fleet.members) {
                for (const text of run.operations.map(describe)) {
                    report.operations.push(placed(name, text));
                    runner.info(placed(name, `would ${text}`));
                }
            }
            if (fleet.busy.length === 0)
                runner.info("Nothing to do: this release is in traffic.");
            return;
        }
        if (fleet.busy.length === 0) {
            report.outcome = "unchanged";
            runner.info(`Release ${wish.release} is in traffic; nothing was changed.`);
            return;
        }
        for (const { name, run } of fleet.busy) {
            for (const instance of run.standing) {
                report.moments.push({ at: 0, instance: placed(name, instance), what: "in traffic" });
            }
        }
        try {
            await fleet.deploy();
            report.switchMs = fleet.switchMs;
            // What failed while the record was written is told as well.
            await count(fleet, report);
        }
        catch (error) {
            report.reason = runner.redact((0,errors/* messageOf */.bD)(error));
            report.switchMs = fleet.switchMs;
            const logs = await logsOfFailed([...targets].map(([{ name, run }, { target }]) => ({
                name,
                started: run.operations.flatMap((operation) => (operation.kind === "start" ? operation.names : [])),
                logs: async (container) => runner.redact(await target.logs(container)),
            })), report.moments);
            if (logs)
                report.logs = logs;
            if (fleet.settled) {
                // There is nothing to go back to any more; the new ones serve, and the next run tidies up.
                report.outcome = "deployed";
                throw failure(error, report);
            }
            await takeBack(fleet, report, runner.redact);
            throw failure(error, report);
        }
    }
    finally {
        await fleet.end();
        // Where it cannot be reached any more, a later deploy does it.
        await Promise.allSettled(letGo.map((image) => image()));
    }
}
/** What each host is to get. The tasks of a deploy run once, on the first one. */
async function wishesOf(world, hosts, inputs) {
    if (inputs.mode === "rollback") {
        const wishes = await Promise.all(hosts.map(({ engine }) => (0,wish.wishBack)(world, engine, inputs)));
        const releases = new Set(wishes.map(({ release }) => release));
        if (releases.size > 1) {
            throw new errors/* UserError */.yo(`The hosts would not go back to the same release, but to ${[...releases].join(" and ")}`, {
                hint: "Deploy the image that you want on all of them.",
            });
        }
        return wishes;
    }
    // A host that reaches no registry gets the image from here; where there is no engine here, it has to pull.
    const named = hosts.some(({ address }) => address !== "");
    const source = named ? await world.engine().catch(() => undefined) : undefined;
    const wishes = await Promise.all(hosts.map(({ engine }) => (0,wish.wishOf)(world, engine, inputs, source)));
    return wishes.map((wish, index) => ({ ...wish, tasks: index === 0 ? wish.tasks : [] }));
}
/** The rollout on one host, which tells the report of what it does. */
function rolloutOn(world, host, name, inputs, wish, around, fleet) {
    const { runner, clock } = world;
    const { told, moment } = around;
    const { report, faults } = told;
    const { engine } = host;
    const target = new docker_target/* DockerTarget */.W(engine, world, {
        ...wish,
        app: inputs.app,
        proxy: (0,names/* proxyOf */.Ol)(inputs),
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
            [names/* BEHIND */.VY]: (0,names/* proxyOf */.Ol)(inputs),
            "quayside.commit": runner.env.GITHUB_SHA ?? runner.env.GIT_COMMIT ?? "",
            "quayside.run": (0,run_url/* runUrl */.V)(runner.env),
        },
        record: () => recordOf(world, report, inputs.mode, wish),
        onMoment: (instance, what) => report.moments.push({ at: moment(), instance: placed(name, instance), what }),
    });
    const run = new TargetRollout(target, desiredOf(inputs, wish), {
        clock,
        signal: host.lost ? AbortSignal.any([world.signal, host.lost]) : world.signal,
        lost: host.lost,
        info: (text) => runner.info(placed(name, text)),
        before: async (operation) => {
            await faults?.before?.(around.number++, operation, name);
            if (operation.kind !== "record")
                return;
            await count(fleet(), report);
            report.outcome = "deployed";
            report.switchMs = fleet().switchMs;
            report.durationMs = moment();
        },
        after: (_, text) => report.operations.push(placed(name, text)),
        // Several hosts at once would give a picture of none of them.
        onSample: (sample) => {
            if (name === "")
                report.samples.push({ at: moment(), ...sample });
        },
    });
    return { target, run };
}
function desiredOf(inputs, wish) {
    return {
        app: inputs.app,
        release: wish.release,
        image: wish.image,
        network: wish.spec.network,
        replicas: wish.replicas,
        strategy: inputs.strategy,
        ...wish.manner,
        steps: inputs.canarySteps,
        tasks: wish.tasks,
        smoke: inputs.smoke !== "",
        keep: inputs.keepReleases,
        balancerKind: wish.shell.kind,
        balancerImage: wish.shell.image,
        address: (0,balancer/* addressText */.GI)(wish.shell),
        settings: wish.settings,
    };
}
function commandsOf(inputs) {
    return {
        ...(inputs.preflight ? { preflight: (0,tasks/* commandOf */.N)(inputs.preflight) } : {}),
        "pre-deploy": (0,tasks/* commandOf */.N)(inputs.preDeploy),
        "post-deploy": (0,tasks/* commandOf */.N)(inputs.postDeploy),
    };
}
function smokeOf(text) {
    if (text === "")
        return undefined;
    return text.startsWith("/") && !text.includes(" ") ? { path: text } : { command: (0,tasks/* commandOf */.N)(text) };
}
async function count(fleet, report) {
    const { requests, failed } = await fleet.count();
    report.requests = requests;
    report.failedRequests = failed;
}
async function takeBack(fleet, report, redact) {
    report.outcome = fleet.switched ? "rolled-back" : "failed-before-switch";
    try {
        await fleet.takeBack();
    }
    catch (error) {
        report.outcome = "rollback-failed";
        report.reason += `\nTaking it back failed too: ${redact((0,errors/* messageOf */.bD)(error))}`;
    }
    await count(fleet, report).catch(() => { });
    await fleet.recordFailure();
}
function failure(reason, report) {
    const error = (0,api_errors/* isDiskFull */.b$)(reason) ? diskFull(reason) : reason;
    if (!(error instanceof errors/* UserError */.yo))
        return error;
    const logs = report.logs ? `\nLast lines of ${report.logs.container}:\n${indent(report.logs.lines)}` : "";
    return new errors/* UserError */.yo(`${(0,errors/* messageOf */.bD)(error)}${logs}`, {
        exitCode: error.exitCode,
        cause: error.cause,
        hint: [(0,deploy_report/* afterFailure */.HP)(report), error.hint].filter(Boolean).join(" "),
    });
}
/** What is to be done about an engine whose disk is full. */
function diskFull(error) {
    return new errors/* UserError */.yo(`The disk of the Docker host is full: ${(0,errors/* messageOf */.bD)(error)}`, {
        hint: "Free some of it there: docker system df says what takes it, docker image prune removes what nobody needs.",
        cause: error,
    });
}
function indent(text) {
    return text
        .split("\n")
        .map((line) => `  ${line}`)
        .join("\n");
}
function recordOf(world, report, mode, { replicas, commit }) {
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
        commit: commit ?? env.GITHUB_SHA ?? env.GIT_COMMIT ?? env.TRAVIS_COMMIT ?? "",
        run: (0,run_url/* runUrl */.V)(env),
    };
}


/***/ })

};
;