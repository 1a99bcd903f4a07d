import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { type ActInput, actOnConversations } from "./act.ts";
import { listLines } from "./list.ts";
import type { ListOf } from "./list-boxes.ts";

/** More lines than this are not changed in one transaction. */
const mostLines = 200_000;

/**
 * Does one verb on everything that a list shows, loaded or not. What comes into the list meanwhile is not touched. Answers how many messages it
 * touched and the id that takes all of it back.
 */
export async function actOnList(
  ctx: Context,
  actor: Actor,
  { list, ...act }: Omit<ActInput, "ids" | "messageIds" | "fromMailboxId"> & { list: ListOf },
): Promise<{ undo: string | null; count: number }> {
  const lines = await listLines(ctx, actor, list);
  if (lines.length > mostLines) throw new Refusal("too-many", "lines-too-many", { max: mostLines });
  if (lines.length === 0) return { undo: null, count: 0 };
  return actOnConversations(ctx, actor, {
    ...act,
    ids: [...new Set(lines.map((line) => line.threadId))],
    ...(list.grouping === "messages" ? { messageIds: lines.map((line) => line.messageId) } : {}),
    fromMailboxId: list.mailboxId,
  });
}
