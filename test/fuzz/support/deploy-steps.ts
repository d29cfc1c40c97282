/** What a run asks for, as a user would write it into a workflow. */
export type Wish = Readonly<Record<string, string>>;

/** One step of a sequence. */
export interface Step {
  readonly kind: "deploy" | "bad" | "cancel" | "rollback";
  /** In words, for whoever has to do it again. */
  readonly text: string;
  /** What is asked for from now on, where it goes well. */
  readonly wish: Wish;
  /** What is done to the containers before the run, or `""`. */
  readonly disturbance: Disturbance | "";
  /** The number of the operation before which the run is cancelled. */
  readonly at: number;
}

/** What others do to an app between two deploys. */
export type Disturbance = (typeof DISTURBANCES)[number];
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
  "service-port": ["", "s"],
  "move-port": ["false", "true"],
  "container-name": ["", "named"],
  volume: ["", "data"],
};
/** What forbids two at once, in a compose file. */
const ALONE = ["service-port", "container-name", "volume"];
/** No input is passed on for it: it is the app's own, or the compose file's. */
const OWN = new Set(["listen", "version", "publish", "network", "shared", "composed", "move-port", ...ALONE]);
/**
 * What changes where the app answers or who answers for it, so that a request may be refused. An engine before 28 moves
 * a published port when the load balancer joins a network whose name sorts first.
 */
const GAPS = ["publish", "load-balancer", "network", "service-port", "move-port"];

/** Picks of a seeded generator. */
export interface Dice {
  /** A whole number below `limit`. */
  below(limit: number): number;
  pick<T>(all: readonly T[]): T;
}

/** The wish at the start of a sequence. */
export function firstWish(dice: Dice): Wish {
  const [shared, composed] = dice.pick([
    ["yes", ""],
    ["", "yes"],
    ["", ""],
  ] as const);
  const wish: Record<string, string> = { version: "v0", shared, composed };
  for (const [name, values] of Object.entries(CHOICES))
    wish[name] = dice.below(3) === 0 ? dice.pick(values) : (values[0] ?? "");
  return possible(wish);
}

/** The next step, after a deploy with this wish. */
export function nextStep(dice: Dice, number: number, wish: Wish): Step {
  const next: Record<string, string> = { ...wish };
  const any = dice.pick([
    "deploy",
    "deploy",
    "deploy",
    "deploy",
    "bad",
    "bad",
    "cancel",
    "cancel",
    "rollback",
  ] as const);
  if (dice.below(5) > 0) next.version = `v${number}`;
  for (let changes = dice.below(4); changes > 0; changes--) {
    const name = dice.pick(Object.keys(CHOICES));
    next[name] = dice.pick(CHOICES[name] ?? []);
  }
  const disturbance = dice.below(4) === 0 ? dice.pick(DISTURBANCES) : "";
  // Only a deploy brings an instance or a balancer back that is gone.
  const kind = disturbance.endsWith("an instance") || disturbance === "remove the balancer" ? "deploy" : any;
  // Nobody knows where one was that is gone.
  if (disturbance === "remove the balancer") for (const name of GAPS) next[name] = wish[name] ?? "";
  const wanted = possible(next);
  const changed = Object.keys(wanted).filter((name) => wanted[name] !== wish[name]);
  const inputs = changed.map((name) => `${name}=${wanted[name] || "(none)"}`);
  const text = [...(disturbance ? [`${disturbance}, then`] : []), kind, ...inputs].join(" ");
  return { kind, text, wish: wanted, disturbance, at: dice.below(14) };
}

/** The same without what cannot be had together. */
function possible(wish: Record<string, string>): Wish {
  // Those that share a load balancer share its address and its product.
  if (wish.shared) Object.assign(wish, { publish: "a", "load-balancer": "haproxy" });
  if (wish["load-balancer"] === "nginx") wish.sticky = "false";
  if (wish.composed) wish.network = "";
  else for (const name of [...ALONE, "move-port"]) wish[name] = "";
  // A port or a name that only one can have.
  if ((wish["service-port"] && !moved(wish)) || wish["container-name"]) wish.replicas = "1";
  return wish;
}

/** Whether the load balancer has the service's port. */
export function moved(wish: Wish): boolean {
  return wish["service-port"] !== "" && wish["move-port"] === "true";
}

/** The compose file of a wish. */
export function composeText(wish: Wish, app: string, image: string, ports: Readonly<Record<string, string>>): string {
  const lines = [
    wish["service-port"] ? `ports: ["${ports.s}:${wish.listen}"]` : "",
    wish["container-name"] ? `container_name: ${app}-named` : "",
    wish.volume ? "volumes: [data:/data]" : "",
  ];
  const own = lines.filter((line) => line !== "").map((line) => `    ${line}\n`);
  return `name: ${app}p\nservices:\n  web:\n    image: ${image}\n${own.join("")}volumes: { data: {} }\n`;
}

/** Name of the load balancer that an app shares with its neighbour. */
export function sharedProxy(app: string): string {
  return `edge-${app}`;
}

/** Inputs of the action for a wish; `ports` are the two that it may be published on. */
export function inputsOf(wish: Wish, app: string, ports: Readonly<Record<string, string>>): Record<string, string> {
  const env = { VERSION: wish.version ?? "", LISTEN: wish.listen ?? "" };
  const own = Object.fromEntries(Object.entries(wish).filter(([name, value]) => !OWN.has(name) && value !== ""));
  return {
    ...own,
    app,
    port: wish.listen ?? "",
    publish: moved(wish) ? "" : (ports[wish.publish ?? ""] ?? ""),
    env: Object.entries(env)
      .map(([name, value]) => `${name}=${value}`)
      .join("\n"),
    ...(wish.network ? { network: `${app}-${wish.network}` } : {}),
    ...(wish.composed ? { service: "web", "move-port": wish["move-port"] ?? "" } : {}),
    ...(wish.shared ? { proxy: sharedProxy(app) } : {}),
  };
}

/** Whether nobody may notice a step that was done after this wish. */
export function gapless(before: Wish, { kind, wish, disturbance }: Step): boolean {
  if (disturbance !== "" || wish.order === "stop-first") return false;
  if ([before, wish].some((one) => ALONE.some((name) => one[name]))) return false;
  // A bad one is found out before the load balancer is touched.
  return kind === "bad" || GAPS.every((name) => before[name] === wish[name]);
}
