"use strict";
exports.id = 251;
exports.ids = [251];
exports.modules = {

/***/ 20251:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readTestInputs: () => (/* binding */ readTestInputs)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);
/* harmony import */ var _spec_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(56714);


/** Reads the inputs of the test action. Throws a UserError that lists every mistake, also of some that do not go together. */
function readTestInputs(runner) {
    return (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .readInputs */ .Ko)(_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs, runner, mistakesOf);
}
// What no input can tell by itself.
function mistakesOf(inputs) {
    const { run, reports, coverageReports, legs, shard, shardFiles, thresholds, store } = inputs;
    const drop = thresholds.find(({ measure }) => measure === "drop");
    const rules = [
        [
            run === "" && reports.length + coverageReports.length + legs.length === 0 && !shard,
            "none of run, reports, coverage-reports and legs is set; one of them is needed, for example: run: npm test",
        ],
        [
            thresholds.length > 0 && coverageReports.length + legs.length === 0,
            "thresholds needs coverage-reports, for example: coverage-reports: coverage/lcov.info",
        ],
        [drop !== undefined && !store, "the threshold drop needs store, for example: store: cache"],
        [inputs.expect > 0 && legs.length === 0, "expect needs legs, for example: legs: legs/*/data.json"],
        [inputs.retries > 0 && run === "", "retries needs run, for example: run: npm test"],
        [
            inputs.retries > 0 && reports.length === 0,
            "retries needs reports, which say what failed, for example: reports: reports/junit.xml",
        ],
        [
            shard !== undefined && run === "" && shardFiles.length === 0,
            "shard without run needs shard-files, for example: shard-files: test/**/*.test.ts",
        ],
        [
            store?.kind === "artifact" && inputs.reportDir === "",
            "the store artifact needs report-dir, from which a following step uploads history.json, for example: report-dir: test-report",
        ],
    ];
    return rules.filter(([wrong]) => wrong).map(([, message]) => message);
}


/***/ })

};
;