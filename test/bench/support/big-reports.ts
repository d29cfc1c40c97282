import { once } from "node:events";
import { createWriteStream } from "node:fs";

/** Writes a file piece by piece; resolves with its size in bytes. */
async function writePieces(path: string, pieces: Iterable<string>): Promise<number> {
  const file = createWriteStream(path, { highWaterMark: 1024 * 1024 });
  for (const piece of pieces) if (!file.write(piece)) await once(file, "drain");
  file.end();
  await once(file, "close");
  return file.bytesWritten;
}

const TRACE = Array.from(
  { length: 12 },
  (_, at) => `\tat com.acme.shop.orders.checkout.CheckoutService.step${at}(CheckoutService.java:${100 + at})`,
).join("\n");

function* suites(cases: number): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n';
  for (let first = 0; first < cases; first += 50) {
    const suite = `com.acme.shop.orders.Suite${first / 50}Test`;
    let text = `<testsuite name="${suite}" tests="50" failures="1" errors="0" skipped="1" time="1.234" timestamp="2026-01-02T03:04:05Z">\n`;
    for (let at = first; at < Math.min(first + 50, cases); at++) {
      const start = `  <testcase name="placesAnOrderWhenTheCartHoldsItem${at}" classname="${suite}" time="0.0${at % 89}"`;
      if (at % 50 === 7) {
        text += `${start}>\n    <failure message="expected: &lt;${at}&gt; but was: &lt;0&gt;" type="org.opentest4j.AssertionFailedError"><![CDATA[${TRACE}]]></failure>\n  </testcase>\n`;
      } else if (at % 50 === 9) text += `${start}><skipped message="not on this machine"/></testcase>\n`;
      else text += `${start}/>\n`;
    }
    yield `${text}  <system-out><![CDATA[${"INFO  orders: placed, paid, sent\n".repeat(60)}]]></system-out>\n</testsuite>\n`;
  }
  yield "</testsuites>\n";
}

/** A JUnit file as Surefire would write it: 50 cases a suite, one of them failed, one skipped, output of every suite. */
export const writeJUnit = (path: string, cases: number): Promise<number> => writePieces(path, suites(cases));

/** Path of a source file that the lcov report tells of. */
export const sourceFile = (number: number): string => `src/modules/part${number % 40}/file${number}.ts`;

function* records(files: number, lines: number): Generator<string> {
  for (let file = 0; file < files; file++) {
    let text = `TN:\nSF:${sourceFile(file)}\n`;
    for (let at = 0; at < 20; at++) text += `FN:${at * 25 + 1},function${at}\nFNDA:${(file + at) % 5},function${at}\n`;
    for (let at = 0; at < 30; at++) text += `BRDA:${at * 20 + 2},${at},0,${at % 3}\n`;
    for (let line = 1; line <= lines; line++) text += `DA:${line * 2},${(line * 7 + file) % 1000}\n`;
    yield `${text}LF:${lines}\nLH:${lines}\nend_of_record\n`;
  }
}

/** An lcov file with the given number of source files and of lines with code in each. */
export const writeLcov = (path: string, files: number, lines: number): Promise<number> =>
  writePieces(path, records(files, lines));
