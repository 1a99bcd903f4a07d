import type { Actor, Refusal } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessList } from "../access/index.ts";
import { createAccount } from "../accounts/index.ts";
import { createDomain, setAccountState, updateAccount } from "../administration/index.ts";
import { resolveRecipient } from "../mail/index.ts";
import {
  addMembers,
  changeList,
  createList,
  deleteList,
  expandList,
  findLists,
  getList,
  listLists,
  listMembers,
  reachOf,
  removeMembers,
} from "./index.ts";

let ctx: TestContext;
let counter = 0;
const admin: Actor = { kind: "system", part: "cli" };
beforeAll(async () => {
  ctx = await testContext();
  await createDomain(ctx, admin, { name: "town.example" });
});
afterAll(() => ctx.close());

async function buildPerson(options: { role?: "user" | "domainAdmin"; domain?: string; name?: string } = {}) {
  const { role = "user", domain = "town.example", name = "Maren Keller" } = options;
  const address = `l${++counter}@${domain}`;
  const { accountId } = await createAccount(ctx, { address, name, password: "long enough pw", role });
  return { actor: { kind: "user", accountId } satisfies Actor, address, accountId };
}

async function buildList(members: readonly string[] = [], terms: Partial<Parameters<typeof createList>[2]> = {}) {
  const address = `list${++counter}@town.example`;
  const { id } = await createList(ctx, admin, { address, ...terms });
  if (members.length > 0) await addMembers(ctx, admin, { id, addresses: members, as: "member" });
  return { id, address };
}

const spaceOf = (id: string) =>
  ctx.db.prisma.mailList.findUniqueOrThrow({ where: { id }, select: { space: true } }).then(({ space }) => space);
const actionsOf = async (objectId: string) =>
  (await ctx.db.prisma.auditEvent.findMany({ where: { objectId }, orderBy: { at: "asc" } })).map((one) => one.action);

test("a list has an address that nobody else gets, terms that change, and an end", async () => {
  const { id, address } = await buildList([], { name: "Council", whoMaySend: "domain" });
  expect(await getList(ctx, admin, { id })).toMatchObject({
    name: "Council",
    address,
    whoMaySend: "domain",
    whoSeesMembers: "domain",
    memberCount: 0,
  });
  await expect(createList(ctx, admin, { address })).rejects.toThrow("address-taken");
  await expect(createAccount(ctx, { address, name: "A", password: "long enough pw" })).rejects.toThrow("address-taken");
  await changeList(ctx, admin, {
    id,
    name: "The council",
    description: "Meets on Mondays",
    whoSeesMembers: "managers",
  });
  const moved = `moved${++counter}@town.example`;
  await changeList(ctx, admin, { id, address: moved });
  expect(await getList(ctx, admin, { id })).toMatchObject({
    name: "The council",
    address: moved,
    description: "Meets on Mondays",
    whoMaySend: "domain",
    whoSeesMembers: "managers",
  });
  await expect(resolveRecipient(ctx, address)).rejects.toThrow("recipient-unknown");
  expect((await resolveRecipient(ctx, moved)).listId).toBe(id);
  await deleteList(ctx, admin, { id });
  await expect(resolveRecipient(ctx, moved)).rejects.toThrow("recipient-unknown");
  await expect(getList(ctx, admin, { id })).rejects.toThrow("list-unknown");
  expect(await actionsOf(id)).toEqual(["list.create", "list.change", "list.change", "list.delete"]);
});

test("names, texts and addresses that cannot be are refused, and so are domains that are not here", async () => {
  const { id } = await buildList();
  const other = await buildList();
  await expect(changeList(ctx, admin, { id, name: "  " })).rejects.toThrow("name-invalid");
  await expect(changeList(ctx, admin, { id, description: "x".repeat(2001) })).rejects.toThrow("description-invalid");
  await expect(changeList(ctx, admin, { id, address: "a@far.example" })).rejects.toThrow("list-domain-fixed");
  await expect(changeList(ctx, admin, { id, address: other.address })).rejects.toThrow("address-taken");
  await expect(createList(ctx, admin, { address: "a@far.example" })).rejects.toThrow("domain-unknown");
  await expect(createList(ctx, admin, { address: "no address" })).rejects.toThrow("address-invalid");
});

test("members are people here by any of their addresses, other lists and addresses elsewhere; the rest is told", async () => {
  const ann = await buildPerson();
  const inner = await buildList();
  const { id } = await buildList();
  const before = (await spaceOf(id)).modseq;
  const addresses = [ann.address.toUpperCase(), ann.address.replace("@", "+news@"), inner.address, "Kim@Far.example"];
  const result = await addMembers(ctx, admin, {
    id,
    addresses: [...addresses, "nobody@town.example", "no address"],
    as: "member",
  });
  expect(result.added).toEqual([ann.address, inner.address, "kim@far.example"]);
  expect(result.refused).toEqual([
    { address: "no address", reason: "address-invalid" },
    { address: "nobody@town.example", reason: "recipient-unknown" },
  ]);
  expect((await spaceOf(id)).modseq).toBe(before + 1n);
  const again = await addMembers(ctx, admin, { id, addresses, as: "member" });
  expect([again.added, again.known.length]).toEqual([[], 3]);
  expect((await listMembers(ctx, admin, { id })).items).toEqual(
    expect.arrayContaining([
      { address: ann.address, name: "Maren Keller", kind: "account", isMember: true, isManager: false },
      { address: "kim@far.example", name: "", kind: "elsewhere", isMember: true, isManager: false },
      expect.objectContaining({ address: inner.address, kind: "list" }),
    ]),
  );
  expect((await listMembers(ctx, admin, { id, text: "maren" })).items).toHaveLength(1);
});

test("managers are people here; who stops to be one of the two stays the other, and who is neither is gone", async () => {
  const ann = await buildPerson();
  const { id } = await buildList([ann.address]);
  const asManager = { id, addresses: [ann.address, "kim@far.example"], as: "manager" } as const;
  expect(await addMembers(ctx, admin, asManager)).toEqual({
    added: [ann.address],
    known: [],
    refused: [{ address: "kim@far.example", reason: "list-manager-elsewhere" }],
  });
  expect(await getList(ctx, admin, { id })).toMatchObject({ memberCount: 1, managerCount: 1 });
  expect(await removeMembers(ctx, admin, { id, addresses: [ann.address], as: "member" })).toEqual({
    removed: [ann.address],
  });
  expect(await getList(ctx, admin, { id })).toMatchObject({ memberCount: 0, managerCount: 1 });
  expect(await reachOf(ctx, id)).toEqual([]);
  await addMembers(ctx, admin, { ...asManager, as: "member" });
  expect(await removeMembers(ctx, admin, { ...asManager, as: "both" })).toEqual({
    removed: ["kim@far.example", ann.address],
  });
  expect((await listMembers(ctx, admin, { id })).items).toEqual([]);
  const { id: spaceId, modseq } = await spaceOf(id);
  expect(await ctx.db.prisma.tombstone.findMany({ where: { spaceId }, select: { kind: true, modseq: true } })).toEqual([
    { kind: "list-member", modseq },
    { kind: "list-member", modseq },
  ]);
});

test("a list in itself, in a circle or too deep is refused; one that is renamed or ended is so in the lists above", async () => {
  const lists: { id: string; address: string }[] = [];
  for (let i = 0; i < 6; i++) lists.push(await buildList());
  const put = async (above: number, below: number) => {
    const { id = "" } = lists[above] ?? {};
    return addMembers(ctx, admin, { id, addresses: [lists[below]?.address ?? ""], as: "member" });
  };
  expect((await put(0, 0)).refused).toMatchObject([{ reason: "list-inside-itself" }]);
  for (let i = 0; i < 4; i++) expect((await put(i, i + 1)).added).toHaveLength(1);
  expect((await put(4, 5)).refused).toMatchObject([{ reason: "list-too-deep" }]);
  expect((await put(4, 0)).refused).toMatchObject([{ reason: "list-inside-itself" }]);
  const [top, second] = lists;
  expect(await getList(ctx, admin, { id: second?.id ?? "" })).toMatchObject({ memberCount: 1, aboveCount: 1 });
  const moved = `moved${++counter}@town.example`;
  await changeList(ctx, admin, { id: second?.id ?? "", address: moved });
  expect((await listMembers(ctx, admin, { id: top?.id ?? "" })).items).toMatchObject([{ address: moved }]);
  await deleteList(ctx, admin, { id: second?.id ?? "" });
  expect((await listMembers(ctx, admin, { id: top?.id ?? "" })).items).toEqual([]);
});

test("a list reaches everybody once, through lists in lists, in whatever circle they were put meanwhile", async () => {
  const [ann, ben] = [await buildPerson(), await buildPerson()];
  const inner = await buildList([ann.address, ben.address, "kim@far.example"]);
  const outer = await buildList([ann.address, inner.address]);
  // Two who add at the same moment can make what neither is allowed to.
  const row = await ctx.db.prisma.mailListMember.findFirstOrThrow({ where: { listId: inner.id } });
  await ctx.db.prisma.mailListMember.create({
    data: { ...row, id: outer.id, address: outer.address, accountId: null, nestedId: outer.id },
  });
  const addresses = [ann.address, ben.address, "kim@far.example"].sort();
  expect((await reachOf(ctx, outer.id)).map((one) => one.address).sort()).toEqual(addresses);
  expect((await expandList(ctx, ann.actor, outer)).map((one) => one.address).sort()).toEqual(addresses);
  await setAccountState(ctx, admin, { id: ben.accountId, state: "closed" });
  expect((await reachOf(ctx, outer.id)).map((one) => one.address)).not.toContain(ben.address);
  expect((await expandList(ctx, ann.actor, outer)).map((one) => one.address)).not.toContain(ben.address);
});

test("a list takes ten thousand and not one more", async () => {
  const { id } = await buildList();
  const addresses = Array.from({ length: 10_000 }, (_, i) => `p${i}@far.example`);
  expect((await addMembers(ctx, admin, { id, addresses, as: "member" })).added).toHaveLength(10_000);
  const more = { id, addresses: ["one@more.example"], as: "member" } as const;
  await expect(addMembers(ctx, admin, more)).rejects.toThrow("list-members-too-many");
  expect(await getList(ctx, admin, { id })).toMatchObject({ memberCount: 10_000 });
  expect(await reachOf(ctx, id)).toHaveLength(10_000);
  await expect(expandList(ctx, admin, { id })).rejects.toThrow("list-expand-too-many");
  const page = await listMembers(ctx, admin, { id });
  const next = await listMembers(ctx, admin, { id, cursor: page.nextCursor ?? "" });
  expect(new Set([...page.items, ...next.items].map((one) => one.address)).size).toBe(200);
});

test("the gate: stranger, colleague, member, manager, administrators, and a list that is not there", async () => {
  const [colleague, member, manager] = [await buildPerson(), await buildPerson(), await buildPerson()];
  const boss = await buildPerson({ role: "domainAdmin" });
  const [stranger, otherBoss, guest] = [
    await buildPerson({ domain: "else.example" }),
    await buildPerson({ domain: "else.example", role: "domainAdmin" }),
    await buildPerson({ domain: "else.example" }),
  ];
  const { id } = await buildList([member.address, guest.address], { whoSeesMembers: "members" });
  await addMembers(ctx, boss.actor, { id, addresses: [manager.address], as: "manager" });
  const rights = async ({ actor }: { actor: Actor }) => {
    const held: string[] = [];
    for (const need of ["read", "members", "manage", "administer"] as const)
      await accessList(ctx, actor, id, need).then(
        () => held.push(need),
        (error: Refusal) => held.push(error.reason),
      );
    return held;
  };
  const unknown = Array.from({ length: 4 }, () => "list-unknown");
  expect(await rights(stranger)).toEqual(unknown);
  expect(await rights(otherBoss)).toEqual(unknown);
  expect(await rights(colleague)).toEqual([
    "read",
    "list-members-denied",
    "list-manage-denied",
    "list-administer-denied",
  ]);
  for (const one of [member, guest])
    expect(await rights(one)).toEqual(["read", "members", "list-manage-denied", "list-administer-denied"]);
  expect(await rights(manager)).toEqual(["read", "members", "manage", "list-administer-denied"]);
  expect(await rights(boss)).toEqual(["read", "members", "manage", "administer"]);
  await expect(accessList(ctx, boss.actor, "01234567-89ab-7cde-8f01-23456789abcd", "read")).rejects.toThrow(
    "list-unknown",
  );
  await expect(accessList(ctx, boss.actor, "no id", "read")).rejects.toThrow("list-unknown");
  await changeList(ctx, manager.actor, { id, whoSeesMembers: "domain" });
  expect(await rights(colleague)).toContain("members");
  await expect(changeList(ctx, manager.actor, { id, address: "x@town.example" })).rejects.toThrow("administer-denied");
  await expect(deleteList(ctx, manager.actor, { id })).rejects.toThrow("administer-denied");
  for (const { actor } of [colleague, member, manager]) {
    await expect(createList(ctx, actor, { address: "new@town.example" })).rejects.toThrow("admin-needed");
    await expect(listLists(ctx, actor, {})).rejects.toThrow("admin-needed");
  }
  await expect(createList(ctx, otherBoss.actor, { address: "new@town.example" })).rejects.toThrow("domain-unknown");
  expect((await listLists(ctx, otherBoss.actor, {})).items).toEqual([]);
  expect((await listLists(ctx, boss.actor, { text: "LIST" })).items.map((one) => one.id)).toContain(id);
});

test("what is of another domain is taken as it is written, and keeps its name and whose it is to itself", async () => {
  const boss = await buildPerson({ role: "domainAdmin" });
  const far = await buildPerson({ domain: "else.example", name: "Of another domain" });
  const alias = `alias${++counter}@else.example`;
  await updateAccount(ctx, admin, { id: far.accountId, aliases: [alias] });
  const { id } = await buildList();
  expect((await addMembers(ctx, boss.actor, { id, addresses: [alias], as: "member" })).added).toEqual([alias]);
  const row = { address: alias, name: "", kind: "elsewhere", isMember: true, isManager: false };
  expect((await listMembers(ctx, boss.actor, { id })).items).toEqual([row]);
  expect((await listMembers(ctx, boss.actor, { id, text: "another" })).items).toEqual([]);
  expect(await expandList(ctx, boss.actor, { id })).toEqual([{ name: "", address: alias }]);
  await addMembers(ctx, boss.actor, { id, addresses: [far.address], as: "member" });
  expect(await reachOf(ctx, id)).toHaveLength(1);
  await expect(accessList(ctx, far.actor, id, "members")).resolves.toMatchObject({ id });
});

test("a list is put into another by whoever keeps both, and its members stay hidden from who may not see them", async () => {
  const [manager, ann, ben] = [await buildPerson(), await buildPerson({ name: "Ann" }), await buildPerson()];
  const hidden = await buildList([ben.address], { name: "Board", whoSeesMembers: "managers" });
  const { id, address } = await buildList([ann.address]);
  await addMembers(ctx, admin, { id, addresses: [manager.address], as: "manager" });
  const adding = { id, addresses: [hidden.address], as: "member" } as const;
  expect((await addMembers(ctx, manager.actor, adding)).refused).toEqual([
    { address: hidden.address, reason: "list-manage-denied" },
  ]);
  await addMembers(ctx, admin, adding);
  expect(await expandList(ctx, ann.actor, { id })).toEqual([
    { name: "Ann", address: ann.address },
    { name: "Board", address: hidden.address },
  ]);
  expect(await expandList(ctx, admin, { id })).toMatchObject([{ address: ann.address }, { address: ben.address }]);
  await expect(expandList(ctx, ann.actor, hidden)).rejects.toThrow("list-members-denied");
  const addresses = [address.toUpperCase(), hidden.address, ann.address, "kim@far.example", "no address"];
  const found = await findLists(ctx, ann.actor, { addresses });
  expect(new Map(found.map((one) => [one.address, one.people]))).toEqual(
    new Map([
      [address, 2],
      [hidden.address, null],
    ]),
  );
  const stranger = await buildPerson({ domain: "else.example" });
  expect(await findLists(ctx, stranger.actor, { addresses })).toEqual([]);
});
