import * as z from "zod";

/** One thing that is wrong with a request, in the shape that FastAPI gives it. */
export const ValidationError = z
  .object({ loc: z.array(z.union([z.string(), z.int()])), msg: z.string(), type: z.string() })
  .meta({ id: "ValidationError" });

/** The body of a 422 answer. */
export const HttpValidationError = z
  .object({ detail: z.array(ValidationError) })
  .meta({ id: "HTTPValidationError", description: "The request is not valid" });

/** The body of every other error. */
export const HttpError = z.object({ detail: z.string() }).meta({ id: "HTTPError", description: "What went wrong" });

export type ValidationError = z.infer<typeof ValidationError>;
