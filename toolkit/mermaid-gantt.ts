/** A part of a chart with a name of its own. Times are in milliseconds on the chart's one axis. */
export interface GanttSection {
  readonly name: string;
  readonly bars: readonly {
    readonly text: string;
    readonly from: number;
    readonly to: number;
    /** How Mermaid paints it; plain where it is not given. */
    readonly look?: "active" | "done" | "crit" | "milestone" | undefined;
  }[];
}

/** With more sections than this, each is one line: the chart would not fit on a screen. */
const ROOMY = 6;
/** Widths in pixels: of the chart where GitHub shows it, and of a character. */
const WIDTH = 700;
const CHARACTER = 6;

/** A chart of who did what when, in the words of https://mermaid.js.org/syntax/gantt.html; no bar is shorter than 1 ms. `""` without bars. */
export function mermaidGantt(sections: readonly GanttSection[]): string {
  const compact = sections.length > ROOMY;
  const all = sections.flatMap(({ bars }) => bars);
  if (all.length === 0) return "";
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

const LOOKS = { active: "active, ", done: "done, ", crit: "crit, ", milestone: "done, milestone, " } as const;

/** How far apart the marks of the axis are, by the milliseconds that it is long at most. */
const TICKS = [
  [12_000, "1second"],
  [60_000, "5second"],
  [300_000, "30second"],
  [1_200_000, "2minute"],
  [6_000_000, "10minute"],
] as const;
