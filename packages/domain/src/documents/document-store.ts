import { newId } from "@carbyne/kernel";
import { type DocumentKind } from "../access/index.ts";
import type { Context } from "../context.ts";
import { settingsOfSpace } from "../settings/index.ts";
import { createAppender } from "./append-together.ts";
import { createClaims } from "./claims.ts";
import { compactUpdates } from "./compact-updates.ts";
import { loadUpdates, type NewUpdate } from "./updates.ts";

const topic = (id: string) => `document/${id}`;
const topics = topic("");

/** Documents of this installation for one process, which others reach at an address: what @carbyne/collab wants of a store. */
export function createDocumentStore(ctx: Context, { address }: { address: string }) {
  const owner = newId();
  const claims = createClaims({ url: ctx.db.url, log: ctx.log });
  const append = createAppender(ctx);
  /** The count of each claim: a later one, of whomever, makes it void. */
  const terms = new Map<string, bigint>();

  async function claimHeld(id: string) {
    const { rows } = await ctx.db.pool.query<{ epoch: number; term: string; kind: DocumentKind; spaceId: string }>(
      `UPDATE "Document" d SET "term" = d."term" + 1, "owner" = $2, "address" = $3 FROM "Node" n WHERE d."nodeId" = $1 AND n."id" = d."nodeId"
       RETURNING d."epoch", d."term", d."kind", n."spaceId"`,
      [id, owner, address],
    );
    const row = rows[0];
    if (!row) {
      await claims.drop(id);
      return { status: "missing" } as const;
    }
    terms.set(id, BigInt(row.term));
    const settings = await settingsOfSpace(ctx.db.pool, row.spaceId);
    const maxBytes = Number(settings[`docs.${row.kind}Bytes`].value);
    return { status: "owned", epoch: row.epoch, maxBytes } as const;
  }
  async function findOwner(id: string) {
    const { rows } = await ctx.db.pool.query<{ owner: string | null; address: string | null }>(
      'SELECT "owner", "address" FROM "Document" WHERE "nodeId" = $1',
      [id],
    );
    const row = rows[0];
    if (!row) return { status: "missing" } as const;
    // Whoever has the lock has not said yet who it is, or it is an earlier connection of our own that has not ended yet.
    if (row.owner === null || row.address === null || row.owner === owner)
      throw new Error(`document ${id} is between two owners`);
    return { status: "elsewhere", owner: row.owner, address: row.address } as const;
  }
  return {
    /** The name of this process as an owner. */
    owner,
    async claim(id: string) {
      if (!(await claims.take(id))) return findOwner(id);
      try {
        return await claimHeld(id);
      } catch (error) {
        // Nobody else could claim what this process does not come to hold.
        if (!terms.has(id)) await claims.drop(id).catch(() => {});
        throw error;
      }
    },
    load: (id: string, after: bigint) => loadUpdates(ctx, { id, after }),
    async append(id: string, { epoch, updates }: { epoch: number; updates: readonly NewUpdate[] }) {
      const appended = await append({ id, epoch, updates });
      if (appended.status !== "stored") return appended;
      const { owner: ownedBy, ...rest } = appended;
      // The owner has not seen it.
      if (ownedBy !== owner) ctx.bus.signal(topic(id), "");
      if (ownedBy !== owner && ownedBy !== null && terms.delete(id)) claims.suspect();
      return rest;
    },
    async compact(id: string, input: { epoch: number; upTo: bigint; state: Uint8Array }): Promise<boolean> {
      const term = terms.get(id);
      return term !== undefined && compactUpdates(ctx, { id, term, ...input });
    },
    async release(id: string): Promise<void> {
      const term = terms.get(id);
      terms.delete(id);
      try {
        await ctx.db.pool.query(
          'UPDATE "Document" SET "owner" = NULL, "address" = NULL WHERE "nodeId" = $1 AND "term" = $2',
          [id, term],
        );
      } finally {
        await claims.drop(id);
      }
    },
    onChange(listener: (id: string) => void): () => void {
      const stop = ctx.bus.onSignal(topics, (signal) => listener(signal.topic.slice(topics.length)));
      const ungap = ctx.bus.onGap(() => {
        for (const id of terms.keys()) listener(id);
      });
      return () => {
        stop();
        ungap();
      };
    },
    onLost: (listener: () => void) => claims.onLost(listener),
    close: () => claims.close(),
  };
}

/** Tells the owner of a document that it was changed by another hand. Call after the commit. */
export function announceDocument(ctx: Context, id: string): void {
  ctx.bus.signal(topic(id), "");
}
