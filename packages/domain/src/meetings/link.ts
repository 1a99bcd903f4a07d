import { type Actor, Refusal } from "@carbyne/kernel";
import { readInviteToken, writeMeetingInvite } from "../chat/index.ts";
import type { Context } from "../context.ts";
import { resolveSettings } from "../settings/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { accessModerated, type Place } from "./place.ts";

const urlOf = (origin: string, token: string) => `${origin}/r/${token}`;

/** The address of an invitation to meetings; null where there is none. */
export async function readLink(
  ctx: Context,
  { inviteId, origin }: { inviteId: string | null; origin: string },
): Promise<string | null> {
  const token = inviteId === null ? null : await readInviteToken(ctx, inviteId);
  return token === null ? null : urlOf(origin, token);
}

type Asked = { readonly roomId: string; readonly origin: string };

/** The lasting address by which people without an account come to the meetings of a room, made when it is first asked for. For moderators. */
export async function getLink(ctx: Context, actor: Actor, { roomId, origin }: Asked): Promise<{ url: string }> {
  const place = await accessLinked(ctx, actor, roomId);
  const known = await readLink(ctx, { inviteId: place.inviteId, origin });
  return known === null ? makeLink(ctx, place, origin) : { url: known };
}

/** Takes that address back, with all who are there by it, and makes another one. For moderators. */
export async function renewLink(ctx: Context, actor: Actor, { roomId, origin }: Asked): Promise<{ url: string }> {
  return makeLink(ctx, await accessLinked(ctx, actor, roomId), origin);
}

async function accessLinked(ctx: Context, actor: Actor, roomId: string): Promise<Place> {
  const place = await accessModerated(ctx, actor, roomId);
  const { room } = place;
  if (room.isArchived) throw new Refusal("conflict", "room-archived", { name: room.name });
  // Guests lead nobody else in.
  if (room.personKind !== "account") throw new Refusal("forbidden", "meeting-moderators");
  const settings = await resolveSettings(ctx, room.personId);
  if (settings["chat.guests"].value !== true || settings["meetings.guests"].value !== true)
    throw new Refusal("forbidden", "meeting-not-allowed");
  return place;
}

async function makeLink(ctx: Context, { room, inviteId: seen }: Place, origin: string): Promise<{ url: string }> {
  const token = await changeSpace(ctx, room.id, async (client, modseq) => {
    const { rows } = await client.query<{ inviteId: string | null }>(
      'SELECT "inviteId" FROM "MeetingRoom" WHERE "roomId" = $1',
      [room.id],
    );
    const before = rows[0]?.inviteId ?? null;
    // Of two who make one at once, both get the first.
    if (before !== null && before !== seen) return readInviteToken(ctx, before);
    const made = await writeMeetingInvite(ctx, client, { roomId: room.id, makerId: room.personId, before, modseq });
    await client.query(
      `INSERT INTO "MeetingRoom" ("roomId", "inviteId", "modseq") VALUES ($1, $2, $3)
       ON CONFLICT ("roomId") DO UPDATE SET "inviteId" = excluded."inviteId", "modseq" = excluded."modseq"`,
      [room.id, made.id, modseq],
    );
    return made.token;
  });
  if (token === null) throw new Refusal("not-found", "invite-unknown");
  return { url: urlOf(origin, token) };
}
