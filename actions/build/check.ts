import { randomBytes } from "node:crypto";
import { withTimeout } from "../../toolkit/clock.ts";
import {
  createContainer,
  findContainer,
  logsOf,
  removeContainer,
  startContainer,
} from "../../toolkit/docker/containers.ts";
import { throwIfAborted, UserError } from "../../toolkit/errors.ts";
import { lastLines } from "../../toolkit/log-text.ts";
import { shellCommand } from "../../toolkit/shell.ts";
import { formatDuration } from "../../toolkit/units.ts";
import type { World } from "../../toolkit/world.ts";
import type { BuildInputs } from "./inputs.ts";

/** Milliseconds that an image without a health check has to keep running. */
const STEADY = 5000;
const LABEL = "quayside.smoke";

/** What the checks need of the inputs. */
export type CheckInputs = Pick<BuildInputs, "test" | "testInside" | "smoke" | "smokeEnv" | "checkTimeout">;

/**
 * Starts the image in a container of its own, without a network to the outside world being published, and waits until
 * its health check says healthy; an image without one has to keep running for 5 s. The container is removed in any case.
 * Throws a UserError with the container's last lines.
 */
export async function smoke(world: World, image: string, inputs: CheckInputs): Promise<void> {
  const engine = await world.engine();
  const signal = withTimeout(world.signal, inputs.checkTimeout, "The smoke test");
  const started = world.clock.elapsed();
  const id = await createContainer(engine, {
    name: `quayside-smoke-${randomBytes(6).toString("hex")}`,
    image,
    labels: { [LABEL]: "1" },
    network: "bridge",
    env: Object.fromEntries(inputs.smokeEnv),
  });
  try {
    await startContainer(engine, id).catch((error) => {
      throw new UserError(`The image does not start: ${error.message}`, {
        hint: "Look at ENTRYPOINT and CMD of the Dockerfile.",
        cause: error,
      });
    });
    for (;;) {
      const container = await findContainer(engine, id);
      const elapsed = world.clock.elapsed() - started;
      if (!container?.running)
        throw await failed(
          world,
          id,
          `ended with exit code ${container?.exitCode ?? "unknown"} after ${formatDuration(elapsed)}`,
        );
      if (container.health?.status === "unhealthy")
        throw await failed(world, id, `became unhealthy: ${container.health.last}`);
      if (container.health?.status === "healthy" || (!container.health && elapsed >= STEADY)) {
        world.runner.info(
          `Smoke test: ${container.health ? "healthy" : "still running"} after ${formatDuration(elapsed)}`,
        );
        return;
      }
      await world.clock.sleep(200, signal).catch(async (error) => {
        throwIfAborted(world.signal);
        throw await failed(world, id, String((error as Error).message));
      });
    }
  } finally {
    await removeContainer(engine, id);
  }
}

async function failed(world: World, id: string, what: string): Promise<UserError> {
  const lines = lastLines(await logsOf(await world.engine(), id, 15), 15);
  return new UserError(
    [`The smoke test failed, nothing was pushed: the container ${what}`, ...lines.map((line) => `  ${line}`)].join(
      "\n",
    ),
    {
      hint: "What the image needs to start can be given with smoke-env; checks that need more belong into test.",
    },
  );
}

/** Runs the user's own command with the image's name in `IMAGE`. Throws a UserError with its exit code and last lines. */
export async function test(world: World, image: string, inputs: CheckInputs): Promise<void> {
  const [file, ...args] = shellCommand(inputs.test);
  const lines: string[] = [];
  // Neither the inputs nor the runner's own tokens are any business of a test; a `run:` step does not get them either.
  const env = Object.fromEntries(Object.entries(world.runner.env).filter(([name]) => !/^(INPUT_|ACTIONS_)/.test(name)));
  const { code } = await world.run(file, args, {
    cwd: world.workspace,
    env: { ...env, IMAGE: image },
    timeout: inputs.checkTimeout,
    signal: world.signal,
    keep: 0,
    onLine: (line) => {
      world.runner.info(line);
      lines.push(line);
      if (lines.length > 100) lines.shift();
    },
  });
  if (code === 0) return;
  const last = lastLines(lines.join("\n"), 12).map((line) => `  ${line}`);
  throw new UserError([`The test of the image failed with exit code ${code}, nothing was pushed`, ...last].join("\n"), {
    exitCode: code,
  });
}

/**
 * Runs a command in a container of the image, by the image's own `sh`. Its lines come at the end. Throws a UserError with
 * its exit code and last lines. The container is removed in any case.
 */
export async function testInside(world: World, image: string, inputs: CheckInputs): Promise<void> {
  const engine = await world.engine();
  const signal = withTimeout(world.signal, inputs.checkTimeout, "The test inside of the image");
  const id = await createContainer(engine, {
    name: `quayside-test-${randomBytes(6).toString("hex")}`,
    image,
    labels: { [LABEL]: "1" },
    network: "bridge",
    env: Object.fromEntries(inputs.smokeEnv),
    entrypoint: ["sh"],
    command: ["-c", inputs.testInside],
  });
  try {
    await startContainer(engine, id).catch((error) => {
      throw new UserError(`The test does not start inside of the image: ${error.message}`, {
        hint: "test-inside needs a shell in the image (sh); use test, which runs outside of it.",
        cause: error,
      });
    });
    let container = await findContainer(engine, id);
    while (container?.running) {
      await world.clock.sleep(200, signal);
      container = await findContainer(engine, id);
    }
    const log = await logsOf(engine, id, 1000);
    for (const line of lastLines(log, 1000)) world.runner.info(line);
    if (container?.exitCode === 0) return;
    const exitCode = container?.exitCode ?? 1;
    const last = lastLines(log, 12).map((line) => `  ${line}`);
    throw new UserError(
      [`The test inside of the image failed with exit code ${exitCode}, nothing was pushed`, ...last].join("\n"),
      { exitCode },
    );
  } finally {
    await removeContainer(engine, id);
  }
}
