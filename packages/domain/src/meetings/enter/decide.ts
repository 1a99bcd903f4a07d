import { Refusal } from "@carbyne/kernel";
import type { Standing } from "../place.ts";

type Who = { readonly isModerator: boolean; readonly isGuest: boolean };

/** Whether somebody who asks to come in would wait for a moderator, or a guest for the meeting to begin. */
export function wouldWait(standing: Standing, { isModerator, isGuest }: Who): boolean {
  if (isModerator || standing.wasLetIn) return false;
  if (isGuest && standing.startedById === null) return true;
  return standing.waiting === "everybody" || (standing.waiting === "guests" && isGuest);
}

/** Whether somebody must say the password: who keeps order need not, nor who gave it before. */
export function needsPassword(standing: Standing, { isModerator }: Who): boolean {
  return standing.passwordHash !== null && !isModerator && !standing.wasLetIn && standing.state !== "waiting";
}

/** Refuses who was taken out or turned away, and whoever is new where nobody else comes in. */
export function refuseShut(standing: Standing, { isModerator }: Who): void {
  if (standing.state === "removed") throw new Refusal("forbidden", "meeting-removed");
  if (isModerator || standing.wasLetIn) return;
  if (standing.state === "refused") throw new Refusal("forbidden", "meeting-refused");
  if (standing.isLocked) throw new Refusal("conflict", "meeting-locked");
}
