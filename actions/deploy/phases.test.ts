import { expect, test } from "vitest";
import { inPhases, PHASES } from "./phases.ts";
import type { Operation } from "./target.ts";

const names = ["shop-new-1"];
const watch: Operation = { kind: "watch", names, milliseconds: 1000 };
const kinds = (operations: readonly Operation[]) => operations.map(({ kind }) => kind);

test("what can be done on all targets before the first is switched stands apart from what cannot", () => {
  const operations: Operation[] = [
    { kind: "start", names },
    { kind: "await-healthy", names },
    { kind: "weigh", names, percent: 5 },
    watch,
    { kind: "save-routes", names },
    { kind: "switch", enter: names, leave: [] },
    { kind: "drain", names: ["shop-old-1"] },
    watch,
    { kind: "keep", names: ["shop-old-1"] },
    { kind: "record" },
  ];
  const parts = inPhases(operations);
  expect(kinds(parts.prepare)).toEqual(["start", "await-healthy"]);
  expect(kinds(parts.switch)).toEqual(["weigh", "watch", "save-routes", "switch", "drain"]);
  expect(kinds(parts.watch)).toEqual(["watch"]);
  expect(kinds(parts.finish)).toEqual(["keep", "record"]);
  expect(PHASES.flatMap((phase) => parts[phase])).toEqual(operations);
});

test("a plan that only records has the other parts empty", () => {
  expect(inPhases([{ kind: "record" }])).toEqual({ prepare: [], switch: [], watch: [], finish: [{ kind: "record" }] });
  expect(inPhases([{ kind: "remove", names }]).prepare).toHaveLength(1);
});
