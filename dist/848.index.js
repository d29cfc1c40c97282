"use strict";
exports.id = 848;
exports.ids = [848,157,7939,320];
exports.modules = {

/***/ 59936:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ eventFacts)
/* harmony export */ });
/* unused harmony export factsOf */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

const NO_COMMIT = /^0+$/;
/** The facts of the event in GITHUB_EVENT_PATH; a payload that cannot be read says nothing, it is no error. */
function eventFacts(env) {
    return factsOf(payloadOf(env.GITHUB_EVENT_PATH), env);
}
function payloadOf(path) {
    if (!path)
        return {};
    try {
        const value = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, "utf8"));
        return typeof value === "object" && value !== null ? value : {};
    }
    catch {
        return {};
    }
}
/** The facts of a payload of the events that GitHub documents for workflows. */
function factsOf(payload, env) {
    return clean({ ...commitFacts(payload, env), defaultBranch: payload.repository?.default_branch });
}
function commitFacts(payload, env) {
    const { pull_request: pull, workflow_run: run, issue, merge_group: group } = payload;
    if (pull?.number !== undefined) {
        const owner = pull.head?.repo?.owner?.login;
        return clean({
            pullRequest: pull.number,
            head: pull.head?.sha,
            label: owner && pull.head?.ref ? `${owner}:${pull.head.ref}` : undefined,
            base: pull.base?.sha,
            // The head repository is null once a fork has been deleted.
            fork: pull.head?.repo?.full_name !== pull.base?.repo?.full_name,
        });
    }
    if (run) {
        const owner = run.head_repository?.owner?.login;
        return clean({
            pullRequest: run.pull_requests?.[0]?.number,
            head: run.head_sha,
            label: owner && run.head_branch ? `${owner}:${run.head_branch}` : undefined,
            base: run.pull_requests?.[0]?.base?.sha,
            fork: run.head_repository?.full_name !== payload.repository?.full_name,
        });
    }
    if (group)
        return clean({ head: group.head_sha, base: group.base_sha, fork: false });
    const owner = env.GITHUB_REPOSITORY?.split("/")[0];
    const branch = env.GITHUB_REF_TYPE === "branch" ? env.GITHUB_REF_NAME : undefined;
    return clean({
        pullRequest: issue?.pull_request ? issue.number : pullOf(env.GITHUB_REF),
        // A comment on a pull request runs on the default branch; that commit says nothing about the pull request.
        head: issue ? undefined : env.GITHUB_SHA,
        label: !issue && owner && branch ? `${owner}:${branch}` : undefined,
        base: payload.before && !NO_COMMIT.test(payload.before) ? payload.before : undefined,
        fork: false,
    });
}
// Other CI systems have no payload of GitHub's; the reference says which pull request it is (toolkit/ci.ts).
function pullOf(ref = "") {
    const number = /^refs\/pull\/(\d+)\//.exec(ref)?.[1];
    return number === undefined ? undefined : Number(number);
}
function clean(facts) {
    return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== ""));
}


/***/ }),

/***/ 157:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EU: () => (/* binding */ fence),
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   XF: () => (/* binding */ withinBytes),
/* harmony export */   ZD: () => (/* binding */ escapeHtml),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
/**
 * Text from outside as Markdown that shows exactly that text: nothing of it becomes markup, HTML, a link, a mention
 * or an issue reference. One line; line ends become spaces.
 */
function escapeMarkdown(text) {
    return (text
        .replace(/\s*[\r\n]+\s*/g, " ")
        // In one go: the "#" of an entity that was just made must not be escaped again.
        .replace(/[&<>"'\\`*_{}[\]()#+!|~^$-]/g, (char) => {
        const html = escapeHtml(char);
        return html === char ? `&#${char.charCodeAt(0)};` : html;
    })
        // A word joiner inside keeps GitHub from linking names, issues and addresses; it is not shown.
        .replace(/@(?=[\w])/g, "@\u2060")
        .replace(/(https?|ftp):\/\//gi, "$1:\u2060//")
        .replace(/www\./gi, "www\u2060."));
}
/** Text from outside for an HTML page or attribute. */
function escapeHtml(text) {
    return text
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("'", "&#39;");
}
/** A code span that shows exactly that text, also within a table. One line; line ends become spaces. */
function code(text) {
    // An HTML element, since a backtick span can neither hold a "|" in a table nor begin and end with backticks safely.
    return `<code>${escapeMarkdown(text)}</code>`;
}
/** A fenced block that shows exactly that text; the fence is longer than any run of backticks in it. */
function fence(text, language = "") {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
    const mark = "`".repeat(longest + 1);
    return `${mark}${language}\n${text.replace(/\n$/, "")}\n${mark}`;
}
/** A link; the text is escaped, and an address that is not http(s) is shown as text only. */
function link(text, address) {
    return /^https?:\/\/[^\s<>"']+$/i.test(address)
        ? `[${escapeMarkdown(text)}](<${address.replaceAll(">", "%3E")}>)`
        : escapeMarkdown(text);
}
/** A table. Cells are Markdown already: escape what comes from outside. `right` lists the columns of numbers, from 0. */
function table(head, rows, right = []) {
    const row = (cells) => `| ${cells.map((cell) => cell.replace(/\r?\n/g, "<br>")).join(" | ")} |`;
    const rule = `|${head.map((_, column) => (right.includes(column) ? "---:" : "---")).join("|")}|`;
    return [row(head), rule, ...rows.map(row)].join("\n");
}
/** A part that opens on a click. The title is escaped, the body is Markdown already. */
function details(title, body, open = false) {
    return `<details${open ? " open" : ""}><summary>${escapeMarkdown(title)}</summary>\n\n${body}\n\n</details>`;
}
/**
 * Joins pieces within a limit in UTF-8 bytes. The last pieces are shortened first; when even that is not enough,
 * pieces are dropped from the end. `notice` (Markdown) is appended where anything was cut, so that nobody takes the
 * rest for the whole. Pieces are never cut in the middle, so no tag and no fence stays open.
 */
function withinBytes(pieces, limit, notice) {
    const texts = pieces.map((piece) => piece.full);
    const join = (parts) => parts.filter((part) => part !== "").join("\n\n");
    // Each piece is measured once: a report may have thousands of them.
    const size = (text) => (text === "" ? 0 : Buffer.byteLength(text) + 2);
    let total = texts.reduce((sum, text) => sum + size(text), 0) - 2;
    if (total <= limit)
        return join(texts);
    total += size(notice);
    for (let index = pieces.length - 1; index >= 0 && total > limit; index--) {
        const short = pieces[index]?.short ?? "";
        total += size(short) - size(texts[index]);
        texts[index] = short;
    }
    while (texts.length > 0 && total > limit)
        total -= size(texts.pop());
    return total <= limit ? join([...texts, notice]) : "";
}


/***/ }),

/***/ 35191:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ runUrl)
/* harmony export */ });
/** Address of the run's own page on GitHub, Jenkins or Travis CI; `""` where there is none. */
function runUrl(env) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
    if (server && repository && id)
        return `${server}/${repository}/actions/runs/${id}`;
    return env.BUILD_URL ?? env.TRAVIS_BUILD_WEB_URL ?? "";
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


/***/ })

};
;