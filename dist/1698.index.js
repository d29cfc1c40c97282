"use strict";
exports.id = 1698;
exports.ids = [1698,2760];
exports.modules = {

/***/ 33160:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cv: () => (/* binding */ identifier),
/* harmony export */   eu: () => (/* binding */ literal),
/* harmony export */   fA: () => (/* binding */ openSession),
/* harmony export */   ig: () => (/* binding */ serverError)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var pg__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15757);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(59972);




/** The server's own words for an error, or undefined where it came from elsewhere (a lost connection). */
function serverError(error) {
    if (!(error instanceof pg__WEBPACK_IMPORTED_MODULE_1__/* ["default"].DatabaseError */ .Ay.DatabaseError) || !error.code)
        return undefined;
    return {
        message: error.message,
        sqlstate: error.code,
        ...(error.detail ? { detail: error.detail } : {}),
        ...(error.hint ? { hint: error.hint } : {}),
        ...(error.position ? { position: Number(error.position) } : {}),
    };
}
/** An identifier for SQL. */
const identifier = (name) => pg__WEBPACK_IMPORTED_MODULE_1__/* ["default"].escapeIdentifier */ .Ay.escapeIdentifier(name);
/** A text, number or null for SQL. */
const literal = (value) => value === null ? "NULL" : typeof value === "number" ? String(value) : pg__WEBPACK_IMPORTED_MODULE_1__/* ["default"].escapeLiteral */ .Ay.escapeLiteral(value);
/**
 * Connects, and tries again for as long as the server is starting or not yet listening.
 * Throws a UserError that says what went wrong and what to look at, and nothing of the password.
 */
async function openSession(url, options) {
    const { clock, signal } = options;
    const end = clock.elapsed() + options.timeout;
    try {
        return await (0,_toolkit_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .retry */ .L)(() => connect(url, options, Math.max(1000, end - clock.elapsed())), {
            attempts: 1000,
            base: 250,
            cap: 2000,
            clock,
            signal,
            transient: (error) => !(error instanceof _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo) &&
                // A port that a container engine forwards is open before the server behind it is.
                (STARTING.has((0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .codeOf */ .$N)(error) ?? "") || /Connection terminated unexpectedly/.test((0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error))) &&
                clock.elapsed() < end,
            onRetry: (error) => options.onRetry?.((0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)),
        });
    }
    catch (error) {
        (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .throwIfAborted */ .Te)(signal);
        if (error instanceof _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo)
            throw error;
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`No connection to ${url.place} as ${url.user}: ${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`, {
            hint: hintFor(error, url),
            cause: error,
        });
    }
}
/** Codes that go away when a server has started; ENOTFOUND too, since a container's name appears with it. */
const STARTING = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ENOENT", "57P03", "53300"]);
async function connect(url, options, timeout) {
    const client = new pg__WEBPACK_IMPORTED_MODULE_1__/* ["default"].Client */ .Ay.Client({
        host: url.host,
        port: url.port,
        user: url.user,
        password: url.password,
        database: url.database,
        ssl: url.tls
            ? {
                rejectUnauthorized: url.tls.verify,
                ...(url.tls.authorities ? { ca: readPem("sslrootcert", url.tls.authorities) } : {}),
                ...(url.tls.certificate ? { cert: readPem("sslcert", url.tls.certificate) } : {}),
                ...(url.tls.key ? { key: readPem("sslkey", url.tls.key) } : {}),
            }
            : false,
        ...(url.options ? { options: url.options } : {}),
        application_name: options.name.slice(0, 63),
        connectionTimeoutMillis: timeout,
        keepAlive: true,
        // Queries are sent as they come, not each after the answer to the one before.
        pipeline: true,
    });
    let gone;
    client.on("error", (error) => {
        gone ??= error;
    });
    client.on("end", () => {
        gone ??= new Error("the server closed the connection");
    });
    const onAbort = () => void client.end().catch(() => { });
    options.signal.addEventListener("abort", onAbort, { once: true });
    try {
        await client.connect();
    }
    catch (error) {
        await client.end().catch(() => { });
        throw error;
    }
    finally {
        options.signal.removeEventListener("abort", onAbort);
    }
    return {
        handshakePid: client.processID,
        lost: () => gone,
        async query(sql, values) {
            const result = (await (values ? client.query(sql, [...values]) : client.query(sql)));
            return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [];
        },
        async close() {
            await Promise.race([client.end().catch(() => { }), options.clock.sleep(1000)]);
            // A query that still runs keeps the socket; the process must be able to end all the same.
            client.connection.stream.destroy();
        },
    };
}
function readPem(parameter, file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, "utf8");
    }
    catch (error) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`The file of ${parameter} could not be read: ${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`, { cause: error });
    }
}
function hintFor(error, url) {
    const code = (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .codeOf */ .$N)(error) ?? "";
    const text = (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error);
    if (code === "28P01")
        return "The password is wrong for that user: check the secret that the input url comes from.";
    if (code === "28000")
        return "The server lets this user in under other conditions only (pg_hba.conf): check user, host and sslmode.";
    if (code === "3D000")
        return `There is no database "${url.database}" on that server: create it, or mend the end of the url.`;
    if (code === "53300")
        return "The server has no connection left: raise max_connections or free some.";
    if (code === "ENOTFOUND" || code === "EAI_AGAIN")
        return "The name of the host is not known here: check it, and the network of the job.";
    if (code === "ECONNREFUSED" || code === "ENOENT")
        return "Nothing listens there: check host and port, and that the server has started.";
    if (/does not support SSL/i.test(text))
        return "The server speaks no TLS: set sslmode=disable if the network is trusted.";
    if (/altname/i.test(text + code)) {
        return "The certificate is for another name: write the name of the server that it has into the url.";
    }
    if (/certificate|CERT|SELF_SIGNED|altname/i.test(text + code)) {
        return "The certificate of the server could not be checked: give its authority as sslrootcert=FILE in the url.";
    }
    if (/SCRAM|password must be a string/i.test(text))
        return "The server asks for a password and the url holds none.";
    return "Check host, port and the network between this job and the server.";
}


/***/ }),

/***/ 814:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lr: () => (/* binding */ differenceText),
/* harmony export */   P9: () => (/* binding */ snapshot),
/* harmony export */   _e: () => (/* binding */ compareSchemas),
/* harmony export */   te: () => (/* binding */ refuseFilled)
/* harmony export */ });
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _database_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33160);


/** Where an object is one of the user's: not PostgreSQL's own, not an extension's, not the history table. */
const own = (oid, namespace, catalog) => `n.oid = ${namespace} AND n.nspname !~ '^(pg_|information_schema$)'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;
/**
 * Tables, columns, indexes, constraints, policies, sequences, views, functions, triggers, types and extensions of the
 * connected database, as the server itself writes them. Owners, grants and comments are not compared: they are another
 * matter in each environment.
 */
async function snapshot(session, historyTable) {
    const [row] = await session.query(`SELECT coalesce(to_regclass(${(0,_database_js__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .eu)(historyTable)})::oid, 0)::text AS oid`);
    const history = Number(row?.oid ?? 0);
    const table = `pg_class c, pg_namespace n WHERE ${own("c.oid", "c.relnamespace", "pg_class")} AND c.oid <> ${history}`;
    await session.query("SET search_path = ''");
    const rows = await session.query(`
    SELECT 'table' AS kind, c.oid::regclass::text AS name,
        concat_ws(' ', c.relkind, c.relpersistence, CASE WHEN c.relrowsecurity THEN 'row security' END, pg_get_partkeydef(c.oid), CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END) AS definition
      FROM ${table} AND c.relkind IN ('r', 'p', 'f')
    UNION ALL SELECT 'column', format('%s.%I', a.attrelid::regclass, a.attname),
        concat_ws(' ', format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT NULL' END,
          nullif(a.attidentity, ''), nullif(a.attgenerated, ''), 'DEFAULT ' || pg_get_expr(f.adbin, f.adrelid))
      FROM pg_attribute a LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum, ${table}
      AND a.attrelid = c.oid AND c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL SELECT 'index', c.oid::regclass::text, pg_get_indexdef(c.oid) || CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END
      FROM pg_index i, ${table} AND i.indexrelid = c.oid AND i.indrelid <> ${history} AND c.relkind IN ('i', 'I')
    UNION ALL SELECT 'constraint', format('%I on %s', o.conname, o.conrelid::regclass), pg_get_constraintdef(o.oid)
      FROM pg_constraint o, ${table} AND o.conrelid = c.oid AND o.contype <> 'n'
    UNION ALL SELECT 'view', c.oid::regclass::text, pg_get_viewdef(c.oid)
      FROM ${table} AND c.relkind IN ('v', 'm')
    UNION ALL SELECT 'function', p.oid::regprocedure::text, pg_get_functiondef(p.oid)
      FROM pg_proc p, pg_namespace n WHERE ${own("p.oid", "p.pronamespace", "pg_proc")} AND p.prokind IN ('f', 'p')
    UNION ALL SELECT 'trigger', format('%I on %s', g.tgname, g.tgrelid::regclass), concat(pg_get_triggerdef(g.oid), ' ', g.tgenabled)
      FROM pg_trigger g, ${table} AND g.tgrelid = c.oid AND NOT g.tgisinternal
    UNION ALL SELECT 'enum', t.oid::regtype::text, (SELECT string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)
      FROM pg_type t, pg_namespace n WHERE ${own("t.oid", "t.typnamespace", "pg_type")} AND t.typtype = 'e'
    UNION ALL SELECT 'domain', t.oid::regtype::text, concat_ws(' ', format_type(t.typbasetype, t.typtypmod),
          CASE WHEN t.typnotnull THEN 'NOT NULL' END, 'DEFAULT ' || t.typdefault,
          (SELECT string_agg(pg_get_constraintdef(o.oid), ' ' ORDER BY o.conname) FROM pg_constraint o WHERE o.contypid = t.oid AND o.contype = 'c'))
      FROM pg_type t, pg_namespace n WHERE ${own("t.oid", "t.typnamespace", "pg_type")} AND t.typtype = 'd'
    UNION ALL SELECT 'type', c.oid::regclass::text, (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
          FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
      FROM ${table} AND c.relkind = 'c'
    UNION ALL SELECT 'policy', format('%I on %s', p.polname, p.polrelid::regclass), concat_ws(' ', p.polcmd, p.polpermissive,
          (SELECT string_agg(r::regrole::text, ', ') FROM unnest(p.polroles) r WHERE r <> 0),
          'USING ' || pg_get_expr(p.polqual, p.polrelid), 'CHECK ' || pg_get_expr(p.polwithcheck, p.polrelid))
      FROM pg_policy p, ${table} AND p.polrelid = c.oid
    UNION ALL SELECT 'sequence', c.oid::regclass::text, format('%s %s %s %s %s %s', format_type(q.seqtypid, NULL), q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcycle)
      FROM pg_sequence q, ${table} AND q.seqrelid = c.oid
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.refobjid = ${history})
    UNION ALL SELECT 'extension', e.extname, '' FROM pg_extension e WHERE e.extname <> 'plpgsql'
    ORDER BY 1, 2`);
    await session.query("RESET search_path");
    return rows;
}
/** In what two schemas differ, ordered by kind and name. Pure. */
function compareSchemas(live, expected) {
    const key = ({ kind, name }) => `${kind} ${name}`;
    const there = new Map(live.map((object) => [key(object), object]));
    const wanted = new Map(expected.map((object) => [key(object), object]));
    return [...new Set([...there.keys(), ...wanted.keys()])].sort().flatMap((one) => {
        const [a, b] = [there.get(one), wanted.get(one)];
        const { kind, name } = (a ?? b);
        return a?.definition === b?.definition ? [] : [{ kind, name, live: a?.definition, expected: b?.definition }];
    });
}
/** A difference in one line. */
function differenceText({ kind, name, live, expected }) {
    const line = (text) => text.replace(/\s+/g, " ").trim();
    if (live === undefined)
        return `${kind} ${name} is missing: the migrations make it`;
    if (expected === undefined)
        return `${kind} ${name} is there, and no migration makes it`;
    return `${kind} ${name} is "${line(live)}", and the migrations make it "${line(expected)}"`;
}
/** Throws a UserError where a database that migrations are to be replayed on holds something already. */
function refuseFilled(objects) {
    if (objects.length === 0)
        return;
    throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`The database of scratch-url is not empty: it has ${objects[0]?.kind} ${objects[0]?.name}`, {
        hint: "Give a database that is made for this run, such as a service container of the job: the migrations are replayed in it.",
    });
}


/***/ }),

/***/ 70955:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ MigrationError),
/* harmony export */   g: () => (/* binding */ failureOf)
/* harmony export */ });
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _sql_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11509);


/** A migration failed; `failure` has all that is known. */
class MigrationError extends _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo {
    failure;
    constructor(failure, cause) {
        const { path, line, column, statement, server, message, state, hint } = failure;
        const place = line === undefined ? path : `${path}:${line}:${column ?? 1}`;
        const what = statement === undefined ? "failed" : `statement ${statement} failed`;
        const code = server?.sqlstate ? ` [SQLSTATE ${server.sqlstate}]` : "";
        const extra = server?.detail ? ` (${server.detail})` : "";
        super(`${place}: ${what}: ${message}${code}${extra}. ${state}`, { hint });
        this.failure = failure;
        // The text of the cause is in the message already; it is only kept for whoever looks for it.
        Object.defineProperty(this, "origin", { value: cause, enumerable: false });
    }
}
/** The error to throw for one that stopped a file: its own where it is told already, the reason of an abort, or all that is known. */
function failureOf(error, facts) {
    const { operation, at, stage, signal, server, lost, hint } = facts;
    // The lock is gone: that is no failure of the file.
    if (error instanceof _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo)
        return error;
    if (signal.aborted) {
        // The reason says who asked; what the caller adds says what was done.
        return signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason));
    }
    const failure = {
        path: operation.file.path,
        ...(at ? { statement: at.number, ...placeIn(at, server?.position) } : {}),
        message: server?.message ?? (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error),
        ...(server ? { server } : {}),
        state: stateAfter(operation, at, stage, lost),
        hint,
    };
    return new MigrationError(failure, error);
}
function placeIn(at, position) {
    if (position === undefined)
        return { line: at.line, column: at.column };
    const { line, column } = (0,_sql_js__WEBPACK_IMPORTED_MODULE_1__/* .placeOf */ .$t)(at.sql, [...at.sql].slice(0, position - 1).join("").length);
    return { line: at.line + line - 1, column: line === 1 ? at.column + column - 1 : column };
}
function stateAfter(operation, at, stage, lost) {
    if (stage === "commit" && lost)
        return "Whether the file was committed is not known here; the next run reads it from the history";
    if (stage !== "partly done")
        return "Nothing of this file is in the database";
    const done = (at?.number ?? 1) - 1;
    const rest = done === 0
        ? "None of its statements is done"
        : `Its first ${done} of ${operation.statements.length} statements are done and recorded`;
    return `${rest}; the next run goes on at statement ${done + 1}`;
}


/***/ }),

/***/ 62760:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readMigrateInputs: () => (/* binding */ readMigrateInputs)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86613);
/* harmony import */ var _spec_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20930);
/* harmony import */ var _url_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64924);





/** Modes that do without a database. */
const WITHOUT_DATABASE = new Set(["plan", "check", "new"]);
/**
 * Reads the inputs, and hides every part of the address that is secret before anything can print it. The address is the
 * input url, else what the file of url-file holds, else the variable DATABASE_URL.
 */
function readMigrateInputs(runner) {
    const hide = (address) => {
        for (const secret of (0,_url_js__WEBPACK_IMPORTED_MODULE_4__/* .secretsOf */ .F)(address))
            runner.mask(secret);
        return address;
    };
    let url = "";
    const inputs = (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .readInputs */ .Ko)(_spec_js__WEBPACK_IMPORTED_MODULE_3__/* .spec */ .I.inputs, runner, (given) => {
        const { mode, name, command, scratchUrl } = given;
        const mistakes = [];
        if (given.url !== "" && given.urlFile !== "")
            mistakes.push("url and url-file are both set; give one of them");
        try {
            url = hide(given.url || (given.urlFile && (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(given.urlFile, "utf8").trim()));
        }
        catch (error) {
            mistakes.push(`url-file got "${given.urlFile}" (${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error)}); it takes a file that holds the address`);
        }
        url ||= mode === "new" ? "" : hide(runner.env.DATABASE_URL ?? "");
        if (url === "" && mistakes.length === 0 && !WITHOUT_DATABASE.has(mode)) {
            mistakes.push(`url is not set; mode ${mode} needs it, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_3__/* .spec */ .I.inputs.url.example}`);
        }
        if (mode === "new" && name === "")
            mistakes.push("name is not set; mode new needs it, for example: add_users");
        if (command !== "" && !/^(apply|plan|check)$/.test(mode))
            mistakes.push(`command is set, and mode ${mode} does not know it; it takes apply, plan or check`);
        if ((mode === "drift" || mode === "trace") && scratchUrl === "") {
            mistakes.push(`scratch-url is not set; mode ${mode} needs it, for example: ${_spec_js__WEBPACK_IMPORTED_MODULE_3__/* .spec */ .I.inputs["scratch-url"].example}`);
        }
        return mistakes;
    });
    hide(inputs.scratchUrl);
    return Object.freeze({ ...inputs, url });
}


/***/ }),

/***/ 62954:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HJ: () => (/* binding */ takeLock),
/* harmony export */   TL: () => (/* binding */ lockKey),
/* harmony export */   Ui: () => (/* binding */ refuseTransactionPooler),
/* harmony export */   eE: () => (/* binding */ POLL)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79117);



/** The key of an advisory lock: 64 bits of a hash, so that other users of advisory locks are not met by chance. */
function lockKey(name) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(`quayside ${name}`).digest().readBigInt64BE();
}
/** Milliseconds between two tries. */
const POLL = 1000;
/**
 * Takes the advisory lock on an idle session of its own. It is tried again and again and never waited for inside of
 * the server: a session that waits holds a snapshot, CREATE INDEX CONCURRENTLY waits for all old snapshots, and the
 * two would wait for each other.
 */
async function takeLock(session, options) {
    const key = lockKey(options.name);
    const half = (value) => BigInt.asUintN(32, value).toString();
    const where = `locktype = 'advisory' AND classid = ${half(key >> 32n)} AND objid = ${half(key)} AND objsubid = 1
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    const { clock } = options;
    const began = clock.elapsed();
    let told = Number.NEGATIVE_INFINITY;
    for (;;) {
        const [row] = await session.query(`SELECT pg_try_advisory_lock(${key}) AS taken`);
        if (row?.taken)
            break;
        const waited = clock.elapsed() - began;
        const holder = describe((await session.query(`SELECT l.pid, a.application_name, a.usename, a.client_addr::text AS address,
          extract(epoch FROM now() - a.backend_start)::int AS seconds,
          to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since
        FROM pg_locks l LEFT JOIN pg_stat_activity a USING (pid) WHERE ${where} AND granted LIMIT 1`))[0], options.github);
        if (waited + POLL > options.wait) {
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`Another run migrates this database: ${holder}; waited ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(waited)}`, {
                hint: "Wait for it to end, or raise wait-for-lock. A killed run gives the lock back within seconds by itself.",
            });
        }
        if (waited - told >= 30_000) {
            told = waited;
            options.info(`Another run migrates this database: ${holder}. Waiting for it.`);
        }
        await clock.sleep(POLL, options.signal);
    }
    const [{ pid } = { pid: 0 }] = await session.query("SELECT pg_backend_pid() AS pid");
    // Asked before each file, so it is planned once.
    const held = `quayside_held_${half(key)}`;
    let prepared = false;
    const ask = async () => {
        if (!prepared) {
            await session.query(`PREPARE ${held} AS SELECT 1 FROM pg_locks WHERE ${where} AND granted AND pid = pg_backend_pid() AND pid = ${Number(pid)}`);
        }
        prepared = true;
        return await session.query(`EXECUTE ${held}`);
    };
    return {
        pid: Number(pid),
        async check() {
            // A statement that is not there any more is as good a sign as a lock that is not.
            const rows = session.lost() ? [] : await ask().catch(() => []);
            const lost = session.lost();
            if (rows.length === 1)
                return;
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo("The lock of this run is gone, so another run may be at work: stopped before the next file", {
                hint: lost
                    ? "The connection that held it was closed. Run again: it goes on where this one stopped."
                    : "A pooler gave the session to somebody else. Use an address that goes straight to the server.",
                ...(lost ? { cause: lost } : {}),
            });
        },
        async release() {
            if (!session.lost())
                await session.query(`SELECT pg_advisory_unlock(${key})`).catch(() => { });
        },
    };
}
function describe(row, github = "https://github.com") {
    if (!row)
        return "its holder has just gone";
    const run = /^quayside run (\d+) of (\S+\/\S+)$/.exec(row.application_name ?? "");
    const name = run ? `${github}/${run[2]}/actions/runs/${run[1]}` : row.application_name || "a session without a name";
    const since = row.seconds === null || row.seconds === undefined
        ? ""
        : ` for ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(Number(row.seconds) * 1000)}, since ${row.since}`;
    return `${name} (process ${row.pid}${row.usename ? `, user ${row.usename}` : ""}${row.address ? `, from ${row.address}` : ""})${since}`;
}
/**
 * Throws a UserError where a pooler hands out another server session for each transaction: an advisory lock would be
 * left behind on one that somebody else gets. Two open sessions that meet the same server process are the proof.
 */
async function refuseTransactionPooler(first, second) {
    if ((await backend(first)) === first.handshakePid && (await backend(second)) === second.handshakePid)
        return;
    const seen = new Set();
    for (const session of [first, second, first, second])
        seen.add(await backend(session));
    if (seen.size === 2 && (await backend(first)) !== (await backend(second)))
        return;
    throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo("The address leads to a pooler in transaction mode, where no lock can be held", {
        hint: "Give the address of the server itself (port 5432, not the pooler's), or a pooler in session mode.",
    });
}
async function backend(session) {
    const [row] = await session.query("SELECT pg_backend_pid() AS pid");
    return Number(row?.pid);
}


/***/ }),

/***/ 7801:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ relationName),
/* harmony export */   V: () => (/* binding */ lockOf)
/* harmony export */ });
/* harmony import */ var _tree_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84421);

const ACCESS_EXCLUSIVE = "ACCESS EXCLUSIVE";
const SHARE_ROW_EXCLUSIVE = "SHARE ROW EXCLUSIVE";
const SHARE_UPDATE_EXCLUSIVE = "SHARE UPDATE EXCLUSIVE";
/** Weakest first; from SHARE on writers are kept out, the last one keeps readers out too. */
const STRENGTH = [
    "ACCESS SHARE",
    "ROW SHARE",
    "ROW EXCLUSIVE",
    SHARE_UPDATE_EXCLUSIVE,
    "SHARE",
    SHARE_ROW_EXCLUSIVE,
    "EXCLUSIVE",
    ACCESS_EXCLUSIVE,
];
/** Name of a relation as written: `schema.table` or `table`. */
function relationName(relation) {
    if (!relation?.relname)
        return "";
    return relation.schemaname ? `${relation.schemaname}.${relation.relname}` : relation.relname;
}
/**
 * The strongest lock a statement takes, after the table "Conflicting Lock Modes" of PostgreSQL's manual and the page of
 * each command. Functions and DO blocks may take more; undefined where no table is locked.
 */
function lockOf(tree) {
    const { kind, fields } = (0,_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .open */ .ho)(tree);
    const on = (mode, relation = fields.relation) => ({
        mode,
        table: relationName(relation),
    });
    switch (kind) {
        case "IndexStmt":
            return on(fields.concurrent ? SHARE_UPDATE_EXCLUSIVE : "SHARE");
        case "ReindexStmt":
            return on((0,_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .optionsOf */ .cz)(fields.params).includes("concurrently") ? SHARE_UPDATE_EXCLUSIVE : "SHARE");
        case "AlterTableStmt":
            return strongest((0,_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .alterations */ .TL)(fields).map((cmd) => on(alterLock(cmd))));
        case "CreateStmt":
            // A partition that is made in place locks its parent, one that is attached does not (CREATE TABLE, PARTITION OF).
            if (fields.partbound)
                return on(ACCESS_EXCLUSIVE, fields.inhRelations?.[0]?.RangeVar);
            return strongest(references(fields).map((relation) => on(SHARE_ROW_EXCLUSIVE, relation)));
        case "RenameStmt":
            return fields.relation ? on(ACCESS_EXCLUSIVE) : undefined;
        case "TruncateStmt":
            return on(ACCESS_EXCLUSIVE, fields.relations?.[0]?.RangeVar);
        case "DropStmt":
            return dropLock(fields);
        case "CreateTrigStmt":
        case "RuleStmt":
            return on(kind === "RuleStmt" ? ACCESS_EXCLUSIVE : SHARE_ROW_EXCLUSIVE);
        case "CreatePolicyStmt":
        case "AlterPolicyStmt":
            return on(ACCESS_EXCLUSIVE, fields.table);
        case "ClusterStmt":
            return on(ACCESS_EXCLUSIVE);
        case "VacuumStmt":
            return on((0,_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .optionsOf */ .cz)(fields.options).includes("full") ? ACCESS_EXCLUSIVE : SHARE_UPDATE_EXCLUSIVE, fields.rels?.[0]?.VacuumRelation?.relation);
        case "RefreshMatViewStmt":
            return on(fields.concurrent ? "EXCLUSIVE" : ACCESS_EXCLUSIVE);
        case "CommentStmt":
            return { mode: SHARE_UPDATE_EXCLUSIVE, table: "" };
        case "InsertStmt":
        case "UpdateStmt":
        case "DeleteStmt":
        case "MergeStmt":
            return on("ROW EXCLUSIVE");
        case "CopyStmt":
            return fields.relation ? on(fields.is_from ? "ROW EXCLUSIVE" : "ACCESS SHARE") : undefined;
        case "LockStmt":
            return on(STRENGTH[(fields.mode ?? 8) - 1] ?? ACCESS_EXCLUSIVE, fields.relations?.[0]?.RangeVar);
        default:
            return undefined;
    }
}
function strongest(locks) {
    return [...locks].sort((a, b) => STRENGTH.indexOf(b.mode) - STRENGTH.indexOf(a.mode))[0];
}
function alterLock(cmd) {
    switch (cmd.subtype) {
        case "AT_ValidateConstraint":
        case "AT_SetStatistics":
        case "AT_SetOptions":
        case "AT_ResetOptions":
        case "AT_SetRelOptions":
        case "AT_ResetRelOptions":
        case "AT_ClusterOn":
        case "AT_DropCluster":
        case "AT_AttachPartition":
            return SHARE_UPDATE_EXCLUSIVE;
        case "AT_DetachPartition":
            return cmd.def?.PartitionCmd?.concurrent ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE;
        case "AT_EnableTrig":
        case "AT_DisableTrig":
        case "AT_EnableTrigAll":
        case "AT_DisableTrigAll":
        case "AT_EnableTrigUser":
        case "AT_DisableTrigUser":
        case "AT_EnableAlwaysTrig":
        case "AT_EnableReplicaTrig":
            return SHARE_ROW_EXCLUSIVE;
        case "AT_AddConstraint":
            return cmd.def?.Constraint?.contype === "CONSTR_FOREIGN" ? SHARE_ROW_EXCLUSIVE : ACCESS_EXCLUSIVE;
        default:
            return ACCESS_EXCLUSIVE;
    }
}
// Tables that the foreign keys of a new table point to; the new table itself is nobody's yet.
function references(fields) {
    const found = [];
    for (const element of fields.tableElts ?? []) {
        const constraints = element.Constraint ? [element] : (element.ColumnDef?.constraints ?? []);
        for (const { Constraint: constraint } of constraints) {
            if (constraint?.contype === "CONSTR_FOREIGN" && constraint.pktable)
                found.push(constraint.pktable);
        }
    }
    return found;
}
function dropLock(fields) {
    if (!/^OBJECT_(TABLE|INDEX|VIEW|MATVIEW|SEQUENCE|FOREIGN_TABLE|TRIGGER|POLICY|RULE)$/.test(fields.removeType ?? "")) {
        return undefined;
    }
    const names = (fields.objects?.[0]?.List?.items ?? []).map((item) => (0,_tree_js__WEBPACK_IMPORTED_MODULE_0__/* .kindOf */ .I)(item) === "String" ? item.String?.sval : "");
    return { mode: fields.concurrent ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE, table: names.join(".") };
}


/***/ }),

/***/ 41698:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./toolkit/action.js + 2 modules
var action = __webpack_require__(5210);
// EXTERNAL MODULE: ./toolkit/pull-request-comment.js
var pull_request_comment = __webpack_require__(95023);
// EXTERNAL MODULE: ./actions/migrate/inputs.js
var migrate_inputs = __webpack_require__(62760);
// EXTERNAL MODULE: ./toolkit/markdown.js
var markdown = __webpack_require__(157);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(79117);
// EXTERNAL MODULE: ./actions/migrate/drift.js
var drift = __webpack_require__(814);
// EXTERNAL MODULE: ./actions/migrate/locks.js
var locks = __webpack_require__(7801);
// EXTERNAL MODULE: ./actions/migrate/sql.js
var migrate_sql = __webpack_require__(11509);
;// CONCATENATED MODULE: ./actions/migrate/report.js





/** The files that are still to do. */
function remaining({ plan, applied }) {
    return plan.operations.filter((operation) => !applied.some((file) => file.operation === operation));
}
/** GitHub takes 1 MB of outputs for a whole job. */
const REPORT_LIMIT = 300_000;
/**
 * The `report` output. A reader checks `version` first; fields may be added within it, none goes. Where it would be too
 * long for an output, the lists of statements are left out and `shortened` says so.
 */
function reportJson(result) {
    const full = fullReport(result);
    if (JSON.stringify(full).length <= REPORT_LIMIT)
        return full;
    const without = (list) => list.map((one) => ({ ...one, statements: [] }));
    return { ...full, shortened: true, applied: without(full.applied), pending: without(full.pending) };
}
function fullReport(result) {
    const file = (operation) => ({
        file: operation.file.path,
        version: operation.file.version,
        name: operation.file.name,
        transaction: operation.transaction,
    });
    return {
        version: 1,
        mode: result.mode,
        outcome: result.outcome,
        database: result.place,
        server: result.server,
        history: result.historyTable,
        before: result.before ?? "",
        current: result.current ?? "",
        target: result.plan.target ?? "",
        applied: result.applied.map(({ operation, statements, milliseconds }) => ({
            ...file(operation),
            durationMs: Math.round(milliseconds),
            statements: statements.map(({ number, line, sql, milliseconds: time }) => ({
                number,
                line,
                sql,
                durationMs: Math.round(time),
            })),
        })),
        pending: remaining(result).map((operation) => ({
            ...file(operation),
            resume: operation.resume,
            statements: operation.statements.map((statement) => {
                const lock = (0,locks/* lockOf */.V)(statement.tree);
                const rows = lock && result.estimatedRows.get(lock.table);
                return {
                    number: statement.number,
                    line: statement.line,
                    sql: (0,migrate_sql/* headOf */.Uo)(statement.sql),
                    ...(lock ? { lock } : {}),
                    ...(rows === undefined ? {} : { estimatedRows: rows }),
                };
            }),
        })),
        baseline: result.plan.baseline.map(({ path }) => path),
        rebaseline: result.plan.rebaseline.map(({ path }) => path),
        held: result.plan.held.map(({ path }) => path),
        findings: result.findings,
        problems: result.plan.problems,
        ...(result.differences ? { differences: result.differences } : {}),
        ...(result.traces ? { traces: result.traces } : {}),
        promises: result.promises,
        ...(result.command ? { command: result.command } : {}),
        ...(result.failure ? { failure: result.failure } : {}),
        ...(result.error ? { error: result.error } : {}),
        durationMs: Math.round(result.milliseconds),
    };
}
/** A plan as lines for a log: each file, how it runs, and each statement with its lock. */
function planLines(operations, rows = new Map()) {
    return operations.flatMap((operation) => [
        `${operation.file.path}: ${modeText(operation)}`,
        ...operation.statements.map((statement) => {
            const lock = lockText(statement.tree, rows);
            const done = statement.number <= operation.resume ? " (done by an earlier run)" : "";
            return `  ${statement.number}. ${(0,migrate_sql/* headOf */.Uo)(statement.sql)}${lock ? `  [${lock}]` : ""}${done}`;
        }),
    ]);
}
/** A problem in one line: `migrations/3.sql:4:1: …`. */
function problemText({ path, line, column, message, hint }) {
    const place = line === undefined ? path : `${path}:${line}:${column ?? 1}`;
    return `${place} ${message}. ${hint}`;
}
/** The summary of a run. */
function summaryMarkdown(result) {
    const rest = remaining(result);
    const pieces = [];
    const add = (full, short = full) => pieces.push({ full, short });
    add(`## Database migration: ${headline(result, rest.length)}`);
    if (result.differences?.length) {
        add(result.differences.map((one) => `- ${(0,markdown/* escapeMarkdown */.FV)((0,drift/* differenceText */.Lr)(one))}`).join("\n"), `${result.differences.length} differences.`);
    }
    if (result.command)
        add(commandMarkdown(result.command));
    const facts = [
        ...(result.place ? [`Database ${(0,markdown/* code */.aY)(result.place)}, ${(0,markdown/* escapeMarkdown */.FV)(result.server)}`] : []),
        result.before === result.current
            ? `version ${(0,markdown/* code */.aY)(result.current ?? "none")}`
            : `version ${(0,markdown/* code */.aY)(result.before ?? "none")} → ${(0,markdown/* code */.aY)(result.current ?? "none")}`,
        `newest file ${(0,markdown/* code */.aY)(result.plan.target ?? "none")}`,
        (0,units/* formatDuration */.a3)(result.milliseconds),
    ];
    add(facts.join(" · "));
    if (result.failure)
        add(failureMarkdown(result.failure));
    else if (result.error && result.plan.problems.length + result.findings.length === 0)
        add((0,markdown/* fence */.EU)(result.error));
    if (result.plan.problems.length > 0) {
        add(`**To be mended before anything runs**\n\n${(0,markdown/* table */.tp)(["file", "line", "what", "way out"], result.plan.problems.map(({ path, line, message, hint }) => [
            (0,markdown/* code */.aY)(path),
            line === undefined ? "" : String(line),
            (0,markdown/* escapeMarkdown */.FV)(message),
            (0,markdown/* escapeMarkdown */.FV)(hint),
        ]), [1])}`);
    }
    if (result.findings.length > 0) {
        add(`**Findings**\n\n${(0,markdown/* table */.tp)(["", "file", "line", "rule", "what happens", "what to write"], result.findings.map(({ level, path, line, rule, message, instead }) => [
            level === "error" ? "❌" : "⚠️",
            (0,markdown/* code */.aY)(path),
            String(line),
            (0,markdown/* code */.aY)(rule),
            (0,markdown/* escapeMarkdown */.FV)(message),
            (0,markdown/* escapeMarkdown */.FV)(instead),
        ]), [2])}`, `${result.findings.length} findings.`);
    }
    if (result.traces)
        add(traceTable(result.traces), `${result.traces.length} statements watched.`);
    if (result.plan.remarks.length > 0) {
        add(result.plan.remarks.map(({ path, message }) => `- ${(0,markdown/* code */.aY)(path)} ${(0,markdown/* escapeMarkdown */.FV)(message)}`).join("\n"));
    }
    if (result.applied.length > 0) {
        add(`**${result.mode === "rollback" ? "Undone" : "Applied"}**\n\n${(0,markdown/* table */.tp)(["file", "statements", "transaction", "time"], result.applied.map(({ operation, statements, milliseconds }) => [
            (0,markdown/* code */.aY)(operation.file.path),
            String(statements.length),
            operation.transaction ? "one" : "none",
            (0,units/* formatDuration */.a3)(milliseconds),
        ]), [1, 3])}`, `${(0,units/* counted */.hS)(result.applied.length, "file")} applied.`);
        for (const { operation, statements } of result.applied)
            add(statementTimes(operation, statements), "");
    }
    if (rest.length > 0 && result.mode !== "check" && result.mode !== "trace") {
        add(`**Pending**\n\n${(0,markdown/* table */.tp)(["file", "statements", "how it runs"], rest.map((operation) => [
            (0,markdown/* code */.aY)(operation.file.path),
            String(operation.statements.length),
            (0,markdown/* escapeMarkdown */.FV)(modeText(operation)),
        ]), [1])}`, `${(0,units/* counted */.hS)(rest.length, "file")} pending.`);
        for (const operation of rest)
            add(pendingStatements(operation, result.estimatedRows), "");
        if (result.mode === "plan")
            add((0,markdown/* details */.zH)("What this can promise", result.promises.map((one) => `- ${(0,markdown/* escapeMarkdown */.FV)(one)}`).join("\n")), "");
    }
    // GitHub takes 1 MiB for a step; a pipeline puts several reports into one.
    return (0,markdown/* withinBytes */.XF)(pieces, 200_000, "_The report was too long: parts of it were left out._");
}
function traceTable(traces) {
    return (0,markdown/* table */.tp)(["file", "line", "statement", "time", "locks really taken", "written anew"], traces.map(({ path, line, sql, milliseconds, locks, rewritten }) => [
        (0,markdown/* code */.aY)(path),
        String(line),
        (0,markdown/* code */.aY)(sql),
        (0,units/* formatDuration */.a3)(milliseconds),
        locks.map((lock) => (0,markdown/* escapeMarkdown */.FV)(`${lock.mode} on ${lock.table}`)).join("<br>"),
        rewritten.map(markdown/* code */.aY).join("<br>"),
    ]), [1, 3]);
}
function commandMarkdown({ tool, added, recorded, checked }) {
    const count = recorded === undefined
        ? "its history is not known"
        : `${(0,units/* counted */.hS)(recorded, "migration")} recorded, ${added.length} of them new`;
    const list = added.length > 0 ? `\n\n${added.map((version) => `- ${(0,markdown/* code */.aY)(version)}`).join("\n")}` : "";
    return `${(0,markdown/* escapeMarkdown */.FV)(tool || "The command")}: ${count}; ${checked ? "nothing is pending" : "whether anything is pending was not checked"}.${list}`;
}
function headline({ mode, outcome, applied, failure, error, findings, command }, rest) {
    if (mode === "check") {
        const what = findings.length === 0 ? "no findings" : (0,units/* counted */.hS)(findings.length, "finding");
        return `${outcome === "failed" ? "❌" : "✅"} ${what} in the check`;
    }
    if (outcome === "failed")
        return failure || error
            ? `❌ failed${applied.length > 0 ? `, ${(0,units/* counted */.hS)(applied.length, "file")} applied before` : ""}`
            : "❌ failed";
    if (command)
        return command.added.length > 0 ? `✅ ${command.added.length} applied` : "✅ nothing new";
    if (outcome === "rolled-back")
        return `↩️ ${(0,units/* counted */.hS)(applied.length, "file")} undone`;
    if (outcome === "in-sync")
        return "✅ the schema is what the migrations make";
    if (outcome === "traced")
        return "watched in a scratch database";
    if (outcome === "created")
        return "a new file";
    if (outcome === "pending")
        return `${(0,units/* counted */.hS)(rest, "file")} pending`;
    return outcome === "applied" ? `✅ ${(0,units/* counted */.hS)(applied.length, "file")} applied` : "✅ nothing to do";
}
function failureMarkdown({ path, statement, line, message, server, state, hint: way }) {
    const rows = [
        ["file", (0,markdown/* code */.aY)(path)],
        ...(statement === undefined ? [] : [["statement", `${statement}, line ${line ?? "?"}`]]),
        ["message", (0,markdown/* escapeMarkdown */.FV)(message)],
        ...(server?.sqlstate ? [["SQLSTATE", (0,markdown/* code */.aY)(server.sqlstate)]] : []),
        ...(server?.detail ? [["detail", (0,markdown/* escapeMarkdown */.FV)(server.detail)]] : []),
        ...(server?.hint ? [["hint", (0,markdown/* escapeMarkdown */.FV)(server.hint)]] : []),
        ["database", (0,markdown/* escapeMarkdown */.FV)(state)],
        ["way out", (0,markdown/* escapeMarkdown */.FV)(way)],
    ];
    return (0,markdown/* table */.tp)(["failed", ""], rows);
}
function statementTimes(operation, times) {
    const rows = times.map(({ number, line, sql, milliseconds }) => [
        String(number),
        String(line),
        (0,markdown/* code */.aY)(sql),
        (0,units/* formatDuration */.a3)(milliseconds),
    ]);
    return rows.length === 0
        ? ""
        : (0,markdown/* details */.zH)(operation.file.path, (0,markdown/* table */.tp)(["", "line", "statement", "time"], rows, [0, 1, 3]));
}
function pendingStatements(operation, estimates) {
    const rows = operation.statements.map(({ number, line, sql, tree }) => [
        String(number),
        String(line),
        (0,markdown/* code */.aY)((0,migrate_sql/* headOf */.Uo)(sql)),
        (0,markdown/* escapeMarkdown */.FV)(lockText(tree, estimates)),
    ]);
    if (rows.length === 0)
        return "";
    const locks = (0,markdown/* table */.tp)(["", "line", "statement", "lock"], rows, [0, 1]);
    return (0,markdown/* details */.zH)(operation.file.path, `${locks}\n\n${(0,markdown/* fence */.EU)(operation.file.text.trim(), "sql")}`);
}
function modeText({ transaction, why, resume, statements }) {
    if (transaction)
        return statements.length === 0 ? "no statement" : "in one transaction";
    return `statement by statement: ${why}${resume > 0 ? `; goes on behind statement ${resume}` : ""}`;
}
function lockText(tree, rows) {
    const lock = (0,locks/* lockOf */.V)(tree);
    if (!lock)
        return "";
    const count = rows.get(lock.table);
    const size = count === undefined ? "" : `, about ${count.toLocaleString("en-GB")} rows`;
    return lock.table ? `${lock.mode} on ${lock.table}${size}` : lock.mode;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/log-text.js
var log_text = __webpack_require__(14478);
;// CONCATENATED MODULE: ./actions/migrate/shell-command.js


/** Runs a line of the project's own by sh, with the address and the limits in its environment. Throws where it fails. */
async function runCommand(command, inputs, world, hint = "See its output above.") {
    const { runner } = world;
    const limits = `-c lock_timeout=${inputs.lockTimeout} -c statement_timeout=${inputs.statementTimeout}`;
    const { code, stdout, stderr } = await world.run("sh", ["-c", command], {
        cwd: world.workspace,
        env: {
            ...runner.env,
            ...(inputs.url ? { DATABASE_URL: inputs.url } : {}),
            // libpq and pg honour it; clients that do not are limited by the settings of their own address.
            PGOPTIONS: [runner.env.PGOPTIONS, limits].filter(Boolean).join(" "),
            PGAPPNAME: "quayside command",
        },
        timeout: inputs.commandTimeout,
        signal: world.signal,
        onLine: (line) => runner.info(line),
    });
    if (code === 0)
        return { stdout };
    const last = (0,log_text/* lastLines */.w$)(`${stdout}\n${stderr}`, 12).map((line) => runner.redact(line));
    throw new errors/* UserError */.yo(`The command ended with ${code}${last.length > 0 ? `:\n${last.join("\n")}` : " and said nothing"}`, { exitCode: code, hint });
}

// EXTERNAL MODULE: ./actions/migrate/files.js
var migrate_files = __webpack_require__(27186);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./actions/migrate/tools.js

const listed = (table, column, where = "") => ({
    table,
    // In words that MySQL and SQLite take too.
    sql: `SELECT ${column} AS version FROM ${table}${where ? ` WHERE ${where}` : ""} ORDER BY 1`,
});
/** What stands behind one of some options: `-d db`, `--dir=db`. */
const tools_option = (command, ...options) => {
    const found = new RegExp(`(?:^|\\s)(?:${options.join("|")})[=\\s]+(?:file://)?([^\\s'"]+)`).exec(command)?.[1];
    return found ? [found] : [];
};
/** Lines of a file that stand between its marks for the way forth and the way back. */
const between = (up, down) => (text) => {
    let forth = !up.test(text);
    return text
        .split("\n")
        .map((line) => {
        forth = down.test(line) ? false : forth || up.test(line);
        return forth ? line : "";
    })
        .join("\n");
};
const whole = (text) => text;
const sameNumber = (recorded, key) => recorded.some((version) => version.replace(/^0+(?=\d)/, "") === key.replace(/^0+(?=\d)/, ""));
const numberOf = (pattern) => (path) => pattern.exec(path)?.[1];
/** The tools, by a word of the command that runs them. Tables and commands are those of their own manuals. */
const TOOLS = [
    {
        name: "prisma",
        pattern: /\bprisma\s+migrate\s+deploy\b/,
        history: listed("_prisma_migrations", "migration_name", "finished_at IS NOT NULL AND rolled_back_at IS NULL"),
        pending: (command) => command.replace(/\bmigrate\s+deploy\b/, "migrate status"),
        trap: "A migration that failed is kept in _prisma_migrations and blocks all others: prisma migrate resolve.",
        sql: {
            folders: () => ["prisma/migrations"],
            pick: numberOf(/^([^/]+)\/migration\.sql$/),
            forth: whole,
            applied: (recorded, key) => recorded.includes(key),
        },
    },
    {
        name: "alembic",
        newestOnly: true,
        pattern: /\balembic\b.*\bupgrade\b/,
        history: listed("alembic_version", "version_num"),
        pending: (command) => command.replace(/\bupgrade\b.*$/, "current --check-heads"),
        sql: {
            async print(command, [current = "base"], run) {
                const text = await run(command.replace(/\bupgrade\b.*$/, `upgrade ${current}:head --sql`));
                return text.split(/^(?=-- Running upgrade )/m).flatMap((part) => {
                    const revision = /^-- Running upgrade \S* ?-> (\S+)/.exec(part)?.[1];
                    // It writes the transaction around all of them into the text.
                    const sql = part.replace(/^(BEGIN|COMMIT);$/gm, "");
                    return revision ? [{ path: `alembic ${revision}`, key: revision, text: sql }] : [];
                });
            },
        },
    },
    {
        name: "django",
        pattern: /\bmanage\.py\s+migrate\b/,
        history: listed("django_migrations", "concat(app, '.', name)"),
        pending: (command) => `${command} --check`,
        sql: {
            async print(command, _, run) {
                const manage = command.replace(/\bmigrate\b.*$/, "");
                const pending = [...(await run(`${manage}showmigrations --plan`)).matchAll(/^\[ \] +(\w+)\.(\w+)/gm)];
                const files = [];
                for (const [, app, name] of pending) {
                    const sql = (await run(`${manage}sqlmigrate ${app} ${name}`)).replace(/^(BEGIN|COMMIT);$/gm, "");
                    files.push({ path: `${app}/migrations/${name}.py`, key: `${app}.${name}`, text: sql });
                }
                return files;
            },
        },
    },
    {
        name: "rails",
        pattern: /\b(rails|rake)\s+db:migrate\b/,
        history: listed("schema_migrations", "version"),
        pending: (command) => command.replace(/\bdb:migrate\b/, "db:abort_if_pending_migrations"),
    },
    {
        name: "dbmate",
        pattern: /\bdbmate\b.*\b(up|migrate)\b/,
        history: listed("schema_migrations", "version"),
        pending: (command) => command.replace(/\b(up|migrate)\b(?!.*\b(up|migrate)\b).*$/, "status --exit-code"),
        sql: {
            folders: (command) => [...tools_option(command, "-d", "--migrations-dir"), "db/migrations"],
            pick: numberOf(/^(\d+)[^/]*\.sql$/),
            forth: between(/^--\s*migrate:up\b/m, /^--\s*migrate:down\b/),
            applied: sameNumber,
        },
    },
    {
        name: "drizzle",
        pattern: /\bdrizzle-kit\s+migrate\b/,
        history: listed("drizzle.__drizzle_migrations", "hash"),
        pending: undefined,
        trap: "drizzle-kit often ends without saying why: see the server's log.",
        sql: {
            folders: () => ["drizzle", "drizzle/migrations", "src/db/migrations"],
            pick: numberOf(/^([^/]+)\.sql$/),
            forth: whole,
            applied: (recorded, _, text) => recorded.includes((0,external_node_crypto_.createHash)("sha256").update(text).digest("hex")),
        },
    },
    {
        name: "knex",
        pattern: /\bknex\b.*\bmigrate:latest\b/,
        history: listed("knex_migrations", "name"),
        pending: (command) => `${command.replace("migrate:latest", "migrate:list")} | grep -q "No Pending Migration"`,
        trap: "A killed run leaves knex_migrations_lock set: knex migrate:unlock.",
    },
    {
        name: "node-pg-migrate",
        pattern: /\bnode-pg-migrate\b.*\bup\b/,
        history: listed("pgmigrations", "name"),
        pending: (command) => `${command} --dry-run | grep -q "No migrations to run"`,
    },
    {
        name: "typeorm",
        pattern: /\btypeorm\b.*\bmigration:run\b/,
        history: listed("migrations", "name"),
        pending: undefined,
    },
    {
        name: "sequelize",
        pattern: /\bsequelize(-cli)?\b.*\bdb:migrate\b/,
        history: listed('"SequelizeMeta"', "name"),
        pending: (command) => `! ${command.replace("db:migrate", "db:migrate:status")} | grep -q "^down"`,
    },
    {
        name: "flyway",
        pattern: /\bflyway\b.*\bmigrate\b/,
        history: listed("flyway_schema_history", "coalesce(version, description)", "success"),
        pending: (command) => command.replace(/\bmigrate\b(?!.*\bmigrate\b)/, "validate"),
        sql: {
            folders: (command) => [...tools_option(command, "-locations").map((one) => one.replace(/^filesystem:/, "")), "sql"],
            pick: numberOf(/(?:^|\/)V([\d._]+)__[^/]*\.sql$/),
            forth: whole,
            applied: (recorded, key) => recorded.includes(key.replaceAll("_", ".")),
        },
    },
    {
        name: "goose",
        pattern: /\bgoose\b.*\bup\b/,
        history: listed("goose_db_version", "version_id", "is_applied"),
        pending: undefined,
        sql: {
            folders: (command) => [...tools_option(command, "-dir", "--dir"), "migrations", "."],
            pick: numberOf(/^(\d+)[^/]*\.sql$/),
            forth: between(/^--\s*\+goose\s+up\b/im, /^--\s*\+goose\s+down\b/i),
            applied: sameNumber,
        },
    },
    {
        name: "golang-migrate",
        newestOnly: true,
        pattern: /\bmigrate\b.*-(path|source)\b.*\bup\b/,
        history: listed("schema_migrations", "version"),
        pending: undefined,
        trap: "A migration that failed leaves the database marked as dirty: migrate force VERSION, after a look at what was done.",
        sql: {
            folders: (command) => [...tools_option(command, "--?path", "--?source"), "migrations"],
            pick: numberOf(/^(\d+)[^/]*\.up\.sql$/),
            forth: whole,
            applied: ([version = "0"], key) => BigInt(key) <= BigInt(version),
        },
    },
];
/** The tool that a command runs; undefined where none is recognised. */
function recognise(command) {
    return TOOLS.find(({ pattern }) => pattern.test(command));
}

;// CONCATENATED MODULE: ./actions/migrate/tool-files.js






/**
 * Gets the SQL of the tool that a command runs: from its files, or printed by itself. Nothing is run in the database.
 * Throws a UserError where the SQL of that tool cannot be had.
 */
async function toolSql(inputs, world, parse, engine) {
    const { command } = inputs;
    const tool = recognise(command);
    if (!tool?.sql) {
        throw new errors/* UserError */.yo(`The SQL of ${tool?.name ?? "this command"} cannot be had without running it`, {
            hint: "mode: plan and check look at the SQL of alembic, django, prisma, drizzle-kit, dbmate, goose, golang-migrate and flyway. For another tool run it against a scratch database, and mode: drift compares.",
        });
    }
    const recorded = (await engine?.recorded(tool.history)) ?? [];
    const found = "print" in tool.sql
        ? await tool.sql.print(command, recorded, (line) => print(line, inputs, world))
        : await read(tool.sql, command, inputs, world, tool);
    const files = found.map(({ path, key, text }, index) => {
        const plain = (0,migrate_files.normalise)(text);
        return { path, file: key, version: String(index + 1), name: key, text: plain, checksum: (0,migrate_files.checksumOf)(plain), parse };
    });
    const { sql } = tool;
    const done = files.filter((file) => "applied" in sql && sql.applied(recorded, file.name, file.text));
    return {
        files,
        applied: done.map(({ version, name, file, checksum }) => {
            return { version, name, file, checksum, state: "applied", done: [], inFlight: null, appliedAt: "" };
        }),
    };
}
async function print(line, inputs, world) {
    const quiet = { ...world, runner: { ...world.runner, info: world.runner.debug } };
    return (await runCommand(line, inputs, quiet)).stdout;
}
async function read({ folders, pick, forth }, command, inputs, world, tool) {
    const candidates = [...folders(command), inputs.directory];
    for (const folder of candidates) {
        const entries = await (0,promises_.readdir)((0,external_node_path_.join)(world.workspace, folder), { recursive: true }).catch(() => []);
        const files = entries.flatMap((entry) => {
            const key = pick(entry);
            return key === undefined ? [] : [{ path: (0,external_node_path_.join)(folder, entry), key }];
        });
        if (files.length === 0)
            continue;
        // In the order in which the tool runs them: by number, else by name.
        files.sort((a, b) => a.key.localeCompare(b.key, "en", { numeric: true }));
        return Promise.all(files.map(async (file) => ({ ...file, text: forth(await (0,promises_.readFile)((0,external_node_path_.join)(world.workspace, file.path), "utf8")) })));
    }
    throw new errors/* UserError */.yo(`No migration of ${tool.name} was found in ${candidates.join(", ")}`, {
        hint: "Give their folder in the input directory.",
    });
}

;// CONCATENATED MODULE: ./actions/migrate/command.js





/**
 * Runs the project's own migration tool under the lock and the limits of this action, and makes sure that it has done
 * what it says. Throws a UserError with its last lines and its exit code where it fails.
 */
async function runTool(engine, inputs, world) {
    const { runner } = world;
    const tool = recognise(inputs.command);
    await engine.lock();
    const before = await recorded(engine, tool);
    runner.info(tool
        ? `Recognised ${tool.name}; ${(0,units/* counted */.hS)(before.length, "migration")} recorded`
        : "The tool is not a known one: its history is not read");
    await execute(inputs.command, tool, inputs, world);
    await engine.checkLock();
    const after = await recorded(engine, tool);
    const lost = before.filter((version) => !after.includes(version));
    if (lost.length > 0 && !tool?.newestOnly) {
        throw new errors/* UserError */.yo(`The history of ${tool?.name} has lost ${lost.join(", ")}`, {
            hint: "The command has undone migrations, or works on another database than the input url.",
        });
    }
    const checked = await nothingPending(tool, engine, inputs, world);
    return {
        tool: tool?.name ?? "",
        added: after.filter((version) => !before.includes(version)),
        recorded: tool ? after.length : undefined,
        checked,
    };
}
// By the tool's own word where it has one, else by its files and its history. Gives whether that could be known.
async function nothingPending(tool, engine, inputs, world) {
    const hint = "The tool has skipped some, a late one for example, or works on another database than the input url.";
    const command = inputs.pendingCommand || tool?.pending?.(inputs.command) || "";
    if (command !== "") {
        await execute(command, undefined, inputs, world).catch((error) => {
            throw new errors/* UserError */.yo(`The command succeeded, and migrations are pending all the same (${command})`, {
                hint,
                cause: error,
            });
        });
        return true;
    }
    if (tool?.sql && "pick" in tool.sql) {
        const { files, applied } = await toolSql(inputs, world, undefined, engine);
        const left = files.filter(({ version }) => !applied.some((row) => row.version === version));
        if (left.length === 0)
            return true;
        throw new errors/* UserError */.yo(`The command succeeded, and migrations are pending all the same: ${left.map(({ path }) => path).join(", ")}`, { hint });
    }
    world.runner.annotate("notice", "Whether anything is pending now was not checked: give the input pending-command, which ends with 0 where nothing is.");
    return false;
}
async function execute(command, tool, inputs, world) {
    await runCommand(command, inputs, world, tool?.trap);
}
async function recorded(engine, tool) {
    return tool ? await engine.recorded(tool.history) : [];
}

;// CONCATENATED MODULE: ./actions/migrate/dialects.js
/** The dialect that an address or the input `dialect` names; PostgreSQL where neither does. */
async function dialectFor(inputs) {
    const scheme = /^([a-z0-9+]+):/i.exec(inputs.url)?.[1]?.toLowerCase() ?? "";
    const named = inputs.dialect === "auto" ? BY_SCHEME.find(([pattern]) => pattern.test(scheme))?.[1] : inputs.dialect;
    switch (named) {
        case "mysql":
            return (await __webpack_require__.e(/* import() */ 1490).then(__webpack_require__.bind(__webpack_require__, 1490))).MYSQL;
        case "sqlite":
            return (await __webpack_require__.e(/* import() */ 4392).then(__webpack_require__.bind(__webpack_require__, 74392))).SQLITE;
        default:
            return (await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 41963))).POSTGRES;
    }
}
const BY_SCHEME = [
    [/^(mysql|mariadb)/, "mysql"],
    [/^(sqlite3?|file)$/, "sqlite"],
];

// EXTERNAL MODULE: ./actions/migrate/failure.js
var migrate_failure = __webpack_require__(70955);
// EXTERNAL MODULE: ./actions/migrate/plan.js
var migrate_plan = __webpack_require__(20158);
// EXTERNAL MODULE: ./actions/migrate/postgres.js + 5 modules
var postgres = __webpack_require__(41963);
;// CONCATENATED MODULE: ./actions/migrate/progress.js



/** What a run knows so far. It is told at the end in any case, so a mode fills it as it goes. */
class Progress {
    plan = (0,migrate_plan.makePlan)([], []);
    rows = [];
    place = "";
    server = "";
    findings = [];
    /** How many files the check has looked at. */
    looked = 0;
    estimatedRows = new Map();
    applied = [];
    /** Whether the files of `plan.baseline` have been recorded. */
    adopted = false;
    /** In what the live schema is not what the migrations make; undefined where it was not compared. */
    differences;
    /** What the statements did in a scratch database; undefined where they were not watched. */
    traces;
    /** What migrations of this kind of database can promise. */
    promises = [];
    /** What the project's own tool has done, where one ran. */
    command;
    /** What a mode says of its end, where it is not one of applying. */
    outcome;
    /** Version at the end, where the mode knows it better. */
    current;
    #inputs;
    #clock;
    #began;
    constructor(inputs, clock) {
        this.#inputs = inputs;
        this.#clock = clock;
        this.#began = clock.elapsed();
    }
    /** All of it, for the report; `error` is what ended the run. */
    result(runner, error) {
        const { plan, applied } = this;
        const failure = error instanceof migrate_failure/* MigrationError */.P ? error.failure : undefined;
        const done = applied.length > 0 || this.adopted ? "applied" : "up-to-date";
        const left = plan.operations.length - applied.length;
        const versions = [
            ...(plan.current ? [plan.current] : []),
            ...(this.adopted ? plan.baseline.map((file) => file.version) : []),
            ...applied.map((file) => file.operation.file.version),
        ];
        return {
            mode: this.#inputs.mode,
            outcome: error !== undefined ? "failed" : (this.outcome ?? (left > 0 ? "pending" : done)),
            place: this.place,
            server: this.server,
            historyTable: `${this.#inputs.schema}.${this.#inputs.historyTable}`,
            plan,
            history: this.rows,
            applied,
            failure,
            findings: this.findings,
            looked: this.looked,
            estimatedRows: this.estimatedRows,
            command: this.command,
            differences: this.differences,
            traces: this.traces,
            promises: this.promises,
            error: error === undefined ? undefined : runner.redact((0,errors/* messageOf */.bD)(error)),
            before: plan.current,
            current: this.outcome === "rolled-back" ? this.current : (0,migrate_plan.newest)(versions),
            milliseconds: this.#clock.elapsed() - this.#began,
        };
    }
}

;// CONCATENATED MODULE: ./actions/migrate/base-branch.js



/**
 * Asks git for the base branch: `ref`, or else the one of the pull request that runs. Undefined where there is none, or
 * where the checkout does not hold it; that is an error only for a `ref` that was asked for.
 */
async function readBase(world, directory, ref) {
    const { runner, run, signal, workspace } = world;
    const branch = runner.env.GITHUB_BASE_REF;
    const wanted = ref || (branch ? `origin/${branch}` : "");
    if (wanted === "")
        return undefined;
    const git = async (...args) => {
        const { code, stdout, stderr } = await run("git", args, { cwd: workspace, signal, timeout: 30_000 });
        if (code !== 0)
            throw new Error(stderr.trim() || `git ended with ${code}`);
        return stdout.split("\0").filter((part) => part !== "");
    };
    try {
        const commit = (await git("rev-parse", "--verify", "--end-of-options", `${wanted}^{commit}`)).join("").trim();
        const files = await git("ls-tree", "-z", "-r", "--name-only", commit, "--", directory);
        const diff = (filter) => git("diff", "-z", "--merge-base", "--name-only", "--no-renames", `--diff-filter=${filter}`, "--ignore-cr-at-eol", commit, "--", directory)
            // A checkout without history has no common ancestor.
            .catch(() => []);
        const own = (paths) => paths.filter((path) => (0,migrate_files.readName)(path.split("/").at(-1) ?? "") !== undefined);
        return { ref: wanted, files: own(files), changed: own(await diff("M")), deleted: own(await diff("D")) };
    }
    catch (error) {
        if (ref) {
            throw new errors/* UserError */.yo(`The base "${ref}" is not in this checkout: ${(0,errors/* messageOf */.bD)(error)}`, {
                hint: "Fetch it first: fetch-depth: 0 of actions/checkout does.",
                cause: error,
            });
        }
        runner.info(`${wanted} is not in this checkout, so all files count as new (fetch-depth: 0 of actions/checkout fetches it)`);
        return undefined;
    }
}
/** What the base branch has against these files: each would fail on a database that the base branch has migrated. */
function baseRemarks(base, files) {
    const remarks = [
        ...base.changed.map((path) => ({
            path,
            message: `was changed, and ${base.ref} has it already: databases that have applied it will refuse it`,
        })),
        ...base.deleted.map((path) => ({
            path,
            message: `was deleted, and ${base.ref} has it: databases that have applied it will refuse to go on`,
        })),
    ];
    const top = (0,migrate_plan.newest)(base.files.map((path) => (0,migrate_files.readName)(path.split("/").at(-1) ?? "")?.version ?? "0"));
    for (const file of files) {
        if (top === undefined || base.files.includes(file.path) || (0,migrate_files.compareVersions)(file.version, top) > 0)
            continue;
        remarks.push({
            path: file.path,
            message: `sorts before version ${top}, which ${base.ref} has already: give it a number behind it`,
        });
    }
    return remarks;
}

// EXTERNAL MODULE: ../../node_modules/libpg-query/wasm/index.cjs
var wasm = __webpack_require__(4951);
// EXTERNAL MODULE: ./actions/migrate/tree.js
var migrate_tree = __webpack_require__(84421);
;// CONCATENATED MODULE: ./actions/migrate/check/hidden.js



/**
 * The SQL inside of a DO block, with the line of the file that each stands on. What a block puts together as text while
 * it runs cannot be seen; a text that is written out can.
 */
function hiddenIn(statement) {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(statement.tree);
    if (kind !== "DoStmt")
        return [];
    const options = (fields.args ?? []).map((arg) => arg.DefElem);
    const language = options.find(({ defname }) => defname === "language")?.arg?.String?.sval ?? "plpgsql";
    const body = String(options.find(({ defname }) => defname === "as")?.arg?.String?.sval ?? "");
    if (language !== "plpgsql")
        return [];
    let parsed;
    try {
        parsed = (0,wasm.parsePlPgSQLSync)(statement.sql);
    }
    catch {
        // The server says what is wrong with it.
        return [];
    }
    const first = statement.line + statement.sql.slice(0, Math.max(0, statement.sql.indexOf(body))).split("\n").length - 1;
    return queriesIn(parsed).flatMap(({ sql, line }) => {
        const inner = (0,migrate_sql/* parseSql */.eg)(sql);
        if (!("statements" in inner))
            return [];
        return inner.statements.map(({ tree }) => ({ tree, line: first + line - 1 }));
    });
}
function queriesIn(node) {
    if (Array.isArray(node))
        return node.flatMap(queriesIn);
    if (typeof node !== "object" || node === null)
        return [];
    return Object.entries(node).flatMap(([key, value]) => {
        const { lineno = 1 } = value;
        if (key === "PLpgSQL_stmt_execsql")
            return [{ sql: String(value.sqlstmt?.PLpgSQL_expr?.query ?? ""), line: lineno }];
        if (key === "PLpgSQL_stmt_dynexecute") {
            const text = /^'((?:[^']|'')*)'$/.exec(String(value.query?.PLpgSQL_expr?.query ?? ""))?.[1];
            return text === undefined ? [] : [{ sql: text.replaceAll("''", "'"), line: lineno }];
        }
        return queriesIn(value);
    });
}

;// CONCATENATED MODULE: ./actions/migrate/check/ignores.js
/** What squawk calls our rules, so that a project that comes from it keeps its comments. */
const SQUAWK = {
    "require-concurrent-index-creation": ["index-not-concurrent"],
    "require-concurrent-index-deletion": ["drop-index-not-concurrent"],
    "require-concurrent-reindex": ["reindex-not-concurrent"],
    "require-concurrent-partition-detach": ["detach-partition"],
    "adding-foreign-key-constraint": ["foreign-key-validated-at-once"],
    "constraint-missing-not-valid": ["foreign-key-validated-at-once", "check-validated-at-once"],
    "disallowed-unique-constraint": ["unique-without-index"],
    "adding-not-nullable-field": ["set-not-null", "add-required-column"],
    "adding-required-field": ["add-required-column"],
    "adding-field-with-default": ["volatile-default"],
    "adding-serial-primary-key-field": ["volatile-default", "unique-without-index"],
    "changing-column-type": ["change-column-type"],
    "renaming-column": ["rename"],
    "renaming-table": ["rename"],
    "ban-drop-column": ["drop-column"],
    "ban-drop-table": ["drop-table"],
    "ban-drop-database": ["drop-database"],
    "ban-drop-not-null": ["drop-not-null"],
    "ban-truncate-cascade": ["truncate"],
    "ban-alter-domain-with-add-constraint": ["domain-constraint"],
    "prefer-repack": ["vacuum-full"],
};
/** The comments in front of a statement, without an empty line between, and those within its lines. */
function ignoresOf(lines, statement) {
    let first = statement.line;
    while (first > 1 && /^\s*--/.test(lines[first - 2] ?? ""))
        first--;
    const last = statement.line + statement.sql.split("\n").length - 1;
    const found = [];
    for (let line = first; line <= last; line++) {
        const match = /--\s*(quayside|squawk)-ignore\s+([a-z][a-z-]*(?:\s*,\s*[a-z][a-z-]*)*)\s*(?::\s*(.*?))?\s*$/.exec(lines[line - 1] ?? "");
        if (!match)
            continue;
        const [, tool, names = "", reason = ""] = match;
        const rules = names.split(/\s*,\s*/).flatMap((name) => (tool === "squawk" ? (SQUAWK[name] ?? []) : [name]));
        found.push({ line, rules, reason, foreign: tool === "squawk" });
    }
    return found;
}

;// CONCATENATED MODULE: ./actions/migrate/check/rule.js
/** A verdict that stops the check. */
const error = (rule, message, instead) => ({
    rule,
    level: "error",
    message,
    instead,
});
/** A verdict that is told. */
const warning = (rule, message, instead) => ({
    rule,
    level: "warning",
    message,
    instead,
});

;// CONCATENATED MODULE: ./actions/migrate/check/schema.js


const unknownTable = (file, partitioned = false) => ({
    columns: new Map(),
    constraints: [],
    file,
    partitioned,
    policy: false,
});
/** The schema as far as the migrations tell of it, brought forward statement by statement. */
class Schema {
    #tables = new Map();
    /** What is known of a table; an unknown one is as good as an empty entry. */
    table(relation) {
        const key = tableKey(relation);
        let found = this.#tables.get(key);
        if (!found) {
            found = unknownTable();
            if (key !== "")
                this.#tables.set(key, found);
        }
        return found;
    }
    /** Whether a table was made by that very file, so that nobody else can be using it. */
    isNew(relation, file) {
        return this.#tables.get(tableKey(relation))?.file === file;
    }
    /** Takes in what a statement changes. */
    apply(tree, file) {
        const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
        if (kind === "CreateStmt")
            this.#create(fields, file);
        if (kind === "CreateTableAsStmt") {
            this.#tables.set(tableKey(fields.into?.rel), unknownTable(file));
        }
        if (kind === "CreatePolicyStmt")
            this.table(fields.table).policy = true;
        if (kind === "AlterTableStmt") {
            for (const cmd of (0,migrate_tree/* alterations */.TL)(fields))
                this.#alter(this.table(fields.relation), cmd, file);
        }
        if (kind === "RenameStmt" && fields.renameType === "OBJECT_TABLE") {
            const table = this.#tables.get(tableKey(fields.relation));
            if (table)
                this.#tables.set(fields.newname, table);
            this.#tables.delete(tableKey(fields.relation));
        }
        if (kind === "RenameStmt" && fields.renameType === "OBJECT_COLUMN") {
            const { columns } = this.table(fields.relation);
            const type = columns.get(fields.subname);
            if (type)
                columns.set(fields.newname, type);
            columns.delete(fields.subname);
        }
        if (kind === "DropStmt" && fields.removeType === "OBJECT_TABLE") {
            for (const object of fields.objects ?? [])
                this.#tables.delete(objectKey(object));
        }
    }
    #create(fields, file) {
        const table = unknownTable(file, fields.partspec !== undefined);
        this.#tables.set(tableKey(fields.relation), table);
        for (const element of fields.tableElts ?? []) {
            if (element.ColumnDef)
                addColumn(table, element.ColumnDef, file);
            if (element.Constraint)
                addConstraint(table, element.Constraint, file, true);
        }
    }
    #alter(table, cmd, file) {
        switch (cmd.subtype) {
            case "AT_AddColumn":
                addColumn(table, cmd.def?.ColumnDef ?? {}, file);
                break;
            case "AT_DropColumn":
                table.columns.delete(cmd.name);
                break;
            case "AT_AlterColumnType":
                table.columns.set(cmd.name, typeOf(cmd.def?.ColumnDef?.typeName));
                break;
            case "AT_AddConstraint":
                addConstraint(table, cmd.def?.Constraint ?? {}, file, !cmd.def?.Constraint?.skip_validation);
                break;
            case "AT_ValidateConstraint":
                for (const constraint of table.constraints)
                    if (constraint.name === cmd.name)
                        constraint.valid = true;
                break;
            case "AT_DropConstraint": {
                const index = table.constraints.findIndex(({ name }) => name === cmd.name);
                if (index !== -1)
                    table.constraints.splice(index, 1);
                break;
            }
        }
    }
}
/** A name that is the same with and without the schema that comes first by default. */
const tableKey = (relation) => (0,locks/* relationName */.C)(relation).replace(/^public\./, "");
/** The same for the names of a DROP. */
function objectKey(object) {
    const parts = (object.List?.items ?? []).map((item) => ((0,migrate_tree/* kindOf */.I)(item) === "String" ? item.String?.sval : ""));
    return parts.join(".").replace(/^public\./, "");
}
/** A type of a syntax tree. */
function typeOf(type) {
    const names = (type?.names ?? []).map((name) => name.String?.sval ?? "");
    const mods = (type?.typmods ?? []).map((mod) => mod.A_Const?.ival?.ival ?? 0);
    return { name: names.at(-1) ?? "", mods, array: (type?.arrayBounds ?? []).length > 0 };
}
function addColumn(table, column, file) {
    table.columns.set(column.colname, typeOf(column.typeName));
    for (const { Constraint: constraint } of column.constraints ?? []) {
        if (constraint?.contype === "CONSTR_CHECK")
            addConstraint(table, constraint, file, true);
    }
}
function addConstraint(table, constraint, file, valid) {
    const kind = String(constraint.contype ?? "");
    const notNull = kind === "CONSTR_NOTNULL" ? constraint.keys?.[0]?.String?.sval : notNullColumn(constraint.raw_expr);
    table.constraints.push({ name: constraint.conname ?? "", kind, valid, notNull, file });
}
/** The column of `CHECK (column IS NOT NULL)`. */
function notNullColumn(expression) {
    const test = expression?.NullTest;
    return test?.nulltesttype === "IS_NOT_NULL" ? test.arg?.ColumnRef?.fields?.[0]?.String?.sval : undefined;
}

;// CONCATENATED MODULE: ./actions/migrate/check/objects.js




/** Kinds of objects that code names, by PostgreSQL's word for them. */
const KINDS = {
    OBJECT_VIEW: "view",
    OBJECT_MATVIEW: "view",
    OBJECT_FUNCTION: "function",
    OBJECT_PROCEDURE: "function",
    OBJECT_ROUTINE: "function",
    OBJECT_AGGREGATE: "function",
    OBJECT_TYPE: "type",
    OBJECT_DOMAIN: "type",
    OBJECT_SEQUENCE: "sequence",
};
const names = (list) => objectKey({ List: { items: list ?? [] } });
/** What a statement makes, as `view name`, so that a file may drop it and make it anew. */
function madeBy(tree) {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    switch (kind) {
        case "ViewStmt":
            return [`view ${tableKey(fields.view)}`];
        case "CreateTableAsStmt":
            return [`view ${tableKey(fields.into?.rel)}`];
        case "CreateFunctionStmt":
            return [`function ${names(fields.funcname)}`];
        case "CreateEnumStmt":
        case "CreateRangeStmt":
            return [`type ${names(fields.typeName)}`];
        case "CompositeTypeStmt":
            return [`type ${tableKey(fields.typevar)}`];
        case "CreateDomainStmt":
            return [`type ${names(fields.domainname)}`];
        case "DefineStmt":
            return [`${fields.kind === "OBJECT_TYPE" ? "type" : "function"} ${names(fields.defnames)}`];
        case "CreateSeqStmt":
            return [`sequence ${tableKey(fields.sequence)}`];
        default:
            return [];
    }
}
// The name of one object of a DROP: a list of words, a type, or a function with its arguments.
function droppedName(object) {
    if (object.TypeName)
        return names(object.TypeName.names);
    if (object.ObjectWithArgs)
        return names(object.ObjectWithArgs.objname);
    return objectKey(object);
}
/** What is taken away beside tables and columns. */
const objects = (tree, { schema, file, contract, made }) => {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    const late = 'Release code that does not use it first; then take it away in a file with "-- quayside: phase=post".';
    switch (kind) {
        case "DropStmt": {
            const what = KINDS[fields.removeType ?? ""];
            if (what && !contract) {
                const gone = (fields.objects ?? [])
                    .map(droppedName)
                    .filter((name) => !made.has(`${what} ${name}`));
                if (gone.length > 0) {
                    return [error("drop-object", `The running release may still use the ${what} ${gone.join(", ")}.`, late)];
                }
            }
            const dropped = (fields.objects ?? []).map(droppedName);
            const fresh = dropped.every((name) => schema.isNew({ relname: name }, file) || made.has(`${what} ${name}`));
            return fields.behavior === "DROP_CASCADE" && contract && !fresh
                ? [
                    warning("drop-cascade", `CASCADE takes away whatever depends on ${dropped.join(", ")}, also what nobody has thought of.`, "Drop what depends on it by name."),
                ]
                : [];
        }
        case "GrantStmt": {
            if (fields.is_grant || contract || (fields.objtype ?? "OBJECT_TABLE") !== "OBJECT_TABLE")
                return [];
            const old = (fields.objects ?? []).filter(({ RangeVar }) => RangeVar && !schema.isNew(RangeVar, file));
            return old.length === 0
                ? []
                : [
                    warning("revoke", `The running release may need these rights on ${old.map(({ RangeVar }) => (0,locks/* relationName */.C)(RangeVar)).join(", ")}.`, late),
                ];
        }
        case "AlterTableStmt":
            if (schema.isNew(fields.relation, file))
                return [];
            return (0,migrate_tree/* alterations */.TL)(fields).flatMap((cmd) => {
                if (cmd.subtype === "AT_ColumnDefault" && !cmd.def && !contract) {
                    return [
                        warning("drop-default", `The running release may leave ${(0,locks/* relationName */.C)(fields.relation)}.${cmd.name} out when it writes a row.`, late),
                    ];
                }
                return (cmd.subtype === "AT_EnableRowSecurity" || cmd.subtype === "AT_ForceRowSecurity") &&
                    !schema.table(fields.relation).policy
                    ? [
                        error("enable-row-security", `Without a policy the running release sees no row of ${(0,locks/* relationName */.C)(fields.relation)} any more.`, "CREATE POLICY first: it counts as soon as row security is on."),
                    ]
                    : [];
            });
        default:
            return [];
    }
};

;// CONCATENATED MODULE: ./actions/migrate/check/traps.js




/** What fails, or means something else than it seems to. */
const traps = (tree, { schema, file, transaction, before, sql }) => {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    const found = [];
    // The parser cuts them off already, as the server does.
    const long = (/[\w$\u0080-\uffff]{61}/.test(sql) ? namesOf(tree) : []).find((name) => Buffer.byteLength(name) > 60 && /^[\w$\u0080-\uffff]/.test(sql.toLowerCase().split(name.toLowerCase())[1] ?? ""));
    if (long !== undefined) {
        found.push(warning("name-too-long", `PostgreSQL keeps 63 bytes of a name: this becomes ${long}.`, "Give it a shorter name."));
    }
    if (kind === "LockStmt" && (fields.mode ?? 8) >= 5) {
        const old = (fields.relations ?? []).filter(({ RangeVar }) => !schema.isNew(RangeVar, file));
        if (old.length > 0) {
            found.push(error("lock-table", `Writes to ${old.map(({ RangeVar }) => (0,locks/* relationName */.C)(RangeVar)).join(", ")} wait until the whole file is done.`, "Leave it out: each statement takes the lock that it needs."));
        }
    }
    if (transaction && before.enumValues.size > 0 && kind !== "AlterEnumStmt") {
        const used = textsIn(tree).find((text) => before.enumValues.has(text));
        if (used !== undefined) {
            found.push(error("enum-value-used-at-once", `The new value '${used}' cannot be used in the transaction that adds it: this fails.`, "Put ALTER TYPE … ADD VALUE into a file of its own."));
        }
    }
    if (kind === "IndexStmt" && fields.concurrent && fields.relation?.inh && schema.table(fields.relation).partitioned) {
        found.push(error("concurrently-on-partitioned", `${(0,locks/* relationName */.C)(fields.relation)} is partitioned, and PostgreSQL cannot build its index CONCURRENTLY: this fails.`, "CREATE INDEX … ON ONLY the parent, CREATE INDEX CONCURRENTLY on each partition, then ALTER INDEX … ATTACH PARTITION."));
    }
    if (kind === "CreateStmt")
        found.push(...smallKeys(fields));
    return found;
};
// A number that counts up by itself and is the key: the whole table stands still on the day it is used up.
function smallKeys(fields) {
    const elements = fields.tableElts ?? [];
    const keys = new Set(elements.flatMap(({ Constraint: one }) => one?.contype === "CONSTR_PRIMARY" ? (one.keys ?? []).map((key) => key.String?.sval) : []));
    return elements.flatMap(({ ColumnDef: column }) => {
        if (!column)
            return [];
        const kinds = (column.constraints ?? []).map(({ Constraint: one }) => one?.contype);
        const { name } = typeOf(column.typeName);
        const counts = /^(small)?serial[24]?$/.test(name) || (/^int[24]$/.test(name) && kinds.includes("CONSTR_IDENTITY"));
        return counts && (kinds.includes("CONSTR_PRIMARY") || keys.has(column.colname))
            ? [
                warning("small-primary-key", `${column.colname} is used up after ${/small|2/.test(name) ? "32,767" : "2,147,483,647"} rows, and then nothing can be written.`, "bigint GENERATED ALWAYS AS IDENTITY."),
            ]
            : [];
    });
}
/** The names that a statement gives. */
function namesOf(tree) {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    const columns = (list) => (list ?? []).flatMap(({ ColumnDef: column, Constraint: constraint }) => [
        column?.colname,
        constraint?.conname,
        ...(column?.constraints ?? []).map((one) => one.Constraint?.conname),
    ]);
    const given = kind === "CreateStmt"
        ? [fields.relation?.relname, ...columns(fields.tableElts)]
        : kind === "IndexStmt"
            ? [fields.idxname]
            : kind === "AlterTableStmt"
                ? columns((0,migrate_tree/* alterations */.TL)(fields).map((cmd) => cmd.def ?? {}))
                : kind === "RenameStmt"
                    ? [fields.newname]
                    : kind === "ViewStmt"
                        ? [fields.view?.relname]
                        : [];
    return given.filter((name) => name !== undefined);
}
/** The texts in quotes that a statement holds. */
function textsIn(node) {
    if (Array.isArray(node))
        return node.flatMap(textsIn);
    if (typeof node !== "object" || node === null)
        return [];
    return Object.entries(node).flatMap(([key, value]) => key === "A_Const" && typeof value?.sval?.sval === "string" ? [value.sval.sval] : textsIn(value));
}

;// CONCATENATED MODULE: ./actions/migrate/check/rules.js






/** Takes a statement into what is known of its file; `schema` is what it was before it. */
function remember(before, tree, schema, file) {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    const relation = fields.relation;
    if ((0,locks/* lockOf */.V)(tree)?.mode === "ACCESS EXCLUSIVE" && relation && !schema.isNew(relation, file)) {
        before.locked.add((0,locks/* relationName */.C)(relation));
    }
    if (kind === "AlterEnumStmt" && fields.newVal && !fields.oldVal)
        before.enumValues.add(fields.newVal);
    before.mixed ||= !/^(IndexStmt|DropStmt|VariableSetStmt|ReindexStmt|VacuumStmt|CommentStmt)$/.test(kind);
}
/** All that is wrong with a statement. The rules are those that at least two of the known checkers have, and some more. */
function verdicts(tree, context) {
    return RULES.flatMap((rule) => rule(tree, context));
}
const indexes = (tree, { schema, file }) => {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    if (kind === "IndexStmt") {
        if (fields.concurrent) {
            return fields.if_not_exists
                ? [
                    warning("concurrently-if-not-exists", "IF NOT EXISTS succeeds over an invalid index of that name and hides it.", "Leave IF NOT EXISTS out: an index that a stopped run left is dropped and built again by itself."),
                ]
                : [];
        }
        if (schema.isNew(fields.relation, file))
            return [];
        const { partitioned } = schema.table(fields.relation);
        // ON ONLY the parent builds nothing: the indexes of the partitions are built beside it and attached.
        if (partitioned && !fields.relation?.inh)
            return [];
        return [
            error("index-not-concurrent", `Writes to ${(0,locks/* relationName */.C)(fields.relation)} wait until the index is built.`, partitioned
                ? "CREATE INDEX … ON ONLY the parent, CREATE INDEX CONCURRENTLY on each partition, then ALTER INDEX … ATTACH PARTITION."
                : "CREATE INDEX CONCURRENTLY, in a file of its own."),
        ];
    }
    if (kind === "DropStmt" && fields.removeType === "OBJECT_INDEX" && !fields.concurrent) {
        return [
            warning("drop-index-not-concurrent", "Reads and writes of its table wait behind this while it waits for running queries.", "DROP INDEX CONCURRENTLY, in a file of its own."),
        ];
    }
    if (kind === "ReindexStmt" && !(0,migrate_tree/* optionsOf */.cz)(fields.params).includes("concurrently")) {
        if (fields.relation && schema.isNew(fields.relation, file))
            return [];
        return [
            error("reindex-not-concurrent", "Writes, and reads that would use the index, wait until it is built again.", "REINDEX … CONCURRENTLY, in a file of its own."),
        ];
    }
    return [];
};
const mixedFile = (tree, { before }) => {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    const concurrent = (kind === "IndexStmt" || kind === "DropStmt") && fields.concurrent;
    if (!concurrent || !before.mixed)
        return [];
    return [
        warning("concurrently-mixed", "The whole file runs without a transaction because of this statement: what fails half-way stays half done.", "Put the CONCURRENTLY statement into a file of its own."),
    ];
};
const constraints = (tree, { schema, file, major }) => {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    if (kind === "AlterDomainStmt" && fields.subtype === "C" && !fields.def?.Constraint?.skip_validation) {
        return [
            error("domain-constraint", "All tables with columns of this domain are locked and read.", "ADD CONSTRAINT … NOT VALID, and VALIDATE CONSTRAINT in a later file."),
        ];
    }
    if (kind !== "AlterTableStmt" || schema.isNew(fields.relation, file))
        return [];
    const table = (0,locks/* relationName */.C)(fields.relation);
    return (0,migrate_tree/* alterations */.TL)(fields).flatMap((cmd) => {
        if (cmd.subtype === "AT_AddColumn")
            return inlineConstraints(cmd.def?.ColumnDef ?? {}, table);
        if (cmd.subtype !== "AT_AddConstraint")
            return [];
        const constraint = cmd.def?.Constraint ?? {};
        switch (constraint.contype) {
            case "CONSTR_FOREIGN":
                return constraint.skip_validation
                    ? []
                    : [
                        error("foreign-key-validated-at-once", `Writes to ${table} and ${(0,locks/* relationName */.C)(constraint.pktable)} wait until every row has been checked.`, "ADD CONSTRAINT … FOREIGN KEY … NOT VALID, and VALIDATE CONSTRAINT in a later file."),
                    ];
            case "CONSTR_CHECK":
                return constraint.skip_validation
                    ? []
                    : [
                        error("check-validated-at-once", `Reads and writes of ${table} wait until every row has been checked.`, "ADD CONSTRAINT … CHECK … NOT VALID, and VALIDATE CONSTRAINT in a later file."),
                    ];
            case "CONSTR_NOTNULL":
                return constraint.skip_validation || major < 18
                    ? []
                    : [
                        error("set-not-null", `Reads and writes of ${table} wait until every row has been read.`, "ADD CONSTRAINT … NOT NULL … NOT VALID, and VALIDATE CONSTRAINT in a later file."),
                    ];
            case "CONSTR_UNIQUE":
            case "CONSTR_PRIMARY":
                return constraint.indexname
                    ? []
                    : [
                        error("unique-without-index", `Reads and writes of ${table} wait until its index is built.`, "CREATE UNIQUE INDEX CONCURRENTLY in a file of its own, then ADD CONSTRAINT … USING INDEX."),
                    ];
            case "CONSTR_EXCLUSION":
                return [
                    error("exclusion-constraint", `Reads and writes of ${table} wait until its index is built, and it cannot be built CONCURRENTLY.`, "Make the constraint with the table, or move the rows into a new table that has it."),
                ];
            default:
                return [];
        }
    });
};
function inlineConstraints(column, table) {
    const found = [];
    for (const { Constraint: constraint } of column.constraints ?? []) {
        if (constraint.contype === "CONSTR_UNIQUE" || constraint.contype === "CONSTR_PRIMARY") {
            found.push(error("unique-without-index", `Reads and writes of ${table} wait until its index is built.`, "Add the column, CREATE UNIQUE INDEX CONCURRENTLY in a file of its own, then ADD CONSTRAINT … USING INDEX."));
        }
        if (constraint.contype === "CONSTR_CHECK") {
            found.push(error("check-validated-at-once", `Reads and writes of ${table} wait until every row has been checked.`, "Add the column, then ADD CONSTRAINT … CHECK … NOT VALID, and VALIDATE CONSTRAINT in a later file."));
        }
        // A foreign key on a new column that is NULL everywhere is only checked against its other table's lock.
        if (constraint.contype === "CONSTR_FOREIGN" && hasDefault(column)) {
            found.push(error("foreign-key-validated-at-once", `Writes to ${table} and ${(0,locks/* relationName */.C)(constraint.pktable)} wait until every row has been checked.`, "Add the column, then ADD CONSTRAINT … FOREIGN KEY … NOT VALID, and VALIDATE CONSTRAINT in a later file."));
        }
    }
    return found;
}
const validation = (tree, { schema, file, transaction }) => {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    if (kind !== "AlterTableStmt" || !transaction || schema.isNew(fields.relation, file))
        return [];
    const known = schema.table(fields.relation).constraints;
    return (0,migrate_tree/* alterations */.TL)(fields)
        .filter((cmd) => cmd.subtype === "AT_ValidateConstraint")
        .filter((cmd) => known.some((constraint) => constraint.name === cmd.name && constraint.file === file))
        .map((cmd) => error("validate-in-same-transaction", `The lock that adding ${cmd.name} took is kept while every row is checked, so NOT VALID has gained nothing.`, "Put VALIDATE CONSTRAINT into a file of its own."));
};
const columns = (tree, { schema, file, contract }) => {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    if (kind !== "AlterTableStmt" ||
        schema.isNew(fields.relation, file) ||
        (fields.objtype ?? "OBJECT_TABLE") !== "OBJECT_TABLE")
        return [];
    const table = (0,locks/* relationName */.C)(fields.relation);
    const known = schema.table(fields.relation);
    return (0,migrate_tree/* alterations */.TL)(fields).flatMap((cmd) => {
        switch (cmd.subtype) {
            case "AT_AddColumn":
                return rules_addColumn(cmd.def?.ColumnDef ?? {}, table);
            case "AT_SetNotNull":
                return known.constraints.some(({ notNull, valid }) => notNull === cmd.name && valid)
                    ? []
                    : [
                        error("set-not-null", `Reads and writes of ${table} wait until every row has been read.`, `ADD CONSTRAINT … CHECK (${cmd.name} IS NOT NULL) NOT VALID, VALIDATE it in a later file, then SET NOT NULL reads nothing.`),
                    ];
            case "AT_AlterColumnType":
                return widens(known.columns.get(cmd.name), typeOf(cmd.def?.ColumnDef?.typeName)) &&
                    !cmd.def?.ColumnDef?.raw_default
                    ? []
                    : [
                        error("change-column-type", `${table} may be written anew as a whole, and the running release may not take the new type.`, "Add a new column, fill it in small steps, and switch over; widening varchar or numeric is free."),
                    ];
            case "AT_DropColumn":
                return contract
                    ? []
                    : [
                        error("drop-column", `The running release still reads and writes ${table}.${cmd.name}.`, 'Release code that does not use it first; then drop it in a file with "-- quayside: phase=post".'),
                    ];
            case "AT_DropNotNull":
                return contract
                    ? []
                    : [
                        warning("drop-not-null", `Code that reads ${table}.${cmd.name} may meet NULL from now on.`, "Make sure that every release which reads it takes NULL."),
                    ];
            case "AT_SetExpression":
            case "AT_SetLogged":
            case "AT_SetUnLogged":
            case "AT_SetAccessMethod":
            case "AT_SetTableSpace":
                return [
                    error("rewrite-table", `${table} is written anew as a whole while reads and writes wait.`, "Move the rows into a new table in small steps."),
                ];
            default:
                return [];
        }
    });
};
function rules_addColumn(column, table) {
    const found = [];
    const kinds = (column.constraints ?? []).map((one) => one.Constraint.contype);
    const type = typeOf(column.typeName);
    const serial = /^(small|big)?serial\d?$/.test(type.name);
    if (kinds.includes("CONSTR_NOTNULL") && !hasDefault(column) && !serial) {
        found.push(error("add-required-column", `It fails on a table with rows, and the running release does not fill ${table}.${column.colname}.`, "Give it a DEFAULT, or add it without NOT NULL first."));
    }
    const generated = (column.constraints ?? []).find((one) => one.Constraint.contype === "CONSTR_GENERATED");
    if (serial ||
        kinds.includes("CONSTR_IDENTITY") ||
        (generated && generated.Constraint.generated_kind !== "v") ||
        volatileDefault(column)) {
        found.push(error("volatile-default", `Every row of ${table} gets a value of its own, so the table is written anew while reads and writes wait.`, "Add the column without the default, set the default in a second statement, and fill old rows in small steps."));
    }
    return found;
}
function hasDefault(column) {
    return (column.constraints ?? []).some((one) => /^CONSTR_(DEFAULT|IDENTITY|GENERATED)$/.test(one.Constraint.contype ?? ""));
}
/** Functions that give one value to all rows of a statement, or the same for the same arguments. */
const STEADY = new Set("now,transaction_timestamp,statement_timestamp,lower,upper,md5,concat,coalesce,length,abs,round,date_trunc,to_timestamp,make_date,make_interval,jsonb_build_object,jsonb_build_array,json_build_object,json_build_array,array_fill,timezone,date_part,extract,repeat,substring,current_setting,encode,decode,int4range,tstzrange,numrange".split(","));
function volatileDefault(column) {
    const expression = (column.constraints ?? []).find((one) => one.Constraint.contype === "CONSTR_DEFAULT")?.Constraint.raw_expr;
    return functionsIn(expression).some((name) => !STEADY.has(name));
}
function functionsIn(node) {
    if (Array.isArray(node))
        return node.flatMap(functionsIn);
    if (typeof node !== "object" || node === null)
        return [];
    return Object.entries(node).flatMap(([key, value]) => {
        const own = key === "FuncCall" ? [value.funcname?.at(-1)?.String?.sval ?? ""] : [];
        return [...own, ...functionsIn(value)];
    });
}
/** Whether a change of type leaves the rows as they are (PostgreSQL: binary coercible, or a longer limit). */
function widens(from, to) {
    if (!from || from.array !== to.array)
        return false;
    const [a = Number.POSITIVE_INFINITY] = from.mods;
    const [b = Number.POSITIVE_INFINITY] = to.mods;
    if (/^(varchar|text)$/.test(from.name) && to.name === "text")
        return true;
    if (from.name === "text" && to.name === "varchar" && to.mods.length === 0)
        return true;
    if (from.name === to.name && /^(varchar|varbit)$/.test(to.name))
        return b >= a;
    if (from.name === "numeric" && to.name === "numeric") {
        return to.mods.length === 0 || (from.mods.length > 0 && b >= a && (from.mods[1] ?? 0) === (to.mods[1] ?? 0));
    }
    return from.name === "cidr" && to.name === "inet";
}
const removals = (tree, { schema, file, contract }) => {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    const late = 'Release code that does not use it first; then take it away in a file with "-- quayside: phase=post".';
    switch (kind) {
        case "RenameStmt": {
            if (fields.relation && schema.isNew(fields.relation, file))
                return [];
            const what = {
                OBJECT_COLUMN: "column",
                OBJECT_TABLE: "table",
                OBJECT_SCHEMA: "schema",
                OBJECT_VIEW: "view",
                OBJECT_MATVIEW: "view",
                OBJECT_FUNCTION: "function",
                OBJECT_PROCEDURE: "procedure",
                OBJECT_TYPE: "type",
                OBJECT_DOMAIN: "domain",
                OBJECT_SEQUENCE: "sequence",
                OBJECT_ATTRIBUTE: "attribute",
            };
            const name = what[fields.renameType];
            return name
                ? [
                    error("rename", `The running release still uses the old name of the ${name}.`, "Add the new one beside it, move over, and take the old one away later; a view can carry the old name of a table."),
                ]
                : [];
        }
        case "AlterEnumStmt":
            return fields.oldVal
                ? [
                    error("rename", `The running release still reads and writes '${fields.oldVal}'.`, "Add the new value, move the rows, and stop using the old one."),
                ]
                : [];
        case "AlterObjectSchemaStmt":
            return fields.objectType === "OBJECT_TABLE" && !schema.isNew(fields.relation, file)
                ? [
                    error("rename", "The running release looks for the table in its old schema.", "Leave a view under the old name until no release uses it."),
                ]
                : [];
        case "DropStmt": {
            if (contract)
                return [];
            const objects = (fields.objects ?? []);
            if (fields.removeType === "OBJECT_TABLE") {
                const old = objects.filter((object) => !schema.isNew({ relname: objectKey(object) }, file));
                return old.length === 0
                    ? []
                    : [
                        error("drop-table", `The running release still uses ${old.map(objectKey).join(", ")}, and the rows are lost.`, late),
                    ];
            }
            return fields.removeType === "OBJECT_SCHEMA"
                ? [error("drop-schema", "Everything in the schema is lost.", late)]
                : [];
        }
        case "DropdbStmt":
            return [
                error("drop-database", "Everything in the database is lost.", "A migration is no place to drop a database."),
            ];
        case "TruncateStmt": {
            const relations = (fields.relations ?? []);
            if (relations.every(({ RangeVar }) => schema.isNew(RangeVar, file)))
                return [];
            return [
                error("truncate", fields.behavior === "DROP_CASCADE"
                    ? "All rows are lost, and those of every table that refers to it."
                    : "All rows are lost, and reads and writes wait meanwhile.", "DELETE what is not needed in small steps."),
            ];
        }
        default:
            return [];
    }
};
const data = (tree, { schema, file }) => {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    if ((kind !== "UpdateStmt" && kind !== "DeleteStmt") || schema.isNew(fields.relation, file))
        return [];
    if (fields.whereClause && !fillsNewColumn(fields))
        return [];
    return [
        error(kind === "UpdateStmt" ? "update-all-rows" : "delete-all-rows", `Every row of ${(0,locks/* relationName */.C)(fields.relation)} is written in one transaction: long locks, a bloated table, lagging replicas.`, "Do it in small steps with a WHERE, each in a transaction of its own."),
    ];
};
// UPDATE t SET a = … WHERE a IS NULL: of a column that has just come, these are all rows.
function fillsNewColumn(fields) {
    const test = fields.whereClause?.NullTest;
    const column = test?.nulltesttype === "IS_NULL" ? test.arg?.ColumnRef?.fields?.at(-1)?.String?.sval : undefined;
    return (fields.targetList ?? []).some((target) => target.ResTarget?.name === column && column !== undefined);
}
const maintenance = (tree, { schema, file, major }) => {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    switch (kind) {
        case "VacuumStmt":
            return (0,migrate_tree/* optionsOf */.cz)(fields.options).includes("full")
                ? [
                    error("vacuum-full", "The table is written anew while reads and writes wait.", "VACUUM without FULL, or pg_repack."),
                ]
                : [];
        case "ClusterStmt":
            return [
                error("vacuum-full", "The table is written anew while reads and writes wait.", "pg_repack does it beside the work."),
            ];
        case "RefreshMatViewStmt":
            return fields.concurrent || fields.skipData
                ? []
                : [
                    error("refresh-not-concurrent", `Reads of ${(0,locks/* relationName */.C)(fields.relation)} wait until it is filled again.`, "REFRESH MATERIALIZED VIEW CONCURRENTLY (it needs a unique index)."),
                ];
        case "AlterTableStmt":
            return (0,migrate_tree/* alterations */.TL)(fields).flatMap((cmd) => {
                // The index of a partition is attached in no time.
                if (fields.objtype === "OBJECT_INDEX")
                    return [];
                const partition = cmd.def?.PartitionCmd ?? {};
                if (cmd.subtype === "AT_DetachPartition" && !partition.concurrent && !schema.isNew(fields.relation, file)) {
                    return major < 14
                        ? []
                        : [
                            error("detach-partition", `Reads and writes of ${(0,locks/* relationName */.C)(fields.relation)} and all its partitions wait.`, "DETACH PARTITION … CONCURRENTLY, in a file of its own."),
                        ];
                }
                if (cmd.subtype !== "AT_AttachPartition" ||
                    schema.isNew(partition.name, file) ||
                    schema.isNew(fields.relation, file))
                    return [];
                if (partition.bound?.is_default)
                    return [];
                const checked = schema
                    .table(partition.name)
                    .constraints.some(({ kind: one, valid }) => one === "CONSTR_CHECK" && valid);
                return checked
                    ? []
                    : [
                        warning("attach-partition-without-check", `Every row of ${(0,locks/* relationName */.C)(partition.name)} is read while nobody may use it.`, "Give it a validated CHECK that says the same as the bounds, attach it, and drop the CHECK."),
                    ];
            });
        case "CreateStmt":
            return fields.partbound && !schema.isNew(fields.inhRelations?.[0]?.RangeVar, file)
                ? [
                    warning("create-partition-of", "Reads and writes of the parent wait behind this while it waits for running queries.", "CREATE TABLE (LIKE parent), then ALTER TABLE … ATTACH PARTITION."),
                ]
                : [];
        default:
            return [];
    }
};
const settings = (tree) => {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    if (kind !== "VariableSetStmt" || fields.name !== "lock_timeout")
        return [];
    const value = fields.args?.[0]?.A_Const;
    const off = fields.kind === "VAR_SET_DEFAULT" ||
        (value && (value.ival?.ival ?? 0) === 0 && /^0*(ms|s|min)?$/.test(value.sval?.sval ?? "0"));
    return off
        ? [
            error("lock-timeout-off", "A statement that waits for a lock makes everybody else wait behind it, without end.", "Leave the limit of the input lock-timeout on."),
        ]
        : [];
};
const types = (tree) => {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    const defined = kind === "CreateStmt"
        ? (fields.tableElts ?? []).map((one) => one.ColumnDef)
        : kind === "AlterTableStmt"
            ? (0,migrate_tree/* alterations */.TL)(fields)
                .filter((cmd) => cmd.subtype === "AT_AddColumn")
                .map((cmd) => cmd.def?.ColumnDef)
            : [];
    return defined
        .filter((column) => column && typeOf(column.typeName).name === "json")
        .map((column) => warning("json-column", `${column.colname} is json, which has no equality: SELECT DISTINCT and GROUP BY of the running release may fail.`, "jsonb"));
};
const HEAVY = /^(UpdateStmt|DeleteStmt|IndexStmt|RefreshMatViewStmt|CreateTableAsStmt)$/;
const transactions = (tree, { schema, file, transaction, before }) => {
    if (!transaction)
        return [];
    const locked = [...before.locked];
    if (locked.length === 0)
        return [];
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    const relation = fields.relation;
    const fresh = relation !== undefined && schema.isNew(relation, file);
    const fills = kind === "InsertStmt" && fields.selectStmt?.SelectStmt?.fromClause;
    if ((HEAVY.test(kind) || fills) && !(fresh && !fills)) {
        return [
            error("work-under-lock", `${locked.join(", ")} stays locked against reads and writes while this runs.`, "Put the change of the table and the work on its rows into two files."),
        ];
    }
    const lock = (0,locks/* lockOf */.V)(tree);
    const other = relation && lock?.mode === "ACCESS EXCLUSIVE" && !fresh && !locked.includes((0,locks/* relationName */.C)(relation));
    return other
        ? [
            warning("several-tables-locked", `${locked.join(", ")} stays locked while this waits for ${(0,locks/* relationName */.C)(relation)}; two such files, or the app, can block each other.`, "A file for each table."),
        ]
        : [];
};
const RULES = [
    indexes,
    mixedFile,
    constraints,
    validation,
    columns,
    removals,
    data,
    maintenance,
    settings,
    types,
    transactions,
    objects,
    traps,
];
/** Names of all rules. */
const RULE_NAMES = [
    "index-not-concurrent",
    "drop-index-not-concurrent",
    "reindex-not-concurrent",
    "concurrently-if-not-exists",
    "concurrently-mixed",
    "domain-constraint",
    "foreign-key-validated-at-once",
    "check-validated-at-once",
    "unique-without-index",
    "exclusion-constraint",
    "validate-in-same-transaction",
    "set-not-null",
    "add-required-column",
    "volatile-default",
    "change-column-type",
    "rewrite-table",
    "drop-column",
    "drop-not-null",
    "drop-table",
    "drop-schema",
    "drop-database",
    "rename",
    "truncate",
    "update-all-rows",
    "delete-all-rows",
    "vacuum-full",
    "refresh-not-concurrent",
    "detach-partition",
    "attach-partition-without-check",
    "create-partition-of",
    "lock-timeout-off",
    "json-column",
    "work-under-lock",
    "several-tables-locked",
    "drop-object",
    "drop-default",
    "drop-cascade",
    "revoke",
    "enable-row-security",
    "lock-table",
    "enum-value-used-at-once",
    "name-too-long",
    "small-primary-key",
    "concurrently-on-partitioned",
];

;// CONCATENATED MODULE: ./actions/migrate/check/check.js







/**
 * Looks for statements that may cause an outage or a loss, over PostgreSQL's own syntax tree and with what earlier
 * files have made. Files that do not parse are left to the plan. Pure.
 */
function checkFiles(files, { major, wanted }) {
    const schema = new Schema();
    const findings = [];
    for (const file of files) {
        const parsed = (0,migrate_sql/* parseFile */.CJ)(file);
        if ("mistake" in parsed)
            continue;
        const contract = (0,migrate_plan.isContract)(file);
        const { transaction } = (0,migrate_plan.transactionOf)(file, parsed.statements);
        const lines = file.text.includes("-ignore") ? file.text.split("\n") : [];
        const before = { locked: new Set(), mixed: false, enumValues: new Set() };
        const made = new Set(parsed.statements.flatMap(({ tree }) => madeBy(tree)));
        for (const statement of parsed.statements) {
            const { tree, line, column } = statement;
            const at = { path: file.path, line, column };
            // What a DO block does counts as if it stood there by itself.
            const inner = [{ tree, line }, ...hiddenIn(statement)];
            if (wanted(file)) {
                const context = { schema, file: file.path, major, contract, transaction, before, made, sql: statement.sql };
                const found = inner.flatMap((one) => verdicts(one.tree, context).map((verdict) => ({ ...verdict, line: one.line })));
                const ignores = ignoresOf(lines, statement);
                findings.push(...found
                    .filter(({ rule }) => !ignores.some(({ rules }) => rules.includes(rule)))
                    .map((verdict) => ({ ...at, ...verdict })));
                for (const ignore of ignores.filter((one) => !one.foreign)) {
                    const place = { path: file.path, line: ignore.line, column: 1, level: "warning" };
                    const unused = ignore.rules.filter((rule) => !found.some((verdict) => verdict.rule === rule));
                    if (unused.length > 0) {
                        const unknown = unused.filter((rule) => !RULE_NAMES.some((name) => name === rule));
                        const what = unknown.length > 0
                            ? `There is no rule ${unknown.join(", ")}.`
                            : `${unused.join(", ")} finds nothing here.`;
                        findings.push({
                            ...place,
                            rule: "unused-ignore",
                            message: what,
                            instead: "Take the comment out, so that it hides nothing later.",
                        });
                    }
                    if (ignore.reason === "") {
                        findings.push({
                            ...place,
                            rule: "ignore-without-reason",
                            message: "The comment does not say why this is safe.",
                            instead: `-- quayside-ignore ${ignore.rules.join(", ")}: the reason`,
                        });
                    }
                }
            }
            for (const one of inner) {
                remember(before, one.tree, schema, file.path);
                schema.apply(one.tree, file.path);
            }
        }
    }
    return findings;
}

;// CONCATENATED MODULE: ./actions/migrate/review.js





/** What a check goes by where no server is asked. */
const NEWEST_SERVER = 18;
/** What plan, check and status have in common: it tells, and changes nothing. `major` is the version of the server; undefined without a database. */
async function review(progress, files, inputs, world, dialect, major) {
    const { runner } = world;
    const { mode, directory, failOn } = inputs;
    if (mode === "status")
        runner.info(statusText(progress.plan, progress.rows));
    else {
        const base = await readBase(world, directory, inputs.base);
        const remarks = base ? baseRemarks(base, files) : [];
        progress.plan = { ...progress.plan, remarks: [...progress.plan.remarks, ...remarks] };
        const pending = new Set(progress.plan.operations.map(({ file }) => file.path));
        const wanted = (file) => major === undefined ? !base?.files.includes(file.path) : pending.has(file.path);
        progress.looked = files.filter(wanted).length;
        if (dialect.checked) {
            progress.findings = checkFiles(files, { major: major ?? NEWEST_SERVER, wanted });
        }
        else if (mode === "check") {
            runner.annotate("notice", `The rules of the check are PostgreSQL's: the files for ${dialect.name} were parsed and put in order only.`);
        }
        if (mode === "plan")
            tellPlan(progress.plan, progress.estimatedRows, dialect, world);
    }
    for (const { path, message } of progress.plan.remarks)
        runner.annotate("warning", message, { file: path });
    for (const { level, path, line, rule, message, instead } of progress.findings) {
        runner.annotate(mode === "check" ? level : "warning", `${message} ${instead}`, { file: path, line, title: rule });
    }
    refuseProblems(progress.plan);
    if (mode === "check" && progress.findings.length === 0)
        runner.info("The check has no findings.");
    if (mode === "check")
        refuseFindings(progress.findings, failOn);
}
/** Throws a UserError with everything that has to be mended before files can run. */
function refuseProblems({ problems }) {
    if (problems.length === 0)
        return;
    const count = problems.length === 1 ? "One thing is" : `${problems.length} things are`;
    throw new errors/* UserError */.yo(`${count} in the way of the migrations, and nothing was run:\n${problems.map((problem) => `  - ${problemText(problem)}`).join("\n")}`);
}
/** Says which files are recorded without being run. */
function tellAdopted(plan, { runner }) {
    for (const file of plan.baseline)
        runner.info(`${file.path}: recorded as applied, not run (baseline)`);
    for (const file of plan.rebaseline)
        runner.info(`${file.path}: its new checksum is taken (rebaseline)`);
}
function tellPlan(plan, rows, dialect, world) {
    const { runner } = world;
    for (const promise of dialect.promises)
        runner.info(`${dialect.name}: ${promise}`);
    tellAdopted(plan, world);
    for (const line of planLines(plan.operations, rows))
        runner.info(line);
    for (const file of plan.held)
        runner.info(`${file.path}: left for after the rollout (phase=post)`);
    if (plan.operations.length === 0 && plan.problems.length === 0)
        runner.info("Nothing is pending.");
}
function refuseFindings(findings, failOn) {
    const failing = findings.filter(({ level }) => failOn !== "never" && (failOn === "warning" || level === "error"));
    if (failing.length === 0)
        return;
    const lines = failing.map(({ path, line, rule, message, instead }) => `  - ${path}:${line} ${rule}: ${message} Instead: ${instead}`);
    throw new errors/* UserError */.yo(`The check has ${(0,units/* counted */.hS)(failing.length, "finding")}:\n${lines.join("\n")}`, {
        hint: "Change the statements, or say why one is safe in a line above it: -- quayside-ignore RULE: reason",
    });
}
function statusText(plan, rows) {
    const lines = rows.map((row) => `${row.state.padEnd(8)} ${row.appliedAt} ${row.file}`);
    return [...lines, ...plan.operations.map(({ file }) => `pending  ${" ".repeat(20)} ${file.file}`)].join("\n");
}

;// CONCATENATED MODULE: ./actions/migrate/rollback.js




/**
 * What undoes the newest migration, or all above version `to`, the last applied first. `downs` are the files that end
 * in `.down.sql`. Pure. Throws a UserError where `to` is no version of the history.
 */
function planRollback(history, downs, to) {
    const rows = history.toReversed();
    if (to !== undefined && to !== "0" && !rows.some((row) => (0,migrate_files.compareVersions)(row.version, to) === 0)) {
        throw new errors/* UserError */.yo(`Version ${to}, which the input to names, has not been applied`, {
            hint: "mode: status lists what has been applied. to: 0 undoes everything.",
        });
    }
    const undone = to === undefined ? rows.slice(0, 1) : rows.filter((row) => (0,migrate_files.compareVersions)(row.version, to) > 0);
    const operations = [];
    const problems = [];
    for (const row of undone) {
        const add = (kind, path, message, hint, at = {}) => problems.push({ kind, path, message, hint, ...at });
        if (row.state !== "applied") {
            add("interrupted", row.file, `is recorded as ${row.state}, which cannot be undone`, "Only what was applied to its end can be undone.");
            continue;
        }
        const file = downs.find((down) => (0,migrate_files.compareVersions)(down.version, row.version) === 0);
        if (!file) {
            const name = row.file.replace(/(\.up)?\.sql$/, ".down.sql");
            add("file", row.file, "has no file that undoes it", `Write ${name}.`);
            continue;
        }
        const parsed = (0,migrate_sql/* parseFile */.CJ)(file);
        if ("mistake" in parsed) {
            const { message, hint = "Mend the SQL; nothing has been undone.", ...at } = parsed.mistake;
            add("syntax", file.path, message, hint, at);
            continue;
        }
        const { statements } = parsed;
        problems.push(...(0,migrate_plan.statementProblems)(file, statements));
        const { transaction, why } = (0,migrate_plan.transactionOf)(file, statements);
        if (!transaction && statements.length > 1) {
            add("statement", file.path, `holds ${why.replace(/ cannot.*/, "")} beside other statements`, "Such a statement has an undo file of its own: a run that stops between two could not be gone on with.");
        }
        // The row of the history is found by the version as it was recorded.
        operations.push({
            file: { ...file, version: row.version },
            statements,
            transaction,
            why,
            resume: 0,
            inFlight: 1,
            undo: true,
        });
    }
    return { operations, problems };
}
/** The name and text of a new migration behind the existing ones, in their style. */
function newMigration(files, name, now) {
    const last = files.at(-1)?.version;
    // Numbers of 14 digits are dates and times; anything else counts.
    const dated = last?.length === 14;
    const next = String(BigInt(last ?? 0) + 1n).padStart(last?.length ?? 4, "0");
    const date = now.toISOString().replace(/\D/g, "").slice(0, 14);
    // A clock that is wrong must not put the file before those that are there.
    const version = dated && (0,migrate_files.compareVersions)(date, next) > 0 ? date : next;
    const slug = name
        .trim()
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
        .replace(/^_+|_+$/g, "");
    if (slug === "")
        throw new errors/* UserError */.yo("The input name has no letter or digit", { hint: "For example: add users table" });
    const file = `${version}_${slug}.sql`;
    const text = `-- ${name.replace(/\s+/g, " ").trim()}\n`;
    return { path: file, file, version, name: slug, text, checksum: (0,migrate_files.checksumOf)(text) };
}

// EXTERNAL MODULE: ./actions/migrate/database.js
var database = __webpack_require__(33160);
// EXTERNAL MODULE: ./actions/migrate/server.js
var server = __webpack_require__(22802);
;// CONCATENATED MODULE: ./actions/migrate/trace.js






/** Weakest first, as pg_locks names them. */
const STRENGTH = [
    "AccessShareLock",
    "RowShareLock",
    "RowExclusiveLock",
    "ShareUpdateExclusiveLock",
    "ShareLock",
    "ShareRowExclusiveLock",
    "ExclusiveLock",
    "AccessExclusiveLock",
];
/** Where each relation of the user's lies on disk; one that moves was written anew. */
const PLACES = `SELECT c.oid::text AS oid, c.oid::regclass::text AS name, pg_relation_filenode(c.oid)::text AS place
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'i', 'm', 'p') AND n.nspname !~ '^(pg_|information_schema$)'`;
const LOCKS = `SELECT relation::text AS oid, mode FROM pg_locks
  WHERE locktype = 'relation' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND pid = `;
/** Runs operations in a scratch database, statement by statement, and watches what each of them does. */
async function trace(operations, engine, world) {
    const { work, workPid } = engine.locked();
    const traces = [];
    await engine.adopt({
        operations,
        held: [],
        baseline: [],
        rebaseline: [],
        problems: [],
        remarks: [],
        current: undefined,
        target: undefined,
    });
    for (const operation of operations) {
        const { file, statements, transaction } = operation;
        await work.query((0,server/* freshSession */.JS)(engine.connection.facts, { lockTimeout: 0, statementTimeout: 0 }));
        const there = await places(engine.connection.guard);
        let before = there;
        let held = new Map();
        let at;
        try {
            if (transaction)
                await work.query("BEGIN");
            for (const statement of statements) {
                (0,errors/* throwIfAborted */.Te)(world.signal);
                at = statement;
                const began = world.clock.elapsed();
                const running = work.query(statement.sql);
                // One that is not in a transaction has given its locks back at its end, so it is looked at from beside.
                const seen = transaction ? undefined : watch(engine.connection.guard, workPid, running, world);
                await running;
                const milliseconds = world.clock.elapsed() - began;
                const now = (await seen) ?? (await trace_locks(work, workPid));
                const after = await places(work);
                traces.push({
                    path: file.path,
                    number: statement.number,
                    line: statement.line,
                    sql: (0,migrate_sql/* headOf */.Uo)(statement.sql),
                    milliseconds,
                    locks: [...now].flatMap(([oid, mode]) => {
                        const relation = there.get(oid);
                        return relation && held.get(oid) !== mode ? [{ table: relation.name, mode: spoken(mode) }] : [];
                    }),
                    rewritten: [...after].flatMap(([oid, { name, place }]) => there.has(oid) && before.get(oid)?.place !== place ? [name] : []),
                });
                held = transaction ? now : new Map();
                before = after;
            }
            at = undefined;
            if (transaction)
                await work.query("COMMIT");
            await engine.record(operation);
        }
        catch (error) {
            await work.query("ROLLBACK").catch(() => { });
            throw (0,migrate_failure/* failureOf */.g)(error, {
                operation,
                at,
                stage: "rolled back",
                signal: world.signal,
                server: (0,database/* serverError */.ig)(error),
                lost: work.lost() !== undefined,
                hint: "It failed in the scratch database; the real one was not touched.",
            });
        }
    }
    return traces;
}
async function places(session) {
    const rows = await session.query(PLACES);
    return new Map(rows.map(({ oid, name, place }) => [oid, { name, place }]));
}
async function trace_locks(session, pid) {
    return strongest(await session.query(LOCKS + pid));
}
function strongest(rows, into = new Map()) {
    for (const { oid = "", mode = "" } of rows) {
        if (STRENGTH.indexOf(mode) > STRENGTH.indexOf(into.get(oid) ?? ""))
            into.set(oid, mode);
    }
    return into;
}
// Locks that are held for less than a few milliseconds may be missed; what takes long is what matters.
async function watch(guard, pid, running, { clock }) {
    let ended = false;
    const end = () => {
        ended = true;
    };
    running.then(end, end);
    const seen = new Map();
    while (!ended) {
        strongest(await guard.query(LOCKS + pid), seen);
        await Promise.race([clock.sleep(2), running.catch(() => { })]);
    }
    return seen;
}
// PostgreSQL's manual writes ACCESS EXCLUSIVE, its tables AccessExclusiveLock.
const spoken = (mode) => mode
    .replace(/Lock$/, "")
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toUpperCase();
/** Traces as lines for a log. */
function traceLines(traces) {
    return traces.map((one) => `${one.path}:${one.line} ${one.sql}  [${[(0,units/* formatDuration */.a3)(one.milliseconds), ...one.locks.map(({ table, mode }) => `${mode} on ${table}`), ...one.rewritten.map((table) => `writes ${table} anew`)].join("; ")}]`);
}

;// CONCATENATED MODULE: ./actions/migrate/run.js
















/**
 * Does what `mode` asks for. What was found and done until then is also told when it fails: `result` is complete then,
 * and `error` is what is to be thrown.
 */
async function migrate(inputs, world) {
    const { runner } = world;
    const progress = new Progress(inputs, world.clock);
    let engine;
    try {
        const dialect = await dialectFor(inputs);
        await dialect.load();
        progress.promises = dialect.promises;
        // A tool of the project's own has files of its own.
        const { files, problems } = inputs.command
            ? { files: [], problems: [] }
            : await (0,migrate_files.readMigrations)(world.workspace, inputs.directory, dialect.parse);
        const run = {
            progress,
            files,
            dialect,
            inputs,
            world,
            async look(database) {
                progress.rows = await database.history();
                progress.plan = (0,migrate_plan.makePlan)(files, progress.rows, problems, inputs);
            },
        };
        if (inputs.mode === "new") {
            const file = newMigration(files, inputs.name, new Date(world.clock.now()));
            await (0,promises_.writeFile)((0,external_node_path_.join)(world.workspace, inputs.directory, file.file), file.text, { flag: "wx" });
            runner.info(`Wrote ${(0,external_node_path_.join)(inputs.directory, file.file)}`);
            progress.plan = (0,migrate_plan.makePlan)([...files, file], [], problems, inputs);
            progress.outcome = "created";
        }
        else if (inputs.mode === "trace") {
            await traced(run);
        }
        else if (!inputs.url) {
            await (inputs.command ? lookAtTool(run) : lookAtFiles(run, problems));
        }
        else {
            engine = await dialect.connect(inputs, world);
            progress.place = engine.place;
            progress.server = engine.server;
            runner.info(`Connected to ${progress.place}, ${progress.server}`);
            await MODES[inputs.mode](run, engine);
        }
        return { result: progress.result(runner) };
    }
    catch (error) {
        if (error instanceof migrate_failure/* MigrationError */.P) {
            const { path, line, column } = error.failure;
            const at = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
            runner.annotate("error", error.message, { file: path, ...at });
        }
        return { result: progress.result(runner, error), error };
    }
    finally {
        await engine?.close();
    }
}
async function lookAtFiles({ progress, files, dialect, inputs, world }, problems) {
    progress.plan = (0,migrate_plan.makePlan)(files, [], problems, inputs);
    await review(progress, files, inputs, world, dialect);
}
// How its files are written and ordered is the tool's own business: they are parsed and checked, and that is all.
async function lookAtTool({ progress, dialect, inputs, world }, engine) {
    const { files, applied } = await toolSql(inputs, world, dialect.parse, engine);
    const plan = (0,migrate_plan.makePlan)(files, applied);
    progress.plan = { ...plan, problems: plan.problems.filter(({ kind }) => kind === "syntax") };
    await review(progress, files, inputs, world, dialect, engine?.major);
}
const look = async (run, engine) => {
    const { progress, files, dialect, inputs, world } = run;
    if (inputs.command)
        return lookAtTool(run, engine);
    await run.look(engine);
    const { operations } = progress.plan;
    progress.plan = { ...progress.plan, problems: [...progress.plan.problems, ...(await engine.examine(operations))] };
    const statements = operations.flatMap((operation) => operation.statements);
    const tables = statements.map(({ tree }) => (0,locks/* lockOf */.V)(tree)?.table ?? "").filter((table) => table !== "");
    progress.estimatedRows = await engine.estimatedRows(tables);
    await review(progress, files, inputs, world, dialect, engine.major);
};
const apply = async ({ progress, inputs, world, look: lookAt }, engine) => {
    const { runner } = world;
    if (inputs.command) {
        progress.command = await runTool(engine, inputs, world);
        progress.outcome = progress.command.added.length > 0 ? "applied" : "up-to-date";
        return;
    }
    await engine.lock();
    await lookAt(engine);
    const { plan } = progress;
    for (const { path, message } of plan.remarks)
        runner.annotate("notice", message, { file: path });
    // The server's parser is asked only where ours has nothing to say.
    const more = plan.problems.length === 0 ? await engine.examine(plan.operations) : [];
    progress.plan = { ...plan, problems: [...plan.problems, ...more] };
    refuseProblems(progress.plan);
    if (plan.operations.length + plan.baseline.length + plan.rebaseline.length === 0) {
        runner.info("Nothing is pending.");
        return;
    }
    tellAdopted(plan, world);
    await engine.adopt(plan);
    progress.adopted = plan.baseline.length + plan.rebaseline.length > 0;
    const before = await engine.invalidIndexes();
    warnOfInvalid(before, world);
    await engine.apply(plan.operations, (file) => progress.applied.push(file));
    const left = await engine.invalidIndexes();
    warnOfInvalid(left.filter((index) => !before.includes(index)), world);
};
const rollback = async ({ progress, dialect, inputs, world, look: lookAt }, engine) => {
    await engine.lock();
    await lookAt(engine);
    const downs = await (0,migrate_files.readDownFiles)(world.workspace, inputs.directory, dialect.parse);
    const undo = planRollback(progress.rows, downs.files, inputs.to);
    const problems = downs.problems.map(({ path, message }) => ({
        kind: "file",
        path,
        message,
        hint: "Mend the file.",
    }));
    progress.plan = { ...progress.plan, operations: undo.operations, problems: [...problems, ...undo.problems] };
    refuseProblems(progress.plan);
    if (undo.operations.length === 0)
        world.runner.info("Nothing is there to be undone.");
    try {
        await engine.apply(undo.operations, (file) => progress.applied.push(file));
    }
    finally {
        const undone = new Set(progress.applied.map(({ operation }) => operation.file.version));
        progress.outcome = "rolled-back";
        progress.current = (0,migrate_plan.newest)(progress.rows.map((row) => row.version).filter((version) => !undone.has(version)));
    }
};
// The migrations that the live database has are replayed in an empty one, and the two are compared.
const run_drift = async ({ progress, files, dialect, inputs, world, look: lookAt }, live) => {
    await lookAt(live);
    const done = new Set(progress.rows.filter((row) => row.state !== "running").map((row) => BigInt(row.version)));
    const scratch = await dialect.connect({ ...inputs, url: inputs.scratchUrl }, world);
    try {
        const replay = (0,migrate_plan.makePlan)(files.filter((file) => done.has(BigInt(file.version))), []);
        refuseProblems(replay);
        await scratch.lock();
        (0,drift/* refuseFilled */.te)(await scratch.snapshot());
        await scratch.adopt(replay);
        await scratch.apply(replay.operations, () => { });
        progress.differences = (0,drift/* compareSchemas */._e)(await live.snapshot(), await scratch.snapshot());
    }
    finally {
        await scratch.close();
    }
    const count = progress.differences.length;
    if (count > 0) {
        throw new errors/* UserError */.yo(`The database is not what its migrations make, in ${count === 1 ? "one place" : `${count} places`}:\n${progress.differences.map((one) => `  - ${(0,drift/* differenceText */.Lr)(one)}`).join("\n")}`, { hint: "Write what was changed by hand as a migration, or undo it." });
    }
    progress.outcome = "in-sync";
};
const MODES = {
    plan: look,
    check: look,
    status: look,
    apply,
    rollback,
    drift: run_drift,
};
// What is applied in the live database is made in the scratch database first; what is pending is watched there.
async function traced({ progress, files, dialect, inputs, world, look: lookAt }) {
    const live = inputs.url ? await dialect.connect(inputs, world) : undefined;
    let done = new Set();
    try {
        const rows = (await live?.history()) ?? [];
        done = new Set(rows.filter((row) => row.state !== "running").map((row) => BigInt(row.version)));
    }
    finally {
        await live?.close();
    }
    const scratch = await dialect.connect({ ...inputs, url: inputs.scratchUrl }, world);
    try {
        if (!(scratch instanceof postgres.PostgresEngine)) {
            throw new errors/* UserError */.yo(`Mode trace knows PostgreSQL only, and the files are for ${dialect.name}`);
        }
        progress.place = scratch.place;
        progress.server = scratch.server;
        await scratch.lock();
        // A copy of a real database is welcome: it has its own history, and rows that take time.
        if ((await scratch.history()).length === 0) {
            (0,drift/* refuseFilled */.te)(await scratch.snapshot());
            const replay = (0,migrate_plan.makePlan)(files.filter((file) => done.has(BigInt(file.version))), []);
            refuseProblems(replay);
            await scratch.adopt(replay);
            await scratch.apply(replay.operations, () => { });
        }
        await lookAt(scratch);
        refuseProblems(progress.plan);
        progress.traces = await trace(progress.plan.operations, scratch, world);
        for (const line of traceLines(progress.traces))
            world.runner.info(line);
        progress.outcome = "traced";
    }
    finally {
        await scratch.close();
    }
}
function warnOfInvalid(indexes, { runner }) {
    if (indexes.length === 0)
        return;
    runner.annotate("warning", `The database has invalid indexes, which slow down writes and help no query: ${indexes.join(", ")}. Drop them, or REINDEX them CONCURRENTLY.`);
}

// EXTERNAL MODULE: ./actions/migrate/spec.js
var spec = __webpack_require__(20930);
;// CONCATENATED MODULE: ./actions/migrate/main.js






/** Plans or applies the migrations. Outputs and summary are written on failure too. */
const main = async (world) => {
    const inputs = (0,migrate_inputs.readMigrateInputs)(world.runner);
    const output = (0,action/* outputsOf */.Yz)(spec/* spec */.I, world.runner);
    const { result, error } = await migrate(inputs, world);
    output({
        outcome: result.outcome,
        applied: result.command?.added.length ?? result.applied.length,
        pending: remaining(result).length,
        current: result.current ?? result.command?.added.at(-1) ?? "",
        target: result.plan.target ?? "",
        ...(result.differences ? { findings: result.differences.length } : {}),
        ...(result.mode === "check" || result.mode === "plan" ? { findings: result.findings.length } : {}),
        "duration-ms": Math.round(result.milliseconds),
        report: { ...reportJson(result) },
    });
    const markdown = summaryMarkdown(result);
    await world.runner.summary(markdown);
    if (inputs.token && (result.mode === "plan" || result.mode === "check")) {
        // A pull request that has nothing to do with the database gets no comment; one that had findings is told that they are gone.
        const onlyRenew = error === undefined && result.looked + result.plan.remarks.length === 0;
        const comment = { token: inputs.token, key: inputs.commentKey, markdown, onlyRenew };
        const url = await (0,pull_request_comment/* commentOnPullRequest */.r)(world, comment);
        if (url)
            output({ "comment-url": url });
    }
    if (error !== undefined)
        throw error;
};


/***/ }),

/***/ 41963:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  POSTGRES: () => (/* binding */ POSTGRES),
  PostgresEngine: () => (/* binding */ PostgresEngine)
});

// EXTERNAL MODULE: ./toolkit/run-url.js
var run_url = __webpack_require__(35191);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/retry.js
var retry = __webpack_require__(59972);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(79117);
// EXTERNAL MODULE: ./actions/migrate/database.js
var database = __webpack_require__(33160);
// EXTERNAL MODULE: ./actions/migrate/failure.js
var failure = __webpack_require__(70955);
// EXTERNAL MODULE: ./actions/migrate/locks.js
var locks = __webpack_require__(7801);
// EXTERNAL MODULE: ./actions/migrate/tree.js
var migrate_tree = __webpack_require__(84421);
;// CONCATENATED MODULE: ./actions/migrate/outside.js




/** The index that a CREATE INDEX CONCURRENTLY makes, or undefined for every other statement. */
function indexOf(statement) {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(statement.tree);
    return kind === "IndexStmt" && fields.concurrent && fields.idxname
        ? { name: fields.idxname, relation: fields.relation }
        : undefined;
}
/** A relation as SQL, quoted. */
function quoted(relation) {
    return [relation.schemaname, relation.relname].filter(Boolean).map(database/* identifier */.Cv).join(".");
}
/**
 * Makes the way free for a statement that runs outside of a transaction, and says whether it is needed at all.
 *
 * A build of an index that was stopped or failed leaves an invalid index behind: it is not used, slows every write, and
 * makes IF NOT EXISTS succeed without an index. It is dropped here, before the statement runs and after it has failed.
 * `inFlight` says that an earlier run had begun this very statement: what is complete was made by it then.
 */
async function clearWay(session, statement, inFlight, info) {
    const index = indexOf(statement);
    if (index)
        return clearIndex(session, index, inFlight, info);
    const { kind, fields } = (0,migrate_tree/* open */.ho)(statement.tree);
    if (kind === "ReindexStmt")
        await clearReindex(session, info);
    if (kind === "AlterTableStmt" && inFlight)
        return finishDetach(session, fields, info);
    return "run";
}
async function clearIndex(session, index, inFlight, info) {
    const [found] = await session.query(`SELECT n.nspname AS schema, i.indisvalid AND i.indisready AS valid,
       EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid) AS building
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relname = $1 AND i.indrelid = to_regclass($2)`, [index.name, quoted(index.relation)]);
    if (!found)
        return "run";
    if (found.valid)
        return inFlight ? "done" : "run";
    if (found.building) {
        throw new errors/* UserError */.yo(`The index ${index.name} is being built by another session`, {
            hint: "Wait until it is ready, or end that session; pg_stat_progress_create_index shows it.",
        });
    }
    info(`The index ${index.name} on ${(0,locks/* relationName */.C)(index.relation)} is invalid, left by a build that did not end: dropping it`);
    await session.query(`DROP INDEX CONCURRENTLY ${(0,database/* identifier */.Cv)(found.schema)}.${(0,database/* identifier */.Cv)(index.name)}`);
    return "run";
}
// REINDEX CONCURRENTLY builds beside the old index, under its name and `_ccnew` (PostgreSQL's manual, REINDEX).
async function clearReindex(session, info) {
    const rows = await session.query(`SELECT n.nspname AS schema, c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT i.indisvalid AND c.relkind = 'i' AND c.relname ~ '_cc(new|old)\\d*$' AND n.nspname <> 'pg_toast'
       AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)`);
    for (const { schema, name } of rows) {
        info(`The index ${name} was left by a REINDEX CONCURRENTLY that did not end: dropping it`);
        await session.query(`DROP INDEX CONCURRENTLY ${(0,database/* identifier */.Cv)(schema)}.${(0,database/* identifier */.Cv)(name)}`);
    }
}
async function finishDetach(session, fields, info) {
    const partition = (0,migrate_tree/* alterations */.TL)(fields).find((cmd) => cmd.subtype === "AT_DetachPartition")?.def?.PartitionCmd?.name;
    if (!partition)
        return "run";
    const [row] = await session.query("SELECT inhdetachpending AS pending FROM pg_inherits WHERE inhrelid = to_regclass($1) AND inhparent = to_regclass($2)", [quoted(partition), quoted(fields.relation)]);
    if (!row)
        return "done";
    if (!row.pending)
        return "run";
    info(`The detaching of ${(0,locks/* relationName */.C)(partition)} was begun by an earlier run: finishing it`);
    await session.query(`ALTER TABLE ${quoted(fields.relation)} DETACH PARTITION ${quoted(partition)} FINALIZE`);
    return "done";
}
/** SQLSTATEs that say "it is there already" or "it is gone already", by what was to be made or removed. */
const ALREADY = {
    IndexStmt: "42P07",
    CreatedbStmt: "42P04",
    DropdbStmt: "3D000",
    CreateTableSpaceStmt: "42710",
    DropTableSpaceStmt: "42704",
    CreateSubscriptionStmt: "42710",
    DropSubscriptionStmt: "42704",
    DropStmt: "42704",
};
/** Whether a failure of a statement that an earlier run had begun says that it was completed then. */
const completedBefore = (statement, sqlstate) => sqlstate !== undefined && ALREADY[(0,migrate_tree/* kindOf */.I)(statement.tree)] === sqlstate;
/**
 * Whether a statement of a file without a transaction still gets one of its own, together with its record. Procedures
 * and DO blocks may commit by themselves, which they can only do outside of one.
 */
const ownTransaction = (statement) => statement.outside === undefined && !/^(CallStmt|DoStmt)$/.test((0,migrate_tree/* kindOf */.I)(statement.tree));
/** Names of all invalid indexes that nobody is building at the moment, on which table each is. */
async function invalidIndexes(session) {
    const rows = await session.query(`SELECT format('%s on %s', i.indexrelid::regclass, i.indrelid::regclass) AS name
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT i.indisvalid AND c.relkind = 'i' AND n.nspname NOT IN ('pg_toast', 'pg_catalog')
       AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)
     ORDER BY 1`);
    return rows.map((row) => String(row.name));
}

// EXTERNAL MODULE: ./actions/migrate/server.js
var server = __webpack_require__(22802);
// EXTERNAL MODULE: ./actions/migrate/sql.js
var migrate_sql = __webpack_require__(11509);
;// CONCATENATED MODULE: ./actions/migrate/apply.js









/** Lock not available, deadlock detected, serialization failure: nothing has happened, and the next try may succeed. */
const TRANSIENT = new Set(["55P03", "40P01", "40001"]);
/** Runs operations in their order. Throws a MigrationError at the first that fails; those before it stay applied. */
async function applyAll(operations, options) {
    const stopCancelling = cancelOnAbort(options);
    try {
        for (const operation of operations) {
            (0,errors/* throwIfAborted */.Te)(options.signal);
            const began = options.clock.elapsed();
            const statements = await (operation.transaction ? inTransaction : operation.undo ? undoOutside : oneByOne)(operation, options);
            const milliseconds = options.clock.elapsed() - began;
            options.info(`${operation.file.path}: ${(0,units/* counted */.hS)(statements.length, "statement")} in ${(0,units/* formatDuration */.a3)(milliseconds)}`);
            options.onApplied({ operation, statements, milliseconds });
        }
    }
    finally {
        stopCancelling();
    }
}
// The statement that runs when the job is cancelled is cancelled on the server; its transaction is then rolled back.
// It is done again and again, since a request that comes between two statements cancels nothing.
function cancelOnAbort({ guard, workPid, signal }) {
    let timer;
    const cancel = () => void guard.query("SELECT pg_cancel_backend($1)", [workPid]).catch(() => { });
    const onAbort = () => {
        cancel();
        timer = setInterval(cancel, 250);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    return () => {
        clearInterval(timer);
        signal.removeEventListener("abort", onAbort);
    };
}
async function inTransaction(operation, options) {
    const { work, history, clock } = options;
    const { file, statements } = operation;
    return again(operation, options, async () => {
        const began = clock.elapsed();
        let at;
        let committing = false;
        try {
            // Nothing may be sent before this is known to have succeeded: without BEGIN each statement would stay.
            await Promise.all([options.lock.check(), work.query(`${(0,server/* freshSession */.JS)(options.facts, options.limits)}; BEGIN`)]);
            (0,errors/* throwIfAborted */.Te)(options.signal);
            const sent = clock.elapsed();
            const ends = [];
            // All are sent at once and answered one by one. After a failure the server refuses what follows, COMMIT too.
            const running = statements.map((statement, index) => work.query(statement.sql).then(() => {
                ends[index] = clock.elapsed();
            }));
            const commit = async () => {
                const record = operation.undo
                    ? history.removed(file)
                    : history.applied(file, statements.length, clock.elapsed() - began, options.run);
                await work.query(`${SELF}; ${record}; COMMIT`);
            };
            // ROLLBACK TO would mend what has failed, and COMMIT would then keep half of the file.
            const unmendable = !statements.some(({ tree }) => (0,migrate_tree/* kindOf */.I)(tree) === "TransactionStmt");
            const committed = unmendable ? commit() : undefined;
            committed?.catch(() => { });
            const results = await Promise.allSettled(running);
            const failed = results.findIndex(({ status }) => status === "rejected");
            if (failed !== -1) {
                at = statements[failed];
                throw results[failed].reason;
            }
            committing = true;
            if (!committed)
                (0,errors/* throwIfAborted */.Te)(options.signal);
            await (committed ?? commit());
            return statements.map(({ number, line, sql }, index) => ({
                number,
                line,
                sql: (0,migrate_sql/* headOf */.Uo)(sql),
                milliseconds: (ends[index] ?? sent) - (ends[index - 1] ?? sent),
            }));
        }
        catch (error) {
            await work.query("ROLLBACK").catch(() => { });
            throw failed(error, operation, at, options, committing ? "commit" : "rolled back");
        }
    });
}
async function oneByOne(operation, options) {
    const { work, history, clock, info } = options;
    const { file, statements, resume } = operation;
    const began = clock.elapsed();
    const times = [];
    await options.lock.check();
    await work.query((0,server/* freshSession */.JS)(options.facts, options.limits));
    await history.begin(work, file, statements.length, options.run);
    if (resume > 0)
        info(`${file.path}: goes on behind statement ${resume}, where an earlier run stopped`);
    for (const statement of statements.slice(resume)) {
        const time = await again(operation, options, async () => {
            try {
                (0,errors/* throwIfAborted */.Te)(options.signal);
                return await (ownTransaction(statement) ? stepInTransaction : stepOutside)(operation, statement, options);
            }
            catch (error) {
                await work.query("ROLLBACK").catch(() => { });
                if (statement.outside && !options.signal.aborted && !work.lost()) {
                    await clearWay(work, statement, false, info).catch((left) => info(`What the failed statement left could not be removed: ${(0,errors/* messageOf */.bD)(left)}`));
                }
                throw failed(error, operation, statement, options, "partly done");
            }
        });
        times.push(time);
        info(`${file.path}: statement ${statement.number} of ${statements.length} in ${(0,units/* formatDuration */.a3)(time.milliseconds)}`);
    }
    await work.query(SELF);
    await history.finish(work, file, clock.elapsed() - began);
    return times;
}
// A file that undoes outside of a transaction holds one statement, which may be repeated after a stop.
async function undoOutside(operation, options) {
    const { work, history, info } = options;
    const [statement] = operation.statements;
    await options.lock.check();
    await work.query((0,server/* freshSession */.JS)(options.facts, { lockTimeout: 0, statementTimeout: 0 }));
    const times = [];
    if (statement) {
        try {
            await clearWay(work, statement, false, info);
            times.push(await timed(statement, options));
        }
        catch (error) {
            if (!completedBefore(statement, (0,database/* serverError */.ig)(error)?.sqlstate)) {
                throw failed(error, operation, statement, options, "partly done");
            }
            info(`${operation.file.path}: was undone by a run that was stopped`);
        }
    }
    await work.query(`${SELF}; ${history.removed(operation.file)}`);
    return times;
}
// A file may have changed the role; that must not concern the history.
const SELF = "RESET SESSION AUTHORIZATION; RESET ROLE";
// The statement and its record are in the database together or not at all.
async function stepInTransaction({ file }, statement, options) {
    const { work, history, limits } = options;
    await work.query(`${(0,server/* limitsSql */.Le)(limits)}; BEGIN`);
    const time = await timed(statement, options);
    await work.query(`${SELF}; ${history.step(file, (0,migrate_sql/* fingerprintOf */.ax)(statement))}; COMMIT`);
    return time;
}
// The server commits such a statement by itself, so its record comes after it; `launch` says that it was under way.
async function stepOutside({ file, inFlight }, statement, options) {
    const { work, history, clock, info } = options;
    const began = clock.elapsed();
    const begun = inFlight === statement.number;
    // What is CONCURRENTLY waits for others without holding them up, and a limit would only leave half of it behind.
    await work.query((0,server/* limitsSql */.Le)(statement.outside ? { lockTimeout: 0, statementTimeout: 0 } : options.limits));
    let time;
    if ((await clearWay(work, statement, begun, info)) === "run") {
        await history.launch(work, file, statement.number);
        time = await timed(statement, options).catch(async (error) => {
            const there = completedBefore(statement, (0,database/* serverError */.ig)(error)?.sqlstate);
            // What was there before this statement was begun is none of its doing, also for the next run.
            if (there && !begun)
                await history.launch(work, file, null);
            if (there && begun)
                return undefined;
            throw error;
        });
    }
    if (!time)
        info(`${file.path}: statement ${statement.number} was completed by the run that was stopped`);
    await work.query(`${SELF}; ${history.step(file, (0,migrate_sql/* fingerprintOf */.ax)(statement))}`);
    const { number, line, sql } = statement;
    return time ?? { number, line, sql: (0,migrate_sql/* headOf */.Uo)(sql), milliseconds: clock.elapsed() - began };
}
async function timed(statement, { work, clock }) {
    const began = clock.elapsed();
    await work.query(statement.sql);
    const { number, line, sql } = statement;
    return { number, line, sql: (0,migrate_sql/* headOf */.Uo)(sql), milliseconds: clock.elapsed() - began };
}
function again(operation, options, body) {
    return (0,retry/* retry */.L)(body, {
        attempts: options.retries + 1,
        base: 500,
        cap: 15_000,
        clock: options.clock,
        signal: options.signal,
        transient: (error) => error instanceof failure/* MigrationError */.P && TRANSIENT.has(error.failure.server?.sqlstate ?? ""),
        onRetry: (error, attempt, wait) => options.info(`${operation.file.path}: ${error.failure.message}; try ${attempt + 1} of ${options.retries + 1} in ${(0,units/* formatDuration */.a3)(wait)}`),
    });
}
function failed(error, operation, at, { work, signal }, stage) {
    const server = (0,database/* serverError */.ig)(error);
    const lost = work.lost() !== undefined || (server !== undefined && /^(57P0|08)/.test(server.sqlstate));
    return (0,failure/* failureOf */.g)(error, { operation, at, stage, signal, server, lost, hint: hintFor(server, lost) });
}
function hintFor(server, lost) {
    if (lost)
        return "The connection was lost. See why in the server's log, and run again.";
    const said = server?.hint ? `The server says: ${server.hint} ` : "";
    switch (server?.sqlstate) {
        case "55P03":
            return `${said}Other sessions kept the lock all the time: look for long transactions, or raise lock-timeout or lock-retries.`;
        case "57014":
            return `${said}It ran longer than statement-timeout allows: raise it, or do the work in smaller steps.`;
        case "42501":
            return `${said}The user of the url has not the right to do this: grant it, or give another user.`;
        case "53100":
            return `${said}The server's disk is full: make room, and run again.`;
        case "25001":
            return `${said}Put the line "-- quayside: transaction=off" into the file, so that it runs outside of a transaction.`;
        default:
            return `${said}Mend the file and run again; the files before it are applied and stay so.`;
    }
}

// EXTERNAL MODULE: ./actions/migrate/lock.js
var migrate_lock = __webpack_require__(62954);
// EXTERNAL MODULE: ./actions/migrate/url.js
var migrate_url = __webpack_require__(64924);
;// CONCATENATED MODULE: ./actions/migrate/connection.js




/** Connects and asks the server what it is. */
async function connect(inputs, world) {
    const { runner, clock, signal } = world;
    const url = (0,migrate_url/* readUrl */.w)(inputs.url);
    const sessions = [];
    const open = async () => {
        const session = await (0,database/* openSession */.fA)(url, {
            name: sessionName(runner.env),
            clock,
            signal,
            timeout: inputs.connectTimeout,
            onRetry: (why) => runner.debug(`No connection to ${url.place} yet: ${why}`),
        });
        sessions.push(session);
        return session;
    };
    const close = async () => {
        await Promise.all(sessions.map((session) => session.close()));
    };
    try {
        const guard = await open();
        return { url, guard, facts: await (0,server/* serverFacts */.hk)(guard), open, close };
    }
    catch (error) {
        await close();
        throw error;
    }
}
/** Makes sure that the database takes changes and that nobody else migrates it, and opens the session for the work. */
async function lockDatabase({ guard, facts, open }, inputs, world) {
    (0,server/* refuseReadOnly */.HU)(facts);
    const work = await open();
    await (0,migrate_lock/* refuseTransactionPooler */.Ui)(guard, work);
    await guard.query((0,server/* freshSession */.JS)(facts, { lockTimeout: 5000, statementTimeout: 30_000 }));
    const name = `${inputs.schema}.${inputs.historyTable}`;
    const { clock, signal, runner } = world;
    const github = runner.env.GITHUB_SERVER_URL;
    const options = { clock, signal, wait: inputs.waitForLock, info: runner.info, github };
    const lock = await (0,migrate_lock/* takeLock */.HJ)(guard, { name, ...options });
    // A run that was killed gives up its lock at once, but the server goes on with its statement until it notices. That
    // session holds this second lock, so nobody begins beside it.
    const { pid } = await (0,migrate_lock/* takeLock */.HJ)(work, { name: `${name} at work`, ...options });
    return { work, workPid: pid, lock };
}
// PostgreSQL keeps 63 bytes, so the number of the run comes first.
function sessionName(env) {
    const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
    return id && repository ? `quayside run ${id} of ${repository}` : "quayside migrate";
}

// EXTERNAL MODULE: ./actions/migrate/drift.js
var drift = __webpack_require__(814);
;// CONCATENATED MODULE: ./actions/migrate/history.js


/** The SQL of one history table. Every name in it is qualified, since a migration may change the search path. */
class History {
    /** `"schema"."table"`, ready for SQL. */
    table;
    #schema;
    #name;
    constructor(schema, name) {
        this.#schema = schema;
        this.#name = name;
        this.table = `${(0,database/* identifier */.Cv)(schema)}.${(0,database/* identifier */.Cv)(name)}`;
    }
    /** Whether the table is there. Throws a UserError where it is not one of ours. */
    async exists(session) {
        const rows = await session.query(`SELECT a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = $1 AND c.relname = $2 AND a.attnum > 0 AND NOT a.attisdropped`, [this.#schema, this.#name]);
        const columns = new Set(rows.map((row) => row.name));
        if (columns.size === 0)
            return false;
        const missing = ["version", "name", "file", "checksum", "state", "done", "in_flight"].filter((column) => !columns.has(column));
        if (missing.length === 0)
            return true;
        throw new errors/* UserError */.yo(`The table ${this.table} is not a history of Quayside: it has no column ${missing.join(", ")}`, {
            hint: "It belongs to another tool: choose another name with the input history-table.",
        });
    }
    /** Makes the table, and its schema, where they are missing. The lock must be held. */
    async create(session) {
        const [schema] = await session.query("SELECT 1 FROM pg_namespace WHERE nspname = $1", [this.#schema]);
        if (!schema)
            await session.query(`CREATE SCHEMA ${(0,database/* identifier */.Cv)(this.#schema)}`);
        await session.query(`CREATE TABLE ${this.table} (
      version text PRIMARY KEY,
      name text NOT NULL,
      file text NOT NULL,
      checksum text NOT NULL,
      state text NOT NULL CHECK (state IN ('running', 'applied', 'baseline')),
      statements integer NOT NULL,
      done text[] NOT NULL DEFAULT '{}',
      in_flight integer,
      started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      applied_at timestamptz,
      duration_ms bigint NOT NULL DEFAULT 0,
      applied_by text NOT NULL DEFAULT session_user,
      run text NOT NULL DEFAULT '',
      position bigint GENERATED ALWAYS AS IDENTITY
    )`);
    }
    /** All rows in the order in which they were applied. */
    async read(session) {
        const rows = await session.query(`SELECT version, name, file, checksum, state, done, in_flight AS "inFlight",
         to_char(coalesce(applied_at, started_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "appliedAt"
       FROM ${this.table} ORDER BY position`);
        return rows;
    }
    /** SQL that records a file as applied; one statement, without values, so that it can go together with COMMIT. */
    applied(file, statements, milliseconds, run) {
        return `INSERT INTO ${this.table} (version, name, file, checksum, state, statements, started_at, applied_at, duration_ms, run)
      VALUES (${[file.version, file.name, file.file, file.checksum, "applied"].map(database/* literal */.eu).join(", ")}, ${statements},
      clock_timestamp() - interval '${Math.round(milliseconds)} milliseconds', clock_timestamp(), ${Math.round(milliseconds)}, ${(0,database/* literal */.eu)(run)})`;
    }
    /** SQL that takes the row of a version away. */
    removed(file) {
        return `DELETE FROM ${this.table} WHERE version = ${(0,database/* literal */.eu)(file.version)}`;
    }
    /** Records files as being in the database already, and the new checksums of others; all or nothing. */
    async adopt(session, baseline, rebaseline, run) {
        const inserts = baseline.map((file) => {
            const values = [file.version, file.name, file.file, file.checksum, "baseline", run].map(database/* literal */.eu);
            return `INSERT INTO ${this.table} (version, name, file, checksum, state, run, statements, applied_at)
        VALUES (${values.join(", ")}, 0, clock_timestamp())`;
        });
        const updates = rebaseline.map((file) => `UPDATE ${this.table} SET checksum = ${(0,database/* literal */.eu)(file.checksum)}, file = ${(0,database/* literal */.eu)(file.file)}, name = ${(0,database/* literal */.eu)(file.name)}
         WHERE version::numeric = ${(0,database/* literal */.eu)(file.version)}::numeric`);
        if (inserts.length + updates.length > 0)
            await session.query([...inserts, ...updates].join(";\n"));
    }
    /** Records that a file outside of a transaction begins. One that was begun before keeps what it has done. */
    async begin(session, file, statements, run) {
        await session.query(`INSERT INTO ${this.table} (version, name, file, checksum, state, statements, run)
       VALUES ($1, $2, $3, $4, 'running', $5, $6)
       ON CONFLICT (version) DO UPDATE SET checksum = $4, statements = $5, run = $6`, [file.version, file.name, file.file, file.checksum, statements, run]);
    }
    /** Records that a statement outside of a transaction begins; null where none is under way after all. */
    async launch(session, file, statement) {
        await session.query(`UPDATE ${this.table} SET in_flight = $2 WHERE version = $1`, [file.version, statement]);
    }
    /** SQL that records one statement of such a file as done; without values, so that it can go together with COMMIT. */
    step(file, fingerprint) {
        return `UPDATE ${this.table} SET done = done || ${(0,database/* literal */.eu)(fingerprint)}::text, in_flight = NULL
      WHERE version = ${(0,database/* literal */.eu)(file.version)}`;
    }
    /** Records such a file as applied. */
    async finish(session, file, milliseconds) {
        await session.query(`UPDATE ${this.table} SET state = 'applied', applied_at = clock_timestamp(), duration_ms = duration_ms + $2
       WHERE version = $1`, [file.version, Math.round(milliseconds)]);
    }
}

;// CONCATENATED MODULE: ./actions/migrate/requires.js

/**
 * What in a statement an older server does not know, after the release notes of PostgreSQL 14 to 18. The parser has the
 * newest grammar, so an old server would only say so in the middle of a run.
 */
function tooNew(tree, major) {
    if (major >= 18)
        return undefined;
    return needs(tree).find(({ since }) => since > major);
}
function needs(tree) {
    const { kind, fields } = (0,migrate_tree/* open */.ho)(tree);
    switch (kind) {
        case "MergeStmt":
            return [
                { what: "MERGE", since: 15 },
                ...(fields.returningClause || fields.returningList ? [{ what: "MERGE … RETURNING", since: 17 }] : []),
            ];
        case "IndexStmt":
            return fields.nulls_not_distinct ? [{ what: "NULLS NOT DISTINCT", since: 15 }] : [];
        case "ReindexStmt":
            return (0,migrate_tree/* optionsOf */.cz)(fields.params).includes("tablespace") ? [{ what: "REINDEX (TABLESPACE …)", since: 14 }] : [];
        case "CreateTrigStmt":
            return fields.replace ? [{ what: "CREATE OR REPLACE TRIGGER", since: 14 }] : [];
        case "CreateFunctionStmt":
            return fields.sql_body ? [{ what: "a function with a body of SQL (RETURN or BEGIN ATOMIC)", since: 14 }] : [];
        case "ViewStmt":
            return (0,migrate_tree/* optionsOf */.cz)(fields.options).includes("security_invoker") ? [{ what: "security_invoker", since: 15 }] : [];
        case "CreateStmt":
            return (fields.tableElts ?? []).flatMap((one) => [
                ...columnNeeds(one.ColumnDef ?? {}),
                ...constraintNeeds(one.Constraint ?? {}, one.Constraint?.contype),
            ]);
        case "AlterTableStmt":
            return (0,migrate_tree/* alterations */.TL)(fields).flatMap(alterNeeds);
        default:
            return [];
    }
}
function alterNeeds(cmd) {
    switch (cmd.subtype) {
        case "AT_DetachPartition":
            return cmd.def?.PartitionCmd?.concurrent ? [{ what: "DETACH PARTITION … CONCURRENTLY", since: 14 }] : [];
        case "AT_DetachPartitionFinalize":
            return [{ what: "DETACH PARTITION … FINALIZE", since: 14 }];
        case "AT_SetCompression":
            return [{ what: "SET COMPRESSION", since: 14 }];
        case "AT_SetAccessMethod":
            return [{ what: "SET ACCESS METHOD", since: 15 }];
        case "AT_SetExpression":
            return [{ what: "SET EXPRESSION", since: 17 }];
        case "AT_AddColumn":
            return columnNeeds(cmd.def?.ColumnDef ?? {});
        case "AT_AddConstraint": {
            const constraint = cmd.def?.Constraint ?? {};
            const named = constraint.contype === "CONSTR_NOTNULL" ? [{ what: "ADD CONSTRAINT … NOT NULL", since: 18 }] : [];
            return [...named, ...constraintNeeds(constraint, constraint.contype)];
        }
        default:
            return [];
    }
}
function columnNeeds(column) {
    const inside = (column.constraints ?? []).map((one) => one.Constraint);
    return [
        ...(column.compression ? [{ what: "COMPRESSION", since: 14 }] : []),
        ...inside.flatMap((one) => constraintNeeds(one, undefined)),
        ...(inside.some((one) => one.contype === "CONSTR_GENERATED" && one.generated_kind === "v")
            ? [{ what: "a VIRTUAL generated column", since: 18 }]
            : []),
    ];
}
function constraintNeeds(constraint, table) {
    return [
        ...(constraint.nulls_not_distinct ? [{ what: "NULLS NOT DISTINCT", since: 15 }] : []),
        ...(constraint.without_overlaps ? [{ what: "WITHOUT OVERLAPS", since: 18 }] : []),
        ...(constraint.fk_with_period ? [{ what: "PERIOD in a foreign key", since: 18 }] : []),
        ...(constraint.contype === "CONSTR_ATTR_NOT_ENFORCED" ? [{ what: "NOT ENFORCED", since: 18 }] : []),
        ...(table !== undefined && constraint.is_enforced === undefined && /FOREIGN|CHECK/.test(table)
            ? [{ what: "NOT ENFORCED", since: 18 }]
            : []),
    ];
}

;// CONCATENATED MODULE: ./actions/migrate/postgres.js










/** PostgreSQL 13 to 18: the one that this action knows best. */
const POSTGRES = {
    name: "PostgreSQL",
    load: migrate_sql/* loadParser */.qd,
    parse: migrate_sql/* parseSql */.eg,
    checked: true,
    promises: [
        "Each file is in the database as a whole, with its row of the history, or not at all; what runs outside of a transaction is recorded statement by statement.",
        "All files are parsed by PostgreSQL's own grammar before the first one runs.",
    ],
    connect: async (inputs, world) => new PostgresEngine(await connect(inputs, world), inputs, world),
};
/** A PostgreSQL server: a session that guards the lock, and one that works. */
class PostgresEngine {
    connection;
    place;
    server;
    major;
    #inputs;
    #world;
    #history;
    #locked;
    constructor(connection, inputs, world) {
        this.connection = connection;
        this.place = connection.url.place;
        this.server = `PostgreSQL ${(0,server/* versionText */.KA)(connection.facts.version)}`;
        this.major = Math.floor(connection.facts.version / 10_000);
        this.#inputs = inputs;
        this.#world = world;
        this.#history = new History(inputs.schema, inputs.historyTable);
    }
    async history() {
        const { guard } = this.connection;
        return (await this.#history.exists(guard)) ? await this.#history.read(guard) : [];
    }
    async lock() {
        this.#locked = await lockDatabase(this.connection, this.#inputs, this.#world);
    }
    async checkLock() {
        await this.locked().lock.check();
    }
    async examine(operations) {
        return operations.flatMap(({ file, statements }) => statements.flatMap(({ tree, line, column }) => {
            const need = tooNew(tree, this.major);
            if (!need)
                return [];
            return [
                {
                    kind: "statement",
                    path: file.path,
                    line,
                    column,
                    message: `holds ${need.what}, which PostgreSQL has from ${need.since} on; this server is ${this.server}`,
                    hint: "Write it in the way of this server, or migrate after its upgrade.",
                },
            ];
        }));
    }
    async adopt({ baseline, rebaseline }) {
        const { guard } = this.connection;
        if (!(await this.#history.exists(guard)))
            await this.#history.create(guard);
        await this.#history.adopt(guard, baseline, rebaseline, (0,run_url/* runUrl */.V)(this.#world.runner.env));
    }
    async apply(operations, onApplied) {
        const { runner, clock, signal } = this.#world;
        const { lockTimeout, statementTimeout, lockRetries } = this.#inputs;
        await applyAll(operations, {
            ...this.locked(),
            guard: this.connection.guard,
            history: this.#history,
            facts: this.connection.facts,
            limits: { lockTimeout, statementTimeout },
            retries: lockRetries,
            run: (0,run_url/* runUrl */.V)(runner.env),
            clock,
            signal,
            info: runner.info,
            onApplied,
        });
    }
    estimatedRows(tables) {
        return (0,server/* estimatedRows */.i6)(this.connection.guard, tables);
    }
    invalidIndexes() {
        return invalidIndexes(this.connection.guard);
    }
    snapshot() {
        const { schema, historyTable } = this.#inputs;
        return (0,drift/* snapshot */.P9)(this.connection.guard, `${(0,database/* identifier */.Cv)(schema)}.${(0,database/* identifier */.Cv)(historyTable)}`);
    }
    async recorded({ table, sql }) {
        const { guard } = this.connection;
        const [row] = await guard.query("SELECT to_regclass($1) IS NOT NULL AS there", [table]);
        if (!row?.there)
            return [];
        return (await guard.query(sql)).map(({ version }) => String(version));
    }
    close() {
        return this.connection.close();
    }
    /** The session that works, and its lock. */
    locked() {
        if (!this.#locked)
            throw new Error("the lock is not held");
        return this.#locked;
    }
    /** Records an operation as applied that was run from outside. */
    async record({ file, statements }) {
        await this.connection.guard.query(this.#history.applied(file, statements.length, 0, ""));
    }
}


/***/ }),

/***/ 22802:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HU: () => (/* binding */ refuseReadOnly),
/* harmony export */   JS: () => (/* binding */ freshSession),
/* harmony export */   KA: () => (/* binding */ versionText),
/* harmony export */   Le: () => (/* binding */ limitsSql),
/* harmony export */   hk: () => (/* binding */ serverFacts),
/* harmony export */   i6: () => (/* binding */ estimatedRows)
/* harmony export */ });
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

/** Asks the server what it is. */
async function serverFacts(session) {
    const [row] = await session.query(`SELECT current_setting('server_version_num')::int AS version, current_database() AS database,
       pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS "readOnly"`);
    return row;
}
/** `15.14`, as people write it. */
const versionText = (version) => `${Math.floor(version / 10_000)}.${version % 10_000}`;
/** Throws a UserError where the server cannot be migrated at all. */
function refuseReadOnly(facts) {
    if (!facts.readOnly)
        return;
    throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo("The server takes no changes: it is a standby, or read-only by its settings", {
        hint: "Give the address of the primary server in the input url.",
    });
}
/**
 * SQL that puts a session into the state in which every file begins: what an earlier file has SET is gone, and the
 * limits are on. A killed run is noticed by the server within a second also while a statement runs (PostgreSQL 14 on).
 */
function freshSession(facts, limits) {
    const set = [
        "RESET SESSION AUTHORIZATION",
        "RESET ROLE",
        "RESET ALL",
        limitsSql(limits),
        "SET idle_in_transaction_session_timeout = '10min'",
        // Keeps the stream from being taken for dead by a firewall, and a dead one from keeping the lock.
        "SET tcp_keepalives_idle = 10",
        "SET tcp_keepalives_interval = 5",
        "SET tcp_keepalives_count = 3",
    ];
    if (facts.version >= 140_000)
        set.push("SET client_connection_check_interval = '1s'");
    return set.join("; ");
}
/** SQL that sets the limits of the statements to come. */
const limitsSql = ({ lockTimeout, statementTimeout }) => `SET lock_timeout = ${lockTimeout}; SET statement_timeout = ${statementTimeout}`;
/** How many rows tables have by the server's statistics; those that it has not counted yet are left out. */
async function estimatedRows(session, tables) {
    const rows = await session.query(`SELECT t.name, c.reltuples::bigint::text AS rows FROM unnest($1::text[]) AS t(name)
     JOIN pg_class c ON c.oid = to_regclass(t.name) WHERE c.reltuples >= 0`, [[...new Set(tables)]]);
    return new Map(rows.map((row) => [String(row.name), Number(row.rows)]));
}


/***/ }),

/***/ 64924:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ secretsOf),
/* harmony export */   w: () => (/* binding */ readUrl)
/* harmony export */ });
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

const EXAMPLE = "It takes an address such as postgres://user:password@host:5432/database?sslmode=verify-full.";
/**
 * Reads an address in the form of libpq's URIs. Errors never show any part of it. `sslmode=require` checks the
 * certificate and the name, as verify-full does: encryption to an unknown server protects nothing.
 */
function readUrl(text) {
    let url;
    try {
        // libpq takes an address without a host (a Unix socket in a parameter), the standard for URLs does not.
        url = new URL(text.replace(/^(postgres(?:ql)?:\/\/[^@/?#]*@)(?=[/?]|$)/i, "$1localhost"));
    }
    catch {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo("The input url is not an address", {
            hint: `${EXAMPLE} Characters such as @ / # % in the password are written in URL encoding (%40 %2F %23 %25).`,
        });
    }
    if (!/^postgres(ql)?:$/.test(url.protocol)) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`The input url begins with ${url.protocol}//, which is not taken`, { hint: EXAMPLE });
    }
    const parameter = (name) => url.searchParams.get(name) ?? "";
    const user = decode(url.username) || parameter("user");
    const host = parameter("host") || decode(url.hostname).replace(/^\[(.*)\]$/, "$1") || "localhost";
    const port = Number(url.port || parameter("port") || 5432);
    const database = decode(url.pathname.slice(1)) || parameter("dbname") || user;
    if (user === "")
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo("The input url names no user", { hint: EXAMPLE });
    return {
        host,
        port,
        user,
        password: decode(url.password) || parameter("password"),
        database,
        tls: tlsOf(parameter("sslmode"), parameter("sslrootcert"), {
            ...(parameter("sslcert") ? { certificate: parameter("sslcert") } : {}),
            ...(parameter("sslkey") ? { key: parameter("sslkey") } : {}),
        }),
        options: parameter("options"),
        place: `${database} at ${host.startsWith("/") ? host : `${host}:${port}`}`,
    };
}
/** The texts that must not be shown: the address, and each form of its password. */
function secretsOf(text) {
    const secrets = [text];
    const authority = /^[a-z0-9+]+:\/\/([^@/]*):([^/]*)@/i.exec(text);
    if (authority?.[2])
        secrets.push(authority[2], `${authority[1]}:${authority[2]}`);
    try {
        const url = new URL(text);
        const parameters = ["password", "sslpassword"].map((name) => url.searchParams.get(name) ?? "");
        secrets.push(decode(url.password), url.password, ...parameters);
    }
    catch {
        // No address: readUrl says so.
    }
    return [...new Set(secrets)].filter((secret) => secret !== "");
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
function tlsOf(mode, authorities, client) {
    const own = { ...client, ...(authorities && authorities !== "system" ? { authorities } : {}) };
    switch (mode) {
        case "":
            return authorities ? { verify: true, ...own } : undefined;
        case "disable":
        case "allow":
        case "prefer":
            return undefined;
        case "require":
        case "verify-ca":
        case "verify-full":
            return { verify: true, ...own };
        case "no-verify":
            return { verify: false, ...client };
        default:
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`The input url asks for sslmode=${mode.slice(0, 20)}, which is not known`, {
                hint: "It takes disable, require, verify-ca, verify-full, or no-verify for a server whose certificate cannot be checked.",
            });
    }
}


/***/ }),

/***/ 95023:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ commentOnPullRequest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

/**
 * Writes the comment of this run's pull request, or renews the one that an earlier run wrote under the same key.
 * With `onlyRenew` nothing is written where there is none yet: for what only takes an earlier finding back.
 * Gives its address; undefined where there is no pull request, no token, or no permission. The comment is a courtesy:
 * that it cannot be written, as on a fork's pull request, is a warning and fails nothing.
 */
async function commentOnPullRequest(world, comment) {
    const { runner } = world;
    try {
        const github = await world.github(comment.token);
        const number = await github?.pullRequest();
        if (!github || number === undefined) {
            runner.info("This run belongs to no pull request, so no comment is written.");
            return undefined;
        }
        const { key, markdown, onlyRenew = false } = comment;
        return (await github.comment(number, key, runner.redact(markdown), onlyRenew))?.url;
    }
    catch (error) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(world.signal);
        runner.annotate("warning", `The comment on the pull request could not be written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
        return undefined;
    }
}


/***/ }),

/***/ 59972:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

/**
 * Calls `body` until it succeeds, with exponential back-off and jitter: between half of the bound and the whole of it,
 * so that many waiters spread out and none comes back at once.
 */
async function retry(body, options) {
    const random = options.random ?? Math.random;
    for (let attempt = 1;; attempt++) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(options.signal);
        try {
            return await body(attempt);
        }
        catch (error) {
            (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(options.signal);
            if (attempt >= options.attempts || !options.transient(error))
                throw error;
            const bound = Math.min(options.cap, options.base * 2 ** (attempt - 1));
            const wait = options.asks?.(error) ?? Math.round(bound / 2 + (bound / 2) * random());
            options.onRetry?.(error, attempt, wait);
            await options.clock.sleep(wait, options.signal);
        }
    }
}


/***/ })

};
;