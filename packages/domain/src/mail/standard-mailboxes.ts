import { newId } from "@carbyne/kernel";
import type pg from "pg";

/** Names are what IMAP clients look for when they ignore special use (RFC 6154); the browser shows its own words for the roles. */
const standard = [
  ["INBOX", "inbox"],
  ["Sent", "sent"],
  ["Drafts", "drafts"],
  ["Archive", "archive"],
  ["Junk", "junk"],
  ["Trash", "trash"],
] as const;

/** Makes the folders that every mail space has. */
export async function createStandardMailboxes(client: pg.PoolClient, spaceId: string): Promise<void> {
  for (const [name, role] of standard) {
    await client.query(
      `INSERT INTO "Mailbox" ("id", "spaceId", "name", "role", "uidValidity", "modseq") VALUES ($1, $2, $3, $4::"MailboxRole", $5, 0)`,
      [newId(), spaceId, name, role, newUidValidity()],
    );
  }
}

/** Seconds since 1970: a mailbox made again under the same name gets a larger one (RFC 9051 §2.3.1.1), until 2106. */
export function newUidValidity(): number {
  return Math.floor(Date.now() / 1000);
}
