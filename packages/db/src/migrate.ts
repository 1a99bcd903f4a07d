import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

/** The advisory lock that Prisma's own CLI takes, so that both can be used on one database. */
const migrationLock = 72707369;

const bookkeeping = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** Applies the migrations that are missing, in order, and writes the same rows as `prisma migrate deploy`. Returns the names that it applied. */
export async function migrate({ url, dir }: { url: string; dir: string }): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await takeLock(client);
    await client.query(bookkeeping);
    const { rows } = await client.query<{ migration_name: string; finished_at: Date | null }>(
      "SELECT migration_name, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
    );
    const unfinished = rows.find((row) => !row.finished_at);
    if (unfinished)
      throw new Error(
        `Migration ${unfinished.migration_name} failed earlier; resolve it with \`npx prisma migrate resolve\`.`,
      );
    const done = new Set(rows.map((row) => row.migration_name));
    const folders = (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    const missing = folders.map((entry) => entry.name).filter((name) => !done.has(name));
    missing.sort();
    for (const name of missing)
      await apply(client, name, await readFile(path.join(dir, name, "migration.sql"), "utf8"));
    return missing;
  } finally {
    await client.end();
  }
}

// Polled, not waited for: a session that waits holds a snapshot, and CREATE INDEX CONCURRENTLY in the other one waits for it in turn.
async function takeLock(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [
      migrationLock,
    ]);
    if (rows[0]?.taken) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function apply(client: pg.Client, name: string, sql: string): Promise<void> {
  const id = randomUUID();
  const checksum = createHash("sha256").update(sql).digest("hex");
  await client.query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)", [
    id,
    checksum,
    name,
  ]);
  try {
    await client.query(sql); // the simple protocol: several statements are one implicit transaction, as in Prisma
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await client.query("UPDATE _prisma_migrations SET logs = $2 WHERE id = $1", [id, reason]);
    throw new Error(`Migration ${name} failed: ${reason}`, { cause: error });
  }
  await client.query("UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1", [id]);
}
