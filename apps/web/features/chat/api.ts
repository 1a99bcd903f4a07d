import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { setPicture } from "./rooms/set-picture.ts";
import { type Inputs, type Outputs, server } from "../../client/server.ts";

export type RoomLine = Outputs["chat"]["rooms"]["list"][number];
export type RoomDetails = Outputs["chat"]["rooms"]["get"];
export type RoomInfo = RoomDetails["room"];
export type Member = RoomDetails["members"][number];
export type Channel = Outputs["chat"]["rooms"]["channels"][number];
export type Person = Outputs["chat"]["rooms"]["people"]["people"][number];
export type Stretch = Outputs["chat"]["messages"]["list"];
export type Message = Stretch["messages"][number];
export type Changes = Outputs["chat"]["changes"][number];
export type Found = Outputs["chat"]["search"]["found"][number];
export type Bookmark = Outputs["chat"]["bookmarks"]["list"]["bookmarks"][number];
export type ThreadLine = Outputs["chat"]["threads"]["list"]["threads"][number];
export type Scheduled = Outputs["chat"]["scheduled"]["list"][number];
export type MailTalk = Outputs["chat"]["mail"]["talks"][number];
export type GalleryKind = Inputs["chat"]["gallery"]["kind"];
export type SeatChange = Inputs["chat"]["rooms"]["changeSeat"];
export type OwnStatus = Outputs["chat"]["status"]["get"];
export type NewRoom = Inputs["chat"]["rooms"]["create"];

export const chatKey = ["chat"] as const;
export const roomsKey = [...chatKey, "rooms"] as const;
export const roomKey = (id: string) => [...chatKey, "room", id] as const;
/** What is shown of a room, or of a thread in it. */
export const stretchKey = (roomId: string, threadId: string | null) =>
  [...chatKey, "stretch", roomId, threadId] as const;

/** Kept true by what comes over the socket, and so never old by itself. */
const kept = { staleTime: Number.POSITIVE_INFINITY, gcTime: 600_000 } as const;

export const roomsQuery = queryOptions({
  ...kept,
  queryKey: roomsKey,
  queryFn: () => server.chat.rooms.list.query({}),
  gcTime: Number.POSITIVE_INFINITY,
});
export const roomQuery = (id: string) =>
  queryOptions({ ...kept, queryKey: roomKey(id), queryFn: () => server.chat.rooms.get.query({ id }), retry: false });
export const stretchQuery = (roomId: string, threadId: string | null) =>
  queryOptions({
    ...kept,
    queryKey: stretchKey(roomId, threadId),
    queryFn: () => server.chat.messages.list.query({ roomId, ...(threadId === null ? {} : { threadId }) }),
    retry: false,
  });
export const channelsQuery = (text: string) =>
  queryOptions({ queryKey: [...chatKey, "channels", text], queryFn: () => server.chat.rooms.channels.query({ text }) });
export const peopleQuery = (text: string) =>
  queryOptions({
    queryKey: [...chatKey, "people", text],
    queryFn: () => server.chat.rooms.people.query({ text }),
    staleTime: 60_000,
  });
export const pinnedQuery = (roomId: string) =>
  queryOptions({
    queryKey: [...chatKey, "pinned", roomId],
    queryFn: () => server.chat.messages.pinned.query({ roomId }),
  });
/** What a message said before it was changed. */
export const editsQuery = (id: string, editedAt: string) =>
  queryOptions({
    queryKey: [...chatKey, "edits", id, editedAt],
    queryFn: () => server.chat.messages.edits.query({ id }),
    retry: false,
  });
export const lastSeenQuery = (personId: string) =>
  queryOptions({
    queryKey: [...chatKey, "lastSeen", personId],
    queryFn: () => server.chat.lastSeen.query({ personId }),
    staleTime: 0,
    refetchInterval: 120_000,
    retry: false,
  });

export const ownStatusKey = [...chatKey, "ownStatus"] as const;
/** What one says of oneself. Asked for again when some of it is over. */
export const ownStatusQuery = queryOptions({
  ...kept,
  queryKey: ownStatusKey,
  queryFn: () => server.chat.status.get.query(),
  retry: false,
  refetchInterval: ({ state }) => {
    const ends = [state.data?.clearsAt, state.data?.restsUntil].flatMap((at) => (at ? [Date.parse(at)] : []));
    // A browser cannot wait for longer than some weeks.
    return ends.length > 0 && Math.min(Math.max(Math.min(...ends) - Date.now() + 500, 1000), 86_400_000);
  },
});

export const searchQuery = (asked: Omit<Inputs["chat"]["search"], "cursor">) =>
  infiniteQueryOptions({
    queryKey: [...chatKey, "search", asked],
    queryFn: ({ pageParam }) =>
      server.chat.search.query({ ...asked, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ found, hasMore }) => (hasMore ? found.at(-1)?.message.id : undefined),
    retry: false,
  });
export const bookmarksKey = [...chatKey, "bookmarks"] as const;
export const bookmarksQuery = infiniteQueryOptions({
  queryKey: bookmarksKey,
  queryFn: ({ pageParam }) => server.chat.bookmarks.list.query({ offset: pageParam }),
  initialPageParam: 0,
  getNextPageParam: ({ bookmarks, hasMore }, _, offset) => (hasMore ? offset + bookmarks.length : undefined),
});
export const mentionsQuery = infiniteQueryOptions({
  queryKey: [...chatKey, "mentions"],
  queryFn: ({ pageParam }) => server.chat.mentions.query(pageParam === null ? {} : { before: pageParam }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ mentions, hasMore }) => (hasMore ? mentions.at(-1)?.message.id : undefined),
});
export const threadsKey = [...chatKey, "threads"] as const;
type ThreadsFrom = NonNullable<Inputs["chat"]["threads"]["list"]["before"]>;
/** Asked for again when something is said in a thread. */
export const threadsQuery = infiniteQueryOptions({
  queryKey: threadsKey,
  queryFn: ({ pageParam }) => server.chat.threads.list.query(pageParam === null ? {} : { before: pageParam }),
  initialPageParam: null as ThreadsFrom | null,
  getNextPageParam: ({ threads, hasMore }) => {
    const last = threads.at(-1);
    return hasMore && last ? { at: last.lastReplyAt, id: last.message.id } : undefined;
  },
});
export const scheduledKey = [...chatKey, "scheduled"] as const;
/** Nobody says when one of them is sent: it is asked for once its time has come, and now and then. */
export const scheduledQuery = queryOptions({
  queryKey: scheduledKey,
  queryFn: () => server.chat.scheduled.list.query({}),
  refetchInterval: ({ state }) => {
    const next = state.data?.find((one) => one.refusedAt === null);
    return next ? Math.min(Math.max(Date.parse(next.sendAt) + 1500 - Date.now(), 2000), 60_000) : 300_000;
  },
});
/** Which rooms talk about a conversation of mail. Where that cannot be told, nothing is. */
export const mailTalksQuery = (conversationId: string) =>
  queryOptions({
    queryKey: [...chatKey, "mailTalks", conversationId],
    queryFn: () => server.chat.mail.talks.query({ conversationId }),
    staleTime: 30_000,
    retry: false,
  });
export const mailPeopleQuery = (conversationId: string) =>
  queryOptions({
    queryKey: [...chatKey, "mailPeople", conversationId],
    queryFn: () => server.chat.mail.people.query({ conversationId }),
    retry: false,
  });
export const galleryQuery = (roomId: string, kind: GalleryKind) =>
  infiniteQueryOptions({
    queryKey: [...chatKey, "gallery", roomId, kind],
    queryFn: ({ pageParam }) =>
      server.chat.gallery.query({ roomId, kind, ...(pageParam === null ? {} : { before: pageParam }) }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ before }) => before ?? undefined,
  });

export const myVotesQuery = (id: string) =>
  queryOptions({ queryKey: [...chatKey, "votes", id], queryFn: () => server.chat.polls.mine.query({ id }) });

export const chatServer = {
  createPoll: (input: Inputs["chat"]["polls"]["create"]) => server.chat.polls.create.mutate(input),
  vote: (id: string, options: readonly number[]) => server.chat.polls.vote.mutate({ id, options: [...options] }),
  closePoll: (id: string) => server.chat.polls.close.mutate({ id }),
  live: server.chat.live.subscribe,
  lines: (ids: string[]) => server.chat.rooms.list.query({ ids }),
  changes: (rooms: Record<string, string>) => server.chat.changes.query({ rooms }),
  folder: (roomId: string) => server.chat.files.folder.mutate({ roomId }),
  messages: (input: Inputs["chat"]["messages"]["list"]) => server.chat.messages.list.query(input),
  send: (input: Inputs["chat"]["messages"]["send"]) => server.chat.messages.send.mutate(input),
  sendVoice: (input: Inputs["chat"]["messages"]["sendVoice"]) => server.chat.messages.sendVoice.mutate(input),
  forward: (input: Inputs["chat"]["messages"]["forward"]) => server.chat.messages.forward.mutate(input),
  saveBookmark: (input: Inputs["chat"]["bookmarks"]["save"]) => server.chat.bookmarks.save.mutate(input),
  removeBookmark: (messageId: string) => server.chat.bookmarks.remove.mutate({ messageId }),
  followThread: (id: string, isFollowed: boolean) => server.chat.threads.follow.mutate({ id, isFollowed }),
  markThreadRead: (id: string, number: number) => server.chat.threads.markRead.mutate({ id, number }),
  schedule: (input: Inputs["chat"]["scheduled"]["create"]) => server.chat.scheduled.create.mutate(input),
  changeScheduled: (input: Inputs["chat"]["scheduled"]["change"]) => server.chat.scheduled.change.mutate(input),
  cancelScheduled: (id: string) => server.chat.scheduled.cancel.mutate({ id }),
  sendScheduledNow: (id: string) => server.chat.scheduled.sendNow.mutate({ id }),
  startMessageMail: (id: string) => server.chat.mail.startWithMessage.mutate({ id }),
  startRoomMail: (roomId: string) => server.chat.mail.startToRoom.mutate({ roomId }),
  findMail: (id: string) => server.chat.mail.find.query({ id }),
  discussMail: (input: Inputs["chat"]["mail"]["discuss"]) => server.chat.mail.discuss.mutate(input),
  edit: (id: string, text: string) => server.chat.messages.edit.mutate({ id, text }),
  remove: (id: string) => server.chat.messages.delete.mutate({ id }),
  react: (input: Inputs["chat"]["messages"]["react"]) => server.chat.messages.react.mutate(input),
  pin: (id: string, isPinned: boolean) => server.chat.messages.pin.mutate({ id, isPinned }),
  setStatus: (input: Inputs["chat"]["status"]["set"]) => server.chat.status.set.mutate(input),
  setRest: (input: Inputs["chat"]["status"]["rest"]) => server.chat.status.rest.mutate(input),
  typing: (input: Inputs["chat"]["typing"]) => server.chat.typing.mutate(input),
  markRead: (input: Inputs["chat"]["rooms"]["markRead"]) => server.chat.rooms.markRead.mutate(input),
  changeSeat: (input: SeatChange) => server.chat.rooms.changeSeat.mutate(input),
  create: (input: NewRoom) => server.chat.rooms.create.mutate(input),
  openDirect: (personId: string) => server.chat.rooms.openDirect.mutate({ personId }),
  change: (input: Inputs["chat"]["rooms"]["change"]) => server.chat.rooms.change.mutate(input),
  setPicture,
  removePicture: (id: string) => server.chat.rooms.removePicture.mutate({ id }),
  archive: (id: string, isArchived: boolean) => server.chat.rooms.archive.mutate({ id, isArchived }),
  join: (id: string) => server.chat.rooms.join.mutate({ id }),
  leave: (id: string) => server.chat.rooms.leave.mutate({ id }),
  addPeople: (input: Inputs["chat"]["rooms"]["addPeople"]) => server.chat.rooms.addPeople.mutate(input),
  removePerson: (id: string, personId: string) => server.chat.rooms.removePerson.mutate({ id, personId }),
  setRole: (input: Inputs["chat"]["rooms"]["setRole"]) => server.chat.rooms.setRole.mutate(input),
};
