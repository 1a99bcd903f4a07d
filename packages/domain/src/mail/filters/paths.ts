import type pg from "pg";
import type { MailboxRole } from "../../access/index.ts";
import { insertMailbox } from "../mailboxes.ts";

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

function walk(rows: readonly PathRow[], names: readonly string[]): PathRow | undefined {
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

/** Makes what is missing of a path, RFC 5490 §3.2; the Refusal says which name cannot be one. Under the space's lock. */
export async function createPath(
  client: pg.PoolClient,
  { spaceId, modseq, rows, path }: { spaceId: string; modseq: bigint; rows: PathRow[]; path: string },
): Promise<PathRow> {
  const names = path.split("/");
  let at: PathRow | undefined;
  for (let level = 1; level <= names.length; level++) {
    const known = walk(rows, names.slice(0, level));
    at = known ?? (await makeOne(client, { spaceId, modseq, name: names[level - 1] ?? "", parentId: at?.id ?? null }));
    if (!known) rows.push(at);
  }
  return at as PathRow;
}

async function makeOne(
  client: pg.PoolClient,
  input: { spaceId: string; modseq: bigint; name: string; parentId: string | null },
): Promise<PathRow> {
  const { id, parentId, name, role } = await insertMailbox(client, input);
  return { id, parentId, name, role };
}
