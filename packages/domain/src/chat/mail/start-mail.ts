import { type Actor, Refusal } from "@carbyne/kernel";
import { escapeHtml } from "@carbyne/mime";
import { accessOwnAccount, accessRoom, type OwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { attachFiles } from "../../files/index.ts";
import type { DraftContent } from "../../mail/index.ts";
import { resolveSettings } from "../../settings/index.ts";
import { fill, wordsOf } from "../../words/index.ts";
import { accessSaid, type Said } from "../messages/access-said.ts";
import { readable } from "../messages/readable.ts";
import { refuseAnnouncement } from "../messages/send-message.ts";

type Recipient = { readonly id: string; readonly name: string; readonly address: string };

/** What a mail to all others in a room begins with. Refuses rooms of two, and those with more people than settings allow. */
export async function startRoomMail(ctx: Context, actor: Actor, { roomId }: { roomId: string }): Promise<DraftContent> {
  const room = await accessRoom(ctx, actor, roomId, "write");
  refuseAnnouncement(room, {});
  if (room.kind === "direct") throw new Refusal("invalid", "chat-mail-direct");
  const most = Number((await resolveSettings(ctx, room.accountId))["chat.mailPeopleMost"].value);
  const to = (await recipientsIn(ctx, room.id)).filter(({ id }) => id !== room.accountId);
  if (to.length + 1 > most) throw new Refusal("too-many", "chat-mail-many", { most });
  return { ...emptyContent, to: to.map(toPerson), subject: room.name, fromChat: { roomId: room.id } };
}

/** What a mail with something that was said begins with: who said what and when, with copies of its files, to whoever said it. */
export async function startMessageMail(ctx: Context, actor: Actor, { id }: { id: string }): Promise<DraftContent> {
  const own = await accessOwnAccount(ctx, actor);
  const said = await accessSaid(ctx, actor, id, "read");
  if (said.kind !== "text" && said.kind !== "voice") throw new Refusal("invalid", "chat-mail-kind");
  const people = await recipientsIn(ctx, said.room.id);
  const author = people.find((one) => one.id === said.authorId);
  const others = people.filter((one) => one.id !== own.id);
  // What one said oneself in a talk of two goes to the other.
  const to = said.isMine ? (said.room.kind === "direct" ? others : []) : author ? [author] : [];
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    'SELECT "nodeId" AS "id" FROM "ChatAttachment" WHERE "messageId" = $1 ORDER BY "position"',
    [said.id],
  );
  const { files } = await attachFiles(ctx, actor, { ids: rows.map((row) => row.id) });
  return {
    ...emptyContent,
    to: to.map(toPerson),
    subject: said.room.kind === "direct" ? (others[0] ?? own).name : said.room.name,
    html: await quoteOf(ctx, own, said),
    attachments: files,
    fromChat: { roomId: said.room.id, messageId: said.id },
  };
}

const emptyContent = { to: [], cc: [], bcc: [], subject: "", html: "", attachments: [] };

const toPerson = ({ name, address }: Recipient) => ({ name, address });

/** Those in a room who have a mailbox here, by name. */
async function recipientsIn(ctx: Context, roomId: string): Promise<Recipient[]> {
  const { rows } = await ctx.db.pool.query<Recipient>(
    `SELECT a."id", a."name", p."local" || '@' || d."name" AS "address" FROM "RoomMember" x JOIN "Account" a ON a."id" = x."accountId"
     JOIN "Address" p ON p."accountId" = a."id" AND p."kind" = 'account' JOIN "Domain" d ON d."id" = p."domainId"
     WHERE x."spaceId" = $1 AND x."leftAt" IS NULL AND a."state" = 'active' ORDER BY lower(a."name"), a."id"`,
    [roomId],
  );
  return rows;
}

async function quoteOf(ctx: Context, own: OwnAccount, said: Said): Promise<string> {
  const { rows } = await ctx.db.pool.query<{ name: string }>(
    'SELECT "name" FROM "Account" WHERE "id" = $1 UNION ALL SELECT "name" FROM "RoomGuest" WHERE "id" = $1',
    [said.authorId],
  );
  const form = { dateStyle: "full", timeStyle: "short", timeZone: own.zone } as const;
  const line = fill(wordsOf(own.locale).quoteAttribution, {
    date: new Intl.DateTimeFormat(own.locale, form).format(said.at),
    person: rows[0]?.name ?? "",
  });
  const text = await readable(ctx.db.pool, said.text);
  const lines = escapeHtml(text).replaceAll("\n", "<br>");
  return `<p></p><p>${escapeHtml(line)}</p>${text === "" ? "" : `<blockquote type="cite"><p>${lines}</p></blockquote>`}`;
}
