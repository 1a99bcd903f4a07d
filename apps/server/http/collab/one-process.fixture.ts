// `node one-process.fixture.ts DATABASE_URL FOLDER`: a process with the socket of documents and nothing else, to be killed. Says where it listens.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { openContext } from "@carbyne/domain";
import { silentLogger } from "@carbyne/kernel";
import { listenForDocuments } from "./listen.fixture.ts";

const [databaseUrl = "", folder = ""] = process.argv.slice(2);
const ctx = openContext({
  databaseUrl,
  nats: undefined,
  blobFolder: path.join(folder, "blobs"),
  spoolFolder: path.join(folder, "spool"),
  keyFolder: path.join(folder, "keys"),
  log: silentLogger,
  outside: {
    ask: () => Promise.resolve({ status: "refused", reason: "nobody is asked in tests" }),
    openMail: () => Promise.reject(new Error("nobody is asked in tests")),
  },
  scanner: null,
});
const server = createServer();
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
listenForDocuments(ctx, { server, address });
process.stdout.write(`${address}\n`);
