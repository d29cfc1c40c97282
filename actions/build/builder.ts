/** What builds: buildx with one of its drivers, or the Engine API where there is no buildx. */
export interface Builder {
  readonly kind: "buildx" | "engine";
  /** How buildx is called: `docker buildx`, or `docker-buildx` where it stands alone. */
  readonly command: readonly string[];
  /** `docker`, `docker-container`, `remote`, `kubernetes`; undefined where it is not known, as in `mode: plan`. */
  readonly driver?: string;
  /** Version of buildx, or of the engine. */
  readonly version: string;
  /** Whether the engine keeps images in containerd's store: its docker driver then can do all that others can. */
  readonly containerd?: boolean;
}

/** Whether this is the engine's own builder with its old image store, which exports no cache, index or attestation. */
export function isPlain(builder: Builder): boolean {
  return builder.kind === "engine" || (builder.driver === "docker" && !builder.containerd);
}
