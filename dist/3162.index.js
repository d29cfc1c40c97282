"use strict";
exports.id = 3162;
exports.ids = [3162];
exports.modules = {

/***/ 53162:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SECRETS: () => (/* binding */ SECRETS),
/* harmony export */   bringsRelease: () => (/* binding */ bringsRelease),
/* harmony export */   plainInputs: () => (/* binding */ plainInputs),
/* harmony export */   readDeployInputs: () => (/* binding */ readDeployInputs),
/* harmony export */   unwatched: () => (/* binding */ unwatched)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);
/* harmony import */ var _spec_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12100);


/** Where the files of `secrets` are in a container. */
const SECRETS = "/run/secrets";
/** Reads the inputs; every mistake of them is told at once. Each secret's value is masked by itself, too. */
function readDeployInputs(runner) {
    return (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .readInputs */ .Ko)(_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs, runner, (inputs) => {
        for (const value of inputs.secrets.values())
            runner.mask(value);
        const mistakes = [];
        const composed = inputs.composeFile.length > 0;
        if (["deploy", "plan"].includes(inputs.mode) && inputs.image === "" && !composed) {
            mistakes.push(`image is not set; mode ${inputs.mode} takes an image, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs.image.example}; or a compose-file`);
        }
        if (inputs.loadBalancer === "nginx") {
            const without = {
                sticky: inputs.sticky,
                proxy: inputs.proxy !== "",
                "max-p99-ms": inputs.maxP99Ms !== undefined,
                domains: inputs.domains.length > 0,
                path: inputs.path !== "/",
                "certificates for more than one name": inputs.certificates.length > 1,
            };
            const named = Object.entries(without).flatMap(([name, set]) => (set ? [name] : []));
            if (named.length > 0)
                mistakes.push(`${named.join(", ")} cannot be had with load-balancer nginx; haproxy has it`);
        }
        const tls = inputs.publishTls !== undefined;
        if (tls !== inputs.certificates.length > 0 && inputs.mode !== "rollback") {
            mistakes.push("publish-tls and certificates go together: give both or neither of them");
        }
        if (inputs.tlsRedirect && !tls)
            mistakes.push("tls-redirect needs publish-tls, or there is nothing to send to");
        if (/^(host|none|container:.*)$/.test(inputs.network)) {
            mistakes.push(`network got "${inputs.network}", where containers have no addresses that the load balancer could send requests to; it takes another one, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs.network.example}`);
        }
        if (!composed && inputs.service !== "")
            mistakes.push("service is set and compose-file is not");
        if (inputs.environment !== "" && inputs.token === "") {
            mistakes.push(`environment needs a token to be shown on GitHub; token takes, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs.token.example}`);
        }
        for (const name of inputs.secrets.keys()) {
            if (!/^[\w.-]{1,80}$/.test(name)) {
                mistakes.push(`secrets has a name that cannot be a file's; it takes letters, digits, ".", "_" and "-"`);
            }
        }
        return [...mistakes, ...connectionMistakes(inputs)];
    });
}
function connectionMistakes(inputs) {
    const mistakes = [];
    const { hosts, knownHosts, tlsCa, tlsCert, tlsKey } = inputs;
    const twice = hosts.find((host, index) => hosts.indexOf(host) < index);
    if (twice !== undefined)
        mistakes.push(`hosts names ${twice} twice`);
    for (const host of hosts) {
        if (!/^(ssh|tcp|https|unix|npipe):\/\/./.test(host)) {
            mistakes.push(`hosts got "${host}"; it takes addresses, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs.hosts.example}`);
        }
    }
    const ssh = hosts.some((host) => host.startsWith("ssh://"));
    if (ssh && knownHosts === "") {
        mistakes.push("known-hosts is not set; ssh:// takes the keys of its hosts, as ssh-keyscan HOST prints them (compare them with those on the host first)");
    }
    const tls = [tlsCa, tlsCert, tlsKey].filter((part) => part !== "").length;
    if (tls > 0 && tls < 3)
        mistakes.push("tls-ca, tls-cert and tls-key go together; some are not set");
    const remote = hosts.find((host) => /^(tcp|https):/.test(host) && !/^\w+:\/\/(127\.|localhost\b|\[::1\])/.test(host));
    if (remote !== undefined && tls === 0) {
        mistakes.push(`tls-ca, tls-cert and tls-key are not set; without them whoever reaches ${remote} is root there, and so is whoever listens in between`);
    }
    return mistakes;
}
/** What the inputs ask for where there is no compose file. */
function plainInputs(given) {
    return {
        ...given,
        publish: given.publish ?? { hostIp: "127.0.0.1", hostPort: 8080 },
        replicas: given.replicas ?? 1,
        parallelism: given.parallelism ?? 1,
        delay: given.delay ?? 0,
        healthTimeout: given.healthTimeout ?? 60_000,
        monitorSeconds: given.monitorSeconds ?? 0,
        stopTimeout: given.stopTimeout ?? 10_000,
        order: given.order === "stop-first" ? "stop-first" : "start-first",
        rollback: given.mode === "rollback" ? mannerOf(given) : {},
        files: [...given.secrets].map(([name, value]) => ({ path: `${SECRETS}/${name}`, content: Buffer.from(value) })),
        origin: { instance: {}, balancer: {} },
        notes: given.healthPath === "" && bringsRelease(given)
            ? [
                "No health-path is given: where the image has no HEALTHCHECK either, a port that is open is taken for healthy. A health-path such as /readyz knows better.",
            ]
            : [],
    };
}
function mannerOf({ parallelism, delay, monitorSeconds, order }) {
    return {
        ...(parallelism === undefined ? {} : { parallelism }),
        ...(delay === undefined ? {} : { delay }),
        ...(monitorSeconds === undefined ? {} : { monitor: monitorSeconds }),
        ...(order === "auto" ? {} : { order }),
    };
}
/** Whether the inputs are about a release that may be new, and not about what is there already. */
function bringsRelease({ mode }) {
    return mode === "deploy" || mode === "plan";
}
/** Names of limits that are given and that nobody heeds, since the release is not watched at any time. */
function unwatched(inputs) {
    const { strategy, canarySteps, replicas, parallelism, delay, monitorSeconds } = inputs;
    const steps = strategy === "canary" && canarySteps.some(({ percent, hold }) => percent < 100 && hold > 0);
    const groups = strategy === "rolling" && delay > 0 && parallelism > 0 && replicas > parallelism;
    if (steps || groups || monitorSeconds > 0 || !bringsRelease(inputs))
        return [];
    const limits = {
        "max-error-rate": inputs.maxErrorRate !== undefined,
        "max-p99-ms": inputs.maxP99Ms !== undefined,
        "max-restarts": inputs.maxRestarts > 0,
    };
    return Object.entries(limits).flatMap(([name, given]) => (given ? [name] : []));
}


/***/ })

};
;