import { expect, test } from "vitest";
import { instance as instanceOf, desired as shop } from "../../test/support/deploy-wish.ts";
import { inPhases } from "./phases.ts";
import { plan, planBack } from "./plan.ts";
import { type Desired, describe, type Instance, type Observed } from "./target.ts";

const desired: Desired = { ...shop, order: "stop-first", tasks: ["pre-deploy"] };
const { settings } = desired;
const instance = (release: string, more: Partial<Instance> = {}) => instanceOf(release, 1, more);
const observed = (instances: Instance[], more: Partial<Observed> = {}): Observed => ({
  networkPresent: true,
  missing: [],
  balancer: {
    state: "running",
    kind: "haproxy",
    image: desired.balancerImage,
    address: desired.address,
    connected: true,
    settings,
    saved: instances.map(({ name }) => name),
  },
  instances,
  orphans: [],
  last: { release: "old" },
  kept: [],
  done: [],
  ...more,
});

test("the old one makes room once all that can be done before has been, and is kept to go back to", () => {
  const operations = plan(desired, observed([instance("old")]));
  expect(operations.map(describe)).toEqual([
    expect.stringContaining("pre-deploy"),
    "take shop-old-1 out of traffic",
    "wait until no request is left on shop-old-1",
    "stop shop-old-1 to make room (nobody answers until the new ones do)",
    "start shop-new-1",
    "wait until healthy: shop-new-1",
    "save routes for a restart of the load balancer: shop-new-1",
    "bring shop-new-1 into traffic",
    "record the deploy",
  ]);
  // With several hosts, the gap of one begins when that of the one before is over.
  expect(inPhases(operations).prepare.map(({ kind }) => kind)).toEqual(["run-task"]);
  expect(inPhases(operations).finish.map(({ kind }) => kind)).toEqual(["record"]);
});

test("what is not to be kept goes once the new one serves", () => {
  const operations = plan({ ...desired, keep: 0, tasks: [] }, observed([instance("old")]));
  expect(operations.slice(-2)).toEqual([{ kind: "forget", releases: ["old"] }, { kind: "record" }]);
});

test("a first deploy, and the same again, are as with any order", () => {
  expect(plan(desired, observed([])).map(({ kind }) => kind)).not.toContain("halt");
  expect(plan(desired, observed([instance("new")], { last: { release: "new" } }))).toEqual([]);
});

test("taken back, the new one goes first, since both cannot be there at once", () => {
  const halted = instance("old", { running: false, kept: true, traffic: "out" });
  const seen = observed([instance("new"), halted]);
  expect(planBack([halted.name], seen, seen.balancer).map(describe)).toEqual([
    "take shop-new-1 out of traffic",
    "wait until no request is left on shop-new-1",
    "stop and remove shop-new-1",
    "start shop-old-1",
    "wait until healthy: shop-old-1",
    "save routes for a restart of the load balancer: shop-old-1",
    "bring shop-old-1 into traffic",
  ]);
});

test("one that came back without its port, which the balancer is not to have any more, is made anew with it", () => {
  const bare = instance("new", { lacksPort: true });
  const seen = observed([bare], { last: { release: "new" } });
  const moved = { ...seen, balancer: { ...seen.balancer, address: "127.0.0.1:80" } };
  expect(plan({ ...desired, keep: 0 }, moved).map(describe)).toEqual([
    "take shop-new-1 out of traffic",
    "wait until no request is left on shop-new-1",
    "stop shop-new-1 to make room (nobody answers until the new ones do)",
    "make the load balancer anew at 127.0.0.1:8080 (its product or address changed; for a moment nobody answers)",
    "start shop-new-1",
    "wait until healthy: shop-new-1",
    "save routes for a restart of the load balancer: shop-new-1",
    "bring shop-new-1 into traffic",
    "record the deploy",
  ]);
  const idle = observed([{ ...bare, traffic: "out" }], { last: { release: "new" } });
  expect(
    plan({ ...desired, tasks: [] }, idle)
      .slice(0, 2)
      .map(describe),
  ).toEqual(["remove leftovers shop-new-1", "start shop-new-1"]);
});

test("what is missing is made first, in its order", () => {
  const missing = [
    { key: "volume data", what: "make volume acme_data" },
    { key: "service db", what: "start db" },
  ];
  const kinds = plan({ ...desired, tasks: [] }, observed([], { missing })).map(describe);
  expect(kinds.slice(0, 2)).toEqual(["make volume acme_data", "start db"]);
});

test("a port that Compose's container has goes to the balancer once the new ones are healthy, and comes back where that fails", () => {
  const before = { direct: true, holdsPort: true } as const;
  const absent = observed([instance("old", before)], { balancer: { state: "absent", connected: false, saved: [] } });
  const operations = plan({ ...desired, order: "start-first", tasks: [] }, absent);
  expect(operations.map(({ kind }) => kind)).toEqual([
    ...["start-balancer", "start", "await-healthy", "save-routes"],
    ...["halt", "replace-balancer", "switch", "record"],
  ]);
  expect(operations[0]).toEqual({ kind: "start-balancer", settings, aside: true });
  // Where it is a release of ours, its requests come through the balancer, which has another port until then.
  const elsewhere = { ...observed([]).balancer, address: "127.0.0.1:8081", saved: [] };
  const own = observed([instance("old", { holdsPort: true })], { balancer: elsewhere });
  expect(plan({ ...desired, order: "start-first", tasks: [] }, own).map(({ kind }) => kind)).toEqual([
    ...["start", "await-healthy", "save-routes", "switch", "drain", "halt", "replace-balancer", "record"],
  ]);
  const kept = instance("old", { ...before, kept: true, running: false, traffic: "out" });
  const seen = observed([kept, instance("new", { traffic: "in" })]);
  const back = planBack([kept.name], seen, absent.balancer);
  expect(back.map(({ kind }) => kind)).toEqual([
    ...["switch", "drain", "stop", "start-balancer", "start", "await-healthy", "save-routes", "switch"],
  ]);
  // One that was somewhere else before is there again, and leaves the port to whom it belonged.
  expect(planBack([kept.name], seen, elsewhere).map(({ kind }) => kind)).toEqual([
    ...["switch", "drain", "stop", "restore-balancer", "start", "await-healthy", "save-routes", "switch"],
  ]);
});
