import { type Actor, newId } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { createMailbox, deliverMessage, listMailboxes } from "../mail/index.ts";
import {
  accessConversation,
  accessMailbox,
  accessMessage,
  accessSpace,
  accessSpaces,
  mailboxesWith,
  type MailboxRight,
  type Right,
} from "./index.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson(domain = "town.example") {
  const address = `p${++counter}@${domain}`;
  const { accountId, spaceId } = await createAccount(ctx, { address, name: "", password: "long enough pw" });
  const actor: Actor = { kind: "user", accountId };
  return { actor, accountId, spaceId, address };
}
type Person = Awaited<ReturnType<typeof buildPerson>>;

/** An owner with a message in a folder inside a folder, and with one that is answered outside of both. */
async function buildOwner() {
  const person = await buildPerson();
  const project = await createMailbox(ctx, person.actor, { name: "Project", parentId: null });
  const plans = await createMailbox(ctx, person.actor, { name: "Plans", parentId: project.id });
  const inbox = (await listMailboxes(ctx, person.actor)).find((mailbox) => mailbox.role === "inbox");
  const [first] = await deliverMessage(ctx, {
    spaceIds: [person.spaceId],
    raw: Buffer.from(`Message-ID: <${person.address}>\r\nFrom: x@far.example\r\nSubject: Plan\r\n\r\nText`),
    verdict: "unverified",
  });
  await ctx.db.pool.query('UPDATE "MailboxMessage" SET "mailboxId" = $1 WHERE "messageId" = $2', [
    plans.id,
    first?.messageId,
  ]);
  const [answer] = await deliverMessage(ctx, {
    spaceIds: [person.spaceId],
    raw: Buffer.from(`In-Reply-To: <${person.address}>\r\nFrom: y@far.example\r\nSubject: Re: Plan\r\n\r\nSecret`),
    verdict: "unverified",
  });
  return {
    ...person,
    project: project.id,
    plans: plans.id,
    inbox: inbox?.id ?? "",
    threadId: first?.threadId ?? "",
    messageId: first?.messageId ?? "",
    secretId: answer?.messageId ?? "",
  };
}
type Owner = Awaited<ReturnType<typeof buildOwner>>;

type Terms = {
  objectKind?: "mailbox" | "account";
  objectId?: string;
  rights?: Right[];
  state?: "pending" | "accepted" | "declined";
  expiresAt?: Date;
  includesSubfolders?: boolean;
  domainId?: string;
};

async function grant(owner: Owner, to: Person, terms: Terms = {}): Promise<void> {
  const id = newId();
  const { state = "accepted", domainId, objectKind = "mailbox", ...rest } = terms;
  await ctx.db.prisma.grant.create({
    data: {
      id,
      spaceId: owner.spaceId,
      modseq: 1n,
      objectKind,
      objectId: objectKind === "account" ? owner.accountId : owner.project,
      subjectKind: domainId ? "domain" : "account",
      subjectId: domainId ?? to.accountId,
      rights: ["read"],
      ...rest,
      holdings: { create: { accountId: to.accountId, spaceId: to.spaceId, modseq: 1n, state } },
    },
  });
}

const may = (who: Person, id: string, need: MailboxRight) =>
  accessMailbox(ctx, who.actor, id, need).then(
    () => "yes",
    (error: Error) => error.message,
  );
const unknown = "not-found: mailbox-unknown";
const missing = "forbidden: share-right-missing";

test("a folder grant reaches the folders below it, and nothing else", async () => {
  const [owner, reader, stranger] = [await buildOwner(), await buildPerson(), await buildPerson()];
  await grant(owner, reader);
  expect(await may(reader, owner.plans, "read")).toBe("yes");
  expect(await may(reader, owner.project, "read")).toBe("yes");
  expect(await may(reader, owner.inbox, "read")).toBe(unknown);
  expect(await may(stranger, owner.plans, "read")).toBe(unknown);
  for (const need of ["write", "insert", "delete", "manage"] as const) {
    expect(await may(reader, owner.plans, need)).toBe(missing);
    expect(await may(reader, owner.inbox, need)).toBe(unknown);
  }
});

test("a grant without the folders below it ends at the folder", async () => {
  const [owner, reader] = [await buildOwner(), await buildPerson()];
  await grant(owner, reader, { includesSubfolders: false });
  expect([await may(reader, owner.project, "read"), await may(reader, owner.plans, "read")]).toEqual(["yes", unknown]);
  expect((await accessSpaces(ctx, reader.actor))[1]?.folders.size).toBe(1);
});

test("a writer may write and not manage, a manager may manage", async () => {
  const [owner, writer, manager] = [await buildOwner(), await buildPerson(), await buildPerson()];
  await grant(owner, writer, { rights: ["read", "write", "insert", "delete"] });
  await grant(owner, manager, { rights: ["read", "write", "insert", "delete", "manage"] });
  for (const need of ["write", "insert", "delete"] as const) expect(await may(writer, owner.plans, need)).toBe("yes");
  expect([await may(writer, owner.plans, "manage"), await may(manager, owner.plans, "manage")]).toEqual([
    missing,
    "yes",
  ]);
});

test("a grant on the account reaches every folder", async () => {
  const [owner, reader] = [await buildOwner(), await buildPerson()];
  await grant(owner, reader, { objectKind: "account" });
  expect([await may(reader, owner.inbox, "read"), await may(reader, owner.plans, "read")]).toEqual(["yes", "yes"]);
  const space = await accessSpace(ctx, reader.actor, owner.spaceId, "read");
  expect([mailboxesWith(space, "read"), mailboxesWith(space, "write")]).toEqual([null, []]);
});

test("a grant gives nothing while it waits, when it was declined, and once its time is over", async () => {
  const owner = await buildOwner();
  const [pending, declined, timed] = [await buildPerson(), await buildPerson(), await buildPerson()];
  await grant(owner, pending, { state: "pending" });
  await grant(owner, declined, { state: "declined" });
  await grant(owner, timed, { expiresAt: new Date(ctx.clock.now().getTime() + 60_000) });
  expect([await may(pending, owner.plans, "read"), await may(declined, owner.plans, "read")]).toEqual([
    unknown,
    unknown,
  ]);
  expect(await may(timed, owner.plans, "read")).toBe("yes");
  ctx.advance(61_000);
  expect(await may(timed, owner.plans, "read")).toBe(unknown);
  for (const who of [pending, declined, timed]) expect(await accessSpaces(ctx, who.actor)).toHaveLength(1);
});

test("a suspended owner, a suspended domain and a suspended reader end what is shared", async () => {
  const [owner, reader] = [await buildOwner(), await buildPerson()];
  await grant(owner, reader);
  const set = (id: string, state: "active" | "suspended") =>
    ctx.db.prisma.account.update({ where: { id }, data: { state } });
  await set(owner.accountId, "suspended");
  expect([await may(reader, owner.plans, "read"), (await accessSpaces(ctx, reader.actor)).length]).toEqual([
    unknown,
    1,
  ]);
  await expect(accessMessage(ctx, reader.actor, owner.messageId)).rejects.toThrow("not-found");
  await set(owner.accountId, "active");
  expect(await may(reader, owner.plans, "read")).toBe("yes");
  await set(reader.accountId, "suspended");
  expect(await may(reader, owner.plans, "read")).toBe("unauthenticated: sign-in-needed");
});

test("a grant for a domain counts for whoever of it accepted", async () => {
  const [owner, colleague, other] = [await buildOwner(), await buildPerson(), await buildPerson("else.example")];
  const { domainId } = await ctx.db.prisma.account.findUniqueOrThrow({ where: { id: colleague.accountId } });
  await grant(owner, colleague, { domainId });
  expect([await may(colleague, owner.plans, "read"), await may(other, owner.plans, "read")]).toEqual(["yes", unknown]);
});

test("of a conversation and its messages only what lies in shared folders is there", async () => {
  const [owner, reader, stranger] = [await buildOwner(), await buildPerson(), await buildPerson()];
  await grant(owner, reader);
  const { space, mailboxIds } = await accessConversation(ctx, reader.actor, owner.threadId, "read");
  expect([space.spaceId, mailboxIds?.toSorted()]).toEqual([owner.spaceId, [owner.project, owner.plans].toSorted()]);
  await expect(accessConversation(ctx, reader.actor, owner.threadId, "write")).rejects.toThrow("not-found");
  expect((await accessMessage(ctx, reader.actor, owner.messageId)).spaceId).toBe(owner.spaceId);
  await expect(accessMessage(ctx, reader.actor, owner.messageId, "write")).rejects.toThrow("not-found");
  await expect(accessMessage(ctx, reader.actor, owner.secretId)).rejects.toThrow("not-found");
  await expect(accessMessage(ctx, stranger.actor, owner.messageId)).rejects.toThrow("not-found");
  await expect(accessSpace(ctx, stranger.actor, owner.spaceId, "read")).rejects.toThrow("not-found");
});
