import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  copyNodes,
  createFolder,
  deleteNodes,
  getNode,
  handOver,
  nodeChanges,
  restoreNodes,
  trashNodes,
} from "../files/index.ts";
import { purge } from "../maintenance/index.ts";
import { writeSetting } from "../settings/index.ts";
import {
  addComment,
  deleteComment,
  editComment,
  getThread,
  listComments,
  reopenThread,
  replyToComment,
  resolveThread,
  restoreComment,
} from "./index.ts";
import { buildFile, buildPerson, give, type Person } from "./people.fixture.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const hour = 3_600_000;
const missing = "01234567-89ab-7cde-8f01-23456789abcd";
const unknown = { kind: "not-found", reason: "comment-unknown" };
const lacking = { kind: "forbidden", reason: "share-right-missing" };

/** Ann's file, on which Ben comments, which Cem changes and Dora looks at, and of which Eve knows nothing. */
async function people() {
  const [ann, ben, cem, dora, eve] = await Promise.all([1, 2, 3, 4, 5].map(() => buildPerson(ctx)));
  if (!ann || !ben || !cem || !dora || !eve) throw new Error("five people");
  const { id: folderId } = await createFolder(ctx, ann.actor, { parentId: null, name: "Roof" });
  const fileId = await buildFile(ctx, ann, folderId);
  await give(ctx, { from: ann, to: ben, id: fileId, role: "comment" });
  await give(ctx, { from: ann, to: cem, id: folderId, role: "write" });
  await give(ctx, { from: ann, to: dora, id: folderId, role: "read" });
  return { ann, ben, cem, dora, eve, folderId, fileId };
}

const said = async (person: Person, id: string, isResolved = false) =>
  (await listComments(ctx, person.actor, { id, isResolved })).threads.map((thread) =>
    thread.comments.map((comment) => comment.text),
  );

test("who comments, changes or owns a file says something about it; who looks reads it, and others find nothing", async () => {
  const { ann, ben, cem, dora, eve, fileId } = await people();
  const thread = await addComment(ctx, ben.actor, { id: fileId, text: "  Is this the last price?\r\n" });
  expect(thread).toMatchObject({ nodeId: fileId, anchor: null, resolvedAt: null });
  for (const person of [cem, ann])
    await replyToComment(ctx, person.actor, { threadId: thread.id, text: person === ann ? "Yes." : "I think so." });
  expect(await said(dora, fileId)).toEqual([["Is this the last price?", "I think so.", "Yes."]]);
  const page = async ({ actor }: Person) => {
    const { canComment, canModerate, total } = await listComments(ctx, actor, { id: fileId });
    return [canComment, canModerate, total];
  };
  expect(await page(dora)).toEqual([false, false, 1]);
  expect(await page(ben)).toEqual([true, false, 1]);
  expect(await page(cem)).toEqual([true, true, 1]);
  expect(await page(ann)).toEqual([true, true, 1]);
  const [mine] = thread.comments;
  const asks = ({ actor }: Person, { threadId, id, nodeId }: { threadId: string; id: string; nodeId: string }) => [
    () => addComment(ctx, actor, { id: nodeId, text: "x" }),
    () => replyToComment(ctx, actor, { threadId, text: "x" }),
    () => editComment(ctx, actor, { id, text: "x" }),
    () => deleteComment(ctx, actor, { id }),
    () => restoreComment(ctx, actor, { id }),
    () => resolveThread(ctx, actor, { id: threadId }),
    () => reopenThread(ctx, actor, { id: threadId }),
  ];
  const there = { threadId: thread.id, id: mine?.id ?? "", nodeId: fileId };
  for (const ask of asks(dora, there)) await expect(ask()).rejects.toMatchObject(lacking);
  for (const ask of asks(eve, there)) await expect(ask()).rejects.toMatchObject({ kind: "not-found" });
  const nowhere = { threadId: missing, id: missing, nodeId: missing };
  for (const ask of asks(ann, nowhere)) await expect(ask()).rejects.toMatchObject({ kind: "not-found" });
  await expect(listComments(ctx, eve.actor, { id: fileId })).rejects.toMatchObject({ reason: "node-unknown" });
  await expect(getThread(ctx, eve.actor, { id: thread.id })).rejects.toMatchObject(unknown);
  await expect(getThread(ctx, ann.actor, { id: missing })).rejects.toMatchObject(unknown);
  expect((await getThread(ctx, dora.actor, { id: thread.id })).comments).toHaveLength(3);
});

test("authors edit and delete their own, who may change the file deletes any, and each brings back what they deleted", async () => {
  const { ann, ben, cem, fileId } = await people();
  const { id: threadId, comments } = await addComment(ctx, ben.actor, { id: fileId, text: "First" });
  const id = comments[0]?.id ?? "";
  ctx.advance(1000);
  await editComment(ctx, ben.actor, { id, text: "First, better" });
  const own = { kind: "forbidden", reason: "comment-not-own" };
  await expect(editComment(ctx, ann.actor, { id, text: "Mine" })).rejects.toMatchObject(own);
  const [shown] = (await getThread(ctx, ben.actor, { id: threadId })).comments;
  expect([shown?.text, shown?.isMine, shown?.editedAt !== null]).toEqual(["First, better", true, true]);
  const { comments: more } = await replyToComment(ctx, ann.actor, { threadId, text: "Second" });
  const second = more.find((one) => one.text === "Second")?.id ?? "";
  await expect(deleteComment(ctx, ben.actor, { id: second })).rejects.toMatchObject(lacking);
  await deleteComment(ctx, cem.actor, { id: second });
  await expect(restoreComment(ctx, ann.actor, { id: second })).rejects.toMatchObject({ reason: "undo-too-late" });
  await restoreComment(ctx, cem.actor, { id: second });
  await deleteComment(ctx, ben.actor, { id });
  await expect(deleteComment(ctx, ben.actor, { id })).rejects.toMatchObject(unknown);
  await expect(editComment(ctx, ben.actor, { id, text: "Late" })).rejects.toMatchObject(unknown);
  expect(await said(ben, fileId)).toEqual([["Second"]]);
  ctx.advance(2 * hour);
  await expect(restoreComment(ctx, ben.actor, { id })).rejects.toMatchObject({ reason: "undo-too-late" });
  // A thread in which nothing is left is gone, and its rows with a job.
  await deleteComment(ctx, ann.actor, { id: second });
  expect(await said(ann, fileId)).toEqual([]);
  await expect(replyToComment(ctx, ben.actor, { threadId, text: "Late" })).rejects.toMatchObject(unknown);
  ctx.advance(30 * hour);
  await purge(ctx);
  expect(await ctx.db.prisma.commentThread.count({ where: { nodeId: fileId } })).toBe(0);
});

test("who may change the file resolves a thread and opens it again; an answer opens it too", async () => {
  const { ann, ben, cem, fileId } = await people();
  const { id: threadId } = await addComment(ctx, ben.actor, { id: fileId, text: "Typo in line 2" });
  await expect(resolveThread(ctx, ben.actor, { id: threadId })).rejects.toMatchObject(lacking);
  await resolveThread(ctx, cem.actor, { id: threadId });
  const done = await getThread(ctx, ann.actor, { id: threadId });
  // Who was first stays named.
  await resolveThread(ctx, ann.actor, { id: threadId });
  expect(await getThread(ctx, ann.actor, { id: threadId })).toEqual(done);
  expect([await said(ann, fileId), await said(ann, fileId, true)]).toEqual([[], [["Typo in line 2"]]]);
  expect((await listComments(ctx, ann.actor, { id: fileId })).resolvedCount).toBe(1);
  expect((await getNode(ctx, ann.actor, { id: fileId })).commentCount).toBe(0);
  await replyToComment(ctx, ben.actor, { threadId, text: "Line 3 too" });
  expect(await said(ann, fileId)).toEqual([["Typo in line 2", "Line 3 too"]]);
  await resolveThread(ctx, ann.actor, { id: threadId });
  await reopenThread(ctx, cem.actor, { id: threadId });
  expect(await getThread(ctx, ann.actor, { id: threadId })).toMatchObject({ resolvedAt: null, resolvedBy: null });
  expect((await getNode(ctx, ann.actor, { id: fileId })).commentCount).toBe(2);
});

test("two who write at once both stand, and an answer that comes with a resolve is not lost", async () => {
  const { ann, ben, cem, fileId } = await people();
  const { id: threadId } = await addComment(ctx, ben.actor, { id: fileId, text: "First" });
  const texts = Array.from({ length: 8 }, (_, i) => `Answer ${i}`);
  await Promise.all(texts.map((text, i) => replyToComment(ctx, i % 2 ? ben.actor : cem.actor, { threadId, text })));
  const [thread] = await said(ann, fileId);
  expect(thread?.toSorted()).toEqual(["First", ...texts].toSorted());
  await Promise.all([
    resolveThread(ctx, ann.actor, { id: threadId }),
    replyToComment(ctx, ben.actor, { threadId, text: "Wait" }),
  ]);
  expect((await getThread(ctx, ann.actor, { id: threadId })).comments.at(-1)?.text).toBe("Wait");
  const own = (await getThread(ctx, ben.actor, { id: threadId })).comments[0]?.id ?? "";
  const both = await Promise.allSettled([
    deleteComment(ctx, ann.actor, { id: own }),
    deleteComment(ctx, ben.actor, { id: own }),
  ]);
  expect(both.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("a comment has words, up to 4,000 characters, and a place in the document where it says one", async () => {
  const { ben, fileId } = await people();
  const add = (text: string) => addComment(ctx, ben.actor, { id: fileId, text });
  for (const text of ["", " \n\t", "\0"]) await expect(add(text)).rejects.toMatchObject({ reason: "comment-empty" });
  await expect(add("x".repeat(4001))).rejects.toMatchObject({ reason: "comment-long", params: { max: 4000 } });
  expect((await add("🏠".repeat(4000))).comments[0]?.text).toHaveLength(8000);
  const anchor = { kind: "range", from: "a", to: "b" };
  expect((await addComment(ctx, ben.actor, { id: fileId, text: "Here", anchor })).anchor).toEqual(anchor);
  const page = await listComments(ctx, ben.actor, { id: fileId, offset: 1, limit: 1 });
  expect([page.total, page.threads.map((thread) => thread.anchor)]).toEqual([2, [null]]);
});

test("who follows the files hears of what is said, changed, deleted and resolved, with a number of the space", async () => {
  const { ann, ben, fileId } = await people();
  const change = async (work: () => Promise<unknown>) => {
    const [before, beforeBen] = [
      await nodeChanges(ctx, ann.actor, { since: "0" }),
      await nodeChanges(ctx, ben.actor, { since: "0" }),
    ];
    await work();
    const { changed } = await nodeChanges(ctx, ann.actor, { since: before.modseq });
    expect(changed.map((node) => node.id)).toEqual([fileId]);
    expect((await nodeChanges(ctx, ben.actor, { since: "0" })).sharedStamp).not.toBe(beforeBen.sharedStamp);
  };
  let threadId = "";
  await change(async () => (threadId = (await addComment(ctx, ben.actor, { id: fileId, text: "One" })).id));
  const id = (await getThread(ctx, ben.actor, { id: threadId })).comments[0]?.id ?? "";
  await change(() => editComment(ctx, ben.actor, { id, text: "Two" }));
  await change(() => replyToComment(ctx, ann.actor, { threadId, text: "Three" }));
  await change(() => resolveThread(ctx, ann.actor, { id: threadId }));
  await change(() => reopenThread(ctx, ann.actor, { id: threadId }));
  await change(() => deleteComment(ctx, ben.actor, { id }));
  await change(() => restoreComment(ctx, ben.actor, { id }));
  const { modseq, spaceId } = await ctx.db.prisma.comment.findUniqueOrThrow({ where: { id } });
  const space = await ctx.db.prisma.space.findUniqueOrThrow({ where: { id: ann.spaceId } });
  expect([modseq, spaceId]).toEqual([space.modseq, ann.spaceId]);
});

test("a copy has no comments, the trash keeps them to be read, and they go with the file", async () => {
  const { ann, ben, folderId, fileId } = await people();
  const { id: threadId } = await addComment(ctx, ben.actor, { id: fileId, text: "Stays" });
  const { copied } = await copyNodes(ctx, ann.actor, { ids: [fileId], parentId: folderId });
  expect(await said(ann, copied[0]?.id ?? "")).toEqual([]);
  await trashNodes(ctx, ann.actor, { ids: [folderId] });
  const inTrash = await listComments(ctx, ann.actor, { id: fileId });
  expect([inTrash.total, inTrash.canComment, inTrash.canModerate]).toEqual([1, false, false]);
  const trashed = { kind: "conflict", reason: "node-in-trash" };
  await expect(replyToComment(ctx, ann.actor, { threadId, text: "x" })).rejects.toMatchObject(trashed);
  await expect(listComments(ctx, ben.actor, { id: fileId })).rejects.toMatchObject({ kind: "not-found" });
  await restoreNodes(ctx, ann.actor, { ids: [folderId] });
  expect(await said(ben, fileId)).toEqual([["Stays"]]);
  await trashNodes(ctx, ann.actor, { ids: [folderId] });
  await deleteNodes(ctx, ann.actor, { ids: [folderId] });
  expect(await ctx.db.prisma.comment.count({ where: { threadId } })).toBe(0);
});

test("with a file its comments become somebody else's", async () => {
  const { ann, ben, eve, fileId } = await people();
  const { id: threadId } = await addComment(ctx, ben.actor, { id: fileId, text: "Still here" });
  await handOver(ctx, ann.actor, { id: fileId, address: eve.address });
  const rows = await ctx.db.prisma.commentThread.findMany({ where: { id: threadId }, include: { comments: true } });
  expect(rows.flatMap((row) => [row.spaceId, ...row.comments.map((one) => one.spaceId)])).toEqual([
    eve.spaceId,
    eve.spaceId,
  ]);
  await resolveThread(ctx, eve.actor, { id: threadId });
  await replyToComment(ctx, ben.actor, { threadId, text: "And open" });
});

test("while an owner takes more than they may others read comments and write none, as they change nothing else", async () => {
  const { ann, ben, fileId } = await people();
  const { id: threadId } = await addComment(ctx, ben.actor, { id: fileId, text: "Before" });
  await writeSetting(ctx, { scope: "account", scopeId: ann.accountId }, "account.quotaBytes", 1);
  await expect(addComment(ctx, ben.actor, { id: fileId, text: "x" })).rejects.toMatchObject({
    kind: "over-quota",
    reason: "space-over-quota",
  });
  expect((await listComments(ctx, ben.actor, { id: fileId })).canComment).toBe(false);
  await replyToComment(ctx, ann.actor, { threadId, text: "I make room" });
  expect(await said(ben, fileId)).toEqual([["Before", "I make room"]]);
});

test("of somebody who is held what was said is kept when it goes", async () => {
  const { ann, ben, fileId } = await people();
  const { comments } = await addComment(ctx, ben.actor, { id: fileId, text: "Evidence" });
  await ctx.db.prisma.legalHold.create({
    data: {
      id: missing,
      accountId: ann.accountId,
      spaceId: ann.spaceId,
      reason: "Case 7",
      placedAt: ctx.clock.now(),
    },
  });
  await deleteComment(ctx, ben.actor, { id: comments[0]?.id ?? "" });
  ctx.advance(30 * hour);
  await purge(ctx);
  const kept = await ctx.db.prisma.keptRow.findMany({ where: { spaceId: ann.spaceId, kind: "Comment" } });
  expect(kept.map((row) => (row.data as { text: string }).text)).toEqual(["Evidence"]);
});
