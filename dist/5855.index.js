"use strict";
<<<<<<< HEAD
exports.id = 5855;
exports.ids = [5855,2651];
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
=======
<<<<<<<< HEAD:dist/7742.index.js
exports.id = 7742;
exports.ids = [7742,157,2538,4919];
exports.modules = {

========
exports.id = 5855;
exports.ids = [5855,1093,157,2538,1884];
exports.modules = {
>>>>>>> test-run

/***/ 64008:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ showDeployment),
/* harmony export */   E: () => (/* binding */ closeLeft)
/* harmony export */ });
/* harmony import */ var _toolkit_run_url_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35191);

/** What `main` tells `post`. */
const ID = "deployment-id";
const CLOSED = "deployment-closed";
/**
 * Creates a deployment and says that it is in progress, while the deploy goes on: a GitHub that is slow or that limits us
 * delays nothing.
 */
function showDeployment(world, { token, environment, url }) {
    const { runner } = world;
    const log = { logUrl: (0,_toolkit_run_url_js__WEBPACK_IMPORTED_MODULE_0__/* .runUrl */ .V)(runner.env) };
    const ref = runner.env.GITHUB_SHA ?? runner.env.GITHUB_REF ?? "";
    if (environment === "" || ref === "")
        return { id: Promise.resolve(undefined), close: async () => { } };
    const begin = async () => {
        const github = await world.github(token);
        if (!github) {
            runner.annotate("warning", `No deployment to "${environment}" is shown on GitHub: token is not set.`);
            return undefined;
        }
        const made = await github.deployment({ ref, environment, description: `Quayside: ${runner.input("app")}` });
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
            const told = await deployment
                .status(stateOf(report.outcome), {
                ...log,
                description: `${report.outcome}${report.reason ? `: ${report.reason.split("\n")[0]}` : ""}`,
                environmentUrl: url || report.url,
            })
                .catch(() => false);
            if (told)
                runner.saveState(CLOSED, "true");
        },
    };
}
/** Closes what `main` had to leave open: the job was cancelled, or the process was killed. */
async function closeLeft(world, token) {
    const { runner } = world;
    const id = Number(runner.state(ID));
    if (!id || runner.state(CLOSED) !== "")
        return;
    const github = await world.github(token);
    await github
        ?.openDeployment(id)
        .status("inactive", { logUrl: (0,_toolkit_run_url_js__WEBPACK_IMPORTED_MODULE_0__/* .runUrl */ .V)(runner.env), description: "The run ended before the deploy did." });
}
function stateOf(outcome) {
    return outcome === "deployed" || outcome === "unchanged" ? "success" : "failure";
}


/***/ }),

<<<<<<< HEAD
/***/ 5348:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BY: () => (/* binding */ nameLabels),
/* harmony export */   CE: () => (/* binding */ balancerName),
/* harmony export */   Ol: () => (/* binding */ proxyOf),
/* harmony export */   PC: () => (/* binding */ labelsOf),
/* harmony export */   QQ: () => (/* binding */ keptName),
/* harmony export */   ak: () => (/* binding */ servingName),
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
/** A name for the image of a release that is kept, so that no tidying up of unnamed images takes it. */
function keptImage(app, release) {
    return { repo: `quayside-kept/${app}`, tag: release };
}


/***/ }),

=======
>>>>>>> test-run
/***/ 53162:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jj: () => (/* binding */ readDeployInputs),
/* harmony export */   Ov: () => (/* binding */ plainInputs),
/* harmony export */   eL: () => (/* binding */ resolveInputs)
/* harmony export */ });
/* unused harmony export SECRETS */
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
<<<<<<< HEAD
        const tls = inputs.publishTls !== undefined;
        if (tls !== inputs.certificates.length > 0 && inputs.mode !== "rollback") {
            mistakes.push("publish-tls and certificates go together: give both or neither of them");
        }
        if (inputs.tlsRedirect && !tls)
            mistakes.push("tls-redirect needs publish-tls, or there is nothing to send to");
=======
>>>>>>> test-run
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
        port: given.port ?? 8000,
        publish: given.publish ?? { hostIp: "127.0.0.1", hostPort: 8080 },
        replicas: given.replicas ?? 1,
        healthTimeout: given.healthTimeout ?? 60_000,
        monitorSeconds: given.monitorSeconds ?? 0,
        stopTimeout: given.stopTimeout ?? 10_000,
        order: given.order === "stop-first" ? "stop-first" : "start-first",
        files: [...given.secrets].map(([name, value]) => ({ path: `${SECRETS}/${name}`, content: Buffer.from(value) })),
        origin: { instance: {}, balancer: {} },
        notes: [],
    };
}
/** The inputs with what the compose file says, where one is given and the mode is about a release. */
async function resolveInputs(world, given) {
    if (given.composeFile.length === 0 || ["status", "down", "unlock"].includes(given.mode))
        return plainInputs(given);
    const { composeInputs } = await Promise.all(/* import() */[__webpack_require__.e(3483), __webpack_require__.e(221), __webpack_require__.e(8818)]).then(__webpack_require__.bind(__webpack_require__, 78818));
    return await composeInputs(world, given);
}


/***/ }),

/***/ 35855:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deploy: () => (/* binding */ deploy),
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./toolkit/action.js + 3 modules
var action = __webpack_require__(3392);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./actions/deploy/deployment.js
var deployment = __webpack_require__(64008);
<<<<<<< HEAD
// EXTERNAL MODULE: ./actions/deploy/docker/names.js
var names = __webpack_require__(5348);
// EXTERNAL MODULE: ./toolkit/docker.js + 1 modules
var docker = __webpack_require__(62651);
;// CONCATENATED MODULE: ./actions/deploy/hosts/connect.js


=======
;// CONCATENATED MODULE: ./actions/deploy/hosts/connect.js

>>>>>>> test-run
/**
 * Connects to every host, all at once. Where one of them cannot be reached nothing is changed anywhere: throws a
 * UserError that names each of those, with what to do.
 */
async function connectHosts(world, given) {
    const { hosts, sshKey, knownHosts, tlsCa, tlsCert, tlsKey } = given;
    if (hosts.length === 0)
        return [{ address: "", engine: await world.engine() }];
<<<<<<< HEAD
=======
    const { connect } = await Promise.all(/* import() */[__webpack_require__.e(5292), __webpack_require__.e(2651)]).then(__webpack_require__.bind(__webpack_require__, 62651));
>>>>>>> test-run
    const options = {
        env: world.runner.env,
        signal: world.signal,
        temp: world.temp,
        ssh: { ...(sshKey ? { key: sshKey } : {}), ...(knownHosts ? { knownHosts } : {}) },
        ...(tlsCa ? { tls: { ca: tlsCa, cert: tlsCert, key: tlsKey } } : {}),
    };
<<<<<<< HEAD
    const tries = await Promise.allSettled(hosts.map((host) => (0,docker.connect)({ host, ...options })));
    const failed = tries.flatMap((one, index) => one.status === "rejected" ? [{ host: hosts[index] ?? "", why: one.reason }] : []);
    const engines = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    if (failed.length === 0)
        return engines.map((engine) => ({ address: engine.address, engine, ...watched(engine) }));
=======
    const tries = await Promise.allSettled(hosts.map((host) => connect({ host, ...options })));
    const failed = tries.flatMap((one, index) => one.status === "rejected" ? [{ host: hosts[index] ?? "", why: one.reason }] : []);
    const engines = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    if (failed.length === 0)
        return engines.map((engine) => ({ address: engine.address, engine }));
>>>>>>> test-run
    await Promise.all(engines.map((engine) => engine.close()));
    (0,errors/* throwIfAborted */.Te)(world.signal);
    const [first] = failed;
    if (hosts.length === 1)
        throw first?.why;
    const lines = failed.map(({ host, why }) => {
        const hint = why instanceof errors/* UserError */.yo && why.hint ? `\n    ${why.hint}` : "";
        return `  ${host}: ${(0,errors/* messageOf */.bD)(why)}${hint}`;
    });
    throw new errors/* UserError */.yo(`${failed.length} of ${hosts.length} hosts cannot be reached:\n${lines.join("\n")}`, {
        hint: "Nothing was changed on any host.",
        cause: first?.why,
    });
}
<<<<<<< HEAD
/** Milliseconds between two looks, and that an answer may take. */
const LOOK = 5000;
const ANSWER = 10_000;
/**
 * A host whose network is gone answers nothing, not even that it is gone, and a call to it would wait for a quarter of an
 * hour. ssh looks after its own connection; over TCP somebody has to ask.
 */
function watched(engine) {
    if (!/^(tcp|https):/.test(engine.address))
        return undefined;
    const lost = new AbortController();
    const timer = setInterval(() => {
        (0,docker.ping)(engine, ANSWER).catch(async () => {
            // Once may be chance.
            if (await (0,docker.ping)(engine, ANSWER).then(() => true, () => false))
                return;
            clearInterval(timer);
            lost.abort(new errors/* UserError */.yo(`${engine.address} does not answer any more`, { hint: "Look at the host and its network." }));
            await engine.close();
        });
    }, LOOK);
    timer.unref();
    return { lost: lost.signal };
}
=======
>>>>>>> test-run

// EXTERNAL MODULE: ./actions/deploy/inputs.js
var deploy_inputs = __webpack_require__(53162);
// EXTERNAL MODULE: ./toolkit/markdown.js
var markdown = __webpack_require__(157);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(79117);
;// CONCATENATED MODULE: ./actions/deploy/report.js


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
    put(`${MARKS[report.outcome] ?? "❌"} **${(0,markdown/* escapeMarkdown */.FV)(report.outcome)}** ${(0,markdown/* code */.aY)(report.app)}${report.release ? ` release ${(0,markdown/* code */.aY)(report.release)}` : ""}${report.url ? ` at ${(0,markdown/* code */.aY)(report.url)}` : ""}`);
    if (report.reason)
        put((0,markdown/* escapeMarkdown */.FV)(report.reason));
    if (report.logs)
        put((0,markdown/* details */.zH)(`Last lines of ${report.logs.container}`, (0,markdown/* fence */.EU)(report.logs.lines), true), "");
    if (!["planned", "removed", "shown", "unlocked"].includes(report.outcome)) {
        put((0,markdown/* table */.tp)(["before", "after", "requests", "failed", "switch", "whole run"], [
            [
                report.previous ? (0,markdown/* code */.aY)(report.previous) : "–",
                (0,markdown/* code */.aY)(report.release),
                String(report.requests),
                String(report.failedRequests),
                (0,units/* formatDuration */.a3)(report.switchMs),
                (0,units/* formatDuration */.a3)(report.durationMs),
            ],
        ], [2, 3, 4, 5]));
    }
    if (report.history?.length)
        put(historyTable(report.history), "");
    const picture = timeline(report.moments, report.samples);
    if (picture)
        put((0,markdown/* fence */.EU)(picture, "mermaid"), "");
    if (report.operations.length > 0) {
        put((0,markdown/* details */.zH)(report.outcome === "shown" ? "Containers" : "Operations", report.operations.map((text, index) => `${index + 1}. ${(0,markdown/* escapeMarkdown */.FV)(text)}`).join("\n")), "");
    }
    return (0,markdown/* withinBytes */.XF)(pieces, SUMMARY_BYTES, "_Some details were left out._");
}
const STYLES = {
    starting: "",
    healthy: "",
    "in traffic": "active, ",
    draining: "done, ",
    empty: "done, ",
    failed: "crit, ",
};
function historyTable(history) {
    return (0,markdown/* table */.tp)(["when", "outcome", "release", "image", "requests", "failed", "took", "by"], history.map((record) => [
        (0,markdown/* escapeMarkdown */.FV)(record.at),
        `${MARKS[record.outcome] ?? "❌"} ${(0,markdown/* escapeMarkdown */.FV)(record.outcome)}${record.mode === "rollback" ? " (rollback)" : ""}`,
        (0,markdown/* code */.aY)(record.release),
        (0,markdown/* code */.aY)(record.image),
        String(record.requests),
        String(record.failedRequests),
        (0,units/* formatDuration */.a3)(record.durationMs),
        record.run ? (0,markdown/* link */.nf)(record.by || "run", record.run) : (0,markdown/* escapeMarkdown */.FV)(record.by),
    ]), [4, 5, 6]);
}
/**
 * A Mermaid Gantt chart: a section for each container with a bar for each of its states, and one for the requests on the
 * same axis, where each bar without a failure is as long as it can be; "" where nothing happened.
 */
function timeline(moments, samples = []) {
    if (moments.length === 0)
        return "";
    const end = Math.max(...moments.map(({ at }) => at), ...samples.map(({ at }) => at)) + 1;
    const lines = ["gantt", "  dateFormat x", "  axisFormat %M:%S"];
    const bar = (text, style, from, to) => lines.push(`  ${text} :${style}${Math.round(from)}, ${Math.round(Math.max(to, from + 1))}`);
    for (const instance of new Set(moments.map((moment) => moment.instance))) {
        lines.push(`  section ${instance.replace(/[^\w.-]/g, "-")}`);
        const own = moments.filter((moment) => moment.instance === instance);
        for (const [index, { at, what }] of own.entries()) {
            if (what !== "stopped")
                bar(what, STYLES[what] ?? "", at, own[index + 1]?.at ?? end);
            else if (index === own.length - 1)
                bar("stopped", "done, milestone, ", at, at);
        }
    }
    const stretches = requestsOf(samples);
    if (stretches.length > 0)
        lines.push("  section requests");
    for (const { from, to, requests, failed } of stretches) {
        if (failed > 0)
            bar(`${failed} of ${requests} failed`, "crit, ", from, to);
        else
            bar(`${requests} answered`, "active, ", from, to);
    }
    return lines.join("\n");
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

// EXTERNAL MODULE: ./actions/deploy/spec.js
var spec = __webpack_require__(12100);
;// CONCATENATED MODULE: ./actions/deploy/main.js







<<<<<<< HEAD

=======
>>>>>>> test-run
/** The deploy action. */
const main = async (world) => await deploy(world);
/** The deploy action; `faults` are only given by tests. */
async function deploy(world, faults) {
    const { runner, clock } = world;
    const begin = clock.elapsed();
    const set = (0,action/* outputsOf */.Yz)(spec/* spec */.I, runner);
    const given = (0,deploy_inputs/* readDeployInputs */.Jj)(runner);
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
        const inputs = await (0,deploy_inputs/* resolveInputs */.eL)(world, given);
        report.image = inputs.image;
        for (const note of inputs.notes)
            runner.info(note);
        hosts = await connectHosts(world, given);
        const engine = hosts[0]?.engine;
        if (inputs.mode === "down") {
<<<<<<< HEAD
            const { takeDown } = await Promise.all(/* import() */[__webpack_require__.e(221), __webpack_require__.e(318), __webpack_require__.e(3223)]).then(__webpack_require__.bind(__webpack_require__, 53223));
            report.operations = await takeDown(engine, { app: inputs.app, proxy: (0,names/* proxyOf */.Ol)(inputs) }, inputs.stopTimeout);
=======
            const { takeDown } = await Promise.all(/* import() */[__webpack_require__.e(221), __webpack_require__.e(3223)]).then(__webpack_require__.bind(__webpack_require__, 53223));
            report.operations = await takeDown(engine, inputs.app, inputs.stopTimeout);
>>>>>>> test-run
            report.outcome = "removed";
            runner.info(report.operations.length > 0 ? `Removed ${report.operations.join(", ")}` : "There was nothing to remove.");
        }
        else if (inputs.mode === "unlock") {
            const { breakLock } = await __webpack_require__.e(/* import() */ 2312).then(__webpack_require__.bind(__webpack_require__, 22312));
<<<<<<< HEAD
            const holder = await breakLock(engine, inputs.proxy || inputs.app);
=======
            const holder = await breakLock(engine, inputs.app);
>>>>>>> test-run
            report.outcome = "unlocked";
            if (holder !== undefined)
                report.operations.push(`removed the lock of ${holder}`);
            runner.info(holder === undefined ? "There was no lock." : `Removed the lock of ${holder}`);
        }
        else if (inputs.mode === "status") {
            const { statusOf } = await __webpack_require__.e(/* import() */ 1097).then(__webpack_require__.bind(__webpack_require__, 11097));
<<<<<<< HEAD
            await statusOf(engine, { app: inputs.app, proxy: (0,names/* proxyOf */.Ol)(inputs) }, report, runner.info);
        }
        else {
            const [{ rollout }, { preflight }] = await Promise.all([Promise.all(/* import() */[__webpack_require__.e(221), __webpack_require__.e(318), __webpack_require__.e(8458)]).then(__webpack_require__.bind(__webpack_require__, 58458)), __webpack_require__.e(/* import() */ 4308).then(__webpack_require__.bind(__webpack_require__, 24308))]);
=======
            await statusOf(engine, inputs.app, report, runner.info);
        }
        else {
            const { rollout } = await Promise.all(/* import() */[__webpack_require__.e(221), __webpack_require__.e(8559)]).then(__webpack_require__.bind(__webpack_require__, 8559));
>>>>>>> test-run
            if (inputs.mode !== "plan")
                shown = (0,deployment/* showDeployment */.B)(world, { ...inputs, url: inputs.environmentUrl });
            void shown?.id.then((id) => {
                if (id !== undefined)
                    report.deploymentId = id;
            });
<<<<<<< HEAD
            await preflight(world, hosts, inputs);
            await rollout(world, hosts, inputs, { report, changed: tell, faults });
=======
            await rollout(world, engine, inputs, { report, changed: tell, faults });
>>>>>>> test-run
        }
    }
    catch (error) {
        report.reason ??= runner.redact((0,errors/* messageOf */.bD)(error));
        throw error;
    }
    finally {
        report.durationMs = Math.round(clock.elapsed() - begin);
        await shown?.close(report);
        tell();
        await runner.summary(summaryOf(report));
        // The engine of the environment is shared with the steps after this one.
        await Promise.all(hosts.map(({ address, engine }) => (address === "" ? undefined : engine.close())));
    }
}


/***/ }),

<<<<<<< HEAD
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
        const agent = parsed.kind === "tcp" && new (settings.protocol === "https" ? external_node_https_.Agent : external_node_http_.Agent)({ keepAlive: true });
        const api = new (docker_default())({ ...NOTHING_OF_THE_ENVIRONMENT, ...settings, ...(agent ? { agent } : {}) });
        const version = await Promise.race([
            api.version(),
            new Promise((_, reject) => {
                limit.addEventListener("abort", () => reject(new Error("no answer in time")), { once: true });
                options.signal?.addEventListener("abort", () => reject(options.signal?.reason), { once: true });
            }),
        ]);
        const close = async () => {
            if (agent)
                agent.destroy();
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
            return "Nothing listens there: start the Docker Engine, or set DOCKER_HOST to where it listens.";
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
=======
>>>>>>>> test-run:dist/5855.index.js
/***/ 12100:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ spec)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79117);


const inputs = {
    mode: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["deploy", "plan", "status", "rollback", "unlock", "down"], {
        describe: "What to do: bring a release into traffic; only say what that would do; show what runs and the last deploys; go back to the last release that was good; take the lock away from a run that holds it; remove the app with all that was made for it.",
    }),
    app: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a name of lower-case letters, digits and hyphens, at most 40", parseApp, {
        describe: "Name of the app; containers, volumes and the lock begin with it.",
        required: true,
        example: "shop",
    }),
    image: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Image to deploy, best with its digest. Needed for `deploy` and `plan`, unless the service of `compose-file` names one; where both do, this one counts.",
        example: "ghcr.io/acme/shop@sha256:…",
    }),
    "compose-file": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({
        describe: "Compose files to take the service from, the base first and those that override it after it. Where this is set, the inputs below add to what the service says, or win over it.",
        example: "compose.yaml",
    }),
    service: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Service of `compose-file` to deploy; not needed where it has only one. What it depends on is started once.",
        example: "web",
    }),
    "move-port": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({
        describe: "Whether the port that the service publishes on the host moves to the load balancer. Otherwise the service keeps it, and since two containers cannot have it at once, the old one is stopped before the new one starts.",
    }),
    order: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["auto", "start-first", "stop-first"], {
        describe: "Whether the new containers start beside the old ones or after them. `auto` starts first unless a port of the host, a `container_name` or a volume of the compose file forbids two at once, and says so; `stop-first` has a gap.",
    }),
    port: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 1, max: 65535 }, {
        describe: "Port that the app listens on in its container. 8000 where neither this nor a compose file says it.",
    })),
    publish: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("an address and port of the host, or a port", parsePublish, {
        describe: "Where the host answers: address and port of the load balancer. A port alone listens on all addresses. 127.0.0.1:8080 where not set.",
        example: "0.0.0.0:80",
    })),
    replicas: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 1, max: 32 }, { describe: "How many containers serve the app. 1 where neither this nor a compose file says it." })),
    env: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .pairs */ .AS)({
        describe: "Environment of the app. Whoever may inspect containers on the host can read it: see `secrets`.",
        example: "LOG_LEVEL=info",
    }),
    secrets: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .pairs */ .AS)({
        describe: "Secrets of the app; each becomes the file `/run/secrets/NAME` in the container and shows up in no environment, argument, label or log.",
        example: "DB_PASSWORD=${{ secrets.DB_PASSWORD }}",
        secret: true,
    }),
    "secret-store": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["tmpfs", "disk"], {
        describe: "Where the host keeps the files of `secrets`: in memory, so that after a restart of the host the app needs a deploy before it starts again; or on its disk, readable by root only.",
    }),
    network: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Docker network of the app and its load balancer; made where it is not there. `<app>`, or the first network of the service, where not set.",
        example: "backend",
    }),
    strategy: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["rolling", "blue-green", "canary"], {
        describe: "How traffic moves once every new container is healthy: container by container, all at once, or by growing parts (`canary-steps`). The old ones run on until the end in any case.",
    }),
    "canary-steps": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("steps such as 5@60s,25@60s,100", parseSteps, {
        describe: "Parts of the traffic that a canary gets one after the other, in percent, and how long each is watched. The last one is always 100.",
        default: "5@60s,25@60s,100",
        example: "10@30s,50@30s,100",
    }),
    smoke: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a path, a command, or a JSON array of its words", parseCommand, {
        describe: "What every new container is tried out with before it gets traffic: a path, which has to answer 2xx or 3xx, or a command, which runs in a container of the new image with the address in CANDIDATE_URL.",
        example: "/api/version",
    }),
    preflight: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a command, or a JSON array of its words", parseCommand, {
        describe: "Command that has to succeed in a container of the new image before `pre-deploy` runs. Where not set, an image has to be able to start at all.",
        example: "node --check server.js",
    }),
    "pre-deploy": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a command, or a JSON array of its words", parseCommand, {
        describe: "Command that runs exactly once in a container of the new image, with its environment and secrets, before any new container is started: a migration. A text is for /bin/sh, a JSON array is taken word by word. Going back does not undo it.",
        example: "npm run migrate",
    }),
    "post-deploy": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a command, or a JSON array of its words", parseCommand, {
        describe: "Command that runs once in a container of the new image after the deploy was recorded.",
        example: '["node", "warm-cache.js"]',
    }),
    "task-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long `preflight`, `pre-deploy`, `post-deploy` and a smoke command may take each.",
        default: "10m",
    }),
    "health-path": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a path that begins with /", parsePath, {
        describe: "Path that has to answer 2xx or 3xx before a container gets traffic, asked from the load balancer's network. Where not set, an open port is enough.",
        example: "/readyz",
    }),
    "health-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long a new container may take until it is healthy. 60s where not set, and longer where the health check of a compose file may take longer.",
    })),
    "drain-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long requests in flight may take to end; what is left after that is cut and counted.",
        default: "30s",
    }),
    "monitor-seconds": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long the new release is watched in traffic while the old one stands by; a container that dies or turns unhealthy meanwhile, or a limit below that is broken, takes the deploy back. Not at all where neither this nor `update_config.monitor` of a compose file says it.",
    })),
    "max-error-rate": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a percentage", parsePercent, {
        describe: "Part of the new release's answers that may fail while it is watched (5xx or cut off, as the load balancer counts them, of 20 answers or more).",
        example: "1%",
    })),
    "max-p99-ms": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 1, max: 3_600_000 }, {
        describe: "Milliseconds that 99 of 100 answers of the new release may take while it is watched.",
        example: "500",
    })),
    "max-restarts": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 0, max: 100 }, { describe: "How often each new container may end and be started again while it is watched.", default: "0" }),
    "keep-releases": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 0, max: 50 }, {
        describe: "How many releases before this one stay on the host, stopped, to go back to without a registry; their images are never removed.",
        default: "3",
    }),
    "stop-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long a container has between SIGTERM and SIGKILL. It is empty by then. 10s where neither this nor `stop_grace_period` of a compose file says it.",
    })),
    memory: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .size */ .Ej)({ describe: "Memory limit of each container." })),
    cpus: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a number of cores", parseCpus, { describe: "CPU limit of each container.", example: "0.5" })),
    "lb-algorithm": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["roundrobin", "leastconn", "source"], {
        describe: "How the load balancer picks a container.",
    }),
    sticky: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({
        describe: "Whether a client stays with its container, by a cookie, as long as that one takes requests.",
    }),
    proxy: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a name of lower-case letters, digits and hyphens, at most 40", (raw) => (raw === "" ? "" : parseApp(raw)), {
        describe: "Name of the load balancer's container. Several apps that give the same name share one, told apart by `domains` and `path`; `publish` and `proxy-image` have to be the same for all of them. `<app>-balancer`, for this app alone, where not set.",
        example: "edge",
    }),
    domains: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("host names, one a line", parseHosts, {
        describe: "Host names that the app answers for, where several apps share a load balancer. Every name where not set.",
        example: "shop.example.com",
    }),
    path: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a path that begins with /", parsePath, {
        describe: "Path below which the app answers, where several apps share a load balancer; the app gets it as it is.",
        default: "/",
        example: "/api",
    }),
    certificates: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({
        describe: "PEM files with a certificate, its chain and its key each, for `publish-tls`. Chosen by the name asked for.",
        example: "certs/shop.pem",
    }),
    "publish-tls": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("an address and port of the host, or a port", parsePublish, {
        describe: "Where the load balancer answers with TLS; needs `certificates`.",
        example: "0.0.0.0:443",
    })),
    "tls-redirect": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({ describe: "Whether plain HTTP is sent to HTTPS." }),
    "proxy-image": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "HAProxy image of the load balancer; 2.6 or newer, with bash or nc in it, as the public ones have.",
        default: "haproxy:3.0",
        example: "haproxy:3.0-alpine",
    }),
    pull: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["missing", "always"], {
        describe: "When the image is pulled: where the host does not have it, or at every deploy.",
    }),
    hosts: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({
        describe: "Docker hosts to deploy to, one a line: `ssh://user@host`, `tcp://host:2376`, `unix:///path`. All of them get the new release, or none. The engine of DOCKER_HOST, else the local socket, where not set.",
        example: "ssh://deploy@10.0.0.5",
    }),
    "known-hosts": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Lines of a known_hosts file with the keys of the hosts of `ssh://`. Needed for them: a host whose key is not in there is refused.",
        example: "10.0.0.5 ssh-ed25519 AAAA…",
    }),
    "ssh-key": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Private key for `ssh://`, without passphrase. It is on the disk of the runner only until the login. Where not set, the agent and the keys of the runner's user are asked.",
        example: "${{ secrets.DEPLOY_KEY }}",
        secret: true,
    }),
    "tls-ca": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Certificate of the CA that the engines of `tcp://` are signed by, as PEM. Needed unless they are on this machine.",
        example: "${{ vars.DOCKER_CA }}",
    }),
    "tls-cert": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ describe: "Our client certificate for `tcp://`, as PEM.", example: "${{ vars.DOCKER_CERT }}" }),
    "tls-key": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "The key of `tls-cert`, as PEM.",
        example: "${{ secrets.DOCKER_KEY }}",
        secret: true,
    }),
    "on-lock": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["wait", "fail"], { describe: "What to do while another deploy of the app runs." }),
    "lock-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ describe: "How long to wait for another deploy.", default: "15m" }),
    environment: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Environment that GitHub shows this deploy under, from in progress to its end. Where not set, it is not shown.",
        example: "production",
    }),
    "environment-url": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Where people reach the app, for GitHub; the address of the load balancer where not set.",
        example: "https://shop.example.com",
    }),
    token: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Token for `environment`; needs deployments: write.",
        example: "${{ github.token }}",
        secret: true,
    }),
};
const outputs = {
    outcome: "`deployed`, `unchanged`, `rolled-back`, `failed-before-switch`, `rollback-failed`; `planned`, `shown`, `unlocked` or `removed` in the other modes.",
    "release-id": "Release that was to be deployed: a short hash of all that its containers are made of.",
    "previous-release": "Release that was in traffic before; empty at the first deploy.",
    image: "Image that was deployed, as it was named.",
    digest: "Its digest, or its image id where it never was in a registry.",
    url: "Where the app answers.",
    "deployment-id": "Id of the deployment on GitHub; empty where none is shown.",
    requests: "Requests that the load balancer got during the deploy.",
    "failed-requests": "Those of them that were answered with a 5xx or cut off, as the load balancer counted them.",
    "switch-ms": "Milliseconds from the first change of traffic to the last.",
    "duration-ms": "Milliseconds that the whole run took.",
    report: "All of it as JSON.",
};
/** What the deploy action is to its users. */
const spec = {
    name: "deploy",
    title: "Deploy",
    description: "Rolls a container image out on a Docker host behind HAProxy without losing a request.",
    branding: { icon: "upload-cloud", color: "green" },
    inputs,
    outputs,
    post: true,
};
function parseApp(raw) {
    if (!/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(raw))
        throw new Error("no such name");
    return raw;
}
function parsePublish(raw) {
    const match = /^(?:(\d{1,3}(?:\.\d{1,3}){3}):)?(\d{1,5})$/.exec(raw);
    const hostPort = Number(match?.[2]);
    if (!match || hostPort < 1 || hostPort > 65535)
        throw new Error("not an address and a port");
    return { hostIp: match[1] ?? "0.0.0.0", hostPort };
}
// The path becomes a word of HAProxy's configuration, so nothing that is special there may be in it.
function parsePath(raw) {
    if (raw !== "" && !/^\/[\w./~%&=?+:@,;-]*$/.test(raw))
        throw new Error("not a path");
    return raw;
}
// What starts like an array has to be one: a shell would look for a program called `[`.
function parseCommand(raw) {
    if (!raw.startsWith("["))
        return raw;
    const words = JSON.parse(raw);
    if (!Array.isArray(words) || words.length === 0 || words.some((word) => typeof word !== "string")) {
        throw new Error("not an array of words");
    }
    return raw;
}
// "5@60s,25@60s,100": percent and how long it is held; a bare percent is not held.
function parseSteps(raw) {
    const steps = raw.split(",").map((step) => {
        const match = /^(\d{1,3})%?(?:@(\S+))?$/.exec(step.trim());
        const percent = Number(match?.[1]);
        if (!match || percent < 1 || percent > 100)
            throw new Error("not a step");
        return { percent, hold: match[2] ? (0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDuration */ .E9)(match[2]) : 0 };
    });
    if (steps.some(({ percent }, index) => percent <= (steps[index - 1]?.percent ?? 0)))
        throw new Error("not growing");
    return steps;
}
function parsePercent(raw) {
    const match = /^(\d+(?:\.\d+)?)\s*%?$/.exec(raw);
    const value = Number(match?.[1]);
    if (!match || value > 100)
        throw new Error("not a percentage");
    return value / 100;
}
function parseHosts(raw) {
    const hosts = raw.split(/[\s,]+/).filter((host) => host !== "");
    if (hosts.some((host) => !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)))
        throw new Error("not a host name");
    return hosts;
}
function parseCpus(raw) {
    const value = Number(raw);
    if (!/^\d+(\.\d+)?$/.test(raw) || value <= 0)
        throw new Error("not a number of cores");
    return value;
}


/***/ }),

/***/ 86613:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AS: () => (/* binding */ pairs),
/* harmony export */   Ej: () => (/* binding */ size),
/* harmony export */   Ie: () => (/* binding */ custom),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   lq: () => (/* binding */ optional),
/* harmony export */   nd: () => (/* binding */ integer),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   zq: () => (/* binding */ tryInputs)
/* harmony export */ });
/* unused harmony export camel */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79117);


function input(form, options, takes, example, parse) {
    const { describe, required = false, secret = false } = options;
    const fallback = options.default === undefined ? {} : { default: options.default };
    return Object.freeze({
        describe,
        takes,
        form,
        example: options.example ?? example,
        required,
        secret,
        parse,
        ...fallback,
    });
}
/** Any text; `""` where it is not set. */
const text = (options) => input({ kind: "text" }, options, "a text", "value", (raw) => raw);
/** A switch; takes the spellings of YAML 1.2's core schema, as `getBooleanInput` of @actions/core does. */
const flag = (options) => input({ kind: "flag" }, { default: "false", ...options }, "true or false", "true", (raw) => {
    if (/^(true|True|TRUE)$/.test(raw))
        return true;
    if (/^(false|False|FALSE)$/.test(raw))
        return false;
    throw new Error("neither true nor false");
});
/** One of a few words. */
const choice = (choices, options) => input({ kind: "choice", choices }, { default: choices[0], ...options }, `one of ${choices.join(", ")}`, choices[0], (raw) => {
    const found = choices.find((word) => word === raw);
    if (found === undefined)
        throw new Error("no such choice");
    return found;
});
/** A whole number within bounds. */
const integer = (bounds, options) => input({ kind: "integer", ...bounds }, options, `a whole number from ${bounds.min} to ${bounds.max}`, String(bounds.min), (raw) => {
    const value = Number(raw);
    if (!/^[+-]?\d+$/.test(raw) || value < bounds.min || value > bounds.max)
        throw new Error("out of bounds");
    return value;
});
/** A duration, in milliseconds. */
const duration = (options) => input({ kind: "duration" }, options, "a duration (ms, s, m, h; a bare number counts seconds)", "30s", _units_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDuration */ .E9);
/** A size, in bytes. */
const size = (options) => input({ kind: "size" }, options, "a size (k, m, g; a bare number counts bytes)", "64m", _units_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSize */ .DB);
/** A list, one entry a line; blank lines and lines that start with `#` are left out, commas are kept. */
const lines = (options) => input({ kind: "lines" }, options, "a list, one entry a line", "one", splitLines);
/** A list of `KEY=VALUE`, one a line; the value may hold further equals signs. A later line for the same key wins. */
const pairs = (options) => input({ kind: "pairs" }, options, "KEY=VALUE, one a line", "KEY=value", (raw) => {
    const result = new Map();
    for (const [index, line] of splitLines(raw).entries()) {
        const at = line.indexOf("=");
        // The line itself may be a secret, so the message only says which one it is.
        if (at < 1)
            throw new Error(`entry ${index + 1} has no KEY= in front`);
        result.set(line.slice(0, at).trim(), line.slice(at + 1));
    }
    return result;
});
/** An input that is absent (undefined) where it is not set, of the kind that another factory makes. */
const optional = (spec) => {
    const { default: _dropped, ...rest } = spec;
    return Object.freeze({ ...rest, parse: (raw) => (raw === "" ? undefined : spec.parse(raw)) });
};
/** An input with a parser of its own; `takes` fits after "takes". */
const custom = (takes, parse, options) => input({ kind: "custom" }, options, takes, options.example, parse);
function splitLines(raw) {
    return raw
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== "" && !line.startsWith("#"));
}
/** Reads every input; those with a mistake are missing in the record. Secrets are masked before any text is parsed. */
function tryInputs(schema, runner) {
    const texts = new Map();
    for (const [name, spec] of Object.entries(schema)) {
        const raw = runner.input(name);
        if (spec.secret && raw !== "")
            runner.mask(raw);
        texts.set(name, raw === "" ? (spec.default ?? "") : raw);
    }
    const record = {};
    const mistakes = [];
    for (const [name, spec] of Object.entries(schema)) {
        const raw = texts.get(name) ?? "";
        const takes = `it takes ${spec.takes}, for example: ${oneLine(spec.example)}`;
        if (raw === "" && spec.required) {
            mistakes.push({ name, message: `is not set; ${takes}` });
            continue;
        }
        try {
            record[camel(name)] = raw === "" && spec.default === undefined ? empty(spec) : spec.parse(raw);
        }
        catch (error) {
            const got = spec.secret ? "a secret value" : `"${oneLine(raw)}"`;
            mistakes.push({
                name,
                message: `got ${got} (${error instanceof Error ? error.message : String(error)}); ${takes}`,
            });
        }
    }
    return { record, mistakes };
}
/**
 * Reads every input of a schema into one frozen record. All mistakes, those of `check` too once each input is right by
 * itself, are thrown as one UserError: each with the input's name, what it got, what it takes, and an example.
 */
function readInputs(schema, runner, check = () => []) {
    const { record, mistakes } = tryInputs(schema, runner);
    const inputs = Object.freeze(record);
    const told = mistakes.length > 0 ? mistakes.map(({ name, message }) => `${name} ${message}`) : check(inputs);
    if (told.length > 0) {
        const count = told.length === 1 ? "One input is wrong" : `${told.length} inputs are wrong`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${count}:\n${told.map((mistake) => `  - ${mistake}`).join("\n")}`);
    }
    return inputs;
}
// Numbers and durations without a default have no value for "not set"; such a schema has to say `optional` or `required`.
function empty(spec) {
    try {
        return spec.parse("");
    }
    catch {
        throw new Error("not set");
    }
}
/** The name that an input has in the record: `build-args` is `buildArgs`. */
function camel(name) {
    return name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}
function oneLine(value) {
    const line = value.replace(/\r?\n/g, "⏎");
    return line.length > 120 ? `${line.slice(0, 117)}…` : line;
>>>>>>> test-run
}


/***/ }),

<<<<<<< HEAD
/***/ 35191:
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
=======
/***/ 157:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EU: () => (/* binding */ fence),
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   XF: () => (/* binding */ withinBytes),
/* harmony export */   ZD: () => (/* binding */ escapeHtml),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
/**
 * Text from outside as Markdown that shows exactly that text: nothing of it becomes markup, HTML, a link, a mention
 * or an issue reference. One line; line ends become spaces.
 */
function escapeMarkdown(text) {
    return (text
        .replace(/\s*[\r\n]+\s*/g, " ")
        // In one go: the "#" of an entity that was just made must not be escaped again.
        .replace(/[&<>"'\\`*_{}[\]()#+!|~^$-]/g, (char) => {
        const html = escapeHtml(char);
        return html === char ? `&#${char.charCodeAt(0)};` : html;
    })
        // A word joiner inside keeps GitHub from linking names, issues and addresses; it is not shown.
        .replace(/@(?=[\w])/g, "@\u2060")
        .replace(/(https?|ftp):\/\//gi, "$1:\u2060//")
        .replace(/www\./gi, "www\u2060."));
}
/** Text from outside for an HTML page or attribute. */
function escapeHtml(text) {
    return text
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("'", "&#39;");
}
/** A code span that shows exactly that text, also within a table. One line; line ends become spaces. */
function code(text) {
    // An HTML element, since a backtick span can neither hold a "|" in a table nor begin and end with backticks safely.
    return `<code>${escapeMarkdown(text)}</code>`;
}
/** A fenced block that shows exactly that text; the fence is longer than any run of backticks in it. */
function fence(text, language = "") {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
    const mark = "`".repeat(longest + 1);
    return `${mark}${language}\n${text.replace(/\n$/, "")}\n${mark}`;
}
/** A link; the text is escaped, and an address that is not http(s) is shown as text only. */
function link(text, address) {
    return /^https?:\/\/[^\s<>"']+$/i.test(address)
        ? `[${escapeMarkdown(text)}](<${address.replaceAll(">", "%3E")}>)`
        : escapeMarkdown(text);
}
/** A table. Cells are Markdown already: escape what comes from outside. `right` lists the columns of numbers, from 0. */
function table(head, rows, right = []) {
    const row = (cells) => `| ${cells.map((cell) => cell.replace(/\r?\n/g, "<br>")).join(" | ")} |`;
    const rule = `|${head.map((_, column) => (right.includes(column) ? "---:" : "---")).join("|")}|`;
    return [row(head), rule, ...rows.map(row)].join("\n");
}
/** A part that opens on a click. The title is escaped, the body is Markdown already. */
function details(title, body, open = false) {
    return `<details${open ? " open" : ""}><summary>${escapeMarkdown(title)}</summary>\n\n${body}\n\n</details>`;
}
/**
 * Joins pieces within a limit in UTF-8 bytes. The last pieces are shortened first; when even that is not enough,
 * pieces are dropped from the end. `notice` (Markdown) is appended where anything was cut, so that nobody takes the
 * rest for the whole. Pieces are never cut in the middle, so no tag and no fence stays open.
 */
function withinBytes(pieces, limit, notice) {
    const texts = pieces.map((piece) => piece.full);
    const join = (parts) => parts.filter((part) => part !== "").join("\n\n");
    const fits = (parts) => Buffer.byteLength(join(parts)) <= limit;
    if (fits(texts))
        return join(texts);
    for (let index = pieces.length - 1; index >= 0 && !fits([...texts, notice]); index--) {
        texts[index] = pieces[index]?.short ?? "";
    }
    while (texts.length > 0 && !fits([...texts, notice]))
        texts.pop();
    return fits([...texts, notice]) ? join([...texts, notice]) : "";
}


/***/ }),

/***/ 79117:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DB: () => (/* binding */ parseSize),
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   Xq: () => (/* binding */ formatSize),
/* harmony export */   a3: () => (/* binding */ formatDuration)
/* harmony export */ });
const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const BYTES = { "": 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };
/**
 * Milliseconds of a duration such as `500ms`, `30s`, `1h30m`; a bare number counts seconds.
 * The form is that of Go and of Compose files. Throws an Error for anything else.
 */
function parseDuration(text) {
    const value = text.trim().toLowerCase();
    if (/^\d+(\.\d+)?$/.test(value))
        return Math.round(Number(value) * 1000);
    if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(value))
        throw new Error(`"${text}" is not a duration`);
    let total = 0;
    for (const [, amount, unit] of value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
        total += Number(amount) * (MILLISECONDS[unit ?? ""] ?? 0);
    }
    return Math.round(total);
}
/** A duration for people: `85 ms`, `1.2 s`, `2 m 05 s`, `1 h 03 m`. */
function formatDuration(milliseconds) {
    const ms = Math.max(0, milliseconds);
    if (ms < 999.5)
        return `${Math.round(ms)} ms`;
    if (ms < 59_950)
        return `${(ms / 1000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    const two = (n) => String(n).padStart(2, "0");
    if (seconds < 3600)
        return `${Math.floor(seconds / 60)} m ${two(seconds % 60)} s`;
    return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} m`;
}
/** Bytes of a size such as `512`, `64k`, `100mb`, `1.5g`; units count by 1024, as Docker counts them. */
function parseSize(text) {
    const match = /^(\d+(?:\.\d+)?)\s*([bkmgt]?)(?:i?b)?$/.exec(text.trim().toLowerCase());
    if (!match)
        throw new Error(`"${text}" is not a size`);
    return Math.round(Number(match[1]) * (BYTES[match[2] ?? ""] ?? 1));
}
/** A size for people: `812 B`, `14.2 MB`; counts by 1000, as registries and `docker images` do. */
function formatSize(bytes) {
    const units = ["B", "kB", "MB", "GB", "TB"];
    let value = bytes;
    let unit = 0;
    while (Math.abs(value) >= 999.95 && unit < units.length - 1) {
        value /= 1000;
        unit++;
    }
    return `${unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
>>>>>>> test-run
}


/***/ })

};
;