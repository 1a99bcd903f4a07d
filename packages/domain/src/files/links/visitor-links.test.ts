import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeSetting } from "../../settings/index.ts";
import { changeLink, createFolder, createLink, enterLink, listLinks, openLinkNode } from "../index.ts";
import { buildFile, buildPerson } from "../people.fixture.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

test("a collaboration link that is for visitors follows the rules for public ones", async () => {
  const ann = await buildPerson(ctx);
  const { id: folderId } = await createFolder(ctx, ann.actor, { parentId: null, name: "Roof" });
  await buildFile(ctx, ann.actor, { parentId: folderId, name: "Offer.txt" });
  const rule = (key: "files.publicLinks" | "files.publicLinkCode", value: boolean | null) =>
    writeSetting(ctx, { scope: "global" }, key, value);
  const terms = { kind: "collaborate", role: "write" } as const;
  const { token } = await createLink(ctx, ann.actor, { nodeId: folderId, ...terms, isForVisitors: true });
  expect((await openLinkNode(ctx, await enterLink(ctx, { token }), { id: null })).total).toBe(1);
  await rule("files.publicLinks", false);
  await expect(enterLink(ctx, { token })).rejects.toMatchObject({ reason: "link-unknown" });
  await expect(createLink(ctx, ann.actor, { nodeId: folderId, ...terms, isForVisitors: true })).rejects.toMatchObject({
    reason: "link-forbidden",
  });
  // One for people here alone is another matter, until it is opened to others.
  const { id } = await createLink(ctx, ann.actor, { nodeId: folderId, ...terms });
  await expect(changeLink(ctx, ann.actor, { id, isForVisitors: true })).rejects.toMatchObject({
    reason: "link-forbidden",
  });
  await rule("files.publicLinks", null);
  await rule("files.publicLinkCode", true);
  await expect(changeLink(ctx, ann.actor, { id, isForVisitors: true })).rejects.toMatchObject({
    reason: "link-code-demanded",
  });
  await rule("files.publicLinkCode", null);
  await changeLink(ctx, ann.actor, { id, isForVisitors: true });
  expect((await listLinks(ctx, ann.actor, { nodeId: folderId })).map((one) => one.isForVisitors)).toEqual([true, true]);
});
