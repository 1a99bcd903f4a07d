import type { Context } from "../../context.ts";
import { type Presence, presenceBoard } from "../../presence/index.ts";
import { onSaid, type SeenStatus, statusBoard } from "../status/board.ts";

/** Who of the people that one shares rooms with is there; whoever is not named is as before, at first offline. */
export type PresenceEvent = { readonly what: "presence"; readonly people: Readonly<Record<string, Presence>> };

/** What those people say of themselves; null for who says nothing any more. Whoever is not named is as before, at first null. */
export type StatusesEvent = { readonly what: "statuses"; readonly people: Readonly<Record<string, SeenStatus | null>> };

/** One says something else of oneself, on whatever device. */
export type OwnStatusEvent = { readonly what: "own-status" };

/** Of so many people one hears at most whether they are there: those of small rooms first. */
const mostPeople = 2000;
const waitMs = 500;

/** Has somebody be there while they watch, and tells them who else is. */
export async function watchPresence(
  ctx: Context,
  ownId: string,
  listener: (event: PresenceEvent | StatusesEvent | OwnStatusEvent) => void,
) {
  const board = presenceBoard(ctx);
  const statuses = statusBoard(ctx);
  const { rows } = await ctx.db.pool.query<{ until: Date | null }>({
    name: "present-until",
    text: 'SELECT max("presentUntil") AS "until" FROM "Token" WHERE "accountId" = $1',
    values: [ownId],
  });
  const leave = board.enter(ownId, rows[0]?.until ?? null);
  let isShown = false;
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  let visible: ReadonlySet<string> = new Set();
  const told = new Map<string, Presence>();

  function tell(people: readonly [string, Presence][]): void {
    const news = people.filter(([id, presence]) => (told.get(id) ?? "offline") !== presence);
    if (news.length === 0) return;
    for (const [id, presence] of news) told.set(id, presence);
    listener({ what: "presence", people: Object.fromEntries(news) });
  }

  const seen = new Map<string, SeenStatus>();
  function tellStatuses(people: readonly [string, SeenStatus | null][]): void {
    const news = people.filter(([id, status]) => (seen.get(id) ?? null) !== status);
    if (news.length === 0) return;
    for (const [id, status] of news) {
      if (status) seen.set(id, status);
      else seen.delete(id);
    }
    listener({ what: "statuses", people: Object.fromEntries(news) });
  }

  const stops = [
    board.listen((id, presence) => {
      if (isShown && visible.has(id)) tell([[id, presence]]);
    }),
    statuses.listen((id, status) => {
      if (isShown && visible.has(id)) tellStatuses([[id, status]]);
    }),
    onSaid(ctx, ownId, () => listener({ what: "own-status" })),
  ];

  async function look(): Promise<void> {
    const next = isShown ? await companions(ctx, ownId) : new Set<string>();
    await statuses.load([...next]);
    if (isOver) return;
    visible = next;
    const gone = [...told.keys()].filter((id) => !next.has(id));
    tell([
      ...gone.map((id): [string, Presence] => [id, "offline"]),
      ...[...next].map((id): [string, Presence] => [id, board.presenceOf(id)]),
    ]);
    tellStatuses([
      ...[...seen.keys()].filter((id) => !next.has(id)).map((id): [string, null] => [id, null]),
      ...[...next].map((id): [string, SeenStatus | null] => [id, statuses.seenOf(id)]),
    ]);
  }

  /** With whom one shares rooms is looked for anew, soon. */
  function lookAgain(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      look().catch((error: unknown) => ctx.log.warn({ err: error }, "who shares rooms could not be read"));
    }, waitMs).unref();
  }

  return {
    /** Who hides that they are there sees it of nobody. */
    show(shows: boolean): void {
      board.setShown(ownId, shows);
      if (isShown === shows) return;
      isShown = shows;
      void look().catch(() => undefined);
    },
    lookAgain,
    /** People came into a room, left it or read on in it. */
    changed(members: readonly { readonly id: string; readonly leftAt: string | null }[]): void {
      if (isShown && members.some(({ id, leftAt }) => id !== ownId && visible.has(id) === (leftAt !== null)))
        lookAgain();
    },
    stop(): void {
      isOver = true;
      clearTimeout(timer);
      for (const end of stops) end();
      leave();
    },
  };
}

async function companions(ctx: Context, ownId: string): Promise<Set<string>> {
  const { rows } = await ctx.db.pool.query<{ id: string }>({
    name: "presence-companions",
    text: `SELECT o."accountId" AS "id" FROM "RoomMember" m
           CROSS JOIN LATERAL (SELECT count(*) AS "people" FROM "RoomMember" c WHERE c."spaceId" = m."spaceId" AND c."leftAt" IS NULL) n
           JOIN "RoomMember" o ON o."spaceId" = m."spaceId" AND o."leftAt" IS NULL
           WHERE m."accountId" = $1 AND m."leftAt" IS NULL AND o."accountId" <> $1
           GROUP BY o."accountId" ORDER BY min(n."people"), o."accountId" LIMIT ${mostPeople}`,
    values: [ownId],
  });
  return new Set(rows.map((row) => row.id));
}
