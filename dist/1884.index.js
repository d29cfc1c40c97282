"use strict";
exports.id = 1884;
exports.ids = [1884,1093,157,2538];
exports.modules = {

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
;// CONCATENATED MODULE: ./actions/deploy/hosts/connect.js

/**
 * Connects to every host, all at once. Where one of them cannot be reached nothing is changed anywhere: throws a
 * UserError that names each of those, with what to do.
 */
async function connectHosts(world, given) {
    const { hosts, sshKey, knownHosts, tlsCa, tlsCert, tlsKey } = given;
    if (hosts.length === 0)
        return [{ address: "", engine: await world.engine() }];
    const { connect } = await Promise.all(/* import() */[__webpack_require__.e(5292), __webpack_require__.e(2651)]).then(__webpack_require__.bind(__webpack_require__, 62651));
    const options = {
        env: world.runner.env,
        signal: world.signal,
        temp: world.temp,
        ssh: { ...(sshKey ? { key: sshKey } : {}), ...(knownHosts ? { knownHosts } : {}) },
        ...(tlsCa ? { tls: { ca: tlsCa, cert: tlsCert, key: tlsKey } } : {}),
    };
    const tries = await Promise.allSettled(hosts.map((host) => connect({ host, ...options })));
    const failed = tries.flatMap((one, index) => one.status === "rejected" ? [{ host: hosts[index] ?? "", why: one.reason }] : []);
    const engines = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    if (failed.length === 0)
        return engines.map((engine) => ({ address: engine.address, engine }));
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
            const { takeDown } = await Promise.all(/* import() */[__webpack_require__.e(221), __webpack_require__.e(3223)]).then(__webpack_require__.bind(__webpack_require__, 53223));
            report.operations = await takeDown(engine, inputs.app, inputs.stopTimeout);
            report.outcome = "removed";
            runner.info(report.operations.length > 0 ? `Removed ${report.operations.join(", ")}` : "There was nothing to remove.");
        }
        else if (inputs.mode === "unlock") {
            const { breakLock } = await __webpack_require__.e(/* import() */ 2312).then(__webpack_require__.bind(__webpack_require__, 22312));
            const holder = await breakLock(engine, inputs.app);
            report.outcome = "unlocked";
            if (holder !== undefined)
                report.operations.push(`removed the lock of ${holder}`);
            runner.info(holder === undefined ? "There was no lock." : `Removed the lock of ${holder}`);
        }
        else if (inputs.mode === "status") {
            const { statusOf } = await __webpack_require__.e(/* import() */ 1097).then(__webpack_require__.bind(__webpack_require__, 11097));
            await statusOf(engine, inputs.app, report, runner.info);
        }
        else {
            const { rollout } = await Promise.all(/* import() */[__webpack_require__.e(221), __webpack_require__.e(8559)]).then(__webpack_require__.bind(__webpack_require__, 8559));
            if (inputs.mode !== "plan")
                shown = (0,deployment/* showDeployment */.B)(world, { ...inputs, url: inputs.environmentUrl });
            void shown?.id.then((id) => {
                if (id !== undefined)
                    report.deploymentId = id;
            });
            await rollout(world, engine, inputs, { report, changed: tell, faults });
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


/***/ })

};
;