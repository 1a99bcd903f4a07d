import { type Actor, Refusal } from "@carbyne/kernel";
import { accessDocument } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { makeVersion, nameIn } from "./make-version.ts";

const longestName = 200;
const attempts = 3;

/** Makes what a document says now a version with a name, which is kept whatever the limits say. */
export async function nameVersion(
  ctx: Context,
  actor: Actor,
  { id, name: asked }: { id: string; name: string },
): Promise<{ versionId: string }> {
  const { node, format } = await accessDocument(ctx, actor, id, "write");
  if (format !== null) throw new Refusal("invalid", "document-is-file", { name: node.name });
  const name = readName(asked);
  if (name === "") throw new Refusal("invalid", "version-name-empty");
  // Somebody else may make a later version meanwhile.
  for (let attempt = 0; attempt < attempts; attempt++) {
    const versionId = await makeVersion(ctx, { id, accountId: node.accountId, name });
    if (versionId !== null) return { versionId };
  }
  throw new Refusal("busy", "document-busy");
}

/** Gives a version that is there another name, or with an empty one takes it away, and with it what kept it. */
export async function renameVersion(
  ctx: Context,
  actor: Actor,
  { id, versionId, name: asked }: { id: string; versionId: string; name: string },
): Promise<void> {
  const { node } = await accessDocument(ctx, actor, id, "write");
  const name = readName(asked);
  const isThere = await changeSpace(ctx, node.spaceId, (client, modseq) =>
    nameIn(client, { nodeId: id, versionId, name, modseq }),
  );
  if (!isThere) throw new Refusal("not-found", "version-unknown");
}

function readName(asked: string): string {
  const name = asked.toWellFormed().replaceAll("\0", "").replace(/\s+/g, " ").trim();
  if (name.length > longestName) throw new Refusal("too-large", "version-name-long", { max: longestName });
  return name;
}
