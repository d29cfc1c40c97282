import type { Dialect } from "./engine.ts";
import type { MigrateInputs } from "./inputs.ts";

/** The dialect that an address or the input `dialect` names; PostgreSQL where neither does. */
export async function dialectFor(inputs: Pick<MigrateInputs, "url" | "dialect">): Promise<Dialect> {
  const scheme = /^([a-z0-9+]+):/i.exec(inputs.url)?.[1]?.toLowerCase() ?? "";
  const named = inputs.dialect === "auto" ? BY_SCHEME.find(([pattern]) => pattern.test(scheme))?.[1] : inputs.dialect;
  switch (named) {
    case "mysql":
      return (await import("./mysql/dialect.ts")).MYSQL;
    case "sqlite":
      return (await import("./sqlite/dialect.ts")).SQLITE;
    default:
      return (await import("./postgres.ts")).POSTGRES;
  }
}

const BY_SCHEME = [
  [/^(mysql|mariadb)/, "mysql"],
  [/^(sqlite3?|file)$/, "sqlite"],
] as const;
