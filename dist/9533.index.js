"use strict";
exports.id = 9533;
exports.ids = [9533];
exports.modules = {

/***/ 49533:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openTunnel: () => (/* binding */ openTunnel)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_4___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_4__);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(53592);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(66715);







/**
 * Keeps ssh no longer than its standard input is open, and that ends with this process, however it goes: also by
 * SIGKILL nothing is left behind. Text from outside is never part of it. $1: the folder, which is removed.
 */
const KEEPER = `
folder=$1; shift; exec 3<&0
"$@" </dev/null 3<&- & child=$!
{ cat >/dev/null; kill "$child" 2>/dev/null; } <&3 &
exec 3<&-
wait "$child"; code=$?
rm -rf -- "$folder"
exit "$code"`;
const PREFIX = "quayside-ssh-";
/** Longest path of a socket, with room for what ssh puts behind it while it binds. */
const PATH_LIMIT = 80;
/**
 * Opens ONE ssh connection and forwards the engine's socket over it: each request is a channel of that connection, where
 * the docker command and docker-modem log in again for each (and run into sshd's MaxStartups).
 * The key lies in a file of mode 0600 only until ssh has logged in. Throws a UserError that says what ssh was told.
 */
async function openTunnel(address, options, limits) {
    const name = `${address.user ? `${address.user}@` : ""}${address.host}`;
    const temp = limits.temp && limits.temp.length < PATH_LIMIT - 40 ? limits.temp : (0,node_os__WEBPACK_IMPORTED_MODULE_3__.tmpdir)();
    await sweep(temp);
    // Only its owner may enter a folder that mkdtemp makes.
    const folder = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(temp, `${PREFIX}${process.pid}-`));
    const file = (part) => (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(folder, part);
    const socket = file("engine.sock");
    try {
        if (options.key !== undefined)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.writeFile)(file("key"), `${options.key.trim()}\n`, { mode: 0o600 });
        if (options.knownHosts !== undefined)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.writeFile)(file("known_hosts"), `${options.knownHosts.trim()}\n`);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.writeFile)(file("config"), configText(address, options, file));
        const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)("sh", ["-c", KEEPER, "sh", folder, "ssh", "-F", file("config"), "--", address.host], {
            stdio: ["pipe", "ignore", "pipe"],
            // Ctrl-C goes to the whole group of a terminal, and taking a deploy back still needs the connection.
            detached: true,
        });
        let said = "";
        let ended;
        child.stdin.on("error", () => { });
        child.stderr.on("data", (text) => {
            said = (said + text).slice(-4000);
        });
        const end = new Promise((done) => {
            child.once("error", (error) => {
                ended ??= (0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .codeOf */ .$N)(error) === "ENOENT" ? "there is no sh on the PATH" : error.message;
                done();
            });
            child.once("close", (code) => {
                ended ??= said.trim() || `ssh ended with code ${code}`;
                done();
            });
        });
        const close = async () => {
            child.stdin.end();
            await Promise.race([end, _clock_js__WEBPACK_IMPORTED_MODULE_5__/* .systemClock */ .m.sleep(2000)]);
            if (ended === undefined && child.pid !== undefined)
                process.kill(-child.pid, "SIGKILL");
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(folder, { recursive: true, force: true });
        };
        try {
            await listening(socket, limits, () => ended);
        }
        catch (error) {
            await close();
            (0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .throwIfAborted */ .Te)(limits.signal);
            throw explain(name, address, options, error instanceof Error ? error.message : String(error));
        }
        (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.rmSync)(file("key"), { force: true });
        said = "";
        child.unref();
        child.stdin.unref();
        child.stderr.unref();
        return {
            socket,
            said: () => said.trim(),
            close,
        };
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(folder, { recursive: true, force: true });
        throw error;
    }
}
/** ssh makes the local socket once it has logged in. */
async function listening(socket, limits, ended) {
    const deadline = performance.now() + limits.timeout;
    while (!(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.existsSync)(socket)) {
        const why = ended();
        if (why !== undefined)
            throw new Error(why);
        if (performance.now() > deadline)
            throw new Error(`no login within ${limits.timeout / 1000} s`);
        await _clock_js__WEBPACK_IMPORTED_MODULE_5__/* .systemClock */ .m.sleep(20, limits.signal);
    }
}
/** All settings are in a file: nothing of them is in the arguments, which everybody on the machine can read. */
function configText(address, options, file) {
    const quoted = (path) => `"${path}"`;
    return `${[
        // The first value that is found counts, so ours come before the user's own, which may name a jump host.
        `Host ${address.host}`,
        ...(address.user ? [`  User ${address.user}`] : []),
        ...(address.port ? [`  Port ${address.port}`] : []),
        `  LocalForward ${quoted(file("engine.sock"))} ${quoted(address.socket)}`,
        "  ExitOnForwardFailure yes",
        "  StreamLocalBindMask 0177",
        "  SessionType none",
        "  RequestTTY no",
        "  ControlMaster no",
        "  ControlPath none",
        "Host *",
        ...(options.key === undefined ? [] : [`  IdentityFile ${quoted(file("key"))}`, "  IdentitiesOnly yes"]),
        ...(options.knownHosts === undefined
            ? []
            : [`  UserKnownHostsFile ${quoted(file("known_hosts"))}`, "  GlobalKnownHostsFile /dev/null"]),
        "  StrictHostKeyChecking yes",
        "  UpdateHostKeys no",
        "  VerifyHostKeyDNS no",
        "  BatchMode yes",
        "  ForwardAgent no",
        "  ForwardX11 no",
        "  PermitLocalCommand no",
        "  ConnectTimeout 15",
        "  ServerAliveInterval 15",
        "  ServerAliveCountMax 3",
        "  LogLevel ERROR",
        "  Include ~/.ssh/config",
    ].join("\n")}\n`;
}
/** Removes what a process that was killed in the second before its login has left; its number is in the name. */
async function sweep(temp) {
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)(temp).catch(() => [])) {
        const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
        if (!pid)
            continue;
        try {
            process.kill(pid, 0);
        }
        catch (error) {
            if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .codeOf */ .$N)(error) !== "ESRCH")
                continue;
            const path = (0,node_path__WEBPACK_IMPORTED_MODULE_4__.join)(temp, name);
            const mine = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.stat)(path).catch(() => undefined))?.uid === process.getuid?.();
            if (mine)
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(path, { recursive: true, force: true }).catch(() => { });
        }
    }
}
function explain(name, address, options, said) {
    const port = address.port ?? 22;
    const place = port === 22 ? name : `${name}, port ${port}`;
    const text = said.replace(/\r/g, "").trim();
    const keys = `ssh-keyscan -p ${port} ${address.host} prints the keys that answer there; compare them with those on the host itself (ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub) before you trust them.`;
    const told = (message, hint) => new _errors_js__WEBPACK_IMPORTED_MODULE_6__/* .UserError */ .yo(`No SSH connection to ${place}: ${message}`, { hint, cause: new Error(text) });
    if (/host key is known|Host key verification failed|HOST IDENTIFICATION|host key .*(mismatch|changed)/i.test(text)) {
        return /HAS CHANGED|mismatch|changed/i.test(text)
            ? told("its host key is not the one in known-hosts, so somebody else may be answering", keys)
            : told("its host key is not in known-hosts", `Put it there: ${keys}`);
    }
    if (/Permission denied|Too many authentication/i.test(text)) {
        return told("it does not take the login", `${options.key === undefined ? "Give a key with ssh-key. " : ""}The public half of the key belongs into ~/.ssh/authorized_keys of that user.`);
    }
    if (/passphrase|invalid format|error in libcrypto|bad permissions|Load key/i.test(text)) {
        return told("the key of ssh-key cannot be read", "It takes a private key as ssh-keygen writes it, without passphrase.");
    }
    if (/ssh: not found|ssh: command not found|\bexec\b.*not found/i.test(text)) {
        return told("there is no ssh on the PATH", "Install the OpenSSH client.");
    }
    return told(text.split("\n").at(-1) ?? text, "Check the name and port of the host, and that this machine reaches it: ssh -v shows each step.");
}


/***/ })

};
;