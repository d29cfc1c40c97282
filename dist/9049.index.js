"use strict";
exports.id = 9049;
exports.ids = [9049];
exports.modules = {

/***/ 9049:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   main: () => (/* binding */ main),
/* harmony export */   readVerifyInputs: () => (/* binding */ readVerifyInputs)
/* harmony export */ });
/* harmony import */ var _toolkit_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53592);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86613);
/* harmony import */ var _toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(157);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(79117);
/* harmony import */ var _verify_spec_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57941);






/** Reads the inputs of the stage; throws a UserError that lists every mistake. */
const readVerifyInputs = (runner) => (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_2__/* .readInputs */ .Ko)(_verify_spec_js__WEBPACK_IMPORTED_MODULE_4__/* .spec */ .I.inputs, runner, ({ mode, url }) => mode === "apply" && !/^https?:\/\//.test(url)
    ? [`url got "${url}"; it takes an http or https address, for example: https://shop.example`]
    : []);
/** Asks the deployed app from outside, as its users do, until the answer is right or the time is over. */
const main = async ({ runner, clock, signal, fetch }) => {
    const inputs = readVerifyInputs(runner);
    if (inputs.mode === "plan") {
        const said = `Would ask ${inputs.url || "the deployed app"} for ${inputs.path} and expect ${inputs.status}.`;
        runner.info(said);
        runner.output("outcome", "planned");
        runner.output("plan", said);
        return;
    }
    const address = new URL(inputs.path, inputs.url).href;
    const start = clock.elapsed();
    let last = "no answer yet";
    for (;;) {
        try {
            const answer = await fetch(address, { redirect: "manual", signal: (0,_toolkit_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withTimeout */ .w)(signal, 5000, `GET ${address}`) });
            const body = await answer.text();
            if (answer.status === inputs.status && body.includes(inputs.contains))
                break;
            last = answer.status === inputs.status ? "the expected text is not in the answer" : `status ${answer.status}`;
        }
        catch (error) {
            last = (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error);
        }
        if (clock.elapsed() - start > inputs.timeout) {
            runner.output("outcome", "failed");
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${address} did not answer as expected within ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(inputs.timeout)}: ${last}`, {
                hint: `Expected status ${inputs.status}${inputs.contains ? " and the text of `contains`" : ""}. Ask it by hand: curl -i ${address}`,
            });
        }
        await clock.sleep(250, signal);
    }
    runner.output("outcome", "verified");
    runner.output("status", String(inputs.status));
    runner.output("address", address);
    runner.info(`${address} answers ${inputs.status}.`);
    await runner.summary(`${(0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_5__/* .code */ .aY)(address)} answers ${inputs.status}.`);
};


/***/ })

};
;