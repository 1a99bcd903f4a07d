import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { addMembers, createList } from "../lists/index.ts";
import { deliverMessage, sendMessage } from "../mail/index.ts";
import { suggestPeople } from "./index.ts";

let ctx: TestContext;
let me: { actor: Actor; spaceId: string };
const dayMs = 86_400_000;

beforeAll(async () => {
  ctx = await testContext();
  me = await buildPerson("me@town.example", "Maren Keller");
});
afterAll(() => ctx.close());

async function buildPerson(address: string, name: string) {
  const { accountId, spaceId } = await createAccount(ctx, { address, name, password: "long enough pw" });
  return { actor: { kind: "user", accountId } satisfies Actor, spaceId };
}

async function write(...people: string[]): Promise<void> {
  const to = people.map((address) => ({ name: "", address }));
  await sendMessage(ctx, me.actor, {
    content: { to, cc: [], bcc: [], subject: "Hi", html: "<p>Hi</p>", attachments: [] },
  });
}

async function receive(from: string): Promise<void> {
  const raw = Buffer.from(`From: ${from}\r\nTo: me@town.example\r\n\r\nText\r\n`);
  await deliverMessage(ctx, { spaceIds: [me.spaceId], raw, verdict: "unverified" });
}

const suggested = async (text: string) => (await suggestPeople(ctx, me.actor, { text })).map((one) => one.address);

test("people come by how often and how lately one wrote to them or they wrote, and colleagues after them", async () => {
  await buildPerson("anton@town.example", "Anton Berg");
  for (let at = 0; at < 4; at++) await write("ana.old@x.example");
  ctx.advance(200 * dayMs);
  await write("ana.new@x.example");
  await receive("Ana Writes <ana.writes@x.example>");
  await receive("Ana Writes <ana.writes@x.example>");
  expect(await suggested("an")).toEqual([
    "ana.new@x.example",
    "ana.writes@x.example",
    "ana.old@x.example",
    "anton@town.example",
  ]);
  // Written to again and again, an old acquaintance is a close one.
  for (let at = 0; at < 3; at++) await write("ana.old@x.example");
  expect((await suggested("an"))[0]).toBe("ana.old@x.example");
});

test("a word of the name, of the address or of its domain is enough, and nothing else is", async () => {
  await receive("Lucía Fernández <lf@riverton.example>");
  for (const text of ["luc", "FERN", "lf", "riverton"]) expect(await suggested(text)).toEqual(["lf@riverton.example"]);
  expect(await suggested("cía")).toEqual([]);
  expect(await suggested("  ")).toEqual([]);
  expect(await suggested("%")).toEqual([]);
});

test("nobody is suggested from the mail of others", async () => {
  const other = await buildPerson("other@town.example", "Other Person");
  await receive("secret@x.example");
  expect(await suggestPeople(ctx, other.actor, { text: "secret" })).toEqual([]);
});

test("lists of the own domain are among them with a mark, and rise as people do", async () => {
  const admin: Actor = { kind: "system", part: "cli" };
  await buildPerson("council.clerk@town.example", "Clerk of the council");
  const { id } = await createList(ctx, admin, { address: "council@town.example", name: "Town council" });
  await addMembers(ctx, admin, { id, addresses: ["me@town.example"], as: "member" });
  const clerk = { name: "Clerk of the council", address: "council.clerk@town.example", isList: false };
  const council = { name: "Town council", address: "council@town.example", isList: true };
  expect(await suggestPeople(ctx, me.actor, { text: "council" })).toEqual([clerk, council]);
  expect(await suggestPeople(ctx, me.actor, { text: "town co" })).toEqual([council]);
  await write("council@town.example");
  expect(await suggestPeople(ctx, me.actor, { text: "council" })).toEqual([council, clerk]);
  await buildPerson("x@else.example", "Somebody");
  const { accountId } = await createAccount(ctx, { address: "y@else.example", name: "Y", password: "long enough pw" });
  expect(await suggestPeople(ctx, { kind: "user", accountId }, { text: "council" })).toEqual([]);
});
