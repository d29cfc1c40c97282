"use strict";
exports.id = 4392;
exports.ids = [4392];
exports.modules = {

/***/ 39190:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ splitSql)
/* harmony export */ });
/* harmony import */ var _sql_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(11509);

const WORD = /[A-Za-z_][\w$]*/y;
/**
 * Splits a text into statements where there is no parser to be had: by quotes, comments and semicolons, with the bodies
 * of triggers and routines kept whole.
 */
function splitSql(text, rules) {
    const pieces = [];
    let delimiter = ";";
    let start = -1;
    let depth = 0;
    let words = [];
    let at = 0;
    const close = (end) => {
        if (start !== -1)
            pieces.push({ sql: text.slice(start, end).trimEnd(), ...(0,_sql_js__WEBPACK_IMPORTED_MODULE_0__/* .placeOf */ .$t)(text, start), words });
        start = -1;
        depth = 0;
        words = [];
    };
    const begin = () => {
        if (start === -1)
            start = at;
    };
    while (at < text.length) {
        const rest = text.slice(at, at + 3);
        if (rules.delimiters && start === -1 && /^delimiter[ \t]/i.test(text.slice(at, at + 10))) {
            const line = text.slice(at).split("\n", 1)[0] ?? "";
            delimiter = line.slice(10).trim() || ";";
            at += line.length;
        }
        else if (isComment(rest, text, at, rules)) {
            at = endOfLine(text, at);
        }
        else if (rest.startsWith("/*")) {
            // What MySQL runs although it looks like a comment.
            if (rules.delimiters && /^\/\*M?!/.test(text.slice(at, at + 4)))
                begin();
            const end = text.indexOf("*/", at + 2);
            if (end === -1)
                return unclosed(text, at, "a comment");
            at = end + 2;
        }
        else if (/^['"`]/.test(rest) || (rules.brackets && rest.startsWith("["))) {
            begin();
            const end = endOfQuote(text, at, rules);
            if (end === -1)
                return unclosed(text, at, "a quote");
            at = end;
        }
        else if (depth === 0 && text.startsWith(delimiter, at)) {
            close(at);
            at += delimiter.length;
        }
        else {
            WORD.lastIndex = at;
            // A name may hold a dollar sign, and `END$$` is a word and a delimiter.
            const word = WORD.exec(text)?.[0].split(delimiter)[0];
            if (word !== undefined) {
                begin();
                // Its own delimiter says where a body ends.
                if (delimiter === ";")
                    depth = Math.max(0, depth + change(word.toUpperCase(), words));
                words.push(word.toUpperCase());
                at += word.length;
            }
            else {
                if (/\S/.test(text[at] ?? ""))
                    begin();
                at++;
            }
        }
    }
    close(text.length);
    return { pieces };
}
function isComment(rest, text, at, { hashes, delimiters }) {
    if (rest.startsWith("--"))
        return !delimiters || /^--(\s|$)/.test(rest);
    return (hashes && rest.startsWith("#")) || (at === 0 && text.startsWith("#!"));
}
function endOfLine(text, at) {
    const end = text.indexOf("\n", at);
    return end === -1 ? text.length : end;
}
function endOfQuote(text, at, { backslashes }) {
    const quote = text[at] === "[" ? "]" : (text[at] ?? "");
    for (let i = at + 1; i < text.length; i++) {
        if (backslashes && text[i] === "\\" && quote !== "`")
            i++;
        else if (text[i] === quote) {
            // A doubled quote stands for itself.
            if (quote !== "]" && text[i + 1] === quote)
                i++;
            else
                return i + 1;
        }
    }
    return -1;
}
// Within CREATE TRIGGER, PROCEDURE and the like, a semicolon below BEGIN or CASE ends nothing. `END IF`, `END LOOP` and
// so on close what is not counted here.
function change(word, words) {
    const body = (words[0] === "CREATE" &&
        words.slice(1, 12).some((one) => /^(TRIGGER|PROCEDURE|FUNCTION|EVENT|PACKAGE)$/.test(one))) ||
        (words[0] === "BEGIN" && (word === "ATOMIC" || words.includes("ATOMIC")));
    if (!body)
        return 0;
    const last = words.at(-1);
    if (last === "END" && /^(IF|LOOP|WHILE|REPEAT)$/.test(word))
        return 1;
    if (word === "BEGIN" || word === "ATOMIC")
        return 1;
    if (word === "CASE")
        return last === "END" ? 0 : 1;
    return word === "END" ? -1 : 0;
}
function unclosed(text, at, what) {
    return { mistake: { ...(0,_sql_js__WEBPACK_IMPORTED_MODULE_0__/* .placeOf */ .$t)(text, at), message: `${what} begins here and does not end` } };
}


/***/ }),

/***/ 74392:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SQLITE: () => (/* binding */ SQLITE)
/* harmony export */ });
/* harmony import */ var _plain_split_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39190);
/* harmony import */ var _sql_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11509);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84421);



// The module is there from Node 22.5 on.
let sqlite;
/** SQLite 3 by way of Node's own module. */
const SQLITE = {
    name: "SQLite",
    load: async () => {
        sqlite ??= await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 80099, 23));
    },
    parse,
    checked: false,
    promises: [
        "Each file is in the database as a whole, with its row of the history, or not at all; VACUUM and the like run outside of a transaction and are recorded.",
        "SQLite's own parser looks at every statement before the first one runs.",
        "Other programs can read meanwhile and have to wait for their writes; a statement that runs cannot be cancelled, so a stop comes between two of them.",
        "PRAGMA foreign_keys counts for the whole file, and foreign keys are checked before it is committed.",
        "The rules of the check are PostgreSQL's; files of this database are only parsed and put in order.",
    ],
    connect: async (inputs, world) => (await __webpack_require__.e(/* import() */ 5022).then(__webpack_require__.bind(__webpack_require__, 55022))).connectSqlite(inputs, world),
};
const RULES = { backslashes: false, hashes: false, brackets: true, delimiters: false };
function parse(text) {
    const shell = /^\.[a-z]+\b.*$/m.exec(text);
    const split = (0,_plain_split_js__WEBPACK_IMPORTED_MODULE_0__/* .splitSql */ .b)(text, RULES);
    if ("mistake" in split)
        return split;
    const { pieces } = split;
    const within = shell && pieces.some(({ sql }) => sql.startsWith(shell[0]) || sql.includes(`\n${shell[0]}`));
    if (shell && within) {
        const mistake = {
            ...(0,_sql_js__WEBPACK_IMPORTED_MODULE_1__/* .placeOf */ .$t)(text, shell.index),
            message: `${shell[0].split(" ")[0]} is a command of SQLite's shell`,
        };
        return { mistake: { ...mistake, hint: "Take it out: only SQL is run." } };
    }
    for (const piece of pieces) {
        const mistake = mistakeIn(piece);
        if (mistake)
            return { mistake };
    }
    return {
        statements: pieces.map((piece, index) => ({
            number: index + 1,
            line: piece.line,
            column: piece.column,
            sql: piece.sql,
            tree: {},
            outside: outside(piece),
            refused: refused(piece),
        })),
    };
}
// An empty database knows no table, but what is no SQL it says in the same words as the real one.
function mistakeIn({ sql, line, column }) {
    if (!sqlite)
        throw new Error("the parser is not loaded");
    const database = new sqlite.DatabaseSync(":memory:");
    try {
        if (!/^\s*pragma\b/i.test(sql))
            database.prepare(sql);
        return undefined;
    }
    catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const near = /^near "([\s\S]*)": syntax error$/.exec(message)?.[1];
        if (near === undefined && !/^(incomplete input|unrecognized token)/.test(message))
            return undefined;
        const offset = near === undefined ? 0 : occurrence(sql, near);
        const place = (0,_sql_js__WEBPACK_IMPORTED_MODULE_1__/* .placeOf */ .$t)(sql, offset);
        return { line: line + place.line - 1, column: place.line === 1 ? column + offset : place.column, message };
    }
    finally {
        database.close();
    }
}
// SQLite only says which word; where it stands once, that is the place.
function occurrence(sql, near) {
    const first = sql.indexOf(near);
    return near === "" || first === -1 || first !== sql.lastIndexOf(near) ? 0 : first;
}
/** Settings that are part of the file or of its transaction. */
const WITHIN = /^\s*pragma\s+(\w+\.)?(foreign_keys|user_version|application_id|defer_foreign_keys|foreign_key_check|integrity_check|table_info|writable_schema|legacy_alter_table)\b/i;
function outside({ words, sql }) {
    const [first = ""] = words;
    if (/^(VACUUM|ATTACH|DETACH)$/.test(first))
        return first;
    return first === "PRAGMA" && !WITHIN.test(sql) ? `PRAGMA ${words[1] ?? ""}` : undefined;
}
function refused({ words }) {
    const [first = ""] = words;
    if (first === "ROLLBACK" && words.includes("TO"))
        return undefined;
    return /^(BEGIN|COMMIT|END|ROLLBACK)$/.test(first) ? (0,_tree_js__WEBPACK_IMPORTED_MODULE_2__/* .refusedTransaction */ .FW)(first) : undefined;
}


/***/ })

};
;