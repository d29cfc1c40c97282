import type pg from "pg";
import type { User, UserCreate, UserPage, UserUpdate } from "../schemas/user.ts";
import { EmailTaken, type Users } from "./users.ts";

type Row = Omit<User, "created_at" | "updated_at"> & { created_at: Date; updated_at: Date };

const columns = "id, name, email, created_at, updated_at";

/** Users in PostgreSQL. Statements are named, so that each connection parses and plans them once. */
export class PostgresUsers implements Users {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async list({ after, limit }: UserPage): Promise<User[]> {
    return this.#query("list", `SELECT ${columns} FROM users WHERE id > $1 ORDER BY id LIMIT $2`, [after, limit]);
  }

  async get(id: number): Promise<User | undefined> {
    const [user] = await this.#query("get", `SELECT ${columns} FROM users WHERE id = $1`, [id]);
    return user;
  }

  async create({ name, email }: UserCreate): Promise<User> {
    const sql = `INSERT INTO users (name, email) VALUES ($1, $2) RETURNING ${columns}`;
    const [user] = await this.#query("create", sql, [name, email]);
    return user as User;
  }

  async update(id: number, { name, email }: UserUpdate): Promise<User | undefined> {
    const sql = `UPDATE users SET name = coalesce($2, name), email = coalesce($3, email), updated_at = now()
                 WHERE id = $1 RETURNING ${columns}`;
    const [user] = await this.#query("update", sql, [id, name, email]);
    return user;
  }

  async remove(id: number): Promise<boolean> {
    const result = await this.#pool.query({ name: "remove", text: "DELETE FROM users WHERE id = $1", values: [id] });
    return result.rowCount === 1;
  }

  async #query(name: string, text: string, values: unknown[]): Promise<User[]> {
    try {
      const { rows } = await this.#pool.query<Row>({ name, text, values });
      return rows.map((row) => ({
        ...row,
        created_at: row.created_at.toISOString(),
        updated_at: row.updated_at.toISOString(),
      }));
    } catch (error) {
      const { code, constraint } = error as pg.DatabaseError;
      if (code === "23505" && constraint === "users_email_key") throw new EmailTaken();
      throw error;
    }
  }
}
