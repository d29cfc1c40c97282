import { randomBytes } from "node:crypto";
import { getFile, putFiles } from "../../../toolkit/docker/archives.ts";
import { execIn } from "../../../toolkit/docker/exec.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import {
  type Answer,
  type Counted,
  type Counters,
  type Driver,
  type Endpoint,
  type Entry,
  FOLDER,
  FULL,
  type Seen,
} from "../balancer.ts";
import { certificateFiles, certificatePath } from "../certificates.ts";
import { askFrom } from "../docker/ask.ts";
import { appFolder } from "../docker/names.ts";
import { asRoot } from "../docker/records.ts";
import { readKept } from "../format.ts";
import type { BalancerSettings, Instance } from "../target.ts";
import { FAILED, FAILED_BEFORE, markOf, type NginxState, nginxText, type Route, shareOf } from "./config.ts";
import { ASK, CUT, ENDING, RETIRE, SERVES, SUPERVISOR, signalScript } from "./supervisor.ts";

/** Answers in a row until a new instance counts as healthy. */
const RISE = 3;
/** Milliseconds that a reload may take until new workers answer. */
const RELOAD_LIMIT = 10_000;

/** What an nginx is for one app. */
export interface NginxOptions {
  /** Name of the container that owns the port. */
  readonly container: string;
  /** Names of all that run of this balancer. */
  readonly containers: () => readonly string[];
  readonly app: string;
  readonly certificates: readonly Buffer[];
}

/**
 * nginx in a container, driven over its configuration and reloads. It has no count of what is open on one instance, so
 * an instance is empty once every worker of before has ended; and it has no checks of its own, so new instances are
 * asked from within its container.
 */
export class NginxDriver implements Driver {
  // The image's own entry is left out: the supervisor has to be the process that gets the signals.
  readonly entrypoint = ["sh", "-c", SUPERVISOR];
  // Connections that wait to be taken by an nginx that ends go to the one that listens beside it.
  readonly sysctls = { "net.ipv4.tcp_migrate_req": "1" };
  readonly #engine: Engine;
  readonly #options: NginxOptions;
  #saved: NginxState | undefined;
  /** What runs. */
  #live: NginxState | undefined;
  #mark = "";
  /** Requests that those have counted which others took over from. */
  #earlier = 0;
  readonly #gated = new Map<string, { endpoint: Endpoint; passed: number }>();
  #gatePath = "";

  constructor(engine: Engine, options: NginxOptions) {
    this.#engine = engine;
    this.#options = options;
  }

  async load(): Promise<{ settings: BalancerSettings; endpoints: readonly Endpoint[] } | undefined> {
    this.#saved = await this.#read("state.json");
    return this.#saved && { settings: this.#saved.settings, endpoints: this.#saved.routes };
  }

  async look(endpoints: readonly Endpoint[]): Promise<Seen> {
    const live = await this.#read("live.json");
    const runs = live && (await this.#running()) === markOf(live);
    this.#live = live;
    const routes = new Map((live?.routes ?? []).map((route) => [placeOf(route), route]));
    const traffic = new Map<string, Instance["traffic"]>();
    for (const endpoint of endpoints) {
      const route = routes.get(placeOf(endpoint));
      if (!route) continue;
      traffic.set(endpoint.name, shareOf(route.weight));
      routes.delete(placeOf(endpoint));
    }
    const settings = this.#saved?.settings;
    const same = runs && settings && JSON.stringify(settings) === JSON.stringify(live.settings);
    return { ...(same ? { settings } : {}), traffic, orphans: [...routes.values()].map(({ name }) => name) };
  }

  async install(settings: BalancerSettings, endpoints: readonly Endpoint[]): Promise<void> {
    const state: NginxState = { version: 1, settings, routes: endpoints.map(full), generation: newGeneration() };
    const { app } = this.#options;
    await putFiles(this.#engine, this.#options.container, FOLDER, [
      ...["apps/", `apps/${app}/`].map((name) => ({ name, content: "" })),
      { name: "run/", content: "", mode: 0o777 },
      ...certificateFiles(app, this.#options.certificates),
      { name: `apps/${app}/state.json`, content: JSON.stringify(state) },
      { name: `apps/${app}/live.json`, content: JSON.stringify(state) },
      { name: "nginx.conf", content: this.#text(state) },
    ]);
    this.#saved = state;
    this.#live = state;
    this.#mark = markOf(state);
  }

  async answers(container: string): Promise<true | string> {
    // Another one that starts meanwhile has the same configuration.
    if (container !== this.#options.container && (await this.#in(container, SERVES)) === "")
      return "it does not serve yet";
    const mark = await this.#running();
    return mark === this.#mark || (mark === "" ? "it does not answer" : "it still runs with its old settings");
  }

  async save(endpoints: readonly Endpoint[]): Promise<void> {
    if (!this.#saved) throw new Error("nothing was installed");
    const state = { ...this.#saved, routes: endpoints.map(full) };
    await this.#write(state, ["state.json"]);
    this.#saved = state;
  }

  async prepare(settings: BalancerSettings): Promise<void> {
    const routes = this.#live?.routes ?? [];
    const state: NginxState = { version: 1, settings, routes, generation: newGeneration() };
    await this.#write(state, ["state.json", "live.json"]);
    this.#saved = state;
    this.#live = state;
    this.#mark = markOf(state);
  }

  async reload(): Promise<void> {
    await this.#reload();
  }

  async retire(container: string): Promise<void> {
    const page = await this.#in(container, RETIRE, this.#mark);
    // The one that takes over counts from zero; the log of failures is both's.
    this.#earlier += requestsOf(page) ?? 0;
  }

  async lingering(): Promise<number> {
    const counts = await Promise.all(this.#options.containers().map((one) => this.#in(one, ENDING)));
    return counts.reduce((sum, count) => sum + Number(count), 0);
  }

  async drop(): Promise<boolean> {
    return false;
  }

  async gate(endpoints: readonly Endpoint[]): Promise<void> {
    this.#gatePath = this.#saved?.settings.gatePath ?? "";
    for (const endpoint of endpoints) this.#gated.set(endpoint.name, { endpoint, passed: 0 });
  }

  async asked(names: readonly string[]): Promise<ReadonlyMap<string, Answer>> {
    const answers = names.map(async (name) => {
      const gated = this.#gated.get(name);
      if (!gated) return [];
      const { signal } = new AbortController();
      const path = this.#gatePath || "/";
      const { status, text } = await askFrom(this.#engine, this.#options.container, gated.endpoint, path, signal);
      const good = this.#gatePath === "" ? status > 0 : status >= 200 && status < 400;
      gated.passed = good ? gated.passed + 1 : 0;
      return [[name, { passed: gated.passed >= RISE, good, text }] as const];
    });
    return new Map((await Promise.all(answers)).flat());
  }

  async ungate(names: readonly string[]): Promise<void> {
    for (const name of names) this.#gated.delete(name);
  }

  async move(enter: readonly Entry[], leave: readonly string[]): Promise<void> {
    const gone = new Set([...leave, ...enter.map(({ name }) => name)]);
    const stay = (this.#live?.routes ?? []).filter(({ name }) => !gone.has(name));
    await this.#go([...stay, ...enter]);
  }

  async open(names: readonly string[]): Promise<ReadonlyMap<string, number>> {
    // It is not known which of them a worker of before still has requests for.
    const left = await this.lingering();
    return new Map(names.map((name) => [name, left]));
  }

  async out(names: readonly string[], cut = false): Promise<void> {
    const routes = this.#live?.routes ?? [];
    const stay = routes.filter(({ name }) => !names.includes(name));
    if (stay.length < routes.length) await this.#go(stay);
    if (cut) await Promise.all(this.#options.containers().map((one) => this.#in(one, CUT)));
  }

  async clear(routes: readonly string[]): Promise<void> {
    await this.out(routes);
  }

  async counters(names: readonly string[]): Promise<ReadonlyMap<string, Counters>> {
    const requests = requestsOf(await this.#ask()) ?? 0;
    const routes = this.#live?.routes ?? [];
    const whole = routes.reduce((sum, { weight }) => sum + weight, 0);
    const failed = await this.#failed();
    return new Map(
      names.map((name) => {
        const route = routes.find((one) => one.name === name) ?? this.#gated.get(name)?.endpoint;
        const address = route ? `${route.address}:${route.port}` : "";
        const weight = routes.find((one) => one.name === name)?.weight ?? 0;
        // nginx counts requests for all together; by weight is how it parts them.
        return [name, { answers: Math.round((requests * weight) / (whole || 1)), failed: failed.get(address) ?? 0 }];
      }),
    );
  }

  async times(): Promise<readonly number[]> {
    return [];
  }

  async traffic(): Promise<Counted> {
    const requests = requestsOf(await this.#ask()) ?? 0;
    const failed = [...(await this.#failed()).values()].reduce((sum, count) => sum + count, 0);
    return { requests: this.#earlier + requests, failed, by: "nginx" };
  }

  close(): void {}

  /** Lets these have the traffic, and waits until new workers do. */
  async #go(routes: readonly Route[]): Promise<void> {
    if (!this.#saved) throw new Error("nothing was installed");
    const plain = routes.map(({ name, address, host, port, weight }) => ({ name, address, host, port, weight }));
    const state = { ...this.#saved, routes: plain };
    await this.#write(state, ["live.json"]);
    this.#live = state;
    this.#mark = markOf(state);
    await this.#reload();
    const deadline = performance.now() + RELOAD_LIMIT;
    for (let why: true | string = ""; why !== true; ) {
      why = await this.answers(this.#options.container);
      if (why !== true && performance.now() > deadline) throw new Error(`nginx did not take its configuration: ${why}`);
    }
  }

  async #reload(): Promise<void> {
    await Promise.all(this.#options.containers().map((one) => this.#in(one, signalScript("HUP"))));
  }

  async #failed(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    const log = await this.#in(this.#options.container, `cat ${FAILED_BEFORE} ${FAILED} 2>/dev/null`);
    for (const line of log.split("\n")) {
      // Where one was tried after another, the last one is whose answer it was.
      const address = line.replace(/ \d+$/, "").split(", ").at(-1) ?? "";
      if (address !== "") counts.set(address, (counts.get(address) ?? 0) + 1);
    }
    return counts;
  }

  /** The mark of the nginx that serves; `""` where none does. */
  async #running(): Promise<string> {
    return /^X-Quayside: (\w+)/m.exec(await this.#ask())?.[1] ?? "";
  }

  async #ask(): Promise<string> {
    return await this.#in(this.#options.container, `${ASK}ask`);
  }

  #text(state: NginxState): string {
    const [id] = state.settings.certificates ?? [];
    return nginxText(state, markOf(state), id && certificatePath(this.#options.app, id));
  }

  async #read(file: string): Promise<NginxState | undefined> {
    const path = `${appFolder(this.#options.app)}/${file}`;
    const found = await getFile(this.#engine, this.#options.container, path);
    return found && readKept<NginxState>(found.toString("utf8"), `the load balancer's state of ${this.#options.app}`);
  }

  /** Writes a state into these files, and the configuration that it makes; each file whole or not at all. */
  async #write(state: NginxState, names: readonly string[]): Promise<void> {
    const { app, certificates, container } = this.#options;
    const files = names.map((name) => ({ name: `apps/${app}/${name}`, content: JSON.stringify(state) }));
    files.push({ name: "nginx.conf", content: this.#text(state) });
    await putFiles(this.#engine, container, FOLDER, [
      ...certificateFiles(app, certificates),
      ...files.map(({ name, content }) => ({ name: `${name}.new`, content })),
    ]);
    const moves = files.map(({ name }) => `mv -f ${name}.new ${name}`).join(" && ");
    await asRoot(this.#engine, container, `cd ${FOLDER} && ${moves}`);
  }

  async #in(container: string, script: string, argument = ""): Promise<string> {
    return (await execIn(this.#engine, container, ["sh", "-c", script, argument])).stdout;
  }
}

function full({ name, address, host, port }: Endpoint): Route {
  return { name, address, host, port, weight: FULL };
}

/** What tells one instance from another: its name where it has one, since its address may change. */
function placeOf({ address, host, port }: Endpoint): string {
  return `${host ?? address}:${port}`;
}

function newGeneration(): string {
  return randomBytes(4).toString("hex");
}

/** What nginx' page says; undefined where there is none. */
function requestsOf(page: string): number | undefined {
  const count = /requests\r?\n\s*\d+ \d+ (\d+)/.exec(page)?.[1];
  return count === undefined ? undefined : Number(count);
}
