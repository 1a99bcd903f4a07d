import { Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { MailboxRole } from "../access/index.ts";

/** The space's mailbox of a role; every mail space has one of each. */
export async function mailboxByRole(
  client: pg.ClientBase | pg.Pool,
  spaceId: string,
  role: MailboxRole,
): Promise<string> {
  const { rows } = await client.query<{ id: string }>({
    name: "mailbox-by-role",
    text: 'SELECT "id" FROM "Mailbox" WHERE "spaceId" = $1 AND "role" = $2::"MailboxRole"',
    values: [spaceId, role],
  });
  const mailbox = rows[0];
  if (!mailbox) throw new Refusal("not-found", "mailbox-unknown");
  return mailbox.id;
}
