import { type Actor, newId } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { type DraftContent, type Personal, type SendAnswer, type SendInput, sendMessage } from "../../mail/index.ts";
import { hashToken, makeToken } from "./token.ts";

type MailLink = { readonly id: string; readonly token: string };
type RecipientLink = Awaited<ReturnType<typeof makeToken>> & {
  id: string;
  ofId: string;
  of: string;
  recipient: string;
};

/**
 * Sends a message. Of the links in it that were made for messages each recipient gets one of their own, so that it is seen who used theirs and each
 * can be taken back alone; the sender's copy keeps the first one, with which all of them are.
 */
export async function sendWithLinks(ctx: Context, actor: Actor, input: SendInput): Promise<SendAnswer> {
  const { to, cc, bcc } = input.content;
  const addresses = [...new Set([...to, ...cc, ...bcc].map((person) => person.address))];
  const links = await mailLinksIn(ctx, actor, input.content);
  if (links.length === 0) return sendMessage(ctx, actor, input);
  return sendMessage(ctx, actor, { ...input, personal: await personalLinks(ctx, { addresses, links, ...input }) });
}

/** The actor's own links that were made for messages and stand in one. */
async function mailLinksIn(ctx: Context, actor: Actor, { html, text = "" }: DraftContent): Promise<MailLink[]> {
  const found = `${html}\n${text}`.matchAll(/\/s\/([\w-]{32})(?![\w-])/g);
  const tokens = [...new Set([...found].map((match) => match[1] ?? ""))];
  if (tokens.length === 0) return [];
  const { id: accountId } = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<{ id: string; tokenHash: Buffer }>(
    'SELECT "id", "tokenHash" FROM "FileLink" WHERE "tokenHash" = ANY($1) AND "creatorId" = $2 AND "isForMail" AND "revokedAt" IS NULL',
    [tokens.map(hashToken), accountId],
  );
  return rows.flatMap(({ id, tokenHash }) => {
    const token = tokens.find((one) => hashToken(one).equals(tokenHash));
    return token === undefined ? [] : [{ id, token }];
  });
}

type Wanted = {
  readonly addresses: readonly string[];
  readonly links: readonly MailLink[];
  readonly content: DraftContent;
};

async function personalLinks(ctx: Context, { addresses, links, content }: Wanted): Promise<Personal> {
  const made: RecipientLink[] = [];
  for (const recipient of addresses)
    for (const { id: ofId, token: of } of links)
      made.push({ ...(await makeToken(ctx)), id: newId(), ofId, of, recipient });
  return {
    contentFor(address) {
      const own = made.filter((one) => one.recipient === address);
      const replaced = (body: string) =>
        own.reduce((now, { of, token }) => now.replaceAll(`/s/${of}`, `/s/${token}`), body);
      const { html, text } = content;
      return { ...content, html: replaced(html), ...(text === undefined ? {} : { text: replaced(text) }) };
    },
    keep: (client) => insertLinks(client, made, ctx.clock.now()),
  };
}

/** Links with the terms of the one that they are made of. */
async function insertLinks(client: pg.ClientBase, made: readonly RecipientLink[], at: Date): Promise<void> {
  await client.query(
    `INSERT INTO "FileLink" ("id", "sentOfId", "recipient", "tokenHash", "sealedToken", "createdAt", "spaceId", "modseq", "nodeId", "kind", "creatorId",
       "role", "description", "passwordHash", "expiresAt", "downloadLimit", "uploadLimit", "isForVisitors")
     SELECT v."id", l."id", v."recipient", v."hash", v."sealed", $6, l."spaceId", l."modseq", l."nodeId", l."kind", l."creatorId",
       l."role", l."description", l."passwordHash", l."expiresAt", l."downloadLimit", l."uploadLimit", l."isForVisitors"
     FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $5::bytea[]) AS v("id", "ofId", "recipient", "hash", "sealed")
     JOIN "FileLink" l ON l."id" = v."ofId"`,
    [
      made.map(({ id }) => id),
      made.map(({ ofId }) => ofId),
      made.map(({ recipient }) => recipient),
      made.map(({ tokenHash }) => tokenHash),
      made.map(({ sealedToken }) => sealedToken),
      at,
    ],
  );
}
