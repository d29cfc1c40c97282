import { UserError } from "../../toolkit/errors.ts";

/** How TLS is used on a connection. */
export interface TlsSettings {
  /** Whether the server's certificate and name are checked. */
  readonly verify: boolean;
  /** File of the authorities to trust, in place of the system's. */
  readonly authorities?: string;
  /** Files of the certificate and the key with which this side shows who it is. */
  readonly certificate?: string;
  readonly key?: string;
}

/** What an address of a PostgreSQL server says. */
export interface DatabaseUrl {
  /** Name or address; a folder (it begins with `/`) for a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Undefined for a connection in clear text. */
  readonly tls: TlsSettings | undefined;
  /** Settings for the session as `-c name=value`; `""` for none. */
  readonly options: string;
  /** Where it points, without user and password: for messages. */
  readonly place: string;
}

const EXAMPLE = "It takes an address such as postgres://user:password@host:5432/database?sslmode=verify-full.";

/**
 * Reads an address in the form of libpq's URIs. Errors never show any part of it. `sslmode=require` checks the
 * certificate and the name, as verify-full does: encryption to an unknown server protects nothing.
 */
export function readUrl(text: string): DatabaseUrl {
  let url: URL;
  try {
    // libpq takes an address without a host (a Unix socket in a parameter), the standard for URLs does not.
    url = new URL(text.replace(/^(postgres(?:ql)?:\/\/[^@/?#]*@)(?=[/?]|$)/i, "$1localhost"));
  } catch {
    throw new UserError("The input url is not an address", {
      hint: `${EXAMPLE} Characters such as @ / # % in the password are written in URL encoding (%40 %2F %23 %25).`,
    });
  }
  if (!/^postgres(ql)?:$/.test(url.protocol)) {
    throw new UserError(`The input url begins with ${url.protocol}//, which is not taken`, { hint: EXAMPLE });
  }
  const parameter = (name: string) => url.searchParams.get(name) ?? "";
  const user = decode(url.username) || parameter("user");
  const host = parameter("host") || decode(url.hostname).replace(/^\[(.*)\]$/, "$1") || "localhost";
  const port = Number(url.port || parameter("port") || 5432);
  const database = decode(url.pathname.slice(1)) || parameter("dbname") || user;
  if (user === "") throw new UserError("The input url names no user", { hint: EXAMPLE });
  return {
    host,
    port,
    user,
    password: decode(url.password) || parameter("password"),
    database,
    tls: tlsOf(parameter("sslmode"), parameter("sslrootcert"), {
      ...(parameter("sslcert") ? { certificate: parameter("sslcert") } : {}),
      ...(parameter("sslkey") ? { key: parameter("sslkey") } : {}),
    }),
    options: parameter("options"),
    place: `${database} at ${host.startsWith("/") ? host : `${host}:${port}`}`,
  };
}

/** The texts that must not be shown: the address, and each form of its password. */
export function secretsOf(text: string): string[] {
  const secrets = [text];
  const authority = /^[a-z0-9+]+:\/\/([^@/]*):([^/]*)@/i.exec(text);
  if (authority?.[2]) secrets.push(authority[2], `${authority[1]}:${authority[2]}`);
  try {
    const url = new URL(text);
    const parameters = ["password", "sslpassword"].map((name) => url.searchParams.get(name) ?? "");
    secrets.push(decode(url.password), url.password, ...parameters);
  } catch {
    // No address: readUrl says so.
  }
  return [...new Set(secrets)].filter((secret) => secret !== "");
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function tlsOf(
  mode: string,
  authorities: string,
  client: Pick<TlsSettings, "certificate" | "key">,
): TlsSettings | undefined {
  const own = { ...client, ...(authorities && authorities !== "system" ? { authorities } : {}) };
  switch (mode) {
    case "":
      return authorities ? { verify: true, ...own } : undefined;
    case "disable":
    case "allow":
    case "prefer":
      return undefined;
    case "require":
    case "verify-ca":
    case "verify-full":
      return { verify: true, ...own };
    case "no-verify":
      return { verify: false, ...client };
    default:
      throw new UserError(`The input url asks for sslmode=${mode.slice(0, 20)}, which is not known`, {
        hint: "It takes disable, require, verify-ca, verify-full, or no-verify for a server whose certificate cannot be checked.",
      });
  }
}
