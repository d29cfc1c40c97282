import { createHash } from "node:crypto";
import { FOLDER, FRONT_PORT, FULL, TLS_PORT } from "../balancer.ts";
import { certificatePath } from "../certificates.ts";
import type { BalancerSettings } from "../target.ts";

/** Slots of each backend: twice the most replicas, so that a whole new release fits beside the old one. */
export const SLOTS = 64;
/** The runtime API, on the container's own loopback. */
export const ADMIN_PORT = 9999;
/** Consecutive answers of a new instance until it counts as healthy. */
export const RISE = 3;
/** Where the sockets that HAProxy listens on can be had from it by the one that takes its place. */
export const HANDOVER = `${FOLDER}/run/handover.sock`;
/** Lines of host and path, and the backend that each leads to. */
export const ROUTES = `${FOLDER}/routes.map`;
/** Paths of the certificates that are served, one a line. */
export const CERTIFICATES = `${FOLDER}/certificates.list`;

/** Counts up whenever the configuration is written in another way, so that a HAProxy of before is reloaded. */
const FORM = 6;

/** A slot that leads to an instance after a restart of HAProxy. */
export interface SavedRoute {
  readonly name: string;
  readonly slot: string;
  readonly address: string;
  readonly host?: string | undefined;
  readonly port: number;
}

/** What the `state.json` of an app holds: what the configuration beside it was made of. */
export interface SavedState {
  readonly version: 1;
  readonly settings: BalancerSettings;
  readonly routes: readonly SavedRoute[];
}

/** Name of a slot by its index, from 0. */
export function slotName(index: number): string {
  return `s${index + 1}`;
}

/** Name of the backend that an app's traffic goes to. */
export function backendOf(app: string): string {
  return `app-${app}`;
}

/**
 * Name of the backend that new instances are asked in. It changes with each of the settings, so that a HAProxy that runs
 * says with which of them it does.
 */
export function gateOf(app: string, settings: BalancerSettings): string {
  const sorted = Object.fromEntries(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `gate-${app}-${hash(JSON.stringify([FORM, sorted]))}`;
}

/**
 * What all apps of one HAProxy share. It listens with TLS where its container has a port for that. `mark` is told by the
 * HAProxy that runs, so that it is known which one answers.
 */
export function proxyText({ tls, mark }: { readonly tls: boolean; readonly mark: string }): string {
  return `${[
    "# Written by Quayside, as all files beside it.",
    "global",
    `  description quayside ${mark}`,
    "  log stdout format raw daemon notice",
    `  stats socket ipv4@127.0.0.1:${ADMIN_PORT} level admin`,
    `  stats socket ${HANDOVER} level admin mode 600 expose-fd listeners`,
    // An engine that is killed leaves the connections of its commands open, with nobody at their other end; ten of them
    // would be all that may be there.
    "  stats timeout 2m",
    "  stats maxconn 200",
    // Connections follow from open files. Some engines give a container a billion of them, and HAProxy would reserve
    // memory for that many; others give few, and a fixed maxconn would not start.
    "  fd-hard-limit 40200",
    // What a process of before still has goes on as long as drain-timeout lets it, which is rarely this long.
    "  hard-stop-after 1h",
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
    // Where an instance is after it was started again. Nothing that this cannot answer changes anything: the address
    // of before is kept, and the checks say whether it is any good. HAProxy counts up to 24 days.
    "resolvers network",
    // The engine's own, in every container that is in a network with names; one that came into such a network later
    // would go on with those of its start.
    "  nameserver engine 127.0.0.11:53",
    "  accepted_payload_size 4096",
    // A new instance gets no traffic before its name was found, so this is a part of every deploy. For 16 instances it
    // takes the engine 0.5 % of a core.
    "  timeout resolve 250ms",
    "  timeout retry 1s",
    "  hold valid 1s",
    ...["nx", "timeout", "refused", "other"].map((answer) => `  hold ${answer} 20d`),
    "",
    // The last answers with their times, for percentiles; read over the runtime API.
    "ring times",
    "  format raw",
    "  maxlen 100",
    "  size 262144",
    "",
    "frontend web",
    `  bind :${FRONT_PORT}`,
    ...(tls ? [`  bind :${TLS_PORT} ssl crt-list ${CERTIFICATES} alpn h2,http/1.1 ssl-min-ver TLSv1.2`] : []),
    "  log ring@times format raw local0 info",
    '  log-format "%b/%s %Ta %rt"',
    ...(tls ? ["  http-request set-header X-Forwarded-Proto https if { ssl_fc }"] : []),
    "  http-request set-header X-Forwarded-Proto http unless { ssl_fc }",
    // A slash at the end, so that /api leads to /api and /api/x and not to /apix. A name goes before none, a long path
    // before a short one.
    "  http-request set-var(txn.path) path,concat(/)",
    "  http-request set-var(txn.at) req.hdr(host),field(1,:),lower,concat(,txn.path)",
    `  http-request set-var(txn.app) var(txn.at),map_beg(${ROUTES})`,
    `  http-request set-var(txn.app) var(txn.path),map_beg(${ROUTES}) unless { var(txn.app) -m found }`,
    '  http-request return status 404 content-type text/plain string "No app answers here." unless { var(txn.app) -m found }',
    "  use_backend %[var(txn.app)]",
  ].join("\n")}\n`;
}

/**
 * The backends of one app. Each has fixed slots, since changing a slot's address at run time is safe where adding and
 * deleting servers has crashed HAProxy 2.6. The gate gets no traffic: HAProxy's own checks ask new instances there, from
 * the very network that the traffic will come from.
 */
export function appText(app: string, { settings, routes }: Pick<SavedState, "settings" | "routes">): string {
  const check = (path: string) =>
    path === ""
      ? []
      : [
          "  option httpchk",
          `  http-check send meth GET uri ${path} ver HTTP/1.1 hdr Host localhost hdr Connection close`,
        ];
  const slots = (bySlot: ReadonlyMap<string, SavedRoute>, cookie: boolean) =>
    Array.from({ length: SLOTS }, (_, index) => {
      const slot = slotName(index);
      const route = bySlot.get(slot);
      const end = `${cookie ? ` cookie ${slot}` : ""}${route ? "" : " disabled"}`;
      return `  server ${slot} ${route ? `${route.host ?? route.address}:${route.port}` : "0.0.0.0:80"}${end}`;
    });
  return `${[
    "# Written by Quayside before each change of traffic: after a restart HAProxy goes on with what is in here.",
    `backend ${backendOf(app)}`,
    `  balance ${settings.algorithm}`,
    // A table of addresses that follows weights and states; the plain one would not take a canary's.
    ...(settings.algorithm === "source" ? ["  hash-type consistent"] : []),
    // Who has a cookie goes on to its container while that one takes requests, and to another one when it leaves.
    ...(settings.sticky ? [`  cookie quayside-${app} insert indirect nocache httponly`] : []),
    "  option redispatch 1",
    "  retries 3",
    "  retry-on conn-failure empty-response",
    "  http-request disable-l7-retry unless METH_GET",
    ...(settings.redirect ? ["  http-request redirect scheme https code 301 unless { ssl_fc }"] : []),
    ...check(settings.servingPath),
    // At its start HAProxy asks for all names once, and waits for none. A slot that was left keeps its name and address,
    // and one that comes back into another slot must get that address all the same.
    "  default-server resolvers network resolve-prefer ipv4 resolve-opts allow-dup-ip init-addr libc,none",
    `  default-server check inter 1s fastinter 500ms fall 3 rise 2 weight ${FULL}`,
    ...slots(new Map(routes.map((route) => [route.slot, route])), settings.sticky === true),
    "",
    `backend ${gateOf(app, settings)}`,
    ...check(settings.gatePath),
    `  default-server check inter 100ms fall 1 rise ${RISE}`,
    ...slots(new Map(), false),
  ].join("\n")}\n`;
}

/** The lines of the routes' map for one app: each host with the path, or the path alone for every host. */
export function routesText(app: string, { hosts = [], path = "/" }: BalancerSettings): string {
  const prefix = path.endsWith("/") ? path : `${path}/`;
  const at = hosts.length > 0 ? hosts : [""];
  return at.map((host) => `${host.toLowerCase()}${prefix} ${backendOf(app)}\n`).join("");
}

/** The lines of the list of certificates for one app. */
export function certificatesText(app: string, { certificates = [] }: BalancerSettings): string {
  return certificates.map((id) => `${certificatePath(app, id)}\n`).join("");
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
