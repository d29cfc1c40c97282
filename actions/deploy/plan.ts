import type { Balancer, BalancerSettings, Desired, Instance, Observed, Operation } from "./target.ts";

/** Name of an instance: the same release always gives the same names, so that a second run finds what a first one left. */
export function instanceName(app: string, release: string, number: number): string {
  return `${app}-${release}-${number}`;
}

/**
 * What has to be done to get from what is there to what is wanted; nothing where that is the same.
 * Pure: `mode: plan` prints this list and `mode: deploy` applies it.
 */
export function plan(desired: Desired, observed: Observed): Operation[] {
  const byName = new Map(observed.instances.map((instance) => [instance.name, instance]));
  const wanted = Array.from({ length: desired.replicas }, (_, index) =>
    instanceName(desired.app, desired.release, index + 1),
  );
  const alive = (name: string) => byName.get(name)?.running === true && !byName.get(name)?.lacksPort;
  const serves = (name: string) => alive(name) && byName.get(name)?.traffic === "in";
  // One that lacks a port is made anew, as any other that leaves.
  const surplus = observed.instances.filter(
    ({ name, kept, lacksPort }) => (!wanted.includes(name) || lacksPort) && !kept,
  );
  const enter = wanted.filter((name) => !serves(name));
  // What dies in traffic is no use to anyone, but a route still leads there until it has been taken out.
  const leave = surplus.filter(({ traffic }) => traffic !== "out");
  const dead = observed.instances.filter((one) => wanted.includes(one.name) && !one.running && !one.kept);
  const idle = surplus.filter(({ traffic }) => traffic === "out");
  // A run that was killed while it watched left them warm.
  const warm = idle.filter((one) => one.running && !one.lacksPort && one.release === observed.last?.release);

  const operations: Operation[] = [];
  const add = (operation: Operation, when = true) => {
    if (when) operations.push(operation);
  };
  add({ kind: "make-network", name: desired.network }, !observed.networkPresent);
  for (const missing of observed.missing) add({ kind: "prepare", ...missing });
  // Those in traffic may not know the new path: they go on being asked for theirs until they are gone.
  const before = leave.length > 0 ? observed.balancer.settings : undefined;
  const made = { ...desired.settings, servingPath: before?.servingPath ?? desired.settings.servingPath };
  // So it is with what clients notice, names and certificates above all, unless the balancer itself is made anew.
  const during = before ? { ...before, gatePath: desired.settings.gatePath } : desired.settings;
  const { balancer } = observed;
  // Those before may have the port themselves that the balancer is to have: they go on until the new ones are healthy.
  const blocking = leave.filter(({ running, holdsPort }) => running && holdsPort);
  const { first, anew } = putRight(desired, observed, { made, during }, leave, blocking);
  operations.push(...first);

  add({ kind: "clear-routes", routes: observed.orphans }, observed.orphans.length > 0);
  const leftovers = [...names(dead), ...names(idle.filter((one) => !warm.includes(one)))];
  add({ kind: "remove", names: leftovers }, leftovers.length > 0);
  // More of a release that is in traffic is no new release: its tasks were done.
  const isNew =
    enter.length > 0 && !wanted.some((name) => byName.get(name)?.traffic === "in" && byName.get(name)?.running);
  for (const task of ["preflight", "pre-deploy"] as const) {
    const done = observed.done.some((one) => one.task === task && one.release === desired.release);
    add({ kind: "run-task", task }, isNew && !done && desired.tasks.includes(task));
  }
  const start = wanted.filter((name) => !alive(name));
  // Where two cannot be there at once, the old ones make room first; until the new ones serve, nobody answers.
  const gap = desired.order === "stop-first" && start.length > 0 && leave.some(({ running }) => running);
  if (gap) {
    operations.push({ kind: "switch", enter: [], leave: names(leave) }, { kind: "drain", names: names(leave) });
    operations.push({ kind: "halt", names: names(leave) });
  }
  const replace: Operation = { kind: "replace-balancer", settings: made, address: desired.address };
  // Those that start may have a port for themselves that it has now; they come after the old ones in any case.
  const early = anew && desired.order === "stop-first";
  add(replace, early);
  add({ kind: "start", names: start }, start.length > 0);
  add({ kind: "await-healthy", names: enter }, enter.length > 0);
  add({ kind: "smoke", names: enter }, enter.length > 0 && desired.smoke);
  // Whatever fails until here leaves the app where it is.
  add(replace, anew && !early);
  // A canary shares traffic with somebody. Until it has all of it, a restarted balancer goes on with those before it.
  const shares = desired.strategy === "canary" && isNew && leave.some((one) => inTraffic(one) && !one.direct) && !gap;
  for (const { percent, hold } of shares ? desired.steps.filter((step) => step.percent < 100) : []) {
    add({ kind: "weigh", names: enter, percent });
    add({ kind: "watch", names: enter, milliseconds: hold }, hold > 0);
  }
  add({ kind: "save-routes", names: wanted }, !sameNames(balancer.saved, wanted) || enter.length > 0);
  const room = gap ? leave : blocking;
  const rest = leave.filter((one) => !room.includes(one));
  // What comes to them through the balancer has ended before they are stopped.
  const led = gap ? [] : names(blocking.filter(({ direct }) => !direct));
  if (led.length > 0) operations.push({ kind: "switch", enter, leave: led }, { kind: "drain", names: led });
  if (blocking.length > 0) {
    add({ kind: "halt", names: names(blocking) }, !gap);
    add({ kind: "replace-balancer", settings: made, address: desired.address, moves: true });
  }
  operations.push(...moves(desired, led.length > 0 ? [] : enter, names(rest)));
  const isMade = operations.some(({ kind }) => kind === "start-balancer" || kind === "replace-balancer");
  if (!sameSettings(isMade ? made : during, desired.settings))
    add({ kind: "reload-balancer", settings: desired.settings });
  add({ kind: "watch", names: wanted, milliseconds: desired.monitor }, enter.length > 0 && desired.monitor > 0);
  const { keep, stop, forget } = aside(desired, observed, [...leave, ...warm]);
  const roomed = new Set(names(room));
  const kept = keep.filter((name) => !roomed.has(name));
  const stopped = stop.filter((name) => !roomed.has(name));
  add({ kind: "keep", names: kept }, kept.length > 0);
  add({ kind: "stop", names: stopped }, stopped.length > 0);
  // Those that made room were put aside; what is not to be kept goes for good.
  const spare = observed.instances.filter(({ name }) => stop.includes(name) && roomed.has(name));
  const gone = [...new Set([...forget, ...spare.map(({ release }) => release)])].filter(
    (release) => release !== desired.release,
  );
  add({ kind: "forget", releases: gone }, gone.length > 0);
  const recorded = observed.last?.release === desired.release && !observed.outdated;
  add({ kind: "record" }, operations.length > 0 || !recorded);
  add({ kind: "run-task", task: "post-deploy" }, isNew && desired.tasks.includes("post-deploy"));
  return operations;
}

/**
 * What is done to the load balancer before anybody starts, and whether it has to be made anew once the new ones are
 * healthy: until then the one that is there goes on, so that a deploy that fails leaves the app where it was.
 */
function putRight(
  desired: Desired,
  { balancer, instances }: Observed,
  { made, during }: Readonly<Record<"made" | "during", BalancerSettings>>,
  leave: readonly Instance[],
  blocking: readonly Instance[],
): { first: Operation[]; anew: boolean } {
  const { state, address, connected } = balancer;
  const connect: Operation[] = connected ? [] : [{ kind: "connect-balancer", network: desired.network }];
  if (blocking.length > 0) {
    // A balancer that leads to them listens elsewhere until then.
    const there = state === "running" && (address === "" || blocking.every(({ direct }) => !direct));
    return { first: there ? connect : [{ kind: "start-balancer", settings: made, aside: true }], anew: false };
  }
  const moved = address !== desired.address || balancer.kind !== desired.balancerKind;
  const routed = names(leave.filter(({ running, direct }) => running && !direct));
  const serves = routed.length > 0 || instances.some(inTraffic);
  // One that was stopped goes on where it was first; one without its port, which a killed run has left, answers nobody.
  const revived = state === "stopped" && address !== "" && moved && routed.length > 0;
  if (!revived && (state !== "running" || address === "" || (moved && !serves))) {
    return { first: [{ kind: "start-balancer", settings: made }], anew: false };
  }
  const first: Operation[] = revived ? [{ kind: "restore-balancer", balancer, names: routed }] : connect;
  const image = desired.balancerImage;
  if ((balancer.image !== image || balancer.midway) && !moved)
    first.push({ kind: "upgrade-balancer", image, settings: during });
  else if (!sameSettings(balancer.settings, during)) first.push({ kind: "reload-balancer", settings: during });
  return { first, anew: moved };
}

/** What becomes of those that leave: the newest releases stay at hand, the others go for good. */
function aside(
  desired: Desired,
  observed: Observed,
  leave: readonly Instance[],
): { keep: string[]; stop: string[]; forget: string[] } {
  // Only what was found good is worth going back to.
  const leaving = leave.filter(({ release, running }) => running && release === observed.last?.release);
  const order = new Set([...leaving.map(({ release }) => release), ...observed.kept]);
  order.delete(desired.release);
  const stay = new Set([...order].slice(0, desired.keep));
  return {
    keep: names(leaving.filter(({ release }) => stay.has(release))),
    stop: names(leave.filter((one) => !leaving.includes(one) || !stay.has(one.release))),
    forget: [...observed.kept].filter((release) => order.has(release) && !stay.has(release)),
  };
}

/**
 * What takes a failed deploy back: those that were in traffic before it stay or come back, everything newer goes.
 * `before` are the names that were in traffic when it began, `earlier` is the balancer of then.
 */
export function planBack(before: readonly string[], observed: Observed, earlier: Balancer | undefined): Operation[] {
  const { balancer } = observed;
  const old = observed.instances.filter(({ name, running }) => before.includes(name) && running);
  const newer = observed.instances.filter(({ name, kept }) => !before.includes(name) && !kept);
  const halted = names(observed.instances.filter(({ name, kept }) => before.includes(name) && kept));
  if (halted.length > 0) return backFromHalt(halted, names(old), newer, observed, earlier);
  const operations: Operation[] = [];
  if (balancer.state === "running") {
    const enter = names(old.filter(({ traffic }) => traffic !== "in"));
    const leave = names(newer.filter(inTraffic));
    const routed = names(newer.filter(({ traffic }) => traffic !== "out"));
    if (observed.orphans.length > 0) operations.push({ kind: "clear-routes", routes: observed.orphans });
    if (!sameNames(balancer.saved, names(old))) operations.push({ kind: "save-routes", names: names(old) });
    if (enter.length + leave.length > 0) {
      operations.push({ kind: "switch", enter, leave });
    }
    if (routed.length > 0) operations.push({ kind: "drain", names: routed });
  }
  operations.push(...asBefore(balancer, earlier, names(old)));
  if (newer.length > 0) operations.push({ kind: "stop", names: names(newer) });
  return operations;
}

/** Makes of a balancer what it was: at its address, of its product, and with its settings. */
function asBefore(now: Balancer, earlier: Balancer | undefined, serving: readonly string[]): Operation[] {
  if (earlier?.state !== "running") return [];
  if (now.state !== "running" || now.address !== earlier.address || now.kind !== earlier.kind) {
    return [{ kind: "restore-balancer", balancer: earlier, names: serving }];
  }
  const { settings } = earlier;
  return settings && !sameSettings(now.settings, settings) ? [{ kind: "reload-balancer", settings }] : [];
}

/** The old ones made room for the new ones: those go first, and then the old ones start again. */
function backFromHalt(
  halted: readonly string[],
  running: readonly string[],
  newer: readonly Instance[],
  observed: Observed,
  earlier: Balancer | undefined,
): Operation[] {
  const operations: Operation[] = [];
  const leave = names(newer.filter(inTraffic));
  if (leave.length > 0) operations.push({ kind: "switch", enter: [], leave }, { kind: "drain", names: leave });
  if (newer.length > 0) operations.push({ kind: "stop", names: names(newer) });
  operations.push(...asBefore(observed.balancer, earlier, running));
  const all = [...running, ...halted];
  // Where there was none before, it has taken their port.
  const holds = observed.instances.some(({ name, holdsPort }) => halted.includes(name) && holdsPort);
  if (holds && earlier?.state !== "running" && observed.balancer.address !== "") {
    operations.push({ kind: "start-balancer", aside: true });
  }
  operations.push({ kind: "start", names: halted }, { kind: "await-healthy", names: halted });
  operations.push({ kind: "save-routes", names: all }, { kind: "switch", enter: all, leave: [] });
  return operations;
}

/**
 * How traffic moves. The old ones run on until the end, so nothing waits for them to be empty before the last has left:
 * a connection that stays open for long holds a deploy up once, and not once for each container.
 */
function moves(desired: Desired, enter: readonly string[], leave: readonly string[]): Operation[] {
  if (enter.length + leave.length === 0) return [];
  const rolling = desired.strategy === "rolling" && desired.parallelism > 0;
  const size = rolling ? desired.parallelism : Math.max(enter.length, 1);
  const operations: Operation[] = [];
  for (let from = 0; from === 0 || from < enter.length; from += size) {
    const last = from + size >= enter.length;
    // Where fewer come than go, the last step takes all the rest.
    const going = leave.slice(from, last ? undefined : from + size);
    operations.push({ kind: "switch", enter: enter.slice(from, from + size), leave: going });
    if (!last && desired.delay > 0) {
      operations.push({ kind: "watch", names: enter.slice(0, from + size), milliseconds: desired.delay });
    }
  }
  if (leave.length > 0) operations.push({ kind: "drain", names: leave });
  return operations;
}

/** Whether new requests may go to it. */
export function inTraffic({ running, traffic }: Instance): boolean {
  return running && (traffic === "in" || traffic === "part");
}

/**
 * Names of the instances that a failed deploy goes back to: those in traffic when it began. Where a deploy was killed
 * while a canary shared the traffic, those before it.
 */
export function standing(desired: Pick<Desired, "release">, observed: Observed): Instance[] {
  const all = observed.instances.filter(inTraffic);
  const others = all.filter(({ release }) => release !== desired.release);
  return all.some(({ traffic }) => traffic === "part") && others.length > 0 ? others : all;
}

function names(instances: readonly Instance[]): string[] {
  return instances.map(({ name }) => name);
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join();
}

function sameSettings(one: BalancerSettings | undefined, other: BalancerSettings): boolean {
  const text = (settings: BalancerSettings | undefined) =>
    JSON.stringify(
      Object.entries(settings ?? {})
        .filter(([, value]) => value !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return text(one) === text(other);
}
