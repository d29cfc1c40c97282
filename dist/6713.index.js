"use strict";
exports.id = 6713;
exports.ids = [6713];
exports.modules = {

/***/ 98567:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W0: () => (/* binding */ branchOf),
  GS: () => (/* binding */ fill),
  pz: () => (/* binding */ fillIn),
  wF: () => (/* binding */ fillInDates),
  Fu: () => (/* binding */ shortSha),
  cO: () => (/* binding */ tagOf)
});

;// CONCATENATED MODULE: ./actions/build/metadata/dates.js
const NAMES = {
    month: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    day: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};
const DAY = 86_400_000;
/**
 * A date in the format of Moment.js, which docker/metadata-action uses: `YYYYMMDD`, `YYYY-MM-DD[T]HH:mm:ssZ`. `time` is in
 * milliseconds since the epoch, `zone` a name such as `Europe/Berlin`. Throws an Error for an unknown zone.
 */
function formatDate(time, format, zone = "UTC") {
    const offset = zoneOffset(time, zone);
    // The clock of the zone, read with the UTC methods.
    const date = new Date(time + offset);
    const two = (value) => String(value).padStart(2, "0");
    const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
    const dayOfYear = Math.round((midnight - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY) + 1;
    const hours = date.getUTCHours();
    const sign = offset < 0 ? "-" : "+";
    const [offsetHours, offsetMinutes] = [Math.floor(Math.abs(offset) / 3_600_000), (Math.abs(offset) / 60_000) % 60];
    const week = isoWeek(midnight);
    const month = NAMES.month[date.getUTCMonth()] ?? "";
    const day = NAMES.day[date.getUTCDay()] ?? "";
    const values = {
        YYYY: String(date.getUTCFullYear()).padStart(4, "0"),
        YY: two(date.getUTCFullYear() % 100),
        GGGG: week.year,
        MMMM: month,
        MMM: month.slice(0, 3),
        MM: two(date.getUTCMonth() + 1),
        M: date.getUTCMonth() + 1,
        DDDD: String(dayOfYear).padStart(3, "0"),
        DDD: dayOfYear,
        DD: two(date.getUTCDate()),
        D: date.getUTCDate(),
        dddd: day,
        ddd: day.slice(0, 3),
        E: date.getUTCDay() || 7,
        WW: two(week.week),
        W: week.week,
        HH: two(hours),
        H: hours,
        hh: two(hours % 12 || 12),
        h: hours % 12 || 12,
        mm: two(date.getUTCMinutes()),
        m: date.getUTCMinutes(),
        ss: two(date.getUTCSeconds()),
        s: date.getUTCSeconds(),
        SSS: String(date.getUTCMilliseconds()).padStart(3, "0"),
        A: hours < 12 ? "AM" : "PM",
        a: hours < 12 ? "am" : "pm",
        X: Math.floor(time / 1000),
        x: time,
        ZZ: `${sign}${two(offsetHours)}${two(offsetMinutes)}`,
        Z: `${sign}${two(offsetHours)}:${two(offsetMinutes)}`,
    };
    return format.replace(/\[([^\]]*)\]|YYYY|YY|GGGG|M{1,4}|D{1,4}|d{3,4}|WW?|HH?|hh?|mm?|ss?|SSS|ZZ?|[AaXxE]/g, (token, literal) => literal ?? String(values[token] ?? token));
}
function zoneOffset(time, zone) {
    let parts;
    try {
        parts = new Intl.DateTimeFormat("en-US", {
            timeZone: zone,
            hourCycle: "h23",
            year: "numeric",
            month: "numeric",
            day: "numeric",
            hour: "numeric",
            minute: "numeric",
            second: "numeric",
        }).formatToParts(time);
    }
    catch {
        throw new Error(`"${zone}" is no time zone; it takes a name such as Europe/Berlin`);
    }
    const of = (type) => Number(parts.find((part) => part.type === type)?.value);
    const local = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
    return local - Math.floor(time / 1000) * 1000;
}
// ISO 8601: a week belongs to the year that its Thursday is in.
function isoWeek(midnight) {
    const weekday = new Date(midnight).getUTCDay() || 7;
    const thursday = new Date(midnight + (4 - weekday) * DAY);
    const start = Date.UTC(thursday.getUTCFullYear(), 0, 1);
    return { year: thursday.getUTCFullYear(), week: Math.ceil(((thursday.getTime() - start) / DAY + 1) / 7) };
}

;// CONCATENATED MODULE: ./actions/build/metadata/expressions.js

/** The branch of a run; `""` where it is none. */
const branchOf = (event) => /^refs\/heads\/(.+)$/.exec(event.ref)?.[1] ?? "";
/** The tag of a run; `""` where it is none. */
const tagOf = (event) => /^refs\/tags\/(.+)$/.exec(event.ref)?.[1] ?? "";
/** The first characters of the commit; 7, unless the run says another length. */
const shortSha = (event) => event.sha.slice(0, event.shortSha ?? 7);
/**
 * Fills in the global expressions of docker/metadata-action: `{{branch}}`, `{{tag}}`, `{{sha}}`, `{{base_ref}}`,
 * `{{is_default_branch}}`, `{{is_not_default_branch}}`, `{{date 'FORMAT' tz='ZONE'}}`, `{{commit_date …}}`.
 * Unlike there, nothing is HTML-escaped. Throws an Error for an expression that does not exist.
 */
function fillIn(text, event) {
    return fill(text, (name, format, zone) => {
        const isDefault = (branchOf(event) !== "" && branchOf(event) === event.defaultBranch) ||
            /create|discussion|issues|schedule/.test(event.name);
        switch (name) {
            case "branch":
                return branchOf(event);
            case "tag":
                return tagOf(event);
            case "sha":
                return shortSha(event);
            case "base_ref":
                return event.baseRef;
            case "is_default_branch":
                return String(isDefault);
            case "is_not_default_branch":
                return String(!isDefault);
            default:
                return dateOf(name, format, zone, event);
        }
    });
}
/** Fills in dates only, as the patterns of `type=schedule` have them. */
function fillInDates(text, event) {
    return fill(text, (name, format, zone) => dateOf(name, format, zone, event));
}
/** Replaces each `{{…}}`; `value` gives undefined for a name that it does not know. */
function fill(text, value) {
    return text.replace(/\{\{\{?\s*(\w+)((?:\s+[^}]*?)?)\s*\}?\}\}/g, (whole, name, rest) => {
        const zone = /\btz=(['"])(.*?)\1/.exec(rest)?.[2];
        const format = /^\s*(['"])(.*?)\1/.exec(rest)?.[2];
        const result = value(name, format, zone);
        if (result === undefined)
            throw new Error(`there is no expression ${whole}`);
        return result;
    });
}
function dateOf(name, format, zone, event) {
    if (name !== "date" && name !== "commit_date")
        return undefined;
    const time = name === "date" ? event.now : (event.commitDate ?? event.now);
    return formatDate(time, format ?? "YYYY-MM-DDTHH:mm:ssZ", zone);
}


/***/ }),

/***/ 56713:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   withKnownTags: () => (/* binding */ withKnownTags)
/* harmony export */ });
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_registry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68159);
/* harmony import */ var _auth_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72508);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2032);
/* harmony import */ var _expressions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(98567);





/** Whether a rule may give a version in this run: only then it matters which others there are. */
function asksForVersions({ rules }, event) {
    return rules.some(({ type, attributes }) => (["semver", "pep440", "match"].includes(type) && ((0,_expressions_js__WEBPACK_IMPORTED_MODULE_3__/* .tagOf */ .cO)(event) !== "" || attributes.value)) ||
        (type === "ref" && attributes.event === "tag" && (0,_expressions_js__WEBPACK_IMPORTED_MODULE_3__/* .tagOf */ .cO)(event) !== ""));
}
/**
 * The event with the tags that the registries have of these images, so that `latest` and the short tags only move where
 * this version is the highest there too. A registry that does not tell costs a line of the log, nothing else.
 */
async function withKnownTags(world, request, registries, event) {
    if (!asksForVersions(request, event))
        return event;
    const authFor = (0,_auth_js__WEBPACK_IMPORTED_MODULE_2__/* .authFinder */ .$)(world, registries);
    const lists = request.images.map(async (image) => {
        const { host, name } = (0,_references_js__WEBPACK_IMPORTED_MODULE_4__/* .parseName */ .$)(image);
        try {
            const auth = await authFor(host);
            const client = (0,_toolkit_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .registryClient */ .Rk)(host, { fetch: world.fetch, signal: world.signal, ...(auth ? { auth } : {}) });
            return await client.tags((0,_toolkit_registry_js__WEBPACK_IMPORTED_MODULE_1__/* .repositoryPath */ .SH)(host, name));
        }
        catch (error) {
            (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(world.signal);
            world.runner.info(`Which versions ${name} has could not be found out (${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}): the local repository alone decides on latest.`);
            return [];
        }
    });
    return { ...event, imageTags: (await Promise.all(lists)).flat() };
}


/***/ }),

/***/ 68159:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $V: () => (/* binding */ manifestOf),
/* harmony export */   Rk: () => (/* binding */ registryClient),
/* harmony export */   SH: () => (/* binding */ repositoryPath)
/* harmony export */ });
/* unused harmony export RegistryError */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59972);



/** An answer of a registry that refuses, or cannot for now. */
class RegistryError extends Error {
    status;
    /** Milliseconds that the registry asks to wait (Retry-After); undefined where it does not. */
    wait;
    constructor(message, status, wait) {
        super(message);
        this.name = "RegistryError";
        this.status = status;
        this.wait = wait;
    }
}
const ACCEPT = [
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");
/** Milliseconds for one request. */
const LIMIT = 20_000;
/** Pages of tags that are read, 1,000 tags each; a registry may give fewer. */
const TAG_PAGES = 10;
/** Bytes of a blob that is read into memory. */
const BLOB_LIMIT = 8 * 1024 * 1024;
/** Milliseconds between two tries at most, whatever a registry asks for. */
const LONGEST_WAIT = 30_000;
/** The path of an image name within its registry: `org/app` of `ghcr.io/org/app`, `library/node` of `node`. */
function repositoryPath(host, name) {
    const path = name.replace(/^(index\.)?docker\.io\//, "").replace(host === "docker.io" ? /^$/ : `${host}/`, "");
    return host === "docker.io" && !path.includes("/") ? `library/${path}` : path;
}
/** The manifest of that text, with the digest that any registry gives it. */
function manifestOf(text, mediaType) {
    return { digest: `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(text).digest("hex")}`, mediaType, text };
}
/**
 * A client of one registry, by the OCI Distribution Specification 1.1: Basic and Bearer logins, plain HTTP on loopback
 * only. Its calls throw a RegistryError with the status where the registry refuses.
 */
function registryClient(host, options) {
    const scheme = /^(localhost|127\.|\[::1\])/.test(host) ? "http" : "https";
    const base = `${scheme}://${host === "docker.io" ? "registry-1.docker.io" : host}/v2`;
    const { username, password } = options.auth ?? {};
    const basic = username && `Basic ${Buffer.from(`${username}:${password ?? ""}`).toString("base64")}`;
    const logins = new Map();
    const send = async (url, init) => {
        const limit = AbortSignal.timeout(LIMIT);
        const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
        try {
            return await options.fetch(url, { ...init, signal });
        }
        catch (error) {
            (0,_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .throwIfAborted */ .Te)(options.signal);
            throw error;
        }
    };
    const login = async (challenge, path) => {
        if (/^basic\b/i.test(challenge))
            return basic || undefined;
        const of = (name) => new RegExp(`\\b${name}="([^"]*)"`).exec(challenge)?.[1];
        const realm = of("realm");
        // A password is only sent to where the registry itself asks for it, and never without TLS to another machine.
        if (!/^bearer\b/i.test(challenge) || !realm || (scheme === "https" && !realm.startsWith("https://")))
            return undefined;
        const url = new URL(realm);
        url.searchParams.set("service", of("service") ?? "");
        url.searchParams.set("scope", of("scope") ?? `repository:${path}:pull`);
        const answer = await send(url.href, { headers: basic ? { authorization: basic } : {} });
        if (!answer.ok) {
            await answer.body?.cancel();
            return undefined;
        }
        const { token, access_token: access } = (await answer.json());
        return `Bearer ${token ?? access ?? ""}`;
    };
    const once = async (method, path, way, init) => {
        const key = `${method === "PUT"} ${path}`;
        const attempt = async () => {
            const authorization = logins.get(key);
            const headers = { ...init.headers, ...(authorization ? { authorization } : {}) };
            return await send(`${base}/${path}/${way}`, { ...init, method, headers });
        };
        let answer = await attempt();
        if (answer.status === 401) {
            const authorization = await login(answer.headers.get("www-authenticate") ?? "", path);
            if (authorization) {
                await answer.body?.cancel();
                logins.set(key, authorization);
                answer = await attempt();
            }
        }
        if (answer.ok || answer.status === 404)
            return answer;
        const text = (await answer.text().catch(() => "")).slice(0, 300);
        const after = Number(answer.headers.get("retry-after"));
        throw new RegistryError(`${host} answers ${path}/${way} with ${answer.status}${text ? `: ${text}` : ""}`, answer.status, after > 0 ? Math.min(after * 1000, LONGEST_WAIT) : undefined);
    };
    const ask = async (method, path, way, init = {}) => {
        const { patience, signal } = options;
        if (!patience)
            return await once(method, path, way, init);
        return await (0,_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .retry */ .L)(() => once(method, path, way, init), {
            attempts: patience.attempts,
            base: 1000,
            cap: LONGEST_WAIT,
            // What is no answer at all is a connection that broke or was never there.
            transient: (error) => error instanceof RegistryError ? [408, 429].includes(error.status) || error.status >= 500 : true,
            asks: (error) => (error instanceof RegistryError ? error.wait : undefined),
            clock: patience.clock,
            onRetry: (error) => patience.onRetry?.(error),
            ...(signal ? { signal } : {}),
        });
    };
    /** What is there, or undefined. */
    const get = async (answer, read) => {
        if (answer.status !== 404)
            return await read(answer);
        await answer.body?.cancel();
        return undefined;
    };
    return {
        async manifest(path, reference) {
            const answer = await ask("GET", path, `manifests/${reference}`, { headers: { accept: ACCEPT } });
            return await get(answer, async ({ headers }) => manifestOf(await answer.text(), headers.get("content-type") ?? "application/vnd.oci.image.manifest.v1+json"));
        },
        async digest(path, reference) {
            const answer = await ask("HEAD", path, `manifests/${reference}`, { headers: { accept: ACCEPT } });
            return answer.status === 404 ? undefined : (answer.headers.get("docker-content-digest") ?? undefined);
        },
        async put(path, reference, manifest) {
            const init = { body: manifest.text, headers: { "content-type": manifest.mediaType } };
            const answer = await ask("PUT", path, `manifests/${reference}`, init);
            await answer.body?.cancel();
            if (answer.status === 404)
                throw new RegistryError(`${host} has no repository ${path}`, 404);
        },
        async tags(path) {
            const found = [];
            let way = "tags/list?n=1000";
            for (let page = 0; way !== undefined && page < TAG_PAGES; page++) {
                const answer = await ask("GET", path, way);
                const body = await get(answer, async () => (await answer.json()));
                if (Array.isArray(body?.tags))
                    found.push(...body.tags.filter((tag) => typeof tag === "string"));
                // Only the query counts: the rest of the address is the registry's own idea of itself.
                const next = /<[^>]*\?([^>]+)>\s*;\s*rel="?next/.exec(answer.headers.get("link") ?? "")?.[1];
                way = next && `tags/list?${next}`;
            }
            return found;
        },
        async blob(path, digest) {
            const answer = await ask("GET", path, `blobs/${digest}`);
            return await get(answer, async () => {
                if (Number(answer.headers.get("content-length")) > BLOB_LIMIT) {
                    await answer.body?.cancel();
                    throw new Error(`${path}@${digest} is larger than it may be`);
                }
                return Buffer.from(await answer.arrayBuffer());
            });
        },
        async tail(path, digest, size, bytes) {
            const range = `bytes=${Math.max(0, size - bytes)}-${size - 1}`;
            const answer = await ask("GET", path, `blobs/${digest}`, { headers: { range } });
            if (answer.status === 206)
                return Buffer.from(await answer.arrayBuffer());
            await answer.body?.cancel();
            return undefined;
        },
    };
}


/***/ })

};
;