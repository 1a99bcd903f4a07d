import { Refusal } from "@carbyne/kernel";
import type { NodeAccess } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { isDoubtful, refuseUnsafe } from "../../scanning/index.ts";
import { conversionRefusal } from "./refuse-conversion.ts";

/** The largest file that is read as a text, in bytes. */
const mostBytes = 60 * 2 ** 20;

export type FileContent = {
  readonly versionId: string;
  readonly hash: Buffer;
  readonly sizeBytes: number;
  readonly crc: number;
  readonly mime: string;
  readonly bytes: Buffer;
};

type Row = Omit<FileContent, "sizeBytes" | "bytes"> & { sizeBytes: string; isDoubtful: boolean };

/** What a file is now, whole. The caller has checked the right to read it. */
export async function readContent(
  ctx: Context,
  node: Pick<NodeAccess, "kind" | "name" | "versionId" | "spaceId"> & { readonly isOwn?: boolean },
): Promise<FileContent> {
  if (node.kind !== "file") throw new Refusal("invalid", "node-no-file", { name: node.name });
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT v."id" AS "versionId", v."blobHash" AS "hash", v."sizeBytes", v."crc", v."mime", ${isDoubtful('v."blobHash"')} AS "isDoubtful"
     FROM "NodeVersion" v WHERE v."id" = $1`,
    [node.versionId],
  );
  const [row] = rows;
  if (!row) throw new Refusal("not-found", "version-unknown");
  const { isDoubtful: isToBeAsked, ...version } = row;
  if (isToBeAsked) await refuseUnsafe(ctx, [{ hash: version.hash, name: node.name }], node);
  const sizeBytes = Number(version.sizeBytes);
  if (sizeBytes > mostBytes) throw conversionRefusal("too-large", node.name);
  return { ...version, sizeBytes, bytes: await ctx.blobs.read(version.hash) };
}
