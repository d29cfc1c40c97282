import type { ActionBody } from "../../toolkit/action.ts";
import { withTimeout } from "../../toolkit/clock.ts";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import { readInputs } from "../../toolkit/inputs.ts";
import { code } from "../../toolkit/markdown.ts";
import type { Runner } from "../../toolkit/runner.ts";
import { formatDuration } from "../../toolkit/units.ts";
import { spec } from "./verify-spec.ts";

/** Reads the inputs of the stage; throws a UserError that lists every mistake. */
export const readVerifyInputs = (runner: Pick<Runner, "input" | "mask">) =>
  readInputs(spec.inputs, runner, ({ mode, url }) =>
    mode === "apply" && !/^https?:\/\//.test(url)
      ? [`url got "${url}"; it takes an http or https address, for example: https://shop.example`]
      : [],
  );

/** Asks the deployed app from outside, as its users do, until the answer is right or the time is over. */
export const main: ActionBody = async ({ runner, clock, signal, fetch }) => {
  const inputs = readVerifyInputs(runner);
  if (inputs.mode === "plan") {
    const said = `Would ask ${inputs.url || "the deployed app"} for ${inputs.path} and expect ${inputs.status}.`;
    runner.info(said);
    runner.output("outcome", "planned");
    runner.output("plan", said);
    return;
  }
  const address = new URL(inputs.path, inputs.url).href;
  const start = clock.elapsed();
  let last = "no answer yet";
  for (;;) {
    try {
      const answer = await fetch(address, { redirect: "manual", signal: withTimeout(signal, 5000, `GET ${address}`) });
      const body = await answer.text();
      if (answer.status === inputs.status && body.includes(inputs.contains)) break;
      last = answer.status === inputs.status ? "the expected text is not in the answer" : `status ${answer.status}`;
    } catch (error) {
      last = messageOf(error);
    }
    if (clock.elapsed() - start > inputs.timeout) {
      runner.output("outcome", "failed");
      throw new UserError(`${address} did not answer as expected within ${formatDuration(inputs.timeout)}: ${last}`, {
        hint: `Expected status ${inputs.status}${inputs.contains ? " and the text of `contains`" : ""}. Ask it by hand: curl -i ${address}`,
      });
    }
    await clock.sleep(250, signal);
  }
  runner.output("outcome", "verified");
  runner.output("status", String(inputs.status));
  runner.output("address", address);
  runner.info(`${address} answers ${inputs.status}.`);
  await runner.summary(`${code(address)} answers ${inputs.status}.`);
};
