/**
 * The registry of an image's name or reference, and what stands behind it. Docker's own rule: the first part is a host
 * where it has a dot or a port, is localhost, or has upper-case letters; else the image is on Docker Hub (`docker.io`).
 */
export function splitHost(name: string): { host: string; path: string } {
  const slash = name.indexOf("/");
  const first = name.slice(0, Math.max(0, slash));
  const named = slash > 0 && (/[.:[]/.test(first) || first === "localhost" || first !== first.toLowerCase());
  if (!named) return { host: "docker.io", path: name };
  return { host: first === "index.docker.io" ? "docker.io" : first, path: name.slice(slash + 1) };
}

/**
 * A reference as the engine lists it: without the host of Docker Hub, with `latest` where it names no tag, and with its
 * digest alone where it has one.
 */
export function listedAs(reference: string): string {
  const { host, path } = splitHost(reference);
  const { repo, rest } = splitEnd(host === "docker.io" ? path.replace(/^library\//, "") : `${host}/${path}`);
  return repo + rest;
}

/** A reference without its tag and digest, as the engine lists it. */
export function repositoryOf(reference: string): string {
  return splitEnd(listedAs(reference)).repo;
}

/** The digest that a reference names, or that an image of these `name@sha256:…` has under its name; undefined where none has it. */
export function digestOf(reference: string, digests: readonly string[]): string | undefined {
  const start = `${repositoryOf(reference)}@`;
  return [listedAs(reference), ...digests].find((one) => one.startsWith(start))?.slice(start.length);
}

function splitEnd(name: string): { repo: string; rest: string } {
  const [, repo = name, tag = ":latest", digest] = /^(.+?)(:[\w.-]+)?(@.+)?$/.exec(name) ?? [];
  return { repo, rest: digest ?? tag };
}
