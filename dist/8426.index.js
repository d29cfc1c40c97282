"use strict";
exports.id = 8426;
exports.ids = [8426,251];
exports.modules = {

/***/ 20251:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readTestInputs: () => (/* binding */ readTestInputs)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);
/* harmony import */ var _spec_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56714);


/** Reads the inputs of the test action. Throws a UserError that lists every mistake, also of some that do not go together. */
function readTestInputs(runner) {
    return (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .readInputs */ .Ko)(_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs, runner, mistakesOf);
}
// What no input can tell by itself.
function mistakesOf(inputs) {
    const { run, reports, coverageReports, legs, shard, shardFiles, thresholds, store } = inputs;
    const drop = thresholds.find(({ measure }) => measure === "drop");
    const rules = [
        [
            run === "" && reports.length + coverageReports.length + legs.length === 0 && !shard,
            "none of run, reports, coverage-reports and legs is set; one of them is needed, for example: run: npm test",
        ],
        [
            thresholds.length > 0 && coverageReports.length + legs.length === 0,
            "thresholds needs coverage-reports, for example: coverage-reports: coverage/lcov.info",
        ],
        [drop !== undefined && !store, "the threshold drop needs store, for example: store: cache"],
        [inputs.expect > 0 && legs.length === 0, "expect needs legs, for example: legs: legs/*/data.json"],
        [inputs.retries > 0 && run === "", "retries needs run, for example: run: npm test"],
        [
            inputs.retries > 0 && reports.length === 0,
            "retries needs reports, which say what failed, for example: reports: reports/junit.xml",
        ],
        [
            shard !== undefined && run === "" && shardFiles.length === 0,
            "shard without run needs shard-files, for example: shard-files: test/**/*.test.ts",
        ],
        [
            store?.kind === "artifact" && inputs.reportDir === "",
            "the store artifact needs report-dir, from which a following step uploads history.json, for example: report-dir: test-report",
        ],
    ];
    return rules.filter(([wrong]) => wrong).map(([, message]) => message);
}


/***/ }),

/***/ 98426:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./toolkit/action.js + 2 modules
var action = __webpack_require__(5210);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/markdown.js
var markdown = __webpack_require__(157);
// EXTERNAL MODULE: ./actions/test/inputs.js
var test_inputs = __webpack_require__(20251);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./toolkit/run-url.js
var run_url = __webpack_require__(35191);
// EXTERNAL MODULE: ./actions/test/model/coverage.js + 3 modules
var model_coverage = __webpack_require__(2251);
;// CONCATENATED MODULE: ./actions/test/badge.js


/** The badge of a report: line coverage, or where there is none how the tests ended. */
function badgeOf({ coverage, counts }) {
    const lines = coverage && (0,model_coverage/* percent */.KN)(coverage.lines);
    if (lines !== undefined)
        return badge("coverage", `${lines} %`, lines >= 90 ? "good" : lines >= 70 ? "middling" : "bad");
    if (!counts)
        return badge("tests", "unknown", "unknown");
    const { failed, passed } = counts;
    return failed > 0 ? badge("tests", `${failed} failed`, "bad") : badge("tests", `${passed} passed`, "good");
}
/** A badge as a small SVG of its own, without a service: `coverage 97.3 %`, or how many tests passed. */
function badge(label, value, tone) {
    const colour = { good: "#1a7f37", middling: "#9a6700", bad: "#cf222e", unknown: "#59636e" }[tone];
    // The common sans-serif fonts take about 6.6 pixels a letter at this size; textLength holds them to it.
    const width = (text) => Math.round([...text].length * 6.6);
    const [left, right] = [width(label) + 10, width(value) + 10];
    const text = (words, x, room) => `<text x="${x}" y="14" textLength="${room - 10}" lengthAdjust="spacingAndGlyphs">${(0,markdown/* escapeHtml */.ZD)(words)}</text>`;
    const title = (0,markdown/* escapeHtml */.ZD)(`${label}: ${value}`);
    return (`<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${title}"><title>${title}</title>` +
        `<rect width="${left + right}" height="20" rx="3" fill="${colour}"/><path d="M3 0h${left - 3}v20H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="#424a53"/>` +
        `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${text(label, 5, left)}${text(value, left + 5, right)}</g></svg>\n`);
}

// EXTERNAL MODULE: ./actions/test/gates.js
var test_gates = __webpack_require__(2476);
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
    const plain = plainDecimal(seconds);
    if (plain !== undefined)
        return plain * 1000;
    let text = seconds.trim();
    // A comma groups thousands where a dot follows it or three digits do; else it stands for the dot.
    if (text.includes(",")) {
        text =
            text.includes(".") || /^[1-9]\d{0,2}(,\d{3})+$/.test(text) ? text.replaceAll(",", "") : text.replace(",", ".");
    }
    if (!/^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text))
        return undefined;
    return possible(Number(text) * 1000);
}
/** A duration in milliseconds; undefined where it is no number, negative, or longer than a year. */
function possible(milliseconds) {
    return typeof milliseconds === "number" && milliseconds >= 0 && milliseconds <= YEAR ? milliseconds : undefined;
}
// `12.345`, as nearly all are written; there may be millions of them, and this takes a third of the time of the rest.
function plainDecimal(text) {
    if (text.length === 0 || text.length > 12)
        return undefined;
    let digits = 0;
    let divisor = 0;
    for (let index = 0; index < text.length; index++) {
        const char = text.charCodeAt(index);
        if (char >= 48 && char <= 57) {
            digits = digits * 10 + char - 48;
            divisor *= 10;
        }
        else if (char === 46 && divisor === 0 && index > 0 && index <= 7)
            divisor = 1;
        else
            return undefined;
    }
    return divisor === 0 ? (text.length <= 7 ? digits : undefined) : divisor === 1 ? undefined : digits / divisor;
}
/** A line number from 1, or undefined where the text is none. */
function lineOf(text) {
    if (text === undefined || !/^\d{1,9}$/.test(text))
        return undefined;
    return Number(text) || undefined;
}

// EXTERNAL MODULE: ./actions/test/reading/input.js
var reading_input = __webpack_require__(4755);
// EXTERNAL MODULE: ../../node_modules/saxes/saxes.js
var saxes = __webpack_require__(70628);
;// CONCATENATED MODULE: ./actions/test/reading/quick-saxes.js

/** An object that inherits nothing, so that no attribute can be taken for something else. */
class Bare {
}
Object.setPrototypeOf(Bare.prototype, null);
delete Bare.prototype.constructor;
/** 1 for the letters, digits and signs of nearly all names. */
const NAME = new Uint8Array(128);
for (const char of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789.:-")
    NAME[char.charCodeAt(0)] = 1;
const [SPACE, QUOTE, AMP, APOSTROPHE, MINUS, SLASH, NINE, LESS, EQUAL, GREATER, CLOSE_BRACKET] = [
    32, 34, 38, 39, 45, 47, 57, 60, 61, 62, 93,
];
/**
 * Of a CDATA section what needs no change and does not end it: no bracket, control character, line end of XML 1.1, half
 * of a character.
 */
const PLAIN = /[\t\n -\\^-~\xa0-\u2027\u2029-\ud7ff]*/y;
/**
 * saxes, with a way of its own for tags as nearly all are: whole in the piece, on one line, names of ASCII, values
 * without an entity. It reads such a tag at once where saxes goes from state to state, and leaves all else to saxes.
 */
class QuickSaxes extends saxes/* SaxesParser */.wT {
    /** The names that were read last, by their place in the tag: the next tag has the same as a rule. */
    #names = [];
    /** The piece that is read, and where the last `>` in it is. */
    #piece = "";
    #lastEnd = -1;
    constructor() {
        super({ xmlns: false });
        const inside = this;
        const states = this.stateTable;
        const slow = inside.sOpenWaka;
        states[states.indexOf(slow)] = () => {
            if (!this.#tag(inside))
                slow.call(inside);
        };
        const { captureToChar, processAttribs } = inside;
        inside.captureToChar = (char) => {
            if (char === CLOSE_BRACKET)
                skipPlain(inside);
            return captureToChar.call(inside, char);
        };
        // It makes a new list each time.
        inside.processAttribs = () => {
            if (inside.attribList.length > 0)
                processAttribs.call(inside);
        };
    }
    /** saxes' own makes a stack for each, which takes seconds where a file is full of mistakes. */
    makeError(message) {
        return { name: "Error", message: `${this.line}:${this.column}: ${message}` };
    }
    /** Reads the tag behind `<`. Changes nothing and returns false where it is not of the simple kind. */
    #tag(inside) {
        const { chunk, i } = inside;
        if (chunk !== this.#piece) {
            this.#piece = chunk;
            this.#lastEnd = chunk.lastIndexOf(">");
        }
        // Not whole. Looking beyond the end would also make V8 give up the fast form of this, again and again.
        if (i > this.#lastEnd)
            return false;
        if (chunk.charCodeAt(i) === SLASH)
            return this.#closing(inside);
        let at = this.#nameEnd(chunk, i, 0);
        if (at < 0)
            return false;
        const name = this.#names[0];
        const attributes = new Bare();
        for (let place = 1;; place++) {
            let char = chunk.charCodeAt(at);
            if (char === SPACE)
                char = chunk.charCodeAt(++at);
            else if (char !== GREATER && char !== SLASH)
                return false;
            if (char === GREATER)
                return this.#done(inside, name, attributes, at, false);
            if (char === SLASH) {
                return chunk.charCodeAt(at + 1) === GREATER && this.#done(inside, name, attributes, at + 1, true);
            }
            const equal = this.#nameEnd(chunk, at, place);
            if (equal < 0 || chunk.charCodeAt(equal) !== EQUAL)
                return false;
            const quote = chunk.charCodeAt(equal + 1);
            if (quote !== QUOTE && quote !== APOSTROPHE)
                return false;
            const end = valueEnd(chunk, equal + 2, quote);
            if (end < 0)
                return false;
            const key = this.#names[place];
            if (attributes[key] !== undefined)
                return false;
            attributes[key] = chunk.slice(equal + 2, end);
            at = end + 1;
        }
    }
    #closing(inside) {
        const { chunk, i } = inside;
        const open = inside.tags.at(-1)?.name;
        const end = i + 1 + (open?.length ?? 0);
        if (open === undefined || chunk.charCodeAt(end) !== GREATER || !chunk.startsWith(open, i + 1))
            return false;
        inside.name = open;
        moveTo(inside, end);
        inside.closeTag();
        return true;
    }
    #done(inside, name, attributes, end, empty) {
        // It is a mistake, and saxes tells of it.
        if (inside.closedRoot)
            return false;
        moveTo(inside, end);
        inside.tag = { name, attributes };
        inside.sawRoot = true;
        inside.xmlDeclPossible = false;
        if (empty)
            inside.openSelfClosingTag();
        else
            inside.openTag();
        return true;
    }
    /** Where the name that begins at `at` ends, or -1; the name itself is then `#names[place]`. */
    #nameEnd(chunk, at, place) {
        const last = this.#names[place];
        if (last !== undefined) {
            const end = at + last.length;
            if (NAME[chunk.charCodeAt(end)] !== 1 && chunk.charCodeAt(end) < 128 && chunk.startsWith(last, at))
                return end;
        }
        const first = chunk.charCodeAt(at);
        if (NAME[first] !== 1 || (first >= MINUS && first <= NINE))
            return -1;
        let end = at + 1;
        while (NAME[chunk.charCodeAt(end)] === 1)
            end++;
        if (!(chunk.charCodeAt(end) < 128))
            return -1;
        this.#names[place] = chunk.slice(at, end);
        return end;
    }
}
/** Where a value that needs no change ends, or -1. */
function valueEnd(chunk, from, quote) {
    for (let at = from; at < chunk.length; at++) {
        const char = chunk.charCodeAt(at);
        if (char === quote)
            return at;
        if (char < SPACE || char === AMP || char === LESS)
            return -1;
        // Control characters, XML 1.1's line ends, halves of characters, what is none.
        if (char > 126 && (char < 160 || char === 0x2028 || char >= 0xd800))
            return -1;
    }
    return -1;
}
/** Takes what is plain into the text, where saxes looks at each character. */
function skipPlain(inside) {
    const { chunk, i } = inside;
    PLAIN.lastIndex = i;
    PLAIN.test(chunk);
    const end = PLAIN.lastIndex;
    if (end === i)
        return;
    inside.text += chunk.slice(i, end);
    inside.column += end - i;
    for (let at = chunk.indexOf("\n", i); at >= 0 && at < end; at = chunk.indexOf("\n", at + 1)) {
        inside.line++;
        inside.column = end - at - 1;
        inside.positionAtNewLine = inside.chunkPosition + at + 1;
    }
    inside.i = end;
}
function moveTo(inside, last) {
    inside.column += last + 1 - inside.i;
    inside.i = last + 1;
    inside.prevI = last;
}

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
    const parser = new QuickSaxes();
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
    parser.on("opentag", (tag) => {
        sawElement = true;
        if (open.push(tag.name) > DEPTH_LIMIT)
            throw new reading_input/* BrokenReport */.y5(`its elements are nested deeper than ${DEPTH_LIMIT}`);
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
            throw new reading_input/* BrokenReport */.y5(`its XML is damaged: ${damage}`);
        if (gathered.text.length > 2 * TEXT_LIMIT) {
            gathered.text = gathered.text.slice(0, TEXT_LIMIT) + gathered.text.slice(-TEXT_LIMIT);
        }
        if (Math.max(gathered.name.length, gathered.entity.length, gathered.piTarget.length) > TEXT_LIMIT) {
            throw new reading_input/* BrokenReport */.y5("its XML is damaged: a name without end");
        }
        if (gathered.attribList.length > ATTRIBUTE_LIMIT)
            throw new reading_input/* BrokenReport */.y5("an element of it has too many attributes");
    }
    if (!sawElement)
        throw new reading_input/* BrokenReport */.y5("it holds no XML element");
    if (open.length > 0) {
        throw new reading_input/* BrokenReport */.y5(`it ends inside of <${open.at(-1)}>: the program that wrote it died, or the disk was full`);
    }
    parser.close();
    if (damage !== undefined)
        throw new reading_input/* BrokenReport */.y5(`its XML is damaged: ${damage}`);
}
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
        if (name === "coverage" && attributes.generated !== undefined)
            this.#sink.when?.(attributes.generated);
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
            file.functions.add(name, line, hits);
        const branches = file.branches.inOrder();
        const asCounts = countsBranches(conditions, metrics);
        for (const { line, whenTrue, whenFalse } of conditions) {
            if (asCounts)
                file.branches.addCount(line, whenTrue, whenTrue + whenFalse);
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
            case "coverage":
                if (attributes.timestamp !== undefined)
                    this.#sink.when?.(attributes.timestamp);
                return;
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
        const branches = total === undefined
            ? undefined
            : { covered: Number(covered), total: Number(total), missing: targetsOf(attributes["missing-branches"]) };
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
            .functions.add(`${this.#class.name}.${method.name}`, method.line, method.hits);
    }
    #closeClass() {
        const open = this.#class;
        this.#class = undefined;
        if (!open)
            return;
        const file = this.#sink.file(open.file, this.#roots);
        for (const [number, line] of open.own.size > 0 ? open.own : open.inMethods) {
            file.lines.add(number, line.hits);
            if (!line.branches)
                continue;
            const { covered, total, missing } = line.branches;
            file.branches.addCount(number, covered, total, covered === total ? [] : missing);
        }
    }
}
// coverage.py says which branches were not taken: the lines that they lead to, or `exit`.
function targetsOf(missing) {
    if (missing === undefined || !/^(\d{1,9}|exit)(,(\d{1,9}|exit)){0,99}$/.test(missing))
        return undefined;
    return missing.split(",").map((target) => (target === "exit" ? 0 : Number(target)));
}

// EXTERNAL MODULE: ./actions/test/reading/json.js
var json = __webpack_require__(90205);
;// CONCATENATED MODULE: ./actions/test/reading/json-parts.js

/** The most characters that one value may have: the tests or the coverage of a single source file have far fewer. */
const PART_LIMIT = 32 * 1024 * 1024;
const json_parts_DEPTH_LIMIT = 1000;
const [json_parts_QUOTE, COMMA, COLON, BACKSLASH, json_parts_SPACE] = [34, 44, 58, 92, 32];
const [BRACKET, BRACKET_END, BRACE, BRACE_END] = [91, 93, 123, 125];
/**
 * Reads a JSON file of any size: the values at the places that are asked for, one after the other, in the order of the
 * file. A place is the names that lead to it with dots between; `*` is whatever an object or array has, as in
 * `testResults.*`. Resolves with the places above them that hold an array. All else is passed over: only its brackets
 * and quotes have to match. Rejects with a BrokenReport where the file is cut or broken, or one value too large.
 *
 * Where a value begins and ends is found here, and V8's own parser reads it. That takes a third of the time of a
 * tokenizer from npm (`@streamparser/json`), and none has a bound for what it gathers.
 */
async function readJsonParts(input, takes) {
    const walk = new Walk(takes);
    for await (const text of input.text())
        walk.read(text);
    return walk.end();
}
class Walk {
    #root = { path: "", members: new Map() };
    #arrays = new Set();
    /** The objects and arrays around, the outermost first. */
    #open = [];
    #expect = "value";
    #name = "";
    #part;
    /** Characters before the piece that is read. */
    #before = 0;
    constructor(takes) {
        for (const [path, take] of Object.entries(takes)) {
            let place = this.#root;
            for (const name of path.split(".")) {
                const next = place.members.get(name) ?? {
                    path: place === this.#root ? name : `${place.path}.${name}`,
                    members: new Map(),
                };
                place.members.set(name, next);
                place = next;
            }
            place.take = take;
        }
    }
    read(text) {
        for (let at = 0; at < text.length;) {
            if (this.#part)
                at = this.#scan(this.#part, text, at);
            else if (isSpace(text.charCodeAt(at)))
                at++;
            else
                at = this.#step(text.charCodeAt(at), at);
        }
        this.#before += text.length;
    }
    end() {
        if (this.#expect !== "nothing more") {
            throw new reading_input/* BrokenReport */.y5("it is no whole JSON: it ends in its middle; the program that wrote it may have died");
        }
        return this.#arrays;
    }
    /** Takes one character between names and values; returns where to go on. */
    #step(char, at) {
        const around = this.#open.at(-1);
        const expected = this.#expect;
        if (expected === ":" && char === COLON)
            this.#expect = "value";
        else if (expected === ", or end" && char === COMMA)
            this.#expect = around?.array ? "value" : "name";
        else if ((expected === ", or end" || expected === "value or ]") && around?.array && char === BRACKET_END)
            this.#leave();
        else if ((expected === ", or end" || expected === "name or }") && !around?.array && char === BRACE_END)
            this.#leave();
        else if ((expected === "name" || expected === "name or }") && char === json_parts_QUOTE) {
            this.#begin((text) => {
                this.#name = String(parsed(text));
                this.#expect = ":";
            });
            return at;
        }
        else if ((expected === "value" || expected === "value or ]") && !isSign(char)) {
            if (around?.array)
                this.#name = String(around.index++);
            const place = around ? (around.place.members.get(this.#name) ?? around.place.members.get("*")) : this.#root;
            const opens = char === BRACE || char === BRACKET;
            if (!opens || !place || place.take) {
                const take = place?.take;
                this.#expect = this.#open.length > 0 ? ", or end" : "nothing more";
                const name = this.#name;
                this.#begin(take && ((text) => take(parsed(text), name)));
                return at;
            }
            const array = char === BRACKET;
            if (array)
                this.#arrays.add(place.path);
            this.#open.push({ place, array, index: 0 });
            this.#expect = array ? "value or ]" : "name or }";
        }
        else {
            throw new reading_input/* BrokenReport */.y5(`it is no whole JSON: "${String.fromCharCode(char)}" at character ${this.#before + at + 1}, where ${expected} should be`);
        }
        return at + 1;
    }
    #leave() {
        this.#open.pop();
        this.#expect = this.#open.length > 0 ? ", or end" : "nothing more";
    }
    #begin(done) {
        this.#part = { done, pieces: [], length: 0, depth: 0, inString: false, escaped: false };
    }
    /** Goes on with a name or value; returns where it ends, or the end of the text. */
    #scan(part, text, from) {
        let { depth, inString } = part;
        let at = from;
        if (part.escaped)
            at++;
        while (at < text.length) {
            const char = text.charCodeAt(at++);
            if (inString) {
                if (char === BACKSLASH)
                    at++;
                else if (char === json_parts_QUOTE) {
                    inString = false;
                    if (depth === 0)
                        return this.#finish(part, text, from, at);
                }
            }
            else if (char === json_parts_QUOTE)
                inString = true;
            else if (char === BRACE || char === BRACKET) {
                if (++depth > json_parts_DEPTH_LIMIT)
                    throw new reading_input/* BrokenReport */.y5(`its values are nested deeper than ${json_parts_DEPTH_LIMIT}`);
            }
            else if (char === BRACE_END || char === BRACKET_END) {
                if (depth === 0)
                    return this.#finish(part, text, from, at - 1);
                if (--depth === 0)
                    return this.#finish(part, text, from, at);
            }
            else if (depth === 0 && (char === COMMA || isSpace(char)))
                return this.#finish(part, text, from, at - 1);
        }
        [part.depth, part.inString, part.escaped] = [depth, inString, at > text.length];
        keep(part, text, from, text.length);
        return text.length;
    }
    #finish(part, text, from, to) {
        keep(part, text, from, to);
        this.#part = undefined;
        part.done?.(part.pieces.join(""));
        return to;
    }
}
function keep(part, text, from, to) {
    if (!part.done)
        return;
    part.length += to - from;
    if (part.length > PART_LIMIT) {
        throw new reading_input/* BrokenReport */.y5(`one value of it is larger than ${PART_LIMIT / 1024 / 1024} MiB, which no report needs`);
    }
    part.pieces.push(text.slice(from, to));
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        throw new reading_input/* BrokenReport */.y5(`it is no whole JSON (${error.message.slice(0, 200)})`);
    }
}
function isSpace(char) {
    return char === json_parts_SPACE || (char >= 9 && char <= 13);
}
/** Whether no value begins with it. */
function isSign(char) {
    return char === COMMA || char === COLON || char === BRACKET_END || char === BRACE_END;
}

;// CONCATENATED MODULE: ./actions/test/formats/ctrf.js




/** Common Test Report Format (ctrf.io), a JSON of many test tools. */
const ctrf = {
    name: "CTRF",
    kind: "tests",
    detect: ({ text }) => /^\{/.test(text) && /"results"\s*:\s*\{/.test(text) && /"(tool|reportFormat)"\s*:/.test(text),
    async read(input, sink) {
        const arrays = await readJsonParts(input, {
            "results.summary.stop": (time) => sink.when?.(time),
            "results.tests.*": (one) => add((0,json/* record */.g1)(one), sink),
        });
        if (!arrays.has("results.tests"))
            throw new reading_input/* BrokenReport */.y5("it holds no results.tests");
    },
};
function add(one, sink) {
    const retries = (0,json/* list */.p_)(one.retryAttempts).map(json/* record */.g1);
    const state = stateOf(one);
    const failures = [];
    if (state === "failed")
        failures.push(failureOf(one));
    if (state === "flaky")
        failures.push(...retries.filter(({ status }) => status === "failed").map(failureOf));
    sink.add({
        suites: (Array.isArray(one.suite) ? one.suite : [one.suite]).map(json/* string */.Yj).filter((name) => name !== ""),
        className: "",
        name: (0,json/* string */.Yj)(one.name),
        state,
        duration: possible(one.duration),
        file: (0,json/* string */.Yj)(one.filePath) || undefined,
        line: (0,json/* number */.ai)(one.line),
        reason: state === "skipped" ? (0,json/* string */.Yj)(one.message) || undefined : undefined,
        failures,
        output: (0,json/* list */.p_)(one.stdout).map(json/* string */.Yj).join("\n") || undefined,
    });
}
function stateOf(one) {
    if (one.status === "failed")
        return "failed";
    if (one.status === "passed")
        return one.flaky === true || ((0,json/* number */.ai)(one.retries) ?? 0) > 0 ? "flaky" : "passed";
    return "skipped";
}
function failureOf(one) {
    return { kind: "failure", type: "", message: (0,json/* string */.Yj)(one.message), details: (0,json/* string */.Yj)(one.trace) };
}

// EXTERNAL MODULE: ./actions/test/model/statement-hits.js
var statement_hits = __webpack_require__(47170);
;// CONCATENATED MODULE: ./actions/test/model/stretches.js

/**
 * Lines of one file that are told of as stretches which may overlap: a line ran as often as the stretch on it that ran
 * most often.
 */
class Stretches {
    #hits = new Map();
    #budgets;
    constructor(...budgets) {
        this.#budgets = budgets;
    }
    /** Adds the lines from `from` to `to`. Throws a BrokenReport where a budget is used up. */
    add(from, to, hits) {
        for (const budget of this.#budgets) {
            budget.lines -= Math.max(0, to - from + 1);
            if (budget.lines < 0)
                throw new reading_input/* BrokenReport */.y5("it tells of more lines than any program has");
        }
        for (let line = from; line <= to; line++) {
            const known = this.#hits.get(line);
            if (known === undefined || known < hits)
                this.#hits.set(line, hits);
        }
    }
    /** Adds what is known of each line to those of a file. */
    addTo(lines) {
        for (const [line, hits] of this.#hits)
            lines.add(line, hits);
    }
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
            const match = /^(.+):(\d{1,7}\.\d{1,7},\d{1,7}\.\d{1,7}) (\d{1,9}) (\d+)$/.exec(line);
            const [, path = "", range = "", statements, hits] = match ?? [];
            const place = (0,statement_hits/* placeOf */.$)(range);
            if (!place)
                throw new reading_input/* BrokenReport */.y5(`line ${number} is no block of a profile: "${line.slice(0, 80)}"`);
            const blocks = files.get(path) ?? new Map();
            files.set(path, blocks);
            const known = blocks.get(range);
            if (known)
                known.hits += Number(hits);
            else
                blocks.set(range, { place, statements: Number(statements), hits: Number(hits) });
        }
        const budget = { lines: REPORT_LINES };
        for (const [path, blocks] of files) {
            const file = sink.file(path);
            const lines = new Stretches(budget, { lines: FILE_LINES });
            for (const { place, statements, hits } of blocks.values()) {
                const [from, , to] = place;
                file.statements.add(place, statements, hits);
                if (statements === 0)
                    continue;
                lines.add(from, Math.min(to, from + BLOCK_LINES), hits);
            }
            lines.addTo(file.lines);
        }
    },
};
/** No block is longer; such a number is rubbish, and would fill the memory. */
const BLOCK_LINES = 10_000;
/** Lines of all blocks of one file and of all files, for the same reason. */
const [FILE_LINES, REPORT_LINES] = [2_000_000, 20_000_000];

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
            event = (0,json/* record */.g1)(JSON.parse(line));
        }
        catch {
            // The compiler's own output gets in between where both streams go to one file.
            if (line.trim() !== "" && ++this.#noise <= 3)
                this.#sink.remark(`no event of a test: "${line.slice(0, 80)}"`);
            return;
        }
        const name = (0,json/* string */.Yj)(event.Package);
        const test = (0,json/* string */.Yj)(event.Test);
        const output = (0,json/* string */.Yj)(event.Output);
        if (event.Action === "build-output") {
            const build = (0,json/* string */.Yj)(event.ImportPath);
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
        const milliseconds = possible(Number(event.Elapsed ?? Number.NaN) * 1000);
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
            const build = this.#builds.get((0,json/* string */.Yj)(event.FailedBuild)) ?? "";
            this.#add(name, "(the package itself)", "error", milliseconds, build + open.output);
        }
        this.#packages.delete(name);
        this.#sink.when?.(event.Time);
    }
    end() {
        const [name] = this.#packages.keys();
        if (name !== undefined)
            throw new reading_input/* BrokenReport */.y5(`it ends before the package ${name} does`);
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
// EXTERNAL MODULE: ./actions/test/model/count-table.js
var count_table = __webpack_require__(38548);
// EXTERNAL MODULE: ./actions/test/model/line-hits.js
var line_hits = __webpack_require__(73337);
;// CONCATENATED MODULE: ./actions/test/model/rows.js
/** Numbers in the first and in the largest block of memory. */
const [FIRST, BLOCK] = [1024, 256 * 1024];
const NONE = new Uint32Array(0);
/**
 * Rows of numbers, one row for each of the many things that a report tells of a source file. What belongs to one file is
 * taken out as an array before the next one begins. The arrays share large blocks of memory: a report may tell of very
 * many files, and each with memory of its own would keep the collector busy. Nothing is copied but what goes over the
 * end of a block.
 */
class Rows {
    #block = new Uint32Array(FIRST);
    /** Where the numbers of the file begin, and the place of the next one. */
    #start = 0;
    #end = 0;
    /** Adds a row of two numbers, each whole and from 0 to `MOST_HITS`. */
    pair(one, other) {
        if (this.#end + 2 > this.#block.length)
            this.#next();
        this.#block[this.#end++] = one;
        this.#block[this.#end++] = other;
    }
    /** Adds a number of a row, whole and from 0 to `MOST_HITS`. */
    push(number) {
        if (this.#end === this.#block.length)
            this.#next();
        this.#block[this.#end++] = number;
    }
    /** Numbers of the file, of all rows together. */
    get size() {
        return this.#end - this.#start;
    }
    /** The number at a place among those of the file. */
    at(index) {
        return this.#block[this.#start + index];
    }
    /** The numbers of the file, to be kept; the next file begins. */
    take() {
        const taken = this.#end === this.#start ? NONE : this.#block.subarray(this.#start, this.#end);
        this.#start = this.#end;
        return taken;
    }
    /** Forgets the numbers of the file. */
    clear() {
        this.#end = this.#start;
    }
    #next() {
        const numbers = this.#block.subarray(this.#start, this.#end);
        this.#block = new Uint32Array(Math.max(Math.min(2 * this.#block.length, BLOCK), 2 * numbers.length));
        this.#block.set(numbers);
        [this.#start, this.#end] = [0, numbers.length];
    }
}

;// CONCATENATED MODULE: ./actions/test/formats/istanbul.js







/** istanbul's JSON (`coverage-final.json`), of nyc, Jest, Vitest and c8. */
const istanbul = {
    name: "istanbul JSON",
    kind: "coverage",
    detect: ({ text }) => /^\{\s*"[^"\n]*"\s*:\s*\{/.test(text) && /"statementMap"\s*:/.test(text),
    async read(input, sink) {
        const reader = new IstanbulReader(sink);
        let files = 0;
        await readJsonParts(input, {
            "*": (raw, path) => {
                files++;
                reader.add(path, (0,json/* record */.g1)((0,json/* record */.g1)(raw).data ?? raw));
            },
        });
        if (files === 0)
            throw new reading_input/* BrokenReport */.y5("it names no source file");
    },
};
/** Adds file after file, with rows that are common to all. */
class IstanbulReader {
    #sink;
    #lines = new Rows();
    #statements = new Rows();
    #functions = new Rows();
    #branches = new Rows();
    constructor(sink) {
        this.#sink = sink;
    }
    add(path, data) {
        let lines;
        try {
            lines = istanbul_lib_coverage_default().createFileCoverage({ path, ...data }).getLineCoverage();
        }
        catch (error) {
            throw new reading_input/* BrokenReport */.y5(`the coverage of "${path.slice(0, 200)}" is broken (${error.message})`);
        }
        const file = this.#sink.file((0,json/* string */.Yj)(data.path) || path);
        for (const line in lines) {
            if (!(Number(line) >= 1 && Number(line) <= line_hits/* LINE_LIMIT */.b))
                continue;
            this.#lines.pair(Number(line), count(lines[line]));
        }
        file.lines.addAll(this.#lines.take());
        this.#addStatements(file, (0,json/* record */.g1)(data.s), (0,json/* record */.g1)(data.statementMap));
        this.#addFunctions(file, (0,json/* record */.g1)(data.f), (0,json/* record */.g1)(data.fnMap));
        this.#addBranches(file, (0,json/* record */.g1)(data.b), (0,json/* record */.g1)(data.branchMap));
    }
    // Ids may differ between runs of one file, places in the source do not.
    #addStatements(file, hits, map) {
        for (const id of Object.keys(hits)) {
            const { start, end } = (0,json/* record */.g1)(map[id]);
            const [from, to] = [(0,json/* record */.g1)(start), (0,json/* record */.g1)(end)];
            for (const number of [from.line, from.column, to.line, to.column, 1, hits[id]]) {
                // The column of a line's end may be written as null, since JSON has no Infinity.
                this.#statements.push(number === null ? count_table/* MOST_HITS */.D : count(number));
            }
        }
        file.statements.addAll(this.#statements.take());
    }
    #addFunctions(file, hits, map) {
        const names = [];
        for (const id of Object.keys(hits)) {
            const declared = (0,json/* record */.g1)(map[id]);
            this.#functions.pair(startOf(declared.decl ?? declared.loc), count(hits[id]));
            names.push((0,json/* string */.Yj)(declared.name).replaceAll("\n", " "));
        }
        file.functions.addAll({ pairs: this.#functions.take(), names: names.join("\n") });
    }
    #addBranches(file, taken, map) {
        for (const id of Object.keys(taken)) {
            const branch = (0,json/* record */.g1)(map[id]);
            const line = startOf(branch.loc) || count(branch.line);
            for (const times of (0,json/* list */.p_)(taken[id]))
                this.#branches.pair(line, count(times));
        }
        file.branches.addAll(this.#branches.take());
    }
}
/** The line where something begins; 0 where the report does not say. */
function startOf(location) {
    return count((0,json/* record */.g1)((0,json/* record */.g1)(location).start).line);
}
/** A number of the report; 0 where there is none. */
function count(hits) {
    return typeof hits === "number" && hits > 0 ? Math.min(hits, count_table/* MOST_HITS */.D) : 0;
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
            case "sessioninfo":
                if (attributes.dump !== undefined)
                    this.#sink.when?.(attributes.dump);
                return;
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
                    this.#source(this.#class.file).functions.add(this.#method.name, this.#method.line, covered);
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
                this.#file.branches.addCount(line, covered, covered + (lineOf(attributes.mb) ?? 0));
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

// EXTERNAL MODULE: ./toolkit/log-text.js
var log_text = __webpack_require__(14478);
// EXTERNAL MODULE: ./actions/test/model/detached.js
var detached = __webpack_require__(76254);
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
    /** Where the key that was found last is. */
    #part;
    #slot = 0;
    size = 0;
    constructor() {
        // No file knows them; more than that is not asked of them, and node:crypto takes long to load.
        this.#start = { high: Math.floor(Math.random() * 0x100000000), low: Math.floor(Math.random() * 0x100000000) };
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
        this.#part = part;
        this.#slot = slot;
        return { id: high * 0x200000 + (low >>> 11), value: (numbers & 7) - 1, mark: numbers >>> 3, fresh };
    }
    /** Sets the numbers of the key that was found last, up to `KEY_LIMITS`. */
    set(value, mark) {
        if (this.#part)
            this.#part.numbers[this.#slot] = (mark << 3) | (value + 1);
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
    const length = text.length;
    high ^= length;
    let index = 0;
    // Two characters at a time, which fill 32 bits.
    while (index < length) {
        const pair = text.charCodeAt(index++) | (index < length ? text.charCodeAt(index++) << 16 : 0);
        high = Math.imul(high ^ pair, 0x9e3779b1);
        low = (Math.imul(low ^ pair, 0x5f356495) + (high >>> 15)) | 0;
    }
    return { high: high | 0, low: (Math.imul(low, 0x9e3779b1) + length) | 0 };
}

;// CONCATENATED MODULE: ./actions/test/model/test-results.js



/**
 * How a test ended. `flaky`: it failed and passed when it was tried again; `error`: it broke before it could be
 * judged. The order is that of severity, which decides where several runs of one test differ.
 */
const STATES = ["skipped", "passed", "flaky", "failed", "error"];
const RANKS = Object.fromEntries(STATES.map((state, rank) => [state, rank]));
/** The results of a run that told of no test. */
const NO_TESTS = {
    counts: { tests: 0, passed: 0, failed: 0, skipped: 0, flaky: 0, runs: 0, duration: 0 },
    failed: [],
    flaky: [],
    skipped: [],
    slowest: [],
    suites: [],
};
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
    /** Properties of a test, of a suite, and of all suites. */
    properties: 100,
    allProperties: 5000,
};
/** Adds a property to a run, as long as there is room for more. */
function addProperty(run, name, value) {
    if (name === undefined)
        return;
    run.properties ??= [];
    if (run.properties.length < LIMITS.properties)
        run.properties.push([name, value]);
}
const NO_SUITE = "(no suite)";
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
    return parts.filter((part, index) => !repeats(parts[index + 1] ?? "", part)).join(" › ") || "(no name)";
}
/** Whether a text begins with the whole of another one: `a.b` and `a (1)` with `a`, and `ab` not. */
function repeats(text, start) {
    return text.startsWith(start) && !/^[\p{L}\p{N}_]/u.test(text.slice(start.length, start.length + 2));
}
/** Collects the runs of all reports into one set of tests: the same test in several reports is one test. */
class TestCollector {
    #keys = new KeyTable();
    #counts = { tests: 0, passed: 0, failed: 0, skipped: 0, flaky: 0, runs: 0, duration: 0 };
    #details = new Map();
    #kept = new Map();
    #suites = new Map();
    #properties = 0;
    #slowest = [];
    /** The report that is read, by a number from 1. */
    #report = { path: "", number: 0 };
    /** What the last run has in common with the next one, as a rule: runs of one suite follow each other. */
    #group;
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
        const group = this.#groupOf(run);
        addToSuite(group.suite, run);
        if (run.duration !== undefined)
            this.#addToSlowest(run, run.duration);
        const rank = RANKS[run.state];
        const { id, value, mark, fresh } = this.#keys.find(group.key, run.name);
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
    /** Adds a property of an outermost suite; one that is known already, and more than a page can show, are left out. */
    addProperty(suite, [name, value]) {
        if (this.#properties >= LIMITS.allProperties)
            return;
        const known = this.#suiteOf(suite || NO_SUITE);
        known.properties ??= [];
        const property = [clean(name, LIMITS.name), clean(value, LIMITS.name)];
        const again = known.properties.some(([other, text]) => other === property[0] && text === property[1]);
        if (again || known.properties.length >= LIMITS.properties)
            return;
        known.properties.push(property);
        this.#properties++;
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
    #groupOf({ suites, className, file = "" }) {
        const last = this.#group;
        if (last && last.suites === suites && last.className === className && last.file === file)
            return last;
        const key = this.#keys.start([...suites, "", className, file]);
        this.#group = { suites, className, file, key, suite: this.#suiteOf(suites[0] || className || NO_SUITE) };
        return this.#group;
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
    #suiteOf(name) {
        const known = this.#suites.get(name);
        if (known)
            return known;
        const room = this.#suites.size < LIMITS.suites;
        const key = room ? (0,detached/* detached */.h)(name) : "";
        const shown = room ? cut((0,log_text/* plainText */.wh)(key), LIMITS.name) : "(further suites)";
        const suite = this.#suites.get(key) ?? { name: shown, passed: 0, failed: 0, skipped: 0, duration: 0 };
        this.#suites.set(key, suite);
        return suite;
    }
    #addToSlowest(run, duration) {
        if (duration <= (this.#slowest[LIMITS.slowest - 1]?.duration ?? 0))
            return;
        this.#slowest.push({ title: (0,detached/* detached */.h)(titleOf(run)), duration });
        if (this.#slowest.length >= 2 * LIMITS.slowest) {
            this.#slowest = this.#slowest.sort((a, b) => b.duration - a.duration).slice(0, LIMITS.slowest);
        }
    }
}
/** What makes two runs runs of the same test, as a text; the key table knows the same without making one for each. */
function keyOf(run) {
    return `${run.suites.join("\u0001")}\u0000${run.className}\u0000${run.name}\u0000${run.file ?? ""}`;
}
function addToSuite(suite, run) {
    suite.duration += run.duration ?? 0;
    if (run.state === "skipped")
        suite.skipped++;
    else if (run.state === "failed" || run.state === "error")
        suite.failed++;
    else
        suite.passed++;
}
/** A text of at most `limit` characters: its first and last part, with a mark between. */
function cut(text, limit) {
    if (text.length <= limit)
        return text;
    const head = Math.ceil((limit * 2) / 3);
    return `${text.slice(0, head)} … ${text.slice(text.length - (limit - head))}`;
}
function clean(text, limit) {
    return (0,detached/* detached */.h)(cut((0,log_text/* plainText */.wh)(text), limit));
}
function trimmed(run) {
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
        output: run.output === undefined ? undefined : (0,detached/* detached */.h)((0,log_text/* plainText */.wh)(run.output).slice(-LIMITS.output)),
        ...(run.properties
            ? {
                properties: run.properties
                    .slice(0, LIMITS.properties)
                    .map(([name, value]) => [clean(name, LIMITS.name), clean(value, LIMITS.name)]),
            }
            : {}),
    };
}

;// CONCATENATED MODULE: ./actions/test/formats/jest.js





/** The JSON of Jest's `--json` and Vitest's `--reporter=json`. */
const jest = {
    name: "Jest and Vitest JSON",
    kind: "tests",
    detect: ({ text }) => /^\{/.test(text) && /"numTotalTests"\s*:/.test(text),
    async read(input, sink) {
        const arrays = await readJsonParts(input, {
            startTime: (time) => sink.when?.(time),
            "testResults.*": (file) => addFile((0,json/* record */.g1)(file), sink),
        });
        if (!arrays.has("testResults"))
            throw new reading_input/* BrokenReport */.y5("it holds no testResults");
    },
};
function addFile({ name, message, status, assertionResults }, sink) {
    const file = (0,json/* string */.Yj)(name) || undefined;
    const cases = (0,json/* list */.p_)(assertionResults);
    for (const one of cases.map(json/* record */.g1)) {
        const state = jest_stateOf(one);
        sink.add({
            suites: [],
            className: (0,json/* list */.p_)(one.ancestorTitles).map(json/* string */.Yj).join(" › "),
            name: (0,json/* string */.Yj)(one.title),
            state,
            duration: possible(one.duration),
            file,
            line: (0,json/* number */.ai)((0,json/* record */.g1)(one.location).line),
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
            failures: [failure((0,json/* string */.Yj)(message))],
        });
    }
}
const SKIPPED = new Set(["pending", "skipped", "todo", "disabled"]);
function jest_stateOf(one) {
    if (SKIPPED.has((0,json/* string */.Yj)(one.status)))
        return "skipped";
    if (one.status !== "passed")
        return "failed";
    // Vitest keeps the failures of earlier tries, Jest tells of them apart.
    return (0,json/* list */.p_)(one.failureMessages).length > 0 || (0,json/* list */.p_)(one.retryReasons).length > 0 ? "flaky" : "passed";
}
function failuresOf(one) {
    const messages = [...(0,json/* list */.p_)(one.failureMessages), ...(0,json/* list */.p_)(one.retryReasons)];
    return messages.slice(0, LIMITS.failures).map((text) => failure((0,json/* string */.Yj)(text)));
}
/** A failure whose text begins with its message and goes on with its trace, as JavaScript's errors print. */
function failure(text) {
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
    /** Of a property whose value is the text in it. */
    #propertyName;
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
            if (attributes.timestamp !== undefined)
                this.#sink.when?.(attributes.timestamp);
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
                properties: undefined,
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
        else if (name === "property" && attributes.name !== undefined && !this.#failure) {
            if (attributes.value !== undefined)
                this.#property([attributes.name, attributes.value]);
            else {
                this.#propertyName = attributes.name;
                this.#text = { parts: "", keep: "start" };
            }
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
        else if (name === "property" && this.#propertyName !== undefined) {
            this.#property([this.#propertyName, this.#taken().trim()]);
            this.#propertyName = undefined;
        }
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
            throw new reading_input/* BrokenReport */.y5("it holds no test suite");
    }
    #property(property) {
        const [suite = "", ...inner] = this.#suiteNames();
        if (this.#case)
            addProperty(this.#case, ...property);
        else
            this.#sink.property?.(suite, [[...inner, property[0]].join(" › "), property[1]]);
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
        if (open.properties)
            run.properties = open.properties;
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
    if (failures.length > 0)
        return failures.some((failure) => failure.kind === "error") ? "error" : "failed";
    if (earlier.length > 0)
        return "flaky";
    return skipped || isSkipped(attributes.status) || isSkipped(attributes.result) ? "skipped" : "passed";
}
function isSkipped(status) {
    return status !== undefined && SKIPPED_STATUS.has(status.toLowerCase());
}

// EXTERNAL MODULE: ./actions/test/model/condition-hits.js
var condition_hits = __webpack_require__(86294);
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
            const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
            const start = rest.length === 0 ? 0 : bytes.indexOf(NEWLINE) + 1;
            const end = bytes.lastIndexOf(NEWLINE) + 1;
            if (start > 0)
                reader.lines(Buffer.concat([rest, bytes.subarray(0, start)]), 0, rest.length + start);
            if (end > start)
                reader.lines(bytes, start, end);
            rest = Buffer.concat([end > 0 ? Buffer.alloc(0) : rest, bytes.subarray(end)]);
            if (rest.length > LONGEST)
                throw new reading_input/* BrokenReport */.y5(`line ${reader.line + 1} is longer than ${LONGEST} bytes`);
        }
        if (rest.length > 0)
            reader.lines(Buffer.concat([rest, Buffer.of(NEWLINE)]), 0, rest.length + 1);
        reader.end();
    },
};
const NEWLINE = 10;
/** The longest line of a report, in bytes. */
const LONGEST = 1024 * 1024;
const [A, B, D, F, N, R, lcov_COLON, lcov_COMMA, ZERO, lcov_NINE, CR, lcov_MINUS, lcov_SPACE] = [
    65, 66, 68, 70, 78, 82, 58, 44, 48, 57, 13, 45, 32,
];
/** Longest numbers that are read digit by digit: V8 takes them for small ones, which are quicker. */
const DIGITS = 9;
/** Names with a number each, as bytes, since as a rule nobody looks at them one by one. */
class Named {
    numbers = new Rows();
    #names = Buffer.alloc(4096);
    #end = 0;
    add(number, bytes, from, to) {
        const length = to - from;
        if (this.#end + length + 1 > this.#names.length) {
            this.#names = Buffer.concat([this.#names.subarray(0, this.#end)], 2 * (this.#end + length + 1));
        }
        // Byte by byte: names are short, and a call of Buffer's own copy takes longer.
        const names = this.#names;
        let end = this.#end;
        for (let at = from; at < to; at++)
            names[end++] = bytes[at];
        names[end] = NEWLINE;
        this.#end = end + 1;
        this.numbers.push(number);
    }
    /** One a line. */
    get names() {
        return this.#names.toString("utf8", 0, Math.max(this.#end - 1, 0));
    }
    /** Whether the other has the same names in the same order. */
    sameNames(other) {
        return this.#names.compare(other.#names, 0, other.#end, 0, this.#end) === 0;
    }
    clear() {
        this.numbers.clear();
        this.#end = 0;
    }
}
class LcovReader {
    #sink;
    /** The file that is read. Its rows wait for its end, since counts may come before or after what they belong to. */
    #file;
    #lines = new Rows();
    #branches = new Rows();
    #functions = new Rows();
    /** Line, place and count of each. */
    #conditions = new Rows();
    /** FN, with its line. */
    #starts = new Named();
    /** FNDA, with its count. */
    #counts = new Named();
    /** LCOV 2.2: line of each function by its index, its count and its names. */
    #groups = new Map();
    #path = "";
    #files = 0;
    #odd = 0;
    /** Lines read so far. */
    line = 0;
    constructor(sink) {
        this.#sink = sink;
    }
    /** Reads whole lines, from `from` up to `end`. Nearly all are of three kinds that are read without making a string. */
    lines(bytes, from, end) {
        let at = from;
        while (at < end) {
            const first = bytes[at];
            if (first === D) {
                const next = this.#quickLines(bytes, at, end);
                if (next > at) {
                    at = next;
                    continue;
                }
            }
            this.line++;
            const stop = bytes.indexOf(NEWLINE, at);
            const last = stop > at && bytes[stop - 1] === CR ? stop - 1 : stop;
            const quick = (first === B && this.#quickBranch(bytes, at, last)) || (first === F && this.#quickFunction(bytes, at, last));
            if (!quick)
                this.#record(bytes.toString("utf8", at, last).trim());
            at = stop + 1;
        }
    }
    // `DA:line,hits`, as many as follow each other; returns where the first other line begins. It is a function of its own
    // since V8 compiles a short one much sooner, and most of a report is read here.
    #quickLines(bytes, from, end) {
        const lines = this.#lines;
        let at = from;
        if (!this.#file)
            return at;
        while (at < end && bytes[at] === D && bytes[at + 1] === A && bytes[at + 2] === lcov_COLON) {
            let next = at + 3;
            let line = 0;
            let char = bytes[next];
            while (char >= ZERO && char <= lcov_NINE && next < at + 3 + DIGITS) {
                line = line * 10 + char - ZERO;
                char = bytes[++next];
            }
            if (char !== lcov_COMMA || line < 1 || line > line_hits/* LINE_LIMIT */.b)
                break;
            const start = ++next;
            let hits = 0;
            char = bytes[next];
            while (char >= ZERO && char <= lcov_NINE && next < start + DIGITS) {
                hits = hits * 10 + char - ZERO;
                char = bytes[++next];
            }
            if (next === start)
                break;
            if (char !== NEWLINE) {
                // A checksum, or the line end of Windows.
                if (char !== lcov_COMMA && char !== CR)
                    break;
                next = bytes.indexOf(NEWLINE, next);
            }
            lines.pair(line, hits);
            this.line++;
            at = next + 1;
        }
        return at;
    }
    // `BRDA:line,block,branch,taken`, of which only the line and the last number are needed.
    #quickBranch(bytes, from, to) {
        if (!this.#file || bytes[from + 1] !== R || bytes[from + 2] !== D || bytes[from + 3] !== A)
            return false;
        let at = from + 5;
        let line = 0;
        const first = at;
        for (let char = bytes[at]; char >= ZERO && char <= lcov_NINE; char = bytes[++at]) {
            line = line * 10 + char - ZERO;
        }
        if (bytes[at] !== lcov_COMMA || at === first || at - first > DIGITS || line === 0)
            return false;
        let block = at + 1;
        // What is marked ("e", "f", "U") is rare and takes the long way.
        if (bytes[block] > lcov_NINE)
            return false;
        while (block < to && bytes[block] !== lcov_COMMA)
            block++;
        let comma = to - 1;
        while (comma > block && bytes[comma] !== lcov_COMMA)
            comma--;
        let taken = 0;
        if (comma <= block || to - comma - 1 > DIGITS || to === comma + 1 || bytes[from + 4] !== lcov_COLON)
            return false;
        if (bytes[comma + 1] !== lcov_MINUS || to !== comma + 2) {
            for (let next = comma + 1; next < to; next++) {
                const char = bytes[next];
                if (char < ZERO || char > lcov_NINE)
                    return false;
                taken = taken * 10 + char - ZERO;
            }
        }
        this.#branches.pair(line, taken);
        return true;
    }
    // `FN:line,name`, `FN:line,end,name` and `FNDA:count,name`.
    #quickFunction(bytes, from, to) {
        if (!this.#file || bytes[from + 1] !== N)
            return false;
        const counts = bytes[from + 2] === D && bytes[from + 3] === A;
        const start = from + (counts ? 5 : 3);
        if (bytes[start - 1] !== lcov_COLON)
            return false;
        let at = start;
        let number = 0;
        for (let char = bytes[at]; char >= ZERO && char <= lcov_NINE; char = bytes[++at]) {
            number = number * 10 + char - ZERO;
        }
        // Spaces at the end of a line are no part of a name; such a line is rare and takes the long way.
        if (bytes[at] !== lcov_COMMA || at === start || at - start > DIGITS || bytes[to - 1] <= lcov_SPACE)
            return false;
        let name = at + 1;
        if (!counts) {
            // The line where it ends may come second; a name that is a number is rare, and then has another comma.
            let end = name;
            while (bytes[end] >= ZERO && bytes[end] <= lcov_NINE)
                end++;
            if (end > name && end - name <= 9 && bytes[end] === lcov_COMMA && end + 1 < to)
                name = end + 1;
        }
        (counts ? this.#counts : this.#starts).add(number, bytes, name, to);
        return true;
    }
    /** Says so where the last file was never finished, or where there was none. */
    end() {
        if (this.#file) {
            this.#endFile();
            throw new reading_input/* BrokenReport */.y5(`it ends inside of the record of "${this.#path}": the program that wrote it died, or the disk was full`);
        }
        if (this.#files === 0)
            throw new reading_input/* BrokenReport */.y5("it names no source file");
        if (this.#odd > 3)
            this.#sink.remark(`${this.#odd - 3} more lines like these`);
    }
    #record(text) {
        const colon = text.indexOf(":");
        const value = text.slice(colon + 1);
        switch (colon < 0 ? text : text.slice(0, colon)) {
            case "SF":
                if (this.#file)
                    throw new reading_input/* BrokenReport */.y5(`line ${this.line}: a new file begins and "${this.#path}" has not ended`);
                this.#path = value;
                this.#files++;
                this.#file = this.#sink.file(value);
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
            case "MCDC":
                this.#condition(text, value);
                return;
            case "FN": {
                const [line = "", end = "", ...rest] = value.split(",");
                const number = Number(line || Number.NaN);
                if (!(number >= 0 && number < 1e9) || !value.includes(",")) {
                    this.#oddLine(text);
                    return;
                }
                const name = /^\d{1,9}$/.test(end) && rest.length > 0 && rest.join(",") !== "" ? rest : [end, ...rest];
                this.#named(this.#starts, Math.floor(number), name.join(","));
                return;
            }
            case "FNDA": {
                const comma = value.indexOf(",");
                this.#named(this.#counts, countOf(value.slice(0, Math.max(comma, 0))), value.slice(comma + 1));
                return;
            }
            case "FNL": {
                const match = /^([^,]+),(\d{1,9})/.exec(value);
                if (match)
                    this.#groups.set(match[1], { line: Number(match[2]), hits: 0, names: [] });
                else
                    this.#oddLine(text);
                return;
            }
            case "FNA": {
                const match = /^([^,]+),([^,]*),(.*)$/.exec(value);
                const group = match && this.#groups.get(match[1]);
                if (!group) {
                    this.#oddLine(text);
                    return;
                }
                group.hits += countOf(match[2]);
                group.names.push(match[3]);
                return;
            }
            default:
                // TN, VER, LF, LH, FNF, FNH, BRF, BRH, MCF, MCH, comments: nothing that is counted here.
                if (text !== "" && !text.startsWith("#") && !/^[A-Z]{2,5}$/.test(text.slice(0, Math.max(colon, 0)))) {
                    this.#oddLine(text);
                }
        }
    }
    #addLine(line, hits) {
        if (!this.#file)
            throw new reading_input/* BrokenReport */.y5(`line ${this.line}: a count without a file (no SF: line before it)`);
        if (line < 1 || line > line_hits/* LINE_LIMIT */.b) {
            this.#oddLine(`DA:${line},${hits}`);
            return;
        }
        this.#lines.pair(line, hits);
    }
    #named(to, number, name) {
        const bytes = Buffer.from(name);
        to.add(number, bytes, 0, bytes.length);
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
            throw new reading_input/* BrokenReport */.y5(`line ${this.line}: a branch without a file (no SF: line before it)`);
        // lcov itself leaves out what cannot be reached ("U").
        if (/^[ef]?U/.test(match[2]))
            return;
        this.#branches.pair(line, match[4] === "-" ? 0 : countOf(match[4]));
    }
    // MCDC:line,[U]size,sense,taken,index,expression: of a decision with so many conditions the one with this index. As
    // lcov has it, each of both senses is one thing to cover, and what cannot be reached ("U") is none.
    #condition(text, value) {
        const match = /^(\d{1,9}),(U?)(\d{1,5}),([tf]),(\d{1,15}),(\d{1,5})(?:,|$)/.exec(value);
        const [, line, unreachable, size, sense, taken, index] = match ?? [];
        const place = (0,condition_hits/* conditionPlace */.l)(Number(size), Number(index), sense === "t");
        if (place === undefined || Number(line) === 0) {
            this.#oddLine(text);
            return;
        }
        if (!this.#file)
            throw new reading_input/* BrokenReport */.y5(`line ${this.line}: a condition without a file (no SF: line before it)`);
        if (unreachable)
            return;
        for (const number of [Number(line), place, countOf(taken)])
            this.#conditions.push(number);
    }
    #endFile() {
        const file = this.#file;
        if (!file) {
            this.#oddLine("end_of_record");
            return;
        }
        this.#endFunctions(file);
        if (this.#branches.size > 0)
            file.branches.addAll(this.#branches.take());
        if (this.#conditions.size > 0)
            file.mcdc.addAll(this.#conditions.take());
        file.lines.addAll(this.#lines.take());
        this.#file = undefined;
    }
    #endFunctions(file) {
        const [starts, counts] = [this.#starts, this.#counts];
        if (starts.numbers.size === 0 && this.#groups.size === 0) {
            counts.clear();
            return;
        }
        if (starts.sameNames(counts)) {
            for (let at = 0; at < starts.numbers.size; at++)
                this.#functions.pair(starts.numbers.at(at), counts.numbers.at(at));
            file.functions.addAll({ pairs: this.#functions.take(), names: starts.names });
        }
        else {
            const hits = new Map();
            const all = counts.names.split("\n");
            for (let at = 0; at < counts.numbers.size; at++) {
                const name = all[at] ?? "";
                const own = hits.get(name);
                if (own)
                    own.push(counts.numbers.at(at));
                else
                    hits.set(name, [counts.numbers.at(at)]);
            }
            // The first count is wanted first, and taking from the front would move all others each time.
            for (const own of hits.values())
                own.reverse();
            const names = starts.names.split("\n");
            for (let at = 0; at < starts.numbers.size; at++) {
                // Functions without a name share one; their counts come in the order of their starts.
                const own = hits.get(names[at] ?? "") ?? [];
                file.functions.add(names[at] ?? "", starts.numbers.at(at), (own.length > 1 ? own.pop() : own[0]) ?? 0);
            }
        }
        for (const { line, hits, names } of this.#groups.values())
            file.functions.add(names[0] ?? "", line, hits);
        starts.clear();
        counts.clear();
        this.#groups.clear();
    }
    #oddLine(text) {
        if (++this.#odd <= 3)
            this.#sink.remark(`line ${this.line} is not understood: "${text.slice(0, 80)}"`);
    }
}
/** A count; what tools write where there is none (`undefined`, `=====`, `-`, nothing, a negative number) is 0. */
function countOf(text) {
    const count = Number(text ?? "");
    return Number.isFinite(count) && count > 0 ? Math.min(count, count_table/* MOST_HITS */.D) : 0;
}

;// CONCATENATED MODULE: ./actions/test/formats/mocha.js





/** The JSON of Mocha's `json` reporter. Hooks that fail are in its list of failures and count as tests. */
const mocha = {
    name: "Mocha JSON",
    kind: "tests",
    detect: ({ text }) => /^\{\s*"stats"\s*:/.test(text) && /"suites"\s*:/.test(text),
    async read(input, sink) {
        const add = (raw, state) => {
            const one = (0,json/* record */.g1)(raw);
            const title = (0,json/* string */.Yj)(one.title);
            const full = (0,json/* string */.Yj)(one.fullTitle);
            const { message, stack, name } = (0,json/* record */.g1)(one.err);
            sink.add({
                suites: [],
                className: full.endsWith(title) ? full.slice(0, full.length - title.length).trim() : "",
                name: title,
                state,
                duration: possible(one.duration),
                file: (0,json/* string */.Yj)(one.file) || undefined,
                failures: state === "failed"
                    ? [{ ...failure((0,json/* string */.Yj)(stack) || (0,json/* string */.Yj)(message)), message: (0,json/* string */.Yj)(message), type: (0,json/* string */.Yj)(name) }]
                    : [],
            });
        };
        const arrays = await readJsonParts(input, {
            "stats.end": (time) => sink.when?.(time),
            "passes.*": (one) => add(one, ((0,json/* number */.ai)((0,json/* record */.g1)(one).currentRetry) ?? 0) > 0 ? "flaky" : "passed"),
            "failures.*": (one) => add(one, "failed"),
            "pending.*": (one) => add(one, "skipped"),
        });
        if (!arrays.has("passes"))
            throw new reading_input/* BrokenReport */.y5("it holds no passes");
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
        if (name === "test-run" && attributes["end-time"] !== undefined)
            this.#sink.when?.(attributes["end-time"]);
        else if (name === "test-suite" && attributes.type === "Assembly") {
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
        else if (name === "property" && this.#case) {
            addProperty(this.#case.run, attributes.name, attributes.value ?? "");
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
/** Lines of all statements together, for the same reason. */
const opencover_REPORT_LINES = 4_000_000;
class OpenCoverReader {
    #sink;
    /** Paths by the file's id; ids are unique within a module only. */
    #paths = new Map();
    /** Hits by file and line: a line may hold several points, of which the one that ran most often counts. */
    #lines = new Map();
    #budget = { lines: opencover_REPORT_LINES };
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
                const branches = this.#branches.get(file) ?? file.branches.inOrder();
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
                file.functions.add(this.#method.name, line, Math.max(hits, visited ? 1 : 0));
            this.#method = undefined;
        }
    }
    remark(text) {
        this.#sink.remark(text);
    }
    /** Hands over the lines, once all points of each are known. */
    end() {
        for (const [file, lines] of this.#lines)
            lines.addTo(file.lines);
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
        const lines = this.#lines.get(file) ?? new Stretches(this.#budget);
        this.#lines.set(file, lines);
        lines.add(from, Math.min(to, from + STATEMENT_LINES), hits);
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
    timeless: true,
    detect: ({ text }) => /^TAP version \d+/.test(text) || /^(?:#.*\r?\n)*(?:1\.\.\d+|(?:not )?ok\b[ \t]+(?:\d+|-[ \t]))/.test(text),
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
            throw new reading_input/* BrokenReport */.y5("it has no plan (1..N): the program that wrote it died");
        if (this.#told < this.#planned) {
            throw new reading_input/* BrokenReport */.y5(`its plan says ${this.#planned} tests and it tells of ${this.#told}`);
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
            duration: time === undefined ? undefined : possible(Number(time)),
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
            point.duration = possible(Number(duration));
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
            throw new reading_input/* BrokenReport */.y5("it holds no test results");
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
        else if (name === "Times" && attributes.finish !== undefined)
            this.#sink.when?.(attributes.finish);
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
    return possible((((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000);
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
        if (name === "assembly") {
            this.#assembly = attributes.name?.split(/[\\/]/).at(-1) ?? "";
            if (attributes["run-date"] !== undefined) {
                this.#sink.when?.(`${attributes["run-date"]}T${attributes["run-time"] ?? "00:00:00"}`);
            }
        }
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
        else if (name === "trait" && this.#run) {
            addProperty(this.#run, attributes.name, attributes.value ?? "");
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

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
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

;// CONCATENATED MODULE: ./actions/test/reading/report-check.js
/** Clocks of two machines may differ by this much. */
const CLOCKS = 10 * 60_000;
/** A time without a zone is that of the machine that wrote it, which may be anywhere. */
const ZONES = 26 * 3600_000;
const DAY = 24 * 3600_000;
/**
 * Looks at what a report says for what will be missed or misleads later, though nothing of it is broken. There are three
 * levels: a problem fails the step, a remark is a thing that cannot be, a hint is a thing that could be better.
 */
class ReportCheck {
    #now;
    #tests = 0;
    #untimed = 0;
    #twice = 0;
    #example = "";
    #last;
    /** `now` is in milliseconds since 1970. */
    constructor(now) {
        this.#now = now;
    }
    /** Sees a run of a test; `again` where the same report told of the test before. */
    test(run, again) {
        if (run.state !== "skipped") {
            this.#tests++;
            if (run.duration === undefined)
                this.#untimed++;
        }
        if (again && ++this.#twice === 1)
            this.#example = run.name;
    }
    /** Sees when something was run or written: a date as text, or seconds or milliseconds since 1970. */
    when(written) {
        const text = String(written).slice(0, 40);
        const number = Number(text);
        const time = number > 0 ? (number < 1e11 ? number * 1000 : number) : Date.parse(text);
        if (!(time > 0))
            return;
        const zone = number > 0 || /(z|[+-]\d\d:?\d\d)$/i.test(text.trim());
        if (!this.#last || time > this.#last.time)
            this.#last = { time, text, zone };
    }
    /** What cannot be. */
    remarks() {
        const last = this.#last;
        if (!last || last.time <= this.#now + (last.zone ? CLOCKS : ZONES))
            return [];
        return [`it says that it was written at ${last.text}, which has not come yet`];
    }
    /** What could be better. `timed` tells whether the format has times at all. */
    hints(timed) {
        const hints = [];
        if (timed && this.#untimed > 0) {
            hints.push(`hint: ${this.#untimed} of ${this.#tests} tests that ran have no time; shards cannot be weighed by them`);
        }
        if (this.#twice > 0) {
            hints.push(`hint: ${this.#twice} runs have the name of a test before them, such as "${this.#example.slice(0, 80)}"; they count as runs of that test`);
        }
        const last = this.#last;
        if (last && last.time < this.#now - DAY - (last.zone ? 0 : ZONES)) {
            hints.push(`hint: it was written at ${last.text}, more than a day ago; is it a report of this run?`);
        }
        return hints;
    }
}

// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
;// CONCATENATED MODULE: ./actions/test/reading/source-paths.js




/**
 * Reports write paths relative to where the tests ran, to a root they name, to their own folder, or absolute, perhaps
 * of another machine or a container; JaCoCo and Go leave the front of the path out or put a module's name there. The
 * first place where there is such a file counts, then the module that a go.mod names, then the one file of the
 * repository with the longest common end; of several the one that is nearest to the report.
 */
function sourcePaths(places) {
    const tracked = new Set(places.tracked);
    const exists = (short, full) => tracked.has(short) || (places.exists ?? external_node_fs_.existsSync)(full);
    const known = new Map();
    let byName;
    const inside = (path) => {
        const short = (0,external_node_path_.relative)(places.workspace, path);
        return short !== "" && !short.startsWith("..") && !(0,external_node_path_.isAbsolute)(short) ? short.split(external_node_path_.sep).join("/") : undefined;
    };
    let modules;
    const byModule = (path) => {
        modules ??= goModules(places);
        const own = modules.find(({ name }) => path.startsWith(`${name}/`));
        return own && inside((0,external_node_path_.join)(own.folder, path.slice(own.name.length + 1)));
    };
    const byEnd = (path, report) => {
        if (!byName) {
            byName = new Map();
            for (const file of places.tracked)
                byName.set((0,external_node_path_.basename)(file), [...(byName.get((0,external_node_path_.basename)(file)) ?? []), file]);
        }
        const parts = path.split("/").filter((part) => part !== "" && part !== ".");
        const candidates = byName.get(parts.at(-1) ?? "") ?? [];
        let best;
        let longest = 0;
        let nearest = -1;
        let tied = false;
        for (const candidate of candidates) {
            const other = candidate.split("/");
            let common = 0;
            while (common < Math.min(parts.length, other.length) && parts.at(-1 - common) === other.at(-1 - common))
                common++;
            // Either path must end with the other one, or share a folder at least; a name alone says nothing.
            if (common < 2 && common < Math.min(parts.length, other.length))
                continue;
            const near = sharedFolders(candidate, report);
            if (common > longest || (common === longest && near > nearest)) {
                [best, longest, nearest, tied] = [candidate, common, near, false];
            }
            else if (common === longest && near === nearest)
                tied = true;
        }
        return tied ? undefined : best;
    };
    // Where the tests ran, as the beginning of paths from the root of the repository; undefined where that is outside.
    const own = (0,external_node_path_.relative)(places.workspace, places.folder).split(external_node_path_.sep).join("/");
    const root = `${places.workspace}/`;
    const prefix = own === "" ? "" : own.startsWith("..") || (0,external_node_path_.isAbsolute)(own) ? undefined : `${own}/`;
    return (written, report, roots = NO_ROOTS) => {
        // Nearly all: a file of the repository, told of from where the tests ran. A report may name very many.
        if (roots.length === 0 && prefix !== undefined) {
            const short = written.startsWith(root) ? written.slice(root.length) : prefix + written;
            if (tracked.has(short))
                return short;
        }
        const key = `${written}\u0000${report}\u0000${roots.join("\u0000")}`;
        const earlier = known.get(key);
        if (earlier !== undefined)
            return earlier;
        const path = written.startsWith("file://") ? urlPath(written) : written.replaceAll("\\", "/");
        const result = (0,detached/* detached */.h)(find(path, report, roots) ?? path);
        known.set(key, result);
        return result;
    };
    function find(path, report, roots) {
        if ((0,external_node_path_.isAbsolute)(path) || /^[A-Za-z]:\//.test(path))
            return inside((0,external_node_path_.resolve)(path)) ?? byEnd(path, report);
        const bases = [
            ...roots.map((root) => (0,external_node_path_.resolve)(places.folder, root)),
            places.folder,
            places.workspace,
            (0,external_node_path_.dirname)((0,external_node_path_.resolve)(places.workspace, report)),
        ];
        for (const base of bases) {
            const full = (0,external_node_path_.join)(base, path);
            const short = inside(full);
            if (short !== undefined && exists(short, full))
                return short;
        }
        return byModule(path) ?? byEnd(path, report) ?? inside((0,external_node_path_.resolve)(places.folder, path));
    }
}
const NO_ROOTS = [];
/** How many go.mod files are looked into. */
const GO_MODULES = 500;
/** The modules of the repository, the longest name first, since a module may lie within another one. */
function goModules({ workspace, folder, tracked, read }) {
    const files = tracked.filter((path) => (0,external_node_path_.basename)(path) === "go.mod").map((path) => (0,external_node_path_.join)(workspace, path));
    const modules = [];
    for (const file of new Set([...files, (0,external_node_path_.join)(folder, "go.mod"), (0,external_node_path_.join)(workspace, "go.mod")].slice(0, GO_MODULES))) {
        try {
            const text = (read ?? ((path) => (0,external_node_fs_.readFileSync)(path, "utf8")))(file);
            const [, quoted, plain] = /^\s*module\s+(?:"([^"\n]+)"|(\S+))/m.exec(text) ?? [];
            const name = quoted ?? plain;
            if (name)
                modules.push({ name, folder: (0,external_node_path_.dirname)(file) });
        }
        catch {
            // There is none, or it cannot be read: the end of the path decides.
        }
    }
    return modules.sort((a, b) => b.name.length - a.name.length);
}
/** How many folders two paths have in common at their beginning. */
function sharedFolders(a, b) {
    const [left, right] = [a.split("/"), b.split("/")];
    let count = 0;
    while (count < Math.min(left.length, right.length) - 1 && left[count] === right[count])
        count++;
    return count;
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










/** Remarks and hints beyond these are only counted. */
const REMARKS = 100;
const HINTS = 20;
/**
 * Reads all reports. Each file is taken for what its content says, whichever list of globs found it. A file that
 * cannot be read is a problem that names it, never a silent zero; what was read of it until then counts.
 */
async function readReports(options) {
    const { workspace, folder, signal } = options;
    const files = [];
    const problems = [];
    const remarks = [];
    const hints = [];
    let remarkCount = 0;
    const remark = (report) => (text) => {
        if (++remarkCount <= REMARKS)
            remarks.push(`${report}: ${text}`);
    };
    const tests = new TestCollector();
    const coverage = new model_coverage/* Coverage */.xN();
    const kinds = new Set();
    const sourcePath = sourcePaths({ workspace, folder, tracked: options.tracked });
    const add = (run, report) => {
        options.each?.(run);
        return tests.add(run, report);
    };
    for (const leg of options.legs ?? []) {
        if (leg.tests)
            kinds.add("tests");
        for (const run of leg.tests ?? [])
            add(run, leg.path);
        for (const [suite, property] of leg.properties)
            tests.addProperty(suite, property);
        if (leg.coverage)
            kinds.add("coverage");
        leg.coverage?.(coverage);
    }
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
            const input = (0,reading_input/* fileInput */.Fg)(path, signal);
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
            const check = new ReportCheck(Date.now());
            const when = (written) => check.when(written);
            if (format.kind === "tests") {
                await format.read(input, {
                    add: (run) => check.test(run, add(run, report)),
                    property: (suite, property) => tests.addProperty(suite, property),
                    when,
                    remark: remark(report),
                });
            }
            else {
                const file = (written, roots) => coverage.file(sourcePath(written, report, roots));
                await format.read(input, { file, when, remark: remark(report) });
            }
            check.remarks().forEach(remark(report));
            hints.push(...check.hints(format.kind === "tests" && !format.timeless).map((hint) => `${report}: ${hint}`));
            files.push(report);
        }
        catch (error) {
            (0,errors/* throwIfAborted */.Te)(signal);
            problems.push(`${report} cannot be read: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
    if (remarkCount > REMARKS)
        remarks.push(`${remarkCount - REMARKS} more remarks`);
    remarks.push(...hints.slice(0, HINTS));
    if (hints.length > HINTS)
        remarks.push(`${hints.length - HINTS} more hints`);
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

;// CONCATENATED MODULE: ./actions/test/coverage-parts.js





/**
 * The coverage of each part that has a threshold of its own: that of a flag (some reports, or a leg), else that of the
 * files in a folder or of a glob.
 */
async function partsOf(whole, rules, where) {
    const parts = new Map();
    for (const { scope } of rules.thresholds) {
        if (scope === "" || parts.has(scope))
            continue;
        const glob = rules.flags.get(scope);
        const legs = rules.legs.filter(({ leg }) => leg === scope);
        if (glob !== undefined) {
            // Read again, so that all others need not keep each report apart. What is wrong with it was told already.
            const { coverage } = await readReports({ ...where, reports: [], coverageReports: [glob] });
            parts.set(scope, coverage ?? new model_coverage/* Coverage */.xN());
        }
        else if (legs.length > 0) {
            const part = new model_coverage/* Coverage */.xN();
            for (const leg of legs)
                leg.coverage?.(part);
            parts.set(scope, part);
        }
        else
            parts.set(scope, (0,test_gates/* scoped */.P1)(whole, scope));
    }
    return parts;
}
/** Of these parts those of a flag or a leg, by their line coverage: what a later run cannot tell by its paths. */
function namedParts(parts, rules) {
    const named = [...parts].filter(([scope]) => rules.flags.has(scope) || rules.legs.some(({ leg }) => leg === scope));
    return new Map(named.map(([scope, part]) => [scope, part.totals().lines]));
}
/**
 * The lines that the change adds or alters: from the local repository, else as the legs tell of them. Undefined where
 * no base is named. That it cannot be told is a problem only where a gate needs it.
 */
async function readChanged(world, rules, { problems, remarks }) {
    const gated = rules.thresholds.some(({ measure }) => measure === "patch");
    const told = rules.legs.find(({ changed }) => changed)?.changed;
    // What is checked out there is the default branch, not what the fork's run was about.
    if (told && world.runner.env.GITHUB_EVENT_NAME === "workflow_run")
        return told;
    const bases = baseOf(rules.base, world.runner.env);
    if (bases.length === 0) {
        if (gated && !told)
            remarks.push("no base is known, so the threshold patch was not checked");
        return told;
    }
    try {
        return await changedLines(world, bases);
    }
    catch (error) {
        if (world.signal.aborted)
            throw error;
        if (told)
            return told;
        (gated ? problems : remarks).push(`the coverage of the change is not known: ${(0,errors/* messageWithHint */.X9)(error, ". ")}`);
        return undefined;
    }
}

// EXTERNAL MODULE: ./toolkit/shell.js
var toolkit_shell = __webpack_require__(18088);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(79117);
;// CONCATENATED MODULE: ./actions/test/command.js





/**
 * Runs the user's own command, which is one of the few texts that go through a shell (toolkit/shell.ts). Throws a
 * UserError with exit code 124 where it does not end in time.
 */
async function runCommand(world, command, options) {
    const [shell, ...args] = (0,toolkit_shell/* shellCommand */.q)(command);
    const lines = [];
    try {
        const { code } = await world.run(shell, [...args, "quayside", ...(options.args ?? [])], {
            cwd: (0,external_node_path_.resolve)(world.workspace, options.folder),
            env: { ...environmentOf(world), ...Object.fromEntries(options.env) },
            timeout: options.timeout,
            signal: world.signal,
            keep: 0,
            onLine(line) {
                if (options.onLine)
                    options.onLine(line);
                else
                    world.runner.info(line);
                lines.push(line);
                if (lines.length > 200)
                    lines.splice(0, 100);
            },
        });
        return { code, last: (0,log_text/* lastLines */.w$)(lines.join("\n"), 12) };
    }
    catch (error) {
        // The process port names the shell, which is none of the user's concern.
        if (!(error instanceof errors/* AbortedError */.oM) || world.signal.aborted)
            throw error;
        throw new errors/* UserError */.yo(`the command did not end within ${(0,units/* formatDuration */.a3)(options.timeout)} and was stopped`, {
            exitCode: error.exitCode,
            hint: "Give it longer with `timeout`, or look at its last lines above for what it waits.",
        });
    }
}
/**
 * The environment that a `run:` step would have. What the runner gives to actions alone stays here: our inputs, one of
 * which may be a token, and the token by which caches and artifacts of the whole repository can be written.
 */
function environmentOf({ runner }) {
    return Object.fromEntries(Object.entries(runner.env).filter(([name]) => !/^(INPUT_|STATE_|ACTIONS_(RUNTIME_(TOKEN|URL)|RESULTS_URL|CACHE_URL)$)/.test(name)));
}

;// CONCATENATED MODULE: ./actions/test/runners/retry.js


/**
 * The results once the failed tests were tried again: a test that passed in any try is flaky, and counts as passed.
 * What went wrong in its earlier tries stays with it.
 */
function afterRetries(results, tries) {
    const passed = ({ state }) => state === "passed" || state === "flaky";
    const mended = new Set(results.failed.filter((test) => tries.some((outcomes) => passed({ state: outcomes.get(keyOf(test)) }))));
    if (mended.size === 0)
        return results;
    const counts = { ...results.counts };
    const suites = new Map(results.suites.map((suite) => [suite.name, { ...suite }]));
    for (const test of mended) {
        counts.failed--;
        counts.passed++;
        counts.flaky++;
        const suite = suites.get(cut((0,log_text/* plainText */.wh)(test.suites[0] || test.className || "(no suite)"), LIMITS.name));
        if (suite && suite.failed > 0) {
            suite.failed--;
            suite.passed++;
        }
    }
    return {
        ...results,
        counts,
        suites: [...suites.values()],
        failed: results.failed.filter((test) => !mended.has(test)),
        flaky: [...results.flaky, ...[...mended].map((test) => ({ ...test, state: "flaky" }))],
    };
}

;// CONCATENATED MODULE: ./actions/test/runners/select-tests.js
/** One argument may be 128 KiB long on Linux, and all together must leave room for the environment. */
const select_tests_LONGEST = 100_000;
/**
 * The arguments by which a runner runs only these tests again; undefined where there are too many of them to name.
 * Coverage is switched off, since the tests that run again would write a report of themselves alone.
 */
function argumentsFor({ runner, words }, failed, fileOf) {
    const files = failed.map(fileOf);
    const known = files.every((file) => file !== undefined) ? [...new Set(files)] : [];
    const covers = words.some((word) => /^--cov(erage)?\b/.test(word));
    const args = [];
    if (runner === "pytest") {
        // It remembers itself what failed, to the last parameter.
        args.push("--last-failed", "--last-failed-no-failures=none", ...(covers ? ["--no-cov"] : []));
    }
    else if (runner === "go") {
        const names = [...new Set(failed.map(({ name }) => name.split("/")[0]))];
        // A package that did not build has no test to name.
        if (!names.every((name) => /^(Test|Example|Fuzz)\w*$/u.test(name)))
            return undefined;
        args.push("-count=1", "-run", `^(${names.join("|")})$`);
    }
    else {
        const pattern = `^(?:${[...new Set(failed.flatMap(namePatterns))].join("|")})$`;
        if (runner === "vitest")
            args.push("--coverage.enabled=false", "-t", pattern, ...known);
        else
            args.push("--coverage=false", "-t", pattern, ...(known.length > 0 ? ["--runTestsByPath", ...known] : []));
    }
    return args.join(" ").length > select_tests_LONGEST ? undefined : args;
}
/** How suites and names are joined in the full names that `-t` is held against: Jest and Vitest up to 4, Vitest 5. */
const JOIN = "(?: > | )";
// Reports put the suites into the name, into the class, or both; whichever it was, one of these is the full name.
function namePatterns({ suites, className, name }) {
    const pattern = (parts) => parts
        .flatMap((part) => part.split(/ [>›] /))
        .filter((part) => part !== "")
        .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
        .join(JOIN);
    return [pattern([name]), pattern([className, name]), pattern([...suites, name])];
}

;// CONCATENATED MODULE: ./actions/test/runners/test-runner.js
/**
 * Which test runner a command starts, and how further arguments reach it: by itself (`npx vitest run`), or by a script
 * of package.json (`npm test`). Undefined where it cannot be told for sure, as with several commands in one.
 * The arguments come in as the shell's own `"$@"`, so nothing of a test's name is ever read by the shell.
 */
function knownCommand(command, scripts) {
    const text = command.trim();
    const words = simpleWords(text);
    if (!words)
        return undefined;
    const script = scriptOf(words);
    if (!script)
        return direct(words, text);
    const body = scripts[script.name];
    if (typeof body !== "string")
        return undefined;
    const inner = simpleWords(body.trim());
    const found = inner && direct(inner, body.trim());
    // A script that calls another script is left alone: who knows what that one does with arguments.
    if (!found)
        return undefined;
    const separator = script.dashes && !words.includes("--") ? " --" : "";
    return { runner: found.runner, words: [...found.words, ...script.rest], open: `${text}${separator} "$@"` };
}
/** The words of a command that is one program with its arguments; undefined for anything more. */
function simpleWords(text) {
    // Where its output goes does not matter: `"$@"` may stand behind a redirection.
    const bare = text.replace(/\s\d?>{1,2}\s*(&\d|[^\s&|;<>]+)/g, "");
    if (/[;&|\n`<>()]/.test(bare) || /\$\(/.test(bare))
        return undefined;
    return bare.split(/\s+/).filter((word) => word !== "");
}
function scriptOf(words) {
    const [program = "", ...rest] = withoutAssignments(words);
    const [first = "", second = ""] = rest;
    const npm = program === "npm";
    if (!npm && program !== "pnpm" && program !== "yarn")
        return undefined;
    if (npm && /^(t|tst|test)$/.test(first))
        return { name: "test", dashes: true, rest: rest.slice(1) };
    if (/^run(-script)?$/.test(first) && second !== "")
        return { name: second, dashes: npm, rest: rest.slice(2) };
    if (npm || first === "" || first.startsWith("-") || /^(exec|dlx|node)$/.test(first))
        return undefined;
    return { name: first, dashes: false, rest: rest.slice(1) };
}
function direct(words, text) {
    const all = withoutAssignments(words);
    const places = [];
    for (const [index, word] of all.entries()) {
        const name = word.split("/").at(-1) ?? "";
        if (name === "vitest")
            places.push(["vitest", index]);
        else if (name === "jest")
            places.push(["jest", index]);
        else if (/^(pytest|py\.test)$/.test(name))
            places.push(["pytest", index]);
        else if (name === "go" && all[index + 1] === "test")
            places.push(["go", index + 1]);
    }
    const [first] = places;
    if (!first)
        return undefined;
    const [runner, at] = first;
    const before = all.slice(0, at).map((word) => word.split("/").at(-1) ?? "");
    const launchers = /^(npx|pnpm|yarn|bunx|exec|dlx|python3?(\.\d+)?|uv|poetry|pipenv|hatch|run|go|-m|--|--no-install|-y)$/;
    if (!before.every((word) => launchers.test(word)))
        return undefined;
    const rest = all.slice(at + 1);
    // `go test … -args x` hands the rest to the tests; a watching vitest never ends.
    if (runner === "go" && rest.some((word) => /^--?args$/.test(word)))
        return undefined;
    return { runner, words: rest, open: `${text} "$@"` };
}
function withoutAssignments(words) {
    const start = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
    return start < 0 ? [] : words.slice(start);
}

;// CONCATENATED MODULE: ./actions/test/execute.js









/** What a command starts, as far as it and the package.json beside it tell. */
function understood(command, folder) {
    let scripts = {};
    try {
        scripts = JSON.parse((0,external_node_fs_.readFileSync)((0,external_node_path_.join)(folder, "package.json"), "utf8")).scripts ?? {};
    }
    catch {
        // Without one there are no scripts.
    }
    return knownCommand(command, scripts);
}
/** What the globs match now, so that what the command writes can be told from what was there. */
async function fingerprints(world, execution) {
    const before = new Map();
    if (execution.run === "")
        return before;
    const globs = [...execution.reports, ...execution.coverageReports];
    for (const { files } of await findAll(globs, execution.folder, world.signal)) {
        for (const [path, print] of files)
            before.set(path, print);
    }
    return before;
}
/** Runs the command for the first time. */
function runOnce(world, { run, known, folder, env, timeout, args }) {
    const text = args && known ? known.open : run;
    return runCommand(world, text, { folder, env, timeout, ...(args ? { args } : {}) });
}
/**
 * Tries the failed tests again until all passed or the tries are used up. Those in quarantine are not worth a try.
 * `read` reads the reports that a try wrote and gives each run of a test to the collector.
 */
async function retryFailed(world, execution, first, rules) {
    let { results, code } = first;
    const held = (tests) => tests.length > 0 && tests.every(rules.inQuarantine);
    let explained = code === 0 || (held(results.failed) && results.counts.failed === results.failed.length);
    const tries = [];
    const open = () => results.failed.filter((test) => !rules.inQuarantine(test));
    while (tries.length < rules.retries && open().length > 0) {
        if (results.counts.failed > results.failed.length) {
            rules.remark(`${results.counts.failed} tests failed, which is too many to try them again`);
            break;
        }
        const args = execution.known && argumentsFor(execution.known, open(), rules.fileOf);
        const what = args ? `${open().length} failed` : "all, since it is not known how to run some of them alone";
        world.runner.info(`Trying tests again (${tries.length + 1} of ${rules.retries}): ${what}.`);
        const before = await fingerprints(world, { ...execution, coverageReports: [] });
        const repeated = args ?? execution.args;
        let again;
        try {
            again = await runOnce(world, { ...execution, args: repeated });
        }
        catch (error) {
            // The first run's report is there all the same, and its failures stand.
            if (world.signal.aborted)
                throw error;
            rules.remark(`a retry counts for nothing: ${(0,errors/* messageOf */.bD)(error)}`);
            explained = false;
            break;
        }
        const outcomes = new Map();
        const { tests, problems } = await rules.read(before, (run) => {
            const key = keyOf(run);
            const known = outcomes.get(key);
            if (known === undefined || STATES.indexOf(run.state) > STATES.indexOf(known))
                outcomes.set(key, run.state);
        });
        tries.push(outcomes);
        code = again.code;
        if (problems.length > 0 || !tests) {
            rules.remark(`a retry left no report that can be read, so it counts for nothing: ${problems.join("; ")}`);
            break;
        }
        explained = code === 0 || held(tests.failed);
        results = afterRetries(first.results, tries);
    }
    return { results, code, tries: tries.length, explained };
}

// EXTERNAL MODULE: ./actions/test/history/ledger.js
var history_ledger = __webpack_require__(54430);
;// CONCATENATED MODULE: ./actions/test/history/compare.js


const SHOWN = 100;
/**
 * The complete run that is nearest: that of the first of these commits that has one. `commits` are the present one's
 * ancestors, the nearest first.
 */
function nearestRun(ledger, commits) {
    const complete = ledger.runs.filter((run) => run.complete);
    for (const sha of commits) {
        // The newest one of a commit comes first.
        const found = complete.find((run) => run.sha === sha);
        if (found)
            return found;
    }
    return undefined;
}
/** What the present run has that the earlier one had not, and the other way round. */
function compareRuns(ledger, before, now) {
    const groups = {
        added: new Collected(),
        removed: new Collected(),
        newlySkipped: new Collected(),
        newlyFailed: new Collected(),
        fixed: new Collected(),
    };
    const red = (state) => state === "failed" || state === "error";
    const known = new Set();
    for (const [index, name] of ledger.names.entries()) {
        const was = (0,history_ledger/* stateIn */.pQ)(before, index);
        if (was === undefined)
            continue;
        known.add(name);
        const is = now.tests.get(name)?.state;
        if (is === undefined)
            groups.removed.add(name);
        else if (is === "skipped" && was !== "skipped")
            groups.newlySkipped.add(name);
        else if (red(is) && !red(was))
            groups.newlyFailed.add(name);
        else if (red(was) && (is === "passed" || is === "flaky"))
            groups.fixed.add(name);
    }
    for (const name of now.tests.keys())
        if (!known.has(name))
            groups.added.add(name);
    const { added, removed, newlySkipped, newlyFailed, fixed } = groups;
    return {
        sha: before.sha,
        added: added.result(),
        removed: removed.result(),
        newlySkipped: newlySkipped.result(),
        newlyFailed: newlyFailed.result(),
        fixed: fixed.result(),
        duration: Math.round(now.counts.duration - before.counts.duration),
        coverage: now.coverage && before.coverage ? changes(before.coverage, now.coverage) : {},
        files: now.coverage && before.coverage ? changedFiles(ledger, before, now) : [],
    };
}
/** Change in points, in hundredths: between the two numbers that people see, so that the sum is right for them. */
function pointsBetween(before, now) {
    const [was, is] = [(0,model_coverage/* percent */.KN)(before), (0,model_coverage/* percent */.KN)(now)];
    return was === undefined || is === undefined ? undefined : Math.round((is - was) * 100) / 100;
}
function changes(before, now) {
    const result = {};
    for (const measure of model_coverage/* MEASURES */.sF) {
        const points = pointsBetween(before[measure], now[measure]);
        if (points !== undefined)
            result[measure] = points;
    }
    return result;
}
function changedFiles(ledger, before, now) {
    const changed = [];
    const earlier = new Map([...before.files].map(([index, lines]) => [ledger.paths[index] ?? "", lines]));
    for (const [path, lines] of now.files) {
        const was = earlier.get(path);
        if (!was || (0,model_coverage/* percent */.KN)(was) !== (0,model_coverage/* percent */.KN)(lines))
            changed.push({ path, before: was, now: lines });
    }
    for (const [path, lines] of earlier)
        if (!now.files.has(path))
            changed.push({ path, before: lines, now: undefined });
    const missed = (lines) => (lines ? lines.total - lines.covered : 0);
    return changed.sort((a, b) => missed(b.now) - missed(b.before) - (missed(a.now) - missed(a.before))).slice(0, SHOWN);
}
class Collected {
    #count = 0;
    #names = [];
    add(name) {
        if (++this.#count <= SHOWN)
            this.#names.push(name.split("\t")[0]);
    }
    result() {
        return { count: this.#count, names: this.#names };
    }
}

// EXTERNAL MODULE: ./toolkit/github/event.js
var github_event = __webpack_require__(59936);
;// CONCATENATED MODULE: ./actions/test/store/make-store.js


/** Makes the store that was chosen. */
async function makeStore(world, choice, settings) {
    if (choice.kind === "file") {
        return (await __webpack_require__.e(/* import() */ 4350).then(__webpack_require__.bind(__webpack_require__, 54350))).fileStore((0,external_node_path_.resolve)(world.workspace, choice.name));
    }
    if (choice.kind === "cache")
        return (await __webpack_require__.e(/* import() */ 6637).then(__webpack_require__.bind(__webpack_require__, 86637))).cacheStore(world, choice.name);
    const github = await world.github(settings.token);
    if (!github) {
        throw new errors/* UserError */.yo(`the store ${choice.kind} needs a token and a repository on GitHub`, {
            hint: "Set `token: ${{ github.token }}`, or keep the history in a file: `store: .quayside/test-history.json`.",
        });
    }
    if (choice.kind === "branch")
        return (await __webpack_require__.e(/* import() */ 5628).then(__webpack_require__.bind(__webpack_require__, 25628))).branchStore(github, choice.name);
    return (await __webpack_require__.e(/* import() */ 4444).then(__webpack_require__.bind(__webpack_require__, 64444))).artifactStore(github, { ...settings, name: choice.name });
}

;// CONCATENATED MODULE: ./actions/test/history/remember.js





/** Opens the store and reads what it holds. That it cannot be read is no reason to stop: it is told. */
async function recall(world, rules) {
    if (!rules.store)
        return { store: undefined, ledger: undefined, problem: undefined };
    let store;
    try {
        const { token, reportDir } = rules;
        store = await makeStore(world, rules.store, { token, reportDir, branch: rememberedBranch(world) });
        const texts = await store.load();
        return {
            store,
            ledger: texts.length === 0 ? undefined : (0,history_ledger/* joined */.oR)(texts.map(history_ledger/* readLedger */.SC), rules.keep),
            problem: undefined,
        };
    }
    catch (error) {
        if (world.signal.aborted)
            throw error;
        return { store, ledger: undefined, problem: (0,errors/* messageOf */.bD)(error) };
    }
}
/** Adds a run to what is stored. Throws a UserError where the store cannot be written. */
async function remember(store, run, keep, badge) {
    await store.update((texts) => {
        const known = texts.flatMap((text) => {
            try {
                return [(0,history_ledger/* readLedger */.SC)(text)];
            }
            catch {
                // What cannot be read was told when it was loaded, and is written anew.
                return [];
            }
        });
        return { text: (0,history_ledger/* writeLedger */.XL)((0,history_ledger/* withRun */.Yq)((0,history_ledger/* joined */.oR)(known, keep), run, keep)), badge };
    });
}
/** The branch whose runs are the measure: that of the pull request's target, else the default one. */
function rememberedBranch({ runner: { env } }) {
    return env.GITHUB_BASE_REF || (0,github_event/* eventFacts */.I)(env).defaultBranch || env.GITHUB_REF_NAME || "main";
}
/** Whether this run is one to remember: by itself only a run of the branch, since pull requests come and go. */
function remembers(world, rules) {
    if (rules.remember !== "auto")
        return rules.remember === "always";
    const { env } = world.runner;
    if (env.GITHUB_ACTIONS !== "true") {
        // Jenkins and Travis CI say so where a build is one of a pull request.
        return !env.CHANGE_ID && (env.TRAVIS_PULL_REQUEST ?? "false") === "false";
    }
    if (/^(pull_request|merge_group|workflow_run|issue)/.test(env.GITHUB_EVENT_NAME ?? ""))
        return false;
    return env.GITHUB_REF_TYPE === "branch" && env.GITHUB_REF_NAME === rememberedBranch(world);
}
/**
 * The run to compare with: the nearest ancestor's. Where the clone does not tell of ancestors (it is shallow) the
 * newest one is taken, and that is said.
 */
async function baselineOf(world, ledger, bases, remarks) {
    const nearest = nearestRun(ledger, await ancestors(world, bases));
    if (nearest)
        return nearest;
    const newest = ledger.runs.find(({ complete }) => complete);
    if (newest) {
        remarks.push(`no ancestor of this commit is among the remembered runs (a shallow clone, or too old), so it is compared with the newest one, ${newest.sha.slice(0, 10)}`);
    }
    return newest;
}
/** What to look for in the history, the nearest first: the ancestors of what is compared with. */
async function ancestors(world, bases) {
    const event = (0,github_event/* eventFacts */.I)(world.runner.env);
    const known = event.base ? [event.base] : [];
    const git = async (...args) => {
        try {
            const { code, stdout } = await world.run("git", ["-C", world.workspace, ...args], {
                timeout: 30_000,
                signal: world.signal,
            });
            return code === 0
                ? stdout
                    .trim()
                    .split("\n")
                    .filter((line) => line !== "")
                : [];
        }
        catch (error) {
            if (world.signal.aborted)
                throw error;
            return [];
        }
    };
    let start;
    for (const base of bases) {
        [start] = await git("merge-base", "--end-of-options", base, "HEAD");
        if (start !== undefined)
            break;
    }
    // Without a base it is the branch itself: what came before this commit.
    const list = await git("rev-list", "--max-count=1000", ...(start === undefined ? ["--skip=1", "HEAD"] : [start]));
    // The base that the event names stands at the front where the clone is shallow, and somewhere in the list otherwise.
    return list.length > 0 && known.every((sha) => list.includes(sha)) ? list : [...known, ...list];
}
/** The commit that a run is about: the head of a pull request rather than the merge commit that is checked out. */
async function commitOf(world) {
    const { env } = world.runner;
    const named = (0,github_event/* eventFacts */.I)(env).head ?? env.GITHUB_SHA ?? env.GIT_COMMIT ?? env.TRAVIS_COMMIT;
    if (named)
        return named;
    try {
        const { code, stdout } = await world.run("git", ["-C", world.workspace, "rev-parse", "HEAD"], {
            timeout: 30_000,
            signal: world.signal,
        });
        return code === 0 ? stdout.trim() : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./actions/test/history/recorder.js


/** Tests beyond these are not recorded, so that memory keeps a bound; the counts are exact all the same. */
const RECORDED = 100_000;
/** Keeps every test of a run in short: what baseline, history, shards and other legs are told. */
class TestRecorder {
    #tests = new Map();
    #limit;
    constructor(limit = RECORDED) {
        this.#limit = limit;
    }
    /** Adds one run of a test; of several the most severe state counts, as in the totals. */
    add(run) {
        const { suites, className, name, file, state, duration } = run;
        const id = `${suites.join("\u0001")}\u0000${className}\u0000${name}\u0000${file ?? ""}`;
        const known = this.#tests.get(id);
        if (known) {
            if (STATES.indexOf(state) > STATES.indexOf(known.state))
                known.state = state;
            if (duration !== undefined)
                known.duration = Math.max(duration, known.duration ?? 0);
            return;
        }
        if (this.#tests.size >= this.#limit)
            return;
        this.#tests.set((0,detached/* detached */.h)(id), {
            suites: suites.map(detached/* detached */.h),
            className: (0,detached/* detached */.h)(className),
            name: (0,detached/* detached */.h)(name),
            file: file === undefined ? undefined : (0,detached/* detached */.h)(file),
            state,
            duration,
        });
    }
    /** Sets what a test came to in the end, after it was tried again. */
    settle(test, state) {
        for (const known of this.#tests.values())
            if (historyName(known) === historyName(test))
                known.state = state;
    }
    tests() {
        return [...this.#tests.values()];
    }
    /** How many of the counted tests are not here, since there are too many. */
    missing(counts) {
        return Math.max(0, counts.tests - this.#tests.size);
    }
}
/** What a test is called in the history: its title, and its file where the report names one. */
function historyName(test) {
    return `${titleOf(test)}\t${test.file ?? ""}`;
}

;// CONCATENATED MODULE: ./actions/test/history/snapshot.js



/** The present run as the history keeps it. */
function snapshot(world, facts) {
    const { sha, complete, results, recorder, coverage, parts } = facts;
    const { tests, passed, failed, skipped, flaky, duration } = results.counts;
    const at = world.clock.now();
    const { GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt = "1", BUILD_TAG: build, TRAVIS_JOB_ID: travis, } = world.runner.env;
    return {
        sha,
        at,
        id: run ? `${run}.${attempt}` : (build ?? travis ?? String(at)),
        complete,
        counts: { tests, passed, failed, skipped, flaky, duration },
        coverage: coverage?.totals(),
        parts,
        tests: new Map(recorder.tests().map((test) => [historyName(test), { state: test.state, duration: test.duration }])),
        files: new Map([...(coverage?.files ?? [])].map(([path, file]) => [path, file.totals().lines])),
    };
}
/** Change in points of the line coverage of a scope against an earlier run; undefined where that had nothing of it. */
function deltaOf(scope, now, before, ledger) {
    const part = before.parts.get(scope);
    if (part)
        return pointsBetween(part, now);
    const was = { covered: 0, total: 0 };
    for (const [index, { covered, total }] of before.files) {
        if (!(0,test_gates/* inScope */.SB)(ledger.paths[index] ?? "", scope))
            continue;
        was.covered += covered;
        was.total += total;
    }
    return pointsBetween(was, now);
}

// EXTERNAL MODULE: ./actions/test/history/trends.js
var trends = __webpack_require__(89015);
;// CONCATENATED MODULE: ./actions/test/history/against.js





/**
 * Compares this run with the nearest earlier one that is remembered. That the history cannot be read is a problem where
 * a gate needs it (`gated`), else a part that is missing.
 */
async function againstEarlier(world, facts, memory, rules, { problems, remarks, missing }) {
    const { sha, results, partial } = facts;
    const { ledger } = memory;
    const complete = facts.complete && !partial;
    const now = sha === undefined || !results ? undefined : snapshot(world, { ...facts, sha, results, complete });
    if (memory.problem !== undefined)
        (rules.gated ? problems : missing).push(`the history of earlier runs: ${memory.problem}`);
    const base = now && ledger && complete ? await baselineOf(world, ledger, rules.bases, remarks) : undefined;
    const comparison = now && base && ledger ? compareRuns(ledger, base, now) : undefined;
    if (memory.store && !comparison && memory.problem === undefined && !partial) {
        if (!complete)
            missing.push("the comparison with an earlier run: this run is not whole");
        else
            remarks.push("no earlier run is stored that this one can be compared with, so nothing was compared");
    }
    return {
        now,
        comparison,
        trends: now && ledger && !partial ? (0,trends/* trendsOf */.K)((0,history_ledger/* withRun */.Yq)(ledger, now, rules.history)) : undefined,
        deltaOf: (scope, part) => base && ledger && deltaOf(scope, part.totals().lines, base, ledger),
        hasBase: base !== undefined,
    };
}

;// CONCATENATED MODULE: ./actions/test/legs/run-data.js



const KIND = "quayside-test-data";
/** Bounds for what another run may hand over. */
const MOST = { tests: 100_000, files: 20_000, lines: 1_000_000, texts: 200, text: 2000, changed: 5000 };
/** The data of a run as JSON. */
function writeRunData(facts) {
    const { tests, details, coverage, changed, ...rest } = facts;
    return JSON.stringify({
        version: 1,
        kind: KIND,
        ...rest,
        ...(tests ? { tests: tests.map((test) => rowOf(test)), details: details.slice(0, 3000).map(detailOf) } : {}),
        ...(coverage
            ? { coverage: [...coverage.files].slice(0, MOST.files).map(([path, file]) => [path, fileOf(file)]) }
            : {}),
        ...(changed ? { changed: [...changed].slice(0, MOST.changed) } : {}),
    });
}
function rowOf({ suites, className, name, file, state, duration }) {
    return [
        suites,
        className,
        name,
        file ?? null,
        STATES.indexOf(state),
        duration === undefined ? null : Math.round(duration),
    ];
}
function detailOf({ report: _report, duration: _duration, ...test }) {
    return test;
}
function fileOf(file) {
    const { lines, branches, functions, statements, mcdc } = file;
    return Object.fromEntries(Object.entries({
        l: [...lines.entries()].flat(),
        b: Array.from(branches.entries(), ([line, taken]) => {
            const missing = branches.missingOf(line);
            return missing ? [line, 2, taken.length, ...missing] : [line, branches.knows(line) ? 1 : 0, ...taken];
        }),
        f: Array.from(functions.all(), ({ name, line, hits }) => [name, line, hits]),
        s: [...statements.entries()],
        m: [...mcdc.entries()].flat(),
    }).filter(([name, all]) => name === "l" || all.length > 0));
}
/**
 * Reads the data of a run from parsed JSON. They may come from a fork, so each value is checked and bounded, and paths
 * that lead out of the repository are dropped. Throws an Error that says what is wrong where it is no such data.
 */
function readRunData(value) {
    const raw = (0,json/* record */.g1)(value);
    if (raw.kind !== KIND)
        throw new Error("it is no data.json of this action");
    if (raw.version !== 1)
        throw new Error(`it is data of version ${String(raw.version).slice(0, 20)}, and 1 is known here`);
    if (!/^[0-9a-f]{7,64}$/.test((0,json/* string */.Yj)(raw.sha)))
        throw new Error("it names no commit");
    const details = new Map((0,json/* list */.p_)(raw.details).slice(0, 3000).flatMap(readDetail));
    const shard = (0,json/* record */.g1)(raw.shard);
    return {
        leg: run_data_text(raw.leg),
        sha: (0,json/* string */.Yj)(raw.sha),
        at: (0,json/* number */.ai)(raw.at) ?? 0,
        exitCode: (0,json/* number */.ai)(raw.exitCode),
        problems: texts(raw.problems),
        remarks: texts(raw.remarks),
        shard: raw.shard === undefined
            ? undefined
            : { index: (0,json/* number */.ai)(shard.index) ?? 0, total: (0,json/* number */.ai)(shard.total) ?? 0, digest: run_data_text(shard.digest) },
        tests: Array.isArray(raw.tests)
            ? raw.tests.slice(0, MOST.tests).flatMap((row) => readRow((0,json/* list */.p_)(row), details))
            : undefined,
        properties: (0,json/* list */.p_)(raw.properties)
            .slice(0, LIMITS.allProperties)
            .flatMap((entry) => {
            const [suite, property] = (0,json/* list */.p_)(entry);
            return readProperty(property).map((one) => [run_data_text(suite), one]);
        }),
        coverage: Array.isArray(raw.coverage) ? (into) => readCoverage(raw.coverage, into) : undefined,
        changed: Array.isArray(raw.changed) ? run_data_readChanged(raw.changed) : undefined,
        missing: (0,json/* number */.ai)(raw.missing) ?? 0,
    };
}
function readRow(row, details) {
    const state = STATES[(0,json/* number */.ai)(row[4]) ?? -1];
    if (state === undefined || typeof row[2] !== "string")
        return [];
    const test = {
        suites: (0,json/* list */.p_)(row[0]).slice(0, 50).map(json/* string */.Yj),
        className: (0,json/* string */.Yj)(row[1]),
        name: row[2],
        state,
        duration: (0,json/* number */.ai)(row[5]),
        file: typeof row[3] === "string" ? row[3] : undefined,
        failures: [],
    };
    const more = details.get(keyOf(test));
    return [more ? { ...more, state, duration: test.duration } : test];
}
function readDetail(value) {
    const raw = (0,json/* record */.g1)(value);
    if (typeof raw.name !== "string")
        return [];
    const test = {
        suites: (0,json/* list */.p_)(raw.suites).slice(0, 50).map(json/* string */.Yj),
        className: (0,json/* string */.Yj)(raw.className),
        name: raw.name,
        state: "passed",
        file: typeof raw.file === "string" ? raw.file : undefined,
        line: whole(raw.line),
        reason: typeof raw.reason === "string" ? raw.reason : undefined,
        output: typeof raw.output === "string" ? raw.output : undefined,
        failures: (0,json/* list */.p_)(raw.failures).slice(0, 20).map(readFailure),
        ...(Array.isArray(raw.properties)
            ? { properties: raw.properties.slice(0, LIMITS.properties).flatMap(readProperty) }
            : {}),
    };
    return [[keyOf(test), test]];
}
function readProperty(value) {
    const [name, content] = (0,json/* list */.p_)(value);
    return typeof name === "string" && typeof content === "string" ? [[name, content]] : [];
}
function readFailure(value) {
    const raw = (0,json/* record */.g1)(value);
    return {
        kind: raw.kind === "error" ? "error" : "failure",
        type: (0,json/* string */.Yj)(raw.type),
        message: (0,json/* string */.Yj)(raw.message),
        details: (0,json/* string */.Yj)(raw.details),
    };
}
function readCoverage(raw, into) {
    for (const entry of (0,json/* list */.p_)(raw).slice(0, MOST.files)) {
        const [path, value] = (0,json/* list */.p_)(entry);
        const clean = insidePath(path);
        if (clean === undefined)
            continue;
        const file = into.file(clean);
        const { l, b, f, s, m } = (0,json/* record */.g1)(value);
        const flat = (0,json/* list */.p_)(l).slice(0, 2 * MOST.lines);
        for (let at = 0; at + 1 < flat.length; at += 2) {
            const [line, hits] = [whole(flat[at]), (0,json/* number */.ai)(flat[at + 1])];
            if (line !== undefined && hits !== undefined)
                file.lines.add(line, hits);
        }
        const branches = file.branches.inOrder();
        for (const branch of (0,json/* list */.p_)(b).slice(0, MOST.lines)) {
            const [first, known, ...ways] = (0,json/* list */.p_)(branch).slice(0, 1000);
            const line = whole(first);
            if (line === undefined)
                continue;
            const taken = ways.map((way) => (0,json/* number */.ai)(way) ?? 0);
            const [total = 0, ...missing] = taken;
            const all = Math.min(total, 1000);
            if (known === 1)
                for (const way of taken)
                    branches.add(line, way);
            else if (known === 2)
                file.branches.addCount(line, Math.max(0, all - missing.length), all, missing);
            else
                file.branches.addCount(line, taken.filter((way) => way > 0).length, taken.length);
        }
        for (const one of (0,json/* list */.p_)(f).slice(0, MOST.lines)) {
            const [name, line, hits] = (0,json/* list */.p_)(one);
            if (typeof name === "string")
                file.functions.add(name.slice(0, MOST.text), (0,json/* number */.ai)(line) ?? 0, (0,json/* number */.ai)(hits) ?? 0);
        }
        for (const one of (0,json/* list */.p_)(s).slice(0, MOST.lines)) {
            const [place, count, hits] = (0,json/* list */.p_)(one);
            const numbers = typeof place === "string" ? (0,statement_hits/* placeOf */.$)(place) : undefined;
            if (numbers)
                file.statements.add(numbers, (0,json/* number */.ai)(count) ?? 0, (0,json/* number */.ai)(hits) ?? 0);
        }
        const conditions = (0,json/* list */.p_)(m).slice(0, 3 * MOST.lines);
        for (let at = 0; at + 2 < conditions.length; at += 3) {
            const [line, place] = [whole(conditions[at]), (0,json/* number */.ai)(conditions[at + 1])];
            const times = (0,json/* number */.ai)(conditions[at + 2]);
            if (line !== undefined && place !== undefined && times !== undefined)
                file.mcdc.add(line, place, times);
        }
    }
}
function run_data_readChanged(raw) {
    const changed = new Map();
    for (const entry of raw.slice(0, MOST.changed)) {
        const [path, stretches] = (0,json/* list */.p_)(entry);
        const clean = insidePath(path);
        if (clean === undefined)
            continue;
        const read = (0,json/* list */.p_)(stretches).flatMap((stretch) => {
            const [from, to] = (0,json/* list */.p_)(stretch).map(whole);
            return from !== undefined && to !== undefined && from <= to ? [[from, to]] : [];
        });
        changed.set(clean, read.sort((a, b) => a[0] - b[0]));
    }
    return changed;
}
/** A path that stays in the repository, or undefined. */
function insidePath(path) {
    if (typeof path !== "string" || path === "" || path.length > 1000)
        return undefined;
    const unixy = path.replaceAll("\\", "/");
    return /^\/|^[A-Za-z]:|(^|\/)\.\.(\/|$)|\0/.test(unixy) ? undefined : unixy;
}
function whole(value) {
    return typeof value === "number" && Number.isInteger(value) && value > 0 && value < 100_000_000 ? value : undefined;
}
function run_data_text(value) {
    return (0,json/* string */.Yj)(value).slice(0, MOST.text);
}
function texts(value) {
    return (0,json/* list */.p_)(value).slice(0, MOST.texts).map(run_data_text);
}

;// CONCATENATED MODULE: ./actions/test/legs/read-legs.js






/** Where there are none. */
const NO_LEGS = { legs: [], files: [], problems: [], remarks: [], complete: true };
/** Reads the data that other runs left. What cannot be used is named; the rest counts all the same. */
async function readLegs({ globs, folder, workspace, sha, expect, signal }) {
    const problems = [];
    const remarks = [];
    const read = [];
    const paths = new Set();
    for (const { pattern, files } of await findAll(globs, folder, signal)) {
        if (files.size === 0)
            problems.push(`no data of another run matches "${pattern}"`);
        for (const path of files.keys())
            paths.add(path);
    }
    for (const path of paths) {
        (0,errors/* throwIfAborted */.Te)(signal);
        const shown = (0,external_node_path_.relative)(workspace, path).split(external_node_path_.sep).join("/");
        try {
            read.push({ path: shown, data: readRunData(await (0,json/* readJson */.Vh)((0,reading_input/* fileInput */.Fg)(path, signal))) });
        }
        catch (error) {
            (0,errors/* throwIfAborted */.Te)(signal);
            problems.push(`${shown} cannot be read: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
    // The newest first, so that of a leg that ran twice the later one counts.
    read.sort((a, b) => b.data.at - a.data.at);
    const commit = sha ?? read[0]?.data.sha;
    const legs = new Map();
    for (const one of read) {
        if (one.data.sha !== commit) {
            problems.push(`${one.path} is of commit ${one.data.sha.slice(0, 12)}, not of ${commit?.slice(0, 12)}; not counted`);
            continue;
        }
        const key = one.data.leg === "" ? `\0${one.path}` : one.data.leg;
        if (legs.has(key))
            remarks.push(`${one.path} is an earlier run of the leg "${one.data.leg}"; not counted`);
        else
            legs.set(key, one);
    }
    const found = [...legs.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
    problems.push(...missingLegs(found.map(({ data }) => data), expect));
    for (const { path, data } of found) {
        const name = data.leg || path;
        for (const problem of data.problems)
            problems.push(`${name}: ${problem}`);
        for (const remark of data.remarks)
            remarks.push(`${name}: ${remark}`);
        if (data.missing > 0)
            problems.push(`${name}: ${data.missing} of its tests are not in its data, since there are too many`);
    }
    return {
        legs: found.map(({ data }) => data),
        files: found.map(({ path }) => path),
        problems,
        remarks,
        complete: problems.length === 0,
    };
}
function missingLegs(legs, expect) {
    const problems = [];
    const shards = legs.flatMap(({ shard }) => (shard ? [shard] : []));
    const total = Math.max(0, ...shards.map((shard) => shard.total));
    const absent = [];
    if (total <= 1000) {
        for (let index = 1; index <= total; index++) {
            if (!shards.some((shard) => shard.index === index))
                absent.push(`${index}/${total}`);
        }
    }
    if (absent.length > 0)
        problems.push(`the data of shard ${absent.slice(0, 20).join(", ")} are missing`);
    if (new Set(shards.map(({ digest, total: all }) => `${digest} ${all}`)).size > 1) {
        problems.push("the shards were not cut alike, so a test may have run in none of them: run all shards again");
    }
    if (legs.length < expect)
        problems.push(`${legs.length} of ${expect} expected legs are there, so nothing is compared`);
    return problems;
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

// EXTERNAL MODULE: ./actions/test/shards/deal.js
var shards_deal = __webpack_require__(46752);
;// CONCATENATED MODULE: ./actions/test/shards/timings.js


/** Runs that a timing is the median of. */
const RUNS = 5;
/**
 * Milliseconds of each name (a file, or a test of Go) from the last runs that ended before `until`. Shards of one run
 * start at different times, and the history may grow meanwhile: with the time of the commit as the bound they all see
 * the same runs, and so deal alike.
 */
function timingsOf(ledger, until, nameOf) {
    const runs = ledger.runs.filter(({ at }) => at < until).slice(0, RUNS);
    const samples = new Map();
    const names = ledger.names.map((name) => {
        const [title = "", file = ""] = name.split("\t");
        return nameOf({ title, file });
    });
    for (const run of runs) {
        const sums = new Map();
        for (const [index, name] of names.entries()) {
            const duration = name === undefined ? undefined : (0,history_ledger/* durationIn */.en)(run, index);
            if (name !== undefined && duration !== undefined)
                sums.set(name, (sums.get(name) ?? 0) + duration);
        }
        for (const [name, sum] of sums)
            samples.set(name, [...(samples.get(name) ?? []), sum]);
    }
    return new Map([...samples].flatMap(([name, sums]) => {
        const middle = (0,trends/* median */.J)(sums);
        return middle === undefined ? [] : [[name, middle]];
    }));
}
/**
 * Which of these files a test belongs to: the one that its report names, or the one that its first suite or its class
 * is called after (`test/a.test.ts`, pytest's `tests.test_a.TestB`).
 */
function fileFinder(files) {
    const exact = new Set(files);
    const byEnd = new Map();
    for (const file of files) {
        const parts = file.split("/");
        for (let from = 1; from < parts.length; from++) {
            const end = parts.slice(from).join("/");
            byEnd.set(end, byEnd.has(end) ? undefined : file);
        }
    }
    const dotted = new Map(files.map((file) => [file.replace(/\.\w+$/, "").replaceAll("/", "."), file]));
    const find = (written) => {
        const path = written.replaceAll("\\", "/").replace(/^\.\//, "");
        if (exact.has(path))
            return path;
        if (byEnd.has(path))
            return byEnd.get(path);
        // An absolute path, of another machine perhaps.
        const parts = path.split("/");
        for (let from = 1; from < parts.length; from++) {
            const end = parts.slice(from).join("/");
            if (exact.has(end))
                return end;
        }
        for (let end = path; end !== ""; end = end.slice(0, Math.max(0, end.lastIndexOf(".")))) {
            const found = dotted.get(end);
            if (found !== undefined)
                return found;
        }
        return undefined;
    };
    return ({ title, file }) => {
        if (file !== "")
            return find(file);
        for (const part of title.split(" › ")) {
            const found = find(part);
            if (found !== undefined)
                return found;
        }
        return undefined;
    };
}

;// CONCATENATED MODULE: ./actions/test/shards/plan-shard.js









/** The variable that a command of one's own finds its files in, one a line. */
const SHARD_VARIABLE = "QUAYSIDE_SHARD_FILES";
/** Lists all tests, deals them out by their timings, and says how the command runs those of this shard. */
async function planShard(world, options) {
    const { shard, command, globs } = options;
    const go = globs.length === 0 && command?.runner === "go";
    const names = await (globs.length > 0
        ? byGlobs(world, options)
        : go
            ? goTests(world, options.folder)
            : listed(world, options));
    if (names.length === 0) {
        throw new errors/* UserError */.yo("no test file was found to deal out to the shards", {
            hint: "Name them with `shard-files`, globs one a line: `shard-files: test/**/*.test.ts`.",
        });
    }
    const nameOf = go ? ({ title }) => goName(title) : fileFinder(names);
    const timings = timingsOf(options.ledger ?? history_ledger/* emptyLedger */.Hg, await commitTime(world), nameOf);
    const deal = (0,shards_deal/* dealOut */.l)(names, timings, shard.total);
    const mine = deal.shards[shard.index - 1]?.names ?? [];
    return {
        names: mine,
        args: argumentsOf(options, mine, go),
        deal,
        facts: { index: shard.index, total: shard.total, digest: deal.digest },
    };
}
function argumentsOf(options, names, go) {
    const { run, command, folder } = options;
    if (run === "" || run.includes(SHARD_VARIABLE))
        return undefined;
    const own = `Hand the files on yourself: they are in ${SHARD_VARIABLE}, one a line, and in the output shard-files.`;
    if (!command || (command.runner === "go" && !go)) {
        throw new errors/* UserError */.yo(`it is not known how "${run.slice(0, 200)}" can be told which files to run`, { hint: own });
    }
    const taken = go
        ? command.words.find((word) => /^--?run\b/.test(word))
        : command.words.find((word, at) => !/^-/.test(word) && isPath(word, folder) && !/^--?\w[\w-]*$/.test(command.words[at - 1] ?? ""));
    if (taken !== undefined) {
        throw new errors/* UserError */.yo(`"${run.slice(0, 200)}" says itself what to run (${taken}), so a shard cannot`, {
            hint: `Leave ${taken} out of the command and name the files with \`shard-files\`. ${own}`,
        });
    }
    if (go)
        return ["-run", `^(${names.join("|")})$`];
    if (command.runner === "jest")
        return ["--runTestsByPath", ...names];
    // Vitest takes a file as a part of a path, so `a.test.ts` brings `aa.test.ts` along: it runs twice, none is lost.
    return [...names];
}
function isPath(word, folder) {
    return (0,external_node_fs_.existsSync)((0,external_node_path_.resolve)(folder, word.split("::")[0]));
}
async function byGlobs(world, { globs, folder }) {
    const found = await findAll(globs, folder, world.signal);
    return found.flatMap(({ files }) => [...files.keys()].map((path) => fromFolder(path, folder)));
}
/** Go's tests by name: `-run` cannot tell packages apart, so tests of one name go together. */
async function goTests(world, folder) {
    const names = new Set();
    for (const { files } of await findAll(["**/*_test.go"], folder, world.signal)) {
        for (const path of files.keys()) {
            const text = await (0,promises_.readFile)(path, "utf8");
            // More names than there are do no harm, so build tags and comments are not looked at.
            for (const [, name] of text.matchAll(/^func ((?:Test|Example|Fuzz)\w*)\s*\(/gmu)) {
                if (name !== undefined && name !== "TestMain")
                    names.add(name);
            }
        }
    }
    return [...names];
}
function goName(title) {
    // The time of a test has that of its subtests in it.
    return /(?:^|› )((?:Test|Example|Fuzz)\w*)$/u.exec(title)?.[1];
}
/** The files that the runner itself says it has, so that none is in no shard. */
async function listed(world, options) {
    const { command, folder, env, timeout } = options;
    if (!command)
        return [];
    const [text, args] = listing(command, folder);
    const found = new Set();
    const seen = [];
    const { code } = await runCommand(world, text, {
        args,
        folder,
        env,
        timeout,
        onLine(line) {
            seen.push(line);
            const path = pathIn(line, command.runner);
            if (path !== undefined && (0,external_node_fs_.existsSync)((0,external_node_path_.resolve)(folder, path)))
                found.add(fromFolder((0,external_node_path_.resolve)(folder, path), folder));
        },
    });
    if (code !== 0 || found.size === 0) {
        throw new errors/* UserError */.yo(`${command.runner} did not list its test files (exit code ${code}): ${seen.slice(-5).join(" ").slice(0, 500)}`, { hint: "Name them with `shard-files`, globs one a line: `shard-files: test/**/*.test.ts`." });
    }
    return [...found];
}
// Vitest and Jest print a path a line; pytest `file::test`, or with -qq `file: 3`.
function pathIn(line, runner) {
    return (runner === "pytest" ? /^(.+?\.\w+)(?:::|: \d+$)/ : /^(.+\.\w+)$/).exec(line)?.[1];
}
function listing(command, folder) {
    const { runner, words } = command;
    if (runner === "pytest")
        return [command.open, ["--collect-only", "-q"]];
    // `vitest list` is a command of its own, and Jest with --outputFile writes its list there, where the report belongs.
    const list = runner === "vitest" ? ["list", "--filesOnly"] : ["--listTests"];
    const options = [...list, ...optionsOf(words, runner === "vitest" ? VITEST_OPTIONS : JEST_OPTIONS)];
    for (let at = folder;; at = (0,external_node_path_.dirname)(at)) {
        const program = (0,external_node_path_.join)(at, "node_modules/.bin", runner);
        if ((0,external_node_fs_.existsSync)(program))
            return [`"$@"`, [program, ...options]];
        if (at === (0,external_node_path_.dirname)(at))
            return [`npx --no-install "$@"`, [runner, ...options]];
    }
}
const VITEST_OPTIONS = /^(-c|-r|--(config|root|project|dir|exclude|workspace))(=|$)/;
const JEST_OPTIONS = /^(-c|--(config|rootDir|projects|selectProjects|testMatch|testRegex|roots|testPathIgnorePatterns))(=|$)/;
/** Those options of the user's command that decide which files there are. */
function optionsOf(words, options) {
    const kept = [];
    for (const [at, word] of words.entries()) {
        if (!options.test(word))
            continue;
        kept.push(word.replace(/["']/g, ""));
        const next = words[at + 1];
        if (!word.includes("=") && next !== undefined)
            kept.push(next.replace(/["']/g, ""));
    }
    return kept;
}
function fromFolder(path, folder) {
    return (0,external_node_path_.relative)(folder, path).split(external_node_path_.sep).join("/");
}
async function commitTime(world) {
    try {
        const { code, stdout } = await world.run("git", ["-C", world.workspace, "show", "-s", "--format=%ct", "HEAD"], {
            timeout: 30_000,
            signal: world.signal,
        });
        return code === 0 ? Number(stdout.trim()) * 1000 : Number.POSITIVE_INFINITY;
    }
    catch {
        return Number.POSITIVE_INFINITY;
    }
}

;// CONCATENATED MODULE: ./actions/test/prepare.js


/**
 * Finds out what the command starts, and of a shard which tests are its own. `folder` is absolute. Throws a UserError
 * where the tests cannot be dealt out.
 */
async function prepare(world, inputs, folder, ledger, remarks) {
    const command = inputs.run === "" ? undefined : understood(inputs.run, folder);
    const { shard } = inputs;
    const plan = shard && (await planShard(world, { ...inputs, shard, command, folder, globs: inputs.shardFiles, ledger }));
    if (plan)
        world.runner.info(shardLine(plan));
    const idle = plan !== undefined && plan.names.length === 0;
    if (idle)
        remarks.push("there are more shards than files, so this one has nothing to do");
    const execution = {
        run: idle ? "" : inputs.run,
        known: command,
        folder,
        env: plan ? new Map([...inputs.env, [SHARD_VARIABLE, plan.names.join("\n")]]) : inputs.env,
        timeout: inputs.timeout,
        args: plan?.args,
        reports: idle ? [] : inputs.reports,
        coverageReports: idle ? [] : inputs.coverageReports,
    };
    return { execution, plan };
}
function shardLine({ facts: { index, total }, names, deal }) {
    const all = deal.shards.reduce((sum, shard) => sum + shard.names.length, 0);
    const expected = Math.round((deal.shards[index - 1]?.expected ?? 0) / 1000);
    return `Shard ${index} of ${total}: ${names.length} of ${all} (about ${expected} s, ${deal.unknown} without a timing).`;
}

// EXTERNAL MODULE: ./toolkit/pull-request-comment.js
var pull_request_comment = __webpack_require__(95023);
;// CONCATENATED MODULE: ./actions/test/summary.js




/** A step summary takes 1 MiB, and other steps of the job have summaries too. */
const SUMMARY_BYTES = 256_000;
/**
 * The report as Markdown of at most `limit` bytes: what happened, why it failed, numbers, failures, then all that may
 * be folded. Details give way from the end; numbers are those of all tests whatever is left out.
 */
function summaryOf({ report, tests, coverage, page }, limit = SUMMARY_BYTES) {
    const pieces = [];
    const put = (full, short = full) => {
        if (full !== "")
            pieces.push({ full, short });
    };
    put(headline(report));
    if (report.reasons.length > 0) {
        const shown = report.reasons.slice(0, 50).map((reason) => `- ❌ ${(0,markdown/* escapeMarkdown */.FV)(cutLine(reason))}`);
        put([...shown, ...more(report.reasons.length - 50)].join("\n"));
    }
    if (report.missing.length > 0) {
        put(report.missing
            .slice(0, 20)
            .map((one) => `- ⚠️ ${(0,markdown/* escapeMarkdown */.FV)(cutLine(one))}`)
            .join("\n"));
    }
    put(testTable(report));
    put(coverageTable(report));
    if (report.patch)
        put(...patchOf(report.patch));
    for (const test of tests?.failed ?? [])
        put(summary_failureOf("❌", test), `- ❌ ${(0,markdown/* escapeMarkdown */.FV)(titleOf(test))}`);
    const lost = (report.counts?.failed ?? 0) - (tests?.failed.length ?? 0) - held(report);
    if (lost > 0)
        put(`_${(0,units/* counted */.hS)(lost, "more failed test")} without details here._`);
    if (report.quarantined && report.quarantined.length > 0)
        put(quarantineTable(report.quarantined));
    for (const test of tests?.flaky.slice(0, 100) ?? [])
        put(summary_failureOf("🔁", test), `- 🔁 ${(0,markdown/* escapeMarkdown */.FV)(titleOf(test))}`);
    if (report.comparison)
        put(comparisonOf(report.comparison), "");
    if (report.trends)
        put(trendsOf(report.trends), "");
    if (coverage)
        put(uncoveredOf(coverage), "");
    if (tests)
        put(slowestOf(tests), "");
    put(summary_partsOf(report), "");
    if (report.remarks.length > 0) {
        const remarks = report.remarks.slice(0, 100).map((remark) => `- ${(0,markdown/* escapeMarkdown */.FV)(cutLine(remark))}`);
        put((0,markdown/* details */.zH)(`Remarks (${report.remarks.length})`, remarks.join("\n")), "");
    }
    const whole = wholeOf(report, page);
    if (whole !== "")
        pieces.splice(1, 0, { full: whole, short: whole });
    const notice = "_Some details were left out; the numbers are those of all tests._";
    return (0,markdown/* withinBytes */.XF)(pieces, limit, notice);
}
function headline({ outcome, counts, coverage }) {
    const lines = coverage && (0,model_coverage/* percent */.KN)(coverage.lines);
    const parts = [
        ...(counts
            ? [
                counts.failed > 0
                    ? `${counts.failed} of ${(0,units/* counted */.hS)(counts.tests, "test")} failed`
                    : (0,units/* counted */.hS)(counts.tests, "test"),
            ]
            : []),
        ...(lines === undefined ? [] : [`${lines} % of lines covered`]),
    ];
    return `### ${outcome === "passed" ? "✅" : "❌"} Tests ${outcome}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}`;
}
function wholeOf({ url }, page) {
    if (!url)
        return page ? "The whole report is report.html." : "";
    const github = /\/actions\/runs\/\d+$/.test(url);
    return page && github
        ? `${(0,markdown/* link */.nf)("The whole report", `${url}#artifacts`)} is report.html in the artifact of this run.`
        : (0,markdown/* link */.nf)("The run", url);
}
function held({ quarantined }) {
    return quarantined?.filter(({ expired }) => !expired).length ?? 0;
}
function testTable(report) {
    const { counts, comparison } = report;
    if (!counts)
        return "";
    const quarantine = held(report);
    const names = ["tests", "passed", "failed", "skipped", "flaky", ...(quarantine > 0 ? ["in quarantine"] : []), "time"];
    const row = [counts.tests, counts.passed, counts.failed, counts.skipped, counts.flaky].map(String);
    if (quarantine > 0)
        row.push(String(quarantine));
    const change = comparison ? ` (${signedTime(comparison.duration)})` : "";
    return (0,markdown/* table */.tp)(names, [[...row, (0,units/* formatDuration */.a3)(counts.duration) + change]], names.map((_, column) => column));
}
function coverageTable({ coverage, comparison, parts = {} }) {
    if (!coverage)
        return "";
    const all = [["", coverage], ...Object.entries(parts)];
    const measures = model_coverage/* MEASURES */.sF.filter((measure) => measure === "lines" || coverage[measure].total > 0);
    const cell = (totals, measure, points) => {
        const { covered, total } = totals[measure];
        if (total === 0)
            return "–";
        return `${(0,model_coverage/* percent */.KN)(totals[measure])} % (${covered} of ${total})${points === undefined ? "" : `, ${signed(points)}`}`;
    };
    const rows = all.map(([name, totals]) => [
        name === "" ? "" : (0,markdown/* code */.aY)(name),
        ...measures.map((measure) => cell(totals, measure, name === "" ? comparison?.coverage[measure] : undefined)),
    ]);
    return (0,markdown/* table */.tp)(["coverage", ...measures], rows, [1, 2, 3, 4]);
}
function patchOf(patch) {
    const value = (0,model_coverage/* percent */.KN)(patch.lines);
    const line = value === undefined
        ? "The change has no line with code."
        : `**${value} %** of the changed lines are covered (${patch.lines.covered} of ${patch.lines.total}).`;
    const rows = patch.uncovered.slice(0, 50).map(({ path, stretches }) => [(0,markdown/* code */.aY)(path), ranges(stretches)]);
    const rest = more(patch.uncovered.length - 50).join("");
    return [
        rows.length === 0
            ? line
            : `${line}\n\n${(0,markdown/* table */.tp)(["changed and not covered", "lines"], rows)}${rest && `\n\n${rest}`}`,
        line,
    ];
}
function summary_failureOf(mark, test) {
    const body = test.failures
        .map(({ type, message, details: trace }) => {
        const head = [type, message].filter(Boolean).join(": ");
        return (0,markdown/* fence */.EU)(trace.includes(message) ? trace : `${head}\n${trace}`.trim());
    })
        .join("\n");
    const place = test.file ? `${(0,markdown/* code */.aY)(`${test.file}${test.line ? `:${test.line}` : ""}`)}\n\n` : "";
    return (0,markdown/* details */.zH)(`${mark} ${titleOf(test)}`, `${place}${body}`);
}
function quarantineTable(quarantined) {
    const rows = quarantined
        .slice(0, 100)
        .map(({ title, reason, owner, expires, expired }) => [
        (0,markdown/* escapeMarkdown */.FV)(title),
        (0,markdown/* escapeMarkdown */.FV)(reason),
        (0,markdown/* escapeMarkdown */.FV)(owner),
        expired ? `❌ over since ${expires}` : expires,
    ]);
    return (0,markdown/* table */.tp)(["failed, in quarantine", "why", "owner", "until"], rows);
}
function comparisonOf(comparison) {
    const groups = [
        ["newly failed", comparison.newlyFailed],
        ["fixed", comparison.fixed],
        ["new", comparison.added],
        ["gone", comparison.removed],
        ["newly skipped", comparison.newlySkipped],
    ];
    const told = groups.filter(([, { count: number }]) => number > 0);
    const lists = told.map(([name, { count: number, names }]) => {
        const shown = names.slice(0, 20).map((one) => `  - ${(0,markdown/* escapeMarkdown */.FV)(one)}`);
        return [`- **${number} ${name}**`, ...shown, ...more(number - shown.length).map((one) => `  - ${one}`)].join("\n");
    });
    const files = comparison.files.slice(0, 20).map(({ path, before, now }) => {
        const side = (lines) => (lines ? `${(0,model_coverage/* percent */.KN)(lines) ?? "–"} %` : "–");
        return [(0,markdown/* code */.aY)(path), side(before), side(now)];
    });
    if (files.length > 0)
        lists.push(`\n${(0,markdown/* table */.tp)(["file", "lines before", "now"], files, [1, 2])}`);
    const title = `Against ${comparison.sha.slice(0, 10)}: ${told.map(([name, { count: number }]) => `${number} ${name}`).join(", ") || "the same tests"}`;
    return lists.length === 0 ? (0,markdown/* escapeMarkdown */.FV)(`${title}.`) : (0,markdown/* details */.zH)(title, lists.join("\n"));
}
function trendsOf({ runs, flaky, failing, slower }) {
    if (flaky.length + failing.length + slower.length === 0)
        return "";
    const parts = [];
    if (flaky.length + failing.length > 0) {
        const rows = [...flaky.map((one) => [one, true]), ...failing.map((one) => [one, false])]
            .slice(0, 30)
            .map(([{ title, runs: all, failed, flakyCommits }, isFlaky]) => [
            (0,markdown/* escapeMarkdown */.FV)(title),
            `${failed} of ${all}`,
            isFlaky ? (0,units/* counted */.hS)(flakyCommits, "commit") : "",
        ]);
        parts.push((0,markdown/* table */.tp)(["test", "failed", "failed and passed on"], rows, [1, 2]));
    }
    if (slower.length > 0) {
        const rows = slower
            .slice(0, 20)
            .map(({ title, before, now }) => [(0,markdown/* escapeMarkdown */.FV)(title), (0,units/* formatDuration */.a3)(before), (0,units/* formatDuration */.a3)(now)]);
        parts.push((0,markdown/* table */.tp)(["slower than before", "usually", "now"], rows, [1, 2]));
    }
    return (0,markdown/* details */.zH)(`The last ${(0,units/* counted */.hS)(runs, "run")}: ${flaky.length} flaky, ${failing.length} failing, ${slower.length} slower`, parts.join("\n\n"));
}
function slowestOf({ slowest }) {
    const rows = slowest.slice(0, 10).map(({ title, duration }) => [(0,markdown/* escapeMarkdown */.FV)(title), (0,units/* formatDuration */.a3)(duration)]);
    return rows.length === 0 ? "" : (0,markdown/* details */.zH)("Slowest tests", (0,markdown/* table */.tp)(["test", "time"], rows, [1]));
}
function summary_partsOf({ legs }) {
    if (!legs || legs.length === 0)
        return "";
    const rows = legs.map(({ name, tests, exitCode }) => [(0,markdown/* escapeMarkdown */.FV)(name), String(tests), String(exitCode ?? "")]);
    return (0,markdown/* details */.zH)(`${legs.length} legs`, (0,markdown/* table */.tp)(["leg", "tests", "exit code"], rows, [1, 2]));
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
/** `3, 7–9, and 4 more`. */
function ranges(stretches) {
    const shown = stretches.slice(0, 12).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
    return [...shown, ...(stretches.length > 12 ? [`and ${stretches.length - 12} more`] : [])].join(", ");
}
/** `+1.5`, `-0.2`, `±0`. */
function signed(points) {
    return points === 0 ? "±0" : `${points > 0 ? "+" : ""}${points}`;
}
/** A change of a duration: `+1.2 s`. */
function signedTime(milliseconds) {
    return `${milliseconds < 0 ? "-" : "+"}${(0,units/* formatDuration */.a3)(Math.abs(milliseconds))}`;
}
function more(number) {
    return number > 0 ? [`and ${number} more`] : [];
}
function cutLine(text) {
    return text.length > 2000 ? `${text.slice(0, 2000)}…` : text;
}

;// CONCATENATED MODULE: ./actions/test/publish.js




/** Annotations of a step beyond these are not shown by the runner (10 of a kind); one place is left for the step's own. */
const STEP_ANNOTATIONS = 9;
/** A check run takes 50 a request; more than these nobody reads. */
const CHECK_ANNOTATIONS = 200;
/** GitHub takes 65,536 characters a comment and 65,535 bytes a check; some are left for marker and notices. */
const COMMENT_BYTES = 64_000;
const NAMES = { comment: "the comment on the pull request", check: "the check run" };
/**
 * Shows the report: check run, comment, annotations; the summary is the caller's, since it tells what was missing here.
 * None of them fails the step.
 */
async function publish(world, publication) {
    const { show, token, key, facts, annotations } = publication;
    const { report } = facts;
    const published = {};
    const wanted = ["comment", "check"].filter((place) => show.has(place));
    if (token === "" && wanted.length > 0 && (0,github_event/* eventFacts */.I)(world.runner.env).pullRequest !== undefined) {
        const names = wanted.map((place) => NAMES[place]).join(" and ");
        report.missing.push(`${names}: \`token\` is not set (set it, or leave ${wanted.join(" and ")} out of \`show\`)`);
    }
    if (token !== "" && show.has("check")) {
        const url = await checkRun(world, publication);
        if (url === undefined)
            report.missing.push("the check run was not created; a warning of this step says why");
        else
            published.checkUrl = url;
    }
    if (token !== "" && show.has("comment")) {
        const github = await world.github(token);
        const belongs = (await github?.pullRequest()) !== undefined;
        if (belongs) {
            const markdown = summaryOf(facts, COMMENT_BYTES);
            const url = await (0,pull_request_comment/* commentOnPullRequest */.r)(world, { token, key, markdown });
            if (url === undefined)
                report.missing.push("the comment was not written; a warning of this step says why");
            else
                published.commentUrl = url;
        }
        else
            world.runner.info("This run belongs to no pull request, so no comment is written.");
    }
    // One set of annotations: in the check run, which takes all of them, or else of this step.
    if (show.has("annotations") && published.checkUrl === undefined) {
        for (const level of ["error", "warning"]) {
            for (const { level: _, message, ...at } of annotations
                .filter((one) => one.level === level)
                .slice(0, STEP_ANNOTATIONS)) {
                world.runner.annotate(level, message, at.file === "" ? undefined : at);
            }
        }
    }
    return published;
}
async function checkRun(world, { token, key, facts, annotations, show }) {
    const { report } = facts;
    const github = await world.github(token);
    const sha = report.sha ?? (0,github_event/* eventFacts */.I)(world.runner.env).head;
    if (!github || !sha)
        return undefined;
    const made = await github.checkRun({
        name: key === "test" ? "Tests" : `Tests: ${key}`,
        sha,
        conclusion: report.outcome === "passed" ? "success" : "failure",
        title: titleOfReport(report),
        summary: world.runner.redact(summaryOf(facts, COMMENT_BYTES)),
        annotations: show.has("annotations")
            ? annotations
                .filter(({ file }) => file !== "")
                .slice(0, CHECK_ANNOTATIONS)
                .map((one) => ({ ...one, message: world.runner.redact(one.message) }))
            : [],
    });
    return made?.url;
}
function titleOfReport({ outcome, counts, reasons }) {
    if (outcome !== "passed")
        return reasons[0] ?? "failed";
    return counts ? `${counts.passed} passed, ${counts.skipped} skipped` : "passed";
}
/** Failures first, then changed lines that no test runs. */
function annotationsOf(report, failed, placeOf) {
    const failures = failed.map((test) => {
        const message = test.failures[0]?.message || test.state;
        return { file: "", ...placeOf(test), level: "error", message: `${titleOf(test)}: ${message}` };
    });
    const uncovered = (report.patch?.uncovered ?? []).flatMap(({ path, stretches }) => stretches.map(([line, endLine]) => ({
        file: path,
        line,
        endLine,
        level: "warning",
        message: "No test runs this changed code.",
    })));
    return [...failures, ...uncovered];
}

;// CONCATENATED MODULE: ./actions/test/report.js

/** Failed tests as the JSON tells of them. */
function report_failuresOf(tests, placeOf) {
    return tests.map((test) => {
        const { file, line } = placeOf(test) ?? {};
        return {
            title: titleOf(test),
            state: test.state,
            message: test.failures[0]?.message ?? "",
            ...(file === undefined ? {} : { file }),
            ...(line === undefined ? {} : { line }),
            ...(test.properties ? { properties: test.properties } : {}),
        };
    });
}
/** Tests in quarantine as the JSON tells of them. */
function quarantineOf({ held, expired }) {
    const tell = (expiredNow) => (one) => {
        const { reason, owner, expires } = one.entry;
        return { title: titleOf(one.test), reason, owner, expires, expired: expiredNow };
    };
    return [...expired.map(tell(true)), ...held.map(tell(false))];
}
/** All outputs of a job together may take 1 MB. */
const OUTPUT_BYTES = 200_000;
/** The report as an output: the same, lists that are long cut; the whole is in report.json. */
function bounded(report) {
    for (const length of [100, 20, 5, 0]) {
        const short = shortened(report, length);
        if (Buffer.byteLength(JSON.stringify(short)) <= OUTPUT_BYTES)
            return short;
    }
    const { version, outcome, counts, durationMs } = report;
    return {
        version,
        outcome,
        reasons: [],
        missing: [],
        ...(counts ? { counts } : {}),
        files: [],
        remarks: [],
        durationMs,
    };
}
function shortened(value, length) {
    if (typeof value === "string")
        return value.length > 1000 ? `${value.slice(0, 1000)}…` : value;
    if (Array.isArray(value))
        return value.slice(0, length).map((one) => shortened(one, length));
    if (typeof value !== "object" || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shortened(one, length)]));
}

// EXTERNAL MODULE: ./toolkit/html.js
var html = __webpack_require__(88573);
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

;// CONCATENATED MODULE: ./actions/test/html/coverage-part.js




/** The page stays small enough for any browser; numbers are always those of the whole. */
const coverage_part_SHOWN = { files: 3000, sources: 300, sourceLines: 300, line: 300 };
/** CSS of this part. */
const COVERAGE_STYLE = `pre.source{white-space:pre;scroll-margin-top:4rem}.miss{background:var(--miss);display:inline-block;min-width:100%}
.map svg{width:100%;height:auto;display:block}.map text{font:600 11px system-ui,sans-serif;fill:#111;pointer-events:none}.map .folder{fill:var(--fg);font-weight:400}
.map rect{stroke:var(--bg);stroke-width:1.5}.map a:focus-visible{outline:none}.map a:focus-visible rect,.map a:hover rect{stroke:var(--fg);stroke-width:3}
.map{overflow-x:auto}@media (max-width:40rem){.map svg{min-width:36rem}}.scale{display:flex;gap:1rem;flex-wrap:wrap;margin:.25rem 0}.scale i{display:inline-block;width:.9em;height:.9em;margin-right:.3em;vertical-align:-.1em}`;
/** The coverage: a map of all files, a table, and the lines that no test ran in their source. */
function coveragePart(coverage, source) {
    const files = [...coverage.files]
        .map(([path, file]) => ({ path, file, lines: file.totals().lines, weight: file.lines.size }))
        .filter(({ weight }) => weight > 0)
        .sort((a, b) => b.weight - a.weight);
    const shown = files.slice(0, coverage_part_SHOWN.files);
    const missed = [...shown].sort((a, b) => missing(b.lines) - missing(a.lines));
    const withSource = missed.filter(({ lines }) => missing(lines) > 0).slice(0, coverage_part_SHOWN.sources);
    const anchors = new Map(withSource.map(({ path }, index) => [path, `file-${index}`]));
    const rest = files.length > shown.length ? `<p>${files.length - shown.length} smaller files are not shown.</p>` : "";
    const rows = missed.map(({ path, lines }) => {
        const anchor = anchors.get(path);
        const name = `<code>${(0,markdown/* escapeHtml */.ZD)(path)}</code>`;
        return [
            anchor ? `<a href="#${anchor}">${name}</a>` : name,
            `${(0,model_coverage/* percent */.KN)(lines)} %`,
            `${lines.covered} of ${lines.total}`,
            String(missing(lines)),
        ];
    });
    return [
        (0,html/* section */.uW)("Coverage", map(shown, anchors) + SCALE + rest),
        (0,html/* section */.uW)("Files", (0,html/* htmlTable */.I$)(["file", "lines", "covered", "not covered"], rows)),
        withSource.length > 0
            ? (0,html/* section */.uW)("Lines that no test ran", (0,html/* each */.__)(withSource, ({ path, file }) => uncoveredSource(path, file, anchors.get(path) ?? "", source(path))))
            : "",
    ].join("\n");
}
function missing({ covered, total }) {
    return total - covered;
}
/** From red over yellow to green, light enough for dark letters in either colour scheme. */
function colour(value) {
    return `hsl(${Math.round(value * 1.3)} 62% ${Math.round(72 - value * 0.06)}%)`;
}
const SCALE = `<p class="scale quiet">${[0, 50, 80, 100].map((value) => `<span><i style="background:${colour(value)}"></i>${value} %</span>`).join("")}<span>Each box is a file, as large as its lines of code.</span></p>`;
/** Folders side by side, in each its files. */
function map(files, anchors) {
    const folders = new Map();
    for (const file of files) {
        const folder = external_node_path_.posix.dirname(file.path);
        const known = folders.get(folder) ?? { folder, files: [], weight: 0 };
        known.files.push(file);
        known.weight += file.weight;
        folders.set(folder, known);
    }
    const placed = treeMap([...folders.values()], { x: 0, y: 0, width: 1000, height: 420 });
    const boxes = placed.map(({ item, box }) => {
        const label = item.folder === "." ? "" : item.folder;
        const head = label !== "" && folders.size > 1 && box.height > 60 && box.width > label.length * 6 + 10 ? 16 : 0;
        const name = head > 0 ? `<text class="folder" ${at(box.x + 3, box.y + 12)}>${(0,markdown/* escapeHtml */.ZD)(label)}</text>` : "";
        const inner = {
            x: box.x + 1,
            y: box.y + head + 1,
            width: Math.max(0, box.width - 2),
            height: Math.max(0, box.height - head - 2),
        };
        return name + (0,html/* each */.__)(treeMap(item.files, inner), (one) => fileBox(one.item, one.box, anchors.get(one.item.path)));
    });
    const label = "Coverage of each file; the larger the box, the more lines";
    return `<div class="map"><svg viewBox="0 0 1000 420" role="group" aria-label="${label}">${boxes.join("")}</svg></div>`;
}
function fileBox({ path, lines }, box, anchor) {
    const value = (0,model_coverage/* percent */.KN)(lines) ?? 0;
    const label = (0,markdown/* escapeHtml */.ZD)(`${path}: ${value} % of ${lines.total} lines`);
    const short = external_node_path_.posix.basename(path);
    const fits = box.width > short.length * 6.6 + 8 && box.height > 18;
    const name = fits ? `<text ${at(box.x + 4, box.y + 14)}>${(0,markdown/* escapeHtml */.ZD)(short)}</text>` : "";
    const share = fits && box.height > 34 ? `<text ${at(box.x + 4, box.y + 28)}>${value} %</text>` : "";
    const size = `width="${box.width.toFixed(1)}" height="${box.height.toFixed(1)}"`;
    const rect = `<rect ${at(box.x, box.y)} ${size} fill="${colour(value)}"><title>${label}</title></rect>`;
    return anchor ? `<a href="#${anchor}" aria-label="${label}">${rect}${name}${share}</a>` : rect + name + share;
}
function at(x, y) {
    return `x="${x.toFixed(1)}" y="${y.toFixed(1)}"`;
}
function uncoveredSource(path, file, anchor, text) {
    const stretches = file.uncovered();
    const title = `<code>${(0,markdown/* escapeHtml */.ZD)(path)}</code>`;
    if (text === undefined) {
        const list = stretches.slice(0, coverage_part_SHOWN.sourceLines).map(([from, to]) => (from === to ? from : `${from}–${to}`));
        return (0,html/* folded */.TM)(title, `<p id="${anchor}">Lines ${list.join(", ")}</p>`);
    }
    const source = text.split("\n");
    const out = [];
    let last = 0;
    for (const [from, to] of stretches) {
        if (out.length > coverage_part_SHOWN.sourceLines) {
            out.push("⋯ more lines that are not covered follow");
            break;
        }
        const start = Math.max(last + 1, from - 2);
        if (start > last + 1)
            out.push("⋯");
        for (let line = start; line <= Math.min(to + 2, source.length) && out.length <= coverage_part_SHOWN.sourceLines; line++) {
            const shown = (0,markdown/* escapeHtml */.ZD)(`${String(line).padStart(5)}  ${(source[line - 1] ?? "").slice(0, coverage_part_SHOWN.line)}`);
            out.push(file.lines.get(line) === 0 ? `<span class="miss">${shown}</span>` : shown);
            last = line;
        }
    }
    // The anchor is inside, since a browser opens what is around the place that a link leads to.
    return (0,html/* folded */.TM)(title, `<pre id="${anchor}" class="source" tabindex="0">${out.join("\n")}</pre>`);
}

;// CONCATENATED MODULE: ./actions/test/html/history-part.js




/** CSS of this part. */
const HISTORY_STYLE = `.lines{display:flex;flex-wrap:wrap;gap:1rem;margin:0}.lines figure{margin:0;flex:1 1 11rem;border:1px solid var(--line);border-radius:.5rem;padding:.5rem .75rem}
.lines svg{width:100%;height:3.5rem;display:block;overflow:visible}.lines polyline{fill:none;stroke:var(--link);stroke-width:2;vector-effect:non-scaling-stroke}.lines .now{stroke:var(--link);stroke-width:7;stroke-linecap:round;vector-effect:non-scaling-stroke}
.lines+.wide,.wide+.wide{margin-top:1rem}.lines b{font-variant-numeric:tabular-nums}`;
/** How the last runs went, as small pictures, and which tests stand out. */
function trendsPart({ line, runs, flaky, failing, slower }) {
    const covered = line.map(({ lines }) => (lines ? (0,model_coverage/* percent */.KN)(lines) : undefined));
    const pictures = [
        sparkline("time of all tests", line.map(({ duration }) => duration), units/* formatDuration */.a3),
        sparkline("lines covered", covered, (value) => `${Math.round(value * 100) / 100} %`),
        sparkline("tests", line.map(({ tests }) => tests), String),
        sparkline("failed", line.map(({ failed }) => failed), String),
    ];
    const unsteady = [...flaky.map((one) => [one, true]), ...failing.map((one) => [one, false])];
    const parts = [`<div class="lines">${pictures.join("")}</div>`];
    if (unsteady.length > 0) {
        const rows = unsteady.map(([{ title, failed, runs: all, flakyCommits }, isFlaky]) => [
            (0,markdown/* escapeHtml */.ZD)(title),
            `${failed} of ${all}`,
            `${Math.round((failed / all) * 100)} %`,
            isFlaky ? (0,units/* counted */.hS)(flakyCommits, "commit") : "",
        ]);
        parts.push((0,html/* htmlTable */.I$)(["test", "failed", "rate", "failed and passed on"], rows));
    }
    if (slower.length > 0) {
        const rows = slower.map(({ title, before, now }) => [
            (0,markdown/* escapeHtml */.ZD)(title),
            (0,units/* formatDuration */.a3)(before),
            (0,units/* formatDuration */.a3)(now),
        ]);
        parts.push((0,html/* htmlTable */.I$)(["slower than before", "usually", "now"], rows));
    }
    return (0,html/* section */.uW)(`The last ${(0,units/* counted */.hS)(runs, "run")}`, parts.join(""));
}
const BOX = { width: 200, height: 48, edge: 4 };
/** A line over the runs, the oldest at the left; its last value in words, so that nobody has to read it off. */
function sparkline(name, values, shown) {
    const known = values.filter((value) => value !== undefined);
    const last = known.at(-1);
    if (last === undefined)
        return "";
    const [low, high] = [Math.min(...known), Math.max(...known)];
    const x = (index) => (values.length === 1 ? BOX.width : (index / (values.length - 1)) * BOX.width);
    const y = (value) => high === low ? BOX.height / 2 : BOX.edge + (1 - (value - low) / (high - low)) * (BOX.height - 2 * BOX.edge);
    const points = values.flatMap((value, index) => value === undefined ? [] : [`${x(index).toFixed(1)},${y(value).toFixed(1)}`]);
    const [endX, endY] = (points.at(-1) ?? "0,0").split(",");
    const said = `${name}, ${(0,units/* counted */.hS)(known.length, "run")}: now ${shown(last)}, lowest ${shown(low)}, highest ${shown(high)}`;
    return `<figure><svg viewBox="0 0 ${BOX.width} ${BOX.height}" preserveAspectRatio="none" role="img" aria-label="${(0,markdown/* escapeHtml */.ZD)(said)}"><title>${(0,markdown/* escapeHtml */.ZD)(said)}</title><polyline points="${points.join(" ")}"/><path class="now" d="M${endX} ${endY}h0"/></svg><figcaption><b>${(0,markdown/* escapeHtml */.ZD)(shown(last))}</b> <span class="quiet">${(0,markdown/* escapeHtml */.ZD)(name)}${high === low ? "" : (0,markdown/* escapeHtml */.ZD)(`, from ${shown(low)} to ${shown(high)}`)}</span></figcaption></figure>`;
}
/** What changed against the baseline. */
function comparisonPart(comparison) {
    const groups = [
        ["newly failed", comparison.newlyFailed],
        ["fixed", comparison.fixed],
        ["new", comparison.added],
        ["gone", comparison.removed],
        ["newly skipped", comparison.newlySkipped],
    ];
    const told = groups.filter(([, { count: number }]) => number > 0);
    const changes = (0,html/* each */.__)(told, ([name, { count: number, names }]) => {
        const rest = number > names.length ? [`and ${number - names.length} more`] : [];
        return `<h3>${number} ${(0,markdown/* escapeHtml */.ZD)(name)}</h3>${(0,html/* list */.p_)([...names, ...rest].map(markdown/* escapeHtml */.ZD))}`;
    });
    const side = (lines) => (lines ? `${(0,model_coverage/* percent */.KN)(lines) ?? "–"} %` : "–");
    const rows = comparison.files.map(({ path, before, now }) => [
        `<code>${(0,markdown/* escapeHtml */.ZD)(path)}</code>`,
        side(before),
        side(now),
    ]);
    return (0,html/* section */.uW)(`Against ${comparison.sha.slice(0, 10)}`, `<p>${told.length === 0 ? "The same tests with the same results; time" : "Time"} of all tests ${(0,markdown/* escapeHtml */.ZD)(signedTime(comparison.duration))}.</p>${changes}${rows.length > 0 ? (0,html/* htmlTable */.I$)(["file", "lines before", "now"], rows) : ""}`);
}

;// CONCATENATED MODULE: ./actions/test/html/html-report.js







/** The page stays small enough for any browser; numbers are always those of the whole. */
const html_report_SHOWN = { failures: 500, suites: 500, uncovered: 200, open: 3 };
/** The report as one page that needs nothing else. */
function htmlReport({ report, tests, coverage, source }) {
    const { outcome, reasons, missing, quarantined = [], comparison, trends, legs = [], remarks, files } = report;
    const parts = [
        `<h1>Tests <span class="${outcome === "passed" ? "good" : "bad"}">${(0,markdown/* escapeHtml */.ZD)(outcome)}</span></h1>`,
        report.sha ? `<p class="quiet">Commit <code>${(0,markdown/* escapeHtml */.ZD)(report.sha.slice(0, 12))}</code></p>` : "",
        reasons.length > 0
            ? (0,html/* list */.p_)(reasons.map((one) => `<span class="bad">✕</span> ${(0,markdown/* escapeHtml */.ZD)(one)}`), "reasons")
            : "",
        missing.length > 0
            ? (0,html/* list */.p_)(missing.map((one) => `<span class="warn">!</span> ${(0,markdown/* escapeHtml */.ZD)(one)}`), "reasons")
            : "",
        numbers(report),
        report.patch && report.patch.uncovered.length > 0 ? patchPart(report.patch) : "",
        tests
            ? failures("Failed", tests.failed, (report.counts?.failed ?? 0) - quarantined.filter(({ expired }) => !expired).length)
            : "",
        quarantined.length > 0 ? quarantinePart(quarantined) : "",
        tests ? failures("Flaky", tests.flaky, tests.counts.flaky) : "",
        comparison ? comparisonPart(comparison) : "",
        trends ? trendsPart(trends) : "",
        coverage ? coveragePart(coverage, source) : "",
        tests ? durations(tests) : "",
        tests ? suites(tests) : "",
        legs.length > 0 ? legsPart(legs) : "",
        remarks.length > 0 ? (0,html/* section */.uW)("Remarks", (0,html/* list */.p_)(remarks.map(markdown/* escapeHtml */.ZD))) : "",
        (0,html/* section */.uW)("Files that were read", (0,html/* list */.p_)(files.map((one) => `<code>${(0,markdown/* escapeHtml */.ZD)(one)}</code>`))),
    ];
    return (0,html/* htmlPage */.X)({ title: `Tests ${outcome}`, parts, style: STYLE + COVERAGE_STYLE + HISTORY_STYLE });
}
const STYLE = `.reasons{list-style:none;padding-left:0}.duration{display:block;height:.5rem;background:var(--link);border-radius:.25rem;min-width:2px;margin-top:.2rem;opacity:.75}
section{margin-top:2rem}td:first-child{min-width:12rem}td code{overflow-wrap:normal}.day{white-space:nowrap}h2{border-bottom:1px solid var(--line);padding-bottom:.25rem}`;
function numbers({ counts, coverage, patch, comparison, quarantined = [] }) {
    const shown = [];
    if (counts) {
        for (const name of ["tests", "passed", "failed", "skipped", "flaky"])
            shown.push([name, String(counts[name])]);
        const held = quarantined.filter(({ expired }) => !expired).length;
        if (held > 0)
            shown.push(["in quarantine", String(held)]);
        shown.push(["time of all tests", (0,units/* formatDuration */.a3)(counts.duration)]);
    }
    for (const measure of model_coverage/* MEASURES */.sF) {
        const value = coverage && (0,model_coverage/* percent */.KN)(coverage[measure]);
        const points = comparison?.coverage[measure];
        if (value !== undefined)
            shown.push([`${measure} covered${points === undefined ? "" : `, ${signed(points)}`}`, `${value} %`]);
    }
    const changed = patch && (0,model_coverage/* percent */.KN)(patch.lines);
    if (changed !== undefined)
        shown.push(["changed lines covered", `${changed} %`]);
    return (0,html/* tiles */.os)(shown);
}
function patchPart({ uncovered }) {
    const rows = uncovered
        .slice(0, html_report_SHOWN.uncovered)
        .map(({ path, stretches }) => [`<code>${(0,markdown/* escapeHtml */.ZD)(path)}</code>`, (0,markdown/* escapeHtml */.ZD)(ranges(stretches))]);
    const rest = uncovered.length - rows.length;
    return (0,html/* section */.uW)("Changed and not covered", (0,html/* htmlTable */.I$)(["file", "lines"], rows, []) + (rest > 0 ? `<p>${rest} more files.</p>` : ""));
}
function failures(title, tests, total) {
    if (tests.length === 0 && total <= 0)
        return "";
    const shown = tests.slice(0, html_report_SHOWN.failures);
    const more = total - shown.length;
    const rest = more > 0 ? `<p>${more} more are not shown.</p>` : "";
    return (0,html/* section */.uW)(`${title} (${total})`, (0,html/* each */.__)(shown, (test) => html_report_failure(test, shown.length <= html_report_SHOWN.open)) + rest);
}
function html_report_failure(test, open) {
    const bodies = (0,html/* each */.__)(test.failures, ({ type, message, details }) => {
        const head = [type, message].filter((part) => part !== "").join(": ");
        return `<pre>${(0,markdown/* escapeHtml */.ZD)(details.includes(message) && message !== "" ? details : `${head}\n${details}`.trim())}</pre>`;
    });
    const place = test.file ? `<p><code>${(0,markdown/* escapeHtml */.ZD)(test.file)}${test.line ? `:${test.line}` : ""}</code></p>` : "";
    const printed = test.output ? `<p>Its last output:</p><pre>${(0,markdown/* escapeHtml */.ZD)(test.output)}</pre>` : "";
    const said = test.properties ? properties(test.properties) : "";
    return (0,html/* folded */.TM)((0,markdown/* escapeHtml */.ZD)(titleOf(test)), place + bodies + printed + said, open);
}
function properties(all) {
    const rows = all.map(([name, value]) => [(0,markdown/* escapeHtml */.ZD)(name), (0,markdown/* escapeHtml */.ZD)(value)]);
    return (0,html/* htmlTable */.I$)(["property", "value"], rows, []);
}
function quarantinePart(quarantined) {
    const rows = quarantined.map(({ title, reason, owner, expires, expired }) => [
        (0,markdown/* escapeHtml */.ZD)(title),
        (0,markdown/* escapeHtml */.ZD)(reason),
        (0,markdown/* escapeHtml */.ZD)(owner),
        `<span class="day${expired ? " bad" : ""}">${expired ? "over since " : ""}${(0,markdown/* escapeHtml */.ZD)(expires)}</span>`,
    ]);
    return (0,html/* section */.uW)("Failed, in quarantine", (0,html/* htmlTable */.I$)(["test", "why", "owner", "until"], rows, []));
}
function durations({ slowest }) {
    const longest = slowest[0]?.duration ?? 0;
    if (longest === 0)
        return "";
    const rows = slowest.map(({ title, duration }) => [
        `${(0,markdown/* escapeHtml */.ZD)(title)}<span class="duration" style="width:${((duration / longest) * 100).toFixed(1)}%"></span>`,
        (0,units/* formatDuration */.a3)(duration),
    ]);
    return (0,html/* section */.uW)("Slowest tests", (0,html/* htmlTable */.I$)(["test", "time"], rows));
}
function suites({ suites: all }) {
    const shown = all.slice(0, html_report_SHOWN.suites);
    const rows = shown.map(({ name, passed, failed, skipped, duration }) => [
        (0,markdown/* escapeHtml */.ZD)(name),
        String(passed),
        failed > 0 ? `<b class="bad">${failed}</b>` : "0",
        String(skipped),
        (0,units/* formatDuration */.a3)(duration),
    ]);
    const rest = all.length > shown.length ? `<p>${all.length - shown.length} more suites are not shown.</p>` : "";
    const told = (0,html/* each */.__)(shown, ({ name, properties: all = [] }) => all.length === 0 ? "" : (0,html/* folded */.TM)(`Properties of ${(0,markdown/* escapeHtml */.ZD)(name)}`, properties(all), false));
    return (0,html/* section */.uW)("Suites", (0,html/* htmlTable */.I$)(["suite", "passed", "failed", "skipped", "time"], rows) + rest + told);
}
function legsPart(legs) {
    const rows = legs.map(({ name, tests, exitCode }) => [(0,markdown/* escapeHtml */.ZD)(name), String(tests), String(exitCode ?? "")]);
    return (0,html/* section */.uW)("Legs", (0,html/* htmlTable */.I$)(["leg", "tests", "exit code"], rows));
}

;// CONCATENATED MODULE: ./actions/test/repository.js


/** Larger files are not shown. */
const LARGEST_SOURCE = 4 * 1024 * 1024;
/** Files of the repository as git tells of them; none where the folder is no repository, which is no mistake. */
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
/** The text of a file of the repository. A report may name any file of the machine; only those of it are shown. */
function readSource(workspace, path) {
    try {
        const real = (0,external_node_fs_.realpathSync)((0,external_node_path_.resolve)(workspace, path));
        if (!real.startsWith((0,external_node_fs_.realpathSync)(workspace) + external_node_path_.sep) || (0,external_node_fs_.statSync)(real).size > LARGEST_SOURCE)
            return undefined;
        return (0,external_node_fs_.readFileSync)(real, "utf8");
    }
    catch {
        return undefined;
    }
}
/** A path of the repository as seen from a folder of it; undefined where it does not lie below that. */
function fileBelow(path, workspace, folder) {
    if (path === undefined)
        return undefined;
    const short = (0,external_node_path_.relative)(folder, (0,external_node_path_.resolve)(workspace, path));
    return short === "" || short.startsWith("..") ? undefined : short.split(external_node_path_.sep).join("/");
}

;// CONCATENATED MODULE: ./actions/test/report-files.js





/** Writes the files into the folder, and returns their paths as outputs of the step. No secret is in them. */
async function writeReportFiles(world, folder, { report, tests, coverage, summary, badge, data }) {
    const { runner, workspace } = world;
    await (0,promises_.mkdir)(folder, { recursive: true });
    const write = async (name, text) => {
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, name), runner.redact(text));
        return (0,external_node_path_.join)(folder, name);
    };
    // What the checked-out files are is not known to be what a fork's run was about.
    const foreign = runner.env.GITHUB_EVENT_NAME === "workflow_run";
    const source = (path) => (foreign ? undefined : readSource(workspace, path));
    await write("report.json", JSON.stringify(report, undefined, 2));
    return {
        ...(data ? { "data-path": await write("data.json", data) } : {}),
        "badge-path": await write("badge.svg", badge),
        "summary-path": await write("summary.md", summary),
        "report-path": await write("report.html", htmlReport({ report, tests, coverage, source })),
    };
}
/** What this run hands to the one that merges legs. */
function legData(facts) {
    const { results, recorder, ...rest } = facts;
    return writeRunData({
        ...rest,
        tests: results && recorder.tests(),
        properties: (results?.suites ?? []).flatMap(({ name, properties = [] }) => properties.map((property) => [name, property])),
        details: results ? [...results.failed, ...results.flaky, ...results.skipped] : [],
        missing: results ? recorder.missing(results.counts) : 0,
    });
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

;// CONCATENATED MODULE: ./actions/test/result.js






/** The report: every reason for which the step fails, and all numbers. It may add remarks to the notes. */
function resultOf(facts, gates, redact) {
    const { verdict, coverage, changed, against, plan, legs, notes, sha, url } = facts;
    const { tests, counting, quarantine } = verdict;
    const totals = coverage?.totals();
    const patch = coverage && changed && patchCoverage(changed, coverage);
    const delta = against.comparison?.coverage.lines;
    const parts = new Map([...facts.parts].map(([scope, part]) => [scope, part.totals()]));
    const scopes = scopeFacts(facts, gates, wholeFacts(totals, patch?.lines, delta));
    const reasons = [
        ...(facts.stopped === undefined ? [] : [facts.stopped]),
        ...verdict.exitCodes,
        ...(0,test_gates/* closedGates */.be)({ ...(tests ? { tests: tests.counts } : {}), held: quarantine.held.length, parts: scopes }, 
        // An idle shard, or one that is merged later, is no place to count.
        facts.partial ? { ...gates, minTests: 0, thresholds: [] } : gates),
        ...notes.problems,
    ];
    return {
        version: 1,
        outcome: reasons.length > 0 ? "failed" : "passed",
        reasons: reasons.map(redact),
        missing: notes.missing,
        ...(sha ? { sha } : {}),
        ...(facts.exitCode === undefined ? {} : { exitCode: facts.exitCode }),
        ...(verdict.tries > 0 ? { retries: verdict.tries } : {}),
        ...(tests && counting
            ? {
                counts: tests.counts,
                failures: report_failuresOf(counting.failed, facts.placeOf),
                flaky: tests.flaky.map(titleOf),
                quarantined: quarantineOf(quarantine),
                slowest: tests.slowest,
                suites: tests.suites,
            }
            : {}),
        ...(totals ? { coverage: totals } : {}),
        ...(parts.size > 0 ? { parts: Object.fromEntries(parts) } : {}),
        ...(patch ? { patch } : {}),
        ...(delta === undefined ? {} : { coverageDelta: delta }),
        ...(against.comparison ? { comparison: against.comparison } : {}),
        ...(against.trends ? { trends: against.trends } : {}),
        ...(plan ? { shard: plan.facts } : {}),
        ...(legs.legs.length > 0 ? { legs: legs.legs.map(legReport) } : {}),
        files: [...legs.files, ...facts.files],
        remarks: notes.remarks,
        durationMs: 0,
        ...(url === "" ? {} : { url }),
    };
}
/** What the gates look at: the whole, and each part that has a threshold of its own. */
function scopeFacts(facts, gates, whole) {
    const { parts, changed, against, notes } = facts;
    const scopes = new Map([["", whole]]);
    for (const [scope, part] of parts) {
        const delta = against.deltaOf(scope, part);
        const drop = gates.thresholds.some((one) => one.scope === scope && one.measure === "drop");
        if (against.hasBase && delta === undefined && drop) {
            notes.remarks.push(`the run that this one is compared with has no coverage of ${scope}, so its drop was not checked`);
        }
        scopes.set(scope, wholeFacts(part.totals(), changed && patchCoverage(changed, part).lines, delta));
    }
    return scopes;
}
function wholeFacts(coverage, patch, delta) {
    return {
        ...(coverage ? { coverage } : {}),
        ...(patch ? { patch } : {}),
        ...(delta === undefined ? {} : { delta }),
    };
}
function legReport({ leg, tests, exitCode }) {
    return { name: leg, tests: tests?.length ?? 0, ...(exitCode === undefined ? {} : { exitCode }) };
}
/** The numbers of a report as lines for the log. */
function numberLines({ counts, coverage, patch, coverageDelta, comparison }) {
    const lines = [];
    if (counts) {
        const flaky = counts.flaky > 0 ? ` (${counts.flaky} of them flaky)` : "";
        lines.push(`${(0,units/* counted */.hS)(counts.tests, "test")}: ${counts.passed} passed${flaky}, ${counts.failed} failed, ${counts.skipped} skipped`);
    }
    const covered = coverage && (0,model_coverage/* percent */.KN)(coverage.lines);
    if (covered !== undefined)
        lines.push(`${covered} % of lines covered`);
    const changed = patch && (0,model_coverage/* percent */.KN)(patch.lines);
    if (changed !== undefined)
        lines.push(`${changed} % of the changed lines covered`);
    if (coverageDelta !== undefined) {
        const sign = coverageDelta > 0 ? "+" : "";
        lines.push(`${sign}${coverageDelta} points of line coverage against ${comparison?.sha.slice(0, 10)}`);
    }
    return lines;
}
/** The numbers of a report as outputs of the step; without those that are not known. */
function numberOutputs({ counts, coverage, patch, coverageDelta }, held) {
    const [lines, changed] = [coverage && (0,model_coverage/* percent */.KN)(coverage.lines), patch && (0,model_coverage/* percent */.KN)(patch.lines)];
    return {
        ...(counts
            ? {
                tests: counts.tests,
                passed: counts.passed,
                failed: counts.failed,
                skipped: counts.skipped,
                flaky: counts.flaky,
                quarantined: held,
            }
            : {}),
        ...(lines === undefined ? {} : { coverage: lines }),
        ...(changed === undefined ? {} : { "coverage-patch": changed }),
        ...(coverageDelta === undefined ? {} : { "coverage-delta": coverageDelta }),
    };
}

// EXTERNAL MODULE: ./actions/test/spec.js + 1 modules
var spec = __webpack_require__(56714);
// EXTERNAL MODULE: ./toolkit/yaml.js
var yaml = __webpack_require__(79839);
;// CONCATENATED MODULE: ./actions/test/quarantine/quarantine.js



const noQuarantine = { held: [], expired: [], idle: [] };
const EXAMPLE = `for example:
- test: "cart › adds an item"
  reason: waits for the clock
  owner: "@acme/shop"
  expires: 2027-01-31`;
/** Reads the list; throws a UserError that tells all mistakes, each with line and column. */
function readQuarantine(name, text) {
    const file = (0,yaml/* readYaml */.gM)(name, text);
    if (file.value === null || file.value === undefined)
        return [];
    if (!Array.isArray(file.value))
        throw file.mistake([], "is no list of tests", EXAMPLE);
    const mistakes = [];
    const entries = file.value.map((value, index) => {
        const raw = (typeof value === "object" && value !== null ? value : {});
        const need = (key, form, takes) => {
            const found = typeof raw[key] === "string" ? raw[key].trim() : "";
            if (!form.test(found))
                mistakes.push(file.mistake([index, key], `entry ${index + 1} has no ${key}: ${takes}`).message);
            return found;
        };
        const entry = {
            test: need("test", /./, "the title of a test as the report shows it; * stands for anything"),
            reason: need("reason", /./, "why it may fail for a while"),
            owner: need("owner", /./, "who mends it"),
            expires: need("expires", /^\d{4}-\d{2}-\d{2}$/, "the last day on which it counts, as 2027-01-31"),
        };
        if (/^\d{4}-\d{2}-\d{2}$/.test(entry.expires) && !isDay(entry.expires)) {
            mistakes.push(file.mistake([index, "expires"], `there is no day ${entry.expires}`).message);
        }
        for (const key of Object.keys(raw)) {
            if (!(key in entry))
                mistakes.push(file.mistake([index, key], `${key} is not known here`).message);
        }
        return entry;
    });
    if (mistakes.length > 0)
        throw new errors/* UserError */.yo(mistakes.join("\n"), { hint: EXAMPLE });
    return entries;
}
/** Sorts the failed tests by the list. `today` is a day, `YYYY-MM-DD`. */
function sortByQuarantine(entries, failed, today) {
    const matchers = entries.map((entry) => ({ entry, pattern: patternOf(entry.test), used: false }));
    const held = [];
    const expired = [];
    for (const test of failed) {
        const title = titleOf(test);
        const matching = matchers.filter(({ pattern }) => pattern.test(title));
        for (const one of matching)
            one.used = true;
        // Of several entries the one that counts longest decides.
        const entry = matching.map((one) => one.entry).sort((a, b) => (a.expires < b.expires ? 1 : -1))[0];
        if (entry)
            (entry.expires < today ? expired : held).push({ test, entry });
    }
    return { held, expired, idle: matchers.filter(({ used }) => !used).map(({ entry }) => entry) };
}
function patternOf(title) {
    const parts = title
        .replace(/\s+/g, " ")
        .split(/\*+/)
        .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`, "s");
}
function isDay(text) {
    const day = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

;// CONCATENATED MODULE: ./actions/test/verdict.js








/** Tries failed tests again where that is asked for, and sorts what is left by the quarantine list. */
async function judge(world, facts, rules, { problems, remarks }) {
    const { execution, command, reading, where } = facts;
    const entries = await readList(world, rules.quarantine, problems);
    const today = new Date(world.clock.now()).toISOString().slice(0, 10);
    const first = { results: reading.tests ?? NO_TESTS, code: command?.code ?? 0 };
    const tried = await retryFailed(world, execution, first, {
        retries: command && command.code !== 0 ? rules.retries : 0,
        inQuarantine: (test) => sortByQuarantine(entries, [test], today).held.length > 0,
        fileOf: (test) => fileBelow(facts.placeOf(test)?.file, where.workspace, where.folder),
        read: (before, each) => readReports({ ...where, reports: execution.reports, coverageReports: [], before, each }),
        remark: (text) => remarks.push(text),
    });
    const tests = reading.tests && tried.results;
    const quarantine = tests ? sortByQuarantine(entries, tests.failed, today) : noQuarantine;
    remarks.push(...quarantineRemarks(quarantine));
    const held = new Set(quarantine.held.map(({ test }) => test));
    const counting = tests && { ...tests, failed: tests.failed.filter((test) => !held.has(test)) };
    const red = command !== undefined && command.code !== 0;
    const forgiven = red && tried.explained && reading.problems.length === 0 && tests?.counts.failed === held.size;
    if (forgiven) {
        remarks.push(`the command ended with exit code ${command.code}, for flaky tests and tests in quarantine alone`);
    }
    const exitCodes = [
        ...(red && !forgiven ? [`the command ended with exit code ${command.code}`] : []),
        ...facts.legs.legs
            .filter(({ exitCode = 0 }) => exitCode !== 0)
            .map(({ leg, exitCode }) => `${leg || "a leg"}: the command ended with exit code ${exitCode}`),
    ];
    return { tests, counting, quarantine, tries: tried.tries, forgiven, exitCodes };
}
function quarantineRemarks({ expired, idle }) {
    return [
        ...expired.map(({ test, entry }) => `the quarantine of "${titleOf(test)}" was over on ${entry.expires} (${entry.owner}), so it fails again`),
        ...idle.map(({ test, expires, owner }) => `"${test}" is in quarantine and did not fail (until ${expires}, ${owner})`),
    ];
}
async function readList(world, path, problems) {
    if (path === "")
        return [];
    try {
        return readQuarantine(path, await (0,promises_.readFile)((0,external_node_path_.resolve)(world.workspace, path), "utf8"));
    }
    catch (error) {
        const why = (0,errors/* codeOf */.$N)(error) === "ENOENT" ? "there is no such file in the workspace" : (0,errors/* messageOf */.bD)(error);
        problems.push(`the quarantine list ${path} cannot be read: ${why}`);
        return [];
    }
}

;// CONCATENATED MODULE: ./actions/test/run.js
























/** Remarks beyond these are only counted in the log; the summary has more of them. */
const LOGGED_REMARKS = 10;
/**
 * Runs the command, reads what it wrote and what other runs left, checks the gates, and tells of it. The reports are
 * read after a red run as well. Throws a UserError with the command's own exit code where that is not 0 and not
 * explained by flaky tests and those in quarantine, else with 1 where a gate is closed.
 */
async function runTests(world, inputs, problems = []) {
    const { runner, clock, workspace } = world;
    const set = (0,action/* outputsOf */.Yz)(spec/* spec */.I, runner);
    const start = clock.elapsed();
    const took = () => Math.round(clock.elapsed() - start);
    const folder = (0,external_node_path_.resolve)(workspace, inputs.workingDirectory);
    const reportDir = inputs.reportDir === "" ? undefined : (0,external_node_path_.resolve)(workspace, inputs.reportDir);
    const rules = { ...inputs, keep: inputs.history, reportDir: reportDir ?? "" };
    const notes = { problems: [...problems], remarks: [], missing: [] };
    /** What ends the step before there is a report. */
    const orEnd = async (work) => {
        try {
            return await work;
        }
        catch (error) {
            set({ outcome: "failed", "duration-ms": took() });
            throw error;
        }
    };
    // ---- Run
    if (!isFolder(folder)) {
        set({ outcome: "failed", "duration-ms": took() });
        throw new errors/* UserError */.yo(`working-directory "${inputs.workingDirectory}" is no folder of the workspace`, {
            hint: "Paths start from the workspace, and a step before this one has to check the repository out.",
        });
    }
    const memory = await recall(world, rules);
    const { execution, plan } = await orEnd(prepare(world, inputs, folder, memory.ledger, notes.remarks));
    if (plan)
        set({ "shard-files": plan.names });
    const before = await fingerprints(world, execution);
    const { command, stopped } = await orEnd(runToItsEnd(world, execution));
    // ---- Read
    const sha = await commitOf(world);
    const { legs: globs, expect } = inputs;
    const { signal } = world;
    const legs = globs.length === 0 ? NO_LEGS : await readLegs({ globs, folder, workspace, sha, expect, signal });
    const where = { folder, workspace, tracked: await trackedFiles(world), signal };
    const recorder = new TestRecorder();
    const reading = await readReports({
        ...where,
        reports: execution.reports,
        coverageReports: execution.coverageReports,
        before,
        legs: legs.legs.map((data, index) => ({ ...data, path: legs.files[index] ?? "" })),
        each: (run) => recorder.add(run),
    });
    for (const { problems, remarks } of [legs, reading]) {
        notes.problems.push(...problems);
        notes.remarks.push(...remarks);
    }
    const finder = { sourcePath: reading.sourcePath, exists: (path) => (0,external_node_fs_.existsSync)((0,external_node_path_.resolve)(workspace, path)) };
    const placeOf = (test) => locate(test, finder);
    // ---- Judge: what failed and counts, what is covered, what is otherwise than before
    const verdict = await judge(world, { execution, command, reading, legs, where, placeOf }, inputs, notes);
    const { tests, counting, forgiven } = verdict;
    if (tests && verdict.tries > 0)
        for (const test of tests.flaky)
            recorder.settle(test, "flaky");
    const { coverage } = reading;
    const scopes = { ...inputs, legs: legs.legs };
    const changed = coverage && (await readChanged(world, scopes, notes));
    const parts = coverage ? await partsOf(coverage, scopes, { ...where, before: new Map() }) : new Map();
    // A single shard is a part by nature; what it is compared with would have to be one too.
    const partial = plan !== undefined && legs.legs.length === 0;
    const against = await againstEarlier(world, {
        sha,
        results: reading.tests && tests,
        recorder,
        coverage,
        parts: namedParts(parts, scopes),
        complete: notes.problems.length === 0 && stopped === undefined,
        partial,
    }, memory, {
        bases: baseOf(inputs.base, runner.env),
        history: inputs.history,
        gated: inputs.thresholds.some(({ measure }) => measure === "drop"),
    }, notes);
    const why = stopped === undefined ? undefined : (0,errors/* messageOf */.bD)(stopped);
    const report = resultOf({
        ...{ verdict, coverage, parts, changed, against, plan, legs, partial, sha, notes, placeOf },
        stopped: why,
        exitCode: command?.code,
        files: reading.files,
        url: (0,run_url/* runUrl */.V)(runner.env),
    }, inputs, (text) => runner.redact(text));
    report.durationMs = took();
    for (const line of numberLines(report))
        runner.info(line);
    const { outcome, reasons } = report;
    // Set early, so that they are there whatever happens to the rest.
    set(numberOutputs(report, verdict.quarantine.held.length));
    set({ outcome, "duration-ms": report.durationMs, report: { ...bounded(report) } });
    // ---- Tell
    const badge = badgeOf(report);
    if (memory.store && against.now && !partial && remembers(world, rules)) {
        try {
            await remember(memory.store, against.now, inputs.history, badge);
            runner.info(`Remembered this run in ${memory.store.name}.`);
        }
        catch (error) {
            if (signal.aborted)
                throw error;
            notes.missing.push(`this run could not be remembered in ${memory.store.name}: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
    const facts = { report, tests: counting, coverage, page: reportDir !== undefined };
    const annotations = annotationsOf(report, counting?.failed ?? [], placeOf);
    const published = await publish(world, { ...inputs, key: inputs.commentKey, facts, annotations });
    if (published.commentUrl)
        set({ "comment-url": published.commentUrl });
    if (published.checkUrl)
        set({ "check-url": published.checkUrl });
    const summary = summaryOf(facts);
    if (inputs.show.has("summary"))
        await runner.summary(summary);
    report.durationMs = took();
    if (reportDir !== undefined) {
        const data = sha &&
            legData({
                leg: inputs.leg || (plan ? `${plan.facts.index}/${plan.facts.total}` : ""),
                ...{ sha, recorder, coverage, changed },
                at: clock.now(),
                exitCode: forgiven ? 0 : command?.code,
                problems: why === undefined ? notes.problems : [...notes.problems, why],
                remarks: notes.remarks.slice(0, 100),
                shard: plan?.facts,
                results: tests,
            });
        try {
            set(await writeReportFiles(world, reportDir, { ...facts, summary, badge, data }));
        }
        catch (error) {
            if (signal.aborted)
                throw error;
            notes.missing.push(`the files in report-dir, "${inputs.reportDir}": ${(0,errors/* messageOf */.bD)(error)}`);
            runner.annotate("warning", `The report could not be written into report-dir: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
    set({ missing: [...notes.problems, ...notes.missing], "duration-ms": took(), report: { ...bounded(report) } });
    for (const one of report.missing)
        runner.info(`Not done: ${one}`);
    // Whoever reads only the log has to know as well why a gate was not looked at, or a quarantine is over.
    for (const one of report.remarks.slice(0, LOGGED_REMARKS))
        runner.info(`Remark: ${one}`);
    if (report.remarks.length > LOGGED_REMARKS)
        runner.info(`${report.remarks.length - LOGGED_REMARKS} more remarks.`);
    if (stopped !== undefined)
        throw stopped;
    if (reasons.length > 0)
        throw run_failureOf(reasons, command, verdict, reading.problems.length > 0);
}
/**
 * Runs the command. Who cancels the job has no time for reports; after our own time limit they say how far the tests
 * came, so that error is handed back.
 */
async function runToItsEnd(world, execution) {
    if (execution.run === "")
        return {};
    try {
        return { command: await runOnce(world, execution) };
    }
    catch (stopped) {
        if (world.signal.aborted)
            throw stopped;
        return { stopped };
    }
}
function isFolder(path) {
    return (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
function run_failureOf(reasons, command, { forgiven }, globs) {
    const failed = command !== undefined && command.code !== 0 && !forgiven;
    const last = failed && command.last.some((line) => line.trim() !== "")
        ? `\nIts last lines:\n${command.last.map((line) => `  ${line}`).join("\n")}`
        : "";
    return new errors/* UserError */.yo(`${reasons.join("; ")}${last}`, {
        exitCode: failed ? command.code : 1,
        ...(globs
            ? {
                hint: "Check the globs of `reports` and `coverage-reports`: they start from `working-directory`, one a line.",
            }
            : {}),
    });
}

;// CONCATENATED MODULE: ./actions/test/main.js






/** The test action. */
const main = async (world) => {
    const { runner, clock } = world;
    const begin = clock.elapsed();
    const set = (0,action/* outputsOf */.Yz)(spec/* spec */.I, runner);
    const took = () => Math.round(clock.elapsed() - begin);
    const problems = [];
    let inputs;
    try {
        inputs = (0,test_inputs.readTestInputs)(runner);
    }
    catch (error) {
        const rest = withoutThresholds(runner);
        if (!rest) {
            set({ outcome: "failed", "duration-ms": took() });
            throw error;
        }
        problems.push((0,errors/* messageOf */.bD)(error));
        inputs = rest;
    }
    if (inputs.mode === "apply")
        return await runTests(world, inputs, problems);
    if (problems.length > 0)
        throw new errors/* UserError */.yo(problems.join("\n"));
    const plan = planOf(inputs);
    runner.info(plan.join("\n"));
    const durationMs = took();
    const nothing = { reasons: [], missing: [], files: [], remarks: [] };
    const report = { version: 1, outcome: "planned", ...nothing, plan, durationMs };
    set({ outcome: "planned", "duration-ms": durationMs, report: { ...report } });
    await runner.summary(plan.map((line) => `- ${(0,markdown/* escapeMarkdown */.FV)(line)}`).join("\n"));
};
// A threshold that cannot be read fails the step; what the tests say is worth reading all the same.
function withoutThresholds(runner) {
    try {
        return (0,test_inputs.readTestInputs)({ ...runner, input: (name) => (name === "thresholds" ? "" : runner.input(name)) });
    }
    catch {
        return undefined;
    }
}
// What a run with these inputs would do, a sentence each.
function planOf(inputs) {
    const { run, workingDirectory, shard, retries, store, thresholds } = inputs;
    const globs = [...inputs.reports, ...inputs.coverageReports, ...inputs.legs].join(", ");
    const told = [
        [run !== "", `Would run "${run}" in ${workingDirectory}.`],
        [shard !== undefined, `Would run shard ${shard?.index} of ${shard?.total} only.`],
        [retries > 0, `Would try failed tests again, up to ${retries} times.`],
        [true, `Would read ${globs || "no report"}.`],
        [inputs.quarantine !== "", `Would let the tests in ${inputs.quarantine} fail.`],
        [store !== undefined, `Would compare with the last runs in ${store?.kind} ${store?.name}.`],
        [
            thresholds.length > 0,
            `Would hold ${thresholds.map(({ scope, measure, bound }) => `${scope && `${scope}:`}${measure}=${bound}`).join(", ")}.`,
        ],
    ];
    return told.filter(([planned]) => planned).map(([, sentence]) => sentence);
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


/***/ }),

/***/ 95023:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ commentOnPullRequest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

/**
 * Writes the comment of this run's pull request, or renews the one that an earlier run wrote under the same key.
 * With `onlyRenew` nothing is written where there is none yet: for what only takes an earlier finding back.
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
        const { key, markdown, onlyRenew = false } = comment;
        return (await github.comment(number, key, runner.redact(markdown), onlyRenew))?.url;
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