import { chat as domain, presence } from "@carbyne/domain";
import {
  AddPeople,
  ArchiveRoom,
  ChangeRoom,
  ChangeSeat,
  RoomChangesSince,
  CreateRoom,
  EditMessage,
  FindPeople,
  FindText,
  ForwardMessages,
  InRoom,
  LastSeen,
  ListMessages,
  MarkRead,
  OneMember,
  OneMessage,
  OneRoom,
  OpenDirect,
  PinMessage,
  React,
  RemovePreview,
  SayTyping,
  SendChat,
  SendVoice,
  SetRole,
  SomeRooms,
} from "@carbyne/schemas";
import { inRoom, router, signedIn } from "../trpc.ts";
import { chatBots, chatIncoming, chatOutgoing } from "./chat-bots.ts";
import { chatEvents } from "./chat-events.ts";
import { chatFiles } from "./chat-files.ts";
import { chatBookmarks, chatMentions, chatScheduled, chatThreads } from "./chat-own.ts";
import { chatMail } from "./chat-mail.ts";
import { chatInvites } from "./chat-guests.ts";
import { chatPolls } from "./chat-polls.ts";
import { chatStatus } from "./chat-status.ts";
import { chatGallery, chatSearch } from "./chat-search.ts";

const rooms = router({
  list: inRoom.input(SomeRooms).query(({ ctx, input }) => domain.listRooms(ctx.domain, ctx.actor, input)),
  get: inRoom.input(OneRoom).query(({ ctx, input }) => domain.readRoom(ctx.domain, ctx.actor, input)),
  channels: signedIn.input(FindText).query(({ ctx, input }) => domain.listChannels(ctx.domain, ctx.actor, input)),
  people: signedIn.input(FindPeople).query(({ ctx, input }) => domain.listPeople(ctx.domain, ctx.actor, input)),
  create: signedIn.input(CreateRoom).mutation(({ ctx, input }) => domain.createRoom(ctx.domain, ctx.actor, input)),
  openDirect: signedIn.input(OpenDirect).mutation(({ ctx, input }) => domain.openDirect(ctx.domain, ctx.actor, input)),
  change: signedIn.input(ChangeRoom).mutation(({ ctx, input }) => domain.changeRoom(ctx.domain, ctx.actor, input)),
  archive: signedIn.input(ArchiveRoom).mutation(({ ctx, input }) => domain.archiveRoom(ctx.domain, ctx.actor, input)),
  removePicture: signedIn
    .input(OneRoom)
    .mutation(({ ctx, input }) => domain.removePicture(ctx.domain, ctx.actor, input)),
  join: signedIn.input(OneRoom).mutation(({ ctx, input }) => domain.joinChannel(ctx.domain, ctx.actor, input)),
  leave: signedIn.input(OneRoom).mutation(({ ctx, input }) => domain.leaveRoom(ctx.domain, ctx.actor, input)),
  addPeople: signedIn.input(AddPeople).mutation(({ ctx, input }) => domain.addPeople(ctx.domain, ctx.actor, input)),
  removePerson: signedIn
    .input(OneMember)
    .mutation(({ ctx, input }) => domain.removePerson(ctx.domain, ctx.actor, input)),
  setRole: signedIn.input(SetRole).mutation(({ ctx, input }) => domain.setRole(ctx.domain, ctx.actor, input)),
  markRead: inRoom.input(MarkRead).mutation(({ ctx, input }) => domain.markRead(ctx.domain, ctx.actor, input)),
  changeSeat: signedIn.input(ChangeSeat).mutation(({ ctx, input }) => domain.changeSeat(ctx.domain, ctx.actor, input)),
});

const messages = router({
  list: inRoom.input(ListMessages).query(({ ctx, input }) => domain.listMessages(ctx.domain, ctx.actor, input)),
  edits: inRoom.input(OneMessage).query(({ ctx, input }) => domain.listEdits(ctx.domain, ctx.actor, input)),
  pinned: signedIn.input(InRoom).query(({ ctx, input }) => domain.listPinned(ctx.domain, ctx.actor, input)),
  send: inRoom.input(SendChat).mutation(({ ctx, input }) => domain.sendMessage(ctx.domain, ctx.actor, input)),
  sendVoice: signedIn.input(SendVoice).mutation(({ ctx, input }) => domain.sendVoice(ctx.domain, ctx.actor, input)),
  forward: signedIn
    .input(ForwardMessages)
    .mutation(({ ctx, input }) => domain.forwardMessages(ctx.domain, ctx.actor, input)),
  edit: inRoom.input(EditMessage).mutation(({ ctx, input }) => domain.editMessage(ctx.domain, ctx.actor, input)),
  delete: inRoom.input(OneMessage).mutation(({ ctx, input }) => domain.deleteMessage(ctx.domain, ctx.actor, input)),
  react: inRoom.input(React).mutation(({ ctx, input }) => domain.react(ctx.domain, ctx.actor, input)),
  removePreview: signedIn
    .input(RemovePreview)
    .mutation(({ ctx, input }) => domain.removePreview(ctx.domain, ctx.actor, input)),
  pin: signedIn.input(PinMessage).mutation(({ ctx, input }) => domain.pinMessage(ctx.domain, ctx.actor, input)),
});

export const chat = router({
  rooms,
  messages,
  files: chatFiles,
  polls: chatPolls,
  incoming: chatIncoming,
  outgoing: chatOutgoing,
  bots: chatBots,
  invites: chatInvites,
  bookmarks: chatBookmarks,
  threads: chatThreads,
  mentions: chatMentions,
  scheduled: chatScheduled,
  mail: chatMail,
  search: chatSearch,
  gallery: chatGallery,
  status: chatStatus,
  /** What changed since the modseqs that the client knows: the way to catch up after a gap. */
  changes: inRoom.input(RoomChangesSince).query(({ ctx, input }) => domain.changesSince(ctx.domain, ctx.actor, input)),
  /** One is writing: told to those in the room, and kept nowhere. */
  typing: inRoom.input(SayTyping).mutation(({ ctx, input }) => domain.sayTyping(ctx.domain, ctx.actor, input)),
  /** When somebody was there last, as far as both let it be seen. */
  lastSeen: signedIn.input(LastSeen).query(({ ctx, input }) => presence.readLastSeen(ctx.domain, ctx.actor, input)),
  /** What changes, in order, with its data. */
  live: inRoom.subscription(({ ctx, signal }) => chatEvents(ctx.domain, ctx.actor, signal)),
});
