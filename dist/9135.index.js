"use strict";
exports.id = 9135;
exports.ids = [9135];
exports.modules = {

/***/ 69135:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   isChecked: () => (/* binding */ isChecked),
/* harmony export */   mistakesBetween: () => (/* binding */ mistakesBetween),
/* harmony export */   readBuildInputs: () => (/* binding */ readBuildInputs)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);
/* harmony import */ var _lists_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(18233);
/* harmony import */ var _metadata_rules_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(87695);
/* harmony import */ var _references_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2032);
/* harmony import */ var _spec_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50305);





/** Reads the inputs; throws a UserError that lists every mistake, those between inputs too. */
function readBuildInputs(runner) {
    // Both inputs are secret, but only parts of them are: a mask of a whole line such as "localhost:5000" would tear a
    // hole into every reference of the log.
    let current = "";
    const input = (name) => {
        current = name;
        return runner.input(name);
    };
    const mask = (raw) => {
        const parts = current === "registries" ? passwordsOf(raw) : valuesOf(raw);
        for (const part of parts)
            if (part !== "")
                runner.mask(part);
    };
    // What a line of `tags` is depends on `images`.
    const ruled = runner.input("images") !== "";
    const tags = (raw) => ruled ? { references: [], rules: (0,_metadata_rules_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRules */ .NR)(raw) } : { references: referencesOf(raw), rules: [] };
    const schema = { ..._spec_js__WEBPACK_IMPORTED_MODULE_2__/* .spec */ .I.inputs, tags: { ..._spec_js__WEBPACK_IMPORTED_MODULE_2__/* .spec */ .I.inputs.tags, parse: tags } };
    const convert = ({ images, tags: { references, rules }, flavor, ...rest }) => {
        const { labels, annotations } = rest;
        return ruled
            ? { ...rest, tags: [], metadata: { images, rules, flavor, labels, annotations } }
            : { ...rest, tags: references };
    };
    const check = (raw) => [
        ...(runner.input("flavor") !== "" && !ruled
            ? ["flavor goes with images: it is about tags that are worked out from rules"]
            : []),
        ...mistakesBetween(convert(raw)),
    ];
    return Object.freeze(convert((0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .readInputs */ .Ko)(schema, { input, mask }, check)));
}
// Each reference once, always with its tag.
function referencesOf(raw) {
    const references = (0,_lists_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)(raw, { commas: true }).map((entry) => {
        if (/^type=/.test(entry)) {
            throw new Error(`"${entry}" is a rule, and rules need images: the names that get the tags, for example: ghcr.io/org/app`);
        }
        const { name, tag } = (0,_references_js__WEBPACK_IMPORTED_MODULE_4__/* .parseReference */ .F)(entry);
        return `${name}:${tag}`;
    });
    return [...new Set(references)];
}
function passwordsOf(raw) {
    return raw.split(/\r?\n/).map((line) => line.trim().replace(/^\S+\s+\S+\s*/, ""));
}
function valuesOf(raw) {
    try {
        return (0,_lists_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)(raw, { commas: false }).map((entry) => entry.replace(/^\s*[\w.-]+=/, ""));
    }
    catch {
        return raw.split(/\r?\n/).map((line) => line.trim().replace(/^"?[\w.-]+=/, ""));
    }
}
/** Whether the image is checked before it is pushed: it has to be in the engine for that. */
const isChecked = ({ smoke, test, testInside }) => smoke || test !== "" || testInside !== "";
/** What is wrong between inputs, a sentence each, with the way out. */
function mistakesBetween(inputs) {
    const mistakes = [];
    const say = (wrong, message) => wrong && mistakes.push(message);
    const { mode, push, load, platforms, outputs } = inputs;
    const untagged = inputs.metadata ? inputs.metadata.images.length === 0 : inputs.tags.length === 0;
    say(mode === "push" && untagged, "mode: push needs tags: the references to push, for example: ghcr.io/org/app:1.4.2");
    say(mode !== "push" && mode !== "merge" && push && untagged, "push: true needs tags: the references to push, for example: ghcr.io/org/app:1.4.2");
    say(mode === "merge" && untagged, "mode: merge needs tags: the references that the joined image gets");
    say(mode === "merge" && inputs.digestsDir === "", "mode: merge needs digests-dir: the folder with the digests that the jobs before have written");
    say(mode === "apply" && inputs.digestsDir !== "" && !push, "digests-dir goes with push: true (the image of one platform is pushed, its digest is kept there) or with mode: merge");
    say(mode === "apply" && inputs.digestsDir !== "" && (load || isChecked(inputs)), "digests-dir pushes straight from the builder, so load, smoke and test do not go with it; check each platform in a step of its own before");
    say(inputs.cache !== "auto" && inputs.cacheFrom.length + inputs.cacheTo.length > 0, `cache: ${inputs.cache} and cache-from or cache-to are two ways to say the same; give one of them`);
    say(["registry", "inline"].includes(inputs.cache) && untagged, `cache: ${inputs.cache} needs tags: it lies beside the image in its registry`);
    say(mode !== "push" && inputs.image !== "", "image only goes with mode: push; it names the built image to push");
    say(load && platforms.length > 1, `load: true and ${platforms.length} platforms do not go together: an engine holds one platform of an image; build for one, or push`);
    const checked = isChecked(inputs);
    say(checked && platforms.length > 1, `smoke and test need the image in the engine, which holds one platform of it; build for one, not for ${platforms.length}`);
    say((mode === "push" || mode === "merge") && checked, `smoke and test go with mode: apply; mode: ${mode} pushes what was checked before`);
    say(inputs.smokeEnv.size > 0 && !inputs.smoke && inputs.testInside === "", "smoke-env goes with smoke: true or test-inside");
    say(load && outputs.length > 0 && push, "load, push and outputs together are more than one builder can do; leave outputs out");
    const ids = [...inputs.secrets, ...inputs.secretEnvs, ...inputs.secretFiles].map(({ id }) => id);
    for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
        mistakes.push(`the secret ${id} is given twice in secrets, secret-envs and secret-files; give each id once`);
    }
    for (const [name, entries] of [
        ["labels", inputs.labels],
        ["annotations", inputs.annotations],
        ["build-contexts", inputs.buildContexts],
    ]) {
        for (const entry of entries)
            say(!/^[^=]+=/.test(entry), `${name} got "${entry}", which has no KEY= in front; it takes KEY=VALUE`);
    }
    for (const entry of inputs.addHosts) {
        say(!/^[^:=\s]+[:=]\S+$/.test(entry), `add-hosts got "${entry}"; it takes HOST:IP, for example: db.internal:10.0.0.5`);
    }
    for (const entry of platforms) {
        say(!/^[a-z0-9]+(\/[a-z0-9_]+){0,2}$/.test(entry), `platforms got "${entry}"; it takes OS/ARCHITECTURE, for example: linux/arm64`);
    }
    return mistakes;
}


/***/ })

};
;