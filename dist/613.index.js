"use strict";
exports.id = 613;
exports.ids = [613];
exports.modules = {

/***/ 8613:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  previousImage: () => (/* binding */ previousImage),
  rollout: () => (/* binding */ rollout)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(6715);
// EXTERNAL MODULE: ./toolkit/run-url.js
var run_url = __webpack_require__(5191);
// EXTERNAL MODULE: ./actions/deploy/docker-target.js + 6 modules
var docker_target = __webpack_require__(4955);
// EXTERNAL MODULE: ./toolkit/docker/credentials.js
var credentials = __webpack_require__(5929);
// EXTERNAL MODULE: ./toolkit/docker/images.js
var docker_images = __webpack_require__(1909);
// EXTERNAL MODULE: ./toolkit/docker/stream.js
var docker_stream = __webpack_require__(1623);
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
var retry = __webpack_require__(9972);
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

// EXTERNAL MODULE: ./toolkit/docker/api-errors.js
var api_errors = __webpack_require__(155);
// EXTERNAL MODULE: ./toolkit/docker/containers.js
var containers = __webpack_require__(9643);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(9117);
;// CONCATENATED MODULE: ./actions/deploy/lock.js




const POLL = 500;
/** Rounds that a lock may be seen between its creation and its start; the holder died in between. */
const STALE_ROUNDS = 20;
/**
 * Takes the lock of an app: a container with a fixed name, which the engine gives to one only. It runs `cat` on a
 * standard input that this process holds open, so it ends, and is removed by the engine, as soon as this process is
 * gone, however it went. That works over every kind of connection.
 */
async function takeLock(engine, options, world) {
    const name = `${options.app}-deploy-lock`;
    const started = world.clock.elapsed();
    let told = "";
    let rounds = 0;
    let unborn = "";
    for (;;) {
        const taken = await tryLock(engine, name, options, world.clock);
        if (taken)
            return taken;
        const holder = await (0,containers/* findContainer */.FA)(engine, name);
        if (!holder)
            continue;
        // A lock that never started, or that ended and was not removed, has no holder that could ever free it.
        rounds = unborn === holder.id ? rounds + 1 : 0;
        unborn = holder.running ? "" : holder.id;
        if (rounds >= STALE_ROUNDS) {
            await (0,containers/* removeContainer */.od)(engine, holder.id);
            continue;
        }
        const who = holder.labels["quayside.holder"] ?? "somebody";
        if (options.onLock === "fail") {
            throw new errors/* UserError */.yo(`Another deploy of ${options.app} runs: ${who}`, {
                hint: "Let it end and run this again, or set on-lock: wait.",
            });
        }
        if (world.clock.elapsed() - started > options.timeout) {
            throw new errors/* UserError */.yo(`Another deploy of ${options.app} still runs after ${(0,units/* formatDuration */.a3)(options.timeout)}: ${who}`, { hint: "Look at that run; or give a longer lock-timeout." });
        }
        if (told !== who)
            world.runner.info(`Waiting for another deploy of ${options.app}: ${who}`);
        told = who;
        await world.clock.sleep(POLL, world.signal);
    }
}
async function tryLock(engine, name, options, clock) {
    let id;
    try {
        id = await (0,containers/* createContainer */.g$)(engine, {
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
        if ((0,api_errors/* statusOf */.c2)(error) === 409)
            return undefined;
        throw error;
    }
    let stdin;
    try {
        stdin = await (0,containers/* attachStdin */.Sf)(engine, id);
        stdin.on("error", () => { });
        await (0,containers/* startContainer */.YI)(engine, id);
    }
    catch (error) {
        stdin?.destroy();
        await (0,containers/* removeContainer */.od)(engine, id).catch(() => { });
        throw error;
    }
    return {
        async check() {
            const mine = await (0,containers/* findContainer */.FA)(engine, id);
            if (!mine?.running) {
                throw new errors/* UserError */.yo("The lock of this deploy is gone: somebody removed it, or the connection to the host broke.", {
                    hint: "Nothing more was changed. Run the deploy again; it goes on from what is there.",
                });
            }
        },
        async release() {
            stdin.destroy();
            await (0,containers/* removeContainer */.od)(engine, id).catch(() => { });
            // The engine may be removing it by itself by now, and the next in line finds its name taken until that is done.
            for (let tries = 0; tries < 40 && (await (0,containers/* findContainer */.FA)(engine, id).catch(() => undefined)); tries++) {
                await clock.sleep(50);
            }
        },
    };
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
    const surplus = observed.instances.filter(({ name }) => !wanted.includes(name));
    const enter = wanted.filter((name) => !serves(name));
    // What dies in traffic is no use to anyone, but a route still leads there until it has been taken out.
    const leave = surplus.filter(({ traffic }) => traffic !== "out");
    const dead = wanted.filter((name) => byName.has(name) && !alive(name));
    const idle = surplus.filter(({ traffic }) => traffic === "out");
    const operations = [];
    const add = (operation, when = true) => {
        if (when)
            operations.push(operation);
    };
    add({ kind: "fetch-image", image: desired.image }, !observed.imagePresent);
    add({ kind: "make-network", name: desired.network }, !observed.networkPresent);
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
    const leftovers = [...dead, ...names(idle)];
    add({ kind: "remove", names: leftovers }, leftovers.length > 0);
    const start = wanted.filter((name) => !alive(name));
    add({ kind: "start", names: start }, start.length > 0);
    add({ kind: "await-healthy", names: enter }, enter.length > 0);
    add({ kind: "save-routes", names: wanted }, !sameNames(balancer.saved, wanted) || enter.length > 0);
    operations.push(...moves(desired.strategy, enter, names(leave)));
    if (!sameSettings(during, desired.settings))
        add({ kind: "reload-balancer", settings: desired.settings });
    add({ kind: "watch", names: wanted, milliseconds: desired.monitor }, enter.length > 0 && desired.monitor > 0);
    add({ kind: "stop", names: names(leave) }, leave.length > 0);
    const recorded = observed.last?.release === desired.release;
    add({ kind: "record" }, operations.length > 0 || !recorded);
    return operations;
}
/**
 * What takes a failed deploy back: those that were in traffic before it stay or come back, everything newer goes.
 * `before` are the names that were in traffic when it began.
 */
function planBack(before, observed, settings) {
    const old = observed.instances.filter(({ name, running }) => before.includes(name) && running);
    const newer = observed.instances.filter(({ name }) => !before.includes(name));
    const operations = [];
    if (observed.balancer.state === "running") {
        const enter = names(old.filter(({ traffic }) => traffic !== "in"));
        const leave = names(newer.filter(({ traffic }) => traffic === "in"));
        const routed = names(newer.filter(({ traffic }) => traffic !== "out"));
        if (observed.orphans.length > 0)
            operations.push({ kind: "clear-routes", routes: observed.orphans });
        if (!sameNames(observed.balancer.saved, names(old)))
            operations.push({ kind: "save-routes", names: names(old) });
        if (enter.length + leave.length > 0)
            operations.push({ kind: "switch", enter, leave });
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
function moves(strategy, enter, leave) {
    if (enter.length + leave.length === 0)
        return [];
    if (strategy === "blue-green") {
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
function names(instances) {
    return instances.map(({ name }) => name);
}
function sameNames(one, other) {
    return [...one].sort().join() === [...other].sort().join();
}
function sameSettings(one, other) {
    return one?.algorithm === other.algorithm && one.gatePath === other.gatePath && one.servingPath === other.servingPath;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./actions/deploy/release.js

/**
 * Id of a release: twelve hexadecimal digits over all that its containers are made of. The same wishes always give the
 * same id, so that a second run recognises what a first one left behind.
 */
function releaseId(spec) {
    return (0,external_node_crypto_.createHash)("sha256")
        .update(JSON.stringify(sorted(spec)))
        .digest("hex")
        .slice(0, 12);
}
/** A hash of a secret for the release's id. */
function secretHash(value) {
    return (0,external_node_crypto_.createHash)("sha256").update(`quayside secret\n${value}`).digest("hex");
}
// JSON keeps the order in which keys were set; the id must not depend on it.
function sorted(value) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
        return value;
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}

;// CONCATENATED MODULE: ./actions/deploy/target.js
/** An operation in words, for `mode: plan`, the log and the summary. */
function describe(operation) {
    const list = (names) => names.join(", ");
    switch (operation.kind) {
        case "fetch-image":
            return `fetch image ${operation.image}`;
        case "make-network":
            return `make network ${operation.name}`;
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
        case "record":
            return "record the deploy";
    }
}

;// CONCATENATED MODULE: ./actions/deploy/rollout.js









/** Taking back starts no container and waits for nobody; a host that cannot do it in this time needs a person. */
const BACK_LIMIT = 60_000;
/**
 * Brings the release that the inputs ask for into traffic, or only plans it. `report` is filled as things become known.
 * Whatever fails, the releases that were in traffic before are so afterwards; the error is thrown then, with the outcome
 * in the report.
 */
async function rollout(world, engine, inputs, image, told) {
    const { runner, clock } = world;
    const { report } = told;
    const begin = clock.elapsed();
    const facts = await ensureImage(world, engine, image, inputs.pull);
    await ensureImage(world, engine, inputs.proxyImage, "missing");
    const spec = {
        image: facts.id,
        port: inputs.port,
        env: Object.fromEntries(inputs.env),
        secrets: Object.fromEntries([...inputs.secrets].map(([name, value]) => [name, secretHash(value)])),
        network: inputs.network || inputs.app,
        ...(inputs.memory === undefined ? {} : { memory: inputs.memory }),
        ...(inputs.cpus === undefined ? {} : { cpus: inputs.cpus }),
    };
    const release = releaseId(spec);
    const settings = {
        algorithm: inputs.lbAlgorithm,
        gatePath: inputs.healthPath,
        servingPath: inputs.healthPath,
    };
    const { hostIp, hostPort } = inputs.publish;
    const shell = `${inputs.proxyImage} ${hostIp}:${hostPort} ${spec.network}`;
    Object.assign(report, {
        release,
        image,
        digest: /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1] ?? facts.id,
        url: `http://${hostIp === "0.0.0.0" ? "127.0.0.1" : hostIp}:${hostPort}`,
    });
    told.changed();
    const desired = {
        app: inputs.app,
        release,
        image,
        network: spec.network,
        replicas: inputs.replicas,
        strategy: inputs.strategy,
        shell,
        settings,
        monitor: inputs.monitorSeconds,
    };
    const target = new docker_target/* DockerTarget */.Wi(engine, world, {
        app: inputs.app,
        release,
        spec,
        image,
        imagePresent: true,
        secrets: inputs.secrets,
        publish: inputs.publish,
        proxyImage: inputs.proxyImage,
        shell,
        settings,
        healthTimeout: inputs.healthTimeout,
        drainTimeout: inputs.drainTimeout,
        stopTimeout: inputs.stopTimeout,
        labels: {
            "quayside.commit": runner.env.GITHUB_SHA ?? runner.env.GIT_COMMIT ?? "",
            "quayside.run": (0,run_url/* runUrl */.V)(runner.env),
        },
        record: () => recordOf(world, report, inputs.replicas),
        onMoment: (instance, what) => report.moments.push({ at: clock.elapsed() - begin, instance, what }),
        fetchImage: async () => void (await ensureImage(world, engine, image, "missing")),
    });
    let lock;
    try {
        let observed = await target.observe();
        let operations = plan(desired, observed);
        // A plan changes nothing, and neither does a deploy of what is there: they need no lock, which is a change itself.
        if (inputs.mode !== "plan" && operations.length > 0) {
            lock = await takeLock(engine, {
                app: inputs.app,
                image: inputs.proxyImage,
                onLock: inputs.onLock,
                timeout: inputs.lockTimeout,
                holder: holderOf(runner.env, clock.now()),
            }, world);
            // Whoever held the lock until now may have changed everything.
            observed = await target.observe();
            operations = plan(desired, observed);
        }
        const before = observed.instances.filter(({ traffic, running }) => traffic === "in" && running);
        report.previous = before.find((instance) => instance.release !== release)?.release ?? before[0]?.release ?? "";
        if (inputs.mode === "plan") {
            report.outcome = "planned";
            report.operations = operations.map(describe);
            for (const text of report.operations)
                runner.info(`would ${text}`);
            if (operations.length === 0)
                runner.info("Nothing to do: this release is in traffic.");
            return;
        }
        if (!lock || operations.length === 0) {
            report.outcome = "unchanged";
            runner.info(`Release ${release} is in traffic; nothing was changed.`);
            return;
        }
        let start = await target.traffic();
        const count = async () => {
            const now = await target.traffic();
            report.requests = Math.max(0, now.requests - start.requests);
            report.failedRequests = Math.max(0, now.failed - start.failed);
        };
        let switched;
        // Once the old ones are being stopped there is nothing to go back to; the new ones serve, and the next run tidies up.
        let settled = false;
        try {
            for (const operation of told.arrange?.(operations) ?? operations) {
                // Whoever has lost the lock must not go on: another deploy may be changing the same things.
                await lock.check();
                if (operation.kind === "record") {
                    await count();
                    report.outcome = "deployed";
                    report.durationMs = Math.round(clock.elapsed() - begin);
                }
                const from = clock.elapsed();
                settled ||= operation.kind === "stop" || operation.kind === "record";
                runner.info(describe(operation));
                await target.apply(operation, world.signal);
                report.operations.push(describe(operation));
                // Before the first release there was nobody who could have answered.
                if (operation.kind === "switch" && !switched && before.length === 0)
                    start = await target.traffic();
                if (operation.kind === "switch")
                    switched = { from: switched?.from ?? from, to: clock.elapsed() };
            }
            report.switchMs = switched ? Math.round(switched.to - switched.from) : 0;
        }
        catch (error) {
            report.reason = runner.redact((0,errors/* messageOf */.bD)(error));
            await keepLogs(target, report, operations, runner.redact);
            if (settled) {
                report.outcome = "deployed";
                throw failure(error, report);
            }
            if (world.signal.aborted)
                target.hurry();
            const names = before.map(({ name }) => name);
            await takeBack(world, target, report, names, observed.balancer.settings, switched !== undefined);
            await count().catch(() => { });
            await target.apply({ kind: "record" }, AbortSignal.timeout(BACK_LIMIT)).catch(() => { });
            throw failure(error, report);
        }
    }
    finally {
        target.close();
        await lock?.release();
    }
}
/** The last release before the one in traffic that was deployed and good, by the host's own record. */
async function previousImage(engine, app) {
    const records = (await (0,docker_target/* readRecords */.T3)(engine, app)).filter(({ outcome }) => outcome === "deployed");
    const current = records.at(-1);
    const previous = records.findLast(({ release }) => release !== current?.release);
    if (!previous) {
        throw new errors/* UserError */.yo(`There is no release of ${app} to go back to`, {
            hint: `The record in the volume ${(0,docker_target/* balancerName */.CE)(app)} names ${records.length === 0 ? "no deploy" : "only one release"}.`,
        });
    }
    return previous.image;
}
async function keepLogs(target, report, operations, redact) {
    const started = operations.flatMap((operation) => (operation.kind === "start" ? operation.names : []));
    const failed = report.moments.findLast(({ what }) => what === "failed")?.instance ?? started[0];
    if (!failed)
        return;
    const lines = redact(await target.logs(failed).catch(() => "")).trim();
    if (lines !== "")
        report.logs = { container: failed, lines };
}
async function takeBack(world, target, report, before, settings, switched) {
    report.outcome = switched ? "rolled-back" : "failed-before-switch";
    // The run may have been asked to stop; what was begun has to be taken back all the same.
    const signal = AbortSignal.timeout(BACK_LIMIT);
    try {
        const observed = await target.observe();
        if (before.length > 0 && !observed.instances.some(({ name, running }) => running && before.includes(name))) {
            throw new errors/* UserError */.yo("Of the release before no container runs any more, so the new ones were left as they are.");
        }
        for (const operation of planBack(before, observed, settings)) {
            world.runner.info(`taking back: ${describe(operation)}`);
            await target.apply(operation, signal);
            report.operations.push(`taking back: ${describe(operation)}`);
        }
    }
    catch (error) {
        report.outcome = "rollback-failed";
        report.reason += `\nTaking it back failed too: ${world.runner.redact((0,errors/* messageOf */.bD)(error))}`;
    }
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
function recordOf(world, report, replicas) {
    const { env } = world.runner;
    return {
        version: 1,
        at: new Date(world.clock.now()).toISOString(),
        release: report.release,
        previous: report.previous,
        image: report.image,
        digest: report.digest,
        outcome: report.outcome,
        replicas,
        durationMs: report.durationMs,
        requests: report.requests,
        failedRequests: report.failedRequests,
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

/***/ 5929:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TO: () => (/* binding */ readDockerConfig),
/* harmony export */   n0: () => (/* binding */ configuredAuth),
/* harmony export */   nK: () => (/* binding */ configKeys),
/* harmony export */   vg: () => (/* binding */ configFolder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
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

/***/ 1909:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E$: () => (/* binding */ tagImage),
/* harmony export */   GH: () => (/* binding */ pushImage),
/* harmony export */   inspectImage: () => (/* binding */ inspectImage),
/* harmony export */   storesInContainerd: () => (/* binding */ storesInContainerd),
/* harmony export */   wD: () => (/* binding */ checkLogin)
/* harmony export */ });
/* unused harmony exports removeImage, listImages */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6715);
/* harmony import */ var _api_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(155);
/* harmony import */ var _stream_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1623);



/** The image of that reference or id; undefined where the engine holds none. */
async function inspectImage(engine, reference) {
    const image = engine.api.getImage(reference);
    const facts = await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orMissing */ .Mr)(image.inspect());
    if (!facts)
        return undefined;
    const history = ((await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orMissing */ .Mr)(image.history())) ?? []);
    return {
        id: facts.Id,
        size: facts.Size,
        tags: facts.RepoTags ?? [],
        layers: history.map((layer) => ({ createdBy: layer.CreatedBy ?? "", size: layer.Size ?? 0 })).reverse(),
        labels: facts.Config?.Labels ?? {},
        user: facts.Config?.User ?? "",
        os: facts.Os,
        architecture: facts.Architecture,
    };
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
/** Takes one name (or the whole image, by its id) away; no error where it is gone already. */
async function removeImage(engine, reference) {
    await orMissing(engine.api.getImage(reference).remove());
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
    await (0,_stream_js__WEBPACK_IMPORTED_MODULE_1__/* .readStream */ .b)(stream, (message) => {
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

/***/ 1623:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ readStream)
/* harmony export */ });
/* unused harmony export EngineStreamError */
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6193);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_string_decoder__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6715);


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

/***/ 9972:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6715);

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


/***/ }),

/***/ 5191:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ runUrl)
/* harmony export */ });
/** Address of the run's own page on GitHub, Jenkins or Travis CI; `""` where there is none. */
function runUrl(env) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
    if (server && repository && id)
        return `${server}/${repository}/actions/runs/${id}`;
    return env.BUILD_URL ?? env.TRAVIS_BUILD_WEB_URL ?? "";
}


/***/ })

};
;