import { defineConfig } from "vitest/config";

// Random sequences find what nobody thought of; here each of them would be played for every mutant.
export default defineConfig({ test: { include: ["test/app/**/*.test.ts"], env: { DRILL_RUNS: "10" } } });
