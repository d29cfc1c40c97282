import * as z from "zod";

export const Health = z.object({ status: z.literal("ok") }).meta({ id: "Health" });

export const Ready = z.object({ status: z.literal("ready") }).meta({ id: "Ready" });

export const NotReady = z
  .object({ status: z.literal("not ready"), reasons: z.array(z.string()) })
  .meta({ id: "NotReady", description: "Not ready, with the reasons" });

export const Version = z
  .object({
    version: z.string(),
    git_sha: z.string(),
    release: z.string(),
    instance: z.string(),
    greeting: z.string(),
    color: z.string(),
  })
  .meta({ id: "Version" });

export type Version = z.infer<typeof Version>;
