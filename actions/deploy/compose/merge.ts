import type { YamlNode } from "../../../toolkit/yaml.ts";

/** Lists in which an entry of a later file takes the place of one with the same key (Compose Specification, "Merge"). */
const KEYED: Readonly<Record<string, (item: YamlNode) => string>> = {
  volumes: targetOf,
  secrets: targetOf,
  configs: targetOf,
  ports: portKey,
  environment: nameOf,
  labels: nameOf,
  sysctls: nameOf,
  extra_hosts: (item) => scalar(item).split(/[:=]/)[0] ?? "",
  cap_add: scalar,
  cap_drop: scalar,
  security_opt: scalar,
  dns: scalar,
  dns_opt: scalar,
  dns_search: scalar,
  expose: scalar,
  tmpfs: (item) => scalar(item).split(":")[0] ?? "",
  devices: targetOf,
  env_file: (item) => scalar(item) || scalar(child(item, "path")),
};

/** Lists that are as good as maps, so that both forms can be merged with each other. */
const PAIRS = /^(environment|labels|sysctls|extra_hosts|annotations)$/;
const NAMES = /^(depends_on|networks)$/;
/** A text alone is a list of one where the other file has a list. */
const LISTS = /^(dns|dns_opt|dns_search|env_file|tmpfs)$/;

/**
 * A compose file over another one, by the rules of the specification: maps are merged, lists are appended, everything
 * else is replaced; commands are replaced as a whole; `!reset` takes a value away, `!override` replaces it.
 */
export function mergeOver(
  base: YamlNode | undefined,
  over: YamlNode | undefined,
  path: readonly string[] = [],
): YamlNode | undefined {
  if (!over) return base;
  if (over.tag === "!reset") return undefined;
  if (!base || over.tag === "!override") return withoutResets(over);
  const key = path.at(-1) ?? "";
  if (/^(command|entrypoint|test)$/.test(key)) return over;
  // A key without a value says nothing: `front:` leaves what the other file says of that network.
  if (over.kind === "scalar" && over.value === null) return base;
  if (key === "logging") {
    const drivers = new Set([base, over].map((one) => scalar(child(one, "driver"))).filter(Boolean));
    if (drivers.size > 1) return over;
  }
  if (LISTS.test(key) && (base.kind === "scalar" || over.kind === "scalar")) {
    return mergeOver(asList(base), asList(over), path);
  }
  if (base.kind !== over.kind || (NAMES.test(key) && over.kind === "list")) {
    const [one, other] = [asMap(base, key), asMap(over, key)];
    return one && other ? mergeOver(one, other, path) : over;
  }
  if (base.kind === "map" && over.kind === "map") {
    const entries = new Map(base.entries);
    for (const [name, value] of over.entries) {
      const merged = mergeOver(entries.get(name), value, [...path, name]);
      if (merged) entries.set(name, merged);
      else entries.delete(name);
    }
    return { ...over, entries };
  }
  if (base.kind === "list" && over.kind === "list") {
    const keyOf = path.length > 1 ? KEYED[key] : undefined;
    if (!keyOf) return { ...over, items: [...base.items, ...over.items] };
    const items = new Map(base.items.map((item) => [keyOf(item), item]));
    for (const item of over.items) items.set(keyOf(item), item);
    return { ...over, items: [...items.values()] };
  }
  return over;
}

function withoutResets(node: YamlNode): YamlNode {
  if (node.kind !== "map") return node;
  const kept = [...node.entries].filter(([, value]) => value.tag !== "!reset");
  return { ...node, entries: new Map(kept.map(([key, value]) => [key, withoutResets(value)])) };
}

function asMap(node: YamlNode, key: string): YamlNode | undefined {
  if (node.kind === "map") return node;
  if (node.kind !== "list") return undefined;
  if (PAIRS.test(key)) {
    const pairs = node.items.map((item) => {
      const text = scalar(item);
      const [, name = text, value] = /^([^=:]*)[=:]([\s\S]*)$/.exec(text) ?? [];
      const child: YamlNode = { at: item.at, kind: "scalar", value: value ?? null, text: value ?? "" };
      return [name, child] as const;
    });
    return { at: node.at, kind: "map", entries: new Map(pairs) };
  }
  if (!NAMES.test(key)) return undefined;
  const names = node.items.map((item) => {
    const text = (value: string | null): YamlNode => ({ at: item.at, kind: "scalar", value, text: value ?? "" });
    // A name alone in `depends_on` says as much as this, and takes another condition back.
    const started = new Map([["condition", text("service_started")]]);
    const entry: YamlNode = key === "depends_on" ? { at: item.at, kind: "map", entries: started } : text(null);
    return [scalar(item), entry] as const;
  });
  return { at: node.at, kind: "map", entries: new Map(names) };
}

function asList(node: YamlNode): YamlNode {
  return node.kind === "scalar" ? { at: node.at, kind: "list", items: [node] } : node;
}

function scalar(node: YamlNode | undefined): string {
  return node?.kind === "scalar" ? String(node.value ?? "") : "";
}

function child(node: YamlNode, key: string): YamlNode | undefined {
  return node.kind === "map" ? node.entries.get(key) : undefined;
}

function nameOf(item: YamlNode): string {
  return scalar(item).split("=")[0] ?? "";
}

function targetOf(item: YamlNode): string {
  if (item.kind === "map") return scalar(child(item, "target")) || scalar(child(item, "source"));
  const parts = scalar(item).split(":");
  return parts[1] ?? parts[0] ?? "";
}

function portKey(item: YamlNode): string {
  if (item.kind === "map")
    return ["host_ip", "target", "published", "protocol"].map((key) => scalar(child(item, key))).join(":");
  return scalar(item);
}
