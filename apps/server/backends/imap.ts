import { appPasswords, type Context, mail, sharing, signIn } from "@carbyne/domain";
import type {
  Backend,
  Changes,
  FetchRow,
  FlagRow,
  MailboxStatus,
  MessageTable,
  UidRange,
  UserBackend,
} from "@carbyne/imap";
import { toUid } from "@carbyne/imap";
import { type Actor, Refusal } from "@carbyne/kernel";
import {
  type Level,
  type NamedFolder,
  otherUsers,
  sharedMailboxes,
  sharedPaths,
  useOfRole,
  withPaths,
} from "./imap-names.ts";
import { quotaBackend } from "./imap-quota.ts";
import { aclBackend } from "./imap-rights.ts";

/** IMAP's backend on the domain. */
export function imapBackend(ctx: Context): Backend {
  return {
    async authenticate({ user, password, actAs, remoteAddress }) {
      if (actAs !== undefined && actAs !== "" && actAs !== user) throw new Refusal("forbidden", "act-as-denied");
      const given = { address: user, password, ip: remoteAddress, via: "imap" } as const;
      return userBackend(ctx, await appPasswords.signInProgram(ctx, given));
    },
  };
}

function userBackend(ctx: Context, signedIn: appPasswords.ProgramSignIn): UserBackend {
  const actor = { kind: "user", accountId: signedIn.accountId } as const satisfies Actor;
  const ownFolders = async (): Promise<NamedFolder[]> => withPaths(await mail.listFolders(ctx, actor));
  const others = async (): Promise<{ folders: NamedFolder[]; levels: Level[] }> => {
    const shared = await mail.listSharedFolders(ctx, actor);
    if (shared.length === 0) return { folders: [], levels: [] };
    return sharedPaths(shared, await sharing.listAccounts(ctx, actor));
  };
  const folders = async () => [...(await ownFolders()), ...(await others()).folders];
  // Others' mail is asked for only when a name can be theirs: most commands name one's own.
  const find = async (name: string) =>
    (await ownFolders()).find((folder) => folder.path === name) ??
    (isOfOthers(name) ? (await others()).folders.find((folder) => folder.path === name) : undefined);
  const get = async (name: string): Promise<NamedFolder> => {
    const folder = await find(name);
    if (!folder) throw new Refusal("not-found", "mailbox-unknown");
    return folder;
  };
  const uidsOf = (id: string, ranges: readonly UidRange[]) => mail.uidsIn(ctx, actor, { id, ranges });

  return {
    userId: actor.accountId,
    namespaces: { personal: [""], others: [`${otherUsers}/`], shared: [`${sharedMailboxes}/`] },
    acl: aclBackend(ctx, actor, get),
    quota: quotaBackend(ctx, actor, get),
    onEnd: (end) => signIn.watchProof(ctx, signedIn, end),

    async list() {
      const [own, { folders: theirs, levels }] = await Promise.all([ownFolders(), others()]);
      const taken = new Set(own.map((folder) => folder.path));
      const entries = [...own, ...theirs.filter((folder) => !taken.has(folder.path))].map((folder) => {
        // Somebody else's Sent or Trash is not where a program is to put its own.
        const use = folder.rights ? undefined : useOfRole[folder.role as keyof typeof useOfRole];
        return { name: folder.path, mailboxId: folder.id, isSelectable: true, ...(use ? { use } : {}) };
      });
      const above = levels.filter(({ path }) => !taken.has(path));
      return [...entries, ...above.map(({ path }) => ({ name: path, mailboxId: path, isSelectable: false }))];
    },

    async listSubscribed() {
      return (await folders()).filter((folder) => folder.isSubscribed).map((folder) => folder.path);
    },

    async create(name) {
      const known = new Map((await folders()).map((folder) => [folder.path, folder.id]));
      if (known.has(name)) throw new Refusal("conflict", "mailbox-name-taken", { name });
      if (isOfOthers(name)) return createBelow(ctx, actor, { name, known, levels: (await others()).levels });
      // Superior levels that are missing are made too, RFC 9051 §6.3.4.
      let parentId: string | null = null;
      const levels = name.split("/");
      for (const [i, level] of levels.entries()) {
        const path = levels.slice(0, i + 1).join("/");
        parentId = known.get(path) ?? (await mail.createMailbox(ctx, actor, { name: level, parentId })).id;
      }
      if (parentId === null) throw new Refusal("invalid", "mailbox-name-invalid", { name });
      return { mailboxId: parentId };
    },

    async delete(name) {
      await mail.removeMailbox(ctx, actor, { id: (await get(name)).id });
    },

    async rename(from, to) {
      const source = await get(from);
      if (isOfOthers(to) !== isOfOthers(from)) throw new Refusal("invalid", "mailbox-other-space");
      if (source.role === "inbox") return moveInbox(ctx, actor, { source, to, create: (name) => this.create(name) });
      if (await find(to)) throw new Refusal("conflict", "mailbox-name-taken", { name: to });
      const levels = to.split("/");
      const name = levels.pop() ?? "";
      const parent = levels.join("/");
      let parentId: string | null = null;
      const isTop = (await others()).levels.some((level) => level.path === parent && level.spaceId);
      if (parent !== "" && !isTop) parentId = (await find(parent))?.id ?? (await this.create(parent)).mailboxId;
      // Below its owner's top, where a folder of its name may stand already for want of a shared parent.
      if (isTop && source.path.slice(0, source.path.lastIndexOf("/")) === parent) parentId = source.parentId;
      await mail.placeMailbox(ctx, actor, { id: source.id, name, parentId });
    },

    async subscribe(name) {
      await mail.setSubscribed(ctx, actor, { id: (await get(name)).id, isSubscribed: true });
    },

    async unsubscribe(name) {
      const folder = await find(name);
      if (folder) await mail.setSubscribed(ctx, actor, { id: folder.id, isSubscribed: false });
    },

    async status(ids, needs) {
      const sums =
        needs.size || needs.deleted || needs.deletedBytes
          ? await mail.folderSums(ctx, actor, { ids })
          : ([] as readonly mail.FolderSums[]);
      const wanted = new Set(ids);
      const own = (await mail.listFolders(ctx, actor)).filter((folder) => wanted.has(folder.id));
      const theirs = own.length < wanted.size ? await mail.listSharedFolders(ctx, actor) : [];
      const entries = [...own, ...theirs.filter((folder) => wanted.has(folder.id))].map(
        (folder): [string, MailboxStatus] => {
          const sum = sums.find((one) => one.id === folder.id);
          const { total, unseen, uidNext, uidValidity } = folder;
          const { sizeBytes = 0, deleted = 0, deletedBytes = 0 } = sum ?? {};
          const counts = { sizeBytes, deleted, deletedBytes };
          return [
            folder.id,
            { total, unseen, uidNext, uidValidity, highestModseq: Number(folder.highestModseq), ...counts },
          ];
        },
      );
      return new Map(entries);
    },

    async append(name, messages) {
      const folder = await find(name);
      if (!folder) return "no-target";
      const uids = await mail.appendMessages(ctx, actor, { id: folder.id, messages });
      return { uidValidity: folder.uidValidity, uids: uids.map(toUid) };
    },

    async open(name, access) {
      const folder = await find(name);
      if (!folder) return "no-mailbox";
      const { entries, uidValidity, uidNext, highestModseq } = await mail.openFolder(ctx, actor, folder);
      return {
        mailboxId: folder.id,
        uidValidity,
        uidNext,
        highestModseq: Number(highestModseq),
        // RFC 4314 §5.2: READ-WRITE when there is anything that may be changed.
        isReadOnly: access === "read" || (folder.rights ? !mayChange(folder.rights) : false),
        messages: tableOf(entries),
      };
    },

    async changesSince(id, modseq): Promise<Changes | "no-mailbox"> {
      try {
        const changes = await mail.folderChanges(ctx, actor, { id, since: BigInt(modseq) });
        return {
          changed: changes.changed.map(flagRow),
          vanished: changes.vanished.map(toUid),
          highestModseq: Number(changes.highestModseq),
          uidNext: changes.uidNext,
        };
      } catch (error) {
        if (error instanceof Refusal && error.kind === "not-found") return "no-mailbox";
        throw error;
      }
    },

    watch(id, onHint) {
      return watchMailbox(ctx, actor, { id, onHint });
    },

    async *fetch(id, ranges, { envelope, body, bodyStructure, raw }): AsyncGenerator<FetchRow[]> {
      const uids = await uidsOf(id, ranges);
      const needs = { envelope, body, bodyStructure, raw: raw !== "none" };
      for await (const rows of mail.fetchMessages(ctx, actor, { id, uids, needs }))
        yield rows.map(({ uid, messageId, ...row }) => ({ ...row, uid: toUid(uid), emailId: messageId }));
    },

    async store(id, ranges, { mode, flags, keywords, unchangedSince }) {
      const uids = await uidsOf(id, ranges);
      const { stored, modified } = await mail.storeFlags(ctx, actor, {
        id,
        uids,
        change: { mode, flags, keywords },
        ...(unchangedSince === undefined ? {} : { unchangedSince: BigInt(unchangedSince) }),
      });
      return { rows: stored.map(flagRow), modified: modified.map(toUid) };
    },

    async copy(id, ranges, target) {
      return copied(await find(target), async (toId) =>
        mail.copyMessages(ctx, actor, { id, uids: await uidsOf(id, ranges), toId }),
      );
    },

    async move(id, ranges, target) {
      return copied(await find(target), async (toId) =>
        mail.moveMessages(ctx, actor, { id, uids: await uidsOf(id, ranges), toId }),
      );
    },

    async expunge(id, ranges) {
      const uids = ranges ? await uidsOf(id, ranges) : undefined;
      return (await mail.expungeMessages(ctx, actor, { id, uids })).map(toUid);
    },

    async search(id, criterion) {
      return (await mail.searchFolder(ctx, actor, { id, criterion })).map(toUid);
    },
  };
}

function isOfOthers(name: string): boolean {
  return name.startsWith(`${otherUsers}/`) || name.startsWith(`${sharedMailboxes}/`);
}

function mayChange(rights: NonNullable<NamedFolder["rights"]>): boolean {
  return rights.has("write") || rights.has("insert") || rights.has("delete");
}

/** A folder below somebody else's: in a folder that is shared, or at the top of a mailbox that is managed whole. */
async function createBelow(
  ctx: Context,
  actor: Actor,
  { name, known, levels }: { name: string; known: ReadonlyMap<string, string>; levels: readonly Level[] },
): Promise<{ mailboxId: string }> {
  const parent = name.slice(0, name.lastIndexOf("/"));
  const last = name.slice(parent.length + 1);
  const parentId = known.get(parent) ?? null;
  const spaceId = levels.find((level) => level.path === parent)?.spaceId;
  if (!parentId && !spaceId) throw new Refusal("forbidden", "share-right-missing", { name });
  const made = await mail.createMailbox(ctx, actor, { name: last, parentId, ...(spaceId ? { spaceId } : {}) });
  return { mailboxId: made.id };
}

function flagRow({ uid, flags, keywords, modseq }: mail.Entry): FlagRow {
  return { uid: toUid(uid), flags, keywords, modseq: Number(modseq) };
}

function tableOf(entries: readonly mail.Entry[]): MessageTable {
  const keywords = entries.filter((entry) => entry.keywords.length > 0);
  return {
    uids: Uint32Array.from(entries, (entry) => entry.uid),
    flags: Uint8Array.from(entries, (entry) => entry.flags),
    modseqs: Float64Array.from(entries, (entry) => Number(entry.modseq)),
    keywords: new Map(keywords.map((entry) => [toUid(entry.uid), entry.keywords])),
  };
}

async function copied(
  target: NamedFolder | undefined,
  work: (toId: string) => Promise<readonly { readonly from: number; readonly to: number }[]>,
) {
  if (!target) return "no-target" as const;
  const pairs = await work(target.id);
  return {
    uidValidity: target.uidValidity,
    from: pairs.map((pair) => toUid(pair.from)),
    to: pairs.map((pair) => toUid(pair.to)),
  };
}

/** Renaming INBOX moves its messages and leaves it empty, RFC 9051 §6.3.6. */
async function moveInbox(
  ctx: Context,
  actor: Actor,
  input: { source: NamedFolder; to: string; create: (name: string) => Promise<{ mailboxId: string }> },
): Promise<void> {
  const { mailboxId } = await input.create(input.to);
  const { id } = input.source;
  const uids = await mail.uidsIn(ctx, actor, { id, ranges: [{ from: 1, to: 4_294_967_295 }] });
  await mail.moveMessages(ctx, actor, { id, uids, toId: mailboxId });
}

/** Hints are by space: the mailbox's space is asked for once, and a session that asks twice too often only reads its counters. */
function watchMailbox(ctx: Context, actor: Actor, { id, onHint }: { id: string; onHint: () => void }): () => void {
  let stop: (() => void) | undefined;
  let isOver = false;
  const stopGaps = ctx.bus.onGap(onHint);
  mail.spaceOfMailbox(ctx, actor, { id }).then(
    (spaceId) => {
      if (isOver) return;
      stop = ctx.bus.subscribe(spaceId, onHint);
      // What changed while the space was being asked for.
      onHint();
    },
    (error: unknown) => ctx.log.warn({ err: error, mailboxId: id }, "mailbox cannot be watched"),
  );
  return () => {
    isOver = true;
    stop?.();
    stopGaps();
  };
}
