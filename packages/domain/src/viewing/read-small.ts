import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { openContent } from "../files/index.ts";

export type OneFile = { readonly id: string; readonly versionId?: string | undefined };

/** The bytes of a file that is read as a whole; refused when that is more than `mostBytes`. */
export async function readSmall(ctx: Context, actor: Actor, one: OneFile, mostBytes: number): Promise<Buffer> {
  const content = await openContent(ctx, actor, one);
  if (content.sizeBytes > mostBytes) throw new Refusal("not-found", "preview-too-large");
  const pieces: Buffer[] = [];
  for await (const piece of content.read()) pieces.push(piece);
  return Buffer.concat(pieces);
}
