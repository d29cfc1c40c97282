import { FOLDER, FRONT_PORT, FULL, TLS_PORT } from "../balancer.ts";
import type { BalancerSettings } from "../target.ts";

/** Where nginx tells what it runs with, on the container's own loopback. */
export const ADMIN_PORT = 9998;
/** Answers that failed, one a line: the address of the instance and the status. */
export const FAILED = `${FOLDER}/run/failed.log`;
/** What was in there before; together they never have more than twice `FAILED_LIMIT` and what comes in five seconds. */
export const FAILED_BEFORE = `${FAILED}.1`;
/** Kilobytes. An app that is down for a day would fill the disk. */
const FAILED_LIMIT = 1000;

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
}

const METHODS = { roundrobin: "", leastconn: "  least_conn;\n", source: "  ip_hash;\n" } as const;

/**
 * nginx' configuration for one app. `mark` is told by the nginx that runs. `certificate` is the path of a PEM file.
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
worker_shutdown_timeout 5m;
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
  listen 127.0.0.1:${ADMIN_PORT};
  location = /mark { return 200 "${mark}"; }
  location = /requests { stub_status; }
}
server {
  listen ${FRONT_PORT};
${certificate ? `  listen ${TLS_PORT} ssl;\n  ssl_certificate ${certificate};\n  ssl_certificate_key ${certificate};\n  ssl_protocols TLSv1.2 TLSv1.3;\n` : ""}${settings.redirect ? "  if ($scheme = http) { return 301 https://$host$request_uri; }\n" : ""}  access_log ${FAILED} quayside if=$quayside_failed;
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

/**
 * What nginx' container runs. A reload ends idle connections of clients, and a request that is on its way on one of them
 * is lost: from 1.27.4 on nginx waits for it, and before that no connection is kept open. Since the last start, containers
 * may have got other addresses, so each is looked up by its name; those that cannot be found in eight seconds are left out.
 * Beside nginx a loop keeps the log of failures small: USR1 lets it write into a new one and nothing else. A script of
 * ours without any text from outside in it.
 */
export const START = `
conf=${FOLDER}/nginx.conf
cp $conf /tmp/nginx.conf
end=$(($(date +%s) + 8))
for host in $(sed -n 's/^  server .*; # \\([0-9a-f]\\{12\\}\\)$/\\1/p' $conf); do
  while :; do
    ip=$(timeout 1 getent hosts $host | sed 's/ .*//; q')
    [ -z "$ip" ] && [ "$(date +%s)" -lt $end ] || break
    sleep 0.2
  done
  if [ -n "$ip" ]; then sed -i "s/^  server [0-9.]*:\\(.*; # $host\\)$/  server $ip:\\1/" /tmp/nginx.conf
  else sed -i "s/^\\(  server .*\\); # $host$/\\1 down; # $host/" /tmp/nginx.conf; fi
done
cat /tmp/nginx.conf > $conf.new && mv -f $conf.new $conf
version=$(nginx -v 2>&1 | sed 's#.*nginx/##; s# .*##')
newer=$(printf '%s\\n1.27.4\\n' "$version" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)
if [ "$newer" = 1.27.4 ]; then echo 'keepalive_timeout 75s; keepalive_min_timeout 5s;'
else echo 'keepalive_timeout 0;'; fi > /tmp/keepalive.conf
while sleep 5; do
  [ -z "$(find ${FAILED} -size +${FAILED_LIMIT}k 2>/dev/null)" ] ||
    { mv -f ${FAILED} ${FAILED_BEFORE} && kill -USR1 "$(cat /tmp/nginx.pid)"; }
done &
exec nginx -c ${FOLDER}/nginx.conf -g 'daemon off;'`;
