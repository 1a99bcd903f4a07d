export { accessAdmin, type AdminAccess, accessOwnAccount, type OwnAccount } from "./access-account.ts";
export { accessComment, accessThread, type CommentAccess, type ThreadAccess } from "./access-comment.ts";
export {
  accessDocument,
  type DocumentAccess,
  type DocumentKind,
  documentMime,
  officeMime,
  type OfficeFormat,
} from "./access-document.ts";
export { accessDraft, type DraftAccess, findDraft } from "./access-draft.ts";
export {
  accessLink,
  accessLinkNode,
  accessUploadLink,
  findLink,
  type LinkAccess,
  type LinkedNode,
  type LinkKind,
} from "./access-link.ts";
export { accessList, accessLists, type ListAccess, type ListRight } from "./access-list.ts";
export { accessMeetingRoom, type MeetingAccess } from "./access-meeting.ts";
export { accessMailbox, type MailboxAccess, type MailboxRight, type MailboxRole } from "./access-mailbox.ts";
export { accessMessage, type MessageAccess } from "./access-message.ts";
export {
  accessConversation,
  accessConversations,
  accessSpace,
  accessSpaces,
  type ConversationAccess,
  mailboxesWith,
  ownSpace,
  rightsIn,
  type Right,
  type SpaceAccess,
} from "./access-space.ts";
export {
  accessRoom,
  accessRooms,
  accessTalk,
  isBotIn,
  isGuestIn,
  isGuestOfMeetings,
  type RoomAccess,
  type RoomRight,
  type RoomRole,
  type TalkAccess,
} from "./access-room.ts";
export { accessShareable, type Shareable, type ShareObject } from "./access-shareable.ts";
export { accessSender, grantedSenders, type SenderAccess, sendingAddresses } from "./access-sender.ts";
export {
  accessFolder,
  accessLiveNode,
  accessNode,
  type NodeAccess,
  nodeGrants,
  type NodeRight,
  nodeSpaces,
  nodesUp,
} from "./access-node.ts";
export { type Storage, storageOf } from "./storage-of.ts";
export { accessTeam } from "./access-team.ts";
export { heldGrants, isHolderActive, joinHolder, listsOf } from "./held-grants.ts";
export { findReaders, type Reader, readersAmong } from "./node-readers.ts";
export { accessRecording, mayChangeRecording, mayWatch, type RecordingAccess } from "./access-recording.ts";
