import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount as makeAccount } from "../accounts/index.ts";
import { resolveRecipient } from "../mail/index.ts";
import { checkPassword, findSession, openSession } from "../sign-in/index.ts";
import {
  createAccount,
  createDomain,
  getAccount,
  listAccounts,
  listDomains,
  markExternal,
  overview,
  resetPassword,
  setAccountState,
  setDomainState,
  updateAccount,
} from "./index.ts";

let ctx: TestContext;
let counter = 0;
const password = "long enough pw";
const cli: Actor = { kind: "system", part: "cli" };
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function build(domain: string, role: "user" | "domainAdmin" | "admin" = "user") {
  const address = `a${++counter}@${domain}`;
  const { accountId } = await makeAccount(ctx, { address, name: `Person ${counter}`, password, role });
  const actor: Actor = { kind: "user", accountId };
  return { actor, id: accountId, address };
}

test("a person without the role reaches nothing, and a domain's administrator only the own domain", async () => {
  const [person, chief] = [await build("one.example"), await build("one.example", "domainAdmin")];
  const other = await build("two.example");
  for (const attempt of [
    () => overview(ctx, person.actor),
    () => listDomains(ctx, person.actor),
    () => listAccounts(ctx, person.actor, {}),
    () => getAccount(ctx, person.actor, { id: person.id }),
    () => resetPassword(ctx, person.actor, { id: person.id, password }),
    () => createDomain(ctx, chief.actor, { name: "three.example" }),
    () => setDomainState(ctx, chief.actor, { id: other.id, state: "closed" }),
    () => createAccount(ctx, chief.actor, { address: "x@two.example", name: "", password, role: "user" }),
    () => createAccount(ctx, chief.actor, { address: "x@one.example", name: "", password, role: "admin" }),
    () => updateAccount(ctx, chief.actor, { id: person.id, role: "admin" }),
  ])
    await expect(attempt()).rejects.toThrow("forbidden");
  for (const attempt of [
    () => getAccount(ctx, chief.actor, other),
    () => updateAccount(ctx, chief.actor, { id: other.id, name: "Mine" }),
    () => setAccountState(ctx, chief.actor, { id: other.id, state: "closed" }),
    () => resetPassword(ctx, chief.actor, { id: other.id, password }),
    () => updateAccount(ctx, chief.actor, { id: person.id, aliases: ["x@two.example"] }),
  ])
    await expect(attempt()).rejects.toThrow("not-found");
  const seen = await listAccounts(ctx, chief.actor, {});
  expect(seen.items.every((row) => row.address.endsWith("@one.example"))).toBe(true);
  expect((await listDomains(ctx, chief.actor)).map((domain) => domain.name)).toEqual(["one.example"]);
});

test("a domain in other letters becomes its A-label, once, with records to publish", async () => {
  const { id } = await createDomain(ctx, cli, { name: "Bücher.Example." });
  const domain = (await listDomains(ctx, cli)).find((one) => one.id === id);
  expect(domain).toMatchObject({ name: "xn--bcher-kva.example", state: "active", accountCount: 0 });
  expect(domain?.dnsHints.map((hint) => hint.type)).toEqual(["MX", "TXT", "TXT", "TXT"]);
  expect(domain?.dkim?.record).toMatch(/^v=DKIM1; k=rsa; p=[A-Za-z0-9+/]{300,}/);
  await expect(createDomain(ctx, cli, { name: "bücher.example" })).rejects.toThrow("conflict: domain-taken");
  for (const name of ["", "nodots", "a b.example", "-x.example", "x..example"])
    await expect(createDomain(ctx, cli, { name })).rejects.toThrow("invalid: domain-invalid");
});

test("accounts are found by part of name or address, page by page, and edited as a whole", async () => {
  const { id, address } = await build("four.example");
  await updateAccount(ctx, cli, {
    id,
    name: "Lucía Ferrer",
    quotaBytes: 5_000_000,
    messagesPerDay: 50,
    aliases: ["lucia@four.example"],
  });
  const { items } = await listAccounts(ctx, cli, { text: "lucía" });
  expect(items).toMatchObject([
    {
      address,
      name: "Lucía Ferrer",
      quotaBytes: 5_000_000,
      messagesPerDay: 50,
      recipientsPerDay: null,
      state: "active",
    },
  ]);
  expect((await getAccount(ctx, cli, { id })).aliases).toEqual(["lucia@four.example"]);
  await updateAccount(ctx, cli, { id, aliases: [], quotaBytes: null });
  expect(await getAccount(ctx, cli, { id })).toMatchObject({ aliases: [], quotaBytes: null });
  await expect(resolveRecipient(ctx, "lucia@four.example")).rejects.toThrow("recipient-unknown");
});

test("one alias goes to one account, also when two ask at once, and never away from an account's own address", async () => {
  const [a, b] = [await build("five.example"), await build("five.example")];
  const results = await Promise.allSettled(
    [a, b].map(({ id }) => updateAccount(ctx, cli, { id, aliases: ["sales@five.example"] })),
  );
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  await expect(updateAccount(ctx, cli, { id: a.id, aliases: [b.address] })).rejects.toThrow("conflict: address-taken");
  await updateAccount(ctx, cli, { id: a.id, aliases: [a.address] });
  await resolveRecipient(ctx, a.address);
});

test("suspended: signed out and locked out, mail still comes; closed: mail is refused; reopened: all as before", async () => {
  const { id, address } = await build("six.example");
  const secret = await openSession(ctx, id, {});
  await setAccountState(ctx, cli, { id, state: "suspended" });
  expect(await findSession(ctx, secret)).toBeNull();
  const signIn = () => checkPassword(ctx, { address, password, ip: "192.0.2.9" });
  await expect(signIn()).rejects.toThrow("sign-in-failed");
  await resolveRecipient(ctx, address);
  await setAccountState(ctx, cli, { id, state: "closed" });
  await expect(resolveRecipient(ctx, address)).rejects.toThrow("recipient-unknown");
  await setAccountState(ctx, cli, { id, state: "active" });
  expect(await signIn()).toBe(id);
  await resetPassword(ctx, cli, { id, password: "another long one" });
  await expect(signIn()).rejects.toThrow("sign-in-failed");
  await expect(resetPassword(ctx, cli, { id, password: "short" })).rejects.toThrow("password-short");
});

test("nobody locks himself out, and the last administrator stays one, also when two take each other's role at once", async () => {
  const [a, b] = [await build("seven.example", "admin"), await build("seven.example", "admin")];
  await expect(setAccountState(ctx, a.actor, { id: a.id, state: "suspended" })).rejects.toThrow("account-own-state");
  await expect(updateAccount(ctx, a.actor, { id: a.id, role: "user" })).rejects.toThrow("account-own-role");
  const seven = (await listDomains(ctx, cli)).find((domain) => domain.name === "seven.example");
  await expect(setDomainState(ctx, a.actor, { id: seven?.id ?? "", state: "closed" })).rejects.toThrow("domain-own");
  const results = await Promise.allSettled([
    updateAccount(ctx, a.actor, { id: b.id, role: "user" }),
    setAccountState(ctx, b.actor, { id: a.id, state: "closed" }),
  ]);
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  // Whichever came first: one administrator is left who can act, and that one stays.
  const left = await ctx.db.prisma.account.findMany({
    where: { role: "admin", state: "active" },
    select: { id: true },
  });
  expect(left).toHaveLength(1);
  const close = setAccountState(ctx, cli, { id: left[0]?.id ?? "", state: "closed" });
  await expect(close).rejects.toThrow("account-last-admin");
});

test("every change leaves a line that nobody can take out", async () => {
  const { id } = await build("eight.example");
  await setAccountState(ctx, cli, { id, state: "suspended" });
  const event = await ctx.db.prisma.auditEvent.findFirst({ where: { objectId: id, action: "account.state" } });
  expect(event).toMatchObject({ actorKind: "system", data: { state: "suspended" } });
});

test("mail from outside is marked by an administrator of the domain, and by nobody else", async () => {
  const chief = await build("marked.example", "domainAdmin");
  const [own] = await listDomains(ctx, chief.actor);
  const id = own?.id ?? "";
  expect(own?.marksExternal).toBe(false);
  await markExternal(ctx, chief.actor, { id, isOn: true });
  expect((await listDomains(ctx, chief.actor))[0]?.marksExternal).toBe(true);
  const person = await build("marked.example");
  await expect(markExternal(ctx, person.actor, { id, isOn: false })).rejects.toThrow("forbidden");
  const other = await build("unmarked.example", "domainAdmin");
  await expect(markExternal(ctx, other.actor, { id, isOn: false })).rejects.toThrow("not-found");
  await expect(markExternal(ctx, cli, { id: "x", isOn: true })).rejects.toThrow("not-found");
  expect((await listDomains(ctx, other.actor))[0]?.marksExternal).toBe(false);
});
