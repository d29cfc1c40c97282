/**
 * Deploys one app again and again, each time with other inputs: strategies, replicas, ports, networks, load balancers,
 * certificates, limits, compose files, hosts, releases that are bad, runs that are cancelled or fail, rollbacks, and
 * containers and engines that somebody else has killed or removed. After each step the app has to be as it was asked for
 * on every host, no request may have failed where none has to, the same inputs must find nothing to do, and at the end
 * nothing may be left.
 * `npm run test:fuzz -- deploy-sequences --minutes 10 [--seed 1] [--steps 15] [--scenes composed,spread-secure]`
 */
import { parseArgs } from "node:util";
import { connect } from "../../toolkit/docker.ts";
import { makeAppImage, makeNginxImage } from "../engine/deploy-support.ts";
import { randomFrom } from "../support/random.ts";
import { here, type Place, startPlaces } from "./support/deploy-places.ts";
import { Sequence } from "./support/deploy-sequence.ts";
import { type Dice, firstWish, nextStep, SCENES } from "./support/deploy-steps.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    steps: { type: "string", default: "15" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e6)) },
    scenes: { type: "string", default: SCENES.join() },
    only: { type: "boolean", default: false },
  },
});

function diceOf(seed: number): Dice {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return { below, pick: (all) => all[below(all.length)] as (typeof all)[number] };
}

const engine = await connect({ env: process.env });
const images = { nginx: await makeNginxImage(engine), app: await makeAppImage(engine) };
const until = Date.now() + Number(values.minutes) * 60_000;
const findings: string[] = [];
let [sequences, steps] = [0, 0];
// They take memory and time, so they are there for those who need them only, and then for all of those.
let hosts: Place[] | undefined;
for (let seed = Number(values.seed); Date.now() < until && (sequences === 0 || !values.only); seed++, sequences++) {
  const dice = diceOf(seed);
  const wish = firstWish(dice, values.scenes.split(","));
  if (wish.spread) hosts ??= await startPlaces(engine, [images.app, images.nginx, "haproxy:3.0"]);
  const places = wish.spread && hosts ? hosts : here(engine);
  const sequence = await Sequence.make(wish, places, images);
  console.log(`seed ${seed}: ${JSON.stringify(sequence.wish)}`);
  let wrong = await sequence.begin();
  for (let number = 1; wrong.length === 0 && number <= Number(values.steps) && Date.now() < until; number++, steps++) {
    const step = nextStep(dice, number, sequence.wish);
    const began = performance.now();
    wrong = await sequence.step(step).catch((error) => [`${error.stack}`]);
    if (wrong.length > 0) console.log(sequence.log.replace(/^/gm, "    | "));
    console.log(`  ${number}. ${step.text} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
  }
  wrong.push(...(await sequence.end()));
  if (wrong.length > 0) {
    findings.push(`seed ${seed}: ${wrong.join("; ")}`);
    console.log(`  WRONG: ${wrong.join("\n  ")}`);
  }
}
for (const { daemon } of hosts ?? []) await daemon?.stop();
await engine.api.getImage(images.app).remove({ force: true });
console.log(`${sequences} sequences of ${steps} steps, ${findings.length} wrong`);
for (const finding of findings) console.log(finding);
if (findings.length > 0) process.exitCode = 1;
