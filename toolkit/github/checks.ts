import type { Level, Location } from "../runner.ts";
import { type Api, type Attempt, bytes, type Repository, within } from "./api.ts";

/** A check run that is complete when it is created. */
export interface CheckRun {
  name: string;
  /** The commit that people see: `github.event.head`. */
  sha: string;
  conclusion: "success" | "failure" | "neutral" | "cancelled" | "skipped";
  title: string;
  /** Markdown; at most 65,535 bytes each, more is cut with a notice. */
  summary: string;
  text?: string;
  annotations?: readonly (Location & { level: Level; message: string })[];
}

/** GitHub's limits for a check run: annotations a request, bytes of a text, of a message, characters of a title. */
const LIMITS = { annotations: 50, text: 65_535, message: 64 * 1024, title: 255 };

/** Creates a check run; annotations above 50 are appended by further requests. */
export async function createCheckRun(
  api: Api,
  repository: Repository,
  check: CheckRun,
  attempt: Attempt,
): Promise<{ id: number; url: string } | undefined> {
  const annotations = (check.annotations ?? []).map(rawAnnotation);
  const output = {
    title: check.title.slice(0, LIMITS.title),
    summary: within(check.summary, LIMITS.text, bytes),
    ...(check.text === undefined ? {} : { text: within(check.text, LIMITS.text, bytes) }),
  };
  const permission = "checks: write";
  const created = await attempt(
    { otherwise: `The check run "${check.name}" was not created`, permission, repeatable: false },
    async () => {
      const { data } = await api.request("POST /repos/{owner}/{repo}/check-runs", {
        ...repository,
        name: check.name,
        head_sha: check.sha,
        status: "completed",
        conclusion: check.conclusion,
        output: { ...output, annotations: annotations.slice(0, LIMITS.annotations) },
      });
      return data as { id: number; html_url: string };
    },
  );
  if (!created) return undefined;
  for (let start = LIMITS.annotations; start < annotations.length; start += LIMITS.annotations) {
    const otherwise = `The annotations of the check run "${check.name}" after the first ${start} were not added`;
    const added = await attempt({ otherwise, permission, repeatable: false }, async () => {
      await api.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
        ...repository,
        check_run_id: created.id,
        output: { ...output, annotations: annotations.slice(start, start + LIMITS.annotations) },
      });
      return true;
    });
    if (!added) break;
  }
  return { id: created.id, url: created.html_url };
}

// GitHub wants a line for each, and refuses columns over several lines.
function rawAnnotation({ level, message, ...at }: Location & { level: Level; message: string }): object {
  const line = at.line ?? 1;
  const endLine = Math.max(line, at.endLine ?? line);
  const columns = line === endLine && at.column !== undefined;
  return {
    path: at.file,
    start_line: line,
    end_line: endLine,
    ...(columns ? { start_column: at.column, end_column: Math.max(at.column ?? 1, at.endColumn ?? 1) } : {}),
    annotation_level: level === "error" ? "failure" : level,
    ...(at.title === undefined ? {} : { title: at.title.slice(0, LIMITS.title) }),
    message: within(message, LIMITS.message, bytes),
  };
}
