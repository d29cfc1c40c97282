import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The integration tests mostly wait; the others can go on beside them.
    maxWorkers: 4,
    // Only what hangs takes that long; starting a process takes ten seconds where the machine is busy with others.
    testTimeout: 60_000,
    reporters: ["default", ["junit", { outputFile: "reports/junit.xml" }]],
    coverage: {
      provider: "v8",
      include: ["src/**"],
      reporter: ["text", "lcov"],
      // Without a database only the unit tests run, which cannot reach the bound.
      thresholds: process.env.SKIP_INTEGRATION ? {} : { lines: 95 },
    },
  },
});
