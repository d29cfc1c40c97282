"use strict";
exports.id = 7629;
exports.ids = [7629];
exports.modules = {

/***/ 87629:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectMysql: () => (/* binding */ connectMysql)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/retry.js
var retry = __webpack_require__(59972);
// EXTERNAL MODULE: ./toolkit/run-url.js
var run_url = __webpack_require__(35191);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(79117);
// EXTERNAL MODULE: ./actions/migrate/lock.js
var lock = __webpack_require__(62954);
// EXTERNAL MODULE: ./actions/migrate/plain/apply.js
var apply = __webpack_require__(64410);
// EXTERNAL MODULE: ./actions/migrate/plain/history.js
var plain_history = __webpack_require__(57474);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./actions/migrate/mysql/url.js


const EXAMPLE = "It takes an address such as mysql://user:password@host:3306/database?ssl-mode=VERIFY_IDENTITY.";
/** Reads an address. Errors never show any part of it. Asked for TLS, certificate and name are checked. */
function readMysqlUrl(text) {
    let url;
    try {
        url = new URL(text);
    }
    catch {
        throw new errors/* UserError */.yo("The input url is not an address", {
            hint: `${EXAMPLE} Characters such as @ / # % in the password are written in URL encoding (%40 %2F %23 %25).`,
        });
    }
    const parameter = (...names) => names.map((name) => url.searchParams.get(name)).find(Boolean) ?? "";
    const user = decode(url.username);
    const database = decode(url.pathname.slice(1));
    if (user === "")
        throw new errors/* UserError */.yo("The input url names no user", { hint: EXAMPLE });
    if (database === "")
        throw new errors/* UserError */.yo("The input url names no database", { hint: EXAMPLE });
    const host = decode(url.hostname).replace(/^\[(.*)\]$/, "$1") || "localhost";
    const port = Number(url.port || 3306);
    const socket = parameter("socket", "socketPath");
    const mode = parameter("ssl-mode", "sslmode", "sslMode")
        .toLowerCase()
        .replace(/[^a-z]/g, "");
    const authorities = parameter("ssl-ca", "sslrootcert");
    const file = { ...(authorities ? { authorities } : {}) };
    let tls;
    if (/^(required?|verifyca|verifyidentity|verifyfull)$/.test(mode))
        tls = { verify: true, ...file };
    else if (mode === "noverify")
        tls = { verify: false };
    else if (mode === "" && authorities)
        tls = { verify: true, ...file };
    else if (!/^(|disabled?|preferred)$/.test(mode)) {
        throw new errors/* UserError */.yo(`The input url asks for ssl-mode=${mode.slice(0, 20)}, which is not known`, {
            hint: "It takes DISABLED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY, or no-verify for a server whose certificate cannot be checked.",
        });
    }
    // mysql2 checks the certificate of an address without a name against "localhost".
    if (tls?.verify && (0,external_node_net_.isIP)(host)) {
        throw new errors/* UserError */.yo(`The name of the server at ${host} cannot be checked: its certificate is for a name`, {
            hint: "Write the name of the server into the url, or ssl-mode=no-verify where nothing can come in between.",
        });
    }
    const place = `${database} at ${socket || `${host}:${port}`}`;
    return { host, port, socket, user, password: decode(url.password), database, tls, place };
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}

;// CONCATENATED MODULE: ./actions/migrate/mysql/engine.js









/** Connects to a MySQL or MariaDB server, and tries again for as long as it is starting. */
async function connectMysql(inputs, world) {
    const url = readMysqlUrl(inputs.url);
    const guard = await engine_open(url, inputs, world);
    try {
        const [row = {}] = await ask(guard, "SELECT version() AS version, @@global.read_only AS ro, concat('', version()) LIKE '%MariaDB%' AS maria");
        const facts = { version: String(row.version), maria: Boolean(row.maria), readOnly: Number(row.ro) !== 0 };
        return new MysqlEngine(url, facts, guard, inputs, world);
    }
    catch (error) {
        guard.destroy();
        throw error;
    }
}
class MysqlEngine {
    place;
    server;
    major;
    #url;
    #facts;
    #guard;
    #inputs;
    #world;
    #key;
    #work;
    #holder = 0;
    constructor(url, facts, guard, inputs, world) {
        this.#url = url;
        this.#facts = facts;
        this.#guard = guard;
        this.#inputs = inputs;
        this.#world = world;
        this.place = url.place;
        this.server = `${facts.maria ? "MariaDB" : "MySQL"} ${/^[\d.]+/.exec(facts.version)?.[0] ?? facts.version}`;
        this.major = Number.parseInt(facts.version, 10);
        // Names of these locks are the server's, not the database's, and take 64 characters.
        this.#key = `quayside ${(0,lock/* lockKey */.TL)(`${url.database}.${inputs.historyTable}`)}`;
    }
    async history() {
        const history = this.#history(this.#guard);
        return (await history.exists()) ? await history.read() : [];
    }
    async lock() {
        if (this.#facts.readOnly && !(await this.#mayWriteAnyway())) {
            throw new errors/* UserError */.yo("The server takes no changes: it is a replica, or read-only by its settings", {
                hint: "Give the address of the primary server in the input url.",
            });
        }
        this.#work = await engine_open(this.#url, this.#inputs, this.#world);
        this.#holder = await this.#take(this.#guard, this.#key);
        // A run that was killed loses its first lock at once; while its statement still runs, the second one is held.
        await this.#take(this.#work, `${this.#key} work`);
    }
    // Kept for as long as the session lives. It is tried again and again, so that a wait can be told of and stopped.
    async #take(session, name) {
        const { clock, signal, runner } = this.#world;
        const began = clock.elapsed();
        let told = Number.NEGATIVE_INFINITY;
        for (;;) {
            const [row = {}] = await ask(session, "SELECT get_lock(?, 0) AS taken, connection_id() AS id", [name]);
            if (Number(row.taken) === 1)
                return Number(row.id);
            const waited = clock.elapsed() - began;
            const [holder = {}] = await ask(session, "SELECT is_used_lock(?) AS id, (SELECT concat(user, ' from ', host, ' for ', time, ' s') FROM information_schema.processlist WHERE id = is_used_lock(?)) AS who", [name, name]);
            const who = `session ${holder.id ?? "?"}${holder.who ? ` (${holder.who})` : ""}`;
            if (waited + lock/* POLL */.eE > this.#inputs.waitForLock) {
                throw new errors/* UserError */.yo(`Another run migrates this database: ${who}; waited ${(0,units/* formatDuration */.a3)(waited)}`, {
                    hint: "Wait for it to end, or raise wait-for-lock. A killed run gives the lock back by itself, at the latest when its statement has ended.",
                });
            }
            if (waited - told >= 30_000) {
                told = waited;
                runner.info(`Another run migrates this database: ${who}. Waiting for it.`);
            }
            await clock.sleep(lock/* POLL */.eE, signal);
        }
    }
    async #mayWriteAnyway() {
        const grants = await ask(this.#guard, "SHOW GRANTS");
        return grants.some((row) => /ALL PRIVILEGES ON \*\.\*|\bSUPER\b|READ[_ ]ONLY ADMIN/i.test(String(Object.values(row)[0])));
    }
    async checkLock() {
        const rows = await ask(this.#guard, "SELECT is_used_lock(?) AS id, connection_id() AS me", [this.#key]).catch(() => []);
        if (rows.length === 1 && Number(rows[0]?.id) === this.#holder && Number(rows[0]?.me) === this.#holder)
            return;
        throw new errors/* UserError */.yo("The lock of this run is gone, so another run may be at work: stopped before the next file", {
            hint: "The connection that held it was closed, or a pooler gave it to somebody else. Run again: it goes on where this one stopped.",
        });
    }
    // The server's parser says what is no SQL; that a table is not there yet is nothing against a later statement.
    async examine(operations) {
        const problems = [];
        for (const { file, statements } of operations) {
            for (const { sql, line, column } of statements) {
                try {
                    await ask(this.#guard, `PREPARE quayside_check FROM ${quoted(sql)}`);
                    await ask(this.#guard, "DEALLOCATE PREPARE quayside_check");
                }
                catch (error) {
                    const { errno, sqlMessage = (0,errors/* messageOf */.bD)(error) } = error;
                    if (errno !== 1064)
                        continue;
                    const inside = Number(/ at line (\d+)$/.exec(sqlMessage)?.[1] ?? 1);
                    problems.push({
                        kind: "syntax",
                        path: file.path,
                        line: line + inside - 1,
                        column: inside === 1 ? column : 1,
                        message: sqlMessage.replace(/^You have an error in your SQL syntax; check the manual [^;]*? for the right syntax to use /, "syntax error "),
                        hint: "Mend the SQL; nothing has been applied.",
                    });
                }
            }
        }
        return problems;
    }
    async adopt({ baseline, rebaseline }) {
        const history = this.#history(this.#guard);
        if (!(await history.exists()))
            await history.create();
        await ask(this.#guard, "START TRANSACTION");
        for (const file of baseline)
            await history.record(file, "baseline", 0, 0);
        const rows = rebaseline.length > 0 ? await history.read() : [];
        for (const file of rebaseline) {
            const version = rows.find((row) => BigInt(row.version) === BigInt(file.version))?.version;
            await history.rebaseline(file, version ?? file.version);
        }
        await ask(this.#guard, "COMMIT");
    }
    async apply(operations, onApplied) {
        const work = this.#work;
        if (!work)
            throw new Error("the lock is not held");
        const { signal } = this.#world;
        const [row = {}] = await ask(work, "SELECT connection_id() AS id");
        let timer;
        // Again and again, since a request that comes between two statements ends nothing.
        const cancel = () => void ask(this.#guard, `KILL QUERY ${Number(row.id)}`).catch(() => { });
        const onAbort = () => {
            cancel();
            timer = setInterval(cancel, 250);
        };
        signal.addEventListener("abort", onAbort, { once: true });
        try {
            await (0,apply/* applyPlain */.l)(operations, {
                session: this.#session(work),
                history: this.#history(work),
                world: this.#world,
                retries: this.#inputs.lockRetries,
                checkLock: () => this.checkLock(),
                onApplied,
            });
        }
        finally {
            clearInterval(timer);
            signal.removeEventListener("abort", onAbort);
        }
    }
    async estimatedRows(tables) {
        const rows = await ask(this.#guard, "SELECT table_name AS name, table_rows AS n FROM information_schema.tables WHERE table_schema = database() AND table_rows IS NOT NULL");
        return new Map(rows.filter(({ name }) => tables.includes(String(name))).map(({ name, n }) => [String(name), Number(n)]));
    }
    async invalidIndexes() {
        return [];
    }
    async snapshot() {
        const rows = await ask(this.#guard, `SELECT 'table' AS kind, table_name AS name, concat_ws(' ', table_type, engine, table_collation) AS definition
         FROM information_schema.tables WHERE table_schema = database() AND table_name <> ?
       UNION ALL SELECT 'column', concat(table_name, '.', column_name), concat_ws(' ', column_type, collation_name,
           IF(is_nullable = 'NO', 'NOT NULL', NULL), concat('DEFAULT ', column_default), nullif(extra, ''))
         FROM information_schema.columns WHERE table_schema = database() AND table_name <> ?
       UNION ALL SELECT 'index', concat(table_name, '.', index_name), concat(IF(non_unique, '', 'UNIQUE '), index_type, ' (',
           group_concat(concat(column_name, coalesce(concat('(', sub_part, ')'), '')) ORDER BY seq_in_index), ')')
         FROM information_schema.statistics WHERE table_schema = database() AND table_name <> ?
         GROUP BY table_name, index_name, non_unique, index_type
       UNION ALL SELECT 'constraint', concat(k.table_name, '.', k.constraint_name), concat('FOREIGN KEY (',
           group_concat(k.column_name ORDER BY k.ordinal_position), ') REFERENCES ', k.referenced_table_name, ' (',
           group_concat(k.referenced_column_name ORDER BY k.ordinal_position), ') ', r.update_rule, ' ', r.delete_rule)
         FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r
           ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
         WHERE k.table_schema = database() AND k.referenced_table_name IS NOT NULL
         GROUP BY k.table_name, k.constraint_name, k.referenced_table_name, r.update_rule, r.delete_rule
       UNION ALL SELECT 'view', table_name, view_definition FROM information_schema.views WHERE table_schema = database()
       UNION ALL SELECT 'trigger', trigger_name, concat_ws(' ', action_timing, event_manipulation, event_object_table, action_statement)
         FROM information_schema.triggers WHERE trigger_schema = database()
       UNION ALL SELECT 'routine', routine_name, concat_ws(' ', routine_type, routine_definition)
         FROM information_schema.routines WHERE routine_schema = database()
       ORDER BY 1, 2`, [this.#inputs.historyTable, this.#inputs.historyTable, this.#inputs.historyTable]);
        const database = `\`${this.#url.database}\`.`;
        return rows.map(({ kind, name, definition }) => ({
            kind: String(kind),
            name: String(name),
            // The server writes views with the name of the database in front of every table.
            definition: String(definition).replaceAll(database, ""),
        }));
    }
    async recorded({ table, sql }) {
        const name = table.replaceAll('"', "");
        const rows = await ask(this.#guard, "SELECT 1 FROM information_schema.tables WHERE table_schema = database() AND table_name = ?", [name]);
        if (rows.length === 0)
            return [];
        return (await ask(this.#guard, sql.replaceAll('"', "`"))).map(({ version }) => String(version));
    }
    async close() {
        this.#guard.destroy();
        this.#work?.destroy();
    }
    #history(connection) {
        return new plain_history/* PlainHistory */.d(this.#session(connection), this.#inputs.historyTable, (0,run_url/* runUrl */.V)(this.#world.runner.env));
    }
    #session(connection) {
        const { lockTimeout, statementTimeout } = this.#inputs;
        const seconds = Math.max(1, Math.round(lockTimeout / 1000)) || 31_536_000;
        const query = (sql, values) => ask(connection, sql, values);
        return {
            query,
            now: "utc_timestamp(3)",
            createTable: (table) => `CREATE TABLE IF NOT EXISTS ${table} (
        version varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
        name text NOT NULL, file text NOT NULL, checksum varchar(80) NOT NULL, state varchar(10) NOT NULL,
        statements int NOT NULL, done longtext NOT NULL, in_flight int,
        started_at datetime(3) NOT NULL, applied_at datetime(3), duration_ms bigint NOT NULL,
        run text NOT NULL, position bigint NOT NULL AUTO_INCREMENT UNIQUE) ENGINE=InnoDB CHARACTER SET utf8mb4`,
            columns: async (table) => (await query("SELECT column_name AS name FROM information_schema.columns WHERE table_schema = database() AND table_name = ?", [table])).map(({ name }) => String(name)),
            async fresh() {
                // What an earlier file has SET goes back to what the server gives a new session.
                await query("ROLLBACK");
                await query("SET SESSION sql_mode = @@global.sql_mode, foreign_key_checks = @@global.foreign_key_checks, unique_checks = @@global.unique_checks, time_zone = @@global.time_zone, autocommit = 1");
                await query(`SET SESSION lock_wait_timeout = ${lockTimeout === 0 ? 31_536_000 : seconds}`);
                await query(`SET SESSION innodb_lock_wait_timeout = ${lockTimeout === 0 ? 1_073_741_824 : seconds}`);
                // MySQL limits SELECT only, MariaDB all statements.
                await query("SET SESSION max_statement_time = ?", [statementTimeout / 1000]).catch(() => query(`SET SESSION max_execution_time = ${statementTimeout}`));
            },
            begin: async () => void (await query("START TRANSACTION")),
            commit: async () => void (await query("COMMIT")),
            rollback: async () => void (await query("ROLLBACK")),
            said(error) {
                const { sqlMessage, sqlState = "" } = error;
                return sqlMessage === undefined ? undefined : { message: sqlMessage, sqlstate: sqlState };
            },
            transient: (error) => TRANSIENT.has(error?.errno ?? 0),
            completed: (error) => ALREADY.has(error.errno ?? 0),
            hint: (error) => HINTS[error.errno ?? 0] ?? "",
            lost: () => connection.connection._closing === true ||
                gone.has(connection),
        };
    }
}
/** Lock wait timeout, deadlock. */
const TRANSIENT = new Set([1205, 1213]);
/** There already, or gone already: database, table, column, key, foreign key, routine, trigger, event, view. */
const ALREADY = new Set([
    1007, 1008, 1050, 1051, 1060, 1061, 1091, 1304, 1305, 1359, 1360, 1537, 1539, 1826, 4092, 3822, 3821,
]);
const HINTS = {
    1205: "Other sessions kept the lock all the time: look for long transactions, or raise lock-timeout or lock-retries.",
    1969: "It ran longer than statement-timeout allows: raise it, or do the work in smaller steps.",
    3024: "It ran longer than statement-timeout allows: raise it, or do the work in smaller steps.",
    1142: "The user of the url has not the right to do this: grant it, or give another user.",
    1044: "The user of the url has not the right to do this: grant it, or give another user.",
    1227: "The user of the url has not the right to do this: grant it, or give another user.",
    1114: "The table or the disk is full: make room, and run again.",
    1021: "The server's disk is full: make room, and run again.",
};
/** Connections that the server has closed. */
const gone = new WeakSet();
async function ask(connection, sql, values) {
    const [rows] = await connection.query(sql, values ? [...values] : undefined);
    return Array.isArray(rows) ? rows : [];
}
/** A text for SQL, whatever the mode of the server says of backslashes: as bytes. */
const quoted = (text) => `_utf8mb4 x'${Buffer.from(text).toString("hex")}'`;
/** Codes that go away when a server has started. */
const STARTING = new Set([
    "ECONNREFUSED",
    "ECONNRESET",
    "ENOTFOUND",
    "EAI_AGAIN",
    "ENOENT",
    "PROTOCOL_CONNECTION_LOST",
    "ER_CON_COUNT_ERROR",
]);
async function engine_open(url, inputs, world) {
    const { clock, signal, runner } = world;
    const { createConnection } = await __webpack_require__.e(/* import() */ 2384).then(__webpack_require__.t.bind(__webpack_require__, 82384, 19));
    const end = clock.elapsed() + inputs.connectTimeout;
    try {
        return await (0,retry/* retry */.L)(async () => {
            const connection = await createConnection({
                ...(url.socket ? { socketPath: url.socket } : { host: url.host, port: url.port }),
                user: url.user,
                password: url.password,
                database: url.database,
                charset: "utf8mb4",
                dateStrings: true,
                supportBigNumbers: true,
                enableKeepAlive: true,
                connectTimeout: Math.max(1000, end - clock.elapsed()),
                connectAttributes: { program_name: "quayside migrate" },
                ...(url.tls
                    ? {
                        ssl: {
                            rejectUnauthorized: url.tls.verify,
                            verifyIdentity: url.tls.verify,
                            ...(url.tls.authorities ? { ca: (0,external_node_fs_.readFileSync)(url.tls.authorities, "utf8") } : {}),
                        },
                    }
                    : {}),
            });
            connection.on("error", () => void gone.add(connection));
            return connection;
        }, {
            attempts: 1000,
            base: 250,
            cap: 2000,
            clock,
            signal,
            transient: (error) => STARTING.has((0,errors/* codeOf */.$N)(error) ?? "") && clock.elapsed() < end,
            onRetry: (error) => runner.debug(`No connection to ${url.place} yet: ${(0,errors/* messageOf */.bD)(error)}`),
        });
    }
    catch (error) {
        (0,errors/* throwIfAborted */.Te)(signal);
        if (error instanceof errors/* UserError */.yo)
            throw error;
        throw new errors/* UserError */.yo(`No connection to ${url.place} as ${url.user}: ${(0,errors/* messageOf */.bD)(error)}`, {
            hint: hintFor(error, url),
            cause: error,
        });
    }
}
function hintFor(error, url) {
    const code = (0,errors/* codeOf */.$N)(error) ?? "";
    if (code === "ER_ACCESS_DENIED_ERROR" || code === "ER_ACCESS_DENIED_NO_PASSWORD_ERROR")
        return "User or password is wrong, or the user may not come from this host: check the secret that the input url comes from.";
    if (code === "ER_BAD_DB_ERROR")
        return `There is no database "${url.database}" on that server: create it, or mend the url.`;
    if (code === "ER_DBACCESS_DENIED_ERROR")
        return `The user may not use the database "${url.database}": grant it.`;
    if (code === "ENOTFOUND" || code === "EAI_AGAIN")
        return "The name of the host is not known here: check it, and the network of the job.";
    if (code === "ECONNREFUSED" || code === "ENOENT")
        return "Nothing listens there: check host and port, and that the server has started.";
    if (code === "HANDSHAKE_NO_SSL_SUPPORT")
        return "The server speaks no TLS: set ssl-mode=DISABLED if the network is trusted.";
    if (/CERT|SIGNED|ALTNAME/i.test(code + (0,errors/* messageOf */.bD)(error)))
        return "The certificate of the server could not be checked: give its authority as ssl-ca=FILE in the url, and the name that it has.";
    return "Check host, port and the network between this job and the server.";
}


/***/ }),

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


/***/ })

};
;