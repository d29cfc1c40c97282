import { isIP } from "node:net";
import { UserError } from "../../../toolkit/errors.ts";
import type { TlsSettings } from "../url.ts";

/** What an address of a MySQL or MariaDB server says. */
export interface MysqlUrl {
  readonly host: string;
  readonly port: number;
  /** Path of a Unix socket in place of host and port; `""` for none. */
  readonly socket: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly tls: TlsSettings | undefined;
  readonly place: string;
}

const EXAMPLE = "It takes an address such as mysql://user:password@host:3306/database?ssl-mode=VERIFY_IDENTITY.";

/** Reads an address. Errors never show any part of it. Asked for TLS, certificate and name are checked. */
export function readMysqlUrl(text: string): MysqlUrl {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UserError("The input url is not an address", {
      hint: `${EXAMPLE} Characters such as @ / # % in the password are written in URL encoding (%40 %2F %23 %25).`,
    });
  }
  const parameter = (...names: string[]) => names.map((name) => url.searchParams.get(name)).find(Boolean) ?? "";
  const user = decode(url.username);
  const database = decode(url.pathname.slice(1));
  if (user === "") throw new UserError("The input url names no user", { hint: EXAMPLE });
  if (database === "") throw new UserError("The input url names no database", { hint: EXAMPLE });
  const host = decode(url.hostname).replace(/^\[(.*)\]$/, "$1") || "localhost";
  const port = Number(url.port || 3306);
  const socket = parameter("socket", "socketPath");
  const mode = parameter("ssl-mode", "sslmode", "sslMode")
    .toLowerCase()
    .replace(/[^a-z]/g, "");
  const authorities = parameter("ssl-ca", "sslrootcert");
  const file = { ...(authorities ? { authorities } : {}) };
  let tls: TlsSettings | undefined;
  if (/^(required?|verifyca|verifyidentity|verifyfull)$/.test(mode)) tls = { verify: true, ...file };
  else if (mode === "noverify") tls = { verify: false };
  else if (mode === "" && authorities) tls = { verify: true, ...file };
  else if (!/^(|disabled?|preferred)$/.test(mode)) {
    throw new UserError(`The input url asks for ssl-mode=${mode.slice(0, 20)}, which is not known`, {
      hint: "It takes DISABLED, REQUIRED, VERIFY_CA, VERIFY_IDENTITY, or no-verify for a server whose certificate cannot be checked.",
    });
  }
  // mysql2 checks the certificate of an address without a name against "localhost".
  if (tls?.verify && isIP(host)) {
    throw new UserError(`The name of the server at ${host} cannot be checked: its certificate is for a name`, {
      hint: "Write the name of the server into the url, or ssl-mode=no-verify where nothing can come in between.",
    });
  }
  const place = `${database} at ${socket || `${host}:${port}`}`;
  return { host, port, socket, user, password: decode(url.password), database, tls, place };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
