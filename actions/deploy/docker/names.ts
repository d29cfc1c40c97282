/** Labels that every container of an app carries, with its role. */
export function labelsOf(app: string, role: "instance" | "balancer"): Record<string, string> {
  return { "quayside.app": app, "quayside.role": role };
}

/** Name of the balancer's container and of its volume. */
export function balancerName(app: string): string {
  return `${app}-balancer`;
}
