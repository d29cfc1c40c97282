import { getFile, putFiles } from "../../../toolkit/docker/archives.ts";
import { signalContainer } from "../../../toolkit/docker/containers.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { messageOf } from "../../../toolkit/errors.ts";
import { type Answer, type Counters, type Driver, type Endpoint, type Entry, FOLDER, type Seen } from "../balancer.ts";
import { asRoot } from "../docker/records.ts";
import type { BalancerSettings, Instance, Traffic } from "../target.ts";
import { configText, type SavedRoute, type SavedState, SLOTS, settingsMark, slotName } from "./config.ts";
import { Control } from "./control.ts";
import { parseStats, type Slot, type StatRow, slotsOf, type TimeEntry, timesOf, trafficOf } from "./stats.ts";

const CONFIG = `${FOLDER}/haproxy.cfg`;
const STATE = `${FOLDER}/state.json`;

/** HAProxy in a container, driven over its runtime API: fixed slots whose addresses and states change while it runs. */
export class HaproxyDriver implements Driver {
  // The image's own entry is left out: HAProxy itself has to be the process that gets the signals.
  readonly entrypoint = ["haproxy"];
  readonly command = ["-W", "-db", "-f", CONFIG];
  readonly #engine: Engine;
  readonly #container: string;
  readonly #control: Control;
  #saved: SavedState | undefined;
  /** HAProxy's count of requests when the first of this run came into traffic. */
  #timesFrom: number | undefined;
  /** Slots that were given to instances in this run or were found to be theirs. */
  readonly #slots = new Map<string, string>();

  /** `container` is the name of the one that it runs in. */
  constructor(engine: Engine, container: string) {
    this.#engine = engine;
    this.#container = container;
    this.#control = new Control(engine, container);
  }

  async load(): Promise<{ settings: BalancerSettings; endpoints: readonly Endpoint[] } | undefined> {
    const state = await getFile(this.#engine, this.#container, STATE).catch(() => undefined);
    this.#saved = state ? (JSON.parse(state.toString("utf8")) as SavedState) : undefined;
    return this.#saved && { settings: this.#saved.settings, endpoints: this.#saved.routes };
  }

  async look(endpoints: readonly Endpoint[]): Promise<Seen> {
    const slots = await this.#appSlots();
    const mark = infoOf(await this.#control.command("show info"), "description");
    const routed = new Map(slots.filter(({ traffic }) => traffic !== "out").map((slot) => [slot.address, slot]));
    const traffic = new Map<string, Instance["traffic"]>();
    const known = new Set(endpoints.map(({ name }) => name));
    for (const name of this.#slots.keys()) if (!known.has(name)) this.#slots.delete(name);
    for (const { name, address, port } of endpoints) {
      const slot = routed.get(`${address}:${port}`);
      if (!slot) continue;
      this.#slots.set(name, slot.name);
      traffic.set(name, slot.traffic);
      routed.delete(slot.address);
    }
    const settings = this.#saved?.settings;
    return {
      ...(settings && settingsMark(settings) === mark ? { settings } : {}),
      traffic,
      orphans: [...routed.values()].map(({ name }) => name),
    };
  }

  async install(settings: BalancerSettings, endpoints: readonly Endpoint[]): Promise<void> {
    const state = this.#state(settings, endpoints);
    await putFiles(this.#engine, this.#container, FOLDER, [
      { name: "haproxy.cfg", content: configText(state) },
      { name: "state.json", content: JSON.stringify(state) },
    ]);
    this.#saved = state;
  }

  async answers(settings: BalancerSettings, since?: string): Promise<true | string> {
    // Each try needs a connection of its own: an old process would answer over the one that is open.
    this.#control.close();
    try {
      const info = await this.#control.command("show info");
      const changed = infoOf(info, "description") === settingsMark(settings) && infoOf(info, "pid") !== since;
      return changed || "it still runs with its old settings";
    } catch (error) {
      return messageOf(error);
    }
  }

  async save(settings: BalancerSettings, endpoints: readonly Endpoint[]): Promise<void> {
    await this.#assignSlots(endpoints.map(({ name }) => name));
    await this.#write(this.#state(settings, endpoints));
  }

  async reload(settings: BalancerSettings): Promise<string> {
    // What is in traffic at this moment stays there; the saved routes may already be those of the next release.
    const slots = (await this.#appSlots()).filter(({ traffic }) => traffic === "in");
    const routes = slots.flatMap((slot) => {
      const name = [...this.#slots].find(([, assigned]) => assigned === slot.name)?.[0];
      const [address = "", port] = slot.address.split(":");
      return name ? [{ name, slot: slot.name, address, port: Number(port) }] : [];
    });
    await this.#write({ version: 1, settings, routes });
    const old = infoOf(await this.#control.command("show info"), "pid") ?? "";
    await signalContainer(this.#engine, this.#container, "SIGUSR2");
    return old;
  }

  async gate(endpoints: readonly Endpoint[]): Promise<void> {
    await this.#assignSlots(endpoints.map(({ name }) => name));
    await this.#control.change(
      endpoints.flatMap(({ name, address, port }) => [
        `set server ${this.#gate(name)} state maint`,
        `set server ${this.#gate(name)} addr ${address} port ${port}`,
        `set server ${this.#gate(name)} state ready`,
        // HAProxy trusts a server that leaves maintenance; this one has to earn it.
        `set server ${this.#gate(name)} health down`,
      ]),
    );
  }

  async asked(names: readonly string[]): Promise<ReadonlyMap<string, Answer>> {
    const slots = new Map(slotsOf(await this.#stats(), "gate").map((slot) => [slot.name, slot]));
    return new Map(
      names.flatMap((name) => {
        const slot = slots.get(this.#slots.get(name) ?? "");
        return slot ? [[name, { passed: slot.up, text: slot.check }] as const] : [];
      }),
    );
  }

  async ungate(names: readonly string[]): Promise<void> {
    await this.#control.change(names.map((name) => `set server ${this.#gate(name)} state maint`));
  }

  async move(enter: readonly Entry[], leave: readonly string[]): Promise<void> {
    await this.#assignSlots(enter.map(({ name }) => name));
    this.#timesFrom ??= (await this.#times()).at(-1)?.count ?? 0;
    await this.#control.change([
      ...enter.flatMap(({ name, address, port, weight }) => [
        `set server ${this.#app(name)} addr ${address} port ${port}`,
        `set server ${this.#app(name)} weight ${weight}`,
        `set server ${this.#app(name)} state ready`,
      ]),
      ...leave.map((name) => `set server ${this.#app(name)} state drain`),
    ]);
  }

  async open(names: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const slots = new Map((await this.#appSlots()).map((slot) => [slot.name, slot]));
    return new Map(names.map((name) => [name, slots.get(this.#slots.get(name) ?? "")?.open ?? 0]));
  }

  async out(names: readonly string[], cut = false): Promise<void> {
    const known = names.filter((name) => this.#slots.has(name));
    if (cut) for (const name of known) await this.#control.command(`shutdown sessions server ${this.#app(name)}`);
    await this.#control.change(known.map((name) => `set server ${this.#app(name)} state maint`));
    for (const name of known) this.#slots.delete(name);
  }

  async clear(routes: readonly string[]): Promise<void> {
    await this.#control.change(routes.map((slot) => `set server app/${slot} state maint`));
  }

  async counters(names: readonly string[]): Promise<ReadonlyMap<string, Counters>> {
    const slots = new Map((await this.#appSlots()).map((slot) => [slot.name, slot]));
    return new Map(
      names.map((name) => {
        const { answers = 0, failed = 0 } = slots.get(this.#slots.get(name) ?? "") ?? {};
        return [name, { answers, failed }];
      }),
    );
  }

  async times(names: readonly string[]): Promise<readonly number[]> {
    const slots = new Set(names.map((name) => this.#slots.get(name)));
    const since = this.#timesFrom ?? 0;
    return (await this.#times()).flatMap(({ slot, time, count }) => (slots.has(slot) && count > since ? [time] : []));
  }

  async traffic(): Promise<Traffic> {
    return trafficOf(await this.#stats());
  }

  close(): void {
    this.#control.close();
  }

  /** What the ring of the configuration holds: the last some thousand answers. */
  async #times(): Promise<TimeEntry[]> {
    return timesOf(await this.#control.command("show events times"), "app");
  }

  async #stats(): Promise<StatRow[]> {
    return parseStats(await this.#control.command("show stat"));
  }

  async #appSlots(): Promise<Slot[]> {
    return slotsOf(await this.#stats(), "app");
  }

  #slot(name: string): string {
    const slot = this.#slots.get(name);
    if (!slot) throw new Error(`${name} has no slot`);
    return slot;
  }

  #app(name: string): string {
    return `app/${this.#slot(name)}`;
  }

  #gate(name: string): string {
    return `gate/${this.#slot(name)}`;
  }

  /** Those that were saved keep their slots, so that a container made anew leads where it led. */
  #state(settings: BalancerSettings, endpoints: readonly Endpoint[]): SavedState {
    const saved = new Map(this.#saved?.routes.map(({ name, slot }) => [name, slot]));
    const routes: SavedRoute[] = endpoints.map((endpoint) => {
      const slot = this.#slots.get(endpoint.name) ?? saved.get(endpoint.name) ?? this.#slot(endpoint.name);
      this.#slots.set(endpoint.name, slot);
      return { ...endpoint, slot };
    });
    return { version: 1, settings, routes };
  }

  async #write(state: SavedState): Promise<void> {
    await putFiles(this.#engine, this.#container, FOLDER, [
      { name: "haproxy.cfg.new", content: configText(state) },
      { name: "state.json.new", content: JSON.stringify(state) },
    ]);
    await asRoot(this.#engine, this.#container, `mv -f ${CONFIG}.new ${CONFIG} && mv -f ${STATE}.new ${STATE}`);
    this.#saved = state;
  }

  /** Gives each of these a slot that neither leads anywhere nor is spoken for; one that has a slot keeps it. */
  async #assignSlots(names: readonly string[]): Promise<void> {
    const without = names.filter((name) => !this.#slots.has(name));
    if (without.length === 0) return;
    const busy = (await this.#appSlots()).filter(({ traffic }) => traffic !== "out").map(({ name }) => name);
    const taken = new Set([...this.#slots.values(), ...busy]);
    const free = Array.from({ length: SLOTS }, (_, index) => slotName(index)).filter((slot) => !taken.has(slot));
    for (const name of without) {
      const slot = free.shift();
      if (!slot) throw new Error("every slot of the load balancer is taken");
      this.#slots.set(name, slot);
    }
  }
}

/** A field of `show info`; HAProxy writes some of their names with a capital, and not in every version the same ones. */
function infoOf(info: string, field: string): string | undefined {
  const line = info.split("\n").find((one) => one.toLowerCase().startsWith(`${field}:`));
  return line?.slice(field.length + 1).trim();
}
