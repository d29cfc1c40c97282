"use strict";
exports.id = 4350;
exports.ids = [4350];
exports.modules = {

/***/ 54350:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fileStore: () => (/* binding */ fileStore)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66715);



/** A file of this machine, as on a laptop or an agent that keeps its disk. */
function fileStore(path) {
    const load = async () => {
        try {
            return [await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, "utf8")];
        }
        catch (error) {
            if (error.code === "ENOENT")
                return [];
            throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${path} cannot be read: ${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`, { cause: error });
        }
    };
    return {
        name: `the file ${path}`,
        load,
        async update(make) {
            const { text } = make(await load());
            try {
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), { recursive: true });
                // Whoever reads it meanwhile finds the old one or the new one, never a half.
                const next = `${path}.${process.pid}.new`;
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(next, text);
                await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(next, path);
            }
            catch (error) {
                throw new _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .yo(`${path} cannot be written: ${(0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`, { cause: error });
            }
        },
    };
}


/***/ })

};
;