import type { Actor } from "@carbyne/kernel";
import { parseQuery } from "@carbyne/query";
import { testContext, type TestContext } from "@carbyne/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { actOnConversations, createMailbox, deliverMessage } from "../mail/index.ts";
import { acceptShare, revokeShare, share } from "../sharing/index.ts";
import { indexMessages, searchConversations } from "./index.ts";

let ctx: TestContext;
let actor: Actor;
let stranger: Actor;
const mails: [string, string, string][] = [
  [
    "roof",
    "From: Jörg Müller <joerg@x.example>\r\nTo: me@t.example\r\nSubject: Dachsanierung am Rathaus",
    "Die Ziegel sind bestellt, 40 Paletten.",
  ],
  [
    "lunch",
    "From: Eva <eva@y.example>\r\nCc: Ann <ann@z.example>\r\nSubject: Lunch on Friday?",
    "Shall we meet at the new bakery?",
  ],
  ["tokyo", "From: sato@jp.example\r\nSubject: =?utf-8?B?5Lya6K2w44Gu5pel56iL?=", "来週の会議は東京で行います。"],
  [
    "file",
    "From: eva@y.example\r\nSubject: Numbers\r\nContent-Type: multipart/mixed; boundary=b",
    '--b\r\nContent-Type: text/html\r\n\r\n<p>See the <b>quarterly</b> report</p>\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="budget-2026.pdf"\r\n\r\n%PDF\r\n--b--',
  ],
  ["old", "From: eva@y.example\r\nSubject: Lunch last year", "The bakery was closed. Das „Ziegelwerk“ auch."],
];
const nameOf = new Map<string, string>();

beforeAll(async () => {
  ctx = await testContext();
  const build = async (address: string) => {
    const { accountId, spaceId } = await createAccount(ctx, { address, name: "", password: "long enough pw" });
    return { actor: { kind: "user", accountId } satisfies Actor, spaceId };
  };
  const me = await build("me@t.example");
  actor = me.actor;
  stranger = (await build("you@t.example")).actor;
  for (const [name, head, body] of mails) {
    const internalDate = name === "old" ? new Date("2025-03-01T12:00:00Z") : ctx.clock.now();
    const raw = Buffer.from(
      `${head}\r\nContent-Transfer-Encoding: 8bit\r\n${head.includes("multipart") ? "" : "Content-Type: text/plain; charset=utf-8\r\n"}\r\n${body}\r\n`,
    );
    const [stored] = await deliverMessage(ctx, { spaceIds: [me.spaceId], raw, verdict: "unverified", internalDate });
    nameOf.set(stored?.threadId ?? "", name);
  }
});
afterAll(() => ctx.close());

async function find(text: string, as = actor): Promise<string[]> {
  const { items } = await searchConversations(ctx, as, { text });
  return items.map((item) => nameOf.get(item.id) ?? "?").sort();
}

test("mail that came in just now is found before it is in the index", async () => {
  expect(await find("Rathaus")).toEqual(["roof"]);
  expect(await find("東京")).toEqual(["tokyo"]);
  expect(await indexMessages(ctx, { limit: 3 })).toBe(3);
  expect(await indexMessages(ctx, { limit: 300 })).toBe(2);
  expect(await indexMessages(ctx, { limit: 300 })).toBe(0);
});

test.each<[string, string[]]>([
  ["dachsan", ["roof"]],
  ["ziegel PALETTEN", ["roof"]],
  ["bakery", ["lunch", "old"]],
  ["bakery -closed", ["lunch"]],
  ['"new bakery"', ["lunch"]],
  ['"bakery new"', []],
  ["quarterly", ["file"]],
  ["rathaus OR quarterly", ["file", "roof"]],
  ["(rathaus OR bakery) from:eva", ["lunch", "old"]],
  ["会議", ["tokyo"]],
  ["東京 -会議", []],
  ["東", ["tokyo"]],
  ["京で", ["tokyo"]],
  ["京東", []],
  ["tokyo@", []],
  ["jp.example", ["tokyo"]],
  ["example", ["file", "lunch", "old", "roof", "tokyo"]],
  ["muller", ["roof"]],
  ["MÜLLER", ["roof"]],
  ["2026", ["file"]],
  ["budget-2026.pdf", ["file"]],
  ["Ziegelwerk", ["old"]],
  ["„Ziegelwerk“", ["old"]],
  ["ziegel -ziegelwerk", ["roof"]],
  ["ziegel", ["old", "roof"]],
  ["-ziegel in:inbox", ["file", "lunch", "old", "tokyo"]],
  ['"bakery was"', ["old"]],
  ['"bakery wa"', []],
  ["subject:(lunch OR numbers)", ["file", "lunch", "old"]],
  ["from:me", []],
  ["to:me", ["roof"]],
  ["in:posteingang lunch", ["lunch", "old"]],
  ["-in:inbox", []],
  ["from:jörg", ["roof"]],
  ["from:EVA@Y subject:lunch", ["lunch", "old"]],
  ["cc:ann", ["lunch"]],
  ["has:attachment", ["file"]],
  ["filename:budget", ["file"]],
  ["budget", ["file"]],
  ["in:inbox lunch", ["lunch", "old"]],
  ["in:nowhere", []],
  ["is:unread lunch", ["lunch", "old"]],
  ["is:starred", []],
  ["before:2025-12-31", ["old"]],
  ["after:2025-12-31 lunch", ["lunch"]],
  ["on:2025-03-01", ["old"]],
  ["on:01.03.2025", ["old"]],
  ["older_than:6m", ["old"]],
  ["newer_than:2d from:eva", ["file", "lunch"]],
  ["larger:1g", []],
  ["smaller:1k lunch", ["lunch", "old"]],
  ["has:pdf", ["file"]],
  ["has:image", []],
  ["has:link", []],
  ["filename:*.pdf", ["file"]],
  ["-filename:budget in:inbox", ["lunch", "old", "roof", "tokyo"]],
  ["from:joerg@x.example", ["roof"]],
  ["from:muller", ["roof"]],
  ["-from:eva", ["roof", "tokyo"]],
  ["from:example subject:会議", ["tokyo"]],
  ["is:unstarred from:eva", ["file", "lunch", "old"]],
  ["is:sent", []],
  ["is:important", []],
  ["tag:nothing", []],
  ["list:dev", []],
  ["rfc822msgid:<none@x.example>", []],
  ["foo:bar", []],
  ["is:nonsense", []],
  ["", []],
  ["   ", []],
])("%s", async (text, names) => {
  expect(await find(text)).toEqual(names);
});

test("what is in the trash shows only when asked for", async () => {
  const id = [...nameOf].find(([, name]) => name === "old")?.[0] ?? "";
  await actOnConversations(ctx, actor, { ids: [id], act: "trash" });
  expect(await find("closed")).toEqual([]);
  expect(await find("closed in:trash")).toEqual(["old"]);
  expect(await find("closed in:anywhere")).toEqual(["old"]);
  await actOnConversations(ctx, actor, { ids: [id], act: "move", toMailboxId: await inboxId() });
});

async function inboxId(): Promise<string> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `SELECT b."id" FROM "Mailbox" b JOIN "Account" a ON a."spaceId" = b."spaceId" JOIN "Address" x ON x."accountId" = a."id" WHERE b."role" = 'inbox' AND x."local" = 'me'`,
  );
  return rows[0]?.id ?? "";
}

test("pages follow each other without gaps, and another's mail is never found", async () => {
  const first = await searchConversations(ctx, actor, { text: "from:example OR from:eva OR from:sato", limit: 2 });
  const second = await searchConversations(ctx, actor, {
    text: "from:example OR from:eva OR from:sato",
    limit: 2,
    cursor: first.nextCursor ?? "",
  });
  const ids = [...first.items, ...second.items].map((item) => item.id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toHaveLength(4);
  expect(await find("bakery", stranger)).toEqual([]);
  await expect(searchConversations(ctx, actor, { text: "x", cursor: "1.x" })).rejects.toThrow("cursor-invalid");
});

test("shared folders are searched too, and nothing else of the owner's mail", async () => {
  const address = "guest@t.example";
  const { accountId } = await createAccount(ctx, { address, name: "", password: "long enough pw" });
  const guest: Actor = { kind: "user", accountId };
  const folder = await createMailbox(ctx, actor, { name: "Site", parentId: null });
  const id = [...nameOf].find(([, name]) => name === "roof")?.[0] ?? "";
  await actOnConversations(ctx, actor, { ids: [id], act: "move", toMailboxId: folder.id });
  expect(await find("rathaus", guest)).toEqual([]);
  const offer = await share(ctx, actor, {
    object: { kind: "mailbox", id: folder.id },
    with: { address },
    role: "read",
  });
  await acceptShare(ctx, guest, { id: offer.id });
  expect(await find("rathaus", guest)).toEqual(["roof"]);
  expect(await find("bakery", guest)).toEqual([]);
  expect(await find("in:site ziegel", guest)).toEqual(["roof"]);
  await revokeShare(ctx, actor, { id: offer.id });
  expect(await find("rathaus", guest)).toEqual([]);
});

test("nothing that can be typed breaks it", async () => {
  const seeds = [
    "(",
    ")",
    "((((",
    '"',
    "-",
    "OR",
    "OR OR",
    "-(",
    '-"',
    "from:",
    'from:"',
    "a OR",
    "\\",
    "'",
    "''; --",
    "&|!<->",
    ":*",
    "%_",
    "\0",
    "\ud800",
    "older_than:9999y",
    "larger:999999999999g",
    "on:2025-02-31",
    "💥 :",
  ];
  for (const seed of seeds) await searchConversations(ctx, actor, { text: seed });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.constantFrom(...seeds), fc.string({ unit: "binary" })), { maxLength: 8 }),
      async (parts) => {
        await searchConversations(ctx, actor, { text: parts.join(" ") });
      },
    ),
    { numRuns: 100 },
  );
  expect(parseQuery(`${"(".repeat(900)}a`)).toEqual({ kind: "text", text: "a", isPhrase: false });
});
