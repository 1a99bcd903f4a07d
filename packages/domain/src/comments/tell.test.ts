import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createFolder } from "../files/index.ts";
import { addMembers, createList } from "../lists/index.ts";
import { listNotices } from "../notices/index.ts";
import { share } from "../sharing/index.ts";
import { addComment, editComment, findMentionable, replyToComment } from "./index.ts";
import { buildFile, buildPerson, give, type Person } from "./people.fixture.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

/** Ann's folder, in which Ben comments on everything, with a file that Cem has by itself. */
async function people() {
  const [ann, ben, cem, eve] = await Promise.all([1, 2, 3, 4].map(() => buildPerson(ctx)));
  if (!ann || !ben || !cem || !eve) throw new Error("four people");
  const { id: folderId } = await createFolder(ctx, ann.actor, { parentId: null, name: "Roof" });
  const fileId = await buildFile(ctx, ann, folderId);
  await give(ctx, { from: ann, to: ben, id: folderId, role: "comment" });
  await give(ctx, { from: ann, to: cem, id: fileId, role: "comment" });
  return { ann, ben, cem, eve, folderId, fileId };
}

const noticesOf = async (person: Person) =>
  (await listNotices(ctx, person.actor)).filter((notice) => notice.kind.startsWith("comment"));
const told = async (person: Person) => (await noticesOf(person)).map((notice) => notice.kind).toReversed();

test("the owner, who said something in the thread, and who is named are told once each, and nobody of their own", async () => {
  const { ann, ben, cem, folderId, fileId } = await people();
  const { id: threadId } = await addComment(ctx, ben.actor, { id: fileId, text: "Is it?" });
  expect([await told(ann), await told(ben), await told(cem)]).toEqual([["comment-added"], [], []]);
  const [notice] = await noticesOf(ann);
  const { name: person } = await ctx.db.prisma.account.findUniqueOrThrow({ where: { id: ben.accountId } });
  expect(notice).toMatchObject({
    params: { name: "Offer.txt", person },
    link: `/files/${folderId}?details=${fileId}&thread=${threadId}`,
  });
  await replyToComment(ctx, ann.actor, { threadId, text: `<@${cem.accountId}> knows. <@${ann.accountId}> does not.` });
  expect([await told(ann), await told(ben), await told(cem)]).toEqual([
    ["comment-added"],
    ["comment-answered"],
    ["comment-mention"],
  ]);
  // Who does not see the folder is led to what is shared with them.
  expect((await noticesOf(cem))[0]?.link).toBe(`/files/shared?details=${fileId}&thread=${threadId}`);
  await replyToComment(ctx, cem.actor, { threadId, text: `It is, <@${ben.accountId}>.` });
  expect([await told(ann), await told(ben), await told(cem)]).toEqual([
    ["comment-added", "comment-answered"],
    ["comment-answered", "comment-mention"],
    ["comment-mention"],
  ]);
});

test("an edit tells whom it names anew, and nobody else", async () => {
  const { ann, ben, cem, fileId } = await people();
  const { comments } = await addComment(ctx, ann.actor, { id: fileId, text: `Look, <@${ben.accountId}>` });
  const id = comments[0]?.id ?? "";
  await editComment(ctx, ann.actor, { id, text: `Look, <@${ben.accountId}> and <@${cem.accountId}>` });
  expect([await told(ann), await told(ben), await told(cem)]).toEqual([[], ["comment-mention"], ["comment-mention"]]);
});

test("only who may see the file can be named, and nobody is told who may not see it any more", async () => {
  const { ann, ben, cem, eve, fileId } = await people();
  const unseen = { kind: "invalid", reason: "comment-mention-unseen" };
  const naming = (id: string) => addComment(ctx, ann.actor, { id: fileId, text: `Hello <@${id}>` });
  await expect(naming(eve.accountId)).rejects.toMatchObject(unseen);
  await expect(naming("01234567-89ab-7cde-8f01-23456789abcd")).rejects.toMatchObject(unseen);
  expect(await told(eve)).toEqual([]);
  const { id: threadId } = await addComment(ctx, ben.actor, { id: fileId, text: "Mine" });
  const { comments } = await replyToComment(ctx, ben.actor, { threadId, text: `As <@${cem.accountId}> says` });
  await ctx.db.pool.query(`UPDATE "Grant" SET "revokedAt" = $2 WHERE "objectId" = $1`, [fileId, ctx.clock.now()]);
  await replyToComment(ctx, ann.actor, { threadId, text: "Yes" });
  expect(await told(cem)).toEqual(["comment-mention"]);
  // Who was named before stays named.
  const edited = comments.at(-1)?.id ?? "";
  await editComment(ctx, ben.actor, { id: edited, text: `As <@${cem.accountId}> said` });
});

test("people are found by the beginnings of their names, but for who is in a list whose members one may not know", async () => {
  const { ann, ben, eve, fileId } = await people();
  const found = async (person: Person, text: string) =>
    (await findMentionable(ctx, person.actor, { id: fileId, text })).map((one) => one.id);
  expect((await found(ben, "")).toSorted()).not.toContain(ben.accountId);
  expect(await found(ben, "person")).toContain(ann.accountId);
  expect(await found(ben, "nobody")).toEqual([]);
  expect(await found(ben, ann.address.slice(0, 3))).toContain(ann.accountId);
  await expect(found(eve, "")).rejects.toMatchObject({ kind: "not-found" });
  const system = { kind: "system", part: "cli" } as const;
  const address = "secret@town.example";
  const { id } = await createList(ctx, system, { address, name: "Secret", whoSeesMembers: "managers" });
  await addMembers(ctx, system, { id, addresses: [eve.address], as: "member" });
  await share(ctx, ann.actor, { object: { kind: "node", id: fileId }, with: { address }, role: "comment" });
  expect([await found(ben, ""), await found(ann, "")].flat()).not.toContain(eve.accountId);
  await addComment(ctx, eve.actor, { id: fileId, text: "I am here by the list" });
  await ctx.db.pool.query(
    `UPDATE "MailList" SET "whoSeesMembers" = 'domain' WHERE "spaceId" IS NOT NULL AND "id" = $1`,
    [id],
  );
  expect(await found(ben, "")).toContain(eve.accountId);
});

test("who is named gets a mail in their language with what was said and where, and nobody else", async () => {
  const { ann, ben, cem, fileId } = await people();
  await ctx.db.prisma.account.update({ where: { id: cem.accountId }, data: { locale: "de", name: "Cem Kara" } });
  const text = `Is it dear, <@${cem.accountId}>?`;
  const origin = "https://town.example";
  const { id: threadId, comments } = await addComment(ctx, ben.actor, { id: fileId, text, origin });
  expect([await mailTo(ann), await mailTo(ben)]).toEqual([[], []]);
  const [mail, ...more] = await mailTo(cem);
  expect(more).toEqual([]);
  expect(mail?.subject).toMatch(/ hat Sie in „Offer.txt“ erwähnt$/);
  expect(mail?.text).toContain("Is it dear, @Cem Kara?");
  expect(mail?.text).toContain(`${origin}/files/shared?details=${fileId}&thread=${threadId}`);
  // One that says again what it said names nobody anew.
  await editComment(ctx, ben.actor, { id: comments[0]?.id ?? "", text: `${text} I think so.`, origin });
  expect(await mailTo(cem)).toHaveLength(1);
});

async function mailTo({ accountId }: Person): Promise<{ subject: string; text: string }[]> {
  const { spaceId } = await ctx.db.prisma.account.findUniqueOrThrow({ where: { id: accountId } });
  const messages = await ctx.db.prisma.message.findMany({
    where: { spaceId, subject: { contains: "Offer.txt" }, snippet: { contains: "dear" } },
    select: { subject: true, blobHash: true },
  });
  return Promise.all(
    messages.map(async ({ subject, blobHash }) => {
      const raw = (await ctx.blobs.read(Buffer.from(blobHash))).toString();
      const body = raw.slice(raw.indexOf("\r\n\r\n") + 4);
      const isEncoded = /content-transfer-encoding: base64/i.test(raw);
      return {
        subject,
        text: isEncoded ? Buffer.from(body, "base64").toString() : body.replaceAll("=\r\n", "").replaceAll("=3D", "="),
      };
    }),
  );
}
