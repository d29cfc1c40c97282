import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Run } from "../run.ts";
import { htmlReport } from "./html-report.ts";

/** Writes report.html, report.json and summary.md; the path of the page. Pages of the stages become a part of it. */
export async function writeReports(
  run: Run,
  markdown: string,
  folder: string,
  redact: (text: string) => string,
): Promise<string> {
  const pages = new Map<string, string>();
  for (const { stage, outputs } of run.report.stages) {
    const path = outputs["report-path"];
    const page = path && (await readFile(path, "utf8").catch(() => undefined));
    if (page) pages.set(stage, page);
  }
  await mkdir(folder, { recursive: true });
  const write = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), redact(text));
    return join(folder, name);
  };
  await write("report.json", `${JSON.stringify(run.report, undefined, 2)}\n`);
  await write("summary.md", markdown);
  return await write("report.html", htmlReport({ report: run.report, pages }));
}
