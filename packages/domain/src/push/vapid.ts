import { createECDH, createPrivateKey, type KeyObject, sign } from "node:crypto";
import type { Context } from "../context.ts";
import { seal, unseal } from "../secrets/index.ts";

export type Vapid = {
  /** The public key as browsers take it, RFC 8292 §3.2. */
  readonly publicKey: string;
  /** The Authorization field for a push service, RFC 8292 §3. */
  authorization(endpoint: string, now: Date): string;
};

/** At most a day, RFC 8292 §2. */
const purpose = "push services";
const validSeconds = 12 * 3600;

type Row = {
  readonly publicKey: Buffer;
  readonly privateKey: Buffer | null;
  readonly sealedKey: Buffer | null;
  readonly contact: string | null;
};

const known = new WeakMap<Context["db"], Promise<Vapid>>();

/** The key pair by which push services know this server; made when it is first needed, the same for every process. */
export async function openVapid(ctx: Context): Promise<Vapid> {
  const reading = known.get(ctx.db) ?? readVapid(ctx);
  known.set(ctx.db, reading);
  // A database that was away for a moment is asked again.
  reading.catch(() => known.delete(ctx.db));
  return reading;
}

async function readVapid(ctx: Context): Promise<Vapid> {
  const fresh = createECDH("prime256v1");
  fresh.generateKeys();
  // Of two processes that make one at the same time, one wins and both use its.
  await ctx.db.pool.query('INSERT INTO "VapidKey" ("publicKey", "sealedKey") VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    fresh.getPublicKey(),
    await seal(ctx, purpose, fresh.getPrivateKey()),
  ]);
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT "publicKey", "privateKey", "sealedKey",
       (SELECT "name" FROM "Domain" ORDER BY "createdAt", "id" LIMIT 1) AS "contact" FROM "VapidKey"`,
  );
  const row = rows[0];
  if (!row) throw new Error("no key for push services");
  const key = keyOf({ publicKey: row.publicKey, privateKey: await privateKeyOf(ctx, row) });
  const publicKey = row.publicKey.toString("base64url");
  // Whom a push service turns to when something is wrong, RFC 8292 §2.1.
  const subject = `mailto:postmaster@${row.contact ?? "localhost"}`;
  return {
    publicKey,
    authorization: (endpoint, now) => `vapid t=${token(key, { endpoint, now, subject })}, k=${publicKey}`,
  };
}

/** One that an earlier version left open is sealed, and its open form forgotten. */
async function privateKeyOf(ctx: Context, { privateKey, sealedKey }: Row): Promise<Buffer> {
  if (sealedKey) return unseal(ctx, purpose, sealedKey);
  if (!privateKey) throw new Error("the key for push services has no private half");
  const sealed = await seal(ctx, purpose, privateKey);
  await ctx.db.pool.query(
    'UPDATE "VapidKey" SET "sealedKey" = $1, "privateKey" = NULL WHERE "privateKey" IS NOT NULL',
    [sealed],
  );
  return privateKey;
}

function keyOf({ publicKey, privateKey }: { publicKey: Buffer; privateKey: Buffer }): KeyObject {
  const part = (from: number) => publicKey.subarray(from, from + 32).toString("base64url");
  const jwk = { kty: "EC", crv: "P-256", x: part(1), y: part(33), d: pad(privateKey).toString("base64url") };
  return createPrivateKey({ key: jwk, format: "jwk" });
}

/** A number with zeros in front is given without them. */
function pad(number: Buffer): Buffer {
  return Buffer.concat([Buffer.alloc(Math.max(0, 32 - number.length)), number]);
}

/** A JSON Web Token (RFC 7519) with ES256 (RFC 7518 §3.4), for the origin of the push service alone. */
function token(key: KeyObject, { endpoint, now, subject }: { endpoint: string; now: Date; subject: string }): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(now.getTime() / 1000) + validSeconds;
  const signed = `${encode({ typ: "JWT", alg: "ES256" })}.${encode({ aud: new URL(endpoint).origin, exp, sub: subject })}`;
  const signature = sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" });
  return `${signed}.${signature.toString("base64url")}`;
}
