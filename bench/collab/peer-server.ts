// `node peer-server.ts PORT DATABASE_URL`: the peer, in a process of its own. It tells its parent when it listens.
import { Server } from "@hocuspocus/server";
import pg from "pg";
import * as Y from "yjs";

const [port = "", url = ""] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url });

const server = new Server({
  address: "127.0.0.1",
  port: Number(port),
  quiet: true,
  async onAuthenticate({ token }) {
    if (token === "") throw new Error("who is there?");
  },
  async onLoadDocument({ documentName }) {
    const { rows } = await pool.query<{ bytes: Buffer }>({
      name: "load",
      text: 'SELECT "bytes" FROM "Document" WHERE "name" = $1',
      values: [documentName],
    });
    return rows[0] ? new Uint8Array(rows[0].bytes) : undefined;
  },
  // As its own extensions for databases do: all of the document, some seconds after a change.
  async onStoreDocument({ documentName, document }) {
    await pool.query({
      name: "store",
      text: 'INSERT INTO "Document" ("name", "bytes") VALUES ($1, $2) ON CONFLICT ("name") DO UPDATE SET "bytes" = $2',
      values: [documentName, Buffer.from(Y.encodeStateAsUpdate(document))],
    });
  },
  async onDestroy() {
    await pool.end();
  },
});
await server.listen();
process.send?.("listening");
process.disconnect?.();
