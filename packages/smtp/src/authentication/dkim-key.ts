import { generateKeyPair, type KeyObject } from "node:crypto";

export type DkimKey = {
  /** PEM, PKCS #8. */
  readonly privateKey: string;
  /** As the record has it: base64. */
  readonly publicKey: string;
  /** The TXT record to publish at `<selector>._domainkey.<domain>`. */
  readonly dnsRecord: string;
};

/** A new key for signing: RSA of 2048 bits (RFC 8301 §3.2), which all verify, or Ed25519 (RFC 8463), whose record is short. */
export async function generateDkimKey(type: "rsa" | "ed25519"): Promise<DkimKey> {
  const pair = await newPair(type);
  const spki = pair.publicKey.export({ type: "spki", format: "der" });
  const privateKey = pair.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  // The record of an Ed25519 key holds its 32 octets alone, RFC 8463 §4.2; they end the DER form.
  const publicKey = (type === "rsa" ? spki : spki.subarray(-32)).toString("base64");
  return { privateKey, publicKey, dnsRecord: `v=DKIM1; k=${type}; p=${publicKey}` };
}

function newPair(type: "rsa" | "ed25519"): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, publicKey: KeyObject, privateKey: KeyObject) =>
      error ? reject(error) : resolve({ publicKey, privateKey });
    if (type === "rsa") generateKeyPair("rsa", { modulusLength: 2048 }, done);
    else generateKeyPair("ed25519", {}, done);
  });
}
