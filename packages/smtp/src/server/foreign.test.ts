import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import tls from "node:tls";
import { promisify } from "node:util";
import { generate } from "selfsigned";
import { afterEach, beforeAll, expect, test } from "vitest";
import { startServer } from "./start-server.ts";

const run = promisify(execFile);
const has = (name: string) => spawnSync("which", [name]).status === 0;

let context: tls.SecureContext;
let message = "";
beforeAll(async () => {
  const made = await generate([{ name: "commonName", value: "localhost" }], { keySize: 2048 });
  context = tls.createSecureContext({ cert: made.cert, key: made.private });
  message = path.join(await mkdtemp(path.join(os.tmpdir(), "smtp-")), "message");
  await writeFile(message, "Subject: tour\r\n\r\n.dot\r\n..\r\nend\r\n");
});
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
async function start(more?: Parameters<typeof startServer>[0]) {
  const started = await startServer(more);
  open.push(started.close);
  return started;
}

test.skipIf(!has("swaks"))("swaks delivers pipelined, signed in, and by LMTP", async () => {
  const swaks = (port: number, ...args: string[]) =>
    run("swaks", [
      "--server",
      `127.0.0.1:${port}`,
      "--from",
      "a@x.example",
      "--helo",
      "x.example",
      "--data",
      `@${message}`,
      ...args,
    ]);
  const mx = await start();
  await swaks(mx.port, "--to", "b@town.example", "--pipeline");
  await swaks(mx.port, "--to", "b@town.example,c@town.example");
  await expect(swaks(mx.port, "--to", "nobody@town.example")).rejects.toThrow();
  expect(mx.kept.map(({ session, envelope }) => [session.protocol, envelope.recipients.length])).toEqual([
    ["ESMTP", 1],
    ["ESMTP", 2],
  ]);
  // Without TLS, which not every swaks can: curl does that part.
  const submission = await start({ mode: "submission" });
  for (const kind of ["PLAIN", "LOGIN"])
    await swaks(
      submission.port,
      "--to",
      "far@other.example",
      "--auth",
      kind,
      "--auth-user",
      "ann",
      "--auth-password",
      "right",
    );
  await expect(
    swaks(submission.port, "--to", "b@town.example", "--auth", "PLAIN", "--auth-user", "ann", "--auth-password", "no"),
  ).rejects.toThrow();
  expect(submission.kept.map(({ session }) => session.protocol)).toEqual(["ESMTPA", "ESMTPA"]);
  const lmtp = await start({ mode: "lmtp" });
  await swaks(lmtp.port, "--to", "b@town.example", "--protocol", "LMTP");
  expect(lmtp.kept).toHaveLength(1);
});

test.skipIf(!has("curl"))(
  "curl sends a message octet by octet as it was, with STARTTLS and over implicit TLS",
  async () => {
    const curl = (url: string, ...args: string[]) =>
      run("curl", ["-sk", "--mail-from", "a@x.example", "--mail-rcpt", "b@town.example", "-T", message, ...args, url]);
    const plain = await start({ tls: () => context });
    await curl(`smtp://127.0.0.1:${plain.port}`, "--ssl-reqd");
    const implicit = await start({
      mode: "submission",
      tls: () => context,
      isImplicitTls: true,
      allowsPlaintext: false,
    });
    await curl(`smtps://127.0.0.1:${implicit.port}`, "--user", "ann:right");
    await expect(curl(`smtps://127.0.0.1:${implicit.port}`, "--user", "ann:wrong")).rejects.toThrow();
    expect([...plain.kept, ...implicit.kept].map(({ raw }) => raw)).toEqual([
      "Subject: tour\r\n\r\n.dot\r\n..\r\nend\r\n",
      "Subject: tour\r\n\r\n.dot\r\n..\r\nend\r\n",
    ]);
  },
);

test.skipIf(!has("smtp-source"))("twenty connections of postfix's smtp-source lose nothing", async () => {
  const { port, kept } = await start();
  const args = ["-s", "20", "-m", "500", "-l", "10000", "-f", "a@b.example", "-t", "c@town.example"];
  await run("smtp-source", [...args, `127.0.0.1:${port}`]);
  await run("smtp-source", ["-d", ...args, `127.0.0.1:${port}`]);
  expect(kept).toHaveLength(1000);
});
