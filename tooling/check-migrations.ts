import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { startPostgres } from "@carbyne/db";
import { report, root } from "./sources.ts";

type Sides = { readonly schema: string; readonly migrations: string };

/** What `prisma migrate diff` says of models and migrations that do not agree; empty when they do. */
export async function migrationFaults(sides: Sides): Promise<string[]> {
  const { status, text } = await migrationDiff(sides);
  if (status === 0) return [];
  if (status === 2) return [`the models ask for what no migration does:\n${text}`];
  return [`prisma migrate diff failed: ${text}`];
}

/** The SQL that is missing from the migrations (status 2), nothing (0), or what went wrong (1). Runs on a PostgreSQL of its own. */
export async function migrationDiff({ schema, migrations }: Sides): Promise<{ status: number | null; text: string }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "carbyne-drift-"));
  chmodSync(folder, 0o755);
  const postgres = await startPostgres({
    dataDir: path.join(folder, "postgres"),
    port: await freePort(),
    database: "drift",
    settings: ["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
  });
  try {
    return compare({ schema, migrations, url: postgres.url });
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare({ schema, migrations, url }: Sides & { url: string }): { status: number | null; text: string } {
  const diff = ["migrate", "diff", "--from-migrations", migrations, "--to-schema", schema, "--exit-code", "--script"];
  const { status, stdout, stderr } = spawnSync(path.join(root, "node_modules/.bin/prisma"), diff, {
    cwd: root,
    encoding: "utf8",
    env: {
      ...process.env,
      // The engine of ours runs on the Node of this process, whichever `node` the shell finds.
      PATH: `${path.join(root, "node_modules/.bin")}:${process.env["PATH"]}`,
      DATABASE_URL: url,
      CHECKPOINT_DISABLE: "1",
    },
  });
  return { status, text: (status === 2 ? stdout : stderr || stdout).trim() };
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

if (import.meta.main)
  report("migrations", await migrationFaults({ schema: "prisma", migrations: "prisma/migrations" }));
