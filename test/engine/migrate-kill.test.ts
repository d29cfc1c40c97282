import { afterAll, expect, it } from "vitest";
import { killCampaign } from "../fault/migrate-kill.ts";
import { stopServer, testServer } from "./migrate-server.ts";

afterAll(stopServer);

// A taste of test/fault/migrate-kill.ts, whose full run is 200 rounds.
it("converges after SIGKILL at any moment, and is free again at once", async () => {
  const campaign = await killCampaign(await testServer(), 4, 20261125);
  expect(campaign.failures).toEqual([]);
  expect(campaign.kills).toBeGreaterThanOrEqual(4);
});
