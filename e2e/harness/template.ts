import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { startProduct } from "./product.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A folder of data as the first start leaves it; each test file starts on its own copy. */
    startedData: string;
  }
}

/** Starts the product once on nothing, as its owner does. That takes a second longer than every later start, and there are many test files. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const product = await startProduct({ isFirst: true });
  await product.stop();
  project.provide("startedData", product.dataDir);
  return () => rmSync(product.dataDir, { recursive: true, force: true });
}
