import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { Actor } from "@carbyne/kernel";
import { accessFolder, accessOwnAccount, type DocumentKind, documentMime, type NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { checkPlace, createFile, freeName, homeOf, readName } from "../files/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { createFromDocument } from "./create-from-document.ts";

type Place = {
  /** Null is the actor's home. */
  readonly parentId: string | null;
};
type Empty = Place & { readonly name: string; readonly kind: DocumentKind };
/** As another document is; its name is that of the other one when it has none of its own. */
type After = Place & { readonly from: string; readonly name?: string | undefined };

type Parent = Pick<NodeAccess, "id" | "spaceId"> & { readonly accountId: string | null };

/** The Yjs update that changes nothing: no clients, no deletions. */
const nothing = Buffer.of(0, 0);

/**
 * Makes a document in a folder, empty or as another text is; a name that is taken gets a number. It is a file, whose version is what it was when it was
 * last put aside.
 */
export async function createDocument(
  ctx: Context,
  actor: Actor,
  made: Empty | After,
): Promise<{ id: string; name: string }> {
  const account = await accessOwnAccount(ctx, actor);
  const parent = await accessFolder(ctx, actor, made.parentId ?? (await homeOf(ctx, account.spaceId)), "write");
  return "from" in made
    ? createFromDocument(ctx, actor, { parent, from: made.from, name: made.name })
    : createEmpty(ctx, { ...made, parent });
}

async function createEmpty(
  ctx: Context,
  { parent, name: asked, kind }: Omit<Empty, "parentId"> & { parent: Parent },
): Promise<{ id: string; name: string }> {
  const wanted = readName(asked);
  const { write } = await ctx.blobs.prepare(nothing);
  const content = {
    hash: createHash("sha256").update(nothing).digest(),
    sizeBytes: nothing.length,
    crc: crc32(nothing) | 0,
    mime: documentMime[kind],
  };
  const at = ctx.clock.now();
  return changeSpace(ctx, parent.spaceId, async (client, modseq) => {
    await checkPlace(client, parent, []);
    const name = await freeName(client, parent.id, wanted);
    await write(client);
    const { spaceId, accountId } = parent;
    const { id } = await createFile(client, { spaceId, accountId, content, at, modseq, parentId: parent.id, name });
    await client.query('INSERT INTO "Document" ("nodeId", "kind") VALUES ($1, $2)', [id, kind]);
    return { id, name };
  });
}

/** Makes the document in which those who meet in a room write down what is said. The caller has seen to it that they meet there. */
export async function createNotes(
  ctx: Context,
  { roomId, name, creatorId }: { roomId: string; name: string; creatorId: string | null },
): Promise<string> {
  const parent = { id: await homeOf(ctx, roomId), spaceId: roomId, accountId: creatorId };
  const { id } = await createEmpty(ctx, { parent, name: name.replaceAll("/", "-"), kind: "text" });
  return id;
}
