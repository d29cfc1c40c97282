"use strict";
exports.id = 942;
exports.ids = [942];
exports.modules = {

/***/ 7561:
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
var errors = __webpack_require__(6715);
// EXTERNAL MODULE: ./toolkit/inputs.js
var inputs = __webpack_require__(6613);
// EXTERNAL MODULE: ./actions/deploy/spec.js
var spec = __webpack_require__(2100);
;// CONCATENATED MODULE: ./actions/deploy/inputs.js


/** Reads the inputs; every mistake of them is told at once. Each secret's value is masked by itself, too. */
function readDeployInputs(runner) {
    return (0,inputs/* readInputs */.Ko)(spec/* spec */.I.inputs, runner, (inputs) => {
        for (const value of inputs.secrets.values())
            runner.mask(value);
        const mistakes = [];
        if (["deploy", "plan"].includes(inputs.mode) && inputs.image === "") {
            mistakes.push(`image is not set; mode ${inputs.mode} takes an image, for example: ${spec/* spec */.I.inputs.image.example}`);
        }
        for (const name of inputs.secrets.keys()) {
            if (!/^[\w.-]{1,80}$/.test(name)) {
                mistakes.push(`secrets has a name that cannot be a file's; it takes letters, digits, ".", "_" and "-"`);
            }
        }
        return mistakes;
    });
}

// EXTERNAL MODULE: ./toolkit/markdown.js
var markdown = __webpack_require__(157);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(9117);
;// CONCATENATED MODULE: ./actions/deploy/report.js


const SUMMARY_BYTES = 128_000;
const MARKS = {
    deployed: "✅",
    unchanged: "✅",
    planned: "📋",
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
    if (!["planned", "removed"].includes(report.outcome)) {
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
    const picture = timeline(report.moments);
    if (picture)
        put((0,markdown/* fence */.EU)(picture, "mermaid"), "");
    if (report.operations.length > 0) {
        put((0,markdown/* details */.zH)("Operations", report.operations.map((text, index) => `${index + 1}. ${(0,markdown/* escapeMarkdown */.FV)(text)}`).join("\n")), "");
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
/** A Mermaid Gantt chart: a section for each container, a bar for each of its states; "" where nothing happened. */
function timeline(moments) {
    if (moments.length === 0)
        return "";
    const end = Math.max(...moments.map(({ at }) => at)) + 1;
    const lines = ["gantt", "  dateFormat x", "  axisFormat %M:%S"];
    for (const instance of new Set(moments.map((moment) => moment.instance))) {
        lines.push(`  section ${instance.replace(/[^\w.-]/g, "-")}`);
        const own = moments.filter((moment) => moment.instance === instance);
        for (const [index, { at, what }] of own.entries()) {
            if (what === "stopped")
                continue;
            const until = Math.max(own[index + 1]?.at ?? end, at + 1);
            lines.push(`  ${what} :${STYLES[what] ?? ""}${Math.round(at)}, ${Math.round(until)}`);
        }
    }
    return lines.join("\n");
}

;// CONCATENATED MODULE: ./actions/deploy/main.js





/** The deploy action. */
const main = async (world) => await deploy(world);
/** The deploy action; `arrange` is only given by tests, see `Told`. */
async function deploy(world, arrange) {
    const { runner, clock } = world;
    const begin = clock.elapsed();
    const set = (0,action/* outputsOf */.Yz)(spec/* spec */.I, runner);
    const inputs = readDeployInputs(runner);
    const report = {
        version: 1,
        outcome: "failed-before-switch",
        app: inputs.app,
        release: "",
        previous: "",
        image: inputs.image,
        digest: "",
        url: "",
        requests: 0,
        failedRequests: 0,
        switchMs: 0,
        durationMs: 0,
        operations: [],
        moments: [],
    };
    const tell = () => set({
        outcome: report.outcome,
        "release-id": report.release,
        "previous-release": report.previous,
        image: report.image,
        digest: report.digest,
        url: report.url,
        requests: report.requests,
        "failed-requests": report.failedRequests,
        "switch-ms": report.switchMs,
        "duration-ms": report.durationMs,
        report: { ...report },
    });
    try {
        const engine = await world.engine();
        if (inputs.mode === "down") {
            const { takeDown } = await __webpack_require__.e(/* import() */ 223).then(__webpack_require__.bind(__webpack_require__, 3223));
            report.operations = await takeDown(engine, inputs.app, inputs.stopTimeout);
            report.outcome = "removed";
            runner.info(report.operations.length > 0 ? `Removed ${report.operations.join(", ")}` : "There was nothing to remove.");
        }
        else if (inputs.mode === "status") {
            const { statusOf } = await __webpack_require__.e(/* import() */ 97).then(__webpack_require__.bind(__webpack_require__, 1097));
            await statusOf(engine, inputs.app, report, runner.info);
        }
        else {
            const { previousImage, rollout } = await __webpack_require__.e(/* import() */ 668).then(__webpack_require__.bind(__webpack_require__, 6668));
            const image = inputs.mode === "rollback" ? await previousImage(engine, inputs.app) : inputs.image;
            await rollout(world, engine, inputs, image, { report, changed: tell, arrange });
        }
    }
    catch (error) {
        report.reason ??= runner.redact((0,errors/* messageOf */.bD)(error));
        throw error;
    }
    finally {
        report.durationMs = Math.round(clock.elapsed() - begin);
        tell();
        await runner.summary(summaryOf(report));
    }
}


/***/ })

};
;