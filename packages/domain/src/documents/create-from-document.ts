import { crc32 } from "node:zlib";
import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { type DocumentAccess, documentMime, type NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { checkPlace, createFile, freeName, readName } from "../files/index.ts";
import { refuseWithoutRoomLeft } from "../quota/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { writeState } from "./compact-updates.ts";
import { askText } from "./text-thread/ask-text.ts";
import { loadUpdates } from "./updates.ts";
import { accessText } from "./versions/read-version.ts";

type Template = { readonly parent: NodeAccess; readonly from: string; readonly name?: string | undefined };

/** Makes a text that begins as another one is that the actor may read, with its pictures and without what people say about that or propose. */
export async function createFromDocument(
  ctx: Context,
  actor: Actor,
  { parent, from, name: asked = "" }: Template,
): Promise<{ id: string; name: string }> {
  const source = await accessText(ctx, actor, from, "read");
  const loaded = await loadUpdates(ctx, { id: from, after: 0n });
  if (!loaded) throw new Refusal("not-found", "document-unknown");
  const state = await askText(ctx, "template", { updates: loaded.updates });
  const { hash, write } = await ctx.blobs.prepare(state);
  const content = { hash, sizeBytes: state.length, crc: crc32(state) | 0, mime: documentMime.text };
  const at = ctx.clock.now();
  const wanted = readName(asked.trim() === "" ? nameOf(source) : asked);
  const { spaceId, accountId } = parent;
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    await checkPlace(client, parent, []);
    const name = await freeName(client, parent.id, wanted);
    await write(client);
    const { id } = await createFile(client, { spaceId, accountId, content, at, modseq, parentId: parent.id, name });
    await client.query(`INSERT INTO "Document" ("nodeId", "kind", "seq", "versionSeq") VALUES ($1, 'text', 1, 1)`, [
      id,
    ]);
    await writeState(client, { id, upTo: 1n, state, at });
    await copyPictures(client, { from, id, spaceId, accountId });
    return { id, name };
  });
}

/** What comes of an office file is a document of our own making, and is not called as such a file. */
const nameOf = ({ node, format }: DocumentAccess): string =>
  format === null ? node.name : node.name.replace(/\.[^.]{1,5}$/, "");

type Copying = {
  readonly from: string;
  readonly id: string;
  readonly spaceId: string;
  readonly accountId: string;
};

async function copyPictures(client: pg.ClientBase, { from, id, spaceId, accountId }: Copying): Promise<void> {
  const { rows } = await client.query<{ sizeBytes: string }>(
    `INSERT INTO "DocPicture" ("nodeId", "id", "spaceId", "blobHash", "sizeBytes", "mime", "createdAt")
     SELECT $2, p."id", $3, p."blobHash", p."sizeBytes", p."mime", p."createdAt" FROM "DocPicture" p WHERE p."nodeId" = $1 RETURNING "sizeBytes"`,
    [from, id, spaceId],
  );
  // They are among what the space takes now.
  if (rows.length > 0) await refuseWithoutRoomLeft(client, { spaceId, accountId, bytes: 0 });
}
