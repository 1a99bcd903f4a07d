import { newId } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { setUp } from "../../accounts/index.ts";
import { deleteComment, listComments, replyToComment, resolveThread } from "../../comments/index.ts";
import { purge } from "../../maintenance/index.ts";
import { listNotices } from "../../notices/index.ts";
import { commentOnText, createDocument, nameVersion, restoreDocumentVersion } from "../index.ts";
import {
  buildDocument,
  buildPerson,
  give,
  linesOf,
  markedIn,
  type Person,
  placeOf,
  writeLines,
} from "../people.fixture.ts";

let ctx: TestContext;
let ann: Person;
let ben: Person;
let cem: Person;
beforeAll(async () => {
  ctx = await testContext();
  await setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
  [ann, ben, cem] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
});
afterAll(() => ctx.close());

const refusedWith = (reason: string) => expect.objectContaining({ reason });
const dayMs = 86_400_000;

/** A text of Ann's that Ben may comment on and Cem may read. */
async function buildText(...lines: string[]): Promise<string> {
  const id = await buildDocument(ctx, ann);
  await give(ctx, { from: ann, to: ben, id, role: "comment" });
  await give(ctx, { from: ann, to: cem, id, role: "read" });
  await writeLines(ctx, id, ann, lines);
  return id;
}
const threadsOf = async (id: string) => (await listComments(ctx, ann.actor, { id })).threads;

test("who may only comment puts a thread on a range, and changes nothing else", async () => {
  const id = await buildText("The roof is old", "and leaks");
  const place = await placeOf(ctx, id, "roof");
  await writeLines(ctx, id, ann, ["Note: The roof is old", "and leaks"]);
  const thread = await commentOnText(ctx, ben.actor, { id, text: "Which one?", ...place });
  expect(thread).toMatchObject({ anchor: { kind: "text", quote: "roof" }, comments: [{ text: "Which one?" }] });
  expect([await markedIn(ctx, id), await linesOf(ctx, id)]).toEqual([
    { [thread.id]: "roof" },
    ["Note: The roof is old", "and leaks"],
  ]);
  // Threads may lie over each other, and who writes does it the same way.
  const second = await commentOnText(ctx, ann.actor, { id, text: "Old!", ...(await placeOf(ctx, id, "roof is")) });
  expect(await markedIn(ctx, id)).toEqual({ [thread.id]: "roof", [second.id]: "roof is" });
  const { rows } = await ctx.db.pool.query('SELECT "changedBy" FROM "Document" WHERE "nodeId" = $1', [id]);
  expect(rows).toEqual([{ changedBy: [ann.accountId] }]);
});

test("the owner is told under the bell, and led to the thread in the document", async () => {
  const id = await buildText("Slates");
  const { id: threadId } = await commentOnText(ctx, ben.actor, {
    id,
    text: "Why?",
    ...(await placeOf(ctx, id, "Slates")),
  });
  const [notice] = await listNotices(ctx, ann.actor);
  expect(notice).toMatchObject({ kind: "comment-added", link: `/docs/${id}?thread=${threadId}` });
  await replyToComment(ctx, ann.actor, { threadId, text: `Ask <@${cem.accountId}>` });
  expect((await listNotices(ctx, cem.actor))[0]).toMatchObject({ kind: "comment-mention", link: notice?.link });
});

test("neither is a thread without its place nor a mark without its thread", async () => {
  const id = await buildText("The roof is old", "and leaks");
  const place = await placeOf(ctx, id, "roof");
  const refused = async (reason: string, person: Person, input: object) => {
    const asked = { id, text: "Why?", ...place, ...input };
    await expect(commentOnText(ctx, person.actor, asked)).rejects.toEqual(refusedWith(reason));
  };
  await refused("share-right-missing", cem, {});
  await refused("node-unknown", await buildPerson(ctx), {});
  await refused("comment-empty", ben, { text: " " });
  await refused("comment-mention-unseen", ben, { text: `<@${newId()}>` });
  await refused("comment-place-gone", ben, { to: place.from });
  await refused("comment-place-gone", ben, { from: { item: { client: 1, clock: 5 } } });
  await writeLines(ctx, id, ann, ["and leaks"]);
  await refused("comment-place-gone", ben, {});
  const sheet = await createDocument(ctx, ann.actor, { parentId: null, name: "Sums", kind: "sheet" });
  await refused("document-no-text", ann, { id: sheet.id });
  await writeLines(ctx, id, ann, ["x".repeat(20_001)]);
  await refused("comment-place-long", ben, await placeOf(ctx, id, "x".repeat(20_001)));
  expect([await threadsOf(id), await markedIn(ctx, id)]).toEqual([[], {}]);
});

test("of a document that is made anew while somebody comments neither stays", async () => {
  const id = await buildText("Slates");
  const place = await placeOf(ctx, id, "Slates");
  const client = await ctx.db.pool.connect();
  await client.query("BEGIN");
  await client.query('UPDATE "Document" SET "epoch" = "epoch" + 1 WHERE "nodeId" = $1', [id]);
  const asked = expect(commentOnText(ctx, ben.actor, { id, text: "Why?", ...place })).rejects.toEqual(
    refusedWith("document-renewed"),
  );
  // It has read the text and written the thread, and waits to write the mark.
  await vi.waitFor(async () => {
    const { rowCount } = await ctx.db.pool.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    expect(rowCount).toBe(1);
  });
  await client.query("COMMIT");
  client.release();
  await asked;
  expect([await threadsOf(id), await markedIn(ctx, id)]).toEqual([[], {}]);
});

test("a resolved thread keeps its mark, and one that goes for good takes it along; an old version brings back one without a thread", async () => {
  const id = await buildText("The roof is old", "and leaks");
  const about = async (word: string) =>
    commentOnText(ctx, ben.actor, { id, text: `About ${word}`, ...(await placeOf(ctx, id, word)) });
  const [kept, gone] = [await about("roof"), await about("leaks")];
  const both = { [kept.id]: "roof", [gone.id]: "leaks" };
  await resolveThread(ctx, ann.actor, { id: kept.id });
  const { versionId } = await nameVersion(ctx, ann.actor, { id, name: "With both" });
  await deleteComment(ctx, ben.actor, { id: gone.comments[0]?.id ?? "" });
  await purge(ctx);
  // It can be brought back still.
  expect(await markedIn(ctx, id)).toEqual(both);
  ctx.advance(2 * dayMs);
  await purge(ctx);
  expect(await markedIn(ctx, id)).toEqual({ [kept.id]: "roof" });
  expect(await ctx.db.prisma.commentThread.count({ where: { nodeId: id } })).toBe(1);
  await writeLines(ctx, id, ann, ["All is new"]);
  await restoreDocumentVersion(ctx, ann.actor, { id, versionId });
  // Nobody sees it, for there is no such thread.
  expect(await markedIn(ctx, id)).toEqual(both);
  expect((await listComments(ctx, ann.actor, { id, isResolved: true })).threads.map((one) => one.id)).toEqual([
    kept.id,
  ]);
});
