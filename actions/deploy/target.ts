/**
 * What the planner knows of the place that an app is deployed to. There are no words of Docker in here: a target for
 * Swarm or Kubernetes answers the same questions and applies the same operations.
 */
export interface Observed {
  /** Whether the network of the app is there. */
  readonly networkPresent: boolean;
  /** What the app needs and does not find yet, in the order in which it is to be made. */
  readonly missing: readonly Missing[];
  readonly balancer: Balancer;
  readonly instances: readonly Instance[];
  /** Routes of the balancer that lead to no instance any more. */
  readonly orphans: readonly string[];
  /** The last deploy on record that went well. */
  readonly last?: Pick<DeployRecord, "release">;
  /** Something else is on record of how one goes back from the release that is wanted. */
  readonly outdated?: true;
  /** Releases that were in traffic once and can be had back at once, the newest first. */
  readonly kept: readonly string[];
  /** Tasks that were done for a release whose deploy did not end, so that none of them runs twice. */
  readonly done: readonly { readonly task: Task; readonly release: string }[];
}

/** Something that an app needs beside itself: another network, a volume, a database. */
export interface Missing {
  readonly key: string;
  /** What is to be done, in words that follow "would": `start db and wait until it is healthy`. */
  readonly what: string;
}

/** What has to be there before the first instance of an app starts. It is made once and left alone from then on. */
export interface Preparation {
  /** Looks; throws a UserError where something is missing that is not ours to make. */
  missing(): Promise<readonly Missing[]>;
  prepare(key: string, signal: AbortSignal): Promise<void>;
  /** Makes the network that the app and its balancer share. */
  makeNetwork(name: string): Promise<void>;
}

/** What runs once for a deploy, in a container of its own that is made of the new image. */
export type Task = "preflight" | "pre-deploy" | "post-deploy";

/** The load balancer in front of the app. */
export interface Balancer {
  readonly state: "absent" | "stopped" | "running";
  /** The product that runs, and its image. */
  readonly kind?: string;
  readonly image?: string;
  /** Whether one was about to take over in a run that was killed. */
  readonly midway?: boolean;
  /** Where it listens. */
  readonly address?: string;
  /** Whether it reaches the app's network. */
  readonly connected: boolean;
  /** The settings that it runs with. */
  readonly settings?: BalancerSettings;
  /** Names of the instances that it would send traffic to after a restart. */
  readonly saved: readonly string[];
}

/** Settings of the balancer that need a reload to change. */
export interface BalancerSettings {
  readonly algorithm: "roundrobin" | "leastconn" | "source";
  /** Path that new instances are asked for before they get traffic; `""` for an open port. */
  readonly gatePath: string;
  /** Path that instances in traffic are asked for. */
  readonly servingPath: string;
  /** Whether a client stays with its instance. */
  readonly sticky?: boolean;
  /** Host names and the path that lead to the app; any where not given. */
  readonly hosts?: readonly string[];
  readonly path?: string;
  /** Whether plain HTTP is sent to HTTPS. */
  readonly redirect?: boolean;
  /** Ids of the certificates, the one for unknown names first; undefined where there are none. */
  readonly certificates?: readonly string[];
}

/** One running copy of a release. */
export interface Instance {
  readonly id: string;
  readonly name: string;
  readonly release: string;
  /** From 1; within its release. */
  readonly number: number;
  readonly running: boolean;
  /** Whether it was put aside for a rollback. */
  readonly kept?: boolean;
  /** What the balancer does with it; `part` while a canary shares the traffic with those before it. */
  readonly traffic: "in" | "part" | "draining" | "out";
  /** Whether its requests come to it past the balancer. */
  readonly direct?: boolean;
  /** Whether it has a port of the host that the balancer is to have. */
  readonly holdsPort?: boolean;
  /** Whether it came back without a port of its release, which the balancer had then and is not to have any more. */
  readonly lacksPort?: boolean;
}

/** The release that is wanted, as far as the planner has to know it. */
export interface Desired {
  readonly app: string;
  readonly release: string;
  readonly image: string;
  readonly network: string;
  readonly replicas: number;
  readonly strategy: "rolling" | "blue-green" | "canary";
  /** Of `rolling`: how many instances move at once, 0 for all. */
  readonly parallelism: number;
  /** Of `rolling`: milliseconds that those that have moved are watched before the next ones do. */
  readonly delay: number;
  /** Whether the new instances start beside the old ones, or only once those have made room. */
  readonly order: "start-first" | "stop-first";
  /** Of a canary: the parts of traffic that the new release gets one after the other. */
  readonly steps: readonly CanaryStep[];
  /** The tasks that this deploy has. */
  readonly tasks: readonly Task[];
  /** Whether new instances are tried out before they get traffic. */
  readonly smoke: boolean;
  /** How many releases before this one stay at hand. */
  readonly keep: number;
  readonly balancerKind: string;
  readonly balancerImage: string;
  readonly address: string;
  readonly settings: BalancerSettings;
  /** Milliseconds; 0 for none. */
  readonly monitor: number;
}

/** A part of traffic, in percent, and for how many milliseconds it is watched. */
export interface CanaryStep {
  readonly percent: number;
  readonly hold: number;
}

/** One step of a deploy. Each can be repeated: applied to a place where it was done, it changes nothing. */
export type Operation =
  | { readonly kind: "make-network"; readonly name: string }
  | ({ readonly kind: "prepare" } & Missing)
  /** With the wanted settings where it says no others; `aside` is without the port, which an instance still has. */
  | { readonly kind: "start-balancer"; readonly settings?: BalancerSettings; readonly aside?: true }
  /** `moves` where an instance had the port. */
  | {
      readonly kind: "replace-balancer";
      readonly settings: BalancerSettings;
      readonly address: string;
      readonly moves?: true;
    }
  /** Makes it what it was when the deploy began, with these in traffic. */
  | { readonly kind: "restore-balancer"; readonly balancer: Balancer; readonly names: readonly string[] }
  | { readonly kind: "upgrade-balancer"; readonly image: string; readonly settings: BalancerSettings }
  | { readonly kind: "connect-balancer"; readonly network: string }
  | { readonly kind: "reload-balancer"; readonly settings: BalancerSettings }
  | { readonly kind: "remove"; readonly names: readonly string[] }
  | { readonly kind: "start"; readonly names: readonly string[] }
  | { readonly kind: "await-healthy"; readonly names: readonly string[] }
  | { readonly kind: "run-task"; readonly task: Task }
  | { readonly kind: "smoke"; readonly names: readonly string[] }
  | { readonly kind: "weigh"; readonly names: readonly string[]; readonly percent: number }
  | { readonly kind: "save-routes"; readonly names: readonly string[] }
  | { readonly kind: "switch"; readonly enter: readonly string[]; readonly leave: readonly string[] }
  | { readonly kind: "drain"; readonly names: readonly string[] }
  | { readonly kind: "clear-routes"; readonly routes: readonly string[] }
  | { readonly kind: "watch"; readonly names: readonly string[]; readonly milliseconds: number }
  | { readonly kind: "stop"; readonly names: readonly string[] }
  | { readonly kind: "keep"; readonly names: readonly string[] }
  /** As `keep`, in the middle of a deploy that may still be taken back. */
  | { readonly kind: "halt"; readonly names: readonly string[] }
  | { readonly kind: "forget"; readonly releases: readonly string[] }
  | { readonly kind: "record" };

/** A line of the record that the host keeps. */
export interface DeployRecord {
  readonly version: 1;
  readonly at: string;
  readonly release: string;
  readonly previous: string;
  readonly image: string;
  readonly digest: string;
  readonly outcome: string;
  /** `deploy`, or `rollback` where somebody asked for one. */
  readonly mode?: string;
  readonly replicas: number;
  readonly durationMs: number;
  readonly requests: number;
  readonly failedRequests: number;
  /** Absent in records of before there was a number. */
  readonly switchMs?: number;
  readonly reason?: string;
  readonly by: string;
  readonly commit: string;
  readonly run: string;
}

/** Something that happened to one instance, for the timeline. Milliseconds since the run began. */
export interface Moment {
  readonly at: number;
  readonly instance: string;
  readonly what: "starting" | "healthy" | "in traffic" | "draining" | "empty" | "stopped" | "failed";
}

/** What was counted up to a moment; `at` as in `Moment`. */
export interface Sample extends Traffic {
  readonly at: number;
}

/** Requests that the balancer has counted since it started. */
export interface Traffic {
  readonly requests: number;
  readonly failed: number;
}

/** A place that an app can be deployed to. */
export interface Target {
  observe(): Promise<Observed>;
  /** Does one operation. Throws a UserError with the reason where it cannot be done. */
  apply(operation: Operation, signal: AbortSignal): Promise<void>;
  traffic(): Promise<Traffic>;
  /** The last lines that an instance or a task wrote. */
  logs(name: string): Promise<string>;
  /** From now on nobody is waited for: a cancelled job has 7.5 s in all. What is open after a second is cut off. */
  hurry(): void;
  close(): void;
}

const ASIDE = "start the load balancer without its port, which an old container still has";

/** An operation in words that follow "would", for `mode: plan`, the log and the summary. */
export function describe(operation: Operation): string {
  const list = (names: readonly string[]) => names.join(", ");
  switch (operation.kind) {
    case "make-network":
      return `make network ${operation.name}`;
    case "prepare":
      return operation.what;
    case "start-balancer":
      return operation.aside ? ASIDE : "start the load balancer";
    case "replace-balancer":
      return operation.moves
        ? "give the port to the load balancer (until it answers, nobody does)"
        : `make the load balancer anew at ${operation.address} (its product or address changed; for a moment nobody answers)`;
    case "restore-balancer":
      return operation.balancer.address ? `let the load balancer listen at ${operation.balancer.address} again` : ASIDE;
    case "upgrade-balancer":
      return `hand the port over to a load balancer of ${operation.image}`;
    case "connect-balancer":
      return `connect the load balancer to network ${operation.network}`;
    case "reload-balancer":
      return "reload the load balancer with its changed settings";
    case "remove":
      return `remove leftovers ${list(operation.names)}`;
    case "start":
      return `start ${list(operation.names)}`;
    case "await-healthy":
      return `wait until healthy: ${list(operation.names)}`;
    case "run-task":
      return {
        preflight: "see whether the new image starts at all",
        "pre-deploy": "run pre-deploy once, in a container of the new image",
        "post-deploy": "run post-deploy once, in a container of the new image",
      }[operation.task];
    case "smoke":
      return `try out ${list(operation.names)}`;
    case "weigh":
      return `give ${operation.percent} % of the traffic to ${list(operation.names)}`;
    case "save-routes":
      return `save routes for a restart of the load balancer: ${list(operation.names) || "none"}`;
    case "switch": {
      const { enter, leave } = operation;
      if (enter.length === 0) return `take ${list(leave)} out of traffic`;
      return `bring ${list(enter)} into traffic${leave.length > 0 ? ` and take ${list(leave)} out` : ""}`;
    }
    case "drain":
      return `wait until no request is left on ${list(operation.names)}`;
    case "clear-routes":
      return `clear routes that lead nowhere: ${list(operation.routes)}`;
    case "watch":
      return `watch ${list(operation.names)} for ${operation.milliseconds / 1000} s`;
    case "stop":
      return `stop and remove ${list(operation.names)}`;
    case "keep":
      return `stop ${list(operation.names)} and keep for a rollback`;
    case "halt":
      return `stop ${list(operation.names)} to make room (nobody answers until the new ones do)`;
    case "forget":
      return `remove what was kept of release ${list(operation.releases)}`;
    case "record":
      return "record the deploy";
  }
}
