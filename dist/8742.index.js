"use strict";
exports.id = 8742;
exports.ids = [8742];
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

/***/ 97195:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ spec)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);

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
    variables: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .pairs */ .AS)({
        describe: "Variables for `${…}` of the file that are secret, beside those of the environment. Each value is hidden from all that is printed, so only secrets belong here.",
        example: "API_TOKEN=${{ secrets.API_TOKEN }}",
        secret: true,
    }),
    base: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
        describe: "Branch or commit that `when: paths` counts changes from. Where not set: the base of the pull request, the commit before the push, or where the branch left the default branch.",
        example: "origin/main",
    }),
    fresh: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({
        describe: "Whether nothing of earlier runs counts: images are built without a cache, and tests run again. For a nightly run that looks whether today's packages still build and pass.",
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
        describe: "Token for one comment on the pull request that each run renews; needs pull-requests: write. Where not set, there is no comment. After a cancelled run it also closes the deployment of a deploy stage with an `environment`; that needs deployments: write.",
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
    post: true,
};


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