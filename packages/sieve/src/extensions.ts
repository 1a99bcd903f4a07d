/** What `require` may name, and so what a ManageSieve server announces. */
export const extensions = [
  "fileinto",
  "reject",
  "ereject",
  "envelope",
  "encoded-character",
  "copy",
  "body",
  "variables",
  "relational",
  "regex",
  "date",
  "index",
  "imap4flags",
  "mailbox",
  "special-use",
  "vacation",
  "vacation-seconds",
  "duplicate",
  "subaddress",
  "editheader",
  "environment",
  "ihave",
  "comparator-i;octet",
  "comparator-i;ascii-casemap",
  "comparator-i;ascii-numeric",
  "comparator-i;unicode-casemap",
  // Ours: the test `attachment` is true for a message that shows a paper clip in a list. RFC 5228 §6.1 keeps `vnd.` for this.
  "vnd.carbyne.attachment",
] as const;

export type Extension = (typeof extensions)[number];

export function isExtension(name: string): name is Extension {
  return (extensions as readonly string[]).includes(name);
}

/** Whether `ihave` may offer an extension: never one that changes how texts are read, RFC 5463 §4. */
export function isOfferable(name: string): boolean {
  return isExtension(name) && name !== "variables" && name !== "encoded-character";
}
