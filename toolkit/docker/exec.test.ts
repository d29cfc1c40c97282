import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import type { Engine } from "../docker.ts";
import { execIn } from "./exec.ts";

test.each(["while it is started", "while it runs"])(
  "a command ends for who is aborted %s",
  async (when) => {
    const stop = new AbortController();
    const reason = new Error("asked to stop");
    const exec = async () => ({
      async start() {
        if (when === "while it is started") stop.abort(reason);
        else setTimeout(() => stop.abort(reason), 10);
        return new PassThrough();
      },
      inspect: async () => ({ Running: false, ExitCode: 0 }),
    });
    const engine = { api: { getContainer: () => ({ exec }) } } as unknown as Engine;
    await expect(execIn(engine, "1", ["sleep", "1d"], { signal: stop.signal })).rejects.toBe(reason);
  },
  10_000,
);
