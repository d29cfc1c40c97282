"use strict";
exports.id = 3583;
exports.ids = [3583,8821,4008,157,5964];
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
        describe: "Port that the app listens on in its container. Where neither this nor a compose file says it, the only one that the image's EXPOSE names, else 8000.",
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
        describe: "How traffic moves once every new container is healthy: container by container (`parallelism`, `delay`), all at once, or by growing parts (`canary-steps`). The old ones run on until the end in any case.",
    }),
    parallelism: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 0, max: 32 }, {
        describe: "How many containers move at once with strategy rolling; 0 for all. 1 where neither this nor `update_config` of a compose file says it.",
        example: "4",
    })),
    delay: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long those that have moved are watched before the next ones do, with strategy rolling. Not at all where neither this nor `update_config` of a compose file says it.",
        example: "10s",
    })),
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
    "load-balancer": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["haproxy", "nginx"], {
        describe: "Product in front of the app. nginx changes traffic by reloads; it has no cookie, no sharing, no percentiles, and is not upgraded without a gap.",
    }),
    "proxy-image": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Image of the load balancer, with bash or nc in it, as the public ones have: HAProxy 2.6 or newer (haproxy:3.0 where not set), or nginx (nginx:1.29 where not set; before 1.27.4 it keeps no connection open).",
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
}


/***/ }),

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
    // Each piece is measured once: a report may have thousands of them.
    const size = (text) => (text === "" ? 0 : Buffer.byteLength(text) + 2);
    let total = texts.reduce((sum, text) => sum + size(text), 0) - 2;
    if (total <= limit)
        return join(texts);
    total += size(notice);
    for (let index = pieces.length - 1; index >= 0 && total > limit; index--) {
        const short = pieces[index]?.short ?? "";
        total += size(short) - size(texts[index]);
        texts[index] = short;
    }
    while (texts.length > 0 && total > limit)
        total -= size(texts.pop());
    return total <= limit ? join([...texts, notice]) : "";
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
}


/***/ })

};
;