/** One run of migrate in a process of its own, so that it can be killed: `node migrate-child.ts FOLDER` with the address in DATABASE_URL. */
import { main } from "../../../actions/migrate/main.ts";
import { runAction } from "../../../toolkit/action.ts";
import { terminalRunner } from "../../../toolkit/runner-terminal.ts";

const inputs = { url: process.env.DATABASE_URL ?? "", directory: ".", "wait-for-lock": "30s" };
const env = { ...process.env, GITHUB_WORKSPACE: process.argv[2] };
process.stdout.write("ready\n");
await runAction(terminalRunner(inputs, env), main);
