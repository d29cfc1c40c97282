import { readFile } from "node:fs/promises";
import { codeOf, messageOf } from "../../../toolkit/errors.ts";
import type { SecretFile } from "../release.ts";
import type { Project } from "./project.ts";
import type { Reader } from "./reader.ts";

/** A secret or a config of a service, with its content. */
export interface ServiceFile extends SecretFile {
  /** Configs are no secrets; both are files that are mounted read-only. */
  readonly secret: boolean;
}

const SIZE_LIMIT = 1024 * 1024;

/** The secrets and configs of a service, with what is in them. */
export async function readFiles(project: Project, service: Reader): Promise<ServiceFile[]> {
  const found: ServiceFile[] = [];
  for (const section of ["secrets", "configs"] as const) {
    for (const item of service.at(section).items()) {
      const long = item.node?.kind === "map";
      if (long) item.only(["source", "target", "uid", "gid", "mode"]);
      const source = (long ? item.at("source") : item).text();
      if (source === undefined) {
        if (long && !item.at("source").present) item.wrong(`takes source, a name under ${section}`);
        continue;
      }
      const content = await contentOf(project, section, source, item);
      const target = long ? item.at("target").text() : undefined;
      const secret = section === "secrets";
      if (content === undefined) continue;
      found.push({
        path: target?.startsWith("/") ? target : secret ? `/run/secrets/${target ?? source}` : `/${target ?? source}`,
        content,
        secret,
        ...owner(item, "uid"),
        ...owner(item, "gid"),
        ...modeOf(item.at("mode")),
      });
    }
  }
  return found;
}

function owner(item: Reader, key: "uid" | "gid"): { uid?: number; gid?: number } {
  const id = item.at(key).whole({ min: 0 });
  return id === undefined ? {} : { [key]: id };
}

/** Modes are octal in a compose file, with or without quotes, `0440` or `0o440`. */
function modeOf(value: Reader): { mode?: number } {
  const text = value.text();
  if (text === undefined) return {};
  const octal = /^(?:0o?)?([0-7]{3,4})$/.exec(text)?.[1];
  return octal === undefined
    ? (value.wrong(`takes an octal mode such as 0440; got "${text}"`) ?? {})
    : { mode: Number.parseInt(octal, 8) };
}

async function contentOf(
  project: Project,
  section: "secrets" | "configs",
  name: string,
  item: Reader,
): Promise<Buffer | undefined> {
  const declared = project.root.at(section).at(name);
  if (!declared.present) return item.wrong(`names ${name}, which is not under ${section}`);
  declared.only(["file", "environment", "content", "external", "name", "labels", "driver", "template_driver"]);
  if (declared.at("external").flag()) {
    return declared
      .at("external")
      .wrong("is not supported on a Docker host, which keeps no secrets or configs; give a file or environment");
  }
  const variable = declared.at("environment").text();
  if (variable !== undefined) {
    const value = project.variables[variable];
    return value === undefined
      ? declared.at("environment").wrong(`names the variable ${variable}, which is not set`)
      : Buffer.from(value);
  }
  if (section === "configs" && declared.at("content").present) return Buffer.from(declared.at("content").text() ?? "");
  const path = declared.at("file").text();
  if (path === undefined) return declared.wrong("takes file or environment");
  try {
    const content = await readFile(project.path(declared, path));
    if (content.length > SIZE_LIMIT) return declared.at("file").wrong(`names ${path}, which has more than 1 MB`);
    return content;
  } catch (error) {
    const why = codeOf(error) === "ENOENT" ? "there is no such file" : messageOf(error);
    return declared.at("file").wrong(`names ${path}: ${why}`);
  }
}
