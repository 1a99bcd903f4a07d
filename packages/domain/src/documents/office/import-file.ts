import { type Actor, Refusal } from "@carbyne/kernel";
import type { Loss } from "@carbyne/office/convert";
import { accessFolder, accessLiveNode, accessOwnAccount, documentMime, type NodeAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { checkPlace, createFile, freeName, homeOf } from "../../files/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { writeState } from "../compact-updates.ts";
import { readContent } from "./file-content.ts";
import { askToMake } from "./make.ts";
import { prepareRead, putRead } from "./put-read.ts";
import { readFileAsText } from "./read-file.ts";

export type Imported = {
  readonly id: string;
  readonly name: string;
  /** What the document cannot have of the file, by its kind. */
  readonly lost: readonly Loss[];
};

/**
 * Makes a document of a file, beside it, or at home for who may not write there. The file stays as it is, and its bytes are the document's first
 * version.
 */
export async function importFile(ctx: Context, actor: Actor, { id }: { id: string }): Promise<Imported> {
  const node = await accessLiveNode(ctx, actor, id, "read");
  const parent = await placeBeside(ctx, actor, node);
  const file = await readContent(ctx, node);
  const read = await readFileAsText({ name: node.name, mime: file.mime, content: file.bytes }, askToMake(ctx));
  const { spaceId, accountId } = parent;
  const pictures = await prepareRead(ctx, read, { spaceId, name: node.name });
  // Written again, so that it is there even when the file went meanwhile.
  const { write } = await ctx.blobs.prepare(file.bytes);
  const at = ctx.clock.now();
  return changeSpace(ctx, spaceId, async (client, modseq) => {
    await checkPlace(client, parent, []);
    const name = await freeName(client, parent.id, nameWithoutEnding(node.name));
    await write(client);
    const { hash, sizeBytes, crc, mime } = file;
    const content = { hash, sizeBytes, crc, mime: documentMime.text };
    const made = await createFile(client, { spaceId, accountId, content, at, modseq, parentId: parent.id, name });
    await client.query('UPDATE "NodeVersion" SET "mime" = $2 WHERE "nodeId" = $1', [made.id, mime]);
    await client.query('INSERT INTO "Document" ("nodeId", "kind", "seq") VALUES ($1, $2, 1)', [made.id, "text"]);
    await writeState(client, { id: made.id, upTo: 1n, state: read.state, at });
    await putRead(client, { nodeId: made.id, spaceId, accountId, modseq, at }, { read, pictures });
    return { id: made.id, name, lost: read.losses };
  });
}

const nameWithoutEnding = (name: string) => name.replace(/(?<=.)\.[^.\s]{1,16}$/u, "");

async function placeBeside(ctx: Context, actor: Actor, { parentId, kind, name }: NodeAccess): Promise<NodeAccess> {
  if (kind !== "file") throw new Refusal("invalid", "node-no-file", { name });
  try {
    if (parentId !== null) return await accessFolder(ctx, actor, parentId, "write");
  } catch (error) {
    const isTheirs = error instanceof Refusal && (error.kind === "not-found" || error.kind === "forbidden");
    if (!isTheirs) throw error;
  }
  const { spaceId } = await accessOwnAccount(ctx, actor);
  return accessFolder(ctx, actor, await homeOf(ctx, spaceId), "write");
}
