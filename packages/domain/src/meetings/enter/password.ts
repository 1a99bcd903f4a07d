import { Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { countAttempt, fitsPassword, refundAttempt } from "../../sign-in/index.ts";
import type { Place } from "../place.ts";
import { needsPassword } from "./decide.ts";

/** Attempts of one person, and of all guests of a room together: a guest is another one as soon as they like. */
const [ownRate, guestsRate] = [
  { burst: 10, perMinute: 5 },
  { burst: 60, perMinute: 30 },
];

/** Refuses who does not know the password of the room's meetings, where they must say it. */
export async function checkMeetingPassword(ctx: Context, place: Place, password: string | undefined): Promise<void> {
  const { room, passwordHash, isModerator } = place;
  const isGuest = room.personKind === "guest";
  if (passwordHash === null || !needsPassword(place, { isModerator, isGuest })) return;
  if (password === undefined || password === "") throw new Refusal("forbidden", "meeting-password-needed");
  const key = `meeting:${room.id}:`;
  const buckets = [
    { key: `${key}${room.personId}`, rate: ownRate },
    ...(isGuest ? [{ key: `${key}guests`, rate: guestsRate }] : []),
  ];
  for (const bucket of buckets) await countAttempt(ctx, bucket.key, bucket.rate);
  if (!(await fitsPassword(passwordHash, password))) throw new Refusal("forbidden", "meeting-password-wrong");
  for (const bucket of buckets) await refundAttempt(ctx, bucket.key);
}
