import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Actor, newId } from "@carbyne/kernel";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createAccount } from "../accounts/index.ts";
import type { Context } from "../context.ts";
import { actOnConversations, deliverMessage } from "../mail/index.ts";
import { createOutside, readAllowed } from "../outside/index.ts";
import { setOwnSetting } from "../profile/index.ts";
import { closeSession, findSession, openSession } from "../sign-in/index.ts";
import { listPush, notePresence, sendPushes, subscribePush, tellArrivals, tryPush, unsubscribePush } from "./index.ts";
import { retryAfterMs } from "./send-pushes.ts";

type Pushed = { path: string; headers: IncomingHttpHeaders; body: Buffer };

let base: TestContext;
let ctx: Context;
let sink: Server;
let origin: string;
let counter = 0;
const pushed: Pushed[] = [];
/** What the push service of the test answers with. */
let answer: { code: number; headers?: Record<string, string> };

beforeAll(async () => {
  base = await testContext();
  sink = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      pushed.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(answer.code, answer.headers).end();
    });
  });
  await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
  const { port } = sink.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  const outside = createOutside({
    resolve: () => Promise.resolve([]),
    isAllowed: readAllowed([`127.0.0.1:${port}`]),
    connectMail: () => Promise.reject(new Error("no mail is fetched here")),
  });
  ctx = { ...base, outside };
});
afterAll(async () => {
  sink.close();
  await base.close();
});
beforeEach(() => {
  pushed.length = 0;
  answer = { code: 201 };
});

/** A browser: a key pair, a secret and an address at the push service. */
function browser() {
  const keys = createECDH("prime256v1");
  keys.generateKeys();
  const auth = randomBytes(16);
  const path = `/push/${randomBytes(8).toString("hex")}`;
  const given = { p256dh: keys.getPublicKey("base64url"), auth: auth.toString("base64url") };
  /** After RFC 8291 §3.4, with HMAC alone. */
  const read = ({ body }: Pushed): Record<string, unknown> => {
    const mac = (key: Buffer, ...parts: Buffer[]) => createHmac("sha256", key).update(Buffer.concat(parts)).digest();
    const [salt, sender] = [body.subarray(0, 16), body.subarray(21, 86)];
    const prk = mac(auth, keys.computeSecret(sender));
    const inner = mac(salt, mac(prk, Buffer.from("WebPush: info\0"), keys.getPublicKey(), sender, Buffer.of(1)));
    const cek = mac(inner, Buffer.from("Content-Encoding: aes128gcm\0"), Buffer.of(1)).subarray(0, 16);
    const nonce = mac(inner, Buffer.from("Content-Encoding: nonce\0"), Buffer.of(1)).subarray(0, 12);
    const decipher = createDecipheriv("aes-128-gcm", cek, nonce);
    decipher.setAuthTag(body.subarray(-16));
    const plain = Buffer.concat([decipher.update(body.subarray(86, -16)), decipher.final()]);
    expect(plain.at(-1)).toBe(2);
    return JSON.parse(plain.subarray(0, -1).toString()) as Record<string, unknown>;
  };
  return { path, given: { ...given, endpoint: origin + path }, read };
}

async function person() {
  const address = `p${++counter}@town.example`;
  const created = await createAccount(ctx, { address, name: "Maren", password: "a long enough password" });
  const { accountId, spaceId } = created;
  const session = async () => {
    const actor = await findSession(
      ctx,
      await openSession(ctx, accountId, {
        userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
      }),
    );
    if (actor?.kind !== "user") throw new Error("no session");
    return actor;
  };
  const receive = (subject: string, { from = "Ana Ruiz <ana@lindenau.example>", date = ctx.clock.now() } = {}) =>
    deliverMessage(ctx, {
      spaceIds: [spaceId],
      raw: Buffer.from(`From: ${from}\r\nTo: ${address}\r\nSubject: ${subject}\r\n\r\nSee you at noon.\r\n`),
      verdict: "verified",
      internalDate: date,
    });
  return { accountId, spaceId, address, session, receive };
}

/** Everything that the jobs have to do at this moment. */
async function work() {
  await tellArrivals(ctx);
  await sendPushes(ctx);
}

async function subscribed() {
  const one = await person();
  const actor = await one.session();
  const device = browser();
  await subscribePush(ctx, actor, device.given);
  return { ...one, actor, device };
}

test("new mail is told to the browser, in secret, for a time, and signed", async () => {
  const { receive, actor, device } = await subscribed();
  await receive("Lunch?");
  await work();
  const [push] = pushed;
  if (!push) throw new Error("nothing was pushed");
  expect(push.path).toBe(device.path);
  expect(push.body.includes("Lunch")).toBe(false);
  expect(push.headers).toMatchObject({
    "content-encoding": "aes128gcm",
    "content-type": "application/octet-stream",
    ttl: "86400",
    urgency: "normal",
  });
  expect(push.headers["topic"]).toMatch(/^[\w-]{1,32}$/);
  expect(device.read(push)).toMatchObject({
    title: "Ana Ruiz",
    body: "Lunch?\nSee you at noon.",
    href: expect.stringMatching(/^\/mail\/inbox\/[\w-]{36}$/),
    isSilent: true,
    unread: 1,
    acts: { archive: "Archive", read: "Mark as read" },
  });

  // RFC 8292 §2 and §3: the token is for this push service alone, for at most a day, and signed with the key that the browser was given.
  const [, token = "", key = ""] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(push.headers.authorization ?? "") ?? [];
  const [head = "", claims = "", signature = ""] = token.split(".");
  expect((await listPush(ctx, actor)).publicKey).toBe(key);
  const point = Buffer.from(key, "base64url");
  const jwk = { kty: "EC", crv: "P-256", x: point.toString("base64url", 1, 33), y: point.toString("base64url", 33) };
  const publicKey = createPublicKey({ key: jwk, format: "jwk" });
  const isSigned = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  expect(isSigned).toBe(true);
  // The database alone does not give it away.
  const kept = await ctx.db.prisma.vapidKey.findFirstOrThrow();
  expect(kept.privateKey).toBeNull();
  expect(kept.sealedKey?.length).toBeGreaterThan(32);
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, "base64url").toString()) as Record<string, unknown>;
  expect([aud, sub]).toEqual([origin, "mailto:postmaster@town.example"]);
  expect(Number(exp) - base.clock.now().getTime() / 1000).toBeLessThanOrEqual(86_400);

  await work();
  expect(pushed.length).toBe(1);
});

test("many are told together, and what comes soon after waits for the next", async () => {
  const { receive, device } = await subscribed();
  for (const name of ["Ana", "Bob", "Cleo", "Dora", "Emil"])
    await receive(`From ${name}`, { from: `${name} <${name.toLowerCase()}@lindenau.example>` });
  await work();
  expect(pushed.map(device.read)).toMatchObject([
    { title: "5 new messages", body: "Emil, Dora, Cleo, Bob, …", href: "/mail/inbox", unread: 5 },
  ]);
  await receive("One more");
  await work();
  expect(pushed.length).toBe(1);
  base.advance(11_000);
  await work();
  expect(pushed.map(device.read)[1]).toMatchObject({ body: expect.stringContaining("One more") });
});

test("what is read meanwhile, in junk, brought in from elsewhere or there before is not told", async () => {
  const one = await person();
  const actor = await one.session();
  await one.receive("Before");
  const device = browser();
  await subscribePush(ctx, actor, device.given);
  await one.receive("Old", { date: new Date(base.clock.now().getTime() - 86_400_000) });
  await deliverMessage(ctx, {
    spaceIds: [one.spaceId],
    raw: Buffer.from("Subject: Junk\r\n\r\n"),
    role: "junk",
    verdict: "failed",
  });
  const [read] = await one.receive("Read at once");
  answer = { code: 503 };
  await work();
  expect(pushed.length).toBe(1);
  await actOnConversations(ctx, actor, { ids: [read?.threadId ?? ""], act: "read" });
  base.advance(60_000);
  await work();
  expect(pushed.length).toBe(1);
});

test("people choose: no mail, people they know, no names on the screen, quiet hours", async () => {
  const { receive, actor, device, session } = await subscribed();
  const say = async (subject: string, from?: string) => {
    base.advance(20_000);
    await receive(subject, from === undefined ? {} : { from });
    await work();
    return pushed.splice(0).map(device.read);
  };
  await setOwnSetting(ctx, actor, { key: "notify.preview", value: false });
  await setOwnSetting(ctx, actor, { key: "notify.sound", value: true });
  expect(await say("Secret")).toMatchObject([{ title: "New message", body: "", isSilent: false }]);
  await setOwnSetting(ctx, actor, { key: "notify.mail", value: "known" });
  expect(await say("Hello")).toEqual([]);
  await setOwnSetting(ctx, actor, { key: "notify.mail", value: "none" });
  expect(await say("Hello")).toEqual([]);
  await setOwnSetting(ctx, actor, { key: "notify.mail", value: "inbox" });
  await setOwnSetting(ctx, actor, { key: "notify.quiet", value: true });
  await setOwnSetting(ctx, actor, { key: "notify.quietFrom", value: "00:00" });
  await setOwnSetting(ctx, actor, { key: "notify.quietTo", value: "00:00" });
  expect(await say("At night")).toEqual([]);
  await setOwnSetting(ctx, actor, { key: "notify.quiet", value: false });

  // Who looks at a page of the account, wherever, sees it come in there.
  const elsewhere = await session();
  await notePresence(ctx, elsewhere, { isPresent: true });
  expect(await say("Seen")).toEqual([]);
  await notePresence(ctx, elsewhere, { isPresent: false });
  expect((await say("Unseen")).length).toBe(1);
  for (const value of ["25:00", "7:00", ""])
    await expect(setOwnSetting(ctx, actor, { key: "notify.quietFrom", value })).rejects.toThrow("setting-value");
});

test.each([404, 410])("a browser whose push service answers %i is told no more", async (code) => {
  const { receive, actor } = await subscribed();
  answer = { code };
  await receive("Hello");
  await work();
  expect((await listPush(ctx, actor)).browsers).toEqual([]);
});

test("a push service that is busy is asked again when it wants to be, and not for ever", async () => {
  const { receive, actor, device } = await subscribed();
  answer = { code: 429, headers: { "retry-after": "120" } };
  await receive("Hello");
  await work();
  base.advance(119_000);
  await work();
  expect(pushed.length).toBe(1);
  answer = { code: 500 };
  base.advance(2000);
  await work();
  expect(pushed.length).toBe(2);
  answer = { code: 201 };
  base.advance(3_600_000);
  await work();
  expect(pushed.length).toBe(3);
  expect(device.read(pushed[2] as Pushed)["body"]).toContain("Hello");
  answer = { code: 502 };
  await receive("Again");
  for (let hours = 0; hours < 30; hours++) {
    await work();
    base.advance(3_600_000);
  }
  expect(pushed.length).toBeLessThan(3 + 10);
  expect((await listPush(ctx, actor)).browsers.length).toBe(1);
  expect([
    retryAfterMs("7", new Date()),
    retryAfterMs("soon", new Date()),
    retryAfterMs(undefined, new Date()),
  ]).toEqual([7000, null, null]);
  expect(retryAfterMs("Wed, 25 Nov 2026 18:00:30 GMT", new Date("2026-11-25T18:00:00Z"))).toBe(30_000);
});

test("signing out ends it, and so does the person", async () => {
  const { receive, actor, session } = await subscribed();
  const other = await session();
  await subscribePush(ctx, other, browser().given);
  await closeSession(ctx, actor, actor.tokenId ?? "");
  await receive("Hello");
  await work();
  expect(pushed.length).toBe(1);
  await unsubscribePush(ctx, other, { id: null });
  base.advance(60_000);
  await receive("Hello again");
  await work();
  expect(pushed.length).toBe(1);
});

test("a trial goes to the browser that asks and to no other", async () => {
  const { actor, device, session } = await subscribed();
  const other = await session();
  await expect(tryPush(ctx, other)).rejects.toThrow("push-unknown");
  await tryPush(ctx, actor);
  await work();
  expect(pushed.map(({ path }) => path)).toEqual([device.path]);
  expect(pushed.map(device.read)).toMatchObject([{ title: "Notifications work", href: "/settings/notifications" }]);
  expect(pushed[0]?.headers["urgency"]).toBe("high");
});

test("the push service is somebody outside: addresses of the house are not asked", async () => {
  const { receive, actor } = await subscribed();
  for (const endpoint of ["http://10.0.0.1/x", "http://169.254.169.254/latest/", "http://127.0.0.1:1/x"]) {
    await subscribePush(ctx, actor, { ...browser().given, endpoint });
    base.advance(20_000);
    await receive("Hello");
    await work();
    expect((await listPush(ctx, actor)).browsers).toEqual([]);
  }
  expect(pushed).toEqual([]);
});

test("strangers, guests and keys that are none", async () => {
  const owner = await subscribed();
  const stranger = await (await person()).session();
  const [own] = (await listPush(ctx, owner.actor)).browsers;
  expect(own).toMatchObject({ browser: "Firefox", isThis: true });
  expect((await listPush(ctx, stranger)).browsers).toEqual([]);
  await expect(unsubscribePush(ctx, stranger, { id: own?.id ?? "" })).rejects.toThrow("push-unknown");
  await unsubscribePush(ctx, stranger, { id: null });
  expect((await listPush(ctx, owner.actor)).browsers.length).toBe(1);
  const guest: Actor = { kind: "guest", guestId: newId() };
  const { given } = browser();
  for (const ask of [
    () => listPush(ctx, guest),
    () => subscribePush(ctx, guest, given),
    () => notePresence(ctx, guest, { isPresent: true }),
    () => tryPush(ctx, guest),
  ])
    await expect(ask()).rejects.toThrow("unauthenticated");
  for (const wrong of [{ p256dh: "AAAA" }, { auth: "AAAA" }, { endpoint: "ftp://a.example/" }, { endpoint: "nothing" }])
    await expect(subscribePush(ctx, stranger, { ...given, ...wrong })).rejects.toThrow("push-subscription");
});
