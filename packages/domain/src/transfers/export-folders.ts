import { type Actor, Refusal } from "@carbyne/kernel";
import { accessMailbox } from "../access/index.ts";
import type { Context } from "../context.ts";
import { listAllMailboxes, listMailboxes, type MailboxView } from "../mail/index.ts";

/** A folder of an export: where it is here, and in the archive. */
export type ExportFolder = {
  readonly id: string;
  /** Its place in the archive, as every system can have it. */
  readonly path: string;
  /** Its place here, by names. */
  readonly levels: readonly string[];
  readonly role: MailboxView["role"];
};

export type ExportScope =
  | { readonly kind: "all" }
  | { readonly kind: "folders"; readonly ids: readonly string[]; readonly withInner: boolean }
  /** Every conversation that a search finds, in the folders where it lies. */
  | { readonly kind: "search"; readonly text: string };

const mostDepth = 50;
const roleNames = {
  inbox: "Inbox",
  sent: "Sent",
  drafts: "Drafts",
  archive: "Archive",
  trash: "Trash",
  junk: "Junk",
  scheduled: "Scheduled",
  snoozed: "Snoozed",
} as const;

/** The folders of an export that the actor may read, in the order of the screen. */
export async function exportFolders(ctx: Context, actor: Actor, scope: ExportScope): Promise<ExportFolder[]> {
  const all = scope.kind === "all" ? await listMailboxes(ctx, actor) : await listAllMailboxes(ctx, actor);
  const byId = new Map(all.map((mailbox) => [mailbox.id, mailbox]));
  const chosen = scope.kind === "folders" ? await choose(ctx, actor, { scope, all }) : all;
  const taken = new Set<string>();
  return chosen.map((mailbox) => {
    const way = wayTo(mailbox, byId);
    const base = way.map((one) => pathName(one.role ? roleNames[one.role] : one.name)).join("/");
    let path = base;
    for (let at = 2; taken.has(path.toLowerCase()); at++) path = `${base} (${at})`;
    taken.add(path.toLowerCase());
    return { id: mailbox.id, path, levels: way.map(({ name }) => name), role: mailbox.role };
  });
}

async function choose(
  ctx: Context,
  actor: Actor,
  { scope, all }: { scope: Extract<ExportScope, { kind: "folders" }>; all: readonly MailboxView[] },
): Promise<MailboxView[]> {
  for (const id of scope.ids) await accessMailbox(ctx, actor, id, "read");
  const wanted = new Set(scope.ids);
  // Parents may stand behind their children in the list.
  for (let size = -1; scope.withInner && size !== wanted.size; ) {
    size = wanted.size;
    for (const { id, parentId } of all) if (parentId !== null && wanted.has(parentId)) wanted.add(id);
  }
  const chosen = all.filter(({ id }) => wanted.has(id));
  if (chosen.length === 0) throw new Refusal("not-found", "mailbox-unknown");
  return chosen;
}

function wayTo(mailbox: MailboxView, byId: ReadonlyMap<string, MailboxView>): MailboxView[] {
  const way: MailboxView[] = [];
  for (let at: MailboxView | undefined = mailbox; at && way.length < mostDepth; ) {
    way.unshift(at);
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return way;
}

/** A name as every system can have it for a folder. */
function pathName(name: string): string {
  const plain = name
    .replaceAll(/[\p{Cc}<>:"/\\|?*]/gu, "_")
    .replace(/[. ]+$/, "_")
    .trim();
  return plain === "" || plain === ".." ? "_" : plain;
}
