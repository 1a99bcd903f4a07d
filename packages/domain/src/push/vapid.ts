import { createECDH, createPrivateKey, type KeyObject, sign } from "node:crypto";
import type { Context } from "../context.ts";

export type Vapid = {
  /** The public key as browsers take it, RFC 8292 §3.2. */
  readonly publicKey: string;
  /** The Authorization field for a push service, RFC 8292 §3. */
  authorization(endpoint: string, now: Date): string;
};

/** At most a day, RFC 8292 §2. */
const validSeconds = 12 * 3600;
const known = new WeakMap<Context["db"], Promise<Vapid>>();

/** The key pair by which push services know this server; made when it is first needed, the same for every process. */
export async function openVapid(ctx: Context): Promise<Vapid> {
  const reading = known.get(ctx.db) ?? readVapid(ctx);
  known.set(ctx.db, reading);
  // A database that was away for a moment is asked again.
  reading.catch(() => known.delete(ctx.db));
  return reading;
}

async function readVapid({ db }: Context): Promise<Vapid> {
  const fresh = createECDH("prime256v1");
  fresh.generateKeys();
  // Of two processes that make one at the same time, one wins and both use its.
  await db.pool.query('INSERT INTO "VapidKey" ("publicKey", "privateKey") VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    fresh.getPublicKey(),
    fresh.getPrivateKey(),
  ]);
  const { rows } = await db.pool.query<{ publicKey: Buffer; privateKey: Buffer; contact: string | null }>(
    `SELECT "publicKey", "privateKey", (SELECT "name" FROM "Domain" ORDER BY "createdAt", "id" LIMIT 1) AS "contact" FROM "VapidKey"`,
  );
  const row = rows[0];
  if (!row) throw new Error("no key for push services");
  const key = keyOf(row);
  const publicKey = row.publicKey.toString("base64url");
  // Whom a push service turns to when something is wrong, RFC 8292 §2.1.
  const subject = `mailto:postmaster@${row.contact ?? "localhost"}`;
  return {
    publicKey,
    authorization: (endpoint, now) => `vapid t=${token(key, { endpoint, now, subject })}, k=${publicKey}`,
  };
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
