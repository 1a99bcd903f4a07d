import { type Actor, newId } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createAccount } from "../accounts/index.ts";
import { createAppPassword, listAppPasswords, signInProgram } from "../app-passwords/index.ts";
import { openFolder, listFolders } from "../mail/index.ts";
import { setOwnSetting } from "../profile/index.ts";
import { changePassword, findSession, watchProof } from "../sign-in/index.ts";
import { listActivity } from "./activity.ts";
import { endOtherSessions, endSession, listSessions } from "./sessions.ts";
import { signInBrowser } from "./sign-in-browser.ts";

const password = "correct horse battery";
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const safari =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
let ctx: TestContext;
let counter = 0;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

async function person(locale = "en") {
  const address = `p${++counter}@town.example`;
  const { accountId } = await createAccount(ctx, { address, name: "Maren Keller", password, locale });
  const user: Actor = { kind: "user", accountId };
  return {
    address,
    accountId,
    user,
    enter: async (given: { ip?: string; userAgent?: string; device?: string; password?: string } = {}) => {
      const more = { ip: "192.0.2.7", userAgent: firefox, device: null, password, ...given };
      const { session, device } = await signInBrowser(ctx, { address, ...more });
      const actor = await findSession(ctx, session);
      if (actor?.kind !== "user" || !actor.tokenId) throw new Error("no session");
      return { actor, device, id: actor.tokenId, session };
    },
    inbox: async () => {
      const inbox = (await listFolders(ctx, user)).find(({ role }) => role === "inbox");
      return (await openFolder(ctx, user, { id: inbox?.id ?? "" })).entries.length;
    },
  };
}

test("browsers are listed as a person would call them, the own one first", async () => {
  const { enter } = await person();
  const phone = await enter({ userAgent: safari });
  const here = await enter({ ip: "2001:db8::7" });
  expect(await listSessions(ctx, here.actor)).toMatchObject([
    { id: here.id, isThis: true, browser: "Firefox", system: "Linux", form: "computer", ip: "2001:db8::7" },
    { id: phone.id, isThis: false, browser: "Safari", system: "iOS", form: "phone", ip: "192.0.2.7" },
  ]);
});

test("the last use is written down within minutes and not at each request", async () => {
  const { enter } = await person();
  const { actor, session } = await enter();
  const lastUse = async () => (await listSessions(ctx, actor))[0];
  const before = await lastUse();
  ctx.advance(60_000);
  await findSession(ctx, session, { ip: "198.51.100.4", userAgent: firefox });
  expect(await lastUse()).toEqual(before);
  ctx.advance(5 * 60_000);
  await findSession(ctx, session, { ip: "198.51.100.4", userAgent: safari });
  expect(await lastUse()).toMatchObject({
    ip: "198.51.100.4",
    browser: "Safari",
    lastUsedAt: ctx.clock.now().toISOString(),
  });
});

test("one browser is signed out, or all others, and whoever looks at a page of theirs is told", async () => {
  const { accountId, enter } = await person();
  const [here, one, other] = [await enter(), await enter(), await enter()];
  const onEnd = vi.fn();
  watchProof(ctx, { accountId, proof: { kind: "token", id: one.id } }, onEnd);
  await endSession(ctx, here.actor, { id: one.id });
  await vi.waitFor(() => expect(onEnd).toHaveBeenCalledOnce(), { timeout: 3000 });
  expect(await findSession(ctx, one.session)).toBeNull();
  await expect(endSession(ctx, here.actor, { id: one.id })).rejects.toThrow("not-found: session-unknown");
  expect(await endOtherSessions(ctx, here.actor)).toEqual({ count: 1 });
  expect(await findSession(ctx, other.session)).toBeNull();
  expect(await findSession(ctx, here.session)).not.toBeNull();
});

test("strangers see and end nothing", async () => {
  const owner = await person();
  const stranger = await (await person()).enter();
  const theirs = await owner.enter();
  await expect(endSession(ctx, stranger.actor, { id: theirs.id })).rejects.toThrow("not-found: session-unknown");
  expect((await listSessions(ctx, stranger.actor)).map(({ id }) => id)).toEqual([stranger.id]);
  expect(JSON.stringify(await listActivity(ctx, stranger.actor))).not.toContain("Safari");
  const nobody: Actor = { kind: "guest", guestId: newId() };
  for (const ask of [listSessions, endOtherSessions, listActivity])
    await expect(ask(ctx, nobody)).rejects.toThrow("unauthenticated");
  // A program has no session of its own that could stay.
  await expect(endOtherSessions(ctx, owner.user)).rejects.toThrow("forbidden: not-your-session");
  expect(await findSession(ctx, theirs.session)).not.toBeNull();
});

test("a mail tells of a browser that is new, and of none that was seen", async () => {
  const { enter, inbox } = await person();
  const { device } = await enter();
  expect(await inbox()).toBe(0);
  await enter({ device, ip: "198.51.100.9", userAgent: safari });
  await enter({ ip: "192.0.2.250" });
  expect(await inbox()).toBe(0);
  const far = await enter({ ip: "198.51.100.9" });
  expect(await inbox()).toBe(1);
  await enter({ ip: "203.0.113.3", device: far.device });
  await enter({ ip: "2001:db8:1:2::3" });
  await enter({ ip: "2001:db8:1:ffff::1" });
  expect(await inbox()).toBe(2);
});

test("the first browser of an account is no news, unless its programs are elsewhere", async () => {
  const { address, enter, inbox, user } = await person();
  const { secret } = await createAppPassword(ctx, user, { name: "Phone", scopes: ["imap"] });
  await signInProgram(ctx, { address, password: secret, ip: "192.0.2.30", via: "imap" });
  await enter({ ip: "192.0.2.31" });
  expect(await inbox()).toBe(0);
  const other = await person();
  const made = await createAppPassword(ctx, other.user, { name: "Phone", scopes: ["imap"] });
  await signInProgram(ctx, { address: other.address, password: made.secret, ip: "192.0.2.30", via: "imap" });
  await other.enter({ ip: "203.0.113.31" });
  expect(await other.inbox()).toBe(1);
});

test("the mail is in the person's language and time, and can be switched off", async () => {
  const { enter, inbox, user } = await person("de");
  await setOwnSetting(ctx, user, { key: "account.zone", value: "Europe/Berlin" });
  await enter();
  await enter({ ip: "198.51.100.9", userAgent: safari });
  const { rows } = await ctx.db.pool.query<{ subject: string }>(
    'SELECT m."subject" FROM "Message" m JOIN "Account" a ON a."spaceId" = m."spaceId" WHERE a."id" = $1',
    [user.kind === "user" ? user.accountId : ""],
  );
  expect(rows[0]?.subject).toMatch(/^Neue Anmeldung bei .* mit Safari unter iOS$/);
  await setOwnSetting(ctx, user, { key: "signIn.tellNewDevice", value: false });
  await enter({ ip: "203.0.113.9", userAgent: "curl/8" });
  expect(await inbox()).toBe(1);
});

test("activity shows sign-ins good and failed, of browsers and programs, and what changed, a line for each day", async () => {
  const { address, enter, user } = await person();
  const { actor } = await enter();
  await enter();
  await expect(enter({ password: "wrong", ip: "203.0.113.66" })).rejects.toThrow("sign-in-failed");
  const { secret } = await createAppPassword(ctx, user, { name: "Phone", scopes: ["imap"] });
  await signInProgram(ctx, { address, password: secret, ip: "192.0.2.7", via: "imap" });
  const given = { address, password: secret, ip: "192.0.2.7" };
  await expect(signInProgram(ctx, { ...given, via: "smtp" })).rejects.toThrow("app-password-scope");
  const lines = await listActivity(ctx, actor);
  expect(lines).toHaveLength(5);
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ action: "sign-in", via: "web", times: 2, ip: "192.0.2.7" }),
      expect.objectContaining({
        action: "sign-in.failed",
        via: "web",
        times: 1,
        ip: "203.0.113.66",
        reason: "password",
      }),
      expect.objectContaining({ action: "app-password.create", name: "Phone" }),
      expect.objectContaining({ action: "sign-in", via: "imap", name: "Phone", device: null }),
      expect.objectContaining({ action: "sign-in.failed", via: "smtp", name: "Phone", reason: "app-password-scope" }),
    ]),
  );
  ctx.advance(91 * 86_400_000);
  expect(await listActivity(ctx, actor)).toEqual([]);
});

test("another password ends other browsers and programs as far as one says so", async () => {
  const { address, enter, user } = await person();
  const [here, other] = [await enter(), await enter()];
  const { secret } = await createAppPassword(ctx, user, { name: "Phone", scopes: ["imap"] });
  const change = (current: string, next: string, ends: { keepsSessions?: boolean; endsPrograms?: boolean }) =>
    changePassword(ctx, here.actor, { current, next, ...ends });
  await expect(change("wrong", "a second password", {})).rejects.toThrow("password-wrong");
  await change(password, "a second password", { keepsSessions: true });
  expect(await findSession(ctx, other.session)).not.toBeNull();
  expect(await signInProgram(ctx, { address, password: secret, ip: "192.0.2.7", via: "imap" })).toBeTruthy();
  await change("a second password", "a third password", { endsPrograms: true });
  expect(await findSession(ctx, other.session)).toBeNull();
  expect(await findSession(ctx, here.session)).not.toBeNull();
  expect(await listAppPasswords(ctx, here.actor)).toEqual([]);
});
