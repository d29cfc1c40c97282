import { expect, test } from "vitest";
import { COMMANDS, type Command } from "./commands.ts";
import { flagsOf, GENERAL, readFlags } from "./flags.ts";

const command = (name: string): Command => {
  const found = COMMANDS.find((one) => one.name === name);
  if (!found) throw new Error(`there is no ${name}`);
  return found;
};
const read = (name: string, ...args: string[]) => readFlags(command(name), args, (path) => `text of ${path}\n`);

test("flags have the names of the inputs; a list is given by repeating its flag", () => {
  expect(read("build", "--tags", "a:1", "--build-args=A=1", "--build-args", "B=2").inputs).toEqual({
    tags: "a:1",
    "build-args": "A=1\nB=2",
  });
});

test("a switch needs no value and can be turned off in two ways", () => {
  expect(read("build", "--push").inputs).toEqual({ push: "true" });
  expect(read("build", "--push=false").inputs).toEqual({ push: "false" });
  expect(read("build", "--no-hints").inputs).toEqual({ hints: "false" });
  // An input of that very name comes first.
  expect(read("build", "--no-cache").inputs).toEqual({ "no-cache": "true" });
});

test("a secret comes from a file or a variable, never from the command line, and is not repeated in the message", () => {
  expect(read("deploy", "--secrets-file", "/run/x").inputs).toEqual({ secrets: "text of /run/x" });
  // Migrate has an input of that name; it reads the file itself, and standard input is read for it.
  expect(read("migrate", "--url-file", "/run/url").inputs).toEqual({ "url-file": "/run/url" });
  expect(read("migrate", "--url-file", "-").inputs).toEqual({ url: "text of -" });
  expect(() => read("migrate", "--url", "postgres://app:hunter22@db/app")).toThrow(
    /variable INPUT_URL.*--url-file PATH/s,
  );
  try {
    read("migrate", "--url=postgres://app:hunter22@db/app");
  } catch (error) {
    expect(String(error)).not.toContain("hunter22");
  }
  expect(() => read("migrate", "--url", "postgres://app:hunter22@db/app")).not.toThrow(/hunter22/);
});

test("every mistake is told at once, an unknown flag with the one that was meant", () => {
  expect(() => read("deploy", "--replcas", "3", "extra", "--app")).toThrow(
    /--replcas.*--replicas.*\n.*extra.*\n.*--app takes/s,
  );
  expect(() => read("deploy", "--replcas", "3")).not.toThrow(/"3"/);
  try {
    read("deploy", "--nosuch");
  } catch (error) {
    expect(error).toMatchObject({ exitCode: 2, hint: "quayside deploy --help lists its flags." });
  }
});

test("help wins over mistakes", () => {
  expect(read("deploy", "--nosuch", "-h").help).toBe(true);
});

test.each(COMMANDS.map((one) => [one.name, one] as const))("%s: no two flags have the same name", (_, one) => {
  const flags = flagsOf(one);
  expect(flags).toEqual([...new Set(flags)]);
  expect(Object.keys(one.inputs).filter((name) => name in GENERAL)).toEqual([]);
});

test.each(COMMANDS.map((one) => [one.name, one] as const))(
  "%s: its example is a command line that it takes",
  (_, one) => {
    const [program, name, ...args] = (one.example.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
    expect([program, name]).toEqual(["quayside", one.name]);
    expect(() => readFlags(one, args, () => "")).not.toThrow();
  },
);
