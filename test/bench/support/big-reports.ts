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

function* testFiles(files: number): Generator<string> {
  yield '{"numFailedTests":0,"numTotalTests":0,"startTime":1767323045000,"success":false,"testResults":[';
  const trace = "    at Object.<anonymous> (/home/dev/app/src/a.test.ts:12:3)\n".repeat(12);
  for (let file = 0; file < files; file++) {
    const assertionResults = Array.from({ length: 50 }, (_, at) => ({
      ancestorTitles: ["orders", `checkout ${file}`],
      duration: at % 9,
      failureMessages: at === 7 ? [`AssertionError: expected "x"\n${trace}`] : [],
      fullName: `orders checkout ${file} places an order with item ${at}`,
      location: null,
      retryReasons: [],
      status: at === 7 ? "failed" : "passed",
      title: `places an order with item ${at}`,
    }));
    const name = `/home/dev/app/${sourceFile(file).replace(".ts", ".test.ts")}`;
    yield `${file === 0 ? "" : ","}${JSON.stringify({ assertionResults, message: "", name, status: "failed" })}`;
  }
  yield '],"wasInterrupted":false}';
}

/** The JSON of Jest with the given number of test files, 50 tests in each, one of them failed. */
export const writeJest = (path: string, files: number): Promise<number> => writePieces(path, testFiles(files));

function* instrumented(files: number): Generator<string> {
  yield "{";
  for (let file = 0; file < files; file++) {
    const path = `/home/dev/app/${sourceFile(file)}`;
    const at = (line: number, column: number) => ({ line, column });
    const each = <T>(count: number, value: (index: number) => T) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [index, value(index)]));
    const coverage = {
      path,
      statementMap: each(300, (n) => ({ start: at(n * 2 + 1, 2), end: at(n * 2 + 1, 34 + (n % 40)) })),
      fnMap: each(20, (n) => ({
        name: `function${n}`,
        decl: { start: at(n * 25 + 1, 9) },
        loc: { start: at(n * 25 + 1, 20) },
      })),
      branchMap: each(30, (n) => {
        const loc = { start: at(n * 20 + 2, 4), end: at(n * 20 + 4, 5) };
        return { loc, type: "if", locations: [loc, loc] };
      }),
      s: each(300, (n) => (n * 7 + file) % 1000),
      f: each(20, (n) => (file + n) % 5),
      b: each(30, (n) => [n % 3, n % 2]),
    };
    yield `${file === 0 ? "" : ","}${JSON.stringify(path)}:${JSON.stringify(coverage)}`;
  }
  yield "}";
}

/** istanbul's JSON of the given number of source files. */
export const writeIstanbul = (path: string, files: number): Promise<number> => writePieces(path, instrumented(files));
