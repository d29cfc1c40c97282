import { LRUCache } from "lru-cache";
import type { User, UserCreate, UserPage, UserUpdate } from "../schemas/user.ts";
import type { Users } from "./users.ts";

/** How a cache is bounded, and who counts its hits and misses. */
export type CacheOptions = { size: number; ttlSeconds: number; onLookup?: (result: "hit" | "miss") => void };

/**
 * Keeps recently read users in memory in front of `source`. Several requests for a user that is not there yet share
 * one query. A write takes the user out, also out of a query that is under way: what it read may be old.
 */
export class CachedUsers implements Users {
  readonly #source: Users;
  readonly #cache: LRUCache<number, User>;
  readonly #loading = new Map<number, Promise<User | undefined>>();
  readonly #onLookup: (result: "hit" | "miss") => void;
  readonly #enabled: boolean;
  #paused: boolean;

  constructor(source: Users, { size, ttlSeconds, onLookup = () => {} }: CacheOptions) {
    this.#source = source;
    this.#enabled = ttlSeconds > 0;
    this.#paused = !this.#enabled;
    // lru-cache counts in whole milliseconds and would read 0 as "for ever".
    this.#cache = new LRUCache({ max: size, ttl: Math.max(1, Math.round(ttlSeconds * 1000)) });
    this.#onLookup = onLookup;
  }

  get entries(): number {
    return this.#cache.size;
  }

  async get(id: number): Promise<User | undefined> {
    if (this.#paused) return this.#source.get(id);
    const cached = this.#cache.get(id);
    this.#onLookup(cached ? "hit" : "miss");
    return cached ?? this.#loading.get(id) ?? this.#load(id);
  }

  #load(id: number): Promise<User | undefined> {
    const load = this.#source.get(id).then(
      (user) => {
        const current = this.#loading.get(id) === load;
        if (current) this.#loading.delete(id);
        if (current && user) this.#cache.set(id, user);
        return user;
      },
      (error) => {
        if (this.#loading.get(id) === load) this.#loading.delete(id);
        throw error;
      },
    );
    this.#loading.set(id, load);
    return load;
  }

  list(page: UserPage): Promise<User[]> {
    return this.#source.list(page);
  }

  create(user: UserCreate): Promise<User> {
    return this.#source.create(user);
  }

  async update(id: number, changes: UserUpdate): Promise<User | undefined> {
    try {
      return await this.#source.update(id, changes);
    } finally {
      // Also after a failure: a connection that broke may have broken after the commit.
      this.forget(id);
    }
  }

  async remove(id: number): Promise<boolean> {
    try {
      return await this.#source.remove(id);
    } finally {
      this.forget(id);
    }
  }

  /** Takes one user out: it has changed, here or in another replica. */
  forget(id: number): void {
    this.#cache.delete(id);
    this.#loading.delete(id);
  }

  /** While paused, every read goes to the source; `resume` starts with an empty cache. */
  pause(): void {
    this.#paused = true;
    this.#cache.clear();
    this.#loading.clear();
  }

  resume(): void {
    this.#paused = !this.#enabled;
  }
}
