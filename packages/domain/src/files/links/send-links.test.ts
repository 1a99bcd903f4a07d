import { parseMessage, readContent } from "@carbyne/mime";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { claimOutbound, type DraftContent, releaseScheduled, rescheduleMessage } from "../../mail/index.ts";
import {
  createLink,
  enterLink,
  linksInMessage,
  listLinkEvents,
  listLinks,
  openLinkContent,
  restoreLink,
  revokeLink,
  sendWithLinks,
} from "../index.ts";
import { buildFile, buildPerson } from "../people.fixture.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

const minute = 60_000;
const unknown = { reason: "link-unknown" };
const people = ["a@x.example", "b@x.example"];
const to = people.map((address) => ({ name: "", address }));
const inMinutes = (count: number) => new Date(ctx.clock.now().getTime() + count * minute).toISOString();

/** Ann has a file with a link, made for messages or not, and a message in which it stands twice. */
async function place(isForMail: boolean) {
  const ann = await buildPerson(ctx);
  const nodeId = await buildFile(ctx, ann.actor, { name: "Model.zip" });
  const { id, token } = await createLink(ctx, ann.actor, { nodeId, kind: "download", isForMail });
  const html = `<p><a href="https://mail.town.example/s/${token}">Model.zip</a> /s/${token}</p>`;
  const content: DraftContent = { to, cc: [], bcc: [], subject: "Model", html, attachments: [] };
  return { ...ann, nodeId, id, token, content };
}

/** What leaves: the addresses of links in it, by recipient. */
async function leaving(sendId: string): Promise<Record<string, string[]>> {
  ctx.advance(60 * minute);
  await releaseScheduled(ctx);
  const batches = (await claimOutbound(ctx, { limit: 100, leaseSeconds: 600 })).filter(
    (batch) => batch.outboundId === sendId,
  );
  const found: Record<string, string[]> = {};
  for (const { blobHash, recipients } of batches) {
    const raw = await ctx.blobs.read(blobHash);
    const { html } = readContent(raw, parseMessage(raw));
    const tokens = [...(html ?? "").matchAll(/\/s\/([\w-]{32})/g)].map((match) => match[1] ?? "");
    for (const { address } of recipients) found[address] = tokens;
  }
  return found;
}

test("each recipient has a link of their own, which the sender's copy knows of and takes back, alone or all", async () => {
  const { actor, nodeId, id, token, content } = await place(true);
  const { sendId, scheduled } = await sendWithLinks(ctx, actor, { content, sendAt: inMinutes(20) });
  // At another time it is another message, for each of them.
  const waiting = { messageId: scheduled?.messageId ?? "", sendAt: inMinutes(40) };
  const { messageId } = await rescheduleMessage(ctx, actor, waiting);
  const tokens = await leaving(sendId);
  const [as = "", bs = ""] = people.map((address) => tokens[address]?.[0] ?? "");
  expect(new Set([token, as, bs]).size).toBe(3);
  expect(tokens).toEqual({ "a@x.example": [as, as], "b@x.example": [bs, bs] });

  await openLinkContent(ctx, await enterLink(ctx, { token: as }), { id: nodeId, ip: "192.0.2.1" });
  const [link] = await linksInMessage(ctx, actor, { messageId });
  expect(link).toMatchObject({ id, isOpen: true });
  expect(link?.recipients.map(({ address, downloads }) => [address, downloads])).toEqual([
    ["a@x.example", 1],
    ["b@x.example", 0],
  ]);
  expect((await listLinks(ctx, actor, { nodeId })).map((one) => [one.id, one.downloads])).toEqual([[id, 1]]);
  expect((await listLinkEvents(ctx, actor, { id }))[0]).toMatchObject({ verb: "downloaded", person: "a@x.example" });

  await revokeLink(ctx, actor, { id: link?.recipients[0]?.id ?? "" });
  await expect(enterLink(ctx, { token: as })).rejects.toMatchObject(unknown);
  await enterLink(ctx, { token: bs });
  ctx.advance(minute);
  await revokeLink(ctx, actor, { id });
  for (const one of [token, as, bs]) await expect(enterLink(ctx, { token: one })).rejects.toMatchObject(unknown);
  await restoreLink(ctx, actor, { id });
  await enterLink(ctx, { token: bs });
  await expect(enterLink(ctx, { token: as })).rejects.toMatchObject(unknown);
});

test("links that were not made for messages, and those of somebody else, are sent to all as they are", async () => {
  const { actor, token, content } = await place(false);
  const { sendId } = await sendWithLinks(ctx, actor, { content });
  expect(await leaving(sendId)).toEqual({ "a@x.example": [token, token], "b@x.example": [token, token] });
  const [anns, ben] = [await place(true), await buildPerson(ctx)];
  const sent = await sendWithLinks(ctx, ben.actor, { content: anns.content });
  expect((await leaving(sent.sendId))["a@x.example"]).toEqual([anns.token, anns.token]);
});
