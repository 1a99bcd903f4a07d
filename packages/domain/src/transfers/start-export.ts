import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type { SpoolFile } from "@carbyne/blobs";
import { accessOwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { startWork } from "../long-work/index.ts";
import { fileNameOf } from "../mail/index.ts";
import { searchConversations } from "../search/index.ts";
import { exportFolders, type ExportFolder, type ExportScope } from "./export-folders.ts";
import { accessTransfer, keptMs } from "./transfer.ts";

export type ExportFormat = "eml" | "mbox";

export type StartExport = {
  readonly scope: ExportScope;
  readonly format: ExportFormat;
  /** Also tags, filters, signatures, templates and settings. */
  readonly withAccount: boolean;
};

export type ExportInput = {
  readonly transferId: string;
  readonly folders: readonly ExportFolder[];
  readonly format: ExportFormat;
  readonly withAccount: boolean;
  /** Only these conversations; all when missing. */
  readonly threadIds?: readonly string[];
};

const mostExports = 5;
const mostFound = 10_000;
const spareBytes = 2 * 1024 ** 3;

/** Begins to put mail into an archive to take along: every folder of the own account, or those that were chosen. */
export async function startExport(ctx: Context, actor: Actor, input: StartExport): Promise<{ id: string }> {
  const { id: accountId, spaceId, address } = await accessOwnAccount(ctx, actor);
  const folders = await exportFolders(ctx, actor, input.scope);
  const threadIds = input.scope.kind === "search" ? await findThreads(ctx, actor, input.scope.text) : undefined;
  const { rows } = await ctx.db.pool.query<{ total: number; bytes: string }>(
    `SELECT count(*)::int AS "total", coalesce(sum("sizeBytes"), 0) AS "bytes" FROM "MailboxMessage"
     WHERE "mailboxId" = ANY($1) AND "flags" & 8 = 0 AND ($2::uuid[] IS NULL OR "threadId" = ANY($2))`,
    [folders.map((folder) => folder.id), threadIds ?? null],
  );
  const { total = 0, bytes = "0" } = rows[0] ?? {};
  if ((await ctx.spool.freeBytes()) < Number(bytes) + spareBytes) throw new Refusal("busy", "transfer-no-disk");
  const id = newId();
  const now = ctx.clock.now();
  const what = input.scope.kind === "folders" && input.scope.ids.length === 1 ? folders[0]?.path : undefined;
  const name = `${fileNameOf([address, what, now.toISOString().slice(0, 10)].filter(Boolean).join(" "))}.zip`;
  const { format, withAccount } = input;
  const work: ExportInput = { transferId: id, folders, format, withAccount, ...(threadIds ? { threadIds } : {}) };
  await startWork(ctx, {
    spaceId,
    kind: "mail-export",
    input: work,
    total,
    within: async (client, { id: workId, modseq }) => {
      const { rows: known } = await client.query<{ n: number }>(
        `SELECT count(*)::int AS "n" FROM "Transfer" WHERE "spaceId" = $1 AND "kind" = 'export'`,
        [spaceId],
      );
      if ((known[0]?.n ?? 0) >= mostExports) throw new Refusal("too-many", "exports-too-many", { max: mostExports });
      await client.query(
        `INSERT INTO "Transfer" ("id", "spaceId", "accountId", "kind", "state", "name", "workId", "result", "modseq", "createdAt", "expiresAt")
         VALUES ($1, $2, $3, 'export', 'running', $4, $5, $6, $7, $8, $9)`,
        [
          id,
          spaceId,
          accountId,
          name,
          workId,
          JSON.stringify({ messages: total, bytes: Number(bytes) }),
          modseq,
          now,
          new Date(now.getTime() + keptMs),
        ],
      );
    },
  });
  return { id };
}

/** The conversations that a search finds. */
async function findThreads(ctx: Context, actor: Actor, text: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await searchConversations(ctx, actor, { text, cursor, limit: 200 });
    ids.push(...page.items.map(({ threadId }) => threadId));
    if (ids.length > mostFound) throw new Refusal("too-many", "export-search-wide", { max: mostFound });
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  if (ids.length === 0) throw new Refusal("not-found", "conversation-unknown");
  return ids;
}

/** The archive of an export, for the one who made it and as long as it is kept. Close it. */
export async function openExport(
  ctx: Context,
  actor: Actor,
  { id }: { id: string },
): Promise<{ name: string; file: SpoolFile }> {
  const { kind, state, name, expiresAt } = await accessTransfer(ctx, actor, id);
  const isThere = kind === "export" && state === "ended" && expiresAt > ctx.clock.now();
  if (!isThere) throw new Refusal("not-found", "transfer-unknown");
  return { name, file: await ctx.spool.open(id, "export") };
}
