import { isAtRest, type Rest } from "@carbyne/schemas/telling";
import type { Context } from "../context.ts";
import { resolveSettings, type SettingKey } from "../settings/index.ts";

/** How a person wants to be told, and whether now. */
export type PushManner = {
  readonly text: (key: SettingKey) => string;
  /** Who looks at a page sees it come in there. */
  readonly isPresent: boolean;
  /** Whether these are hours in which nothing is told. */
  readonly isResting: boolean;
  readonly isSilent: boolean;
  readonly hasPreview: boolean;
};

export async function mannerOf(
  ctx: Context,
  { accountId, zone }: { accountId: string; zone: string },
  now: Date,
): Promise<PushManner> {
  const settings = await resolveSettings(ctx, accountId);
  const text = (key: SettingKey) => String(settings[key].value);
  const isOn = (key: SettingKey) => settings[key].value === true;
  const hours = { from: text("notify.quietFrom"), to: text("notify.quietTo"), days: text("notify.quietDays") };
  const { rows } = await ctx.db.pool.query<{ isPresent: boolean } & Pick<Rest, "isResting" | "restsUntil">>({
    name: "push-manner",
    text: `SELECT EXISTS (SELECT 1 FROM "Token" t WHERE t."accountId" = a."id" AND t."presentUntil" > $2) AS "isPresent",
             coalesce(s."isResting", false) AS "isResting", s."restsUntil"
           FROM "Account" a LEFT JOIN "PersonStatus" s ON s."accountId" = a."id" WHERE a."id" = $1`,
    values: [accountId, now],
  });
  const { isPresent, ...rest } = rows[0] ?? { isPresent: false, isResting: false, restsUntil: null };
  return {
    text,
    isPresent,
    isResting: isAtRest({ ...rest, quiet: isOn("notify.quiet") ? hours : null, zone }, now),
    isSilent: !isOn("notify.sound"),
    hasPreview: isOn("notify.preview"),
  };
}
