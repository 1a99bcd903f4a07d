import type pg from "pg";
import type { Context } from "../context.ts";
import type { Work } from "../long-work/index.ts";
import { addNotice, tellNotice } from "../notices/index.ts";
import { findTransfer, type Result, type Transfer } from "./transfer.ts";

/** Where transfers are shown. */
const link = "/settings/transfer";

/** Tells that something came in, or why it stopped, as a step of the change that ends it. */
export async function noticeImport(
  client: pg.PoolClient,
  { transfer, result, now }: { transfer: Transfer; result: Pick<Result, "added" | "stop">; now: Date },
): Promise<void> {
  const { spaceId, name } = transfer;
  const params = { name, count: result.added ?? 0 };
  await addNotice(
    client,
    result.stop
      ? { spaceId, kind: "import-failed", params: { name }, link }
      : { spaceId, kind: "import-finished", params, link },
    now,
  );
}

/** Tells that an archive can be fetched. */
export async function noticeExport(
  client: pg.PoolClient,
  { transfer: { spaceId, name }, now }: { transfer: Transfer; now: Date },
): Promise<void> {
  await addNotice(client, { spaceId, kind: "export-ready", params: { name }, link }, now);
}

/** Tells whoever it concerns that work on a transfer broke. */
export async function tellFailure(ctx: Context, { kind, input }: Work): Promise<void> {
  const { transferId } = input as { transferId?: string };
  const transfer = transferId === undefined ? undefined : await findTransfer(ctx.db.pool, transferId);
  if (!transfer) return;
  const { spaceId, name } = transfer;
  await tellNotice(ctx, {
    spaceId,
    kind: kind === "mail-export" ? "export-failed" : "import-failed",
    params: { name },
    link,
  });
}
