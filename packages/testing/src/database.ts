import { randomBytes } from "node:crypto";
import { type Database, openDatabase } from "@carbyne/db";
import pg from "pg";
import { inject } from "vitest";

/** A database of the test file's own, copied from the migrated template. Close it in `afterAll`. */
export async function testDatabase(): Promise<Database> {
  const template = new URL(inject("templateUrl"));
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = new URL(template);
  admin.pathname = "/postgres";
  await run(admin, `CREATE DATABASE ${name} TEMPLATE template`);
  const url = new URL(template);
  url.pathname = `/${name}`;
  const database = openDatabase({ url: url.toString() });
  return {
    ...database,
    async close() {
      await database.close();
      await run(admin, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function run(url: URL, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
