import { expect, test } from "vitest";
import { Coverage } from "../model/coverage.ts";
import { TestCollector, titleOf } from "../model/test-results.ts";
import { headOfText } from "../reading/head.ts";
import { memoryInput } from "../reading/input.ts";
import { detect, FORMATS } from "./index.ts";

/** Files written by hand from the formats' schemas, for producers that do not run here; and hostile ones. */
async function read(text: string) {
  const tests = new TestCollector();
  const coverage = new Coverage();
  const remarks: string[] = [];
  const remark = (line: string) => void remarks.push(line);
  const format = detect(headOfText(text));
  if (format?.kind === "tests") {
    await format.read(memoryInput(text), { add: (run) => tests.add(run, "r"), remark });
  } else if (format) {
    await format.read(memoryInput(text), {
      file: (path, roots = []) => coverage.file([...roots, path].join("|")),
      remark,
    });
  }
  const { failed, skipped, flaky, counts } = tests.results();
  const told = [...failed, ...flaky].map((one) => `${one.state}: ${titleOf(one)}: ${one.failures[0]?.message}`);
  return { format: format?.name, counts, told, skipped, coverage, remarks };
}

const TRX = `<?xml version="1.0" encoding="utf-8"?>
<TestRun id="1" xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
<UnitTestResult testId="a" testName="Acme.Sums.Adds" outcome="Passed" duration="00:01:01.5000000"/>
<UnitTestResult testId="b" testName="Fails" outcome="Failed"><Output><StdOut>said</StdOut><ErrorInfo>
<Message>1 is not 2</Message><StackTrace>at Acme.Sums.Fails() in /src/Sums.cs:line 7</StackTrace></ErrorInfo></Output></UnitTestResult>
<UnitTestResult testId="c" testName="Ignored" outcome="NotExecuted"><Output><ErrorInfo><Message>not here</Message></ErrorInfo></Output></UnitTestResult>
<UnitTestResult testId="d" testName="Rows" outcome="Passed"><InnerResults>
<UnitTestResult testId="d" testName="Rows (1)" outcome="Passed"/><UnitTestResult testId="d" testName="Rows (2)" outcome="Timeout"/>
</InnerResults></UnitTestResult></Results>
<TestDefinitions><UnitTest id="a"><TestMethod className="Acme.Sums, Acme" name="Adds"/></UnitTest>
<UnitTest id="b"><TestMethod className="Acme.Sums" name="Fails"/></UnitTest></TestDefinitions>
<ResultSummary outcome="Failed"/></TestRun>`;

const NUNIT3 = `<test-run id="2" testcasecount="4"><test-suite type="Assembly" name="/src/bin/Acme.dll"><test-suite type="TestFixture" name="Sums">
<test-case name="Adds" fullname="Acme.Sums.Adds" classname="Acme.Sums" result="Passed" duration="0.5"/>
<test-case name="Fails(1.5)" fullname="Acme.Sums.Fails(1.5)" classname="Acme.Sums" result="Failed"><failure><message><![CDATA[1 is not 2]]></message><stack-trace>at x</stack-trace></failure></test-case>
<test-case name="Throws" fullname="Acme.Sums.Throws" classname="Acme.Sums" result="Failed" label="Error"><failure><message>boom</message></failure></test-case>
<test-case name="Ignored" fullname="Acme.Sums.Ignored" classname="Acme.Sums" result="Skipped" label="Ignored"><reason><message>not here</message></reason></test-case>
</test-suite></test-suite></test-run>`;

const NUNIT2 = `<test-results name="Acme.dll" total="3"><test-suite name="Acme.dll" type="Assembly"><results>
<test-case name="Acme.Sums.Adds" executed="True" success="True" result="Success" time="0.1"/>
<test-case name="Acme.Sums.Fails(&quot;a.b&quot;)" executed="True" success="False" result="Failure"><failure><message>1 is not 2</message></failure></test-case>
<test-case name="Acme.Sums.Ignored" executed="False" result="Ignored"><reason><message>not here</message></reason></test-case>
</results></test-suite></test-results>`;

const XUNIT2 = `<assemblies><assembly name="/src/bin/Acme.dll"><errors><error type="assembly-cleanup" name="fixture"><failure exception-type="E"><message>left open</message></failure></error></errors>
<collection name="c"><test name="Acme.Sums.Adds(x: 1)" type="Acme.Sums" method="Adds" time="0.25" result="Pass"/>
<test name="Acme.Sums.Fails" type="Acme.Sums" method="Fails" time="0" result="Fail"><failure exception-type="Xunit.EqualException"><message>1 is not 2</message><stack-trace>at x</stack-trace></failure></test>
<test name="Acme.Sums.Ignored" type="Acme.Sums" result="Skip"><reason>not here</reason></test></collection></assembly></assemblies>`;

const XUNIT1 = `<assembly name="Acme.dll"><class name="Acme.Sums"><test name="Acme.Sums.Adds" type="Acme.Sums" method="Adds" result="Pass" time="0.2"/>
<test name="Acme.Sums.Ignored" type="Acme.Sums" method="Ignored" result="Skip"><reason><message>not here</message></reason></test></class></assembly>`;

const CTRF = JSON.stringify({
  results: {
    tool: { name: "x" },
    tests: [
      { name: "adds", suite: "sum > small", status: "passed", duration: 5 },
      { name: "fails", status: "failed", message: "1 is not 2", trace: "at a.ts:1:2", filePath: "a.ts", line: 3 },
      { name: "flaky", status: "passed", flaky: true, retryAttempts: [{ status: "failed", message: "once" }] },
      { name: "pends", status: "pending", message: "not here" },
    ],
  },
});

test.each([
  ["TRX", TRX, [5, 2, 2, 1, 0], ["failed: Acme.Sums › Fails: 1 is not 2", "error: Rows (2): failed"]],
  [
    "NUnit",
    NUNIT3,
    [4, 1, 2, 1, 0],
    ["failed: Acme.dll › Acme.Sums › Fails(1.5): 1 is not 2", "error: Acme.dll › Acme.Sums › Throws: boom"],
  ],
  ["NUnit", NUNIT2, [3, 1, 1, 1, 0], ['failed: Acme.dll › Acme.Sums › Fails("a.b"): 1 is not 2']],
  [
    "xUnit.net",
    XUNIT2,
    [4, 1, 2, 1, 0],
    ["error: Acme.dll › assembly-cleanup › fixture: left open", "failed: Acme.dll › Acme.Sums › Fails: 1 is not 2"],
  ],
  ["xUnit.net", XUNIT1, [2, 1, 0, 1, 0], []],
  ["CTRF", CTRF, [4, 2, 1, 1, 1], ["failed: fails: 1 is not 2", "flaky: flaky: once"]],
])("%s: every kind of end", async (name, text, numbers, failures) => {
  const { format, counts, told, skipped } = await read(text);
  expect(format).toBe(name);
  const { tests, passed, failed, skipped: left, flaky } = counts;
  expect([tests, passed, failed, left, flaky]).toEqual(numbers);
  expect(told).toEqual(failures);
  if (name !== "CTRF") expect(skipped[0]?.reason).toBe("not here");
});

test("TRX and its times: hours, minutes, seconds", async () => {
  expect((await read(TRX)).counts.duration).toBe(61_500);
});

test("TRX: a run that failed without a failed test is one", async () => {
  const { told } = await read('<TestRun><Results/><ResultSummary outcome="Failed"/></TestRun>');
  expect(told).toEqual(['error: (the run itself): the run ended as "failed" without a failed test']);
});

const JACOCO = `<?xml version="1.0"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "http://127.0.0.1:1/report.dtd"><report name="x"><sessioninfo id="h"/>
<package name="org/acme"><class name="org/acme/Sum" sourcefilename="Sum.java"><method name="add" desc="(II)I" line="3"><counter type="METHOD" missed="0" covered="1"/></method>
<method name="other" desc="()V" line="9"><counter type="METHOD" missed="1" covered="0"/></method></class>
<sourcefile name="Sum.java"><line nr="3" mi="0" ci="4" mb="1" cb="3"/><line nr="9" mi="2" ci="0" mb="0" cb="0"/><counter type="LINE" missed="99" covered="0"/></sourcefile></package></report>`;

const OPENCOVER = `<CoverageSession><Modules><Module><Files><File uid="1" fullPath="/src/Sum.cs"/></Files><Classes><Class><Methods>
<Method visited="true"><Name>Add</Name><FileRef uid="1"/><SequencePoints><SequencePoint vc="2" sl="3" el="4" fileid="1"/><SequencePoint vc="0" sl="4" el="4" fileid="1"/><SequencePoint vc="0" sl="6" el="16707566" fileid="9"/></SequencePoints>
<BranchPoints><BranchPoint vc="1" sl="3" path="0" offset="2" fileid="1"/><BranchPoint vc="0" sl="3" path="1" offset="2" fileid="1"/></BranchPoints></Method>
</Methods></Class></Classes></Module></Modules></CoverageSession>`;

// Coverlet: an async method is a class of its own; gcovr: lines only in methods.
const COBERTURA = `<coverage line-rate="0.1" version="1"><sources><source>/src</source><source>/other</source></sources><packages><package><classes>
<class name="Sum" filename="Sum.cs"><methods><method name="Add" signature="()"><lines><line number="3" hits="2"/></lines></method></methods><lines><line number="3" hits="2" branch="True" condition-coverage="50% (1/2)"/></lines></class>
<class name="Sum/&lt;Run&gt;d__1" filename="Sum.cs"><methods><method name="MoveNext" signature="()"><lines><line number="5" hits="0"/></lines></method></methods></class>
</classes></package></packages></coverage>`;

const PHPUNIT = `<coverage generated="1"><project timestamp="1"><file name="/src/Sum.php"><class name="Sum"><metrics methods="1"/></class>
<line num="3" type="method" name="add" count="2"/><line num="4" type="stmt" count="2"/><line num="5" type="stmt" count="0"/><metrics statements="2"/></file></project></coverage>`;

const OPENCLOVER = `<coverage generated="1" clover="4.4"><project><file name="Sum.java" path="/src/Sum.java"><line num="4" type="cond" truecount="5" falsecount="0"/><line num="5" type="stmt" count="0"/>
<metrics conditionals="2" coveredconditionals="1"/></file></project></coverage>`;

test.each([
  ["JaCoCo", JACOCO, "org/acme/Sum.java", "1/2 3/4 1/2"],
  ["OpenCover", OPENCOVER, "/src/Sum.cs", "2/2 1/2 1/1"],
  ["Cobertura", COBERTURA, "/src|/other|Sum.cs", "1/2 1/2 1/2"],
  ["Clover", PHPUNIT, "/src/Sum.php", "1/2 0/0 1/1"],
  ["Clover", OPENCLOVER, "/src/Sum.java", "1/2 1/2 0/0"],
])("%s: lines, branches, functions", async (name, text, path, expected) => {
  const { format, coverage } = await read(text);
  expect(format).toBe(name);
  expect([...coverage.files.keys()]).toEqual([path]);
  const { lines, branches, functions } = coverage.totals();
  expect([lines, branches, functions].map(({ covered, total }) => `${covered}/${total}`).join(" ")).toBe(expected);
});

test("coverage of the same block of Go, told once a package that was tested, adds up", async () => {
  const { coverage } = await read("mode: set\na.go:1.1,2.2 3 0\na.go:1.1,2.2 3 1\nmode: set\na.go:1.1,2.2 3 0\n");
  expect(coverage.totals()).toMatchObject({ statements: { covered: 3, total: 3 }, lines: { covered: 2, total: 2 } });
});

test.each([
  ["TAP without a plan", "TAP version 13\nok 1 - a\n", /no plan/],
  ["TAP that is cut", "TAP version 13\n1..3\nok 1 - a\n", /plan says 3 tests and it tells of 1/],
  [
    "go test that is cut",
    '{"Action":"start","Package":"p"}\n{"Action":"run","Package":"p","Test":"T"}\n',
    /ends before the package p/,
  ],
  ["JSON that is cut", '{"numTotalTests":1,"testResults":[{', /no whole JSON/],
  ["CTRF without tests", '{"results":{"tool":{}}}', /no results\.tests/],
  ["Go's profile that is cut", "mode: set\na.go:1.1,2.", /line 2 is no block/],
  ["istanbul's JSON with nonsense", '{"a.js":{"statementMap":3}}', /"a\.js" is broken/],
  ["NUnit that is cut", '<test-run><test-case name="a" result="Passed"/>', /ends inside of <test-run>/],
  ["Cobertura that is cut", '<coverage line-rate="1"><packages>', /ends inside of <packages>/],
])("%s is an explicit failure", async (_, text, message) => {
  await expect(read(text)).rejects.toThrow(message);
});

test("TAP: bail out is a failure, escaped hashes are no directives, a failing hook is told of", async () => {
  const { told, counts } = await read(
    "TAP version 14\n# Subtest: s\n    ok 1 - a \\# SKIP no\n    1..1\nnot ok 1 - s\n  ---\n  error: 'hook'\n  ...\nBail out! disk\n",
  );
  expect(told).toEqual(["failed: s: hook", "error: (the run itself): Bail out! disk"]);
  expect(counts).toMatchObject({ tests: 3, passed: 1, failed: 2 });
});

test("no beginning of a file takes long to tell formats apart by", () => {
  for (const text of [
    `#${"\n".repeat(5000)}x`,
    "# a\n".repeat(4000),
    `<a ${" ".repeat(15_000)}`,
    `{${'"a":'.repeat(3000)}`,
  ]) {
    const start = performance.now();
    detect(headOfText(text));
    expect(performance.now() - start).toBeLessThan(1000);
  }
});

/** Files of every format, cut and changed at random; a fixed seed, so that a failure can be repeated. */
test("no broken file makes a reader crash, hang or throw anything but a message", async () => {
  const samples = [TRX, NUNIT3, NUNIT2, XUNIT2, CTRF, JACOCO, OPENCOVER, COBERTURA, PHPUNIT];
  samples.push("SF:a\nFN:1,f\nFNDA:1,f\nBRDA:1,0,0,1\nDA:1,1\nend_of_record\n", "mode: set\na.go:1.1,2.2 3 0\n");
  samples.push("TAP version 13\n1..1\nnot ok 1 - a\n  ---\n  error: |-\n    x\n  ...\n");
  let seed = 42;
  const random = (below: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return seed % below;
  };
  for (const sample of samples) {
    for (let round = 0; round < 60; round++) {
      let text = sample;
      for (let change = random(3); change >= 0; change--) {
        const at = random(text.length);
        const junk = ["", "\0", "<", "&#0;", '"', "]]>", "999999999999", "-1", "\n", "__proto__", "\ud800"][random(11)];
        text = text.slice(0, at) + junk + text.slice(at + random(20));
      }
      if (random(3) === 0) text = text.slice(0, random(text.length));
      await read(text).catch((error: Error) => {
        if (error.name !== "BrokenReport") throw new Error(`${error.stack}\n${JSON.stringify(text)}`);
      });
    }
  }
  expect(FORMATS.length).toBe(16);
});
