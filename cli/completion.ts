import { COMMANDS } from "./commands.ts";
import { choicesOf, flagsOf } from "./flags.ts";

/** The shells that completion is written for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** The completion script of a shell: commands, their flags, and the words of flags that take only a few. */
export function completionFor(shell: (typeof SHELLS)[number]): string {
  if (shell === "fish") return fish();
  // zsh runs bash's form by its own bridge, so that one table serves both.
  return `${shell === "zsh" ? "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n" : ""}${bash()}`;
}

const names = () => [...COMMANDS.map(({ name }) => name), "completion"];

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
  const flags = COMMANDS.map((command) => `    ${command.name}) words="${flagsOf(command).join(" ")}" ;;`);
  const values = choices().map(({ command, flag, words }) => `    "${command} ${flag}") words="${words}" ;;`);
  return `# quayside's completion: eval "$(quayside completion bash)"
_quayside() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names().join(" ")} --help --version" -- "$current"))
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
    *) COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  case "$command" in
${flags.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o filenames -F _quayside quayside
`;
}

function fish(): string {
  const quote = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const first = (text: string) => text.split(/(?<=\.) /)[0] ?? text;
  const lines = [
    "# quayside's completion: quayside completion fish | source",
    "complete -c quayside -n __fish_use_subcommand -f",
  ];
  for (const { name, description } of COMMANDS) {
    lines.push(`complete -c quayside -n __fish_use_subcommand -a ${name} -d ${quote(description)}`);
  }
  lines.push(`complete -c quayside -n '__fish_seen_subcommand_from completion' -f -a ${quote(SHELLS.join(" "))}`);
  for (const command of COMMANDS) {
    for (const flag of flagsOf(command)) {
      const name = flag.slice(2);
      const spec = command.inputs[name];
      const words = spec ? choicesOf(spec) : [];
      const value = words.length > 0 ? ` -x -a ${quote(words.join(" "))}` : "";
      lines.push(
        `complete -c quayside -n '__fish_seen_subcommand_from ${command.name}' -l ${name}${value} -d ${quote(first(spec?.describe ?? ""))}`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}
