import { documentMime, type NodeAccess, type Reader, readersAmong } from "../access/index.ts";
import type { Context } from "../context.ts";
import { addNotice, type NewNotice } from "../notices/index.ts";
import type pg from "pg";

type Kind = Extract<NewNotice["kind"], `comment-${string}`>;

export type Audience = readonly { readonly person: Reader; readonly kind: Kind; readonly folderId: string | null }[];

type Said = {
  readonly node: NodeAccess;
  /** Null for what begins a thread. */
  readonly threadId: string | null;
  readonly mentions: readonly string[];
  /** Whether only those who are named are told. */
  readonly isForNamed?: boolean;
};

/** People who took part in a thread lately: nobody is told for ever. */
const mostFollowing = 50;

/**
 * Who is told of a comment, each once and by what concerns them most: who is named, who said something in its thread, whose the entry is. Nobody who may
 * not see the entry, and not who wrote it.
 */
export async function audienceOf(
  ctx: Context,
  { node, threadId, mentions, isForNamed = false }: Said,
): Promise<Audience> {
  const kinds = new Map<string, Kind>();
  if (!isForNamed) {
    const { rows: owners } = await ctx.db.pool.query<{ id: string }>(
      'SELECT "id" FROM "Account" WHERE "spaceId" = $1',
      [node.spaceId],
    );
    for (const { id } of owners) kinds.set(id, "comment-added");
    for (const id of await followersOf(ctx, threadId)) kinds.set(id, "comment-answered");
  }
  for (const id of mentions) kinds.set(id, "comment-mention");
  kinds.delete(node.accountId);
  const people = await readersAmong(ctx, node, [...kinds.keys()]);
  const seesFolder = new Set(
    node.parentId === null
      ? []
      : (
          await readersAmong(
            ctx,
            { id: node.parentId, spaceId: node.spaceId },
            people.map((one) => one.id),
          )
        ).map((one) => one.id),
  );
  return people.map((person) => ({
    person,
    kind: kinds.get(person.id) ?? "comment-added",
    folderId: seesFolder.has(person.id) ? node.parentId : null,
  }));
}

async function followersOf(ctx: Context, threadId: string | null): Promise<string[]> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    `SELECT "authorId" AS "id" FROM "Comment" WHERE "threadId" = $1 AND "authorId" IS NOT NULL AND "deletedAt" IS NULL
     GROUP BY "authorId" ORDER BY max("createdAt") DESC LIMIT ${mostFollowing}`,
    [threadId],
  );
  return rows.map((row) => row.id);
}

/** Tells them under the bell, in the change that writes the comment; the notice leads to its thread. */
export async function tellAudience(
  client: pg.ClientBase,
  audience: Audience,
  { node, threadId, author, at }: { node: NodeAccess; threadId: string; author: string; at: Date },
): Promise<void> {
  for (const { person, kind, folderId } of audience) {
    const notice = { spaceId: person.spaceId, kind, params: { name: node.name, person: author } };
    await addNotice(client, { ...notice, link: linkTo(node, { folderId, threadId }) }, at);
  }
}

/** A document is read where it is opened, anything else where it lies. */
export function linkTo(
  { id, mime }: NodeAccess,
  { folderId, threadId }: { folderId: string | null; threadId: string },
): string {
  if (Object.values<string>(documentMime).includes(mime)) return `/docs/${id}?thread=${threadId}`;
  return `${folderId === null ? "/files/shared" : `/files/${folderId}`}?details=${id}&thread=${threadId}`;
}
