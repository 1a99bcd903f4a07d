import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { runWork } from "../../long-work/index.ts";
import { fetchMessages, listFolders, openFolder } from "../../mail/index.ts";
import { type MailSource, SourceFault, type SourceFolder } from "../../outside/index.ts";
import {
  fromServerStep,
  listSourceFolders,
  listTransfers,
  purgeTransfers,
  startFromServer,
  stopTransfer,
} from "../index.ts";

let ctx: TestContext;
let counter = 0;
/** The other server: its folders with their messages, and what happens when it is asked. */
let world: Map<string, { folder: SourceFolder; messages: { uid: number; raw: Buffer; flags: number }[] }>;
let asked: string[] = [];
let failAfter = Number.POSITIVE_INFINITY;

beforeAll(async () => {
  const context = await testContext();
  ctx = { ...context, outside: { ...context.outside, openMail: (login) => openWorld(login.password) } };
});
afterAll(() => ctx.close());

const login = {
  host: "imap.example.org",
  port: 993,
  security: "tls",
  user: "ana@example.org",
  password: "correct horse",
} as const;
const runners = { "import-server": fromServerStep };
const runAll = async () => {
  while (await runWork(ctx, runners));
};

function openWorld(password: string): Promise<MailSource> {
  if (password !== login.password) return Promise.reject(new SourceFault("sign-in"));
  let open = "";
  const source: MailSource = {
    listFolders: () =>
      Promise.resolve([...world.values()].map(({ folder, messages }) => ({ ...folder, messages: messages.length }))),
    openFolder(path) {
      open = path;
      const messages = world.get(path)?.messages ?? [];
      const marksAfter = async function* (afterUid: number) {
        yield messages
          .filter(({ uid }) => uid > afterUid)
          .map(({ uid, raw }) => ({
            uid,
            messageId: /<[^>]+>/.exec(raw.toString())?.[0] ?? null,
            sizeBytes: raw.length,
          }));
      };
      return Promise.resolve({ uidValidity: 7, marksAfter });
    },
    async *read(uids) {
      if (--failAfter < 0) throw new Error("connection lost");
      asked.push(`${open} ${uids.join(",")}`);
      for (const { uid, raw, flags } of world.get(open)?.messages ?? [])
        if (uids.includes(uid)) yield { uid, raw, flags, keywords: [], internalDate: new Date("2020-01-02T03:04:05Z") };
    },
    close: () => Promise.resolve(),
  };
  return Promise.resolve(source);
}

function fill(counts: Record<string, number>): void {
  asked = [];
  failAfter = Number.POSITIVE_INFINITY;
  world = new Map(
    Object.entries(counts).map(([path, count]) => {
      const role = path === "INBOX" ? "inbox" : path === "Gesendet" ? "sent" : null;
      const folder: SourceFolder = { path, levels: path.split("/"), role, isView: false, messages: count };
      const messages = Array.from({ length: count }, (_, n) => ({
        uid: n + 1,
        raw: Buffer.from(`Message-ID: <${path}${n}@x>\r\nSubject: ${path} ${n}\r\n\r\nx\r\n`),
        flags: n % 2,
      }));
      return [path, { folder, messages }];
    }),
  );
}

async function buildPerson() {
  const address = `taker${++counter}@town.example`;
  const { accountId } = await createAccount(ctx, { address, name: "", password: "correct horse battery" });
  const actor: Actor = { kind: "user", accountId };
  return actor;
}

async function countsOf(actor: Actor) {
  const folders = (await listFolders(ctx, actor)).filter(({ total }) => total > 0);
  return Object.fromEntries(folders.map(({ name, role, total, unseen }) => [role ?? name, [total, unseen]]));
}
const stateOf = async (actor: Actor) => (await listTransfers(ctx, actor))[0];

test("chosen folders come over with flags and dates; again only what is new is downloaded; the password is gone", async () => {
  const actor = await buildPerson();
  fill({ INBOX: 120, Gesendet: 3, "Work/Plans": 4, Other: 5 });
  expect((await listSourceFolders(ctx, actor, login)).map(({ path, messages }) => [path, messages])).toEqual([
    ["INBOX", 120],
    ["Gesendet", 3],
    ["Work/Plans", 4],
    ["Other", 5],
  ]);
  const paths = ["INBOX", "Gesendet", "Work/Plans"];
  const { id } = await startFromServer(ctx, actor, { login, paths, mailboxId: null });
  const { rows } = await ctx.db.pool.query<{ input: object }>('SELECT "input" FROM "LongWork"');
  expect(JSON.stringify(rows)).not.toContain(login.password);
  await runAll();
  expect(await stateOf(actor)).toMatchObject({
    id,
    kind: "account",
    state: "ended",
    result: { added: 127, skipped: 0 },
  });
  expect(await countsOf(actor)).toEqual({ inbox: [120, 60], sent: [3, 2], Plans: [4, 2] });
  const inbox = (await listFolders(ctx, actor)).find(({ role }) => role === "inbox")?.id ?? "";
  const uids = (await openFolder(ctx, actor, { id: inbox })).entries.map(({ uid }) => uid);
  const [page] = await Array.fromAsync(fetchMessages(ctx, actor, { id: inbox, uids: uids.slice(0, 1), needs: {} }));
  expect(page?.[0]?.internalDate.toISOString()).toBe("2020-01-02T03:04:05.000Z");
  const { rows: after } = await ctx.db.pool.query<{ input: object }>('SELECT "input" FROM "LongWork"');
  expect([after.some(({ input }) => "secret" in input), await ctx.spool.sizeOf(id, "key")]).toEqual([false, null]);

  world.get("INBOX")?.messages.push({ uid: 500, raw: Buffer.from("Message-ID: <new@x>\r\n\r\nnew\r\n"), flags: 0 });
  asked = [];
  await startFromServer(ctx, actor, { login, paths, mailboxId: null });
  await runAll();
  expect([asked, (await stateOf(actor))?.result]).toEqual([
    ["INBOX 500"],
    expect.objectContaining({ added: 1, skipped: 127 }),
  ]);
});

test("a connection that breaks off ends it in words, and starting again goes on without doubling", async () => {
  const actor = await buildPerson();
  fill({ INBOX: 200 });
  failAfter = 2;
  await startFromServer(ctx, actor, { login, paths: ["INBOX"], mailboxId: null });
  await runAll();
  expect(await stateOf(actor)).toMatchObject({ state: "ended", result: { added: 100, stop: "unreachable" } });
  failAfter = Number.POSITIVE_INFINITY;
  await startFromServer(ctx, actor, { login, paths: ["INBOX"], mailboxId: null });
  await runAll();
  expect(await stateOf(actor)).toMatchObject({ result: { added: 100, skipped: 100 } });
  expect(await countsOf(actor)).toEqual({ inbox: [200, 100] });
});

test("stopping forgets the password at once, and a password that is wrong is told before anything is kept", async () => {
  const actor = await buildPerson();
  fill({ INBOX: 2 });
  const { id } = await startFromServer(ctx, actor, { login, paths: ["INBOX"], mailboxId: null });
  expect(await ctx.spool.sizeOf(id, "key")).toBe(32);
  await stopTransfer(ctx, actor, { id });
  await runAll();
  expect([(await stateOf(actor))?.state, await ctx.spool.sizeOf(id, "key")]).toEqual(["stopped", null]);
  const wrong = { ...login, password: "guess" };
  await expect(listSourceFolders(ctx, actor, wrong)).rejects.toThrow("invalid: source-sign-in");
  await expect(startFromServer(ctx, actor, { login: wrong, paths: ["INBOX"], mailboxId: null })).rejects.toThrow(
    "source-sign-in",
  );
  expect(await listTransfers(ctx, actor)).toHaveLength(1);
  await purgeTransfers(ctx);
});

test("a stranger can neither stop it nor choose somebody else's folder for it", async () => {
  const [ann, eve] = [await buildPerson(), await buildPerson()];
  fill({ INBOX: 2 });
  const { id } = await startFromServer(ctx, ann, { login, paths: ["INBOX"], mailboxId: null });
  await expect(stopTransfer(ctx, eve, { id })).rejects.toThrow("not-found: transfer-unknown");
  const mailboxId = (await listFolders(ctx, ann))[0]?.id ?? "";
  await expect(startFromServer(ctx, eve, { login, paths: ["INBOX"], mailboxId })).rejects.toThrow(
    "not-found: mailbox-unknown",
  );
  await expect(listSourceFolders(ctx, { kind: "system", part: "x" }, login)).rejects.toThrow("unauthenticated");
});
