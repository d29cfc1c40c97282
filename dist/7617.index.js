"use strict";
exports.id = 7617;
exports.ids = [7617,3928,4478,2097,9240,157,7939,320];
exports.modules = {

/***/ 20930:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ spec)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);

function versionOf(text) {
    if (!/^\d+(-\d+)*$/.test(text))
        throw new Error("not a number");
    return text.replaceAll("-", "");
}
/** What the migrate action takes and gives. */
const spec = {
    name: "migrate",
    title: "Migrate",
    description: "Plans and applies SQL migrations: one lock, checksums, one transaction a file, a report of each statement.",
    branding: { icon: "database", color: "blue" },
    inputs: {
        mode: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["apply", "plan", "check", "status", "rollback", "drift", "trace", "new"], {
            describe: "apply runs what is pending; plan shows it and changes nothing; check looks for statements that cause outages; status shows the history; rollback runs the .down.sql of the newest migration, or of all above to; drift compares the schema with what the migrations make in scratch-url; trace runs what is pending there and tells which locks each statement really took, which tables it wrote anew, and how long it needed; new writes an empty file.",
        }),
        url: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Address of the database; where neither this nor url-file is set, the variable DATABASE_URL. Needed by apply, status, rollback and drift. Without it plan takes the database for empty, and check looks at the files alone. mysql:// and sqlite: are taken as well. It is hidden from every log.",
            example: "postgres://app:secret@db.example.com:5432/app?sslmode=verify-full",
            secret: true,
        }),
        "url-file": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "File that holds the address, such as a mounted secret.",
            example: "/run/secrets/database-url",
        }),
        dialect: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["auto", "postgresql", "mysql", "sqlite"], {
            describe: "Language of the files; auto takes it from the address, and is postgresql without one.",
        }),
        directory: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Folder of the migrations: files such as 0001_users.sql, run in the order of their numbers.",
            default: "migrations",
        }),
        schema: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ describe: "Schema of the history table; it is made where it is missing.", default: "public" }),
        "history-table": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Table that says which migrations have been applied; it is made where it is missing.",
            default: "quayside_migrations",
        }),
        to: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a version, which is a number", versionOf, {
            describe: "Version that a rollback goes back to; 0 undoes everything. Without it the newest migration is undone.",
            example: "0041",
        })),
        "scratch-url": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Address of an empty database in which drift and trace replay the migrations, such as a service container.",
            example: "postgres://postgres:postgres@localhost:5432/postgres",
            secret: true,
        }),
        name: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ describe: "What a new migration is for; becomes a part of its file name.", example: "add users" }),
        phase: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["all", "pre", "post"], {
            describe: 'Which files run: pre before a rollout, post after it for files with a line "-- quayside: phase=post", which take away what the old release needs.',
        }),
        token: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Token for one comment on the pull request that each plan or check renews; needs pull-requests: write. Where not set, there is no comment.",
            example: "${{ github.token }}",
            secret: true,
        }),
        "comment-key": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Tells the comments of several migrate steps of one pull request apart.",
            default: "migrate",
        }),
        "fail-on": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["error", "warning", "never"], { describe: "Which findings of a check fail the step." }),
        base: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Branch or commit whose files are not checked again, such as origin/main; in a pull request its base branch where it has been fetched.",
            example: "origin/main",
        }),
        command: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "A command of the project's own migration tool, run by sh under the lock and the limits of this action, with the address in DATABASE_URL. Takes the place of the SQL files. The modes plan and check look at the SQL of the tools whose SQL can be had, and run nothing.",
            example: "npx prisma migrate deploy",
        }),
        "pending-command": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "A command that ends with 0 where nothing is pending, run after the tool; known tools have one.",
            example: "npx prisma migrate status",
        }),
        "command-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ describe: "How long the command may run.", default: "1h" }),
        baseline: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a version, which is a number", versionOf, {
            describe: "For a database that was there before its history: files up to this version are recorded as applied and not run. Does nothing once there is a history.",
            example: "0042",
        })),
        "allow-late": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({
            describe: "Files that may run although a newer one has been applied already.",
            example: "0007_late.sql",
        }),
        "allow-missing": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({
            describe: "Applied files that may be missing from the folder.",
            example: "0001_squashed.sql",
        }),
        rebaseline: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({
            describe: "Files that were edited after they were applied, whose new checksum is taken for the right one.",
            example: "0003_comment_mended.sql",
        }),
        "lock-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
            describe: "How long a statement may wait for a lock on a table before it gives way and is tried again. Off for CONCURRENTLY, which waits without blocking others. 0 is no limit.",
            default: "5s",
        }),
        "lock-retries": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 0, max: 100 }, {
            describe: "How often a file is tried again after a lock timeout, a deadlock or a serialization failure.",
            default: "10",
        }),
        "statement-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
            describe: "How long one statement may run. Off for CONCURRENTLY. 0 is no limit.",
            default: "30m",
        }),
        "wait-for-lock": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
            describe: "How long to wait while another run migrates the same database.",
            default: "10m",
        }),
        "connect-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
            describe: "How long to try to reach the server; one that is just starting is waited for.",
            default: "15s",
        }),
    },
    outputs: {
        outcome: "applied, up-to-date, pending (plan, check and status), rolled-back, in-sync, traced, created or failed",
        applied: "How many migrations this run applied (or undid), also where a later one failed",
        pending: "How many migrations of the phase are pending at the end",
        current: "Version of the database at the end; empty where nothing has been applied",
        target: "Version of the newest file",
        findings: "How many findings the check has, in the modes check and plan; how many differences, in the mode drift",
        "comment-url": "Address of the comment on the pull request, where there is one",
        "duration-ms": "How long it took, in milliseconds",
        report: "Everything as JSON: files, statements, times, problems and the error",
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