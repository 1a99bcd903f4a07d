import type { Actor } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { purge } from "../maintenance/index.ts";
import { writeSetting } from "../settings/index.ts";
import { setPassword, watchProof } from "../sign-in/index.ts";
import {
  createAppPassword,
  listAppPasswords,
  restoreAppPassword,
  revokeAppPassword,
  type Scope,
} from "./app-passwords.ts";
import { hashOfTyped, makeSecret } from "./secret.ts";
import { type ProgramGiven, signInProgram } from "./sign-in-program.ts";

const password = "correct horse battery";
let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function person() {
  const address = `p${++counter}@town.example`;
  const { accountId } = await createAccount(ctx, { address, name: "Maren Keller", password });
  const actor: Actor = { kind: "user", accountId };
  const ip = `192.0.2.${counter}`;
  return {
    address,
    accountId,
    actor,
    make: (uses: Scope[] = ["imap"], expiresAt?: Date) =>
      createAppPassword(ctx, actor, { name: "Phone", scopes: uses, expiresAt }),
    enter: (given: string, via: ProgramGiven["via"] = "imap") =>
      signInProgram(ctx, { address, password: given, ip, via }),
  };
}

const audited = async (accountId: string, action: string) =>
  ctx.db.prisma.auditEvent.findMany({ where: { action, OR: [{ actorId: accountId }, { objectId: accountId }] } });

test("a secret has 140 bits in seven groups, and is known however it is typed", () => {
  const secret = makeSecret();
  expect(secret).toMatch(/^(?:[0-9a-hjkmnp-tv-z]{4}-){6}[0-9a-hjkmnp-tv-z]{4}$/);
  expect(makeSecret()).not.toBe(secret);
  const plain = "0123-4567-89ab-cdef-ghjk-mnpq-rstv";
  for (const typed of [
    plain.toUpperCase(),
    plain.replaceAll("-", ""),
    ` ${plain.replaceAll("-", " ")} `,
    "oi23-4567-89ab-cdef-ghjk-mnpq-rstv",
  ])
    expect(hashOfTyped(typed), typed).toEqual(hashOfTyped(plain));
  for (const typed of ["", password, `${plain}0`, plain.slice(1), plain.replace("a", "u"), "a".repeat(10_000)])
    expect(hashOfTyped(typed), typed).toBeNull();
});

test("a program signs in with it for what it may do, and nothing of the secret is kept", async () => {
  const { accountId, actor, make, enter } = await person();
  const { id, secret } = await make(["smtp", "imap"]);
  expect(await enter(secret)).toEqual({ accountId, proof: { kind: "token", id } });
  expect(await enter(secret, "smtp")).toMatchObject({ accountId });
  await expect(enter(secret, "pop3")).rejects.toThrow("unauthenticated: app-password-scope");
  const [listed] = await listAppPasswords(ctx, actor);
  expect(listed).toMatchObject({
    id,
    name: "Phone",
    scopes: ["imap", "smtp"],
    lastUse: { via: "smtp" },
    isOver: false,
  });
  const rows = await ctx.db.pool.query('SELECT t::text FROM "Token" t');
  expect(JSON.stringify(rows.rows)).not.toContain(secret);
});

test("it opens no browser session and nobody else's mail", async () => {
  const one = await person();
  const other = await person();
  const { id, secret } = await one.make();
  await expect(other.enter(secret)).rejects.toThrow("unauthenticated: sign-in-failed");
  await expect(revokeAppPassword(ctx, other.actor, { id })).rejects.toThrow("not-found: app-password-unknown");
  await expect(restoreAppPassword(ctx, other.actor, { id })).rejects.toThrow("not-found: app-password-unknown");
  await expect(revokeAppPassword(ctx, other.actor, { id: "x" })).rejects.toThrow("not-found: app-password-unknown");
  expect(await listAppPasswords(ctx, other.actor)).toEqual([]);
  const nobody: Actor = { kind: "guest", guestId: id };
  await expect(listAppPasswords(ctx, nobody)).rejects.toThrow("unauthenticated");
  await expect(createAppPassword(ctx, nobody, { name: "x", scopes: ["imap"] })).rejects.toThrow("unauthenticated");
  await expect(revokeAppPassword(ctx, nobody, { id })).rejects.toThrow("unauthenticated");
  await expect(restoreAppPassword(ctx, nobody, { id })).rejects.toThrow("unauthenticated");
});

test("taken back it is refused and whoever is in with it is cut off; an undo brings it back for some minutes", async () => {
  const { accountId, actor, make, enter } = await person();
  const { id, secret } = await make();
  const onEnd = vi.fn();
  const stop = watchProof(ctx, await enter(secret), onEnd);
  await revokeAppPassword(ctx, actor, { id });
  await vi.waitFor(() => expect(onEnd).toHaveBeenCalledOnce(), { timeout: 3000 });
  await expect(enter(secret)).rejects.toThrow("unauthenticated: sign-in-failed");
  expect(await listAppPasswords(ctx, actor)).toEqual([]);
  await expect(revokeAppPassword(ctx, actor, { id })).rejects.toThrow("not-found");
  await restoreAppPassword(ctx, actor, { id });
  expect(await enter(secret)).toMatchObject({ accountId });
  await revokeAppPassword(ctx, actor, { id });
  ctx.advance(11 * 60_000);
  await expect(restoreAppPassword(ctx, actor, { id })).rejects.toThrow("not-found");
  stop();
});

test("a program that was cut off asks on and on without closing the door to its person", async () => {
  const { accountId, actor, make, enter } = await person();
  const { id, secret } = await make();
  await revokeAppPassword(ctx, actor, { id });
  const asked = await Promise.allSettled(Array.from({ length: 30 }, () => enter(secret)));
  expect(asked.every(({ status }) => status === "rejected")).toBe(true);
  expect(await enter(password)).toMatchObject({ accountId, proof: { kind: "password" } });
  // Each line of the log stays for good, so there is an end to them.
  expect((await audited(accountId, "sign-in.failed")).length).toBe(10);
});

test("wrong app passwords are guesses like any other", async () => {
  const { enter } = await person();
  await Promise.allSettled(Array.from({ length: 10 }, () => enter(makeSecret())));
  await expect(enter(password)).rejects.toThrow("too-many");
});

test("at its end it is refused, stays on the list as ended, and goes in time", async () => {
  const { actor, make, enter } = await person();
  await expect(make(["imap"], ctx.clock.now())).rejects.toThrow("invalid: app-password-end");
  const { secret } = await make(["imap"], new Date(ctx.clock.now().getTime() + 60_000));
  await enter(secret);
  ctx.advance(60_000);
  await expect(enter(secret)).rejects.toThrow("sign-in-failed");
  await purge(ctx);
  expect(await listAppPasswords(ctx, actor)).toMatchObject([{ isOver: true }]);
  ctx.advance(91 * 86_400_000);
  await purge(ctx);
  expect(await listAppPasswords(ctx, actor)).toEqual([]);
});

test("names, uses and their number have limits", async () => {
  const { actor, make } = await person();
  const create = (name: string, uses: Scope[]) => createAppPassword(ctx, actor, { name, scopes: uses });
  for (const name of ["", "  ", "a".repeat(101), "a\nb"])
    await expect(create(name, ["imap"])).rejects.toThrow("app-password-name");
  await expect(create("x", [])).rejects.toThrow("app-password-for-nothing");
  for (let made = 0; made < 49; made++) await make();
  const together = await Promise.allSettled([make(), make(), make()]);
  expect(together.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(make()).rejects.toThrow("conflict: app-passwords-too-many");
});

test("uses are written down once in five minutes from one place, and leave lines in the log", async () => {
  const { accountId, actor, make, enter } = await person();
  const { secret } = await make(["imap", "smtp"]);
  for (let times = 0; times < 5; times++) await enter(secret);
  expect(await audited(accountId, "sign-in")).toHaveLength(1);
  await enter(secret, "smtp");
  ctx.advance(6 * 60_000);
  await enter(secret, "smtp");
  const lines = await audited(accountId, "sign-in");
  expect(lines).toHaveLength(3);
  expect(lines[2]).toMatchObject({ actorKind: "token", data: { via: "smtp", name: "Phone" } });
  expect((await listAppPasswords(ctx, actor))[0]?.lastUse).toMatchObject({
    via: "smtp",
    at: ctx.clock.now().toISOString(),
  });
  expect(await audited(accountId, "app-password.create")).toHaveLength(1);
});

test("where programs need an app password, the account's own is refused with words that say so, and only the right one", async () => {
  const { accountId, make, enter } = await person();
  const { secret } = await make();
  const scope = { scope: "account", scopeId: accountId } as const;
  await writeSetting(ctx, scope, "signIn.appPasswordsOnly", true);
  for (let times = 0; times < 12; times++)
    await expect(enter(password)).rejects.toThrow("unauthenticated: app-password-needed");
  await expect(enter("wrong password")).rejects.toThrow("unauthenticated: sign-in-failed");
  expect(await enter(secret)).toMatchObject({ accountId });
  await writeSetting(ctx, scope, "signIn.appPasswordsOnly", null);
  expect(await enter(password)).toMatchObject({ accountId });
});

test("who is in with the account's password is cut off when it changes or the account is closed", async () => {
  const { accountId, make, enter } = await person();
  const byPassword = vi.fn();
  const byToken = vi.fn();
  const { secret } = await make();
  const stops = [watchProof(ctx, await enter(password), byPassword), watchProof(ctx, await enter(secret), byToken)];
  await setPassword(ctx, accountId, "another long password");
  await vi.waitFor(() => expect(byPassword).toHaveBeenCalledOnce(), { timeout: 3000 });
  expect(byToken).not.toHaveBeenCalled();
  await ctx.db.prisma.account.update({ where: { id: accountId }, data: { state: "suspended" } });
  await expect(enter(secret)).rejects.toThrow("sign-in-failed");
  for (const stop of stops) stop();
});
