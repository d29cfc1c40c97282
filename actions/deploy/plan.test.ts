import { expect, describe as group, test } from "vitest";
import { instance, desired as shop } from "../../test/support/deploy-wish.ts";
import { inPhases } from "./phases.ts";
import { plan, planBack, standing } from "./plan.ts";
import { type BalancerSettings, type Desired, describe, type Instance, type Observed } from "./target.ts";

const settings: BalancerSettings = { algorithm: "roundrobin", gatePath: "/readyz", servingPath: "/readyz" };
const desired: Desired = { ...shop, replicas: 2, keep: 0, settings };
const observed = (instances: Instance[], more: Partial<Observed> = {}): Observed => ({
  networkPresent: true,
  missing: [],
  balancer: {
    state: "running",
    kind: desired.balancerKind,
    image: desired.balancerImage,
    address: desired.address,
    connected: true,
    settings,
    saved: instances.filter(({ traffic }) => traffic === "in").map(({ name }) => name),
  },
  instances,
  orphans: [],
  kept: [],
  done: [],
  ...more,
});
const old = [instance("old", 1), instance("old", 2)];
const fresh = [instance("new", 1), instance("new", 2)];
const told = (wanted: Partial<Desired>, seen: Observed) => plan({ ...desired, ...wanted }, seen).map(describe);

group("plan", () => {
  test("on an empty host everything is made, in an order in which nothing gets traffic before it is healthy", () => {
    const empty = observed([], {
      networkPresent: false,
      balancer: { state: "absent", saved: [], connected: false },
    });
    expect(told({ replicas: 1, monitor: 30_000 }, empty)).toEqual([
      "make network shop",
      "start the load balancer",
      "start shop-new-1",
      "wait until healthy: shop-new-1",
      "save routes for a restart of the load balancer: shop-new-1",
      "bring shop-new-1 into traffic",
      "watch shop-new-1 for 30 s",
      "record the deploy",
    ]);
  });

  test("rolling moves traffic container by container; the old ones run until the end", () => {
    expect(told({}, observed(old))).toEqual([
      "start shop-new-1, shop-new-2",
      "wait until healthy: shop-new-1, shop-new-2",
      "save routes for a restart of the load balancer: shop-new-1, shop-new-2",
      "bring shop-new-1 into traffic and take shop-old-1 out",
      "bring shop-new-2 into traffic and take shop-old-2 out",
      "wait until no request is left on shop-old-1, shop-old-2",
      "stop and remove shop-old-1, shop-old-2",
      "record the deploy",
    ]);
  });

  test("rolling in groups, each watched before the next one", () => {
    const moved = told({ replicas: 3, parallelism: 2, delay: 5000 }, observed(old));
    expect(moved.slice(3, 7)).toEqual([
      "bring shop-new-1, shop-new-2 into traffic and take shop-old-1, shop-old-2 out",
      "watch shop-new-1, shop-new-2 for 5 s",
      "bring shop-new-3 into traffic",
      "wait until no request is left on shop-old-1, shop-old-2",
    ]);
    expect(told({ parallelism: 0 }, observed(old))).toEqual(told({ strategy: "blue-green" }, observed(old)));
  });

  test("blue-green moves all at once", () => {
    expect(told({ strategy: "blue-green" }, observed(old)).slice(3, 5)).toEqual([
      "bring shop-new-1, shop-new-2 into traffic and take shop-old-1, shop-old-2 out",
      "wait until no request is left on shop-old-1, shop-old-2",
    ]);
  });

  test("a canary gets its part, is watched, and only then all of the traffic", () => {
    const steps = [
      { percent: 5, hold: 60_000 },
      { percent: 25, hold: 0 },
      { percent: 100, hold: 0 },
    ];
    const operations = told({ strategy: "canary", steps, replicas: 1, monitor: 1000 }, observed(old));
    expect(operations).toEqual([
      "start shop-new-1",
      "wait until healthy: shop-new-1",
      "give 5 % of the traffic to shop-new-1",
      "watch shop-new-1 for 60 s",
      "give 25 % of the traffic to shop-new-1",
      "save routes for a restart of the load balancer: shop-new-1",
      "bring shop-new-1 into traffic and take shop-old-1, shop-old-2 out",
      "wait until no request is left on shop-old-1, shop-old-2",
      "watch shop-new-1 for 1 s",
      "stop and remove shop-old-1, shop-old-2",
      "record the deploy",
    ]);
  });

  test("a canary that nobody is there to share with gets all at once", () => {
    const steps = [{ percent: 5, hold: 60_000 }];
    expect(told({ strategy: "canary", steps }, observed([]))).not.toContain(expect.stringContaining("%"));
  });

  test("tasks run before the first candidate, after the record, and never for more of the same release", () => {
    const tasks = ["preflight", "pre-deploy", "post-deploy"] as const;
    const operations = told({ tasks, smoke: true, replicas: 1 }, observed(old));
    expect(operations.slice(0, 5)).toEqual([
      "see whether the new image starts at all",
      "run pre-deploy once, in a container of the new image",
      "start shop-new-1",
      "wait until healthy: shop-new-1",
      "try out shop-new-1",
    ]);
    expect(operations.slice(-2)).toEqual([
      "record the deploy",
      "run post-deploy once, in a container of the new image",
    ]);
    const more = told({ tasks, replicas: 3 }, observed(fresh, { last: { release: "new" } }));
    expect(more.filter((text) => /pre|post|starts at all/.test(text))).toEqual([]);
  });

  test("a migration that a killed run had done is not done again", () => {
    const seen = observed(old, { done: [{ task: "pre-deploy", release: "new" }] });
    expect(told({ tasks: ["pre-deploy"] }, seen)[0]).toBe("start shop-new-1, shop-new-2");
    const others = observed(old, { done: [{ task: "pre-deploy", release: "older" }] });
    expect(told({ tasks: ["pre-deploy"] }, others)[0]).toMatch(/^run pre-deploy/);
  });

  group("what is kept for a rollback", () => {
    const last = { release: "old" };
    const ends = (keep: number, more: Partial<Observed>) => told({ keep }, observed(old, { last, ...more })).slice(-3);

    test("the last good release is put aside, and the oldest one goes", () => {
      expect(ends(2, { kept: ["b", "a"] })).toEqual([
        "stop shop-old-1, shop-old-2 and keep for a rollback",
        "remove what was kept of release a",
        "record the deploy",
      ]);
    });

    test("nothing is kept where nothing shall be", () => {
      expect(ends(0, { kept: ["a"] })).toEqual([
        "stop and remove shop-old-1, shop-old-2",
        "remove what was kept of release a",
        "record the deploy",
      ]);
    });

    test("a release that was never found good is not kept", () => {
      expect(ends(3, { last: { release: "another" } })[1]).toBe("stop and remove shop-old-1, shop-old-2");
    });

    test("going back starts those that were put aside, and leaves the other ones alone", () => {
      const kept = { running: false, traffic: "out", kept: true } as const;
      const seen = observed([...old, instance("new", 1, kept), instance("new", 2, kept), instance("z", 1, kept)], {
        last,
        kept: ["new", "z"],
      });
      expect(told({ keep: 2 }, seen)).toEqual([
        "start shop-new-1, shop-new-2",
        "wait until healthy: shop-new-1, shop-new-2",
        "save routes for a restart of the load balancer: shop-new-1, shop-new-2",
        "bring shop-new-1 into traffic and take shop-old-1 out",
        "bring shop-new-2 into traffic and take shop-old-2 out",
        "wait until no request is left on shop-old-1, shop-old-2",
        "stop shop-old-1, shop-old-2 and keep for a rollback",
        "record the deploy",
      ]);
    });

    test("the old ones that a killed run left warm are put aside, too", () => {
      const warm = old.map((one) => ({ ...one, traffic: "out" as const }));
      expect(told({ keep: 1 }, observed([...warm, ...fresh], { last }))).toEqual([
        "stop shop-old-1, shop-old-2 and keep for a rollback",
        "record the deploy",
      ]);
    });
  });

  test("a canary that was killed while it shared the traffic goes back to those before it", () => {
    const part = (one: Instance) => ({ ...one, traffic: "part" as const });
    const seen = observed([...old, ...fresh].map(part));
    expect(standing(desired, seen).map(({ release }) => release)).toEqual(["old", "old"]);
    expect(told({ strategy: "canary", steps: [{ percent: 5, hold: 1000 }] }, seen).slice(0, 2)).toEqual([
      "wait until healthy: shop-new-1, shop-new-2",
      "give 5 % of the traffic to shop-new-1, shop-new-2",
    ]);
  });

  test("nothing to do is an empty list", () => {
    expect(told({}, observed(fresh, { last: { release: "new" } }))).toEqual([]);
    // Only how one would go back has changed.
    expect(told({}, observed(fresh, { last: { release: "new" }, outdated: true }))).toEqual(["record the deploy"]);
  });

  test("a deploy that was killed before it was recorded is recorded", () => {
    expect(told({}, observed(fresh))).toEqual(["record the deploy"]);
  });

  test.each([
    [
      "more replicas",
      { replicas: 3 },
      [
        "start shop-new-3",
        "wait until healthy: shop-new-3",
        "save routes for a restart of the load balancer: shop-new-1, shop-new-2, shop-new-3",
        "bring shop-new-3 into traffic",
        "record the deploy",
      ],
    ],
    [
      "fewer replicas",
      { replicas: 1 },
      [
        "save routes for a restart of the load balancer: shop-new-1",
        "take shop-new-2 out of traffic",
        "wait until no request is left on shop-new-2",
        "stop and remove shop-new-2",
        "record the deploy",
      ],
    ],
  ])("%s touch nothing else", (_, wanted, operations) => {
    expect(told(wanted, observed(fresh, { last: { release: "new" } }))).toEqual(operations);
  });

  test("what a killed run left is used where it fits and removed where it does not", () => {
    const left = observed([
      ...old,
      instance("new", 1, { traffic: "out" }),
      instance("new", 2, { running: false, traffic: "out" }),
      instance("other", 1, { traffic: "out" }),
    ]);
    expect(told({}, left).slice(0, 3)).toEqual([
      "remove leftovers shop-new-2, shop-other-1",
      "start shop-new-2",
      "wait until healthy: shop-new-1, shop-new-2",
    ]);
  });

  test("one that was killed while it drained goes on draining", () => {
    const left = observed([
      instance("old", 1, { traffic: "draining" }),
      instance("old", 2, { traffic: "out" }),
      ...fresh,
    ]);
    expect(told({}, left)).toEqual([
      "remove leftovers shop-old-2",
      "take shop-old-1 out of traffic",
      "wait until no request is left on shop-old-1",
      "stop and remove shop-old-1",
      "record the deploy",
    ]);
  });

  test("routes that lead nowhere are cleared before a new container can get their address", () => {
    const operations = told({}, observed(old, { orphans: ["s7"] }));
    expect(operations[0]).toBe("clear routes that lead nowhere: s7");
  });

  test("a new health path is asked of the new ones only until the old ones are gone", () => {
    const changed = { ...settings, gatePath: "/new", servingPath: "/new" };
    const reloads = plan({ ...desired, settings: changed }, observed(old)).filter(
      ({ kind }) => kind === "reload-balancer",
    );
    expect(reloads).toEqual([
      { kind: "reload-balancer", settings: { ...changed, servingPath: "/readyz" } },
      { kind: "reload-balancer", settings: changed },
    ]);
  });

  test("what clients notice changes once the new ones serve, and at once where nothing else does", () => {
    const certain = { ...settings, hosts: ["shop.test"], certificates: ["new"], redirect: true };
    const seen = { balancer: { ...observed(old).balancer, settings: { ...settings, certificates: ["old"] } } };
    const kinds = plan({ ...desired, settings: certain }, observed(old, seen)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "reload-balancer")).toHaveLength(1);
    expect(kinds.indexOf("reload-balancer")).toBeGreaterThan(kinds.indexOf("drain"));
    const [first] = plan({ ...desired, settings: certain }, observed(fresh, seen));
    expect(first?.kind).toBe("reload-balancer");
  });

  test.each([
    ["stopped", { state: "stopped" as const }, "start the load balancer"],
    ["without its port", { address: "" }, "start the load balancer"],
    ["of another image", { image: "haproxy:2.9" }, "hand the port over to a load balancer of haproxy:3.0"],
    ["left in the middle of that", { midway: true }, "hand the port over to a load balancer of haproxy:3.0"],
    ["not in the network", { connected: false }, "connect the load balancer to network shop"],
    ["with unknown settings", { settings: undefined as never }, /^reload the load balancer/],
  ])("a balancer that is %s is put right first", (_, balancer, first) => {
    const seen = observed(old);
    const [operation] = told({}, { ...seen, balancer: { ...seen.balancer, ...balancer } });
    expect(operation).toMatch(first);
  });
});

group("a load balancer of another address or product", () => {
  const { balancer } = observed(old);

  test.each([
    ["address", { address: "0.0.0.0:80" }],
    ["product", { kind: "nginx" }],
  ])("%s is made anew once the new ones are healthy: what fails before that changes nothing", (_, differs) => {
    const operations = plan(desired, observed(old, { balancer: { ...balancer, ...differs } }));
    const kinds = operations.map(({ kind }) => kind);
    expect(kinds.slice(0, 5)).toEqual(["start", "await-healthy", "replace-balancer", "save-routes", "switch"]);
    expect(inPhases(operations).prepare.map(({ kind }) => kind)).toEqual(["start", "await-healthy"]);
  });

  test("changes its settings before the new ones are asked for theirs, and a network is connected", () => {
    const seen = { ...balancer, address: "0.0.0.0:80", connected: false, settings: { ...settings, gatePath: "/old" } };
    const kinds = plan(desired, observed(old, { balancer: seen })).map(({ kind }) => kind);
    expect(kinds.slice(0, 3)).toEqual(["connect-balancer", "reload-balancer", "start"]);
  });

  test("where there was none before, there is none to put back", () => {
    const moved = observed(fresh, { balancer: { ...balancer, address: "0.0.0.0:80" } });
    const absent = { state: "absent", connected: false, saved: [] } as const;
    expect(planBack([], moved, absent).map(({ kind }) => kind)).not.toContain("restore-balancer");
  });
});

group("planBack", () => {
  const before = old.map(({ name }) => name);
  const back = (seen: Observed) => planBack(before, seen, observed(old).balancer).map(describe);

  test("before the switch only the candidates go", () => {
    const candidates = fresh.map((one) => ({ ...one, traffic: "out" as const }));
    expect(back(observed([...old, ...candidates]))).toEqual(["stop and remove shop-new-1, shop-new-2"]);
  });

  test("after it the old ones come back first, and the new ones are emptied before they are stopped", () => {
    const drained = old.map((one) => ({ ...one, traffic: "out" as const }));
    expect(back(observed([...drained, ...fresh]))).toEqual([
      "save routes for a restart of the load balancer: shop-old-1, shop-old-2",
      "bring shop-old-1, shop-old-2 into traffic and take shop-new-1, shop-new-2 out",
      "wait until no request is left on shop-new-1, shop-new-2",
      "stop and remove shop-new-1, shop-new-2",
    ]);
  });

  test("a balancer that had moved listens where it did, once nobody of the new ones is asked any more", () => {
    const candidates = fresh.map((one) => ({ ...one, traffic: "out" as const }));
    const at = (state: "running" | "absent", instances: Instance[]) => {
      const seen = observed(instances);
      return { ...seen, balancer: { ...seen.balancer, state, address: "0.0.0.0:80" } };
    };
    expect(back(at("running", [...old, ...candidates]))).toEqual([
      "let the load balancer listen at 127.0.0.1:8080 again",
      "stop and remove shop-new-1, shop-new-2",
    ]);
    expect(
      back(at("running", [...old.map((one) => ({ ...one, traffic: "out" as const })), ...fresh])).slice(2),
    ).toEqual([
      "wait until no request is left on shop-new-1, shop-new-2",
      "let the load balancer listen at 127.0.0.1:8080 again",
      "stop and remove shop-new-1, shop-new-2",
    ]);
    // It could not have the other port, so it was not started, and nobody knows who had been in traffic.
    const none = at(
      "absent",
      old.map((one) => ({ ...one, traffic: "out" as const })),
    );
    expect(back({ ...none, balancer: { state: "absent", connected: false, saved: [] } })).toEqual([
      "let the load balancer listen at 127.0.0.1:8080 again",
    ]);
  });

  test("a first deploy leaves nobody in traffic", () => {
    expect(planBack([], observed(fresh), undefined).map(describe)).toEqual([
      "save routes for a restart of the load balancer: none",
      "take shop-new-1, shop-new-2 out of traffic",
      "wait until no request is left on shop-new-1, shop-new-2",
      "stop and remove shop-new-1, shop-new-2",
    ]);
  });
});
