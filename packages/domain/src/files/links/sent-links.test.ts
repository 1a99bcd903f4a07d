import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveDraft } from "../../mail/index.ts";
import { createLink, linksInMessage, revokeLink } from "../index.ts";
import { buildFile, buildPerson } from "../people.fixture.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

test("who sent links in a message finds them there, with what became of them; others' and what is no link are not told", async () => {
  const [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
  const made = async (of: typeof ann, name: string) => {
    const nodeId = await buildFile(ctx, of.actor, { name });
    return { nodeId, ...(await createLink(ctx, of.actor, { nodeId, kind: "download" })) };
  };
  const [plan, offer, bens] = [await made(ann, "Plan.zip"), await made(ann, "Offer.zip"), await made(ben, "Bens.zip")];
  const at = (token: string) => `<p><a href="https://mail.town.example/s/${token}">it</a></p>`;
  const html = [offer.token, bens.token, "A".repeat(32), plan.token, offer.token].map(at).join("");
  const content = { to: [], cc: [], bcc: [], subject: "Plans", html, attachments: [] };
  const { version: messageId } = await saveDraft(ctx, ann.actor, { content });
  await revokeLink(ctx, ann.actor, { id: plan.id });
  expect(await linksInMessage(ctx, ann.actor, { messageId })).toEqual([
    {
      id: offer.id,
      nodeId: offer.nodeId,
      name: "Offer.zip",
      expiresAt: null,
      downloads: 0,
      isOpen: true,
      recipients: [],
    },
    {
      id: plan.id,
      nodeId: plan.nodeId,
      name: "Plan.zip",
      expiresAt: null,
      downloads: 0,
      isOpen: false,
      recipients: [],
    },
  ]);
  await expect(linksInMessage(ctx, ben.actor, { messageId })).rejects.toMatchObject({ kind: "not-found" });
  const { version } = await saveDraft(ctx, ben.actor, { content });
  const own = await linksInMessage(ctx, ben.actor, { messageId: version });
  expect(own.map((link) => link.name)).toEqual(["Bens.zip"]);
});
