import type { Context } from "../../context.ts";
import { copyAcross, type Spot } from "../copy-across.ts";
import type { ActedPlace } from "./steps.ts";
import { keepUndo, type UndoOwner } from "./undo.ts";

/**
 * Moves or copies messages into another person's mail, or from there. They are new messages of that mail; taken back, these go and the old ones are
 * where they were. What lies in one mailbox goes in one change.
 */
export async function actAcross(
  ctx: Context,
  input: {
    act: "move" | "copy";
    /** By the space that they are in. */
    chosen: ReadonlyMap<string, readonly ActedPlace[]>;
    to: Spot;
    undo: Omit<UndoOwner, "spaceId">;
  },
): Promise<number> {
  const { act, to, undo } = input;
  let count = 0;
  for (const [spaceId, places] of input.chosen)
    for (const [mailboxId, here] of Map.groupBy(places, (place) => place.mailboxId)) {
      const moved = await copyAcross(ctx, {
        from: { spaceId, mailboxId },
        uids: here.map((place) => place.uid),
        to,
        mode: act,
        within: async (client, { uids, gone }) => {
          await keepUndo(client, { ...undo, spaceId: to.spaceId }, [
            ...(uids.length > 0 ? [{ kind: "copy" as const, mailboxId: to.mailboxId, uids }] : []),
            ...(gone.length > 0 ? [{ kind: "expunge" as const, mailboxId, places: gone }] : []),
          ]);
        },
      });
      count += moved.length;
    }
  return count;
}
