import type { PortBinding } from "../../../toolkit/docker/containers.ts";
import type { Reader } from "./reader.ts";

/**
 * A port of a service, short (`127.0.0.1:8080:80/tcp`, ranges too) or long. Without a port of the host, the engine picks
 * one; where the short form gives only the container's, so does Compose.
 */
export function parsePort(item: Reader): PortBinding[] {
  if (item.node?.kind === "map") {
    item.only(["target", "published", "host_ip", "protocol", "mode", "name", "app_protocol"]);
    const target = item.at("target").whole({ min: 1, max: 65535 });
    const protocol = item.at("protocol").choice(["tcp", "udp"]) ?? "tcp";
    const published = item.at("published").text() ?? "";
    const range = rangeOf(published);
    if (target === undefined)
      return item.at("target").present ? [] : (item.wrong("takes target, the port in the container") ?? []);
    if (published !== "" && !range) return item.at("published").wrong(`takes a port; got "${published}"`) ?? [];
    // A range leaves the choice to the engine: the first that is free.
    const hostPort = range && range.from === range.to ? range.from : undefined;
    return [{ port: target, protocol, hostIp: item.at("host_ip").text() ?? "", hostPort }];
  }
  const text = item.text() ?? "";
  const [, ip = "", host, inside = "", protocol = "tcp"] =
    /^(?:(?:((?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-fA-F:]+\]):)?([\d-]*):)?([\d-]+)(?:\/(tcp|udp))?$/.exec(text) ?? [];
  const target = rangeOf(inside);
  const published = host ? rangeOf(host) : undefined;
  if (!target || (host && !published)) {
    return item.wrong(`takes [address:][port of the host:]port, as in "127.0.0.1:8080:80"; got "${text}"`) ?? [];
  }
  if (published && published.to - published.from !== target.to - target.from) {
    if (target.from !== target.to) return item.wrong(`has two ranges of different lengths: "${text}"`) ?? [];
    return [{ port: target.from, protocol: protocol as "tcp" | "udp", hostIp: bare(ip), hostPort: undefined }];
  }
  return Array.from({ length: target.to - target.from + 1 }, (_, index) => ({
    port: target.from + index,
    protocol: protocol as "tcp" | "udp",
    hostIp: bare(ip),
    hostPort: published && published.from + index,
  }));
}

function bare(ip: string): string {
  return ip.replace(/^\[(.*)\]$/, "$1");
}

function rangeOf(text: string): { from: number; to: number } | undefined {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  return from >= 1 && to <= 65535 && from <= to && to - from < 1000 ? { from, to } : undefined;
}
