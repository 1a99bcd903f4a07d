import type { Actor } from "@carbyne/kernel";
import { type TestContext, testContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../accounts/index.ts";
import { listMailboxes } from "../mailboxes.ts";
import { releaseScheduled, sendMessage, undoSend } from "../outgoing/index.ts";
import { putScript } from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson(text: string) {
  const address = `o${++counter}@town.example`;
  const { accountId, spaceId } = await createAccount(ctx, { address, name: "Olga", password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  await putScript(ctx, actor, { name: "sent", text, activate: "outgoing" });
  return { actor, spaceId };
}

type Person = Awaited<ReturnType<typeof buildPerson>>;

const send = ({ actor }: Person, sendAt?: string) =>
  sendMessage(ctx, actor, {
    content: {
      to: [{ name: "", address: "ana@x.example" }],
      cc: [],
      bcc: [],
      subject: "Roof",
      html: "<p>Hi</p>",
      attachments: [],
    },
    sendAt,
  });

const counts = async ({ actor }: Person) =>
  Object.fromEntries(
    (await listMailboxes(ctx, actor)).filter(({ total }) => total > 0).map(({ name, total }) => [name, total]),
  );

const marksOf = async ({ spaceId }: Person) =>
  (await ctx.db.prisma.mailboxMessage.findMany({ where: { spaceId } })).map(({ flags, keywords }) => [
    flags,
    ...keywords,
  ]);

test("the copy of what is sent is filed and marked, and the message leaves all the same", async () => {
  const person = await buildPerson(
    'require ["fileinto", "imap4flags", "mailbox", "envelope"]; if envelope "to" "ana@x.example" { fileinto :create :flags "Roofs" "Sent/Roofs"; }',
  );
  await send(person);
  expect(await counts(person)).toEqual({ Roofs: 1 });
  expect(await marksOf(person)).toEqual([[1, "Roofs"]]);
  expect(await ctx.db.prisma.outboundRecipient.count({ where: { address: "ana@x.example" } })).toBe(1);
});

test("it can still be taken back, from wherever its copies lie", async () => {
  const person = await buildPerson('require ["fileinto", "copy"]; fileinto :copy "Archive"; keep;');
  const { sendId } = await send(person);
  expect(await counts(person)).toEqual({ Archive: 1, Sent: 1 });
  await undoSend(ctx, person.actor, { sendId });
  expect(await counts(person)).toEqual({ Drafts: 1 });
});

test("nothing dangerous happens to what is sent: it is not passed on, refused, answered or thrown away", async () => {
  const before = await ctx.db.prisma.outboundMessage.count();
  for (const action of ["discard", 'redirect "b@x.example"', 'reject "No"', 'vacation "Away"']) {
    const person = await buildPerson(`require ["reject", "vacation"]; ${action};`);
    await send(person);
    expect([action, await counts(person)]).toEqual([action, { Sent: 1 }]);
  }
  expect(await ctx.db.prisma.outboundMessage.count()).toBe(before + 4);
});

test("what waits for its time is filtered when it leaves", async () => {
  const person = await buildPerson('require "fileinto"; fileinto "Archive";');
  await send(person, new Date(ctx.clock.now().getTime() + 3_600_000).toISOString());
  expect(await counts(person)).toEqual({ Scheduled: 1 });
  ctx.advance(2 * 3_600_000);
  await releaseScheduled(ctx);
  expect(await counts(person)).toEqual({ Archive: 1 });
});

test("filters for what comes in do not run on what is sent, nor the other way round", async () => {
  const person = await buildPerson("keep;");
  await putScript(ctx, person.actor, {
    name: "in",
    text: 'require "fileinto"; fileinto "Trash";',
    activate: "incoming",
  });
  await send(person);
  expect(await counts(person)).toEqual({ Sent: 1 });
});
