import type { Container } from "../../../toolkit/docker/containers.ts";
import { execIn } from "../../../toolkit/docker/exec.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { UserError } from "../../../toolkit/errors.ts";
import { formatDuration } from "../../../toolkit/units.ts";
import type { World } from "../../../toolkit/world.ts";
import type { Answer, Driver } from "../balancer.ts";
import type { Moment } from "../target.ts";
import type { Instances } from "./instances.ts";

const POLL = 50;
/** Rounds after which the engine is asked about one that the balancer is not content with yet: has it died? */
const ENGINE_ROUNDS = 5;

/** What has to be known to judge new instances. */
export interface Gate {
  readonly engine: Engine;
  readonly driver: Driver;
  readonly instances: Instances;
  readonly clock: World["clock"];
  /** Milliseconds. */
  readonly timeout: number;
  /** What they are asked for, in words. */
  readonly asked: string;
  readonly onMoment: (instance: string, what: Moment["what"]) => void;
}

/**
 * Waits until each of these is healthy: the balancer has got good answers in a row, and the image's own health check,
 * where it has one, is content. Throws a UserError with the reason for the first that will not be.
 */
export async function awaitHealthy(gate: Gate, names: readonly string[], signal: AbortSignal): Promise<void> {
  const { driver, instances } = gate;
  for (const name of names) {
    if (!instances.get(name)?.running) throw await dead(gate, name);
  }
  await driver.gate(instances.endpoints(names));
  const over = new AbortController();
  try {
    await healthy(gate, names, AbortSignal.any([signal, over.signal]));
  } finally {
    over.abort();
    await driver.ungate(names).catch(() => {});
  }
}

async function healthy(gate: Gate, names: readonly string[], signal: AbortSignal): Promise<void> {
  const { driver, instances, clock } = gate;
  const deadline = clock.elapsed() + gate.timeout;
  const pending = new Set(names);
  const content = new Set<string>();
  const asking = new Set<string>();
  // Beside the balancer's questions and not after them: starting a command takes as long as several of those. It may
  // hang, which Docker's own turn ends by its limit.
  const askOwn = async (name: string, container: Container) => {
    if (!container.health || container.health.status === "healthy") content.add(name);
    if (content.has(name) || asking.has(name)) return;
    asking.add(name);
    if (await ownCheck(gate.engine, container, signal)) content.add(name);
    asking.delete(name);
  };
  for (let round = 1; pending.size > 0; round++) {
    const answers = await driver.asked([...pending]);
    const late = clock.elapsed() > deadline;
    await Promise.all(
      [...pending].map(async (name) => {
        const answer = answers.get(name);
        const look = answer?.passed || late || round % ENGINE_ROUNDS === 0;
        const container = look ? await instances.refresh(name) : instances.get(name);
        if (!container?.running) throw await dead(gate, name);
        if (container.health?.status === "unhealthy") {
          gate.onMoment(name, "failed");
          throw new UserError(`${name} is unhealthy, its own health check says: ${container.health.last || "nothing"}`);
        }
        if (answer?.good) void askOwn(name, container);
        if (answer?.passed && content.has(name)) {
          gate.onMoment(name, "healthy");
          pending.delete(name);
        } else if (late) {
          gate.onMoment(name, "failed");
          throw new UserError(notHealthy(gate, name, container, answer), {
            hint: "Look at the last log lines; or give a longer health-timeout, or another health-path or port.",
          });
        }
      }),
    );
    if (pending.size > 0) await clock.sleep(POLL, signal);
  }
}

/**
 * Whether the image's own health check is content. Docker may wait half a minute for its first turn, so the same command
 * is run here.
 */
async function ownCheck(engine: Engine, container: Container, signal: AbortSignal): Promise<boolean> {
  const [kind, ...words] = container.healthTest ?? [];
  const argv = kind === "CMD-SHELL" ? ["/bin/sh", "-c", words.join(" ")] : words;
  if (argv.length === 0) return true;
  return (await execIn(engine, container.id, argv, { signal }).catch(() => undefined))?.code === 0;
}

function notHealthy(gate: Gate, name: string, container: Container, answer: Answer | undefined): string {
  const found = answer?.passed
    ? `its own health check still fails: ${container.health?.last || "it said nothing"}`
    : `asked at ${gate.asked}: ${answer?.text ?? "no answer"}`;
  return `${name} was not healthy within ${formatDuration(gate.timeout)}; ${found}`;
}

async function dead({ instances, onMoment }: Gate, name: string): Promise<UserError> {
  onMoment(name, "failed");
  return await instances.died(name);
}
