import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { migrate, startPostgres } from "@carbyne/db";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** The migrated template; each test file makes its own copy. */
    templateUrl: string;
  }
}

/** One PostgreSQL for the whole run, without fsync: what tests prove is order and rules, the crash tests use a server of their own. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-test-"));
  if (process.getuid?.() === 0) chmodSync(folder, 0o755);
  const postgres = await startPostgres({
    dataDir: path.join(folder, "postgres"),
    port: await freePort(),
    database: "template",
    settings: ["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
  });
  await migrate({ url: postgres.url, dir: path.resolve(import.meta.dirname, "../../../prisma/migrations") });
  project.provide("templateUrl", postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
