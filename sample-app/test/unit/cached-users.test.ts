import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { User } from "../../src/schemas/user.ts";
import { CachedUsers, type CacheOptions } from "../../src/users/cached-users.ts";
import { memoryUsers } from "../support/memory-users.ts";

async function setUp(options: Partial<CacheOptions> = {}) {
  const source = memoryUsers();
  const lookups: string[] = [];
  const users = new CachedUsers(source, { size: 100, ttlSeconds: 300, onLookup: (r) => lookups.push(r), ...options });
  const { id } = await users.create({ name: "Ada", email: "ada@example.com" });
  return { source, users, lookups, id };
}

test("reads a user once", async () => {
  const { source, users, lookups, id } = await setUp();
  expect((await users.get(id))?.name).toBe("Ada");
  expect((await users.get(id))?.name).toBe("Ada");
  expect(source.reads).toBe(1);
  expect(lookups).toEqual(["miss", "hit"]);
});

test("requests at the same time share one read", async () => {
  const { source, users, id } = await setUp();
  await Promise.all([users.get(id), users.get(id), users.get(id)]);
  expect(source.reads).toBe(1);
});

test("does not keep that a user does not exist", async () => {
  const { source, users } = await setUp();
  expect(await users.get(99)).toBeUndefined();
  expect(await users.get(99)).toBeUndefined();
  expect(source.reads).toBe(2);
});

test("a write takes the user out", async () => {
  const { users, id } = await setUp();
  await users.get(id);
  await users.update(id, { name: "Grace" });
  expect((await users.get(id))?.name).toBe("Grace");
  await users.remove(id);
  expect(await users.get(id)).toBeUndefined();
});

test("a write that fails takes the user out too: it may have been committed", async () => {
  const { source, users, id } = await setUp();
  await users.get(id);
  source.update = async () => {
    throw new Error("connection lost");
  };
  await expect(users.update(id, { name: "Grace" })).rejects.toThrow("connection lost");
  expect(users.entries).toBe(0);
});

test("a read that began before a write is not kept", async () => {
  const { source, users, id } = await setUp();
  const stale = (await source.get(id)) as User;
  const slow = Promise.withResolvers<User>();
  source.get = () => slow.promise;
  const reading = users.get(id);
  await users.update(id, { name: "Grace" });
  slow.resolve(stale);
  expect((await reading)?.name).toBe("Ada");
  expect(users.entries).toBe(0);
});

test("a read that fails is tried again by the next request", async () => {
  const { source, users, id } = await setUp();
  const get = source.get.bind(source);
  source.get = async () => {
    throw new Error("connection lost");
  };
  await expect(users.get(id)).rejects.toThrow("connection lost");
  source.get = get;
  expect((await users.get(id))?.name).toBe("Ada");
});

test("keeps at most `size` users, the most recently read", async () => {
  const { source, users, id } = await setUp({ size: 2 });
  const { id: second } = await users.create({ name: "B", email: "b@example.com" });
  const { id: third } = await users.create({ name: "C", email: "c@example.com" });
  for (const each of [id, second, third, third, second]) await users.get(each);
  expect(source.reads).toBe(3);
  await users.get(id);
  expect(source.reads).toBe(4);
});

test("keeps a user for the time to live", async () => {
  const { users, lookups, id } = await setUp({ ttlSeconds: 0.2 });
  await users.get(id);
  await users.get(id);
  await sleep(250);
  await users.get(id);
  expect(lookups).toEqual(["miss", "hit", "miss"]);
});

test("while paused, and with a time to live of 0, every read goes to the source", async () => {
  const { source, users, id } = await setUp();
  await users.get(id);
  users.pause();
  await users.get(id);
  await users.get(id);
  expect(source.reads).toBe(3);
  users.resume();
  await users.get(id);
  await users.get(id);
  expect(source.reads).toBe(4);

  const off = await setUp({ ttlSeconds: 0 });
  off.users.resume();
  await off.users.get(off.id);
  await off.users.get(off.id);
  expect(off.source.reads).toBe(2);
});
