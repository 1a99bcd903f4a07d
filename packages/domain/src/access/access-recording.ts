import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessOwnAccount } from "./access-account.ts";

export type RecordingAccess = {
  readonly id: string;
  readonly roomId: string;
  readonly meetingId: string;
  readonly starterId: string;
  readonly name: string;
  readonly state: "starting" | "recording" | "finalising" | "composing" | "ready" | "failed";
  readonly nodeId: string | null;
  /** The acting account. */
  readonly accountId: string;
  readonly mayChange: boolean;
};

/**
 * SQL that is true of a Recording `x` of a Meeting `f` that an account may watch: they began it, or are in its room and were in the meeting or see what was said
 * when it began. Whoever came later and is not shown what was before is not shown films of it either.
 */
export const mayWatch = (account: string) =>
  `(x."starterId" = ${account} OR EXISTS (SELECT 1 FROM "RoomMember" m WHERE m."spaceId" = x."roomId" AND m."accountId" = ${account} AND m."leftAt" IS NULL
     AND (m."fromNumber" = 0 OR EXISTS (SELECT 1 FROM "ChatMessage" c WHERE c."id" = f."messageId" AND c."number" > m."fromNumber")
       OR EXISTS (SELECT 1 FROM "MeetingPerson" p WHERE p."meetingId" = f."id" AND p."personId" = ${account} AND p."joinedAt" IS NOT NULL))))`;

/** SQL that is true of a Recording `x` that an account may rename and remove: they began it, or keep order in its room. */
export const mayChangeRecording = (account: string) =>
  `(x."starterId" = ${account} OR EXISTS (SELECT 1 FROM "RoomMember" m JOIN "Room" r ON r."spaceId" = m."spaceId" WHERE m."spaceId" = x."roomId"
     AND m."accountId" = ${account} AND m."leftAt" IS NULL AND m."role" <> 'member'))`;

/** A recording that the actor may watch, or change; any other is not found, also when it exists. Guests of a room have none. */
export async function accessRecording(
  ctx: Context,
  actor: Actor,
  id: string,
  need: "watch" | "change",
): Promise<RecordingAccess> {
  const { id: accountId } = await accessOwnAccount(ctx, actor);
  const { rows } = isId(id)
    ? await ctx.db.pool.query<RecordingAccess>({
        name: "access-recording",
        text: `SELECT x."id", x."roomId", x."meetingId", x."starterId", x."name", x."state", x."nodeId", $2::uuid AS "accountId",
                 ${mayChangeRecording("$2::uuid")} AS "mayChange"
               FROM "Recording" x JOIN "Meeting" f ON f."id" = x."meetingId" WHERE x."id" = $1 AND ${mayWatch("$2::uuid")}`,
        values: [id, accountId],
      })
    : { rows: [] };
  const [recording] = rows;
  if (!recording) throw new Refusal("not-found", "recording-unknown");
  if (need === "change" && !recording.mayChange) throw new Refusal("forbidden", "recording-not-yours");
  return recording;
}
