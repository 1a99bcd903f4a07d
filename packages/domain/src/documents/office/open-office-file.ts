import { type Actor, Refusal } from "@carbyne/kernel";
import type { Loss, ReadElsewhere } from "@carbyne/office/convert";
import { readState } from "@carbyne/office/convert";
import { commentsIn } from "@carbyne/office/model";
import type pg from "pg";
import { accessLiveNode, type NodeAccess, type OfficeFormat, officeMime } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { writeState } from "../compact-updates.ts";
import { announceDocument } from "../document-store.ts";
import { loadUpdates } from "../updates.ts";
import { readContent } from "./file-content.ts";
import { askToMake } from "./make.ts";
import { prepareRead, putRead } from "./put-read.ts";
import { readFileAsText } from "./read-file.ts";
import { conversionRefusal } from "./refuse-conversion.ts";

export type OpenedOffice = {
  readonly id: string;
  readonly epoch: number;
  /** What the document has not of the file, and will not be in it once it is saved; empty where it was open before. */
  readonly lost: readonly Loss[];
};

/**
 * Makes a document of an office file in place, once: people write it together, and it is saved into the file by itself. When somebody else has put other
 * bytes there since, it is made anew from those, and whoever has the old one open is sent away.
 */
export async function openOfficeFile(ctx: Context, actor: Actor, { id }: { id: string }): Promise<OpenedOffice> {
  const node = await accessToOpen(ctx, actor, id);
  const format = formatOf(node);
  const known = await findKnown(ctx, id);
  if (known && known.format === null) throw conversionRefusal("unknown", node.name);
  if (known && known.savedVersionId === node.versionId) return { id, epoch: known.epoch, lost: [] };
  const file = await readContent(ctx, node);
  const read = await readFileAsText({ name: node.name, mime: file.mime, content: file.bytes }, askToMake(ctx));
  const pictures = await prepareRead(ctx, read, node);
  const stale = known ? await discussionsIn(ctx, id) : [];
  const { spaceId, accountId } = node;
  const at = ctx.clock.now();
  const epoch = await changeSpace(ctx, spaceId, async (client, modseq) => {
    const { rows } = await client.query<{ isSame: boolean }>(
      'SELECT "versionId" = $2 AS "isSame" FROM "Node" WHERE "id" = $1 AND "spaceId" = $3 FOR UPDATE',
      [id, file.versionId, spaceId],
    );
    // It was replaced once more, or went somewhere else, while it was read.
    if (!rows[0]?.isSame) throw new Refusal("conflict", "office-changed", { name: node.name });
    const { rows: opened } = await client.query<{ savedVersionId: string; epoch: number }>(
      'SELECT "savedVersionId", "epoch" FROM "Document" WHERE "nodeId" = $1 FOR UPDATE',
      [id],
    );
    // Somebody else opened it at the same time.
    if (opened[0]?.savedVersionId === file.versionId) return opened[0].epoch;
    await forget(client, { id, threads: stale, modseq, at });
    // What the document cannot have is in these bytes alone: they are not among those that go when there are too many.
    if (read.losses.length > 0)
      await client.query('UPDATE "NodeVersion" SET "isKept" = true WHERE "id" = $1', [file.versionId]);
    const made = await begin(client, { id, format, versionId: file.versionId, read, at });
    await client.query('UPDATE "Node" SET "modseq" = $2 WHERE "id" = $1', [id, modseq]);
    await putRead(client, { nodeId: id, spaceId, accountId, modseq, at }, { read, pictures });
    return made;
  });
  if (known) announceDocument(ctx, id);
  return { id, epoch, lost: read.losses };
}

/** Who may only read sees the file as it is shown to readers: to open it would be to change it. */
async function accessToOpen(ctx: Context, actor: Actor, id: string): Promise<NodeAccess> {
  try {
    return await accessLiveNode(ctx, actor, id, "write");
  } catch (error) {
    if (!(error instanceof Refusal) || error.reason !== "share-right-missing") throw error;
    throw new Refusal("forbidden", "office-read-only", error.params);
  }
}

function formatOf({ kind, mime, name }: NodeAccess): OfficeFormat {
  if (kind !== "file") throw new Refusal("invalid", "node-no-file", { name });
  if (mime === officeMime.docx) return "docx";
  if (mime === officeMime.odt) return "odt";
  throw conversionRefusal("unknown", name);
}

type Known = { format: OfficeFormat | null; savedVersionId: string | null; epoch: number };

async function findKnown(ctx: Context, id: string): Promise<Known | undefined> {
  const { rows } = await ctx.db.pool.query<Known>(
    'SELECT "format", "savedVersionId", "epoch" FROM "Document" WHERE "nodeId" = $1',
    [id],
  );
  return rows[0];
}

/** The discussions that stand in a document: the file that comes in its place has its own. */
async function discussionsIn(ctx: Context, id: string): Promise<string[]> {
  const loaded = await loadUpdates(ctx, { id, after: 0n });
  return loaded ? commentsIn(readState(loaded.updates).text).map((one) => one.id) : [];
}

async function forget(
  client: pg.ClientBase,
  { id, threads, modseq, at }: { id: string; threads: readonly string[]; modseq: bigint; at: Date },
): Promise<void> {
  await client.query('DELETE FROM "DocPicture" WHERE "nodeId" = $1', [id]);
  await client.query(
    `UPDATE "Comment" SET "deletedAt" = $3, "modseq" = $4 WHERE "nodeId" = $1 AND "threadId"::text = ANY($2) AND "deletedAt" IS NULL`,
    [id, threads, at, modseq],
  );
}

type Beginning = {
  readonly id: string;
  readonly format: OfficeFormat;
  readonly versionId: string;
  readonly read: ReadElsewhere;
  readonly at: Date;
};

async function begin(client: pg.ClientBase, { id, format, versionId, read, at }: Beginning): Promise<number> {
  const { rows } = await client.query<{ epoch: number; seq: string }>(
    `INSERT INTO "Document" AS d ("nodeId", "kind", "seq", "format", "savedSeq", "savedVersionId", "seenSeq") VALUES ($1, 'text', 1, $2, 1, $3, 1)
     ON CONFLICT ("nodeId") DO UPDATE SET "epoch" = d."epoch" + 1, "seq" = d."seq" + 1, "format" = $2, "savedSeq" = d."seq" + 1,
       "savedVersionId" = $3, "seenSeq" = d."seq" + 1, "unsavedSince" = NULL, "savesSince" = NULL, "saveAfter" = NULL
     RETURNING "epoch", "seq"`,
    [id, format, versionId],
  );
  const [row] = rows;
  if (!row) throw new Error(`document ${id} was not begun`);
  await writeState(client, { id, upTo: BigInt(row.seq), state: read.state, at });
  return row.epoch;
}
