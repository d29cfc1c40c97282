import type { User, UserCreate, UserPage, UserUpdate } from "../schemas/user.ts";

/** Where users are kept. The routes know only this; tests pass one that lives in memory. */
export interface Users {
  list(page: UserPage): Promise<User[]>;
  /** Undefined where there is no such user; the same holds for `update`. */
  get(id: number): Promise<User | undefined>;
  /** @throws EmailTaken */
  create(user: UserCreate): Promise<User>;
  /** @throws EmailTaken */
  update(id: number, changes: UserUpdate): Promise<User | undefined>;
  /** False where there is no such user. */
  remove(id: number): Promise<boolean>;
}

/** Another user has this address. */
export class EmailTaken extends Error {
  override name = "EmailTaken";
  constructor() {
    super("A user with this email exists");
  }
}
