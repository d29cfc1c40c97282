import { FRONT_PORT } from "../balancer.ts";
import type { BalancerSettings } from "../target.ts";

/** Slots of each backend: twice the most replicas, so that a whole new release fits beside the old one. */
export const SLOTS = 64;
/** The runtime API, on the container's own loopback. */
export const ADMIN_PORT = 9999;
/** Consecutive answers of a new instance until it counts as healthy. */
export const RISE = 3;

/** A slot that leads to an instance after a restart of HAProxy. */
export interface SavedRoute {
  readonly name: string;
  readonly slot: string;
  readonly address: string;
  readonly port: number;
}

/** What the volume's `state.json` holds: what the configuration beside it was made of. */
export interface SavedState {
  readonly version: 1;
  readonly settings: BalancerSettings;
  readonly routes: readonly SavedRoute[];
}

/** Name of a slot by its index, from 0. */
export function slotName(index: number): string {
  return `s${index + 1}`;
}

/** A short text that tells settings apart; the running HAProxy answers with it, so it is known what it runs with. */
export function settingsMark(settings: BalancerSettings): string {
  return `quayside ${settings.algorithm} gate=${settings.gatePath} serving=${settings.servingPath}`;
}

/**
 * HAProxy's configuration. Each backend has fixed slots, since changing a slot's address at run time is safe where
 * adding and deleting servers has crashed HAProxy 2.6. The backend `gate` gets no traffic: HAProxy's own checks ask new
 * instances there, from the very network that the traffic will come from.
 */
export function configText({ settings, routes }: Pick<SavedState, "settings" | "routes">): string {
  const check = (path: string) =>
    path === ""
      ? []
      : [
          "  option httpchk",
          `  http-check send meth GET uri ${path} ver HTTP/1.1 hdr Host localhost hdr Connection close`,
        ];
  const slots = (bySlot: ReadonlyMap<string, SavedRoute>) =>
    Array.from({ length: SLOTS }, (_, index) => {
      const route = bySlot.get(slotName(index));
      return `  server ${slotName(index)} ${route ? `${route.address}:${route.port}` : "0.0.0.0:80 disabled"}`;
    });
  return `${[
    "# Written by Quayside before each change of traffic: after a restart HAProxy goes on with what is in here.",
    "global",
    "  log stdout format raw daemon notice",
    `  description ${settingsMark(settings)}`,
    `  stats socket ipv4@127.0.0.1:${ADMIN_PORT} level admin`,
    "  stats timeout 1h",
    // Connections follow from open files. Some engines give a container a billion of them, and HAProxy would reserve
    // memory for that many; others give few, and a fixed maxconn would not start.
    "  fd-hard-limit 40200",
    "  hard-stop-after 5m",
    "",
    "defaults",
    "  mode http",
    "  log global",
    "  timeout connect 2s",
    "  timeout client 75s",
    "  timeout server 75s",
    "  timeout http-keep-alive 75s",
    "  timeout http-request 30s",
    "  timeout queue 10s",
    "  timeout check 5s",
    "  timeout tunnel 1h",
    // A pooled connection that the app closes while a request is on its way costs that request; a POST cannot be retried.
    "  option http-server-close",
    "  option forwardfor",
    // A reload lets idle connections of clients end with their next answer instead of cutting them.
    "  option idle-close-on-response",
    "  option dontlognull",
    "",
    // The last answers with their times, for percentiles; read over the runtime API.
    "ring times",
    "  format raw",
    "  maxlen 100",
    "  size 262144",
    "",
    "frontend web",
    `  bind :${FRONT_PORT}`,
    "  log ring@times format raw local0 info",
    '  log-format "%b/%s %Ta %rt"',
    "  default_backend app",
    "",
    "backend app",
    `  balance ${settings.algorithm}`,
    // A table of addresses that follows weights and states; the plain one would not take a canary's.
    ...(settings.algorithm === "source" ? ["  hash-type consistent"] : []),
    "  option redispatch 1",
    "  retries 3",
    "  retry-on conn-failure empty-response",
    "  http-request disable-l7-retry unless METH_GET",
    ...check(settings.servingPath),
    "  default-server check inter 1s fastinter 500ms fall 3 rise 2",
    ...slots(new Map(routes.map((route) => [route.slot, route]))),
    "",
    "backend gate",
    ...check(settings.gatePath),
    `  default-server check inter 200ms fall 1 rise ${RISE}`,
    ...slots(new Map()),
  ].join("\n")}\n`;
}
