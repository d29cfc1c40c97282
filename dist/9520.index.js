"use strict";
exports.id = 9520;
exports.ids = [9520,6100,4478,2097,9240,157,2538,4919];
exports.modules = {

/***/ 2476:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ parseThresholds),
/* harmony export */   b: () => (/* binding */ closedGates)
/* harmony export */ });
/* harmony import */ var _model_coverage_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97414);

/** Reads `lines=90, patch=80`; throws an Error that says which part is wrong. */
function parseThresholds(raw) {
    const result = new Map();
    for (const part of raw.split(/[,\n]/).map((one) => one.trim())) {
        if (part === "" || part.startsWith("#"))
            continue;
        const [, name, value] = /^(\w+)\s*=\s*(\d+(?:\.\d+)?)\s*%?$/.exec(part) ?? [];
        if (![..._model_coverage_js__WEBPACK_IMPORTED_MODULE_0__/* .MEASURES */ .sF, "patch", "drop"].includes(name) || Number(value) > 100)
            throw new Error(`"${part}" is no threshold`);
        result.set(name, Number(value));
    }
    return result;
}
/** Every reason for which the step fails, one sentence each; none where all gates are open. */
function closedGates(facts, rules) {
    const reasons = [];
    const { tests, coverage } = facts;
    if (tests && rules.failOn !== "none" && tests.failed > 0)
        reasons.push(`${count(tests.failed, "test")} failed`);
    if (tests && rules.failOn === "skipped" && tests.skipped > 0) {
        reasons.push(`${count(tests.skipped, "test")} skipped, and fail-on is skipped`);
    }
    if (rules.minTests > 0 && (tests?.tests ?? 0) < rules.minTests) {
        reasons.push(`${count(tests?.tests ?? 0, "test")} found, at least ${rules.minTests} asked for by min-tests`);
    }
    for (const [measure, least] of rules.thresholds) {
        if (measure === "drop") {
            const fall = -(facts.coverageDelta ?? 0);
            if (fall > least) {
                reasons.push(`line coverage fell by ${fall} points against the baseline, at most ${least} is allowed`);
            }
            continue;
        }
        if (measure === "patch") {
            // A change without code has nothing to cover; where the change is not known a problem says why.
            const value = facts.patch && facts.patch.total >= rules.patchMinLines ? (0,_model_coverage_js__WEBPACK_IMPORTED_MODULE_0__/* .percent */ .KN)(facts.patch) : undefined;
            if (value !== undefined && value < least) {
                reasons.push(`${value} % of the changed lines covered, at least ${least} % asked for`);
            }
            continue;
        }
        const ratio = coverage?.[measure];
        const value = ratio && (0,_model_coverage_js__WEBPACK_IMPORTED_MODULE_0__/* .percent */ .KN)(ratio);
        if (value === undefined)
            reasons.push(`no coverage of ${measure} in the reports, at least ${least} % asked for`);
        else if (value < least)
            reasons.push(`${value} % of ${measure} covered, at least ${least} % asked for`);
    }
    return reasons;
}
function count(number, noun) {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
}


/***/ }),

/***/ 97414:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KN: () => (/* binding */ percent),
/* harmony export */   sF: () => (/* binding */ MEASURES),
/* harmony export */   xN: () => (/* binding */ Coverage)
/* harmony export */ });
/* unused harmony exports noCoverage, LineHits, FileCoverage */
/** What is counted. Every format has lines; the total of the others is 0 where no report tells of them. */
const MEASURES = ["lines", "branches", "functions", "statements"];
/** A total of nothing. */
function noCoverage() {
    const none = () => ({ covered: 0, total: 0 });
    return { lines: none(), branches: none(), functions: none(), statements: none() };
}
/** Lines with code and how often each ran; compact, since a report may hold millions. */
class LineHits {
    #lines = new Uint32Array(32);
    #hits = new Float64Array(32);
    #size = 0;
    /** Length of the part that is in order and without doubles. */
    #settled = 0;
    /** Adds hits to a line (from 1). */
    add(line, hits) {
        if (this.#size === this.#lines.length) {
            // Merging many reports of one file must not grow with their number.
            if (this.#size >= 4 * Math.max(this.#settled, 16))
                this.#settle();
            if (this.#size * 2 > this.#lines.length)
                this.#resize(this.#lines.length * 2);
        }
        const last = this.#size - 1;
        if (this.#settled === this.#size && (last < 0 || line > this.#lines[last]))
            this.#settled++;
        this.#lines[this.#size] = line;
        this.#hits[this.#size++] = hits;
    }
    /** Number of different lines. */
    get size() {
        this.#settle();
        return this.#size;
    }
    /** Lines that ran. */
    get covered() {
        this.#settle();
        let covered = 0;
        for (let index = 0; index < this.#size; index++)
            if (this.#hits[index] > 0)
                covered++;
        return covered;
    }
    /** How often a line ran; undefined where it has no code. */
    get(line) {
        this.#settle();
        let low = 0;
        let high = this.#size - 1;
        while (low <= high) {
            const middle = (low + high) >> 1;
            const found = this.#lines[middle];
            if (found === line)
                return this.#hits[middle];
            if (found < line)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return undefined;
    }
    /** Every line with its hits, in order. */
    *entries() {
        this.#settle();
        for (let index = 0; index < this.#size; index++)
            yield [this.#lines[index], this.#hits[index]];
    }
    /** Gives back the memory that is not needed. */
    trim() {
        this.#settle();
        if (this.#lines.length > this.#size)
            this.#resize(this.#size);
    }
    #resize(capacity) {
        const lines = new Uint32Array(Math.max(capacity, 1));
        const hits = new Float64Array(Math.max(capacity, 1));
        lines.set(this.#lines.subarray(0, this.#size));
        hits.set(this.#hits.subarray(0, this.#size));
        this.#lines = lines;
        this.#hits = hits;
    }
    #settle() {
        if (this.#settled === this.#size)
            return;
        const order = Array.from({ length: this.#size }, (_, index) => index).sort((a, b) => this.#lines[a] - this.#lines[b]);
        const lines = new Uint32Array(this.#size);
        const hits = new Float64Array(this.#size);
        let size = 0;
        for (const index of order) {
            const line = this.#lines[index];
            if (size === 0 || lines[size - 1] !== line)
                lines[size++] = line;
            hits[size - 1] = hits[size - 1] + this.#hits[index];
        }
        this.#lines = lines;
        this.#hits = hits;
        this.#size = size;
        this.#settled = size;
    }
}
/** Coverage of one source file. Whatever is added counts together with what is there already. */
class FileCoverage {
    lines = new LineHits();
    branches = new Map();
    functions = new Map();
    /** Statements by the place where they stand; only of the formats that tell of them (Go, istanbul). */
    statements = new Map();
    /**
     * Adds the branches of one telling of the file, each line's in their order. Tellings are joined by that order, since
     * the names and numbers that reports give to branches differ between formats and runs (geninfo(1), "BRDA").
     */
    branchesInOrder() {
        const next = new Map();
        return {
            add: (line, taken) => {
                const order = next.get(line) ?? 0;
                next.set(line, order + 1);
                this.#addBranch(line, String(order), taken);
            },
        };
    }
    #addBranch(line, name, taken) {
        let branch = this.branches.get(line);
        if (!branch?.known) {
            // What is known of each branch can be joined with other reports; a bare count cannot, so it gives way.
            branch = { taken: new Map(), known: true };
            this.branches.set(line, branch);
        }
        branch.taken.set(name, (branch.taken.get(name) ?? 0) + taken);
    }
    /**
     * Adds a line of which only is known how many of its branches were taken. Two such counts cannot be joined branch
     * by branch, so the one with more branches is kept, then the one with more taken (as Jenkins's coverage model does).
     */
    addBranchCount(line, covered, total) {
        const known = this.branches.get(line);
        if (known?.known)
            return;
        const knownCovered = known ? [...known.taken.values()].filter((taken) => taken > 0).length : 0;
        const more = !known || total > known.taken.size || (total === known.taken.size && covered > knownCovered);
        if (!more || total < 1)
            return;
        const taken = new Map();
        for (let index = 0; index < total; index++)
            taken.set(String(index), index < covered ? 1 : 0);
        this.branches.set(line, { taken, known: false });
    }
    /** Adds hits to a function; it is known by its name and the line where it begins. */
    addFunction(name, line, hits) {
        const key = `${line}:${name}`;
        const known = this.functions.get(key);
        if (known)
            known.hits += hits;
        else
            this.functions.set(key, { name, line, hits });
    }
    /** Adds hits to the statements (one or several that run together) of a place. */
    addStatements(place, count, hits) {
        const known = this.statements.get(place);
        if (known)
            known.hits += hits;
        else
            this.statements.set(place, { count, hits });
    }
    totals() {
        const totals = noCoverage();
        totals.lines = { covered: this.lines.covered, total: this.lines.size };
        totals.functions.total = this.functions.size;
        for (const { count, hits } of this.statements.values()) {
            totals.statements.total += count;
            if (hits > 0)
                totals.statements.covered += count;
        }
        for (const branch of this.branches.values()) {
            totals.branches.total += branch.taken.size;
            for (const taken of branch.taken.values())
                if (taken > 0)
                    totals.branches.covered++;
        }
        for (const { hits } of this.functions.values())
            if (hits > 0)
                totals.functions.covered++;
        return totals;
    }
    /** Lines that have code and did not run, as ranges from–to; lines without code between two of them are bridged. */
    uncovered() {
        const ranges = [];
        let open;
        for (const [line, hits] of this.lines.entries()) {
            if (hits > 0)
                open = undefined;
            else if (open)
                open[1] = line;
            else {
                open = [line, line];
                ranges.push(open);
            }
        }
        return ranges;
    }
}
/** Coverage of the whole project: files by their path relative to the repository, with forward slashes. */
class Coverage {
    files = new Map();
    /** The file of a path, made where it is not there yet. */
    file(path) {
        let file = this.files.get(path);
        if (!file) {
            file = new FileCoverage();
            this.files.set(path, file);
        }
        return file;
    }
    totals() {
        const sum = noCoverage();
        for (const file of this.files.values()) {
            const totals = file.totals();
            for (const measure of MEASURES) {
                sum[measure].covered += totals[measure].covered;
                sum[measure].total += totals[measure].total;
            }
        }
        return sum;
    }
}
/** Per cent in hundredths, cut and never rounded up: 99.999 is not yet 100. Undefined where there is nothing to cover. */
function percent(ratio) {
    return ratio.total === 0 ? undefined : Math.floor((ratio.covered / ratio.total) * 10_000) / 100;
}


/***/ }),

/***/ 12285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ spec)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);
/* harmony import */ var _gates_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2476);


/** What the test action is to its users. */
const spec = {
    name: "test",
    title: "Test",
    description: "Runs your test command, reads its reports, and gates tests and coverage, in one summary.",
    branding: { icon: "check-circle", color: "green" },
    inputs: {
        mode: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["apply", "plan"], { describe: "Whether to run and read, or only to say what would be done." }),
        run: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Command that runs the tests. It is your code and goes through a shell (bash with -eo pipefail, else sh). Where not set, only the reports are read.",
            example: "npm test",
        }),
        "working-directory": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Folder that the command runs in and that the globs start from.",
            default: ".",
        }),
        env: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .pairs */ .AS)({ describe: "Environment of the command, beside that of the step." }),
        timeout: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ describe: "Longest time that the command may take.", default: "30m" }),
        reports: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({
            describe: "Globs of test reports, known by their content: JUnit, TRX, NUnit, xUnit.net, CTRF, TAP, go test -json, and the JSON of Jest, Vitest and Mocha.",
            example: "reports/junit.xml",
        }),
        "coverage-reports": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({
            describe: "Globs of coverage reports, known by their content: lcov, Cobertura, JaCoCo, Clover, istanbul JSON, Go cover profile, OpenCover; several are merged line by line.",
            example: "coverage/lcov.info",
        }),
        thresholds: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("NAME=PERCENT, separated by commas or line ends; NAME is lines, branches, functions, statements, patch (changed lines) or drop (points that line coverage may fall)", _gates_js__WEBPACK_IMPORTED_MODULE_1__/* .parseThresholds */ .S, {
            describe: "Coverage below which the step fails.",
            example: "lines=90, branches=80",
        }),
        base: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Branch or commit that the change is compared with, in the local clone. Where not set, the target branch of the pull request.",
            example: "main",
        }),
        baseline: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "report.json of an earlier run, from the workspace, to compare with. It may be missing, as it is in the first run.",
            example: "baseline/report.json",
        }),
        "patch-min-lines": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 0, max: 1_000_000 }, {
            describe: "Changes with fewer lines of code than this are told of and not held to the threshold patch.",
            default: "0",
        }),
        "min-tests": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 0, max: 1_000_000_000 }, { describe: "Fewest tests there must be.", default: "0" }),
        "report-dir": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Folder for report.html (one page that needs no network), summary.md and report.json, from the workspace. Where not set, none is written.",
            example: "test-report",
        }),
        token: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Token for one comment on the pull request that each run renews; needs pull-requests: write. Where not set, there is no comment.",
            example: "${{ github.token }}",
            secret: true,
        }),
        "comment-key": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Tells the comments of several test steps of one pull request apart.",
            default: "test",
        }),
        "fail-on": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["failed", "skipped", "none"], {
            describe: "What fails the step beside the command's exit code: tests that failed; skipped ones too; neither.",
        }),
    },
    outputs: {
        outcome: "`passed` or `failed`; `planned` in plan mode.",
        tests: "How many tests there are.",
        passed: "How many of them passed.",
        failed: "How many failed or broke.",
        skipped: "How many were skipped.",
        flaky: "How many failed first and passed when they were tried again; they count as passed.",
        "duration-ms": "Milliseconds that the whole step took.",
        coverage: "Line coverage in per cent, cut to two digits; empty where there is no coverage report.",
        "coverage-patch": "Coverage of the changed lines in per cent; empty where the change is not known or has no code.",
        "coverage-delta": "Change of line coverage in points against the baseline; empty where there is none.",
        "report-path": "Path of report.html, where report-dir is set.",
        "summary-path": "Path of summary.md, where report-dir is set.",
        "comment-url": "Address of the comment on the pull request, where there is one.",
        report: "All of it as JSON.",
    },
};


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
    return (escapeHtml(text.replace(/\s*[\r\n]+\s*/g, " "))
        .replace(/[\\`*_{}[\]()#+!|~^$-]/g, (char) => `&#${char.charCodeAt(0)};`)
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
}


/***/ })

};
;