import type { FaultReason } from "@carbyne/mailbox-files";
import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import type { WorkState } from "../long-work/index.ts";

export type TransferKind = "import" | "account" | "export";
export type TransferState = "receiving" | "looking" | "looked" | "running" | "ended";

export type FolderCount = { readonly folder: readonly string[]; readonly count: number };

/** What was found and what came of it. Each step fills in what it knows. */
export type Result = {
  /** Messages that were found, and those of them that are in the account already. */
  readonly messages?: number;
  readonly here?: number;
  readonly bytes?: number;
  readonly folders?: readonly FolderCount[];
  readonly folderCount?: number;
  /** Files that are no mail. */
  readonly others?: number;
  readonly faults?: readonly { readonly path: string; readonly reason: FaultReason }[];
  readonly faultCount?: number;
  /** What an archive of ours has of an account besides its mail. */
  readonly account?: {
    readonly address: string;
    readonly filters: number;
    readonly signatures: number;
    readonly templates: number;
    readonly searches: number;
    readonly tags: number;
  };
  /** How many of those things were made or set. */
  readonly applied?: number;
  /** Where the person wanted it. */
  readonly choice?: { readonly mailboxId: string | null; readonly withAccount: boolean };
  readonly added?: number;
  readonly skipped?: number;
  /** Why it ended before all was done. */
  readonly stop?: "no-room" | "sign-in" | "unreachable";
};

export type Transfer = {
  readonly id: string;
  readonly spaceId: string;
  readonly accountId: string;
  readonly kind: TransferKind;
  readonly state: TransferState;
  readonly name: string;
  readonly sizeBytes: number;
  readonly receivedBytes: number;
  readonly workId: string | null;
  readonly result: Result;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

export type TransferView = Pick<Transfer, "id" | "kind" | "name" | "sizeBytes" | "receivedBytes" | "workId"> & {
  /** `stopped` by the person, `failed` by a fault of ours; both can be gone on with. */
  readonly state: TransferState | "stopped" | "failed";
  readonly done: number;
  readonly total: number;
  readonly result: Result;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly expiresAt: string;
};

type Row = Omit<Transfer, "sizeBytes" | "receivedBytes"> & Record<"sizeBytes" | "receivedBytes", string>;

const columns =
  't."id", t."spaceId", t."accountId", t."kind", t."state", t."name", t."sizeBytes", t."receivedBytes", t."workId", t."result", t."createdAt", t."expiresAt"';
const shown = 50;

const transferOf = (row: Row): Transfer => ({
  ...row,
  sizeBytes: Number(row.sizeBytes),
  receivedBytes: Number(row.receivedBytes),
});

/** What the actor brings in or takes along, and what has come of it lately, the newest first. */
export async function listTransfers(ctx: Context, actor: Actor): Promise<TransferView[]> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<
    Row & { workState: WorkState | null; done: number | null; total: number | null; startedAt: Date | null }
  >(
    `SELECT ${columns}, w."state" AS "workState", w."done", w."total", w."createdAt" AS "startedAt"
     FROM "Transfer" t LEFT JOIN "LongWork" w ON w."id" = t."workId" WHERE t."spaceId" = $1 ORDER BY t."createdAt" DESC, t."id" DESC LIMIT ${shown}`,
    [spaceId],
  );
  return rows.map((row) => {
    const { id, kind, name, sizeBytes, receivedBytes, workId, result, createdAt, expiresAt } = transferOf(row);
    return {
      id,
      kind,
      name,
      sizeBytes,
      receivedBytes,
      workId,
      result,
      state: shownState(row.state, row.workState),
      done: row.done ?? 0,
      total: row.total ?? 0,
      createdAt: createdAt.toISOString(),
      startedAt: row.startedAt?.toISOString() ?? null,
      expiresAt: expiresAt.toISOString(),
    };
  });
}

function shownState(state: TransferState, work: WorkState | null): TransferView["state"] {
  if (state !== "looking" && state !== "running") return state;
  if (work === "waiting") return state;
  return work === "cancelled" ? "stopped" : "failed";
}

/** One of the actor's own transfers. */
export async function accessTransfer(ctx: Context, actor: Actor, id: string): Promise<Transfer> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const transfer = isId(id) ? await findTransfer(ctx.db.pool, id) : undefined;
  if (transfer?.spaceId !== spaceId) throw new Refusal("not-found", "transfer-unknown");
  return transfer;
}

/** A transfer by its id. */
export async function findTransfer(client: pg.ClientBase | pg.Pool, id: string): Promise<Transfer | undefined> {
  const { rows } = await client.query<Row>(`SELECT ${columns} FROM "Transfer" t WHERE t."id" = $1`, [id]);
  return rows[0] && transferOf(rows[0]);
}

const day = 86_400_000;
/** How long what was sent waits for its person, and how long one can read what came of it or fetch what was made. */
export const waitsMs = 2 * day;
export const keptMs = 7 * day;

/** Writes where a transfer is, in the caller's transaction. What is not given stays. */
export async function updateTransfer(
  client: pg.PoolClient,
  modseq: bigint,
  change: { id: string; state?: TransferState; workId?: string; result?: Result; sizeBytes?: number; expiresAt?: Date },
): Promise<void> {
  const { id, state, workId, result, sizeBytes, expiresAt } = change;
  await client.query(
    `UPDATE "Transfer" SET "modseq" = $2, "state" = coalesce($3::"TransferState", "state"), "workId" = coalesce($4::uuid, "workId"),
       "result" = ("result" - CASE WHEN $3 = 'running' THEN 'stop' ELSE '' END) || $5::jsonb, "sizeBytes" = coalesce($6, "sizeBytes"), "expiresAt" = coalesce($7, "expiresAt") WHERE "id" = $1`,
    [id, modseq, state, workId, JSON.stringify(result ?? {}), sizeBytes, expiresAt],
  );
}
