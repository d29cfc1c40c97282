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
    const { host, path: rest } = (0,_toolkit_docker_registry_host_js__WEBPACK_IMPORTED_MODULE_0__/* .splitHost */ .Ve)(name);
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
        mode: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["apply", "plan", "push", "merge"], {
            describe: "apply builds, and pushes where `push` is true. plan sets the outputs and prints the command, and changes nothing. push pushes the tags of an image that is built already. merge joins what a matrix of jobs has pushed for one platform each (`digests-dir`) and gives it the tags.",
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
            describe: "auto: an image of the same content (context, Dockerfile, arguments, base images) that is there already gets the tags, and nothing is built: with push the one that the registry has, else the one in the engine. Such images are found by a tag `content-…` that they get besides.",
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
        cache: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["auto", "gha", "registry", "local", "inline", "off"], {
            describe: "The build cache where `cache-from` and `cache-to` name none, with a scope per image, platform and branch. auto: GitHub's cache where the builder can write to it, else one inside of the pushed image on GitHub's own machines, else the builder keeps its own. A cache that fails is a warning.",
        }),
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
        "digests-dir": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Folder of the digests that go from a matrix of jobs to `mode: merge` as an artifact. With push, the image is pushed without a tag and its digest is written there; with `mode: merge` all of them are read.",
            example: "digests",
        }),
        "compare-with": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Image in the registry that `size-delta` counts from; where not set, the one under the tag of the base branch, else `latest`.",
            example: "ghcr.io/org/app:main",
        }),
        hints: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({
            describe: "Whether BuildKit's checks and remarks on what costs size, cache or safety are shown on the lines of the Dockerfile.",
            default: "true",
        }),
        smoke: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({
            describe: "Whether to start the built image and wait until its health check is healthy (without one: that it runs for 5 s) before anything is pushed.",
        }),
        "smoke-env": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .pairs */ .AS)({
            describe: "Environment of the containers of `smoke` and `test-inside`.",
            example: "LOG_LEVEL=debug",
        }),
        test: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Command that tests the built image before anything is pushed; its name is in $IMAGE. It is your code and goes through a shell (bash with -eo pipefail, else sh).",
            example: 'docker run --rm "$IMAGE" npm test',
        }),
        "test-inside": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Command that tests the built image from inside, before anything is pushed: it runs in a container of the image, by `sh -c`, in the image's own folder and as its own user.",
            example: "npm test",
        }),
        "check-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
            describe: "Longest time that `smoke`, `test` and `test-inside` may take, each.",
            default: "5m",
        }),
        "build-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ describe: "Longest time that the build may take.", default: "30m" }),
        "push-timeout": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({
            describe: "Longest time that all pushes together may take, with their retries.",
            default: "10m",
        }),
        "push-attempts": (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 1, max: 20 }, { describe: "How often a push is tried that fails in a way that may go away by itself.", default: "5" }),
    },
    outputs: {
        outcome: "`built`, `pushed`, `skipped` (an image of this content was there), `planned` or `failed`.",
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
        digests: "Digest of each platform's manifest after a push, `linux/amd64=sha256:…`, one a line.",
        size: "Bytes of the image: unpacked where the engine has it, else packed, as the registry has it (the first platform's).",
        "size-delta": "Bytes that it has more than the image it is compared with (`compare-with`), less than 0 where it has become smaller.",
        "cache-hit-ratio": "Share of the Dockerfile's steps that came from the cache, 0 to 1.",
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
/* harmony export */   Ve: () => (/* binding */ splitHost),
/* harmony export */   WC: () => (/* binding */ listedAs),
/* harmony export */   _M: () => (/* binding */ repositoryOf),
/* harmony export */   ol: () => (/* binding */ digestOf)
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
/**
 * A reference as the engine lists it: without the host of Docker Hub, with `latest` where it names no tag, and with its
 * digest alone where it has one.
 */
function listedAs(reference) {
    const { host, path } = splitHost(reference);
    const { repo, rest } = splitEnd(host === "docker.io" ? path.replace(/^library\//, "") : `${host}/${path}`);
    return repo + rest;
}
/** A reference without its tag and digest, as the engine lists it. */
function repositoryOf(reference) {
    return splitEnd(listedAs(reference)).repo;
}
/** The digest that a reference names, or that an image of these `name@sha256:…` has under its name; undefined where none has it. */
function digestOf(reference, digests) {
    const start = `${repositoryOf(reference)}@`;
    return [listedAs(reference), ...digests].find((one) => one.startsWith(start))?.slice(start.length);
}
function splitEnd(name) {
    const [, repo = name, tag = ":latest", digest] = /^(.+?)(:[\w.-]+)?(@.+)?$/.exec(name) ?? [];
    return { repo, rest: digest ?? tag };
}


/***/ })

};
;