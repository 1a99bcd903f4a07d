/** Where a key means something. */
export const contexts = ["everywhere", "go", "list", "mail", "files", "chat", "meeting", "reading", "writing"] as const;
export type KeyContext = (typeof contexts)[number];

/** Everything that can have a key, in the order of the sheet. `repeats` goes on while the key is held down. */
export const actions = {
  "frame.palette": { context: "everywhere" },
  "frame.shortcuts": { context: "everywhere" },
  "frame.search": { context: "everywhere" },
  "frame.sidebar": { context: "everywhere" },
  "frame.undo": { context: "everywhere" },
  "go.inbox": { context: "go" },
  "go.starred": { context: "go" },
  "go.snoozed": { context: "go" },
  "go.sent": { context: "go" },
  "go.drafts": { context: "go" },
  "go.all": { context: "go" },
  "go.settings": { context: "go" },
  "list.next": { context: "list", repeats: true },
  "list.previous": { context: "list", repeats: true },
  "list.open": { context: "list" },
  "list.close": { context: "list" },
  "list.first": { context: "list" },
  "list.last": { context: "list" },
  "list.pageDown": { context: "list", repeats: true },
  "list.pageUp": { context: "list", repeats: true },
  "list.select": { context: "list" },
  "list.extendNext": { context: "list", repeats: true },
  "list.extendPrevious": { context: "list", repeats: true },
  "list.selectAll": { context: "list" },
  "list.selectNone": { context: "list" },
  "list.selectRead": { context: "list" },
  "list.selectUnread": { context: "list" },
  "list.selectStarred": { context: "list" },
  "list.selectUnstarred": { context: "list" },
  "mail.compose": { context: "mail" },
  "mail.composeWindow": { context: "mail" },
  "mail.reply": { context: "mail" },
  "mail.replyAll": { context: "mail" },
  "mail.forward": { context: "mail" },
  "mail.archive": { context: "mail" },
  "mail.archiveNext": { context: "mail" },
  "mail.archivePrevious": { context: "mail" },
  "mail.trash": { context: "mail" },
  "mail.junk": { context: "mail" },
  "mail.snooze": { context: "mail" },
  "mail.unsnooze": { context: "mail" },
  "mail.read": { context: "mail" },
  "mail.unread": { context: "mail" },
  "mail.move": { context: "mail" },
  "mail.copy": { context: "mail" },
  "mail.tag": { context: "mail" },
  "mail.star": { context: "mail" },
  "mail.important": { context: "mail" },
  "mail.pin": { context: "mail" },
  "mail.followUp": { context: "mail" },
  "mail.mute": { context: "mail" },
  "mail.download": { context: "mail" },
  "files.rename": { context: "files" },
  "files.newFolder": { context: "files" },
  "files.upload": { context: "files" },
  "files.details": { context: "files" },
  "chat.next": { context: "chat", repeats: true },
  "chat.previous": { context: "chat", repeats: true },
  "chat.begin": { context: "chat" },
  "meet.mic": { context: "meeting" },
  "meet.camera": { context: "meeting" },
  "meet.share": { context: "meeting" },
  "meet.hand": { context: "meeting" },
  "meet.react": { context: "meeting" },
  "meet.people": { context: "meeting" },
  "meet.chat": { context: "meeting" },
  "meet.leave": { context: "meeting" },
  "message.next": { context: "reading" },
  "message.previous": { context: "reading" },
  "message.unfoldAll": { context: "reading" },
  "message.foldAll": { context: "reading" },
  "message.print": { context: "reading" },
  "write.send": { context: "writing" },
  "write.cc": { context: "writing" },
  "write.bcc": { context: "writing" },
  "write.attach": { context: "writing" },
  "write.discard": { context: "writing" },
} as const satisfies Record<string, { context: KeyContext; repeats?: true }>;

export type Action = keyof typeof actions;

export const allActions = Object.keys(actions) as readonly Action[];

/** Whether a name from outside, as an older version may have kept it, is an action. */
export function isAction(name: string): name is Action {
  return Object.hasOwn(actions, name);
}

/** Whether an action goes on while its key is held down. */
export function repeats(action: Action): boolean {
  return "repeats" in actions[action];
}
