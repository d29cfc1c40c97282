import { expect, test } from "vitest";
import { ownChecks } from "./checks.ts";
import { parseDockerfile } from "./dockerfile.ts";

const rules = (text: string) =>
  ownChecks(parseDockerfile(text)).map(({ line, message }) => `${line} ${message.split(":")[0]}`);

test.each<[dockerfile: string, found: string[]]>([
  ["FROM a AS Upper", ["1 StageNameCasing"]],
  ["FROM a AS scratch", ["1 ReservedStageName"]],
  ["FROM a AS x\nFROM b AS x", ["2 DuplicateStageName"]],
  ["FROM a\nMAINTAINER me", ["2 MaintainerDeprecated"]],
  ["FROM a\nWORKDIR app", ["2 WorkdirRelativePath"]],
  ["FROM a\nWORKDIR /app\nWORKDIR sub", []],
  ["FROM a\nCMD run me", ["2 JSONArgsRecommended"]],
  ['FROM a\nCMD ["run", "me"]', []],
  ['FROM a\nSHELL ["bash", "-c"]\nENTRYPOINT run me', []],
  ['FROM a\nCMD ["a"]\nCMD ["b"]', ["2 MultipleInstructionsDisallowed"]],
  ['FROM a\nCMD ["a"]\nFROM b\nCMD ["b"]', []],
  ["FROM a\nENV KEY_OF value here", ["2 LegacyKeyValueFormat", "2 SecretsUsedInArgOrEnv"]],
  ["FROM a\nARG API_TOKEN=x\nENV A=1 DB_PASSWORD=2", ["2 SecretsUsedInArgOrEnv", "3 SecretsUsedInArgOrEnv"]],
  ["FROM a\nARG PUBLIC_KEY\nENV MONKEY=1 TOKENS=2", []],
])("%j", (dockerfile, found) => expect(rules(dockerfile)).toEqual(found));
