import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { ImapClient, type Untagged } from "./imap-client.ts";

let server: Server | undefined;
afterEach(() => server?.close());

/** Answers each line that comes in with the next text, cut into pieces of `piece` bytes. */
async function serve(answers: readonly string[], piece: number): Promise<number> {
  const left = ["* OK hello\r\n", "* CAPABILITY IMAP4rev1\r\na1 OK in\r\n", ...answers];
  const listening = createServer((socket) => {
    const say = () => {
      const bytes = Buffer.from(left.shift() ?? "", "latin1");
      for (let at = 0; at < bytes.length; at += piece) socket.write(bytes.subarray(at, at + piece));
    };
    say();
    socket.setEncoding("latin1").on("data", (text: string) => {
      for (const _line of text.matchAll(/\n/g)) say();
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  if (!address || typeof address === "string") throw new Error("no port");
  return address.port;
}

test.each([1, 2, 7, 1_000])("literals are counted and skipped in pieces of %i bytes", async (piece) => {
  // The literals hold what would end the command, were it read as text. RFC 9051 §4.3.
  const hostile = "a2 OK no\r\n* 9 FETCH {3}\r\n";
  const answer =
    `* 1 FETCH (UID 4 BODY[] {${hostile.length}}\r\n${hostile} FLAGS ())\r\n` +
    `* 2 FETCH (BODY[] {0}\r\n X {2}\r\n\r\n)\r\na2 OK done\r\n`;
  const imap = await ImapClient.login(await serve([answer], piece), "ann", "secret", "tcp");
  const seen: Untagged[] = [];
  const result = await imap.run("UID FETCH 1:* BODY[]", (response) => seen.push(response));
  imap.close();
  expect(seen.map(({ literalBytes }) => literalBytes)).toEqual([hostile.length, 2]);
  expect(seen[0]?.text).toContain("FLAGS ()");
  expect(result).toMatchObject({ responses: 2, bytes: answer.length, status: "OK done" });
});

test("a NO is an error with the server's words, and so is a closed connection", async () => {
  const imap = await ImapClient.login(await serve(["a2 NO [NOPERM] not yours\r\n"], 100), "ann", "secret", "tcp");
  await expect(imap.run("SELECT Other")).rejects.toThrow("NO [NOPERM] not yours");
  imap.close();
  await expect(imap.run("NOOP")).rejects.toThrow("closed");
});

test("APPEND waits for the go-ahead and is not written into a refusal", async () => {
  const port = await serve(["+ go\r\n", "a2 OK in\r\n", "a3 NO [OVERQUOTA] full\r\n"], 3);
  const imap = await ImapClient.login(port, "ann", "secret", "tcp");
  await imap.append("INBOX", Buffer.from("no line end"));
  await expect(imap.append("INBOX", Buffer.from("more"))).rejects.toThrow("OVERQUOTA");
  imap.close();
});
