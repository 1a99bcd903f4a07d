import type { mail, sharing } from "@carbyne/domain";
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

/** Where the mail of others stands, RFC 2342 §5: of people, and of mailboxes that belong to nobody alone. */
export const otherUsers = "Other Users";
export const sharedMailboxes = "Shared";

export type NamedFolder = mail.Folder & {
  readonly path: string;
  /** Of somebody else's folder: what the reader may do with it. */
  readonly rights?: mail.SharedFolder["rights"];
};

/** A level above somebody else's folders, where nothing lies itself; `spaceId` where folders can be made below it. */
export type Level = { readonly path: string; readonly spaceId?: string };

/** Every folder with its name as IMAP writes it: levels joined by `/`, the inbox as `INBOX`, below a prefix. */
export function withPaths<Some extends mail.Folder>(
  folders: readonly Some[],
  prefix = "",
): (Some & { readonly path: string })[] {
  const byId = new Map(folders.map((folder) => [folder.id, folder]));
  const pathOf = (folder: mail.Folder): string => {
    const names: string[] = [];
    // Bounded: the domain allows no cycle and twenty levels, but a name must never hang the server.
    for (let at: mail.Folder | undefined = folder; at && names.length < 100; at = byId.get(at.parentId ?? ""))
      names.unshift(at.role === "inbox" ? "INBOX" : at.name);
    return prefix + names.join("/");
  };
  return folders
    .map((folder) => ({ ...folder, path: pathOf(folder) }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** The folders of others by name, and the levels above them. A folder whose parent is not shared stands at the top of its owner's. */
export function sharedPaths(
  folders: readonly mail.SharedFolder[],
  accounts: readonly sharing.MailAccount[],
): { folders: NamedFolder[]; levels: Level[] } {
  const bySpace = Map.groupBy(folders, (folder) => folder.spaceId);
  const levels: Level[] = [];
  const named = accounts.flatMap(({ kind, address, spaceId, rights }) => {
    const own = bySpace.get(spaceId);
    if (!own || kind === "own") return [];
    const top = kind === "shared" ? sharedMailboxes : otherUsers;
    // A wildcard of LIST or a further level must not come from an address.
    const path = `${top}/${address.replaceAll(/[/%*]/g, "_")}`;
    levels.push({ path: top }, { path, ...(rights.includes("manage") ? { spaceId } : {}) });
    return distinct(withPaths(own, `${path}/`));
  });
  return { folders: named, levels: [...new Map(levels.map((level) => [level.path, level])).values()] };
}

/** Folders of one name from different places get a number; the one with children below keeps them under the old name. */
function distinct<Some extends { readonly path: string; readonly id: string }>(folders: readonly Some[]): Some[] {
  const seen = new Map<string, number>();
  return folders.map((folder) => {
    const count = (seen.get(folder.path) ?? 0) + 1;
    seen.set(folder.path, count);
    return count === 1 ? folder : { ...folder, path: `${folder.path} (${count})` };
  });
}
