/** What somebody said, as everybody in the room sees it. Times are ISO 8601. */
export type Message = {
  readonly id: string;
  readonly roomId: string;
  /** Its place in the one order of the room. */
  readonly number: number;
  readonly modseq: string;
  readonly kind: "text" | "event" | "poll" | "voice";
  readonly authorKind: "account" | "guest" | "bot" | "room";
  readonly authorId: string | null;
  /** As the client named it that sent it. */
  readonly key: string | null;
  readonly text: string;
  readonly replyTo: { id: string; number: number; authorId: string | null; text: string; isDeleted: boolean } | null;
  readonly threadId: string | null;
  readonly isAlsoInRoom: boolean;
  readonly mentions: readonly string[];
  readonly addresses: "named" | "here" | "all";
  readonly detail: Record<string, unknown>;
  readonly replyCount: number;
  readonly lastReplyAt: string | null;
  /** Who answered in its thread, the latest first, five at most. */
  readonly repliers: readonly string[];
  readonly editedAt: string | null;
  readonly isDeleted: boolean;
  readonly deletedById: string | null;
  readonly pinnedAt: string | null;
  readonly pinnedById: string | null;
  /** In the order in which they were first given. */
  readonly reactions: readonly { emoji: string; by: readonly string[] }[];
  readonly attachments: readonly Attachment[];
  /** What pages that it links to say of themselves, in the order of the links. */
  readonly previews: readonly LinkPreview[];
  /** Mails that it was sent as, or that it is about, for each to look for among their own. */
  readonly mails: readonly MailLink[];
  /** Of a poll: how many chose what, and who unless it is anonymous. */
  readonly votes: readonly { option: number; count: number; by: readonly string[] }[];
  /** Of a poll: how many took part. */
  readonly voters: number;
  readonly at: string;
};

export type MailLink = {
  readonly id: string;
  readonly kind: "sent" | "discussed";
  /** Who sent the mail, or brought it in. */
  readonly by: string;
  readonly at: string;
};

export type LinkPreview = {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly siteName: string;
  /** Where this server has its picture. */
  readonly picture: string | null;
};

export type Attachment = {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  readonly sizeBytes: number;
  readonly width: number | null;
  readonly height: number | null;
};

/** Letters of what is answered to that are told with the answer. */
const quoted = 240;

/** SQL that makes a Message of a row `m` of "ChatMessage". */
export const messageJson = `json_build_object('id', m."id", 'roomId', m."spaceId", 'number', m."number", 'modseq', m."modseq"::text, 'kind', m."kind",
  'authorKind', m."authorKind", 'authorId', m."authorId", 'key', m."key", 'text', m."text", 'threadId', m."threadId", 'isAlsoInRoom', m."isAlsoInRoom",
  'mentions', m."mentions", 'addresses', m."addresses", 'detail', m."detail", 'replyCount', m."replyCount", 'lastReplyAt', m."lastReplyAt",
  'editedAt', m."editedAt", 'isDeleted', m."deletedAt" IS NOT NULL, 'deletedById', m."deletedById", 'pinnedAt', m."pinnedAt", 'pinnedById', m."pinnedById", 'at', m."at",
  'replyTo', CASE WHEN m."replyToId" IS NOT NULL THEN (SELECT json_build_object('id', q."id", 'number', q."number", 'authorId', q."authorId",
      'text', left(q."text", ${quoted}), 'isDeleted', q."deletedAt" IS NOT NULL) FROM "ChatMessage" q WHERE q."id" = m."replyToId") END,
  'repliers', CASE WHEN m."replyCount" > 0 THEN (SELECT json_agg(p."authorId" ORDER BY p."last" DESC) FROM (
      SELECT t."authorId", max(t."number") AS "last" FROM "ChatMessage" t WHERE t."threadId" = m."id" AND t."deletedAt" IS NULL
      GROUP BY 1 ORDER BY 2 DESC LIMIT 5) p) ELSE '[]' END,
  'reactions', coalesce((SELECT json_agg(json_build_object('emoji', r."emoji", 'by', r."by") ORDER BY r."first", r."emoji") FROM (
      SELECT x."emoji", min(x."at") AS "first", json_agg(x."personId" ORDER BY x."at", x."personId") AS "by" FROM "ChatReaction" x
      WHERE x."messageId" = m."id" GROUP BY x."emoji") r), '[]'),
  'attachments', coalesce((SELECT json_agg(json_build_object('id', n."id", 'name', n."name", 'mime', n."mime", 'sizeBytes', n."sizeBytes",
      'width', f."width", 'height', f."height") ORDER BY f."position") FROM "ChatAttachment" f JOIN "Node" n ON n."id" = f."nodeId"
      WHERE f."messageId" = m."id" AND m."deletedAt" IS NULL), '[]'),
  'previews', coalesce((SELECT json_agg(json_build_object('url', p."url", 'title', p."title", 'description', p."description", 'siteName', p."siteName",
      'picture', '/chat/previews/' || m."id" || '/' || left(encode(p."pictureHash", 'hex'), 32)) ORDER BY l."position") FROM "ChatLink" l
      JOIN "ChatLinkPreview" p ON p."urlHash" = l."urlHash" WHERE l."messageId" = m."id" AND NOT l."isRemoved" AND p."state" = 'ready'), '[]'),
  'mails', coalesce((SELECT json_agg(json_build_object('id', k."id", 'kind', k."kind", 'by', k."accountId", 'at', k."at") ORDER BY k."at", k."id")
      FROM "ChatMailLink" k WHERE k."messageId" = m."id" AND m."deletedAt" IS NULL), '[]'),
  'votes', CASE WHEN m."kind" = 'poll' THEN coalesce((SELECT json_agg(json_build_object('option', v."option", 'count', v."count",
      'by', CASE WHEN (m."detail" ->> 'isAnonymous')::boolean THEN '[]'::json ELSE v."by" END) ORDER BY v."option") FROM (
      SELECT y."option", count(*)::int AS "count", json_agg(y."personId" ORDER BY y."at", y."personId") AS "by" FROM "ChatVote" y
      WHERE y."messageId" = m."id" GROUP BY y."option") v), '[]') ELSE '[]' END,
  'voters', CASE WHEN m."kind" = 'poll' THEN (SELECT count(DISTINCT y."personId")::int FROM "ChatVote" y WHERE y."messageId" = m."id") ELSE 0 END)`;

/** Messages as somebody may see them to whom what was said up to a number is hidden: not those themselves, nor what an answer quotes of them. */
export function messagesFor({ hiddenUpTo }: { hiddenUpTo: number }, messages: readonly Message[]): Message[] {
  return messages
    .filter((message) => message.number > hiddenUpTo)
    .map((message) =>
      message.replyTo && message.replyTo.number <= hiddenUpTo
        ? { ...message, replyTo: { ...message.replyTo, text: "" } }
        : message,
    );
}
