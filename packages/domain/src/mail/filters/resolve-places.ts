import { Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { keepTags } from "../tags/index.ts";
import { createPath } from "./create-path.ts";
import { findByPath, type PathRow, pathRows } from "./paths.ts";
import type { Failure, PlannedPlace, Target } from "./plan.ts";

export type ResolvedPlace = Omit<PlannedPlace, "target"> & { readonly mailboxId: string };

/**
 * The mailboxes of planned places, under the space's lock, so that none goes away meanwhile. What is missing and may not be made is `fallback`
 * instead, with a word about it; a mailbox that is named twice is one place with the flags of both.
 */
export async function resolvePlaces(
  client: pg.PoolClient,
  { spaceId, modseq, places, fallback }: Resolving,
): Promise<{ places: ResolvedPlace[]; failures: Failure[] }> {
  const failures: Failure[] = [];
  const byId = new Map<string, ResolvedPlace>();
  let rows: PathRow[] | undefined;
  for (const { target, ...place } of places) {
    if (target.kind === "path") rows ??= await pathRows(client, spaceId);
    const known = rows ?? [];
    const found = await resolve(client, { spaceId, modseq, target, rows: known, failures });
    const mailboxId = found ?? (await resolve(client, { spaceId, modseq, target: fallback, rows: known, failures }));
    if (mailboxId === undefined) continue;
    const other = byId.get(mailboxId);
    const named = [...new Set([...(other?.keywords ?? []), ...place.keywords])];
    const keywords = await keepTags(client, modseq, { spaceId, keywords: named, mayAdd: true });
    byId.set(mailboxId, { ...place, mailboxId, flags: place.flags | (other?.flags ?? 0), keywords });
  }
  return { places: [...byId.values()], failures };
}

type Resolving = {
  readonly spaceId: string;
  readonly modseq: bigint;
  readonly places: readonly PlannedPlace[];
  readonly fallback: Target;
};

async function resolve(
  client: pg.PoolClient,
  input: { spaceId: string; modseq: bigint; target: Target; rows: PathRow[]; failures: Failure[] },
): Promise<string | undefined> {
  const { spaceId, modseq, target, rows, failures } = input;
  if (target.kind === "mailbox") return target.id;
  if (target.kind === "role") return mailboxByRole(client, spaceId, target.role);
  const { role, path, create } = target;
  const found = (role && rows.find((row) => row.role === role)) || findByPath(rows, path);
  if (found) return found.id;
  try {
    if (create) return (await createPath(client, { spaceId, modseq, rows, path })).id;
  } catch (error) {
    // A name that no mailbox can have: told before anything was written, so the transaction goes on.
    if (!(error instanceof Refusal)) throw error;
  }
  failures.push({ code: create ? "folder-name" : "folder-missing", params: { folder: path.slice(0, 200) } });
  return undefined;
}
