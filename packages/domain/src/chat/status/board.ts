import { isAtRest, type Rest } from "@carbyne/schemas/telling";
import type { Context } from "../../context.ts";
import { resolveForMany } from "../../settings/index.ts";

/** What others see of somebody beside whether they are there. */
export type SeenStatus = { readonly emoji: string; readonly text: string; readonly isResting: boolean };

type Listener = (personId: string, seen: SeenStatus | null) => void;
type Said = Rest & { readonly emoji: string; readonly text: string; readonly clearsAt: Date | null };

/** What people say of themselves, read once for all who look in this process. It changes when they say so, and by the clock. */
export type StatusBoard = {
  /** Reads of these people what is not known yet. */
  load(personIds: readonly string[]): Promise<void>;
  /** Null for who says nothing, or does not let it be seen. */
  seenOf(personId: string): SeenStatus | null;
  /** Calls `listener` for everybody of whom something else is to be seen. The caller chooses of whom that may be told further. Returns the way to stop. */
  listen(listener: Listener): () => void;
};

const prefix = "status/";
const sweepMs = 5_000;
const settingKeys = [
  "chat.presence",
  "notify.quiet",
  "notify.quietFrom",
  "notify.quietTo",
  "notify.quietDays",
] as const;

const boards = new WeakMap<Context["bus"], StatusBoard>();

/** Calls `listener` when somebody says something else of themselves. Returns the way to stop. */
export function onSaid(ctx: Context, personId: string, listener: () => void): () => void {
  return ctx.bus.onSignal(`${prefix}${personId}`, listener);
}

/** Says in all processes that something else is to be seen of somebody. */
export function saySeen(ctx: Context, personId: string): void {
  ctx.bus.signal(`${prefix}${personId}`, "");
}

/** The one board of this process. */
export function statusBoard(ctx: Context): StatusBoard {
  const known = boards.get(ctx.bus);
  if (known) return known;
  const board = createBoard(ctx);
  boards.set(ctx.bus, board);
  return board;
}

function createBoard(ctx: Context): StatusBoard {
  const { bus, clock, log } = ctx;
  /** Null for who has nothing that could be seen. */
  const people = new Map<string, Said | null>();
  const told = new Map<string, string>();
  const listeners = new Set<Listener>();

  function seenOf(personId: string): SeenStatus | null {
    const said = people.get(personId);
    if (!said) return null;
    const now = clock.now();
    const isSaid = said.clearsAt === null || said.clearsAt > now;
    const [emoji, text] = isSaid ? [said.emoji, said.text] : ["", ""];
    const isResting = isAtRest(said, now);
    return emoji === "" && text === "" && !isResting ? null : { emoji, text, isResting };
  }

  function tell(personId: string): void {
    const seen = seenOf(personId);
    const words = JSON.stringify(seen);
    if ((told.get(personId) ?? "null") === words) return;
    if (seen) told.set(personId, words);
    else told.delete(personId);
    for (const listener of listeners) listener(personId, seen);
  }

  /** One after the other: what was read first never takes the place of what was read later. */
  let reading: Promise<void> = Promise.resolve();
  function read(personIds: readonly string[]): Promise<void> {
    const done = reading.then(async () => {
      const fresh = await readSaid(ctx, personIds);
      for (const id of personIds) {
        people.set(id, fresh.get(id) ?? null);
        tell(id);
      }
    });
    reading = done.catch(() => undefined);
    return done;
  }
  const readAgain = (personIds: readonly string[]) =>
    void read(personIds).catch((error: unknown) => log.warn({ err: error }, "what people say could not be read"));

  bus.onSignal(prefix, ({ topic }) => {
    const personId = topic.slice(prefix.length);
    if (people.has(personId)) readAgain([personId]);
  });
  bus.onGap(() => readAgain([...people.keys()]));
  setInterval(() => {
    for (const [personId, said] of people) if (said) tell(personId);
  }, sweepMs).unref();

  return {
    async load(personIds) {
      const missing = personIds.filter((id) => !people.has(id));
      if (missing.length === 0) return;
      // From here on it is heard of when they change.
      for (const id of missing) people.set(id, null);
      await read(missing).catch((error: unknown) => {
        for (const id of missing) people.delete(id);
        throw error;
      });
    },
    seenOf,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

type Row = Pick<Said, "emoji" | "text" | "clearsAt" | "isResting" | "zone"> & { id: string; restsUntil: Date | null };

async function readSaid(ctx: Context, personIds: readonly string[]): Promise<Map<string, Said>> {
  const [{ rows }, settings] = await Promise.all([
    ctx.db.pool.query<Row>({
      name: "statuses",
      text: `SELECT a."id", a."zone", coalesce(s."emoji", '') AS "emoji", coalesce(s."text", '') AS "text", s."clearsAt",
               coalesce(s."isResting", false) AS "isResting", s."restsUntil"
             FROM "Account" a LEFT JOIN "PersonStatus" s ON s."accountId" = a."id" WHERE a."id" = ANY($1) AND a."state" = 'active'`,
      values: [personIds],
    }),
    resolveForMany(ctx, personIds, settingKeys),
  ]);
  const said = new Map<string, Said>();
  for (const { id, ...row } of rows) {
    const of = settings.get(id);
    // Who hides that they are there shows nothing of themselves.
    if (of?.["chat.presence"] !== true) continue;
    const hours = {
      from: String(of["notify.quietFrom"]),
      to: String(of["notify.quietTo"]),
      days: String(of["notify.quietDays"]),
    };
    const quiet = of["notify.quiet"] === true ? hours : null;
    if (row.emoji !== "" || row.text !== "" || row.isResting || quiet) said.set(id, { ...row, quiet });
  }
  return said;
}
