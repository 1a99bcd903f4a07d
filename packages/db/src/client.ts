import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "../generated/client.ts";

/** Both ways to PostgreSQL: `prisma` for most of the product, `pool` for the hot paths. Never both in one transaction. */
export type Database = {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  readonly url: string;
  close(): Promise<void>;
};

/** Opens the two pools; nothing connects before the first query. `connections` is the size of each. */
export function openDatabase({ url, connections = 10 }: { url: string; connections?: number }): Database {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  // An idle connection that breaks is replaced by the pool at the next query; without a listener it would end the process.
  pool.on("error", () => {});
  // The pool takes its listener away from a connection that it lends. One that breaks then is told by the query that runs on it or comes next.
  pool.on("connect", (client) => client.on("error", () => {}));
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: connections }) });
  return {
    prisma,
    pool,
    url,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
