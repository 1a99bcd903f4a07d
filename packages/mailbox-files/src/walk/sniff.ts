import { isTarHeader } from "../tar/read.ts";

export type Kind =
  | "mbox"
  | "message"
  | "emlx"
  | "zip"
  | "tar"
  | "gzip"
  | "other-archive"
  | "outlook-data"
  | "outlook-message"
  | "nothing";

/** As many bytes as are looked at to tell what a file is. */
export const headBytes = 4096;

const magic: readonly (readonly [string, Kind])[] = [
  ["PK\x03\x04", "zip"],
  ["PK\x05\x06", "zip"],
  ["\x1f\x8b", "gzip"],
  ["BZh", "other-archive"],
  ["7z\xbc\xaf", "other-archive"],
  ["Rar!", "other-archive"],
  ["\xfd7zXZ", "other-archive"],
  ["\x28\xb5\x2f\xfd", "other-archive"],
  ["!BDN", "outlook-data"],
];
/** They are ZIP archives inside and hold no mail. */
const office = /\.(?:docx|xlsx|pptx|od[tsp]|epub|jar|apk|xpi)$/i;
const compoundFile = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const usual = /^(?:from|date|subject|received|message-id|return-path|to|mime-version|delivered-to|x-[\w-]+):/im;
const firstField = /^[!-9;-~]{1,76}[ \t]*:/;
/** Beside mail, and none. */
const beside =
  /\.(?:msf|dat|html?|css|js|json|plist|sqlite|ini|log|ics|vcf|pdf|png|jpe?g|gif)$|^(?:dovecot|maildirsize|subscriptions|\.ds_store|\._)/i;

/** What a file is, by its first bytes and, where they leave it open, by its name. */
export function sniff(head: Buffer, name: string): Kind {
  const start = head.toString("latin1", 0, headBytes);
  const base = name.slice(name.lastIndexOf("/") + 1);
  for (const [first, kind] of magic) if (start.startsWith(first)) return office.test(base) ? "nothing" : kind;
  if (start.startsWith(compoundFile)) return /\.(?:msg|oft)$/i.test(base) ? "outlook-message" : "nothing";
  if (isTarHeader(head)) return "tar";
  if (/\.emlx$/i.test(base)) return /^\s*\d{1,10}\s*\n/.test(start) ? "emlx" : "nothing";
  if (/^(?:\xef\xbb\xbf)?[\r\n]*From \S/.test(start)) return "mbox";
  if (/\.(?:eml|mht|mime)$/i.test(base) || isMaildirPath(name)) return "message";
  if (beside.test(base)) return "nothing";
  return firstField.test(start) && usual.test(start) ? "message" : "nothing";
}

/** Whether a file lies where Maildir has its messages. */
export function isMaildirPath(name: string): boolean {
  return /(?:^|\/)(?:cur|new)\/[^./][^/]*$/.test(name);
}
