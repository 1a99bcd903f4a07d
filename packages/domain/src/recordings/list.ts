import { type Actor, isId } from "@carbyne/kernel";
import { accessOwnAccount, accessRecording, accessRoom, mayChangeRecording, mayWatch } from "../access/index.ts";
import type { Context } from "../context.ts";
import type { RecordingInfo, RecordingPage } from "../meetings/index.ts";

const pageSize = 30;

/** A recording as an account sees it, of a Recording `x` and its Meeting `f`. */
const infoJson = (
  account: string,
) => `json_build_object('id', x."id", 'roomId', x."roomId", 'roomName', CASE WHEN r."kind" = 'direct'
    THEN coalesce((SELECT o."name" FROM "RoomMember" q JOIN "Account" o ON o."id" = q."accountId" WHERE q."spaceId" = r."spaceId" AND o."id" <> ${account} LIMIT 1), '')
    ELSE r."name" END,
  'meetingId', x."meetingId", 'name', x."name", 'starterId', x."starterId", 'starterName', coalesce(a."name", ''), 'layout', x."layout", 'state', x."state",
  'startedAt', x."startedAt", 'endedAt', x."endedAt", 'seconds', x."seconds", 'done', x."done", 'total', x."total", 'failure', x."failure", 'cutBy', x."cutBy",
  'nodeId', CASE WHEN x."starterId" = ${account} THEN n."id" END, 'hasFilm', n."id" IS NOT NULL, 'mayChange', ${mayChangeRecording(account)})`;

const joins = `JOIN "Meeting" f ON f."id" = x."meetingId" JOIN "Room" r ON r."spaceId" = x."roomId" LEFT JOIN "Account" a ON a."id" = x."starterId"
  LEFT JOIN "Node" n ON n."id" = x."nodeId" AND n."deletedAt" IS NULL AND n."purgedAt" IS NULL`;

/** What was recorded and the actor may watch, in one room or in all, the last first. */
export async function listRecordings(
  ctx: Context,
  actor: Actor,
  { roomId, before }: { roomId?: string | undefined; before?: string | undefined },
): Promise<{ recordings: RecordingInfo[]; hasMore: boolean }> {
  const { id } = await accessOwnAccount(ctx, actor);
  if (roomId !== undefined) await accessRoom(ctx, actor, roomId, "read");
  const { rows } = await ctx.db.pool.query<{ info: RecordingInfo }>(
    `SELECT ${infoJson("$1::uuid")} AS "info" FROM "Recording" x ${joins}
     WHERE ${mayWatch("$1::uuid")} AND ($2::uuid IS NULL OR x."roomId" = $2) AND ($3::uuid IS NULL OR x."id" < $3) ORDER BY x."id" DESC LIMIT ${pageSize + 1}`,
    [id, roomId ?? null, before !== undefined && isId(before) ? before : null],
  );
  return { recordings: rows.slice(0, pageSize).map(({ info }) => info), hasMore: rows.length > pageSize };
}

/** All that the page of a film needs. */
export async function getRecording(ctx: Context, actor: Actor, { id }: { id: string }): Promise<RecordingPage> {
  const { accountId } = await accessRecording(ctx, actor, id, "watch");
  const { rows } = await ctx.db.pool.query<
    { info: RecordingInfo } & Pick<RecordingPage, "chapters" | "speakers" | "captions">
  >(
    `SELECT ${infoJson("$2::uuid")} AS "info", x."chapters", x."speakers", coalesce((SELECT json_agg(json_build_object('language', c."language", 'isMade', c."isMade", 'vtt', c."vtt")
       ORDER BY c."isMade", c."language") FROM "RecordingCaptions" c WHERE c."recordingId" = x."id"), '[]') AS "captions" FROM "Recording" x ${joins} WHERE x."id" = $1`,
    [id, accountId],
  );
  const [row] = rows;
  if (!row) throw new Error(`recording ${id} is gone`);
  const { info, chapters, speakers, captions } = row;
  return { ...info, chapters, speakers, captions };
}
