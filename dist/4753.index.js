"use strict";
exports.id = 4753;
exports.ids = [4753,2651];
exports.modules = {

/***/ 64753:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   connectHosts: () => (/* binding */ connectHosts),
/* harmony export */   reachHosts: () => (/* binding */ reachHosts)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62651);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);


/**
 * Connects to every host, all at once. Where one of them cannot be reached nothing is changed anywhere: throws a
 * UserError that names each of those, with what to do.
 */
async function connectHosts(world, given) {
    if (given.hosts.length === 0) {
        const engine = await world.engine();
        const { lost, unwatch } = engine.address.startsWith("unix:") ? {} : watched(engine);
        return [{ address: "", engine, ...(lost ? { lost } : {}), leave: async () => unwatch?.() }];
    }
    const engines = await connectAll(world, given);
    return engines.map((engine) => {
        const { lost, unwatch } = watched(engine);
        const leave = async () => {
            unwatch();
            await engine.close();
        };
        return { address: engine.address, engine, lost, leave };
    });
}
/** Whether every host can be reached: what each of them is, in words. Throws as `connectHosts` does. */
async function reachHosts(world, given) {
    const engines = await connectAll(world, given);
    await Promise.all(engines.map((engine) => engine.close()));
    return engines.map(({ version, address }) => `Docker Engine ${version} at ${address}`);
}
async function connectAll(world, given) {
    const { hosts, sshKey, knownHosts, tlsCa, tlsCert, tlsKey } = given;
    const options = {
        env: world.runner.env,
        signal: world.signal,
        temp: world.temp,
        ssh: { ...(sshKey ? { key: sshKey } : {}), ...(knownHosts ? { knownHosts } : {}) },
        ...(tlsCa ? { tls: { ca: tlsCa, cert: tlsCert, key: tlsKey } } : {}),
    };
    const tries = await Promise.allSettled(hosts.map((host) => (0,_toolkit_docker_js__WEBPACK_IMPORTED_MODULE_0__.connect)({ host, ...options })));
    const failed = tries.flatMap((one, index) => one.status === "rejected" ? [{ host: hosts[index] ?? "", why: one.reason }] : []);
    const engines = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    if (failed.length === 0)
        return engines;
    await Promise.all(engines.map((engine) => engine.close()));
    (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .throwIfAborted */ .Te)(world.signal);
    const [first] = failed;
    if (hosts.length === 1)
        throw first?.why;
    const lines = failed.map(({ host, why }) => `  ${host}: ${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageWithHint */ .X9)(why, "\n    ")}`);
    throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${failed.length} of ${hosts.length} hosts cannot be reached:\n${lines.join("\n")}`, {
        hint: "Nothing was changed on any host.",
        cause: first?.why,
    });
}
/** Milliseconds between two looks, and that an answer may take. */
const LOOK = 5000;
const ANSWER = 10_000;
/**
 * A host whose network is gone or whose engine hangs answers nothing, not even that it does, and a call to it would wait
 * for a quarter of an hour or for ever. So somebody asks; once it is lost, every call to it fails at once.
 */
function watched(engine) {
    const lost = new AbortController();
    let misses = 0;
    let looking = false;
    const timer = setInterval(async () => {
        if (looking)
            return;
        looking = true;
        await (0,_toolkit_docker_js__WEBPACK_IMPORTED_MODULE_0__.ping)(engine, ANSWER).then(() => (misses = 0), () => misses++);
        looking = false;
        // Once may be chance.
        if (misses < 2)
            return;
        clearInterval(timer);
        lost.abort(new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${engine.address} does not answer any more`, { hint: "Look at the host and its network." }));
        await engine.close();
    }, LOOK);
    timer.unref();
    return { lost: lost.signal, unwatch: () => clearInterval(timer) };
}


/***/ }),

/***/ 62651:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connect: () => (/* binding */ connect),
  engineTime: () => (/* binding */ engineTime),
  ping: () => (/* binding */ ping)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ../../node_modules/dockerode/lib/docker.js
var docker = __webpack_require__(65292);
var docker_default = /*#__PURE__*/__webpack_require__.n(docker);
// EXTERNAL MODULE: ./toolkit/clock.js
var clock = __webpack_require__(53592);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
;// CONCATENATED MODULE: ./toolkit/docker/addresses.js

/** Where an engine listens unless it is told otherwise. */
const DEFAULT_SOCKET = "/var/run/docker.sock";
const FORMS = "unix:///path/to/docker.sock, tcp://host:2376, ssh://user@host or npipe:////./pipe/docker_engine";
/** Takes an address in the form of DOCKER_HOST apart. Throws a UserError that says what it takes. */
function parseAddress(address) {
    const wrong = (why) => new errors/* UserError */.yo(`"${address}" is not an address of a Docker Engine: ${why}`, { hint: `It takes ${FORMS}.` });
    const [, scheme, rest = ""] = /^(unix|npipe|tcp|http|https|ssh):\/\/(.*)$/.exec(address) ?? [];
    if (scheme === undefined)
        throw wrong("it does not begin with unix://, tcp://, ssh:// or npipe://");
    if (scheme === "unix" || scheme === "npipe") {
        if (rest === "")
            throw wrong("the path of the socket is missing");
        return { kind: "socket", path: rest };
    }
    let url;
    try {
        url = new URL(`http://${rest}`);
    }
    catch {
        throw wrong("it has no host name that can be read");
    }
    const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
    if (url.password !== "")
        throw wrong("a password may not stand in it");
    // Both become words of ssh's configuration, and a name that begins with a hyphen would be an option.
    if (!/^[A-Za-z0-9_:][\w.:%-]*$/.test(host))
        throw wrong("it has no host name that can be read");
    const port = /:(\d+)(?:\/|$)/.exec(rest.replace(/^.*@/, "").replace(/^\[.*\]/, ""))?.[1];
    if (scheme !== "ssh") {
        if (url.username !== "")
            throw wrong("only ssh:// takes a user");
        return { kind: "tcp", host, port: port ? Number(port) : undefined, secure: scheme === "https" };
    }
    const user = decodeURIComponent(url.username);
    if (!/^([A-Za-z0-9_][\w.@-]*)?$/.test(user))
        throw wrong("it has no user name that can be read");
    if (!/^(\/[\w./-]*)?$/.test(url.pathname))
        throw wrong("the path of the socket has odd characters");
    return {
        kind: "ssh",
        user: user || undefined,
        host,
        port: port ? Number(port) : undefined,
        socket: url.pathname === "/" || url.pathname === "" ? DEFAULT_SOCKET : url.pathname,
    };
}

// EXTERNAL MODULE: ./toolkit/retry.js
var retry = __webpack_require__(59972);
;// CONCATENATED MODULE: ./toolkit/docker.js










/**
 * Connects to the engine of DOCKER_HOST, or to the default socket, and asks for its version.
 * TLS as the docker command does it: DOCKER_TLS_VERIFY and DOCKER_CERT_PATH. SSH is one connection of the OpenSSH client.
 * Throws a UserError that says what was looked for, where, and what to do.
 */
async function connect(options) {
    const address = options.host ?? (options.env.DOCKER_HOST || `unix://${DEFAULT_SOCKET}`);
    const parsed = parseAddress(address);
    let tunnel;
    if (parsed.kind === "ssh") {
        const { openTunnel } = await __webpack_require__.e(/* import() */ 9533).then(__webpack_require__.bind(__webpack_require__, 49533));
        const { temp, signal, timeout = 30_000 } = options;
        const limits = { ...(temp ? { temp } : {}), timeout, signal };
        tunnel = await (0,retry/* retry */.L)(() => openTunnel(parsed, options.ssh ?? {}, limits), {
            attempts: 5,
            base: 500,
            cap: 4000,
            // A server that has too many others at its door (MaxStartups) hangs up before it has said its name.
            transient: (error) => /kex_exchange_identification|banner exchange/.test((0,errors/* messageOf */.bD)(error)),
            clock: clock/* systemClock */.m,
            ...(signal ? { signal } : {}),
        });
    }
    const limit = AbortSignal.timeout(options.timeout ?? 10_000);
    try {
        const settings = settingsOf(parsed, tunnel, options);
        // An agent of its own, so that whatever waits for an answer can be ended with the connection.
        const agent = new (settings.protocol === "https" ? external_node_https_.Agent : external_node_http_.Agent)({ keepAlive: parsed.kind !== "socket" });
        const endConnections = endOf(agent, address);
        // docker-modem makes a text of the options of each request, for a log that nobody reads; with an agent in it that
        // has some connections open, this took 20 ms of each.
        Object.assign(agent, { [external_node_util_.inspect.custom]: () => "the engine's connections" });
        const api = new (docker_default())({ ...NOTHING_OF_THE_ENVIRONMENT, ...settings, ...{ agent } });
        const version = await Promise.race([
            api.version(),
            new Promise((_, reject) => {
                limit.addEventListener("abort", () => reject(new Error("no answer in time")), { once: true });
                options.signal?.addEventListener("abort", () => reject(options.signal?.reason), { once: true });
            }),
        ]);
        const close = async () => {
            endConnections();
            await tunnel?.close();
        };
        return { api, address, version: version.Version, apiVersion: version.ApiVersion, close };
    }
    catch (error) {
        const said = tunnel?.said() ?? "";
        await tunnel?.close();
        if (options.signal?.aborted)
            throw options.signal.reason;
        if (error instanceof errors/* UserError */.yo)
            throw error;
        throw new errors/* UserError */.yo(`No Docker Engine answers at ${address}: ${said || (0,errors/* messageOf */.bD)(error)}`, {
            hint: hintFor(error, parsed, said),
            cause: error,
        });
    }
}
/**
 * What ends every connection of an agent, also those that a command's streams have taken over, so that whoever waits for
 * an answer hears of it; and so does whoever asks afterwards.
 */
function endOf(agent, address) {
    const sockets = new Set();
    const create = agent.createConnection.bind(agent);
    let ended = false;
    agent.createConnection = (options, callback) => {
        if (ended)
            throw new errors/* UserError */.yo(`The connection to ${address} was closed`);
        const socket = create(options, callback);
        if (socket)
            sockets.add(socket.once("close", () => sockets.delete(socket)));
        return socket;
    };
    return () => {
        ended = true;
        for (const socket of sockets)
            socket.destroy();
    };
}
/** The engine's own clock, in milliseconds since the epoch; undefined where it does not say it. */
async function engineTime(engine) {
    const { SystemTime } = (await engine.api.info());
    const time = Date.parse(SystemTime ?? "");
    return Number.isNaN(time) ? undefined : time;
}
/** Throws where the engine does not answer within so many milliseconds. */
async function ping(engine, timeout) {
    await engine.api.ping({ abortSignal: AbortSignal.timeout(timeout) });
}
/** docker-modem fills what is not given from DOCKER_HOST and its relatives, also where another host is meant. */
const NOTHING_OF_THE_ENVIRONMENT = {
    host: undefined,
    port: undefined,
    socketPath: undefined,
    ca: undefined,
    cert: undefined,
    key: undefined,
    protocol: "http",
    timeout: undefined,
};
function settingsOf(address, tunnel, options) {
    if (address.kind === "socket")
        return { socketPath: address.path };
    if (address.kind === "ssh")
        return { socketPath: tunnel?.socket ?? "" };
    const { env, tls } = options;
    const secure = address.secure || tls !== undefined || Boolean(env.DOCKER_TLS_VERIFY);
    return {
        host: address.host,
        port: address.port ?? (secure ? 2376 : 2375),
        protocol: secure ? "https" : "http",
        ...(secure ? (tls ?? certificatesOf(env)) : {}),
    };
}
function certificatesOf(env) {
    const folder = env.DOCKER_CERT_PATH ?? (0,external_node_path_.join)(env.HOME ?? "", ".docker");
    const read = (file) => {
        try {
            return (0,external_node_fs_.readFileSync)((0,external_node_path_.join)(folder, file), "utf8");
        }
        catch (error) {
            throw new errors/* UserError */.yo(`The certificates for the Docker Engine cannot be read: ${(0,errors/* messageOf */.bD)(error)}`, {
                hint: "DOCKER_CERT_PATH names the folder with ca.pem, cert.pem and key.pem.",
                cause: error,
            });
        }
    };
    return { ca: read("ca.pem"), cert: read("cert.pem"), key: read("key.pem") };
}
function hintFor(error, address, said) {
    if (address.kind === "ssh") {
        if (/prohibited/i.test(said)) {
            return "The SSH server forbids forwarding: allow it for this user (AllowStreamLocalForwarding, DisableForwarding).";
        }
        return `The login went well. Check that the engine runs there and that this user may open ${address.socket}: it has to be in the docker group, or the path be another one (ssh://user@host/path/of/docker.sock).`;
    }
    const tls = tlsHint(`${(0,errors/* codeOf */.$N)(error) ?? ""} ${(0,errors/* messageOf */.bD)(error)}`);
    if (tls)
        return tls;
    switch ((0,errors/* codeOf */.$N)(error)) {
        case "ENOENT":
            return "There is no such socket: start the Docker Engine, or set DOCKER_HOST to where it listens.";
        case "EACCES":
            return "This user may not open the socket: add it to the docker group, or set DOCKER_HOST.";
        case "ECONNREFUSED":
            return "Nothing listens there: start the Docker Engine, or name where it listens (DOCKER_HOST, or hosts of a deploy).";
        default:
            return "Check that the Docker Engine runs and that DOCKER_HOST, if set, names it.";
    }
}
function tlsHint(text) {
    if (/ALTNAME/.test(text))
        return "Its certificate is for another name: use the name or address that stands in it.";
    if (/HAS_EXPIRED|NOT_YET_VALID/.test(text)) {
        return "Its certificate is not valid at this time: renew it, or set the clock of this machine or of the host.";
    }
    if (/SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)/.test(text)) {
        return "Its certificate is not from the CA that was given (tls-ca, or ca.pem of DOCKER_CERT_PATH).";
    }
    if (/alert|CERTIFICATE_REQUIRED|ECONNRESET|socket hang up/i.test(text)) {
        return "The engine does not take our certificate (tls-cert and tls-key, or cert.pem and key.pem), or wants TLS where none is spoken.";
    }
    if (/PEM|DECODER|asn1|key values mismatch|bad base64/i.test(text)) {
        return "A certificate or the key is not readable: each is a PEM text from its BEGIN line to its END line, and the key belongs to the certificate.";
    }
    if (/wrong version number|Parse Error|HPE_/i.test(text))
        return "The engine there speaks no TLS, or we speak none.";
    return undefined;
}


/***/ }),

/***/ 59972:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

/**
 * Calls `body` until it succeeds, with exponential back-off and jitter: between half of the bound and the whole of it,
 * so that many waiters spread out and none comes back at once.
 */
async function retry(body, options) {
    const random = options.random ?? Math.random;
    for (let attempt = 1;; attempt++) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(options.signal);
        try {
            return await body(attempt);
        }
        catch (error) {
            (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(options.signal);
            if (attempt >= options.attempts || !options.transient(error))
                throw error;
            const bound = Math.min(options.cap, options.base * 2 ** (attempt - 1));
            const wait = options.asks?.(error) ?? Math.round(bound / 2 + (bound / 2) * random());
            options.onRetry?.(error, attempt, wait);
            await options.clock.sleep(wait, options.signal);
        }
    }
}


/***/ })

};
;