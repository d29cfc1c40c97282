import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Metrics } from "../metrics.ts";
import { Health, NotReady, Ready, Version } from "../schemas/system.ts";

const tags = ["system"];

/** What the operators' probes and dashboards ask. `problems` tells why the app cannot serve; empty where it can. */
export const systemRoutes: FastifyPluginAsyncZod<{
  version: Version;
  metrics: Metrics;
  problems: () => Promise<string[]>;
}> = async (app, { version, metrics, problems }) => {
  app.get(
    "/healthz",
    { logLevel: "warn", schema: { tags, summary: "Does the process live?", response: { 200: Health } } },
    async () => ({ status: "ok" as const }),
  );

  app.get(
    "/readyz",
    {
      logLevel: "warn",
      schema: { tags, summary: "May it get traffic?", response: { 200: Ready, 503: NotReady } },
    },
    async (_request, reply) => {
      const reasons = await problems();
      return reasons.length === 0
        ? { status: "ready" as const }
        : reply.code(503).send({ status: "not ready" as const, reasons });
    },
  );

  app.get(
    "/version",
    { schema: { tags, summary: "Which release answers?", response: { 200: Version } } },
    async () => version,
  );

  app.get("/metrics", { logLevel: "warn", schema: { hide: true } }, async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
};
