import { defineConfig } from "vitest/config";

/** The product as a whole, against real clients and a real browser: `npm run e2e`. Built first; two files at a time, each with a server of its own. */
export default defineConfig({
  test: {
    include: ["e2e/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
