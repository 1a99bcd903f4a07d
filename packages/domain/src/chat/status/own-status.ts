import { type Actor, Refusal } from "@carbyne/kernel";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { isEmoji } from "../messages/emoji.ts";
import { saySeen } from "./board.ts";

/** What one says of oneself, and whether one wants rest; moments are ISO 8601. */
export type OwnStatus = {
  readonly emoji: string;
  readonly text: string;
  readonly clearsAt: string | null;
  readonly isResting: boolean;
  readonly restsUntil: string | null;
};

const mostText = 100;

/** The actor's own status; what is over is not in it. */
export async function readOwnStatus(ctx: Context, actor: Actor): Promise<OwnStatus> {
  const own = await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<{
    emoji: string;
    text: string;
    clearsAt: Date | null;
    restsUntil: Date | null;
    isResting: boolean;
  }>({
    name: "own-status",
    text: 'SELECT "emoji", "text", "clearsAt", "isResting", "restsUntil" FROM "PersonStatus" WHERE "accountId" = $1',
    values: [own.id],
  });
  const [row] = rows;
  const now = ctx.clock.now();
  const isSaid = row && (row.clearsAt === null || row.clearsAt > now);
  const isResting = row?.isResting === true && (row.restsUntil === null || row.restsUntil > now);
  return {
    emoji: isSaid ? row.emoji : "",
    text: isSaid ? row.text : "",
    clearsAt: (isSaid && row.clearsAt?.toISOString()) || null,
    isResting,
    restsUntil: (isResting && row.restsUntil?.toISOString()) || null,
  };
}

/** Says something of oneself to those one shares rooms with, until a moment or until it is changed. Nothing at all takes it away. */
export async function setStatus(
  ctx: Context,
  actor: Actor,
  { emoji, text, clearsAt }: { emoji: string; text: string; clearsAt: string | null },
): Promise<void> {
  const clean = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .trim();
  if (Array.from(clean).length > mostText) throw new Refusal("invalid", "status-long", { most: mostText });
  if (emoji !== "" && !isEmoji(emoji)) throw new Refusal("invalid", "reaction-no-emoji");
  const isNothing = emoji === "" && clean === "";
  await write(ctx, actor, { emoji, text: clean, clearsAt: isNothing ? null : clearsAt });
}

/** Do not disturb: nothing is told to the actor, until a moment or until they switch it off. */
export async function setRest(
  ctx: Context,
  actor: Actor,
  { isResting, until }: { isResting: boolean; until: string | null },
): Promise<void> {
  await write(ctx, actor, { isResting, restsUntil: isResting ? until : null });
}

async function write(ctx: Context, actor: Actor, change: Partial<OwnStatus>): Promise<void> {
  const own = await accessOwnAccount(ctx, actor);
  await changeSpace(ctx, own.spaceId, (client, modseq) =>
    client.query({
      name: "write-status",
      text: `INSERT INTO "PersonStatus" AS s ("accountId", "spaceId", "modseq", "emoji", "text", "clearsAt", "isResting", "restsUntil")
             VALUES ($1, $2, $3, coalesce($4, ''), coalesce($5, ''), $6, coalesce($7, false), $8)
             ON CONFLICT ("accountId") DO UPDATE SET "spaceId" = $2, "modseq" = $3, "emoji" = coalesce($4, s."emoji"), "text" = coalesce($5, s."text"),
               "clearsAt" = CASE WHEN $5 IS NULL THEN s."clearsAt" ELSE $6 END, "isResting" = coalesce($7, s."isResting"),
               "restsUntil" = CASE WHEN $7 IS NULL THEN s."restsUntil" ELSE $8 END`,
      values: [
        own.id,
        own.spaceId,
        modseq,
        change.emoji ?? null,
        change.text ?? null,
        change.clearsAt ?? null,
        change.isResting ?? null,
        change.restsUntil ?? null,
      ],
    }),
  );
  saySeen(ctx, own.id);
}
