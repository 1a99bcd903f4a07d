import { defineConfig } from "vitest/config";
import { workerPath } from "./tooling/media-worker/worker.mjs";

export default defineConfig({
  test: {
    include: [
      "packages/**/*.test.ts",
      "apps/server/**/*.test.ts",
      "apps/web/**/*.test.ts",
      "tooling/**/*.test.ts",
      "fixtures/**/*.test.ts",
    ],
    globalSetup: ["packages/testing/src/global-setup.ts"],
    // What forwards sound and picture is made once for a machine, by `npm start` or the tests' installation.
    env: { MEDIASOUP_WORKER_BIN: workerPath() },
    // A process for all files of a worker: loading everything anew for each of them takes a third of the time. Files leave nothing behind.
    isolate: false,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
