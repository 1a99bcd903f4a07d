import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount, accessTalk } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { type Member, membersFor, membersSince, type RoomInfo, roomJson } from "./room-json.ts";
import { settingsIn } from "./settings-in.ts";

export type RoomDetails = {
  readonly room: RoomInfo;
  readonly members: readonly Member[];
  /** What the client knows of the room when it knows this. */
  readonly modseq: string;
};

/** A room with who is and was in it. */
export async function readRoom(ctx: Context, actor: Actor, { id }: { id: string }): Promise<RoomDetails> {
  const room = await accessTalk(ctx, actor, id, "read");
  const seesReading = (await settingsIn(ctx, room))["chat.readReceipts"].value === true;
  const { rows } = await ctx.db.pool.query<RoomDetails>({
    name: "read-room",
    text: `SELECT ${roomJson} AS "room", p."modseq"::text AS "modseq", (SELECT json_agg(c."member" ORDER BY c."name", c."member" ->> 'id')
             FROM (${membersSince('r."spaceId"', "-1")}) c) AS "members"
           FROM "Room" r JOIN "Space" p ON p."id" = r."spaceId" WHERE r."spaceId" = $1`,
    values: [room.id],
  });
  const [details] = rows;
  if (!details) throw new Error(`room ${room.id} is gone`);
  return { ...details, members: membersFor({ id: room.personId, seesReading }, details.members) };
}

export type FoundChannel = {
  readonly id: string;
  readonly name: string;
  readonly topic: string;
  readonly picture: string | null;
  readonly members: number;
  readonly isMember: boolean;
};

const mostFound = 200;

/** The public channels of the actor's domain whose name or topic has the text in it. */
export async function listChannels(ctx: Context, actor: Actor, { text }: { text: string }): Promise<FoundChannel[]> {
  const own = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<FoundChannel>({
    name: "list-channels",
    text: `SELECT r."spaceId" AS "id", r."name", r."topic", left(encode(r."pictureHash", 'hex'), 16) AS "picture", (SELECT count(*)::int FROM "RoomMember" x WHERE x."spaceId" = r."spaceId" AND x."leftAt" IS NULL) AS "members",
             EXISTS (SELECT 1 FROM "RoomMember" x WHERE x."spaceId" = r."spaceId" AND x."accountId" = $1 AND x."leftAt" IS NULL) AS "isMember"
           FROM "Room" r WHERE r."domainId" = $2 AND r."isPublic" AND r."kind" = 'channel' AND r."archivedAt" IS NULL
             AND ($3 = '' OR position(lower($3) IN lower(r."name" || ' ' || r."topic")) > 0)
           ORDER BY lower(r."name"), r."spaceId" LIMIT ${mostFound}`,
    values: [own.id, own.domainId, text.trim().slice(0, 100)],
  });
  return rows;
}
