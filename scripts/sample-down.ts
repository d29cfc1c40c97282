/** Removes all that the sample has made. The Docker Engine and the base images stay: they are not the sample's. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { listContainers, removeContainer } from "../toolkit/docker/containers.ts";
import { listImages, removeImage } from "../toolkit/docker/images.ts";
import { removeNetwork } from "../toolkit/docker/networks.ts";
import { listVolumes, removeVolume } from "../toolkit/docker/volumes.ts";
import { connect } from "../toolkit/docker.ts";
import { UserError } from "../toolkit/errors.ts";
import { run } from "../toolkit/process.ts";
import { describeFailure } from "./describe-failure.ts";
import { root, SAMPLE, scratch } from "./sample/names.ts";

async function main(): Promise<number> {
  const engine = await connect({ env: process.env });
  // The deploy action knows best what it has made.
  const down = await run(process.execPath, [join(root, "dist/deploy.js")], {
    env: {
      ...process.env,
      // A step of a workflow may call this; the outputs of the removal are not its outputs.
      GITHUB_ACTIONS: "",
      GITHUB_OUTPUT: "",
      GITHUB_STEP_SUMMARY: "",
      INPUT_MODE: "down",
      INPUT_APP: SAMPLE.app,
    },
    onLine: (line) => console.error(line),
    timeout: 120_000,
  });
  if (down.code !== 0) throw new UserError("The app could not be removed; see above.", { exitCode: down.code });
  for (const container of await listContainers(engine, { [SAMPLE.label]: "" }))
    await removeContainer(engine, container.id);
  for (const volume of await listVolumes(engine, { [SAMPLE.label]: "" })) await removeVolume(engine, volume);
  await removeNetwork(engine, SAMPLE.network);
  for (const image of await listImages(engine, `*/${SAMPLE.app}`)) await removeImage(engine, image);
  await rm(scratch, { recursive: true, force: true });
  console.log(
    "Removed the app, the load balancer, the registry, the database, their volumes and network, and the images of the app.",
  );
  return 0;
}

process.exit(await main().catch(describeFailure));
