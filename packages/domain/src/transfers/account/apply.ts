import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { listIdentities, listSignatures, saveIdentity, saveSignature } from "../../identities/index.ts";
import {
  type AttachmentRef,
  createSavedSearch,
  createTag,
  judgeSender,
  keepUpload,
  listSavedSearches,
  listScripts,
  listSenderRules,
  listTags,
  putScript,
} from "../../mail/index.ts";
import { setOwnSetting } from "../../profile/index.ts";
import { listTemplates, saveTemplate } from "../../templates/index.ts";
import type { AccountFile, AccountFileFile } from "./shape.ts";

/**
 * Makes what an account file tells of. What is there already under its name stays as it is, so that doing it again changes nothing; what is refused,
 * such as one tag too many, is left out. Answers how many things were made or set.
 */
export async function applyAccount(ctx: Context, actor: Actor, file: AccountFile): Promise<number> {
  let made = await applyTags(ctx, actor, file);
  for (const [key, value] of Object.entries(file.settings ?? {}))
    made += await attempt(() => setOwnSetting(ctx, actor, { key, value }));
  made += await applyScripts(ctx, actor, file);
  made += await applySignatures(ctx, actor, file);
  made += await applyIdentities(ctx, actor, file);
  made += await applyTemplates(ctx, actor, file);
  const searches = new Set((await listSavedSearches(ctx, actor)).map(({ name }) => name.toLowerCase()));
  for (const search of file.searches ?? [])
    if (!searches.has(search.name.toLowerCase())) made += await attempt(() => createSavedSearch(ctx, actor, search));
  const senders = new Set((await listSenderRules(ctx, actor)).map(({ sender }) => sender));
  for (const rule of file.senders ?? [])
    if (!senders.has(rule.sender)) made += await attempt(() => judgeSender(ctx, actor, rule));
  return made;
}

/** 1 when it was done, 0 when it was refused. */
async function attempt(step: () => Promise<unknown>): Promise<number> {
  try {
    await step();
    return 1;
  } catch (error) {
    if (error instanceof Refusal && error.kind !== "unauthenticated") return 0;
    throw error;
  }
}

/** Makes tags with their names and colours; also before messages come that carry their keywords. */
export async function applyTags(ctx: Context, actor: Actor, file: Pick<AccountFile, "tags">): Promise<number> {
  const tags = await listTags(ctx, actor);
  const taken = new Set(tags.flatMap(({ name, keyword }) => [name.toLowerCase(), keyword.toLowerCase()]));
  let made = 0;
  for (const { name, tint, keyword } of file.tags)
    if (!taken.has(name.toLowerCase()) && !taken.has(keyword.toLowerCase()))
      made += await attempt(() => createTag(ctx, actor, { name, tint }));
  return made;
}

/** One that runs does so here too, where none does yet. */
async function applyScripts(ctx: Context, actor: Actor, file: AccountFile): Promise<number> {
  let made = 0;
  const known = await listScripts(ctx, actor);
  const isFree = {
    incoming: !known.some(({ activeIncoming }) => activeIncoming),
    outgoing: !known.some(({ activeOutgoing }) => activeOutgoing),
  };
  const names = new Set(known.map(({ name }) => name));
  for (const { name, text, activeIncoming, activeOutgoing } of file.scripts ?? []) {
    if (names.has(name)) continue;
    made += await attempt(() => putScript(ctx, actor, { name, text }));
    for (const direction of ["incoming", "outgoing"] as const)
      if (isFree[direction] && (direction === "incoming" ? activeIncoming : activeOutgoing))
        await attempt(() => putScript(ctx, actor, { name, text, activate: direction }));
  }
  return made;
}

async function applySignatures(ctx: Context, actor: Actor, file: AccountFile): Promise<number> {
  let made = 0;
  const before = new Set((await listSignatures(ctx, actor)).map(({ name }) => name));
  for (const { name, html, files } of file.signatures ?? []) {
    if (before.has(name)) continue;
    made += await attempt(async () => {
      const kept = await keepFiles(ctx, actor, files);
      await saveSignature(ctx, actor, { name, html: kept.inHtml(html) });
    });
  }
  return made;
}

/** Their signatures are known by name. */
async function applyIdentities(ctx: Context, actor: Actor, file: AccountFile): Promise<number> {
  let made = 0;
  const byName = new Map((await listSignatures(ctx, actor)).map(({ id, name }) => [name, id]));
  const identities = await listIdentities(ctx, actor);
  const signature = (name: string | null) => (name === null ? null : (byName.get(name) ?? null));
  for (const { address, name, replyTo, newSignature, replySignature } of file.identities ?? []) {
    const same = identities.find((one) => one.address === address);
    // One that was changed here is its person's; an address that is not theirs is refused.
    if (same && (same.fields.name !== null || same.replyTo !== "" || same.newSignatureId || same.replySignatureId))
      continue;
    const [newSignatureId, replySignatureId] = [signature(newSignature), signature(replySignature)];
    if (same && name === null && replyTo === "" && !newSignatureId && !replySignatureId) continue;
    made += await attempt(() =>
      saveIdentity(ctx, actor, { id: same?.id, address, name, replyTo, newSignatureId, replySignatureId }),
    );
  }
  return made;
}

async function applyTemplates(ctx: Context, actor: Actor, file: AccountFile): Promise<number> {
  let made = 0;
  const names = new Set((await listTemplates(ctx, actor)).map(({ name }) => name));
  for (const { name, to, cc, bcc, subject, html, files } of file.templates ?? []) {
    if (names.has(name)) continue;
    made += await attempt(async () => {
      const kept = await keepFiles(ctx, actor, files);
      const content = { to, cc, bcc, subject, html: kept.inHtml(html), attachments: kept.refs };
      await saveTemplate(ctx, actor, { name, content });
    });
  }
  return made;
}

/** Files become uploads of this account, and the HTML refers to those. */
async function keepFiles(ctx: Context, actor: Actor, files: readonly AccountFileFile[]) {
  const refs: AttachmentRef[] = [];
  const newIds = new Map<string, string>();
  for (const { id, name, type, contentId, base64 } of files) {
    const upload = await keepUpload(ctx, actor, { name, type, content: Buffer.from(base64, "base64") });
    newIds.set(id, upload.uploadId);
    // A picture is called by its upload's id.
    const own = contentId?.startsWith(id) ? `${upload.uploadId}${contentId.slice(id.length)}` : contentId;
    refs.push({ ...upload, ...(own ? { contentId: own } : {}) });
  }
  return {
    refs,
    inHtml: (html: string) =>
      html.replaceAll(/\/uploads\/([0-9a-f-]{36})/g, (whole, id: string) => {
        const now = newIds.get(id);
        return now ? `/uploads/${now}` : whole;
      }),
  };
}
