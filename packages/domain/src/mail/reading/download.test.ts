import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { deliverMessage } from "../deliver-message.ts";
import { downloadConversations, fileNameOf } from "./download.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson(name: string) {
  const address = `${name}@town.example`;
  const made = await createAccount(ctx, { address, name, password: "correct horse battery" });
  const actor: Actor = { kind: "user", accountId: made.accountId };
  return { actor, spaceId: made.spaceId };
}

test("all messages of the conversations come with their bytes and a name each, to their reader only", async () => {
  const [ann, eve] = [await buildPerson("ann"), await buildPerson("eve")];
  const raws = ["Roof", "Roof", "Bridge: a/b"].map((subject, at) =>
    Buffer.from(`From: a@x.example\r\nMessage-ID: <${at}@x>\r\nSubject: ${subject}\r\n\r\n${at}\r\n`),
  );
  const ids: string[] = [];
  for (const raw of raws) {
    ctx.advance(2000);
    const [delivered] = await deliverMessage(ctx, { spaceIds: [ann.spaceId], raw, verdict: "unverified" });
    ids.push(delivered?.threadId ?? "");
  }
  const files = await Array.fromAsync(await downloadConversations(ctx, ann.actor, { ids }));
  expect(files.map((file) => file.name)).toEqual(["Roof.eml", "Roof (2).eml", "Bridge a b.eml"]);
  expect(files.map((file) => file.raw)).toEqual(raws);
  await expect(downloadConversations(ctx, eve.actor, { ids })).rejects.toThrow("not-found: conversation-unknown");
  await expect(downloadConversations(ctx, ann.actor, { ids: ["'; DROP"] })).rejects.toThrow("not-found");
});

test.each([
  ["", "message"],
  ["..\\..\\etc/passwd", ".. .. etc passwd"],
  ["CON", "message CON"],
  ["a\u202egnp.exe", "a gnp.exe"],
  ["x".repeat(200), "x".repeat(100)],
  ["End. ", "End"],
])("a file for %j is called %j", (subject, name) => expect(fileNameOf(subject)).toBe(name));
