import type { Shell } from "../balancer.ts";
import type { Inputs } from "../inputs.ts";
import type { ReleaseSpec, SecretFile } from "../release.ts";
import type { FileStore } from "./files.ts";

/** What the containers of a release are made of, beside what its id is made of. */
export interface Making {
  readonly app: string;
  readonly release: string;
  readonly spec: ReleaseSpec;
  /** The image as it was named. */
  readonly image: string;
  /** A reference to it that the engine has. */
  readonly present: string;
  /** Its secrets and configs; those that `spec.secrets` names. */
  readonly files: readonly SecretFile[];
  readonly store: FileStore;
  readonly shell: Pick<Shell, "image">;
  readonly labels: Readonly<Record<string, string>>;
  /** Labels that say where it comes from, of the instances and of the balancer. */
  readonly origin: Inputs["origin"];
}
