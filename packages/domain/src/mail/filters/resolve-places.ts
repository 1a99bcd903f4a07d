import { Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { mailboxByRole } from "../mailbox-by-role.ts";
import { createPath, findByPath, type PathRow, pathRows } from "./paths.ts";
import type { Failure, PlannedPlace, Target } from "./plan.ts";

export type ResolvedPlace = {
  readonly mailboxId: string;
  readonly flags: number;
  readonly keywords: readonly string[];
};

/**
 * The mailboxes of planned places, under the space's lock, so that none goes away meanwhile. What is missing and may not be made is the inbox
 * instead, with a word about it; a mailbox that is named twice is one place with the flags of both.
 */
export async function resolvePlaces(
  client: pg.PoolClient,
  { spaceId, modseq, places }: { spaceId: string; modseq: bigint; places: readonly PlannedPlace[] },
): Promise<{ places: ResolvedPlace[]; failures: Failure[] }> {
  const failures: Failure[] = [];
  const byId = new Map<string, ResolvedPlace>();
  let rows: PathRow[] | undefined;
  for (const { target, flags, keywords } of places) {
    if (target.kind === "path") rows ??= await pathRows(client, spaceId);
    const found = await resolve(client, { spaceId, modseq, target, rows: rows ?? [], failures });
    const mailboxId = found ?? (await mailboxByRole(client, spaceId, "inbox"));
    const other = byId.get(mailboxId);
    const all = [...new Set([...(other?.keywords ?? []), ...keywords])];
    byId.set(mailboxId, { mailboxId, flags: flags | (other?.flags ?? 0), keywords: all });
  }
  return { places: [...byId.values()], failures };
}

async function resolve(
  client: pg.PoolClient,
  input: { spaceId: string; modseq: bigint; target: Target; rows: PathRow[]; failures: Failure[] },
): Promise<string | undefined> {
  const { spaceId, modseq, target, rows, failures } = input;
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
