/** What can be told under the bell, and what its words are filled in with. A new kind has its words in the catalogue `notices`. */
export type NoticeParams = {
  /** Mail was brought in from files. */
  "import-finished": { readonly name: string; readonly count: number };
  "import-failed": { readonly name: string };
  /** Files with mail are ready to be fetched. */
  "export-ready": { readonly name: string };
  "export-failed": { readonly name: string };
  /** Somebody shared a file or folder with one. */
  "file-shared": { readonly name: string; readonly person: string };
  /** The time of such a share is over. */
  "file-unshared": { readonly name: string };
  /** Somebody made one the owner of what was theirs. */
  "file-handed-over": { readonly name: string; readonly person: string };
  /** Somebody said something about a file or folder of one's own, answered where one said something, or named one. */
  "comment-added": { readonly name: string; readonly person: string };
  "comment-answered": { readonly name: string; readonly person: string };
  "comment-mention": { readonly name: string; readonly person: string };
  /** A virus was found in a file of one's own. */
  "file-infected": { readonly name: string; readonly found: string };
  /** The same for administrators, of somebody's file. */
  "file-infected-elsewhere": { readonly name: string; readonly found: string; readonly address: string };
  /** Somebody signed in with a browser that the account was never used with. */
  "new-browser": { readonly browser: string; readonly system: string; readonly ip: string };
  /** One wanted to be reminded of something said in the chat. */
  "chat-reminder": { readonly person: string; readonly text: string };
  /** A guest waits in a room for a meeting that nobody has begun. */
  "meeting-guest-waits": { readonly person: string; readonly name: string };
  /** What was to be said in the chat at this time was refused. */
  "chat-not-sent": { readonly text: string };
  /** Nothing arrived at an outgoing webhook for so long that it was switched off. */
  "hook-off": { readonly name: string };
  /** Files came in through a link. */
  "link-upload": { readonly name: string };
  /** The film of a meeting that one had recorded is there, is not, or ends early. */
  "recording-ready": { readonly name: string };
  "recording-failed": { readonly name: string };
  "recording-cut": { readonly name: string };
};
export type NoticeKind = keyof NoticeParams;
