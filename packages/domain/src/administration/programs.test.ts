import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount as makeAccount } from "../accounts/index.ts";
import { createAppPassword, signInProgram } from "../app-passwords/index.ts";
import {
  accountPrograms,
  createAccountProgram,
  createShared,
  listDomains,
  requireAppPasswords,
  revokeAccountProgram,
} from "./index.ts";

const password = "a long enough password";
const cli: Actor = { kind: "system", part: "cli" };
let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function build(domain: string, role: "user" | "domainAdmin" | "admin" = "user") {
  const address = `p${++counter}@${domain}`;
  const { accountId } = await makeAccount(ctx, { address, name: "Person", password, role });
  const actor: Actor = { kind: "user", accountId };
  const enter = (given: string) => signInProgram(ctx, { address, password: given, ip: "192.0.2.1", via: "imap" });
  return { actor, id: accountId, address, enter };
}

test("an administrator sees an account's programs and cuts them off; who administers something else does not", async () => {
  const [person, chief] = [await build("one.example"), await build("one.example", "domainAdmin")];
  const stranger = await build("two.example", "domainAdmin");
  const made = await createAppPassword(ctx, person.actor, { name: "Phone", scopes: ["imap"] });
  const { appPasswords } = await accountPrograms(ctx, chief.actor, person);
  expect(appPasswords).toMatchObject([{ id: made.id, name: "Phone" }]);
  const input = { id: person.id, appPasswordId: made.id };
  const of = { kind: "account", id: person.id } as const;
  for (const attempt of [
    (actor: Actor) => accountPrograms(ctx, actor, person),
    (actor: Actor) => revokeAccountProgram(ctx, actor, input),
    (actor: Actor) => requireAppPasswords(ctx, actor, { of, isOn: true }),
  ]) {
    await expect(attempt(stranger.actor)).rejects.toThrow("not-found: account-unknown");
    await expect(attempt(person.actor)).rejects.toThrow("forbidden: admin-needed");
  }
  await expect(revokeAccountProgram(ctx, chief.actor, { id: chief.id, appPasswordId: made.id })).rejects.toThrow(
    "not-found: app-password-unknown",
  );
  await revokeAccountProgram(ctx, chief.actor, input);
  await expect(person.enter(made.secret)).rejects.toThrow("sign-in-failed");
});

test("whether programs need app passwords is inherited from server, domain and account, each said by whom it concerns", async () => {
  const [person, chief] = [await build("three.example"), await build("three.example", "domainAdmin")];
  const [domain] = await listDomains(ctx, chief.actor);
  const of = { kind: "domain", id: domain?.id ?? "" } as const;
  const one = { kind: "account", id: person.id } as const;
  const refused = "unauthenticated: app-password-needed";
  await expect(requireAppPasswords(ctx, chief.actor, { of: { kind: "server" }, isOn: true })).rejects.toThrow(
    "admin-needed",
  );
  const foreign = await build("four.example", "domainAdmin");
  await expect(requireAppPasswords(ctx, foreign.actor, { of, isOn: true })).rejects.toThrow(
    "not-found: domain-unknown",
  );
  await requireAppPasswords(ctx, cli, { of: { kind: "server" }, isOn: true });
  await expect(person.enter(password)).rejects.toThrow(refused);
  await requireAppPasswords(ctx, chief.actor, { of, isOn: false });
  expect(await person.enter(password)).toBeTruthy();
  await requireAppPasswords(ctx, chief.actor, { of: one, isOn: true });
  expect(await accountPrograms(ctx, cli, person)).toMatchObject({ isRequired: true, ownRequirement: true });
  await expect(person.enter(password)).rejects.toThrow(refused);
  await requireAppPasswords(ctx, chief.actor, { of: one, isOn: null });
  await requireAppPasswords(ctx, chief.actor, { of, isOn: null });
  expect(await accountPrograms(ctx, cli, person)).toMatchObject({ isRequired: true, ownRequirement: null });
  expect((await listDomains(ctx, chief.actor))[0]?.needsAppPasswords).toBe(true);
  await requireAppPasswords(ctx, cli, { of: { kind: "server" }, isOn: null });
  expect((await listDomains(ctx, chief.actor))[0]?.needsAppPasswords).toBe(false);
});

test("only the owner of the machine makes one for somebody else", async () => {
  const [person, admin] = [await build("five.example"), await build("five.example", "admin")];
  const input = { id: person.id, name: "Scanner", scopes: ["imap"] as const };
  await expect(createAccountProgram(ctx, admin.actor, input)).rejects.toThrow("forbidden: admin-needed");
  const { secret } = await createAccountProgram(ctx, cli, input);
  expect(await person.enter(secret)).toMatchObject({ accountId: person.id });
  const shared = await createShared(ctx, cli, { address: "info@five.example", name: "" });
  await expect(createAccountProgram(ctx, cli, { ...input, id: shared.id })).rejects.toThrow("account-shared");
});
