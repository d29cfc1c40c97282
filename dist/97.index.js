"use strict";
exports.id = 97;
exports.ids = [97];
exports.modules = {

/***/ 1097:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   statusOf: () => (/* binding */ statusOf)
/* harmony export */ });
/* harmony import */ var _toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9643);
/* harmony import */ var _docker_target_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4955);


/** Says what runs of an app, and what its host has recorded of the last deploys; changes nothing. */
async function statusOf(engine, app, report, info) {
    const [containers, records] = await Promise.all([
        (0,_toolkit_docker_containers_js__WEBPACK_IMPORTED_MODULE_1__/* .listContainers */ .ts)(engine, { "quayside.app": app }),
        (0,_docker_target_js__WEBPACK_IMPORTED_MODULE_0__/* .readRecords */ .T3)(engine, app),
    ]);
    for (const { name, status, health, labels } of containers) {
        report.operations.push(`${name}: ${status}${health ? ` (${health.status})` : ""}, ${labels["quayside.image"] ?? labels["quayside.role"] ?? ""}`);
    }
    for (const record of records.slice(-10)) {
        const requests = `${record.requests} requests, ${record.failedRequests} failed`;
        report.operations.push(`${record.at} ${record.outcome} ${record.release} (${record.image}), ${requests}${record.by ? `, by ${record.by}` : ""}`);
    }
    const last = records.findLast(({ outcome }) => outcome === "deployed");
    Object.assign(report, {
        outcome: "shown",
        release: last?.release ?? "",
        previous: last?.previous ?? "",
        image: last?.image ?? "",
        digest: last?.digest ?? "",
    });
    for (const line of report.operations)
        info(line);
    if (report.operations.length === 0)
        info(`Nothing of ${app} is on this host.`);
}


/***/ })

};
;