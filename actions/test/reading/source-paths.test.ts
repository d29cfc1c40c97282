import { expect, test } from "vitest";
import { sourcePaths } from "./source-paths.ts";

const MODULES: Record<string, string> = {
  "/repo/go.mod": "// the root\nmodule example.com/shop // of all\n\ngo 1.22\n",
  "/repo/tools/go.mod": 'module "example.com/shop/tools"\n',
};
const FILES = [
  ...["go.mod", "tools/go.mod", "main.go", "sum/sum.go", "other/sum/sum.go", "tools/sum/sum.go"],
  ...["orders/src/main/java/org/acme/Sum.java", "payments/src/main/java/org/acme/Sum.java"],
  ...["web/src/index.ts", "admin/src/index.ts", "lib/x.cs"],
];
const sourcePath = sourcePaths({
  workspace: "/repo",
  folder: "/repo",
  tracked: FILES,
  exists: () => false,
  read: (path) => {
    const text = MODULES[path];
    if (text === undefined) throw new Error("no such file");
    return text;
  },
});

test.each([
  // path in the report, report, roots, path in the repository
  ["example.com/shop/sum/sum.go", "cover.out", [], "sum/sum.go"],
  ["example.com/shop/main.go", "cover.out", [], "main.go"],
  ["example.com/shop/tools/sum/sum.go", "cover.out", [], "tools/sum/sum.go"],
  ["example.com/shopping/sum/sum.go", "other/cover.out", [], "other/sum/sum.go"],
  // The same package in two modules of a Maven build: the one whose report it is.
  ["org/acme/Sum.java", "payments/target/site/jacoco/jacoco.xml", [], "payments/src/main/java/org/acme/Sum.java"],
  ["org/acme/Sum.java", "orders/target/site/jacoco/jacoco.xml", [], "orders/src/main/java/org/acme/Sum.java"],
  ["org/acme/Sum.java", "jacoco.xml", [], "org/acme/Sum.java"],
  // <source> of another machine, and of this one.
  ["src/index.ts", "coverage.xml", ["/builds/web", "/repo/admin"], "admin/src/index.ts"],
  ["index.ts", "coverage.xml", ["/repo/web/src"], "web/src/index.ts"],
  ["C:\\agent\\work\\lib\\x.cs", "coverage.xml", [], "lib/x.cs"],
  ["file:///repo/web/src/index.ts", "coverage.xml", [], "web/src/index.ts"],
  ["../../etc/passwd", "coverage.xml", [], "../../etc/passwd"],
])("%s of %s is %s", (written, report, roots, expected) => {
  expect(sourcePath(written, report, roots)).toBe(expected);
});

test("without git and without go.mod the path is told from the folder of the tests", () => {
  const alone = sourcePaths({ workspace: "/repo", folder: "/repo/app", tracked: [], exists: () => false });
  expect(alone("src/a.ts", "app/lcov.info")).toBe("app/src/a.ts");
});
