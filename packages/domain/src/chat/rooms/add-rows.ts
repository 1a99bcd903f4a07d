import type pg from "pg";
import type { RoomRole } from "../../access/index.ts";

type Added = {
  readonly roomId: string;
  readonly ids: readonly string[];
  readonly role: RoomRole;
  /** What was said up to this number is not theirs to see. */
  readonly fromNumber: number;
  readonly byId: string;
  readonly modseq: bigint;
  readonly at: Date;
};

/** Puts people into a room, who have read what was said before them; of those who are in it nothing changes. Gives back who is new. */
export async function addRows(client: pg.ClientBase, added: Added): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO "RoomMember" ("spaceId", "accountId", "role", "fromNumber", "readNumber", "deliveredNumber", "addedById", "joinedAt", "modseq")
     SELECT $1, i, $3::"RoomRole", $4, r."lastNumber", r."lastNumber", $5, $6, $7 FROM unnest($2::uuid[]) i, "Room" r WHERE r."spaceId" = $1
     ON CONFLICT ("spaceId", "accountId") DO UPDATE SET "role" = excluded."role", "fromNumber" = excluded."fromNumber", "readNumber" = excluded."readNumber",
       "deliveredNumber" = excluded."deliveredNumber", "addedById" = excluded."addedById", "joinedAt" = excluded."joinedAt", "leftAt" = NULL, "modseq" = excluded."modseq"
     WHERE "RoomMember"."leftAt" IS NOT NULL
     RETURNING "accountId" AS "id"`,
    [added.roomId, added.ids, added.role, added.fromNumber, added.byId, added.at, added.modseq],
  );
  return rows.map((row) => row.id);
}
