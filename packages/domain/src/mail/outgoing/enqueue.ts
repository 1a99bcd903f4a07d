import { domainToASCII } from "node:url";
import { newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";

export type Outbound = {
  readonly accountId: string | null;
  /** The Sent copy, which an undo turns back into a draft. */
  readonly sentMessageId?: string;
  /** "" for a report that must not be answered by another (RFC 5321 §6.1). */
  readonly reversePath: string;
  readonly recipients: readonly string[];
  readonly blobHash: Buffer;
  readonly sizeBytes: number;
  readonly notBefore: Date;
  /** Whose keys sign it: the domain of the reverse path when missing, nobody's when "". */
  readonly signDomain?: string;
};

/** Writes a message into the queue of what leaves. The content's blob is written by the caller in the same transaction. */
export async function enqueue(client: pg.PoolClient, outbound: Outbound): Promise<string> {
  const id = newId();
  const recipients = [...new Set(outbound.recipients)];
  await client.query(
    `INSERT INTO "OutboundMessage" ("id", "accountId", "messageId", "reversePath", "blobHash", "sizeBytes", "notBefore", "signDomain")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      outbound.accountId,
      outbound.sentMessageId ?? null,
      outbound.reversePath,
      outbound.blobHash,
      outbound.sizeBytes,
      outbound.notBefore,
      outbound.signDomain ?? null,
    ],
  );
  await client.query(
    `INSERT INTO "OutboundRecipient" ("id", "outboundId", "address", "domain", "nextAttemptAt")
     SELECT r."id"::uuid, $1, r."address", r."domain", $5 FROM unnest($2::text[], $3::text[], $4::text[]) AS r("id", "address", "domain")`,
    [id, recipients.map(() => newId()), recipients, recipients.map(domainOf), outbound.notBefore],
  );
  return id;
}

/** The domain that mail for an address is taken to, in ASCII. Refuses what cannot be a recipient. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf("@");
  const literal = /^\[(?:IPv6:)?[0-9a-f.:]+\]$/i.exec(address.slice(at + 1))?.[0];
  const domain = literal ?? domainToASCII(address.slice(at + 1)).toLowerCase();
  const local = address.slice(0, Math.max(at, 0));
  // RFC 5321 §4.5.3.1.1: 64 octets of local part.
  if (!local || Buffer.byteLength(local) > 64 || domain === "" || domain.length > 253 || /[\s\p{Cc}<>]/u.test(address))
    throw new Refusal("invalid", "recipient-invalid", { address: address.slice(0, 320) });
  return domain;
}
