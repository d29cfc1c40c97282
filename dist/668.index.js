"use strict";
exports.id = 668;
exports.ids = [668];
exports.modules = {

/***/ 3478:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ FRONT_PORT),
/* harmony export */   L: () => (/* binding */ FOLDER)
/* harmony export */ });
/** Where the volume with the configuration and the record is mounted in the balancer's container. */
const FOLDER = "/quayside";
/** Port inside of the balancer's container that the host's address leads to. */
const FRONT_PORT = 8080;


/***/ }),

/***/ 5348:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ balancerName),
/* harmony export */   P: () => (/* binding */ labelsOf)
/* harmony export */ });
/** Labels that every container of an app carries, with its role. */
function labelsOf(app, role) {
    return { "quayside.app": app, "quayside.role": role };
}
/** Name of the balancer's container and of its volume. */
function balancerName(app) {
    return `${app}-balancer`;
}


/***/ }),

/***/ 7798:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EB: () => (/* binding */ appendRecord),
/* harmony export */   T3: () => (/* binding */ readRecords),
/* harmony export */   tE: () => (/* binding */ asRoot)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8276);
/* harmony import */ var _toolkit_docker_exec_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9282);
/* harmony import */ var _balancer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3478);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5348);




const RECORDS = `${_balancer_js__WEBPACK_IMPORTED_MODULE_1__/* .FOLDER */ .L}/deploys.jsonl`;
/** The record of an app as its host keeps it, oldest first; empty where there is none. */
async function readRecords(engine, app) {
    const text = (await (0,_toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_2__/* .getFile */ .l)(engine, (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .balancerName */ .C)(app), RECORDS).catch(() => undefined))?.toString("utf8") ?? "";
    return text.split("\n").flatMap((line) => {
        try {
            const record = JSON.parse(line);
            return record.version === 1 ? [record] : [];
        }
        catch {
            // A host that lost power may have half a line; the others are still worth reading.
            return [];
        }
    });
}
/** Adds a line to the record. The balancer has to run. */
async function appendRecord(engine, app, record) {
    const name = (0,_names_js__WEBPACK_IMPORTED_MODULE_3__/* .balancerName */ .C)(app);
    await (0,_toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_2__/* .putFiles */ .p)(engine, name, _balancer_js__WEBPACK_IMPORTED_MODULE_1__/* .FOLDER */ .L, [{ name: "deploy.new", content: `${JSON.stringify(record)}\n` }]);
    await asRoot(engine, name, `cat ${_balancer_js__WEBPACK_IMPORTED_MODULE_1__/* .FOLDER */ .L}/deploy.new >> ${RECORDS} && rm -f ${_balancer_js__WEBPACK_IMPORTED_MODULE_1__/* .FOLDER */ .L}/deploy.new`);
}
/** Runs a script of ours as root in a balancer's container; throws where it fails. */
async function asRoot(engine, container, script) {
    const { code, stderr } = await (0,_toolkit_docker_exec_js__WEBPACK_IMPORTED_MODULE_0__/* .execIn */ .X)(engine, container, ["sh", "-c", script], { user: "0" });
    if (code !== 0)
        throw new Error(`a command in the load balancer's container failed: ${stderr.trim()}`);
}


/***/ }),

/***/ 6668:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  previousImage: () => (/* binding */ previousImage),
  rollout: () => (/* binding */ rollout)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(6715);
// EXTERNAL MODULE: ./toolkit/run-url.js
var run_url = __webpack_require__(5191);
// EXTERNAL MODULE: ./actions/deploy/docker/names.js
var names = __webpack_require__(5348);
// EXTERNAL MODULE: ./actions/deploy/docker/records.js
var docker_records = __webpack_require__(7798);
// EXTERNAL MODULE: ./toolkit/docker/api-errors.js
var api_errors = __webpack_require__(155);
// EXTERNAL MODULE: ./toolkit/docker/containers.js
var docker_containers = __webpack_require__(9643);
// EXTERNAL MODULE: ./toolkit/docker/networks.js
var networks = __webpack_require__(1844);
// EXTERNAL MODULE: ./toolkit/docker/volumes.js
var volumes = __webpack_require__(3680);
// EXTERNAL MODULE: ./toolkit/log-text.js
var log_text = __webpack_require__(4478);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(9117);
// EXTERNAL MODULE: ./actions/deploy/balancer.js
var balancer = __webpack_require__(3478);
// EXTERNAL MODULE: ./toolkit/docker/archives.js + 1 modules
var archives = __webpack_require__(8276);
;// CONCATENATED MODULE: ./actions/deploy/haproxy/config.js

/** Slots of each backend: twice the most replicas, so that a whole new release fits beside the old one. */
const SLOTS = 64;
/** The runtime API, on the container's own loopback. */
const ADMIN_PORT = 9999;
/** Consecutive answers of a new instance until it counts as healthy. */
const RISE = 3;
/** Name of a slot by its index, from 0. */
function slotName(index) {
    return `s${index + 1}`;
}
/** A short text that tells settings apart; the running HAProxy answers with it, so it is known what it runs with. */
function settingsMark(settings) {
    return `quayside ${settings.algorithm} gate=${settings.gatePath} serving=${settings.servingPath}`;
}
/**
 * HAProxy's configuration. Each backend has fixed slots, since changing a slot's address at run time is safe where
 * adding and deleting servers has crashed HAProxy 2.6. The backend `gate` gets no traffic: HAProxy's own checks ask new
 * instances there, from the very network that the traffic will come from.
 */
function configText({ settings, routes }) {
    const check = (path) => path === ""
        ? []
        : [
            "  option httpchk",
            `  http-check send meth GET uri ${path} ver HTTP/1.1 hdr Host localhost hdr Connection close`,
        ];
    const slots = (bySlot) => Array.from({ length: SLOTS }, (_, index) => {
        const route = bySlot.get(slotName(index));
        return `  server ${slotName(index)} ${route ? `${route.address}:${route.port}` : "0.0.0.0:80 disabled"}`;
    });
    return `${[
        "# Written by Quayside before each change of traffic: after a restart HAProxy goes on with what is in here.",
        "global",
        "  log stdout format raw daemon notice",
        `  description ${settingsMark(settings)}`,
        `  stats socket ipv4@127.0.0.1:${ADMIN_PORT} level admin`,
        "  stats timeout 1h",
        // Connections follow from open files. Some engines give a container a billion of them, and HAProxy would reserve
        // memory for that many; others give few, and a fixed maxconn would not start.
        "  fd-hard-limit 40200",
        "  hard-stop-after 5m",
        "",
        "defaults",
        "  mode http",
        "  log global",
        "  timeout connect 2s",
        "  timeout client 75s",
        "  timeout server 75s",
        "  timeout http-keep-alive 75s",
        "  timeout http-request 30s",
        "  timeout queue 10s",
        "  timeout check 5s",
        "  timeout tunnel 1h",
        // A pooled connection that the app closes while a request is on its way costs that request; a POST cannot be retried.
        "  option http-server-close",
        "  option forwardfor",
        // A reload lets idle connections of clients end with their next answer instead of cutting them.
        "  option idle-close-on-response",
        "  option dontlognull",
        "",
        "frontend web",
        `  bind :${balancer/* FRONT_PORT */.I}`,
        "  default_backend app",
        "",
        "backend app",
        `  balance ${settings.algorithm}`,
        "  option redispatch 1",
        "  retries 3",
        "  retry-on conn-failure empty-response",
        "  http-request disable-l7-retry unless METH_GET",
        ...check(settings.servingPath),
        "  default-server check inter 1s fastinter 500ms fall 3 rise 2",
        ...slots(new Map(routes.map((route) => [route.slot, route]))),
        "",
        "backend gate",
        ...check(settings.gatePath),
        `  default-server check inter 200ms fall 1 rise ${RISE}`,
        ...slots(new Map()),
    ].join("\n")}\n`;
}

// EXTERNAL MODULE: ./toolkit/docker/exec.js
var exec = __webpack_require__(9282);
;// CONCATENATED MODULE: ./actions/deploy/haproxy/control.js



/**
 * Connects standard input and output to the runtime API with what is in the image: Debian's HAProxy images have bash,
 * Alpine's have nc. A shell command of ours, without any text from outside in it. It ends when either side does.
 */
const BRIDGE = `
if command -v bash >/dev/null; then
  exec bash -c 'exec 3<>/dev/tcp/127.0.0.1/${ADMIN_PORT} 4<&0 || exit 7; { cat <&4; echo quit; } >&3 & cat <&3; kill $!'
elif command -v nc >/dev/null; then exec nc 127.0.0.1 ${ADMIN_PORT}
else echo 'there is neither bash nor nc in the image' >&2; exit 9; fi`;
const PROMPT = "\n> ";
const LIMIT = 10_000;
/**
 * The runtime API of the HAProxy in one container. One connection serves the whole deploy, since starting a command in
 * a container takes longer than all that is asked over it. It is opened when it is first needed, and again when it broke.
 */
class Control {
    #engine;
    #container;
    #session;
    #output = "";
    #complaint = "";
    #wake;
    #queue = Promise.resolve();
    constructor(engine, container) {
        this.#engine = engine;
        this.#container = container;
    }
    /** Sends one command and gives its answer. */
    async command(command) {
        const [answer = ""] = await this.#inTurn([command]);
        return answer;
    }
    /**
     * Sends commands in one go, so that no time passes between them. They answer nothing, or tell of the change; anything
     * else is an error.
     */
    async change(commands) {
        if (commands.length === 0)
            return;
        const complaints = (await this.#inTurn(commands))
            .flatMap((answer) => answer.split("\n"))
            .map((line) => line.trim())
            .filter((line) => line !== "" && !/changed from|^no need to change|^nothing changed/.test(line));
        if (complaints.length > 0)
            throw new Error(`HAProxy did not take a command: ${complaints.join("; ")}`);
    }
    close() {
        this.#session?.close();
        this.#session = undefined;
    }
    async #inTurn(commands) {
        const turn = this.#queue.then(() => this.#send(commands));
        this.#queue = turn.catch(() => { });
        return await turn;
    }
    async #send(commands) {
        if (!this.#session || this.#session.closed)
            await this.#open();
        this.#session?.write(commands.map((command) => `${command}\n`).join(""));
        const answers = [];
        for (const _ of commands)
            answers.push(await this.#answer());
        return answers;
    }
    async #open() {
        this.#output = "";
        this.#complaint = "";
        this.#session = await (0,exec/* openExec */.M)(this.#engine, this.#container, ["sh", "-c", BRIDGE], {
            output: (text, stream) => {
                if (stream === "stdout")
                    this.#output += text;
                else
                    this.#complaint += text;
                this.#wake?.();
            },
            end: () => this.#wake?.(),
        });
        this.#session.write("prompt\n");
        await this.#answer();
    }
    async #answer() {
        const deadline = performance.now() + LIMIT;
        for (;;) {
            const end = this.#output.indexOf(PROMPT);
            if (end >= 0) {
                const answer = this.#output.slice(0, end);
                this.#output = this.#output.slice(end + PROMPT.length);
                return answer;
            }
            const left = deadline - performance.now();
            if (this.#session?.closed || left <= 0) {
                const why = this.#complaint.trim() || (left <= 0 ? "no answer in time" : "the connection ended");
                this.close();
                throw new errors/* UserError */.yo(`HAProxy's runtime API does not answer: ${why}`, {
                    hint: "proxy-image takes an image of HAProxy 2.6 or newer with bash or nc in it, such as haproxy:3.0 or haproxy:3.0-alpine.",
                });
            }
            await new Promise((done) => {
                const timer = setTimeout(done, left);
                this.#wake = () => {
                    clearTimeout(timer);
                    done();
                };
            });
        }
    }
}

;// CONCATENATED MODULE: ./actions/deploy/haproxy/stats.js
/** Reads the answer of `show stat` (HAProxy Management Guide, 9.1): CSV with the names of the columns in its first line. */
function parseStats(answer) {
    const [head = "", ...lines] = answer.split("\n").filter((line) => line.trim() !== "");
    const columns = head.replace(/^# /, "").split(",");
    return lines.map((line) => {
        const cells = cellsOf(line);
        return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""]));
    });
}
/** The slots of one backend. */
function slotsOf(rows, backend) {
    return rows
        .filter((row) => row.pxname === backend && /^s\d+$/.test(row.svname ?? ""))
        .map((row) => ({
        name: row.svname ?? "",
        address: row.addr ?? "",
        traffic: trafficState(row),
        up: /^(UP|no check)/.test(row.status ?? ""),
        open: number(row.scur) + number(row.qcur),
        check: checkText(row),
        answers: number(row.hrsp_2xx) + number(row.hrsp_3xx) + number(row.hrsp_4xx) + number(row.hrsp_5xx),
        failed: number(row.hrsp_5xx) + number(row.srv_abrt),
    }));
}
// One that drains and does not answer its checks shows as DOWN; its weight of 0 still tells.
function trafficState({ status = "", weight }) {
    if (status.startsWith("MAINT"))
        return "out";
    return status.startsWith("DRAIN") || weight === "0" ? "draining" : "in";
}
/**
 * Requests of the frontend, and those that failed: answered with a 5xx, by the app or by HAProxy itself, or cut off
 * after the answer had begun.
 */
function trafficOf(rows) {
    const front = rows.find((row) => row.pxname === "web" && row.svname === "FRONTEND");
    const back = rows.find((row) => row.pxname === "app" && row.svname === "BACKEND");
    return { requests: number(front?.req_tot), failed: number(front?.hrsp_5xx) + number(back?.srv_abrt) };
}
const CHECKS = {
    L4OK: "the port is open",
    L4TOUT: "no connection in time",
    L4CON: "nothing listens on the port",
    L6RSP: "no proper answer",
    L6TOUT: "no answer in time",
    L7TOUT: "no HTTP answer in time",
    L7RSP: "the answer was not HTTP",
    L7STS: "it answered",
    L7OK: "it answered",
    SOCKERR: "the connection failed",
};
function checkText(row) {
    const status = (row.check_status ?? "").replace(/^\* /, "");
    if (status === "" || status === "INI")
        return "not asked yet";
    const code = row.check_code && row.check_code !== "0" ? ` ${row.check_code}` : "";
    return `${CHECKS[status] ?? status}${code}`;
}
function number(cell) {
    return Number(cell) || 0;
}
// Cells with commas or quotes are in double quotes, with inner quotes doubled.
function cellsOf(line) {
    return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? "");
}

;// CONCATENATED MODULE: ./actions/deploy/haproxy/driver.js








const CONFIG = `${balancer/* FOLDER */.L}/haproxy.cfg`;
const STATE = `${balancer/* FOLDER */.L}/state.json`;
/** HAProxy in a container, driven over its runtime API: fixed slots whose addresses and states change while it runs. */
class HaproxyDriver {
    // The image's own entry is left out: HAProxy itself has to be the process that gets the signals.
    entrypoint = ["haproxy"];
    command = ["-W", "-db", "-f", CONFIG];
    #engine;
    #container;
    #control;
    #saved;
    /** Slots that were given to instances in this run or were found to be theirs. */
    #slots = new Map();
    /** `container` is the name of the one that it runs in. */
    constructor(engine, container) {
        this.#engine = engine;
        this.#container = container;
        this.#control = new Control(engine, container);
    }
    async load() {
        const state = await (0,archives/* getFile */.l)(this.#engine, this.#container, STATE).catch(() => undefined);
        this.#saved = state ? JSON.parse(state.toString("utf8")) : undefined;
        return this.#saved && { settings: this.#saved.settings, endpoints: this.#saved.routes };
    }
    async look(endpoints) {
        const slots = await this.#appSlots();
        const mark = infoOf(await this.#control.command("show info"), "description");
        const routed = new Map(slots.filter(({ traffic }) => traffic !== "out").map((slot) => [slot.address, slot]));
        const traffic = new Map();
        this.#slots.clear();
        for (const { name, address, port } of endpoints) {
            const slot = routed.get(`${address}:${port}`);
            if (!slot)
                continue;
            this.#slots.set(name, slot.name);
            traffic.set(name, slot.traffic);
            routed.delete(slot.address);
        }
        const settings = this.#saved?.settings;
        return {
            ...(settings && settingsMark(settings) === mark ? { settings } : {}),
            traffic,
            orphans: [...routed.values()].map(({ name }) => name),
        };
    }
    async install(settings, endpoints) {
        const state = this.#state(settings, endpoints);
        await (0,archives/* putFiles */.p)(this.#engine, this.#container, balancer/* FOLDER */.L, [
            { name: "haproxy.cfg", content: configText(state) },
            { name: "state.json", content: JSON.stringify(state) },
        ]);
        this.#saved = state;
    }
    async answers(settings, since) {
        // Each try needs a connection of its own: an old process would answer over the one that is open.
        this.#control.close();
        try {
            const info = await this.#control.command("show info");
            const changed = infoOf(info, "description") === settingsMark(settings) && infoOf(info, "pid") !== since;
            return changed || "it still runs with its old settings";
        }
        catch (error) {
            return (0,errors/* messageOf */.bD)(error);
        }
    }
    async save(settings, endpoints) {
        await this.#assignSlots(endpoints.map(({ name }) => name));
        await this.#write(this.#state(settings, endpoints));
    }
    async reload(settings) {
        // What is in traffic at this moment stays there; the saved routes may already be those of the next release.
        const slots = (await this.#appSlots()).filter(({ traffic }) => traffic === "in");
        const routes = slots.flatMap((slot) => {
            const name = [...this.#slots].find(([, assigned]) => assigned === slot.name)?.[0];
            const [address = "", port] = slot.address.split(":");
            return name ? [{ name, slot: slot.name, address, port: Number(port) }] : [];
        });
        await this.#write({ version: 1, settings, routes });
        const old = infoOf(await this.#control.command("show info"), "pid") ?? "";
        await (0,docker_containers/* signalContainer */.ob)(this.#engine, this.#container, "SIGUSR2");
        return old;
    }
    async gate(endpoints) {
        await this.#assignSlots(endpoints.map(({ name }) => name));
        await this.#control.change(endpoints.flatMap(({ name, address, port }) => [
            `set server ${this.#gate(name)} state maint`,
            `set server ${this.#gate(name)} addr ${address} port ${port}`,
            `set server ${this.#gate(name)} state ready`,
            // HAProxy trusts a server that leaves maintenance; this one has to earn it.
            `set server ${this.#gate(name)} health down`,
        ]));
    }
    async asked(names) {
        const slots = new Map(slotsOf(await this.#stats(), "gate").map((slot) => [slot.name, slot]));
        return new Map(names.flatMap((name) => {
            const slot = slots.get(this.#slots.get(name) ?? "");
            return slot ? [[name, { passed: slot.up, text: slot.check }]] : [];
        }));
    }
    async ungate(names) {
        await this.#control.change(names.map((name) => `set server ${this.#gate(name)} state maint`));
    }
    async move(enter, leave) {
        await this.#assignSlots(enter.map(({ name }) => name));
        await this.#control.change([
            ...enter.flatMap(({ name, address, port }) => [
                `set server ${this.#app(name)} addr ${address} port ${port}`,
                `set server ${this.#app(name)} weight 100`,
                `set server ${this.#app(name)} state ready`,
            ]),
            ...leave.map((name) => `set server ${this.#app(name)} state drain`),
        ]);
    }
    async open(names) {
        const slots = new Map((await this.#appSlots()).map((slot) => [slot.name, slot]));
        return new Map(names.map((name) => [name, slots.get(this.#slots.get(name) ?? "")?.open ?? 0]));
    }
    async out(names, cut = false) {
        const known = names.filter((name) => this.#slots.has(name));
        if (cut)
            for (const name of known)
                await this.#control.command(`shutdown sessions server ${this.#app(name)}`);
        await this.#control.change(known.map((name) => `set server ${this.#app(name)} state maint`));
        for (const name of known)
            this.#slots.delete(name);
    }
    async clear(routes) {
        await this.#control.change(routes.map((slot) => `set server app/${slot} state maint`));
    }
    async traffic() {
        return trafficOf(await this.#stats());
    }
    close() {
        this.#control.close();
    }
    async #stats() {
        return parseStats(await this.#control.command("show stat"));
    }
    async #appSlots() {
        return slotsOf(await this.#stats(), "app");
    }
    #slot(name) {
        const slot = this.#slots.get(name);
        if (!slot)
            throw new Error(`${name} has no slot`);
        return slot;
    }
    #app(name) {
        return `app/${this.#slot(name)}`;
    }
    #gate(name) {
        return `gate/${this.#slot(name)}`;
    }
    /** Those that were saved keep their slots, so that a container made anew leads where it led. */
    #state(settings, endpoints) {
        const saved = new Map(this.#saved?.routes.map(({ name, slot }) => [name, slot]));
        const routes = endpoints.map((endpoint) => {
            const slot = this.#slots.get(endpoint.name) ?? saved.get(endpoint.name) ?? this.#slot(endpoint.name);
            this.#slots.set(endpoint.name, slot);
            return { ...endpoint, slot };
        });
        return { version: 1, settings, routes };
    }
    async #write(state) {
        await (0,archives/* putFiles */.p)(this.#engine, this.#container, balancer/* FOLDER */.L, [
            { name: "haproxy.cfg.new", content: configText(state) },
            { name: "state.json.new", content: JSON.stringify(state) },
        ]);
        await (0,docker_records/* asRoot */.tE)(this.#engine, this.#container, `mv -f ${CONFIG}.new ${CONFIG} && mv -f ${STATE}.new ${STATE}`);
        this.#saved = state;
    }
    /** Gives each of these a slot that neither leads anywhere nor is spoken for; one that has a slot keeps it. */
    async #assignSlots(names) {
        const without = names.filter((name) => !this.#slots.has(name));
        if (without.length === 0)
            return;
        const busy = (await this.#appSlots()).filter(({ traffic }) => traffic !== "out").map(({ name }) => name);
        const taken = new Set([...this.#slots.values(), ...busy]);
        const free = Array.from({ length: SLOTS }, (_, index) => slotName(index)).filter((slot) => !taken.has(slot));
        for (const name of without) {
            const slot = free.shift();
            if (!slot)
                throw new Error("every slot of the load balancer is taken");
            this.#slots.set(name, slot);
        }
    }
}
/** A field of `show info`; HAProxy writes some of their names with a capital, and not in every version the same ones. */
function infoOf(info, field) {
    const line = info.split("\n").find((one) => one.toLowerCase().startsWith(`${field}:`));
    return line?.slice(field.length + 1).trim();
}

;// CONCATENATED MODULE: ./actions/deploy/docker/gate.js



const POLL = 50;
/**
 * Waits until each of these is healthy: the balancer has got good answers in a row, and the image's own health check,
 * where it has one, is content. Throws a UserError with the reason for the first that will not be.
 */
async function awaitHealthy(gate, names, signal) {
    const { driver, instances } = gate;
    await Promise.all(names.map((name) => instances.refresh(name)));
    for (const name of names) {
        if (!instances.get(name)?.running)
            throw await dead(gate, name);
    }
    await driver.gate(instances.endpoints(names));
    try {
        await healthy(gate, names, signal);
    }
    finally {
        await driver.ungate(names).catch(() => { });
    }
}
async function healthy(gate, names, signal) {
    const { driver, instances, clock } = gate;
    const deadline = clock.elapsed() + gate.timeout;
    const passed = new Set();
    const pending = new Set(names);
    while (pending.size > 0) {
        const answers = await driver.asked([...pending]);
        const late = clock.elapsed() > deadline;
        await Promise.all([...pending].map(async (name) => {
            const container = await instances.refresh(name);
            if (!container?.running)
                throw await dead(gate, name);
            if (container.health?.status === "unhealthy") {
                gate.onMoment(name, "failed");
                throw new errors/* UserError */.yo(`${name} is unhealthy, its own health check says: ${container.health.last || "nothing"}`);
            }
            const answer = answers.get(name);
            if (answer?.passed && !passed.has(name) && (await ownCheck(gate.engine, container, signal)))
                passed.add(name);
            if (answer?.passed && passed.has(name)) {
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
            await clock.sleep(POLL, signal);
    }
}
/**
 * Whether the image's own health check is content. While Docker still waits for its first turn, which may be half a
 * minute, the same command is run here.
 */
async function ownCheck(engine, container, signal) {
    if (!container.health || container.health.status === "healthy")
        return true;
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

;// CONCATENATED MODULE: ./actions/deploy/docker/instances.js





/** The containers of one app on one engine, as they were when they were last looked at. */
class Instances {
    #engine;
    #containers = new Map();
    constructor(engine) {
        this.#engine = engine;
    }
    /** Forgets all and takes these. */
    take(containers) {
        this.#containers = new Map(containers.map((container) => [container.name, container]));
    }
    get(name) {
        return this.#containers.get(name);
    }
    async refresh(name) {
        const container = await (0,docker_containers/* findContainer */.FA)(this.#engine, name);
        if (container)
            this.#containers.set(name, container);
        else
            this.#containers.delete(name);
        return container;
    }
    /** Where the balancer finds an instance; undefined while it has no address. */
    endpointOf(name) {
        const container = this.#containers.get(name);
        const address = container?.addresses[container.labels["quayside.network"] ?? ""];
        if (!container || !address)
            return undefined;
        return { name, address, port: Number(container.labels["quayside.port"]) };
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
    /** Makes and starts a container; nothing happens where it runs. */
    async start(name, making) {
        const { app, release, spec, image, secrets, labels } = making;
        const found = await this.refresh(name);
        if (found?.running)
            return;
        if (found)
            await (0,docker_containers/* removeContainer */.od)(this.#engine, found.id);
        try {
            await (0,docker_containers/* createContainer */.g$)(this.#engine, {
                name,
                image,
                labels: {
                    ...labels,
                    ...(0,names/* labelsOf */.P)(app, "instance"),
                    "quayside.release": release,
                    "quayside.number": name.split("-").at(-1) ?? "",
                    "quayside.image": image,
                    "quayside.network": spec.network,
                    "quayside.port": String(spec.port),
                },
                env: spec.env,
                network: spec.network,
                // A new container that dies shall stay dead, with its exit code and its log, until it has been found healthy.
                restart: "no",
                ...(spec.memory === undefined ? {} : { memory: spec.memory }),
                ...(spec.cpus === undefined ? {} : { cpus: spec.cpus }),
            });
            if (secrets.size > 0) {
                // In the container's own layer: it outlives a restart, and is gone with the container.
                await (0,archives/* putFiles */.p)(this.#engine, name, "/", [
                    { name: "run/secrets/", content: "" },
                    ...[...secrets].map(([file, content]) => ({ name: `run/secrets/${file}`, content, mode: 0o444 })),
                ]);
            }
            await (0,docker_containers/* startContainer */.YI)(this.#engine, name);
        }
        catch (error) {
            if ((0,api_errors/* statusOf */.c2)(error) === undefined)
                throw error;
            throw new errors/* UserError */.yo(`${name} could not be started: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
        }
        await this.refresh(name);
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
        const why = container.oomKilled
            ? "it ran out of memory"
            : container.error || `it ended with exit code ${container.exitCode}`;
        return new errors/* UserError */.yo(`${name} did not stay up: ${why}`, {
            hint: container.oomKilled
                ? "Give it more memory, or find out what it needs it for."
                : "Its last log lines say why.",
        });
    }
}

;// CONCATENATED MODULE: ./actions/deploy/docker/target.js













const target_POLL = 50;
/** One Docker Engine with a load balancer in front of the app's containers. */
class DockerTarget {
    #engine;
    #clock;
    #info;
    #options;
    #driver;
    #instances;
    #saved;
    /** What a balancer that was reloaded since has counted. */
    #counted = { requests: 0, failed: 0 };
    #drainTimeout;
    #stopTimeout;
    constructor(engine, world, options) {
        this.#drainTimeout = options.drainTimeout;
        this.#stopTimeout = options.stopTimeout;
        this.#engine = engine;
        this.#clock = world.clock;
        this.#info = world.runner.info;
        this.#options = options;
        this.#instances = new Instances(engine);
        this.#driver = new HaproxyDriver(engine, (0,names/* balancerName */.C)(options.app));
    }
    close() {
        this.#driver.close();
    }
    hurry() {
        this.#drainTimeout = Math.min(this.#drainTimeout, 1000);
        this.#stopTimeout = Math.min(this.#stopTimeout, 1000);
    }
    async observe() {
        const { app, spec } = this.#options;
        const [containers, network] = await Promise.all([
            (0,docker_containers/* listContainers */.ts)(this.#engine, { "quayside.app": app }),
            (0,networks/* findNetwork */.qC)(this.#engine, spec.network),
        ]);
        this.#instances.take(containers);
        const balancer = this.#instances.get((0,names/* balancerName */.C)(app));
        const running = balancer?.running === true;
        const [saved, records] = balancer
            ? await Promise.all([this.#driver.load(), (0,docker_records/* readRecords */.T3)(this.#engine, app)])
            : [undefined, []];
        this.#saved = saved;
        const own = containers.filter(({ labels }) => labels["quayside.role"] === "instance");
        const endpoints = own.flatMap(({ name }) => this.#instances.endpointOf(name) ?? []);
        const seen = running ? await this.#driver.look(endpoints) : undefined;
        const settings = running ? seen?.settings : saved?.settings;
        const instances = own.map((container) => ({
            id: container.id,
            name: container.name,
            release: container.labels["quayside.release"] ?? "",
            number: Number(container.labels["quayside.number"]) || 0,
            running: container.running,
            traffic: seen?.traffic.get(container.name) ?? "out",
        }));
        const last = records.findLast(({ outcome }) => outcome === "deployed");
        return {
            imagePresent: this.#options.imagePresent,
            networkPresent: network !== undefined,
            balancer: {
                state: !balancer ? "absent" : running ? "running" : "stopped",
                ...(balancer?.labels["quayside.shell"] ? { shell: balancer.labels["quayside.shell"] } : {}),
                ...(settings ? { settings } : {}),
                saved: saved?.endpoints.filter((endpoint) => this.#stillAt(endpoint)).map(({ name }) => name) ?? [],
            },
            instances: instances.sort((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1)),
            orphans: seen?.orphans ?? [],
            ...(last ? { last } : {}),
        };
    }
    async apply(operation, signal) {
        (0,errors/* throwIfAborted */.Te)(signal);
        const { app, settings } = this.#options;
        switch (operation.kind) {
            case "fetch-image":
                return await this.#options.fetchImage(signal);
            case "make-network":
                return await (0,networks/* makeNetwork */.zA)(this.#engine, operation.name, { "quayside.app": app });
            case "start-balancer":
                return await this.#startBalancer(settings, signal);
            case "replace-balancer":
                await this.#keepCount();
                await (0,docker_containers/* removeContainer */.od)(this.#engine, (0,names/* balancerName */.C)(app));
                return await this.#startBalancer(operation.settings, signal);
            case "reload-balancer": {
                await this.#keepCount();
                const since = await this.#driver.reload(operation.settings);
                return await this.#answers(operation.settings, signal, since);
            }
            case "remove":
            case "stop":
                return void (await Promise.all(operation.names.map((name) => this.#stop(name))));
            case "start":
                return void (await Promise.all(operation.names.map((name) => this.#start(name))));
            case "await-healthy":
                return await this.#awaitHealthy(operation.names, signal);
            case "save-routes":
                return await this.#driver.save((await this.#driver.load())?.settings ?? settings, this.#instances.endpoints(operation.names));
            case "switch":
                return await this.#switch(operation.enter, operation.leave);
            case "drain":
                return await this.#drain(operation.names, signal);
            case "clear-routes":
                return await this.#driver.clear(operation.routes);
            case "watch":
                return await this.#watch(operation.names, operation.milliseconds, signal);
            case "record":
                return await (0,docker_records/* appendRecord */.EB)(this.#engine, app, this.#options.record());
        }
    }
    async traffic() {
        const now = this.#running() ? await this.#driver.traffic() : { requests: 0, failed: 0 };
        return { requests: this.#counted.requests + now.requests, failed: this.#counted.failed + now.failed };
    }
    async logs(name) {
        return await (0,docker_containers/* logsOf */.Hw)(this.#engine, name, 50);
    }
    #running() {
        return this.#instances.get((0,names/* balancerName */.C)(this.#options.app))?.running === true;
    }
    #stillAt({ name, address, port }) {
        const now = this.#instances.endpointOf(name);
        return now?.address === address && now.port === port;
    }
    // --- the balancer
    async #startBalancer(settings, signal) {
        const { app, spec, publish, proxyImage, shell } = this.#options;
        const name = (0,names/* balancerName */.C)(app);
        const labels = (0,names/* labelsOf */.P)(app, "balancer");
        await (0,volumes/* makeVolume */.B)(this.#engine, name, labels);
        // One that stands still is made anew: all that it has to keep is in the volume, and its count of restarts with it.
        await (0,docker_containers/* removeContainer */.od)(this.#engine, name);
        await (0,docker_containers/* createContainer */.g$)(this.#engine, {
            name,
            image: proxyImage,
            labels: { ...labels, "quayside.shell": shell },
            entrypoint: this.#driver.entrypoint,
            command: this.#driver.command,
            network: spec.network,
            publish: [{ port: balancer/* FRONT_PORT */.I, ...publish }],
            volumes: [{ name, target: balancer/* FOLDER */.L }],
            restart: "unless-stopped",
        });
        // Containers may have come back with other addresses than those that were saved.
        const endpoints = (this.#saved?.endpoints ?? []).flatMap((saved) => this.#instances.endpointOf(saved.name) ?? []);
        await this.#driver.install(settings, endpoints);
        try {
            await (0,docker_containers/* startContainer */.YI)(this.#engine, name);
        }
        catch (error) {
            await (0,docker_containers/* removeContainer */.od)(this.#engine, name).catch(() => { });
            if (!(0,api_errors/* isPortTaken */.xM)(error))
                throw error;
            throw new errors/* UserError */.yo(`The load balancer cannot listen on ${publish.hostIp}:${publish.hostPort}: the port is taken.`, {
                hint: `Give another address with publish, or free this one: ss -ltnp 'sport = :${publish.hostPort}' shows who has it.`,
                cause: error,
            });
        }
        await this.#answers(settings, signal);
    }
    /** Waits until the balancer runs with these settings. `since` is what the driver gave for a reload. */
    async #answers(settings, signal, since) {
        const name = (0,names/* balancerName */.C)(this.#options.app);
        const deadline = this.#clock.elapsed() + 15_000;
        for (;;) {
            const container = await this.#instances.refresh(name);
            const answer = container?.running ? await this.#driver.answers(settings, since) : "it does not run";
            if (answer === true)
                return;
            if (this.#clock.elapsed() > deadline || (container && container.restarts > 2)) {
                const log = (0,log_text/* lastLines */.w$)(await this.logs(name), 5).join("\n");
                throw new errors/* UserError */.yo(`The load balancer did not come up: ${answer}\n${log}`, {
                    hint: `docker logs ${name} says more.`,
                });
            }
            await this.#clock.sleep(target_POLL, signal);
        }
    }
    async #keepCount() {
        this.#counted = await this.traffic().catch(() => this.#counted);
    }
    // --- instances
    async #start(name) {
        if ((await this.#instances.refresh(name))?.running)
            return;
        this.#options.onMoment(name, "starting");
        try {
            await this.#instances.start(name, this.#options);
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
    }
    async #switch(enter, leave) {
        await Promise.all(enter.map((name) => (0,docker_containers/* setRestart */.AU)(this.#engine, name, "unless-stopped")));
        await this.#driver.move(this.#instances.endpoints(enter), leave);
        for (const name of enter)
            this.#options.onMoment(name, "in traffic");
        for (const name of leave)
            this.#options.onMoment(name, "draining");
    }
    async #drain(names, signal) {
        const deadline = this.#clock.elapsed() + this.#drainTimeout;
        const empty = new Map(names.map((name) => [name, false]));
        while (empty.size > 0) {
            const open = await this.#driver.open([...empty.keys()]);
            for (const [name, before] of empty) {
                const count = open.get(name) ?? 0;
                const late = this.#clock.elapsed() > deadline;
                if (count > 0 && !late)
                    empty.set(name, false);
                // Empty twice in a row: a request may have been given to it in the instant before it was taken out.
                else if (count === 0 && !before)
                    empty.set(name, true);
                else {
                    if (count > 0) {
                        this.#info(`${name}: ${count} requests were still open after ${(0,units/* formatDuration */.a3)(this.#drainTimeout)} and are cut off`);
                    }
                    await this.#driver.out([name], count > 0);
                    this.#options.onMoment(name, "empty");
                    empty.delete(name);
                }
            }
            if (empty.size > 0)
                await this.#clock.sleep(target_POLL, signal);
        }
    }
    async #watch(names, milliseconds, signal) {
        const until = this.#clock.elapsed() + milliseconds;
        while (this.#clock.elapsed() < until) {
            for (const name of names) {
                const container = await this.#instances.refresh(name);
                if (!container?.running || container.restarts > 0) {
                    this.#options.onMoment(name, "failed");
                    throw await this.#instances.died(name);
                }
                if (container.health?.status === "unhealthy") {
                    throw new errors/* UserError */.yo(`${name} turned unhealthy in traffic: ${container.health.last || "its check said nothing"}`);
                }
            }
            await this.#clock.sleep(Math.min(500, Math.max(1, until - this.#clock.elapsed())), signal);
        }
    }
    async #stop(name) {
        if (this.#running())
            await this.#driver.out([name]);
        if (await this.#instances.stop(name, this.#stopTimeout))
            this.#options.onMoment(name, "stopped");
    }
}

// EXTERNAL MODULE: ./toolkit/docker/credentials.js
var credentials = __webpack_require__(5929);
// EXTERNAL MODULE: ./toolkit/docker/images.js
var docker_images = __webpack_require__(1909);
// EXTERNAL MODULE: ./toolkit/docker/stream.js
var docker_stream = __webpack_require__(1623);
;// CONCATENATED MODULE: ./toolkit/docker/pull.js


/**
 * Pulls one image, with credentials for its registry where they are given. Throws an Error where no registry answers in time, or refuses: the engine's own
 * words; and the signal's reason where it was aborted.
 */
async function pullImage(engine, reference, limits, signal, auth) {
    (0,errors/* throwIfAborted */.Te)(signal);
    const late = new AbortController();
    const wait = (milliseconds) => setTimeout(() => late.abort(new Error(`the registry of ${reference} gave no answer in time`)), milliseconds);
    const either = AbortSignal.any([signal, late.signal]);
    let timer = wait(limits.firstAnswer);
    try {
        const stream = await engine.api.pull(reference, { abortSignal: either, ...(auth ? { authconfig: auth } : {}) });
        await (0,docker_stream/* readStream */.b)(stream, () => {
            clearTimeout(timer);
            timer = wait(limits.stall);
        }, either);
    }
    catch (error) {
        (0,errors/* throwIfAborted */.Te)(either);
        throw error;
    }
    finally {
        clearTimeout(timer);
    }
}

// EXTERNAL MODULE: ./toolkit/docker/registry-host.js
var registry_host = __webpack_require__(6479);
// EXTERNAL MODULE: ./toolkit/retry.js
var retry = __webpack_require__(9972);
;// CONCATENATED MODULE: ./actions/deploy/image.js






/**
 * The image as the host holds it, pulled where it is missing (or always) with the login of the user's Docker
 * configuration. Throws a UserError where it can neither be found nor pulled.
 */
async function ensureImage(world, engine, reference, pull) {
    const there = await (0,docker_images.inspectImage)(engine, reference);
    if (there && pull === "missing")
        return there;
    world.runner.info(`Fetching ${reference}`);
    try {
        const auth = await (0,credentials/* configuredAuth */.n0)(await (0,credentials/* readDockerConfig */.TO)(world.runner.env), (0,registry_host/* splitHost */.V)(reference).host, world.run, {
            env: world.runner.env,
            signal: world.signal,
        });
        await (0,retry/* retry */.L)(() => pullImage(engine, reference, { firstAnswer: 30_000, stall: 120_000 }, world.signal, auth), {
            attempts: 3,
            base: 1000,
            cap: 5000,
            transient: (error) => /\b(429|5\d\d)\b|EOF|reset|timeout|timed out|in time/i.test((0,errors/* messageOf */.bD)(error)),
            clock: world.clock,
            signal: world.signal,
            onRetry: (error) => world.runner.info(`Trying again: ${(0,errors/* messageOf */.bD)(error)}`),
        });
    }
    catch (error) {
        (0,errors/* throwIfAborted */.Te)(world.signal);
        throw new errors/* UserError */.yo(`The image ${reference} is not on the host and cannot be pulled: ${(0,errors/* messageOf */.bD)(error)}`, {
            hint: "Check its name and tag, and that this host may pull it: docker login, or a registry that it can reach.",
            cause: error,
        });
    }
    const pulled = await (0,docker_images.inspectImage)(engine, reference);
    if (!pulled)
        throw new Error(`${reference} was pulled and is not there`);
    return pulled;
}

;// CONCATENATED MODULE: ./actions/deploy/lock.js




const lock_POLL = 500;
/** Rounds that a lock may be seen between its creation and its start; the holder died in between. */
const STALE_ROUNDS = 20;
/**
 * Takes the lock of an app: a container with a fixed name, which the engine gives to one only. It runs `cat` on a
 * standard input that this process holds open, so it ends, and is removed by the engine, as soon as this process is
 * gone, however it went. That works over every kind of connection.
 */
async function takeLock(engine, options, world) {
    const name = `${options.app}-deploy-lock`;
    const started = world.clock.elapsed();
    let told = "";
    let rounds = 0;
    let unborn = "";
    for (;;) {
        const taken = await tryLock(engine, name, options, world.clock);
        if (taken)
            return taken;
        const holder = await (0,docker_containers/* findContainer */.FA)(engine, name);
        if (!holder)
            continue;
        // A lock that never started, or that ended and was not removed, has no holder that could ever free it.
        rounds = unborn === holder.id ? rounds + 1 : 0;
        unborn = holder.running ? "" : holder.id;
        if (rounds >= STALE_ROUNDS) {
            await (0,docker_containers/* removeContainer */.od)(engine, holder.id);
            continue;
        }
        const who = holder.labels["quayside.holder"] ?? "somebody";
        if (options.onLock === "fail") {
            throw new errors/* UserError */.yo(`Another deploy of ${options.app} runs: ${who}`, {
                hint: "Let it end and run this again, or set on-lock: wait.",
            });
        }
        if (world.clock.elapsed() - started > options.timeout) {
            throw new errors/* UserError */.yo(`Another deploy of ${options.app} still runs after ${(0,units/* formatDuration */.a3)(options.timeout)}: ${who}`, { hint: "Look at that run; or give a longer lock-timeout." });
        }
        if (told !== who)
            world.runner.info(`Waiting for another deploy of ${options.app}: ${who}`);
        told = who;
        await world.clock.sleep(lock_POLL, world.signal);
    }
}
async function tryLock(engine, name, options, clock) {
    let id;
    try {
        id = await (0,docker_containers/* createContainer */.g$)(engine, {
            name,
            image: options.image,
            entrypoint: ["cat"],
            command: [],
            network: "none",
            stdin: true,
            autoRemove: true,
            labels: { "quayside.app": options.app, "quayside.role": "lock", "quayside.holder": options.holder },
        });
    }
    catch (error) {
        if ((0,api_errors/* statusOf */.c2)(error) === 409)
            return undefined;
        throw error;
    }
    let stdin;
    try {
        stdin = await (0,docker_containers/* attachStdin */.Sf)(engine, id);
        stdin.on("error", () => { });
        await (0,docker_containers/* startContainer */.YI)(engine, id);
    }
    catch (error) {
        stdin?.destroy();
        await (0,docker_containers/* removeContainer */.od)(engine, id).catch(() => { });
        throw error;
    }
    return {
        async check() {
            const mine = await (0,docker_containers/* findContainer */.FA)(engine, id);
            if (!mine?.running) {
                throw new errors/* UserError */.yo("The lock of this deploy is gone: somebody removed it, or the connection to the host broke.", {
                    hint: "Nothing more was changed. Run the deploy again; it goes on from what is there.",
                });
            }
        },
        async release() {
            stdin.destroy();
            await (0,docker_containers/* removeContainer */.od)(engine, id).catch(() => { });
            // The engine may be removing it by itself by now, and the next in line finds its name taken until that is done.
            for (let tries = 0; tries < 40 && (await (0,docker_containers/* findContainer */.FA)(engine, id).catch(() => undefined)); tries++) {
                await clock.sleep(50);
            }
        },
    };
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
    const alive = (name) => byName.get(name)?.running === true;
    const serves = (name) => alive(name) && byName.get(name)?.traffic === "in";
    const surplus = observed.instances.filter(({ name }) => !wanted.includes(name));
    const enter = wanted.filter((name) => !serves(name));
    // What dies in traffic is no use to anyone, but a route still leads there until it has been taken out.
    const leave = surplus.filter(({ traffic }) => traffic !== "out");
    const dead = wanted.filter((name) => byName.has(name) && !alive(name));
    const idle = surplus.filter(({ traffic }) => traffic === "out");
    const operations = [];
    const add = (operation, when = true) => {
        if (when)
            operations.push(operation);
    };
    add({ kind: "fetch-image", image: desired.image }, !observed.imagePresent);
    add({ kind: "make-network", name: desired.network }, !observed.networkPresent);
    // Those in traffic may not know the new path: they go on being asked for theirs until they are gone.
    const serving = leave.length > 0 ? observed.balancer.settings?.servingPath : undefined;
    const during = { ...desired.settings, servingPath: serving ?? desired.settings.servingPath };
    const { balancer } = observed;
    if (balancer.state === "absent")
        add({ kind: "start-balancer" });
    else if (balancer.shell !== desired.shell)
        add({ kind: "replace-balancer", settings: during });
    else if (balancer.state === "stopped")
        add({ kind: "start-balancer" });
    else
        add({ kind: "reload-balancer", settings: during }, !sameSettings(balancer.settings, during));
    add({ kind: "clear-routes", routes: observed.orphans }, observed.orphans.length > 0);
    const leftovers = [...dead, ...plan_names(idle)];
    add({ kind: "remove", names: leftovers }, leftovers.length > 0);
    const start = wanted.filter((name) => !alive(name));
    add({ kind: "start", names: start }, start.length > 0);
    add({ kind: "await-healthy", names: enter }, enter.length > 0);
    add({ kind: "save-routes", names: wanted }, !sameNames(balancer.saved, wanted) || enter.length > 0);
    operations.push(...moves(desired.strategy, enter, plan_names(leave)));
    if (!sameSettings(during, desired.settings))
        add({ kind: "reload-balancer", settings: desired.settings });
    add({ kind: "watch", names: wanted, milliseconds: desired.monitor }, enter.length > 0 && desired.monitor > 0);
    add({ kind: "stop", names: plan_names(leave) }, leave.length > 0);
    const recorded = observed.last?.release === desired.release;
    add({ kind: "record" }, operations.length > 0 || !recorded);
    return operations;
}
/**
 * What takes a failed deploy back: those that were in traffic before it stay or come back, everything newer goes.
 * `before` are the names that were in traffic when it began.
 */
function planBack(before, observed, settings) {
    const old = observed.instances.filter(({ name, running }) => before.includes(name) && running);
    const newer = observed.instances.filter(({ name }) => !before.includes(name));
    const operations = [];
    if (observed.balancer.state === "running") {
        const enter = plan_names(old.filter(({ traffic }) => traffic !== "in"));
        const leave = plan_names(newer.filter(({ traffic }) => traffic === "in"));
        const routed = plan_names(newer.filter(({ traffic }) => traffic !== "out"));
        if (observed.orphans.length > 0)
            operations.push({ kind: "clear-routes", routes: observed.orphans });
        if (!sameNames(observed.balancer.saved, plan_names(old)))
            operations.push({ kind: "save-routes", names: plan_names(old) });
        if (enter.length + leave.length > 0)
            operations.push({ kind: "switch", enter, leave });
        if (routed.length > 0)
            operations.push({ kind: "drain", names: routed });
        if (settings && !sameSettings(observed.balancer.settings, settings)) {
            operations.push({ kind: "reload-balancer", settings });
        }
    }
    if (newer.length > 0)
        operations.push({ kind: "stop", names: plan_names(newer) });
    return operations;
}
function moves(strategy, enter, leave) {
    if (enter.length + leave.length === 0)
        return [];
    if (strategy === "blue-green") {
        const all = [{ kind: "switch", enter, leave }];
        return leave.length > 0 ? [...all, { kind: "drain", names: leave }] : all;
    }
    const operations = [];
    const steps = Math.max(enter.length, 1);
    for (let step = 0; step < steps; step++) {
        // Where fewer come than go, the last step takes all the rest.
        const going = leave.slice(step, step === steps - 1 ? undefined : step + 1);
        operations.push({ kind: "switch", enter: enter.slice(step, step + 1), leave: going });
        if (going.length > 0)
            operations.push({ kind: "drain", names: going });
    }
    return operations;
}
function plan_names(instances) {
    return instances.map(({ name }) => name);
}
function sameNames(one, other) {
    return [...one].sort().join() === [...other].sort().join();
}
function sameSettings(one, other) {
    return one?.algorithm === other.algorithm && one.gatePath === other.gatePath && one.servingPath === other.servingPath;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./actions/deploy/release.js

/**
 * Id of a release: twelve hexadecimal digits over all that its containers are made of. The same wishes always give the
 * same id, so that a second run recognises what a first one left behind.
 */
function releaseId(spec) {
    return (0,external_node_crypto_.createHash)("sha256")
        .update(JSON.stringify(sorted(spec)))
        .digest("hex")
        .slice(0, 12);
}
/** A hash of a secret for the release's id. */
function secretHash(value) {
    return (0,external_node_crypto_.createHash)("sha256").update(`quayside secret\n${value}`).digest("hex");
}
// JSON keeps the order in which keys were set; the id must not depend on it.
function sorted(value) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
        return value;
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}

;// CONCATENATED MODULE: ./actions/deploy/target.js
/** An operation in words, for `mode: plan`, the log and the summary. */
function describe(operation) {
    const list = (names) => names.join(", ");
    switch (operation.kind) {
        case "fetch-image":
            return `fetch image ${operation.image}`;
        case "make-network":
            return `make network ${operation.name}`;
        case "start-balancer":
            return "start the load balancer";
        case "replace-balancer":
            return "replace the load balancer (its image, address or network changed; it does not answer for a moment)";
        case "reload-balancer":
            return "reload the load balancer with its changed settings";
        case "remove":
            return `remove leftovers ${list(operation.names)}`;
        case "start":
            return `start ${list(operation.names)}`;
        case "await-healthy":
            return `wait until healthy: ${list(operation.names)}`;
        case "save-routes":
            return `save routes for a restart of the load balancer: ${list(operation.names) || "none"}`;
        case "switch": {
            const parts = [
                operation.enter.length > 0 ? `into traffic ${list(operation.enter)}` : "",
                operation.leave.length > 0 ? `out of traffic ${list(operation.leave)}` : "",
            ];
            return parts.filter((part) => part !== "").join("; ");
        }
        case "drain":
            return `wait until no request is left on ${list(operation.names)}`;
        case "clear-routes":
            return `clear routes that lead nowhere: ${list(operation.routes)}`;
        case "watch":
            return `watch ${list(operation.names)} for ${operation.milliseconds / 1000} s`;
        case "stop":
            return `stop and remove ${list(operation.names)}`;
        case "record":
            return "record the deploy";
    }
}

;// CONCATENATED MODULE: ./actions/deploy/rollout.js











/** Taking back starts no container and waits for nobody; a host that cannot do it in this time needs a person. */
const BACK_LIMIT = 60_000;
/**
 * Brings the release that the inputs ask for into traffic, or only plans it. `report` is filled as things become known.
 * Whatever fails, the releases that were in traffic before are so afterwards; the error is thrown then, with the outcome
 * in the report.
 */
async function rollout(world, engine, inputs, image, told) {
    const { runner, clock } = world;
    const { report } = told;
    const begin = clock.elapsed();
    const facts = await ensureImage(world, engine, image, inputs.pull);
    await ensureImage(world, engine, inputs.proxyImage, "missing");
    const spec = {
        image: facts.id,
        port: inputs.port,
        env: Object.fromEntries(inputs.env),
        secrets: Object.fromEntries([...inputs.secrets].map(([name, value]) => [name, secretHash(value)])),
        network: inputs.network || inputs.app,
        ...(inputs.memory === undefined ? {} : { memory: inputs.memory }),
        ...(inputs.cpus === undefined ? {} : { cpus: inputs.cpus }),
    };
    const release = releaseId(spec);
    const settings = {
        algorithm: inputs.lbAlgorithm,
        gatePath: inputs.healthPath,
        servingPath: inputs.healthPath,
    };
    const { hostIp, hostPort } = inputs.publish;
    const shell = `${inputs.proxyImage} ${hostIp}:${hostPort} ${spec.network}`;
    Object.assign(report, {
        release,
        image,
        digest: /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1] ?? facts.id,
        url: `http://${hostIp === "0.0.0.0" ? "127.0.0.1" : hostIp}:${hostPort}`,
    });
    told.changed();
    const desired = {
        app: inputs.app,
        release,
        image,
        network: spec.network,
        replicas: inputs.replicas,
        strategy: inputs.strategy,
        shell,
        settings,
        monitor: inputs.monitorSeconds,
    };
    const target = new DockerTarget(engine, world, {
        app: inputs.app,
        release,
        spec,
        image,
        imagePresent: true,
        secrets: inputs.secrets,
        publish: inputs.publish,
        proxyImage: inputs.proxyImage,
        shell,
        settings,
        healthTimeout: inputs.healthTimeout,
        drainTimeout: inputs.drainTimeout,
        stopTimeout: inputs.stopTimeout,
        labels: {
            "quayside.commit": runner.env.GITHUB_SHA ?? runner.env.GIT_COMMIT ?? "",
            "quayside.run": (0,run_url/* runUrl */.V)(runner.env),
        },
        record: () => recordOf(world, report, inputs.replicas),
        onMoment: (instance, what) => report.moments.push({ at: clock.elapsed() - begin, instance, what }),
        fetchImage: async () => void (await ensureImage(world, engine, image, "missing")),
    });
    let lock;
    try {
        let observed = await target.observe();
        let operations = plan(desired, observed);
        // A plan changes nothing, and neither does a deploy of what is there: they need no lock, which is a change itself.
        if (inputs.mode !== "plan" && operations.length > 0) {
            lock = await takeLock(engine, {
                app: inputs.app,
                image: inputs.proxyImage,
                onLock: inputs.onLock,
                timeout: inputs.lockTimeout,
                holder: holderOf(runner.env, clock.now()),
            }, world);
            // Whoever held the lock until now may have changed everything.
            observed = await target.observe();
            operations = plan(desired, observed);
        }
        const before = observed.instances.filter(({ traffic, running }) => traffic === "in" && running);
        report.previous = before.find((instance) => instance.release !== release)?.release ?? before[0]?.release ?? "";
        if (inputs.mode === "plan") {
            report.outcome = "planned";
            report.operations = operations.map(describe);
            for (const text of report.operations)
                runner.info(`would ${text}`);
            if (operations.length === 0)
                runner.info("Nothing to do: this release is in traffic.");
            return;
        }
        if (!lock || operations.length === 0) {
            report.outcome = "unchanged";
            runner.info(`Release ${release} is in traffic; nothing was changed.`);
            return;
        }
        let start = await target.traffic();
        const count = async () => {
            const now = await target.traffic();
            report.requests = Math.max(0, now.requests - start.requests);
            report.failedRequests = Math.max(0, now.failed - start.failed);
        };
        let switched;
        // Once the old ones are being stopped there is nothing to go back to; the new ones serve, and the next run tidies up.
        let settled = false;
        try {
            for (const operation of told.arrange?.(operations) ?? operations) {
                // Whoever has lost the lock must not go on: another deploy may be changing the same things.
                await lock.check();
                if (operation.kind === "record") {
                    await count();
                    report.outcome = "deployed";
                    report.durationMs = Math.round(clock.elapsed() - begin);
                }
                const from = clock.elapsed();
                settled ||= operation.kind === "stop" || operation.kind === "record";
                runner.info(describe(operation));
                await target.apply(operation, world.signal);
                report.operations.push(describe(operation));
                // Before the first release there was nobody who could have answered.
                if (operation.kind === "switch" && !switched && before.length === 0)
                    start = await target.traffic();
                if (operation.kind === "switch")
                    switched = { from: switched?.from ?? from, to: clock.elapsed() };
            }
            report.switchMs = switched ? Math.round(switched.to - switched.from) : 0;
        }
        catch (error) {
            report.reason = runner.redact((0,errors/* messageOf */.bD)(error));
            await keepLogs(target, report, operations, runner.redact);
            if (settled) {
                report.outcome = "deployed";
                throw failure(error, report);
            }
            if (world.signal.aborted)
                target.hurry();
            const names = before.map(({ name }) => name);
            await takeBack(world, target, report, names, observed.balancer.settings, switched !== undefined);
            await count().catch(() => { });
            await target.apply({ kind: "record" }, AbortSignal.timeout(BACK_LIMIT)).catch(() => { });
            throw failure(error, report);
        }
    }
    finally {
        target.close();
        await lock?.release();
    }
}
/** The last release before the one in traffic that was deployed and good, by the host's own record. */
async function previousImage(engine, app) {
    const records = (await (0,docker_records/* readRecords */.T3)(engine, app)).filter(({ outcome }) => outcome === "deployed");
    const current = records.at(-1);
    const previous = records.findLast(({ release }) => release !== current?.release);
    if (!previous) {
        throw new errors/* UserError */.yo(`There is no release of ${app} to go back to`, {
            hint: `The record in the volume ${(0,names/* balancerName */.C)(app)} names ${records.length === 0 ? "no deploy" : "only one release"}.`,
        });
    }
    return previous.image;
}
async function keepLogs(target, report, operations, redact) {
    const started = operations.flatMap((operation) => (operation.kind === "start" ? operation.names : []));
    const failed = report.moments.findLast(({ what }) => what === "failed")?.instance ?? started[0];
    if (!failed)
        return;
    const lines = redact(await target.logs(failed).catch(() => "")).trim();
    if (lines !== "")
        report.logs = { container: failed, lines };
}
async function takeBack(world, target, report, before, settings, switched) {
    report.outcome = switched ? "rolled-back" : "failed-before-switch";
    // The run may have been asked to stop; what was begun has to be taken back all the same.
    const signal = AbortSignal.timeout(BACK_LIMIT);
    try {
        const observed = await target.observe();
        if (before.length > 0 && !observed.instances.some(({ name, running }) => running && before.includes(name))) {
            throw new errors/* UserError */.yo("Of the release before no container runs any more, so the new ones were left as they are.");
        }
        for (const operation of planBack(before, observed, settings)) {
            world.runner.info(`taking back: ${describe(operation)}`);
            await target.apply(operation, signal);
            report.operations.push(`taking back: ${describe(operation)}`);
        }
    }
    catch (error) {
        report.outcome = "rollback-failed";
        report.reason += `\nTaking it back failed too: ${world.runner.redact((0,errors/* messageOf */.bD)(error))}`;
    }
}
function failure(error, report) {
    if (!(error instanceof errors/* UserError */.yo))
        return error;
    const logs = report.logs ? `\nLast lines of ${report.logs.container}:\n${indent(report.logs.lines)}` : "";
    const now = {
        deployed: "The new release is in traffic; run this again to finish what is left.",
        "failed-before-switch": "It never got traffic; what ran before goes on.",
        "rolled-back": "The release before is in traffic again.",
        "rollback-failed": "Taking it back failed; look at the host.",
    }[report.outcome];
    return new errors/* UserError */.yo(`${(0,errors/* messageOf */.bD)(error)}${logs}`, {
        exitCode: error.exitCode,
        cause: error.cause,
        hint: [now, error.hint].filter(Boolean).join(" "),
    });
}
function indent(text) {
    return text
        .split("\n")
        .map((line) => `  ${line}`)
        .join("\n");
}
function recordOf(world, report, replicas) {
    const { env } = world.runner;
    return {
        version: 1,
        at: new Date(world.clock.now()).toISOString(),
        release: report.release,
        previous: report.previous,
        image: report.image,
        digest: report.digest,
        outcome: report.outcome,
        replicas,
        durationMs: report.durationMs,
        requests: report.requests,
        failedRequests: report.failedRequests,
        by: env.GITHUB_ACTOR ?? env.BUILD_USER ?? env.USER ?? "",
        commit: env.GITHUB_SHA ?? env.GIT_COMMIT ?? env.TRAVIS_COMMIT ?? "",
        run: (0,run_url/* runUrl */.V)(env),
    };
}
/** Who deploys, for those who find the lock taken. */
function holderOf(env, now) {
    const run = (0,run_url/* runUrl */.V)(env) || `${env.USER ?? "somebody"} on ${(0,external_node_os_.hostname)()}, process ${process.pid}`;
    return `${run}, since ${new Date(now).toISOString()}`;
}


/***/ }),

/***/ 155:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mr: () => (/* binding */ orMissing),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   sv: () => (/* binding */ unlessSettled),
/* harmony export */   xM: () => (/* binding */ isPortTaken)
/* harmony export */ });
/** The HTTP status of an engine's answer that was an error; undefined for every other error. */
function statusOf(error) {
    const status = error?.statusCode;
    return typeof status === "number" ? status : undefined;
}
/** What an engine call answers, or undefined where the engine says that there is no such object. */
async function orMissing(call) {
    try {
        return await call;
    }
    catch (error) {
        if (statusOf(error) === 404)
            return undefined;
        throw error;
    }
}
/** Ends a call quietly where the object is in the wanted state already (304), on its way there (409) or gone (404). */
async function unlessSettled(call) {
    try {
        await call;
    }
    catch (error) {
        if (![304, 404, 409].includes(statusOf(error) ?? 0))
            throw error;
    }
}
/** Whether a container did not start because another program has its port. */
function isPortTaken(error) {
    return error instanceof Error && /port is already allocated|address already in use/.test(error.message);
}


/***/ }),

/***/ 8276:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ getFile),
  p: () => (/* binding */ putFiles)
});

// EXTERNAL MODULE: ./toolkit/docker/api-errors.js
var api_errors = __webpack_require__(155);
;// CONCATENATED MODULE: ./toolkit/docker/tar.js
/** A tar archive (ustar) of a few small files, all owned by root. A name that ends with `/` is a folder. */
function tarOf(files) {
    const blocks = [];
    for (const { name, content, mode } of files) {
        const folder = name.endsWith("/");
        const body = folder ? Buffer.alloc(0) : Buffer.from(content);
        const header = Buffer.alloc(512);
        if (Buffer.byteLength(name) > 99)
            throw new Error(`the name of a file in an archive is too long: ${name}`);
        header.write(name, 0);
        header.write(`${octal(mode ?? (folder ? 0o755 : 0o644), 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100);
        header.write(`${octal(body.length, 11)}\0${octal(0, 11)}\0`, 124);
        // The checksum is computed over a header in which it is eight spaces.
        header.write("        ", 148);
        header.write(folder ? "5" : "0", 156);
        header.write("ustar\0", 257);
        header.write("00", 263);
        const sum = header.reduce((total, byte) => total + byte, 0);
        header.write(`${octal(sum, 6)}\0 `, 148);
        blocks.push(header, body, Buffer.alloc((512 - (body.length % 512)) % 512));
    }
    return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
/** The first plain file of a tar archive; undefined where it holds none. */
function firstFileOf(tar) {
    for (let at = 0; at + 512 <= tar.length;) {
        const size = Number.parseInt(tar.toString("latin1", at + 124, at + 135), 8) || 0;
        const kind = tar.toString("latin1", at + 156, at + 157);
        if ((kind === "0" || kind === "\0") && tar[at] !== 0)
            return tar.subarray(at + 512, at + 512 + size);
        at += 512 + Math.ceil(size / 512) * 512;
    }
    return undefined;
}
function octal(value, digits) {
    return value.toString(8).padStart(digits, "0");
}

;// CONCATENATED MODULE: ./toolkit/docker/archives.js


/** Puts small files into a folder of a container, which may stand still. The folder has to be there. */
async function putFiles(engine, id, folder, files) {
    await engine.api.getContainer(id).putArchive(tarOf(files), { path: folder });
}
/** The content of a file of a container, which may stand still; undefined where there is no such file. */
async function getFile(engine, id, path) {
    const stream = await (0,api_errors/* orMissing */.Mr)(engine.api.getContainer(id).getArchive({ path }));
    if (!stream)
        return undefined;
    const chunks = [];
    for await (const chunk of stream)
        chunks.push(Buffer.from(chunk));
    return firstFileOf(Buffer.concat(chunks));
}


/***/ }),

/***/ 9643:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AU: () => (/* binding */ setRestart),
/* harmony export */   FA: () => (/* binding */ findContainer),
/* harmony export */   Hw: () => (/* binding */ logsOf),
/* harmony export */   SI: () => (/* binding */ stopContainer),
/* harmony export */   Sf: () => (/* binding */ attachStdin),
/* harmony export */   YI: () => (/* binding */ startContainer),
/* harmony export */   g$: () => (/* binding */ createContainer),
/* harmony export */   ob: () => (/* binding */ signalContainer),
/* harmony export */   od: () => (/* binding */ removeContainer),
/* harmony export */   ts: () => (/* binding */ listContainers)
/* harmony export */ });
/* unused harmony export waitForContainer */
/* harmony import */ var _api_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(155);
/* harmony import */ var _frames_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9061);


/** Creates a container and does not start it; returns its id. Name conflicts throw an error with status 409. */
async function createContainer(engine, spec) {
    const ports = spec.publish ?? [];
    const container = await engine.api.createContainer({
        name: spec.name,
        Image: spec.image,
        Labels: { ...spec.labels },
        Env: Object.entries(spec.env ?? {}).map(([name, value]) => `${name}=${value}`),
        ...(spec.entrypoint ? { Entrypoint: [...spec.entrypoint] } : {}),
        ...(spec.command ? { Cmd: [...spec.command] } : {}),
        ...(spec.user ? { User: spec.user } : {}),
        ...(spec.stdin ? { OpenStdin: true, StdinOnce: true, AttachStdin: true } : {}),
        ExposedPorts: Object.fromEntries(ports.map(({ port }) => [`${port}/tcp`, {}])),
        HostConfig: {
            NetworkMode: spec.network,
            PortBindings: Object.fromEntries(ports.map(({ port, hostIp, hostPort }) => [`${port}/tcp`, [{ HostIp: hostIp, HostPort: String(hostPort) }]])),
            RestartPolicy: { Name: spec.restart ?? "no" },
            ...(spec.volumes
                ? { Mounts: spec.volumes.map(({ name, target }) => ({ Type: "volume", Source: name, Target: target })) }
                : {}),
            ...(spec.memory ? { Memory: spec.memory, MemorySwap: spec.memory } : {}),
            ...(spec.cpus ? { NanoCpus: Math.round(spec.cpus * 1e9) } : {}),
            ...(spec.autoRemove ? { AutoRemove: true } : {}),
        },
        ...(spec.aliases
            ? { NetworkingConfig: { EndpointsConfig: { [spec.network]: { Aliases: [...spec.aliases] } } } }
            : {}),
    });
    return container.id;
}
/** Starts a container; nothing happens where it runs. */
async function startContainer(engine, id) {
    await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orMissing */ .Mr)(engine.api.getContainer(id).start().catch(ignoring(304)));
}
/** Asks it to stop (its stop signal) and kills it after so many milliseconds; nothing happens where it stands still. */
async function stopContainer(engine, id, timeout) {
    await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unlessSettled */ .sv)(engine.api.getContainer(id).stop({ t: Math.ceil(timeout / 1000) }));
}
/** Removes a container, also a running one, and its anonymous volumes; nothing happens where there is none. */
async function removeContainer(engine, id) {
    await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unlessSettled */ .sv)(engine.api.getContainer(id).remove({ force: true, v: true }));
}
/** Sends a signal to the first process of a container. */
async function signalContainer(engine, id, signal) {
    await engine.api.getContainer(id).kill({ signal });
}
/** Says what the engine does when the container ends by itself. */
async function setRestart(engine, id, restart) {
    await engine.api.getContainer(id).update({ RestartPolicy: { Name: restart } });
}
/** A container by its id or name; undefined where there is none. */
async function findContainer(engine, id) {
    const found = await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orMissing */ .Mr)(engine.api.getContainer(id).inspect());
    return found && describe(found);
}
/** All containers, also those that stand still, that carry these labels; an empty value stands for any. */
async function listContainers(engine, labels) {
    const label = Object.entries(labels).map(([name, value]) => (value === "" ? name : `${name}=${value}`));
    const listed = await engine.api.listContainers({ all: true, filters: { label } });
    const found = await Promise.all(listed.map(({ Id }) => findContainer(engine, Id)));
    return found.filter((container) => container !== undefined);
}
/** The last lines that a container wrote, both streams as one text; `""` where there is no such container. */
async function logsOf(engine, id, tail) {
    const log = await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orMissing */ .Mr)(engine.api.getContainer(id).logs({ stdout: true, stderr: true, tail, follow: false }));
    return log ? (0,_frames_js__WEBPACK_IMPORTED_MODULE_1__/* .unframed */ .x)(log).trimEnd() : "";
}
/** Attaches to the standard input of a container; it ends there when the stream is closed, or when this process is. */
async function attachStdin(engine, id) {
    const options = { stream: true, stdin: true, stdout: false, stderr: false, hijack: true };
    return (await engine.api.getContainer(id).attach(options));
}
/** Ends when the container has: gives its exit code. */
async function waitForContainer(engine, id, signal) {
    const container = engine.api.getContainer(id);
    const { StatusCode } = (await container.wait(signal ? { abortSignal: signal } : {}));
    return StatusCode;
}
function describe(found) {
    const { State, Config, NetworkSettings } = found;
    const health = State.Health && State.Health.Status !== "none" ? State.Health : undefined;
    const test = Config.Healthcheck?.Test;
    return {
        id: found.Id,
        name: found.Name.replace(/^\//, ""),
        labels: Config.Labels ?? {},
        image: found.Image,
        status: State.Status,
        running: State.Running && !State.Restarting,
        exitCode: State.ExitCode,
        oomKilled: State.OOMKilled,
        error: State.Error,
        restarts: found.RestartCount,
        startedAt: Date.parse(State.StartedAt),
        ...(health
            ? {
                health: {
                    status: health.Status,
                    last: (health.Log ?? []).at(-1)?.Output?.trim() ?? "",
                },
            }
            : {}),
        ...(test?.[0]?.startsWith("CMD") ? { healthTest: test } : {}),
        addresses: Object.fromEntries(Object.entries(NetworkSettings.Networks ?? {}).flatMap(([name, { IPAddress }]) => IPAddress ? [[name, IPAddress]] : [])),
        // What was asked for, so that it is known of a container that stands still as well.
        published: Object.values((found.HostConfig.PortBindings ?? {}))
            .flat()
            .map(({ HostIp, HostPort }) => `${HostIp}:${HostPort}`),
    };
}
function ignoring(status) {
    return (error) => {
        if (error.statusCode !== status)
            throw error;
    };
}


/***/ }),

/***/ 5929:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TO: () => (/* binding */ readDockerConfig),
/* harmony export */   n0: () => (/* binding */ configuredAuth),
/* harmony export */   nK: () => (/* binding */ configKeys),
/* harmony export */   vg: () => (/* binding */ configFolder)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
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

/***/ 9282:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ openExec),
/* harmony export */   X: () => (/* binding */ execIn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6715);
/* harmony import */ var _frames_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9061);


/**
 * Runs a command in a running container to its end. A code other than 0 is a result, not an error.
 * `user` is root where it is `0`; the container's own where it is not given.
 */
async function execIn(engine, id, argv, options = {}) {
    (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(options.signal);
    const exec = await engine.api.getContainer(id).exec({
        Cmd: [...argv],
        AttachStdout: true,
        AttachStderr: true,
        ...(options.user ? { User: options.user } : {}),
    });
    const stream = (await exec.start({ hijack: true, stdin: false }));
    const output = { stdout: [], stderr: [] };
    const frames = new _frames_js__WEBPACK_IMPORTED_MODULE_1__/* .Frames */ .H((piece, which) => output[which].push(piece));
    await new Promise((done, fail) => {
        const onAbort = () => stream.destroy(options.signal?.reason);
        options.signal?.addEventListener("abort", onAbort, { once: true });
        stream.on("data", (chunk) => frames.push(chunk));
        stream.once("error", fail);
        stream.once("close", done);
        stream.once("end", done);
    });
    (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(options.signal);
    const text = (pieces) => Buffer.concat(pieces).toString("utf8");
    // The stream may end a moment before the engine has noted the exit code.
    let state = await exec.inspect();
    for (let tries = 0; state.Running && tries < 100; tries++) {
        await new Promise((done) => setTimeout(done, 10));
        state = await exec.inspect();
    }
    return { code: state.ExitCode ?? 1, stdout: text(output.stdout), stderr: text(output.stderr) };
}
/** Starts a command in a running container and stays connected to its standard streams. */
async function openExec(engine, id, argv, on) {
    const exec = await engine.api
        .getContainer(id)
        .exec({ Cmd: [...argv], AttachStdin: true, AttachStdout: true, AttachStderr: true });
    const stream = (await exec.start({ hijack: true, stdin: true }));
    let closed = false;
    const end = (error) => {
        if (closed)
            return;
        closed = true;
        on.end(error);
    };
    const frames = new _frames_js__WEBPACK_IMPORTED_MODULE_1__/* .Frames */ .H((piece, which) => on.output(piece.toString("utf8"), which));
    stream.on("data", (chunk) => frames.push(chunk));
    stream.once("error", end);
    stream.once("end", () => end());
    stream.once("close", () => end());
    return {
        write: (text) => void stream.write(text),
        close: () => {
            stream.end();
            stream.destroy();
        },
        get closed() {
            return closed;
        },
    };
}


/***/ }),

/***/ 9061:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ Frames),
/* harmony export */   x: () => (/* binding */ unframed)
/* harmony export */ });
/** Takes the engine's framing of two streams apart: eight bytes (stream, three zeros, length) before each piece. */
class Frames {
    #rest = Buffer.alloc(0);
    #onPiece;
    constructor(onPiece) {
        this.#onPiece = onPiece;
    }
    push(chunk) {
        this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
        while (this.#rest.length >= 8) {
            const length = this.#rest.readUInt32BE(4);
            if (this.#rest.length < 8 + length)
                return;
            this.#onPiece(this.#rest.subarray(8, 8 + length), this.#rest[0] === 2 ? "stderr" : "stdout");
            this.#rest = this.#rest.subarray(8 + length);
        }
    }
}
/** The text of both streams in the order in which they were written. */
function unframed(framed) {
    const pieces = [];
    new Frames((piece) => pieces.push(piece)).push(framed);
    return Buffer.concat(pieces).toString("utf8");
}


/***/ }),

/***/ 1909:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E$: () => (/* binding */ tagImage),
/* harmony export */   GH: () => (/* binding */ pushImage),
/* harmony export */   inspectImage: () => (/* binding */ inspectImage),
/* harmony export */   storesInContainerd: () => (/* binding */ storesInContainerd),
/* harmony export */   wD: () => (/* binding */ checkLogin)
/* harmony export */ });
/* unused harmony exports removeImage, listImages */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6715);
/* harmony import */ var _api_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(155);
/* harmony import */ var _stream_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1623);



/** The image of that reference or id; undefined where the engine holds none. */
async function inspectImage(engine, reference) {
    const image = engine.api.getImage(reference);
    const facts = await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orMissing */ .Mr)(image.inspect());
    if (!facts)
        return undefined;
    const history = ((await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .orMissing */ .Mr)(image.history())) ?? []);
    return {
        id: facts.Id,
        size: facts.Size,
        tags: facts.RepoTags ?? [],
        layers: history.map((layer) => ({ createdBy: layer.CreatedBy ?? "", size: layer.Size ?? 0 })).reverse(),
        labels: facts.Config?.Labels ?? {},
        user: facts.Config?.User ?? "",
        os: facts.Os,
        architecture: facts.Architecture,
    };
}
/** Whether the engine keeps images in containerd's store, which holds indexes, attestations and annotations too. */
async function storesInContainerd(engine) {
    const { DriverStatus } = (await engine.api.info());
    return DriverStatus?.some((pair) => pair.includes("io.containerd.snapshotter.v1")) ?? false;
}
/** Gives an image a further name. A name that another image had moves to this one. */
async function tagImage(engine, source, name, tag) {
    await engine.api.getImage(source).tag({ repo: name, tag });
}
/** Takes one name (or the whole image, by its id) away; no error where it is gone already. */
async function removeImage(engine, reference) {
    await orMissing(engine.api.getImage(reference).remove());
}
/** The references (the id where it has none) of all images whose name matches a pattern such as `*\/shop`, of any tag. */
async function listImages(engine, pattern) {
    const images = await engine.api.listImages({ filters: { reference: [pattern] } });
    return images.flatMap(({ Id, RepoTags }) => {
        const tags = (RepoTags ?? []).filter((tag) => tag !== "<none>:<none>");
        return tags.length > 0 ? tags : [Id];
    });
}
/** Whether a registry takes a login, as the engine sees it; `unknown` where the registry could not be asked. */
async function checkLogin(engine, auth, signal) {
    // An identity token is for the token server; a registry cannot be asked about it in this way.
    if (auth.identitytoken)
        return "unknown";
    try {
        await engine.api.checkAuth({ ...auth, ...(signal ? { abortSignal: signal } : {}) });
        return "taken";
    }
    catch (error) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(signal);
        return /401|unauthorized|incorrect username/i.test(String(error)) ? "refused" : "unknown";
    }
}
/**
 * Pushes one tag. `tag` is always sent: without it the engine pushes every local tag of the name (Engine API,
 * ImagePush). Ends the push when `signal` is aborted. Throws what the registry or the engine said.
 */
async function pushImage(engine, name, tag, options = {}) {
    const { signal } = options;
    const layers = new Map();
    let result;
    (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(signal);
    const stream = await engine.api
        .getImage(name)
        // The engine asks for the header even where there is nothing to say in it.
        .push({ tag, authconfig: options.auth ?? {}, ...(signal ? { abortSignal: signal } : {}) })
        .catch((error) => {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(signal);
        throw error;
    });
    await (0,_stream_js__WEBPACK_IMPORTED_MODULE_1__/* .readStream */ .b)(stream, (message) => {
        const aux = message.aux;
        if (aux?.Digest)
            result = { digest: aux.Digest, size: aux.Size ?? 0 };
        // Containerd's store tells the digest in a sentence only.
        const said = /digest: (sha256:[0-9a-f]{64}) size: (\d+)/.exec(message.status ?? "");
        if (said?.[1] && !result)
            result = { digest: said[1], size: Number(said[2]) };
        if (!message.id || !/^[0-9a-f]{12,}$/.test(message.id))
            return;
        const { current = 0, total = 0 } = message.progressDetail ?? {};
        const state = /^(Pushed|Mounted)/.test(message.status ?? "")
            ? "pushed"
            : /already exists/.test(message.status ?? "")
                ? "existing"
                : "sending";
        layers.set(message.id, { state, sent: current, total: Math.max(current, total) });
        options.onProgress?.(progressOf(layers.values()));
    }, signal);
    if (!result)
        throw new Error(`the engine told no digest for ${name}:${tag}`);
    return { ...result, progress: progressOf(layers.values()) };
}
function progressOf(layers) {
    const all = [...layers];
    const sending = all.filter((layer) => layer.state === "sending");
    return {
        layers: all.length,
        done: all.length - sending.length,
        existing: all.filter((layer) => layer.state === "existing").length,
        sent: sending.reduce((sum, layer) => sum + layer.sent, 0),
        total: sending.reduce((sum, layer) => sum + layer.total, 0),
    };
}


/***/ }),

/***/ 1844:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zw: () => (/* binding */ removeNetwork),
/* harmony export */   qC: () => (/* binding */ findNetwork),
/* harmony export */   zA: () => (/* binding */ makeNetwork)
/* harmony export */ });
/* harmony import */ var _api_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(155);

/** Whether there is a network of that name, and its labels. */
async function findNetwork(engine, name) {
    const found = await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .orMissing */ .Mr)(engine.api.getNetwork(name).inspect());
    return found && { id: found.Id, labels: (found.Labels ?? {}) };
}
/** Makes a bridge network; nothing happens where one of that name is there. */
async function makeNetwork(engine, name, labels) {
    try {
        await engine.api.createNetwork({ Name: name, CheckDuplicate: true, Labels: { ...labels } });
    }
    catch (error) {
        if ((0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .statusOf */ .c2)(error) !== 409)
            throw error;
    }
}
/** Removes a network; nothing happens where there is none. */
async function removeNetwork(engine, name) {
    await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unlessSettled */ .sv)(engine.api.getNetwork(name).remove());
}


/***/ }),

/***/ 6479:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ splitHost)
/* harmony export */ });
/**
 * The registry of an image's name or reference, and what stands behind it. Docker's own rule: the first part is a host
 * where it has a dot or a port, is localhost, or has upper-case letters; else the image is on Docker Hub (`docker.io`).
 */
function splitHost(name) {
    const slash = name.indexOf("/");
    const first = name.slice(0, Math.max(0, slash));
    const named = slash > 0 && (/[.:[]/.test(first) || first === "localhost" || first !== first.toLowerCase());
    if (!named)
        return { host: "docker.io", path: name };
    return { host: first === "index.docker.io" ? "docker.io" : first, path: name.slice(slash + 1) };
}


/***/ }),

/***/ 1623:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ readStream)
/* harmony export */ });
/* unused harmony export EngineStreamError */
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6193);
/* harmony import */ var node_string_decoder__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_string_decoder__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6715);


/** An error that the engine told inside an answer of status 200. */
class EngineStreamError extends Error {
    constructor(message) {
        super(message);
        this.name = "EngineStreamError";
    }
}
/**
 * Reads a progress stream of the engine to its end: JSON texts, one a line. Build and push answer with status 200 before
 * the work begins, so a failure arrives as a message of the stream; it is raised here as an `EngineStreamError`, after
 * the rest was read. A line that is not JSON is raised too: the answer was cut or a proxy has put in its own.
 */
async function readStream(stream, onMessage, signal) {
    const decoder = new node_string_decoder__WEBPACK_IMPORTED_MODULE_0__.StringDecoder("utf8");
    let rest = "";
    let failure;
    const take = (line) => {
        if (line.trim() === "")
            return;
        const message = parse(line);
        if (message.failure === undefined)
            onMessage(message);
        else
            failure ??= new EngineStreamError(message.failure);
    };
    try {
        for await (const chunk of stream) {
            (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .throwIfAborted */ .Te)(signal);
            const lines = (rest + (typeof chunk === "string" ? chunk : decoder.write(chunk))).split("\n");
            rest = lines.pop() ?? "";
            for (const line of lines)
                take(line);
        }
    }
    catch (error) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .throwIfAborted */ .Te)(signal);
        throw failure ?? error;
    }
    take(rest);
    (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .throwIfAborted */ .Te)(signal);
    if (failure)
        throw failure;
}
function parse(line) {
    let value;
    try {
        value = JSON.parse(line);
    }
    catch {
        throw new EngineStreamError(`the engine's answer ended in the middle: ${line.slice(0, 200)}`);
    }
    if (typeof value !== "object" || value === null)
        return {};
    const { error, errorDetail } = value;
    const failure = errorDetail?.message ?? error;
    return failure === undefined ? value : { failure: String(failure) };
}


/***/ }),

/***/ 3680:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ makeVolume),
/* harmony export */   L: () => (/* binding */ removeVolume),
/* harmony export */   yi: () => (/* binding */ listVolumes)
/* harmony export */ });
/* harmony import */ var _api_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(155);

/** Makes a volume; nothing happens where one of that name is there. */
async function makeVolume(engine, name, labels) {
    await engine.api.createVolume({ Name: name, Labels: { ...labels } });
}
/** Removes a volume with all that is in it; nothing happens where there is none. */
async function removeVolume(engine, name) {
    await (0,_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unlessSettled */ .sv)(engine.api.getVolume(name).remove());
}
/** The names of all volumes that carry these labels; an empty value stands for any. */
async function listVolumes(engine, labels) {
    const label = Object.entries(labels).map(([name, value]) => (value === "" ? name : `${name}=${value}`));
    const { Volumes } = await engine.api.listVolumes({ filters: { label } });
    return (Volumes ?? []).map((volume) => volume.Name);
}


/***/ }),

/***/ 4478:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VP: () => (/* binding */ defuse),
/* harmony export */   w$: () => (/* binding */ lastLines),
/* harmony export */   wh: () => (/* binding */ plainText)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
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

/***/ 9972:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6715);

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


/***/ }),

/***/ 5191:
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


/***/ })

};
;