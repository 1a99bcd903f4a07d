import { defineConfig } from "vitest/config";

/** The product as a whole, against real clients and a real browser: `npm run e2e`. Built first, one file after the other. */
export default defineConfig({
  test: {
    include: ["e2e/**/*.test.ts"],
    globalSetup: ["e2e/harness/template.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Two at a time are no faster on two cores, and what must be there in time comes late.
    fileParallelism: false,
  },
});
