"use strict";
exports.id = 1752;
exports.ids = [1752];
exports.modules = {

/***/ 31752:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connectGitHub: () => (/* binding */ connectGitHub)
});

// EXTERNAL MODULE: ./toolkit/clock.js
var toolkit_clock = __webpack_require__(53592);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/retry.js
var retry = __webpack_require__(59972);
;// CONCATENATED MODULE: ./toolkit/github/failures.js

/**
 * Sorts a failed request. The rules for limits are those of "Rate limits for the REST API" in GitHub's documentation:
 * `retry-after` first, then `x-ratelimit-reset` where nothing remains, else a minute.
 * `now` is the wall time in milliseconds.
 */
function failureOf(error, now) {
    const { status, response } = error;
    if (status === undefined || response === undefined)
        return { kind: "passing" };
    const header = (name) => String(response.headers?.[name] ?? "");
    const message = textOf(response.data) || (0,errors/* messageOf */.bD)(error);
    if (status === 403 || status === 429) {
        const after = Number(header("retry-after"));
        if (header("retry-after") !== "" && Number.isFinite(after))
            return { kind: "limited", wait: after * 1000 };
        if (header("x-ratelimit-remaining") === "0") {
            return { kind: "limited", wait: Math.max(0, Number(header("x-ratelimit-reset")) * 1000 - now) };
        }
        if (status === 429 || /rate limit/i.test(message))
            return { kind: "limited", wait: 60_000 };
    }
    if (status === 401)
        return { kind: "token" };
    if (status === 403)
        return { kind: "permission", accepted: acceptedOf(header("x-accepted-github-permissions")) };
    if (status === 404)
        return { kind: "absent" };
    return status >= 500 || status === 408 ? { kind: "passing" } : { kind: "refused", message: `${message} (${status})` };
}
// `issues=write; pull_requests=write`: any of those parted by semicolons will do, all of those parted by commas are needed.
function acceptedOf(header) {
    return header
        .split(";")
        .map((either) => either
        .split(",")
        .map((one) => one.trim().replaceAll("_", "-").replace("=", ": "))
        .filter((one) => one !== "")
        .join(" and "))
        .filter((either) => either !== "" && !either.startsWith("metadata"))
        .join(" or ");
}
function textOf(data) {
    if (typeof data !== "object" || data === null)
        return "";
    const { message, errors } = data;
    const parts = Array.isArray(errors) ? errors : [];
    const details = parts.map((part) => typeof part === "string" ? part : String(part.message ?? ""));
    return [message, ...details].filter((part) => typeof part === "string" && part !== "").join(": ");
}

;// CONCATENATED MODULE: ./toolkit/github/api.js



/** Tries of one request, and the longest wait that a limit of GitHub may ask for, in milliseconds. */
const ATTEMPTS = 4;
const LONGEST_WAIT = 90_000;
/** How wishes are tried: limits are waited for within a bound, passing faults are tried again, the rest warns. */
function attempts(world) {
    const { runner, clock, signal } = world;
    return async (wish, body) => {
        const sort = (error) => failureOf(error, clock.now());
        try {
            return await (0,retry/* retry */.L)(body, {
                attempts: ATTEMPTS,
                base: 1000,
                cap: 10_000,
                clock,
                ...(signal ? { signal } : {}),
                ...(world.random ? { random: world.random } : {}),
                transient(error) {
                    const failure = sort(error);
                    if (failure.kind === "limited")
                        return failure.wait <= LONGEST_WAIT;
                    return failure.kind === "passing" && wish.repeatable;
                },
                asks(error) {
                    const failure = sort(error);
                    // A second more, since GitHub counts in whole ones.
                    return failure.kind === "limited" ? failure.wait + 1000 : undefined;
                },
                onRetry: (error, _attempt, wait) => runner.debug(`GitHub API: again in ${Math.round(wait / 1000)} s, since: ${(0,errors/* messageOf */.bD)(error)}`),
            });
        }
        catch (error) {
            if (signal?.aborted)
                throw signal.reason;
            runner.annotate("warning", `${wish.otherwise}: ${reason(sort(error), wish, world.fork, error)}`);
            return undefined;
        }
    };
}
function reason(failure, wish, fork, error) {
    switch (failure.kind) {
        case "permission": {
            const needed = failure.accepted === "" ? wish.permission : failure.accepted;
            const advice = `the token lacks the permission \`${needed}\`.\n`;
            return fork
                ? `${advice}A pull request from a fork gets a token that can only read; the job summary holds the report.`
                : `${advice}Add \`${wish.permission}\` to \`permissions:\` of the job; a reusable workflow can only narrow what its caller gives.`;
        }
        case "absent":
            return `GitHub does not find it, or the token lacks the permission \`${wish.permission}\` to see it.`;
        case "token":
            return "GitHub does not accept the token (401); it may have expired or been mistyped.";
        case "limited":
            return `GitHub's rate limit is reached and opens again in ${Math.ceil(failure.wait / 1000)} s.`;
        case "refused":
            return `GitHub refused it: ${failure.message}`;
        case "passing":
            return `GitHub's API did not answer well: ${(0,errors/* messageOf */.bD)(error)}`;
    }
}
/** A text within a limit that `measure` counts; cut at a line end where it is too long, with a notice that comes first. */
function within(text, limit, measure) {
    if (measure(text) <= limit)
        return text;
    // The notice stands in front: what is cut may leave a fence open, which would swallow it at the end.
    const notice = "> This report is longer than GitHub takes here and was cut. The whole is in the job summary.\n\n";
    const lines = text.split("\n");
    const sizes = lines.map((line) => measure(line) + 1);
    let total = measure(notice) + sizes.reduce((sum, size) => sum + size, 0);
    while (lines.length > 0 && total > limit) {
        lines.pop();
        total -= sizes.pop() ?? 0;
    }
    return notice + lines.join("\n");
}
/** Measures of `within`. */
const characters = (text) => text.length;
const bytes = (text) => Buffer.byteLength(text);

;// CONCATENATED MODULE: ./toolkit/github/artifacts.js
/** Pages of 100 that are looked through: artifacts of pull requests stand among those of the branch. */
const PAGES = 5;
/**
 * The newest artifacts with this name that runs of the branch itself uploaded. Runs of a fork are left out whatever
 * their branch is called.
 */
function listArtifacts(api, repository, wanted, attempt) {
    const wish = {
        otherwise: `The artifacts "${wanted.name}" were not looked up`,
        permission: "actions: read",
        repeatable: true,
    };
    return attempt(wish, async () => {
        const found = [];
        const route = "GET /repos/{owner}/{repo}/actions/artifacts";
        let pages = 0;
        for await (const page of api.pages(route, { ...repository, name: wanted.name })) {
            for (const { id, size_in_bytes, expired, workflow_run: run } of page) {
                const own = run?.head_repository_id !== undefined && run.head_repository_id === run.repository_id;
                if (expired || !own || run.head_branch !== wanted.branch)
                    continue;
                found.push({ id, size: size_in_bytes, sha: run.head_sha ?? "" });
                if (found.length >= wanted.count)
                    return found;
            }
            if (++pages >= PAGES)
                break;
        }
        return found;
    });
}
/** The ZIP archive of an artifact. */
function downloadArtifact(api, repository, id, attempt) {
    const wish = { otherwise: `The artifact ${id} was not loaded`, permission: "actions: read", repeatable: true };
    return attempt(wish, async () => {
        const route = "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}";
        const { data } = await api.request(route, { ...repository, artifact_id: id, archive_format: "zip" });
        return new Uint8Array(data);
    });
}

;// CONCATENATED MODULE: ./toolkit/github/branch-files.js
/** A write meets another one this often at most; each time it begins anew with what the other one wrote. */
const TRIES = 6;
const statusOf = (error) => error.status;
/** The text of a file of a branch; undefined within where the branch or the file is not there. */
function readBranchFile(api, repository, { branch, path }, attempt) {
    const otherwise = `${path} of the branch ${branch} was not read`;
    return attempt({ otherwise, permission: "contents: read", repeatable: true }, async () => ({
        text: await branch_files_textOf(api, repository, path, `heads/${branch}`),
    }));
}
/**
 * Writes files as one commit on a branch, which is made where it is not there. `make` gets the text of `path` as it is
 * on the commit that the new one follows; nothing is forced, so no other run's write is lost. False where others were
 * faster each time.
 */
function changeBranchFile(api, repository, change, attempt) {
    const { branch, path, make, message } = change;
    const wish = { otherwise: `The branch ${branch} was not written`, permission: "contents: write", repeatable: true };
    const ask = async (route, parameters) => (await api.request(route, { ...repository, ...parameters })).data;
    const ref = `heads/${branch}`;
    return attempt(wish, async () => {
        for (let tries = 0; tries < TRIES; tries++) {
            const parent = await unless(404, ask("GET /repos/{owner}/{repo}/git/ref/{ref}", { ref }));
            const at = parent?.object.sha;
            const files = make(at && (await branch_files_textOf(api, repository, path, at)));
            const base = at && (await ask("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", { commit_sha: at })).tree.sha;
            const tree = await ask("POST /repos/{owner}/{repo}/git/trees", {
                ...(base ? { base_tree: base } : {}),
                tree: Object.entries(files).map(([name, content]) => ({ path: name, mode: "100644", type: "blob", content })),
            });
            const { sha } = await ask("POST /repos/{owner}/{repo}/git/commits", {
                message,
                tree: tree.sha,
                parents: at ? [at] : [],
            });
            // 422: it is no fast-forward any more, or the branch has been made meanwhile.
            const moved = await unless(422, at
                ? ask("PATCH /repos/{owner}/{repo}/git/refs/{ref}", { ref, sha, force: false })
                : ask("POST /repos/{owner}/{repo}/git/refs", { ref: `refs/${ref}`, sha }));
            if (moved)
                return true;
        }
        return false;
    });
}
async function branch_files_textOf(api, repository, path, ref) {
    const answer = await unless(404, api.request("GET /repos/{owner}/{repo}/contents/{path}", {
        ...repository,
        path,
        ref,
        // Above 1 MB GitHub gives a file's content in this form only.
        headers: { accept: "application/vnd.github.raw+json" },
    }));
    if (!answer)
        return undefined;
    return typeof answer.data === "string" ? answer.data : Buffer.from(answer.data).toString("utf8");
}
async function unless(status, asked) {
    try {
        return await asked;
    }
    catch (error) {
        if (statusOf(error) === status)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./toolkit/github/checks.js

/** GitHub's limits for a check run: annotations a request, bytes of a text, of a message, characters of a title. */
const LIMITS = { annotations: 50, text: 65_535, message: 64 * 1024, title: 255 };
/** Creates a check run; annotations above 50 are appended by further requests. */
async function createCheckRun(api, repository, check, attempt) {
    const annotations = (check.annotations ?? []).map(rawAnnotation);
    const output = {
        title: check.title.slice(0, LIMITS.title),
        summary: within(check.summary, LIMITS.text, bytes),
        ...(check.text === undefined ? {} : { text: within(check.text, LIMITS.text, bytes) }),
    };
    const permission = "checks: write";
    const created = await attempt({ otherwise: `The check run "${check.name}" was not created`, permission, repeatable: false }, async () => {
        const { data } = await api.request("POST /repos/{owner}/{repo}/check-runs", {
            ...repository,
            name: check.name,
            head_sha: check.sha,
            status: "completed",
            conclusion: check.conclusion,
            output: { ...output, annotations: annotations.slice(0, LIMITS.annotations) },
        });
        return data;
    });
    if (!created)
        return undefined;
    for (let start = LIMITS.annotations; start < annotations.length; start += LIMITS.annotations) {
        const otherwise = `The annotations of the check run "${check.name}" after the first ${start} were not added`;
        const added = await attempt({ otherwise, permission, repeatable: false }, async () => {
            await api.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
                ...repository,
                check_run_id: created.id,
                output: { ...output, annotations: annotations.slice(start, start + LIMITS.annotations) },
            });
            return true;
        });
        if (!added)
            break;
    }
    return { id: created.id, url: created.html_url };
}
// GitHub wants a line for each, and refuses columns over several lines.
function rawAnnotation({ level, message, ...at }) {
    const line = at.line ?? 1;
    const endLine = Math.max(line, at.endLine ?? line);
    const columns = line === endLine && at.column !== undefined;
    return {
        path: at.file,
        start_line: line,
        end_line: endLine,
        ...(columns ? { start_column: at.column, end_column: Math.max(at.column ?? 1, at.endColumn ?? 1) } : {}),
        annotation_level: level === "error" ? "failure" : level,
        ...(at.title === undefined ? {} : { title: at.title.slice(0, LIMITS.title) }),
        message: within(message, LIMITS.message, bytes),
    };
}

;// CONCATENATED MODULE: ./toolkit/github/comments.js

/** GitHub takes 65,536 characters; the marker needs a few. */
const BODY_LIMIT = 65_000;
/** The line that finds a comment again; GitHub does not show it. */
function marker(key) {
    // Two hyphens would end the HTML comment, so nothing but plain characters is let into it.
    return `<!-- quayside: ${key.replace(/[^\w./ -]/g, "_").replace(/-{2,}/g, "-")} -->`;
}
/** Changes the comment that begins with the key's marker, or makes one. Pages through all comments to find it. */
function stickyComment(api, repository, comment, attempt) {
    const mark = marker(comment.key);
    const body = `${mark}\n${within(comment.body, BODY_LIMIT, characters)}`;
    const wish = {
        otherwise: `The comment on #${comment.issue} was not written`,
        permission: "pull-requests: write",
        // The search comes first each time, so a comment that did arrive is found and changed.
        repeatable: true,
    };
    return attempt(wish, async () => {
        const earlier = await find(api, repository, comment, mark);
        if (!earlier && comment.onlyRenew)
            return undefined;
        const { data } = earlier
            ? await api.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
                ...repository,
                comment_id: earlier.id,
                body,
            })
            : await api.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
                ...repository,
                issue_number: comment.issue,
                body,
            });
        const { id, html_url } = data;
        return { id, url: html_url, updated: earlier !== undefined };
    });
}
async function find(api, repository, { issue, asBot }, mark) {
    const route = "GET /repos/{owner}/{repo}/issues/{issue_number}/comments";
    for await (const page of api.pages(route, { ...repository, issue_number: issue })) {
        const found = page.find(({ body, user }) => body?.startsWith(mark) && (!asBot || user?.type === "Bot"));
        if (found)
            return found;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./toolkit/github/compare.js
/** GitHub lists no more files than this in a comparison, and all of them on its first page. */
const FILES_LIMIT = 300;
/** Compares two commits, branches or tags. */
function compare(api, repository, base, head, attempt) {
    const wish = {
        otherwise: `${base} and ${head} were not compared`,
        permission: "contents: read",
        repeatable: true,
    };
    return attempt(wish, async () => {
        const route = "GET /repos/{owner}/{repo}/compare/{basehead}";
        const { data } = await api.request(route, { ...repository, basehead: `${base}...${head}`, per_page: 1 });
        const raw = data;
        const files = (raw.files ?? []).map(({ filename }) => filename);
        return {
            mergeBase: raw.merge_base_commit.sha,
            ahead: raw.ahead_by,
            behind: raw.behind_by,
            files,
            complete: files.length < FILES_LIMIT,
        };
    });
}

;// CONCATENATED MODULE: ./toolkit/github/deployments.js
const DESCRIPTION_LIMIT = 140;
const permission = "deployments: write";
/** Creates a deployment of exactly this ref: nothing is merged into it, and no check has to be green for it. */
async function createDeployment(api, repository, deployment, attempt) {
    const otherwise = `The deployment to "${deployment.environment}" was not created on GitHub`;
    const id = await attempt({ otherwise, permission, repeatable: false }, async () => {
        const { data } = await api.request("POST /repos/{owner}/{repo}/deployments", {
            ...repository,
            ref: deployment.ref,
            environment: deployment.environment,
            description: (deployment.description ?? "").slice(0, DESCRIPTION_LIMIT),
            auto_merge: false,
            required_contexts: [],
            ...(deployment.production === undefined ? {} : { production_environment: deployment.production }),
            ...(deployment.transient === undefined ? {} : { transient_environment: deployment.transient }),
        });
        return data.id;
    });
    return id === undefined ? undefined : openDeployment(api, repository, id, attempt);
}
/** A deployment that was created before, by its id: for a post step. Nothing is asked yet. */
function openDeployment(api, repository, id, attempt) {
    return {
        id,
        async status(state, details = {}) {
            const wish = {
                otherwise: `The status "${state}" of the deployment was not told to GitHub`,
                permission,
                repeatable: true,
            };
            const told = await attempt(wish, async () => {
                await api.request("POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses", {
                    ...repository,
                    deployment_id: id,
                    state,
                    description: (details.description ?? "").slice(0, DESCRIPTION_LIMIT),
                    ...(details.environmentUrl ? { environment_url: details.environmentUrl } : {}),
                    ...(details.logUrl ? { log_url: details.logUrl } : {}),
                });
                return true;
            });
            return told ?? false;
        },
    };
}

// EXTERNAL MODULE: ./toolkit/github/event.js
var github_event = __webpack_require__(59936);
;// CONCATENATED MODULE: ./toolkit/github/pulls.js
/**
 * The open pull request of a run: the one that the event names, else the one whose head is this commit, else the one of
 * this branch. `workflow_run` events of forks name none, so the other two ways are needed there.
 */
async function findPullRequest(api, repository, event, attempt) {
    if (event.pullRequest !== undefined)
        return event.pullRequest;
    const wish = {
        otherwise: "The pull request of this run was not looked up",
        permission: "pull-requests: read",
        repeatable: true,
    };
    return attempt(wish, async () => {
        if (event.head) {
            const route = "GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls";
            for await (const page of api.pages(route, { ...repository, commit_sha: event.head })) {
                // The list also holds pull requests that merely contain the commit, and those that are closed.
                const found = page.find(({ state, head }) => state === "open" && head.sha === event.head);
                if (found)
                    return found.number;
            }
        }
        if (event.label) {
            const route = "GET /repos/{owner}/{repo}/pulls";
            for await (const page of api.pages(route, { ...repository, head: event.label, state: "open" })) {
                const [found] = page;
                if (found)
                    return found.number;
            }
        }
        return undefined;
    });
}

;// CONCATENATED MODULE: ./toolkit/github.js











/** Milliseconds that a single request may take. */
const REQUEST_LIMIT = 30_000;
/** Connects with a token; undefined where there is no token or no repository in the environment. Nothing is asked yet. */
async function connectGitHub(token, options) {
    const { runner, clock = toolkit_clock/* systemClock */.m, signal } = options;
    const [owner, repo] = (runner.env.GITHUB_REPOSITORY ?? "").split("/");
    if (token === "" || !owner || !repo)
        return undefined;
    const event = (0,github_event/* eventFacts */.I)(runner.env);
    const api = await octokitApi(token, options);
    const attempt = attempts({
        runner,
        clock,
        fork: event.fork,
        ...(signal ? { signal } : {}),
        ...(options.random ? { random: options.random } : {}),
    });
    const repository = Object.freeze({ owner, repo });
    // A token of GitHub's own app (`ghs_…`) acts as a bot, so a person's comment that copies our marker is not ours.
    const asBot = token.startsWith("ghs_");
    let found;
    return {
        repository,
        event,
        pullRequest: () => (found ??= findPullRequest(api, repository, event, attempt)),
        comment: (issue, key, body, onlyRenew = false) => stickyComment(api, repository, { issue, key, body, asBot, onlyRenew }, attempt),
        checkRun: (check) => createCheckRun(api, repository, check, attempt),
        deployment: (deployment) => createDeployment(api, repository, deployment, attempt),
        openDeployment: (id) => openDeployment(api, repository, id, attempt),
        artifacts: (name, branch, count) => listArtifacts(api, repository, { name, branch, count }, attempt),
        artifact: (id) => downloadArtifact(api, repository, id, attempt),
        branchFile: (file) => readBranchFile(api, repository, file, attempt),
        changeBranch: (change) => changeBranchFile(api, repository, change, attempt),
        compare: (base, head) => compare(api, repository, base, head, attempt),
    };
}
/** The API over octokit, which is loaded here and nowhere else. */
async function octokitApi(token, options) {
    const { getOctokit } = await Promise.all(/* import() */[__webpack_require__.e(8031), __webpack_require__.e(1329)]).then(__webpack_require__.bind(__webpack_require__, 61329));
    const { runner, signal } = options;
    const debug = (text) => runner.debug(`GitHub API: ${text}`);
    const octokit = getOctokit(token, {
        baseUrl: (runner.env.GITHUB_API_URL || "https://api.github.com").replace(/\/+$/, ""),
        userAgent: "quayside",
        log: { debug, info: debug, warn: debug, error: debug },
        ...(options.fetch ? { request: { fetch: options.fetch } } : {}),
    });
    octokit.hook.wrap("request", async (request, parameters) => {
        const limit = AbortSignal.timeout(REQUEST_LIMIT);
        const both = signal ? AbortSignal.any([signal, limit]) : limit;
        try {
            return await request({ ...parameters, request: { ...parameters.request, signal: both } });
        }
        catch (error) {
            debug(`${parameters.method} ${parameters.url}: ${(0,errors/* messageOf */.bD)(error)}`);
            throw error;
        }
    });
    return {
        request: async (route, parameters) => ({ data: (await octokit.request(route, { ...parameters })).data }),
        async *pages(route, parameters) {
            const pages = octokit.paginate.iterator(route, { ...parameters, per_page: 100 });
            for await (const page of pages)
                yield page.data;
        },
    };
}


/***/ }),

/***/ 59936:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ eventFacts)
/* harmony export */ });
/* unused harmony export factsOf */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

const NO_COMMIT = /^0+$/;
/** The facts of the event in GITHUB_EVENT_PATH; a payload that cannot be read says nothing, it is no error. */
function eventFacts(env) {
    return factsOf(payloadOf(env.GITHUB_EVENT_PATH), env);
}
function payloadOf(path) {
    if (!path)
        return {};
    try {
        const value = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, "utf8"));
        return typeof value === "object" && value !== null ? value : {};
    }
    catch {
        return {};
    }
}
/** The facts of a payload of the events that GitHub documents for workflows. */
function factsOf(payload, env) {
    return clean({ ...commitFacts(payload, env), defaultBranch: payload.repository?.default_branch });
}
function commitFacts(payload, env) {
    const { pull_request: pull, workflow_run: run, issue, merge_group: group } = payload;
    if (pull?.number !== undefined) {
        const owner = pull.head?.repo?.owner?.login;
        return clean({
            pullRequest: pull.number,
            head: pull.head?.sha,
            label: owner && pull.head?.ref ? `${owner}:${pull.head.ref}` : undefined,
            base: pull.base?.sha,
            // The head repository is null once a fork has been deleted.
            fork: pull.head?.repo?.full_name !== pull.base?.repo?.full_name,
        });
    }
    if (run) {
        const owner = run.head_repository?.owner?.login;
        return clean({
            pullRequest: run.pull_requests?.[0]?.number,
            head: run.head_sha,
            label: owner && run.head_branch ? `${owner}:${run.head_branch}` : undefined,
            base: run.pull_requests?.[0]?.base?.sha,
            fork: run.head_repository?.full_name !== payload.repository?.full_name,
        });
    }
    if (group)
        return clean({ head: group.head_sha, base: group.base_sha, fork: false });
    const owner = env.GITHUB_REPOSITORY?.split("/")[0];
    const branch = env.GITHUB_REF_TYPE === "branch" ? env.GITHUB_REF_NAME : undefined;
    return clean({
        pullRequest: issue?.pull_request ? issue.number : pullOf(env.GITHUB_REF),
        // A comment on a pull request runs on the default branch; that commit says nothing about the pull request.
        head: issue ? undefined : env.GITHUB_SHA,
        label: !issue && owner && branch ? `${owner}:${branch}` : undefined,
        base: payload.before && !NO_COMMIT.test(payload.before) ? payload.before : undefined,
        fork: false,
    });
}
// Other CI systems have no payload of GitHub's; the reference says which pull request it is (toolkit/ci.ts).
function pullOf(ref = "") {
    const number = /^refs\/pull\/(\d+)\//.exec(ref)?.[1];
    return number === undefined ? undefined : Number(number);
}
function clean(facts) {
    return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== ""));
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