"use strict";
exports.id = 1069;
exports.ids = [1069];
exports.modules = {

/***/ 51069:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  buildImage: () => (/* binding */ buildImage)
});

// UNUSED EXPORTS: tracePrinter

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
;// CONCATENATED MODULE: ./toolkit/docker/buildkit-trace.js
/** Reads one message; throws a RangeError where it is cut. */
function readTrace(message) {
    const steps = [];
    const logs = [];
    for (const [field, value] of fields(message)) {
        if (!(value instanceof Uint8Array))
            continue;
        if (field === 1)
            steps.push(readStep(value));
        if (field === 3) {
            const log = new Map(fields(value));
            logs.push({ step: utf8(log.get(1)), text: utf8(log.get(4)) });
        }
    }
    return { steps, logs };
}
function readStep(message) {
    const values = new Map(fields(message));
    const [started, completed] = [5, 6].map((field) => time(values.get(field)));
    return {
        id: utf8(values.get(1)),
        name: utf8(values.get(3)),
        cached: values.get(4) === 1,
        error: utf8(values.get(7)),
        ...(started === undefined ? {} : { started }),
        ...(completed === undefined ? {} : { completed }),
    };
}
function time(value) {
    if (!(value instanceof Uint8Array))
        return undefined;
    const parts = new Map(fields(value));
    return Number(parts.get(1) ?? 0) * 1000 + Number(parts.get(2) ?? 0) / 1e6;
}
function utf8(value) {
    return value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : "";
}
// The wire format of Protocol Buffers: a key (field number and type), then a varint, 8, 4, or a counted run of bytes.
function* fields(message) {
    let at = 0;
    const varint = () => {
        let value = 0;
        for (let shift = 0;; shift += 7) {
            const byte = message[at++];
            if (byte === undefined)
                throw new RangeError("the message is cut");
            value += (byte & 0x7f) * 2 ** shift;
            if (byte < 0x80)
                return value;
        }
    };
    const bytes = (count) => {
        if (at + count > message.length)
            throw new RangeError("the message is cut");
        at += count;
        return message.subarray(at - count, at);
    };
    while (at < message.length) {
        const key = varint();
        const type = key % 8;
        if (type > 2 && type !== 5)
            throw new RangeError(`the message has a field of type ${type}`);
        yield [Math.floor(key / 8), type === 0 ? varint() : bytes(type === 2 ? varint() : type === 1 ? 8 : 4)];
    }
}

// EXTERNAL MODULE: ./toolkit/docker/stream.js
var docker_stream = __webpack_require__(61623);
;// CONCATENATED MODULE: ./toolkit/docker/build.js




/**
 * Builds and returns the image's id. `onLine` is told the progress in the form of `buildx --progress plain`.
 * Throws what the engine said of a failed build; when `signal` is aborted the connection ends, and the build with it.
 */
async function buildImage(engine, build, options) {
    const { signal, onLine } = options;
    (0,errors/* throwIfAborted */.Te)(signal);
    const query = {
        // As a number: for the text "2" dockerode opens the engine's deprecated session, which serves nothing we need.
        version: 2,
        dockerfile: build.dockerfile,
        t: build.tags,
        buildargs: build.args,
        labels: build.labels,
        target: build.target || undefined,
        platform: build.platform || undefined,
        networkmode: build.network || undefined,
        extrahosts: build.hosts.length > 0 ? build.hosts.join(",") : undefined,
        shmsize: build.shmSize,
        cachefrom: build.cacheFrom.length > 0 ? build.cacheFrom : undefined,
        pull: build.pull ? "1" : undefined,
        nocache: build.noCache,
        registryconfig: Object.fromEntries(options.auth.map((auth) => [auth.serveraddress, auth])),
        abortSignal: signal,
    };
    const stream = await engine.api
        .buildImage({ context: build.context, src: await (0,promises_.readdir)(build.context) }, Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)))
        .catch((error) => {
        (0,errors/* throwIfAborted */.Te)(signal);
        throw error;
    });
    const print = tracePrinter(onLine);
    let id = "";
    await (0,docker_stream/* readStream */.b)(stream, (message) => {
        if (message.id === "moby.buildkit.trace" && typeof message.aux === "string") {
            print(readTrace(Buffer.from(message.aux, "base64")));
        }
        else if (message.stream) {
            for (const line of message.stream.split(/\r?\n/))
                if (line !== "")
                    onLine(line);
        }
        const aux = message.aux;
        if (aux?.ID)
            id = aux.ID;
    }, signal);
    if (id === "")
        throw new Error("the engine told no image id");
    return id;
}
/** Prints a build's trace in the form of `buildx --progress plain`: `#3 [2/4] RUN …`, `#3 text`, `#3 DONE 1.2s`. */
function tracePrinter(onLine) {
    const steps = new Map();
    const of = (id) => {
        const step = steps.get(id) ?? { number: steps.size + 1, named: false, ended: false, rest: "" };
        steps.set(id, step);
        return step;
    };
    return ({ steps: told, logs }) => {
        for (const { id, name, started } of told) {
            const step = of(id);
            if (step.named || (started === undefined && !told.some((one) => one.id === id && one.cached)))
                continue;
            step.named = true;
            onLine(`#${step.number} ${name}`);
        }
        for (const { step: id, text } of logs) {
            const step = of(id);
            const lines = (step.rest + text).split(/\r\n|\n|\r/);
            step.rest = lines.pop() ?? "";
            for (const line of lines)
                onLine(`#${step.number} ${line}`);
        }
        for (const { id, cached, started, completed, error } of told) {
            const step = of(id);
            if (step.ended || !step.named || completed === undefined)
                continue;
            step.ended = true;
            if (step.rest !== "")
                onLine(`#${step.number} ${step.rest}`);
            const seconds = ((completed - (started ?? completed)) / 1000).toFixed(1);
            onLine(`#${step.number} ${error !== "" ? `ERROR: ${error}` : cached ? "CACHED" : `DONE ${seconds}s`}`);
        }
    };
}


/***/ })

};
;