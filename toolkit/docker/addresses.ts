import { UserError } from "../errors.ts";

/** The address of a Docker Engine, taken apart. */
export type EngineAddress =
  | { readonly kind: "socket"; readonly path: string }
  | { readonly kind: "tcp"; readonly host: string; readonly port: number | undefined; readonly secure: boolean }
  | {
      readonly kind: "ssh";
      readonly user: string | undefined;
      readonly host: string;
      readonly port: number | undefined;
      /** The engine's socket on that host. */
      readonly socket: string;
    };

/** Where an engine listens unless it is told otherwise. */
export const DEFAULT_SOCKET = "/var/run/docker.sock";

const FORMS = "unix:///path/to/docker.sock, tcp://host:2376, ssh://user@host or npipe:////./pipe/docker_engine";

/** Takes an address in the form of DOCKER_HOST apart. Throws a UserError that says what it takes. */
export function parseAddress(address: string): EngineAddress {
  const wrong = (why: string): UserError =>
    new UserError(`"${address}" is not an address of a Docker Engine: ${why}`, { hint: `It takes ${FORMS}.` });
  const [, scheme, rest = ""] = /^(unix|npipe|tcp|http|https|ssh):\/\/(.*)$/.exec(address) ?? [];
  if (scheme === undefined) throw wrong("it does not begin with unix://, tcp://, ssh:// or npipe://");
  if (scheme === "unix" || scheme === "npipe") {
    if (rest === "") throw wrong("the path of the socket is missing");
    return { kind: "socket", path: rest };
  }
  let url: URL;
  try {
    url = new URL(`http://${rest}`);
  } catch {
    throw wrong("it has no host name that can be read");
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (url.password !== "") throw wrong("a password may not stand in it");
  // Both become words of ssh's configuration, and a name that begins with a hyphen would be an option.
  if (!/^[A-Za-z0-9_:][\w.:%-]*$/.test(host)) throw wrong("it has no host name that can be read");
  const port = /:(\d+)(?:\/|$)/.exec(rest.replace(/^.*@/, "").replace(/^\[.*\]/, ""))?.[1];
  if (scheme !== "ssh") {
    if (url.username !== "") throw wrong("only ssh:// takes a user");
    return { kind: "tcp", host, port: port ? Number(port) : undefined, secure: scheme === "https" };
  }
  const user = decodeURIComponent(url.username);
  if (!/^([A-Za-z0-9_][\w.@-]*)?$/.test(user)) throw wrong("it has no user name that can be read");
  if (!/^(\/[\w./-]*)?$/.test(url.pathname)) throw wrong("the path of the socket has odd characters");
  return {
    kind: "ssh",
    user: user || undefined,
    host,
    port: port ? Number(port) : undefined,
    socket: url.pathname === "/" || url.pathname === "" ? DEFAULT_SOCKET : url.pathname,
  };
}
