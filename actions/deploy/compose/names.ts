import { createHash } from "node:crypto";
import type { ContainerSettings } from "../../../toolkit/docker/containers.ts";
import type { Project } from "./project.ts";
import type { ComposeService } from "./service.ts";

/** Labels by which `docker compose` knows what belongs to a project (their names are part of its interface). */
const PREFIX = "com.docker.compose";
const HASH = `${PREFIX}.config-hash`;

/** The labels of what a project has only one of: `network`, `volume`. */
export function resourceLabels(project: Project, kind: "network" | "volume", key: string): Record<string, string> {
  return { [`${PREFIX}.project`]: project.name, [`${PREFIX}.${kind}`]: key, [`${PREFIX}.version`]: "quayside" };
}

/** The labels of a container of a service, but for its number. */
export function containerLabels(project: Project, service: ComposeService): Record<string, string> {
  return {
    [`${PREFIX}.project`]: project.name,
    [`${PREFIX}.service`]: service.name,
    [`${PREFIX}.oneoff`]: "False",
    [`${PREFIX}.project.working_dir`]: project.folder,
    [`${PREFIX}.project.config_files`]: project.files.join(","),
    // Compose passes over containers without one. Where nobody knows what it would be, `up` makes the container anew.
    [HASH]: createHash("sha256").update(`quayside ${project.name} ${service.name}`).digest("hex"),
    [`${PREFIX}.depends_on`]: service.dependsOn
      .map(({ service: name, condition }) => `${name}:${condition}:false`)
      .join(","),
    [`${PREFIX}.version`]: "quayside",
  };
}

/** The label by which `docker compose up` sees whether a service has changed; none where its hash is not known. */
export function hashLabel(hash: string | undefined): Record<string, string> {
  return hash ? { [HASH]: hash } : {};
}

/** The name that a network of the project has on the engine. */
export function networkName(project: Project, key: string): string {
  return nameOf(project, "networks", key);
}

/** The name that a volume of the project has on the engine. */
export function volumeName(project: Project, key: string): string {
  return nameOf(project, "volumes", key);
}

function nameOf(project: Project, section: "networks" | "volumes", key: string): string {
  const declared = project.root.at(section).at(key);
  const external = declared.at("external");
  // In older files the name of what exists already stands below external.
  const name = declared.at("name").text() ?? (external.node?.kind === "map" ? external.at("name").text() : undefined);
  return name ?? (isExternal(project, section, key) ? key : `${project.name}_${key}`);
}

/** Whether somebody else makes it. */
export function isExternal(project: Project, section: "networks" | "volumes", key: string): boolean {
  const external = project.root.at(section).at(key).at("external");
  return external.node?.kind === "map" || external.flag() === true;
}

/** The settings of a service with the engine's names of its volumes, and the keys of its networks. */
export function settingsWithNames(
  project: Project,
  service: ComposeService,
): { settings: ContainerSettings; networks: string[] } {
  const { mounts, ...rest } = service.settings;
  const named = mounts?.map((mount) =>
    mount.type === "volume" && mount.source !== undefined
      ? { ...mount, source: volumeName(project, mount.source) }
      : mount,
  );
  return {
    settings: named ? { ...rest, mounts: named } : rest,
    networks: service.networks.map(({ key }) => key),
  };
}
