import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mail } from "../index.ts";
import { writeSetting } from "../settings/index.ts";
import { attachFiles, listFolder, openContent, saveAttachments } from "./index.ts";
import { buildFile, buildPerson, grantNode } from "./people.fixture.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const boundary = ["--b", ""];
const letter = (size: number) =>
  Buffer.from(
    [
      "From: Ana <ana@lindenau.example>",
      "Subject: Two files",
      'Content-Type: multipart/mixed; boundary="b"',
      "",
      ...boundary,
      "See below.",
      "--b",
      'Content-Disposition: attachment; filename="plan.txt"',
      "",
      "The plan",
      "--b",
      'Content-Disposition: attachment; filename="large.bin"',
      "",
      "x".repeat(size),
      "--b--",
      "",
    ].join("\r\n"),
  );

async function deliver(spaceId: string, size = 300_000): Promise<string> {
  await mail.deliverMessage(ctx, { spaceIds: [spaceId], raw: letter(size), verdict: "unverified", role: "inbox" });
  return (await ctx.db.prisma.message.findFirstOrThrow({ where: { spaceId } })).id;
}

test("what came with a message is kept in a folder, twice under two names, whatever its size", async () => {
  const ann = await buildPerson(ctx);
  const messageId = await deliver(ann.spaceId);
  await saveAttachments(ctx, ann.actor, { messageId, paths: ["2", "3"], parentId: null });
  const { ids } = await saveAttachments(ctx, ann.actor, { messageId, paths: ["2"], parentId: null });
  const { nodes } = await listFolder(ctx, ann.actor, { id: null });
  expect(nodes.map((node) => [node.name, node.sizeBytes])).toEqual([
    ["large.bin", 300_000],
    ["plan (2).txt", 8],
    ["plan.txt", 8],
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of (await openContent(ctx, ann.actor, { id: ids[0] ?? "" })).read()) chunks.push(chunk);
  expect(Buffer.concat(chunks).toString()).toBe("The plan");
});

test("nobody keeps what they may not read, nor in a folder of somebody else", async () => {
  const [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
  const messageId = await deliver(ann.spaceId, 10);
  await expect(saveAttachments(ctx, ben.actor, { messageId, paths: ["2"], parentId: null })).rejects.toMatchObject({
    reason: "message-unknown",
  });
  const home = (await listFolder(ctx, ben.actor, { id: null })).folder.id;
  await expect(saveAttachments(ctx, ann.actor, { messageId, paths: ["2"], parentId: home })).rejects.toMatchObject({
    reason: "node-unknown",
  });
  await expect(saveAttachments(ctx, ann.actor, { messageId, paths: ["9"], parentId: null })).rejects.toMatchObject({
    reason: "attachment-unknown",
  });
});

test("where there is not room for all, none is kept", async () => {
  const ann = await buildPerson(ctx);
  const messageId = await deliver(ann.spaceId);
  const scope = { scope: "account", scopeId: ann.accountId } as const;
  await writeSetting(ctx, scope, "account.quotaBytes", 301_000);
  await expect(saveAttachments(ctx, ann.actor, { messageId, paths: ["2", "3"], parentId: null })).rejects.toMatchObject(
    { reason: "storage-full" },
  );
  expect((await listFolder(ctx, ann.actor, { id: null })).total).toBe(0);
});

test("files are attached as they are, also what is shared, within what a message can carry", async () => {
  const [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
  const id = await buildFile(ctx, ann.actor, { name: "Offer.txt", text: "Slates" });
  const { files } = await attachFiles(ctx, ann.actor, { ids: [id, id] });
  expect(files).toMatchObject([{ name: "Offer.txt", type: "text/plain", sizeBytes: 6 }]);
  const read = await mail.readUpload(ctx, ann.actor, { uploadId: files[0]?.uploadId ?? "" });
  expect(read.content.toString()).toBe("Slates");
  await expect(attachFiles(ctx, ben.actor, { ids: [id] })).rejects.toMatchObject({ reason: "node-unknown" });
  await grantNode(ctx, { from: ann, to: ben, id, rights: ["read"] });
  expect((await attachFiles(ctx, ben.actor, { ids: [id] })).files).toHaveLength(1);
  await ctx.db.prisma.node.update({ where: { id }, data: { sizeBytes: 90_000_000_000n } });
  await expect(attachFiles(ctx, ann.actor, { ids: [id] })).rejects.toMatchObject({ reason: "attachment-too-large" });
  const home = (await listFolder(ctx, ann.actor, { id: null })).folder.id;
  await expect(attachFiles(ctx, ann.actor, { ids: [home] })).rejects.toMatchObject({ reason: "node-no-file" });
});
