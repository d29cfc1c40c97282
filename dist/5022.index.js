"use strict";
exports.id = 5022;
exports.ids = [5022];
exports.modules = {

/***/ 64410:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ applyPlain)
/* harmony export */ });
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(59972);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79117);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70955);
/* harmony import */ var _sql_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(11509);





/** Runs operations in their order. Throws a MigrationError at the first that fails; those before it stay applied. */
async function applyPlain(operations, options) {
    const { clock, signal, runner } = options.world;
    for (const operation of operations) {
        (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(signal);
        await options.checkLock();
        const began = clock.elapsed();
        const statements = await (operation.transaction ? inTransaction : oneByOne)(operation, options);
        const milliseconds = clock.elapsed() - began;
        runner.info(`${operation.file.path}: ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_2__/* .counted */ .hS)(statements.length, "statement")} in ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(milliseconds)}`);
        options.onApplied({ operation, statements, milliseconds });
    }
}
async function inTransaction(operation, options) {
    const { session, history } = options;
    const { clock, signal } = options.world;
    const { file, statements } = operation;
    return again(operation, options, async () => {
        let at;
        let stage = "rolled back";
        try {
            await session.fresh(statements);
            await session.begin();
            const began = clock.elapsed();
            const times = [];
            for (const statement of statements) {
                at = statement;
                (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(signal);
                times.push(await timed(statement, options));
            }
            at = undefined;
            await (operation.undo
                ? history.remove(file)
                : history.record(file, "applied", statements.length, clock.elapsed() - began));
            stage = "commit";
            await session.commit();
            return times;
        }
        catch (error) {
            await session.rollback().catch(() => { });
            throw told(error, operation, at, stage, options);
        }
    });
}
async function oneByOne(operation, options) {
    const { session, history, world } = options;
    const { file, statements, resume } = operation;
    const began = world.clock.elapsed();
    const times = [];
    const done = statements.slice(0, resume).map(_sql_js__WEBPACK_IMPORTED_MODULE_4__/* .fingerprintOf */ .ax);
    await session.fresh(statements);
    if (!operation.undo)
        await history.begin(file, statements.length);
    if (resume > 0)
        world.runner.info(`${file.path}: goes on behind statement ${resume}, where an earlier run stopped`);
    for (const statement of statements.slice(resume)) {
        done.push((0,_sql_js__WEBPACK_IMPORTED_MODULE_4__/* .fingerprintOf */ .ax)(statement));
        const time = await again(operation, options, async () => {
            try {
                (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(world.signal);
                return await step(operation, statement, done, options);
            }
            catch (error) {
                await session.rollback().catch(() => { });
                throw told(error, operation, statement, "partly done", options);
            }
        });
        times.push(time);
        world.runner.info(`${file.path}: statement ${statement.number} of ${statements.length} in ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(time.milliseconds)}`);
    }
    await (operation.undo ? history.remove(file) : history.finish(file, world.clock.elapsed() - began));
    return times;
}
// What the database commits by itself is recorded before and after; all else goes together with its record.
async function step(operation, statement, done, options) {
    const { session, history, world } = options;
    const { file, inFlight, undo } = operation;
    if (statement.outside === undefined) {
        await session.begin();
        const time = await timed(statement, options);
        if (!undo)
            await history.step(file, done);
        await session.commit();
        return time;
    }
    const begun = inFlight === statement.number;
    if (!undo)
        await history.launch(file, statement.number);
    const time = await timed(statement, options).catch(async (error) => {
        const there = session.completed(error);
        // What was there before this statement was begun is none of its doing, also for the next run.
        if (there && !begun && !undo)
            await history.launch(file, null);
        if (!there || !begun)
            throw error;
        world.runner.info(`${file.path}: statement ${statement.number} was completed by the run that was stopped`);
        return { number: statement.number, line: statement.line, sql: (0,_sql_js__WEBPACK_IMPORTED_MODULE_4__/* .headOf */ .Uo)(statement.sql), milliseconds: 0 };
    });
    if (!undo)
        await history.step(file, done);
    return time;
}
async function timed(statement, { session, world }) {
    const began = world.clock.elapsed();
    await session.query(statement.sql);
    const { number, line, sql } = statement;
    return { number, line, sql: (0,_sql_js__WEBPACK_IMPORTED_MODULE_4__/* .headOf */ .Uo)(sql), milliseconds: world.clock.elapsed() - began };
}
function again(operation, options, body) {
    const { clock, signal, runner } = options.world;
    let last;
    return (0,_toolkit_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .retry */ .L)(() => body().catch((error) => {
        last = error;
        throw error;
    }), {
        attempts: options.retries + 1,
        base: 500,
        cap: 15_000,
        clock,
        signal,
        transient: (error) => options.session.transient(error.origin),
        onRetry: (_, attempt, wait) => runner.info(`${operation.file.path}: ${last instanceof Error ? last.message : ""}; try ${attempt + 1} of ${options.retries + 1} in ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(wait)}`),
    });
}
function told(error, operation, at, stage, { session, world }) {
    if (error instanceof _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo)
        return error;
    return (0,_failure_js__WEBPACK_IMPORTED_MODULE_3__/* .failureOf */ .g)(error, {
        operation,
        at,
        stage,
        signal: world.signal,
        server: session.said(error),
        lost: session.lost(),
        hint: session.lost()
            ? "The connection was lost. See why in the server's log, and run again."
            : session.hint(error) || "Mend the file and run again; the files before it are applied and stay so.",
    });
}


/***/ }),

/***/ 57474:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ PlainHistory)
/* harmony export */ });
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

const COLUMNS = ["version", "name", "file", "checksum", "state", "done", "in_flight"];
/** The history table in SQL that MySQL, MariaDB and SQLite have in common. */
class PlainHistory {
    #session;
    #name;
    /** The name, ready for SQL. */
    #table;
    #run;
    constructor(session, name, run) {
        this.#session = session;
        this.#name = name;
        this.#table = `\`${name.replaceAll("`", "``")}\``;
        this.#run = run;
    }
    /** Whether the table is there. Throws a UserError where it is not one of ours. */
    async exists() {
        const columns = new Set(await this.#session.columns(this.#name));
        if (columns.size === 0)
            return false;
        const missing = COLUMNS.filter((column) => !columns.has(column));
        if (missing.length === 0)
            return true;
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`The table ${this.#name} is not a history of Quayside: it has no column ${missing.join(", ")}`, {
            hint: "It belongs to another tool: choose another name with the input history-table.",
        });
    }
    /** Makes the table where it is missing. */
    async create() {
        await this.#session.query(this.#session.createTable(this.#table));
    }
    /** All rows in the order in which they were applied. */
    async read() {
        const rows = await this.#session.query(`SELECT version, name, file, checksum, state, done, in_flight, coalesce(applied_at, started_at) AS applied_at
       FROM ${this.#table} ORDER BY position`);
        return rows.map((row) => ({
            version: String(row.version),
            name: String(row.name),
            file: String(row.file),
            checksum: String(row.checksum),
            state: row.state,
            done: String(row.done) === "" ? [] : String(row.done).split(","),
            inFlight: row.in_flight === null ? null : Number(row.in_flight),
            appliedAt: String(row.applied_at),
        }));
    }
    /** Records a file as applied, or as having been there before. */
    async record(file, state, statements, milliseconds) {
        const { now } = this.#session;
        await this.#session.query(`INSERT INTO ${this.#table} (version, name, file, checksum, state, statements, done, started_at, applied_at, duration_ms, run)
       VALUES (?, ?, ?, ?, ?, ?, '', ${now}, ${now}, ?, ?)`, [file.version, file.name, file.file, file.checksum, state, statements, Math.round(milliseconds), this.#run]);
    }
    /** Takes the new text of a file for the right one. */
    async rebaseline(file, version) {
        await this.#session.query(`UPDATE ${this.#table} SET checksum = ?, file = ?, name = ? WHERE version = ?`, [
            file.checksum,
            file.file,
            file.name,
            version,
        ]);
    }
    /** Takes the row of a version away. */
    async remove(file) {
        await this.#session.query(`DELETE FROM ${this.#table} WHERE version = ?`, [file.version]);
    }
    /** Records that a file outside of a transaction begins; one that was begun before keeps what it has done. */
    async begin(file, statements) {
        const { version, name, file: path, checksum } = file;
        const rows = await this.#session.query(`SELECT 1 FROM ${this.#table} WHERE version = ?`, [version]);
        if (rows.length > 0) {
            await this.#session.query(`UPDATE ${this.#table} SET checksum = ?, statements = ?, run = ? WHERE version = ?`, [
                checksum,
                statements,
                this.#run,
                version,
            ]);
        }
        else {
            await this.#session.query(`INSERT INTO ${this.#table} (version, name, file, checksum, state, statements, done, started_at, duration_ms, run)
         VALUES (?, ?, ?, ?, 'running', ?, '', ${this.#session.now}, 0, ?)`, [version, name, path, checksum, statements, this.#run]);
        }
    }
    /** Records that a statement begins which commits by itself; null where none is under way after all. */
    async launch(file, statement) {
        await this.#session.query(`UPDATE ${this.#table} SET in_flight = ? WHERE version = ?`, [statement, file.version]);
    }
    /** Records one statement as done. */
    async step(file, done) {
        await this.#session.query(`UPDATE ${this.#table} SET done = ?, in_flight = NULL WHERE version = ?`, [
            done.join(","),
            file.version,
        ]);
    }
    /** Records such a file as applied. */
    async finish(file, milliseconds) {
        await this.#session.query(`UPDATE ${this.#table} SET state = 'applied', applied_at = ${this.#session.now}, duration_ms = duration_ms + ?
       WHERE version = ?`, [Math.round(milliseconds), file.version]);
    }
}


/***/ }),

/***/ 55022:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   connectSqlite: () => (/* binding */ connectSqlite)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_sqlite__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80099);
/* harmony import */ var node_sqlite__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_sqlite__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(73136);
/* harmony import */ var node_url__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_url__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_run_url_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(35191);
/* harmony import */ var _plain_apply_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(64410);
/* harmony import */ var _plain_history_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(57474);








const BUSY = 5;
const LOCKED = 6;
const READ_ONLY = 8;
const FULL = 13;
/** Opens a database file. Only apply makes one that is not there. */
async function connectSqlite(inputs, world) {
    const path = pathOf(inputs.url, world.workspace);
    const makes = inputs.mode === "apply" || inputs.url === inputs.scratchUrl;
    if (path !== ":memory:" && !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path)) {
        if (!makes) {
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`There is no database file ${path}`, {
                hint: "Mend the input url; mode apply makes a file that is not there.",
            });
        }
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdirSync)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), { recursive: true });
    }
    try {
        const database = new node_sqlite__WEBPACK_IMPORTED_MODULE_2__.DatabaseSync(path, { timeout: 0 });
        database.prepare("SELECT count(*) FROM sqlite_schema").get();
        return new SqliteEngine(database, path, inputs, world);
    }
    catch (error) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`The database file ${path} could not be opened: ${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error)}`, {
            hint: "Check that it is a SQLite database, and that this user may read and write it and its folder.",
            cause: error,
        });
    }
}
function pathOf(url, workspace) {
    if (/^file:\/\//i.test(url))
        return (0,node_url__WEBPACK_IMPORTED_MODULE_3__.fileURLToPath)(url.replace(/\?.*$/, ""));
    const path = url.replace(/^(sqlite3?|file):(\/\/(?=\/|[^/]))?/i, "").replace(/\?.*$/, "");
    if (path === "" || path === ":memory:") {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo("The input url names no file", { hint: "For example: sqlite:data/app.db" });
    }
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(workspace, path);
}
class SqliteEngine {
    place;
    server;
    major = 3;
    #database;
    #inputs;
    #world;
    #guard;
    constructor(database, path, inputs, world) {
        this.#database = database;
        this.#inputs = inputs;
        this.#world = world;
        this.place = path;
        this.server = `SQLite ${process.versions.sqlite ?? ""}`.trim();
    }
    async history() {
        const history = this.#history();
        return (await history.exists()) ? await history.read() : [];
    }
    // A lock of a table would be left behind by a run that was killed; a lock of a file beside the database is the
    // system's, and goes with the process. SQLite itself takes such locks, so a second small database is the lock.
    async lock() {
        const { clock, signal, runner } = this.#world;
        const guard = new node_sqlite__WEBPACK_IMPORTED_MODULE_2__.DatabaseSync(`${this.place}-migrate-lock`, { timeout: 0 });
        this.#guard = guard;
        const began = clock.elapsed();
        for (let told = false;;) {
            try {
                guard.exec("BEGIN EXCLUSIVE");
                break;
            }
            catch (error) {
                if (codeOf(error) !== BUSY && codeOf(error) !== LOCKED)
                    throw this.#unwritable(error);
                const waited = clock.elapsed() - began;
                if (waited + 100 > this.#inputs.waitForLock) {
                    throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`Another run migrates this database: it holds ${this.place}-migrate-lock`, {
                        hint: "Wait for it to end, or raise wait-for-lock. A killed run gives the lock back at once.",
                    });
                }
                if (!told)
                    runner.info("Another run migrates this database. Waiting for it.");
                told = true;
                await clock.sleep(100, signal);
            }
        }
        try {
            await this.#patient(() => this.#database.exec("BEGIN IMMEDIATE; ROLLBACK"));
        }
        catch (error) {
            throw codeOf(error) === READ_ONLY ? this.#unwritable(error) : error;
        }
    }
    #unwritable(error) {
        return new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo(`The database file takes no changes: ${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error)}`, {
            hint: "This user needs the right to write the file and its folder.",
            cause: error,
        });
    }
    async checkLock() {
        if (this.#guard?.isTransaction)
            return;
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .yo("The lock of this run is gone: stopped before the next file");
    }
    async examine() {
        return [];
    }
    async adopt({ baseline, rebaseline }) {
        const history = this.#history();
        const session = this.#session();
        await session.begin();
        try {
            if (!(await history.exists()))
                await history.create();
            for (const file of baseline)
                await history.record(file, "baseline", 0, 0);
            const rows = await history.read();
            for (const file of rebaseline) {
                const version = rows.find((row) => BigInt(row.version) === BigInt(file.version))?.version;
                await history.rebaseline(file, version ?? file.version);
            }
            await session.commit();
        }
        catch (error) {
            await session.rollback();
            throw error;
        }
    }
    async apply(operations, onApplied) {
        await (0,_plain_apply_js__WEBPACK_IMPORTED_MODULE_5__/* .applyPlain */ .l)(operations, {
            session: this.#session(),
            history: this.#history(),
            world: this.#world,
            retries: this.#inputs.lockRetries,
            checkLock: () => this.checkLock(),
            onApplied,
        });
    }
    async estimatedRows() {
        return new Map();
    }
    async invalidIndexes() {
        return [];
    }
    async snapshot() {
        return this.#ask("SELECT type AS kind, name, sql AS definition FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name <> ? ORDER BY 1, 2", [this.#inputs.historyTable]).map(({ kind, name, definition }) => ({ kind, name, definition }));
    }
    async recorded({ table, sql }) {
        const name = table.replaceAll('"', "");
        if (this.#ask("SELECT 1 FROM sqlite_schema WHERE name = ?", [name]).length === 0)
            return [];
        return this.#ask(sql).map(({ version }) => String(version));
    }
    async close() {
        this.#database.close();
        this.#guard?.close();
    }
    #ask(sql, values = []) {
        return this.#database.prepare(sql).all(...values);
    }
    // Another program may be writing just now; it is waited for without holding up a request to stop.
    async #patient(body) {
        const { clock, signal } = this.#world;
        const began = clock.elapsed();
        for (;;) {
            try {
                return body();
            }
            catch (error) {
                const limit = this.#inputs.lockTimeout;
                const late = limit > 0 && clock.elapsed() - began > limit;
                if ((codeOf(error) !== BUSY && codeOf(error) !== LOCKED) || late)
                    throw error;
                await clock.sleep(25, signal);
            }
        }
    }
    #history() {
        return new _plain_history_js__WEBPACK_IMPORTED_MODULE_6__/* .PlainHistory */ .d(this.#session(), this.#inputs.historyTable, (0,_toolkit_run_url_js__WEBPACK_IMPORTED_MODULE_7__/* .runUrl */ .V)(this.#world.runner.env));
    }
    #session() {
        const database = this.#database;
        let unchecked = false;
        return {
            query: async (sql, values) => {
                const rows = await this.#patient(() => this.#ask(sql, values));
                // Lets a request to stop be heard between two statements.
                await new Promise(setImmediate);
                return rows;
            },
            now: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
            createTable: (table) => `CREATE TABLE IF NOT EXISTS ${table} (
        version text NOT NULL UNIQUE, name text NOT NULL, file text NOT NULL, checksum text NOT NULL, state text NOT NULL,
        statements integer NOT NULL, done text NOT NULL, in_flight integer, started_at text NOT NULL, applied_at text,
        duration_ms integer NOT NULL, run text NOT NULL, position integer PRIMARY KEY AUTOINCREMENT)`,
            columns: async (table) => this.#ask("SELECT name FROM pragma_table_info(?)", [table]).map(({ name }) => String(name)),
            async fresh(statements) {
                // The way in which SQLite's manual changes a table needs them off, which must be said before the transaction.
                unchecked = statements.some(({ sql }) => switchesForeignKeys(sql));
                database.exec(`PRAGMA foreign_keys = ${unchecked ? "off" : "on"}`);
            },
            begin: () => this.#patient(() => database.exec("BEGIN IMMEDIATE")),
            commit: async () => {
                if (unchecked) {
                    const [broken] = this.#ask("PRAGMA foreign_key_check");
                    if (broken) {
                        throw new Error(`foreign keys do not hold: row ${broken.rowid} of ${broken.table} refers to nothing in ${broken.parent}`);
                    }
                }
                await this.#patient(() => database.exec("COMMIT"));
            },
            rollback: async () => {
                if (database.isTransaction)
                    database.exec("ROLLBACK");
            },
            said(error) {
                return codeOf(error) === undefined ? undefined : { message: (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error), sqlstate: "" };
            },
            transient: (error) => codeOf(error) === BUSY || codeOf(error) === LOCKED,
            // All that is recorded here may be done twice.
            completed: () => false,
            hint: (error) => codeOf(error) === FULL
                ? "The disk is full: make room, and run again."
                : codeOf(error) === BUSY
                    ? "Another program kept the database all the time: look for long transactions, or raise lock-timeout or lock-retries."
                    : "",
            lost: () => false,
        };
    }
}
// The upper bits of an extended code say more than is asked here.
const codeOf = (error) => {
    const code = error?.errcode;
    return code === undefined ? undefined : code & 0xff;
};
/** Whether a statement switches foreign keys on or off, which SQLite takes no notice of within a transaction. */
const switchesForeignKeys = (sql) => /^\s*pragma\s+foreign_keys\s*(=|\()/i.test(sql);


/***/ })

};
;