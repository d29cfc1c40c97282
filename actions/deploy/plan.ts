import type { BalancerSettings, Desired, Instance, Observed, Operation } from "./target.ts";

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
  const alive = (name: string) => byName.get(name)?.running === true;
  const serves = (name: string) => alive(name) && byName.get(name)?.traffic === "in";
  const surplus = observed.instances.filter(({ name }) => !wanted.includes(name));
  const enter = wanted.filter((name) => !serves(name));
  // What dies in traffic is no use to anyone, but a route still leads there until it has been taken out.
  const leave = surplus.filter(({ traffic }) => traffic !== "out");
  const dead = wanted.filter((name) => byName.has(name) && !alive(name));
  const idle = surplus.filter(({ traffic }) => traffic === "out");

  const operations: Operation[] = [];
  const add = (operation: Operation, when = true) => {
    if (when) operations.push(operation);
  };
  add({ kind: "fetch-image", image: desired.image }, !observed.imagePresent);
  add({ kind: "make-network", name: desired.network }, !observed.networkPresent);
  // Those in traffic may not know the new path: they go on being asked for theirs until they are gone.
  const serving = leave.length > 0 ? observed.balancer.settings?.servingPath : undefined;
  const during = { ...desired.settings, servingPath: serving ?? desired.settings.servingPath };
  const { balancer } = observed;
  if (balancer.state === "absent") add({ kind: "start-balancer" });
  else if (balancer.shell !== desired.shell) add({ kind: "replace-balancer", settings: during });
  else if (balancer.state === "stopped") add({ kind: "start-balancer" });
  else add({ kind: "reload-balancer", settings: during }, !sameSettings(balancer.settings, during));

  add({ kind: "clear-routes", routes: observed.orphans }, observed.orphans.length > 0);
  const leftovers = [...dead, ...names(idle)];
  add({ kind: "remove", names: leftovers }, leftovers.length > 0);
  const start = wanted.filter((name) => !alive(name));
  add({ kind: "start", names: start }, start.length > 0);
  add({ kind: "await-healthy", names: enter }, enter.length > 0);
  add({ kind: "save-routes", names: wanted }, !sameNames(balancer.saved, wanted) || enter.length > 0);
  operations.push(...moves(desired.strategy, enter, names(leave)));
  if (!sameSettings(during, desired.settings)) add({ kind: "reload-balancer", settings: desired.settings });
  add({ kind: "watch", names: wanted, milliseconds: desired.monitor }, enter.length > 0 && desired.monitor > 0);
  add({ kind: "stop", names: names(leave) }, leave.length > 0);
  const recorded = observed.last?.release === desired.release;
  add({ kind: "record" }, operations.length > 0 || !recorded);
  return operations;
}

/**
 * What takes a failed deploy back: those that were in traffic before it stay or come back, everything newer goes.
 * `before` are the names that were in traffic when it began.
 */
export function planBack(
  before: readonly string[],
  observed: Observed,
  settings: BalancerSettings | undefined,
): Operation[] {
  const old = observed.instances.filter(({ name, running }) => before.includes(name) && running);
  const newer = observed.instances.filter(({ name }) => !before.includes(name));
  const operations: Operation[] = [];
  if (observed.balancer.state === "running") {
    const enter = names(old.filter(({ traffic }) => traffic !== "in"));
    const leave = names(newer.filter(({ traffic }) => traffic === "in"));
    const routed = names(newer.filter(({ traffic }) => traffic !== "out"));
    if (observed.orphans.length > 0) operations.push({ kind: "clear-routes", routes: observed.orphans });
    if (!sameNames(observed.balancer.saved, names(old))) operations.push({ kind: "save-routes", names: names(old) });
    if (enter.length + leave.length > 0) operations.push({ kind: "switch", enter, leave });
    if (routed.length > 0) operations.push({ kind: "drain", names: routed });
    if (settings && !sameSettings(observed.balancer.settings, settings)) {
      operations.push({ kind: "reload-balancer", settings });
    }
  }
  if (newer.length > 0) operations.push({ kind: "stop", names: names(newer) });
  return operations;
}

function moves(strategy: Desired["strategy"], enter: readonly string[], leave: readonly string[]): Operation[] {
  if (enter.length + leave.length === 0) return [];
  if (strategy === "blue-green") {
    const all: Operation[] = [{ kind: "switch", enter, leave }];
    return leave.length > 0 ? [...all, { kind: "drain", names: leave }] : all;
  }
  const operations: Operation[] = [];
  const steps = Math.max(enter.length, 1);
  for (let step = 0; step < steps; step++) {
    // Where fewer come than go, the last step takes all the rest.
    const going = leave.slice(step, step === steps - 1 ? undefined : step + 1);
    operations.push({ kind: "switch", enter: enter.slice(step, step + 1), leave: going });
    if (going.length > 0) operations.push({ kind: "drain", names: going });
  }
  return operations;
}

function names(instances: readonly Instance[]): string[] {
  return instances.map(({ name }) => name);
}

function sameNames(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join();
}

function sameSettings(one: BalancerSettings | undefined, other: BalancerSettings): boolean {
  return one?.algorithm === other.algorithm && one.gatePath === other.gatePath && one.servingPath === other.servingPath;
}
