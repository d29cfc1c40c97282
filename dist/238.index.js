"use strict";
exports.id = 238;
exports.ids = [238];
exports.modules = {

/***/ 8238:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./toolkit/action.js + 3 modules
var action = __webpack_require__(3392);
// EXTERNAL MODULE: ./toolkit/pull-request-comment.js
var pull_request_comment = __webpack_require__(5023);
// EXTERNAL MODULE: ./toolkit/inputs.js
var toolkit_inputs = __webpack_require__(6613);
// EXTERNAL MODULE: ./actions/migrate/spec.js
var spec = __webpack_require__(930);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(6715);
;// CONCATENATED MODULE: ./actions/migrate/url.js

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
        throw new errors/* UserError */.yo("The input url is not an address", {
            hint: `${EXAMPLE} Characters such as @ / # % in the password are written in URL encoding (%40 %2F %23 %25).`,
        });
    }
    if (!/^postgres(ql)?:$/.test(url.protocol)) {
        throw new errors/* UserError */.yo(`The input url begins with ${url.protocol}//, which is not taken`, { hint: EXAMPLE });
    }
    const parameter = (name) => url.searchParams.get(name) ?? "";
    const user = decode(url.username) || parameter("user");
    const host = parameter("host") || decode(url.hostname).replace(/^\[(.*)\]$/, "$1") || "localhost";
    const port = Number(url.port || parameter("port") || 5432);
    const database = decode(url.pathname.slice(1)) || parameter("dbname") || user;
    if (user === "")
        throw new errors/* UserError */.yo("The input url names no user", { hint: EXAMPLE });
    return {
        host,
        port,
        user,
        password: decode(url.password) || parameter("password"),
        database,
        tls: tlsOf(parameter("sslmode"), parameter("sslrootcert")),
        options: parameter("options"),
        place: `${database} at ${host.startsWith("/") ? host : `${host}:${port}`}`,
    };
}
/** The texts that must not be shown: the address, and each form of its password. */
function secretsOf(text) {
    const secrets = [text];
    const authority = /^[a-z]+:\/\/([^@/]*):([^/]*)@/i.exec(text);
    if (authority?.[2])
        secrets.push(authority[2], `${authority[1]}:${authority[2]}`);
    try {
        const url = new URL(text);
        secrets.push(decode(url.password), url.password, url.searchParams.get("password") ?? "");
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
function tlsOf(mode, authorities) {
    const own = authorities && authorities !== "system" ? { authorities } : {};
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
            return { verify: false };
        default:
            throw new errors/* UserError */.yo(`The input url asks for sslmode=${mode.slice(0, 20)}, which is not known`, {
                hint: "It takes disable, require, verify-ca, verify-full, or no-verify for a server whose certificate cannot be checked.",
            });
    }
}

;// CONCATENATED MODULE: ./actions/migrate/inputs.js



/** Modes that do without a database. */
const WITHOUT_DATABASE = new Set(["plan", "check", "new"]);
/** Reads the inputs, and hides every part of the address that is secret before anything can print it. */
function readMigrateInputs(runner) {
    const inputs = (0,toolkit_inputs/* readInputs */.Ko)(spec/* spec */.I.inputs, runner, ({ mode, url, name, command, scratchUrl }) => {
        const mistakes = [];
        if (url === "" && !WITHOUT_DATABASE.has(mode)) {
            mistakes.push(`url is not set; mode ${mode} needs it, for example: ${spec/* spec */.I.inputs.url.example}`);
        }
        if (mode === "new" && name === "")
            mistakes.push("name is not set; mode new needs it, for example: add_users");
        if (command !== "" && mode !== "apply")
            mistakes.push(`command is set, and mode ${mode} does not run it; it takes mode apply`);
        if (mode === "drift" && scratchUrl === "") {
            mistakes.push(`scratch-url is not set; mode drift needs it, for example: ${spec/* spec */.I.inputs["scratch-url"].example}`);
        }
        return mistakes;
    });
    for (const secret of [inputs.url, inputs.scratchUrl].filter(Boolean).flatMap(secretsOf))
        runner.mask(secret);
    return inputs;
}

// EXTERNAL MODULE: ./toolkit/markdown.js
var markdown = __webpack_require__(157);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(9117);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ../../node_modules/pg/esm/index.mjs
var esm = __webpack_require__(5757);
// EXTERNAL MODULE: ./toolkit/retry.js
var retry = __webpack_require__(9972);
;// CONCATENATED MODULE: ./actions/migrate/database.js




/** The server's own words for an error, or undefined where it came from elsewhere (a lost connection). */
function serverError(error) {
    if (!(error instanceof esm/* default.DatabaseError */.Ay.DatabaseError) || !error.code)
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
const identifier = (name) => esm/* default.escapeIdentifier */.Ay.escapeIdentifier(name);
/** A text, number or null for SQL. */
const literal = (value) => value === null ? "NULL" : typeof value === "number" ? String(value) : esm/* default.escapeLiteral */.Ay.escapeLiteral(value);
/**
 * Connects, and tries again for as long as the server is starting or not yet listening.
 * Throws a UserError that says what went wrong and what to look at, and nothing of the password.
 */
async function openSession(url, options) {
    const { clock, signal } = options;
    const end = clock.elapsed() + options.timeout;
    try {
        return await (0,retry/* retry */.L)(() => connect(url, options, Math.max(1000, end - clock.elapsed())), {
            attempts: 1000,
            base: 250,
            cap: 2000,
            clock,
            signal,
            transient: (error) => STARTING.has((0,errors/* codeOf */.$N)(error) ?? "") && clock.elapsed() < end,
            onRetry: (error) => options.onRetry?.((0,errors/* messageOf */.bD)(error)),
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
/** Codes that go away when a server has started; ENOTFOUND too, since a container's name appears with it. */
const STARTING = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ENOENT", "57P03", "53300"]);
async function connect(url, options, timeout) {
    const client = new esm/* default.Client */.Ay.Client({
        host: url.host,
        port: url.port,
        user: url.user,
        password: url.password,
        database: url.database,
        ssl: url.tls
            ? {
                rejectUnauthorized: url.tls.verify,
                ...(url.tls.authorities ? { ca: readAuthorities(url.tls.authorities) } : {}),
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
function readAuthorities(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, "utf8");
    }
    catch (error) {
        throw new errors/* UserError */.yo(`The certificate file of sslrootcert could not be read: ${(0,errors/* messageOf */.bD)(error)}`, { cause: error });
    }
}
function hintFor(error, url) {
    const code = (0,errors/* codeOf */.$N)(error) ?? "";
    const text = (0,errors/* messageOf */.bD)(error);
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

;// CONCATENATED MODULE: ./actions/migrate/drift.js


/** Where an object is one of the user's: not PostgreSQL's own, not an extension's, not the history table. */
const own = (oid, namespace, catalog) => `n.oid = ${namespace} AND n.nspname !~ '^(pg_|information_schema$)'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalog}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;
/**
 * Tables, columns, indexes, constraints, views, functions, triggers and enums of the connected database, as the server
 * itself writes them. Owners, grants, policies, sequences and comments are not compared.
 */
async function snapshot(session, historyTable) {
    const [row] = await session.query(`SELECT coalesce(to_regclass(${literal(historyTable)})::oid, 0)::text AS oid`);
    const history = Number(row?.oid ?? 0);
    const table = `pg_class c, pg_namespace n WHERE ${own("c.oid", "c.relnamespace", "pg_class")} AND c.oid <> ${history}`;
    await session.query("SET search_path = ''");
    const rows = await session.query(`
    SELECT 'table' AS kind, c.oid::regclass::text AS name,
        concat_ws(' ', c.relkind, c.relpersistence, pg_get_partkeydef(c.oid), CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END) AS definition
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
    throw new errors/* UserError */.yo(`The database of scratch-url is not empty: it has ${objects[0]?.kind} ${objects[0]?.name}`, {
        hint: "Give a database that is made for this run, such as a service container of the job: the migrations are replayed in it.",
    });
}

;// CONCATENATED MODULE: ./actions/migrate/tree.js
/** Kind of a node, such as `IndexStmt`. */
const kindOf = (tree) => Object.keys(tree)[0] ?? "";
/** Kind and fields of a node. */
function tree_open(tree) {
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
    const { kind, fields } = tree_open(tree);
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
/** BEGIN, COMMIT and the like, which would end the transaction around a file; undefined for savepoints and all else. */
function transactionCommand(tree) {
    const { kind, fields } = tree_open(tree);
    if (kind !== "TransactionStmt")
        return undefined;
    const command = String(fields.kind ?? "TRANS_STMT_BEGIN").replace("TRANS_STMT_", "");
    return /^(SAVEPOINT|RELEASE|ROLLBACK_TO)$/.test(command) ? undefined : command.replaceAll("_", " ");
}
/** Whether a statement needs data from, or gives data to, the program that sends it. */
function usesClientStream(tree) {
    const { kind, fields } = tree_open(tree);
    return kind === "CopyStmt" && !fields.filename;
}
/** Whether a statement builds an index CONCURRENTLY and leaves its name to the server. */
function buildsUnnamedIndex(tree) {
    const { kind, fields } = tree_open(tree);
    return kind === "IndexStmt" && Boolean(fields.concurrent) && !fields.idxname;
}

;// CONCATENATED MODULE: ./actions/migrate/locks.js

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
    const { kind, fields } = tree_open(tree);
    const on = (mode, relation = fields.relation) => ({
        mode,
        table: relationName(relation),
    });
    switch (kind) {
        case "IndexStmt":
            return on(fields.concurrent ? SHARE_UPDATE_EXCLUSIVE : "SHARE");
        case "ReindexStmt":
            return on(optionsOf(fields.params).includes("concurrently") ? SHARE_UPDATE_EXCLUSIVE : "SHARE");
        case "AlterTableStmt":
            return strongest(alterations(fields).map((cmd) => on(alterLock(cmd))));
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
            return on(optionsOf(fields.options).includes("full") ? ACCESS_EXCLUSIVE : SHARE_UPDATE_EXCLUSIVE, fields.rels?.[0]?.VacuumRelation?.relation);
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
    const names = (fields.objects?.[0]?.List?.items ?? []).map((item) => kindOf(item) === "String" ? item.String?.sval : "");
    return { mode: fields.concurrent ? SHARE_UPDATE_EXCLUSIVE : ACCESS_EXCLUSIVE, table: names.join(".") };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ../../node_modules/libpg-query/wasm/index.cjs
var wasm = __webpack_require__(4951);
;// CONCATENATED MODULE: ./actions/migrate/sql.js




/** Loads the parser (PostgreSQL 18's own grammar as WebAssembly); needed once before `parseSql`. */
const loadParser = () => (0,wasm.loadModule)();
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
    const found = known.get(file) ?? parseSql(file.text);
    known.set(file, found);
    return found;
}
/** Splits a text into its statements by the real parser, or says where it is no SQL. */
function parseSql(text) {
    if (text.trim() === "")
        return { statements: [] };
    let parsed;
    try {
        parsed = (0,wasm.parseSync)(text);
    }
    catch (error) {
        return { mistake: mistakeOf(error, text) };
    }
    // The parser counts bytes of UTF-8.
    const bytes = Buffer.from(text);
    const statements = (parsed.stmts ?? []).map((raw, index) => {
        const start = raw.stmt_location ?? 0;
        const slice = bytes.subarray(start, raw.stmt_len ? start + raw.stmt_len : bytes.length).toString();
        const lead = slice.length - slice.replace(/^(\s+|--[^\n]*(\n|$))+/, "").length;
        const place = placeOf(text, bytes.subarray(0, start).toString().length + lead);
        const tree = raw.stmt;
        const sql = slice.slice(lead).replace(/[;\s]+$/, "");
        return { number: index + 1, ...place, sql, tree, outside: whyOutside(tree) };
    });
    return { statements };
}
/** Identifies a statement, so that a resumed file is known to begin as it did. */
function fingerprintOf(statement) {
    return (0,external_node_crypto_.createHash)("sha256").update(statement.sql).digest("hex").slice(0, 16);
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
    const hint = sql_hintFor(text, text.split("\n")[place.line - 1] ?? "");
    return { ...place, message: (0,errors/* messageOf */.bD)(error), ...(hint ? { hint } : {}) };
}
function sql_hintFor(text, line) {
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
                const lock = lockOf(statement.tree);
                return {
                    number: statement.number,
                    line: statement.line,
                    sql: headOf(statement.sql),
                    ...(lock ? { lock } : {}),
                    ...(lock && result.estimatedRows.has(lock.table)
                        ? { estimatedRows: result.estimatedRows.get(lock.table) }
                        : {}),
                };
            }),
        })),
        baseline: result.plan.baseline.map(({ path }) => path),
        rebaseline: result.plan.rebaseline.map(({ path }) => path),
        held: result.plan.held.map(({ path }) => path),
        findings: result.findings,
        problems: result.plan.problems,
        ...(result.differences ? { differences: result.differences } : {}),
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
            return `  ${statement.number}. ${headOf(statement.sql)}${lock ? `  [${lock}]` : ""}${done}`;
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
        add(result.differences.map((one) => `- ${(0,markdown/* escapeMarkdown */.FV)(differenceText(one))}`).join("\n"), `${result.differences.length} differences.`);
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
    if (result.plan.remarks.length > 0) {
        add(result.plan.remarks.map(({ path, message }) => `- ${(0,markdown/* code */.aY)(path)} ${(0,markdown/* escapeMarkdown */.FV)(message)}`).join("\n"));
    }
    if (result.applied.length > 0) {
        add(`**${result.mode === "rollback" ? "Undone" : "Applied"}**\n\n${(0,markdown/* table */.tp)(["file", "statements", "transaction", "time"], result.applied.map(({ operation, statements, milliseconds }) => [
            (0,markdown/* code */.aY)(operation.file.path),
            String(statements.length),
            operation.transaction ? "one" : "none",
            (0,units/* formatDuration */.a3)(milliseconds),
        ]), [1, 3])}`, `${result.applied.length} files applied.`);
        for (const { operation, statements } of result.applied)
            add(statementTimes(operation, statements), "");
    }
    if (rest.length > 0 && result.mode !== "check") {
        add(`**Pending**\n\n${(0,markdown/* table */.tp)(["file", "statements", "how it runs"], rest.map((operation) => [
            (0,markdown/* code */.aY)(operation.file.path),
            String(operation.statements.length),
            (0,markdown/* escapeMarkdown */.FV)(modeText(operation)),
        ]), [1])}`, `${rest.length} files pending.`);
        for (const operation of rest)
            add(pendingStatements(operation, result.estimatedRows), "");
    }
    // GitHub takes 1 MiB for a step; a pipeline puts several reports into one.
    return (0,markdown/* withinBytes */.XF)(pieces, 200_000, "_The report was too long: parts of it were left out._");
}
function commandMarkdown({ tool, added, recorded, checked }) {
    const count = recorded === undefined
        ? "its history is not known"
        : `${recorded} migrations recorded, ${added.length} of them new`;
    const list = added.length > 0 ? `\n\n${added.map((version) => `- ${(0,markdown/* code */.aY)(version)}`).join("\n")}` : "";
    return `${(0,markdown/* escapeMarkdown */.FV)(tool || "The command")}: ${count}; ${checked ? "nothing is pending" : "whether anything is pending was not checked"}.${list}`;
}
function headline({ mode, outcome, applied, failure, error, findings, command }, rest) {
    const count = (n) => (n === 1 ? "1 file" : `${n} files`);
    if (mode === "check") {
        const what = findings.length === 1 ? "1 finding" : `${findings.length || "no"} findings`;
        return `${outcome === "failed" ? "❌" : "✅"} ${what} in the check`;
    }
    if (outcome === "failed")
        return failure || error
            ? `❌ failed${applied.length > 0 ? `, ${count(applied.length)} applied before` : ""}`
            : "❌ failed";
    if (command)
        return command.added.length > 0 ? `✅ ${command.added.length} applied` : "✅ nothing new";
    if (outcome === "rolled-back")
        return `↩️ ${count(applied.length)} undone`;
    if (outcome === "in-sync")
        return "✅ the schema is what the migrations make";
    if (outcome === "created")
        return "a new file";
    if (outcome === "pending")
        return `${count(rest)} pending`;
    return outcome === "applied" ? `✅ ${count(applied.length)} applied` : "✅ nothing to do";
}
function failureMarkdown({ path, statement, line, message, server, state }) {
    const rows = [
        ["file", (0,markdown/* code */.aY)(path)],
        ...(statement === undefined ? [] : [["statement", `${statement}, line ${line ?? "?"}`]]),
        ["message", (0,markdown/* escapeMarkdown */.FV)(message)],
        ...(server ? [["SQLSTATE", (0,markdown/* code */.aY)(server.sqlstate)]] : []),
        ...(server?.detail ? [["detail", (0,markdown/* escapeMarkdown */.FV)(server.detail)]] : []),
        ...(server?.hint ? [["hint", (0,markdown/* escapeMarkdown */.FV)(server.hint)]] : []),
        ["database", (0,markdown/* escapeMarkdown */.FV)(state)],
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
        (0,markdown/* code */.aY)(headOf(sql)),
        (0,markdown/* escapeMarkdown */.FV)(lockText(tree, estimates)),
    ]);
    return rows.length === 0 ? "" : (0,markdown/* details */.zH)(operation.file.path, (0,markdown/* table */.tp)(["", "line", "statement", "lock"], rows, [0, 1]));
}
function modeText({ transaction, why, resume, statements }) {
    if (transaction)
        return statements.length === 0 ? "no statement" : "in one transaction";
    return `statement by statement: ${why}${resume > 0 ? `; goes on behind statement ${resume}` : ""}`;
}
function lockText(tree, rows) {
    const lock = lockOf(tree);
    if (!lock)
        return "";
    const count = rows.get(lock.table);
    const size = count === undefined ? "" : `, about ${count.toLocaleString("en-GB")} rows`;
    return lock.table ? `${lock.mode} on ${lock.table}${size}` : lock.mode;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./toolkit/run-url.js
var run_url = __webpack_require__(5191);
;// CONCATENATED MODULE: ./actions/migrate/outside.js




/** The index that a CREATE INDEX CONCURRENTLY makes, or undefined for every other statement. */
function indexOf(statement) {
    const { kind, fields } = tree_open(statement.tree);
    return kind === "IndexStmt" && fields.concurrent && fields.idxname
        ? { name: fields.idxname, relation: fields.relation }
        : undefined;
}
/** A relation as SQL, quoted. */
function quoted(relation) {
    return [relation.schemaname, relation.relname].filter(Boolean).map(identifier).join(".");
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
    const { kind, fields } = tree_open(statement.tree);
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
    info(`The index ${index.name} on ${relationName(index.relation)} is invalid, left by a build that did not end: dropping it`);
    await session.query(`DROP INDEX CONCURRENTLY ${identifier(found.schema)}.${identifier(index.name)}`);
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
        await session.query(`DROP INDEX CONCURRENTLY ${identifier(schema)}.${identifier(name)}`);
    }
}
async function finishDetach(session, fields, info) {
    const partition = alterations(fields).find((cmd) => cmd.subtype === "AT_DetachPartition")?.def?.PartitionCmd?.name;
    if (!partition)
        return "run";
    const [row] = await session.query("SELECT inhdetachpending AS pending FROM pg_inherits WHERE inhrelid = to_regclass($1) AND inhparent = to_regclass($2)", [quoted(partition), quoted(fields.relation)]);
    if (!row)
        return "done";
    if (!row.pending)
        return "run";
    info(`The detaching of ${relationName(partition)} was begun by an earlier run: finishing it`);
    await session.query(`ALTER TABLE ${quoted(fields.relation)} DETACH PARTITION ${quoted(partition)} FINALIZE`);
    return "done";
}
/** SQLSTATEs that say "it is there already" or "it is gone already", by what was to be made or removed. */
const ALREADY = {
    CreatedbStmt: "42P04",
    DropdbStmt: "3D000",
    CreateTableSpaceStmt: "42710",
    DropTableSpaceStmt: "42704",
    CreateSubscriptionStmt: "42710",
    DropSubscriptionStmt: "42704",
    DropStmt: "42704",
};
/** Whether a failure of a statement that an earlier run had begun says that it was completed then. */
const completedBefore = (statement, sqlstate) => sqlstate !== undefined && ALREADY[kindOf(statement.tree)] === sqlstate;
/**
 * Whether a statement of a file without a transaction still gets one of its own, together with its record. Procedures
 * and DO blocks may commit by themselves, which they can only do outside of one.
 */
const ownTransaction = (statement) => statement.outside === undefined && !/^(CallStmt|DoStmt)$/.test(kindOf(statement.tree));
/** Names of all invalid indexes that nobody is building at the moment, on which table each is. */
async function invalidIndexes(session) {
    const rows = await session.query(`SELECT format('%s on %s', i.indexrelid::regclass, i.indrelid::regclass) AS name
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT i.indisvalid AND c.relkind = 'i' AND n.nspname NOT IN ('pg_toast', 'pg_catalog')
       AND NOT EXISTS (SELECT FROM pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)
     ORDER BY 1`);
    return rows.map((row) => String(row.name));
}

;// CONCATENATED MODULE: ./actions/migrate/server.js

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
    throw new errors/* UserError */.yo("The server takes no changes: it is a standby, or read-only by its settings", {
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

;// CONCATENATED MODULE: ./actions/migrate/apply.js








/** A migration failed; `failure` has all that is known. */
class MigrationError extends errors/* UserError */.yo {
    failure;
    constructor(failure, hint, cause) {
        const { path, line, column, statement, server, message, state } = failure;
        const place = line === undefined ? path : `${path}:${line}:${column ?? 1}`;
        const what = statement === undefined ? "failed" : `statement ${statement} failed`;
        const extra = server?.detail ? ` (${server.detail})` : "";
        super(`${place}: ${what}: ${message}${server ? ` [SQLSTATE ${server.sqlstate}]` : ""}${extra}. ${state}`, { hint });
        this.failure = failure;
        // The text of the cause is in the message already; it is only kept for whoever looks for it.
        Object.defineProperty(this, "origin", { value: cause, enumerable: false });
    }
}
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
            const count = statements.length === 1 ? "1 statement" : `${statements.length} statements`;
            options.info(`${operation.file.path}: ${count} in ${(0,units/* formatDuration */.a3)(milliseconds)}`);
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
            await Promise.all([options.lock.check(), work.query(`${freshSession(options.facts, options.limits)}; BEGIN`)]);
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
            const unmendable = !statements.some(({ tree }) => kindOf(tree) === "TransactionStmt");
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
                sql: headOf(sql),
                milliseconds: (ends[index] ?? sent) - (ends[index - 1] ?? sent),
            }));
        }
        catch (error) {
            await work.query("ROLLBACK").catch(() => { });
            throw failureOf(error, operation, at, options, committing ? "commit" : "rolled back");
        }
    });
}
async function oneByOne(operation, options) {
    const { work, history, clock, info } = options;
    const { file, statements, resume } = operation;
    const began = clock.elapsed();
    const times = [];
    await options.lock.check();
    await work.query(freshSession(options.facts, options.limits));
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
                throw failureOf(error, operation, statement, options, "partly done");
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
    await work.query(freshSession(options.facts, { lockTimeout: 0, statementTimeout: 0 }));
    const times = [];
    if (statement) {
        try {
            await clearWay(work, statement, false, info);
            times.push(await timed(statement, options));
        }
        catch (error) {
            if (!completedBefore(statement, serverError(error)?.sqlstate)) {
                throw failureOf(error, operation, statement, options, "partly done");
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
    await work.query(`${limitsSql(limits)}; BEGIN`);
    const time = await timed(statement, options);
    await work.query(`${SELF}; ${history.step(file, fingerprintOf(statement))}; COMMIT`);
    return time;
}
// The server commits such a statement by itself, so its record comes after it; `launch` says that it was under way.
async function stepOutside({ file, inFlight }, statement, options) {
    const { work, history, clock, info } = options;
    const began = clock.elapsed();
    const begun = inFlight === statement.number;
    // What is CONCURRENTLY waits for others without holding them up, and a limit would only leave half of it behind.
    await work.query(limitsSql(statement.outside ? { lockTimeout: 0, statementTimeout: 0 } : options.limits));
    let time;
    if ((await clearWay(work, statement, begun, info)) === "run") {
        await history.launch(work, file, statement.number);
        time = await timed(statement, options).catch((error) => {
            if (begun && completedBefore(statement, serverError(error)?.sqlstate))
                return undefined;
            throw error;
        });
    }
    if (!time)
        info(`${file.path}: statement ${statement.number} was completed by the run that was stopped`);
    await work.query(`${SELF}; ${history.step(file, fingerprintOf(statement))}`);
    const { number, line, sql } = statement;
    return time ?? { number, line, sql: headOf(sql), milliseconds: clock.elapsed() - began };
}
async function timed(statement, { work, clock }) {
    const began = clock.elapsed();
    await work.query(statement.sql);
    const { number, line, sql } = statement;
    return { number, line, sql: headOf(sql), milliseconds: clock.elapsed() - began };
}
function again(operation, options, body) {
    return (0,retry/* retry */.L)(body, {
        attempts: options.retries + 1,
        base: 500,
        cap: 15_000,
        clock: options.clock,
        signal: options.signal,
        transient: (error) => error instanceof MigrationError && TRANSIENT.has(error.failure.server?.sqlstate ?? ""),
        onRetry: (error, attempt, wait) => options.info(`${operation.file.path}: ${error.failure.message}; try ${attempt + 1} of ${options.retries + 1} in ${(0,units/* formatDuration */.a3)(wait)}`),
    });
}
function failureOf(error, operation, at, options, stage) {
    // The lock is gone: that is no failure of the file.
    if (error instanceof errors/* UserError */.yo)
        return error;
    if (options.signal.aborted) {
        // The reason says who asked; what the caller adds says what was done.
        return options.signal.reason instanceof Error ? options.signal.reason : new Error(String(options.signal.reason));
    }
    const server = serverError(error);
    const lost = options.work.lost() ?? (server && /^(57P0|08)/.test(server.sqlstate) ? error : undefined);
    const place = at && placeIn(at, server?.position);
    const failure = {
        path: operation.file.path,
        ...(at ? { statement: at.number } : {}),
        ...place,
        message: server?.message ?? (0,errors/* messageOf */.bD)(error),
        ...(server ? { server } : {}),
        state: stateAfter(operation, at, stage, lost !== undefined),
    };
    return new MigrationError(failure, apply_hintFor(server, lost !== undefined), error);
}
function placeIn(at, position) {
    if (position === undefined)
        return { line: at.line, column: at.column };
    const { line, column } = placeOf(at.sql, [...at.sql].slice(0, position - 1).join("").length);
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
function apply_hintFor(server, lost) {
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

// EXTERNAL MODULE: ./toolkit/log-text.js
var log_text = __webpack_require__(4478);
;// CONCATENATED MODULE: ./actions/migrate/lock.js



/** The key of an advisory lock: 64 bits of a hash, so that other users of advisory locks are not met by chance. */
function lockKey(name) {
    return (0,external_node_crypto_.createHash)("sha256").update(`quayside ${name}`).digest().readBigInt64BE();
}
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
          extract(epoch FROM now() - a.backend_start)::int AS seconds
        FROM pg_locks l LEFT JOIN pg_stat_activity a USING (pid) WHERE ${where} AND granted LIMIT 1`))[0]);
        if (waited + POLL > options.wait) {
            throw new errors/* UserError */.yo(`Another run migrates this database: ${holder}; waited ${(0,units/* formatDuration */.a3)(waited)}`, {
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
    return {
        pid: Number(pid),
        async check() {
            const lost = session.lost();
            const rows = lost
                ? []
                : await session.query(`SELECT 1 FROM pg_locks WHERE ${where} AND granted AND pid = pg_backend_pid() AND pid = ${Number(pid)}`);
            if (rows.length === 1)
                return;
            throw new errors/* UserError */.yo("The lock of this run is gone, so another run may be at work: stopped before the next file", {
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
function describe(row) {
    if (!row)
        return "its holder has just gone";
    const name = row.application_name || "a session without a name";
    const since = row.seconds === null || row.seconds === undefined ? "" : ` for ${(0,units/* formatDuration */.a3)(Number(row.seconds) * 1000)}`;
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
    throw new errors/* UserError */.yo("The address leads to a pooler in transaction mode, where no lock can be held", {
        hint: "Give the address of the server itself (port 5432, not the pooler's), or a pooler in session mode.",
    });
}
async function backend(session) {
    const [row] = await session.query("SELECT pg_backend_pid() AS pid");
    return Number(row?.pid);
}

;// CONCATENATED MODULE: ./actions/migrate/connection.js




/** Connects and asks the server what it is. */
async function connection_connect(inputs, world) {
    const { runner, clock, signal } = world;
    const url = readUrl(inputs.url);
    const sessions = [];
    const open = async () => {
        const session = await openSession(url, {
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
        return { url, guard, facts: await serverFacts(guard), open, close };
    }
    catch (error) {
        await close();
        throw error;
    }
}
/** Makes sure that the database takes changes and that nobody else migrates it, and opens the session for the work. */
async function lockDatabase({ guard, facts, open }, inputs, world) {
    refuseReadOnly(facts);
    const work = await open();
    await refuseTransactionPooler(guard, work);
    await guard.query(freshSession(facts, { lockTimeout: 5000, statementTimeout: 30_000 }));
    const name = `${inputs.schema}.${inputs.historyTable}`;
    const options = { clock: world.clock, signal: world.signal, wait: inputs.waitForLock, info: world.runner.info };
    const lock = await takeLock(guard, { name, ...options });
    // A run that was killed gives up its lock at once, but the server goes on with its statement until it notices. That
    // session holds this second lock, so nobody begins beside it.
    const { pid } = await takeLock(work, { name: `${name} at work`, ...options });
    return { work, workPid: pid, lock };
}
// PostgreSQL keeps 63 bytes, so the number of the run comes first.
function sessionName(env) {
    const { GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
    return id && repository ? `quayside run ${id} of ${repository}` : "quayside migrate";
}

;// CONCATENATED MODULE: ./actions/migrate/tools.js
const listed = (table, column, where = "") => ({
    table,
    sql: `SELECT ${column}::text AS version FROM ${table}${where ? ` WHERE ${where}` : ""} ORDER BY 1`,
});
/** The tools, by a word of the command that runs them. Tables and commands are those of their own manuals. */
const TOOLS = [
    {
        name: "prisma",
        pattern: /\bprisma\s+migrate\s+deploy\b/,
        history: listed("_prisma_migrations", "migration_name", "finished_at IS NOT NULL AND rolled_back_at IS NULL"),
        pending: (command) => command.replace(/\bmigrate\s+deploy\b/, "migrate status"),
        trap: "A migration that failed is kept in _prisma_migrations and blocks all others: prisma migrate resolve.",
    },
    {
        name: "alembic",
        pattern: /\balembic\b.*\bupgrade\b/,
        history: listed("alembic_version", "version_num"),
        pending: (command) => command.replace(/\bupgrade\b.*$/, "current --check-heads"),
    },
    {
        name: "django",
        pattern: /\bmanage\.py\s+migrate\b/,
        history: listed("django_migrations", "app || '.' || name"),
        pending: (command) => `${command} --check`,
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
    },
    {
        name: "drizzle",
        pattern: /\bdrizzle-kit\s+migrate\b/,
        history: listed("drizzle.__drizzle_migrations", "hash"),
        pending: undefined,
        trap: "drizzle-kit often ends without saying why: see the server's log.",
    },
    {
        name: "knex",
        pattern: /\bknex\b.*\bmigrate:latest\b/,
        history: listed("knex_migrations", "name"),
        pending: undefined,
        trap: "A killed run leaves knex_migrations_lock set: knex migrate:unlock.",
    },
    {
        name: "node-pg-migrate",
        pattern: /\bnode-pg-migrate\b.*\bup\b/,
        history: listed("pgmigrations", "name"),
        pending: undefined,
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
        pending: undefined,
    },
    {
        name: "flyway",
        pattern: /\bflyway\b.*\bmigrate\b/,
        history: listed("flyway_schema_history", "coalesce(version, description)", "success"),
        pending: (command) => command.replace(/\bmigrate\b(?!.*\bmigrate\b)/, "validate"),
    },
    {
        name: "goose",
        pattern: /\bgoose\b.*\bup\b/,
        history: listed("goose_db_version", "version_id", "is_applied"),
        pending: undefined,
    },
    {
        name: "golang-migrate",
        pattern: /\bmigrate\b.*-(path|source)\b.*\bup\b/,
        history: listed("schema_migrations", "version"),
        pending: undefined,
        trap: "A migration that failed leaves the database marked as dirty: migrate force VERSION, after a look at what was done.",
    },
];
/** The tool that a command runs; undefined where none is recognised. */
function recognise(command) {
    return TOOLS.find(({ pattern }) => pattern.test(command));
}

;// CONCATENATED MODULE: ./actions/migrate/command.js




/**
 * Runs the project's own migration tool under the lock and the limits of this action, and makes sure that it has done
 * what it says. Throws a UserError with its last lines and its exit code where it fails.
 */
async function runTool(connection, inputs, world) {
    const { runner } = world;
    const tool = recognise(inputs.command);
    const { lock } = await lockDatabase(connection, inputs, world);
    const before = await recorded(connection.guard, tool);
    runner.info(tool
        ? `Recognised ${tool.name}; ${before.length} migrations recorded`
        : "The tool is not a known one: its history is not read");
    await execute(inputs.command, tool, inputs, world);
    await lock.check();
    const after = await recorded(connection.guard, tool);
    const lost = before.filter((version) => !after.includes(version));
    // alembic keeps the newest version only, so an entry that goes is no loss there.
    if (lost.length > 0 && tool?.name !== "alembic") {
        throw new errors/* UserError */.yo(`The history of ${tool?.name} has lost ${lost.join(", ")}`, {
            hint: "The command has undone migrations, or works on another database than the input url.",
        });
    }
    const pending = inputs.pendingCommand || tool?.pending?.(inputs.command) || "";
    if (pending === "") {
        runner.annotate("notice", "Whether anything is pending now was not checked: give the input pending-command, which ends with 0 where nothing is.");
    }
    else {
        await execute(pending, undefined, inputs, world).catch((error) => {
            throw new errors/* UserError */.yo(`The command succeeded, and migrations are pending all the same (${pending})`, {
                hint: "The tool has skipped some, a late one for example, or works on another database than the input url.",
                cause: error,
            });
        });
    }
    return {
        tool: tool?.name ?? "",
        added: after.filter((version) => !before.includes(version)),
        recorded: tool ? after.length : undefined,
        checked: pending !== "",
    };
}
async function execute(command, tool, inputs, world) {
    const { runner } = world;
    const limits = `-c lock_timeout=${inputs.lockTimeout} -c statement_timeout=${inputs.statementTimeout}`;
    const { code, stdout, stderr } = await world.run("sh", ["-c", command], {
        cwd: world.workspace,
        env: {
            ...runner.env,
            DATABASE_URL: inputs.url,
            // libpq and pg honour it; clients that do not are limited by the settings of their own address.
            PGOPTIONS: [runner.env.PGOPTIONS, limits].filter(Boolean).join(" "),
            PGAPPNAME: "quayside command",
        },
        timeout: inputs.commandTimeout,
        signal: world.signal,
        onLine: (line) => runner.info(line),
    });
    if (code === 0)
        return;
    const last = (0,log_text/* lastLines */.w$)(`${stdout}\n${stderr}`, 12).map((line) => runner.redact(line));
    throw new errors/* UserError */.yo(`The command ended with ${code}${last.length > 0 ? `:\n${last.join("\n")}` : " and said nothing"}`, {
        exitCode: code,
        hint: tool?.trap ?? "See its output above.",
    });
}
async function recorded(session, tool) {
    if (!tool)
        return [];
    const [row] = await session.query("SELECT to_regclass($1) IS NOT NULL AS there", [tool.history.table]);
    if (!row?.there)
        return [];
    return (await session.query(tool.history.sql)).map(({ version }) => String(version));
}

;// CONCATENATED MODULE: ./actions/migrate/files.js




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
    return `sha256:${(0,external_node_crypto_.createHash)("sha256").update(text).digest("hex")}`;
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
async function readMigrations(workspace, directory) {
    return readFolder(workspace, directory, (name) => name.endsWith(".sql") && !name.endsWith(DOWN));
}
/** Reads the files that undo migrations, `*.down.sql`, in the same way. */
async function readDownFiles(workspace, directory) {
    return readFolder(workspace, directory, (name) => name.endsWith(DOWN));
}
const DOWN = ".down.sql";
async function readFolder(workspace, directory, take) {
    const folder = (0,external_node_path_.join)(workspace, directory);
    const names = await (0,promises_.readdir)(folder).catch((error) => {
        throw new errors/* UserError */.yo(`The folder of migrations "${directory}" could not be read`, {
            hint: (0,errors/* codeOf */.$N)(error) === "ENOENT"
                ? `There is no such folder in ${workspace}: set the input directory, or make sure that a checkout step ran before.`
                : "The input directory takes a folder that holds .sql files.",
            cause: error,
        });
    });
    const files = [];
    const problems = [];
    for (const file of names.filter(take).sort()) {
        const path = (0,external_node_path_.relative)(workspace, (0,external_node_path_.join)(folder, file));
        const parts = readName(file);
        if (!parts) {
            problems.push({ path, message: "has no version: a name begins with a number, such as 0001_users.sql" });
            continue;
        }
        const decoded = files_decode(await (0,promises_.readFile)((0,external_node_path_.join)(folder, file)));
        if (decoded.problem !== undefined) {
            problems.push({ path, message: decoded.problem });
            continue;
        }
        files.push({ path, file, ...parts, text: decoded.text, checksum: checksumOf(decoded.text) });
    }
    files.sort((a, b) => compareVersions(a.version, b.version));
    return { files, problems };
}
function files_decode(bytes) {
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
        this.table = `${identifier(schema)}.${identifier(name)}`;
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
            await session.query(`CREATE SCHEMA ${identifier(this.#schema)}`);
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
      VALUES (${[file.version, file.name, file.file, file.checksum, "applied"].map(literal).join(", ")}, ${statements},
      clock_timestamp() - interval '${Math.round(milliseconds)} milliseconds', clock_timestamp(), ${Math.round(milliseconds)}, ${literal(run)})`;
    }
    /** SQL that takes the row of a version away. */
    removed(file) {
        return `DELETE FROM ${this.table} WHERE version = ${literal(file.version)}`;
    }
    /** Records files as being in the database already, and the new checksums of others; all or nothing. */
    async adopt(session, baseline, rebaseline, run) {
        const inserts = baseline.map((file) => {
            const values = [file.version, file.name, file.file, file.checksum, "baseline", run].map(literal);
            return `INSERT INTO ${this.table} (version, name, file, checksum, state, run, statements, applied_at)
        VALUES (${values.join(", ")}, 0, clock_timestamp())`;
        });
        const updates = rebaseline.map((file) => `UPDATE ${this.table} SET checksum = ${literal(file.checksum)}, file = ${literal(file.file)}, name = ${literal(file.name)}
         WHERE version::numeric = ${literal(file.version)}::numeric`);
        if (inserts.length + updates.length > 0)
            await session.query([...inserts, ...updates].join(";\n"));
    }
    /** Records that a file outside of a transaction begins. One that was begun before keeps what it has done. */
    async begin(session, file, statements, run) {
        await session.query(`INSERT INTO ${this.table} (version, name, file, checksum, state, statements, run)
       VALUES ($1, $2, $3, $4, 'running', $5, $6)
       ON CONFLICT (version) DO UPDATE SET checksum = $4, statements = $5, run = $6`, [file.version, file.name, file.file, file.checksum, statements, run]);
    }
    /** Records that a statement outside of a transaction begins. */
    async launch(session, file, statement) {
        await session.query(`UPDATE ${this.table} SET in_flight = $2 WHERE version = $1`, [file.version, statement]);
    }
    /** SQL that records one statement of such a file as done; without values, so that it can go together with COMMIT. */
    step(file, fingerprint) {
        return `UPDATE ${this.table} SET done = done || ${literal(fingerprint)}::text, in_flight = NULL
      WHERE version = ${literal(file.version)}`;
    }
    /** Records such a file as applied. */
    async finish(session, file, milliseconds) {
        await session.query(`UPDATE ${this.table} SET state = 'applied', applied_at = clock_timestamp(), duration_ms = duration_ms + $2
       WHERE version = $1`, [file.version, Math.round(milliseconds)]);
    }
}

;// CONCATENATED MODULE: ./actions/migrate/plan.js



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
        .sort((a, b) => compareVersions(a.version, b.version));
    const post = unapplied.filter(isContract);
    const held = allow.phase === "pre" ? post : [];
    const pending = allow.phase === "post" ? post : unapplied.filter((file) => !held.includes(file));
    for (const file of allow.phase === "post" ? unapplied.filter((file) => !isContract(file)) : []) {
        problems.push({
            kind: "phase",
            path: file.path,
            message: "belongs before the rollout and has not been applied",
            hint: "Run migrate with phase: pre (or all) first.",
        });
    }
    const operations = [];
    for (const file of pending) {
        const row = rows.get(BigInt(file.version));
        const late = !isContract(file) && !row && current !== undefined && compareVersions(file.version, current) < 0;
        if (late && !names(allow.allowLate, file.path)) {
            problems.push({
                kind: "late",
                path: file.path,
                message: `comes late: version ${current} has been applied already`,
                hint: `Give it a number behind the newest one, so that it runs in the same order everywhere. If it may run now: allow-late: ${file.file}`,
            });
        }
        const parsed = parseFile(file);
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
    const found = files.filter((file) => compareVersions(file.version, version) <= 0);
    if (!found.some((file) => compareVersions(file.version, version) === 0)) {
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
    return versions.reduce((top, version) => (top === undefined || compareVersions(version, top) > 0 ? version : top), undefined);
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
    for (const { tree, line, column } of statements) {
        const command = transactionCommand(tree);
        if (command) {
            add({ line, column }, `holds ${command}, which would break the transaction around the file`, "Take it out: each file runs in one transaction of its own. Split the file where two are needed.");
        }
        if (buildsUnnamedIndex(tree)) {
            add({ line, column }, "builds an index CONCURRENTLY without a name, so that a build that was stopped could not be found again", "Give the index a name.");
        }
        if (usesClientStream(tree)) {
            add({ line, column }, "holds a COPY from or to the client, for which there is no data here", "Write INSERT statements, or COPY from a file of the server.");
        }
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
        return statement === undefined || fingerprintOf(statement) !== fingerprint;
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

;// CONCATENATED MODULE: ./actions/migrate/progress.js



/** What a run knows so far. It is told at the end in any case, so a mode fills it as it goes. */
class Progress {
    plan = makePlan([], []);
    rows = [];
    place = "";
    server = "";
    findings = [];
    estimatedRows = new Map();
    applied = [];
    /** Whether the files of `plan.baseline` have been recorded. */
    adopted = false;
    /** In what the live schema is not what the migrations make; undefined where it was not compared. */
    differences;
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
        const failure = error instanceof MigrationError ? error.failure : undefined;
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
            estimatedRows: this.estimatedRows,
            command: this.command,
            differences: this.differences,
            error: error === undefined ? undefined : runner.redact((0,errors/* messageOf */.bD)(error)),
            before: plan.current,
            current: this.outcome === "rolled-back" ? this.current : newest(versions),
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
        const own = (paths) => paths.filter((path) => readName(path.split("/").at(-1) ?? "") !== undefined);
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
    const top = newest(base.files.map((path) => readName(path.split("/").at(-1) ?? "")?.version ?? "0"));
    for (const file of files) {
        if (top === undefined || base.files.includes(file.path) || compareVersions(file.version, top) > 0)
            continue;
        remarks.push({
            path: file.path,
            message: `sorts before version ${top}, which ${base.ref} has already: give it a number behind it`,
        });
    }
    return remarks;
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
function ignoresOf(text, statement) {
    const lines = text.split("\n");
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

;// CONCATENATED MODULE: ./actions/migrate/check/schema.js


/** The schema as far as the migrations tell of it, brought forward statement by statement. */
class Schema {
    #tables = new Map();
    /** What is known of a table; an unknown one is as good as an empty entry. */
    table(relation) {
        const key = tableKey(relation);
        let found = this.#tables.get(key);
        if (!found) {
            found = { columns: new Map(), constraints: [], file: undefined };
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
        const { kind, fields } = tree_open(tree);
        if (kind === "CreateStmt")
            this.#create(fields, file);
        if (kind === "CreateTableAsStmt") {
            this.#tables.set(tableKey(fields.into?.rel), { columns: new Map(), constraints: [], file });
        }
        if (kind === "AlterTableStmt") {
            for (const cmd of alterations(fields))
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
        const table = { columns: new Map(), constraints: [], file };
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
const tableKey = (relation) => relationName(relation).replace(/^public\./, "");
/** The same for the names of a DROP. */
function objectKey(object) {
    const parts = (object.List?.items ?? []).map((item) => (kindOf(item) === "String" ? item.String?.sval : ""));
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

;// CONCATENATED MODULE: ./actions/migrate/check/rules.js



const error = (rule, message, instead) => ({ rule, level: "error", message, instead });
const warning = (rule, message, instead) => ({
    rule,
    level: "warning",
    message,
    instead,
});
/** All that is wrong with a statement. The rules are those that at least two of the known checkers have, and some more. */
function verdicts(tree, context) {
    return RULES.flatMap((rule) => rule(tree, context));
}
const indexes = (tree, { schema, file }) => {
    const { kind, fields } = tree_open(tree);
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
        return [
            error("index-not-concurrent", `Writes to ${relationName(fields.relation)} wait until the index is built.`, "CREATE INDEX CONCURRENTLY, in a file of its own."),
        ];
    }
    if (kind === "DropStmt" && fields.removeType === "OBJECT_INDEX" && !fields.concurrent) {
        return [
            warning("drop-index-not-concurrent", "Reads and writes of its table wait behind this while it waits for running queries.", "DROP INDEX CONCURRENTLY, in a file of its own."),
        ];
    }
    if (kind === "ReindexStmt" && !optionsOf(fields.params).includes("concurrently")) {
        if (fields.relation && schema.isNew(fields.relation, file))
            return [];
        return [
            error("reindex-not-concurrent", "Writes, and reads that would use the index, wait until it is built again.", "REINDEX … CONCURRENTLY, in a file of its own."),
        ];
    }
    return [];
};
const mixedFile = (tree, { before }) => {
    const { kind, fields } = tree_open(tree);
    const concurrent = (kind === "IndexStmt" || kind === "DropStmt") && fields.concurrent;
    const other = before.find((one) => !/^(IndexStmt|DropStmt|VariableSetStmt|ReindexStmt|VacuumStmt|CommentStmt)$/.test(tree_open(one).kind));
    if (!concurrent || !other)
        return [];
    return [
        warning("concurrently-mixed", "The whole file runs without a transaction because of this statement: what fails half-way stays half done.", "Put the CONCURRENTLY statement into a file of its own."),
    ];
};
const constraints = (tree, { schema, file, major }) => {
    const { kind, fields } = tree_open(tree);
    if (kind === "AlterDomainStmt" && fields.subtype === "C" && !fields.def?.Constraint?.skip_validation) {
        return [
            error("domain-constraint", "All tables with columns of this domain are locked and read.", "ADD CONSTRAINT … NOT VALID, and VALIDATE CONSTRAINT in a later file."),
        ];
    }
    if (kind !== "AlterTableStmt" || schema.isNew(fields.relation, file))
        return [];
    const table = relationName(fields.relation);
    return alterations(fields).flatMap((cmd) => {
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
                        error("foreign-key-validated-at-once", `Writes to ${table} and ${relationName(constraint.pktable)} wait until every row has been checked.`, "ADD CONSTRAINT … FOREIGN KEY … NOT VALID, and VALIDATE CONSTRAINT in a later file."),
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
            found.push(error("foreign-key-validated-at-once", `Writes to ${table} and ${relationName(constraint.pktable)} wait until every row has been checked.`, "Add the column, then ADD CONSTRAINT … FOREIGN KEY … NOT VALID, and VALIDATE CONSTRAINT in a later file."));
        }
    }
    return found;
}
const validation = (tree, { schema, file, transaction }) => {
    const { kind, fields } = tree_open(tree);
    if (kind !== "AlterTableStmt" || !transaction || schema.isNew(fields.relation, file))
        return [];
    const known = schema.table(fields.relation).constraints;
    return alterations(fields)
        .filter((cmd) => cmd.subtype === "AT_ValidateConstraint")
        .filter((cmd) => known.some((constraint) => constraint.name === cmd.name && constraint.file === file))
        .map((cmd) => error("validate-in-same-transaction", `The lock that adding ${cmd.name} took is kept while every row is checked, so NOT VALID has gained nothing.`, "Put VALIDATE CONSTRAINT into a file of its own."));
};
const columns = (tree, { schema, file, contract }) => {
    const { kind, fields } = tree_open(tree);
    if (kind !== "AlterTableStmt" ||
        schema.isNew(fields.relation, file) ||
        (fields.objtype ?? "OBJECT_TABLE") !== "OBJECT_TABLE")
        return [];
    const table = relationName(fields.relation);
    const known = schema.table(fields.relation);
    return alterations(fields).flatMap((cmd) => {
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
    const { kind, fields } = tree_open(tree);
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
    const { kind, fields } = tree_open(tree);
    if ((kind !== "UpdateStmt" && kind !== "DeleteStmt") || fields.whereClause || schema.isNew(fields.relation, file))
        return [];
    return [
        error(kind === "UpdateStmt" ? "update-all-rows" : "delete-all-rows", `Every row of ${relationName(fields.relation)} is written in one transaction: long locks, a bloated table, lagging replicas.`, "Do it in small steps with a WHERE, each in a transaction of its own."),
    ];
};
const maintenance = (tree, { schema, file, major }) => {
    const { kind, fields } = tree_open(tree);
    switch (kind) {
        case "VacuumStmt":
            return optionsOf(fields.options).includes("full")
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
                    error("refresh-not-concurrent", `Reads of ${relationName(fields.relation)} wait until it is filled again.`, "REFRESH MATERIALIZED VIEW CONCURRENTLY (it needs a unique index)."),
                ];
        case "AlterTableStmt":
            return alterations(fields).flatMap((cmd) => {
                const partition = cmd.def?.PartitionCmd ?? {};
                if (cmd.subtype === "AT_DetachPartition" && !partition.concurrent && !schema.isNew(fields.relation, file)) {
                    return major < 14
                        ? []
                        : [
                            error("detach-partition", `Reads and writes of ${relationName(fields.relation)} and all its partitions wait.`, "DETACH PARTITION … CONCURRENTLY, in a file of its own."),
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
                        warning("attach-partition-without-check", `Every row of ${relationName(partition.name)} is read while nobody may use it.`, "Give it a validated CHECK that says the same as the bounds, attach it, and drop the CHECK."),
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
    const { kind, fields } = tree_open(tree);
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
    const { kind, fields } = tree_open(tree);
    const defined = kind === "CreateStmt"
        ? (fields.tableElts ?? []).map((one) => one.ColumnDef)
        : kind === "AlterTableStmt"
            ? alterations(fields)
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
    const locked = before.flatMap((one) => {
        const lock = lockOf(one);
        const { fields } = tree_open(one);
        const relation = fields.relation;
        return lock?.mode === "ACCESS EXCLUSIVE" && relation && !schema.isNew(relation, file)
            ? [relationName(relation)]
            : [];
    });
    if (locked.length === 0)
        return [];
    const { kind, fields } = tree_open(tree);
    const relation = fields.relation;
    const fresh = relation !== undefined && schema.isNew(relation, file);
    const fills = kind === "InsertStmt" && fields.selectStmt?.SelectStmt?.fromClause;
    if ((HEAVY.test(kind) || fills) && !(fresh && !fills)) {
        return [
            error("work-under-lock", `${[...new Set(locked)].join(", ")} stays locked against reads and writes while this runs.`, "Put the change of the table and the work on its rows into two files."),
        ];
    }
    const lock = lockOf(tree);
    const other = relation && lock?.mode === "ACCESS EXCLUSIVE" && !fresh && !locked.includes(relationName(relation));
    return other
        ? [
            warning("several-tables-locked", `${[...new Set(locked)].join(", ")} stays locked while this waits for ${relationName(relation)}; two such files, or the app, can block each other.`, "A file for each table."),
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
        const parsed = parseFile(file);
        if ("mistake" in parsed)
            continue;
        const contract = isContract(file);
        const { transaction } = transactionOf(file, parsed.statements);
        const before = [];
        for (const statement of parsed.statements) {
            const { tree, line, column } = statement;
            const at = { path: file.path, line, column };
            if (wanted(file)) {
                const found = verdicts(tree, { schema, file: file.path, major, contract, transaction, before });
                const ignores = ignoresOf(file.text, statement);
                findings.push(...found
                    .filter(({ rule }) => !ignores.some(({ rules }) => rules.includes(rule)))
                    .map((verdict) => ({ ...verdict, ...at })));
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
            schema.apply(tree, file.path);
            before.push(tree);
        }
    }
    return findings;
}

;// CONCATENATED MODULE: ./actions/migrate/review.js




/** What a check goes by where no server is asked. */
const NEWEST_SERVER = 180_000;
/** What plan, check and status have in common: it tells, and changes nothing. `version` is undefined without a database. */
async function review(progress, files, inputs, world, version) {
    const { runner } = world;
    const { mode, directory, failOn } = inputs;
    if (mode === "status")
        runner.info(statusText(progress.plan, progress.rows));
    else {
        const base = await readBase(world, directory, inputs.base);
        const remarks = base ? baseRemarks(base, files) : [];
        progress.plan = { ...progress.plan, remarks: [...progress.plan.remarks, ...remarks] };
        const pending = new Set(progress.plan.operations.map(({ file }) => file.path));
        progress.findings = checkFiles(files, {
            major: Math.floor((version ?? NEWEST_SERVER) / 10_000),
            wanted: (file) => (version === undefined ? !base?.files.includes(file.path) : pending.has(file.path)),
        });
        if (mode === "plan")
            tellPlan(progress.plan, progress.estimatedRows, world);
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
function tellPlan(plan, rows, world) {
    const { runner } = world;
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
    throw new errors/* UserError */.yo(`The check has ${failing.length === 1 ? "one finding" : `${failing.length} findings`}:\n${lines.join("\n")}`, { hint: "Change the statements, or say why one is safe in a line above it: -- quayside-ignore RULE: reason" });
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
    if (to !== undefined && to !== "0" && !rows.some((row) => compareVersions(row.version, to) === 0)) {
        throw new errors/* UserError */.yo(`Version ${to}, which the input to names, has not been applied`, {
            hint: "mode: status lists what has been applied. to: 0 undoes everything.",
        });
    }
    const undone = to === undefined ? rows.slice(0, 1) : rows.filter((row) => compareVersions(row.version, to) > 0);
    const operations = [];
    const problems = [];
    for (const row of undone) {
        const add = (kind, path, message, hint, at = {}) => problems.push({ kind, path, message, hint, ...at });
        if (row.state !== "applied") {
            add("interrupted", row.file, `is recorded as ${row.state}, which cannot be undone`, "Only what was applied to its end can be undone.");
            continue;
        }
        const file = downs.find((down) => compareVersions(down.version, row.version) === 0);
        if (!file) {
            const name = row.file.replace(/(\.up)?\.sql$/, ".down.sql");
            add("file", row.file, "has no file that undoes it", `Write ${name}.`);
            continue;
        }
        const parsed = parseFile(file);
        if ("mistake" in parsed) {
            const { message, hint = "Mend the SQL; nothing has been undone.", ...at } = parsed.mistake;
            add("syntax", file.path, message, hint, at);
            continue;
        }
        const { statements } = parsed;
        problems.push(...statementProblems(file, statements));
        const { transaction, why } = transactionOf(file, statements);
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
    const version = dated
        ? now.toISOString().replace(/\D/g, "").slice(0, 14)
        : String(BigInt(last ?? 0) + 1n).padStart(last?.length ?? 4, "0");
    const slug = name
        .trim()
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, "_")
        .replace(/^_+|_+$/g, "");
    if (slug === "")
        throw new errors/* UserError */.yo("The input name has no letter or digit", { hint: "For example: add users table" });
    const file = `${version}_${slug}.sql`;
    const text = `-- ${name.replace(/\s+/g, " ").trim()}\n`;
    return { path: file, file, version, name: slug, text, checksum: checksumOf(text) };
}

;// CONCATENATED MODULE: ./actions/migrate/run.js



















/**
 * Does what `mode` asks for. What was found and done until then is also told when it fails: `result` is complete then,
 * and `error` is what is to be thrown.
 */
async function migrate(inputs, world) {
    const { runner } = world;
    const progress = new Progress(inputs, world.clock);
    let connection;
    try {
        // A tool of the project's own has files of its own.
        const { files, problems } = inputs.command
            ? { files: [], problems: [] }
            : await readMigrations(world.workspace, inputs.directory);
        await loadParser();
        if (inputs.mode === "new") {
            const file = newMigration(files, inputs.name, new Date(world.clock.now()));
            await (0,promises_.writeFile)((0,external_node_path_.join)(world.workspace, inputs.directory, file.file), file.text, { flag: "wx" });
            runner.info(`Wrote ${(0,external_node_path_.join)(inputs.directory, file.file)}`);
            progress.plan = makePlan([...files, file], [], problems, inputs);
            progress.outcome = "created";
        }
        else if (!inputs.url) {
            progress.plan = makePlan(files, [], problems, inputs);
            await review(progress, files, inputs, world);
        }
        else {
            connection = await connection_connect(inputs, world);
            progress.place = connection.url.place;
            progress.server = `PostgreSQL ${versionText(connection.facts.version)}`;
            runner.info(`Connected to ${progress.place}, ${progress.server}`);
            const { guard, facts } = connection;
            const history = new History(inputs.schema, inputs.historyTable);
            const look = async () => {
                progress.rows = (await history.exists(guard)) ? await history.read(guard) : [];
                progress.plan = makePlan(files, progress.rows, problems, inputs);
            };
            if (inputs.command) {
                progress.command = await runTool(connection, inputs, world);
                progress.outcome = progress.command.added.length > 0 ? "applied" : "up-to-date";
            }
            else if (inputs.mode === "apply")
                await apply(progress, look, history, connection, inputs, world);
            else if (inputs.mode === "rollback")
                await rollback(progress, look, history, connection, inputs, world);
            else if (inputs.mode === "drift") {
                await look();
                await drift(progress, files, connection, inputs, world);
            }
            else {
                await look();
                const statements = progress.plan.operations.flatMap((operation) => operation.statements);
                progress.estimatedRows = await estimatedRows(guard, statements.map(({ tree }) => lockOf(tree)?.table ?? "").filter((table) => table !== ""));
                await review(progress, files, inputs, world, facts.version);
            }
        }
        return { result: progress.result(runner) };
    }
    catch (error) {
        if (error instanceof MigrationError) {
            const { path, line, column } = error.failure;
            const at = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
            runner.annotate("error", error.message, { file: path, ...at });
        }
        return { result: progress.result(runner, error), error };
    }
    finally {
        await connection?.close();
    }
}
async function apply(progress, look, history, connection, inputs, world) {
    const { runner } = world;
    const { guard } = connection;
    const database = await lockDatabase(connection, inputs, world);
    await look();
    const { plan } = progress;
    for (const { path, message } of plan.remarks)
        runner.annotate("notice", message, { file: path });
    refuseProblems(plan);
    if (plan.operations.length + plan.baseline.length + plan.rebaseline.length === 0) {
        runner.info("Nothing is pending.");
        return;
    }
    if (!(await history.exists(guard)))
        await history.create(guard);
    tellAdopted(plan, world);
    await history.adopt(guard, plan.baseline, plan.rebaseline, (0,run_url/* runUrl */.V)(runner.env));
    progress.adopted = plan.baseline.length + plan.rebaseline.length > 0;
    const before = await invalidIndexes(guard);
    warnOfInvalid(before, world);
    await runOperations(plan.operations, progress, history, connection, database, inputs, world);
    const left = await invalidIndexes(guard);
    warnOfInvalid(left.filter((index) => !before.includes(index)), world);
}
async function rollback(progress, look, history, connection, inputs, world) {
    const database = await lockDatabase(connection, inputs, world);
    await look();
    const downs = await readDownFiles(world.workspace, inputs.directory);
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
        await runOperations(undo.operations, progress, history, connection, database, inputs, world);
    }
    finally {
        const undone = new Set(progress.applied.map(({ operation }) => operation.file.version));
        progress.outcome = "rolled-back";
        progress.current = newest(progress.rows.map((row) => row.version).filter((version) => !undone.has(version)));
    }
}
// The migrations that the live database has are replayed in an empty one, and the two are compared.
async function drift(progress, files, live, inputs, world) {
    const name = `${identifier(inputs.schema)}.${identifier(inputs.historyTable)}`;
    const done = new Set(progress.rows.filter((row) => row.state !== "running").map((row) => BigInt(row.version)));
    const scratch = await connection_connect({ ...inputs, url: inputs.scratchUrl }, world);
    try {
        const history = new History(inputs.schema, inputs.historyTable);
        const replay = new Progress(inputs, world.clock);
        replay.plan = makePlan(files.filter((file) => done.has(BigInt(file.version))), []);
        refuseProblems(replay.plan);
        const database = await lockDatabase(scratch, inputs, world);
        refuseFilled(await snapshot(scratch.guard, name));
        await history.create(scratch.guard);
        await runOperations(replay.plan.operations, replay, history, scratch, database, inputs, world);
        progress.differences = compareSchemas(await snapshot(live.guard, name), await snapshot(scratch.guard, name));
    }
    finally {
        await scratch.close();
    }
    const count = progress.differences.length;
    if (count > 0) {
        throw new errors/* UserError */.yo(`The database is not what its migrations make, in ${count === 1 ? "one place" : `${count} places`}:\n${progress.differences.map((one) => `  - ${differenceText(one)}`).join("\n")}`, { hint: "Write what was changed by hand as a migration, or undo it." });
    }
    progress.outcome = "in-sync";
}
async function runOperations(operations, progress, history, { guard, facts }, database, inputs, { runner, clock, signal }) {
    await applyAll(operations, {
        ...database,
        guard,
        history,
        facts,
        limits: { lockTimeout: inputs.lockTimeout, statementTimeout: inputs.statementTimeout },
        retries: inputs.lockRetries,
        run: (0,run_url/* runUrl */.V)(runner.env),
        clock,
        signal,
        info: runner.info,
        onApplied: (file) => progress.applied.push(file),
    });
}
function warnOfInvalid(indexes, { runner }) {
    if (indexes.length === 0)
        return;
    runner.annotate("warning", `The database has invalid indexes, which slow down writes and help no query: ${indexes.join(", ")}. Drop them, or REINDEX them CONCURRENTLY.`);
}

;// CONCATENATED MODULE: ./actions/migrate/main.js






/** Plans or applies the migrations. Outputs and summary are written on failure too. */
const main = async (world) => {
    const inputs = readMigrateInputs(world.runner);
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
        report: reportJson(result),
    });
    const markdown = summaryMarkdown(result);
    await world.runner.summary(markdown);
    if (inputs.token && (result.mode === "plan" || result.mode === "check")) {
        const url = await (0,pull_request_comment/* commentOnPullRequest */.r)(world, { token: inputs.token, key: inputs.commentKey, markdown });
        if (url)
            output({ "comment-url": url });
    }
    if (error !== undefined)
        throw error;
};


/***/ }),

/***/ 4478:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VP: () => (/* binding */ defuse),
/* harmony export */   w$: () => (/* binding */ lastLines),
/* harmony export */   wh: () => (/* binding */ plainText)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);

/**
 * Makes text from outside safe to print on a GitHub runner: no line of it can be taken for a workflow command.
 * The runner takes `::name::` at the start of a line (after white space) and the old form `##[name]` anywhere in it
 * (actions/runner, ActionCommand.cs; .NET's white space has U+0085, JavaScript's has not). A zero-width space in front breaks both and is not seen.
 */
function defuse(text) {
    return text.replace(/^([\s\u0085]*)::/gm, "$1\u200b::").replaceAll("##[", "#\u200b#[");
}
/** The text without terminal control sequences and other control characters; tabs and line ends are kept. */
function plainText(text) {
    return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(text).replace(/[^\P{Cc}\t\r\n]/gu, "");
}
/** The last `count` lines of a text that are not blank, in their order. */
function lastLines(text, count) {
    return text
        .split(/\r?\n/)
        .filter((line) => line.trim() !== "")
        .slice(-count);
}


/***/ }),

/***/ 5023:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ commentOnPullRequest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6715);

/**
 * Writes the comment of this run's pull request, or renews the one that an earlier run wrote under the same key.
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
        return (await github.comment(number, comment.key, runner.redact(comment.markdown)))?.url;
    }
    catch (error) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(world.signal);
        runner.annotate("warning", `The comment on the pull request could not be written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
        return undefined;
    }
}


/***/ }),

/***/ 9972:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ retry)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6715);

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


/***/ }),

/***/ 5191:
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