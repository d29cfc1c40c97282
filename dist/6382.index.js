"use strict";
exports.id = 6382;
exports.ids = [6382,7374];
exports.modules = {

/***/ 56382:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./toolkit/action.js + 2 modules
var action = __webpack_require__(5210);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/inputs.js
var toolkit_inputs = __webpack_require__(86613);
// EXTERNAL MODULE: ./toolkit/pull-request-comment.js
var pull_request_comment = __webpack_require__(95023);
// EXTERNAL MODULE: ./toolkit/yaml.js
var yaml = __webpack_require__(79839);
// EXTERNAL MODULE: ./actions/pipeline/values.js
var values = __webpack_require__(48906);
;// CONCATENATED MODULE: ./actions/pipeline/check-inputs.js


const SAMPLES = Object.fromEntries(Object.entries(values/* LATE_VARIABLES */.Hg).map(([name, { sample = "" }]) => [name, sample]));
/**
 * What does not go together among the inputs of a stage is found out before the first one runs, and not once an image is
 * pushed and a database migrated. What is only known later stands for itself with a sample. Throws a UserError that
 * lists every mistake of every stage.
 */
async function checkInputs({ stages }, mode, runner) {
    // Push has the settings of build too, and one mistake is told once.
    const mistakes = new Map();
    for (const one of stages) {
        if (one.skip !== undefined || !one.stage.check)
            continue;
        const inputs = sampleInputs(one, mode);
        try {
            await one.stage.check({ env: runner.env, mask: runner.mask, input: (name) => (inputs[name] ?? "").trim() });
        }
        catch (error) {
            if (!(error instanceof errors/* UserError */.yo))
                throw error;
            const [, ...told] = (0,errors/* messageOf */.bD)(error).split(/\n {2}- /);
            for (const mistake of told)
                if (!mistakes.has(mistake))
                    mistakes.set(mistake, `${one.at}: ${one.id}: ${mistake}`);
        }
    }
    if (mistakes.size > 0)
        throw new errors/* UserError */.yo([...mistakes.values()].join("\n"), { hint: "Mend it and run again; nothing was run." });
}
/** The inputs of a stage as far as they are known before anything has run; samples stand for the others. */
function sampleInputs({ stage, inputs }, mode) {
    const set = Object.entries(inputs(SAMPLES)).filter(([, text]) => text.trim() !== "");
    return {
        ...Object.fromEntries(Object.entries(stage.gives).map(([name, { sample }]) => [name, sample])),
        ...Object.fromEntries(set),
        ...(mode === "plan" ? { mode } : {}),
    };
}

// EXTERNAL MODULE: ./actions/pipeline/config/config.js + 6 modules
var config_config = __webpack_require__(90302);
// EXTERNAL MODULE: ./actions/pipeline/facts.js
var facts = __webpack_require__(33997);
// EXTERNAL MODULE: ./actions/pipeline/report.js
var report = __webpack_require__(73694);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(79117);
;// CONCATENATED MODULE: ./actions/pipeline/reuse.js






/** How many results are kept; the ones used longest ago go first. */
const KEPT = 100;
/** The reports that tests write into their report-dir. */
const FILES = ["report.html", "report.json", "summary.md"];
/** Outputs that name one of them. */
const PATHS = { "report-path": "report.html", "summary-path": "summary.md" };
/**
 * Keeps green results of tests in a folder, under a hash of all that they are said to depend on. A result counts only for
 * the very same bytes; what the hash cannot see is the reason why a stage has to ask for this. `ours` are the folders that
 * the pipeline itself writes into, which are no content.
 */
function reuseIn(folder, ours) {
    return {
        async find(world, inputs, log) {
            const key = await contentKey(world, inputs, ours);
            if ("why" in key) {
                log.info(`Its result cannot be kept for a later run: ${key.why}.`);
                return { keep: async () => { } };
            }
            const place = (0,external_node_path_.join)(folder, "tests", key.key);
            const { runner } = world;
            const kept = await load(place);
            const reports = inputs["report-dir"];
            if (kept) {
                const copied = reports !== undefined && (await copyReports(place, reports));
                for (const [name, value] of Object.entries(kept.outputs)) {
                    if (!(name in PATHS))
                        runner.output(name, value);
                    else if (copied)
                        runner.output(name, (0,external_node_path_.join)(reports, PATHS[name] ?? ""));
                }
                await runner.summary(kept.markdown);
                const now = new Date(world.clock.now());
                await (0,promises_.utimes)((0,external_node_path_.join)(place, "result.json"), now, now).catch(() => undefined);
                return {
                    hit: `since nothing changed since it was green ${(0,units/* formatDuration */.a3)(world.clock.now() - kept.at)} ago`,
                    keep: async () => { },
                };
            }
            return {
                async keep() {
                    const again = await contentKey(world, inputs, ours);
                    if (!("key" in again) || again.key !== key.key) {
                        log.info("Its result is not kept for a later run: files of the repository changed while it ran.");
                        return;
                    }
                    try {
                        await save(place, { version: 1, at: world.clock.now(), outputs: runner.outputs, markdown: runner.markdown }, reports);
                        await tidy((0,external_node_path_.join)(folder, "tests"));
                    }
                    catch (error) {
                        log.info(`Its result could not be kept for a later run: ${(0,errors/* messageOf */.bD)(error)}`);
                    }
                },
            };
        },
    };
}
/**
 * A hash of every file of the repository that git knows or does not ignore, of the inputs, the platform, the version of Node
 * and PATH; why there is none where the folder is not one that git tracks.
 */
async function contentKey(world, inputs, ours = []) {
    const git = async (...args) => {
        const result = await world
            .run("git", ["-c", "safe.directory=*", ...args], {
            cwd: world.workspace,
            env: world.runner.env,
            signal: world.signal,
            timeout: 60_000,
        })
            .catch(() => undefined);
        (0,errors/* throwIfAborted */.Te)(world.signal);
        return result?.code === 0 ? result.stdout : undefined;
    };
    const [top, tracked, listed] = await Promise.all([
        git("rev-parse", "--show-toplevel"),
        git("ls-files", "-z"),
        git("ls-files", "-z", "--full-name", "--cached", "--others", "--exclude-standard", ":/"),
    ]);
    if (top === undefined || listed === undefined)
        return { why: "the folder is no clone of a git repository" };
    if (!tracked)
        return { why: "git tracks no file of the folder" };
    const hash = (0,external_node_crypto_.createHash)("sha256");
    const put = (...parts) => hash.update(`${parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(",")}\n`);
    const { "report-dir": _where, token: _token, ...settings } = inputs;
    put(process.platform, process.arch, process.version, world.runner.env.PATH ?? "");
    for (const name of Object.keys(settings).sort())
        put(name, settings[name] ?? "");
    for (const path of [...new Set(listed.split("\0"))].filter((one) => one !== "").sort()) {
        const whole = (0,external_node_path_.join)(top.replace(/\n$/, ""), path);
        if (ours.some((folder) => whole.startsWith(`${folder}/`)))
            continue;
        const is = await (0,promises_.lstat)(whole).catch(() => undefined);
        if (is?.isDirectory())
            return { why: `${path} is a repository of its own` };
        put(path, is === undefined ? "gone" : is.isSymbolicLink() ? "link" : is.mode & 0o111 ? "program" : "file");
        if (is?.isSymbolicLink())
            put(await (0,promises_.readlink)(whole));
        else if (is?.isFile()) {
            put(String(is.size));
            for await (const chunk of (0,external_node_fs_.createReadStream)(whole, { signal: world.signal }))
                hash.update(chunk);
        }
    }
    return { key: hash.digest("hex") };
}
async function load(place) {
    try {
        const kept = JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(place, "result.json"), "utf8"));
        return kept.version === 1 ? kept : undefined;
    }
    catch {
        return undefined;
    }
}
// Written beside and put in place at the end, so that nobody reads half a result.
async function save(place, kept, reports) {
    const draft = `${place}.${process.pid}`;
    await (0,promises_.mkdir)(draft, { recursive: true });
    if (reports)
        await copyReports(reports, draft);
    await (0,promises_.writeFile)((0,external_node_path_.join)(draft, "result.json"), JSON.stringify(kept));
    await (0,promises_.rm)(place, { recursive: true, force: true });
    await (0,promises_.rename)(draft, place);
}
/** Whether the reports were there to be copied. */
async function copyReports(from, to) {
    try {
        await (0,promises_.mkdir)(to, { recursive: true });
        for (const file of FILES)
            await (0,promises_.copyFile)((0,external_node_path_.join)(from, file), (0,external_node_path_.join)(to, file));
        return true;
    }
    catch {
        return false;
    }
}
async function tidy(folder) {
    const names = await (0,promises_.readdir)(folder);
    if (names.length <= KEPT)
        return;
    const aged = await Promise.all(names.map(async (name) => ({
        name,
        used: (await (0,promises_.stat)((0,external_node_path_.join)(folder, name, "result.json")).catch(() => undefined))?.mtimeMs ?? 0,
    })));
    aged.sort((a, b) => b.used - a.used);
    for (const { name } of aged.slice(KEPT))
        await (0,promises_.rm)((0,external_node_path_.join)(folder, name), { recursive: true, force: true });
}

// EXTERNAL MODULE: ./toolkit/run-url.js
var run_url = __webpack_require__(35191);
;// CONCATENATED MODULE: ./actions/pipeline/lanes.js
/**
 * Lets stages that run at the same time write one log in which each stage has a group of its own: the first is shown as it
 * goes, the others are kept back until it has ended. Nothing waits for its log to be shown but `shown`.
 */
class Lanes {
    #runner;
    #waiting = [];
    #showing;
    constructor(runner) {
        this.#runner = runner;
    }
    /** Runs a stage with a log of its own. `ending` is shown at once where its log is kept back. */
    async run(title, body, ending) {
        const lane = new Lane(title, this.#runner);
        this.#waiting.push(lane);
        this.#showing ??= this.#show();
        try {
            return await body(lane);
        }
        finally {
            if (!lane.live)
                this.#runner.info(`${ending()}; its log follows below`);
            lane.end();
        }
    }
    /** Resolves once every log has been shown. */
    async shown() {
        await this.#showing;
    }
    async #show() {
        for (let lane = this.#waiting.shift(); lane; lane = this.#waiting.shift())
            await lane.show();
        this.#showing = undefined;
    }
}
class Lane {
    #title;
    #runner;
    #kept = [];
    #ended;
    end = () => { };
    live = false;
    constructor(title, runner) {
        this.#title = title;
        this.#runner = runner;
        this.#ended = new Promise((done) => {
            this.end = done;
        });
    }
    info = (text) => this.#write(() => this.#runner.info(text));
    debug = (text) => this.#write(() => this.#runner.debug(text));
    annotate = (...remark) => this.#write(() => this.#runner.annotate(...remark));
    #write(line) {
        if (this.live)
            line();
        else
            this.#kept.push(line);
    }
    async show() {
        await this.#runner.group(this.#title, async () => {
            this.live = true;
            for (const line of this.#kept.splice(0))
                line();
            await this.#ended;
        });
    }
}

// EXTERNAL MODULE: ./actions/pipeline/post.js
var post = __webpack_require__(27374);
;// CONCATENATED MODULE: ./actions/pipeline/reach.js


/**
 * What a stage cannot reach is told of while others still work on what it waits for, and not when they are done. It is a
 * warning: a host may be back by then. Gives what ends the look of a stage, by its id: to be called before that stage
 * begins, since a host may take no more than one who logs in, and before the run ends.
 */
function lookAhead(stages, world) {
    const ends = new Map();
    for (const planned of stages) {
        const { id, stage, skip, needs } = planned;
        // One that waits for nobody finds it out by itself right now.
        if (!stage.reach || skip !== undefined || needs.length === 0)
            continue;
        const over = new AbortController();
        const look = reached(planned, { ...world, signal: AbortSignal.any([world.signal, over.signal]) });
        ends.set(id, async () => {
            over.abort();
            await look;
        });
    }
    return async (id) => await ends.get(id)?.();
}
async function reached(planned, world) {
    const inputs = sampleInputs(planned, "apply");
    const runner = { ...world.runner, input: (name) => (inputs[name] ?? "").trim() };
    try {
        await planned.stage.reach?.({ ...world, runner });
    }
    catch (error) {
        if (world.signal.aborted)
            return;
        const why = world.runner.redact((0,errors/* messageWithHint */.X9)(error));
        world.runner.annotate("warning", `${planned.id} will fail as it is now: ${why}`);
    }
}

;// CONCATENATED MODULE: ./actions/pipeline/schedule.js
/**
 * Runs tasks as soon as those that they wait for have ended, in their order where several may go. One that fails stops
 * what waits for it, directly or not, and nothing else. After an abort nothing new is begun. Needs that are not among the
 * tasks count as done. Tasks must not wait for each other in a ring.
 */
async function schedule(tasks, options) {
    const ids = new Set(tasks.map(({ id }) => id));
    const done = new Set();
    const lost = new Map();
    const running = new Map();
    let waiting = [...tasks];
    for (;;) {
        waiting = waiting.filter((task) => {
            const by = task.needs.map((need) => lost.get(need)).find((one) => one !== undefined);
            if (by === undefined)
                return true;
            lost.set(task.id, by);
            options.dropped(task.id, by);
            return false;
        });
        if (options.signal.aborted) {
            for (const { id } of waiting)
                options.dropped(id, undefined);
            waiting = [];
        }
        const ready = waiting.filter(({ needs }) => needs.every((need) => done.has(need) || !ids.has(need)));
        for (const { id } of ready.slice(0, Math.max(0, options.limit - running.size))) {
            waiting = waiting.filter((task) => task.id !== id);
            running.set(id, options.run(id).then((good) => {
                running.delete(id);
                if (good)
                    done.add(id);
                else
                    lost.set(id, id);
            }));
        }
        if (running.size === 0) {
            // A task may have been dropped after the one that waits for it was looked at.
            if (waiting.some(({ needs }) => needs.some((need) => lost.has(need))))
                continue;
            return;
        }
        await Promise.race(running.values());
    }
}

;// CONCATENATED MODULE: ./actions/pipeline/stage-runner.js

/**
 * Lets an action run as a stage: it reads its inputs from the pipeline file, and its outputs and its summary are kept
 * for the pipeline instead of becoming those of the step. Masks go to the run's own runner, the log to the stage's lane of
 * it; files of annotations are named from the root of the repository.
 */
function stageRunner(parent, { inputs, log, folder = "", onState }) {
    const outputs = {};
    const state = new Map();
    let markdown = "";
    return {
        env: parent.env,
        input: (name) => (inputs[name] ?? "").trim(),
        output(name, value) {
            outputs[name] = parent.redact(value);
        },
        mask: parent.mask,
        redact: parent.redact,
        state: (name) => state.get(name) ?? "",
        saveState(name, value) {
            state.set(name, value);
            onState?.(Object.fromEntries(state));
        },
        info: log.info,
        debug: log.debug,
        annotate: (level, message, at) => log.annotate(level, message, at && { ...at, file: external_node_path_.posix.join(folder, at.file) }),
        // GitHub's runner knows no group within a group, and the stage is one already.
        async group(title, body) {
            log.info(`— ${title}`);
            return body();
        },
        async summary(text) {
            markdown += text.endsWith("\n") ? text : `${text}\n`;
        },
        get outputs() {
            return outputs;
        },
        get markdown() {
            return markdown;
        },
    };
}

;// CONCATENATED MODULE: ./actions/pipeline/run.js











/**
 * Runs the stages, each as soon as those that it waits for are done. One that fails stops those that wait for it, which
 * are reported as not run. In plan mode each is asked for its plan, whatever the others say.
 */
async function runPipeline(config, world, options) {
    return await new Pipeline(config, world, options).run();
}
class Pipeline {
    #config;
    #world;
    #options;
    #lanes;
    #begin;
    #started;
    /** By app. */
    #done = new Map();
    #reports = new Map();
    #sections = new Map();
    #states = {};
    #failures = [];
    constructor(config, world, options) {
        this.#config = config;
        this.#world = world;
        this.#options = options;
        this.#lanes = new Lanes(world.runner);
        this.#begin = world.clock.elapsed();
        this.#started = world.clock.now();
    }
    async run() {
        const { stages, app, environment, notes } = this.#config;
        const { mode, parallel = 4 } = this.#options;
        const { signal, runner } = this.#world;
        for (const { app: one } of stages)
            this.#done.set(one.key, new Map());
        for (const stage of stages.filter(({ skip }) => skip !== undefined)) {
            this.#report(stage, "skipped", `left out, since ${stage.skip}`);
            runner.info(`⏭ ${stage.id}: left out, since ${stage.skip}`);
        }
        const endLook = mode === "apply" ? lookAhead(stages, this.#world) : undefined;
        await schedule(stages.filter(({ skip }) => skip === undefined), {
            limit: parallel,
            signal,
            run: async (id) => {
                const stage = stages.find((one) => one.id === id);
                await endLook?.(id);
                const good = stage !== undefined && (await this.#stage(stage));
                return good || mode === "plan";
            },
            dropped: (id, by) => {
                const stage = stages.find((one) => one.id === id);
                const did = `not run, since ${by ? `${by} failed` : "the run was stopped"}`;
                if (stage)
                    this.#report(stage, "not-run", did);
                runner.info(`⏭ ${id}: ${did}`);
            },
        });
        await Promise.all(stages.map(async ({ id }) => await endLook?.(id)));
        await this.#lanes.shown();
        const [first] = this.#failures;
        const ordered = (from) => stages.flatMap(({ id }) => from.get(id) ?? []);
        const { GITHUB_SHA: commit, GITHUB_HEAD_REF: head, GITHUB_REF_NAME: name } = runner.env;
        const ref = head || name;
        const url = (0,run_url/* runUrl */.V)(runner.env);
        const report = {
            version: 1,
            outcome: first || signal.aborted ? "failure" : mode === "plan" ? "planned" : "success",
            app,
            environment,
            started: new Date(this.#started).toISOString(),
            ...(commit ? { commit } : {}),
            ...(ref ? { ref } : {}),
            ...(url ? { run: url } : {}),
            ...(first ? { failedStage: first.stage, error: runner.redact((0,errors/* messageOf */.bD)(first.error)) } : {}),
            durationMs: this.#elapsed(),
            stages: ordered(this.#reports),
            notes: [...notes],
        };
        return { report, sections: ordered(this.#sections), failures: this.#failures };
    }
    #elapsed() {
        return Math.round(this.#world.clock.elapsed() - this.#begin);
    }
    #report(stage, outcome, did, rest = {}) {
        const report = {
            stage: stage.id,
            outcome,
            did,
            needs: [...stage.needs],
            startedMs: this.#elapsed(),
            durationMs: 0,
            outputs: {},
        };
        this.#reports.set(stage.id, { ...report, ...rest });
    }
    /** Runs one stage; whether it went well. */
    async #stage(planned) {
        const { runner } = this.#world;
        const startedMs = this.#elapsed();
        const result = {
            outcome: this.#options.mode === "plan" ? "planned" : "success",
            did: "",
        };
        const ending = () => `${result.outcome === "failure" ? "✗" : "✓"} ${planned.id}: ${result.did} (${(0,units/* formatDuration */.a3)(this.#elapsed() - startedMs)})`;
        await this.#lanes.run(planned.id, async (log) => {
            const done = this.#done.get(planned.app.key) ?? new Map();
            const inputs = this.#inputs(planned, done);
            const folder = external_node_path_.posix.join(this.#options.folder ?? "", planned.app.folder);
            const onState = (state) => {
                this.#states[planned.id] = state;
                (0,post.saveStates)(runner, this.#states);
            };
            const stage = stageRunner(runner, { inputs, log, folder, onState });
            const world = { ...this.#world, runner: stage, workspace: (0,external_node_path_.resolve)(this.#world.workspace, planned.app.folder) };
            try {
                result.did = await this.#perform(planned, inputs, world, log);
                done.set(planned.stage.name, stage.outputs);
            }
            catch (error) {
                const unknown = this.#notYet(planned, error);
                result.did = unknown ?? runner.redact((0,errors/* messageOf */.bD)(error).split("\n")[0] ?? "failed");
                if (unknown === undefined) {
                    result.outcome = "failure";
                    this.#failures.push({ stage: planned.id, error });
                }
                // A plan goes on with what there is.
                done.set(planned.stage.name, stage.outputs);
            }
            this.#report(planned, result.outcome, result.did, {
                startedMs,
                durationMs: this.#elapsed() - startedMs,
                outputs: { ...stage.outputs },
            });
            this.#sections.set(planned.id, { stage: planned.id, markdown: stage.markdown });
            log.info(ending());
        }, ending);
        return result.outcome !== "failure";
    }
    /** Does the work of a stage, or finds that it is done already; what came of it. */
    async #perform(planned, inputs, world, log) {
        const { stage } = planned;
        const plan = this.#options.mode === "plan" ? stage.plan?.(inputs, this.#done.get(planned.app.key) ?? new Map()) : undefined;
        const body = plan ?? (await stage.load());
        const wanted = /^true$/i.test(inputs.reuse ?? "") && this.#options.mode === "apply" && !this.#options.fresh;
        const reuse = wanted ? this.#options.reuse : undefined;
        const found = await reuse?.find(world, inputs, log);
        if (found?.hit)
            return `${(0,report/* whatItDid */.lt)(stage.name, world.runner.outputs)}; not run again, ${found.hit}`;
        await body(world);
        await found?.keep();
        return (0,report/* whatItDid */.lt)(stage.name, world.runner.outputs);
    }
    #inputs(planned, done) {
        const { stage, app } = planned;
        const late = Object.entries(values/* LATE_VARIABLES */.Hg).map(([name, { value }]) => [name, value(done) ?? ""]);
        const given = Object.entries(stage.gives).map(([name, { value }]) => [name, value(done, app.name)]);
        const own = {};
        if (this.#options.reportDir && "report-dir" in stage.inputs) {
            own["report-dir"] = (0,external_node_path_.resolve)(this.#options.reportDir, planned.id);
        }
        // An input that is set to nothing must not hide what an earlier stage gives.
        const set = Object.entries(planned.inputs(Object.fromEntries(late))).filter(([, text]) => text.trim() !== "");
        const settings = Object.fromEntries(set);
        const builds = "no-cache" in stage.inputs && settings.mode !== "push";
        return {
            ...own,
            ...Object.fromEntries(given.filter(([, text]) => text)),
            ...settings,
            ...(this.#options.fresh && builds ? { "no-cache": "true", rebuild: "always" } : {}),
            ...(this.#options.mode === "plan" ? { mode: "plan" } : {}),
        };
    }
    /** In a plan, what a stage cannot tell because of what others have not done yet; undefined where it is a real failure. */
    #notYet({ stage, app }, error) {
        if (this.#options.mode !== "plan" || !(error instanceof errors/* UserError */.yo))
            return undefined;
        const from = Object.values(stage.gives).flatMap((given) => given.from);
        const before = this.#config.stages.filter((one) => one.app.key === app.key && from.includes(one.stage.name));
        if (before.length === 0)
            return undefined;
        const why = this.#world.runner.redact((0,errors/* messageOf */.bD)(error).split("\n")[0] ?? "");
        return `not known before ${before.map(({ stage: { name } }) => name).join(" and ")} ${before.length > 1 ? "have" : "has"} run: ${why}`;
    }
}

// EXTERNAL MODULE: ./actions/pipeline/spec.js
var spec = __webpack_require__(97195);
// EXTERNAL MODULE: ./actions/pipeline/stages.js
var stages = __webpack_require__(83371);
;// CONCATENATED MODULE: ./actions/pipeline/main.js


















/** Reads the pipeline file and runs its stages. Outputs, summary and reports are written whatever became of them. */
const main = async (world) => {
    const { runner } = world;
    const inputs = (0,toolkit_inputs/* readInputs */.Ko)(spec/* spec */.I.inputs, runner);
    const path = (0,external_node_path_.resolve)(world.workspace, inputs.file);
    const folder = (0,external_node_path_.dirname)(path);
    const config = await configOf(world, inputs, path);
    for (const note of config.notes)
        runner.info(`· ${note}`);
    await checkInputs(config, inputs.mode, runner);
    const reports = inputs.reportDir && (0,external_node_path_.resolve)(world.workspace, inputs.reportDir);
    const cache = cacheFolder(world, inputs.cacheDir);
    const run = await runPipeline(config, { ...world, workspace: folder }, {
        mode: inputs.mode,
        folder: (0,external_node_path_.relative)(world.workspace, folder),
        fresh: inputs.fresh,
        parallel: inputs.maxParallel,
        reuse: reuseIn(cache, [cache, reports].filter((one) => one !== "")),
        ...(reports ? { reportDir: reports } : {}),
    });
    tell(run, config, runner);
    const markdown = (0,report/* markdownOf */.RQ)(run.report, run.sections);
    await runner.summary(markdown);
    if (reports) {
        const { writeReports } = await __webpack_require__.e(/* import() */ 9182).then(__webpack_require__.bind(__webpack_require__, 99182));
        const page = await writeReports(run, markdown, reports, runner.redact);
        (0,action/* outputsOf */.Yz)(spec/* spec */.I, runner)({ "report-path": page });
    }
    if (inputs.token && !world.signal.aborted) {
        const comment = (0,report/* markdownOf */.RQ)(run.report, run.sections, "comment");
        const url = await (0,pull_request_comment/* commentOnPullRequest */.r)(world, { token: inputs.token, key: inputs.commentKey, markdown: comment });
        if (url)
            (0,action/* outputsOf */.Yz)(spec/* spec */.I, runner)({ "comment-url": url });
    }
    fail(run, world);
};
async function configOf(world, inputs, path) {
    const { runner } = world;
    const folder = (0,external_node_path_.dirname)(path);
    const text = await (0,promises_.readFile)(path, "utf8").catch((error) => {
        throw new errors/* UserError */.yo(`There is no pipeline file at ${path}`, {
            hint: "`npx quayside init` writes one for this repository; one of another name is named with the input `file`.",
            cause: error,
        });
    });
    const file = (0,external_node_path_.relative)(world.workspace, path);
    const config = (0,config_config/* readConfig */.X)((0,yaml/* readYamlTree */._d)(file, text), {
        file,
        known: stages/* STAGES */.a,
        only: inputs.stages,
        environment: inputs.environment,
        mode: inputs.mode,
        variables: withSecrets(inputs.variables, runner),
        // Only a file that asks for paths is worth asking git what changed.
        facts: await (0,facts/* runFacts */.p)({ ...world, workspace: folder }, { base: inputs.base, paths: /\bpaths\b/.test(text) }),
        folder: (0,external_node_path_.relative)(world.workspace, folder),
        exists: (one) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, one)),
        mask: runner.mask,
    });
    const idle = await Promise.all(config.stages.map(async ({ stage, inputs: of, app }) => (await stage.idle?.(of({}), (0,external_node_path_.join)(folder, app.folder))) ?? false));
    return { ...config, stages: config.stages.filter((_, index) => !idle[index]) };
}
/** The variables of the environment and, before them, those that are secret, of which each value is hidden from now on. */
function withSecrets(secrets, { env, mask }) {
    for (const value of secrets.values())
        mask(value);
    // Asked for one by one: the environment may be one that makes its variables up when asked.
    return new Proxy(env, { get: (_, name) => secrets.get(name) ?? env[name] });
}
function cacheFolder({ runner, workspace }, named) {
    if (named)
        return (0,external_node_path_.resolve)(workspace, named);
    return (0,external_node_path_.join)(runner.env.XDG_CACHE_HOME || (0,external_node_path_.join)(runner.env.HOME || (0,external_node_os_.homedir)(), ".cache"), "quayside");
}
function tell({ report, failures }, config, runner) {
    // Of several apps, the first that has a value.
    const outputs = (stage) => config.stages
        .filter((one) => one.stage.name === stage)
        .map(({ id }) => report.stages.find((one) => one.stage === id)?.outputs ?? {});
    const of = (stage, output) => outputs(stage).find((one) => one[output])?.[output] ?? "";
    const done = new Map(["build", "push"].map((stage) => [stage, outputs(stage)[0] ?? {}]));
    const applied = [...outputs("migrate"), ...outputs("migrate-post")]
        .map((one) => one.applied)
        .filter((one) => one !== undefined);
    (0,action/* outputsOf */.Yz)(spec/* spec */.I, runner)({
        outcome: report.outcome,
        "failed-stage": failures[0]?.stage ?? "",
        image: done.get("push")?.refs ? ((0,values/* imageOf */.dT)(done) ?? "") : of("build", "image"),
        digest: of("push", "digest") || of("build", "digest"),
        tests: of("test", "tests"),
        coverage: of("test", "coverage"),
        applied: applied.length === 0 ? "" : applied.reduce((sum, one) => sum + Number(one), 0),
        url: of("deploy", "url"),
        "duration-ms": report.durationMs,
        report: { ...report },
    });
}
/** Throws what the run failed with: the first failure with the stage's name in front, the others as remarks. */
function fail({ failures }, { runner, signal }) {
    const [first, ...others] = failures;
    (0,errors/* throwIfAborted */.Te)(first ? undefined : signal);
    if (first === undefined)
        return;
    for (const { stage, error } of others)
        runner.annotate("error", `Stage ${stage} failed: ${(0,errors/* messageOf */.bD)(error)}`);
    const { stage, error } = first;
    if (!(error instanceof errors/* UserError */.yo))
        throw error;
    throw new errors/* UserError */.yo(`Stage ${stage} failed: ${(0,errors/* messageOf */.bD)(error)}`, {
        exitCode: error.exitCode,
        ...(error.hint ? { hint: error.hint } : {}),
    });
}


/***/ }),

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


/***/ }),

/***/ 73694:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RQ: () => (/* binding */ markdownOf),
/* harmony export */   e1: () => (/* binding */ ran),
/* harmony export */   lt: () => (/* binding */ whatItDid),
/* harmony export */   yv: () => (/* binding */ originOf)
/* harmony export */ });
/* harmony import */ var _toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(157);
/* harmony import */ var _toolkit_mermaid_gantt_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(19938);
/* harmony import */ var _toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79117);



/** A summary of 1 MiB is refused as a whole; what other steps of the same job add has its own budget. */
const SUMMARY_BYTES = 900_000;
/** GitHub takes 65,536 characters a comment; some are left for the marker that the comment is found by. */
const COMMENT_BYTES = 64_000;
/** What a stage did, in one sentence made of its outputs. */
function whatItDid(stage, outputs) {
    const get = (name) => outputs[name] ?? "";
    const outcome = get("outcome") || "done";
    // A plan of the pipeline's own is a sentence already.
    if (get("plan"))
        return get("plan");
    switch (stage) {
        case "build": {
            const size = get("size") ? `, ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSize */ .Xq)(Number(get("size")))}` : "";
            const image = get("image") || get("tags").split("\n")[0] || "";
            if (outcome === "skipped")
                return `not built again, since there is an image of this content: ${image}${size}`;
            return `${outcome} ${image}${size}`.trim();
        }
        case "test": {
            if (!get("tests"))
                return outcome;
            const counts = [`${get("passed")} of ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(Number(get("tests")), "test")} passed`];
            if (Number(get("failed")) > 0)
                counts.push(`${get("failed")} failed`);
            if (Number(get("skipped")) > 0)
                counts.push(`${get("skipped")} skipped`);
            if (get("coverage"))
                counts.push(`${get("coverage")} % of lines covered`);
            return counts.join(", ");
        }
        case "push":
            return `${outcome} ${get("digest")}`.trim();
        case "migrate":
        case "migrate-post": {
            const version = get("current") ? `, schema at ${get("current")}` : "";
            if (outcome === "pending")
                return `${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(Number(get("pending")), "migration")} pending${version}`;
            if (outcome === "planned")
                return outcome;
            const applied = Number(get("applied") || 0);
            return `${applied === 0 ? "nothing" : (0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(applied, "migration")} applied${version}`;
        }
        case "deploy": {
            const requests = get("requests")
                ? `, ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(Number(get("requests")), "request")}, ${get("failed-requests") || 0} failed`
                : "";
            return `${outcome}${get("release-id") ? ` release ${get("release-id")}` : ""}${outcome === "planned" ? "" : requests}`;
        }
        case "verify":
            return get("address") ? `${get("address")} answers ${get("status")}` : outcome;
        default:
            return outcome;
    }
}
const MARKS = { success: "✅", failure: "❌", skipped: "⏭️", "not-run": "⏹️", planned: "📋" };
/** Whether a stage did anything at all. */
const ran = ({ outcome }) => outcome !== "skipped" && outcome !== "not-run";
/** Which commit, from where, when, in one line; the address of the run apart. */
function originOf({ started, commit, ref }) {
    const what = [commit ? `Commit ${commit.slice(0, 12)}` : "", ref ? `of ${ref}` : ""].filter(Boolean).join(" ");
    return `${what ? `${what}, begun` : "Begun"} ${started.slice(0, 16).replace("T", " ")} UTC`;
}
/** The one summary of the run: a table of the stages, a picture of their times, then what each of them has to say. */
function markdownOf(report, sections, bytes = "summary") {
    const rows = report.stages.map((stage) => [
        `${MARKS[stage.outcome]} ${(0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMarkdown */ .FV)(stage.stage)}`,
        (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMarkdown */ .FV)(stage.did),
        ran(stage) ? (0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(stage.durationMs) : "",
    ]);
    const place = report.environment ? ` to ${(0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(report.environment)}` : "";
    const title = report.outcome === "planned" ? "Plan of" : "Pipeline of";
    const head = [
        `## ${MARKS[report.outcome]} ${title} ${(0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .code */ .aY)(report.app)}${place}`,
        (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .table */ .tp)(["stage", report.outcome === "planned" ? "what it would do" : "what it did", "time"], rows, [2]),
        `${(0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMarkdown */ .FV)(originOf(report))}. Total: ${(0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(report.durationMs)}`,
        ...report.notes.map((note) => `- ${(0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMarkdown */ .FV)(note)}`),
    ].join("\n\n");
    const chart = report.outcome === "planned" ? "" : timeline(report.stages);
    const picture = chart && (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .fence */ .EU)(chart, "mermaid");
    // Each stage opens on a click; the one that failed is open.
    const pieces = sections
        .filter(({ markdown }) => markdown.trim() !== "")
        .map(({ stage, markdown }) => ({ full: (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .details */ .zH)(stage, markdown.trim(), stage === report.failedStage), short: "" }));
    return (0,_toolkit_markdown_js__WEBPACK_IMPORTED_MODULE_2__/* .withinBytes */ .XF)([{ full: head, short: head }, { full: picture, short: "" }, ...pieces], bytes === "comment" ? COMMENT_BYTES : SUMMARY_BYTES, "_Parts of this report were left out: it would be too large for this place._");
}
/** A chart of the stages that ran, in milliseconds from the start of the run. */
function timeline(stages) {
    return (0,_toolkit_mermaid_gantt_js__WEBPACK_IMPORTED_MODULE_0__/* .mermaidGantt */ .g)(stages.filter(ran).map(({ stage, outcome, startedMs, durationMs }) => ({
        name: stage,
        bars: [
            {
                text: (0,_toolkit_units_js__WEBPACK_IMPORTED_MODULE_1__/* .formatDuration */ .a3)(durationMs),
                from: startedMs,
                to: startedMs + durationMs,
                look: outcome === "failure" ? "crit" : undefined,
            },
        ],
    })));
}


/***/ }),

/***/ 19938:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ mermaidGantt)
/* harmony export */ });
/** With more sections than this, each is one line: the chart would not fit on a screen. */
const ROOMY = 6;
/** Widths in pixels: of the chart where GitHub shows it, and of a character. */
const WIDTH = 700;
const CHARACTER = 6;
/** A chart of who did what when, in the words of https://mermaid.js.org/syntax/gantt.html; no bar is shorter than 1 ms. `""` without bars. */
function mermaidGantt(sections) {
    const compact = sections.length > ROOMY;
    const all = sections.flatMap(({ bars }) => bars);
    if (all.length === 0)
        return "";
    const begin = Math.min(...all.map(({ from }) => from));
    const span = Math.max(...all.map(({ to }) => to)) - begin;
    const longest = Math.max(...sections.map(({ name }) => name.length));
    const lines = [
        "---",
        ...(compact ? ["displayMode: compact"] : []),
        // Names stand beside the bars and not on them.
        `config: { gantt: { leftPadding: ${30 + longest * CHARACTER} } }`,
        "---",
        "gantt",
        "  dateFormat x",
        "  axisFormat %M:%S",
        `  tickInterval ${TICKS.find(([most]) => span <= most)?.[1] ?? "1hour"}`,
    ];
    for (const { name, bars } of sections) {
        lines.push(`  section ${name}`);
        for (const { text, from, to, look } of bars) {
            // On a line with others, a text that is longer than its bar would lie on that of the next one.
            const fits = !compact || text.length * CHARACTER < ((to - from) / span) * (WIDTH - longest * CHARACTER);
            const [start, end] = [Math.round(from), Math.round(Math.max(to, from + 1))];
            lines.push(`  ${fits ? text : "·"} :${look ? LOOKS[look] : ""}${start}, ${end}`);
        }
    }
    return lines.join("\n");
}
const LOOKS = { active: "active, ", done: "done, ", crit: "crit, ", milestone: "done, milestone, " };
/** How far apart the marks of the axis are, by the milliseconds that it is long at most. */
const TICKS = [
    [12_000, "1second"],
    [60_000, "5second"],
    [300_000, "30second"],
    [1_200_000, "2minute"],
    [6_000_000, "10minute"],
];


/***/ }),

/***/ 95023:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ commentOnPullRequest)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

/**
 * Writes the comment of this run's pull request, or renews the one that an earlier run wrote under the same key.
 * With `onlyRenew` nothing is written where there is none yet: for what only takes an earlier finding back.
 * Gives its address; undefined where there is no pull request, no token, or no permission. The comment is a courtesy:
 * that it cannot be written, as on a fork's pull request, is a warning and fails nothing.
 */
async function commentOnPullRequest(world, comment) {
    const { runner } = world;
    try {
        const github = await world.github(comment.token);
        const number = await github?.pullRequest();
        if (!github || number === undefined) {
            runner.info("This run belongs to no pull request, so no comment is written.");
            return undefined;
        }
        const { key, markdown, onlyRenew = false } = comment;
        return (await github.comment(number, key, runner.redact(markdown), onlyRenew))?.url;
    }
    catch (error) {
        (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(world.signal);
        runner.annotate("warning", `The comment on the pull request could not be written: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`);
        return undefined;
    }
}


/***/ })

};
;