import { expect, it } from "vitest";
import { messageOf, UserError } from "../../../toolkit/errors.ts";
import { secretsOf } from "../url.ts";
import { readMysqlUrl } from "./url.ts";

it("reads every part", () => {
  expect(
    readMysqlUrl("mysql://a%40b:p%2Fw@db.example.com:3307/my%20db?ssl-mode=VERIFY_IDENTITY&ssl-ca=ca.pem"),
  ).toEqual({
    host: "db.example.com",
    port: 3307,
    socket: "",
    user: "a@b",
    password: "p/w",
    database: "my db",
    tls: { verify: true, authorities: "ca.pem" },
    place: "my db at db.example.com:3307",
  });
});

it.each([
  ["mariadb://u@h/d", { port: 3306, tls: undefined }],
  ["mysql://u@h/d?ssl-mode=REQUIRED", { tls: { verify: true } }],
  ["mysql://u@127.0.0.1/d?ssl-mode=no-verify", { tls: { verify: false } }],
  ["mysql://u@h/d?ssl-mode=DISABLED", { tls: undefined }],
  ["mysql://u@localhost/d?socket=/run/mysqld/mysqld.sock", { place: "d at /run/mysqld/mysqld.sock" }],
])("%s", (text, expected) => {
  expect(readMysqlUrl(text)).toMatchObject(expected);
});

it.each([
  ["mysql://u:hunter2@h", /names no database/],
  ["mysql://h/d", /names no user/],
  ["mysql://u:hunter2@h/d?ssl-mode=hunter", /ssl-mode/],
  ["mysql://u:hunter2@10.0.0.1/d?ssl-mode=REQUIRED", /name of the server at 10\.0\.0\.1 cannot be checked/],
  ["mysql://u:hunter2#@h/d", /not an address/],
])("%s is refused without showing the password", (text, message) => {
  let error: unknown;
  try {
    readMysqlUrl(text);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(UserError);
  expect(messageOf(error)).toMatch(message);
  expect(`${messageOf(error)} ${(error as UserError).hint}`).not.toContain("hunter2");
});

it("has its password among the secrets", () => {
  expect(secretsOf("mysql://u:p%40ss@h/d")).toEqual(expect.arrayContaining(["p%40ss", "p@ss"]));
});
