import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import { accessOwnAccount, type OwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { type AttachmentRef, attachmentBytes, type DraftContent } from "../mail/index.ts";
import { resolveSettings } from "../settings/index.ts";
import { changeSpace } from "../spaces/index.ts";

/** What a message can begin with. Files and pictures are uploads that stay as long as the template. */
export type TemplateContent = Pick<DraftContent, "to" | "cc" | "bcc" | "subject" | "html" | "attachments">;

export type Template = {
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly content: TemplateContent;
};

const mostTemplates = 500;

/** The actor's own templates by name. */
export async function listTemplates(ctx: Context, actor: Actor): Promise<Template[]> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  const rows = await ctx.db.prisma.template.findMany({
    where: { spaceId, deletedAt: null },
    select: { id: true, name: true, content: true, updatedAt: true },
    orderBy: [{ name: "asc" }, { createdAt: "asc" }],
  });
  return rows.map(({ id, name, content, updatedAt }) => ({
    id,
    name,
    updatedAt: updatedAt.toISOString(),
    content: content as unknown as TemplateContent,
  }));
}

/** Keeps a message as a template, its files too, or changes one. Refuses what is larger than a message may be. */
export async function saveTemplate(
  ctx: Context,
  actor: Actor,
  input: { id?: string | undefined; name: string; content: TemplateContent },
): Promise<{ id: string }> {
  const account = await accessOwnAccount(ctx, actor);
  if (input.id) await accessTemplate(ctx, account, input.id);
  const name = input.name.trim();
  if (name === "" || name.length > 200 || /\p{Cc}/u.test(name)) throw new Refusal("invalid", "name-invalid");
  const id = input.id ?? newId();
  const { content, files } = await ownFiles(ctx, actor, { account, templateId: id, content: input.content });
  const max = Number((await resolveSettings(ctx, account.id))["mail.maxMessageBytes"].value);
  const size = content.attachments.reduce((sum, one) => sum + one.sizeBytes, 0) + content.html.length;
  if (size > max) throw new Refusal("too-large", "message-too-large", { max });
  const now = ctx.clock.now();
  await changeSpace(ctx, account.spaceId, async (client, modseq) => {
    if (!input.id) await refuseMany(client, account.spaceId);
    await client.query(
      `INSERT INTO "Template" ("id", "spaceId", "modseq", "name", "content", "updatedAt") VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ("id") DO UPDATE SET "modseq" = $3, "name" = $4, "content" = $5, "updatedAt" = $6`,
      [id, account.spaceId, modseq, name, JSON.stringify(content), now],
    );
    for (const file of files) await file.write(client);
    await client.query(
      'UPDATE "Upload" SET "templateId" = NULL, "createdAt" = $3 WHERE "templateId" = $1 AND NOT ("id" = ANY($2::uuid[]))',
      [id, files.map((file) => file.uploadId), now],
    );
  });
  return { id };
}

/** Takes a template away; it can be brought back for some weeks. */
export async function removeTemplate(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  await setDeleted(ctx, actor, { id, deletedAt: ctx.clock.now() });
}

/** Brings a removed template back. */
export async function restoreTemplate(ctx: Context, actor: Actor, { id }: { id: string }): Promise<void> {
  await setDeleted(ctx, actor, { id, deletedAt: null });
}

async function setDeleted(ctx: Context, actor: Actor, input: { id: string; deletedAt: Date | null }): Promise<void> {
  const account = await accessOwnAccount(ctx, actor);
  await accessTemplate(ctx, account, input.id);
  await changeSpace(ctx, account.spaceId, (client, modseq) =>
    client.query('UPDATE "Template" SET "deletedAt" = $2, "modseq" = $3 WHERE "id" = $1', [
      input.id,
      input.deletedAt,
      modseq,
    ]),
  );
}

async function accessTemplate(ctx: Context, { spaceId }: OwnAccount, id: string): Promise<void> {
  const found = isId(id) ? await ctx.db.prisma.template.count({ where: { id, spaceId } }) : 0;
  if (found === 0) throw new Refusal("not-found", "template-unknown");
}

async function refuseMany(client: pg.PoolClient, spaceId: string): Promise<void> {
  const { rows } = await client.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM "Template" WHERE "spaceId" = $1 AND "deletedAt" IS NULL',
    [spaceId],
  );
  if ((rows[0]?.n ?? 0) >= mostTemplates) throw new Refusal("too-many", "templates-too-many", { max: mostTemplates });
}

type OwnFile = { readonly uploadId: string; readonly write: (client: pg.PoolClient) => Promise<unknown> };

/** Every file becomes an upload of the template's own: a message that it came from may go, and so may another template. */
async function ownFiles(
  ctx: Context,
  actor: Actor,
  input: { account: OwnAccount; templateId: string; content: TemplateContent },
): Promise<{ content: TemplateContent; files: OwnFile[] }> {
  const { account, templateId, content } = input;
  const kept = new Set(
    (await ctx.db.prisma.upload.findMany({ where: { templateId }, select: { id: true } })).map((row) => row.id),
  );
  let { html } = content;
  const attachments: AttachmentRef[] = [];
  const files: OwnFile[] = [];
  for (const ref of content.attachments) {
    if ("uploadId" in ref && kept.has(ref.uploadId)) {
      files.push({ uploadId: ref.uploadId, write: () => Promise.resolve() });
      attachments.push(ref);
      continue;
    }
    const uploadId = newId();
    const blob = await ctx.blobs.prepare(await attachmentBytes(ctx, actor, { account, ref }));
    const { name, type, sizeBytes, contentId } = ref;
    files.push({
      uploadId,
      async write(client) {
        await blob.write(client);
        await client.query(
          'INSERT INTO "Upload" ("id", "accountId", "blobHash", "name", "type", "sizeBytes", "templateId") VALUES ($1, $2, $3, $4, $5, $6, $7)',
          [uploadId, account.id, blob.hash, name, type, sizeBytes, templateId],
        );
      },
    });
    attachments.push({ uploadId, name, type, sizeBytes, ...(contentId ? { contentId } : {}) });
    const shownAt =
      "uploadId" in ref ? `/uploads/${ref.uploadId}` : `/mail/messages/${ref.messageId}/parts/${ref.path}`;
    html = html
      .replaceAll(`"${shownAt}"`, `"/uploads/${uploadId}"`)
      .replaceAll(`"${shownAt}?inline=1"`, `"/uploads/${uploadId}"`);
  }
  const { to, cc, bcc, subject } = content;
  return { content: { to, cc, bcc, subject, html, attachments }, files };
}
