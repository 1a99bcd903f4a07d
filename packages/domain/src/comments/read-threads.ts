import type pg from "pg";

type Person = { readonly id: string; readonly name: string; readonly address: string };

export type CommentView = {
  readonly id: string;
  /** Null when the account is gone. */
  readonly author: Person | null;
  readonly isMine: boolean;
  /** Plain text, in which people stand as <@id>. */
  readonly text: string;
  /** Who is named in it, as they are called now. */
  readonly mentions: readonly { readonly id: string; readonly name: string }[];
  /** ISO 8601. */
  readonly createdAt: string;
  readonly editedAt: string | null;
};

export type ThreadView = {
  readonly id: string;
  readonly nodeId: string;
  /** The place in a document; null for the whole. */
  readonly anchor: Readonly<Record<string, unknown>> | null;
  /** ISO 8601; null while it is open. */
  readonly resolvedAt: string | null;
  readonly resolvedBy: string | null;
  /** The first one first. */
  readonly comments: readonly CommentView[];
};

type ThreadRow = Omit<ThreadView, "resolvedAt" | "comments"> & { resolvedAt: Date | null };
type CommentRow = Omit<CommentView, "author" | "createdAt" | "editedAt"> & {
  threadId: string;
  authorId: string | null;
  authorName: string | null;
  authorAddress: string | null;
  createdAt: Date;
  editedAt: Date | null;
};

/** Threads by id, in the order of the ids, as an account sees them; those in which nothing is left are left out. */
export async function readThreads(
  db: pg.Pool | pg.ClientBase,
  { accountId, ids }: { accountId: string; ids: readonly string[] },
): Promise<ThreadView[]> {
  const { rows: threads } = await db.query<ThreadRow>(
    `SELECT t."id", t."nodeId", t."anchor", t."resolvedAt", r."name" AS "resolvedBy" FROM unnest($1::uuid[]) WITH ORDINALITY AS w("id", "place")
     JOIN "CommentThread" t ON t."id" = w."id" LEFT JOIN "Account" r ON r."id" = t."resolvedById" ORDER BY w."place"`,
    [ids],
  );
  const { rows } = await db.query<CommentRow>(
    `SELECT c."id", c."threadId", c."authorId", a."name" AS "authorName", p."local" || '@' || d."name" AS "authorAddress",
       coalesce(c."authorId" = $2, false) AS "isMine", c."text", c."createdAt", c."editedAt",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m."id", 'name', m."name")), '[]') FROM "Account" m WHERE m."id" = ANY(c."mentions")) AS "mentions"
     FROM "Comment" c LEFT JOIN "Account" a ON a."id" = c."authorId" LEFT JOIN "Domain" d ON d."id" = a."domainId"
     LEFT JOIN LATERAL (SELECT "local" FROM "Address" WHERE "accountId" = a."id" AND "kind" NOT IN ('alias', 'mask') LIMIT 1) p ON true
     WHERE c."threadId" = ANY($1) AND c."deletedAt" IS NULL ORDER BY c."createdAt", c."id"`,
    [ids, accountId],
  );
  const comments = Map.groupBy(rows, (row) => row.threadId);
  return threads.flatMap((thread) => {
    const said = comments.get(thread.id) ?? [];
    return said.length === 0
      ? []
      : [{ ...thread, resolvedAt: thread.resolvedAt?.toISOString() ?? null, comments: said.map(viewOf) }];
  });
}

function viewOf({ id, authorId, authorName, authorAddress, isMine, text, mentions, ...row }: CommentRow): CommentView {
  const author = authorId === null ? null : { id: authorId, name: authorName ?? "", address: authorAddress ?? "" };
  const [createdAt, editedAt] = [row.createdAt.toISOString(), row.editedAt?.toISOString() ?? null];
  return { id, author, isMine, text, mentions, createdAt, editedAt };
}
