import { COMMANDS, type Command } from "./commands.ts";
import { choicesOf, flagsOf, GENERAL } from "./flags.ts";

/** The shells that completion is written for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** The completion script of a shell: commands, their flags, and the words of flags that take only a few. */
export function completionFor(shell: (typeof SHELLS)[number]): string {
  return { bash, zsh, fish }[shell]();
}

/** Every command with a sentence on it. */
const commands = () => [
  ...COMMANDS.map(({ name, description }) => ({ name, describe: firstSentence(description) })),
  { name: "completion", describe: "Prints the completion script of a shell." },
];

/** Every flag of a command with a sentence on it. */
const flags = (command: Command) =>
  flagsOf(command).map((flag) => {
    const name = flag.slice(2);
    const spec = command.inputs[name] ?? command.inputs[name.replace(/-file$/, "")];
    return { flag, describe: firstSentence(spec?.describe ?? GENERAL[name as keyof typeof GENERAL]?.describe ?? "") };
  });

const firstSentence = (text: string) => (text.split(/(?<=\.)\s/)[0] ?? text).replace(/\s+/g, " ");

/** The text as one word of a shell. */
const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Flags with a few words, by command: `deploy`, `--strategy`, `rolling blue-green`. */
function choices(): { command: string; flag: string; words: string }[] {
  return COMMANDS.flatMap(({ name, inputs }) =>
    Object.entries(inputs).flatMap(([input, spec]) => {
      const words = choicesOf(spec);
      return words.length > 0 ? [{ command: name, flag: `--${input}`, words: words.join(" ") }] : [];
    }),
  );
}

function bash(): string {
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

function zsh(): string {
  // _describe parts the word from what is said of it at the first colon.
  const words = (all: readonly (readonly [string, string])[]) =>
    all.map(([word, describe]) => quote(`${word.replaceAll(":", "\\:")}:${describe}`)).join(" ");
  const values = choices().map(
    ({ command, flag, words }) => `    "${command} ${flag}") compadd -- ${words}; return ;;`,
  );
  const byCommand = COMMANDS.map(
    (command) =>
      `    ${command.name}) found=(${words(flags(command).map(({ flag, describe }) => [flag, describe] as const))}) ;;`,
  );
  return `#compdef quayside
# quayside's completion: eval "$(quayside completion zsh)"
_quayside() {
  local -a found
  if (( CURRENT == 2 )); then
    found=(${words(commands().map(({ name, describe }) => [name, describe] as const))})
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

function fish(): string {
  // In single quotes fish knows two escapes.
  const word = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
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
      lines.push(
        `complete -c quayside -n '__fish_seen_subcommand_from ${command.name}' -l ${name}${value} -d ${word(describe)}`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}
