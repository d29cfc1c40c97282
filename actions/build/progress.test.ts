import { expect, test } from "vitest";
import { Progress } from "./progress.ts";

function progressOf(text: string): Progress {
  const progress = new Progress();
  for (const line of text.split("\n")) progress.line(line);
  return progress;
}

test("BuildKit's own checks, once each and by line", () => {
  const { checks } = progressOf(`#1 [internal] load build definition from Dockerfile
#1 WARN: JSONArgsRecommended: JSON arguments recommended for CMD (line 6)
#1 WARN: StageNameCasing: Stage name 'Base' should be lowercase (line 1)
#1 WARN: StageNameCasing: Stage name 'Base' should be lowercase (line 1)
#1 DONE 0.0s`);
  expect(checks).toEqual([
    { line: 1, message: "StageNameCasing: Stage name 'Base' should be lowercase" },
    { line: 6, message: "JSONArgsRecommended: JSON arguments recommended for CMD" },
  ]);
});

test("a cache that fails is told apart from a step that fails", () => {
  const text = `#4 importing cache manifest from r.example/c
#4 ERROR: r.example/c: not found
#5 [2/2] RUN false
#5 ERROR: exit code: 1
#6 exporting cache to registry
#6 ERROR: denied
#7 importing cache manifest from r.example/d
#7 ERROR: 401 Unauthorized`;
  const { failed, cacheFailures } = progressOf(text);
  expect(failed?.name).toBe("[2/2] RUN false");
  expect(cacheFailures).toEqual([
    "exporting cache to registry: denied",
    "importing cache manifest from r.example/d: 401 Unauthorized",
  ]);
});
