/** What a run asks for, as a user would write it into a workflow. */
export type Wish = Readonly<Record<string, string>>;

/** One step of a sequence. */
export interface Step {
  /** `fail`: an operation is refused. `unreachable`: a host does not answer. */
  readonly kind: "deploy" | "bad" | "cancel" | "fail" | "rollback" | "unreachable";
  /** In words, for whoever has to do it again. */
  readonly text: string;
  /** What is asked for from now on, where it goes well. */
  readonly wish: Wish;
  /** What is done to the containers before the run, or `""`. */
  readonly disturbance: Disturbance | "";
  /** Which of the hosts is disturbed or does not answer. */
  readonly place: number;
  /** The number of the operation before which the run is cancelled or fails. */
  readonly at: number;
}

/** What others do to an app between two deploys. */
export type Disturbance = (typeof DISTURBANCES)[number] | (typeof OF_HOSTS)[number];
const DISTURBANCES = [
  "kill an instance",
  "remove an instance",
  "stop an instance",
  "restart the balancer",
  "kill the balancer",
  "remove the balancer",
  "stop the balancer",
  "remove what was kept",
] as const;
const OF_HOSTS = ["restart the engine", "kill the engine"] as const;

/** Each input that a deploy may change, and what it may become. `""` is as if it were not there. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  replicas: ["1", "2", "3", "4"],
  strategy: ["rolling", "blue-green", "canary"],
  parallelism: ["", "0", "2"],
  delay: ["", "1s"],
  "canary-steps": ["20@500ms,100", "1@0s,50@500ms,100"],
  "lb-algorithm": ["roundrobin", "leastconn", "source"],
  sticky: ["false", "true"],
  listen: ["8000", "8001"],
  "health-path": ["/readyz", "/version"],
  smoke: ["", "/version", "true"],
  "pre-deploy": ["", "true"],
  "post-deploy": ["", "true"],
  "monitor-seconds": ["", "1"],
  "max-error-rate": ["", "50%"],
  "keep-releases": ["0", "1", "2"],
  memory: ["", "200m"],
  cpus: ["", "0.5"],
  secrets: ["", "TOKEN=one", "TOKEN=two\nOTHER=x"],
  network: ["", "other"],
  order: ["auto", "stop-first"],
  publish: ["a", "b"],
  "load-balancer": ["haproxy", "nginx"],
  "drain-timeout": ["5s"],
  "stop-timeout": ["2s", "1s"],
  tls: ["", "t"],
  certificate: ["first", "second", "both"],
  "tls-redirect": ["false", "true"],
  domains: ["", "shop.test"],
  hosts: ["0 1", "0 1 2", "0", "1 2"],
};
/** The same for what only a compose file can say. */
const COMPOSE_CHOICES: Readonly<Record<string, readonly string[]>> = {
  "service-port": ["", "s"],
  "move-port": ["false", "true"],
  "container-name": ["", "named"],
  volume: ["", "data"],
  "env-file": ["", "one", "two"],
  "file-secret": ["", "red", "blue"],
  config: ["", "round", "square"],
  healthcheck: ["", "yes"],
  dependency: ["", "db"],
  // Whether the file says how many there are and how they move, and not the inputs.
  written: ["", "yes"],
  "rollback-at-once": ["", "0", "2"],
};
/** What a sequence is about, by the key of its wish that says so. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  composed: Object.keys(COMPOSE_CHOICES),
  secure: ["certificate", "certificate", "tls", "tls-redirect", "domains", "load-balancer"],
  spread: ["hosts"],
};
/** What forbids two at once, in a compose file. */
const ALONE = ["service-port", "container-name", "volume"];
/** No input is passed on for it: it is the app's own, the compose file's, or becomes another input. */
const OWN = new Set([
  ...[
    "listen",
    "version",
    "publish",
    "network",
    "shared",
    "composed",
    "spread",
    "secure",
    "hosts",
    "tls",
    "certificate",
  ],
  ...Object.keys(COMPOSE_CHOICES),
]);
/** What a compose file can say instead of the input. */
const WRITTEN = new Set([
  ...["replicas", "parallelism", "delay", "monitor-seconds", "order", "memory", "cpus", "stop-timeout"],
]);
/**
 * What changes where the app answers or who answers for it, so that a request may be refused. An engine before 28 moves
 * a published port when the load balancer joins a network whose name sorts first.
 */
const GAPS = ["publish", "load-balancer", "network", "service-port", "move-port", "tls", "domains"];

/** Picks of a seeded generator. */
export interface Dice {
  /** A whole number below `limit`. */
  below(limit: number): number;
  pick<T>(all: readonly T[]): T;
}

/** What sequences are about; each has one of them. */
export const SCENES = [
  ...["plain", "secure", "shared", "shared-secure", "composed", "composed-secure"],
  ...["spread", "spread-secure", "spread-composed"],
] as const;

/** The wish at the start of a sequence. */
export function firstWish(dice: Dice, scenes: readonly string[]): Wish {
  const scene = dice.pick(scenes);
  const wish: Record<string, string> = { version: "v0" };
  for (const part of ["shared", "composed", "spread", "secure"]) wish[part] = scene.includes(part) ? "yes" : "";
  for (const [name, values] of choicesOf(wish))
    wish[name] = dice.below(3) === 0 ? dice.pick(values) : (values[0] ?? "");
  if (wish.secure) wish.tls = "t";
  return possible(wish);
}

/** The next step, after a deploy with this wish. */
export function nextStep(dice: Dice, number: number, wish: Wish): Step {
  const next: Record<string, string> = { ...wish };
  const kinds = ["deploy", "deploy", "deploy", "deploy", "bad", "bad", "cancel", "cancel", "fail", "rollback"] as const;
  const any = wish.spread && dice.below(15) === 0 ? "unreachable" : dice.pick(kinds);
  if (dice.below(5) > 0) next.version = `v${number}`;
  for (let changes = dice.below(4); changes > 0; changes--) {
    const [name, values] = dice.pick(choicesOf(wish));
    next[name] = dice.pick(values);
  }
  // What a scene is about changes more often.
  for (const [scene, names] of Object.entries(ABOUT)) {
    for (let changes = wish[scene] ? dice.below(3) : 0; changes > 0; changes--) {
      const name = dice.pick(names);
      next[name] = dice.pick({ ...CHOICES, ...COMPOSE_CHOICES }[name] ?? []);
    }
  }
  const disturbances = wish.spread ? [...DISTURBANCES, ...OF_HOSTS] : DISTURBANCES;
  const disturbance = any !== "unreachable" && dice.below(4) === 0 ? dice.pick(disturbances) : "";
  // Only a deploy brings an instance, a balancer or an engine back that is gone.
  const kind = / an instance|remove the balancer|engine/.test(disturbance) ? "deploy" : any;
  // Nobody knows where one was that is gone; and whoever is disturbed has to be deployed to.
  const stays = disturbance === "remove the balancer" ? [...GAPS, "hosts"] : disturbance ? ["hosts"] : [];
  for (const name of stays) if (wish[name] !== undefined) next[name] = wish[name];
  const wanted = possible(next);
  const changed = Object.keys(wanted).filter((name) => wanted[name] !== wish[name]);
  const inputs = changed.map((name) => `${name}=${wanted[name] || "(none)"}`);
  const places = hostsOf(wanted);
  const place = dice.pick(places);
  const where = wish.spread && (disturbance || kind === "unreachable") ? ` (host ${place})` : "";
  const at = dice.below(14 * places.length);
  const told = kind === "cancel" || kind === "fail" ? `${kind} at ${at}` : kind;
  const text = [...(disturbance ? [`${disturbance}${where}, then`] : []), told, ...inputs].join(" ");
  return { kind, text: kind === "unreachable" ? text + where : text, wish: wanted, disturbance, place, at };
}

/** Numbers of the hosts of a wish; the engine of the tests is the only one where it is not about several. */
export function hostsOf(wish: Wish): number[] {
  return wish.spread ? (wish.hosts ?? "").split(" ").map(Number) : [0];
}

function choicesOf(wish: Wish): [string, readonly string[]][] {
  const all = { ...CHOICES, ...(wish.composed ? COMPOSE_CHOICES : {}) };
  return Object.entries(all).filter(([name]) => name !== "hosts" || wish.spread);
}

/** The same without what cannot be had together. */
function possible(wish: Record<string, string>): Wish {
  // Those that share a load balancer share its addresses and its product.
  if (wish.shared) Object.assign(wish, { publish: "a", "load-balancer": "haproxy", tls: wish.secure ? "t" : "" });
  if (wish["load-balancer"] === "nginx") {
    Object.assign(wish, { sticky: "false", domains: "" });
    if (wish.certificate === "both") wish.certificate = "first";
  }
  // The app next door would be redirected, too, to an address that nobody has.
  if (!wish.tls) wish["tls-redirect"] = "false";
  if (wish.composed) wish.network = "";
  // A port or a name that only one can have.
  if ((wish["service-port"] && !moved(wish)) || wish["container-name"]) wish.replicas = "1";
  return wish;
}

/** Whether the load balancer has the service's port. */
export function moved(wish: Wish): boolean {
  return Boolean(wish["service-port"]) && wish["move-port"] === "true";
}

/** Name of the load balancer that an app shares with its neighbour. */
export function sharedProxy(app: string): string {
  return `edge-${app}`;
}

/** Inputs of the action for a wish, but for files; `ports` are the addresses that it may be published on. */
export function inputsOf(wish: Wish, app: string, ports: Readonly<Record<string, string>>): Record<string, string> {
  const env = { VERSION: wish.version ?? "", LISTEN: wish.listen ?? "" };
  const own = Object.fromEntries(
    Object.entries(wish).filter(
      ([name, value]) => !OWN.has(name) && value !== "" && !(wish.written && WRITTEN.has(name)),
    ),
  );
  return {
    ...own,
    app,
    port: wish.listen ?? "",
    publish: moved(wish) ? "" : (ports[wish.publish ?? ""] ?? ""),
    ...(wish.composed
      ? { service: "web", "move-port": wish["move-port"] ?? "" }
      : {
          env: Object.entries(env)
            .map(([name, value]) => `${name}=${value}`)
            .join("\n"),
        }),
    ...(wish.tls ? { "publish-tls": ports[wish.tls] ?? "" } : {}),
    ...(wish.network ? { network: `${app}-${wish.network}` } : {}),
    ...(wish.shared ? { proxy: sharedProxy(app) } : {}),
  };
}

/** Whether nobody may notice a step that was done after this wish, on a host that was not disturbed. */
export function gapless(before: Wish, { kind, wish }: Step): boolean {
  if (wish.order === "stop-first") return false;
  if ([before, wish].some((one) => ALONE.some((name) => one[name]))) return false;
  // A bad one is found out before the load balancer is touched.
  return kind === "bad" || GAPS.every((name) => before[name] === wish[name]);
}
