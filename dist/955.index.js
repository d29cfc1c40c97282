"use strict";
exports.id = 955;
exports.ids = [955];
exports.modules = {

/***/ 4955:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Wi: () => (/* binding */ DockerTarget),
  CE: () => (/* binding */ balancerName),
  T3: () => (/* binding */ readRecords)
});

// UNUSED EXPORTS: labelsOf

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

// EXTERNAL MODULE: ./toolkit/docker/containers.js
var docker_containers = __webpack_require__(9643);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(6715);
// EXTERNAL MODULE: ./toolkit/docker/frames.js
var docker_frames = __webpack_require__(9061);
;// CONCATENATED MODULE: ./toolkit/docker/exec.js


/**
 * Runs a command in a running container to its end. A code other than 0 is a result, not an error.
 * `user` is root where it is `0`; the container's own where it is not given.
 */
async function execIn(engine, id, argv, options = {}) {
    (0,errors/* throwIfAborted */.Te)(options.signal);
    const exec = await engine.api.getContainer(id).exec({
        Cmd: [...argv],
        AttachStdout: true,
        AttachStderr: true,
        ...(options.user ? { User: options.user } : {}),
    });
    const stream = (await exec.start({ hijack: true, stdin: false }));
    const output = { stdout: [], stderr: [] };
    const frames = new docker_frames/* Frames */.H((piece, which) => output[which].push(piece));
    await new Promise((done, fail) => {
        const onAbort = () => stream.destroy(options.signal?.reason);
        options.signal?.addEventListener("abort", onAbort, { once: true });
        stream.on("data", (chunk) => frames.push(chunk));
        stream.once("error", fail);
        stream.once("close", done);
        stream.once("end", done);
    });
    (0,errors/* throwIfAborted */.Te)(options.signal);
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
    const frames = new docker_frames/* Frames */.H((piece, which) => on.output(piece.toString("utf8"), which));
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

// EXTERNAL MODULE: ./toolkit/docker/networks.js
var networks = __webpack_require__(1844);
// EXTERNAL MODULE: ./toolkit/docker/volumes.js
var volumes = __webpack_require__(3680);
// EXTERNAL MODULE: ./toolkit/log-text.js
var log_text = __webpack_require__(4478);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(9117);
;// CONCATENATED MODULE: ./actions/deploy/haproxy/config.js
/** Slots of each backend: twice the most replicas, so that a whole new release fits beside the old one. */
const SLOTS = 64;
/** Port inside of the balancer's container that the host's address leads to. */
const FRONT_PORT = 8080;
/** The runtime API, on the container's own loopback. */
const ADMIN_PORT = 9999;
/** Where the volume with the configuration and the record is mounted. */
const FOLDER = "/quayside";
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
        `  bind :${FRONT_PORT}`,
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
        this.#session = await openExec(this.#engine, this.#container, ["sh", "-c", BRIDGE], {
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

;// CONCATENATED MODULE: ./actions/deploy/docker-target.js












const CONFIG = `${FOLDER}/haproxy.cfg`;
const STATE = `${FOLDER}/state.json`;
const RECORDS = `${FOLDER}/deploys.jsonl`;
const POLL = 50;
/** Labels that every container of an app carries, with its role. */
function labelsOf(app, role) {
    return { "quayside.app": app, "quayside.role": role };
}
/** Name of the balancer's container and of its volume. */
function balancerName(app) {
    return `${app}-balancer`;
}
/** The record of an app as its host keeps it, oldest first; empty where there is none. */
async function readRecords(engine, app) {
    const text = (await getFile(engine, balancerName(app), RECORDS).catch(() => undefined))?.toString("utf8") ?? "";
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
/** A field of `show info`; HAProxy writes some of their names with a capital, and not in every version the same ones. */
function infoOf(info, field) {
    const line = info.split("\n").find((one) => one.toLowerCase().startsWith(`${field}:`));
    return line?.slice(field.length + 1).trim();
}
/** One Docker Engine with HAProxy in front of the app's containers. */
class DockerTarget {
    #engine;
    #clock;
    #info;
    #options;
    #control;
    #containers = new Map();
    #saved;
    /** Slots that were given to instances in this run or were found to be theirs. */
    #slots = new Map();
    /** What a HAProxy that was reloaded since has counted. */
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
    }
    close() {
        this.#control?.close();
    }
    /** From now on nobody is waited for: a cancelled job has 7.5 s in all. What is open after a second is cut off. */
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
        this.#containers = new Map(containers.map((container) => [container.name, container]));
        const balancer = this.#containers.get(balancerName(app));
        const running = balancer?.running === true;
        const [state, records] = balancer
            ? await Promise.all([
                getFile(this.#engine, balancer.id, STATE).catch(() => undefined),
                readRecords(this.#engine, app),
            ])
            : [undefined, []];
        this.#saved = state ? JSON.parse(state.toString("utf8")) : undefined;
        const slots = running ? await this.#appSlots() : [];
        const description = running ? infoOf(await this.#ctl().command("show info"), "description") : undefined;
        const saved = this.#saved;
        const routed = new Map(slots.filter(({ traffic }) => traffic !== "out").map((slot) => [slot.address, slot]));
        this.#slots.clear();
        const instances = containers
            .filter(({ labels }) => labels["quayside.role"] === "instance")
            .map((container) => {
            const address = this.#address(container);
            const slot = address ? routed.get(address) : undefined;
            if (slot) {
                this.#slots.set(container.name, slot.name);
                routed.delete(slot.address);
            }
            return {
                id: container.id,
                name: container.name,
                release: container.labels["quayside.release"] ?? "",
                number: Number(container.labels["quayside.number"]) || 0,
                running: container.running,
                traffic: slot?.traffic ?? "out",
            };
        });
        const last = records.findLast(({ outcome }) => outcome === "deployed");
        return {
            imagePresent: this.#options.imagePresent,
            networkPresent: network !== undefined,
            balancer: {
                state: !balancer ? "absent" : running ? "running" : "stopped",
                ...(balancer?.labels["quayside.shell"] ? { shell: balancer.labels["quayside.shell"] } : {}),
                ...(saved && (!running || description === settingsMark(saved.settings)) ? { settings: saved.settings } : {}),
                saved: saved?.routes.filter((route) => this.#stillAt(route)).map(({ name }) => name) ?? [],
            },
            instances: instances.sort((a, b) => a.number - b.number || (a.name < b.name ? -1 : 1)),
            orphans: [...routed.values()].map(({ name }) => name),
            ...(last ? { last } : {}),
        };
    }
    async apply(operation, signal) {
        (0,errors/* throwIfAborted */.Te)(signal);
        const { app, spec } = this.#options;
        switch (operation.kind) {
            case "fetch-image":
                return await this.#options.fetchImage(signal);
            case "make-network":
                return await (0,networks/* makeNetwork */.zA)(this.#engine, operation.name, { "quayside.app": app });
            case "start-balancer":
                return await this.#startBalancer(this.#options.settings, signal);
            case "replace-balancer":
                await this.#keepCount();
                await (0,docker_containers/* removeContainer */.od)(this.#engine, balancerName(app));
                return await this.#startBalancer(operation.settings, signal);
            case "reload-balancer":
                return await this.#reload(operation.settings, signal);
            case "remove":
            case "stop":
                return void (await Promise.all(operation.names.map((name) => this.#stop(name))));
            case "start":
                return void (await Promise.all(operation.names.map((name) => this.#start(name, spec))));
            case "await-healthy":
                return await this.#awaitHealthy(operation.names, signal);
            case "save-routes":
                await this.#assignSlots(operation.names);
                return await this.#save(this.#saved?.settings ?? this.#options.settings, this.#routesTo(operation.names));
            case "switch":
                return await this.#switch(operation.enter, operation.leave);
            case "drain":
                return await this.#drain(operation.names, signal);
            case "clear-routes":
                return await this.#ctl().change(operation.routes.map((slot) => `set server app/${slot} state maint`));
            case "watch":
                return await this.#watch(operation.names, operation.milliseconds, signal);
            case "record":
                return await this.#record();
        }
    }
    async traffic() {
        const now = this.#running() ? trafficOf(await this.#stats()) : { requests: 0, failed: 0 };
        return { requests: this.#counted.requests + now.requests, failed: this.#counted.failed + now.failed };
    }
    async logs(name) {
        return await (0,docker_containers/* logsOf */.Hw)(this.#engine, name, 50);
    }
    #ctl() {
        this.#control ??= new Control(this.#engine, balancerName(this.#options.app));
        return this.#control;
    }
    #running() {
        return this.#containers.get(balancerName(this.#options.app))?.running === true;
    }
    async #stats() {
        return parseStats(await this.#ctl().command("show stat"));
    }
    async #appSlots() {
        return slotsOf(await this.#stats(), "app");
    }
    /** Where the balancer finds a container: `10.0.0.3:8000`; undefined while it has no address. */
    #address(container) {
        const ip = container.addresses[container.labels["quayside.network"] ?? ""];
        return ip ? `${ip}:${container.labels["quayside.port"]}` : undefined;
    }
    #stillAt(route) {
        const container = this.#containers.get(route.name);
        return container !== undefined && this.#address(container) === `${route.address}:${route.port}`;
    }
    #endpoint(name) {
        const container = this.#containers.get(name);
        const [address, port] = (container && this.#address(container))?.split(":") ?? [];
        if (!address)
            throw new Error(`${name} has no address on its network`);
        return { address, port: Number(port) };
    }
    #routesTo(names) {
        return names.map((name) => {
            const slot = this.#slots.get(name);
            if (!slot)
                throw new Error(`${name} has no slot`);
            return { name, slot, ...this.#endpoint(name) };
        });
    }
    async #refresh(name) {
        const container = await (0,docker_containers/* findContainer */.FA)(this.#engine, name);
        if (container)
            this.#containers.set(name, container);
        else
            this.#containers.delete(name);
        return container;
    }
    // --- the balancer
    async #startBalancer(settings, signal) {
        const { app, spec, publish, proxyImage, shell } = this.#options;
        const name = balancerName(app);
        const labels = labelsOf(app, "balancer");
        await (0,volumes/* makeVolume */.B)(this.#engine, name, labels);
        // One that stands still is made anew: all that it has to keep is in the volume, and its count of restarts with it.
        await (0,docker_containers/* removeContainer */.od)(this.#engine, name);
        await (0,docker_containers/* createContainer */.g$)(this.#engine, {
            name,
            image: proxyImage,
            labels: { ...labels, "quayside.shell": shell },
            // The image's own entry is left out: HAProxy itself has to be the process that gets the signals.
            entrypoint: ["haproxy"],
            command: ["-W", "-db", "-f", CONFIG],
            network: spec.network,
            publish: [{ port: FRONT_PORT, ...publish }],
            volumes: [{ name, target: FOLDER }],
            restart: "unless-stopped",
        });
        // Containers may have come back with other addresses than those that were saved.
        const routes = (this.#saved?.routes ?? []).flatMap((route) => {
            const container = this.#containers.get(route.name);
            const address = container?.running ? this.#address(container) : undefined;
            return address ? [{ ...route, ...this.#endpoint(route.name) }] : [];
        });
        const state = { version: 1, settings, routes };
        await putFiles(this.#engine, name, FOLDER, [
            { name: "haproxy.cfg", content: configText(state) },
            { name: "state.json", content: JSON.stringify(state) },
        ]);
        this.#saved = state;
        for (const route of routes)
            this.#slots.set(route.name, route.slot);
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
    /** Waits until HAProxy runs with these settings, in another process than `old`, which goes on for a while after a reload. */
    async #answers(settings, signal, old) {
        const name = balancerName(this.#options.app);
        const deadline = this.#clock.elapsed() + 15_000;
        for (;;) {
            const container = await this.#refresh(name);
            let why = "it does not run";
            if (container?.running) {
                // Each try needs a connection of its own: an old process would answer over the one that is open.
                this.#control?.close();
                try {
                    const info = await this.#ctl().command("show info");
                    if (infoOf(info, "description") === settingsMark(settings) && infoOf(info, "pid") !== old)
                        return;
                    why = "it still runs with its old settings";
                }
                catch (error) {
                    why = (0,errors/* messageOf */.bD)(error);
                }
            }
            if (this.#clock.elapsed() > deadline || (container && container.restarts > 2)) {
                const log = (0,log_text/* lastLines */.w$)(await this.logs(name), 5).join("\n");
                throw new errors/* UserError */.yo(`HAProxy did not come up: ${why}\n${log}`, {
                    hint: `docker logs ${name} says more.`,
                });
            }
            await this.#clock.sleep(POLL, signal);
        }
    }
    /** Writes the configuration for the next start, each file whole or not at all. */
    async #save(settings, routes) {
        const name = balancerName(this.#options.app);
        const state = { version: 1, settings, routes };
        await putFiles(this.#engine, name, FOLDER, [
            { name: "haproxy.cfg.new", content: configText(state) },
            { name: "state.json.new", content: JSON.stringify(state) },
        ]);
        await this.#asRoot(`mv -f ${CONFIG}.new ${CONFIG} && mv -f ${STATE}.new ${STATE}`);
        this.#saved = state;
    }
    async #reload(settings, signal) {
        // What is in traffic at this moment stays there; the saved routes may already be those of the next release.
        const slots = (await this.#appSlots()).filter(({ traffic }) => traffic === "in");
        const routes = slots.flatMap((slot) => {
            const name = [...this.#slots].find(([, assigned]) => assigned === slot.name)?.[0];
            const [address = "", port] = slot.address.split(":");
            return name ? [{ name, slot: slot.name, address, port: Number(port) }] : [];
        });
        await this.#keepCount();
        await this.#save(settings, routes);
        const old = infoOf(await this.#ctl().command("show info"), "pid");
        await (0,docker_containers/* signalContainer */.ob)(this.#engine, balancerName(this.#options.app), "SIGUSR2");
        await this.#answers(settings, signal, old);
    }
    async #keepCount() {
        this.#counted = await this.traffic().catch(() => this.#counted);
    }
    async #asRoot(script) {
        const { code, stderr } = await execIn(this.#engine, balancerName(this.#options.app), ["sh", "-c", script], {
            user: "0",
        });
        if (code !== 0)
            throw new Error(`a command in the load balancer's container failed: ${stderr.trim()}`);
    }
    async #record() {
        const line = `${JSON.stringify(this.#options.record())}\n`;
        await putFiles(this.#engine, balancerName(this.#options.app), FOLDER, [{ name: "deploy.new", content: line }]);
        await this.#asRoot(`cat ${FOLDER}/deploy.new >> ${RECORDS} && rm -f ${FOLDER}/deploy.new`);
    }
    // --- instances
    async #start(name, spec) {
        const { app, release, image, secrets, labels } = this.#options;
        const found = await this.#refresh(name);
        if (found?.running)
            return;
        if (found)
            await (0,docker_containers/* removeContainer */.od)(this.#engine, found.id);
        this.#options.onMoment(name, "starting");
        try {
            await (0,docker_containers/* createContainer */.g$)(this.#engine, {
                name,
                image,
                labels: {
                    ...labels,
                    ...labelsOf(app, "instance"),
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
                await putFiles(this.#engine, name, "/", [
                    { name: "run/secrets/", content: "" },
                    ...[...secrets].map(([file, content]) => ({ name: `run/secrets/${file}`, content, mode: 0o444 })),
                ]);
            }
            await (0,docker_containers/* startContainer */.YI)(this.#engine, name);
        }
        catch (error) {
            this.#options.onMoment(name, "failed");
            if ((0,api_errors/* statusOf */.c2)(error) === undefined)
                throw error;
            throw new errors/* UserError */.yo(`${name} could not be started: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
        }
        await this.#refresh(name);
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
    async #awaitHealthy(names, signal) {
        await this.#assignSlots(names);
        await Promise.all(names.map((name) => this.#refresh(name)));
        const gate = (name) => `gate/${this.#slots.get(name)}`;
        for (const name of names) {
            const container = this.#containers.get(name);
            if (!container?.running)
                throw await this.#died(name);
        }
        await this.#ctl().change(names.flatMap((name) => {
            const { address, port } = this.#endpoint(name);
            return [
                `set server ${gate(name)} state maint`,
                `set server ${gate(name)} addr ${address} port ${port}`,
                `set server ${gate(name)} state ready`,
                // HAProxy trusts a server that leaves maintenance; this one has to earn it.
                `set server ${gate(name)} health down`,
            ];
        }));
        try {
            await this.#healthy(names, signal);
        }
        finally {
            await this.#ctl()
                .change(names.map((name) => `set server ${gate(name)} state maint`))
                .catch(() => { });
        }
    }
    async #healthy(names, signal) {
        const deadline = this.#clock.elapsed() + this.#options.healthTimeout;
        const passed = new Set();
        const pending = new Set(names);
        while (pending.size > 0) {
            const gate = new Map(slotsOf(await this.#stats(), "gate").map((slot) => [slot.name, slot]));
            const late = this.#clock.elapsed() > deadline;
            await Promise.all([...pending].map(async (name) => {
                const container = await this.#refresh(name);
                if (!container?.running)
                    throw await this.#died(name);
                if (container.health?.status === "unhealthy") {
                    this.#options.onMoment(name, "failed");
                    throw new errors/* UserError */.yo(`${name} is unhealthy, its own health check says: ${container.health.last || "nothing"}`);
                }
                const slot = gate.get(this.#slots.get(name) ?? "");
                if (slot?.up && !passed.has(name) && (await this.#ownCheck(container, signal)))
                    passed.add(name);
                if (slot?.up && passed.has(name)) {
                    this.#options.onMoment(name, "healthy");
                    pending.delete(name);
                }
                else if (late) {
                    this.#options.onMoment(name, "failed");
                    throw new errors/* UserError */.yo(this.#notHealthy(name, container, slot), {
                        hint: "Look at the last log lines; or give a longer health-timeout, or another health-path or port.",
                    });
                }
            }));
            if (pending.size > 0)
                await this.#clock.sleep(POLL, signal);
        }
    }
    /**
     * Whether the image's own health check is content. While Docker still waits for its first turn, which may be half a
     * minute, the same command is run here.
     */
    async #ownCheck(container, signal) {
        if (!container.health || container.health.status === "healthy")
            return true;
        const [kind, ...words] = container.healthTest ?? [];
        const argv = kind === "CMD-SHELL" ? ["/bin/sh", "-c", words.join(" ")] : words;
        if (argv.length === 0)
            return true;
        return (await execIn(this.#engine, container.id, argv, { signal }).catch(() => undefined))?.code === 0;
    }
    #notHealthy(name, container, slot) {
        const { settings, spec, healthTimeout } = this.#options;
        const asked = settings.gatePath === "" ? `port ${spec.port}` : `port ${spec.port}, GET ${settings.gatePath}`;
        const found = slot?.up
            ? `its own health check still fails: ${container.health?.last || "it said nothing"}`
            : `asked at ${asked}: ${slot?.check ?? "no answer"}`;
        return `${name} was not healthy within ${(0,units/* formatDuration */.a3)(healthTimeout)}; ${found}`;
    }
    async #died(name) {
        const container = await this.#refresh(name);
        this.#options.onMoment(name, "failed");
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
    async #switch(enter, leave) {
        await this.#assignSlots(enter);
        await Promise.all(enter.map((name) => (0,docker_containers/* setRestart */.AU)(this.#engine, name, "unless-stopped")));
        const slot = (name) => {
            const assigned = this.#slots.get(name);
            if (!assigned)
                throw new Error(`${name} has no slot`);
            return `app/${assigned}`;
        };
        // The new ones first: there is no moment without anyone to answer.
        await this.#ctl().change([
            ...enter.flatMap((name) => {
                const { address, port } = this.#endpoint(name);
                return [
                    `set server ${slot(name)} addr ${address} port ${port}`,
                    `set server ${slot(name)} weight 100`,
                    `set server ${slot(name)} state ready`,
                ];
            }),
            ...leave.map((name) => `set server ${slot(name)} state drain`),
        ]);
        for (const name of enter)
            this.#options.onMoment(name, "in traffic");
        for (const name of leave)
            this.#options.onMoment(name, "draining");
    }
    async #drain(names, signal) {
        const deadline = this.#clock.elapsed() + this.#drainTimeout;
        const waiting = new Map(names.flatMap((name) => (this.#slots.has(name) ? [[name, 0]] : [])));
        while (waiting.size > 0) {
            const slots = new Map((await this.#appSlots()).map((slot) => [slot.name, slot]));
            for (const [name, seen] of waiting) {
                const assigned = this.#slots.get(name) ?? "";
                const open = slots.get(assigned)?.open ?? 0;
                // Empty twice in a row: a request may have been given to it in the instant before it was taken out.
                if (open === 0 && seen < 1)
                    waiting.set(name, seen + 1);
                else if (open === 0 || this.#clock.elapsed() > deadline) {
                    if (open > 0) {
                        this.#info(`${name}: ${open} requests were still open after ${(0,units/* formatDuration */.a3)(this.#drainTimeout)} and are cut off`);
                        await this.#ctl().command(`shutdown sessions server app/${assigned}`);
                    }
                    await this.#ctl().change([`set server app/${assigned} state maint`]);
                    this.#options.onMoment(name, "empty");
                    waiting.delete(name);
                }
                else
                    waiting.set(name, 0);
            }
            if (waiting.size > 0)
                await this.#clock.sleep(POLL, signal);
        }
    }
    async #watch(names, milliseconds, signal) {
        const until = this.#clock.elapsed() + milliseconds;
        while (this.#clock.elapsed() < until) {
            for (const name of names) {
                const container = await this.#refresh(name);
                if (!container?.running || container.restarts > 0)
                    throw await this.#died(name);
                if (container.health?.status === "unhealthy") {
                    throw new errors/* UserError */.yo(`${name} turned unhealthy in traffic: ${container.health.last || "its check said nothing"}`);
                }
            }
            await this.#clock.sleep(Math.min(500, Math.max(1, until - this.#clock.elapsed())), signal);
        }
    }
    async #stop(name) {
        const container = await this.#refresh(name);
        const slot = this.#slots.get(name);
        if (slot && this.#running())
            await this.#ctl().change([`set server app/${slot} state maint`]);
        this.#slots.delete(name);
        if (!container)
            return;
        await (0,docker_containers/* stopContainer */.SI)(this.#engine, container.id, this.#stopTimeout);
        await (0,docker_containers/* removeContainer */.od)(this.#engine, container.id);
        this.#containers.delete(name);
        this.#options.onMoment(name, "stopped");
    }
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


/***/ })

};
;