import { copyImage } from "../../../toolkit/docker/images.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { startHosts, type TestHost } from "../../engine/hosts-support.ts";
import { freePort } from "../../support/free-port.ts";

/** An engine that an app is deployed to. */
export interface Place {
  /** Its address in `hosts`; `""` for the engine of the tests. */
  readonly name: string;
  readonly engine: Engine;
  /** Where its published ports answer. */
  readonly ip: string;
  /** Its daemon; undefined where it is the engine of the tests, which nobody may touch. */
  readonly daemon?: TestHost;
}

/** Addresses that an app may be published on, with and without TLS, and one for the service itself. */
export type Ports = Readonly<Record<"a" | "b" | "t" | "s", string>>;

/** The engine of the tests, as the only host. */
export function here(engine: Engine): Place[] {
  return [{ name: "", engine, ip: "127.0.0.1" }];
}

/** Free ports of this machine. */
export async function portsHere(): Promise<Ports> {
  const address = async () => `127.0.0.1:${await freePort()}`;
  return { a: await address(), b: await address(), t: await address(), s: await address() };
}

/** Ports of a host that has no other app. */
export const PORTS_THERE: Ports = { a: "0.0.0.0:8080", b: "0.0.0.0:8081", t: "0.0.0.0:8443", s: "0.0.0.0:8082" };

/** Starts three hosts that have these images; throws where this machine cannot have any. */
export async function startPlaces(engine: Engine, images: readonly string[]): Promise<Place[]> {
  const hosts = await startHosts(engine, 3);
  if (typeof hosts === "string") throw new Error(`this machine cannot have several hosts: ${hosts}`);
  for (const host of hosts)
    for (const image of images) await copyImage(engine, host.engine, image, new AbortController().signal);
  return hosts.map((daemon) => ({ name: daemon.address, engine: daemon.engine, ip: daemon.ip, daemon }));
}
