import * as z from "zod";

const name = z.string().trim().min(1).max(100);
const email = z.email().max(254);

/** What a client sends to create a user. */
export const UserCreate = z.strictObject({ name, email }).meta({ id: "UserCreate" });

/** What a client sends to change a user: any of the fields. */
export const UserUpdate = z.strictObject({ name, email }).partial().meta({ id: "UserUpdate" });

/** A user as a client sees it; fields that are not named here never leave the service. */
export const User = z
  .object({
    id: z.int().positive(),
    name: z.string(),
    email: z.string(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: "User" });

/** A whole number in a path or a query, where everything arrives as text. */
const wholeNumber = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value), schema);

export const UserId = z.object({ user_id: wholeNumber(z.int().positive()) });

/** A page of users: those whose id is above `after`, at most `limit` of them. */
export const UserPage = z.object({
  after: wholeNumber(z.int().min(0).default(0)),
  limit: wholeNumber(z.int().min(1).max(100).default(20)),
});

export type User = z.infer<typeof User>;
export type UserCreate = z.infer<typeof UserCreate>;
export type UserUpdate = z.infer<typeof UserUpdate>;
export type UserPage = z.infer<typeof UserPage>;
