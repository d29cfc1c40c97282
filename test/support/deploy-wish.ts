import { instanceName } from "../../actions/deploy/plan.ts";
import type { Desired, Instance } from "../../actions/deploy/target.ts";

/** What most tests of plans want of the app `shop`; each says what it wants otherwise. */
export const desired: Desired = {
  app: "shop",
  release: "new",
  image: "shop:2",
  network: "shop",
  replicas: 1,
  strategy: "rolling",
  parallelism: 1,
  delay: 0,
  order: "start-first",
  steps: [],
  tasks: [],
  smoke: false,
  keep: 1,
  balancerKind: "haproxy",
  balancerImage: "haproxy:3.0",
  address: "127.0.0.1:8080",
  settings: { algorithm: "roundrobin", gatePath: "", servingPath: "" },
  monitor: 0,
};

/** A container of a release of `shop`, in traffic unless it is said otherwise. */
export function instance(release: string, number: number, more: Partial<Instance> = {}): Instance {
  return {
    id: `id-${release}-${number}`,
    name: instanceName("shop", release, number),
    release,
    number,
    running: true,
    traffic: "in",
    ...more,
  };
}
