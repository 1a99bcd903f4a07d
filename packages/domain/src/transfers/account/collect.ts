import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { listIdentities, listSignatures } from "../../identities/index.ts";
import {
  type AttachmentRef,
  listSavedSearches,
  listScripts,
  listSenderRules,
  listTags,
  readUpload,
} from "../../mail/index.ts";
import { resolveSettings } from "../../settings/index.ts";
import { listTemplates } from "../../templates/index.ts";
import type { ExportFolder } from "../export-folders.ts";
import type { AccountFile, AccountFileFile } from "./shape.ts";

/** Files of signatures and templates that go along; what is over this stays behind. Bytes. */
const mostFileBytes = 24 * 1024 * 1024;

/** What an archive says besides its messages: how folders and tags are called here, and on wish what its person has made and chosen. */
export async function collectAccount(
  ctx: Context,
  actor: Actor,
  { folders, withAccount }: { folders: readonly ExportFolder[]; withAccount: boolean },
): Promise<Buffer> {
  const { address, name } = await accessOwnAccount(ctx, actor);
  const tags = await listTags(ctx, actor);
  const file: AccountFile = {
    carbyne: 1,
    address,
    name,
    folders: folders.map(({ path, levels, role }) => ({ path, levels: [...levels], role })),
    tags: tags.map((tag) => ({ name: tag.name, tint: tag.tint, keyword: tag.keyword })),
    ...(withAccount ? await collectAll(ctx, actor) : {}),
  };
  return Buffer.from(JSON.stringify(file, null, 2));
}

async function collectAll(ctx: Context, actor: Actor): Promise<Partial<AccountFile>> {
  const readFiles = fileReader(ctx, actor);
  const signatures: NonNullable<AccountFile["signatures"]> = [];
  const nameOfSignature = new Map<string, string>();
  for (const { id, name, html, pictures } of await listSignatures(ctx, actor)) {
    nameOfSignature.set(id, name);
    signatures.push({ name, html, files: await readFiles(pictures) });
  }
  const templates: NonNullable<AccountFile["templates"]> = [];
  for (const { name, content } of await listTemplates(ctx, actor)) {
    const { to, cc, bcc, subject, html, attachments } = content;
    templates.push({
      name,
      to: [...to],
      cc: [...cc],
      bcc: [...bcc],
      subject,
      html,
      files: await readFiles(attachments),
    });
  }
  const signature = (id: string | null) => (id === null ? null : (nameOfSignature.get(id) ?? null));
  return {
    settings: await ownSettings(ctx, actor),
    scripts: (await listScripts(ctx, actor)).map(({ name, text, activeIncoming, activeOutgoing }) => {
      return { name, text, activeIncoming, activeOutgoing };
    }),
    signatures,
    identities: (await listIdentities(ctx, actor)).map(({ fields }) => ({
      address: fields.address,
      name: fields.name,
      replyTo: fields.replyTo,
      newSignature: signature(fields.newSignatureId),
      replySignature: signature(fields.replySignatureId),
    })),
    templates,
    searches: (await listSavedSearches(ctx, actor)).map(({ name, query, tint }) => ({ name, query, tint })),
    senders: (await listSenderRules(ctx, actor)).map(({ sender, verdict }) => ({ sender, verdict })),
  };
}

/** What the person chose; what holds because of somebody else is theirs to say. */
async function ownSettings(ctx: Context, actor: Actor): Promise<NonNullable<AccountFile["settings"]>> {
  const { id, locale, zone, name } = await accessOwnAccount(ctx, actor);
  const chosen: NonNullable<AccountFile["settings"]> = {
    "ui.locale": locale,
    "account.zone": zone,
    "account.name": name,
  };
  for (const [key, { value, from }] of Object.entries(await resolveSettings(ctx, id)))
    if (from === "account" && (typeof value === "string" || typeof value === "number" || typeof value === "boolean"))
      chosen[key] = value;
  return chosen;
}

type Ref =
  | AttachmentRef
  | { readonly uploadId: string; readonly name: string; readonly type: string; readonly contentId?: string };

function fileReader(ctx: Context, actor: Actor) {
  let left = mostFileBytes;
  return async (refs: readonly Ref[]): Promise<AccountFileFile[]> => {
    const files: AccountFileFile[] = [];
    for (const ref of refs) {
      if (!("uploadId" in ref)) continue;
      const { uploadId: id, name, type, contentId } = ref;
      const { content } = await readUpload(ctx, actor, { uploadId: id });
      left -= content.length;
      if (left < 0) break;
      files.push({ id, name, type, ...(contentId ? { contentId } : {}), base64: content.toString("base64") });
    }
    return files;
  };
}
