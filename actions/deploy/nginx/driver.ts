import { createHash } from "node:crypto";
import { getFile, putFiles } from "../../../toolkit/docker/archives.ts";
import { signalContainer } from "../../../toolkit/docker/containers.ts";
import { execIn } from "../../../toolkit/docker/exec.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import {
  type Answer,
  type Counters,
  type Driver,
  type Endpoint,
  type Entry,
  FOLDER,
  FULL,
  type Seen,
} from "../balancer.ts";
import { askFrom } from "../docker/ask.ts";
import { appFolder } from "../docker/names.ts";
import { asRoot } from "../docker/records.ts";
import { readKept } from "../format.ts";
import type { BalancerSettings, Instance, Traffic } from "../target.ts";
import { ADMIN_PORT, FAILED, FAILED_BEFORE, type NginxState, nginxText, type Route, START, shareOf } from "./config.ts";

/** Answers in a row until a new instance counts as healthy. */
const RISE = 3;
/** Milliseconds that a reload may take until new workers answer. */
const RELOAD_LIMIT = 10_000;

/** What an nginx is for one app. */
export interface NginxOptions {
  readonly container: string;
  readonly app: string;
  readonly certificates: readonly Buffer[];
}

/**
 * nginx in a container, driven over its configuration and reloads. It has no count of what is open on one instance, so
 * an instance is empty once every worker of before has ended; and it has no checks of its own, so new instances are
 * asked from within its container.
 */
export class NginxDriver implements Driver {
  readonly entrypoint = ["sh", "-c", START];
  readonly handsOver = false;
  readonly #engine: Engine;
  readonly #options: NginxOptions;
  #saved: NginxState | undefined;
  /** What runs. */
  #live: NginxState | undefined;
  #mark = "";
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
    const state: NginxState = { version: 1, settings, routes: endpoints.map(full) };
    const { app } = this.#options;
    await putFiles(this.#engine, this.#options.container, FOLDER, [
      ...["apps/", `apps/${app}/`, "certificates/"].map((name) => ({ name, content: "" })),
      { name: "run/", content: "", mode: 0o777 },
      ...this.#certificates(),
      { name: `apps/${app}/state.json`, content: JSON.stringify(state) },
      { name: `apps/${app}/live.json`, content: JSON.stringify(state) },
      { name: "nginx.conf", content: this.#text(state) },
    ]);
    this.#saved = state;
    this.#live = state;
    this.#mark = markOf(state);
  }

  async answers(): Promise<true | string> {
    const mark = await this.#running();
    return mark === this.#mark || (mark === "" ? "it does not answer" : "it still runs with its old settings");
  }

  async save(endpoints: readonly Endpoint[]): Promise<void> {
    if (!this.#saved) throw new Error("nothing was installed");
    const state: NginxState = { version: 1, settings: this.#saved.settings, routes: endpoints.map(full) };
    await this.#write([
      [`apps/${this.#options.app}/state.json`, JSON.stringify(state)],
      ["nginx.conf", this.#text(state)],
    ]);
    this.#saved = state;
  }

  async prepare(settings: BalancerSettings): Promise<void> {
    const state: NginxState = { version: 1, settings, routes: this.#live?.routes ?? [] };
    await this.#write([
      [`apps/${this.#options.app}/state.json`, JSON.stringify(state)],
      [`apps/${this.#options.app}/live.json`, JSON.stringify(state)],
      ["nginx.conf", this.#text(state)],
    ]);
    this.#saved = state;
    this.#live = state;
    this.#mark = markOf(state);
  }

  async reload(containers: readonly string[]): Promise<void> {
    for (const container of containers) await signalContainer(this.#engine, container, "SIGHUP");
  }

  async retire(): Promise<void> {}

  async lingering(): Promise<number> {
    // The pattern does not match the script that it is in.
    const script =
      'n=0; for p in /proc/[0-9]*/cmdline; do case "$(tr "\\0" " " < $p 2>/dev/null)" in *shutting\\ dow[n]*) n=$((n + 1));; esac; done; echo $n';
    return Number(await this.#in(script));
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
    if (cut)
      await this.#in(
        'for p in /proc/[0-9]*; do case "$(tr "\\0" " " < $p/cmdline 2>/dev/null)" in *shutting\\ dow[n]*) kill -TERM ${p#/proc/};; esac; done',
        "0",
      );
  }

  async clear(routes: readonly string[]): Promise<void> {
    await this.out(routes);
  }

  async counters(names: readonly string[]): Promise<ReadonlyMap<string, Counters>> {
    const { requests } = await this.traffic();
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

  async traffic(): Promise<Traffic> {
    const page = await this.#get("/requests");
    const requests = Number(/requests\n\s*\d+ \d+ (\d+)/.exec(page)?.[1] ?? 0);
    const failed = [...(await this.#failed()).values()].reduce((sum, count) => sum + count, 0);
    return { requests, failed };
  }

  close(): void {}

  /** Lets these have the traffic, and waits until new workers do. */
  async #go(routes: readonly Route[]): Promise<void> {
    if (!this.#saved) throw new Error("nothing was installed");
    const plain = routes.map(({ name, address, host, port, weight }) => ({ name, address, host, port, weight }));
    const state: NginxState = { version: 1, settings: this.#saved.settings, routes: plain };
    await this.#write([
      [`apps/${this.#options.app}/live.json`, JSON.stringify(state)],
      ["nginx.conf", this.#text(state)],
    ]);
    this.#live = state;
    this.#mark = markOf(state);
    await this.reload([this.#options.container]);
    const deadline = performance.now() + RELOAD_LIMIT;
    for (let why: true | string = ""; why !== true; ) {
      why = await this.answers();
      if (why !== true && performance.now() > deadline) throw new Error(`nginx did not take its configuration: ${why}`);
    }
  }

  async #failed(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (const line of (await this.#in(`cat ${FAILED_BEFORE} ${FAILED} 2>/dev/null`)).split("\n")) {
      // Where one was tried after another, the last one is whose answer it was.
      const address = line.replace(/ \d+$/, "").split(", ").at(-1) ?? "";
      if (address !== "") counts.set(address, (counts.get(address) ?? 0) + 1);
    }
    return counts;
  }

  async #running(): Promise<string> {
    return (await this.#get("/mark")).trim();
  }

  /** The body of an answer of nginx itself. */
  async #get(path: string): Promise<string> {
    const script = `exec 3<>/dev/tcp/127.0.0.1/${ADMIN_PORT} && printf 'GET %s HTTP/1.0\\r\\n\\r\\n' "$0" >&3 && cat <&3`;
    const argv = [
      "sh",
      "-c",
      `if command -v bash >/dev/null; then exec bash -c '${script.replaceAll("'", `'"'"'`)}' "$0"; else printf 'GET %s HTTP/1.0\\r\\n\\r\\n' "$0" | nc 127.0.0.1 ${ADMIN_PORT}; fi`,
      path,
    ];
    const { stdout } = await execIn(this.#engine, this.#options.container, argv);
    return stdout.split("\r\n\r\n").slice(1).join("\r\n\r\n");
  }

  #text(state: NginxState): string {
    const certificate = state.settings.certificates && `${FOLDER}/certificates/${this.#options.app}.pem`;
    return nginxText(state, markOf(state), certificate);
  }

  #certificates() {
    const [content] = this.#options.certificates;
    return content ? [{ name: `certificates/${this.#options.app}.pem`, content, mode: 0o444 }] : [];
  }

  async #read(file: string): Promise<NginxState | undefined> {
    const path = `${appFolder(this.#options.app)}/${file}`;
    const found = await getFile(this.#engine, this.#options.container, path).catch(() => undefined);
    return found && readKept<NginxState>(found.toString("utf8"), `the load balancer's state of ${this.#options.app}`);
  }

  async #write(files: readonly (readonly [name: string, content: string])[]): Promise<void> {
    const { container } = this.#options;
    await putFiles(this.#engine, container, FOLDER, [
      ...this.#certificates(),
      ...files.map(([name, content]) => ({ name: `${name}.new`, content })),
    ]);
    await asRoot(
      this.#engine,
      container,
      `cd ${FOLDER} && ${files.map(([name]) => `mv -f ${name}.new ${name}`).join(" && ")}`,
    );
  }

  async #in(script: string, user?: string): Promise<string> {
    return (await execIn(this.#engine, this.#options.container, ["sh", "-c", script], user ? { user } : {})).stdout;
  }
}

function full({ name, address, host, port }: Endpoint): Route {
  return { name, address, host, port, weight: FULL };
}

/** What tells one instance from another: its name where it has one, since its address may change. */
function placeOf({ address, host, port }: Endpoint): string {
  return `${host ?? address}:${port}`;
}

/** Told by an nginx that runs with this. */
function markOf({ settings, routes }: NginxState): string {
  return createHash("sha256")
    .update(JSON.stringify([settings, routes]))
    .digest("hex")
    .slice(0, 12);
}
