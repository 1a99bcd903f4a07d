/** SQL that joins a message `m` with the membership `x` and the seat `s` of an account that is in its room. */
export const memberOf = (accountId: string) =>
  `JOIN "RoomMember" x ON x."spaceId" = m."spaceId" AND x."accountId" = ${accountId} AND x."leftAt" IS NULL
   LEFT JOIN "RoomSeat" s ON s."accountId" = x."accountId" AND s."roomId" = x."spaceId"`;

/** SQL that is true when that account may see the message, and it was not taken back. */
export const visibleTo = `m."deletedAt" IS NULL AND m."number" > greatest(x."fromNumber", coalesce(s."clearedNumber", 0))`;
