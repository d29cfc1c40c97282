import { defineConfig } from "vitest/config";

const project = (name: string, include: string[], test: object = {}) => ({ test: { name, include, ...test } });

export default defineConfig({
  test: {
    projects: [
      // They replace no module and leave no state behind, so they share their processes: it halves the time.
      project("unit", ["{actions,cli,toolkit,scripts}/**/*.test.ts"], { isolate: false, testTimeout: 30_000 }),
      project("contract", ["test/contract/**/*.test.ts"], {
        // It imports JSON in a way that Node itself refuses.
        server: { deps: { inline: [/@actions\/workflow-parser/] } },
        // Compiling and bundling take a quarter of a minute, and much longer on a busy machine.
        testTimeout: 180_000,
      }),
      // They share one engine and two cores, so one file runs after the other.
      project("engine", ["test/engine/**/*.test.ts"], {
        testTimeout: 180_000,
        hookTimeout: 180_000,
        fileParallelism: false,
      }),
      project("e2e", ["test/e2e/**/*.test.ts", "test/act/**/*.test.ts"], {
        testTimeout: 600_000,
        hookTimeout: 600_000,
        fileParallelism: false,
      }),
    ],
    reporters: ["default", "./scripts/closing-line.ts"],
  },
});
