import { Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { roomLeft } from "../quota/index.ts";
import { askScan, hintScan } from "../scanning/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { putVersion } from "./put-file.ts";
import { takeIn } from "./webdav/incoming.ts";

type Coming<No> = {
  /** They are given away. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Null when nobody says beforehand. */
  readonly sizeBytes: number | null;
  /** Whether a program saved it by itself. */
  readonly isAutomatic: boolean;
  /** Looks under the space's lock whether it may be done; what it answers is why not. */
  readonly check: (client: pg.ClientBase) => Promise<No | null>;
};

/** Makes what comes in one stream the next version of a file; the same bytes make none. The caller has checked the right to write it. */
export async function putContent<No>(
  ctx: Context,
  { id: nodeId, spaceId, accountId, parentId, name }: NodeAccess,
  { pieces, sizeBytes, isAutomatic, check }: Coming<No>,
): Promise<{ versionId: string } | { no: No }> {
  const mostBytes = await roomLeft(ctx, spaceId);
  const incoming = { accountId, parentId: parentId ?? nodeId, name, pieces, sizeBytes, mostBytes };
  const { content, write, end } = await takeIn(ctx, incoming);
  // A connection that broke may have committed: only what certainly was not is taken back.
  let isStored = true;
  try {
    const done = await changeSpace(ctx, spaceId, async (client, modseq) => {
      const no = await check(client);
      if (no !== null) return { no };
      const { rows } = await client.query<{ versionId: string; hash: Buffer }>(
        'SELECT v."id" AS "versionId", v."blobHash" AS "hash" FROM "Node" n JOIN "NodeVersion" v ON v."id" = n."versionId" WHERE n."id" = $1',
        [nodeId],
      );
      const [now] = rows;
      if (!now) throw new Refusal("not-found", "node-unknown");
      if (now.hash.equals(content.hash)) return { versionId: now.versionId };
      await write(client);
      await askScan(ctx, client, { hash: content.hash, name });
      const put = { nodeId, spaceId, accountId, content, at: ctx.clock.now(), modseq, isAutomatic };
      return { versionId: await putVersion(client, put) };
    });
    if ("no" in done) isStored = false;
    else hintScan(ctx);
    return done;
  } catch (error) {
    if (error instanceof Refusal) isStored = false;
    throw error;
  } finally {
    await end({ isStored });
  }
}
