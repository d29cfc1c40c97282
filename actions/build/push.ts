import { withTimeout } from "../../toolkit/clock.ts";
import {
  checkLogin,
  inspectImage,
  type Pushed,
  pushImage,
  type RegistryAuth,
  tagImage,
} from "../../toolkit/docker/images.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { messageOf, throwIfAborted, UserError } from "../../toolkit/errors.ts";
import { retry } from "../../toolkit/retry.ts";
import { formatDuration, formatSize } from "../../toolkit/units.ts";
import type { World } from "../../toolkit/world.ts";
import { authFinder } from "./auth.ts";
import type { BuildInputs } from "./inputs.ts";
import { parseReference } from "./references.ts";

// First what never goes away by itself, since such a message may also quote a word of the second list.
const PERMANENT =
  /\b40[0135]\b|unauthorized|denied|forbidden|authentication required|no basic auth|incorrect username|manifest invalid|manifest_invalid|name invalid|invalid reference|server gave HTTP response to HTTPS client|x509|certificate|does not exist|no such image|tag is immutable|quota/i;
const TRANSIENT =
  /\b(429|5\d\d)\b|too ?many ?requests|internal server error|bad gateway|service unavailable|gateway time-?out|\bEOF\b|ECONNRESET|reset by peer|broken pipe|socket hang up|i\/o timeout|timed? ?out|TLS handshake|deadline exceeded|connection refused|ECONNREFUSED|temporary failure|blob upload unknown|unexpected HTTP status|use of closed network connection|aborted/i;

/** Whether a failed push may succeed when it is tried again: 429, 5xx, resets, EOF, time-outs; not 401, 403, denied, invalid. */
export function isTransient(error: unknown): boolean {
  // Addresses and digests are full of numbers that are no status.
  const text = messageOf(error)
    .replace(/sha256:[0-9a-f]+/g, "")
    .replace(/\d+\.\d+\.\d+\.\d+(:\d+)?|:\d+/g, "");
  return !PERMANENT.test(text) && TRANSIENT.test(text);
}

/** What to do about a push that failed, from the registry's words. */
export function pushHint(text: string, host: string, hadLogin: boolean): string {
  if (/no space left|disk quota/i.test(text)) return `The disk is full, here or at ${host}.`;
  if (/unauthorized|\b401\b|authentication required|no basic auth|incorrect username/i.test(text)) {
    return hadLogin
      ? `${host} does not take this login: check username and password (or the token and its expiry) in registries.`
      : `Log in: registries takes a line "${host} USERNAME PASSWORD".`;
  }
  if (/denied|\b403\b|forbidden/i.test(text)) {
    return `The login may not push there: give it write access (for ghcr.io: permissions: packages: write), and check the name of the image.`;
  }
  if (/server gave HTTP response to HTTPS client/i.test(text)) {
    return `${host} speaks plain HTTP: the engine takes that from loopback, or from hosts in its "insecure-registries".`;
  }
  if (/x509|certificate/i.test(text))
    return `The engine does not trust the certificate of ${host}: put its CA in /etc/docker/certs.d/${host}/ca.crt.`;
  if (/connection refused|no such host|no route|i\/o timeout|lookup/i.test(text))
    return `Nothing answers at ${host}: check the name and the port, and that the registry runs.`;
  return "The push is safe to repeat: layers that have arrived are not sent again.";
}

/** One tag that the registry now has. */
export interface PushedTag {
  readonly reference: string;
  /** Without the tag. */
  readonly name: string;
  readonly digest: string;
}

// The engine tries every layer five times over 50 s before it tells that a login is wrong or missing, so that is found
// out first. Whatever else may be wrong, the push itself will tell.
async function maySucceed(
  world: World,
  engine: Engine,
  host: string,
  auth: RegistryAuth | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  if (auth) return (await checkLogin(engine, auth, signal)) !== "refused";
  // A registry that takes pushes without a login lets anybody ask for /v2/.
  const scheme = /^(localhost|127\.|\[::1\])/.test(host) ? "http" : "https";
  const address = `${scheme}://${host === "docker.io" ? "registry-1.docker.io" : host}/v2/`;
  try {
    const answer = await world.fetch(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]) });
    await answer.body?.cancel();
    return answer.status !== 401;
  } catch {
    throwIfAborted(signal);
    return true;
  }
}

/**
 * Pushes the tags one after the other, so that after the first one of a registry only manifests move. Failures that may
 * go away are tried again, within `push-timeout` for all of it. `onPushed` is told each tag as soon as it is there.
 * Throws a UserError that names the tag, the tags that are there already, and the way out.
 */
export async function pushTags(
  world: World,
  engine: Engine,
  inputs: Pick<BuildInputs, "tags" | "registries" | "pushTimeout" | "pushAttempts">,
  onPushed: (pushed: PushedTag) => void,
): Promise<void> {
  const { runner, clock } = world;
  const signal = withTimeout(world.signal, inputs.pushTimeout, "The push");
  const authFor = authFinder(world, inputs.registries);
  const there: string[] = [];
  const checked = new Set<string>();
  const before = () => (there.length > 0 ? ` Pushed before it: ${there.join(", ")}.` : "");
  for (const reference of inputs.tags) {
    const { host, name, tag } = parseReference(reference);
    const auth = await authFor(host);
    if (!checked.has(host) && !(await maySucceed(world, engine, host, auth, signal))) {
      const why = auth ? "does not take the login" : "asks for a login, and there is none";
      throw new UserError(`${reference} could not be pushed: ${host} ${why}.${before()}`, {
        hint: pushHint("unauthorized", host, auth !== undefined),
      });
    }
    checked.add(host);
    const started = clock.elapsed();
    let told = started;
    let pushed: Pushed;
    try {
      pushed = await retry(
        () =>
          pushImage(engine, name, tag, {
            signal,
            ...(auth ? { auth } : {}),
            onProgress: ({ done, layers, sent, total }) => {
              if (clock.elapsed() - told < 5000) return;
              told = clock.elapsed();
              runner.info(
                `${reference}: ${done} of ${layers} layers, ${formatSize(sent)} of ${formatSize(total)} under way`,
              );
            },
          }),
        {
          attempts: inputs.pushAttempts,
          base: 1000,
          cap: 30_000,
          transient: isTransient,
          clock,
          signal,
          onRetry: (error, attempt, wait) =>
            runner.info(
              `${reference}: try ${attempt} of ${inputs.pushAttempts} failed (${messageOf(error)}); next in ${formatDuration(wait)}`,
            ),
        },
      );
    } catch (error) {
      throwIfAborted(world.signal);
      const text = messageOf(error);
      throw new UserError(`${reference} could not be pushed: ${text}.${before()}`, {
        hint: pushHint(text, host, auth !== undefined),
        cause: error,
      });
    }
    there.push(reference);
    const { layers, existing } = pushed.progress;
    runner.info(
      `Pushed ${reference} ${pushed.digest} (${layers - existing} of ${layers} layers sent) in ${formatDuration(clock.elapsed() - started)}`,
    );
    onPushed({ reference, name, digest: pushed.digest });
  }
}

/**
 * Finds the image that `mode: push` pushes and gives it the tags that it lacks. Returns its id.
 * Throws a UserError where it is not there, or where a tag names another image than the first one does.
 */
export async function prepareBuilt(engine: Engine, inputs: Pick<BuildInputs, "image" | "tags">): Promise<string> {
  const source = inputs.image || inputs.tags[0] || "";
  const image = await inspectImage(engine, source);
  if (!image) {
    throw new UserError(`There is no built image ${source} in the engine at ${engine.address}`, {
      hint: "Build it in an earlier step of the same job (with load: true where the builder is not the engine itself), or name it with `image`.",
    });
  }
  for (const reference of inputs.tags) {
    const { name, tag } = parseReference(reference);
    const other = await inspectImage(engine, reference);
    if (other?.id === image.id) continue;
    if (other && !inputs.image) {
      throw new UserError(
        `${reference} names another image (${other.id}) than ${source} (${image.id}), so it is unclear which one is meant`,
        {
          hint: "Say with `image` which one to push; the tags are moved to it.",
        },
      );
    }
    await tagImage(engine, image.id, name, tag);
  }
  return image.id;
}
