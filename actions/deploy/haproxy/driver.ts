import { randomBytes } from "node:crypto";
import { getFile, putFiles } from "../../../toolkit/docker/archives.ts";
import { execIn } from "../../../toolkit/docker/exec.ts";
import type { TarFile } from "../../../toolkit/docker/tar.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { messageOf } from "../../../toolkit/errors.ts";
import {
  type Answer,
  type Counted,
  type Counters,
  type Driver,
  type Endpoint,
  type Entry,
  FOLDER,
  type Seen,
} from "../balancer.ts";
import { certificateFiles, certificatePath } from "../certificates.ts";
import { appFolder } from "../docker/names.ts";
import { asRoot } from "../docker/records.ts";
import { readKept } from "../format.ts";
import type { BalancerSettings, Instance } from "../target.ts";
import {
  appText,
  backendOf,
  CERTIFICATES,
  certificatesText,
  gateOf,
  proxyText,
  ROUTES,
  routesText,
  type SavedRoute,
  type SavedState,
  SLOTS,
  slotName,
} from "./config.ts";
import { Control } from "./control.ts";
import { namesOf, parseStats, type Slot, type StatRow, slotsOf, type TimeEntry, timesOf, trafficOf } from "./stats.ts";
import { COUNT, SUPERVISOR, signalScript } from "./supervisor.ts";

/** What a HAProxy is for one app. */
export interface HaproxyOptions {
  /** Name of the container that owns the port. */
  readonly container: string;
  readonly app: string;
  readonly tls: boolean;
  /** Certificates with their keys, in PEM. */
  readonly certificates: readonly Buffer[];
}

/** HAProxy in a container, driven over its runtime API: fixed slots whose addresses and states change while it runs. */
export class HaproxyDriver implements Driver {
  // The image's own entry is left out: the supervisor has to be the process that gets the signals.
  readonly entrypoint = ["sh", "-c", SUPERVISOR];
  readonly #engine: Engine;
  readonly #options: HaproxyOptions;
  readonly #control: Control;
  readonly #backend: string;
  #saved: SavedState | undefined;
  /** Told by the HAProxy that was installed or prepared last. */
  #mark = "";
  /** HAProxy's count of requests when the first of this run came into traffic. */
  #timesFrom: number | undefined;
  /** Slots that were given to instances in this run or were found to be theirs. */
  readonly #slots = new Map<string, string>();
  /** Names in the network's DNS by the names of instances. */
  readonly #hosts = new Map<string, string>();
  /** Where HAProxy has to find the names of those at the gate. */
  #wanted: ReadonlyMap<string, Endpoint> = new Map();

  constructor(engine: Engine, options: HaproxyOptions) {
    this.#engine = engine;
    this.#options = options;
    this.#control = new Control(engine, options.container);
    this.#backend = backendOf(options.app);
  }

  async load(): Promise<{ settings: BalancerSettings; endpoints: readonly Endpoint[] } | undefined> {
    const path = `${appFolder(this.#options.app)}/state.json`;
    const state = await getFile(this.#engine, this.#options.container, path);
    this.#saved =
      state && readKept<SavedState>(state.toString("utf8"), `the load balancer's state of ${this.#options.app}`);
    return this.#saved && { settings: this.#saved.settings, endpoints: this.#saved.routes };
  }

  async look(endpoints: readonly Endpoint[]): Promise<Seen> {
    const rows = await this.#stats();
    const slots = slotsOf(rows, this.#backend);
    const routed = new Map(slots.filter(({ traffic }) => traffic !== "out").map((slot) => [slot.address, slot]));
    const traffic = new Map<string, Instance["traffic"]>();
    const known = new Set(endpoints.map(({ name }) => name));
    for (const name of this.#slots.keys()) if (!known.has(name)) this.#slots.delete(name);
    for (const { name, address, host, port } of endpoints) {
      if (host) this.#hosts.set(name, host);
      const slot = routed.get(`${address}:${port}`);
      if (!slot) continue;
      this.#slots.set(name, slot.name);
      traffic.set(name, slot.traffic);
      routed.delete(slot.address);
    }
    const settings = this.#saved?.settings;
    const runs = settings && rows.some(({ pxname }) => pxname === gateOf(this.#options.app, settings));
    return { ...(runs ? { settings } : {}), traffic, orphans: [...routed.values()].map(({ name }) => name) };
  }

  async install(settings: BalancerSettings, endpoints: readonly Endpoint[]): Promise<void> {
    const state = this.#state(settings, endpoints);
    const { app, container } = this.#options;
    // A volume that is empty yet, or one that an older container has left: both have what they need then. Other apps may
    // have their lines there.
    const others = async (path: string, own: (line: string) => boolean) => {
      const text = (await getFile(this.#engine, container, path))?.toString("utf8") ?? "";
      const lines = text.split("\n").filter((line) => line !== "" && !own(line));
      return lines.map((line) => `${line}\n`).join("");
    };
    const [routes, certificates] = await Promise.all([
      others(ROUTES, (line) => line.endsWith(` ${this.#backend}`)),
      others(CERTIFICATES, (line) => line.startsWith(certificatePath(app, "").replace(/[^/]*$/, ""))),
    ]);
    await putFiles(this.#engine, container, "/", [
      ...this.#files(state).map((file) => ({ ...file, name: `${FOLDER}/${file.name}`.slice(1) })),
      { name: ROUTES.slice(1), content: routes + routesText(app, settings) },
      { name: CERTIFICATES.slice(1), content: certificates + certificatesText(app, settings) },
    ]);
    this.#saved = state;
  }

  async answers(): Promise<true | string> {
    // Each try needs a connection of its own: an old process would answer over the one that is open.
    this.#control.close();
    try {
      const info = await this.#control.command("show info");
      return infoOf(info, "description") === `quayside ${this.#mark}` || "it still runs with its old settings";
    } catch (error) {
      return messageOf(error);
    }
  }

  async save(endpoints: readonly Endpoint[]): Promise<void> {
    await this.#assignSlots(endpoints);
    await this.#write(this.#state(this.#settings(), endpoints));
  }

  async prepare(settings: BalancerSettings): Promise<void> {
    // What is in traffic at this moment stays there; the saved routes may already be those of the next release.
    const slots = (await this.#appSlots()).filter(({ traffic }) => traffic === "in" || traffic === "part");
    const routes = slots.flatMap((slot) => {
      const name = [...this.#slots].find(([, assigned]) => assigned === slot.name)?.[0];
      const [address = "", port] = slot.address.split(":");
      return name ? [{ name, slot: slot.name, address, host: this.#hosts.get(name), port: Number(port) }] : [];
    });
    await this.#write({ version: 1, settings, routes });
  }

  async reload(containers: readonly string[]): Promise<void> {
    for (const container of containers) await this.#in(container, signalScript("USR2"));
    // Its next process counts from zero.
    if (this.#timesFrom !== undefined) this.#timesFrom = 0;
  }

  async retire(container: string): Promise<void> {
    await this.#in(container, signalScript("USR1"));
    this.#control.close();
  }

  async lingering(containers: readonly string[]): Promise<number> {
    const counts = await Promise.all(containers.map((container) => this.#in(container, COUNT)));
    // A master and its worker are what has to be there.
    return counts.reduce((sum, count) => sum + Number(count), 0) - 2;
  }

  async drop(): Promise<boolean> {
    const { app, container } = this.#options;
    await asRoot(
      this.#engine,
      container,
      `cd ${FOLDER} && rm -rf apps/${app} routes/${app} served/${app} haproxy/app-${app}.cfg certificates/${app} && ${JOIN}`,
    );
    return (await this.#in(container, `ls ${FOLDER}/routes`)).trim() !== "";
  }

  async gate(endpoints: readonly Endpoint[]): Promise<void> {
    await this.#assignSlots(endpoints);
    this.#wanted = new Map(endpoints.filter(({ host }) => host).map((endpoint) => [endpoint.name, endpoint]));
    await this.#control.change(
      endpoints.flatMap(({ name, host, address, port }) => [
        // A server whose name HAProxy has never found is taken out at some time (snr_set_srv_down in its server.c: until
        // 2.8 at the first lookup that fails, a day later since), so it has to find it before there is traffic.
        // The address is any other one until then, since the slot may have been at this one before; so may its name, and
        // an answer that is as it was changes no address.
        ...(host
          ? [
              `set server ${this.#app(name)} addr 127.0.0.1`,
              `set server ${this.#app(name)} fqdn ${this.#options.container}`,
              `set server ${this.#app(name)} fqdn ${host}`,
            ]
          : []),
        `set server ${this.#gate(name)} state maint`,
        `set server ${this.#gate(name)} addr ${address} port ${port}`,
        `set server ${this.#gate(name)} state ready`,
        // HAProxy trusts a server that leaves maintenance; this one has to earn it.
        `set server ${this.#gate(name)} health down`,
      ]),
    );
  }

  async asked(names: readonly string[]): Promise<ReadonlyMap<string, Answer>> {
    const rows = await this.#stats();
    const slots = new Map(slotsOf(rows, this.#gateBackend()).map((slot) => [slot.name, slot]));
    const places = new Map(slotsOf(rows, this.#backend).map(({ name, address }) => [name, address]));
    return new Map(
      names.flatMap((name) => {
        const slot = slots.get(this.#slots.get(name) ?? "");
        if (!slot) return [];
        const wanted = this.#wanted.get(name);
        const found = !wanted || places.get(slot.name)?.startsWith(`${wanted.address}:`) === true;
        const text = slot.up && !found ? `${slot.check}, but its network's DNS does not know its name` : slot.check;
        return [[name, { passed: slot.up && found, good: slot.good, text }] as const];
      }),
    );
  }

  async ungate(names: readonly string[]): Promise<void> {
    await this.#control.change(names.map((name) => `set server ${this.#gate(name)} state maint`));
  }

  async move(enter: readonly Entry[], leave: readonly string[]): Promise<void> {
    await this.#assignSlots(enter);
    for (const { name, host } of enter) if (host) this.#hosts.set(name, host);
    this.#timesFrom ??= (await this.#times()).at(-1)?.count ?? 0;
    // One that gets another weight while it serves may have to wait for thousands of requests that the others get, since
    // roundrobin puts it behind all of its turn; one that comes back has its turn at once. That takes no time, but it may
    // be the only one, so those that come for the first time go before it.
    const serving = (await this.#appSlots()).filter((slot) => slot.up && slot.traffic !== "out");
    const weights = new Map(serving.map((slot) => [slot.name, slot.weight]));
    const changes = ({ name, weight }: Entry) => (weights.get(this.#slot(name)) ?? weight) !== weight;
    await this.#control.change([
      ...[...enter.filter((entry) => !changes(entry)), ...enter.filter(changes)].flatMap((entry) => [
        ...(changes(entry) ? [`set server ${this.#app(entry.name)} state maint`] : []),
        ...(entry.host ? [`set server ${this.#app(entry.name)} fqdn ${entry.host}`] : []),
        `set server ${this.#app(entry.name)} addr ${entry.address} port ${entry.port}`,
        `set server ${this.#app(entry.name)} weight ${entry.weight}`,
        `set server ${this.#app(entry.name)} state ready`,
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
    await this.clear(known.map((name) => this.#slot(name)));
    for (const name of known) this.#slots.delete(name);
  }

  async clear(routes: readonly string[]): Promise<void> {
    const names = await this.#names();
    await this.#control.change(
      routes.flatMap((slot) => [
        `set server ${this.#backend}/${slot} state maint`,
        // HAProxy asks for the name of a server for ever, in maintenance too, and a network's DNS asks on outside for one
        // that it does not know any more. It cannot be taken away; its own name is always answered, for all at once.
        ...(names.has(slot) ? [`set server ${this.#backend}/${slot} fqdn ${this.#options.container}`] : []),
      ]),
    );
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

  async traffic(): Promise<Counted> {
    const [stats = "", info = ""] = await this.#control.commands(["show stat", "show info"]);
    const by = `${infoOf(info, "description")} ${infoOf(info, "pid")}`;
    return { ...trafficOf(parseStats(stats), this.#backend), by };
  }

  close(): void {
    this.#control.close();
  }

  /** What the ring of the configuration holds: the last some thousand answers. */
  async #times(): Promise<TimeEntry[]> {
    return timesOf(await this.#control.command("show events times"), this.#backend);
  }

  async #stats(): Promise<StatRow[]> {
    return parseStats(await this.#control.command("show stat"));
  }

  /** The names that are looked up, by their slots. */
  async #names(): Promise<ReadonlyMap<string, string>> {
    return namesOf(await this.#control.command(`show servers state ${this.#backend}`));
  }

  async #appSlots(): Promise<Slot[]> {
    return slotsOf(await this.#stats(), this.#backend);
  }

  #slot(name: string): string {
    const slot = this.#slots.get(name);
    if (!slot) throw new Error(`${name} has no slot`);
    return slot;
  }

  #app(name: string): string {
    return `${this.#backend}/${this.#slot(name)}`;
  }

  #gate(name: string): string {
    return `${this.#gateBackend()}/${this.#slot(name)}`;
  }

  #gateBackend(): string {
    return gateOf(this.#options.app, this.#settings());
  }

  #settings(): BalancerSettings {
    if (!this.#saved) throw new Error("nothing was installed");
    return this.#saved.settings;
  }

  /** Those that were saved keep their slots, so that a container made anew leads where it led. */
  #state(settings: BalancerSettings, endpoints: readonly Endpoint[]): SavedState {
    // Another product has saved them without slots.
    const saved = new Map(this.#saved?.routes.flatMap(({ name, slot }) => (slot ? [[name, slot]] : [])));
    const taken = new Set([...this.#slots.values(), ...saved.values()]);
    const fresh = () => Array.from({ length: SLOTS }, (_, index) => slotName(index)).find((slot) => !taken.has(slot));
    const routes: SavedRoute[] = endpoints.map((endpoint) => {
      const slot = this.#slots.get(endpoint.name) ?? saved.get(endpoint.name) ?? fresh() ?? this.#slot(endpoint.name);
      taken.add(slot);
      this.#slots.set(endpoint.name, slot);
      return { ...endpoint, slot };
    });
    return { version: 1, settings, routes };
  }

  /** All files of an app by their places in the volume. */
  #files(state: SavedState): TarFile[] {
    const { app, tls, certificates } = this.#options;
    this.#mark = randomBytes(4).toString("hex");
    const folders = ["haproxy", "apps", `apps/${app}`, "routes", "served"];
    return [
      ...folders.map((name) => ({ name: `${name}/`, content: "" })),
      { name: "run/", content: "", mode: 0o777 },
      { name: "haproxy/00-proxy.cfg", content: proxyText({ tls, mark: this.#mark }) },
      { name: `haproxy/app-${app}.cfg`, content: appText(app, state) },
      { name: `routes/${app}`, content: routesText(app, state.settings) },
      { name: `apps/${app}/state.json`, content: JSON.stringify(state) },
      { name: `served/${app}`, content: certificatesText(app, state.settings) },
      ...certificateFiles(app, certificates),
    ];
  }

  /** Writes everything for the next start, each file whole or not at all. */
  async #write(state: SavedState): Promise<void> {
    const { container } = this.#options;
    const files = this.#files(state);
    const plain = files.filter(({ name }) => !name.endsWith("/"));
    await putFiles(
      this.#engine,
      container,
      FOLDER,
      files.map((file) => (file.name.endsWith("/") ? file : { ...file, name: `${file.name}.new` })),
    );
    const moves = plain.map(({ name }) => `mv -f ${name}.new ${name}`).join(" && ");
    await asRoot(this.#engine, container, `cd ${FOLDER} && ${moves} && ${JOIN}`);
    this.#saved = state;
  }

  async #in(container: string, script: string): Promise<string> {
    return (await execIn(this.#engine, container, ["sh", "-c", script])).stdout;
  }

  /** Gives each of these a slot that neither leads anywhere nor is spoken for; one that has a slot keeps it. */
  async #assignSlots(endpoints: readonly Endpoint[]): Promise<void> {
    const without = endpoints.filter(({ name }) => !this.#slots.has(name));
    if (without.length === 0) return;
    const taken = new Set(this.#slots.values());
    const names = await this.#names();
    // One that was left just now comes last: a check of who was there before may still be on its way.
    const free = (await this.#appSlots())
      // One whose name nobody answered for since the start has no address at all, and HAProxy lets nobody give it one.
      .filter((slot) => slot.traffic === "out" && slot.address !== "" && !taken.has(slot.name))
      .sort((one, other) => other.since - one.since)
      .map((slot) => slot.name);
    for (const { name, host } of without) {
      // Two slots with one name would be one too many, where a killed run has left it. A slot that has a name keeps one.
      const slot = free.find((one) => host && names.get(one) === host) ?? free.find((one) => host || !names.has(one));
      if (!slot) throw new Error("every slot of the load balancer is taken");
      free.splice(free.indexOf(slot), 1);
      this.#slots.set(name, slot);
    }
  }
}

/** Makes the map of routes and the list of certificates out of those of all apps; the folder has to be the volume's. */
const JOIN = [
  ["routes", ROUTES],
  ["served", CERTIFICATES],
]
  .map(([folder, file]) => `{ cat ${folder}/* > ${file}.new 2>/dev/null; mv -f ${file}.new ${file}; }`)
  .join(" && ");

/** A field of `show info`; HAProxy writes some of their names with a capital, and not in every version the same ones. */
function infoOf(info: string, field: string): string | undefined {
  const line = info.split("\n").find((one) => one.toLowerCase().startsWith(`${field}:`));
  return line?.slice(field.length + 1).trim();
}
