import type { BalancerSettings, Instance, Traffic } from "./target.ts";

/** Where the volume with the configuration and the record is mounted in the balancer's container. */
export const FOLDER = "/quayside";
/** Port inside of the balancer's container that the host's address leads to. */
export const FRONT_PORT = 8080;

/** Where an instance listens. */
export interface Endpoint {
  /** Name of the instance. */
  readonly name: string;
  readonly address: string;
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
  /** What the last one was, in words. */
  readonly text: string;
}

/**
 * One product that can be the load balancer of an app. It knows how to write its configuration and how to talk to it;
 * who is wanted in traffic is not its business. Nothing in here waits for long: whoever calls it asks again.
 */
export interface Driver {
  /** What its container starts. */
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** What was saved for its next start; undefined where nothing was, or nothing that can be read. */
  load(): Promise<{ settings: BalancerSettings; endpoints: readonly Endpoint[] } | undefined>;
  /** Looks at the balancer as it runs. `endpoints` are those of all running instances. */
  look(endpoints: readonly Endpoint[]): Promise<Seen>;
  /** Writes the configuration into a container that was made and not started yet. */
  install(settings: BalancerSettings, endpoints: readonly Endpoint[]): Promise<void>;
  /** Whether it runs with these settings by now; else why not. `since` is what `reload` gave. */
  answers(settings: BalancerSettings, since?: string): Promise<true | string>;
  /** Writes the configuration for its next start, each file whole or not at all. */
  save(settings: BalancerSettings, endpoints: readonly Endpoint[]): Promise<void>;
  /** Takes over other settings and leaves everybody in traffic who is; gives a mark for `answers`. */
  reload(settings: BalancerSettings): Promise<string>;
  /** Begins to ask new instances, from the network that traffic will come from. */
  gate(endpoints: readonly Endpoint[]): Promise<void>;
  /** What they have answered so far, by name. */
  asked(names: readonly string[]): Promise<ReadonlyMap<string, Answer>>;
  ungate(names: readonly string[]): Promise<void>;
  /** Moves traffic: first the new ones come in, then the others get no new requests. No time passes in between. */
  move(enter: readonly Endpoint[], leave: readonly string[]): Promise<void>;
  /** Requests that are on these instances or wait for them, by name. */
  open(names: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Takes them out for good; what is still open is cut off where `cut` says so. */
  out(names: readonly string[], cut?: boolean): Promise<void>;
  clear(routes: readonly string[]): Promise<void>;
  /** Since the balancer's process started. */
  traffic(): Promise<Traffic>;
  close(): void;
}
