import type { User } from "../../src/schemas/user.ts";
import { EmailTaken, type Users } from "../../src/users/users.ts";

/** Users that live as long as the test. */
export function memoryUsers(): Users & { reads: number } {
  const rows = new Map<number, User>();
  const now = () => new Date().toISOString();
  const assertFree = (email: string | undefined, except?: number) => {
    for (const row of rows.values()) if (row.email === email && row.id !== except) throw new EmailTaken();
  };
  let lastId = 0;
  return {
    reads: 0,
    async list({ after, limit }) {
      return [...rows.values()].filter((row) => row.id > after).slice(0, limit);
    },
    async get(id) {
      this.reads += 1;
      return rows.get(id);
    },
    async create(user) {
      assertFree(user.email);
      lastId += 1;
      const row = { id: lastId, ...user, created_at: now(), updated_at: now() };
      rows.set(row.id, row);
      return row;
    },
    async update(id, changes) {
      const row = rows.get(id);
      if (!row) return undefined;
      assertFree(changes.email, id);
      const changed = { ...row, ...changes, updated_at: now() };
      rows.set(id, changed);
      return changed;
    },
    async remove(id) {
      return rows.delete(id);
    },
  };
}
