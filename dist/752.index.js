"use strict";
exports.id = 752;
exports.ids = [752,157,7939,320];
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
        describe: "Image to deploy, best with its digest. Needed for `deploy` and `plan`, unless the service of `compose-file` names one; where both do, this one counts.",
        example: "ghcr.io/acme/shop@sha256:…",
    }),
    "compose-file": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({
        describe: "Compose files to take the service from, the base first and those that override it after it. Where this is set, the inputs below add to what the service says, or win over it.",
        example: "compose.yaml",
    }),
    service: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Service of `compose-file` to deploy; not needed where it has only one. What it depends on is started once.",
        example: "web",
    }),
    "move-port": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({
        describe: "Whether the port that the service publishes on the host moves to the load balancer. Otherwise the service keeps it, and since two containers cannot have it at once, the old one is stopped before the new one starts.",
    }),
    order: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["auto", "start-first", "stop-first"], {
        describe: "Whether the new containers start beside the old ones or after them. `auto` starts first unless a port of the host, a `container_name` or a volume of the compose file forbids two at once, and says so; `stop-first` has a gap.",
    }),
    port: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 1, max: 65535 }, {
        describe: "Port that the app listens on in its container. Where neither this nor a compose file says it, the only one that the image's EXPOSE names, else 8000.",
    })),
    publish: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("an address and port of the host, or a port", parsePublish, {
        describe: "Where the host answers: address and port of the load balancer. A port alone listens on all addresses. 127.0.0.1:8080 where not set.",
        example: "0.0.0.0:80",
    })),
    replicas: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 1, max: 32 }, { describe: "How many containers serve the app. 1 where neither this nor a compose file says it." })),
    env: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .pairs */ .AS)({
        describe: "Environment of the app. Whoever may inspect containers on the host can read it: see `secrets`.",
        example: "LOG_LEVEL=info",
    }),
    secrets: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .pairs */ .AS)({
        describe: "Secrets of the app; each becomes the file `/run/secrets/NAME` in the container and shows up in no environment, argument, label or log.",
        example: "DB_PASSWORD=${{ secrets.DB_PASSWORD }}",
        secret: true,
    }),
    "secret-store": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["tmpfs", "disk"], {
        describe: "Where the host keeps the files of `secrets`: in memory, so that after a restart of the host the app needs a deploy before it starts again; or on its disk, readable by root only.",
    }),
    network: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Docker network of the app and its load balancer; made where it is not there. `<app>`, or the first network of the service, where not set.",
        example: "backend",
    }),
    strategy: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["rolling", "blue-green", "canary"], {
        describe: "How traffic moves once every new container is healthy: container by container (`parallelism`, `delay`), all at once, or by growing parts (`canary-steps`). The old ones run on until the end in any case.",
    }),
    parallelism: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 0, max: 32 }, {
        describe: "How many containers move at once with strategy rolling; 0 for all. 1 where neither this nor `update_config` (with mode rollback `rollback_config`) of a compose file says it.",
        example: "4",
    })),
    delay: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long those that have moved are watched before the next ones do, with strategy rolling. Not at all where neither this nor `update_config` (with mode rollback `rollback_config`) of a compose file says it.",
        example: "10s",
    })),
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
    "health-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long a new container may take until it is healthy. 60s where not set, and longer where the health check of a compose file may take longer.",
    })),
    "drain-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long requests in flight may take to end; what is left after that is cut and counted.",
        default: "30s",
    }),
    "monitor-seconds": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long the new release is watched in traffic while the old one stands by; a container that dies or turns unhealthy meanwhile, or a limit below that is broken, takes the deploy back. Not at all where neither this nor `update_config.monitor` (with mode rollback `rollback_config.monitor`) of a compose file says it.",
    })),
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
    "stop-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
        describe: "How long a container has between SIGTERM and SIGKILL. It is empty by then. 10s where neither this nor `stop_grace_period` of a compose file says it.",
    })),
    memory: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .size */ .Ej)({ describe: "Memory limit of each container." })),
    cpus: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a number of cores", parseCpus, { describe: "CPU limit of each container.", example: "0.5" })),
    "lb-algorithm": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["roundrobin", "leastconn", "source"], {
        describe: "How the load balancer picks a container.",
    }),
    sticky: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({
        describe: "Whether a client stays with its container, by a cookie, as long as that one takes requests.",
    }),
    proxy: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a name of lower-case letters, digits and hyphens, at most 40", (raw) => (raw === "" ? "" : parseApp(raw)), {
        describe: "Name of the load balancer's container. Several apps that give the same name share one, told apart by `domains` and `path`; `publish` and `proxy-image` have to be the same for all of them. `<app>-balancer`, for this app alone, where not set.",
        example: "edge",
    }),
    domains: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("host names, one a line", parseHosts, {
        describe: "Host names that the app answers for, where several apps share a load balancer. Every name where not set.",
        example: "shop.example.com",
    }),
    path: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a path that begins with /", parsePath, {
        describe: "Path below which the app answers, where several apps share a load balancer; the app gets it as it is.",
        default: "/",
        example: "/api",
    }),
    certificates: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({
        describe: "PEM files with a certificate, its chain and its key each, for `publish-tls`. Chosen by the name asked for.",
        example: "certs/shop.pem",
    }),
    "publish-tls": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("an address and port of the host, or a port", parsePublish, {
        describe: "Where the load balancer answers with TLS; needs `certificates`.",
        example: "0.0.0.0:443",
    })),
    "tls-redirect": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({ describe: "Whether plain HTTP is sent to HTTPS." }),
    "load-balancer": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["haproxy", "nginx"], {
        describe: "Product in front of the app. nginx changes traffic by reloads; it has no cookie, no sharing, and no percentiles.",
    }),
    "proxy-image": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Image of the load balancer, with bash or nc in it, as the public ones have: HAProxy 2.6 or newer (haproxy:3.0 where not set), or nginx (nginx:1.29 where not set; before 1.27.4 it keeps no connection open).",
        example: "haproxy:3.0-alpine",
    }),
    pull: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["missing", "always"], {
        describe: "When the image is pulled: where the host does not have it, or at every deploy.",
    }),
    hosts: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({
        describe: "Docker hosts to deploy to, one a line: `ssh://user@host`, `tcp://host:2376`, `unix:///path`. All of them get the new release, or none. The engine of DOCKER_HOST, else the local socket, where not set.",
        example: "ssh://deploy@10.0.0.5",
    }),
    "known-hosts": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Lines of a known_hosts file with the keys of the hosts of `ssh://`. Needed for them: a host whose key is not in there is refused.",
        example: "10.0.0.5 ssh-ed25519 AAAA…",
    }),
    "ssh-key": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Private key for `ssh://`, without passphrase. It is on the disk of the runner only until the login. Where not set, the agent and the keys of the runner's user are asked.",
        example: "${{ secrets.DEPLOY_KEY }}",
        secret: true,
    }),
    "tls-ca": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Certificate of the CA that the engines of `tcp://` are signed by, as PEM. Needed unless they are on this machine.",
        example: "${{ vars.DOCKER_CA }}",
    }),
    "tls-cert": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ describe: "Our client certificate for `tcp://`, as PEM.", example: "${{ vars.DOCKER_CERT }}" }),
    "tls-key": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "The key of `tls-cert`, as PEM.",
        example: "${{ secrets.DOCKER_KEY }}",
        secret: true,
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
function parseHosts(raw) {
    const hosts = raw.split(/[\s,]+/).filter((host) => host !== "");
    if (hosts.some((host) => !/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)))
        throw new Error("not a host name");
    return hosts;
}
function parseCpus(raw) {
    const value = Number(raw);
    if (!/^\d+(\.\d+)?$/.test(raw) || value <= 0)
        throw new Error("not a number of cores");
    return value;
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