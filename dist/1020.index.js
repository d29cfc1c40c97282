"use strict";
exports.id = 1020;
exports.ids = [1020];
exports.modules = {

/***/ 91020:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readEvent: () => (/* binding */ readEvent),
/* harmony export */   readPayload: () => (/* binding */ readPayload)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);

/** Reads the event of the run and the local repository. Asks no API: what nobody tells stays empty. */
async function readEvent(world) {
    const { env } = world.runner;
    const payload = await readPayload(env.GITHUB_EVENT_PATH);
    const git = async (...args) => {
        // A workspace of another owner is git's "dubious ownership"; only reading is done here.
        const options = { cwd: world.workspace, env, signal: world.signal, timeout: 20_000 };
        const result = await world.run("git", ["-c", "safe.directory=*", ...args], options).catch((error) => {
            if (world.signal.aborted)
                throw error;
            return undefined;
        });
        return result?.code === 0 ? result.stdout.trim() : "";
    };
    const [head, branch, exactTag, tags, origin] = await Promise.all([
        env.GITHUB_SHA ? "" : git("rev-parse", "HEAD"),
        env.GITHUB_REF ? "" : git("symbolic-ref", "--quiet", "HEAD"),
        env.GITHUB_REF ? "" : git("describe", "--tags", "--exact-match", "HEAD"),
        git("tag", "--list"),
        payload.repository?.default_branch ? "" : git("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD"),
    ]);
    const sha = (env.DOCKER_METADATA_PR_HEAD_SHA === "true" && payload.pull_request?.head?.sha) || env.GITHUB_SHA || head;
    const name = env.GITHUB_EVENT_NAME ?? "";
    const ref = name === "pull_request_target" && payload.number
        ? `refs/pull/${payload.number}/merge`
        : env.GITHUB_REF || (exactTag ? `refs/tags/${exactTag}` : branch);
    const told = [payload.head_commit, ...(payload.commits ?? [])].find((commit) => commit?.id === sha)?.timestamp;
    const commitDate = Date.parse(told || (sha ? await git("show", "--no-patch", "--format=%cI", sha) : ""));
    const defaultBranch = payload.repository?.default_branch || origin.replace("refs/remotes/origin/", "");
    const shortSha = Math.floor(Number(env.DOCKER_METADATA_SHORT_SHA_LENGTH ?? 0));
    const [owner = "", repository = ""] = (env.GITHUB_REPOSITORY ?? "").split("/");
    return {
        name,
        ref,
        sha,
        baseRef: payload.pull_request?.base?.ref ??
            (ref.startsWith("refs/tags/") ? payload.base_ref?.replace(/^refs\/heads\//, "") : "") ??
            "",
        now: world.clock.now(),
        gitTags: tags.split("\n").filter((tag) => tag !== ""),
        repository: {
            name: payload.repository?.name ?? repository,
            description: payload.repository?.description ?? "",
            url: payload.repository?.html_url ??
                (owner ? `${env.GITHUB_SERVER_URL ?? "https://github.com"}/${owner}/${repository}` : ""),
            licence: payload.repository?.license?.spdx_id ?? "",
        },
        ...(defaultBranch ? { defaultBranch } : {}),
        ...(shortSha > 0 ? { shortSha } : {}),
        ...(Number.isNaN(commitDate) ? {} : { commitDate }),
    };
}
/** The event's own JSON; empty where there is none, or where it cannot be read. */
async function readPayload(path) {
    if (!path)
        return {};
    try {
        return JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, "utf8")) ?? {};
    }
    catch {
        return {};
    }
}


/***/ })

};
;