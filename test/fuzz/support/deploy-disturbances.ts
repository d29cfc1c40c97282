import { findContainer, listContainers, removeContainer } from "../../../toolkit/docker/containers.ts";
import type { Place } from "./deploy-places.ts";
import type { Disturbance } from "./deploy-steps.ts";

/** Does to an app what somebody else might; `balancer` is the name of what stands in front of it. */
export async function disturb(
  what: Disturbance,
  { engine, daemon }: Place,
  { app, balancer }: { readonly app: string; readonly balancer: string },
): Promise<void> {
  const all = await listContainers(engine, { "quayside.app": app });
  const instance = all.find(({ running, labels }) => running && labels["quayside.role"] === "instance");
  const front = await findContainer(engine, balancer);
  const one = (found: { readonly id: string } | undefined) => engine.api.getContainer(found?.id ?? "");
  switch (what) {
    case "kill an instance":
      return void (await one(instance).kill());
    case "remove an instance":
      return void (await one(instance).remove({ force: true }));
    case "stop an instance":
      return void (await one(instance).stop({ t: 1 }));
    case "restart the balancer":
      return void (await one(front).restart({ t: 1 }));
    case "kill the balancer":
      return void (await one(front).kill());
    case "remove the balancer":
      return void (await one(front).remove({ force: true }));
    case "stop the balancer":
      return void (await one(front).stop({ t: 1 }));
    case "remove what was kept": {
      const kept = all.filter(({ running, labels }) => !running && labels["quayside.role"] === "instance");
      await Promise.all(kept.map(({ id }) => removeContainer(engine, id)));
      return;
    }
    case "restart the engine":
      return await daemon?.restart();
    case "kill the engine":
      return await daemon?.restart("KILL");
  }
}
