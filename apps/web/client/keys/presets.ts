import type { Action } from "./actions.ts";

/** The tables of keys that can be chosen. `off` leaves what is no character: nothing happens by typing alone. */
export const presets = ["carbyne", "gmail", "outlook", "off"] as const;
export type Preset = (typeof presets)[number];

type Table = Readonly<Partial<Record<Action, readonly string[]>>>;

/** What works everywhere in lists and forms, whoever made the program. */
const off: Table = {
  "frame.palette": ["Ctrl+K"],
  "frame.undo": ["Ctrl+Z"],
  "list.next": ["ArrowDown"],
  "list.previous": ["ArrowUp"],
  "list.open": ["Enter"],
  "list.close": ["Esc"],
  "list.first": ["Home"],
  "list.last": ["End"],
  "list.pageDown": ["PageDown"],
  "list.pageUp": ["PageUp"],
  "list.selectAll": ["Ctrl+A"],
  "files.rename": ["F2"],
  "chat.next": ["Alt+ArrowDown"],
  "chat.previous": ["Alt+ArrowUp"],
  "meet.leave": ["Ctrl+Shift+L"],
  "write.send": ["Ctrl+Enter"],
};

/** In a meeting the letters mean nothing else. */
const meeting: Table = {
  "meet.mic": ["d"],
  "meet.camera": ["e"],
  "meet.share": ["s"],
  "meet.hand": ["h"],
  "meet.react": ["r"],
  "meet.people": ["p"],
  "meet.chat": ["t"],
};

/** What Gmail has for the verbs that we have too. */
const gmail: Table = {
  ...off,
  ...meeting,
  "frame.shortcuts": ["?"],
  "frame.search": ["/"],
  "frame.undo": ["z", "Ctrl+Z"],
  "go.inbox": ["g i"],
  "go.starred": ["g s"],
  "go.snoozed": ["g b"],
  "go.sent": ["g t"],
  "go.drafts": ["g d"],
  "go.all": ["g a"],
  "list.next": ["j", "ArrowDown"],
  "list.previous": ["k", "ArrowUp"],
  "list.open": ["o", "Enter"],
  "list.close": ["u", "Esc"],
  "list.select": ["x"],
  "list.selectAll": ["* a", "Ctrl+A"],
  "list.selectNone": ["* n"],
  "list.selectRead": ["* r"],
  "list.selectUnread": ["* u"],
  "list.selectStarred": ["* s"],
  "list.selectUnstarred": ["* t"],
  "mail.compose": ["c"],
  "mail.composeWindow": ["d"],
  "mail.reply": ["r"],
  "mail.replyAll": ["a"],
  "mail.forward": ["f"],
  "mail.archive": ["e"],
  "mail.archiveNext": ["]"],
  "mail.archivePrevious": ["["],
  "mail.trash": ["#"],
  "mail.junk": ["!"],
  "mail.snooze": ["b"],
  "mail.read": ["Shift+I"],
  "mail.unread": ["Shift+U"],
  "mail.move": ["v"],
  "mail.tag": ["l"],
  "mail.star": ["s"],
  "mail.important": ["=", "+"],
  "mail.mute": ["m"],
  "files.newFolder": ["Shift+N"],
  "chat.begin": ["Shift+M"],
  "files.upload": ["Shift+U"],
  "files.details": ["i"],
  "message.next": ["n"],
  "message.previous": ["p"],
  "message.unfoldAll": [";"],
  "message.foldAll": [":"],
  "write.cc": ["Ctrl+Shift+C"],
  "write.bcc": ["Ctrl+Shift+B"],
  "write.discard": ["Ctrl+Shift+D"],
};

const carbyne: Table = {
  ...gmail,
  "frame.sidebar": ["["],
  "list.extendNext": ["Shift+J"],
  "list.extendPrevious": ["Shift+K"],
  "mail.composeWindow": ["Shift+C"],
  "mail.archiveNext": [],
  "mail.archivePrevious": [],
  "mail.unsnooze": ["Shift+B"],
  "mail.copy": ["Shift+V"],
  "mail.pin": ["Shift+P"],
  "mail.followUp": ["Shift+R"],
  // In a text this quotes, as in most editors.
  "write.bcc": [],
};

/** What Outlook on the web has. Ctrl+N and the like are left to the browser, which does not give them away. */
const outlook: Table = {
  ...off,
  ...meeting,
  "frame.shortcuts": ["?"],
  "frame.search": ["/", "Alt+Q"],
  "go.inbox": ["g i"],
  "go.drafts": ["g d"],
  "go.sent": ["g s"],
  "list.next": ["Ctrl+.", "ArrowDown"],
  "list.previous": ["Ctrl+,", "ArrowUp"],
  "list.open": ["o", "Enter"],
  "list.select": ["Ctrl+Space"],
  "list.extendNext": ["Shift+ArrowDown"],
  "list.extendPrevious": ["Shift+ArrowUp"],
  "mail.compose": ["n"],
  "mail.reply": ["r"],
  "mail.replyAll": ["Shift+R", "Ctrl+Shift+R"],
  "mail.forward": ["Shift+F", "Ctrl+Shift+F"],
  "mail.archive": ["e"],
  "mail.trash": ["Delete"],
  "mail.junk": ["j"],
  "mail.snooze": ["b"],
  "mail.read": ["q", "Ctrl+Q"],
  "mail.unread": ["u", "Ctrl+U"],
  "mail.move": ["v"],
  "mail.tag": ["c"],
  "mail.star": ["Insert"],
  "mail.mute": ["Ctrl+Delete"],
  "message.print": ["Ctrl+P"],
  "write.send": ["Ctrl+Enter", "Alt+S"],
};

export const tables: Readonly<Record<Preset, Table>> = { carbyne, gmail, outlook, off };

/** The preset that a kept name stands for; ours where it is none. */
export function presetOf(name: unknown): Preset {
  return presets.find((preset) => preset === name) ?? "carbyne";
}
