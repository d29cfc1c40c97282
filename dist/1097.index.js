"use strict";
exports.id = 1097;
exports.ids = [1097];
exports.modules = {

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

/***/ 87798:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EB: () => (/* binding */ appendRecord),
/* harmony export */   Hg: () => (/* binding */ recordAdopted),
/* harmony export */   T3: () => (/* binding */ readRecords),
/* harmony export */   bx: () => (/* binding */ forgetImage),
/* harmony export */   iJ: () => (/* binding */ readRelease),
/* harmony export */   tE: () => (/* binding */ asRoot)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(68276);
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(19643);
/* harmony import */ var _toolkit_docker_exec_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(49282);
/* harmony import */ var _toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1909);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66715);
/* harmony import */ var _format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(45740);
/* harmony import */ var _adopt_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41730);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5348);








const RECORDS = "deploys.jsonl";
/** The record of an app as its host keeps it, oldest first; empty where there is none. */
async function readRecords(engine, app, proxy = (0,_names_js__WEBPACK_IMPORTED_MODULE_7__/* .balancerName */ .CE)(app)) {
    const file = await (0,_toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_0__/* .getFile */ .l)(engine, proxy, `${(0,_names_js__WEBPACK_IMPORTED_MODULE_7__/* .appFolder */ .mc)(app)}/${RECORDS}`).catch(() => undefined);
    const text = file?.toString("utf8") ?? "";
    return text.split("\n").flatMap((line) => {
        try {
            return line === "" ? [] : [(0,_format_js__WEBPACK_IMPORTED_MODULE_5__/* .readKept */ .D)(line, `the record of ${app}`)];
        }
        catch (error) {
            if (error instanceof _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo)
                throw error;
            // A host that lost power may have half a line; the others are still worth reading.
            return [];
        }
    });
}
/** Adds a line to the record, and keeps what the release was made of. The balancer has to run. */
async function appendRecord(engine, { app, proxy }, record, release) {
    // The name is ours: twelve hexadecimal digits.
    const file = release && `release-${release.release}.json`;
    await (0,_toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_0__/* .putFiles */ .p)(engine, proxy, (0,_names_js__WEBPACK_IMPORTED_MODULE_7__/* .appFolder */ .mc)(app), [
        { name: "deploy.new", content: `${JSON.stringify(record)}\n` },
        ...(file ? [{ name: `${file}.new`, content: JSON.stringify(release) }] : []),
    ]);
    await asRoot(engine, proxy, `cd ${(0,_names_js__WEBPACK_IMPORTED_MODULE_7__/* .appFolder */ .mc)(app)}; ${file ? `mv -f ${file}.new ${file} && ` : ""}cat deploy.new >> ${RECORDS} && rm -f deploy.new`);
}
/** Writes down what Compose had in traffic before the first deploy, so that one can go back to it. */
async function recordAdopted(engine, where, by) {
    const containers = await (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .listContainers */ .ts)(engine, { ...(0,_names_js__WEBPACK_IMPORTED_MODULE_7__/* .labelsOf */ .PC)(where.app, "instance"), [_adopt_js__WEBPACK_IMPORTED_MODULE_6__/* .ADOPTED */ .Wu]: "" });
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
    const file = await (0,_toolkit_docker_archives_js__WEBPACK_IMPORTED_MODULE_0__/* .getFile */ .l)(engine, proxy, `${(0,_names_js__WEBPACK_IMPORTED_MODULE_7__/* .appFolder */ .mc)(app)}/release-${release}.json`);
    return file && (0,_format_js__WEBPACK_IMPORTED_MODULE_5__/* .readKept */ .D)(file.toString("utf8"), `release ${release} of ${app}`);
}
/**
 * Takes the name of a release's image away, where it was fetched for that release, still stands for the same image, and
 * no container is made of it: otherwise every deploy would leave one on the host for ever.
 */
async function forgetImage(engine, file) {
    if (!file?.fetched)
        return;
    const { image, spec } = file;
    if ((await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_3__.inspectImage)(engine, image))?.id !== spec.image)
        return;
    const users = await engine.api.listContainers({ all: true, filters: { ancestor: [spec.image] } });
    if (users.length === 0)
        await (0,_toolkit_docker_images_js__WEBPACK_IMPORTED_MODULE_3__/* .removeImage */ .aH)(engine, image);
}
/** Runs a script of ours as root in a balancer's container; throws where it fails. */
async function asRoot(engine, container, script) {
    const { code, stderr } = await (0,_toolkit_docker_exec_js__WEBPACK_IMPORTED_MODULE_2__/* .execIn */ .X)(engine, container, ["sh", "-c", script], { user: "0" });
    if (code !== 0)
        throw new Error(`a command in the load balancer's container failed: ${stderr.trim()}`);
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

/***/ 11097:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   statusOf: () => (/* binding */ statusOf)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19643);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79117);
/* harmony import */ var _docker_adopt_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(41730);
/* harmony import */ var _docker_records_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(87798);




/** Says what runs of an app, and what its host has recorded of the last deploys; changes nothing. */
async function statusOf(engine, { app, proxy }, report, info) {
    const [containers, records] = await Promise.all([
        (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_0__/* .listContainers */ .ts)(engine, { "quayside.app": app }),
        (0,_docker_records_js__WEBPACK_IMPORTED_MODULE_3__/* .readRecords */ .T3)(engine, app, proxy),
    ]);
    const foreign = await strangers(engine, containers);
    for (const { name, status } of foreign) {
        report.operations.push(`${name}: ${status}, made by docker compose and not in traffic; the next deploy takes its place`);
    }
    for (const { name, status, health, labels } of containers) {
        report.operations.push(`${name}: ${status}${health ? ` (${health.status})` : ""}, ${labels["quayside.image"] ?? labels["quayside.role"] ?? ""}`);
    }
    report.history = records.slice(-10).reverse();
    const last = records.findLast(({ outcome }) => outcome === "deployed");
    Object.assign(report, {
        outcome: "shown",
        release: last?.release ?? "",
        previous: last?.previous ?? "",
        image: last?.image ?? "",
        digest: last?.digest ?? "",
    });
    for (const line of report.operations)
        info(line);
    for (const record of report.history) {
        const requests = `${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(record.requests, "request")}, ${record.failedRequests} failed`;
        const mode = record.mode === "rollback" ? " (rollback)" : "";
        info(`${record.at} ${record.outcome}${mode} ${record.release} (${record.image}), ${requests}${record.by ? `, by ${record.by}` : ""}${record.commit ? `, commit ${record.commit.slice(0, 12)}` : ""}`);
    }
    if (report.operations.length === 0 && records.length === 0)
        info(`Nothing of ${app} is on this host.`);
}
/** What Compose has made beside ours, of the service that ours are of. */
async function strangers(engine, ours) {
    const labels = ours.find((one) => one.labels[_docker_adopt_js__WEBPACK_IMPORTED_MODULE_2__/* .COMPOSE_PROJECT */ .tm])?.labels;
    const { [_docker_adopt_js__WEBPACK_IMPORTED_MODULE_2__/* .COMPOSE_PROJECT */ .tm]: project = "", [_docker_adopt_js__WEBPACK_IMPORTED_MODULE_2__/* .COMPOSE_SERVICE */ .$O]: service = "" } = labels ?? {};
    return await (0,_docker_adopt_js__WEBPACK_IMPORTED_MODULE_2__/* .foreignContainers */ .lx)(engine, { instance: { [_docker_adopt_js__WEBPACK_IMPORTED_MODULE_2__/* .COMPOSE_PROJECT */ .tm]: project, [_docker_adopt_js__WEBPACK_IMPORTED_MODULE_2__/* .COMPOSE_SERVICE */ .$O]: service } });
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


/***/ })

};
;