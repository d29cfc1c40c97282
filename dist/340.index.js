"use strict";
exports.id = 340;
exports.ids = [340];
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

/***/ 9340:
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
// EXTERNAL MODULE: ./toolkit/yaml.js
var yaml = __webpack_require__(9839);
// EXTERNAL MODULE: ../../node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(8232);
;// CONCATENATED MODULE: ./toolkit/interpolate.js

const VARIABLE = /\$(?:(\$)|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)(?:(:?[-?+])((?:[^{}$]|\$\{[^{}]*\}|\$(?!\{))*))?\}|(\{[^}]*\}?)?)/g;
/**
 * Puts the values of variables into a text, by the rules of the Compose Specification (section "Interpolation"):
 * `$VAR` and `${VAR}`; `${VAR:-default}` and `${VAR-default}`; `${VAR:?message}` and `${VAR?message}`;
 * `${VAR:+instead}` and `${VAR+instead}`; `$$` is a dollar sign. With a colon an empty value counts as unset.
 * Unlike Compose, a variable that is not set and has no default is a mistake: a blank would hide it.
 */
function interpolate(text, values) {
    const mistakes = [];
    const nested = (inner) => {
        const result = interpolate(inner, values);
        mistakes.push(...result.mistakes);
        return result.text;
    };
    const replaced = text.replace(VARIABLE, (whole, dollar, plain, braced, operator, operand) => {
        if (dollar)
            return "$";
        const name = plain ?? braced;
        if (name === undefined) {
            mistakes.push(`"${whole}" is no variable; write \${NAME}, or $$ for a dollar sign`);
            return whole;
        }
        const value = values[name];
        const unset = value === undefined || (String(operator ?? "").startsWith(":") && value === "");
        switch (String(operator ?? "").at(-1)) {
            case "-":
                return unset ? nested(operand) : value;
            case "+":
                return unset ? "" : nested(operand);
            case "?":
                if (unset)
                    mistakes.push(`${name} is not set${operand ? `: ${nested(operand)}` : ""}`);
                return value ?? "";
            default:
                if (value === undefined)
                    mistakes.push(`${name} is not set; set it, or give a default: \${${name}:-value}`);
                return value ?? "";
        }
    });
    return { text: replaced, mistakes };
}
/** The text with its variables, or a UserError that lists every mistake. */
function interpolated(text, values) {
    const result = interpolate(text, values);
    if (result.mistakes.length > 0)
        throw new UserError(result.mistakes.join("\n"));
    return result.text;
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

// EXTERNAL MODULE: ./toolkit/action.js + 4 modules
var action = __webpack_require__(7719);
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
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(976), __webpack_require__.e(151)]).then(__webpack_require__.bind(__webpack_require__, 2151))).main,
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
    const config = readConfig((0,yaml/* readYaml */.g)((0,external_node_path_.relative)(world.workspace, path), text), {
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

/***/ 8232:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ })

};
;