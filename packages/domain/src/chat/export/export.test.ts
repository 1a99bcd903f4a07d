import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  addPeople,
  changeSeat,
  createPoll,
  deleteMessage,
  exportRoom,
  leaveRoom,
  type Message,
  openDirect,
  removePerson,
  vote,
} from "../index.ts";
import { buildPerson, buildRoom, say, type TestPerson } from "../test-people.ts";

let ctx: TestContext;
let ann: TestPerson;
let ben: TestPerson;
let eve: TestPerson;
beforeAll(async () => {
  ctx = await testContext();
  [ann, ben, eve] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
});
afterAll(() => ctx.close());

const whole = async (person: TestPerson, roomId: string, format: "txt" | "json") =>
  (await Array.fromAsync((await exportRoom(ctx, person.actor, { roomId, format })).pieces)).join("");
type Json = { room: { name: string }; messages: Message[]; people: Record<string, string> };
const json = async (person: TestPerson, roomId: string) => JSON.parse(await whole(person, roomId, "json")) as Json;

test("a room as text: who said what, with names, threads and polls, and nothing that was taken back", async () => {
  const roomId = await buildRoom(ctx, [ann, ben]);
  const first = await say(ctx, ann, roomId, `Dear <@${ben.id}>,\nwhen?`);
  await say(ctx, ben, roomId, "In the thread", { threadId: first.id });
  const gone = await say(ctx, ben, roomId, "Taken back");
  await deleteMessage(ctx, ben.actor, { id: gone.id });
  const poll = { roomId, key: "the-poll-key", question: "Which day?", isMultiple: false, isAnonymous: true };
  const { id } = await createPoll(ctx, ann.actor, { ...poll, options: ["Monday", "Friday"] });
  await vote(ctx, ben.actor, { id, options: [1] });
  const text = await whole(ben, roomId, "txt");
  expect(text.startsWith("Roof\n")).toBe(true);
  const time = String.raw`\[\d{4}-\d\d-\d\d \d\d:\d\d\]`;
  expect(text).toMatch(new RegExp(`\n${time} ${ann.name}\nDear @${ben.name},\nwhen\\?\n`));
  expect(text).toMatch(new RegExp(`\n    ${time} ${ben.name}\n    In the thread\n`));
  expect(text).toContain("Which day?\n- Monday: 0\n- Friday: 1\n");
  expect(text).not.toContain("Taken back");
});

test("a room as JSON: all that a member sees, however much, and votes of an anonymous poll as numbers", async () => {
  const roomId = await buildRoom(ctx, [ann, ben], { name: 'Quotes " and \n lines' });
  for (let at = 0; at < 510; at++) await say(ctx, at % 2 ? ann : ben, roomId, `m${at}`);
  const poll = { roomId, key: "the-poll-key", question: "Which day?", isMultiple: false, isAnonymous: true };
  const { id } = await createPoll(ctx, ann.actor, { ...poll, options: ["Monday", "Friday"] });
  await vote(ctx, ben.actor, { id, options: [1] });
  const { messages, people, room } = await json(ann, roomId);
  expect(room.name).toBe('Quotes " and lines');
  expect(messages.map((one) => one.number)).toEqual(Array.from({ length: 512 }, (_, at) => at + 1));
  expect(messages.at(-1)?.votes).toEqual([{ option: 1, count: 1, by: [] }]);
  expect(people).toEqual({ [ann.id]: ann.name, [ben.id]: ben.name });
});

test("nobody gets what is not theirs to see, also when they are taken out meanwhile", async () => {
  const cem = await buildPerson(ctx);
  const roomId = await buildRoom(ctx, [ann, ben]);
  await say(ctx, ann, roomId, "Before");
  await addPeople(ctx, ann.actor, { id: roomId, people: [cem.id], withHistory: false });
  await say(ctx, ann, roomId, "After");
  const texts = async (person: TestPerson) =>
    (await json(person, roomId)).messages.flatMap((one) => (one.kind === "event" ? [] : [one.text]));
  expect(await texts(cem)).toEqual(["After"]);
  expect(await texts(ben)).toEqual(["Before", "After"]);
  await changeSeat(ctx, ben.actor, { roomId, clear: true });
  expect(await texts(ben)).toEqual([]);
  for (const id of [roomId, "no id"])
    await expect(whole(eve, id, "json")).rejects.toMatchObject({ reason: "room-unknown" });
  for (let at = 0; at < 510; at++) await say(ctx, ann, roomId, `m${at}`);
  const { pieces } = await exportRoom(ctx, cem.actor, { roomId, format: "json" });
  await pieces.next();
  await pieces.next();
  await removePerson(ctx, ann.actor, { id: roomId, personId: cem.id });
  await expect(pieces.next()).rejects.toMatchObject({ reason: "room-unknown" });
  await leaveRoom(ctx, ben.actor, { id: roomId });
  await expect(whole(ben, roomId, "txt")).rejects.toMatchObject({ reason: "room-unknown" });
});

test("a talk between two is called as the other is", async () => {
  const { id: roomId } = await openDirect(ctx, ann.actor, { personId: ben.id });
  const name = async (person: TestPerson) => (await exportRoom(ctx, person.actor, { roomId, format: "txt" })).name;
  expect([await name(ann), await name(ben)]).toEqual([ben.name, ann.name]);
});
