"use strict";
exports.id = 827;
exports.ids = [827];
exports.modules = {

/***/ 2100:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ spec)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6613);

const inputs = {
    mode: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["deploy", "plan", "status", "rollback", "down"], {
        describe: "What to do: bring a release into traffic; only say what that would do; show what runs and the last deploys; go back to the release before; remove the app with all that was made for it.",
    }),
    app: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a name of lower-case letters, digits and hyphens, at most 40", parseApp, {
        describe: "Name of the app; containers, volumes and the lock begin with it.",
        required: true,
        example: "shop",
    }),
    image: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Image to deploy, best with its digest. Needed for `deploy` and `plan`.",
        example: "ghcr.io/acme/shop@sha256:…",
    }),
    port: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 1, max: 65535 }, { describe: "Port that the app listens on in its container.", default: "8000" }),
    publish: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("an address and port of the host, or a port", parsePublish, {
        describe: "Where the host answers: address and port of the load balancer. A port alone listens on all addresses.",
        default: "127.0.0.1:8080",
        example: "0.0.0.0:80",
    }),
    replicas: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 1, max: 32 }, { describe: "How many containers serve the app.", default: "1" }),
    env: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .pairs */ .AS)({
        describe: "Environment of the app. Whoever may inspect containers on the host can read it: see `secrets`.",
        example: "LOG_LEVEL=info",
    }),
    secrets: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .pairs */ .AS)({
        describe: "Secrets of the app; each becomes the file `/run/secrets/NAME` in the container and shows up in no environment, argument, label or log.",
        example: "DB_PASSWORD=${{ secrets.DB_PASSWORD }}",
        secret: true,
    }),
    network: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Docker network of the app and its load balancer; made where it is not there. `<app>` where not set.",
        example: "backend",
    }),
    strategy: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["rolling", "blue-green"], {
        describe: "How traffic moves once every new container is healthy: container by container, or all at once. The old ones run on until the end either way.",
    }),
    "health-path": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a path that begins with /", parsePath, {
        describe: "Path that has to answer 2xx or 3xx before a container gets traffic, asked from the load balancer's network. Where not set, an open port is enough.",
        example: "/readyz",
    }),
    "health-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long a new container may take until it is healthy.",
        default: "60s",
    }),
    "drain-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long requests in flight may take to end; what is left after that is cut and counted.",
        default: "30s",
    }),
    "monitor-seconds": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long the new release is watched in traffic while the old one stands by; a container that dies or turns unhealthy meanwhile takes the deploy back.",
        default: "0",
    }),
    "stop-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long a container has between SIGTERM and SIGKILL. It is empty by then.",
        default: "10s",
    }),
    memory: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .size */ .Ej)({ describe: "Memory limit of each container." })),
    cpus: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a number of cores", parseCpus, { describe: "CPU limit of each container.", example: "0.5" })),
    "lb-algorithm": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["roundrobin", "leastconn", "source"], {
        describe: "How the load balancer picks a container.",
    }),
    "proxy-image": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "HAProxy image of the load balancer; 2.6 or newer, with bash or nc in it, as the public ones have.",
        default: "haproxy:3.0",
        example: "haproxy:3.0-alpine",
    }),
    pull: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["missing", "always"], {
        describe: "When the image is pulled: where the host does not have it, or at every deploy.",
    }),
    "on-lock": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["wait", "fail"], { describe: "What to do while another deploy of the app runs." }),
    "lock-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ describe: "How long to wait for another deploy.", default: "15m" }),
};
const outputs = {
    outcome: "`deployed`, `unchanged`, `rolled-back`, `failed-before-switch`, `rollback-failed`; `planned`, `shown` or `removed` in the other modes.",
    "release-id": "Release that was to be deployed: a short hash of all that its containers are made of.",
    "previous-release": "Release that was in traffic before; empty at the first deploy.",
    image: "Image that was deployed, as it was named.",
    digest: "Its digest, or its image id where it never was in a registry.",
    url: "Where the app answers.",
    requests: "Requests that the load balancer got during the deploy.",
    "failed-requests": "Those of them that were answered with a 5xx or cut off, as the load balancer counted them.",
    "switch-ms": "Milliseconds from the first change of traffic to the last.",
    "duration-ms": "Milliseconds that the whole run took.",
    report: "All of it as JSON.",
};
/** What the deploy action is to its users. */
const spec = {
    name: "deploy",
    title: "Deploy",
    description: "Rolls a container image out on a Docker host behind HAProxy without losing a request.",
    branding: { icon: "upload-cloud", color: "green" },
    inputs,
    outputs,
};
function parseApp(raw) {
    if (!/^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(raw))
        throw new Error("no such name");
    return raw;
}
function parsePublish(raw) {
    const match = /^(?:(\d{1,3}(?:\.\d{1,3}){3}):)?(\d{1,5})$/.exec(raw);
    const hostPort = Number(match?.[2]);
    if (!match || hostPort < 1 || hostPort > 65535)
        throw new Error("not an address and a port");
    return { hostIp: match[1] ?? "0.0.0.0", hostPort };
}
// The path becomes a word of HAProxy's configuration, so nothing that is special there may be in it.
function parsePath(raw) {
    if (raw !== "" && !/^\/[\w./~%&=?+:@,;-]*$/.test(raw))
        throw new Error("not a path");
    return raw;
}
function parseCpus(raw) {
    const value = Number(raw);
    if (!/^\d+(\.\d+)?$/.test(raw) || value <= 0)
        throw new Error("not a number of cores");
    return value;
}


/***/ }),

/***/ 930:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ spec)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6613);

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
        mode: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["apply", "plan", "check", "status", "rollback", "drift", "new"], {
            describe: "apply runs what is pending; plan shows it and changes nothing; check looks for statements that cause outages; status shows the history; rollback runs the .down.sql of the newest migration, or of all above to; drift compares the schema with what the migrations make in scratch-url; new writes an empty file.",
        }),
        url: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Address of the database. Needed by apply and status. Without it plan takes the database for empty, and check looks at the files alone. It is hidden from every log.",
            example: "postgres://app:secret@db.example.com:5432/app?sslmode=verify-full",
            secret: true,
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
            describe: "Address of an empty database in which a drift check replays the migrations, such as a service container.",
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
            describe: "A command of the project's own migration tool, run by sh under the lock and the limits of this action, with the address in DATABASE_URL. Takes the place of the SQL files.",
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
        outcome: "applied, up-to-date, pending (plan, check and status), rolled-back, in-sync, created or failed",
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

/***/ 8827:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(6715);
// EXTERNAL MODULE: ./toolkit/inputs.js
var toolkit_inputs = __webpack_require__(6613);
// EXTERNAL MODULE: ../../node_modules/yaml/dist/index.js
var dist = __webpack_require__(3483);
;// CONCATENATED MODULE: ./toolkit/yaml.js


/**
 * Reads YAML 1.2 text, with the merge key `<<` that Compose files use. Every syntax mistake, duplicate keys among them, is told at once, each with line and column.
 * Throws a UserError. Aliases are limited by the library, so a "billion laughs" file fails instead of filling memory.
 */
function readYaml(name, text) {
    const counter = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text.replace(/^\uFEFF/, ""), {
        lineCounter: counter,
        prettyErrors: false,
        merge: true,
    });
    const at = (offset) => {
        const { line, col } = counter.linePos(offset);
        return { line, column: col };
    };
    if (document.errors.length > 0) {
        const mistakes = document.errors.map((error) => {
            const { line, column } = at(error.pos[0]);
            return `${name}:${line}:${column}: ${error.message.replace(/\s+/g, " ")}`;
        });
        throw new errors/* UserError */.yo(mistakes.join("\n"), {
            hint: `Mend the YAML of ${name}; indentation counts, tabs are not allowed.`,
        });
    }
    let value;
    try {
        value = document.toJS({ maxAliasCount: 100 });
    }
    catch (error) {
        throw new errors/* UserError */.yo(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    const position = (path) => at(offsetOf(document, path));
    return {
        name,
        value,
        position,
        mistake(path, message, hint) {
            const { line, column } = position(path);
            return new errors/* UserError */.yo(`${name}:${line}:${column}: ${message}`, hint ? { hint } : {});
        },
    };
}
function offsetOf(document, path) {
    for (let length = path.length; length > 0; length--) {
        const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
        const key = path[length - 1];
        if ((0,dist/* isMap */.jh)(parent)) {
            const pair = parent.items.find((item) => (0,dist/* isScalar */.jn)(item.key) && String(item.key.value) === String(key));
            const start = pair?.key?.range?.[0];
            if (start !== undefined)
                return start;
        }
        const node = document.getIn(path.slice(0, length), true);
        if (node?.range)
            return node.range[0];
    }
    return document.contents?.range?.[0] ?? 0;
}
/** A plain value as YAML text, with long texts folded in blocks; the same value always gives the same text. */
function writeYaml(value) {
    return stringify(value, { lineWidth: 120 });
}

// EXTERNAL MODULE: ../../node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(8232);
;// CONCATENATED MODULE: ./toolkit/interpolate.js

/**
 * Puts the values of variables into a text, by the rules of the Compose Specification (section "Interpolation"):
 * `$VAR` and `${VAR}`; `${VAR:-default}` and `${VAR-default}`; `${VAR:?message}` and `${VAR?message}`;
 * `${VAR:+instead}` and `${VAR+instead}`; `$$` is a dollar sign. With a colon an empty value counts as unset. Defaults,
 * messages and replacements hold variables again, to any depth, and are only worked out where they are used.
 * Unlike Compose, a variable that is not set and has no default is a mistake: a blank would hide it.
 */
function interpolate(text, values) {
    const mistakes = [];
    const parts = new Reader(text, mistakes).all();
    return { text: fill(parts, values, mistakes), mistakes };
}
/** The text with its variables, or a UserError that lists every mistake. */
function interpolated(text, values) {
    const result = interpolate(text, values);
    if (result.mistakes.length > 0)
        throw new UserError(result.mistakes.join("\n"));
    return result.text;
}
/** The names of all variables of a text, those in defaults too, each once. */
function variablesOf(text) {
    const names = (parts) => parts.flatMap((part) => (typeof part === "string" ? [] : [part.name, ...names(part.operand)]));
    return [...new Set(names(new Reader(text, []).all()))];
}
function fill(parts, values, mistakes) {
    return parts.map((part) => (typeof part === "string" ? part : replacement(part, values, mistakes))).join("");
}
function replacement({ name, operator, operand }, values, mistakes) {
    // Only own keys: `toString` is no variable.
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    const unset = value === undefined || (operator.startsWith(":") && value === "");
    switch (operator.at(-1)) {
        case "-":
            return unset ? fill(operand, values, mistakes) : value;
        case "+":
            return unset ? "" : fill(operand, values, mistakes);
        case "?":
            if (unset)
                mistakes.push(`${name} is not set${operand.length > 0 ? `: ${fill(operand, values, mistakes)}` : ""}`);
            return value ?? "";
        default:
            if (unset)
                mistakes.push(`${name} is not set; set it, or give a default: \${${name}:-value}`);
            return value ?? "";
    }
}
/** How deep defaults may lie in each other; nobody writes more, and a file from outside must not fill the stack. */
const DEEPEST = 50;
/** Takes a text apart. What is no variable stays as it is and is told. */
class Reader {
    #text;
    #mistakes;
    #at = 0;
    #depth = 0;
    constructor(text, mistakes) {
        this.#text = text;
        this.#mistakes = mistakes;
    }
    all() {
        return this.#parts(false);
    }
    /** Up to the end of the text, or to the brace that closes the operand that this is. */
    #parts(operand) {
        const parts = [];
        let open = 0;
        while (this.#at < this.#text.length) {
            const plain = this.#take(operand ? /[^${}]+/y : /[^$]+/y);
            if (plain !== undefined)
                parts.push(plain);
            else if (this.#text[this.#at] === "$")
                parts.push(this.#variable());
            else {
                // A brace of its own in an operand, as in ${SETTINGS:-{"a": 1}}, takes its partner with it.
                if (this.#text[this.#at] === "}" && open === 0)
                    break;
                open += this.#text[this.#at] === "{" ? 1 : -1;
                parts.push(this.#take(/[{}]/y) ?? "");
            }
        }
        return parts;
    }
    #variable() {
        const begin = this.#at;
        if (this.#take(/\$\$/y))
            return "$";
        const plain = this.#take(/\$[A-Za-z_]\w*/y);
        if (plain !== undefined)
            return { name: plain.slice(1), operator: "", operand: [] };
        const name = this.#take(/\$\{[A-Za-z_]\w*/y)?.slice(2);
        if (name !== undefined) {
            const operator = this.#take(/:?[-?+]/y) ?? "";
            const operand = operator === "" || this.#depth === DEEPEST ? [] : this.#operand();
            if (this.#take(/\}/y))
                return { name, operator, operand };
        }
        this.#at = begin;
        const whole = this.#take(/\$(?:\{[^}]*\}?)?/y) ?? "";
        // Within an operand nobody knows where it would have ended, so the variable around it is the one that is told of.
        if (this.#depth > 0)
            this.#at = this.#text.length;
        else {
            const shown = whole.length > 60 ? `${whole.slice(0, 59)}…` : whole;
            this.#mistakes.push(`"${shown}" is no variable; write \${NAME}, or $$ for a dollar sign`);
        }
        return whole;
    }
    #operand() {
        this.#depth++;
        const parts = this.#parts(true);
        this.#depth--;
        return parts;
    }
    /** What the pattern (sticky) matches here, and moves behind it. */
    #take(pattern) {
        pattern.lastIndex = this.#at;
        const found = pattern.exec(this.#text)?.[0];
        if (found !== undefined)
            this.#at += found.length;
        return found;
    }
}

;// CONCATENATED MODULE: ./actions/pipeline/config.js




/** Keys of the pipeline file beside the names of stages. */
const TOP_LEVEL = ["app"];
/**
 * Checks a pipeline file and turns each section into the inputs of its action. A list becomes one entry a line, a map
 * `KEY=VALUE` lines, since that is what the inputs of the actions take.
 * All mistakes are told at once as a UserError, each with file, line and column.
 */
function readConfig(file, options) {
    const mistakes = [];
    const wrong = (path, message) => mistakes.push(file.mistake(path, message).message);
    const value = file.value ?? {};
    if (!isMap(value))
        throw file.mistake([], "a pipeline file is a map of stages", example(options.known));
    const names = options.known.map((stage) => stage.name);
    for (const key of Object.keys(value)) {
        if (![...TOP_LEVEL, ...names].includes(key))
            wrong([key], unknown(key, [...TOP_LEVEL, ...names], "key"));
    }
    for (const name of options.only) {
        if (!names.includes(name))
            mistakes.push(`stages: ${unknown(name, names, "stage")}`);
        else if (!(name in value))
            mistakes.push(`stages: ${file.name} has no section "${name}"`);
    }
    const app = value.app ?? "app";
    if (!isScalar(app))
        wrong(["app"], "app takes a name");
    const stages = [];
    for (const stage of options.known) {
        if (!(stage.name in value) || (options.only.length > 0 && !options.only.includes(stage.name)))
            continue;
        const inputs = {};
        for (const section of [stage.extends, stage.name]) {
            if (section === undefined || !(section in value))
                continue;
            const settings = value[section] ?? {};
            if (!isMap(settings)) {
                if (section === stage.name)
                    wrong([section], `${section} takes a map of inputs`);
                continue;
            }
            for (const [name, setting] of Object.entries(settings)) {
                // A mistake in a section that is shared is told once, at its own stage.
                const own = section === stage.name;
                const path = [section, name];
                const fixed = stage.fixed[name];
                if (!(name in stage.inputs)) {
                    if (own)
                        wrong(path, unknown(name, Object.keys(stage.inputs), `input of ${stage.name}`));
                    continue;
                }
                if (fixed !== undefined) {
                    if (own)
                        wrong(path, `${name} is set to "${fixed}" by the pipeline and cannot be set here`);
                    continue;
                }
                const text = inputText(setting);
                if (text === undefined) {
                    if (own)
                        wrong(path, `${name} takes a scalar, a list of scalars or a map of scalars`);
                    continue;
                }
                const { text: filled, mistakes: variables } = interpolate(text, options.variables);
                if (own)
                    for (const mistake of variables)
                        wrong(path, mistake);
                if (variables.length === 0)
                    inputs[name] = filled;
            }
        }
        Object.assign(inputs, stage.fixed);
        stages.push({ stage, inputs });
        const read = (0,toolkit_inputs/* tryInputs */.zq)(stage.inputs, { input: (name) => (inputs[name] ?? "").trim(), mask: options.mask });
        for (const mistake of read.mistakes) {
            // An unset input may still come from an earlier stage; the action itself refuses it where it does not.
            if (inputs[mistake.name] !== undefined)
                wrong([stage.name, mistake.name], `${mistake.name} ${mistake.message}`);
        }
    }
    if (mistakes.length > 0)
        throw new errors/* UserError */.yo([...new Set(mistakes)].join("\n"), {
            hint: `Mend ${file.name} and run again; nothing was run.`,
        });
    if (stages.length === 0)
        throw new errors/* UserError */.yo(`${file.name} has no stage`, { hint: example(options.known) });
    return { app: String(app), stages };
}
function example(known) {
    return `It names the settings of the stages (${known.map((stage) => stage.name).join(", ")}), for example:\nbuild:\n  tags: ghcr.io/acme/shop:latest`;
}
function unknown(key, known, what) {
    const near = (0,mod/* closest */.kp)(key, [...known]);
    const meant = (0,mod/* distance */.Io)(key, near) <= Math.max(2, key.length / 3) ? `did you mean "${near}"?` : `known are: ${known.join(", ")}`;
    return `"${key}" is no ${what}; ${meant}`;
}
function isMap(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isScalar(value) {
    return ["string", "number", "boolean"].includes(typeof value);
}
function inputText(value) {
    if (value === null)
        return "";
    if (isScalar(value))
        return String(value);
    if (Array.isArray(value))
        return value.every(isScalar) ? value.map(String).join("\n") : undefined;
    if (!isMap(value))
        return undefined;
    const entries = Object.entries(value);
    return entries.every(([, item]) => item === null || isScalar(item))
        ? entries.map(([name, item]) => `${name}=${item ?? ""}`).join("\n")
        : undefined;
}

// EXTERNAL MODULE: ./toolkit/action.js + 3 modules
var action = __webpack_require__(3392);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(9117);
// EXTERNAL MODULE: ./toolkit/markdown.js
var toolkit_markdown = __webpack_require__(157);
;// CONCATENATED MODULE: ./actions/pipeline/report.js


/** A summary of 1 MiB is refused as a whole; what other steps of the same job add has its own budget. */
const SUMMARY_BYTES = 900_000;
/** What a stage did, in one sentence made of its outputs. */
function whatItDid(stage, outputs) {
    const get = (name) => outputs[name] ?? "";
    const outcome = get("outcome") || "done";
    switch (stage) {
        case "build": {
            const size = get("size") ? `, ${(0,units/* formatSize */.Xq)(Number(get("size")))}` : "";
            return `${outcome} ${get("image") || get("tags").split("\n")[0] || ""}${size}`.trim();
        }
        case "test": {
            if (!get("tests"))
                return outcome;
            const counts = [`${get("passed")} of ${get("tests")} tests passed`];
            if (Number(get("failed")) > 0)
                counts.push(`${get("failed")} failed`);
            if (Number(get("skipped")) > 0)
                counts.push(`${get("skipped")} skipped`);
            if (get("coverage"))
                counts.push(`${get("coverage")} % of lines covered`);
            return counts.join(", ");
        }
        case "push":
            return `${outcome} ${get("digest")}`.trim();
        case "migrate": {
            const applied = Number(get("applied") || 0);
            const version = get("current") ? `, schema at ${get("current")}` : "";
            return `${applied === 0 ? "nothing" : `${applied} migration${applied === 1 ? "" : "s"}`} applied${version}`;
        }
        case "deploy": {
            const requests = get("requests") ? `, ${get("requests")} requests, ${get("failed-requests") || 0} failed` : "";
            return `${outcome}${get("release-id") ? ` release ${get("release-id")}` : ""}${requests}`;
        }
        case "verify":
            return get("address") ? `${get("address")} answers ${get("status")}` : outcome;
        default:
            return outcome;
    }
}
const MARKS = { success: "✅", failure: "❌", "not-run": "⏭️", planned: "📋" };
/** The one summary of the run: a table of the stages, a picture of their times, then what each of them has to say. */
function markdownOf(report, sections) {
    const rows = report.stages.map((stage) => [
        `${MARKS[stage.outcome]} ${(0,toolkit_markdown/* escapeMarkdown */.FV)(stage.stage)}`,
        (0,toolkit_markdown/* escapeMarkdown */.FV)(stage.did),
        stage.outcome === "not-run" ? "" : (0,units/* formatDuration */.a3)(stage.durationMs),
    ]);
    const mark = MARKS[report.outcome];
    const head = [
        `## ${mark} Pipeline of ${(0,toolkit_markdown/* code */.aY)(report.app)}`,
        (0,toolkit_markdown/* table */.tp)(["stage", "what it did", "time"], rows, [2]),
        `Total: ${(0,units/* formatDuration */.a3)(report.durationMs)}`,
    ].join("\n\n");
    const picture = report.outcome === "planned" ? "" : (0,toolkit_markdown/* fence */.EU)(timeline(report.stages), "mermaid");
    // Each stage opens on a click; the one that failed is open.
    const pieces = sections
        .filter(({ markdown }) => markdown.trim() !== "")
        .map(({ stage, markdown }) => ({ full: (0,toolkit_markdown/* details */.zH)(stage, markdown.trim(), stage === report.failedStage), short: "" }));
    return (0,toolkit_markdown/* withinBytes */.XF)([{ full: head, short: head }, { full: picture, short: "" }, ...pieces], SUMMARY_BYTES, "_Parts of this report were left out: it would be too large for a job summary._");
}
/** A Mermaid Gantt chart of the stages that ran, in milliseconds from the start of the run. */
function timeline(stages) {
    const lines = ["gantt", "  dateFormat x", "  axisFormat %M:%S"];
    let at = 0;
    for (const { stage, outcome, durationMs } of stages) {
        if (outcome === "not-run")
            continue;
        const end = at + Math.max(durationMs, 1);
        lines.push(`  section ${stage}`, `  ${(0,units/* formatDuration */.a3)(durationMs)} :${outcome === "failure" ? "crit, " : ""}${at}, ${end}`);
        at = end;
    }
    return lines.join("\n");
}

;// CONCATENATED MODULE: ./actions/pipeline/spec.js

const inputs = {
    file: (0,toolkit_inputs/* text */.Qq)({
        describe: "The pipeline file. Paths in it start from the folder that it lies in.",
        default: "pipeline.yml",
        example: "deploy/pipeline.yml",
    }),
    mode: (0,toolkit_inputs/* choice */.Yq)(["apply", "plan"], {
        describe: "Whether to run the stages, or only to say what they would do.",
    }),
    stages: (0,toolkit_inputs/* lines */.Mn)({
        describe: "The stages to run, out of those in the file; all of them where not set.",
        example: "build\ntest",
    }),
};
const outputs = {
    outcome: "`success` or `failure`; `planned` in plan mode.",
    "failed-stage": "The stage that failed; empty where none did.",
    image: "The image that was built, with its digest once it is known.",
    digest: "Digest of that image in the registry.",
    tests: "How many tests ran.",
    coverage: "Line coverage in per cent.",
    applied: "How many migrations were applied.",
    url: "Where the deployed app answers.",
    "duration-ms": "Milliseconds that the whole run took.",
    report: "Everything as JSON: each stage with its outcome, what it did, its time and its outputs.",
};
/** What the root action is to its users. */
const spec = {
    name: "pipeline",
    title: "Pipeline",
    description: "Builds, tests, pushes, migrates and deploys an app from one file, and reports on all of it at once.",
    branding: { icon: "anchor", color: "blue" },
    inputs,
    outputs,
};

;// CONCATENATED MODULE: ./actions/pipeline/stage-runner.js

/**
 * Lets an action run as a stage: it reads its inputs from the pipeline file, and its outputs and its summary are kept
 * for the pipeline instead of becoming those of the step. Log, masks and annotations go to the run's own runner;
 * files of annotations are named from the root of the repository, `folder` being where the pipeline file lies.
 */
function stageRunner(parent, inputs, folder = "") {
    const outputs = {};
    const state = new Map();
    let markdown = "";
    return {
        env: parent.env,
        input: (name) => (inputs[name] ?? "").trim(),
        output(name, value) {
            outputs[name] = parent.redact(value);
        },
        mask: parent.mask,
        redact: parent.redact,
        state: (name) => state.get(name) ?? "",
        saveState: (name, value) => void state.set(name, value),
        info: parent.info,
        debug: parent.debug,
        annotate: (level, message, at) => parent.annotate(level, message, at && { ...at, file: external_node_path_.posix.join(folder, at.file) }),
        // GitHub's runner knows no group within a group, and the stage is one already.
        async group(title, body) {
            parent.info(`— ${title}`);
            return body();
        },
        async summary(text) {
            markdown += text.endsWith("\n") ? text : `${text}\n`;
        },
        get outputs() {
            return outputs;
        },
        get markdown() {
            return markdown;
        },
    };
}

// EXTERNAL MODULE: ./actions/build/spec.js
var build_spec = __webpack_require__(305);
// EXTERNAL MODULE: ./actions/deploy/spec.js
var deploy_spec = __webpack_require__(2100);
// EXTERNAL MODULE: ./actions/migrate/spec.js
var migrate_spec = __webpack_require__(930);
// EXTERNAL MODULE: ./actions/test/spec.js
var test_spec = __webpack_require__(2285);
// EXTERNAL MODULE: ./actions/pipeline/verify-spec.js
var verify_spec = __webpack_require__(7941);
;// CONCATENATED MODULE: ./actions/pipeline/stages.js





const nothing = () => ({});
/** Every stage, in the order in which they run. A new action gets its place in the pipeline here. */
const STAGES = [
    {
        name: "build",
        inputs: build_spec/* spec */.I.inputs,
        // What is built is tested first; the push stage sends that very image.
        fixed: { push: "false" },
        flow: nothing,
        load: async () => (await __webpack_require__.e(/* import() */ 588).then(__webpack_require__.bind(__webpack_require__, 3588))).main,
    },
    {
        name: "test",
        inputs: test_spec/* spec */.I.inputs,
        fixed: {},
        flow: nothing,
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(976), __webpack_require__.e(450)]).then(__webpack_require__.bind(__webpack_require__, 4450))).main,
    },
    {
        name: "push",
        inputs: build_spec/* spec */.I.inputs,
        fixed: { mode: "push" },
        flow: (done) => pick({ tags: done.get("build")?.tags }),
        load: async () => (await __webpack_require__.e(/* import() */ 588).then(__webpack_require__.bind(__webpack_require__, 3588))).main,
        plan: async ({ runner }) => {
            runner.info(`Would push ${runner.input("tags").split("\n").join(", ")}.`);
            runner.output("outcome", "planned");
        },
        extends: "build",
    },
    {
        name: "migrate",
        inputs: migrate_spec/* spec */.I.inputs,
        fixed: {},
        flow: nothing,
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(719), __webpack_require__.e(238)]).then(__webpack_require__.bind(__webpack_require__, 8238))).main,
    },
    {
        name: "deploy",
        inputs: deploy_spec/* spec */.I.inputs,
        fixed: {},
        flow: (done, app) => pick({ app, image: imageOf(done) }),
        load: async () => (await __webpack_require__.e(/* import() */ 942).then(__webpack_require__.bind(__webpack_require__, 7561))).main,
    },
    {
        name: "verify",
        inputs: verify_spec/* spec */.I.inputs,
        fixed: {},
        flow: (done) => pick({ url: done.get("deploy")?.url }),
        load: async () => (await __webpack_require__.e(/* import() */ 49).then(__webpack_require__.bind(__webpack_require__, 9049))).main,
    },
];
/** The image that the stages so far give to those after them: by its digest once it was pushed, else by its name. */
function imageOf(done) {
    const pushed = done.get("push")?.refs?.split("\n")[0];
    return pushed || done.get("build")?.image || undefined;
}
function pick(values) {
    return Object.fromEntries(Object.entries(values).filter((entry) => Boolean(entry[1])));
}

;// CONCATENATED MODULE: ./actions/pipeline/run.js







/**
 * Runs the stages in order. The first that fails ends the run: those after it are reported as not run.
 * `folder` is that of the pipeline file, from the root of the repository.
 * Outputs and the summary are written in either case; then the failure is thrown, with the stage's name in front.
 */
async function runPipeline(config, mode, world, folder = "") {
    const { runner, clock } = world;
    const start = clock.elapsed();
    const done = new Map();
    const reports = [];
    const sections = [];
    let failure;
    for (const settings of config.stages) {
        const { name } = settings.stage;
        if (failure) {
            reports.push({
                stage: name,
                outcome: "not-run",
                did: `not run, since ${failure.stage} failed`,
                durationMs: 0,
                outputs: {},
            });
            continue;
        }
        const inputs = {
            ...settings.stage.flow(done, config.app),
            ...given(settings),
            ...(mode === "plan" ? { mode: "plan" } : {}),
        };
        const stage = stageRunner(runner, inputs, folder);
        const began = clock.elapsed();
        const report = (outcome, did) => {
            const durationMs = Math.round(clock.elapsed() - began);
            reports.push({ stage: name, outcome, did, durationMs, outputs: { ...stage.outputs } });
            sections.push({ stage: name, markdown: stage.markdown });
            return durationMs;
        };
        try {
            await runner.group(name, async () => {
                const planned = mode === "plan" ? settings.stage.plan : undefined;
                const body = planned ?? (await settings.stage.load());
                await body({ ...world, runner: stage });
                const did = whatItDid(name, stage.outputs);
                const took = report(mode === "plan" ? "planned" : "success", did);
                runner.info(`✓ ${name}: ${did} (${(0,units/* formatDuration */.a3)(took)})`);
            });
            done.set(name, stage.outputs);
        }
        catch (error) {
            failure = { stage: name, error };
            report("failure", runner.redact((0,errors/* messageOf */.bD)(error).split("\n")[0] ?? "failed"));
        }
    }
    const total = Math.round(clock.elapsed() - start);
    const outcome = failure ? "failure" : mode === "plan" ? "planned" : "success";
    const report = {
        version: 1,
        outcome,
        app: config.app,
        ...(failure ? { failedStage: failure.stage, error: runner.redact((0,errors/* messageOf */.bD)(failure.error)) } : {}),
        durationMs: total,
        stages: reports,
    };
    const of = (stage, output) => reports.find((one) => one.stage === stage)?.outputs[output] ?? "";
    (0,action/* outputsOf */.Yz)(spec, runner)({
        outcome,
        "failed-stage": failure?.stage ?? "",
        image: imageOf(new Map(reports.map((one) => [one.stage, one.outputs]))) ?? "",
        digest: of("push", "digest") || of("build", "digest"),
        tests: of("test", "tests"),
        coverage: of("test", "coverage"),
        applied: of("migrate", "applied"),
        url: of("deploy", "url"),
        "duration-ms": total,
        report: { ...report },
    });
    await runner.summary(markdownOf(report, sections));
    if (failure)
        throw failed(failure);
}
// An input that is set to nothing must not hide what an earlier stage gives.
function given(settings) {
    return Object.fromEntries(Object.entries(settings.inputs).filter(([, text]) => text !== ""));
}
function failed({ stage, error }) {
    if (!(error instanceof errors/* UserError */.yo))
        return error;
    return new errors/* UserError */.yo(`Stage ${stage} failed: ${(0,errors/* messageOf */.bD)(error)}`, {
        exitCode: error.exitCode,
        ...(error.hint ? { hint: error.hint } : {}),
    });
}

;// CONCATENATED MODULE: ./actions/pipeline/main.js









/** Reads the pipeline file and runs its stages. */
const main = async (world) => {
    const { runner } = world;
    const inputs = (0,toolkit_inputs/* readInputs */.Ko)(spec.inputs, runner);
    const path = (0,external_node_path_.resolve)(world.workspace, inputs.file);
    const text = await (0,promises_.readFile)(path, "utf8").catch((error) => {
        throw new errors/* UserError */.yo(`There is no pipeline file at ${path}`, {
            hint: "Name it with the input `file`; its form is described in actions/pipeline/README.md.",
            cause: error,
        });
    });
    const config = readConfig(readYaml((0,external_node_path_.relative)(world.workspace, path), text), {
        known: STAGES,
        only: inputs.stages,
        variables: runner.env,
        mask: runner.mask,
    });
    const folder = (0,external_node_path_.dirname)(path);
    await runPipeline(config, inputs.mode, { ...world, workspace: folder }, (0,external_node_path_.relative)(world.workspace, folder));
};


/***/ }),

/***/ 7941:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ spec)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6613);

/** What the `verify` section of a pipeline file takes. */
const spec = {
    inputs: {
        mode: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["apply", "plan"], { describe: "Whether to ask, or only to say what would be asked." }),
        url: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Address of the app; the one that the deploy stage gave where not set.",
            example: "https://shop.example",
        }),
        path: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ describe: "Path that is asked for.", default: "/", example: "/version" }),
        status: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 100, max: 599 }, { describe: "Status that the answer must have.", default: "200" }),
        contains: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ describe: "Text that the answer must hold.", example: "1.4.2" }),
        timeout: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ describe: "How long to try.", default: "30s" }),
    },
};


/***/ }),

/***/ 2476:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ parseThresholds),
/* harmony export */   b: () => (/* binding */ closedGates)
/* harmony export */ });
/* harmony import */ var _model_coverage_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7414);

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

/***/ 7414:
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

/***/ 2285:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ spec)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6613);
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


/***/ })

};
;