"use strict";
exports.id = 1882;
exports.ids = [1882,4478,2097,9240];
exports.modules = {

/***/ 27257:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ spec)
/* harmony export */ });
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);

/** What `quayside doctor` takes and gives. */
const spec = {
    name: "doctor",
    title: "Doctor",
    description: "Checks what the pipeline stands on, and says how to mend what is not right.",
    branding: { icon: "heart", color: "red" },
    inputs: {
        file: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "The pipeline file; registry, database and address are looked up in it where the flags do not say.",
            default: "pipeline.yml",
            example: "deploy/pipeline.yml",
        }),
        environment: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Which of the file's `environments` is looked at; none where not set.",
            example: "production",
        }),
        registry: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .lines */ .Mn)({ describe: "Registries that images are pushed to.", example: "ghcr.io" }),
        url: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Address of the database.",
            example: "postgres://app:secret@db.example.com:5432/app",
            secret: true,
        }),
        publish: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ describe: "Address and port that the load balancer answers on.", example: "0.0.0.0:80" }),
    },
    outputs: {
        outcome: "`healthy`, or `ill` where a check failed.",
        failed: "How many checks failed.",
        warnings: "How many checks have a remark.",
        report: "Each check with its state, what was found, and how to mend it.",
    },
};


/***/ }),

/***/ 15378:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ spec)
/* harmony export */ });
/* unused harmony export SYSTEMS */
/* harmony import */ var _toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86613);

/** The CI systems that `init` writes files for. */
const SYSTEMS = ["github", "jenkins", "travis"];
/** What `quayside init` takes and gives. */
const spec = {
    name: "init",
    title: "Init",
    description: "Looks at this repository and writes its pipeline.yml and the files for its CI system.",
    branding: { icon: "plus-circle", color: "green" },
    inputs: {
        mode: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(["apply", "plan"], { describe: "Whether to write the files, or only to say what would be written." }),
        ci: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .Ie)(`a list of ${SYSTEMS.join(", ")}`, parseSystems, {
            describe: "The CI systems to write files for, separated by commas or line ends.",
            default: "github",
            example: "github,jenkins",
        }),
        app: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({ describe: "Name of the app; that of the repository where not set.", example: "shop" }),
        test: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)({
            describe: "Command that runs the tests, where the one that is found is not right.",
            example: "make test",
        }),
        force: (0,_toolkit_inputs_js__WEBPACK_IMPORTED_MODULE_0__/* .flag */ .Jt)({ describe: "Whether files that are there already are written anew." }),
    },
    outputs: {
        outcome: "`written`, `planned`, or `unchanged` where all files are there already.",
        files: "The files that were written, one a line.",
        kept: "Files that were there already and are left as they are, one a line.",
        report: "What was found, why each setting is as it is, and the files, as JSON.",
    },
};
function parseSystems(raw) {
    const words = raw
        .split(/[\n,]/)
        .map((word) => word.trim())
        .filter(Boolean);
    const unknown = words.filter((word) => !SYSTEMS.includes(word));
    if (unknown.length > 0)
        throw new Error(`there is no "${unknown[0]}"`);
    return SYSTEMS.filter((system) => words.includes(system));
}


/***/ }),

/***/ 11882:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./toolkit/action.js + 2 modules
var action = __webpack_require__(5210);
// EXTERNAL MODULE: ./toolkit/clock.js
var clock = __webpack_require__(53592);
// EXTERNAL MODULE: ./toolkit/errors.js
var errors = __webpack_require__(66715);
// EXTERNAL MODULE: ./toolkit/log-text.js
var log_text = __webpack_require__(14478);
// EXTERNAL MODULE: ./toolkit/nearest.js
var nearest = __webpack_require__(93112);
// EXTERNAL MODULE: ./toolkit/runner-here.js + 1 modules
var runner_here = __webpack_require__(15857);
// EXTERNAL MODULE: ./actions/build/spec.js
var spec = __webpack_require__(50305);
// EXTERNAL MODULE: ./actions/deploy/spec.js
var deploy_spec = __webpack_require__(12100);
// EXTERNAL MODULE: ./actions/migrate/spec.js
var migrate_spec = __webpack_require__(20930);
// EXTERNAL MODULE: ./actions/pipeline/spec.js
var pipeline_spec = __webpack_require__(97195);
// EXTERNAL MODULE: ./actions/test/spec.js + 1 modules
var test_spec = __webpack_require__(56714);
// EXTERNAL MODULE: ./toolkit/inputs.js
var inputs = __webpack_require__(86613);
;// CONCATENATED MODULE: ./cli/app/spec.js


/** What `status` and `rollback` take: the settings of the deploy, all of them from the pipeline file where there is one. */
const spec_inputs = {
    file: (0,inputs/* text */.Qq)({
        describe: "The pipeline file that says which app this is about; its deploy section counts under the flags.",
        default: "pipeline.yml",
        example: "deploy/pipeline.yml",
    }),
    environment: (0,inputs/* text */.Qq)({
        describe: "Which of the file's `environments` is meant; none where not set.",
        example: "production",
    }),
    ...Object.fromEntries(Object.entries(deploy_spec/* spec */.I.inputs)
        .filter(([name]) => !["mode", "image"].includes(name))
        // The pipeline file names the app as well.
        .map(([name, spec]) => [name, { ...spec, required: false }])),
};

// EXTERNAL MODULE: ./cli/doctor/spec.js
var doctor_spec = __webpack_require__(27257);
// EXTERNAL MODULE: ./cli/init/spec.js
var init_spec = __webpack_require__(15378);
;// CONCATENATED MODULE: ./cli/commands.js








/** Every command, in the order in which people meet them. */
const COMMANDS = [
    { ...init_spec/* spec */.I, example: "quayside init --ci github,jenkins", load: async () => (await Promise.all(/* import() */[__webpack_require__.e(3483), __webpack_require__.e(3180)]).then(__webpack_require__.bind(__webpack_require__, 13180))).main },
    {
        ...doctor_spec/* spec */.I,
        example: "quayside doctor --registry ghcr.io",
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(3483), __webpack_require__.e(5292), __webpack_require__.e(4951), __webpack_require__.e(5757), __webpack_require__.e(158), __webpack_require__.e(1698), __webpack_require__.e(7804), __webpack_require__.e(4934)]).then(__webpack_require__.bind(__webpack_require__, 24934))).main,
    },
    {
        ...pipeline_spec/* spec */.I,
        example: "quayside pipeline --stages build --stages test",
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(3483), __webpack_require__.e(7804), __webpack_require__.e(6382)]).then(__webpack_require__.bind(__webpack_require__, 56382))).main,
    },
    {
        name: "plan",
        description: "Says what the pipeline would do, stage by stage, and changes nothing.",
        inputs: without(pipeline_spec/* spec */.I.inputs, "mode"),
        outputs: pipeline_spec/* spec */.I.outputs,
        fixed: { mode: "plan" },
        example: "quayside plan --json",
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(3483), __webpack_require__.e(7804), __webpack_require__.e(6382)]).then(__webpack_require__.bind(__webpack_require__, 56382))).main,
    },
    {
        ...spec/* spec */.I,
        example: "quayside build --tags ghcr.io/acme/shop:1.4.2 --push",
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(6407), __webpack_require__.e(157)]).then(__webpack_require__.bind(__webpack_require__, 56407))).main,
    },
    {
        ...test_spec/* spec */.I,
        example: 'quayside test --run "npm test" --reports reports/junit.xml',
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(3483), __webpack_require__.e(976), __webpack_require__.e(8426), __webpack_require__.e(848)]).then(__webpack_require__.bind(__webpack_require__, 98426))).main,
    },
    {
        ...migrate_spec/* spec */.I,
        example: "quayside migrate --mode plan --url-file /run/secrets/database-url",
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(4951), __webpack_require__.e(5757), __webpack_require__.e(158), __webpack_require__.e(1698), __webpack_require__.e(7939)]).then(__webpack_require__.bind(__webpack_require__, 41698))).main,
    },
    {
        ...deploy_spec/* spec */.I,
        example: "quayside deploy --app shop --image ghcr.io/acme/shop:1.4.2 --replicas 2",
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(5292), __webpack_require__.e(3583), __webpack_require__.e(320)]).then(__webpack_require__.bind(__webpack_require__, 73583))).main,
    },
    {
        name: "status",
        description: "Shows what runs of an app and how its last deploys went.",
        inputs: spec_inputs,
        outputs: deploy_spec/* spec */.I.outputs,
        fixed: { mode: "status" },
        example: "quayside status",
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(3483), __webpack_require__.e(5292), __webpack_require__.e(7804), __webpack_require__.e(3583), __webpack_require__.e(5109)]).then(__webpack_require__.bind(__webpack_require__, 95109))).main,
    },
    {
        name: "rollback",
        description: "Brings the release before back into traffic, without losing a request.",
        inputs: spec_inputs,
        outputs: deploy_spec/* spec */.I.outputs,
        fixed: { mode: "rollback" },
        example: "quayside rollback --app shop",
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(3483), __webpack_require__.e(5292), __webpack_require__.e(7804), __webpack_require__.e(3583), __webpack_require__.e(5109)]).then(__webpack_require__.bind(__webpack_require__, 95109))).main,
    },
];
/** The inputs without one of them. */
function without(inputs, name) {
    return Object.fromEntries(Object.entries(inputs).filter(([one]) => one !== name));
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./cli/flags.js




/** Flags that every command has. */
const GENERAL = {
    help: { type: "boolean", describe: "Say what the command takes." },
    json: { type: "boolean", describe: "Print the outputs as JSON on standard output; the log stays on standard error." },
    quiet: { type: "boolean", describe: "Leave out the log; errors are told all the same." },
    debug: { type: "boolean", describe: "Tell more, for finding a fault." },
    cwd: { type: "string", describe: "Folder to work in; the current one where not set." },
};
/** A mistake in the command line itself: exit code 2, as usual. */
class UsageError extends errors/* UserError */.yo {
    constructor(message, hint) {
        super(message, { hint, exitCode: 2 });
        this.name = "UsageError";
    }
}
/** Whether an input is a switch, whose flag needs no value. */
const isSwitch = (spec) => spec.form.kind === "flag";
/** The words that an input takes, where it takes only those. */
const choicesOf = (spec) => spec.form.kind === "choice" ? spec.form.choices : [];
/** Every flag of a command, as it is written. A secret's value comes from a file or a variable, so it has a flag for the file. */
function flagsOf(command) {
    const own = Object.entries(command.inputs).map(([name, spec]) => (spec.secret ? `${name}-file` : name));
    return [...new Set([...own, ...Object.keys(GENERAL)])].map((name) => `--${name}`);
}
/**
 * Reads the arguments after the command's name. A flag that is given more than once becomes one entry a line, which is
 * what the inputs that are lists take. All mistakes are told at once, in one UsageError.
 * `readFile` reads the file of a secret; `-` is standard input.
 */
function readFlags(command, args, readFile = (path) => (0,external_node_fs_.readFileSync)(path === "-" ? 0 : path, "utf8")) {
    const own = Object.entries(command.inputs);
    const options = {};
    for (const [name, { type }] of Object.entries(GENERAL))
        options[name] = { type };
    options.help = { type: "boolean", short: "h" };
    for (const [name, spec] of own)
        options[spec.secret ? `${name}-file` : name] = { type: isSwitch(spec) ? "boolean" : "string" };
    const { tokens } = (0,external_node_util_.parseArgs)({ args: [...args], options, strict: false, tokens: true, allowPositionals: true });
    const mistakes = [];
    const given = new Map();
    const general = {};
    // What stands behind a flag that is wrong is its value, and not a mistake of its own.
    let expectsValue = -1;
    for (const token of tokens) {
        if (token.kind === "option-terminator")
            continue;
        if (token.kind === "positional") {
            if (token.index === expectsValue)
                continue;
            mistakes.push(`"${token.value}" is not asked for: ${command.name} takes flags only`);
            continue;
        }
        const { name, rawName, value } = token;
        const file = name.endsWith("-file") ? name.slice(0, -"-file".length) : "";
        const spec = command.inputs[name];
        if (name in GENERAL) {
            general[name] = value ?? true;
            if (options[name]?.type === "string" && !value)
                mistakes.push(`${rawName} takes a value`);
        }
        else if (spec?.secret) {
            expectsValue = token.index + 1;
            // The value is not repeated here: it may be a password that is in the list of processes already.
            mistakes.push(`${rawName} is a secret, and everybody on this machine can read a command line: put it in the variable ${variableOf(name)}, or in a file and write --${name}-file PATH (- is standard input)`);
        }
        else if (spec && !(command.inputs[file]?.secret && value === "-")) {
            // An action may have an input for the file of a secret itself; standard input is still ours to read.
            if (isSwitch(spec))
                add(name, value ?? "true");
            else if (value === undefined)
                mistakes.push(`${rawName} takes ${spec.takes}, for example: ${rawName} ${spec.example}`);
            else
                add(name, value);
        }
        else if (command.inputs[file]?.secret) {
            if (!value)
                mistakes.push(`${rawName} takes the path of a file, or - for standard input`);
            else {
                try {
                    add(file, readFile(value).replace(/\r?\n$/, ""));
                }
                catch (error) {
                    mistakes.push(`${rawName} names a file that cannot be read: ${(0,errors/* messageOf */.bD)(error)}`);
                }
            }
        }
        else if (name.startsWith("no-") &&
            command.inputs[name.slice(3)] &&
            isSwitch(command.inputs[name.slice(3)])) {
            add(name.slice(3), "false");
        }
        else {
            expectsValue = token.index + 1;
            mistakes.push((0,nearest/* unknownWord */.$)(rawName, flagsOf(command), `flag of ${command.name}`));
        }
    }
    if (mistakes.length > 0 && !general.help) {
        throw new UsageError(mistakes.join("\n"), `quayside ${command.name} --help lists its flags.`);
    }
    return {
        inputs: Object.fromEntries([...given].map(([name, values]) => [name, values.join("\n")])),
        help: general.help !== undefined,
        json: general.json !== undefined,
        quiet: general.quiet !== undefined,
        debug: general.debug !== undefined,
        cwd: typeof general.cwd === "string" ? general.cwd : undefined,
    };
    function add(name, value) {
        given.set(name, [...(given.get(name) ?? []), value]);
    }
}
/** The variable that an input may come from; a shell cannot export a name with a hyphen. */
const variableOf = (name) => `INPUT_${name.toUpperCase().replaceAll("-", "_")}`;

;// CONCATENATED MODULE: ./cli/completion.js


/** The shells that completion is written for. */
const SHELLS = ["bash", "zsh", "fish"];
/** The completion script of a shell: commands, their flags, and the words of flags that take only a few. */
function completionFor(shell) {
    return { bash, zsh, fish }[shell]();
}
/** Every command with a sentence on it. */
const commands = () => [
    ...COMMANDS.map(({ name, description }) => ({ name, describe: firstSentence(description) })),
    { name: "completion", describe: "Prints the completion script of a shell." },
];
/** Every flag of a command with a sentence on it. */
const flags = (command) => flagsOf(command).map((flag) => {
    const name = flag.slice(2);
    const spec = command.inputs[name] ?? command.inputs[name.replace(/-file$/, "")];
    return { flag, describe: firstSentence(spec?.describe ?? GENERAL[name]?.describe ?? "") };
});
const firstSentence = (text) => (text.split(/(?<=\.)\s/)[0] ?? text).replace(/\s+/g, " ");
/** The text as one word of a shell. */
const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
/** Flags with a few words, by command: `deploy`, `--strategy`, `rolling blue-green`. */
function choices() {
    return COMMANDS.flatMap(({ name, inputs }) => Object.entries(inputs).flatMap(([input, spec]) => {
        const words = choicesOf(spec);
        return words.length > 0 ? [{ command: name, flag: `--${input}`, words: words.join(" ") }] : [];
    }));
}
function bash() {
    const names = commands().map(({ name }) => name);
    const byCommand = COMMANDS.map((command) => `    ${command.name}) words="${flagsOf(command).join(" ")}" ;;`);
    const values = choices().map(({ command, flag, words }) => `    "${command} ${flag}") words="${words}" ;;`);
    return `# quayside's completion: eval "$(quayside completion bash)"
_quayside() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names.join(" ")} --help --version" -- "$current"))
    return
  fi
  case "$command $before" in
${values.join("\n")}
    "completion "*) words="${SHELLS.join(" ")}" ;;
  esac
  if [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    return
  fi
  case "$current" in
    -*) ;;
    *)
      local IFS=$'\\n'
      COMPREPLY=($(compgen -f -- "$current"))
      compopt -o filenames 2>/dev/null
      return
      ;;
  esac
  case "$command" in
${byCommand.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _quayside quayside
`;
}
function zsh() {
    // _describe parts the word from what is said of it at the first colon.
    const words = (all) => all.map(([word, describe]) => quote(`${word.replaceAll(":", "\\:")}:${describe}`)).join(" ");
    const values = choices().map(({ command, flag, words }) => `    "${command} ${flag}") compadd -- ${words}; return ;;`);
    const byCommand = COMMANDS.map((command) => `    ${command.name}) found=(${words(flags(command).map(({ flag, describe }) => [flag, describe]))}) ;;`);
    return `#compdef quayside
# quayside's completion: eval "$(quayside completion zsh)"
_quayside() {
  local -a found
  if (( CURRENT == 2 )); then
    found=(${words(commands().map(({ name, describe }) => [name, describe]))})
    _describe command found
    return
  fi
  case "$words[2] $words[CURRENT-1]" in
${values.join("\n")}
    "completion completion") compadd -- ${SHELLS.join(" ")}; return ;;
  esac
  if [[ "$words[CURRENT]" != -* ]]; then
    _files
    return
  fi
  case "$words[2]" in
${byCommand.join("\n")}
  esac
  _describe -o flag found
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _quayside quayside
`;
}
function fish() {
    // In single quotes fish knows two escapes.
    const word = (text) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
    const lines = [
        "# quayside's completion: quayside completion fish | source",
        "complete -c quayside -n __fish_use_subcommand -f",
    ];
    for (const { name, describe } of commands()) {
        lines.push(`complete -c quayside -n __fish_use_subcommand -a ${name} -d ${word(describe)}`);
    }
    lines.push(`complete -c quayside -n '__fish_seen_subcommand_from completion' -f -a ${word(SHELLS.join(" "))}`);
    for (const command of COMMANDS) {
        for (const { flag, describe } of flags(command)) {
            const name = flag.slice(2);
            const spec = command.inputs[name];
            const words = spec ? choicesOf(spec) : [];
            const value = words.length > 0 ? ` -x -a ${word(words.join(" "))}` : name.endsWith("-file") ? " -r" : "";
            lines.push(`complete -c quayside -n '__fish_seen_subcommand_from ${command.name}' -l ${name}${value} -d ${word(describe)}`);
        }
    }
    return `${lines.join("\n")}\n`;
}

;// CONCATENATED MODULE: ./cli/help.js


/** What the process's exit code says; the README and the help have it from here. */
const EXIT_CODES = [
    ["0", "it went well"],
    ["1", "something that can be mended went wrong: a wrong input, a red test, a server that does not answer"],
    ["2", "the command line is wrong: an unknown command or flag"],
    ["124", "a program that was started took longer than its limit"],
    ["130, 143", "it was asked to stop (SIGINT, SIGTERM)"],
    ["other", "the exit code of the command that failed: of the tests, of the migration tool"],
];
/** The help of the whole program. */
function overview(version, width) {
    return [
        `quayside ${version} – builds, tests, migrates and deploys containers`,
        "",
        "Usage: quayside COMMAND [flags]",
        "",
        "Commands",
        ...rows([...COMMANDS.map(({ name, description }) => [name, description]), COMPLETION_ROW], width),
        "",
        "quayside COMMAND --help tells all of a command. Begin with: quayside init",
    ].join("\n");
}
const COMPLETION_ROW = ["completion", "Prints the completion script for bash, zsh or fish."];
/** The help of one command, from the same spec as its action.yml and its README. */
function helpOf(command, width) {
    const inputs = Object.entries(command.inputs).filter(
    // Where an action has an input for the file of a secret, that is its flag.
    ([name, { secret }]) => !(name in (command.fixed ?? {})) && !(secret && `${name}-file` in command.inputs));
    return [
        ...wrap(`quayside ${command.name} – ${command.description}`, width, 0),
        "",
        `Usage: quayside ${command.name} [flags]`,
        `For example: ${command.example}`,
        "",
        "Flags",
        ...rows(inputs.map(([name, spec]) => [flagText(name, spec), told(name, spec)]), width),
        "",
        "Flags of every command",
        ...rows(Object.entries(GENERAL).map(([name, { type, describe }]) => [type === "string" ? `--${name} VALUE` : `--${name}`, describe]), width),
        "",
        ...wrap(`A list is given by repeating its flag. Each flag can also come from a variable: --${inputs[0]?.[0] ?? "cwd"} from ${variableOf(inputs[0]?.[0] ?? "cwd")}.${Object.values(command.inputs).some(({ secret }) => secret)
            ? " Secrets come from a file or a variable only, never from the command line."
            : ""} NO_COLOR turns colours off.`, width, 0),
        "",
        "Outputs (--json prints them)",
        ...rows(Object.entries(command.outputs).map(([name, text]) => [name, text.replaceAll("`", "")]), width),
        "",
        "Exit codes",
        ...rows(EXIT_CODES, width),
    ].join("\n");
}
function flagText(name, spec) {
    if (spec.secret)
        return `--${name}-file PATH`;
    return isSwitch(spec) ? `--${name}` : `--${name} VALUE`;
}
function told(name, spec) {
    const parts = [spec.describe.replaceAll("`", "")];
    if (!isSwitch(spec))
        parts.push(`Takes ${spec.takes}.`);
    if (spec.secret)
        parts.push(`Or from ${variableOf(name)}.`);
    if (spec.required)
        parts.push("Required.");
    else if (spec.default && spec.default !== "false")
        parts.push(`Default: ${spec.default.replaceAll("\n", ", ")}.`);
    return parts.join(" ");
}
/** Two columns; a first cell that is too long has a line of its own. */
function rows(entries, width) {
    const column = Math.min(26, Math.max(...entries.map(([left]) => left.length)) + 2);
    return entries.flatMap(([left, right]) => {
        const lines = wrap(right, width - column - 2, 0);
        const head = `  ${left.padEnd(column)}`;
        const fits = left.length < column;
        return [
            ...(fits ? [`${head}${lines[0] ?? ""}`] : [`  ${left}`]),
            ...lines.slice(fits ? 1 : 0).map((line) => `  ${" ".repeat(column)}${line}`),
        ];
    });
}
function wrap(text, width, indent) {
    const lines = [];
    let line = "";
    for (const word of text.split(/\s+/)) {
        if (line !== "" && line.length + 1 + word.length > Math.max(width, 30)) {
            lines.push(line);
            line = "";
        }
        line = line === "" ? word : `${line} ${word}`;
    }
    return [...lines, line].map((one) => " ".repeat(indent) + one);
}

// EXTERNAL MODULE: ./cli/package-root.js
var package_root = __webpack_require__(13883);
// EXTERNAL MODULE: ./toolkit/units.js
var units = __webpack_require__(79117);
;// CONCATENATED MODULE: ./cli/progress.js


const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const TICK = 120;
/**
 * Progress for people. On a terminal the last line is a live one; anywhere else (a pipe, a CI log) and for TERM=dumb the
 * log stays plain lines, and nothing is added to it.
 */
function progress(sink, env, clock) {
    const live = sink.isTTY === true && env.TERM !== "dumb" && !env.CI;
    const tasks = new Map();
    let next = 0;
    let frame = 0;
    let shown = false;
    let timer;
    const clear = () => {
        if (shown)
            sink.write("\r\u001b[K");
        shown = false;
    };
    const draw = () => {
        const task = [...tasks.values()].at(-1);
        clear();
        if (!task)
            return;
        const time = (0,units/* formatDuration */.a3)(Math.floor((clock.elapsed() - task.since) / 1000) * 1000).replace(".0 s", " s");
        const text = `${FRAMES[frame++ % FRAMES.length]} ${task.title} ${time === "0 ms" ? "" : time}`;
        // Without wrapping (DECAWM), so that a wide character at the edge makes no second line, which nobody would take away.
        sink.write(`\u001b[?7l${text.slice(0, (sink.columns || 80) - 1)}\u001b[?7h`);
        shown = true;
    };
    return {
        ...(sink.isTTY === undefined ? {} : { isTTY: sink.isTTY }),
        write(text) {
            clear();
            sink.write(text);
            if (live && text.endsWith("\n"))
                draw();
        },
        begin(title) {
            const task = next++;
            tasks.set(task, { title: (0,log_text/* plainText */.wh)(title).replace(/\s+/g, " "), since: clock.elapsed() });
            if (live) {
                timer ??= setInterval(draw, TICK).unref();
                draw();
            }
            return task;
        },
        end(task) {
            tasks.delete(task);
            if (live)
                draw();
        },
        close() {
            clearInterval(timer);
            tasks.clear();
            clear();
        },
    };
}

;// CONCATENATED MODULE: ./cli/result.js

/** The result of a command; `error` is what it threw. `redact` takes secrets out. */
function resultOf(command, outputs, error, redact) {
    const hint = error instanceof errors/* UserError */.yo ? error.hint : undefined;
    return {
        version: 1,
        command,
        outcome: error === undefined ? "success" : "failure",
        exitCode: error === undefined ? 0 : error instanceof errors/* UserError */.yo ? error.exitCode : 1,
        ...(error === undefined
            ? {}
            : { error: { message: redact((0,errors/* messageOf */.bD)(error)), ...(hint ? { hint: redact(hint) } : {}) } }),
        outputs: Object.fromEntries(Object.entries(outputs).map(([name, text]) => [name, parsedOutput(text)])),
    };
}
function parsedOutput(text) {
    if (!/^[{[]/.test(text))
        return text;
    try {
        return JSON.parse(text);
    }
    catch {
        return text;
    }
}
/** The outputs for people: those that fit a line, one a line. */
function linesOf(outputs) {
    const short = Object.entries(outputs).filter(([, text]) => text !== "" && !/\n|^[{[]/.test(text));
    const width = Math.max(0, ...short.map(([name]) => name.length));
    return short.map(([name, text]) => `${name.padEnd(width)}  ${text}`);
}

;// CONCATENATED MODULE: ./cli/runner.js

/** The runner of a command: flags go before variables, outputs are kept, and the line of progress follows the groups. */
function cliRunner(parent, inputs, show) {
    const outputs = {};
    return {
        ...parent,
        input: (name) => (inputs[name] ?? (parent.input(name) || parent.env[variableOf(name)]) ?? "").trim(),
        output(name, value) {
            outputs[name] = parent.redact(value);
            parent.output(name, value);
        },
        info: (text) => (show.quiet ? undefined : parent.info(text)),
        async group(title, body) {
            const task = show.progress?.begin(parent.redact(title));
            try {
                return show.quiet ? await body() : await parent.group(title, body);
            }
            finally {
                if (task !== undefined)
                    show.progress?.end(task);
            }
        },
        outputs,
    };
}

;// CONCATENATED MODULE: ./cli/main.js
















/**
 * The command line: `args` are those after the program's name, `folder` is that of this package. Ends the process with an
 * exit code that help.ts lists.
 */
async function main(args, folder) {
    (0,package_root/* setPackageRoot */.N)(folder);
    try {
        const [name = "", ...rest] = args;
        const width = Math.min(process.stdout.columns || 100, 110);
        if (["", "help", "--help", "-h"].includes(name)) {
            const of = name === "help" ? rest[0] : undefined;
            process.stdout.write(`${of ? helpOf(commandOf(of), width) : overview(version(), width)}\n`);
            return;
        }
        if (["--version", "-V", "version"].includes(name))
            return void process.stdout.write(`${version()}\n`);
        if (name === "completion")
            return void process.stdout.write(completionOf(rest));
        const command = commandOf(name);
        const line = readFlags(command, rest);
        if (line.help)
            return void process.stdout.write(`${helpOf(command, width)}\n`);
        enter(line.cwd);
        await runCommand(command, line);
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.yo))
            throw error;
        process.stderr.write(`${(0,log_text/* plainText */.wh)((0,errors/* messageOf */.bD)(error))}\n${error.hint ? `${error.hint}\n` : ""}`);
        process.exitCode = error.exitCode;
    }
}
async function runCommand(command, line) {
    const live = progress(process.stderr, process.env, clock/* systemClock */.m);
    if (line.debug)
        process.env.RUNNER_DEBUG = "1";
    // On GitHub the log goes where annotations are read from, unless standard output has to stay free.
    const onGitHub = process.env.GITHUB_ACTIONS === "true" && !line.json;
    const sink = onGitHub ? undefined : live;
    const runner = cliRunner(await (0,runner_here/* runnerHere */.t)(sink), { ...line.inputs, ...command.fixed }, {
        progress: onGitHub ? undefined : live,
        quiet: line.quiet,
    });
    // Whatever has no group of its own shows what is being done, too.
    if (!onGitHub)
        live.begin(command.name);
    const body = await command.load();
    return await (0,action/* runAction */.Cs)(runner, async (world) => {
        let failure;
        try {
            await body({ ...world, runner });
        }
        catch (error) {
            failure = error;
            throw error;
        }
        finally {
            live.close();
            const text = line.json
                ? `${JSON.stringify(resultOf(command.name, runner.outputs, failure, runner.redact), null, 2)}\n`
                : linesOf(runner.outputs)
                    .map((one) => `${(0,log_text/* plainText */.wh)(one)}\n`)
                    .join("");
            if (!onGitHub)
                process.stdout.write(text);
        }
    });
}
function commandOf(name) {
    const found = COMMANDS.find((command) => command.name === name);
    if (found)
        return found;
    const names = [...COMMANDS.map((command) => command.name), "completion"];
    throw new UsageError((0,nearest/* unknownWord */.$)(name, names, "command"), `Commands: ${names.join(", ")}. quayside --help tells more.`);
}
function completionOf([shell = "", ...rest]) {
    const found = SHELLS.find((one) => one === shell);
    if (found && rest.length === 0)
        return completionFor(found);
    throw new UsageError(`completion got "${[shell, ...rest].join(" ")}"; it takes one of ${SHELLS.join(", ")}`, "For bash: echo 'eval \"$(quayside completion bash)\"' >> ~/.bashrc");
}
function enter(folder) {
    if (folder === undefined)
        return;
    try {
        process.chdir(folder);
        // What is found from the folder counts now, not where a job began.
        process.env.GITHUB_WORKSPACE = process.cwd();
    }
    catch (error) {
        throw new UsageError(`--cwd got "${folder}", which cannot be entered: ${(0,errors/* messageOf */.bD)(error)}`, "Name a folder.");
    }
}
/** The version of this package. */
function version() {
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)((0,external_node_path_.join)((0,package_root/* packageRoot */.Z)(), "package.json"), "utf8")).version;
    }
    catch {
        return "(unknown version)";
    }
}


/***/ }),

/***/ 13883:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ setPackageRoot),
/* harmony export */   Z: () => (/* binding */ packageRoot)
/* harmony export */ });
let root;
/** Says where this package lies; done once, by what starts the program, since a bundle cannot know it by itself. */
function setPackageRoot(folder) {
    root = folder;
}
/** The folder of package.json and workflows/. */
function packageRoot() {
    if (root === undefined)
        throw new Error("setPackageRoot was not called");
    return root;
}


/***/ }),

/***/ 14478:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VP: () => (/* binding */ defuse),
/* harmony export */   w$: () => (/* binding */ lastLines),
/* harmony export */   wh: () => (/* binding */ plainText)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_util__WEBPACK_IMPORTED_MODULE_0__);

/**
 * Makes text from outside safe to print on a GitHub runner: no line of it can be taken for a workflow command.
 * The runner takes `::name::` at the start of a line (after white space) and the old form `##[name]` anywhere in it
 * (actions/runner, ActionCommand.cs; .NET's white space has U+0085, JavaScript's has not). A zero-width space in front breaks both and is not seen.
 */
function defuse(text) {
    return text.replace(/^([\s\u0085]*)::/gm, "$1\u200b::").replaceAll("##[", "#\u200b#[");
}
/** The text without terminal control sequences and other control characters; tabs and line ends are kept. */
function plainText(text) {
    return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.stripVTControlCharacters)(text).replace(/[^\P{Cc}\t\r\n]/gu, "");
}
/** The last `count` lines of a text that are not blank, in their order. */
function lastLines(text, count) {
    return text
        .split(/\r?\n/)
        .filter((line) => line.trim() !== "")
        .slice(-count);
}


/***/ })

};
;