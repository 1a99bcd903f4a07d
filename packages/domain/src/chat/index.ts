export { addBot, type Bot, createBot, listBots, removeBot, renewBot } from "./bots/bots.ts";
export { findBot } from "./bots/find-bot.ts";
export { deliverHooks, purgeDeliveries } from "./bots/deliver.ts";
export { type Delivery, listDeliveries, tryOutgoing } from "./bots/deliveries.ts";
export { noteHookEvents } from "./bots/note-events.ts";
export {
  changeOutgoing,
  createOutgoing,
  listOutgoing,
  type OutgoingHook,
  removeOutgoing,
  renewOutgoing,
  switchOutgoing,
} from "./bots/outgoing.ts";
export { createIncoming, type IncomingHook, listIncoming, removeIncoming, renewIncoming } from "./bots/incoming.ts";
export { findHook, postByHook } from "./bots/post-by-hook.ts";
export { botMessages, botRooms, changeByBot, postByBot, reactByBot } from "./bots/talk.ts";
export { type ExportFormat, exportRoom } from "./export/export-room.ts";
export { attachOwn } from "./files/attach-own.ts";
export { purgeUnsent } from "./files/purge-unsent.ts";
export { roomFolder } from "./files/room-folder.ts";
export { fetchPreviews, purgePreviews } from "./links/fetch-previews.ts";
export { readPreviewPicture, removePreview } from "./links/previews.ts";
export {
  aboutInvite,
  enterRoom,
  findGuest,
  type InviteAbout,
  leaveAsGuest,
} from "./guests/enter.ts";
export { createInvite, type Invite, listInvites, revokeInvite } from "./guests/invites.ts";
export { meetingGuestId, readInviteToken, writeMeetingInvite } from "./guests/meeting-invite.ts";
export { endGuests } from "./guests/take-out.ts";
export { changesSince, type RoomChanges } from "./live/changes.ts";
export { sayTyping } from "./live/typing.ts";
export { type ChatEvent, watchChat } from "./live/watch-chat.ts";
export { discussMail, type MailCard } from "./mail/discuss-mail.ts";
export { findLinkedMail, listMailPeople, listMailTalks, type MailTalk } from "./mail/find-mail.ts";
export { linkSent } from "./mail/link-sent.ts";
export { startMessageMail, startRoomMail } from "./mail/start-mail.ts";
export { deleteMessage, editMessage, listEdits } from "./messages/change-message.ts";
export { forwardMessages } from "./messages/forward.ts";
export { listMessages, type Stretch } from "./messages/list-messages.ts";
export type { Attachment, LinkPreview, Message } from "./messages/message-json.ts";
export { listPinned, pinMessage } from "./messages/pin.ts";
export { closePoll, createPoll, myVotes, vote } from "./messages/polls.ts";
export { react } from "./messages/react.ts";
export { sendMessage } from "./messages/send-message.ts";
export { sendVoice } from "./messages/send-voice.ts";
export { type Bookmark, listBookmarks, removeBookmark, saveBookmark } from "./own/bookmarks.ts";
export { remind } from "./own/remind.ts";
export { markRead } from "./own/mark-read.ts";
export { changeSeat } from "./own/seats.ts";
export { archiveRoom, changeRoom } from "./rooms/change-room.ts";
export { createRoom, openDirect } from "./rooms/create-room.ts";
export { type ChatPerson, listPeople } from "./rooms/list-people.ts";
export { listRooms, type RoomLine, type Seat } from "./rooms/list-rooms.ts";
export { addPeople, joinChannel, leaveRoom, removePerson, setRole } from "./rooms/members.ts";
export { pictureLimit, readPicture, removePicture, setPicture } from "./rooms/picture.ts";
export { type FoundChannel, listChannels, readRoom, type RoomDetails } from "./rooms/read-room.ts";
export { type Member, type RoomInfo, type RunningMeeting, runningMeeting } from "./rooms/room-json.ts";
export { postEvent } from "./rooms/post-event.ts";
export {
  cancelScheduled,
  changeScheduled,
  listScheduled,
  type Scheduled,
  scheduleMessage,
} from "./schedule/schedule.ts";
export { saySeen } from "./status/board.ts";
export { type OwnStatus, readOwnStatus, setRest, setStatus } from "./status/own-status.ts";
export { sendDue, sendScheduledNow } from "./schedule/send-scheduled.ts";
export { followThread, markThreadRead } from "./threads/follow.ts";
export { listMentions, listThreads, type ThreadLine } from "./threads/list-threads.ts";
export { type GalleryItem, listGallery } from "./search/gallery.ts";
export { indexChat } from "./search/index-chat.ts";
export { type FoundMessage, searchChat } from "./search/search-chat.ts";
