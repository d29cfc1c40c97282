"use strict";
exports.id = 8671;
exports.ids = [8671];
exports.modules = {

/***/ 80679:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PM: () => (/* binding */ certificateFiles),
/* harmony export */   RQ: () => (/* binding */ certificateId),
/* harmony export */   f: () => (/* binding */ certificatePath),
/* harmony export */   gb: () => (/* binding */ sweepScript),
/* harmony export */   jZ: () => (/* binding */ readCertificates)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66715);
/* harmony import */ var _balancer_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(31097);





/**
 * Reads the files of the input `certificates`. Throws a UserError with what is wrong with any of them: a load balancer
 * that cannot take one would not start again.
 */
async function readCertificates(world, paths) {
    return await Promise.all(paths.map(async (path) => {
        const content = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(world.workspace, path)).catch((error) => {
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`The certificate ${path} cannot be read`, {
                hint: "certificates takes paths of PEM files, one a line, from the workspace on.",
                cause: error,
            });
        });
        const { validTo } = parsed(path, content.toString("latin1"));
        if (Date.parse(validTo) < world.clock.now())
            world.runner.annotate("warning", `The certificate ${path} was valid until ${validTo}: clients refuse it.`);
        return content;
    }));
}
function parsed(path, text) {
    if (!text.includes("BEGIN CERTIFICATE") || !/BEGIN [A-Z ]*PRIVATE KEY/.test(text)) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${path} does not hold both a certificate and its private key`, {
            hint: "Join them into one file: cat fullchain.pem privkey.pem > site.pem",
        });
    }
    let fits;
    let certificate;
    try {
        certificate = new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(text);
        fits = certificate.checkPrivateKey((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPrivateKey)(text));
    }
    catch (error) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`${path} cannot be understood: its certificate or its key is damaged, or has a passphrase`, {
            hint: "openssl x509 -in FILE -noout -text and openssl pkey -in FILE -noout say more.",
            cause: error,
        });
    }
    if (fits)
        return certificate;
    throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`The private key in ${path} is not that of its first certificate`, {
        hint: "The certificate of the server comes first, the others of its chain after it.",
    });
}
/** Tells one certificate from another. */
function certificateId(content) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(content).digest("hex").slice(0, 12);
}
/** Where a certificate lies in the balancer's volume. Its name is its content's: what is taken back finds its own there. */
function certificatePath(app, id) {
    return `${folderOf(app)}/${id}.pem`;
}
/** The files of certificates by their places in the volume. Whoever serves them may have a user of its own. */
function certificateFiles(app, certificates) {
    const folders = ["certificates/", `certificates/${app}/`].map((name) => ({ name, content: "" }));
    const name = (content) => certificatePath(app, certificateId(content)).slice(_balancer_js__WEBPACK_IMPORTED_MODULE_4__/* .FOLDER */ .L7.length + 1);
    return [...folders, ...certificates.map((content) => ({ name: name(content), content, mode: 0o444 }))];
}
/** A script that removes all of an app's but these. */
function sweepScript(app, ids) {
    return `find ${folderOf(app)} -name '*.pem'${ids.map((id) => ` ! -name ${id}.pem`).join("")} -delete`;
}
function folderOf(app) {
    return `${_balancer_js__WEBPACK_IMPORTED_MODULE_4__/* .FOLDER */ .L7}/certificates/${app}`;
}


/***/ }),

/***/ 41730:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $O: () => (/* binding */ COMPOSE_SERVICE),
/* harmony export */   Wu: () => (/* binding */ ADOPTED),
/* harmony export */   bH: () => (/* binding */ COMPOSE_ONEOFF),
/* harmony export */   di: () => (/* binding */ adopt),
/* harmony export */   lx: () => (/* binding */ foreignContainers),
/* harmony export */   tm: () => (/* binding */ COMPOSE_PROJECT)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19643);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5348);



/** Labels by which Compose knows whose a container is. */
const COMPOSE_PROJECT = "com.docker.compose.project";
const COMPOSE_SERVICE = "com.docker.compose.service";
/** `True` on containers that Compose counts as none of a service's: `up` and `start` pass over them. */
const COMPOSE_ONEOFF = "com.docker.compose.oneoff";
/** The label of containers that were not made here. */
const ADOPTED = "quayside.adopted";
/** Containers of the service that `docker compose` itself has made; none where no compose file is given. */
async function foreignContainers(engine, origin) {
    const { [COMPOSE_PROJECT]: project, [COMPOSE_SERVICE]: service } = origin.instance;
    if (!project || !service)
        return [];
    const labels = { [COMPOSE_PROJECT]: project, [COMPOSE_SERVICE]: service, [COMPOSE_ONEOFF]: "False" };
    return (await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .listContainers */ .ts)(engine, labels)).filter((one) => one.labels["quayside.app"] === undefined);
}
/** A container as one of ours: one that Compose has made gets the labels that ours have, which it keeps when it is put aside. */
function adopt(container, { app, spec }) {
    if (container.labels["quayside.app"] !== undefined)
        return container;
    const hash = container.labels["com.docker.compose.config-hash"] ?? container.id;
    const release = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(`${container.image} ${hash}`).digest("hex").slice(0, 12);
    const number = container.labels["com.docker.compose.container-number"] ?? "1";
    return {
        ...container,
        labels: {
            ...container.labels,
            ...(0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .labelsOf */ .PC)(app, "instance"),
            ...(0,_names_js__WEBPACK_IMPORTED_MODULE_2__/* .nameLabels */ .BY)(`${app}-${release}-${number}`, container.name),
            [ADOPTED]: "compose",
            "quayside.release": release,
            "quayside.number": number,
            "quayside.image": container.imageName,
            "quayside.network": spec.network,
            "quayside.port": String(spec.port),
        },
    };
}


/***/ }),

/***/ 62756:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ makeContainer),
/* harmony export */   c: () => (/* binding */ FILES)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_api_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50155);
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19643);
/* harmony import */ var _toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1909);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66715);
/* harmony import */ var _release_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(21618);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(90983);






/** The label of containers that have files on the host. */
const FILES = "quayside.files";
/** Files are put on a host once for all containers of a run. */
const placed = new WeakMap();
/** Creates a container of a release and gives its id, for traffic or for a task, with its files; `own` is what makes it differ. */
async function makeContainer(engine, making, own) {
    const { spec, labels } = making;
    if (spec.adopted) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`Release ${making.release} cannot be made again: docker compose made it, and its containers are gone`, {
            hint: "Deploy its image again.",
        });
    }
    const mounts = [...(spec.settings?.mounts ?? []), ...(await filesOf(engine, making))];
    const image = await namedImage(engine, making);
    const container = {
        image,
        env: spec.env,
        network: spec.network,
        ...(spec.memory === undefined ? {} : { memory: spec.memory }),
        ...(spec.cpus === undefined ? {} : { cpus: spec.cpus }),
        ...spec.settings,
        ...(mounts.length > 0 ? { mounts } : {}),
        ...own,
        labels: {
            ...spec.labels,
            ...labels,
            ...own.labels,
            ...(Object.keys(spec.secrets).length > 0 ? { [FILES]: making.store } : {}),
        },
    };
    return await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .createContainer */ .g$)(engine, container).catch(async (error) => {
        // Somebody has taken its name away since; the image itself is held.
        if ((0,_toolkit_docker_api_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .statusOf */ .c2)(error) !== 404 || image === spec.image)
            throw error;
        return await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .createContainer */ .g$)(engine, { ...container, image: spec.image });
    });
}
/** The image by its name, which people know it by, unless that has become another image's since the deploy began. */
async function namedImage(engine, { present, spec }) {
    if (present.includes("@") || (await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_2__/* .imageId */ .L)(engine, present)) === spec.image)
        return present;
    return spec.image;
}
async function filesOf(engine, making) {
    const { app, release, spec, files, store, shell } = making;
    const have = (0,_release_js__WEBPACK_IMPORTED_MODULE_4__/* .secretHashes */ .Z4)(files);
    const lacking = Object.entries(spec.secrets).flatMap(([path, hash]) => (have[path] === hash ? [] : [path]));
    if (lacking.length > 0) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`Release ${release} cannot be made again: its secrets are not among the inputs`, {
            hint: `Give secrets as they were for it: ${lacking.join(", ")}.`,
        });
    }
    const wanted = files.filter(({ path }) => spec.secrets[path] !== undefined);
    let mounts = placed.get(making);
    if (!mounts) {
        mounts = (0,_files_js__WEBPACK_IMPORTED_MODULE_5__/* .placeFiles */ .h)(engine, { app, release, store, image: shell.image }, wanted);
        placed.set(making, mounts);
        // A host that had no room may have some at the next try.
        mounts.catch(() => placed.delete(making));
    }
    return await mounts;
}


/***/ }),

/***/ 87798:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EB: () => (/* binding */ appendRecord),
/* harmony export */   Hg: () => (/* binding */ recordAdopted),
/* harmony export */   T3: () => (/* binding */ readRecords),
/* harmony export */   i0: () => (/* binding */ recordedOf),
/* harmony export */   iJ: () => (/* binding */ readRelease),
/* harmony export */   tE: () => (/* binding */ asRoot)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68276);
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19643);
/* harmony import */ var _toolkit_docker_exec_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49282);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66715);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(45740);
/* harmony import */ var _adopt_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(41730);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5348);







const RECORDS = "deploys.jsonl";
/** The record of an app as its host keeps it, oldest first; empty where there is none. */
async function readRecords(engine, app, proxy = (0,_names_js__WEBPACK_IMPORTED_MODULE_6__/* .balancerName */ .CE)(app)) {
    const file = await (0,_toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_0__/* .getFile */ .l)(engine, proxy, `${(0,_names_js__WEBPACK_IMPORTED_MODULE_6__/* .appFolder */ .mc)(app)}/${RECORDS}`);
    const text = file?.toString("utf8") ?? "";
    return text.split("\n").flatMap((line) => {
        try {
            return line === "" ? [] : [(0,_format_js__WEBPACK_IMPORTED_MODULE_4__/* .readKept */ .D)(line, `the record of ${app}`)];
        }
        catch (error) {
            if (error instanceof _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo)
                throw error;
            // A host that lost power may have half a line; the others are still worth reading.
            return [];
        }
    });
}
/** That part of a release's file. */
function recordedOf({ order, rollback }) {
    return { ...(order ? { order } : {}), ...(rollback ? { rollback } : {}) };
}
/** Adds a line to the record, and keeps what the release was made of. The balancer has to run. */
async function appendRecord(engine, { app, proxy }, record, release) {
    // The name is ours: twelve hexadecimal digits.
    const file = release && `release-${release.release}.json`;
    await (0,_toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_0__/* .putFiles */ .p)(engine, proxy, (0,_names_js__WEBPACK_IMPORTED_MODULE_6__/* .appFolder */ .mc)(app), [
        { name: "deploy.new", content: `${JSON.stringify(record)}\n` },
        ...(file ? [{ name: `${file}.new`, content: JSON.stringify(release) }] : []),
    ]);
    await asRoot(engine, proxy, `cd ${(0,_names_js__WEBPACK_IMPORTED_MODULE_6__/* .appFolder */ .mc)(app)}; ${file ? `mv -f ${file}.new ${file} && ` : ""}cat deploy.new >> ${RECORDS} && rm -f deploy.new`);
}
/** Writes down what Compose had in traffic before the first deploy, so that one can go back to it. */
async function recordAdopted(engine, where, by) {
    const containers = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .listContainers */ .ts)(engine, { ...(0,_names_js__WEBPACK_IMPORTED_MODULE_6__/* .labelsOf */ .PC)(where.app, "instance"), [_adopt_js__WEBPACK_IMPORTED_MODULE_5__/* .ADOPTED */ .Wu]: "" });
    const [first] = containers;
    const release = first?.labels["quayside.release"];
    if (!first || !release)
        return;
    if ((await readRecords(engine, where.app, where.proxy)).some((record) => record.release === release))
        return;
    const { imageName: image, labels } = first;
    const port = Number(labels["quayside.port"]);
    const network = labels["quayside.network"] ?? "";
    const replicas = containers.filter((one) => one.labels["quayside.release"] === release).length;
    const spec = { image: first.image, port, env: {}, secrets: {}, network, adopted: true };
    const record = {
        version: 1,
        at: new Date(first.startedAt).toISOString(),
        release,
        previous: "",
        image,
        digest: first.image,
        outcome: "deployed",
        mode: "adopted",
        replicas,
        durationMs: 0,
        requests: 0,
        failedRequests: 0,
        by: "docker compose",
        commit: "",
        run: by.run,
    };
    await appendRecord(engine, where, record, { version: 1, release, image, spec, replicas, healthPath: "" });
}
/** What a release was made of; undefined where the host does not know it. */
async function readRelease(engine, { app, proxy }, release) {
    const file = await (0,_toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_0__/* .getFile */ .l)(engine, proxy, `${(0,_names_js__WEBPACK_IMPORTED_MODULE_6__/* .appFolder */ .mc)(app)}/release-${release}.json`);
    return file && (0,_format_js__WEBPACK_IMPORTED_MODULE_4__/* .readKept */ .D)(file.toString("utf8"), `release ${release} of ${app}`);
}
/** Runs a script of ours as root in a balancer's container; throws where it fails. */
async function asRoot(engine, container, script) {
    const { code, stderr } = await (0,_toolkit_docker_exec_js__WEBPACK_IMPORTED_MODULE_2__/* .execIn */ .X)(engine, container, ["sh", "-c", script], { user: "0" });
    if (code !== 0)
        throw new Error(`a command in the load balancer's container failed: ${stderr.trim()}`);
}


/***/ }),

/***/ 61884:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ supervisor),
/* harmony export */   o: () => (/* binding */ RUN)
/* harmony export */ });
/* harmony import */ var _balancer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31097);

/** Files by which the action and the containers of one load balancer talk. Everybody in them may write. */
const RUN = `${_balancer_js__WEBPACK_IMPORTED_MODULE_0__/* .FOLDER */ .L7}/run`;
/**
 * What a balancer's container runs: the product, unless another container in the same network does already. The container
 * that owns the port is never replaced. A newer one comes as a second container in its network (`SUCCESSOR` is its own name), is
 * told once to start although the first one listens, and that one waits from then on in case the second is gone. Where the
 * owner is started again it has a new network; whoever is left in the one of before ends, and the engine starts it in the
 * new one.
 */
function supervisor({ start, take, pidFile, prepare = "", beside = "" }) {
    return `
port=$(printf %04X ${_balancer_js__WEBPACK_IMPORTED_MODULE_0__/* .FRONT_PORT */ .Iq})
listening() { grep -q ":$port [0-9A-F]*:0000 0A" /proc/net/tcp /proc/net/tcp6 2>/dev/null; }
nap() { sleep 1 & wait $!; }
trap '[ -z "$pid" ] || kill -TERM $pid; exit 0' TERM INT
rm -f ${pidFile}
[ -z "$SUCCESSOR" ] || while sleep 1; do grep -q 'eth[0-9]' /proc/net/dev || kill -TERM $$; done &
${beside}
misses=0
while :; do
  take=
  if [ -n "$SUCCESSOR" ] && rm ${RUN}/handover-$SUCCESSOR 2>/dev/null; then take="${take}"
  elif listening; then misses=0; nap; continue
  elif [ -z "$SUCCESSOR" ] && [ -e ${RUN}/successor ] && [ $misses -lt 3 ]; then misses=$((misses + 1)); nap; continue
  fi
  ${prepare}
  ${start}
  pid=$!
  while kill -0 $pid 2>/dev/null; do wait $pid; done
  pid=
  rm -f ${pidFile}
  misses=0
  nap
done`;
}


/***/ }),

/***/ 45740:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ readKept)
/* harmony export */ });
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

/** The version of what is kept on a host: records, releases, the state of the load balancer. */
const FORMAT = 1;
/**
 * Reads JSON that was kept on a host. What has no version is of before there were any, and is read as the first one; a
 * newer Quayside may mean other things by it, so that is refused, before anything is changed. Throws a SyntaxError where
 * it is no JSON.
 */
function readKept(text, what) {
    const value = JSON.parse(text);
    const { version = FORMAT } = value;
    if (version === FORMAT)
        return { ...value, version };
    throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`A newer Quayside has written ${what}: its format is ${version}, and this one knows ${FORMAT}`, {
        hint: "Use the version of the action that deployed last, or a newer one. Nothing was changed.",
    });
}


/***/ }),

/***/ 17129:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ HaproxyDriver)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./toolkit/docker/archives.js + 1 modules
var archives = __webpack_require__(68276);
// EXTERNAL MODULE: ./toolkit/docker/exec.js
var exec = __webpack_require__(49282);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./actions/deploy/balancer.js
var balancer = __webpack_require__(31097);
// EXTERNAL MODULE: ./actions/deploy/certificates.js
var deploy_certificates = __webpack_require__(80679);
// EXTERNAL MODULE: ./actions/deploy/docker/names.js
var names = __webpack_require__(5348);
// EXTERNAL MODULE: ./actions/deploy/docker/records.js
var records = __webpack_require__(87798);
// EXTERNAL MODULE: ./actions/deploy/format.js
var format = __webpack_require__(45740);
;// CONCATENATED MODULE: ./actions/deploy/haproxy/config.js



/** Slots of each backend: twice the most replicas, so that a whole new release fits beside the old one. */
const SLOTS = 64;
/** The runtime API, on the container's own loopback. */
const ADMIN_PORT = 9999;
/** Consecutive answers of a new instance until it counts as healthy. */
const RISE = 3;
/** Where the sockets that HAProxy listens on can be had from it by the one that takes its place. */
const HANDOVER = `${balancer/* FOLDER */.L7}/run/handover.sock`;
/** Lines of host and path, and the backend that each leads to. */
const ROUTES = `${balancer/* FOLDER */.L7}/routes.map`;
/** Paths of the certificates that are served, one a line. */
const CERTIFICATES = `${balancer/* FOLDER */.L7}/certificates.list`;
/** Counts up whenever the configuration is written in another way, so that a HAProxy of before is reloaded. */
const FORM = 6;
/** Name of a slot by its index, from 0. */
function slotName(index) {
    return `s${index + 1}`;
}
/** Name of the backend that an app's traffic goes to. */
function backendOf(app) {
    return `app-${app}`;
}
/**
 * Name of the backend that new instances are asked in. It changes with each of the settings, so that a HAProxy that runs
 * says with which of them it does.
 */
function gateOf(app, settings) {
    const sorted = Object.fromEntries(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
    return `gate-${app}-${hash(JSON.stringify([FORM, sorted]))}`;
}
/**
 * What all apps of one HAProxy share. It listens with TLS where its container has a port for that. `mark` is told by the
 * HAProxy that runs, so that it is known which one answers.
 */
function proxyText({ tls, mark }) {
    return `${[
        "# Written by Quayside, as all files beside it.",
        "global",
        `  description quayside ${mark}`,
        "  log stdout format raw daemon notice",
        `  stats socket ipv4@127.0.0.1:${ADMIN_PORT} level admin`,
        `  stats socket ${HANDOVER} level admin mode 600 expose-fd listeners`,
        // An engine that is killed leaves the connections of its commands open, with nobody at their other end; ten of them
        // would be all that may be there.
        "  stats timeout 2m",
        "  stats maxconn 200",
        // Connections follow from open files. Some engines give a container a billion of them, and HAProxy would reserve
        // memory for that many; others give few, and a fixed maxconn would not start.
        "  fd-hard-limit 40200",
        // What a process of before still has goes on as long as drain-timeout lets it, which is rarely this long.
        "  hard-stop-after 1h",
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
        // Where an instance is after it was started again. Nothing that this cannot answer changes anything: the address
        // of before is kept, and the checks say whether it is any good. HAProxy counts up to 24 days.
        "resolvers network",
        // The engine's own, in every container that is in a network with names; one that came into such a network later
        // would go on with those of its start.
        "  nameserver engine 127.0.0.11:53",
        "  accepted_payload_size 4096",
        // A new instance gets no traffic before its name was found, so this is a part of every deploy. For 16 instances it
        // takes the engine 0.5 % of a core.
        "  timeout resolve 250ms",
        "  timeout retry 1s",
        "  hold valid 1s",
        ...["nx", "timeout", "refused", "other"].map((answer) => `  hold ${answer} 20d`),
        "",
        // The last answers with their times, for percentiles; read over the runtime API.
        "ring times",
        "  format raw",
        "  maxlen 100",
        "  size 262144",
        "",
        "frontend web",
        `  bind :${balancer/* FRONT_PORT */.Iq}`,
        ...(tls ? [`  bind :${balancer/* TLS_PORT */.Ex} ssl crt-list ${CERTIFICATES} alpn h2,http/1.1 ssl-min-ver TLSv1.2`] : []),
        "  log ring@times format raw local0 info",
        '  log-format "%b/%s %Ta %rt"',
        ...(tls ? ["  http-request set-header X-Forwarded-Proto https if { ssl_fc }"] : []),
        "  http-request set-header X-Forwarded-Proto http unless { ssl_fc }",
        // A slash at the end, so that /api leads to /api and /api/x and not to /apix. A name goes before none, a long path
        // before a short one.
        "  http-request set-var(txn.path) path,concat(/)",
        "  http-request set-var(txn.at) req.hdr(host),field(1,:),lower,concat(,txn.path)",
        `  http-request set-var(txn.app) var(txn.at),map_beg(${ROUTES})`,
        `  http-request set-var(txn.app) var(txn.path),map_beg(${ROUTES}) unless { var(txn.app) -m found }`,
        '  http-request return status 404 content-type text/plain string "No app answers here." unless { var(txn.app) -m found }',
        "  use_backend %[var(txn.app)]",
    ].join("\n")}\n`;
}
/**
 * The backends of one app. Each has fixed slots, since changing a slot's address at run time is safe where adding and
 * deleting servers has crashed HAProxy 2.6. The gate gets no traffic: HAProxy's own checks ask new instances there, from
 * the very network that the traffic will come from.
 */
function appText(app, { settings, routes }) {
    const check = (path) => path === ""
        ? []
        : [
            "  option httpchk",
            `  http-check send meth GET uri ${path} ver HTTP/1.1 hdr Host localhost hdr Connection close`,
        ];
    const slots = (bySlot, cookie) => Array.from({ length: SLOTS }, (_, index) => {
        const slot = slotName(index);
        const route = bySlot.get(slot);
        const end = `${cookie ? ` cookie ${slot}` : ""}${route ? "" : " disabled"}`;
        return `  server ${slot} ${route ? `${route.host ?? route.address}:${route.port}` : "0.0.0.0:80"}${end}`;
    });
    return `${[
        "# Written by Quayside before each change of traffic: after a restart HAProxy goes on with what is in here.",
        `backend ${backendOf(app)}`,
        `  balance ${settings.algorithm}`,
        // A table of addresses that follows weights and states; the plain one would not take a canary's.
        ...(settings.algorithm === "source" ? ["  hash-type consistent"] : []),
        // Who has a cookie goes on to its container while that one takes requests, and to another one when it leaves.
        ...(settings.sticky ? [`  cookie quayside-${app} insert indirect nocache httponly`] : []),
        "  option redispatch 1",
        "  retries 3",
        "  retry-on conn-failure empty-response",
        "  http-request disable-l7-retry unless METH_GET",
        ...(settings.redirect ? ["  http-request redirect scheme https code 301 unless { ssl_fc }"] : []),
        ...check(settings.servingPath),
        // At its start HAProxy asks for all names once, and waits for none. A slot that was left keeps its name and address,
        // and one that comes back into another slot must get that address all the same.
        "  default-server resolvers network resolve-prefer ipv4 resolve-opts allow-dup-ip init-addr libc,none",
        `  default-server check inter 1s fastinter 500ms fall 3 rise 2 weight ${balancer/* FULL */.eW}`,
        ...slots(new Map(routes.map((route) => [route.slot, route])), settings.sticky === true),
        "",
        `backend ${gateOf(app, settings)}`,
        ...check(settings.gatePath),
        `  default-server check inter 100ms fall 1 rise ${RISE}`,
        ...slots(new Map(), false),
    ].join("\n")}\n`;
}
/** The lines of the routes' map for one app: each host with the path, or the path alone for every host. */
function routesText(app, { hosts = [], path = "/" }) {
    const prefix = path.endsWith("/") ? path : `${path}/`;
    const at = hosts.length > 0 ? hosts : [""];
    return at.map((host) => `${host.toLowerCase()}${prefix} ${backendOf(app)}\n`).join("");
}
/** The lines of the list of certificates for one app. */
function certificatesText(app, { certificates = [] }) {
    return certificates.map((id) => `${(0,deploy_certificates/* certificatePath */.f)(app, id)}\n`).join("");
}
function hash(text) {
    return (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex").slice(0, 8);
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
/** Milliseconds until an answer; a busy machine takes long to start the command that connects us. */
const LIMIT = 30_000;
/** Milliseconds that a HAProxy has to come up. */
const START = 3000;
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
        const [answer = ""] = await this.commands([command]);
        return answer;
    }
    /** Sends commands in one go, so that no time passes between them, and gives their answers. */
    async commands(commands) {
        const turn = this.#queue.then(() => this.#send(commands));
        this.#queue = turn.catch(() => { });
        return await turn;
    }
    /** Sends commands that answer nothing, or tell of the change; anything else is an error. */
    async change(commands) {
        if (commands.length === 0)
            return;
        const complaints = (await this.commands(commands))
            .flatMap((answer) => answer.split("\n"))
            .map((line) => line.trim())
            .filter((line) => line !== "" && !/changed (?:its FQDN )?from|^no need to change|^nothing changed/.test(line));
        if (complaints.length > 0)
            throw new Error(`HAProxy did not take a command: ${complaints.join("; ")}`);
    }
    close() {
        this.#session?.close();
        this.#session = undefined;
    }
    async #send(commands) {
        if (this.#session && !this.#session.closed) {
            const session = this.#session;
            try {
                return await this.#exchange(commands);
            }
            catch (error) {
                // HAProxy ends one that nothing was said over for a while; whatever was sent can be sent again.
                if (!session.closed)
                    throw error;
            }
        }
        await this.#openSoon();
        return await this.#exchange(commands);
    }
    /** Opens the connection; a HAProxy that was started a moment ago does not listen yet. */
    async #openSoon() {
        const deadline = performance.now() + START;
        for (;;) {
            try {
                return await this.#open();
            }
            catch (error) {
                if (performance.now() > deadline || !/refused|no such file/i.test(this.#complaint))
                    throw error;
                await new Promise((done) => setTimeout(done, 100));
            }
        }
    }
    async #exchange(commands) {
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
        weight: number(row.weight),
        since: number(row.lastchg),
        good: /^(\* )?L\dOK$/.test(row.check_status ?? ""),
        open: number(row.scur) + number(row.qcur),
        check: checkText(row),
        answers: number(row.hrsp_2xx) + number(row.hrsp_3xx) + number(row.hrsp_4xx) + number(row.hrsp_5xx),
        failed: failures(row),
    }));
}
// One that drains and does not answer its checks shows as DOWN; its weight of 0 still tells.
function trafficState({ status = "", weight }) {
    if (status.startsWith("MAINT"))
        return "out";
    if (status.startsWith("DRAIN") || weight === "0")
        return "draining";
    return weight === String(balancer/* FULL */.eW) || weight === undefined ? "in" : "part";
}
/**
 * Requests of one app, and those that failed: answered with a 5xx, by the app or by HAProxy itself, or cut off after the
 * answer had begun.
 */
function trafficOf(rows, backend) {
    const back = rows.find((row) => row.pxname === backend && row.svname === "BACKEND");
    return { requests: number(back?.req_tot), failed: back ? failures(back) : 0 };
}
// A backend's `hrsp_5xx` has the answers that HAProxy gave itself, too; a slot's has the app's own.
function failures(row) {
    return number(row.hrsp_5xx) + number(row.srv_abrt);
}
/** Reads `show servers state` of one backend (HAProxy Management Guide, 9.3): the names in the DNS of servers that have one. */
function namesOf(answer) {
    const lines = answer.split("\n").map((line) => line.split(" "));
    const columns = lines.find(([first]) => first === "#")?.slice(1) ?? [];
    const [server, name] = [columns.indexOf("srv_name"), columns.indexOf("srv_fqdn")];
    return new Map(lines
        .filter((cells) => cells[0] !== "#" && (cells[name] ?? "-") !== "-")
        .map((cells) => [cells[server] ?? "", cells[name] ?? ""]));
}
/** Reads `show events` of the ring that `configText` sets up: `app/s1 12 4711`, one answer a line. */
function timesOf(answer, backend) {
    return [...answer.matchAll(/^(\S+)\/(s\d+) (\d+) (\d+)$/gm)].flatMap(([, name, slot = "", time, count]) => name === backend ? [{ slot, time: Number(time), count: Number(count) }] : []);
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

// EXTERNAL MODULE: ./actions/deploy/docker/supervisor.js
var supervisor = __webpack_require__(61884);
;// CONCATENATED MODULE: ./actions/deploy/haproxy/supervisor.js



const PID = "/tmp/haproxy.pid";
/** What HAProxy's containers run. A newer one is given the listening sockets themselves. */
const SUPERVISOR = (0,supervisor/* supervisor */.D)({
    start: `haproxy -W -db -f ${balancer/* FOLDER */.L7}/haproxy $take & echo $! > ${PID}`,
    take: `-x ${HANDOVER}`,
    pidFile: PID,
});
/** Sends a signal to the HAProxy of one container, where that container runs it. */
function signalScript(signal) {
    return `[ ! -e ${PID} ] || kill -${signal} "$(cat ${PID})"`;
}
/** Prints how many processes of HAProxy a container has: a master and a worker, and those that end after a reload. */
const COUNT = `n=0; for p in /proc/[0-9]*/comm; do [ "$(cat $p 2>/dev/null)" != haproxy ] || n=$((n + 1)); done; echo $n`;

;// CONCATENATED MODULE: ./actions/deploy/haproxy/driver.js













/** HAProxy in a container, driven over its runtime API: fixed slots whose addresses and states change while it runs. */
class HaproxyDriver {
    // The image's own entry is left out: the supervisor has to be the process that gets the signals.
    entrypoint = ["sh", "-c", SUPERVISOR];
    #engine;
    #options;
    #control;
    #backend;
    #saved;
    /** Told by the HAProxy that was installed or prepared last. */
    #mark = "";
    /** HAProxy's count of requests when the first of this run came into traffic. */
    #timesFrom;
    /** Slots that were given to instances in this run or were found to be theirs. */
    #slots = new Map();
    /** Names in the network's DNS by the names of instances. */
    #hosts = new Map();
    /** Where HAProxy has to find the names of those at the gate. */
    #wanted = new Map();
    constructor(engine, options) {
        this.#engine = engine;
        this.#options = options;
        this.#control = new Control(engine, options.container);
        this.#backend = backendOf(options.app);
    }
    async load() {
        const path = `${(0,names/* appFolder */.mc)(this.#options.app)}/state.json`;
        const state = await (0,archives/* getFile */.l)(this.#engine, this.#options.container, path);
        this.#saved =
            state && (0,format/* readKept */.D)(state.toString("utf8"), `the load balancer's state of ${this.#options.app}`);
        return this.#saved && { settings: this.#saved.settings, endpoints: this.#saved.routes };
    }
    async look(endpoints) {
        const rows = await this.#stats();
        const slots = slotsOf(rows, this.#backend);
        const routed = new Map(slots.filter(({ traffic }) => traffic !== "out").map((slot) => [slot.address, slot]));
        const traffic = new Map();
        const known = new Set(endpoints.map(({ name }) => name));
        for (const name of this.#slots.keys())
            if (!known.has(name))
                this.#slots.delete(name);
        for (const { name, address, host, port } of endpoints) {
            if (host)
                this.#hosts.set(name, host);
            const slot = routed.get(`${address}:${port}`);
            if (!slot)
                continue;
            this.#slots.set(name, slot.name);
            traffic.set(name, slot.traffic);
            routed.delete(slot.address);
        }
        const settings = this.#saved?.settings;
        const runs = settings && rows.some(({ pxname }) => pxname === gateOf(this.#options.app, settings));
        return { ...(runs ? { settings } : {}), traffic, orphans: [...routed.values()].map(({ name }) => name) };
    }
    async install(settings, endpoints) {
        const state = this.#state(settings, endpoints);
        const { app, container } = this.#options;
        // A volume that is empty yet, or one that an older container has left: both have what they need then. Other apps may
        // have their lines there.
        const others = async (path, own) => {
            const text = (await (0,archives/* getFile */.l)(this.#engine, container, path))?.toString("utf8") ?? "";
            const lines = text.split("\n").filter((line) => line !== "" && !own(line));
            return lines.map((line) => `${line}\n`).join("");
        };
        const [routes, certificates] = await Promise.all([
            others(ROUTES, (line) => line.endsWith(` ${this.#backend}`)),
            others(CERTIFICATES, (line) => line.startsWith((0,deploy_certificates/* certificatePath */.f)(app, "").replace(/[^/]*$/, ""))),
        ]);
        await (0,archives/* putFiles */.p)(this.#engine, container, "/", [
            ...this.#files(state).map((file) => ({ ...file, name: `${balancer/* FOLDER */.L7}/${file.name}`.slice(1) })),
            { name: ROUTES.slice(1), content: routes + routesText(app, settings) },
            { name: CERTIFICATES.slice(1), content: certificates + certificatesText(app, settings) },
        ]);
        this.#saved = state;
    }
    async answers() {
        // Each try needs a connection of its own: an old process would answer over the one that is open.
        this.#control.close();
        try {
            const info = await this.#control.command("show info");
            return infoOf(info, "description") === `quayside ${this.#mark}` || "it still runs with its old settings";
        }
        catch (error) {
            return (0,errors/* messageOf */.bD)(error);
        }
    }
    async save(endpoints) {
        await this.#assignSlots(endpoints);
        await this.#write(this.#state(this.#settings(), endpoints));
    }
    async prepare(settings) {
        // What is in traffic at this moment stays there; the saved routes may already be those of the next release.
        const slots = (await this.#appSlots()).filter(({ traffic }) => traffic === "in" || traffic === "part");
        const routes = slots.flatMap((slot) => {
            const name = [...this.#slots].find(([, assigned]) => assigned === slot.name)?.[0];
            const [address = "", port] = slot.address.split(":");
            return name ? [{ name, slot: slot.name, address, host: this.#hosts.get(name), port: Number(port) }] : [];
        });
        await this.#write({ version: 1, settings, routes });
    }
    async reload(containers) {
        for (const container of containers)
            await this.#in(container, signalScript("USR2"));
        // Its next process counts from zero.
        if (this.#timesFrom !== undefined)
            this.#timesFrom = 0;
    }
    async retire(container) {
        await this.#in(container, signalScript("USR1"));
        this.#control.close();
    }
    async lingering(containers) {
        const counts = await Promise.all(containers.map((container) => this.#in(container, COUNT)));
        // A master and its worker are what has to be there.
        return counts.reduce((sum, count) => sum + Number(count), 0) - 2;
    }
    async drop() {
        const { app, container } = this.#options;
        await (0,records/* asRoot */.tE)(this.#engine, container, `cd ${balancer/* FOLDER */.L7} && rm -rf apps/${app} routes/${app} served/${app} haproxy/app-${app}.cfg certificates/${app} && ${JOIN}`);
        return (await this.#in(container, `ls ${balancer/* FOLDER */.L7}/routes`)).trim() !== "";
    }
    async gate(endpoints) {
        await this.#assignSlots(endpoints);
        this.#wanted = new Map(endpoints.filter(({ host }) => host).map((endpoint) => [endpoint.name, endpoint]));
        await this.#control.change(endpoints.flatMap(({ name, host, address, port }) => [
            // A server whose name HAProxy has never found is taken out at some time (snr_set_srv_down in its server.c: until
            // 2.8 at the first lookup that fails, a day later since), so it has to find it before there is traffic.
            // The address is any other one until then, since the slot may have been at this one before; so may its name, and
            // an answer that is as it was changes no address.
            ...(host
                ? [
                    `set server ${this.#app(name)} addr 127.0.0.1`,
                    `set server ${this.#app(name)} fqdn ${this.#options.container}`,
                    `set server ${this.#app(name)} fqdn ${host}`,
                ]
                : []),
            `set server ${this.#gate(name)} state maint`,
            `set server ${this.#gate(name)} addr ${address} port ${port}`,
            `set server ${this.#gate(name)} state ready`,
            // HAProxy trusts a server that leaves maintenance; this one has to earn it.
            `set server ${this.#gate(name)} health down`,
        ]));
    }
    async asked(names) {
        const rows = await this.#stats();
        const slots = new Map(slotsOf(rows, this.#gateBackend()).map((slot) => [slot.name, slot]));
        const places = new Map(slotsOf(rows, this.#backend).map(({ name, address }) => [name, address]));
        return new Map(names.flatMap((name) => {
            const slot = slots.get(this.#slots.get(name) ?? "");
            if (!slot)
                return [];
            const wanted = this.#wanted.get(name);
            const found = !wanted || places.get(slot.name)?.startsWith(`${wanted.address}:`) === true;
            const text = slot.up && !found ? `${slot.check}, but its network's DNS does not know its name` : slot.check;
            return [[name, { passed: slot.up && found, good: slot.good, text }]];
        }));
    }
    async ungate(names) {
        await this.#control.change(names.map((name) => `set server ${this.#gate(name)} state maint`));
    }
    async move(enter, leave) {
        await this.#assignSlots(enter);
        for (const { name, host } of enter)
            if (host)
                this.#hosts.set(name, host);
        this.#timesFrom ??= (await this.#times()).at(-1)?.count ?? 0;
        // One that gets another weight while it serves may have to wait for thousands of requests that the others get, since
        // roundrobin puts it behind all of its turn; one that comes back has its turn at once. That takes no time, but it may
        // be the only one, so those that come for the first time go before it.
        const serving = (await this.#appSlots()).filter((slot) => slot.up && slot.traffic !== "out");
        const weights = new Map(serving.map((slot) => [slot.name, slot.weight]));
        const changes = ({ name, weight }) => (weights.get(this.#slot(name)) ?? weight) !== weight;
        await this.#control.change([
            ...[...enter.filter((entry) => !changes(entry)), ...enter.filter(changes)].flatMap((entry) => [
                ...(changes(entry) ? [`set server ${this.#app(entry.name)} state maint`] : []),
                ...(entry.host ? [`set server ${this.#app(entry.name)} fqdn ${entry.host}`] : []),
                `set server ${this.#app(entry.name)} addr ${entry.address} port ${entry.port}`,
                `set server ${this.#app(entry.name)} weight ${entry.weight}`,
                `set server ${this.#app(entry.name)} state ready`,
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
        await this.clear(known.map((name) => this.#slot(name)));
        for (const name of known)
            this.#slots.delete(name);
    }
    async clear(routes) {
        const names = await this.#names();
        await this.#control.change(routes.flatMap((slot) => [
            `set server ${this.#backend}/${slot} state maint`,
            // HAProxy asks for the name of a server for ever, in maintenance too, and a network's DNS asks on outside for one
            // that it does not know any more. It cannot be taken away; its own name is always answered, for all at once.
            ...(names.has(slot) ? [`set server ${this.#backend}/${slot} fqdn ${this.#options.container}`] : []),
        ]));
    }
    async counters(names) {
        const slots = new Map((await this.#appSlots()).map((slot) => [slot.name, slot]));
        return new Map(names.map((name) => {
            const { answers = 0, failed = 0 } = slots.get(this.#slots.get(name) ?? "") ?? {};
            return [name, { answers, failed }];
        }));
    }
    async times(names) {
        const slots = new Set(names.map((name) => this.#slots.get(name)));
        const since = this.#timesFrom ?? 0;
        return (await this.#times()).flatMap(({ slot, time, count }) => (slots.has(slot) && count > since ? [time] : []));
    }
    async traffic() {
        const [stats = "", info = ""] = await this.#control.commands(["show stat", "show info"]);
        const by = `${infoOf(info, "description")} ${infoOf(info, "pid")}`;
        return { ...trafficOf(parseStats(stats), this.#backend), by };
    }
    close() {
        this.#control.close();
    }
    /** What the ring of the configuration holds: the last some thousand answers. */
    async #times() {
        return timesOf(await this.#control.command("show events times"), this.#backend);
    }
    async #stats() {
        return parseStats(await this.#control.command("show stat"));
    }
    /** The names that are looked up, by their slots. */
    async #names() {
        return namesOf(await this.#control.command(`show servers state ${this.#backend}`));
    }
    async #appSlots() {
        return slotsOf(await this.#stats(), this.#backend);
    }
    #slot(name) {
        const slot = this.#slots.get(name);
        if (!slot)
            throw new Error(`${name} has no slot`);
        return slot;
    }
    #app(name) {
        return `${this.#backend}/${this.#slot(name)}`;
    }
    #gate(name) {
        return `${this.#gateBackend()}/${this.#slot(name)}`;
    }
    #gateBackend() {
        return gateOf(this.#options.app, this.#settings());
    }
    #settings() {
        if (!this.#saved)
            throw new Error("nothing was installed");
        return this.#saved.settings;
    }
    /** Those that were saved keep their slots, so that a container made anew leads where it led. */
    #state(settings, endpoints) {
        // Another product has saved them without slots.
        const saved = new Map(this.#saved?.routes.flatMap(({ name, slot }) => (slot ? [[name, slot]] : [])));
        const taken = new Set([...this.#slots.values(), ...saved.values()]);
        const fresh = () => Array.from({ length: SLOTS }, (_, index) => slotName(index)).find((slot) => !taken.has(slot));
        const routes = endpoints.map((endpoint) => {
            const slot = this.#slots.get(endpoint.name) ?? saved.get(endpoint.name) ?? fresh() ?? this.#slot(endpoint.name);
            taken.add(slot);
            this.#slots.set(endpoint.name, slot);
            return { ...endpoint, slot };
        });
        return { version: 1, settings, routes };
    }
    /** All files of an app by their places in the volume. */
    #files(state) {
        const { app, tls, certificates } = this.#options;
        this.#mark = (0,external_node_crypto_.randomBytes)(4).toString("hex");
        const folders = ["haproxy", "apps", `apps/${app}`, "routes", "served"];
        return [
            ...folders.map((name) => ({ name: `${name}/`, content: "" })),
            { name: "run/", content: "", mode: 0o777 },
            { name: "haproxy/00-proxy.cfg", content: proxyText({ tls, mark: this.#mark }) },
            { name: `haproxy/app-${app}.cfg`, content: appText(app, state) },
            { name: `routes/${app}`, content: routesText(app, state.settings) },
            { name: `apps/${app}/state.json`, content: JSON.stringify(state) },
            { name: `served/${app}`, content: certificatesText(app, state.settings) },
            ...(0,deploy_certificates/* certificateFiles */.PM)(app, certificates),
        ];
    }
    /** Writes everything for the next start, each file whole or not at all. */
    async #write(state) {
        const { container } = this.#options;
        const files = this.#files(state);
        const plain = files.filter(({ name }) => !name.endsWith("/"));
        await (0,archives/* putFiles */.p)(this.#engine, container, balancer/* FOLDER */.L7, files.map((file) => (file.name.endsWith("/") ? file : { ...file, name: `${file.name}.new` })));
        const moves = plain.map(({ name }) => `mv -f ${name}.new ${name}`).join(" && ");
        await (0,records/* asRoot */.tE)(this.#engine, container, `cd ${balancer/* FOLDER */.L7} && ${moves} && ${JOIN}`);
        this.#saved = state;
    }
    async #in(container, script) {
        return (await (0,exec/* execIn */.X)(this.#engine, container, ["sh", "-c", script])).stdout;
    }
    /** Gives each of these a slot that neither leads anywhere nor is spoken for; one that has a slot keeps it. */
    async #assignSlots(endpoints) {
        const without = endpoints.filter(({ name }) => !this.#slots.has(name));
        if (without.length === 0)
            return;
        const taken = new Set(this.#slots.values());
        const names = await this.#names();
        // One that was left just now comes last: a check of who was there before may still be on its way.
        const free = (await this.#appSlots())
            // One whose name nobody answered for since the start has no address at all, and HAProxy lets nobody give it one.
            .filter((slot) => slot.traffic === "out" && slot.address !== "" && !taken.has(slot.name))
            .sort((one, other) => other.since - one.since)
            .map((slot) => slot.name);
        for (const { name, host } of without) {
            // Two slots with one name would be one too many, where a killed run has left it. A slot that has a name keeps one.
            const slot = free.find((one) => host && names.get(one) === host) ?? free.find((one) => host || !names.has(one));
            if (!slot)
                throw new Error("every slot of the load balancer is taken");
            free.splice(free.indexOf(slot), 1);
            this.#slots.set(name, slot);
        }
    }
}
/** Makes the map of routes and the list of certificates out of those of all apps; the folder has to be the volume's. */
const JOIN = [
    ["routes", ROUTES],
    ["served", CERTIFICATES],
]
    .map(([folder, file]) => `{ cat ${folder}/* > ${file}.new 2>/dev/null; mv -f ${file}.new ${file}; }`)
    .join(" && ");
/** A field of `show info`; HAProxy writes some of their names with a capital, and not in every version the same ones. */
function infoOf(info, field) {
    const line = info.split("\n").find((one) => one.toLowerCase().startsWith(`${field}:`));
    return line?.slice(field.length + 1).trim();
}


/***/ }),

/***/ 22312:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ takeLock),
/* harmony export */   K: () => (/* binding */ holderOf),
/* harmony export */   breakLock: () => (/* binding */ breakLock)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _toolkit_docker_api_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50155);
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(19643);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_run_url_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(35191);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(79117);






const POLL = 500;
/**
 * Rounds that a lock may be seen between its creation and its start, which a busy host takes some seconds for; later the
 * holder has died in between. One that was only slow finds its lock gone before its first change, and makes none.
 */
const STALE_ROUNDS = 30;
/** Milliseconds that one may take to be removed. */
const LEAVING = 10_000;
/**
 * Takes the lock of an app: a container with a fixed name, which the engine gives to one only. It runs `cat` on a
 * standard input that this process holds open, so it ends, and is removed by the engine, as soon as this process is
 * gone, however it went. That works over every kind of connection.
 */
async function takeLock(engine, options, world) {
    const name = lockName(options.app);
    const started = world.clock.elapsed();
    let told = "";
    let rounds = 0;
    let unborn = "";
    for (;;) {
        const taken = await tryLock(engine, name, options, world.clock);
        if (taken)
            return taken;
        const holder = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .findContainer */ .FA)(engine, name);
        const who = holder?.labels["quayside.holder"] ?? "somebody";
        if (world.clock.elapsed() - started > options.timeout + (holder ? 0 : LEAVING)) {
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`Another deploy of ${options.app} still runs after ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_4__/* .formatDuration */ .a3)(options.timeout)}: ${who}`, { hint: "Look at that run; or give a longer lock-timeout." });
        }
        if (!holder) {
            // It is being removed just now.
            await world.clock.sleep(50, world.signal);
            continue;
        }
        // A lock that never started, or that ended and was not removed, has no holder that could ever free it.
        rounds = unborn === holder.id ? rounds + 1 : 0;
        unborn = holder.running ? "" : holder.id;
        if (rounds >= STALE_ROUNDS) {
            await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .removeContainer */ .od)(engine, holder.id);
            continue;
        }
        if (options.onLock === "fail") {
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`Another deploy of ${options.app} runs: ${who}`, {
                hint: "Let it end and run this again, or set on-lock: wait.",
            });
        }
        options.onWait?.();
        if (told !== who)
            world.runner.info(`Waiting for another deploy of ${options.app}: ${who}`);
        told = who;
        await world.clock.sleep(POLL, world.signal);
    }
}
/**
 * Takes a lock away from whoever holds it, and gives the holder's words for itself; undefined where nobody does. A holder
 * that still runs notices before its next change, and makes none any more.
 */
async function breakLock(engine, app) {
    const found = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .findContainer */ .FA)(engine, lockName(app));
    if (!found)
        return undefined;
    await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .removeContainer */ .od)(engine, found.id);
    return found.labels["quayside.holder"] ?? "somebody";
}
/** Who deploys, for those who find the lock taken. */
function holderOf(env, now) {
    const run = (0,_toolkit_run_url_js__WEBPACK_IMPORTED_MODULE_5__/* .runUrl */ .V)(env) || `${env.USER ?? "somebody"} on ${(0,node_os__WEBPACK_IMPORTED_MODULE_0__.hostname)()}, process ${process.pid}`;
    return `${run}, since ${new Date(now).toISOString()}`;
}
function lockName(app) {
    return `${app}-deploy-lock`;
}
async function tryLock(engine, name, options, clock) {
    let id;
    try {
        id = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .createContainer */ .g$)(engine, {
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
        if ((0,_toolkit_docker_api_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .statusOf */ .c2)(error) === 409)
            return undefined;
        throw error;
    }
    // The name is ours from here on, so there can be looked around while the engine starts it; `check` waits for that.
    const born = start(engine, id);
    born.catch(() => { });
    return {
        async check() {
            await born;
            const mine = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .findContainer */ .FA)(engine, id);
            if (!mine?.running) {
                throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo("The lock of this deploy is gone: somebody removed it, or the connection to the host broke.", {
                    hint: "Nothing more was changed. Run the deploy again; it goes on from what is there.",
                });
            }
        },
        async release() {
            (await born.catch(() => undefined))?.destroy();
            await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .removeContainer */ .od)(engine, id).catch(() => { });
            // The engine may be removing it by itself by now, and the next in line finds its name taken until that is done.
            for (let tries = 0; tries < 40 && (await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .findContainer */ .FA)(engine, id).catch(() => undefined)); tries++) {
                await clock.sleep(50);
            }
        },
    };
}
/** Starts the container of a lock and gives its standard input, whose end is the end of the lock. */
async function start(engine, id) {
    let stdin;
    try {
        stdin = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .attachStdin */ .Sf)(engine, id);
        stdin.on("error", () => { });
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .startContainer */ .YI)(engine, id);
        return stdin;
    }
    catch (error) {
        stdin?.destroy();
        await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_2__/* .removeContainer */ .od)(engine, id).catch(() => { });
        throw error;
    }
}


/***/ }),

/***/ 21618:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bf: () => (/* binding */ releaseId),
/* harmony export */   Z4: () => (/* binding */ secretHashes),
/* harmony export */   pX: () => (/* binding */ standsAlone)
/* harmony export */ });
/* unused harmony export secretHash */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

/** Whether a release has what two of its containers cannot have at once, whatever anybody says. */
function standsAlone({ ports = [], containerName }) {
    return containerName !== undefined || ports.some(({ hostPort }) => hostPort !== undefined);
}
/**
 * Id of a release: twelve hexadecimal digits over all that its containers are made of. The same wishes always give the
 * same id, so that a second run recognises what a first one left behind.
 */
function releaseId(spec) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256")
        .update(JSON.stringify(sorted(spec)))
        .digest("hex")
        .slice(0, 12);
}
/** A hash of a file for the release's id. */
function secretHash({ content, mode, uid, gid }) {
    const who = [mode ?? "", uid ?? "", gid ?? ""].join(" ");
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(`quayside secret\n${who}\n`).update(content).digest("hex");
}
/** The hashes of files by their paths. */
function secretHashes(files) {
    return Object.fromEntries(files.map((file) => [file.path, secretHash(file)]));
}
// JSON keeps the order in which keys were set; the id must not depend on it.
function sorted(value) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
        return value;
    const entries = Object.entries(value).filter(([, part]) => part !== undefined);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}


/***/ }),

/***/ 49282:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ openExec),
/* harmony export */   X: () => (/* binding */ execIn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _frames_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19061);


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
    const onAbort = () => stream.destroy(options.signal?.reason);
    options.signal?.addEventListener("abort", onAbort, { once: true });
    try {
        await new Promise((done, fail) => {
            stream.on("data", (chunk) => frames.push(chunk));
            stream.once("error", fail);
            stream.once("close", done);
            stream.once("end", done);
            // It may have been aborted while the command was being started.
            if (options.signal?.aborted)
                onAbort();
        });
    }
    finally {
        options.signal?.removeEventListener("abort", onAbort);
    }
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


/***/ })

};
;