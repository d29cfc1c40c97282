"use strict";
exports.id = 836;
exports.ids = [836];
exports.modules = {

/***/ 9836:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   connect: () => (/* binding */ connect)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var dockerode__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5292);
/* harmony import */ var dockerode__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(dockerode__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6715);




/**
 * Connects to the engine of DOCKER_HOST, or to the default socket, and asks for its version.
 * TLS as the docker command does it: DOCKER_TLS_VERIFY and DOCKER_CERT_PATH.
 * Throws a UserError that says what was looked for, where, and what to do.
 */
async function connect(options) {
    const address = options.host ?? (options.env.DOCKER_HOST || "unix:///var/run/docker.sock");
    const api = new (dockerode__WEBPACK_IMPORTED_MODULE_2___default())(settingsOf(address, options.env));
    const limit = AbortSignal.timeout(options.timeout ?? 10_000);
    try {
        const version = await Promise.race([
            api.version(),
            new Promise((_, reject) => {
                limit.addEventListener("abort", () => reject(new Error("no answer in time")), { once: true });
                options.signal?.addEventListener("abort", () => reject(options.signal?.reason), { once: true });
            }),
        ]);
        return { api, address, version: version.Version, apiVersion: version.ApiVersion };
    }
    catch (error) {
        if (options.signal?.aborted)
            throw options.signal.reason;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`No Docker Engine answers at ${address}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}`, {
            hint: hintFor(error),
            cause: error,
        });
    }
}
function settingsOf(address, env) {
    const url = /^(unix|npipe|tcp|http|https):\/\/(.*)$/.exec(address);
    if (!url) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .yo(`DOCKER_HOST "${address}" is not an address of a Docker Engine`, {
            hint: "It takes unix:///path/to/docker.sock, tcp://host:port or npipe:////./pipe/docker_engine.",
        });
    }
    const [, scheme, rest = ""] = url;
    if (scheme === "unix" || scheme === "npipe")
        return { socketPath: rest };
    const { hostname, port } = new URL(`http://${rest}`);
    const secure = scheme === "https" || Boolean(env.DOCKER_TLS_VERIFY);
    const certificates = env.DOCKER_CERT_PATH ?? (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(env.HOME ?? "", ".docker");
    const read = (file) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(certificates, file));
    return {
        host: hostname,
        port: port || (secure ? 2376 : 2375),
        protocol: secure ? "https" : "http",
        ...(secure ? { ca: read("ca.pem"), cert: read("cert.pem"), key: read("key.pem") } : {}),
    };
}
function hintFor(error) {
    switch ((0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .codeOf */ .$N)(error)) {
        case "ENOENT":
            return "There is no such socket: start the Docker Engine, or set DOCKER_HOST to where it listens.";
        case "EACCES":
            return "This user may not open the socket: add it to the docker group, or set DOCKER_HOST.";
        case "ECONNREFUSED":
            return "Nothing listens there: start the Docker Engine, or set DOCKER_HOST to where it listens.";
        default:
            return "Check that the Docker Engine runs and that DOCKER_HOST, if set, names it.";
    }
}


/***/ })

};
;