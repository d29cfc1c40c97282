"use strict";
exports.id = 4431;
exports.ids = [4431,4478,2097,9240];
exports.modules = {

/***/ 47746:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Yt: () => (/* binding */ ensureImage),
/* harmony export */   gJ: () => (/* binding */ lookAtImage),
/* harmony export */   zz: () => (/* binding */ keepImage)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_credentials_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15929);
/* harmony import */ var _toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1909);
/* harmony import */ var _toolkit_docker_pull_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(21124);
/* harmony import */ var _toolkit_docker_registry_host_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6479);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_retry_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(59972);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(79117);
/* harmony import */ var _docker_fetched_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(15581);








/**
 * The image as the host holds it, pulled where it is missing (or always) with the login of the user's Docker
 * configuration. A host that cannot pull it gets it from `source`, where that has it.
 * Throws a UserError where it can neither be found nor had.
 */
async function ensureImage(world, engine, wanted) {
    const { reference, pull, app } = wanted;
    const there = await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_1__.inspectImage)(engine, reference);
    if (there && pull === "missing")
        return there;
    const fetched = await fetchImage(world, engine, wanted);
    if (app !== undefined && there?.id !== fetched.id)
        await (0,_docker_fetched_js__WEBPACK_IMPORTED_MODULE_6__/* .markFetched */ .Zm)(engine, app, reference, fetched.id);
    return fetched;
}
/**
 * Lets an image that was found stay, whatever others do with its names, and fetches it again where it is gone by now.
 * Gives the function that lets it go.
 */
async function keepImage(world, engine, id, wanted) {
    const held = await (0,_docker_fetched_js__WEBPACK_IMPORTED_MODULE_6__/* .holdImage */ .fp)(engine, wanted.app, id);
    if (held)
        return held;
    const again = await ensureImage(world, engine, wanted);
    const letGo = again.id === id ? await (0,_docker_fetched_js__WEBPACK_IMPORTED_MODULE_6__/* .holdImage */ .fp)(engine, wanted.app, id) : undefined;
    if (letGo)
        return letGo;
    throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`The image ${wanted.reference} was taken away or replaced while this began`, {
        hint: "Run it again; best name the image by its digest.",
    });
}
/**
 * The same for a run that changes nothing: what it takes to fetch an image that is not there is taken back, and a tag
 * that another image had goes back to that one.
 */
async function lookAtImage(world, engine, wanted) {
    const { reference, app } = wanted;
    const before = await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_1__.inspectImage)(engine, reference);
    const image = await ensureImage(world, engine, wanted);
    if (before?.id === image.id)
        return image;
    await (0,_docker_fetched_js__WEBPACK_IMPORTED_MODULE_6__/* .unfetch */ .WN)(engine, app, reference, image.id);
    world.runner.info(`${reference} was fetched to look at it, and removed again`);
    const tag = /^(.+):([^:@]+)$/.exec((0,_toolkit_docker_registry_host_js__WEBPACK_IMPORTED_MODULE_7__/* .listedAs */ .WC)(reference));
    if (before && tag?.[1] && tag[2])
        await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_1__/* .tagImage */ .E$)(engine, before.id, tag[1], tag[2]);
    return image;
}
async function fetchImage(world, engine, { reference, source }) {
    world.runner.info(`Fetching ${reference}`);
    try {
        const auth = await (0,_toolkit_docker_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .configuredAuth */ .n0)(await (0,_toolkit_docker_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .readDockerConfig */ .TO)(world.runner.env), (0,_toolkit_docker_registry_host_js__WEBPACK_IMPORTED_MODULE_7__/* .splitHost */ .Ve)(reference).host, world.run, {
            env: world.runner.env,
            signal: world.signal,
        });
        await (0,_toolkit_retry_js__WEBPACK_IMPORTED_MODULE_4__/* .retry */ .L)(() => (0,_toolkit_docker_pull_js__WEBPACK_IMPORTED_MODULE_2__/* .pullImage */ .Z)(engine, reference, { firstAnswer: 30_000, stall: 120_000 }, world.signal, auth), {
            // Where it can be had from elsewhere, nobody has to wait for a registry that may be out of reach.
            attempts: source ? 1 : 3,
            base: 1000,
            cap: 5000,
            transient: (error) => /\b(429|5\d\d)\b|EOF|reset|timeout|timed out|in time/i.test((0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)),
            clock: world.clock,
            signal: world.signal,
            onRetry: (error) => world.runner.info(`Trying again: ${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}`),
        });
    }
    catch (error) {
        (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .throwIfAborted */ .Te)(world.signal);
        const copied = source && (await copyFrom(world, source, engine, reference, (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)));
        if (copied)
            return copied;
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`The image ${reference} is not on the host and cannot be pulled: ${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}`, {
            hint: "Check its name and tag, and that this host may pull it: docker login, or a registry that it can reach.",
            cause: error,
        });
    }
    const pulled = await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_1__.inspectImage)(engine, reference);
    if (!pulled)
        throw new Error(`${reference} was pulled and is not there`);
    return pulled;
}
/** The image, sent from the engine of this machine; undefined where that does not have it. */
async function copyFrom(world, source, engine, reference, why) {
    const facts = await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_1__.inspectImage)(source, reference).catch(() => undefined);
    if (!facts)
        return undefined;
    const [reason] = why.split("\n");
    world.runner.info(`${engine.address} cannot pull ${reference} (${reason}): sending ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_5__/* .formatSize */ .Xq)(facts.size)} from the engine of this machine`);
    await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_1__/* .copyImage */ .L1)(source, engine, reference, world.signal);
    // Where it is named by a digest only, it arrives without that name.
    return (await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_1__.inspectImage)(engine, reference)) ?? (await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_1__.inspectImage)(engine, facts.id));
}


/***/ }),

/***/ 92660:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ meet),
/* harmony export */   r: () => (/* binding */ urlOf)
/* harmony export */ });
/** Whether two addresses of a host are the same to who wants to listen there. */
function meet(one, other) {
    const any = (ip) => ip === "" || ip === "0.0.0.0" || ip === "::";
    return any(one) || any(other) || one === other;
}
/** Where the app answers, as a browser would be told; `address` is that of the engine. */
function urlOf({ shell: { publish, publishTls }, settings, }, address) {
    const { hostIp, hostPort } = publishTls ?? publish;
    const host = settings.hosts?.[0] ?? (hostIp === "0.0.0.0" ? hostNameOf(address) : hostIp);
    const port = hostPort === (publishTls ? 443 : 80) ? "" : `:${hostPort}`;
    return `${publishTls ? "https" : "http"}://${host}${port}${settings.path ?? ""}`;
}
/** The name of a host as its engine's address has it; this machine where it has none. */
function hostNameOf(address) {
    return /^(?:ssh|tcp|https?):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/]+)/.exec(address)?.[1] ?? "127.0.0.1";
}


/***/ }),

/***/ 34431:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  commitBack: () => (/* binding */ commitBack),
  diskFull: () => (/* binding */ diskFull),
  rollout: () => (/* binding */ rollout)
});

// EXTERNAL MODULE: ./toolkit/docker/api-errors.js
var api_errors = __webpack_require__(50155);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/run-url.js
var run_url = __webpack_require__(35191);
// EXTERNAL MODULE: ./actions/deploy/balancer.js
var balancer = __webpack_require__(31097);
// EXTERNAL MODULE: ./actions/deploy/docker/names.js
var names = __webpack_require__(5348);
// EXTERNAL MODULE: ./actions/deploy/docker/records.js
var docker_records = __webpack_require__(87798);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./toolkit/clock.js
var clock = __webpack_require__(53592);
// EXTERNAL MODULE: ./toolkit/docker/containers.js
var docker_containers = __webpack_require__(19643);
// EXTERNAL MODULE: ./toolkit/docker/images.js
var docker_images = __webpack_require__(1909);
// EXTERNAL MODULE: ./toolkit/docker/networks.js
var docker_networks = __webpack_require__(61844);
// EXTERNAL MODULE: ./actions/deploy/certificates.js
var deploy_certificates = __webpack_require__(80679);
// EXTERNAL MODULE: ./actions/deploy/haproxy/driver.js + 4 modules
var haproxy_driver = __webpack_require__(17129);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./toolkit/docker/archives.js + 1 modules
var archives = __webpack_require__(68276);
// EXTERNAL MODULE: ./toolkit/docker/exec.js
var exec = __webpack_require__(49282);
;// CONCATENATED MODULE: ./actions/deploy/docker/ask.js

// Host, port and path come as arguments and are never part of the script. Debian's images have bash, Alpine's have nc.
const ASK = `
request() { printf 'GET %s HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' "$1"; }
if command -v bash >/dev/null; then
  exec timeout 10 bash -c 'exec 3<>"/dev/tcp/$0/$1" || exit 7
    printf "GET %s HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n" "$2" >&3; head -c 4096 <&3' "$1" "$2" "$3"
else request "$3" | timeout 10 nc "$1" "$2" | head -c 4096
fi`;
/** Asks an address from within a container, so from the networks that it is in. */
async function askFrom(engine, container, { address, port }, path, signal) {
    const argv = ["sh", "-c", ASK, "ask", address, String(port), path];
    const { stdout, stderr } = await (0,exec/* execIn */.X)(engine, container, argv, { signal });
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(stdout)?.[1] ?? 0);
    if (status > 0)
        return { status, text: `it answered ${status}` };
    const refused = /refused/i.test(stderr);
    return { status, text: refused ? "nothing listens on the port" : stdout ? "the answer was not HTTP" : "no answer" };
}

// EXTERNAL MODULE: ./actions/deploy/format.js
var format = __webpack_require__(45740);
;// CONCATENATED MODULE: ./actions/deploy/nginx/config.js


/** Where nginx tells what it runs with, on the container's own loopback. */
const ADMIN_PORT = 9998;
/** Answers that failed, one a line: the address of the instance and the status. */
const FAILED = `${balancer/* FOLDER */.L7}/run/failed.log`;
/** What was in there before; see the supervisor. */
const FAILED_BEFORE = `${FAILED}.1`;
/** Counts up whenever the configuration is written in another way, so that an nginx of before is reloaded. */
const FORM = 2;
const METHODS = { roundrobin: "", leastconn: "  least_conn;\n", source: "  ip_hash;\n" };
/**
 * nginx' configuration for one app. `mark` is told by the nginx that runs. `certificate` is the path of a PEM file.
 * An nginx of another container may listen on the same ports in the same network: so a newer one takes over.
 * Nobody is asked to try again but clients of safe requests, which is nginx' own rule for `proxy_next_upstream`.
 */
function nginxText({ settings, routes }, mark, certificate) {
    const servers = routes.map(({ address, host, port, weight }) => `  server ${address}:${port} weight=${weight} max_fails=3 fail_timeout=2s;${host ? ` # ${host}` : ""}`);
    // An upstream may not be empty; this one answers to nobody.
    if (servers.length === 0)
        servers.push("  server 127.0.0.1:1 down;");
    return `# Written by Quayside before each change of traffic: after a restart nginx goes on with what is in here.
worker_processes auto;
pid /tmp/nginx.pid;
error_log stderr notice;
worker_shutdown_timeout 1h;
events { worker_connections 8192; }
http {
access_log off;
client_body_temp_path /tmp/body; proxy_temp_path /tmp/proxy; fastcgi_temp_path /tmp/fastcgi;
uwsgi_temp_path /tmp/uwsgi; scgi_temp_path /tmp/scgi;
server_tokens off;
client_max_body_size 0;
include /tmp/keepalive.conf;
map $status $quayside_failed { ~^5 1; 499 0; default 0; }
map $http_upgrade $quayside_connection { default upgrade; "" close; }
log_format quayside '$upstream_addr $status';
upstream app {
${METHODS[settings.algorithm]}${servers.join("\n")}
}
server {
  listen 127.0.0.1:${ADMIN_PORT} reuseport;
  location = /requests { stub_status; add_header X-Quayside ${mark}; }
}
server {
  listen ${balancer/* FRONT_PORT */.Iq} reuseport;
${certificate ? `  listen ${balancer/* TLS_PORT */.Ex} ssl reuseport;\n  ssl_certificate ${certificate};\n  ssl_certificate_key ${certificate};\n  ssl_protocols TLSv1.2 TLSv1.3;\n` : ""}${settings.redirect ? "  if ($scheme = http) { return 301 https://$host$request_uri; }\n" : ""}  access_log ${FAILED} quayside if=$quayside_failed;
  location / {
    proxy_pass http://app;
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $quayside_connection;
    proxy_connect_timeout 2s;
    proxy_read_timeout 1h;
    proxy_next_upstream error timeout;
    proxy_next_upstream_tries 2;
    proxy_request_buffering off;
    proxy_buffering off;
  }
}
}
`;
}
/** What of a share an instance has beside the others: `part` while a canary is on its way. */
function shareOf(weight) {
    return weight === balancer/* FULL */.eW ? "in" : "part";
}
/** Told by an nginx that runs with this. */
function markOf({ settings, routes, generation }) {
    const text = JSON.stringify([FORM, generation, settings, routes]);
    return (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex").slice(0, 12);
}

// EXTERNAL MODULE: ./actions/deploy/docker/supervisor.js
var supervisor = __webpack_require__(61884);
;// CONCATENATED MODULE: ./actions/deploy/nginx/supervisor.js



/** Written by nginx itself, once it hears signals. */
const PID = "/tmp/nginx.pid";
/** Kilobytes. An app that is down for a day would fill the disk. */
const FAILED_LIMIT = 1000;
/**
 * Since the last start, containers may have got other addresses, so each is looked up by its name; those that cannot be
 * found in eight seconds are left out. Meanwhile another container may have begun to serve, or a deploy may have written
 * another configuration: then it looks again. A reload ends idle
 * connections of clients, and a request that is on its way on one of them is lost: from 1.27.4 on nginx waits for it, and
 * before that no connection is kept open.
 */
const PREPARE = `
  conf=${balancer/* FOLDER */.L7}/nginx.conf
  cp $conf /tmp/found.conf
  cp $conf /tmp/nginx.conf
  end=\${end:-$(($(date +%s) + 8))}
  for host in $(sed -n 's/^  server .*; # \\([0-9a-f]\\{12\\}\\)$/\\1/p' $conf); do
    while :; do
      ip=$(timeout 1 getent hosts $host | sed 's/ .*//; q')
      [ -z "$ip" ] && [ "$(date +%s)" -lt $end ] || break
      sleep 0.2
    done
    if [ -n "$ip" ]; then sed -i "s/^  server [0-9.]*:\\(.*; # $host\\)$/  server $ip:\\1/" /tmp/nginx.conf
    else sed -i "s/^\\(  server .*\\); # $host$/\\1 down; # $host/" /tmp/nginx.conf; fi
  done
  if [ -z "$take" ]; then
    if listening || ! cmp -s $conf /tmp/found.conf; then continue; fi
    rm -f ${FAILED} ${FAILED_BEFORE}
  fi
  cat /tmp/nginx.conf > $conf.start$SUCCESSOR && mv -f $conf.start$SUCCESSOR $conf
  version=$(nginx -v 2>&1 | sed 's#.*nginx/##; s# .*##')
  newer=$(printf '%s\\n1.27.4\\n' "$version" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)
  end=
  if [ "$newer" = 1.27.4 ]; then echo 'keepalive_timeout 75s; keepalive_min_timeout 5s;'
  else echo 'keepalive_timeout 0;'; fi > /tmp/keepalive.conf`;
/**
 * What nginx' containers run. A newer one listens beside the one before (`reuseport`). Meanwhile a loop keeps the log of
 * failures small: USR1 lets nginx write into a new one and nothing else.
 */
const SUPERVISOR = (0,supervisor/* supervisor */.D)({
    start: `nginx -c ${balancer/* FOLDER */.L7}/nginx.conf -g 'daemon off;' &`,
    take: "beside",
    pidFile: PID,
    prepare: PREPARE,
    beside: `while sleep 5; do
  [ ! -e ${PID} ] || [ -z "$(find ${FAILED} -size +${FAILED_LIMIT}k 2>/dev/null)" ] ||
    { mv -f ${FAILED} ${FAILED_BEFORE} && kill -USR1 "$(cat ${PID})"; }
done &`,
});
/** Makes `each`, which evaluates a text for each worker that is `serving` or `ending`, with its folder of /proc in `$p`. */
const WORKERS = `each() { for p in /proc/[0-9]*; do
  case "$(tr "\\0" " " < $p/cmdline 2>/dev/null)" in
    "nginx: worker"*"shutting down"*) [ "$1" != ending ] || eval "$2";;
    "nginx: worker"*) [ "$1" != serving ] || eval "$2";;
  esac
done; }
`;
/** Prints the workers of a container that serve. */
const SERVES = `${WORKERS}each serving 'echo $p'`;
/** Prints how many workers of before a container still has. */
const ENDING = `${WORKERS}n=0; each ending 'n=$((n + 1))'; echo $n`;
/** Ends them, with all that they still have. */
const CUT = `${WORKERS}each ending 'kill -TERM \${p#/proc/}'`;
/**
 * Sends a signal to the nginx of one container, where that container runs it, and waits until no worker of before takes
 * connections any more: a reload tells them a tenth of a second after the new ones have begun to, and until then nobody
 * would know them for old ones.
 */
function signalScript(signal) {
    return `[ -e ${PID} ] || exit 0
${WORKERS}before=$(each serving 'echo $p')
kill -${signal} "$(cat ${PID})"
n=0; while [ $n -lt 50 ] && each serving 'echo $p' | grep -qxF "$before"; do n=$((n + 1)); sleep 0.1; done`;
}
/** Asks whatever nginx serves in this network for its count of requests; its mark is in the head of the answer. */
const supervisor_ASK = `ask() {
  if command -v bash >/dev/null; then
    timeout 3 bash -c 'exec 3<>/dev/tcp/127.0.0.1/${ADMIN_PORT} && printf "GET /requests HTTP/1.0\\r\\n\\r\\n" >&3 && cat <&3'
  else printf 'GET /requests HTTP/1.0\\r\\n\\r\\n' | timeout 3 nc 127.0.0.1 ${ADMIN_PORT}; fi
}
`;
/**
 * Lets the nginx of one container end once its requests have, and prints its last count: while two serve, either of them
 * may be the one that is asked. \`$0\` is the mark of the one that stays.
 */
const RETIRE = `[ -e ${PID} ] || exit 0
${supervisor_ASK}n=0; page=
while [ $n -lt 40 ]; do
  page=$(ask 2>/dev/null)
  case "$page" in *"$0"*) n=$((n + 1)); page=;; *) break;; esac
done
${signalScript("QUIT")}
printf '%s' "$page"`;

;// CONCATENATED MODULE: ./actions/deploy/nginx/driver.js











/** Answers in a row until a new instance counts as healthy. */
const RISE = 3;
/** Milliseconds that a reload may take until new workers answer. */
const RELOAD_LIMIT = 10_000;
/**
 * nginx in a container, driven over its configuration and reloads. It has no count of what is open on one instance, so
 * an instance is empty once every worker of before has ended; and it has no checks of its own, so new instances are
 * asked from within its container.
 */
class NginxDriver {
    // The image's own entry is left out: the supervisor has to be the process that gets the signals.
    entrypoint = ["sh", "-c", SUPERVISOR];
    // Connections that wait to be taken by an nginx that ends go to the one that listens beside it.
    sysctls = { "net.ipv4.tcp_migrate_req": "1" };
    #engine;
    #options;
    #saved;
    /** What runs. */
    #live;
    #mark = "";
    /** Requests that those have counted which others took over from. */
    #earlier = 0;
    #gated = new Map();
    #gatePath = "";
    constructor(engine, options) {
        this.#engine = engine;
        this.#options = options;
    }
    async load() {
        this.#saved = await this.#read("state.json");
        return this.#saved && { settings: this.#saved.settings, endpoints: this.#saved.routes };
    }
    async look(endpoints) {
        const live = await this.#read("live.json");
        const runs = live && (await this.#running()) === markOf(live);
        this.#live = live;
        const routes = new Map((live?.routes ?? []).map((route) => [placeOf(route), route]));
        const traffic = new Map();
        for (const endpoint of endpoints) {
            const route = routes.get(placeOf(endpoint));
            if (!route)
                continue;
            traffic.set(endpoint.name, shareOf(route.weight));
            routes.delete(placeOf(endpoint));
        }
        const settings = this.#saved?.settings;
        const same = runs && settings && JSON.stringify(settings) === JSON.stringify(live.settings);
        return { ...(same ? { settings } : {}), traffic, orphans: [...routes.values()].map(({ name }) => name) };
    }
    async install(settings, endpoints) {
        const state = { version: 1, settings, routes: endpoints.map(full), generation: newGeneration() };
        const { app } = this.#options;
        await (0,archives/* putFiles */.p)(this.#engine, this.#options.container, balancer/* FOLDER */.L7, [
            ...["apps/", `apps/${app}/`].map((name) => ({ name, content: "" })),
            { name: "run/", content: "", mode: 0o777 },
            ...(0,deploy_certificates/* certificateFiles */.PM)(app, this.#options.certificates),
            { name: `apps/${app}/state.json`, content: JSON.stringify(state) },
            { name: `apps/${app}/live.json`, content: JSON.stringify(state) },
            { name: "nginx.conf", content: this.#text(state) },
        ]);
        this.#saved = state;
        this.#live = state;
        this.#mark = markOf(state);
    }
    async answers(container) {
        // Another one that starts meanwhile has the same configuration.
        if (container !== this.#options.container && (await this.#in(container, SERVES)) === "")
            return "it does not serve yet";
        const mark = await this.#running();
        return mark === this.#mark || (mark === "" ? "it does not answer" : "it still runs with its old settings");
    }
    async save(endpoints) {
        if (!this.#saved)
            throw new Error("nothing was installed");
        const state = { ...this.#saved, routes: endpoints.map(full) };
        await this.#write(state, ["state.json"]);
        this.#saved = state;
    }
    async prepare(settings) {
        const routes = this.#live?.routes ?? [];
        const state = { version: 1, settings, routes, generation: newGeneration() };
        await this.#write(state, ["state.json", "live.json"]);
        this.#saved = state;
        this.#live = state;
        this.#mark = markOf(state);
    }
    async reload() {
        await this.#reload();
    }
    async retire(container) {
        const page = await this.#in(container, RETIRE, this.#mark);
        // The one that takes over counts from zero; the log of failures is both's.
        this.#earlier += requestsOf(page) ?? 0;
    }
    async lingering() {
        const counts = await Promise.all(this.#options.containers().map((one) => this.#in(one, ENDING)));
        return counts.reduce((sum, count) => sum + Number(count), 0);
    }
    async drop() {
        return false;
    }
    async gate(endpoints) {
        this.#gatePath = this.#saved?.settings.gatePath ?? "";
        for (const endpoint of endpoints)
            this.#gated.set(endpoint.name, { endpoint, passed: 0 });
    }
    async asked(names) {
        const answers = names.map(async (name) => {
            const gated = this.#gated.get(name);
            if (!gated)
                return [];
            const { signal } = new AbortController();
            const path = this.#gatePath || "/";
            const { status, text } = await askFrom(this.#engine, this.#options.container, gated.endpoint, path, signal);
            const good = this.#gatePath === "" ? status > 0 : status >= 200 && status < 400;
            gated.passed = good ? gated.passed + 1 : 0;
            return [[name, { passed: gated.passed >= RISE, good, text }]];
        });
        return new Map((await Promise.all(answers)).flat());
    }
    async ungate(names) {
        for (const name of names)
            this.#gated.delete(name);
    }
    async move(enter, leave) {
        const gone = new Set([...leave, ...enter.map(({ name }) => name)]);
        const stay = (this.#live?.routes ?? []).filter(({ name }) => !gone.has(name));
        await this.#go([...stay, ...enter]);
    }
    async open(names) {
        // It is not known which of them a worker of before still has requests for.
        const left = await this.lingering();
        return new Map(names.map((name) => [name, left]));
    }
    async out(names, cut = false) {
        const routes = this.#live?.routes ?? [];
        const stay = routes.filter(({ name }) => !names.includes(name));
        if (stay.length < routes.length)
            await this.#go(stay);
        if (cut)
            await Promise.all(this.#options.containers().map((one) => this.#in(one, CUT)));
    }
    async clear(routes) {
        await this.out(routes);
    }
    async counters(names) {
        const requests = requestsOf(await this.#ask()) ?? 0;
        const routes = this.#live?.routes ?? [];
        const whole = routes.reduce((sum, { weight }) => sum + weight, 0);
        const failed = await this.#failed();
        return new Map(names.map((name) => {
            const route = routes.find((one) => one.name === name) ?? this.#gated.get(name)?.endpoint;
            const address = route ? `${route.address}:${route.port}` : "";
            const weight = routes.find((one) => one.name === name)?.weight ?? 0;
            // nginx counts requests for all together; by weight is how it parts them.
            return [name, { answers: Math.round((requests * weight) / (whole || 1)), failed: failed.get(address) ?? 0 }];
        }));
    }
    async times() {
        return [];
    }
    async traffic() {
        const requests = requestsOf(await this.#ask()) ?? 0;
        const failed = [...(await this.#failed()).values()].reduce((sum, count) => sum + count, 0);
        return { requests: this.#earlier + requests, failed, by: "nginx" };
    }
    close() { }
    /** Lets these have the traffic, and waits until new workers do. */
    async #go(routes) {
        if (!this.#saved)
            throw new Error("nothing was installed");
        const plain = routes.map(({ name, address, host, port, weight }) => ({ name, address, host, port, weight }));
        const state = { ...this.#saved, routes: plain };
        await this.#write(state, ["live.json"]);
        this.#live = state;
        this.#mark = markOf(state);
        await this.#reload();
        const deadline = performance.now() + RELOAD_LIMIT;
        for (let why = ""; why !== true;) {
            why = await this.answers(this.#options.container);
            if (why !== true && performance.now() > deadline)
                throw new Error(`nginx did not take its configuration: ${why}`);
        }
    }
    async #reload() {
        await Promise.all(this.#options.containers().map((one) => this.#in(one, signalScript("HUP"))));
    }
    async #failed() {
        const counts = new Map();
        const log = await this.#in(this.#options.container, `cat ${FAILED_BEFORE} ${FAILED} 2>/dev/null`);
        for (const line of log.split("\n")) {
            // Where one was tried after another, the last one is whose answer it was.
            const address = line.replace(/ \d+$/, "").split(", ").at(-1) ?? "";
            if (address !== "")
                counts.set(address, (counts.get(address) ?? 0) + 1);
        }
        return counts;
    }
    /** The mark of the nginx that serves; `""` where none does. */
    async #running() {
        return /^X-Quayside: (\w+)/m.exec(await this.#ask())?.[1] ?? "";
    }
    async #ask() {
        return await this.#in(this.#options.container, `${supervisor_ASK}ask`);
    }
    #text(state) {
        const [id] = state.settings.certificates ?? [];
        return nginxText(state, markOf(state), id && (0,deploy_certificates/* certificatePath */.f)(this.#options.app, id));
    }
    async #read(file) {
        const path = `${(0,names/* appFolder */.mc)(this.#options.app)}/${file}`;
        const found = await (0,archives/* getFile */.l)(this.#engine, this.#options.container, path);
        return found && (0,format/* readKept */.D)(found.toString("utf8"), `the load balancer's state of ${this.#options.app}`);
    }
    /** Writes a state into these files, and the configuration that it makes; each file whole or not at all. */
    async #write(state, names) {
        const { app, certificates, container } = this.#options;
        const files = names.map((name) => ({ name: `apps/${app}/${name}`, content: JSON.stringify(state) }));
        files.push({ name: "nginx.conf", content: this.#text(state) });
        await (0,archives/* putFiles */.p)(this.#engine, container, balancer/* FOLDER */.L7, [
            ...(0,deploy_certificates/* certificateFiles */.PM)(app, certificates),
            ...files.map(({ name, content }) => ({ name: `${name}.new`, content })),
        ]);
        const moves = files.map(({ name }) => `mv -f ${name}.new ${name}`).join(" && ");
        await (0,docker_records/* asRoot */.tE)(this.#engine, container, `cd ${balancer/* FOLDER */.L7} && ${moves}`);
    }
    async #in(container, script, argument = "") {
        return (await (0,exec/* execIn */.X)(this.#engine, container, ["sh", "-c", script, argument])).stdout;
    }
}
function full({ name, address, host, port }) {
    return { name, address, host, port, weight: balancer/* FULL */.eW };
}
/** What tells one instance from another: its name where it has one, since its address may change. */
function placeOf({ address, host, port }) {
    return `${host ?? address}:${port}`;
}
function newGeneration() {
    return (0,external_node_crypto_.randomBytes)(4).toString("hex");
}
/** What nginx' page says; undefined where there is none. */
function requestsOf(page) {
    const count = /requests\r?\n\s*\d+ \d+ (\d+)/.exec(page)?.[1];
    return count === undefined ? undefined : Number(count);
}

// EXTERNAL MODULE: ./actions/deploy/publish.js
var deploy_publish = __webpack_require__(92660);
// EXTERNAL MODULE: ./actions/deploy/docker/adopt.js
var adopt = __webpack_require__(41730);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(79117);
;// CONCATENATED MODULE: ./actions/deploy/docker/drain.js

const POLL = 50;
/**
 * Waits until each of these, which get no new requests any more, is seen to be empty, and takes it out then. What is
 * still open after the time is cut off and told of.
 */
async function drain(options, names, signal) {
    const { driver, clock, timeout, info, onMoment } = options;
    const deadline = clock.elapsed() + timeout;
    const empty = new Map(names.map((name) => [name, false]));
    while (empty.size > 0) {
        const open = await driver.open([...empty.keys()]);
        for (const [name, before] of empty) {
            const count = open.get(name) ?? 0;
            const late = clock.elapsed() > deadline;
            if (count > 0 && !late)
                empty.set(name, false);
            // Empty twice in a row: a request may have been given to it in the instant before it was taken out.
            else if (count === 0 && !before)
                empty.set(name, true);
            else {
                if (count > 0) {
                    const requests = count === 1 ? "request was" : "requests were";
                    info(`${name}: ${count} ${requests} still open after ${(0,units/* formatDuration */.a3)(timeout)} and cut off`);
                }
                await driver.out([name], count > 0);
                onMoment(name, "empty");
                empty.delete(name);
            }
        }
        if (empty.size > 0)
            await clock.sleep(POLL, signal);
    }
}

// EXTERNAL MODULE: ./toolkit/docker/volumes.js
var volumes = __webpack_require__(83680);
// EXTERNAL MODULE: ./toolkit/log-text.js
var log_text = __webpack_require__(14478);
;// CONCATENATED MODULE: ./actions/deploy/docker/front.js










const front_POLL = 50;
/** Milliseconds that a balancer may take until it answers. */
const START_LIMIT = 15_000;
/** How the name of one ends that has not taken everything over yet: a killed run leaves it so. */
const NEXT = "-next";
/**
 * The containers of one load balancer. The first one owns the port and the network and stays; one of another image comes
 * beside it and takes its work over, so that the port is never without somebody who answers.
 */
class Front {
    #engine;
    #clock;
    #driver;
    #options;
    #owner;
    #successors = [];
    constructor(engine, clock, driver, options) {
        this.#engine = engine;
        this.#clock = clock;
        this.#driver = driver;
        this.#options = options;
    }
    get running() {
        return this.#owner?.running === true;
    }
    /** All containers of it that run, by name. */
    get containers() {
        return [this.#owner, ...this.#successors].flatMap((one) => (one?.running ? [one.name] : []));
    }
    async observe() {
        const { proxy, network } = this.#options;
        this.#owner = await (0,docker_containers/* findContainer */.FA)(this.#engine, proxy);
        if (!this.#owner)
            return { state: "absent", connected: false };
        const successors = await (0,docker_containers/* listContainers */.ts)(this.#engine, { "quayside.successor-of": this.#owner.id });
        // Their names are in the order of their making.
        this.#successors = successors.sort((a, b) => (a.name < b.name ? -1 : 1));
        const active = this.#successors.findLast(({ running }) => running) ?? this.#owner;
        return {
            state: this.#owner.running ? "running" : "stopped",
            kind: this.#owner.labels["quayside.balancer"] ?? "",
            midway: successors.some(({ name }) => name.endsWith(NEXT)),
            image: active.labels["quayside.image"] ?? "",
            address: this.#owner.labels["quayside.address"] ?? "",
            connected: this.#owner.addresses[network] !== undefined,
        };
    }
    /**
     * Makes and starts it. Whatever stood there before is removed: all that it has to keep is in the volume. It is in the
     * app's network, in all that the one before was in, and in `also`. `aside` is without its ports, while somebody else
     * still has them.
     */
    async start(settings, endpoints, signal, { aside = false, also = [] } = {}) {
        const { proxy, app, shell, network } = this.#options;
        const { publish, publishTls } = shell;
        await (0,volumes/* makeVolume */.B)(this.#engine, proxy, this.#own());
        // One that is shared outlives each of its apps, and with it their networks.
        const home = app ? network : (0,names/* homeNetwork */.g1)(proxy);
        if (!app)
            await (0,docker_networks/* makeNetwork */.zA)(this.#engine, home, this.#own());
        for (const { id } of this.#successors)
            await (0,docker_containers/* removeContainer */.od)(this.#engine, id);
        this.#successors = [];
        // Where it had gone, nobody but the containers of other apps knows which networks those have.
        const others = app ? [] : await (0,docker_containers/* listContainers */.ts)(this.#engine, { [names/* BEHIND */.VY]: proxy, "quayside.role": "instance" });
        const theirs = others.flatMap(({ running, labels }) => (running ? (labels["quayside.network"] ?? []) : []));
        const networks = new Set([network, ...also, ...theirs, ...Object.keys(this.#owner?.addresses ?? {})]);
        networks.delete(home);
        const spec = {
            ...this.#common(),
            name: proxy,
            labels: {
                ...this.#labels(),
                "quayside.balancer": shell.kind,
                "quayside.image": shell.image,
                "quayside.address": aside ? "" : (0,balancer/* addressText */.GI)(shell),
            },
            network: home,
            gateway: true,
            publish: aside
                ? []
                : [{ port: balancer/* FRONT_PORT */.Iq, ...publish }, ...(publishTls ? [{ port: balancer/* TLS_PORT */.Ex, ...publishTls }] : [])],
        };
        const make = async (more) => {
            await (0,docker_containers/* removeContainer */.od)(this.#engine, proxy);
            await (0,docker_containers/* createContainer */.g$)(this.#engine, { ...spec, ...more });
            await this.#driver.install(settings, endpoints);
            for (const name of networks)
                await (0,docker_networks/* connectNetwork */.Xx)(this.#engine, name, proxy);
            await (0,docker_containers/* startContainer */.YI)(this.#engine, proxy);
        };
        const { sysctls } = this.#driver;
        try {
            // An older kernel does not know it, and some runtimes know none at all.
            await make(sysctls ? { sysctls } : {}).catch(async (error) => {
                if (!sysctls || (0,api_errors/* isPortTaken */.xM)(error))
                    throw error;
                await make({});
            });
        }
        catch (error) {
            await (0,docker_containers/* removeContainer */.od)(this.#engine, proxy).catch(() => { });
            if (!(0,api_errors/* isPortTaken */.xM)(error))
                throw error;
            throw new errors/* UserError */.yo(`The load balancer cannot listen on ${(0,balancer/* addressText */.GI)(shell)}: the port is taken.`, {
                hint: `Give another address with publish, or free this one: ss -ltnp 'sport = :${publish.hostPort}' shows who has it.`,
                cause: error,
            });
        }
        await this.#answers(proxy, signal);
    }
    /** Lets a container of the wanted image take over, and waits until the one before has no request left. */
    async upgrade(settings, patience, signal) {
        const { proxy, shell } = this.#options;
        const owner = this.#owner;
        if (!owner)
            throw new Error("there is no load balancer to take over from");
        const last = `${proxy}-${Date.now().toString(36)}`;
        const name = `${last}${NEXT}`;
        await this.#driver.prepare(settings);
        await (0,docker_records/* asRoot */.tE)(this.#engine, proxy, `cd ${supervisor/* RUN */.o} && rm -f handover-* && touch successor handover-${last}`);
        const labels = { "quayside.successor-of": owner.id, "quayside.image": shell.image };
        await (0,docker_containers/* createContainer */.g$)(this.#engine, {
            ...this.#common(),
            name,
            labels: { ...this.#labels(), ...labels },
            network: `container:${owner.id}`,
            env: { SUCCESSOR: last },
        });
        try {
            await (0,docker_containers/* startContainer */.YI)(this.#engine, name);
            await this.#answers(name, signal);
        }
        catch (error) {
            await (0,docker_containers/* removeContainer */.od)(this.#engine, name);
            throw error;
        }
        // One that a killed run has started may have come up only meanwhile.
        await this.observe();
        for (const container of this.containers)
            if (container !== name)
                await this.#driver.retire(container);
        // The one before may have answered a connection that was for both.
        await this.#answers(name, signal);
        const previous = this.#successors.filter((one) => one.name !== name);
        await this.settle(patience, signal);
        for (const { id } of previous)
            await (0,docker_containers/* removeContainer */.od)(this.#engine, id);
        await (0,docker_containers/* renameContainer */.UQ)(this.#engine, name, last);
        await this.observe();
    }
    /** Takes over settings that need a reload. */
    async reload(settings, signal) {
        await this.#driver.prepare(settings);
        await this.#driver.reload(this.containers);
        await this.#answers(this.#options.proxy, signal);
    }
    /** Waits until processes of before a reload or a handover are gone, at most so many milliseconds; says whether they are. */
    async settle(patience, signal) {
        const deadline = this.#clock.elapsed() + patience;
        while ((await this.#driver.lingering(this.containers)) > 0) {
            if (this.#clock.elapsed() > deadline)
                return false;
            await this.#clock.sleep(4 * front_POLL, signal);
        }
        return true;
    }
    async connect(network) {
        await (0,docker_networks/* connectNetwork */.Xx)(this.#engine, network, this.#options.proxy);
    }
    /** Waits until the one that was installed or prepared last answers. */
    async #answers(name, signal) {
        const deadline = this.#clock.elapsed() + START_LIMIT;
        for (;;) {
            const container = await (0,docker_containers/* findContainer */.FA)(this.#engine, name);
            if (name === this.#options.proxy)
                this.#owner = container;
            const answer = container?.running ? await this.#driver.answers(container.name) : "it does not run";
            if (answer === true)
                return;
            if (this.#clock.elapsed() > deadline || (container && container.restarts > 2)) {
                const log = (0,log_text/* lastLines */.w$)(await (0,docker_containers/* logsOf */.Hw)(this.#engine, name, 50), 5).join("\n");
                throw new errors/* UserError */.yo(`The load balancer did not come up: ${answer}\n${log}`, {
                    hint: `docker logs ${name} says more.`,
                });
            }
            await this.#clock.sleep(front_POLL, signal);
        }
    }
    #common() {
        return {
            image: this.#options.shell.image,
            entrypoint: this.#driver.entrypoint,
            command: [],
            volumes: [{ name: this.#options.proxy, target: balancer/* FOLDER */.L7 }],
            restart: "unless-stopped",
            // That of HAProxy's own images is for HAProxy as the first process.
            stopSignal: "SIGTERM",
        };
    }
    #labels() {
        return { ...this.#options.labels, ...this.#own() };
    }
    /** The labels of what outlives the container: its volume with the record is nobody else's to list. */
    #own() {
        const { app, proxy } = this.#options;
        return { ...(app ? { "quayside.app": app } : {}), "quayside.proxy": proxy, "quayside.role": "balancer" };
    }
}

;// CONCATENATED MODULE: ./actions/deploy/docker/gate.js



const gate_POLL = 50;
/** Rounds after which the engine is asked about one that the balancer is not content with yet: has it died? */
const ENGINE_ROUNDS = 5;
/**
 * Waits until each of these is healthy: the balancer has got good answers in a row, and the image's own health check,
 * where it has one, is content. Throws a UserError with the reason for the first that will not be.
 */
async function awaitHealthy(gate, names, signal) {
    const { driver, instances } = gate;
    for (const name of names) {
        if (!instances.get(name)?.running)
            throw await dead(gate, name);
    }
    await driver.gate(instances.endpoints(names));
    const over = new AbortController();
    try {
        await healthy(gate, names, AbortSignal.any([signal, over.signal]));
    }
    finally {
        over.abort();
        await driver.ungate(names).catch(() => { });
    }
}
async function healthy(gate, names, signal) {
    const { driver, instances, clock } = gate;
    const deadline = clock.elapsed() + gate.timeout;
    const pending = new Set(names);
    const content = new Set();
    const asking = new Set();
    // Beside the balancer's questions and not after them: starting a command takes as long as several of those. It may
    // hang, which Docker's own turn ends by its limit.
    const askOwn = async (name, container) => {
        if (!container.health || container.health.status === "healthy")
            content.add(name);
        if (content.has(name) || asking.has(name))
            return;
        asking.add(name);
        if (await ownCheck(gate.engine, container, signal))
            content.add(name);
        asking.delete(name);
    };
    for (let round = 1; pending.size > 0; round++) {
        const answers = await driver.asked([...pending]);
        const late = clock.elapsed() > deadline;
        await Promise.all([...pending].map(async (name) => {
            const answer = answers.get(name);
            const look = answer?.passed || late || round % ENGINE_ROUNDS === 0;
            const container = look ? await instances.refresh(name) : instances.get(name);
            if (!container?.running)
                throw await dead(gate, name);
            if (container.health?.status === "unhealthy") {
                gate.onMoment(name, "failed");
                throw new errors/* UserError */.yo(`${name} is unhealthy, its own health check says: ${container.health.last || "nothing"}`);
            }
            if (answer?.good)
                void askOwn(name, container);
            if (answer?.passed && content.has(name)) {
                gate.onMoment(name, "healthy");
                pending.delete(name);
            }
            else if (late) {
                gate.onMoment(name, "failed");
                throw new errors/* UserError */.yo(notHealthy(gate, name, container, answer), {
                    hint: "Look at the last log lines; or give a longer health-timeout, or another health-path or port.",
                });
            }
        }));
        if (pending.size > 0)
            await clock.sleep(gate_POLL, signal);
    }
}
/**
 * Whether the image's own health check is content. Docker may wait half a minute for its first turn, so the same command
 * is run here.
 */
async function ownCheck(engine, container, signal) {
    const [kind, ...words] = container.healthTest ?? [];
    const argv = kind === "CMD-SHELL" ? ["/bin/sh", "-c", words.join(" ")] : words;
    if (argv.length === 0)
        return true;
    return (await (0,exec/* execIn */.X)(engine, container.id, argv, { signal }).catch(() => undefined))?.code === 0;
}
function notHealthy(gate, name, container, answer) {
    const found = answer?.passed
        ? `its own health check still fails: ${container.health?.last || "it said nothing"}`
        : `asked at ${gate.asked}: ${answer?.text ?? "no answer"}`;
    return `${name} was not healthy within ${(0,units/* formatDuration */.a3)(gate.timeout)}; ${found}`;
}
async function dead({ instances, onMoment }, name) {
    onMoment(name, "failed");
    return await instances.died(name);
}

;// CONCATENATED MODULE: ./toolkit/docker/clone.js

/**
 * Creates a container that is made like another one, with its volumes and its networks, and gives its id. It is the only
 * way to change a label. What the first one wrote beside its volumes is not in it.
 */
async function cloneContainer(engine, id, options) {
    // The whole of it is sent back, also what the types do not know.
    // biome-ignore lint/suspicious/noExplicitAny: an answer of the engine, field by field as it came.
    const found = (await engine.api.getContainer(id).inspect());
    const short = found.Id.slice(0, 12);
    const own = (name) => name !== short && name !== found.Name.slice(1);
    const networks = Object.entries(found.NetworkSettings.Networks ?? {}).map(([name, { Aliases, IPAMConfig }]) => [name, { Aliases: (Aliases ?? []).filter(own), ...(IPAMConfig ? { IPAMConfig } : {}) }]);
    const main = networks.find(([name]) => name === found.HostConfig.NetworkMode) ?? networks[0];
    const bindings = { ...(0,docker_containers/* portBindings */.wJ)(options.publish ?? []) };
    for (const [port, all] of Object.entries(found.HostConfig.PortBindings ?? {})) {
        const left = (all ?? []).filter(({ HostIp = "", HostPort }) => !options.without?.(HostIp, Number(HostPort)));
        if (left.length > 0)
            bindings[port] = [...left, ...(bindings[port] ?? [])];
    }
    const body = {
        ...found.Config,
        // By name, where it has none of its own.
        Hostname: found.Config.Hostname === short ? "" : found.Config.Hostname,
        Image: found.Image,
        Labels: { ...found.Config.Labels, ...options.labels },
        HostConfig: {
            ...found.HostConfig,
            PortBindings: bindings,
            Mounts: [...(found.HostConfig.Mounts ?? []), ...anonymous(found)],
        },
        ...(main ? { NetworkingConfig: { EndpointsConfig: { [main[0]]: main[1] } } } : {}),
    };
    const made = await engine.api.createContainer({
        _query: { name: options.name },
        _body: body,
    });
    try {
        for (const [name, endpoint] of networks) {
            if (name === main?.[0])
                continue;
            await engine.api.getNetwork(name).connect({ Container: made.id, EndpointConfig: endpoint });
        }
    }
    catch (error) {
        await (0,docker_containers/* removeContainer */.od)(engine, made.id).catch(() => { });
        throw error;
    }
    return made.id;
}
/** Volumes that a container has without having asked for them by name: a copy would get new ones, which are empty. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
function anonymous(found) {
    const { Mounts = [], Binds, VolumesFrom } = found.HostConfig;
    const asked = new Set([
        ...(Mounts ?? []).flatMap((mount) => mount.Target),
        ...(Binds ?? []).map((bind) => bind.split(":")[1]),
    ]);
    if (VolumesFrom)
        return [];
    return (found.Mounts ?? []).flatMap((mount) => mount.Type === "volume" && mount.Name && !asked.has(mount.Destination)
        ? [{ Type: "volume", Source: mount.Name, Target: mount.Destination }]
        : []);
}

// EXTERNAL MODULE: ./actions/deploy/docker/make.js
var make = __webpack_require__(62756);
;// CONCATENATED MODULE: ./actions/deploy/docker/instances.js








/** 128 and the number of SIGKILL. */
const KILLED = 137;
/** The containers of one app on one engine, as they were when they were last looked at. */
class Instances {
    #engine;
    #making;
    #containers = new Map();
    /** Releases whose image was given the name under which it is kept. */
    #named = new Map();
    constructor(engine, making) {
        this.#engine = engine;
        this.#making = making;
    }
    /** Forgets all and takes these. */
    take(containers) {
        this.#containers = new Map(containers.map((container) => {
            const { name, kept } = (0,names/* instanceOf */.hR)(container);
            return [kept ? container.name : name, container];
        }));
    }
    get(name) {
        return this.#containers.get(name);
    }
    /** Names of all that run. */
    names() {
        return [...this.#containers].flatMap(([name, { running, labels }]) => running && labels["quayside.role"] === "instance" ? [name] : []);
    }
    async refresh(name) {
        const id = this.#containers.get(name)?.id;
        const found = (id && (await (0,docker_containers/* findContainer */.FA)(this.#engine, id))) || (await (0,docker_containers/* findContainer */.FA)(this.#engine, name));
        const container = found && (0,adopt/* adopt */.di)(found, this.#making);
        if (container)
            this.#containers.set(name, container);
        else
            this.#containers.delete(name);
        return container;
    }
    /** Where the balancer finds an instance; undefined while it has no address. */
    endpointOf(name) {
        const container = this.#containers.get(name);
        const network = container?.labels["quayside.network"] ?? "";
        const address = container?.addresses[network];
        if (!container || !address)
            return undefined;
        // Every network but the engine's first one has a DNS, which knows containers by the beginning of their ids, too.
        const host = network === "bridge" ? undefined : container.id.slice(0, 12);
        return { name, address, ...(host ? { host } : {}), port: Number(container.labels["quayside.port"]) };
    }
    /** Where the balancer finds these; throws where one has no address. */
    endpoints(names) {
        return names.map((name) => {
            const endpoint = this.endpointOf(name);
            if (!endpoint)
                throw new Error(`${name} has no address on its network`);
            return endpoint;
        });
    }
    /**
     * Makes and starts a container, or the one that was put aside; nothing happens, and nothing is told, where it runs.
     * `taken` says which ports of the host the balancer has.
     */
    async start(name, taken, onStarting) {
        const found = this.#containers.has(name) ? await this.refresh(name) : undefined;
        if (found?.running)
            return;
        onStarting();
        if (found)
            await (0,docker_containers/* removeContainer */.od)(this.#engine, found.id);
        const kept = this.#containers.get((0,names/* keptName */.QQ)(name));
        try {
            const id = kept ? await this.#bring(name, kept, taken) : await this.#make(name, this.#making);
            await (0,docker_containers/* startContainer */.YI)(this.#engine, id);
            const started = await (0,docker_containers/* findContainer */.FA)(this.#engine, id);
            if (started)
                this.#containers.set(name, started);
        }
        catch (error) {
            if ((0,api_errors/* statusOf */.c2)(error) === undefined)
                throw error;
            throw new errors/* UserError */.yo(`${name} could not be started: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
        }
    }
    /**
     * Ports of the host that a container of the release that is wanted should have and has not: it came back at a time when
     * the balancer had them.
     */
    lostPorts({ labels, published }, taken) {
        const { release, spec } = this.#making;
        if (labels["quayside.release"] !== release)
            return [];
        const has = new Set(published.map((text) => addressOf(text)[1]));
        return (spec.ports ?? []).filter(({ hostIp, hostPort }) => hostPort !== undefined && !has.has(hostPort) && !taken(hostIp, hostPort));
    }
    /** One that was put aside, under the name that it serves with. */
    async #bring(name, kept, taken) {
        const serving = (0,names/* servingName */.ak)(name, kept.labels);
        // Taken back, it has all of its ports again; as the release that is wanted, it stands behind the balancer.
        const wanted = kept.labels["quayside.release"] === this.#making.release;
        const loses = wanted && kept.published.some((text) => taken(...addressOf(text)));
        const publish = this.lostPorts(kept, taken);
        if (kept.labels[adopt/* COMPOSE_ONEOFF */.bH] !== "True" && !kept.labels[adopt/* ADOPTED */.Wu] && !loses && publish.length === 0) {
            await (0,docker_containers/* renameContainer */.UQ)(this.#engine, kept.id, serving);
            return kept.id;
        }
        const id = await cloneContainer(this.#engine, kept.id, {
            name: serving,
            labels: { [adopt/* COMPOSE_ONEOFF */.bH]: "False" },
            ...(wanted ? { without: taken, publish } : {}),
        });
        await (0,docker_containers/* removeContainer */.od)(this.#engine, kept.id);
        return id;
    }
    async #make(name, making) {
        const { app, release, spec, image, origin } = making;
        const number = name.split("-").at(-1) ?? "";
        return await (0,make/* makeContainer */.A)(this.#engine, making, {
            name: spec.containerName ?? name,
            labels: {
                ...(0,names/* nameLabels */.BY)(name, spec.containerName),
                ...origin.instance,
                ...(await origin.late?.()),
                ...(origin.instance[adopt/* COMPOSE_SERVICE */.$O]
                    ? { "com.docker.compose.container-number": number, "com.docker.compose.image": spec.image }
                    : {}),
                ...(0,names/* labelsOf */.PC)(app, "instance"),
                "quayside.release": release,
                "quayside.number": number,
                "quayside.image": image,
                "quayside.network": spec.network,
                "quayside.port": String(spec.port),
            },
            ...(spec.aliases ? { aliases: spec.aliases } : {}),
            ...(spec.ports ? { publish: spec.ports } : {}),
            // A new container that dies shall stay dead, with its exit code and its log, until it has been found healthy.
            restart: "no",
        });
    }
    /** Stops a container and puts it aside for a rollback; says whether there was one that ran. */
    async keep(name, app, timeout) {
        const container = await this.refresh(name);
        if (!container)
            return false;
        await this.#keepImage(app, container);
        await (0,docker_containers/* stopContainer */.SI)(this.#engine, container.id, timeout);
        // The engine shall not start it again, whatever becomes of the engine.
        await (0,docker_containers/* setRestart */.AU)(this.#engine, container, { name: "no" });
        await (0,docker_containers/* removeContainer */.od)(this.#engine, (0,names/* keptName */.QQ)(name));
        // One that Compose has made gets the labels that it lacks, and that takes another container.
        const { imageName, labels } = container;
        const foreign = labels[adopt/* ADOPTED */.Wu] !== undefined && !(await isOurs(this.#engine, container.id));
        if (foreign)
            await this.#replace(container, (0,names/* keptName */.QQ)(name), { ...labels, "quayside.image": imageName });
        else
            await (0,docker_containers/* renameContainer */.UQ)(this.#engine, container.id, (0,names/* keptName */.QQ)(name));
        this.#containers.delete(name);
        return true;
    }
    /**
     * Lets Compose no longer count those that were put aside, which its `up` and `start` would start. It takes another
     * container each, so it is done when nobody will want to have the first one back.
     */
    async hideKept(app) {
        const labels = { ...(0,names/* labelsOf */.PC)(app, "instance"), [adopt/* COMPOSE_ONEOFF */.bH]: "False" };
        for (const container of await (0,docker_containers/* listContainers */.ts)(this.#engine, labels)) {
            if (!(0,names/* instanceOf */.hR)(container).kept || container.running)
                continue;
            const { name } = container;
            const before = `${name}-before`;
            await (0,docker_containers/* removeContainer */.od)(this.#engine, before);
            await (0,docker_containers/* renameContainer */.UQ)(this.#engine, container.id, before);
            await this.#replace(container, name, { [adopt/* COMPOSE_ONEOFF */.bH]: "True" });
        }
    }
    async #replace({ id }, name, labels) {
        await cloneContainer(this.#engine, id, { name, labels });
        await (0,docker_containers/* removeContainer */.od)(this.#engine, id);
    }
    /** Gives the image of a release a name that no pruning takes away, once for all of its containers. */
    async #keepImage(app, { image, labels }) {
        const { repo, tag } = (0,names/* keptImage */.yR)(app, labels["quayside.release"] ?? "");
        const named = this.#named.get(tag) ?? (0,docker_images/* tagImage */.E$)(this.#engine, image, repo, tag);
        this.#named.set(tag, named);
        await named;
    }
    /** Removes what was put aside of these releases, and the names of their images. */
    async forget(app, releases) {
        for (const release of releases) {
            const labels = { ...(0,names/* labelsOf */.PC)(app, "instance"), "quayside.release": release };
            const kept = (await (0,docker_containers/* listContainers */.ts)(this.#engine, labels)).filter((container) => (0,names/* instanceOf */.hR)(container).kept);
            await Promise.all(kept.map(({ id }) => (0,docker_containers/* removeContainer */.od)(this.#engine, id)));
            const { repo, tag } = (0,names/* keptImage */.yR)(app, release);
            await (0,docker_images/* removeImage */.aH)(this.#engine, `${repo}:${tag}`);
        }
    }
    /** Stops and removes a container; says whether there was one. */
    async stop(name, timeout) {
        const container = await this.refresh(name);
        if (!container)
            return false;
        await (0,docker_containers/* stopContainer */.SI)(this.#engine, container.id, timeout);
        await (0,docker_containers/* removeContainer */.od)(this.#engine, container.id);
        this.#containers.delete(name);
        return true;
    }
    /** Why a container does not run, as an error for the user. */
    async died(name) {
        const container = await this.refresh(name);
        if (!container)
            return new errors/* UserError */.yo(`${name} is gone: somebody removed it`);
        const again = container.running && !container.oomKilled;
        const why = again ? "it ended and was started again" : container.error || `it ${howItEnded(container)}`;
        return new errors/* UserError */.yo(`${name} did not stay up: ${why}`, {
            hint: container.oomKilled
                ? "Give it more memory, or find out what it needs it for."
                : "Its last log lines say why.",
        });
    }
}
/** How a container ended, as what it did. Nobody of ours has killed it. */
function howItEnded({ oomKilled, exitCode }) {
    if (oomKilled)
        return "ran out of memory";
    // Not every engine hears of it from every kernel.
    if (exitCode === KILLED)
        return `was killed (exit code ${KILLED}), as one is that ran out of memory`;
    return `ended with exit code ${exitCode}`;
}
/** The parts of `address:port`. */
function addressOf(text) {
    const colon = text.lastIndexOf(":");
    return [text.slice(0, colon), Number(text.slice(colon + 1))];
}
/** Whether a container carries our labels by itself. */
async function isOurs(engine, id) {
    return (await (0,docker_containers/* findContainer */.FA)(engine, id))?.labels["quayside.app"] !== undefined;
}

// EXTERNAL MODULE: ./actions/deploy/docker/fetched.js
var fetched = __webpack_require__(15581);
// EXTERNAL MODULE: ./actions/deploy/docker/files.js
var files = __webpack_require__(90983);
;// CONCATENATED MODULE: ./actions/deploy/docker/leftovers.js






/** Milliseconds after which nobody waits for the lock any more who has fetched an image before. */
const STALE_IMAGE = 24 * 3_600_000;
/** What releases leave on a host beside their containers: images that were fetched for them, and files. */
class Leftovers {
    #engine;
    #clock;
    #making;
    /** Images of those that were removed. */
    #images = new Set();
    /** Releases that had files on the host when it was looked at. */
    #withFiles = new Set();
    constructor(engine, clock, making) {
        this.#engine = engine;
        this.#clock = clock;
        this.#making = making;
    }
    /** Takes note of what those that are there may leave. */
    look(containers) {
        for (const { labels } of containers)
            if (labels[make/* FILES */.c])
                this.#withFiles.add(labels["quayside.release"] ?? "");
    }
    /** Takes note of one that is about to be removed. */
    removing(container) {
        if (container)
            this.#images.add(container.image);
    }
    /** Removes what was put aside of these releases, with the images that were fetched for them. */
    async forget(instances, releases) {
        const { app, proxy } = this.#making;
        const read = async (release) => await (0,docker_records/* readRelease */.iJ)(this.#engine, { app, proxy }, release).catch(() => undefined);
        const images = new Set((await Promise.all(releases.map(read))).map((file) => file?.spec.image));
        await instances.forget(app, releases);
        await (0,fetched/* removeFetched */.wC)(this.#engine, app, ({ id }) => images.has(id));
    }
    /** Removes what nobody needs once a deploy has ended; `deployed` says whether it went well. */
    async sweep(deployed) {
        await Promise.all([this.#sweepFiles(), deployed ? this.#sweepImages() : undefined]);
    }
    /** Removes what was fetched for those that were not put aside, and for runs that ended before they had deployed it. */
    async #sweepImages() {
        const { app, spec } = this.#making;
        await (0,fetched/* removeFetched */.wC)(this.#engine, app, async ({ id }) => {
            if (id === spec.image || this.#images.has(id))
                return id !== spec.image;
            const since = await (0,docker_images/* lastTagged */.bx)(this.#engine, id);
            return since > 0 && this.#clock.now() - since > STALE_IMAGE;
        });
    }
    /** Removes the files of releases that have no container any more. */
    async #sweepFiles() {
        const { app, shell } = this.#making;
        if (this.#withFiles.size === 0)
            return;
        const containers = await (0,docker_containers/* listContainers */.ts)(this.#engine, { "quayside.app": app, [make/* FILES */.c]: "" });
        const releases = new Set(containers.map(({ labels }) => labels["quayside.release"] ?? ""));
        if ([...this.#withFiles].every((release) => releases.has(release)))
            return;
        await (0,files/* sweepFiles */.W)(this.#engine, { app, image: shell.image }, [...releases]);
    }
}

;// CONCATENATED MODULE: ./actions/deploy/docker/tally.js
/** All requests of a run, whoever counts them: a load balancer that is reloaded or started again begins from zero. */
class Tally {
    #read;
    /** What the one that counts had counted at the last look, and all of those before it together. */
    #last = { requests: 0, failed: 0, by: "" };
    #earlier = { requests: 0, failed: 0 };
    #looked = Promise.resolve();
    /** `read` gives what is counted now; undefined where nobody does. */
    constructor(read) {
        this.#read = read;
    }
    async total() {
        // One look after the other: an older answer after a newer one would be taken for one that counts anew.
        const look = this.#looked.then(() => this.#look());
        this.#looked = look.catch(() => { });
        return await look;
    }
    async #look() {
        const now = (await this.#read()) ?? this.#last;
        // One that was killed is another one afterwards, and may be called the same.
        if (now.by !== this.#last.by || now.requests < this.#last.requests)
            this.#earlier = sumOf(this.#earlier, this.#last);
        this.#last = now;
        return sumOf(this.#earlier, now);
    }
}
function sumOf(one, other) {
    return { requests: one.requests + other.requests, failed: one.failed + other.failed };
}

;// CONCATENATED MODULE: ./actions/deploy/docker/tasks.js








const tasks_POLL = 100;
/** Milliseconds that an image without a command for its preflight has to show that it can be started. */
const FIRST_BREATH = 1000;
/** What a shell and the engine give where the program is not there or cannot be executed on this machine. */
const NO_PROGRAM = [126, 127];
/** The commands that a deploy runs in containers of the new image: its tasks, and smoke tests. */
class Tasks {
    #engine;
    #clock;
    #options;
    constructor(engine, clock, options) {
        this.#engine = engine;
        this.#clock = clock;
        this.#options = options;
    }
    /** Runs a task; the container of a migration stays, by which it is known to be done, until `remove`. */
    async run(task, signal) {
        const { app, release, commands, taskTimeout: timeout, grace } = this.#options;
        const command = commands[task];
        const run = {
            name: `${app}-${release}-${task}`,
            ...(command ? { command } : {}),
            labels: { ...(0,names/* labelsOf */.PC)(app, "task"), "quayside.task": task },
            timeout,
            grace,
        };
        await this.#told(run, signal);
        if (task !== "pre-deploy")
            await (0,docker_containers/* removeContainer */.od)(this.#engine, run.name);
    }
    /** Removes what the tasks have left. */
    async remove() {
        const tasks = await (0,docker_containers/* listContainers */.ts)(this.#engine, (0,names/* labelsOf */.PC)(this.#options.app, "task"));
        for (const { id } of tasks)
            await (0,docker_containers/* removeContainer */.od)(this.#engine, id);
    }
    /** Tries out each of these; the first that fails is an error. */
    async smoke(endpoints, signal) {
        const { app, proxy, smoke, taskTimeout: timeout, onMoment } = this.#options;
        if (!smoke)
            return;
        for (const endpoint of endpoints) {
            const { name, address, port } = endpoint;
            if ("path" in smoke) {
                const { status, text } = await askFrom(this.#engine, proxy, endpoint, smoke.path, signal);
                if (status >= 200 && status < 400)
                    continue;
                onMoment(name, "failed");
                throw new errors/* UserError */.yo(`${name} failed its smoke test: GET ${smoke.path}: ${text}`);
            }
            const run = {
                name: `${name}-smoke`,
                command: smoke.command,
                env: { CANDIDATE_URL: `http://${address}:${port}` },
                labels: (0,names/* labelsOf */.PC)(app, "task"),
                timeout,
                grace: () => 1000,
            };
            await this.#told(run, signal);
            await (0,docker_containers/* removeContainer */.od)(this.#engine, run.name);
        }
    }
    async #told(run, signal) {
        const { onMoment } = this.#options;
        onMoment(run.name, "starting");
        try {
            await runTask(this.#engine, this.#clock, this.#options, run, signal);
            onMoment(run.name, "stopped");
        }
        catch (error) {
            onMoment(run.name, "failed");
            throw error;
        }
    }
}
/**
 * Runs a task and leaves its container, so that a run that is killed afterwards does not do it twice; one that runs
 * already, left behind by a killed run, is waited for. Throws a UserError where it fails; the container is left then,
 * too, for its log.
 */
async function runTask(engine, clock, making, task, signal) {
    const { name } = task;
    if (!(await (0,docker_containers/* findContainer */.FA)(engine, name))?.running)
        await begin(engine, making, task);
    const began = clock.elapsed();
    for (;;) {
        const container = await (0,docker_containers/* findContainer */.FA)(engine, name);
        if (!container)
            throw new errors/* UserError */.yo(`${name} is gone: somebody removed it`);
        if (!container.running && container.status !== "created") {
            if (task.command ? container.exitCode === 0 : !NO_PROGRAM.includes(container.exitCode))
                return;
            throw new errors/* UserError */.yo(`${name} ${howItEnded(container)}`, { hint: "Its last log lines say why." });
        }
        const past = clock.elapsed() - began;
        if (!task.command && past > FIRST_BREATH)
            return;
        try {
            (0,errors/* throwIfAborted */.Te)(signal);
            if (past > task.timeout) {
                throw new errors/* UserError */.yo(`${name} did not end within ${(0,units/* formatDuration */.a3)(task.timeout)}`, {
                    hint: "Give a longer task-timeout, or look at what it waits for.",
                });
            }
            await clock.sleep(tasks_POLL, signal);
        }
        catch (error) {
            await (0,docker_containers/* stopContainer */.SI)(engine, container.id, task.grace());
            throw error;
        }
    }
}
async function begin(engine, making, task) {
    await (0,docker_containers/* removeContainer */.od)(engine, task.name);
    try {
        await (0,make/* makeContainer */.A)(engine, making, {
            name: task.name,
            labels: { ...task.labels, "quayside.release": making.release },
            env: { ...making.spec.env, ...task.env },
            ...(task.command ? { entrypoint: task.command.slice(0, 1), command: task.command.slice(1) } : {}),
            // It ends by itself; nobody asks how it is.
            healthcheck: { test: ["NONE"] },
        });
        await (0,docker_containers/* startContainer */.YI)(engine, task.name);
    }
    catch (error) {
        if ((0,api_errors/* statusOf */.c2)(error) === undefined)
            throw error;
        throw new errors/* UserError */.yo(`${task.name} could not be started: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
    }
}
/** The words of a command as an input gives it: a JSON array as it is, any other text by the image's own shell. */
function commandOf(text) {
    return text.startsWith("[") ? JSON.parse(text) : ["/bin/sh", "-c", text];
}

;// CONCATENATED MODULE: ./actions/deploy/docker/watch.js

const watch_POLL = 500;
/** Answers that have to be there before a rate or a percentile says anything. */
const ENOUGH = 20;
/**
 * Watches instances in traffic. Throws a UserError for the first limit that is broken: what the containers do is the
 * engine's word, errors and times are the balancer's own.
 */
async function watch(options, names, milliseconds, signal) {
    const { clock } = options;
    const until = clock.elapsed() + milliseconds;
    for (;;) {
        for (const name of names)
            await lives(options, name);
        await behaves(options, names);
        const left = until - clock.elapsed();
        if (left <= 0)
            return;
        await clock.sleep(Math.min(watch_POLL, left), signal);
    }
}
async function lives({ instances, limits, onMoment }, name) {
    const container = await instances.refresh(name);
    const restarts = container?.restarts ?? 0;
    const tooOften = restarts > limits.restarts;
    // One that the engine starts again is down for a moment, which the limit allows.
    const down = !container?.running && !(container?.status === "restarting" && !tooOften);
    if (tooOften && !container?.oomKilled) {
        onMoment(name, "failed");
        const often = restarts === 1 ? "once" : `${restarts} times`;
        throw new errors/* UserError */.yo(`${name} was started again ${often} in traffic; max-restarts is ${limits.restarts}`, {
            hint: "Its last log lines say why it ended.",
        });
    }
    if (down || tooOften) {
        onMoment(name, "failed");
        throw await instances.died(name);
    }
    if (container?.health?.status === "unhealthy") {
        onMoment(name, "failed");
        throw new errors/* UserError */.yo(`${name} turned unhealthy in traffic: ${container.health.last || "its check said nothing"}`);
    }
}
async function behaves({ driver, limits, since }, names) {
    if (limits.errorRate === undefined && limits.p99 === undefined)
        return;
    const now = await driver.counters(names);
    let answers = 0;
    let failed = 0;
    for (const [name, counters] of now) {
        answers += counters.answers - (since.get(name)?.answers ?? 0);
        failed += counters.failed - (since.get(name)?.failed ?? 0);
    }
    if (answers < ENOUGH)
        return;
    if (limits.errorRate !== undefined && failed / answers > limits.errorRate) {
        throw new errors/* UserError */.yo(`Of ${answers} answers of the new release ${failed} failed (${percent(failed / answers)}); max-error-rate is ${percent(limits.errorRate)}`);
    }
    if (limits.p99 === undefined)
        return;
    const times = await driver.times(names);
    if (times.length < ENOUGH)
        return;
    const p99 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
    if (p99 > limits.p99) {
        throw new errors/* UserError */.yo(`The new release answers in ${p99} ms (p99 of ${times.length}); max-p99-ms is ${limits.p99}`);
    }
}
function percent(part) {
    return `${Math.round(part * 1000) / 10} %`;
}

;// CONCATENATED MODULE: ./actions/deploy/docker/target.js






















/** What stands in front of an app on an engine; undefined where nothing does. */
async function readBalancer(engine, { app, proxy }) {
    const driver = new haproxy_driver/* HaproxyDriver */.S(engine, { container: proxy, app, tls: false, certificates: [] });
    const shell = { kind: "haproxy", image: "", publish: { hostIp: "", hostPort: 0 } };
    const front = new Front(engine, clock/* systemClock */.m, driver, { proxy, app, shell, network: app });
    const { kind, image, address } = await front.observe();
    const where = (0,balancer/* parseAddress */.or)(address ?? "");
    const saved = where && (await driver.load());
    const product = kind === "nginx" ? kind : "haproxy";
    return where && saved && { shell: { ...where, kind: product, image: image ?? "" }, settings: saved.settings };
}
/** One Docker Engine with a load balancer in front of the app's containers. */
class DockerTarget {
    #engine;
    #clock;
    #info;
    #options;
    /** What stands in front of the app now, and how one talks to it. */
    #driver;
    #front;
    #instances;
    #tasks;
    /** The kind and address of that one. */
    #faced;
    /** The kind and address that there are to be; those of before, once the deploy is taken back. */
    #wanted;
    /** Names of those that it would send traffic to, were it started now. */
    #routed = [];
    /** Whether processes of before a reload may still have requests. */
    #reloaded = false;
    #tally = new Tally(async () => (this.#front.running ? await this.#driver.traffic() : undefined));
    /** The balancer's counters of the moment before each instance came into traffic. */
    #since = new Map();
    #leftovers;
    /** When those that were found healthy had been started: one that was started again since has to earn it anew. */
    #healthy = new Map();
    /** Whether the balancer had certificates when it was looked at. */
    #hadCertificates = false;
    /** Instances that have their requests past the balancer. */
    #direct = new Set();
    #drainTimeout;
    #stopTimeout;
    constructor(engine, world, options) {
        this.#drainTimeout = options.drainTimeout;
        this.#stopTimeout = options.stopTimeout;
        this.#engine = engine;
        this.#clock = world.clock;
        this.#info = world.runner.info;
        this.#options = options;
        this.#instances = new Instances(engine, options);
        this.#tasks = new Tasks(engine, world.clock, { ...options, grace: () => Math.min(this.#stopTimeout, 3000) });
        this.#leftovers = new Leftovers(engine, world.clock, options);
        this.#faced = options.shell;
        this.#wanted = options.shell;
        [this.#front, this.#driver] = this.#standing(options.shell);
    }
    /** A load balancer of this kind and address, whether it is there or not. */
    #standing(shell) {
        const { app, proxy, certificates, spec, origin } = this.#options;
        const tls = shell.publishTls !== undefined;
        const driver = shell.kind === "nginx"
            ? new NginxDriver(this.#engine, { container: proxy, containers: () => front.containers, app, certificates })
            : new haproxy_driver/* HaproxyDriver */.S(this.#engine, { container: proxy, app, tls, certificates });
        const front = new Front(this.#engine, this.#clock, driver, {
            proxy,
            app: proxy === (0,names/* balancerName */.CE)(app) ? app : undefined,
            shell,
            network: spec.network,
            labels: origin.balancer,
        });
        return [front, driver];
    }
    /** From now on this one is talked to. */
    async #face(shell) {
        this.#driver.close();
        [this.#front, this.#driver] = this.#standing(shell);
        this.#faced = shell;
        await this.#front.observe();
    }
    close() {
        this.#driver.close();
    }
    hurry() {
        this.#drainTimeout = Math.min(this.#drainTimeout, 1000);
        this.#stopTimeout = Math.min(this.#stopTimeout, 1000);
    }
    async observe() {
        const { app, proxy, release, spec, recorded, preparation, shell } = this.#options;
        const images = (0,names/* keptImage */.yR)(app, "").repo;
        const [front, own, foreign, network, kept, missing] = await Promise.all([
            this.#front.observe(),
            (0,docker_containers/* listContainers */.ts)(this.#engine, { "quayside.app": app }),
            (0,adopt/* foreignContainers */.lx)(this.#engine, this.#options.origin),
            (0,docker_networks/* findNetwork */.qC)(this.#engine, spec.network),
            (0,docker_images/* listImages */.v8)(this.#engine, images),
            preparation?.missing() ?? [],
        ]);
        const there = shellOf(front, shell);
        if (there && !sameShell(there, this.#faced))
            await this.#face(there);
        const containers = [...own, ...foreign.map((one) => (0,adopt/* adopt */.di)(one, this.#options))];
        this.#instances.take(containers);
        this.#leftovers.look(containers);
        const { running } = this.#front;
        const [saved, records, file] = front.state === "absent"
            ? [undefined, []]
            : await Promise.all([
                this.#driver.load(),
                (0,docker_records/* readRecords */.T3)(this.#engine, app, proxy),
                (0,docker_records/* readRelease */.iJ)(this.#engine, { app, proxy }, release).catch(() => undefined),
                // Whose connection is opened meanwhile, which takes as long as reading a file.
                running ? this.#driver.traffic() : undefined,
            ]);
        this.#hadCertificates ||= saved?.settings.certificates !== undefined;
        const all = containers.filter(({ labels }) => labels["quayside.role"] === "instance");
        const endpoints = all.flatMap((container) => {
            const { name, kept } = (0,names/* instanceOf */.hR)(container);
            return kept ? [] : (this.#instances.endpointOf(name) ?? []);
        });
        const stillSaved = saved?.endpoints.filter((endpoint) => this.#stillAt(endpoint)).map(({ name }) => name) ?? [];
        const seen = running ? await this.#driver.look(endpoints) : undefined;
        const settings = running ? seen?.settings : saved?.settings;
        // One that does not run sends traffic to those that were saved, once it is started. Where it is gone, those had
        // traffic that the engine is to start again by itself.
        const believed = (container) => {
            const { name, kept } = (0,names/* instanceOf */.hR)(container);
            if (running || kept || !container.running)
                return false;
            return front.state === "absent" ? container.restart.name !== "no" : stillSaved.includes(name);
        };
        const instances = all.map((container) => {
            const { name } = (0,names/* instanceOf */.hR)(container);
            return this.#instance(container, seen?.traffic.get(name) ?? (believed(container) ? "in" : undefined));
        });
        this.#routed = running
            ? stillSaved
            : instances.flatMap(({ name, traffic, direct }) => (traffic === "in" && !direct ? [name] : []));
        this.#direct = new Set(instances.flatMap(({ name, direct }) => (direct ? [name] : [])));
        const releases = new Set([
            ...kept.map((name) => name.slice(images.length + 1)),
            ...instances.flatMap((one) => (one.kept ? [one.release] : [])),
        ]);
        const age = (release) => records.findLastIndex((record) => record.release === release);
        const last = records.findLast(({ outcome }) => outcome === "deployed");
        // What Compose has in traffic was good by somebody's word.
        const adopted = instances.find(({ direct }) => direct);
        return {
            networkPresent: network !== undefined,
            missing,
            balancer: {
                ...front,
                ...(settings ? { settings } : {}),
                saved: stillSaved,
            },
            instances: instances.sort((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1)),
            orphans: seen?.orphans ?? [],
            ...(last || adopted ? { last: last ?? adopted } : {}),
            ...(file && !(0,external_node_util_.isDeepStrictEqual)((0,docker_records/* recordedOf */.i0)(file), recorded) ? { outdated: true } : {}),
            kept: [...releases].sort((a, b) => age(b) - age(a)),
            done: containers
                .filter(({ labels, status, exitCode }) => labels["quayside.task"] && status === "exited" && exitCode === 0)
                .map(({ labels }) => ({ task: labels["quayside.task"], release: labels["quayside.release"] ?? "" })),
        };
    }
    #instance(container, traffic) {
        const { labels, running } = container;
        const foreign = labels[adopt/* ADOPTED */.Wu] !== undefined;
        const holdsPort = container.published.some((text) => this.#taken(...addressOf(text)));
        const direct = foreign && running && traffic === undefined;
        return {
            id: container.id,
            ...(0,names/* instanceOf */.hR)(container),
            release: labels["quayside.release"] ?? "",
            number: Number(labels["quayside.number"]) || 0,
            running,
            traffic: traffic ?? (direct ? "in" : "out"),
            ...(direct ? { direct } : {}),
            ...(holdsPort ? { holdsPort } : {}),
            ...(running && this.#instances.lostPorts(container, this.#taken).length > 0 ? { lacksPort: true } : {}),
        };
    }
    /** Whether the balancer is to listen at this address of the host. */
    #taken = (hostIp, hostPort) => {
        const { publish, publishTls } = this.#wanted;
        return [publish, publishTls].some((one) => one && one.hostPort === hostPort && (0,deploy_publish/* meet */.A)(one.hostIp, hostIp));
    };
    async apply(operation, signal) {
        (0,errors/* throwIfAborted */.Te)(signal);
        const { app, settings, preparation } = this.#options;
        switch (operation.kind) {
            case "make-network":
                if (preparation)
                    return await preparation.makeNetwork(operation.name);
                return await (0,docker_networks/* makeNetwork */.zA)(this.#engine, operation.name, { "quayside.app": app });
            case "prepare":
                return await preparation?.prepare(operation.key, signal);
            case "start-balancer":
                return await this.#startBalancer(operation.settings ?? settings, signal, operation);
            case "replace-balancer":
                return await this.#countOn(() => this.#startBalancer(operation.settings, signal));
            case "restore-balancer":
                return await this.#countOn(() => this.#restore(operation.balancer, operation.names, signal));
            case "upgrade-balancer":
                return await this.#countOn(async () => {
                    await this.#front.upgrade(operation.settings, this.#drainTimeout, signal);
                    await this.#driver.load();
                });
            case "connect-balancer":
                return await this.#front.connect(operation.network);
            case "reload-balancer":
                this.#reloaded = true;
                return await this.#countOn(() => this.#front.reload(operation.settings, signal));
            case "remove":
            case "stop":
                return void (await Promise.all(operation.names.map((name) => this.#stop(name))));
            case "start":
                return void (await Promise.all(operation.names.map((name) => this.#start(name))));
            case "await-healthy":
                return await this.#awaitHealthy(operation.names, signal);
            case "run-task":
                return await this.#tasks.run(operation.task, signal);
            case "smoke":
                return await this.#tasks.smoke(this.#instances.endpoints(operation.names), signal);
            case "weigh":
                return await this.#weigh(operation.names, operation.percent);
            case "keep":
            case "halt":
                return void (await Promise.all(operation.names.map((name) => this.#keep(name))));
            case "forget":
                return await this.#leftovers.forget(this.#instances, operation.releases);
            case "save-routes":
                // An engine that restarts from now on has to bring them back: nobody else is led to any more.
                await this.#keepUp(operation.names);
                return await this.#driver.save(this.#instances.endpoints(operation.names));
            case "switch":
                return await this.#switch(operation.enter, operation.leave);
            case "drain":
                return await this.#drain(operation.names, signal);
            case "clear-routes":
                return await this.#driver.clear(operation.routes);
            case "watch": {
                const { limits, onMoment } = this.#options;
                const watched = { driver: this.#driver, instances: this.#instances, clock: this.#clock };
                const options = { ...watched, limits, since: this.#since, onMoment };
                return await watch(options, operation.names, operation.milliseconds, signal);
            }
            case "record":
                await this.#record();
                await this.#instances.hideKept(this.#options.app);
                // From now on another run knows that they were done.
                return await this.#tasks.remove();
        }
    }
    async traffic() {
        return await this.#tally.total();
    }
    async logs(name) {
        return await (0,docker_containers/* logsOf */.Hw)(this.#engine, this.#instances.get(name)?.id ?? name, 50);
    }
    #stillAt({ name, address, host, port }) {
        const now = this.#instances.endpointOf(name);
        return (now !== undefined && now.port === port && now.host === host && (host !== undefined || now.address === address));
    }
    // --- the balancer
    async #startBalancer(settings, signal, options = {}) {
        const saved = this.#front.running ? await this.#driver.load() : undefined;
        if (!sameShell(this.#faced, this.#options.shell)) {
            await this.#face(this.#options.shell);
            await this.#driver.load();
        }
        const names = saved?.endpoints.map(({ name }) => name) ?? this.#routed;
        // Containers may have come back with other addresses than those that were saved.
        const endpoints = names.flatMap((name) => this.#instances.endpointOf(name) ?? []);
        await this.#front.start(settings, endpoints, signal, { ...options, also: this.#networksOf(names) });
    }
    async #restore(balancer, names, signal) {
        const { shell, settings } = this.#options;
        this.#wanted = shellOf(balancer, shell) ?? shell;
        await this.#face(this.#wanted);
        await this.#driver.load();
        const options = { aside: balancer.address === "", also: this.#networksOf(names) };
        await this.#front.start(balancer.settings ?? settings, this.#instances.endpoints(names), signal, options);
    }
    /** The networks in which these are. */
    #networksOf(names) {
        return names.flatMap((name) => this.#instances.get(name)?.labels["quayside.network"] ?? []);
    }
    /** Does what may let the balancer count anew. */
    async #countOn(change) {
        await this.traffic().catch(() => { });
        await change();
        if (this.#since.size === 0)
            return;
        // Those in traffic are judged by what comes from here on.
        for (const [name, counters] of await this.#driver.counters([...this.#since.keys()]))
            this.#since.set(name, counters);
    }
    // --- instances
    async #start(name) {
        try {
            await this.#instances.start(name, this.#taken, () => this.#options.onMoment(name, "starting"));
        }
        catch (error) {
            this.#options.onMoment(name, "failed");
            throw error;
        }
    }
    async #awaitHealthy(names, signal) {
        const { spec, settings, healthTimeout, onMoment } = this.#options;
        const asked = settings.gatePath === "" ? `port ${spec.port}` : `port ${spec.port}, GET ${settings.gatePath}`;
        const gate = {
            engine: this.#engine,
            driver: this.#driver,
            instances: this.#instances,
            clock: this.#clock,
            timeout: healthTimeout,
            asked,
            onMoment,
        };
        await awaitHealthy(gate, names, signal);
        for (const name of names)
            this.#healthy.set(name, this.#instances.get(name)?.startedAt ?? 0);
    }
    /** Throws for the first that does not run as it was found healthy, before it could get traffic. */
    async #allAlive(names) {
        await Promise.all(names.map((name) => this.#instances.refresh(name)));
        for (const name of names) {
            const { running, startedAt } = this.#instances.get(name) ?? {};
            // In traffic, the engine may start it again as often as `max-restarts` says.
            const since = this.#since.has(name) ? undefined : this.#healthy.get(name);
            if (running && (!since || since === startedAt))
                continue;
            this.#options.onMoment(name, "failed");
            throw await this.#instances.died(name);
        }
    }
    /** From now on the engine starts them again; throws for the first that does not run. */
    async #keepUp(names) {
        const restart = this.#options.spec.restart ?? { name: "unless-stopped" };
        await this.#allAlive(names);
        const containers = names.flatMap((name) => this.#instances.get(name) ?? []);
        await Promise.all(containers.map((container) => (0,docker_containers/* setRestart */.AU)(this.#engine, container, restart)));
    }
    /** What all have that come into traffic: the engine starts them again, and their counters are known. */
    async #admit(names) {
        await this.#keepUp(names);
        for (const [name, counters] of await this.#driver.counters(names)) {
            if (!this.#since.has(name))
                this.#since.set(name, counters);
        }
    }
    async #weigh(names, percent) {
        await this.#admit(names);
        const { traffic } = await this.#driver.look(this.#allEndpoints());
        const others = [...traffic].flatMap(([name, state]) => (state === "in" || state === "part") && !names.includes(name) ? [name] : []);
        const { fresh, old } = (0,balancer/* weightsFor */.NK)(percent, names.length, others.length);
        const entries = (list, weight) => this.#instances.endpoints(list).map((endpoint) => ({ ...endpoint, weight }));
        await this.#driver.move([...entries(others, old), ...entries(names, fresh)], []);
        for (const name of names)
            this.#options.onMoment(name, "in traffic");
    }
    #allEndpoints() {
        return this.#instances.names().flatMap((name) => this.#instances.endpointOf(name) ?? []);
    }
    async #switch(enter, leave) {
        await this.#admit(enter);
        await this.#driver.move(this.#instances.endpoints(enter).map((endpoint) => ({ ...endpoint, weight: balancer/* FULL */.eW })), leave.filter((name) => !this.#direct.has(name)));
        for (const name of enter)
            this.#options.onMoment(name, "in traffic");
        for (const name of leave)
            this.#options.onMoment(name, "draining");
    }
    async #drain(names, signal) {
        const { onMoment } = this.#options;
        const deadline = this.#clock.elapsed() + this.#drainTimeout;
        const patience = { clock: this.#clock, timeout: this.#drainTimeout };
        await drain({ driver: this.#driver, ...patience, info: this.#info, onMoment }, names, signal);
        // Requests that came before a reload are with a process that no counter tells of.
        if (!this.#reloaded)
            return;
        if (!(await this.#front.settle(Math.max(0, deadline - this.#clock.elapsed()), signal))) {
            this.#info("Requests from before the load balancer was reloaded are still open and are cut off");
        }
    }
    async #keep(name) {
        if (this.#front.running)
            await this.#driver.out([name]);
        if (await this.#instances.keep(name, this.#options.app, this.#stopTimeout))
            this.#options.onMoment(name, "stopped");
    }
    /** Writes the record of a deploy that has ended, and removes what nobody needs then. */
    async #record() {
        const { app, proxy, release, image, spec, recorded } = this.#options;
        const record = this.#options.record();
        await (0,docker_records/* recordAdopted */.Hg)(this.#engine, { app, proxy }, record);
        const { replicas, outcome } = record;
        const healthPath = this.#options.settings.gatePath;
        const file = { version: 1, release, image, spec, replicas, healthPath, ...recorded };
        const deployed = outcome === "deployed";
        await (0,docker_records/* appendRecord */.EB)(this.#engine, { app, proxy }, record, deployed ? file : undefined);
        await Promise.all([this.#leftovers.sweep(deployed), deployed ? this.#sweepCertificates() : undefined]);
    }
    /** Removes those of before: nobody takes this deploy back any more. */
    async #sweepCertificates() {
        const { app, proxy, settings } = this.#options;
        if (!this.#hadCertificates)
            return;
        await (0,docker_records/* asRoot */.tE)(this.#engine, proxy, (0,deploy_certificates/* sweepScript */.gb)(app, settings.certificates ?? []));
    }
    async #stop(name) {
        this.#leftovers.removing(this.#instances.get(name));
        if (this.#front.running)
            await this.#driver.out([name]);
        if (await this.#instances.stop(name, this.#stopTimeout))
            this.#options.onMoment(name, "stopped");
    }
}
/** What stands in front of an app by what was seen of it; undefined where nothing does, or where it is at no address. */
function shellOf({ state, kind, image, address }, wanted) {
    if (state === "absent")
        return undefined;
    const product = kind === "nginx" ? kind : "haproxy";
    const where = (0,balancer/* parseAddress */.or)(address ?? "");
    // One without its port is to have the wanted one.
    return {
        ...(where ?? { publish: wanted.publish, publishTls: wanted.publishTls }),
        kind: product,
        image: image ?? "",
    };
}
function sameShell(one, other) {
    return one.kind === other.kind && (0,balancer/* addressText */.GI)(one) === (0,balancer/* addressText */.GI)(other);
}

;// CONCATENATED MODULE: ./actions/deploy/history.js
/**
 * The releases that can be gone back to, the newest first; the first is the one in traffic. A rollback takes off what it
 * went back from, so that a second one goes further back and never to what was found bad.
 */
function goodReleases(records) {
    let stack = [];
    for (const { outcome, release, mode } of records) {
        if (outcome !== "deployed")
            continue;
        const at = stack.lastIndexOf(release);
        stack =
            mode === "rollback" && at >= 0 ? stack.slice(0, at + 1) : [...stack.filter((one) => one !== release), release];
    }
    return stack.reverse();
}
/** The commit that a release was deployed from; `""` where nobody has told it. */
function commitOf(records, release) {
    const made = records.findLast((one) => one.release === release && one.outcome === "deployed" && one.mode !== "rollback");
    return made?.commit ?? "";
}

;// CONCATENATED MODULE: ./actions/deploy/phases.js
/**
 * The parts of a deploy on one target. Where there are several targets, all of them are prepared before the first one is
 * switched, and nothing of the old release is stopped before the last one was watched: until then all can be taken back.
 */
const PHASES = ["prepare", "switch", "watch", "finish"];
const MOVES = ["replace-balancer", "weigh", "save-routes", "switch"];
const ENDS = ["keep", "stop", "forget", "record"];
/** Parts the operations of a plan, which stay in their order. */
function inPhases(operations) {
    const first = (kinds) => {
        const found = operations.findIndex(({ kind }) => kinds.includes(kind));
        return found < 0 ? operations.length : found;
    };
    const end = first(ENDS);
    const moves = Math.min(first(MOVES), end);
    // A canary is watched between its steps, too; that is a part of the switch.
    const watch = end > moves && operations[end - 1]?.kind === "watch" ? end - 1 : end;
    return {
        prepare: operations.slice(0, moves),
        switch: operations.slice(moves, watch),
        watch: operations.slice(watch, end),
        finish: operations.slice(end),
    };
}

;// CONCATENATED MODULE: ./actions/deploy/hosts/fleet.js


/**
 * A rollout on several targets as one: all of them are prepared before the first one is switched, then one is switched
 * and watched after the other, and only then the old releases are stopped. Until that last part a failure anywhere takes
 * all of them back. Nothing in here knows what kind of targets they are.
 */
class Fleet {
    members;
    /** Those whose rollout was begun, in the order in which it was. */
    #begun = [];
    #oneByOne;
    /** `oneByOne` does all parts on one target before the next one: the control of our tests, and wrong. */
    constructor(members, options = {}) {
        this.members = members;
        this.#oneByOne = options.oneByOne ?? false;
    }
    /** Those with something to do. */
    get busy() {
        return this.members.filter(({ run }) => run.operations.length > 0);
    }
    get switched() {
        return this.members.some(({ run }) => run.switched);
    }
    get settled() {
        return this.members.some(({ run }) => run.settled);
    }
    /** The release in traffic before, on the first target that had one. */
    get previous() {
        return this.members.map(({ run }) => run.previous).find((release) => release !== "") ?? "";
    }
    /** Milliseconds in which traffic was being moved, summed up over the targets. */
    get switchMs() {
        return this.members.reduce((sum, { run }) => sum + run.switchMs, 0);
    }
    /**
     * Looks and plans everywhere. Locks are taken one after the other and always in the same order, whatever the order of
     * the targets is: two runs that each hold what the other one waits for would wait for ever.
     */
    async begin(lockOf, arrange) {
        for (const member of [...this.members].sort((a, b) => (a.name < b.name ? -1 : 1))) {
            await named(member, () => member.run.begin(lockOf && ((onWait) => lockOf(member, onWait)), arrange));
        }
    }
    /** Throws the first error, with nothing taken back. */
    async deploy() {
        const busy = this.busy;
        const run = async (member, phase) => {
            if (!this.#begun.includes(member))
                this.#begun.push(member);
            await named(member, () => member.run.run(phase));
        };
        if (this.#oneByOne) {
            for (const member of busy)
                for (const phase of PHASES)
                    await run(member, phase);
            return;
        }
        // The first one has the tasks of the deploy, a migration above all: the others start once those went well.
        const [first, ...others] = busy;
        if (first)
            await run(first, "prepare");
        await fleet_all(others.map((member) => run(member, "prepare")));
        for (const member of busy) {
            await run(member, "switch");
            await run(member, "watch");
        }
        await fleet_all(busy.map((member) => run(member, "finish")));
    }
    /** Takes back whatever was begun, everywhere at once. Throws with all that could not be taken back. */
    async takeBack() {
        await fleet_all(this.#begun.map((member) => named(member, () => member.run.takeBack())));
    }
    async count() {
        const counts = await Promise.all(this.members.map(({ run }) => run.count()));
        return {
            requests: counts.reduce((sum, { requests }) => sum + requests, 0),
            failed: counts.reduce((sum, { failed }) => sum + failed, 0),
        };
    }
    async recordFailure() {
        await Promise.all(this.#begun.map(({ run }) => run.recordFailure()));
    }
    async end() {
        await Promise.all(this.members.map(({ run }) => run.end()));
    }
}
/** A text with the target that it is about in front, where it has a name. */
function placed(name, text) {
    return name === "" ? text : `${name}: ${text}`;
}
/** Waits for all of them, also where one fails; throws one error with what each of them said. */
async function fleet_all(work) {
    const failures = (await Promise.allSettled(work)).flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
    const [first] = failures;
    if (failures.length === 0)
        return;
    if (failures.length === 1)
        throw first;
    const hints = new Set(failures.flatMap((one) => (one instanceof errors/* UserError */.yo && one.hint ? [one.hint] : [])));
    throw new errors/* UserError */.yo(failures.map(errors/* messageOf */.bD).join("\n"), {
        cause: first,
        ...(hints.size > 0 ? { hint: [...hints].join(" ") } : {}),
        ...(first instanceof errors/* UserError */.yo ? { exitCode: first.exitCode } : {}),
    });
}
/** Puts the name of the target in front of what went wrong there. */
async function named(member, body) {
    try {
        await body();
    }
    catch (error) {
        if (member.name === "" || !(error instanceof errors/* UserError */.yo))
            throw error;
        throw new errors/* UserError */.yo(placed(member.name, error.message), {
            cause: error.cause,
            exitCode: error.exitCode,
            ...(error.hint ? { hint: error.hint } : {}),
        });
    }
}

;// CONCATENATED MODULE: ./actions/deploy/hosts/logs.js

/**
 * The last lines of the container that failed, from where it did: the same release has the same names on all hosts. Where
 * none of them has failed, of the first that was started; undefined where that one said nothing.
 */
async function logsOfFailed(places, moments) {
    const told = moments.findLast(({ what }) => what === "failed")?.instance;
    for (const { name, started, logs } of places) {
        const front = placed(name, "");
        const container = told === undefined ? started[0] : told.startsWith(front) ? told.slice(front.length) : undefined;
        if (container === undefined)
            continue;
        const lines = (await logs(container).catch(() => "")).trim();
        if (lines !== "")
            return { container: placed(name, container), lines };
    }
    return undefined;
}

// EXTERNAL MODULE: ./actions/deploy/lock.js
var lock = __webpack_require__(22312);
// EXTERNAL MODULE: ./actions/deploy/report.js
var deploy_report = __webpack_require__(37857);
;// CONCATENATED MODULE: ./actions/deploy/target.js
const ASIDE = "start the load balancer without its port, which an old container still has";
/** An operation in words that follow "would", for `mode: plan`, the log and the summary. */
function describe(operation) {
    const list = (names) => names.join(", ");
    switch (operation.kind) {
        case "make-network":
            return `make network ${operation.name}`;
        case "prepare":
            return operation.what;
        case "start-balancer":
            return operation.aside ? ASIDE : "start the load balancer";
        case "replace-balancer":
            return operation.moves
                ? "give the port to the load balancer (until it answers, nobody does)"
                : `make the load balancer anew at ${operation.address} (its product or address changed; for a moment nobody answers)`;
        case "restore-balancer":
            return operation.balancer.address ? `let the load balancer listen at ${operation.balancer.address} again` : ASIDE;
        case "upgrade-balancer":
            return `hand the port over to a load balancer of ${operation.image}`;
        case "connect-balancer":
            return `connect the load balancer to network ${operation.network}`;
        case "reload-balancer":
            return "reload the load balancer with its changed settings";
        case "remove":
            return `remove leftovers ${list(operation.names)}`;
        case "start":
            return `start ${list(operation.names)}`;
        case "await-healthy":
            return `wait until healthy: ${list(operation.names)}`;
        case "run-task":
            return {
                preflight: "see whether the new image starts at all",
                "pre-deploy": "run pre-deploy once, in a container of the new image",
                "post-deploy": "run post-deploy once, in a container of the new image",
            }[operation.task];
        case "smoke":
            return `try out ${list(operation.names)}`;
        case "weigh":
            return `give ${operation.percent} % of the traffic to ${list(operation.names)}`;
        case "save-routes":
            return `save routes for a restart of the load balancer: ${list(operation.names) || "none"}`;
        case "switch": {
            const { enter, leave } = operation;
            if (enter.length === 0)
                return `take ${list(leave)} out of traffic`;
            return `bring ${list(enter)} into traffic${leave.length > 0 ? ` and take ${list(leave)} out` : ""}`;
        }
        case "drain":
            return `wait until no request is left on ${list(operation.names)}`;
        case "clear-routes":
            return `clear routes that lead nowhere: ${list(operation.routes)}`;
        case "watch":
            return `watch ${list(operation.names)} for ${operation.milliseconds / 1000} s`;
        case "stop":
            return `stop and remove ${list(operation.names)}`;
        case "keep":
            return `stop ${list(operation.names)} and keep for a rollback`;
        case "halt":
            return `stop ${list(operation.names)} to make room (nobody answers until the new ones do)`;
        case "forget":
            return `remove what was kept of release ${list(operation.releases)}`;
        case "record":
            return "record the deploy";
    }
}

;// CONCATENATED MODULE: ./actions/deploy/plan.js
/** Name of an instance: the same release always gives the same names, so that a second run finds what a first one left. */
function instanceName(app, release, number) {
    return `${app}-${release}-${number}`;
}
/**
 * What has to be done to get from what is there to what is wanted; nothing where that is the same.
 * Pure: `mode: plan` prints this list and `mode: deploy` applies it.
 */
function plan(desired, observed) {
    const byName = new Map(observed.instances.map((instance) => [instance.name, instance]));
    const wanted = Array.from({ length: desired.replicas }, (_, index) => instanceName(desired.app, desired.release, index + 1));
    const alive = (name) => byName.get(name)?.running === true && !byName.get(name)?.lacksPort;
    const serves = (name) => alive(name) && byName.get(name)?.traffic === "in";
    // One that lacks a port is made anew, as any other that leaves.
    const surplus = observed.instances.filter(({ name, kept, lacksPort }) => (!wanted.includes(name) || lacksPort) && !kept);
    const enter = wanted.filter((name) => !serves(name));
    // What dies in traffic is no use to anyone, but a route still leads there until it has been taken out.
    const leave = surplus.filter(({ traffic }) => traffic !== "out");
    const dead = observed.instances.filter((one) => wanted.includes(one.name) && !one.running && !one.kept);
    const idle = surplus.filter(({ traffic }) => traffic === "out");
    // A run that was killed while it watched left them warm.
    const warm = idle.filter((one) => one.running && !one.lacksPort && one.release === observed.last?.release);
    const operations = [];
    const add = (operation, when = true) => {
        if (when)
            operations.push(operation);
    };
    add({ kind: "make-network", name: desired.network }, !observed.networkPresent);
    for (const missing of observed.missing)
        add({ kind: "prepare", ...missing });
    // Those in traffic may not know the new path: they go on being asked for theirs until they are gone.
    const before = leave.length > 0 ? observed.balancer.settings : undefined;
    const made = { ...desired.settings, servingPath: before?.servingPath ?? desired.settings.servingPath };
    // So it is with what clients notice, names and certificates above all, unless the balancer itself is made anew.
    const during = before ? { ...before, gatePath: desired.settings.gatePath } : desired.settings;
    const { balancer } = observed;
    // Those before may have the port themselves that the balancer is to have: they go on until the new ones are healthy.
    const blocking = leave.filter(({ running, holdsPort }) => running && holdsPort);
    const { first, anew } = putRight(desired, observed, { made, during }, leave, blocking);
    operations.push(...first);
    add({ kind: "clear-routes", routes: observed.orphans }, observed.orphans.length > 0);
    const leftovers = [...plan_names(dead), ...plan_names(idle.filter((one) => !warm.includes(one)))];
    add({ kind: "remove", names: leftovers }, leftovers.length > 0);
    // More of a release that is in traffic is no new release: its tasks were done.
    const isNew = enter.length > 0 && !wanted.some((name) => byName.get(name)?.traffic === "in" && byName.get(name)?.running);
    for (const task of ["preflight", "pre-deploy"]) {
        const done = observed.done.some((one) => one.task === task && one.release === desired.release);
        add({ kind: "run-task", task }, isNew && !done && desired.tasks.includes(task));
    }
    const start = wanted.filter((name) => !alive(name));
    // Where two cannot be there at once, the old ones make room first; until the new ones serve, nobody answers.
    const gap = desired.order === "stop-first" && start.length > 0 && leave.some(({ running }) => running);
    if (gap) {
        operations.push({ kind: "switch", enter: [], leave: plan_names(leave) }, { kind: "drain", names: plan_names(leave) });
        operations.push({ kind: "halt", names: plan_names(leave) });
    }
    const replace = { kind: "replace-balancer", settings: made, address: desired.address };
    // Those that start may have a port for themselves that it has now; they come after the old ones in any case.
    const early = anew && desired.order === "stop-first";
    add(replace, early);
    add({ kind: "start", names: start }, start.length > 0);
    add({ kind: "await-healthy", names: enter }, enter.length > 0);
    add({ kind: "smoke", names: enter }, enter.length > 0 && desired.smoke);
    // Whatever fails until here leaves the app where it is.
    add(replace, anew && !early);
    // A canary shares traffic with somebody. Until it has all of it, a restarted balancer goes on with those before it.
    const shares = desired.strategy === "canary" && isNew && leave.some((one) => inTraffic(one) && !one.direct) && !gap;
    for (const { percent, hold } of shares ? desired.steps.filter((step) => step.percent < 100) : []) {
        add({ kind: "weigh", names: enter, percent });
        add({ kind: "watch", names: enter, milliseconds: hold }, hold > 0);
    }
    add({ kind: "save-routes", names: wanted }, !sameNames(balancer.saved, wanted) || enter.length > 0);
    const room = gap ? leave : blocking;
    const rest = leave.filter((one) => !room.includes(one));
    // What comes to them through the balancer has ended before they are stopped.
    const led = gap ? [] : plan_names(blocking.filter(({ direct }) => !direct));
    if (led.length > 0)
        operations.push({ kind: "switch", enter, leave: led }, { kind: "drain", names: led });
    if (blocking.length > 0) {
        add({ kind: "halt", names: plan_names(blocking) }, !gap);
        add({ kind: "replace-balancer", settings: made, address: desired.address, moves: true });
    }
    operations.push(...moves(desired, led.length > 0 ? [] : enter, plan_names(rest)));
    const isMade = operations.some(({ kind }) => kind === "start-balancer" || kind === "replace-balancer");
    if (!sameSettings(isMade ? made : during, desired.settings))
        add({ kind: "reload-balancer", settings: desired.settings });
    add({ kind: "watch", names: wanted, milliseconds: desired.monitor }, enter.length > 0 && desired.monitor > 0);
    const { keep, stop, forget } = aside(desired, observed, [...leave, ...warm]);
    const roomed = new Set(plan_names(room));
    const kept = keep.filter((name) => !roomed.has(name));
    const stopped = stop.filter((name) => !roomed.has(name));
    add({ kind: "keep", names: kept }, kept.length > 0);
    add({ kind: "stop", names: stopped }, stopped.length > 0);
    // Those that made room were put aside; what is not to be kept goes for good.
    const spare = observed.instances.filter(({ name }) => stop.includes(name) && roomed.has(name));
    const gone = [...new Set([...forget, ...spare.map(({ release }) => release)])].filter((release) => release !== desired.release);
    add({ kind: "forget", releases: gone }, gone.length > 0);
    const recorded = observed.last?.release === desired.release && !observed.outdated;
    add({ kind: "record" }, operations.length > 0 || !recorded);
    add({ kind: "run-task", task: "post-deploy" }, isNew && desired.tasks.includes("post-deploy"));
    return operations;
}
/**
 * What is done to the load balancer before anybody starts, and whether it has to be made anew once the new ones are
 * healthy: until then the one that is there goes on, so that a deploy that fails leaves the app where it was.
 */
function putRight(desired, { balancer, instances }, { made, during }, leave, blocking) {
    const { state, address, connected } = balancer;
    const connect = connected ? [] : [{ kind: "connect-balancer", network: desired.network }];
    if (blocking.length > 0) {
        // A balancer that leads to them listens elsewhere until then.
        const there = state === "running" && (address === "" || blocking.every(({ direct }) => !direct));
        return { first: there ? connect : [{ kind: "start-balancer", settings: made, aside: true }], anew: false };
    }
    const moved = address !== desired.address || balancer.kind !== desired.balancerKind;
    const routed = plan_names(leave.filter(({ running, direct }) => running && !direct));
    const serves = routed.length > 0 || instances.some(inTraffic);
    // One that was stopped goes on where it was first; one without its port, which a killed run has left, answers nobody.
    const revived = state === "stopped" && address !== "" && moved && routed.length > 0;
    if (!revived && (state !== "running" || address === "" || (moved && !serves))) {
        return { first: [{ kind: "start-balancer", settings: made }], anew: false };
    }
    const first = revived ? [{ kind: "restore-balancer", balancer, names: routed }] : connect;
    const image = desired.balancerImage;
    if ((balancer.image !== image || balancer.midway) && !moved)
        first.push({ kind: "upgrade-balancer", image, settings: during });
    else if (!sameSettings(balancer.settings, during))
        first.push({ kind: "reload-balancer", settings: during });
    return { first, anew: moved };
}
/** What becomes of those that leave: the newest releases stay at hand, the others go for good. */
function aside(desired, observed, leave) {
    // Only what was found good is worth going back to.
    const leaving = leave.filter(({ release, running }) => running && release === observed.last?.release);
    const order = new Set([...leaving.map(({ release }) => release), ...observed.kept]);
    order.delete(desired.release);
    const stay = new Set([...order].slice(0, desired.keep));
    return {
        keep: plan_names(leaving.filter(({ release }) => stay.has(release))),
        stop: plan_names(leave.filter((one) => !leaving.includes(one) || !stay.has(one.release))),
        forget: [...observed.kept].filter((release) => order.has(release) && !stay.has(release)),
    };
}
/**
 * What takes a failed deploy back: those that were in traffic before it stay or come back, everything newer goes.
 * `before` are the names that were in traffic when it began, `earlier` is the balancer of then.
 */
function planBack(before, observed, earlier) {
    const { balancer } = observed;
    const old = observed.instances.filter(({ name, running }) => before.includes(name) && running);
    const newer = observed.instances.filter(({ name, kept }) => !before.includes(name) && !kept);
    const halted = plan_names(observed.instances.filter(({ name, kept }) => before.includes(name) && kept));
    if (halted.length > 0)
        return backFromHalt(halted, plan_names(old), newer, observed, earlier);
    const operations = [];
    if (balancer.state === "running") {
        const enter = plan_names(old.filter(({ traffic }) => traffic !== "in"));
        const leave = plan_names(newer.filter(inTraffic));
        const routed = plan_names(newer.filter(({ traffic }) => traffic !== "out"));
        if (observed.orphans.length > 0)
            operations.push({ kind: "clear-routes", routes: observed.orphans });
        if (!sameNames(balancer.saved, plan_names(old)))
            operations.push({ kind: "save-routes", names: plan_names(old) });
        if (enter.length + leave.length > 0) {
            operations.push({ kind: "switch", enter, leave });
        }
        if (routed.length > 0)
            operations.push({ kind: "drain", names: routed });
    }
    operations.push(...asBefore(balancer, earlier, plan_names(old)));
    if (newer.length > 0)
        operations.push({ kind: "stop", names: plan_names(newer) });
    return operations;
}
/** Makes of a balancer what it was: at its address, of its product, and with its settings. */
function asBefore(now, earlier, serving) {
    if (earlier?.state !== "running")
        return [];
    if (now.state !== "running" || now.address !== earlier.address || now.kind !== earlier.kind) {
        return [{ kind: "restore-balancer", balancer: earlier, names: serving }];
    }
    const { settings } = earlier;
    return settings && !sameSettings(now.settings, settings) ? [{ kind: "reload-balancer", settings }] : [];
}
/** The old ones made room for the new ones: those go first, and then the old ones start again. */
function backFromHalt(halted, running, newer, observed, earlier) {
    const operations = [];
    const leave = plan_names(newer.filter(inTraffic));
    if (leave.length > 0)
        operations.push({ kind: "switch", enter: [], leave }, { kind: "drain", names: leave });
    if (newer.length > 0)
        operations.push({ kind: "stop", names: plan_names(newer) });
    operations.push(...asBefore(observed.balancer, earlier, running));
    const all = [...running, ...halted];
    // Where there was none before, it has taken their port.
    const holds = observed.instances.some(({ name, holdsPort }) => halted.includes(name) && holdsPort);
    if (holds && earlier?.state !== "running" && observed.balancer.address !== "") {
        operations.push({ kind: "start-balancer", aside: true });
    }
    operations.push({ kind: "start", names: halted }, { kind: "await-healthy", names: halted });
    operations.push({ kind: "save-routes", names: all }, { kind: "switch", enter: all, leave: [] });
    return operations;
}
/**
 * How traffic moves. The old ones run on until the end, so nothing waits for them to be empty before the last has left:
 * a connection that stays open for long holds a deploy up once, and not once for each container.
 */
function moves(desired, enter, leave) {
    if (enter.length + leave.length === 0)
        return [];
    const rolling = desired.strategy === "rolling" && desired.parallelism > 0;
    const size = rolling ? desired.parallelism : Math.max(enter.length, 1);
    const operations = [];
    for (let from = 0; from === 0 || from < enter.length; from += size) {
        const last = from + size >= enter.length;
        // Where fewer come than go, the last step takes all the rest.
        const going = leave.slice(from, last ? undefined : from + size);
        operations.push({ kind: "switch", enter: enter.slice(from, from + size), leave: going });
        if (!last && desired.delay > 0) {
            operations.push({ kind: "watch", names: enter.slice(0, from + size), milliseconds: desired.delay });
        }
    }
    if (leave.length > 0)
        operations.push({ kind: "drain", names: leave });
    return operations;
}
/** Whether new requests may go to it. */
function inTraffic({ running, traffic }) {
    return running && (traffic === "in" || traffic === "part");
}
/**
 * Names of the instances that a failed deploy goes back to: those in traffic when it began. Where a deploy was killed
 * while a canary shared the traffic, those before it.
 */
function standing(desired, observed) {
    const all = observed.instances.filter(inTraffic);
    const others = all.filter(({ release }) => release !== desired.release);
    return all.some(({ traffic }) => traffic === "part") && others.length > 0 ? others : all;
}
function plan_names(instances) {
    return instances.map(({ name }) => name);
}
function sameNames(one, other) {
    return [...one].sort().join() === [...other].sort().join();
}
function sameSettings(one, other) {
    const text = (settings) => JSON.stringify(Object.entries(settings ?? {})
        .filter(([, value]) => value !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1)));
    return text(one) === text(other);
}

;// CONCATENATED MODULE: ./actions/deploy/target-rollout.js





/** A host that cannot do one operation of taking back in this time needs a person. */
const BACK_LIMIT = 60_000;
/** Operations that wait for others, as long as those may take; the target ends them by itself. */
const WAITING = ["drain", "await-healthy"];
/** How often taking back is tried: what failed may be a busy machine, and each of its operations can be repeated. */
const BACK_TRIES = 3;
/** Milliseconds between two looks at the balancer's counters. */
const SAMPLE = 500;
/**
 * A rollout on one target, part by part, so that one who rolls out on several can do each part on all of them before the
 * next one. It holds no opinion on what to do after a failure: `takeBack` is there to be called.
 */
class TargetRollout {
    #target;
    #desired;
    #around;
    #observed;
    #lock;
    #start = { requests: 0, failed: 0 };
    #switched;
    #operations = [];
    #standing = [];
    #settled = false;
    constructor(target, desired, around) {
        this.#target = target;
        this.#desired = desired;
        this.#around = around;
    }
    /** What has to be done; empty where nothing has. */
    get operations() {
        return this.#operations;
    }
    /** The release in traffic before; `""` where there was none. */
    get previous() {
        const other = this.#standing.find(({ release }) => release !== this.#desired.release);
        return other?.release ?? this.#standing[0]?.release ?? "";
    }
    /** Names of those that have the traffic before the first operation. */
    get standing() {
        return this.#standing.map(({ name }) => name);
    }
    /** Whether traffic has moved. */
    get switched() {
        return this.#switched !== undefined;
    }
    /** Whether old instances were being stopped, so that there is nothing to go back to. */
    get settled() {
        return this.#settled;
    }
    /** Milliseconds from the first change of traffic to the last. */
    get switchMs() {
        return this.#switched ? Math.round(this.#switched.to - this.#switched.from) : 0;
    }
    /**
     * Looks and plans. Where there is something to do, `takeLock` is called and it looks again, since whoever held the lock
     * until then may have changed everything. `arrange` puts operations in another order: for the controls of our tests.
     */
    async begin(takeLock, arrange = (all) => all) {
        await this.#look();
        if (this.#operations.length > 0 && takeLock) {
            // Whoever waits in line shall not hold one of the few connections that the balancer takes commands over.
            const lock = await takeLock(() => this.#target.close());
            this.#lock = lock;
            await Promise.all([this.#look(), lock.check()]);
        }
        this.#operations = arrange(this.#operations);
        this.#start = await this.#target.traffic();
    }
    /** Does one part of the plan. Throws the first error, with nothing taken back. */
    async run(phase) {
        const { clock, signal, info } = this.#around;
        const operations = inPhases(this.#operations)[phase];
        const done = new AbortController();
        const hurry = () => this.#target.hurry();
        signal.addEventListener("abort", hurry, { once: true });
        const sampling = phase === "switch" || phase === "watch" ? this.#sample(done.signal) : undefined;
        try {
            for (const operation of operations) {
                await this.#around.before?.(operation);
                // Whoever has lost the lock must not go on: another deploy may be changing the same things.
                await this.#lock?.check();
                const from = clock.elapsed();
                this.#settled ||= phase === "finish";
                info(describe(operation));
                await this.#target.apply(operation, signal);
                if (operation.kind === "switch" || operation.kind === "weigh") {
                    // Before the first release there was nobody who could have answered.
                    if (!this.#switched && this.#standing.length === 0)
                        this.#start = await this.#target.traffic();
                    this.#switched = { from: this.#switched?.from ?? from, to: clock.elapsed() };
                }
                this.#around.after(operation, describe(operation));
            }
        }
        catch (error) {
            // What fails then fails for that reason.
            throw this.#around.lost?.aborted ? this.#around.lost.reason : error;
        }
        finally {
            signal.removeEventListener("abort", hurry);
            done.abort();
            await sampling;
        }
    }
    /** Requests, and those of them that failed, since `begin`. */
    async count() {
        const now = await this.#target.traffic();
        return {
            requests: Math.max(0, now.requests - this.#start.requests),
            failed: Math.max(0, now.failed - this.#start.failed),
        };
    }
    /**
     * Brings those back into traffic that were there before, and removes what is newer. Throws where that cannot be done.
     * A lost lock is such a case: somebody else may be at work.
     */
    async takeBack() {
        const { info, clock, lost } = this.#around;
        if (lost?.aborted) {
            if (this.switched)
                throw new errors/* UserError */.yo("What was switched there cannot be taken back before it answers again.");
            info("Nothing was switched there; the next deploy removes what was begun.");
            return;
        }
        if (this.#around.signal.aborted)
            this.#target.hurry();
        const begin = clock.elapsed();
        for (let tries = 1;; tries++) {
            await this.#lock?.check();
            try {
                return await this.#goBack();
            }
            catch (error) {
                if (tries === BACK_TRIES || clock.elapsed() - begin > BACK_LIMIT)
                    throw error;
                info(`taking back failed and is tried again: ${(0,errors/* messageOf */.bD)(error)}`);
                await clock.sleep(1000);
            }
        }
    }
    async #goBack() {
        const { info } = this.#around;
        const before = this.standing;
        const observed = await this.#target.observe();
        const there = observed.instances.filter(({ name }) => before.includes(name));
        if (before.length > 0 && !there.some(({ running, kept }) => running || kept)) {
            throw new errors/* UserError */.yo("Of the release before no container runs any more, so the new ones were left as they are.");
        }
        for (const operation of planBack(before, observed, this.#observed?.balancer)) {
            await this.#lock?.check();
            info(`taking back: ${describe(operation)}`);
            // The run may have been asked to stop; what was begun has to be taken back all the same.
            const signal = WAITING.includes(operation.kind)
                ? new AbortController().signal
                : (0,clock/* withTimeout */.w)(undefined, BACK_LIMIT, describe(operation));
            await this.#target.apply(operation, signal);
            this.#around.after(operation, `taking back: ${describe(operation)}`);
        }
    }
    /** Writes the record of a deploy that failed; best effort. */
    async recordFailure() {
        await this.#target.apply({ kind: "record" }, AbortSignal.timeout(BACK_LIMIT)).catch(() => { });
    }
    async end() {
        this.#target.close();
        await this.#lock?.release();
    }
    async #look() {
        this.#observed = await this.#target.observe();
        this.#operations = plan(this.#desired, this.#observed);
        this.#standing = standing(this.#desired, this.#observed);
    }
    /** Looks at the counters until the signal ends it; a look that fails is no news, since an operation will say so. */
    async #sample(signal) {
        while (!signal.aborted) {
            try {
                this.#around.onSample(await this.count());
                await this.#around.clock.sleep(SAMPLE, signal);
            }
            catch (error) {
                if (!signal.aborted)
                    this.#around.info(`The counters could not be read: ${(0,errors/* messageOf */.bD)(error)}`);
                return;
            }
        }
    }
}

// EXTERNAL MODULE: ./toolkit/docker/registry-host.js
var registry_host = __webpack_require__(6479);
// EXTERNAL MODULE: ./actions/deploy/image.js
var deploy_image = __webpack_require__(47746);
// EXTERNAL MODULE: ./actions/deploy/release.js
var release = __webpack_require__(21618);
;// CONCATENATED MODULE: ./actions/deploy/wish.js












/** What the inputs ask for. The image is fetched where the engine does not have it; for a plan only for that moment. */
async function wishOf(world, engine, inputs, source) {
    const { image } = inputs;
    const wanted = { app: inputs.app, reference: image, pull: inputs.pull, source };
    const certificates = await (0,deploy_certificates/* readCertificates */.jZ)(world, inputs.certificates);
    const looks = inputs.mode === "plan";
    const balancerImage = (0,balancer/* balancerImageOf */.nb)(inputs);
    if (!looks)
        await (0,deploy_image/* ensureImage */.Yt)(world, engine, { reference: balancerImage, pull: "missing", source });
    const facts = await (looks ? deploy_image/* lookAtImage */.gJ : deploy_image/* ensureImage */.Yt)(world, engine, wanted);
    const spec = {
        image: facts.id,
        port: inputs.port ?? (facts.exposed.length === 1 ? facts.exposed[0] : undefined) ?? 8000,
        env: Object.fromEntries(inputs.env),
        secrets: (0,release/* secretHashes */.Z4)(inputs.files),
        network: inputs.network || inputs.app,
        ...(inputs.memory === undefined ? {} : { memory: inputs.memory }),
        ...(inputs.cpus === undefined ? {} : { cpus: inputs.cpus }),
        ...(inputs.aliases ? { aliases: inputs.aliases } : {}),
        ...(inputs.ports && inputs.ports.length > 0 ? { ports: inputs.ports } : {}),
        ...(inputs.containerName ? { containerName: inputs.containerName } : {}),
        ...(inputs.settings ? { settings: inputs.settings } : {}),
        ...(inputs.labels ? { labels: inputs.labels } : {}),
        ...(inputs.restart ? { restart: inputs.restart } : {}),
    };
    const preDeploy = inputs.preDeploy !== "";
    return {
        release: (0,release/* releaseId */.Bf)(spec),
        spec,
        image,
        // Where it was sent under its digest only, it has no name there.
        present: (await (0,docker_images.inspectImage)(engine, image)) ? image : facts.id,
        digest: (0,registry_host/* digestOf */.ol)(image, facts.digests) ?? facts.id,
        keep: () => (0,deploy_image/* keepImage */.zz)(world, engine, facts.id, wanted),
        replicas: inputs.replicas,
        manner: {
            parallelism: inputs.parallelism,
            delay: inputs.delay,
            monitor: inputs.monitorSeconds,
            order: inputs.order,
        },
        recorded: {
            ...(inputs.order === "stop-first" ? { order: inputs.order } : {}),
            ...(Object.keys(inputs.rollback).length > 0 ? { rollback: inputs.rollback } : {}),
        },
        shell: { kind: inputs.loadBalancer, image: balancerImage, publish: inputs.publish, publishTls: inputs.publishTls },
        certificates,
        settings: {
            algorithm: inputs.lbAlgorithm,
            gatePath: inputs.healthPath,
            servingPath: inputs.healthPath,
            ...(inputs.sticky ? { sticky: true } : {}),
            ...(inputs.domains.length > 0 ? { hosts: inputs.domains } : {}),
            ...(inputs.path === "/" ? {} : { path: inputs.path }),
            ...(inputs.tlsRedirect ? { redirect: true } : {}),
            ...(certificates.length > 0 ? { certificates: certificates.map(deploy_certificates/* certificateId */.RQ) } : {}),
        },
        tasks: [
            // What cannot be started must not change a database.
            ...(preDeploy ? ["preflight", "pre-deploy"] : inputs.preflight ? ["preflight"] : []),
            ...(inputs.postDeploy ? ["post-deploy"] : []),
        ],
    };
}
/**
 * The last release before the one in traffic that was good, by the host's own record. What stands in front of it stays
 * as it is, and no task runs: code of before has to work with the database of now.
 */
async function wishBack(world, engine, inputs) {
    const { app } = inputs;
    const proxy = (0,names/* proxyOf */.Ol)(inputs);
    const [records, balancer] = await Promise.all([
        (0,docker_records/* readRecords */.T3)(engine, app, proxy),
        readBalancer(engine, { app, proxy }),
    ]);
    const good = goodReleases(records);
    const release = good[1];
    if (!release) {
        throw new errors/* UserError */.yo(`There is no release of ${app} to go back to`, {
            hint: balancer
                ? `The record in the volume ${proxy} names ${good.length === 0 ? "no deploy" : "only one good release"}.`
                : `The container ${proxy} is not there, which the record is read through: deploy the image that you want.`,
        });
    }
    const file = await (0,docker_records/* readRelease */.iJ)(engine, { app, proxy }, release);
    if (!file || !balancer) {
        throw new errors/* UserError */.yo(`The host does not know any more what release ${release} of ${app} was made of`, {
            hint: "Deploy its image again.",
        });
    }
    const now = await (0,docker_records/* readRelease */.iJ)(engine, { app, proxy }, good[0] ?? "");
    const kept = (0,names/* keptImage */.yR)(app, release);
    const present = await firstPresent(engine, [`${kept.repo}:${kept.tag}`, file.spec.image]);
    // The registry is only asked where the host has thrown the image away.
    const record = records.findLast((one) => one.release === release);
    const again = present ? undefined : await fetchAgain(world, engine, inputs, file, record?.digest);
    const { spec } = file;
    return {
        release,
        spec,
        image: file.image,
        present: present ?? again ?? file.image,
        keep: async () => (await (0,fetched/* holdImage */.fp)(engine, app, spec.image)) ?? (async () => { }),
        digest: record?.digest ?? spec.image,
        commit: commitOf(records, release),
        replicas: records.findLast((record) => record.release === good[0])?.replicas ?? file.replicas,
        manner: mannerBack(file, now, inputs.rollback),
        // It is deployed again as it was, however it is gone back to.
        recorded: (0,docker_records/* recordedOf */.i0)(file),
        shell: balancer.shell,
        settings: { ...balancer.settings, gatePath: file.healthPath, servingPath: file.healthPath },
        // They are on the host already.
        certificates: [],
        tasks: [],
    };
}
/**
 * How one goes back: as the inputs say, else as the release that is left said when it was deployed, since what was
 * written down last is what is meant. Where neither says anything, as fast as it goes without a gap.
 */
function mannerBack(to, from, said) {
    const { parallelism = 1, delay = 0, monitor = 0, order } = { ...from?.rollback, ...said };
    const both = from ? [to, from] : [to];
    const before = both.some((one) => one.order === "stop-first") ? "stop-first" : "start-first";
    return {
        parallelism,
        delay,
        monitor,
        order: both.some(({ spec }) => (0,release/* standsAlone */.pX)(spec)) ? "stop-first" : (order ?? before),
    };
}
/**
 * Gives a reference to the very image that a release was made of, which the registry still has. A tag may be another
 * image's by now, and its digest never is.
 */
async function fetchAgain(world, engine, { app }, { image, spec, release }, digest) {
    const reference = digest && digest !== spec.image ? `${(0,registry_host/* repositoryOf */._M)(image)}@${digest}` : image;
    const { id } = await (0,deploy_image/* ensureImage */.Yt)(world, engine, { app, reference, pull: "missing" });
    if (id === spec.image)
        return reference;
    throw new errors/* UserError */.yo(`${reference} is another image by now than the one of release ${release}`, {
        hint: "Deploy the image that you want, best by its digest.",
    });
}
async function firstPresent(engine, references) {
    for (const reference of references)
        if (await (0,docker_images.inspectImage)(engine, reference))
            return reference;
    return undefined;
}

;// CONCATENATED MODULE: ./actions/deploy/rollout.js

















/**
 * Brings the release that the inputs ask for into traffic on every host, or only plans it. `report` is filled as things
 * become known. Whatever fails, the releases that were in traffic before are so afterwards, on all hosts; the error is
 * thrown then, with the outcome in the report.
 */
async function rollout(world, hosts, inputs, told) {
    const { runner, clock } = world;
    const { report } = told;
    const begin = clock.elapsed();
    const around = { told, moment: () => Math.round(clock.elapsed() - begin), number: 0 };
    const wishes = await wishesOf(world, hosts, inputs);
    const [wish] = wishes;
    const [first] = hosts;
    if (!wish || !first)
        throw new Error("there is no host to deploy to");
    Object.assign(report, {
        release: wish.release,
        image: wish.image,
        digest: wish.digest,
        url: (0,deploy_publish/* urlOf */.r)(wish, first.engine.address),
    });
    told.changed();
    const targets = new Map();
    for (const [index, host] of hosts.entries()) {
        const own = wishes[index] ?? wish;
        const name = hosts.length > 1 ? host.address : "";
        const { target, run } = rolloutOn(world, host, name, inputs, own, around, () => fleet);
        targets.set({ name, run }, { host, target, wish: own });
    }
    const fleet = new Fleet([...targets.keys()], { oneByOne: told.faults?.oneByOne ?? false });
    const letGo = [];
    const lockOf = async (member, onWait) => {
        const { host, wish: own } = targets.get(member) ?? { host: first, wish };
        // Those before it in line may take away what they need no more.
        letGo.push(await own.keep());
        const holder = (0,lock/* holderOf */.K)(runner.env, clock.now());
        const { onLock, lockTimeout: timeout } = inputs;
        // Apps that share a load balancer take turns: a reload for one of them is one for all.
        return await (0,lock/* takeLock */.H)(host.engine, { app: inputs.proxy || inputs.app, image: own.shell.image, onLock, timeout, holder, onWait }, world);
    };
    try {
        // A plan changes nothing, and neither does a deploy of what is there: they need no lock, which is a change itself.
        await fleet.begin(inputs.mode === "plan" ? undefined : lockOf, told.faults?.arrange);
        report.previous = fleet.previous;
        if (inputs.mode === "plan") {
            report.outcome = "planned";
            for (const { name, run } of fleet.members) {
                for (const text of run.operations.map(describe)) {
                    report.operations.push(placed(name, text));
                    runner.info(placed(name, `would ${text}`));
                }
            }
            if (fleet.busy.length === 0)
                runner.info("Nothing to do: this release is in traffic.");
            return;
        }
        if (fleet.busy.length === 0) {
            report.outcome = "unchanged";
            runner.info(`Release ${wish.release} is in traffic; nothing was changed.`);
            return;
        }
        for (const { name, run } of fleet.busy) {
            for (const instance of run.standing) {
                report.moments.push({ at: 0, instance: placed(name, instance), what: "in traffic" });
            }
        }
        try {
            await fleet.deploy();
            report.switchMs = fleet.switchMs;
            // What failed while the record was written is told as well.
            await count(fleet, report);
        }
        catch (error) {
            report.reason = runner.redact((0,errors/* messageOf */.bD)(error));
            report.switchMs = fleet.switchMs;
            const logs = await logsOfFailed([...targets].map(([{ name, run }, { target }]) => ({
                name,
                started: run.operations.flatMap((operation) => (operation.kind === "start" ? operation.names : [])),
                logs: async (container) => runner.redact(await target.logs(container)),
            })), report.moments);
            if (logs)
                report.logs = logs;
            if (fleet.settled) {
                // There is nothing to go back to any more; the new ones serve, and the next run tidies up.
                report.outcome = "deployed";
                throw failure(error, report);
            }
            await takeBack(fleet, report, runner.redact);
            throw failure(error, report);
        }
    }
    finally {
        await fleet.end();
        // Where it cannot be reached any more, a later deploy does it.
        await Promise.allSettled(letGo.map((image) => image()));
    }
}
/** The commit of the release that `mode: rollback` would bring back; `""` where nobody knows it. */
async function commitBack({ engine }, inputs) {
    const records = await (0,docker_records/* readRecords */.T3)(engine, inputs.app, (0,names/* proxyOf */.Ol)(inputs));
    return commitOf(records, goodReleases(records)[1] ?? "");
}
/** What each host is to get. The tasks of a deploy run once, on the first one. */
async function wishesOf(world, hosts, inputs) {
    if (inputs.mode === "rollback") {
        const wishes = await Promise.all(hosts.map(({ engine }) => wishBack(world, engine, inputs)));
        const releases = new Set(wishes.map(({ release }) => release));
        if (releases.size > 1) {
            throw new errors/* UserError */.yo(`The hosts would not go back to the same release, but to ${[...releases].join(" and ")}`, {
                hint: "Deploy the image that you want on all of them.",
            });
        }
        return wishes;
    }
    // A host that reaches no registry gets the image from here; where there is no engine here, it has to pull.
    const named = hosts.some(({ address }) => address !== "");
    const source = named ? await world.engine().catch(() => undefined) : undefined;
    const wishes = await Promise.all(hosts.map(({ engine }) => wishOf(world, engine, inputs, source)));
    return wishes.map((wish, index) => ({ ...wish, tasks: index === 0 ? wish.tasks : [] }));
}
/** The rollout on one host, which tells the report of what it does. */
function rolloutOn(world, host, name, inputs, wish, around, fleet) {
    const { runner, clock } = world;
    const { told, moment } = around;
    const { report, faults } = told;
    const { engine } = host;
    const target = new DockerTarget(engine, world, {
        ...wish,
        app: inputs.app,
        proxy: (0,names/* proxyOf */.Ol)(inputs),
        files: inputs.files,
        store: inputs.secretStore,
        origin: inputs.origin,
        ...(inputs.preparation ? { preparation: inputs.preparation(world, engine) } : {}),
        healthTimeout: inputs.healthTimeout,
        drainTimeout: inputs.drainTimeout,
        stopTimeout: inputs.stopTimeout,
        limits: { errorRate: inputs.maxErrorRate, p99: inputs.maxP99Ms, restarts: inputs.maxRestarts },
        commands: commandsOf(inputs),
        taskTimeout: inputs.taskTimeout,
        smoke: smokeOf(inputs.smoke),
        labels: {
            [names/* BEHIND */.VY]: (0,names/* proxyOf */.Ol)(inputs),
            "quayside.commit": runner.env.GITHUB_SHA ?? runner.env.GIT_COMMIT ?? "",
            "quayside.run": (0,run_url/* runUrl */.V)(runner.env),
        },
        record: () => recordOf(world, report, inputs.mode, wish),
        onMoment: (instance, what) => report.moments.push({ at: moment(), instance: placed(name, instance), what }),
    });
    const run = new TargetRollout(target, desiredOf(inputs, wish), {
        clock,
        signal: host.lost ? AbortSignal.any([world.signal, host.lost]) : world.signal,
        lost: host.lost,
        info: (text) => runner.info(placed(name, text)),
        before: async (operation) => {
            await faults?.before?.(around.number++, operation, name);
            if (operation.kind !== "record")
                return;
            await count(fleet(), report);
            report.outcome = "deployed";
            report.switchMs = fleet().switchMs;
            report.durationMs = moment();
        },
        after: (_, text) => report.operations.push(placed(name, text)),
        // Several hosts at once would give a picture of none of them.
        onSample: (sample) => {
            if (name === "")
                report.samples.push({ at: moment(), ...sample });
        },
    });
    return { target, run };
}
function desiredOf(inputs, wish) {
    return {
        app: inputs.app,
        release: wish.release,
        image: wish.image,
        network: wish.spec.network,
        replicas: wish.replicas,
        strategy: inputs.strategy,
        ...wish.manner,
        steps: inputs.canarySteps,
        tasks: wish.tasks,
        smoke: inputs.smoke !== "",
        keep: inputs.keepReleases,
        balancerKind: wish.shell.kind,
        balancerImage: wish.shell.image,
        address: (0,balancer/* addressText */.GI)(wish.shell),
        settings: wish.settings,
    };
}
function commandsOf(inputs) {
    return {
        ...(inputs.preflight ? { preflight: commandOf(inputs.preflight) } : {}),
        "pre-deploy": commandOf(inputs.preDeploy),
        "post-deploy": commandOf(inputs.postDeploy),
    };
}
function smokeOf(text) {
    if (text === "")
        return undefined;
    return text.startsWith("/") && !text.includes(" ") ? { path: text } : { command: commandOf(text) };
}
async function count(fleet, report) {
    const { requests, failed } = await fleet.count();
    report.requests = requests;
    report.failedRequests = failed;
}
async function takeBack(fleet, report, redact) {
    report.outcome = fleet.switched ? "rolled-back" : "failed-before-switch";
    try {
        await fleet.takeBack();
    }
    catch (error) {
        report.outcome = "rollback-failed";
        report.reason += `\nTaking it back failed too: ${redact((0,errors/* messageOf */.bD)(error))}`;
    }
    await count(fleet, report).catch(() => { });
    await fleet.recordFailure();
}
function failure(reason, report) {
    const error = (0,api_errors/* isDiskFull */.b$)(reason) ? diskFull(reason) : reason;
    if (!(error instanceof errors/* UserError */.yo))
        return error;
    const logs = report.logs ? `\nLast lines of ${report.logs.container}:\n${indent(report.logs.lines)}` : "";
    return new errors/* UserError */.yo(`${(0,errors/* messageOf */.bD)(error)}${logs}`, {
        exitCode: error.exitCode,
        cause: error.cause,
        hint: [(0,deploy_report/* afterFailure */.HP)(report), error.hint].filter(Boolean).join(" "),
    });
}
/** What is to be done about an engine whose disk is full. */
function diskFull(error) {
    return new errors/* UserError */.yo(`The disk of the Docker host is full: ${(0,errors/* messageOf */.bD)(error)}`, {
        hint: "Free some of it there: docker system df says what takes it, docker image prune removes what nobody needs.",
        cause: error,
    });
}
function indent(text) {
    return text
        .split("\n")
        .map((line) => `  ${line}`)
        .join("\n");
}
function recordOf(world, report, mode, { replicas, commit }) {
    const { env } = world.runner;
    return {
        version: 1,
        at: new Date(world.clock.now()).toISOString(),
        release: report.release,
        previous: report.previous,
        image: report.image,
        digest: report.digest,
        outcome: report.outcome,
        mode,
        replicas,
        durationMs: report.durationMs,
        switchMs: report.switchMs,
        requests: report.requests,
        failedRequests: report.failedRequests,
        ...(report.reason ? { reason: report.reason } : {}),
        by: env.GITHUB_ACTOR ?? env.BUILD_USER ?? env.USER ?? "",
        commit: commit ?? env.GITHUB_SHA ?? env.GIT_COMMIT ?? env.TRAVIS_COMMIT ?? "",
        run: (0,run_url/* runUrl */.V)(env),
    };
}


/***/ }),

/***/ 15929:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TO: () => (/* binding */ readDockerConfig),
/* harmony export */   n0: () => (/* binding */ configuredAuth),
/* harmony export */   nK: () => (/* binding */ configKeys),
/* harmony export */   vg: () => (/* binding */ configFolder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);



/** The folder of the user's Docker configuration, as the docker command finds it. */
function configFolder(env) {
    return env.DOCKER_CONFIG || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(env.HOME || (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), ".docker");
}
/** The user's config.json; empty where there is none, or where it is not JSON. */
async function readDockerConfig(env) {
    try {
        const value = JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(configFolder(env), "config.json"), "utf8"));
        return typeof value === "object" && value !== null ? value : {};
    }
    catch {
        return {};
    }
}
/** The keys under which a registry stands in Docker's configuration; Docker Hub's is an address of its own. */
function configKeys(host) {
    return host === "docker.io" ? ["https://index.docker.io/v1/", "docker.io", "index.docker.io"] : [host];
}
/**
 * The login for a registry that the user's configuration holds: by its credential helper, else from the file.
 * Undefined where there is none; a helper that fails counts as none.
 */
async function configuredAuth(config, host, run, options) {
    const serveraddress = configKeys(host)[0] ?? host;
    for (const key of configKeys(host)) {
        const helper = config.credHelpers?.[key] ?? config.credsStore;
        if (helper && /^[\w.-]+$/.test(helper)) {
            const answer = await run(`docker-credential-${helper}`, ["get"], {
                ...options,
                stdin: key,
                timeout: 30_000,
            }).catch((error) => {
                if (options.signal?.aborted)
                    throw error;
                return undefined;
            });
            if (answer?.code === 0) {
                const { Username = "", Secret = "" } = JSON.parse(answer.stdout);
                return Username === "<token>"
                    ? { serveraddress, identitytoken: Secret }
                    : { serveraddress, username: Username, password: Secret };
            }
        }
        const entry = config.auths?.[key] ?? config.auths?.[`https://${key}`];
        if (entry?.identitytoken)
            return { serveraddress, identitytoken: entry.identitytoken };
        const text = Buffer.from(entry?.auth ?? "", "base64").toString("utf8");
        const colon = text.indexOf(":");
        if (colon > 0) {
            return { serveraddress, username: text.slice(0, colon), password: text.slice(colon + 1).replace(/\0+$/, "") };
        }
    }
    return undefined;
}


/***/ }),

/***/ 21124:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ pullImage)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _stream_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61623);


/**
 * Pulls one image, with credentials for its registry where they are given. Throws an Error where no registry answers in time, or refuses: the engine's own
 * words; and the signal's reason where it was aborted.
 */
async function pullImage(engine, reference, limits, signal, auth) {
    (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(signal);
    const late = new AbortController();
    const wait = (milliseconds) => setTimeout(() => late.abort(new Error(`the registry of ${reference} gave no answer in time`)), milliseconds);
    const either = AbortSignal.any([signal, late.signal]);
    let timer = wait(limits.firstAnswer);
    try {
        const stream = await engine.api.pull(reference, { abortSignal: either, ...(auth ? { authconfig: auth } : {}) });
        await (0,_stream_js__WEBPACK_IMPORTED_MODULE_1__/* .readStream */ .b)(stream, () => {
            clearTimeout(timer);
            timer = wait(limits.stall);
        }, either);
    }
    catch (error) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(either);
        throw error;
    }
    finally {
        clearTimeout(timer);
    }
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


/***/ })

};
;