import { type Actor, Refusal } from "@carbyne/kernel";
import type { Role } from "@carbyne/mailbox-files";
import { createMailbox, createTag, type Folder, listFolders, listTags } from "../mail/index.ts";
import type { Context } from "../context.ts";
import type { PlanLine } from "./plan.ts";

/** Names under which other servers keep what has a role here. */
const roleNames: Readonly<Record<string, Role>> = {
  inbox: "inbox",
  posteingang: "inbox",
  sent: "sent",
  "sent items": "sent",
  "sent messages": "sent",
  "sent mail": "sent",
  gesendet: "sent",
  "gesendete elemente": "sent",
  drafts: "drafts",
  draft: "drafts",
  entwürfe: "drafts",
  trash: "trash",
  "deleted items": "trash",
  "deleted messages": "trash",
  papierkorb: "trash",
  "gelöschte elemente": "trash",
  junk: "junk",
  spam: "junk",
  "junk e-mail": "junk",
  "junk-e-mail": "junk",
  archive: "archive",
  archives: "archive",
  archiv: "archive",
};

type Wanted = Pick<PlanLine, "folder" | "role" | "isExact">;

const nameBytes = 200;

/** Where imported mail goes in the actor's account: finds folders and makes those that are not there, each asked for once. */
export function createTarget(ctx: Context, actor: Actor, { below, isOne }: { below: string | null; isOne: boolean }) {
  let folders: Folder[] | undefined;
  const known = new Map<string, string>();
  const tags = new Map<string, string | null>();

  async function find({ folder, role, isExact }: Wanted): Promise<string> {
    if (below !== null && isOne) return below;
    folders ??= await listFolders(ctx, actor);
    const byRole = (wanted: string | undefined) => folders?.find((one) => one.role === wanted)?.id;
    const roleOf = (name: string | undefined) => (isExact ? undefined : roleNames[(name ?? "").toLowerCase()]);
    if (below === null && (role !== null || folder.length <= 1)) {
      const wanted = role ?? (folder.length === 0 ? "inbox" : roleOf(folder[0]));
      const id = wanted && byRole(wanted);
      if (id) return id;
    }
    let parentId = below;
    for (const level of role === null ? folder : [role]) {
      const name = nameOf(level);
      const found =
        parentId === null && roleOf(level)
          ? byRole(roleOf(level))
          : folders.find((one) => one.parentId === parentId && isSame(one.name, name))?.id;
      if (found === undefined) {
        parentId = (await createMailbox(ctx, actor, { name, parentId })).id;
        folders = await listFolders(ctx, actor);
      } else parentId = found;
    }
    if (parentId === null) throw new Error("a message without a folder");
    // Nothing lies there that does not wait for something.
    const at = folders.find((one) => one.id === parentId)?.role;
    return (at === "scheduled" ? byRole("drafts") : at === "snoozed" ? byRole("inbox") : undefined) ?? parentId;
  }

  return {
    /** The mailbox for a folder of the source. */
    async mailboxFor({ folder, role, isExact }: Wanted): Promise<string> {
      const key = JSON.stringify([folder, role, isExact]);
      const id = known.get(key) ?? (await find({ folder, role, isExact }));
      known.set(key, id);
      return id;
    },

    /** The keywords of tags with these names; those that cannot be are left out. */
    async keywordsOf(names: readonly string[]): Promise<string[]> {
      if (names.length > 0 && tags.size === 0)
        for (const { name, keyword } of await listTags(ctx, actor)) tags.set(name.toLowerCase(), keyword);
      const keywords: string[] = [];
      for (const name of names) {
        const key = name.toLowerCase();
        if (!tags.has(key)) tags.set(key, await tagOf(ctx, actor, name));
        const keyword = tags.get(key);
        if (keyword) keywords.push(keyword);
      }
      return keywords;
    },
  };
}

async function tagOf(ctx: Context, actor: Actor, name: string): Promise<string | null> {
  try {
    return (await createTag(ctx, actor, { name: name.slice(0, 100) })).keyword;
  } catch (error) {
    // A name that no tag can have, or too many tags: the message comes without it.
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function isSame(one: string, other: string): boolean {
  return one === other || (one.toUpperCase() === "INBOX" && other.toUpperCase() === "INBOX");
}

/** A name as folders may have it. */
function nameOf(level: string): string {
  let name = level
    .replaceAll(/[\p{Cc}/]/gu, "-")
    .toWellFormed()
    .normalize("NFC")
    .trim();
  while (Buffer.byteLength(name) > nameBytes) name = name.slice(0, -1);
  // The cut may have gone through a pair.
  return name.replace(/[\ud800-\udbff]$/, "").trim() || "-";
}
