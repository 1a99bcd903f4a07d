import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Context } from "../context.ts";

type Keyed = Pick<Context, "key">;

const [nonceBytes, tagBytes] = [12, 16];

/** A secret as it may lie in the database: it says nothing without the key beside it, and opens for its own purpose alone. AES-256-GCM, NIST SP 800-38D. */
export async function seal(ctx: Keyed, purpose: string, secret: Buffer): Promise<Buffer> {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", await keyFor(ctx, purpose), nonce);
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** The secret again. Throws when it was sealed with another key or for another purpose, or was changed. */
export async function unseal(ctx: Keyed, purpose: string, kept: Buffer): Promise<Buffer> {
  const decipher = createDecipheriv("aes-256-gcm", await keyFor(ctx, purpose), kept.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAuthTag(kept.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(kept.subarray(nonceBytes + tagBytes)), decipher.final()]);
  } catch (cause) {
    throw new Error(`the secret for ${purpose} was sealed with another key than keys/secrets.key of this data folder`, {
      cause,
    });
  }
}

/** A key of its own for each purpose, HKDF (RFC 5869). */
async function keyFor({ key }: Keyed, purpose: string): Promise<Buffer> {
  return Buffer.from(hkdfSync("sha256", await key(), Buffer.alloc(0), `carbyne ${purpose}`, 32));
}
