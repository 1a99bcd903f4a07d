import { authenticate } from "mailauth";

/** Asks DNS as `dns.promises.resolve` does; faults carry Node's codes. */
export type Resolver = (name: string, type: string) => Promise<unknown[]>;

export type Authentication = {
  /** Of DMARC (RFC 7489): whether the From domain vouches for the message. `none` when the domain says nothing. */
  readonly dmarc: "pass" | "fail" | "none" | "error";
  /** What the From domain asks for when it fails. */
  readonly policy: "none" | "quarantine" | "reject";
  /** The domain in From that DMARC spoke of; "" without one. */
  readonly fromDomain: string;
  /** Of the chain that forwarders left, RFC 8617 §4.4; `none` without one. A pass says only that it is whole, not that its signers are to be believed. */
  readonly arc: string;
  readonly spf: string;
  /** Results of each signature, RFC 8601 §2.7.1. */
  readonly dkim: readonly { readonly domain: string; readonly result: string }[];
  /** Header fields to put on top: Authentication-Results (RFC 8601) and Received-SPF (RFC 7208 §9.1). */
  readonly headers: readonly (readonly [name: string, value: string])[];
};

export type AuthenticationInput = {
  readonly raw: Buffer;
  readonly ip: string;
  readonly helo: string;
  readonly reversePath: string;
  /** Our name, under which the results are given. */
  readonly hostname: string;
  readonly resolver: Resolver;
};

/** Checks SPF, DKIM and DMARC. A DNS fault is an error in the result and never thrown: mail is not refused because a resolver is slow. */
export async function authenticateMessage(input: AuthenticationInput): Promise<Authentication> {
  const { raw, ip, helo, reversePath, hostname, resolver } = input;
  const { dkim, spf, dmarc, arc, headers } = await authenticate(withFewSignatures(raw), {
    ip,
    helo,
    sender: reversePath,
    mta: hostname,
    resolver: resolver as never,
    disableBimi: true,
    minBitLength: 1024,
  });
  const isUnsure =
    (spf && spf.status.result === "temperror") || dkim.results.some(({ status }) => status.result === "temperror");
  const found = dmarc ? dmarc.status.result : "none";
  // What DNS did not say now it may say later: such a message has not failed, RFC 7489 §6.6.2.
  const result = found === "fail" && isUnsure ? "temperror" : found;
  return {
    dmarc: result === "pass" || result === "fail" || result === "none" ? result : "error",
    policy: dmarc && (dmarc.policy === "reject" || dmarc.policy === "quarantine") ? dmarc.policy : "none",
    fromDomain: dmarc ? (dmarc.domain ?? "") : "",
    arc: arc ? arc.status.result : "none",
    spf: spf ? spf.status.result : "none",
    dkim: dkim.results.map((one) => ({ domain: one.signingDomain || "", result: one.status.result })),
    headers: fieldsOf(headers),
  };
}

/** More signatures than any honest message has cost a lookup and a turn of the processor each, RFC 6376 §8.4. */
const maxSignatures = 20;

/** Takes the name from the signatures beyond the limit, in a copy: they are then fields like others. */
function withFewSignatures(raw: Buffer): Buffer {
  const blank = raw.indexOf("\r\n\r\n");
  const head = raw.toString("latin1", 0, blank === -1 ? raw.length : blank);
  const starts = [...head.matchAll(/(?:^|\n)(?=DKIM-Signature[ \t]*:)/gi)].map(
    (match) => match.index + match[0].length,
  );
  if (starts.length <= maxSignatures) return raw;
  const copy = Buffer.from(raw);
  for (const start of starts.slice(maxSignatures)) copy.write("X", start, "latin1");
  return copy;
}

function fieldsOf(block: string): [string, string][] {
  return block
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n")
    .flatMap((line): [string, string][] => {
      const colon = line.indexOf(":");
      const name = line.slice(0, colon);
      return /^(?:Authentication-Results|Received-SPF)$/i.test(name) ? [[name, line.slice(colon + 1).trim()]] : [];
    });
}
