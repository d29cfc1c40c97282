"use strict";
exports.id = 158;
exports.ids = [158,7186];
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


/***/ }),

/***/ 20158:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   directives: () => (/* binding */ directives),
/* harmony export */   isContract: () => (/* binding */ isContract),
/* harmony export */   makePlan: () => (/* binding */ makePlan),
/* harmony export */   newest: () => (/* binding */ newest),
/* harmony export */   statementProblems: () => (/* binding */ statementProblems),
/* harmony export */   transactionOf: () => (/* binding */ transactionOf)
/* harmony export */ });
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27186);
/* harmony import */ var _sql_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11509);


/** Compares files and history, parses all that is pending, and decides how each file runs. Pure. */
function makePlan(files, history, fileProblems = [], allow = {}) {
    const problems = fileProblems.map(({ path, message }) => ({
        kind: "file",
        path,
        message,
        hint: "Rename or mend the file, or move it out of the folder.",
    }));
    const remarks = [];
    const byVersion = new Map();
    for (const file of files) {
        const other = byVersion.get(BigInt(file.version));
        if (other) {
            problems.push({
                kind: "duplicate",
                path: file.path,
                message: `has version ${file.version}, and so has ${other.file}`,
                hint: "Give the newer one the next free number.",
            });
        }
        else {
            byVersion.set(BigInt(file.version), file);
        }
    }
    const rebaseline = [];
    const rows = new Map(history.map((row) => [BigInt(row.version), row]));
    for (const row of history) {
        const file = byVersion.get(BigInt(row.version));
        if (!file) {
            if (names(allow.allowMissing, row.file))
                continue;
            problems.push({
                kind: "deleted",
                path: row.file,
                message: `was applied at ${row.appliedAt} and is not in the folder any more`,
                hint: `Bring the file back from version control. If it is gone for good: allow-missing: ${row.file}`,
            });
        }
        else if (row.state !== "running" && row.checksum !== file.checksum) {
            if (names(allow.rebaseline, file.path)) {
                rebaseline.push(file);
                continue;
            }
            problems.push({
                kind: "edited",
                path: file.path,
                message: `was changed after it was applied at ${row.appliedAt}`,
                hint: `Put the old text back, and write the change as a new migration. If the edit changes nothing in the database: rebaseline: ${file.file}`,
            });
        }
    }
    const current = newest(history.filter((row) => row.state !== "running").map((row) => row.version));
    const baseline = baselineOf([...byVersion.values()], history, allow.baseline, problems);
    const unapplied = [...byVersion.values()]
        .filter((file) => (rows.get(BigInt(file.version))?.state ?? "running") === "running" && !baseline.includes(file))
        .sort((a, b) => (0,_files_js__WEBPACK_IMPORTED_MODULE_0__.compareVersions)(a.version, b.version));
    const post = unapplied.filter(isContract);
    const held = allow.phase === "pre" ? post : [];
    const pending = allow.phase === "post" ? post : unapplied.filter((file) => !held.includes(file));
    for (const { path } of allow.phase === "post" ? unapplied.filter((file) => !isContract(file)) : []) {
        const message = "belongs before the rollout and has not been applied";
        if (/^(plan|check|status)$/.test(allow.mode ?? ""))
            remarks.push({ path, message: `${message} yet` });
        else
            problems.push({ kind: "phase", path, message, hint: "Run migrate with phase: pre (or all) first." });
    }
    const operations = [];
    for (const file of pending) {
        const row = rows.get(BigInt(file.version));
        const late = !isContract(file) && !row && current !== undefined && (0,_files_js__WEBPACK_IMPORTED_MODULE_0__.compareVersions)(file.version, current) < 0;
        if (late && !names(allow.allowLate, file.path)) {
            problems.push({
                kind: "late",
                path: file.path,
                message: `comes late: version ${current} has been applied already`,
                hint: `Give it a number behind the newest one, so that it runs in the same order everywhere. If it may run now: allow-late: ${file.file}`,
            });
        }
        const parsed = (0,_sql_js__WEBPACK_IMPORTED_MODULE_1__/* .parseFile */ .CJ)(file);
        if ("mistake" in parsed) {
            const { hint = "Mend the SQL; nothing has been applied.", ...mistake } = parsed.mistake;
            problems.push({ kind: "syntax", path: file.path, ...mistake, hint });
            continue;
        }
        const { statements } = parsed;
        problems.push(...statementProblems(file, statements));
        if (statements.length === 0 && problems.at(-1)?.path !== file.path) {
            remarks.push({ path: file.path, message: "holds comments only: it is recorded as applied, nothing runs" });
        }
        const { transaction, why } = transactionOf(file, statements);
        const resume = resumeAt(file, statements, row, problems);
        operations.push({ file, statements, transaction, why, resume, inFlight: row?.inFlight ?? undefined });
    }
    return {
        operations,
        held,
        baseline,
        rebaseline,
        problems,
        remarks,
        current,
        target: newest([...byVersion.values()].map((file) => file.version)),
    };
}
function names(list, path) {
    return list?.some((entry) => path === entry || path.endsWith(`/${entry}`)) ?? false;
}
function baselineOf(files, history, version, problems) {
    // The input may stay in a workflow for good, so a history that has been begun is no mistake.
    if (version === undefined || history.length > 0)
        return [];
    const found = files.filter((file) => (0,_files_js__WEBPACK_IMPORTED_MODULE_0__.compareVersions)(file.version, version) <= 0);
    if (!found.some((file) => (0,_files_js__WEBPACK_IMPORTED_MODULE_0__.compareVersions)(file.version, version) === 0)) {
        problems.push({
            kind: "file",
            path: `version ${version}`,
            message: "is asked for by the input baseline, and no file has it",
            hint: "Give the version of the newest file whose changes are in the database.",
        });
    }
    return found;
}
/** The greatest of some versions; undefined where there is none. */
function newest(versions) {
    return versions.reduce((top, version) => (top === undefined || (0,_files_js__WEBPACK_IMPORTED_MODULE_0__.compareVersions)(version, top) > 0 ? version : top), undefined);
}
/** Whether a file takes away what an older release needs, and so runs after the rollout. */
const isContract = (file) => directives(file.text).get("phase") === "post";
/** Values of `-- quayside: key=value` lines of a file. */
function directives(text) {
    const found = new Map();
    for (const [, key = "", value = ""] of text.matchAll(/^--\s*quayside:\s*([a-z-]+)\s*=\s*(\S+)\s*$/gm)) {
        found.set(key, value);
    }
    return found;
}
/** Whether a file runs in one transaction, and why not. */
function transactionOf(file, statements) {
    const outside = statements.find((statement) => statement.outside !== undefined);
    if (outside)
        return { transaction: false, why: `${outside.outside} in line ${outside.line} cannot run in one` };
    if (directives(file.text).get("transaction") === "off")
        return { transaction: false, why: "the file asks for none" };
    return { transaction: true, why: "" };
}
/** What in the statements of a file keeps it from being run as it is. */
function statementProblems(file, statements) {
    const problems = [];
    const add = (at, message, hint) => problems.push({ kind: "statement", path: file.path, ...at, message, hint });
    if (file.text.trim() === "") {
        add({}, "is empty", "Write its SQL, or delete it. A file that is meant to do nothing says so in a comment.");
    }
    const sections = /^--\s*(migrate:down|\+goose\s+down|\+migrate\s+down|down\s+migration)\b.*$/im.exec(file.text);
    if (sections) {
        const line = file.text.slice(0, sections.index).split("\n").length;
        add({ line }, "holds the way back too, which would run right behind the way forth", "Move that part into a file of its own that ends in .down.sql.");
    }
    for (const { refused, line, column } of statements) {
        if (refused)
            add({ line, column }, refused.message, refused.hint);
    }
    const known = new Map([
        ["transaction", ["on", "off"]],
        ["phase", ["pre", "post"]],
    ]);
    for (const [key, value] of directives(file.text)) {
        if (known.get(key)?.includes(value))
            continue;
        add({}, `asks for "${key}=${value}" in a quayside comment, which is not known`, "Known are transaction=off and phase=post.");
    }
    return problems;
}
// What was done stays done; the rest may be mended between two runs.
function resumeAt(file, statements, row, problems) {
    if (!row)
        return 0;
    const changed = row.done.findIndex((fingerprint, index) => {
        const statement = statements[index];
        return statement === undefined || (0,_sql_js__WEBPACK_IMPORTED_MODULE_1__/* .fingerprintOf */ .ax)(statement) !== fingerprint;
    });
    if (changed === -1)
        return row.done.length;
    problems.push({
        kind: "interrupted",
        path: file.path,
        ...(statements[changed] ? { line: statements[changed].line } : {}),
        message: `stopped half-way in an earlier run, and statement ${changed + 1}, which was done then, has been changed since`,
        hint: "Put the first statements back as they were; those that were not done yet may be changed.",
    });
    return 0;
}


/***/ }),

/***/ 11509:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   CJ: () => (/* binding */ parseFile),
/* harmony export */   Uo: () => (/* binding */ headOf),
/* harmony export */   ax: () => (/* binding */ fingerprintOf),
/* harmony export */   eg: () => (/* binding */ parseSql),
/* harmony export */   qd: () => (/* binding */ loadParser)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_v8__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78877);
/* harmony import */ var node_v8__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_v8__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var libpg_query__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4951);
/* harmony import */ var libpg_query__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(libpg_query__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66715);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(84421);





/** Loads the parser (PostgreSQL 18's own grammar as WebAssembly); needed once before `parseSql`. */
async function loadParser() {
    // V8 would compile the one huge function of the grammar anew to make it faster: that takes half a second and 550 MB,
    // and parsing all files of a project takes less than that. Both flags, since only together they keep it from doing so.
    for (const flag of ["--no-wasm-tier-up", "--no-wasm-dynamic-tiering"])
        (0,node_v8__WEBPACK_IMPORTED_MODULE_1__.setFlagsFromString)(flag);
    await (0,libpg_query__WEBPACK_IMPORTED_MODULE_2__.loadModule)();
}
/** Line and column, both from 1, of an offset in UTF-16 units. */
function placeOf(text, offset) {
    const before = text.slice(0, offset);
    const start = before.lastIndexOf("\n") + 1;
    let line = 1;
    for (let at = before.indexOf("\n"); at !== -1; at = before.indexOf("\n", at + 1))
        line++;
    return { line, column: before.length - start + 1 };
}
const known = new WeakMap();
/** Parses a file; the plan and the check look at the same one. */
function parseFile(file) {
    const found = known.get(file) ?? (file.parse ?? parseSql)(file.text);
    known.set(file, found);
    return found;
}
/** Splits a text into its statements by the real parser, or says where it is no SQL. */
function parseSql(text) {
    if (text.trim() === "")
        return { statements: [] };
    let parsed;
    try {
        parsed = (0,libpg_query__WEBPACK_IMPORTED_MODULE_2__.parseSync)(text);
    }
    catch (error) {
        return { mistake: mistakeOf(error, text) };
    }
    // The parser counts bytes of UTF-8. Places are counted on from one statement to the next: a file may hold many.
    const bytes = Buffer.from(text);
    let place = { line: 1, column: 1 };
    let counted = 0;
    const statements = (parsed.stmts ?? []).map((raw, index) => {
        const start = raw.stmt_location ?? 0;
        const slice = bytes.subarray(start, raw.stmt_len ? start + raw.stmt_len : bytes.length).toString();
        const lead = slice.length - slice.replace(/^(\s+|--[^\n]*(\n|$))+/, "").length;
        const between = bytes.subarray(counted, start).toString() + slice.slice(0, lead);
        const { line, column } = placeOf(between, between.length);
        place = { line: place.line + line - 1, column: line === 1 ? place.column + column - 1 : column };
        counted = start + Buffer.byteLength(slice.slice(0, lead));
        const tree = raw.stmt;
        const sql = slice.slice(lead).replace(/[;\s]+$/, "");
        return { number: index + 1, ...place, sql, tree, outside: (0,_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .whyOutside */ .iW)(tree), refused: (0,_tree_js__WEBPACK_IMPORTED_MODULE_4__/* .refusalOf */ .Of)(tree) };
    });
    return { statements };
}
/** Identifies a statement, so that a resumed file is known to begin as it did. */
function fingerprintOf(statement) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(statement.sql).digest("hex").slice(0, 16);
}
/** The beginning of a statement in one line, for a log or a table. */
function headOf(sql, length = 90) {
    const line = sql.replace(/\s+/g, " ").trim();
    return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
function mistakeOf(error, text) {
    const details = error.sqlDetails;
    // The position counts characters, not UTF-16 units.
    const characters = [...text].slice(0, details?.cursorPosition ?? 0).join("").length;
    const place = placeOf(text, characters);
    const hint = hintFor(text, text.split("\n")[place.line - 1] ?? "");
    return { ...place, message: (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error), ...(hint ? { hint } : {}) };
}
function hintFor(text, line) {
    if (/^\s*\\/m.test(text) && !/\bfrom\s+stdin\b/i.test(text)) {
        return "A line that begins with a backslash is a command of psql, not SQL: take it out (pg_dump writes \\restrict; \\i has no counterpart).";
    }
    if (/\bcopy\b[^;]*\bfrom\s+stdin\b/i.test(text)) {
        return "Data below COPY … FROM stdin can only be read by psql: write INSERT statements (pg_dump --inserts does).";
    }
    if (/\{\{|\$\{|<%/.test(line))
        return "It looks like a template: migrations run as they are, nothing is filled in.";
    if (/(^|[\s(=,]):['"]?[a-z_]\w*/i.test(line))
        return "Variables such as :name are filled in by psql only: write the value.";
    return undefined;
}


/***/ }),

/***/ 84421:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FW: () => (/* binding */ refusedTransaction),
/* harmony export */   I: () => (/* binding */ kindOf),
/* harmony export */   Of: () => (/* binding */ refusalOf),
/* harmony export */   TL: () => (/* binding */ alterations),
/* harmony export */   cz: () => (/* binding */ optionsOf),
/* harmony export */   ho: () => (/* binding */ open),
/* harmony export */   iW: () => (/* binding */ whyOutside)
/* harmony export */ });
/** Kind of a node, such as `IndexStmt`. */
const kindOf = (tree) => Object.keys(tree)[0] ?? "";
/** Kind and fields of a node. */
function open(tree) {
    const kind = kindOf(tree);
    return { kind, fields: tree[kind] ?? {} };
}
/** Names of options in parentheses that are switched on: `REINDEX (CONCURRENTLY)`, `VACUUM (FULL, ANALYZE)`. */
function optionsOf(list) {
    return (list ?? []).flatMap(({ DefElem: option }) => {
        const value = option?.arg?.String?.sval ?? option?.arg?.Integer?.ival ?? option?.arg?.Boolean?.boolval;
        const off = option?.arg !== undefined && /^(false|off|0|undefined)$/i.test(String(value));
        return option?.defname && !off ? [String(option.defname).toLowerCase()] : [];
    });
}
/** Commands of an ALTER TABLE and the like. */
function alterations(fields) {
    return (fields.cmds ?? []).map((cmd) => cmd.AlterTableCmd ?? {});
}
/**
 * Why a statement cannot run inside of a transaction block, after the callers of PreventInTransactionBlock in
 * PostgreSQL's sources; undefined where it can.
 */
function whyOutside(tree) {
    const { kind, fields } = open(tree);
    switch (kind) {
        case "IndexStmt":
            return fields.concurrent ? "CREATE INDEX CONCURRENTLY" : undefined;
        case "DropStmt":
            return fields.concurrent ? "DROP INDEX CONCURRENTLY" : undefined;
        case "ReindexStmt":
            if (optionsOf(fields.params).includes("concurrently"))
                return "REINDEX CONCURRENTLY";
            return /_(SCHEMA|SYSTEM|DATABASE)$/.test(fields.kind ?? "") ? "REINDEX of more than one table" : undefined;
        case "AlterTableStmt":
            return alterations(fields).some((cmd) => (cmd.subtype === "AT_DetachPartition" && cmd.def?.PartitionCmd?.concurrent) ||
                cmd.subtype === "AT_DetachPartitionFinalize")
                ? "DETACH PARTITION CONCURRENTLY"
                : undefined;
        case "VacuumStmt":
            return fields.is_vacuumcmd ? "VACUUM" : undefined;
        case "ClusterStmt":
            return fields.relation ? undefined : "CLUSTER of all tables";
        case "CreatedbStmt":
            return "CREATE DATABASE";
        case "DropdbStmt":
            return "DROP DATABASE";
        case "AlterDatabaseStmt":
            return optionsOf(fields.options).includes("tablespace") ? "ALTER DATABASE SET TABLESPACE" : undefined;
        case "CreateTableSpaceStmt":
            return "CREATE TABLESPACE";
        case "DropTableSpaceStmt":
            return "DROP TABLESPACE";
        case "AlterSystemStmt":
            return "ALTER SYSTEM";
        case "DiscardStmt":
            return fields.target === undefined || fields.target === "DISCARD_ALL" ? "DISCARD ALL" : undefined;
        case "CreateSubscriptionStmt":
            return "CREATE SUBSCRIPTION";
        case "AlterSubscriptionStmt":
            return "ALTER SUBSCRIPTION";
        case "DropSubscriptionStmt":
            return "DROP SUBSCRIPTION";
        default:
            return undefined;
    }
}
/** Why a statement cannot be run as it stands; undefined where it can. */
function refusalOf(tree) {
    const { kind, fields } = open(tree);
    if (kind === "TransactionStmt") {
        const command = String(fields.kind ?? "TRANS_STMT_BEGIN").replace("TRANS_STMT_", "");
        return /^(SAVEPOINT|RELEASE|ROLLBACK_TO)$/.test(command) ? undefined : refusedTransaction(command);
    }
    if (kind === "IndexStmt" && fields.concurrent && !fields.idxname) {
        return {
            message: "builds an index CONCURRENTLY without a name, so that a build that was stopped could not be found again",
            hint: "Give the index a name.",
        };
    }
    if (kind === "CopyStmt" && !fields.filename) {
        return {
            message: "holds a COPY from or to the client, for which there is no data here",
            hint: "Write INSERT statements, or COPY from a file of the server.",
        };
    }
    return undefined;
}
/** Why BEGIN, COMMIT and the like are not run, which would end the transaction around a file. */
const refusedTransaction = (command) => ({
    message: `holds ${command.replaceAll("_", " ")}, which would break the transaction around the file`,
    hint: "Take it out: each file runs in one transaction of its own. Split the file where two are needed.",
});


/***/ })

};
;