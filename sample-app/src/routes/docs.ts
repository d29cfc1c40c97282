import { STATUS_CODES } from "node:http";
import swagger, { type SwaggerTransformObject } from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from "fastify-type-provider-zod";

const zodToJsonConfig = {
  // The pattern behind "email" or "date-time" and the bounds of a safe integer tell a reader nothing.
  override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
    if (jsonSchema.format) delete jsonSchema.pattern;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  },
};

const addComponents = createJsonSchemaTransformObject({ zodToJsonConfig });

/**
 * Adds the schemas that the routes use, and says what each status means. Each schema would come twice, the second
 * time as `…Input`; ours look the same both ways.
 */
const transformObject: SwaggerTransformObject = (document) => {
  const refined = JSON.stringify(addComponents(document))
    .replaceAll(/(#\/components\/schemas\/\w+)Input"/g, '$1"')
    .replaceAll(/"(\d{3})":\{"description":"Default Response"/g, (whole, code) =>
      whole.replace("Default Response", STATUS_CODES[code] ?? code),
    );
  const api = JSON.parse(refined);
  for (const name of Object.keys(api.components.schemas)) {
    if (name.endsWith("Input")) delete api.components.schemas[name];
  }
  return api;
};

/** Serves the API's description at `/openapi.json` and a page over it at `/docs`. Register it before the routes. */
export async function installDocs(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Sample app", description: "Users on PostgreSQL, deployed by Quayside.", version },
    },
    transform: createJsonSchemaTransform({ zodToJsonConfig }),
    transformObject,
  });
  await app.register(swaggerUi, {
    routePrefix: "/docs",
    // Swagger UI would ask a validator on the internet for a badge; the policy below allows only this host.
    uiConfig: { validatorUrl: null },
    staticCSP: {
      "default-src": ["'self'"],
      "img-src": ["'self'", "data:"],
      "style-src": ["'self'", "'unsafe-inline'"],
    },
  });
  let description: string | undefined;
  app.get("/openapi.json", { schema: { hide: true } }, async (_request, reply) => {
    description ??= JSON.stringify(app.swagger());
    return reply.type("application/json; charset=utf-8").send(description);
  });
}
