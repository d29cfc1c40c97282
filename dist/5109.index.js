"use strict";
exports.id = 5109;
exports.ids = [5109];
exports.modules = {

/***/ 95109:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   main: () => (/* binding */ main)
/* harmony export */ });
/* harmony import */ var _actions_deploy_main_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73583);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);
/* harmony import */ var _pipeline_file_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9529);



/** `status` and `rollback`: the deploy action in that mode, with the settings of the pipeline file. */
const main = async (world) => {
    const { runner } = world;
    const file = runner.input("file") || "pipeline.yml";
    // A look at what runs needs no secret; a rollback starts containers, and they need theirs.
    const lenient = runner.input("mode") === "status";
    const stages = await (0,_pipeline_file_js__WEBPACK_IMPORTED_MODULE_2__/* .stagesOfFile */ .z)(world, { file, environment: runner.input("environment"), lenient });
    const settings = chosen(stages?.filter(({ stage }) => stage === "deploy") ?? [], runner.input("app"), file, lenient);
    const input = (name) => (name === "app" ? settings?.app : "") || runner.input(name) || settings?.inputs[name] || "";
    await (0,_actions_deploy_main_js__WEBPACK_IMPORTED_MODULE_0__.main)({ ...world, runner: { ...runner, input } });
};
/** The deploy that is meant: the one of the file, or that of the app that was named by its key or its whole name. */
function chosen(deploys, app, file, lenient) {
    const named = deploys.filter((one) => app === "" || one.app === app || one.key === app);
    const [first, second] = named;
    if (second) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`Which app is meant is not known: ${file} has ${named.map((one) => one.app).join(", ")}`, {
            hint: `Name one: --app ${first?.app}`,
        });
    }
    if (first?.skip !== undefined && !lenient) {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`The deploy of ${first.app} is left out here, since ${first.skip}`, {
            hint: "Run this where the pipeline deploys it: on that branch, or for that event.",
        });
    }
    if (first === undefined && app === "") {
        throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`Which app is meant is not known: no ${file} here deploys one, and there is no --app`, {
            hint: "Go to the folder of the pipeline file, name it with --file, or name the app: --app shop",
        });
    }
    return first;
}


/***/ }),

/***/ 9529:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ stagesOfFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _actions_pipeline_config_config_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90302);
/* harmony import */ var _actions_pipeline_facts_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(33997);
/* harmony import */ var _actions_pipeline_stages_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(83371);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_yaml_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(79839);








/**
 * The stages of a pipeline file, so that a command needs no flags beside it; undefined where there is no such file.
 * With `lenient`, variables that are not set are blank: for commands that only look at what is there.
 */
async function stagesOfFile(world, options) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(world.workspace, options.file);
    const folder = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path);
    let text;
    try {
        text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readFile)(path, "utf8");
    }
    catch (error) {
        if ((0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .codeOf */ .$N)(error) === "ENOENT")
            return undefined;
        throw error;
    }
    const { env, mask } = world.runner;
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(world.workspace, path);
    const config = (0,_actions_pipeline_config_config_js__WEBPACK_IMPORTED_MODULE_3__/* .readConfig */ .X)((0,_toolkit_yaml_js__WEBPACK_IMPORTED_MODULE_7__/* .readYamlTree */ ._d)(name, text), {
        file: name,
        // The command gives the rest by its flags.
        alone: options.only !== undefined || options.lenient,
        known: _actions_pipeline_stages_js__WEBPACK_IMPORTED_MODULE_5__/* .STAGES */ .a,
        only: options.only ?? [],
        environment: options.environment,
        mode: "apply",
        variables: options.lenient ? { ...blanks(text), ...defined(env) } : env,
        facts: await (0,_actions_pipeline_facts_js__WEBPACK_IMPORTED_MODULE_4__/* .runFacts */ .p)({ ...world, workspace: folder }, { base: "", paths: false }),
        folder: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(world.workspace, folder),
        exists: (one) => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, one)),
        mask,
    });
    return config.stages.map(({ stage, app, inputs, skip }) => ({
        stage: stage.name,
        key: app.key,
        app: app.name,
        inputs: skip === undefined ? inputs({}) : {},
        skip,
    }));
}
/** A blank for each variable that a text names. */
function blanks(text) {
    return Object.fromEntries([...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map((match) => [match[1] ?? "", ""]));
}
function defined(env) {
    return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== undefined));
}


/***/ })

};
;