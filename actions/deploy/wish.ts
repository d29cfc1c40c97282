import { inspectImage } from "../../toolkit/docker/images.ts";
import { digestOf, repositoryOf } from "../../toolkit/docker/registry-host.ts";
import type { Engine } from "../../toolkit/docker.ts";
import { UserError } from "../../toolkit/errors.ts";
import type { World } from "../../toolkit/world.ts";
import { balancerImageOf, type Shell } from "./balancer.ts";
import { certificateId, readCertificates } from "./certificates.ts";
import { holdImage } from "./docker/fetched.ts";
import { keptImage, proxyOf } from "./docker/names.ts";
import { type Recorded, type ReleaseFile, readRecords, readRelease, recordedOf } from "./docker/records.ts";
import { readBalancer } from "./docker/target.ts";
import { commitOf, goodReleases } from "./history.ts";
import { ensureImage, keepImage, lookAtImage } from "./image.ts";
import type { Inputs } from "./inputs.ts";
import { type Manner, type ReleaseSpec, releaseId, secretHashes, standsAlone } from "./release.ts";
import type { BalancerSettings, Task } from "./target.ts";

/** The release that is wanted and what stands in front of it: what the inputs say, or what a release of before was. */
export interface Wish {
  readonly release: string;
  readonly spec: ReleaseSpec;
  /** The image as it was named. */
  readonly image: string;
  /** A reference that the engine has now. */
  readonly present: string;
  readonly digest: string;
  /** The commit that it was deployed from, where it is gone back to; `""` where nobody knows it. */
  readonly commit?: string;
  /** Lets the image stay until the function that it gives is called. */
  readonly keep: () => Promise<() => Promise<void>>;
  readonly replicas: number;
  readonly manner: Required<Manner>;
  /** What a rollback to it or from it has to know. */
  readonly recorded: Recorded;
  readonly shell: Shell;
  readonly settings: BalancerSettings;
  readonly certificates: readonly Buffer[];
  readonly tasks: readonly Task[];
}

/** What the inputs ask for. The image is fetched where the engine does not have it; for a plan only for that moment. */
export async function wishOf(world: World, engine: Engine, inputs: Inputs, source?: Engine): Promise<Wish> {
  const { image } = inputs;
  const wanted = { app: inputs.app, reference: image, pull: inputs.pull, source };
  const certificates = await readCertificates(world, inputs.certificates);
  const looks = inputs.mode === "plan";
  const balancerImage = balancerImageOf(inputs);
  if (!looks) await ensureImage(world, engine, { reference: balancerImage, pull: "missing", source });
  const facts = await (looks ? lookAtImage : ensureImage)(world, engine, wanted);
  const spec: ReleaseSpec = {
    image: facts.id,
    port: inputs.port ?? (facts.exposed.length === 1 ? facts.exposed[0] : undefined) ?? 8000,
    env: Object.fromEntries(inputs.env),
    secrets: secretHashes(inputs.files),
    network: inputs.network || inputs.app,
    ...(inputs.memory === undefined ? {} : { memory: inputs.memory }),
    ...(inputs.cpus === undefined ? {} : { cpus: inputs.cpus }),
    ...(inputs.aliases ? { aliases: inputs.aliases } : {}),
    ...(inputs.ports && inputs.ports.length > 0 ? { ports: inputs.ports } : {}),
    ...(inputs.containerName ? { containerName: inputs.containerName } : {}),
    ...(inputs.settings ? { settings: inputs.settings } : {}),
    ...(inputs.labels ? { labels: inputs.labels } : {}),
    ...(inputs.restart ? { restart: inputs.restart } : {}),
  };
  const preDeploy = inputs.preDeploy !== "";
  return {
    release: releaseId(spec),
    spec,
    image,
    // Where it was sent under its digest only, it has no name there.
    present: (await inspectImage(engine, image)) ? image : facts.id,
    digest: digestOf(image, facts.digests) ?? facts.id,
    keep: () => keepImage(world, engine, facts.id, wanted),
    replicas: inputs.replicas,
    manner: {
      parallelism: inputs.parallelism,
      delay: inputs.delay,
      monitor: inputs.monitorSeconds,
      order: inputs.order,
    },
    recorded: {
      ...(inputs.order === "stop-first" ? { order: inputs.order } : {}),
      ...(Object.keys(inputs.rollback).length > 0 ? { rollback: inputs.rollback } : {}),
    },
    shell: { kind: inputs.loadBalancer, image: balancerImage, publish: inputs.publish, publishTls: inputs.publishTls },
    certificates,
    settings: {
      algorithm: inputs.lbAlgorithm,
      gatePath: inputs.healthPath,
      servingPath: inputs.healthPath,
      ...(inputs.sticky ? { sticky: true } : {}),
      ...(inputs.domains.length > 0 ? { hosts: inputs.domains } : {}),
      ...(inputs.path === "/" ? {} : { path: inputs.path }),
      ...(inputs.tlsRedirect ? { redirect: true } : {}),
      ...(certificates.length > 0 ? { certificates: certificates.map(certificateId) } : {}),
    },
    tasks: [
      // What cannot be started must not change a database.
      ...(preDeploy ? (["preflight", "pre-deploy"] as const) : inputs.preflight ? (["preflight"] as const) : []),
      ...(inputs.postDeploy ? (["post-deploy"] as const) : []),
    ],
  };
}

/**
 * The last release before the one in traffic that was good, by the host's own record. What stands in front of it stays
 * as it is, and no task runs: code of before has to work with the database of now.
 */
export async function wishBack(world: World, engine: Engine, inputs: Inputs): Promise<Wish> {
  const { app } = inputs;
  const proxy = proxyOf(inputs);
  const [records, balancer] = await Promise.all([
    readRecords(engine, app, proxy),
    readBalancer(engine, { app, proxy }),
  ]);
  const good = goodReleases(records);
  const release = good[1];
  if (!release) {
    throw new UserError(`There is no release of ${app} to go back to`, {
      hint: balancer
        ? `The record in the volume ${proxy} names ${good.length === 0 ? "no deploy" : "only one good release"}.`
        : `The container ${proxy} is not there, which the record is read through: deploy the image that you want.`,
    });
  }
  const file = await readRelease(engine, { app, proxy }, release);
  if (!file || !balancer) {
    throw new UserError(`The host does not know any more what release ${release} of ${app} was made of`, {
      hint: "Deploy its image again.",
    });
  }
  const now = await readRelease(engine, { app, proxy }, good[0] ?? "");
  const kept = keptImage(app, release);
  const present = await firstPresent(engine, [`${kept.repo}:${kept.tag}`, file.spec.image]);
  // The registry is only asked where the host has thrown the image away.
  const record = records.findLast((one) => one.release === release);
  const again = present ? undefined : await fetchAgain(world, engine, inputs, file, record?.digest);
  const { spec } = file;
  return {
    release,
    spec,
    image: file.image,
    present: present ?? again ?? file.image,
    keep: async () => (await holdImage(engine, app, spec.image)) ?? (async () => {}),
    digest: record?.digest ?? spec.image,
    commit: commitOf(records, release),
    replicas: records.findLast((record) => record.release === good[0])?.replicas ?? file.replicas,
    manner: mannerBack(file, now, inputs.rollback),
    // It is deployed again as it was, however it is gone back to.
    recorded: recordedOf(file),
    shell: balancer.shell,
    settings: { ...balancer.settings, gatePath: file.healthPath, servingPath: file.healthPath },
    // They are on the host already.
    certificates: [],
    tasks: [],
  };
}

/**
 * How one goes back: as the inputs say, else as the release that is left said when it was deployed, since what was
 * written down last is what is meant. Where neither says anything, as fast as it goes without a gap.
 */
export function mannerBack(
  to: Pick<ReleaseFile, "order" | "spec">,
  from: Pick<ReleaseFile, "order" | "spec" | "rollback"> | undefined,
  said: Manner,
): Required<Manner> {
  const { parallelism = 1, delay = 0, monitor = 0, order } = { ...from?.rollback, ...said };
  const both = from ? [to, from] : [to];
  const before = both.some((one) => one.order === "stop-first") ? "stop-first" : "start-first";
  return {
    parallelism,
    delay,
    monitor,
    order: both.some(({ spec }) => standsAlone(spec)) ? "stop-first" : (order ?? before),
  };
}

/**
 * Gives a reference to the very image that a release was made of, which the registry still has. A tag may be another
 * image's by now, and its digest never is.
 */
async function fetchAgain(
  world: World,
  engine: Engine,
  { app }: Inputs,
  { image, spec, release }: ReleaseFile,
  digest: string | undefined,
): Promise<string> {
  const reference = digest && digest !== spec.image ? `${repositoryOf(image)}@${digest}` : image;
  const { id } = await ensureImage(world, engine, { app, reference, pull: "missing" });
  if (id === spec.image) return reference;
  throw new UserError(`${reference} is another image by now than the one of release ${release}`, {
    hint: "Deploy the image that you want, best by its digest.",
  });
}

async function firstPresent(engine: Engine, references: readonly string[]): Promise<string | undefined> {
  for (const reference of references) if (await inspectImage(engine, reference)) return reference;
  return undefined;
}
