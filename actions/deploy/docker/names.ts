/** Labels that every container of an app carries, with its role. */
export function labelsOf(app: string, role: "instance" | "balancer" | "task"): Record<string, string> {
  return { "quayside.app": app, "quayside.role": role };
}

/** Name of the balancer's container and of its volume. */
export function balancerName(app: string): string {
  return `${app}-balancer`;
}

const KEPT = "-kept";

/** Name of a container that was put aside for a rollback. */
export function keptName(name: string): string {
  return `${name}${KEPT}`;
}

/** The name that an instance has while it serves, and whether the container of this name was put aside. */
export function plainName(container: string): { name: string; kept: boolean } {
  const kept = container.endsWith(KEPT);
  return { name: kept ? container.slice(0, -KEPT.length) : container, kept };
}

/** A name for the image of a release that is kept, so that no tidying up of unnamed images takes it. */
export function keptImage(app: string, release: string): { repo: string; tag: string } {
  return { repo: `quayside-kept/${app}`, tag: release };
}
