import { transaction } from "@carbyne/db";
import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { announceDocument } from "../document-store.ts";
import { askText } from "../text-thread/ask-text.ts";
import { appendUpdatesIn, loadUpdates } from "../updates.ts";
import { accessText } from "../versions/read-version.ts";
import { inTurn } from "./in-turn.ts";

type Settling = {
  readonly id: string;
  readonly verdict: "accept" | "reject";
  readonly ids: readonly string[];
  /** The client of Yjs as which it is written. */
  readonly writer: number;
};

/** How often it is done again because somebody wrote meanwhile. */
const mostTries = 3;

/**
 * Does what proposals of a text say, or undoes them, for those who have it open. Where words come to stand elsewhere Yjs writes them again, and of two
 * who do so at once both do: here one comes after the other, and finds done what the other did. What is not proposed any more is left alone.
 */
export async function settleSuggestions(
  ctx: Context,
  actor: Actor,
  settling: Settling,
): Promise<{ readonly isChanged: boolean }> {
  const { id } = settling;
  const { node, epoch } = await accessText(ctx, actor, id, "write");
  const one = { ...settling, epoch, accountId: node.accountId };
  // Whoever waits for another one has a connection of the pool: so no process waits for more than one.
  const isChanged = await inTurn(ctx, () => transaction(ctx.db.pool, (client) => settleIn(ctx, client, one)));
  if (isChanged) announceDocument(ctx, id);
  return { isChanged };
}

type SettlingOne = Settling & { readonly epoch: number; readonly accountId: string };

async function settleIn(
  ctx: Context,
  client: pg.PoolClient,
  { id, epoch, accountId, ...settling }: SettlingOne,
): Promise<boolean> {
  await client.query("SELECT pg_advisory_xact_lock(hashtext('carbyne:settle:' || $1))", [id]);
  for (let tries = 1; ; tries++) {
    const loaded = await loadUpdates(ctx, { id, after: 0n });
    if (loaded?.epoch !== epoch) throw new Refusal("conflict", "document-renewed");
    const bytes = await askText(ctx, "settle", { updates: loaded.updates, ...settling });
    if (bytes === null) return false;
    // What somebody writes into words that move is lost with their old place: it is done again with what has come meanwhile.
    if (tries < mostTries && (await seqOf(client, id)) !== loaded.seq) continue;
    const updates = [{ authorId: accountId, bytes }];
    const { status } = await appendUpdatesIn(client, { id, epoch, updates, at: ctx.clock.now() });
    if (status !== "stored") throw new Refusal("conflict", "document-renewed");
    return true;
  }
}

async function seqOf(client: pg.PoolClient, id: string): Promise<bigint | null> {
  const { rows } = await client.query<{ seq: string }>('SELECT "seq" FROM "Document" WHERE "nodeId" = $1', [id]);
  return rows[0] ? BigInt(rows[0].seq) : null;
}
