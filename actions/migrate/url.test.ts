import { describe, expect, it } from "vitest";
import { messageOf, UserError } from "../../toolkit/errors.ts";
import { readUrl, secretsOf } from "./url.ts";

describe("readUrl", () => {
  it("reads every part", () => {
    expect(
      readUrl("postgresql://a%40b:p%2Fw@db.example.com:6432/my%20db?sslmode=verify-full&sslrootcert=ca.pem"),
    ).toEqual({
      host: "db.example.com",
      port: 6432,
      user: "a@b",
      password: "p/w",
      database: "my db",
      tls: { verify: true, authorities: "ca.pem" },
      options: "",
      place: "my db at db.example.com:6432",
    });
  });

  it.each([
    ["postgres://u@h", { port: 5432, database: "u", password: "", tls: undefined }],
    ["postgres://u@[::1]:1/d", { host: "::1", port: 1 }],
    ["postgres://u@/d?host=/var/run/postgresql", { host: "/var/run/postgresql", place: "d at /var/run/postgresql" }],
    ["postgres://u@h/d?options=-c%20search_path%3Da", { options: "-c search_path=a" }],
    ["postgres://u@h/d?sslmode=require", { tls: { verify: true } }],
    ["postgres://u@h/d?sslmode=no-verify", { tls: { verify: false } }],
    ["postgres://u@h/d?sslmode=disable", { tls: undefined }],
    [
      "postgres://u@h/d?sslmode=verify-full&sslcert=c.pem&sslkey=k.pem",
      { tls: { verify: true, certificate: "c.pem", key: "k.pem" } },
    ],
    ["postgres://u:50%@h/d", { password: "50%" }],
  ])("%s", (text, expected) => {
    expect(readUrl(text)).toMatchObject(expected);
  });

  it.each([
    ["postgres://u:hunter2#x@h/d?", /no user|not an address/],
    ["hunter2", /not an address/],
    ["mysql://u:hunter2@h/d", /mysql:\/\//],
    ["postgres://u:hunter2@h/d?sslmode=hunter", /sslmode/],
    ["postgres://h/d", /names no user/],
  ])("%s is refused without showing the password", (text, message) => {
    let error: unknown;
    try {
      readUrl(text);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(UserError);
    expect(messageOf(error)).toMatch(message);
    expect(`${messageOf(error)} ${(error as UserError).hint}`).not.toContain("hunter2");
  });
});

it("names every form in which the password may show up", () => {
  expect(secretsOf("postgres://app:p%40ss@h/d")).toEqual(
    expect.arrayContaining(["postgres://app:p%40ss@h/d", "p%40ss", "p@ss", "app:p%40ss"]),
  );
  expect(secretsOf("postgres://app:raw@pass@h/d")).toEqual(expect.arrayContaining(["raw@pass"]));
  expect(secretsOf("postgres://app@h/d?password=p%20w&sslpassword=k%20w")).toEqual(
    expect.arrayContaining(["p w", "k w"]),
  );
  expect(secretsOf("no address")).toEqual(["no address"]);
});
