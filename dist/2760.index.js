"use strict";
exports.id = 2760;
exports.ids = [2760];
exports.modules = {

/***/ 62760:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readMigrateInputs: () => (/* binding */ readMigrateInputs)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86613);
/* harmony import */ var _spec_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20930);
/* harmony import */ var _url_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64924);





/** Modes that do without a database. */
const WITHOUT_DATABASE = new Set(["plan", "check", "new"]);
/**
 * Reads the inputs, and hides every part of the address that is secret before anything can print it. The address is the
 * input url, else what the file of url-file holds, else the variable DATABASE_URL.
 */
function readMigrateInputs(runner) {
    const hide = (address) => {
        for (const secret of (0,_url_js__WEBPACK_IMPORTED_MODULE_4__/* .secretsOf */ .F)(address))
            runner.mask(secret);
        return address;
    };
    let url = "";
    const inputs = (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .readInputs */ .Ko)(_spec_js__WEBPACK_IMPORTED_MODULE_3__/* .spec */ .I.inputs, runner, (given) => {
        const { mode, name, command, scratchUrl } = given;
        const mistakes = [];
        if (given.url !== "" && given.urlFile !== "")
            mistakes.push("url and url-file are both set; give one of them");
        try {
            url = hide(given.url || (given.urlFile && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(given.urlFile, "utf8").trim()));
        }
        catch (error) {
            mistakes.push(`url-file got "${given.urlFile}" (${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}); it takes a file that holds the address`);
        }
        url ||= mode === "new" ? "" : hide(runner.env.DATABASE_URL ?? "");
        if (url === "" && mistakes.length === 0 && !WITHOUT_DATABASE.has(mode)) {
            mistakes.push(`url is not set; mode ${mode} needs it, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_3__/* .spec */ .I.inputs.url.example}`);
        }
        if (mode === "new" && name === "")
            mistakes.push("name is not set; mode new needs it, for example: add_users");
        if (command !== "" && !/^(apply|plan|check)$/.test(mode))
            mistakes.push(`command is set, and mode ${mode} does not know it; it takes apply, plan or check`);
        if ((mode === "drift" || mode === "trace") && scratchUrl === "") {
            mistakes.push(`scratch-url is not set; mode ${mode} needs it, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_3__/* .spec */ .I.inputs["scratch-url"].example}`);
        }
        return mistakes;
    });
    hide(inputs.scratchUrl);
    return Object.freeze({ ...inputs, url });
}


/***/ }),

/***/ 64924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ secretsOf),
/* harmony export */   w: () => (/* binding */ readUrl)
/* harmony export */ });
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

const EXAMPLE = "It takes an address such as postgres://user:password@host:5432/database?sslmode=verify-full.";
/**
 * Reads an address in the form of libpq's URIs. Errors never show any part of it. `sslmode=require` checks the
 * certificate and the name, as verify-full does: encryption to an unknown server protects nothing.
 */
function readUrl(text) {
    let url;
    try {
        // libpq takes an address without a host (a Unix socket in a parameter), the standard for URLs does not.
        url = new URL(text.replace(/^(postgres(?:ql)?:\/\/[^@/?#]*@)(?=[/?]|$)/i, "$1localhost"));
    }
    catch {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo("The input url is not an address", {
            hint: `${EXAMPLE} Characters such as @ / # % in the password are written in URL encoding (%40 %2F %23 %25).`,
        });
    }
    if (!/^postgres(ql)?:$/.test(url.protocol)) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`The input url begins with ${url.protocol}//, which is not taken`, { hint: EXAMPLE });
    }
    const parameter = (name) => url.searchParams.get(name) ?? "";
    const user = decode(url.username) || parameter("user");
    const host = parameter("host") || decode(url.hostname).replace(/^\[(.*)\]$/, "$1") || "localhost";
    const port = Number(url.port || parameter("port") || 5432);
    const database = decode(url.pathname.slice(1)) || parameter("dbname") || user;
    if (user === "")
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo("The input url names no user", { hint: EXAMPLE });
    return {
        host,
        port,
        user,
        password: decode(url.password) || parameter("password"),
        database,
        tls: tlsOf(parameter("sslmode"), parameter("sslrootcert"), {
            ...(parameter("sslcert") ? { certificate: parameter("sslcert") } : {}),
            ...(parameter("sslkey") ? { key: parameter("sslkey") } : {}),
        }),
        options: parameter("options"),
        place: `${database} at ${host.startsWith("/") ? host : `${host}:${port}`}`,
    };
}
/** The texts that must not be shown: the address, and each form of its password. */
function secretsOf(text) {
    const secrets = [text];
    const authority = /^[a-z0-9+]+:\/\/([^@/]*):([^/]*)@/i.exec(text);
    if (authority?.[2])
        secrets.push(authority[2], `${authority[1]}:${authority[2]}`);
    try {
        const url = new URL(text);
        const parameters = ["password", "sslpassword"].map((name) => url.searchParams.get(name) ?? "");
        secrets.push(decode(url.password), url.password, ...parameters);
    }
    catch {
        // No address: readUrl says so.
    }
    return [...new Set(secrets)].filter((secret) => secret !== "");
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
function tlsOf(mode, authorities, client) {
    const own = { ...client, ...(authorities && authorities !== "system" ? { authorities } : {}) };
    switch (mode) {
        case "":
            return authorities ? { verify: true, ...own } : undefined;
        case "disable":
        case "allow":
        case "prefer":
            return undefined;
        case "require":
        case "verify-ca":
        case "verify-full":
            return { verify: true, ...own };
        case "no-verify":
            return { verify: false, ...client };
        default:
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`The input url asks for sslmode=${mode.slice(0, 20)}, which is not known`, {
                hint: "It takes disable, require, verify-ca, verify-full, or no-verify for a server whose certificate cannot be checked.",
            });
    }
}


/***/ })

};
;