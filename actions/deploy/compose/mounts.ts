import type { Mount } from "../../../toolkit/docker/containers.ts";
import type { Project } from "./project.ts";
import type { Reader } from "./reader.ts";

/** A volume of the project, by its key, that a service mounts. */
export interface MountedVolume {
  readonly key: string;
  readonly readOnly: boolean;
}

/** What a service mounts: volumes by their keys (which get the project's names later), folders of the host, tmpfs. */
export function readMounts(project: Project, value: Reader): { mounts: Mount[]; volumes: MountedVolume[] } {
  const mounts: Mount[] = [];
  const volumes: { key: string; readOnly: boolean }[] = [];
  const declared = new Set(
    project.root
      .at("volumes")
      .entries()
      .map(([key]) => key),
  );
  for (const item of value.items()) {
    const mount = item.node?.kind === "map" ? longMount(project, item) : shortMount(project, item);
    if (!mount) continue;
    if (!mount.target.startsWith("/")) {
      item.wrong(`takes an absolute path in the container; got "${mount.target}"`);
      continue;
    }
    if (mount.type === "volume" && mount.source !== undefined) {
      if (!declared.has(mount.source)) item.wrong(`names the volume ${mount.source}, which is not under volumes`);
      volumes.push({ key: mount.source, readOnly: mount.readOnly === true });
    }
    mounts.push(mount);
  }
  return { mounts, volumes };
}

function shortMount(project: Project, item: Reader): Mount | undefined {
  const text = item.text();
  if (text === undefined) return undefined;
  const parts = text.split(":");
  if (parts.length > 3 || parts.some((part) => part === "")) {
    return item.wrong(`takes [source:]path[:ro]; got "${text}"`);
  }
  const [first = "", target, options = ""] = parts;
  if (target === undefined) return { type: "volume", target: first };
  let readOnly = false;
  let noCopy = false;
  let propagation: string | undefined;
  for (const option of options.split(",").filter(Boolean)) {
    if (option === "ro") readOnly = true;
    else if (option === "nocopy") noCopy = true;
    else if (/^r?(shared|slave|private)$/.test(option)) propagation = option;
    // z and Z relabel for SELinux, which mounts of the API do not; cached and delegated mean nothing on Linux.
    else if (!/^(rw|z|Z|cached|delegated|consistent)$/.test(option)) item.wrong(`has an unknown option ${option}`);
  }
  const both = { target, ...(readOnly ? { readOnly } : {}) };
  if (!/^[./~]/.test(first)) return { type: "volume", source: first, ...both, ...(noCopy ? { noCopy } : {}) };
  return { type: "bind", source: project.path(item, first), ...both, ...(propagation ? { propagation } : {}) };
}

function longMount(project: Project, item: Reader): Mount | undefined {
  item.only(["type", "source", "target", "read_only", "bind", "volume", "tmpfs", "consistency"]);
  const type = item.at("type").choice(["volume", "bind", "tmpfs"]);
  const source = item.at("source").text();
  const target = item.at("target").text();
  if (target === undefined)
    return item.at("target").present ? undefined : item.wrong("takes target, a path in the container");
  const readOnly = item.at("read_only").flag() === true ? { readOnly: true } : {};
  if (type === "tmpfs") {
    const options = item.at("tmpfs");
    options.only(["size", "mode"]);
    const size = options.at("size").size();
    const mode = options.at("mode").text();
    return {
      type,
      target,
      ...readOnly,
      ...(size === undefined ? {} : { size }),
      ...(mode === undefined ? {} : { mode: Number.parseInt(mode.replace(/^0o/, ""), 8) }),
    };
  }
  if (type === "bind") {
    const options = item.at("bind");
    options.only(["propagation", "create_host_path", "selinux"]);
    if (source === undefined) return item.wrong("takes source, a path on the host");
    const propagation = options.at("propagation").text();
    return { type, source: project.path(item, source), target, ...readOnly, ...(propagation ? { propagation } : {}) };
  }
  if (type === undefined) return item.at("type").present ? undefined : item.wrong("takes type: volume, bind or tmpfs");
  const options = item.at("volume");
  options.only(["nocopy", "subpath"]);
  const subpath = options.at("subpath").text();
  return {
    type,
    ...(source === undefined ? {} : { source }),
    target,
    ...readOnly,
    ...(options.at("nocopy").flag() === true ? { noCopy: true } : {}),
    ...(subpath === undefined ? {} : { subpath }),
  };
}
