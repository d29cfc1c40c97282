import { expect, test } from "vitest";
import { tracePrinter } from "./build.ts";
import { readTrace } from "./buildkit-trace.ts";

// Recorded from Docker Engine 20.10: a step that ended, and a line of its output.
const STEP =
  "CpsBCkdzaGEyNTY6OTUxNGNjZjMzZjAwMGFlY2JmZGMzM2I0ZjhiNTNmNzg2MDAxM2QzZGI5YzAyYzEyNDBkMGJlNGVkNWYwNmMwNRoyWzEvMl0gRlJPTSBkb2NrZXIuaW8vbGlicmFyeS9ub2RlOjI0LWJvb2t3b3JtLXNsaW0gASoMCKqXmdgGEJPB7pcDMgwIqpeZ2AYQob7vlwM=";
const LOG =
  "Gl4KR3NoYTI1NjpjNDY1MjkwNWI3NTY3NGUzODJjZGIyMjVjZWE2ZjRmNWY5ZWUxYjlmNTlkNmY5ZTQwNDI0NGY5OWMwZTU2ZDRkEgsIq5eZ2AYQ8sWMChgBIgRib28K";

test("reads what the engine sent", () => {
  const { steps } = readTrace(Buffer.from(STEP, "base64"));
  expect(steps).toEqual([
    {
      id: expect.stringMatching(/^sha256:9514/),
      name: "[1/2] FROM docker.io/library/node:24-bookworm-slim",
      cached: true,
      error: "",
      started: expect.closeTo(1795574698854.3, -2),
      completed: expect.any(Number),
    },
  ]);
  expect(readTrace(Buffer.from(LOG, "base64")).logs).toEqual([
    { step: expect.stringMatching(/^sha256:c465/), text: "boo\n" },
  ]);
});

test("raises a message that is cut", () => {
  expect(() => readTrace(Buffer.from(STEP, "base64").subarray(0, 100))).toThrow(RangeError);
  expect(readTrace(new Uint8Array())).toEqual({ steps: [], logs: [] });
});

test("prints a trace as buildx prints it", () => {
  const lines: string[] = [];
  const print = tracePrinter((line) => lines.push(line));
  const step = { id: "a", name: "[2/2] RUN make", cached: false, error: "" };
  print({ steps: [step], logs: [] });
  print({ steps: [{ ...step, started: 1000 }], logs: [{ step: "a", text: "one\ntw" }] });
  print({ steps: [], logs: [{ step: "a", text: "o\nrest" }] });
  print({ steps: [{ ...step, started: 1000, completed: 2500 }], logs: [] });
  print({ steps: [{ ...step, id: "b", name: "[1/2] FROM x", cached: true, started: 1, completed: 1 }], logs: [] });
  print({
    steps: [{ ...step, id: "c", name: "[3/3] RUN no", error: "exit code: 1", started: 1, completed: 1 }],
    logs: [],
  });
  expect(lines).toEqual([
    "#1 [2/2] RUN make",
    "#1 one",
    "#1 two",
    "#1 rest",
    "#1 DONE 1.5s",
    "#2 [1/2] FROM x",
    "#2 CACHED",
    "#3 [3/3] RUN no",
    "#3 ERROR: exit code: 1",
  ]);
});
