"use strict";
exports.id = 1490;
exports.ids = [1490];
exports.modules = {

/***/ 1490:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MYSQL: () => (/* binding */ MYSQL)
/* harmony export */ });
/* harmony import */ var _plain_split_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39190);
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84421);


/** MySQL 8 and MariaDB 10.6 on, whose DDL is atomic for each statement and commits by itself. */
const MYSQL = {
    name: "MySQL",
    load: async () => { },
    parse,
    checked: false,
    promises: [
        "Changes of the schema commit by themselves on this database, so a file with one of them runs statement by statement, each recorded; one that fails half-way stays half done, and the next run goes on there.",
        "A file of INSERT, UPDATE, DELETE and the like alone is in the database as a whole or not at all, on tables of InnoDB.",
        "The server's own parser looks at every statement that it can prepare before the first one runs.",
        "The rules of the check are PostgreSQL's; files of this database are only parsed and put in order.",
    ],
    connect: async (inputs, world) => (await __webpack_require__.e(/* import() */ 7629).then(__webpack_require__.bind(__webpack_require__, 87629))).connectMysql(inputs, world),
};
const RULES = { backslashes: true, hashes: true, brackets: false, delimiters: true };
function parse(text) {
    const split = (0,_plain_split_js__WEBPACK_IMPORTED_MODULE_0__/* .splitSql */ .b)(text, RULES);
    if ("mistake" in split)
        return split;
    return {
        statements: split.pieces.map((piece, index) => ({
            number: index + 1,
            line: piece.line,
            column: piece.column,
            sql: piece.sql,
            tree: {},
            outside: commits(piece),
            refused: refused(piece),
        })),
    };
}
/** Statements that leave a transaction as it is (MySQL's manual, "Statements That Cause an Implicit Commit"). */
const WITHIN = /^(INSERT|UPDATE|DELETE|REPLACE|SELECT|WITH|TABLE|VALUES|DO|SET|SAVEPOINT|RELEASE|SHOW|EXPLAIN|)$/;
function commits({ words }) {
    const [first = "", second = ""] = words;
    return WITHIN.test(first) ? undefined : `${first} ${second}`.trim();
}
function refused({ words }) {
    const [first, second] = words;
    if (first === "ROLLBACK" && words.includes("TO"))
        return undefined;
    if (first === "BEGIN" && words.includes("ATOMIC"))
        return undefined;
    if (/^(BEGIN|COMMIT|ROLLBACK|XA)$/.test(first ?? "") || (first === "START" && second === "TRANSACTION")) {
        return (0,_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .refusedTransaction */ .FW)(first === "START" ? "START TRANSACTION" : (first ?? ""));
    }
    if (first === "SET" && words.includes("AUTOCOMMIT"))
        return (0,_tree_js__WEBPACK_IMPORTED_MODULE_1__/* .refusedTransaction */ .FW)("SET autocommit");
    if (first === "USE") {
        return {
            message: "holds USE, which would take the statements behind it into another database",
            hint: "Write the name of the database in front of the table: other.users.",
        };
    }
    if (first === "LOAD" && words.includes("LOCAL")) {
        return {
            message: "holds LOAD DATA LOCAL, for which there is no file here",
            hint: "Write INSERT statements, or LOAD DATA from a file of the server.",
        };
    }
    if (/^(LOCK|UNLOCK)$/.test(first ?? "")) {
        return {
            message: `holds ${first} TABLES, which would keep the history from being written`,
            hint: "Take it out: no other migration runs beside this one.",
        };
    }
    return undefined;
}


/***/ }),

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


/***/ })

};
;