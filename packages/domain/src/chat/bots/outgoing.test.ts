import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "../../context.ts";
import { listNotices } from "../../notices/index.ts";
import { createOutside, readAllowed } from "../../outside/index.ts";
import {
  addPeople,
  changeOutgoing,
  createIncoming,
  createOutgoing,
  deleteMessage,
  deliverHooks,
  editMessage,
  findHook,
  listDeliveries,
  listOutgoing,
  noteHookEvents,
  postByHook,
  purgeDeliveries,
  react,
  removeOutgoing,
  removePerson,
  renewOutgoing,
  switchOutgoing,
  tryOutgoing,
} from "../index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

type Received = { path: string; headers: IncomingHttpHeaders; body: string };

let base: TestContext;
let ctx: Context;
let receiver: Server;
let url: string;
let ann: TestPerson;
let ben: TestPerson;
let roomId: string;
const received: Received[] = [];
/** What the receiver answers with, one after the other; 200 once there is no more. */
let answers: number[] = [];

beforeAll(async () => {
  base = await testContext();
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(answers.shift() ?? 200, { location: "http://127.0.0.1:1/" }).end("ok");
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  const { port } = receiver.address() as AddressInfo;
  url = `http://127.0.0.1:${port}/in`;
  const outside = createOutside({
    resolve: () => Promise.resolve(["169.254.169.254"]),
    isAllowed: readAllowed([`127.0.0.1:${port}`]),
    connectMail: () => Promise.reject(new Error("no mail is fetched here")),
  });
  ctx = { ...base, outside };
  [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
});
afterAll(async () => {
  receiver.close();
  await base.close();
});
beforeEach(async () => {
  received.length = 0;
  answers = [];
  roomId = await buildRoom(ctx, [ann, ben]);
});

const all = ["message.posted", "message.changed", "message.deleted", "member.joined", "member.left"] as const;
const hook = (more: object = {}) =>
  createOutgoing(ctx, ann.actor, { roomId, name: "CI", url, events: all, trigger: "", withBots: false, ...more });
const work = async () => {
  await noteHookEvents(ctx);
  await deliverHooks(ctx);
};
const bodies = () => received.map(({ body }) => JSON.parse(body) as { event: string; message?: { text: string } });
const told = () => bodies().map(({ event, message }) => [event, message?.text ?? ""]);

test("what is said, changed and taken back, who comes and goes is told, signed, in order and once", async () => {
  const { secret } = await hook();
  const cat = await buildPerson(ctx);
  const { id } = await say(ctx, ben, roomId, `Deploy, <@${ann.id}>`);
  await work();
  await react(ctx, ann.actor, { id, emoji: "🚀", isOn: true });
  await editMessage(ctx, ben.actor, { id, text: "Deploy now" });
  await work();
  await react(ctx, ann.actor, { id, emoji: "🚀", isOn: false });
  await work();
  await deleteMessage(ctx, ben.actor, { id });
  await addPeople(ctx, ann.actor, { id: roomId, people: [cat.id], withHistory: false });
  await removePerson(ctx, ann.actor, { id: roomId, personId: cat.id });
  await work();
  await Promise.all([work(), work()]);
  expect(told()).toEqual([
    ["message.posted", `Deploy, <@${ann.id}>`],
    ["message.changed", "Deploy now"],
    ["message.deleted", ""],
    ["member.joined", ""],
    ["member.left", ""],
  ]);
  const [first] = received;
  if (!first) throw new Error("nothing came");
  expect(JSON.parse(first.body)).toMatchObject({
    event: "message.posted",
    time: expect.stringMatching(/Z$|\+00:00$/),
    room: { id: roomId, name: "Roof", kind: "group" },
    author: { kind: "account", id: ben.id, name: ben.name },
    message: { id, mentions: [{ id: ann.id, name: ann.name }] },
  });
  expect(bodies()[3]).toMatchObject({ people: [{ id: cat.id, name: cat.name }], by: { id: ann.id, name: ann.name } });
  for (const { headers, body } of received) {
    const stamp = String(headers["x-carbyne-timestamp"]);
    expect(stamp).toBe(String(Math.floor(base.clock.now().getTime() / 1000)));
    const mac = createHmac("sha256", secret).update(`${stamp}.`).update(body).digest("hex");
    expect(headers["x-carbyne-signature"]).toBe(`v1=${mac}`);
    expect(headers["x-carbyne-event"]).toBe((JSON.parse(body) as { event: string }).event);
    expect(headers["content-type"]).toBe("application/json");
  }
  expect(new Set(received.map(({ headers }) => headers["x-carbyne-delivery"])).size).toBe(5);
  const kept = await ctx.db.prisma.outgoingHook.findFirstOrThrow({ where: { roomId } });
  expect(Buffer.from(kept.sealedSecret).includes(secret)).toBe(false);
});

test("of what piled up while nobody looked nothing is left out, whatever became of it meanwhile", async () => {
  await hook({ events: ["message.posted", "message.deleted"] });
  const early = await say(ctx, ben, roomId, "early");
  await work();
  const ids: string[] = [];
  for (let at = 0; at < 510; at++) ids.push((await say(ctx, ben, roomId, `n ${at}`)).id);
  await react(ctx, ann.actor, { id: ids[0] ?? "", emoji: "🚀", isOn: true });
  await deleteMessage(ctx, ben.actor, { id: ids[1] ?? "" });
  await deleteMessage(ctx, ben.actor, { id: early.id });
  for (let rounds = 0; rounds < 5; rounds++) await noteHookEvents(ctx);
  await deliverHooks(ctx);
  const texts = told().map(([, text]) => text);
  expect(texts.length).toBe(1 + 509 + 1);
  expect(new Set(texts).size).toBe(1 + 509 + 1);
  expect(texts).toEqual(expect.arrayContaining(["early", "n 0", "n 509", ""]));
}, 60_000);

test("what is answered with a fault is tried again under its name, what comes after does not wait for it", async () => {
  const { id } = await hook();
  answers = [500, 200, 429];
  await say(ctx, ben, roomId, "one");
  await say(ctx, ben, roomId, "two");
  await work();
  expect(told().map(([, text]) => text)).toEqual(["one", "two"]);
  const [, waiting] = await listDeliveries(ctx, ann.actor, { id });
  expect(waiting).toMatchObject({ code: 500, attempts: 1, error: "answered", deliveredAt: null });
  base.advance(9_000);
  await work();
  expect(received.length).toBe(2);
  for (const [waitMs, count] of [
    [1_000, 3],
    [59_000, 3],
    [1_000, 4],
  ] as const) {
    base.advance(waitMs);
    await work();
    expect(received.length).toBe(count);
  }
  const names = received.map(({ headers }) => headers["x-carbyne-delivery"]);
  expect([names[2], names[3]]).toEqual([names[0], names[0]]);
  expect(received[2]?.body).toBe(received[0]?.body);
  expect((await listDeliveries(ctx, ann.actor, { id })).map((one) => [one.code, one.attempts, one.nextAt])).toEqual([
    [200, 1, null],
    [200, 3, null],
  ]);
});

test("after the last of the waits it is given up, and another refusal is final at once", async () => {
  const { id } = await hook();
  answers = Array.from({ length: 6 }, () => 503);
  await say(ctx, ben, roomId, "lost");
  for (const waitMs of [0, 10_000, 60_000, 600_000, 3_600_000, 21_600_000, 40_000_000]) {
    base.advance(waitMs);
    await work();
  }
  expect(received.length).toBe(6);
  for (const code of [400, 404, 302]) {
    answers = [code];
    await say(ctx, ben, roomId, String(code));
    await work();
    base.advance(60_000);
    await work();
    expect((await listDeliveries(ctx, ann.actor, { id }))[0]).toMatchObject({ code, attempts: 1, nextAt: null });
  }
});

test("a webhook that nothing reaches for a day is switched off, its maker is told, and it is switched on again", async () => {
  const { id } = await hook();
  const notices = async () =>
    (await listNotices(ctx, ann.actor)).filter((one) => one.kind === "hook-off" && one.link === `/chat/${roomId}`);
  answers = [404];
  await say(ctx, ben, roomId, "one");
  await work();
  expect((await listOutgoing(ctx, ann.actor, { roomId }))[0]).toMatchObject({
    disabledAt: null,
    failingSince: expect.any(String),
  });
  base.advance(86_400_000);
  answers = [404];
  await say(ctx, ben, roomId, "two");
  await say(ctx, ben, roomId, "three");
  await work();
  expect(received.length).toBe(2);
  expect((await listOutgoing(ctx, ann.actor, { roomId }))[0]).toMatchObject({ disabledAt: expect.any(String) });
  expect(await notices()).toMatchObject([{ params: { name: "CI" }, link: `/chat/${roomId}` }]);
  await expect(tryOutgoing(ctx, ann.actor, { id })).rejects.toMatchObject({ reason: "hook-is-off" });
  await say(ctx, ben, roomId, "while it was off");
  await work();
  await switchOutgoing(ctx, ann.actor, { id, isOn: true });
  await say(ctx, ben, roomId, "on again");
  await work();
  expect(told().map(([, text]) => text)).toEqual(["one", "two", "on again"]);
  // 410 Gone says it for good.
  answers = [410];
  await say(ctx, ben, roomId, "gone");
  await work();
  expect((await listOutgoing(ctx, ann.actor, { roomId }))[0]).toMatchObject({ disabledAt: expect.any(String) });
  expect((await notices()).length).toBe(2);
});

test.each([
  "http://169.254.169.254/latest/meta-data/",
  "http://127.0.0.1:22/",
  "http://[::1]/",
  "http://localhost/",
  "http://10.1.2.3/",
  "http://metadata.example/",
  "http://0x7f.1/",
])("nobody is asked at %s", async (address) => {
  const { id } = await hook({ url: address });
  await say(ctx, ben, roomId, "x");
  await work();
  base.advance(86_000_000);
  await work();
  expect(received).toEqual([]);
  expect(await listDeliveries(ctx, ann.actor, { id })).toMatchObject([
    { error: expect.stringMatching(/^(?:address|name)-refused$/), code: null, attempts: 1, nextAt: null },
  ]);
});

test("bots and webhooks are told only where that is chosen, and a word at the beginning chooses messages", async () => {
  await hook({ name: "quiet", url: `${url}/quiet` });
  await hook({ name: "loud", url: `${url}/loud`, withBots: true, events: ["message.posted"] });
  await hook({ name: "word", url: `${url}/word`, trigger: "!Deploy", events: ["message.posted"] });
  const { token } = await createIncoming(ctx, ann.actor, { roomId, name: "Echo" });
  await work();
  received.length = 0;
  await postByHook(ctx, {
    hook: await findHook(ctx, token),
    text: "!deploy by a program",
    username: null,
    idempotencyKey: null,
  });
  await say(ctx, ben, roomId, "!deploy it");
  await say(ctx, ben, roomId, "do not !deploy");
  await work();
  const toldAt = (end: string) =>
    received
      .filter((one) => one.path.endsWith(end))
      .map(({ body }) => (JSON.parse(body) as { message: { text: string } }).message.text);
  expect(toldAt("quiet")).toEqual(["!deploy it", "do not !deploy"]);
  expect(toldAt("loud")).toEqual(["!deploy by a program", "!deploy it", "do not !deploy"]);
  // The word chooses among people's messages; programs stay out of it here.
  expect(toldAt("word")).toEqual(["!deploy it"]);
});

test("a process that falls after it delivered is made up for under the same name", async () => {
  const { id } = await hook();
  await say(ctx, ben, roomId, "once");
  await noteHookEvents(ctx);
  // The fallen one had taken it up, and perhaps delivered it.
  await ctx.db.prisma.outgoingHook.update({
    where: { id },
    data: { busyUntil: new Date(base.clock.now().getTime() + 120_000) },
  });
  await work();
  expect(received).toEqual([]);
  base.advance(120_000);
  await Promise.all([work(), work()]);
  expect(told()).toEqual([["message.posted", "once"]]);
  const [known] = await listDeliveries(ctx, ann.actor, { id });
  expect(received[0]?.headers["x-carbyne-delivery"]).toBe(known?.id);
});

test("owners make, try and remove webhooks, and see what was delivered; nobody else", async () => {
  const { id, secret } = await hook();
  const eve = await buildPerson(ctx);
  const terms = { name: "CI", url, events: all, trigger: "", withBots: false };
  for (const [person, reason] of [
    [ben, "room-right-missing"],
    [eve, "hook-unknown"],
  ] as const)
    for (const act of [
      () => listDeliveries(ctx, person.actor, { id }),
      () => tryOutgoing(ctx, person.actor, { id }),
      () => changeOutgoing(ctx, person.actor, { id, ...terms }),
      () => switchOutgoing(ctx, person.actor, { id, isOn: false }),
      () => renewOutgoing(ctx, person.actor, { id }),
      () => removeOutgoing(ctx, person.actor, { id }),
    ])
      await expect(act()).rejects.toMatchObject({ reason });
  await expect(listOutgoing(ctx, ben.actor, { roomId })).rejects.toMatchObject({ reason: "room-right-missing" });
  await expect(createOutgoing(ctx, ben.actor, { roomId, ...terms })).rejects.toMatchObject({
    reason: "room-right-missing",
  });
  for (const [more, reason] of [
    [{ url: "ftp://a.example" }, "hook-url"],
    [{ url: "https://a:b@c.example" }, "hook-url"],
    [{ url: "x" }, "hook-url"],
    [{ events: [] }, "hook-events"],
    [{ trigger: "two words" }, "hook-trigger"],
    [{ name: "" }, "bot-name-empty"],
  ] as const)
    await expect(hook(more)).rejects.toMatchObject({ reason });
  const { secret: next } = await renewOutgoing(ctx, ann.actor, { id });
  expect(next).not.toBe(secret);
  const { deliveryId } = await tryOutgoing(ctx, ann.actor, { id });
  await work();
  const { headers, body } = received[0] ?? { headers: {} as IncomingHttpHeaders, body: "" };
  expect(JSON.parse(body)).toMatchObject({ event: "ping", room: { id: roomId }, by: { name: ann.name } });
  const mac = createHmac("sha256", next)
    .update(`${String(headers["x-carbyne-timestamp"])}.${body}`)
    .digest("hex");
  expect([headers["x-carbyne-delivery"], headers["x-carbyne-signature"]]).toEqual([deliveryId, `v1=${mac}`]);
  await changeOutgoing(ctx, ann.actor, { id, ...terms, events: ["member.left"] });
  await say(ctx, ben, roomId, "not told");
  await work();
  expect(received.length).toBe(1);
  base.advance(8 * 86_400_000);
  await purgeDeliveries(ctx);
  expect(await listDeliveries(ctx, ann.actor, { id })).toEqual([]);
  await removeOutgoing(ctx, ann.actor, { id });
  expect(await listOutgoing(ctx, ann.actor, { roomId })).toEqual([]);
});
