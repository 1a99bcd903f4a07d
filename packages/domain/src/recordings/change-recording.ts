import { tellChanged } from "../meetings/index.ts";
import type { Context } from "../context.ts";
import { changeSpace } from "../spaces/index.ts";

export type RecordingState = "starting" | "recording" | "finalising" | "composing" | "ready" | "failed";

type Change = {
  readonly id: string;
  /** States that it must be in; in another one nothing happens. */
  readonly from: readonly RecordingState[];
  readonly to: RecordingState;
  /** Further columns, by name; of ours, never of somebody else's words. */
  readonly set?: Readonly<Record<string, unknown>>;
};

/** Takes a recording from one state to the next, once; says whether it was in one from which that goes, and everybody around the meeting hears of it. */
export async function moveOn(ctx: Context, { id, from, to, set = {} }: Change): Promise<boolean> {
  const { rows } = await ctx.db.pool.query<{ roomId: string }>('SELECT "roomId" FROM "Recording" WHERE "id" = $1', [
    id,
  ]);
  const roomId = rows[0]?.roomId;
  if (roomId === undefined) return false;
  const columns = Object.keys(set);
  const moved = await changeSpace(ctx, roomId, async (client, modseq) => {
    const { rowCount } = await client.query(
      `UPDATE "Recording" SET "state" = $2::"RecordingState", "modseq" = $3${columns.map((name, at) => `, "${name}" = $${at + 5}`).join("")}
       WHERE "id" = $1 AND "state" = ANY($4::text[]::"RecordingState"[])`,
      [id, to, modseq, from, ...Object.values(set)],
    );
    return rowCount === 1;
  });
  if (moved) tellChanged(ctx, roomId);
  return moved;
}
