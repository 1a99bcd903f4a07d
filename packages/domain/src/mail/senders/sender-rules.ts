import { domainToASCII } from "node:url";
import { type Actor, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../../access/index.ts";
import { splitAddress } from "../../addresses/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";

export type SenderJudgment = "allowed" | "blocked";

export type SenderRule = {
  /** An address, or a domain with all that is below it. */
  readonly sender: string;
  readonly verdict: SenderJudgment;
  /** ISO 8601. */
  readonly createdAt: string;
};

const mostSenders = 2000;

/** Whose mail never goes to junk, and whose always does. */
export async function listSenderRules(ctx: Context, actor: Actor): Promise<SenderRule[]> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const rows = await ctx.db.prisma.senderRule.findMany({
    where: { spaceId },
    orderBy: { sender: "asc" },
    select: { sender: true, verdict: true, createdAt: true },
  });
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

/** Allows or blocks a sender; who was judged otherwise before is now judged so. Refuses what is neither an address nor a domain. */
export async function judgeSender(
  ctx: Context,
  actor: Actor,
  input: { sender: string; verdict: SenderJudgment },
): Promise<{ sender: string; before: SenderJudgment | null }> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const sender = senderOf(input.sender);
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rows } = await client.query<{ sender: string; verdict: SenderJudgment }>(
      'SELECT "sender", "verdict" FROM "SenderRule" WHERE "spaceId" = $1',
      [spaceId],
    );
    const before = rows.find((row) => row.sender === sender)?.verdict ?? null;
    if (before === null && rows.length >= mostSenders)
      throw new Refusal("too-many", "senders-too-many", { max: mostSenders });
    await client.query(
      `INSERT INTO "SenderRule" ("spaceId", "sender", "verdict", "modseq", "createdAt") VALUES ($1, $2, $3::"SenderJudgment", $4, $5)
       ON CONFLICT ("spaceId", "sender") DO UPDATE SET "verdict" = EXCLUDED."verdict", "modseq" = EXCLUDED."modseq"`,
      [spaceId, sender, input.verdict, modseq, ctx.clock.now()],
    );
    return { sender, before };
  });
}

/** Forgets what was said of a sender; nothing happens when nothing was. */
export async function forgetSender(ctx: Context, actor: Actor, input: { sender: string }): Promise<void> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  await changeSpace(ctx, spaceId, (client) =>
    client.query('DELETE FROM "SenderRule" WHERE "spaceId" = $1 AND "sender" = $2', [spaceId, senderOf(input.sender)]),
  );
}

/** An address or a domain as it is stored; `@example.org` and `*.example.org` mean the domain. */
function senderOf(text: string): string {
  const clean = text.trim().replace(/^(?:\*?@|\*\.)/, "");
  if (clean.includes("@")) {
    const { local, domain } = splitAddress(clean);
    return `${local}@${domain}`;
  }
  const domain = domainToASCII(clean).toLowerCase();
  if (domain.length > 253 || !/^(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/.test(domain))
    throw new Refusal("invalid", "sender-invalid", { sender: text.slice(0, 100) });
  return domain;
}
