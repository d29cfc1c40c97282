import type { Head } from "../reading/head.ts";
import type { Format } from "./format.ts";
import { junit } from "./junit.ts";
import { lcov } from "./lcov.ts";

/** Every format that can be read. A new one is a file in this folder and its line here. */
export const FORMATS: readonly Format[] = [junit, lcov];

/** The format of a file by its content, or undefined where it is none of ours. */
export function detect(head: Head): Format | undefined {
  return FORMATS.find((format) => format.detect(head));
}
