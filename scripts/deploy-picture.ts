import { escapeHtml } from "../toolkit/html.ts";
import type { DeployBench } from "./bench-figures.ts";

const WIDTH = 760;
const LEFT = 190;
const RIGHT = 150;
const ROW = 22;
/** Both schemes have their own ground, so that it can be read on a page of either. */
const STYLE = `
.ground{fill:#ffffff}text{fill:#1f2328;font:12px Verdana,DejaVu Sans,sans-serif}.quiet{fill:#59636e}.bad{fill:#cf222e}
.ours{fill:#1a7f37}.peer{fill:#8c959f}.spread{stroke:#1f2328}.least{stroke:#1f2328;stroke-dasharray:3 3}
@media (prefers-color-scheme: dark){
.ground{fill:#0d1117}text{fill:#e6edf3}.quiet{fill:#9198a1}.bad{fill:#ff7b72}.ours{fill:#3fb950}.peer{fill:#656c76}
.spread,.least{stroke:#e6edf3}}`;

/**
 * What the deploy bench measured, as an SVG: for each number of replicas a bar of the median for each tool, a line from
 * the least to the greatest, and beside it how many requests failed.
 */
export function deployPicture({ measured, engineAlone }: DeployBench): string {
  const longest = Math.max(1, ...measured.map(({ milliseconds }) => milliseconds.max));
  const at = (milliseconds: number) => Math.round(LEFT + (milliseconds / longest) * (WIDTH - LEFT - RIGHT));
  const parts: string[] = [];
  let y = 24;
  const text = (words: string, x: number, kind = "", anchor = "start") =>
    parts.push(
      `<text x="${x}" y="${y}" text-anchor="${anchor}"${kind && ` class="${kind}"`}>${escapeHtml(words)}</text>`,
    );
  const line = (kind: string, x1: number, x2: number, top: number, bottom: number) =>
    parts.push(`<path class="${kind}" d="M${x1} ${top}L${x2} ${bottom}"/>`);
  text("Time of a deploy under load, and requests that it lost", 10);
  for (const replicas of new Set(measured.map((row) => row.replicas))) {
    const rows = measured.filter((row) => row.replicas === replicas);
    y += ROW + 8;
    text(replicas === 1 ? "1 replica" : `${replicas} replicas`, 10, "quiet");
    const top = y + 6;
    for (const { tool, milliseconds, failed } of rows) {
      y += ROW;
      text(tool, LEFT - 8, "", "end");
      const { min, median, max } = milliseconds;
      const width = at(median) - LEFT;
      parts.push(
        `<rect class="${tool === "quayside" ? "ours" : "peer"}" x="${LEFT}" y="${y - 11}" width="${width}" height="14"/>`,
      );
      line("spread", at(min), at(max), y - 4, y - 4);
      text(`${seconds(median)} s, ${failed.median} failed`, at(max) + 6, failed.max > 0 ? "bad" : "");
    }
    const alone = engineAlone.find((one) => one.replicas === replicas)?.milliseconds.median;
    if (alone !== undefined) line("least", at(alone), at(alone), top, y + 6);
  }
  y += ROW + 8;
  text(
    "line: least to greatest · dashed: what the engine alone takes to start and stop as many containers",
    10,
    "quiet",
  );
  const height = y + 14;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Time of a deploy and failed requests, by tool and number of replicas">
<style>${STYLE}
</style>
<rect class="ground" width="${WIDTH}" height="${height}" rx="6"/>
${parts.join("\n")}
</svg>
`;
}

/** Milliseconds in words of seconds. */
export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
