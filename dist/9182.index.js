"use strict";
exports.id = 9182;
exports.ids = [9182];
exports.modules = {

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

/***/ 99182:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  writeReports: () => (/* binding */ writeReports)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./toolkit/html.js
var html = __webpack_require__(88573);
// EXTERNAL MODULE: ./toolkit/markdown.js
var markdown = __webpack_require__(157);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(79117);
// EXTERNAL MODULE: ./actions/pipeline/report.js
var pipeline_report = __webpack_require__(73694);
;// CONCATENATED MODULE: ./actions/pipeline/html/gantt.js


const GANTT_STYLE = `.gantt{list-style:none;padding:0;margin:1rem 0}.gantt li{display:grid;grid-template-columns:minmax(7rem,12rem) 1fr 5.5rem;gap:.5rem;align-items:center;padding:.15rem 0}
.gantt .track{position:relative;height:1.4rem;background:var(--soft);border-radius:.25rem;overflow:hidden}.gantt .bar{position:absolute;top:0;bottom:0;min-width:3px;border-radius:.25rem;background:currentColor;opacity:.85}
.gantt .end{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.gantt .axis .track{background:none;border-top:1px solid var(--line)}.gantt .axis .tick{position:absolute;font-size:.75rem;color:var(--quiet);transform:translateX(-50%);white-space:nowrap}
.gantt .axis .tick:first-child{transform:none}
@media (max-width:40rem){.gantt li{grid-template-columns:1fr auto;gap:0 .5rem}.gantt .track{grid-row:2;grid-column:1/-1;height:.8rem}.gantt .axis .track{height:1.2rem}}`;
/** Rows of bars over one axis of time, made of the page's own text, so that it follows its colours and is read aloud. */
function gantt(rows, total, label) {
    const whole = Math.max(total, 1);
    const part = (value) => `${((Math.max(0, Math.min(value, whole)) / whole) * 100).toFixed(2)}%`;
    const bar = ({ from, to, kind, title }) => `<span class="bar ${kind}" style="left:${part(from)};width:${part(Math.max(to - from, 0))}" role="img" aria-label="${(0,markdown/* escapeHtml */.ZD)(title)}" title="${(0,markdown/* escapeHtml */.ZD)(title)}"></span>`;
    const name = ({ anchor, name: text }) => anchor ? `<a href="#${(0,markdown/* escapeHtml */.ZD)(anchor)}">${(0,markdown/* escapeHtml */.ZD)(text)}</a>` : (0,markdown/* escapeHtml */.ZD)(text);
    const ticks = (0,html/* each */.__)(axis(whole), (at) => `<span class="tick" style="left:${part(at)}">${at === 0 ? "0" : (0,units/* formatDuration */.a3)(at)}</span>`);
    return `<ol class="gantt" aria-label="${(0,markdown/* escapeHtml */.ZD)(label)}">${(0,html/* each */.__)(rows, (row) => `<li><span>${name(row)}</span><span class="track">${(0,html/* each */.__)(row.bars, bar)}</span><span class="end">${(0,markdown/* escapeHtml */.ZD)(row.end)}</span></li>`)}<li class="axis" aria-hidden="true"><span></span><span class="track">${ticks}</span><span></span></li></ol>`;
}
/** Round moments along the axis, at most six; the end itself is left to the rows. */
function axis(total) {
    const steps = [1, 2, 5]
        .flatMap((one) => Array.from({ length: 8 }, (_, power) => one * 10 ** power))
        .concat(30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000);
    const step = steps.sort((a, b) => a - b).find((one) => total / one <= 5) ?? total;
    return Array.from({ length: Math.floor((total * 0.97) / step) + 1 }, (_, index) => index * step);
}

// EXTERNAL MODULE: ./actions/deploy/report.js
var deploy_report = __webpack_require__(37857);
;// CONCATENATED MODULE: ./actions/pipeline/html/stage-sections.js




const SHOWN = { rows: 500 };
const c = (text) => `<code>${(0,markdown/* escapeHtml */.ZD)(text)}</code>`;
const heading = (title) => `<h3>${(0,markdown/* escapeHtml */.ZD)(title)}</h3>`;
/**
 * What a stage's own report says, as HTML. The report comes from another program's output, so whatever is missing in it
 * is left out.
 */
function stageDetails(stage, outputs) {
    const report = parse(outputs.report);
    switch (stage) {
        case "build":
            return buildDetails(report);
        case "push":
            return pushDetails(report);
        case "test":
            return testNumbers(outputs);
        case "migrate":
        case "migrate-post":
            return migrateDetails(report);
        case "deploy":
            return deployDetails(report);
        default:
            return "";
    }
}
function parse(text) {
    try {
        const value = JSON.parse(text ?? "{}");
        return typeof value === "object" && value !== null ? value : {};
    }
    catch {
        return {};
    }
}
function buildDetails({ size, cacheHitRatio, steps = [], layers = [], hints = [], buildMs, imageid, }) {
    const numbers = [];
    if (size)
        numbers.push(["image, unpacked", (0,units/* formatSize */.Xq)(size)]);
    if (cacheHitRatio !== undefined)
        numbers.push(["steps from the cache", `${Math.round(cacheHitRatio * 100)} %`]);
    if (buildMs)
        numbers.push(["time of the build", (0,units/* formatDuration */.a3)(buildMs)]);
    const slow = steps.filter(({ durationMs }) => durationMs !== undefined);
    const heavy = layers.filter((layer) => layer.size > 0).sort((a, b) => b.size - a.size);
    return [
        numbers.length > 0 ? (0,html/* tiles */.os)(numbers) : "",
        imageid ? `<p>Image ${c(imageid)}</p>` : "",
        slow.length > 0
            ? (0,html/* folded */.TM)("Steps of the build", (0,html/* htmlTable */.I$)(["step", "time"], slow
                .slice(0, SHOWN.rows)
                .map((step) => [(0,markdown/* escapeHtml */.ZD)(step.name), step.cached ? "cached" : (0,units/* formatDuration */.a3)(step.durationMs ?? 0)])))
            : "",
        heavy.length > 0
            ? (0,html/* folded */.TM)("Layers of the image", (0,html/* htmlTable */.I$)(["layer", "size"], heavy.slice(0, SHOWN.rows).map((layer) => [c(layer.createdBy.slice(0, 300)), (0,units/* formatSize */.Xq)(layer.size)])))
            : "",
        hints.length > 0
            ? heading("Remarks") +
                (0,html/* list */.p_)(hints.map(({ file, line, message }) => `${c(`${file}:${line}`)} ${(0,markdown/* escapeHtml */.ZD)(message)}`))
            : "",
    ].join("");
}
function pushDetails({ refs = [], pushed = [], pushMs }) {
    return [
        pushMs ? (0,html/* tiles */.os)([["time of the push", (0,units/* formatDuration */.a3)(pushMs)]]) : "",
        refs.length > 0 ? (0,html/* list */.p_)(refs.map(c)) : "",
        pushed.length > 0 ? `<p>Tags: ${pushed.map(c).join(", ")}</p>` : "",
    ].join("");
}
function testNumbers(outputs) {
    const numbers = ["tests", "passed", "failed", "skipped", "flaky"].flatMap((name) => outputs[name] ? [[name, outputs[name]]] : []);
    if (outputs.coverage)
        numbers.push(["lines covered", `${outputs.coverage} %`]);
    return numbers.length > 0 ? (0,html/* tiles */.os)(numbers) : "";
}
function migrateDetails({ database, before, current, applied = [], pending = [], findings = [], command, }) {
    const files = (title, all) => all.length === 0
        ? ""
        : heading(title) +
            (0,html/* each */.__)(all.slice(0, SHOWN.rows), ({ file, statements = [], durationMs }) => (0,html/* folded */.TM)(`${c(file)}${durationMs === undefined ? "" : ` <span class="quiet">${(0,units/* formatDuration */.a3)(durationMs)}</span>`}`, (0,html/* htmlTable */.I$)(["line", "statement", "lock", "time"], statements.map(({ line, sql, lock, durationMs: time }) => [
                String(line),
                c(sql),
                lock ? (0,markdown/* escapeHtml */.ZD)(`${lock.mode} ${lock.table}`) : "",
                time === undefined ? "" : (0,units/* formatDuration */.a3)(time),
            ]), [0, 3])));
    return [
        database
            ? `<p>${c(database)}: ${before === current ? `at ${c(current || "the beginning")}` : `${c(before || "the beginning")} → ${c(current ?? "")}`}</p>`
            : "",
        command
            ? `<p>${(0,markdown/* escapeHtml */.ZD)(`${command.tool || "The command"}: ${command.added.length} applied`)}</p>${(0,html/* list */.p_)(command.added.map(c))}`
            : "",
        files("Applied", applied),
        files("Pending", pending),
        findings.length > 0
            ? heading("Findings") +
                (0,html/* htmlTable */.I$)(["", "place", "what happens", "what to write"], findings.map(({ level, path, line, message, instead }) => [
                    level === "error" ? "❌" : "⚠️",
                    c(`${path}:${line}`),
                    (0,markdown/* escapeHtml */.ZD)(message),
                    (0,markdown/* escapeHtml */.ZD)(instead),
                ]), [])
            : "",
    ].join("");
}
const STATES = {
    starting: "quiet",
    healthy: "warn",
    "in traffic": "good",
    draining: "warn",
    empty: "quiet",
    failed: "bad",
};
function deployDetails(report) {
    const { outcome, requests, failedRequests, switchMs, moments = [], samples = [], operations = [], reason, logs, url, } = report;
    const numbers = [];
    if (outcome !== "planned" && requests !== undefined) {
        numbers.push(["requests meanwhile", String(requests)], ["of them failed", String(failedRequests ?? 0)]);
        if (switchMs)
            numbers.push(["switch of traffic", (0,units/* formatDuration */.a3)(switchMs)]);
    }
    const end = Math.max(0, ...[...moments, ...samples].map(({ at }) => at)) + 1;
    const rows = [...new Set(moments.map(({ instance }) => instance))].map((instance) => {
        const own = moments.filter((moment) => moment.instance === instance);
        const bars = own.flatMap(({ at, what }, index) => {
            const to = own[index + 1]?.at ?? end;
            const title = `${what} from ${(0,units/* formatDuration */.a3)(at)} to ${(0,units/* formatDuration */.a3)(to)}`;
            return what === "stopped" ? [] : [{ from: at, to, kind: STATES[what] ?? "quiet", title }];
        });
        return { name: instance, bars, end: own.at(-1)?.what ?? "" };
    });
    const counted = (0,deploy_report/* requestsOf */.uD)(samples).map(({ from, to, requests: all, failed }) => {
        const title = `${failed > 0 ? `${failed} of ${all} failed` : `${all} answered`} from ${(0,units/* formatDuration */.a3)(from)} to ${(0,units/* formatDuration */.a3)(to)}`;
        return { from, to, kind: failed > 0 ? "bad" : "good", title };
    });
    if (counted.length > 0)
        rows.push({ name: "requests", bars: counted, end: failedRequests ? "failed" : "answered" });
    return [
        numbers.length > 0 ? (0,html/* tiles */.os)(numbers) : "",
        url && outcome !== "planned" ? `<p>Answers at ${c(url)}</p>` : "",
        reason ? `<pre>${(0,markdown/* escapeHtml */.ZD)(reason)}</pre>` : "",
        logs ? (0,html/* folded */.TM)(`Last lines of ${c(logs.container)}`, `<pre>${(0,markdown/* escapeHtml */.ZD)(logs.lines)}</pre>`, true) : "",
        rows.length > 0
            ? `${heading("Rollout")}<p class="quiet">Grey: starting or empty. Amber: healthy or draining. Green: in traffic, or requests that were answered. Red: failed.</p>${gantt(rows, end, "States of each container over time")}`
            : "",
        operations.length > 0
            ? (0,html/* folded */.TM)("Operations", `<ol>${(0,html/* each */.__)(operations, (one) => `<li>${(0,markdown/* escapeHtml */.ZD)(one)}</li>`)}</ol>`)
            : "",
    ].join("");
}

;// CONCATENATED MODULE: ./actions/pipeline/html/html-report.js





const KINDS = { success: "good", failure: "bad", skipped: "quiet", "not-run": "quiet", planned: "quiet" };
const WORDS = {
    success: "done",
    failure: "failed",
    skipped: "left out",
    "not-run": "not run",
    planned: "planned",
};
/** The whole run as one page that needs nothing else: when each stage ran, and what each has to say. */
function htmlReport({ report, pages }) {
    const parts = new Map();
    for (const [stage, page] of pages) {
        const part = (0,html/* embedded */.F9)(page, `${anchorOf(stage)}-`);
        if (part)
            parts.set(stage, part);
    }
    const planned = report.outcome === "planned";
    const place = report.environment ? ` to ${(0,markdown/* escapeHtml */.ZD)(report.environment)}` : "";
    return (0,html/* htmlPage */.X)({
        title: `${report.app}: ${planned ? "plan" : "pipeline"}`,
        style: GANTT_STYLE + STYLE + [...new Set([...parts.values()].map(({ style }) => style))].join("\n"),
        parts: [
            `<h1>${planned ? "Plan" : "Pipeline"} of ${(0,markdown/* escapeHtml */.ZD)(report.app)}${place} <span class="${KINDS[report.outcome]}">${report.outcome}</span></h1>`,
            `<p class="quiet">${(0,markdown/* escapeHtml */.ZD)((0,pipeline_report/* originOf */.yv)(report))}${runLink(report)}</p>`,
            report.error ? `<pre class="error">${(0,markdown/* escapeHtml */.ZD)(`${report.failedStage}: ${report.error}`)}</pre>` : "",
            (0,html/* tiles */.os)(numbers(report)),
            `<section><h2>Stages</h2>${planned ? planTable(report.stages) : timeline(report)}</section>`,
            report.notes.length > 0 ? (0,html/* list */.p_)(report.notes.map(markdown/* escapeHtml */.ZD)) : "",
            ...report.stages.map((stage) => stageSection(stage, parts.get(stage.stage))),
        ],
    });
}
const STYLE = `.error{border-left:4px solid var(--bad)}.stage{border-top:1px solid var(--line)}.stage h2 small{font-size:1rem;font-weight:normal}`;
/** The address comes from variables that anybody may set, so only one of the web becomes a link. */
const runLink = ({ run = "" }) => /^https?:\/\//.test(run) ? `, <a href="${(0,markdown/* escapeHtml */.ZD)(run)}">the run</a>` : "";
const anchorOf = (stage) => `stage-${stage.replace(/[^\w-]/g, "-")}`;
/** The numbers that people look for first. */
function numbers({ stages, durationMs }) {
    const all = (name, output) => stages
        .filter(({ stage }) => stage.split("/").at(-1) === name)
        .flatMap(({ outputs }) => (outputs[output] ? [outputs[output]] : []));
    const sum = (texts) => texts.reduce((total, text) => total + Number(text), 0);
    const found = [["whole run", (0,units/* formatDuration */.a3)(durationMs)]];
    const put = (name, texts, text) => {
        if (texts.length > 0)
            found.push([name, text(texts)]);
    };
    put("tests", all("test", "tests"), (texts) => String(sum(texts)));
    put("of them failed", all("test", "failed"), (texts) => String(sum(texts)));
    put("lines covered", all("test", "coverage"), (texts) => texts.map((text) => `${text} %`).join(", "));
    put("image", all("build", "size"), (texts) => texts.map((text) => (0,units/* formatSize */.Xq)(Number(text))).join(", "));
    put("migrations applied", [...all("migrate", "applied"), ...all("migrate-post", "applied")], (texts) => String(sum(texts)));
    put("requests lost", all("deploy", "failed-requests"), (texts) => String(sum(texts)));
    return found;
}
function timeline({ stages, durationMs }) {
    const rows = stages.map((stage) => {
        const { startedMs: from, durationMs: took } = stage;
        const title = `${WORDS[stage.outcome]}, from ${(0,units/* formatDuration */.a3)(from)} to ${(0,units/* formatDuration */.a3)(from + took)}`;
        return {
            name: stage.stage,
            anchor: anchorOf(stage.stage),
            bars: (0,pipeline_report/* ran */.e1)(stage) ? [{ from, to: from + took, kind: KINDS[stage.outcome], title }] : [],
            end: (0,pipeline_report/* ran */.e1)(stage) ? (0,units/* formatDuration */.a3)(took) : WORDS[stage.outcome],
        };
    });
    return gantt(rows, Math.max(durationMs, ...stages.map((one) => one.startedMs + one.durationMs)), "Stages of the run over time");
}
function planTable(stages) {
    const rows = stages.map(({ stage, did, needs }) => [
        `<a href="#${anchorOf(stage)}">${(0,markdown/* escapeHtml */.ZD)(stage)}</a>`,
        (0,markdown/* escapeHtml */.ZD)(did),
        (0,markdown/* escapeHtml */.ZD)(needs.join(", ")),
    ]);
    return (0,html/* htmlTable */.I$)(["stage", "what it would do", "waits for"], rows, []);
}
function stageSection(stage, part) {
    const { stage: name, outcome, did, outputs, startedMs, durationMs, needs } = stage;
    const time = (0,pipeline_report/* ran */.e1)(stage)
        ? `<p class="quiet">${(0,markdown/* escapeHtml */.ZD)(`From ${(0,units/* formatDuration */.a3)(startedMs)} to ${(0,units/* formatDuration */.a3)(startedMs + durationMs)}${needs.length > 0 ? `, after ${needs.join(", ")}` : ""}`)}</p>`
        : "";
    const kind = name.split("/").at(-1) ?? name;
    const details = (0,pipeline_report/* ran */.e1)(stage) ? (part?.body ?? stageDetails(kind, outputs)) : "";
    const plain = part || !(0,pipeline_report/* ran */.e1)(stage) ? "" : outputTable(outputs);
    return `<section class="stage" id="${anchorOf(name)}"><h2>${(0,markdown/* escapeHtml */.ZD)(name)} <small class="${KINDS[outcome]}">${WORDS[outcome]}</small></h2><p>${(0,markdown/* escapeHtml */.ZD)(did)}</p>${time}${details}${plain}</section>`;
}
/** Outputs that say more than the sections do, for who wants to look them up. */
function outputTable(outputs) {
    const rows = Object.entries(outputs).filter(([name, value]) => value !== "" && !["report", "metadata", "json"].includes(name) && value.length < 500);
    if (rows.length === 0)
        return "";
    const body = (0,html/* each */.__)(rows, ([name, value]) => `<tr><td><code>${(0,markdown/* escapeHtml */.ZD)(name)}</code></td><td><code>${(0,markdown/* escapeHtml */.ZD)(value)}</code></td></tr>`);
    return `<details><summary>Outputs</summary><div class="wide"><table><tbody>${body}</tbody></table></div></details>`;
}

;// CONCATENATED MODULE: ./actions/pipeline/html/write-reports.js



/** Writes report.html, report.json and summary.md; the path of the page. Pages of the stages become a part of it. */
async function writeReports(run, markdown, folder, redact) {
    const pages = new Map();
    for (const { stage, outputs } of run.report.stages) {
        const path = outputs["report-path"];
        const page = path && (await (0,promises_.readFile)(path, "utf8").catch(() => undefined));
        if (page)
            pages.set(stage, page);
    }
    await (0,promises_.mkdir)(folder, { recursive: true });
    const write = async (name, text) => {
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, name), redact(text));
        return (0,external_node_path_.join)(folder, name);
    };
    await write("report.json", `${JSON.stringify(run.report, undefined, 2)}\n`);
    await write("summary.md", markdown);
    return await write("report.html", htmlReport({ report: run.report, pages }));
}


/***/ }),

/***/ 88573:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F9: () => (/* binding */ embedded),
/* harmony export */   I$: () => (/* binding */ htmlTable),
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   X: () => (/* binding */ htmlPage),
/* harmony export */   __: () => (/* binding */ each),
/* harmony export */   os: () => (/* binding */ tiles),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   uW: () => (/* binding */ section)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(157);


/**
 * A page that needs nothing else: no script, no font, no picture from anywhere; the browser is told to refuse them.
 * It follows the reader's choice of light or dark, fits a telephone, and all that opens and closes is the browser's
 * own, so a keyboard is enough.
 */
function htmlPage({ title, parts, style = "" }) {
    return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark"><title>${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeHtml */ .ZD)(title)}</title><style>${STYLE}${style}</style></head>
<body><main>
${parts.filter((part) => part !== "").join("\n")}
</main></body></html>
`;
}
const STYLE = `:root{color-scheme:light dark;--line:#d0d7de;--soft:#f6f8fa;--good:#116329;--warn:#7d4e00;--bad:#b3202a;--quiet:#59636e;--fg:#1f2328;--bg:#fff;--miss:#ffebe9;--link:#0550ae}
@media (prefers-color-scheme:dark){:root{--line:#3d444d;--soft:#161b22;--good:#56d364;--warn:#e3b341;--bad:#ff8a84;--quiet:#9198a1;--fg:#e6edf3;--bg:#0d1117;--miss:#5c1a1d;--link:#79c0ff}}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 system-ui,sans-serif}main{max-width:72rem;margin:auto;padding:1rem}
a{color:var(--link)}.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}.quiet{color:var(--quiet)}.tiles{display:flex;flex-wrap:wrap;gap:.5rem;padding:0;list-style:none}
.tiles li{border:1px solid var(--line);border-radius:.5rem;padding:.5rem 1rem;min-width:6rem}.tiles b{display:block;font-size:1.5rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}pre{background:var(--soft);padding:.75rem;overflow-x:auto;border-radius:.5rem;white-space:pre-wrap;overflow-wrap:anywhere}
summary{cursor:pointer;overflow-wrap:anywhere}details{border:1px solid var(--line);border-radius:.5rem;padding:.5rem .75rem;margin:.5rem 0}
h1,h2,h3,p,li{overflow-wrap:anywhere}code{overflow-wrap:anywhere}:focus-visible{outline:3px solid var(--link);outline-offset:2px}
@media (max-width:40rem){main{padding:.5rem}.tiles li{flex:1 1 6rem;padding:.5rem}.tiles b{font-size:1.2rem}h1{font-size:1.5rem}}
@media print{details{break-inside:avoid}}
`;
/** The HTML of each item, joined. */
function each(items, html) {
    return items.map((item) => html(item)).join("");
}
/** A part of the page under a heading. The title is escaped, the body is HTML already. */
function section(title, body) {
    return `<section><h2>${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeHtml */ .ZD)(title)}</h2>${body}</section>`;
}
/** A list of points. The items are HTML already. */
function list(items, kind = "") {
    return `<ul${kind === "" ? "" : ` class="${kind}"`}>${each(items, (item) => `<li>${item}</li>`)}</ul>`;
}
/**
 * A table, which scrolls by itself where it is too wide. Cells are HTML already. `numbers` lists the columns that are
 * set to the right, from 0; all but the first where not given.
 */
function htmlTable(head, rows, numbers = head.map((_, column) => column).slice(1)) {
    const cell = (tag) => (text, column) => `<${tag}${numbers.includes(column) ? ' class="n"' : ""}${tag === "th" ? ' scope="col"' : ""}>${text}</${tag}>`;
    const body = each(rows, (row) => `<tr>${row.map(cell("td")).join("")}</tr>`);
    return `<div class="wide"><table><thead><tr>${head.map(cell("th")).join("")}</tr></thead><tbody>${body}</tbody></table></div>`;
}
/** The numbers of a report, large: what each is called and its text, both escaped here. */
function tiles(numbers) {
    return list(numbers.map(([name, value]) => `<b>${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeHtml */ .ZD)(value)}</b>${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .escapeHtml */ .ZD)(name)}`), "tiles");
}
/** A part that opens on a click or the Enter key. Both are HTML already. */
function folded(summary, body, open = false) {
    return `<details${open ? " open" : ""}><summary>${summary}</summary>${body}</details>`;
}
/**
 * The body of a page that `htmlPage` made, for another page: its headings two levels lower, its ids and the links to them
 * with a prefix of their own. Undefined where the text is no such page.
 */
function embedded(page, prefix) {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1];
    const body = /<main>\n([\s\S]*)\n<\/main>/.exec(page)?.[1];
    if (style === undefined || body === undefined || !style.startsWith(STYLE))
        return undefined;
    return {
        style: style.slice(STYLE.length),
        body: body
            .replace(/<(\/?)h([1-4])(?=[\s>])/g, (_, close, level) => `<${close}h${Number(level) + 2}`)
            .replace(/(?<=<[^<>]*\s)(id="|href="#)/g, `$1${prefix}`),
    };
}


/***/ })

};
;