import type { ContainerSettings, PortBinding, RestartPolicy } from "../../toolkit/docker/containers.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { type InputsOf, readInputs } from "../../toolkit/inputs.ts";
import type { Runner } from "../../toolkit/runner.ts";
import type { World } from "../../toolkit/world.ts";
import type { Manner, SecretFile } from "./release.ts";
import { type Publish, spec } from "./spec.ts";
import type { Preparation } from "./target.ts";

/** The inputs as they were given. Durations are in milliseconds, sizes in bytes. */
export type Given = InputsOf<typeof spec.inputs>;

/** What a run was asked to do: the inputs, what a compose file says beside them, and the defaults for the rest. */
export interface Inputs extends Omit<Given, "order"> {
  readonly publish: Publish;
  readonly replicas: number;
  readonly parallelism: number;
  readonly delay: number;
  readonly healthTimeout: number;
  readonly monitorSeconds: number;
  readonly stopTimeout: number;
  readonly order: "start-first" | "stop-first";
  /** How one goes back from the release, and with mode rollback what is said of this one; the host may know more. */
  readonly rollback: Manner;
  /** Secrets and configs. */
  readonly files: readonly SecretFile[];
  /** Names under which others on the network find the app. */
  readonly aliases?: readonly string[];
  /** Ports of the host that the app keeps for itself. */
  readonly ports?: readonly PortBinding[];
  readonly settings?: ContainerSettings;
  readonly labels?: Readonly<Record<string, string>>;
  readonly restart?: RestartPolicy;
  /** A name that its only container has. */
  readonly containerName?: string;
  /** Labels that say where it comes from and are no part of the release. */
  readonly origin: {
    readonly instance: Readonly<Record<string, string>>;
    readonly balancer: Readonly<Record<string, string>>;
    /** Labels of the instances that take a moment to find out: asked for where a container is made. */
    readonly late?: () => Promise<Readonly<Record<string, string>>>;
  };
  /** What has to be there before the first container of the app; made for one engine. */
  readonly preparation?: (world: World, engine: Engine) => Preparation;
  /** What works and is not what one may expect, one sentence each. */
  readonly notes: readonly string[];
}

/** Where the files of `secrets` are in a container. */
export const SECRETS = "/run/secrets";

/** Reads the inputs; every mistake of them is told at once. Each secret's value is masked by itself, too. */
export function readDeployInputs(runner: Pick<Runner, "input" | "mask">): Given {
  return readInputs(spec.inputs, runner, (inputs) => {
    for (const value of inputs.secrets.values()) runner.mask(value);
    const mistakes: string[] = [];
    const composed = inputs.composeFile.length > 0;
    if (["deploy", "plan"].includes(inputs.mode) && inputs.image === "" && !composed) {
      mistakes.push(
        `image is not set; mode ${inputs.mode} takes an image, for example: ${spec.inputs.image.example}; or a compose-file`,
      );
    }
    if (inputs.loadBalancer === "nginx") {
      const without = {
        sticky: inputs.sticky,
        proxy: inputs.proxy !== "",
        "max-p99-ms": inputs.maxP99Ms !== undefined,
        domains: inputs.domains.length > 0,
        path: inputs.path !== "/",
        "certificates for more than one name": inputs.certificates.length > 1,
      };
      const named = Object.entries(without).flatMap(([name, set]) => (set ? [name] : []));
      if (named.length > 0) mistakes.push(`${named.join(", ")} cannot be had with load-balancer nginx; haproxy has it`);
    }
    const tls = inputs.publishTls !== undefined;
    if (tls !== inputs.certificates.length > 0 && inputs.mode !== "rollback") {
      mistakes.push("publish-tls and certificates go together: give both or neither of them");
    }
    if (inputs.tlsRedirect && !tls) mistakes.push("tls-redirect needs publish-tls, or there is nothing to send to");
    if (/^(host|none|container:.*)$/.test(inputs.network)) {
      mistakes.push(
        `network got "${inputs.network}", where containers have no addresses that the load balancer could send requests to; it takes another one, for example: ${spec.inputs.network.example}`,
      );
    }
    if (!composed && inputs.service !== "") mistakes.push("service is set and compose-file is not");
    if (inputs.environment !== "" && inputs.token === "") {
      mistakes.push(
        `environment needs a token to be shown on GitHub; token takes, for example: ${spec.inputs.token.example}`,
      );
    }
    for (const name of inputs.secrets.keys()) {
      if (!/^[\w.-]{1,80}$/.test(name)) {
        mistakes.push(`secrets has a name that cannot be a file's; it takes letters, digits, ".", "_" and "-"`);
      }
    }
    return [...mistakes, ...connectionMistakes(inputs)];
  });
}

function connectionMistakes(inputs: Given): string[] {
  const mistakes: string[] = [];
  const { hosts, knownHosts, tlsCa, tlsCert, tlsKey } = inputs;
  const twice = hosts.find((host, index) => hosts.indexOf(host) < index);
  if (twice !== undefined) mistakes.push(`hosts names ${twice} twice`);
  for (const host of hosts) {
    if (!/^(ssh|tcp|https|unix|npipe):\/\/./.test(host)) {
      mistakes.push(`hosts got "${host}"; it takes addresses, for example: ${spec.inputs.hosts.example}`);
    }
  }
  const ssh = hosts.some((host) => host.startsWith("ssh://"));
  if (ssh && knownHosts === "") {
    mistakes.push(
      "known-hosts is not set; ssh:// takes the keys of its hosts, as ssh-keyscan HOST prints them (compare them with those on the host first)",
    );
  }
  const tls = [tlsCa, tlsCert, tlsKey].filter((part) => part !== "").length;
  if (tls > 0 && tls < 3) mistakes.push("tls-ca, tls-cert and tls-key go together; some are not set");
  const remote = hosts.find((host) => /^(tcp|https):/.test(host) && !/^\w+:\/\/(127\.|localhost\b|\[::1\])/.test(host));
  if (remote !== undefined && tls === 0) {
    mistakes.push(
      `tls-ca, tls-cert and tls-key are not set; without them whoever reaches ${remote} is root there, and so is whoever listens in between`,
    );
  }
  return mistakes;
}

/** What the inputs ask for where there is no compose file. */
export function plainInputs(given: Given): Inputs {
  return {
    ...given,
    publish: given.publish ?? { hostIp: "127.0.0.1", hostPort: 8080 },
    replicas: given.replicas ?? 1,
    parallelism: given.parallelism ?? 1,
    delay: given.delay ?? 0,
    healthTimeout: given.healthTimeout ?? 60_000,
    monitorSeconds: given.monitorSeconds ?? 0,
    stopTimeout: given.stopTimeout ?? 10_000,
    order: given.order === "stop-first" ? "stop-first" : "start-first",
    rollback: given.mode === "rollback" ? mannerOf(given) : {},
    files: [...given.secrets].map(([name, value]) => ({ path: `${SECRETS}/${name}`, content: Buffer.from(value) })),
    origin: { instance: {}, balancer: {} },
    notes:
      given.healthPath === "" && bringsRelease(given)
        ? [
            "No health-path is given: where the image has no HEALTHCHECK either, a port that is open is taken for healthy. A health-path such as /readyz knows better.",
          ]
        : [],
  };
}

function mannerOf({ parallelism, delay, monitorSeconds, order }: Given): Manner {
  return {
    ...(parallelism === undefined ? {} : { parallelism }),
    ...(delay === undefined ? {} : { delay }),
    ...(monitorSeconds === undefined ? {} : { monitor: monitorSeconds }),
    ...(order === "auto" ? {} : { order }),
  };
}

/** Whether the inputs are about a release that may be new, and not about what is there already. */
export function bringsRelease({ mode }: Pick<Given, "mode">): boolean {
  return mode === "deploy" || mode === "plan";
}

/** Names of limits that are given and that nobody heeds, since the release is not watched at any time. */
export function unwatched(inputs: Inputs): string[] {
  const { strategy, canarySteps, replicas, parallelism, delay, monitorSeconds } = inputs;
  const steps = strategy === "canary" && canarySteps.some(({ percent, hold }) => percent < 100 && hold > 0);
  const groups = strategy === "rolling" && delay > 0 && parallelism > 0 && replicas > parallelism;
  if (steps || groups || monitorSeconds > 0 || !bringsRelease(inputs)) return [];
  const limits = {
    "max-error-rate": inputs.maxErrorRate !== undefined,
    "max-p99-ms": inputs.maxP99Ms !== undefined,
    "max-restarts": inputs.maxRestarts > 0,
  };
  return Object.entries(limits).flatMap(([name, given]) => (given ? [name] : []));
}
