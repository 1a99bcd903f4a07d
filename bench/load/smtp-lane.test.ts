import { createServer } from "node:net";
import { expect, test } from "vitest";
import { sendAll, toData } from "./smtp-lane.ts";

test.each([
  ["plain\r\n", "plain\r\n.\r\n"],
  [".\r\n..\r\nx.\r\n", ".\r\n...\r\nx.\r\n.\r\n"],
  ["no end", "no end\r\n.\r\n"],
])("%j is sent as %j", (message, data) => {
  // A dot at the very start cannot be in mail: the header comes first.
  expect(toData(Buffer.from(message)).toString()).toBe(data);
});

test.each([true, false])("every message is one transaction, with pipelining %s", async (pipelining) => {
  const got: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    let inData = false;
    let rest = "";
    socket.write("220-two\r\n220 lines\r\n");
    socket.setEncoding("latin1").on("data", (text: string) => {
      const lines = (rest + text).split("\r\n");
      rest = lines.pop() ?? "";
      if (!pipelining && !inData) expect(lines.length).toBe(1);
      for (const line of lines) {
        if (inData && line !== ".") continue;
        if (inData) inData = false;
        else if (line === "DATA") inData = true;
        if (line !== ".") got.push(line);
        const ehlo = pipelining ? "250-mx\r\n250-PIPELINING\r\n250 OK\r\n" : "250 mx\r\n";
        const reply = line.startsWith("EHLO")
          ? ehlo
          : inData
            ? "354 go\r\n"
            : line === "QUIT"
              ? "221 bye\r\n"
              : "250 OK\r\n";
        for (const byte of reply) socket.write(byte);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("no port");
  const envelopes = Array.from({ length: 7 }, (_, index) => ({
    sender: "a@example.org",
    recipient: `r${index}@bench.example`,
    data: toData(Buffer.from("Subject: x\r\n\r\n.dot\r\n")),
  }));
  await sendAll(envelopes, { port: address.port, lanes: 2, perConnection: 2 });
  server.close();
  expect(connections).toBe(4);
  const recipients = got.filter((line) => line.startsWith("RCPT TO:")).sort();
  expect(recipients).toEqual(envelopes.map(({ recipient }) => `RCPT TO:<${recipient}>`));
  expect(got.filter((line) => line === "QUIT").length).toBe(4);
});
