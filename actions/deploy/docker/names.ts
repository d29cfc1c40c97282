import type { Container } from "../../../toolkit/docker/containers.ts";
import { FOLDER } from "../balancer.ts";

/** Labels that every container of an app carries, with its role. */
export function labelsOf(app: string, role: "instance" | "balancer" | "task"): Record<string, string> {
  return { "quayside.app": app, "quayside.role": role };
}

/** Name of the balancer's container and of its volume. */
export function balancerName(app: string): string {
  return `${app}-balancer`;
}

/** Name of the load balancer in front of an app: its own, or the one that it shares. */
export function proxyOf({ app, proxy }: { readonly app: string; readonly proxy: string }): string {
  return proxy || balancerName(app);
}

/** The label with the name of the load balancer that a container stands behind. */
export const BEHIND = "quayside.behind";

/**
 * The network that a shared load balancer begins in. Its name sorts before those of the apps that it joins: an engine
 * before 28 moves published ports to the network whose name sorts first, and for a moment nobody answers.
 */
export function homeNetwork(proxy: string): string {
  return `0-${proxy}`;
}

/** Folder in the balancer's volume for what is of one app: state, record, releases. */
export function appFolder(app: string): string {
  return `${FOLDER}/apps/${app}`;
}

const KEPT = "-kept";

/** Name of a container that was put aside for a rollback. */
export function keptName(name: string): string {
  return `${name}${KEPT}`;
}

/** The label with the name of an instance whose container has to have another one while it serves. */
const INSTANCE = "quayside.instance";
/** The label with that other name. */
const NAME = "quayside.container-name";

/** The name of an instance, which is mostly that of its container, and whether it was put aside. */
export function instanceOf({ name, labels }: Pick<Container, "name" | "labels">): { name: string; kept: boolean } {
  const kept = name.endsWith(KEPT);
  return { name: labels[INSTANCE] ?? (kept ? name.slice(0, -KEPT.length) : name), kept };
}

/** The labels of an instance whose container has to have a name of its own. */
export function nameLabels(instance: string, name: string | undefined): Record<string, string> {
  return name === undefined ? {} : { [INSTANCE]: instance, [NAME]: name };
}

/** The name that the container of an instance has while it serves. */
export function servingName(instance: string, labels: Container["labels"]): string {
  return labels[NAME] ?? instance;
}

/** How the names of images begin that are kept for a release. */
export const KEPT_IMAGES = "quayside-kept/";

/** A name for the image of a release that is kept, so that no tidying up of unnamed images takes it. */
export function keptImage(app: string, release: string): { repo: string; tag: string } {
  return { repo: `${KEPT_IMAGES}${app}`, tag: release };
}
