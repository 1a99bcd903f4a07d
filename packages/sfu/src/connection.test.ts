import { afterAll, beforeAll, expect, test } from "vitest";
import { meetingId, refusalOf, startSfu, until } from "./test-client.fixture.ts";

let server: Awaited<ReturnType<typeof startSfu>>;
beforeAll(async () => {
  server = await startSfu();
});
afterAll(() => server.sfu.close());

test("somebody who comes in sees who is there, and the others hear of them", async () => {
  const ann = await server.joined({ name: "Ann" });
  const bob = await server.joined({ name: "Bob" });
  expect(bob.peers.map(({ name }) => name)).toEqual(["Ann", "Bob"]);
  await until(() => expect(ann.told("peerJoined")).toMatchObject([{ name: "Bob", id: bob.peerId, producers: [] }]));
  await bob.ask("leave", {});
  await until(() => expect(ann.told("peerLeft")).toEqual([{ peerId: bob.peerId }]));
  expect(bob.closed()).toEqual({ code: 1000, reason: "left" });
  await ann.ask("leave", {});
});

test("nothing is answered before joining", async () => {
  const stranger = server.connect();
  expect(await refusalOf(stranger.ask("createTransport", { direction: "send" }))).toBe(
    "unauthenticated: media-not-joined",
  );
});

test("a forged grant, one of another meeting and one that was used before are refused", async () => {
  const stranger = server.connect();
  expect(await refusalOf(stranger.ask("join", { grant: "forged" }))).toBe("unauthenticated: media-grant-other");
  const other = "0193d3f0-0000-7000-8000-000000000002";
  expect(await refusalOf(stranger.join({ meetingId: other }))).toBe("unauthenticated: media-grant-other");
  const grant = server.memory.grant({ meetingId });
  await stranger.ask("join", { grant });
  expect(await refusalOf(server.connect().ask("join", { grant }))).toBe("unauthenticated: media-grant-used");
  await stranger.ask("leave", {});
});

test("hands go up in their order, and keep it", async () => {
  const [ann, bob] = [await server.joined({ name: "Ann" }), await server.joined({ name: "Bob" })];
  await bob.ask("raiseHand", { isRaised: true });
  await new Promise((resolve) => setTimeout(resolve, 5));
  await ann.ask("raiseHand", { isRaised: true });
  await bob.ask("raiseHand", { isRaised: true });
  const late = await server.joined({ name: "Eve" });
  const hands = late.peers
    .filter(({ handAt }) => handAt)
    .toSorted((a, b) => (a.handAt ?? "").localeCompare(b.handAt ?? ""));
  expect(hands.map(({ name }) => name)).toEqual(["Bob", "Ann"]);
  for (const one of [ann, bob, late]) await one.ask("leave", {});
});

test("what a moderator shows large is so for all, latecomers too, until they leave", async () => {
  const [ann, bob] = [await server.joined({ name: "Ann", isModerator: true }), await server.joined({ name: "Bob" })];
  const spotlight = { peerId: bob.peerId, source: "camera" } as const;
  expect(await refusalOf(bob.ask("spotlight", { spotlight }))).toBe("forbidden: media-moderators-only");
  const gone = { peerId: "nobody", source: "screen" } as const;
  expect(await refusalOf(ann.ask("spotlight", { spotlight: gone }))).toBe("not-found: media-person-unknown");
  await ann.ask("spotlight", { spotlight });
  await until(() => expect(bob.told("spotlight")).toEqual([{ spotlight }]));
  const late = await server.joined({ name: "Eve" });
  expect(late.spotlight).toEqual(spotlight);
  await bob.ask("leave", {});
  const later = await server.joined({ name: "Cem" });
  expect(later.spotlight).toBeNull();
  for (const one of [ann, late, later]) await one.ask("leave", {});
});

test("who comes back with their secret is who they were; others hear nothing", async () => {
  const ann = await server.joined({ name: "Ann" });
  const bob = await server.joined({ name: "Bob", personId: "bob", deviceId: "laptop" });
  await bob.ask("raiseHand", { isRaised: true });
  bob.cut();
  const again = server.connect();
  const joined = await again.join({ name: "Bob", personId: "bob", deviceId: "laptop" }, { resume: bob.secret });
  expect(joined.peerId).toBe(bob.peerId);
  expect(joined.peers.find(({ id }) => id === bob.peerId)?.handAt).toBeTruthy();
  const thief = server.connect();
  expect((await thief.join({ personId: "eve" }, { resume: bob.secret })).peerId).not.toBe(bob.peerId);
  await until(() => expect(ann.told("peerJoined")).toHaveLength(2));
  expect(ann.told("peerLeft")).toEqual([]);
  for (const one of [ann, again, thief]) await one.ask("leave", {});
});

test("the same browser coming in anew takes the place of the one before", async () => {
  const ann = await server.joined({ name: "Ann" });
  const bob = await server.joined({ personId: "bob", deviceId: "laptop" });
  const phone = await server.joined({ personId: "bob", deviceId: "phone" });
  const anew = await server.joined({ personId: "bob", deviceId: "laptop" });
  await until(() => expect(bob.told("ended")).toEqual([{ reason: "moved-device" }]));
  expect(phone.told("ended")).toEqual([]);
  expect(anew.peers).toHaveLength(3);
  server.sfu.order(meetingId, { what: "move", personId: "bob", exceptDeviceId: "phone" });
  await until(() => expect(anew.told("ended")).toEqual([{ reason: "moved-device" }]));
  for (const one of [ann, phone]) await one.ask("leave", {});
});
