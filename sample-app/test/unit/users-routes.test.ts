import type { FastifyInstance } from "fastify";
import { beforeEach, expect, test } from "vitest";
import { memoryUsers } from "../support/memory-users.ts";
import { testApp } from "../support/test-app.ts";

let app: FastifyInstance;
const ada = { name: "Ada", email: "ada@example.com" };

beforeEach(async () => {
  app = await testApp();
});

async function call(method: "GET" | "POST" | "PATCH" | "DELETE", url: string, payload?: object) {
  const answer = await app.inject({ method, url, payload });
  return { status: answer.statusCode, headers: answer.headers, body: answer.body ? answer.json() : undefined };
}

test("creates, reads, changes, lists and removes a user", async () => {
  const created = await call("POST", "/users", ada);
  expect(created).toMatchObject({ status: 201, headers: { location: "/users/1" }, body: { id: 1, ...ada } });
  expect((await call("GET", "/users/1")).body).toEqual(created.body);
  expect(await call("PATCH", "/users/1", { name: "Grace" })).toMatchObject({ status: 200, body: { name: "Grace" } });
  expect((await call("GET", "/users")).body).toHaveLength(1);
  expect((await call("GET", "/users?after=1&limit=5")).body).toEqual([]);
  expect(await call("DELETE", "/users/1")).toMatchObject({ status: 204, body: undefined });
  expect((await call("GET", "/users")).body).toEqual([]);
});

test.each([
  ["GET", undefined],
  ["PATCH", { name: "Grace" }],
  ["DELETE", undefined],
] as const)("%s of a user that does not exist is 404", async (method, payload) => {
  const answer = await call(method, "/users/7", payload);
  expect(answer).toMatchObject({ status: 404, body: { detail: "User not found" } });
});

test("an address that another user has is 409", async () => {
  await call("POST", "/users", ada);
  await call("POST", "/users", { name: "Grace", email: "grace@example.com" });
  const conflict = { status: 409, body: { detail: "A user with this email exists" } };
  expect(await call("POST", "/users", ada)).toMatchObject(conflict);
  expect(await call("PATCH", "/users/2", { email: ada.email })).toMatchObject(conflict);
});

test.each([
  ["/users/x", [{ loc: ["path", "user_id"], type: "invalid_type" }]],
  ["/users/0", [{ loc: ["path", "user_id"], type: "too_small" }]],
  ["/users/0x10", [{ loc: ["path", "user_id"], type: "invalid_type" }]],
  ["/users?limit=101&after=-1", [{ loc: ["query", "after"] }, { loc: ["query", "limit"], type: "too_big" }]],
])("GET %s is 422", async (url, detail) => {
  expect(await call("GET", url)).toMatchObject({ status: 422, body: { detail } });
});

test("a body that is not valid is 422 with every mistake, in FastAPI's shape", async () => {
  expect(await call("POST", "/users", { name: " ", admin: true })).toMatchObject({
    status: 422,
    body: {
      detail: [
        { loc: ["body", "name"], msg: "Too small: expected string to have >=1 characters", type: "too_small" },
        { loc: ["body", "email"], msg: "Field required", type: "missing" },
        { loc: ["body", "admin"], msg: "Extra inputs are not permitted", type: "extra_forbidden" },
      ],
    },
  });
});

test.each([
  ["no body", undefined, 422, [{ loc: ["body"], msg: "Field required", type: "missing" }]],
  ["broken JSON", "{", 422, [{ loc: ["body"], msg: "JSON decode error", type: "json_invalid" }]],
  ["an empty body", "", 422, [{ loc: ["body"], msg: "JSON decode error", type: "json_invalid" }]],
  ["a body that is too large", JSON.stringify({ name: "x".repeat(70_000) }), 413, "Request body is too large"],
])("%s", async (_what, payload, status, detail) => {
  const headers = payload === undefined ? {} : { "content-type": "application/json" };
  const answer = await app.inject({ method: "POST", url: "/users", payload, headers });
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toEqual({ detail });
});

test("an answer holds what its schema names and nothing else", async () => {
  const users = memoryUsers();
  const user = await users.create(ada);
  users.get = async () => ({ ...user, password_hash: "$2b$" });
  app = await testApp({ users });
  expect((await call("GET", "/users/1")).body).toEqual(user);
});

test("an answer that does not fit its schema is 500, without the reason", async () => {
  const users = memoryUsers();
  users.get = async () => ({ id: "seven" }) as never;
  app = await testApp({ users });
  expect(await call("GET", "/users/7")).toMatchObject({ status: 500, body: { detail: "Internal Server Error" } });
});

test("a database that is away is 503, and the client may come again", async () => {
  const users = memoryUsers();
  users.get = async () => {
    throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  };
  app = await testApp({ users });
  expect(await call("GET", "/users/1")).toMatchObject({
    status: 503,
    headers: { "retry-after": "1" },
    body: { detail: "The database is not available" },
  });
});
