import type { Actor } from "@carbyne/kernel";
import { newId } from "@carbyne/kernel";
import { enterRoom, findGuest } from "../chat/index.ts";
import type { Context } from "../context.ts";
import { beat } from "../maintenance/index.ts";
import { enterMeeting } from "./enter/enter.ts";
import { getLink } from "./link.ts";
import { noteJoined } from "./owner/presence.ts";
import type { Somebody } from "./test-people.ts";
import type { Entry } from "./types.ts";

/** A process that could hold meetings, as far as rows say. Gives its id. */
export async function buildOwner(ctx: Context, { load = 0 }: { load?: number } = {}): Promise<string> {
  const id = newId();
  await beat(ctx, { id, node: "test", role: "sfu", address: "127.0.0.1:1", load });
  return id;
}

let counter = 0;

/** Somebody who came by the link of a room's meetings. */
export async function buildGuest(
  ctx: Context,
  by: Actor,
  roomId: string,
  name = "Gus",
): Promise<Somebody & { readonly token: string }> {
  const { url } = await getLink(ctx, by, { roomId, origin: "https://meet.example" });
  const token = url.split("/").at(-1) ?? "";
  const { secret } = await enterRoom(ctx, { token, name, ip: `192.0.2.${++counter}` });
  const actor = await findGuest(ctx, { token, secret });
  if (actor?.kind !== "guest") throw new Error("no guest");
  return { id: actor.guestId, actor, name, token } as const;
}

type Who = Pick<Somebody, "id" | "actor">;

/** Asks to come in from a device of their own. */
export function enter(ctx: Context, { id, actor }: Who, roomId: string, more: object = {}): Promise<Entry> {
  return enterMeeting(ctx, actor, { roomId, deviceId: `device-${id}`, ...more });
}

/** Comes in, and is there as the process that holds the meeting says. Gives the meeting. */
export async function comeIn(ctx: Context, who: Who, roomId: string, more: object = {}): Promise<string> {
  const entry = await enter(ctx, who, roomId, more);
  if (entry.status !== "in") throw new Error("waits");
  await noteJoined(ctx, { meetingId: entry.meetingId, personId: who.id });
  return entry.meetingId;
}
