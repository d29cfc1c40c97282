"use strict";
exports.id = 7457;
exports.ids = [7457];
exports.modules = {

/***/ 47457:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  composeInputs: () => (/* binding */ composeInputs)
});

// UNUSED EXPORTS: merged

// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./actions/deploy/balancer.js
var balancer = __webpack_require__(31097);
// EXTERNAL MODULE: ./actions/deploy/inputs.js
var inputs = __webpack_require__(53162);
// EXTERNAL MODULE: ./actions/deploy/publish.js
var deploy_publish = __webpack_require__(92660);
// EXTERNAL MODULE: ./toolkit/process.js + 2 modules
var toolkit_process = __webpack_require__(79810);
;// CONCATENATED MODULE: ./actions/deploy/compose/hashes.js

/** Milliseconds after which it goes on without. */
const LIMIT = 10_000;
/**
 * The hashes by which `docker compose up` sees whether a service has changed, by service. Every version of Compose makes
 * them in its own way, so the one that is installed here is asked; empty where there is none, or where it does not say.
 */
async function composeHashes(world, project, files) {
    const { env } = world.runner;
    const args = [...files.flatMap((file) => ["-f", file]), "--project-name", project.name, "config", "--hash", "*"];
    for (const [program = "", ...first] of [["docker", "compose"], ["docker-compose"]]) {
        const options = { cwd: world.workspace, env, timeout: LIMIT, signal: world.signal };
        const result = await (0,toolkit_process/* run */.e)(program, [...first, ...args], options).catch(() => undefined);
        world.signal.throwIfAborted();
        if (result?.code !== 0)
            continue;
        const lines = result.stdout.matchAll(/^(\S+) ([0-9a-f]{64})$/gm);
        return new Map([...lines].map(([, service = "", hash = ""]) => [service, hash]));
    }
    return new Map();
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./actions/deploy/compose/names.js

/** Labels by which `docker compose` knows what belongs to a project (their names are part of its interface). */
const PREFIX = "com.docker.compose";
const HASH = `${PREFIX}.config-hash`;
/** The labels of what a project has only one of: `network`, `volume`. */
function resourceLabels(project, kind, key) {
    return { [`${PREFIX}.project`]: project.name, [`${PREFIX}.${kind}`]: key, [`${PREFIX}.version`]: "quayside" };
}
/** The labels of a container of a service, but for its number. */
function containerLabels(project, service) {
    return {
        [`${PREFIX}.project`]: project.name,
        [`${PREFIX}.service`]: service.name,
        [`${PREFIX}.oneoff`]: "False",
        [`${PREFIX}.project.working_dir`]: project.folder,
        [`${PREFIX}.project.config_files`]: project.files.join(","),
        // Compose passes over containers without one. Where nobody knows what it would be, `up` makes the container anew.
        [HASH]: (0,external_node_crypto_.createHash)("sha256").update(`quayside ${project.name} ${service.name}`).digest("hex"),
        [`${PREFIX}.depends_on`]: service.dependsOn
            .map(({ service: name, condition }) => `${name}:${condition}:false`)
            .join(","),
        [`${PREFIX}.version`]: "quayside",
    };
}
/** The label by which `docker compose up` sees whether a service has changed; none where its hash is not known. */
function hashLabel(hash) {
    return hash ? { [HASH]: hash } : {};
}
/** The name that a network of the project has on the engine. */
function networkName(project, key) {
    return nameOf(project, "networks", key);
}
/** The name that a volume of the project has on the engine. */
function volumeName(project, key) {
    return nameOf(project, "volumes", key);
}
function nameOf(project, section, key) {
    const declared = project.root.at(section).at(key);
    const external = declared.at("external");
    // In older files the name of what exists already stands below external.
    const name = declared.at("name").text() ?? (external.node?.kind === "map" ? external.at("name").text() : undefined);
    return name ?? (isExternal(project, section, key) ? key : `${project.name}_${key}`);
}
/** Whether somebody else makes it. */
function isExternal(project, section, key) {
    const external = project.root.at(section).at(key).at("external");
    return external.node?.kind === "map" || external.flag() === true;
}
/** The settings of a service with the engine's names of its volumes, and the keys of its networks. */
function settingsWithNames(project, service) {
    const { mounts, ...rest } = service.settings;
    const named = mounts?.map((mount) => mount.type === "volume" && mount.source !== undefined
        ? { ...mount, source: volumeName(project, mount.source) }
        : mount);
    return {
        settings: named ? { ...rest, mounts: named } : rest,
        networks: service.networks.map(({ key }) => key),
    };
}

// EXTERNAL MODULE: ./toolkit/docker/api-errors.js
var api_errors = __webpack_require__(50155);
// EXTERNAL MODULE: ./toolkit/docker/containers.js
var docker_containers = __webpack_require__(19643);
// EXTERNAL MODULE: ./toolkit/docker/networks.js
var docker_networks = __webpack_require__(61844);
// EXTERNAL MODULE: ./toolkit/docker/volumes.js
var volumes = __webpack_require__(83680);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(79117);
// EXTERNAL MODULE: ./actions/deploy/docker/files.js
var docker_files = __webpack_require__(90983);
// EXTERNAL MODULE: ./actions/deploy/image.js
var deploy_image = __webpack_require__(47746);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./toolkit/interpolate.js
var interpolate = __webpack_require__(70181);
;// CONCATENATED MODULE: ./actions/deploy/compose/env-file.js

/**
 * Reads a file of `NAME=value` lines as Compose does (`.env`, `env_file`): `export` in front, comments, quotes; variables
 * are put in unless the value stands in single quotes. `format: raw` takes values as they are.
 * Throws an Error that names the line.
 */
function parseEnvFile(text, values, raw = false) {
    const found = {};
    const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
    for (let index = 0; index < lines.length; index++) {
        const line = lines[index] ?? "";
        if (/^\s*(#|$)/.test(line))
            continue;
        const [, name, rest] = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*(?:[=:](.*))?$/.exec(line) ?? [];
        // The line itself may hold a secret, so it is only counted.
        if (name === undefined)
            throw new Error(`line ${index + 1} is no NAME=value`);
        if (rest === undefined) {
            found[name] = undefined;
            continue;
        }
        let value = raw ? rest : rest.trim();
        const quote = raw ? "" : (/^["']/.exec(value)?.[0] ?? "");
        if (quote !== "") {
            // A quoted value may go on over several lines.
            const first = index;
            while (!closes(value, quote)) {
                if (++index >= lines.length)
                    throw new Error(`line ${first + 1} has a quote that is not closed`);
                value += `\n${lines[index] ?? ""}`;
            }
            value = value.slice(1, closingQuote(value, quote));
            if (quote === '"')
                value = value.replace(/\\(n|r|t|"|\\)/g, (_, char) => ESCAPES[char] ?? char);
        }
        else if (!raw)
            value = value.replace(/(^|\s+)#.*$/, "").trim();
        if (!raw && quote !== "'" && value.includes("$")) {
            const result = (0,interpolate/* interpolate */.GW)(value, { ...found, ...values }, { onBlank: () => { } });
            if (result.mistakes.length > 0)
                throw new Error(`line ${index + 1}: ${result.mistakes.join("; ")}`);
            value = result.text;
        }
        found[name] = value;
    }
    return found;
}
const ESCAPES = { n: "\n", r: "\r", t: "\t" };
function closingQuote(value, quote) {
    for (let at = 1; at < value.length; at++) {
        if (quote === '"' && value[at] === "\\")
            at++;
        else if (value[at] === quote)
            return at;
    }
    return -1;
}
function closes(value, quote) {
    return closingQuote(value, quote) > 0;
}

;// CONCATENATED MODULE: ./actions/deploy/compose/environment.js



/** The environment of a service: its `env_file`s in their order, and `environment` over them. */
async function readEnvironment(project, service) {
    const result = {};
    const value = service.at("env_file");
    const items = value.node?.kind === "list" ? value.items() : value.present ? [value] : [];
    for (const item of items) {
        const long = item.node?.kind === "map";
        if (long)
            item.only(["path", "required", "format"]);
        const path = (long ? item.at("path") : item).text();
        if (path === undefined)
            continue;
        const raw = long && item.at("format").choice(["raw"]) === "raw";
        const file = project.path(item, path);
        try {
            Object.assign(result, parseEnvFile(await (0,promises_.readFile)(file, "utf8"), project.variables, raw));
        }
        catch (error) {
            if ((0,errors/* codeOf */.$N)(error) === "ENOENT") {
                if (!long || item.at("required").flag() !== false)
                    item.wrong(`names ${path}, and there is no such file`);
            }
            else
                item.wrong(`names ${path}, which cannot be read: ${(0,errors/* messageOf */.bD)(error)}`);
        }
    }
    for (const [name, text] of service.at("environment").pairs()) {
        if (name === "")
            service.at("environment").wrong("has an entry without a name");
        result[name] = text;
    }
    // A name without a value is taken from the environment of the run; where it is not there, the container has none.
    const entries = Object.entries(result).map(([name, text]) => [name, text ?? project.variables[name]]);
    return Object.fromEntries(entries.filter((entry) => entry[1] !== undefined));
}

;// CONCATENATED MODULE: ./actions/deploy/compose/files.js


const SIZE_LIMIT = 1024 * 1024;
/** The secrets and configs of a service, with what is in them. */
async function readFiles(project, service) {
    const found = [];
    for (const section of ["secrets", "configs"]) {
        for (const item of service.at(section).items()) {
            const long = item.node?.kind === "map";
            if (long)
                item.only(["source", "target", "uid", "gid", "mode"]);
            const source = (long ? item.at("source") : item).text();
            if (source === undefined) {
                if (long && !item.at("source").present)
                    item.wrong(`takes source, a name under ${section}`);
                continue;
            }
            const content = await contentOf(project, section, source, item);
            const target = long ? item.at("target").text() : undefined;
            const secret = section === "secrets";
            if (content === undefined)
                continue;
            found.push({
                path: target?.startsWith("/") ? target : secret ? `/run/secrets/${target ?? source}` : `/${target ?? source}`,
                content,
                secret,
                ...owner(item, "uid"),
                ...owner(item, "gid"),
                ...modeOf(item.at("mode")),
            });
        }
    }
    return found;
}
function owner(item, key) {
    const id = item.at(key).whole({ min: 0 });
    return id === undefined ? {} : { [key]: id };
}
/** Modes are octal in a compose file, with or without quotes, `0440` or `0o440`. */
function modeOf(value) {
    const text = value.text();
    if (text === undefined)
        return {};
    const octal = /^(?:0o?)?([0-7]{3,4})$/.exec(text)?.[1];
    return octal === undefined
        ? (value.wrong(`takes an octal mode such as 0440; got "${text}"`) ?? {})
        : { mode: Number.parseInt(octal, 8) };
}
async function contentOf(project, section, name, item) {
    const declared = project.root.at(section).at(name);
    if (!declared.present)
        return item.wrong(`names ${name}, which is not under ${section}`);
    declared.only(["file", "environment", "content", "external", "name", "labels", "driver", "template_driver"]);
    if (declared.at("external").flag()) {
        return declared
            .at("external")
            .wrong("is not supported on a Docker host, which keeps no secrets or configs; give a file or environment");
    }
    const variable = declared.at("environment").text();
    if (variable !== undefined) {
        const value = project.variables[variable];
        return value === undefined
            ? declared.at("environment").wrong(`names the variable ${variable}, which is not set`)
            : Buffer.from(value);
    }
    if (section === "configs" && declared.at("content").present)
        return Buffer.from(declared.at("content").text() ?? "");
    const path = declared.at("file").text();
    if (path === undefined)
        return declared.wrong("takes file or environment");
    try {
        const content = await (0,promises_.readFile)(project.path(declared, path));
        if (content.length > SIZE_LIMIT)
            return declared.at("file").wrong(`names ${path}, which has more than 1 MB`);
        return content;
    }
    catch (error) {
        const why = (0,errors/* codeOf */.$N)(error) === "ENOENT" ? "there is no such file" : (0,errors/* messageOf */.bD)(error);
        return declared.at("file").wrong(`names ${path}: ${why}`);
    }
}

;// CONCATENATED MODULE: ./actions/deploy/compose/mounts.js
/** What a service mounts: volumes by their keys (which get the project's names later), folders of the host, tmpfs. */
function readMounts(project, value) {
    const mounts = [];
    const volumes = [];
    const declared = new Set(project.root
        .at("volumes")
        .entries()
        .map(([key]) => key));
    for (const item of value.items()) {
        const mount = item.node?.kind === "map" ? longMount(project, item) : shortMount(project, item);
        if (!mount)
            continue;
        if (!mount.target.startsWith("/")) {
            item.wrong(`takes an absolute path in the container; got "${mount.target}"`);
            continue;
        }
        if (mount.type === "volume" && mount.source !== undefined) {
            if (!declared.has(mount.source))
                item.wrong(`names the volume ${mount.source}, which is not under volumes`);
            volumes.push({ key: mount.source, readOnly: mount.readOnly === true });
        }
        mounts.push(mount);
    }
    return { mounts, volumes };
}
function shortMount(project, item) {
    const text = item.text();
    if (text === undefined)
        return undefined;
    const parts = text.split(":");
    if (parts.length > 3 || parts.some((part) => part === "")) {
        return item.wrong(`takes [source:]path[:ro]; got "${text}"`);
    }
    const [first = "", target, options = ""] = parts;
    if (target === undefined)
        return { type: "volume", target: first };
    let readOnly = false;
    let noCopy = false;
    let propagation;
    for (const option of options.split(",").filter(Boolean)) {
        if (option === "ro")
            readOnly = true;
        else if (option === "nocopy")
            noCopy = true;
        else if (/^r?(shared|slave|private)$/.test(option))
            propagation = option;
        // z and Z relabel for SELinux, which mounts of the API do not; cached and delegated mean nothing on Linux.
        else if (!/^(rw|z|Z|cached|delegated|consistent)$/.test(option))
            item.wrong(`has an unknown option ${option}`);
    }
    const both = { target, ...(readOnly ? { readOnly } : {}) };
    if (!/^[./~]/.test(first))
        return { type: "volume", source: first, ...both, ...(noCopy ? { noCopy } : {}) };
    return { type: "bind", source: project.path(item, first), ...both, ...(propagation ? { propagation } : {}) };
}
function longMount(project, item) {
    item.only(["type", "source", "target", "read_only", "bind", "volume", "tmpfs", "consistency"]);
    const type = item.at("type").choice(["volume", "bind", "tmpfs"]);
    const source = item.at("source").text();
    const target = item.at("target").text();
    if (target === undefined)
        return item.at("target").present ? undefined : item.wrong("takes target, a path in the container");
    const readOnly = item.at("read_only").flag() === true ? { readOnly: true } : {};
    if (type === "tmpfs") {
        const options = item.at("tmpfs");
        options.only(["size", "mode"]);
        const size = options.at("size").size();
        const mode = options.at("mode").text();
        return {
            type,
            target,
            ...readOnly,
            ...(size === undefined ? {} : { size }),
            ...(mode === undefined ? {} : { mode: Number.parseInt(mode.replace(/^0o/, ""), 8) }),
        };
    }
    if (type === "bind") {
        const options = item.at("bind");
        options.only(["propagation", "create_host_path", "selinux"]);
        if (source === undefined)
            return item.wrong("takes source, a path on the host");
        const propagation = options.at("propagation").text();
        return { type, source: project.path(item, source), target, ...readOnly, ...(propagation ? { propagation } : {}) };
    }
    if (type === undefined)
        return item.at("type").present ? undefined : item.wrong("takes type: volume, bind or tmpfs");
    const options = item.at("volume");
    options.only(["nocopy", "subpath"]);
    const subpath = options.at("subpath").text();
    return {
        type,
        ...(source === undefined ? {} : { source }),
        target,
        ...readOnly,
        ...(options.at("nocopy").flag() === true ? { noCopy: true } : {}),
        ...(subpath === undefined ? {} : { subpath }),
    };
}

;// CONCATENATED MODULE: ./actions/deploy/compose/ports.js
/**
 * A port of a service, short (`127.0.0.1:8080:80/tcp`, ranges too) or long. Without a port of the host, the engine picks
 * one; where the short form gives only the container's, so does Compose.
 */
function parsePort(item) {
    if (item.node?.kind === "map") {
        item.only(["target", "published", "host_ip", "protocol", "mode", "name", "app_protocol"]);
        const target = item.at("target").whole({ min: 1, max: 65535 });
        const protocol = item.at("protocol").choice(["tcp", "udp"]) ?? "tcp";
        const published = item.at("published").text() ?? "";
        const range = rangeOf(published);
        if (target === undefined)
            return item.at("target").present ? [] : (item.wrong("takes target, the port in the container") ?? []);
        if (published !== "" && !range)
            return item.at("published").wrong(`takes a port; got "${published}"`) ?? [];
        // A range leaves the choice to the engine: the first that is free.
        const hostPort = range && range.from === range.to ? range.from : undefined;
        return [{ port: target, protocol, hostIp: item.at("host_ip").text() ?? "", hostPort }];
    }
    const text = item.text() ?? "";
    const [, ip = "", host, inside = "", protocol = "tcp"] = /^(?:(?:((?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-fA-F:]+\]):)?([\d-]*):)?([\d-]+)(?:\/(tcp|udp))?$/.exec(text) ?? [];
    const target = rangeOf(inside);
    const published = host ? rangeOf(host) : undefined;
    if (!target || (host && !published)) {
        return item.wrong(`takes [address:][port of the host:]port, as in "127.0.0.1:8080:80"; got "${text}"`) ?? [];
    }
    if (published && published.to - published.from !== target.to - target.from) {
        if (target.from !== target.to)
            return item.wrong(`has two ranges of different lengths: "${text}"`) ?? [];
        return [{ port: target.from, protocol: protocol, hostIp: bare(ip), hostPort: undefined }];
    }
    return Array.from({ length: target.to - target.from + 1 }, (_, index) => ({
        port: target.from + index,
        protocol: protocol,
        hostIp: bare(ip),
        hostPort: published && published.from + index,
    }));
}
function bare(ip) {
    return ip.replace(/^\[(.*)\]$/, "$1");
}
function rangeOf(text) {
    const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
    const [from, to] = [Number(first), Number(last)];
    return from >= 1 && to <= 65535 && from <= to && to - from < 1000 ? { from, to } : undefined;
}

;// CONCATENATED MODULE: ./actions/deploy/compose/service.js




/** Keys that say how an image is made or how one develops: nothing of them is part of a deploy. */
const ELSEWHERE = ["build", "develop", "attach", "profiles", "extends"];
/** Keys that cannot be done here, and why. */
const REFUSED = {
    network_mode: "is not supported: the load balancer has to reach the service on a network",
    links: "is not supported: services on one network find each other by their names",
    external_links: "is not supported: put both on one network",
    volumes_from: "is not supported: name the volumes under volumes",
    mac_address: "is not supported: two containers with one address cannot run at once",
    post_start: "is not supported: start it from the image's entrypoint",
    pre_stop: "is not supported: the container is empty before it is stopped; let it handle SIGTERM",
    gpus: "is not supported: reserve them with deploy.resources.reservations.devices on Swarm",
    credential_spec: "is only for Windows",
    isolation: "is only for Windows",
    provider: "is not supported: it is no container",
    use_api_socket: "is not supported: it would hand the host's engine to the service",
};
const KEYS = [
    ...[
        "image",
        "command",
        "entrypoint",
        "environment",
        "env_file",
        "secrets",
        "configs",
        "networks",
        "volumes",
        "ports",
    ],
    ...["expose", "healthcheck", "stop_grace_period", "stop_signal", "user", "working_dir", "hostname", "domainname"],
    ...[
        "read_only",
        "tmpfs",
        "cap_add",
        "cap_drop",
        "init",
        "extra_hosts",
        "ulimits",
        "logging",
        "labels",
        "annotations",
    ],
    ...["depends_on", "deploy", "restart", "container_name", "dns", "dns_search", "dns_opt", "group_add", "security_opt"],
    ...["shm_size", "sysctls", "privileged", "devices", "tty", "stdin_open", "platform", "pull_policy", "mem_limit"],
    ...["mem_reservation", "memswap_limit", "cpus", "cpu_shares", "cpuset", "pids_limit", "oom_score_adj", "scale"],
    ...["runtime", "pid", "ipc", "userns_mode", "cgroup"],
];
/** Reads one service; what is wrong with it is told to the project's mistakes. */
async function readService(project, name) {
    const service = project.root.at("services").at(name);
    for (const [key, value] of service.entries()) {
        const refused = REFUSED[key];
        if (refused !== undefined)
            value.wrong(refused);
    }
    service.only([...KEYS, ...ELSEWHERE, ...Object.keys(REFUSED)]);
    const deploy = readDeploy(service.at("deploy"));
    const { mounts, volumes } = readMounts(project, service.at("volumes"));
    const networks = readNetworks(project, service.at("networks"));
    const limit = service.at("mem_limit").size();
    const builds = service.at("build").present;
    return {
        name,
        image: service.at("image").text() || undefined,
        builds,
        pull: readPull(service.at("pull_policy")),
        containerName: service.at("container_name").text(),
        env: await readEnvironment(project, service),
        labels: Object.fromEntries([...service.at("labels").pairs()].map(([key, value]) => [key, value ?? ""])),
        settings: { ...readSettings(service), ...(mounts.length > 0 ? { mounts } : {}) },
        memory: deploy.memory ?? limit,
        cpus: deploy.cpus ?? service.at("cpus").number({ min: 0 }),
        files: await readFiles(project, service),
        networks,
        volumes,
        ports: service.at("ports").items().flatMap(parsePort),
        exposed: service
            .at("expose")
            .items()
            .flatMap((item) => {
            const text = item.text() ?? "";
            const port = Number(/^(\d+)(?:-\d+)?(?:\/(?:tcp|udp))?$/.exec(text)?.[1]);
            return port >= 1 && port <= 65535 ? [port] : (item.wrong(`takes a port; got "${text}"`) ?? []);
        }),
        stopTimeout: service.at("stop_grace_period").duration(),
        restart: deploy.restart ?? readRestart(service.at("restart")),
        replicas: deploy.replicas ?? service.at("scale").whole({ min: 0, max: 32 }),
        update: deploy.update,
        rollback: deploy.rollback,
        dependsOn: readDependsOn(project, service.at("depends_on")),
        reader: service,
    };
}
function readPull(value) {
    const text = value.text();
    if (text === undefined || /^(missing|if_not_present|build)$/.test(text))
        return undefined;
    if (/^(always|daily|weekly|every_.*)$/.test(text))
        return "always";
    if (text === "never")
        return "missing";
    return value.wrong(`takes always, missing or never; got "${text}"`);
}
function readSettings(service) {
    const list = (key) => (service.at(key).present ? service.at(key).texts() : undefined);
    const command = service.at("command").command();
    const entrypoint = service.at("entrypoint").command();
    return drop({
        entrypoint,
        command,
        user: service.at("user").text(),
        workingDir: service.at("working_dir").text(),
        hostname: service.at("hostname").text(),
        domainname: service.at("domainname").text(),
        platform: service.at("platform").text(),
        readOnly: service.at("read_only").flag(),
        init: service.at("init").flag(),
        tty: service.at("tty").flag(),
        openStdin: service.at("stdin_open").flag(),
        privileged: service.at("privileged").flag(),
        stopSignal: service.at("stop_signal").text(),
        stopTimeout: service.at("stop_grace_period").duration(),
        healthcheck: readHealthcheck(service.at("healthcheck")),
        tmpfs: readTmpfs(service.at("tmpfs")),
        capAdd: list("cap_add"),
        capDrop: list("cap_drop"),
        securityOpt: list("security_opt"),
        groupAdd: list("group_add"),
        extraHosts: readExtraHosts(service.at("extra_hosts")),
        dns: list("dns"),
        dnsSearch: list("dns_search"),
        dnsOptions: list("dns_opt"),
        ulimits: readUlimits(service.at("ulimits")),
        logging: readLogging(service.at("logging")),
        sysctls: service.at("sysctls").present
            ? Object.fromEntries([...service.at("sysctls").pairs()].map(([key, value]) => [key, value ?? ""]))
            : undefined,
        devices: readDevices(service.at("devices")),
        shmSize: service.at("shm_size").size(),
        memoryReservation: service.at("deploy").at("resources").at("reservations").at("memory").size() ??
            service.at("mem_reservation").size(),
        memorySwap: service.at("memswap_limit").text() === "-1" ? -1 : service.at("memswap_limit").size(),
        cpuShares: service.at("cpu_shares").whole({ min: 0 }),
        cpuset: service.at("cpuset").text(),
        pidsLimit: service.at("deploy").at("resources").at("limits").at("pids").whole({ min: -1 }) ??
            service.at("pids_limit").whole({ min: -1 }),
        oomScoreAdj: service.at("oom_score_adj").whole({ min: -1000, max: 1000 }),
        runtime: service.at("runtime").text(),
        pid: hostOnly(service.at("pid")),
        ipc: service.at("ipc").text(),
        usernsMode: hostOnly(service.at("userns_mode")),
        cgroupns: service.at("cgroup").choice(["host", "private"]),
    });
}
function hostOnly(value) {
    const text = value.text();
    return text === undefined || text === "host" ? text : value.wrong(`takes host; got "${text}"`);
}
function readHealthcheck(value) {
    if (!value.present)
        return undefined;
    value.only(["test", "interval", "timeout", "retries", "start_period", "start_interval", "disable"]);
    if (value.at("disable").flag())
        return { test: ["NONE"] };
    const test = value.at("test");
    // Without a test of its own, it only changes the times of the image's.
    const words = test.node?.kind === "scalar" ? ["CMD-SHELL", test.text() ?? ""] : test.texts();
    if (test.present && !/^(NONE|CMD|CMD-SHELL)$/.test(words[0] ?? "")) {
        test.wrong('takes a text, or a list that begins with "CMD", "CMD-SHELL" or "NONE"');
    }
    return drop({
        test: words,
        interval: value.at("interval").duration(),
        timeout: value.at("timeout").duration(),
        startPeriod: value.at("start_period").duration(),
        startInterval: value.at("start_interval").duration(),
        retries: value.at("retries").whole({ min: 0 }),
    });
}
function readTmpfs(value) {
    if (!value.present)
        return undefined;
    return Object.fromEntries(value.texts().map((text) => {
        const at = text.indexOf(":");
        return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
    }));
}
function readExtraHosts(value) {
    if (!value.present)
        return undefined;
    if (value.node?.kind === "map") {
        return value.entries().flatMap(([name, addresses]) => addresses.texts().map((address) => `${name}:${address}`));
    }
    return value.items().flatMap((item) => {
        const [, name, address] = /^([^:=]+)[:=](.+)$/.exec(item.text() ?? "") ?? [];
        return name && address ? [`${name}:${address}`] : (item.wrong("takes name:address") ?? []);
    });
}
function readUlimits(value) {
    if (!value.present)
        return undefined;
    return value.entries().map(([name, limit]) => {
        if (limit.node?.kind !== "map") {
            const both = limit.whole({ min: -1 }) ?? 0;
            return { name, soft: both, hard: both };
        }
        limit.only(["soft", "hard"]);
        return { name, soft: limit.at("soft").whole({ min: -1 }) ?? 0, hard: limit.at("hard").whole({ min: -1 }) ?? 0 };
    });
}
function readLogging(value) {
    if (!value.present)
        return undefined;
    value.only(["driver", "options"]);
    const driver = value.at("driver").text();
    const options = [...value.at("options").pairs()].map(([key, option]) => [key, option ?? ""]);
    return { ...(driver ? { driver } : {}), options: Object.fromEntries(options) };
}
function readDevices(value) {
    if (!value.present)
        return undefined;
    return value.items().flatMap((item) => {
        if (item.node?.kind !== "map")
            return item.text() ?? [];
        const source = item.at("source").text() ?? "";
        return `${source}:${item.at("target").text() ?? source}:${item.at("permissions").text() ?? "rwm"}`;
    });
}
function readNetworks(project, value) {
    const known = project.root.at("networks");
    const declared = new Set(["default", ...known.entries().map(([key]) => key)]);
    const found = [];
    const check = (reader, key) => {
        if (!declared.has(key))
            reader.wrong(`names the network ${key}, which is not under networks`);
    };
    if (value.node?.kind === "list") {
        for (const item of value.items()) {
            const key = item.text() ?? "";
            check(item, key);
            found.push({ key, aliases: [], priority: 0 });
        }
    }
    else {
        for (const [key, network] of value.entries()) {
            check(network.present ? network : value, key);
            network.only(["aliases", "priority", "gw_priority"]);
            const priority = network.at("priority").whole({ min: -1_000_000 }) ?? 0;
            found.push({ key, aliases: network.at("aliases").texts(), priority });
        }
    }
    if (found.length === 0)
        return [{ key: "default", aliases: [] }];
    return found.sort((a, b) => b.priority - a.priority).map(({ key, aliases }) => ({ key, aliases }));
}
function readRestart(value) {
    const text = value.text();
    if (text === undefined)
        return undefined;
    const [, name, max] = /^(no|always|unless-stopped|on-failure)(?::(\d+))?$/.exec(text) ?? [];
    if (name === undefined || (max !== undefined && name !== "on-failure")) {
        // `restart: no` without quotes is false to older readers.
        if (text === "false")
            return { name: "no" };
        return value.wrong(`takes no, always, unless-stopped, on-failure or on-failure:N; got "${text}"`);
    }
    return { name: name, ...(max === undefined ? {} : { max: Number(max) }) };
}
function readDeploy(value) {
    value.only([
        "replicas",
        "resources",
        "update_config",
        "rollback_config",
        "restart_policy",
        "mode",
        "labels",
        "endpoint_mode",
        "placement",
    ]);
    const mode = value.at("mode").text();
    if (mode !== undefined && mode !== "replicated")
        value.at("mode").wrong(`takes replicated on a Docker host; got "${mode}"`);
    for (const key of ["labels", "endpoint_mode", "placement"]) {
        if (value.at(key).present)
            value.mistakes.notes.add(`${value.at(key).path} is for Swarm and changes nothing on a Docker host.`);
    }
    const resources = value.at("resources");
    resources.only(["limits", "reservations"]);
    resources.at("limits").only(["cpus", "memory", "pids"]);
    const reserved = resources.at("reservations");
    reserved.only(["cpus", "memory", "devices", "generic_resources"]);
    for (const key of ["devices", "generic_resources"]) {
        if (reserved.at(key).present)
            reserved.at(key).wrong("is not supported");
    }
    if (reserved.at("cpus").present) {
        value.mistakes.notes.add(`${reserved.at("cpus").path} is for schedulers; a Docker host keeps no cores free.`);
    }
    return {
        replicas: value.at("replicas").whole({ min: 0, max: 32 }),
        memory: resources.at("limits").at("memory").size(),
        cpus: resources.at("limits").at("cpus").number({ min: 0 }),
        restart: readRestartPolicy(value.at("restart_policy")),
        update: readUpdate(value.at("update_config"), "deploy"),
        rollback: readUpdate(value.at("rollback_config"), "rollback"),
    };
}
function readRestartPolicy(value) {
    if (!value.present)
        return undefined;
    value.only(["condition", "delay", "max_attempts", "window"]);
    for (const key of ["delay", "window"]) {
        if (value.at(key).duration() !== undefined) {
            value.mistakes.notes.add(`${value.at(key).path} is for Swarm; a Docker host waits twice as long after each try.`);
        }
    }
    const max = value.at("max_attempts").whole({ min: 0 });
    switch (value.at("condition").choice(["none", "on-failure", "any"])) {
        case "none":
            return { name: "no" };
        case "on-failure":
            return { name: "on-failure", ...(max === undefined ? {} : { max }) };
        default:
            return { name: "unless-stopped" };
    }
}
function readUpdate(value, what) {
    if (!value.present)
        return undefined;
    value.only(["parallelism", "delay", "failure_action", "monitor", "max_failure_ratio", "order"]);
    const ratio = value.at("max_failure_ratio");
    if (ratio.present) {
        unheeded(ratio, `one container that fails takes the ${what} back; max-error-rate is about answers`);
    }
    return drop({
        parallelism: value.at("parallelism").whole({ min: 0 }),
        delay: value.at("delay").duration(),
        monitor: value.at("monitor").duration(),
        order: value.at("order").choice(["start-first", "stop-first"]),
        failureAction: value.at("failure_action").choice(["pause", "continue", "rollback"]),
        maxFailureRatio: value.at("max_failure_ratio").number({ min: 0, max: 1 }),
    });
}
function unheeded(value, why) {
    value.mistakes.notes.add(`${value.path} is not heeded: ${why}.`);
}
function readDependsOn(project, value) {
    const services = project.root.at("services");
    const found = [];
    const add = (reader, service, condition, required) => {
        if (services.at(service).present)
            found.push({ service, condition, required, reader });
        else if (required)
            reader.wrong(`names the service ${service}, which is not under services`);
    };
    if (value.node?.kind === "list") {
        for (const item of value.items())
            add(item, item.text() ?? "", "service_started", true);
        return found;
    }
    for (const [service, entry] of value.entries()) {
        entry.only(["condition", "required", "restart"]);
        const condition = entry
            .at("condition")
            .choice(["service_started", "service_healthy", "service_completed_successfully"]);
        add(entry.present ? entry : value, service, condition ?? "service_started", entry.at("required").flag() ?? true);
    }
    return found;
}
/** The same without what is undefined. */
function drop(value) {
    return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));
}

;// CONCATENATED MODULE: ./actions/deploy/compose/preparation.js










/** How long a service may take until it is as the one that needs it wants it. */
const READY_LIMIT = 5 * 60_000;
/** All services that one needs, directly or not, each after those that it needs itself. */
async function dependenciesOf(project, service) {
    const found = new Map();
    const visit = async (one, open) => {
        for (const { service: name, reader } of one.dependsOn) {
            if (open.includes(name)) {
                reader.wrong(`goes in a circle: ${[...open.slice(open.indexOf(name)), name].join(" → ")}`);
                continue;
            }
            if (found.has(name))
                continue;
            const needed = await readService(project, name);
            if (needed.image === undefined) {
                needed.reader.wrong("takes image: what it is built from is not here when it is deployed");
            }
            await visit(needed, [...open, name]);
            found.set(name, needed);
        }
    };
    await visit(service, [service.name]);
    return found;
}
/** Networks, volumes and other services of a compose project, made once where they are not there. */
class ComposePreparation {
    #world;
    #engine;
    #made;
    constructor(world, engine, made) {
        this.#world = world;
        this.#engine = engine;
        this.#made = made;
    }
    async missing() {
        const { project, service, services } = this.#made;
        const missing = [];
        const all = [...services.values(), service];
        const main = service.networks[0]?.key;
        const networks = new Set(all.flatMap((one) => one.networks.map(({ key }) => key)));
        for (const key of networks) {
            const name = networkName(project, key);
            if (await (0,docker_networks/* findNetwork */.qC)(this.#engine, name))
                continue;
            if (isExternal(project, "networks", key))
                throw absent("network", name);
            if (key !== main)
                missing.push({ key: `network ${key}`, what: `make network ${name}` });
        }
        for (const key of new Set(all.flatMap((one) => one.volumes.map((volume) => volume.key)))) {
            const name = volumeName(project, key);
            if (await (0,volumes/* hasVolume */.t2)(this.#engine, name))
                continue;
            if (isExternal(project, "volumes", key))
                throw absent("volume", name);
            missing.push({ key: `volume ${key}`, what: `make volume ${name}` });
        }
        if (services.size === 0)
            return missing;
        const there = await this.#containers();
        for (const [name] of services) {
            const condition = this.#condition(name);
            if (this.#fulfilled(there.get(name), condition))
                continue;
            const wait = {
                service_started: "",
                service_healthy: " and wait until it is healthy",
                service_completed_successfully: " and wait until it has ended well",
            }[condition];
            missing.push({ key: `service ${name}`, what: `start ${name}${wait}` });
        }
        return missing;
    }
    async makeNetwork(name) {
        const { project, service } = this.#made;
        const key = service.networks.find((one) => networkName(project, one.key) === name)?.key;
        if (key === undefined)
            return await (0,docker_networks/* makeNetwork */.zA)(this.#engine, name, {});
        await this.#network(key);
    }
    async prepare(key, signal) {
        const [kind, name = ""] = key.split(" ");
        if (kind === "network")
            await this.#network(name);
        else if (kind === "volume")
            await this.#volume(name);
        else
            await this.#service(name, signal);
    }
    /** The strictest thing that anybody wants of a service. */
    #condition(name) {
        const { service, services } = this.#made;
        const wanted = [service, ...services.values()]
            .flatMap((one) => one.dependsOn)
            .filter((dependency) => dependency.service === name)
            .map(({ condition }) => condition);
        return (wanted.find((one) => one === "service_completed_successfully") ??
            wanted.find((one) => one === "service_healthy") ??
            "service_started");
    }
    #fulfilled(container, condition) {
        if (!container)
            return false;
        if (condition === "service_completed_successfully")
            return container.status === "exited" && container.exitCode === 0;
        return container.running && (condition === "service_started" || container.health?.status === "healthy");
    }
    /** One container of each service of the project. */
    async #containers() {
        const label = { "com.docker.compose.project": this.#made.project.name, "com.docker.compose.oneoff": "False" };
        const containers = await (0,docker_containers/* listContainers */.ts)(this.#engine, label);
        // One that runs wins over one that stands still.
        containers.sort((a, b) => Number(a.running) - Number(b.running));
        return new Map(containers.map((one) => [one.labels["com.docker.compose.service"] ?? "", one]));
    }
    async #network(key) {
        const { project } = this.#made;
        const declared = project.root.at("networks").at(key);
        const ipam = declared.at("ipam");
        const pools = ipam.at("config").items();
        const driver = declared.at("driver").text();
        const driverOptions = textsOf(declared.at("driver_opts").pairs());
        const options = {
            ...(driver ? { driver } : {}),
            ...(declared.at("driver_opts").present ? { driverOptions } : {}),
            internal: declared.at("internal").flag() === true,
            attachable: declared.at("attachable").flag() === true,
            ipv6: declared.at("enable_ipv6").flag() === true,
            ...(pools.length > 0
                ? {
                    ipam: {
                        ...(ipam.at("driver").text() ? { driver: ipam.at("driver").text() ?? "default" } : {}),
                        pools: pools.map((pool) => ({
                            subnet: pool.at("subnet").text() ?? "",
                            gateway: pool.at("gateway").text() ?? "",
                            range: pool.at("ip_range").text() ?? "",
                        })),
                    },
                }
                : {}),
        };
        const labels = { ...textsOf(declared.at("labels").pairs()), ...resourceLabels(project, "network", key) };
        await (0,docker_networks/* makeNetwork */.zA)(this.#engine, networkName(project, key), labels, options);
    }
    async #volume(key) {
        const { project } = this.#made;
        const declared = project.root.at("volumes").at(key);
        const driver = declared.at("driver").text();
        const labels = { ...textsOf(declared.at("labels").pairs()), ...resourceLabels(project, "volume", key) };
        await (0,volumes/* makeVolume */.B)(this.#engine, volumeName(project, key), labels, {
            ...(driver ? { driver } : {}),
            ...(declared.at("driver_opts").present ? { driverOptions: textsOf(declared.at("driver_opts").pairs()) } : {}),
        });
    }
    /** Starts a service where it does not run, and waits until it is as it is wanted. What runs is left as it is. */
    async #service(name, signal) {
        const service = this.#made.services.get(name);
        if (!service)
            throw new Error(`there is no service ${name} to start`);
        const condition = this.#condition(name);
        const found = (await this.#containers()).get(name);
        const id = found?.id ?? (await this.#create(service));
        if (!found?.running)
            await this.#start(service, id, found === undefined);
        const { clock } = this.#world;
        const deadline = clock.elapsed() + READY_LIMIT;
        for (;;) {
            const container = (await this.#containers()).get(name);
            if (!container)
                throw new errors/* UserError */.yo(`${name} is gone: somebody removed it`);
            if (this.#fulfilled(container, condition))
                return;
            const ended = !container.running && container.status === "exited";
            const without = condition === "service_healthy" && container.running && !container.health;
            const unwell = container.health?.status === "unhealthy";
            if (ended || without || unwell || clock.elapsed() > deadline) {
                const why = without
                    ? "it has no health check, so nobody can know when it is healthy"
                    : ended
                        ? `it ended with exit code ${container.exitCode}`
                        : unwell
                            ? `it is unhealthy: ${container.health?.last || "its check said nothing"}`
                            : `it was not ready within ${(0,units/* formatDuration */.a3)(READY_LIMIT)}`;
                const log = without ? "" : await (0,docker_containers/* logsOf */.Hw)(this.#engine, container.id, 20);
                throw new errors/* UserError */.yo(`The app needs ${name}, and ${why}${log ? `\nLast lines of ${name}:\n${log}` : ""}`, {
                    hint: without
                        ? `Give ${name} a healthcheck in the compose file.`
                        : `docker logs ${container.name} says more.`,
                });
            }
            await clock.sleep(100, signal);
        }
    }
    async #create(service) {
        const { project, store, helperImage } = this.#made;
        const image = service.image ?? "";
        const found = await (0,deploy_image/* ensureImage */.Yt)(this.#world, this.#engine, { reference: image, pull: service.pull ?? "missing" });
        await (0,deploy_image/* ensureImage */.Yt)(this.#world, this.#engine, { reference: helperImage, pull: "missing" });
        const { settings, networks } = settingsWithNames(project, service);
        const [first = "default", ...others] = networks;
        const aliases = (key) => [
            service.name,
            ...(service.networks.find((network) => network.key === key)?.aliases ?? []),
        ];
        // They outlive releases of the app, so their files lie elsewhere.
        const where = { app: project.name, release: `service-${service.name}`, store, image: helperImage };
        const files = await (0,docker_files/* placeFiles */.h)(this.#engine, where, service.files);
        return await (0,docker_containers/* createContainer */.g$)(this.#engine, {
            ...settings,
            name: service.containerName ?? `${project.name}-${service.name}-1`,
            image,
            env: service.env,
            labels: {
                ...service.labels,
                ...containerLabels(project, service),
                ...hashLabel((await this.#made.hashes()).get(service.name)),
                "com.docker.compose.container-number": "1",
                "com.docker.compose.image": found.id,
            },
            network: networkName(project, first),
            aliases: aliases(first),
            ...(others.length > 0
                ? { networks: others.map((key) => ({ name: networkName(project, key), aliases: aliases(key) })) }
                : {}),
            publish: service.ports,
            restart: service.restart ?? "no",
            mounts: [...(settings.mounts ?? []), ...files],
            ...(service.memory === undefined ? {} : { memory: service.memory }),
            ...(service.cpus === undefined ? {} : { cpus: service.cpus }),
        });
    }
    async #start(service, id, ours) {
        try {
            await (0,docker_containers/* startContainer */.YI)(this.#engine, id);
        }
        catch (error) {
            if (ours)
                await (0,docker_containers/* removeContainer */.od)(this.#engine, id).catch(() => { });
            throw new errors/* UserError */.yo(`The app needs ${service.name}, which could not be started: ${(0,errors/* messageOf */.bD)(error)}`, {
                ...((0,api_errors/* isPortTaken */.xM)(error)
                    ? { hint: "Free the port that it wants, or give it another one in the compose file." }
                    : {}),
                cause: error,
            });
        }
    }
}
function absent(kind, name) {
    return new errors/* UserError */.yo(`The ${kind} ${name} is not there, and the compose file says that somebody else makes it`, {
        hint: `docker ${kind} create ${name}; or take external out.`,
    });
}
function textsOf(pairs) {
    return Object.fromEntries([...pairs].map(([key, value]) => [key, value ?? ""]));
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./toolkit/yaml.js
var yaml = __webpack_require__(79839);
;// CONCATENATED MODULE: ./actions/deploy/compose/merge.js
/** Lists in which an entry of a later file takes the place of one with the same key (Compose Specification, "Merge"). */
const KEYED = {
    volumes: targetOf,
    secrets: targetOf,
    configs: targetOf,
    ports: portKey,
    environment: merge_nameOf,
    labels: merge_nameOf,
    sysctls: merge_nameOf,
    extra_hosts: (item) => scalar(item).split(/[:=]/)[0] ?? "",
    cap_add: scalar,
    cap_drop: scalar,
    security_opt: scalar,
    dns: scalar,
    dns_opt: scalar,
    dns_search: scalar,
    expose: scalar,
    tmpfs: (item) => scalar(item).split(":")[0] ?? "",
    devices: targetOf,
    env_file: (item) => scalar(item) || scalar(child(item, "path")),
};
/** Lists that are as good as maps, so that both forms can be merged with each other. */
const PAIRS = /^(environment|labels|sysctls|extra_hosts|annotations)$/;
const NAMES = /^(depends_on|networks)$/;
/** A text alone is a list of one where the other file has a list. */
const LISTS = /^(dns|dns_opt|dns_search|env_file|tmpfs)$/;
/**
 * A compose file over another one, by the rules of the specification: maps are merged, lists are appended, everything
 * else is replaced; commands are replaced as a whole; `!reset` takes a value away, `!override` replaces it.
 */
function mergeOver(base, over, path = []) {
    if (!over)
        return base;
    if (over.tag === "!reset")
        return undefined;
    if (!base || over.tag === "!override")
        return withoutResets(over);
    const key = path.at(-1) ?? "";
    if (/^(command|entrypoint|test)$/.test(key))
        return over;
    // A key without a value says nothing: `front:` leaves what the other file says of that network.
    if (over.kind === "scalar" && over.value === null)
        return base;
    if (key === "logging") {
        const drivers = new Set([base, over].map((one) => scalar(child(one, "driver"))).filter(Boolean));
        if (drivers.size > 1)
            return over;
    }
    if (LISTS.test(key) && (base.kind === "scalar" || over.kind === "scalar")) {
        return mergeOver(asList(base), asList(over), path);
    }
    if (base.kind !== over.kind || (NAMES.test(key) && over.kind === "list")) {
        const [one, other] = [asMap(base, key), asMap(over, key)];
        return one && other ? mergeOver(one, other, path) : over;
    }
    if (base.kind === "map" && over.kind === "map") {
        const entries = new Map(base.entries);
        for (const [name, value] of over.entries) {
            const merged = mergeOver(entries.get(name), value, [...path, name]);
            if (merged)
                entries.set(name, merged);
            else
                entries.delete(name);
        }
        return { ...over, entries };
    }
    if (base.kind === "list" && over.kind === "list") {
        const keyOf = path.length > 1 ? KEYED[key] : undefined;
        if (!keyOf)
            return { ...over, items: [...base.items, ...over.items] };
        const items = new Map(base.items.map((item) => [keyOf(item), item]));
        for (const item of over.items)
            items.set(keyOf(item), item);
        return { ...over, items: [...items.values()] };
    }
    return over;
}
function withoutResets(node) {
    if (node.kind !== "map")
        return node;
    const kept = [...node.entries].filter(([, value]) => value.tag !== "!reset");
    return { ...node, entries: new Map(kept.map(([key, value]) => [key, withoutResets(value)])) };
}
function asMap(node, key) {
    if (node.kind === "map")
        return node;
    if (node.kind !== "list")
        return undefined;
    if (PAIRS.test(key)) {
        const pairs = node.items.map((item) => {
            const text = scalar(item);
            const [, name = text, value] = /^([^=:]*)[=:]([\s\S]*)$/.exec(text) ?? [];
            const child = { at: item.at, kind: "scalar", value: value ?? null, text: value ?? "" };
            return [name, child];
        });
        return { at: node.at, kind: "map", entries: new Map(pairs) };
    }
    if (!NAMES.test(key))
        return undefined;
    const names = node.items.map((item) => {
        const text = (value) => ({ at: item.at, kind: "scalar", value, text: value ?? "" });
        // A name alone in `depends_on` says as much as this, and takes another condition back.
        const started = new Map([
            ["condition", text("service_started")],
            ["required", text("true")],
        ]);
        const entry = key === "depends_on" ? { at: item.at, kind: "map", entries: started } : text(null);
        return [scalar(item), entry];
    });
    return { at: node.at, kind: "map", entries: new Map(names) };
}
function asList(node) {
    return node.kind === "scalar" ? { at: node.at, kind: "list", items: [node] } : node;
}
function scalar(node) {
    return node?.kind === "scalar" ? String(node.value ?? "") : "";
}
function child(node, key) {
    return node.kind === "map" ? node.entries.get(key) : undefined;
}
function merge_nameOf(item) {
    return scalar(item).split("=")[0] ?? "";
}
function targetOf(item) {
    if (item.kind === "map")
        return scalar(child(item, "target")) || scalar(child(item, "source"));
    const parts = scalar(item).split(":");
    return parts[1] ?? parts[0] ?? "";
}
function portKey(item) {
    if (item.kind === "map")
        return ["host_ip", "target", "published", "protocol"].map((key) => scalar(child(item, key))).join(":");
    return scalar(item);
}

;// CONCATENATED MODULE: ./actions/deploy/compose/mistakes.js

/** Everything that is wrong with the files of a project, each with its place, so that it can all be told at once. */
class Mistakes {
    #told = new Map();
    /** What works and is not what one may expect, one sentence each. */
    notes = new Set();
    /** `path` is the key in words: `services.app.ports[0]`. */
    add(node, path, message) {
        this.#told.set(`${node.at}: ${path === "" ? "" : `${path} `}${message}`, this.#told.size);
    }
    /** Throws a UserError with all of them, in the order of the files; nothing happens where there are none. */
    throwAny() {
        if (this.#told.size === 0)
            return;
        const lines = [...this.#told.keys()].sort((a, b) => order(a, b));
        const count = lines.length === 1 ? "One thing is" : `${lines.length} things are`;
        throw new errors/* UserError */.yo(`${count} wrong in the compose file:\n${lines.map((line) => `  ${line}`).join("\n")}`, {
            hint: "docker compose config shows how Compose reads it. Nothing was changed.",
        });
    }
}
function order(a, b) {
    const [, fileA = "", lineA = "", columnA = ""] = /^(.*?):(\d+):(\d+): /.exec(a) ?? [];
    const [, fileB = "", lineB = "", columnB = ""] = /^(.*?):(\d+):(\d+): /.exec(b) ?? [];
    if (fileA !== fileB)
        return fileA < fileB ? -1 : 1;
    return Number(lineA) - Number(lineB) || Number(columnA) - Number(columnB) || (a < b ? -1 : 1);
}

// EXTERNAL MODULE: ../../node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(38232);
;// CONCATENATED MODULE: ./actions/deploy/compose/reader.js


/**
 * A value of a compose file that is to be read as something. Each reader gives undefined where the value is absent or
 * wrong, and what is wrong has been told by then: nobody has to stop at the first mistake.
 */
class Reader {
    node;
    /** `services.app.ports[0]` */
    path;
    mistakes;
    constructor(node, path, mistakes) {
        // `key:` with nothing behind it is the same as no key.
        this.node = node?.kind === "scalar" && node.value === null ? undefined : node;
        this.path = path;
        this.mistakes = mistakes;
    }
    get present() {
        return this.node !== undefined;
    }
    /** The value of a key of a map. */
    at(key) {
        const node = this.node?.kind === "map" ? this.node.entries.get(key) : undefined;
        return new Reader(node, this.path === "" ? key : `${this.path}.${key}`, this.mistakes);
    }
    /** Tells of a mistake; gives undefined so that it can be returned. */
    wrong(message) {
        if (this.node)
            this.mistakes.add(this.node, this.path, message);
        return undefined;
    }
    /** The entries of a map, in their order. */
    entries() {
        if (!this.node)
            return [];
        if (this.node.kind !== "map")
            return this.wrong(`takes keys with values; got ${said(this.node)}`) ?? [];
        return [...this.node.entries.keys()].map((key) => [key, this.at(key)]);
    }
    /** The items of a list. */
    items() {
        if (!this.node)
            return [];
        if (this.node.kind !== "list")
            return this.wrong(`takes a list; got ${said(this.node)}`) ?? [];
        return this.node.items.map((item, index) => new Reader(item, `${this.path}[${index}]`, this.mistakes));
    }
    /** Tells of every key that is not among these, with the one that may have been meant. */
    only(keys) {
        for (const [key, value] of this.entries()) {
            if (keys.includes(key) || key.startsWith("x-"))
                continue;
            const meant = closeKey(key, keys);
            const place = value.node ?? (this.node?.kind === "map" ? this.node.entries.get(key) : undefined);
            if (place)
                this.mistakes.add(place, value.path, `is not supported${meant ? `; did you mean ${meant}?` : ""}`);
        }
    }
    text() {
        if (!this.node)
            return undefined;
        if (this.node.kind !== "scalar")
            return this.wrong(`takes a text; got ${said(this.node)}`);
        // As it was written: a version 1.10 is not 1.1, and a mode 0440 not 440.
        return this.node.tag || typeof this.node.value === "string" ? String(this.node.value) : this.node.text;
    }
    choice(choices) {
        const text = this.text();
        const found = choices.find((choice) => choice === text);
        if (text !== undefined && found === undefined)
            return this.wrong(`takes one of ${choices.join(", ")}; got "${text}"`);
        return found;
    }
    flag() {
        const text = this.text();
        if (text === undefined)
            return undefined;
        if (/^(true|yes|on|y|1)$/i.test(text))
            return true;
        if (/^(false|no|off|n|0)$/i.test(text))
            return false;
        return this.wrong(`takes true or false; got "${text}"`);
    }
    number(bounds) {
        const text = this.text();
        if (text === undefined)
            return undefined;
        const value = Number(text);
        const { min, max = Number.MAX_SAFE_INTEGER } = bounds;
        if (!/^-?\d+(\.\d+)?$/.test(text) || value < min || value > max) {
            return this.wrong(`takes a number from ${min}${max === Number.MAX_SAFE_INTEGER ? "" : ` to ${max}`}; got "${text}"`);
        }
        return value;
    }
    whole(bounds) {
        const value = this.number(bounds);
        return value === undefined || Number.isInteger(value) ? value : this.wrong(`takes a whole number; got "${value}"`);
    }
    /** Milliseconds. */
    duration() {
        const text = this.text();
        if (text === undefined)
            return undefined;
        try {
            // Compose wants a unit; microseconds and nanoseconds are allowed there and of no use.
            return (0,units/* parseDuration */.E9)(text);
        }
        catch {
            return this.wrong(`takes a duration such as 10s or 1m30s; got "${text}"`);
        }
    }
    /** Bytes. */
    size() {
        const text = this.text();
        if (text === undefined)
            return undefined;
        try {
            return (0,units/* parseSize */.DB)(text);
        }
        catch {
            return this.wrong(`takes a size such as 64m or 1g; got "${text}"`);
        }
    }
    /** A list of texts; a single text counts as a list of one. */
    texts() {
        if (this.node?.kind === "scalar")
            return [this.text() ?? ""];
        return this.items().flatMap((item) => item.text() ?? []);
    }
    /** `{a: b}` or `["a=b", "c"]`; a key without a value is undefined. */
    pairs() {
        const result = new Map();
        if (this.node?.kind === "list") {
            for (const item of this.items()) {
                const text = item.text();
                if (text === undefined)
                    continue;
                const at = text.indexOf("=");
                result.set(at < 0 ? text : text.slice(0, at), at < 0 ? undefined : text.slice(at + 1));
            }
        }
        else {
            for (const [key, value] of this.entries())
                result.set(key, value.present ? asCompose(value) : undefined);
        }
        return result;
    }
    /** A command: a list of words, or one text that is split as a shell would, without running one. */
    command() {
        if (!this.node)
            return undefined;
        if (this.node.kind === "list")
            return this.texts();
        const text = this.text();
        if (text === undefined)
            return undefined;
        return splitWords(text) ?? this.wrong(`has a quote that is not closed: ${text}`);
    }
}
/**
 * The text that Compose gives a container for a value without quotes: a number is a number to it, so that 1.50 becomes
 * 1.5, and 010 is octal as in YAML 1.1.
 */
function asCompose(value) {
    const text = value.text();
    if (value.node?.kind !== "scalar" || typeof value.node.value !== "number" || text === undefined)
        return text;
    const octal = /^([-+]?)0([0-7]+)$/.exec(text);
    if (octal)
        return String(Number.parseInt(`${octal[1]}${octal[2]}`, 8));
    // Whole numbers may be longer than a number of JavaScript is exact.
    return /^[-+]?\d+$/.test(text) ? text.replace(/^\+/, "") : String(value.node.value);
}
/** The key that may have been meant. */
function closeKey(key, keys) {
    const near = keys.map((other) => [(0,mod/* distance */.Io)(key, other), other]).sort((a, b) => a[0] - b[0])[0];
    return near && near[0] <= (key.length < 4 ? 1 : 2) ? near[1] : undefined;
}
function said(node) {
    if (node.kind === "scalar")
        return `"${String(node.value).slice(0, 60)}"`;
    return node.kind === "list" ? "a list" : "keys with values";
}
/** The words of a command line: quotes and backslashes as in a POSIX shell, and nothing else of it. */
function splitWords(text) {
    const words = [];
    let word;
    for (let at = 0; at < text.length; at++) {
        const char = text[at] ?? "";
        if (/\s/.test(char)) {
            if (word !== undefined)
                words.push(word);
            word = undefined;
        }
        else if (char === "'") {
            const end = text.indexOf("'", at + 1);
            if (end < 0)
                return undefined;
            word = (word ?? "") + text.slice(at + 1, end);
            at = end;
        }
        else if (char === '"') {
            word ??= "";
            for (at++; text[at] !== '"'; at++) {
                if (at >= text.length)
                    return undefined;
                if (text[at] === "\\" && /["\\$`]/.test(text[at + 1] ?? ""))
                    at++;
                word += text[at];
            }
        }
        else if (char === "\\" && at + 1 < text.length) {
            word = (word ?? "") + text[++at];
        }
        else
            word = (word ?? "") + char;
    }
    if (word !== undefined)
        words.push(word);
    return words;
}

;// CONCATENATED MODULE: ./actions/deploy/compose/project.js









const FILES_LIMIT = 50;
/**
 * Reads the files of a project, puts variables in, and merges them by the rules of the Compose Specification, with
 * `include` and `extends`. Syntax mistakes are thrown at once (what else is wrong cannot be known then); everything else
 * is in `mistakes` until somebody throws them.
 */
async function readProject(source) {
    const [first = ""] = source.files;
    const folder = (0,external_node_path_.resolve)(source.workspace, (0,external_node_path_.dirname)(first));
    const mistakes = new Mistakes();
    const dotEnv = await readDotEnv((0,external_node_path_.join)(folder, ".env"));
    const variables = { ...dotEnv, ...source.env };
    const loader = new Loader(source.workspace, mistakes);
    let root;
    const texts = await Promise.all(source.files.map((file) => loader.read((0,external_node_path_.resolve)(source.workspace, file), folder, variables)));
    for (const tree of texts)
        root = mergeOver(root, tree);
    root = await loader.included(root, folder, variables, new Set());
    if (root?.kind !== "map") {
        throw new errors/* UserError */.yo(`${first}: a compose file begins with keys such as services`, {
            hint: "See https://compose-spec.io.",
        });
    }
    root = await loader.extended(root, folder, variables);
    const reader = new Reader(root, "", mistakes);
    const named = reader.at("name");
    const name = named.text() || variables.COMPOSE_PROJECT_NAME || project_nameOf((0,external_node_path_.basename)(folder));
    if (!/^[a-z0-9][a-z0-9_-]*$/.test(name)) {
        const wrong = `takes lower-case letters, digits, "-" and "_"; got "${name}"`;
        if (named.present)
            named.wrong(wrong);
        else
            mistakes.add({ at: `${first}:1:1` }, "name", wrong);
    }
    return {
        name,
        folder,
        files: loader.files,
        root: reader,
        mistakes,
        variables,
        profiles: (variables.COMPOSE_PROFILES ?? "")
            .split(",")
            .map((profile) => profile.trim())
            .filter(Boolean),
        path: (value, path) => (0,external_node_path_.resolve)(loader.folderOf(value.node, folder), path.replace(/^~(?=\/|$)/, variables.HOME ?? "~")),
    };
}
/** The name that Compose makes of a folder's. */
function project_nameOf(folder) {
    return (folder
        .toLowerCase()
        .replace(/[^a-z0-9_-]/g, "")
        .replace(/^[_-]+/, "") || "default");
}
async function readDotEnv(path) {
    let text;
    try {
        text = await (0,promises_.readFile)(path, "utf8");
    }
    catch (error) {
        if ((0,errors/* codeOf */.$N)(error) === "ENOENT")
            return {};
        throw new errors/* UserError */.yo(`${path} cannot be read: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
    }
    try {
        return parseEnvFile(text, process.env);
    }
    catch (error) {
        throw new errors/* UserError */.yo(`${path}: ${(0,errors/* messageOf */.bD)(error)}`, { hint: "It takes lines of NAME=value.", cause: error });
    }
}
class Loader {
    files = [];
    #workspace;
    #mistakes;
    /** The folder that relative paths of a file start from, by the name of the file in messages. */
    #folders = new Map();
    constructor(workspace, mistakes) {
        this.#workspace = workspace;
        this.#mistakes = mistakes;
    }
    folderOf(node, otherwise) {
        return this.#folders.get(node?.at.replace(/:\d+:\d+$/, "") ?? "") ?? otherwise;
    }
    /** One file, with its variables put in. */
    async read(path, folder, variables) {
        const shown = (0,external_node_path_.relative)(this.#workspace, path);
        const name = shown.startsWith("..") ? path : shown;
        if (this.files.length >= FILES_LIMIT)
            throw new errors/* UserError */.yo(`${name}: more than ${FILES_LIMIT} files include each other`);
        let text;
        try {
            text = await (0,promises_.readFile)(path, "utf8");
        }
        catch (error) {
            const why = (0,errors/* codeOf */.$N)(error) === "ENOENT" ? "there is no such file" : (0,errors/* messageOf */.bD)(error);
            throw new errors/* UserError */.yo(`The compose file ${name} cannot be read: ${why}`, {
                hint: `Paths start from ${this.#workspace}; is the repository checked out there?`,
                cause: error,
            });
        }
        this.files.push(path);
        this.#folders.set(name, folder);
        return this.#withVariables((0,yaml/* readYamlTree */._d)(name, text), variables, []);
    }
    #withVariables(node, variables, path) {
        if (node.kind === "map") {
            const entries = [...node.entries].map(([key, child]) => [key, this.#withVariables(child, variables, [...path, key])]);
            return { ...node, entries: new Map(entries) };
        }
        if (node.kind === "list")
            return { ...node, items: node.items.map((item) => this.#withVariables(item, variables, path)) };
        if (typeof node.value !== "string" || !node.value.includes("$"))
            return node;
        const result = (0,interpolate/* interpolate */.GW)(node.value, variables, {
            onBlank: (name) => this.#mistakes.notes.add(`The variable ${name} is not set and is blank in the compose file.`),
        });
        for (const mistake of result.mistakes)
            this.#mistakes.add(node, path.join("."), mistake);
        return { ...node, value: result.text, text: result.text };
    }
    /** The tree with the files of `include` in it; what both have is a mistake. */
    async included(root, folder, variables, open) {
        const include = root?.kind === "map" ? root.entries.get("include") : undefined;
        if (root?.kind !== "map" || !include)
            return root;
        const entries = new Map(root.entries);
        entries.delete("include");
        for (const item of new Reader(include, "include", this.#mistakes).items()) {
            const map = item.node?.kind === "map";
            const paths = (map ? item.at("path") : item).texts();
            const base = this.folderOf(item.node, folder);
            const [first = ""] = paths;
            const own = (0,external_node_path_.resolve)(base, (map ? item.at("project_directory").text() : undefined) ?? (0,external_node_path_.dirname)(first));
            if (open.has((0,external_node_path_.resolve)(base, first))) {
                item.wrong(`includes itself: ${first}`);
                continue;
            }
            const extra = map ? item.at("env_file").texts() : [];
            let inner = { ...(await readDotEnv((0,external_node_path_.join)(own, ".env"))), ...variables };
            for (const file of extra)
                inner = { ...(await readDotEnv((0,external_node_path_.resolve)(base, file))), ...inner };
            let tree;
            for (const path of paths)
                tree = mergeOver(tree, await this.read((0,external_node_path_.resolve)(base, path), own, inner));
            tree = await this.included(tree, own, inner, new Set([...open, (0,external_node_path_.resolve)(base, first)]));
            if (tree?.kind === "map")
                tree = await this.extended(tree, own, inner);
            for (const [section, value] of tree?.kind === "map" ? tree.entries : []) {
                const mine = entries.get(section);
                if (value.kind !== "map" || section === "name" || section === "version")
                    continue;
                const merged = new Map(mine?.kind === "map" ? mine.entries : []);
                for (const [key, child] of value.entries) {
                    if (merged.has(key))
                        this.#mistakes.add(child, `${section}.${key}`, "is in the included file and in the one that includes it");
                    else
                        merged.set(key, child);
                }
                entries.set(section, { at: mine?.at ?? value.at, kind: "map", entries: merged });
            }
        }
        return { ...root, entries };
    }
    /** The tree with each service's `extends` put under it. */
    async extended(root, folder, variables) {
        const services = root.entries.get("services");
        if (services?.kind !== "map")
            return root;
        const done = new Map();
        for (const [name, service] of services.entries)
            done.set(name, await this.#extend(service, root, `services.${name}`, folder, variables, []));
        return { ...root, entries: new Map(root.entries).set("services", { ...services, entries: done }) };
    }
    async #extend(service, root, path, folder, variables, open) {
        if (service.kind !== "map")
            return service;
        const node = service.entries.get("extends");
        if (!node)
            return service;
        const reader = new Reader(node, `${path}.extends`, this.#mistakes);
        const own = new Map(service.entries);
        own.delete("extends");
        const short = node.kind === "scalar";
        const name = (short ? reader : reader.at("service")).text() ?? "";
        const file = short ? undefined : reader.at("file").text();
        const key = `${file ?? ""} ${name}`;
        if (open.includes(key)) {
            reader.wrong(`extends itself: ${name}`);
            return { ...service, entries: own };
        }
        let from = root;
        let base = folder;
        if (file !== undefined) {
            const target = (0,external_node_path_.resolve)(this.folderOf(node, folder), file);
            base = (0,external_node_path_.dirname)(target);
            from = await this.read(target, base, variables);
        }
        const services = from.kind === "map" ? from.entries.get("services") : undefined;
        const parent = services?.kind === "map" ? services.entries.get(name) : undefined;
        if (!parent || from.kind !== "map") {
            reader.wrong(`there is no service ${name}${file ? ` in ${file}` : ""} to extend`);
            return { ...service, entries: own };
        }
        const whole = await this.#extend(parent, from, `services.${name}`, base, variables, [...open, key]);
        return mergeOver(whole, { ...service, entries: own }, ["services", name]) ?? service;
    }
}

;// CONCATENATED MODULE: ./actions/deploy/compose/inputs.js










/** What the inputs ask for together with a service of a compose file; what an input says wins. */
async function composeInputs(world, given) {
    const { runner, workspace } = world;
    const project = await readProject({ files: given.composeFile, workspace, env: runner.env });
    const name = serviceName(project, given);
    const service = await readService(project, name);
    const services = await dependenciesOf(project, service);
    for (const one of [service, ...services.values()]) {
        // They are hidden before anything that holds them can be printed.
        for (const { secret, content } of one.files)
            if (secret)
                runner.mask(content.toString("utf8"));
    }
    checkProject(project);
    for (const one of [service, ...services.values()])
        checkBinds(given, project, one);
    const inputs = merged(given, project, service);
    project.mistakes.throwAny();
    if (given.hosts.length > 1 && ["deploy", "plan"].includes(given.mode))
        warnOfMany(world, given.hosts.length, services);
    let asked;
    const hashes = () => (asked ??= composeHashes(world, project, given.composeFile));
    return {
        ...inputs,
        origin: { ...inputs.origin, late: async () => hashLabel((await hashes()).get(service.name)) },
        notes: [...inputs.notes, ...project.mistakes.notes],
        preparation: (where, engine) => new ComposePreparation(where, engine, {
            project,
            service,
            services,
            hashes,
            store: given.secretStore,
            helperImage: (0,balancer/* balancerImageOf */.nb)(given),
        }),
    };
}
/** What each host starts for itself is no shared database: an app on two of them would read half of what it has written. */
function warnOfMany({ runner }, hosts, services) {
    const apart = [...services.values()].filter(({ volumes }) => volumes.some(({ readOnly }) => !readOnly));
    if (apart.length === 0)
        return;
    const names = apart.map(({ name, volumes }) => `${name} (volume ${volumes.map(({ key }) => key).join(", ")})`);
    runner.annotate("warning", `Each of the ${hosts} hosts starts its own ${names.join(" and ")}: they share no data. Where they have to, run it in one place, give its address to the app, and take it out of depends_on.`);
}
/** A folder of the repository is on the runner; on another machine the engine would make an empty one in its place. */
function checkBinds(given, project, { settings, reader }) {
    const remote = given.hosts.find((host) => /^(ssh|tcp|https):/.test(host));
    if (remote === undefined)
        return;
    for (const { type, source = "" } of settings.mounts ?? []) {
        if (type !== "bind" || !`${source}/`.startsWith(`${project.folder}/`))
            continue;
        reader
            .at("volumes")
            .wrong(`mounts ${source} of this machine, which ${remote} does not have; copy it into the image, make it a config or a secret (their content is sent along), or name an absolute path of the host`);
    }
}
/** The keys of a file beside its services; what they hold is read by those who use it. */
function checkProject({ root }) {
    root.only(["name", "version", "services", "networks", "volumes", "secrets", "configs", "include", "models"]);
    const keys = {
        networks: [
            "driver",
            "driver_opts",
            "internal",
            "attachable",
            "enable_ipv4",
            "enable_ipv6",
            "ipam",
            "external",
            "name",
            "labels",
        ],
        volumes: ["driver", "driver_opts", "external", "name", "labels"],
        secrets: ["file", "environment", "external", "name", "labels", "driver", "template_driver"],
        configs: ["file", "environment", "content", "external", "name", "labels", "template_driver"],
    };
    for (const [section, known] of Object.entries(keys)) {
        for (const [, declared] of root.at(section).entries())
            declared.only(known);
    }
}
function serviceName(project, given) {
    const names = project.root
        .at("services")
        .entries()
        .map(([key]) => key);
    if (given.service !== "") {
        if (names.includes(given.service))
            return given.service;
        project.mistakes.throwAny();
        const meant = closeKey(given.service, names);
        throw new errors/* UserError */.yo(`service got "${given.service}"; ${given.composeFile.join(", ")} has no such service`, {
            hint: names.length > 0
                ? `${meant ? `Did you mean ${meant}? ` : ""}It has ${names.join(", ")}.`
                : "It has no services at all.",
        });
    }
    const [only] = names;
    if (names.length === 1 && only !== undefined)
        return only;
    project.mistakes.throwAny();
    throw new errors/* UserError */.yo("service is not set; it takes the name of the service to deploy", {
        hint: `${given.composeFile.join(", ")} has ${names.join(", ") || "none"}.`,
    });
}
/** Pure but for the mistakes and notes that it adds. */
function merged(given, project, service) {
    const { reader } = service;
    const image = given.image || service.image || "";
    if (image === "" && ["deploy", "plan"].includes(given.mode)) {
        const build = reader.at("build");
        if (build.present)
            build.wrong("makes an image that has no name here: build it first, and give it as image");
        else
            reader.wrong("takes image; or give it with the input image");
    }
    const plain = (0,inputs.plainInputs)(given);
    const { ports, publish, port } = placePorts(given, service);
    const replicas = given.replicas ?? Math.max(1, service.replicas ?? 1);
    if (service.replicas === 0)
        reader.at("deploy").at("replicas").wrong("takes 1 or more; mode: down removes the app");
    const notes = [];
    const order = orderOf(given, service, ports, replicas, notes);
    const { settings, networks } = settingsWithNames(project, service);
    const [first = "default", ...others] = networks;
    const check = service.settings.healthcheck;
    const checked = check !== undefined && check.test[0] !== "NONE";
    if (!checked && given.healthPath === "") {
        notes.push(`${service.name} has no healthcheck in the compose file and no health-path is given: where its image has none either, a port that is open is taken for healthy. A health-path such as /readyz knows better, or a healthcheck: { test: [CMD, …] } in the compose file.`);
    }
    const { interval = 30_000, timeout = 30_000, startPeriod = 0, retries = 3 } = check ?? {};
    const longest = checked ? startPeriod + (interval + timeout) * Math.max(1, retries) : 0;
    for (const { key, config, what } of [
        { key: "update_config", config: service.update, what: "deploy" },
        { key: "rollback_config", config: service.rollback, what: "rollback" },
    ]) {
        const action = config?.failureAction ?? "rollback";
        if (action !== "rollback") {
            notes.push(`${key}.failure_action: ${action} is not heeded: a ${what} that fails is taken back.`);
        }
    }
    const { failureAction: _action, maxFailureRatio: _ratio, ...rollback } = service.rollback ?? {};
    const user = (label) => !label.startsWith("com.docker.compose.");
    return {
        ...plain,
        image,
        port,
        publish,
        replicas,
        order,
        env: new Map([...Object.entries(service.env), ...given.env]),
        files: [...service.files.filter(({ path }) => !plain.files.some((file) => file.path === path)), ...plain.files],
        pull: given.pull === "missing" ? (service.pull ?? "missing") : given.pull,
        network: given.network || networkName(project, first),
        aliases: [...new Set([service.name, ...(service.networks[0]?.aliases ?? [])])],
        parallelism: given.parallelism ?? service.update?.parallelism ?? 1,
        delay: given.delay ?? service.update?.delay ?? 0,
        healthTimeout: given.healthTimeout ?? Math.max(60_000, longest),
        monitorSeconds: given.monitorSeconds ?? service.update?.monitor ?? 0,
        rollback: { ...rollback, ...plain.rollback },
        stopTimeout: given.stopTimeout ?? service.stopTimeout ?? 10_000,
        memory: given.memory ?? service.memory,
        cpus: given.cpus ?? service.cpus,
        ports,
        settings: {
            ...settings,
            ...(others.length > 0
                ? {
                    networks: others.map((key) => ({
                        name: networkName(project, key),
                        aliases: [service.name, ...(service.networks.find((one) => one.key === key)?.aliases ?? [])],
                    })),
                }
                : {}),
        },
        labels: Object.fromEntries(Object.entries(service.labels).filter(([label]) => user(label))),
        ...(service.restart ? { restart: service.restart } : {}),
        ...(service.containerName ? { containerName: service.containerName } : {}),
        origin: {
            instance: containerLabels(project, service),
            // As one more container of the service: `down --remove-orphans` takes it along. It counts as one that
            // `docker compose run` has made: `up` would take it for one too many of the service, and remove it.
            balancer: {
                ...containerLabels(project, service),
                "com.docker.compose.oneoff": "True",
                "com.docker.compose.container-number": "1000",
            },
        },
        notes,
    };
}
/** Which ports of the host stay with the service, where the load balancer listens, and what it asks. */
function placePorts(given, service) {
    const fixed = service.ports.filter(({ hostPort }) => hostPort !== undefined);
    const tcp = fixed.filter(({ protocol }) => protocol !== "udp");
    const port = (moved) => given.port ?? moved?.port ?? tcp[0]?.port ?? service.ports[0]?.port ?? service.exposed[0];
    const publish = given.publish ?? { hostIp: "127.0.0.1", hostPort: 8080 };
    const moved = given.movePort ? (tcp.find((one) => one.port === given.port) ?? tcp[0]) : undefined;
    if (given.movePort && !moved) {
        return { ports: [...service.ports], publish, port: port() };
    }
    if (moved) {
        const ip = moved.hostIp === "" || moved.hostIp.includes(":") ? "0.0.0.0" : moved.hostIp;
        return {
            ports: service.ports.filter((one) => one !== moved),
            publish: given.publish ?? { hostIp: ip, hostPort: moved.hostPort ?? 8080 },
            port: port(moved),
        };
    }
    const clash = tcp.find(({ hostPort, hostIp }) => hostPort === publish.hostPort && (0,deploy_publish/* meet */.A)(hostIp, publish.hostIp));
    if (clash) {
        service.reader
            .at("ports")
            .wrong(`wants port ${clash.hostPort} of the host, and so does the load balancer (publish); set move-port: true to give it to the load balancer, or publish to another one`);
    }
    return { ports: [...service.ports], publish, port: port() };
}
function orderOf(given, service, ports, replicas, notes) {
    const { reader, containerName, update } = service;
    const port = ports.find(({ hostPort }) => hostPort !== undefined);
    const forbidden = port
        ? {
            key: "ports",
            why: `publishes port ${port.hostPort} of the host, which two containers cannot have at once`,
            way: "set move-port: true to give the port to the load balancer",
        }
        : containerName
            ? {
                key: "container_name",
                why: `has container_name: ${containerName}, which two containers cannot have at once`,
                way: "take container_name out; others find it as the service's name",
            }
            : undefined;
    if (forbidden) {
        if (replicas > 1)
            reader
                .at(forbidden.key)
                .wrong(`allows one container only, and ${replicas} replicas are wanted; ${forbidden.way}`);
        if (given.order === "start-first")
            reader.at(forbidden.key).wrong(`does not go with order: start-first; ${forbidden.way}`);
        notes.push(`Stop first, with a gap: ${service.name} ${forbidden.why}. Without a gap: ${forbidden.way}.`);
        return "stop-first";
    }
    if (given.order !== "auto")
        return given.order;
    if (update?.order)
        return update.order;
    const volume = service.volumes.find(({ readOnly }) => !readOnly);
    if (volume && replicas === 1) {
        notes.push(`Stop first, with a gap: the only container of ${service.name} writes to the volume ${volume.key}, which may not be meant for two. Where it is, set order: start-first.`);
        return "stop-first";
    }
    return "start-first";
}


/***/ }),

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

/***/ 70181:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GW: () => (/* binding */ interpolate),
/* harmony export */   ht: () => (/* binding */ variablesOf),
/* harmony export */   wC: () => (/* binding */ unset)
/* harmony export */ });
/* unused harmony export interpolated */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

/**
 * Puts the values of variables into a text, by the rules of the Compose Specification (section "Interpolation"):
 * `$VAR` and `${VAR}`; `${VAR:-default}` and `${VAR-default}`; `${VAR:?message}` and `${VAR?message}`;
 * `${VAR:+instead}` and `${VAR+instead}`; `$$` is a dollar sign. With a colon an empty value counts as unset. Defaults,
 * messages and replacements hold variables again, to any depth, and are only worked out where they are used.
 * Unlike Compose, a variable that is not set and has no default is a mistake (a blank would hide it) unless `onBlank`
 * is given.
 */
function interpolate(text, values, { onBlank } = {}) {
    const mistakes = [];
    const parts = new Reader(text, mistakes).all();
    return { text: fill(parts, { values, mistakes, onBlank }), mistakes };
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
function fill(parts, filling) {
    return parts.map((part) => (typeof part === "string" ? part : replacement(part, filling))).join("");
}
function replacement({ name, operator, operand }, filling) {
    const { values, mistakes, onBlank } = filling;
    // `toString` is no variable, unless somebody sets it.
    const value = name in Object.prototype && !Object.hasOwn(values, name) ? undefined : values[name];
    const isUnset = value === undefined || (operator.startsWith(":") && value === "");
    switch (operator.at(-1)) {
        case "-":
            return isUnset ? fill(operand, filling) : value;
        case "+":
            return isUnset ? "" : fill(operand, filling);
        case "?":
            if (isUnset)
                mistakes.push(`${name} is not set${operand.length > 0 ? `: ${fill(operand, filling)}` : ""}`);
            return value ?? "";
        default:
            if (isUnset && onBlank)
                onBlank(name);
            else if (isUnset)
                mistakes.push(unset(name));
            return value ?? "";
    }
}
/** What is told of a variable that is not set and has no default. */
const unset = (name) => `${name} is not set; set it, or give a default: \${${name}:-value}`;
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


/***/ }),

/***/ 79839:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vd: () => (/* binding */ writeYaml),
/* harmony export */   _d: () => (/* binding */ readYamlTree),
/* harmony export */   gM: () => (/* binding */ readYaml)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33483);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);


/** Syntax mistakes that are told; what comes after so many mostly follows from them. */
const SHOWN = 5;
/**
 * Reads YAML 1.2 text, with the merge key `<<` that Compose files use. The syntax mistakes, duplicate keys among them,
 * are told at once, each with line and column: the first of each line, since one of them makes more of itself.
 * Throws a UserError. Aliases are limited by the library, so a "billion laughs" file fails instead of filling memory.
 */
function readYaml(name, text) {
    const { document, at } = parse(name, text, true);
    let value;
    try {
        value = document.toJS({ maxAliasCount: 100 });
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    const position = (path) => at(offsetOf(document, path));
    return {
        name,
        value,
        position,
        mistake(path, message, hint) {
            const { line, column } = position(path);
            return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${name}:${line}:${column}: ${message}`, hint ? { hint } : {});
        },
    };
}
function parse(name, text, merge = false) {
    const counter = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text.replace(/^\uFEFF/, ""), { lineCounter: counter, prettyErrors: false, merge });
    const at = (offset) => {
        const { line, col } = counter.linePos(offset);
        return { line, column: col };
    };
    if (document.errors.length > 0) {
        const mistakes = new Map();
        for (const error of document.errors) {
            const { line, column } = at(error.pos[0]);
            if (!mistakes.has(line))
                mistakes.set(line, `${name}:${line}:${column}: ${error.message.replace(/\s+/g, " ")}`);
        }
        const shown = [...mistakes.values()].slice(0, SHOWN);
        const more = mistakes.size > SHOWN ? [`and ${mistakes.size - SHOWN} more, which may follow from these`] : [];
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo([...shown, ...more].join("\n"), {
            hint: `Mend the YAML of ${name}; indentation counts, tabs are not allowed.`,
        });
    }
    return { document: document, at };
}
/** More values than any file for people has; aliases of aliases make millions out of a few lines. */
const NODE_LIMIT = 50_000;
/**
 * Reads YAML as a tree of values that know their places. Aliases are followed, and the merge key `<<` of YAML 1.1 is
 * heeded, which Compose files use. Throws a UserError as `readYaml` does.
 */
function readYamlTree(name, text) {
    const { document, at } = parse(name, text);
    let count = 0;
    const place = (offset) => {
        const { line, column } = at(offset ?? 0);
        return `${name}:${line}:${column}`;
    };
    const walk = (node, keyAt) => {
        if (++count > NODE_LIMIT)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${name}: its aliases make too much of it`);
        const here = { at: keyAt ?? place(node?.range?.[0]) };
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node)) {
            const target = node.resolve(document);
            if (target === undefined)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${here.at}: there is no &${node.source} before it`);
            return { ...walk(target, keyAt), at: here.at };
        }
        const tag = node?.tag;
        const own = tag?.startsWith("!") && !tag.startsWith("!!") ? { ...here, tag } : here;
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node)) {
            const entries = new Map();
            const merged = [];
            for (const { key, value } of node.items) {
                const keyText = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) ? String(key.value ?? "") : String(key);
                const child = walk(value, place(key?.range?.[0]));
                if (keyText === "<<" && (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) && key.type === "PLAIN")
                    merged.push(child);
                else
                    entries.set(keyText, child);
            }
            for (const source of merged.flatMap((child) => (child.kind === "list" ? child.items : [child]))) {
                if (source.kind !== "map")
                    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${source.at}: << takes a map or a list of maps`);
                for (const [key, value] of source.entries)
                    if (!entries.has(key))
                        entries.set(key, value);
            }
            return { ...own, kind: "map", entries };
        }
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node))
            return { ...own, kind: "list", items: node.items.map((item) => walk(item, undefined)) };
        const scalar = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) ? node : undefined;
        const value = scalar?.value ?? null;
        const plain = ["string", "number", "boolean"].includes(typeof value)
            ? value
            : value === null
                ? null
                : String(value);
        return { ...own, kind: "scalar", value: plain, text: scalar?.source ?? String(plain ?? "") };
    };
    return walk(document.contents, undefined);
}
function offsetOf(document, path) {
    for (let length = path.length; length > 0; length--) {
        const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
        const key = path[length - 1];
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(parent)) {
            const pair = parent.items.find((item) => (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(item.key) && String(item.key.value) === String(key));
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
    return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .stringify */ .As)(value, { lineWidth: 120 });
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