"use strict";
exports.id = 5628;
exports.ids = [5628];
exports.modules = {

/***/ 25628:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   branchStore: () => (/* binding */ branchStore)
/* harmony export */ });
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

const FILE = "history.json";
/** A branch of the repository with nothing else on it; its badge can be shown in a README. Needs contents: write. */
function branchStore(github, branch) {
    return {
        name: `the branch ${branch}`,
        async load() {
            const file = await github.branchFile({ branch, path: FILE });
            if (!file)
                throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`${FILE} of the branch ${branch} could not be read`);
            return file.text === undefined ? [] : [file.text];
        },
        async update(make) {
            const done = await github.changeBranch({
                branch,
                path: FILE,
                message: "Remember the tests of a run\n\n[skip ci]",
                make(stored) {
                    const { text, badge } = make(stored === undefined ? [] : [stored]);
                    return { [FILE]: text, "badge.svg": badge };
                },
            });
            if (!done)
                throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .yo(`the branch ${branch} could not be written`);
        },
    };
}


/***/ })

};
;