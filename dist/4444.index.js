"use strict";
exports.id = 4444;
exports.ids = [4444];
exports.modules = {

/***/ 64444:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  artifactStore: () => (/* binding */ artifactStore)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./toolkit/zip.js



const inflate = (0,external_node_util_.promisify)(external_node_zlib_.inflateRaw);
/**
 * The files of a ZIP archive by name (APPNOTE 6.3: sections 4.3.12 and 4.3.16), stored or deflated; no ZIP64, no
 * encryption. The archive may be hostile: sizes are bounded by `largest` (bytes of all files together), and names are
 * only keys here, nothing is written anywhere. Throws a UserError where it is broken or too large.
 */
async function unzip(archive, { largest }) {
    const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
    const files = new Map();
    let left = largest;
    try {
        const end = endOf(bytes);
        let at = bytes.readUInt32LE(end + 16);
        for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
            if (bytes.readUInt32LE(at) !== 0x02014b50)
                throw new Error("its directory is broken");
            const [method, packed, size] = [
                bytes.readUInt16LE(at + 10),
                bytes.readUInt32LE(at + 20),
                bytes.readUInt32LE(at + 24),
            ];
            const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
            const name = bytes.subarray(at + 46, at + 46 + nameLength).toString("utf8");
            const header = bytes.readUInt32LE(at + 42);
            const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
            const body = bytes.subarray(start, start + packed);
            if (body.length !== packed)
                throw new Error("it is cut");
            left -= size;
            if (left < 0)
                throw new Error(`its files are larger than ${largest} bytes`);
            if (method !== 0 && method !== 8)
                throw new Error(`its method ${method} is not known`);
            // The size that it tells is not believed either.
            if (!name.endsWith("/"))
                files.set(name, method === 0 ? body : await inflate(body, { maxOutputLength: Math.max(1, size) }));
            at += 46 + nameLength + extra + comment;
        }
    }
    catch (error) {
        throw new errors/* UserError */.yo("the ZIP archive cannot be read", { cause: error });
    }
    return files;
}
function endOf(bytes) {
    // The end record is followed by a comment of at most 65,535 bytes.
    for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 65_535); at--) {
        if (bytes.readUInt32LE(at) === 0x06054b50)
            return at;
    }
    throw new Error("it has no directory");
}

;// CONCATENATED MODULE: ./actions/test/store/artifact-store.js




const FILE = "history.json";
/** A history is a few megabytes at most; more is none. */
const LARGEST = 64 * 1024 * 1024;
/** Two runs beside each other each wrote theirs; so many of the newest are joined. */
const NEWEST = 3;
/**
 * The artifact that the branch's last runs uploaded. It is read over the public API; it is written by a following step
 * with actions/upload-artifact, since the library that uploads is larger than all of Quayside.
 */
function artifactStore(github, { name, branch, reportDir }) {
    const read = async () => {
        // A pull request may upload what it likes under this name, so only those of the branch itself count.
        const found = await github.artifacts(name, branch, NEWEST);
        if (!found)
            throw new errors/* UserError */.yo(`the artifacts ${name} could not be listed`);
        const texts = [];
        for (const { id, size } of found) {
            if (size > LARGEST)
                continue;
            const zip = await github.artifact(id);
            const file = zip && (await unzip(zip, { largest: LARGEST })).get(FILE);
            if (file)
                texts.push(Buffer.from(file).toString("utf8"));
        }
        if (found.length > 0 && texts.length === 0)
            throw new errors/* UserError */.yo(`no artifact ${name} holds a ${FILE} that can be read`);
        return texts;
    };
    let loaded;
    const load = () => (loaded ??= read());
    return {
        name: `the artifact ${name}`,
        load,
        async update(make) {
            const { text } = make(await load());
            await (0,promises_.mkdir)(reportDir, { recursive: true });
            await (0,promises_.writeFile)((0,external_node_path_.join)(reportDir, FILE), text);
        },
    };
}


/***/ })

};
;