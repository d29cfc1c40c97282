"use strict";
exports.id = 9440;
exports.ids = [9440];
exports.modules = {

/***/ 99440:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./toolkit/action.js + 3 modules
var action = __webpack_require__(3392);
// EXTERNAL MODULE: ./toolkit/inputs.js
var toolkit_inputs = __webpack_require__(86613);
// EXTERNAL MODULE: ./toolkit/markdown.js
var markdown = __webpack_require__(157);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/pull-request-comment.js
var pull_request_comment = __webpack_require__(95023);
;// CONCATENATED MODULE: ./actions/test/reading/input.js


/** A report that is damaged or not whole. The message completes "the file cannot be read: …". */
class BrokenReport extends errors/* UserError */.yo {
    constructor(message) {
        super(message);
        this.name = "BrokenReport";
    }
}
/** How many bytes are read from the disk at once, and how many of them are handed over as a piece. */
const READ = 1024 * 1024;
const PIECE = 16 * 1024;
/** A file on disk as an input. */
function fileInput(path, signal) {
    return inputOf(async function* () {
        const file = await (0,promises_.open)(path);
        try {
            // The same memory for all pieces; a stream would take new memory for each, and leave it until much later.
            const buffer = Buffer.allocUnsafeSlow(READ);
            for (;;) {
                (0,errors/* throwIfAborted */.Te)(signal);
                const { bytesRead } = await file.read(buffer, 0, READ, null);
                if (bytesRead === 0)
                    return;
                for (let at = 0; at < bytesRead; at += PIECE)
                    yield buffer.subarray(at, Math.min(at + PIECE, bytesRead));
            }
        }
        finally {
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
                const text = decoder.decode(piece, { stream: true });
                if (text !== "")
                    yield text;
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

;// CONCATENATED MODULE: ./actions/test/reading/json.js

/** JSON is read as a whole; the largest file that is. */
const LIMIT = 256 * 1024 * 1024;
/** The value of a JSON file. Rejects with a BrokenReport where it is cut, broken or too large. */
async function readJson(input) {
    const pieces = [];
    let length = 0;
    for await (const piece of input.text()) {
        length += piece.length;
        if (length > LIMIT)
            throw new BrokenReport(`it is larger than ${LIMIT / 1024 / 1024} MiB, which is too much for JSON`);
        pieces.push(piece);
    }
    try {
        return JSON.parse(pieces.join(""));
    }
    catch (error) {
        throw new BrokenReport(`it is no whole JSON (${error.message.slice(0, 200)})`);
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

;// CONCATENATED MODULE: ./actions/test/baseline.js



/** The report.json of an earlier run as a store; whoever runs the job brings the file (artifact, cache, branch). */
function fileBaseline(path) {
    return {
        async load() {
            let text;
            try {
                text = await (0,promises_.readFile)(path, "utf8");
            }
            catch (error) {
                if (error.code === "ENOENT")
                    return undefined;
                throw new errors/* UserError */.yo(`the baseline cannot be read: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
            }
            return parseBaseline(text);
        },
    };
}
/** Reads a report.json. It comes from another run, so nothing in it is taken for granted. */
function parseBaseline(text) {
    let report;
    try {
        report = record(JSON.parse(text));
    }
    catch {
        throw new errors/* UserError */.yo("the baseline is no JSON");
    }
    if (report.version !== 1)
        throw new errors/* UserError */.yo("the baseline is no report.json of version 1");
    const { covered, total } = record(record(report.coverage).lines);
    const lines = { covered: number(covered), total: number(total) };
    const whole = lines.covered !== undefined && lines.total !== undefined && lines.covered <= lines.total;
    return {
        lines: whole ? { covered: lines.covered, total: lines.total } : undefined,
        tests: number(record(report.counts).tests),
    };
}

// EXTERNAL MODULE: ./toolkit/log-text.js
var log_text = __webpack_require__(14478);
// EXTERNAL MODULE: ./toolkit/shell.js
var toolkit_shell = __webpack_require__(18088);
;// CONCATENATED MODULE: ./actions/test/command.js



/** Runs the user's own command, which is one of the few texts that go through a shell (toolkit/shell.ts). */
async function runCommand(world, command, options) {
    const [shell, ...args] = (0,toolkit_shell/* shellCommand */.q)(command);
    const lines = [];
    const { code } = await world.run(shell, args, {
        cwd: (0,external_node_path_.resolve)(world.workspace, options.folder),
        env: { ...world.runner.env, ...Object.fromEntries(options.env) },
        timeout: options.timeout,
        signal: world.signal,
        keep: 0,
        onLine(line) {
            world.runner.info(line);
            lines.push(line);
            if (lines.length > 200)
                lines.splice(0, 100);
        },
    });
    return { code, last: (0,log_text/* lastLines */.w$)(lines.join("\n"), 12) };
}

// EXTERNAL MODULE: ./actions/test/gates.js
var gates = __webpack_require__(2476);
// EXTERNAL MODULE: ./toolkit/html.js
var html = __webpack_require__(88573);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(79117);
// EXTERNAL MODULE: ./actions/test/model/coverage.js
var model_coverage = __webpack_require__(97414);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./actions/test/model/key-table.js

/** The largest numbers that are kept for a key. */
const KEY_LIMITS = { value: 6, mark: 8191 };
/** Slots of a part, and how many of them are taken before it is split. */
const SLOTS = 3072;
const FULL = 0.9 * SLOTS;
/**
 * A set of text keys with two small numbers each, in 11 to 22 bytes a key however long the texts are: it keeps 64 bits
 * of a hash instead of the text. Among ten million tests the chance that any two are taken for one is below one in
 * 300,000. The hash is seeded anew in each process, so that no file can be made to collide on purpose.
 *
 * It is an extendible hash table: parts of a fixed size, found by the last bits of the hash, of which a full one is
 * split in two. So it grows without leaving what it was before to the garbage collector, which would let the heap grow
 * by several times the size of the table.
 */
class KeyTable {
    #start;
    /** A part for each end of the hash; where it has fewer bits than the table, the same part several times. */
    #parts = [new Part(0)];
    #last;
    size = 0;
    constructor() {
        const seed = (0,external_node_crypto_.randomBytes)(8);
        this.#start = { high: seed.readUInt32LE(0), low: seed.readUInt32LE(4) };
    }
    /** The hash of texts that keys begin with. */
    start(texts) {
        return texts.reduce(hashed, this.#start);
    }
    /** The entry of the key that begins with the texts of `start` and ends with `text`; it is made where it is new. */
    find(start, text) {
        let { high, low } = hashed(start, text);
        high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
        low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
        high >>>= 0;
        low >>>= 0;
        let part = this.#partOf(high);
        let slot = part.slotOf(high, low);
        let numbers = part.numbers[slot];
        const fresh = numbers === 0;
        if (fresh) {
            while (part.size >= FULL) {
                this.#split(part);
                part = this.#partOf(high);
                slot = part.slotOf(high, low);
            }
            part.put(slot, high, low, 1);
            numbers = 1;
            this.size++;
        }
        this.#last = { part, slot };
        return { id: high * 0x200000 + (low >>> 11), value: (numbers & 7) - 1, mark: numbers >>> 3, fresh };
    }
    /** Sets the numbers of the key that was found last, up to `KEY_LIMITS`. */
    set(value, mark) {
        if (this.#last)
            this.#last.part.numbers[this.#last.slot] = (mark << 3) | (value + 1);
    }
    #partOf(high) {
        return this.#parts[high & (this.#parts.length - 1)];
    }
    #split(part) {
        const bit = 1 << part.bits++;
        if (bit === this.#parts.length)
            this.#parts = [...this.#parts, ...this.#parts];
        const other = new Part(part.bits);
        this.#parts = this.#parts.map((one, end) => (one === part && (end & bit) !== 0 ? other : one));
        before.hashes.set(part.hashes);
        before.numbers.set(part.numbers);
        part.numbers.fill(0);
        part.size = 0;
        for (let slot = 0; slot < SLOTS; slot++) {
            const numbers = before.numbers[slot];
            if (numbers === 0)
                continue;
            const high = before.hashes[2 * slot];
            const low = before.hashes[2 * slot + 1];
            const target = (high & bit) === 0 ? part : other;
            target.put(target.slotOf(high, low), high, low, numbers);
        }
    }
}
class Part {
    size = 0;
    /** How many bits of the hash its keys share. */
    bits;
    /** The upper and the lower half of each hash. */
    hashes = new Uint32Array(2 * SLOTS);
    /** The numbers of each key: the mark, then three bits for the value and one; 0 is a free slot. */
    numbers = new Uint16Array(SLOTS);
    constructor(bits) {
        this.bits = bits;
    }
    /** The slot that holds the key, or the free one where it belongs. */
    slotOf(high, low) {
        const { hashes, numbers } = this;
        let slot = low % SLOTS;
        while (numbers[slot] !== 0 && (hashes[2 * slot + 1] !== low || hashes[2 * slot] !== high)) {
            if (++slot === SLOTS)
                slot = 0;
        }
        return slot;
    }
    put(slot, high, low, numbers) {
        this.size++;
        this.hashes[2 * slot] = high;
        this.hashes[2 * slot + 1] = low;
        this.numbers[slot] = numbers;
    }
}
/** What a part held before it is split; one for all, so that splitting takes no memory. */
const before = new Part(0);
// The length is part of it, so that the same letters cut in another place are another key.
function hashed({ high, low }, text) {
    high ^= text.length;
    for (let index = 0; index < text.length; index++) {
        const char = text.charCodeAt(index);
        high = Math.imul(high ^ char, 0x9e3779b1);
        low = Math.imul(low ^ char, 0x5f356495) + (high >>> 15);
    }
    return { high: high | 0, low: (Math.imul(low, 0x9e3779b1) + text.length) | 0 };
}

;// CONCATENATED MODULE: ./actions/test/model/test-results.js


/**
 * How a test ended. `flaky`: it failed and passed when it was tried again; `error`: it broke before it could be
 * judged. The order is that of severity, which decides where several runs of one test differ.
 */
const STATES = ["skipped", "passed", "flaky", "failed", "error"];
const RANKS = Object.fromEntries(STATES.map((state, rank) => [state, rank]));
/** What is kept, so that memory does not grow with the size of a report. Numbers stay exact beyond it. */
const LIMITS = {
    /** Tests of each kind whose details are kept. */
    details: 1000,
    suites: 5000,
    slowest: 20,
    name: 1000,
    message: 4000,
    trace: 12_000,
    output: 4000,
    failures: 20,
};
/** Reports that are told apart by a number of their own; it begins anew beyond them. */
const MARKS = KEY_LIMITS.mark;
/** The name of a test for people: suites, class and name, without saying the same twice. */
function titleOf(test) {
    const parts = [];
    for (const part of [...test.suites, test.className, test.name]) {
        const clean = cut((0,log_text/* plainText */.wh)(part), LIMITS.name).replace(/\s+/g, " ").trim();
        if (clean !== "" && clean !== parts.at(-1))
            parts.push(clean);
    }
    // A class name that begins like the name of its suite says it again, as in pytest's and Surefire's reports.
    return parts.filter((part, index) => !parts[index + 1]?.startsWith(part)).join(" › ") || "(no name)";
}
/** Collects the runs of all reports into one set of tests: the same test in several reports is one test. */
class TestCollector {
    #keys = new KeyTable();
    #counts = { tests: 0, passed: 0, failed: 0, skipped: 0, flaky: 0, runs: 0, duration: 0 };
    #details = new Map();
    #kept = new Map();
    #suites = new Map();
    #slowest = [];
    /** The report that is read, by a number from 1. */
    #report = { path: "", number: 0 };
    /** What the key of the last run began with: runs of one suite follow each other. */
    #start;
    #suite;
    /**
     * Adds one run of a test; `report` is the path of the file that tells of it. Returns whether that file has told of
     * the same test before.
     */
    add(run, report) {
        if (report !== this.#report.path)
            this.#report = { path: report, number: (this.#report.number % MARKS) + 1 };
        const counts = this.#counts;
        counts.runs++;
        counts.duration += run.duration ?? 0;
        this.#addToSuite(run);
        if (run.duration !== undefined)
            this.#addToSlowest(run, run.duration);
        const rank = RANKS[run.state];
        const { id, value, mark, fresh } = this.#keys.find(this.#startOf(run), run.name);
        const more = fresh || rank > value;
        this.#keys.set(more ? rank : value, this.#report.number);
        if (more) {
            if (fresh)
                counts.tests++;
            else {
                this.#count(STATES[value], -1);
                this.#forget(id);
            }
            this.#count(run.state, 1);
            if (run.state !== "passed")
                this.#remember(id, run, report);
        }
        return mark === this.#report.number;
    }
    results() {
        const of = (...states) => [...this.#details.values()].filter((test) => states.includes(test.state));
        return {
            counts: { ...this.#counts },
            failed: of("failed", "error"),
            flaky: of("flaky"),
            skipped: of("skipped"),
            slowest: [...this.#slowest].sort((a, b) => b.duration - a.duration).slice(0, LIMITS.slowest),
            suites: [...this.#suites.values()],
        };
    }
    #count(state, by) {
        const counts = this.#counts;
        if (state === "skipped")
            counts.skipped += by;
        else if (state === "failed" || state === "error")
            counts.failed += by;
        else {
            counts.passed += by;
            if (state === "flaky")
                counts.flaky += by;
        }
    }
    // What makes two runs runs of the same test: suites, class, file and name.
    #startOf({ suites, className, file = "" }) {
        const last = this.#start;
        if (last && last.suites === suites && last.className === className && last.file === file)
            return last.key;
        const key = this.#keys.start([...suites, "", className, file]);
        this.#start = { suites, className, file, key };
        return key;
    }
    #remember(entry, run, report) {
        const kind = run.state === "error" ? "failed" : run.state;
        const kept = this.#kept.get(kind) ?? 0;
        if (kept >= LIMITS.details)
            return;
        this.#kept.set(kind, kept + 1);
        this.#details.set(entry, { ...trimmed(run), report });
    }
    #forget(entry) {
        const test = this.#details.get(entry);
        if (!test)
            return;
        const kind = test.state === "error" ? "failed" : test.state;
        this.#kept.set(kind, (this.#kept.get(kind) ?? 1) - 1);
        this.#details.delete(entry);
    }
    #addToSuite(run) {
        const name = run.suites[0] || run.className || "(no suite)";
        let suite = this.#suite?.name === name ? this.#suite.counts : this.#suites.get(name);
        if (!suite) {
            const room = this.#suites.size < LIMITS.suites;
            const key = room ? detached(name) : "";
            const shown = room ? cut((0,log_text/* plainText */.wh)(key), LIMITS.name) : "(further suites)";
            suite = this.#suites.get(key) ?? { name: shown, passed: 0, failed: 0, skipped: 0, duration: 0 };
            this.#suites.set(key, suite);
        }
        if (this.#suite?.counts !== suite)
            this.#suite = { name: detached(name), counts: suite };
        suite.duration += run.duration ?? 0;
        if (run.state === "skipped")
            suite.skipped++;
        else if (run.state === "failed" || run.state === "error")
            suite.failed++;
        else
            suite.passed++;
    }
    #addToSlowest(run, duration) {
        if (duration <= (this.#slowest[LIMITS.slowest - 1]?.duration ?? 0))
            return;
        this.#slowest.push({ title: detached(titleOf(run)), duration });
        if (this.#slowest.length >= 2 * LIMITS.slowest) {
            this.#slowest = this.#slowest.sort((a, b) => b.duration - a.duration).slice(0, LIMITS.slowest);
        }
    }
}
/** A text of at most `limit` characters: its first and last part, with a mark between. */
function cut(text, limit) {
    if (text.length <= limit)
        return text;
    const head = Math.ceil((limit * 2) / 3);
    return `${text.slice(0, head)} … ${text.slice(text.length - (limit - head))}`;
}
/**
 * The same text in memory of its own. A part of a larger text keeps the larger one alive, and what a reader hands over
 * are parts of the pieces of the file.
 */
function detached(text) {
    return Buffer.from(text).toString();
}
function trimmed(run) {
    const clean = (text, limit) => detached(cut((0,log_text/* plainText */.wh)(text), limit));
    return {
        ...run,
        suites: run.suites.map((suite) => clean(suite, LIMITS.name)),
        className: clean(run.className, LIMITS.name),
        name: clean(run.name, LIMITS.name),
        reason: run.reason === undefined ? undefined : clean(run.reason, LIMITS.message),
        failures: run.failures.slice(0, LIMITS.failures).map((failure) => ({
            kind: failure.kind,
            type: clean(failure.type, LIMITS.name),
            message: clean(failure.message, LIMITS.message),
            details: clean(failure.details, LIMITS.trace),
        })),
        file: run.file === undefined ? undefined : clean(run.file, LIMITS.name),
        output: run.output === undefined ? undefined : detached((0,log_text/* plainText */.wh)(run.output).slice(-LIMITS.output)),
    };
}

;// CONCATENATED MODULE: ./actions/test/html/tree-map.js
/**
 * Lays things out in a rectangle so that each has its share of the area and is as near to a square as may be
 * (Bruls, Huizing, van Wijk: Squarified Treemaps, 2000). Things without weight are left out.
 */
function treeMap(items, box) {
    const rest = items.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
    const total = rest.reduce((sum, { weight }) => sum + weight, 0);
    const scale = (box.width * box.height) / total;
    const placed = [];
    let { x, y, width, height } = box;
    let at = 0;
    while (at < rest.length) {
        const side = Math.min(width, height);
        let area = 0;
        let end = at;
        let worst = Number.POSITIVE_INFINITY;
        const largest = rest[at].weight * scale;
        while (end < rest.length) {
            const smallest = rest[end].weight * scale;
            const sum = area + smallest;
            const ratio = Math.max((side * side * largest) / (sum * sum), (sum * sum) / (side * side * smallest));
            if (ratio > worst)
                break;
            worst = ratio;
            area = sum;
            end++;
        }
        const thick = side === 0 ? 0 : area / side;
        let offset = 0;
        for (const item of rest.slice(at, end)) {
            const long = thick === 0 ? 0 : (item.weight * scale) / thick;
            if (width >= height)
                placed.push({ item, box: { x, y: y + offset, width: thick, height: long } });
            else
                placed.push({ item, box: { x: x + offset, y, width: long, height: thick } });
            offset += long;
        }
        if (width >= height)
            [x, width] = [x + thick, Math.max(0, width - thick)];
        else
            [y, height] = [y + thick, Math.max(0, height - thick)];
        at = end;
    }
    return placed;
}

;// CONCATENATED MODULE: ./actions/test/html/html-report.js





/** The page stays small enough for any browser; numbers are always those of the whole. */
const SHOWN = { failures: 500, suites: 500, files: 3000, sources: 300, sourceLines: 300, line: 300 };
/** The report as one page that needs nothing else. */
function htmlReport({ report, tests, coverage, source }) {
    const parts = [
        `<h1>Tests <span class="${report.outcome === "passed" ? "good" : "bad"}">${(0,markdown/* escapeHtml */.ZD)(report.outcome)}</span></h1>`,
        report.reasons.length > 0 ? (0,html/* list */.p_)(report.reasons.map(markdown/* escapeHtml */.ZD), "reasons") : "",
        numbers(report),
        tests ? testSections(tests) : "",
        coverage ? coverageSections(coverage, source) : "",
        report.remarks.length > 0 ? (0,html/* section */.uW)("Remarks", (0,html/* list */.p_)(report.remarks.map(markdown/* escapeHtml */.ZD))) : "",
        (0,html/* section */.uW)("Files that were read", (0,html/* list */.p_)(report.files.map((one) => `<code>${(0,markdown/* escapeHtml */.ZD)(one)}</code>`))),
    ];
    return (0,html/* htmlPage */.X)({ title: "Test report", parts, style: STYLE });
}
const STYLE = `pre.source{white-space:pre}.miss{background:var(--miss);display:inline-block;min-width:100%}
svg{width:100%;height:auto;border:1px solid var(--line)}svg text{font:11px system-ui,sans-serif;fill:#111;pointer-events:none}
svg rect{stroke:var(--bg)}a:focus rect{stroke:var(--fg);stroke-width:3}`;
function numbers({ counts, coverage, patch }) {
    const shown = [];
    if (counts) {
        for (const name of ["tests", "passed", "failed", "skipped", "flaky"])
            shown.push([name, String(counts[name])]);
        shown.push(["time of all tests", (0,units/* formatDuration */.a3)(counts.duration)]);
    }
    for (const measure of model_coverage/* MEASURES */.sF) {
        const value = coverage && (0,model_coverage/* percent */.KN)(coverage[measure]);
        if (value !== undefined)
            shown.push([`${measure} covered`, `${value} %`]);
    }
    const changed = patch && (0,model_coverage/* percent */.KN)(patch.lines);
    if (changed !== undefined)
        shown.push(["changed lines covered", `${changed} %`]);
    return (0,html/* tiles */.os)(shown);
}
function testSections(tests) {
    const { counts, failed, flaky, slowest, suites } = tests;
    const shown = failed.slice(0, SHOWN.failures);
    const more = counts.failed - shown.length;
    const rest = more > 0 ? `<p>${more} more failed tests are not shown.</p>` : "";
    return [
        failed.length > 0 ? (0,html/* section */.uW)("Failed", (0,html/* each */.__)(shown, failure) + rest) : "",
        flaky.length > 0 ? (0,html/* section */.uW)("Flaky", (0,html/* each */.__)(flaky.slice(0, SHOWN.failures), failure)) : "",
        slowest.length > 0
            ? (0,html/* section */.uW)("Slowest tests", (0,html/* htmlTable */.I$)(["test", "time"], slowest.map(({ title, duration }) => [(0,markdown/* escapeHtml */.ZD)(title), (0,units/* formatDuration */.a3)(duration)])))
            : "",
        (0,html/* section */.uW)("Suites", (0,html/* htmlTable */.I$)(["suite", "passed", "failed", "skipped", "time"], suites
            .slice(0, SHOWN.suites)
            .map(({ name, passed, failed, skipped, duration }) => [
            (0,markdown/* escapeHtml */.ZD)(name),
            ...[passed, failed, skipped].map(String),
            (0,units/* formatDuration */.a3)(duration),
        ])) + (suites.length > SHOWN.suites ? `<p>${suites.length - SHOWN.suites} more suites are not shown.</p>` : "")),
    ].join("\n");
}
function failure(test) {
    const bodies = (0,html/* each */.__)(test.failures, ({ type, message, details }) => {
        const head = [type, message].filter((part) => part !== "").join(": ");
        return `<pre>${(0,markdown/* escapeHtml */.ZD)(details.includes(message) && message !== "" ? details : `${head}\n${details}`.trim())}</pre>`;
    });
    const printed = test.output ? `<p>Its last output:</p><pre>${(0,markdown/* escapeHtml */.ZD)(test.output)}</pre>` : "";
    return (0,html/* folded */.TM)((0,markdown/* escapeHtml */.ZD)(titleOf(test)), bodies + printed);
}
function coverageSections(coverage, source) {
    const files = [...coverage.files]
        .map(([path, file]) => ({ path, file, lines: file.totals().lines, weight: file.lines.size }))
        .filter(({ weight }) => weight > 0)
        .sort((a, b) => b.weight - a.weight);
    const shown = files.slice(0, SHOWN.files);
    const box = { x: 0, y: 0, width: 1000, height: 420 };
    const missed = [...shown].sort((a, b) => b.lines.total - b.lines.covered - (a.lines.total - a.lines.covered));
    const withSource = missed.filter(({ lines }) => lines.covered < lines.total).slice(0, SHOWN.sources);
    const anchors = new Map(withSource.map(({ path }, index) => [path, `file-${index}`]));
    const boxes = treeMap(shown, box).map(({ item, box: { x, y, width, height } }) => {
        const value = (0,model_coverage/* percent */.KN)(item.lines) ?? 0;
        const label = `${item.path}: ${value} % of ${item.lines.total} lines`;
        const short = item.path.split("/").at(-1) ?? "";
        const text = width > short.length * 6.5 + 8 && height > 18
            ? `<text x="${(x + 4).toFixed(1)}" y="${(y + 14).toFixed(1)}">${(0,markdown/* escapeHtml */.ZD)(short)}</text>`
            : "";
        const rect = `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" fill="hsl(${Math.round(value * 1.2)} 60% 65%)"><title>${(0,markdown/* escapeHtml */.ZD)(label)}</title></rect>`;
        const anchor = anchors.get(item.path);
        return anchor ? `<a href="#${anchor}" aria-label="${(0,markdown/* escapeHtml */.ZD)(label)}">${rect}${text}</a>` : rect + text;
    });
    const map = `<svg viewBox="0 0 1000 420" role="group" aria-label="Coverage of each file; the larger the box, the more lines">${boxes.join("")}</svg>`;
    const rest = files.length > shown.length ? `<p>${files.length - shown.length} smaller files are not shown.</p>` : "";
    const rows = missed.map(({ path, lines }) => {
        const anchor = anchors.get(path);
        const name = `<code>${(0,markdown/* escapeHtml */.ZD)(path)}</code>`;
        return [
            anchor ? `<a href="#${anchor}">${name}</a>` : name,
            `${(0,model_coverage/* percent */.KN)(lines)} %`,
            String(lines.total - lines.covered),
        ];
    });
    return [
        (0,html/* section */.uW)("Coverage", map + rest),
        (0,html/* section */.uW)("Files", (0,html/* htmlTable */.I$)(["file", "lines covered", "lines not covered"], rows)),
        withSource.length > 0
            ? (0,html/* section */.uW)("Lines that no test ran", (0,html/* each */.__)(withSource, ({ path, file }) => uncoveredSource(path, file, anchors.get(path) ?? "", source(path))))
            : "",
    ].join("\n");
}
function uncoveredSource(path, file, anchor, text) {
    const stretches = file.uncovered();
    const title = `<code>${(0,markdown/* escapeHtml */.ZD)(path)}</code>`;
    if (text === undefined) {
        const numbers = stretches.slice(0, SHOWN.sourceLines).map(([from, to]) => (from === to ? from : `${from}–${to}`));
        return (0,html/* folded */.TM)(title, `<p id="${anchor}">Lines ${numbers.join(", ")}</p>`);
    }
    const source = text.split("\n");
    const out = [];
    let last = 0;
    for (const [from, to] of stretches) {
        if (out.length > SHOWN.sourceLines)
            break;
        const start = Math.max(last + 1, from - 2);
        if (start > last + 1)
            out.push("⋯");
        for (let line = start; line <= Math.min(to + 2, source.length) && out.length <= SHOWN.sourceLines; line++) {
            const shown = (0,markdown/* escapeHtml */.ZD)(`${String(line).padStart(5)}  ${(source[line - 1] ?? "").slice(0, SHOWN.line)}`);
            out.push(file.lines.get(line) === 0 ? `<span class="miss">${shown}</span>` : shown);
            last = line;
        }
    }
    // The anchor is inside, since a browser opens what is around the place that a link leads to.
    return (0,html/* folded */.TM)(title, `<pre id="${anchor}" class="source" tabindex="0">${out.join("\n")}</pre>`);
}

;// CONCATENATED MODULE: ./actions/test/locate.js
/** How many places of a trace are looked at; the rest is the inside of libraries. */
const PLACES = 30;
/**
 * Where a test failed: the first place of its trace that lies in the test's own file, else the first that lies in the
 * repository, else the file and line that the report names. Undefined where none of them is a file of the repository.
 */
function locate(test, finder) {
    const find = (path) => {
        const found = finder.sourcePath(path, test.report);
        return finder.exists(found) ? found : undefined;
    };
    // Vitest and Playwright put the path of the file into the class name.
    const named = [test.file, test.className, test.suites[0]].find((path) => path && /\.\w+$/.test(path) && find(path));
    const own = named === undefined ? undefined : find(named);
    const places = test.failures
        .flatMap(({ details, message }) => placesIn(`${details}\n${message}`))
        .slice(0, PLACES)
        .map((place) => ({ ...place, file: find(place.file) }));
    const inOwn = own === undefined ? undefined : places.find(({ file }) => file === own);
    const first = places.find(({ file }) => file !== undefined);
    if (inOwn?.file)
        return placed(inOwn.file, inOwn);
    if (own !== undefined && test.line !== undefined)
        return { file: own, line: test.line };
    if (first?.file)
        return placed(first.file, first);
    return own === undefined ? undefined : { file: own };
}
function placed(file, { line, column }) {
    return { file, line, ...(column === undefined ? {} : { column }) };
}
/** Every `file:line` and `file:line:column` of a trace, and Python's `File "x", line 3`; none inside node_modules. */
function placesIn(trace) {
    const pattern = /File "([^"\n]{1,500})", line (\d{1,7})|((?:file:\/\/)?(?:[A-Za-z]:)?[\w./\\@+~-]{1,500}\.[A-Za-z]\w{0,5}):(\d{1,7})(?::(\d{1,7}))?/g;
    const places = [];
    for (const match of trace.matchAll(pattern)) {
        const file = match[1] ?? match[3] ?? "";
        if (/(^|[\\/])node_modules[\\/]|^node:|[\\/]site-packages[\\/]/.test(file))
            continue;
        places.push({
            file,
            line: Number(match[2] ?? match[4]),
            column: match[5] === undefined ? undefined : Number(match[5]),
        });
    }
    return places;
}

;// CONCATENATED MODULE: ./actions/test/patch/changed-lines.js

/** Reads the output of `git diff --unified=0`, line by line. */
class DiffReader {
    files = new Map();
    #stretches;
    /** Lines of the hunk that are still to come; they may look like anything. */
    #left = 0;
    line(line) {
        if (this.#left > 0) {
            if (!line.startsWith("\\"))
                this.#left--;
            return;
        }
        if (line.startsWith("+++ ")) {
            const path = pathOf(line.slice(4));
            this.#stretches = [];
            if (path !== undefined)
                this.files.set(path, this.#stretches);
            return;
        }
        const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
        if (!hunk)
            return;
        const removed = Number(hunk[1] ?? 1);
        const added = Number(hunk[3] ?? 1);
        const from = Number(hunk[2]);
        this.#left = removed + added;
        if (added > 0)
            this.#stretches?.push([from, from + added - 1]);
    }
}
// `b/path`, in quotes with C's escapes where it holds special characters; /dev/null where the file is removed.
function pathOf(text) {
    // git ends a name that holds a space with a tab, for old readers' sake.
    let path = text.replace(/\t$/, "");
    if (path === "/dev/null")
        return undefined;
    if (path.startsWith('"')) {
        const bytes = [];
        for (const [, octal, letter, plain] of path.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gs)) {
            if (octal !== undefined)
                bytes.push(Number.parseInt(octal, 8));
            else if (letter !== undefined)
                bytes.push(...Buffer.from(ESCAPES[letter] ?? letter));
            else
                bytes.push(...Buffer.from(plain ?? ""));
        }
        path = Buffer.from(bytes).toString("utf8");
    }
    return path.replace(/^b\//, "");
}
const ESCAPES = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" };
/** The branch or commit to compare with, or undefined where neither the input nor the event names one. */
function baseOf(input, env) {
    if (input !== "")
        return [input, `origin/${input}`];
    return env.GITHUB_BASE_REF ? [`origin/${env.GITHUB_BASE_REF}`, env.GITHUB_BASE_REF] : [];
}
/**
 * The lines that HEAD changes since it left the base (the merge base, as a pull request shows it), from the local
 * repository: no limit on files, renames followed. Throws a UserError where the base or the history is not there.
 */
async function changedLines(world, bases) {
    const git = (args, onLine) => world.run("git", ["-C", world.workspace, "-c", "core.quotePath=false", ...args], {
        timeout: 120_000,
        signal: world.signal,
        ...(onLine ? { onLine: (line, stream) => stream === "stdout" && onLine(line), keep: 64 * 1024 } : {}),
    });
    const fetchAll = "Check out with the whole history: `fetch-depth: 0` of actions/checkout.";
    let base;
    for (const name of bases) {
        const found = await git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`]);
        if (found.code === 0)
            base = found.stdout.trim();
        if (base !== undefined)
            break;
    }
    if (base === undefined) {
        throw new errors/* UserError */.yo(`no commit of the base "${bases[0]}" is in this clone`, { hint: fetchAll });
    }
    const merge = await git(["merge-base", base, "HEAD"]);
    if (merge.code !== 0) {
        throw new errors/* UserError */.yo(`HEAD and the base "${bases[0]}" have no common commit in this clone`, { hint: fetchAll });
    }
    const reader = new DiffReader();
    const options = ["--unified=0", "--relative", "--find-renames", "--no-color", "--no-ext-diff", "--no-textconv"];
    const prefixes = ["--src-prefix=a/", "--dst-prefix=b/"];
    const diff = await git(["diff", ...options, ...prefixes, merge.stdout.trim(), "HEAD", "--"], (line) => reader.line(line));
    if (diff.code !== 0)
        throw new errors/* UserError */.yo(`git diff failed: ${diff.stderr.trim().slice(-500)}`);
    return reader.files;
}

;// CONCATENATED MODULE: ./actions/test/patch/patch-coverage.js
/** The coverage of changed lines; lines that no report tells of (comments, other files) do not count. */
function patchCoverage(changed, coverage) {
    const lines = { covered: 0, total: 0 };
    const uncovered = [];
    for (const [path, stretches] of changed) {
        const file = coverage.files.get(path);
        if (!file)
            continue;
        const missed = [];
        let at = 0;
        for (const [line, hits] of file.lines.entries()) {
            while (at < stretches.length && stretches[at][1] < line)
                at++;
            const stretch = stretches[at];
            if (!stretch)
                break;
            if (line < stretch[0])
                continue;
            lines.total++;
            if (hits > 0)
                lines.covered++;
            else {
                const last = missed.at(-1);
                if (last && last[1] >= stretch[0] && !covers(file.lines, last[1] + 1, line - 1))
                    last[1] = line;
                else
                    missed.push([line, line]);
            }
        }
        if (missed.length > 0)
            uncovered.push({ path, stretches: missed });
    }
    return { lines, uncovered };
}
function covers(lines, from, to) {
    for (let line = from; line <= to; line++)
        if ((lines.get(line) ?? 0) > 0)
            return true;
    return false;
}

;// CONCATENATED MODULE: ./actions/test/reading/find-reports.js

/**
 * The files that a glob matches below a folder, in order. `node_modules` and `.git` are left out unless the glob names
 * them; a symbolic link to a folder is not followed, so that no loop can be made.
 */
async function findFiles(pattern, folder, signal) {
    const { glob } = await __webpack_require__.e(/* import() */ 9970).then(__webpack_require__.bind(__webpack_require__, 9970));
    const paths = await glob(pattern, {
        cwd: folder,
        absolute: true,
        dot: true,
        expandDirectories: false,
        followSymbolicLinks: false,
        ignore: ["node_modules", ".git"].filter((name) => !pattern.includes(name)).map((name) => `**/${name}/**`),
        signal,
    });
    const found = new Map();
    for (const path of paths.sort()) {
        const { mtimeMs, ctimeMs, size, ino } = await (0,promises_.stat)(path);
        found.set(path, [mtimeMs, ctimeMs, size, ino].join());
    }
    return found;
}
/** The files of several globs; a glob with `!` in front takes files out again. */
async function findAll(patterns, folder, signal) {
    const result = [];
    for (const pattern of patterns) {
        const files = new Map(await findFiles(pattern.replace(/^!/, ""), folder, signal));
        if (!pattern.startsWith("!"))
            result.push({ pattern, files });
        else
            for (const earlier of result)
                for (const path of files.keys())
                    earlier.files.delete(path);
    }
    return result;
}

;// CONCATENATED MODULE: ./actions/test/reading/numbers.js
/** Longer than any test runs; larger values are nanoseconds or rubbish. */
const YEAR = 365 * 24 * 3600 * 1000;
/**
 * Milliseconds of a duration in seconds as test runners write it: `1.5`, `1,234.56` (thousands), `0,5` (a decimal
 * comma), `1e-05`. Undefined where it is none, negative, or longer than a year.
 */
function millisecondsOf(seconds) {
    if (seconds === undefined)
        return undefined;
    // Nearly all are written this way, and there may be millions of them.
    if (/^\d{1,7}(\.\d{1,9})?$/.test(seconds))
        return Number(seconds) * 1000;
    let text = seconds.trim();
    // A comma groups thousands where a dot follows it or three digits do; else it stands for the dot.
    if (text.includes(",")) {
        text =
            text.includes(".") || /^[1-9]\d{0,2}(,\d{3})+$/.test(text) ? text.replaceAll(",", "") : text.replace(",", ".");
    }
    if (!/^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text))
        return undefined;
    const milliseconds = Number(text) * 1000;
    return milliseconds <= YEAR ? milliseconds : undefined;
}
/** A line number from 1, or undefined where the text is none. */
function lineOf(text) {
    if (text === undefined || !/^\d{1,9}$/.test(text))
        return undefined;
    return Number(text) || undefined;
}

// EXTERNAL MODULE: ../../node_modules/saxes/saxes.js
var saxes = __webpack_require__(70628);
;// CONCATENATED MODULE: ./actions/test/reading/xml.js


/** One text, attribute or comment keeps at most this many characters: its beginning and its end. */
const TEXT_LIMIT = 128 * 1024;
const DEPTH_LIMIT = 1000;
const ATTRIBUTE_LIMIT = 5000;
const REMARK_LIMIT = 5;
/** Mistakes after which it is no longer clear what belongs to what: pieces are missing, or two files are mixed. */
const DAMAGE = /^(unexpected close tag|unmatched closing tag|weird empty close tag|unclosed tag|unexpected end)/;
/**
 * Reads XML with memory that does not depend on the size of the file or of any text in it. It takes what real tools
 * write against the rules (control characters, text around the root, several documents) and refuses what is damaged:
 * rejects with a BrokenReport where there is no element, where one is never closed, or where tags do not match.
 * Entities of a document type are never looked up, so nothing is fetched and nothing expands.
 */
async function readXml(input, handler) {
    const parser = new saxes/* SaxesParser */.wT({ xmlns: false });
    // The library gathers a text until it ends. These fields are private to its types but where it gathers;
    // xml.test.ts fails should another version keep them elsewhere.
    const gathered = parser;
    const open = [];
    let sawElement = false;
    let remarks = 0;
    let damage;
    parser.on("error", ({ message }) => {
        const [, place, mistake] = /^(\d+:\d+): (.*)$/s.exec(message) ?? [undefined, "?", message];
        if (DAMAGE.test(mistake))
            damage ??= `line ${place?.split(":")[0]}: ${mistake}`;
        else if (++remarks <= REMARK_LIMIT)
            handler.remark(`line ${place?.split(":")[0]}: ${mistake}`);
    });
    // What the library makes for attributes is a dictionary, several times as slow and as large as an object of a class.
    parser.on("opentagstart", (tag) => {
        tag.attributes = new Bare();
    });
    parser.on("opentag", (tag) => {
        sawElement = true;
        if (open.push(tag.name) > DEPTH_LIMIT)
            throw new BrokenReport(`its elements are nested deeper than ${DEPTH_LIMIT}`);
        handler.open(tag.name, tag.attributes);
    });
    parser.on("closetag", (tag) => {
        open.pop();
        // What closes only because another tag did is not whole.
        if (damage === undefined)
            handler.close(tag.name);
    });
    parser.on("text", (text) => open.length > 0 && handler.text(text));
    parser.on("cdata", (text) => open.length > 0 && handler.text(text));
    for await (const piece of input.text()) {
        parser.write(piece);
        if (damage !== undefined)
            throw new BrokenReport(`its XML is damaged: ${damage}`);
        if (gathered.text.length > 2 * TEXT_LIMIT) {
            gathered.text = gathered.text.slice(0, TEXT_LIMIT) + gathered.text.slice(-TEXT_LIMIT);
        }
        if (Math.max(gathered.name.length, gathered.entity.length, gathered.piTarget.length) > TEXT_LIMIT) {
            throw new BrokenReport("its XML is damaged: a name without end");
        }
        if (gathered.attribList.length > ATTRIBUTE_LIMIT)
            throw new BrokenReport("an element of it has too many attributes");
    }
    if (!sawElement)
        throw new BrokenReport("it holds no XML element");
    if (open.length > 0) {
        throw new BrokenReport(`it ends inside of <${open.at(-1)}>: the program that wrote it died, or the disk was full`);
    }
    parser.close();
    if (damage !== undefined)
        throw new BrokenReport(`its XML is damaged: ${damage}`);
}
/** An object that inherits nothing, so that no attribute can be taken for something else. */
class Bare {
}
Object.setPrototypeOf(Bare.prototype, null);
delete Bare.prototype.constructor;
/** The name of an element or attribute without its namespace prefix. */
function localName(name) {
    const colon = name.indexOf(":");
    return colon < 0 ? name : name.slice(colon + 1);
}

;// CONCATENATED MODULE: ./actions/test/formats/clover.js


/** Clover's XML, of OpenClover, PHPUnit and istanbul. Statements and conditions are lines, methods are functions. */
const clover = {
    name: "Clover",
    kind: "coverage",
    detect: ({ root, text }) => root?.name === "coverage" &&
        (/\bclover\s*=/.test(root.attributes) || (/\bgenerated\s*=/.test(root.attributes) && /<project[\s>]/.test(text))),
    read: (input, sink) => readXml(input, new CloverReader(sink)),
};
class CloverReader {
    #sink;
    #file;
    constructor(sink) {
        this.#sink = sink;
    }
    open(element, attributes) {
        const name = localName(element);
        if (name === "file") {
            const path = attributes.path ?? attributes.name ?? "";
            this.#file = { path, lines: new Map(), conditions: [], functions: [], metrics: undefined, inClass: false };
        }
        const file = this.#file;
        if (!file)
            return;
        if (name === "class")
            file.inClass = true;
        else if (name === "metrics" && !file.inClass)
            file.metrics = attributes;
        else if (name === "line") {
            const line = lineOf(attributes.num);
            if (line === undefined)
                return;
            const hits = Math.max(0, Number(attributes.count) || 0);
            if (attributes.type === "method") {
                file.functions.push({ name: attributes.name ?? attributes.signature ?? "", line, hits });
                return;
            }
            const whenTrue = Math.max(0, Number(attributes.truecount) || 0);
            const whenFalse = Math.max(0, Number(attributes.falsecount) || 0);
            const condition = attributes.type === "cond" && attributes.truecount !== undefined;
            if (condition)
                file.conditions.push({ line, whenTrue, whenFalse });
            // OpenClover gives conditions no count of their own.
            const ran = attributes.count === undefined ? whenTrue + whenFalse : hits;
            file.lines.set(line, Math.max(file.lines.get(line) ?? 0, ran));
        }
    }
    text() { }
    close(element) {
        const name = localName(element);
        if (name === "class" && this.#file)
            this.#file.inClass = false;
        if (name !== "file" || !this.#file)
            return;
        const { path, lines, conditions, functions, metrics } = this.#file;
        this.#file = undefined;
        const file = this.#sink.file(path);
        for (const [line, hits] of lines)
            file.lines.add(line, hits);
        for (const { name, line, hits } of functions)
            file.addFunction(name, line, hits);
        const branches = file.branchesInOrder();
        const asCounts = countsBranches(conditions, metrics);
        for (const { line, whenTrue, whenFalse } of conditions) {
            if (asCounts)
                file.addBranchCount(line, whenTrue, whenTrue + whenFalse);
            else {
                branches.add(line, whenTrue);
                branches.add(line, whenFalse);
            }
        }
    }
    remark(text) {
        this.#sink.remark(text);
    }
}
/**
 * istanbul writes the number of branches that were taken and that were not into the attributes that in Clover tell how
 * often a condition was true and false. The sums of the file show which of the two they are.
 */
function countsBranches(conditions, metrics) {
    if (metrics?.conditionals === undefined)
        return false;
    const sum = (of) => conditions.reduce((total, one) => total + of(one), 0);
    const matches = (total, covered) => Number(metrics.conditionals) === total && Number(metrics.coveredconditionals) === covered;
    const asClover = matches(2 * conditions.length, sum(({ whenTrue, whenFalse }) => Number(whenTrue > 0) + Number(whenFalse > 0)));
    return (!asClover &&
        matches(sum(({ whenTrue, whenFalse }) => whenTrue + whenFalse), sum(({ whenTrue }) => whenTrue)));
}

;// CONCATENATED MODULE: ./actions/test/formats/cobertura.js


/**
 * Cobertura's XML (coverage-04.dtd) as coverage.py, coverlet, gcovr, istanbul, PHPUnit and others write it. The lines
 * of a class count; those of its methods say the same again and only count where the class has none. Several classes
 * of one file (lambdas, async methods) are joined. The rates in the file are not believed.
 */
const cobertura = {
    name: "Cobertura",
    kind: "coverage",
    detect: ({ root, text }) => root?.name === "coverage" &&
        !/\bclover\s*=/.test(root.attributes) &&
        (/\bline-rate\s*=/.test(root.attributes) || /<(packages|sources)[\s/>]/.test(text)),
    read: (input, sink) => readXml(input, new CoberturaReader(sink)),
};
class CoberturaReader {
    #sink;
    #roots = [];
    #source;
    #class;
    #method;
    constructor(sink) {
        this.#sink = sink;
    }
    open(element, attributes) {
        switch (localName(element)) {
            case "source":
                this.#source = "";
                return;
            case "class":
                if (attributes.filename) {
                    this.#class = {
                        file: attributes.filename,
                        name: attributes.name ?? "",
                        own: new Map(),
                        inMethods: new Map(),
                    };
                }
                return;
            case "method":
                this.#method = { name: `${attributes.name ?? ""}${attributes.signature ?? ""}`, line: 0, hits: 0 };
                return;
            case "line":
                this.#line(attributes);
                return;
        }
    }
    text(text) {
        if (this.#source !== undefined && this.#source.length < 4096)
            this.#source += text;
    }
    close(element) {
        const name = localName(element);
        if (name === "source") {
            const root = this.#source?.trim();
            if (root && this.#roots.length < 100)
                this.#roots.push(root);
            this.#source = undefined;
        }
        else if (name === "method")
            this.#closeMethod();
        else if (name === "class")
            this.#closeClass();
    }
    remark(text) {
        this.#sink.remark(text);
    }
    #line(attributes) {
        const number = lineOf(attributes.number);
        if (number === undefined || !this.#class)
            return;
        const hits = Math.max(0, Number(attributes.hits) || 0);
        const [, covered, total] = /\((\d{1,6})\/(\d{1,6})\)/.exec(attributes["condition-coverage"] ?? "") ?? [];
        const branches = total === undefined ? undefined : { covered: Number(covered), total: Number(total) };
        const lines = this.#method ? this.#class.inMethods : this.#class.own;
        const known = lines.get(number);
        lines.set(number, { hits: Math.max(known?.hits ?? 0, hits), branches: branches ?? known?.branches });
        if (this.#method) {
            this.#method.line ||= number;
            this.#method.hits = Math.max(this.#method.hits, hits);
        }
    }
    #closeMethod() {
        const method = this.#method;
        this.#method = undefined;
        // Without a line it is abstract, or the producer does not tell of lines of methods.
        if (!method || !this.#class || method.line === 0)
            return;
        this.#sink
            .file(this.#class.file, this.#roots)
            .addFunction(`${this.#class.name}.${method.name}`, method.line, method.hits);
    }
    #closeClass() {
        const open = this.#class;
        this.#class = undefined;
        if (!open)
            return;
        const file = this.#sink.file(open.file, this.#roots);
        for (const [number, line] of open.own.size > 0 ? open.own : open.inMethods) {
            file.lines.add(number, line.hits);
            if (line.branches)
                file.addBranchCount(number, line.branches.covered, line.branches.total);
        }
    }
}

;// CONCATENATED MODULE: ./actions/test/formats/ctrf.js


/** Common Test Report Format (ctrf.io), a JSON of many test tools. */
const ctrf = {
    name: "CTRF",
    kind: "tests",
    detect: ({ text }) => /^\{/.test(text) && /"results"\s*:\s*\{/.test(text) && /"(tool|reportFormat)"\s*:/.test(text),
    async read(input, sink) {
        const { tests } = record(record(await readJson(input)).results);
        if (!Array.isArray(tests))
            throw new BrokenReport("it holds no results.tests");
        for (const one of tests.map(record)) {
            const retries = list(one.retryAttempts).map(record);
            const state = stateOf(one);
            const failures = [];
            if (state === "failed")
                failures.push(failureOf(one));
            if (state === "flaky")
                failures.push(...retries.filter(({ status }) => status === "failed").map(failureOf));
            sink.add({
                suites: (Array.isArray(one.suite) ? one.suite : [one.suite]).map(string).filter((name) => name !== ""),
                className: "",
                name: string(one.name),
                state,
                duration: number(one.duration),
                file: string(one.filePath) || undefined,
                line: number(one.line),
                reason: state === "skipped" ? string(one.message) || undefined : undefined,
                failures,
                output: list(one.stdout).map(string).join("\n") || undefined,
            });
        }
    },
};
function stateOf(one) {
    if (one.status === "failed")
        return "failed";
    if (one.status === "passed")
        return one.flaky === true || (number(one.retries) ?? 0) > 0 ? "flaky" : "passed";
    return "skipped";
}
function failureOf(one) {
    return { kind: "failure", type: "", message: string(one.message), details: string(one.trace) };
}

;// CONCATENATED MODULE: ./actions/test/reading/lines.js
/** A line keeps this many characters; the rest of it is passed over. */
const LINE_LIMIT = 1024 * 1024;
/** The lines of a text, without their ends. A line of any length takes bounded memory. */
async function* linesOf(input) {
    let rest = "";
    for await (const piece of input.text()) {
        const lines = (rest + piece).split("\n");
        rest = (lines.pop() ?? "").slice(0, LINE_LIMIT);
        for (const line of lines)
            yield line.endsWith("\r") ? line.slice(0, -1) : line;
    }
    if (rest !== "")
        yield rest.endsWith("\r") ? rest.slice(0, -1) : rest;
}

;// CONCATENATED MODULE: ./actions/test/formats/go-cover.js


/**
 * Go's cover profile (golang.org/x/tools/cover): `mode:` and then blocks, `file:from.column,to.column statements count`.
 * The same block may come several times, once a package that was tested; the counts add up, as `go tool cover` does it.
 * Statements are exact; a line ran as often as the block on it that ran most often.
 */
const goCover = {
    name: "Go cover profile",
    kind: "coverage",
    detect: ({ text }) => /^mode: (set|count|atomic)\s/.test(text),
    async read(input, sink) {
        const files = new Map();
        let number = 0;
        for await (const line of linesOf(input)) {
            number++;
            // Profiles that were joined with `cat` hold the first line several times.
            if (line.startsWith("mode:") || line.trim() === "")
                continue;
            const match = /^(.+):((\d{1,7})\.\d+,(\d{1,7})\.\d+) (\d{1,9}) (\d+)$/.exec(line);
            if (!match)
                throw new BrokenReport(`line ${number} is no block of a profile: "${line.slice(0, 80)}"`);
            const [, path = "", range = "", from, to, statements, hits] = match;
            const blocks = files.get(path) ?? new Map();
            files.set(path, blocks);
            const known = blocks.get(range);
            if (known)
                known.hits += Number(hits);
            else
                blocks.set(range, { from: Number(from), to: Number(to), statements: Number(statements), hits: Number(hits) });
        }
        for (const [path, blocks] of files) {
            const file = sink.file(path);
            const lines = new Map();
            for (const [range, { from, to, statements, hits }] of blocks) {
                file.addStatements(range, statements, hits);
                if (statements === 0)
                    continue;
                for (let line = from; line <= Math.min(to, from + BLOCK_LINES); line++) {
                    lines.set(line, Math.max(lines.get(line) ?? 0, hits));
                }
            }
            for (const [line, hits] of lines)
                file.lines.add(line, hits);
        }
    },
};
/** No block is longer; such a number is rubbish, and would fill the memory. */
const BLOCK_LINES = 10_000;

;// CONCATENATED MODULE: ./actions/test/formats/go-test.js



/** Output that is kept of a test or package: its end. */
const OUTPUT_LIMIT = 8000;
/**
 * The events of `go test -json` (go doc test2json), one a line. A test with subtests counts beside them, as gotestsum
 * counts. A package that fails without a failing test (it does not build, a test ended the process) counts as one.
 */
const goTest = {
    name: "go test JSON",
    kind: "tests",
    detect: ({ text }) => /^\{[^\n]*"Action"\s*:\s*"/.test(text) && /"(Package|ImportPath)"\s*:/.test(text),
    async read(input, sink) {
        const reader = new GoReader(sink);
        for await (const line of linesOf(input))
            reader.line(line);
        reader.end();
    },
};
class GoReader {
    #sink;
    /** What each package printed, and each of its tests that has not ended. */
    #packages = new Map();
    #builds = new Map();
    #noise = 0;
    constructor(sink) {
        this.#sink = sink;
    }
    line(line) {
        let event;
        try {
            event = record(JSON.parse(line));
        }
        catch {
            // The compiler's own output gets in between where both streams go to one file.
            if (line.trim() !== "" && ++this.#noise <= 3)
                this.#sink.remark(`no event of a test: "${line.slice(0, 80)}"`);
            return;
        }
        const name = string(event.Package);
        const test = string(event.Test);
        const output = string(event.Output);
        if (event.Action === "build-output") {
            const build = string(event.ImportPath);
            this.#builds.set(build, ((this.#builds.get(build) ?? "") + output).slice(-OUTPUT_LIMIT));
            return;
        }
        if (name === "")
            return;
        let open = this.#packages.get(name);
        if (!open) {
            open = { output: "", tests: new Map(), failed: false };
            this.#packages.set(name, open);
        }
        if (event.Action === "output" || event.Action === "run") {
            if (test === "")
                open.output = (open.output + output).slice(-OUTPUT_LIMIT);
            else
                open.tests.set(test, ((open.tests.get(test) ?? "") + output).slice(-OUTPUT_LIMIT));
            return;
        }
        if (event.Action !== "pass" && event.Action !== "fail" && event.Action !== "skip")
            return;
        const duration = number(event.Elapsed);
        const milliseconds = duration === undefined ? undefined : duration * 1000;
        if (test !== "") {
            const printed = open.tests.get(test) ?? "";
            open.tests.delete(test);
            if (event.Action === "fail")
                open.failed = true;
            this.#add(name, test, event.Action, milliseconds, printed);
            return;
        }
        for (const [unfinished, printed] of open.tests) {
            if (event.Action !== "fail")
                continue;
            open.failed = true;
            this.#add(name, unfinished, "fail", undefined, `${printed}(it did not end)`);
        }
        if (event.Action === "fail" && !open.failed) {
            const build = this.#builds.get(string(event.FailedBuild)) ?? "";
            this.#add(name, "(the package itself)", "error", milliseconds, build + open.output);
        }
        this.#packages.delete(name);
    }
    end() {
        const [name] = this.#packages.keys();
        if (name !== undefined)
            throw new BrokenReport(`it ends before the package ${name} does`);
        if (this.#noise > 3)
            this.#sink.remark(`${this.#noise - 3} more lines that are no event of a test`);
    }
    #add(suite, name, action, duration, printed) {
        const said = printed
            .split("\n")
            .filter((line) => line.trim() !== "" && !/^\s*(=== |--- (FAIL|PASS|SKIP))/.test(line));
        const first = said.find((line) => !line.startsWith("#"))?.trim();
        const message = first ?? "it or one of its subtests failed";
        sinkRun(this.#sink, { suite, name, action, duration, message: message.slice(0, 1000), details: said.join("\n") });
    }
}
function sinkRun(sink, run) {
    const { suite, name, action, duration, message, details } = run;
    const base = { suites: [suite], className: "", name, duration };
    if (action === "pass")
        sink.add({ ...base, state: "passed", failures: [] });
    else if (action === "skip")
        sink.add({ ...base, state: "skipped", reason: message, failures: [] });
    else if (action === "error") {
        sink.add({ ...base, state: "error", failures: [{ kind: "error", type: "", message, details }] });
    }
    else
        sink.add({ ...base, state: "failed", failures: [{ kind: "failure", type: "", message, details }] });
}

// EXTERNAL MODULE: ../../node_modules/istanbul-lib-coverage/index.js
var istanbul_lib_coverage = __webpack_require__(36453);
var istanbul_lib_coverage_default = /*#__PURE__*/__webpack_require__.n(istanbul_lib_coverage);
;// CONCATENATED MODULE: ./actions/test/formats/istanbul.js



/** istanbul's JSON (`coverage-final.json`), of nyc, Jest, Vitest and c8. */
const istanbul = {
    name: "istanbul JSON",
    kind: "coverage",
    detect: ({ text }) => /^\{\s*"[^"\n]*"\s*:\s*\{/.test(text) && /"statementMap"\s*:/.test(text),
    async read(input, sink) {
        const files = Object.entries(record(await readJson(input)));
        if (files.length === 0)
            throw new BrokenReport("it names no source file");
        for (const [path, raw] of files) {
            const data = record(record(raw).data ?? raw);
            let lines;
            try {
                lines = istanbul_lib_coverage_default().createFileCoverage({ path, ...data }).getLineCoverage();
            }
            catch (error) {
                throw new BrokenReport(`the coverage of "${path.slice(0, 200)}" is broken (${error.message})`);
            }
            const file = sink.file(string(data.path) || path);
            for (const [line, hits] of Object.entries(lines)) {
                if (Number(line) > 0)
                    file.lines.add(Number(line), count(hits));
            }
            for (const [id, hits] of Object.entries(record(data.s))) {
                file.addStatements(placeOf(record(data.statementMap)[id]), 1, count(hits));
            }
            for (const [id, hits] of Object.entries(record(data.f))) {
                const declared = record(record(data.fnMap)[id]);
                file.addFunction(string(declared.name), startOf(declared.decl ?? declared.loc) ?? 0, count(hits));
            }
            const branches = file.branchesInOrder();
            for (const [id, taken] of Object.entries(record(data.b))) {
                const branch = record(record(data.branchMap)[id]);
                const line = startOf(branch.loc) ?? (Number(branch.line) || 0);
                for (const hits of list(taken))
                    branches.add(line, count(hits));
            }
        }
    },
};
function startOf(location) {
    return Number(record(record(location).start).line) || undefined;
}
// Ids may differ between runs of one file, places in the source do not.
function placeOf(location) {
    const { start, end } = record(location);
    const at = (point) => `${record(point).line}.${record(point).column}`;
    return `${at(start)},${at(end)}`;
}
function count(hits) {
    return typeof hits === "number" && hits > 0 ? hits : 0;
}

;// CONCATENATED MODULE: ./actions/test/formats/jacoco.js


/**
 * JaCoCo's XML (report.dtd 1.1), of Kover too. It knows whether instructions of a line ran, not how often, so a line
 * that ran counts once. Paths are those of packages, without the folder of the sources.
 */
const jacoco = {
    name: "JaCoCo",
    kind: "coverage",
    detect: ({ root, text }) => root?.name === "report" && (/JACOCO/.test(text) || /<(sessioninfo|package|group|counter)\s/.test(text)),
    read: (input, sink) => readXml(input, new JacocoReader(sink)),
};
class JacocoReader {
    #sink;
    #package = "";
    #class;
    #method;
    #file;
    constructor(sink) {
        this.#sink = sink;
    }
    open(element, attributes) {
        switch (localName(element)) {
            case "package":
                this.#package = attributes.name ?? "";
                return;
            case "class":
                this.#class = { name: attributes.name ?? "", file: attributes.sourcefilename };
                return;
            case "method":
                this.#method = {
                    name: `${this.#class?.name}.${attributes.name}${attributes.desc ?? ""}`,
                    line: lineOf(attributes.line) ?? 0,
                };
                return;
            case "counter":
                if (attributes.type === "METHOD" && this.#method && this.#class?.file) {
                    const covered = Number(attributes.covered) > 0 ? 1 : 0;
                    this.#source(this.#class.file).addFunction(this.#method.name, this.#method.line, covered);
                }
                return;
            case "sourcefile":
                this.#file = this.#source(attributes.name ?? "");
                return;
            case "line": {
                const line = lineOf(attributes.nr);
                if (line === undefined || !this.#file)
                    return;
                this.#file.lines.add(line, Number(attributes.ci) > 0 ? 1 : 0);
                const covered = lineOf(attributes.cb) ?? 0;
                this.#file.addBranchCount(line, covered, covered + (lineOf(attributes.mb) ?? 0));
            }
        }
    }
    text() { }
    close(element) {
        const name = localName(element);
        if (name === "sourcefile")
            this.#file = undefined;
        else if (name === "method")
            this.#method = undefined;
        else if (name === "class")
            this.#class = undefined;
    }
    remark(text) {
        this.#sink.remark(text);
    }
    #source(name) {
        return this.#sink.file(this.#package === "" ? name : `${this.#package}/${name}`);
    }
}

;// CONCATENATED MODULE: ./actions/test/formats/jest.js



/** The JSON of Jest's `--json` and Vitest's `--reporter=json`. */
const jest = {
    name: "Jest and Vitest JSON",
    kind: "tests",
    detect: ({ text }) => /^\{/.test(text) && /"numTotalTests"\s*:/.test(text),
    async read(input, sink) {
        const whole = record(await readJson(input));
        if (!Array.isArray(whole.testResults))
            throw new BrokenReport("it holds no testResults");
        for (const result of whole.testResults) {
            const { name, message, status, assertionResults } = record(result);
            const file = string(name) || undefined;
            const cases = list(assertionResults);
            for (const one of cases.map(record)) {
                const state = jest_stateOf(one);
                sink.add({
                    suites: [],
                    className: list(one.ancestorTitles).map(string).join(" › "),
                    name: string(one.title),
                    state,
                    duration: number(one.duration),
                    file,
                    line: number(record(one.location).line),
                    failures: state === "failed" || state === "flaky" ? failuresOf(one) : [],
                });
            }
            // A file that breaks when it is loaded has no tests at all; it would be lost if only those counted.
            if (cases.length === 0 && status === "failed") {
                sink.add({
                    suites: [],
                    className: "",
                    name: "(the file itself)",
                    state: "error",
                    file,
                    failures: [jest_failure(string(message))],
                });
            }
        }
    },
};
const SKIPPED = new Set(["pending", "skipped", "todo", "disabled"]);
function jest_stateOf(one) {
    if (SKIPPED.has(string(one.status)))
        return "skipped";
    if (one.status !== "passed")
        return "failed";
    // Vitest keeps the failures of earlier tries, Jest tells of them apart.
    return list(one.failureMessages).length > 0 || list(one.retryReasons).length > 0 ? "flaky" : "passed";
}
function failuresOf(one) {
    const messages = [...list(one.failureMessages), ...list(one.retryReasons)];
    return messages.slice(0, LIMITS.failures).map((text) => jest_failure(string(text)));
}
/** A failure whose text begins with its message and goes on with its trace, as JavaScript's errors print. */
function jest_failure(text) {
    const [, type = "", message] = /^(?:Uncaught )?([A-Z]\w*(?:Error|Exception))(?: \[\w+\])?: (.*)/.exec(text) ?? [];
    return { kind: "failure", type, message: message ?? text.trim().split("\n", 1)[0] ?? "", details: text };
}

;// CONCATENATED MODULE: ./actions/test/formats/junit.js




/**
 * JUnit XML in its dialects: Ant's, Surefire's (`flakyFailure`, `rerunFailure`), pytest's, Jest's, Vitest's,
 * Google Test's (`status="notrun"`), PHPUnit's, Playwright's, node:test's, gotestsum's. Suites may be nested, a case
 * may have several failures; the most severe thing told of a case is its state.
 */
const junit = {
    name: "JUnit XML",
    kind: "tests",
    detect: ({ root }) => root !== undefined && (root.name === "testsuites" || root.name === "testsuite" || root.name === "testcase"),
    read: async (input, sink) => {
        const reader = new JUnitReader(sink);
        await readXml(input, reader);
        reader.end();
    },
};
// Surefire: `rerunFailure` is a further try of a test that never passed, `flakyFailure` one of a test that did.
const FAILURES = new Map([
    ["failure", "failure"],
    ["error", "error"],
    ["rerunFailure", "failure"],
    ["rerunError", "error"],
]);
const EARLIER = new Map([
    ["flakyFailure", "failure"],
    ["flakyError", "error"],
]);
const junit_SKIPPED = new Set(["skipped", "disabled", "ignored"]);
const SKIPPED_STATUS = new Set(["disabled", "notrun", "skipped", "ignored", "suppressed"]);
class JUnitReader {
    #sink;
    #suites = [];
    /** Their names, made anew only where a suite begins or ends. */
    #names;
    #case;
    #failure;
    #sawSuite = false;
    /** Where text goes at the moment. */
    #text;
    constructor(sink) {
        this.#sink = sink;
    }
    open(element, attributes) {
        const name = localName(element);
        if (name === "testsuite" || name === "testsuites" || name === "testcase")
            this.#sawSuite = true;
        if (name === "testsuite") {
            this.#names = undefined;
            this.#suites.push({
                name: attributes.name ?? "",
                file: attributes.file ?? attributes.filepath ?? this.#suites.at(-1)?.file,
                claimed: lineOf(attributes.tests),
                cases: 0,
            });
        }
        else if (name === "testcase") {
            this.#case = {
                attributes,
                failures: [],
                earlier: [],
                skipped: false,
                todo: false,
                reason: undefined,
                output: "",
            };
        }
        else if (FAILURES.has(name) || EARLIER.has(name)) {
            this.#failure = {
                kind: FAILURES.get(name) ?? EARLIER.get(name) ?? "failure",
                type: attributes.type ?? "",
                message: attributes.message ?? "",
                details: "",
            };
            this.#text = { parts: "", keep: "start" };
        }
        else if (junit_SKIPPED.has(name) && this.#case) {
            this.#case.skipped = true;
            this.#case.todo ||= attributes.type === "todo";
            this.#case.reason = attributes.message;
            this.#text = { parts: "", keep: "start" };
        }
        else if (name === "system-out" || name === "system-err") {
            // Inside a failed try it belongs to that try, whose trace is what counts.
            if (!this.#failure)
                this.#text = { parts: "", keep: "end" };
        }
        else if (name === "stackTrace" && this.#failure) {
            this.#text = { parts: "", keep: "start" };
        }
    }
    text(text) {
        const target = this.#text;
        if (!target)
            return;
        if (target.keep === "start") {
            if (target.parts.length < LIMITS.trace)
                target.parts += text.slice(0, LIMITS.trace);
        }
        else
            target.parts = (target.parts + text.slice(-LIMITS.output)).slice(-LIMITS.output);
    }
    close(element) {
        const name = localName(element);
        if (name === "testcase")
            this.#closeCase();
        else if (name === "testsuite")
            this.#closeSuite();
        else if (name === "stackTrace" && this.#failure)
            this.#failure.details = this.#taken().trim();
        else if (FAILURES.has(name) || EARLIER.has(name))
            this.#closeFailure(name);
        else if (junit_SKIPPED.has(name) && this.#case)
            this.#case.reason ??= this.#taken().trim() || undefined;
        else if ((name === "system-out" || name === "system-err") && this.#case && !this.#failure) {
            this.#case.output += this.#taken();
        }
        // What a failed try printed does not end the text of the failure around it.
        if (!this.#failure || !name.startsWith("system-"))
            this.#text = undefined;
    }
    remark(text) {
        this.#sink.remark(text);
    }
    /** Refuses a file that names no suite at all; one with an empty suite is a run without tests. */
    end() {
        if (!this.#sawSuite)
            throw new BrokenReport("it holds no test suite");
    }
    #taken() {
        const text = this.#text?.parts ?? "";
        this.#text = undefined;
        return text;
    }
    #closeFailure(name) {
        const failure = this.#failure;
        this.#failure = undefined;
        if (!failure)
            return;
        failure.details ||= this.#taken().trim();
        failure.message ||= failure.details.trim().split("\n", 1)[0] ?? "";
        if (this.#case) {
            const list = FAILURES.has(name) ? this.#case.failures : this.#case.earlier;
            if (list.length < LIMITS.failures)
                list.push(failure);
            return;
        }
        // A suite that breaks outside of any test (a hook, an import) would be lost if only cases counted.
        const suite = this.#suites.at(-1);
        if (suite)
            suite.cases++;
        this.#sink.add({
            suites: this.#suiteNames(),
            className: "",
            name: "(the suite itself)",
            state: failure.kind === "error" ? "error" : "failed",
            file: suite?.file,
            failures: [failure],
        });
    }
    #closeCase() {
        const open = this.#case;
        this.#case = undefined;
        if (!open)
            return;
        const suite = this.#suites.at(-1);
        if (suite)
            suite.cases++;
        const { attributes, failures, earlier } = open;
        const state = junit_stateOf(open);
        const run = {
            suites: this.#suiteNames(),
            className: attributes.classname ?? attributes.class ?? "",
            name: attributes.name ?? "",
            state,
            duration: this.#duration(attributes),
            file: attributes.file ?? attributes.filepath ?? suite?.file,
            line: lineOf(attributes.line ?? attributes.lineno),
            failures: failures.length > 0 ? failures : state === "passed" ? [] : earlier,
        };
        if (open.reason !== undefined)
            run.reason = open.reason;
        if (state !== "passed" && open.output !== "")
            run.output = open.output;
        this.#sink.add(run);
    }
    #closeSuite() {
        const suite = this.#suites.pop();
        this.#names = undefined;
        if (!suite)
            return;
        const parent = this.#suites.at(-1);
        if (parent)
            parent.cases += suite.cases;
        if (suite.cases === 0 && (suite.claimed ?? 0) > 0) {
            this.#sink.remark(`the suite "${suite.name}" claims ${suite.claimed} tests and lists none; none was counted`);
        }
    }
    #duration(attributes) {
        const raw = attributes.time ?? attributes.duration;
        const duration = millisecondsOf(raw);
        if (raw !== undefined && raw.trim() !== "" && duration === undefined) {
            this.#sink.remark(`the test "${attributes.name ?? ""}" has a time that cannot be: "${raw.slice(0, 40)}"`);
        }
        return duration;
    }
    #suiteNames() {
        this.#names ??= this.#suites.map((suite) => suite.name).filter((name) => name !== "");
        return this.#names;
    }
}
function junit_stateOf({ failures, earlier, skipped, todo, attributes }) {
    if (todo)
        return "skipped";
    if (failures.some((failure) => failure.kind === "error"))
        return "error";
    if (failures.length > 0)
        return "failed";
    if (earlier.length > 0)
        return "flaky";
    const status = [attributes.status, attributes.result].map((word) => word?.toLowerCase() ?? "");
    return skipped || status.some((word) => SKIPPED_STATUS.has(word)) ? "skipped" : "passed";
}

;// CONCATENATED MODULE: ./actions/test/formats/lcov.js

/**
 * lcov's tracefile (geninfo(1) of LCOV 2.4), as LCOV, gcov tools, istanbul, c8, Vitest, Node and others write it.
 * Numbers of found and hit items (LF, LH and so on) are not believed but counted. Functions come in the old form
 * (FN, FNDA) or in that of LCOV 2.2 and later (FNL, FNA), where one function may have several names.
 */
const lcov = {
    name: "lcov",
    kind: "coverage",
    detect: ({ text }) => /^(?:(?:#.*|[ \t]*)\r?\n)*(?:TN:|SF:|VER:)/.test(text),
    async read(input, sink) {
        const reader = new LcovReader(sink);
        // Pieces end anywhere; what follows the last line end waits for the next piece.
        let rest = Buffer.alloc(0);
        for await (const piece of input.bytes()) {
            const bytes = rest.length === 0 ? Buffer.from(piece.buffer, piece.byteOffset, piece.length) : Buffer.concat([rest, piece]);
            const end = bytes.lastIndexOf(NEWLINE) + 1;
            reader.lines(bytes, end);
            rest = Buffer.from(bytes.subarray(end));
            if (rest.length > lcov_LINE_LIMIT)
                throw new BrokenReport(`line ${reader.line + 1} is longer than ${lcov_LINE_LIMIT} bytes`);
        }
        if (rest.length > 0)
            reader.lines(Buffer.concat([rest, Buffer.of(NEWLINE)]), rest.length + 1);
        reader.end();
    },
};
const NEWLINE = 10;
const lcov_LINE_LIMIT = 1024 * 1024;
/** No source file is longer; such a number is rubbish. */
const LINE_NUMBER_LIMIT = 50_000_000;
const [D, A, COLON, COMMA, ZERO, NINE, CR] = [68, 65, 58, 44, 48, 57, 13];
class LcovReader {
    #sink;
    #file;
    #branches;
    #functions = noFunctions();
    #path = "";
    #files = 0;
    #odd = 0;
    /** Lines read so far. */
    line = 0;
    constructor(sink) {
        this.#sink = sink;
    }
    /** Reads whole lines, up to `end`. Nearly all lines are `DA:line,count`, so those are read without making a string. */
    lines(bytes, end) {
        let at = 0;
        while (at < end) {
            this.line++;
            if (bytes[at] === D && bytes[at + 1] === A && bytes[at + 2] === COLON) {
                let next = at + 3;
                let line = 0;
                let char = bytes[next];
                const first = next;
                while (char >= ZERO && char <= NINE) {
                    line = line * 10 + char - ZERO;
                    char = bytes[++next];
                }
                if (char === COMMA && next > first && next - first < 10) {
                    let hits = 0;
                    const start = ++next;
                    char = bytes[next];
                    while (char >= ZERO && char <= NINE) {
                        hits = hits * 10 + char - ZERO;
                        char = bytes[++next];
                    }
                    if (next > start && (char === NEWLINE || char === CR || char === COMMA)) {
                        this.#addLine(line, hits);
                        at = char === NEWLINE ? next + 1 : bytes.indexOf(NEWLINE, next) + 1;
                        continue;
                    }
                }
            }
            const stop = bytes.indexOf(NEWLINE, at);
            this.#record(bytes.toString("utf8", at, bytes[stop - 1] === CR && stop > at ? stop - 1 : stop).trim());
            at = stop + 1;
        }
    }
    /** Says so where the last file was never finished, or where there was none. */
    end() {
        if (this.#file) {
            throw new BrokenReport(`it ends inside of the record of "${this.#path}": the program that wrote it died, or the disk was full`);
        }
        if (this.#files === 0)
            throw new BrokenReport("it names no source file");
        if (this.#odd > 3)
            this.#sink.remark(`${this.#odd - 3} more lines like these`);
    }
    #record(text) {
        const colon = text.indexOf(":");
        const value = text.slice(colon + 1);
        switch (colon < 0 ? text : text.slice(0, colon)) {
            case "SF":
                if (this.#file)
                    throw new BrokenReport(`line ${this.line}: a new file begins and "${this.#path}" has not ended`);
                this.#path = value;
                this.#files++;
                this.#file = this.#sink.file(value);
                this.#branches = this.#file.branchesInOrder();
                return;
            case "end_of_record":
                this.#endFile();
                return;
            case "DA": {
                const [line, hits] = value.split(",");
                if (/^\d{1,9}$/.test(line ?? ""))
                    this.#addLine(Number(line), countOf(hits));
                else
                    this.#oddLine(text);
                return;
            }
            case "BRDA":
                this.#branch(text, value);
                return;
            case "FN": {
                const match = /^(\d{1,9}),(?:(\d{1,9}),(?=.))?(.*)$/.exec(value);
                if (match)
                    this.#functions.starts.push({ name: match[3], line: Number(match[1]) });
                else
                    this.#oddLine(text);
                return;
            }
            case "FNDA": {
                const comma = value.indexOf(",");
                const name = value.slice(comma + 1);
                const counts = this.#functions.counts.get(name) ?? [];
                counts.push(countOf(value.slice(0, comma)));
                this.#functions.counts.set(name, counts);
                return;
            }
            case "FNL": {
                const match = /^([^,]+),(\d{1,9})/.exec(value);
                if (match)
                    this.#functions.groups.set(match[1], { line: Number(match[2]), hits: 0, names: [] });
                else
                    this.#oddLine(text);
                return;
            }
            case "FNA": {
                const match = /^([^,]+),([^,]*),(.*)$/.exec(value);
                const group = match && this.#functions.groups.get(match[1]);
                if (!group) {
                    this.#oddLine(text);
                    return;
                }
                group.hits += countOf(match[2]);
                group.names.push(match[3]);
                return;
            }
            default:
                // TN, VER, LF, LH, FNF, FNH, BRF, BRH, MCDC, MCF, MCH, comments: nothing that is counted here.
                if (text !== "" && !text.startsWith("#") && !/^[A-Z]{2,5}$/.test(text.slice(0, Math.max(colon, 0)))) {
                    this.#oddLine(text);
                }
        }
    }
    #addLine(line, hits) {
        if (!this.#file)
            throw new BrokenReport(`line ${this.line}: a count without a file (no SF: line before it)`);
        if (line > 0 && line <= LINE_NUMBER_LIMIT)
            this.#file.lines.add(line, hits);
        else
            this.#oddLine(`DA:${line},${hits}`);
    }
    // BRDA:line,[e|f][U]block,branch,taken: the branch may be any text, with commas; "-" is a decision never reached.
    #branch(text, value) {
        const match = /^(\d{1,9}),([^,]*),(.*),([^,]*)$/s.exec(value);
        if (!match) {
            this.#oddLine(text);
            return;
        }
        const line = Number(match[1]);
        // Compilers of templates write branches at line 0; they belong to no line of the source.
        if (line === 0)
            return;
        if (!this.#file)
            throw new BrokenReport(`line ${this.line}: a branch without a file (no SF: line before it)`);
        this.#branches?.add(line, match[4] === "-" ? 0 : countOf(match[4]));
    }
    #endFile() {
        const file = this.#file;
        if (!file) {
            this.#oddLine("end_of_record");
            return;
        }
        const { starts, counts, groups } = this.#functions;
        for (const { name, line } of starts) {
            // Functions without a name share one; their counts come in the order of their starts.
            const own = counts.get(name) ?? [];
            const hits = own.length > 1 ? own.shift() : own[0];
            file.addFunction(name, line, hits ?? 0);
        }
        for (const { line, hits, names } of groups.values())
            file.addFunction(names[0] ?? "", line, hits);
        file.lines.trim();
        this.#functions = noFunctions();
        this.#file = undefined;
    }
    #oddLine(text) {
        if (++this.#odd <= 3)
            this.#sink.remark(`line ${this.line} is not understood: "${text.slice(0, 80)}"`);
    }
}
function noFunctions() {
    return { starts: [], counts: new Map(), groups: new Map() };
}
/** A count; what tools write where there is none (`undefined`, `=====`, `-`, nothing, a negative number) is 0. */
function countOf(text) {
    const count = Number(text ?? "");
    return Number.isFinite(count) && count > 0 ? count : 0;
}

;// CONCATENATED MODULE: ./actions/test/formats/mocha.js



/** The JSON of Mocha's `json` reporter. Hooks that fail are in its list of failures and count as tests. */
const mocha = {
    name: "Mocha JSON",
    kind: "tests",
    detect: ({ text }) => /^\{\s*"stats"\s*:/.test(text) && /"suites"\s*:/.test(text),
    async read(input, sink) {
        const whole = record(await readJson(input));
        if (!Array.isArray(whole.passes))
            throw new BrokenReport("it holds no passes");
        const add = (raw, state) => {
            const one = record(raw);
            const title = string(one.title);
            const full = string(one.fullTitle);
            const { message, stack, name } = record(one.err);
            sink.add({
                suites: [],
                className: full.endsWith(title) ? full.slice(0, full.length - title.length).trim() : "",
                name: title,
                state,
                duration: number(one.duration),
                file: string(one.file) || undefined,
                failures: state === "failed"
                    ? [{ ...jest_failure(string(stack) || string(message)), message: string(message), type: string(name) }]
                    : [],
            });
        };
        for (const one of whole.passes)
            add(one, (number(record(one).currentRetry) ?? 0) > 0 ? "flaky" : "passed");
        for (const one of list(whole.failures))
            add(one, "failed");
        for (const one of list(whole.pending))
            add(one, "skipped");
    },
};

;// CONCATENATED MODULE: ./actions/test/formats/nunit.js



/** NUnit's results: version 3 (`test-run`) and version 2 (`test-results`). */
const nunit = {
    name: "NUnit",
    kind: "tests",
    detect: ({ root }) => root?.name === "test-run" || root?.name === "test-results",
    read: (input, sink) => readXml(input, new NUnitReader(sink)),
};
class NUnitReader {
    #sink;
    #assembly = "";
    #case;
    #text = "";
    constructor(sink) {
        this.#sink = sink;
    }
    open(element, attributes) {
        this.#text = "";
        const name = localName(element);
        if (name === "test-suite" && attributes.type === "Assembly") {
            this.#assembly = attributes.name?.split(/[\\/]/).at(-1) ?? "";
        }
        else if (name === "test-case") {
            const full = attributes.fullname ?? attributes.name ?? "";
            const className = attributes.classname ?? classOf(full);
            this.#case = {
                run: {
                    suites: this.#assembly === "" ? [] : [this.#assembly],
                    className,
                    name: full.startsWith(`${className}.`) ? full.slice(className.length + 1) : full,
                    state: nunit_stateOf(attributes),
                    duration: millisecondsOf(attributes.duration ?? attributes.time),
                    failures: [],
                },
                message: "",
                trace: "",
                output: "",
            };
        }
    }
    text(text) {
        if (this.#text.length < LIMITS.trace)
            this.#text += text;
    }
    close(element) {
        const open = this.#case;
        if (!open)
            return;
        const name = localName(element);
        if (name === "message")
            open.message ||= this.#text.trim();
        else if (name === "stack-trace")
            open.trace ||= this.#text.trim();
        else if (name === "output")
            open.output = this.#text.slice(-LIMITS.output);
        else if (name === "test-case") {
            this.#case = undefined;
            const { run, message, trace, output } = open;
            if (run.state === "failed" || run.state === "error") {
                const kind = run.state === "error" ? "error" : "failure";
                run.failures = [{ kind, type: "", message: message || "failed", details: trace }];
                if (output !== "")
                    run.output = output;
            }
            else if (run.state === "skipped" && message !== "")
                run.reason = message;
            this.#sink.add(run);
        }
    }
    remark(text) {
        this.#sink.remark(text);
    }
}
function nunit_stateOf({ result = "", label = "", success, executed }) {
    const word = result.toLowerCase();
    if (word === "passed" || word === "success" || word === "warning")
        return "passed";
    if (word === "error" || word === "notrunnable" || word === "cancelled")
        return "error";
    if (word === "failed" || word === "failure")
        return /^(error|invalid|cancelled)$/i.test(label) ? "error" : "failed";
    // Old files of version 2 have no result.
    if (word === "" && executed?.toLowerCase() !== "false")
        return success?.toLowerCase() === "false" ? "failed" : "passed";
    return "skipped";
}
// The arguments of a test may hold dots.
function classOf(full) {
    const method = full.split("(", 1)[0] ?? "";
    return method.slice(0, Math.max(0, method.lastIndexOf(".")));
}

;// CONCATENATED MODULE: ./actions/test/formats/opencover.js


/** OpenCover's XML, of coverlet too: sequence points are lines, branch points branches. */
const opencover = {
    name: "OpenCover",
    kind: "coverage",
    detect: ({ root }) => root?.name === "CoverageSession",
    read: async (input, sink) => {
        const reader = new OpenCoverReader(sink);
        await readXml(input, reader);
        reader.end();
    },
};
/** The line that .NET's compilers give to code that stands nowhere in the source. */
const HIDDEN = 0xfeefee;
/** No statement goes over more lines; such a number is rubbish, and would fill the memory. */
const STATEMENT_LINES = 1000;
class OpenCoverReader {
    #sink;
    /** Paths by the file's id; ids are unique within a module only. */
    #paths = new Map();
    /** Hits by file and line: a line may hold several points, of which the one that ran most often counts. */
    #lines = new Map();
    #branches = new Map();
    #method;
    #text;
    constructor(sink) {
        this.#sink = sink;
    }
    open(element, attributes) {
        switch (localName(element)) {
            case "Module":
                this.#paths = new Map();
                return;
            case "File":
                this.#paths.set(attributes.uid ?? "", attributes.fullPath ?? "");
                return;
            case "Method":
                this.#method = {
                    name: "",
                    file: undefined,
                    line: 0,
                    hits: 0,
                    visited: attributes.visited?.toLowerCase() === "true",
                };
                return;
            case "Name":
                if (this.#method)
                    this.#text = "";
                return;
            case "FileRef":
                if (this.#method)
                    this.#method.file = this.#file(attributes.uid);
                return;
            case "SequencePoint":
                this.#point(attributes);
                return;
            case "BranchPoint": {
                const line = lineOf(attributes.sl);
                const file = this.#file(attributes.fileid) ?? this.#method?.file;
                if (line === undefined || !file)
                    return;
                const branches = this.#branches.get(file) ?? file.branchesInOrder();
                this.#branches.set(file, branches);
                branches.add(line, Math.max(0, Number(attributes.vc) || 0));
            }
        }
    }
    text(text) {
        if (this.#text !== undefined && this.#text.length < 1000)
            this.#text += text;
    }
    close(element) {
        const name = localName(element);
        if (name === "Name") {
            if (this.#method)
                this.#method.name = (this.#text ?? "").trim();
            this.#text = undefined;
        }
        else if (name === "Method" && this.#method) {
            const { file, line, hits, visited } = this.#method;
            if (file && line > 0)
                file.addFunction(this.#method.name, line, Math.max(hits, visited ? 1 : 0));
            this.#method = undefined;
        }
    }
    remark(text) {
        this.#sink.remark(text);
    }
    /** Hands over the lines, once all points of each are known. */
    end() {
        for (const [file, lines] of this.#lines)
            for (const [line, hits] of lines)
                file.lines.add(line, hits);
    }
    #point(attributes) {
        const from = lineOf(attributes.sl);
        const file = this.#file(attributes.fileid) ?? this.#method?.file;
        if (from === undefined || !file)
            return;
        const to = lineOf(attributes.el) ?? from;
        if (Math.max(from, to) >= HIDDEN)
            return;
        const hits = Math.max(0, Number(attributes.vc) || 0);
        const lines = this.#lines.get(file) ?? new Map();
        this.#lines.set(file, lines);
        for (let line = from; line <= Math.min(to, from + STATEMENT_LINES); line++) {
            lines.set(line, Math.max(lines.get(line) ?? 0, hits));
        }
        if (!this.#method)
            return;
        this.#method.file ??= file;
        this.#method.line ||= from;
        this.#method.hits = Math.max(this.#method.hits, hits);
    }
    #file(id) {
        const path = id === undefined ? undefined : this.#paths.get(id);
        return path ? this.#sink.file(path) : undefined;
    }
}

;// CONCATENATED MODULE: ./actions/test/formats/tap.js



/**
 * Test Anything Protocol 12 to 14 (testanything.org), with subtests as node:test, Perl and Vitest write them. A plan
 * (`1..N`) is part of the protocol: without it, or with fewer tests than it says, the producer has died.
 */
const tap = {
    name: "TAP",
    kind: "tests",
    detect: ({ text }) => /^TAP version \d+/.test(text) || /^(?:#.*\r?\n)*(?:1\.\.\d+|(?:not )?ok\b[ \t]+\d+)/.test(text),
    async read(input, sink) {
        const reader = new TapReader(sink);
        for await (const line of linesOf(input))
            reader.line(line);
        reader.end();
    },
};
class TapReader {
    #sink;
    /** Names of the suites that are open, by the indent at which they stand. */
    #suites = new Map();
    /** Indents whose next point sums up subtests that were told of already, and whether one of them failed. */
    #parents = new Map();
    #point;
    #planned;
    #told = 0;
    constructor(sink) {
        this.#sink = sink;
    }
    line(line) {
        const indent = line.length - line.trimStart().length;
        const text = line.trim();
        const subtest = /^# Subtest: (.*)$/.exec(text);
        const plan = /^1\.\.(\d+)/.exec(text);
        const point = /^(not )?ok\b(?:\s+\d+)?\s*(.*)$/.exec(text);
        if (subtest) {
            this.#flush();
            this.#leave(indent);
            this.#suites.set(indent, unescaped(subtest[1]));
        }
        else if (plan) {
            if (indent === 0)
                this.#planned = Number(plan[1]);
        }
        else if (point) {
            this.#flush();
            this.#leave(indent + 1);
            this.#begin(indent, point[1] === undefined, point[2]);
        }
        else if (/^Bail out!/.test(text)) {
            this.#flush();
            this.#sink.add({
                suites: [],
                className: "",
                name: "(the run itself)",
                state: "error",
                failures: [{ kind: "error", type: "", message: text, details: "" }],
            });
            this.#planned = this.#told;
        }
        else if (text === "}") {
            this.#flush();
            this.#leave(indent);
        }
        else if (this.#point && !text.startsWith("# "))
            this.#detail(text, line.slice(this.#point.indent + 2));
    }
    end() {
        this.#flush();
        if (this.#planned === undefined)
            throw new BrokenReport("it has no plan (1..N): the program that wrote it died");
        if (this.#told < this.#planned) {
            throw new BrokenReport(`its plan says ${this.#planned} tests and it tells of ${this.#told}`);
        }
    }
    #begin(indent, ok, rest) {
        if (indent === 0)
            this.#told++;
        const opens = rest.endsWith("{");
        const [, described = "", directive = "", reason = ""] = /^(.*?)(?:(?<!\\)#\s*(skip|todo)\S*\s*(.*))?$/i.exec(rest.replace(/\s*\{$/, "")) ?? [];
        const time = /(?<!\\)#\s*time=([\d.]+)ms/.exec(rest)?.[1];
        const title = unescaped(described
            .replace(/(?<!\\)#\s*time=.*$/, "")
            .replace(/^-\s*/, "")
            .trim());
        if (opens) {
            // Vitest's form: the sum comes first, its parts between braces.
            this.#suites.set(indent, title);
            return;
        }
        this.#suites.delete(indent);
        const failedBelow = this.#parents.get(indent);
        this.#parents.delete(indent);
        // A sum of subtests is no test, unless something failed that is in none of them (a hook).
        if (failedBelow !== undefined && (ok || failedBelow || directive !== "")) {
            this.#below(indent, !ok && directive === "");
            return;
        }
        this.#point = {
            ok,
            indent,
            title,
            suites: [...this.#suites]
                .filter(([at]) => at < indent)
                .sort((a, b) => a[0] - b[0])
                .map(([, name]) => name),
            directive: directive.toLowerCase(),
            reason: reason.replace(/#\s*time=.*$/, "").trim(),
            details: "",
            duration: time === undefined ? undefined : Number(time),
        };
        this.#below(indent, !ok && directive === "");
    }
    #below(indent, failed) {
        for (const at of this.#suites.keys())
            if (at < indent)
                this.#parents.set(at, failed || this.#parents.get(at) === true);
    }
    #leave(indent) {
        for (const at of this.#suites.keys())
            if (at >= indent)
                this.#suites.delete(at);
        for (const at of this.#parents.keys())
            if (at >= indent)
                this.#parents.delete(at);
    }
    #detail(text, line) {
        const point = this.#point;
        const duration = /^duration_ms: ([\d.]+)$/.exec(text)?.[1];
        if (duration !== undefined)
            point.duration = Number(duration);
        else if (text !== "---" && text !== "..." && point.details.length < LIMITS.trace)
            point.details += `${line}\n`;
    }
    #flush() {
        const point = this.#point;
        this.#point = undefined;
        if (!point)
            return;
        const { ok, title, suites, directive, reason, details, duration } = point;
        const run = { suites, className: "", name: title, state: "passed", duration, failures: [] };
        // A test that is still to be written may fail; that is what TODO says.
        if (directive !== "")
            Object.assign(run, { state: "skipped", reason: reason || undefined });
        else if (!ok) {
            run.state = "failed";
            run.failures = [{ kind: "failure", type: valueOfKey(details, "name"), message: messageOf(details), details }];
            const [, file, line] = /^location: '?(.+?):(\d+)(?::\d+)?'?$/m.exec(details) ?? [];
            if (file !== undefined)
                Object.assign(run, { file, line: Number(line) });
        }
        this.#sink.add(run);
    }
}
function unescaped(text) {
    return text.replace(/\\([\\#])/g, "$1");
}
// The diagnostics are YAML, but of any producer's making; the few values that are wanted are found without a reader.
function valueOfKey(details, key) {
    const [, value = ""] = new RegExp(`^\\s*${key}: *(.*)$`, "m").exec(details) ?? [];
    return value.replace(/^(['"])(.*)\1$/, "$2");
}
function messageOf(details) {
    for (const key of ["error", "message"]) {
        const value = valueOfKey(details, key);
        if (/^[|>]/.test(value)) {
            const after = details
                .slice(details.search(new RegExp(`^\\s*${key}:`, "m")))
                .split("\n")
                .slice(1);
            const indent = /^\s*/.exec(after[0] ?? "")?.[0] ?? "";
            const end = after.findIndex((line) => line.trim() !== "" && !line.startsWith(indent));
            return after
                .slice(0, end < 0 ? undefined : end)
                .map((line) => line.slice(indent.length))
                .join("\n")
                .trim();
        }
        if (value !== "")
            return value;
    }
    return details.trim().split("\n", 1)[0] ?? "";
}

;// CONCATENATED MODULE: ./actions/test/formats/trx.js



/** Visual Studio's test results (`dotnet test --logger trx`; schema TeamTest/2010). */
const trx = {
    name: "TRX",
    kind: "tests",
    detect: ({ root }) => root?.name === "TestRun",
    async read(input, sink) {
        const reader = new TrxReader(sink);
        try {
            await readXml(input, reader);
        }
        finally {
            // The classes come after the results; what was read until a file breaks counts all the same.
            reader.hand();
        }
        if (!reader.whole)
            throw new BrokenReport("it holds no test results");
    },
};
const trx_STATES = {
    passed: "passed",
    warning: "passed",
    passedbutrunaborted: "passed",
    completed: "passed",
    failed: "failed",
    error: "error",
    timeout: "error",
    aborted: "error",
    disconnected: "error",
};
class TrxReader {
    #sink;
    #open = [];
    #results = [];
    #classes = new Map();
    #test = "";
    #text = "";
    /** Whether there is a list of results or a summary at all. */
    whole = false;
    #outcome = "";
    constructor(sink) {
        this.#sink = sink;
    }
    open(element, attributes) {
        this.#text = "";
        const name = localName(element);
        if (name === "Results")
            this.whole = true;
        else if (name === "ResultSummary") {
            this.whole = true;
            this.#outcome = (attributes.outcome ?? "").toLowerCase();
        }
        else if (name === "UnitTestResult") {
            const outer = this.#open.at(-1);
            if (outer)
                outer.inner = true;
            const run = {
                suites: [],
                className: "",
                name: attributes.testName ?? "",
                state: trx_STATES[(attributes.outcome ?? "").toLowerCase()] ?? "skipped",
                duration: durationOf(attributes.duration),
                failures: [],
            };
            this.#open.push({ id: attributes.testId ?? "", run, message: "", trace: "", output: "", inner: false });
        }
        else if (name === "UnitTest")
            this.#test = attributes.id ?? "";
        else if (name === "TestMethod")
            this.#classes.set(this.#test, (attributes.className ?? "").split(",")[0] ?? "");
    }
    text(text) {
        if (this.#text.length < LIMITS.trace)
            this.#text += text;
    }
    close(element) {
        const result = this.#open.at(-1);
        if (!result)
            return;
        const name = localName(element);
        if (name === "Message")
            result.message ||= this.#text.trim();
        else if (name === "StackTrace")
            result.trace ||= this.#text.trim();
        else if (name === "StdOut")
            result.output = this.#text.slice(-LIMITS.output);
        else if (name === "UnitTestResult") {
            this.#open.pop();
            // The rows of a data-driven test are told of one by one; their sum is no further test.
            if (result.inner)
                return;
            const { id, run, message, trace, output } = result;
            if (run.state === "failed" || run.state === "error") {
                const kind = run.state === "error" ? "error" : "failure";
                run.failures = [{ kind, type: "", message: message || "failed", details: trace }];
                if (output !== "")
                    run.output = output;
            }
            else if (run.state === "skipped" && message !== "")
                run.reason = message;
            this.#results.push({ id, run });
        }
    }
    remark(text) {
        this.#sink.remark(text);
    }
    hand() {
        for (const { id, run } of this.#results) {
            const className = this.#classes.get(id) ?? "";
            const name = run.name.startsWith(`${className}.`) ? run.name.slice(className.length + 1) : run.name;
            this.#sink.add({ ...run, className, name });
        }
        const failed = this.#results.some(({ run }) => run.state === "failed" || run.state === "error");
        if (!failed && /^(failed|error|timeout|aborted)$/.test(this.#outcome)) {
            this.#sink.add({
                suites: [],
                className: "",
                name: "(the run itself)",
                state: "error",
                failures: [
                    {
                        kind: "error",
                        type: "",
                        message: `the run ended as "${this.#outcome}" without a failed test`,
                        details: "",
                    },
                ],
            });
        }
    }
}
// .NET's TimeSpan: [days.]hours:minutes:seconds[.fraction]
function durationOf(text) {
    const [, days = "0", hours, minutes, seconds] = /^(?:(\d+)\.)?(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(text ?? "") ?? [];
    if (seconds === undefined)
        return undefined;
    return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

;// CONCATENATED MODULE: ./actions/test/formats/xunit.js



/** xUnit.net's results: version 2 and later (`assemblies`, collections) and version 1 (`assembly`, classes). */
const xunit = {
    name: "xUnit.net",
    kind: "tests",
    detect: ({ root }) => root?.name === "assemblies" || root?.name === "assembly",
    read: (input, sink) => readXml(input, new XunitReader(sink)),
};
const xunit_STATES = { pass: "passed", fail: "failed" };
class XunitReader {
    #sink;
    #assembly = "";
    #run;
    #failure;
    #text = "";
    constructor(sink) {
        this.#sink = sink;
    }
    open(element, attributes) {
        this.#text = "";
        const name = localName(element);
        if (name === "assembly")
            this.#assembly = attributes.name?.split(/[\\/]/).at(-1) ?? "";
        else if (name === "test") {
            const className = attributes.type ?? "";
            const full = attributes.name ?? "";
            this.#run = {
                suites: [this.#assembly],
                className,
                name: full.startsWith(`${className}.`) ? full.slice(className.length + 1) : full,
                state: xunit_STATES[(attributes.result ?? "").toLowerCase()] ?? "skipped",
                duration: millisecondsOf(attributes.time),
                file: attributes["source-file"],
                line: Number(attributes["source-line"]) || undefined,
                failures: [],
            };
        }
        else if (name === "error") {
            // An error outside of any test: a fixture or the clean-up of a class.
            this.#run = {
                suites: [this.#assembly],
                className: attributes.type ?? "",
                name: attributes.name ?? "(outside of a test)",
                state: "error",
                failures: [],
            };
        }
        else if (name === "failure") {
            this.#failure = { kind: "failure", type: attributes["exception-type"] ?? "", message: "", details: "" };
        }
    }
    text(text) {
        if (this.#text.length < LIMITS.trace)
            this.#text += text;
    }
    close(element) {
        const name = localName(element);
        const text = this.#text.trim();
        if (name === "message") {
            if (this.#failure)
                this.#failure.message = text;
            // Version 1 puts the reason of a skipped test into a message.
            else if (this.#run?.state === "skipped" && text !== "")
                this.#run.reason = text;
        }
        else if (name === "stack-trace" && this.#failure)
            this.#failure.details = text;
        else if (name === "reason" && this.#run && text !== "")
            this.#run.reason = text;
        else if (name === "output" && this.#run)
            this.#run.output = text.slice(-LIMITS.output);
        else if (name === "failure" && this.#failure && this.#run) {
            this.#run.failures = [this.#failure];
            this.#failure = undefined;
        }
        else if ((name === "test" || name === "error") && this.#run) {
            this.#sink.add(this.#run);
            this.#run = undefined;
        }
    }
    remark(text) {
        this.#sink.remark(text);
    }
}

;// CONCATENATED MODULE: ./actions/test/formats/index.js
















/** Every format that can be read. A new one is a file in this folder and its place here. */
const FORMATS = [
    ...[junit, trx, nunit, xunit, jest, mocha, ctrf, goTest, tap],
    ...[lcov, cobertura, jacoco, clover, istanbul, goCover, opencover],
];
/** The format of a file by its content, or undefined where it is none of ours. */
function detect(head) {
    return FORMATS.find((format) => format.detect(head));
}

;// CONCATENATED MODULE: ./actions/test/reading/head.js
/** How many characters formats may look at. */
const LENGTH = 16 * 1024;
/** Reads the beginning of a file. */
async function headOf(input) {
    let text = "";
    for await (const piece of input.text()) {
        text += piece;
        if (text.length >= LENGTH)
            break;
    }
    return headOfText(text);
}
/** The beginning of a text. */
function headOfText(whole) {
    const text = whole.slice(0, LENGTH).replace(/^[\uFEFF\s]+/, "");
    return { text, root: rootOf(text) };
}
function rootOf(text) {
    // Some producers print a line of their own in front of the XML, so the first markup counts, not the first character.
    let at = text.startsWith("<") ? 0 : text.search(/<\?xml\s/);
    while (at >= 0 && at < text.length) {
        const rest = text.slice(at);
        if (rest.startsWith("<?"))
            at = after(text, "?>", at);
        else if (rest.startsWith("<!--"))
            at = after(text, "-->", at);
        else if (rest.startsWith("<!"))
            at = afterDoctype(text, at);
        else if (rest.startsWith("<")) {
            const match = /^<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)([^>]*)/.exec(rest);
            return match ? { name: match[1], attributes: match[2] } : undefined;
        }
        else
            at = text.indexOf("<", at);
    }
    return undefined;
}
function after(text, end, from) {
    const at = text.indexOf(end, from);
    return at < 0 ? -1 : at + end.length;
}
function afterDoctype(text, from) {
    const bracket = text.indexOf("[", from);
    const close = text.indexOf(">", from);
    if (bracket < 0 || bracket > close)
        return after(text, ">", from);
    const end = text.indexOf("]", bracket);
    // Without an end the search would begin at the front again, and never stop.
    return end < 0 ? -1 : after(text, ">", end);
}

// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
;// CONCATENATED MODULE: ./actions/test/reading/source-paths.js



/**
 * Reports write paths relative to where the tests ran, to a root they name, to their own folder, or absolute, perhaps
 * of another machine or a container; JaCoCo and Go leave the front of the path out or put a module's name there. The
 * first place where there is such a file counts; then the one file of the repository with the longest common end.
 */
function sourcePaths(places) {
    const exists = places.exists ?? external_node_fs_.existsSync;
    const known = new Map();
    let byName;
    const inside = (path) => {
        const short = (0,external_node_path_.relative)(places.workspace, path);
        return short !== "" && !short.startsWith("..") && !(0,external_node_path_.isAbsolute)(short) ? short.split(external_node_path_.sep).join("/") : undefined;
    };
    const byEnd = (path) => {
        if (!byName) {
            byName = new Map();
            for (const file of places.tracked)
                byName.set((0,external_node_path_.basename)(file), [...(byName.get((0,external_node_path_.basename)(file)) ?? []), file]);
        }
        const parts = path.split("/").filter((part) => part !== "" && part !== ".");
        const candidates = byName.get(parts.at(-1) ?? "") ?? [];
        let best;
        let longest = 0;
        let tied = false;
        for (const candidate of candidates) {
            const other = candidate.split("/");
            let common = 0;
            while (common < Math.min(parts.length, other.length) && parts.at(-1 - common) === other.at(-1 - common))
                common++;
            // Either path must end with the other one, or share a folder at least; a name alone says nothing.
            if (common < 2 && common < Math.min(parts.length, other.length))
                continue;
            tied = common === longest;
            if (common > longest)
                [best, longest, tied] = [candidate, common, false];
            else if (common < longest)
                tied = false;
        }
        return tied ? undefined : best;
    };
    return (written, report, roots = []) => {
        const key = `${written}\u0000${report}\u0000${roots.join("\u0000")}`;
        const earlier = known.get(key);
        if (earlier !== undefined)
            return earlier;
        const path = written.startsWith("file://") ? urlPath(written) : written.replaceAll("\\", "/");
        const result = find(path, report, roots) ?? path;
        known.set(key, result);
        return result;
    };
    function find(path, report, roots) {
        if ((0,external_node_path_.isAbsolute)(path) || /^[A-Za-z]:\//.test(path))
            return inside((0,external_node_path_.resolve)(path)) ?? byEnd(path);
        const bases = [
            ...roots.map((root) => (0,external_node_path_.resolve)(places.folder, root)),
            places.folder,
            places.workspace,
            (0,external_node_path_.dirname)((0,external_node_path_.resolve)(places.workspace, report)),
        ];
        for (const base of bases) {
            const full = (0,external_node_path_.join)(base, path);
            const short = inside(full);
            if (short !== undefined && exists(full))
                return short;
        }
        return byEnd(path) ?? inside((0,external_node_path_.resolve)(places.folder, path));
    }
}
function urlPath(url) {
    try {
        return (0,external_node_url_.fileURLToPath)(url);
    }
    catch {
        return url;
    }
}

;// CONCATENATED MODULE: ./actions/test/reading/read-reports.js









/** Remarks beyond these are only counted. */
const REMARKS = 100;
/**
 * Reads all reports. Each file is taken for what its content says, whichever list of globs found it. A file that
 * cannot be read is a problem that names it, never a silent zero; what was read of it until then counts.
 */
async function readReports(options) {
    const { workspace, folder, signal } = options;
    const files = [];
    const problems = [];
    const remarks = [];
    let remarkCount = 0;
    const remark = (report) => (text) => {
        if (++remarkCount <= REMARKS)
            remarks.push(`${report}: ${text}`);
    };
    const tests = new TestCollector();
    const coverage = new model_coverage/* Coverage */.xN();
    const kinds = new Set();
    const sourcePath = sourcePaths({ workspace, folder, tracked: options.tracked });
    const paths = new Set();
    for (const [what, patterns] of [
        ["test report", options.reports],
        ["coverage report", options.coverageReports],
    ]) {
        for (const { pattern, files: found } of await findAll(patterns, folder, signal)) {
            const fresh = [...found].filter(([path, print]) => options.before.get(path) !== print);
            if (found.size === 0)
                problems.push(`no ${what} matches "${pattern}"`);
            else if (fresh.length === 0) {
                problems.push(`every ${what} that matches "${pattern}" is older than this run: the command has not written it`);
            }
            else if (fresh.length < found.size) {
                remark(pattern)(`${found.size - fresh.length} of the files that it matches are older than this run; not read`);
            }
            for (const [path] of fresh)
                paths.add(path);
        }
    }
    for (const path of paths) {
        (0,errors/* throwIfAborted */.Te)(signal);
        const report = fromRoot(path, workspace);
        try {
            const input = fileInput(path, signal);
            const head = await headOf(input);
            if (head.text === "") {
                problems.push(`${report} cannot be read: it is empty; the program that should have written it may have died`);
                continue;
            }
            const format = detect(head);
            if (!format) {
                const names = FORMATS.map(({ name }) => name).join(", ");
                problems.push(`${report} cannot be read: it is in no format that is known here (${names})`);
                continue;
            }
            kinds.add(format.kind);
            if (format.kind === "tests") {
                await format.read(input, { add: (run) => tests.add(run, report), remark: remark(report) });
            }
            else {
                await format.read(input, {
                    file: (written, roots) => coverage.file(sourcePath(written, report, roots)),
                    remark: remark(report),
                });
            }
            files.push(report);
        }
        catch (error) {
            (0,errors/* throwIfAborted */.Te)(signal);
            problems.push(`${report} cannot be read: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
    if (remarkCount > REMARKS)
        remarks.push(`${remarkCount - REMARKS} more remarks`);
    return {
        tests: kinds.has("tests") ? tests.results() : undefined,
        coverage: kinds.has("coverage") ? coverage : undefined,
        files,
        problems,
        remarks,
        sourcePath,
    };
}
function fromRoot(path, root) {
    return (0,external_node_path_.relative)(root, path).split(external_node_path_.sep).join("/");
}

;// CONCATENATED MODULE: ./actions/test/report.js




/** A step summary takes 1 MiB, and other steps of the job have summaries too. */
const SUMMARY_BYTES = 256_000;
/** The summary: counts, coverage, why it failed, the failures, the files with the most uncovered lines. */
function summaryOf(report, tests, coverage, limit = SUMMARY_BYTES) {
    const pieces = [];
    const put = (full, short = full) => pieces.push({ full, short });
    const { counts } = report;
    if (counts) {
        const row = [counts.tests, counts.passed, counts.failed, counts.skipped, counts.flaky].map(String);
        put((0,markdown/* table */.tp)(["tests", "passed", "failed", "skipped", "flaky", "time"], [[...row, (0,units/* formatDuration */.a3)(counts.duration)]], [0, 1, 2, 3, 4, 5]));
    }
    if (report.coverage) {
        const totals = report.coverage;
        const measures = model_coverage/* MEASURES */.sF.filter((measure) => measure === "lines" || totals[measure].total > 0);
        put((0,markdown/* table */.tp)(["coverage", ...measures], [
            [
                "",
                ...measures.map((measure) => `${(0,model_coverage/* percent */.KN)(totals[measure]) ?? "–"} % (${totals[measure].covered} of ${totals[measure].total})`),
            ],
        ], [1, 2, 3, 4]));
    }
    const { patch, coverageDelta } = report;
    if (coverageDelta !== undefined) {
        put(`Line coverage ${coverageDelta < 0 ? "fell" : "rose"} by ${Math.abs(coverageDelta)} points against the baseline.`);
    }
    if (patch) {
        const value = (0,model_coverage/* percent */.KN)(patch.lines);
        const line = value === undefined
            ? "The change has no line with code."
            : `**${value} %** of the changed lines are covered (${patch.lines.covered} of ${patch.lines.total}).`;
        const rows = patch.uncovered.slice(0, 50).map(({ path, stretches }) => [(0,markdown/* code */.aY)(path), ranges(stretches)]);
        put(rows.length === 0 ? line : `${line}\n\n${(0,markdown/* table */.tp)(["changed and not covered", "lines"], rows)}`, line);
    }
    if (report.reasons.length > 0)
        put(report.reasons.map((reason) => `- ❌ ${(0,markdown/* escapeMarkdown */.FV)(reason)}`).join("\n"));
    for (const test of tests?.failed ?? [])
        put(report_failureOf(test), `- ${(0,markdown/* escapeMarkdown */.FV)(titleOf(test))}`);
    if (coverage)
        put(uncoveredOf(coverage), "");
    if (report.remarks.length > 0)
        put((0,markdown/* details */.zH)("Remarks", report.remarks
            .slice(0, 100)
            .map((remark) => `- ${(0,markdown/* escapeMarkdown */.FV)(remark)}`)
            .join("\n")), "");
    return (0,markdown/* withinBytes */.XF)(pieces, limit, "_Some details were left out; the numbers above are those of all tests._");
}
function report_failureOf(test) {
    const body = test.failures
        .map(({ type, message, details: trace }) => {
        const head = [type, message].filter(Boolean).join(": ");
        return (0,markdown/* fence */.EU)(trace.includes(message) ? trace : `${head}\n${trace}`.trim());
    })
        .join("\n");
    return (0,markdown/* details */.zH)(`❌ ${titleOf(test)}`, `${test.file ? `${(0,markdown/* code */.aY)(`${test.file}${test.line ? `:${test.line}` : ""}`)}\n\n` : ""}${body}`);
}
function uncoveredOf(coverage) {
    const rows = [...coverage.files]
        .map(([path, file]) => ({ path, file, lines: file.totals().lines }))
        .filter(({ lines }) => lines.covered < lines.total)
        .sort((a, b) => b.lines.total - b.lines.covered - (a.lines.total - a.lines.covered))
        .slice(0, 20)
        .map(({ path, file, lines }) => [(0,markdown/* code */.aY)(path), `${(0,model_coverage/* percent */.KN)(lines)} %`, ranges(file.uncovered())]);
    return rows.length === 0 ? "" : (0,markdown/* details */.zH)("Uncovered lines", (0,markdown/* table */.tp)(["file", "lines", "not covered"], rows, [1]));
}
function ranges(stretches) {
    const shown = stretches.slice(0, 12).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
    return [...shown, ...(stretches.length > 12 ? [`and ${stretches.length - 12} more`] : [])].join(", ");
}

// EXTERNAL MODULE: ./actions/test/spec.js
var spec = __webpack_require__(12285);
;// CONCATENATED MODULE: ./actions/test/run.js



















/** Annotations beyond these are not shown by the runner (10 of a kind a step); one place is left for the step's own. */
const ANNOTATIONS = 9;
/** GitHub takes 65,536 characters a comment; some are left for the marker that the comment is found by. */
const COMMENT_BYTES = 64_000;
/**
 * Runs the command, reads what it wrote, checks the gates. The reports are read after a red run as well.
 * Throws a UserError with the command's own exit code where that is not 0, else with 1 where a gate is closed.
 */
async function runTests(world, inputs) {
    const { runner, clock } = world;
    const set = (0,action/* outputsOf */.Yz)(spec/* spec */.I, runner);
    const start = clock.elapsed();
    const folder = (0,external_node_path_.resolve)(world.workspace, inputs.workingDirectory);
    const before = new Map();
    if (inputs.run !== "") {
        const globs = [...inputs.reports, ...inputs.coverageReports];
        for (const { files } of await findAll(globs, folder, world.signal)) {
            for (const [path, print] of files)
                before.set(path, print);
        }
    }
    let command;
    let stopped;
    if (inputs.run !== "") {
        try {
            command = await runCommand(world, inputs.run, {
                folder: inputs.workingDirectory,
                env: inputs.env,
                timeout: inputs.timeout,
            });
        }
        catch (error) {
            // Who cancels the job has no time for reports; after our own time limit they say how far the tests came.
            if (world.signal.aborted) {
                set({ outcome: "failed", "duration-ms": Math.round(clock.elapsed() - start) });
                throw error;
            }
            stopped = error;
        }
    }
    const reading = await readReports({
        folder,
        workspace: world.workspace,
        reports: inputs.reports,
        coverageReports: inputs.coverageReports,
        before,
        tracked: await trackedFiles(world),
        signal: world.signal,
    });
    const { tests, coverage } = reading;
    const totals = coverage?.totals();
    const patch = coverage && (await readPatch(world, inputs, coverage, reading));
    const delta = totals && (await readDelta(world, inputs, (0,model_coverage/* percent */.KN)(totals.lines), reading));
    const reasons = [
        ...(stopped === undefined ? [] : [(0,errors/* messageOf */.bD)(stopped)]),
        ...(command && command.code !== 0 ? [`the command ended with exit code ${command.code}`] : []),
        ...(0,gates/* closedGates */.b)({
            ...(tests ? { tests: tests.counts } : {}),
            ...(totals ? { coverage: totals } : {}),
            ...(patch ? { patch: patch.lines } : {}),
            ...(delta === undefined ? {} : { coverageDelta: delta }),
        }, inputs),
        ...reading.problems,
    ];
    const outcome = reasons.length > 0 ? "failed" : "passed";
    const report = {
        version: 1,
        outcome,
        reasons: reasons.map((reason) => runner.redact(reason)),
        ...(command ? { exitCode: command.code } : {}),
        ...(tests ? { counts: tests.counts } : {}),
        ...(totals ? { coverage: totals } : {}),
        ...(patch ? { patch } : {}),
        ...(delta === undefined ? {} : { coverageDelta: delta }),
        files: reading.files,
        remarks: reading.remarks,
        durationMs: Math.round(clock.elapsed() - start),
    };
    if (tests) {
        const { tests: all, passed, failed, skipped, flaky } = tests.counts;
        set({ tests: all, passed, failed, skipped, flaky });
        runner.info(`${all} tests: ${passed} passed, ${failed} failed, ${skipped} skipped`);
    }
    const lines = totals && (0,model_coverage/* percent */.KN)(totals.lines);
    if (lines !== undefined) {
        set({ coverage: lines });
        runner.info(`${lines} % of lines covered`);
    }
    const changed = patch && (0,model_coverage/* percent */.KN)(patch.lines);
    if (changed !== undefined) {
        set({ "coverage-patch": changed });
        runner.info(`${changed} % of the changed lines covered`);
    }
    if (delta !== undefined) {
        set({ "coverage-delta": delta });
        runner.info(`${delta > 0 ? "+" : ""}${delta} points of line coverage against the baseline`);
    }
    set({ outcome, "duration-ms": report.durationMs, report: { ...bounded(report) } });
    const finder = {
        sourcePath: reading.sourcePath,
        exists: (path) => (0,external_node_fs_.existsSync)((0,external_node_path_.resolve)(world.workspace, path)),
    };
    for (const test of tests?.failed.slice(0, ANNOTATIONS) ?? []) {
        const message = test.failures[0]?.message || test.state;
        runner.annotate("error", `${titleOf(test)}: ${message}`, locate(test, finder));
    }
    const stretches = (patch?.uncovered ?? []).flatMap(({ path, stretches }) => stretches.map((one) => ({ path, one })));
    for (const { path, one } of stretches.slice(0, ANNOTATIONS)) {
        const [line, endLine] = one;
        runner.annotate("warning", "No test runs this changed code.", { file: path, line, endLine });
    }
    const summary = summaryOf(report, tests, coverage);
    await runner.summary(summary);
    if (inputs.reportDir !== "") {
        const target = (0,external_node_path_.resolve)(world.workspace, inputs.reportDir);
        const source = (path) => readSource((0,external_node_path_.resolve)(world.workspace, path), world.workspace);
        await (0,promises_.mkdir)(target, { recursive: true });
        const write = async (name, text) => {
            await (0,promises_.writeFile)((0,external_node_path_.join)(target, name), runner.redact(text));
            return (0,external_node_path_.join)(target, name);
        };
        await write("report.json", JSON.stringify(report, undefined, 2));
        set({ "summary-path": await write("summary.md", summary) });
        set({ "report-path": await write("report.html", htmlReport({ report, tests, coverage, source })) });
    }
    if (inputs.token !== "") {
        const markdown = summaryOf(report, tests, coverage, COMMENT_BYTES);
        const url = await (0,pull_request_comment/* commentOnPullRequest */.r)(world, { token: inputs.token, key: inputs.commentKey, markdown });
        if (url)
            set({ "comment-url": url });
    }
    if (stopped !== undefined)
        throw stopped;
    if (reasons.length > 0) {
        const shown = command && command.code !== 0 ? `\nIts last lines:\n${command.last.map((line) => `  ${line}`).join("\n")}` : "";
        throw new errors/* UserError */.yo(`${reasons.join("; ")}${shown}`, {
            exitCode: command?.code || 1,
            ...(reading.problems.length > 0
                ? {
                    hint: "Check the globs of `reports` and `coverage-reports`: they start from `working-directory`, one a line.",
                }
                : {}),
        });
    }
}
// Only paths that are nowhere else found need them, so a folder that is no repository is no mistake.
async function trackedFiles(world) {
    try {
        const git = await world.run("git", ["-C", world.workspace, "ls-files", "-z"], {
            timeout: 30_000,
            signal: world.signal,
        });
        return git.code === 0 ? git.stdout.split("\0").filter((path) => path !== "") : [];
    }
    catch {
        return [];
    }
}
// What the change is, where anything names a base. That it cannot be told is a problem only where a gate needs it.
async function readPatch(world, inputs, coverage, reading) {
    const bases = baseOf(inputs.base, world.runner.env);
    const list = inputs.thresholds.has("patch") ? reading.problems : reading.remarks;
    if (bases.length === 0) {
        if (inputs.thresholds.has("patch"))
            reading.remarks.push("no base is known, so the threshold patch was not checked");
        return undefined;
    }
    try {
        return patchCoverage(await changedLines(world, bases), coverage);
    }
    catch (error) {
        if (world.signal.aborted)
            throw error;
        const hint = error instanceof errors/* UserError */.yo && error.hint ? ` ${error.hint}` : "";
        list.push(`the coverage of the change is not known: ${(0,errors/* messageOf */.bD)(error)}.${hint}`);
        return undefined;
    }
}
// A report may name any file of the machine; only those of the repository are shown.
function readSource(path, workspace) {
    try {
        const real = (0,external_node_fs_.realpathSync)(path);
        if (!real.startsWith((0,external_node_fs_.realpathSync)(workspace) + external_node_path_.sep) || (0,external_node_fs_.statSync)(real).size > 4 * 1024 * 1024)
            return undefined;
        return (0,external_node_fs_.readFileSync)(real, "utf8");
    }
    catch {
        return undefined;
    }
}
// Points in hundredths, between the two numbers that people see, so that the sum is right for them.
async function readDelta(world, inputs, lines, reading) {
    if (inputs.baseline === "")
        return undefined;
    try {
        const baseline = await fileBaseline((0,external_node_path_.resolve)(world.workspace, inputs.baseline)).load();
        const before = baseline?.lines && (0,model_coverage/* percent */.KN)(baseline.lines);
        if (before !== undefined && lines !== undefined)
            return Math.round((lines - before) * 100) / 100;
        reading.remarks.push(`${inputs.baseline} holds no coverage to compare with, so nothing was compared`);
    }
    catch (error) {
        const list = inputs.thresholds.has("drop") ? reading.problems : reading.remarks;
        list.push((0,errors/* messageOf */.bD)(error));
    }
    return undefined;
}
// All outputs of a job together may take 1 MB; the whole is in report.json.
function bounded(report) {
    const { patch } = report;
    return {
        ...report,
        reasons: report.reasons.slice(0, 100),
        files: report.files.slice(0, 1000),
        ...(patch ? { patch: { ...patch, uncovered: patch.uncovered.slice(0, 100) } } : {}),
    };
}

;// CONCATENATED MODULE: ./actions/test/main.js





/** The test action. */
const main = async (world) => {
    const { runner, clock } = world;
    const begin = clock.elapsed();
    const inputs = (0,toolkit_inputs/* readInputs */.Ko)(spec/* spec */.I.inputs, runner, ({ run, reports, coverageReports, thresholds, baseline }) => [
        ...(run === "" && reports.length + coverageReports.length === 0
            ? ["neither run nor reports nor coverage-reports is set; one of them is needed, for example: run: npm test"]
            : []),
        ...(thresholds.size > 0 && coverageReports.length === 0
            ? ["thresholds needs coverage-reports, for example: coverage-reports: coverage/lcov.info"]
            : []),
        ...(thresholds.has("drop") && baseline === ""
            ? ["the threshold drop needs baseline, for example: baseline: baseline/report.json"]
            : []),
    ]);
    if (inputs.mode === "apply")
        return await runTests(world, inputs);
    const globs = [...inputs.reports, ...inputs.coverageReports].join(", ");
    const would = `Would ${inputs.run ? `run "${inputs.run}" in ${inputs.workingDirectory} and ` : ""}read ${globs || "no report"}.`;
    runner.info(would);
    (0,action/* outputsOf */.Yz)(spec/* spec */.I, runner)({
        outcome: "planned",
        "duration-ms": Math.round(clock.elapsed() - begin),
        report: { version: 1, outcome: "planned", run: inputs.run, reports: inputs.reports },
    });
    await runner.summary((0,markdown/* escapeMarkdown */.FV)(would));
};


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


/***/ }),

/***/ 95023:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ commentOnPullRequest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

/**
 * Writes the comment of this run's pull request, or renews the one that an earlier run wrote under the same key.
 * Gives its address; undefined where there is no pull request, no token, or no permission. The comment is a courtesy:
 * that it cannot be written, as on a fork's pull request, is a warning and fails nothing.
 */
async function commentOnPullRequest(world, comment) {
    const { runner } = world;
    try {
        const github = await world.github(comment.token);
        const number = await github?.pullRequest();
        if (!github || number === undefined) {
            runner.info("This run belongs to no pull request, so no comment is written.");
            return undefined;
        }
        return (await github.comment(number, comment.key, runner.redact(comment.markdown)))?.url;
    }
    catch (error) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(world.signal);
        runner.annotate("warning", `The comment on the pull request could not be written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
        return undefined;
    }
}


/***/ }),

/***/ 18088:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ shellCommand)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

/**
 * Program and arguments that run a command of the user, as the `run:` of a workflow does and with the options that
 * GitHub gives it: bash with `-eo pipefail` where there is one, else sh with `-e`. The only texts that may go through a
 * shell are inputs that are documented as commands.
 */
function shellCommand(command) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)("/bin/bash")
        ? ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command]
        : ["sh", "-e", "-c", command];
}


/***/ })

};
;