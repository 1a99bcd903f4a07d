import { type Actor, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { hashPassword } from "../sign-in/index.ts";
import { changeSpace } from "../spaces/index.ts";
import { admitAll } from "./enter/begin.ts";
import { tellChanged } from "./live/changed.ts";
import { accessModerated } from "./place.ts";

export type Terms = {
  readonly roomId: string;
  readonly waiting?: "nobody" | "guests" | "everybody" | undefined;
  readonly isLocked?: boolean | undefined;
  /** Null takes it away. */
  readonly password?: string | null | undefined;
};

const mostLetters = 200;

/** Says who waits, whether somebody else comes in at all, and by what password. It holds for this meeting and all later ones of the room. For moderators. */
export async function changeTerms(ctx: Context, actor: Actor, terms: Terms): Promise<void> {
  const { room, meetingId, startedById } = await accessModerated(ctx, actor, terms.roomId);
  const { waiting = null, isLocked = null, password } = terms;
  if (password !== undefined && password !== null && (password.trim() === "" || password.length > mostLetters))
    throw new Refusal("invalid", "meeting-password-empty");
  const passwordHash = password ? await hashPassword(password) : null;
  await changeSpace(ctx, room.id, async (client, modseq) => {
    await client.query(
      `INSERT INTO "MeetingRoom" AS k ("roomId", "waiting", "isLocked", "passwordHash", "modseq")
       VALUES ($1, coalesce($2::"MeetingWaiting", 'guests'), coalesce($3, false), $4, $6)
       ON CONFLICT ("roomId") DO UPDATE SET "waiting" = coalesce($2::"MeetingWaiting", k."waiting"), "isLocked" = coalesce($3, k."isLocked"),
         "passwordHash" = CASE WHEN $5 THEN $4 ELSE k."passwordHash" END, "modseq" = $6`,
      [room.id, waiting, isLocked, passwordHash, password !== undefined, modseq],
    );
    // Whoever would not have to wait now does not wait on.
    if (meetingId !== null && startedById !== null && (waiting === "nobody" || waiting === "guests"))
      await admitAll(client, { meetingId, roomId: room.id, modseq }, { kind: waiting === "guests" ? "account" : null });
  });
  tellChanged(ctx, room.id);
}
