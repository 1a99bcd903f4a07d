import type { Actor } from "@carbyne/kernel";
import type { Context } from "../../context.ts";
import { countAttempt } from "../../sign-in/index.ts";
import { hashSecret } from "../guests/token.ts";
import { noteUse } from "./note-use.ts";

const rate = { burst: 120, perMinute: 120 };

/** The bot with a bearer token, as long as it may act; null for any other. It signs in nowhere else. */
export async function findBot(ctx: Context, token: string): Promise<Actor | null> {
  const { rows } = await ctx.db.pool.query<{ id: string }>({
    name: "find-bot",
    text: `SELECT b."id" FROM "ChatBot" b JOIN "Domain" d ON d."id" = b."domainId" WHERE b."tokenHash" = $1 AND b."kind" = 'bot'
           AND b."revokedAt" IS NULL AND (b."expiresAt" IS NULL OR b."expiresAt" > $2) AND d."state" = 'active'`,
    values: [hashSecret(token), ctx.clock.now()],
  });
  const [bot] = rows;
  if (!bot) return null;
  await countAttempt(ctx, `bot:${bot.id}`, rate);
  await noteUse(ctx, bot.id);
  return { kind: "bot", botId: bot.id };
}
