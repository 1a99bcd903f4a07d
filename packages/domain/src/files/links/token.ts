import { createHash, randomBytes } from "node:crypto";
import type { Context } from "../../context.ts";
import { seal, unseal } from "../../secrets/index.ts";

const purpose = "file-link";

/** A new address of a link, as nobody guesses it, and what the database keeps of it. */
export async function makeToken(ctx: Context): Promise<{ token: string; tokenHash: Buffer; sealedToken: Buffer }> {
  const token = randomBytes(24).toString("base64url");
  return { token, tokenHash: hashToken(token), sealedToken: await seal(ctx, purpose, Buffer.from(token)) };
}

/** What an address is found by. */
export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** The address again, for its maker; null when it was sealed with a key that is lost. It is open to visitors all the same. */
export async function readToken(ctx: Context, sealedToken: Buffer): Promise<string | null> {
  try {
    return (await unseal(ctx, purpose, sealedToken)).toString();
  } catch (error) {
    ctx.log.warn({ err: error }, "the address of a link cannot be read");
    return null;
  }
}
