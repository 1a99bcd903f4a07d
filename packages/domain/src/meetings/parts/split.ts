import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { tellChanged } from "../live/changed.ts";
import { accessModeratedMeeting } from "../place.ts";

export type Split = {
  readonly roomId: string;
  readonly parts: readonly { readonly name: string; readonly personIds: readonly string[] }[];
  /** After so many minutes everybody is called back; null leaves it to a moderator. */
  readonly minutes: number | null;
};

const mostParts = 50;
const mostName = 60;

/** Splits a meeting into groups that talk by themselves, and puts people into them, guests too. They go there by `enterMeeting`. For moderators. */
export async function splitMeeting(ctx: Context, actor: Actor, { roomId, parts, minutes }: Split): Promise<void> {
  const { meetingId, room } = await accessModeratedMeeting(ctx, actor, roomId);
  if (parts.length === 0 || parts.length > mostParts)
    throw new Refusal("invalid", "meeting-parts-most", { most: mostParts });
  const at = ctx.clock.now();
  const endsAt = minutes === null ? null : new Date(at.getTime() + minutes * 60_000);
  await changeSpace(ctx, room.id, async (client, modseq) => {
    const { rows } = await client.query('SELECT 1 FROM "Meeting" WHERE "parentId" = $1 AND "endedAt" IS NULL LIMIT 1', [
      meetingId,
    ]);
    if (rows.length > 0) throw new Refusal("conflict", "meeting-split-already");
    for (const [index, part] of parts.entries()) {
      const id = newId();
      const name = part.name.trim().slice(0, mostName) || String(index + 1);
      await client.query(
        `INSERT INTO "Meeting" ("id", "roomId", "parentId", "name", "startedById", "startedAt", "endsAt", "aliveAt", "modseq") VALUES ($1, $2, $3, $4, $5, $6, $7, $6, $8)`,
        [id, room.id, meetingId, name, room.personId, at, endsAt, modseq],
      );
      for (const personId of new Set(part.personIds)) await putInto(client, { meetingId, partId: id, personId, at });
    }
  });
  tellChanged(ctx, room.id);
}

type Put = { readonly meetingId: string; readonly partId: string; readonly personId: string; readonly at: Date };

/** Puts somebody who was let into the whole into one of its parts. Nobody is put into two. */
async function putInto(client: pg.ClientBase, { meetingId, partId, personId, at }: Put): Promise<void> {
  const { rowCount } = await client.query(
    `INSERT INTO "MeetingPerson" ("meetingId", "personId", "kind", "name", "state", "askedAt")
     SELECT $2, p."personId", p."kind", p."name", 'assigned', $4 FROM "MeetingPerson" p WHERE p."meetingId" = $1 AND p."personId" = $3
       AND (p."state" IN ('admitted', 'here') OR (p."state" = 'gone' AND p."joinedAt" IS NOT NULL))
       AND NOT EXISTS (SELECT 1 FROM "MeetingPerson" o JOIN "Meeting" f ON f."id" = o."meetingId" WHERE f."parentId" = $1 AND f."endedAt" IS NULL
         AND o."personId" = $3 AND o."state" IN ('assigned', 'admitted', 'here'))
     ON CONFLICT ("meetingId", "personId") DO UPDATE SET "state" = 'assigned', "askedAt" = excluded."askedAt"`,
    [meetingId, partId, isId(personId) ? personId : null, at],
  );
  if (!rowCount) throw new Refusal("invalid", "meeting-part-person");
}

/** Puts somebody into another part, or with null into none: they are asked over. For moderators. */
export async function assignPart(
  ctx: Context,
  actor: Actor,
  { roomId, personId, meetingId: partId }: { roomId: string; personId: string; meetingId: string | null },
): Promise<void> {
  const { meetingId, room } = await accessModeratedMeeting(ctx, actor, roomId);
  const at = ctx.clock.now();
  await changeSpace(ctx, room.id, async (client) => {
    await client.query(
      `UPDATE "MeetingPerson" p SET "state" = 'gone', "leftAt" = CASE WHEN p."joinedAt" IS NULL THEN NULL ELSE coalesce(p."leftAt", $4) END
       FROM "Meeting" f WHERE f."id" = p."meetingId" AND f."parentId" = $1 AND f."endedAt" IS NULL AND p."personId" = $2
         AND f."id" IS DISTINCT FROM $3::uuid AND p."state" IN ('assigned', 'admitted', 'here')`,
      [meetingId, isId(personId) ? personId : null, partId, at],
    );
    if (partId === null) return;
    const { rows } = await client.query<{ isIn: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM "MeetingPerson" p WHERE p."meetingId" = m."id" AND p."personId" = $3 AND p."state" IN ('assigned', 'admitted', 'here')) AS "isIn"
       FROM "Meeting" m WHERE m."id" = $1 AND m."parentId" = $2 AND m."endedAt" IS NULL`,
      [partId, meetingId, isId(personId) ? personId : null],
    );
    if (!rows[0]) throw new Refusal("conflict", "meeting-part-over");
    if (!rows[0].isIn) await putInto(client, { meetingId, partId, personId, at });
  });
  tellChanged(ctx, room.id);
}
