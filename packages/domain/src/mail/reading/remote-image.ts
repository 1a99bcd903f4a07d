import { isId, Refusal } from "@carbyne/kernel";
import { accessMessage } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { openSigner } from "../../signing/index.ts";
import { rasterType } from "./raster-type.ts";

const purpose = "remote-image";
const dayMs = 86_400_000;
const maxBytes = 15 * 1024 * 1024;
/** No letter shows more; a page of more would make this server ask for as much. */
const mostPictures = 1000;

/**
 * Addresses of our own to load instead of the sender's. The page of a message has no session: each address carries the right to this picture of
 * this message for this account, until the end of the next day.
 */
export async function remoteImageUrls(
  ctx: Context,
  { accountId, messageId }: { accountId: string; messageId: string },
): Promise<(url: string) => string | null> {
  const signer = await openSigner(ctx, purpose);
  // Whole days, so that a page that is opened again finds its pictures in the browser's cache.
  const untilDay = Math.floor(ctx.clock.now().getTime() / dayMs) + 2;
  const head = Buffer.alloc(36);
  head.write(accountId.replaceAll("-", "") + messageId.replaceAll("-", ""), 0, "hex");
  head.writeUInt32BE(untilDay, 32);
  const made = new Map<string, string>();
  return (url) => {
    const known = made.get(url);
    if (known !== undefined || made.size >= mostPictures) return known ?? null;
    const token = Buffer.concat([head, signer.sign(`${head.toString("hex")} ${url}`)]).toString("base64url");
    const own = `/mail/remote/${token}?u=${encodeURIComponent(url)}`;
    made.set(url, own);
    return own;
  };
}

/**
 * A picture from another server, fetched by this one: the sender learns neither who looks nor from where. The address must be one that
 * remoteImageUrls made, and the account must still have the message.
 */
export async function readRemoteImage(
  ctx: Context,
  { token, url }: { token: string; url: string },
): Promise<{ type: string; content: Buffer }> {
  const unknown = new Refusal("not-found", "picture-unknown");
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== 52) throw unknown;
  const head = bytes.subarray(0, 36);
  const signer = await openSigner(ctx, purpose);
  if (!signer.isSigned(`${head.toString("hex")} ${url}`, bytes.subarray(36))) throw unknown;
  if (ctx.clock.now().getTime() >= head.readUInt32BE(32) * dayMs) throw unknown;
  const accountId = idOf(head.subarray(0, 16));
  await accessMessage(ctx, { kind: "user", accountId }, idOf(head.subarray(16, 32)));
  const answer = await ctx.outside.ask({ url, maxBytes, accept: "image/avif,image/webp,image/*;q=0.8" });
  if (answer.status !== "answered") throw answer.reason === "busy" ? new Refusal("busy", "try-again") : unknown;
  const type = answer.code === 200 ? rasterType(answer.body) : null;
  if (type === null) throw unknown;
  return { type, content: answer.body };
}

function idOf(bytes: Buffer): string {
  const id = bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  if (!isId(id)) throw new Error("sixteen octets are no id");
  return id;
}
