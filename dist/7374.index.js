"use strict";
exports.id = 7374;
exports.ids = [7374];
exports.modules = {

/***/ 27374:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   post: () => (/* binding */ post),
/* harmony export */   saveStates: () => (/* binding */ saveStates)
/* harmony export */ });
const KEY = "stages";
/** Hands what stages have saved on to the post step; the last one that is saved counts. */
function saveStates(runner, states) {
    runner.saveState(KEY, JSON.stringify(states));
}
/** At the end of the job: what the post step of a stage's action does, which is deploy's alone so far. */
const post = async (world) => {
    const { runner } = world;
    const states = JSON.parse(runner.state(KEY) || "{}");
    const { closeLeft } = await __webpack_require__.e(/* import() */ 4008).then(__webpack_require__.bind(__webpack_require__, 64008));
    for (const state of Object.values(states)) {
        const stage = { ...runner, state: (name) => state[name] ?? "" };
        await closeLeft({ ...world, runner: stage }, runner.input("token"));
    }
};


/***/ })

};
;