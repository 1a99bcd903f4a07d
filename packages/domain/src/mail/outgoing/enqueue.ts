import { domainToASCII } from "node:url";
import { newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { Verdict } from "../store-message.ts";

/** A recipient with what the sender wants to hear of it (RFC 3461 §4.1, §4.2). */
export type EnvelopeRecipient = {
  readonly address: string;
  readonly notify?: readonly string[] | undefined;
  /** ORCPT, such as `rfc822;ann@x.example`. */
  readonly originalRecipient?: string | undefined;
  /** What this one alone is sent, in place of what the others are. */
  readonly blobHash?: Buffer | undefined;
};

/** What goes with a message on its way: RFC 3461 §4.3, §4.4 and RFC 6531. */
export type EnvelopeWishes = {
  readonly envId?: string | undefined;
  readonly ret?: "FULL" | "HDRS" | undefined;
  readonly isUtf8?: boolean | undefined;
};

export type Outbound = EnvelopeWishes & {
  readonly accountId: string | null;
  /** The Sent copy, which an undo turns back into a draft. */
  readonly sentMessageId?: string;
  /** "" for a report that must not be answered by another (RFC 5321 §6.1). */
  readonly reversePath: string;
  readonly recipients: readonly (string | EnvelopeRecipient)[];
  readonly blobHash: Buffer;
  readonly sizeBytes: number;
  readonly notBefore: Date;
  /** Whose keys sign it: the domain of the reverse path when missing, nobody's when "". */
  readonly signDomain?: string;
  /** What is known of where it came from, of a message that a list passes on. */
  readonly verdict?: Verdict;
  /** Written in somebody's name: the space whose Sent gets a copy when it leaves, and whether the writer keeps the own one. */
  readonly ownerCopy?: { readonly spaceId: string; readonly mode: "owner" | "both" } | undefined;
  /** Where in the chat it was written from. */
  readonly fromChat?: { readonly roomId: string; readonly messageId?: string | undefined } | undefined;
  /** Held until its time in the mailbox Scheduled; then these are marked as answered or passed on. */
  readonly scheduled?:
    | { readonly replyToMessageId: string | undefined; readonly forwardOfMessageId: string | undefined }
    | undefined;
};

/** Writes a message into the queue of what leaves. The content's blob is written by the caller in the same transaction. */
export async function enqueue(client: pg.PoolClient, outbound: Outbound): Promise<string> {
  const id = newId();
  const given = outbound.recipients.map((one) => (typeof one === "string" ? { address: one } : one));
  const recipients: EnvelopeRecipient[] = [...new Map(given.map((one) => [one.address, one])).values()];
  await client.query(
    `INSERT INTO "OutboundMessage" ("id", "accountId", "messageId", "reversePath", "blobHash", "sizeBytes", "notBefore", "signDomain", "envId", "ret", "isUtf8",
       "isScheduled", "replyToMessageId", "forwardOfMessageId", "recipientCount", "ownerSpaceId", "sentCopy", "verdict", "chatRoomId", "chatMessageId")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17::"SentCopy", $18, $19, $20)`,
    [
      id,
      outbound.accountId,
      outbound.sentMessageId ?? null,
      outbound.reversePath,
      outbound.blobHash,
      outbound.sizeBytes,
      outbound.notBefore,
      outbound.signDomain ?? null,
      outbound.envId ?? null,
      outbound.ret ?? null,
      outbound.isUtf8 ?? false,
      outbound.scheduled !== undefined,
      outbound.scheduled?.replyToMessageId ?? null,
      outbound.scheduled?.forwardOfMessageId ?? null,
      recipients.length,
      outbound.ownerCopy?.spaceId ?? null,
      outbound.ownerCopy?.mode ?? null,
      outbound.verdict ?? null,
      outbound.fromChat?.roomId ?? null,
      outbound.fromChat?.messageId ?? null,
    ],
  );
  await client.query(
    `INSERT INTO "OutboundRecipient" ("id", "outboundId", "address", "domain", "nextAttemptAt", "state", "notify", "originalRecipient", "blobHash")
     SELECT r."id"::uuid, $1, r."address", r."domain", $5, $6::"OutboundState", string_to_array(r."notify", ','), r."original", r."blobHash"
     FROM unnest($2::text[], $3::text[], $4::text[], $7::text[], $8::text[], $9::bytea[]) AS r("id", "address", "domain", "notify", "original", "blobHash")`,
    [
      id,
      recipients.map(() => newId()),
      recipients.map(({ address }) => address),
      recipients.map(({ address }) => domainOf(address)),
      outbound.notBefore,
      outbound.scheduled === undefined ? "queued" : "held",
      recipients.map(({ notify = [] }) => notify.join(",")),
      recipients.map(({ originalRecipient = null }) => originalRecipient),
      recipients.map(({ blobHash = null }) => blobHash),
    ],
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

/** Whether a header has UTF-8 in it, which only servers with SMTPUTF8 may be given (RFC 6531 §3.4). */
export function needsUtf8(raw: Buffer): boolean {
  const end = raw.indexOf("\r\n\r\n");
  return raw.subarray(0, end === -1 ? raw.length : end).some((octet) => octet > 127);
}
