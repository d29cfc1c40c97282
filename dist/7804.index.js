"use strict";
exports.id = 7804;
exports.ids = [7804,157,848,7939,320];
exports.modules = {

/***/ 90302:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  X: () => (/* binding */ readConfig)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/inputs.js
var toolkit_inputs = __webpack_require__(86613);
// EXTERNAL MODULE: ./toolkit/interpolate.js
var interpolate = __webpack_require__(70181);
// EXTERNAL MODULE: ./toolkit/nearest.js
var nearest = __webpack_require__(93112);
// EXTERNAL MODULE: ./actions/pipeline/stages.js
var pipeline_stages = __webpack_require__(83371);
// EXTERNAL MODULE: ./actions/pipeline/values.js
var values = __webpack_require__(48906);
;// CONCATENATED MODULE: ./actions/pipeline/config/file.js


/** Keys of the file beside its stages, and what each is for. `x-…` is for the author's own anchors, as in Compose files. */
const TOP_KEYS = {
    app: "Name of the app. With `apps` it goes in front of each of their names.",
    when: "Condition for all stages.",
    apps: "Several apps of one repository, by name. What stands at the top of the file counts for each of them.",
    environments: "What differs where, by the name of the environment: laid over the rest of the file where it is chosen.",
};
/** Keys of an app beside its stages. */
const APP_KEYS = {
    folder: "Folder that the app's paths start from, from the folder of the file.",
    when: "Condition for all stages of the app.",
    needs: "Other apps whose whole pipeline comes before anything of this one that lasts: push, migrate, deploy.",
};
/** Keys of every stage beside the inputs of its action. */
const STAGE_KEYS = {
    needs: "Stages that come before this one, in place of the default order; `app/stage` for one of another app.",
    when: "Condition for this stage.",
};
/** Names that become parts of containers, locks and ids. */
const NAME = /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;
/** Reads the keys of a file. Adds to `mistakes` what is not known, with the nearest that is. */
function readFile(root, stages, mistakes) {
    if (root.kind !== "map") {
        mistakes.at(root.at, "a pipeline file is a map of stages");
        return undefined;
    }
    const names = [...new Set(stages.map(pipeline_stages/* sectionOf */.Z))];
    const map = (setting, what) => {
        if (setting === undefined || (setting.kind === "scalar" && setting.value === null))
            return new Map();
        if (setting.kind === "map")
            return setting.entries;
        mistakes.at(setting.at, `${what} takes a map`);
        return new Map();
    };
    const layer = (entries, keys, what) => {
        for (const [key, { at }] of entries) {
            if (![...keys, ...names].includes(key) && !key.startsWith("x-")) {
                mistakes.at(at, (0,nearest/* unknownWord */.$)(key, [...keys, ...names], what));
            }
        }
        const sections = new Map();
        for (const name of names) {
            const section = entries.get(name);
            if (section)
                sections.set(name, readSection(section, stages, name, mistakes));
        }
        const key = (name) => (keys.includes(name) ? entries.get(name) : undefined);
        return { sections, when: key("when"), needs: key("needs"), folder: key("folder") };
    };
    const named = (setting, what) => {
        const found = map(setting, `${what}s`);
        for (const [name, { at }] of found) {
            if (!NAME.test(name))
                mistakes.at(at, `"${name}" is no name of an ${what}; it takes lower-case letters, digits and hyphens`);
        }
        return found;
    };
    const apps = new Map([...named(root.entries.get("apps"), "app")].map(([name, setting]) => [
        name,
        layer(map(setting, `apps.${name}`), Object.keys(APP_KEYS), `key of an app`),
    ]));
    const environments = new Map([...named(root.entries.get("environments"), "environment")].map(([name, setting]) => {
        const entries = map(setting, `environments.${name}`);
        const own = new Map();
        for (const [app, settings] of map(entries.get("apps"), `environments.${name}.apps`)) {
            if (!apps.has(app))
                mistakes.at(settings.at, (0,nearest/* unknownWord */.$)(app, [...apps.keys()], "app of this file"));
            own.set(app, layer(map(settings, `environments.${name}.apps.${app}`), ["when"], "key of an app in an environment"));
        }
        return [name, { layer: layer(entries, ["when", "apps"], "key of an environment"), apps: own }];
    }));
    return {
        app: root.entries.get("app"),
        base: layer(root.entries, Object.keys(TOP_KEYS), "key"),
        apps,
        environments,
    };
}
// A section may be empty (`push:`), or switched off or on again by an overlay (`verify: false`).
function readSection(section, stages, name, mistakes) {
    const own = stages.filter((stage) => (0,pipeline_stages/* sectionOf */.Z)(stage) === name);
    if (section.kind === "scalar" && (section.value === null || typeof section.value === "boolean")) {
        return section.value === false ? section : { kind: "map", at: section.at, entries: new Map() };
    }
    if (section.kind !== "map") {
        mistakes.at(section.at, `${name} takes a map of inputs`);
        return { kind: "map", at: section.at, entries: new Map() };
    }
    const known = [...new Set(own.flatMap(({ inputs, extra }) => [...Object.keys(inputs), ...Object.keys(extra ?? {})]))];
    for (const [key, { at }] of section.entries) {
        const fixed = own.map((stage) => stage.fixed[key]).find((value) => value !== undefined);
        if (key in STAGE_KEYS)
            continue;
        if (!known.includes(key))
            mistakes.at(at, (0,nearest/* unknownWord */.$)(key, [...known, ...Object.keys(STAGE_KEYS)], `input of ${name}`));
        else if (fixed !== undefined)
            mistakes.at(at, `${key} is set to "${fixed}" by the pipeline and cannot be set here`);
    }
    return section;
}

;// CONCATENATED MODULE: ./actions/pipeline/config/settings.js
/** One setting laid over another: maps become one map key by key, everything else takes the place of what was there. */
function overlay(under, over) {
    if (under?.kind !== "map" || over.kind !== "map")
        return over;
    const entries = new Map(under.entries);
    for (const [key, setting] of over.entries)
        entries.set(key, overlay(entries.get(key), setting));
    return { ...over, entries };
}
/**
 * The text that an action's input takes: a list becomes one entry a line, a map `KEY=VALUE` lines. Each scalar is filled
 * by itself and is what was written: `1.10` is no 1.1. Undefined where there is a list or map within another.
 */
function textOf(setting, fill = (text) => text) {
    const scalar = (one) => {
        if (one.kind !== "scalar")
            return undefined;
        if (one.value === null)
            return "";
        return typeof one.value === "string" ? fill(one.value, one.at) : one.text;
    };
    if (setting.kind === "scalar")
        return scalar(setting);
    const lines = setting.kind === "list"
        ? setting.items.map(scalar)
        : [...setting.entries].map(([key, item]) => {
            const text = scalar(item);
            return text === undefined ? undefined : `${key}=${text}`;
        });
    return lines.includes(undefined) ? undefined : lines.join("\n");
}
/** The entries of a setting that takes one text or a list of them; undefined where it is something else. */
function wordsOf(setting, fill) {
    if (setting === undefined)
        return [];
    if (setting.kind === "map")
        return undefined;
    const text = textOf(setting, fill);
    return text
        ?.split("\n")
        .map((word) => word.trim())
        .filter((word) => word !== "");
}
const placeOf = (mistake) => {
    const [, line = 0, column = 0] = /^.+?:(\d+):(\d+): /.exec(mistake) ?? [];
    return { line: Number(line), column: Number(column) };
};
/** Collects the mistakes of a file, each once. */
class Mistakes {
    #found = new Set();
    /** A mistake at a place of the file, such as `pipeline.yml:3:5`. */
    at(place, message) {
        this.#found.add(`${place}: ${message}`);
    }
    /** A mistake that stands nowhere in the file, such as one in an input of the action. */
    elsewhere(message) {
        this.#found.add(message);
    }
    /** Those that stand nowhere first, the others from the top of the file to its end. */
    get all() {
        return [...this.#found].sort((a, b) => {
            const [here, there] = [placeOf(a), placeOf(b)];
            return here.line - there.line || here.column - there.column;
        });
    }
}

;// CONCATENATED MODULE: ./actions/pipeline/config/locks.js


/**
 * Two environments that would work on one thing: both would deploy under one name, or migrate one database. Only what the
 * file says in so many words is held against each other: a variable may have another value in each environment.
 */
function checkLocks(file, known, mistakes) {
    const keys = file.apps.size === 0 ? [""] : [...file.apps.keys()];
    for (const stage of known.filter(({ lock, section }) => lock && section === undefined)) {
        for (const key of keys) {
            const seen = new Map();
            for (const [name, { layer, apps }] of file.environments) {
                const layers = [file.base, file.apps.get(key), layer, apps.get(key)].filter((one) => one !== undefined);
                const found = lockIn(layers, stage);
                if (!found)
                    continue;
                const other = seen.get(found.key);
                if (other === undefined)
                    seen.set(found.key, name);
                else {
                    mistakes.at(found.setting.at, `the environments ${other} and ${name} would both ${stage.lock?.what}, by the same ${stage.lock?.inputs[0]}; give each its own, or leave it to a variable`);
                }
            }
        }
    }
}
function lockIn(layers, stage) {
    const sections = layers.flatMap(({ sections: all }) => all.get((0,pipeline_stages/* sectionOf */.Z)(stage)) ?? []);
    let section;
    for (const one of sections)
        section = one.kind === "scalar" ? undefined : overlay(section, one);
    if (section?.kind !== "map")
        return undefined;
    const { entries } = section;
    const [first = "", ...rest] = stage.lock?.inputs ?? [];
    const setting = entries.get(first);
    const texts = [setting, ...rest.map((input) => entries.get(input))].map((one) => (one && textOf(one)) ?? "");
    // Where its first input is not set, the pipeline gives it, and differently to each environment.
    if (!setting || texts[0] === "" || texts.some((text) => text.includes("$")))
        return undefined;
    return { key: JSON.stringify(texts), setting };
}
/** Two apps of one run that would work on one thing; here the values count, since this run has them. */
function sharedLocks(stages, mistakes, drafts) {
    const seen = new Map();
    for (const one of stages) {
        const { lock, section, name } = one.stage;
        if (!lock || section !== undefined || one.skip !== undefined)
            continue;
        const inputs = one.inputs({});
        const value = (input) => inputs[input] || (input === "app" ? one.app.name : (one.stage.inputs[input]?.default ?? ""));
        const key = JSON.stringify([name, ...lock.inputs.map(value)]);
        const other = seen.get(key);
        if (!other)
            seen.set(key, one);
        else {
            const draft = drafts.find(({ id }) => id === one.id);
            mistakes.at(draft?.settings.get(lock.inputs[0] ?? "")?.at ?? draft?.at ?? "", `${other.id} and ${one.id} would both ${lock.what}; give each its own ${lock.inputs.filter((input) => input in one.stage.inputs).join(" or ")}`);
        }
    }
}

;// CONCATENATED MODULE: ./actions/pipeline/config/order.js


/**
 * Which stage waits for which: `needs` where the file says it, else the default; in any case for those whose values it
 * takes. What lasts waits for the tests, unless `needs` says otherwise, which is noted.
 */
function order(drafts, options) {
    const notes = [];
    const stages = drafts.map((draft) => {
        const id = (name) => (draft.app.key === "" ? name : `${draft.app.key}/${name}`);
        const named = options.needsOf(draft);
        const usual = [...draft.stage.after, ...(options.waitsForBuild(draft) ? ["build"] : [])].map(id);
        const givers = giversOf(draft, drafts, options).map(id);
        const others = draft.stage.lasting
            ? (options.appNeeds.get(draft.app.key) ?? []).flatMap((key) => drafts.filter(({ app }) => app.key === key).map((one) => one.id))
            : [];
        const wanted = new Set([...(named ?? usual), ...givers, ...others]);
        const needs = drafts.map((one) => one.id).filter((one) => wanted.has(one) && one !== draft.id);
        return { ...draft, needs, named: named !== undefined, needsAt: draft.needs?.at ?? draft.at };
    });
    const byId = new Map(stages.map((stage) => [stage.id, stage]));
    const ring = findRing(stages);
    if (ring) {
        const first = ring.map((id) => byId.get(id)).find((stage) => stage?.named) ?? byId.get(ring[0] ?? "");
        if (first)
            options.mistakes.at(first.needsAt, `needs: the stages wait for each other in a ring: ${[...ring, ring[0]].join(" → ")}`);
        return { stages: [], notes };
    }
    for (const stage of stages) {
        const test = stages.find(({ app, stage: { name }, skip }) => app.key === stage.app.key && name === "test" && !skip);
        if (stage.named && stage.stage.lasting && test && !stage.skip && !reaches(stage.id, test.id, byId)) {
            notes.push(`${stage.id} does not wait for ${test.id}, since its \`needs\` says so.`);
        }
    }
    return {
        stages: stages.map(({ id, stage, app, inputs, at, needs, skip }) => ({
            id,
            stage,
            app,
            inputs,
            at,
            needs,
            ...(skip === undefined ? {} : { skip }),
        })),
        notes,
    };
}
/** Names of the stages that a stage takes a value from. What it cannot run without and nobody gives is a mistake. */
function giversOf(draft, drafts, { known, mistakes, alone }) {
    const there = (name) => drafts.some(({ app, stage }) => app.key === draft.app.key && stage.name === name);
    const place = (name) => known.findIndex((stage) => stage.name === name);
    const givers = [];
    for (const [input, { from, needed }] of Object.entries(draft.stage.gives)) {
        const set = draft.settings.get(input);
        // Set to a variable that may be empty, it may still come from the other stage.
        const text = set && textOf(set);
        if (input in draft.fixed || (text && !text.includes("$")))
            continue;
        givers.push(...from.filter(there));
        const lacks = !alone && !draft.skip;
        const nothing = text === undefined || text === "" || draft.inputs({})[input] === "";
        if (needed && nothing && lacks && from.length > 0 && !from.some(there)) {
            mistakes.at(set?.at ?? draft.at, `${draft.id} has no ${input}: it comes from ${from.join(" or ")}, which this run does not have; set \`${input}\` in the section ${draft.stage.section ?? draft.stage.name}, or run that stage too`);
        }
    }
    for (const name of draft.late) {
        const from = (values/* LATE_VARIABLES */.Hg[name]?.from ?? []).filter((giver) => place(giver) < place(draft.stage.name));
        if (from.some(there))
            givers.push(...from.filter(there));
        else if (!draft.skip && !alone) {
            mistakes.at(draft.at, `${draft.id} uses ${name}, which ${from.join(" or ") || "no stage before it"} gives; this run does not have it`);
        }
    }
    return givers;
}
/** Ids that wait for each other in a ring, or undefined. */
function findRing(stages) {
    const needs = new Map(stages.map((stage) => [stage.id, stage.needs]));
    const done = new Set();
    const walk = (id, way) => {
        if (way.includes(id))
            return way.slice(way.indexOf(id));
        if (done.has(id))
            return undefined;
        for (const next of needs.get(id) ?? []) {
            const ring = walk(next, [...way, id]);
            if (ring)
                return ring;
        }
        done.add(id);
        return undefined;
    };
    for (const { id } of stages) {
        const ring = walk(id, []);
        if (ring)
            return ring;
    }
    return undefined;
}
function reaches(from, to, stages) {
    const needs = stages.get(from)?.needs ?? [];
    return needs.includes(to) || needs.some((next) => reaches(next, to, stages));
}

;// CONCATENATED MODULE: ./toolkit/glob.js
/**
 * A pattern for names and paths as a regular expression for the whole of them: `*` is any run of characters but "/",
 * `**` any run at all (`**` + "/" also none), `?` one character but "/", `[a-z]` one of a set. The form is that of the filters of
 * GitHub's workflows, but for `?` and `+`, which mean there what they mean in regular expressions.
 */
function globPattern(glob) {
    const source = glob.replace(/\*\*\/|\*\*|\*|\?|\[!?[^\]/]+\]|[^*?[]+|\[/g, (part) => {
        if (part === "**/")
            return "(?:.*/)?";
        if (part === "**")
            return ".*";
        if (part === "*")
            return "[^/]*";
        if (part === "?")
            return "[^/]";
        if (part.length > 2 && part.startsWith("[") && part.endsWith("]")) {
            const negated = part.startsWith("[!");
            return `[${negated ? "^" : ""}${part.slice(negated ? 2 : 1, -1).replace(/[\\^[]/g, "\\$&")}]`;
        }
        return part.replace(/[.+^${}()|\\[\]]/g, "\\$&");
    });
    return new RegExp(`^${source}$`, "s");
}
/**
 * Whether a list of patterns takes a name: the last one that matches decides, one with "!" in front takes it away. A list
 * of such alone takes everything else.
 */
function globsTake(globs, name) {
    let taken = globs.every((glob) => glob.startsWith("!"));
    for (const glob of globs) {
        const negative = glob.startsWith("!");
        if (globPattern(negative ? glob.slice(1) : glob).test(name))
            taken = !negative;
    }
    return taken;
}

;// CONCATENATED MODULE: ./actions/pipeline/config/when.js




/** What a `when` may ask for, and what each means. */
const CONDITIONS = {
    branch: "Branches, by pattern. A pull request is on none.",
    tag: "Tags, by pattern. With `branch` beside it either is enough.",
    event: "Events of the run: push, pull_request, schedule, workflow_dispatch, … and local outside of any CI system.",
    paths: "Paths of which one must have changed, by pattern, from the folder of the file (of the app); a slash in front means the root of the repository.",
};
/** Reads a `when`; what is wrong with it is added to the mistakes. */
function readCondition(setting, fill, mistakes) {
    const condition = {};
    if (setting === undefined)
        return condition;
    if (setting.kind !== "map") {
        mistakes.at(setting.at, `when takes a map of ${Object.keys(CONDITIONS).join(", ")}, for example: { branch: main }`);
        return condition;
    }
    for (const [name, value] of setting.entries) {
        const words = wordsOf(value, fill);
        if (!(name in CONDITIONS)) {
            mistakes.at(value.at, (0,nearest/* unknownWord */.$)(name, Object.keys(CONDITIONS), "condition of when"));
        }
        else if (words === undefined || words.length === 0) {
            mistakes.at(value.at, `${name} takes a pattern or a list of patterns`);
        }
        else
            condition[name] = words;
    }
    return condition;
}
/**
 * Why a condition does not hold, in words that fit after "since"; undefined where it does. `folder` is the one that paths
 * start from, seen from the root of the repository. Where it is not known what changed, everything has.
 */
function unmet(condition, facts, folder = "") {
    const { branch, tag, event, paths } = condition;
    if (event && !globsTake(event, facts.event))
        return `the event is ${facts.event}, not ${some(event)}`;
    const on = (patterns, name) => patterns !== undefined && name !== undefined && globsTake(patterns, name);
    if ((branch || tag) && !on(branch, facts.branch) && !on(tag, facts.tag)) {
        const is = facts.tag
            ? `the tag is ${facts.tag}`
            : facts.branch
                ? `the branch is ${facts.branch}`
                : "this is no branch";
        return `${is}, not ${[...(branch ? [some(branch)] : []), ...(tag ? [`a tag ${some(tag)}`] : [])].join(" and not ")}`;
    }
    if (paths && facts.changed) {
        const globs = paths.map((glob) => fromRoot(glob, folder));
        if (!facts.changed.some((path) => globsTake(globs, path)))
            return `nothing changed in ${some(paths)}`;
    }
    return undefined;
}
function fromRoot(glob, folder) {
    const negative = glob.startsWith("!");
    const pattern = negative ? glob.slice(1) : glob;
    const whole = pattern.startsWith("/") ? pattern.slice(1) : external_node_path_.posix.normalize(external_node_path_.posix.join(folder, pattern));
    // A folder means all that is in it.
    return `${negative ? "!" : ""}${whole.endsWith("/") ? `${whole}**` : whole}`;
}
function some(patterns) {
    return patterns.join(" or ");
}

;// CONCATENATED MODULE: ./actions/pipeline/config/config.js












/**
 * Checks a pipeline file and works out the stages of one run: sections laid over each other, variables filled in,
 * conditions held against the run, and which stage waits for which.
 * All mistakes are told at once as a UserError, each with file, line and column. What a stage that does not run would
 * need need not be there: neither its variables nor what other environments ask for.
 */
function readConfig(file, options) {
    const mistakes = new Mistakes();
    const parsed = readFile(file, options.known, mistakes);
    const hint = `It names the settings of the stages (${[...new Set(options.known.map(pipeline_stages/* sectionOf */.Z))].join(", ")}), for example:\nbuild:\n  tags: ghcr.io/acme/shop:latest`;
    if (!parsed)
        throw new errors/* UserError */.yo(mistakes.all.join("\n"), { hint });
    const config = new Resolver(parsed, options, mistakes).config();
    if (mistakes.all.length > 0) {
        throw new errors/* UserError */.yo(mistakes.all.join("\n"), { hint: `Mend ${options.file} and run again; nothing was run.` });
    }
    if (config.stages.length === 0)
        throw new errors/* UserError */.yo(`${options.file} has no stage`, { hint });
    return config;
}
class Resolver {
    #file;
    #options;
    #mistakes;
    #fill;
    /** Variables that are not set and that a plan takes for empty, with the first place of each. */
    #blanks = new Map();
    constructor(file, options, mistakes) {
        this.#file = file;
        this.#options = options;
        this.#mistakes = mistakes;
        this.#fill = (text, at) => {
            const { text: filled, mistakes: found } = this.#interpolate(text, options.variables, at);
            for (const mistake of found)
                mistakes.at(at, mistake);
            return filled;
        };
    }
    /** A plan goes on without a variable: it is also made where no secret is, as for a pull request of a fork. */
    #interpolate(text, variables, at) {
        const onBlank = (name) => {
            if (!this.#blanks.has(name))
                this.#blanks.set(name, at);
        };
        return (0,interpolate/* interpolate */.GW)(text, variables, this.#options.mode === "plan" ? { onBlank } : {});
    }
    /** What a plan goes on without is a remark, or a mistake beside others: it may be what those come from. */
    #tellBlanks(notes) {
        const names = [...this.#blanks.keys()];
        if (names.length === 0)
            return;
        if (this.#mistakes.all.length > 0) {
            for (const [name, at] of this.#blanks)
                this.#mistakes.at(at, (0,interpolate/* unset */.wC)(name));
            return;
        }
        const [are, them] = names.length === 1 ? ["is", "it"] : ["are", "them"];
        notes.push(`${names.join(", ")} ${are} not set: this plan takes ${them} for empty, and a run would not begin without ${them}.`);
    }
    config() {
        const { environments } = this.#file;
        const { environment } = this.#options;
        if (environment !== "" && !environments.has(environment)) {
            this.#mistakes.elsewhere(`environment: ${(0,nearest/* unknownWord */.$)(environment, [...environments.keys()], "environment of this file")}`);
        }
        const app = this.#word(this.#file.app, "app", "app");
        checkLocks(this.#file, this.#options.known, this.#mistakes);
        const apps = this.#apps(app);
        const drafts = apps.flatMap(({ app: one, layers }) => this.#drafts(one, layers));
        this.#checkOnly(apps.flatMap(({ layers }) => [...this.#sections(layers).keys()]));
        const { notes, stages } = order(drafts, {
            known: this.#options.known,
            needsOf: (one) => this.#needs(one, drafts),
            appNeeds: new Map(apps.map(({ app: one, needs }) => [one.key, this.#appNeeds(needs, apps)])),
            waitsForBuild: (draft) => this.#writesIntoContext(draft, drafts),
            mistakes: this.#mistakes,
            alone: this.#options.alone ?? false,
        });
        sharedLocks(stages, this.#mistakes, drafts);
        this.#tellBlanks(notes);
        if (environments.size > 0 && environment === "") {
            notes.push(`No environment was chosen; the file has ${[...environments.keys()].join(", ")}.`);
        }
        return { app, environment, apps: apps.map((one) => one.app), stages, notes };
    }
    #apps(prefix) {
        const { apps, base, environments } = this.#file;
        const { environment } = this.#options;
        const chosen = environments.get(environment);
        const suffix = environment === "" ? "" : `-${environment}`;
        const overlays = chosen ? [chosen.layer] : [];
        if (apps.size === 0) {
            return [
                { app: { key: "", name: `${prefix}${suffix}`, folder: "" }, layers: [base, ...overlays], needs: undefined },
            ];
        }
        return [...apps].map(([key, layer]) => {
            const own = chosen?.apps.get(key);
            return {
                app: {
                    key,
                    name: `${this.#file.app === undefined ? "" : `${prefix}-`}${key}${suffix}`,
                    folder: this.#word(layer.folder, "folder", ""),
                },
                layers: [base, layer, ...overlays, ...(own ? [own] : [])],
                needs: layer.needs,
            };
        });
    }
    #word(setting, name, fallback) {
        if (setting === undefined)
            return fallback;
        if (setting.kind === "scalar" && setting.value !== null)
            return textOf(setting, this.#fill) ?? fallback;
        this.#mistakes.at(setting.at, `${name} takes a text`);
        return fallback;
    }
    /** The sections of an app that are switched on, laid over each other. */
    #sections(layers) {
        const sections = new Map();
        for (const layer of layers) {
            for (const [name, section] of layer.sections) {
                if (section.kind === "scalar")
                    sections.delete(name);
                else
                    sections.set(name, overlay(sections.get(name), section));
            }
        }
        return sections;
    }
    #drafts(app, layers) {
        const sections = this.#sections(layers);
        const on = new Set(sections.keys());
        const folder = external_node_path_.posix.join(this.#options.folder, app.folder);
        const common = layers.flatMap(({ when }) => when ? [unmet(readCondition(when, this.#fill, this.#mistakes), this.#options.facts, folder)] : []);
        const drafts = [];
        for (const stage of this.#options.known) {
            const section = sections.get((0,pipeline_stages/* sectionOf */.Z)(stage));
            if (section?.kind !== "map")
                continue;
            const parent = stage.extends === undefined ? undefined : sections.get(stage.extends);
            const settings = new Map();
            for (const source of [parent, section]) {
                if (source?.kind !== "map")
                    continue;
                for (const [name, setting] of source.entries)
                    if (!(name in STAGE_KEYS))
                        settings.set(name, setting);
            }
            const raw = (input) => {
                const setting = settings.get(input);
                return (setting && textOf(setting)) || "";
            };
            const shape = stage.shape ? stage.shape(raw, on) : {};
            if (shape === undefined || !this.#selected(stage, on))
                continue;
            const condition = readCondition(section.entries.get("when"), this.#fill, this.#mistakes);
            const skip = [...common, unmet(condition, this.#options.facts, folder)].find((why) => why !== undefined);
            drafts.push({
                id: app.key === "" ? stage.name : `${app.key}/${stage.name}`,
                stage,
                app,
                at: section.at,
                settings,
                fixed: { ...stage.fixed, ...shape },
                needs: section.entries.get("needs"),
                late: lateOf([...settings.values()]),
                ...(skip === undefined ? {} : { skip }),
                inputs: () => ({}),
            });
        }
        // What depends on a stage that is left out is left out too, to the end of every such chain; only then are the
        // variables of the rest asked for.
        const skips = new Map(drafts.map((draft) => [draft.stage.name, draft.skip]));
        for (let before = -1; before !== skipped(skips);) {
            before = skipped(skips);
            for (const draft of drafts)
                skips.set(draft.stage.name, skips.get(draft.stage.name) ?? skippedWith(draft, skips));
        }
        return drafts.map((draft) => {
            const skip = skips.get(draft.stage.name);
            return skip === undefined ? { ...draft, inputs: this.#inputs(draft) } : { ...draft, skip };
        });
    }
    #selected(stage, on) {
        const { only, known } = this.#options;
        if (only.length === 0 || only.includes(stage.name))
            return true;
        // A second stage of a section goes with the stage that it follows: never a post migration before its deploy.
        if (stage.section === undefined || !only.includes(stage.section))
            return false;
        const follows = known.find(({ name }) => name === stage.only);
        return follows !== undefined && only.includes(follows.name) && on.has((0,pipeline_stages/* sectionOf */.Z)(follows));
    }
    #checkOnly(sections) {
        const names = this.#options.known.map(({ name }) => name);
        for (const name of this.#options.only) {
            const stage = this.#options.known.find((one) => one.name === name);
            if (!stage)
                this.#mistakes.elsewhere(`stages: ${(0,nearest/* unknownWord */.$)(name, names, "stage")}`);
            else if (!sections.includes((0,pipeline_stages/* sectionOf */.Z)(stage))) {
                this.#mistakes.elsewhere(`stages: the file has no section "${(0,pipeline_stages/* sectionOf */.Z)(stage)}"`);
            }
        }
    }
    /** The inputs of a stage that runs: checked now with samples for what is only known later. */
    #inputs({ stage, app, settings, fixed, at: place }) {
        const own = { QUAYSIDE_APP: app.name, QUAYSIDE_ENVIRONMENT: this.#options.environment };
        const all = { ...stage.inputs, ...stage.extra };
        const texts = (late, wrong) => {
            // Looked up one by one: a copy would lose the variables of an environment that makes them up when asked.
            const variables = new Proxy({}, { get: (_, name) => late[name] ?? own[name] ?? this.#options.variables[name] });
            const inputs = {};
            for (const [name, setting] of settings) {
                if (!(name in all) || name in fixed)
                    continue;
                let whole = true;
                const text = textOf(setting, (raw, at) => {
                    const filled = this.#interpolate(raw, variables, at);
                    for (const mistake of filled.mistakes)
                        wrong(at, mistake);
                    whole &&= filled.mistakes.length === 0;
                    return filled.text;
                });
                if (text === undefined)
                    wrong(setting.at, `${name} takes a scalar, a list of scalars or a map of scalars`);
                else if (whole)
                    inputs[name] = text;
            }
            for (const [name, variable] of Object.entries(stage.variables ?? {})) {
                if (!settings.has(name) && variables[variable])
                    inputs[name] = variables[variable];
            }
            return { ...inputs, ...fixed };
        };
        const samples = Object.fromEntries(Object.entries(values/* LATE_VARIABLES */.Hg).map(([name, { sample }]) => [name, sample]));
        const inputs = texts(samples, (at, message) => this.#mistakes.at(at, message));
        const read = (0,toolkit_inputs/* tryInputs */.zq)(all, { input: (name) => (inputs[name] ?? "").trim(), mask: this.#options.mask });
        for (const { name, message } of read.mistakes) {
            // An input that is not set may still come from another stage; `order` looks after those.
            const setting = settings.get(name);
            if (setting && inputs[name] !== undefined)
                this.#mistakes.at(setting.at, `${name} ${message}`);
            else if (!(name in stage.gives) && !settings.has(name) && !this.#options.alone)
                this.#mistakes.at(place, `${name} of ${stage.name} ${message}`);
        }
        if (this.#options.mode === "apply" && !this.#options.alone) {
            for (const name of stage.asks?.((input) => inputs[input] ?? "") ?? []) {
                if (inputs[name]?.trim() || this.#failed(settings.get(name)))
                    continue;
                const is = settings.has(name) ? "is empty" : "is not set";
                this.#mistakes.at(settings.get(name)?.at ?? place, 
                // Two stages of one section lack the same, which is told once.
                `${name} of ${(0,pipeline_stages/* sectionOf */.Z)(stage)} ${is}; for example: ${all[name]?.example}`);
            }
        }
        return (late) => texts(late, () => { });
    }
    /** Whether a setting has variables that are not set, which is told already. */
    #failed(setting) {
        let failed = false;
        if (setting) {
            textOf(setting, (text) => {
                failed ||= (0,interpolate/* interpolate */.GW)(text, this.#options.variables).mistakes.length > 0;
                return text;
            });
        }
        return failed;
    }
    #needs(draft, drafts) {
        if (draft.needs === undefined || draft.stage.section !== undefined)
            return undefined;
        const words = wordsOf(draft.needs, this.#fill);
        if (words === undefined) {
            this.#mistakes.at(draft.needs.at, "needs takes the name of a stage or a list of them");
            return [];
        }
        return words.flatMap((word) => {
            const id = word.includes("/") || draft.app.key === "" ? word : `${draft.app.key}/${word}`;
            if (drafts.some((one) => one.id === id))
                return [id];
            // A stage that is in the file and not in this run waits for nobody.
            const stage = this.#options.known.find(({ name }) => name === word.split("/").at(-1));
            if (!stage || !this.#inFile(word, draft.app, stage)) {
                const there = drafts.map((one) => (one.app.key === draft.app.key ? one.stage.name : one.id));
                this.#mistakes.at(draft.needs?.at ?? draft.at, `needs: ${(0,nearest/* unknownWord */.$)(word, there, "stage of this file")}`);
            }
            return [];
        });
    }
    #inFile(word, app, stage) {
        const key = word.includes("/") ? (word.split("/")[0] ?? "") : app.key;
        const { base, apps } = this.#file;
        const own = key === "" ? undefined : apps.get(key);
        if (key !== "" && !own)
            return false;
        return this.#options.only.length > 0 && [base, own].some((layer) => layer?.sections.has((0,pipeline_stages/* sectionOf */.Z)(stage)));
    }
    #appNeeds(needs, apps) {
        const words = wordsOf(needs, this.#fill);
        if (needs && words === undefined)
            this.#mistakes.at(needs.at, "needs takes the name of an app or a list of them");
        const keys = apps.map(({ app }) => app.key);
        return (words ?? []).filter((word) => {
            if (keys.includes(word))
                return true;
            if (needs)
                this.#mistakes.at(needs.at, `needs: ${(0,nearest/* unknownWord */.$)(word, keys, "app of this file")}`);
            return false;
        });
    }
    /**
     * Whether tests might write into what is being built: the build takes a folder that they run in, and no .dockerignore
     * says what of it belongs to the image. Such tests wait for the build, as does no other stage.
     */
    #writesIntoContext({ stage, app }, drafts) {
        if (stage.name !== "test")
            return false;
        const build = drafts.find((one) => one.app.key === app.key && one.stage.name === "build");
        if (!build || build.skip !== undefined)
            return false;
        const set = (name) => build.inputs({})[name]?.trim() ?? "";
        const context = set("context") || ".";
        if (/^[a-z]+:\/\/|^git@/.test(context))
            return false;
        const at = (path) => external_node_path_.posix.join(app.folder, path);
        const file = set("file") || external_node_path_.posix.join(context, "Dockerfile");
        return ![external_node_path_.posix.join(context, ".dockerignore"), `${file}.dockerignore`].some((path) => this.#options.exists(at(path)));
    }
}
const skipped = (skips) => [...skips.values()].filter((skip) => skip !== undefined).length;
/** Why a stage is left out together with another one; undefined where it is not. */
function skippedWith({ stage, settings }, skips) {
    if (stage.only && skips.get(stage.only) !== undefined)
        return `${stage.only} is left out`;
    for (const [input, { from, needed }] of Object.entries(stage.gives)) {
        const left = from.find((name) => skips.get(name) !== undefined);
        const set = settings.get(input);
        if (needed && left !== undefined && !(set && textOf(set)))
            return `${left} is left out, which gives it its ${input}`;
    }
    return undefined;
}
/** The variables of some settings that only have a value later. */
function lateOf(settings) {
    const names = settings.flatMap((setting) => {
        const found = [];
        textOf(setting, (text) => {
            found.push(...(0,interpolate/* variablesOf */.ht)(text));
            return text;
        });
        return found;
    });
    return [...new Set(names)].filter((name) => Object.hasOwn(values/* LATE_VARIABLES */.Hg, name));
}


/***/ }),

/***/ 33997:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ runFacts)
/* harmony export */ });
/* unused harmony export factsOfEnvironment */
/* harmony import */ var _toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);
/* harmony import */ var _toolkit_github_event_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(59936);


/** Event, branch and tag of a run; undefined outside of a CI system. `toolkit/ci.ts` gives all of them GitHub's names. */
function factsOfEnvironment(env) {
    if (!env.GITHUB_EVENT_NAME)
        return undefined;
    const [, kind, name] = /^refs\/(heads|tags)\/(.+)$/.exec(env.GITHUB_REF ?? "") ?? [];
    return facts(env.GITHUB_EVENT_NAME, kind === "heads" ? name : undefined, kind === "tags" ? name : undefined);
}
function facts(event, branch, tag) {
    return { event, ...(branch ? { branch } : {}), ...(tag ? { tag } : {}) };
}
/**
 * The facts of this run: those of the CI system, else those of the local repository. What changed is only found out where
 * `paths` says that somebody asks: since `base`, else since the base of the pull request, the commit before the push, or
 * where the branch left the default branch; what is not committed counts as changed.
 */
async function runFacts(world, options) {
    const { env } = world.runner;
    const git = async (...args) => {
        const result = await world
            // A workspace of another owner is git's "dubious ownership"; only reading is done here.
            .run("git", ["-c", "safe.directory=*", "-c", "core.quotePath=false", ...args], {
            cwd: world.workspace,
            env,
            signal: world.signal,
            timeout: 60_000,
        })
            .catch(() => undefined);
        (0,_toolkit_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .throwIfAborted */ .Te)(world.signal);
        return result?.code === 0 ? result.stdout : undefined;
    };
    let found = factsOfEnvironment(env);
    if (!found) {
        const branch = (await git("symbolic-ref", "--quiet", "--short", "HEAD"))?.trim();
        const tag = branch ? undefined : (await git("describe", "--tags", "--exact-match", "HEAD"))?.trim();
        found = facts("local", branch, tag);
    }
    return options.paths ? { ...found, ...(await changes(git, options.base, env)) } : found;
}
async function changes(git, base, env) {
    const from = await commitBefore(git, base, env);
    if (from === undefined)
        return { unknown: "no commit to compare with is in this clone" };
    const lists = await Promise.all([
        git("diff", "--name-only", "--no-relative", "--no-renames", "-z", from, "--"),
        git("ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/"),
    ]);
    if (lists[0] === undefined)
        return { unknown: "git diff failed" };
    const paths = lists.flatMap((list) => (list ?? "").split("\0")).filter((path) => path !== "");
    return { changed: [...new Set(paths)].sort() };
}
/** The commit that the changes are counted from: the merge base with the first of the bases that this clone has. */
async function commitBefore(git, base, env) {
    const named = base || env.GITHUB_BASE_REF;
    const range = /^([0-9a-f]{7,40})\.{2,3}/.exec(env.TRAVIS_COMMIT_RANGE ?? "")?.[1];
    const event = (0,_toolkit_github_event_js__WEBPACK_IMPORTED_MODULE_1__/* .eventFacts */ .I)(env).base ?? range ?? env.GIT_PREVIOUS_SUCCESSFUL_COMMIT;
    const candidates = base ? [base, `origin/${base}`] : [event, named && `origin/${named}`, named];
    // On a laptop: what the branch has that the default branch has not; on that one itself, its last commit.
    const CI = env.GITHUB_EVENT_NAME;
    if (!base && !CI)
        candidates.push("origin/HEAD", "origin/main", "origin/master");
    for (const candidate of candidates) {
        if (!candidate)
            continue;
        const merge = (await git("merge-base", "--", candidate, "HEAD"))?.trim();
        const head = merge && (await git("rev-parse", "HEAD"))?.trim();
        if (merge && (merge !== head || base || CI))
            return merge;
    }
    return base || CI ? undefined : (await git("rev-parse", "--verify", "--quiet", "HEAD^"))?.trim() || undefined;
}


/***/ }),

/***/ 83371:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ sectionOf),
/* harmony export */   a: () => (/* binding */ STAGES)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);
/* harmony import */ var _build_spec_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50305);
/* harmony import */ var _deploy_spec_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12100);
/* harmony import */ var _migrate_spec_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20930);
/* harmony import */ var _test_spec_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56714);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(48906);
/* harmony import */ var _verify_spec_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(57941);







const loadBuild = async () => (await Promise.all(/* import() */[__webpack_require__.e(6407), __webpack_require__.e(4478)]).then(__webpack_require__.bind(__webpack_require__, 56407))).main;
const checkBuild = async (runner) => (await __webpack_require__.e(/* import() */ 9135).then(__webpack_require__.bind(__webpack_require__, 69135))).readBuildInputs(runner);
const checkMigrate = async (runner) => (await __webpack_require__.e(/* import() */ 2760).then(__webpack_require__.bind(__webpack_require__, 62760))).readMigrateInputs(runner);
const loadMigrate = async () => (await Promise.all(/* import() */[__webpack_require__.e(4951), __webpack_require__.e(5757), __webpack_require__.e(158), __webpack_require__.e(1698), __webpack_require__.e(2097)]).then(__webpack_require__.bind(__webpack_require__, 41698))).main;
const severalPlatforms = (set) => /[,\n]/.test(set("platforms").trim());
/** What is there already by its content is not built again, unless the file says otherwise. */
const reusing = (set) => set("rebuild") === "" ? { rebuild: "auto" } : {};
/** A plan that only says one sentence. */
const saying = (sentence) => async ({ runner }) => {
    const said = sentence(runner.input);
    runner.info(said);
    runner.output("outcome", "planned");
    runner.output("plan", said);
};
const planTool = ({ command }) => command ? saying((input) => `Would run ${input("command")} under the lock of the database.`) : undefined;
/** The files that a run of migrate left for the phase after the deploy; undefined where its report does not say. */
function heldFiles(report) {
    try {
        const { held } = JSON.parse(report ?? "{}");
        return Array.isArray(held) ? held : undefined;
    }
    catch {
        return undefined;
    }
}
/** Every stage, in the order in which they are shown. A new action gets its place in the pipeline here. */
const STAGES = [
    {
        name: "build",
        inputs: _build_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs,
        // What is built is tested first; the push stage sends that very image.
        fixed: { push: "false" },
        // A builder of another driver keeps the image to itself unless told; an engine takes only one platform.
        shape: (set) => ({
            ...(set("load") === "" && !severalPlatforms(set) ? { load: "true" } : {}),
            ...reusing(set),
        }),
        gives: {},
        after: [],
        lasting: false,
        check: checkBuild,
        load: loadBuild,
    },
    {
        name: "test",
        inputs: _test_spec_js__WEBPACK_IMPORTED_MODULE_4__/* .spec */ .I.inputs,
        extra: {
            reuse: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({
                describe: "Whether a green result of the same content counts again: all files of the repository, these settings, the platform and PATH. Set it only where the tests depend on nothing else.",
            }),
        },
        fixed: {},
        gives: {},
        after: [],
        lasting: false,
        // The comment is the pipeline's; the tests' own, and a check run, take a token in this section.
        shape: (set) => set("show") === "" && set("token") === "" ? { show: "summary, annotations" } : {},
        check: async (runner) => (await __webpack_require__.e(/* import() */ 251).then(__webpack_require__.bind(__webpack_require__, 20251))).readTestInputs(runner),
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(976), __webpack_require__.e(8426), __webpack_require__.e(9240)]).then(__webpack_require__.bind(__webpack_require__, 98426))).main,
    },
    {
        name: "push",
        inputs: _build_spec_js__WEBPACK_IMPORTED_MODULE_1__/* .spec */ .I.inputs,
        fixed: { mode: "push" },
        // An image for several platforms lies in the cache of the builder, which makes and sends it from there.
        shape: (set) => ({
            ...(severalPlatforms(set) ? { mode: "apply", push: "true" } : {}),
            ...reusing(set),
        }),
        gives: {
            tags: {
                from: ["build"],
                value: (done) => done.get("build")?.tags,
                sample: "registry.example/app:1",
                needed: true,
            },
            image: { from: ["build"], value: _values_js__WEBPACK_IMPORTED_MODULE_5__/* .builtImage */ .i },
        },
        after: ["build", "test"],
        lasting: true,
        check: checkBuild,
        load: loadBuild,
        plan: () => saying((input) => `Would push ${input("tags").split("\n").join(", ")}.`),
        extends: "build",
    },
    {
        name: "migrate",
        inputs: _migrate_spec_js__WEBPACK_IMPORTED_MODULE_3__/* .spec */ .I.inputs,
        fixed: {},
        gives: {},
        after: ["build", "test", "push"],
        lasting: true,
        only: "deploy",
        lock: { what: "migrate one database with one history table", inputs: ["url", "schema", "history-table"] },
        shape: (set, sections) => {
            const phase = set("phase");
            if (phase === "post" && sections.has("deploy"))
                return undefined;
            return phase === "" && sections.has("deploy") && set("command") === "" ? { phase: "pre" } : {};
        },
        asks: (set) => (["plan", "check", "new"].includes(set("mode")) ? [] : ["url"]),
        check: checkMigrate,
        load: loadMigrate,
        plan: planTool,
    },
    {
        name: "deploy",
        inputs: _deploy_spec_js__WEBPACK_IMPORTED_MODULE_2__/* .spec */ .I.inputs,
        fixed: {},
        gives: {
            app: { from: [], value: (_, app) => app, sample: "app" },
            image: { from: ["push", "build"], value: _values_js__WEBPACK_IMPORTED_MODULE_5__/* .imageOf */ .dT, sample: "registry.example/app:1", needed: true },
        },
        after: ["build", "test", "push", "migrate"],
        lasting: true,
        lock: { what: "deploy under one name", inputs: ["app", "host", "hosts", "target"] },
        variables: {
            hosts: "QUAYSIDE_HOSTS",
            "known-hosts": "QUAYSIDE_KNOWN_HOSTS",
            "ssh-key": "QUAYSIDE_SSH_KEY",
            "tls-ca": "QUAYSIDE_TLS_CA",
            "tls-cert": "QUAYSIDE_TLS_CERT",
            "tls-key": "QUAYSIDE_TLS_KEY",
        },
        check: async (runner) => (await __webpack_require__.e(/* import() */ 3162).then(__webpack_require__.bind(__webpack_require__, 53162))).readDeployInputs(runner),
        reach: async (world) => {
            if (world.runner.input("hosts") === "")
                return;
            const [{ readDeployInputs }, { reachHosts }] = await Promise.all([
                __webpack_require__.e(/* import() */ 3162).then(__webpack_require__.bind(__webpack_require__, 53162)),
                Promise.all(/* import() */[__webpack_require__.e(5292), __webpack_require__.e(4753)]).then(__webpack_require__.bind(__webpack_require__, 64753)),
            ]);
            await reachHosts(world, readDeployInputs(world.runner));
        },
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(5292), __webpack_require__.e(3583)]).then(__webpack_require__.bind(__webpack_require__, 73583))).main,
    },
    {
        // The files of phase post take away what the old release needs, so they run once the new one was kept.
        name: "migrate-post",
        section: "migrate",
        inputs: _migrate_spec_js__WEBPACK_IMPORTED_MODULE_3__/* .spec */ .I.inputs,
        fixed: {},
        gives: {},
        after: ["deploy"],
        lasting: true,
        only: "deploy",
        shape: (set, sections) => {
            const phase = set("phase");
            if (!sections.has("deploy") || set("command") !== "")
                return undefined;
            return phase === "post" ? {} : phase === "" ? { phase: "post" } : undefined;
        },
        idle: async ({ directory, phase }, folder) => {
            const [{ readMigrations }, { isContract }] = await Promise.all([
                __webpack_require__.e(/* import() */ 7186).then(__webpack_require__.bind(__webpack_require__, 27186)),
                Promise.all(/* import() */[__webpack_require__.e(4951), __webpack_require__.e(158)]).then(__webpack_require__.bind(__webpack_require__, 20158)),
            ]);
            const found = await readMigrations(folder, directory || _migrate_spec_js__WEBPACK_IMPORTED_MODULE_3__/* .spec */ .I.inputs.directory.default || "").catch(() => undefined);
            // A folder that cannot be read is told of by the migrate stage, which comes first.
            return phase === "post" && !found?.files.some(isContract);
        },
        asks: (set) => (["plan", "check", "new"].includes(set("mode")) ? [] : ["url"]),
        check: checkMigrate,
        load: loadMigrate,
        // The plan of the phase before it says which files it leaves for later.
        plan: (_, done) => {
            const held = heldFiles(done.get("migrate")?.report);
            if (held === undefined)
                return undefined;
            return held.length === 0
                ? saying(() => "Nothing is pending for after the deploy.")
                : saying(() => `Would run ${held.join(", ")} once the new release is kept.`);
        },
    },
    {
        name: "verify",
        inputs: _verify_spec_js__WEBPACK_IMPORTED_MODULE_6__/* .spec */ .I.inputs,
        fixed: {},
        gives: {
            url: {
                from: ["deploy"],
                value: (done) => done.get("deploy")?.url,
                sample: "https://app.example",
                needed: true,
            },
        },
        after: ["deploy", "migrate-post"],
        lasting: false,
        check: async (runner) => (await __webpack_require__.e(/* import() */ 9049).then(__webpack_require__.bind(__webpack_require__, 9049))).readVerifyInputs(runner),
        load: async () => (await __webpack_require__.e(/* import() */ 9049).then(__webpack_require__.bind(__webpack_require__, 9049))).main,
    },
];
/** The section of a stage. */
const sectionOf = ({ name, section }) => section ?? name;


/***/ }),

/***/ 48906:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hg: () => (/* binding */ LATE_VARIABLES),
/* harmony export */   dT: () => (/* binding */ imageOf),
/* harmony export */   i: () => (/* binding */ builtImage)
/* harmony export */ });
/* unused harmony export pushedImage */
/** The image in the registry, by its digest; undefined where it was not pushed. */
function pushedImage(done) {
    return done.get("push")?.refs?.split("\n")[0] || undefined;
}
/**
 * The image that was built, by its id: a name may move meanwhile. Undefined where the engine does not know it by that id,
 * as where another builder keeps it: a size is only told of an image that the engine was asked about.
 */
function builtImage(done) {
    const built = done.get("build");
    return (built?.size && built.imageid) || undefined;
}
/** The image that the stages so far give to those after them: by its digest once it was pushed, else by its id or name. */
function imageOf(done) {
    return pushedImage(done) || builtImage(done) || done.get("build")?.image || undefined;
}
/** The variables that the pipeline itself gives to `${…}`, beside those of the environment. */
const LATE_VARIABLES = {
    QUAYSIDE_IMAGE: {
        describe: "The image that was built: by its digest once it was pushed, by its id before.",
        from: ["build", "push"],
        sample: `registry.example/app@sha256:${"0".repeat(64)}`,
        value: imageOf,
    },
    QUAYSIDE_DIGEST: {
        describe: "Digest of the pushed image.",
        from: ["push"],
        sample: `sha256:${"0".repeat(64)}`,
        value: (done) => done.get("push")?.digest,
    },
    QUAYSIDE_URL: {
        describe: "Where the deployed app answers.",
        from: ["deploy"],
        sample: "http://127.0.0.1:8080",
        value: (done) => done.get("deploy")?.url,
    },
};


/***/ }),

/***/ 57941:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ spec)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);

/** What the `verify` section of a pipeline file takes. */
const spec = {
    inputs: {
        mode: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["apply", "plan"], { describe: "Whether to ask, or only to say what would be asked." }),
        url: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Address of the app; the one that the deploy stage gave where not set.",
            example: "https://shop.example",
        }),
        path: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ describe: "Path that is asked for.", default: "/", example: "/version" }),
        status: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .integer */ .nd)({ min: 100, max: 599 }, { describe: "Status that the answer must have.", default: "200" }),
        contains: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ describe: "Text that the answer must hold.", example: "1.4.2" }),
        timeout: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .duration */ .p0)({ describe: "How long to try.", default: "30s" }),
    },
};


/***/ }),

/***/ 59936:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ eventFacts)
/* harmony export */ });
/* unused harmony export factsOf */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);

const NO_COMMIT = /^0+$/;
/** The facts of the event in GITHUB_EVENT_PATH; a payload that cannot be read says nothing, it is no error. */
function eventFacts(env) {
    return factsOf(payloadOf(env.GITHUB_EVENT_PATH), env);
}
function payloadOf(path) {
    if (!path)
        return {};
    try {
        const value = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, "utf8"));
        return typeof value === "object" && value !== null ? value : {};
    }
    catch {
        return {};
    }
}
/** The facts of a payload of the events that GitHub documents for workflows. */
function factsOf(payload, env) {
    return clean({ ...commitFacts(payload, env), defaultBranch: payload.repository?.default_branch });
}
function commitFacts(payload, env) {
    const { pull_request: pull, workflow_run: run, issue, merge_group: group } = payload;
    if (pull?.number !== undefined) {
        const owner = pull.head?.repo?.owner?.login;
        return clean({
            pullRequest: pull.number,
            head: pull.head?.sha,
            label: owner && pull.head?.ref ? `${owner}:${pull.head.ref}` : undefined,
            base: pull.base?.sha,
            // The head repository is null once a fork has been deleted.
            fork: pull.head?.repo?.full_name !== pull.base?.repo?.full_name,
        });
    }
    if (run) {
        const owner = run.head_repository?.owner?.login;
        return clean({
            pullRequest: run.pull_requests?.[0]?.number,
            head: run.head_sha,
            label: owner && run.head_branch ? `${owner}:${run.head_branch}` : undefined,
            base: run.pull_requests?.[0]?.base?.sha,
            fork: run.head_repository?.full_name !== payload.repository?.full_name,
        });
    }
    if (group)
        return clean({ head: group.head_sha, base: group.base_sha, fork: false });
    const owner = env.GITHUB_REPOSITORY?.split("/")[0];
    const branch = env.GITHUB_REF_TYPE === "branch" ? env.GITHUB_REF_NAME : undefined;
    return clean({
        pullRequest: issue?.pull_request ? issue.number : pullOf(env.GITHUB_REF),
        // A comment on a pull request runs on the default branch; that commit says nothing about the pull request.
        head: issue ? undefined : env.GITHUB_SHA,
        label: !issue && owner && branch ? `${owner}:${branch}` : undefined,
        base: payload.before && !NO_COMMIT.test(payload.before) ? payload.before : undefined,
        fork: false,
    });
}
// Other CI systems have no payload of GitHub's; the reference says which pull request it is (toolkit/ci.ts).
function pullOf(ref = "") {
    const number = /^refs\/pull\/(\d+)\//.exec(ref)?.[1];
    return number === undefined ? undefined : Number(number);
}
function clean(facts) {
    return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== ""));
}


/***/ }),

/***/ 70181:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GW: () => (/* binding */ interpolate),
/* harmony export */   ht: () => (/* binding */ variablesOf),
/* harmony export */   wC: () => (/* binding */ unset)
/* harmony export */ });
/* unused harmony export interpolated */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(66715);

/**
 * Puts the values of variables into a text, by the rules of the Compose Specification (section "Interpolation"):
 * `$VAR` and `${VAR}`; `${VAR:-default}` and `${VAR-default}`; `${VAR:?message}` and `${VAR?message}`;
 * `${VAR:+instead}` and `${VAR+instead}`; `$$` is a dollar sign. With a colon an empty value counts as unset. Defaults,
 * messages and replacements hold variables again, to any depth, and are only worked out where they are used.
 * Unlike Compose, a variable that is not set and has no default is a mistake (a blank would hide it) unless `onBlank`
 * is given.
 */
function interpolate(text, values, { onBlank } = {}) {
    const mistakes = [];
    const parts = new Reader(text, mistakes).all();
    return { text: fill(parts, { values, mistakes, onBlank }), mistakes };
}
/** The text with its variables, or a UserError that lists every mistake. */
function interpolated(text, values) {
    const result = interpolate(text, values);
    if (result.mistakes.length > 0)
        throw new UserError(result.mistakes.join("\n"));
    return result.text;
}
/** The names of all variables of a text, those in defaults too, each once. */
function variablesOf(text) {
    const names = (parts) => parts.flatMap((part) => (typeof part === "string" ? [] : [part.name, ...names(part.operand)]));
    return [...new Set(names(new Reader(text, []).all()))];
}
function fill(parts, filling) {
    return parts.map((part) => (typeof part === "string" ? part : replacement(part, filling))).join("");
}
function replacement({ name, operator, operand }, filling) {
    const { values, mistakes, onBlank } = filling;
    // `toString` is no variable, unless somebody sets it.
    const value = name in Object.prototype && !Object.hasOwn(values, name) ? undefined : values[name];
    const isUnset = value === undefined || (operator.startsWith(":") && value === "");
    switch (operator.at(-1)) {
        case "-":
            return isUnset ? fill(operand, filling) : value;
        case "+":
            return isUnset ? "" : fill(operand, filling);
        case "?":
            if (isUnset)
                mistakes.push(`${name} is not set${operand.length > 0 ? `: ${fill(operand, filling)}` : ""}`);
            return value ?? "";
        default:
            if (isUnset && onBlank)
                onBlank(name);
            else if (isUnset)
                mistakes.push(unset(name));
            return value ?? "";
    }
}
/** What is told of a variable that is not set and has no default. */
const unset = (name) => `${name} is not set; set it, or give a default: \${${name}:-value}`;
/** How deep defaults may lie in each other; nobody writes more, and a file from outside must not fill the stack. */
const DEEPEST = 50;
/** Takes a text apart. What is no variable stays as it is and is told. */
class Reader {
    #text;
    #mistakes;
    #at = 0;
    #depth = 0;
    constructor(text, mistakes) {
        this.#text = text;
        this.#mistakes = mistakes;
    }
    all() {
        return this.#parts(false);
    }
    /** Up to the end of the text, or to the brace that closes the operand that this is. */
    #parts(operand) {
        const parts = [];
        let open = 0;
        while (this.#at < this.#text.length) {
            const plain = this.#take(operand ? /[^${}]+/y : /[^$]+/y);
            if (plain !== undefined)
                parts.push(plain);
            else if (this.#text[this.#at] === "$")
                parts.push(this.#variable());
            else {
                // A brace of its own in an operand, as in ${SETTINGS:-{"a": 1}}, takes its partner with it.
                if (this.#text[this.#at] === "}" && open === 0)
                    break;
                open += this.#text[this.#at] === "{" ? 1 : -1;
                parts.push(this.#take(/[{}]/y) ?? "");
            }
        }
        return parts;
    }
    #variable() {
        const begin = this.#at;
        if (this.#take(/\$\$/y))
            return "$";
        const plain = this.#take(/\$[A-Za-z_]\w*/y);
        if (plain !== undefined)
            return { name: plain.slice(1), operator: "", operand: [] };
        const name = this.#take(/\$\{[A-Za-z_]\w*/y)?.slice(2);
        if (name !== undefined) {
            const operator = this.#take(/:?[-?+]/y) ?? "";
            const operand = operator === "" || this.#depth === DEEPEST ? [] : this.#operand();
            if (this.#take(/\}/y))
                return { name, operator, operand };
        }
        this.#at = begin;
        const whole = this.#take(/\$(?:\{[^}]*\}?)?/y) ?? "";
        // Within an operand nobody knows where it would have ended, so the variable around it is the one that is told of.
        if (this.#depth > 0)
            this.#at = this.#text.length;
        else {
            const shown = whole.length > 60 ? `${whole.slice(0, 59)}…` : whole;
            this.#mistakes.push(`"${shown}" is no variable; write \${NAME}, or $$ for a dollar sign`);
        }
        return whole;
    }
    #operand() {
        this.#depth++;
        const parts = this.#parts(true);
        this.#depth--;
        return parts;
    }
    /** What the pattern (sticky) matches here, and moves behind it. */
    #take(pattern) {
        pattern.lastIndex = this.#at;
        const found = pattern.exec(this.#text)?.[0];
        if (found !== undefined)
            this.#at += found.length;
        return found;
    }
}


/***/ }),

/***/ 157:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EU: () => (/* binding */ fence),
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   XF: () => (/* binding */ withinBytes),
/* harmony export */   ZD: () => (/* binding */ escapeHtml),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
/**
 * Text from outside as Markdown that shows exactly that text: nothing of it becomes markup, HTML, a link, a mention
 * or an issue reference. One line; line ends become spaces.
 */
function escapeMarkdown(text) {
    return (text
        .replace(/\s*[\r\n]+\s*/g, " ")
        // In one go: the "#" of an entity that was just made must not be escaped again.
        .replace(/[&<>"'\\`*_{}[\]()#+!|~^$-]/g, (char) => {
        const html = escapeHtml(char);
        return html === char ? `&#${char.charCodeAt(0)};` : html;
    })
        // A word joiner inside keeps GitHub from linking names, issues and addresses; it is not shown.
        .replace(/@(?=[\w])/g, "@\u2060")
        .replace(/(https?|ftp):\/\//gi, "$1:\u2060//")
        .replace(/www\./gi, "www\u2060."));
}
/** Text from outside for an HTML page or attribute. */
function escapeHtml(text) {
    return text
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("'", "&#39;");
}
/** A code span that shows exactly that text, also within a table. One line; line ends become spaces. */
function code(text) {
    // An HTML element, since a backtick span can neither hold a "|" in a table nor begin and end with backticks safely.
    return `<code>${escapeMarkdown(text)}</code>`;
}
/** A fenced block that shows exactly that text; the fence is longer than any run of backticks in it. */
function fence(text, language = "") {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
    const mark = "`".repeat(longest + 1);
    return `${mark}${language}\n${text.replace(/\n$/, "")}\n${mark}`;
}
/** A link; the text is escaped, and an address that is not http(s) is shown as text only. */
function link(text, address) {
    return /^https?:\/\/[^\s<>"']+$/i.test(address)
        ? `[${escapeMarkdown(text)}](<${address.replaceAll(">", "%3E")}>)`
        : escapeMarkdown(text);
}
/** A table. Cells are Markdown already: escape what comes from outside. `right` lists the columns of numbers, from 0. */
function table(head, rows, right = []) {
    const row = (cells) => `| ${cells.map((cell) => cell.replace(/\r?\n/g, "<br>")).join(" | ")} |`;
    const rule = `|${head.map((_, column) => (right.includes(column) ? "---:" : "---")).join("|")}|`;
    return [row(head), rule, ...rows.map(row)].join("\n");
}
/** A part that opens on a click. The title is escaped, the body is Markdown already. */
function details(title, body, open = false) {
    return `<details${open ? " open" : ""}><summary>${escapeMarkdown(title)}</summary>\n\n${body}\n\n</details>`;
}
/**
 * Joins pieces within a limit in UTF-8 bytes. The last pieces are shortened first; when even that is not enough,
 * pieces are dropped from the end. `notice` (Markdown) is appended where anything was cut, so that nobody takes the
 * rest for the whole. Pieces are never cut in the middle, so no tag and no fence stays open.
 */
function withinBytes(pieces, limit, notice) {
    const texts = pieces.map((piece) => piece.full);
    const join = (parts) => parts.filter((part) => part !== "").join("\n\n");
    // Each piece is measured once: a report may have thousands of them.
    const size = (text) => (text === "" ? 0 : Buffer.byteLength(text) + 2);
    let total = texts.reduce((sum, text) => sum + size(text), 0) - 2;
    if (total <= limit)
        return join(texts);
    total += size(notice);
    for (let index = pieces.length - 1; index >= 0 && total > limit; index--) {
        const short = pieces[index]?.short ?? "";
        total += size(short) - size(texts[index]);
        texts[index] = short;
    }
    while (texts.length > 0 && total > limit)
        total -= size(texts.pop());
    return total <= limit ? join([...texts, notice]) : "";
}


/***/ }),

/***/ 35191:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ runUrl)
/* harmony export */ });
/** Address of the run's own page on GitHub, Jenkins or Travis CI; `""` where there is none. */
function runUrl(env) {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
    if (server && repository && id)
        return `${server}/${repository}/actions/runs/${id}`;
    return env.BUILD_URL ?? env.TRAVIS_BUILD_WEB_URL ?? "";
}


/***/ }),

/***/ 79839:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Vd: () => (/* binding */ writeYaml),
/* harmony export */   _d: () => (/* binding */ readYamlTree),
/* harmony export */   gM: () => (/* binding */ readYaml)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33483);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(66715);


/** Syntax mistakes that are told; what comes after so many mostly follows from them. */
const SHOWN = 5;
/**
 * Reads YAML 1.2 text, with the merge key `<<` that Compose files use. The syntax mistakes, duplicate keys among them,
 * are told at once, each with line and column: the first of each line, since one of them makes more of itself.
 * Throws a UserError. Aliases are limited by the library, so a "billion laughs" file fails instead of filling memory.
 */
function readYaml(name, text) {
    const { document, at } = parse(name, text, true);
    let value;
    try {
        value = document.toJS({ maxAliasCount: 100 });
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
    const position = (path) => at(offsetOf(document, path));
    return {
        name,
        value,
        position,
        mistake(path, message, hint) {
            const { line, column } = position(path);
            return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${name}:${line}:${column}: ${message}`, hint ? { hint } : {});
        },
    };
}
function parse(name, text, merge = false) {
    const counter = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text.replace(/^\uFEFF/, ""), { lineCounter: counter, prettyErrors: false, merge });
    const at = (offset) => {
        const { line, col } = counter.linePos(offset);
        return { line, column: col };
    };
    if (document.errors.length > 0) {
        const mistakes = new Map();
        for (const error of document.errors) {
            const { line, column } = at(error.pos[0]);
            if (!mistakes.has(line))
                mistakes.set(line, `${name}:${line}:${column}: ${error.message.replace(/\s+/g, " ")}`);
        }
        const shown = [...mistakes.values()].slice(0, SHOWN);
        const more = mistakes.size > SHOWN ? [`and ${mistakes.size - SHOWN} more, which may follow from these`] : [];
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo([...shown, ...more].join("\n"), {
            hint: `Mend the YAML of ${name}; indentation counts, tabs are not allowed.`,
        });
    }
    return { document: document, at };
}
/** More values than any file for people has; aliases of aliases make millions out of a few lines. */
const NODE_LIMIT = 50_000;
/**
 * Reads YAML as a tree of values that know their places. Aliases are followed, and the merge key `<<` of YAML 1.1 is
 * heeded, which Compose files use. Throws a UserError as `readYaml` does.
 */
function readYamlTree(name, text) {
    const { document, at } = parse(name, text);
    let count = 0;
    const place = (offset) => {
        const { line, column } = at(offset ?? 0);
        return `${name}:${line}:${column}`;
    };
    const walk = (node, keyAt) => {
        if (++count > NODE_LIMIT)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${name}: its aliases make too much of it`);
        const here = { at: keyAt ?? place(node?.range?.[0]) };
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node)) {
            const target = node.resolve(document);
            if (target === undefined)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${here.at}: there is no &${node.source} before it`);
            return { ...walk(target, keyAt), at: here.at };
        }
        const tag = node?.tag;
        const own = tag?.startsWith("!") && !tag.startsWith("!!") ? { ...here, tag } : here;
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node)) {
            const entries = new Map();
            const merged = [];
            for (const { key, value } of node.items) {
                const keyText = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) ? String(key.value ?? "") : String(key);
                const child = walk(value, place(key?.range?.[0]));
                if (keyText === "<<" && (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) && key.type === "PLAIN")
                    merged.push(child);
                else
                    entries.set(keyText, child);
            }
            for (const source of merged.flatMap((child) => (child.kind === "list" ? child.items : [child]))) {
                if (source.kind !== "map")
                    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .yo(`${source.at}: << takes a map or a list of maps`);
                for (const [key, value] of source.entries)
                    if (!entries.has(key))
                        entries.set(key, value);
            }
            return { ...own, kind: "map", entries };
        }
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(node))
            return { ...own, kind: "list", items: node.items.map((item) => walk(item, undefined)) };
        const scalar = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node) ? node : undefined;
        const value = scalar?.value ?? null;
        const plain = ["string", "number", "boolean"].includes(typeof value)
            ? value
            : value === null
                ? null
                : String(value);
        return { ...own, kind: "scalar", value: plain, text: scalar?.source ?? String(plain ?? "") };
    };
    return walk(document.contents, undefined);
}
function offsetOf(document, path) {
    for (let length = path.length; length > 0; length--) {
        const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
        const key = path[length - 1];
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(parent)) {
            const pair = parent.items.find((item) => (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(item.key) && String(item.key.value) === String(key));
            const start = pair?.key?.range?.[0];
            if (start !== undefined)
                return start;
        }
        const node = document.getIn(path.slice(0, length), true);
        if (node?.range)
            return node.range[0];
    }
    return document.contents?.range?.[0] ?? 0;
}
/** A plain value as YAML text, with long texts folded in blocks; the same value always gives the same text. */
function writeYaml(value) {
    return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .stringify */ .As)(value, { lineWidth: 120 });
}


/***/ })

};
;