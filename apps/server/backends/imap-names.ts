import type { mail } from "@carbyne/domain";
import type { SpecialUse } from "@carbyne/imap";

/** Special uses of RFC 6154, and of IANA's registry of mailbox name attributes, for the roles that have one. */
export const useOfRole = {
  archive: "Archive",
  drafts: "Drafts",
  junk: "Junk",
  scheduled: "Scheduled",
  sent: "Sent",
  snoozed: "Snoozed",
  trash: "Trash",
} as const satisfies Partial<Record<string, SpecialUse>>;

export type NamedFolder = mail.Folder & { readonly path: string };

/** Every folder with its name as IMAP writes it: levels joined by `/`, the inbox as `INBOX`. */
export function withPaths(folders: readonly mail.Folder[]): NamedFolder[] {
  const byId = new Map(folders.map((folder) => [folder.id, folder]));
  const pathOf = (folder: mail.Folder): string => {
    const names: string[] = [];
    // Bounded: the domain allows no cycle and twenty levels, but a name must never hang the server.
    for (let at: mail.Folder | undefined = folder; at && names.length < 100; at = byId.get(at.parentId ?? ""))
      names.unshift(at.role === "inbox" ? "INBOX" : at.name);
    return names.join("/");
  };
  return folders
    .map((folder) => ({ ...folder, path: pathOf(folder) }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
