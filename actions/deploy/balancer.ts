import type { Publish } from "./spec.ts";
import type { BalancerSettings, Instance, Traffic } from "./target.ts";

/** Where the volume with the configuration and the record is mounted in the balancer's container. */
export const FOLDER = "/quayside";
/** Port inside of the balancer's container that the host's address leads to. */
export const FRONT_PORT = 8080;
/** The same for TLS. */
export const TLS_PORT = 8443;

/**
 * Weights by which `count` new instances get so many percent of the traffic that they share with `others`.
 * HAProxy takes whole numbers up to 256, so the pair that comes nearest is looked for; none of them is `FULL`, which
 * tells a canary from the end of one.
 */
export function weightsFor(percent: number, count: number, others: number): { fresh: number; old: number } {
  const wish = (percent / (100 - percent)) * (others / count);
  let best = { fresh: 1, old: 256, miss: Number.POSITIVE_INFINITY };
  for (let large = 256; large > 128; large--) {
    const small = Math.max(1, Math.round(large * Math.min(wish, 1 / wish)));
    const [fresh, old] = wish <= 1 ? [small, large] : [large, small];
    const miss = Math.abs(fresh / old - wish);
    if (small !== FULL && miss < best.miss) best = { fresh, old, miss };
  }
  return { fresh: best.fresh, old: best.old };
}

/** Where a balancer listens, and what it is. */
export interface Shell {
  /** The product. */
  readonly kind: "haproxy" | "nginx";
  readonly image: string;
  readonly publish: Publish;
  /** Where it listens with TLS; undefined where it does not. */
  readonly publishTls?: Publish | undefined;
}

const IMAGES = { haproxy: "haproxy:3.0", nginx: "nginx:1.29" } as const;

/** The image of the load balancer: the one that is named, or that of the product. */
export function balancerImageOf(given: { readonly loadBalancer: Shell["kind"]; readonly proxyImage: string }): string {
  return given.proxyImage || IMAGES[given.loadBalancer];
}

/** The addresses of a shell as one text, which its container carries as a label. */
export function addressText({ publish, publishTls }: Omit<Shell, "kind" | "image">): string {
  const text = ({ hostIp, hostPort }: Publish) => `${hostIp}:${hostPort}`;
  return publishTls ? `${text(publish)} tls=${text(publishTls)}` : text(publish);
}

/** Reads what `addressText` wrote; undefined for any other text. */
export function parseAddress(text: string): Omit<Shell, "kind" | "image"> | undefined {
  const match = /^([\d.]+):(\d+)(?: tls=([\d.]+):(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, hostIp = "", port, tlsIp = "", tlsPort] = match;
  return {
    publish: { hostIp, hostPort: Number(port) },
    ...(tlsPort ? { publishTls: { hostIp: tlsIp, hostPort: Number(tlsPort) } } : {}),
  };
}

/** Where an instance listens. */
export interface Endpoint {
  /** Name of the instance. */
  readonly name: string;
  /** Its address now. Whenever a container starts again it may get another one, and its old one may be somebody else's. */
  readonly address: string;
  /** The name by which the network's DNS always knows its address; undefined where the network has no DNS. */
  readonly host?: string | undefined;
  readonly port: number;
}

/** What a balancer that runs does with its routes. */
export interface Seen {
  /** The settings that it runs with; undefined where they are not those that were saved. */
  readonly settings?: BalancerSettings;
  /** By the name of the instance. */
  readonly traffic: ReadonlyMap<string, Instance["traffic"]>;
  /** Routes that lead to none of the instances. */
  readonly orphans: readonly string[];
}

/** What asking a new instance gave. */
export interface Answer {
  /** Whether it has answered well as often as it has to. */
  readonly passed: boolean;
  /** Whether the last answer was a good one. */
  readonly good: boolean;
  /** What the last one was, in words. */
  readonly text: string;
}

/** What a balancer has counted of one instance. */
export interface Counters {
  readonly answers: number;
  /** Those of them that were a 5xx, and those that were cut off. */
  readonly failed: number;
}

/** All requests that one process has counted. Another one begins from zero. */
export interface Counted extends Traffic {
  /** Tells it from those before and after it, as far as they do not count on. */
  readonly by: string;
}

/** An instance that comes into traffic, and its weight beside the others; `FULL` outside of a canary. */
export interface Entry extends Endpoint {
  readonly weight: number;
}

/** The weight of an instance that has its full part of the traffic. */
export const FULL = 100;

/**
 * One product that can be the load balancer of an app. It knows how to write its configuration and how to talk to it;
 * who is wanted in traffic is not its business. Nothing in here waits for long: whoever calls it asks again.
 */
export interface Driver {
  /** What its containers start. */
  readonly entrypoint: readonly string[];
  /** What its network is asked to have, where the kernel knows it. */
  readonly sysctls?: Readonly<Record<string, string>>;
  /** What was saved for its next start; undefined where nothing was. */
  load(): Promise<{ settings: BalancerSettings; endpoints: readonly Endpoint[] } | undefined>;
  /** Looks at the balancer as it runs. `endpoints` are those of all running instances. */
  look(endpoints: readonly Endpoint[]): Promise<Seen>;
  /** Writes the configuration into a container that was made and not started yet. */
  install(settings: BalancerSettings, endpoints: readonly Endpoint[]): Promise<void>;
  /**
   * Whether the one that was installed or reloaded last answers by now; else why not. Where `container` is not the one
   * that owns the port, it has to be the one in there.
   */
  answers(container: string): Promise<true | string>;
  /** Writes who gets traffic after its next start, with the settings that it has, each file whole or not at all. */
  save(endpoints: readonly Endpoint[]): Promise<void>;
  /** Writes other settings for those that are in traffic now, whoever was saved. */
  prepare(settings: BalancerSettings): Promise<void>;
  /** Takes over what `prepare` wrote. `containers` are all of this balancer. */
  reload(containers: readonly string[]): Promise<void>;
  /** Tells the one in this container to end once its requests have. */
  retire(container: string): Promise<void>;
  /** Processes in these containers beyond those that serve: of before a reload, with the requests that they still have. */
  lingering(containers: readonly string[]): Promise<number>;
  /** Forgets an app; says whether others are left. */
  drop(): Promise<boolean>;
  /** Begins to ask new instances, from the network that traffic will come from. */
  gate(endpoints: readonly Endpoint[]): Promise<void>;
  /** What they have answered so far, by name. */
  asked(names: readonly string[]): Promise<ReadonlyMap<string, Answer>>;
  ungate(names: readonly string[]): Promise<void>;
  /** Moves traffic: first the new ones come in, then the others get no new requests. No time passes in between. */
  move(enter: readonly Entry[], leave: readonly string[]): Promise<void>;
  /** Requests that are on these instances or wait for them, by name. */
  open(names: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Takes them out for good; what is still open is cut off where `cut` says so. */
  out(names: readonly string[], cut?: boolean): Promise<void>;
  clear(routes: readonly string[]): Promise<void>;
  /** What was counted of these, since whenever. */
  counters(names: readonly string[]): Promise<ReadonlyMap<string, Counters>>;
  /** Milliseconds that the last answers of these took since they came into traffic. */
  times(names: readonly string[]): Promise<readonly number[]>;
  /** Since whoever counts has started. */
  traffic(): Promise<Counted>;
  close(): void;
}
