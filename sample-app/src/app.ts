import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import Fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import type { Config } from "./config.ts";
import { installErrorHandlers, validatorCompiler } from "./errors.ts";
import { greeting } from "./greeting.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { installDocs } from "./routes/docs.ts";
import { homeRoutes } from "./routes/home.ts";
import { systemRoutes } from "./routes/system.ts";
import { userRoutes } from "./routes/users.ts";
import type { Version } from "./schemas/system.ts";
import type { Users } from "./users/users.ts";

/** What the app stands on, in place of FastAPI's `Depends`. Only `users` and `config` must be given. */
export type Dependencies = {
  users: Users;
  config: Pick<Config, "appVersion" | "appGitSha" | "appRelease">;
  /** Why the app cannot serve; empty where it can. */
  problems?: () => Promise<string[]>;
  metrics?: Metrics;
  logger?: FastifyServerOptions["logger"];
  /** While `draining`, the app is not ready, and its answers ask clients to leave their connections. */
  state?: { draining: boolean };
};

/** Makes the app, ready to `listen` or to be tested with `inject`. */
export async function createApp({
  users,
  config,
  problems = async () => [],
  metrics = createMetrics({ process: false }),
  logger = false,
  state = { draining: false },
}: Dependencies): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    logger,
    // One line a request, written below, in place of two.
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: ({ headers }) => requestId(headers["x-request-id"]),
    // A request that arrives on an open connection while the app closes is answered, not turned away.
    return503OnClosing: false,
    bodyLimit: 64 * 1024,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  installErrorHandlers(app);

  app.addHook("onRequest", async (request, reply) => {
    metrics.inFlight.inc();
    reply.header("x-request-id", request.id);
  });
  app.addHook("onSend", async (_request, reply) => {
    if (state.draining) reply.header("connection", "close");
  });
  app.addHook("onResponse", async (request, reply) => {
    metrics.inFlight.dec();
    const route = request.routeOptions.url ?? "none";
    metrics.duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    const { method, url } = request;
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    request.log.info({ method, url, status: reply.statusCode, ms }, "answered");
  });

  const version: Version = {
    version: config.appVersion,
    git_sha: config.appGitSha,
    release: config.appRelease,
    instance: hostname(),
    greeting: greeting.text,
    color: greeting.color,
  };
  const readiness = async () => (state.draining ? ["the app is shutting down"] : problems());

  await installDocs(app, version.version);
  await app.register(homeRoutes, { version });
  await app.register(systemRoutes, { version, metrics, problems: readiness });
  await app.register(userRoutes, { users });
  return app;
}

/** A client's own id is kept where it is short and plain: it goes into the log and into a header. */
function requestId(given: string | string[] | undefined): string {
  return typeof given === "string" && /^[\w.:/+=-]{1,128}$/.test(given) ? given : randomUUID();
}
