/** Where a message stands among those that are found. */
export type Stand = { readonly at: Date; readonly id: string };

/** A stretch of what is found. */
export type Stretch = {
  /** What comes below this one, from the newest on. */
  readonly below?: Stand | undefined;
  /** Instead what is not below this one. */
  readonly above?: Stand | undefined;
  /** Only of these threads. */
  readonly threadIds?: readonly string[] | undefined;
  readonly limit: number;
};

/**
 * Messages that meet a search, the newest first, once for every place that they lie in. Two tables hold the words, so that each is read along
 * its own index: what came in just now, which is little, and all else. `where` is on `m`, `p` and, when indexed, `s`; `$1` is the space.
 */
export function searchSql(input: {
  readonly where: string;
  readonly isIndexed: boolean;
  readonly stretch: Stretch;
  /** More columns that are wanted. */
  readonly columns?: string;
  readonly value: (one: unknown) => string;
}): string {
  const { where, isIndexed, stretch, columns, value } = input;
  const [at, id] = isIndexed ? ['s."at"', 's."objectId"'] : ['m."internalDate"', 'm."id"'];
  const than = (sign: "<" | ">=", stand: Stand) =>
    `(${at}, ${id}) ${sign} (${value(stand.at)}::timestamptz, ${value(stand.id)}::uuid)`;
  const { below, above, threadIds } = stretch;
  const conditions = [
    ...(below ? [than("<", below)] : []),
    ...(above ? [than(">=", above)] : []),
    ...(threadIds ? [`m."threadId" = ANY(${value(threadIds)}::uuid[])`] : []),
    where,
  ];
  const from = isIndexed ? `"SearchDoc" s JOIN "Message" m ON m."id" = s."objectId"` : `"Message" m`;
  const own = isIndexed
    ? `s."spaceId" = $1 AND s."kind" = 'message' AND m."isIndexed"`
    : `m."spaceId" = $1 AND NOT m."isIndexed"`;
  const also = columns ? `, ${columns}` : "";
  return `SELECT ${id} AS "id", m."threadId", ${at} AS "at"${also} FROM ${from} JOIN "MailboxMessage" p ON p."messageId" = m."id"
          WHERE ${own} AND p."spaceId" = $1 AND ${conditions.join(" AND ")} ORDER BY ${at} DESC, ${id} DESC LIMIT ${value(stretch.limit)}`;
}
