import { createHash, randomBytes } from "node:crypto";
import { statusOf } from "../../../toolkit/docker/api-errors.ts";
import { type ImageFacts, inspectImage, listImages, removeImage, tagImage } from "../../../toolkit/docker/images.ts";
import { listedAs, repositoryOf } from "../../../toolkit/docker/registry-host.ts";
import type { Engine } from "../../../toolkit/docker.ts";
import { KEPT_IMAGES } from "./names.ts";

/**
 * A name that says that an image was fetched for an app, and by which of its names: a hash of that, and one of its
 * repository. The engine keeps it, so it is there however the run ends that has fetched the image.
 */
function markOf(app: string, name: string, id: string): { repo: string; tag: string } {
  return { repo: repoOf(app), tag: [short(name), short(repositoryOf(name)), id.slice(7, 19)].join("-") };
}

function repoOf(app: string): string {
  return `quayside-fetched/${app}`;
}

function short(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** Marks an image that the host did not have before as fetched for an app. */
export async function markFetched(engine: Engine, app: string, reference: string, id: string): Promise<void> {
  const { repo, tag } = markOf(app, listedAs(reference), id);
  await tagImage(engine, id, repo, tag);
}

/**
 * Gives an image a name for as long as a run needs it, so that it stays when another one takes it away: a plan that has
 * fetched it, or a deploy whose release it was. Gives the function that ends that; undefined where the image is gone by
 * now. Where the run is killed, the name goes as those of fetched images do.
 */
export async function holdImage(engine: Engine, app: string, id: string): Promise<(() => Promise<void>) | undefined> {
  const tag = ["held", id.slice(7, 19), randomBytes(4).toString("hex")].join("-");
  try {
    await tagImage(engine, id, repoOf(app), tag);
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return undefined;
  }
  return async () => await removeMark(engine, `${repoOf(app)}:${tag}`);
}

/**
 * Removes those images that were fetched for an app, that are `unwanted`, that no container is made of, and that are
 * kept for no release. Gives the names that they were fetched by.
 */
export async function removeFetched(
  engine: Engine,
  app: string,
  unwanted: (image: ImageFacts) => boolean | Promise<boolean>,
): Promise<string[]> {
  const removed: string[] = [];
  for (const [mark, image] of await marked(engine, app)) {
    if (image.tags.some((name) => name.startsWith(KEPT_IMAGES)) || !(await unwanted(image))) continue;
    if (!(await isUsed(engine, image.id))) removed.push(...(await unname(engine, app, mark, image)));
  }
  return removed;
}

/** Takes back that an image was fetched for an app just now, whoever else wants it. */
export async function unfetch(engine: Engine, app: string, reference: string, id: string): Promise<void> {
  const { repo, tag } = markOf(app, listedAs(reference), id);
  for (const [mark, image] of await marked(engine, app)) {
    if (mark === `${repo}:${tag}`) await unname(engine, app, mark, image);
  }
}

/** The marks of an app with their images. */
async function marked(engine: Engine, app: string): Promise<[string, ImageFacts][]> {
  const marks = (await listImages(engine, repoOf(app))).filter((name) => name.startsWith(`${repoOf(app)}:`));
  const images = await Promise.all(marks.map((mark) => inspectImage(engine, mark)));
  return marks.flatMap((mark, index): [string, ImageFacts][] => {
    const image = images[index];
    return image ? [[mark, image]] : [];
  });
}

async function unname(engine: Engine, app: string, mark: string, { id, tags, digests }: ImageFacts): Promise<string[]> {
  const fetched = tags.filter((name) => mark.endsWith(`:${markOf(app, name, id).tag}`));
  const ofRepository = (name: string) => mark.includes(`-${short(repositoryOf(name))}-`);
  // A name by digest goes with the last tag of its repository; where that has moved on, or never was, it is left.
  const left = tags.some((name) => ofRepository(name) && !fetched.includes(name));
  const names = [...fetched, ...(left ? [] : digests.filter(ofRepository))];
  for (const name of names) await removeImage(engine, name);
  // Last, so that whoever is killed in between leaves it to the next one.
  await removeMark(engine, mark);
  return fetched.length > 0 ? fetched : names;
}

async function removeMark(engine: Engine, mark: string): Promise<void> {
  try {
    await removeImage(engine, mark);
  } catch (error) {
    // It is the last name of an image that a container is made of: it goes with the release.
    if (statusOf(error) !== 409) throw error;
  }
}

/** Whether a container is made of an image. */
async function isUsed(engine: Engine, id: string): Promise<boolean> {
  return (await engine.api.listContainers({ all: true, filters: { ancestor: [id] } })).length > 0;
}
