import type { Actor } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { deliverMessage } from "../mail/index.ts";
import { countAllFound, excerptsOf, indexMessages, readDocuments, searchConversations } from "./index.ts";

let ctx: TestContext;
let me: Actor;
let stranger: Actor;
let spaceId: string;
const reader = {
  canRead: () => true,
  textOf: ({ content }: { content: Buffer }) => Promise.resolve(content.toString()),
};

beforeAll(async () => {
  ctx = await testContext();
  const create = (address: string) => createAccount(ctx, { address, name: "", password: "long enough pw" });
  const own = await create("me@t.example");
  me = { kind: "user", accountId: own.accountId };
  spaceId = own.spaceId;
  stranger = { kind: "user", accountId: (await create("you@t.example")).accountId };
});
afterAll(() => ctx.close());

async function deliver(head: string, body: string, daysAgo = 0): Promise<string> {
  const internalDate = new Date(ctx.clock.now().getTime() - daysAgo * 86_400_000);
  const raw = Buffer.from(`From: eva@y.example\r\n${head}\r\n\r\n${body}\r\n`);
  const [stored] = await deliverMessage(ctx, { spaceIds: [spaceId], raw, verdict: "unverified", internalDate });
  return stored?.threadId ?? "";
}

async function subjects(text: string, sort: "date" | "relevance"): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await searchConversations(ctx, me, { text, sort, limit: 2, cursor });
    found.push(...page.items.map((row) => row.subject));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

test("by relevance a word in the subject is worth more than one in passing, by date the newest is first", async () => {
  const filler = "much else is said here ".repeat(40);
  await deliver("Subject: Slate for the roof", "as ordered", 20);
  await deliver("Subject: Weekly notes", `${filler} slate ${filler}`);
  await deliver("Subject: Prices", "slate, slate and slate again", 10);
  const byDate = ["Weekly notes", "Prices", "Slate for the roof"];
  // What came in just now is weighed as well.
  expect((await subjects("slate", "relevance"))[0]).toBe("Slate for the roof");
  await indexMessages(ctx, { limit: 10 });
  expect(await subjects("slate", "date")).toEqual(byDate);
  expect(await subjects("slate", "relevance")).toEqual(["Slate for the roof", "Prices", "Weekly notes"]);
  expect((await subjects("slate in:inbox", "relevance"))[0]).toBe("Slate for the roof");
  expect(await subjects("in:inbox", "relevance")).toEqual(byDate);
  await expect(searchConversations(ctx, me, { text: "x", sort: "relevance", cursor: "r1.x" })).rejects.toThrow(
    "cursor-invalid",
  );
});

test("what is found is counted, conversations and not messages", async () => {
  for (const of of ["a@y.example", "b@y.example"])
    await deliver(`Subject: Ridge\r\nMessage-ID: <${of}>\r\nReferences: <ridge@y.example>`, "the ridge");
  expect(await countAllFound(ctx, me, { text: "ridge" })).toEqual({ count: 1, isAbout: false });
  expect(await countAllFound(ctx, me, { text: "slate OR ridge" })).toEqual({ count: 4, isAbout: false });
  expect(await countAllFound(ctx, stranger, { text: "slate" })).toEqual({ count: 0, isAbout: false });
  expect(await countAllFound(ctx, me, { text: " " })).toEqual({ count: 0, isAbout: false });
});

test("of very many it is said about how many", async () => {
  await ctx.db.pool.query(
    `WITH n AS (SELECT gen_random_uuid() AS "id", i FROM generate_series(1, 24000) i),
      m AS (INSERT INTO "Message" ("id", "spaceId", "threadId", "blobHash", "sizeBytes", "internalDate", "subject", "baseSubject", "people", "snippet", "hasAttachments", "verdict", "envelope", "body", "bodyStructure", "isIndexed")
        SELECT "id", $1, "id", '\\x00', 1, now() - interval '2 days', 'Gravel', 'gravel', '{"from": []}', '', false, 'unverified', '', '', '', true FROM n),
      p AS (INSERT INTO "MailboxMessage" ("mailboxId", "uid", "messageId", "spaceId", "threadId", "date", "modseq")
        SELECT b."id", 100000 + i, n."id", $1, n."id", now(), 1 FROM n, "Mailbox" b WHERE b."spaceId" = $1 AND b."role" = 'inbox')
     INSERT INTO "SearchDoc" ("objectId", "spaceId", "kind", "title", "text", "people", "tags", "at")
     SELECT "id", $1, 'message', 'Heap', CASE WHEN i % 2 = 0 THEN 'gravel' ELSE 'sand' END, '', '{}', now() - interval '1 day' - i * interval '1 minute' FROM n`,
    [spaceId],
  );
  const { count, isAbout } = (await countAllFound(ctx, me, { text: "gravel" })) ?? { count: 0, isAbout: false };
  expect(isAbout).toBe(true);
  expect(count).toBeGreaterThanOrEqual(11_000);
  expect(count).toBeLessThanOrEqual(13_000);
  expect(count % 1_000).toBe(0);
});

const withFiles = (body: string, ...files: [name: string, text: string][]) =>
  [
    `--b\r\nContent-Type: text/plain\r\n\r\n${body}`,
    ...files.map(
      ([name, text]) =>
        `--b\r\nContent-Type: application/x-thing\r\nContent-Disposition: attachment; filename=${name}\r\n\r\n${text}`,
    ),
    "--b--",
  ].join("\r\n");

test("a line that does not show it says where it is: in the text, in a file's name, in a file's text", async () => {
  const mixed = "Content-Type: multipart/mixed; boundary=b";
  const far = await deliver("Subject: Far down", `${"nothing to see ".repeat(60)} the copper gutter leaks`);
  const name = await deliver(`Subject: Name\r\n${mixed}`, withFiles("see", ["copper-list.x", "z"]));
  const inside = await deliver(
    `Subject: Inside\r\n${mixed}`,
    withFiles("see", ["a.x", "tin"], ["b.x", "old copper pipe"]),
  );
  const ids = [far, name, inside];
  await indexMessages(ctx, { limit: 10, reader });
  await readDocuments(ctx, { limit: 10, reader });

  const excerpts = await excerptsOf(ctx, me, { text: "copper in:inbox", ids });
  expect(excerpts[far]).toEqual({ text: expect.stringMatching(/^….* the copper gutter leaks$/), file: null });
  expect(excerpts[name]).toEqual({ text: null, file: "copper-list.x" });
  expect(excerpts[inside]).toEqual({ text: null, file: "b.x" });
  expect(await excerptsOf(ctx, me, { text: "filename:copper", ids })).toEqual({
    [name]: { text: null, file: "copper-list.x" },
  });
  expect(await excerptsOf(ctx, me, { text: "is:unread", ids })).toEqual({});
});

test("an id of somebody else's conversation shows nothing of it", async () => {
  const id = await deliver("Subject: Private", "the platinum box");
  expect(Object.keys(await excerptsOf(ctx, me, { text: "platinum", ids: [id] }))).toEqual([id]);
  expect(await excerptsOf(ctx, stranger, { text: "platinum", ids: [id] })).toEqual({});
});
