import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createDiskBlobs, createDiskSpool, createKeyFile } from "@carbyne/blobs";
import { createPostgresBus } from "@carbyne/bus";
import type { Context } from "@carbyne/domain";
import { silentLogger } from "@carbyne/kernel";
import { testDatabase } from "./database.ts";

export type TestContext = Context & {
  /** Moves the context's clock. */
  advance(ms: number): void;
  close(): Promise<void>;
};

/** A whole domain context on a database of the test file's own; time stands still until it is moved. */
export async function testContext(): Promise<TestContext> {
  const db = await testDatabase();
  const folder = await mkdtemp(path.join(os.tmpdir(), "carbyne-blobs-"));
  const bus = createPostgresBus({ url: db.url, log: silentLogger });
  let now = Date.now();
  return {
    db,
    bus,
    blobs: createDiskBlobs({ pool: db.pool, folder }),
    spool: createDiskSpool(path.join(folder, "spool")),
    key: createKeyFile(path.join(folder, "keys")),
    log: silentLogger,
    outside: {
      ask: () => Promise.resolve({ status: "refused", reason: "nobody is asked in tests" }),
      openMail: () => Promise.reject(new Error("nobody is asked in tests")),
    },
    scanner: null,
    clock: { now: () => new Date(now) },
    advance(ms) {
      now += ms;
    },
    async close() {
      await bus.close();
      await db.close();
      await rm(folder, { recursive: true });
    },
  };
}
