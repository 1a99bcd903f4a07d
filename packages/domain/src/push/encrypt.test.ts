import { createDecipheriv, createECDH, createHmac, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { encryptPush, mostPlainBytes } from "./encrypt.ts";

const bytes = (text: string) => Buffer.from(text, "base64url");

test("what RFC 8291 has as its example comes out to the byte", () => {
  const body = encryptPush(
    Buffer.from("When I grow up, I want to be a watermelon"),
    {
      p256dh: bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
      auth: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
    },
    { privateKey: bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), salt: bytes("DGv6ra1nlYgDCS1FRnbzlw") },
  );
  expect(body.toString("base64url")).toBe(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );
});

/** Reads it as a browser would, step by step after RFC 8291 §3.4 with HMAC alone. */
function decrypt(body: Buffer, own: ReturnType<typeof createECDH>, auth: Buffer): Buffer {
  const mac = (key: Buffer, ...parts: Buffer[]) => createHmac("sha256", key).update(Buffer.concat(parts)).digest();
  const [salt, sender] = [body.subarray(0, 16), body.subarray(21, 86)];
  const prk = mac(auth, own.computeSecret(sender));
  const ikm = mac(prk, Buffer.from("WebPush: info\0"), own.getPublicKey(), sender, Buffer.of(1));
  const inner = mac(salt, ikm);
  const cek = mac(inner, Buffer.from("Content-Encoding: aes128gcm\0"), Buffer.of(1)).subarray(0, 16);
  const nonce = mac(inner, Buffer.from("Content-Encoding: nonce\0"), Buffer.of(1)).subarray(0, 12);
  const decipher = createDecipheriv("aes-128-gcm", cek, nonce);
  decipher.setAuthTag(body.subarray(-16));
  return Buffer.concat([decipher.update(body.subarray(86, -16)), decipher.final()]);
}

test("a browser reads what was encrypted for it, of any length that push services take", () => {
  const own = createECDH("prime256v1");
  own.generateKeys();
  const auth = randomBytes(16);
  for (const length of [0, 1, 300, mostPlainBytes]) {
    const plain = randomBytes(length);
    const body = encryptPush(plain, { p256dh: own.getPublicKey(), auth });
    expect(body.length).toBeLessThanOrEqual(4096);
    expect(decrypt(body, own, auth)).toEqual(Buffer.concat([plain, Buffer.of(2)]));
  }
  expect(() => encryptPush(randomBytes(mostPlainBytes + 1), { p256dh: own.getPublicKey(), auth })).toThrow(RangeError);
});

test("a key that is no point of the curve is refused", () => {
  expect(() => encryptPush(Buffer.from("a"), { p256dh: Buffer.alloc(65, 4), auth: randomBytes(16) })).toThrow();
});
