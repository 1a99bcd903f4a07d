import type pg from "pg";

/** PostgreSQL's codes for "run it again": serialization_failure and deadlock_detected. */
const again = new Set(["40001", "40P01"]);
const tries = 5;

/** Runs `work` in one transaction on a connection of the pool; a deadlock or a serialization failure runs it again, up to five times. */
export async function transaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query("BEGIN");
      const result = await work(client);
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK").catch((rollback: unknown) => {
        broken = rollback instanceof Error ? rollback : new Error(String(rollback));
      });
      if (attempt === tries || !isRetryable(error)) throw error;
    } finally {
      client.release(broken);
    }
  }
}

function isRetryable(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && again.has(error.code);
}

/** Takes the space's next modseq under its row lock, which is held until the transaction ends. */
export async function nextModseq(client: pg.PoolClient, spaceId: string): Promise<bigint> {
  const { rows } = await client.query<{ modseq: string }>({
    name: "next-modseq",
    text: 'UPDATE "Space" SET modseq = modseq + 1 WHERE id = $1 RETURNING modseq',
    values: [spaceId],
  });
  const row = rows[0];
  if (!row) throw new Error(`space ${spaceId} does not exist`);
  return BigInt(row.modseq);
}
