import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { deliverMessage } from "./deliver-message.ts";
import { flag } from "./flags.ts";
import { undoAct } from "./conversations/index.ts";
import {
  createMailbox,
  emptyMailbox,
  listMailboxes,
  markMailboxRead,
  moveMailbox,
  removeMailbox,
  renameMailbox,
} from "./mailboxes.ts";
import { movePlaces } from "./move-places.ts";
import { setFlags } from "./set-flags.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson(): Promise<{ actor: Actor; spaceId: string; id: (role: string) => Promise<string> }> {
  const made = await createAccount(ctx, {
    address: `m${++counter}@town.example`,
    name: "Lucía",
    password: "correct horse battery",
  });
  const actor: Actor = { kind: "user", accountId: made.accountId };
  const id = async (role: string) =>
    (await listMailboxes(ctx, actor)).find((mailbox) => mailbox.role === role)?.id ?? "";
  return { actor, spaceId: made.spaceId, id };
}
async function deliver(spaceId: string, count: number): Promise<void> {
  for (let i = 0; i < count; i++)
    await deliverMessage(ctx, {
      spaceIds: [spaceId],
      raw: Buffer.from(`Subject: ${i}\r\n\r\nx\r\n`),
      verdict: "unverified",
    });
}

test("a new account has the standard folders in their order", async () => {
  const { actor } = await buildPerson();
  expect((await listMailboxes(ctx, actor)).map((mailbox) => mailbox.name)).toEqual([
    "INBOX",
    "Sent",
    "Drafts",
    "Archive",
    "Junk",
    "Trash",
  ]);
});

test("names are unique among siblings whatever writes them, and INBOX in any case", async () => {
  const { actor } = await buildPerson();
  const made = await Promise.allSettled(
    Array.from({ length: 5 }, () => createMailbox(ctx, actor, { name: "Council", parentId: null })),
  );
  expect(made.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  await expect(createMailbox(ctx, actor, { name: "inbox", parentId: null })).rejects.toThrow(
    "conflict: mailbox-name-taken",
  );
  for (const name of ["", " ", "a/b", "a\nb", "x".repeat(256)])
    await expect(createMailbox(ctx, actor, { name, parentId: null })).rejects.toThrow("invalid: mailbox-name-invalid");
});

test("a folder cannot be put into itself, and one with a role keeps its name", async () => {
  const { actor, id } = await buildPerson();
  const a = await createMailbox(ctx, actor, { name: "A", parentId: null });
  const b = await createMailbox(ctx, actor, { name: "B", parentId: a.id });
  await expect(moveMailbox(ctx, actor, { id: a.id, parentId: b.id })).rejects.toThrow("mailbox-inside-itself");
  await expect(removeMailbox(ctx, actor, { id: a.id })).rejects.toThrow("mailbox-has-children");
  await expect(renameMailbox(ctx, actor, { id: await id("inbox"), name: "Other" })).rejects.toThrow("mailbox-has-role");
  await moveMailbox(ctx, actor, { id: b.id, parentId: null });
  await removeMailbox(ctx, actor, { id: a.id });
  expect((await listMailboxes(ctx, actor)).map((mailbox) => mailbox.name)).toContain("B");
});

test("counts stay true over flags, moves and emptying", async () => {
  const { actor, spaceId, id } = await buildPerson();
  await deliver(spaceId, 5);
  const [inbox, trash] = [await id("inbox"), await id("trash")];
  await changeSpace(ctx, spaceId, (client, modseq) =>
    setFlags(client, modseq, {
      mailboxId: inbox,
      uids: [1, 2, 2, 99],
      change: { mode: "add", flags: flag.seen, keywords: ["Press"] },
    }),
  );
  const moved = await changeSpace(ctx, spaceId, (client, modseq) =>
    movePlaces(client, modseq, { fromMailboxId: inbox, uids: [2, 3], toMailboxId: trash }),
  );
  expect(moved).toEqual([
    { from: 2, to: 1 },
    { from: 3, to: 2 },
  ]);
  const counts = async () =>
    Object.fromEntries(
      (await listMailboxes(ctx, actor))
        .filter((m) => m.role === "inbox" || m.role === "trash")
        .map((m) => [m.role, [m.total, m.unseen]]),
    );
  expect(await counts()).toEqual({ inbox: [3, 2], trash: [2, 1] });
  const emptied = await emptyMailbox(ctx, actor, { id: trash });
  const read = await markMailboxRead(ctx, actor, { id: inbox });
  expect([emptied.count, read.count]).toEqual([2, 2]);
  expect(await counts()).toEqual({ inbox: [3, 0], trash: [0, 0] });
  await undoAct(ctx, actor, { undo: emptied.undo ?? "" });
  await undoAct(ctx, actor, { undo: read.undo ?? "" });
  expect(await counts()).toEqual({ inbox: [3, 2], trash: [2, 1] });
  expect(await ctx.db.prisma.message.count({ where: { spaceId, deletedAt: { not: null } } })).toBe(0);
  await emptyMailbox(ctx, actor, { id: trash });
  await expect(emptyMailbox(ctx, actor, { id: inbox })).rejects.toThrow("forbidden: mailbox-not-emptied");
  expect(await ctx.db.prisma.message.count({ where: { spaceId, deletedAt: { not: null } } })).toBe(2);
});

test("a stranger finds nothing, whatever they try", async () => {
  const [owner, stranger] = [await buildPerson(), await buildPerson()];
  const inbox = await owner.id("inbox");
  const trash = await owner.id("trash");
  const own = await createMailbox(ctx, owner.actor, { name: "Mine", parentId: null });
  for (const attempt of [
    () => renameMailbox(ctx, stranger.actor, { id: own.id, name: "x" }),
    () => moveMailbox(ctx, stranger.actor, { id: own.id, parentId: null }),
    () => removeMailbox(ctx, stranger.actor, { id: own.id }),
    () => emptyMailbox(ctx, stranger.actor, { id: trash }),
    () => markMailboxRead(ctx, stranger.actor, { id: inbox }),
    () => createMailbox(ctx, stranger.actor, { name: "x", parentId: own.id }),
    () => renameMailbox(ctx, stranger.actor, { id: "'; DROP", name: "x" }),
  ])
    await expect(attempt()).rejects.toThrow("not-found: mailbox-unknown");
  await expect(listMailboxes(ctx, { kind: "system", part: "x" })).rejects.toThrow("unauthenticated");
});
