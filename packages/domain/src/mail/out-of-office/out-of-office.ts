import { type Actor, Refusal } from "@carbyne/kernel";
import { htmlToText, safeHtml } from "@carbyne/mime";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { changeSpace } from "../../spaces/index.ts";
import { instantOf, wallOf } from "./wall-clock.ts";

export type ExternalReply = "none" | "same" | "own";

export type OutOfOffice = {
  readonly isOn: boolean;
  /** Whether it answers at this moment, waits for its beginning, or has had its time. */
  readonly state: "off" | "waiting" | "on" | "over";
  /** As clocks in the person's zone show it: `2026-08-01T09:00`. */
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  /** ISO 8601. */
  readonly endsAtInstant: string | null;
  readonly internalHtml: string;
  /** What people get whose address is not of our domains. */
  readonly external: ExternalReply;
  readonly externalHtml: string;
};

export type SaveOutOfOffice = {
  readonly isOn: boolean;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly internalHtml: string;
  readonly external: ExternalReply;
  readonly externalHtml: string;
};

export type AutoReplyRow = {
  readonly isOn: boolean;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly internalHtml: string;
  readonly external: ExternalReply;
  readonly externalHtml: string;
  readonly version: number;
};

const never: AutoReplyRow = {
  isOn: false,
  startsAt: null,
  endsAt: null,
  internalHtml: "",
  external: "same",
  externalHtml: "",
  version: 0,
};

/** The person's reply while away; an empty one when none was ever written. */
export async function getOutOfOffice(ctx: Context, actor: Actor): Promise<OutOfOffice> {
  const { spaceId, zone } = await accessOwnAccount(ctx, actor);
  const row = (await ctx.db.prisma.autoReply.findUnique({ where: { spaceId } })) ?? never;
  const { isOn, startsAt, endsAt, internalHtml, external, externalHtml } = row;
  return {
    isOn,
    state: stateOf(row, ctx.clock.now()),
    startsAt: startsAt && wallOf(startsAt, zone),
    endsAt: endsAt && wallOf(endsAt, zone),
    endsAtInstant: endsAt?.toISOString() ?? null,
    internalHtml,
    external,
    externalHtml,
  };
}

/** Writes the reply, and whether and when it is sent. Whoever was answered before gets the new text when they write again. */
export async function saveOutOfOffice(ctx: Context, actor: Actor, input: SaveOutOfOffice): Promise<void> {
  const { spaceId, zone } = await accessOwnAccount(ctx, actor);
  const startsAt = input.startsAt === null ? null : instantOf(input.startsAt, zone);
  const endsAt = input.endsAt === null ? null : instantOf(input.endsAt, zone);
  if (startsAt && endsAt && startsAt >= endsAt) throw new Refusal("invalid", "period-backwards");
  if (input.isOn && endsAt && endsAt <= ctx.clock.now()) throw new Refusal("invalid", "period-over");
  const [internalHtml, externalHtml] = [clean(input.internalHtml), clean(input.externalHtml)];
  const says = (html: string) => htmlToText(html).trim() !== "";
  if (input.isOn && !(says(internalHtml) && (input.external !== "own" || says(externalHtml))))
    throw new Refusal("invalid", "reply-empty");
  await changeSpace(ctx, spaceId, (client, modseq) =>
    client.query(
      `INSERT INTO "AutoReply" ("spaceId", "isOn", "startsAt", "endsAt", "internalHtml", "external", "externalHtml", "modseq", "updatedAt")
       VALUES ($1, $2, $3, $4, $5, $6::"ExternalReply", $7, $8, $9)
       ON CONFLICT ("spaceId") DO UPDATE SET "isOn" = $2, "startsAt" = $3, "endsAt" = $4, "internalHtml" = $5, "external" = $6::"ExternalReply",
         "externalHtml" = $7, "modseq" = $8, "updatedAt" = $9, "version" = "AutoReply"."version" + 1`,
      [spaceId, input.isOn, startsAt, endsAt, internalHtml, input.external, externalHtml, modseq, ctx.clock.now()],
    ),
  );
}

/** Stops answering, and keeps the texts for another time. */
export async function turnOffOutOfOffice(ctx: Context, actor: Actor): Promise<void> {
  const { spaceId } = await accessOwnAccount(ctx, actor);
  await changeSpace(ctx, spaceId, (client, modseq) =>
    client.query('UPDATE "AutoReply" SET "isOn" = false, "modseq" = $2 WHERE "spaceId" = $1', [spaceId, modseq]),
  );
}

/** Turns off what has had its time, so that every open page learns of it. */
export async function endOutOfOffice(ctx: Context): Promise<void> {
  const over = 'SELECT "spaceId" FROM "AutoReply" WHERE "isOn" AND "endsAt" <= $1';
  const { rows } = await ctx.db.pool.query<{ spaceId: string }>(over, [ctx.clock.now()]);
  for (const { spaceId } of rows)
    await changeSpace(ctx, spaceId, (client, modseq) =>
      client.query(
        'UPDATE "AutoReply" SET "isOn" = false, "modseq" = $2 WHERE "spaceId" = $1 AND "isOn" AND "endsAt" <= $3',
        [spaceId, modseq, ctx.clock.now()],
      ),
    );
}

/** Where in its period a reply is. */
export function stateOf(row: Pick<AutoReplyRow, "isOn" | "startsAt" | "endsAt">, now: Date): OutOfOffice["state"] {
  if (!row.isOn) return "off";
  if (row.endsAt && row.endsAt <= now) return "over";
  return row.startsAt && row.startsAt > now ? "waiting" : "on";
}

/** Nothing that is loaded from elsewhere goes out in a person's name without their looking. */
function clean(html: string): string {
  return safeHtml(html, { cid: () => null, remote: () => null }).html;
}
