"use strict";
exports.id = 305;
exports.ids = [305];
exports.modules = {

/***/ 18233:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hv: () => (/* binding */ keyValue),
/* harmony export */   Xc: () => (/* binding */ csvRecords),
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   ef: () => (/* binding */ csvRecord)
/* harmony export */ });
/**
 * The entries of a list input, as docker/build-push-action reads them: lines of CSV (RFC 4180), so an entry with a line
 * end in it stands in double quotes, in which `""` is a quote. Quotes inside of an unquoted field are text. Entries are
 * trimmed, empty ones dropped. Throws an Error for a quote that is never closed; the text of the entry is not in it.
 */
function listOf(raw, options) {
    const records = csvRecords(raw, { comments: options.comments ?? false, whole: !options.commas });
    const entries = records.flatMap((fields) => options.commas ? fields.flatMap((field) => field.split(",")) : [fields.join(",")]);
    return entries.map((entry) => entry.trim()).filter((entry) => entry !== "");
}
/**
 * The records of a CSV text and their fields, without empty lines. With `whole`, a quote only counts at the start of a
 * record: what stands inside of it, as in JSON or in `type=local,"src=a,b"`, is handed on as it is.
 */
function csvRecords(raw, options) {
    const records = [];
    let fields = [];
    let field = "";
    let quoted;
    let line = 1;
    const endField = () => {
        fields.push(field);
        field = "";
    };
    const endRecord = () => {
        endField();
        if (fields.length > 1 || fields[0]?.trim() !== "")
            records.push(fields);
        fields = [];
    };
    const text = raw.replace(/\r\n?/g, "\n");
    for (let at = 0; at < text.length; at++) {
        const char = text[at] ?? "";
        if (char === "\n")
            line++;
        if (quoted !== undefined) {
            if (char !== '"')
                field += char;
            else if (text[at + 1] === '"') {
                field += '"';
                at++;
            }
            else
                quoted = undefined;
        }
        else if (char === '"' && field.trim() === "" && !(options.whole && fields.length > 0)) {
            field = "";
            quoted = line;
        }
        else if (char === ",")
            endField();
        else if (char === "\n")
            endRecord();
        else if (char === "#" && options.comments && fields.length === 0 && field.trim() === "") {
            while (at + 1 < text.length && text[at + 1] !== "\n")
                at++;
        }
        else
            field += char;
    }
    if (quoted !== undefined)
        throw new Error(`the quote that opens in line ${quoted} is never closed`);
    endRecord();
    return records;
}
/** One CSV record of fields; a field is quoted where it has to be. The form of buildx's `key=value,…` options. */
function csvRecord(fields) {
    return fields.map((field) => (/[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(",");
}
/** `KEY=VALUE` cut at the first equals sign; throws an Error that names the entry by its number only. */
function keyValue(entry, index) {
    const at = entry.indexOf("=");
    if (at < 1)
        throw new Error(`entry ${index + 1} has no KEY= in front`);
    return [entry.slice(0, at).trim(), entry.slice(at + 1)];
}


/***/ }),

/***/ 87695:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NR: () => (/* binding */ parseRules),
/* harmony export */   eb: () => (/* binding */ parseImages),
/* harmony export */   wp: () => (/* binding */ parseFlavor)
/* harmony export */ });
/* unused harmony exports PRIORITIES, DEFAULT_RULES, metadataLines */
/* harmony import */ var _lists_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18233);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2032);


/** The kinds of tag rules, and how early each is looked at: the first that gives a tag decides on `latest`. */
const PRIORITIES = {
    schedule: 1000,
    semver: 900,
    pep440: 900,
    match: 800,
    edge: 700,
    ref: 600,
    raw: 200,
    sha: 100,
};
const COMMON = ["type", "enable", "priority", "prefix", "suffix"];
// What each type takes besides, its defaults, and what it cannot do without.
const TYPES = {
    schedule: { takes: ["pattern"], defaults: { pattern: "nightly" } },
    semver: { takes: ["pattern", "value", "match", "move"], required: "pattern" },
    pep440: { takes: ["pattern", "value", "match", "move"], required: "pattern" },
    match: { takes: ["pattern", "group", "value"], defaults: { group: "0" }, required: "pattern" },
    edge: { takes: ["branch"] },
    ref: { takes: ["event"], required: "event" },
    raw: { takes: ["value"], required: "value" },
    sha: { takes: ["format"], defaults: { format: "short", prefix: "sha-" } },
};
/** The rules that count where `tags` is empty. */
const DEFAULT_RULES = ["type=schedule", "type=ref,event=branch", "type=ref,event=tag", "type=ref,event=pr"].join("\n");
/** Reads the rules of `tags`, in the order in which they are looked at. Throws an Error that names the line. */
function parseRules(raw) {
    const rules = csvLines(raw.trim() === "" ? DEFAULT_RULES : raw).map(parseRule);
    return rules.sort((a, b) => Number(b.attributes.priority) - Number(a.attributes.priority));
}
function parseRule(fields) {
    const text = fields.join(",");
    const given = {};
    for (const field of fields) {
        const at = field.indexOf("=");
        if (at < 0)
            given.value = field.trim();
        else
            given[field.slice(0, at).trim().toLowerCase()] = field.slice(at + 1).trim();
    }
    const type = (given.type ?? "raw").toLowerCase();
    if (!(type in TYPES))
        throw new Error(`"${text}" has the type "${type}"; there are ${Object.keys(TYPES).join(", ")}`);
    const { takes, defaults, required } = TYPES[type];
    const unknown = Object.keys(given).find((name) => !COMMON.includes(name) && !takes.includes(name));
    if (unknown !== undefined) {
        throw new Error(`"${text}" has the attribute "${unknown}"; type=${type} takes ${[...takes, ...COMMON.slice(1)].join(", ")}`);
    }
    const attributes = {
        enable: "true",
        priority: String(PRIORITIES[type]),
        ...defaults,
        ...(type === "ref" && given.event === "pr" ? { prefix: "pr-" } : {}),
        ...given,
    };
    const need = (name, allowed) => {
        if (!allowed.includes(attributes[name] ?? ""))
            throw new Error(`"${text}" has ${name}=${attributes[name] ?? ""}; it takes ${allowed.join(", ")}`);
    };
    if (required && !attributes[required])
        throw new Error(`"${text}" has no ${required}=, which type=${type} needs`);
    if (type === "ref")
        need("event", ["branch", "tag", "pr"]);
    if (type === "sha")
        need("format", ["short", "long"]);
    if (attributes.move !== undefined)
        need("move", ["highest", "always"]);
    for (const name of ["priority", "group"]) {
        if (attributes[name] !== undefined && !/^\d+$/.test(attributes[name]))
            throw new Error(`"${text}" has ${name}=${attributes[name]}, which is no number`);
    }
    return { type: type, attributes, text };
}
/** Reads `flavor`. Throws an Error that says what it takes. */
function parseFlavor(raw) {
    const flavor = {
        latest: "auto",
        prefix: "",
        suffix: "",
        prefixLatest: false,
        suffixLatest: false,
    };
    for (const fields of csvLines(raw)) {
        let last;
        for (const field of fields) {
            const [, name = "", value = ""] = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/.exec(field) ?? [];
            if (name === "latest" && /^(auto|true|false)$/.test(value))
                flavor.latest = value;
            else if (name === "prefix" || name === "suffix") {
                flavor[name] = value;
                last = name;
            }
            else if (name === "onlatest" && last && /^(true|false)$/.test(value))
                flavor[`${last}Latest`] = value === "true";
            else
                throw new Error(`"${field}" is none of latest=auto|true|false, prefix=TEXT, suffix=TEXT (each with ,onlatest=true|false)`);
        }
    }
    return flavor;
}
/** Reads `images`: a name a line, with `enable=`; or several names in one line. Names come out in lower case. */
function parseImages(raw) {
    const lines = csvLines(raw);
    const only = lines.length === 1 ? lines[0] : undefined;
    const legacy = only && !only.some((field) => /^\s*(name|enable)\s*=/.test(field));
    const images = legacy ? only.map((name) => ({ name, enable: "true" })) : lines.map(parseImage);
    const names = images.filter(({ enable }) => enable === "true").map(({ name }) => name.trim().toLowerCase());
    for (const name of names)
        (0,_references_js__WEBPACK_IMPORTED_MODULE_0__/* .parseName */ .$)(name);
    return [...new Set(names)];
}
function parseImage(fields) {
    const image = { name: "", enable: "true" };
    for (const field of fields) {
        const [, key, value = ""] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(field) ?? [undefined, "name", field];
        if (key !== "name" && key !== "enable")
            throw new Error(`"${fields.join(",")}" has the attribute "${key}"; it takes name, enable`);
        image[key] = value;
    }
    if (!/^(true|false)$/.test(image.enable))
        throw new Error(`"${fields.join(",")}" has enable=${image.enable}; it takes true, false`);
    if (image.name.trim() === "")
        throw new Error(`"${fields.join(",")}" has no name`);
    return image;
}
// Comments start a line; a "#" inside of a value is a part of it.
function csvLines(raw) {
    return (0,_lists_js__WEBPACK_IMPORTED_MODULE_1__/* .csvRecords */ .Xc)(raw, { comments: true, whole: false }).map((fields) => fields.filter((field) => field.trim() !== ""));
}
/** `KEY=VALUE` lines of `labels` and `annotations`, as metadata-action reads them. */
function metadataLines(raw) {
    return listOf(raw, { commas: false, comments: true });
}


/***/ }),

/***/ 2032:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ parseName),
/* harmony export */   F: () => (/* binding */ parseReference)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_registry_host_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6479);

// The grammar of distribution/reference, which the engine and all registries share.
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/;
const HOST = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d+)?$/;
const TAG = /^\w[\w.-]{0,127}$/;
/** Takes `host/path/name:tag` apart; throws an Error that says which part is wrong and how it would be right. */
function parseReference(text) {
    if (text.includes("@"))
        throw new Error(`"${text}" has a digest: what is built or pushed is named by a tag`);
    const slash = text.lastIndexOf("/");
    const colon = text.indexOf(":", slash + 1);
    const name = colon < 0 ? text : text.slice(0, colon);
    const tag = colon < 0 ? "latest" : text.slice(colon + 1);
    if (!TAG.test(tag)) {
        throw new Error(`the tag "${tag}" is none: letters, digits, "_", "." and "-", at most 128, not "." or "-" first`);
    }
    return { ...parseName(name), tag };
}
/** Takes an image name without tag apart; throws an Error that says what is wrong. */
function parseName(name) {
    const { host, path: rest } = (0,_toolkit_docker_registry_host_js__WEBPACK_IMPORTED_MODULE_0__/* .splitHost */ .V)(name);
    const first = name.slice(0, Math.max(0, name.length - rest.length - 1));
    if (first !== "" && !HOST.test(first))
        throw new Error(`"${first}" in "${name}" is no host`);
    const path = rest.split("/");
    if (path.some((part) => part !== part.toLowerCase())) {
        throw new Error(`"${name}" has upper-case letters, which no registry takes: "${name.toLowerCase()}"`);
    }
    if (!path.every((part) => COMPONENT.test(part))) {
        throw new Error(`"${name}" is no image name: lower-case letters and digits, with ".", "_" or "-" between, "/" as in ghcr.io/org/app`);
    }
    return { host, name };
}


/***/ }),

/***/ 99425:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ parseRegistries),
/* harmony export */   g: () => (/* binding */ authOf)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_credentials_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15929);

/**
 * Reads lines of `HOST USERNAME PASSWORD`. The password is the rest of its line, so that no character of it needs
 * quoting. Messages name lines by their number: any part of a line may be the secret.
 */
function parseRegistries(raw) {
    const registries = new Map();
    for (const [index, line] of raw.split(/\r?\n/).entries()) {
        const text = line.trim();
        if (text === "" || text.startsWith("#"))
            continue;
        const match = /^(\S+)\s+(\S+)(?:\s+(\S.*))?$/.exec(text);
        const host = match?.[1]?.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
        if (!match?.[2] || !host)
            throw new Error(`line ${index + 1} is not HOST USERNAME PASSWORD`);
        if (!/^(localhost|[\w-]+(\.[\w-]+)+|[\w.-]+:\d+|\[[0-9a-fA-F:]+\](:\d+)?)$/.test(host)) {
            throw new Error(`line ${index + 1} does not begin with the host of a registry`);
        }
        const name = /^(index\.|registry-1\.)?docker\.io$/.test(host) ? "docker.io" : host;
        registries.set(name, { host: name, username: match[2], password: match[3] ?? "" });
    }
    return [...registries.values()];
}
/** The login as the engine takes it per request. */
function authOf(registry) {
    const serveraddress = (0,_toolkit_docker_credentials_js__WEBPACK_IMPORTED_MODULE_0__/* .configKeys */ .nK)(registry.host)[0] ?? registry.host;
    return { serveraddress, username: registry.username, password: registry.password };
}


/***/ }),

/***/ 50305:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ spec)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);
/* harmony import */ var _lists_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(18233);
/* harmony import */ var _metadata_rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87695);
/* harmony import */ var _registries_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(99425);




const perLine = (options) => (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a list, one entry a line; an entry with a line end in it stands in double quotes", (raw) => (0,_lists_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)(raw, { commas: false }), options);
const perComma = (options) => (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("a list, separated by commas or line ends", (raw) => (0,_lists_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)(raw, { commas: true }), options);
/** What the build action is to those who use it. */
const spec = {
    name: "build",
    title: "Build",
    description: "Builds an image with BuildKit, tags it, and pushes exactly those tags, with retries and a digest.",
    branding: { icon: "box", color: "blue" },
    inputs: {
        mode: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["apply", "plan", "push"], {
            describe: "apply builds, and pushes where `push` is true. plan sets the outputs and prints the command, and changes nothing. push pushes the tags of an image that is built already.",
        }),
        context: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Folder that is sent to the build, in the workspace; or the URL of a Git repository.",
            default: ".",
        }),
        file: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Path of the Dockerfile; `Dockerfile` in the context where not set.",
            example: "docker/app.Dockerfile",
        }),
        target: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ describe: "Stage of the Dockerfile to build; the last one where not set.", example: "production" }),
        images: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("image names, one a line", _metadata_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .parseImages */ .eb, {
            describe: "Image names without tags, one a line. With them each line of `tags` is a rule of docker/metadata-action; without them a full reference.",
            example: "ghcr.io/org/app",
        }),
        tags: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "References that the image gets, by commas or line ends; with `images` the rules for its tags, one a line (where not set: those of metadata-action).",
            example: "type=semver,pattern={{version}}",
        }),
        flavor: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("latest=auto|true|false, prefix=TEXT, suffix=TEXT, one a line", _metadata_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .parseFlavor */ .wp, {
            describe: "With `images`: whether `latest` is given (auto: where this version is the highest), and a prefix and suffix of all tags.",
            example: "latest=auto",
        }),
        image: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "With `mode: push`: the built image to push, by reference or id; the first of `tags` where not set. Tags that it lacks are given to it.",
            example: "app:candidate",
        }),
        rebuild: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["always", "auto"], {
            describe: "auto, with push: an image of the same content (context, Dockerfile, arguments, base images) that the registry has gets the tags, and nothing is built. Such images are found by a tag `content-…` that is pushed besides.",
        }),
        push: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({ describe: "Whether to push the tags." }),
        load: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({
            describe: "Whether the engine gets the image also where the builder keeps it to itself. The docker driver always loads.",
        }),
        registries: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("lines of HOST USERNAME PASSWORD", _registries_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRegistries */ .X, {
            describe: "Logins for registries, for this step only. An existing docker login and credential helpers count too.",
            example: "ghcr.io octocat ${{ secrets.GITHUB_TOKEN }}",
            secret: true,
        }),
        "build-args": perLine({
            describe: "Build arguments, KEY=VALUE; a KEY alone takes the value from the environment.",
            example: "VERSION=1.4.2",
        }),
        "build-contexts": perLine({ describe: "Further contexts, NAME=PATH.", example: "docs=./docs" }),
        platforms: perComma({ describe: "Platforms to build for.", example: "linux/amd64,linux/arm64" }),
        labels: perLine({ describe: "Labels of the image, KEY=VALUE.", example: "org.opencontainers.image.title=app" }),
        annotations: perLine({
            describe: "OCI annotations, KEY=VALUE; the builder must be able to write them.",
            example: "manifest:org.opencontainers.image.title=app",
        }),
        secrets: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("KEY=VALUE, one a line; a value of several lines stands in double quotes with its key", (raw) => (0,_lists_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)(raw, { commas: false }).map(secretPair), {
            describe: "Build secrets. They are handed over in files that are removed afterwards, never in a command line.",
            example: "TOKEN=${{ secrets.TOKEN }}",
            secret: true,
        }),
        "secret-envs": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("KEY=VARIABLE, separated by commas or line ends", (raw) => (0,_lists_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)(raw, { commas: true }).map(namedPair), {
            describe: "Build secrets from environment variables.",
            example: "TOKEN=NPM_TOKEN",
        }),
        "secret-files": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)("KEY=PATH, one a line", (raw) => (0,_lists_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)(raw, { commas: false }).map(namedPair), {
            describe: "Build secrets from files.",
            example: "ca=/etc/ssl/certs/ca-certificates.crt",
        }),
        ssh: perLine({ describe: "SSH agent sockets or keys for the build.", example: "default" }),
        "cache-from": perLine({
            describe: "Where the build cache comes from.",
            example: "type=registry,ref=ghcr.io/org/app:cache",
        }),
        "cache-to": perLine({
            describe: "Where the build cache goes to. A failure there is a warning, unless the entry says ignore-error=false.",
            example: "type=registry,ref=ghcr.io/org/app:cache,mode=max",
        }),
        "no-cache": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({ describe: "Whether to build without any cache." }),
        "no-cache-filters": perComma({ describe: "Stages to build without cache.", example: "dependencies" }),
        pull: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({ describe: "Whether to ask the registry for newer base images." }),
        outputs: perLine({ describe: "Further outputs of buildx.", example: "type=local,dest=out" }),
        provenance: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Provenance attestation; makes the image an index of manifests, so it is off where not set.",
            example: "mode=max",
        }),
        sbom: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "SBOM attestation; makes the image an index of manifests, so it is off where not set.",
            example: "true",
        }),
        attests: perLine({
            describe: "Further attestations.",
            example: "type=sbom,generator=registry.example.com/scanner",
        }),
        allow: perComma({ describe: "Entitlements of the build.", example: "network.host" }),
        "add-hosts": perComma({
            describe: "Lines for /etc/hosts during the build, HOST:IP.",
            example: "db.internal:10.0.0.5",
        }),
        network: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ describe: "Network of RUN instructions.", example: "host" }),
        "shm-size": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .size */ .Ej)({ describe: "Size of /dev/shm during the build." })),
        ulimit: perLine({ describe: "Limits of RUN instructions.", example: "nofile=1024:1024" }),
        "cgroup-parent": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ describe: "Parent cgroup of RUN instructions.", example: "builds.slice" }),
        builder: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ describe: "Name of the buildx builder; the current one where not set.", example: "my-builder" }),
        hints: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({
            describe: "Whether remarks on what costs size, cache or safety are shown on the lines of the Dockerfile.",
            default: "true",
        }),
        smoke: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({
            describe: "Whether to start the built image and wait until its health check is healthy (without one: that it runs for 5 s) before anything is pushed.",
        }),
        "smoke-env": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .pairs */ .AS)({ describe: "Environment of the container that `smoke` starts.", example: "LOG_LEVEL=debug" }),
        test: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Command that tests the built image before anything is pushed; its name is in $IMAGE. It is your code and goes through a shell (bash with -eo pipefail, else sh).",
            example: 'docker run --rm "$IMAGE" npm test',
        }),
        "check-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ describe: "Longest time that `smoke` and that `test` may take, each.", default: "5m" }),
        "build-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ describe: "Longest time that the build may take.", default: "30m" }),
        "push-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
            describe: "Longest time that all pushes together may take, with their retries.",
            default: "10m",
        }),
        "push-attempts": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 1, max: 20 }, { describe: "How often a push is tried that fails in a way that may go away by itself.", default: "5" }),
    },
    outputs: {
        outcome: "`built`, `pushed`, `skipped` (the registry had this content), `planned` or `failed`.",
        image: "The first of `tags`; the image's id where there are no tags.",
        tags: "All tags, one a line.",
        version: "With `images`: the first tag that the rules give.",
        "tag-names": "With `images`: the tags without the image names, one a line.",
        labels: "Labels of the image, KEY=VALUE, one a line.",
        annotations: "With `images`: annotations in metadata-action's form, one a line.",
        json: "With `images`: tags, tag-names, labels and annotations as JSON.",
        digest: "Digest of the pushed manifest; of the built one where the builder tells it. Empty, with the reason in the log, where neither is there.",
        imageid: "Id of the image in the engine.",
        metadata: "What buildx wrote about the result, as JSON.",
        refs: "`name@sha256:…` of each name pushed, one a line.",
        size: "Bytes of the image, unpacked.",
        "duration-ms": "Time that the action took, in milliseconds.",
        report: "All of it as JSON, with `version: 1`.",
    },
};
function secretPair(entry, index) {
    const at = entry.indexOf("=");
    const id = entry.slice(0, Math.max(0, at)).trim();
    // The text may be the secret itself, so only its number is told.
    if (!/^[\w.-]+$/.test(id))
        throw new Error(`entry ${index + 1} does not begin with the secret's id and "="`);
    return { id, value: entry.slice(at + 1) };
}
function namedPair(entry, index) {
    const { id, value } = secretPair(entry, index);
    if (value.trim() === "")
        throw new Error(`entry ${index + 1} says nothing after "${id}="`);
    return { id, from: value.trim() };
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

/***/ 86613:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AS: () => (/* binding */ pairs),
/* harmony export */   Ej: () => (/* binding */ size),
/* harmony export */   Ie: () => (/* binding */ custom),
/* harmony export */   Jt: () => (/* binding */ flag),
/* harmony export */   Ko: () => (/* binding */ readInputs),
/* harmony export */   Mn: () => (/* binding */ lines),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   lq: () => (/* binding */ optional),
/* harmony export */   nd: () => (/* binding */ integer),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   zq: () => (/* binding */ tryInputs)
/* harmony export */ });
/* unused harmony export camel */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79117);


function input(form, options, takes, example, parse) {
    const { describe, required = false, secret = false } = options;
    const fallback = options.default === undefined ? {} : { default: options.default };
    return Object.freeze({
        describe,
        takes,
        form,
        example: options.example ?? example,
        required,
        secret,
        parse,
        ...fallback,
    });
}
/** Any text; `""` where it is not set. */
const text = (options) => input({ kind: "text" }, options, "a text", "value", (raw) => raw);
/** A switch; takes the spellings of YAML 1.2's core schema, as `getBooleanInput` of @actions/core does. */
const flag = (options) => input({ kind: "flag" }, { default: "false", ...options }, "true or false", "true", (raw) => {
    if (/^(true|True|TRUE)$/.test(raw))
        return true;
    if (/^(false|False|FALSE)$/.test(raw))
        return false;
    throw new Error("neither true nor false");
});
/** One of a few words. */
const choice = (choices, options) => input({ kind: "choice", choices }, { default: choices[0], ...options }, `one of ${choices.join(", ")}`, choices[0], (raw) => {
    const found = choices.find((word) => word === raw);
    if (found === undefined)
        throw new Error("no such choice");
    return found;
});
/** A whole number within bounds. */
const integer = (bounds, options) => input({ kind: "integer", ...bounds }, options, `a whole number from ${bounds.min} to ${bounds.max}`, String(bounds.min), (raw) => {
    const value = Number(raw);
    if (!/^[+-]?\d+$/.test(raw) || value < bounds.min || value > bounds.max)
        throw new Error("out of bounds");
    return value;
});
/** A duration, in milliseconds. */
const duration = (options) => input({ kind: "duration" }, options, "a duration (ms, s, m, h; a bare number counts seconds)", "30s", _units_js__WEBPACK_IMPORTED_MODULE_1__/* .parseDuration */ .E9);
/** A size, in bytes. */
const size = (options) => input({ kind: "size" }, options, "a size (k, m, g; a bare number counts bytes)", "64m", _units_js__WEBPACK_IMPORTED_MODULE_1__/* .parseSize */ .DB);
/** A list, one entry a line; blank lines and lines that start with `#` are left out, commas are kept. */
const lines = (options) => input({ kind: "lines" }, options, "a list, one entry a line", "one", splitLines);
/** A list of `KEY=VALUE`, one a line; the value may hold further equals signs. A later line for the same key wins. */
const pairs = (options) => input({ kind: "pairs" }, options, "KEY=VALUE, one a line", "KEY=value", (raw) => {
    const result = new Map();
    for (const [index, line] of splitLines(raw).entries()) {
        const at = line.indexOf("=");
        // The line itself may be a secret, so the message only says which one it is.
        if (at < 1)
            throw new Error(`entry ${index + 1} has no KEY= in front`);
        result.set(line.slice(0, at).trim(), line.slice(at + 1));
    }
    return result;
});
/** An input that is absent (undefined) where it is not set, of the kind that another factory makes. */
const optional = (spec) => {
    const { default: _dropped, ...rest } = spec;
    return Object.freeze({ ...rest, parse: (raw) => (raw === "" ? undefined : spec.parse(raw)) });
};
/** An input with a parser of its own; `takes` fits after "takes". */
const custom = (takes, parse, options) => input({ kind: "custom" }, options, takes, options.example, parse);
function splitLines(raw) {
    return raw
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== "" && !line.startsWith("#"));
}
/** Reads every input; those with a mistake are missing in the record. Secrets are masked before any text is parsed. */
function tryInputs(schema, runner) {
    const texts = new Map();
    for (const [name, spec] of Object.entries(schema)) {
        const raw = runner.input(name);
        if (spec.secret && raw !== "")
            runner.mask(raw);
        texts.set(name, raw === "" ? (spec.default ?? "") : raw);
    }
    const record = {};
    const mistakes = [];
    for (const [name, spec] of Object.entries(schema)) {
        const raw = texts.get(name) ?? "";
        const takes = `it takes ${spec.takes}, for example: ${oneLine(spec.example)}`;
        if (raw === "" && spec.required) {
            mistakes.push({ name, message: `is not set; ${takes}` });
            continue;
        }
        try {
            record[camel(name)] = raw === "" && spec.default === undefined ? empty(spec) : spec.parse(raw);
        }
        catch (error) {
            const got = spec.secret ? "a secret value" : `"${oneLine(raw)}"`;
            mistakes.push({
                name,
                message: `got ${got} (${error instanceof Error ? error.message : String(error)}); ${takes}`,
            });
        }
    }
    return { record, mistakes };
}
/**
 * Reads every input of a schema into one frozen record. All mistakes, those of `check` too once each input is right by
 * itself, are thrown as one UserError: each with the input's name, what it got, what it takes, and an example.
 */
function readInputs(schema, runner, check = () => []) {
    const { record, mistakes } = tryInputs(schema, runner);
    const inputs = Object.freeze(record);
    const told = mistakes.length > 0 ? mistakes.map(({ name, message }) => `${name} ${message}`) : check(inputs);
    if (told.length > 0) {
        const count = told.length === 1 ? "One input is wrong" : `${told.length} inputs are wrong`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${count}:\n${told.map((mistake) => `  - ${mistake}`).join("\n")}`);
    }
    return inputs;
}
// Numbers and durations without a default have no value for "not set"; such a schema has to say `optional` or `required`.
function empty(spec) {
    try {
        return spec.parse("");
    }
    catch {
        throw new Error("not set");
    }
}
/** The name that an input has in the record: `build-args` is `buildArgs`. */
function camel(name) {
    return name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}
function oneLine(value) {
    const line = value.replace(/\r?\n/g, "⏎");
    return line.length > 120 ? `${line.slice(0, 117)}…` : line;
}


/***/ }),

/***/ 79117:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DB: () => (/* binding */ parseSize),
/* harmony export */   E9: () => (/* binding */ parseDuration),
/* harmony export */   Xq: () => (/* binding */ formatSize),
/* harmony export */   a3: () => (/* binding */ formatDuration)
/* harmony export */ });
const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const BYTES = { "": 1, b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };
/**
 * Milliseconds of a duration such as `500ms`, `30s`, `1h30m`; a bare number counts seconds.
 * The form is that of Go and of Compose files. Throws an Error for anything else.
 */
function parseDuration(text) {
    const value = text.trim().toLowerCase();
    if (/^\d+(\.\d+)?$/.test(value))
        return Math.round(Number(value) * 1000);
    if (!/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(value))
        throw new Error(`"${text}" is not a duration`);
    let total = 0;
    for (const [, amount, unit] of value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
        total += Number(amount) * (MILLISECONDS[unit ?? ""] ?? 0);
    }
    return Math.round(total);
}
/** A duration for people: `85 ms`, `1.2 s`, `2 m 05 s`, `1 h 03 m`. */
function formatDuration(milliseconds) {
    const ms = Math.max(0, milliseconds);
    if (ms < 999.5)
        return `${Math.round(ms)} ms`;
    if (ms < 59_950)
        return `${(ms / 1000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    const two = (n) => String(n).padStart(2, "0");
    if (seconds < 3600)
        return `${Math.floor(seconds / 60)} m ${two(seconds % 60)} s`;
    return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} m`;
}
/** Bytes of a size such as `512`, `64k`, `100mb`, `1.5g`; units count by 1024, as Docker counts them. */
function parseSize(text) {
    const match = /^(\d+(?:\.\d+)?)\s*([bkmgt]?)(?:i?b)?$/.exec(text.trim().toLowerCase());
    if (!match)
        throw new Error(`"${text}" is not a size`);
    return Math.round(Number(match[1]) * (BYTES[match[2] ?? ""] ?? 1));
}
/** A size for people: `812 B`, `14.2 MB`; counts by 1000, as registries and `docker images` do. */
function formatSize(bytes) {
    const units = ["B", "kB", "MB", "GB", "TB"];
    let value = bytes;
    let unit = 0;
    while (Math.abs(value) >= 999.95 && unit < units.length - 1) {
        value /= 1000;
        unit++;
    }
    return `${unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}


/***/ })

};
;