import { createHash } from "node:crypto";
import { type Context, mail } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";
import type { Imported } from "./message.ts";

/** Names under which other servers keep what has a role here. */
const roleNames: Readonly<Record<string, mail.Folder["role"]>> = {
  inbox: "inbox",
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

/** Where imported mail goes: finds or makes folders, and leaves out what is there already, so that a run may be repeated. */
export function importTarget(ctx: Context, actor: Actor) {
  const known = new Map<string, { id: string; seen: Set<string> }>();

  async function folderFor(levels: readonly string[], role: mail.Folder["role"]) {
    const key = levels.join("\0");
    let target = known.get(key);
    if (!target) {
      const id = await findOrMake(ctx, actor, { levels, role });
      target = { id, seen: await mail.listFingerprints(ctx, actor, { id }) };
      known.set(key, target);
    }
    return target;
  }

  return {
    /** Whether a message with these marks is in the folder, told without having its bytes. */
    async hasMarks(levels: readonly string[], role: mail.Folder["role"], marks: mail.Marks): Promise<boolean> {
      return (await folderFor(levels, role)).seen.has(mail.fingerprintOf(marks));
    },
    /** Stores a message; false when its folder has it already. */
    async add(message: Imported, role: mail.Folder["role"] = null): Promise<boolean> {
      const { id, seen } = await folderFor(message.folder, role);
      const hash = createHash("sha256").update(message.raw).digest("hex");
      if (seen.has(hash)) return false;
      await mail.appendMessages(ctx, actor, { id, messages: [message] });
      seen.add(hash);
      return true;
    },
  };
}

async function findOrMake(
  ctx: Context,
  actor: Actor,
  { levels, role }: { levels: readonly string[]; role: mail.Folder["role"] },
): Promise<string> {
  const folders = await mail.listFolders(ctx, actor);
  const wanted = role ?? (levels.length === 1 ? roleNames[(levels[0] ?? "").toLowerCase()] : undefined);
  const byRole = wanted ? folders.find((folder) => folder.role === wanted) : undefined;
  if (byRole) return byRole.id;
  let parentId: string | null = null;
  for (const level of levels) {
    const name = level.replaceAll("/", "-").trim() || "-";
    const found = folders.find(
      (folder) => folder.parentId === parentId && folder.name === name && folder.role === null,
    );
    parentId = found?.id ?? (await mail.createMailbox(ctx, actor, { name, parentId })).id;
  }
  if (parentId === null) throw new Error("a message without a folder");
  return parentId;
}
