import { createHash, createPrivateKey, type KeyObject, sign } from "node:crypto";
import { promisify } from "node:util";
import { withCrlf } from "../crlf.ts";
import { type Field, relaxedBody, relaxedField, splitMessage } from "./canonical.ts";

export type SigningKey = {
  readonly domain: string;
  readonly selector: string;
  /** PEM, RSA or Ed25519 (RFC 8463). */
  readonly privateKey: string;
};

/** Fields that a message has once (RFC 5322 §3.6): a second one, put in later, would be shown, so it has to break the signature. */
const single = [
  ..."from sender reply-to to cc subject date message-id in-reply-to references".split(" "),
  ..."mime-version content-type content-transfer-encoding".split(" "),
];
const others = "list-id list-unsubscribe list-unsubscribe-post list-post list-help list-archive".split(" ");

/**
 * Signs a message with DKIM (RFC 6376), relaxed/relaxed, once for each key, and makes its line ends whole, as they will be on the way. A message
 * without From cannot be signed (§5.4) and is answered as it is. Throws when a key cannot sign.
 */
export async function signMessage(raw: Buffer, keys: readonly SigningKey[]): Promise<Buffer> {
  const whole = withCrlf(raw);
  const { fields, body } = splitMessage(whole);
  if (keys.length === 0 || !fields.some(({ name }) => name === "from")) return whole;
  const bodyHash = createHash("sha256").update(relaxedBody(body)).digest("base64");
  const { names, lines } = coverage(fields);
  const at = Math.floor(Date.now() / 1000);
  const signatures = await Promise.all(keys.map((key) => signatureField(key, { names, lines, bodyHash, at })));
  return Buffer.concat([Buffer.from(signatures.join(""), "latin1"), whole]);
}

/** Which fields are covered, from the bottom up as verifiers take them (§5.4.2), and each single one once more than it is there (§8.15). */
function coverage(fields: readonly Field[]): { names: string[]; lines: string[] } {
  const names: string[] = [];
  const lines: string[] = [];
  for (const name of [...single, ...others]) {
    const found = fields.filter((field) => field.name === name).reverse();
    names.push(...found.map(() => name));
    lines.push(...found.map((field) => `${relaxedField(field)}\r\n`));
    if (found.length > 0 && single.includes(name)) names.push(name);
  }
  return { names, lines };
}

const domainName = /^(?=.{1,253}$)[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63})*$/u;

async function signatureField(
  { domain, selector, privateKey }: SigningKey,
  { names, lines, bodyHash, at }: { names: string[]; lines: string[]; bodyHash: string; at: number },
): Promise<string> {
  for (const value of [domain, selector]) if (!domainName.test(value)) throw new Error(`no DKIM name: ${value}`);
  const key = createPrivateKey(privateKey);
  const type = key.asymmetricKeyType;
  if (type !== "rsa" && type !== "ed25519") throw new Error(`DKIM has no keys of the type ${type}`);
  const text = [
    `DKIM-Signature: v=1; a=${type}-sha256; c=relaxed/relaxed; d=${domain};`,
    ` s=${selector}; t=${at};`,
    ` h=${folded(names)};`,
    ` bh=${bodyHash};`,
    " b=",
  ].join("\r\n");
  // The field covers itself, with nothing behind b= and no CRLF, §3.7.
  const input = Buffer.from(lines.join("") + relaxedField({ name: "dkim-signature", text }), "latin1");
  const signature = (await signOf(key, input)).toString("base64");
  return `${text}${signature.replace(/.{72}(?=.)/g, "$&\r\n ")}\r\n`;
}

const signAsync = promisify<string | null, Buffer, KeyObject, Buffer>(sign);

/** Ed25519 signs the hash and not the text, RFC 8463 §3. */
function signOf(key: KeyObject, input: Buffer): Promise<Buffer> {
  return key.asymmetricKeyType === "rsa"
    ? signAsync("sha256", input, key)
    : signAsync(null, createHash("sha256").update(input).digest(), key);
}

/** A list of names over lines of a readable length: blanks are allowed around the colons, §3.5. */
function folded(names: readonly string[]): string {
  let length = 0;
  return names
    .map((name, index) => {
      const isBroken = length + name.length > 66;
      length = isBroken ? name.length : length + name.length + 1;
      return `${isBroken ? "\r\n  " : ""}${name}${index < names.length - 1 ? ":" : ""}`;
    })
    .join("");
}
