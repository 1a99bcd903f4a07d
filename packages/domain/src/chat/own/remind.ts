import type { Context } from "../../context.ts";
import { addNotice } from "../../notices/index.ts";
import { pushTo } from "../../push/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { memberOf, visibleTo } from "../rooms/visible.ts";
import { readable } from "../messages/readable.ts";

const atOnce = 50;
const mostLetters = 160;

type Due = { accountId: string; spaceId: string; messageId: string };
type Seen = { roomId: string; number: number; text: string; person: string };

/** Reminds of messages whose time has come, each once: under the bell, and where the person wants to be told. Answers whether there may be more. */
export async function remind(ctx: Context): Promise<boolean> {
  const now = ctx.clock.now();
  const { rows } = await ctx.db.pool.query<Due>({
    name: "reminders-due",
    text: `SELECT b."accountId", a."spaceId", b."messageId" FROM "ChatBookmark" b JOIN "Account" a ON a."id" = b."accountId" AND a."state" = 'active'
           WHERE b."remindAt" <= $1 AND b."remindedAt" IS NULL ORDER BY b."remindAt" LIMIT ${atOnce}`,
    values: [now],
  });
  for (const due of rows) await remindOne(ctx, due, now);
  return rows.length === atOnce;
}

async function remindOne(ctx: Context, { accountId, spaceId, messageId }: Due, now: Date): Promise<void> {
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    // Another process may have been first, or the person changed their mind: under the lock of their space it is as it is.
    const { rowCount } = await client.query(
      `UPDATE "ChatBookmark" SET "remindedAt" = $3, "modseq" = $4 WHERE "accountId" = $1 AND "messageId" = $2 AND "remindAt" <= $3 AND "remindedAt" IS NULL`,
      [accountId, messageId, now, modseq],
    );
    if (!rowCount) return;
    const { rows } = await client.query<Seen>(
      `SELECT m."spaceId" AS "roomId", m."number", m."text", coalesce(m."detail" #>> '{bot,name}', a."name", '') AS "person" FROM "ChatMessage" m ${memberOf("$1")}
       LEFT JOIN "Account" a ON a."id" = m."authorId" WHERE m."id" = $2 AND ${visibleTo}`,
      [accountId, messageId],
    );
    // What is gone, or no longer theirs to see, reminds of nothing.
    if (!rows[0]) return;
    const { roomId, number, person } = rows[0];
    const text = (await readable(client, rows[0].text)).slice(0, mostLetters).toWellFormed();
    const link = `/chat/${roomId}?m=${number}`;
    await addNotice(client, { spaceId, kind: "chat-reminder", params: { person, text }, link }, now);
    await pushTo(ctx, client, {
      accountId,
      titleOf: (words) => words.pushReminder,
      body: [person, text].filter(Boolean).join(": "),
      tag: `reminder-${messageId}`,
      href: link,
    });
  });
}
