import type { Actor } from "@carbyne/kernel";
import { accessDocument } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";
import { writeState } from "./compact-updates.ts";
import { announceDocument } from "./document-store.ts";

/**
 * Puts another content in the place of all that a document was, which shares no history with it. Whoever has the old one open is sent away, and what a
 * client has kept of it never comes in again: it belongs to an earlier epoch.
 */
export async function renewDocument(
  ctx: Context,
  actor: Actor,
  { id, state }: { id: string; state: Uint8Array },
): Promise<{ epoch: number }> {
  const { node } = await accessDocument(ctx, actor, id, "write");
  const at = ctx.clock.now();
  const epoch = await changeSpace(ctx, node.spaceId, async (client, modseq) => {
    const { rows } = await client.query<{ epoch: number; seq: string }>(
      `UPDATE "Document" SET "epoch" = "epoch" + 1, "seq" = "seq" + 1, "changedSince" = coalesce("changedSince", $2), "changedAt" = $2,
         "changedBy" = array_append(array_remove("changedBy", $3), $3) WHERE "nodeId" = $1 RETURNING "epoch", "seq"`,
      [id, at, node.accountId],
    );
    const [row] = rows;
    if (!row) throw new Error(`document ${id} went while it was made anew`);
    await writeState(client, { id, upTo: BigInt(row.seq), state, at });
    await client.query(
      'UPDATE "Node" SET "modseq" = $2, "updatedAt" = $3, "editorId" = $4 WHERE "id" = $1 AND "spaceId" = $5',
      [id, modseq, at, node.accountId, node.spaceId],
    );
    return row.epoch;
  });
  announceDocument(ctx, id);
  return { epoch };
}
