"use strict";
exports.id = 5109;
exports.ids = [5109,8821];
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
var inputs = __webpack_require__(53162);
// EXTERNAL MODULE: ./actions/deploy/report.js
var deploy_report = __webpack_require__(37857);
;// CONCATENATED MODULE: ./actions/deploy/resolve-inputs.js

/** The inputs with what the compose file says, where one is given and the mode is about a release. */
async function resolveInputs(world, given) {
    if (given.composeFile.length === 0 || ["status", "down", "unlock"].includes(given.mode))
        return (0,inputs.plainInputs)(given);
    const { composeInputs } = await Promise.all(/* import() */[__webpack_require__.e(3483), __webpack_require__.e(310), __webpack_require__.e(7457)]).then(__webpack_require__.bind(__webpack_require__, 47457));
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
    const given = (0,inputs.readDeployInputs)(runner);
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
        hosts = await (0,connect/* connectHosts */.i)(world, given);
        if (["down", "unlock", "status"].includes(inputs.mode)) {
            for (const host of hosts)
                await tend(world, host, inputs, report, hosts.length > 1 ? `${host.address}: ` : "");
        }
        else {
            const [{ rollout }, { preflight }] = await Promise.all([Promise.all(/* import() */[__webpack_require__.e(310), __webpack_require__.e(2926), __webpack_require__.e(4138)]).then(__webpack_require__.bind(__webpack_require__, 64138)), __webpack_require__.e(/* import() */ 4308).then(__webpack_require__.bind(__webpack_require__, 24308))]);
            if (inputs.mode !== "plan")
                shown = (0,deployment/* showDeployment */.B)(world, { ...inputs, url: inputs.environmentUrl });
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
        // The engine of the environment is shared with the steps after this one.
        await Promise.all(hosts.map(({ address, engine }) => (address === "" ? undefined : engine.close())));
    }
}
/** Where an engine could not even take the image or the lock. */
async function diskIsFull(reason) {
    const { message, hint } = (await Promise.all(/* import() */[__webpack_require__.e(310), __webpack_require__.e(2926), __webpack_require__.e(4138)]).then(__webpack_require__.bind(__webpack_require__, 64138))).diskFull(reason);
    return new errors/* UserError */.yo(message, { hint: `Nothing was changed. ${hint}`, cause: reason });
}
/** The modes that are about what is there, on one host after the other. */
async function tend(world, { engine }, inputs, report, place) {
    const { runner } = world;
    const where = { app: inputs.app, proxy: (0,names/* proxyOf */.Ol)(inputs) };
    if (inputs.mode === "down") {
        const { takeDown } = await Promise.all(/* import() */[__webpack_require__.e(310), __webpack_require__.e(2926), __webpack_require__.e(3223)]).then(__webpack_require__.bind(__webpack_require__, 53223));
        const removed = await takeDown(engine, where, inputs.stopTimeout);
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
        const { statusOf } = await Promise.all(/* import() */[__webpack_require__.e(310), __webpack_require__.e(1097)]).then(__webpack_require__.bind(__webpack_require__, 11097));
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
/* harmony export */   YG: () => (/* binding */ summaryOf),
/* harmony export */   uD: () => (/* binding */ requestsOf)
/* harmony export */ });
/* unused harmony export timeline */
/* harmony import */ var _toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(157);
/* harmony import */ var _toolkit_mermaid_gantt_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19938);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79117);



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
                (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(report.release),
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

/***/ 95109:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   main: () => (/* binding */ main)
/* harmony export */ });
/* harmony import */ var _actions_deploy_main_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73583);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);
/* harmony import */ var _pipeline_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9529);



/** `status` and `rollback`: the deploy action in that mode, with the settings of the pipeline file. */
const main = async (world) => {
    const { runner } = world;
    const file = runner.input("file") || "pipeline.yml";
    // A look at what runs needs no secret; a rollback starts containers, and they need theirs.
    const lenient = runner.input("mode") === "status";
    const stages = await (0,_pipeline_file_js__WEBPACK_IMPORTED_MODULE_2__/* .stagesOfFile */ .z)(world, { file, environment: runner.input("environment"), lenient });
    const settings = chosen(stages?.filter(({ stage }) => stage === "deploy") ?? [], runner.input("app"), file, lenient);
    const input = (name) => (name === "app" ? settings?.app : "") || runner.input(name) || settings?.inputs[name] || "";
    await (0,_actions_deploy_main_js__WEBPACK_IMPORTED_MODULE_0__.main)({ ...world, runner: { ...runner, input } });
};
/** The deploy that is meant: the one of the file, or that of the app that was named by its key or its whole name. */
function chosen(deploys, app, file, lenient) {
    const named = deploys.filter((one) => app === "" || one.app === app || one.key === app);
    const [first, second] = named;
    if (second) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`Which app is meant is not known: ${file} has ${named.map((one) => one.app).join(", ")}`, {
            hint: `Name one: --app ${first?.app}`,
        });
    }
    if (first?.skip !== undefined && !lenient) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`The deploy of ${first.app} is left out here, since ${first.skip}`, {
            hint: "Run this where the pipeline deploys it: on that branch, or for that event.",
        });
    }
    if (first === undefined && app === "") {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`Which app is meant is not known: no ${file} here deploys one, and there is no --app`, {
            hint: "Go to the folder of the pipeline file, name it with --file, or name the app: --app shop",
        });
    }
    return first;
}


/***/ }),

/***/ 9529:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ stagesOfFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _actions_pipeline_config_config_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90302);
/* harmony import */ var _actions_pipeline_facts_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(33997);
/* harmony import */ var _actions_pipeline_stages_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(83371);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_yaml_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(79839);








/**
 * The stages of a pipeline file, so that a command needs no flags beside it; undefined where there is no such file.
 * With `lenient`, variables that are not set are blank: for commands that only look at what is there.
 */
async function stagesOfFile(world, options) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(world.workspace, options.file);
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path);
    let text;
    try {
        text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, "utf8");
    }
    catch (error) {
        if ((0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .codeOf */ .$N)(error) === "ENOENT")
            return undefined;
        throw error;
    }
    const { env, mask } = world.runner;
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(world.workspace, path);
    const config = (0,_actions_pipeline_config_config_js__WEBPACK_IMPORTED_MODULE_3__/* .readConfig */ .X)((0,_toolkit_yaml_js__WEBPACK_IMPORTED_MODULE_7__/* .readYamlTree */ ._d)(name, text), {
        file: name,
        // The command gives the rest by its flags.
        alone: options.only !== undefined || options.lenient,
        known: _actions_pipeline_stages_js__WEBPACK_IMPORTED_MODULE_5__/* .STAGES */ .a,
        only: options.only ?? [],
        environment: options.environment,
        mode: "apply",
        variables: options.lenient ? { ...blanks(text), ...defined(env) } : env,
        facts: await (0,_actions_pipeline_facts_js__WEBPACK_IMPORTED_MODULE_4__/* .runFacts */ .p)({ ...world, workspace: folder }, { base: "", paths: false }),
        folder: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(world.workspace, folder),
        exists: (one) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, one)),
        mask,
    });
    return config.stages.map(({ stage, app, inputs, skip }) => ({
        stage: stage.name,
        key: app.key,
        app: app.name,
        inputs: skip === undefined ? inputs({}) : {},
        skip,
    }));
}
/** A blank for each variable that a text names. */
function blanks(text) {
    return Object.fromEntries([...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => [match[1] ?? "", ""]));
}
function defined(env) {
    return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== undefined));
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


/***/ })

};
;