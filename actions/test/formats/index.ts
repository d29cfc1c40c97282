import type { Head } from "../reading/head.ts";
import { clover } from "./clover.ts";
import { cobertura } from "./cobertura.ts";
import { ctrf } from "./ctrf.ts";
import type { Format } from "./format.ts";
import { goCover } from "./go-cover.ts";
import { goTest } from "./go-test.ts";
import { istanbul } from "./istanbul.ts";
import { jacoco } from "./jacoco.ts";
import { jest } from "./jest.ts";
import { junit } from "./junit.ts";
import { lcov } from "./lcov.ts";
import { mocha } from "./mocha.ts";
import { nunit } from "./nunit.ts";
import { opencover } from "./opencover.ts";
import { tap } from "./tap.ts";
import { trx } from "./trx.ts";
import { xunit } from "./xunit.ts";

/** Every format that can be read. A new one is a file in this folder and its place here. */
export const FORMATS: readonly Format[] = [
  ...[junit, trx, nunit, xunit, jest, mocha, ctrf, goTest, tap],
  ...[lcov, cobertura, jacoco, clover, istanbul, goCover, opencover],
];

/** The format of a file by its content, or undefined where it is none of ours. */
export function detect(head: Head): Format | undefined {
  return FORMATS.find((format) => format.detect(head));
}
