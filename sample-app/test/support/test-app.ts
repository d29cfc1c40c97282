import { createApp, type Dependencies } from "../../src/app.ts";
import { memoryUsers } from "./memory-users.ts";

/** The app over users in memory; a test gives what it needs to be different. */
export function testApp(dependencies: Partial<Dependencies> = {}) {
  const config = { appVersion: "1.2.3", appGitSha: "abc1234", appRelease: "r7" };
  return createApp({ users: memoryUsers(), config, ...dependencies });
}
