import type { Shell } from "./balancer.ts";
import type { BalancerSettings } from "./target.ts";

/** Whether two addresses of a host are the same to who wants to listen there. */
export function meet(one: string, other: string): boolean {
  const any = (ip: string) => ip === "" || ip === "0.0.0.0" || ip === "::";
  return any(one) || any(other) || one === other;
}

/** Where the app answers, as a browser would be told; `address` is that of the engine. */
export function urlOf(
  {
    shell: { publish, publishTls },
    settings,
  }: { readonly shell: Pick<Shell, "publish" | "publishTls">; readonly settings: BalancerSettings },
  address: string,
): string {
  const { hostIp, hostPort } = publishTls ?? publish;
  const host = settings.hosts?.[0] ?? (hostIp === "0.0.0.0" ? hostNameOf(address) : hostIp);
  const port = hostPort === (publishTls ? 443 : 80) ? "" : `:${hostPort}`;
  return `${publishTls ? "https" : "http"}://${host}${port}${settings.path ?? ""}`;
}

/** The name of a host as its engine's address has it; this machine where it has none. */
function hostNameOf(address: string): string {
  return /^(?:ssh|tcp|https?):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/]+)/.exec(address)?.[1] ?? "127.0.0.1";
}
