import type pg from "pg";
import type { MailboxRole } from "../../access/index.ts";

/** A mailbox as a path walks through it. */
export type PathRow = {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly role: MailboxRole | null;
};

/** The mailboxes of a space. */
export async function pathRows(client: pg.ClientBase | pg.Pool, spaceId: string): Promise<PathRow[]> {
  const { rows } = await client.query<PathRow>({
    name: "path-rows",
    text: 'SELECT "id", "parentId", "name", "role" FROM "Mailbox" WHERE "spaceId" = $1',
    values: [spaceId],
  });
  return rows;
}

/** The mailbox that IMAP shows under this name, levels parted by `/`, and `INBOX` in any case (RFC 9051 §5.1). */
export function findByPath(rows: readonly PathRow[], path: string): PathRow | undefined {
  return walk(rows, path.split("/"));
}

/** The same for a path that is parted already. */
export function walk(rows: readonly PathRow[], names: readonly string[]): PathRow | undefined {
  let at: PathRow | undefined;
  for (const [level, name] of names.entries()) {
    const parentId: string | null = at?.id ?? null;
    at = rows.find(
      (row) =>
        row.parentId === parentId &&
        (row.role === "inbox" ? level === 0 && name.toUpperCase() === "INBOX" : row.name === name.normalize("NFC")),
    );
    if (!at) return undefined;
  }
  return at;
}

/** The name that IMAP shows a mailbox under. */
export function pathOf(rows: readonly PathRow[], id: string): string {
  const names: string[] = [];
  for (let at = rows.find((row) => row.id === id); at && names.length < 100; ) {
    names.unshift(at.role === "inbox" ? "INBOX" : at.name);
    const { parentId }: PathRow = at;
    at = rows.find((row) => row.id === parentId);
  }
  return names.join("/");
}
