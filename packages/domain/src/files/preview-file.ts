import { type Actor, Refusal } from "@carbyne/kernel";
import { mostBytes, type Want } from "@carbyne/preview";
import { accessNode, documentMime, type NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { type Preview, preview } from "../previews/index.ts";
import { isDoubtful, refuseUnsafe } from "../scanning/index.ts";
import { noteVisit } from "./list-views.ts";

type Ask = {
  readonly id: string;
  readonly versionId?: string | undefined;
  readonly want: Want;
  readonly waitMs: number;
};

const documents: ReadonlySet<string> = new Set(Object.values(documentMime));

/** Most files are told by how they begin. */
const headBytes = 4096;
/** Of a container only what is in it tells what it is: zip, and the older formats of Microsoft. */
const containers = [Buffer.from("PK\x03\x04", "latin1"), Buffer.from("\xd0\xcf\x11\xe0", "latin1")];

/** What a file looks like, as it is now or was in one of its versions, for whoever may read it. */
export async function previewFile(ctx: Context, actor: Actor, { id, ...ask }: Ask): Promise<Preview> {
  const node = await accessNode(ctx, actor, id, "read");
  const made = await previewOf(ctx, node, ask);
  // A small picture in a list is no visit; pages are asked for by who reads them.
  if (ask.want.as !== "picture") await noteVisit(ctx, { accountId: node.accountId, nodeId: node.id });
  return made;
}

/** The same of a file that the caller has checked the right to read. */
export async function previewOf(
  ctx: Context,
  node: Pick<NodeAccess, "id" | "kind" | "name" | "versionId" | "spaceId"> & {
    readonly isOwn?: boolean;
    readonly mime?: string;
  },
  { versionId, want, waitMs }: Omit<Ask, "id">,
): Promise<Preview> {
  if (node.kind !== "file") throw new Refusal("invalid", "node-no-file", { name: node.name });
  // What it says now lies in no version of it.
  if (versionId === undefined && documents.has(node.mime ?? "")) return { status: "failed", reason: "unknown" };
  const { rows } = await ctx.db.pool.query<{ hash: Buffer; sizeBytes: string; mime: string; isDoubtful: boolean }>({
    name: "preview-version",
    text: `SELECT v."blobHash" AS "hash", v."sizeBytes", v."mime", ${isDoubtful('v."blobHash"')} AS "isDoubtful"
           FROM "NodeVersion" v WHERE v."id" = $1 AND v."nodeId" = $2`,
    values: [versionId ?? node.versionId, node.id],
  });
  const version = rows[0];
  if (!version) throw new Refusal("not-found", "version-unknown");
  if (version.isDoubtful) await refuseUnsafe(ctx, [{ hash: version.hash, name: node.name }], node);
  const { hash, mime: type } = version;
  const sizeBytes = Number(version.sizeBytes);
  if (sizeBytes > Math.max(...Object.values(mostBytes))) return { status: "failed", reason: "too-large" };
  const content = await tellingPart(ctx, { hash, sizeBytes });
  if (!content) return { status: "failed", reason: "too-large" };
  return preview(ctx, { source: { name: node.name, type, content, sizeBytes, hash }, want, waitMs });
}

/** As much of a file as tells what it is; null when that is more than is looked at. */
async function tellingPart(
  ctx: Context,
  { hash, sizeBytes }: { hash: Buffer; sizeBytes: number },
): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  for await (const piece of ctx.blobs.stream(hash, { from: 0, to: Math.min(sizeBytes, headBytes) })) pieces.push(piece);
  const head = Buffer.concat(pieces);
  if (!containers.some((mark) => head.subarray(0, mark.length).equals(mark))) return head;
  return sizeBytes > mostBytes.archive ? null : ctx.blobs.read(hash);
}
