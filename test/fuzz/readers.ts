/**
 * Gives every reader of the test action broken reports for as long as is asked for:
 * `npm run test:fuzz -- readers --minutes 10 [--seed 1]`. It looks for crashes (anything but a message to the user),
 * hangs and memory that grows beyond all bounds, and ends with 1 where it found one. Each finding names the seed and
 * the number of the input; `--seed 1 --only 4711` reads that one again, `--save FILE` writes it to a file.
 */
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { readInput } from "./support/read-input.ts";
import { inputOf } from "./support/report-inputs.ts";

/** The longest that one input may take of a processor, in seconds: the largest are 5 MB. */
const SECONDS = 4;
/**
 * The longest silence of the process that reads, in seconds, and how many in a row are let pass where it had less of a
 * processor than an input may take: then the machine is busy with other things.
 */
const [SILENCE, BUSY] = [60, 5];
/** Most memory that the process may have, in MB: its heap, and all of it. */
const [HEAP, RESIDENT] = [192, 500];

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 1e6)) },
    from: { type: "string" },
    only: { type: "string" },
    save: { type: "string" },
  },
});
const seed = Number(values.seed);

if (values.only !== undefined) {
  const pieces = inputOf(seed, Number(values.only));
  if (values.save !== undefined) writeFileSync(values.save, Buffer.concat(pieces));
  console.log(await readInput(pieces));
} else if (values.from !== undefined) await readFrom(Number(values.from));
else process.exitCode = await watch(Number(values.minutes) * 60_000);

/** Reads input after input and prints a line for each; the process that started this one watches it. */
async function readFrom(from: number): Promise<void> {
  for (let index = from; ; index++) {
    console.log(JSON.stringify({ index }));
    // What is printed waits for the loop of events where the other process is slow; the readers alone never turn it.
    await new Promise(setImmediate);
    const pieces = inputOf(seed, index);
    const before = process.cpuUsage();
    let result: object;
    try {
      result = await readInput(pieces);
    } catch (error) {
      result = { finding: (error as Error).stack ?? String(error) };
    }
    const { user } = process.cpuUsage(before);
    const { rss } = process.memoryUsage();
    if (user > SECONDS * 1e6) result = { finding: `it took ${user / 1e6} s` };
    if (rss > RESIDENT * 1e6) result = { finding: `${Math.round(rss / 1e6)} MB are resident after it` };
    console.log(JSON.stringify({ index, ...result }));
    if ("finding" in result) return;
  }
}

async function watch(milliseconds: number): Promise<number> {
  const end = Date.now() + milliseconds;
  const endings: Record<string, Record<string, number>> = {};
  const findings: { input: number; what: string }[] = [];
  let next = 0;
  let told = Date.now();
  while (Date.now() < end && findings.length < 20) {
    const { last, finding } = await readUntil(end, next, (format, ending) => {
      const name = format || "no known format";
      endings[name] = { ...endings[name], [ending]: (endings[name]?.[ending] ?? 0) + 1 };
      if (Date.now() - told < 30_000) return;
      told = Date.now();
      console.error(`· ${Math.round((end - told) / 1000)} s left, ${findings.length} findings`);
    });
    if (finding !== undefined) {
      findings.push({ input: last, what: finding });
      console.error(`✗ --seed ${seed} --only ${last}: ${finding}`);
    }
    next = last + 1;
  }
  console.log(JSON.stringify({ seed, minutes: milliseconds / 60_000, inputs: next, endings, findings }, undefined, 2));
  return findings.length > 0 ? 1 : 0;
}

/** Seconds of a processor that a process has had; 0 where this system does not say. */
function processorSeconds(pid: number | undefined): number {
  try {
    // The fields behind the name, which may hold anything: user and system time in hundredths (proc(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/** Lets a process read from an input on until the time is over or it has a finding. */
async function readUntil(
  end: number,
  from: number,
  note: (format: string, ending: string) => void,
): Promise<{ last: number; finding: string | undefined }> {
  const args = [`--max-old-space-size=${HEAP}`, import.meta.filename, "--seed", String(seed), "--from", String(from)];
  const child = spawn(process.execPath, [...process.execArgv, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let last = from;
  let finding: string | undefined;
  let errors = "";
  child.stderr.on("data", (data) => {
    errors = (errors + data).slice(-3000);
  });
  let silence: NodeJS.Timeout | undefined;
  const listen = (passed = 0, since = processorSeconds(child.pid)) => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      const used = processorSeconds(child.pid) - since;
      if (used < SECONDS && passed < BUSY) return listen(passed + 1, since);
      finding = `it did not end within ${SILENCE * (passed + 1)} s, ${used} s of a processor`;
      child.kill("SIGKILL");
    }, SILENCE * 1000);
  };
  listen();
  const over = setTimeout(() => child.kill("SIGKILL"), Math.max(0, end - Date.now()));
  for await (const line of createInterface({ input: child.stdout })) {
    listen();
    const { index, ending, format, finding: found } = JSON.parse(line);
    last = index;
    if (ending) note(format, ending);
    finding ??= found;
  }
  clearTimeout(silence);
  clearTimeout(over);
  if (child.exitCode === null && child.signalCode === null) await new Promise((done) => child.once("close", done));
  if (finding === undefined && Date.now() < end)
    finding = `the process died (${child.signalCode ?? child.exitCode}): ${errors}`;
  return { last, finding };
}
