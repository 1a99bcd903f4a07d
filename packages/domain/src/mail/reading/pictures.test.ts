import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import type { OutsideAnswer, OutsideRequest } from "../../outside/index.ts";
import { writeSetting } from "../../settings/index.ts";
import { getConversation } from "../conversations/index.ts";
import { deliverMessage } from "../deliver-message.ts";
import type { Verdict } from "../store-message.ts";
import { distrustSender, listTrustedSenders, readBody, readRemoteImage, trustSender } from "./index.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const picture = "https://pictures.example.org/a.png?x=1&y=2";
let ctx: TestContext;
let asked: OutsideRequest[] = [];
let answer: OutsideAnswer = { status: "answered", code: 200, headers: {}, body: png };
let ann: { actor: Actor; accountId: string; spaceId: string };
let eve: Actor;

beforeAll(async () => {
  const context = await testContext();
  const outside = {
    ...context.outside,
    ask: (request: OutsideRequest) => {
      asked.push(request);
      return Promise.resolve(answer);
    },
  };
  ctx = { ...context, outside };
  const make = (address: string) => createAccount(ctx, { address, name: "", password: "correct horse battery" });
  const made = await make("ann@town.example");
  ann = { ...made, actor: { kind: "user", accountId: made.accountId } };
  eve = { kind: "user", accountId: (await make("eve@town.example")).accountId };
});
afterAll(() => ctx.close());

async function deliver(from: string, verdict: Verdict, role: "inbox" | "junk" = "inbox") {
  const raw = Buffer.from(
    `From: ${from}\r\nSubject: s\r\nContent-Type: text/html\r\n\r\n<p>news</p><img src="${picture}">\r\n`,
  );
  const [stored] = await deliverMessage(ctx, { spaceIds: [ann.spaceId], raw, verdict, role });
  return { id: stored?.messageId ?? "", threadId: stored?.threadId ?? "" };
}

const read = (id: string, remote: "block" | "load") =>
  readBody(ctx, ann.actor, { id, remote, length: "start", quotes: "fold" });

/** The address that the page would load. */
async function addressOf(id: string): Promise<{ token: string; url: string }> {
  const { html } = await read(id, "load");
  const src = /src="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const url = new URL(src, "http://here.example");
  return { token: url.pathname.slice("/mail/remote/".length), url: url.searchParams.get("u") ?? "" };
}

test("without consent nothing is named; with it, only this server is", async () => {
  const { id } = await deliver("news@lindenau.example", "verified");
  const blocked = await read(id, "block");
  expect(blocked).toMatchObject({ blockedCount: 1, isClipped: false });
  expect(blocked.html).not.toContain("pictures.example");
  const shown = await read(id, "load");
  expect(shown.html).toMatch(/src="\/mail\/remote\/[\w-]{70}\?u=https%3A%2F%2Fpictures\.example\.org/);
  expect(shown.html).not.toContain("https://pictures");
  // The same until tomorrow, so that the browser knows it again.
  expect((await read(id, "load")).html).toBe(shown.html);
});

test("a picture is fetched with the right in its address, and told by its bytes", async () => {
  const { id } = await deliver("news@lindenau.example", "verified");
  const right = await addressOf(id);
  expect(right.url).toBe(picture);
  asked = [];
  expect(await readRemoteImage(ctx, right)).toEqual({ type: "image/png", content: png });
  expect(asked).toMatchObject([{ url: picture }]);
  answer = {
    status: "answered",
    code: 200,
    headers: { "content-type": "image/png" },
    body: Buffer.from("<svg onload=x>"),
  };
  await expect(readRemoteImage(ctx, right)).rejects.toThrow("not-found: picture-unknown");
  answer = { status: "answered", code: 404, headers: {}, body: png };
  await expect(readRemoteImage(ctx, right)).rejects.toThrow("not-found: picture-unknown");
  answer = { status: "failed", reason: "busy" };
  await expect(readRemoteImage(ctx, right)).rejects.toThrow("busy");
  answer = { status: "answered", code: 200, headers: {}, body: png };
});

test("the right is for one address, for a day or two, and for who has the message", async () => {
  const { id } = await deliver("news@lindenau.example", "verified");
  const { token, url } = await addressOf(id);
  asked = [];
  const unknown = "not-found: picture-unknown";
  await expect(readRemoteImage(ctx, { token, url: "https://other.example/" })).rejects.toThrow(unknown);
  await expect(readRemoteImage(ctx, { token: `B${token.slice(1)}`, url })).rejects.toThrow(unknown);
  await expect(readRemoteImage(ctx, { token: "x", url })).rejects.toThrow(unknown);
  await ctx.db.pool.query('DELETE FROM "MailboxMessage" WHERE "messageId" = $1', [id]);
  await expect(readRemoteImage(ctx, { token, url })).rejects.toThrow("not-found: message-unknown");
  const later = await deliver("news@lindenau.example", "verified");
  const right = await addressOf(later.id);
  ctx.advance(3 * 86_400_000);
  await expect(readRemoteImage(ctx, right)).rejects.toThrow(unknown);
  expect(asked).toEqual([]);
});

test.each([
  ["news@lindenau.example", "verified", "inbox", true],
  ["News@Lindenau.example", "verified", "inbox", true],
  ["other@lindenau.example", "verified", "inbox", false],
  ["news@lindenau.example", "unverified", "inbox", false],
  ["news@lindenau.example", "failed", "inbox", false],
  ["news@lindenau.example", "verified", "junk", false],
  ["anybody@news.village.example", "verified", "inbox", true],
  ["anybody@evilvillage.example", "verified", "inbox", false],
  ["anybody@town.example", "local", "inbox", false],
] as const)("pictures of %s (%s, in %s) show by themselves: %s", async (from, verdict, role, expected) => {
  await trustSender(ctx, ann.actor, { sender: " News@lindenau.example" });
  await trustSender(ctx, ann.actor, { sender: "village.example" });
  const { threadId } = await deliver(from, verdict, role);
  const { messages } = await getConversation(ctx, ann.actor, { id: threadId });
  expect(messages.at(-1)).toMatchObject({ hasRemoteImages: true, showsRemoteImages: expected });
});

test("the setting decides over all of them", async () => {
  const { threadId } = await deliver("other@lindenau.example", "unverified");
  const scope = { scope: "account", scopeId: ann.accountId } as const;
  const shows = async () =>
    (await getConversation(ctx, ann.actor, { id: threadId })).messages.at(-1)?.showsRemoteImages;
  await writeSetting(ctx, scope, "mail.remoteImages", "always");
  expect(await shows()).toBe(true);
  await trustSender(ctx, ann.actor, { sender: "other@lindenau.example" });
  await writeSetting(ctx, scope, "mail.remoteImages", "never");
  expect(await shows()).toBe(false);
  await writeSetting(ctx, scope, "mail.remoteImages", null);
});

test("trust is one's own, and is taken back", async () => {
  expect((await listTrustedSenders(ctx, ann.actor)).map(({ sender }) => sender)).toEqual([
    "news@lindenau.example",
    "other@lindenau.example",
    "village.example",
  ]);
  expect(await listTrustedSenders(ctx, eve)).toEqual([]);
  await distrustSender(ctx, eve, { sender: "village.example" });
  await distrustSender(ctx, ann.actor, { sender: "News@lindenau.example" });
  expect(await listTrustedSenders(ctx, ann.actor)).toHaveLength(2);
  for (const sender of ["x", "a b@c.example", "@c.example", "<script>", `${"a".repeat(330)}@c.example`])
    await expect(trustSender(ctx, ann.actor, { sender })).rejects.toThrow("invalid: sender-invalid");
});
