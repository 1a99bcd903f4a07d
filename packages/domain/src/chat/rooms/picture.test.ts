import { deflateSync } from "node:zlib";
import { testContext, type TestContext } from "@carbyne/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeSetting } from "../../settings/index.ts";
import { listChannels, listMessages, listRooms, readPicture, removePicture, setPicture } from "../index.ts";
import { buildPerson, buildRoom } from "../test-people.ts";

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});
afterAll(() => ctx.close());

/** A red picture as PNG, with words in it that nobody sees. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    let crc = 0xffffffff;
    for (const byte of body) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    }
    ends.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.of(0), Buffer.alloc(width * 3, Buffer.of(200, 30, 30))]);
  const rows = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const place = chunk("tEXt", Buffer.from("Place\0at home", "latin1"));
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([signature, chunk("IHDR", head), place, chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

const pictureOf = async (person: Awaited<ReturnType<typeof buildPerson>>, roomId: string) =>
  (await listRooms(ctx, person.actor, { ids: [roomId] }))[0]?.room.picture ?? null;

test("who keeps order gives a room a picture, drawn anew; who is in it sees it, strangers do not", async () => {
  const [ann, ben, eve] = [await buildPerson(ctx), await buildPerson(ctx), await buildPerson(ctx)];
  const roomId = await buildRoom(ctx, [ann, ben]);
  await expect(setPicture(ctx, ben.actor, { roomId, content: png(8, 8) })).rejects.toThrow("room-right-missing");
  await setPicture(ctx, ann.actor, { roomId, content: png(300, 200) });
  const name = await pictureOf(ben, roomId);
  if (!name) throw new Error("no picture");
  const { type, content } = await readPicture(ctx, ben.actor, { roomId, name });
  expect([type, content.includes("at home")]).toEqual(["image/webp", false]);
  const { messages } = await listMessages(ctx, ben.actor, { roomId });
  expect(messages.at(-1)?.detail).toMatchObject({ what: "pictured", by: ann.id });
  await expect(readPicture(ctx, eve.actor, { roomId, name })).rejects.toThrow("room-unknown");
  await expect(readPicture(ctx, ben.actor, { roomId, name: "0".repeat(16) })).rejects.toThrow("picture-unknown");
  await expect(removePicture(ctx, ben.actor, { id: roomId })).rejects.toThrow("room-right-missing");
  await removePicture(ctx, ann.actor, { id: roomId });
  expect(await pictureOf(ben, roomId)).toBeNull();
  await expect(readPicture(ctx, ben.actor, { roomId, name })).rejects.toThrow("picture-unknown");
});

test("the picture of a public channel is for all of its domain", async () => {
  const [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
  const far = await buildPerson(ctx, { domain: "far.example" });
  const roomId = await buildRoom(ctx, [ann], { kind: "channel", name: "News", isPublic: true });
  await setPicture(ctx, ann.actor, { roomId, content: png(64, 64) });
  const found = await listChannels(ctx, ben.actor, { text: "News" });
  const name = found[0]?.picture ?? "";
  expect(await readPicture(ctx, ben.actor, { roomId, name })).toMatchObject({ type: "image/webp" });
  await expect(readPicture(ctx, far.actor, { roomId, name })).rejects.toThrow("room-unknown");
});

test("drawings, what is no picture and what is too large are refused, and one-to-ones have none", async () => {
  const [ann, ben] = [await buildPerson(ctx), await buildPerson(ctx)];
  const roomId = await buildRoom(ctx, [ann, ben]);
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>',
  );
  for (const content of [svg, Buffer.from("hello"), Buffer.alloc(0), png(8, 8).subarray(0, 40)])
    await expect(setPicture(ctx, ann.actor, { roomId, content })).rejects.toThrow("room-picture-none");
  await writeSetting(ctx, { scope: "global" }, "chat.pictureBytes", 50);
  await expect(setPicture(ctx, ann.actor, { roomId, content: png(8, 8) })).rejects.toThrow("room-picture-large");
  await writeSetting(ctx, { scope: "global" }, "chat.pictureBytes", null);
  expect(await pictureOf(ann, roomId)).toBeNull();
});
