import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { HttpError, HttpValidationError } from "../schemas/errors.ts";
import { User, UserCreate, UserId, UserPage, UserUpdate } from "../schemas/user.ts";
import type { Users } from "../users/users.ts";

const tags = ["users"];
const notFound = { detail: "User not found" };

/** Create, read, change and remove users. */
export const userRoutes: FastifyPluginAsyncZod<{ users: Users }> = async (app, { users }) => {
  app.get(
    "/users",
    {
      schema: {
        tags,
        summary: "List users",
        querystring: UserPage,
        response: { 200: z.array(User), 422: HttpValidationError },
      },
    },
    async (request) => users.list(request.query),
  );

  app.post(
    "/users",
    {
      schema: {
        tags,
        summary: "Create a user",
        body: UserCreate,
        response: { 201: User, 409: HttpError, 422: HttpValidationError },
      },
    },
    async (request, reply) => {
      const user = await users.create(request.body);
      return reply.code(201).header("location", `/users/${user.id}`).send(user);
    },
  );

  app.get(
    "/users/:user_id",
    {
      schema: {
        tags,
        summary: "Read a user",
        params: UserId,
        response: { 200: User, 404: HttpError, 422: HttpValidationError },
      },
    },
    async (request, reply) => (await users.get(request.params.user_id)) ?? reply.code(404).send(notFound),
  );

  app.patch(
    "/users/:user_id",
    {
      schema: {
        tags,
        summary: "Change a user",
        params: UserId,
        body: UserUpdate,
        response: { 200: User, 404: HttpError, 409: HttpError, 422: HttpValidationError },
      },
    },
    async (request, reply) =>
      (await users.update(request.params.user_id, request.body)) ?? reply.code(404).send(notFound),
  );

  app.delete(
    "/users/:user_id",
    {
      schema: {
        tags,
        summary: "Remove a user",
        params: UserId,
        response: { 204: z.null().describe("Removed"), 404: HttpError, 422: HttpValidationError },
      },
    },
    async (request, reply) =>
      (await users.remove(request.params.user_id)) ? reply.code(204).send(null) : reply.code(404).send(notFound),
  );
};
