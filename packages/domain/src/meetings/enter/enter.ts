import { type Actor, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { settingsOfSpace } from "../../settings/index.ts";
import { changeSpace } from "../../spaces/index.ts";
import { ringAtStart, stopRinging } from "../calls/ring.ts";
import { tellChanged } from "../live/changed.ts";
import { giveOrder } from "../orders.ts";
import { refuseWithoutMedia } from "../owner/claim.ts";
import { letGuestsIn } from "../people/guests.ts";
import { tellWaiting } from "../people/tell-waiting.ts";
import { accessPlace, isModeratorOf, type Place, readStanding } from "../place.ts";
import type { Entry } from "../types.ts";
import { beginMeeting, openWaitingRoom, seatPerson } from "./begin.ts";
import { refuseShut, wouldWait } from "./decide.ts";
import { enterPart } from "./enter-part.ts";
import { signGrant } from "./grant.ts";
import { checkMeetingPassword } from "./password.ts";

export type EnterInput = {
  readonly roomId: string;
  /** A part of the meeting, where it is split. */
  readonly meetingId?: string | undefined;
  readonly password?: string | undefined;
  readonly deviceId: string;
  /** Whether the person leaves the meeting on all other devices. */
  readonly moves?: boolean | undefined;
};

type Entered = {
  readonly status: Entry["status"];
  readonly meetingId: string;
  readonly isModerator: boolean;
  readonly hasBegun: boolean;
  /** Whether they are the first to wait, while nobody has begun. */
  readonly isFirstToWait?: boolean;
};

/** Comes into the meeting of a room, which begins with the first member who does, or waits for it. */
export async function enterMeeting(ctx: Context, actor: Actor, input: EnterInput): Promise<Entry> {
  const place = await accessPlace(ctx, actor, input.roomId);
  const { room } = place;
  if (room.isArchived) throw new Refusal("conflict", "room-archived", { name: room.name });
  await refuseWithoutMedia(ctx);
  await checkMeetingPassword(ctx, place, input.password);
  const isPart = input.meetingId !== undefined && input.meetingId !== place.meetingId;
  const entered = await changeSpace(ctx, room.id, (client, modseq) =>
    isPart
      ? enterPart(ctx, client, { room, partId: input.meetingId ?? "", modseq })
      : enterWhole(ctx, client, { room, modseq }),
  );
  const { status, meetingId, isModerator } = entered;
  tellChanged(ctx, room.id);
  if (entered.isFirstToWait) await tellWaiting(ctx, room);
  if (status === "waiting") return { status, meetingId };
  if (input.moves) await moveHere(ctx, room, input.deviceId);
  if (room.personKind === "account")
    stopRinging(ctx, { meetingId: place.meetingId ?? meetingId, accountId: room.personId, why: "answered" });
  if (entered.hasBegun) await ringAtStart(ctx, { room, meetingId });
  const { personId, personKind: kind, personName: name } = room;
  const tokenId = "tokenId" in actor ? (actor.tokenId ?? null) : null;
  return {
    status,
    meetingId,
    grant: await signGrant(ctx, { meetingId, personId, kind, name, isModerator, deviceId: input.deviceId, tokenId }),
  };
}

async function enterWhole(
  ctx: Context,
  client: pg.ClientBase,
  { room, modseq }: { room: Place["room"]; modseq: bigint },
): Promise<Entered> {
  // Read anew under the room's lock: of two who come first, one begins the meeting, and both are in it.
  const standing = await readStanding(client, { roomId: room.id, personId: room.personId });
  const isModerator = isModeratorOf(room, standing);
  const isGuest = room.personKind === "guest";
  refuseShut(standing, { isModerator, isGuest });
  const at = ctx.clock.now();
  if (wouldWait(standing, { isModerator, isGuest })) {
    const meetingId = standing.meetingId ?? (await openWaitingRoom(client, { roomId: room.id }, { modseq, at }));
    await seatPerson(ctx, client, { meetingId, room, state: "waiting", at });
    const isFirstToWait = standing.meetingId === null;
    return { status: "waiting", meetingId, isModerator, hasBegun: false, isFirstToWait };
  }
  const hasBegun = standing.startedById === null;
  if (hasBegun && room.isAnnouncement && !room.keepsOrder)
    throw new Refusal("forbidden", "room-announcements", { name: room.name });
  const meetingId =
    hasBegun || standing.meetingId === null
      ? await beginMeeting(client, { room, standing }, { modseq, at })
      : standing.meetingId;
  if (standing.state !== "admitted" && standing.state !== "here")
    await refuseFull(client, { roomId: room.id, meetingId });
  // Whoever begins it keeps order in it.
  await seatPerson(ctx, client, { meetingId, room, state: "admitted", isModerator: hasBegun, at });
  await letGuestsIn(client, { roomId: room.id, modseq }, { ids: [room.personId], isNew: !standing.wasLetIn });
  return { status: "in", meetingId, isModerator: isModerator || hasBegun, hasBegun };
}

async function refuseFull(
  client: pg.ClientBase,
  { roomId, meetingId }: { roomId: string; meetingId: string },
): Promise<void> {
  const most = Number((await settingsOfSpace(client, roomId))["meetings.peopleMost"].value);
  const { rows } = await client.query<{ present: number }>(
    `SELECT count(*)::int AS "present" FROM "MeetingPerson" WHERE "meetingId" = $1 AND "state" IN ('admitted', 'here')`,
    [meetingId],
  );
  if ((rows[0]?.present ?? 0) >= most) throw new Refusal("too-many", "meeting-full", { most });
}

/** Ends the person's presence on their other devices, in the meeting and in whichever of its parts. */
async function moveHere(ctx: Context, room: Place["room"], exceptDeviceId: string): Promise<void> {
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    'SELECT "id" FROM "Meeting" WHERE "roomId" = $1 AND "endedAt" IS NULL',
    [room.id],
  );
  for (const { id } of rows) giveOrder(ctx, id, { what: "move", personId: room.personId, exceptDeviceId });
}
