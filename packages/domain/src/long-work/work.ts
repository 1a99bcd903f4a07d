import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeSpace, longWorkSpace } from "../spaces/index.ts";

export type WorkState = "waiting" | "done" | "failed" | "cancelled";

/** What every kind of work says of itself; a kind may say more. */
export type Progress = {
  /** How many things are another than before. */
  readonly changed?: number;
  /** It was taken back, or that has begun. */
  readonly isUndone?: boolean;
};

export type Work<Input = object, More = object> = {
  readonly id: string;
  readonly spaceId: string;
  readonly kind: string;
  readonly input: Input;
  readonly state: WorkState;
  readonly done: number;
  readonly total: number;
  readonly progress: Progress & More;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
};

export type WorkView = {
  readonly id: string;
  readonly kind: string;
  readonly state: WorkState;
  readonly done: number;
  readonly total: number;
  readonly changed: number;
  readonly mailboxId: string | null;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly canUndo: boolean;
};

const columns = '"id", "spaceId", "kind", "input", "state", "done", "total", "progress", "createdAt", "finishedAt"';
const mostWaiting = 10;
const shown = 20;

/** The actor's work that is under way, and what has ended lately, the newest first. */
export async function listWork(ctx: Context, actor: Actor): Promise<WorkView[]> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<Work<{ mailboxId?: string }> & { hasJournal: boolean }>(
    `SELECT ${columns}, EXISTS (SELECT 1 FROM "LongWorkJournal" j WHERE j."workId" = w."id") AS "hasJournal"
     FROM "LongWork" w WHERE "spaceId" = $1 ORDER BY "createdAt" DESC, "id" DESC LIMIT ${shown}`,
    [spaceId],
  );
  return rows.map(({ id, kind, state, done, total, progress, input, createdAt, finishedAt, hasJournal }) => ({
    id,
    kind,
    state,
    done,
    total,
    changed: progress.changed ?? 0,
    mailboxId: input.mailboxId ?? null,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    canUndo: state !== "waiting" && hasJournal && progress.isUndone !== true,
  }));
}

/** A piece of the actor's own work. */
export async function accessWork(ctx: Context, actor: Actor, id: string): Promise<Work> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const work = isId(id) ? await findWork(ctx.db.pool, id) : undefined;
  if (work?.spaceId !== spaceId) throw new Refusal("not-found", "work-unknown");
  return work;
}

/** A piece of work by its id. */
export async function findWork(client: pg.ClientBase | pg.Pool, id: string): Promise<Work | undefined> {
  const { rows } = await client.query<Work>(`SELECT ${columns} FROM "LongWork" WHERE "id" = $1`, [id]);
  return rows[0];
}

/** Begins work in a space; a process with the role for jobs does it. Refuses when too much waits already. */
export async function startWork(
  ctx: Context,
  { spaceId, kind, input, total, within }: StartWork,
): Promise<{ id: string }> {
  const id = newId();
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rows } = await client.query<{ n: number }>(
      `SELECT count(*)::int AS "n" FROM "LongWork" WHERE "spaceId" = $1 AND "state" = 'waiting'`,
      [spaceId],
    );
    if ((rows[0]?.n ?? 0) >= mostWaiting) throw new Refusal("too-many", "work-too-much", { max: mostWaiting });
    await client.query(
      `INSERT INTO "LongWork" ("id", "spaceId", "kind", "input", "total", "modseq", "createdAt") VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7)`,
      [id, spaceId, kind, JSON.stringify(input), total, modseq, ctx.clock.now()],
    );
    await within?.(client, { id, modseq });
  });
  ctx.bus.publish({ spaceId: longWorkSpace, modseq: 0n });
  return { id };
}

export type StartWork = {
  readonly spaceId: string;
  readonly kind: string;
  readonly input: object;
  readonly total: number;
  /** A further step of the same transaction. */
  readonly within?: (client: pg.PoolClient, work: { id: string; modseq: bigint }) => Promise<unknown>;
};

/** Stops work where it is; what is done stays done. */
export async function cancelWork(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  const work = await accessWork(ctx, actor, id);
  await changeSpace(ctx, work.spaceId, (client, modseq) =>
    client.query(
      `UPDATE "LongWork" SET "state" = 'cancelled', "finishedAt" = $2, "modseq" = $3 WHERE "id" = $1 AND "state" = 'waiting'`,
      [id, ctx.clock.now(), modseq],
    ),
  );
}
