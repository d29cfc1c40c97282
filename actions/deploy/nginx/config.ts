import { createHash } from "node:crypto";
import { FOLDER, FRONT_PORT, FULL, TLS_PORT } from "../balancer.ts";
import type { BalancerSettings } from "../target.ts";

/** Where nginx tells what it runs with, on the container's own loopback. */
export const ADMIN_PORT = 9998;
/** Answers that failed, one a line: the address of the instance and the status. */
export const FAILED = `${FOLDER}/run/failed.log`;
/** What was in there before; see the supervisor. */
export const FAILED_BEFORE = `${FAILED}.1`;

/** An instance that gets traffic, with its weight. */
export interface Route {
  readonly name: string;
  readonly address: string;
  readonly host?: string | undefined;
  readonly port: number;
  readonly weight: number;
}

/** What the configuration is made of; `state.json` and `live.json` in the volume hold it. */
export interface NginxState {
  readonly version: 1;
  readonly settings: BalancerSettings;
  readonly routes: readonly Route[];
  /** Tells the nginx of before an upgrade from the one after it. */
  readonly generation?: string | undefined;
}

/** Counts up whenever the configuration is written in another way, so that an nginx of before is reloaded. */
const FORM = 2;

const METHODS = { roundrobin: "", leastconn: "  least_conn;\n", source: "  ip_hash;\n" } as const;

/**
 * nginx' configuration for one app. `mark` is told by the nginx that runs. `certificate` is the path of a PEM file.
 * An nginx of another container may listen on the same ports in the same network: so a newer one takes over.
 * Nobody is asked to try again but clients of safe requests, which is nginx' own rule for `proxy_next_upstream`.
 */
export function nginxText(
  { settings, routes }: Pick<NginxState, "settings" | "routes">,
  mark: string,
  certificate?: string,
): string {
  const servers = routes.map(
    ({ address, host, port, weight }) =>
      `  server ${address}:${port} weight=${weight} max_fails=3 fail_timeout=2s;${host ? ` # ${host}` : ""}`,
  );
  // An upstream may not be empty; this one answers to nobody.
  if (servers.length === 0) servers.push("  server 127.0.0.1:1 down;");
  return `# Written by Quayside before each change of traffic: after a restart nginx goes on with what is in here.
worker_processes auto;
pid /tmp/nginx.pid;
error_log stderr notice;
worker_shutdown_timeout 1h;
events { worker_connections 8192; }
http {
access_log off;
client_body_temp_path /tmp/body; proxy_temp_path /tmp/proxy; fastcgi_temp_path /tmp/fastcgi;
uwsgi_temp_path /tmp/uwsgi; scgi_temp_path /tmp/scgi;
server_tokens off;
client_max_body_size 0;
include /tmp/keepalive.conf;
map $status $quayside_failed { ~^5 1; 499 0; default 0; }
map $http_upgrade $quayside_connection { default upgrade; "" close; }
log_format quayside '$upstream_addr $status';
upstream app {
${METHODS[settings.algorithm]}${servers.join("\n")}
}
server {
  listen 127.0.0.1:${ADMIN_PORT} reuseport;
  location = /requests { stub_status; add_header X-Quayside ${mark}; }
}
server {
  listen ${FRONT_PORT} reuseport;
${certificate ? `  listen ${TLS_PORT} ssl reuseport;\n  ssl_certificate ${certificate};\n  ssl_certificate_key ${certificate};\n  ssl_protocols TLSv1.2 TLSv1.3;\n` : ""}${settings.redirect ? "  if ($scheme = http) { return 301 https://$host$request_uri; }\n" : ""}  access_log ${FAILED} quayside if=$quayside_failed;
  location / {
    proxy_pass http://app;
    proxy_http_version 1.1;
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $quayside_connection;
    proxy_connect_timeout 2s;
    proxy_read_timeout 1h;
    proxy_next_upstream error timeout;
    proxy_next_upstream_tries 2;
    proxy_request_buffering off;
    proxy_buffering off;
  }
}
}
`;
}

/** What of a share an instance has beside the others: `part` while a canary is on its way. */
export function shareOf(weight: number): "in" | "part" {
  return weight === FULL ? "in" : "part";
}

/** Told by an nginx that runs with this. */
export function markOf({ settings, routes, generation }: NginxState): string {
  const text = JSON.stringify([FORM, generation, settings, routes]);
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
