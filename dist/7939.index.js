"use strict";
exports.id = 7939;
exports.ids = [7939,157,320];
exports.modules = {

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


/***/ })

};
;