import { createHash } from "node:crypto";
import { transaction } from "@carbyne/db";
import { newId } from "@carbyne/kernel";
import { canMake, keyOf, kindOf, mostBytes, type Reason, type Want } from "@carbyne/preview";
import type { Context } from "../context.ts";
import { previewAskedSpace, previewMadeSpace } from "../spaces/index.ts";
import { dayMs, findRow, isSettled, type Key, type Row, textOf } from "./row.ts";

/** A file that somebody may see: that was asked before. */
export type Source = {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
  /** Of it all, when `content` is only its beginning. */
  readonly sizeBytes?: number | undefined;
  /** The content's hash, when it lies among the content as it is and not as part of something else. */
  readonly hash?: Buffer | undefined;
};

export type Preview =
  | { readonly status: "made"; readonly type: string; readonly content: Buffer }
  /** `unknown`: nobody can make anything of such a file. */
  | { readonly status: "failed"; readonly reason: Reason | "unknown" }
  /** It is being made; ask again. */
  | { readonly status: "waiting" };

type Ask = {
  readonly source: Source;
  readonly want: Want;
  /** How long is waited for it. 0 has it made for later. */
  readonly waitMs: number;
};

/**
 * A preview of a file: as it was made before, or as a process with the role for jobs makes it now, once however many ask. Failures are remembered for a
 * day.
 */
export async function preview(ctx: Context, { source, want, waitMs }: Ask): Promise<Preview> {
  const kind = kindOf(source);
  if (!kind || !canMake(kind, want)) return { status: "failed", reason: "unknown" };
  if ((source.sizeBytes ?? source.content.length) > mostBytes[kind.family])
    return { status: "failed", reason: "too-large" };
  const sourceHash = source.hash ?? createHash("sha256").update(source.content).digest();
  const key: Key = { sourceHash, kind, want: keyOf(want) };
  const known = await findRow(ctx.db.pool, key);
  if (known && isSettled(ctx, known)) return answerOf(ctx, known);
  await ask(ctx, key, source, waitMs > 0);
  const row = waitMs > 0 ? await waitFor(ctx, key, waitMs) : undefined;
  return row ? answerOf(ctx, row) : { status: "waiting" };
}

/** The bytes are kept until it is made: a part of a message lies nowhere by itself. */
async function ask(ctx: Context, key: Key, { content, hash }: Source, isUrgent: boolean): Promise<void> {
  const blob = hash ? null : await ctx.blobs.prepare(content);
  const now = ctx.clock.now();
  await transaction(ctx.db.pool, async (client) => {
    const { rowCount } = await client.query(
      `INSERT INTO "Preview" AS p ("id", "sourceHash", "kind", "want", "isUrgent", "askedAt", "usedAt") VALUES ($1, $2, $3, $4, $5, $6, $6)
       ON CONFLICT ("sourceHash", "kind", "want") DO UPDATE SET "state" = 'waiting', "reason" = NULL, "attempts" = 0, "leasedUntil" = NULL,
         "isUrgent" = p."isUrgent" OR excluded."isUrgent", "askedAt" = excluded."askedAt"
       WHERE p."state" = 'failed' OR (p."state" = 'waiting' AND p."leasedUntil" IS NULL AND NOT p."isUrgent" AND excluded."isUrgent")`,
      [newId(), key.sourceHash, textOf(key.kind), key.want, isUrgent, now],
    );
    if (rowCount) await blob?.write(client);
  });
  ctx.bus.publish({ spaceId: previewAskedSpace, modseq: 0n });
}

/** As often as this it is looked without a hint. */
const lookMs = 400;

async function waitFor(ctx: Context, key: Key, waitMs: number): Promise<Row | undefined> {
  let wake = () => {};
  const stop = ctx.bus.subscribe(previewMadeSpace, () => wake());
  const until = performance.now() + waitMs;
  try {
    for (;;) {
      const heard = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const row = await findRow(ctx.db.pool, key);
      if (row && row.state !== "waiting") return row;
      const left = until - performance.now();
      if (left <= 0) return undefined;
      await Promise.race([heard, pause(Math.min(lookMs, left))]);
    }
  } finally {
    stop();
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

async function answerOf(ctx: Context, row: Row): Promise<Preview> {
  const { id, blobHash, type, reason, usedAt } = row;
  if (!blobHash || type === null) return { status: "failed", reason: reason ?? "broken" };
  const now = ctx.clock.now();
  // Once a day is enough to tell what is used from what is not.
  if (now.getTime() - usedAt.getTime() > dayMs)
    await ctx.db.pool.query('UPDATE "Preview" SET "usedAt" = $2 WHERE "id" = $1', [id, now]);
  return { status: "made", type, content: await ctx.blobs.read(blobHash) };
}
