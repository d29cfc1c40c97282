"use strict";
exports.id = 9985;
exports.ids = [9985,4008];
exports.modules = {

/***/ 64008:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ showDeployment),
/* harmony export */   closeLeft: () => (/* binding */ closeLeft)
/* harmony export */ });
/* harmony import */ var _toolkit_run_url_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35191);

/** What `main` tells `post`. */
const ID = "deployment-id";
const CLOSED = "deployment-closed";
/** How it ended, where GitHub did not hear of it. */
const END = "deployment-end";
/**
 * Creates a deployment and says that it is in progress, while the deploy goes on: a GitHub that is slow or that limits us
 * delays nothing.
 */
function showDeployment(world, { token, environment, url, commit }) {
    const { runner } = world;
    const log = { logUrl: (0,_toolkit_run_url_js__WEBPACK_IMPORTED_MODULE_0__/* .runUrl */ .V)(runner.env) };
    const ref = runner.env.GITHUB_SHA ?? runner.env.GITHUB_REF ?? "";
    if (environment === "" || ref === "")
        return { id: Promise.resolve(undefined), close: async () => { } };
    const begin = async () => {
        const known = await commit?.catch(() => "");
        const github = await world.github(token);
        if (!github) {
            runner.annotate("warning", `No deployment to "${environment}" is shown on GitHub: token is not set.`);
            return undefined;
        }
        const made = await github.deployment({
            ref: known || ref,
            environment,
            description: `Quayside: ${runner.input("app")}`,
        });
        if (!made)
            return undefined;
        runner.saveState(ID, String(made.id));
        await made.status("in_progress", log);
        return made;
    };
    // A run that is asked to stop rejects; `post` closes what was created until then.
    const begun = begin().catch(() => undefined);
    return {
        id: begun.then((deployment) => deployment?.id),
        async close(report) {
            const deployment = await begun;
            if (!deployment || world.signal.aborted)
                return;
            const end = {
                state: stateOf(report.outcome),
                description: `${report.outcome}${report.reason ? `: ${report.reason.split("\n")[0]}` : ""}`,
                environmentUrl: url || report.url,
            };
            const told = await deployment.status(end.state, { ...log, ...end }).catch(() => false);
            runner.saveState(told ? CLOSED : END, told ? "true" : JSON.stringify(end));
        },
    };
}
/** Closes what `main` had to leave open: the job was cancelled, the process was killed, or GitHub did not hear of the end. */
async function closeLeft(world, token) {
    const { runner } = world;
    const id = Number(runner.state(ID));
    if (!id || runner.state(CLOSED) !== "")
        return;
    const github = await world.github(token);
    const end = runner.state(END);
    const { state, ...details } = end === "" ? { state: "inactive", description: "The run ended before the deploy did." } : JSON.parse(end);
    await github?.openDeployment(id).status(state, { logUrl: (0,_toolkit_run_url_js__WEBPACK_IMPORTED_MODULE_0__/* .runUrl */ .V)(runner.env), ...details });
}
function stateOf(outcome) {
    return outcome === "deployed" || outcome === "unchanged" ? "success" : "failure";
}


/***/ }),

/***/ 19985:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   post: () => (/* binding */ post)
/* harmony export */ });
/* harmony import */ var _deployment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64008);

/** What is left to do at the end of the job, however the step ended: a deployment on GitHub is never left open. */
const post = async (world) => await (0,_deployment_js__WEBPACK_IMPORTED_MODULE_0__.closeLeft)(world, world.runner.input("token"));


/***/ }),

/***/ 35191:
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