"use strict";
exports.id = 6714;
exports.ids = [6714];
exports.modules = {

/***/ 2476:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P1: () => (/* binding */ scoped),
/* harmony export */   S: () => (/* binding */ parseThresholds),
/* harmony export */   SB: () => (/* binding */ inScope),
/* harmony export */   be: () => (/* binding */ closedGates)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79117);
/* harmony import */ var _model_coverage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2251);



/** Reads `lines=90, src/core/**:lines=95, e2e:branches=70`; throws an Error that says which parts are wrong. */
function parseThresholds(raw) {
    const result = new Map();
    const wrong = [];
    for (const part of raw.split(/\n|,(?![^{}]*\})/).map((one) => one.trim())) {
        if (part === "" || part.startsWith("#"))
            continue;
        const [, scope = "", name, value] = /^(?:(.+?)\s*:\s*)?(\w+)\s*=\s*(\d+(?:\.\d+)?)\s*%?$/.exec(part) ?? [];
        if (![..._model_coverage_js__WEBPACK_IMPORTED_MODULE_2__/* .MEASURES */ .sF, "patch", "drop"].includes(name) || Number(value) > 100)
            wrong.push(`"${part}"`);
        result.set(`${scope}\0${name}`, { scope, measure: name, bound: Number(value) });
    }
    if (wrong.length > 0)
        throw new Error(`${wrong.join(", ")} ${wrong.length === 1 ? "is" : "are"} no threshold`);
    return [...result.values()];
}
/** Whether a path lies in a folder or matches a glob. */
function inScope(path, scope) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_0__.matchesGlob)(path, scope) || (0,node_path__WEBPACK_IMPORTED_MODULE_0__.matchesGlob)(path, `${scope.replace(/\/+$/, "")}/**`);
}
/** The coverage of the files of a scope. */
function scoped(coverage, scope) {
    const part = new _model_coverage_js__WEBPACK_IMPORTED_MODULE_2__/* .Coverage */ .xN();
    for (const [path, file] of coverage.files)
        if (inScope(path, scope))
            part.files.set(path, file);
    return part;
}
/** Every reason for which the step fails, one sentence each; none where all gates are open. */
function closedGates(facts, rules) {
    const reasons = [];
    const { tests, held = 0 } = facts;
    const failed = (tests?.failed ?? 0) - held;
    if (rules.failOn !== "none" && failed > 0)
        reasons.push(`${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(failed, "test")} failed`);
    if (tests && rules.failOn === "skipped" && tests.skipped > 0) {
        reasons.push(`${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(tests.skipped, "test")} skipped, and fail-on is skipped`);
    }
    if (rules.minTests > 0 && (tests?.tests ?? 0) < rules.minTests) {
        reasons.push(`${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(tests?.tests ?? 0, "test")} found, at least ${rules.minTests} asked for by min-tests`);
    }
    for (const threshold of rules.thresholds) {
        const reason = closedGate(facts.parts.get(threshold.scope) ?? {}, threshold, rules.patchMinLines);
        if (reason !== undefined)
            reasons.push(reason);
    }
    return reasons;
}
function closedGate(facts, { scope, measure, bound }, minLines) {
    const where = scope === "" ? "" : `${scope}: `;
    if (measure === "drop") {
        const fall = -(facts.delta ?? 0);
        if (fall <= bound)
            return undefined;
        return `${where}line coverage fell by ${fall} points against the baseline, at most ${bound} is allowed`;
    }
    if (measure === "patch") {
        // A change without code has nothing to cover; where the change is not known a problem says why.
        const value = facts.patch && facts.patch.total >= minLines ? (0,_model_coverage_js__WEBPACK_IMPORTED_MODULE_2__/* .percent */ .KN)(facts.patch) : undefined;
        if (value === undefined || value >= bound)
            return undefined;
        return `${where}${value} % of the changed lines covered, at least ${bound} % asked for`;
    }
    const value = facts.coverage && (0,_model_coverage_js__WEBPACK_IMPORTED_MODULE_2__/* .percent */ .KN)(facts.coverage[measure]);
    if (value === undefined)
        return `${where}no coverage of ${measure} in the reports, at least ${bound} % asked for`;
    return value < bound ? `${where}${value} % of ${measure} covered, at least ${bound} % asked for` : undefined;
}


/***/ }),

/***/ 54430:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hg: () => (/* binding */ emptyLedger),
/* harmony export */   SC: () => (/* binding */ readLedger),
/* harmony export */   XL: () => (/* binding */ writeLedger),
/* harmony export */   Yq: () => (/* binding */ withRun),
/* harmony export */   en: () => (/* binding */ durationIn),
/* harmony export */   oR: () => (/* binding */ joined),
/* harmony export */   pQ: () => (/* binding */ stateIn)
/* harmony export */ });
/* unused harmony export totalsOf */
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _model_coverage_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2251);
/* harmony import */ var _reading_json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90205);



/** How a test ended, a letter each: the history holds one for every test and run. */
const LETTERS = { passed: "p", failed: "f", error: "e", skipped: "s", flaky: "k" };
const STATES = new Map(Object.entries(LETTERS).map(([state, letter]) => [letter, state]));
/** A test that a run did not have. */
const ABSENT = "-";
const emptyLedger = { names: [], paths: [], runs: [] };
/** How the test at a place of the ledger's names ended in a run; undefined where the run did not have it. */
function stateIn(run, index) {
    return STATES.get(run.states[index] ?? ABSENT);
}
/** Milliseconds of the test at a place of the ledger's names in a run; undefined where they are not known. */
function durationIn(run, index) {
    const value = run.durations[index] ?? -1;
    return value < 0 ? undefined : value;
}
/**
 * The ledger with one run more and at most `keep` runs; what no run holds any more is forgotten. A run that is there
 * already (the same id) is replaced.
 */
function withRun(ledger, run, keep) {
    const names = new Indexer();
    const paths = new Indexer();
    const states = [];
    const durations = [];
    for (const [name, { state, duration }] of run.tests) {
        names.add(name);
        states.push(LETTERS[state]);
        durations.push(duration === undefined ? -1 : Math.round(duration));
    }
    const files = new Map();
    for (const [path, lines] of run.files)
        files.set(paths.add(path), lines);
    const { sha, at, id, complete, counts, coverage, parts } = run;
    const fresh = { sha, at, id, complete, counts, coverage, parts, states: states.join(""), durations, files };
    const older = ledger.runs.filter((one) => one.id !== id).slice(0, Math.max(0, keep - 1));
    return {
        runs: [fresh, ...older.map((one) => moved(one, ledger, names, paths))],
        names: names.texts,
        paths: paths.texts,
    };
}
/** Several copies of one ledger as one: two runs at the same time each wrote theirs without the other. */
function joined(ledgers, keep) {
    const [first, ...others] = ledgers;
    if (!first || others.length === 0)
        return first ?? emptyLedger;
    const names = new Indexer();
    const paths = new Indexer();
    const known = new Set();
    const all = [];
    for (const ledger of ledgers) {
        for (const run of ledger.runs) {
            if (!known.has(run.id))
                all.push([run, ledger]);
            known.add(run.id);
        }
    }
    all.sort(([a], [b]) => b.at - a.at);
    const runs = all.slice(0, keep).map(([run, ledger]) => moved(run, ledger, names, paths));
    return { runs, names: names.texts, paths: paths.texts };
}
function moved(run, from, names, paths) {
    const states = [];
    const durations = [];
    for (let index = 0; index < run.states.length; index++) {
        const state = run.states[index];
        if (state === ABSENT)
            continue;
        const at = names.add(from.names[index] ?? "");
        states[at] = state;
        durations[at] = run.durations[index] ?? -1;
    }
    return {
        ...run,
        states: Array.from(states, (state) => state ?? ABSENT).join(""),
        durations: Array.from(durations, (value) => value ?? -1),
        files: new Map([...run.files].map(([index, lines]) => [paths.add(from.paths[index] ?? ""), lines])),
    };
}
class Indexer {
    texts = [];
    #known = new Map();
    add(text) {
        const known = this.#known.get(text);
        if (known !== undefined)
            return known;
        this.#known.set(text, this.texts.length);
        return this.texts.push(text) - 1;
    }
}
/** The ledger as the text that is stored. */
function writeLedger({ names, paths, runs }) {
    const flat = runs.map(({ coverage, files, parts, ...run }) => ({
        ...run,
        ...(coverage ? { coverage } : {}),
        ...(parts.size > 0 ? { parts: [...parts].map(([name, { covered, total }]) => [name, covered, total]) } : {}),
        files: [...files].flatMap(([index, { covered, total }]) => [index, covered, total]),
    }));
    // A line for each run, so that a branch that holds it shows what was added.
    const lines = flat.map((run) => JSON.stringify(run)).join(",\n");
    return `{"version":1,"kind":"quayside-test-history","names":${JSON.stringify(names)},"paths":${JSON.stringify(paths)},"runs":[\n${lines}\n]}\n`;
}
/** Reads a stored ledger. Another run wrote it, so nothing in it is taken for granted. Throws a UserError. */
function readLedger(text) {
    let raw;
    try {
        raw = (0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1)(JSON.parse(text));
    }
    catch {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo("the stored history is no whole JSON");
    }
    if (raw.version !== 1 || raw.kind !== "quayside-test-history") {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo("what is stored is no history of version 1");
    }
    const names = (0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(raw.names).map(_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .string */ .Yj);
    const paths = (0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(raw.paths).map(_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .string */ .Yj);
    const runs = (0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(raw.runs).flatMap((one) => readRun((0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1)(one), names.length, paths.length));
    return { names, paths, runs };
}
function readRun(raw, names, paths) {
    const { sha, id } = raw;
    const at = (0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(raw.at);
    if (typeof sha !== "string" || typeof id !== "string" || at === undefined)
        return [];
    const counted = (0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1)(raw.counts);
    const count = (name) => (0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(counted[name]) ?? 0;
    const files = new Map();
    const flat = (0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(raw.files);
    for (let place = 0; place + 2 < flat.length; place += 3) {
        const index = (0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(flat[place]);
        const lines = ratioOf(flat[place + 1], flat[place + 2]);
        if (index !== undefined && Number.isInteger(index) && index < paths && lines)
            files.set(index, lines);
    }
    const parts = new Map();
    for (const [name, covered, total] of (0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(raw.parts).map(_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)) {
        const lines = ratioOf(covered, total);
        if (typeof name === "string" && lines)
            parts.set(name, lines);
    }
    return [
        {
            sha,
            id,
            at,
            complete: raw.complete === true,
            counts: {
                tests: count("tests"),
                passed: count("passed"),
                failed: count("failed"),
                skipped: count("skipped"),
                flaky: count("flaky"),
                duration: count("duration"),
            },
            coverage: totalsOf(raw.coverage),
            states: (0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .string */ .Yj)(raw.states).slice(0, names),
            durations: (0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .list */ .p_)(raw.durations)
                .slice(0, names)
                .map((value) => (0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(value) ?? -1),
            files,
            parts,
        },
    ];
}
function ratioOf(...values) {
    const [covered, total] = values.map(_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai);
    return covered !== undefined && total !== undefined && covered <= total ? { covered, total } : undefined;
}
/** Totals of coverage from JSON; undefined where they hold no lines or cannot be. */
function totalsOf(raw) {
    const totals = (0,_model_coverage_js__WEBPACK_IMPORTED_MODULE_1__/* .noCoverage */ .s5)();
    for (const measure of _model_coverage_js__WEBPACK_IMPORTED_MODULE_1__/* .MEASURES */ .sF) {
        const part = (0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1)((0,_reading_json_js__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1)(raw)[measure]);
        const ratio = ratioOf(part.covered, part.total);
        if (ratio)
            totals[measure] = ratio;
        else if (measure === "lines")
            return undefined;
    }
    return totals;
}


/***/ }),

/***/ 89015:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ median),
/* harmony export */   K: () => (/* binding */ trendsOf)
/* harmony export */ });
/* harmony import */ var _ledger_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(54430);

const SHOWN = 50;
/** A test is slower from half as much again, and a tenth of a second: less is the machine's mood. */
const SLOWER = { factor: 1.5, milliseconds: 100, runs: 3 };
/** Looks through the runs of a ledger, the newest of which is the present one. */
function trendsOf(ledger) {
    const flaky = [];
    const failing = [];
    const slower = [];
    const [now, ...earlier] = ledger.runs;
    for (const [index, name] of ledger.names.entries()) {
        const [title = "", file = ""] = name.split("\t");
        const trend = trendOf(ledger.runs, index, { title, file });
        if (trend.flakyCommits > 0)
            flaky.push(trend);
        else if (trend.failed > 0)
            failing.push(trend);
        const took = now && (0,_ledger_js__WEBPACK_IMPORTED_MODULE_0__/* .durationIn */ .en)(now, index);
        if (took === undefined || (0,_ledger_js__WEBPACK_IMPORTED_MODULE_0__/* .stateIn */ .pQ)(now, index) === "skipped")
            continue;
        const before = earlier.map((run) => (0,_ledger_js__WEBPACK_IMPORTED_MODULE_0__/* .durationIn */ .en)(run, index)).filter((value) => value !== undefined);
        const usual = median(before);
        if (usual === undefined || before.length < SLOWER.runs)
            continue;
        if (took > usual * SLOWER.factor && took > usual + SLOWER.milliseconds)
            slower.push({ title, before: usual, now: took });
    }
    flaky.sort((a, b) => b.flakyCommits - a.flakyCommits || b.failed / b.runs - a.failed / a.runs);
    failing.sort((a, b) => b.failed / b.runs - a.failed / a.runs);
    slower.sort((a, b) => b.now - b.before - (a.now - a.before));
    return {
        runs: ledger.runs.length,
        flaky: flaky.slice(0, SHOWN),
        failing: failing.slice(0, SHOWN),
        slower: slower.slice(0, SHOWN),
        line: ledger.runs
            .map(({ sha, counts, coverage }) => ({
            sha,
            tests: counts.tests,
            failed: counts.failed,
            duration: counts.duration,
            lines: coverage?.lines,
        }))
            .reverse(),
    };
}
function trendOf(runs, index, test) {
    const trend = { ...test, runs: 0, failed: 0, flakyCommits: 0 };
    const commits = new Map();
    for (const run of runs) {
        const state = (0,_ledger_js__WEBPACK_IMPORTED_MODULE_0__/* .stateIn */ .pQ)(run, index);
        if (state === undefined || state === "skipped")
            continue;
        trend.runs++;
        if (state === "failed" || state === "error")
            trend.failed++;
        const states = commits.get(run.sha) ?? new Set();
        commits.set(run.sha, states.add(state));
    }
    for (const states of commits.values()) {
        const both = states.has("passed") && (states.has("failed") || states.has("error"));
        if (states.has("flaky") || both)
            trend.flakyCommits++;
    }
    return trend;
}
/** The middle one of some numbers; undefined of none. */
function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    if (sorted.length % 2 === 1)
        return sorted[middle];
    return sorted.length === 0 ? undefined : (sorted[middle - 1] + sorted[middle]) / 2;
}


/***/ }),

/***/ 86294:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ ConditionHits),
/* harmony export */   l: () => (/* binding */ conditionPlace)
/* harmony export */ });
/* harmony import */ var _count_table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38548);

/** Most conditions that one decision may have: compilers stop far below it. */
const MOST = 0x7fff;
/**
 * Conditions of decisions (MC/DC): of each condition, whether the outcome of its decision was seen to hang on it where
 * it was true, and where it was false. These are two things to be covered (geninfo(1), "MCDC").
 */
class ConditionHits {
    #table = new _count_table_js__WEBPACK_IMPORTED_MODULE_0__/* .CountTable */ .g(2);
    /** Adds many: of each its line, its place, and how often it was seen. The array may be kept as it is. */
    addAll(rows) {
        this.#table.addAll(rows);
    }
    /** Adds one by its line and the place that `conditionPlace` makes. */
    add(line, place, times) {
        this.#table.add(line, place, times);
    }
    /** Each with its line, its place, and how often it was seen. */
    *entries() {
        const rows = this.#table.rows();
        for (let at = 0; at < rows.length; at += 3) {
            yield [rows[at], rows[at + 1], rows[at + 2]];
        }
    }
    get ratio() {
        return { covered: this.#table.covered, total: this.#table.size };
    }
}
/**
 * One number for the place of a condition in its line: how many conditions its decision has, which of them it is
 * (from 0), and for which of its two values. Undefined where there is no such place.
 */
function conditionPlace(size, index, sense) {
    if (!(size >= 1 && size <= MOST && index >= 0 && index < size))
        return undefined;
    return size * 0x10000 + index * 2 + Number(sense);
}


/***/ }),

/***/ 38548:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ MOST_HITS),
/* harmony export */   g: () => (/* binding */ CountTable)
/* harmony export */ });
/** The highest count; what was counted more often is kept as this. */
const MOST_HITS = 0xffffffff;
/**
 * How often each of many things was hit, in four bytes a number, since a report may tell of millions: rows of the
 * numbers that make up the key of each, and its hits. What has the same key is added up. What is added in one array is
 * kept as it is until somebody asks, and then put into the order of the keys.
 */
class CountTable {
    /** Numbers of a row: those of the key, and the hits. */
    #width;
    #numbers = NONE;
    /** Rows that are there. */
    #size = 0;
    /** How many rows from the beginning are in order and without doubles. */
    #settled = 0;
    /** A table whose keys are `keys` numbers each, from 0 to 2³²-1. */
    constructor(keys) {
        this.#width = keys + 1;
    }
    /** Adds one row: the numbers of its key, then its hits. */
    add(...row) {
        if (this.#size * this.#width === this.#numbers.length)
            this.#makeRoom();
        const at = this.#size++;
        for (let column = 0; column < this.#width; column++) {
            this.#numbers[at * this.#width + column] = Math.min(row[column], MOST_HITS);
        }
        if (this.#settled === at && (at === 0 || this.#compare(at - 1, at) < 0))
            this.#settled++;
    }
    /** Adds many rows, one after the other. The array may be kept as it is. */
    addAll(numbers) {
        const [width, rows] = [this.#width, numbers.length / this.#width];
        if (this.#size > 0) {
            for (let row = 0; row < rows; row++)
                this.add(...numbers.subarray(row * width, (row + 1) * width));
            return;
        }
        this.#numbers = numbers;
        this.#size = rows;
        let settled = Math.min(1, rows);
        while (settled < rows && this.#compare(settled - 1, settled) < 0)
            settled++;
        this.#settled = settled;
    }
    /** Number of different keys. */
    get size() {
        this.#settle();
        return this.#size;
    }
    /** Keys that were hit. */
    get covered() {
        const numbers = this.rows();
        let covered = 0;
        for (let at = this.#width - 1; at < numbers.length; at += this.#width)
            if (numbers[at] > 0)
                covered++;
        return covered;
    }
    /** How often the first row whose key begins with this number was hit; undefined where there is none. */
    get(first) {
        this.#settle();
        const [numbers, width] = [this.#numbers, this.#width];
        let low = 0;
        let high = this.#size;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (numbers[middle * width] < first)
                low = middle + 1;
            else
                high = middle;
        }
        return low < this.#size && numbers[low * width] === first ? numbers[(low + 1) * width - 1] : undefined;
    }
    /** The rows one after the other, in the order of their keys; valid until something is added. */
    rows() {
        this.#settle();
        return this.#numbers.subarray(0, this.#size * this.#width);
    }
    #makeRoom() {
        // Merging many reports of one file must not grow with their number.
        if (this.#size >= 4 * Math.max(this.#settled, 16))
            this.#settle();
        if (this.#size * this.#width * 2 < this.#numbers.length)
            return;
        const larger = new Uint32Array(Math.max(2 * this.#numbers.length, 16 * this.#width));
        larger.set(this.#numbers.subarray(0, this.#size * this.#width));
        this.#numbers = larger;
    }
    /** The order of two rows by their keys: below 0 where the first one comes first, 0 where they are the same. */
    #compare(one, other) {
        const [numbers, width] = [this.#numbers, this.#width];
        for (let column = 0; column < width - 1; column++) {
            const difference = numbers[one * width + column] - numbers[other * width + column];
            if (difference !== 0)
                return difference;
        }
        return 0;
    }
    #settle() {
        if (this.#settled === this.#size)
            return;
        const width = this.#width;
        const order = Uint32Array.from({ length: this.#size }, (_, row) => row).sort((a, b) => this.#compare(a, b));
        const sorted = new Uint32Array(this.#numbers.length);
        let end = 0;
        let last;
        for (const row of order) {
            if (last !== undefined && this.#compare(last, row) === 0) {
                const hits = sorted[end - 1] + this.#numbers[(row + 1) * width - 1];
                sorted[end - 1] = Math.min(hits, MOST_HITS);
                continue;
            }
            for (let column = 0; column < width; column++)
                sorted[end++] = this.#numbers[row * width + column];
            last = row;
        }
        // No more room than is needed: as a rule nothing else comes.
        this.#numbers = end < sorted.length ? sorted.slice(0, end) : sorted;
        this.#size = end / width;
        this.#settled = this.#size;
    }
}
const NONE = new Uint32Array(0);


/***/ }),

/***/ 2251:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  xN: () => (/* binding */ Coverage),
  sF: () => (/* binding */ MEASURES),
  s5: () => (/* binding */ noCoverage),
  KN: () => (/* reexport */ percent)
});

// UNUSED EXPORTS: FileCoverage

;// CONCATENATED MODULE: ./actions/test/model/ratio.js
/** Per cent in hundredths, cut and never rounded up: 99.999 is not yet 100. Undefined where there is nothing to cover. */
function percent(ratio) {
    return ratio.total === 0 ? undefined : Math.floor((ratio.covered / ratio.total) * 10_000) / 100;
}
/** How many of the hits are more than 0; each is the second number of a pair. */
function ratioOfPairs(pairs) {
    let covered = 0;
    for (let at = 1; at < pairs.length; at += 2)
        if (pairs[at] > 0)
            covered++;
    return { covered, total: pairs.length / 2 };
}

;// CONCATENATED MODULE: ./actions/test/model/branch-hits.js

/**
 * How often each way out of a file's decisions was taken. What comes in one array stays so until somebody looks at it
 * or adds more: most files of a big report are told of once and only counted.
 */
class BranchHits {
    /** Line and times of each branch of the only telling that there is. */
    #pairs;
    #ways;
    /** Lines of which only the numbers of branches are known ("1 of 2"), not which ones were taken. */
    #counted;
    /** Of such lines where the branches that were not taken lead to, where a report says it. */
    #missing;
    /**
     * Adds the branches of one telling of the file, as `inOrder` does: of each its line, then how often it was taken. The
     * array is kept as it is.
     */
    addAll(pairs) {
        if (pairs.length === 0)
            return;
        if (this.#ways || this.#pairs)
            this.#join(pairs);
        else
            this.#pairs = pairs;
    }
    /**
     * Adds the branches of one telling of the file, each line's in their order. Tellings are joined by that order, since
     * the names and numbers that reports give to branches differ between formats and runs (geninfo(1), "BRDA").
     */
    inOrder() {
        // Without earlier tellings all that is known of a line is of this one.
        const ways = this.#settled();
        const next = ways.size === 0 ? undefined : new Map();
        return {
            add: (line, times) => {
                // What is known of each branch can be joined with other reports; a bare count cannot, so it gives way.
                const taken = this.#counted?.delete(line) ? undefined : ways.get(line);
                const order = next ? (next.get(line) ?? 0) : (taken?.length ?? 0);
                next?.set(line, order + 1);
                if (!taken)
                    ways.set(line, [times]);
                else if (order < taken.length)
                    taken[order] = taken[order] + times;
                // Pushing to a short array would make room for many more, and nearly all are short.
                else if (order < 16)
                    ways.set(line, [...taken, times]);
                else
                    taken.push(times);
            },
        };
    }
    /**
     * Adds a line of which only is known how many of its branches were taken. Two such counts cannot be joined branch
     * by branch, so the one with more branches is kept, then the one with more taken (as Jenkins's coverage model does).
     * They can where both say where those that were not taken lead to: then what neither took is missing.
     */
    addCount(line, covered, total, missing) {
        const all = this.#settled();
        const known = all.get(line) ?? [];
        if (known.length > 0 && !this.#counted?.has(line))
            return;
        const told = missing?.length === total - covered ? missing : undefined;
        const before = known.length === total ? this.#missing?.get(line) : undefined;
        const rest = before && told ? before.filter((target) => told.includes(target)) : told;
        if (rest)
            covered = total - rest.length;
        const more = total > known.length || (total === known.length && covered > taken(known));
        if (!more || total < 1)
            return;
        if (rest) {
            this.#missing ??= new Map();
            this.#missing.set(line, rest);
        }
        else
            this.#missing?.delete(line);
        all.set(line, Array.from({ length: total }, (_, at) => (at < covered ? 1 : 0)));
        this.#counted ??= new Set();
        this.#counted.add(line);
    }
    /** Whether it is known which of a line's branches were taken, and not only how many. */
    knows(line) {
        return !this.#counted?.has(line);
    }
    /** Where the branches lead to that were not taken, of a line of which only their number is known. */
    missingOf(line) {
        return this.knows(line) ? undefined : this.#missing?.get(line);
    }
    /** How often each way out of a line's decisions was taken, in the order of the line. */
    entries() {
        return this.#settled();
    }
    get ratio() {
        if (this.#pairs)
            return ratioOfPairs(this.#pairs);
        const ratio = { covered: 0, total: 0 };
        for (const ways of this.#ways?.values() ?? []) {
            ratio.total += ways.length;
            ratio.covered += taken(ways);
        }
        return ratio;
    }
    #settled() {
        this.#ways ??= new Map();
        const pairs = this.#pairs;
        this.#pairs = undefined;
        if (pairs)
            this.#join(pairs);
        return this.#ways;
    }
    #join(pairs) {
        const { add } = this.inOrder();
        for (let at = 0; at < pairs.length; at += 2)
            add(pairs[at], pairs[at + 1]);
    }
}
function taken(ways) {
    return ways.reduce((sum, times) => sum + (times > 0 ? 1 : 0), 0);
}

// EXTERNAL MODULE: ./actions/test/model/condition-hits.js
var condition_hits = __webpack_require__(86294);
// EXTERNAL MODULE: ./actions/test/model/detached.js
var detached = __webpack_require__(76254);
;// CONCATENATED MODULE: ./actions/test/model/function-hits.js


/** So many functions of one line are looked through one by one. */
const CROWD = 32;
/** Functions of a source file. What comes as a list stays so until somebody looks at it or adds more. */
class FunctionHits {
    #list;
    /** By the line where they begin. */
    #byLine;
    /** By name, of the lines where many begin (line 0, minified code). */
    #crowds;
    /** Adds functions, as `add` does for each; the list is kept as it is. */
    addAll(list) {
        if (list.pairs.length === 0)
            return;
        // In this order no two of them are the same.
        if (!this.#byLine && !this.#list && ascending(list.pairs))
            this.#list = list;
        else
            this.#takeIn(list);
    }
    /** Adds hits to a function; it is known by its name and the line where it begins. */
    add(name, line, hits) {
        const functions = this.#settled();
        const first = functions.get(line);
        const crowd = this.#crowds?.get(line);
        let known = crowd ? crowd.get(name) : first;
        let steps = 0;
        if (!crowd)
            for (; known && known.name !== name; known = known.next)
                steps++;
        if (known) {
            known.hits += hits;
            return;
        }
        const added = { name: (0,detached/* detached */.h)(name), line, hits, next: first };
        functions.set(line, added);
        crowd?.set(added.name, added);
        if (crowd || steps < CROWD)
            return;
        const all = new Map();
        for (let one = added; one; one = one.next)
            all.set(one.name, one);
        this.#crowds ??= new Map();
        this.#crowds.set(line, all);
    }
    /** Every function, those that begin on one line too. */
    *all() {
        for (const first of this.#settled().values()) {
            for (let one = first; one; one = one.next)
                yield one;
        }
    }
    get ratio() {
        if (this.#list)
            return ratioOfPairs(this.#list.pairs);
        const ratio = { covered: 0, total: 0 };
        for (const { hits } of this.all()) {
            ratio.total++;
            if (hits > 0)
                ratio.covered++;
        }
        return ratio;
    }
    #settled() {
        this.#byLine ??= new Map();
        const list = this.#list;
        this.#list = undefined;
        if (list)
            this.#takeIn(list);
        return this.#byLine;
    }
    #takeIn({ pairs, names }) {
        let at = 0;
        for (const name of names.split("\n"))
            this.add(name, pairs[at++], pairs[at++]);
    }
}
function ascending(pairs) {
    for (let at = 2; at < pairs.length; at += 2) {
        if (pairs[at] <= pairs[at - 2])
            return false;
    }
    return true;
}

// EXTERNAL MODULE: ./actions/test/model/line-hits.js
var line_hits = __webpack_require__(73337);
// EXTERNAL MODULE: ./actions/test/model/statement-hits.js
var statement_hits = __webpack_require__(47170);
;// CONCATENATED MODULE: ./actions/test/model/coverage.js







/**
 * What is counted. Every format has lines; the total of the others is 0 where no report tells of them. `mcdc` are the
 * conditions of decisions, each for both of its values.
 */
const MEASURES = ["lines", "branches", "functions", "statements", "mcdc"];
/** A total of nothing. */
function noCoverage() {
    const none = () => ({ covered: 0, total: 0 });
    return { lines: none(), branches: none(), functions: none(), statements: none(), mcdc: none() };
}
/** Coverage of one source file. Whatever is added counts together with what is there already. */
class FileCoverage {
    lines = new line_hits/* LineHits */.X();
    // Few formats tell of all, and a report may name very many files.
    #branches;
    #functions;
    #statements;
    #mcdc;
    get branches() {
        this.#branches ??= new BranchHits();
        return this.#branches;
    }
    get functions() {
        this.#functions ??= new FunctionHits();
        return this.#functions;
    }
    get statements() {
        this.#statements ??= new statement_hits/* StatementHits */.m();
        return this.#statements;
    }
    get mcdc() {
        this.#mcdc ??= new condition_hits/* ConditionHits */.K();
        return this.#mcdc;
    }
    totals() {
        const totals = noCoverage();
        totals.lines = { covered: this.lines.covered, total: this.lines.size };
        if (this.#branches)
            totals.branches = this.#branches.ratio;
        if (this.#functions)
            totals.functions = this.#functions.ratio;
        if (this.#statements)
            totals.statements = this.#statements.ratio;
        if (this.#mcdc)
            totals.mcdc = this.#mcdc.ratio;
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
            this.files.set((0,detached/* detached */.h)(path), file);
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


/***/ }),

/***/ 76254:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ detached)
/* harmony export */ });
/**
 * The same text in memory of its own. A part of a larger text keeps the larger one alive, and what a reader hands over
 * are parts of the pieces of the file.
 */
function detached(text) {
    return Buffer.from(text).toString();
}


/***/ }),

/***/ 73337:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ LineHits),
/* harmony export */   b: () => (/* binding */ LINE_LIMIT)
/* harmony export */ });
/* harmony import */ var _count_table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38548);

/** No source file is longer; such a number is rubbish. */
const LINE_LIMIT = 50_000_000;
/** Lines with code and how often each ran, in 8 bytes a line. */
class LineHits {
    #table = new _count_table_js__WEBPACK_IMPORTED_MODULE_0__/* .CountTable */ .g(1);
    /** Adds hits to a line (from 1). A number that no line has is passed over. */
    add(line, hits) {
        if (line >= 1 && line <= LINE_LIMIT)
            this.#table.add(line, hits);
    }
    /** Adds several lines, each a number that a line can have, then its hits; the array may be kept as it is. */
    addAll(rows) {
        this.#table.addAll(rows);
    }
    /** Number of different lines. */
    get size() {
        return this.#table.size;
    }
    /** Lines that ran. */
    get covered() {
        return this.#table.covered;
    }
    /** How often a line ran; undefined where it has no code. */
    get(line) {
        return this.#table.get(line);
    }
    /** Every line with its hits, in order. */
    *entries() {
        const rows = this.#table.rows();
        for (let at = 0; at < rows.length; at += 2)
            yield [rows[at], rows[at + 1]];
    }
}


/***/ }),

/***/ 47170:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ placeOf),
/* harmony export */   m: () => (/* binding */ StatementHits)
/* harmony export */ });
/* harmony import */ var _count_table_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38548);

/** Numbers of a row: those of the place, how many statements stand there, and their hits. */
const ROW = 6;
/**
 * Statements by the place where they stand; only of the formats that tell of them (Go, istanbul). Two reports of one
 * file are joined by it, since numbers and order of statements differ between runs.
 */
class StatementHits {
    #table = new _count_table_js__WEBPACK_IMPORTED_MODULE_0__/* .CountTable */ .g(ROW - 1);
    /** Adds hits to the statements (one or several that run together) of a place. */
    add(place, count, hits) {
        this.#table.add(...place, count, hits);
    }
    /** Adds many: of each what `add` takes, one number after the other. The array may be kept as it is. */
    addAll(rows) {
        this.#table.addAll(rows);
    }
    /** Each place as `from.column,to.column`, with the number of its statements and how often they ran. */
    *entries() {
        const rows = this.#table.rows();
        for (let at = 0; at < rows.length; at += ROW) {
            const place = `${rows[at]}.${rows[at + 1]},${rows[at + 2]}.${rows[at + 3]}`;
            yield [place, rows[at + 4], rows[at + 5]];
        }
    }
    get ratio() {
        const rows = this.#table.rows();
        const ratio = { covered: 0, total: 0 };
        for (let at = 0; at < rows.length; at += ROW) {
            const count = rows[at + 4];
            ratio.total += count;
            if (rows[at + 5] > 0)
                ratio.covered += count;
        }
        return ratio;
    }
}
/** The place that `from.column,to.column` names; undefined where the text is none. */
function placeOf(text) {
    const [, ...numbers] = /^(\d{1,10})\.(\d{1,10}),(\d{1,10})\.(\d{1,10})$/.exec(text) ?? [];
    return numbers.length === 4 ? numbers.map(Number) : undefined;
}


/***/ }),

/***/ 4755:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fg: () => (/* binding */ fileInput),
/* harmony export */   y5: () => (/* binding */ BrokenReport)
/* harmony export */ });
/* unused harmony exports memoryInput, encodingOf */
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);


/** A report that is damaged or not whole. The message completes "the file cannot be read: …". */
class BrokenReport extends _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo {
    constructor(message) {
        super(message);
        this.name = "BrokenReport";
    }
}
/** How many bytes are read from the disk at once. */
const READ = 512 * 1024;
/** How many bytes become one text: few, since what is alive when memory is collected makes the heap grow. */
const PIECE = 16 * 1024;
/** A file on disk as an input. */
function fileInput(path, signal) {
    return inputOf(async function* () {
        const file = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path);
        let coming;
        try {
            // The same memory for all pieces: a stream would take new memory for each, and leave it until much later. One
            // buffer is read into while the other one is handed over.
            const buffers = [Buffer.allocUnsafeSlow(READ), Buffer.allocUnsafeSlow(READ)];
            const read = (turn) => file.read(buffers[turn & 1], 0, READ, null);
            coming = read(0);
            for (let turn = 1;; turn++) {
                (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .throwIfAborted */ .Te)(signal);
                const { bytesRead, buffer } = await coming;
                if (bytesRead === 0)
                    return;
                coming = read(turn);
                yield buffer.subarray(0, bytesRead);
            }
        }
        finally {
            await coming?.catch(() => { });
            await file.close();
        }
    });
}
/** Pieces in memory as an input; a text is taken as UTF-8. */
function memoryInput(...pieces) {
    return inputOf(async function* () {
        for (const piece of pieces)
            yield typeof piece === "string" ? Buffer.from(piece) : piece;
    });
}
function inputOf(bytes) {
    return {
        bytes,
        async *text() {
            let decoder;
            for await (const piece of bytes()) {
                // A byte order mark or a declaration that is cut by the first piece would be read as UTF-8; pieces are larger.
                decoder ??= new TextDecoder(encodingOf(piece));
                for (let at = 0; at < piece.length; at += PIECE) {
                    const text = decoder.decode(piece.subarray(at, at + PIECE), { stream: true });
                    if (text !== "")
                        yield text;
                }
            }
            const rest = decoder?.decode() ?? "";
            if (rest !== "")
                yield rest;
        },
    };
}
/** The name of the encoding that the first bytes of a text tell of. */
function encodingOf(start) {
    const [a, b] = start;
    if (a === 0xff && b === 0xfe)
        return "utf-16le";
    if (a === 0xfe && b === 0xff)
        return "utf-16be";
    if (b === 0 && a !== undefined && a !== 0)
        return "utf-16le";
    if (a === 0 && b !== undefined && b !== 0)
        return "utf-16be";
    const declared = /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(Buffer.from(start.subarray(0, 300)).toString("latin1"))?.[1];
    // What is read byte by byte cannot be UTF-16, whatever the declaration says (.NET writes it into UTF-8 files).
    if (declared === undefined || /^utf-?(8|16)/i.test(declared))
        return "utf-8";
    try {
        return new TextDecoder(declared).encoding;
    }
    catch {
        return "utf-8";
    }
}


/***/ }),

/***/ 90205:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vh: () => (/* binding */ readJson),
/* harmony export */   Yj: () => (/* binding */ string),
/* harmony export */   ai: () => (/* binding */ number),
/* harmony export */   g1: () => (/* binding */ record),
/* harmony export */   p_: () => (/* binding */ list)
/* harmony export */ });
/* harmony import */ var _input_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4755);

/** JSON is read as a whole; the largest file that is. */
const LIMIT = 256 * 1024 * 1024;
/** The value of a JSON file. Rejects with a BrokenReport where it is cut, broken or too large. */
async function readJson(input) {
    const pieces = [];
    let length = 0;
    for await (const piece of input.text()) {
        length += piece.length;
        if (length > LIMIT)
            throw new _input_js__WEBPACK_IMPORTED_MODULE_0__/* .BrokenReport */ .y5(`it is larger than ${LIMIT / 1024 / 1024} MiB, which is too much for JSON`);
        pieces.push(piece);
    }
    try {
        return JSON.parse(pieces.join(""));
    }
    catch (error) {
        throw new _input_js__WEBPACK_IMPORTED_MODULE_0__/* .BrokenReport */ .y5(`it is no whole JSON (${error.message.slice(0, 200)})`);
    }
}
/** A JSON object's members; none where the value is something else. */
function record(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
/** A JSON array's members; none where the value is something else. */
function list(value) {
    return Array.isArray(value) ? value : [];
}
/** A text, or `""` where the value is none. */
function string(value) {
    return typeof value === "string" ? value : "";
}
/** A number that is not negative, or undefined. */
function number(value) {
    return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
}


/***/ }),

/***/ 46752:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ dealOut),
/* harmony export */   u: () => (/* binding */ parseShard)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _history_trends_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(89015);


/** Reads `2/5`; throws an Error that says what is wrong. */
function parseShard(raw) {
    if (raw === "")
        return undefined;
    const [, index, total] = /^(\d{1,4})\s*\/\s*(\d{1,4})$/.exec(raw) ?? [];
    if (index === undefined || total === undefined)
        throw new Error("it is not of the form 2/5");
    if (Number(total) < 1 || Number(index) < 1 || Number(index) > Number(total)) {
        throw new Error(`there is no shard ${index} of ${total}; they count from 1`);
    }
    return { index: Number(index), total: Number(total) };
}
/**
 * Deals names out so that the shards take about as long as each other: the longest first, each to the shard that has
 * least so far (Graham 1969: at most 4/3 of the best). The same input gives the same deal on every machine.
 */
function dealOut(names, timings, total) {
    const unique = [...new Set(names)];
    const known = unique.flatMap((name) => timings.get(name) ?? []);
    // Without any timing all count alike.
    const usual = (0,_history_trends_js__WEBPACK_IMPORTED_MODULE_1__/* .median */ .J)(known) ?? 1;
    const weighted = unique.map((name) => ({ name, weight: timings.get(name) ?? usual }));
    // By code units and not by a locale, which differs between machines.
    weighted.sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1));
    const shards = Array.from({ length: total }, () => ({ names: [], expected: 0 }));
    for (const { name, weight } of weighted) {
        const least = shards.reduce((best, shard) => shard.expected < best.expected || (shard.expected === best.expected && shard.names.length < best.names.length)
            ? shard
            : best);
        least.names.push(name);
        least.expected += weight;
    }
    for (const shard of shards)
        shard.names.sort();
    const digest = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256")
        .update(JSON.stringify(shards.map((shard) => shard.names)))
        .digest("hex")
        .slice(0, 16);
    return { shards, digest, unknown: unique.length - known.length };
}


/***/ }),

/***/ 56714:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ spec)
});

// UNUSED EXPORTS: PLACES

// EXTERNAL MODULE: ./toolkit/inputs.js
var inputs = __webpack_require__(86613);
// EXTERNAL MODULE: ./actions/test/gates.js
var gates = __webpack_require__(2476);
// EXTERNAL MODULE: ./actions/test/shards/deal.js
var deal = __webpack_require__(46752);
;// CONCATENATED MODULE: ./actions/test/store/store.js
/** Name of what is stored, where the user gives none. */
const NAME = "test-history";
/** Reads the input `store`: `artifact`, `cache`, `branch`, each with `:NAME` where wanted, or the path of a file. */
function parseStore(raw) {
    if (raw === "")
        return undefined;
    const [, kind, name = NAME] = /^(artifact|cache|branch)(?::(.*))?$/.exec(raw) ?? [];
    if (kind === undefined) {
        if (!/[./\\]/.test(raw))
            throw new Error(`"${raw}" is no kind of store, and no path with a "/" or "." in it`);
        return { kind: "file", name: raw.replace(/^file:/, "") };
    }
    if (!/^[A-Za-z0-9][\w./-]{0,99}$/.test(name) || name.includes(".."))
        throw new Error(`"${name}" is no name for it`);
    return { kind: kind, name };
}

;// CONCATENATED MODULE: ./actions/test/spec.js




/** Where a run can be shown. */
const PLACES = ["summary", "comment", "check", "annotations"];
/** What the test action is to its users. */
const spec = {
    name: "test",
    title: "Test",
    description: "Runs your test command, reads its reports, and gates tests and coverage, in one summary.",
    branding: { icon: "check-circle", color: "green" },
    inputs: {
        mode: (0,inputs/* choice */.Yq)(["apply", "plan"], { describe: "Whether to run and read, or only to say what would be done." }),
        run: (0,inputs/* text */.Qq)({
            describe: "Command that runs the tests. It is your code and goes through a shell (bash with -eo pipefail, else sh). Where not set, only the reports are read.",
            example: "npm test",
        }),
        "working-directory": (0,inputs/* text */.Qq)({
            describe: "Folder that the command runs in and that the globs start from.",
            default: ".",
        }),
        env: (0,inputs/* pairs */.AS)({ describe: "Environment of the command, beside that of the step." }),
        timeout: (0,inputs/* duration */.p0)({ describe: "Longest time that one run of the command may take.", default: "30m" }),
        retries: (0,inputs/* integer */.nd)({ min: 0, max: 10 }, {
            describe: "How often failed tests are tried again; what passes then is flaky and fails nothing. Only those tests where the command starts vitest, jest, pytest or go test by itself or by a script of package.json, else the whole command.",
            default: "0",
        }),
        reports: (0,inputs/* lines */.Mn)({
            describe: "Globs of test reports, known by their content: JUnit, TRX, NUnit, xUnit.net, CTRF, TAP, go test -json, and the JSON of Jest, Vitest and Mocha.",
            example: "reports/junit.xml",
        }),
        "coverage-reports": (0,inputs/* lines */.Mn)({
            describe: "Globs of coverage reports, known by their content: lcov, Cobertura, JaCoCo, Clover, istanbul JSON, Go cover profile, OpenCover; several are merged line by line.",
            example: "coverage/lcov.info",
        }),
        legs: (0,inputs/* lines */.Mn)({
            describe: "Globs of data.json files that other runs of this action left in their report-dir: shards, parts of a matrix, a fork's run. They are checked, and merged into this report.",
            example: "legs/*/data.json",
        }),
        expect: (0,inputs/* integer */.nd)({ min: 0, max: 10_000 }, {
            describe: "How many legs there must be. With fewer the step fails and nothing is compared.",
            default: "0",
        }),
        leg: (0,inputs/* text */.Qq)({
            describe: "Name of this run among the legs, and a flag in thresholds. The shard where not set.",
            example: "linux",
        }),
        flags: (0,inputs/* pairs */.AS)({
            describe: "Names for some of the coverage-reports, for thresholds of their own: NAME=GLOB. Each leg's name is one by itself.",
            example: "e2e=coverage/e2e/lcov.info",
        }),
        shard: (0,inputs/* custom */.Ie)("a part of how many, such as 2/5", deal/* parseShard */.u, {
            describe: "Which part of the tests to run. Files are dealt out by stored timings, the longest first, new ones with the median. They reach the command by themselves where it starts vitest, jest, pytest or go test; else by QUAYSIDE_SHARD_FILES.",
            example: "2/5",
        }),
        "shard-files": (0,inputs/* lines */.Mn)({
            describe: "Globs of test files to deal out. Where not set, the test runner is asked for them.",
            example: "test/**/*.test.ts",
        }),
        thresholds: (0,inputs/* custom */.Ie)("NAME=PERCENT or SCOPE:NAME=PERCENT, separated by commas or line ends; NAME is lines, branches, functions, statements, mcdc (conditions, of lcov), patch (changed lines) or drop (points that line coverage may fall), SCOPE a folder or glob of source files, or a flag", gates/* parseThresholds */.S, {
            describe: "Coverage below which the step fails.",
            example: "lines=90, branches=80, src/core:lines=95",
        }),
        base: (0,inputs/* text */.Qq)({
            describe: "Branch or commit that the change is compared with, in the local clone. Where not set, the target branch of the pull request.",
            example: "main",
        }),
        "patch-min-lines": (0,inputs/* integer */.nd)({ min: 0, max: 1_000_000 }, {
            describe: "Changes with fewer lines of code than this are told of and not held to the threshold patch.",
            default: "0",
        }),
        store: (0,inputs/* custom */.Ie)("artifact, cache or branch, each with :NAME where wanted, or the path of a file", parseStore, {
            describe: "Where the last runs are remembered, for the baseline, flaky tests and the timings of shards. cache needs no permission, artifact actions: read and a step that uploads history.json, branch contents: write.",
            example: "cache",
        }),
        history: (0,inputs/* integer */.nd)({ min: 2, max: 200 }, { describe: "How many runs are remembered.", default: "30" }),
        remember: (0,inputs/* choice */.Yq)(["auto", "always", "never"], {
            describe: "Whether this run is remembered. auto: runs of the default branch, not those of pull requests; elsewhere than on GitHub all but those of pull requests.",
        }),
        quarantine: (0,inputs/* text */.Qq)({
            describe: "YAML file of the repository with tests that may fail for a while: a list of test, reason, owner and expires. They are shown and counted, and fail nothing until the day is over.",
            example: ".github/quarantine.yml",
        }),
        "min-tests": (0,inputs/* integer */.nd)({ min: 0, max: 1_000_000_000 }, { describe: "Fewest tests there must be.", default: "0" }),
        "fail-on": (0,inputs/* choice */.Yq)(["failed", "skipped", "none"], {
            describe: "What fails the step beside the command's exit code: tests that failed; skipped ones too; neither.",
        }),
        "report-dir": (0,inputs/* text */.Qq)({
            describe: "Folder for report.html (one page that needs no network), summary.md, report.json, data.json (for legs) and badge.svg, from the workspace. Where not set, none is written.",
            example: "test-report",
        }),
        show: (0,inputs/* custom */.Ie)("a list of summary, comment, check, annotations, separated by commas", parsePlaces, {
            describe: "Where the report is shown. comment and check need the token: pull-requests: write, checks: write. With a check run the annotations are in it, more than the ten of a step.",
            default: PLACES.join(", "),
            example: "summary, comment",
        }),
        token: (0,inputs/* text */.Qq)({
            describe: "Token for the comment on the pull request, which each run renews, for the check run, and for the stores artifact and branch. Where not set, there is none of these.",
            example: "${{ github.token }}",
            secret: true,
        }),
        "comment-key": (0,inputs/* text */.Qq)({
            describe: "Tells the comments and check runs of several test steps of one pull request apart.",
            default: "test",
        }),
    },
    outputs: {
        outcome: "`passed` or `failed`; `planned` in plan mode.",
        tests: "How many tests there are.",
        passed: "How many of them passed.",
        failed: "How many failed or broke, those in quarantine too.",
        skipped: "How many were skipped.",
        flaky: "How many failed first and passed when they were tried again; they count as passed.",
        quarantined: "How many of the failed tests are in quarantine, and so fail nothing.",
        "duration-ms": "Milliseconds that the whole step took.",
        coverage: "Line coverage in per cent, cut to two digits; empty where there is no coverage report.",
        "coverage-patch": "Coverage of the changed lines in per cent; empty where the change is not known or has no code.",
        "coverage-delta": "Change of line coverage in points against the baseline; empty where there is none.",
        missing: "Which parts are missing, one a line: a report that cannot be read, a comment without permission, a history that cannot be read.",
        "shard-files": "The files (of Go: the tests) of this shard, one a line.",
        "report-path": "Path of report.html, where report-dir is set.",
        "summary-path": "Path of summary.md, where report-dir is set.",
        "data-path": "Path of data.json for the run that merges legs, where report-dir is set.",
        "badge-path": "Path of badge.svg, where report-dir is set.",
        "comment-url": "Address of the comment on the pull request, where there is one.",
        "check-url": "Address of the check run, where there is one.",
        report: "All of it as JSON; what is long is cut here and whole in report.json.",
    },
};
function parsePlaces(raw) {
    const words = raw.split(/[\s,]+/).filter((word) => word !== "");
    for (const word of words) {
        if (word !== "none" && !PLACES.includes(word))
            throw new Error(`"${word}" is none of them`);
    }
    return new Set(words.filter((word) => word !== "none"));
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

/***/ 79117:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DB: () => (/* binding */ parseSize),
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   Xq: () => (/* binding */ formatSize),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   hS: () => (/* binding */ counted)
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
/** A number of things for people: `1 test`, `2 tests`. The noun has to take an s. */
function counted(number, noun) {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
}


/***/ })

};
;