import { messageOf } from "../errors.ts";

/** What a failed request means for us. */
export type Failure =
  | { kind: "limited" /** Milliseconds to wait as GitHub asks for. */; wait: number }
  | { kind: "passing" }
  | {
      kind: "permission" /** In the words of a workflow's `permissions:`, where GitHub names them. */;
      accepted: string;
    }
  | { kind: "absent" }
  | { kind: "token" }
  | { kind: "refused"; message: string };

interface HttpError {
  status?: number;
  response?: { headers?: Record<string, string | number | undefined>; data?: unknown };
}

/**
 * Sorts a failed request. The rules for limits are those of "Rate limits for the REST API" in GitHub's documentation:
 * `retry-after` first, then `x-ratelimit-reset` where nothing remains, else a minute.
 * `now` is the wall time in milliseconds.
 */
export function failureOf(error: unknown, now: number): Failure {
  const { status, response } = error as HttpError;
  if (status === undefined || response === undefined) return { kind: "passing" };
  const header = (name: string) => String(response.headers?.[name] ?? "");
  const message = textOf(response.data) || messageOf(error);
  if (status === 403 || status === 429) {
    const after = Number(header("retry-after"));
    if (header("retry-after") !== "" && Number.isFinite(after)) return { kind: "limited", wait: after * 1000 };
    if (header("x-ratelimit-remaining") === "0") {
      return { kind: "limited", wait: Math.max(0, Number(header("x-ratelimit-reset")) * 1000 - now) };
    }
    if (status === 429 || /rate limit/i.test(message)) return { kind: "limited", wait: 60_000 };
  }
  if (status === 401) return { kind: "token" };
  if (status === 403) return { kind: "permission", accepted: acceptedOf(header("x-accepted-github-permissions")) };
  if (status === 404) return { kind: "absent" };
  return status >= 500 || status === 408 ? { kind: "passing" } : { kind: "refused", message: `${message} (${status})` };
}

// `issues=write; pull_requests=write`: any of those parted by semicolons will do, all of those parted by commas are needed.
function acceptedOf(header: string): string {
  return header
    .split(";")
    .map((either) =>
      either
        .split(",")
        .map((one) => one.trim().replaceAll("_", "-").replace("=", ": "))
        .filter((one) => one !== "")
        .join(" and "),
    )
    .filter((either) => either !== "" && !either.startsWith("metadata"))
    .join(" or ");
}

function textOf(data: unknown): string {
  if (typeof data !== "object" || data === null) return "";
  const { message, errors } = data as { message?: unknown; errors?: unknown };
  const parts = Array.isArray(errors) ? errors : [];
  const details = parts.map((part) =>
    typeof part === "string" ? part : String((part as { message?: unknown }).message ?? ""),
  );
  return [message, ...details].filter((part) => typeof part === "string" && part !== "").join(": ");
}
