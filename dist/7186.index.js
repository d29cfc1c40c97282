"use strict";
exports.id = 7186;
exports.ids = [7186];
exports.modules = {

/***/ 27186:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   checksumOf: () => (/* binding */ checksumOf),
/* harmony export */   compareVersions: () => (/* binding */ compareVersions),
/* harmony export */   normalise: () => (/* binding */ normalise),
/* harmony export */   readDownFiles: () => (/* binding */ readDownFiles),
/* harmony export */   readMigrations: () => (/* binding */ readMigrations),
/* harmony export */   readName: () => (/* binding */ readName)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66715);





/** What a name says; undefined where it has no version. */
function readName(file) {
    // Digits, and dashes between digits (2017-09-23-182408): an underscore ends the version, since 001_2fa.sql is version 1.
    const match = /^[Vv]?(\d+(?:-\d+)*)(?=[^\d]|$)[._-]*(.*?)(?:\.up)?\.sql$/.exec(file);
    if (!match?.[1])
        return undefined;
    // Dotted versions (1.10 after 1.9) have another order than digits have; they are no version here.
    if (/^[Vv]?\d+\.\d/.test(file))
        return undefined;
    return { version: match[1].replaceAll("-", ""), name: match[2] ?? "" };
}
/** Text without what editors and checkouts change by themselves: byte order mark and CRLF line ends. */
function normalise(text) {
    return text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
}
/** Checksum of a normalised text. */
function checksumOf(text) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(text).digest("hex")}`;
}
/** Orders versions as numbers of any length: 9 before 10, and 0001 the same as 1. */
function compareVersions(a, b) {
    const difference = BigInt(a) - BigInt(b);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
/**
 * Reads the migrations of a folder, ordered by version. Undo files (`*.down.sql`) and files that do not end in `.sql`
 * are left alone; everything else that cannot be taken is a problem. Throws a UserError where there is no such folder.
 */
async function readMigrations(workspace, directory, parse) {
    return readFolder(workspace, directory, (name) => name.endsWith(".sql") && !name.endsWith(DOWN), parse);
}
/** Reads the files that undo migrations, `*.down.sql`, in the same way. */
async function readDownFiles(workspace, directory, parse) {
    return readFolder(workspace, directory, (name) => name.endsWith(DOWN), parse);
}
const DOWN = ".down.sql";
async function readFolder(workspace, directory, take, parse) {
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(workspace, directory);
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)(folder).catch((error) => {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`The folder of migrations "${directory}" could not be read`, {
            hint: (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .codeOf */ .$N)(error) === "ENOENT"
                ? `There is no such folder in ${workspace}: set the input directory, or make sure that a checkout step ran before.`
                : "The input directory takes a folder that holds .sql files.",
            cause: error,
        });
    });
    const files = [];
    const problems = [];
    for (const file of names.filter(take).sort()) {
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.relative)(workspace, (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, file));
        const parts = readName(file);
        if (!parts) {
            problems.push({ path, message: "has no version: a name begins with a number, such as 0001_users.sql" });
            continue;
        }
        // Small files by the thousand: waiting for each costs more than reading it.
        const decoded = decode((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, file)));
        if (decoded.problem !== undefined) {
            problems.push({ path, message: decoded.problem });
            continue;
        }
        files.push({ path, file, ...parts, text: decoded.text, checksum: checksumOf(decoded.text), parse });
    }
    files.sort((a, b) => compareVersions(a.version, b.version));
    return { files, problems };
}
function decode(bytes) {
    let text;
    try {
        text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    }
    catch {
        return { problem: "is not UTF-8: save it in that encoding" };
    }
    // The parser takes a NUL for the end of the text, so everything behind it would be left out without a word.
    if (text.includes("\0"))
        return { problem: "holds a NUL character: save it as UTF-8 (it may be UTF-16)" };
    return { text: normalise(text) };
}


/***/ })

};
;