import type { Message, RoomLine } from "../api.ts";

/** A message for tests, whose id, modseq and words follow from its number. */
export function buildMessage(number: number, more: Partial<Message> = {}): Message {
  return {
    id: `m${number}`,
    roomId: "room",
    number,
    modseq: String(number),
    kind: "text",
    authorKind: "account",
    authorId: "ben",
    key: `key-${number}`,
    text: `text ${number}`,
    replyTo: null,
    threadId: null,
    isAlsoInRoom: false,
    mentions: [],
    addresses: "named",
    detail: {},
    replyCount: 0,
    lastReplyAt: null,
    repliers: [],
    editedAt: null,
    isDeleted: false,
    deletedById: null,
    pinnedAt: null,
    pinnedById: null,
    reactions: [],
    attachments: [],
    votes: [],
    voters: 0,
    previews: [],
    mails: [],
    at: "2026-01-01T10:00:00.000Z",
    ...more,
  };
}

/** A line of a group for tests. */
export function buildLine({
  readNumber,
  last,
  modseq,
}: {
  readNumber: number;
  last: number;
  modseq: string;
}): RoomLine {
  return {
    room: {
      id: "room",
      kind: "group",
      name: "Roof",
      topic: "",
      isPublic: false,
      isAnnouncement: false,
      isArchived: false,
      picture: null,
      creatorId: null,
      createdAt: "2026-01-01T09:00:00.000Z",
      meeting: null,
    },
    role: "member",
    other: null,
    members: 2,
    readNumber,
    last: { number: last, kind: "text", authorId: "ben", text: "", isDeleted: false, at: "2026-01-01T10:00:00.000Z" },
    unread: 0,
    mentions: 0,
    seat: { isFavourite: false, notify: null, mutedUntil: null, draft: "", clearedNumber: 0, hiddenNumber: null },
    modseq,
  };
}
