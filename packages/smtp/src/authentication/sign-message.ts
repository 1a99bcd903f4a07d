import { type DKIMSignOptions, dkimSign } from "mailauth";

export type SigningKey = {
  readonly domain: string;
  readonly selector: string;
  /** PEM, RSA or Ed25519 (RFC 8463). */
  readonly privateKey: string;
};

/** Signs a message with DKIM (RFC 6376), relaxed/relaxed, once for each key. Throws when a key cannot sign. */
export async function signMessage(raw: Buffer, keys: readonly SigningKey[]): Promise<Buffer> {
  const { signatures, errors } = await dkimSign(raw, {
    canonicalization: "relaxed/relaxed",
    signatureData: keys.map(({ domain, selector, privateKey }) => ({ signingDomain: domain, selector, privateKey })),
  } as unknown as DKIMSignOptions);
  const [error] = errors;
  if (error) throw new Error("a DKIM key cannot sign", { cause: error });
  return Buffer.concat([Buffer.from(signatures, "latin1"), raw]);
}
