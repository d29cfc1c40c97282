import { FULL } from "../balancer.ts";
import type { Instance, Traffic } from "../target.ts";

/** A line of `show stat`, by the names of its columns. */
export type StatRow = Readonly<Record<string, string>>;

/** Reads the answer of `show stat` (HAProxy Management Guide, 9.1): CSV with the names of the columns in its first line. */
export function parseStats(answer: string): StatRow[] {
  const [head = "", ...lines] = answer.split("\n").filter((line) => line.trim() !== "");
  const columns = head.replace(/^# /, "").split(",");
  return lines.map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""]));
  });
}

/** A slot of a backend as HAProxy sees it. */
export interface Slot {
  readonly name: string;
  /** `10.0.0.3:8000` */
  readonly address: string;
  readonly traffic: Instance["traffic"];
  readonly up: boolean;
  readonly weight: number;
  /** Seconds since its state has changed. */
  readonly since: number;
  /** Whether the last check was content. */
  readonly good: boolean;
  /** Requests that are on it or wait for it. */
  readonly open: number;
  /** What the last check found, in words. */
  readonly check: string;
  readonly answers: number;
  readonly failed: number;
}

/** The slots of one backend. */
export function slotsOf(rows: readonly StatRow[], backend: string): Slot[] {
  return rows
    .filter((row) => row.pxname === backend && /^s\d+$/.test(row.svname ?? ""))
    .map((row) => ({
      name: row.svname ?? "",
      address: row.addr ?? "",
      traffic: trafficState(row),
      up: /^(UP|no check)/.test(row.status ?? ""),
      weight: number(row.weight),
      since: number(row.lastchg),
      good: /^(\* )?L\dOK$/.test(row.check_status ?? ""),
      open: number(row.scur) + number(row.qcur),
      check: checkText(row),
      answers: number(row.hrsp_2xx) + number(row.hrsp_3xx) + number(row.hrsp_4xx) + number(row.hrsp_5xx),
      failed: failures(row),
    }));
}

// One that drains and does not answer its checks shows as DOWN; its weight of 0 still tells.
function trafficState({ status = "", weight }: StatRow): Slot["traffic"] {
  if (status.startsWith("MAINT")) return "out";
  if (status.startsWith("DRAIN") || weight === "0") return "draining";
  return weight === String(FULL) || weight === undefined ? "in" : "part";
}

/**
 * Requests of one app, and those that failed: answered with a 5xx, by the app or by HAProxy itself, or cut off after the
 * answer had begun.
 */
export function trafficOf(rows: readonly StatRow[], backend: string): Traffic {
  const back = rows.find((row) => row.pxname === backend && row.svname === "BACKEND");
  return { requests: number(back?.req_tot), failed: back ? failures(back) : 0 };
}

// A backend's `hrsp_5xx` has the answers that HAProxy gave itself, too; a slot's has the app's own.
function failures(row: StatRow): number {
  return number(row.hrsp_5xx) + number(row.srv_abrt);
}

/** Reads `show servers state` of one backend (HAProxy Management Guide, 9.3): the names in the DNS of servers that have one. */
export function namesOf(answer: string): ReadonlyMap<string, string> {
  const lines = answer.split("\n").map((line) => line.split(" "));
  const columns = lines.find(([first]) => first === "#")?.slice(1) ?? [];
  const [server, name] = [columns.indexOf("srv_name"), columns.indexOf("srv_fqdn")];
  return new Map(
    lines
      .filter((cells) => cells[0] !== "#" && (cells[name] ?? "-") !== "-")
      .map((cells) => [cells[server] ?? "", cells[name] ?? ""]),
  );
}

/** One answer as the ring of the configuration keeps it. */
export interface TimeEntry {
  readonly slot: string;
  /** Milliseconds from the first byte of the request to the last one of the answer. */
  readonly time: number;
  /** HAProxy's running number of the request. */
  readonly count: number;
}

/** Reads `show events` of the ring that `configText` sets up: `app/s1 12 4711`, one answer a line. */
export function timesOf(answer: string, backend: string): TimeEntry[] {
  return [...answer.matchAll(/^(\S+)\/(s\d+) (\d+) (\d+)$/gm)].flatMap(([, name, slot = "", time, count]) =>
    name === backend ? [{ slot, time: Number(time), count: Number(count) }] : [],
  );
}

const CHECKS: Readonly<Record<string, string>> = {
  L4OK: "the port is open",
  L4TOUT: "no connection in time",
  L4CON: "nothing listens on the port",
  L6RSP: "no proper answer",
  L6TOUT: "no answer in time",
  L7TOUT: "no HTTP answer in time",
  L7RSP: "the answer was not HTTP",
  L7STS: "it answered",
  L7OK: "it answered",
  SOCKERR: "the connection failed",
};

function checkText(row: StatRow): string {
  const status = (row.check_status ?? "").replace(/^\* /, "");
  if (status === "" || status === "INI") return "not asked yet";
  const code = row.check_code && row.check_code !== "0" ? ` ${row.check_code}` : "";
  return `${CHECKS[status] ?? status}${code}`;
}

function number(cell: string | undefined): number {
  return Number(cell) || 0;
}

// Cells with commas or quotes are in double quotes, with inner quotes doubled.
function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? "",
  );
}
