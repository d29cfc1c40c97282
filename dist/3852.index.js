"use strict";
exports.id = 3852;
exports.ids = [3852,4478,2097,9240];
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

/***/ 3852:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   githubRunner: () => (/* binding */ githubRunner)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10692);
/* harmony import */ var _log_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14478);
/* harmony import */ var _secrets_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45283);



/** The runner refuses a step's whole summary above 1 MiB; 1,000 bytes are left for what it adds (runner-contract of GitHub's runner 2.336). */
const SUMMARY_LIMIT = 1024 * 1024 - 1000;
/** The runner cuts an annotation's message at 4,096 characters. */
const MESSAGE_LIMIT = 4096;
/** The runner port on GitHub Actions, and on everything that speaks its file and workflow commands (act, Gitea). */
function githubRunner(env = process.env) {
    const secrets = new _secrets_js__WEBPACK_IMPORTED_MODULE_2__/* .Redactor */ .p();
    let summaryBytes = 0;
    const runner = {
        env,
        input: (name) => (env[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] ?? "").trim(),
        // The runner drops an output that contains a secret without failing; a redacted one says what happened.
        output: (name, value) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setOutput */ .uH(name, secrets.redact(value)),
        mask(secret) {
            // Of a value of several lines the runner hides each line by itself, down to the "{" of a JSON key, and drops every
            // output with one of them in it. The lines that are long enough are forms of their own.
            for (const form of secrets.add(secret))
                if (!/[\r\n]/.test(form))
                    _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq(form);
        },
        redact: (text) => secrets.redact(text),
        state: (name) => env[`STATE_${name}`] ?? "",
        saveState: (name, value) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .saveState */ .LZ(name, secrets.redact(value)),
        info: (text) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq((0,_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .defuse */ .VP)(secrets.redact(text))),
        debug: (text) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .debug */ .Yz(secrets.redact(text)),
        annotate(level, message, at) {
            const text = secrets.redact(message);
            // What the runner would cut off is only in the log.
            if (text.length > MESSAGE_LIMIT)
                _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq((0,_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .defuse */ .VP)(text));
            annotations[level](text.slice(0, MESSAGE_LIMIT), at ? properties(at, secrets) : {});
        },
        group: (title, body) => _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .group */ .Os((0,_log_text_js__WEBPACK_IMPORTED_MODULE_1__/* .defuse */ .VP)(secrets.redact(title)).replace(/[\r\n]+/g, " "), body),
        async summary(markdown) {
            const text = secrets.redact(markdown.endsWith("\n") ? markdown : `${markdown}\n`);
            const bytes = Buffer.byteLength(text);
            if (summaryBytes + bytes > SUMMARY_LIMIT) {
                _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e("The job summary is full (1 MiB); a part of the report was left out of it.");
                return;
            }
            summaryBytes += bytes;
            if (env.GITHUB_STEP_SUMMARY)
                await _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .summary */ .z.addRaw(text).write();
        },
    };
    return runner;
}
const annotations = {
    error: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .error */ .z3,
    warning: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e,
    notice: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .notice */ .lm,
};
// An end line without a start, an end before its start, and columns over several lines are dropped or moved by the runner.
function properties(at, secrets) {
    const result = { file: at.file };
    if (at.title)
        result.title = secrets.redact(at.title).slice(0, 255);
    if (at.line === undefined)
        return result;
    result.startLine = at.line;
    if (at.endLine !== undefined && at.endLine >= at.line)
        result.endLine = at.endLine;
    if (at.column !== undefined && (at.endLine === undefined || at.endLine === at.line)) {
        result.startColumn = at.column;
        if (at.endColumn !== undefined && at.endColumn >= at.column)
            result.endColumn = at.endColumn;
    }
    return result;
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