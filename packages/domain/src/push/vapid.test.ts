import { createECDH, createPublicKey, verify } from "node:crypto";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openVapid } from "./vapid.ts";

let ctx: TestContext;
beforeEach(async () => {
  ctx = await testContext();
});
afterEach(() => ctx.close());

/** As another process that has the same database would open it. */
const elsewhere = (key = ctx.key) => ({ ...ctx, db: { ...ctx.db }, key });

function isSignedBy(publicKey: string, authorization: string): boolean {
  const [, head = "", claims = "", signature = ""] = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+),/.exec(authorization) ?? [];
  const point = Buffer.from(publicKey, "base64url");
  const jwk = { kty: "EC", crv: "P-256", x: point.toString("base64url", 1, 33), y: point.toString("base64url", 33) };
  const key = createPublicKey({ key: jwk, format: "jwk" });
  const data = Buffer.from(`${head}.${claims}`);
  return verify("sha256", data, { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
}

test("a key that an earlier version left open is sealed when it is next used, and stays the same key", async () => {
  const old = createECDH("prime256v1");
  old.generateKeys();
  const publicKey = old.getPublicKey("base64url");
  await ctx.db.prisma.vapidKey.create({ data: { publicKey: old.getPublicKey(), privateKey: old.getPrivateKey() } });
  for (const process of [ctx, elsewhere()]) {
    const vapid = await openVapid(process);
    expect(vapid.publicKey).toBe(publicKey);
    const authorization = vapid.authorization("https://push.example/1", ctx.clock.now());
    expect(isSignedBy(publicKey, authorization)).toBe(true);
  }
  const kept = await ctx.db.prisma.vapidKey.findFirstOrThrow();
  expect(kept.privateKey).toBeNull();
  expect(Buffer.from(kept.sealedKey ?? []).includes(old.getPrivateKey())).toBe(false);
});

test("with another key of the installation it does not open, and is not replaced", async () => {
  const { publicKey } = await openVapid(ctx);
  await expect(openVapid(elsewhere(() => Promise.resolve(Buffer.alloc(32))))).rejects.toThrow("another key");
  expect((await openVapid(elsewhere())).publicKey).toBe(publicKey);
});
