"use strict";
exports.id = 3031;
exports.ids = [3031,4478,2097,9240];
exports.modules = {

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

/***/ 93031:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   terminalRunner: () => (/* binding */ terminalRunner)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _log_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14478);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45283);



const COLOURS = { error: 31, warning: 33, notice: 36, title: 1, faint: 2 };
/**
 * The runner port for plain terminals: a laptop, Jenkins, Travis CI. The log goes to standard error, so that
 * standard output stays free for `--json`. Outputs and the summary go to the files that `GITHUB_OUTPUT` and
 * `GITHUB_STEP_SUMMARY` name, where they are set; a caller reads them there as it would on GitHub.
 */
function terminalRunner(inputs = {}, env = process.env, sink = process.stderr) {
    const secrets = new _secrets_js__WEBPACK_IMPORTED_MODULE_2__/* .Redactor */ .p();
    const state = new Map();
    const colour = sink.isTTY === true && !env.NO_COLOR;
    const paint = (kind, text) => colour ? `\u001b[${COLOURS[kind]}m${text}\u001b[0m` : text;
    const print = (text) => sink.write(`${text}\n`);
    const clean = (text) => (0,_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .plainText */ .wh)(secrets.redact(text));
    return {
        env,
        input: (name) => (inputs[name] ?? env[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] ?? "").trim(),
        output(name, value) {
            if (env.GITHUB_OUTPUT)
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(env.GITHUB_OUTPUT, fileCommand(name, secrets.redact(value)));
        },
        mask: (secret) => void secrets.add(secret),
        redact: (text) => secrets.redact(text),
        state: (name) => state.get(name) ?? "",
        saveState: (name, value) => void state.set(name, value),
        info: (text) => print(clean(text)),
        debug(text) {
            if (env.RUNNER_DEBUG === "1")
                print(paint("faint", clean(text)));
        },
        annotate(level, message, at) {
            const place = at ? `${at.file}${at.line === undefined ? "" : `:${at.line}`}: ` : "";
            print(paint(level, `${level}: ${clean(place + message)}`));
        },
        async group(title, body) {
            print(paint("title", `▸ ${clean(title)}`));
            return body();
        },
        async summary(markdown) {
            if (env.GITHUB_STEP_SUMMARY)
                (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.appendFileSync)(env.GITHUB_STEP_SUMMARY, `${secrets.redact(markdown)}\n`);
        },
    };
}
// The multi-line form of GitHub's file commands. The delimiter must not stand alone on a line of the value.
function fileCommand(name, value) {
    let delimiter = "QUAYSIDE_END";
    while (value.split(/\r?\n/).includes(delimiter))
        delimiter += "_";
    return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}


/***/ }),

/***/ 45283:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ Redactor)
/* harmony export */ });
/* unused harmony export formsOf */
/** Values this short match by chance all over a log; hiding them would tear holes into it and hide nothing. */
const SHORTEST = 4;
/** What a secret may look like once a tool has encoded it: as it is, line by line, URL-encoded, base64, JSON-escaped. */
function formsOf(secret) {
    const lines = secret.split(/\r?\n/);
    // GitHub's runner trims each line of a mask, and so hides the trimmed form too.
    const parts = [secret, ...lines, ...lines.map((line) => line.trim())].filter(isLong);
    const forms = new Set(parts);
    for (const form of parts) {
        forms.add(encodeURIComponent(form));
        forms.add(Buffer.from(form).toString("base64"));
        forms.add(Buffer.from(form).toString("base64url"));
        forms.add(JSON.stringify(form).slice(1, -1));
    }
    return [...forms];
}
const isLong = (text) => text.trim().length >= SHORTEST;
/** Knows the secrets of a run and takes them out of texts. */
class Redactor {
    #forms = new Set();
    #ordered = [];
    /** Adds a secret; returns the forms of it that were not known before. */
    add(secret) {
        const fresh = formsOf(secret).filter((form) => !this.#forms.has(form));
        for (const form of fresh)
            this.#forms.add(form);
        // The longest first: a secret that contains another one must go as a whole.
        this.#ordered = [...this.#forms].sort((a, b) => b.length - a.length);
        return fresh;
    }
    /** The text with `***` in place of each secret. */
    redact(text) {
        let result = text;
        for (const form of this.#ordered)
            result = result.replaceAll(form, "***");
        return result;
    }
}


/***/ })

};
;