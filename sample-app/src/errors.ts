import type { FastifyError, FastifyInstance } from "fastify";
import type * as z from "zod";
import { isUnavailable } from "./db.ts";
import type { ValidationError } from "./schemas/errors.ts";
import { EmailTaken } from "./users/users.ts";

const parts: Record<string, string> = { body: "body", querystring: "query", params: "path", headers: "header" };

/** A request that its schema refuses. Fastify adds `validationContext`, the part of the request that was checked. */
class InvalidRequest extends Error {
  override name = "InvalidRequest";
  validationContext?: string;
  readonly issues: readonly z.core.$ZodIssue[];
  readonly input: unknown;

  constructor(issues: readonly z.core.$ZodIssue[], input: unknown) {
    super("The request is not valid");
    this.issues = issues;
    this.input = input;
  }
}

/** Fastify's validator: checks with zod, and keeps what is needed to answer as FastAPI does. */
export function validatorCompiler({ schema }: { schema: z.ZodType }) {
  return (input: unknown) => {
    const result = schema.safeParse(input);
    return result.success ? { value: result.data } : { error: new InvalidRequest(result.error.issues, input) };
  };
}

/** The `detail` of FastAPI's 422 answer. Missing and unknown fields get the names that FastAPI gives them. */
function details({ issues, input, validationContext = "body" }: InvalidRequest): ValidationError[] {
  const part = parts[validationContext] ?? validationContext;
  return issues.flatMap((issue): ValidationError[] => {
    const loc = [part, ...issue.path.map((key) => (typeof key === "number" ? key : String(key)))];
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        loc: [...loc, key],
        msg: "Extra inputs are not permitted",
        type: "extra_forbidden",
      }));
    }
    if (issue.code === "invalid_type" && valueAt(input, issue.path) === undefined) {
      return [{ loc, msg: "Field required", type: "missing" }];
    }
    return [{ loc, msg: issue.message, type: issue.code }];
  });
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = input ?? undefined;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  return value;
}

/** Answers every error as FastAPI does: a list of details for a request that is not valid, else one text. */
export function installErrorHandlers(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: "Not Found" }));

  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof InvalidRequest) return reply.code(422).send({ detail: details(error) });
    if (error.code === "FST_ERR_CTP_INVALID_JSON_BODY" || error.code === "FST_ERR_CTP_EMPTY_JSON_BODY") {
      return reply.code(422).send({ detail: [{ loc: ["body"], msg: "JSON decode error", type: "json_invalid" }] });
    }
    if (error instanceof EmailTaken) return reply.code(409).send({ detail: error.message });
    if (isUnavailable(error)) {
      request.log.error({ err: error }, "database not available");
      return reply.code(503).header("retry-after", "1").send({ detail: "The database is not available" });
    }
    if (error.statusCode && error.statusCode < 500) {
      return reply.code(error.statusCode).send({ detail: error.message });
    }
    request.log.error({ err: error }, "request failed");
    return reply.code(500).send({ detail: "Internal Server Error" });
  });
}
