import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setUp } from "../../accounts/index.ts";
import { listKept, openKept, placeHold } from "../../administration/index.ts";
import { createFolder, deleteNodes, moveNodes, removeGivenUp, trashNodes } from "../../files/index.ts";
import { writeSetting } from "../../settings/index.ts";
import { plainText, readText } from "@carbyne/office/model";
import { createVersionMaker } from "../index.ts";
import { buildDocument, buildPerson, type Person, writeLines } from "../people.fixture.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
  await setUp(ctx, { domain: "town.example", adminPassword: "a long enough password" });
});
afterAll(() => ctx.close());

const system = { kind: "system", part: "cli" } as const;
const dayMs = 86_400_000;

/** Somebody writes a document in a folder and gives both up a moment later. */
async function writeAndGiveUp(person: Person): Promise<string> {
  const { id: folder } = await createFolder(ctx, person.actor, { parentId: null, name: "Roof" });
  const id = await buildDocument(ctx, person);
  await moveNodes(ctx, person.actor, { ids: [id], parentId: folder });
  await writeLines(ctx, id, person, ["The proof"]);
  await trashNodes(ctx, person.actor, { ids: [folder] });
  await deleteNodes(ctx, person.actor, { ids: [folder] });
  return id;
}
const isThere = async (id: string) => (await ctx.db.prisma.document.count({ where: { nodeId: id } })) === 1;

async function keptTexts(person: Person): Promise<string[]> {
  const kept = (await listKept(ctx, system, { id: person.accountId })).filter((one) => one.kind === "version");
  return Promise.all(
    kept.map(async ({ id: keptId }) => {
      const bytes = await Array.fromAsync(await openKept(ctx, system, { id: person.accountId, keptId }));
      return plainText(readText([Buffer.concat(bytes)]));
    }),
  );
}

test("of a person who is held also that is kept which a document said last, though it was in no version yet", async () => {
  const [held, other] = [await buildPerson(ctx), await buildPerson(ctx)];
  await placeHold(ctx, system, { id: held.accountId, reason: "Case 12" });
  // Where there is no room the last version is made all the same.
  await writeSetting(ctx, { scope: "account", scopeId: held.accountId }, "account.quotaBytes", 10);
  const [kept, lost] = [await writeAndGiveUp(held), await writeAndGiveUp(other)];
  await removeGivenUp(ctx);
  expect([await isThere(kept), await isThere(lost)]).toEqual([true, false]);
  expect(await createVersionMaker()(ctx, { limit: 100 })).toBe(1);
  await removeGivenUp(ctx);
  expect(await isThere(kept)).toBe(false);
  expect((await keptTexts(held)).toSorted()).toEqual(["", "The proof"]);
  expect(await listKept(ctx, system, { id: other.accountId })).toEqual([]);
});

test("one of which no version can be made is not waited for longer than a day", async () => {
  const held = await buildPerson(ctx);
  await placeHold(ctx, system, { id: held.accountId, reason: "Case 13" });
  const id = await writeAndGiveUp(held);
  ctx.advance(dayMs + 1);
  await removeGivenUp(ctx);
  expect(await isThere(id)).toBe(false);
});
