import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { accessMailbox, accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { startWork } from "../long-work/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { accessTransfer, findTransfer, updateTransfer, waitsMs } from "./transfer.ts";

const gib = 1024 ** 3;
/** Bounds of one file, of all files of one account at a time, and of what the disk keeps for others. */
const fileBytes = 100 * gib;
const accountBytes = 200 * gib;
const spareBytes = 2 * gib;
const mostOpen = 20;
/** A piece of a file on its way. */
export const pieceBytes = 8 * 1024 * 1024;

/** Makes a place for a file that is to be brought in; its bytes come piece by piece. */
export async function beginImport(
  ctx: Context,
  actor: Actor,
  { name, sizeBytes }: { name: string; sizeBytes: number },
): Promise<{ id: string; pieceBytes: number }> {
  const { id: accountId, spaceId } = await accessOwnAccount(ctx, actor);
  if (sizeBytes > fileBytes) throw new Refusal("too-large", "transfer-too-large", { max: fileBytes });
  // What is unpacked from it may need as much again.
  if ((await ctx.spool.freeBytes()) < 2 * sizeBytes + spareBytes) throw new Refusal("busy", "transfer-no-disk");
  const id = newId();
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rows } = await client.query<{ n: number; bytes: string }>(
      `SELECT count(*)::int AS "n", coalesce(sum("sizeBytes"), 0) AS "bytes" FROM "Transfer"
       WHERE "spaceId" = $1 AND "kind" = 'import' AND "state" <> 'ended'`,
      [spaceId],
    );
    const { n = 0, bytes = "0" } = rows[0] ?? {};
    if (n >= mostOpen || Number(bytes) + sizeBytes > accountBytes)
      throw new Refusal("too-many", "transfer-too-many", { max: mostOpen });
    await client.query(
      `INSERT INTO "Transfer" ("id", "spaceId", "accountId", "kind", "state", "name", "sizeBytes", "modseq", "createdAt", "expiresAt")
       VALUES ($1, $2, $3, 'import', 'receiving', $4, $5, $6, $7, $8)`,
      [id, spaceId, accountId, cleanName(name), sizeBytes, modseq, ctx.clock.now(), inTwoDays(ctx)],
    );
  });
  return { id, pieceBytes };
}

function cleanName(name: string): string {
  return (
    name
      .toWellFormed()
      .replaceAll(/[\p{Cc}/\\]/gu, "_")
      .slice(0, 200) || "mail"
  );
}

const inTwoDays = (ctx: Context) => new Date(ctx.clock.now().getTime() + waitsMs);

/**
 * Takes the next piece of a file; it is durable when this returns. A piece that was taken before is taken again without harm, one from further on is
 * refused. With the last one the look at the file begins.
 */
export async function receivePiece(
  ctx: Context,
  actor: Actor,
  { id, at, data }: { id: string; at: number; data: Buffer },
): Promise<{ receivedBytes: number }> {
  const transfer = await accessTransfer(ctx, actor, id);
  const { sizeBytes, receivedBytes, spaceId } = transfer;
  const end = at + data.length;
  if (transfer.kind !== "import" || transfer.state !== "receiving") return { receivedBytes };
  if (at > receivedBytes || end > sizeBytes) throw new Refusal("conflict", "transfer-gap", { at: receivedBytes });
  await ctx.spool.write(id, "source", { at, data });
  const received = Math.max(end, receivedBytes);
  await changeSpace(ctx, spaceId, (client, modseq) =>
    client.query(
      `UPDATE "Transfer" SET "receivedBytes" = greatest("receivedBytes", $2), "modseq" = $3, "expiresAt" = $4 WHERE "id" = $1`,
      [id, received, modseq, inTwoDays(ctx)],
    ),
  );
  if (received === sizeBytes) await beginLook(ctx, id);
  return { receivedBytes: received };
}

async function beginLook(ctx: Context, id: string): Promise<void> {
  const transfer = await findTransfer(ctx.db.pool, id);
  if (transfer?.state !== "receiving") return;
  const { spaceId } = transfer;
  await startWork(ctx, {
    spaceId,
    kind: "import-look",
    input: { transferId: id },
    total: 0,
    within: (client, work) => updateTransfer(client, work.modseq, { id, state: "looking", workId: work.id }),
  });
}

/** Begins to bring in what a look has found, or goes on with it: into the folders as they were, or below one that was chosen. */
export async function startImport(
  ctx: Context,
  actor: Actor,
  { id, mailboxId, withAccount }: { id: string; mailboxId: string | null; withAccount: boolean },
): Promise<{ id: string }> {
  const transfer = await accessTransfer(ctx, actor, id);
  const { spaceId, result } = transfer;
  const mailbox = mailboxId === null ? null : await accessMailbox(ctx, actor, mailboxId, "insert");
  if (mailbox && mailbox.spaceId !== spaceId) throw new Refusal("invalid", "mailbox-other-space");
  const isLookedAt = transfer.kind === "import" && (await ctx.spool.sizeOf(id, "plan")) !== null;
  if (!isLookedAt || result.messages === undefined) throw new Refusal("conflict", "transfer-not-ready");
  const { rows } = await ctx.db.pool.query<{ now: Date; isRunning: boolean }>(
    `SELECT now() AS "now", EXISTS (SELECT 1 FROM "LongWork" WHERE "id" = $1 AND "state" = 'waiting') AS "isRunning"`,
    [transfer.workId],
  );
  if (rows[0]?.isRunning) throw new Refusal("conflict", "transfer-not-ready");
  // The database's own clock: what was there before is told by what the database wrote.
  const input = { transferId: id, mailboxId, withAccount, since: (rows[0]?.now ?? ctx.clock.now()).toISOString() };
  return startWork(ctx, {
    spaceId,
    kind: "import-mail",
    input,
    total: result.messages,
    within: (client, { id: workId, modseq }) =>
      updateTransfer(client, modseq, { id, state: "running", workId, result: { choice: { mailboxId, withAccount } } }),
  });
}
