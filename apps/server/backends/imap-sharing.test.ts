import { accounts, mail, sharing } from "@carbyne/domain";
import { toUid, type UserBackend } from "@carbyne/imap";
import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { imapBackend } from "./imap.ts";

let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildPerson(name: string) {
  const address = `${name}${++counter}@town.example`;
  const password = "a long enough password";
  const { accountId } = await accounts.createAccount(ctx, { address, name, password });
  const actor: Actor = { kind: "user", accountId };
  const signIn = { user: address, password, remoteAddress: "127.0.0.1", isSecure: true };
  return { actor, accountId, address, imap: await imapBackend(ctx).authenticate(signIn) };
}

/** Ann has the folder Project/Plans with a message. */
async function buildPair() {
  const [ann, ben] = [await buildPerson("ann"), await buildPerson("ben")];
  await ann.imap.create("Project/Plans");
  const raw = Buffer.from("Subject: One\r\n\r\nText");
  await ann.imap.append("Project/Plans", [{ raw, flags: 0, keywords: [] }]);
  return { ann, ben, top: `Other Users/${ann.address}` };
}

const namesOf = async (imap: UserBackend) => (await imap.list()).map((entry) => entry.name);
const acl = (imap: UserBackend) => {
  if (!imap.acl) throw new Error("no ACL");
  return imap.acl;
};
const everything = [{ from: toUid(1), to: toUid(100) }];

test("a folder that is shared and accepted stands below its owner, with the rights that were given", async () => {
  const { ann, ben, top } = await buildPair();
  await acl(ann.imap).set("Project", ben.address, { mode: "replace", rights: "lr" });
  expect(await acl(ann.imap).get("Project")).toEqual([
    { identifier: ann.address, rights: "lrswikxtea" },
    { identifier: ben.address, rights: "lr" },
  ]);
  expect((await namesOf(ben.imap)).filter((name) => name.startsWith("Other"))).toEqual([]);
  const [offer] = await sharing.listOffers(ctx, ben.actor);
  await sharing.acceptShare(ctx, ben.actor, { id: offer?.id ?? "" });
  expect((await ben.imap.list()).filter(({ name }) => name.startsWith("Other"))).toMatchObject([
    { name: `${top}/Project`, isSelectable: true },
    { name: "Other Users", isSelectable: false },
    { name: top, isSelectable: false },
  ]);
  expect(await acl(ben.imap).mine(`${top}/Project`)).toBe("lr");
  expect(await ben.imap.open(`${top}/Project`, "write")).toMatchObject({ isReadOnly: true });
  expect(await ben.imap.open(`${top}/Project/Plans`, "write")).toBe("no-mailbox");
  await expect(acl(ben.imap).get(`${top}/Project`)).rejects.toThrow("forbidden");
  await expect(ben.imap.append(`${top}/Project`, [{ raw: Buffer.from("x"), flags: 0, keywords: [] }])).rejects.toThrow(
    "forbidden",
  );
});

test("rights are added, taken and listed in the groups in which they come", async () => {
  const { ann, ben } = await buildPair();
  const rights = acl(ann.imap);
  await rights.set("Project", ben.address, { mode: "replace", rights: "lrs" });
  await rights.set("Project", ben.address, { mode: "add", rights: "it" });
  await rights.set("Project", ben.address, { mode: "remove", rights: "w" });
  expect((await rights.get("Project"))[1]).toEqual({ identifier: ben.address, rights: "lrite" });
  expect(await rights.listRights("Project", ben.address)).toEqual({
    required: "",
    optional: ["lr", "sw", "i", "te", "kxa"],
  });
  expect(await rights.listRights("Project", ann.address)).toEqual({ required: "lrswikxtea", optional: [] });
  await rights.set("Project", "anyone", { mode: "replace", rights: "lr" });
  expect((await rights.get("Project")).map(({ identifier }) => identifier)).toEqual([
    ann.address,
    ben.address,
    "anyone",
  ]);
  await rights.set("Project", ben.address, { mode: "replace", rights: "" });
  await rights.set("Project", "anyone", { mode: "replace", rights: "" });
  expect(await rights.get("Project")).toHaveLength(1);
});

test("a whole account is worked with, and its mail copied into one's own and back", async () => {
  const { ann, ben, top } = await buildPair();
  const object = { kind: "account", id: ann.accountId } as const;
  const { id } = await sharing.share(ctx, ann.actor, { object, with: { address: ben.address }, role: "manage" });
  await sharing.acceptShare(ctx, ben.actor, { id });
  expect(await namesOf(ben.imap)).toEqual(
    expect.arrayContaining([`${top}/INBOX`, `${top}/Project/Plans`, `${top}/Sent`]),
  );
  const plans = await ben.imap.open(`${top}/Project/Plans`, "write");
  if (plans === "no-mailbox") throw new Error("not there");
  expect(plans.isReadOnly).toBe(false);
  await ben.imap.store(plans.mailboxId, everything, { mode: "add", flags: 4, keywords: [] });
  const seen = await ann.imap.open("Project/Plans", "read");
  expect(seen === "no-mailbox" ? [] : [...seen.messages.flags]).toEqual([4]);
  expect(await ben.imap.copy(plans.mailboxId, everything, "Archive")).toMatchObject({ from: [1], to: [1] });
  const own = await ben.imap.open("Archive", "write");
  expect(own === "no-mailbox" ? [] : [...own.messages.flags]).toEqual([4]);
  if (own === "no-mailbox") throw new Error("not there");
  expect(await ben.imap.move(own.mailboxId, everything, `${top}/Project`)).toMatchObject({ from: [1], to: [1] });
  expect(
    (await ben.imap.status([own.mailboxId, plans.mailboxId], { size: true, deleted: true, deletedBytes: true })).get(
      own.mailboxId,
    ),
  ).toMatchObject({ total: 0 });
  await ben.imap.create(`${top}/Made`);
  await ben.imap.rename(`${top}/Made`, `${top}/Project/Renamed`);
  expect(await namesOf(ann.imap)).toContain("Project/Renamed");
  await ben.imap.unsubscribe(`${top}/Sent`);
  expect(await ben.imap.listSubscribed()).not.toContain(`${top}/Sent`);
  expect(await ann.imap.listSubscribed()).toContain("Sent");
});

test("a share that is taken back is gone, also for a session that has it open, which is told", async () => {
  const { ann, ben, top } = await buildPair();
  const folders = await mail.listFolders(ctx, ann.actor);
  const id = folders.find((folder) => folder.name === "Plans")?.id ?? "";
  const made = await sharing.share(ctx, ann.actor, {
    object: { kind: "mailbox", id },
    with: { address: ben.address },
    role: "read",
  });
  await sharing.acceptShare(ctx, ben.actor, made);
  const name = `${top}/Plans`;
  expect(await namesOf(ben.imap)).toContain(name);
  let hints = 0;
  const stop = ben.imap.watch(id, () => (hints += 1));
  await expect.poll(() => hints).toBeGreaterThan(0);
  const before = hints;
  await sharing.revokeShare(ctx, ann.actor, made);
  await expect.poll(() => hints).toBeGreaterThan(before);
  stop();
  expect(await ben.imap.changesSince(id, 0)).toBe("no-mailbox");
  expect(await ben.imap.open(name, "read")).toBe("no-mailbox");
  expect(await namesOf(ben.imap)).not.toContain(name);
});
