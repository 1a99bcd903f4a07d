import type pg from "pg";

/** What a person has said about a conversation as a whole. */
export type ThreadState = {
  readonly mutedAt: Date | null;
  readonly pinnedAt: Date | null;
  readonly snoozedUntil: Date | null;
  readonly followUpAt: Date | null;
  readonly followUpSince: Date | null;
  /** Why the conversation came back by itself. */
  readonly returned: "snoozed" | "unanswered" | null;
  readonly returnedTime: Date | null;
};

const columns = [
  "mutedAt",
  "pinnedAt",
  "snoozedUntil",
  "followUpAt",
  "followUpSince",
  "returned",
  "returnedTime",
] as const satisfies readonly (keyof ThreadState)[];

const typeOf = (column: keyof ThreadState) => (column === "returned" ? '"ThreadReturn"' : "timestamptz");

/** The states as they travel through an undo step: dates are text there. */
export type KeptState = { readonly threadId: string } & {
  readonly [Key in keyof ThreadState]?: string | Date | null;
};

/** Sets some of what is said about conversations, and answers what it was before. */
export async function changeStates(
  client: pg.PoolClient,
  modseq: bigint,
  input: { spaceId: string; threadIds: readonly string[]; change: Partial<ThreadState> },
): Promise<KeptState[]> {
  const { spaceId, threadIds, change } = input;
  if (threadIds.length === 0) return [];
  const changed = columns.filter((column) => change[column] !== undefined);
  const { rows } = await client.query<KeptState>(
    `SELECT t AS "threadId", ${changed.map((column) => `s."${column}"`).join(", ")} FROM unnest($2::uuid[]) t
     LEFT JOIN "ThreadState" s ON s."spaceId" = $1 AND s."threadId" = t`,
    [spaceId, threadIds],
  );
  await writeStates(client, modseq, { spaceId, states: threadIds.map((threadId) => ({ threadId, ...change })) });
  return rows;
}

/** Writes what each state has, and leaves the rest as it is. All of them have the same parts. */
export async function writeStates(
  client: pg.PoolClient,
  modseq: bigint,
  { spaceId, states }: { spaceId: string; states: readonly KeptState[] },
): Promise<void> {
  const [first] = states;
  if (!first) return;
  const changed = columns.filter((column) => first[column] !== undefined);
  const names = changed.map((column) => `"${column}"`);
  await client.query(
    `INSERT INTO "ThreadState" ("spaceId", "threadId", "modseq", ${names.join(", ")})
     SELECT $1, t.* FROM (SELECT unnest($3::uuid[]), $2::bigint, ${changed.map((column, at) => `unnest($${at + 4}::${typeOf(column)}[])`).join(", ")}) t
     ON CONFLICT ("spaceId", "threadId") DO UPDATE SET "modseq" = $2, ${names.map((name) => `${name} = EXCLUDED.${name}`).join(", ")}`,
    [
      spaceId,
      modseq,
      states.map((state) => state.threadId),
      ...changed.map((column) => states.map((state) => state[column] ?? null)),
    ],
  );
}

/** What left the snoozed messages by any way, in any client, is not waited for any more. */
export async function endSnoozes(
  client: pg.PoolClient,
  modseq: bigint,
  { mailboxId, spaceId, threadIds }: { mailboxId: string; spaceId: string; threadIds: readonly string[] },
): Promise<void> {
  await client.query(
    `UPDATE "ThreadState" s SET "snoozedUntil" = NULL, "modseq" = $4 WHERE s."spaceId" = $1 AND s."threadId" = ANY($2) AND s."snoozedUntil" IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM "MailboxMessage" p WHERE p."mailboxId" = $3 AND p."threadId" = s."threadId")`,
    [spaceId, threadIds, mailboxId, modseq],
  );
}
