import { newId } from "@carbyne/kernel";
import { composeMessage } from "@carbyne/mime";
import type pg from "pg";
import type { NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { prepareMessage } from "../mail/index.ts";
import { fill, wordsOf } from "../words/index.ts";
import { type Audience, linkTo } from "./tell.ts";

type Said = {
  readonly audience: Audience;
  readonly node: NodeAccess;
  readonly threadId: string;
  /** With people as <@id>. */
  readonly text: string;
  readonly author: { readonly name: string; readonly address: string };
  /** Where the pages are; without it the mail has no link. */
  readonly origin: string | undefined;
};

type Store = (client: pg.PoolClient, modseqOf: (spaceId: string) => bigint) => Promise<void>;

/** Mails to those who are named in a comment, in their language. They are put into their mailboxes by the change that writes it. */
export async function mentionMails(ctx: Context, said: Said): Promise<Store> {
  const named = said.audience.filter(({ kind }) => kind === "comment-mention");
  if (named.length === 0) return () => Promise.resolve();
  const people = await ctx.db.prisma.account.findMany({
    where: { id: { in: named.map(({ person }) => person.id) } },
    select: { id: true, name: true, locale: true },
  });
  const known = new Map(people.map((one) => [one.id, one]));
  const quoted = said.text.replace(/<@([0-9a-f-]{36})>/g, (_, id: string) => `@${known.get(id)?.name ?? "…"}`);
  const letters = await Promise.all(
    named.map(async ({ person, folderId }) => ({
      spaceId: person.spaceId,
      message: await letter(ctx, { ...said, person, folderId, quoted, locale: known.get(person.id)?.locale ?? "en" }),
    })),
  );
  return async (client, modseqOf) => {
    for (const { spaceId, message } of letters) {
      const place = {
        spaceId,
        modseq: modseqOf(spaceId),
        role: "inbox",
        flags: 0,
        keywords: [],
        isArrival: true,
      } as const;
      await message.store(client, place);
    }
  };
}

type Letter = Said & {
  readonly person: Audience[number]["person"];
  readonly folderId: string | null;
  readonly quoted: string;
  readonly locale: string;
};

/** RFC 3834 §5: it is written by us, and nobody's absence answers it. */
async function letter(ctx: Context, { node, threadId, author, origin, person, folderId, quoted, locale }: Letter) {
  const words = wordsOf(locale);
  const values = { person: author.name || author.address, name: node.name };
  const link = origin === undefined ? "" : `${words.mentionHow}\n${origin}${linkTo(node, { folderId, threadId })}`;
  const raw = await composeMessage({
    from: author,
    to: [{ name: person.name, address: person.address }],
    subject: fill(words.mentionSubject, values),
    text: `${[fill(words.mentionText, values), quoted, link].filter(Boolean).join("\n\n")}\n`,
    date: ctx.clock.now(),
    messageId: `<${newId()}@${author.address.slice(author.address.lastIndexOf("@") + 1)}>`,
    headers: [["Auto-Submitted", "auto-generated"]],
  });
  return prepareMessage(ctx, raw, { verdict: "local" });
}
