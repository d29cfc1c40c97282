// biome-ignore-all lint/suspicious/noExplicitAny: the shape of another program's output
import { readProject } from "../../../actions/deploy/compose/project.ts";
import { readService } from "../../../actions/deploy/compose/service.ts";
import { messageOf } from "../../../toolkit/errors.ts";
import { run } from "../../../toolkit/process.ts";
import type { ComposeCase } from "./compose-cases.ts";

/** What a deploy uses of a service, in one form for both readers. */
export type Facts = Readonly<Record<string, unknown>>;

/** How one of the two read a project: its facts, or why it would not. */
export type Reading = { readonly facts: Facts } | { readonly refused: string };

/** Reads a project as the action does. */
export async function ourReading(folder: string, { given, env }: ComposeCase): Promise<Reading> {
  try {
    const project = await readProject({ files: given, workspace: folder, env });
    const service = await readService(project, "web");
    project.mistakes.throwAny();
    const { settings } = service;
    const { stopTimeout: _, mounts = [], ...rest } = settings;
    return {
      facts: tidy({
        ...rest,
        devices: settings.devices?.map(deviceOf),
        // Their order means nothing, and Compose's is that of a map.
        extraHosts: settings.extraHosts?.toSorted(),
        ulimits: settings.ulimits?.toSorted(byName),
        healthcheck: settings.healthcheck && tidy(settings.healthcheck),
        mounts: mounts.map(({ type, source, target, readOnly, noCopy, propagation, size, mode }) =>
          tidy({ type, source, target, readOnly, noCopy, propagation, size, mode }),
        ),
        image: service.image,
        containerName: service.containerName,
        env: service.env,
        labels: service.labels,
        memory: service.memory,
        cpus: service.cpus,
        networks: service.networks,
        ports: service.ports.map(({ port, hostIp, hostPort, protocol = "tcp" }) =>
          tidy({ port, hostIp, hostPort, protocol }),
        ),
        exposed: service.exposed,
        stopTimeout: service.stopTimeout,
        restart: service.restart,
        replicas: service.replicas,
        update: service.update,
        dependsOn: service.dependsOn.map(({ service: name, condition, required }) => ({ name, condition, required })),
        files: service.files.map(({ path, uid, gid, mode }) => tidy({ path, uid, gid, mode })).sort(byPath),
      }),
    };
  } catch (error) {
    return { refused: messageOf(error) };
  }
}

/** Reads a project as `docker compose config` does. */
export async function composeReading(compose: string, folder: string, { given, env }: ComposeCase): Promise<Reading> {
  const files = given.flatMap((file) => ["-f", file]);
  const { code, stdout, stderr } = await run(compose, [...files, "config", "--format", "json"], {
    cwd: folder,
    env: { ...env, PATH: process.env.PATH },
    timeout: 60_000,
  });
  if (code !== 0) return { refused: stderr.trim() };
  // A dollar is doubled, so that what is printed is a compose file again.
  const service = JSON.parse(stdout.replaceAll("$$", "$")).services.web;
  return { facts: factsOf(service) };
}
function factsOf(web: any): Facts {
  const limits = web.deploy?.resources?.limits ?? {};
  const { healthcheck: check, update_config: update = web.deploy?.update_config } = web;
  const list = (value: any) => (Array.isArray(value) ? value : []);
  const restart = web.deploy?.restart_policy
    ? {
        name:
          { none: "no", "on-failure": "on-failure" }[web.deploy.restart_policy.condition as string] ?? "unless-stopped",
        max: web.deploy.restart_policy.max_attempts,
      }
    : web.restart && { name: web.restart.split(":")[0], max: numberOr(web.restart.split(":")[1]) };
  // Compose orders networks by priority only when it makes a container.
  const networks = Object.entries(web.networks ?? { default: null }).map(([key, value]: [string, any]) => ({
    key,
    aliases: value?.aliases ?? [],
    priority: value?.priority ?? 0,
  }));
  return tidy({
    image: web.image,
    containerName: web.container_name,
    command: web.command ?? undefined,
    entrypoint: web.entrypoint ?? undefined,
    env: Object.fromEntries(Object.entries(web.environment ?? {}).filter(([, value]) => value !== null)),
    labels: web.labels ?? {},
    user: web.user,
    workingDir: web.working_dir,
    hostname: web.hostname,
    domainname: web.domainname,
    platform: web.platform,
    readOnly: web.read_only,
    init: web.init,
    tty: web.tty,
    openStdin: web.stdin_open,
    privileged: web.privileged,
    stopSignal: web.stop_signal,
    stopTimeout: milliseconds(web.stop_grace_period),
    healthcheck: check && {
      ...(check.disable
        ? { test: ["NONE"] }
        : tidy({
            test: check.test,
            interval: milliseconds(check.interval),
            timeout: milliseconds(check.timeout),
            startPeriod: milliseconds(check.start_period),
            startInterval: milliseconds(check.start_interval),
            retries: check.retries,
          })),
    },
    tmpfs:
      web.tmpfs &&
      Object.fromEntries(
        list(web.tmpfs).map((text: string) => /^([^:]*):?(.*)$/.exec(text)?.slice(1) as [string, string]),
      ),
    capAdd: web.cap_add,
    capDrop: web.cap_drop,
    securityOpt: web.security_opt,
    groupAdd: web.group_add,
    extraHosts:
      web.extra_hosts &&
      list(web.extra_hosts)
        .map((text: string) => text.replace("=", ":"))
        .sort(),
    dns: web.dns,
    dnsSearch: web.dns_search,
    dnsOptions: web.dns_opt,
    ulimits:
      web.ulimits &&
      Object.entries(web.ulimits)
        .map(([name, limit]: [string, any]) =>
          typeof limit === "number" ? { name, soft: limit, hard: limit } : { name, ...limit },
        )
        .sort(byName),
    logging: web.logging && {
      ...(web.logging.driver ? { driver: web.logging.driver } : {}),
      options: web.logging.options ?? {},
    },
    sysctls: web.sysctls,
    devices:
      web.devices &&
      list(web.devices).map((one: any) =>
        typeof one === "string" ? one : `${one.source}:${one.target}:${one.permissions}`,
      ),
    shmSize: numberOr(web.shm_size),
    memory: numberOr(limits.memory) ?? numberOr(web.mem_limit),
    cpus: numberOr(limits.cpus) ?? numberOr(web.cpus),
    memoryReservation: numberOr(web.deploy?.resources?.reservations?.memory) ?? numberOr(web.mem_reservation),
    memorySwap: numberOr(web.memswap_limit),
    cpuShares: web.cpu_shares,
    cpuset: web.cpuset,
    pidsLimit: limits.pids ?? web.pids_limit,
    oomScoreAdj: web.oom_score_adj,
    runtime: web.runtime,
    pid: web.pid,
    ipc: web.ipc,
    usernsMode: web.userns_mode,
    networks: networks.sort((a, b) => b.priority - a.priority).map(({ key, aliases }) => ({ key, aliases })),
    mounts: list(web.volumes).map((one: any) =>
      tidy({
        type: one.type,
        source: one.source,
        target: one.target,
        readOnly: one.read_only,
        noCopy: one.volume?.nocopy,
        propagation: one.bind?.propagation,
        size: numberOr(one.tmpfs?.size),
        mode: one.tmpfs?.mode,
      }),
    ),
    ports: list(web.ports).map((one: any) =>
      tidy({ port: one.target, hostIp: one.host_ip ?? "", hostPort: numberOr(one.published), protocol: one.protocol }),
    ),
    exposed: list(web.expose).map((text: string) => Number.parseInt(text, 10)),
    restart: restart && tidy(restart),
    replicas: web.deploy?.replicas ?? web.scale,
    update:
      update &&
      tidy({
        parallelism: update.parallelism,
        delay: milliseconds(update.delay),
        monitor: milliseconds(update.monitor),
        order: update.order,
        failureAction: update.failure_action,
        maxFailureRatio: update.max_failure_ratio,
      }),
    dependsOn: Object.entries(web.depends_on ?? {}).map(([name, one]: [string, any]) => ({
      name,
      condition: one.condition,
      required: one.required,
    })),
    files: [...placed(web.secrets, "/run/secrets/"), ...placed(web.configs, "/")].sort(byPath),
  });
}
function placed(list: any, folder: string) {
  return (list ?? []).map((one: any) => {
    const target = one.target ?? one.source;
    return tidy({
      path: target.startsWith("/") ? target : folder + target,
      uid: numberOr(one.uid),
      gid: numberOr(one.gid),
      mode: one.mode,
    });
  });
}

/** With what Docker takes for the parts that are not given. */
function deviceOf(text: string): string {
  const [source = "", target = source, permissions = "rwm"] = text.split(":");
  return `${source}:${target}:${permissions}`;
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
const byPath = (a: { path?: unknown }, b: { path?: unknown }) => (String(a.path) < String(b.path) ? -1 : 1);

function numberOr(value: unknown): number | undefined {
  return value === undefined || value === null || value === "" ? undefined : Number(value);
}

/** Go's way to write a duration: `1h2m3.5s`, `500ms`. */
function milliseconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const units: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, µs: 0.001, ns: 0.000001 };
  return [...text.matchAll(/([\d.]+)(h|ms|m|s|µs|ns)/g)].reduce(
    (sum, [, value, unit = ""]) => sum + Number(value) * (units[unit] ?? Number.NaN),
    0,
  );
}

/** Without what says nothing, which one of the two leaves out and the other does not. */
function tidy<T extends object>(value: T): Record<string, unknown> {
  const nothing = (part: unknown) =>
    part === undefined ||
    part === null ||
    part === false ||
    (typeof part === "object" && Object.keys(part).length === 0);
  return Object.fromEntries(Object.entries(value).filter(([, part]) => !nothing(part)));
}
