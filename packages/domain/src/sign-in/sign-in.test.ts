import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { closeSession, findSession, openSession } from "./sessions.ts";
import { checkPassword } from "./sign-in.ts";

const password = "correct horse battery";
let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function buildAccount() {
  const address = `p${++counter}@town.example`;
  return { address, ...(await createAccount(ctx, { address, name: "Maren Keller", password })) };
}
const signIn = (address: string, given = password) =>
  checkPassword(ctx, { address, password: given, ip: `192.0.2.${counter % 250}` });

test("the right password signs in, by plus-address and in any case too", async () => {
  const { accountId, address } = await buildAccount();
  expect(await signIn(address)).toBe(accountId);
  expect(await signIn(address.toUpperCase())).toBe(accountId);
  expect(await signIn(address.replace("@", "+tag@"))).toBe(accountId);
});

test("an unknown address, a wrong password and a suspended account are refused in the same words", async () => {
  const { accountId, address } = await buildAccount();
  await expect(signIn(address, "wrong")).rejects.toThrow("unauthenticated: sign-in-failed");
  await expect(signIn("nobody@town.example")).rejects.toThrow("unauthenticated: sign-in-failed");
  await expect(signIn("no address")).rejects.toThrow("unauthenticated: sign-in-failed");
  await ctx.db.prisma.account.update({ where: { id: accountId }, data: { state: "suspended" } });
  await expect(signIn(address)).rejects.toThrow("unauthenticated: sign-in-failed");
});

test("ten wrong guesses close the door, also for the right password, until time passes", async () => {
  const { accountId, address } = await buildAccount();
  const guesses = await Promise.allSettled(Array.from({ length: 10 }, () => signIn(address, "guess")));
  expect(guesses.every((guess) => guess.status === "rejected")).toBe(true);
  await expect(signIn(address)).rejects.toThrow("too-many: too-many-attempts");
  ctx.advance(60_000);
  expect(await signIn(address)).toBe(accountId);
});

test("right passwords from one place are never too many, wrong ones are", async () => {
  const { accountId, address } = await buildAccount();
  const ip = "198.51.100.7";
  // As if fifty-nine had guessed already: each check costs what a guess must cost, so no test makes sixty.
  await ctx.db.prisma.rateBucket.create({ data: { key: `sign-in-ip:${ip}`, level: 59, updatedAt: ctx.clock.now() } });
  for (let i = 0; i < 4; i++) expect(await checkPassword(ctx, { address, password, ip })).toBe(accountId);
  await expect(checkPassword(ctx, { address, password: "wrong", ip })).rejects.toThrow("sign-in-failed");
  await expect(checkPassword(ctx, { address, password, ip })).rejects.toThrow("too-many");
});

test("a session acts until it is closed, expires, or its account or domain may not act", async () => {
  const { accountId } = await buildAccount();
  const secret = await openSession(ctx, accountId, {});
  const actor = await findSession(ctx, secret);
  expect(actor).toMatchObject({ kind: "user", accountId });
  expect(await findSession(ctx, `${secret}x`)).toBeNull();
  await ctx.db.prisma.account.update({ where: { id: accountId }, data: { state: "locked" } });
  expect(await findSession(ctx, secret)).toBeNull();
  await ctx.db.prisma.account.update({ where: { id: accountId }, data: { state: "active" } });
  if (actor?.kind !== "user" || !actor.tokenId) throw new Error("no session");
  const stranger = await buildAccount();
  await expect(closeSession(ctx, { kind: "user", accountId: stranger.accountId }, actor.tokenId)).rejects.toThrow(
    "not-found",
  );
  await closeSession(ctx, actor, actor.tokenId);
  expect(await findSession(ctx, secret)).toBeNull();
});

test("an address is given once, and a bad one is refused in words", async () => {
  const { address } = await buildAccount();
  await expect(createAccount(ctx, { address: address.toUpperCase(), name: "", password })).rejects.toThrow(
    "conflict: address-taken",
  );
  await expect(createAccount(ctx, { address: "a b@town.example", name: "", password })).rejects.toThrow(
    "invalid: address-invalid",
  );
  await expect(createAccount(ctx, { address: "ab@town.example", name: "", password: "short" })).rejects.toThrow(
    "invalid: password-short",
  );
});
