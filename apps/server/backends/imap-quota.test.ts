import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { accounts, settings, sharing } from "@carbyne/domain";
import { createImapServer } from "@carbyne/imap";
import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { ImapFlow } from "imapflow";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readEnv } from "../env.ts";
import { refusalWords } from "../refusal-words.ts";
import { openTls } from "../tls.ts";
import { imapBackend } from "./imap.ts";

const password = "a long enough password";
let ctx: TestContext;
let folder: string;
let server: ReturnType<typeof createImapServer>;
let port: number;

beforeAll(async () => {
  ctx = await testContext();
  folder = await mkdtemp(path.join(os.tmpdir(), "carbyne-quota-"));
  const tls = await openTls(readEnv({ CARBYNE_DATA_DIR: folder }));
  const options = { log: ctx.log, words: refusalWords, tls: () => tls.current(), isImplicitTls: true };
  server = createImapServer({ ...options, id: { name: "Carbyne", version: "0" } }, imapBackend(ctx));
  port = (await server.listen({ port: 0, host: "127.0.0.1" })).port;
});
afterAll(async () => {
  await server.close();
  await ctx.close();
  await rm(folder, { recursive: true });
});

async function buildPerson(name: string, quotaBytes?: number) {
  const address = `${name}@town.example`;
  const { accountId } = await accounts.createAccount(ctx, { address, name, password });
  if (quotaBytes !== undefined)
    await settings.writeSetting(ctx, { scope: "account", scopeId: accountId }, "account.quotaBytes", quotaBytes);
  const actor: Actor = { kind: "user", accountId };
  return { address, actor };
}

async function withClient<Result>(user: string, work: (client: ImapFlow) => Promise<Result>): Promise<Result> {
  const client = new ImapFlow({
    host: "127.0.0.1",
    port,
    secure: true,
    auth: { user, pass: password },
    tls: { rejectUnauthorized: false },
    logger: false,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout();
  }
}

// GETQUOTAROOT and GETQUOTA, RFC 9208 §4.1, as imapflow asks them.
test("a mail program is told how full the account is, before and after a message came, and refused what does not fit", async () => {
  const { address } = await buildPerson("ann", 102_400);
  await withClient(address, async (client) => {
    expect(await client.getQuota()).toMatchObject({ quotaRoot: "Mail", storage: { usage: 0, limit: 102_400 } });
    await client.append("INBOX", `Subject: a\r\n\r\n${"x".repeat(50_000)}`);
    expect(await client.getQuota("INBOX")).toMatchObject({ storage: { usage: 49 * 1024, limit: 102_400 } });
    await expect(client.append("INBOX", `Subject: b\r\n\r\n${"x".repeat(60_000)}`)).rejects.toMatchObject({
      serverResponseCode: "OVERQUOTA",
    });
    expect(await client.status("INBOX", { messages: true })).toMatchObject({ messages: 1 });
  });
});

test("an account without a limit has no root, and of the room of others nothing is told", async () => {
  const [owner, reader] = [await buildPerson("owner", 50_000), await buildPerson("reader")];
  await withClient(owner.address, async (client) => {
    await client.mailboxCreate("Plans");
  });
  const owned = await imapBackend(ctx).authenticate({
    user: owner.address,
    password,
    remoteAddress: "127.0.0.1",
    isSecure: true,
  });
  await owned.acl?.set("Plans", reader.address, { mode: "replace", rights: "lr" });
  const [offer] = await sharing.listOffers(ctx, reader.actor);
  await sharing.acceptShare(ctx, reader.actor, { id: offer?.id ?? "" });
  await withClient(reader.address, async (client) => {
    const own = await client.getQuota("INBOX");
    expect(own && own.storage).toBeFalsy();
    const others = await client.getQuota(`Other Users/${owner.address}/Plans`);
    expect(others && others.storage).toBeFalsy();
  });
});
