"use strict";
exports.id = 9719;
exports.ids = [9719];
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

/***/ 49719:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   metadataOf: () => (/* binding */ metadataOf)
/* harmony export */ });
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _expressions_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98567);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(71163);



/**
 * Works out tags, labels and annotations. Pure.
 * Throws a UserError for a wrong rule, and where no tag results: a build without a name helps nobody.
 */
function metadataOf(request, event) {
    let tags;
    try {
        tags = (0,_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .tagsOf */ .F)(request.rules, request.flavor, event);
    }
    catch (error) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`tags: ${error.message}`, { cause: error });
    }
    if (tags.names.length === 0) {
        const what = `event "${event.name || "none"}", ref "${event.ref || "none"}"`;
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`No tag results from the rules of tags for this run (${what}).${tags.warnings.map((warning) => `\n  - ${warning}`).join("")}`, {
            hint: "Add a rule that always gives a tag, for example: type=sha",
        });
    }
    const { repository } = event;
    const known = [
        ["title", repository.name],
        ["description", repository.description],
        ["url", repository.url],
        ["source", repository.url],
        ["version", tags.version],
        // The commit's time and not this moment's, so that the same commit gives the same image.
        ["created", new Date(event.commitDate ?? event.now).toISOString()],
        ["revision", event.sha],
        ["licenses", repository.licence],
    ];
    const defaults = known
        .filter(([, value]) => value !== "")
        .map(([key, value]) => [`org.opencontainers.image.${key}`, value]);
    const merged = (lines) => {
        const all = new Map(defaults);
        for (const line of lines) {
            const at = line.indexOf("=");
            if (at > 0)
                all.set(line.slice(0, at).trim(), fillInLine(line.slice(at + 1), event));
        }
        return [...all].sort(([a], [b]) => a.localeCompare(b)).map(([key, value]) => `${key}=${value}`);
    };
    return {
        ...tags,
        references: request.images.flatMap((image) => tags.names.map((name) => `${image}:${name}`)),
        labels: merged(request.labels),
        annotations: merged(request.annotations).map((line) => /^(manifest|index|manifest-descriptor|index-descriptor)(\[[^\]]*\])?[:,]/.test(line) ? line : `manifest:${line}`),
    };
}
// A label's value may hold braces that are none of ours.
function fillInLine(text, event) {
    try {
        return (0,_expressions_js__WEBPACK_IMPORTED_MODULE_1__/* .fillIn */ .pz)(text, event);
    }
    catch {
        return text;
    }
}


/***/ }),

/***/ 71163:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F: () => (/* binding */ tagsOf),
  R: () => (/* binding */ validTag)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./actions/build/metadata/expressions.js + 1 modules
var expressions = __webpack_require__(98567);
;// CONCATENATED MODULE: ./actions/build/metadata/versions.js
const NUMBER = "(0|[1-9]\\d*)";
const IDENTIFIER = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";
const SEMVER = new RegExp(`^v?${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${IDENTIFIER}(?:\\.${IDENTIFIER})*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`);
/** Reads a version by Semantic Versioning 2.0.0, a leading `v` allowed; undefined where it is none. */
function parseSemver(raw) {
    const match = SEMVER.exec(raw.trim());
    if (!match)
        return undefined;
    const release = match.slice(1, 4).map(Number);
    if (!release.every(Number.isSafeInteger))
        return undefined;
    const pre = match[4];
    return {
        raw,
        release,
        version: `${release.join(".")}${pre === undefined ? "" : `-${pre}`}`,
        special: pre !== undefined,
    };
}
// Appendix B of PEP 440.
const PEP440 = /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d+)?)?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d+)?)?(?:[-_.]?(dev)[-_.]?(\d+)?)?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?$/i;
/** Reads a version by PEP 440 and brings it to its normal form; undefined where it is none. */
function parsePep440(raw) {
    const match = PEP440.exec(raw.trim());
    if (!match)
        return undefined;
    const [, epoch, numbers = "", pre, preNumber, implicitPost, post, postNumber, dev, devNumber, local] = match;
    const release = numbers.split(".").map(Number);
    const letter = { alpha: "a", beta: "b", c: "rc", pre: "rc", preview: "rc" }[pre?.toLowerCase() ?? ""] ?? pre?.toLowerCase();
    const parts = [
        epoch && Number(epoch) > 0 ? `${Number(epoch)}!` : "",
        release.join("."),
        letter ? `${letter}${Number(preNumber ?? 0)}` : "",
        implicitPost !== undefined ? `.post${Number(implicitPost)}` : post ? `.post${Number(postNumber ?? 0)}` : "",
        dev ? `.dev${Number(devNumber ?? 0)}` : "",
        local ? `+${local.toLowerCase().replace(/[-_]/g, ".")}` : "",
    ];
    return { raw, release, version: parts.join(""), special: Boolean(pre || post || implicitPost || dev) };
}
/** Less than 0 where `a` is the lower release; only for versions that are releases. */
function compareReleases(a, b) {
    for (let at = 0; at < Math.max(a.length, b.length); at++) {
        const difference = (a[at] ?? 0) - (b[at] ?? 0);
        if (difference !== 0)
            return difference;
    }
    return 0;
}

;// CONCATENATED MODULE: ./actions/build/metadata/tags.js



const LONGEST = 128;
/**
 * Works out the tags by the rule table of docker/metadata-action, from the event alone; then
 * better: every tag is valid, and tags that move (`latest`, `1`, `1.2`) only move to the highest version that is known.
 * Pure. Throws an Error that names the rule.
 */
function tagsOf(rules, flavor, event) {
    const warnings = [];
    const notes = [];
    const names = [];
    const origins = new Map();
    let latest;
    for (const rule of rules) {
        const enable = fillInFor(rule, rule.attributes.enable ?? "", event);
        if (enable !== "true" && enable !== "false")
            throw new Error(`"${rule.text}" has enable=${enable}; it takes true, false`);
        if (enable === "false")
            continue;
        const produced = produce(rule, flavor, event, warnings, notes);
        if (!produced || produced.value === "")
            continue;
        const wrapped = wrapOf(rule, flavor, event);
        const whole = `${wrapped[0]}${produced.value}${wrapped[1]}`;
        const name = validTag(whole);
        if (name === "") {
            warnings.push(`"${rule.text}" gives "${whole}", of which nothing is left that a tag may have.`);
            continue;
        }
        if (name.length < sanitised(whole).length && whole.length > LONGEST)
            notes.push(`The tag "${whole.slice(0, 40)}…" is longer than ${LONGEST} characters and was cut to ${name}.`);
        const other = origins.get(name);
        if (other !== undefined && other !== whole)
            warnings.push(`"${other}" and "${whole}" both become the tag ${name}.`);
        origins.set(name, other ?? whole);
        latest ??= flavor.latest === "auto" ? produced.latest : flavor.latest === "true";
        if (!names.includes(name))
            names.push(name);
    }
    const version = names[0] ?? "";
    if (latest) {
        const name = validTag(`${flavor.prefixLatest ? (0,expressions/* fillIn */.pz)(flavor.prefix, event) : ""}latest${flavor.suffixLatest ? (0,expressions/* fillIn */.pz)(flavor.suffix, event) : ""}`);
        if (!names.includes(name))
            names.push(name);
    }
    return { version, names, latest: latest ?? false, warnings, notes };
}
function fillInFor(rule, text, event) {
    try {
        return (0,expressions/* fillIn */.pz)(text, event);
    }
    catch (error) {
        throw new Error(`"${rule.text}": ${error.message}`);
    }
}
function produce(rule, flavor, event, warnings, notes) {
    const { attributes } = rule;
    const branch = (0,expressions/* branchOf */.W0)(event);
    const plain = (value) => ({ value, latest: false });
    switch (rule.type) {
        case "schedule":
            return /schedule/.test(event.name) ? plain((0,expressions/* fillInDates */.wF)(attributes.pattern ?? "", event)) : undefined;
        case "semver":
        case "pep440":
            return fromVersion(rule, flavor, event, warnings, notes);
        case "match":
            return fromMatch(rule, flavor, event, warnings, notes);
        case "edge": {
            const edge = attributes.branch || event.defaultBranch;
            if (edge === undefined && branch)
                warnings.push(`"${rule.text}": nothing tells the default branch; name it with branch=.`);
            return branch !== "" && branch === edge ? plain("edge") : undefined;
        }
        case "ref":
            if (attributes.event === "branch")
                return branch ? plain(branch) : undefined;
            if (attributes.event === "tag")
                return (0,expressions/* tagOf */.cO)(event)
                    ? { value: (0,expressions/* tagOf */.cO)(event), latest: isHighest((0,expressions/* tagOf */.cO)(event), rule, flavor, event, notes) }
                    : undefined;
            return event.ref.startsWith("refs/pull/")
                ? plain(event.ref.slice("refs/pull/".length).replace(/\/merge$/, ""))
                : undefined;
        case "raw":
            return plain(fillInFor(rule, attributes.value ?? "", event));
        case "sha":
            return event.sha ? plain(attributes.format === "long" ? event.sha : (0,expressions/* shortSha */.Fu)(event)) : undefined;
    }
}
/** The text that a rule looks at: its own `value`, else the tag of the run; undefined where there is neither. */
function sourceOf(rule, event) {
    const value = rule.attributes.value;
    return value ? fillInFor(rule, value, event) : (0,expressions/* tagOf */.cO)(event) || undefined;
}
function fromVersion(rule, flavor, event, warnings, notes) {
    const whole = sourceOf(rule, event);
    if (whole === undefined)
        return undefined;
    const parse = rule.type === "semver" ? parseSemver : parsePep440;
    const extract = (text) => {
        if (!rule.attributes.match)
            return text;
        const match = expression(rule, rule.attributes.match).exec(text);
        // A match without a group means all of what it found.
        return match ? (match[1] ?? match[0]) : undefined;
    };
    const found = extract(whole);
    if (found === undefined)
        warnings.push(`"${rule.text}": match finds nothing in "${whole}", so all of it is taken.`);
    const source = found ?? whole;
    const version = parse(source.replaceAll("/", "-"));
    if (!version) {
        warnings.push(`"${rule.text}": "${source}" is no ${rule.type === "semver" ? "semantic version" : "version by PEP 440"}.`);
        return undefined;
    }
    const pattern = rule.attributes.pattern ?? "";
    const isRaw = /^\s*\{\{\{?\s*raw\s*\}?\}\}\s*$/.test(pattern);
    if (version.special)
        return { value: isRaw ? version.raw : version.version, latest: false };
    const [major = 0, minor = 0, patch = 0] = version.release;
    const value = (0,expressions/* fill */.GS)(pattern, (name) => ({
        raw: version.raw,
        version: version.version,
        major: String(major),
        minor: String(minor),
        patch: String(patch),
    })[name]);
    const known = [
        ...event.gitTags.flatMap((tag) => {
            const text = extract(tag);
            return text === undefined ? [] : (parse(text) ?? []);
        }),
        ...imageVersions(rule, flavor, event, parse),
    ].filter(({ special }) => !special);
    const fixed = fixedNumbers(pattern);
    const higher = fixed === undefined ? undefined : highestAbove(version, known, fixed);
    if (higher && rule.attributes.move !== "always") {
        notes.push(`The tag ${value} stays where it is: ${higher.version} is higher than ${version.version} (move=always in the rule moves it anyway).`);
        return undefined;
    }
    const newer = highestAbove(version, known, 0);
    if (newer)
        notes.push(stays(version, newer));
    return { value, latest: !newer };
}
// What the registries have counts as well: a shallow clone has no tags, and images may come from elsewhere. A number
// without a dot is no version there; it may be a date or the number of a run.
function imageVersions(rule, flavor, event, parse) {
    const [prefix = "", suffix = ""] = wrapOf(rule, flavor, event);
    return (event.imageTags ?? [])
        .filter((tag) => tag.startsWith(prefix) && tag.endsWith(suffix))
        .flatMap((tag) => parse(tag.slice(prefix.length, tag.length - suffix.length)) ?? [])
        .filter(({ release }) => release.length > 1);
}
/** What stands before and after the tags of a rule. */
function wrapOf(rule, flavor, event) {
    return [rule.attributes.prefix ?? flavor.prefix, rule.attributes.suffix ?? flavor.suffix].map((part) => fillInFor(rule, part, event));
}
/** How many numbers of the version a pattern holds fast: 1 for `{{major}}`, 2 with the minor; undefined where it names one version only. */
function fixedNumbers(pattern) {
    const has = (name) => new RegExp(`\\{\\{\\s*${name}\\s*\\}\\}`).test(pattern);
    if (has("raw") || has("version") || has("patch"))
        return undefined;
    return has("minor") ? 2 : has("major") ? 1 : undefined;
}
function highestAbove(version, known, fixed) {
    return known
        .filter((other) => other.release.slice(0, fixed).join(".") === version.release.slice(0, fixed).join("."))
        .filter((other) => compareReleases(other.release, version.release) > 0)
        .sort((a, b) => compareReleases(b.release, a.release))[0];
}
function fromMatch(rule, flavor, event, warnings, notes) {
    const source = sourceOf(rule, event);
    if (source === undefined)
        return undefined;
    const found = expression(rule, rule.attributes.pattern ?? "").exec(source)?.[Number(rule.attributes.group)];
    if (found === undefined) {
        warnings.push(`"${rule.text}": the pattern finds nothing in "${source}", or it has no group ${rule.attributes.group}.`);
        return undefined;
    }
    return { value: found, latest: isHighest(found, rule, flavor, event, notes) };
}
// A tag that is no version has nothing that it could be lower than.
function isHighest(text, rule, flavor, event, notes) {
    const version = parseSemver(text);
    if (!version || version.special)
        return true;
    const known = [
        ...event.gitTags.flatMap((tag) => parseSemver(tag) ?? []),
        ...imageVersions(rule, flavor, event, parseSemver),
    ].filter(({ special }) => !special);
    const newer = highestAbove(version, known, 0);
    if (newer)
        notes.push(stays(version, newer));
    return !newer;
}
function stays(version, newer) {
    return `latest stays where it is: ${newer.version} is higher than ${version.version} (flavor latest=true moves it anyway).`;
}
function expression(rule, text) {
    const [, body, flags] = /^\/(.+)\/([a-z]*)$/.exec(text) ?? [undefined, text, ""];
    try {
        return new RegExp(body ?? "", flags?.replace(/[gy]/g, ""));
    }
    catch (error) {
        throw new Error(`"${rule.text}": ${error.message}`);
    }
}
const sanitised = (text) => text.replace(/[^A-Za-z0-9._-]+/g, "-");
/**
 * The tag that comes next to a text: what no tag may have becomes `-`, a leading `.` or `-` goes, and what is longer than
 * 128 characters is cut and ends in a part of its hash, so that two long ones do not become the same.
 */
function validTag(text) {
    const tag = sanitised(text).replace(/^[.-]+/, "");
    if (tag.length <= LONGEST)
        return tag;
    const hash = (0,external_node_crypto_.createHash)("sha256").update(text).digest("hex").slice(0, 8);
    return `${tag.slice(0, LONGEST - 9)}-${hash}`;
}


/***/ })

};
;