import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { startPostgres } from "@carbyne/db";
import pg from "pg";
import { processesOf } from "../processes.ts";
import { freePort, makeFolder, removeFolder } from "../scratch.ts";
import { writePeer } from "./peer-editor.ts";
import type { Seats, Sizes } from "./plan.ts";

/** Hocuspocus over a PostgreSQL of the kind and with the settings of ours. Data live from `create` to `destroy`. */
export async function createPeerServer() {
  const folder = makeFolder("hocuspocus");
  const database = await startPostgres({
    dataDir: join(folder, "postgres"),
    port: await freePort(),
    database: "peer",
  });
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  await pool.query('CREATE TABLE "Document" ("name" text PRIMARY KEY, "bytes" bytea NOT NULL)');
  let child: ChildProcess | undefined;

  async function stop(): Promise<void> {
    const ending = child;
    child = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const over = new Promise((resolve) => ending.once("exit", resolve));
    ending.kill("SIGTERM");
    await over;
  }
  return {
    async start(): Promise<{ port: number; pid: number }> {
      const port = await freePort();
      const started = fork(join(import.meta.dirname, "peer-server.ts"), [String(port), database.url], {
        env: { ...process.env, NODE_ENV: "production" },
        stdio: "inherit",
      });
      child = started;
      await new Promise<void>((resolve, reject) => {
        started.once("message", () => resolve());
        started.once("exit", (code) => reject(new Error(`the peer ended with ${code}`)));
      });
      return { port, pid: started.pid ?? 0 };
    },
    postgres: () => processesOf(undefined, folder).map(({ pid }) => pid),
    /** How many documents are in the database. */
    async kept(): Promise<number> {
      const { rows } = await pool.query<{ count: number }>('SELECT count(*)::int AS "count" FROM "Document"');
      return rows[0]?.count ?? 0;
    },
    stop,
    async destroy(): Promise<void> {
      await stop();
      await pool.end();
      await database.stop();
      removeFolder(folder);
    },
  };
}

export type PeerServer = Awaited<ReturnType<typeof createPeerServer>>;

/** The same documents as ours have, with the same text in those that rest. */
export async function seedPeer(server: PeerServer, sizes: Sizes, text: Uint8Array): Promise<Seats> {
  const seat = (document: string) => ({ secret: "let me in", document });
  const seats = {
    writing: Array.from({ length: sizes.documents * sizes.each }, (_, at) =>
      seat(`written-${Math.floor(at / sizes.each)}`),
    ),
    resting: Array.from({ length: sizes.resting }, (_, at) => seat(`resting-${at}`)),
  };
  const { port } = await server.start();
  for (const one of seats.resting) await writePeer({ port, ...one }, text);
  for (let tries = 0; (await server.kept()) < sizes.resting; tries++) {
    if (tries > 100) throw new Error("the peer did not keep its documents");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await server.stop();
  return seats;
}
