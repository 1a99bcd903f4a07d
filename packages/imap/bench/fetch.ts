import { connect } from "node:net";
import { silentLogger } from "@carbyne/kernel";
import { createImapServer, type FetchRow, MemoryBackend } from "../src/index.ts";

/** How fast FETCH writes what a backend has ready: `npx node packages/imap/bench/fetch.ts [messages]`. */
const messages = Number(process.argv[2] ?? 10_000);
const raw = Buffer.from(
  "Date: Tue, 25 Nov 2025 10:00:00 +0100\r\nFrom: Ann Example <ann@example.org>\r\nTo: Bob <bob@example.net>\r\n" +
    "Subject: The minutes of last week\r\nMessage-ID: <1@example.org>\r\nContent-Type: multipart/alternative; boundary=b\r\n" +
    "\r\n--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>hello\r\n--b--\r\n",
);
const backend = new MemoryBackend({ ann: "secret" });
const store = backend.store("ann");
await store.append(
  "INBOX",
  Array.from({ length: messages }, () => ({ raw, flags: 1, keywords: [] })),
);
const inner = store.fetch.bind(store);
let prepared: FetchRow[] = [];
// Rows are made beforehand, as a database holds them, so that only this package is measured.
store.fetch = async function* (mailboxId, uids, needs) {
  if (prepared.length === 0) for await (const batch of inner(mailboxId, uids, needs)) prepared.push(...batch);
  for (let from = 0; from < prepared.length; from += 500) yield prepared.slice(from, from + 500);
};
const server = createImapServer({ log: silentLogger, words: () => "", allowsPlaintext: true }, backend);
const { port } = await server.listen({ port: 0 });

function fetch(items: string): Promise<{ ms: number; bytes: number }> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let bytes = 0;
    let began = 0;
    socket.write("a LOGIN ann secret\r\nb SELECT INBOX\r\n");
    socket.on("data", (chunk) => {
      const end = chunk.toString("latin1", Math.max(0, chunk.length - 60));
      if (/^b OK/m.test(end)) {
        began = performance.now();
        socket.write(`c FETCH 1:* (${items})\r\n`);
      } else bytes += chunk.length;
      if (/^c OK/m.test(end)) {
        socket.destroy();
        resolve({ ms: performance.now() - began, bytes });
      }
    });
  });
}

for (const items of [
  "FLAGS",
  "UID FLAGS ENVELOPE BODYSTRUCTURE",
  "BODY.PEEK[]",
  "BODY.PEEK[HEADER.FIELDS (SUBJECT FROM)]",
]) {
  prepared = [];
  await fetch(items);
  const { ms, bytes } = await fetch(items);
  process.stdout.write(`${items}: ${messages} messages, ${(bytes / 1e6).toFixed(1)} MB in ${ms.toFixed(0)} ms\n`);
}
await server.close();
