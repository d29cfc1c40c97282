"use strict";
<<<<<<<< HEAD:dist/340.index.js
exports.id = 340;
exports.ids = [340];
========
exports.id = 7858;
exports.ids = [7858];
>>>>>>>> main:dist/7858.index.js
exports.modules = {

/***/ 12100:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ spec)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79117);


const inputs = {
    mode: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["deploy", "plan", "status", "rollback", "unlock", "down"], {
        describe: "What to do: bring a release into traffic; only say what that would do; show what runs and the last deploys; go back to the last release that was good; take the lock away from a run that holds it; remove the app with all that was made for it.",
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
    strategy: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["rolling", "blue-green", "canary"], {
        describe: "How traffic moves once every new container is healthy: container by container, all at once, or by growing parts (`canary-steps`). The old ones run on until the end in any case.",
    }),
    "canary-steps": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("steps such as 5@60s,25@60s,100", parseSteps, {
        describe: "Parts of the traffic that a canary gets one after the other, in percent, and how long each is watched. The last one is always 100.",
        default: "5@60s,25@60s,100",
        example: "10@30s,50@30s,100",
    }),
    smoke: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a path, a command, or a JSON array of its words", parseCommand, {
        describe: "What every new container is tried out with before it gets traffic: a path, which has to answer 2xx or 3xx, or a command, which runs in a container of the new image with the address in CANDIDATE_URL.",
        example: "/api/version",
    }),
    preflight: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a command, or a JSON array of its words", parseCommand, {
        describe: "Command that has to succeed in a container of the new image before `pre-deploy` runs. Where not set, an image has to be able to start at all.",
        example: "node --check server.js",
    }),
    "pre-deploy": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a command, or a JSON array of its words", parseCommand, {
        describe: "Command that runs exactly once in a container of the new image, with its environment and secrets, before any new container is started: a migration. A text is for /bin/sh, a JSON array is taken word by word. Going back does not undo it.",
        example: "npm run migrate",
    }),
    "post-deploy": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a command, or a JSON array of its words", parseCommand, {
        describe: "Command that runs once in a container of the new image after the deploy was recorded.",
        example: '["node", "warm-cache.js"]',
    }),
    "task-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long `preflight`, `pre-deploy`, `post-deploy` and a smoke command may take each.",
        default: "10m",
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
        describe: "How long the new release is watched in traffic while the old one stands by; a container that dies or turns unhealthy meanwhile, or a limit below that is broken, takes the deploy back.",
        default: "0",
    }),
    "max-error-rate": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a percentage", parsePercent, {
        describe: "Part of the new release's answers that may fail while it is watched (5xx or cut off, as the load balancer counts them, of 20 answers or more).",
        example: "1%",
    })),
    "max-p99-ms": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 1, max: 3_600_000 }, {
        describe: "Milliseconds that 99 of 100 answers of the new release may take while it is watched.",
        example: "500",
    })),
    "max-restarts": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 0, max: 100 }, { describe: "How often each new container may end and be started again while it is watched.", default: "0" }),
    "keep-releases": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 0, max: 50 }, {
        describe: "How many releases before this one stay on the host, stopped, to go back to without a registry; their images are never removed.",
        default: "3",
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
    environment: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Environment that GitHub shows this deploy under, from in progress to its end. Where not set, it is not shown.",
        example: "production",
    }),
    "environment-url": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Where people reach the app, for GitHub; the address of the load balancer where not set.",
        example: "https://shop.example.com",
    }),
    token: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Token for `environment`; needs deployments: write.",
        example: "${{ github.token }}",
        secret: true,
    }),
};
const outputs = {
    outcome: "`deployed`, `unchanged`, `rolled-back`, `failed-before-switch`, `rollback-failed`; `planned`, `shown`, `unlocked` or `removed` in the other modes.",
    "release-id": "Release that was to be deployed: a short hash of all that its containers are made of.",
    "previous-release": "Release that was in traffic before; empty at the first deploy.",
    image: "Image that was deployed, as it was named.",
    digest: "Its digest, or its image id where it never was in a registry.",
    url: "Where the app answers.",
    "deployment-id": "Id of the deployment on GitHub; empty where none is shown.",
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
    post: true,
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
// What starts like an array has to be one: a shell would look for a program called `[`.
function parseCommand(raw) {
    if (!raw.startsWith("["))
        return raw;
    const words = JSON.parse(raw);
    if (!Array.isArray(words) || words.length === 0 || words.some((word) => typeof word !== "string")) {
        throw new Error("not an array of words");
    }
    return raw;
}
// "5@60s,25@60s,100": percent and how long it is held; a bare percent is not held.
function parseSteps(raw) {
    const steps = raw.split(",").map((step) => {
        const match = /^(\d{1,3})%?(?:@(\S+))?$/.exec(step.trim());
        const percent = Number(match?.[1]);
        if (!match || percent < 1 || percent > 100)
            throw new Error("not a step");
        return { percent, hold: match[2] ? (0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDuration */ .E9)(match[2]) : 0 };
    });
    if (steps.some(({ percent }, index) => percent <= (steps[index - 1]?.percent ?? 0)))
        throw new Error("not growing");
    return steps;
}
function parsePercent(raw) {
    const match = /^(\d+(?:\.\d+)?)\s*%?$/.exec(raw);
    const value = Number(match?.[1]);
    if (!match || value > 100)
        throw new Error("not a percentage");
    return value / 100;
}
function parseCpus(raw) {
    const value = Number(raw);
    if (!/^\d+(\.\d+)?$/.test(raw) || value <= 0)
        throw new Error("not a number of cores");
    return value;
}


/***/ }),

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

<<<<<<<< HEAD:dist/340.index.js
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
========
/***/ 97195:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ spec)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);
>>>>>>>> main:dist/7858.index.js

const inputs = {
    file: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "The pipeline file. Paths in it start from the folder that it lies in.",
        default: "pipeline.yml",
        example: "deploy/pipeline.yml",
    }),
    mode: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["apply", "plan"], {
        describe: "Whether to run the stages, or only to say what they would do.",
    }),
    environment: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Which of the file's `environments` to lay over it; none where not set.",
        example: "production",
    }),
    stages: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({
        describe: "The stages to run, out of those in the file; all of them where not set.",
        example: "build\ntest",
    }),
    base: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Branch or commit that `when: paths` counts changes from. Where not set: the base of the pull request, the commit before the push, or where the branch left the default branch.",
        example: "origin/main",
    }),
    "max-parallel": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 1, max: 64 }, { describe: "How many stages that do not wait for each other run at the same time.", default: "4" }),
    "report-dir": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Folder for report.html (one page for the whole run that needs no network), summary.md and report.json, from the workspace. Where not set, none is written.",
        example: "pipeline-report",
    }),
    "cache-dir": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Folder in which green results of tests are kept for stages with `reuse: true`, from the workspace; `quayside` in the user's cache folder where not set.",
        example: ".cache/quayside",
    }),
    token: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Token for one comment on the pull request that each run renews; needs pull-requests: write. Where not set, there is no comment.",
        example: "${{ github.token }}",
        secret: true,
    }),
    "comment-key": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Tells the comments of several pipelines of one pull request apart.",
        default: "pipeline",
    }),
};
const outputs = {
    outcome: "`success` or `failure`; `planned` in plan mode.",
    "failed-stage": "The stage that failed first; empty where none did.",
    image: "The image that was built, with its digest once it is known. With several apps this and what follows is of the first that has it; `report` has all.",
    digest: "Digest of that image in the registry.",
    tests: "How many tests ran.",
    coverage: "Line coverage in per cent.",
    applied: "How many migrations were applied.",
    url: "Where the deployed app answers.",
    "duration-ms": "Milliseconds that the whole run took.",
    "report-path": "Path of report.html, where report-dir is set.",
    "comment-url": "Address of the comment on the pull request, where there is one.",
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

<<<<<<<< HEAD:dist/340.index.js
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

========
>>>>>>>> main:dist/7858.index.js

/***/ }),

/***/ 8232:
/***/ ((__unused_webpack_module, exports) => {

<<<<<<<< HEAD:dist/340.index.js
var __webpack_unused_export__;
========
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ parseThresholds),
/* harmony export */   b: () => (/* binding */ closedGates)
/* harmony export */ });
/* harmony import */ var _model_coverage_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(97414);
>>>>>>>> main:dist/7858.index.js

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
<<<<<<<< HEAD:dist/340.index.js
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
========
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
>>>>>>>> main:dist/7858.index.js
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


/***/ }),

/***/ 93112:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ unknownWord)
/* harmony export */ });
/* unused harmony export nearest */
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38232);

/** The known word that was probably meant; undefined where none is near enough. */
function nearest(word, known) {
    if (known.length === 0)
        return undefined;
    const near = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(word, known);
    return (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(word, near) <= Math.max(2, word.length / 3) ? near : undefined;
}
/** A sentence about a word that is not known: what it is none of, and which one was meant or which there are. */
function unknownWord(word, known, what) {
    const near = nearest(word, known);
    return `"${word}" is no ${what}; ${near ? `did you mean "${near}"?` : `known are: ${known.join(", ") || "none"}`}`;
}


/***/ }),

/***/ 38232:
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