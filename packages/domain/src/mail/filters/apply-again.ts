import type pg from "pg";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { expungePlaces } from "../expunge-places.ts";
import { copyPlaces, movePlaces } from "../move-places.ts";
import { setFlags } from "../set-flags.ts";
import type { Again, Lying } from "./again.ts";
import { resolvePlaces } from "./resolve-places.ts";

/** What was done to one message, by message and not by UID, so that it can be found wherever it lies by then. */
export type Change = {
  readonly messageId: string;
  readonly from: string;
  /** Where it was moved; null when it stayed. */
  readonly to: string | null;
  readonly copies: readonly string[];
  /** Added where it lies. */
  readonly flags: number;
  readonly keywords: readonly string[];
};

type Row = { uid: number; flags: number; keywords: string[] };

/** Does what filters want of a message that lies in a mailbox; null when all is so already. What they throw away goes to the trash. */
export async function applyAgain(
  client: pg.PoolClient,
  { spaceId, modseq, message, plan }: { spaceId: string; modseq: bigint; message: Lying; plan: Again },
): Promise<Change | null> {
  const { messageId, mailboxId: from } = message;
  const row = await placeOf(client, from, messageId);
  if (!row) return null;
  const fallback = { kind: "mailbox", id: from } as const;
  const { places } = await resolvePlaces(client, { spaceId, modseq, places: plan.places, fallback });
  const trash = { mailboxId: await mailboxByRole(client, spaceId, "trash"), flags: 0, keywords: [], edited: null };
  const wanted = places.length > 0 ? places : [trash];
  const main = wanted.find(({ mailboxId }) => mailboxId === from) ?? wanted[0] ?? trash;
  const flags = main.flags & ~row.flags;
  const keywords = main.keywords.filter((one) => !row.keywords.includes(one));
  const change = { mode: "add", flags, keywords } as const;
  if (flags !== 0 || keywords.length > 0) await setFlags(client, modseq, { mailboxId: from, uids: [row.uid], change });

  const copies: string[] = [];
  for (const { mailboxId, ...marks } of wanted) {
    if (mailboxId === main.mailboxId || (await placeOf(client, mailboxId, messageId))) continue;
    const copied = await copyPlaces(client, modseq, { fromMailboxId: from, uids: [row.uid], toMailboxId: mailboxId });
    const uids = copied.map((one) => one.to);
    const added = { mode: "add", flags: marks.flags, keywords: marks.keywords } as const;
    await setFlags(client, modseq, { mailboxId, uids, change: added });
    copies.push(mailboxId);
  }
  const isMoved = main.mailboxId !== from;
  if (isMoved) await movePlaces(client, modseq, { fromMailboxId: from, uids: [row.uid], toMailboxId: main.mailboxId });
  if (!isMoved && copies.length === 0 && flags === 0 && keywords.length === 0) return null;
  return { messageId, from, to: isMoved ? main.mailboxId : null, copies, flags, keywords };
}

/** Takes a change back as far as the message still lies where it was put. */
export async function takeBack(client: pg.PoolClient, modseq: bigint, change: Change): Promise<void> {
  const { messageId, from, to, copies, flags, keywords } = change;
  for (const mailboxId of copies) {
    const copy = await placeOf(client, mailboxId, messageId);
    if (copy) await expungePlaces(client, modseq, { mailboxId, uids: [copy.uid] });
  }
  const at = to ?? from;
  const row = await placeOf(client, at, messageId);
  if (!row) return;
  const removed = { mode: "remove", flags, keywords } as const;
  await setFlags(client, modseq, { mailboxId: at, uids: [row.uid], change: removed });
  if (to !== null && (await isThere(client, from)))
    await movePlaces(client, modseq, { fromMailboxId: to, uids: [row.uid], toMailboxId: from });
}

async function placeOf(client: pg.PoolClient, mailboxId: string, messageId: string): Promise<Row | undefined> {
  const { rows } = await client.query<Omit<Row, "uid"> & { uid: string }>(
    'SELECT "uid", "flags", "keywords" FROM "MailboxMessage" WHERE "mailboxId" = $1 AND "messageId" = $2 ORDER BY "uid" LIMIT 1',
    [mailboxId, messageId],
  );
  return rows[0] && { ...rows[0], uid: Number(rows[0].uid) };
}

async function isThere(client: pg.PoolClient, mailboxId: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM "Mailbox" WHERE "id" = $1', [mailboxId]);
  return Boolean(rowCount);
}
