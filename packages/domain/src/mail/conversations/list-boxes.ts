import type { Actor } from "@carbyne/kernel";
import {
  accessMailbox,
  accessOwnAccount,
  accessSpace,
  accessSpaces,
  type MailboxRole,
  mailboxesWith,
  type OwnAccount,
  ownSpace,
} from "../../access/index.ts";
import type { Context } from "../../context.ts";
import {
  type Direction,
  type Grouping,
  type ListFilter,
  type ListShape,
  type ListSort,
  sortColumns,
} from "./list-sql.ts";

/** Which list: of one mailbox, of several, or a view over many. */
export type ListOf = {
  readonly mailboxId?: string | undefined;
  readonly mailboxIds?: readonly string[] | undefined;
  /** Whose mail a view is over; the actor's own when missing. */
  readonly spaceId?: string | undefined;
  /** `starred` and `all` are over everything but trash and junk; `unified` is over every inbox that the actor may read. */
  readonly view?: "starred" | "all" | "unified" | undefined;
  readonly grouping?: Grouping | undefined;
  readonly sort?: ListSort | undefined;
  readonly direction?: Direction | undefined;
  readonly filter?: ListFilter | undefined;
  /** The keyword of a tag that all of it has. */
  readonly tag?: string | undefined;
  /** Only what is pinned, or all but that. */
  readonly pins?: "only" | "apart" | undefined;
};

export type Box = { readonly id: string; readonly spaceId: string; readonly role?: MailboxRole | null };

/** The mailboxes that a list is over, and of each space which mailboxes' messages count in its rows; null for all. */
export type ListAccess = {
  readonly account: OwnAccount;
  readonly boxes: readonly Box[];
  readonly visible: ReadonlyMap<string, readonly string[] | null>;
};

/** Each mailbox that is named is asked for; of a view only what the actor may read is there. */
export async function accessList(ctx: Context, actor: Actor, of: ListOf): Promise<ListAccess> {
  const account = await accessOwnAccount(ctx, actor);
  const named = [...new Set([...(of.mailboxIds ?? []), ...(of.mailboxId ? [of.mailboxId] : [])])];
  const boxes = await Promise.all(named.map((id) => accessMailbox(ctx, actor, id, "read")));
  const isOwn = (spaceId: string) => spaceId === account.spaceId;
  const wanted =
    named.length > 0 ? boxes.map((box) => box.spaceId) : of.view === "unified" ? [] : [of.spaceId ?? account.spaceId];
  const spaces =
    wanted.length > 0 && wanted.every(isOwn)
      ? [ownSpace(account)]
      : wanted.length > 0
        ? await Promise.all([...new Set(wanted)].map((spaceId) => accessSpace(ctx, actor, spaceId, "read")))
        : await accessSpaces(ctx, actor);
  const visible = new Map(spaces.map((space) => [space.spaceId, mailboxesWith(space, "read")]));
  return { account, boxes: named.length > 0 ? boxes : await boxesOfView(ctx, of.view ?? "all", visible), visible };
}

async function boxesOfView(
  ctx: Context,
  view: "starred" | "all" | "unified",
  visible: ReadonlyMap<string, readonly string[] | null>,
): Promise<Box[]> {
  const whole = [...visible].flatMap(([spaceId, ids]) => (ids === null ? [spaceId] : []));
  const single = [...visible.values()].flatMap((ids) => ids ?? []);
  const { rows } = await ctx.db.pool.query<Box>({
    name: `boxes-of-${view}`,
    text: `SELECT "id", "spaceId" FROM "Mailbox" WHERE ("spaceId" = ANY($1) OR "id" = ANY($2))
             AND ${view === "unified" ? `"role" = 'inbox'` : `("role" IS NULL OR "role" NOT IN ('trash', 'junk')) AND "total" > 0`}`,
    values: [whole, single],
  });
  return rows;
}

/** The shape of a list with what holds where nothing is said. */
export function shapeOf(of: ListOf): ListShape {
  const sort = of.sort ?? "date";
  return {
    grouping: of.grouping ?? "conversations",
    sort,
    direction: of.direction ?? sortColumns[sort].natural,
    filter: of.view === "starred" ? (of.filter ?? "starred") : of.filter,
    tag: of.tag,
  };
}

/** The shape with the pinned conversations, where the list asks for them. */
export async function shapeWithPins(ctx: Context, of: ListOf, boxes: readonly Box[]): Promise<ListShape> {
  const plain = shapeOf(of);
  const isByReturn = boxes.length === 1 && boxes[0]?.role === "snoozed" && !plain.filter && plain.tag === undefined;
  const shape = isByReturn ? { ...plain, isByReturn } : plain;
  if (!of.pins) return shape;
  const threadIds = await pinnedIn(ctx, boxes);
  return threadIds.length === 0 && of.pins === "apart" ? shape : { ...shape, pins: { are: of.pins, threadIds } };
}

/** A person pins few. */
async function pinnedIn(ctx: Context, boxes: readonly Box[]): Promise<string[]> {
  const { rows } = await ctx.db.pool.query<{ threadId: string }>({
    name: "pinned-threads",
    text: 'SELECT "threadId" FROM "ThreadState" WHERE "spaceId" = ANY($1) AND "pinnedAt" IS NOT NULL',
    values: [[...new Set(boxes.map((box) => box.spaceId))]],
  });
  return rows.map((row) => row.threadId);
}
