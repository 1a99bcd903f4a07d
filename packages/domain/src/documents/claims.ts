import type { Logger } from "@carbyne/kernel";
import pg from "pg";

/** The key of the lock on a document: 64 bits, so that no two of those that are open meet. */
const lockKey = "hashtextextended('carbyne:document:' || $1::text, 0)";

/**
 * The documents that this process has claimed, by locks of one connection of its own. PostgreSQL lets go of them the moment that the process dies; when
 * the connection is lost they are lost too, and may be claimed again.
 */
export function createClaims({ url, log }: { url: string; log: Logger }) {
  let connection: Promise<pg.Client> | undefined;
  let current: pg.Client | undefined;
  const held = new Set<string>();
  const lost = new Set<() => void>();
  let isClosed = false;

  async function connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5000 });
    client.on("error", () => {});
    await client.connect();
    client.on("end", () => {
      if (current === client) lose();
    });
    current = client;
    return client;
  }
  function lose(): void {
    connection = undefined;
    current = undefined;
    if (isClosed || held.size === 0) return;
    log.warn({ documents: held.size }, "the claims on documents are lost, claiming again");
    held.clear();
    for (const listener of lost) listener();
  }
  function reach(): Promise<pg.Client> {
    if (isClosed) throw new Error("the claims are closed");
    const reaching = connection ?? connect();
    connection = reaching;
    reaching.catch(() => {
      if (connection === reaching) connection = undefined;
    });
    return reaching;
  }
  return {
    /** Whether this process has the document now. */
    async take(id: string): Promise<boolean> {
      const client = await reach();
      if (held.has(id)) return true;
      const { rows } = await client.query<{ taken: boolean }>(`SELECT pg_try_advisory_lock(${lockKey}) AS "taken"`, [
        id,
      ]);
      if (rows[0]?.taken) held.add(id);
      return held.has(id);
    },
    async drop(id: string): Promise<void> {
      if (!held.delete(id)) return;
      const client = await reach();
      await client.query(`SELECT pg_advisory_unlock(${lockKey})`, [id]);
    },
    /** Another process has what this one held: its connection is dead, and nobody has said so. */
    suspect(): void {
      const client = current;
      lose();
      client?.end().catch(() => {});
    },
    onLost(listener: () => void): () => void {
      lost.add(listener);
      return () => void lost.delete(listener);
    },
    async close(): Promise<void> {
      isClosed = true;
      const client = await connection?.catch(() => undefined);
      await client?.end();
    },
  };
}
