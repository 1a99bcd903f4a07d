import { createCipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";

/** What a browser gave to be written to: its public key and a secret, RFC 8291 §2. */
export type Receiver = { readonly p256dh: Uint8Array; readonly auth: Uint8Array };

const recordSize = 4096;
const tagBytes = 16;
const headerBytes = 86;
/** More is not taken by push services: RFC 8030 §7.2 asks them for 4,096 bytes of body and no more. */
export const mostPlainBytes = recordSize - headerBytes - tagBytes - 1;

/**
 * Encrypts what is told to a browser so that its push service cannot read it: RFC 8291 §3.4, in one record of RFC 8188 §2. The sender's key pair and
 * the salt are made anew for each message.
 */
export function encryptPush(
  plain: Buffer,
  { p256dh, auth }: Receiver,
  { privateKey, salt = randomBytes(16) }: { privateKey?: Buffer; salt?: Buffer } = {},
): Buffer {
  if (plain.length > mostPlainBytes) throw new RangeError("too much to push");
  const ecdh = createECDH("prime256v1");
  if (privateKey) ecdh.setPrivateKey(privateKey);
  else ecdh.generateKeys();
  const sender = ecdh.getPublicKey();
  const shared = ecdh.computeSecret(p256dh);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), p256dh, sender]);
  const secret = Buffer.from(hkdfSync("sha256", shared, auth, info, 32));
  const key = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: aes128gcm\0", 16));
  const nonce = Buffer.from(hkdfSync("sha256", secret, salt, "Content-Encoding: nonce\0", 12));
  const cipher = createCipheriv("aes-128-gcm", key, nonce);
  // The last record ends with a 2, RFC 8188 §2.
  const content = Buffer.concat([cipher.update(plain), cipher.update(Buffer.of(2)), cipher.final()]);
  const header = Buffer.alloc(5);
  header.writeUInt32BE(recordSize, 0);
  header.writeUInt8(sender.length, 4);
  return Buffer.concat([salt, header, sender, content, cipher.getAuthTag()]);
}
