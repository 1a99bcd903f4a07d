import { type Actor, Refusal } from "@carbyne/kernel";
import { accessLiveNode, accessOwnAccount, documentMime } from "../access/index.ts";
import type { Context } from "../context.ts";
import { openContent, type OpenContent, putContent } from "../files/index.ts";
import { lockFile, type LockOutcome, lockOf, refreshFileLock, relockFile, unlockFile } from "./locks.ts";
import { accessAsFarAs, officeUrl } from "./open-file.ts";
import { readToken } from "./token.ts";

/** A file that an office program asks about for somebody. */
export type OfficeFile = { readonly actor: Actor; readonly nodeId: string };

/** What an office program asks about, by its token. Refuses when none is used here any more. */
export async function enterOffice(
  ctx: Context,
  { token, nodeId }: { token: string; nodeId: string },
): Promise<OfficeFile> {
  const file = await readToken(ctx, { token, nodeId });
  const { id } = await accessOwnAccount(ctx, file.actor);
  if ((await officeUrl(ctx, id)) === "") throw new Refusal("not-found", "page-unknown");
  return file;
}

/** CheckFileInfo, [MS-WOPI] §3.3.5.1.1: the file, and what its person may do with it now. */
export async function checkFileInfo(ctx: Context, { actor, nodeId }: OfficeFile): Promise<Record<string, unknown>> {
  const { node, mayWrite } = await accessAsFarAs(ctx, actor, nodeId);
  const { tag } = await openContent(ctx, actor, { id: nodeId });
  const account = await accessOwnAccount(ctx, actor);
  return {
    BaseFileName: node.name,
    // Whose it is is told by a name that means nothing elsewhere: the space's.
    OwnerId: node.spaceId,
    Size: node.sizeBytes,
    UserId: account.id,
    UserFriendlyName: account.name || account.address,
    Version: node.versionId,
    LastModifiedTime: node.updatedAt.toISOString(),
    SHA256: Buffer.from(tag, "base64url").toString("base64"),
    UserCanWrite: mayWrite,
    ReadOnly: !mayWrite,
    UserCanNotWriteRelative: true,
    UserCanRename: false,
    IsAnonymousUser: false,
    SupportsLocks: true,
    SupportsGetLock: true,
    SupportsExtendedLockLength: true,
    SupportsUpdate: true,
    SupportsRename: false,
    SupportsDeleteFile: false,
  };
}

/** GetFile, §3.3.5.3.1. */
export async function getFile(
  ctx: Context,
  { actor, nodeId }: OfficeFile,
): Promise<OpenContent & { versionId: string }> {
  const node = await accessLiveNode(ctx, actor, nodeId, "read");
  const versionId = node.versionId ?? "";
  return { ...(await openContent(ctx, actor, { id: nodeId, versionId })), versionId };
}

type Put = {
  readonly lock: string;
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly sizeBytes: number | null;
  readonly isAutomatic: boolean;
};

/** PutFile, §3.3.5.3.2: by who has the lock, or without one into a file that is empty. */
export async function putFile(
  ctx: Context,
  { actor, nodeId }: OfficeFile,
  { lock, ...put }: Put,
): Promise<{ isDone: true; versionId: string } | Extract<LockOutcome, { isDone: false }>> {
  const node = await accessLiveNode(ctx, actor, nodeId, "write");
  if (Object.values<string>(documentMime).includes(node.mime))
    throw new Refusal("invalid", "office-not-this", { name: node.name });
  const done = await putContent(ctx, node, {
    ...put,
    async check(client) {
      const held = await lockOf(ctx, nodeId, client);
      if (held !== "" || lock !== "") return held === lock ? null : held;
      const { rows } = await client.query<{ isEmpty: boolean }>(
        'SELECT "sizeBytes" = 0 AS "isEmpty" FROM "Node" WHERE "id" = $1',
        [nodeId],
      );
      return rows[0]?.isEmpty ? null : "";
    },
  });
  return "no" in done ? { isDone: false, lock: done.no } : { isDone: true, versionId: done.versionId };
}

export type LockVerb = "LOCK" | "UNLOCK" | "REFRESH_LOCK";

/** Lock, Unlock, RefreshLock and UnlockAndRelock, §3.3.5.1.3 to §3.3.5.1.6, by who may write the file. */
export async function changeLock(
  ctx: Context,
  { actor, nodeId }: OfficeFile,
  { verb, lock, old }: { verb: LockVerb; lock: string; old: string },
): Promise<LockOutcome> {
  await accessLiveNode(ctx, actor, nodeId, "write");
  if (verb === "UNLOCK") return unlockFile(ctx, { nodeId, lock });
  if (verb === "REFRESH_LOCK") return refreshFileLock(ctx, { nodeId, lock });
  return old === "" ? lockFile(ctx, { nodeId, lock }) : relockFile(ctx, { nodeId, lock, old });
}

/** GetLock: the lock that the file has, empty for none. */
export async function getLock(ctx: Context, { actor, nodeId }: OfficeFile): Promise<string> {
  await accessLiveNode(ctx, actor, nodeId, "read");
  return lockOf(ctx, nodeId);
}
