import { type Container, listContainers } from "../../../toolkit/docker/containers.ts";
import { lastTagged } from "../../../toolkit/docker/images.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import type { World } from "../../../toolkit/world.ts";
import { removeFetched } from "./fetched.ts";
import { sweepFiles } from "./files.ts";
import type { Instances } from "./instances.ts";
import { FILES } from "./make.ts";
import type { Making } from "./making.ts";
import { readRelease } from "./records.ts";

/** Milliseconds after which nobody waits for the lock any more who has fetched an image before. */
const STALE_IMAGE = 24 * 3_600_000;

/** What releases leave on a host beside their containers: images that were fetched for them, and files. */
export class Leftovers {
  readonly #engine: Engine;
  readonly #clock: World["clock"];
  readonly #making: Making & { readonly proxy: string };
  /** Images of those that were removed. */
  readonly #images = new Set<string>();
  /** Releases that had files on the host when it was looked at. */
  readonly #withFiles = new Set<string>();

  constructor(engine: Engine, clock: World["clock"], making: Making & { readonly proxy: string }) {
    this.#engine = engine;
    this.#clock = clock;
    this.#making = making;
  }

  /** Takes note of what those that are there may leave. */
  look(containers: readonly Container[]): void {
    for (const { labels } of containers) if (labels[FILES]) this.#withFiles.add(labels["quayside.release"] ?? "");
  }

  /** Takes note of one that is about to be removed. */
  removing(container: Container | undefined): void {
    if (container) this.#images.add(container.image);
  }

  /** Removes what was put aside of these releases, with the images that were fetched for them. */
  async forget(instances: Instances, releases: readonly string[]): Promise<void> {
    const { app, proxy } = this.#making;
    const read = async (release: string) =>
      await readRelease(this.#engine, { app, proxy }, release).catch(() => undefined);
    const images = new Set((await Promise.all(releases.map(read))).map((file) => file?.spec.image));
    await instances.forget(app, releases);
    await removeFetched(this.#engine, app, ({ id }) => images.has(id));
  }

  /** Removes what nobody needs once a deploy has ended; `deployed` says whether it went well. */
  async sweep(deployed: boolean): Promise<void> {
    await Promise.all([this.#sweepFiles(), deployed ? this.#sweepImages() : undefined]);
  }

  /** Removes what was fetched for those that were not put aside, and for runs that ended before they had deployed it. */
  async #sweepImages(): Promise<void> {
    const { app, spec } = this.#making;
    await removeFetched(this.#engine, app, async ({ id }) => {
      if (id === spec.image || this.#images.has(id)) return id !== spec.image;
      const since = await lastTagged(this.#engine, id);
      return since > 0 && this.#clock.now() - since > STALE_IMAGE;
    });
  }

  /** Removes the files of releases that have no container any more. */
  async #sweepFiles(): Promise<void> {
    const { app, shell } = this.#making;
    if (this.#withFiles.size === 0) return;
    const containers = await listContainers(this.#engine, { "quayside.app": app, [FILES]: "" });
    const releases = new Set(containers.map(({ labels }) => labels["quayside.release"] ?? ""));
    if ([...this.#withFiles].every((release) => releases.has(release))) return;
    await sweepFiles(this.#engine, { app, image: shell.image }, [...releases]);
  }
}
