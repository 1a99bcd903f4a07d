import { chatTellings } from "@carbyne/schemas/telling";
import { z } from "zod";

export type SettingScope = "global" | "domain" | "class" | "account";

type Definition<Value> = {
  readonly schema: z.ZodType<Value>;
  readonly fallback: Value;
  readonly scopes: readonly SettingScope[];
};

const everywhere = ["global", "domain", "class", "account"] as const;
const byAdmins = ["global", "domain", "class"] as const;

function define<Value>(schema: z.ZodType<Value>, fallback: Value, scopes: readonly SettingScope[]): Definition<Value> {
  return { schema, fallback, scopes };
}

const ownKeys = z
  .record(z.string().regex(/^[a-z]{1,20}\.[A-Za-z]{1,30}$/), z.array(z.string().min(1).max(40)).max(4))
  .refine((keys) => Object.keys(keys).length <= 200);
const swipe = z.enum(["archive", "trash", "read", "snooze", "star", "move", "none"]);
const documentBytes = z.number().int().min(10_000).max(200_000_000);
const Clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** Every setting: its shape, its value when nobody set one, and where it may be set. */
export const settings = {
  /** Seconds during which a sent message can be taken back. */
  "mail.undoSeconds": define(z.number().int().min(0).max(60), 10, everywhere),
  /** How a new message is written. */
  "mail.writeFormat": define(z.enum(["html", "plain"]), "html", everywhere),
  /** Whether an answer to plain text is plain text. */
  "mail.answerInSameFormat": define(z.boolean(), true, everywhere),
  /** Where one writes an answer: above what is quoted or below it. */
  "mail.answerPosition": define(z.enum(["above", "below"]), "above", everywhere),
  /** Whether pictures from other servers are shown: after asking (and by themselves for trusted senders), always, or never by themselves. */
  "mail.remoteImages": define(z.enum(["ask", "always", "never"]), "ask", everywhere),
  /** Whether a sender who asks for it is told that a message was read. */
  "mail.receiptAnswer": define(z.enum(["ask", "always", "never"]), "ask", everywhere),
  /** Mark messages that come from outside of the own domains. */
  "mail.externalBadge": define(z.boolean(), false, byAdmins),
  /** Messages, and recipients of them, that an account may send within a day; 0 is no limit. */
  "mail.messagesPerDay": define(z.number().int().min(0).max(10_000_000), 2000, everywhere),
  "mail.recipientsPerDay": define(z.number().int().min(0).max(100_000_000), 10_000, everywhere),
  /** The largest message that is taken in or sent, in bytes. */
  "mail.maxMessageBytes": define(z.number().int().min(65_536).max(1_073_741_824), 52_428_800, byAdmins),
  /** Days that something stays in the trash; 0 keeps it. */
  "mail.trashDays": define(z.number().int().min(0).max(3650), 30, byAdmins),
  /** Days that files stay in the trash; 0 keeps them. */
  "files.trashDays": define(z.number().int().min(0).max(3650), 30, byAdmins),
  /** Days that files, versions and messages which are gone for good are kept out of everybody's sight, for administrators; 0 lets them go. */
  "retention.deletedDays": define(z.number().int().min(0).max(36_500), 0, everywhere),
  /** Versions of a file that are kept beside those that are kept for ever, the present one among them. */
  "files.versionsKept": define(z.number().int().min(1).max(1000), 30, everywhere),
  /** Days that a version of a file stays once another took its place; 0 keeps it as long as the number allows. */
  "files.versionDays": define(z.number().int().min(0).max(3650), 0, everywhere),
  /** Who may make team folders. */
  "files.teamFoldersBy": define(z.enum(["admins", "everybody"]), "admins", byAdmins),
  /** Bytes that a team folder may take at most, whatever its managers allow; 0 is no limit. */
  "files.teamQuotaBytes": define(z.number().int().min(0).max(Number.MAX_SAFE_INTEGER), 0, ["global", "domain"]),
  /** Whether files may be opened to everybody who has the address, by links; those for people with an account here are always allowed. */
  "files.publicLinks": define(z.boolean(), true, byAdmins),
  /** Whether such a link must ask for a code. */
  "files.publicLinkCode": define(z.boolean(), false, byAdmins),
  /** Days that such a link is open at most; 0 is no limit. */
  "files.publicLinkDays": define(z.number().int().min(0).max(3650), 0, byAdmins),
  /** Whether others get a file that could not be looked at for viruses because the scanner does not answer. */
  "files.unscanned": define(z.enum(["hold", "allow"]), "hold", byAdmins),
  /** Messages that an account's filters may pass on to other addresses in a day; 0 allows none. */
  "mail.redirectsPerDay": define(z.number().int().min(0).max(1_000_000), 1000, byAdmins),
  /** Whether filters run also on what is junk. */
  "mail.filterJunk": define(z.boolean(), false, everywhere),
  /** Where archiving puts a message: into the one folder, or into a folder for each year. */
  "mail.archiveBy": define(z.enum(["folder", "year"]), "folder", everywhere),
  /** Bytes an account may store; 0 is no limit. */
  "account.quotaBytes": define(z.number().int().min(0), 0, [...everywhere]),
  /** Whether a line of a list is a conversation or a single message. */
  "mail.grouping": define(z.enum(["conversations", "messages"]), "conversations", everywhere),
  /** Which end of a conversation is on top while it is read. */
  "mail.conversationOrder": define(z.enum(["oldest", "newest"]), "oldest", everywhere),
  /** Where what is read stands: beside the list, below it, or instead of it. */
  "mail.layout": define(z.enum(["right", "below", "list"]), "right", everywhere),
  /** What is open once the open conversation was moved away. */
  "mail.afterRemoval": define(z.enum(["next", "previous", "list"]), "next", everywhere),
  /** Seconds after which what is open counts as read; -1 leaves it to the person. */
  "mail.readAfterSeconds": define(z.number().int().min(-1).max(60), 0, everywhere),
  /** Whether mail programs must sign in with an app password, and not with the password of the account. */
  "signIn.appPasswordsOnly": define(z.boolean(), false, everywhere),
  /** Whether a mail tells of a sign-in with a browser that was not seen before. */
  "signIn.tellNewDevice": define(z.boolean(), true, everywhere),
  /** Which table of keyboard shortcuts holds. */
  "ui.keys.preset": define(z.enum(["carbyne", "gmail", "outlook", "off"]), "carbyne", everywhere),
  /** The keys of actions that a person changed, by the action's name; none takes them away. */
  "ui.keys.own": define(ownKeys, {}, ["account"]),
  /** What moving a line of a list aside with a finger does, to where a line of text ends and to where it starts. */
  "mail.swipeEnd": define(swipe, "archive", everywhere),
  "mail.swipeStart": define(swipe, "trash", everywhere),
  /** Which new mail a browser tells of while no page is open: in the inbox, in any folder, of people whom one knows, or none. */
  "notify.mail": define(z.enum(["inbox", "all", "known", "none"]), "inbox", everywhere),
  /** What of the chat: all, what speaks to one, nothing, or all of one-to-ones and small groups and what speaks to one elsewhere. */
  "notify.chat": define(z.enum(chatTellings), "byRoom", everywhere),
  /** Whether it says who wrote and what, where others may see the screen. */
  "notify.preview": define(z.boolean(), true, everywhere),
  "notify.sound": define(z.boolean(), false, everywhere),
  /** Hours in which nothing is told, on days of the week from Monday, 1, to Sunday, 7. */
  "notify.quiet": define(z.boolean(), false, everywhere),
  "notify.quietFrom": define(Clock, "22:00", everywhere),
  "notify.quietTo": define(Clock, "07:00", everywhere),
  "notify.quietDays": define(z.string().regex(/^1?2?3?4?5?6?7?$/), "1234567", everywhere),
  /** Whether people have the chat, may begin one-to-one talks, and may make groups and channels. */
  "chat.enabled": define(z.boolean(), true, everywhere),
  "chat.direct": define(z.boolean(), true, byAdmins),
  "chat.groups": define(z.boolean(), true, byAdmins),
  "chat.channels": define(z.boolean(), true, byAdmins),
  /** Whether people without an account may be invited to a room. */
  "chat.guests": define(z.boolean(), true, byAdmins),
  /** Whether the owners of rooms may make bots and webhooks for them; administrators may at any time. */
  "chat.bots": define(z.boolean(), true, byAdmins),
  /** What there is in rooms beside what is written: answers aside, one emoji, questions with answers to choose, one's voice. */
  "chat.threads": define(z.boolean(), true, byAdmins),
  "chat.reactions": define(z.boolean(), true, byAdmins),
  "chat.polls": define(z.boolean(), true, byAdmins),
  "chat.voice": define(z.boolean(), true, byAdmins),
  /** People in a room at most. */
  "chat.membersMost": define(z.number().int().min(2).max(10_000), 500, byAdmins),
  /** People in a room at most for one of them to write a mail to all others; 0 forbids it. */
  "chat.mailPeopleMost": define(z.number().int().min(0).max(1000), 50, byAdmins),
  /** Minutes in which what was said can be changed, and taken back for all; 0 forbids it, -1 sets no limit. */
  "chat.editMinutes": define(z.number().int().min(-1).max(525_600), 10, byAdmins),
  "chat.deleteMinutes": define(z.number().int().min(-1).max(525_600), 10, byAdmins),
  /** The largest file that goes with a message, in bytes. */
  "chat.attachmentBytes": define(z.number().int().min(0).max(Number.MAX_SAFE_INTEGER), 104_857_600, byAdmins),
  /** Bytes that the files of one room may take; 0 is no limit. */
  "chat.roomQuotaBytes": define(z.number().int().min(0).max(Number.MAX_SAFE_INTEGER), 0, ["global", "domain"]),
  /** The largest picture of a room, in bytes. */
  "chat.pictureBytes": define(z.number().int().min(0).max(10_485_760), 2_097_152, byAdmins),
  /** Whether others see how far one has read, when one is there, and that one is typing. All three go both ways. */
  "chat.readReceipts": define(z.boolean(), true, everywhere),
  "chat.presence": define(z.boolean(), true, everywhere),
  "chat.typing": define(z.boolean(), true, everywhere),
  /** Whether what one links to is shown beside one's message, for which this server asks the page. */
  "chat.linkPreviews": define(z.boolean(), true, everywhere),
  /** Whether people meet, and whether guests may come to that. */
  "meetings.enabled": define(z.boolean(), true, everywhere),
  "meetings.guests": define(z.boolean(), true, byAdmins),
  /** Who may record a meeting. */
  "meetings.recording": define(z.enum(["nobody", "moderators"]), "moderators", byAdmins),
  /** Days that a film of a meeting is kept; 0 keeps it. */
  "recordings.days": define(z.number().int().min(0).max(36_500), 0, byAdmins),
  /** People in a meeting at most. */
  "meetings.peopleMost": define(z.number().int().min(2).max(1000), 100, byAdmins),
  /** The most that a document of each kind may take, in bytes. */
  "docs.textBytes": define(documentBytes, 20_000_000, byAdmins),
  "docs.sheetBytes": define(documentBytes, 30_000_000, byAdmins),
  "docs.slidesBytes": define(documentBytes, 30_000_000, byAdmins),
  "docs.boardBytes": define(documentBytes, 20_000_000, byAdmins),
  /** Where an office program is that opens files by WOPI, such as https://office.example; empty for none. It is given everybody's files: the server's to say. */
  "wopi.url": define(
    z.string().refine((url) => url === "" || (url.length <= 1000 && /^https?:\/\//.test(url) && URL.canParse(url))),
    "",
    ["global"],
  ),
  "ui.theme": define(z.enum(["light", "dark", "system"]), "system", everywhere),
  /** The colour of what is chosen, new or to be done first. */
  "ui.accent": define(z.enum(["indigo", "blue", "teal", "green", "orange", "pink"]), "indigo", everywhere),
  /** Whether things move: as the system says, or never. */
  "ui.motion": define(z.enum(["system", "reduced"]), "system", everywhere),
  /** The size of everything that is read, beside what the browser makes of it. */
  "ui.textSize": define(z.enum(["small", "normal", "large"]), "normal", everywhere),
  /** Hours of a day as the language has them, twice twelve, or twenty-four. */
  "ui.hours": define(z.enum(["language", "12", "24"]), "language", everywhere),
  /** The day that a week begins with: as the language has it, or this one. */
  "ui.weekStart": define(z.enum(["language", "monday", "saturday", "sunday"]), "language", everywhere),
  "ui.density": define(z.enum(["comfortable", "compact"]), "comfortable", everywhere),
} as const;

export type SettingKey = keyof typeof settings;
export type SettingValue<Key extends SettingKey> = (typeof settings)[Key]["fallback"];

/** Whether a string from outside names a setting. */
export function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(settings, key);
}
