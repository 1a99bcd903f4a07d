import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { patches, sources } from "./recipe.mjs";
import { findWorker, makeWorker, workerPath } from "./worker.mjs";

const folder = mkdtempSync(path.join(os.tmpdir(), "media-worker-"));
afterAll(() => rmSync(folder, { recursive: true }));
const mediasoup = path.join(import.meta.dirname, "../../node_modules/mediasoup/worker");

test("a worker that is named is the worker, and one that is named and not there is said to be missing", async () => {
  const named = { MEDIASOUP_WORKER_BIN: path.join(folder, "own") };
  expect(workerPath(named)).toBe(named.MEDIASOUP_WORKER_BIN);
  expect(findWorker(named)).toBeNull();
  await expect(makeWorker(() => {}, { env: named })).rejects.toThrow(
    `names ${named.MEDIASOUP_WORKER_BIN}, which is not`,
  );
});

test("without a compiler it is said what to install, and nothing half made stays", async () => {
  const env = { XDG_CACHE_HOME: folder, PATH: "", MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD: "1" };
  await expect(makeWorker(() => {}, { env })).rejects.toThrow(
    /g\+\+, ninja, .* is missing\. As root:\s+apt-get install/,
  );
  expect(readdirSync(path.join(folder, "carbyne"))).toEqual([]);
});

test("the sources are what the recipe was written for", () => {
  const files = sources(mediasoup);
  expect(files.length).toBeGreaterThan(200);
  expect(files.filter((file) => !existsSync(path.join(mediasoup, file)))).toEqual([]);
  for (const [file, from] of patches) expect(readFileSync(path.join(mediasoup, file), "utf8")).toContain(from);
});

test("the worker of this machine runs", () => {
  const worker = findWorker();
  expect(worker).not.toBeNull();
  // Started by hand it asks for its version and its channel, and ends.
  expect(spawnSync(worker ?? "", [], { timeout: 5000 }).error).toBeUndefined();
});
