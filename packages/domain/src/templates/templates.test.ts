import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { discardDraft, getDraft, keepUpload, readUpload, saveDraft } from "../mail/index.ts";
import { purge } from "../maintenance/index.ts";
import { listTemplates, removeTemplate, restoreTemplate, saveTemplate } from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson(): Promise<Actor> {
  const { accountId } = await createAccount(ctx, {
    address: `t${++counter}@town.example`,
    name: "Maren",
    password: "long enough pw",
  });
  return { kind: "user", accountId };
}

const words = { to: [{ name: "", address: "a@x.example" }], cc: [], bcc: [], subject: "Offer", html: "<p>Hello</p>" };

test("a message becomes a template with its files, which stay when the message and two days are gone", async () => {
  const actor = await buildPerson();
  const plan = await keepUpload(ctx, actor, {
    name: "plan.pdf",
    type: "application/pdf",
    content: Buffer.from("%PDF"),
  });
  const logo = await keepUpload(ctx, actor, { name: "l.png", type: "image/png", content: Buffer.from("png") });
  const { draftId } = await saveDraft(ctx, actor, {
    content: {
      ...words,
      html: `<p>Hello <img src="/uploads/${logo.uploadId}"></p>`,
      attachments: [plan, { ...logo, contentId: "logo" }],
    },
  });
  const { version: _version, ...content } = await getDraft(ctx, actor, { draftId });
  const { id } = await saveTemplate(ctx, actor, { name: "Offer", content });
  await discardDraft(ctx, actor, { draftId });
  ctx.advance(40 * 86_400_000);
  await purge(ctx);
  const [template] = await listTemplates(ctx, actor);
  expect(template).toMatchObject({
    id,
    name: "Offer",
    content: { subject: "Offer", to: [{ address: "a@x.example" }] },
  });
  const files = template?.content.attachments ?? [];
  expect(files.map(({ name }) => name).sort()).toEqual(["l.png", "plan.pdf"]);
  const picture = files.find((file) => file.contentId !== undefined);
  const shown = picture && "uploadId" in picture ? picture.uploadId : "";
  expect(template?.content.html).toContain(`src="/uploads/${shown}"`);
  expect((await readUpload(ctx, actor, { uploadId: shown })).content.toString()).toBe("png");
  const again = await saveDraft(ctx, actor, { content: template?.content ?? { ...words, attachments: [] } });
  expect((await getDraft(ctx, actor, again)).attachments).toHaveLength(2);
});

test("a template is changed, taken away and brought back, and another's files are copied", async () => {
  const actor = await buildPerson();
  const plan = await keepUpload(ctx, actor, {
    name: "plan.pdf",
    type: "application/pdf",
    content: Buffer.from("%PDF"),
  });
  const first = await saveTemplate(ctx, actor, { name: "One", content: { ...words, attachments: [plan] } });
  const [one] = await listTemplates(ctx, actor);
  const files = one?.content.attachments ?? [];
  const second = await saveTemplate(ctx, actor, { name: "Two", content: { ...words, attachments: files } });
  await saveTemplate(ctx, actor, { ...first, name: "One", content: { ...words, subject: "New", attachments: [] } });
  ctx.advance(3 * 86_400_000);
  await purge(ctx);
  const [changed, copy] = await listTemplates(ctx, actor);
  expect(changed?.content).toMatchObject({ subject: "New", attachments: [] });
  const [file] = copy?.content.attachments ?? [];
  expect((await readUpload(ctx, actor, { uploadId: file && "uploadId" in file ? file.uploadId : "" })).name).toBe(
    "plan.pdf",
  );
  await removeTemplate(ctx, actor, second);
  expect((await listTemplates(ctx, actor)).map(({ name }) => name)).toEqual(["One"]);
  await restoreTemplate(ctx, actor, second);
  expect((await listTemplates(ctx, actor)).map(({ name }) => name)).toEqual(["One", "Two"]);
});

test("a stranger finds no template and gets no file into one", async () => {
  const [owner, stranger] = [await buildPerson(), await buildPerson()];
  const plan = await keepUpload(ctx, owner, { name: "p.pdf", type: "application/pdf", content: Buffer.from("%PDF") });
  const { id } = await saveTemplate(ctx, owner, { name: "Mine", content: { ...words, attachments: [] } });
  await expect(saveTemplate(ctx, stranger, { id, name: "x", content: { ...words, attachments: [] } })).rejects.toThrow(
    "template-unknown",
  );
  await expect(saveTemplate(ctx, stranger, { name: "x", content: { ...words, attachments: [plan] } })).rejects.toThrow(
    "upload-unknown",
  );
  for (const verb of [removeTemplate, restoreTemplate])
    await expect(verb(ctx, stranger, { id })).rejects.toThrow("template-unknown");
});
