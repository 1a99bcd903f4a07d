import type { Actor } from "@carbyne/kernel";
import { seedMessages, testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { createMailbox, listMailboxes } from "../mailboxes.ts";
import { accessList, type ListOf, shapeOf } from "./list-boxes.ts";
import { countConversations, findPosition, listConversations, standUnder } from "./list.ts";
import { pageSql, sortColumns, type ListFilter, type ListSort } from "./list-sql.ts";
import type { ConversationRow } from "./rows.ts";

const many = 10_000;
const perThread = 3;
let ctx: TestContext;
let actor: Actor;
let inbox = "";
let folder = "";
let places: Place[] = [];

beforeAll(async () => {
  ctx = await testContext();
  const made = await createAccount(ctx, { address: "l@town.example", name: "L", password: "correct horse battery" });
  actor = { kind: "user", accountId: made.accountId };
  inbox = (await listMailboxes(ctx, actor)).find((mailbox) => mailbox.role === "inbox")?.id ?? "";
  folder = (await createMailbox(ctx, actor, { name: "Town", parentId: null })).id;
  await seedMessages(ctx.db, { spaceId: made.spaceId, mailboxId: inbox, count: many, perThread });
  // Half of it lies in a second folder too: the same conversations, with other newest messages.
  const columns = `"uid", "messageId", "spaceId", "threadId", "date", "modseq", "flags", "keywords", "marks", "sizeBytes", "attachmentBytes", "senderKey", "subjectKey"`;
  await ctx.db.pool.query(
    `INSERT INTO "MailboxMessage" ("mailboxId", ${columns}) SELECT $2, ${columns} FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "uid" % 2 = 0`,
    [inbox, folder],
  );
  await ctx.db.pool.query('VACUUM ANALYZE "MailboxMessage"');
  const { rows } = await ctx.db.pool.query<Place>(
    `SELECT *, "uid"::int AS "uid", extract(epoch FROM "date")::float8 AS "date" FROM "MailboxMessage"`,
  );
  places = rows;
}, 60_000);
afterAll(() => ctx.close());

const sorts = ["date", "sender", "subject", "size", "attachments"] as const satisfies readonly ListSort[];
const filters = [
  "unread",
  "starred",
  "attachments",
  "important",
  "tagged",
  "to-me",
  "list",
] as const satisfies readonly ListFilter[];

type Place = {
  mailboxId: string;
  uid: number;
  messageId: string;
  threadId: string;
  flags: number;
  marks: number;
  keywords: string[];
} & Record<(typeof sortColumns)[ListSort]["column"], string | number>;

/** The list as anybody would make it who has all of it in memory. */
async function expected(of: ListOf): Promise<string[]> {
  const { sort, direction, filter, grouping } = shapeOf(of);
  const boxes = new Set((await accessList(ctx, actor, of)).boxes.map(({ id }) => id));
  const passes: Record<ListFilter, (place: Place) => boolean> = {
    unread: (place) => (place.flags & 1) === 0,
    starred: (place) => (place.flags & 4) !== 0,
    attachments: (place) => (place.marks & 1) !== 0,
    important: (place) => (place.marks & 2) !== 0,
    "to-me": (place) => (place.marks & 4) !== 0,
    list: (place) => (place.marks & 8) !== 0,
    tagged: (place) => place.keywords.length > 0,
  };
  const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0);
  const newestFirst = (a: Place, b: Place) =>
    compare(b.date, a.date) || compare(b.uid, a.uid) || compare(b.mailboxId, a.mailboxId);
  const id = grouping === "messages" ? ("messageId" as const) : ("threadId" as const);
  const shown = new Map<string, Place>();
  for (const place of places
    .filter((place) => boxes.has(place.mailboxId) && (!filter || passes[filter](place)))
    .sort(newestFirst))
    if (!shown.has(place[id])) shown.set(place[id], place);
  const { column, natural } = sortColumns[sort];
  const sign = natural === "asc" ? 1 : -1;
  const lines = [...shown.values()].sort((a, b) => sign * compare(a[column], b[column]) || newestFirst(a, b));
  return (direction === natural ? lines : lines.reverse()).map((line) => line[id]);
}

const ids = (items: readonly ConversationRow[]) => items.map((row) => row.id);

const lists = sorts.flatMap((sort) =>
  (["conversations", "messages"] as const).flatMap((grouping) =>
    (["asc", "desc"] as const).map((direction): ListOf => ({ sort, grouping, direction })),
  ),
);

test.each(lists)(
  "a list by $sort $direction of $grouping: from the top, onwards, upwards, anywhere, over one and several",
  async (of) => {
    for (const boxes of [{ mailboxId: inbox }, { view: "all" as const }]) {
      const list = { ...of, ...boxes };
      const whole = await expected(list);
      expect(await countConversations(ctx, actor, list)).toEqual({ count: whole.length });
      const first = await listConversations(ctx, actor, { ...list, limit: 100 });
      expect(ids(first.items)).toEqual(whole.slice(0, 100));
      const sort = list.sort ?? "date";
      const after = standUnder(sort, first.items[99] as ConversationRow);
      const second = await listConversations(ctx, actor, { ...list, limit: 70, after });
      expect(ids(second.items)).toEqual(whole.slice(100, 170));
      const before = standUnder(sort, second.items[0] as ConversationRow);
      expect(ids((await listConversations(ctx, actor, { ...list, limit: 30, before })).items)).toEqual(
        whole.slice(70, 100),
      );
      const anywhere = await listConversations(ctx, actor, { ...list, limit: 20, offset: 1500 });
      expect(ids(anywhere.items)).toEqual(whole.slice(1500, 1520));
      if (sort === "date") {
        const at = await findPosition(ctx, actor, { ...list, date: anywhere.items[0]?.stand.date ?? "" });
        expect(at.count).toBe(1500);
      }
      const end = await listConversations(ctx, actor, { ...list, limit: 50, offset: whole.length - 20 });
      expect([ids(end.items), end.hasMore]).toEqual([whole.slice(-20), false]);
    }
  },
  30_000,
);

test.each(filters)(
  "the filter %s shows what it says, in every order",
  async (filter) => {
    for (const of of lists.filter((_, at) => at % 3 === 0)) {
      const list = { ...of, filter, mailboxIds: [inbox, folder] };
      const one = { ...of, filter, mailboxId: inbox };
      for (const each of [list, one]) {
        const whole = await expected(each);
        expect(ids((await listConversations(ctx, actor, { ...each, limit: 60 })).items)).toEqual(whole.slice(0, 60));
        expect((await countConversations(ctx, actor, each)).count).toBe(whole.length);
      }
    }
  },
  60_000,
);

/** The plan of a query, as PostgreSQL tells it. */
async function planOf({ text, values }: { text: string; values: unknown[] }): Promise<string> {
  const { rows } = await ctx.db.pool.query<{ "QUERY PLAN": string }>(`EXPLAIN ${text}`, values);
  return rows.map((row) => row["QUERY PLAN"]).join("\n");
}

test.each(lists)(
  "a page by $sort $direction of $grouping is read along an index, with each filter",
  async (of) => {
    const first = await listConversations(ctx, actor, { ...of, mailboxId: inbox, limit: 50 });
    const after = standUnder(of.sort ?? "date", first.items[49] as ConversationRow);
    for (const filter of [undefined, ...filters]) {
      const shape = shapeOf({ ...of, filter });
      const { boxes } = await accessList(ctx, actor, { mailboxId: inbox });
      for (const where of [{}, { after }, { offset: 3_000 }]) {
        const plan = await planOf(pageSql({ shape, boxes, offset: 0, limit: 50, ...where }));
        expect(plan, `${filter}\n${plan}`).not.toMatch(/Seq Scan on "MailboxMessage"/);
      }
    }
  },
  30_000,
);

test("a list without a filter reads nothing but its index", async () => {
  const { boxes } = await accessList(ctx, actor, { mailboxId: inbox });
  for (const sort of sorts) {
    const plan = await planOf(pageSql({ shape: shapeOf({ sort }), boxes, offset: 2_000, limit: 50 }));
    expect(plan).toMatch(new RegExp(`Index Only Scan using "MailboxMessage_by_${sort}"`));
  }
});
