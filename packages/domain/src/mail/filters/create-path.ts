import type pg from "pg";
import { insertMailbox } from "../mailboxes.ts";
import { type PathRow, walk } from "./paths.ts";

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
