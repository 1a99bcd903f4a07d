import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startProduct } from "./product.ts";
import { endSpare } from "./spare.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Data as the first start leaves it; each test file starts on its own copy. And a folder where one file leaves a started product to the next. */
    started: { data: string; folder: string };
  }
}

/** Starts the product once on nothing, as its owner does. That takes a second longer than every later start, and there are many test files. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const product = await startProduct({ isFirst: true });
  await product.stop();
  const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-e2e-spare-"));
  project.provide("started", { data: product.dataDir, folder });
  return async () => {
    await endSpare(folder);
    await product.remove();
    rmSync(folder, { recursive: true, force: true });
  };
}
