import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Context } from "../context.ts";

export type Signer = {
  sign(value: string): Buffer;
  isSigned(value: string, signature: Buffer): boolean;
};

/** Half a SHA-256 is still nobody's to guess, and addresses stay short. */
const signatureBytes = 16;
const known = new WeakMap<Context["db"], Map<string, Promise<Buffer>>>();

/** Signs for one purpose with a key that every process has; what is signed for one purpose says nothing for another. HMAC, RFC 2104. */
export async function openSigner(ctx: Pick<Context, "db">, purpose: string): Promise<Signer> {
  const keys = known.get(ctx.db) ?? new Map<string, Promise<Buffer>>();
  known.set(ctx.db, keys);
  const reading = keys.get(purpose) ?? readKey(ctx, purpose);
  keys.set(purpose, reading);
  // A database that was away for a moment is asked again.
  reading.catch(() => keys.delete(purpose));
  const key = await reading;
  const sign = (value: string) => createHmac("sha256", key).update(value).digest().subarray(0, signatureBytes);
  return {
    sign,
    isSigned: (value, signature) => signature.length === signatureBytes && timingSafeEqual(sign(value), signature),
  };
}

async function readKey({ db }: Pick<Context, "db">, purpose: string): Promise<Buffer> {
  // Of two processes that make one at the same time, one wins and both use its.
  await db.pool.query('INSERT INTO "SigningKey" ("purpose", "key") VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    purpose,
    randomBytes(32),
  ]);
  const { rows } = await db.pool.query<{ key: Buffer }>('SELECT "key" FROM "SigningKey" WHERE "purpose" = $1', [
    purpose,
  ]);
  const row = rows[0];
  if (!row) throw new Error(`no key for ${purpose}`);
  return row.key;
}
