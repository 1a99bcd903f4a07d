import { type Actor, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessLiveNode, accessOwnAccount, accessThread, type NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { changeTogether } from "../spaces/index.ts";
import { touch } from "./touch.ts";
import { readText } from "./read-text.ts";
import { readThreads, type ThreadView } from "./read-threads.ts";
import { refuseUnseen } from "./refuse-unseen.ts";
import { mentionMails } from "./mention-mail.ts";
import { audienceOf, tellAudience } from "./tell.ts";

/** Comments of one thread. */
const mostInThread = 500;

type Beginning = {
  /** The entry. */
  readonly id: string;
  readonly text: string;
  /** The place in a document that it is about. */
  readonly anchor?: Readonly<Record<string, unknown>> | undefined;
  /** Where the pages are, for the mail to who is named. */
  readonly origin?: string | undefined;
};

/** Begins a thread of comments about an entry, or about a place in it. Who is named, and whose it is, are told. */
export function addComment(ctx: Context, actor: Actor, beginning: Beginning): Promise<ThreadView> {
  return beginThread(ctx, actor, { ...beginning, threadId: newId() });
}

/** The same under an id that is known before, with what else belongs to the change. */
export async function beginThread(
  ctx: Context,
  actor: Actor,
  { id, text, anchor, threadId, origin }: Beginning & { readonly threadId: string },
  also: Also = () => Promise.resolve(),
): Promise<ThreadView> {
  const node = await accessLiveNode(ctx, actor, id, "comment");
  return say(ctx, actor, { node, text, threadId, origin, begins: { anchor: anchor ?? null, also } });
}

type Also = (client: pg.PoolClient) => Promise<void>;

/** Answers in a thread; one that was resolved is open again, for there is more to say. All who said something in it are told. */
export async function replyToComment(
  ctx: Context,
  actor: Actor,
  { threadId, text, origin }: { threadId: string; text: string; origin?: string | undefined },
): Promise<ThreadView> {
  const { node } = await accessThread(ctx, actor, threadId, "comment");
  return say(ctx, actor, { node, text, threadId, origin, begins: null });
}

type Saying = {
  readonly node: NodeAccess;
  readonly text: string;
  readonly threadId: string;
  readonly origin: string | undefined;
  /** What is known of a thread that is not there yet. */
  readonly begins: { readonly anchor: object | null; readonly also: Also } | null;
};

async function say(ctx: Context, actor: Actor, { node, begins, threadId: id, ...said }: Saying): Promise<ThreadView> {
  const own = await accessOwnAccount(ctx, actor);
  const { text, mentions } = readText(said.text);
  await refuseUnseen(ctx, node, mentions);
  const audience = await audienceOf(ctx, { node, threadId: begins ? null : id, mentions });
  const author = { name: own.name, address: own.address };
  const mails = await mentionMails(ctx, { audience, node, threadId: id, text, author, origin: said.origin });
  const at = ctx.clock.now();
  const spaces = [node.spaceId, ...audience.map(({ person }) => person.spaceId)];
  return changeTogether(ctx, spaces, async (client, modseqOf) => {
    const modseq = modseqOf(node.spaceId);
    if (begins) await insertThread(client, { node, id, anchor: begins.anchor, modseq, at });
    else await openThread(client, { id, modseq });
    const { rowCount } = await client.query(
      `INSERT INTO "Comment" ("id", "threadId", "nodeId", "spaceId", "modseq", "authorId", "text", "mentions", "createdAt")
       SELECT $1, t."id", t."nodeId", t."spaceId", $3, $5, $6, $7, $8 FROM "CommentThread" t WHERE t."id" = $2 AND t."spaceId" = $4`,
      [newId(), id, modseq, node.spaceId, own.id, text, mentions, at],
    );
    // It went to somebody else meanwhile, or for good.
    if (!rowCount) throw new Refusal("not-found", "comment-unknown");
    await touch(client, { nodeId: node.id, threadId: id, modseq });
    await tellAudience(client, audience, { node, threadId: id, author: own.name || own.address, at });
    await mails(client, modseqOf);
    await begins?.also(client);
    const [thread] = await readThreads(client, { accountId: own.id, ids: [id] });
    if (!thread) throw new Error(`thread ${id} has no comment that was just written`);
    return thread;
  });
}

type NewThread = { node: NodeAccess; id: string; anchor: object | null; modseq: bigint; at: Date };

async function insertThread(client: pg.ClientBase, { node, id, anchor, modseq, at }: NewThread): Promise<void> {
  await client.query(
    `INSERT INTO "CommentThread" ("id", "nodeId", "spaceId", "modseq", "anchor", "createdAt")
     SELECT $1, n."id", n."spaceId", $3, $4::jsonb, $5 FROM "Node" n WHERE n."id" = $2 AND n."purgedAt" IS NULL`,
    [id, node.id, modseq, anchor === null ? null : JSON.stringify(anchor), at],
  );
}

/** Under the space's lock: a thread in which nothing is left takes no answers. */
async function openThread(client: pg.ClientBase, { id, modseq }: { id: string; modseq: bigint }): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT count(*)::int AS "count" FROM "Comment" WHERE "threadId" = $1 AND "deletedAt" IS NULL',
    [id],
  );
  const count = rows[0]?.count ?? 0;
  if (count === 0) throw new Refusal("not-found", "comment-unknown");
  if (count >= mostInThread) throw new Refusal("too-many", "comment-thread-full", { max: mostInThread });
  await client.query(
    'UPDATE "CommentThread" SET "resolvedAt" = NULL, "resolvedById" = NULL, "modseq" = $2 WHERE "id" = $1 AND "resolvedAt" IS NOT NULL',
    [id, modseq],
  );
}
