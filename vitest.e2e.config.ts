import { defineConfig } from "vitest/config";
import { workerPath } from "./tooling/media-worker/worker.mjs";

/** The product as a whole, against real clients and a real browser: `npm run e2e`. Built first, one file after the other. */
export default defineConfig({
  test: {
    include: ["e2e/**/*.test.ts"],
    globalSetup: ["e2e/harness/template.ts"],
    // The product is started without `npm start`, which hands it down.
    env: { MEDIASOUP_WORKER_BIN: workerPath() },
    // Against a machine that is busy: what has to be fast is measured by the test that says so.
    testTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
    tags: [{ name: "long", description: "Left out of `npm test`, whose time is limited; `npm run e2e` runs it." }],
    // Two at a time are no faster on two cores, and what must be there in time comes late.
    fileParallelism: false,
  },
});
