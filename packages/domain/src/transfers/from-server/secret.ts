import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Context } from "../../context.ts";

const [keyBytes, nonceBytes, tagBytes] = [32, 12, 16];

/**
 * Keeps a secret for as long as a piece of work needs it, in two halves: what is returned is for the database and says nothing without the key in the
 * spool (AES-256-GCM), which goes with the transfer. Neither a copy of the one nor of the other gives it away.
 */
export async function keepSecret(ctx: Context, id: string, secret: string): Promise<string> {
  const key = randomBytes(keyBytes);
  const nonce = randomBytes(nonceBytes);
  await ctx.spool.write(id, "key", { at: 0, data: key });
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
}

/** The secret again; null once its key is gone. */
export async function readSecret(ctx: Context, id: string, kept: string): Promise<string | null> {
  if ((await ctx.spool.sizeOf(id, "key")) === null) return null;
  const file = await ctx.spool.open(id, "key");
  try {
    const all = Buffer.from(kept, "base64");
    const decipher = createDecipheriv("aes-256-gcm", await file.read(0, keyBytes), all.subarray(0, nonceBytes));
    decipher.setAuthTag(all.subarray(nonceBytes, nonceBytes + tagBytes));
    return decipher.update(all.subarray(nonceBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
  } finally {
    await file.close();
  }
}
