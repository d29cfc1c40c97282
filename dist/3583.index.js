"use strict";
exports.id = 3583;
exports.ids = [3583,2651,3162,4753];
exports.modules = {

/***/ 31097:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ex: () => (/* binding */ TLS_PORT),
/* harmony export */   GI: () => (/* binding */ addressText),
/* harmony export */   Iq: () => (/* binding */ FRONT_PORT),
/* harmony export */   L7: () => (/* binding */ FOLDER),
/* harmony export */   NK: () => (/* binding */ weightsFor),
/* harmony export */   eW: () => (/* binding */ FULL),
/* harmony export */   nb: () => (/* binding */ balancerImageOf),
/* harmony export */   or: () => (/* binding */ parseAddress)
/* harmony export */ });
/** Where the volume with the configuration and the record is mounted in the balancer's container. */
const FOLDER = "/quayside";
/** Port inside of the balancer's container that the host's address leads to. */
const FRONT_PORT = 8080;
/** The same for TLS. */
const TLS_PORT = 8443;
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
const IMAGES = { haproxy: "haproxy:3.0", nginx: "nginx:1.29" };
/** The image of the load balancer: the one that is named, or that of the product. */
function balancerImageOf(given) {
    return given.proxyImage || IMAGES[given.loadBalancer];
}
/** The addresses of a shell as one text, which its container carries as a label. */
function addressText({ publish, publishTls }) {
    const text = ({ hostIp, hostPort }) => `${hostIp}:${hostPort}`;
    return publishTls ? `${text(publish)} tls=${text(publishTls)}` : text(publish);
}
/** Reads what `addressText` wrote; undefined for any other text. */
function parseAddress(text) {
    const match = /^([\d.]+):(\d+)(?: tls=([\d.]+):(\d+))?$/.exec(text);
    if (!match)
        return undefined;
    const [, hostIp = "", port, tlsIp = "", tlsPort] = match;
    return {
        publish: { hostIp, hostPort: Number(port) },
        ...(tlsPort ? { publishTls: { hostIp: tlsIp, hostPort: Number(tlsPort) } } : {}),
    };
}
/** The weight of an instance that has its full part of the traffic. */
const FULL = 100;


/***/ }),

/***/ 64008:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ showDeployment),
/* harmony export */   closeLeft: () => (/* binding */ closeLeft)
/* harmony export */ });
/* harmony import */ var _toolkit_run_url_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35191);

/** What `main` tells `post`. */
const ID = "deployment-id";
const CLOSED = "deployment-closed";
/** How it ended, where GitHub did not hear of it. */
const END = "deployment-end";
/**
 * Creates a deployment and says that it is in progress, while the deploy goes on: a GitHub that is slow or that limits us
 * delays nothing.
 */
function showDeployment(world, { token, environment, url, commit }) {
    const { runner } = world;
    const log = { logUrl: (0,_toolkit_run_url_js__WEBPACK_IMPORTED_MODULE_0__/* .runUrl */ .V)(runner.env) };
    const ref = runner.env.GITHUB_SHA ?? runner.env.GITHUB_REF ?? "";
    if (environment === "" || ref === "")
        return { id: Promise.resolve(undefined), close: async () => { } };
    const begin = async () => {
        const known = await commit?.catch(() => "");
        const github = await world.github(token);
        if (!github) {
            runner.annotate("warning", `No deployment to "${environment}" is shown on GitHub: token is not set.`);
            return undefined;
        }
        const made = await github.deployment({
            ref: known || ref,
            environment,
            description: `Quayside: ${runner.input("app")}`,
        });
        if (!made)
            return undefined;
        runner.saveState(ID, String(made.id));
        await made.status("in_progress", log);
        return made;
    };
    // A run that is asked to stop rejects; `post` closes what was created until then.
    const begun = begin().catch(() => undefined);
    return {
        id: begun.then((deployment) => deployment?.id),
        async close(report) {
            const deployment = await begun;
            if (!deployment || world.signal.aborted)
                return;
            const end = {
                state: stateOf(report.outcome),
                description: `${report.outcome}${report.reason ? `: ${report.reason.split("\n")[0]}` : ""}`,
                environmentUrl: url || report.url,
            };
            const told = await deployment.status(end.state, { ...log, ...end }).catch(() => false);
            runner.saveState(told ? CLOSED : END, told ? "true" : JSON.stringify(end));
        },
    };
}
/** Closes what `main` had to leave open: the job was cancelled, the process was killed, or GitHub did not hear of the end. */
async function closeLeft(world, token) {
    const { runner } = world;
    const id = Number(runner.state(ID));
    if (!id || runner.state(CLOSED) !== "")
        return;
    const github = await world.github(token);
    const end = runner.state(END);
    const { state, ...details } = end === "" ? { state: "inactive", description: "The run ended before the deploy did." } : JSON.parse(end);
    await github?.openDeployment(id).status(state, { logUrl: (0,_toolkit_run_url_js__WEBPACK_IMPORTED_MODULE_0__/* .runUrl */ .V)(runner.env), ...details });
}
function stateOf(outcome) {
    return outcome === "deployed" || outcome === "unchanged" ? "success" : "failure";
}


/***/ }),

/***/ 5348:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BY: () => (/* binding */ nameLabels),
/* harmony export */   CE: () => (/* binding */ balancerName),
/* harmony export */   IB: () => (/* binding */ KEPT_IMAGES),
/* harmony export */   Ol: () => (/* binding */ proxyOf),
/* harmony export */   PC: () => (/* binding */ labelsOf),
/* harmony export */   QQ: () => (/* binding */ keptName),
/* harmony export */   VY: () => (/* binding */ BEHIND),
/* harmony export */   ak: () => (/* binding */ servingName),
/* harmony export */   g1: () => (/* binding */ homeNetwork),
/* harmony export */   hR: () => (/* binding */ instanceOf),
/* harmony export */   mc: () => (/* binding */ appFolder),
/* harmony export */   yR: () => (/* binding */ keptImage)
/* harmony export */ });
/* harmony import */ var _balancer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31097);

/** Labels that every container of an app carries, with its role. */
function labelsOf(app, role) {
    return { "quayside.app": app, "quayside.role": role };
}
/** Name of the balancer's container and of its volume. */
function balancerName(app) {
    return `${app}-balancer`;
}
/** Name of the load balancer in front of an app: its own, or the one that it shares. */
function proxyOf({ app, proxy }) {
    return proxy || balancerName(app);
}
/** The label with the name of the load balancer that a container stands behind. */
const BEHIND = "quayside.behind";
/**
 * The network that a shared load balancer begins in. Its name sorts before those of the apps that it joins: an engine
 * before 28 moves published ports to the network whose name sorts first, and for a moment nobody answers.
 */
function homeNetwork(proxy) {
    return `0-${proxy}`;
}
/** Folder in the balancer's volume for what is of one app: state, record, releases. */
function appFolder(app) {
    return `${_balancer_js__WEBPACK_IMPORTED_MODULE_0__/* .FOLDER */ .L7}/apps/${app}`;
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
/** How the names of images begin that are kept for a release. */
const KEPT_IMAGES = "quayside-kept/";
/** A name for the image of a release that is kept, so that no tidying up of unnamed images takes it. */
function keptImage(app, release) {
    return { repo: `${KEPT_IMAGES}${app}`, tag: release };
}


/***/ }),

/***/ 64753:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   connectHosts: () => (/* binding */ connectHosts),
/* harmony export */   reachHosts: () => (/* binding */ reachHosts)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62651);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);


/**
 * Connects to every host, all at once. Where one of them cannot be reached nothing is changed anywhere: throws a
 * UserError that names each of those, with what to do.
 */
async function connectHosts(world, given) {
    if (given.hosts.length === 0) {
        const engine = await world.engine();
        const { lost, unwatch } = engine.address.startsWith("unix:") ? {} : watched(engine);
        return [{ address: "", engine, ...(lost ? { lost } : {}), leave: async () => unwatch?.() }];
    }
    const engines = await connectAll(world, given);
    return engines.map((engine) => {
        const { lost, unwatch } = watched(engine);
        const leave = async () => {
            unwatch();
            await engine.close();
        };
        return { address: engine.address, engine, lost, leave };
    });
}
/** Whether every host can be reached: what each of them is, in words. Throws as `connectHosts` does. */
async function reachHosts(world, given) {
    const engines = await connectAll(world, given);
    await Promise.all(engines.map((engine) => engine.close()));
    return engines.map(({ version, address }) => `Docker Engine ${version} at ${address}`);
}
async function connectAll(world, given) {
    const { hosts, sshKey, knownHosts, tlsCa, tlsCert, tlsKey } = given;
    const options = {
        env: world.runner.env,
        signal: world.signal,
        temp: world.temp,
        ssh: { ...(sshKey ? { key: sshKey } : {}), ...(knownHosts ? { knownHosts } : {}) },
        ...(tlsCa ? { tls: { ca: tlsCa, cert: tlsCert, key: tlsKey } } : {}),
    };
    const tries = await Promise.allSettled(hosts.map((host) => (0,_toolkit_docker_js__WEBPACK_IMPORTED_MODULE_0__.connect)({ host, ...options })));
    const failed = tries.flatMap((one, index) => one.status === "rejected" ? [{ host: hosts[index] ?? "", why: one.reason }] : []);
    const engines = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    if (failed.length === 0)
        return engines;
    await Promise.all(engines.map((engine) => engine.close()));
    (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .throwIfAborted */ .Te)(world.signal);
    const [first] = failed;
    if (hosts.length === 1)
        throw first?.why;
    const lines = failed.map(({ host, why }) => `  ${host}: ${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageWithHint */ .X9)(why, "\n    ")}`);
    throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${failed.length} of ${hosts.length} hosts cannot be reached:\n${lines.join("\n")}`, {
        hint: "Nothing was changed on any host.",
        cause: first?.why,
    });
}
/** Milliseconds between two looks, and that an answer may take. */
const LOOK = 5000;
const ANSWER = 10_000;
/**
 * A host whose network is gone or whose engine hangs answers nothing, not even that it does, and a call to it would wait
 * for a quarter of an hour or for ever. So somebody asks; once it is lost, every call to it fails at once.
 */
function watched(engine) {
    const lost = new AbortController();
    let misses = 0;
    let looking = false;
    const timer = setInterval(async () => {
        if (looking)
            return;
        looking = true;
        await (0,_toolkit_docker_js__WEBPACK_IMPORTED_MODULE_0__.ping)(engine, ANSWER).then(() => (misses = 0), () => misses++);
        looking = false;
        // Once may be chance.
        if (misses < 2)
            return;
        clearInterval(timer);
        lost.abort(new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${engine.address} does not answer any more`, { hint: "Look at the host and its network." }));
        await engine.close();
    }, LOOK);
    timer.unref();
    return { lost: lost.signal, unwatch: () => clearInterval(timer) };
}


/***/ }),

/***/ 53162:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SECRETS: () => (/* binding */ SECRETS),
/* harmony export */   bringsRelease: () => (/* binding */ bringsRelease),
/* harmony export */   plainInputs: () => (/* binding */ plainInputs),
/* harmony export */   readDeployInputs: () => (/* binding */ readDeployInputs),
/* harmony export */   unwatched: () => (/* binding */ unwatched)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);
/* harmony import */ var _spec_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12100);


/** Where the files of `secrets` are in a container. */
const SECRETS = "/run/secrets";
/** Reads the inputs; every mistake of them is told at once. Each secret's value is masked by itself, too. */
function readDeployInputs(runner) {
    return (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .readInputs */ .Ko)(_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs, runner, (inputs) => {
        for (const value of inputs.secrets.values())
            runner.mask(value);
        const mistakes = [];
        const composed = inputs.composeFile.length > 0;
        if (["deploy", "plan"].includes(inputs.mode) && inputs.image === "" && !composed) {
            mistakes.push(`image is not set; mode ${inputs.mode} takes an image, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs.image.example}; or a compose-file`);
        }
        if (inputs.loadBalancer === "nginx") {
            const without = {
                sticky: inputs.sticky,
                proxy: inputs.proxy !== "",
                "max-p99-ms": inputs.maxP99Ms !== undefined,
                domains: inputs.domains.length > 0,
                path: inputs.path !== "/",
                "certificates for more than one name": inputs.certificates.length > 1,
            };
            const named = Object.entries(without).flatMap(([name, set]) => (set ? [name] : []));
            if (named.length > 0)
                mistakes.push(`${named.join(", ")} cannot be had with load-balancer nginx; haproxy has it`);
        }
        const tls = inputs.publishTls !== undefined;
        if (tls !== inputs.certificates.length > 0 && inputs.mode !== "rollback") {
            mistakes.push("publish-tls and certificates go together: give both or neither of them");
        }
        if (inputs.tlsRedirect && !tls)
            mistakes.push("tls-redirect needs publish-tls, or there is nothing to send to");
        if (/^(host|none|container:.*)$/.test(inputs.network)) {
            mistakes.push(`network got "${inputs.network}", where containers have no addresses that the load balancer could send requests to; it takes another one, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs.network.example}`);
        }
        if (!composed && inputs.service !== "")
            mistakes.push("service is set and compose-file is not");
        if (inputs.environment !== "" && inputs.token === "") {
            mistakes.push(`environment needs a token to be shown on GitHub; token takes, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs.token.example}`);
        }
        for (const name of inputs.secrets.keys()) {
            if (!/^[\w.-]{1,80}$/.test(name)) {
                mistakes.push(`secrets has a name that cannot be a file's; it takes letters, digits, ".", "_" and "-"`);
            }
        }
        return [...mistakes, ...connectionMistakes(inputs)];
    });
}
function connectionMistakes(inputs) {
    const mistakes = [];
    const { hosts, knownHosts, tlsCa, tlsCert, tlsKey } = inputs;
    const twice = hosts.find((host, index) => hosts.indexOf(host) < index);
    if (twice !== undefined)
        mistakes.push(`hosts names ${twice} twice`);
    for (const host of hosts) {
        if (!/^(ssh|tcp|https|unix|npipe):\/\/./.test(host)) {
            mistakes.push(`hosts got "${host}"; it takes addresses, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs.hosts.example}`);
        }
    }
    const ssh = hosts.some((host) => host.startsWith("ssh://"));
    if (ssh && knownHosts === "") {
        mistakes.push("known-hosts is not set; ssh:// takes the keys of its hosts, as ssh-keyscan HOST prints them (compare them with those on the host first)");
    }
    const tls = [tlsCa, tlsCert, tlsKey].filter((part) => part !== "").length;
    if (tls > 0 && tls < 3)
        mistakes.push("tls-ca, tls-cert and tls-key go together; some are not set");
    const remote = hosts.find((host) => /^(tcp|https):/.test(host) && !/^\w+:\/\/(127\.|localhost\b|\[::1\])/.test(host));
    if (remote !== undefined && tls === 0) {
        mistakes.push(`tls-ca, tls-cert and tls-key are not set; without them whoever reaches ${remote} is root there, and so is whoever listens in between`);
    }
    return mistakes;
}
/** What the inputs ask for where there is no compose file. */
function plainInputs(given) {
    return {
        ...given,
        publish: given.publish ?? { hostIp: "127.0.0.1", hostPort: 8080 },
        replicas: given.replicas ?? 1,
        parallelism: given.parallelism ?? 1,
        delay: given.delay ?? 0,
        healthTimeout: given.healthTimeout ?? 60_000,
        monitorSeconds: given.monitorSeconds ?? 0,
        stopTimeout: given.stopTimeout ?? 10_000,
        order: given.order === "stop-first" ? "stop-first" : "start-first",
        rollback: given.mode === "rollback" ? mannerOf(given) : {},
        files: [...given.secrets].map(([name, value]) => ({ path: `${SECRETS}/${name}`, content: Buffer.from(value) })),
        origin: { instance: {}, balancer: {} },
        notes: given.healthPath === "" && bringsRelease(given)
            ? [
                "No health-path is given: where the image has no HEALTHCHECK either, a port that is open is taken for healthy. A health-path such as /readyz knows better.",
            ]
            : [],
    };
}
function mannerOf({ parallelism, delay, monitorSeconds, order }) {
    return {
        ...(parallelism === undefined ? {} : { parallelism }),
        ...(delay === undefined ? {} : { delay }),
        ...(monitorSeconds === undefined ? {} : { monitor: monitorSeconds }),
        ...(order === "auto" ? {} : { order }),
    };
}
/** Whether the inputs are about a release that may be new, and not about what is there already. */
function bringsRelease({ mode }) {
    return mode === "deploy" || mode === "plan";
}
/** Names of limits that are given and that nobody heeds, since the release is not watched at any time. */
function unwatched(inputs) {
    const { strategy, canarySteps, replicas, parallelism, delay, monitorSeconds } = inputs;
    const steps = strategy === "canary" && canarySteps.some(({ percent, hold }) => percent < 100 && hold > 0);
    const groups = strategy === "rolling" && delay > 0 && parallelism > 0 && replicas > parallelism;
    if (steps || groups || monitorSeconds > 0 || !bringsRelease(inputs))
        return [];
    const limits = {
        "max-error-rate": inputs.maxErrorRate !== undefined,
        "max-p99-ms": inputs.maxP99Ms !== undefined,
        "max-restarts": inputs.maxRestarts > 0,
    };
    return Object.entries(limits).flatMap(([name, given]) => (given ? [name] : []));
}


/***/ }),

/***/ 73583:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deploy: () => (/* binding */ deploy),
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./toolkit/action.js + 2 modules
var action = __webpack_require__(5210);
// EXTERNAL MODULE: ./toolkit/docker/api-errors.js
var api_errors = __webpack_require__(50155);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./actions/deploy/deployment.js
var deployment = __webpack_require__(64008);
// EXTERNAL MODULE: ./actions/deploy/docker/names.js
var names = __webpack_require__(5348);
// EXTERNAL MODULE: ./actions/deploy/hosts/connect.js
var connect = __webpack_require__(64753);
// EXTERNAL MODULE: ./actions/deploy/inputs.js
var deploy_inputs = __webpack_require__(53162);
// EXTERNAL MODULE: ./actions/deploy/report.js
var deploy_report = __webpack_require__(37857);
;// CONCATENATED MODULE: ./actions/deploy/resolve-inputs.js

/** The inputs with what the compose file says, where one is given and the mode is about a release. */
async function resolveInputs(world, given) {
    const inputs = await readAll(world, given);
    const limits = (0,deploy_inputs.unwatched)(inputs);
    if (limits.length > 0) {
        const what = `${limits.join(" and ")} ${limits.length === 1 ? "is a limit" : "are limits"}`;
        world.runner.annotate("warning", `${what} that nothing is held to: the release is not watched in traffic. Set monitor-seconds, for example to 60.`);
    }
    return inputs;
}
async function readAll(world, given) {
    if (given.composeFile.length === 0 || ["status", "down", "unlock"].includes(given.mode))
        return (0,deploy_inputs.plainInputs)(given);
    const { composeInputs } = await Promise.all(/* import() */[__webpack_require__.e(3483), __webpack_require__.e(2909), __webpack_require__.e(7457)]).then(__webpack_require__.bind(__webpack_require__, 47457));
    return await composeInputs(world, given);
}

// EXTERNAL MODULE: ./actions/deploy/spec.js
var spec = __webpack_require__(12100);
;// CONCATENATED MODULE: ./actions/deploy/main.js










/** The deploy action. */
const main = async (world) => await deploy(world);
/** The deploy action; `faults` are only given by tests. */
async function deploy(world, faults) {
    const { runner, clock } = world;
    const begin = clock.elapsed();
    const set = (0,action/* outputsOf */.Yz)(spec/* spec */.I, runner);
    const given = readGiven(world, set);
    const report = {
        version: 1,
        outcome: "failed-before-switch",
        app: given.app,
        release: "",
        previous: "",
        image: given.image,
        digest: "",
        url: "",
        requests: 0,
        failedRequests: 0,
        switchMs: 0,
        durationMs: 0,
        operations: [],
        moments: [],
        samples: [],
    };
    const tell = () => set({
        outcome: report.outcome,
        "release-id": report.release,
        "previous-release": report.previous,
        image: report.image,
        digest: report.digest,
        url: report.url,
        "deployment-id": report.deploymentId ?? "",
        requests: report.requests,
        "failed-requests": report.failedRequests,
        "switch-ms": report.switchMs,
        "duration-ms": report.durationMs,
        report: { ...report },
    });
    let hosts = [];
    let shown;
    try {
        const inputs = await resolveInputs(world, given);
        report.image = inputs.image;
        for (const note of inputs.notes)
            runner.info(note);
        hosts = await (0,connect.connectHosts)(world, given);
        if (["down", "unlock", "status"].includes(inputs.mode)) {
            for (const host of hosts)
                await tend(world, host, inputs, report, hosts.length > 1 ? `${host.address}: ` : "");
        }
        else {
            const [{ rollout, commitBack }, { preflight }] = await Promise.all([
                Promise.all(/* import() */[__webpack_require__.e(2909), __webpack_require__.e(8671), __webpack_require__.e(4431)]).then(__webpack_require__.bind(__webpack_require__, 34431)),
                __webpack_require__.e(/* import() */ 4308).then(__webpack_require__.bind(__webpack_require__, 24308)),
            ]);
            const [first] = hosts;
            const commit = inputs.mode === "rollback" && first ? commitBack(first, inputs) : undefined;
            if (inputs.mode !== "plan")
                shown = (0,deployment/* showDeployment */.B)(world, { ...inputs, url: inputs.environmentUrl, commit });
            void shown?.id.then((id) => {
                if (id !== undefined)
                    report.deploymentId = id;
            });
            await preflight(world, hosts, inputs);
            await rollout(world, hosts, inputs, { report, changed: tell, faults });
        }
    }
    catch (reason) {
        const error = (0,api_errors/* isDiskFull */.b$)(reason) && !(reason instanceof errors/* UserError */.yo) ? await diskIsFull(reason) : reason;
        report.reason ??= runner.redact((0,errors/* messageOf */.bD)(error));
        throw error;
    }
    finally {
        report.durationMs = Math.round(clock.elapsed() - begin);
        await shown?.close(report);
        tell();
        await runner.summary((0,deploy_report/* summaryOf */.YG)(report));
        await Promise.all(hosts.map((host) => host.leave()));
    }
}
/** The inputs; a run whose inputs are wrong has an outcome, too. */
function readGiven({ runner }, set) {
    try {
        return (0,deploy_inputs.readDeployInputs)(runner);
    }
    catch (error) {
        set({ outcome: "failed-before-switch" });
        throw error;
    }
}
/** Where an engine could not even take the image or the lock. */
async function diskIsFull(reason) {
    const { message, hint } = (await Promise.all(/* import() */[__webpack_require__.e(2909), __webpack_require__.e(8671), __webpack_require__.e(4431)]).then(__webpack_require__.bind(__webpack_require__, 34431))).diskFull(reason);
    return new errors/* UserError */.yo(message, { hint: `Nothing was changed. ${hint}`, cause: reason });
}
/** The modes that are about what is there, on one host after the other. */
async function tend(world, { engine }, inputs, report, place) {
    const { runner } = world;
    const where = { app: inputs.app, proxy: (0,names/* proxyOf */.Ol)(inputs) };
    if (inputs.mode === "down") {
        const { takeDown } = await Promise.all(/* import() */[__webpack_require__.e(2909), __webpack_require__.e(8671), __webpack_require__.e(3223)]).then(__webpack_require__.bind(__webpack_require__, 53223));
        const removed = await takeDown(world, engine, inputs);
        report.operations.push(...removed.map((what) => `${place}${what}`));
        report.outcome = "removed";
        runner.info(`${place}${removed.length > 0 ? `Removed ${removed.join(", ")}` : "There was nothing to remove."}`);
    }
    else if (inputs.mode === "unlock") {
        const { breakLock } = await __webpack_require__.e(/* import() */ 2312).then(__webpack_require__.bind(__webpack_require__, 22312));
        const holder = await breakLock(engine, inputs.proxy || inputs.app);
        report.outcome = "unlocked";
        if (holder !== undefined)
            report.operations.push(`${place}removed the lock of ${holder}`);
        runner.info(`${place}${holder === undefined ? "There was no lock." : `Removed the lock of ${holder}`}`);
    }
    else {
        if (place !== "")
            runner.info(place);
        const { statusOf } = await __webpack_require__.e(/* import() */ 1097).then(__webpack_require__.bind(__webpack_require__, 11097));
        const own = { ...report, operations: [] };
        await statusOf(engine, where, own, runner.info);
        Object.assign(report, {
            ...own,
            operations: [...report.operations, ...own.operations.map((line) => `${place}${line}`)],
        });
    }
}


/***/ }),

/***/ 37857:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HP: () => (/* binding */ afterFailure),
/* harmony export */   YG: () => (/* binding */ summaryOf),
/* harmony export */   uD: () => (/* binding */ requestsOf)
/* harmony export */ });
/* unused harmony export timeline */
/* harmony import */ var _toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(157);
/* harmony import */ var _toolkit_mermaid_gantt_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19938);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79117);



/** What is in traffic after a deploy that failed, in a sentence; undefined for any other outcome. */
function afterFailure({ outcome, previous }) {
    const first = previous === "";
    return {
        deployed: "The new release is in traffic; run this again to finish what is left.",
        "failed-before-switch": `It never got traffic; ${first ? "nothing ran before" : "what ran before goes on"}.`,
        "rolled-back": first
            ? "It was taken out of traffic; there was no release before it, so nobody answers."
            : "The release before is in traffic again.",
        "rollback-failed": "Taking it back failed; look at the host.",
    }[outcome];
}
/** The release in traffic at the end of a run; "" where that is none or nobody knows. */
function releaseAfter({ outcome, release, previous }) {
    if (outcome === "rollback-failed")
        return "";
    return outcome === "deployed" || outcome === "unchanged" ? release : previous;
}
const SUMMARY_BYTES = 128_000;
const MARKS = {
    deployed: "✅",
    unchanged: "✅",
    planned: "📋",
    shown: "📋",
    unlocked: "🔓",
    removed: "🗑️",
    "rolled-back": "↩️",
};
/** The summary: outcome, requests, what was done, and a picture of who was in traffic when. */
function summaryOf(report) {
    const pieces = [];
    const put = (full, short = full) => pieces.push({ full, short });
    put(`${MARKS[report.outcome] ?? "❌"} **${(0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMarkdown */ .FV)(report.outcome)}** ${(0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(report.app)}${report.release ? ` release ${(0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(report.release)}` : ""}${report.url ? ` at ${(0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(report.url)}` : ""}`);
    if (report.reason)
        put((0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMarkdown */ .FV)(report.reason));
    if (report.logs)
        put((0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .details */ .zH)(`Last lines of ${report.logs.container}`, (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .fence */ .EU)(report.logs.lines), true), "");
    if (!["planned", "removed", "shown", "unlocked"].includes(report.outcome)) {
        put((0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(["before", "after", "requests", "failed", "switch", "whole run"], [
            [
                report.previous ? (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(report.previous) : "–",
                releaseAfter(report) ? (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(releaseAfter(report)) : "–",
                String(report.requests),
                String(report.failedRequests),
                (0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(report.switchMs),
                (0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(report.durationMs),
            ],
        ], [2, 3, 4, 5]));
    }
    if (report.history?.length)
        put(historyTable(report.history), "");
    const picture = timeline(report.moments, report.samples);
    if (picture)
        put((0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .fence */ .EU)(picture, "mermaid"), "");
    if (report.operations.length > 0) {
        put((0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .details */ .zH)(report.outcome === "shown" ? "Containers" : "Operations", report.operations.map((text, index) => `${index + 1}. ${(0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMarkdown */ .FV)(text)}`).join("\n")), "");
    }
    return (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .withinBytes */ .XF)(pieces, SUMMARY_BYTES, "_Some details were left out._");
}
const LOOKS = {
    "in traffic": "active",
    draining: "done",
    empty: "done",
    failed: "crit",
};
function historyTable(history) {
    return (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(["when", "outcome", "release", "image", "requests", "failed", "took", "by"], history.map((record) => [
        (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMarkdown */ .FV)(record.at),
        `${MARKS[record.outcome] ?? "❌"} ${(0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMarkdown */ .FV)(record.outcome)}${record.mode === "rollback" ? " (rollback)" : ""}`,
        (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(record.release),
        (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(record.image),
        String(record.requests),
        String(record.failedRequests),
        (0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(record.durationMs),
        record.run ? (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .link */ .nf)(record.by || "run", record.run) : (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMarkdown */ .FV)(record.by),
    ]), [4, 5, 6]);
}
/**
 * A Mermaid Gantt chart: a section for each container with a bar for each of its states, and one for the requests on the
 * same axis, where each bar without a failure is as long as it can be; "" where nothing happened.
 */
function timeline(moments, samples = []) {
    const end = Math.max(...moments.map(({ at }) => at), ...samples.map(({ at }) => at)) + 1;
    const containers = [...new Set(moments.map(({ instance }) => instance))].map((instance) => {
        const own = moments.filter((moment) => moment.instance === instance);
        const bars = own.flatMap(({ at, what }, index) => {
            const next = own[index + 1]?.at;
            if (what !== "stopped")
                return [{ text: what, from: at, to: next ?? end, look: LOOKS[what] }];
            return next === undefined ? [{ text: what, from: at, to: at, look: "milestone" }] : [];
        });
        return { name: instance.replace(/[^\w.-]/g, "-"), bars };
    });
    const requests = requestsOf(samples).map(({ from, to, requests: all, failed }) => failed > 0
        ? { text: `${failed} of ${all} failed`, from, to, look: "crit" }
        : { text: `${all} answered`, from, to, look: "active" });
    return (0,_toolkit_mermaid_gantt_js__WEBPACK_IMPORTED_MODULE_0__/* .mermaidGantt */ .g)([...containers, ...(requests.length > 0 ? [{ name: "requests", bars: requests }] : [])]);
}
/** Stretches of time with failed requests and without, one after the other. */
function requestsOf(samples) {
    const stretches = [];
    for (const [index, { at, requests, failed }] of samples.entries()) {
        const before = samples[index - 1];
        if (!before)
            continue;
        const next = { from: before.at, to: at, requests: requests - before.requests, failed: failed - before.failed };
        const last = stretches.at(-1);
        if (last && last.failed > 0 === next.failed > 0) {
            Object.assign(last, { to: at, requests: last.requests + next.requests, failed: last.failed + next.failed });
        }
        else
            stretches.push(next);
    }
    return stretches.filter(({ requests, failed }) => requests + failed > 0);
}


/***/ }),

/***/ 62651:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connect: () => (/* binding */ connect),
  engineTime: () => (/* binding */ engineTime),
  ping: () => (/* binding */ ping)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ../../node_modules/dockerode/lib/docker.js
var docker = __webpack_require__(65292);
var docker_default = /*#__PURE__*/__webpack_require__.n(docker);
// EXTERNAL MODULE: ./toolkit/clock.js
var clock = __webpack_require__(53592);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
;// CONCATENATED MODULE: ./toolkit/docker/addresses.js

/** Where an engine listens unless it is told otherwise. */
const DEFAULT_SOCKET = "/var/run/docker.sock";
const FORMS = "unix:///path/to/docker.sock, tcp://host:2376, ssh://user@host or npipe:////./pipe/docker_engine";
/** Takes an address in the form of DOCKER_HOST apart. Throws a UserError that says what it takes. */
function parseAddress(address) {
    const wrong = (why) => new errors/* UserError */.yo(`"${address}" is not an address of a Docker Engine: ${why}`, { hint: `It takes ${FORMS}.` });
    const [, scheme, rest = ""] = /^(unix|npipe|tcp|http|https|ssh):\/\/(.*)$/.exec(address) ?? [];
    if (scheme === undefined)
        throw wrong("it does not begin with unix://, tcp://, ssh:// or npipe://");
    if (scheme === "unix" || scheme === "npipe") {
        if (rest === "")
            throw wrong("the path of the socket is missing");
        return { kind: "socket", path: rest };
    }
    let url;
    try {
        url = new URL(`http://${rest}`);
    }
    catch {
        throw wrong("it has no host name that can be read");
    }
    const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
    if (url.password !== "")
        throw wrong("a password may not stand in it");
    // Both become words of ssh's configuration, and a name that begins with a hyphen would be an option.
    if (!/^[A-Za-z0-9_:][\w.:%-]*$/.test(host))
        throw wrong("it has no host name that can be read");
    const port = /:(\d+)(?:\/|$)/.exec(rest.replace(/^.*@/, "").replace(/^\[.*\]/, ""))?.[1];
    if (scheme !== "ssh") {
        if (url.username !== "")
            throw wrong("only ssh:// takes a user");
        return { kind: "tcp", host, port: port ? Number(port) : undefined, secure: scheme === "https" };
    }
    const user = decodeURIComponent(url.username);
    if (!/^([A-Za-z0-9_][\w.@-]*)?$/.test(user))
        throw wrong("it has no user name that can be read");
    if (!/^(\/[\w./-]*)?$/.test(url.pathname))
        throw wrong("the path of the socket has odd characters");
    return {
        kind: "ssh",
        user: user || undefined,
        host,
        port: port ? Number(port) : undefined,
        socket: url.pathname === "/" || url.pathname === "" ? DEFAULT_SOCKET : url.pathname,
    };
}

// EXTERNAL MODULE: ./toolkit/retry.js
var retry = __webpack_require__(59972);
;// CONCATENATED MODULE: ./toolkit/docker.js










/**
 * Connects to the engine of DOCKER_HOST, or to the default socket, and asks for its version.
 * TLS as the docker command does it: DOCKER_TLS_VERIFY and DOCKER_CERT_PATH. SSH is one connection of the OpenSSH client.
 * Throws a UserError that says what was looked for, where, and what to do.
 */
async function connect(options) {
    const address = options.host ?? (options.env.DOCKER_HOST || `unix://${DEFAULT_SOCKET}`);
    const parsed = parseAddress(address);
    let tunnel;
    if (parsed.kind === "ssh") {
        const { openTunnel } = await __webpack_require__.e(/* import() */ 9533).then(__webpack_require__.bind(__webpack_require__, 49533));
        const { temp, signal, timeout = 30_000 } = options;
        const limits = { ...(temp ? { temp } : {}), timeout, signal };
        tunnel = await (0,retry/* retry */.L)(() => openTunnel(parsed, options.ssh ?? {}, limits), {
            attempts: 5,
            base: 500,
            cap: 4000,
            // A server that has too many others at its door (MaxStartups) hangs up before it has said its name.
            transient: (error) => /kex_exchange_identification|banner exchange/.test((0,errors/* messageOf */.bD)(error)),
            clock: clock/* systemClock */.m,
            ...(signal ? { signal } : {}),
        });
    }
    const limit = AbortSignal.timeout(options.timeout ?? 10_000);
    try {
        const settings = settingsOf(parsed, tunnel, options);
        // An agent of its own, so that whatever waits for an answer can be ended with the connection.
        const agent = new (settings.protocol === "https" ? external_node_https_.Agent : external_node_http_.Agent)({ keepAlive: parsed.kind !== "socket" });
        const endConnections = endOf(agent, address);
        // docker-modem makes a text of the options of each request, for a log that nobody reads; with an agent in it that
        // has some connections open, this took 20 ms of each.
        Object.assign(agent, { [external_node_util_.inspect.custom]: () => "the engine's connections" });
        const api = new (docker_default())({ ...NOTHING_OF_THE_ENVIRONMENT, ...settings, ...{ agent } });
        const version = await Promise.race([
            api.version(),
            new Promise((_, reject) => {
                limit.addEventListener("abort", () => reject(new Error("no answer in time")), { once: true });
                options.signal?.addEventListener("abort", () => reject(options.signal?.reason), { once: true });
            }),
        ]);
        const close = async () => {
            endConnections();
            await tunnel?.close();
        };
        return { api, address, version: version.Version, apiVersion: version.ApiVersion, close };
    }
    catch (error) {
        const said = tunnel?.said() ?? "";
        await tunnel?.close();
        if (options.signal?.aborted)
            throw options.signal.reason;
        if (error instanceof errors/* UserError */.yo)
            throw error;
        throw new errors/* UserError */.yo(`No Docker Engine answers at ${address}: ${said || (0,errors/* messageOf */.bD)(error)}`, {
            hint: hintFor(error, parsed, said),
            cause: error,
        });
    }
}
/**
 * What ends every connection of an agent, also those that a command's streams have taken over, so that whoever waits for
 * an answer hears of it; and so does whoever asks afterwards.
 */
function endOf(agent, address) {
    const sockets = new Set();
    const create = agent.createConnection.bind(agent);
    let ended = false;
    agent.createConnection = (options, callback) => {
        if (ended)
            throw new errors/* UserError */.yo(`The connection to ${address} was closed`);
        const socket = create(options, callback);
        if (socket)
            sockets.add(socket.once("close", () => sockets.delete(socket)));
        return socket;
    };
    return () => {
        ended = true;
        for (const socket of sockets)
            socket.destroy();
    };
}
/** The engine's own clock, in milliseconds since the epoch; undefined where it does not say it. */
async function engineTime(engine) {
    const { SystemTime } = (await engine.api.info());
    const time = Date.parse(SystemTime ?? "");
    return Number.isNaN(time) ? undefined : time;
}
/** Throws where the engine does not answer within so many milliseconds. */
async function ping(engine, timeout) {
    await engine.api.ping({ abortSignal: AbortSignal.timeout(timeout) });
}
/** docker-modem fills what is not given from DOCKER_HOST and its relatives, also where another host is meant. */
const NOTHING_OF_THE_ENVIRONMENT = {
    host: undefined,
    port: undefined,
    socketPath: undefined,
    ca: undefined,
    cert: undefined,
    key: undefined,
    protocol: "http",
    timeout: undefined,
};
function settingsOf(address, tunnel, options) {
    if (address.kind === "socket")
        return { socketPath: address.path };
    if (address.kind === "ssh")
        return { socketPath: tunnel?.socket ?? "" };
    const { env, tls } = options;
    const secure = address.secure || tls !== undefined || Boolean(env.DOCKER_TLS_VERIFY);
    return {
        host: address.host,
        port: address.port ?? (secure ? 2376 : 2375),
        protocol: secure ? "https" : "http",
        ...(secure ? (tls ?? certificatesOf(env)) : {}),
    };
}
function certificatesOf(env) {
    const folder = env.DOCKER_CERT_PATH ?? (0,external_node_path_.join)(env.HOME ?? "", ".docker");
    const read = (file) => {
        try {
            return (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(folder, file), "utf8");
        }
        catch (error) {
            throw new errors/* UserError */.yo(`The certificates for the Docker Engine cannot be read: ${(0,errors/* messageOf */.bD)(error)}`, {
                hint: "DOCKER_CERT_PATH names the folder with ca.pem, cert.pem and key.pem.",
                cause: error,
            });
        }
    };
    return { ca: read("ca.pem"), cert: read("cert.pem"), key: read("key.pem") };
}
function hintFor(error, address, said) {
    if (address.kind === "ssh") {
        if (/prohibited/i.test(said)) {
            return "The SSH server forbids forwarding: allow it for this user (AllowStreamLocalForwarding, DisableForwarding).";
        }
        return `The login went well. Check that the engine runs there and that this user may open ${address.socket}: it has to be in the docker group, or the path be another one (ssh://user@host/path/of/docker.sock).`;
    }
    const tls = tlsHint(`${(0,errors/* codeOf */.$N)(error) ?? ""} ${(0,errors/* messageOf */.bD)(error)}`);
    if (tls)
        return tls;
    switch ((0,errors/* codeOf */.$N)(error)) {
        case "ENOENT":
            return "There is no such socket: start the Docker Engine, or set DOCKER_HOST to where it listens.";
        case "EACCES":
            return "This user may not open the socket: add it to the docker group, or set DOCKER_HOST.";
        case "ECONNREFUSED":
            return "Nothing listens there: start the Docker Engine, or name where it listens (DOCKER_HOST, or hosts of a deploy).";
        default:
            return "Check that the Docker Engine runs and that DOCKER_HOST, if set, names it.";
    }
}
function tlsHint(text) {
    if (/ALTNAME/.test(text))
        return "Its certificate is for another name: use the name or address that stands in it.";
    if (/HAS_EXPIRED|NOT_YET_VALID/.test(text)) {
        return "Its certificate is not valid at this time: renew it, or set the clock of this machine or of the host.";
    }
    if (/SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)/.test(text)) {
        return "Its certificate is not from the CA that was given (tls-ca, or ca.pem of DOCKER_CERT_PATH).";
    }
    if (/alert|CERTIFICATE_REQUIRED|ECONNRESET|socket hang up/i.test(text)) {
        return "The engine does not take our certificate (tls-cert and tls-key, or cert.pem and key.pem), or wants TLS where none is spoken.";
    }
    if (/PEM|DECODER|asn1|key values mismatch|bad base64/i.test(text)) {
        return "A certificate or the key is not readable: each is a PEM text from its BEGIN line to its END line, and the key belongs to the certificate.";
    }
    if (/wrong version number|Parse Error|HPE_/i.test(text))
        return "The engine there speaks no TLS, or we speak none.";
    return undefined;
}


/***/ }),

/***/ 19938:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ mermaidGantt)
/* harmony export */ });
/** With more sections than this, each is one line: the chart would not fit on a screen. */
const ROOMY = 6;
/** Widths in pixels: of the chart where GitHub shows it, and of a character. */
const WIDTH = 700;
const CHARACTER = 6;
/** A chart of who did what when, in the words of https://mermaid.js.org/syntax/gantt.html; no bar is shorter than 1 ms. `""` without bars. */
function mermaidGantt(sections) {
    const compact = sections.length > ROOMY;
    const all = sections.flatMap(({ bars }) => bars);
    if (all.length === 0)
        return "";
    const begin = Math.min(...all.map(({ from }) => from));
    const span = Math.max(...all.map(({ to }) => to)) - begin;
    const longest = Math.max(...sections.map(({ name }) => name.length));
    const lines = [
        "---",
        ...(compact ? ["displayMode: compact"] : []),
        // Names stand beside the bars and not on them.
        `config: { gantt: { leftPadding: ${30 + longest * CHARACTER} } }`,
        "---",
        "gantt",
        "  dateFormat x",
        "  axisFormat %M:%S",
        `  tickInterval ${TICKS.find(([most]) => span <= most)?.[1] ?? "1hour"}`,
    ];
    for (const { name, bars } of sections) {
        lines.push(`  section ${name}`);
        for (const { text, from, to, look } of bars) {
            // On a line with others, a text that is longer than its bar would lie on that of the next one.
            const fits = !compact || text.length * CHARACTER < ((to - from) / span) * (WIDTH - longest * CHARACTER);
            const [start, end] = [Math.round(from), Math.round(Math.max(to, from + 1))];
            lines.push(`  ${fits ? text : "·"} :${look ? LOOKS[look] : ""}${start}, ${end}`);
        }
    }
    return lines.join("\n");
}
const LOOKS = { active: "active, ", done: "done, ", crit: "crit, ", milestone: "done, milestone, " };
/** How far apart the marks of the axis are, by the milliseconds that it is long at most. */
const TICKS = [
    [12_000, "1second"],
    [60_000, "5second"],
    [300_000, "30second"],
    [1_200_000, "2minute"],
    [6_000_000, "10minute"],
];


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